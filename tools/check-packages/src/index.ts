export { packPackage } from "./pack-package.ts";
export { publicPackages, withDependencies } from "./public-packages.ts";
export type { PublicPackage } from "./public-packages.ts";
