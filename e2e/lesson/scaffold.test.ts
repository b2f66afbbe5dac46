import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLesson } from "../../src/tutor/compile.ts";
import { prove } from "../prove/prove.ts";
import { readTerms, wordProblems } from "../prove/words.ts";
import { scaffold } from "./scaffold.ts";

it.each(["concepts", "cases", "closer"] as const)("what stands in a new folder of %s proves", (part) => {
  const folder = scaffold({ part, id: "a-new-one", number: 11 });
  const result = compileLesson(folder);
  expect(
    [...prove(result)].flatMap(({ what, problem }) => (problem === undefined ? [] : [`${what}: ${problem}`])),
  ).toEqual([]);
  const terms = readTerms(readFileSync("lessons/terms.yaml", "utf8"));
  expect(wordProblems(folder, result.compiled!.lesson, terms)).toEqual([]);
});
