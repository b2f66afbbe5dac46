import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { Session } from "../session/session.ts";
import { lessonPlace } from "./lesson-place.ts";

const start = (): { readonly s: Session; readonly zeroMs: number; readonly place: () => unknown } => {
  const s = new Session(readLesson("lessons/cases/10-brief-outage").compiled!);
  const zeroMs = s.run.scenario.settleMs ?? 0;
  s.advance(zeroMs + 42_000);
  return { s, zeroMs, place: () => lessonPlace(s.run, zeroMs) };
};

it("says nothing where the step speaks of the moment", () => expect(start().place()).toBeNull());

it("says that the lesson's own deploy has not happened yet, and where it has", () => {
  const { s, zeroMs, place } = start();
  s.seek(zeroMs + 9999);
  expect(place()).toEqual({ kind: "before", eventText: "00:10", backText: "00:42", backMs: 42_000 });
  s.seek(zeroMs + 10_000);
  expect(place()).toBeNull();
});

it("says that it does not happen in this future, and in which it does", () => {
  const { s, zeroMs, place } = start();
  s.seek(zeroMs + 5000);
  s.type("kubectl scale deployment mynginx --replicas=2");
  s.advance(zeroMs + 60_000);
  expect(place()).toEqual({ kind: "elsewhere", eventText: "00:10", backText: "A", branchId: "0" });
  s.run.restart();
  expect(place()).toBeNull();
});
