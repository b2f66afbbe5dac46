// Embeds on a foreign page: the picture first and without a script, played in its place, five to a page, in a sandbox, and deaf to strangers.
import type { Frame, FrameLocator, Page } from "@playwright/test";
import { embed as embedEn } from "#app/i18n/embed-en";
import { embed as embedKo } from "#app/i18n/embed-ko";
import { snippet as snippetEn } from "#app/i18n/snippet-en";
import { axeOn } from "./findings.ts";
import { LESSON, TEXTS, expect, fillIn, test } from "./fixtures.ts";
import { faultsSeen } from "./looks.ts";

const TEXT = { en: embedEn, ko: embedKo };

const PLAYER = /\/embed\/player\.js$/;
const hrefOf = (language = "en", search = ""): string => `embed/${LESSON.id}.${language}.html${search}`;

/** A page of somebody else's around embeds; it notes what they say. */
const openHost = async (page: Page, body: string): Promise<void> => {
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>A blog</title><script>
        window.heard = [];
        addEventListener("message", (event) => heard.push(event.data));
      </script><body>${body}`,
    }),
  );
  await page.goto("./host.html");
};
interface Heard {
  readonly type: string;
  readonly t?: number;
  readonly height?: number;
  readonly why?: string;
  readonly isPlaying?: boolean;
}
const heard = async (page: Page, type: string): Promise<readonly Heard[]> =>
  (await page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard)).filter((m) => m.type === type);
const send = (page: Page, message: object): Promise<void> =>
  page.evaluate(
    (m) => document.querySelector("iframe")!.contentWindow!.postMessage({ drydock: 1, ...m }, "*"),
    message,
  );
const frameHtml = (attributes = "", search = ""): string =>
  `<iframe ${attributes} src="${hrefOf("en", search)}" style="width:760px;height:600px;border:0" title="embed"></iframe>`;
const said = (frame: FrameLocator | Page): ReturnType<Page["locator"]> => frame.locator(".said");
/** To the pixel: what is left of one is the browser's. */
const placeOf = async (page: Page): Promise<readonly number[]> => {
  const { x, y, width, height } = (await page.locator(".picture").boundingBox())!;
  const scrolled = await page.evaluate(() => scrollY);
  return [x, y + scrolled, width, height].map(Math.round);
};
const playIn = (frame: FrameLocator | Page, language: "en" | "ko" = "en"): ReturnType<Page["getByRole"]> =>
  frame.locator(".picture").getByRole("link", { name: TEXT[language].play });

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language, javaScriptEnabled: false });

    test("without script the picture, its words and its link are there, and nothing else is fetched", async ({
      page,
    }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`./${hrefOf(language)}`);
      const { title, teaser } = TEXTS[language].prose;
      await expect(page.getByRole("img", { name: title })).toBeVisible();
      await expect(page.getByText(teaser)).toBeVisible();
      await expect(page.getByRole("link", { name: TEXT[language].open })).toHaveAttribute(
        "href",
        `../#/lesson/${LESSON.id}`,
      );
      expect(asked.filter((path) => !/\.(html|svg)$/.test(path))).toEqual([]);
    });
  });

  test.describe(`${language}, played`, () => {
    test.use({ language });

    test("it is played in the picture's place, by keyboard too, and axe finds nothing", async ({ page }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`./${hrefOf(language, "?panes=editor,terminal&edit=1&speed=5")}`);
      await expect(page.locator(".wide svg")).toBeVisible();
      expect(asked.some((url) => PLAYER.test(url))).toBe(false);
      expect((await axeOn(page).analyze()).violations).toEqual([]);
      const before = await placeOf(page);
      await playIn(page, language).focus();
      await page.keyboard.press("Enter");
      await expect(said(page)).toContainText(/^\d\d:\d\d · /);
      expect(await placeOf(page)).toEqual(before);
      const pause = page.getByRole("button", { name: TEXT[language].pause });
      await expect(pause).toBeFocused();
      await expect(said(page)).not.toContainText(TEXT[language].failed(0));
      await page.keyboard.press("Space");
      await expect(page.getByRole("button", { name: TEXT[language].play })).toBeFocused();
      const stopped = await said(page).textContent();
      await fillIn(page.getByRole("textbox", { name: TEXT[language].command }), "kubectl get pods");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("log")).toContainText("$ kubectl get pods\nNAME");
      expect(await said(page).textContent()).toBe(stopped);
      await page.getByRole("slider", { name: TEXT[language].position }).focus();
      await page.keyboard.press("Home");
      await expect(said(page)).toContainText("00:00");
      expect(await placeOf(page)).toEqual(before);
      expect((await axeOn(page).analyze()).violations).toEqual([]);
    });
  });
}

