// Windows in step. One of them, the eldest that can be seen, puts whatever is done in any of them into one order; all of them do it in that
// order and so are equal. When it goes, the next one leads; a window that comes, or comes back, is given the log. Knows nothing of what is
// done, of time, nor of how messages travel, so that it runs in Node too.
import {
  isBeginning,
  isElder,
  isMessage,
  type Entry,
  type Log,
  type Member,
  type Message,
  type Said,
  type Transport,
} from "./message.ts";

/** How often a window says that it lives, and looks who else does. */
export const PULSE_MS = 500;
/** A leader that was silent for longer is gone, or asleep. */
const SILENT_MS = 2600;
/** How long a new window waits for an answer before it takes itself to be alone. */
export const ALONE_AFTER_MS = 400;
/** What was asked for and not done by then is asked for again. */
const ASK_AGAIN_MS = 1000;

export interface RoomOptions<Op, Base> {
  readonly id: string;
  readonly face: string;
  readonly transport: Transport<Message<Op, Base>>;
  /** Wall time, the same in all windows. */
  readonly now: () => number;
  readonly isHidden: () => boolean;
  /** Does it. A promise holds up what comes after it. */
  readonly perform: (entry: Entry<Op>) => void | Promise<void>;
  /** What the windows look like now: what a log that begins here begins with. */
  readonly base: () => Base;
  /** Makes the window look like that; the entries after it follow. */
  readonly restore: (base: Base) => void;
  readonly isReset: (op: Op) => boolean;
  readonly isOvertaken: (op: Op, by: Op) => boolean;
  /** What was done in an order that did not stand is asked for again; but not this. */
  readonly isOnce: (op: Op) => boolean;
  /** Members or leader are others now. */
  readonly onChange?: () => void;
  /** What was done threw; the others go on, and so does this window. */
  readonly onFault: (error: unknown) => void;
}

interface Asked<Op> {
  readonly n: number;
  readonly op: Op;
  atMs: number;
}

export class Room<Op, Base> {
  readonly #options: RoomOptions<Op, Base>;
  readonly #bornMs: number;
  readonly #stop: () => void;
  readonly #heard = new Map<string, { readonly member: Member; readonly atMs: number }>();
  #log: Log<Op, Base>;
  #term = 0;
  /** The highest that was heard of: a new reign is later than all. */
  #lastTerm = 0;
  #leader: string | null = null;
  #n = 0;
  #asked: Asked<Op>[] = [];
  #toDo: Entry<Op>[] = [];
  #isDoing = false;
  /** Has the log of the leader whom it follows. */
  #isWelcome = false;
  #followsSinceMs = 0;
  /** Since when its leader says that it leads no more, while no other does. */
  #stoodDownMs: number | null = null;
  /** Was in step once. */
  #hasLog = false;

  constructor(options: RoomOptions<Op, Base>) {
    this.#options = options;
    this.#bornMs = options.now();
    this.#log = { base: options.base(), entries: [], seq: 0, reigns: [], done: {} };
    this.#stop = options.transport.listen((message) => this.#hear(message));
    this.#send({ kind: "hello" });
  }

