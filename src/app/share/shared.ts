// A moment as it is handed on: the page, what was done, where one stands and what one looks at. The lesson itself is not in it: files
// are said by their difference from the lesson's own, so that a usual link is short. What comes in is checked field by field.
import * as v from "valibot";
import type { LessonProgress } from "#tutor";
import type { SavedSession } from "../app.ts";
import type { SessionFile } from "../session/session.ts";
import { count, fullCommands, name, time, wireCommands, wireCommandsSchema } from "./wire-commands.ts";
import { fullFutures, wireFutures, wireFuturesSchema } from "./wire-futures.ts";

/** Raised when an older page could not read what a newer one writes. */
const VERSION = 2;

export interface SharedMoment extends SavedSession {
  /** `lesson/ID` or `sandbox`. */
  readonly page: string;
  /** Length and hash of the log at `nowMs`: what the run must come to again. */
  readonly log: readonly [number, number];
  /** Files as they stand in the editor, where that is other than what the cluster's working directory has. */
  readonly drafts: SavedDrafts;
  readonly view: SharedView;
}
type SavedDrafts = readonly { readonly id: string; readonly text: string }[];

interface SharedView {
  readonly selection: string | null;
  readonly whyId: string | null;
  readonly file: string;
}

/** Why a link or a file was not opened. */
export type Refusal = "broken" | "long" | "newer" | "changed" | "slow" | "fails" | "unknown";

const goal = v.object({ isMet: v.boolean(), sinceMs: v.exactOptional(time), shows: v.exactOptional(name) });
const names = v.pipe(v.array(name), v.maxLength(200));
const progress = v.object({
  lesson: name,
  step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  stepStartedMs: time,
  actedFromMs: v.exactOptional(time),
  goals: v.record(name, goal),
  predictions: v.record(name, name),
  hints: names,
  reached: names,
  feedback: names,
  atStart: v.record(name, name),
  rollouts: v.record(name, v.object({ revision: name, startedMs: time })),
  looked: names,
  done: names,
});

const wireSchema = v.object({
  drydock: v.literal(VERSION),
  page: v.pipe(v.string(), v.regex(/^(sandbox|lesson\/[a-z0-9-]{1,60}(\/(review\/[a-z0-9-]{1,60}|again\/\d{1,9}))?)$/)),
  /** Sum of the files that the differences are said by. */
  base: v.number(),
  ...wireCommandsSchema.entries,
  /** Where there are more than the one that the commands make. */
  futures: v.exactOptional(wireFuturesSchema),
  end: time,
  now: time,
  log: v.tuple([count, v.number()]),
  drafts: v.exactOptional(v.pipe(v.array(v.tuple([name, v.string()])), v.maxLength(100))),
  look: v.exactOptional(v.tuple([v.nullable(name), v.nullable(name), name])),
  progress: v.exactOptional(progress),
  sandbox: v.exactOptional(
    v.object({
      workers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
      cpu: v.pipe(v.string(), v.regex(/^\d{1,3}$/)),
      memory: v.pipe(v.string(), v.regex(/^\d{1,4}[MG]i$/)),
      seed: v.pipe(v.number(), v.integer()),
    }),
  ),
});
export type Wire = v.InferOutput<typeof wireSchema>;

/** As it travels. `files` are the lesson's or the sandbox's own. */
export const toWire = (moment: SharedMoment, files: readonly SessionFile[]): Wire => ({
  drydock: VERSION,
  page: moment.page,
  base: sumOf(files),
  ...wireCommands(moment.commands, files),
  ...(moment.futures ? { futures: wireFutures(moment, moment.futures, files) } : {}),
  end: moment.endMs,
  now: moment.nowMs,
  log: [...moment.log],
  ...(moment.drafts.length > 0 ? { drafts: moment.drafts.map(({ id, text }): [string, string] => [id, text]) } : {}),
  look: [moment.view.selection, moment.view.whyId, moment.view.file],
  ...(moment.progress ? { progress: wireProgress(moment.progress) } : {}),
  ...(moment.sandbox ? { sandbox: moment.sandbox } : {}),
});

/** A link is short: of the steps that were left it says no more than which are done. What a look tells, the next look tells again. */
const wireProgress = (reached: LessonProgress): NonNullable<Wire["progress"]> => {
  const { left: _, early: __, lent: ___, ...short } = reached;
  return short as NonNullable<Wire["progress"]>;
};

/** What was handed in, if it is ours; else the word that says why not. */
export const readWire = (value: unknown): Wire | Refusal => {
  const version = v.safeParse(v.object({ drydock: v.number() }), value);
  if (version.success && version.output.drydock !== VERSION) return "newer";
  const parsed = v.safeParse(wireSchema, value);
  return parsed.success && parsed.output.now <= parsed.output.end ? parsed.output : "broken";
};

/** The moment itself. "changed": this version's lesson has other files than the one that it was made in. */
export const fromWire = (wire: Wire, files: readonly SessionFile[]): SharedMoment | Refusal => {
  if (wire.base !== sumOf(files)) return "changed";
  try {
    const [selection, whyId, file] = wire.look ?? [null, null, ""];
    const futures = wire.futures && fullFutures(wire, wire.futures, files);
    return {
      page: wire.page,
      commands: fullCommands(wire, files),
      endMs: wire.end,
      ...(futures ? { futures } : {}),
      nowMs: wire.now,
      log: wire.log,
      drafts: (wire.drafts ?? []).map(([id, text]) => ({ id, text })),
      view: { selection, whyId, file },
      ...(wire.progress ? { progress: wire.progress } : {}),
      ...(wire.sandbox ? { sandbox: wire.sandbox } : {}),
    };
  } catch {
    return "broken"; // A difference that fits no text, or a future that leaves none.
  }
};

/** FNV-1a over names and texts. */
const sumOf = (files: readonly SessionFile[]): number => {
  let sum = 2_166_136_261;
  for (const c of files.map((f) => `${f.name}\n${f.text}`).join("\n")) {
    sum = Math.imul(sum ^ c.codePointAt(0)!, 16_777_619) >>> 0;
  }
  return sum;
};