for (const id of ["brief-outage", "frozen-node"])
  for (const [width, shape] of [
    [760, ".wide"],
    [390, ".tall"],
  ] as const) {
    test(`played, ${id} stands as in its picture (${width} px), and goes on from there`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`./embed/${id}.en.html?speed=0.1`);
      /** Words, and where they stand, of the cluster and of the playhead: of its picture, and of the first frame that is drawn after it. */
      await page.evaluate((inShape) => {
        const standing = (from: string): object[] =>
          [...document.querySelectorAll(`${inShape} ${from} text`)].map((text) => {
            const { x, y } = text.getBoundingClientRect();
            return { word: text.textContent.replace(/ broken$/, ""), x, y };
          });
        Object.assign(globalThis, { shown: standing(".was"), played: [] });
        const seen = new MutationObserver(() => {
          if (document.querySelector(`${inShape} .was`)) return;
          seen.disconnect();
          requestAnimationFrame(() => Object.assign(globalThis, { played: standing("svg") }));
        });
        seen.observe(document.body, { subtree: true, childList: true, attributes: true });
      }, shape);
      type Word = { readonly word: string; readonly x: number; readonly y: number };
      const wordsOf = (name: "shown" | "played"): Promise<readonly Word[]> =>
        page.evaluate((of) => (globalThis as unknown as { readonly [n: string]: readonly Word[] })[of]!, name);
      const barOf = async (): Promise<readonly number[]> => {
        const { y, height } = (await page.locator(".bar").boundingBox())!;
        return [y, height].map(Math.round);
      };
      const bar = await barOf();
      const shown = await wordsOf("shown");
      expect(shown.length).toBeGreaterThan(10);
      await playIn(page).click();
      await expect.poll(async () => (await wordsOf("played")).length).toBeGreaterThan(10);
      const played = await wordsOf("played");
      const isThere = ({ word, x, y }: Word): boolean =>
        played.some((one) => one.word === word && Math.abs(one.x - x) < 4 && Math.abs(one.y - y) < 1);
      expect(shown.filter((one) => !isThere(one))).toEqual([]);
      expect(await barOf()).toEqual(bar);
    });
  }

test("what is mended is seen to hold, and the page around hears that it is done", async ({ page }) => {
  await openHost(page, frameHtml("", "?speed=60"));
  const frame = page.frameLocator("iframe");
  await playIn(frame).click();
  await frame.getByRole("button", { name: embedEn.mend }).click();
  await expect(said(frame)).toContainText(embedEn.mended, { timeout: 40_000 });
  await expect.poll(async () => (await heard(page, "done")).length).toBeGreaterThan(0);
  expect((await heard(page, "height"))[0]!.height).toBeGreaterThan(300);
});

test("it listens to the page around and to nobody else, and refuses what is none of its messages", async ({ page }) => {
  await openHost(page, frameHtml());
  const frame = page.frameLocator("iframe");
  await expect(playIn(frame)).toBeVisible();
  await expect.poll(async () => (await heard(page, "height")).length).toBeGreaterThan(0);
  // A stranger: the embed's own window, as a script that got into another frame would.
  const inner = page.frames().find((f: Frame) => f.url().includes("/embed/"))!;
  await inner.evaluate(() => window.postMessage({ drydock: 1, type: "seek", t: 40 }, "*"));
  await send(page, { type: "seek", t: 12 });
  await expect(said(frame)).toContainText("00:12");
  await send(page, { type: "eval", code: "alert(1)" });
  await send(page, { type: "seek", t: "<script>" });
  await send(page, { type: "apply", file: "mynginx.yaml", text: "kind: Pod" });
  await expect
    .poll(async () => (await heard(page, "refused")).map((m) => m.why!.split(":")[0]))
    .toEqual(["type", "t", "edit is not allowed"]);
  await expect(said(frame)).toContainText("00:12");
  await send(page, { type: "play" });
  await expect.poll(async () => (await heard(page, "time")).at(-1)?.isPlaying).toBe(true);
});

