// Terminals as people use them: side by side, with Hangul on, by keyboard alone, on a phone.
import { expect, fillIn, paste, test, type Drydock } from "./fixtures.ts";

const inputs = (drydock: Drydock) => drydock.page.getByRole("combobox", { name: drydock.text.terminal.input });
const pane = (drydock: Drydock, name: RegExp) => drydock.page.getByRole("group", { name });

test.describe("terminals side by side", () => {
  test.beforeEach(async ({ drydock }) => {
    await drydock.openSandbox();
    await drydock.button(drydock.text.terminal.tile).click();
    await expect(inputs(drydock)).toHaveCount(2);
  });

  test("watch goes on in one while another is typed into", async ({ drydock, page }) => {
    await fillIn(inputs(drydock).nth(1), "watch kubectl get pod");
    await inputs(drydock).nth(1).press("Enter");
    const watching = pane(drydock, /: watch kubectl get pod$/);
    await expect(watching).toContainText("No resources found");
    await fillIn(inputs(drydock).nth(0), "kubectl run one --image=demo/web:1.0");
    await inputs(drydock).nth(0).press("Enter");
    await drydock.play();
    await expect(watching).toContainText(/one\s+1\/1\s+Running/);
    await inputs(drydock).nth(1).press("Control+c");
    await expect(watching).toHaveCount(0);
    await page.keyboard.press("Alt+Digit1");
    await expect(inputs(drydock).nth(0)).toBeFocused();
    await page.keyboard.press("Alt+Digit2");
    await expect(inputs(drydock).nth(1)).toBeFocused();
  });
});

test("a command that waits for time says so while time stands still, until it is ended or time goes on", async ({
  drydock,
  page,
}) => {
  await drydock.openSandbox();
  const { waits } = drydock.text.terminal;
  await drydock.run("kubectl get pods -w");
  await expect(page.getByText(waits)).toBeVisible();
  await inputs(drydock).press("Control+c");
  await expect(page.getByText(waits)).toHaveCount(0);
  await drydock.run("kubectl get pods -w");
  await expect(page.getByText(waits)).toBeVisible();
  await drydock.play();
  await expect(page.getByText(waits)).toHaveCount(0);
});

test("Hangul is composed whole, and a command typed with it on is offered as it was meant", async ({
  browserName,
  drydock,
  page,
}) => {
  test.skip(browserName !== "chromium", "only Chromium's protocol composes");
  await drydock.openSandbox();
  const input = inputs(drydock);
  await input.focus();
  const hand = await page.context().newCDPSession(page);
  for (const text of ["ㅎ", "하", "한"]) {
    await hand.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await hand.send("Input.insertText", { text: "한" });
  await hand.send("Input.imeSetComposition", { text: "그", selectionStart: 1, selectionEnd: 1 });
  await hand.send("Input.insertText", { text: "글" });
  await expect(input).toHaveValue("한글");
  await fillIn(input, "ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ");
  await input.press("Enter");
  await expect(page.getByRole("option", { name: "kubectl get pods" })).toBeVisible();
  await input.press("Enter");
  await expect(input).toHaveValue("kubectl get pods");
  await input.press("Enter");
  await expect(page.getByRole("log").last()).toContainText("No resources found in default namespace.");
});

test("Tab completes, Ctrl+R finds, a pod that is pressed writes its name, and several lines ask first", async ({
  drydock,
  page,
}) => {
  await drydock.openSandbox();
  const input = inputs(drydock);
  await input.pressSequentially("kubectl create dep");
  await input.press("Tab");
  await expect(input).toHaveValue("kubectl create deployment ");
  await fillIn(input, "kubectl run solo --image=demo/web:1.0");
  await input.press("Enter");
  await drydock.play();
  await input.press("Control+r");
  await input.pressSequentially("solo");
  await input.press("Enter");
  await expect(input).toHaveValue("kubectl run solo --image=demo/web:1.0");
  await fillIn(input, "kubectl describe pod ");
  await page.getByRole("button", { name: /solo/ }).first().click();
  await expect(input).toHaveValue("kubectl describe pod solo ");
  await fillIn(input, "");
  await paste(input, "echo one\necho two\n");
  await expect(page.getByRole("alertdialog", { name: drydock.text.terminal.paste(2) })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log").last()).toContainText("two");
  await expect(input).toBeFocused();
});

test("a screen reader hears what ends, and not each picture of what goes on", async ({ drydock, page }) => {
  await drydock.openSandbox();
  const input = inputs(drydock);
  const log = page.getByRole("log", { name: drydock.text.terminal.output });
  await expect(log).toHaveAttribute("aria-live", "polite");
  await fillIn(input, "watch kubectl get nodes");
  await input.press("Enter");
  await expect(log).toHaveAttribute("aria-live", "off");
  await input.press("Control+c");
  await expect(log).toHaveAttribute("aria-live", "polite");
});

test("a screen reader hears each new line once, and politely", async ({ drydock, page }) => {
  await drydock.openSandbox();
  const input = inputs(drydock);
  const log = page.getByRole("log", { name: drydock.text.terminal.output });
  await expect(log).toHaveAttribute("aria-live", "polite");
  // What a screen reader is told: what is added under the log where nothing between them is silent.
  await log.evaluate((element) => {
    const heard: string[] = [];
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        const silent = (node instanceof Element ? node : node.parentElement)?.closest("[aria-live=off]");
        if (!silent) heard.push(node.textContent ?? "");
      }
      element.setAttribute("data-heard", JSON.stringify(heard));
    }).observe(element, { childList: true, subtree: true });
  });
  for (const line of ["echo first-news", "echo second-news"]) {
    await fillIn(input, line);
    await input.press("Enter");
  }
  await expect(log).toContainText("second-news");
  const heard = JSON.parse((await log.getAttribute("data-heard")) ?? "[]") as string[];
  const times = (text: string): number => heard.join("\n").split(text).length - 1;
  // The line that was typed, and what it printed.
  expect([times("first-news"), times("second-news")]).toEqual([2, 2]);
});

