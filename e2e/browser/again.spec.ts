// What is offered after a lesson: a review that is answered by acting, the variation of a seed, and the summary.
import { expect, test } from "./fixtures.ts";

const REVIEW = "stuck-rollout";

test("a review is answered by acting, and ticked in the lesson; the summary tells what was done", async ({
  drydock,
  page,
}) => {
  const { text } = drydock;
  await page.goto(`./#/lesson/brief-outage/review/${REVIEW}`);
  await expect(drydock.cluster).toBeVisible();
  await drydock.run("kubectl rollout undo deployment mynginx");
  await drydock.playUntil(() => expect(page.getByText(text.lesson.answer, { exact: true })).toBeVisible());
  await page.getByRole("link", { name: text.lesson.backToLesson }).click();
  await expect(page).toHaveURL(/#\/lesson\/brief-outage$/);
  await drydock.goTo("cost");
  const again = page.getByRole("navigation", { name: text.lesson.again });
  await expect(again.getByRole("listitem").filter({ hasText: text.lesson.goalState.met })).toHaveText([
    `${drydock.prose.reviews[REVIEW]!.title}, ${text.lesson.goalState.met}`,
  ]);

  await drydock.run("kubectl scale deployment mynginx --replicas=5");
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx scaled");
  await page.getByRole("button", { name: text.lesson.summary }).click();
  const summary = page.getByRole("dialog");
  await expect(summary).toContainText("kubectl scale deployment mynginx --replicas=5");
  // The colleague's deploy is the lesson's own, and not what the learner did.
  await expect(summary).not.toContainText("kubectl apply -f mynginx.yaml");
  await page.keyboard.press("Escape");
  await expect(summary).toBeHidden();
});

test("from one review to another, the editor holds the files of the one that is open", async ({ drydock, page }) => {
  await page.goto(`./#/lesson/brief-outage/review/${REVIEW}`);
  await expect(drydock.cluster).toBeVisible();
  await expect(drydock.code).toBeAttached();
  expect(await drydock.copyAll()).toContain("path: /readyz");
  await page.getByRole("link", { name: drydock.prose.reviews["twice-as-fast"]!.title }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(drydock.prose.reviews["twice-as-fast"]!.title);
  await expect(drydock.code).toBeAttached();
  const text = await drydock.copyAll();
  expect(text).toContain("path: /ready");
  expect(text).not.toContain("path: /readyz");
  // And nothing leads back to the other's.
  await page.keyboard.press("ControlOrMeta+Z");
  expect(await drydock.copyAll()).toBe(text);
});

test("a variation has other names, and neither hints nor guesses", async ({ drydock, page }) => {
  const { text } = drydock;
  await page.goto("./#/lesson/brief-outage/again/3");
  await expect(drydock.cluster).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(drydock.prose.variation!.title);
  await expect(page.getByText("mynginx")).toHaveCount(0);
  await expect(page.getByText(text.lesson.firstHint)).toHaveCount(0);
});

test("what the address names and is not there leads to the course map", async ({ drydock, page }) => {
  await page.goto("./#/lesson/brief-outage/review/nowhere");
  await expect(page.getByRole("main", { name: drydock.home.map })).toBeVisible();
});

test("without script the lessons can be read", async ({ browser, browserName, baseURL, drydock }) => {
  test.skip(browserName === "firefox", "its protocol cannot take scripts away");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL!);
  await page.getByRole("link", { name: "Read the lessons without it." }).click();
  await page.getByRole("link", { name: drydock.prose.title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(drydock.prose.title);
  await page.getByRole("link", { name: "한국어" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await context.close();
});
