import type { Abstract, Hole, Piece } from "./abstract.ts";
import { constant, identity, nextId, opaque } from "./abstract.ts";

const MOST_HOLES = 6;
/** Beyond this a text of many lines is a template that writes itself; where its holes are in it is given up. */
const MOST_HOLES_IN_LINES = 4000;
/** Characters of a text without holes; a longer one is a template that writes itself. */
const LONGEST = 5_000_000;

/** A key or an element of a block collection. */
const STRUCTURE = /(?:^|\n)\s*(?:- |[^\s:]+:(?:\s|$))/u;

interface Size {
  readonly holes: number;
  readonly lines: boolean;
}

const sizes = new WeakMap<object, Size>();

function sizeOf(pieces: readonly Piece[]): Size {
  const known = sizes.get(pieces);
  if (known) return known;
  let holes = 0;
  let lines = false;
  const add = (size: Size): void => {
    holes += size.holes;
    lines ||= size.lines;
  };
  for (const piece of pieces) {
    if (typeof piece === "string") lines ||= STRUCTURE.test(piece);
    else if (piece.kind === "hole") holes += 1;
    else if (piece.kind === "indented") add({ ...sizeOf(piece.body), lines: true });
    else for (const branch of piece.branches) add(sizeOf(branch));
  }
  const size = { holes, lines };
  sizes.set(pieces, size);
  return size;
}

/**
 * A text of one line with fewer holes, in which the same ones are. Names are made of names that are made of names: written
 * out with all alternatives, their texts would double at every step.
 */
export function compact(pieces: readonly Piece[]): readonly Piece[] {
  const { holes, lines } = sizeOf(pieces);
  if (holes <= (lines ? MOST_HOLES_IN_LINES : MOST_HOLES)) return pieces;
  const found = new Map<string, { readonly hole: Hole; readonly alone: boolean }>();
  for (const { hole, alone } of holesAlone(pieces, true)) {
    found.set(`${alone} ${hole.form} ${hole.template} ${hole.only?.join() ?? ""} ${identity(hole.value)}`, { hole, alone });
  }
  const branches = [...found.values()].map(({ hole, alone }): readonly Piece[] => (alone ? [hole] : ["-", hole]));
  return [{ kind: "alternatives", branches }];
}

/** Each hole, and whether no other text can stand beside it. */
function* holesAlone(pieces: readonly Piece[], alone: boolean): Generator<{ readonly hole: Hole; readonly alone: boolean }> {
  const filled = pieces.filter((piece) => typeof piece !== "string" || piece.trim() !== "");
  const single = alone && filled.length === 1;
  for (const piece of filled) {
    if (typeof piece === "string") continue;
    if (piece.kind === "hole") yield { hole: piece, alone: single || piece.form === "structure" };
    else if (piece.kind === "indented") yield* holesAlone(piece.body, single);
    else for (const branch of piece.branches) yield* holesAlone(branch, single);
  }
}

/** Branches that all give the same text are no alternatives. */
function plain(piece: Piece): Piece {
  if (typeof piece === "string" || piece.kind !== "alternatives") return piece;
  const texts = piece.branches.map((branch) => (branch.every((one) => typeof one === "string") ? branch.join("") : undefined));
  const [first] = texts;
  return first !== undefined && texts.every((one) => one === first) ? first : piece;
}

/** The text of pieces, in as few of them as say the same. */
export function text(given: readonly Piece[]): Abstract {
  const pieces = given.map(plain).filter((piece) => piece !== "");
  if (pieces.every((piece) => typeof piece === "string")) {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return length > LONGEST ? opaque("a long text") : constant(pieces.join(""));
  }
  const { length, 0: only } = pieces;
  if (length === 1 && typeof only === "object" && only.kind === "hole" && only.form === "plain" && only.value.kind === "text")
    return only.value;
  return { kind: "text", id: nextId(), pieces: compact(pieces) };
}
