// Lines of a shell and what real programs printed for them.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

interface Recording {
  readonly files: { readonly [path: string]: string };
  readonly lines: readonly (readonly [line: string, printed: string])[];
}

const source = new URL("../../../e2e/conformance/recordings/shell-lines.json", import.meta.url);
const { files, lines } = JSON.parse(readFileSync(source, "utf8")) as Recording;

describe("lines of a shell, recorded", () => {
  it.each(lines)("%s", (line, printed) => {
    const c = openConsole(makeScenario());
    for (const [path, text] of Object.entries(files)) c.write(path, text);
    expect(c.type(line) + c.pass(4000)).toBe(printed);
  });
});
