import { describe, expect, it } from "vitest";
import { words } from "../i18n/words-en.ts";
import { conjuncts, missingParts } from "./goal-parts.ts";

const isNotTime = (part: string): boolean => !part.startsWith("seconds");
const isSent = (part: string): boolean => !part.includes("sent");

describe("conjuncts", () => {
  it.each([
    { name: "one", from: 'isRolledOut("a")', to: ['isRolledOut("a")'] },
    { name: "three", from: "a && b\n&& c", to: ["a", "b", "c"] },
    { name: "not within brackets", from: "pods.all(p, a && b) && c[x && y]", to: ["pods.all(p, a && b)", "c[x && y]"] },
    { name: "not within a text", from: `ran("a && b") && x == '&&\\'&&'`, to: ['ran("a && b")', `x == '&&\\'&&'`] },
    { name: "an alternative stays whole", from: "a && b || c", to: ["a && b || c"] },
    { name: "an alternative within brackets is a part", from: "(a || b) && c", to: ["(a || b)", "c"] },
  ])("$name", ({ from, to }) => {
    expect(conjuncts(from)).toEqual(to);
  });
});

describe("missingParts", () => {
  const goal =
    'redeployed("web") && isRolledOut("web") && sinceRollout("clients", "web").failed == 0 && requests("clients", 30).sent > 100';

  it("names what does not hold", () => {
    expect(missingParts(goal, (part) => part.startsWith("redeployed"), words.goal)).toEqual([
      "the rollout of web to finish",
      "no failed request since the rollout of web",
    ]);
  });
  it("asks for more requests only where nothing else is missing", () => {
    expect(missingParts(goal, isSent, words.goal)).toEqual(["more than 100 requests in the last 30 s"]);
    expect(missingParts('ran("delete") && sinceStep("a").sent > 20', () => false, words.goal)).toEqual([]);
  });
  it("asks for time only where nothing else is missing", () => {
    const night = 'seconds > 130.0 && requests("pay", 10).failed == 0';
    expect(missingParts(night, isNotTime, words.goal)).toEqual(["the first 130 s of this step to pass"]);
    expect(missingParts(night, () => false, words.goal)).toEqual(["no failed request in the last 10 s"]);
  });
  it("names the pod that has to run", () => {
    const settles =
      'requests("search", 30).failed == 0 && pods.exists(p, p.metadata.name.startsWith("settlement-") && p.status.phase == "Running")';
    expect(missingParts(settles, (part) => part.startsWith("requests"), words.goal)).toEqual([
      "a pod of settlement to run",
    ]);
  });
  it("says once what is missing for two clients", () => {
    const both = 'requests("a", 20).failed == 0 && requests("b", 20).failed == 0';
    expect(missingParts(both, () => false, words.goal)).toEqual(["no failed request in the last 20 s"]);
  });
  it("says nothing of what holds, of a goal of one part, and of what has no short way to be said", () => {
    expect(missingParts(goal, () => true, words.goal)).toEqual([]);
    expect(missingParts('isRolledOut("web")', () => false, words.goal)).toEqual([]);
    expect(missingParts("pods.size() > 3 && nodes.size() > 1", () => false, words.goal)).toEqual([]);
  });
});
