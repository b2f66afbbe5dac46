// npm run differential [-- NAME]: what two simulations of Kubernetes come to in the same scenarios, line by line. Each difference has to be explained
// by a line of Kubernetes in explained.yaml; one that is not fails, and so does an explanation of what does not differ.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { playOurs } from "./ours.ts";
import { scenarios } from "./scenarios.ts";
import type { EndState } from "./state.ts";
import { playTheirs } from "./theirs.ts";

interface Explanation {
  /** Regular expressions: of the scenario, and of what differs. */
  readonly scenario: string;
  readonly what: string;
  /** What Kubernetes does, and where that stands. */
  readonly because: string;
}
interface Difference {
  readonly scenario: string;
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
}

const differences = (scenario: string, ours: EndState, theirs: EndState): readonly Difference[] =>
  [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((what) => ({ scenario, what, ours: ours.get(what) ?? "absent", theirs: theirs.get(what) ?? "absent" }))
    .filter((one) => one.ours !== one.theirs);

const explained = parse(
  readFileSync(path.resolve("e2e/differential/explained.yaml"), "utf8"),
) as readonly Explanation[];
const used = new Set<Explanation>();

const explanationOf = ({ scenario, what }: Difference): Explanation | undefined =>
  explained.find((one) => new RegExp(one.scenario).test(scenario) && new RegExp(one.what).test(what));

const [only = ""] = process.argv.slice(2);
const chosen = scenarios.filter(({ name }) => name.includes(only));
let [passed, failed] = [0, 0];
for (const scenario of chosen) {
  console.log(`\n${scenario.name}`);
  const ours = playOurs(scenario);
  const found = differences(scenario.name, ours, await playTheirs(scenario));
  passed += [...ours.keys()].filter((what) => !found.some((one) => one.what === what)).length;
  for (const one of found) {
    const explanation = explanationOf(one);
    if (explanation) {
      used.add(explanation);
      passed += 1;
    } else failed += 1;
    console.log(
      `  ${one.what}\n    ours:   ${one.ours}\n    theirs: ${one.theirs}\n    ${explanation?.because ?? "NOT EXPLAINED"}`,
    );
  }
}
if (only === "") {
  for (const one of explained.filter((row) => !used.has(row))) {
    failed += 1;
    console.log(`\nexplains nothing: ${one.scenario}: ${one.what}`);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
