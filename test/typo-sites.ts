import { formatPath } from "@helmwright/core";

/** One key of a schema, misspelt in a literal that is otherwise as short as its types allow. */
export interface TypoSite {
  /** Path of the misspelt key: `pools[0].addressses`. */
  readonly path: string;
  /** The last step of the path, and what it should be. */
  readonly typo: string;
  readonly key: string;
  /** The literal as TypeScript, on one line, with the typo and without. */
  readonly wrong: string;
  readonly right: string;
  /** The literal with the typo as a value. */
  readonly value: unknown;
}

export interface SchemaTour {
  readonly sites: readonly TypoSite[];
  /** Paths below which keys are free: `prometheus.externalLabels.*`. */
  readonly open: readonly string[];
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly values?: readonly unknown[];
}
interface Schema {
  readonly def: Definition;
  safeParse(value: unknown): { readonly success: boolean };
}

interface Literal {
  readonly wrong: string;
  readonly right: string;
  readonly value: unknown;
}

/** Every key of a schema, at every depth, misspelt once. */
export function tourOf(schema: unknown): SchemaTour {
  const sites: TypoSite[] = [];
  const open = new Set<string>();
  visit(schema as Schema, [], (literal) => literal);
  return { sites, open: [...open].toSorted() };

  function visit(schema: Schema, path: readonly PropertyKey[], wrap: (inner: Literal) => Literal): void {
    const { def } = schema;
    if (def.innerType) return visit(def.innerType, path, wrap);
    if (def.options) return def.options.forEach((option) => visit(option, path, wrap));
    if (def.valueType) {
      open.add(`${formatPath(path)}.*`);
      return visit(def.valueType, [...path, "any"], (inner) =>
        wrap(
          within(
            (text) => `{ any: ${text} }`,
            (value) => ({ any: value }),
            inner,
          ),
        ),
      );
    }
    const elements = def.items ?? (def.element ? [def.element] : undefined);
    if (elements) {
      elements.forEach((element, index) =>
        visit(element, [...path, index], (inner) => {
          const before = Array.from({ length: index });
          return wrap(
            within(
              (text) => `[${[...before.map(() => NEVER), text].join(", ")}]`,
              (value) => [...before, value],
              inner,
            ),
          );
        }),
      );
      return undefined;
    }
    if (!def.shape) {
      if (schema.safeParse({ whatever: 1 }).success) open.add(`${formatPath(path)}.*`);
      return undefined;
    }
    const { shape } = def;
    for (const [key, child] of Object.entries(shape)) {
      const typo = misspell(key, Object.keys(shape));
      const others = Object.entries(shape).flatMap(([name, other]) => (name === key ? [] : [[name, constantOf(other)] as const]));
      const text = (name: string, value: string): string =>
        `{ ${[...others.map(([other, constant]) => `${JSON.stringify(other)}: ${constant === undefined ? NEVER : JSON.stringify(constant)}`), `${JSON.stringify(name)}: ${value}`].join(", ")} }`;
      const value = (name: string, inner: unknown): unknown => ({
        ...Object.fromEntries(others.filter(([, constant]) => constant !== undefined)),
        [name]: inner,
      });
      const constant = constantOf(child);
      const own = constant === undefined ? NEVER : JSON.stringify(constant);
      const literal = wrap({ wrong: text(typo, own), right: text(key, own), value: value(typo, constant) });
      sites.push({ path: formatPath([...path, typo]), typo, key, ...literal });
      visit(child, [...path, key], (inner) =>
        wrap(
          within(
            (one) => text(key, one),
            (one) => value(key, one),
            inner,
          ),
        ),
      );
    }
    return undefined;
  }
}

/** An expression that fits every type. */
const NEVER = "never";

function within(text: (inner: string) => string, value: (inner: unknown) => unknown, inner: Literal): Literal {
  return { wrong: text(inner.wrong), right: text(inner.right), value: value(inner.value) };
}

/** The value of a field that tells the members of a union apart. */
function constantOf({ def }: Schema): unknown {
  if (def.type === "literal") return def.values?.[0];
  return def.type === "enum"
    ? Object.values((def as { readonly entries?: Readonly<Record<string, unknown>> }).entries ?? {})[0]
    : undefined;
}

/** A slip of the finger: two letters the other way round, or one twice where that makes no other word of `words`. */
export function misspell(word: string, words: readonly string[] = []): string {
  const at = Math.max(1, Math.floor(word.length / 2));
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ""}${word[at] ?? ""}${word.slice(at + 2)}`;
  const doubled = `${word.slice(0, at)}${word[at - 1] ?? ""}${word.slice(at)}`;
  const bare = (text: string): string => text.replaceAll("-", "");
  return word.length > 5 && swapped !== word && !words.some((one) => one !== word && bare(one) === bare(swapped)) ? swapped : doubled;
}
