// Time as a place: rewind, fork, reload, two tabs, and the same run in Node.
import { useParts } from "#app/session/parts";
import type { Page } from "@playwright/test";
import { LESSON, expect, fillIn, test } from "./fixtures.ts";
import { readLesson } from "../../.ci/lessons-plugin.ts";
import { Session } from "../../src/app/session/session.ts";
import type { SavedTab } from "#app/drivers/storage";

useParts();

const futures = "button";

test("acting in the past begins another future; the old one stays, is named, and can be returned to", async ({
  drydock,
  page,
}) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.slider.focus();
  await page.keyboard.press("Home");
  await expect(drydock.slider).toHaveAttribute("aria-valuenow", "0");
  // What the terminal showed then, it shows now: the deploy has not happened yet.
  await expect(drydock.terminal).not.toContainText("configured");
  // Looking changes nothing: it is printed there, and begins no other future.
  await drydock.run("kubectl get deployment mynginx");
  await expect(drydock.terminal).toContainText("AVAILABLE");
  await expect(
    page.getByRole(futures, { name: drydock.text.timeline.branch("A", "apply -f mynginx.yaml") }),
  ).toHaveCount(0);
  await drydock.run("kubectl scale deployment mynginx --replicas=2");
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx scaled");
  const old = page.getByRole(futures, { name: drydock.text.timeline.branch("A", "apply -f mynginx.yaml") });
  await expect(old).toBeVisible();
  await drydock.playUntil(() => expect(drydock.pod(/Pod mynginx/)).toHaveCount(2), 10);
  await old.click();
  const other = page.getByRole(futures, {
    name: drydock.text.timeline.branch("B", "scale deployment mynginx --replicas=2"),
  });
  await expect(other).toBeVisible();
  await expect(drydock.terminal).not.toContainText("scaled");
  await drydock.slider.focus();
  await page.keyboard.press("End");
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx configured");
  await drydock.expectMet("alarm", "see-failures");
  // A reload loses neither.
  await page.reload();
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx configured");
  await other.click();
  await expect(old).toBeVisible();
  await page.keyboard.press("End");
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx scaled");
});

test("editing while paused in the past applies there", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.button(drydock.text.timeline.rewind).click();
  await drydock.replaceAll((await drydockText(page)).replace("replicas: 4", "replicas: 3"));
  await drydock.applyButton.click();
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx configured");
  // What came before is told of neither: nothing was done in the old one since.
  await expect(page.getByRole(futures, { name: drydock.text.timeline.branch("A", ""), exact: true })).toBeVisible();
});

/** The first file as the lesson gives it, with the image that the colleague deployed. */
const drydockText = async (_page: unknown): Promise<string> =>
  readLesson("lessons/cases/10-brief-outage").compiled!.files[0]!.text.replace("mynginx:1.0", "mynginx:1.1");

test("a reload in the middle keeps drafts, run, place in time and progress", async ({ drydock, page }) => {
  await drydock.openLesson("?debug");
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.next();
  await drydock.run("kubectl get pods");
  await drydock.expectMet("look", "ask-kubernetes");
  await drydock.cursorAt(1);
  await page.keyboard.type(" # mine");
  await expect(drydock.editor).toContainText("# mine");
  const log = await page.locator("html").getAttribute("data-log");
  await page.reload();
  await expect(drydock.cluster).toBeVisible();
  await drydock.expectStep("look");
  await drydock.expectMet("look", "ask-kubernetes");
  await expect(drydock.editor).toContainText("# mine");
  await expect(drydock.terminal).toContainText("kubectl get pods");
  await expect(page.locator("html")).toHaveAttribute("data-log", log!);
});

test("two tabs at once do not disturb each other", async ({ drydock, page, context }) => {
  await drydock.openLesson();
  const other = await context.newPage();
  await other.goto(`./#/lesson/${LESSON.id}`);
  await expect(other.getByRole("region", { name: "Cluster", exact: true })).toBeVisible();
  await page.bringToFront();
  await drydock.cursorAt(1);
  await page.keyboard.type(" # first tab");
  await other.getByRole("button", { name: "To the next event" }).first().click();
  await fillIn(other.getByRole("combobox", { name: "Command" }), "kubectl get nodes");
  await other.getByRole("combobox", { name: "Command" }).press("Enter");
  await page.reload();
  await expect(drydock.editor).toContainText(/#\sfirst\stab/);
  await expect(drydock.terminal).not.toContainText("get nodes");
  await other.reload();
  await expect(other.getByRole("log")).toContainText("kubectl get nodes");
});

test("the run in the page and the same commands in Node are the same bytes", async ({ drydock, page }) => {
  await drydock.openLesson("?debug");
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.run("kubectl get pods -o wide");
  await drydock.run("kubectl delete pod -l app=mynginx --wait=false");
  await drydock.playUntil(() => expect(drydock.cluster).toContainText("8080"), 10);
  await drydock.speed(0);
  await drydock.play();
  await expect.poll(() => drydock.nowMs()).toBeGreaterThan(100_000);
  await drydock.pause();
  const log = await page.locator("html").getAttribute("data-log");
  // Kept when the page goes away.
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  const saved = await page.evaluate(
    (id) => JSON.parse(sessionStorage.getItem(`drydock/1/run/lesson/${id}`)!) as unknown as SavedTab,
    LESSON.id,
  );
  const { compiled } = readLesson("lessons/cases/10-brief-outage");
  const { run } = new Session({ ...compiled!, saved });
  expect(`${run.nowMs} ${run.cluster.logLength} ${run.cluster.logHash}`).toBe(log);
});

/** The words on the timeline that lie on each other. */
const collisions = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole("contentinfo")
    .last()
    .evaluate((foot) => {
      const words = [...foot.querySelectorAll("text, [data-label], [data-other], [data-legend]")].map((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const [ink, own] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
        const right = Math.min(ink.right, own.right);
        // A line's box is higher than its letters.
        return { text: element.textContent, left: ink.left, right, top: own.top + 2, bottom: own.bottom - 2 };
      });
      return words.flatMap((a, i) =>
        words
          .slice(i + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          .map((b) => `${a.text} / ${b.text}`),
      );
    });

for (const language of ["en", "ko"] as const) {
  test.describe(`the words on the timeline (${language})`, () => {
    test.use({ language });
    test("never lie on each other, however wide the window is", async ({ drydock, page }) => {
      await drydock.openLesson();
      const pass = (): Promise<void> => drydock.playUntil(() => page.waitForTimeout(150));
      for (const line of [
        "scale deployment mynginx --replicas=6",
        "label node worker-1 disk=ssd",
        "delete pod --all",
      ]) {
        await drydock.run(`kubectl ${line}`);
        await pass();
      }
      for (const line of [
        "delete deployment mynginx",
        "set image deployment/mynginx mynginx=nexus.local/mynginx:1.1",
      ]) {
        await drydock.slider.focus();
        await page.keyboard.press("Home");
        await page.keyboard.press("PageDown");
        await drydock.run(`kubectl ${line}`);
        await pass();
      }
      await expect(page.locator("[data-other]")).toHaveCount(2);
      for (const width of [1920, 1440, 1280, 1180, 1000, 760]) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => collisions(page), `${width}`).toEqual([]);
      }
    });
  });
}
