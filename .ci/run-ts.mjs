// Runs a TypeScript program of this project in Node: bundles it with Vite (as the page is) and imports the result.
//   node .ci/run-ts.mjs e2e/prove/main.ts --flags
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const [, , entry, ...args] = process.argv;
if (!entry) {
  console.error("usage: node .ci/run-ts.mjs FILE.ts [arguments]");
  process.exit(2);
}
const name = `${path.basename(path.dirname(entry))}-${path.basename(entry, ".ts")}-${process.pid}`;
const outDir = path.join(root, "node_modules/.cache/drydock", name);
await mkdir(outDir, { recursive: true });
await build({
  root,
  configFile: false,
  logLevel: "error",
  // Its modules name each other as a bundler wants it.
  ssr: { noExternal: ["@ngrok/webernetes"] },
  build: {
    ssr: path.join(root, entry),
    outDir,
    emptyOutDir: true,
    minify: false,
    target: "node20",
    rollupOptions: { output: { entryFileNames: "main.mjs" } },
  },
});
process.argv = [process.argv[0], entry, ...args];
await import(pathToFileURL(path.join(outDir, "main.mjs")).href);
