import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const cases: readonly (readonly [line: string, printed: string])[] = [
  [String.raw`printf 'a\nb\n' | while read x; do echo "[$x]"; done`, "[a]\n[b]\n"],
  ['echo a b c | { read x rest; echo "$rest-$x"; }', "b c-a\n"],
  [String.raw`printf '1\n2\n3\n' | (head -2; echo end)`, "1\n2\nend\n"],
  ["for i in 3 1 2; do echo $i; done | sort | head -2", "1\n2\n"],
  ["if true; then echo yes; fi | grep -c yes", "1\n"],
  ["for i in a b; do echo $i; done > f; cat f", "a\nb\n"],
  ['echo x > g; while read l; do echo "<$l>"; done < g', "<x>\n"],
  ["echo 1 | while read a; do echo $a | while read b; do echo in $b; done; done", "in 1\n"],
  ['x=$(for i in 1 2; do echo $i; done | wc -l); echo "$x!"', "2!\n"],
  ["! { false; } && echo turned", "turned\n"],
  ["! false | cat || echo last", "last\n"],
  ['read x <<< "hello world"; echo $x', "hello world\n"],
  ["for i in 1; do echo $i; nosuch; done 2>&1 | grep -c nosuch", "1\n"],
  ["{ nosuch; echo on; } 2>/dev/null", "on\n"],
  ["{ nosuch; } 2> errors; cat errors", "bash: nosuch: command not found\n"],
  ["{ nosuch; } |& tr a-z A-Z", "BASH: NOSUCH: COMMAND NOT FOUND\n"],
  ["jobs; fg; kill %1", "bash: fg: current: no such job\nbash: kill: %1: no such job\n"],
  ["sleep 9 &", "[1] 4251\n"],
  ["x=$(echo in & echo on); echo $x", "in on\n"],
];

describe("loops and groups in a pipe", () => {
  it.each(cases)("%s", (line, printed) => expect(openConsole(makeScenario()).type(line)).toBe(printed));

  it("a part that waits is waited for, over a rewind as well", () => {
    const console = openConsole(makeScenario());
    const { run } = console;
    expect(console.type("for i in 1 2 3; do sleep 1; echo $i; done | tail -1; echo after")).toBe("");
    run.advance(run.nowMs + 1500);
    run.seek(run.nowMs - 1000);
    expect(console.pass(5000)).toBe("3\nafter\n");
  });
});
