// The delivery path of the talk, as a developer drives it: git for what is committed, `jenkins` for the build, `deploy` for the tool that
// puts the manifest on the master. The pipelines themselves are the engine's (engine/delivery).
// Simplified: `git clone` takes the file that lies here as what is in the repository, and the image that it names as what its code does.
// One application, one file, one branch: git knows `APP.yaml` of the working directory alone, and a build pushes the image that it names.
import type { Json, JsonObject } from "#api/meta";
import { deliveryOf, fnv1a, pipelinesOf, type Pipeline, type Sim } from "#engine";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly manifest: string;
}

interface Local {
  /** The oldest first. */
  readonly history: readonly Commit[];
  /** How many of them the repository has, and its number of the last one. */
  readonly pushed: number;
  readonly remote: number;
  /** What was added for the next commit; absent: what the last one has. */
  readonly staged?: string;
}

const NOTHING: Local = { history: [], pushed: 0, remote: 0 };
const localsOf = (sim: Sim) => sim.table<Local>("shell/git");
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
  localsOf(sim).set(name, localOf({ sim, repository: repositoryOf(sim)! }));
  err("Cloning into '.'...\ndone.\n");
  return 0;
};

type Git = ProgramContext & { readonly repository: Pipeline };

/** As it stands here; what somebody else has put into the repository meanwhile is in it, unless there are commits to push. */
const localOf = ({ sim, repository: { name, head } }: Pick<Git, "sim" | "repository">): Local => {
  const local = localsOf(sim).get(name) ?? NOTHING;
  if (!head || local.remote === head.number || local.pushed < local.history.length) return local;
  const history = [...local.history, commitAfter(local, head)];
  return { history, pushed: history.length, remote: head.number };
};
const commitAfter = ({ history }: Local, { message, manifest }: Omit<Commit, "hash">): Commit => {
  const number = fnv1a(`${history.at(-1)?.hash ?? ""}\n${message}\n${manifest}`);
  return { hash: number.toString(16).padStart(8, "0").slice(0, 7), message, manifest };
};

const textNow = (context: Git): string => context.readFile(fileOf(context.repository)) ?? "";
const committed = ({ history }: Local): string => history.at(-1)?.manifest ?? "";

const status = (context: Git): number => {
  const { out, repository } = context;
  const local = localOf(context);
  const last = committed(local);
  const { staged = last } = local;
  const ahead = local.history.length - local.pushed;
  const isModified = textNow(context) !== staged;
  const changed = `\tmodified:   ${fileOf(repository)}\n`;
  out("On branch main\n");
  out(
    ahead > 0
      ? `Your branch is ahead of 'origin/main' by ${plural(ahead)}.\n  (use "git push" to publish your local commits)\n\n`
      : "Your branch is up to date with 'origin/main'.\n\n",
  );
  if (staged !== last) out(`Changes to be committed:\n${changed}\n`);
  if (isModified) {
    out(`Changes not staged for commit:\n  (use "git add <file>..." to update what will be committed)\n${changed}\n`);
    if (staged === last) out('no changes added to commit (use "git add" and/or "git commit -a")\n');
  } else if (staged === last) out("nothing to commit, working tree clean\n");
  return 0;
};

/** Simplified: always as `--oneline` has it. */
const log = (context: Git): number => {
  const { history, pushed } = localOf(context);
  for (const [i, { hash, message }] of [...history.entries()].toReversed()) {
    const names = [...(i === history.length - 1 ? ["HEAD -> main"] : []), ...(i === pushed - 1 ? ["origin/main"] : [])];
    context.out(`${hash} ${names.length > 0 ? `(${names.join(", ")}) ` : ""}${message}\n`);
  }
  return 0;
};

const EVERYTHING: ReadonlySet<string> = new Set([".", "./", "*", "-A", "--all", "-u", "--update"]);

const add = (context: Git, args: readonly string[]): number => {
  const { sim, err, readFile, repository } = context;
  if (args.length === 0) {
    err("Nothing specified, nothing added.\nhint: Maybe you wanted to say 'git add .'?\n");
    return 0;
  }
  const names = args.map((word) => word.replace(/^\.\/(?=.)/, ""));
  const missing = names.find((name) => !name.startsWith("-") && !EVERYTHING.has(name) && readFile(name) === undefined);
  if (missing !== undefined) {
    err(`fatal: pathspec '${missing}' did not match any files\n`);
    return 128;
  }
  if (!names.some((name) => name === fileOf(repository) || EVERYTHING.has(name))) return 0;
  localsOf(sim).set(repository.name, { ...localOf(context), staged: textNow(context) });
  return 0;
};

const commit = (context: Git, args: readonly string[]): number => {
  const { out, err, sim, repository } = context;
  const at = args.findIndex((word) => /^-[a-z]*m$|^--message$/.test(word));
  const message = at < 0 ? args.find((word) => word.startsWith("--message="))?.slice(10) : args[at + 1];
  if (message === undefined || message === "") {
    err("error: give the message with -m: there is no editor for it here.\n");
    return 1;
  }
  const words = args.filter((_, i) => at < 0 || i !== at + 1);
  // A file that is named is committed as it is, added or not.
  const isAsItIs = words.some(
    (word) => /^-[a-z]*a[a-z]*$/.test(word) || word === "--all" || word === fileOf(repository),
  );
  const local = localOf(context);
  const manifest = isAsItIs ? textNow(context) : (local.staged ?? committed(local));
  if (manifest === committed(local)) {
    status(context);
    return 1;
  }
  const made = commitAfter(local, { message, manifest });
  const { pushed, remote } = local;
  localsOf(sim).set(repository.name, { history: [...local.history, made], pushed, remote });
  out(`[main ${made.hash}] ${message}\n 1 file changed\n`);
  return 0;
};

const push = (context: Git): number => {
  const { err, sim, repository } = context;
  const local = localOf(context);
  const [before, last] = [local.history[local.pushed - 1], local.history.at(-1)];
  if (!last || last === before) {
    err("Everything up-to-date\n");
    return 0;
  }
  const remote = Number(deliveryOf(sim).commit(repository.name, { message: last.message, manifest: last.manifest }));
  localsOf(sim).set(repository.name, { ...local, pushed: local.history.length, remote });
  err(`To ssh://git.local/${repository.name}.git\n   ${before?.hash ?? "0000000"}..${last.hash}  main -> main\n`);
  return 0;
};

const VERBS: { readonly [verb: string]: (context: Git, args: readonly string[]) => number } = {
  status,
  log,
  add,
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
