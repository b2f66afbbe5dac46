// What needs the second script of the simulation waits for it, in the order in which it was asked for.

export class HandsOn {
  readonly #coming: Promise<void>;
  readonly #onFault: (error: unknown) => void;
  #isHere = false;

  constructor(load: () => Promise<void>, onFault: (error: unknown) => void) {
    this.#onFault = onFault;
    this.#coming = load().then(() => {
      this.#isHere = true;
    });
    this.#coming.catch(() => undefined); // Whoever waits for it is told.
  }

  get isHere(): boolean {
    return this.#isHere;
  }
  get here(): Promise<void> {
    return this.#coming;
  }

  do(act: () => void): void {
    if (this.#isHere) act();
    else this.#coming.then(act).catch(this.#onFault);
  }
}
