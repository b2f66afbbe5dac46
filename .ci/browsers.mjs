// npm run browsers: the browser tests in a Firefox of this machine. `npm run browsers -- lessons share` runs those named, and without a name
// those of SMOKE. Says so, and fails nobody, where there is none.
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";

/** A face each: map and lesson, editor, terminal, time, faults, talk, embed, link and files, film, one file, offline, and what is wrong. */
const SMOKE =
  "case-10 page keyboard edit terminal time destruction present embed share film one-file offline what-if wrong-yaml policy";

const isThere = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const onPath = (process.env.PATH ?? "").split(path.delimiter);
const places = ["firefox", "firefox-esr"].flatMap((name) => onPath.map((dir) => path.join(dir, name)));
const firefox =
  process.env.FIREFOX_PATH ?? [...places, "/Applications/Firefox.app/Contents/MacOS/firefox"].find(isThere);

if (firefox === undefined) {
  console.log("Skipped: no Firefox on this machine (FIREFOX_PATH names one elsewhere). Nothing was tested.");
} else {
  console.log(execFileSync(firefox, ["--version"], { encoding: "utf8" }).trim());
  const named = process.argv.slice(2);
  const specs = (named.length > 0 ? named : SMOKE.split(" ")).map((name) => `/${name}.spec.ts`);
  const { status } = spawnSync(
    "npx",
    ["--no-install", "playwright", "test", "--config", "e2e/playwright.config.ts", "--reporter=line", ...specs],
    { cwd: root, stdio: "inherit", env: { ...process.env, DRYDOCK_BROWSER: "firefox", FIREFOX_PATH: firefox } },
  );
  process.exitCode = status ?? 1;
}