test("in a sandboxed frame without an origin, with storage out of reach, it plays", async ({ page }) => {
  await openHost(page, frameHtml('sandbox="allow-scripts"'));
  const frame = page.frameLocator("iframe");
  await playIn(frame).click();
  await expect(said(frame)).toContainText(/^\d\d:\d\d · /);
});

test("where the simulation does not come, the picture stays and says so", async ({ page }) => {
  await page.route(PLAYER, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto(`./${hrefOf()}`);
  await playIn(page).click();
  await expect(said(page)).toHaveText(embedEn.notLoaded);
  await expect(page.locator(".wide svg")).toBeVisible();
});

test("five on one page: each is a picture until it is played, and rests where nobody sees it", async ({ page }) => {
  const five = Array.from({ length: 5 }, () => `<p style="height:500px">text</p>${frameHtml('loading="eager"')}`);
  await openHost(page, five.join(""));
  for (let i = 0; i < 5; i++) await expect(playIn(page.frameLocator("iframe").nth(i))).toBeAttached();
  const first = page.frameLocator("iframe").nth(0);
  await playIn(first).click();
  await expect(said(first)).toContainText(/^\d\d:\d\d · /);
  await page.locator("iframe").nth(4).scrollIntoViewIfNeeded();
  await expect(first.locator(".embed")).toHaveAttribute("data-asleep", "");
  const stopped = await said(first).textContent();
  const last = page.frameLocator("iframe").nth(4);
  await playIn(last).click();
  await expect(said(last)).toContainText(/^\d\d:\d\d · [1-9]/);
  expect(await said(first).textContent()).toBe(stopped);
  await page.locator("iframe").nth(0).scrollIntoViewIfNeeded();
  await expect(said(first)).not.toHaveText(stopped!);
});

test("<drydock-scene> takes the place of its picture, and speaks by methods and events", async ({ page }) => {
  await openHost(
    page,
    `<drydock-scene lesson="${LESSON.id}" lang="ko" theme="dark"><img alt="picture" src="embed/${LESSON.id}.ko.svg"></drydock-scene>
     <script src="embed/drydock-scene.js"></script>`,
  );
  const frame = page.frameLocator("drydock-scene iframe");
  await expect(playIn(frame, "ko")).toBeVisible();
  await page.evaluate(() => {
    const scene = document.querySelector("drydock-scene")!;
    scene.addEventListener("drydock-time", (event) => {
      scene.setAttribute("data-t", String((event as CustomEvent<{ t: number }>).detail.t));
    });
    (scene as unknown as { seek(t: number): void }).seek(15);
  });
  await expect(page.locator("drydock-scene")).toHaveAttribute("data-t", "15");
  await expect(said(frame)).toContainText("00:15");
  const high = await page.locator("drydock-scene iframe").boundingBox();
  const inner = await frame.locator(".embed").boundingBox();
  expect(Math.abs(high!.height - inner!.height)).toBeLessThan(2);
});

test("?embed leads to the embed; nothing but a lesson's name leads anywhere", async ({ page }) => {
  await page.goto(`./?embed&lesson=${LESSON.id}&lang=ko&theme=dark`);
  await expect(page).toHaveURL(new RegExp(`/embed/${LESSON.id}\\.ko\\.html\\?theme=dark$`));
  await page.goto("./?embed&lesson=//evil.example/x");
  await expect(page).toHaveURL(/\/$/);
});

test("a snippet's height is right before anything plays, and stays", async ({ page }) => {
  await page.goto(`./?snippet=${LESSON.id}`);
  const code = page.getByRole("textbox", { name: snippetEn.forms.iframe });
  const height = async (): Promise<number> => Number(/height:(\d+)px/.exec(await code.inputValue())?.[1]);
  const embedded = page.frameLocator("iframe");
  const root = embedded.locator(".embed");
  await page.getByRole("checkbox", { name: snippetEn.editor }).check();
  await page.getByRole("checkbox", { name: snippetEn.terminal }).check();
  await page.getByRole("checkbox", { name: snippetEn.edit }).check();
  await expect(embedded.locator(".panes")).toHaveAttribute("data-soon", snippetEn.soon);
  await expect.poll(height).toBeGreaterThan(900);
  const before = await height();
  await embedded.getByRole("link", { name: embedEn.play }).click();
  await expect(embedded.getByRole("log", { name: embedEn.terminal })).toBeVisible();
  const played = await root.evaluate((element) => element.getBoundingClientRect().height);
  // The words below the picture give way to buttons: a line less at most.
  expect(before - played).toBeGreaterThanOrEqual(0);
  expect(before - played).toBeLessThan(24);
  expect(await height()).toBe(before);
});

test("without a network the preview is said in words, and the address of this machine is named as such", async ({
  page,
  context,
}) => {
  await page.goto("./?snippet");
  await expect(page.getByText(snippetEn.onlyHere)).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(snippetEn.offline)).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.locator("iframe")).toHaveCount(1);
});

