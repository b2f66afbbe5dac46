// Runs a lesson to its first moment while the page is built. The simulator is bundled once, as run-ts.mjs does, and then asked for each
// lesson and language. A development server keeps the one of its start: where the code has changed since, the page jumps once.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";
import type { makeStill as MakeStill } from "../src/app/still.ts";

interface StillModule {
  readonly makeStill: typeof MakeStill;
}

/** The program knows one lesson, the one that it is given; with the list it would bundle its own results. */
const noLessons: Plugin = {
  name: "drydock-no-lessons",
  resolveId: (id) => (id === "virtual:lessons" ? `\0${id}` : undefined),
  load: (id) => (id === "\0virtual:lessons" ? "export const catalogue = [];" : undefined),
};

const bundle = async (root: string): Promise<StillModule> => {
  const outDir = path.join(root, `node_modules/.cache/drydock/stills-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [noLessons],
    build: {
      ssr: path.join(root, "src/app/still.ts"),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "still.mjs" } },
    },
  });
  return (await import(pathToFileURL(path.join(outDir, "still.mjs")).href)) as StillModule;
};

let bundled: Promise<StillModule> | undefined;
/** Made once, though the page and the page of text both ask. */
const made = new Map<string, ReturnType<typeof MakeStill>>();

export const makeStill = async (
  root: string,
  ...lesson: Parameters<typeof MakeStill>
): Promise<ReturnType<typeof MakeStill>> => {
  bundled ??= bundle(root);
  const { makeStill: make } = await bundled;
  const key = JSON.stringify(lesson);
  const still = made.get(key) ?? make(...lesson);
  made.set(key, still);
  return still;
};
