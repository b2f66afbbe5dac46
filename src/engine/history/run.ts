// A run with its past: go anywhere in it, act anywhere in it. To act in the past forks: the future that was already seen stays as
// a branch of its own and can be returned to. What is kept is the list of commands; keyframes only make seeking quick.
import type { Json } from "#api/meta";
import { Cluster, type ClusterOptions, type Command, type Keyframe } from "../cluster.ts";
import type { Scenario } from "../scenario.ts";
import {
  copyOf,
  lastOf,
  parting,
  type Beginning,
  type Branch,
  type BranchesRecord,
  type Divergence,
  type LoggedCommand,
  type OpenBranch,
  type RunRecord,
} from "./branch.ts";
import type { LoggedEntry } from "./log.ts";
import { keep, logLengthOf, nextFrameMs } from "./keyframes.ts";
import { changed, rehearsedFor, scenarioHash, type Rehearsal } from "./rehearsal.ts";

/** Something slipped in has what was seen after it told again, up to so many entries: about a second. */
const MOST_RETOLD = 200_000;

export interface RunOptions extends Omit<ClusterOptions, "onLog"> {
  /** What it comes to at its beginning, as far as somebody has worked that out. */
  readonly rehearsal?: Rehearsal;
  /** It stands at its very beginning: whoever made it lets it settle. */
  readonly isUnsettled?: boolean;
}

export class Run {
  readonly scenario: Scenario;
  readonly cluster: Cluster;
  readonly #rehearsal: Rehearsal | undefined;
  #branches: OpenBranch[] = [];
  #current: OpenBranch;

  /** With `from` it begins where that ends; else it settles first, unless somebody else sees to that. */
  constructor(scenario: Scenario, { rehearsal, isUnsettled = false, ...options }: RunOptions = {}, from?: Beginning) {
    this.scenario = scenario;
    this.#rehearsal = rehearsal?.scenario === scenarioHash(scenario) ? rehearsal : undefined;
    this.#current = { id: 0, forkMs: 0, name: "A", commands: [], entries: [], keyframes: [], endMs: 0 };
    this.#branches.push(this.#current);
    this.cluster = new Cluster(scenario, {
      ...options,
      // A replay makes entries that are known already: they are the same, byte for byte.
      onLog: (entry) => {
        if (entry.index === this.#current.entries.length) this.#current.entries.push(entry);
      },
    });
    if (from) {
      this.#current = { ...this.#current, ...copyOf(from) };
      this.#branches[0] = this.#current;
      this.cluster.load(lastOf(from));
      return;
    }
    if (this.#rehearsal) {
      this.#current.entries.push(...this.#rehearsal.entries);
      this.cluster.restore(this.#rehearsal.start);
    } else this.cluster.start();
    this.#current.keyframes.push(this.cluster.keyframe());
    if (!isUnsettled) this.advance(scenario.settleMs ?? 0);
  }

  get nowMs(): number {
    return this.cluster.nowMs;
  }
  /** How far the present branch has been seen. */
  get endMs(): number {
    return this.#current.endMs;
  }
  get branch(): Branch {
    return this.#current;
  }
  get branches(): readonly Branch[] {
    return this.#branches;
  }
  /** Entries up to now: a prefix of the branch's entries. */
  get logLength(): number {
    return this.cluster.logLength;
  }

  /** Lets time pass. Commands that the branch already holds happen again at their times. */
  advance(untilMs: number): void {
    this.#orNotAtAll(() => this.#forward(untilMs));
    this.#current.endMs = Math.max(this.#current.endMs, this.nowMs);
  }

  /** Does something now. In the past this forks first. */
  act(command: Command, mark: Pick<LoggedCommand, "isScripted"> = {}): Json {
    if (this.nowMs < this.#current.endMs) this.fork();
    this.cluster.advance(this.nowMs);
    return this.#orNotAtAll(() => {
      this.#current.commands.push({ atMs: this.nowMs, command, ...mark });
      return this.#do(command);
    });
  }

  #do(command: Command): Json {
    const known = rehearsedFor(this.#rehearsal, this.cluster, command);
    if (!known) return this.cluster.run(command);
    const { entries } = this.#current;
    entries.push(...known.entries.filter(({ index }) => index >= entries.length));
    this.cluster.restore(changed(this.cluster.snapshot(), known.change));
    return null;
  }

  /** Does something in the past and stays in this future, if it is over at once and changes nothing of what was seen afterwards. Else
   * nothing is done, and the answer is false. */
  slip(command: Command, isOver: () => boolean): boolean {
    const from = this.#current;
    const { nowMs } = this;
    if (nowMs >= from.endMs || from.entries.length - this.logLength > MOST_RETOLD) return false;
    const before = this.cluster.keyframe();
    const done = this.cluster.commandsDone;
    const length = this.logLength;
    this.#current = {
      ...from,
      commands: from.commands.toSpliced(done, 0, { atMs: nowMs, command }),
      entries: from.entries.slice(0, length),
      keyframes: framesBefore(from, nowMs),
    };
    let isSlipped = false;
    try {
      this.#do(command);
      const slipped = this.logLength - length;
      if (isOver()) this.#forward(from.endMs);
      isSlipped = isSameAfter(from.entries, this.#current.entries, { from: length, slipped });
    } finally {
      if (!isSlipped) this.#current = from;
      this.cluster.load(before);
      this.#branches[from.id] = this.#current;
    }
    if (isSlipped) this.#go(nowMs);
    return isSlipped;
  }

  /** Goes to a moment that has been seen (or on to one that has not). */
  seek(atMs: number): void {
    const [first] = this.#current.keyframes;
    this.#orNotAtAll(() => this.#go(Math.max(first?.nowMs ?? 0, atMs)));
  }

  #go(target: number): void {
    if (target < this.nowMs || this.#keyframeBefore(target).nowMs > this.nowMs) {
      this.cluster.load(this.#keyframeBefore(target));
    }
    this.#forward(target);
    this.#current.endMs = Math.max(this.#current.endMs, target);
  }

  /** Another future from now on. Answers the new branch, which is then the present one. */
  fork(name?: string, forkMs = this.nowMs): Branch {
    const from = this.#current;
    const now = this.nowMs;
    const branch: OpenBranch = {
      id: this.#branches.length,
      parent: from.id,
      forkMs,
      name: name ?? this.#nextName(),
      commands: from.commands.filter((c) => c.atMs <= now),
      entries: from.entries.slice(0, this.cluster.logLength),
      keyframes: framesBefore(from, now),
      endMs: now,
    };
    this.#branches.push(branch);
    this.#current = branch;
    return branch;
  }

  /** Another future from the very beginning, before anything was done. Answers the new branch, which is then the present one. */
  restart(name?: string): Branch {
    const branch = this.#restart(name);
    this.advance(this.scenario.settleMs ?? 0);
    return branch;
  }

  #restart(name?: string): Branch {
    const { keyframes, entries } = this.#branches[0]!;
    const first = keyframes[0]!;
    const begun = entries.slice(0, logLengthOf(first));
    return this.take({ commands: [], entries: begun, keyframes: [first] }, name);
  }

