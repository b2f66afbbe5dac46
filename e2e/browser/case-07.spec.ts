// The whole of case 7 as a learner does it, in both languages: commands on three machines, and the wall by the mouse.
import { expect, test, type Language } from "./fixtures.ts";

test.use({ lesson: "lessons/cases/07-holes-in-the-wall" });

for (const language of ["en", "ko"] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("alarm, look, explain, predict, mend, hold, notice, cost", async ({ drydock }) => {
      await drydock.openLesson();
      await drydock.expectStep("alarm");
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      await drydock.next();

      await drydock.expectStep("look");
      await drydock.run("kubectl get svc");
      await drydock.run("curl -m 3 http://worker-1:30003/coupon; curl http://worker-1:30001/order");
      await drydock.playUntil(() => expect(drydock.terminal).toContainText("timed out after 3000 milliseconds"), 10);
      await drydock.expectMet("look", "ask-kubernetes", "knock");
      await drydock.next();

      await drydock.expectStep("explain");
      await drydock.run("ssh firewall iptables -S FORWARD");
      await expect(drydock.terminal).toContainText("--dport 30002 -j ACCEPT");
      await drydock.expectMet("explain", "read-the-list");
      await drydock.next();

      await drydock.expectStep("predict");
      await drydock.predict("predict", "refused");
      await drydock.next();

      await drydock.expectStep("mend");
      await drydock.run(
        'kubectl create ingress msa --class=nginx --rule="/order*=order:80" --rule="/coupon*=coupon:80"',
      );
      await drydock.run("ssh firewall iptables -I FORWARD -p tcp --dport 80 -j ACCEPT");
      await drydock.run("ssh app set-url http://10.10.10.10/coupon; ssh shop set-url http://10.10.10.10/order");
      await drydock.playUntil(() => drydock.expectMet("mend", "all-served"));
      for (const port of [30_001, 30_002]) {
        await drydock.cluster.getByRole("button", { name: drydock.text.graph.portOpen(port) }).click();
        await drydock.button(drydock.text.inspector.open).click();
        await drydock.button(`${drydock.words.inspector.faults.close} ${port}`).click();
      }
      await drydock.playUntil(() => drydock.expectMet("mend", "one-port"));
      await drydock.button(drydock.words.terminal.title).click();
      await drydock.next();

      await drydock.expectStep("hold");
      await drydock.run('kubectl create ingress point --class=nginx --rule="/point*=point:80"');
      await drydock.playUntil(() => drydock.expectMet("hold", "publish", "others-unharmed"), 10);
      await drydock.next();

      await drydock.expectStep("notice");
      await drydock.run("kubectl get svc");
      await drydock.run("ssh firewall iptables -S FORWARD");
      await drydock.expectMet("notice", "what-is-offered", "what-is-let-in");
      await drydock.next();

      await drydock.expectStep("cost");
      await drydock.predict("cost", "one-door");
    });
  });
}

test("opening the whole range is answered", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.goTo("mend");
  await drydock.run("ssh firewall iptables -I FORWARD -p tcp --dport 30000:32767 -j ACCEPT");
  await drydock.playUntil(() => expect(page.getByText(drydock.words.lesson.notYet)).toBeVisible(), 10);
  await expect(page.getByText("2,768")).toBeVisible();
});
