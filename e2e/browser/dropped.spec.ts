// A lesson's folder, dropped on the page: it opens as data, in both languages, and what is wrong with it is said.
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const FOLDER = "lessons/cases/06-redeploy-hangs";
const TITLE = "<img src=x onerror=alert(1)> My own";

const drop = (page: Page, change: (name: string, text: string) => string): Promise<void> =>
  page.evaluate(
    (files) => {
      const dataTransfer = new DataTransfer();
      for (const { name, text } of files) dataTransfer.items.add(new File([text], name));
      globalThis.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    readdirSync(FOLDER).map((name) => ({ name, text: change(name, readFileSync(`${FOLDER}/${name}`, "utf8")) })),
  );

test("a dropped lesson opens, runs nothing and fetches nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("dialog", () => expect("a script").toBe("not run"));
  await page.goto("./");
  const site = new URL("./", page.url()).href;
  await expect(page.getByRole("link", { name: /Why/ }).first()).toBeVisible();
  await drop(page, (name, text) => (name === "en.md" ? text.replace(/^# .*/, `# ${TITLE}`) : text));
  await expect(page).toHaveURL(/#\/lesson\/dropped-redeploy-hangs$/);
  await expect(page.getByText(TITLE).first()).toBeVisible();
  await expect(page.locator("img")).toHaveCount(0);
  expect(asked.filter((url) => !url.startsWith(site))).toEqual([]);
});

test("what is wrong with a dropped lesson is said by its line", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("link", { name: /Why/ }).first()).toBeVisible();
  await drop(page, (name, text) => (name === "en.md" ? text.replace("## cost", "## costs") : text));
  await expect(page.getByRole("alert")).toContainText('en.md: no section for step "cost"');
});
