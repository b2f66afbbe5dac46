// A scenario on our engine: through the learner's terminal, as everything else.
import type { JsonObject } from "#api/meta";
import type { Scenario } from "#engine";
import { makeImage, makeScenario } from "#engine/testing";
import { Player } from "../conformance/transcript/player.ts";
import { IMAGES, type DiffScenario, type Step } from "./scenarios.ts";
import { endState, type EndState, type Objects } from "./state.ts";

const answering = (status: number): ReturnType<typeof makeImage> =>
  makeImage({ routes: [{ path: "/", status, body: "" }] });

const cluster = (): Scenario =>
  makeScenario({
    images: {
      ...Object.fromEntries(IMAGES.web.map((name) => [name, answering(200)])),
      [IMAGES.unready]: answering(503),
      [IMAGES.crash]: { exitAtMs: 3000, exitCode: 1 },
    },
  });

export const playOurs = ({ steps }: DiffScenario): EndState => {
  const player = new Player(cluster());
  const run = (line: string): string => {
    const { stdout = "", stderr = "" } = player.play({ t: player.second, end: player.second, run: line });
    if (stderr !== "") throw new Error(`${line}: ${stderr}`);
    return stdout;
  };
  const list = <K extends keyof Objects>(what: K): Objects[K] =>
    (JSON.parse(run(`kubectl get ${what} -o json`)) as { readonly items: Objects[K] }).items;
  for (const step of steps) play(player, run, step);
  const objects: Objects = {
    deployments: list("deployments"),
    replicasets: list("replicasets"),
    pods: list("pods"),
    // Not that of the API server.
    endpointslices: list("endpointslices").filter(
      ({ metadata }) => metadata?.labels?.["kubernetes.io/service-name"] !== "kubernetes",
    ),
    events: list("events"),
  };
  return endState(objects);
};

const play = (player: Player, run: (line: string) => string, step: Step): void => {
  if ("seconds" in step) return player.advance(player.second + step.seconds);
  if ("apply" in step) {
    for (const object of step.apply) {
      player.session.write("object.json", JSON.stringify(object satisfies JsonObject));
      run("kubectl apply -f object.json");
    }
    return undefined;
  }
  if ("patch" in step) return void run(`kubectl patch deployment ${step.patch} -p '${JSON.stringify(step.with)}'`);
  if ("remove" in step) return void run(`kubectl delete ${step.remove} ${step.name} --wait=false`);
  const [name] = run(`kubectl get pods -l app=${step.removeOneOf} -o name --sort-by=.metadata.name`).split("\n");
  return void run(`kubectl delete ${name} --wait=false`);
};
