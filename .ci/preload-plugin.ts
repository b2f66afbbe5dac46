// Vite: what every page of the playground needs beside its first script is asked for together with it, and not only when that has run: the scripts
// of its drivers. What a lesson needs besides is asked for by a script of its own (src/ui/ahead.ts), since only a script knows the address.
import path from "node:path";
import type { HtmlTagDescriptor, Plugin, Rollup } from "vite";
import { classicScript } from "./classic-script.ts";

/** What main.ts brings for the map, a lesson or a sandbox. What draws the page is not among them: on a slow line a lesson comes first. */
const NEXT = ["src/app/drivers/start.ts"];
/** What a lesson cannot live without. */
const LIVE = ["src/app/live.ts"];
const AHEAD = "assets/ahead.js";

const isChunk = (one: Rollup.OutputAsset | Rollup.OutputChunk | undefined): one is Rollup.OutputChunk =>
  one?.type === "chunk";

const ask = (rel: string, fileName: string): HtmlTagDescriptor => ({
  tag: "link",
  attrs: { rel, crossorigin: true, href: `./${fileName}` },
  injectTo: "head",
});

type Bundle = Rollup.OutputBundle;

/** The files of these modules' chunks, and of all that those import at once. */
const filesOf = (bundle: Bundle, root: string, names: readonly string[]): Set<string> => {
  const reached = new Set<string>();
  const reach = (fileName: string): void => {
    const one = bundle[fileName];
    if (reached.has(fileName) || !isChunk(one)) return;
    reached.add(fileName);
    one.imports.forEach(reach);
  };
  for (const name of names) {
    const found = Object.values(bundle).find((one) => isChunk(one) && one.facadeModuleId === path.join(root, name));
    if (!isChunk(found)) throw new Error(`${name}: the build has no such chunk`);
    reach(found.fileName);
  }
  return reached;
};

const stylesOf = (bundle: Bundle, files: ReadonlySet<string>): readonly string[] => {
  const styles = [...files].flatMap((fileName) => {
    const one = bundle[fileName];
    return isChunk(one) ? [...(one.viteMetadata?.importedCss ?? [])] : [];
  });
  return [...new Set(styles)];
};

export const preloadPlugin = (root: string): Plugin => ({
  name: "drydock-preload",
  apply: "build",
  async generateBundle() {
    this.emitFile({ type: "asset", fileName: AHEAD, source: await classicScript(root, "src/ui/ahead.ts") });
  },
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {}, chunk }) => {
      const next = filesOf(bundle, root, NEXT);
      // Vite asks for these itself.
      const known = [chunk?.fileName ?? "", ...(chunk?.imports ?? [])];
      const live = filesOf(bundle, root, LIVE);
      for (const file of [...known, ...next]) live.delete(file);
      for (const file of known) next.delete(file);
      return [
        {
          tag: "script",
          attrs: { async: true, src: `./${AHEAD}`, "data-files": [...live].map((file) => `./${file}`).join(" ") },
          injectTo: "head-prepend",
        },
        ...stylesOf(bundle, next).map((fileName) => ask("stylesheet", fileName)),
        ...[...next].map((fileName) => ask("modulepreload", fileName)),
      ];
    },
  },
});
