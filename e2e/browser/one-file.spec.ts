// The whole playground as one file, opened by a double click: no server, no network, nothing beside it.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { talkEn } from "#app/i18n/talk-en";
import { expect, LESSON, test } from "./fixtures.ts";

const root = path.resolve(import.meta.dirname, "../..");
const out = path.join(root, "node_modules/.cache/drydock/one-file");
const file = pathToFileURL(path.join(out, "drydock.html")).href;

// Each worker would build it anew, beside another that does.
test.describe.configure({ mode: "default", timeout: 240_000 });

test.beforeAll(() => {
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--mode", "one", "--outDir", out, "--emptyOutDir", "--logLevel", "error"];
  execFileSync(process.execPath, args, { cwd: root, stdio: "inherit", timeout: 200_000 });
});

test("a lesson is done in it, and nothing else is asked for", async ({ drydock, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && url.split(/[?#]/)[0] !== file) asked.push(url);
  });
  await page.goto(file);
  await expect(page.getByRole("link", { name: drydock.home.embed })).toHaveCount(0);
  await page.goto(`${file}#/lesson/${LESSON.id}`);
  await expect(drydock.cluster).toBeVisible();
  await drydock.run("kubectl get pods");
  await expect(drydock.terminal).toContainText(/mynginx-\S+\s+1\/1\s+Running/);
  await expect(drydock.code).toBeAttached();
  await drydock.play();
  await expect.poll(() => drydock.nowMs()).toBeGreaterThan(2000);
  expect(asked).toEqual([]);
});

test("a talk is given from it: two windows in step", async ({ page, context }) => {
  await page.goto(`${file}?present#/lesson/${LESSON.id}`);
  const speaker = await context.newPage();
  await speaker.goto(`${file}?speaker#/lesson/${LESSON.id}`);
  await expect(speaker.getByText(talkEn.inStep(2))).toBeVisible({ timeout: 30_000 });
});

test("something of ours throws in it: it says so, and the report is saved", async ({ drydock, page }) => {
  await page.addInitScript(() => {
    const { imul } = Math;
    Math.imul = (a, b) => {
      if ((globalThis as { fault?: boolean }).fault) throw new Error("planted in the engine");
      return imul(a, b);
    };
  });
  await page.goto(`${file}#/lesson/${LESSON.id}`);
  await drydock.play();
  await page.evaluate("globalThis.fault = true");
  const alert = page.getByRole("alert").filter({ hasText: "planted in the engine" });
  await expect(alert).toBeVisible();
  await page.evaluate("globalThis.fault = false");
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    alert.getByRole("button", { name: drydock.text.crash.report }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("drydock-report.json");
  await alert.getByRole("button", { name: drydock.text.crash.rewind }).click();
  await drydock.play();
  await expect.poll(() => drydock.nowMs()).toBeGreaterThan(2000);
});
