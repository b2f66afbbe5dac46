// The delivery path of the talk, as a developer drives it: git for what is committed, `jenkins` for the build, `deploy` for the tool that
// puts the manifest on the master. The pipelines themselves are the engine's (engine/delivery).
// Simplified: `git clone` takes the file that lies here as what is in the repository, and the image that it names as what its code does.
// One application, one file, one branch; a commit takes `APP.yaml` of the working directory, and a build pushes the image that it names.
import type { Json, JsonObject } from "#api/meta";
import { deliveryOf, pipelinesOf, type Pipeline, type Sim } from "#engine";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

/** Committed, not pushed. */
interface Ahead {
  readonly messages: readonly string[];
  readonly manifest: string;
}

const aheadOf = (sim: Sim) => sim.table<Ahead>("shell/git");
const repositoryOf = (sim: Sim): Pipeline | undefined => pipelinesOf(sim)[0];
const fileOf = ({ name }: Pipeline): string => `${name}.yaml`;
const plural = (n: number): string => (n === 1 ? "1 commit" : `${n} commits`);

export const git: Program = {
  name: "git",
  run: (context, [verb, ...args]) => {
    if (verb === "clone") return { exit: clone(context, args) };
    const repository = repositoryOf(context.sim);
    if (!repository) {
      context.err("fatal: not a git repository (or any of the parent directories): .git\n");
      return { exit: 128 };
    }
    if (verb === undefined || !Object.hasOwn(VERBS, verb)) {
      context.err(`git: '${verb ?? ""}' is not simulated here: clone, status, log, add, commit and push are.\n`);
      return { exit: 1 };
    }
    return { exit: VERBS[verb]!({ ...context, repository }, args) };
  },
};

const clone = ({ sim, err, readFile }: ProgramContext, args: readonly string[]): number => {
  const name = /([^/]+?)(\.git)?\/?$/.exec(args.find((word) => !word.startsWith("-")) ?? "")?.[1];
  const manifest = name === undefined ? undefined : readFile(`${name}.yaml`);
  if (name === undefined || manifest === undefined) {
    err("fatal: repository not found\n");
    return 128;
  }
  if (repositoryOf(sim)) {
    err("fatal: destination path '.' already exists and is not an empty directory.\n");
    return 128;
  }
  const behaviour = sim.scenario.images[imageIn(manifest) ?? ""];
  const data = { message: "first version", manifest, ...(behaviour ? { behaviour } : {}) };
  deliveryOf(sim).commit(name, data as unknown as JsonObject);
  err("Cloning into '.'...\ndone.\n");
  return 0;
};

type Git = ProgramContext & { readonly repository: Pipeline };

const textNow = (context: Git): string => context.readFile(fileOf(context.repository)) ?? "";
const committed = ({ sim, repository }: Git): string =>
  aheadOf(sim).get(repository.name)?.manifest ?? repository.head?.manifest ?? "";

const status = (context: Git): number => {
  const { out, sim, repository } = context;
  const ahead = aheadOf(sim).get(repository.name);
  out("On branch main\n");
  out(
    ahead
      ? `Your branch is ahead of 'origin/main' by ${plural(ahead.messages.length)}.\n\n`
      : "Your branch is up to date with 'origin/main'.\n\n",
  );
  if (textNow(context) === committed(context)) out("nothing to commit, working tree clean\n");
  else out(`Changes not staged for commit:\n\tmodified:   ${fileOf(repository)}\n`);
  return 0;
};

const log = ({ out, sim, repository }: Git): number => {
  const ahead = [...(aheadOf(sim).get(repository.name)?.messages ?? [])].toReversed();
  for (const [i, message] of ahead.entries()) out(`${i === 0 ? "(HEAD -> main) " : ""}${message}\n`);
  const { head } = repository;
  if (head) out(`(${ahead.length === 0 ? "HEAD -> main, " : ""}origin/main) ${head.message}\n`);
  return 0;
};

