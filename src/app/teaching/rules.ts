// Which line of help belongs under what was printed: by the program's own words, and where those do not tell, by the state of the cluster.
// A rule is one row; its words are in i18n/teaching-*.ts. The first that fits is shown, once for each command.
import type { ClusterFacts } from "./facts.ts";
import { mistypes } from "./mistypes.ts";
import { refusals } from "./refusals.ts";
import type { Lesson, Printed, Rule } from "./rule.ts";
import { tables } from "./tables.ts";
import { troubles } from "./troubles.ts";
import { usages } from "./usages.ts";

const RULES: readonly Rule[] = [...mistypes, ...usages, ...refusals, ...troubles, ...tables];

/** What a person has printed on purpose is no case of help. */
const OTHERS = /^\s*(?:echo|printf|cat|history|grep|alias|help)\b|-o\s*(?:=|\s)?(?:yaml|json)|\|/;
const LONGEST = 20_000;

export const lessonOf = (printed: Printed, facts: ClusterFacts): Lesson | undefined => {
  if (printed.text.length > LONGEST || (!printed.isError && OTHERS.test(printed.command))) return undefined;
  for (const { id, on, typed, teach } of RULES) {
    // What a log says is no word of the program that prints it, and a refusal is no row of a table.
    if (typed ? printed.isError || !typed.test(printed.command) : !printed.isError) continue;
    const found = on.exec(printed.text);
    if (!found) continue;
    const names = found.slice(1).map((name) => name ?? "");
    const taught = teach ? teach(found, printed, facts) : {};
    if (taught) return { id, names, ...taught };
  }
  return undefined;
};
