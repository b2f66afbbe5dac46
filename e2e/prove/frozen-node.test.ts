// The case of the frozen node as somebody goes through it who does what the words say, and a little else.
import { expect, it } from "vitest";
import { readLesson } from "../../.ci/lessons-plugin.ts";
import { Session } from "../../src/app/session/session.ts";

const { compiled } = readLesson("lessons/cases/02-frozen-node");

const at = (step: string): Session => {
  const { scenario, files, lesson } = compiled!;
  const session = new Session({ scenario, files, lesson });
  session.advance(session.nowMs + 60_000);
  session.goToStep(lesson.steps.findIndex(({ id }) => id === step));
  return session;
};

const later = (session: Session, line: string): Session => {
  session.type(line);
  session.advance(session.nowMs + 2000);
  return session;
};

it.each([
  { line: "kubectl describe node worker-2", isMet: true },
  { line: "k describe no/worker-2 | grep -A5 Allocated", isMet: true },
  { line: "kubectl describe nodes", isMet: true },
  { line: "kubectl describe node worker-3", isMet: false },
  { line: "kubectl describe nodes worker-1 worker-3", isMet: false },
])("takes what shows the promises of the full node: $line", ({ line, isMet }) => {
  expect(later(at("explain"), line).progress?.goals["what-is-booked"]?.isMet).toBe(isMet);
});

it("writes the leaking version into the file, so that to apply it again takes nothing back", () => {
  const session = at("memory");
  expect(session.file("report.yaml")).toContain("report:1.2");
  expect(later(session, "kubectl apply -f report.yaml").evaluate("containers.report.image")).toEqual({
    ok: true,
    value: "nexus.local/report:1.2",
  });
  expect(session.progress?.feedback).toEqual([]);
});

it("tells whoever puts the version before it back that nothing will leak", () => {
  const session = later(at("memory"), "kubectl set image deployment/report report=nexus.local/report:1.1");
  session.advance(session.nowMs + 2000);
  expect(session.progress?.feedback).toEqual(["not-1-2"]);
});
