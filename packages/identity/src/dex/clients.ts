import { HelmwrightError } from "@helmwright/sdk";
import type { Context, Kinds } from "@helmwright/sdk";

type AskedClient = Kinds["oidc"]["claim"];

/** Why dex would not take such a client, or undefined. */
export function refuseClient({ clientId, redirectUris }: AskedClient): string | undefined {
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(clientId)) {
    return `${JSON.stringify(clientId)} is no client id: it takes letters, digits, ., _ and -`;
  }
  if (redirectUris.length === 0) return `client ${clientId} names no redirect address`;
  const wrong = redirectUris.find((uri) => !URL.canParse(uri) || uri.includes("*") || uri.includes("#"));
  return wrong === undefined ? undefined : `${wrong} is no redirect address that dex takes: it must be absolute, without * and #`;
}

/**
 * The clients others ask for, in a steady order. Throws `CLIENT_CONFLICT` when two of them can't be told apart, because
 * their secrets reach dex as environment variables.
 */
export function askedClients(context: Context): readonly AskedClient[] {
  const asked = context.claims("oidc").map(({ asks }) => asks);
  const byVariable = new Map<string, AskedClient>();
  for (const client of asked) {
    const other = byVariable.get(clientVariable(client.clientId));
    if (other) {
      throw new HelmwrightError(
        "CLIENT_CONFLICT",
        `register client ${client.clientId} in dex: client ${other.clientId} is registered already`,
        {
          hint: "Give the two components client ids that differ in letters or digits.",
        },
      );
    }
    byVariable.set(clientVariable(client.clientId), client);
  }
  return asked.toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

/** The environment variable that holds a client's secret. */
export const clientVariable = (clientId: string): string => `CLIENT_${clientId.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
