// A talk: the stage and the speaker's window on one machine, in step.
import type { BrowserContext, Page } from "@playwright/test";
import { faultsSeen } from "./looks.ts";
import { talkEn } from "#app/i18n/talk-en";
import { talkKo } from "#app/i18n/talk-ko";
import { whatIf } from "#app/i18n/what-if-en";
import { axeOn } from "./findings.ts";
import { LESSON, TEXTS, expect, fillIn, plain, test, type Drydock, type Language } from "./fixtures.ts";

const TALK = { en: talkEn, ko: talkKo };

/** Time, length and hash of the run. */
const logOf = (page: Page): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset["log"]);

const expectEqual = async (...pages: readonly Page[]): Promise<void> => {
  await expect
    .poll(async () => new Set(await Promise.all(pages.map(logOf))).size, { message: "windows with different runs" })
    .toBe(1);
};

const titleOf = (index: number, language: Language = "en"): string =>
  TEXTS[language].prose.steps[LESSON.steps[index]!.id]!.title;

interface Talk {
  readonly stage: Page;
  readonly speaker: Page;
}

const openTalk = async (drydock: Drydock, context: BrowserContext): Promise<Talk> => {
  const { page: stage, language } = drydock;
  await drydock.openLesson("?present&debug");
  await stage.mouse.move(300, 300);
  const link = stage.getByRole("link", { name: TALK[language].openSpeaker });
  await expect(link).toHaveAttribute("href", `?speaker#/lesson/${LESSON.id}`);
  const speaker = await context.newPage();
  await speaker.goto(`./?speaker&debug#/lesson/${LESSON.id}`);
  await expect(speaker.getByText(TALK[language].inStep(2))).toBeVisible();
  await expectEqual(stage, speaker);
  return { stage, speaker };
};

const caption = (stage: Page, language: Language = "en") =>
  stage.getByRole("region", { name: TALK[language].caption }).getByRole("heading");

test("a stage alone that nobody touched for a while hears the first key", async ({ drydock }) => {
  await drydock.openLesson("?present&debug");
  const { page: stage } = drydock;
  const idle = stage.locator("[data-idle=true]");
  await expect(idle).toHaveCount(1);
  await expect.poll(() => logOf(stage)).toBeDefined();
  const begins = Number((await logOf(stage))?.split(" ")[0]);
  await stage.keyboard.press("Space");
  await expect.poll(async () => Number((await logOf(stage))?.split(" ")[0])).toBeGreaterThan(begins);
  await stage.keyboard.press("Space");
  await expect(idle).toHaveCount(1);
  await stage.keyboard.press("KeyQ");
  const beside = stage.getByRole("group", { name: whatIf.clock });
  await expect(beside).toBeVisible();
  await expect(idle).toHaveCount(1);
  await stage.keyboard.press("KeyQ");
  await expect(beside).toHaveCount(0);
});

test("Space plays while the link to the speaker's window has the focus", async ({ drydock }) => {
  await drydock.openLesson("?present&debug");
  const { page: stage } = drydock;
  await expect.poll(() => logOf(stage)).toBeDefined();
  const begins = Number((await logOf(stage))?.split(" ")[0]);
  await stage.getByRole("link", { name: TALK.en.openSpeaker }).focus();
  await stage.keyboard.press("Space");
  await expect.poll(async () => Number((await logOf(stage))?.split(" ")[0])).toBeGreaterThan(begins);
});

test("the map of a talk says what it is, and leads back to learning alone", async ({ page }) => {
  await page.goto("./?present#/");
  await expect(page.getByText(TALK.en.choose.stage)).toBeVisible();
  await page.getByRole("link", { name: TALK.en.backToMap }).click();
  await expect(page.getByText(TALK.en.choose.stage)).toHaveCount(0);
  await expect(page.getByRole("link", { name: TEXTS.en.home.workshops })).toBeVisible();
});

