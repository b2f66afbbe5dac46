// What nobody should do, and somebody does: garbage on the windows' channel, a reload in the middle.
import { talkEn } from "#app/i18n/talk-en";
import { whatIf } from "#app/i18n/what-if-en";
import { expect, LESSON, test } from "./fixtures.ts";

test("garbage on the windows' channel is not heard, and the windows go on in step", async ({
  drydock,
  page,
  context,
}) => {
  await drydock.openLesson("?present");
  const speaker = await context.newPage();
  await speaker.goto(`./?speaker#/lesson/${LESSON.id}`);
  await expect(speaker.getByText(talkEn.inStep(2))).toBeVisible();
  await page.evaluate(() => {
    const member = { id: "x", bornMs: 0, isHidden: false, hasLog: true, face: "stage" };
    const said = [
      null,
      7,
      "hello",
      [],
      {},
      { kind: "did", member, term: 9 },
      { kind: "welcome", member, term: 9, log: "x" },
    ];
    for (const name of ["drydock/room/", "drydock/pointer/"]) {
      const channel = new BroadcastChannel(name);
      // A channel has one origin: its own.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      for (const one of said) channel.postMessage(one);
      channel.close();
    }
  });
  await speaker.keyboard.press("PageDown");
  await expect(page.getByText(talkEn.stepOf(2, LESSON.steps.length))).toHaveCount(1);
  await expect(speaker.getByText(talkEn.inStep(2))).toBeVisible();
});

test("a reload in the middle of two futures comes back to the lesson as it was", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.run("kubectl scale deployment mynginx --replicas=2");
  await expect(drydock.terminal).toContainText("scaled");
  await drydock.button(drydock.text.top.whatIf).click();
  const dialog = page.getByRole("dialog", { name: whatIf.title });
  await dialog.getByRole("button", { name: whatIf.ask }).click();
  await expect(dialog.getByText(whatIf.making)).toBeVisible();
  await page.reload();
  await expect(drydock.cluster).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(drydock.terminal).toContainText("scaled");
});
