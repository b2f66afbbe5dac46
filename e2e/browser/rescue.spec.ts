// A learner who has wrecked everything gets to where the step begins, and keeps the wreck as another future.
import { expect, LESSON, test } from "./fixtures.ts";

const fix = LESSON.fixes.accepted.flatMap(({ does }) => does).find((action) => "run" in action)!;

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("everything is deleted, and the step can be done all the same", async ({ drydock, page }) => {
      await drydock.openLesson();
      await drydock.goTo("mend");
      await drydock.run("kubectl delete deployment,service,ingress,pod --all --wait=false");
      await expect(drydock.terminal).toContainText('deployment.apps "mynginx" deleted');
      await drydock.playUntil(() => expect(drydock.pod(/(Pod|파드) mynginx/)).toHaveCount(0), 10);
      await drydock.button(drydock.text.lesson.rescue).click();
      await drydock.expectStep("mend");
      await expect(drydock.pod(/(Pod|파드) mynginx/)).toHaveCount(4);
      // From here the lesson's own fix leads to every goal.
      await drydock.run(fix.run);
      await drydock.playUntil(() => drydock.expectMet("mend", "redeploy", "no-failure"));
      // The wreck is still there, and the way back from it too.
      const wreck = "delete deployment,service,ingress,pod --all --wait=false";
      await page.getByRole("button", { name: drydock.text.timeline.branch("A", wreck) }).click();
      await expect(drydock.pod(/(Pod|파드) mynginx/)).toHaveCount(0);
      await drydock.cluster.click({ position: { x: 5, y: 5 } });
      await page.keyboard.press("Shift+KeyR");
      await expect(drydock.pod(/(Pod|파드) mynginx/)).toHaveCount(4);
      const mended = fix.run.replace(/^kubectl /, "");
      await expect(page.getByRole("button", { name: drydock.text.timeline.branch("B", mended) })).toBeVisible();
    });
  });
}