test("sixty seconds in a window of their own lead back to the course, and their picture keeps its scale", async ({
  page,
}) => {
  await page.goto(`./embed/${LESSON.id}.en.html?scene`);
  await page.getByRole("link", { name: embedEn.play }).click();
  const picture = page.locator(".live > .over > svg");
  await expect(page.locator(".stamp")).toHaveText(embedEn.broken);
  const scale = await picture.getAttribute("viewBox");
  const slider = page.getByRole("slider");
  for (const at of [10_000, 20_000, 26_000, 40_000, 58_000]) {
    await slider.fill(String(at / 1000));
    await expect(picture).toHaveAttribute("viewBox", scale!);
  }
  await page.getByRole("link", { name: snippetEn.back }).click();
  await expect(page).toHaveURL(/\/$/);
});

for (const search of ["", "?scene"]) {
  test(`played${search}, it takes the other drawing when its frame becomes another: what is written stays readable`, async ({
    page,
  }) => {
    const tooSmall = async (): Promise<readonly string[]> =>
      (await faultsSeen(page, { language: "en", smallestPx: 10 })).filter((fault) => fault.startsWith("only"));
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.goto(`./embed/${LESSON.id}.en.html${search}`);
    await page.getByRole("link", { name: embedEn.play }).click();
    const slider = page.getByRole("slider");
    await slider.fill("12");
    const shown = page.locator(".live:visible > .over > svg, .live:visible > svg").first();
    const scene = (await shown.getAttribute("viewBox"))!;
    await page.setViewportSize({ width: 390, height: 800 });
    await expect(shown).not.toHaveAttribute("viewBox", scene);
    await expect.poll(tooSmall).toEqual([]);
    await expect(slider).toHaveValue("12");
    await page.setViewportSize({ width: 1000, height: 800 });
    await expect(shown).toHaveAttribute("viewBox", scene);
    await page.getByRole("button", { name: embedEn.play }).click();
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(13);
  });
}

test("the page that makes a snippet shows what it will look like", async ({ page }) => {
  await page.goto(`./?snippet=${LESSON.id}`);
  await expect(page.getByRole("heading", { level: 1, name: snippetEn.title })).toBeVisible();
  const frameText = page.getByRole("textbox", { name: snippetEn.forms.iframe });
  await expect(frameText).toHaveValue(new RegExp(`embed/${LESSON.id}\\.en\\.html"`));
  await page.getByRole("checkbox", { name: snippetEn.terminal }).check();
  await page.getByRole("combobox", { name: snippetEn.theme }).selectOption("dark");
  await expect(frameText).toHaveValue(/en\.html\?theme=dark&amp;panes=terminal"/);
  await expect(playIn(page.frameLocator("iframe"))).toBeVisible();
  expect((await axeOn(page).analyze()).violations).toEqual([]);
});
