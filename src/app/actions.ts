// What the faces' buttons and fields do: the app's methods under the names that components ask for.
import { choose, goToStep, lock, nextHint, showFix } from "./control/lesson.ts";
import { askWhy, look, askWhyOfTrouble, select } from "./control/looking.ts";
import { goToMark, playPause, rewind, seek, switchBranch, toNext } from "./control/time.ts";
import { undoToApplied } from "./control/undo.ts";
import { addTerminal, apply, closeTerminal, completeInput, edit, interrupt, runLine } from "./control/typing.ts";
import { applyFix } from "./fixes.ts";
import { changeLanguage } from "./drivers/router.ts";
import { loadDocs } from "./session/docs.ts";
import { DEFAULT_SANDBOX } from "./session/sandbox.ts";
import { app } from "./store.ts";
import type { EditorServices, Language, Scheme, TerminalCompletion, WhyLink } from "./view-models.ts";

/** What is done to a still is done as soon as the cluster is alive. */
const alive =
  <A extends readonly unknown[]>(act: (...args: A) => void): ((...args: A) => void) =>
  (...args) =>
    app.whenAlive(() => act(...args));

export const graphActions = {
  onSelect: (id: string | null): void => select(app, id),
  onAskWhy: (id: string): void => askWhy(app, id),
};

export const timelineActions = {
  onSeek: alive((timeMs: number) => seek(app, timeMs)),
  onPlayPause: (): void => playPause(app),
  onRewind: alive(() => rewind(app)),
  onToStart: alive(() => seek(app, 0)),
  onToNext: alive(() => toNext(app)),
  onSpeed: (speed: number): void => app.set({ speed }),
  onBranch: alive((id: string) => switchBranch(app, id)),
  onMark: alive((id: string) => goToMark(app, id)),
};

export const lessonActions = {
  onGoToStep: alive((index: number) => goToStep(app, index)),
  onChoose: alive((id: string) => choose(app, id)),
  onLock: alive(() => lock(app)),
  onNextHint: alive(() => nextHint(app)),
  onShowFix: alive(() => showFix(app)),
  onRef: (id: string): void => select(app, id),
};

export const inspectorActions = {
  onAsk: (): void => askWhy(app, app.state.selection),
  onFault: (faultId: string): void => {
    const { selection } = app.state;
    if (selection !== null) app.live?.causeFault(app, selection, faultId);
  },
  onSeek: (timeMs: number): void => seek(app, timeMs),
};

export const terminalActions = {
  onRun: alive((line: string) => runLine(app, line)),
  onInterrupt: alive(() => interrupt(app)),
  onClear: alive(() => runLine(app, "clear")),
  onSelectTab: (id: string): void => app.set({ terminal: id }),
  onCloseTab: (id: string): void => closeTerminal(app, id),
  onAddTab: alive(() => addTerminal(app)),
  onObject: (id: string): void => select(app, id),
  complete: (input: string, cursor: number): TerminalCompletion => completeInput(app, input, cursor),
};

export const editorActions = {
  onSelectFile: alive((id: string) => app.set({ activeFile: id })),
  onChange: (fileId: string, text: string): void => edit(app, fileId, text),
  onApply: alive(() => apply(app)),
  onUndo: alive(() => undoToApplied(app)),
  onCursorLine: (): void => undefined,
  onFix: (_diagnosticId: string, fixId: string): void => applyFix(app, fixId),
  onWhy: (_diagnosticId: string): void => askWhyOfTrouble(app),
  onObject: (id: string): void => select(app, id),
};

export const editorServices: EditorServices = {
  complete: (_fileId, text, offset) =>
    app.live?.complete(text, offset, loadDocs()) ?? { items: [], fromOffset: offset, toOffset: offset },
  hover: (_fileId, text, offset) => app.live?.hover(text, offset, loadDocs()) ?? null,
};

export const chromeActions = {
  onScheme: (scheme: Scheme): void => app.setScheme(scheme),
  onLanguage: (language: Language): void => void changeLanguage(app, language),
};

export const dismissNotice = (): void => app.set({ notice: null });

/** Puts the address of this moment on the clipboard; answers whether that went. One that is too long to be mailed does not go. */
export const copyLink = async (): Promise<boolean> => {
  try {
    const { linkToNow, LONGEST_LINK } = await import("./share/link.ts");
    const link = await linkToNow(app);
    if (link.length > LONGEST_LINK) return false;
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
};

export const followWhy = (link: WhyLink): void => {
  switch (link.kind) {
    case "line":
      return app.set({ activeFile: link.fileId });
    case "command":
      return runLine(app, link.command);
    case "time":
      return seek(app, link.timeMs);
    case "object":
      return select(app, link.id);
  }
};

/** Tells the tutor which panel was opened: some goals are to have looked. */
export const lookAt = (what: string): void => look(app, what);

export const closeWhy = (): void => askWhy(app, null);

/** Another cluster for the sandbox. What was in the editor stays. */
export const rebuildSandbox = (size: {
  readonly workers: number;
  readonly cpu: string;
  readonly memory: string;
}): void => {
  const { texts, drafts } = app.state;
  if (!texts) return;
  app.openSandbox(texts, { ...size, seed: DEFAULT_SANDBOX.seed });
  app.restoreDrafts(drafts);
};
