import { fileURLToPath } from "node:url";
import type { ChartSource, SourceOptions } from "./chart-source.ts";
import { directorySource } from "./directory-source.ts";
import { httpsSource } from "./https-source.ts";
import { ociSource } from "./oci-source.ts";

/** The source behind an address: `https://`, `http://` (mirrors), `oci://`, `file://`, or the path of a directory. */
export function openSource(address: string, options: SourceOptions): ChartSource {
  if (/^https?:\/\//u.test(address)) return httpsSource(address, options);
  if (address.startsWith("oci://")) return ociSource(address, options);
  return directorySource(address.startsWith("file://") ? fileURLToPath(address) : address, options);
}
