import { HelmwrightError, ProblemsError } from "@helmwright/core";
import type { PlanDocument, PlanStep, RunReport } from "@helmwright/core";
import { expect, test } from "vitest";

import { fitWidth } from "./fit-width.ts";
import { formatDiffs } from "./format-diff.ts";
import { errorData, formatError } from "./format-error.ts";
import { formatPlan } from "./format-plan.ts";
import { formatReport } from "./format-report.ts";
import { formatStatus } from "./format-status.ts";
import { formatTable } from "./format-table.ts";

const paint = (_style: string, text: string): string => text;
const platform = { name: "homelab", id: "1" };
const step = (id: string, component: string, action: PlanStep["action"], more: Partial<PlanStep> = {}): PlanStep => ({
  id,
  kind: "release",
  component,
  action,
  reasons: [],
  values: [],
  objects: [],
  needs: [],
  ...more,
});
const plan = (...steps: readonly PlanStep[]): PlanDocument => ({
  version: 1,
  platform,
  environment: "dev",
  target: { context: "c", kubernetes: "1.37.1" },
  steps,
  warnings: [],
});

test("a plan tells what, why, and which values and objects", () => {
  const text = formatPlan(
    {
      ...plan(
        step("release a/a", "web", "upgrade", {
          reasons: ["chart version 1.0.0 becomes 1.1.0", "1 value changes: replicas"],
          chart: { name: "a", from: "1.0.0", to: "1.1.0" },
          values: [{ path: "replicas", change: "changed" }],
          objects: [
            { object: "Deployment a/a", change: "changed", fields: ["a", "b", "c", "d", "e", "f", "g"] },
            { object: "ConfigMap a/b", change: "added", fields: [] },
          ],
        }),
        step("release b/b", "db", "install", { reasons: ["it is not installed"], chart: { name: "b", to: "2.0.0" } }),
        step("release c/c", "old", "remove", { reasons: ["it is not in the platform any more"], chart: { name: "c", from: "3.0.0" } }),
        step("release d/d", "same", "none"),
      ),
      warnings: ["web renders differently each time: it makes a password"],
    },
    paint,
  );
  expect(text.split("\n")).toStrictEqual([
    "homelab in dev (context c, Kubernetes 1.37.1)",
    "",
    "~ upgrade web: release a/a (a 1.0.0 → 1.1.0)",
    "    chart version 1.0.0 becomes 1.1.0",
    "    1 value changes: replicas",
    "    value  ~ replicas",
    "    object ~ Deployment a/a: a, b, c, d, e and 2 more",
    "    object + ConfigMap a/b",
    "+ install db: release b/b (b 2.0.0)",
    "    it is not installed",
    "- remove old: release c/c (c 3.0.0)",
    "    it is not in the platform any more",
    "",
    "warning: web renders differently each time: it makes a password",
    "Plan: 1 to install, 1 to upgrade, 1 to remove, 1 unchanged.",
  ]);
  expect(
    formatPlan(plan(step("release d/d", "same", "none")), paint)
      .split("\n")
      .at(-1),
  ).toBe("No changes: 1 unchanged.");
});

const report = (more: Partial<RunReport>): RunReport => ({
  version: 1,
  platform,
  environment: "dev",
  outcome: "done",
  results: [],
  kept: [],
  warnings: [],
  milliseconds: 12_400,
  ...more,
});
const base = { component: "web", milliseconds: 0, action: "install" as const };

test("a failure tells object, reason, events and hint, and what was not started because of it", () => {
  const text = formatReport(
    report({
      outcome: "failed",
      results: [
        { ...base, step: "namespace web", outcome: "done" },
        {
          ...base,
          step: "release web/web",
          outcome: "failed",
          milliseconds: 300_000,
          failure: {
            code: "NOT_READY",
            message: "wait for Deployment web/web: not ready after 300 s",
            hint: "Look at it: kubectl describe deployment web -n web",
            subject: { object: "Deployment web/web" },
            events: ["Warning FailedCreate: quota exceeded"],
          },
        },
        { ...base, step: "release sso/sso", component: "sso", outcome: "not-started", because: "release web/web" },
        { ...base, step: "release docs/docs", component: "docs", outcome: "not-started", because: "release web/web" },
        { ...base, step: "release a/a", action: "none", outcome: "unchanged" },
      ],
      warnings: ["something to know"],
    }),
    { verb: "deploy", paint },
  );
  expect(text.split("\n")).toStrictEqual([
    "failed: web: release web/web after 5 min 0 s",
    "  NOT_READY: wait for Deployment web/web: not ready after 300 s",
    "  at: Deployment web/web",
    "  events:",
    "    Warning FailedCreate: quota exceeded",
    "  hint: Look at it: kubectl describe deployment web -n web",
    "not started, because release web/web failed:",
    "  sso: release sso/sso",
    "  docs: release docs/docs",
    "warning: something to know",
    "failed: homelab in dev: 1 created, 1 failed, 2 not started, 1 unchanged in 12 s",
    "Correct the cause and run deploy again: what is done stays done.",
  ]);
});

