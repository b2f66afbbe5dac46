// How the faces look, in both languages and schemes, on a desk and in a hand: their skeletons are kept in `faces/`, and nothing may be cut,
// covered, too small, too pale or in the other language. After a change that is meant: `npx playwright test -c e2e/playwright.config.ts faces
// --update-snapshots`, and read the difference.
import type { Page } from "@playwright/test";
import { classroom as classEn } from "#app/i18n/class-en";
import { classroom as classKo } from "#app/i18n/class-ko";
import { embed as embedEn } from "#app/i18n/embed-en";
import { embed as embedKo } from "#app/i18n/embed-ko";
import { snippet as snippetEn } from "#app/i18n/snippet-en";
import { snippet as snippetKo } from "#app/i18n/snippet-ko";
import { talkEn } from "#app/i18n/talk-en";
import { talkKo } from "#app/i18n/talk-ko";
import { expect, LESSON, test, type Language } from "./fixtures.ts";
import { faultsSeen, skeletonAtRest, skeletonOf } from "./looks.ts";

const MORE = {
  en: { classroom: classEn, embed: embedEn, snippet: snippetEn, talk: talkEn },
  ko: { classroom: classKo, embed: embedKo, snippet: snippetKo, talk: talkKo },
};
const DESK = { width: 1440, height: 900 };
const HAND = { width: 390, height: 844 };

interface Allowed {
  readonly smallestPx?: number;
  /** How it comes to another size: an embed picks its drawing when it is opened. */
  readonly onSize?: () => Promise<unknown>;
}

/** The window was a hand's just now: a busy machine may still be making the page of a desk, with the dialog in it, when Escape comes. */
const closeDialog = async (page: Page): Promise<void> => {
  const close = async (): Promise<void> => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0, { timeout: 1000 });
  };
  await expect(close).toPass({ timeout: 10_000 });
};

/** Looks at a page as it stands at both sizes and in both schemes; it is left as it was. */
const look = async (page: Page, language: Language, name: string, allowed: Allowed = {}): Promise<void> => {
  const { smallestPx = 10.5, onSize } = allowed;
  for (const [size, viewport] of Object.entries({ desk: DESK, hand: HAND })) {
    await page.setViewportSize(viewport);
    await onSize?.();
    // Two frames: one that hears of the size, and one that is drawn for it.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // Which colours go together hangs on no language.
    for (const colorScheme of language === "en" ? (["light", "dark"] as const) : (["dark"] as const)) {
      await page.emulateMedia({ colorScheme });
      const seen = (): Promise<string[]> => faultsSeen(page, { language, smallestPx });
      await expect
        .poll(seen, { message: `${name}, ${size}, ${colorScheme}`, timeout: 5000, intervals: [100] })
        .toEqual([]);
    }
    // What is kept was at rest; what is compared with it may come to that in its own time.
    const { updateSnapshots } = test.info().config;
    const skeleton = updateSnapshots === "all" || updateSnapshots === "changed" ? skeletonAtRest : skeletonOf;
    const isKept = async (): Promise<void> =>
      expect(await skeleton(page)).toMatchSnapshot(`${name}.${size}.${language}.txt`);
    await expect(isKept, `${name}, ${size}: its skeleton`).toPass({ timeout: 5000, intervals: [100] });
  }
  await page.setViewportSize(DESK);
};

