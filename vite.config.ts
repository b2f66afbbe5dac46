import path from "node:path";
import { defineConfig } from "vitest/config";
import { bringPlugin } from "./.ci/bring-plugin.ts";
import { chunksOf } from "./.ci/chunks-plugin.ts";
import { embedPlugin } from "./.ci/embed-plugin.ts";
import { lessonsPlugin } from "./.ci/lessons-plugin.ts";
import { offlinePlugin } from "./.ci/offline-plugin.ts";
import { oneFilePlugin } from "./.ci/one-file-plugin.ts";
import { policyPlugin } from "./.ci/policy-plugin.ts";
import { preloadPlugin } from "./.ci/preload-plugin.ts";
import { readPlugin } from "./.ci/read-plugin.ts";

const lessons = path.resolve(import.meta.dirname, "lessons");
const chunks = chunksOf(import.meta.dirname);

// `base: "./"` makes the built site work from any sub-path of any host.
export default defineConfig(({ mode }) => ({
  base: "./",
  logLevel: "warn",
  plugins: [
    lessonsPlugin(lessons),
    // `--mode one`: a file that a double click opens, and nothing beside it.
    ...(mode === "one"
      ? [oneFilePlugin(import.meta.dirname)]
      : [
          chunks.plugin,
          readPlugin(import.meta.dirname, lessons),
          bringPlugin(import.meta.dirname),
          embedPlugin(import.meta.dirname, lessons),
          offlinePlugin(import.meta.dirname),
          preloadPlugin(import.meta.dirname),
          policyPlugin,
        ]),
  ],
  resolve: {
    alias: [
      {
        find: /^d3-(transition|interpolate)$/,
        replacement: path.resolve(import.meta.dirname, ".ci/no-transitions.js"),
      },
    ],
  },
  build: {
    target: "es2023",
    sourcemap: false,
    manifest: true,
    // .ci/sizes.mjs knows better what is too large; and whoever only starts the site has no use for the bundler's own figures.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      checks: { bundlerTimings: false, moduleLevelDirective: false },
      ...(mode === "one"
        ? {}
        : {
            preserveEntrySignatures: "allow-extension",
            output: {
              codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunks.nameOf }] },
            },
          }),
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    setupFiles: [".ci/test-setup.ts"],
    testTimeout: 30_000,
    // Vitest leaves a core to whoever watches. Here nobody does, and of two cores that is half of all.
    maxWorkers: "100%",
    // Modules keep no state of their own, so files may share them: it halves the time, and finds who does keep some.
    isolate: false,
    unstubGlobals: true,
    css: { include: [/\.css\?raw$/] },
  },
}));
