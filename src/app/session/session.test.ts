import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countRequests, isStepDone, observe, startLesson } from "#tutor";
import { compileLesson } from "#tutor/compile";
import { createExpressions } from "#tutor/expressions";
import { Session, type SavedRun } from "./session.ts";

const folder = "lessons/cases/10-brief-outage";
const { compiled, problems } = compileLesson(
  Object.fromEntries(readdirSync(folder).map((f) => [f, readFileSync(`${folder}/${f}`, "utf8")])),
);
const { scenario, files, lesson } = compiled!;
const start = (): Session => new Session({ scenario, files, lesson });
const hashOf = ({ run }: Session): readonly number[] => [run.nowMs, run.cluster.logLength, run.cluster.logHash];
const savedOf = (s: Session): SavedRun => ({
  ...s.run.record(),
  nowMs: s.nowMs,
  ...(s.progress ? { progress: s.progress } : {}),
});
const failedOf = ({ run }: Session, fromMs = 0): number =>
  countRequests(run.branch.entries, run.logLength, { client: "clients", fromMs }).failed;
const mended = files[0]!.text.replace(
  "        resources:",
  "        readinessProbe:\n          httpGet: { path: /ready, port: 8080 }\n        resources:",
);

describe("the lesson as a learner meets it", () => {
  it("has no mistake", () => expect(problems).toEqual([]));

  it("loses requests by its own deploy, and nothing is staged: the only commands are files, and one apply", () => {
    const s = start();
    s.advance(s.nowMs + 20_000);
    expect(failedOf(s)).toBeGreaterThan(100);
    const lines = s.run.branch.commands.flatMap(({ command }) =>
      command.action === "line" ? [command.data["line"]] : [],
    );
    expect(lines).toEqual(["kubectl apply -f mynginx.yaml"]);
    expect(s.run.branch.commands.every(({ command }) => command.component === "shell")).toBe(true);
    expect(isStepDone(lesson, s.progress!)).toBe(true);
  });
});

it("notes the rollouts before the language of goals has come, and what they come to afterwards", () => {
  const s = start();
  s.advance(s.nowMs + 20_000);
  const { cluster, branch, logLength } = s.run;
  const progress = startLesson(lesson, scenario.settleMs ?? 0);
  const observed = { cluster, entries: branch.entries, length: logLength, progress, selection: "" };
  const before = observe(lesson, undefined, observed);
  expect([Object.keys(before.rollouts), before.goals]).toEqual([["mynginx"], {}]);
  const after = observe(lesson, createExpressions(), { ...observed, progress: before });
  expect(after.goals["see-failures"]!.isMet).toBe(true);
});

it("leaves a step as it was when one goes back to read it again", () => {
  const s = start();
  s.advance(s.nowMs + 20_000);
  const [met, began] = [s.progress!.goals, s.progress!.stepStartedMs];
  expect(met["see-failures"]!.isMet).toBe(true);
  s.goToStep(1);
  s.openHint();
  const commands = s.run.branch.commands.length;
  const second = s.progress!;
  s.advance(s.nowMs + 5000);
  s.goToStep(0);
  expect([s.progress!.goals["see-failures"]!.isMet, s.progress!.stepStartedMs]).toEqual([true, began]);
  s.goToStep(1);
  expect([s.progress!.stepStartedMs, s.progress!.hints]).toEqual([second.stepStartedMs, second.hints]);
  // Nothing was prepared a second time.
  expect(s.run.branch.commands.length).toBe(commands);
});

describe("rewind and fork", () => {
  it("acts in the past on another future; the old one stays as it was, and can be returned to", () => {
    const s = start();
    const zero = s.nowMs - 10_000;
    s.advance(s.nowMs + 20_000);
    const old = hashOf(s);
    const lost = failedOf(s);
    s.seek(zero + 5000);
    s.write("mynginx.yaml", mended);
    s.type("kubectl apply -f mynginx.yaml");
    s.advance(zero + 30_000);
    expect(s.run.branches.map((b) => b.name)).toEqual(["A", "B"]);
    expect(failedOf(s)).toBe(0);
    s.switchTo(0);
    expect(hashOf(s)).toEqual(old);
    expect(failedOf(s)).toBe(lost);
  });

  it("reads in the past without another future, and finds there what it printed", () => {
    const s = start();
    const zero = s.nowMs - 10_000;
    s.advance(s.nowMs + 20_000);
    const lost = failedOf(s);
    s.seek(zero + 5000);
    s.type("kubectl get pods | grep mynginx");
    const printed = (): number =>
      s.run.branch.entries.slice(0, s.run.logLength).filter((e) => e.type === "terminal").length;
    const here = printed();
    expect(here).toBeGreaterThan(0);
    expect(s.run.branches).toHaveLength(1);
    s.seek(s.run.endMs);
    expect(failedOf(s)).toBe(lost);
    s.seek(zero + 5000);
    expect(printed()).toBe(here);
    // One that goes on printing needs time of its own.
    s.type("kubectl get pods --watch");
    expect(s.run.branches).toHaveLength(2);
  });

  it("takes no goal away when one looks back", () => {
    const s = start();
    s.advance(s.nowMs + 20_000);
    expect(s.progress!.goals["see-failures"]!.isMet).toBe(true);
    s.seek(scenario.settleMs!);
    expect(s.progress!.goals["see-failures"]!.isMet).toBe(true);
  });
});

