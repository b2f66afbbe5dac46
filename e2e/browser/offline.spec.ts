// The second visit needs no network: the site is served from a sub-path, visited once, and its server goes away for good.
import { createServer, type Server } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const SITE = path.resolve(import.meta.dirname, "../..", process.env["DRYDOCK_SITE"] ?? "dist");
const ROOT = "/some/where/";
const WORKER = "service-worker.js";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".ttf": "font/ttf",
  ".png": "image/png",
};

interface Host {
  readonly url: string;
  /** Every request that has come. */
  readonly asked: string[];
  /** A newer build: the worker's file is another one. */
  readonly renew: () => void;
  readonly close: () => Promise<void>;
}

const serve = async (): Promise<Host> => {
  let version = "";
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, "http://host");
    asked.push(`${request.method} ${pathname}`);
    const name = pathname.startsWith(ROOT) ? pathname.slice(ROOT.length) || "index.html" : "";
    const file = path.join(SITE, name);
    if (name === "" || !existsSync(file)) return void response.writeHead(204).end();
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-store", connection: "close" });
    response.end(name === WORKER ? readFileSync(file, "utf8") + version : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${ROOT}`,
    asked,
    renew: () => void (version = "\n// Another version."),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Waits until the worker has fetched everything and serves this page. */
const untilKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });

test.use({ serviceWorkers: "allow", isAlone: true });
test.setTimeout(180_000);

test("a second visit without a network: the course map, a lesson never opened before, embeds and texts", async ({
  drydock,
  page,
}) => {
  const host = await serve();
  await page.goto(host.url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await untilKept(page);
  await host.close();
  await page.goto("about:blank");

  await page.goto(host.url);
  await expect(page.getByRole("link", { name: new RegExp(drydock.prose.title) }).first()).toBeVisible();
  await page.goto(`${host.url}#/lesson/brief-outage`);
  await expect(drydock.cluster).toBeVisible();
  await drydock.run("kubectl get nodes");
  await expect(drydock.terminal).toContainText("worker-3");
  await expect(drydock.code).toBeAttached();
  await page.goto(`${host.url}embed/why.ko.html?theme=dark`);
  await page.locator(".play").click();
  await expect(page.locator(".embed")).toHaveAttribute("data-state", "alive");
  await page.goto(`${host.url}read/ko/index.html`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("only what the build wrote is answered without asking the host", async ({ page }) => {
  const host = await serve();
  await page.goto(host.url);
  await untilKept(page);
  host.asked.length = 0;
  await page.evaluate(async (root) => {
    await fetch("index.html");
    await fetch(`${root}mark.svg?of=any`);
    await fetch("index.html", { method: "HEAD" });
    await fetch("notes.txt");
    await fetch("/index.html");
  }, ROOT);
  expect(host.asked).toEqual([`HEAD ${ROOT}index.html`, `GET ${ROOT}notes.txt`, "GET /index.html"]);
  await host.close();
});

test("a new version is offered, and taken only when it is asked for", async ({ drydock, page }) => {
  const host = await serve();
  await page.goto(host.url);
  await untilKept(page);
  host.renew();
  await page.goto(`${host.url}#/sandbox`);
  await page.reload();
  const offer = page.getByRole("alert").filter({ hasText: drydock.text.update.ready });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  await drydock.run("kubectl get nodes");
  await expect(drydock.terminal).toContainText("worker-1");
  const reloaded = page.waitForEvent("load");
  await offer.getByRole("button", { name: drydock.text.update.reload }).click();
  await reloaded;
  // The work is still there, and there is no newer version any more.
  await expect(drydock.terminal).toContainText("worker-1");
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting)).toBeNull();
  await host.close();
});
