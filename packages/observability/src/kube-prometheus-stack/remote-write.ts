import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** Where samples go as well: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RemoteWriteSpec */
export interface RemoteWrite {
  readonly url: string;
  readonly name?: string | undefined;
  readonly remoteTimeout?: string | undefined;
  readonly authorization?: { readonly type?: string | undefined; readonly credentials: SecretKey } | undefined;
  readonly basicAuth?: { readonly username: SecretKey; readonly password: SecretKey } | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly writeRelabelConfigs?: readonly Relabelling[] | undefined;
}

interface Relabelling {
  readonly sourceLabels?: readonly string[] | undefined;
  readonly regex?: string | undefined;
  readonly action?: "keep" | "drop" | "replace" | "labeldrop" | "labelkeep" | undefined;
  readonly targetLabel?: string | undefined;
  readonly replacement?: string | undefined;
}

const text = z.string().optional();
const secretKey = z.strictObject({ name: z.string(), key: z.string() } satisfies Shape<SecretKey>);
const relabelling = z.strictObject({
  sourceLabels: z.array(z.string()).readonly().optional(),
  regex: text,
  action: z.enum(["keep", "drop", "replace", "labeldrop", "labelkeep"]).optional(),
  targetLabel: text,
  replacement: text,
} satisfies Shape<Relabelling>);

export const remoteWriteSchema: z.ZodType<RemoteWrite, RemoteWrite> = z.strictObject({
  url: z.string(),
  name: text,
  remoteTimeout: text,
  authorization: z.strictObject({ type: text, credentials: secretKey }).optional(),
  basicAuth: z.strictObject({ username: secretKey, password: secretKey }).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  writeRelabelConfigs: z.array(relabelling).readonly().optional(),
} satisfies Shape<RemoteWrite>);
