// The talk's own commands, typed as in the talk, by somebody who follows it with the page beside.
import { expect, fillIn, test, type Drydock } from "./fixtures.ts";

const field = (drydock: Drydock) => drydock.page.getByRole("combobox", { name: drydock.text.terminal.input });

/** What the newest line printed: everything below it. */
const printed = async (drydock: Drydock, line: string): Promise<string> => {
  // What is out of sight is plain text, and what is in sight a row a line.
  const text = await drydock.terminal.evaluate((log) =>
    [...log.querySelectorAll("[data-plain=true],[data-kind]")].map(({ textContent }) => textContent).join("\n"),
  );
  return text.slice(text.lastIndexOf(line) + line.length);
};

const says = (drydock: Drydock, line: string, pattern: RegExp) =>
  expect.poll(() => printed(drydock, line), { message: line }).toMatch(pattern);

for (const language of ["en", "ko"] as const) {
  test.describe(`the commands of the talk, ${language}`, () => {
    test.use({ language });
    test.setTimeout(120_000);

    test("are typed as they stand there, and do what they do there", async ({ drydock }) => {
      const type = async (line: string, pattern: RegExp): Promise<void> => {
        await drydock.run(line);
        await says(drydock, line, pattern);
      };
      await drydock.openLesson();
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      // "A Pod manifest names an image address; kubectl apply -f applies it."
      await type("kubectl apply -f mynginx.yaml", /deployment\.apps\/mynginx (unchanged|configured)/);
      // "Which node is my pod on."
      await type(
        "kubectl get pod -o wide",
        /NAME +READY +STATUS +RESTARTS +AGE +IP +NODE[^]*mynginx-\w+-\w+ +\d\/1 +\w+ +0 +\w+ +[\d.]+ +worker-\d/,
      );
      await type("kubectl describe pod mynginx", /Name: +mynginx-[^]*Node: +worker-\d\/[^]*Containers:[^]*Limits:/);
      // Case 1: the master's taint, by its key and value.
      await type(
        "kubectl describe node",
        /Name: +master[^]*Taints: +node-role\.kubernetes\.io\/control-plane:NoSchedule/,
      );
      // Case 4: a node of one's own.
      await type("kubectl label node worker-1 operation=true", /node\/worker-1 labeled/);
      await type("kubectl get node -L operation", /OPERATION[^]*worker-1 .* true/);
      // Case 3: nothing rolls out, until somebody says so.
      await type("watch kubectl get pod", / READY +STATUS +RESTARTS +AGE[^]*mynginx-\w+-\w+ +1\/1 +Running/);
      await field(drydock).press("Control+c");
      await type("kubectl rollout restart deployment mynginx", /deployment\.apps\/mynginx restarted/);
      await type("watch kubectl get pod", /mynginx-[^]*mynginx-/);
      await drydock.playUntil(
        () => says(drydock, "watch kubectl get pod", /ContainerCreating|0\/1 +Running|[1-9]s\b/),
        1,
      );
      await field(drydock).press("Control+c");
      await drydock.run("kubectl rollout status deployment mynginx");
      await drydock.playUntil(
        () => says(drydock, "status deployment mynginx", /"mynginx" successfully rolled out/),
        10,
      );
      // "logs -f is poor: when the pod is gone its log is gone."
      await type(
        "kubectl logs -f deployment-mynginx-952349b1-8vvs",
        /error: error from server \(NotFound\): pods "deployment-mynginx-952349b1-8vvs" not found/,
      );
      await fillIn(field(drydock), "kubectl logs -f mynginx-");
      await field(drydock).press("Tab");
      await field(drydock).press("Tab");
      await expect(field(drydock)).toHaveValue(/^kubectl logs -f mynginx-\w+-\w+ ?$/);
      await field(drydock).press("Enter");
      await says(drydock, "kubectl logs -f mynginx-", /listening|starting|GET/);
      await field(drydock).press("Control+c");
      // stern follows all pods of a name, across replacements.
      await drydock.run("stern -s 1s mynginx");
      await drydock.playUntil(() => says(drydock, "stern -s 1s mynginx", /\+ mynginx-\w+-\w+ › \w+/), 1);
      await field(drydock).press("Control+c");
      // "client → (ip, port) Ingress → (path /mynginx) Service → one of 3 pods → response to the client."
      await drydock.run("curl -s -o /dev/null -w '%{http_code}' http://10.10.10.10/mynginx");
      await drydock.playUntil(() => says(drydock, "http://10.10.10.10/mynginx", /\n(200|50\d)/), 1);
    });
  });
}
