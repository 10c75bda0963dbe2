import { readFile, writeFile } from "node:fs/promises";

import { HelmwrightError } from "@helmwright/core/error";
import type { PlanDocument } from "@helmwright/core";

/** Reads a plan that `plan --out` saved. The engine compares it with what it would do; here only its form is checked. */
export async function readSavedPlan(file: string): Promise<PlanDocument> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (!isPlan(value)) throw invalid(file, "it is no plan of this version");
  return value;
}

export async function savePlan(file: string, plan: PlanDocument): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`);
  } catch (cause) {
    throw new HelmwrightError("OUTPUT_NOT_WRITTEN", `save the plan: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      hint: "Give --out a file that can be written.",
    });
  }
}

function isPlan(value: unknown): value is PlanDocument {
  if (typeof value !== "object" || value === null) return false;
  const { version, platform, environment, steps } = value as Partial<Record<keyof PlanDocument, unknown>>;
  const id = typeof platform === "object" && platform !== null && "id" in platform ? platform.id : undefined;
  return version === 1 && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) && typeof environment === "string" && Array.isArray(steps);
}

function invalid(file: string, why: string, cause?: unknown): HelmwrightError {
  return new HelmwrightError("PLAN_FILE_INVALID", `read the plan ${file}: ${why}`, { cause, hint: "Save one with `plan --out FILE`." });
}
