// Models kubectl/pkg/cmd/util/helpers.go ParsePairs (v1.36): `key=value`, and `key-` for what is to go.

export interface Pairs {
  readonly set: readonly (readonly [key: string, value: string])[];
  readonly removed: readonly string[];
}

const isRemoval = (word: string): boolean => word.endsWith("-") && word !== "-";

export const parsePairs = (words: readonly string[], what: string): Pairs | { readonly error: string } => {
  const invalid = words.filter((word) => word.indexOf("=") < 1 && !isRemoval(word));
  if (invalid.length > 0) return { error: `invalid ${what} format: ${invalid.join(", ")}` };
  const pairs = words.filter((word) => word.indexOf("=") > 0);
  return {
    set: pairs.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const),
    removed: words.filter((word) => word.indexOf("=") < 1).map((word) => word.slice(0, -1)),
  };
};
