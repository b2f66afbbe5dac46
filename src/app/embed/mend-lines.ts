// What is done between the halves of a scene, as one would see it: lines that are typed, and lines of a file that come and go.
import type { Scene } from "#tutor";

export interface MendLine {
  readonly kind: "typed" | "file" | "added" | "removed";
  readonly text: string;
}

type Action = Scene["mend"][number];

export const mendLines = (actions: readonly Action[]): readonly MendLine[] => actions.flatMap(linesOf);

const linesOf = (action: Action): readonly MendLine[] => {
  if ("run" in action) return [{ kind: "typed", text: `$ ${action.run.trim()}` }];
  if ("write" in action) return [{ kind: "file", text: action.write }, ...linesWith("added", "+ ", split(action.text))];
  if (!("edit" in action)) return [];
  const [before, after] = [split(action.find), split(action.replace)];
  return [
    { kind: "file", text: action.edit },
    ...linesWith("removed", "- ", without(before, after)),
    ...linesWith("added", "+ ", without(after, before)),
  ];
};

const split = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");

const without = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const left = others.map((line) => line.trim());
  return lines.filter((line) => {
    const at = left.indexOf(line.trim());
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

const linesWith = (kind: MendLine["kind"], mark: string, lines: readonly string[]): readonly MendLine[] => {
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => ({ kind, text: `${mark}${line.slice(indent)}` }));
};
