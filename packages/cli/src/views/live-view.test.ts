import { Writable } from "node:stream";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { recordedRun } from "../../test/recorded-run.ts";
import { screenOf } from "../../test/screen.ts";
import { liveView } from "./live-view.ts";

let output = "";
let clock = 0;
let redirected: ((text: string) => void) | undefined;
const stderr = Object.assign(
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString("utf8");
      done();
    },
  }),
  { columns: 80, rows: 24, isTTY: true },
) as unknown as NodeJS.WriteStream;
const open = (): ReturnType<typeof liveView> =>
  liveView({ stderr, paintTold: (_style, text) => text, redirect: (to) => void (redirected = to), now: () => clock });

beforeEach(() => {
  output = "";
  clock = 0;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function play(view: ReturnType<typeof liveView>, until: number): void {
  for (const { at, event } of recordedRun.filter((one) => one.at <= until && one.at > clock)) {
    clock = at;
    if ("tool" in event || event.type === "sandbox") view.onSandbox(event);
    else view.onEvent(event);
  }
  clock = until;
  vi.advanceTimersByTime(100);
}

test("80 columns: what runs with what it waits for, what ended above it as one line", async () => {
  const view = open();
  play(view, 2000);
  expect(await screenOf(output)).toStrictEqual(["⠋ helm: downloading v4.3.1"]);
  play(view, 12_700);
  expect(await screenOf(output)).toStrictEqual([
    "✓ helm downloaded in 6.1 s",
    "plan: 2 to install, 1 unchanged",
    "⠧ certs release cert-manager/cert-manager                                 5.4 s",
    "    waiting for Deployment cert-manager/cert-manager-webhook: 0 of 1 replicas",
    "    available (and 2 more)",
    "⠧ web release ingress-nginx/ingress-nginx                                 5.3 s",
    "    installing",
    "0 of 2 done, 2 running, 13 s",
  ]);
  play(view, 13_050);
  redirected?.("stopping: what is running is ended in order");
  expect(await screenOf(output)).toStrictEqual([
    "✓ helm downloaded in 6.1 s",
    "plan: 2 to install, 1 unchanged",
    "✗ web release ingress-nginx/ingress-nginx failed after 5.6 s: wait for Deployme…",
    "stopping: what is running is ended in order",
    "⠋ certs release cert-manager/cert-manager                                 5.8 s",
    "    waiting for Deployment cert-manager/cert-manager-webhook: 0 of 1 replicas",
    "    available (and 2 more)",
    "1 of 2 done, 1 running, 13 s",
  ]);
  play(view, 14_000);
  view[Symbol.dispose]();
  expect(await screenOf(output)).toStrictEqual([
    "✓ helm downloaded in 6.1 s",
    "plan: 2 to install, 1 unchanged",
    "✗ web release ingress-nginx/ingress-nginx failed after 5.6 s: wait for Deployme…",
    "stopping: what is running is ended in order",
    "! ended 1 Helm process that an interrupted run had left",
    "✓ certs release cert-manager/cert-manager installed in 6.7 s",
  ]);
  expect(redirected).toBeUndefined();
});
