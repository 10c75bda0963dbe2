import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultMirrors } from "@helmwright/charts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askGo, buildOracle, goVersion, type OracleAnswer, type OracleRequest } from "../../test/oracle/ask-go.ts";
import { accepted } from "../../test/oracle/accepted-templates.ts";
import { type MirrorTemplate, readMirrorTemplates } from "../../test/oracle/mirror-templates.ts";
import { mutateTemplate, seededRandom } from "../../test/oracle/mutate-template.ts";
import { makeConstant } from "../../test/oracle/make-constant.ts";
import { rejected } from "../../test/oracle/rejected-templates.ts";
import { serialiseTemplate } from "../../test/oracle/serialise-template.ts";
import { helmFunctions } from "./helm-functions.ts";
import { parseTemplate } from "./parse-template.ts";
import { TemplateSyntaxError } from "./template-syntax-error.ts";

const go = goVersion();
const mirror = defaultMirrors({ start: import.meta.dirname }).find((path) => !path.includes("://"));
const say = (text: string): boolean => process.stdout.write(`parser oracle: ${text}\n`);
if (go === undefined) say("SKIPPED, there is no `go` on the PATH");
else if (mirror === undefined) say("templates of the mirror and mutations SKIPPED, there is no chart mirror");

/** How many mutations and constants to compare; the seed is fixed, so that a difference comes again. */
const MUTATIONS = 24_000;
const CONSTANTS = 40_000;
const SEED = 20_261_121;
/** Longer templates are CRDs for the most part: slow to mutate, and all text. */
const LONGEST_MUTATED = 16_384;
const BATCH = 2_000;

function ourAnswer({ text, comments = false, digest = false }: OracleRequest, functions: ReadonlySet<string>): OracleAnswer {
  try {
    const trees = serialiseTemplate(parseTemplate("file", text, { functions, comments }));
    return { trees: digest ? createHash("sha256").update(trees).digest("hex") : trees };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return { line: error.line, error: error.message };
    throw error;
  }
}

/** The texts of rejections need not be equal, their lines do. */
function isSame(ours: OracleAnswer, theirs: OracleAnswer): boolean {
  if ("trees" in ours) return "trees" in theirs && ours.trees === theirs.trees;
  return "line" in theirs && ours.line === theirs.line;
}

interface Difference extends MirrorTemplate {
  readonly ours: OracleAnswer;
  readonly go: OracleAnswer;
}

describe.skipIf(go === undefined)(`against ${go ?? "Go"}`, () => {
  let folder = "";
  let program = "";
  let templates: MirrorTemplate[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "template-oracle-"));
    program = buildOracle(folder);
    if (mirror !== undefined) templates = await readMirrorTemplates(mirror);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Compares templates by digest, and gives both sides in full for the first that differ. */
  function compare(samples: readonly MirrorTemplate[]): { parsed: number; rejections: number; differences: Difference[] } {
    const counts = { parsed: 0, rejections: 0, differences: [] as Difference[] };
    for (let start = 0; start < samples.length; start += BATCH) {
      const batch = samples.slice(start, start + BATCH);
      const answers = askGo(
        program,
        helmFunctions,
        batch.map(({ text }) => ({ text, digest: true })),
      );
      expect(answers.length).toBe(batch.length);
      for (const [index, sample] of batch.entries()) {
        const answer = answers[index] as OracleAnswer;
        if ("trees" in answer) counts.parsed += 1;
        else counts.rejections += 1;
        if (isSame(ourAnswer({ text: sample.text, digest: true }, helmFunctions), answer) || counts.differences.length >= 5) continue;
        const [full] = askGo(program, helmFunctions, [{ text: sample.text }]);
        counts.differences.push({ ...sample, ours: ourAnswer({ text: sample.text }, helmFunctions), go: full as OracleAnswer });
      }
    }
    return counts;
  }

  function compareTable(functions: ReadonlySet<string>, requests: readonly OracleRequest[]): OracleAnswer[] {
    const answers = askGo(program, functions, requests);
    const ours = requests.map((request) => ourAnswer(request, functions));
    const shown = (all: readonly OracleAnswer[]): unknown[] =>
      all.map((answer, index) => ({ ...requests[index], ...("trees" in answer ? answer : { line: answer.line }) }));
    expect(shown(ours)).toStrictEqual(shown(answers));
    return answers;
  }

  test("every hand-written construct gives the same trees", () => {
    const answers = compareTable(
      helmFunctions,
      accepted.flatMap((text) => [{ text }, { text, comments: true }]),
    );
    expect(answers.filter((answer) => "error" in answer)).toStrictEqual([]);
    say(`${accepted.length} hand-written constructs compared, with and without comments`);
  });

  test("every hand-written mistake is rejected on the same line", () => {
    const answers = compareTable(
      helmFunctions,
      rejected.map((text) => ({ text })),
    );
    expect(rejected.filter((_, index) => "trees" in (answers[index] ?? {}))).toStrictEqual([]);
    say(`${rejected.length} hand-written mistakes compared`);
  });

  test("functions named break and continue take the keywords' places", () => {
    const functions = new Set(["break", "continue"]);
    const texts = ["{{ break }}", "{{ range .a }}{{ continue 1 | break }}{{ end }}", "{{ print }}"];
    const answers = compareTable(
      functions,
      texts.map((text) => ({ text })),
    );
    expect(answers.map((answer) => "trees" in answer)).toStrictEqual([true, true, false]);
  });

  test("a constant of random characters has the same value or is rejected", () => {
    const random = seededRandom(SEED);
    const constants = Array.from({ length: CONSTANTS }, (_, index) => ({
      name: `constant ${index}`,
      text: `{{ ${makeConstant(random)} }}`,
    }));
    const { parsed, rejections, differences } = compare(constants);
    say(`${constants.length} random constants compared (seed ${SEED}), ${parsed} parsed, ${rejections} rejected by both`);
    expect(differences).toStrictEqual([]);
    expect(Math.min(parsed, rejections)).toBeGreaterThan(CONSTANTS / 10);
  });

  test.skipIf(mirror === undefined)("every template of the mirror gives the same trees", () => {
    const { parsed, rejections, differences } = compare(templates);
    say(`${templates.length} templates of the mirror compared, ${parsed} parsed, ${rejections} rejected by both`);
    expect(differences).toStrictEqual([]);
    expect(parsed).toBeGreaterThan(1_000);
  });

  test.skipIf(mirror === undefined)("a mutated template gives the same trees or is rejected on the same line", () => {
    const random = seededRandom(SEED);
    const sources = templates.filter(({ text }) => text.length <= LONGEST_MUTATED && text.includes("{{"));
    const mutations = Array.from({ length: MUTATIONS }, (_, index) => {
      const { name, text } = sources[Math.floor(random() * sources.length)] as MirrorTemplate;
      return { name: `${name}, mutation ${index}`, text: mutateTemplate(text, random) };
    });
    const { parsed, rejections, differences } = compare(mutations);
    say(`${mutations.length} mutations compared (seed ${SEED}), ${parsed} parsed, ${rejections} rejected by both`);
    expect(differences).toStrictEqual([]);
    expect(Math.min(parsed, rejections)).toBeGreaterThan(MUTATIONS / 10);
  });
});
