import { expect, test } from "vitest";

import { toolPins } from "./pins.ts";

test("each pin has one package for each executable, downloads over https, and supports its own version", async () => {
  const { satisfies } = (await import("semver")).default;
  const problems = toolPins.flatMap(({ name, version, supported, executables, build, download }) => [
    ...(build.packages.length === executables.length ? [] : [`${name}: packages`]),
    ...(satisfies(version, supported) ? [] : [`${name}: supported`]),
    ...([download.url, download.checksumUrl].every((url) => url.startsWith("https://")) ? [] : [`${name}: https`]),
    ...(name === "etcd" || build.ldflags.includes(version) ? [] : [`${name}: the version in ldflags`]),
  ]);
  expect(problems).toEqual([]);
});
