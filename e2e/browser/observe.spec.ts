// Looking closer: the logs of all pods in one place, and the numbers over time.
import { seriousFindings } from "./findings.ts";
import { observe } from "#app/i18n/observe-en";
import { expect, fillIn, test } from "./fixtures.ts";

test("logs outlive their pod, are searched, and lead back in time", async ({ drydock, page }) => {
  const { text } = drydock;
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.playUntil(() => expect(drydock.slider).toHaveAttribute("aria-valuetext", /^0[1-9]:/), 60);
  await page.getByRole("button", { name: text.logs.title, exact: true }).click();
  const lines = page.getByRole("region", { name: observe.logs.lines });
  await expect(page.getByRole("group", { name: observe.logs.pods }).getByText(observe.logs.gone)).not.toHaveCount(0);
  await fillIn(page.getByRole("searchbox", { name: observe.logs.search }), "listening");
  await expect(lines.locator("mark").first()).toHaveText("listening");
  await expect(lines).not.toContainText("starting");
  expect(await seriousFindings(page)).toEqual([]);
  const last = lines.getByRole("button", { name: observe.logs.goTo("").trim() }).last();
  const time = (await last.textContent())!;
  await last.click();
  await expect(drydock.slider).toHaveAttribute("aria-valuetext", new RegExp(`^${time}`));
});

test("numbers say no time of answers where nobody has answered", async ({ drydock, page }) => {
  await drydock.openSandbox();
  await drydock.playUntil(() => expect(drydock.slider).toHaveAttribute("aria-valuetext", /^00:0[5-9]|^00:[1-9]/), 1);
  await page.getByRole("button", { name: drydock.text.metrics.title, exact: true }).click();
  const panel = page.getByRole("region", { name: observe.metrics.label });
  await expect(panel.getByText(observe.metrics.noAnswer)).toBeVisible();
  await expect(panel.getByText(observe.metrics.latency(0))).toHaveCount(0);
});

test("numbers show what machines and pods use, and say it in words", async ({ drydock, page }) => {
  const { text } = drydock;
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await page.getByRole("button", { name: text.metrics.title, exact: true }).click();
  const panel = page.getByRole("region", { name: observe.metrics.label });
  await panel.getByRole("button", { name: "worker-1" }).click();
  const pod = panel.getByRole("region", { name: /^mynginx-/ }).first();
  await expect(pod.getByRole("img", { name: new RegExp(`${observe.metrics.memory} \\d+Mi`) })).toBeVisible();
  await expect(pod.getByRole("img", { name: new RegExp(observe.metrics.levels.limit) }).first()).toBeVisible();
  // Axes: round numbers with their units, the span of time, and the timeline's own moment.
  const memory = pod.getByRole("figure").nth(1);
  await expect(memory).toContainText("512Mi256Mi0");
  await expect(memory).toContainText("00:00");
  const cursor = memory.getByText(/^\d\d:\d\d$/).nth(1);
  await drydock.slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(cursor).toHaveText((await drydock.slider.getAttribute("aria-valuetext"))!);
  expect(await seriousFindings(page)).toEqual([]);
});
