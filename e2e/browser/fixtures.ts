// What every browser test stands on: a page that may not complain, and the learner's hands on it, in either language.
import { test as base, expect, type ConsoleMessage, type Locator, type Page, type WebError } from "@playwright/test";
import { readLesson } from "../../.ci/lessons-plugin.ts";
import type { Dictionary } from "#app/i18n/dictionary";
import { en } from "#app/i18n/en";
import { home as homeEn, type HomeWords } from "#app/i18n/home-en";
import { home as homeKo } from "#app/i18n/home-ko";
import { ko } from "#app/i18n/ko";
import { predict as predictEn, type PredictWords } from "#app/i18n/predict-en";
import { predict as predictKo } from "#app/i18n/predict-ko";
import type { Words } from "#app/i18n/words";
import { words as wordsEn } from "#app/i18n/words-en";
import { words as wordsKo } from "#app/i18n/words-ko";
import type { Prose } from "#tutor";
import { Contexts } from "./contexts.ts";

const CASE_10 = "lessons/cases/10-brief-outage";
const { prose, compiled } = readLesson(CASE_10);
export const LESSON = compiled!.lesson;

export type Language = "en" | "ko";
interface Texts {
  readonly dictionary: Dictionary;
  readonly home: HomeWords;
  readonly predict: PredictWords;
  readonly words: Words;
  readonly prose: Prose;
}
export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: { dictionary: en, home: homeEn, predict: predictEn, words: wordsEn, prose: prose["en"]! },
  ko: { dictionary: ko, home: homeKo, predict: predictKo, words: wordsKo, prose: prose["ko"]! },
};

interface Fixtures {
  readonly language: Language;
  /** The folder of the lesson that is walked. */
  readonly lesson: string;
  readonly drydock: Drydock;
  /** A context of its own, in which no page was before. */
  readonly isAlone: boolean;
  /** The options of the context that it takes over from other tests; null: it has its own. */
  readonly lease: string | null;
}

interface WorkerFixtures {
  readonly contexts: Contexts;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  language: ["en", { option: true }],
  lesson: [CASE_10, { option: true }],
  locale: async ({ language }, use) => use(language === "ko" ? "ko-KR" : "en-US"),
  isAlone: [false, { option: true }],
  lease: async (
    { browserName, isAlone, locale, viewport, colorScheme, hasTouch, isMobile, javaScriptEnabled, contextOptions },
    use,
  ) => {
    const asked = { locale, viewport, colorScheme, hasTouch, isMobile, javaScriptEnabled, contextOptions };
    await use(isAlone || browserName !== "chromium" ? null : JSON.stringify(asked));
  },
  contexts: [
    async ({ browser }, use) => {
      const contexts = new Contexts(browser);
      await use(contexts);
      await contexts.close();
    },
    { scope: "worker" },
  ],
  // Every test fails on whatever any of its pages says to the console as an error, and on what it throws.
  context: async ({ browser, browserName, javaScriptEnabled, baseURL, contexts, lease }, use, info) => {
    info.skip(browserName === "firefox" && !javaScriptEnabled, "its protocol cannot take scripts away");
    const complaints: string[] = [];
    const onConsole = (message: ConsoleMessage): void => {
      if (message.type() === "error") complaints.push(`console: ${message.text()}`);
    };
    const onError = (error: WebError): void =>
      void complaints.push(`page: ${error.error().stack ?? error.error().message}`);
    const context = lease === null ? await browser.newContext() : await contexts.take(lease, baseURL!);
    context.on("console", onConsole).on("weberror", onError);
    await use(context);
    context.off("console", onConsole).off("weberror", onError);
    if (lease === null) await context.close();
    else if (info.status === info.expectedStatus && complaints.length === 0) await contexts.giveBack(lease);
    else await contexts.drop(lease);
    expect(complaints).toEqual([]);
  },
  drydock: async ({ page, language, lesson }, use) => use(new Drydock(page, language, lesson)),
});

export { expect };

/** Plain text of a line of Markdown. */
export const plain = (markdown: string): string => markdown.replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, "$1");

const isFirefox = (field: Locator): boolean => field.page().context().browser()?.browserType().name() === "firefox";

