import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLesson } from "../../tutor/compile.ts";
import { Session } from "./session.ts";

const folder = "lessons/cases/10-brief-outage";
const compiled = compileLesson(
  Object.fromEntries(readdirSync(folder).map((f) => [f, readFileSync(`${folder}/${f}`, "utf8")])),
);
const output = (s: Session, terminal = "1"): string =>
  s.run.branch.entries
    .slice(0, s.run.logLength)
    .map((e) => (e.type === "terminal" && e.terminal === terminal ? `[${e.atMs}] ${e.text}` : ""))
    .join("\n");

it("runs", () => {
  const { scenario, files, lesson } = compiled.compiled!;
  const s = new Session({ scenario, files, lesson });
  s.advance(s.nowMs + 15000);
  s.goToStep(4);
  s.perform(lesson.fixes.accepted[0]!.does);
  s.advance(s.nowMs + 30000);
  s.type("kubectl get pods,rs,deploy");
  s.type("kubectl get events | tail -12");
  s.advance(s.nowMs + 60000);
  s.type("kubectl get pods,rs,deploy");
  console.log(output(s).slice(0, 7000));
  console.log(JSON.stringify(s.progress));
});
