// A user's mistake is a value. What can be refused answers a Result; only a programmer's mistake throws.
import type { Status } from "./meta.ts";

/** What the API server answers: a value, or its Status. */
export type Result<T> = { readonly ok: true; readonly value: T } | Refused;

export interface Refused {
  readonly ok: false;
  readonly status: Status;
  /** What was warned of before it was refused. */
  readonly warnings?: readonly string[];
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = <T = never>(status: Status): Result<T> => ({ ok: false, status });

/** What reading a text answers: a value, or the words that say what is wrong with the text. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export const succeed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const fail = (error: string): { readonly ok: false; readonly error: string } => ({ ok: false, error });
