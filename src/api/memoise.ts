/** Remembers what was worked out for an object, for as long as it is there. Objects of JSON are immutable, so it stays true. */
export const memoise = <T extends object, R>(work: (value: T) => R): ((value: T) => R) => {
  const known = new WeakMap<T, { readonly result: R }>();
  return (value) => {
    const found = known.get(value);
    if (found) return found.result;
    const result = work(value);
    known.set(value, { result });
    return result;
  };
};
