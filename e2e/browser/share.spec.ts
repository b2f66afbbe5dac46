// A link to an exact second: opened elsewhere it is the same cluster; hostile ones are refused and the page lives.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { share as shareEn } from "#app/i18n/share-en";
import { share as shareKo } from "#app/i18n/share-ko";
import { axeOn } from "./findings.ts";
import { Drydock, expect, LESSON, test } from "./fixtures.ts";

const WORDS = { en: shareEn, ko: shareKo };

/** The page's own word, not one of the editor's. */
const noticeOf = (page: Page): Locator => page.locator("#root > [role=alert]");

const logOf = async (page: Page): Promise<string | null> => page.locator("html").getAttribute("data-log");

const openDialog = async (drydock: Drydock): Promise<ReturnType<Page["getByRole"]>> => {
  await drydock.button(drydock.text.top.share).click();
  const dialog = drydock.page.getByRole("dialog", { name: WORDS[drydock.language].title });
  await expect(dialog).toBeVisible();
  return dialog;
};

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("a link opens the same second of the same run for somebody else", async ({ drydock, browser }) => {
      await drydock.openLesson("?debug");
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      await drydock.next();
      await drydock.run("kubectl get pods");
      await drydock.cursorAt(1);
      await drydock.page.keyboard.type(" # 내 메모");
      await drydock.button(drydock.text.timeline.rewind).click();
      const dialog = await openDialog(drydock);
      const link = await dialog.getByRole("textbox").inputValue();
      expect(link.length).toBeLessThanOrEqual(2000);
      await expect(dialog.getByText(WORDS[language].length(link.length))).toBeVisible();

      const context = await browser.newContext({ locale: language === "ko" ? "ko-KR" : "en-US" });
      const other = new Drydock(await context.newPage(), language);
      await other.page.goto(link);
      await expect(other.cluster).toBeVisible();
      await other.expectStep("look");
      await expect(other.page.locator("html")).toHaveAttribute("data-log", (await logOf(drydock.page))!);
      expect(await other.nowMs()).toBe(await drydock.nowMs());
      await expect(other.code).toBeAttached();
      await other.cursorAt(1);
      await expect(other.editor).toContainText("내 메모");
      await expect(noticeOf(other.page)).toHaveText("");
      // The moment has left the address: what is done from here on outlives a reload.
      expect(new URL(other.page.url()).hash).toBe(`#/lesson/${LESSON.id}`);
      await other.run("kubectl get nodes");
      await other.page.reload();
      await expect(other.terminal).toContainText("kubectl get nodes");
      await context.close();
    });

    test("the dialog is reached by keyboard, closes by Escape, and axe finds nothing", async ({ drydock, page }) => {
      await drydock.openLesson();
      await expect(drydock.code).toBeAttached();
      await drydock.button(drydock.text.top.share).focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: WORDS[language].title });
      await expect(dialog).toBeVisible();
      expect((await axeOn(page).include("dialog").analyze()).violations).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(drydock.button(drydock.text.top.share)).toBeFocused();
    });
  });
}

const HOSTILE = [
  { name: "garbage", hash: "#/lesson/brief-outage?s=AAAA-_zzzz%20%00", notice: "broken" },
  { name: "script text", hash: "#/sandbox?s=<img src=x onerror=alert(1)>", notice: "broken" },
  { name: "a huge one", hash: `#/sandbox?s=${"A".repeat(300_000)}`, notice: "long" },
  { name: "a lesson that is not here", hash: "#/lesson/nobody?s=AAAA", notice: "broken" },
] as const;

