// Models path.Match: `*`, `?` and `[a-z]`, in time that grows with the name, however many stars the pattern has.

/** A letter of a pattern; quoted stars are letters too. */
export interface GlobLetter {
  readonly text: string;
  readonly isWild: boolean;
}

export const globLetters = (pattern: string, mayBeWild = true): readonly GlobLetter[] =>
  (pattern.match(mayBeWild ? /\[[!^]?\]?[^\]]*\]|[^]/gu : /[^]/gu) ?? []).map((text) => ({
    text,
    isWild: mayBeWild && (text === "*" || text === "?" || text.length > 2),
  }));

/** Whether a letter is among those in brackets. */
const isAmong = (set: string, letter: string): boolean => {
  const [, sign = "", letters = ""] = /^\[([!^]?)([^]*)\]$/.exec(set) ?? [];
  let is = false;
  for (const [, from = "", to = from] of letters.matchAll(/([^])(?:-([^]))?/gu)) is ||= letter >= from && letter <= to;
  return is !== (sign !== "");
};

const isTaken = ({ text, isWild }: GlobLetter, letter: string): boolean => {
  if (!isWild) return text === letter;
  return letter !== "/" && (text === "?" || isAmong(text, letter));
};

/** Neither `*` nor `?` takes a slash. */
export const matchesGlob = (pattern: readonly GlobLetter[], name: string): boolean => {
  const letters = Array.from(name);
  let at = 0;
  let p = 0;
  /** Where to go on when the last star takes one letter more. */
  let back: { readonly p: number; at: number } | undefined;
  while (at < letters.length) {
    const wanted = pattern[p];
    const letter = letters[at]!;
    if (wanted?.isWild && wanted.text === "*") {
      back = { p: ++p, at };
    } else if (wanted && isTaken(wanted, letter)) {
      p++;
      at++;
    } else if (back && letters[back.at] !== "/") {
      back.at++;
      ({ p, at } = back);
    } else return false;
  }
  return pattern.slice(p).every(({ text, isWild }) => isWild && text === "*");
};
