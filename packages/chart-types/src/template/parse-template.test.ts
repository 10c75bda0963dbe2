import { expect, test } from "vitest";
import {
  action,
  assign,
  bareTrees,
  bool,
  branch,
  call,
  chain,
  command,
  comment,
  declare,
  dot,
  field,
  identifier,
  integer,
  list,
  nil,
  pipe,
  string,
  template,
  text,
  variable,
} from "../../test/bare-nodes.ts";
import { helmFunctions } from "./helm-functions.ts";
import { parseTemplate } from "./parse-template.ts";
import { TemplateSyntaxError } from "./template-syntax-error.ts";

const a = field("a");
const b = field("b");

test.each([
  ["", list()],
  ["plain } text", list(text("plain } text"))],
  ["x {{ .a }} y", list(text("x "), action(call(a)), text(" y"))],
  ["x {{- .a -}}\n y", list(text("x"), action(call(a)), text("y"))],
  ["x {{-3 }}", list(text("x "), action(call(integer(-3))))],
  ["x {{- /* note */ -}} y", list(text("x"), text("y"))],
])("text and trimming: %j", (source, body) => {
  expect(bareTrees(parseTemplate("f", source))).toStrictEqual({ f: body });
});

test("comments are kept where asked for", () => {
  const file = parseTemplate("f", "x {{- /* note */ -}} y", { comments: true });
  expect(bareTrees(file)).toStrictEqual({ f: list(text("x"), comment("/* note */"), text("y")) });
});

test.each([
  [".", call(dot)],
  [".a.b", call(field("a", "b"))],
  ["$", call(variable("$"))],
  ["$.a", call(variable("$", "a"))],
  ["nil", call(nil)],
  ["true", call(bool(true))],
  ["1", call(integer(1))],
  [`"x\\ty"`, call(string("x\ty"))],
  ["`x\\t`", call(string(String.raw`x\t`, "`x\\t`"))],
  ["print .a 1", call(identifier("print"), a, integer(1))],
  [".a | default .b | quote", pipe(command(a), command(identifier("default"), b), command(identifier("quote")))],
  ["(.a)", call(call(a))],
  ["(index .a 0).b.c", call(chain(call(identifier("index"), a, integer(0)), "b", "c"))],
  ["print (.a | quote) .b", call(identifier("print"), pipe(command(a), command(identifier("quote"))), b)],
  ["$x := .a", declare(["$x"], call(a))],
  ["$x = .a", assign("$x", call(a))],
])("pipeline: %s", (source, value) => {
  expect(bareTrees(parseTemplate("f", `{{ ${source} }}`))).toStrictEqual({ f: list(action(value)) });
});

test.each([
  ["{{ if .a }}x{{ end }}", branch("if", call(a), [list(text("x"))])],
  ["{{ if .a }}x{{ else }}y{{ end }}", branch("if", call(a), [list(text("x")), list(text("y"))])],
  [
    "{{ if .a }}x{{ else if .b }}y{{ else }}z{{ end }}",
    branch("if", call(a), [list(text("x")), list(branch("if", call(b), [list(text("y")), list(text("z"))]))]),
  ],
  ["{{ with .a }}{{ . }}{{ end }}", branch("with", call(a), [list(action(call(dot)))])],
  ["{{ with .a }}{{ else with .b }}y{{ end }}", branch("with", call(a), [list(), list(branch("with", call(b), [list(text("y"))]))])],
  ["{{ range .a }}x{{ else }}y{{ end }}", branch("range", call(a), [list(text("x")), list(text("y"))])],
  ["{{ range $v := .a }}{{ $v }}{{ end }}", branch("range", declare(["$v"], call(a)), [list(action(call(variable("$v"))))])],
  ["{{ range $k, $v := .a }}{{ end }}", branch("range", declare(["$k", "$v"], call(a)), [])],
  ["{{ range .a }}{{ break }}{{ continue }}{{ end }}", branch("range", call(a), [list({ type: "break" }, { type: "continue" })])],
  ['{{ template "x" }}', template("x")],
  ['{{ template "x" .a }}', template("x", call(a))],
])("statement: %s", (source, node) => {
  expect(bareTrees(parseTemplate("f", source))).toStrictEqual({ f: list(node) });
});

