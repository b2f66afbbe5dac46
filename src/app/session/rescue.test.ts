import { expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../../.ci/lessons-plugin.ts";
import { GoodStates, goodState } from "./rescue.ts";
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

/** Does all of a piece of work; answers what came of it, and what was said on the way. */
const finish = <T>(work: Generator<number, T>): { readonly result: T; readonly said: readonly number[] } => {
  const said: number[] = [];
  for (;;) {
    const one = work.next();
    if (one.done === true) return { result: one.value, said };
    said.push(one.value);
  }
};

it("brings a wreck to the good state of a step, and the wreck stays in the future before", () => {
  const { lesson, scenario, files } = lessons.find(({ compiled }) => compiled.lesson.id === "brief-outage")!.compiled;
  const options = { lesson, scenario, files };
  const session = new Session(options);
  session.type("kubectl delete deployment,service,ingress,pod --all --wait=false");
  session.type("rm mynginx.yaml");
  session.advance(session.nowMs + 60_000);
  const wreck = session.run.cluster.logHash;
  const states = new GoodStates(options, session.run.untouched());
  const { result, said } = finish(states.upTo(7));
  // Many pieces, so that the page can go on between them; and it says how far it is.
  expect(said.length).toBeGreaterThan(200);
  expect([...new Set(said)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  session.take(result.from, result.progress);
  const good = goodState(options, 7);
  expect([session.nowMs, session.run.endMs, session.run.cluster.logHash]).toEqual([
    good.nowMs,
    good.nowMs,
    good.run.cluster.logHash,
  ]);
  expect(JSON.stringify(session.run.cluster.snapshot())).toBe(JSON.stringify(good.run.cluster.snapshot()));
  expect([session.progress, session.files()]).toEqual([good.progress, good.files()]);
  expect(session.run.branch.entries).toEqual(good.run.branch.entries);
  // It is a future like any other: it can be gone back in, acted in, and made again.
  const end = session.nowMs;
  session.seek(end - 20_000);
  session.seek(end);
  expect(session.run.cluster.logHash).toBe(good.run.cluster.logHash);
  const { commands } = session.run.branch;
  const again = new Session({ ...options, saved: { commands, endMs: end, nowMs: end } });
  expect(again.run.cluster.logHash).toBe(good.run.cluster.logHash);
  session.switchTo(0);
  session.seek(session.run.endMs);
  expect(session.run.cluster.logHash).toBe(wreck);
});

it("makes a state once, and an earlier one at no cost", () => {
  const { lesson, scenario, files } = lessons.find(({ compiled }) => compiled.lesson.id === "brief-outage")!.compiled;
  const states = new GoodStates({ lesson, scenario, files });
  const later = finish(states.upTo(3)).result;
  const second = finish(states.upTo(1));
  expect(second.said).toEqual([]);
  expect(states.show(second.result).nowMs).toBe(goodState({ lesson, scenario, files }, 1).nowMs);
  // A later state does not change what an earlier one holds.
  finish(states.upTo(5));
  expect(states.show(later).run.cluster.logHash).toBe(goodState({ lesson, scenario, files }, 3).run.cluster.logHash);
});

it("hears of what was looked at on another machine, whether it was asked from outside or in a shell there", () => {
  const { compiled } = lessons.find((one) => one.compiled.lesson.id === "silent-master")!;
  const look = compiled.lesson.steps.findIndex(({ id }) => id === "look");
  const isMet = (...lines: readonly string[]): boolean => {
    const session = goodState(compiled, look);
    for (const line of lines) {
      session.type(line);
      session.advance(session.nowMs + 30_000);
    }
    return session.progress!.goals["read-from-disk"]!.isMet;
  };
  expect(isMet("ssh master free -m")).toBe(true);
  expect(isMet("ssh master", "free -m")).toBe(true);
  expect(isMet("ssh worker-1", "free -m")).toBe(false);
  expect(isMet("ssh master", "ls")).toBe(false);
});
