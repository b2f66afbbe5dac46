// A lesson on a slow line: its words and its cluster come first, and what draws the page afterwards.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const LESSON = "/?debug#/lesson/brief-outage";
/** The first script of the page, and the libraries that draw it. */
const FIRST = /\/assets\/index-[^/]*\.js$/;
/** The one that asks ahead of it. */
const AHEAD = /\/assets\/ahead\.js$/;
/** Until the cluster lives: each is a packet and a turn more. */
const MOST_FILES = 32;
const DRAWING = /\/assets\/(client|app-root)-[^/]*\.js$/;

/** A page whose scripts are held up has not loaded: not in Firefox. */
const AT_ONCE = { waitUntil: "commit" } as const;

/** A slow line, on which what draws the page is held up until `release` is called. */
async function slowly(page: Page): Promise<{ release: () => void; asked: string[] }> {
  const releases: (() => void)[] = [];
  const held = new Promise<void>((resolve) => releases.push(resolve));
  const asked: string[] = [];
  await page.route("**/assets/*", async (route) => {
    const address = route.request().url();
    asked.push(address);
    if (AHEAD.test(address)) await new Promise((resolve) => setTimeout(resolve, 200));
    if (FIRST.test(address)) await new Promise((resolve) => setTimeout(resolve, 400));
    if (DRAWING.test(address)) await held;
    await route.continue();
  });
  return { release: () => releases[0]?.(), asked };
}

const logOf = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.dataset["log"] ?? "");
const msOf = async (page: Page): Promise<number> => Number((await logOf(page)).split(" ")[0]);

for (const [locale, heading, play] of [
  ["en-US", "Two at night, a colleague deploys", "Play"],
  ["ko-KR", "새벽 두 시, 동료가 배포했어요", "재생"],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    test("the step can be read and the cluster lives before there is a page, which then takes over", async ({
      page,
    }) => {
      const { release, asked } = await slowly(page);
      await page.goto(LESSON, AT_ONCE);
      await expect(page.getByRole("heading", { name: heading })).toBeVisible();
      await expect(page.getByRole("img")).toHaveAccessibleName(/mynginx|4/);
      await expect.poll(() => logOf(page)).not.toBe("");
      // The simulator was asked for before what draws the page.
      const at = (name: RegExp): number => asked.findIndex((address) => name.test(address));
      expect(at(/\/engine-/)).toBeLessThan(at(DRAWING));
      await expect(page.locator("[data-pod]")).toHaveCount(0);
      const scan = await new AxeBuilder({ page }).analyze();
      expect(scan.violations).toEqual([]);
      const before = await msOf(page);
      await page.getByRole("button", { name: play }).click();
      await expect.poll(() => msOf(page)).toBeGreaterThan(before + 500);
      release();
      await expect(page.locator("[data-pod]").first()).toBeVisible();
      await expect(page.getByRole("heading", { name: heading })).toHaveCount(1);
      // It goes on where it was, and nothing of the first sight is left.
      expect(await msOf(page)).toBeGreaterThan(before + 500);
      await expect(page.locator("footer [role=status]")).toHaveCount(0);
      const then = await msOf(page);
      await expect.poll(() => msOf(page)).toBeGreaterThan(then);
    });
  });
}

test("the simulator is asked for before the first script has come, and in few files", async ({ page }) => {
  const { asked } = await slowly(page);
  await page.goto(LESSON, AT_ONCE);
  await expect.poll(() => logOf(page)).not.toBe("");
  const [engineAt, firstMs] = await page.evaluate(() => {
    const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const of = (name: string) => all.find((one) => one.name.includes(name))!;
    return [of("/assets/engine-").startTime, of("/assets/index-").responseEnd];
  });
  expect(engineAt).toBeLessThan(firstMs);
  expect(asked.filter((address) => !DRAWING.test(address)).length).toBeLessThan(MOST_FILES);
});

test("what is pressed before the simulator is here is shown at once, and done when it is", async ({ page }) => {
  await slowly(page);
  const releases: (() => void)[] = [];
  const held = new Promise<void>((resolve) => releases.push(resolve));
  await page.route("**/assets/engine-*", async (route) => held.then(() => route.fallback()));
  await page.goto(LESSON, AT_ONCE);
  const pressed = page.locator("footer button");
  await pressed.click();
  await expect(pressed).toHaveText("Pause");
  await pressed.click();
  await expect(pressed).toHaveText("Play");
  await pressed.click();
  await expect(pressed).toHaveText("Pause");
  expect(await logOf(page)).toBe("");
  releases[0]!();
  await expect.poll(() => msOf(page).catch(() => 0)).toBeGreaterThan(92_000);
});

