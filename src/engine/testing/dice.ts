// The dice of one who tries things out: apart from those of the cluster.
import { createRng } from "../clock/rng.ts";
import { StateTable } from "../state/table.ts";

export class Dice {
  readonly #rng;
  constructor(seed: number) {
    this.#rng = createRng(new StateTable<number>("dice"), seed);
  }
  int(bound: number): number {
    return this.#rng.int("play", bound);
  }
  one<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }
  chance(percent: number): boolean {
    return this.int(100) < percent;
  }
}
