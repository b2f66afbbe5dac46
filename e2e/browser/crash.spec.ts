// Something of ours throws: the page says what happened, keeps the work, goes on, and hands out a file that opens at that moment.
import { readFileSync } from "node:fs";
import { test as base } from "@playwright/test";
import type { Download, Page } from "@playwright/test";
import { embed as embedEn } from "#app/i18n/embed-en";
import { talkEn } from "#app/i18n/talk-en";
import { Drydock, expect, LESSON, test } from "./fixtures.ts";

/** Plants faults that `window.fault` sets off, once each. */
const plant = (): void => {
  const page = globalThis as unknown as { fault: string };
  const isOn = (fault: string): boolean => {
    if (page.fault !== fault) return false;
    page.fault = "";
    return true;
  };
  const { imul } = Math;
  Math.imul = (a, b) => {
    if (isOn("engine")) throw new Error("planted in the engine");
    return imul(a, b);
  };
  // Called with its element below.
  // oxlint-disable-next-line typescript/unbound-method
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function focusOrThrow(options): void {
    if (this.tagName === "H2" && isOn("pane")) throw new Error("planted in a pane");
    focus.call(this, options);
  };
  const lang = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "lang")!;
  Object.defineProperty(HTMLElement.prototype, "lang", {
    ...lang,
    set(value: string) {
      if (isOn("page")) throw new Error("planted in the page");
      lang.set!.call(this, value);
    },
  });
};
const setOff = (fault: string) => `globalThis.fault = "${fault}"`;

interface Report {
  readonly page: string;
  readonly commands: readonly unknown[];
  readonly crash: { readonly message: string };
}
const readReport = async (saved: Download): Promise<Report> =>
  JSON.parse(readFileSync(await saved.path(), "utf8")) as Report;
const drop = (page: Page, report: Report): Promise<void> =>
  page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([dropped], "report.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(report));
const alertOn = (page: Page) => page.getByRole("alert").filter({ hasText: "planted in the engine" });
const logIn = (page: Page): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset["log"]);

test("the engine throws while time passes", async ({ drydock, page }) => {
  await page.addInitScript(plant);
  await drydock.openLesson("?debug");
  await drydock.run("kubectl scale deployment mynginx --replicas=5");
  await expect(drydock.terminal).toContainText("scaled");
  await drydock.play();
  await expect(drydock.slider).not.toHaveAttribute("aria-valuenow", "0");
  await page.evaluate(setOff("engine"));
  const alert = page.getByRole("alert").filter({ hasText: "planted in the engine" });
  await expect(alert).toBeVisible();
  await expect(drydock.button(drydock.text.timeline.play)).toBeVisible();
  // The work is kept: in the page, in the report, and over a reload.
  await expect(drydock.terminal).toContainText("scaled");
  const logOf = (): Promise<string | null> => page.locator("html").getAttribute("data-log");
  const log = await logOf();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    alert.getByRole("button", { name: drydock.text.crash.report }).click(),
  ]);
  const text = readFileSync(await saved.path(), "utf8");
  const { crash } = JSON.parse(text) as { readonly crash: { readonly message: string; readonly stack: string } };
  expect(crash).toMatchObject({ message: "planted in the engine", doing: { do: "advance" } });
  await page.reload();
  await expect(drydock.terminal).toContainText("scaled");
  // The report opens at the very moment before.
  await page.goto("./?debug#/");
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([dropped], "report.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, text);
  await expect(drydock.terminal).toContainText("scaled");
  expect(await logOf()).toBe(log);
});

test("the engine throws at a command: it was never given, and can be given again", async ({ drydock, page }) => {
  await page.addInitScript(plant);
  await drydock.openLesson();
  await drydock.run("kubectl scale deployment mynginx --replicas=5");
  await expect(drydock.terminal).toContainText("scaled");
  await page.evaluate(setOff("engine"));
  await drydock.run("kubectl create deployment other --image=nexus.local/mynginx:1.0");
  const alert = page.getByRole("alert").filter({ hasText: "planted in the engine" });
  await expect(alert).toBeVisible();
  await expect(drydock.terminal).not.toContainText("deployment.apps/other");
  await alert.getByRole("button", { name: drydock.text.common.close }).click();
  await expect(alert).toHaveCount(0);
  await drydock.run("kubectl create deployment other --image=nexus.local/mynginx:1.0");
  await expect(drydock.terminal).toContainText("deployment.apps/other created");
});

// React tells the console of what a fence has caught: these pages may complain.
base("a pane throws: it says so in its place, and comes back", async ({ page }) => {
  const drydock = new Drydock(page, "en");
  await page.addInitScript(plant);
  await drydock.openLesson();
  await page.evaluate(setOff("pane"));
  await drydock.next();
  const pane = page.getByRole("complementary").getByRole("alert");
  await expect(pane).toContainText("planted in a pane");
  await drydock.run("kubectl get nodes");
  await expect(drydock.terminal).toContainText("worker-3");
  await pane.getByRole("button", { name: drydock.text.crash.again }).click();
  await drydock.expectStep("look");
});