for (const { name, hash, notice } of HOSTILE) {
  test(`a hostile link is refused by a clear word, and the page lives: ${name}`, async ({ drydock, page }) => {
    let alerts = 0;
    page.on("dialog", (dialog) => {
      alerts++;
      void dialog.dismiss();
    });
    await page.goto(`./${hash}`);
    await expect(noticeOf(page)).toContainText(drydock.text.notice[notice]);
    await noticeOf(page).getByRole("button", { name: drydock.text.common.close }).click();
    await expect(noticeOf(page)).toHaveText("");
    if (!hash.startsWith("#/lesson/nobody")) {
      await expect(drydock.cluster).toBeVisible();
      await drydock.run("kubectl get nodes");
      await expect(drydock.terminal).toContainText("worker-1");
    }
    expect(alerts).toBe(0);
  });
}

const deflated = async (page: Page, value: object): Promise<string> =>
  page.evaluate(async (text) => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    return btoa(String.fromCharCode(...bytes))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  }, JSON.stringify(value));

test("a link of another version is told apart, and one with another result says so", async ({ drydock, page }) => {
  await drydock.openSandbox();
  await drydock.run("kubectl apply -f deployment.yaml");
  const dialog = await openDialog(drydock);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: shareEn.save }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("drydock-sandbox.json");
  const wire = JSON.parse(readFileSync(await saved.path(), "utf8")) as { readonly log: readonly number[] };
  await page.goto(`./#/sandbox?s=${await deflated(page, { ...wire, drydock: 99 })}`);
  await expect(noticeOf(page)).toContainText(drydock.text.notice.newer);
  await page.goto(`./#/sandbox?s=${await deflated(page, { ...wire, log: [wire.log[0], 1] })}`);
  await expect(noticeOf(page)).toContainText(drydock.text.notice.differs);
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
});

test("a saved file is opened when it is dropped on the page, and a strange one is refused", async ({
  drydock,
  page,
}) => {
  await drydock.openSandbox();
  await drydock.run("kubectl apply -f deployment.yaml");
  const dialog = await openDialog(drydock);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: shareEn.save }).click(),
  ]);
  const text = readFileSync(await saved.path(), "utf8");
  await page.goto("./");
  await expect(page.getByRole("link", { name: drydock.home.sandbox }).first()).toBeVisible();
  const drop = (content: string): Promise<void> =>
    page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([dropped], "moment.json", { type: "application/json" }));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, content);
  await drop("{ this is not ours }");
  await expect(noticeOf(page)).toContainText(drydock.text.notice.broken);
  await drop(text);
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
  await expect(noticeOf(page)).toHaveText("");
});

test("manifests, console, requests and a picture can be taken away", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  const pods = await drydock
    .pod(/Pod mynginx/)
    .evaluateAll((all) => all.map((pod) => pod.ariaLabel!.split(",")[0]!.slice(-5)));
  expect(pods.length).toBeGreaterThan(3);
  const dialog = await openDialog(drydock);
  const take = async (name: string): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name }).click()]);
    return readFileSync(await file.path(), "utf8");
  };
  expect(await take(shareEn.manifests)).toMatch(/^# mynginx\.yaml\napiVersion: apps\/v1[^]*\n---\n# service\.yaml\n/);
  expect(await take(shareEn.console)).toContain("$ kubectl apply -f mynginx.yaml\ndeployment.apps/mynginx configured");
  expect(await take(shareEn.requests)).toMatch(/^second,client,served,failed,outcomes\r\n/);
  const picture = await take(shareEn.picture);
  expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  for (const pod of pods) expect(picture).toContain(`>${pod}</text>`);
});

test("a moment is taken away as PNG, and a lesson as a handout with its agenda and a picture a step", async ({
  drydock,
  page,
}) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.top.share).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "PNG" }).click(),
  ]);
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  // As wide as it is drawn, twice.
  expect(bytes.readUInt32BE(16)).toBe(1920);
  await page.goto("./?handout=brief-outage");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(9);
  await expect(page.getByRole("button")).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByRole("img")).toHaveCount(8);
  await page.goto("./?handout=<script>");
  await expect(page.getByRole("main")).toContainText("There is no such lesson.");
});
