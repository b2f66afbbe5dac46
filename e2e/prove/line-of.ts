// Where a problem stands: the proof speaks of places (`steps.mend.hints.who-asks.when`, `step "mend"`), an author looks for lines.
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import type { LessonFolder } from "#tutor/compile";

/** The problem with the line that it is about in front, where one can be told. */
export const withLine = (problem: string, folder: LessonFolder): string => {
  if (/^[\w.-]+:\d+:/.test(problem)) return problem;
  const inProse = /^((?:en|ko)\.md): (?:step|review) "([^"]+)"/.exec(problem);
  if (inProse) {
    const line = headingLine(folder[inProse[1]!] ?? "", inProse[2]!);
    return line === undefined ? problem : `${inProse[1]}:${line}:${problem.slice(inProse[1]!.length + 1)}`;
  }
  const [, path = "", said = ""] = /^(?:lesson\.yaml: )?([a-z][\w-]*(?:\.[\w-]+)*)(.*)$/s.exec(problem) ?? [];
  const line = path === "" ? undefined : yamlLine(folder["lesson.yaml"] ?? "", path.split("."));
  return line === undefined ? problem : `lesson.yaml:${line}: ${path}${said}`;
};

const headingLine = (markdown: string, id: string): number | undefined => {
  const at = markdown.split("\n").findIndex((l) => l.startsWith(`## ${id}:`) || l.startsWith(`## review ${id}:`));
  return at < 0 ? undefined : at + 1;
};

/** The line of the deepest part of the path that is there; list items go by number or by id. */
const yamlLine = (source: string, path: readonly string[]): number | undefined => {
  const lines = new LineCounter();
  let node: unknown = parseDocument(source, { lineCounter: lines, merge: true }).contents;
  let offset: number | undefined;
  for (const segment of path) {
    const next = childOf(node, segment);
    if (!next) break;
    offset = next.at;
    node = next.node;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
};

interface Child {
  readonly at: number | undefined;
  readonly node: unknown;
}

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

const childOf = (node: unknown, segment: string): Child | undefined => {
  if (isMap(node)) {
    const pair = node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === segment);
    return pair && { at: startOf(pair.key), node: pair.value };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items.find((x) => isMap(x) && x.get("id") === segment) ?? node.items[Number(segment)];
  return item === undefined ? undefined : { at: startOf(item), node: item };
};
