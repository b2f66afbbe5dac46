// npm start: installs what is missing, builds the site if it is absent or older than its sources, and serves it on this machine.
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { checkNode, installPackages, root } from "./install.mjs";

checkNode();
installPackages();

const newest = (at) => {
  const stat = statSync(at);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(at).map((name) => newest(path.join(at, name))));
};
const sources = ["src", "lessons", "public", "index.html", "vite.config.ts", "package-lock.json"];
const built = path.join(root, "dist/index.html");
const { build, preview } = await import("vite");
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources.map((s) => newest(path.join(root, s))))) {
  console.log("Building the site, which takes about a minute ...");
  await build({ root });
}
const server = await preview({ root, preview: { port: 4173, open: false } });
console.log(
  `\n  Drydock is ready:  ${server.resolvedUrls?.local[0] ?? "http://localhost:4173/"}\n\n  Ctrl+C ends it.\n`,
);