test("of many lines those in sight are drawn; all of them can be read aloud and copied", async ({ drydock, page }) => {
  await drydock.openSandbox();
  const input = inputs(drydock);
  await fillIn(input, "seq 20000");
  await input.press("Enter");
  const log = page.getByRole("log", { name: drydock.text.terminal.output });
  await expect(log.getByText("20000", { exact: true })).toBeVisible();
  expect(await log.locator("[data-kind]").count()).toBeLessThan(500);
  const copied = await log.evaluate(async (element) => {
    getSelection()?.selectAllChildren(element);
    await new Promise((resolve) => document.addEventListener("selectionchange", resolve, { once: true }));
    return getSelection()?.toString().trim().split("\n") ?? [];
  });
  expect([copied.length, copied[0], copied[9999], copied.at(-1)]).toEqual([20_001, "seq 20000", "9999", "20000"]);
  // What comes into sight is drawn, and is no news to a screen reader.
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await log.evaluate((element) => element.parentElement?.scrollTo(0, element.scrollHeight / 2));
  await expect(log.locator("[data-kind]").filter({ hasText: /^10000$/ })).toBeInViewport();
  await expect(log.locator("[data-plain=false]").filter({ hasText: "10000" }).first()).toHaveAttribute(
    "aria-live",
    "off",
  );
});

test("a wide table is scrolled to its end, a long command is wrapped, and what comes is followed", async ({
  drydock,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await drydock.openSandbox();
  const log = page.locator("[data-log]");
  const fromEnd = () => log.evaluate((e) => Math.round(e.scrollHeight - e.scrollTop - e.clientHeight));
  await drydock.run("kubectl get pods -A -o wide");
  await expect(log).toContainText("READINESS GATES");
  await log.evaluate((e) => (e.scrollLeft = e.scrollWidth));
  const header = log.getByText("READINESS GATES").last();
  const [right, edge] = await Promise.all([
    header.evaluate((e) => {
      const range = document.createRange();
      range.selectNodeContents(e);
      return range.getBoundingClientRect().right;
    }),
    log.evaluate((e) => e.getBoundingClientRect().right),
  ]);
  expect(right).toBeLessThanOrEqual(edge);
  expect(await log.evaluate((e) => e.scrollLeft)).toBeGreaterThan(0);
  await drydock.run(`echo ${"word ".repeat(60)}`);
  expect(await log.evaluate((e) => e.scrollLeft)).toBe(0);
  const typed = log.locator("[data-kind=command]").last();
  await expect(typed).toContainText("word word");
  expect(await typed.evaluate((e) => e.getBoundingClientRect().width)).toBeLessThanOrEqual(640);
  for (const _ of [1, 2, 3]) await drydock.run("seq 100");
  await expect.poll(fromEnd).toBeLessThan(3);
  // Behind another tab meanwhile.
  await drydock.button(drydock.text.logs.title).click();
  await page.getByRole("button", { name: /^Terminal/ }).click();
  await expect.poll(fromEnd).toBeLessThan(3);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  test("one terminal at a time, in a field that neither capitalises nor zooms", async ({ drydock }) => {
    await drydock.openSandbox();
    await drydock.pane(drydock.text.terminal.label);
    const input = inputs(drydock);
    await expect(input).toHaveCount(1);
    await expect(input).toHaveAttribute("autocapitalize", "off");
    await expect(input).toHaveAttribute("enterkeyhint", "go");
    await expect(input).toHaveCSS("font-size", "16px");
    await expect(drydock.button(drydock.text.terminal.tile)).toHaveCount(0);
    await drydock.button(drydock.text.terminal.add).click();
    await fillIn(input, "echo second");
    await input.press("Enter");
    await expect(drydock.page.getByRole("log").last()).toContainText("second");
  });

  test("a lesson begins at its task however far down the map was, and an answer to why comes into sight", async ({
    drydock,
    page,
  }) => {
    await page.goto("./");
    const link = page.locator('a[href="#/lesson/brief-outage"]').last();
    await link.scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100);
    await link.click();
    const pod = drydock.pod(new RegExp(`^${drydock.text.graph.pod} `)).first();
    await expect(pod).toBeVisible();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await pod.click();
    await page.getByRole("button", { name: drydock.text.why.ask, exact: false }).first().click();
    const answer = page.getByRole("dialog");
    await expect(answer).toBeVisible();
    await expect.poll(async () => (await answer.boundingBox())!.y).toBeLessThan(600);
  });
});
