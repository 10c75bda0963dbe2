const DIGITS: readonly (readonly string[])[] = [
  ["0", "1", "7", "9", "_", "12", "000"],
  ["0", "1", "7", "f", "E", "_", "ffffffff"],
  ["0", "7", "_", "17"],
  ["0", "1", "_", "1010"],
];
const PREFIXES = ["", "0x", "0o", "0b"];
const EXPONENTS = ["", "", "", "e", "E+", "e-", "p", "P-", "p+"];
const CHARACTERS = [
  "a",
  "é",
  "𝒳",
  " ",
  "\\n",
  "\\\\",
  '\\"',
  "\\'",
  "\\x4",
  "\\xe9",
  "\\101",
  "\\40",
  "\\400",
  "\\u00e9",
  "\\ud800",
  "\\U0001F600",
  "1",
  "f",
  "\\z",
  "`",
  "\t",
];

type Random = () => number;

function upTo(random: Random, most: number): number {
  return Math.floor(random() * (most + 1));
}

function some(random: Random, items: readonly string[], most: number): string {
  return Array.from({ length: upTo(random, most) }, () => items[upTo(random, items.length - 1)]).join("");
}

function makeNumber(random: Random): string {
  const base = random() < 0.5 ? 0 : upTo(random, PREFIXES.length - 1);
  const digits = DIGITS[base] ?? [];
  const sign = random() < 0.3 ? some(random, ["+", "-"], 1) : "";
  const fraction = random() < 0.4 ? `.${some(random, digits, 6)}` : "";
  const exponent = EXPONENTS[upTo(random, EXPONENTS.length - 1)] ?? "";
  const power = exponent === "" ? "" : exponent + some(random, ["0", "1", "3", "_", "30"], 3);
  return sign + PREFIXES[base] + some(random, digits, 6) + fraction + power + (random() < 0.1 ? "i" : "");
}

/** A number, character or string of random parts, about half of them malformed. */
export function makeConstant(random: Random): string {
  const kind = random();
  if (kind < 0.6) return makeNumber(random);
  if (kind < 0.7) return `${makeNumber(random)}+${makeNumber(random)}i`;
  if (kind < 0.8) return `'${some(random, CHARACTERS, 2)}'`;
  return `"${some(random, CHARACTERS, 4)}"`;
}
