/** What the process ends with. Documented in `--help` and in the README. */
export const exitCodes = { done: 0, failed: 1, usage: 2, changes: 3, interrupted: 130 } as const;

export const exitCodeHelp = `Exit codes:
  0    done
  1    failed; values check, values diff: your values are wrong, or touched
  2    usage, an invalid platform, or a chart or file that can't be read;
       nothing was changed
  3    the plan has changes (plan --detailed-exitcode)
  130  interrupted`;

/** Codes of errors that the user's input or platform file causes, beside everything that is reported as a list of problems. */
const usageCodes = new Set([
  "CHART_LOCK_MISMATCH",
  "CONFIRMATION_NEEDED",
  "ENVIRONMENT_UNKNOWN",
  "IDENTITY_MISSING",
  "INSTANCE_UNKNOWN",
  "LOCK_INVALID",
  "LOCK_VERSION_UNKNOWN",
  "OUTPUT_NOT_EMPTY",
  "PLAN_FILE_INVALID",
  "PLATFORM_COMPOSE",
  "PLATFORM_FILE_INVALID",
  "PLATFORM_FILE_MISSING",
  "SANDBOX_NAME",
  "USAGE",
]);

export function isUsageCode(code: string): boolean {
  return usageCodes.has(code);
}
