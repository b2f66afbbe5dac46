// Vite: what every page of the playground needs beside its first script is asked for together with it, and not only when that has run: the scripts
// of its drivers.
import path from "node:path";
import type { HtmlTagDescriptor, Plugin, Rollup } from "vite";

/** What main.ts brings for the map, a lesson or a sandbox. What draws the page is not among them: on a slow line a lesson comes first. */
const NEXT = ["src/app/drivers/start.ts"];

const isChunk = (one: Rollup.OutputAsset | Rollup.OutputChunk | undefined): one is Rollup.OutputChunk =>
  one?.type === "chunk";

const ask = (rel: string, fileName: string): HtmlTagDescriptor => ({
  tag: "link",
  attrs: { rel, crossorigin: true, href: `./${fileName}` },
  injectTo: "head",
});

export const preloadPlugin = (root: string): Plugin => ({
  name: "drydock-preload",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {}, chunk }) => {
      const next = NEXT.map((name) => {
        const found = Object.values(bundle).find((one) => isChunk(one) && one.facadeModuleId === path.join(root, name));
        if (!isChunk(found)) throw new Error(`${name}: the build has no such chunk`);
        return found.fileName;
      });
      const reached = new Set<string>();
      const reach = (fileName: string): void => {
        const one = bundle[fileName];
        if (reached.has(fileName) || !isChunk(one)) return;
        reached.add(fileName);
        one.imports.forEach(reach);
      };
      next.forEach(reach);
      // Vite asks for these itself.
      for (const known of [chunk?.fileName ?? "", ...(chunk?.imports ?? [])]) reached.delete(known);
      const styles = [...reached].flatMap((fileName) => {
        const one = bundle[fileName];
        return isChunk(one) ? [...(one.viteMetadata?.importedCss ?? [])] : [];
      });
      return [
        ...[...new Set(styles)].map((fileName) => ask("stylesheet", fileName)),
        ...[...reached].map((fileName) => ask("modulepreload", fileName)),
      ];
    },
  },
});
