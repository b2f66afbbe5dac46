import { describe, expect, it } from "vitest";
import { dress, tableOf } from "./dress.ts";

const table = new Map([
  ["pay", "cart"],
  ["pay:4.1", "cart:7.0"],
  ["20000", "15000"],
  ["replicas: 4", "replicas: 6"],
]);

describe("dress", () => {
  it.each([
    {
      name: "a name, wherever it is a word of its own",
      from: "kubectl get deploy/pay pay.yaml",
      to: "kubectl get deploy/cart cart.yaml",
    },
    { name: "not a part of another word", from: "a payment, repay", to: "a payment, repay" },
    { name: "beside Hangul", from: "pay를 고쳐요", to: "cart를 고쳐요" },
    { name: "the longest first", from: "nexus/pay:4.1", to: "nexus/cart:7.0" },
    { name: "a number as a whole", from: { fromMs: 20000, other: 2000 }, to: { fromMs: 15000, other: 2000 } },
    {
      name: "keys, and what lies deep",
      from: [{ pay: { a: ["replicas: 4"] } }],
      to: [{ cart: { a: ["replicas: 6"] } }],
    },
    { name: "nothing in a text without any", from: [true, null, "none"], to: [true, null, "none"] },
  ])("$name", ({ from, to }) => {
    expect(dress<unknown>(from, table)).toEqual(to);
  });
});

describe("tableOf", () => {
  const replace = [{ a: ["1", "2", "3"], b: ["one", "two", "three"] }, { c: ["x", "y"] }];

  it("chooses one column of a row for all that stands in it", () => {
    for (let seed = 0; seed < 20; seed++) {
      const chosen = tableOf({ replace }, seed);
      expect(replace[0]!.b![Number(chosen.get("a")) - 1]).toBe(chosen.get("b"));
    }
  });
  it("comes to every combination", () => {
    const seen = new Set(Array.from({ length: 50 }, (_, seed) => [...tableOf({ replace }, seed).values()].join()));
    expect(seen.size).toBe(6);
  });
  it("is the same for the same seed", () => {
    expect(tableOf({ replace }, 7)).toEqual(tableOf({ replace }, 7));
  });
});