base("the page itself throws: it is not blank, and the work is kept", async ({ page }) => {
  const drydock = new Drydock(page, "en");
  await page.addInitScript(plant);
  await drydock.openLesson();
  await drydock.run("kubectl scale deployment mynginx --replicas=5");
  await expect(drydock.terminal).toContainText("scaled");
  await page.evaluate(setOff("page"));
  await drydock.button("한국어").click();
  await expect(page.locator("main[role=alert]")).toContainText("planted in the page");
  await page.getByRole("button", { name: "Load the page again" }).click();
  await expect(page.getByRole("log")).toContainText("scaled");
});

for (const { face, isByHand } of [
  { face: "?class", isByHand: true },
  { face: `?snippet=${LESSON.id}`, isByHand: true },
  { face: `?handout=${LESSON.id}`, isByHand: false },
  { face: `?preview=${LESSON.id}`, isByHand: false },
]) {
  base(`it throws on ${face}: that is said, and a report can be had`, async ({ page }) => {
    await page.addInitScript(plant);
    // In an effect, when somebody does something; or in what the page waits for.
    if (!isByHand) await page.addInitScript(setOff("page"));
    await page.goto(`./${face}`);
    if (isByHand) {
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.evaluate(setOff("page"));
      await page.getByRole("button", { name: "한국어" }).click();
    }
    const crash = page.locator("[role=alert]");
    await expect(crash).toContainText("planted in the page");
    // What comes of it is not told as well.
    await page.evaluate(() => void Promise.reject(new Error("planted afterwards")));
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      crash.getByRole("button", { name: "Save a report" }).click(),
    ]);
    expect((await readReport(saved)).crash.message).toBe("planted in the page");
    await expect(crash).toHaveCount(1);
  });
}

for (const breaks of ["stage", "speaker"] as const) {
  // What throws while good states are made beforehand is an error of the page: it may complain.
  base(
    `it throws on the ${breaks}'s window in a talk: that one says so, and both go on in step`,
    async ({ page: stage, context }) => {
      const drydock = new Drydock(stage, "en");
      await context.addInitScript(plant);
      await drydock.openLesson("?present&debug");
      const speaker = await context.newPage();
      await speaker.goto(`./?speaker&debug#/lesson/${LESSON.id}`);
      await expect(speaker.getByText(talkEn.inStep(2))).toBeVisible();
      const [broken, other] = breaks === "stage" ? [stage, speaker] : [speaker, stage];
      const began = Number((await logIn(other))?.split(" ")[0]);
      await speaker.keyboard.press("Space");
      await expect.poll(async () => Number((await logIn(other))?.split(" ")[0])).toBeGreaterThan(began);
      await broken.evaluate(setOff("engine"));
      await expect(alertOn(broken)).toBeVisible();
      await expect(alertOn(other)).toHaveCount(0);
      const [saved] = await Promise.all([
        broken.waitForEvent("download"),
        alertOn(broken).getByRole("button", { name: drydock.text.crash.report }).click(),
      ]);
      expect((await readReport(saved)).crash.message).toBe("planted in the engine");
      await alertOn(broken).getByRole("button", { name: drydock.text.crash.rewind }).click();
      await expect(alertOn(broken)).toHaveCount(0);
      const isPlaying = drydock.button(drydock.text.timeline.pause);
      await expect
        .poll(async () => {
          if ((await isPlaying.count()) > 0) await broken.keyboard.press("Space");
          return new Set([await logIn(stage), await logIn(speaker)]).size;
        })
        .toBe(1);
    },
  );
}

test("it throws in a sandbox: the report is of the sandbox, and opens there", async ({ drydock, page }) => {
  await page.addInitScript(plant);
  await page.goto("./?debug#/sandbox");
  await drydock.run("kubectl create deployment web --image=nexus.local/web:1.0 --replicas=3");
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
  await drydock.play();
  await page.evaluate(setOff("engine"));
  await expect(alertOn(page)).toBeVisible();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    alertOn(page).getByRole("button", { name: drydock.text.crash.report }).click(),
  ]);
  const report = await readReport(saved);
  expect(report.page).toBe("sandbox");
  const log = await logIn(page);
  await page.goto("./?debug#/");
  await drop(page, report);
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
  expect(await logIn(page)).toBe(log);
});

for (const search of ["?panes=terminal", "?scene"]) {
  test(`it throws in an embed (${search}): it says so, and hands out a report that opens on the page`, async ({
    drydock,
    page,
  }) => {
    await page.addInitScript(plant);
    await page.goto(`./embed/${LESSON.id}.en.html${search}`);
    await page.getByRole("link", { name: embedEn.play }).click();
    await expect(page.getByRole("slider")).toBeVisible();
    await page.evaluate(setOff("engine"));
    await expect(page.getByText("planted in the engine")).toBeVisible();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: embedEn.report }).click(),
    ]);
    const report = await readReport(saved);
    expect(report).toMatchObject({ page: `lesson/${LESSON.id}`, crash: { message: "planted in the engine" } });
    // To copy, where a sandboxed frame may save nothing.
    expect(JSON.parse(await page.getByRole("textbox", { name: "drydock-report.json" }).inputValue())).toEqual(report);
    // It can be moved on.
    await page.getByRole("slider").fill("3");
    await page.goto("./#/");
    await expect(page.getByRole("main", { name: drydock.home.map })).toBeVisible();
    await drop(page, report);
    await expect(drydock.cluster).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`#/lesson/${LESSON.id}$`));
    await expect(page.getByRole("alert").filter({ hasText: drydock.text.notice.differs })).toHaveCount(0);
  });
}
