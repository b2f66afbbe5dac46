// Case 10 without a pointer: Tab, arrows, Enter, Space and the page's own keys.
import type { Locator } from "@playwright/test";
import { expect, fillIn, plain, test, type Drydock } from "./fixtures.ts";

const MOST_TABS = 90;
const FAILING = /:8080 closed|50[23] for clients/;

class Keys {
  readonly drydock: Drydock;
  #isTabFree = false;

  constructor(drydock: Drydock) {
    this.drydock = drydock;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.drydock.page.keyboard.press(key);
  }
  async type(text: string): Promise<void> {
    await this.drydock.page.keyboard.type(text);
  }

  /** Tab, until it is there. In the editor Tab belongs to the text, until Ctrl+M gives it back. */
  async tabTo(target: Locator): Promise<void> {
    const key = await this.#keyTo(target);
    for (let i = 0; i < MOST_TABS; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      if (!this.#isTabFree && (await this.#isInEditor())) {
        await this.press("Control+m");
        this.#isTabFree = true;
      }
      await this.press(key);
    }
    throw new Error(`Tab does not lead to ${target.toString()}`);
  }
  /** The shorter way; and past a page's last element Firefox goes on to its own bars, out of which no test can tab. */
  async #keyTo(target: Locator): Promise<string> {
    const isBefore = await target.evaluate((element) => {
      const { activeElement: now } = document;
      return now !== null && (now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
    });
    return isBefore ? "Shift+Tab" : "Tab";
  }
  async activate(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.press("Enter");
  }
  async command(line: string): Promise<void> {
    await this.tabTo(this.drydock.page.getByRole("combobox", { name: this.drydock.text.terminal.input }));
    await this.type(line);
    await this.press("Enter");
  }
  /** Into the drawing, and by the arrows to the first object with such a name. */
  async arrowTo(name: RegExp): Promise<void> {
    await this.tabTo(this.drydock.cluster);
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp"]) {
      await this.press(key);
      if (name.test(await this.#focused())) return;
    }
    throw new Error(`The arrows do not lead to ${String(name)}`);
  }
  async guess(step: string, option: string): Promise<void> {
    const { page, guessing, prose } = this.drydock;
    const card = page.getByRole("region", { name: guessing.label });
    const { options, answer } = prose.steps[step]!.predict!;
    await this.tabTo(card.getByRole("radio").first());
    await this.press("Space");
    for (let i = 0; i < Object.keys(options).indexOf(option); i++) await this.press("ArrowDown");
    await expect(card.getByRole("radio", { name: plain(options[option]!) })).toBeChecked();
    await this.activate(card.getByRole("button", { name: guessing.lock }));
    await expect(card).toContainText(plain(answer).slice(0, 20));
  }
  /** Space plays and pauses, wherever one is not on a button. */
  async playUntil(holds: () => Promise<void>): Promise<void> {
    await this.press("k");
    await holds();
    await this.press("k");
  }

  async #isInEditor(): Promise<boolean> {
    return this.drydock.page.evaluate(() => document.activeElement?.closest(".monaco-editor") != null);
  }
  async #focused(): Promise<string> {
    return this.drydock.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  }
}

test("case 10 by keyboard alone", async ({ drydock, page }) => {
  test.slow();
  const { text } = drydock;
  const keys = new Keys(drydock);
  const next = async (step: string): Promise<void> => {
    await keys.activate(page.getByRole("button", { name: text.lesson.next }));
    await drydock.expectStep(step);
    await expect(page.getByRole("heading", { level: 2 })).toBeFocused();
  };
  await drydock.openLesson();
  await expect(drydock.code).toBeAttached();

  await keys.activate(drydock.button(text.timeline.speedName(10)));
  await keys.playUntil(() => drydock.expectMet("alarm", "see-failures"));
  await next("look");
  await keys.command("kubectl get pods");
  await keys.arrowTo(FAILING);
  await keys.press("Enter");
  await drydock.expectMet("look", "ask-kubernetes", "find-pod");
  await next("explain");
  await keys.arrowTo(FAILING);
  await keys.press("w");
  await expect(page.getByRole("dialog")).toContainText("Ready=True");
  await drydock.expectMet("explain", "open-why");
  await next("predict");
  await keys.guess("predict", "runs-without-requests");
  await next("mend");

  await keys.tabTo(drydock.code);
  await keys.press("ControlOrMeta+Home", ...Array.from({ length: 25 }, () => "ArrowDown"), "End");
  for (const line of ["readinessProbe:", "  periodSeconds: 2", "httpGet:", "  path: /ready", "port: 8080"]) {
    await keys.press("Enter");
    await keys.type(line);
  }
  await keys.press("ControlOrMeta+Enter");
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx configured");
  await keys.activate(drydock.button(text.timeline.speedName(60)));
  await keys.playUntil(() => drydock.expectMet("mend", "redeploy", "no-failure"));
  await next("hold");
  await keys.command("kubectl rollout restart deployment mynginx");
  await keys.activate(drydock.button(text.timeline.speedName(60)));
  await keys.playUntil(() => drydock.expectMet("hold", "again", "still-none"));
  await next("later");
  await keys.guess("later", "taken-out");
  await keys.activate(drydock.button(text.timeline.speedName(10)));
  await keys.playUntil(() => drydock.expectMet("later", "taken-out"));
  await keys.command("kubectl get endpoints mynginx");
  await drydock.expectMet("later", "see-endpoints");
  await next("cost");
  await keys.guess("cost", "slower-rollout");
});

test("the marks of the timeline are one stop of Tab, and the arrows go from one to the next", async ({
  drydock,
  page,
}) => {
  const { text } = drydock;
  const keys = new Keys(drydock);
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.slider.focus();
  await page.keyboard.press("End");
  const marks = page.getByRole("group", { name: text.timeline.marks }).getByRole("button");
  await keys.press("Tab");
  const endMs = await drydock.nowMs();
  await expect(marks.last()).toBeFocused();
  await expect(marks.last()).toHaveAccessibleName(/^(event|failure): ./);
  await keys.press("Home");
  await expect(marks.first()).toBeFocused();
  await keys.press("ArrowRight");
  await expect(marks.nth(1)).toBeFocused();
  await keys.press("Enter");
  await expect.poll(() => drydock.nowMs()).toBeLessThan(endMs);
  await expect(marks.nth(1)).toBeFocused();
  // One stop: the next one lies behind all of them.
  await keys.press("Tab");
  expect(await marks.evaluateAll((all) => all.includes(document.activeElement as HTMLElement))).toBe(false);
});

test("the page's keys do not disturb those who type, and work with Hangul on", async ({ drydock, page }) => {
  await drydock.openLesson();
  await page.keyboard.press("Space");
  await expect(drydock.button(drydock.text.timeline.pause)).toBeVisible();
  await page.keyboard.press("Space");
  await drydock.run("kubectl get pods --watch");
  await page.keyboard.press("Control+c");
  const field = page.getByRole("combobox", { name: drydock.text.terminal.input });
  await fillIn(field, "");
  await field.pressSequentially("k j l w");
  await expect(field).toHaveValue("k j l w");
  await expect(drydock.button(drydock.text.timeline.play)).toBeVisible();
  // The key that is K on a Latin keyboard says ㅏ with Hangul on; its code is the same.
  await page.getByRole("heading", { level: 2 }).focus();
  await page.evaluate(() =>
    document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyK", key: "ㅏ", bubbles: true })),
  );
  await expect(drydock.button(drydock.text.timeline.pause)).toBeVisible();
});
