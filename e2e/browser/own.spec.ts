// Lessons of the reader's own: kept, listed, removed, in step in every window; and fetched from an address, after a person has said so.
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { foreign as en } from "#app/i18n/foreign-en";
import { foreign as ko } from "#app/i18n/foreign-ko";
import { zip } from "../../src/app/foreign/zip.ts";
import { TEXTS, expect, fillIn, test as base } from "./fixtures.ts";

const FOLDER = "lessons/closer/01-where-is-my-pod";
const ID = "dropped-where-is-my-pod";
const WORDS = { en, ko } as const;
const filesOf = (change = (_name: string, text: string) => text): Record<string, string> =>
  Object.fromEntries(
    readdirSync(FOLDER).map((name) => [name, change(name, readFileSync(`${FOLDER}/${name}`, "utf8"))]),
  );

const drop = (page: Page, files: Readonly<Record<string, string>>): Promise<void> =>
  page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(all)) dataTransfer.items.add(new File([text], name));
    globalThis.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);

/** Another host: what it answers by its paths, and what it was asked. */
interface Host {
  readonly url: string;
  readonly asked: {
    readonly path: string;
    readonly cookie: string | undefined;
    readonly referer: string | undefined;
  }[];
}

const CORS = { "access-control-allow-origin": "*" };

const answers = (archive: Buffer): Record<string, RequestListener> => ({
  "/lesson.zip": (_, r) => void r.writeHead(200, CORS).end(archive),
  "/secret.zip": (_, r) => void r.writeHead(200).end(archive),
  "/page.html": (_, r) => void r.writeHead(200, { ...CORS, "content-type": "text/html" }).end("<!doctype html><p>Hi"),
  "/text": (_, r) => void r.writeHead(200, { ...CORS, "content-type": "text/plain" }).end("hello"),
  "/big": (_, r) => void r.writeHead(200, { ...CORS, "content-length": "524288000" }).write("PK"),
  "/endless": (_, r) => {
    r.writeHead(200, CORS);
    const more = (): void => {
      while (!r.destroyed && r.write(Buffer.alloc(1_000_000, "PK")));
      if (!r.destroyed) r.once("drain", more);
    };
    more();
  },
  "/drip": (_, r) => {
    r.writeHead(200, CORS);
    const timer = setInterval(() => r.write("P"), 500);
    r.once("close", () => clearInterval(timer));
  },
  "/away": (_, r) => void r.writeHead(302, { ...CORS, location: "http://127.0.0.1:9/lesson.zip" }).end(),
});

const test = base.extend<{ readonly host: Host }>({
  // Playwright asks for the braces.
  // oxlint-disable-next-line no-empty-pattern
  host: async ({}, use) => {
    const asked: Host["asked"] = [];
    const archive = Buffer.from(
      await zip(Object.fromEntries(Object.entries(filesOf()).map(([n, t]) => [`my/${n}`, t]))).arrayBuffer(),
    );
    const rows = answers(archive);
    const server: Server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://x").pathname;
      asked.push({ path, cookie: request.headers.cookie, referer: request.headers.referer });
      const file = /^\/folder\/([\w.-]+)$/.exec(path)?.[1];
      const row = rows[path];
      if (row) row(request, response);
      else if (file !== undefined && file in filesOf()) response.writeHead(200, CORS).end(filesOf()[file]);
      else response.writeHead(404, CORS).end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.closeAllConnections();
    server.close();
  },
  // A host that refuses is said by the browser too.
  context: async ({ browser, locale, baseURL }, use) => {
    const context = await browser.newContext({ locale: locale!, baseURL: baseURL!, serviceWorkers: "block" });
    await use(context);
    await context.close();
  },
});

const openMap = async (page: Page, query = ""): Promise<void> => {
  await page.goto(`./${query}`);
  await expect(page.locator("h1")).toBeVisible();
};

