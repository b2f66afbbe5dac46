import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { captureSandbox } from "../capture.ts";
import { words } from "../i18n/words-en.ts";
import { Session } from "../session/session.ts";
import { lettersOf } from "../share/letters.ts";
import { toWire, type SharedMoment } from "../share/shared.ts";
import { openMoment, type EmbedMoment } from "./embed-moment.ts";
import { EmbedRun } from "./embed-run.ts";

const { compiled } = readLesson("lessons/cases/10-brief-outage");
const lessonScene: unknown = JSON.parse(JSON.stringify(compiled));
const sandboxScene: unknown = JSON.parse(JSON.stringify({ moment: captureSandbox({ en: words }).moment }));
const BACK_MS = 5000;

/** Something was done, and five seconds of it were taken back. */
const momentOf = (session: Session, page: string): SharedMoment => {
  const { commands, endMs } = session.run.record();
  session.seek(endMs - BACK_MS);
  const { logLength, logHash } = session.run.cluster;
  return {
    page,
    commands,
    endMs,
    nowMs: session.nowMs,
    log: [logLength, logHash],
    drafts: [{ id: "mynginx.yaml", text: "# a note" }],
    view: { selection: null, whyId: null, file: "" },
    ...(session.progress ? { progress: session.progress } : {}),
  };
};
const scaled = (): SharedMoment => {
  const session = new Session(compiled!);
  session.advance(session.nowMs + 10_000);
  session.type("kubectl scale deployment mynginx --replicas=2");
  session.advance(session.nowMs + 20_000);
  return momentOf(session, "lesson/brief-outage");
};
const runOf = (scene: unknown, moment: EmbedMoment): EmbedRun =>
  new EmbedRun(scene, { words, seed: 9, step: null, atMs: null, shownMs: 0, moment });

it("shows the very moment of a lesson, with what was seen after it, and comes back to it", async () => {
  const shared = scaled();
  const moment = await openMoment(await lettersOf(toWire(shared, compiled!.files)), lessonScene);
  if (typeof moment === "string") throw new Error(moment);
  expect(moment.isSame).toBe(true);
  const run = runOf(lessonScene, moment);
  expect(run.nowMs).toBe(shared.nowMs - (compiled!.scenario.settleMs ?? 0));
  expect(run.console).toContain("deployment.apps/mynginx scaled");
  expect(run.textOf("mynginx.yaml")).toBe("# a note");
  const bins = run.strip().bins.length;
  run.apply("mynginx.yaml", "kind: Pod");
  run.advance(60_000);
  expect(run.textOf("mynginx.yaml")).toBe("kind: Pod");
  run.restart();
  expect(run.nowMs).toBe(shared.nowMs - (compiled!.scenario.settleMs ?? 0));
  expect([run.strip().bins.length, run.textOf("mynginx.yaml")]).toEqual([bins, "# a note"]);
});

it("shows the moment of a sandbox that comes with the site", async () => {
  const moment = await openMoment(null, sandboxScene);
  if (typeof moment === "string") throw new Error(moment);
  expect(moment.isSame).toBe(true);
  const run = runOf(sandboxScene, moment);
  expect([run.nowMs, run.canMend, run.step, run.isStepDone, run.failed > 0]).toEqual([60_000, false, "", false, true]);
  expect(run.view().bays.flatMap((bay) => bay.pods.filter((pod) => pod.kind === "app")).length).toBe(3);
});

it.each([
  { name: "another lesson's", page: "lesson/same-node", scene: lessonScene, why: "unknown" },
  { name: "a variation's", page: "lesson/brief-outage/again/7", scene: lessonScene, why: "unknown" },
  { name: "a sandbox's in a lesson", page: "sandbox", scene: lessonScene, why: "unknown" },
  { name: "a lesson's in a sandbox", page: "lesson/brief-outage", scene: sandboxScene, why: "unknown" },
])("is no moment of it: $name", async ({ page, scene, why }) => {
  expect(await openMoment(await lettersOf(toWire({ ...scaled(), page }, compiled!.files)), scene)).toBe(why);
});

it.each([
  { name: "cut off", letters: "7VbL", why: "broken" },
  { name: "of other files", letters: undefined, why: "changed" },
])("is refused: $name", async ({ letters, why }) => {
  const other = await lettersOf({ ...toWire(scaled(), compiled!.files), base: 1 });
  expect(await openMoment(letters ?? other, lessonScene)).toBe(why);
});
