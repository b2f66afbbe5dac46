import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.ts";

/** Goes through lessons as they are on the page, and takes pictures: `npm run lesson -- walk NAME`. Too long for every test run. */
export default defineConfig({
  ...tests,
  testDir: ".",
  workers: Number(process.env["DRYDOCK_WORKERS"] ?? 2),
  retries: 0,
  outputDir: "../../node_modules/.cache/drydock/walk-traces",
  reporter: [["line"]],
  use: { ...tests.use, actionTimeout: 20_000 },
  projects: [{ ...tests.projects?.[0], name: "walk" }],
  webServer: tests.webServer && !Array.isArray(tests.webServer) ? { ...tests.webServer, cwd: "../.." } : undefined!,
});