for (const language of ["en", "ko"] as const) {
  test.describe(language, () => {
    test.use({ language });
    const { dictionary: text, home } = TEXTS[language];
    const words = WORDS[language];

    test("is kept over a reload, listed as one's own, and removed", async ({ page }) => {
      await openMap(page);
      await expect(page.getByRole("heading", { name: home.own })).toHaveCount(0);
      await drop(page, filesOf());
      await expect(page).toHaveURL(new RegExp(`#/lesson/${ID}$`));
      await page.reload();
      await expect(page.getByRole("region", { name: text.lesson.label })).toBeVisible();
      await page.goto("./#/");
      const row = page.getByRole("region", { name: home.own }).getByRole("listitem");
      await expect(row).toHaveCount(1);
      await page.reload();
      await expect(row).toHaveCount(1);
      await row.getByRole("link").click();
      await expect(page).toHaveURL(new RegExp(`#/lesson/${ID}$`));
      await page.goBack();
      await row.getByRole("button").click();
      await page.getByRole("button", { name: home.removeSure }).click();
      await expect(row).toHaveCount(0);
      await page.reload();
      await expect(page.locator("h1")).toBeVisible();
      await expect(row).toHaveCount(0);
    });

    test("says what keeps a lesson from coming, and asks nobody before the button", async ({ page, host }) => {
      test.setTimeout(120_000);
      await openMap(page);
      await page.getByRole("button", { name: home.bring }).click();
      const dialog = page.getByRole("dialog", { name: words.title });
      const field = dialog.getByLabel(words.addressNote);
      const says = dialog.getByRole("status");
      await fillIn(field, "javascript:alert(1)");
      await expect(says).toHaveText(words.refused.address);
      await fillIn(field, "http://example.org/lesson.zip");
      await expect(says).toHaveText(words.refused.address);
      await fillIn(field, "https://me:secret@example.org/lesson.zip");
      await expect(says).toHaveText(words.refused.address);
      const rows = [
        ["/secret.zip", words.refused.blocked],
        ["/nothing", words.refused.status],
        ["/page.html", words.refused.webPage],
        ["/text", words.refused.notZip],
        ["/big", words.refused.big],
        ["/endless", words.refused.big],
        ["/away", words.refused.redirect],
        ["/drip", words.refused.slow],
      ] as const;
      for (const [path, said] of rows) {
        const before = host.asked.length;
        await fillIn(field, host.url + path);
        await expect(dialog.locator("code")).toHaveText(host.url + path);
        expect(host.asked).toHaveLength(before);
        await dialog.getByRole("button", { name: words.fetch(new URL(host.url).host) }).click();
        await expect(says, path).toHaveText(said, { timeout: 20_000 });
      }
      await fillIn(field, "http://127.0.0.1:9/lesson.zip");
      await dialog.getByRole("button", { name: words.fetch("127.0.0.1:9") }).click();
      await expect(says).toHaveText(words.refused.unreachable);
    });

    test("a link offers it, and a press fetches it", async ({ page, context, host }) => {
      await context.addCookies([{ name: "who", value: "me", url: host.url }]);
      const address = `${host.url}/lesson.zip`;
      await openMap(page, `?lesson-from=${encodeURIComponent(address)}`);
      const dialog = page.getByRole("dialog", { name: words.title });
      await expect(dialog).toContainText(words.offered);
      await expect(dialog.locator("code")).toHaveText(address);
      expect(host.asked).toEqual([]);
      await dialog.getByRole("button", { name: words.fetch(new URL(host.url).host) }).click();
      await expect(page).toHaveURL(new RegExp(`#/lesson/${ID}$`));
      expect(host.asked).toEqual([{ path: "/lesson.zip", cookie: undefined, referer: undefined }]);
      expect(page.url()).not.toContain("lesson-from");
      await expect(page.locator("iframe")).toHaveCount(0);
    });
  });
}

test("fetches a lesson.yaml with the files beside it", async ({ page, host }) => {
  await openMap(page, `?lesson-from=${encodeURIComponent(`${host.url}/folder/lesson.yaml`)}`);
  await page.getByRole("button", { name: en.fetch(new URL(host.url).host) }).click();
  await expect(page).toHaveURL(new RegExp(`#/lesson/${ID}$`));
  expect(host.asked.map(({ path }) => path).toSorted()).toEqual(
    Object.keys(filesOf())
      .map((name) => `/folder/${name}`)
      .toSorted(),
  );
});

test("without a network says so, and asks nobody", async ({ page, context, host }) => {
  await openMap(page, `?lesson-from=${encodeURIComponent(`${host.url}/lesson.zip`)}`);
  await expect(page.getByRole("dialog")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: en.fetch(new URL(host.url).host) }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText(en.refused.offline);
  expect(host.asked).toEqual([]);
});

