// The preview of a lesson for its author: every state of each step, in both languages, beside each other.
import { readLesson } from "../../.ci/lessons-plugin.ts";
import { plain, expect, test } from "./fixtures.ts";
import { preview as words } from "#app/i18n/preview-en";

const { compiled, prose } = readLesson("lessons/concepts/05-rollout");
const { lesson } = compiled!;

test("draws every state of each step, in both languages", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(`./?preview=${lesson.id}`);
  await expect(page.getByRole("status").first()).toHaveText(/^\d+ states$/, { timeout: 150_000 });
  const names = lesson.steps.flatMap((step) => [
    words.kinds.start,
    ...step.hints.map(({ id }) => `${words.kinds.hint}: ${id}`),
    ...(step.predict?.options ?? []).map((id) => `${words.kinds.guess}: ${id}`),
    ...(step.mends
      ? [
          ...lesson.fixes.wrong.map(({ id }) => `${words.kinds.wrong}: ${id}`),
          ...lesson.fixes.accepted.map(({ id }) => `${words.kinds.done}: ${id}`),
        ]
      : [words.kinds.done]),
  ]);
  const states = page.getByRole("article");
  expect(await states.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")))).toEqual(names);
  await expect(states.locator("img")).toHaveCount(names.length);
  // Nothing is other than the lesson says.
  await expect(page.locator("[class*=problem]")).toHaveCount(0);
  const { wrong } = lesson.fixes;
  const mending = lesson.steps.find((step) => step.mends)!.id;
  for (const language of ["en", "ko"] as const) {
    const said = prose[language]!.steps[mending]!.feedback[wrong[0]!.feedback]!;
    const state = states.filter({ has: page.getByRole("heading", { name: wrong[0]!.id }) });
    await expect(state.locator(`[lang=${language}]`)).toContainText(plain(said));
  }
});
