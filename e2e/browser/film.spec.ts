// A span of the run as a film: a file that a player can open; and what becomes of the page when it is reloaded meanwhile.
import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { share } from "#app/i18n/share-en";
import { expect, test, type Drydock } from "./fixtures.ts";

/** Enough has passed for a short film; the longest span is asked for, so that the film is as long as the run. */
const begin = async (drydock: Drydock): Promise<Locator> => {
  await drydock.openLesson();
  await drydock.run("kubectl scale deployment mynginx --replicas=5");
  await expect(drydock.terminal).toContainText("scaled");
  await drydock.button(drydock.text.top.share).click();
  const dialog = drydock.page.getByRole("dialog", { name: share.title });
  await dialog.getByRole("button", { name: share.filmTake }).click();
  return dialog;
};

test("a film of the last seconds is a file that plays", async ({ drydock, page }) => {
  test.slow();
  const coming = page.waitForEvent("download", { timeout: 90_000 });
  const dialog = await begin(drydock);
  const film = await coming;
  await expect(dialog.getByText(share.filmTaken)).toBeVisible();
  expect(film.suggestedFilename()).toMatch(/^drydock\.(webm|mp4)$/);
  const bytes = readFileSync(await film.path()).toString("base64");
  // The page's policy lets it play nothing: another page does.
  const player = await page.context().newPage();
  const seen = await player.evaluate(async (base64) => {
    const video = document.createElement("video");
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    await video.play();
    const frames = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    await frames;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    const context = canvas.getContext("2d")!;
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, colours: new Set(new Uint32Array(data.buffer)).size };
  }, bytes);
  expect(seen.width).toBeGreaterThan(600);
  expect(seen.height).toBeGreaterThan(300);
  // A picture, and no empty sheet.
  expect(seen.colours).toBeGreaterThan(50);
});

test("a reload while a film is made leaves the work, and no film", async ({ drydock, page }) => {
  const downloads: string[] = [];
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  const dialog = await begin(drydock);
  await expect(dialog.getByText(/^\d+%$/)).toBeVisible();
  await page.reload();
  await expect(drydock.terminal).toContainText("scaled");
  await drydock.run("kubectl get deployment");
  await expect(drydock.terminal).toContainText("READY");
  expect(downloads).toEqual([]);
});
