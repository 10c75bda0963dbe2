import { interfaceName } from "./interface-names.ts";

interface Shape {
  readonly paths: (readonly string[])[];
  /** What it refers to, with marks for names. */
  readonly text: string;
  readonly declare: (name: string) => string;
}

/** Around what stands for a shape's name until all its places are known. No text from a chart holds it: texts are escaped. */
const EDGE = String.fromCodePoint(1);
const MARK = new RegExp(`${EDGE}(\\d+)${EDGE}`, "gu");

/** The interfaces and aliases that a declaration file has for its main type. Equal ones are one, named after where they are. */
export class TypeShapes {
  readonly #shapes: Shape[] = [];
  readonly #ids = new Map<string, number>();

  /** A text that stands for the name of the interface with these fields, in whatever order. */
  addInterface(fields: readonly string[], path: readonly string[]): string {
    const declare = (name: string): string => `interface ${name} {\n${fieldLines(fields)}}\n`;
    return this.#add(fields.toSorted().join("\n"), { paths: [path], text: fields.join("\n"), declare });
  }

  /** A text that stands for the name of an alias of a type. */
  addAlias(type: string, path: readonly string[]): string {
    return this.#add(`= ${type}`, { paths: [path], text: type, declare: (name) => `type ${name} = ${type};\n` });
  }

  #add(key: string, shape: Shape): string {
    const known = this.#ids.get(key);
    const id = known ?? this.#shapes.push(shape) - 1;
    if (known === undefined) this.#ids.set(key, id);
    else this.#shapes[known]?.paths.push(...shape.paths);
    return `${EDGE}${id}${EDGE}`;
  }

  /** Everything that declarations for `root` will say, but for the names of shapes. */
  textOf(root: string): string {
    return [root, ...this.#reachable(root).map((id) => this.#shapes[id]?.text ?? "")].join("\n");
  }

  /** The declarations of a file whose main one is `root`, in the order in which they are read from there. */
  declare(root: string, reserved: Iterable<string>): string {
    const taken = new Set(reserved);
    const names = new Map<number, string>();
    for (const id of this.#reachable(root)) {
      const name = interfaceName(this.#shapes[id]?.paths ?? [], taken);
      taken.add(name);
      names.set(id, name);
    }
    const declarations = [...names].map(([id, name]) => this.#shapes[id]?.declare(name) ?? "");
    return [root, ...declarations].join("\n").replaceAll(MARK, (_, id: string) => names.get(Number(id)) ?? "");
  }

  #reachable(root: string): readonly number[] {
    const found = new Set<number>();
    const texts = [root];
    for (const text of texts) {
      for (const [, id] of text.matchAll(MARK)) {
        if (found.has(Number(id))) continue;
        found.add(Number(id));
        texts.push(this.#shapes[Number(id)]?.text ?? "");
      }
    }
    return [...found];
  }
}

/** Fields as the lines of an interface. */
export function fieldLines(fields: readonly string[]): string {
  return fields.map((field) => `  ${field.replaceAll("\n", "\n  ")};\n`).join("");
}
