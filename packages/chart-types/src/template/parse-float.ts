const DECIMAL = /^[+-]?(?=[\d_.]*\d)[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d[\d_]*)?$/;
const HEX =
  /^(?<sign>[+-]?)0[xX](?=[\da-fA-F_.]*[\da-fA-F])(?<whole>[\da-fA-F_]*)(?:\.(?<part>[\da-fA-F_]*))?[pP](?<exponent>[+-]?\d[\d_]*)$/;
/** An underscore stands between two digits, or between the base's prefix and a digit. */
const BAD_UNDERSCORE = /^[+-]?_|_$|__|_(?![\da-fA-F])|(?<!^[+-]?0[bBoOxX]|[\da-fA-F])_/;
const BAD_DECIMAL_UNDERSCORE = /\D_|_\D/;
const PRECISION = 53;
const SMALLEST_EXPONENT = -1074;
/** Any exponent beyond is infinity or zero. */
const EXPONENT_LIMIT = 99_999;

/** Whether the underscores in a number of the Go language stand where they may. */
export function hasGoodUnderscores(source: string): boolean {
  if (!source.includes("_")) return true;
  const isPrefixed = /^[+-]?0[bBoOxX]/.test(source);
  return !BAD_UNDERSCORE.test(source) && (isPrefixed || !BAD_DECIMAL_UNDERSCORE.test(source.replace(/^[+-]/, "")));
}

/** `mantissa * 2 ** exponent`, rounded once, half to even. */
function scale(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const length = mantissa.toString(16).length * 4;
  const top = length - Math.clz32(Number.parseInt(mantissa.toString(16).charAt(0), 16)) + 28;
  const lowest = Math.max(top + exponent - PRECISION, SMALLEST_EXPONENT);
  const shift = lowest - exponent;
  if (shift <= 0) return Number(mantissa) * 2 ** exponent;
  const bits = BigInt(shift);
  const kept = mantissa >> bits;
  const rest = mantissa - (kept << bits);
  const half = 1n << (bits - 1n);
  const isUp = rest > half || (rest === half && (kept & 1n) === 1n);
  return Number(isUp ? kept + 1n : kept) * 2 ** lowest;
}

function parseHexFloat(source: string): number | undefined {
  const groups = HEX.exec(source)?.groups;
  if (groups === undefined) return undefined;
  const bare = (text: string | undefined): string => (text ?? "").replaceAll("_", "");
  const part = bare(groups["part"]);
  const exponent = Math.max(-EXPONENT_LIMIT, Math.min(EXPONENT_LIMIT, Number(bare(groups["exponent"]))));
  const value = scale(BigInt(`0x${bare(groups["whole"])}${part}`), exponent - part.length * 4);
  return groups["sign"] === "-" ? -value : value;
}

/** The number that Go's `strconv.ParseFloat` reads, undefined when it refuses the text or the number is too large. */
export function parseFloatLiteral(source: string): number | undefined {
  if (!hasGoodUnderscores(source)) return undefined;
  const value = DECIMAL.test(source) ? Number(source.replaceAll("_", "")) : parseHexFloat(source);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}
