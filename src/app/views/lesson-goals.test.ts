import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { goToStep, startLesson, type GoalProgress } from "#tutor";
import { words as en } from "../i18n/words-en.ts";
import { words as ko } from "../i18n/words-ko.ts";
import type { Words } from "../i18n/words.ts";
import { lessonView } from "./lesson-view.ts";

const NOW = 100_000;

const goalOf = (folder: string, [step, id]: readonly [string, string], goal: GoalProgress, words: Words = en) => {
  const { compiled, prose } = readLesson(`lessons/cases/${folder}`);
  const { lesson } = compiled!;
  const at = lesson.steps.findIndex((one) => one.id === step);
  const progress = { ...goToStep(lesson, startLesson(lesson, 0), at, 0), goals: { [id]: goal } };
  const context = { words, prose: prose["en"]!, nowMs: NOW, place: null, holds: () => false, file: () => undefined };
  return lessonView(lesson, progress, context).goals.find((one) => one.id === id)!;
};

it("says what a number counts, and how many are asked for while they are not there", () => {
  const failures = ["alarm", "see-failures"] as const;
  const folder = "05-all-on-one-node";
  expect(goalOf(folder, failures, { isMet: false, shows: "11" }).value).toBe("11/60 failed");
  expect(goalOf(folder, failures, { isMet: false, shows: "11" }, ko).value).toBe("실패 11/60개");
  expect(goalOf(folder, failures, { isMet: true, shows: "74" }).value).toBe("74 failed");
  // A sum of two has no one number to reach.
  expect(goalOf("02-frozen-node", failures, { isMet: false, shows: "12" }).value).toBe("12 failed");
  // A pod goes by its name.
  const pod = { isMet: true, shows: "order-8499fc5748-8j7k5" };
  expect(goalOf("02-frozen-node", ["look", "find-pod"], pod).value).toBe("8j7k5");
});

const nobodyElse = (sinceMs: number) =>
  goalOf("02-frozen-node", ["memory", "nobody-else"], { isMet: false, shows: "0", sinceMs });

it("calls what holds from the beginning open until it has held for a second", () => {
  expect(nobodyElse(NOW)).toMatchObject({ state: "open", value: "0 failed", held: 0 });
  expect(nobodyElse(NOW - 9000)).toMatchObject({ state: "partly", value: "9 s of 90 s" });
});
