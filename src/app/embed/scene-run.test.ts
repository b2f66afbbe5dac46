import { expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../../.ci/lessons-plugin.ts";
import { words } from "../i18n/words-en.ts";
import { SCENE_MS, SceneRun } from "./scene-run.ts";

const of = (name: string): SceneRun => {
  const { compiled } = readLesson(lessonFolders("lessons").find((folder) => folder.endsWith(name))!);
  return new SceneRun(compiled!, compiled!.lesson.scene!);
};

const shown = (run: SceneRun): string =>
  JSON.stringify([{ ...run.view(words), revision: 0 }, run.failed("broken"), run.failed("mended"), run.console]);

it("plays a failure, stands still for what mends it, and plays the same without one", () => {
  const run = of("10-brief-outage");
  expect([run.half, run.isCut, run.speed]).toEqual(["broken", false, 2]);
  run.seek(26_900);
  const failed = run.failed("broken")!;
  expect(failed).toBeGreaterThan(100);
  expect(run.failed("mended")).toBe(null);
  run.seek(30_000);
  expect([run.half, run.isCut]).toEqual(["broken", true]);
  run.seek(SCENE_MS);
  expect([run.half, run.isCut, run.failed("mended")]).toEqual(["mended", false, 0]);
  // What the broken half came to stays told beside it.
  expect(run.failed("broken")).toBeGreaterThanOrEqual(failed);
});

it.each(["10-brief-outage", "07-holes-in-the-wall"])(
  "shows the same at a moment, whether it is played to or gone back to: %s",
  (name) => {
    const played = of(name);
    for (let atMs = 0; atMs <= 50_000; atMs += 500) played.seek(atMs);
    const late = shown(played);
    played.seek(11_000);
    const early = shown(played);
    played.seek(50_000);
    expect(shown(played)).toBe(late);
    const jumped = of(name);
    jumped.seek(11_000);
    expect(shown(jumped)).toBe(early);
  },
);

it("lays the seconds of both halves out over the minute, each at its own speed", () => {
  const run = of("03-nothing-rolls-out");
  run.seek(26_000);
  expect(Math.round(run.speed)).toBe(2);
  run.seek(SCENE_MS);
  expect(Math.round(run.speed)).toBe(24);
  const bins = run.bins();
  expect(Math.max(...bins.map((bin) => bin.fromMs))).toBe(58_000);
  expect(bins.filter((bin) => bin.fromMs >= 27_000 && bin.fromMs < 32_000)).toEqual([]);
  // Seven requests a second, however fast they go by.
  expect(bins.map((bin) => Math.round(bin.served + bin.failed)).filter((count) => count < 6 || count > 8)).toEqual([]);
});
