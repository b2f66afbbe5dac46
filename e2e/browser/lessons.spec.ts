// Every lesson of the course, walked by what its steps show, and in the step that mends by the first fix that it accepts: typed, edited,
// guessed and waited for, as a learner does it.
import { existsSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { seriousFindings } from "./findings.ts";
import { expect, test, type Language } from "./fixtures.ts";
import { doingOf, Walker } from "./walker.ts";

for (const folder of lessonFolders("lessons")) {
  const { lesson } = readLesson(folder).compiled!;
  // Where a lesson has a spec of its own, that one walks it in both languages.
  const hasOwn = existsSync(path.join(import.meta.dirname, `case-${String(lesson.case).padStart(2, "0")}.spec.ts`));
  for (const language of (hasOwn ? ["ko"] : ["ko", "en"]) satisfies Language[]) {
    test.describe(`${lesson.id}, ${language}`, () => {
      test.use({ lesson: folder, language });
      test("each step is done by what it shows", async ({ drydock, page }) => {
        test.setTimeout(180_000);
        await drydock.openLesson();
        await expect(drydock.code).toBeAttached();
        // Who cannot begin finds a hint before time has run.
        const hasHint = lesson.steps[0]!.hints.length > 0;
        await expect(drydock.button(drydock.text.lesson.firstHint)).toHaveCount(hasHint ? 1 : 0);
        // What axe asks does not depend on the language, and to ask takes as long as a step.
        if (language === "ko") expect(await seriousFindings(page)).toEqual([]);
        for (const [i, step] of lesson.steps.entries()) {
          if (i > 0) await drydock.next();
          await drydock.expectStep(step.id);
          await new Walker(drydock, step).walk(doingOf(lesson, step));
          expect(await overflowing(page), `nothing is wider than its place in step ${step.id}`).toEqual([]);
        }
        await page.getByRole("link", { name: drydock.text.lesson.toMap, exact: true }).click();
        await expect(page.getByRole("main", { name: drydock.home.map })).toBeVisible();
      });
    });
  }
}

/** The page, and the lesson's text in it, scroll up and down only. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const looked = [document.documentElement, ...document.querySelectorAll("h2, h2 ~ *, section:has(> * h2) > *")];
    return looked
      .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
      .map((e) => e.outerHTML.slice(0, 120));
  });
