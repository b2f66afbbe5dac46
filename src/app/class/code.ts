// A learner's progress as twelve letters: short enough to be read out, typed, or sent in a chat. No server sees it; whoever holds the class
// pastes the codes of the room and sees which step holds it. A check sum keeps slips of the pen out, not forgery: nothing hangs on it.

export interface ProgressCode {
  /** Names the lesson; which one it is, the reader's own list knows. */
  readonly lesson: number;
  /** Index of the step in which the learner is. */
  readonly step: number;
  /** Hints that were opened in it; seven stands for seven or more. */
  readonly hints: number;
  readonly isDone: boolean;
  /** Drawn once in each browser, so that a later code takes the place of an earlier one. */
  readonly learner: number;
}

export type CodeFault = "letters" | "check" | "version";
export type Read =
  | { readonly ok: true; readonly code: ProgressCode }
  | { readonly ok: false; readonly fault: CodeFault };

const VERSION = 2;
const LESSON_BITS = 14;
/** Two of a class of thirty draw the same number once in forty thousand classes. */
const LEARNER_BITS = 24;
const CHECK_BITS = 10;
/** What the twelve letters hold, from the left. */
const FIELDS = [
  ["version", 3],
  ["lesson", LESSON_BITS],
  ["step", 5],
  ["hints", 3],
  ["isDone", 1],
  ["learner", LEARNER_BITS],
  ["check", CHECK_BITS],
] as const;
type Field = (typeof FIELDS)[number][0];

/** Crockford's base 32: no I, L, O or U, so that a code survives being read out. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE = 32n;
const LENGTH = 12;
const GROUP = 4;

export const MOST_STEPS = 2 ** 5;
const MOST_HINTS = 2 ** 3 - 1;
export const LEARNERS = 2 ** LEARNER_BITS;

/** The largest prime that fits into the bits of a lesson. */
const LESSON_PRIME = 16_381;
/** Far from every other lesson's of the site; a test holds that. */
export const lessonNumber = (id: string): number => {
  let sum = 7;
  for (let i = 0; i < id.length; i++) sum = (sum * 131 + id.charCodeAt(i)) % LESSON_PRIME;
  return sum;
};

/** `1ABC-2DEF-3GHJ`. */
export const writeCode = (code: ProgressCode): string => {
  const values = { ...code, version: VERSION, isDone: code.isDone ? 1 : 0, hints: Math.min(MOST_HINTS, code.hints) };
  const letters = lettersOf(pack({ ...values, check: checkOf(values) }));
  return [0, 1, 2].map((i) => letters.slice(i * GROUP, (i + 1) * GROUP)).join("-");
};

export const readCode = (text: string): Read => {
  const letters = plain(text);
  if (letters === undefined) return { ok: false, fault: "letters" };
  const values = unpack(letters);
  if (values.check !== checkOf(values)) return { ok: false, fault: "check" };
  if (values.version !== VERSION) return { ok: false, fault: "version" };
  const { lesson, step, hints, learner } = values;
  return { ok: true, code: { lesson, step, hints, learner, isDone: values.isDone === 1 } };
};

/** Without hyphens and spaces, and with what people write for a 0 or a 1. */
const plain = (text: string): string | undefined => {
  const letters = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters) ? letters : undefined;
};

type Values = { readonly [F in Field]: number };

/** 60 bits: more than a double holds. */
const pack = (values: Values): bigint =>
  FIELDS.reduce((sum, [field, bits]) => (sum << BigInt(bits)) + BigInt(values[field]), 0n);

/** The largest prime that fits into the check's bits. One letter wrong, or two neighbors swapped, is always seen: it adds d * 32^k or
 *  d * 31 * 32^k with d below 32, and 1021 divides neither. */
const CHECK_PRIME = 1021n;
/** Nothing but zeros is no code. */
const CHECK_START = 389n;

const unpack = (letters: string): Values => {
  let rest = 0n;
  for (const letter of letters) rest = rest * BASE + BigInt(ALPHABET.indexOf(letter));
  const values: Partial<Record<Field, number>> = {};
  for (const [field, bits] of FIELDS.toReversed()) {
    values[field] = Number(BigInt.asUintN(bits, rest));
    rest >>= BigInt(bits);
  }
  return values as Values;
};

const lettersOf = (sum: bigint): string => {
  let letters = "";
  for (let rest = sum; letters.length < LENGTH; rest /= BASE) letters = ALPHABET[Number(rest % BASE)]! + letters;
  return letters;
};

const checkOf = (values: Omit<Values, "check">): number =>
  Number(((pack({ ...values, check: 0 }) >> BigInt(CHECK_BITS)) + CHECK_START) % CHECK_PRIME);
