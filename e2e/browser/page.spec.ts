// The page itself: languages, schemes, motion, a phone, storage that is blocked, and what assistive technology finds.
import { table } from "#app/i18n/table-en";
import { seriousFindings } from "./findings.ts";
import { sandbox } from "#app/i18n/sandbox-en";
import { expect, LESSON, plain, pressTwice, tapOn, test, TEXTS } from "./fixtures.ts";

const PAGES = [
  { name: "home", hash: "#/" },
  { name: "lesson", hash: `#/lesson/${LESSON.id}` },
  { name: "sandbox", hash: "#/sandbox" },
];

for (const scheme of ["light", "dark"] as const) {
  test.describe(`axe, ${scheme}`, () => {
    test.use({ colorScheme: scheme });
    for (const { name, hash } of PAGES) {
      test(name, async ({ drydock, page }) => {
        await page.goto(`./${hash}`);
        if (name === "home") await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        else await expect(drydock.code).toBeAttached();
        expect(await seriousFindings(page)).toEqual([]);
      });
    }

    test("lesson in trouble, with its answer open", async ({ drydock, page }) => {
      await drydock.openLesson();
      await expect(drydock.code).toBeAttached();
      await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
      await pressTwice(drydock.pod(/^Pod .*(:8080 closed|50[23])/).first());
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
}

test("the language switches in place: step, files, terminal and time stay", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.next();
  await drydock.run("kubectl get pods");
  const now = await drydock.nowMs();
  await page.getByRole("button", { name: "한국어" }).click();
  drydock.language = "ko";
  await drydock.expectStep("look");
  await drydock.expectMet("look", "ask-kubernetes");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(drydock.terminal).toContainText("kubectl get pods");
  expect(await drydock.nowMs()).toBe(now);
  await page.reload();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(TEXTS.ko.prose.steps["look"]!.title);
});

test("the scheme is chosen, kept, and follows the system where it is not", async ({ drydock, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await drydock.openLesson();
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.getByRole("button", { name: /^Colour scheme/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  expect(await ground()).not.toBe(dark);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test.describe("reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  test("nothing runs by itself, and the lesson works", async ({ drydock, page }) => {
    await drydock.openLesson();
    await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((a) => a.playState === "running" && (a.effect?.getComputedTiming().duration ?? 0) !== 0)
        .filter((a) => Number(a.effect?.getComputedTiming().activeDuration) > 50)
        .map((a) => {
          const { target, pseudoElement } = a.effect as KeyframeEffect;
          return `${a.constructor.name} ${target?.className ?? ""} ${pseudoElement ?? ""}`;
        }),
    );
    expect(moving).toEqual([]);
  });
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test("read, see it fail, ask why, put in the fix, apply, watch it", async ({ drydock, page }) => {
    const { text, words } = drydock;
    await drydock.openLesson();
    await drydock.expectStep("alarm");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await tapOn(page.getByRole("button", { name: new RegExp(`^${text.timeline.speed}`) }));
    await tapOn(drydock.button(text.timeline.play));
    await drydock.expectMet("alarm", "see-failures");
    await tapOn(drydock.button(text.timeline.pause));
    await drydock.goTo("explain");
    await drydock.pane(text.editor.files);
    await tapOn(drydock.editor.getByRole("button", { name: "readinessProbe" }));
    await expect(drydock.editor).toContainText("readinessProbe:");
    await tapOn(drydock.applyButton);
    await expect(drydock.editor).toContainText(words.editor.same);
    await drydock.pane(text.terminal.label);
    await expect(drydock.terminal.getByText("deployment.apps/mynginx configured").last()).toBeInViewport();
    await drydock.pane(text.editor.files);
    await tapOn(drydock.editor.getByRole("button", { name: text.editor.edit }));
    await expect(drydock.editor.getByRole("textbox", { name: "mynginx.yaml" })).toHaveValue(/path: \/ready/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test("with storage blocked everything works, in memory", async ({ drydock, page }) => {
  await page.addInitScript(() => {
    for (const area of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, area, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await drydock.openLesson();
  await drydock.playUntil(() => drydock.expectMet("alarm", "see-failures"), 10);
  await drydock.next();
  await drydock.expectStep("look");
  await page.getByRole("button", { name: "한국어" }).click();
  drydock.language = "ko";
  await drydock.expectStep("look");
  await page.getByRole("link", { name: drydock.text.top.home }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("the drawing is moved by hand, wheel and buttons, stays whole under a double click, and is fitted again", async ({
  drydock,
  page,
}) => {
  await drydock.openLesson();
  const { graph } = drydock.text;
  const view = page.locator(".react-flow__viewport");
  const placeOf = (): Promise<string> => view.evaluate((element) => getComputedStyle(element).transform);
  const fitted = await placeOf();
  const box = (await page.locator(".react-flow").boundingBox())!;
  // Between the services and the nodes, where nothing is to be pressed.
  const [x, y] = [box.x + box.width * 0.4, box.y + 20];
  const changes = async (act: () => Promise<void>): Promise<void> => {
    const before = await placeOf();
    await act();
    await expect.poll(placeOf).not.toBe(before);
  };
  await changes(() => drydock.button(graph.zoomIn).click());
  await changes(() => drydock.button(graph.zoomOut).click());
  await page.mouse.move(x, y);
  await changes(() => page.mouse.wheel(0, -200));
  await changes(async () => {
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 4 });
    await page.mouse.up();
  });
  const moved = await placeOf();
  await page.mouse.dblclick(x, y);
  expect(await placeOf()).toBe(moved);
  await changes(() => drydock.button(graph.fit).click());
  await expect.poll(placeOf).toBe(fitted);
});

test("the table says what the drawing shows, and selects the same", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.graph.showTable).click();
  const pods = page.getByRole("table", { name: table.pods });
  await expect(pods.getByRole("row")).toHaveCount(4 + 4 + 1);
  await pods
    .getByRole("button", { name: /^mynginx-/ })
    .first()
    .click();
  await drydock.button(drydock.text.graph.showDrawing).click();
  await expect(drydock.cluster.getByRole("button", { pressed: true })).toHaveCount(1);
});

test("in the sandbox the first button brings the clients' requests through", async ({ drydock, page }) => {
  const { words } = drydock;
  await drydock.openSandbox();
  const failing = drydock.cluster.getByText(words.clients.fail(100));
  await expect(failing).toBeVisible();
  await page.getByRole("button", { name: sandbox.firstApply }).click();
  await expect(drydock.terminal).toContainText("ingress.networking.k8s.io/web created");
  await drydock.playUntil(() => expect(failing).toHaveCount(0), 10);
  // What is true of an empty cluster alone is said of no other.
  await expect(page.getByText(sandbox.first)).toHaveCount(0);
});

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language, viewport: { width: 1440, height: 900 } });

    test("the answer to a guess comes into sight, also where the step is longer than its panel", async ({
      drydock,
      page,
    }) => {
      await drydock.openLesson();
      await drydock.goTo("later");
      await drydock.predict("later", "taken-out");
      const ending = plain(drydock.prose.steps["later"]!.predict!.answer).trim().slice(-15);
      await expect(page.getByText(ending)).toBeInViewport({ ratio: 1 });
      const [answer, back] = [page.getByText(ending), drydock.button(drydock.text.lesson.back)];
      const { y, height } = (await answer.boundingBox())!;
      expect(y + height).toBeLessThanOrEqual((await back.boundingBox())!.y);
    });
  });
}
