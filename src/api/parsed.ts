/** What reading a text gives: a value, or the words that say what is wrong with it. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const unparsed = (error: string): { readonly ok: false; readonly error: string } => ({ ok: false, error });
