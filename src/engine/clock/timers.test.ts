import { describe, expect, it } from "vitest";
import { Dice } from "../testing/dice.ts";
import { TimerQueue, type Timer } from "./timers.ts";

const HOUR = 3_600_000;
const inOrder = (a: Timer, b: Timer): number => a.atMs - b.atMs || a.id - b.id;

/** The same calls on a plain list. */
class Plain {
  timers: Timer[] = [];
  cancel(id: number): void {
    this.timers = this.timers.filter((timer) => timer.id !== id);
  }
  pop(): Timer | undefined {
    const first = this.timers.toSorted(inOrder)[0];
    if (first) this.cancel(first.id);
    return first;
  }
}

/** Each look at its time is counted: what lies in no order is looked at once, to find its span. */
const countedTimer = (id: number, atMs: number, counter: { looks: number }): Timer => ({
  id,
  handler: "a/b",
  key: "",
  get atMs() {
    counter.looks++;
    return atMs;
  },
});

describe("the order of timers", () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))("is that of a sorted list, seed %i", (seed) => {
    const dice = new Dice(seed);
    const roll = (bound: number): number => dice.int(bound);
    let queue = new TimerQueue();
    const plain = new Plain();
    const popped: [Timer | undefined, Timer | undefined][] = [];
    let now = 0;
    for (let step = 0; step < 2000; step++) {
      const what = roll(10);
      if (what < 5) {
        const atMs = now + roll([3, 5000, 40_000, HOUR][roll(4)]!);
        const id = queue.add(atMs, "a/b", String(step));
        plain.timers.push({ id, atMs, handler: "a/b", key: String(step) });
      } else if (what < 6) {
        const id = 1 + roll(queue.nextId);
        queue.cancel(id);
        plain.cancel(id);
      } else if (what < 9) {
        const timer = queue.pop();
        popped.push([timer, plain.pop()]);
        now = Math.max(now, timer?.atMs ?? 0);
      } else {
        const again = new TimerQueue();
        again.load(roll(2) === 0 ? queue.freeze() : queue.sorted(), queue.nextId);
        queue = again;
      }
      expect(queue.size).toBe(plain.timers.length);
      expect(queue.nextAtMs).toBe(plain.timers.toSorted(inOrder)[0]?.atMs);
    }
    expect(popped.map(([ours]) => ours)).toEqual(popped.map(([, theirs]) => theirs));
    expect(queue.sorted()).toEqual(plain.timers.toSorted(inOrder));
  });

  it("holds for one that is put back before what was due next", () => {
    const queue = new TimerQueue();
    queue.add(HOUR, "a/b", "late");
    queue.put({ id: 99, atMs: 5, handler: "a/b", key: "early" });
    expect([queue.pop()?.key, queue.pop()?.key, queue.pop()]).toEqual(["early", "late", undefined]);
  });

  it("is not kept for what is due before a far timer that was the first", () => {
    const dice = new Dice(1);
    const queue = new TimerQueue();
    const counter = { looks: 0 };
    const put = (id: number, atMs: number): void => queue.put(countedTimer(id, atMs, counter));
    put(0, HOUR);
    for (let id = 1; id <= 10_000; id++) put(id, dice.int(HOUR));
    expect(counter.looks).toBeLessThan(15_000);
  });

  it("sorts a crowd an hour off once, however often something comes before it", () => {
    const queue = new TimerQueue();
    const counter = { looks: 0 };
    for (let id = 1; id <= 10_000; id++) queue.put(countedTimer(id, HOUR, counter));
    for (let id = 20_000; id < 21_000; id++) {
      queue.put({ id, atMs: id, handler: "a/b", key: "" });
      expect(queue.pop()?.id).toBe(id);
    }
    expect(counter.looks).toBeLessThan(60_000);
  });
});
