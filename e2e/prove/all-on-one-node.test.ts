import { expect, it } from "vitest";
import { readLesson } from "../../.ci/lessons-plugin.ts";
import { isStepDone } from "#tutor";
import { Session } from "../../src/app/session/session.ts";

it("does not tell what Kubernetes says to somebody who has only watched requests fail", () => {
  const { scenario, files, lesson } = readLesson("lessons/cases/05-all-on-one-node").compiled!;
  const session = new Session({ scenario, files, lesson });
  session.advance(session.nowMs + 25_000);
  expect(session.progress?.goals["see-failures"]?.isMet).toBe(true);
  expect(isStepDone(lesson, session.progress!)).toBe(false);
  session.type("kubectl get nodes");
  session.type("k get po -o wide");
  session.advance(session.nowMs + 2000);
  expect(isStepDone(lesson, session.progress!)).toBe(true);
});
