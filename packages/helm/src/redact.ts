const USER_INFO = /(?<scheme>[a-z][a-z0-9+.-]*:\/\/)[^\s/@"]+@/giu;
const BEARER = /(?<word>bearer|basic)\s+[a-z0-9._~+/=-]{8,}/giu;

/** Replaces the given secrets, and credentials in URLs and authorization headers, by `***`. Empty and very short secrets are left. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = [...secrets].filter((secret) => secret.length > 3).sort((a, b) => b.length - a.length);
  const withoutKnown = known.reduce((result, secret) => result.replaceAll(secret, "***"), text);
  return withoutKnown.replace(USER_INFO, "$<scheme>***@").replace(BEARER, "$<word> ***");
}
