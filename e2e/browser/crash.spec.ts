// Something of ours throws: the page says what happened, keeps the work, goes on, and hands out a file that opens at that moment.
import { readFileSync } from "node:fs";
import { test as base } from "@playwright/test";
import { Drydock, expect, test } from "./fixtures.ts";

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
