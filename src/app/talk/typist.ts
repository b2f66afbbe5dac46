// "Type it for me": does what the step shows, at the pace of somebody who types well and never stumbles. Each key goes to all windows.
import type { LessonAction } from "#tutor";
import type { App } from "../app.ts";
import { act } from "../sync/perform.ts";

/** Between two keys: between these, for an even hand looks like a machine. */
const KEY_MS = [22, 58] as const;
/** Before Enter, and before a file is applied: the room reads along. */
const PAUSE_MS = 700;
const LOOK_MS = 50;

let turn = 0;
let isBusy = false;

export const isTyping = (): boolean => isBusy;
export const stopTyping = (): void => {
  turn += 1;
  isBusy = false;
};

/** Answers when all is typed, or when it was stopped. */
export const typeForMe = async (app: App): Promise<void> => {
  const { step, lesson } = app.session ?? {};
  if (!step) return;
  stopTyping();
  const mine = turn;
  isBusy = true;
  const isOn = (): boolean => mine === turn;
  const fix = step.mends && step.show.length === 0 ? lesson?.fixes.accepted[0]?.does : undefined;
  // One after the other, as one types.
  // oxlint-disable-next-line no-await-in-loop
  for (const action of fix ?? step.show) if (isOn()) await typeOne(app, action, isOn);
  if (isOn()) isBusy = false;
};

const typeOne = async (app: App, action: LessonAction, isOn: () => boolean): Promise<void> => {
  if ("run" in action) await typeLine(app, action.run, isOn);
  else if ("edit" in action) await typeEdit(app, action, isOn);
  else if ("wait" in action) await letPass(app, action.wait, isOn);
  else act(app, { do: "perform", actions: [action] });
};

const typeLine = async (app: App, line: string, isOn: () => boolean): Promise<void> => {
  for (let i = 1; i <= line.length && isOn(); i++) {
    act(app, { do: "talk", talk: { set: "typed", text: line.slice(0, i) } });
    // oxlint-disable-next-line no-await-in-loop
    await later(keyMs());
  }
  await later(PAUSE_MS);
  if (isOn()) act(app, { do: "run", line });
};

const typeEdit = async (
  app: App,
  { edit: file, find, replace }: Extract<LessonAction, { readonly edit: string }>,
  isOn: () => boolean,
): Promise<void> => {
  const text = app.state.drafts.find((d) => d.id === file)?.text ?? "";
  const at = text.indexOf(find);
  // Somebody has been here: the rescue key is for that.
  if (at < 0) return;
  act(app, { do: "file", id: file });
  for (const typed of keystrokes(find, replace)) {
    if (!isOn()) return;
    act(app, { do: "edit", file, text: text.slice(0, at) + typed + text.slice(at + find.length) });
    // oxlint-disable-next-line no-await-in-loop
    await later(keyMs());
  }
  await later(PAUSE_MS);
  if (isOn()) act(app, { do: "apply" });
};

/** Texts from one to the other, key by key: what both have in common stays. New lines are opened first and then filled. */
export const keystrokes = (from: string, to: string): readonly string[] => {
  const units = to.includes("\n") ? lines : letters;
  const [a, b] = [units(from), units(to)];
  const head = commonLength(a, b);
  const tail = commonLength(a.slice(head).toReversed(), b.slice(head).toReversed());
  const start = b.slice(0, head).join("");
  const end = a.slice(a.length - tail).join("");
  const gone = a.slice(head, a.length - tail).join("");
  const come = b.slice(head, b.length - tail).join("");
  const texts: string[] = [];
  for (let i = gone.length - 1; i >= 0; i--) texts.push(start + gone.slice(0, i) + end);
  const body = come.endsWith("\n") ? come.slice(0, -1) : come;
  const close = come.slice(body.length);
  for (let i = 1; i <= body.length; i++) {
    // A line's indentation is one press of Tab.
    if (body[i - 1] !== " " || i === body.length) texts.push(start + body.slice(0, i) + close + end);
  }
  return texts;
};

const letters = (text: string): string[] => Array.from(text);
const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const commonLength = (a: readonly string[], b: readonly string[]): number => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
};

/** Plays until that much virtual time has passed. */
const letPass = async (app: App, ms: number, isOn: () => boolean): Promise<void> => {
  const { session } = app;
  if (!session) return;
  const until = session.nowMs + ms;
  act(app, { do: "play", on: true });
  // oxlint-disable-next-line no-await-in-loop
  while (isOn() && app.session === session && session.nowMs < until) await later(LOOK_MS);
};

const keyMs = (): number => KEY_MS[0] + Math.random() * (KEY_MS[1] - KEY_MS[0]);
const later = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });
