// Quick fixes of the editor: small changes of the text that keep everything else as it is, comments too.
import type { App } from "./app.ts";

const PROBE = ["readinessProbe:", "  httpGet:", "    path: /ready", "    port: 8080", "  periodSeconds: 2"];

/** The text with a readiness probe in its first container, after the container's `ports`, or after its image. */
export const withReadinessProbe = (text: string): string => {
  if (text.includes("readinessProbe:")) return text;
  const lines = text.split("\n");
  const image = lines.findIndex((l) => /^\s*(- )?image:/.test(l));
  if (image < 0) return text;
  const indent = /^\s*(- )?/.exec(lines[image]!)![0].length;
  const port = /containerPort:\s*(\d+)/.exec(text)?.[1] ?? "8080";
  const ports = lines.findIndex((l, i) => i > image && l.search(/\S/) === indent && l.trim() === "ports:");
  let at = (ports < 0 ? image : ports) + 1;
  while (
    at < lines.length &&
    (lines[at]!.search(/\S/) > indent || lines[at]!.trimStart().startsWith("- ")) &&
    lines[at]!.search(/\S/) >= indent
  )
    at++;
  const probe = PROBE.map((l) => " ".repeat(indent) + l.replace("8080", port));
  return [...lines.slice(0, at), ...probe, ...lines.slice(at)].join("\n");
};

export const applyFix = (app: App, fixId: string): void => {
  const { drafts, activeFile } = app.state;
  const draft = drafts.find((d) => d.id === activeFile);
  if (draft && fixId === "readinessProbe") app.replaceText(draft.id, withReadinessProbe(draft.text));
};
