import { HelmwrightError } from "@helmwright/core";

/**
 * Text of an untrusted file, without a byte order mark.
 *
 * @throws HelmwrightError `VALUES_INVALID` where it is not UTF-8, which Helm refuses too
 */
export function decodeText(content: Buffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (error) {
    throw new HelmwrightError("VALUES_INVALID", `read ${name}: it is not UTF-8`, { hint: "Save the file as UTF-8.", cause: error });
  }
}
