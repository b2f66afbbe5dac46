// Browser contexts that the tests of a worker use one after the other. A context of its own for every test means that every page is fetched,
// parsed and compiled anew, which is half of what opening it costs; here scripts stay compiled, and all that a test can have left is taken away.
import type { Browser, BrowserContext, Page } from "@playwright/test";

interface Kept {
  readonly context: BrowserContext;
  /** An empty page of the same site: as long as it stands, the process of the others does, with the code that it has compiled. */
  readonly anchor: Page;
  /** What is planted in a context for all its pages cannot be taken out again. */
  isSpoilt: boolean;
}

/** Of different options (language, size, scheme). Each costs the memory of a page. */
const MOST = 3;

export class Contexts {
  readonly #browser: Browser;
  /** By their options, the one used last at the end. */
  readonly #kept = new Map<string, Kept>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A context of these options, as good as new. */
  async take(options: string, site: string): Promise<BrowserContext> {
    const kept = this.#kept.get(options) ?? (await this.#make(site));
    this.#kept.delete(options);
    this.#kept.set(options, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) await this.drop(oldest);
    return kept.context;
  }

  /** The test is over: its pages are closed, and what it kept is forgotten. */
  async giveBack(options: string): Promise<void> {
    const kept = this.#kept.get(options);
    if (!kept) return;
    if (kept.isSpoilt) return this.drop(options);
    const { context, anchor } = kept;
    await Promise.all(context.pages().flatMap((page) => (page === anchor ? [] : [page.close()])));
    await context.unrouteAll();
    await context.setOffline(false);
    await context.clearPermissions();
    await context.clearCookies();
    const session = await context.newCDPSession(anchor);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(anchor.url()).origin, storageTypes: "all" });
    await session.detach();
  }

  /** Whatever a test that failed has left in it. */
  async drop(options: string): Promise<void> {
    const kept = this.#kept.get(options);
    this.#kept.delete(options);
    await kept?.context.close();
  }

  async close(): Promise<void> {
    for (const options of this.#kept.keys()) await this.drop(options);
  }

  async #make(site: string): Promise<Kept> {
    // Playwright gives it what the test asks for.
    const context = await this.#browser.newContext();
    const anchor = await context.newPage();
    // Nothing is fetched for it, its icon included.
    await anchor.route("**", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: '<!doctype html><title>-</title><link rel="icon" href="data:,">',
      }),
    );
    await anchor.goto(site);
    const kept = { context, anchor, isSpoilt: false };
    const plant = context.addInitScript.bind(context);
    context.addInitScript = (...script) => {
      kept.isSpoilt = true;
      return plant(...script);
    };
    return kept;
  }
}
