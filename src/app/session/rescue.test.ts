import { expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../../.ci/lessons-plugin.ts";
import { bringToGoodState, goodState } from "./rescue.ts";
import { Session } from "./session.ts";

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

it("brings a wreck to the good state of a step, and the wreck stays in the future before", () => {
  const { lesson, scenario, files } = lessons.find(({ compiled }) => compiled.lesson.id === "brief-outage")!.compiled;
  const session = new Session({ lesson, scenario, files });
  session.type("kubectl delete deployment,service,ingress,pod --all --wait=false");
  session.type("rm mynginx.yaml");
  session.advance(session.nowMs + 60_000);
  const wreck = session.run.cluster.logHash;
  bringToGoodState(session, files, 4);
  const good = goodState({ lesson, scenario, files }, 4);
  expect([session.nowMs, session.run.cluster.logHash]).toEqual([good.nowMs, good.run.cluster.logHash]);
  expect([session.progress, session.files()]).toEqual([good.progress, good.files()]);
  session.switchTo(0);
  session.seek(session.run.endMs);
  expect(session.run.cluster.logHash).toBe(wreck);
});
