// What the faces' buttons and fields do, under the names that components ask for: each becomes one op, which is done here, or in all
// windows that go in step.
import { bringHands } from "./drivers/hands.ts";
import { stripOffer } from "./drivers/offer.ts";
import { loadDocs } from "./session/rare.ts";
import { copyText } from "./share/copy-text.ts";
import { DEFAULT_SANDBOX } from "./session/sandbox-choice.ts";
import { app } from "./store.ts";
import type { WhatIf } from "./state.ts";
import type { Op } from "./sync/op.ts";
import { act } from "./sync/perform.ts";
import type { Language, Scheme } from "./view-models/chrome.ts";
import type { EditorServices } from "./view-models/editor.ts";
import type { LessonPlace } from "./view-models/lesson.ts";
import type { TerminalCompletion } from "./view-models/terminal.ts";
import type { WhyLink } from "./view-models/why.ts";

/** Does it now: what needs no cluster. */
const now =
  <A extends readonly unknown[]>(opOf: (...args: A) => Op): ((...args: A) => void) =>
  (...args) =>
    act(app, opOf(...args));
/** What is done to a still is done as soon as the cluster is alive. */
const alive =
  <A extends readonly unknown[]>(opOf: (...args: A) => Op): ((...args: A) => void) =>
  (...args) =>
    app.whenAlive(() => act(app, opOf(...args)));

export const graphActions = {
  onSelect: now((id: string | null) => ({ do: "select", id })),
  onAskWhy: now((id: string) => ({ do: "why", id })),
};

export const timelineActions = {
  onSeek: alive((ms: number) => ({ do: "seek", ms })),
  onPlayPause: now(() => ({ do: "play", on: !app.state.isPlaying })),
  onRewind: alive(() => ({ do: "rewind" })),
  onToStart: alive(() => ({ do: "seek", ms: 0 })),
  onToNext: alive(() => ({ do: "toNext" })),
  onSpeed: now((speed: number) => ({ do: "speed", speed })),
  onBranch: alive((id: string) => ({ do: "branch", id })),
  onMark: alive((id: string) => ({ do: "mark", id })),
};

export const lessonActions = {
  onGoToStep: alive((index: number) => ({ do: "step", index })),
  onChoose: alive((id: string) => ({ do: "choose", id })),
  onLock: alive(() => ({ do: "lock" })),
  onNextHint: alive(() => ({ do: "hint" })),
  onShowFix: alive(() => ({ do: "showFix" })),
  /** Into the good state of the step in which one is. */
  onRescue: (): void => app.whenAlive(() => rescue(app.session?.progress?.step ?? 0)),
  onRef: graphActions.onSelect,
  onBackToStep: (place: LessonPlace): void => {
    if (place.kind === "before") timelineActions.onSeek(place.backMs);
    else timelineActions.onBranch(place.branchId);
  },
};

export const inspectorActions = {
  onAsk: (): void => act(app, { do: "why", id: app.state.selection }),
  onFault: (fault: string): void => {
    const { selection } = app.state;
    if (selection !== null) act(app, { do: "fault", id: selection, fault });
  },
  onSeek: now((ms: number) => ({ do: "seek", ms })),
};

export const terminalActions = {
  onRun: alive((line: string, terminal?: string) => ({ do: "run", line, ...(terminal ? { terminal } : {}) })),
  onInterrupt: alive((terminal: string, stops?: boolean) => ({
    do: "interrupt",
    terminal,
    ...(stops ? { stops } : {}),
  })),
  onClear: alive((terminal: string) => ({ do: "run", line: "clear", terminal })),
  onSelectTab: now((id: string) => ({ do: "terminal", id })),
  onCloseTab: now((id: string) => ({ do: "closeTerminal", id })),
  onAddTab: alive(() => ({ do: "addTerminal" })),
  /** All terminals side by side; a second one is opened where there is only one. */
  onTile: (on: boolean): void => {
    const isAlone = (app.session?.terminals().length ?? 1) < 2;
    act(app, { do: "tile", on });
    if (on && isAlone) app.whenAlive(() => act(app, { do: "addTerminal" }));
  },
  onObject: graphActions.onSelect,
  nameOf: (id: string): string | null => app.live?.nameOf(id) ?? null,
  complete: (input: string, cursor: number, terminal: string): TerminalCompletion =>
    app.live?.completeInput(app, input, cursor, terminal) ?? { from: cursor, options: [] },
  goesOn: (text: string): boolean => app.live?.goesOn(text) === true,
};