/** What Playwright fills in in Firefox, React takes for what it has written there itself. */
export const fillIn = async (field: Locator, text: string): Promise<void> => {
  if (!isFirefox(field)) return field.fill(text);
  await field.focus();
  await field.evaluate((input: HTMLInputElement, value) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")!.set!.call(input, value);
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
};

/** Firefox's protocol has no fingers. */
export const tapOn = (what: Locator): Promise<void> => (isFirefox(what) ? what.click() : what.tap());

/** Nor does it count two presses as one of two. */
export const pressTwice = (what: Locator): Promise<void> =>
  isFirefox(what) ? what.dispatchEvent("dblclick") : what.dblclick();

/** A learner: finds by role and name, and lets virtual time pass by the page's own speeds. */
export class Drydock {
  readonly page: Page;
  language: Language;
  readonly #lesson: ReturnType<typeof readLesson>;

  constructor(page: Page, language: Language, lesson = CASE_10) {
    this.page = page;
    this.language = language;
    this.#lesson = readLesson(lesson);
  }

  get text(): Dictionary {
    return TEXTS[this.language].dictionary;
  }
  /** The words of a guess. */
  get guessing(): PredictWords {
    return TEXTS[this.language].predict;
  }
  /** The words of the course map. */
  get home(): HomeWords {
    return TEXTS[this.language].home;
  }
  get words(): Words {
    return TEXTS[this.language].words;
  }
  get prose(): Prose {
    return this.#lesson.prose[this.language]!;
  }

  async openLesson(query = ""): Promise<void> {
    await this.page.goto(`./${query}#/lesson/${this.#lesson.compiled!.lesson.id}`);
    await expect(this.cluster).toBeVisible();
  }
  async openSandbox(): Promise<void> {
    await this.page.goto("./#/sandbox");
    await expect(this.cluster).toBeVisible();
  }

  // ---- Lesson ----
  async expectStep(id: string): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 2 })).toHaveText(this.prose.steps[id]!.title);
  }
  async goTo(id: string): Promise<void> {
    const number = Object.keys(this.prose.steps).indexOf(id) + 1;
    const name = this.text.lesson.goToStep(number, this.prose.steps[id]!.title);
    await this.page.getByRole("button", { name }).click();
    await this.expectStep(id);
  }
  goal(step: string, id: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: plain(this.prose.steps[step]!.goals[id]!) });
  }
  /** How a goal begins that is met: one that is partly met says so too, further on. */
  get met(): RegExp {
    return new RegExp(`^\\s*${this.text.lesson.goalState.met}:`);
  }
  async expectMet(step: string, ...ids: readonly string[]): Promise<void> {
    for (const id of ids) await expect(this.goal(step, id)).toHaveText(this.met);
  }
  async next(): Promise<void> {
    await this.page.getByRole("button", { name: this.text.lesson.next }).click();
  }
  async predict(step: string, option: string): Promise<void> {
    const card = this.page.getByRole("region", { name: this.guessing.label });
    await card.getByRole("radio", { name: plain(this.prose.steps[step]!.predict!.options[option]!) }).check();
    await card.getByRole("button", { name: this.guessing.lock }).click();
    await expect(card).toContainText(plain(this.prose.steps[step]!.predict!.answer).slice(0, 30));
  }

  // ---- Time ----
  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
  async speed(speed: number): Promise<void> {
    await this.button(this.text.timeline.speedName(speed)).click();
  }
  async play(): Promise<void> {
    await this.button(this.text.timeline.play).click();
  }
  async pause(): Promise<void> {
    await this.button(this.text.timeline.pause).click();
  }
  /** Plays until something holds on the page. */
  async playUntil(holds: () => Promise<void>, speed = 60): Promise<void> {
    await this.speed(speed);
    await this.play();
    await holds();
    await this.pause();
  }
  get slider(): Locator {
    return this.page.getByRole("slider", { name: this.text.timeline.position });
  }
  async nowMs(): Promise<number> {
    return Number(await this.slider.getAttribute("aria-valuenow")) * 1000;
  }

  // ---- Panes ----
  get cluster(): Locator {
    return this.page.getByRole("region", { name: this.text.graph.label, exact: true });
  }
  pod(name: RegExp): Locator {
    return this.cluster.getByRole("button", { name });
  }
  get editor(): Locator {
    return this.page.getByRole("region", { name: this.text.editor.label, exact: true });
  }
  get code(): Locator {
    return this.editor.getByRole("textbox");
  }
  get applyButton(): Locator {
    return this.editor.getByRole("button", { name: this.text.editor.apply, exact: true });
  }
  get terminal(): Locator {
    return this.page.getByRole("log", { name: this.text.terminal.output });
  }
  async run(line: string): Promise<void> {
    const field = this.page.getByRole("combobox", { name: this.text.terminal.input });
    await fillIn(field, line);
    await field.press("Enter");
  }
  /** On a phone, what stands below the cluster. */
  async pane(name: string): Promise<void> {
    await tapOn(this.page.getByRole("tab", { name, exact: true }));
    await expect(this.page.getByRole("tabpanel", { name, exact: true })).toBeInViewport({ ratio: 0.5 });
  }
  /** Puts the cursor at the end of a line of the open file. */
  async cursorAt(line: number): Promise<void> {
    await this.code.focus();
    await this.page.keyboard.press("ControlOrMeta+Home");
    for (let i = 1; i < line; i++) await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("End");
  }
  /** The whole text of the open file, as a copy of it gives it. */
  async copyAll(): Promise<string> {
    await this.code.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    return this.code.evaluate((field) => {
      const copy = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      field.dispatchEvent(copy);
      return copy.clipboardData?.getData("text/plain") ?? "";
    });
  }
  /** Replaces the whole text of the open file by a paste. */
  async replaceAll(text: string): Promise<void> {
    await this.code.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    if (text === "") return this.page.keyboard.press("Delete");
    await paste(this.code, text);
  }
}

/** Pastes into a field. Firefox makes the event's data of `data` and `dataType`, the others of `clipboardData`. */
export const paste = (into: Locator, pasted: string): Promise<void> =>
  into.evaluate((field, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", data);
    const init = { clipboardData, dataType: "text/plain", data, bubbles: true, cancelable: true };
    field.dispatchEvent(new ClipboardEvent("paste", init));
  }, pasted);
