// Beside its own lock file, so that tests which write one don't meet those that expect none.
export { default } from "./small.platform.ts";
