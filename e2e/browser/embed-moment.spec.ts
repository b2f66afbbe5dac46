// An embed of any moment: a link that “Share” gave becomes a frame which shows that very second, of a lesson or of a sandbox.
import type { Locator, Page } from "@playwright/test";
import { embed as embedEn } from "#app/i18n/embed-en";
import { embed as embedKo } from "#app/i18n/embed-ko";
import { notices } from "#app/i18n/notices-en";
import { share } from "#app/i18n/share-en";
import { snippet } from "#app/i18n/snippet-en";
import { whatIf as whatIfEn } from "#app/i18n/what-if-en";
import { whatIf as whatIfKo } from "#app/i18n/what-if-ko";
import { axeOn } from "./findings.ts";
import { LESSON, expect, fillIn, test, type Drydock } from "./fixtures.ts";

const linkOf = async (drydock: Drydock): Promise<string> => {
  await drydock.button(drydock.text.top.share).click();
  return drydock.page.getByRole("dialog", { name: share.title }).getByRole("textbox").first().inputValue();
};
const toSnippet = (page: Page): Promise<void> => page.getByRole("link", { name: share.embed }).click();
const said = (page: Page): ReturnType<Page["locator"]> => page.locator(".said");

test("this very moment of a lesson becomes a frame, and the frame shows it", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.run("kubectl get pods");
  const link = await linkOf(drydock);
  const letters = link.slice(link.indexOf("?s=") + 3);
  const [, time = ""] = /(\d\d:\d\d)/.exec((await page.getByText(share.link("")).first().textContent()) ?? "") ?? [];
  await toSnippet(page);
  await expect(page.getByText(snippet.momentIs(time))).toBeVisible();
  const frameText = page.getByRole("textbox", { name: snippet.forms.iframe });
  await expect(frameText).toHaveValue(new RegExp(`embed/${LESSON.id}\\.en\\.html#s=${letters}"`));
  const preview = page.frameLocator("iframe");
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect(preview.locator(".said")).toContainText(time);
  await expect(preview.getByRole("link", { name: embedEn.open })).toHaveAttribute(
    "href",
    new RegExp(`\\?s=${letters}$`),
  );
  expect((await axeOn(page).analyze()).violations).toEqual([]);
  await page.goto(`./embed/${LESSON.id}.en.html?panes=terminal#s=${letters}`);
  await expect(said(page)).toContainText(time);
  await expect(page.getByRole("log")).toContainText("$ kubectl get pods");
  await page.getByRole("button", { name: embedEn.play }).click();
  await expect(said(page)).not.toContainText(time);
  expect((await axeOn(page).analyze()).violations).toEqual([]);
});

