// A filter that reads all lines and makes its output of them at the end.
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";

export const collector = (
  name: string,
  read: (args: readonly string[]) => Json | string,
  make: (lines: readonly string[], options: Json) => readonly string[],
): Filter => ({
  name,
  start: (args) => {
    const options = read(args);
    return typeof options === "string" ? { error: options, exit: 1 } : { state: { options, text: "" } };
  },
  // One text grows cheaply; a list would be copied at each line.
  line: (state, line) => {
    const { options, text } = state as { options: Json; text: string };
    return { state: { options, text: `${text}${line}\n` }, out: [] };
  },
  end: (state) => {
    const { options, text } = state as { options: Json; text: string };
    return { out: make(text === "" ? [] : text.slice(0, -1).split("\n"), options), exit: 0 };
  },
});
