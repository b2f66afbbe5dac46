// Bundles a module of this project for Node, once, so that the build can ask it for what is made at build time.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";

/** The program knows one lesson, the one that it is given; with the list it would bundle its own results. */
export const noLessons: Plugin = {
  name: "drydock-no-lessons",
  resolveId: (id) => (id === "virtual:lessons" || id === "virtual:teasers" ? `\0${id}` : undefined),
  load: (id) =>
    id === "\0virtual:lessons"
      ? "export const catalogue = [];"
      : id === "\0virtual:teasers"
        ? "export const teasers = {};"
        : undefined,
};

export const bundleForNode = async <Module>(root: string, entry: string): Promise<Module> => {
  const name = path.basename(entry, ".ts");
  const outDir = path.join(root, `node_modules/.cache/drydock/${name}-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [noLessons],
    build: {
      ssr: path.join(root, entry),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return (await import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href)) as Module;
};
