import { describe, expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { words } from "../i18n/words-en.ts";
import { EmbedRun, type EmbedStart } from "./embed-run.ts";

const { compiled } = readLesson("lessons/cases/10-brief-outage");
/** As it comes to the page: JSON. */
const scene: unknown = JSON.parse(JSON.stringify(compiled));
const start = (part: Partial<EmbedStart> = {}): EmbedRun =>
  new EmbedRun(scene, { words, seed: null, step: null, atMs: null, shownMs: 23_000, ...part });
const podsOf = (run: EmbedRun): readonly string[] =>
  run.view().bays.flatMap((bay) => bay.pods.filter((pod) => pod.kind === "app").map((pod) => pod.name));

describe("where it begins", () => {
  it.each([
    { name: "at what the picture shows", part: {}, nowMs: 23_000 },
    { name: "at the second that was asked for", part: { atMs: 40_000 }, nowMs: 40_000 },
    { name: "in the past of the lesson's own beginning", part: { atMs: 0 }, nowMs: 0 },
  ])("$name", ({ part, nowMs }) => expect(start(part).nowMs).toBe(nowMs));

  it("at a step that was asked for, with all before it done", () => {
    const run = start({ step: "mend" });
    expect(run.step).toBe("mend");
    expect(run.failed).toBeGreaterThan(40);
    expect(run.isMended).toBe(false);
  });

  it("at the beginning, where there is no such step", () => expect(start({ step: "nowhere" }).step).toBe("alarm"));

  it("with another seed other pods, with the same seed the same", () => {
    const names = podsOf(start({ seed: 7 }));
    expect(podsOf(start({ seed: 7 }))).toEqual(names);
    expect(podsOf(start())).not.toEqual(names);
  });
});

it("goes through the failure, is mended, and begins anew", () => {
  const run = start();
  run.advance(20_000);
  expect(run.failed).toBeGreaterThan(100);
  run.mend();
  run.advance(240_000);
  expect(run.isMended).toBe(true);
  const failed = run.failed;
  run.advance(30_000);
  expect(run.failed).toBe(failed);
  expect(run.strip().toMs % 60_000).toBe(0);
  run.restart();
  expect(run.nowMs).toBe(0);
  expect(run.isMended).toBe(false);
});

it("applies a file, runs a command, and shows both in its console as they were at any moment", () => {
  const run = start({ atMs: 12_000 });
  const [file] = run.files;
  run.apply(file!.name, file!.text.replace("replicas: 4", "replicas: 2"));
  run.type("kubectl get deployment mynginx -o name");
  expect(run.console).toContain("$ kubectl apply -f mynginx.yaml\ndeployment.apps/mynginx configured\n");
  expect(run.console).toMatch(/\ndeployment\.apps\/mynginx\n$/);
  run.seek(11_000);
  expect(run.console).not.toContain("-o name");
});
