// The log view: every line that any container wrote up to this moment, also of pods that are gone, searched. Loaded when it is opened.
import { LogPlaces, type LoggedEntry, type Run } from "#engine";
import { hueOf } from "#kubectl";
import { app } from "./store.ts";
import { clockText } from "./views/format.ts";

export interface LogQuery {
  /** Words that all stand in a line, in any case; `-word`: must not; `"two words"`: as one. */
  readonly text: string;
  /** `namespace/name`; empty: every pod that is not Kubernetes' own. */
  readonly pods: readonly string[];
  /** The newest so many. */
  readonly most: number;
}

export interface LogLineView {
  readonly id: number;
  /** On the page's clock. */
  readonly timeMs: number;
  readonly timeText: string;
  readonly podKey: string;
  readonly pod: string;
  /** Which of the six log colours its pod has. */
  readonly hue: number;
  /** null where the pod has one container only. */
  readonly container: string | null;
  /** The text, cut where a searched word stands: odd parts are what was found. */
  readonly parts: readonly string[];
}

export interface LogPodView {
  readonly key: string;
  readonly name: string;
  /** Its last letters, as on its hull. */
  readonly shortName: string;
  readonly hue: number;
  readonly lines: number;
  readonly isGone: boolean;
  /** The page's id of it; null once it is gone. */
  readonly uid: string | null;
}

export interface LogView {
  readonly lines: readonly LogLineView[];
  readonly pods: readonly LogPodView[];
  readonly found: number;
  readonly total: number;
  /** Found lines in equal stretches of the run so far. */
  readonly columns: readonly { readonly fromMs: number; readonly count: number }[];
}

interface LogContext {
  readonly run: Run;
  /** When the clock on the page says 00:00. */
  readonly zeroMs: number;
}

type ContainerEntry = Extract<LoggedEntry, { type: "container" }>;

/** The logs of the run on the page; null while there is none. */
export const presentLogs = (query: LogQuery): LogView | null =>
  app.session ? logView(query, { run: app.session.run, zeroMs: app.zeroMs }) : null;

const places = new LogPlaces("container");
/** Columns of the picture above the lines. */
const COLUMNS = 60;
const SYSTEM = "kube-system/";

export const logView = (query: LogQuery, { run, zeroMs }: LogContext): LogView => {
  const { entries } = run.branch;
  const { at, count } = places.before(entries, run.logLength);
  const terms = termsOf(query.text);
  const chosen = new Set(query.pods);
  const pods = new Map<string, { lines: number; readonly containers: Set<string> }>();
  const found: ContainerEntry[] = [];
  for (let i = 0; i < count; i++) {
    const entry = entries[at[i]!] as ContainerEntry;
    const pod = pods.get(entry.pod) ?? { lines: 0, containers: new Set<string>() };
    pods.set(entry.pod, pod);
    pod.lines++;
    pod.containers.add(entry.container);
    const isAsked = chosen.size > 0 ? chosen.has(entry.pod) : !entry.pod.startsWith(SYSTEM);
    if (isAsked && terms.every((term) => isMet(term, entry.line))) found.push(entry);
  }
  const shown = found.slice(-query.most);
  return {
    lines: shown.map((entry) =>
      lineView(entry, { terms, zeroMs, isAlone: pods.get(entry.pod)!.containers.size === 1 }),
    ),
    // Kubernetes' own pods stand last.
    pods: [...pods]
      .toSorted(([a], [b]) => Number(a.startsWith(SYSTEM)) - Number(b.startsWith(SYSTEM)))
      .map(([key, { lines }]) => podOf(key, lines, run)),
    found: found.length,
    total: count,
    columns: columnsOf(found, { fromMs: zeroMs, toMs: run.nowMs }),
  };
};

interface Term {
  readonly text: string;
  readonly isWanted: boolean;
}

const termsOf = (text: string): readonly Term[] =>
  [...text.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)]
    .map(([, minus, quoted, plain]) => ({ isWanted: minus === "", text: (quoted ?? plain ?? "").toLowerCase() }))
    .filter((term) => term.text !== "");

const isMet = ({ text, isWanted }: Term, line: string): boolean => line.toLowerCase().includes(text) === isWanted;

const shortOf = (pod: string): string => pod.slice(pod.indexOf("/") + 1);

const podOf = (key: string, lines: number, run: Run): LogPodView => {
  const pod = run.cluster.sim.store.get("pods", key);
  const name = shortOf(key);
  const shortName = name.split("-").length > 2 ? name.slice(name.lastIndexOf("-") + 1) : name;
  return { key, name, shortName, hue: hueOf(name), lines, isGone: pod === undefined, uid: pod?.metadata.uid ?? null };
};

const lineView = (
  { index, atMs, pod, container, line }: ContainerEntry,
  { terms, zeroMs, isAlone }: { readonly terms: readonly Term[]; readonly zeroMs: number; readonly isAlone: boolean },
): LogLineView => ({
  id: index,
  timeMs: atMs - zeroMs,
  timeText: timeTextOf(atMs - zeroMs),
  podKey: pod,
  pod: shortOf(pod),
  hue: hueOf(shortOf(pod)),
  container: isAlone ? null : container,
  parts: partsOf(line, terms),
});

/** What was written while the cluster settled stands before 00:00. */
const timeTextOf = (ms: number): string => (ms < 0 ? `−${clockText(-ms)}` : clockText(ms));

/** The line cut where a wanted word stands: odd parts are what was found. */
const partsOf = (line: string, terms: readonly Term[]): readonly string[] => {
  const lower = line.toLowerCase();
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const next = nextMatch(lower, from, terms);
    if (!next) return [...parts, line.slice(from)];
    parts.push(line.slice(from, next.at), line.slice(next.at, next.end));
    from = next.end;
  }
};

const nextMatch = (
  lower: string,
  from: number,
  terms: readonly Term[],
): { readonly at: number; readonly end: number } | undefined => {
  let best: { readonly at: number; readonly end: number } | undefined;
  for (const { text, isWanted } of terms) {
    const at = isWanted ? lower.indexOf(text, from) : -1;
    if (at >= 0 && (!best || at < best.at)) best = { at, end: at + text.length };
  }
  return best;
};

/** How many lines were found in each stretch of the run so far; what was written before 00:00 is in none. */
const columnsOf = (
  found: readonly ContainerEntry[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): LogView["columns"] => {
  const stepMs = Math.max(1000, Math.ceil((toMs - fromMs) / COLUMNS / 1000) * 1000);
  const counts = new Map<number, number>();
  for (const { atMs } of found) {
    if (atMs < fromMs) continue;
    const column = Math.floor((atMs - fromMs) / stepMs);
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const length = Math.max(1, Math.ceil((toMs - fromMs) / stepMs));
  return Array.from({ length }, (_, i) => ({ fromMs: i * stepMs, count: counts.get(i) ?? 0 }));
};
