// What jq 1.7 has built in, as far as people use it on what kubectl prints.
import { deepEqual, isJsonObject } from "#api/json";
import type { Json } from "#api/meta";
import { formatTime } from "#api/time";
import { one, withArg } from "./jq-builtin.ts";
import { changedAt } from "./jq-change.ts";
import {
  contains,
  entriesOf,
  extreme,
  flattened,
  fromEntries,
  fromJson,
  groups,
  indexes,
  itself,
  joined,
  keyed,
  keysOf,
  leavesOf,
  lengthOf,
  ranged,
  secondsOf,
  toNumber,
  walked,
} from "./jq-helpers.ts";
import type { Builtin } from "./jq-run.ts";
import { TEXT_BUILTINS } from "./jq-text-functions.ts";
import { compare, each, isTrue, JqError, keyOf, listOf, plus, shown, typeName } from "./jq-values.ts";

const of =
  (kind: string): Builtin =>
  (_, input) =>
    typeName(input) === kind ? [input] : [];

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["length/0", one(lengthOf)],
  ["keys/0", one(keysOf)],
  ["keys_unsorted/0", one((v) => (isJsonObject(v) ? Object.keys(v) : keysOf(v)))],
  ["values/0", (_, v) => (v === null ? [] : [v])],
  ["nulls/0", of("null")],
  ["booleans/0", of("boolean")],
  ["numbers/0", of("number")],
  ["strings/0", of("string")],
  ["arrays/0", of("array")],
  ["objects/0", of("object")],
  ["iterables/0", (_, v) => (typeof v === "object" && v !== null ? [v] : [])],
  ["scalars/0", (_, v) => (typeof v === "object" && v !== null ? [] : [v])],
  ["not/0", one((v) => !isTrue(v))],
  ["type/0", one(typeName)],
  ["tostring/0", one(shown)],
  ["tonumber/0", one(toNumber)],
  ["tojson/0", one((v) => JSON.stringify(v))],
  ["fromjson/0", one(fromJson)],
  ["add/0", one((v) => each(v).reduce<Json>(plus, null))],
  ["add/1", (_, v, [arg]) => [arg!(v).reduce<Json>(plus, null)]],
  ["any/0", one((v) => each(v).some(isTrue))],
  ["all/0", one((v) => each(v).every(isTrue))],
  ["sort/0", one((v) => listOf(v, "sorted").toSorted(compare))],
  ["unique/0", one((v) => groups(v, itself).map(([first]) => first!))],
  [
    "reverse/0",
    one((v) =>
      v === null
        ? []
        : typeof v === "string"
          ? Array.from(v).toReversed().join("")
          : listOf(v, "reversed").toReversed(),
    ),
  ],
  ["min/0", one((v) => extreme(-1)(v, itself))],
  ["max/0", one((v) => extreme(1)(v, itself))],
  ["flatten/0", one((v) => flattened(v, 1000))],
  ["to_entries/0", one(entriesOf)],
  ["from_entries/0", one(fromEntries)],
  ["floor/0", one((v) => Math.floor(toNumber(v) as number))],
  ["ceil/0", one((v) => Math.ceil(toNumber(v) as number))],
  ["round/0", one((v) => Math.round(toNumber(v) as number))],
  ["fabs/0", one((v) => Math.abs(toNumber(v) as number))],
  ["abs/0", one((v) => Math.abs(toNumber(v) as number))],
  ["sqrt/0", one((v) => Math.sqrt(toNumber(v) as number))],
  ["fromdate/0", one(secondsOf)],
  ["fromdateiso8601/0", one(secondsOf)],
  ["todate/0", one((v) => formatTime((toNumber(v) as number) * 1000))],
  ["todateiso8601/0", one((v) => formatTime((toNumber(v) as number) * 1000))],
  [
    "transpose/0",
    one((v) =>
      ranged(0, Math.max(0, ...each(v).map((row) => lengthOf(row) as number)), 1).map((i) =>
        each(v).map((row) => keyOf(row, i)),
      ),
    ),
  ],
  ["paths/0", (_, v) => leavesOf(v).map(([path]) => path)],
  ["paths/1", (_, v, [arg]) => leavesOf(v).flatMap(([path, value]) => (arg!(value).some(isTrue) ? [path] : []))],
  [
    "leaf_paths/0",
    (_, v) => leavesOf(v).flatMap(([path, value]) => (typeof value === "object" && value !== null ? [] : [path])),
  ],
  ["input_line_number/0", one(() => 0)],
  [
    "error/0",
    (_, v) => {
      throw new JqError(v);
    },
  ],
  [
    "error/1",
    (_, v, [arg]) => {
      throw new JqError(arg!(v)[0] ?? null);
    },
  ],
  ["halt/0", () => []],
  ["debug/0", one((v) => v)],
  ["env/0", one(() => ({}))],
  ["path/1", () => []],
  ["del/1", () => []],
  ["map/1", (_, v, [arg]) => [each(v).flatMap((item) => [...arg!(item)])]],
  [
    "map_values/1",
    (_, v, [arg]) => {
      if (!isJsonObject(v)) return [each(v).flatMap((item) => arg!(item).slice(0, 1))];
      return [
        Object.fromEntries(
          Object.entries(v).flatMap(([key, item]) =>
            arg!(item)
              .slice(0, 1)
              .map((value) => [key, value]),
          ),
        ),
      ];
    },
  ],
  ["with_entries/1", (_, v, [arg]) => [fromEntries(entriesOf(v).flatMap((entry) => [...arg!(entry)]))]],
  ["sort_by/1", (_, v, [arg]) => [keyed(v, arg!, "sorted").map(([, item]) => item)]],
  ["group_by/1", (_, v, [arg]) => [groups(v, arg!)]],
  ["unique_by/1", (_, v, [arg]) => [groups(v, arg!).map(([first]) => first!)]],
  ["min_by/1", (_, v, [arg]) => [extreme(-1)(v, arg!)]],
  ["max_by/1", (_, v, [arg]) => [extreme(1)(v, arg!)]],
  ["any/1", (_, v, [arg]) => [each(v).some((item) => arg!(item).some(isTrue))]],
  ["all/1", (_, v, [arg]) => [each(v).every((item) => arg!(item).every(isTrue))]],
  ["any/2", (_, v, [from, arg]) => [from!(v).some((item) => arg!(item).some(isTrue))]],
  ["all/2", (_, v, [from, arg]) => [from!(v).every((item) => arg!(item).every(isTrue))]],
  ["flatten/1", withArg((v, depth) => flattened(v, toNumber(depth) as number))],
  [
    "has/1",
    withArg((v, key) => {
      if (typeof v !== "object" || v === null)
        throw new JqError(
          `Cannot check whether ${typeName(v)} has a ${typeof key === "string" ? "string" : typeName(key)} key`,
        );
      return Object.hasOwn(v, shown(key));
    }),
  ],
  ["in/1", (_, v, [arg]) => arg!(v).map((object) => Object.hasOwn(Object(object) as object, shown(v)))],
  ["inside/1", withArg((v, given) => contains(given, v))],
  ["contains/1", withArg(contains)],
  ["index/1", withArg((v, given) => indexes(v, given)[0] ?? null)],
  ["rindex/1", withArg((v, given) => indexes(v, given).at(-1) ?? null)],
  ["indices/1", withArg((v, given) => indexes(v, given))],
  ["join/1", withArg(joined)],
  ["IN/1", (_, v, [arg]) => [arg!(v).some((given) => deepEqual(v, given))]],
  ["range/1", (_, v, [to]) => to!(v).flatMap((end) => ranged(0, toNumber(end) as number, 1))],
  [
    "range/2",
    (_, v, [from, to]) =>
      from!(v).flatMap((start) =>
        to!(v).flatMap((end) => ranged(toNumber(start) as number, toNumber(end) as number, 1)),
      ),
  ],
  ["range/3", (_, v, [from, to, by]) => [...ranged(Number(from!(v)[0]), Number(to!(v)[0]), Number(by!(v)[0]))]],
  [
    "until/2",
    (_, v, [isDone, step]) => {
      let now = v;
      for (let left = 100_000; !isTrue(isDone!(now)[0] ?? null); left--) {
        const next = step!(now)[0];
        if (next === undefined) return [];
        if (left === 0) throw new JqError("the program does too much");
        now = next;
      }
      return [now];
    },
  ],
  ["nth/1", withArg((v, at) => keyOf(v, at))],
  ["nth/2", (_, v, [at, arg]) => at!(v).flatMap((n) => arg!(v).slice(Number(n), Number(n) + 1))],
  ["isempty/1", (_, v, [arg]) => [arg!(v).length === 0]],
  ["walk/1", (_, v, [arg]) => walked(v, arg!)],
  [
    "setpath/2",
    (_, v, [path, value]) =>
      path!(v).flatMap((at) => value!(v).map((given) => changedAt(v, [listOf(at, "a path")], () => given))),
  ],
  [
    "delpaths/1",
    withArg((v, paths) =>
      changedAt(
        v,
        listOf(paths, "paths")
          .map((path) => listOf(path, "a path"))
          .toSorted((a, b) => compare(b, a)),
        () => undefined,
      ),
    ),
  ],
  ["pow/2", (_, v, [a, b]) => a!(v).flatMap((x) => b!(v).map((y) => Number(x) ** Number(y)))],
  ...TEXT_BUILTINS,
]);
