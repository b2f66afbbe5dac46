// What made a newcomer hesitate: each thing that the page now says, or no longer does.
import { expect, fillIn, test } from "./fixtures.ts";
import { seriousFindings } from "./findings.ts";

test("what was done while time stands still says that it waits for play, and play is at hand", async ({ drydock }) => {
  const { text } = drydock;
  await drydock.openSandbox();
  await drydock.applyButton.click();
  await expect(drydock.editor).toContainText(text.guide.waiting);
  await drydock.editor.getByRole("button", { name: text.guide.playNow }).click();
  await expect(drydock.button(text.timeline.pause)).toBeVisible();
  await expect(drydock.editor).not.toContainText(text.guide.waiting);
});

test("before the lesson's own event, and in a future without it, the step says so and leads back", async ({
  drydock,
  page,
}) => {
  const { text } = drydock;
  const lesson = page.getByRole("region", { name: text.lesson.label });
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.slider.focus();
  await page.keyboard.press("Home");
  await expect(lesson).toContainText(text.guide.before("00:10"));
  expect(await seriousFindings(page)).toEqual([]);
  await lesson.getByRole("button", { name: /^Back to \d/ }).click();
  await expect(lesson).not.toContainText(text.guide.before("00:10"));
  await drydock.slider.focus();
  await page.keyboard.press("Home");
  await drydock.run("kubectl scale deployment mynginx --replicas=2");
  await expect(lesson).toContainText(text.guide.elsewhere("00:10"));
  await lesson.getByRole("button", { name: text.guide.backToFuture("A") }).click();
  await expect(lesson).toContainText(text.guide.before("00:10"));
});

test.describe("a riddle", () => {
  test.use({ lesson: "lessons/cases/09-running-not-alive" });
  test("is not given away by the timeline: it flags what the learner does alone", async ({ drydock, page }) => {
    await drydock.openLesson();
    await drydock.slider.focus();
    await page.keyboard.press("End");
    await drydock.goTo("mend");
    await drydock.run("kubectl scale deployment order --replicas=4");
    const flag = (name: RegExp) => page.getByRole("contentinfo").getByRole("button", { name });
    await expect(flag(/scale deployment order/)).toHaveCount(1);
    await expect(flag(/hang order/)).toHaveCount(0);
  });
});

for (const address of ["nope", "Nope!", "brief-outage/review/nope"]) {
  test(`#/lesson/${address} says that there is no such lesson, on the map`, async ({ drydock, page }) => {
    await page.goto(`./#/lesson/${address}`);
    await expect(page.getByRole("alert")).toContainText(drydock.text.notice.noLesson);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/#\/$/);
  });
}

for (const language of ["en", "ko"] as const) {
  test.describe(`a phone, ${language}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, language });
    test("shows what to do and the goal beside the picture, before anything is scrolled", async ({ drydock, page }) => {
      await drydock.openLesson();
      const task = page.getByRole("region", { name: drydock.text.guide.task });
      await expect(task).toContainText(drydock.prose.steps["alarm"]!.goals["see-failures"]!.slice(0, 12));
      await expect(task).toBeInViewport({ ratio: 1 });
      await expect(drydock.cluster).toBeInViewport({ ratio: 0.9 });
      expect(await page.evaluate(() => [scrollY, document.documentElement.scrollWidth])).toEqual([0, 390]);
      // And stays there, whole, while somebody types further down.
      await drydock.pane(drydock.text.terminal.label);
      await page.getByRole("combobox", { name: drydock.text.terminal.input }).click();
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100);
      await expect(task).toBeInViewport({ ratio: 1 });
      const seen = await task.evaluate((strip) => {
        const { left, top, width, height } = strip.getBoundingClientRect();
        return strip.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(seen).toBe(true);
    });
    test("reads one pane of three below the cluster, which is kept, and always sees where the others are", async ({
      drydock,
      page,
    }) => {
      const { text } = drydock;
      await drydock.openLesson();
      const tab = (name: string) => page.getByRole("tab", { name });
      await expect(page.getByRole("tabpanel")).toContainText(drydock.prose.title);
      const heights = [];
      for (const name of [text.editor.files, text.terminal.label, text.top.openLesson]) {
        await drydock.pane(name);
        heights.push(await page.evaluate(() => document.documentElement.scrollHeight / innerHeight));
        await expect(tab(text.terminal.label)).toBeInViewport({ ratio: 1 });
      }
      expect(Math.max(...heights)).toBeLessThan(1.6);
      await tab(text.top.openLesson).focus();
      await page.keyboard.press("ArrowLeft");
      await expect(tab(text.terminal.label)).toBeFocused();
      await fillIn(page.getByRole("combobox", { name: text.terminal.input }), "kubectl get");
      await page.keyboard.press("Escape");
      await tab(text.terminal.label).focus();
      await page.keyboard.press("ArrowRight");
      await expect(tab(text.top.openLesson)).toHaveAttribute("aria-selected", "true");
      await drydock.pane(text.terminal.label);
      await expect(page.getByRole("combobox", { name: text.terminal.input })).toHaveValue("kubectl get");
      await page.reload();
      await expect(page.getByRole("tabpanel", { name: text.terminal.label })).toBeVisible();
      // However much stands above them.
      await page.goto("./#/lesson/why");
      await expect(tab(text.top.openLesson)).toHaveAttribute("aria-selected", "true");
      await expect(tab(text.terminal.label)).toBeInViewport({ ratio: 1 });
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  });
}

test("the marks on a pod are explained: from the drawing, with the marks themselves", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.graph.marks).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("limit");
  await expect(dialog).toContainText("readiness");
  expect(await seriousFindings(page)).toEqual([]);
});

test.describe("eleven machines", () => {
  test.use({ lesson: "lessons/concepts/01-why", viewport: { width: 1440, height: 900 } });
  test("are legible, wear their teams, and no button lies on a card", async ({ drydock, page }) => {
    await drydock.openLesson();
    await expect(drydock.cluster.getByText("team=pay")).toHaveCount(4);
    const name = drydock.cluster.getByText("vm-10", { exact: true });
    const size = await name.evaluate((node) => {
      const { height } = node.getBoundingClientRect();
      return (height / (node as HTMLElement).offsetHeight) * Number.parseFloat(getComputedStyle(node).fontSize);
    });
    expect(size).toBeGreaterThanOrEqual(11);
    const tools = (await page.getByRole("toolbar").boundingBox())!;
    const registry = (await drydock.cluster.getByText("nexus.local").boundingBox())!;
    expect(tools.x + tools.width).toBeLessThanOrEqual(registry.x);
  });
  test("say all images of the registry to whoever comes there by the keyboard", async ({ drydock }) => {
    await drydock.openLesson();
    const held = drydock.cluster.getByRole("group", { name: /shop:1\.0, .*coupon:1\.0/ });
    await held.focus();
    // Chromium says what stands there, Firefox where it is taken from.
    const shown = await held.evaluate((row) =>
      getComputedStyle(row, "::after").content.replace("attr(title)", row.getAttribute("title")!),
    );
    expect(shown).toContain("coupon:1.0");
  });
});
