/** Something that happens once in the life of a page, and what waits for it. */
export class Milestone {
  #isPast = false;
  #waiting: (() => void)[] = [];

  reach(): void {
    this.#isPast = true;
    for (const act of this.#waiting.splice(0)) act();
  }
  /** Does it as soon as that has happened, now if it has. */
  after(act: () => void): void {
    if (this.#isPast) act();
    else this.#waiting.push(act);
  }
}
