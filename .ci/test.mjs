// npm test: every check there is, on a clean clone with nothing but Node. `npm test -- unit e2e` runs only the suites named.
// The last line is `N passed, N failed`, over all suites.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ensureBrowser } from "./ensure-browser.mjs";
import { checkNode, installPackages, isWindows, root } from "./install.mjs";

checkNode();
installPackages();

const reports = path.join(root, "node_modules/.cache/drydock/reports");
mkdirSync(reports, { recursive: true });
const report = (name) => path.join(reports, `${name}.json`);
const readReport = (name) => JSON.parse(readFileSync(report(name), "utf8"));

const ofVitest = () => {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = readReport("unit");
  return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0) };
};
const ofPlaywright = () => {
  const { stats } = readReport("e2e");
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
};
/** A program of ours that closes with `N passed, N failed`. */
const ofLastLine = (output) => {
  const [, passed, failed] = output.match(/(\d+) passed, (\d+) failed\s*$/) ?? [];
  return passed === undefined ? null : { passed: Number(passed), failed: Number(failed) };
};

const suites = [
  // One busy thread of a minute and more: it runs beside those that leave a core free, and tells what it found after them.
  { name: "prove", node: [".ci/run-ts.mjs", "e2e/prove/main.ts", "--workers=1"], count: ofLastLine, isBeside: true },
  { name: "format", command: ["oxfmt", "--check", "."] },
  { name: "types", command: ["tsc", "-b"] },
  { name: "lint", command: ["oxlint"] },
  { name: "dead", command: ["knip"] },
  { name: "conformance", node: [".ci/run-ts.mjs", "e2e/conformance/main.ts", "--known"], count: ofLastLine },
  { name: "build", command: ["vite", "build"] },
  { name: "sizes", node: [".ci/sizes.mjs"] },
  {
    name: "unit",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report("unit")}`],
    count: ofVitest,
    needsAllCores: true,
  },
  {
    name: "e2e",
    command: ["playwright", "test", "--config", "e2e/playwright.config.ts"],
    count: ofPlaywright,
    needsAllCores: true,
    needsBrowser: true,
  },
  // On a slow machine and line, and alone: what it holds does not hang on how fast this machine is, but on whether it has time.
  {
    name: "load",
    node: ["e2e/bench/load.mjs", "--visits", "3"],
    count: ofLastLine,
    needsAllCores: true,
    needsBrowser: true,
  },
];

/** Runs a command to its end: its status and what it wrote; `hear` gets what is piped as it comes. */
const runCommand = async ({ command, node, count, isBeside }, hear) => {
  const [file, ...args] = node ? [process.execPath, ...node] : ["npx", "--no-install", ...command];
  const child = spawn(file, args, {
    cwd: root,
    shell: isWindows && !node,
    stdio: ["ignore", count === ofLastLine ? "pipe" : "inherit", isBeside ? "pipe" : "inherit"],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report("e2e") },
  });
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    output += text;
    hear(text);
  });
  child.stderr?.setEncoding("utf8").on("data", hear);
  const status = await new Promise((resolve) => child.on("error", () => resolve(1)).on("close", resolve));
  return { isGood: status === 0, output };
};

const countOf = ({ count }, { isGood, output }) => {
  let counts = null;
  try {
    counts = count?.(output) ?? null;
  } catch {
    // No report was written: the suite itself failed, which its status tells.
  }
  const { passed, failed } = counts ?? { passed: isGood ? 1 : 0, failed: 0 };
  return { passed, failed: isGood ? failed : Math.max(failed, 1) };
};

/** What a suite says is shown as it says it, or kept for later. */
const runSuite = async (suite) => {
  const { name, isBeside } = suite;
  const started = Date.now();
  if (!isBeside) console.log(`\n== ${name}`);
  let kept = "";
  const hear = (text) => (isBeside ? (kept += text) : process.stdout.write(text));
  const hasWhatItNeeds = !suite.needsBrowser || (await ensureBrowser()) !== null;
  const counts = hasWhatItNeeds ? countOf(suite, await runCommand(suite, hear)) : { passed: 0, failed: 1 };
  return { name, ...counts, seconds: Math.round((Date.now() - started) / 1000), kept };
};

const only = process.argv.slice(2);
const chosen = suites.filter((s) => only.length === 0 || only.includes(s.name));
const results = [];
let beside = chosen.filter((s) => s.isBeside).map(runSuite);
const awaitBeside = async () => {
  for (const result of await Promise.all(beside)) {
    console.log(`\n== ${result.name}\n${result.kept}`);
    results.push(result);
  }
  beside = [];
};
for (const suite of chosen) {
  if (suite.isBeside) continue;
  if (suite.needsAllCores) await awaitBeside();
  results.push(await runSuite(suite));
}
await awaitBeside();
console.log("\n== summary");
for (const r of results) console.log(`${r.name.padEnd(12)} ${r.passed} passed, ${r.failed} failed, ${r.seconds} s`);
const sum = (key) => results.reduce((n, r) => n + r[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