  get isLeader(): boolean {
    return this.#leader === this.#options.id;
  }
  /** Nobody else answered in time. */
  get #isAlone(): boolean {
    return this.#leader === null && this.#options.now() - this.#bornMs >= ALONE_AFTER_MS;
  }
  /** All that has its place in the order is done here. */
  get isUpToDate(): boolean {
    return !this.#isDoing && this.#toDo.length === 0;
  }
  /** It has the log of whoever leads, or leads. */
  get isInStep(): boolean {
    return this.#isWelcome;
  }
  get log(): Log<Op, Base> {
    return this.#log;
  }
  get members(): readonly Member[] {
    const seen = this.#options.now() - SILENT_MS;
    const others = [...this.#heard.values()].filter(({ atMs }) => atMs >= seen).map(({ member }) => member);
    return [this.#me, ...others].toSorted((a, b) => (isElder(a, b) ? -1 : 1));
  }

  submit(op: Op): void {
    const n = ++this.#n;
    if (this.isLeader) return this.#place(this.#options.id, n, op);
    this.#asked.push({ n, op, atMs: this.#options.now() });
    // Without the log it waits for it: what was asked for before goes first.
    if (this.#isWelcome) this.#send({ kind: "ask", n, op });
  }

  /** To be called every PULSE_MS, and when the window is hidden or shown. */
  pulse(): void {
    const now = this.#options.now();
    for (const [id, { atMs }] of this.#heard) if (now - atMs > 4 * SILENT_MS) this.#heard.delete(id);
    this.#send({ kind: "here", leader: this.#leader, seq: this.#log.seq });
    if (this.isLeader) this.#handOver();
    else if (this.#isLeaderGone()) this.#elect();
    else this.#askAgain(now);
    this.#options.onChange?.();
  }

  /** Takes the lead: a window that is alone, or the next one. */
  #lead(): void {
    this.#term = this.#lastTerm += 1;
    this.#leader = this.#options.id;
    const reign = { term: this.#term, leader: this.#options.id, fromSeq: this.#log.seq + 1 };
    this.#log = { ...this.#log, reigns: [...this.#log.reigns, reign] };
    this.#isWelcome = true;
    this.#hasLog = true;
    this.#stoodDownMs = null;
    this.#send({ kind: "lead" });
    this.#number(this.#asked, this.#log);
    for (const { n, op } of this.#asked) this.#place(this.#options.id, n, op);
    this.#options.onChange?.();
  }

  leave(): void {
    this.#send({ kind: "bye" });
    this.#stop();
  }

  get #me(): Member {
    const { id, face, isHidden } = this.#options;
    return { id, bornMs: this.#bornMs, isHidden: isHidden(), hasLog: this.#hasLog, face };
  }

  #send(what: Said<Op, Base>): void {
    this.#options.transport.send({ ...what, member: this.#me, term: this.#term });
  }

  // ---- The order ----
  /** The leader gives it a place, once, and tells all. */
  #place(from: string, n: number, op: Op): void {
    // What came before it is still under way, and it will be asked for again; or it is done.
    if (n !== (this.#log.done[from] ?? 0) + 1) return;
    const entry: Entry<Op> = { seq: this.#log.seq + 1, at: this.#options.now(), from, n, op };
    this.#send({ kind: "did", entry });
    this.#take(entry);
  }

  #take(entry: Entry<Op>): void {
    this.#append(entry);
    this.#toDo.push(entry);
    void this.#doAll();
  }

  #append(entry: Entry<Op>): void {
    const { entries, done } = this.#log;
    const last = entries.at(-1);
    const kept = last && this.#options.isOvertaken(last.op, entry.op) ? entries.slice(0, -1) : entries;
    const next = { seq: entry.seq, done: { ...done, [entry.from]: entry.n } };
    this.#log = { ...this.#log, ...next, entries: [...kept, entry] };
    if (entry.from === this.#options.id) this.#asked = this.#asked.filter(({ n }) => n > entry.n);
  }

  async #doAll(): Promise<void> {
    if (this.#isDoing) return;
    this.#isDoing = true;
    for (let entry = this.#toDo.shift(); entry; entry = this.#toDo.shift()) {
      if (this.#options.isReset(entry.op)) this.#cut(entry.seq);
      try {
        const doing = this.#options.perform(entry);
        if (doing) await doing;
      } catch (error) {
        this.#options.onFault(error);
      }
    }
    this.#isDoing = false;
  }

  /** What lies before a new beginning is of no more use. The same in every window: all cut at the same place, and look the same there. */
  #cut(seq: number): void {
    const entries = this.#log.entries.filter((e) => e.seq >= seq);
    this.#log = { ...this.#log, base: this.#options.base(), entries };
  }

  // ---- The others ----
  #hear(message: Message<Op, Base>): void {
    if (!isMessage(message)) return;
    const { member } = message;
    if (member.id === this.#options.id) return;
    const isNew = !this.#heard.has(member.id);
    this.#lastTerm = Math.max(this.#lastTerm, message.term);
    this.#heard.set(member.id, { member, atMs: this.#options.now() });
    this.#answer(message);
    if (isNew || message.kind === "bye") this.#options.onChange?.();
  }

  #answer(message: Message<Op, Base>): void {
    const { member, term } = message;
    switch (message.kind) {
      case "hello":
        if (this.isLeader) this.#send({ kind: "welcome", to: member.id, log: this.#log });
        break;
      case "bye":
        this.#heard.delete(member.id);
        if (member.id === this.#leader) this.#elect();
        break;
      case "ask":
        if (this.isLeader) this.#place(member.id, message.n, message.op);
        break;
      case "did":
        this.#onDid(member, term, message.entry);
        break;
      case "lead":
      case "here":
      case "yield":
      case "welcome":
        this.#onRule(message);
    }
  }

  /** Who leads, and what follows from it. */
  #onRule(message: Extract<Message<Op, Base>, { readonly kind: "lead" | "here" | "yield" | "welcome" }>): void {
    const { member, term } = message;
    const isToMe = "to" in message && message.to === this.#options.id;
    if (message.kind === "lead") this.#meetLeader(member, term);
    else if (message.kind === "welcome" && isToMe) this.#adopt(member, term, message.log);
    else if (message.kind === "yield" && isToMe && term === this.#term && this.#isWelcome) this.#lead();
    if (message.kind !== "here") return;
    if (message.leader === member.id) this.#meetLeader(member, term, message.seq);
    else if (member.id === this.#leader) this.#stoodDownMs ??= this.#options.now();
  }

  #onDid(member: Member, term: number, entry: Entry<Op>): void {
    if (member.id !== this.#leader || term !== this.#term || !this.#isWelcome) return;
    if (entry.seq === this.#log.seq + 1) this.#take(entry);
    else if (entry.seq > this.#log.seq) this.#send({ kind: "hello" });
  }

  /** Somebody says that they lead. Of two, the later reign stands, then the elder window. */
  #meetLeader(member: Member, term: number, seq?: number): void {
    if (member.id === this.#leader && term === this.#term) {
      if (seq !== undefined && seq > this.#log.seq) this.#send({ kind: "hello" });
      return;
    }
    if (!this.#outranks(member, term)) {
      if (this.isLeader) this.#send({ kind: "lead" });
      return;
    }
    this.#follow(member, term);
    this.#send({ kind: "hello" });
  }

  #outranks(member: Member, term: number): boolean {
    const isFree = this.#leader === null || this.#isLeaderGone();
    // What it knows of reigns it knows from one that is over, and it has no log to lose.
    if (isFree && !this.#hasLog) return true;
    if (term !== this.#term) return term > this.#term;
    if (isFree || this.#leader === member.id) return true;
    const known = this.isLeader ? this.#me : this.#heard.get(this.#leader ?? "")?.member;
    return !known || isElder(member, known);
  }

  #follow(member: Member, term: number): void {
    this.#term = term;
    this.#leader = member.id;
    this.#isWelcome = false;
    this.#followsSinceMs = this.#options.now();
    this.#stoodDownMs = null;
  }

  /** Takes the leader's log: goes on from where it stands, or does all of it anew. */
  #adopt(member: Member, term: number, log: Log<Op, Base>): void {
    if (member.id !== this.#leader || term !== this.#term) {
      if (!this.#outranks(member, term)) return;
      this.#follow(member, term);
    }
    const goesOn = this.#hasLog && isBeginning(this.#log, log);
    const undone = this.#undone(log);
    const from = goesOn ? this.#log.seq : -1;
    if (!goesOn) {
      this.#toDo = [];
      this.#options.restore(log.base);
    }
    this.#hasLog = true;
    this.#isWelcome = true;
    this.#number(undone, log);
    this.#log = log;
    this.#toDo.push(...log.entries.filter((e) => e.seq > from));
    void this.#doAll();
    for (const { n, op } of this.#asked) this.#send({ kind: "ask", n, op });
    this.#options.onChange?.();
  }

  /** What this window asked for and is not in that log: a leader of before may have placed it in an order that did not stand. */
  #undone({ done }: Log<Op, Base>): Asked<Op>[] {
    const { id, now, isOnce } = this.#options;
    const mine = this.#log.entries.filter((e) => e.from === id && !isOnce(e.op));
    const placed = mine.map(({ n, op }) => ({ n, op, atMs: now() }));
    return [...placed, ...this.#asked].filter(({ n }) => n > (done[id] ?? 0));
  }

  /** What is still to be asked for follows without a gap on what that log holds: the leader takes nothing else. */
  #number(asked: readonly Asked<Op>[], { done }: Log<Op, Base>): void {
    const first = (done[this.#options.id] ?? 0) + 1;
    this.#asked = asked.map((one, i) => ({ ...one, n: first + i }));
    this.#n = first - 1 + asked.length;
  }

  #askAgain(now: number): void {
    if (this.#leader === null || !this.#isWelcome) return this.#send({ kind: "hello" });
    for (const asked of this.#asked) {
      if (now - asked.atMs < ASK_AGAIN_MS) continue;
      asked.atMs = now;
      this.#send({ kind: "ask", n: asked.n, op: asked.op });
    }
  }

  // ---- Who leads ----
  #isLeaderGone(): boolean {
    if (this.isLeader) return false;
    if (this.#leader === null) return this.#isAlone;
    const now = this.#options.now();
    if (!this.#isWelcome && now - this.#followsSinceMs > SILENT_MS) return true;
    if (this.#stoodDownMs !== null && now - this.#stoodDownMs > SILENT_MS) return true;
    const heard = this.#heard.get(this.#leader);
    return !heard || now - heard.atMs > SILENT_MS;
  }

  /** The leader is gone: the eldest that can be seen takes over; each window finds the same one. */
  #elect(): void {
    const gone = this.#leader;
    const others = this.members.filter((m) => m.id !== gone);
    if (best(others)?.id === this.#options.id) this.#lead();
  }

  /** Time stands still in a window that nobody sees: one that is seen takes over. */
  #handOver(): void {
    if (!this.#options.isHidden() || !this.isUpToDate) return;
    const next = best(this.members.filter((m) => m.id !== this.#options.id && m.hasLog && !m.isHidden));
    if (!next) return;
    this.#send({ kind: "yield", to: next.id });
    // Places nothing any more: what is done here meanwhile is asked for.
    this.#follow(next, this.#term);
  }
}

/** Of the members by age: nothing may be lost, and somebody should see it. */
const best = (members: readonly Member[]): Member | undefined =>
  members.find((m) => m.hasLog && !m.isHidden) ?? members.find((m) => m.hasLog) ?? members[0];
