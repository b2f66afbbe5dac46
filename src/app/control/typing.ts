// What is typed: files in the editor, lines in the terminals. A command sees the files as they stand in the editor, as if saved.
import { hasLineParts, lineParts } from "#kubectl";
import type { App } from "../app.ts";
import { editOf } from "./editing.ts";
import { whatItNeeds } from "../session/rare.ts";
import type { OpOf } from "../sync/op.ts";
import { isReading } from "../session/reading.ts";
import type { Session } from "../session/session.ts";
import { MAIN_TERMINAL } from "../session/terminals.ts";
import type { TerminalCompletion } from "../view-models/terminal.ts";

export const edit = (app: App, fileId: string, text: string): void =>
  app.set({ drafts: app.state.drafts.map((d) => (d.id === fileId ? { ...d, text } : d)) });

/** Applies the open file, as the terminal would. */
export const apply = (app: App): void | Promise<void> => {
  const { activeFile, drafts } = app.state;
  const opened = app.session && editOf(app.session, activeFile);
  if (!opened) return runLine(app, `kubectl apply -f ${activeFile}`);
  const text = drafts.find(({ id }) => id === activeFile)?.text ?? "";
  app.act((session) => session.finishEdit(opened.terminal, text));
};

export const runLine = (app: App, line: string, terminal = app.state.terminal): void | Promise<void> => {
  const run = (): void =>
    app.act((session) => {
      // Saving would be an act: whoever only looks back at the cluster leaves the files of that moment as they are.
      if (!isReading(line) || readsFiles(line)) saveDrafts(app, session);
      session.type(line, terminal);
    });
  const coming = whatItNeeds(line);
  if (!coming) return run();
  const { session } = app;
  // It was meant for the cluster that stood there then.
  return coming.then(() => (app.session === session ? run() : undefined));
};

const readsFiles = (line: string): boolean => /^\s*(cat|ls)\b|\s(-f|--filename|-k)\b/.test(line);

export const saveDrafts = (app: App, session: Session): void => {
  // What `kubectl edit` waits for is no file of the working directory.
  for (const { id, text } of app.state.drafts) if (!editOf(session, id)) session.write(id, text);
};

export const interrupt = (app: App, { terminal = app.state.terminal, stops }: OpOf<"interrupt">): void =>
  app.act((s) => s.interrupt(terminal, stops));

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
  (app.hands && app.session?.complete(input, cursor, terminal)) ?? { from: cursor, options: [] };

/** Does a shell go on reading behind this text and Enter? */
export const goesOn = (text: string): boolean => hasLineParts() && lineParts().isUnfinished(text);
