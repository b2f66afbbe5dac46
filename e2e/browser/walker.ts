// The hands of somebody who does a lesson's steps on the page: types, edits, guesses and waits.
import type { Lesson, LessonAction, Step } from "#tutor";
import { expect, plain, type Drydock } from "./fixtures.ts";

/** A wait in a step, or until its goals are met, takes at most this long to watch. */
const WATCH_MS = 60_000;

/** A guess comes first, where what is done does not say when. */
export const doingOf = ({ fixes }: Lesson, { mends, predict, show }: Step): readonly LessonAction[] => {
  const does = (mends ? fixes.accepted[0]?.does : undefined) ?? show;
  const guesses = predict !== undefined && !does.some((action) => "predict" in action);
  return guesses ? [{ predict: predict.answer }, ...does] : does;
};

/** What somebody who watches waits for. */
interface Shown {
  readonly goals?: { readonly texts: readonly string[]; readonly met: string };
  /** The timeline's position, in ms. */
  readonly atMs?: number;
  /** No field has one of these placeholders. */
  readonly without?: readonly string[];
  readonly withinMs: number;
}

/**
 * In the page: looks ten times a second until it is shown; false: it never was. To ask from outside whether all goals are met goes
 * through the whole page, and what a learner's machine has left is used up by asking. What is asserted is asked from outside, afterwards.
 */
const untilShown = ({ goals, atMs, without, withinMs }: Shown): Promise<boolean> => {
  const met = new RegExp(goals?.met ?? "");
  const isMet = (text: string): boolean =>
    [...document.querySelectorAll("li")].some((item) => {
      const words = (item.textContent ?? "").replace(/\s+/g, " ");
      return words.includes(text) && met.test(words);
    });
  const isShown = (): boolean => {
    if (atMs !== undefined) return Number(document.querySelector("[role=slider]")?.ariaValueNow) * 1000 >= atMs;
    if (goals) return goals.texts.every(isMet);
    return !(without ?? []).some((text) => document.querySelector(`[placeholder="${CSS.escape(text)}"]`));
  };
  const until = performance.now() + withinMs;
  return new Promise((done) => {
    if (isShown()) return done(true);
    const timer = setInterval(() => {
      const isOver = performance.now() > until;
      if (!isShown() && !isOver) return;
      clearInterval(timer);
      done(!isOver);
    }, 100);
  });
};

/** The hands of somebody who does a step. */
export class Walker {
  readonly #drydock: Drydock;
  readonly #step: Pick<Step, "id" | "goals">;
  /** When it was done what came last: a wait counts from there. */
  #doneMs = 0;

  constructor(drydock: Drydock, step: Pick<Step, "id" | "goals">) {
    this.#drydock = drydock;
    this.#step = step;
  }

  async walk(actions: readonly LessonAction[]): Promise<void> {
    await this.do(actions);
    if (!(await this.#areMet())) await this.playUntil({ goals: this.#goals() });
    await this.#drydock.expectMet(this.#step.id, ...this.#step.goals.map(({ id }) => id));
  }

  async do(actions: readonly LessonAction[]): Promise<void> {
    await this.#drydock.speed(60);
    for (const action of actions) {
      await this.#do(action);
      this.#doneMs = await this.#drydock.nowMs();
    }
  }

  async #do(action: LessonAction): Promise<void> {
    if ("wait" in action) return this.playUntil({ atMs: this.#doneMs + action.wait });
    if ("predict" in action) return this.#drydock.predict(this.#step.id, action.predict);
    if ("select" in action) return this.#findPod();
    if (!(await this.#hasPrompt())) await this.playUntil({ without: this.#busy() });
    if ("run" in action) return this.#drydock.run(action.run);
    if ("edit" in action) return this.#edit(action.edit, (text) => text.replace(action.find, () => action.replace));
    if ("write" in action) return this.#edit(action.write, () => action.text);
    throw new Error(`step "${this.#step.id}": nobody can do ${action.component} ${action.action} on the page`);
  }

  async playUntil(shown: Omit<Shown, "withinMs">): Promise<void> {
    await this.#drydock.play();
    expect(await this.#drydock.page.evaluate(untilShown, { ...shown, withinMs: WATCH_MS }), JSON.stringify(shown)).toBe(
      true,
    );
    await this.#drydock.pause();
  }

  #goals(): NonNullable<Shown["goals"]> {
    const { prose, met } = this.#drydock;
    const texts = this.#step.goals.map(({ id }) => plain(prose.steps[this.#step.id]!.goals[id]!));
    return { texts, met: met.source };
  }
  #busy(): readonly string[] {
    const { busy, busyPaused } = this.#drydock.text.terminal;
    return [busy, busyPaused];
  }
  async #hasPrompt(): Promise<boolean> {
    const { page } = this.#drydock;
    const [busy, busyPaused] = this.#busy();
    return (await page.getByPlaceholder(busy!).or(page.getByPlaceholder(busyPaused!)).count()) === 0;
  }

  /** Presses one pod after the other, until it is the one that was looked for. */
  async #findPod(): Promise<void> {
    const { text } = this.#drydock;
    const before = await this.#countMet();
    const pods = this.#drydock.pod(new RegExp(`^${text.graph.pod} `));
    for (let i = 0; i < (await pods.count()); i++) {
      await pods.nth(i).click();
      if ((await this.#countMet()) > before) return;
    }
    throw new Error(`step "${this.#step.id}": no pod is the one to be selected`);
  }

  async #edit(file: string, change: (text: string) => string): Promise<void> {
    const { editor, words } = this.#drydock;
    await this.#open(file);
    await this.#drydock.replaceAll(change(await this.#drydock.copyAll()));
    await this.#drydock.applyButton.click();
    await expect(editor).toContainText(words.editor.same);
  }

  /** Its tab is pressed before its text is there. */
  async #open(file: string): Promise<void> {
    const tab = this.#drydock.editor.getByRole("button", { name: new RegExp(`^${file.replaceAll(".", "\\.")}`) });
    const before = await this.#drydock.copyAll();
    if ((await tab.count()) === 0) await this.#drydock.run(`echo > ${file}`);
    else if ((await tab.getAttribute("aria-pressed")) === "true") return;
    await tab.click();
    await expect.poll(() => this.#drydock.copyAll()).not.toBe(before);
  }

  async #areMet(): Promise<boolean> {
    return (await this.#countMet()) === this.#step.goals.length;
  }
  async #countMet(): Promise<number> {
    let count = 0;
    for (const { id } of this.#step.goals) {
      count += await this.#drydock.goal(this.#step.id, id).filter({ hasText: this.#drydock.met }).count();
    }
    return count;
  }
}
