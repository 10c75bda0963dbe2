/** What an error is about, as far as it is known. Every part is safe to print. */
export interface Subject {
  /** Instance name in the platform (`certs`). */
  readonly component?: string | undefined;
  /** Chart and version (`cert-manager v1.21.1`). */
  readonly chart?: string | undefined;
  /** Helm release as `namespace/name`. */
  readonly release?: string | undefined;
  /** Kubernetes object as `Kind namespace/name` or `Kind name`. */
  readonly object?: string | undefined;
  /** Field or option path (`spec.replicas`). */
  readonly path?: string | undefined;
  /** Source position as `file:line:column`. */
  readonly place?: string | undefined;
}

export interface ErrorDetails {
  /** The next step, as an imperative sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  readonly subject?: Subject | undefined;
}

/**
 * The one error class of all packages.
 *
 * `code` is stable and meant for programs (`CHART_DIGEST_MISMATCH`); `message` says what was being done to what;
 * `hint` says the next step. None of them ever holds a secret.
 */
export class HelmwrightError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly subject: Subject;

  constructor(code: string, message: string, { hint, cause, subject = {} }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "HelmwrightError";
    this.code = code;
    this.hint = hint;
    this.subject = subject;
  }

  toJSON(): { code: string; message: string; hint?: string; subject: Subject } {
    return { code: this.code, message: this.message, ...(this.hint === undefined ? {} : { hint: this.hint }), subject: this.subject };
  }
}

/** Several problems found in one check, reported together. `code` is `PROBLEMS` unless all have one code. */
export class ProblemsError extends HelmwrightError {
  readonly problems: readonly HelmwrightError[];

  constructor(message: string, problems: readonly HelmwrightError[]) {
    const codes = new Set(problems.map(({ code }) => code));
    super(codes.size === 1 ? ([...codes][0] ?? "PROBLEMS") : "PROBLEMS", message);
    this.name = "ProblemsError";
    this.problems = problems;
  }

  override toJSON(): ReturnType<HelmwrightError["toJSON"]> & { problems: readonly ReturnType<HelmwrightError["toJSON"]>[] } {
    return { ...super.toJSON(), problems: this.problems.map((problem) => problem.toJSON()) };
  }
}
