import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { execa } from "execa";
import { expect, test } from "vitest";
import ts from "typescript6";

import { factories } from "./typo-components.ts";

// What an editor shows of an option: a sentence, the default of what may be left out, the unit of what is a number.
const root = resolve(import.meta.dirname, "..");

interface Option {
  /** `packages/identity/src/dex/options.ts DexOptions.replicas`. */
  readonly place: string;
  readonly doc: string;
  readonly optional: boolean;
  readonly type: string;
}

const folders = Object.values(factories).map(({ folder }) => `packages/${folder}`);
const paths = (await execa("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...folders], { cwd: root })).stdout
  .split("\n")
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
const options = (await Promise.all(paths.map(async (path) => optionsOf(path, await readFile(resolve(root, path), "utf8"))))).flat();

test("every option has a sentence", () => {
  expect(options.length).toBeGreaterThan(150);
  expect(options.filter(({ doc }) => doc === "").map(({ place }) => place)).toEqual([]);
});

test("every option that may be left out says what happens then", () => {
  expect(
    options.filter(({ doc, optional }) => optional && !/default|required|absent|without/i.test(doc)).map(({ place }) => place),
  ).toEqual([]);
});

test("every number says what it counts", () => {
  const numbers = options.filter(({ type }) => type.split("|").some((one) => one.trim() === "number"));
  expect(numbers.length).toBeGreaterThan(15);
  const units =
    /pods?|packets|instances|seconds?|minutes|hours?|days?|milliseconds|port|system|bits|preference|replicas|backups|each|times/i;
  expect(
    numbers.filter(({ place, doc }) => !units.test(doc) && !units.test(place.split(".").at(-1) ?? "")).map(({ place }) => place),
  ).toEqual([]);
});

/** The properties of every type of options in a file: all types but those of chart values, which are generated, outputs and roles. */
function optionsOf(path: string, text: string): readonly Option[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (/\/gen\/|(\/values|-values|connector-config|-ini|remote-write|policy-rule|index)\.ts$/.test(path)) return [];
  return file.statements.flatMap((statement): readonly Option[] => {
    if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return [];
    return propertiesOf(statement, file, `${path} ${statement.name.text}`);
  });
}

function propertiesOf(node: ts.Node, file: ts.SourceFile, place: string): readonly Option[] {
  const found: Option[] = [];
  const visit = (child: ts.Node, at: string): void => {
    if (!ts.isPropertySignature(child)) return ts.forEachChild(child, (inner) => visit(inner, at));
    // What tells the members of a union apart says so by its value.
    if (child.type && ts.isLiteralTypeNode(child.type)) return undefined;
    const name = `${at}.${child.name.getText(file)}`;
    const doc = ts
      .getJSDocCommentsAndTags(child)
      .map((comment) => comment.getText(file))
      .join(" ");
    const optional = child.questionToken !== undefined;
    found.push({ place: name, doc, optional, type: child.type?.getText(file) ?? "" });
    if (child.type) visit(child.type, name);
    return undefined;
  };
  ts.forEachChild(node, (child) => visit(child, place));
  return found;
}