  /** Another future that was made elsewhere; it is then the present one, at its end. */
  take(from: Beginning, name?: string): Branch {
    const branch: OpenBranch = {
      id: this.#branches.length,
      forkMs: 0,
      name: name ?? this.#nextName(),
      ...copyOf(from),
    };
    this.#branches.push(branch);
    this.#current = branch;
    this.cluster.load(lastOf(from));
    return branch;
  }

  /** The present future up to now. */
  cut(): Beginning {
    const { commands, entries, keyframes } = this.#current;
    return {
      commands: commands.slice(0, this.cluster.commandsDone),
      entries: entries.slice(0, this.cluster.logLength),
      keyframes: [...keyframes.filter((k) => k.nowMs < this.nowMs), this.cluster.keyframe()],
    };
  }

  /** What came before anything was done, as far as it is kept: the same in every future. */
  untouched(): Beginning {
    const { commands, entries, keyframes } = this.#branches[0]!;
    const firstMs = commands[0]?.atMs ?? Infinity;
    const before = keyframes.filter((k, i) => i === 0 || k.nowMs < firstMs);
    return { commands: [], entries: entries.slice(0, logLengthOf(before.at(-1)!)), keyframes: before };
  }

  /** Returns to another branch, at the same moment if it has it. */
  switchTo(id: number): void {
    const branch = this.#branches[id];
    if (!branch || branch === this.#current) return;
    const at = Math.min(this.nowMs, branch.endMs);
    this.#current = branch;
    this.cluster.load(this.#keyframeBefore(at));
    this.#forward(at);
  }

  rename(id: number, name: string): void {
    const branch = this.#branches[id];
    if (branch) branch.name = name;
  }

  /** The first entry at which two branches part. */
  divergence(a: number, b: number): Divergence | undefined {
    return parting(this.#branches[a]?.entries ?? [], this.#branches[b]?.entries ?? []);
  }

  /** What makes the present branch again. */
  record(): RunRecord {
    return { commands: this.#current.commands, endMs: this.#current.endMs };
  }

  /** Goes to the last moment until which the present branch did what these commands say. */
  #goWhereAlike(commands: readonly LoggedCommand[], atMs: number): void {
    const mine = this.#current.commands;
    const differs = mine.findIndex((c, i) => c.atMs <= atMs && JSON.stringify(c) !== JSON.stringify(commands[i]));
    this.seek(differs < 0 ? atMs : Math.min(atMs, mine[differs]!.atMs - 1));
  }

  /** Does again what a record holds, on a new run; commands that it did by itself at its beginning are not done twice. */
  replay(record: RunRecord): void {
    drain(this.replayInPieces(record));
  }

  /** The same, a piece of virtual time at each `next`, as long as is then asked for. */
  *replayInPieces({ commands, endMs }: RunRecord, pieceMs = endless): Generator<void> {
    this.#current.commands.push(...commands.slice(this.cluster.commandsDone));
    do {
      this.advance(Math.min(endMs, this.nowMs + pieceMs()));
      yield;
    } while (this.nowMs < endMs);
  }

  /** What makes all branches again, the present one included. */
  recordBranches(): BranchesRecord {
    return {
      branches: this.#branches.map(({ parent, forkMs, name, commands, endMs }) => ({
        ...(parent === undefined ? {} : { parent }),
        forkMs,
        name,
        commands,
        endMs,
      })),
      current: this.#current.id,
    };
  }