for (const language of ["en", "ko"] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("speaker and stage go in step; a reload in the middle catches up; a rescue mends all", async ({
      drydock,
      context,
    }) => {
      const text = TALK[language];
      const { stage, speaker } = await openTalk(drydock, context);
      await expect(caption(stage, language)).toHaveText(titleOf(0, language));

      // Time passes in both; whoever presses.
      await speaker.keyboard.press("Space");
      await expect.poll(async () => Number((await logOf(stage))?.split(" ")[0])).toBeGreaterThan(92_000);
      await stage.keyboard.press("Space");
      await expectEqual(stage, speaker);

      // A clicker's keys.
      await speaker.keyboard.press("PageDown");
      await expect(caption(stage, language)).toHaveText(titleOf(1, language));
      await expect(speaker.getByRole("heading", { level: 2 })).toHaveText(titleOf(1, language));
      await speaker.keyboard.press("KeyB");
      await expect(stage.getByRole("status", { name: text.blank })).toBeVisible();
      await stage.keyboard.press("Period");
      await expect(stage.getByRole("status", { name: text.blank })).toHaveCount(0);

      // Typed for the speaker, seen on the stage.
      await speaker.keyboard.press("KeyT");
      await expect(stage.getByRole("log")).toContainText("kubectl get pods -o wide");
      await expect(stage.getByRole("log")).toContainText(/mynginx-\S+\s+1\/1\s+Running/);
      await expectEqual(stage, speaker);

      // Break something, and reload the window that leads.
      await fillIn(stage.getByRole("combobox"), "kubectl delete deployment,svc,ingress --all");
      await stage.getByRole("combobox").press("Enter");
      await expect(stage.getByRole("log")).toContainText('deployment.apps "mynginx" deleted');
      await stage.reload();
      await expect(caption(stage, language)).toHaveText(titleOf(1, language));
      await expect(speaker.getByText(text.inStep(2))).toBeVisible();
      await expectEqual(stage, speaker);
      await expect(stage.getByRole("log")).toContainText('deployment.apps "mynginx" deleted');

      // Whatever happened: two presses, and the step is as it should be.
      await speaker.keyboard.press("KeyR");
      await expect(speaker.getByText(text.rescueAgain)).toBeVisible();
      await speaker.keyboard.press("KeyR");
      await expect(
        stage.getByRole("region", { name: drydock.text.graph.label }).getByRole("button", { name: /mynginx-/ }),
      ).toHaveCount(4);
      await expect(caption(stage, language)).toHaveText(titleOf(1, language));
      await expectEqual(stage, speaker);
    });
  });
}

test("hands are counted, the answer is told, and the clock knows the plan", async ({ drydock, context }) => {
  const { stage, speaker } = await openTalk(drydock, context);
  const at = LESSON.steps.findIndex((s) => s.predict);
  await speaker.getByRole("button", { name: titleOf(at) }).click();
  const { predict } = drydock.prose.steps[LESSON.steps[at]!.id]!;
  const right = plain(predict!.options[LESSON.steps[at]!.predict!.answer]!);
  await expect(caption(stage)).toHaveText(plain(predict!.question));
  const more = speaker.getByRole("button", { name: talkEn.more(right) });
  for (let i = 0; i < 3; i++) await more.click();
  const option = stage.getByRole("listitem").filter({ hasText: right });
  await expect(option).toContainText("3");
  await speaker.getByRole("button", { name: talkEn.reveal }).click();
  await expect(option).toHaveAttribute("data-verdict", "right");
  // Three steps were jumped over: far ahead of the plan.
  await expect(speaker.getByText(/^\d+:\d\d ahead$/)).toBeVisible();
  await speaker.keyboard.press("KeyA");
  await expect(stage.getByRole("region", { name: talkEn.agenda })).toContainText(titleOf(at));
});

test("what is typed in one editor stands in the other, and a language goes to all", async ({ drydock, context }) => {
  const { stage, speaker } = await openTalk(drydock, context);
  await speaker.keyboard.press("KeyE");
  await expect(drydock.code).toBeAttached();
  await stage.bringToFront();
  await drydock.cursorAt(1);
  await stage.keyboard.type("# hello ");
  const driver = await context.newPage();
  await driver.goto(`./?room&debug#/lesson/${LESSON.id}`);
  const lines = driver.getByRole("region", { name: drydock.text.editor.label });
  await expect(lines).toContainText("hello");
  await driver.getByRole("button", { name: "한국어" }).click();
  await expect(caption(stage, "ko")).toHaveText(titleOf(0, "ko"));
  await expect(speaker.getByText(talkKo.inStep(3))).toBeVisible();
  await expectEqual(stage, speaker, driver);
});

