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
    .map((e) => (e.type === "terminal" && e.terminal === terminal ? e.text : ""))
    .join("");

it("runs", () => {
  expect(compiled.problems).toEqual([]);
  const { scenario, files, lesson } = compiled.compiled!;
  const s = new Session({ scenario, files, lesson });
  s.type("kubectl get pods -A -o wide | head -20");
  s.advance(s.nowMs + 3000);
  s.type("kubectl get pods | grep mynginx | awk '{print $1, $3}'; echo done $?");
  s.type("kubectl get events | tail -5");
  s.type("for i in 1 2; do echo $i; sleep 1; done && kubectl get deploy,ep,ingress");
  s.advance(s.nowMs + 30000);
  console.log(output(s).slice(0, 9000));
  console.log(JSON.stringify(s.progress));
});
