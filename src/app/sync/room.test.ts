import { describe, expect, it } from "vitest";
import { ALONE_AFTER_MS, PULSE_MS, Room } from "./room.ts";
import type { Message, Transport } from "./message.ts";

type Op = string;
type Base = readonly string[];
type Words = Message<Op, Base>;

/** A dice that falls the same way for the same seed. */
const dice = (seed: number): (() => number) => {
  let s = seed;
  return () => {
    s = (Math.imul(s ^ (s >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const t = Math.imul(s ^ (s >>> 12), 0x297a2d39);
    return ((t ^ (t >>> 15)) >>> 0) / 4294967296;
  };
};

interface Window {
  readonly id: string;
  readonly room: Room<Op, Base>;
  /** What it has done, in order: its whole state. */
  state: string[];
  isHidden: boolean;
  /** Does nothing, hears nothing until then. */
  sleepsUntilMs: number;
  isClosed: boolean;
}

/** From one window to another. */
interface Way {
  readonly to: Window;
  readonly queue: { readonly atMs: number; readonly message: Words }[];
}

/** Windows on one machine: messages take up to 30 ms, and those of one sender keep their order. */
class Machine {
  nowMs = 0;
  readonly windows: Window[] = [];
  readonly #random: () => number;
  #ways: Way[] = [];
  #hear = new Map<Window, (message: Words) => void>();
  #count = 0;

  constructor(seed: number) {
    this.#random = dice(seed);
  }

  pick(n: number): number {
    return Math.floor(this.#random() * n);
  }

  get open(): readonly Window[] {
    return this.windows.filter((w) => !w.isClosed);
  }

  add(): Window {
    const id = `w${++this.#count}`;
    const outbox = new Map<Window, Way["queue"]>();
    const transport: Transport<Words> = {
      send: (message) => {
        const plain = JSON.parse(JSON.stringify(message)) as Words;
        for (const to of this.open) {
          if (to.id === id) continue;
          const queue = outbox.get(to) ?? [];
          if (!outbox.has(to)) {
            outbox.set(to, queue);
            this.#ways.push({ to, queue });
          }
          const earliest = queue.at(-1)?.atMs ?? 0;
          queue.push({ atMs: Math.max(earliest, this.nowMs + 1 + this.pick(30)), message: plain });
        }
      },
      listen: (hear) => {
        this.#hear.set(made, hear);
        return () => this.#hear.delete(made);
      },
    };
    const made: Window = { id, state: [], isHidden: false, sleepsUntilMs: 0, isClosed: false } as unknown as Window;
    this.windows.push(made);
    const room = new Room<Op, Base>({
      id,
      face: "stage",
      transport,
      now: () => this.nowMs,
      isHidden: () => made.isHidden,
      perform: ({ op }) => {
        made.state = op === "reset" ? ["reset"] : [...made.state, op];
        // Some things take a while, as the loading of a lesson does.
        return op.endsWith("0") ? Promise.resolve() : undefined;
      },
      base: () => made.state.slice(0, 0),
      restore: (base) => (made.state = [...base]),
      isReset: (op) => op === "reset",
      isOvertaken: () => false,
      isOnce: (op) => op === "reset",
      onFault: (error) => {
        throw error;
      },
    });
    (made as { room: Room<Op, Base> }).room = room;
    return made;
  }

  close(window: Window, says: boolean): void {
    if (says) window.room.leave();
    window.isClosed = true;
  }

  async pass(ms: number): Promise<void> {
    const end = this.nowMs + ms;
    for (; this.nowMs < end; this.nowMs += 5) {
      for (const way of this.#ways) this.#deliver(way);
      for (const [i, w] of this.open.entries()) {
        const isAwake = w.sleepsUntilMs <= this.nowMs;
        if (isAwake && (this.nowMs + i * 35) % PULSE_MS === 0) w.room.pulse();
      }
      // Promises of what is being done.
      // oxlint-disable-next-line no-await-in-loop
      await Promise.resolve();
    }
  }

  #deliver({ to, queue }: Way): void {
    if (to.sleepsUntilMs > this.nowMs && !to.isClosed) return;
    while (queue[0] && queue[0].atMs <= this.nowMs) {
      const { message } = queue.shift()!;
      if (!to.isClosed) this.#hear.get(to)?.(message);
    }
  }
}

const leaders = (m: Machine): readonly string[] => m.open.filter((w) => w.room.isLeader).map((w) => w.id);

describe("windows in step", () => {
  it("a window alone leads, and the next one is given all that was done", async () => {
    const m = new Machine(1);
    const a = m.add();
    a.room.submit("one");
    await m.pass(ALONE_AFTER_MS + PULSE_MS);
    expect(a.state).toEqual(["one"]);
    const b = m.add();
    await m.pass(100);
    expect([b.state, leaders(m)]).toEqual([["one"], ["w1"]]);
    b.room.submit("two");
    expect(b.state).toEqual(["one"]);
    await m.pass(100);
    expect([a.state, b.state]).toEqual([
      ["one", "two"],
      ["one", "two"],
    ]);
  });

  it("two windows that act at once end equal, and nothing is lost", async () => {
    const m = new Machine(2);
    const [a, b] = [m.add(), m.add()];
    await m.pass(1000);
    for (let i = 0; i < 20; i++) {
      a.room.submit(`a${i}`);
      b.room.submit(`b${i}`);
    }
    await m.pass(200);
    expect(a.state).toHaveLength(40);
    expect(b.state).toEqual(a.state);
    expect(b.state.filter((x) => x.startsWith("b"))).toEqual(Array.from({ length: 20 }, (_, i) => `b${i}`));
  });

  it("a new beginning drops what lies before it from the log", async () => {
    const m = new Machine(3);
    const [a, b] = [m.add(), m.add()];
    await m.pass(1000);
    for (const op of ["x", "y", "reset", "z"]) a.room.submit(op);
    await m.pass(100);
    for (const w of [a, b]) expect(w.room.log.entries.map((e) => e.op)).toEqual(["reset", "z"]);
    const c = m.add();
    await m.pass(100);
    expect(c.state).toEqual(["reset", "z"]);
  });

  it("when the leader is closed the next eldest leads at once; when it dies without a word, after a while", async () => {
    const m = new Machine(4);
    const [a, b, c] = [m.add(), m.add(), m.add()];
    await m.pass(1000);
    m.close(a, true);
    await m.pass(100);
    expect(leaders(m)).toEqual(["w2"]);
    m.close(b, false);
    c.room.submit("later");
    await m.pass(500);
    expect(leaders(m)).toEqual([]);
    await m.pass(3500);
    expect([leaders(m), c.state]).toEqual([["w3"], ["later"]]);
  });

  it("a hidden leader hands over to a window that is seen, and what it asks for meanwhile is done", async () => {
    const m = new Machine(5);
    const [a, b] = [m.add(), m.add()];
    await m.pass(1000);
    a.isHidden = true;
    a.room.pulse();
    a.room.submit("from the dark");
    await m.pass(200);
    expect([leaders(m), a.state, b.state]).toEqual([["w2"], ["from the dark"], ["from the dark"]]);
  });

  it("a leader that slept finds another one awake, and follows", async () => {
    const m = new Machine(6);
    const [a, b] = [m.add(), m.add()];
    await m.pass(1000);
    a.sleepsUntilMs = m.nowMs + 6000;
    await m.pass(4000);
    b.room.submit("meanwhile");
    await m.pass(4000);
    expect([leaders(m), a.state]).toEqual([["w2"], ["meanwhile"]]);
  });
});

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 100);

describe("whatever happens, in the end all windows are equal", () => {
  it.each(SEEDS)("seed %i: windows come, go and hide while all of them act", async (seed) => {
    const m = new Machine(seed);
    m.add();
    await m.pass(1000);
    const asked: { readonly by: Window; readonly op: string }[] = [];
    for (let i = 0; i < 250; i++) {
      const w = m.open[m.pick(m.open.length)]!;
      const what = m.pick(40);
      if (what === 0 && m.open.length < 5) m.add();
      else if (what === 1 && m.open.length > 1) m.close(w, true);
      else if (what === 2) w.isHidden = !w.isHidden;
      else {
        asked.push({ by: w, op: `${w.id}.${i}` });
        w.room.submit(`${w.id}.${i}`);
      }
      // oxlint-disable-next-line no-await-in-loop
      await m.pass(5 * m.pick(20));
    }
    await m.pass(8000);
    const [first, ...others] = m.open;
    expect(leaders(m)).toHaveLength(1);
    for (const other of others) expect(other.state).toEqual(first!.state);
    // What was asked for by a window that still stands was done, once, in its order.
    for (const w of m.open) {
      const mine = asked.filter((x) => x.by === w).map((x) => x.op);
      expect(first!.state.filter((op) => op.startsWith(`${w.id}.`))).toEqual(mine);
    }
  });

  it.each(SEEDS)("seed %i: some fall asleep or die without a word", async (seed) => {
    const m = new Machine(seed);
    m.add();
    await m.pass(1000);
    for (let i = 0; i < 120; i++) {
      const w = m.open[m.pick(m.open.length)]!;
      const what = m.pick(25);
      if (what <= 1 && m.open.length < 5) m.add();
      else if (what === 2 && m.open.length > 1) m.close(w, false);
      else if (what === 3) w.sleepsUntilMs = m.nowMs + 7000;
      else if (what === 4) w.room.submit("reset");
      else w.room.submit(`${w.id}.${i}`);
      // oxlint-disable-next-line no-await-in-loop
      await m.pass(5 * m.pick(60));
    }
    await m.pass(16_000);
    const [first, ...others] = m.open;
    expect(leaders(m)).toHaveLength(1);
    for (const other of others) expect(other.state).toEqual(first!.state);
    expect(new Set(first!.state).size).toBe(first!.state.length);
  });
});
