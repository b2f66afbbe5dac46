// Vite: writes bring.html, the page that fetches lessons from other hosts. It stands in a sandbox without an origin, so its one script
// stands in it, and its policy names that script by its hash. In a development server it is made when it is asked for.
import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import { classicScript } from "./classic-script.ts";
import { policyText } from "./policy-plugin.ts";

const PAGE = "bring.html";

const makePage = async (root: string): Promise<string> => {
  const script = (await classicScript(root, "src/ui/bring/frame.ts")).trim();
  const policy = policyText({
    "default-src": "'none'",
    "script-src": `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    "connect-src": "https: http://localhost:* http://127.0.0.1:* http://[::1]:*",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
  return `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="robots" content="noindex">
<title>Drydock</title>
<script>${script}</script>
`;
};

export const bringPlugin = (root: string): Plugin => ({
  name: "drydock-bring",
  async generateBundle() {
    this.emitFile({ type: "asset", fileName: PAGE, source: await makePage(root) });
  },
  configureServer({ middlewares }) {
    middlewares.use(`/${PAGE}`, (_request, response, next) => {
      makePage(root).then((page) => response.setHeader("Content-Type", "text/html").end(page), next);
    });
  },
});
