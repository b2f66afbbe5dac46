// Makes sure that the tests have a browser: looks first, then tries Playwright's own download, then Debian's package.
import { existsSync, readFileSync } from "node:fs";
import { findBrowser } from "./find-browser.mjs";
import { run } from "./install.mjs";

const isDebian = () =>
  process.platform === "linux" &&
  existsSync("/etc/debian_version") &&
  !/ubuntu/i.test(readFileSync("/etc/os-release", "utf8")); // Ubuntu's package is a stub for a snap.

export const ensureBrowser = async () => {
  const { chromium } = await import("@playwright/test");
  let browser = findBrowser(chromium);
  if (!browser) {
    const withDeps = process.env.CI && process.getuid?.() === 0 ? ["--with-deps"] : [];
    run("npx", ["--no-install", "playwright", "install", ...withDeps, "--only-shell", "chromium"], {
      timeout: 300_000,
    });
    browser = findBrowser(chromium);
  }
  if (!browser && isDebian() && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update", "-qq"], { timeout: 120_000, env });
    // An older Debian has no package of the shell alone.
    for (const name of ["chromium-headless-shell", "chromium"]) {
      const args = ["install", "-y", "-qq", "--no-install-recommends", name, "fonts-noto-cjk"];
      if (run("apt-get", args, { timeout: 600_000, env })) break;
    }
    browser = findBrowser(chromium);
  }
  if (browser) return browser;
  console.error(
    "No browser found. Install Chrome or Chromium, run `npx playwright install chromium`, or set CHROME_PATH.",
  );
  return null;
};
