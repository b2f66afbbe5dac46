// Quick fixes of the editor: small changes of the text that keep everything else as it is, comments and line ends too.
import type { App } from "./app.ts";
import { respelled } from "./views/respell.ts";

/** The text with a readiness probe in its first container: after its `ports`, else after its image, else at its end. */
export const withReadinessProbe = (text: string): string => {
  const lines = text.split(/\r?\n/);
  const container = firstContainer(lines);
  if (!container || container.keys.has("readinessProbe")) return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const inside = lines.slice(container.from, container.to);
  const port = /containerPort:\s*(\d+)/.exec(inside.join("\n"))?.[1] ?? "8080";
  if (container.isFlow)
    return [...lines.slice(0, container.from), ...inFlow(inside, port), ...lines.slice(container.to)].join(end);
  const at = container.keys.get("ports") ?? container.keys.get("image") ?? container.to;
  const probe = probeLines(port).map((line) => " ".repeat(container.indent) + line);
  return [...lines.slice(0, at), ...probe, ...lines.slice(at)].join(end);
};

export const applyFix = (app: App, fixId: string): void => {
  const { drafts, activeFile } = app.state;
  const draft = drafts.find((d) => d.id === activeFile);
  if (!draft) return;
  const text = fixId === "readinessProbe" ? withReadinessProbe(draft.text) : respelled(draft.text, fixId);
  if (text !== draft.text) app.replaceText(draft.id, text);
};

const probeLines = (port: string): string[] => [
  "readinessProbe:",
  "  httpGet:",
  "    path: /ready",
  `    port: ${port}`,
  "  periodSeconds: 2",
];

/** `- {name: web, image: x}`: before the brace that closes it. */
const inFlow = (lines: readonly string[], port: string): string[] => {
  const last = lines.findLastIndex((l) => l.includes("}"));
  const probe = `, readinessProbe: {httpGet: {path: /ready, port: ${port}}, periodSeconds: 2}}`;
  return lines.map((line, i) => (i === last ? line.replace(/\}(?=[^}]*$)/, () => probe) : line));
};

interface ContainerLines {
  readonly from: number;
  /** After the last line that says something. */
  readonly to: number;
  /** Of its keys. */
  readonly indent: number;
  readonly isFlow: boolean;
  /** The line after each key and what belongs to it. */
  readonly keys: ReadonlyMap<string, number>;
}

const indentOf = (line: string): number => line.search(/\S/);
const isSilent = (line: string): boolean => /^\s*(#|$)/.test(line);

const firstContainer = (lines: readonly string[]): ContainerLines | undefined => {
  const list = lines.findIndex((l) => /^\s*(- )?containers:\s*(#.*)?$/.test(l));
  const from = lines.findIndex((l, i) => list >= 0 && i > list && !isSilent(l));
  const [, before = "", dash] = /^(\s*)(-\s+)\S/.exec(lines[from] ?? "") ?? [];
  if (dash === undefined) return undefined;
  const indent = before.length + dash.length;
  const next = lines.findIndex((l, i) => i > from && !isSilent(l) && indentOf(l) <= before.length);
  const to = lines.slice(0, next < 0 ? lines.length : next).findLastIndex((l) => !isSilent(l)) + 1;
  const isFlow = lines[from]![indent] === "{";
  return {
    from,
    to,
    indent,
    isFlow,
    keys: isFlow ? flowKeys(lines.slice(from, to)) : blockKeys(lines, { from, to, indent }),
  };
};

const blockKeys = (
  lines: readonly string[],
  { from, to, indent }: Pick<ContainerLines, "from" | "to" | "indent">,
): ReadonlyMap<string, number> => {
  const keys = new Map<string, number>();
  let key = "";
  for (let i = from; i < to; i++) {
    const line = lines[i]!;
    if (isSilent(line)) continue;
    // The items of a list may stand as far left as its key.
    const isKey = i === from || (indentOf(line) === indent && line[indent] !== "-");
    if (isKey) key = /^["']?([\w-]+)/.exec(line.slice(indent))?.[1] ?? "";
    keys.set(key, i + 1);
  }
  return keys;
};

const flowKeys = (lines: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...lines.join("\n").matchAll(/([\w-]+)\s*:/g)].map((m) => [m[1]!, 0]));
