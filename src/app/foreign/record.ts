// A run of the sandbox as the folder of a lesson: what was applied first is how it begins, and what was done after that is its one step.
// It proves as it stands; its author makes of it what they meant.
import type { JsonObject } from "#api/meta";
import type { Scenario } from "#engine";
import { toYaml } from "#kubectl/lines";
import type { LessonAction } from "#tutor";
import type { Session } from "../session/session.ts";
import { isReading } from "../session/reading.ts";

/** What is done without a pause stands together. */
const PAUSE_MS = 1000;
const LONGEST_PATTERN = 60;
const APPLY = /^\s*(?:kubectl|k)\s+apply((?:\s+-f\s+[\w.-]+)+)\s*$/;

interface Done {
  readonly atMs: number;
  readonly actions: readonly LessonAction[];
}

type Texts = ReadonlyMap<string, string>;

export const record = (session: Session, id: string): Readonly<Record<string, string>> => {
  const { first, rest, startMs } = readLog(session);
  const rename = renaming(new Set(session.files().map(({ name }) => name)));
  const endMs = session.nowMs;
  const actions = withWaits(rest, Math.min(startMs, endMs), endMs);
  const done: readonly LessonAction[] = actions.some((action) => "run" in action || "write" in action)
    ? actions
    : [...actions, { run: "kubectl get pods" }];
  const show = done.map((action) => renamed(action, rename));
  const manifests = [...first].map(([name, text]) => [rename.get(name) ?? name, text] as const);
  const lesson = lessonOf(session.run.scenario, { id, manifests: manifests.map(([name]) => name), show });
  return { ...Object.fromEntries(manifests), "lesson.yaml": `${HEAD}${lesson}`, "en.md": EN, "ko.md": KO };
};

/** What the lesson's own files are called: a manifest of such a name takes another, here and in the lines that name it. */
const OWN_FILES = ["lesson.yaml", "en.md", "ko.md"];

type Renaming = ReadonlyMap<string, string>;

const renaming = (names: ReadonlySet<string>): Renaming => {
  const free = (name: string): string => {
    const stem = name.slice(0, name.lastIndexOf("."));
    let n = 1;
    while (names.has(`${stem}-${n}.yaml`)) n++;
    return `${stem}-${n}.yaml`;
  };
  return new Map(OWN_FILES.filter((name) => names.has(name)).map((name) => [name, free(name)]));
};

