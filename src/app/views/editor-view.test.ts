import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLesson } from "#tutor/compile";
import { words } from "../i18n/words-en.ts";
import { Session } from "../session/session.ts";
import { Causes, Diagnoses, editorView, type EditorContext } from "./editor-view.ts";

const folder = "lessons/cases/10-brief-outage";
const { compiled } = compileLesson(
  Object.fromEntries(readdirSync(folder).map((f) => [f, readFileSync(`${folder}/${f}`, "utf8")])),
);
const { scenario, files, lesson } = compiled!;

/** The editor's run-time messages of a session, as one asks for them again and again. */
const watcher = (session: Session) => {
  const parts = { diagnoses: new Diagnoses(), causes: new Causes() };
  return (causesEveryMs: EditorContext["causesEveryMs"]): readonly string[] =>
    editorView(session.run, parts, {
      words,
      language: "en",
      drafts: files.map(({ name, text }) => ({ id: name, text, version: 0 })),
      activeFile: "mynginx.yaml",
      appliedText: (file) => session.file(file),
      selectedName: null,
      causesEveryMs,
    })
      .diagnostics.filter((d) => d.source === "runtime")
      .map(({ message }) => JSON.stringify(message));
};

it("keeps the causes back when it is told to, and otherwise counts as time goes on", () => {
  const session = new Session({ scenario, files, lesson });
  const see = watcher(session);
  session.advance(session.nowMs + 14_000);
  expect(see(null)).toEqual([]);
  const first = see(250);
  expect(first).toHaveLength(1);
  session.advance(session.nowMs + 200);
  expect(see(250)).toEqual(first);
  const now = see(0);
  expect(now).not.toEqual(first);
  session.advance(session.nowMs + 2_000);
  expect(see(250)).not.toEqual(now);
});

it("says at which line the thing stands that a step is about", () => {
  const session = new Session({ scenario, files, lesson });
  const step = lesson.steps.find((one) => one.id === "explain")!;
  const { opened, text } = editorView(
    session.run,
    { diagnoses: new Diagnoses(), causes: new Causes() },
    {
      words,
      language: "en",
      drafts: files.map((file) => ({ id: file.name, text: file.text, version: 0 })),
      activeFile: "mynginx.yaml",
      appliedText: () => undefined,
      selectedName: null,
      step,
      causesEveryMs: null,
    },
  );
  expect(opened?.stepId).toBe("explain");
  expect(text.split("\n")[opened!.line - 1]).toContain("containerPort");
});
