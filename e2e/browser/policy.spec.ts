// The built page forbids itself whatever is not its own, and nothing that it does stumbles over that. A violation is an error on the
// console too, so every other browser test watches for it.
import { test as base, type Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const watch = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
};

test("home, lesson, sandbox, share, snippet, stage and speaker keep to it", async ({ drydock, page }) => {
  await watch(page);
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await drydock.openLesson();
  await drydock.cursorAt(2);
  await page.keyboard.type(" #");
  await page.keyboard.press("Control+Space");
  await drydock.run("kubectl get nodes");
  await expect(drydock.terminal).toContainText("worker-3");
  await drydock.button(drydock.text.top.share).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await drydock.openSandbox();
  await expect(drydock.code).toBeAttached();
  await page.goto("./?class");
  await expect(page.getByRole("textbox")).toBeVisible();
  await page.goto("./?snippet=brief-outage");
  await expect(page.locator("iframe").first()).toBeVisible();
  for (const face of ["present", "speaker"]) {
    await page.goto(`./?${face}#/lesson/brief-outage`);
    await expect(page.getByRole("heading").first()).toBeVisible();
  }
});

// The console says of each that it was stopped.
base("what is not of the site neither runs nor is fetched", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const blocked = await page.evaluate(async () => {
    const seen: string[] = [];
    addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.append("globalThis.hasRun = true");
    document.head.append(script);
    const isFetchStopped = await fetch("https://other.invalid/").then(
      () => false,
      () => true,
    );
    // Events come after what they are about.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { isFetchStopped, hasRun: "hasRun" in globalThis, seen: seen.toSorted() };
  });
  expect(blocked).toEqual({
    isFetchStopped: true,
    hasRun: false,
    seen: ["connect-src", "require-trusted-types-for"],
  });
});

// Each is said to the console, too.
base("no text becomes markup, an address of code, or code", async ({ page }) => {
  await page.goto("./#/lesson/brief-outage");
  await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
  test.skip(!(await page.evaluate(() => "trustedTypes" in globalThis)), "a browser without Trusted Types");
  const refused = await page.evaluate(() => {
    // It goes to the page as one function.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const refuses = (act: () => unknown): boolean => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    const place = document.createElement("div");
    const make = (globalThis as { trustedTypes?: { createPolicy: (name: string, rules: object) => unknown } })
      .trustedTypes;
    return {
      markup: refuses(() => {
        place.innerHTML = "<img src=x onerror=document.title=1>";
      }),
      beside: refuses(() => place.insertAdjacentHTML("beforeend", "<b>")),
      parsed: refuses(() => new DOMParser().parseFromString("<b>", "text/html")),
      frame: refuses(() => {
        document.createElement("iframe").srcdoc = "<script>1</script>";
      }),
      script: refuses(() => {
        document.createElement("script").src = "data:text/javascript,1";
      }),
      worker: refuses(() => new Worker("data:text/javascript,1")),
      policy: refuses(() => make?.createPolicy("forged", {})),
    };
  });
  expect(refused).toEqual({
    markup: true,
    beside: true,
    parsed: true,
    frame: true,
    script: true,
    worker: true,
    policy: true,
  });
});
