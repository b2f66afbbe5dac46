// npm test: every check there is, on a clean clone with nothing but Node. `npm test -- unit e2e` runs only the suites named.
// The last line is `N passed, N failed`, over all suites.
import { spawnSync } from "node:child_process";
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
  { name: "format", command: ["oxfmt", "--check", "."] },
  { name: "types", command: ["tsc", "-b"] },
  { name: "lint", command: ["oxlint"] },
  { name: "dead", command: ["knip"] },
  {
    name: "unit",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report("unit")}`],
    count: ofVitest,
  },
  { name: "prove", node: [".ci/run-ts.mjs", "e2e/prove/main.ts"], count: ofLastLine },
  { name: "conformance", node: [".ci/run-ts.mjs", "e2e/conformance/main.ts", "--known"], count: ofLastLine },
  { name: "build", command: ["vite", "build"] },
  { name: "sizes", node: [".ci/sizes.mjs"] },
  {
    name: "e2e",
    command: ["playwright", "test", "--config", "e2e/playwright.config.ts"],
    count: ofPlaywright,
    needsBrowser: true,
  },
];

const runSuite = ({ name, command, node, count }) => {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const [file, ...args] = node ? [process.execPath, ...node] : ["npx", "--no-install", ...command];
  const keepsOutput = count === ofLastLine;
  const result = spawnSync(file, args, {
    cwd: root,
    shell: isWindows && !node,
    stdio: keepsOutput ? ["ignore", "pipe", "inherit"] : ["ignore", "inherit", "inherit"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report("e2e") },
  });
  if (keepsOutput) process.stdout.write(result.stdout ?? "");
  const isGood = result.status === 0;
  let counts = null;
  try {
    counts = count?.(result.stdout ?? "") ?? null;
  } catch {
    // No report was written: the suite itself failed, which its status tells.
  }
  counts ??= { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
  if (!isGood && counts.failed === 0) counts.failed = 1;
  return { name, ...counts, seconds: Math.round((Date.now() - started) / 1000) };
};

const only = process.argv.slice(2);
const chosen = suites.filter((s) => only.length === 0 || only.includes(s.name));
const results = [];
for (const suite of chosen) {
  if (suite.needsBrowser && !(await ensureBrowser()))
    results.push({ name: suite.name, passed: 0, failed: 1, seconds: 0 });
  else results.push(runSuite(suite));
}
console.log("\n== summary");
for (const r of results) console.log(`${r.name.padEnd(12)} ${r.passed} passed, ${r.failed} failed, ${r.seconds} s`);
const sum = (key) => results.reduce((n, r) => n + r[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