export const editorActions = {
  onSelectFile: alive((id: string) => ({ do: "file", id })),
  onChange: now((file: string, text: string) => ({ do: "edit", file, text })),
  onApply: alive(() => ({ do: "apply" })),
  onUndo: alive(() => ({ do: "undo" })),
  onCursorLine: (): void => undefined,
  onFix: now((_diagnosticId: string, id: string) => ({ do: "fix", id })),
  /** Behind a diagnostic stands the answer about the first pod in trouble. */
  onWhy: (_diagnosticId: string): void => {
    const uid = app.views?.troubled();
    if (uid) graphActions.onAskWhy(uid);
  },
  onObject: graphActions.onSelect,
};

export const editorServices: EditorServices = {
  complete: (_fileId, text, offset) =>
    app.hands?.complete(text, offset, loadDocs()) ?? { items: [], fromOffset: offset, toOffset: offset },
  hover: (_fileId, text, offset) => app.hands?.hover(text, offset, loadDocs()) ?? null,
};

export const chromeActions = {
  onScheme: now((scheme: Scheme) => ({ do: "scheme", scheme })),
  onLanguage: now((language: Language) => ({ do: "language", language })),
};

export const dismissNotice = (): void => app.set({ notice: null });
/** What did not load is asked for again. */
export const loadAgain = (): void => {
  dismissNotice();
  bringHands(app);
};

export const openBringing = (): void => app.set({ bringing: "" });
/** What a link offered is answered: a reload does not ask again. */
export const closeBringing = (): void => {
  app.set({ bringing: null });
  stripOffer();
};
export const removeOwn = (id: string): void =>
  void import("./foreign/own.ts").then((own) => own.removeOwn(app, id)).catch(() => undefined);

/** Puts the address of this moment on the clipboard; answers whether that went. One that is too long to be mailed does not go. */
export const copyLink = async (): Promise<boolean> => {
  try {
    const { linkToNow, LONGEST_LINK } = await import("./share/link.ts");
    const link = await linkToNow(app);
    if (link.length > LONGEST_LINK) return false;
    return await copyText(link);
  } catch {
    return false;
  }
};

export const followWhy = (link: WhyLink): void => {
  switch (link.kind) {
    case "line":
      return act(app, { do: "file", id: link.fileId });
    case "command":
      return act(app, { do: "run", line: link.command });
    case "time":
      return act(app, { do: "seek", ms: link.timeMs });
    case "object":
      return graphActions.onSelect(link.id);
  }
};

/** Tells the tutor which panel was opened: some goals are to have looked. */
export const lookAt = alive((what: string) => ({ do: "look", what }));

/** Puts two futures beside each other, moves their clock, or puts them away. */
export const whatIf = alive((to: WhatIf | null) => ({ do: "whatIf", to }));

export const closeWhy = (): void => act(app, { do: "why", id: null });

export const dismissCrash = (): void => app.set({ crash: null });
/** Away from what broke, and on from there. */
export const rewindFromCrash = (): void => {
  dismissCrash();
  timelineActions.onRewind();
};

/** The good state of a step, whatever happened. */
export const rescue = (index: number): void =>
  app.whenAlive(() => act(app, { do: "rescue", page: app.state.page, index }));

/** The sandbox's files as they were at first. */
export const putFilesBack = alive(() => ({ do: "filesBack" }));

export const rebuildSandbox = (size: {
  readonly workers: number;
  readonly cpu: string;
  readonly memory: string;
}): void => act(app, { do: "rebuild", sandbox: { ...size, seed: DEFAULT_SANDBOX.seed } });
