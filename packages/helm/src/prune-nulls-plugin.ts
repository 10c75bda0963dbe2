import { text } from "node:stream/consumers";
import { pruneNulls } from "./prune-nulls.ts";

// Helm runs this file as its post-renderer: manifests come by standard input and go to standard output. Helm takes an empty answer
// for a failure, also where a chart renders nothing; a comment is no object and no failure.
const pruned = pruneNulls(await text(process.stdin));
process.stdout.write(pruned.trim() === "" ? "# no objects\n" : pruned);