test("fetches nothing inside another page", async ({ page, host, baseURL }) => {
  const address = new URL(`./?lesson-from=${encodeURIComponent(`${host.url}/lesson.zip`)}`, baseURL).href;
  await page.setContent(`<iframe src="${address}" width="1200" height="800"></iframe>`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("dialog").getByRole("status")).toHaveText(en.refused.framed);
  await expect(frame.getByRole("button", { name: en.fetch(new URL(host.url).host) })).toBeDisabled();
  expect(host.asked).toEqual([]);
});

test("where storage is blocked the lesson opens, and it is said that it will not stay", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", {
      get: () => {
        throw new DOMException("no", "SecurityError");
      },
    });
  });
  await openMap(page);
  await drop(page, filesOf());
  await expect(page.getByRole("region", { name: TEXTS.en.dictionary.lesson.label })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText(TEXTS.en.dictionary.notice.notKept);
});

test("in a room every window has it, the one that comes later too", async ({ page, context }) => {
  const label = { name: TEXTS.en.dictionary.lesson.label };
  await openMap(page, "?room=own");
  const second = await context.newPage();
  await openMap(second, "?room=own");
  await drop(page, filesOf());
  await expect(page.getByRole("region", label)).toBeVisible();
  await expect(second.getByRole("region", label)).toBeVisible();
  await expect(second).toHaveURL(new RegExp(`#/lesson/${ID}$`));
  const third = await context.newPage();
  await third.goto("./?room=own");
  await expect(third.getByRole("region", label)).toBeVisible();
});

test("ten minutes before it begins hold nothing up", async ({ page }) => {
  await openMap(page);
  // What was drawn of the bar: a page that stood still would have drawn it once.
  await page.evaluate(() => {
    const drawn = new Set<number>();
    const look = (): void => {
      const bar = document.querySelector("progress");
      if (bar) drawn.add(bar.value);
      document.documentElement.dataset["drawn"] = String(drawn.size);
      requestAnimationFrame(look);
    };
    look();
  });
  await drop(
    page,
    filesOf((name, text) => (name === "lesson.yaml" ? text.replace(/^settle: .*$/m, "settle: 10m") : text)),
  );
  await expect(page.getByRole("region", { name: TEXTS.en.dictionary.lesson.label })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  expect(Number(await page.locator("html").getAttribute("data-drawn"))).toBeGreaterThan(2);
});

test("bring.html asks for nothing outside of the playground's sandbox", async ({ page, baseURL }) => {
  const asked: string[] = [];
  await page.route("**/foreign.zip", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: "x", headers: { "access-control-allow-origin": "*" } });
  });
  await page.route("**/around.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>around</title>" }),
  );
  await page.goto(new URL("around.html", baseURL).href);
  /** What a page around it gets for an answer within a second, if it frames it so. */
  const answered = (sandbox: string | null): Promise<unknown> =>
    page.evaluate(async (how) => {
      const frame = document.createElement("iframe");
      if (how !== null) frame.setAttribute("sandbox", how);
      frame.src = "bring.html";
      const ready = new Promise((resolve) => {
        addEventListener("message", (event) => event.data === "drydock-bring" && resolve(true), { once: true });
      });
      document.body.append(frame);
      await ready;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => {
        port1.addEventListener("message", (event) => resolve(Object.keys((event.data as { got: object }).got)));
        setTimeout(() => resolve("nothing"), 1000);
      });
      port1.start();
      const url = new URL("foreign.zip", location.href).href;
      frame.contentWindow!.postMessage({ first: url }, "*", [port2]);
      port1.postMessage({ n: 1, url, mostBytes: 1000, withinMs: 5000 });
      const said = await answer;
      frame.remove();
      return said;
    }, sandbox);
  expect(await answered(null)).toBe("nothing");
  expect(await answered("allow-scripts allow-same-origin")).toBe("nothing");
  expect(asked).toEqual([]);
  // In the sandbox without an origin, as the playground frames it, it does.
  expect(await answered("allow-scripts")).not.toBe("nothing");
  expect(asked).toHaveLength(1);
});
