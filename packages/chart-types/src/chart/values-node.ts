/** Keys and numbers from the root of the values; numbers are positions in a list. */
export type ValuePath = readonly (string | number)[];

/** A `values.yaml` as Helm reads it, and what else its text says. */
export interface ValuesDocument {
  /** As Helm reads it: YAML 1.1 booleans, all documents of the text merged. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The same as a tree with positions, comments and commented-out keys. */
  readonly root: ValuesNode;
}

/** One value of a `values.yaml`. */
export interface ValuesNode {
  readonly path: ValuePath;
  /** Plain JSON; an alias holds what it stands for. */
  readonly value: unknown;
  /** Line of the key or list element, from 1; 0 where it can't be told. */
  readonly line: number;
  /** The comment that documents it, without its marks. */
  readonly comment?: string | undefined;
  /** A mapping's values by key; empty for anything else. */
  readonly children: ReadonlyMap<string, ValuesNode>;
  /** A list's elements; empty for anything else. */
  readonly items: readonly ValuesNode[];
  /** What would lie below this node if a comment were enabled. */
  readonly commentedOut: readonly CommentedKey[];
  /** Other values of this very node that comments show, with their own trees. */
  readonly examples: readonly CommentedExample[];
}

/** A key, or a list element, that stands in a comment. */
export interface CommentedKey {
  readonly commentedOut: true;
  /** Undefined for an element of a list. */
  readonly key: string | undefined;
  /** Its example value as a tree, with the path and the line that it has in the file. */
  readonly node: ValuesNode;
  /** `block`: the un-commented text fits the structure in one way. `weak`: it could also be prose, or belong elsewhere. */
  readonly confidence: Confidence;
}

export interface CommentedExample {
  readonly node: ValuesNode;
  readonly confidence: Confidence;
}

export type Confidence = "block" | "weak";
