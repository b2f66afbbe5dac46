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
