// The hash of a value's JSON text, without making the text: a busy second logs a thousand lines that nobody reads but the hash.
import type { Json } from "#api/meta";
import { fnv1a } from "./rng.ts";

/** `fnv1a(JSON.stringify(value), hash)`. A field that is undefined is not there. */
export const fnv1aJson = (value: Json | undefined, hash: number): number => {
  if (typeof value === "string") return hashText(value, hash);
  if (Array.isArray(value)) return hashList(value as readonly Json[], hash);
  if (typeof value === "object" && value !== null) return hashObject(value as HashedObject, hash);
  return fnv1a(typeof value === "number" && !Number.isFinite(value) ? "null" : String(value), hash);
};

interface HashedObject {
  readonly [key: string]: Json | undefined;
}

const PRIME = 16_777_619;
const QUOTE = 34;
const BACKSLASH = 92;
/** Of d800 to dfff. */
const SURROGATE = 27;

/** Hashed as it is read; what JSON writes with an escape is rare and takes the long way. */
const hashText = (text: string, hash: number): number => {
  let h = Math.imul(hash ^ QUOTE, PRIME);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A surrogate is escaped where its other half is missing.
    if (code < 32 || code === QUOTE || code === BACKSLASH || code >> 11 === SURROGATE)
      return fnv1a(JSON.stringify(text), hash);
    h = Math.imul(h ^ code, PRIME);
  }
  return Math.imul(h ^ QUOTE, PRIME) >>> 0;
};

const hashList = (list: readonly Json[], hash: number): number => {
  let h = fnv1a("[", hash);
  for (let i = 0; i < list.length; i++) h = fnv1aJson(list[i], i === 0 ? h : fnv1a(",", h));
  return fnv1a("]", h);
};

const hashObject = (object: HashedObject, hash: number): number => {
  let h = fnv1a("{", hash);
  let isFirst = true;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    h = fnv1aJson(value, fnv1a(":", hashText(key, isFirst ? h : fnv1a(",", h))));
    isFirst = false;
  }
  return fnv1a("}", h);
};
