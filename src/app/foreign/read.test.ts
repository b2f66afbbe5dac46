import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toInline } from "#tutor";
import { costOf } from "./judge.ts";
import { readForeign, type Folder } from "./read.ts";
import { lessonFolders, readLesson } from "../../../.ci/lessons-plugin.ts";
import { expressionsOf, judge } from "./judge.ts";

const FOLDER = "lessons/cases/10-brief-outage";
const good: Folder = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")]),
);
const planted = (find: string, replace: string, file = "lesson.yaml"): Folder => {
  expect(good[file]).toContain(find);
  return { ...good, [file]: good[file]!.replace(find, () => replace) };
};
const problemsOf = (folder: Folder): string => {
  const read = readForeign(folder);
  return "problems" in read ? read.problems.join("\n") : "";
};

it("opens a lesson's folder, under a name that is nobody's", () => {
  const read = readForeign(good);
  expect("compiled" in read && read.compiled.lesson.id).toBe("dropped-brief-outage");
});

it("every lesson of the course is within what a foreign one may ask for", () => {
  const all = lessonFolders("lessons").map((folder) => readLesson(folder).compiled!.lesson);
  expect(all.flatMap((lesson) => judge(lesson).map((why) => `${lesson.id} ${why}`))).toEqual([]);
  expect(all.flatMap(expressionsOf).length).toBeGreaterThan(300);
});

const bomb = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join("\n");

describe("refuses, in words and at once", () => {
  it.each([
    { name: "no lesson.yaml", folder: { "a.md": "# a" }, says: "lesson.yaml: is absent" },
    { name: "a text that is no YAML", folder: { "lesson.yaml": "a: [" }, says: "lesson.yaml: " },
    { name: "brackets without end", folder: { "lesson.yaml": "[".repeat(100_000) }, says: "max depth" },
    {
      name: "blocks without end",
      folder: planted("steps:", `deep:\n${"- ".repeat(5000)}x\nsteps:`),
      says: "max depth",
    },
    { name: "a bomb of aliases", folder: { "lesson.yaml": `a0: &a0 [x,x]\n${bomb}\n` }, says: "alias" },
    {
      name: "the same in a manifest",
      folder: { ...good, "service.yaml": `a0: &a0 [x,x]\n${bomb}\n` },
      says: "alias",
    },
    {
      name: "an alias of itself",
      folder: planted("  seed: 10", "  seed: 10\n  own: &own { again: *own }"),
      says: "circular",
    },
    { name: "a manifest that is itself", folder: { ...good, "service.yaml": "a: &a { b: *a }\n" }, says: "circular" },
    { name: "a megabyte", folder: { ...good, "big.yaml": "x".repeat(1_000_001) }, says: "larger than 1 MB" },
    {
      name: "a thousand files",
      folder: { ...good, ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}.yaml`, ""])) },
      says: "more than 40 files",
    },
    { name: "a day of waiting", folder: planted("wait: 10s", "wait: 1440m"), says: "waits longer than 30 minutes" },
    { name: "a year before it begins", folder: planted("settle: 1m30s", "settle: 500000m"), says: "settle" },
    { name: "a flood of requests", folder: planted("perSecond: 20", "perSecond: 1000000000"), says: "perSecond" },
    { name: "requests without a number", folder: planted("perSecond: 20", "perSecond: many"), says: "perSecond" },
    {
      name: "what happens again in no time",
      folder: planted(
        "  seed: 10",
        "  seed: 10\n  schedule: [{ atMs: 1, everyMs: 1, component: apps, action: hang, data: {} }]",
      ),
      says: "cluster.schedule",
    },
    {
      name: "controllers that write without end",
      folder: planted("  seed: 10", "  seed: 10\n  controllerClients: { qps: 1000000000, burst: 1000000000 }"),
      says: "controllerClients",
    },
    { name: "a cluster without nodes", folder: planted("  nodes:", "  machines:"), says: "cluster.nodes" },
    {
      name: "endless CEL",
      folder: planted(
        'when: sinceStep("clients").failed >= 40',
        "when: pods.all(a, pods.all(b, pods.all(c, pods.all(d, true))))",
      ),
      says: "lists within lists within lists",
    },
    {
      name: "an endless pattern",
      folder: planted('when: sinceStep("clients").failed >= 40', `when: '"a".matches("(a+)+$")'`),
      says: "may never be done with",
    },
    { name: "code in an expression", folder: planted("seconds < 20.0", "eval('1')"), says: "eval" },
    { name: "a field for code", folder: planted("    mends: true", "    script: alert(1)"), says: "steps.4" },
  ])("$name", ({ folder, says }) => expect(problemsOf(folder).toLowerCase()).toContain(says.toLowerCase()));
});

it("judges what an expression costs by its shape, and not by what stands in quotes", () => {
  expect(costOf('pods.all(p, pods.exists(q, q == p)) && said(".all(.all(.all(")')).toBe(null);
  expect(costOf("ingresses.exists(i, i.spec.rules.exists(r, r.http.paths.exists(p, p.path == i.path)))")).toBe(null);
  expect(costOf("pods.map(i, pods).exists(l, l.exists(r, l.exists(p, p == r)))")).toMatch(/lists within/);
  expect(costOf("[pods].exists(l, l.exists(a, l.exists(b, l.exists(c, c == a))))")).toMatch(/lists within/);
  expect(costOf("pods.map(a, pods.map(b, pods.map(c, c)))")).toMatch(/lists within/);
  expect(costOf(Array.from({ length: 9 }, () => "pods.all(p, true)").join("&&"))).toMatch(/more than 8/);
  expect(costOf(`[${"1,".repeat(600)}1].size() > 0`)).toMatch(/longer/);
});

it.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "[a](javascript:alert(1))",
  "[a](data:text/html,<script>alert(1)</script>)",
  "[a](http://example.org)",
])("Markdown stays the text that was typed: %s", (text) => expect(toInline(text)).toEqual([text]));
