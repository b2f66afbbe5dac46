// The shell as people live in it: logging in to a node, help under an error, names that lead somewhere, Tab, Ctrl+C, a phone's keys.
import { expect, fillIn, test, type Drydock } from "./fixtures.ts";

const input = (drydock: Drydock) => drydock.page.getByRole("combobox", { name: drydock.text.terminal.input });

test("ssh opens a shell on a node, and Ctrl+D leaves it", async ({ drydock, page }) => {
  await drydock.openSandbox();
  const terminal = page.locator("[data-terminal]");
  await drydock.run("ssh worker-1");
  await expect(terminal).toContainText("root@worker-1:~#");
  await drydock.run("hostname; systemctl is-active kubelet");
  await expect(drydock.terminal).toContainText(/worker-1\s*active/);
  await drydock.run("systemctl stop kubelet");
  await drydock.run("systemctl status kubelet");
  await expect(drydock.terminal).toContainText("Active: inactive (dead) since");
  await input(drydock).press("ArrowUp");
  await expect(input(drydock)).toHaveValue("systemctl status kubelet");
  await fillIn(input(drydock), "");
  await input(drydock).press("Control+d");
  await expect(drydock.terminal).toContainText("Connection to worker-1 closed.");
  await drydock.run("hostname");
  await expect(drydock.terminal).toContainText("laptop");
});

test("an error has a line of help under it, which is not copied and can be turned off", async ({ drydock, page }) => {
  await drydock.openSandbox();
  await drydock.run("kubectl get pdos");
  const help = drydock.terminal.locator("[data-kind=help]");
  await expect(help).toContainText("There is no pdos. Did you mean pods?");
  await expect(drydock.terminal).toContainText('error: the server doesn\'t have a resource type "pdos"');
  const copied = await drydock.terminal.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
    const text = getSelection()?.toString() ?? "";
    getSelection()?.removeAllRanges();
    return text;
  });
  expect(copied).toContain("resource type");
  expect(copied).not.toContain("Did you mean");
  await help.getByRole("button", { name: "kubectl get pods" }).click();
  await expect(input(drydock)).toHaveValue("kubectl get pods");
  await drydock.button(drydock.text.terminal.help).click();
  await expect(help).toBeHidden();
  await page.reload();
  await drydock.run("kubectl get pdos");
  await expect(help.first()).toBeHidden();
});

test("names in the output are reached by Alt and the arrows, and Enter selects them", async ({ drydock, page }) => {
  await drydock.openSandbox();
  await drydock.run("kubectl create deployment web --image=demo/web:1.0");
  await drydock.run("kubectl get deployments");
  await expect(drydock.terminal).toContainText(/web\s+0\/1/);
  await input(drydock).press("Alt+ArrowUp");
  const focused = page.locator("[data-link]:focus");
  await expect(focused).toBeVisible();
  while ((await focused.textContent()) !== "web") await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Enter");
  await expect(drydock.terminal.locator("[data-selected=true]").first()).toContainText("web");
});

test("Tab completes labels and fields, and Ctrl+C ends what waits", async ({ drydock, page }) => {
  await drydock.openSandbox();
  await fillIn(input(drydock), "kubectl get nodes -l kubernetes.io/host");
  await input(drydock).press("Tab");
  await expect(input(drydock)).toHaveValue("kubectl get nodes -l kubernetes.io/hostname=");
  await input(drydock).pressSequentially("worker-1");
  await input(drydock).press("Enter");
  await expect(drydock.terminal).toContainText(/worker-1\s+Ready/);
  await fillIn(input(drydock), "kubectl explain deployment.spec.strat");
  await input(drydock).press("Tab");
  await expect(input(drydock)).toHaveValue("kubectl explain deployment.spec.strategy ");
  await drydock.run("kubectl get pods -w");
  await expect(page.getByPlaceholder(/Ctrl\+C|press play/).first()).toBeVisible();
  await input(drydock).press("Control+c");
  await expect(drydock.terminal).toContainText("^C");
  await drydock.run("echo free again");
  await expect(drydock.terminal).toContainText("free again");
});

test("a line that goes on is asked for by >, and runs as one command", async ({ drydock, page }) => {
  await drydock.openSandbox();
  const field = input(drydock);
  const typed = page.locator("[data-log] > [data-kind=command]");
  const lines = ["kubectl apply -f - <<EOF", "apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: typed", "EOF"];
  await expect(async () => {
    await fillIn(field, "echo 'one");
    await field.press("Enter");
    await expect(typed).toHaveText(["$ echo 'one"], { timeout: 500 });
  }).toPass();
  await expect(field).toHaveAccessibleName(`${drydock.text.terminal.input}: ${drydock.text.terminal.more}`);
  await field.press("Control+c");
  await expect(typed).toHaveCount(0);
  await expect(field).toHaveAccessibleName(drydock.text.terminal.input);
  for (const line of lines) {
    await field.pressSequentially(line);
    await field.press("Enter");
  }
  await expect(drydock.terminal).toContainText("configmap/typed created");
  await expect(typed).toHaveCount(0);
  await drydock.run("kubectl get configmap typed -o name");
  await expect(drydock.terminal).not.toContainText("error");
  await field.press("ArrowUp");
  await field.press("ArrowUp");
  await expect(typed).toHaveText(lines.slice(0, -1).map((line, at) => `${at === 0 ? "$" : ">"} ${line}`));
  await expect(field).toHaveValue("EOF");
  await field.press("Enter");
  await expect(drydock.terminal).toContainText("configmap/typed unchanged");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test("there are keys that its keyboard has not", async ({ drydock }) => {
    await drydock.openSandbox();
    await drydock.pane(drydock.text.terminal.label);
    const keys = drydock.page.getByRole("group", { name: drydock.text.terminal.keys });
    await fillIn(input(drydock), "kubectl get no");
    await keys.getByRole("button", { name: "Tab" }).click();
    await expect(input(drydock)).toHaveValue("kubectl get nodes ");
    await input(drydock).press("Enter");
    await expect(drydock.terminal).toContainText(/worker-1\s+Ready/);
    await keys.getByRole("button", { name: "↑" }).click();
    await expect(input(drydock)).toHaveValue(/kubectl get nodes/);
    await keys.getByRole("button", { name: "Ctrl+C" }).click();
    await expect(input(drydock)).toHaveValue("");
  });
});