const commit = (context: Git, args: readonly string[]): number => {
  const { out, err, sim, repository } = context;
  const at = args.findIndex((word) => /^-a?m$|^--message$/.test(word));
  const message = at < 0 ? args.find((word) => word.startsWith("--message="))?.slice(10) : args[at + 1];
  if (message === undefined || message === "") {
    err("error: give the message with -m: there is no editor for it here.\n");
    return 1;
  }
  const manifest = textNow(context);
  if (manifest === committed(context)) {
    out("On branch main\nnothing to commit, working tree clean\n");
    return 1;
  }
  const before = aheadOf(sim).get(repository.name)?.messages ?? [];
  aheadOf(sim).set(repository.name, { messages: [...before, message], manifest });
  out(`[main] ${message}\n 1 file changed\n`);
  return 0;
};

const push = ({ err, sim, repository }: Git): number => {
  const ahead = aheadOf(sim).get(repository.name);
  if (!ahead) {
    err("Everything up-to-date\n");
    return 0;
  }
  deliveryOf(sim).commit(repository.name, { message: ahead.messages.at(-1) ?? "", manifest: ahead.manifest });
  aheadOf(sim).delete(repository.name);
  err(`To ssh://git.local/${repository.name}.git\n   main -> main\n`);
  return 0;
};

const VERBS: { readonly [verb: string]: (context: Git, args: readonly string[]) => number } = {
  status,
  log,
  // A commit takes the file as it is: there is nothing to choose.
  add: () => 0,
  commit,
  push,
};

const LOOK_EVERY_MS = 1000;

interface Job {
  readonly program: "jenkins" | "deploy";
  /** What is asked of it, and the word for one of them. */
  readonly verb: string;
  readonly start: (sim: Sim, app: Pipeline) => Json;
  readonly of: (app: Pipeline) => Pipeline["build"] | Pipeline["deploy"];
}

const JENKINS: Job = {
  program: "jenkins",
  verb: "build",
  start: (sim, app) => deliveryOf(sim).build(app.name, imageIn(app.head?.manifest ?? "")),
  of: (app) => app.build,
};
const DEPLOY: Job = {
  program: "deploy",
  verb: "run",
  start: (sim, app) => deliveryOf(sim).deploy(app.name),
  of: (app) => app.deploy,
};

const imageIn = (manifest: string): string | undefined => /^\s*(?:- )?image:\s*["']?([^\s"']+)/m.exec(manifest)?.[1];

/** Starts the job and waits for its end, as with `-s` at the real one; Ctrl+C leaves it running. */
const programOf = (job: Job): Program => ({
  name: job.program,
  run: (context, [verb, name, ...rest]) => {
    const app = pipelinesOf(context.sim).find((p) => p.name === name);
    if (rest.length > 0 || (verb !== job.verb && verb !== "log")) {
      context.err(`usage: ${job.program} ${job.verb} NAME | ${job.program} log NAME\n`);
      return { exit: 2 };
    }
    if (!app) {
      context.err(`${job.program}: no such job '${name ?? ""}'\n`);
      return { exit: 3 };
    }
    if (verb === "log") return print(context, job, app);
    const answer = job.start(context.sim, app);
    if (typeof answer !== "number") {
      context.err(`${job.program}: ${(answer as { readonly error: string }).error}\n`);
      return { exit: 1 };
    }
    context.out(`Started ${app.name} #${answer}\n`);
    return waiting(context, app.name);
  },
  resume: (context, state) => {
    const app = pipelinesOf(context.sim).find((p) => p.name === state);
    if (!app) return { exit: 1 };
    return job.of(app)?.status === "running" ? waiting(context, app.name) : print(context, job, app);
  },
});

const waiting = ({ sim }: ProgramContext, app: string): ProgramOutcome => ({
  state: app,
  wake: { atMs: sim.wallMs() + LOOK_EVERY_MS },
});

const print = ({ out }: ProgramContext, job: Job, app: Pipeline): ProgramOutcome => {
  const last = job.of(app);
  if (!last) {
    out(`${app.name}: none yet\n`);
    return { exit: 0 };
  }
  for (const line of last.output) out(`${line}\n`);
  out(`${app.name} #${last.number}: ${last.status}\n`);
  return { exit: last.status === "failed" ? 1 : 0 };
};

export const jenkins = programOf(JENKINS);
export const deploy = programOf(DEPLOY);
