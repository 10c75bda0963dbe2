import { HelmwrightError } from "@helmwright/core";

interface Status {
  readonly message?: unknown;
  readonly reason?: unknown;
}

const hints: Readonly<Record<string, string>> = {
  Forbidden: "Give the user of this context the right, or use another context.",
  Unauthorized: "Log in again: the credentials of this context are not accepted.",
  Conflict: "Something else owns this field or has just changed the object.",
};

/** The error an API server answered with: its reason becomes the code (`Forbidden` is `KUBE_FORBIDDEN`). */
export function apiError({ status, body }: { readonly status: number; readonly body: unknown }, doing: string): HelmwrightError {
  const { message, reason } = (typeof body === "object" && body !== null ? body : {}) as Status;
  const word = typeof reason === "string" && /^[A-Za-z]+$/.test(reason) ? reason : `Http${status}`;
  const code = `KUBE_${word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}`;
  return new HelmwrightError(code, `${doing}: ${typeof message === "string" ? message : `the API server answered ${status}`}`, {
    hint: hints[word],
  });
}

/** The API server can't be reached, or went away in the middle. */
export function unreachable(doing: string, server: string, cause: unknown): HelmwrightError {
  const reason = cause instanceof Error ? ("code" in cause && String(cause.code)) || cause.message : String(cause);
  return new HelmwrightError("KUBE_UNREACHABLE", `${doing}: ${server} can't be reached: ${reason}`, {
    cause,
    hint: "Check that the cluster runs and that this machine may reach it; for the sandbox: platform sandbox up.",
  });
}
