// The whole of case 10 as a learner does it, in both languages.
import { runtime } from "#app/i18n/runtime-en";
import { expect, test, type Drydock, type Language } from "./fixtures.ts";

/** The line of mynginx.yaml after which the probe may stand: its container's port. */
const PORT_LINE = 26;

/** As one types it: the editor keeps the indentation of the line before. */
const typeProbe = async (drydock: Drydock, path = "/ready"): Promise<void> => {
  await drydock.cursorAt(PORT_LINE);
  const lines = ["readinessProbe:", "  periodSeconds: 2", "httpGet:", `  path: ${path}`, "port: 8080"];
  for (const line of lines) {
    await drydock.page.keyboard.press("Enter");
    await drydock.page.keyboard.type(line);
  }
};

for (const language of ["en", "ko"] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("watch, look, explain, predict, mend, hold, later, cost", async ({ drydock, page }) => {
      const { words, text } = drydock;
      await drydock.openLesson();
      await drydock.expectStep("alarm");
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      await drydock.next();

      await drydock.expectStep("look");
      await drydock.run("kubectl get pods");
      await expect(drydock.terminal).toContainText(/mynginx-\S+\s+1\/1\s+Running/);
      const failing = drydock.pod(new RegExp(`^${text.graph.pod} .*(${words.pod.closed(8080)}|50[23])`)).first();
      await failing.click();
      await drydock.expectMet("look", "ask-kubernetes", "find-pod");
      await drydock.next();

      await drydock.expectStep("explain");
      await drydock.cluster.getByRole("button", { name: text.why.ask, exact: true }).click();
      const why = page.getByRole("dialog");
      await expect(why).toContainText("Ready=True");
      await drydock.expectMet("explain", "open-why");
      await drydock.next();

      await drydock.expectStep("predict");
      await drydock.predict("predict", "runs-without-requests");
      await drydock.next();

      await drydock.expectStep("mend");
      await expect(drydock.editor).toContainText(words.editor.same);
      await typeProbe(drydock);
      await expect(drydock.editor).toContainText(words.editor.differs);
      await drydock.applyButton.click();
      await expect(drydock.editor).toContainText(words.editor.same);
      await expect(drydock.terminal).toContainText("deployment.apps/mynginx configured");
      await drydock.playUntil(() => drydock.expectMet("mend", "redeploy", "no-failure"));
      await drydock.next();

      await drydock.expectStep("hold");
      await drydock.run("kubectl rollout restart deployment mynginx");
      await expect(drydock.terminal).toContainText("deployment.apps/mynginx restarted");
      await drydock.playUntil(() => drydock.expectMet("hold", "again", "still-none"));
      await drydock.next();

      await drydock.expectStep("later");
      await drydock.predict("later", "taken-out");
      await drydock.playUntil(() => drydock.expectMet("later", "taken-out"), 10);
      await drydock.run("kubectl get endpoints mynginx");
      await drydock.expectMet("later", "see-endpoints");
      await drydock.next();

      await drydock.expectStep("cost");
      await drydock.predict("cost", "slower-rollout");
      await expect(drydock.button(text.lesson.next)).toHaveCount(0);

      await page.getByRole("link", { name: text.top.home }).click();
      await expect(page.getByText(drydock.home.state.done).first()).toBeVisible();
    });
  });
}

test("the fix offered at the line mends as well", async ({ drydock }) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  const fix = drydock.editor.getByRole("button", { name: runtime.addReadiness });
  await expect(fix, "the cause is for the learner to find first").toHaveCount(0);
  await drydock.goTo("explain");
  await fix.click();
  await expect(drydock.editor).toContainText("readinessProbe");
  await drydock.applyButton.click();
  await drydock.run(
    "kubectl get deployment mynginx -o jsonpath='{.spec.template.spec.containers[0].readinessProbe.httpGet}'",
  );
  await expect(drydock.terminal).toContainText(/"path":"\/ready"/);
});

test("each wrong way is answered by its own feedback", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 60);
  await drydock.goTo("mend");
  await typeProbe(drydock, "/live");
  await drydock.applyButton.click();
  await drydock.playUntil(
    () => expect(page.getByRole("status").filter({ hasText: "12 seconds before" })).toBeVisible(),
    60,
  );
});

test("time stands still when the first reading is come to, so that what broke is still to be seen", async ({
  drydock,
}) => {
  await drydock.openLesson();
  await drydock.speed(10);
  await drydock.play();
  await drydock.expectMet("alarm", "see-failures");
  await drydock.next();
  await drydock.expectStep("look");
  await expect(drydock.button(drydock.text.timeline.play)).toBeVisible();
  const stands = await drydock.nowMs();
  await drydock.run("kubectl get endpoints mynginx");
  await drydock.expectMet("look", "ask-kubernetes");
  expect(await drydock.nowMs()).toBe(stands);
  await expect(drydock.pod(/:8080 closed|503/).first()).toBeVisible();
});
