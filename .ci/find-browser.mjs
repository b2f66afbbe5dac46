// Which browser of the Chromium family the tests use. Only looks; installs nothing.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const onPath = (name) => (process.env.PATH ?? "").split(path.delimiter).map((dir) => path.join(dir, name));

const candidates = () => {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map((n) => `/Applications/${n}.app/Contents/MacOS/${n}`);
  }
  if (process.platform === "win32") {
    const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].filter(
      Boolean,
    );
    return roots.flatMap((r) => [
      path.join(r, "Google/Chrome/Application/chrome.exe"),
      path.join(r, "Microsoft/Edge/Application/msedge.exe"),
    ]);
  }
  // The shell is the same engine without the window around it, as Playwright's own is: the tests take half the time.
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  return names.concat("microsoft-edge").flatMap(onPath);
};

/** Ubuntu's /usr/bin/chromium-browser may be a stub that only tells to install a snap. */
const answers = (file) => {
  if (process.platform !== "linux") return true;
  try {
    return /\d+\.\d+/.test(
      execFileSync(file, ["--version"], { encoding: "utf8", timeout: 20_000, stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return false;
  }
};

/** `{via, executablePath?}`; no path means Playwright's own. Null if there is none. */
export const findBrowser = (playwright) => {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, which does not exist`);
    return { via: "CHROME_PATH", executablePath: named };
  }
  if (existsSync(playwright.executablePath())) return { via: "playwright" };
  const found = candidates().find((file) => existsSync(file) && answers(file));
  return found ? { via: "system", executablePath: found } : null;
};
