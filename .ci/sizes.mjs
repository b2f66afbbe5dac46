// The size budgets of the built site, in kB (1000 B) of gzip -9. Fails when one is broken. What a page loads is read off Vite's manifest:
// the chunks that it names, and all that those import at once.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./install.mjs";

const dist = path.join(root, process.env.DRYDOCK_SITE ?? "dist");
const gz = (file) => gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length / 1000;
const manifest = JSON.parse(readFileSync(path.join(dist, ".vite/manifest.json"), "utf8"));

/** Files of these chunks and of their static imports. */
const filesOf = (names) => {
  const files = new Set();
  const visit = (name) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name}: the build has no such chunk`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  names.forEach(visit);
  return files;
};
const sizeOf = (names) => [...filesOf(names)].reduce((kB, file) => kB + gz(file), 0);

// What the page asks for by name: main.ts the drivers and what draws the page, the router the words of one language, and then what its page needs.
const DRAWN = "src/ui/pages/mount.tsx";
const FIRST_SIGHT = "src/ui/first/first-sight.ts";
const words = (language) => [
  "index.html",
  "src/app/drivers/start.ts",
  `src/app/i18n/${language}.ts`,
  `src/app/i18n/words-${language}.ts`,
];
const HANDS = "src/app/hands.ts";
const HOME = "src/ui/pages/home.tsx";
const still = (lesson, language) => [
  ...words(language),
  `virtual:lesson/${lesson}/${language}`,
  `virtual:lesson/${lesson}/still_${language}`,
];
/** A lesson whose beginning was rehearsed is alive before the page has hands: what somebody needs who types. */
const isRehearsed = (lesson) =>
  readFileSync(path.join(dist, manifest[`virtual:lesson/${lesson}/lesson`].file), "utf8").includes("rehearsal");
const alive = (lesson, language) => [
  ...still(lesson, language),
  "src/app/live.ts",
  ...(isRehearsed(lesson) ? [] : [HANDS]),
];

const languages = ["en", "ko"];
const lessons = Object.keys(manifest).flatMap((name) => /^virtual:lesson\/(\d+)\/lesson$/.exec(name)?.[1] ?? []);
/** The heaviest of all lessons in all languages. */
const heaviest = (namesOf) =>
  lessons
    .flatMap((lesson) => languages.map((language) => namesOf(lesson, language)))
    .map((names) => ({ names, kB: sizeOf(names) }))
    .reduce((most, one) => (one.kB > most.kB ? one : most));

// An embed: its page with both drawings and its script, and what play brings. No chunk of the page is in it.
const embeds = readdirSync(path.join(dist, "embed"));
const embedOf = (ending) =>
  Math.max(...embeds.filter((name) => name.endsWith(ending)).map((name) => gz(`embed/${name}`)));

const firstView = heaviest((lesson, language) => [...still(lesson, language), DRAWN]);
const budgets = [
  { what: "course map", kB: Math.max(...languages.map((l) => sizeOf([...words(l), DRAWN, HOME]))), budget: 220 },
  { what: "lesson, first view: its still can be read", kB: firstView.kB, budget: 220 },
  // On a slow line the page waits for the cluster.
  {
    what: "lesson on a slow line: its step can be read",
    kB: heaviest((lesson, language) => [...still(lesson, language), FIRST_SIGHT]).kB,
    budget: 60,
  },
  // What it begins with as data: its steps, its files, and the cluster as it stands when the lesson begins, which is quicker read than made.
  {
    what: "lesson: its data, with the cluster that it begins with",
    kB: Math.max(...lessons.map((lesson) => sizeOf([`virtual:lesson/${lesson}/lesson`]))),
    budget: 50,
  },
  // Controllers, kubelets, the scheduler, the network. What only those need who type, write or read a manifest comes afterwards. These numbers
  // may only shrink.
  {
    what: "lesson on a slow line: its cluster is alive, without its data",
    kB: heaviest((lesson, language) => [...alive(lesson, language), FIRST_SIGHT]).kB,
    budget: 234,
    goal: 220,
  },
  {
    what: "lesson on a slow line: its cluster is alive, with its data",
    kB: heaviest((lesson, language) => [...alive(lesson, language), `virtual:lesson/${lesson}/lesson`, FIRST_SIGHT]).kB,
    budget: 280,
  },
  {
    what: "lesson: its cluster is alive and all of its page stands, without its data, before the editor",
    kB: heaviest((lesson, language) => [...alive(lesson, language), DRAWN]).kB,
    budget: 384,
  },
  { what: "embed, before play", kB: embedOf(".html") + gz("embed/frame.js"), budget: 15 },
  { what: "embed, its picture alone", kB: embedOf(".svg"), budget: 15 },
  { what: "embed, the element's script", kB: gz("embed/drydock-scene.js"), budget: 3 },
  // Until it plays; the second script of the simulation comes while it does.
  {
    what: "embed, after play",
    kB: gz("embed/player.js") + Math.max(...languages.map((l) => gz(`embed/words.${l}.js`))) + embedOf(".data.js"),
    budget: 200,
  },
];

const print = (file, note = "") => console.log(`${gz(file).toFixed(1).padStart(8)} kB  ${file}${note}`);
for (const file of filesOf(firstView.names)) print(file);
for (const file of filesOf(["src/app/live.ts"])) if (!filesOf(firstView.names).has(file)) print(file, " (simulator)");
for (const name of readdirSync(path.join(dist, "assets")))
  if (name.endsWith(".css")) print(`assets/${name}`, " (style)");
let isGood = true;
for (const { what, kB, budget, goal } of budgets) {
  const of = goal === undefined ? "" : ` (goal: ${goal} kB)`;
  console.log(`${kB <= budget ? "ok  " : "OVER"} ${what}: ${kB.toFixed(1)} kB of ${budget} kB${of}`);
  if (kB > budget) isGood = false;
}
process.exitCode = isGood ? 0 : 1;