test("an interrupted run tells what is done, in the middle, and not started", () => {
  const interrupted = { code: "INTERRUPTED", message: "stopped in the middle", subject: {}, events: [] };
  const text = formatReport(
    report({
      outcome: "interrupted",
      results: [
        { ...base, step: "release a/a", outcome: "done" },
        { ...base, step: "release b/b", outcome: "failed", failure: interrupted },
        { ...base, step: "release c/c", outcome: "not-started", because: "release b/b" },
        { ...base, step: "release d/d", outcome: "not-started", because: "interrupted" },
      ],
    }),
    { verb: "deploy", paint },
  );
  expect(text.split("\n")).toStrictEqual([
    "done:",
    "  web: release a/a",
    "in the middle:",
    "  web: release b/b",
    "not started:",
    "  web: release c/c",
    "  web: release d/d",
    "interrupted: homelab in dev: 1 installed, 1 in the middle, 2 not started in 12 s",
    "To go on, run deploy again: it takes up what was left in the middle.",
  ]);
});

test("nothing to do is said plainly", () => {
  const results = [{ ...base, step: "release a/a", action: "none" as const, outcome: "unchanged" as const }];
  expect(formatReport(report({ outcome: "unchanged", results, milliseconds: 39 }), { verb: "deploy", paint })).toBe(
    "no changes: homelab in dev is as wanted (1 step checked in 39 ms)",
  );
  expect(formatReport(report({ outcome: "unchanged" }), { verb: "destroy", paint })).toBe(
    "no changes: nothing of homelab in dev is there to remove",
  );
  const kept = [{ object: "PersistentVolumeClaim db/data", why: "it holds data; destroy --data deletes it" }];
  expect(
    formatReport(report({ kept, results: [{ ...base, step: "release a/a", action: "remove", outcome: "done" }] }), {
      verb: "destroy",
      paint,
    }),
  ).toBe("kept:\n  PersistentVolumeClaim db/data: it holds data; destroy --data deletes it\ndone: homelab in dev: 1 removed in 12 s");
});

test("a table that is wider than the terminal loses the middle of its widest cells", () => {
  const head = ["", "RELEASE", "CHART", "STATUS"];
  const rows = [["✓", "monitoring/kube-prometheus-stack-resources", "kube-prometheus-stack 88.5.3", "deployed"]];
  const narrow = formatTable(head, rows, 50).split("\n");
  expect(narrow).toStrictEqual(["   RELEASE            CHART               STATUS", "✓  monitori…esources  kube-prom…k 88.5.3  deployed"]);
  expect(formatTable(head, rows, 100)).toBe(formatTable(head, rows));
});

test("a reason to keep that many objects share is told once", () => {
  const why = "it holds data; destroy --data deletes it";
  const kept = [
    { object: "PersistentVolumeClaim db/a", why },
    { object: "Secret db/key", why: "generated" },
    { object: "PersistentVolumeClaim db/b", why },
  ];
  expect(
    formatReport(report({ kept, outcome: "unchanged" }), { verb: "destroy", paint })
      .split("\n")
      .slice(0, 5),
  ).toStrictEqual([
    "kept, because it holds data; destroy --data deletes it:",
    "  PersistentVolumeClaim db/a",
    "  PersistentVolumeClaim db/b",
    "kept:",
    "  Secret db/key: generated",
  ]);
});

test("lines wider than the terminal break between words, and keep their indentation", () => {
  const text = "short\n  crds a: definitions stay: one.example.org, two.example.org\nwarning: it renders differently each time";
  expect(fitWidth(text, 30).split("\n")).toStrictEqual([
    "short",
    "  crds a: definitions stay:",
    "    one.example.org,",
    "    two.example.org",
    "warning: it renders",
    "  differently each time",
  ]);
});

