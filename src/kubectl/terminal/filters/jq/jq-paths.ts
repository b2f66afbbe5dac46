// What of jq keeps the place of what it gives, so that it can be changed there.
import { isJsonObject } from "#api/json";
import type { Json } from "#api/meta";
import type { JqExpr } from "./jq-ast.ts";
import type { JqPath } from "./jq-change.ts";
import { each, isTrue, JqError, keyOf, listOf } from "./jq-values.ts";

/** More values than this are not made. */
export const MOST_VALUES = 100_000;

/** A value, and its place in what the program was given; none if it was made. */
export interface Found {
  readonly value: Json;
  readonly path?: JqPath;
}

export const inside = ({ path }: Found, key: Json, value: Json): Found => ({
  value,
  ...(path ? { path: [...path, key] } : {}),
});

export const eachOf = (one: Found): readonly Found[] => {
  const { value } = one;
  if (isJsonObject(value)) return Object.entries(value).map(([key, item]) => inside(one, key, item));
  return each(value).map((item, index) => inside(one, index, item));
};

const recursed = (one: Found): readonly Found[] => {
  const { value } = one;
  if (typeof value !== "object" || value === null) return [one];
  return [one, ...eachOf(one).flatMap(recursed)];
};

type PathBuiltin = (
  run: (expr: JqExpr, at: Found) => readonly Found[],
  at: Found,
  args: readonly JqExpr[],
) => readonly Found[];

/** What keeps the place of what it gives. */
export const PATHS: ReadonlyMap<string, PathBuiltin> = new Map<string, PathBuiltin>([
  ["empty/0", () => []],
  ["recurse/0", (_, at) => recursed(at)],
  [
    "recurse/1",
    (run, at, [arg]) => {
      const out: Found[] = [];
      const visit = (one: Found): void => {
        if (out.push(one) > MOST_VALUES) throw new JqError(`more than ${MOST_VALUES} values`);
        for (const next of run(arg!, one)) visit(next);
      };
      visit(at);
      return out;
    },
  ],
  [
    "recurse/2",
    (run, at, [arg, when]) => {
      const out: Found[] = [];
      const visit = (one: Found): void => {
        if (out.push(one) > MOST_VALUES) throw new JqError(`more than ${MOST_VALUES} values`);
        for (const next of run(arg!, one)) {
          for (const { value } of run(when!, next)) if (isTrue(value)) visit(next);
        }
      };
      visit(at);
      return out;
    },
  ],
  ["select/1", (run, at, [arg]) => run(arg!, at).flatMap(({ value }) => (isTrue(value) ? [at] : []))],
  ["first/1", (run, at, [arg]) => run(arg!, at).slice(0, 1)],
  ["last/1", (run, at, [arg]) => run(arg!, at).slice(-1)],
  ["first/0", (_, at) => [inside(at, 0, keyOf(at.value, 0))]],
  ["last/0", (_, at) => [inside(at, -1, keyOf(at.value, -1))]],
  ["limit/2", (run, at, [count, arg]) => run(count!, at).flatMap(({ value }) => run(arg!, at).slice(0, Number(value)))],
  [
    "getpath/1",
    (run, at, [arg]) =>
      run(arg!, at).map(({ value }) =>
        listOf(value, "a path").reduce<Found>(
          (one, key) => inside(one, key, one.value === null ? null : keyOf(one.value, key)),
          at,
        ),
      ),
  ],
]);
