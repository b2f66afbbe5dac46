// Vite, for `npm run build:one`: the whole playground as one HTML file that a double click opens. Script and style stand in it, so there is
// no network, no service worker and no second page; the policy lets exactly that script run, by the hash of its text.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { POLICY, policyText } from "./policy-plugin.ts";

export const oneFilePlugin = (root: string): Plugin => ({
  name: "drydock-one-file",
  apply: "build",
  enforce: "post",
  config: ({ build }) => ({
    build: {
      outDir: build?.outDir ?? "dist-one",
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      cssCodeSplit: false,
      copyPublicDir: false,
      manifest: false,
      modulePreload: false,
      chunkSizeWarningLimit: 20_000,
      rollupOptions: { output: { codeSplitting: false } },
    },
  }),
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const all = Object.values(bundle);
      const page = all.find((one) => one.fileName === "index.html");
      const scripts = all.filter((one) => one.type === "chunk");
      const styles = all.filter((one) => one.type === "asset" && one.fileName.endsWith(".css"));
      if (page?.type !== "asset" || scripts.length !== 1) this.error("One page and one script were expected.");
      const script = inScript(scripts[0]!.type === "chunk" ? scripts[0]!.code : "");
      const style = styles.map((one) => (one.type === "asset" ? textOf(one.source) : "")).join("\n");
      const source = assemble(textOf(page.source), { script, style, mark: markOf(root) });
      for (const { fileName } of all) delete bundle[fileName];
      this.emitFile({ type: "asset", fileName: "drydock.html", source });
    },
  },
});

const textOf = (source: string | Uint8Array): string =>
  typeof source === "string" ? source : Buffer.from(source).toString("utf8");

/** Nothing in it may look like the end of the element, or like a comment of the page. Both ways of writing mean the same in any literal. */
const inScript = (code: string): string => code.replaceAll(/<\/(?=script)/gi, "\\x3C/").replaceAll("<!--", "\\x3C!--");

const markOf = (root: string): string =>
  `data:image/svg+xml;base64,${readFileSync(path.join(root, "public/mark.svg")).toString("base64")}`;

interface Parts {
  readonly script: string;
  readonly style: string;
  readonly mark: string;
}

const assemble = (page: string, { script, style, mark }: Parts): string => {
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = policyText({
    ...POLICY,
    "script-src": `'sha256-${hash}'`,
    "connect-src": "'none'",
    "frame-src": "'none'",
  });
  const bare = page
    .replaceAll(/\s*<script [^>]*type="module"[^>]*><\/script>/g, "")
    .replaceAll(/\s*<link rel="(stylesheet|manifest|alternate|icon|modulepreload)"[^>]*>/g, "")
    // They lead to other files of the site.
    .replaceAll(/\s*<a href="\.\/read[^]*?<\/a>/g, "");
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<link rel="icon" href="${mark}">\n<style>${style}</style>`;
  return bare
    .replace("<head>", () => `<head>\n${head}`)
    .replace("</body>", () => `<script type="module">${script}</script>\n</body>`);
};
