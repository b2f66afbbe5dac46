// The size budgets of the built site, in kB (1000 B) of gzip -9. Fails when one is broken.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./install.mjs";

const dist = path.join(root, "dist");
const gz = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1000;

/** Scripts that index.html names or preloads, and what those import at once: the first view. */
const firstView = () => {
  const html = readFileSync(path.join(dist, "index.html"), "utf8");
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(file, "utf8");
    for (const [, spec] of source.matchAll(
      /(?:^|[;}\s])import\s*(?:[\w*{}\s,$]+?\s*from\s*)?["'](\.[^"']+\.js)["']/g,
    )) {
      visit(path.join(path.dirname(file), spec));
    }
  };
  for (const [, src] of html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)) visit(path.join(dist, src));
  return [...seen];
};

const files = firstView();
const total = files.reduce((n, f) => n + gz(f), 0);
for (const f of files) console.log(`${gz(f).toFixed(1).padStart(8)} kB  ${path.relative(dist, f)}`);
const assets = readdirSync(path.join(dist, "assets"));
for (const f of assets.filter((n) => n.endsWith(".css")))
  console.log(
    `${gz(path.join(dist, "assets", f))
      .toFixed(1)
      .padStart(8)} kB  assets/${f} (style)`,
  );
const budgets = [{ what: "first view, scripts before the editor", kB: total, budget: 220 }];
let isGood = true;
for (const { what, kB, budget } of budgets) {
  console.log(`${kB <= budget ? "ok  " : "OVER"} ${what}: ${kB.toFixed(1)} kB of ${budget} kB`);
  if (kB > budget) isGood = false;
}
process.exitCode = isGood ? 0 : 1;
