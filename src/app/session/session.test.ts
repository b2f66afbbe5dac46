import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countRequests, isStepDone, stepOf } from "#tutor";
import { compileLesson } from "#tutor/compile";
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
const failedOf = (s: Session): number =>
  countRequests(s.run.branch.entries.slice(0, s.run.logLength), { client: "clients", fromMs: 0, toMs: s.nowMs }).failed;
const mended = files[0]!.text.replace("        resources:", "        readinessProbe:\n          httpGet: { path: /ready, port: 8080 }\n        resources:");

describe("the lesson as a learner meets it", () => {
  it("has no mistake", () => expect(problems).toEqual([]));

  it("loses requests by its own deploy, and nothing is staged: the only commands are files, and one apply", () => {
    const s = start();
    s.advance(s.nowMs + 20_000);
    expect(failedOf(s)).toBeGreaterThan(100);
    const lines = s.run.branch.commands.flatMap(({ command }) => (command.action === "line" ? [command.data["line"]] : []));
    expect(lines).toEqual(["kubectl apply -f mynginx.yaml"]);
    expect(s.run.branch.commands.every(({ command }) => command.component === "shell")).toBe(true);
    expect(isStepDone(lesson, s.progress!)).toBe(true);
  });
});
