// Every step of a lesson as a learner meets it, in both languages: as it begins, with each hint that comes, by "show me" where a hint offers it,
// when it is done; each wrong way with its answer; each review. Of each a picture, and what is wrong with the page as it stands.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { faultsSeen } from "../browser/looks.ts";
import { expect, plain, test, type Drydock, type Language } from "../browser/fixtures.ts";
import { doingOf, Walker } from "../browser/walker.ts";

/** Of each lesson whose folder has it in its name. */
const wanted = process.env["DRYDOCK_LESSON"] ?? "";
const languages: readonly Language[] = ["ko", "en"];
const pictures = "node_modules/.cache/drydock/walk";

/** Takes the picture, and keeps what is wrong with what is on it. */
class Album {
  readonly faults: string[] = [];
  readonly #page: Page;
  readonly #folder: string;
  readonly #language: Language;
  #count = 0;
  constructor(page: Page, folder: string, language: Language) {
    this.#page = page;
    this.#folder = path.join(pictures, folder);
    this.#language = language;
    mkdirSync(this.#folder, { recursive: true });
  }
  async take(name: string): Promise<void> {
    this.#count++;
    const file = `${String(this.#count).padStart(2, "0")}-${name}`;
    await this.#page.screenshot({ path: path.join(this.#folder, `${file}.jpg`), type: "jpeg", quality: 70 });
    const seen = await faultsSeen(this.#page, { language: this.#language, smallestPx: 8.5 });
    // Marks of one moment lie together, and open as one.
    this.faults.push(
      ...seen
        .filter(
          (fault) =>
            !/(overlap$)|lies under <(i|button)> "(이벤트|경고|실패|event|warning|failure|미래|future|")/.test(fault),
        )
        .map((fault) => `${file}: ${fault}`),
    );
  }
}

interface Taken {
  readonly album: Album;
  readonly pressed: Set<string>;
}

/** What the open hint offers, once. */
const pressOffer = async (drydock: Drydock, bar: Locator, { album, pressed }: Taken): Promise<void> => {
  const { page, text } = drydock;
  const offer = bar.getByRole("button").filter({ hasNotText: text.lesson.rescue }).and(page.locator("[title]")).first();
  if ((await offer.count()) === 0) return;
  const said = await bar.innerText();
  if (pressed.has(said)) return;
  pressed.add(said);
  await album.take("hint-offers");
  const line = await offer.getAttribute("title");
  await offer.click();
  if (/\bwatch\b|\bstern\b| -[fw]\b/.test(line ?? "")) await stop(drydock);
};

/** Opens every hint that there is now, and presses what one offers. */
const pressHints = async (drydock: Drydock, album: Album, pressed: Set<string>): Promise<void> => {
  const { page, text } = drydock;
  const bar = page.locator("details").filter({ hasText: text.lesson.rescue });
  for (let i = 0; i < 8; i++) {
    if (!(await bar.evaluate((e: HTMLDetailsElement) => e.open))) await bar.locator("summary").click();
    await pressOffer(drydock, bar, { album, pressed });
    const next = bar.getByRole("button", { name: new RegExp(`^(${text.lesson.firstHint}|${text.lesson.nextHint})$`) });
    if ((await next.count()) === 0) break;
    await next.click();
    await album.take("hint");
  }
};

/** What goes on until somebody has seen enough. */
const stop = async ({ page, text }: Drydock): Promise<void> => {
  await page.waitForTimeout(1000);
  await page.getByRole("combobox", { name: text.terminal.input }).press("Control+c");
};

const rescue = async (drydock: Drydock): Promise<void> => {
  const { page, text } = drydock;
  await page.keyboard.press("Escape");
  const bar = page.locator("details").filter({ hasText: text.lesson.rescue });
  if (!(await bar.evaluate((e: HTMLDetailsElement) => e.open))) await bar.locator("summary").click();
  await drydock.button(text.lesson.rescue).click();
  await page.waitForTimeout(500);
};

for (const folder of lessonFolders("lessons")) {
  if (!new RegExp(wanted).test(folder)) continue;
  const { lesson } = readLesson(folder).compiled!;
  for (const language of languages) {
    test.describe(`${lesson.id}, ${language}`, () => {
      test.use({ lesson: folder, language });

      test("steps", async ({ drydock, page }) => {
        test.setTimeout(600_000);
        const album = new Album(page, `${lesson.id}-${language}/steps`, language);
        await drydock.openLesson();
        await expect(drydock.code).toBeAttached();
        for (const [i, step] of lesson.steps.entries()) {
          if (i > 0) await drydock.next();
          await drydock.expectStep(step.id);
          await album.take(`${step.id}-begins`);
          const pressed = new Set<string>();
          await pressHints(drydock, album, pressed);
          // What a hint put in is there already: the first of the accepted ways begins where the step does.
          if (pressed.size > 0 && (step.mends || step.show.some((action) => "edit" in action))) await rescue(drydock);
          const walker = new Walker(drydock, step);
          await walker
            .walk(doingOf(lesson, step))
            .catch((error: unknown) => album.faults.push(`${step.id}: ${String(error).slice(0, 300)}`));
          await pressHints(drydock, album, pressed);
          await album.take(`${step.id}-done`);
        }
        expect(album.faults.join("\n")).toBe("");
      });

      test("wrong ways", async ({ drydock, page }) => {
        test.setTimeout(1_200_000);
        const album = new Album(page, `${lesson.id}-${language}/wrong`, language);
        const mends = lesson.steps.find((step) => step.mends);
        if (!mends) return;
        const { prose } = drydock;
        const texts: Record<string, string> = {};
        for (const step of Object.values(prose.steps)) Object.assign(texts, step.feedback);
        await drydock.openLesson();
        await expect(drydock.code).toBeAttached();
        for (const step of lesson.steps) {
          if (step === mends) break;
          await drydock.expectStep(step.id);
          await new Walker(drydock, step).walk(doingOf(lesson, step));
          await drydock.next();
        }
        for (const fix of lesson.fixes.wrong) {
          const walker = new Walker(drydock, mends);
          const said = plain(texts[fix.feedback]!).slice(0, 40);
          const answer = page.getByRole("status").filter({ hasText: said });
          const guess = mends.predict ? [{ predict: mends.predict.answer }] : [];
          try {
            // The power that goes off in the proof is the evidence; the answer comes before it.
            const does = fix.does.filter((action) => !("component" in action));
            await walker.do([...(fix === lesson.fixes.wrong[0] ? guess : []), ...does]);
            if ((await answer.count()) === 0) {
              await drydock.play();
              await expect(answer).toBeVisible({ timeout: 60_000 });
              await drydock.pause();
            }
            await album.take(`${fix.id}-answered`);
          } catch (error) {
            await album.take(`${fix.id}-NOT-answered`);
            album.faults.push(`${fix.id}: ${String(error).slice(0, 300)}`);
            if ((await drydock.button(drydock.text.timeline.pause).count()) > 0) await drydock.pause();
          }
          await rescue(drydock);
          await drydock.expectStep(mends.id);
        }
        expect(album.faults.join("\n")).toBe("");
      });

      test("reviews", async ({ drydock, page }) => {
        test.setTimeout(600_000);
        const album = new Album(page, `${lesson.id}-${language}/reviews`, language);
        for (const review of lesson.reviews) {
          await page.goto(`./#/lesson/${lesson.id}/review/${review.id}`);
          await expect(page.getByRole("heading", { level: 2 })).toHaveText(drydock.prose.reviews[review.id]!.title);
          await expect(drydock.cluster).toBeVisible();
          await expect(drydock.code).toBeAttached();
          await album.take(`${review.id}-begins`);
          try {
            const walker = new Walker(drydock, { id: review.id, goals: [] });
            await walker.do(review.accepted[0]!.does);
            await drydock.play();
            await expect(page.getByText(drydock.text.lesson.answer, { exact: true })).toBeVisible({
              timeout: 60_000,
            });
            await drydock.pause();
          } catch (error) {
            album.faults.push(`${review.id}: ${String(error).slice(0, 300)}`);
          }
          await album.take(`${review.id}-answered`);
        }
        if (lesson.variation) {
          await page.goto(`./#/lesson/${lesson.id}/again/3`);
          await expect(page.getByRole("heading", { level: 2 })).toHaveText(drydock.prose.variation!.title);
          await expect(drydock.cluster).toBeVisible();
          await expect(drydock.code).toBeAttached();
          await album.take("variation-begins");
        }
        expect(album.faults.join("\n")).toBe("");
      });
    });
  }
}
