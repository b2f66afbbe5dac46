// What awk counts with: numbers, texts, and texts from the input that count as numbers when they look like one.

/** `{ s }`: from the input. Undefined: never set. */
export type AwkValue = number | string | { readonly s: string } | undefined;

const BEGIN = /^[ \t\n]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;
const WHOLE = /^[ \t\n]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[ \t\n]*$/;

export const toNumber = (value: AwkValue): number => {
  if (typeof value === "number") return value;
  if (value === undefined) return 0;
  return Number(BEGIN.exec(typeof value === "string" ? value : value.s)?.[1] ?? 0);
};

export const toText = (value: AwkValue): string => {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : general(value, 6);
  return typeof value === "object" ? value.s : (value ?? "");
};

const isNumeric = (value: AwkValue): boolean =>
  typeof value === "number" || value === undefined || (typeof value === "object" && WHOLE.test(value.s));

export const isTrue = (value: AwkValue): boolean => (isNumeric(value) ? toNumber(value) !== 0 : toText(value) !== "");

/** Below, equal, above: as numbers if both are. */
export const compare = (a: AwkValue, b: AwkValue): number => {
  const [x, y] = isNumeric(a) && isNumeric(b) ? [toNumber(a), toNumber(b)] : [toText(a), toText(b)];
  return x < y ? -1 : Number(x > y);
};

/** %g of C. */
const general = (value: number, precision: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const digits = Math.max(1, precision);
  const exponent = value === 0 ? 0 : Number(value.toExponential(digits - 1).split("e")[1]);
  if (exponent < -4 || exponent >= digits) {
    const [mantissa = "", power = ""] = value.toExponential(digits - 1).split("e");
    return `${withoutZeros(mantissa)}e${cExponent(power)}`;
  }
  return withoutZeros(value.toFixed(Math.max(0, digits - 1 - exponent)));
};
const withoutZeros = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
/** At least two digits. */
const cExponent = (power: string): string => power.replace(/^([-+]?)(\d)$/, "$10$2");

const FORMAT = /%(?<flags>[-+ 0#]*)(?<wide>\*|\d+)?(?:\.(?<exact>\*|\d+))?(?<verb>[a-zA-Z%])/g;
const WIDEST = 1000;

/** sprintf of C, as far as awk has it. */
export const formatted = (format: string, values: readonly AwkValue[]): string => {
  let at = 0;
  const next = (): AwkValue => values[at++];
  const size = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Math.min(WIDEST, text === "*" ? toNumber(next()) : Number(text));
  let out = "";
  let from = 0;
  for (const found of format.matchAll(FORMAT)) {
    const { flags = "", wide, exact, verb = "s" } = found.groups ?? {};
    out += format.slice(from, found.index);
    from = found.index + found[0].length;
    if (verb === "%") out += "%";
    else {
      const [width, precision] = [size(wide) ?? 0, size(exact)];
      out += padded((CONVERSIONS[verb] ?? toShort)(next(), precision), { flags, width, verb });
    }
  }
  return out + format.slice(from);
};

const padded = (
  text: string,
  { flags, width, verb }: { readonly flags: string; readonly width: number; readonly verb: string },
): string => {
  const signed = flags.includes("+") && "diefFgG".includes(verb) && !text.startsWith("-") ? `+${text}` : text;
  if (flags.includes("-")) return signed.padEnd(width);
  if (!flags.includes("0") || "sc".includes(verb)) return signed.padStart(width);
  const sign = /^[-+]/.exec(signed)?.[0] ?? "";
  return sign + signed.slice(sign.length).padStart(width - sign.length, "0");
};

type Conversion = (value: AwkValue, precision: number | undefined) => string;

const MOST_DIGITS = 100;
const whole: Conversion = (value, precision) => String(Math.trunc(toNumber(value))).padStart(precision ?? 0, "0");
const fixed: Conversion = (value, precision = 6) => toNumber(value).toFixed(Math.min(MOST_DIGITS, precision));
const toShort: Conversion = (value, precision) => toText(value).slice(0, precision);

const CONVERSIONS: { readonly [verb: string]: Conversion } = {
  d: whole,
  i: whole,
  u: (value) => String(Math.max(0, Math.trunc(toNumber(value)))),
  x: (value) => Math.trunc(toNumber(value)).toString(16),
  X: (value) => Math.trunc(toNumber(value)).toString(16).toUpperCase(),
  o: (value) => Math.trunc(toNumber(value)).toString(8),
  f: fixed,
  F: fixed,
  e: (value, precision = 6) =>
    toNumber(value)
      .toExponential(Math.min(MOST_DIGITS, precision))
      .replace(/e(.*)$/, (_, power: string) => `e${cExponent(power)}`),
  g: (value, precision = 6) => general(toNumber(value), precision),
  G: (value, precision = 6) => general(toNumber(value), precision).toUpperCase(),
  c: (value) =>
    typeof value === "number"
      ? String.fromCodePoint(Math.max(0, Math.min(0x10ffff, Math.trunc(value))))
      : toText(value).slice(0, 1),
};
