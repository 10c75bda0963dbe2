// Preloaded by `--import`: names, on standard error when the process ends, the npm packages of which a module was loaded.
import { registerHooks } from "node:module";

/** @type {Set<string>} */
const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
    if (name !== undefined) loaded.add(name);
    return next(url, context);
  },
});
process.on("exit", () => process.stderr.write(JSON.stringify([...loaded].toSorted())));
