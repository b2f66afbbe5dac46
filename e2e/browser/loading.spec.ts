// A lesson is there before its simulator: first a still of the first moment, then the cluster in its place.
import { Drydock, expect, fillIn, LESSON, test } from "./fixtures.ts";

const SIMULATOR = /\/assets\/live-[^/]*\.js$/;
const EDITOR = /\/assets\/monaco-editor-[^/]*\.js$/;

const POD = /mynginx-[0-9a-z]+-/;
/** What the lesson's clock reads at its first moment, in seconds. */
const BEGINS = "10";

/** What somebody needs who types: kubectl and the checks of requests. */
const HANDS = /\/assets\/(?:hands|lines|checks)-[^/]*\.js$/;

const holdSimulator = (drydock: Drydock): Promise<() => void> => hold(drydock, SIMULATOR);

/** Holds what is asked for by these names back until the answer is called. */
const hold = async ({ page }: Drydock, names: RegExp): Promise<() => void> => {
  let release: (() => void) | undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(names, async (route) => {
    await released;
    await route.continue();
  });
  return () => release?.();
};

/** `?debug` tells of a run as soon as there is one. */
const aRun = /^\d+ \d+ -?\d+$/;

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("the first moment can be read before the simulator is here, and goes on from there", async ({
      drydock,
      page,
    }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      const release = await holdSimulator(drydock);
      await drydock.openLesson("?debug");
      await drydock.expectStep("alarm");
      await expect(drydock.pod(POD)).toHaveCount(4);
      await expect(drydock.editor).toContainText("mynginx.yaml");
      await expect(drydock.slider).toHaveAttribute("aria-valuenow", BEGINS);
      const names = await drydock.pod(POD).evaluateAll((pods) => pods.map((pod) => pod.ariaLabel));
      const places = await drydock
        .pod(POD)
        .evaluateAll((pods) => pods.map((pod) => pod.getBoundingClientRect().toJSON() as object));
      await expect(page.locator("html")).not.toHaveAttribute("data-log");
      expect(asked.some((url) => EDITOR.test(url))).toBe(false);

      release();
      await expect(page.locator("html")).toHaveAttribute("data-log", aRun);
      const pods = drydock.pod(POD);
      expect(await pods.evaluateAll((all) => all.map((pod) => pod.ariaLabel))).toEqual(names);
      expect(await pods.evaluateAll((all) => all.map((pod) => pod.getBoundingClientRect().toJSON() as object))).toEqual(
        places,
      );
      await expect(drydock.code).toBeAttached();
      expect(asked.some((url) => EDITOR.test(url))).toBe(true);
    });
  });
}

test("what is pressed and typed before the simulator is here is not lost", async ({ drydock }) => {
  const release = await holdSimulator(drydock);
  await drydock.openLesson();
  await drydock.run("kubectl get nodes");
  await drydock.play();
  await expect(drydock.button(drydock.text.timeline.pause)).toBeVisible();
  await expect(drydock.slider).toHaveAttribute("aria-valuenow", BEGINS);
  release();
  await expect.poll(() => drydock.nowMs()).toBeGreaterThan(Number(BEGINS) * 1000);
  await expect(drydock.terminal).toContainText("control-plane");
});

test("the cluster lives before there is anything to type with, and what is typed by then is done in its order", async ({
  drydock,
}) => {
  const release = await hold(drydock, HANDS);
  await drydock.openLesson();
  await drydock.play();
  await expect.poll(() => drydock.nowMs()).toBeGreaterThan(Number(BEGINS) * 1000);
  await expect(drydock.editor).toContainText("mynginx.yaml");
  await drydock.run("kubectl scale deployment mynginx --replicas=3");
  await drydock.run("kubectl get deployment mynginx -o jsonpath={.spec.replicas}");
  await drydock.pause();
  await expect(drydock.terminal).not.toContainText("scaled");
  release();
  await expect(drydock.terminal).toContainText("deployment.apps/mynginx scaled");
  await expect(drydock.terminal).toContainText("jsonpath={.spec.replicas}3");
  await expect(drydock.button(drydock.text.timeline.play)).toBeVisible();
});

test("an editor that does not come is said, and the file can be written all the same", async ({ browser, lesson }) => {
  // A page of its own: the browser itself complains of what did not come.
  const page = await browser.newPage();
  const drydock = new Drydock(page, "en", lesson);
  await page.route(EDITOR, (route) => route.abort());
  await drydock.openLesson();
  await expect(drydock.editor.getByText(drydock.text.notice.notLoaded)).toBeVisible();
  const field = drydock.editor.getByRole("textbox");
  await fillIn(field, (await field.inputValue()).replace(/replicas: \d+/, "replicas: 7"));
  await page.unroute(EDITOR);
  await drydock.editor.getByRole("button", { name: drydock.text.update.reload }).click();
  await expect(drydock.code).toBeAttached();
  await expect(drydock.editor).toContainText(/replicas:\s7/);
  await page.close();
});

test("the course map asks for no simulator", async ({ drydock, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("./");
  await expect(page.locator(`a[href="#/lesson/${LESSON.id}"]`).first()).toBeVisible();
  expect(asked.filter((url) => SIMULATOR.test(url) || EDITOR.test(url))).toEqual([]);
  await drydock.openLesson();
  await expect.poll(() => asked.some((url) => SIMULATOR.test(url))).toBe(true);
});

test("what is needed next is asked for while the page is busy with what it has", async ({ drydock, page }) => {
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('[aria-label*="mynginx-"]')) return;
      document.documentElement.dataset["drawn"] = String(performance.now());
      seen.disconnect();
    });
    seen.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await drydock.openLesson("?debug");
  await expect(page.locator("html")).toHaveAttribute("data-log", aRun);
  const askedFor = (part: string): Promise<number> =>
    page.evaluate(
      (name) => performance.getEntriesByType("resource").find((one) => one.name.includes(name))!.startTime,
      `/assets/${part}-`,
    );
  const drawn = Number(await page.locator("html").getAttribute("data-drawn"));
  expect(await askedFor("live")).toBeLessThan(drawn);
  // Not by the first script, which has yet to come: by the page.
  const first = await page.evaluate(() => {
    const { src } = document.querySelector<HTMLScriptElement>("script[type=module]")!;
    return (performance.getEntriesByName(src)[0] as PerformanceResourceTiming).responseEnd;
  });
  expect(await askedFor("start")).toBeLessThan(first);
  // On a quick line what draws the page comes before the simulator; on a slow one it is the other way about (slow-line.spec.ts).
  expect(await askedFor("app-root")).toBeLessThan(await askedFor("live"));
});