test("a link to a sandbox is pasted, its frame goes on from there, and other links are refused", async ({
  drydock,
  page,
}) => {
  await page.goto("./#/sandbox");
  await expect(drydock.cluster).toBeVisible();
  await drydock.run("kubectl apply -f deployment.yaml");
  const link = await linkOf(drydock);
  await page.goto("./?snippet");
  const field = page.getByRole("textbox", { name: snippet.moment });
  await fillIn(field, "https://example.org/#/sandbox?s=abc");
  await expect(page.getByText(snippet.momentBroken)).toBeVisible();
  await fillIn(field, link);
  const frameText = page.getByRole("textbox", { name: snippet.forms.iframe });
  await expect(frameText).toHaveValue(/embed\/sandbox\.en\.html#s=/);
  const src = /src="[^"]*(embed\/[^"]*)"/.exec(await frameText.inputValue())![1]!;
  await page.goto(`./${src.replace("#", "?panes=terminal&edit=1#")}`);
  await expect(page.getByRole("log")).toContainText("deployment.apps/web created");
  const command = page.getByRole("textbox", { name: embedEn.command });
  await fillIn(command, "kubectl get deployment");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText("web    0/3");
  // A command goes on until it is whole, and can be given up.
  await fillIn(command, "for x in 1 2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText(/\$ for x in 1 2\n$/);
  await fillIn(command, "do echo round $x; done");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText(/round 1\nround 2\n$/);
  await fillIn(command, "echo 'never");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("log")).toContainText(/round 2\n$/);
});

test("a moment that is none is refused in words, and the lesson can be played", async ({ page }) => {
  await page.goto(`./embed/${LESSON.id}.en.html#s=7VbL`);
  await expect(said(page)).toHaveText(notices.notice.broken);
  await page.locator(".picture").getByRole("link", { name: embedEn.play }).click();
  await expect(said(page)).toContainText(/^\d\d:\d\d · /);
});

test("the embed of the sandbox is a picture first", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("./embed/sandbox.en.html");
  await expect(page.getByRole("img", { name: snippet.sandbox.title })).toBeVisible();
  expect(asked.filter((url) => url.endsWith(".js")).map((url) => url.split("/").at(-1))).toEqual(["frame.js"]);
  await page.locator(".picture").getByRole("link", { name: embedEn.play }).click();
  await expect(said(page)).toContainText(/^01:0\d · /);
});

/** How many requests failed on a side, at its end. */
const failedIn = async (side: Locator): Promise<number> => {
  const numbers = async (): Promise<readonly number[]> =>
    (await side.locator("p").textContent())?.match(/\d+/g)?.map(Number) ?? [];
  await expect.poll(async () => Math.max(0, ...(await numbers()))).toBeGreaterThan(1000);
  return Math.min(...(await numbers()));
};

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("two futures stand beside each other on one clock, and the way back leads to the picture", async ({
      page,
    }) => {
      const [text, whatIf] = language === "ko" ? [embedKo, whatIfKo] : [embedEn, whatIfEn];
      await page.goto(`./embed/${LESSON.id}.${language}.html?whatif&speed=10`);
      await page.locator(".picture").getByRole("link", { name: text.play }).click();
      const [left, right] = [
        page.getByRole("region", { name: whatIf.left }),
        page.getByRole("region", { name: whatIf.right }),
      ];
      await expect(left.getByRole("combobox")).toHaveValue("nothing");
      await expect(right.getByRole("combobox")).toHaveValue("fix ready-path");
      await expect(page.locator(".parting")).toContainText(whatIf.parts(""));
      await page.getByRole("slider", { name: whatIf.clock }).press("End");
      const mended = await failedIn(right);
      expect(mended).toBeLessThan(100);
      await expect(page.locator(".diffs .added").first()).toBeVisible();
      await expect(left.getByRole("img")).toBeVisible();
      expect((await axeOn(page).analyze()).violations).toEqual([]);
      // Another one is chosen: it is made, and fails.
      await right.getByRole("combobox").selectOption("wrong only-waits");
      await expect(page.locator(".beside")).not.toHaveAttribute("aria-busy", /./, { timeout: 40_000 });
      await page.getByRole("slider", { name: whatIf.clock }).press("End");
      await expect.poll(() => failedIn(right)).toBeGreaterThan(mended);
      const toggle = page.getByRole("button", { name: text.whatIf });
      await expect(toggle).toHaveAttribute("aria-pressed", "true");
      await toggle.click();
      await expect(left).toBeHidden();
      await expect(page.locator(".picture svg").first()).toBeVisible();
    });
  });
}

test("a sandbox has two futures when somebody has gone back and done something else", async ({ page }) => {
  await page.goto("./embed/sandbox.en.html?edit=1&panes=terminal");
  await page.locator(".picture").getByRole("link", { name: embedEn.play }).click();
  await expect(said(page)).toContainText(/^\d\d:\d\d · /);
  const toggle = page.getByRole("button", { name: embedEn.whatIf });
  await expect(toggle).toBeHidden();
  await page.getByRole("slider", { name: embedEn.position }).fill("20");
  await fillIn(page.getByRole("textbox", { name: embedEn.command }), "kubectl delete deployment web");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText("deleted");
  await toggle.click();
  await expect(page.locator(".parting")).toContainText("$ kubectl delete deployment web");
  await expect(page.locator(".parting")).toContainText(whatIfEn.parts("00:20"));
});

test("where the simulation throws, the embed says so, stands at its last good moment, and goes on", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { imul } = Math;
    Math.imul = (a, b) => {
      if (!document.documentElement.hasAttribute("data-fault")) return imul(a, b);
      document.documentElement.removeAttribute("data-fault");
      throw new Error("planted");
    };
  });
  await page.goto(`./embed/${LESSON.id}.en.html`);
  await page.locator(".picture").getByRole("link", { name: embedEn.play }).click();
  await expect(said(page)).toContainText(/^\d\d:\d\d · /);
  await page.evaluate(() => document.documentElement.setAttribute("data-fault", ""));
  await expect(said(page)).toHaveText(/^It broke, and stands at \d\d:\d\d, the last good moment \(planted\)/);
  await page.getByRole("button", { name: embedEn.play }).click();
  await expect(said(page)).toContainText(/^\d\d:\d\d · /);
});
