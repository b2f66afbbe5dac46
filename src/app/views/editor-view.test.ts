import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compileLesson } from "#tutor/compile";
import { words } from "../i18n/words-en.ts";
import { words as ko } from "../i18n/words-ko.ts";
import { Session } from "../session/session.ts";
import type { RichText } from "../view-models/text.ts";
import { respelled } from "./respell.ts";
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

const plain = (message: RichText): string =>
  message.map((part) => (typeof part === "string" ? part : part.text)).join("");

/** What the editor says of this text, before anything is applied. */
const seen = (text: string, language: "en" | "ko" = "en") =>
  editorView(
    new Session({ scenario, files: [], lesson }).run,
    { diagnoses: new Diagnoses(), causes: new Causes() },
    {
      words: language === "ko" ? ko : words,
      language,
      drafts: [{ id: "a.yaml", text, version: 0 }],
      activeFile: "a.yaml",
      appliedText: () => undefined,
      selectedName: null,
      causesEveryMs: null,
    },
  ).diagnostics.map(({ line, message, fixes }) => ({ line, message: plain(message), fixes }));

const PROBE = (inner: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: web:1\n    readinessProbe:\n${inner}`;

it("mends a slip of the pen where it asks whether another field was meant", () => {
  const slip = PROBE(`      httpGet: {"paht": /paht, port: 80}\n`);
  const [said, ...others] = seen(slip);
  expect(others).toEqual([]);
  expect(said?.message).toBe(
    'unknown field "spec.containers[0].readinessProbe.httpGet.paht" There is no paht here. Did you mean path?',
  );
  expect(said?.fixes.map(({ label, shortLabel }) => [label, shortLabel])).toEqual([["Change to path", "path"]]);
  const mended = respelled(slip, said!.fixes[0]!.id);
  expect(mended).toBe(slip.replace('"paht"', '"path"'));
  expect(seen(mended)).toEqual([]);
  // The text has gone on since.
  expect(respelled(`# ${slip}`, said!.fixes[0]!.id)).toBe(`# ${slip}`);
  expect(seen(slip, "ko")[0]?.fixes[0]?.label).toBe("path 필드로 고치기");
});

it("says that a field belongs under what is written beside it, and has no fix for that", () =>
  expect(seen(PROBE("      httpGet:\n        path: /\n      port: 80\n"))).toEqual([
    {
      line: 11,
      message:
        'unknown field "spec.containers[0].readinessProbe.port" port belongs under spec.containers[].readinessProbe.httpGet.',
      fixes: [],
    },
  ]));

it("says in the reader's words what the YAML parser says in its own", () => {
  const tab = "metadata:\n\tname: web\n";
  const parser = "Tabs are not allowed as indentation at line 2, column 1:";
  expect(seen(tab)[0]?.message).toBe(`${parser} There is a tab here: YAML is indented with spaces only.`);
  expect(seen(tab, "ko")[0]?.message).toBe(`${parser} 여기에 탭이 있어요. YAML은 공백으로만 들여써요.`);
});
