import { describe, expect, it } from "vitest";
import { openConsole } from "../../testing/console.ts";

const scenario = { name: "copies", seed: 1, startTime: "2026-06-03T10:00:00Z", nodes: [], images: {} } as const;

describe("small programs about files", () => {
  it.each([
    ["echo a > one; cp one two; cat two; ls", "a\none  two\n"],
    ["echo a > one; mv one two; ls", "two\n"],
    ["touch new; ls; wc -l < new", "new\n0\n"],
    ["printf 'a\\n\\nb\\n' > f; cat -n f", "     1\ta\n     2\t\n     3\tb\n"],
    ["cp none other", "cp: cannot stat 'none': No such file or directory\n"],
    ["mv one", "mv: missing destination file operand\n"],
    ["x=2; [[ $x -gt 1 ]] && echo more", "more\n"],
  ])("%s", (line, want) => expect(openConsole(scenario).type(line)).toBe(want));
});
