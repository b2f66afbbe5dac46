// kubectl edit and vi in the page: the object opens in the editor, and what is refused opens again with its reason above it.
import { expect, test } from "./fixtures.ts";

test("kubectl edit opens again what is invalid, and vi opens a file", async ({ drydock }) => {
  await drydock.openSandbox();
  await drydock.run("kubectl create deployment web --image=demo/web:1.0");
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
  await drydock.run("kubectl edit deployment web");
  await expect.poll(() => drydock.copyAll()).toContain("# Please edit the object below.");
  const shown = await drydock.copyAll();
  expect(shown).toContain("replicas: 1");
  await drydock.replaceAll(shown.replace("replicas: 1", "replicas: -1"));
  await drydock.applyButton.click();
  await expect(drydock.terminal).toContainText('error: deployments.apps "web" is invalid');
  await expect
    .poll(() => drydock.copyAll())
    .toContain(
      '# deployments.apps "web" was not valid:\n# * spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
  await drydock.replaceAll((await drydock.copyAll()).replace("replicas: -1", "replicas: 2"));
  await drydock.applyButton.click();
  await expect(drydock.terminal).toContainText("deployment.apps/web edited");
  await drydock.run("kubectl get deployment web -o jsonpath='{.spec.replicas}'; echo ' replicas'");
  await expect(drydock.terminal).toContainText("2 replicas");
  await drydock.run("echo 'a: b' > note.yaml");
  await drydock.run("vi note.yaml");
  await expect.poll(() => drydock.copyAll()).toBe("a: b\n");
});