const walked = (): Session => {
  const s = start();
  s.advance(s.nowMs + 15_000);
  s.type("kubectl get pods");
  s.goToStep(4);
  s.write("mynginx.yaml", mended);
  s.type("kubectl apply -f mynginx.yaml");
  s.advance(s.nowMs + 40_000);
  return s;
};
const inThePast = (): Session => {
  const s = walked();
  s.seek(s.nowMs - 30_000);
  return s;
};
/** Forked before the lesson's own apply: that is not part of this future, and must not come back. */
const forkedEarly = (): Session => {
  const s = start();
  s.advance(s.nowMs + 15_000);
  s.seek(scenario.settleMs! + 2000);
  s.type("kubectl scale deployment mynginx --replicas=2");
  s.advance(s.nowMs + 20_000);
  return s;
};

describe("a reload", () => {
  it.each([
    { name: "at the end of a run", make: walked },
    { name: "while paused in the past", make: inThePast },
    { name: "in a future that left before the lesson's own deploy", make: forkedEarly },
  ])("makes the same run again, byte for byte: $name", ({ make }) => {
    const before = make();
    const saved = JSON.parse(JSON.stringify(savedOf(before))) as SavedRun;
    const after = new Session({ scenario, files, lesson, saved });
    expect(hashOf(after)).toEqual(hashOf(before));
    expect(after.run.endMs).toBe(before.run.endMs);
    expect(after.files()).toEqual(before.files());
    expect(after.progress).toEqual(before.progress);
    for (const s of [before, after]) s.advance(s.run.endMs + 10_000);
    expect(hashOf(after)).toEqual(hashOf(before));
  });
});

describe("what is typed counts for the step one is in", () => {
  it("after a rewind to before the step began", () => {
    const s = start();
    s.advance(s.nowMs + 40_000);
    s.goToStep(1);
    s.seek(s.nowMs - 25_000);
    s.type("kubectl get pods");
    expect(s.evaluate('ran("get +pods")')).toEqual({ ok: true, value: true });
    s.advance(s.nowMs + 1000);
    s.goToStep(2);
    expect(s.evaluate('ran("get +pods")')).toEqual({ ok: true, value: false });
  });
});

describe("hints", () => {
  it("that speak of something the learner did wait until it was done", () => {
    const s = start();
    s.goToStep(lesson.steps.findIndex((one) => one.mends));
    for (let i = 0; i < 20; i++) s.openHint();
    // Whoever asks early gets what only has to wait, and nothing about a probe that is not there.
    expect(s.progress!.hints).toEqual(["who-asks", "three-probes", "the-lines"]);
  });

  it("follow what is so now: one that was not opened goes with its condition, one that is open stays", () => {
    const s = start();
    expect(s.progress!.reached).toContain("press-play");
    s.goToStep(lesson.steps.findIndex((one) => one.mends));
    s.advance(s.nowMs + 11_000);
    expect(s.progress!.reached).toContain("who-asks");
    for (let i = 0; i < 20; i++) s.openHint();
    expect(s.progress!.hints).toContain("who-asks");
    expect(s.progress!.hints).not.toContain("probe-never-passes");
    const probe = {
      edit: "mynginx.yaml",
      find: "        resources:",
      replace: mended.slice(mended.indexOf("        readinessProbe"), mended.indexOf("        resources:") + 18),
    };
    s.perform([{ ...probe, replace: probe.replace.replace("/ready", "/nothing") }]);
    s.advance(s.nowMs + 160_000);
    expect(s.progress!.reached).toContain("probe-never-passes");
    expect(s.progress!.reached).not.toContain("who-asks");
    s.perform([{ edit: "mynginx.yaml", find: "/nothing", replace: "/ready" }]);
    s.advance(s.nowMs + 120_000);
    expect(s.progress!.reached).not.toContain("probe-never-passes");
    for (let i = 0; i < 20; i++) s.openHint();
    expect(s.progress!.hints).not.toContain("probe-never-passes");
    expect(s.progress!.hints).toContain("who-asks");
    s.seek(s.progress!.stepStartedMs);
    expect(s.progress!.reached).not.toContain("who-asks");
    expect(s.progress!.hints).toContain("who-asks");
  });
});

it("knows when what was done waits for time", () => {
  const s = start();
  expect(s.isWaiting).toBe(false);
  s.type("kubectl get pods");
  expect(s.isWaiting).toBe(false);
  s.type("kubectl scale deployment nothing --replicas=2");
  expect(s.isWaiting).toBe(false);
  s.type("kubectl scale deployment mynginx --replicas=2");
  expect(s.isWaiting).toBe(true);
  s.advance(s.nowMs + 1);
  expect(s.isWaiting).toBe(false);
});

it("waits for time after a guess for which it was stopped, until the step is done or time goes on", () => {
  const s = start();
  s.goToStep(lesson.steps.findIndex((one) => one.predict && one.goals.length > 0));
  expect(s.isWaiting).toBe(false);
  const { predict } = s.step!;
  s.predict(predict!.id, predict!.answer);
  expect(s.isWaiting).toBe(true);
  s.advance(s.nowMs + 1);
  expect(s.isWaiting).toBe(false);
});
