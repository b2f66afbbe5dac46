// What a patch may fail with. Inside this folder a failure is thrown, for it ends a deep recursion; at the door it becomes a value.
import type { JsonObject } from "#api/meta";
import { type MutableMap, plainMap } from "./json-value.ts";

export class PatchError extends Error {}

export type PatchResult =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly error: string };

export const toResult = (work: () => MutableMap): PatchResult => {
  try {
    return { ok: true, value: plainMap(work()) };
  } catch (error) {
    if (error instanceof PatchError) return { ok: false, error: error.message };
    throw error;
  }
};
