// What if? Two futures beside each other on one clock.
import { whatIf } from "#app/i18n/what-if-en";
import { talkEn } from "#app/i18n/talk-en";
import { axeOn } from "./findings.ts";
import { expect, LESSON, test, TEXTS } from "./fixtures.ts";

test("with the fix and with one that only looks like it: who fails, and where they part", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.top.whatIf).click();
  const dialog = page.getByRole("dialog", { name: whatIf.title });
  // Whoever has not mended it yet is asked first.
  await expect(dialog.getByText(whatIf.none)).toBeVisible();
  await expect(dialog.getByText(whatIf.shows)).toBeVisible();
  await expect(dialog.getByRole("combobox")).toHaveCount(0);
  await dialog.getByRole("button", { name: whatIf.ask }).click();
  const left = dialog.getByRole("combobox", { name: whatIf.left, exact: true });
  await left.selectOption("wrong only-waits");
  await expect(
    dialog.getByRole("region", { name: `${whatIf.right}: ${whatIf.kinds.fix("mynginx.yaml")}` }),
  ).toBeVisible();
  await expect(left).toHaveValue("wrong only-waits");
  await dialog.getByRole("button", { name: /They part at/ }).click();
  const clock = dialog.getByRole("slider");
  for (let i = 0; i < 11; i++) await clock.press("PageUp");
  await expect(dialog.getByText(/^[1-9]\d* of \d+ requests failed/)).toHaveCount(1);
  await expect(dialog.getByText(/^0 of \d+ requests failed/)).toHaveCount(1);
  await expect(dialog.getByRole("region", { name: whatIf.yaml })).toContainText("readinessProbe");
  const { violations } = await axeOn(page).include("dialog").analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" ")}`)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(drydock.slider).toHaveAttribute("aria-valuenow", String((await drydock.nowMs()) / 1000));
});

test("with one future there is a way back, and then two by the names of the timeline, opened where they differ", async ({
  drydock,
  page,
}) => {
  await drydock.openLesson();
  await drydock.run("kubectl label node worker-1 disk=fast");
  await drydock.button(drydock.text.top.whatIf).click();
  const dialog = page.getByRole("dialog", { name: whatIf.title });
  await dialog.getByRole("button", { name: whatIf.goBack }).click();
  await expect(dialog).toHaveCount(0);
  await expect(drydock.slider).toHaveAttribute("aria-valuenow", "0");
  await drydock.run("kubectl scale deployment mynginx --replicas=0");
  await drydock.playUntil(() => expect(drydock.slider).toHaveAttribute("aria-valuetext", /^01:/), 60);
  const name = "Future B · scale deployment mynginx --replicas=0";
  const other = "Future A · label node worker-1 disk=fast";
  await expect(page.getByRole("button", { name: other })).toBeVisible();
  await drydock.button(drydock.text.top.whatIf).click();
  const right = dialog.getByRole("region", { name: `${whatIf.right}: ${whatIf.here}: ${name}` });
  await expect(right).toContainText(/[1-9]\d* of \d+ requests failed/);
  await expect(dialog.getByRole("region", { name: `${whatIf.left}: ${other}` })).toContainText(/\d+ of \d+ requests/);
  await expect(dialog.getByText(whatIf.parts("00:00"))).toHaveCount(2);
});

test("with one future it offers what would have come without what was done last", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.button(drydock.text.top.whatIf).click();
  const dialog = page.getByRole("dialog", { name: whatIf.title });
  await dialog.getByRole("button", { name: whatIf.compareWithout("apply -f mynginx.yaml") }).click();
  const name = whatIf.kinds.without("apply -f mynginx.yaml");
  await expect(dialog.getByRole("region", { name: `${whatIf.right}: ${name}` })).toContainText(/^.*0 of \d+ requests/);
});

test("two futures on the stage: the speaker's keys move them in both windows", async ({ drydock, page, context }) => {
  await drydock.openLesson("?present");
  const speaker = await context.newPage();
  await speaker.goto(`./?speaker#/lesson/${LESSON.id}`);
  await expect(speaker.getByText(talkEn.inStep(2))).toBeVisible();
  await speaker.keyboard.press("KeyQ");
  const stage = page.getByRole("region", { name: whatIf.title });
  const clockOf = async (): Promise<readonly (string | null)[]> =>
    Promise.all(
      [page, speaker].map((p) => p.getByRole("slider", { name: whatIf.clock }).getAttribute("aria-valuetext")),
    );
  await expect(stage.getByRole("heading", { name: whatIf.kinds.nothing(""), exact: true })).toBeVisible();
  const before = await stage.getByRole("slider").getAttribute("aria-valuenow");
  await speaker.keyboard.press("Space");
  await expect
    .poll(async () => Number(await stage.getByRole("slider").getAttribute("aria-valuenow")))
    .toBeGreaterThan(Number(before));
  await speaker.keyboard.press("Space");
  await expect.poll(async () => new Set(await clockOf()).size).toBe(1);
  await speaker.keyboard.press("PageDown");
  await expect(stage).toHaveCount(0);
  await expect(page.getByRole("region", { name: talkEn.caption })).toContainText(
    TEXTS.en.prose.steps[LESSON.steps[1]!.id]!.title,
  );
});
