import { expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../../.ci/lessons-plugin.ts";
import { goodState } from "./rescue.ts";

const lessons = lessonFolders("lessons").map((folder) => ({ folder, compiled: readLesson(folder).compiled! }));

it.each(lessons)(
  "$folder: every step has a good state, in which all before it is done, and it is the same each time",
  ({ compiled: { lesson, scenario, files } }) => {
    const last = lesson.steps.length - 1;
    const one = goodState({ lesson, scenario, files }, last);
    expect(one.progress?.step).toBe(last);
    expect(one.progress?.done).toEqual(lesson.steps.slice(0, last).map((s) => s.id));
    const again = goodState({ lesson, scenario, files }, last);
    expect([again.nowMs, again.run.cluster.logHash]).toEqual([one.nowMs, one.run.cluster.logHash]);
    expect(again.progress).toEqual(one.progress);
  },
);

it("does not know a step that is not there", () => {
  const { lesson, scenario, files } = lessons[0]!.compiled;
  expect(() => goodState({ lesson, scenario, files }, 99)).toThrow("The lesson has no step 99.");
});
