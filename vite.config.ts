import { defineConfig } from "vitest/config";

// `base: "./"` makes the built site work from any sub-path of any host.
export default defineConfig({
  base: "./",
  logLevel: "warn",
  build: { target: "es2023", sourcemap: false },
  test: { include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"], testTimeout: 30_000 },
});
