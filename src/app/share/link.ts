// A link to an exact moment: it lies in the hash, so no server sees it.
import type { App } from "../app.ts";
import type { AppState } from "../state.ts";
import { lessonEntry } from "../session/load.ts";
import { logOf } from "../session/log-of.ts";
import { sandboxFiles } from "../session/sandbox.ts";
import type { SessionFile } from "../session/session.ts";
import { lettersOf, readLetters } from "./letters.ts";
import { fromWire, toWire, type Refusal, type SharedMoment, type Wire } from "./shared.ts";

/** Longer links are cut off by mail programs and chats: then it is a file. */
export const LONGEST_LINK = 8000;

/** What is now, as it can be handed on; null where there is nothing yet. */
const momentOf = (app: App): SharedMoment | null => {
  const { session, state } = app;
  if (!session || state.page.kind === "home") return null;
  const { commands, endMs } = session.run.record();
  const futures = session.run.recordBranches();
  return {
    page: state.page.kind === "lesson" ? `lesson/${state.page.id}` : "sandbox",
    commands,
    endMs,
    ...(futures.branches.length > 1 ? { futures } : {}),
    nowMs: session.nowMs,
    log: logOf(session.run.cluster),
    drafts: state.drafts.flatMap(({ id, text }) => (session.file(id) === text ? [] : [{ id, text }])),
    view: { selection: state.selection, whyId: state.whyId, file: state.activeFile },
    ...(session.progress ? { progress: session.progress } : {}),
    ...(state.page.kind === "sandbox" ? { sandbox: state.sandbox } : {}),
  };
};

/** The files that a page begins with; undefined where this version has no such lesson. */
const filesOf = async (page: string): Promise<readonly SessionFile[] | undefined> => {
  if (page === "sandbox") return sandboxFiles;
  return (await lessonEntry(page.slice("lesson/".length))?.load())?.files;
};

/** What was typed belongs to the moment, though it still waits: for the cluster, or for a part of the page that it needs. */
export const whenAllIsDone = async (app: App): Promise<void> => {
  await untilAlive(app);
  while (app.coming) await app.coming;
};

/** The cluster of this page is there, or will never come. */
const untilAlive = (app: App): Promise<void> =>
  new Promise((resolve) => {
    const { page } = app.state;
    const look = (now: AppState): void => {
      if (now.page !== page || now.loading === "failed") done();
    };
    const stop = app.store.subscribe(look);
    const done = (): void => {
      stop();
      resolve();
    };
    look(app.state);
    app.whenAlive(done);
  });

/** What is now, as it travels. */
export const wireOf = async (app: App): Promise<Wire | null> => {
  const moment = momentOf(app);
  return moment && toWire(moment, (await filesOf(moment.page)) ?? []);
};

/** The address of this very moment; "present": of this one future, for a code that a camera reads. */
export const linkToNow = async (app: App, which: "all" | "present" = "all"): Promise<string> => {
  await whenAllIsDone(app);
  const wire = await wireOf(app);
  if (!wire) return location.href;
  return (await linkOf(which === "all" ? wire : presentOf(wire))).href;
};

interface Link {
  readonly href: string;
  /** How many other futures it holds, and how many it had no room for. */
  readonly others: number;
  readonly left: number;
}

/** With all futures, where they fit into an address; the file has them in any case. */
export const linkOf = async (wire: Wire): Promise<Link> => {
  const others = (wire.futures?.all.length ?? 1) - 1;
  const href = `${baseOf()}${await hashOf(wire)}`;
  if (others === 0 || href.length <= LONGEST_LINK) return { href, others, left: 0 };
  return { href: `${baseOf()}${await hashOf(presentOf(wire))}`, others: 0, left: others };
};

export const presentOf = ({ futures: _others, ...present }: Wire): Wire => present;

const baseOf = (): string => location.href.split("#")[0]!;

export const hashOf = async (wire: Wire): Promise<string> => `#/${wire.page}?s=${await lettersOf(wire)}`;

/** What a link holds, or the word that says why it is not opened. */
export const readLink = async (hash: string): Promise<Wire | Refusal> => {
  const [path, letters = ""] = hash.split("?s=");
  const wire = await readLetters(letters);
  return typeof wire === "string" || `#/${wire.page}` === path ? wire : "broken";
};

/** The moment that something handed in stands for. */
export const momentIn = async (wire: Wire): Promise<SharedMoment | Refusal> => {
  const files = await filesOf(wire.page);
  return files ? fromWire(wire, files) : "unknown";
};