test.each([
  ['{{ define "x" }}1{{ end }}2', { f: list(text("2")), x: list(text("1")) }],
  ['{{ block "x" .a }}1{{ end }}2', { f: list(template("x", call(a)), text("2")), x: list(text("1")) }],
  ['{{ define "x" }} {{ end }}{{ define "x" }}1{{ end }}', { f: list(), x: list(text("1")) }],
  ['{{ define "x" }}1{{ end }}{{ define "x" }} {{ end }}', { f: list(), x: list(text("1")) }],
  ['{{ define "f" }}1{{ end }} ', { f: list(text("1")) }],
  ['{{ define "__proto__x" }}1{{ end }}', { f: list(), __proto__x: list(text("1")) }],
])("definitions: %s", (source, trees) => {
  expect(bareTrees(parseTemplate("f", source))).toStrictEqual(trees);
});

test("a variable is known until the block ends that declares it", () => {
  const source = "{{ $x := 1 }}{{ if $x }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}";
  const use = action(call(variable("$x")));
  const [one, two] = [1, 2].map((value) => action(declare(["$x"], call(integer(value)))));
  expect(bareTrees(parseTemplate("f", source))).toStrictEqual({
    f: list(one as typeof use, branch("if", call(variable("$x")), [list(two as typeof use, use)]), use),
  });
});

test("places are lines from 1 and UTF-16 offsets of the first character", () => {
  const place = (line: number, offset: number): object => ({ line, offset });
  expect(parseTemplate("f", "𝒳\n{{ .a.b | print (\n.c).d }}").body).toStrictEqual({
    type: "list",
    ...place(1, 0),
    nodes: [
      { type: "text", ...place(1, 0), text: "𝒳\n" },
      {
        type: "action",
        ...place(2, 6),
        pipe: {
          type: "pipe",
          ...place(2, 6),
          variables: [],
          assigns: false,
          commands: [
            { type: "command", ...place(2, 6), args: [{ type: "field", ...place(2, 6), names: ["a", "b"] }] },
            {
              type: "command",
              ...place(2, 13),
              args: [
                { type: "identifier", ...place(2, 13), name: "print" },
                {
                  type: "chain",
                  ...place(2, 19),
                  names: ["d"],
                  node: {
                    type: "pipe",
                    ...place(3, 21),
                    variables: [],
                    assigns: false,
                    commands: [{ type: "command", ...place(3, 21), args: [{ type: "field", ...place(3, 21), names: ["c"] }] }],
                  },
                },
              ],
            },
          ],
        },
      },
    ],
  });
});

