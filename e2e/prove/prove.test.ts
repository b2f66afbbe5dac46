import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileLesson, type LessonFolder } from "../../src/tutor/compile.ts";
import { lessonJsonSchema } from "./lesson-json-schema.ts";
import { prove, proveScene, proveVariation, type Finding } from "./prove.ts";

const FOLDER = "lessons/cases/10-brief-outage";
const good: LessonFolder = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")]),
);

/** The lesson with one file changed: the first occurrence of a text, which must be there. */
const planted = (file: string, find: string, replace: string): LessonFolder => {
  const text = good[file] ?? "";
  expect(text).toContain(find);
  return { ...good, [file]: text.replace(find, () => replace) };
};

const FACT =
  '{ id: restart, does: [{ run: kubectl rollout restart deployment mynginx }], when: \'redeployed("mynginx") && isRolledOut("mynginx")\'';

/** Proves until a problem says this; what stands before it may go through. */
const isFound = (findings: Iterable<Finding>, says: string): boolean => {
  for (const { problem } of findings) if (problem?.includes(says)) return true;
  return false;
};

/** The parts that come last, by themselves: all that stands before them takes seconds, and other rows go through it. */
const LAST = { scene: proveScene, variation: proveVariation } as const;

const findingsOf = (folder: LessonFolder, part?: keyof typeof LAST): Iterable<Finding> => {
  const result = compileLesson(folder);
  return part === undefined ? prove(result) : LAST[part](result.compiled!);
};

describe("the proof finds what was planted", () => {
  it.each([
    {
      name: "a fix that does not mend",
      folder: planted("lesson.yaml", '"path":"/mynginx","port":8080', '"path":"/live","port":8080'),
      says: "fixes.accepted.the-page-itself",
    },
    {
      name: "a wrong fix that mends after all",
      folder: planted("lesson.yaml", "                path: /live\n", "                path: /ready\n"),
      says: "fixes.wrong.path-always-answers: it reaches every goal",
    },
    {
      name: "a hint that cannot fire",
      folder: planted(
        "lesson.yaml",
        "when: seconds > 10.0 && !has(containers.mynginx.readinessProbe)\n      - id: three-probes",
        "when: seconds < 0.0\n      - id: three-probes",
      ),
      says: "steps.mend.hints.who-asks.when never held",
    },
    {
      name: "a start that does not fail",
      folder: planted("lesson.yaml", 'requests("clients", 10).share > 0.5', 'requests("clients", 10).share > 2.0'),
      says: "symptom.when did not hold",
    },
    {
      name: "a translation that is missing",
      folder: planted("ko.md", "### hint which-path\n", "### hint another\n"),
      says: 'ko.md: step "mend": no hint "which-path"',
    },
    {
      name: "a step without words for its speaker",
      folder: planted("ko.md", "### notes 1m15s\n", "### answer\n"),
      says: 'ko.md: step "alarm": no speaker notes with a time',
    },
    {
      name: "a scene without its sentence",
      folder: planted("en.md", "## scene\n", "## scenery\n"),
      says: 'en.md: no section "## scene" with a sentence',
    },
    {
      name: "words that nobody reads",
      folder: planted("en.md", "### notes 1m15s\n", "### note 1m15s\n"),
      says: 'en.md: nobody reads what stands below "### note 1m15s"',
    },
    {
      name: "a variation with nothing to say beside the step that mends",
      folder: planted("ko.md", "### mend\n", "### morning\n"),
      says: 'ko.md: no "### mend" below "## variation: ..."',
    },
    {
      name: "a review that is answered by waiting",
      folder: planted(
        "lesson.yaml",
        'isRolledOut("mynginx") && seconds > 20.0\n      - id: none-lost\n        when: isRolledOut("mynginx") && seconds > 20.0 && sinceStep("clients").failed == 0',
        "seconds > 20.0\n      - id: none-lost\n        when: seconds > 20.0",
      ),
      says: "reviews.stuck-rollout: its goals are met with nobody doing anything",
    },
    {
      name: "a language that is missing",
      folder: Object.fromEntries(Object.entries(good).filter(([name]) => name !== "ko.md")),
      says: "ko.md: is absent",
    },
    {
      name: "an expression with a slip",
      folder: planted(
        "lesson.yaml",
        'when: sinceStep("clients").failed >= 40',
        'when: sinceStp("clients").failed >= 40',
      ),
      says: "steps.alarm.goals.see-failures.when",
    },
    {
      name: "a time that is said too long",
      folder: planted("lesson.yaml", "\nfixes:\n", `\nfacts: [${FACT}, after: 3m, within: 4m }]\nfixes:\n`),
      says: "facts.restart.when held after ",
    },
    {
      name: "a time that is said too short",
      folder: planted("lesson.yaml", "\nfixes:\n", `\nfacts: [${FACT}, after: 0s, within: 2s }]\nfixes:\n`),
      says: "facts.restart.when did not hold within 2 s",
    },
    {
      name: "an edit that finds nothing",
      folder: planted("lesson.yaml", 'find: "  replicas: 4"', 'find: "  replicas: 40"'),
      says: 'fixes.wrong.only-waits: edit of mynginx.yaml: "  replicas: 40" does not stand in it at that moment',
    },
    {
      name: "a review whose change of a file finds nothing",
      folder: planted(
        "lesson.yaml",
        "changes: &with-probe\n      - file: mynginx.yaml",
        "changes: &with-probe\n      - file: service.yaml",
      ),
      says: 'lesson.yaml: reviews.stuck-rollout.changes: "        resources:" does not stand in service.yaml',
    },
    {
      name: "a variation that its fix does not mend",
      folder: planted("lesson.yaml", '- { "20000": [15000, 25000, 30000] }', '- { "httpGet": [exec, exec, exec] }'),
      says: "variation, seed 0",
    },
    {
      name: "a variation that a wrong fix mends",
      part: "variation" as const,
      folder: planted(
        "lesson.yaml",
        '- { "20000": [15000, 25000, 30000] }',
        '- { "20000": [15000, 15000, 15000], "path: /live": ["path: /ready", "path: /ready", "path: /ready"] }',
      ),
      says: "it reaches every goal",
    },
    {
      name: "a scene that does not fail",
      folder: planted("lesson.yaml", 'requests("clients", 50).failed > 100', 'requests("clients", 50).failed > 100000'),
      says: "scene.broken.proof does not hold at its end (false)",
    },
    {
      name: "a scene that does not hold",
      part: "scene" as const,
      folder: planted("lesson.yaml", 'requests("clients", 110).sent > 2000', 'requests("clients", 110).sent > 200000'),
      says: "scene.mended.proof does not hold at its end (false)",
    },
    {
      name: "a scene whose mended half proves nothing",
      part: "scene" as const,
      folder: planted(
        "lesson.yaml",
        'requests("clients", 110).failed == 0 && requests("clients", 110).sent > 2000',
        'requests("clients", 110).sent > 0',
      ),
      says: "scene.mended.proof holds at the end of the broken half already",
    },
    {
      name: "a field that does not exist",
      folder: planted("lesson.yaml", "    mends: true", "    mendz: true"),
      says: "lesson.yaml: steps.4",
    },
  ])(
    "$name",
    ({ folder, part, says }) => {
      expect(isFound(findingsOf(folder, part), says)).toBe(true);
    },
    120_000,
  );
});

it("the schema that authors complete with is up to date", () => {
  expect(readFileSync("lessons/lesson.schema.json", "utf8")).toBe(lessonJsonSchema());
});
