// Keeps the whole site, so that a second visit needs no network: every built file, by its hash. It answers only for files that the build
// wrote; everything else goes to the network. A new version is fetched beside the old one and waits until the reader asks for it, or
// until no page of the old one is open.
import { fileAsked, keyOf, type SiteFiles } from "./names.ts";

/** Stands at the head of the built file. */
declare const DRYDOCK_FILES: SiteFiles;
declare const self: ServiceWorkerGlobalScope;

/** How many files are fetched side by side: the reader is using the page meanwhile. */
const AT_ONCE = 3;

const { scope } = self.registration;
// Sites on one host share its storage.
const CACHE = `drydock ${scope}`;
const address = (file: string): string => keyOf(file, scope, DRYDOCK_FILES);

/** Fetches what is not kept yet. A file with other bytes than the build wrote ends it: the site is just being replaced. */
const keepAll = async (): Promise<void> => {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const missing = Object.keys(DRYDOCK_FILES).filter((file) => !kept.has(address(file)));
  const keepNext = async (): Promise<void> => {
    const file = missing.pop();
    if (file === undefined) return;
    const response = await fetch(new URL(file, scope), { cache: "no-cache", credentials: "same-origin" });
    const bytes = response.ok ? await response.arrayBuffer() : null;
    if (!bytes || (await hashOf(bytes)) !== DRYDOCK_FILES[file]) throw new Error(`${file} is not of this version`);
    const type = response.headers.get("content-type");
    await cache.put(address(file), new Response(bytes, type === null ? {} : { headers: { "content-type": type } }));
    return keepNext();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
};

const hashOf = async (bytes: ArrayBuffer): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const forgetOld = async (): Promise<void> => {
  const cache = await caches.open(CACHE);
  const needed = new Set(Object.keys(DRYDOCK_FILES).map(address));
  const old = (await cache.keys()).filter((request) => !needed.has(request.url));
  await Promise.all(old.map((request) => cache.delete(request)));
};

/** What the browser has thrown away is fetched as if there were no worker. */
const answer = async (request: Request, file: string): Promise<Response> => {
  const cache = await caches.open(CACHE);
  return (await cache.match(address(file))) ?? fetch(request);
};

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOld().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const file = fileAsked(event.request, scope, DRYDOCK_FILES);
  if (file !== null) event.respondWith(answer(event.request, file));
});