test.use({ contextOptions: { reducedMotion: "reduce" } });
// A page is looked at in up to eight states, on machines that do other things too.
test.describe.configure({ timeout: 120_000 });
for (const language of ["en", "ko"] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });
    const { classroom, embed, snippet, talk } = MORE[language];

    test("a lesson: at its beginning, its dialogs, and in trouble", async ({ drydock, page }) => {
      const { text } = drydock;
      await drydock.openLesson();
      await expect(drydock.code).toBeAttached();
      await look(page, language, "lesson");
      await drydock.button(text.help.open).click();
      await expect(page.getByRole("dialog").getByRole("heading").nth(2)).toBeVisible();
      await look(page, language, "help");
      await closeDialog(page);
      await drydock.button(text.top.whatIf).click();
      await expect(page.getByRole("dialog").getByRole("button").nth(1)).toBeVisible();
      await look(page, language, "what-if");
      await closeDialog(page);
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      // The same moment each time, wherever it was stopped.
      await drydock.slider.focus();
      for (const key of ["Home", "PageUp", "PageUp", "PageUp"]) await page.keyboard.press(key);
      await look(page, language, "failing");
      await drydock.goTo("cost");
      // It stays open on the page of a hand, which is another one.
      await page.getByRole("button", { name: text.lesson.summary }).click();
      await expect(page.getByRole("dialog").getByRole("heading").nth(1)).toBeVisible();
      await look(page, language, "summary");
    });

    test("the course map, a sandbox, a class and the builder of embeds", async ({ drydock, page }) => {
      await page.goto("./#/");
      await expect(page.getByRole("main", { name: drydock.home.map })).toBeVisible();
      await look(page, language, "map", { smallestPx: 10 });
      await drydock.openSandbox();
      await expect(drydock.code).toBeAttached();
      await look(page, language, "sandbox");
      await page.goto("./?class");
      await expect(page.getByRole("heading", { level: 1, name: classroom.title })).toBeVisible();
      await look(page, language, "class");
      await page.goto(`./?snippet=${LESSON.id}`);
      await expect(page.getByRole("heading", { level: 1, name: snippet.title })).toBeVisible();
      await look(page, language, "snippet");
    });

    test("stage and speaker", async ({ page }) => {
      await page.goto(`./?present#/lesson/${LESSON.id}`);
      await expect(page.getByRole("region", { name: talk.caption }).getByRole("heading")).toBeVisible();
      await look(page, language, "stage", { onSize: () => page.mouse.move(300, 300) });
      await page.goto(`./?speaker#/lesson/${LESSON.id}`);
      await expect(page.getByText(talk.inStep(1))).toBeVisible();
      await expect(page.getByRole("button", { name: talk.next, exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: /^clients,/ })).toHaveCount(2);
      // What the stage shows is seen there in small.
      await look(page, language, "speaker", { smallestPx: 6 });
    });

    test("an embed: its picture, and while it plays", async ({ page }) => {
      await page.goto(`./embed/${LESSON.id}.${language}.html`);
      await look(page, language, "embed");
      const play = async (): Promise<void> => {
        await page.reload();
        await page.getByRole("link", { name: embed.play }).click();
        await expect(page.getByRole("slider")).toBeVisible();
      };
      await look(page, language, "embed-played", { smallestPx: 10, onSize: play });
    });
  });
}

const faults = (page: Page): Promise<string[]> => faultsSeen(page, { language: "ko", smallestPx: 11 });
test.describe("what is broken is found", () => {
  const BODY = `<main style="font: 16px/1.5 sans-serif; width: 300px">
    <p>글자가 <b>모두</b> 보여요.</p><button>하나</button> <button>둘</button>
    <p style="overflow: auto; height: 30px">굴려서 볼 수 있어요.<br>아래에 더 있어요.</p></main>`;
  const PLANTED: readonly (readonly [string, string, RegExp])[] = [
    ["a button over another", `<style>button { position: absolute }</style>`, /"하나" and .*"둘" overlap/],
    [
      "a sheet of glass over all",
      `<i style="position: absolute; inset: 0; background: #0001"></i>`,
      /"하나" lies under <i>/,
    ],
    ["a missing translation", `<p>Watch at least forty requests fail.</p>`, /^not translated: Watch at least/],
    [
      "a text that is cut",
      `<p style="overflow: hidden; width: 60px; white-space: nowrap">아주 긴 문장이에요</p>`,
      /^cut by \d+ px: 아주 긴/,
    ],
    [
      "a shortened text without its whole",
      `<p style="overflow: hidden; width: 60px; white-space: nowrap; text-overflow: ellipsis">아주 긴 문장이에요</p>`,
      /^cut, and its whole is nowhere/,
    ],
    ["a text that is too small", `<p style="font-size: 9px">작아요</p>`, /^only 9.0 px high: 작아요/],
    [
      "a small text in a drawing",
      `<svg viewBox="0 0 100 100" width="50" height="50"><text y="20">작아요</text></svg>`,
      /^only 8.0 px high/,
    ],
    ["a pale text", `<p style="color: #999; background: #fff">흐려요</p>`, /^pale, 2.85 to 1: 흐려요/],
    [
      "a text over another",
      `<p style="position: absolute; top: 0; margin: 20px 0">겹쳐요</p>`,
      /are written over each other/,
    ],
    ["a page that is too wide", `<div style="width: 3000px; height: 1px"></div>`, /^the page is \d+ px wider/],
  ];
  const bodyOf = (more: string): string => `<!doctype html><html lang="ko"><body>${BODY}${more}</body></html>`;

  test("nothing on a page that is whole", async ({ page }) => {
    await page.setContent(bodyOf(""));
    expect(await faults(page)).toEqual([]);
  });
  test("each planted fault, and nothing else", async ({ page }) => {
    for (const [what, html, found] of PLANTED) {
      await page.setContent(bodyOf(html));
      const seen = await faults(page);
      expect(seen.filter((fault) => found.test(fault)).length, `${what}: ${seen.join("; ")}`).toBeGreaterThan(0);
    }
  });
  test("a control that is gone, and one that says something else, are missing from the skeleton", async ({ page }) => {
    await page.setContent(bodyOf(""));
    expect(await skeletonOf(page)).toBe('main\n  button "하나"\n  button "둘"\n');
    await page.setContent(bodyOf("").replace("<button>둘</button>", ""));
    expect(await skeletonOf(page)).toBe('main\n  button "하나"\n');
  });
});
