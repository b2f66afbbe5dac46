// What is typed: files in the editor, lines in the terminals. A command sees the files as they stand in the editor, as if saved.
import type { App } from "../app.ts";
import { ensureDocs, needsDocs } from "../session/docs.ts";
import { isReading } from "../session/reading.ts";
import type { Session } from "../session/session.ts";
import { MAIN_TERMINAL } from "../session/terminals.ts";
import type { TerminalCompletion } from "../view-models/terminal.ts";

export const edit = (app: App, fileId: string, text: string): void =>
  app.set({ drafts: app.state.drafts.map((d) => (d.id === fileId ? { ...d, text } : d)) });

/** Applies the open file, as the terminal would. */
export const apply = (app: App): void | Promise<void> => runLine(app, `kubectl apply -f ${app.state.activeFile}`);

export const runLine = (app: App, line: string, terminal = app.state.terminal): void | Promise<void> => {
  const run = (): void =>
    app.act((session) => {
      // Saving would be an act: whoever only looks back at the cluster leaves the files of that moment as they are.
      if (!isReading(line) || readsFiles(line)) saveDrafts(app, session);
      session.type(line, terminal);
    });
  if (needsDocs(line)) return ensureDocs().then(run);
  run();
};

const readsFiles = (line: string): boolean => /^\s*(cat|ls)\b|\s(-f|--filename|-k)\b/.test(line);

export const saveDrafts = (app: App, session: Session): void => {
  for (const { id, text } of app.state.drafts) session.write(id, text);
};

export const interrupt = (app: App, terminal = app.state.terminal): void => app.act((s) => s.interrupt(terminal));

export const addTerminal = (app: App): void => {
  const numbers = (app.session?.terminals() ?? []).map(Number);
  const terminal = String(Math.max(0, ...numbers) + 1);
  app.act((s) => s.act({ component: "shell", action: "open", data: { terminal } }));
  app.set({ terminal });
};

export const closeTerminal = (app: App, terminal: string): void => {
  if (terminal === MAIN_TERMINAL) return;
  app.act((s) => s.act({ component: "shell", action: "close", data: { terminal } }));
  if (app.state.terminal === terminal) app.set({ terminal: MAIN_TERMINAL });
};

export const completeInput = (app: App, input: string, cursor: number, terminal: string): TerminalCompletion =>
  app.session?.complete(input, cursor, terminal) ?? { from: cursor, options: [] };
