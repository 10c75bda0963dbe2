import { expect, test } from "vitest";

import { configMap, typesOf } from "../../test/write-template.ts";

test("a tree of any depth: known keys at each level, and an end", () => {
  const tree = '{{ define "tree" }}{{ .n }}{{ with .below }}{{ include "tree" . }}{{ end }}{{ end }}';
  const described = typesOf(configMap('  a: {{ include "tree" .Values.a }}'), { files: { "templates/_tree.tpl": tree } });
  const printed = "string / also integer number boolean";
  expect({ ...described, "a.below.below": undefined }).toMatchObject({
    a: "object / closed",
    "a.n": printed,
    "a.below": "object / closed",
    "a.below.n": printed,
  });
  expect(Object.keys(described).length).toBeLessThan(100);
});

test("a map of anything that is printed key by key is open at each level", () => {
  const flat =
    '{{ define "flat" }}{{ range $k, $v := . }}{{ if kindIs "map" $v }}{{ include "flat" $v }}{{ else }}{{ $k }}={{ $v }}{{ end }}{{ end }}{{ end }}';
  const described = typesOf(configMap('  a: {{ include "flat" .Values.a | quote }}'), {
    values: "a: {}",
    files: { "templates/_flat.tpl": flat },
  });
  expect(described).toMatchObject({
    a: "object / also array / open: is gone through",
    "a.*": expect.stringMatching(/^string.* object .*\/ open: is gone through$/u),
  });
});
