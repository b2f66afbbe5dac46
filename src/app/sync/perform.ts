// Does what an op says. With the same ops in the same order every window has the same run, files and progress.
import type { App } from "../app.ts";
import { askWhy, look, select } from "../control/looking.ts";
import { play } from "../control/tick.ts";
import { changeLanguage, openPage } from "../drivers/router.ts";
import { handsFor } from "../drivers/hands.ts";
import { inSlices } from "../drivers/slices.ts";
import { whatItNeeds } from "../session/rare.ts";
import type { Session } from "../session/session.ts";
import type { Page } from "../state.ts";
import type { Op, OpOf } from "./op.ts";

type Kind = Op["do"];
type Doing<K extends Kind> = (app: App, op: OpOf<K>) => void | Promise<void>;

const DOES: { readonly [K in Kind]: Doing<K> } = {
  select: (app, op) => select(app, op.id),
  why: (app, op) => askWhy(app, op.id),
  whatIf: (app, op) => app.set({ whatIf: op.to, ...(op.to ? { isPlaying: false } : {}) }),
  look: (app, op) => look(app, op.what),
  play: (app, op) => play(app, op.on),
  seek: (app, op) => app.live?.seek(app, op.ms),
  takeBack: (app, op) => app.live?.takeBack(app, op.ms),
  advance: (app, op) => letPass(app, op.ms),
  rewind: (app) => app.live?.rewind(app),
  toNext: (app) => app.live?.toNext(app),
  speed: (app, op) => app.set({ speed: op.speed }),
  branch: (app, op) => app.live?.switchBranch(app, op.id),
  mark: (app, op) => app.live?.goToMark(app, op.id),
  step: (app, op) => app.live?.goToStep(app, op.index),
  choose: (app, op) => app.set({ guess: op.id }),
  lock: (app) => app.live?.lock(app),
  hint: (app) => app.live?.nextHint(app),
  showFix: (app) => app.live?.showFix(app),
  rescue: (app, op) => rescue(app, op),
  perform: (app, op) => app.live?.performActions(app, op.actions),
  fault: (app, op) => app.live?.causeFault(app, op.id, op.fault),
  run: (app, op) => app.live?.runLine(app, op.line, op.terminal),
  interrupt: (app, op) => app.live?.interrupt(app, op),
  terminal: (app, op) => app.set({ terminal: op.id }),
  addTerminal: (app) => app.live?.addTerminal(app),
  closeTerminal: (app, op) => app.live?.closeTerminal(app, op.id),
  tile: (app, op) => app.set({ isTiled: op.on }),
  file: (app, op) => app.set({ activeFile: op.id }),
  edit: (app, op) => app.live?.edit(app, op.file, op.text),
  apply: (app) => app.live?.apply(app),
  undo: (app) => app.live?.undoToApplied(app),
  filesBack: async (app) => (await import("../first-files.ts")).putFilesBack(app),
  fix: (app, op) => app.live?.applyFix(app, op.id),
  scheme: (app, op) => app.setScheme(op.scheme),
  language: (app, op) => changeLanguage(app, op.language),
  rebuild: (app, op) => rebuild(app, op.sandbox),
  open: (app, op) => openPage(app, op),
  talk: () => undefined,
};

/** What neither writes nor types: it is done though the hands of the page are still on their way. */
const LOOKS_ON: ReadonlySet<Kind> = new Set([
  ...(["select", "why", "look", "play", "seek", "rewind", "toNext", "advance", "speed", "branch", "mark"] as const),
  ...(["choose", "terminal", "tile", "edit", "scheme", "language", "open", "talk"] as const),
]);

/** What has to come before it can be done here; undefined where all of it is here. */
const neededBy = (app: App, op: Op): Promise<unknown> | undefined => {
  if (LOOKS_ON.has(op.do)) return undefined;
  const hands = handsFor(app);
  const rare = op.do === "run" ? whatItNeeds(op.line) : undefined;
  return hands && rare ? Promise.all([hands, rare]) : (hands ?? rare);
};

/** In the order in which it was asked for: where one op waits for its parts, those after it wait for that op. */
export const perform = (app: App, op: Op): void | Promise<void> => {
  const before = app.coming;
  const needed = before ? undefined : neededBy(app, op);
  if (!before && !needed) return performNow(app, op);
  let done: void | Promise<void>;
  const turn = async (): Promise<void> => {
    await before;
    try {
      await (needed ?? neededBy(app, op));
    } catch (error) {
      missed(app, op, error);
      return;
    }
    done = performNow(app, op);
  };
  const mine = (app.coming = turn());
  return mine.then(() => {
    if (app.coming === mine) app.coming = null;
    return done;
  });
};

/** The network is gone, and a part of the page with it: whoever is alone may try again; of a room this window is out of step. */
const missed = (app: App, op: Op, error: unknown): void => {
  if (app.share) app.crashed(error, op);
  else app.set({ notice: "notLoaded" });
};

const performNow = (app: App, op: Op): void | Promise<void> => {
  try {
    const done = (DOES[op.do] as Doing<Kind>)(app, op);
    return done?.catch((error: unknown) => app.crashed(error, op));
  } catch (error) {
    app.crashed(error, op);
  }
};

/** Does it in this window, or, where windows go in step, in all of them. */
export const act = (app: App, op: Op): void => {
  if (app.share) app.share(op);
  else void perform(app, op);
};

/** Virtual ms that pass within a frame or two. */
const PIECE_MS = 2000;

/** A window that comes late has all of the talk to make up for: it goes on drawing and hearing while it does. */
const letPass = (app: App, untilMs: number): void | Promise<void> => {
  const { session } = app;
  if (!session || untilMs - session.nowMs <= PIECE_MS) return app.live?.advance(app, untilMs);
  return inSlices(pieces(session, untilMs), () => app.session === session).then(() => app.changed(false));
};

function* pieces(session: Session, untilMs: number): Generator<void, void> {
  while (session.nowMs < untilMs) {
    session.advance(Math.min(untilMs, session.nowMs + PIECE_MS));
    yield;
  }
}

/** Where another page was opened meanwhile, that of the step comes first. */
const rescue = async (app: App, { page, index }: OpOf<"rescue">): Promise<void> => {
  const here = app.state.page;
  const isHere =
    app.session !== null && here.kind === page.kind && (here.kind !== "lesson" || here.id === lessonOf(page));
  if (!isHere) await openPage(app, { do: "open", page, drafts: [] });
  await (await import("../drivers/rescue.ts")).rescue(app, index);
};
const lessonOf = (page: Page): string => (page.kind === "lesson" ? page.id : "");

/** Another cluster for the sandbox. What was in the editor stays. */
const rebuild = (app: App, sandbox: OpOf<"rebuild">["sandbox"]): void => {
  const { texts, drafts } = app.state;
  if (!texts) return;
  app.openSandbox(texts, sandbox);
  app.restoreDrafts(drafts);
};
