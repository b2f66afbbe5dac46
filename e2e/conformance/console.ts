// A scenario as a console session: each line typed and what it printed, each load and what came of it, with the second at the left.
import type { Outcomes, PlayedStep } from "./recording.ts";
import type { ScenarioFile, ScenarioStep } from "./scenario-file.ts";
import { Player } from "./transcript/player.ts";

export interface ConsoleSession {
  readonly text: string;
  /** Expectations that did not hold. */
  readonly failures: readonly string[];
}

export const playScenario = ({ scenario, about, steps }: ScenarioFile): ConsoleSession => {
  const player = new Player(scenario);
  const failures: string[] = [];
  const parts = steps.map((step) => {
    const played = player.play(step);
    const printed = printedBy(played);
    for (const pattern of step.expect) {
      if (!new RegExp(pattern, "m").test(printed))
        failures.push(`${titleOf(step)}: /${pattern}/ is not in\n${printed}`);
    }
    return `${played.t.toFixed(2).padStart(8)}  ${titleOf(step, played)}\n${printed}`;
  });
  return { text: [`# ${scenario.name}`, ...(about ? [`# ${about}`] : []), ...parts].join("\n"), failures };
};

const titleOf = (step: ScenarioStep, played?: PlayedStep): string => {
  if (step.run !== undefined)
    return `$ ${played?.ran ?? step.run}${step.for === undefined ? "" : `   (for ${step.for} s)`}`;
  if (step.request) return `${step.request.n} x GET ${step.request.url}`;
  if (step.load)
    return step.load.stop === undefined ? `load ${step.load.name}: ${step.load.url}` : `load ${step.load.stop} ends`;
  if (step.power)
    return Object.entries(step.power)
      .map(([node, to]) => `${node} is switched ${to}`)
      .join(", ");
  return step.write ? `write ${Object.keys(step.write).join(" ")}` : `wait ${step.sleep ?? 0} s`;
};

const printedBy = ({ stdout = "", stderr = "", exit, got }: PlayedStep): string => {
  const status = exit === undefined || exit === null || exit === 0 ? "" : `(exit ${exit})\n`;
  return `${stdout}${stderr}${status}${got ? `${outcomesOf(got)}\n` : ""}`;
};

/** `200: 30, refused: 18`. */
const outcomesOf = (outcomes: Outcomes): string =>
  Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome}: ${count}`)
    .join(", ") || "nothing came back";
