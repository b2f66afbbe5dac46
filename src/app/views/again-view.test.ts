import { expect, it } from "vitest";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { againView } from "./again-view.ts";

it("offers the variation of the seed that it is given", () => {
  const texts = { language: "en", dictionary: en, words, prose: null } as const;
  const view = againView("brief-outage", texts, { progressOf: () => undefined, seed: 12_345 });
  expect(view?.rows.at(-1)).toEqual({
    id: "brief-outage/again/12345",
    title: words.again.variation,
    href: "#/lesson/brief-outage/again/12345",
    isHere: false,
    isDone: false,
  });
  expect(view?.scene).toEqual({ title: words.again.scene, href: "embed/brief-outage.en.html?scene" });
});
