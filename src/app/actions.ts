// What the faces' buttons and fields do: the app's methods under the names that components ask for.
import { complete, hover } from "#language";
import { applyFix } from "./fixes.ts";
import { linkToNow } from "./drivers/share.ts";
import { changeLanguage } from "./drivers/router.ts";
import { loadDocs } from "./session/docs.ts";
import { DEFAULT_SANDBOX } from "./session/sandbox.ts";
import { app } from "./store.ts";
import type { EditorServices, Language, Scheme, TerminalCompletion, WhyLink } from "./view-models.ts";

export const graphActions = {
  onSelect: (id: string | null): void => app.select(id),
  onAskWhy: (id: string): void => app.askWhy(id),
};

export const timelineActions = {
  onSeek: (timeMs: number): void => app.seek(timeMs),
  onPlayPause: (): void => app.playPause(),
  onRewind: (): void => app.rewind(),
  onToStart: (): void => app.toStart(),
  onToNext: (): void => app.toNext(),
  onSpeed: (speed: number): void => app.setSpeed(speed),
  onBranch: (id: string): void => app.switchBranch(id),
  onMark: (id: string): void => app.goToMark(id),
};

export const lessonActions = {
  onGoToStep: (index: number): void => app.goToStep(index),
  onChoose: (id: string): void => app.choose(id),
  onLock: (): void => app.lock(),
  onNextHint: (): void => app.nextHint(),
  onShowFix: (): void => app.showFix(),
  onRef: (id: string): void => app.select(id),
};

export const terminalActions = {
  onRun: (line: string): void => app.run(line),
  onInterrupt: (): void => app.interrupt(),
  onClear: (): void => app.run("clear"),
  onSelectTab: (id: string): void => app.selectTerminal(id),
  onCloseTab: (id: string): void => app.closeTerminal(id),
  onAddTab: (): void => app.addTerminal(),
  onObject: (id: string): void => app.select(id),
  complete: (input: string, cursor: number): TerminalCompletion => app.complete(input, cursor),
};

export const editorActions = {
  onSelectFile: (id: string): void => app.selectFile(id),
  onChange: (fileId: string, text: string): void => app.edit(fileId, text),
  onApply: (): void => app.apply(),
  onCursorLine: (): void => undefined,
  onFix: (_diagnosticId: string, fixId: string): void => applyFix(app, fixId),
  onWhy: (diagnosticId: string): void => app.askWhyOf(diagnosticId),
  onObject: (id: string): void => app.select(id),
};

export const editorServices: EditorServices = {
  complete: (_fileId, text, offset) => {
    const found = complete(text, offset, loadDocs());
    return found;
  },
  hover: (_fileId, text, offset) => hover(text, offset, loadDocs()) ?? null,
};

export const chromeActions = {
  onScheme: (scheme: Scheme): void => app.setScheme(scheme),
  onLanguage: (language: Language): void => void changeLanguage(app, language),
};

/** Puts the address of this moment on the clipboard; answers whether that went. */
export const copyLink = async (): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(await linkToNow(app));
    return true;
  } catch {
    return false;
  }
};

export const followWhy = (link: WhyLink): void => {
  switch (link.kind) {
    case "line":
      return app.selectFile(link.fileId);
    case "command":
      return app.run(link.command);
    case "time":
      return app.seek(link.timeMs);
    case "object":
      return app.select(link.id);
  }
};

export const closeWhy = (): void => app.askWhy(null);

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