test("errors, problems and defects", () => {
  const one = new HelmwrightError("KUBE_UNREACHABLE", "ask for the version: it does not answer", {
    hint: "Start it.",
    subject: { place: "a.ts:1:2", component: "web", path: "spec.a" },
  });
  expect(formatError(one, paint)).toBe(
    "error KUBE_UNREACHABLE: ask for the version: it does not answer\n  hint: Start it.\n  at: a.ts:1:2, component web, field spec.a",
  );
  const both = new ProblemsError("check it", [one, new HelmwrightError("OTHER", "also this")]);
  expect(formatError(both, paint)).toBe(
    [
      "error PROBLEMS: check it: 2 problems",
      "  1. KUBE_UNREACHABLE: ask for the version: it does not answer",
      "     hint: Start it.",
      "     at: a.ts:1:2, component web, field spec.a",
      "  2. OTHER: also this",
    ].join("\n"),
  );
  expect(errorData(both)).toStrictEqual({
    error: {
      code: "PROBLEMS",
      message: "check it",
      hint: undefined,
      subject: {},
      problems: [
        { code: "KUBE_UNREACHABLE", message: one.message, hint: "Start it.", subject: one.subject },
        { code: "OTHER", message: "also this", hint: undefined, subject: {} },
      ],
    },
  });
  const [first, second] = formatError(new TypeError("x is not a function"), paint).split("\n");
  expect([first, second]).toStrictEqual([
    "error DEFECT: this is a defect of Helmwright, please report it",
    "  TypeError: x is not a function",
  ]);
  expect(errorData("odd")).toMatchObject({ error: { code: "DEFECT", message: "odd" } });
});

test("a diff shows what changes, what is new and what goes", () => {
  const object = (text: string): NonNullable<Parameters<typeof formatDiffs>[0][number]["before"]> => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "a" },
    data: { text },
  });
  const about = { step: "release a/a", component: "web", object: "ConfigMap a/a" };
  const diffs = [
    { ...about, before: object("one"), after: object("two") },
    { ...about, object: "ConfigMap a/b", before: undefined, after: object("new") },
    { ...about, object: "ConfigMap a/c", before: object("old"), after: undefined },
  ];
  expect(formatDiffs(diffs, paint).split("\n")).toStrictEqual([
    "web: ConfigMap a/a",
    "@@ -1,6 +1,6 @@",
    " apiVersion: v1",
    " data:",
    "-  text: one",
    "+  text: two",
    " kind: ConfigMap",
    " metadata:",
    "   name: a",
    "",
    "web: ConfigMap a/b is new",
    "@@ -0,0 +1,6 @@",
    "+apiVersion: v1",
    "+data:",
    "+  text: new",
    "+kind: ConfigMap",
    "+metadata:",
    "+  name: a",
    "",
    "web: ConfigMap a/c goes",
    "@@ -1,6 +0,0 @@",
    "-apiVersion: v1",
    "-data:",
    "-  text: old",
    "-kind: ConfigMap",
    "-metadata:",
    "-  name: a",
    "",
    "3 objects change.",
  ]);
  expect(formatDiffs([], paint)).toBe("No object of a release changes.");
});

test("a status lists what is not ready", () => {
  const release = {
    component: "web",
    release: "web/web",
    status: "deployed",
    revision: 3,
    chart: "web 1.0.0",
    updated: undefined,
    ready: true,
    problems: [],
  };
  const absent = {
    ...release,
    component: "db",
    release: "db/db",
    status: "absent",
    revision: 0,
    chart: undefined,
    ready: false,
    problems: ["it is not installed"],
  };
  const unready = { ...release, component: "log", release: "log/log", ready: false, problems: ["Deployment log/log: 0 of 1"] };
  expect(formatStatus([release, absent, unready], paint).split("\n")).toStrictEqual([
    "   COMPONENT  RELEASE  CHART      STATUS    REVISION",
    "✓  web        web/web  web 1.0.0  deployed  3",
    "✗  db         db/db    -          absent    -",
    "✗  log        log/log  web 1.0.0  deployed  3",
    "not ready: log/log",
    "  Deployment log/log: 0 of 1",
    "1 of 3 releases are ready",
  ]);
});
