import { describe, expect, it } from "vitest";
import { canonicalJson, deepEqual, deepFreeze, withFields } from "./json.ts";

describe("deepEqual", () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, "1", false],
    [null, null, true],
    [null, {}, false],
    [{ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [{ a: 1, b: 2 }, { a: 1, c: 2 }, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[], {}, false],
    [{ 0: 1 }, [1], false],
  ])("%j and %j: %s", (a, b, equal) => {
    expect(deepEqual(a, b)).toBe(equal);
    expect(deepEqual(b, a)).toBe(equal);
  });
});

describe("canonicalJson", () => {
  it("sorts the keys of every object and keeps the order of lists", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }, 2], a: "x", z: undefined })).toBe(
      '{"a":"x","b":[{"c":null,"d":1},2]}',
    );
  });
});

describe("deepFreeze", () => {
  it("makes every write below throw", () => {
    const value = deepFreeze({ a: { b: [1] } });
    expect(() => value.a.b.push(2)).toThrow(TypeError);
    expect(() => Object.assign(value.a, { c: 1 })).toThrow(TypeError);
    expect(value).toEqual({ a: { b: [1] } });
  });
});

describe("withFields", () => {
  it("is what two spreads make: fields in their old places, new ones behind them, and the object left alone", () => {
    const object = deepFreeze({ a: 1, b: 2 });
    const fields = { c: undefined, a: 3 };
    expect(Object.entries(withFields(object, fields))).toEqual(Object.entries({ ...object, ...fields }));
    expect(object).toEqual({ a: 1, b: 2 });
  });
});