const renamed = (action: LessonAction, rename: Renaming): LessonAction => {
  if ("write" in action) return { ...action, write: rename.get(action.write) ?? action.write };
  if (!("run" in action)) return action;
  // As a word of its own: the value of a flag, the end of `-fNAME`, the target of a redirect.
  const run = action.run.replaceAll(/(^|[\s=>"']|-f)([\w.][\w.-]*)/g, (all, before: string, name: string) => {
    const other = rename.get(name);
    return other === undefined ? all : before + other;
  });
  return { ...action, run };
};

/** The command log in an author's words. */
const readLog = (session: Session): Log => {
  const texts = new Map<string, string>();
  const log: Log = { first: new Map(), rest: [], startMs: session.run.scenario.settleMs ?? 0 };
  for (const logged of session.run.branch.commands) {
    if (logged.atMs > session.nowMs) break;
    const { component, action, data } = logged.command;
    const isShell = component === "shell";
    if (isShell && action === "write") texts.set(textOf(data["path"]), textOf(data["text"]));
    if (logged.isScripted) continue;
    if (!isShell) log.rest.push({ atMs: logged.atMs, actions: [{ component, action, data }] });
    else if (action === "line") take(log, texts, { atMs: logged.atMs, line: textOf(data["line"]) });
  }
  return log;
};

interface Log {
  readonly first: Map<string, string>;
  readonly rest: Done[];
  startMs: number;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const take = (log: Log, texts: Texts, { atMs, line }: { readonly atMs: number; readonly line: string }): void => {
  const applied = appliedFiles(line, texts);
  if (log.rest.length === 0 && (applied ? isNew(applied, log.first) : isReading(line))) {
    for (const [path, text] of applied ?? []) log.first.set(path, text);
    log.startMs = atMs;
    return;
  }
  const actions = applied?.map(([path, text]) => ({ write: path, text })) ?? [{ run: line }];
  log.rest.push({ atMs, actions });
};

/** The files that a line applies; null where it does anything else. */
const appliedFiles = (line: string, texts: Texts): readonly (readonly [string, string])[] | null => {
  const [, files] = APPLY.exec(line) ?? [];
  if (files === undefined) return null;
  const names = files
    .trim()
    .split(/\s*-f\s+/)
    .slice(1);
  return names.every((name) => texts.has(name)) ? names.map((name) => [name, texts.get(name)!] as const) : null;
};

/** What is applied once more is what happens, and no longer the beginning. */
const isNew = (applied: readonly (readonly [string, string])[], first: Texts): boolean =>
  applied.every(([path]) => !first.has(path));

const withWaits = (done: readonly Done[], startMs: number, endMs: number): readonly LessonAction[] => {
  const actions: LessonAction[] = [];
  let nowMs = startMs;
  const until = (atMs: number): void => {
    const seconds = Math.round((atMs - nowMs) / PAUSE_MS);
    if (seconds >= 1) actions.push({ wait: seconds * PAUSE_MS });
    nowMs = Math.max(nowMs, atMs);
  };
  for (const one of done) {
    until(one.atMs);
    actions.push(...one.actions);
  }
  if (done.length > 0) until(endMs);
  return actions;
};

interface Recorded {
  readonly id: string;
  readonly manifests: readonly string[];
  readonly show: readonly LessonAction[];
}

const lessonOf = (scenario: Scenario, { id, manifests, show }: Recorded): string => {
  const { name: _, objects: __, settleMs: ___, ...cluster } = scenario as unknown as JsonObject;
  const waitsMs = show.reduce((sum, action) => sum + ("wait" in action ? action.wait : 0), 0);
  const lesson = {
    $schema: "../../lesson.schema.json",
    id,
    part: "closer",
    minutes: 2,
    cluster,
    manifests,
    settle: "1m",
    steps: [
      {
        id: "do",
        goals: [{ id: "done", when: `${goalOf(show)} && seconds >= ${(waitsMs / PAUSE_MS).toFixed(1)}` }],
        show: show.map((action) => ("wait" in action ? { wait: `${action.wait / PAUSE_MS}s` } : action)),
      },
    ],
  };
  return toYaml(lesson as unknown as JsonObject);
};

/** That the last thing typed was typed: a place for what the author means. */
const goalOf = (show: readonly LessonAction[]): string => {
  const lines = show.flatMap((action) =>
    "run" in action ? [action.run] : "write" in action ? [`kubectl apply -f ${action.write}`] : [],
  );
  const text = lines.at(-1)!.split("\n")[0]!.slice(0, LONGEST_PATTERN);
  return `ran(${JSON.stringify(text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))})`;
};

const HEAD = `# Recorded in the sandbox. It proves as it stands; replace the goal by what is to hold, and the words by your own.
# npm run prove -- NAME --watch says which line to change.
`;

const EN = `# A recorded lesson

What happened in the sandbox, step by step.

## do: Do it once more

Do what was done, or press "show me".

### goal done: Come to the end of it

### notes 1m45s
Say what happens while it happens.
`;

const KO = `# 녹화한 레슨

샌드박스에서 한 일을 그대로 담았어요.

## do: 다시 한번 해 보기

그때 한 일을 다시 하거나 "보여 주기"를 누르세요.

### goal done: 끝까지 하기

### notes 1m45s
무슨 일이 일어나는지 하나씩 말해 주세요.
`;
