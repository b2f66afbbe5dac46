// What somebody may have meant by a word that nothing is called: the nearest name, and the line with that name in its place.

/** Letters added, left out, mistaken, or two of them changed about: each counts one. */
const distance = (a: string, b: string): number => {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const isTurned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const turned = isTurned ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost, turned));
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
};

/** Of two letters every name is near. */
const mostMistakes = (length: number): number => (length < 3 ? 0 : length < 5 ? 1 : 2);

/** The first of the nearest. What differs in its case alone is nearest of all. */
export const nearest = (typed: string, names: readonly string[]): string | undefined => {
  const word = typed.toLowerCase();
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const name of names) {
    if (name === typed || Math.abs(name.length - word.length) > 2) continue;
    const away = distance(word, name.toLowerCase());
    if (away <= mostMistakes(word.length) && away < (best?.away ?? Infinity)) best = { name, away };
  }
  return best?.name;
};

/** The line with another word there; undefined when the word does not stand in it by itself. */
export const swapped = (line: string, from: string, to: string): string | undefined => {
  for (let at = line.indexOf(from); at >= 0; at = line.indexOf(from, at + 1)) {
    const isWord =
      /(?:^|[\s,/=|;&(])$/.test(line.slice(0, at)) && /^(?:$|[\s,/=|;&)])/.test(line.slice(at + from.length));
    if (isWord) return line.slice(0, at) + to + line.slice(at + from.length);
  }
  return undefined;
};
