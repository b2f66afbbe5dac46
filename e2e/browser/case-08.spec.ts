// The whole of case 8 as a learner does it, in both languages: the rule in the editor, put in by a hint.
import { expect, test, type Language } from "./fixtures.ts";

test.use({ lesson: "lessons/cases/08-was-it-30020" });

for (const language of ["en", "ko"] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("alarm, look, explain, predict, mend, hold, whose, cost", async ({ drydock, page }) => {
      const { text } = drydock;
      await drydock.openLesson();
      await drydock.expectStep("alarm");
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      await drydock.next();

      await drydock.expectStep("look");
      await drydock.run("kubectl describe configmap ports");
      await drydock.run("curl http://worker-1:30020/");
      await drydock.playUntil(() => expect(drydock.terminal).toContainText("welcome to yournginx"), 1);
      await drydock.expectMet("look", "read-table", "ask-the-port");
      await drydock.next();

      await drydock.expectStep("explain");
      await drydock
        .pod(/yournginx-.*404/)
        .first()
        .click();
      await drydock.run("kubectl get svc");
      await drydock.expectMet("explain", "find-pod", "read-truth");
      await drydock.next();

      await drydock.expectStep("predict");
      await drydock.predict("predict", "app-404");
      await drydock.next();

      await drydock.expectStep("mend");
      await drydock.run('kubectl create ingress names --class=nginx --rule="/mynginx*=mynginx:80"');
      await drydock.run("ssh web set-url http://10.10.10.10/mynginx/menu");
      await drydock.playUntil(() => expect(page.getByText(drydock.words.lesson.notYet)).toBeVisible(), 10);
      const hint = page.getByText(drydock.prose.steps["mend"]!.hints["the-application-says-404"]!.slice(0, 20));
      await drydock.button(text.lesson.firstHint).click();
      for (let i = 0; i < 7 && !(await hint.isVisible()); i++) await drydock.button(text.lesson.nextHint).click();
      await drydock.button(text.lesson.showFix("ingress.yaml")).click();
      await expect(drydock.terminal).toContainText("ingress.networking.k8s.io/names configured");
      await drydock.run("ssh store set-url http://10.10.10.10/yournginx/stock");
      await drydock.playUntil(() => drydock.expectMet("mend", "all-served", "no-ports"));
      await drydock.next();

      await drydock.expectStep("hold");
      await drydock.run(
        "kubectl delete service mynginx && kubectl expose deployment mynginx --port=80 --target-port=8080",
      );
      await drydock.playUntil(() => drydock.expectMet("hold", "again", "nobody-noticed"));
      await drydock.next();

      await drydock.expectStep("whose");
      await drydock.predict("whose", "ingress");
      await drydock.run("curl -i http://10.10.10.10/nobody");
      await drydock.playUntil(() => expect(drydock.terminal).toContainText("<center>nginx</center>"), 1);
      await drydock.expectMet("whose", "try-it");
      await drydock.next();

      await drydock.expectStep("cost");
      await drydock.predict("cost", "names");
    });
  });
}