test("freeze: the stage stands still while the speaker looks around", async ({ drydock, context }) => {
  const { stage, speaker } = await openTalk(drydock, context);
  await speaker.keyboard.press("KeyF");
  await expect(speaker.getByText(talkEn.frozen, { exact: true })).toBeVisible();
  await speaker.keyboard.press("ArrowRight");
  await expect(speaker.getByRole("heading", { level: 2 })).toHaveText(titleOf(1));
  await expectEqual(stage, speaker);
  await expect(caption(stage)).toHaveText(titleOf(0));
  await speaker.keyboard.press("KeyF");
  await expect(caption(stage)).toHaveText(titleOf(1));
});

const faults = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await axeOn(page).analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" ")}`);
};

for (const scheme of ["light", "dark"] as const) {
  test(`no accessibility fault on either window: ${scheme}`, async ({ drydock, context }) => {
    const { stage, speaker } = await openTalk(drydock, context);
    for (const page of [stage, speaker]) await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    expect(await faults(speaker)).toEqual([]);
    await stage.mouse.move(400, 400);
    expect(await faults(stage)).toEqual([]);
    await speaker.keyboard.press("KeyC");
    await expect(stage.getByRole("combobox")).toBeVisible();
    expect(await faults(stage)).toEqual([]);
    await speaker.getByRole("button", { name: titleOf(3) }).click();
    await expect(speaker.getByRole("button", { name: talkEn.reveal })).toBeVisible();
    expect(await faults(speaker)).toEqual([]);
    expect(await faults(stage)).toEqual([]);
  });
}

for (const [width, height] of [
  [1000, 480],
  [340, 320],
] as const) {
  for (const language of ["en", "ko"] as const) {
    test.describe(`a speaker's window of ${width} x ${height}, ${language}`, () => {
      test.use({ language, viewport: { width, height } });
      test("can be spoken from: what is said first, and how to go on, stand in sight, and the rest can be scrolled to", async ({
        drydock,
        page,
      }) => {
        await page.goto(`./?speaker#/lesson/${LESSON.id}`);
        const talk = TALK[language];
        await expect(page.getByText(talk.inStep(1))).toBeVisible();
        const next = page.getByRole("button", { name: talk.next, exact: true });
        const note = page.getByRole("main").getByRole("listitem").first();
        await expect(next).toBeInViewport({ ratio: 1 });
        await expect(note).toBeInViewport({ ratio: 1 });
        await expect(page.getByRole("heading", { level: 2 })).toHaveText(
          drydock.prose.steps[LESSON.steps[0]!.id]!.title,
        );
        expect(await faultsSeen(page, { language, smallestPx: 6 })).toEqual([]);
        const rescue = page.getByRole("button", { name: /R R$/ });
        if (width > 699) await expect(rescue).toBeInViewport({ ratio: 1 });
        for (const one of [page.getByRole("button", { name: /^Q / }), rescue]) {
          await one.scrollIntoViewIfNeeded();
          await expect(one).toBeInViewport({ ratio: 1 });
          await one.click({ trial: true });
        }
      });
    });
  }
}

test.describe("a speaker's window of 1100 x 800", () => {
  test.use({ viewport: { width: 1100, height: 800 } });
  test("keeps the clock on one line", async ({ page }) => {
    await page.goto(`./?speaker#/lesson/${LESSON.id}`);
    const clock = page.getByRole("time").filter({ hasText: /^00:00$/ });
    await expect(clock.first()).toBeVisible();
    const lines = await clock.first().evaluate((e) => e.clientHeight / Number.parseFloat(getComputedStyle(e).fontSize));
    expect(lines).toBeLessThan(1.6);
  });
});
