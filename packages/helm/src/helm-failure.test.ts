import { expect, test } from "vitest";
import { helmFailure } from "./helm-failure.ts";

test("carries Helm's words, trimmed and without secrets", () => {
  const error = helmFailure({
    doing: "install release shop/web",
    exitCode: 1,
    stderr:
      'level=WARN msg="noise"\nError: INSTALLATION FAILED: get https://me:pw12@host/x?a: hunter2 refused; Authorization: Bearer abcdefgh123\n',
    secrets: ["hunter2"],
    subject: { release: "shop/web" },
  });
  expect(error.toJSON()).toStrictEqual({
    code: "HELM_FAILED",
    message: "install release shop/web: INSTALLATION FAILED: get https://***@host/x?a: *** refused; Authorization: Bearer ***",
    hint: "Read Helm's own words above.",
    subject: { release: "shop/web" },
  });
});

test("silence is told as an exit code, and a flood is cut", () => {
  expect(helmFailure({ doing: "list releases", exitCode: 3, stderr: "" }).message).toBe("list releases: helm ended with exit code 3");
  expect(helmFailure({ doing: "x", exitCode: 1, stderr: `Error: ${"a".repeat(9000)}` }).message).toHaveLength(4005);
});
