// A user's mistake is a value. What can be refused answers a Result; only a programmer's mistake throws.
import type { Status } from "./meta.ts";

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: Status };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = <T = never>(status: Status): Result<T> => ({ ok: false, status });