test("another lesson is asked for meanwhile: its words and its cluster come together", async ({ page }) => {
  await slowly(page);
  await page.goto(LESSON, AT_ONCE);
  await expect(page.getByRole("heading", { name: "Two at night, a colleague deploys" })).toBeVisible();
  await page.evaluate(() => (location.hash = "#/lesson/frozen-node"));
  await expect(page.getByRole("img")).toHaveAccessibleName(/order/);
  await expect(page.getByRole("banner")).toContainText("Case 2");
  await expect(page.getByRole("heading", { name: "Two at night, a colleague deploys" })).toHaveCount(0);
  await expect(page.getByRole("heading")).toHaveCount(1);
});

test("another page is asked for meanwhile: that one comes", async ({ page }) => {
  const { release } = await slowly(page);
  await page.goto(LESSON, AT_ONCE);
  await expect.poll(() => logOf(page)).not.toBe("");
  await page.evaluate(() => (location.hash = "#/"));
  release();
  await expect(page.getByRole("heading", { level: 1, name: /Drydock|Break/ }).first()).toBeVisible();
});

test("an address that names no lesson: the map comes, and the next lesson is not taken for a first sight", async ({
  page,
}) => {
  const { release } = await slowly(page);
  await page.goto("/?debug#/lesson/no-such-lesson", AT_ONCE);
  release();
  await expect(page.getByRole("link", { name: /A brief outage/ }).first()).toBeVisible();
  await page.evaluate(() => (location.hash = "#/lesson/brief-outage"));
  await expect(page.locator("[data-pod]").first()).toBeVisible();
  await expect(page.locator("footer [role=status]")).toHaveCount(0);
});

for (const isSlow of [true, false]) {
  test(`what draws the page does not come on a ${isSlow ? "slow" : "quick"} line: that is said, and one can try again`, async ({
    page,
  }) => {
    if (isSlow) await slowly(page);
    await page.route(/\/assets\/mount-[^/]*\.js$/, (route) => route.abort());
    await page.goto(LESSON, AT_ONCE);
    await expect(page.getByRole("alert")).toContainText("A part of the page did not load.");
    await page.unroute(/\/assets\/mount-[^/]*\.js$/);
    await page.getByRole("button", { name: /Try again/ }).click();
    if (!isSlow) await expect(page.locator("[data-pod]").first()).toBeVisible();
  });
}

test("on a quick line the page comes at once", async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector("footer [role=status]")) document.documentElement.dataset["first"] = "seen";
    }).observe(document, { subtree: true, childList: true });
  });
  await page.goto(LESSON, AT_ONCE);
  await expect(page.locator("[data-pod]").first()).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-first", "seen");
});

for (const [width, height] of [
  [1920, 1080],
  [1440, 900],
  [900, 800],
  [390, 844],
] as const) {
  for (const isStored of [true, false]) {
    test(`the first sight stands where the page will stand (${width} px${isStored ? "" : ", nothing can be stored"})`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      if (!isStored) {
        await page.addInitScript(() => {
          for (const area of ["localStorage", "sessionStorage", "indexedDB"])
            Object.defineProperty(window, area, {
              get() {
                throw new DOMException("blocked", "SecurityError");
              },
            });
        });
      }
      const { release } = await slowly(page);
      await page.goto(LESSON, AT_ONCE);
      await expect.poll(() => logOf(page)).not.toBe("");
      const middle = async (): Promise<readonly [number, number]> => {
        const {
          x,
          y,
          width: w,
          height: h,
        } = (await page.getByRole("button", { name: "Play", exact: true }).boundingBox())!;
        return [x + w / 2, y + h / 2];
      };
      const footTop = async (): Promise<number> => (await page.getByRole("contentinfo").last().boundingBox())!.y;
      const [[x, y], top] = [await middle(), await footTop()];
      const heading = width < 700 ? null : await page.getByRole("heading", { level: 1 }).boundingBox();
      release();
      await expect(page.locator("[data-pod]").first()).toBeVisible();
      await expect.poll(async () => Math.abs((await footTop()) - top)).toBeLessThan(2);
      const [pageX, pageY] = await middle();
      expect([Math.abs(pageX - x) < 8, Math.abs(pageY - y) < 8], `${x},${y} and ${pageX},${pageY}`).toEqual([
        true,
        true,
      ]);
      if (!heading) return;
      const there = (await page.getByRole("heading", { level: 2 }).boundingBox())!;
      expect([Math.abs(there.x - heading.x) < 8, Math.abs(there.y - heading.y) < 24]).toEqual([true, true]);
    });
  }
}

test("a reload in the middle of the first sight begins it anew, and the page comes", async ({ page }) => {
  const { release } = await slowly(page);
  await page.goto(LESSON, AT_ONCE);
  await expect.poll(() => logOf(page)).not.toBe("");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.reload({ waitUntil: "commit" });
  release();
  await expect(page.locator("[data-pod]").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Two at night, a colleague deploys" })).toHaveCount(1);
});
