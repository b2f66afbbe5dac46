import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { chromium, defineConfig } from "@playwright/test";
import { findBrowser } from "../.ci/find-browser.mjs";

/** Another build of the site, and another port, for those who work on it side by side. */
const site = process.env["DRYDOCK_SITE"] ?? "dist";
const port = process.env["DRYDOCK_PORT"] ?? "4179";
const other = process.env["DRYDOCK_BROWSER"];
const firefoxPath = process.env["FIREFOX_PATH"];
const FIREFOX = fileURLToPath(new URL("../.ci/firefox.mjs", import.meta.url));

const isRoot = process.getuid?.() === 0;
const QUIET = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const chromiumUse = (flags: readonly string[] = []) => {
  const browser = findBrowser(chromium);
  return {
    launchOptions: {
      ...(browser?.executablePath ? { executablePath: browser.executablePath } : {}),
      args: [...(isRoot ? ["--no-sandbox"] : []), ...QUIET, ...flags],
    },
  };
};
/** Several windows at once: each has a process, as people's windows have. */
const WINDOWS = /\/(crash|film|in-step|offline|one-file|own|present|share|talk|time|tried-wrong|what-if)\.spec\.ts$/;
/** One window: all pages of a worker use one process after the other, in which the scripts stay compiled. */
const chromiumProjects = () => [
  { name: "one window", testIgnore: WINDOWS, use: chromiumUse(["--renderer-process-limit=1"]) },
  { name: "windows", testMatch: WINDOWS, use: chromiumUse() },
];
/** Scrollbars take no width, as on a phone. */
const PREFERENCES = { "ui.useOverlayScrollbars": 1, "widget.gtk.overlay-scrollbars.enabled": true };
/** Firefox as people have it answers to the standard protocol, nearly; Playwright's own builds of Firefox and WebKit to theirs. */
const otherUse = (browserName: "firefox" | "webkit") =>
  browserName === "firefox" && firefoxPath !== undefined
    ? { browserName, channel: "moz-firefox", launchOptions: { executablePath: FIREFOX, firefoxUserPrefs: PREFERENCES } }
    : { browserName };

// The built site is tested, as people get it; a development server would reload the page when it first meets a dependency.
export default defineConfig({
  testDir: "browser",
  // One more than there are cores: a test waits for a fifth of its time, and longer where time passes in a lesson.
  workers: availableParallelism() + 1,
  fullyParallel: true,
  // Under the standard protocol everything takes two to three times as long.
  timeout: other ? 180_000 : 60_000,
  expect: { timeout: other ? 20_000 : 10_000 },
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["line"], ["json"]],
  snapshotPathTemplate: "{testDir}/faces/{arg}{ext}",
  outputDir: "../node_modules/.cache/drydock/playwright",
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    // It fetches the whole site: only where that is what is tested.
    serviceWorkers: "block",
  },
  projects: other === "firefox" || other === "webkit" ? [{ name: other, use: otherUse(other) }] : chromiumProjects(),
  webServer: {
    cwd: "..",
    command: `npx --no-install vite preview --host 127.0.0.1 --port ${port} --strictPort --outDir ${site}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