test.each([
  ["{{ .a", 1, "unclosed action"],
  ["x\n{{ .a\n\n", 4, "unclosed action started at f:2"],
  ["{{ }}", 1, "missing value for command"],
  ["{{/* x }}", 1, "unclosed comment"],
  ["{{/* x */ }}", 1, "comment ends before closing delimiter"],
  ['{{ "x }}', 1, "unterminated quoted string"],
  ["{{\n`x }}", 2, "unterminated raw quoted string in action started at f:1"],
  ["{{ 'x }}", 1, "unterminated character constant"],
  ["{{ 'xy' }}", 1, "malformed character constant: 'xy'"],
  [String.raw`{{ "\z" }}`, 1, "invalid syntax"],
  ["{{ 1x }}", 1, 'bad number syntax: "1x"'],
  ["{{ 08 }}", 1, 'integer overflow: "08"'],
  ["{{ 1__0 }}", 1, 'illegal number syntax: "1__0"'],
  ["{{ .a+1 }}", 1, "bad character U+002B '+'"],
  ["{{ € }}", 1, "unrecognized character in action: U+20AC '€'"],
  ["{{ .a : 1 }}", 1, "expected :="],
  ["{{ nothing }}", 1, 'function "nothing" not defined'],
  ["{{ $x }}", 1, 'undefined variable "$x"'],
  ["{{ if 1 }}{{ $x := 1 }}{{ end }}{{ $x }}", 1, 'undefined variable "$x"'],
  ['{{ $x := 1 }}{{ define "y" }}{{ $x }}{{ end }}', 1, 'undefined variable "$x"'],
  ["{{ $x, $y := .a }}", 1, "too many declarations in command"],
  ["{{ range $x, .a }}{{ end }}", 1, "range can only initialize variables"],
  ["{{ nil.a }}", 1, 'unexpected . after term "nil"'],
  ["{{ .a | 1 }}", 1, "non executable command in pipeline stage 2"],
  ["{{ .a | | quote }}", 1, 'unexpected "|" in command'],
  ["{{ () }}", 1, "missing value for parenthesized pipeline"],
  ["{{ (.a }}", 1, "unclosed left paren"],
  ["{{ .a) }}", 1, "unexpected right paren"],
  ["{{ .a, .b }}", 1, 'unexpected "," in operand'],
  ["{{ print if }}", 1, "unexpected <if> in operand"],
  ["{{ if }}{{ end }}", 1, "missing value for if"],
  ["{{ if .a }}\n", 2, "unexpected EOF"],
  ["{{ end }}", 1, "unexpected {{end}}"],
  ["{{ else }}", 1, "unexpected {{else}}"],
  ["{{ end .a }}", 1, 'unexpected ".a" in end'],
  ["{{ if .a }}{{ else }}{{ else }}{{ end }}", 1, "expected end; found {{else}}"],
  ["{{ if .a }}{{ else with .b }}{{ end }}", 1, "unexpected <with> in input"],
  ["{{ break }}", 1, "{{break}} outside {{range}}"],
  ['{{ range .a }}{{ block "x" . }}{{ continue }}{{ end }}{{ end }}', 1, "{{continue}} outside {{range}}"],
  ["{{ template .a }}", 1, 'unexpected ".a" in template clause'],
  ["{{ define x }}{{ end }}", 1, 'unexpected "x" in define clause'],
  ['{{ if .a }}{{ define "x" }}{{ end }}{{ end }}', 1, "unexpected <define> in command"],
  ['{{ define "x" }}1{{ end }}\n{{ define "x" }}2{{ end }}', 2, 'multiple definition of template "x"'],
  ['{{ block "x" . }}\n{{ else }}{{ end }}', 1, "unexpected {{else}} in block clause"],
])("rejects %j", (source, line, problem) => {
  const parse = (): unknown => parseTemplate("f", source);
  expect(parse).toThrow(TemplateSyntaxError);
  expect(parse).toThrow(expect.objectContaining({ code: "TEMPLATE_SYNTAX", line, message: `template: f:${line}: ${problem}` }));
});

test.each([
  ["blocks", "{{ if . }}".repeat(10_000) + "{{ end }}".repeat(10_000)],
  ["unclosed blocks", "{{ range . }}".repeat(10_000)],
  ["parentheses", `{{ ${"(".repeat(10_000)}.${")".repeat(10_000)} }}`],
  ["else if", `{{ if . }}${"{{ else if . }}".repeat(10_000)}{{ end }}`],
  ["definitions", '{{ block "x" . }}'.repeat(10_000)],
])("refuses 10,000 nested %s", (_, source) => {
  expect(() => parseTemplate("f", source)).toThrow("template: f:1: nested deeper than 500 levels");
});

test("long templates take time in proportion", () => {
  const started = performance.now();
  const line = "{{ $x := .a }}{{ $x }}\n";
  expect(parseTemplate("f", line.repeat(50_000)).body.nodes).toHaveLength(150_000);
  expect(parseTemplate("f", line.trim().repeat(50_000)).body.nodes).toHaveLength(100_000);
  expect(parseTemplate("f", `{{ "${String.raw`\n`.repeat(1_000_000)}" }}`).body.nodes).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("the functions are those of Helm unless others are given", () => {
  expect(helmFunctions.size).toBe(251);
  expect(["env", "expandenv"].filter((name) => helmFunctions.has(name))).toStrictEqual([]);
  const functions = new Set(["mine", "break"]);
  expect(bareTrees(parseTemplate("f", "{{ mine break }}", { functions }))).toStrictEqual({
    f: list(action(call(identifier("mine"), identifier("break")))),
  });
  expect(() => parseTemplate("f", "{{ toYaml . }}", { functions })).toThrow('function "toYaml" not defined');
});
