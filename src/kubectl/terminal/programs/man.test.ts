// A laptop without manual pages says what to ask instead.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../../testing/console.ts";

it.each([
  [
    "man kubectl",
    "No manual entry for kubectl\nThere are no manual pages here: try 'kubectl --help', or 'help'.\n16\n",
  ],
  ["man nothing", "No manual entry for nothing\n16\n"],
  ["man", "What manual page do you want?\nFor example, try 'man man'.\n1\n"],
])("%s", (line, want) => expect(openConsole(makeScenario()).type(`${line}; echo $?`)).toBe(want));
