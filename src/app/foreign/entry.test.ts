import { expect, it } from "vitest";
import { entryOf, type Facts } from "./entry.ts";

const FACTS: Facts = {
  id: "dropped-mine",
  part: "cases",
  minutes: 5,
  steps: ["look", "mend", "end"],
  act: "mend",
  title: { ko: "내 것", en: "Mine" },
  teaser: { ko: "", en: "" },
  reviews: [],
  varied: [],
};

it("knows what a lesson wants done, and asks nothing of one that was kept before anybody wrote that down", () => {
  const { act: _, ...old } = FACTS;
  expect(entryOf(FACTS, {}).act).toBe("mend");
  expect(entryOf(old as Facts, {}).act).toBe(null);
});
