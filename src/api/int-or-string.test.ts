import { describe, expect, it } from "vitest";
import { scaledValue } from "./int-or-string.ts";

describe("scaledValue", () => {
  it.each([
    ["25%", 10, "up", 3],
    ["25%", 10, "down", 2],
    ["25%", 3, "down", 0],
    ["100%", 7, "down", 7],
    ["0%", 7, "up", 0],
    [4, 10, "up", 4],
  ] as const)("%s of %d rounded %s is %d", (value, total, rounding, want) => {
    expect(scaledValue(value, total, rounding)).toEqual({ ok: true, value: want });
  });

  it.each([
    ["3", "invalid value for IntOrString: invalid type: string is not a percentage"],
    ["x%", 'invalid value for IntOrString: invalid value "x%": strconv.Atoi: parsing "x": invalid syntax'],
  ])("refuses %s", (value, error) => {
    expect(scaledValue(value, 10, "up")).toEqual({ ok: false, error });
  });
});
