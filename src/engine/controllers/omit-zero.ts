// Models the `omitempty` tags of status structs: a count of 0, an empty list and an empty text are not written.

const isZero = (value: unknown): boolean =>
  value === undefined || value === 0 || value === "" || value === false || (Array.isArray(value) && value.length === 0);

/** The same fields without those that Go would leave out. */
export const omitZero = <T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isZero(value))) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