  /** Makes all branches of a record again, on a new run: each leaves its parent where it left it. */
  replayBranches(record: BranchesRecord): void {
    drain(this.replayBranchesInPieces(record));
  }

  /** The same, a piece of virtual time at each `next`, as long as is then asked for. */
  *replayBranchesInPieces({ branches, current }: BranchesRecord, pieceMs = endless): Generator<void> {
    for (const [id, { parent, forkMs, name, commands, endMs }] of branches.entries()) {
      if (parent !== undefined) {
        this.switchTo(parent);
        this.#goWhereAlike(commands, forkMs);
        this.fork(name, forkMs);
      } else if (id > 0) this.#restart(name);
      yield* this.replayInPieces({ commands, endMs }, pieceMs);
    }
    this.switchTo(current);
  }

  /** A fault of ours must not leave half a step behind: the run stands again where it stood before. */
  #orNotAtAll<T>(step: () => T): T {
    const { nowMs } = this;
    const { commands, entries } = this.#current;
    const [commandCount, entryCount] = [commands.length, entries.length];
    try {
      return step();
    } catch (error) {
      commands.length = commandCount;
      entries.length = entryCount;
      this.cluster.load(this.#keyframeBefore(nowMs));
      this.#forward(nowMs);
      throw error;
    }
  }

  #nextName(): string {
    return String.fromCharCode(65 + (this.#branches.length % 26));
  }

  #forward(untilMs: number): void {
    const { commands, keyframes } = this.#current;
    for (;;) {
      const command = commands[this.cluster.commandsDone];
      const frameMs = nextFrameMs(keyframes.at(-1)?.nowMs ?? 0, this.nowMs);
      const stop = Math.min(untilMs, command?.atMs ?? Infinity, frameMs);
      this.cluster.advance(stop);
      if (stop === frameMs) keep(keyframes, this.cluster.keyframe());
      if (command && command.atMs <= stop) this.#do(command.command);
      else if (stop >= untilMs) return;
    }
  }

  #keyframeBefore(atMs: number): Keyframe {
    const { keyframes } = this.#current;
    let best = keyframes[0]!;
    for (const k of keyframes) if (k.nowMs <= atMs) best = k;
    return best;
  }
}

/** The first one stays, for a run begins nowhere else. */
const framesBefore = ({ keyframes }: OpenBranch, nowMs: number): Keyframe[] =>
  keyframes.filter((k, i) => i === 0 || k.nowMs < nowMs);

const endless = (): number => Infinity;

const drain = (work: Generator<void>): void => {
  while (work.next().done !== true);
};

/** The log goes on as it did, `slipped` entries later. */
const isSameAfter = (
  before: readonly LoggedEntry[],
  after: readonly LoggedEntry[],
  { from, slipped }: { readonly from: number; readonly slipped: number },
): boolean => {
  if (after.length !== before.length + slipped) return false;
  for (let at = from; at < before.length; at++) {
    const { index: _was, ...was } = before[at]!;
    const { index: _is, ...is } = after[at + slipped]!;
    if (JSON.stringify(was) !== JSON.stringify(is)) return false;
  }
  return true;
};
