// Random command lines in random order: typed as people type (recorded lines, and lines made by a grammar), and mutated. Nothing may
// throw or hang, and the cluster's invariants hold whatever was typed.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createCluster } from "#engine";
import { makeScenario } from "#engine/testing";
import { createShell, useRareParts } from "#kubectl";
import { explainedPart } from "#kubectl/explained";
import { rare } from "#kubectl/rare";
import { Dice } from "../../src/engine/testing/dice.ts";
import { Invariants } from "../../src/engine/testing/invariants.ts";

const RECORDINGS = "e2e/conformance/recordings/transcripts";
/** One cluster hears this many lines. */
export const LINES_A_SEED = 100;
/** More processor time than any one line may take. */
const LONGEST_LINE_MS = 5000;

const recordedLines = (): readonly string[] =>
  readdirSync(RECORDINGS)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => [...readFileSync(path.join(RECORDINGS, file), "utf8").matchAll(/"run": ("(?:[^"\\]|\\.)*")/g)])
    .map(([, line]) => JSON.parse(line!) as string);

const split = (text: string): readonly string[] => text.split(" ");
const VERBS = split(
  "get describe delete edit logs exec scale label annotate taint cordon uncordon drain top explain rollout set expose run create apply patch replace wait diff events auth config api-resources version autoscale debug cp attach port-forward completion plugin",
);
const WORDS = split(
  'pods po deploy/web deployments svc nodes node/worker-1 web cm secret ns ingress -n kube-system -A -o yaml json wide name jsonpath={.items[*].metadata.name} custom-columns=A:.kind -l app=web --watch -w --replicas=2 --image=demo/web:1.0 web=demo/web:1.1 status undo history restart pause resume image resources env --all --force --grace-period=0 --dry-run=client --dry-run=server -f web.yaml - a=b a- key=v:NoSchedule --sort-by=.metadata.name --show-labels --help -v=6 --type=merge -p {"spec":{"replicas":1}} --for=condition=Ready --timeout=2s --raw /healthz can-i whoami view -- sh -c',
);
const SHELL = split(
  "| || && ; > >> < out.txt $( ) ' \" ` $x ${x} & & |& &> >&2 <( 2>&1 time for i in do done while if then fi read x { } ( ) !! * [ ] # \\",
);
const PROGRAMS = split(
  "kubectl k kubectl kubectl kubectl stern curl ping ssh watch grep jq awk sed head sort wc cat ls cd echo sleep read vi jobs fg bg kill wait timeout bash sh yes env eval source set exit xargs",
);

/** Pieces of programs for jq: values, what is done with them, and patterns. */
const JQ_VALUES = [
  ...split(
    '. .. 1 -1 1e999 null "a-b" "한국" [] {} [1,2,3] [-1] ["a"] [1114112] {"a":[1]} .items .items[] .[1:] .[-1] .a?',
  ),
  ...split("[range(9)] [.[]?] [..] .items[].metadata f input $x $__loc__ @json @sh"),
];
const JQ_DOINGS = split(
  'implode explode utf8bytelength length keys add sort unique tojson fromjson todate fromdate tonumber tostring ascii @base64 @base64d @csv @tsv @uri @text floor sqrt transpose flatten flatten(-1) to_entries from_entries paths min max reverse not first last join(",") map(.) select(.) del(.[1:]) .[1:]|=map(.) .[1:]=5 .a|=empty until(.;.) recurse(.+1;.<9) walk(.) error limit(3;.[]) has(0) index("a") getpath([0]) setpath([0,1];2) range(.) with_entries(.) group_by(.) ltrimstr("a") splits("a") f',
);
const JQ_PATTERNS = split(
  String.raw`a\-b \: \" [[:upper:]] [a * (a+)+b \ ] } { a{2} [] []a] [^]] (?i)A (?<n>.) \1 \p{L} \p{X} \q [\w-.] \u12 (a)|b [z-a] 한글 $ ^`,
);
const JQ_FUNCTIONS = [
  "test(#)",
  'sub(#;"x")',
  'gsub(#;"")',
  "[match(#)]",
  "capture(#)",
  "[scan(#)]",
  "split(#;null)",
  'test(#;"gx")',
];
const JQ_FRAMES = [
  "#",
  "try # catch .",
  "[#]",
  "def f: #; f",
  "def f: 1+#; f",
  "reduce range(99) as $x (0; #)",
  "{a: (#)}",
  '"\\(#)"',
  "if # then 1 end",
];

const jqLine = (dice: Dice): string => {
  const doing = (): string => {
    if (dice.chance(60)) return dice.one(JQ_DOINGS);
    return dice.one(JQ_FUNCTIONS).replace("#", () => `"${dice.one(JQ_PATTERNS)}"`);
  };
  const steps = Array.from({ length: dice.int(4) }, doing);
  const program = [dice.one(JQ_VALUES), ...steps].join(" | ");
  const framed = dice.one(JQ_FRAMES).replace("#", () => program);
  return dice.chance(50) ? `kubectl get pods -o json | jq -c '${framed}'` : `echo '[1,"a-b",null]' | jq '${framed}'`;
};

/** The lines of one seed. */
export const linesOf = (seed: number, count = LINES_A_SEED): readonly string[] => {
  const dice = new Dice(seed);
  const recorded = recordedLines();
  const words = (pool: readonly string[], most: number): string =>
    Array.from({ length: dice.int(most + 1) }, () => dice.one(pool)).join(" ");
  const grammatical = (): string => `${dice.one(PROGRAMS)} ${dice.one(VERBS)} ${words(WORDS, 6)}`;
  const mutated = (line: string): string => {
    const at = dice.int(line.length + 1);
    const to = Math.min(line.length, at + dice.int(4));
    const piece = dice.one([dice.one(SHELL), dice.one(WORDS), "", "한글", "\u0000", " ", line.slice(at, to + 8)]);
    return `${line.slice(0, at)}${piece}${line.slice(to)}`;
  };
  return Array.from({ length: count }, () => {
    let line = dice.chance(40) ? dice.one(recorded) : dice.chance(10) ? jqLine(dice) : grammatical();
    if (dice.chance(30)) line = `${line} ${dice.one(SHELL)} ${grammatical()}`;
    while (dice.chance(40)) line = mutated(line);
    return line;
  });
};

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "demo/web:1.0"}]}
`;

/** What was wrong with the life of a cluster to which these lines were typed. */
export const problemsOf = (lines: readonly string[]): readonly string[] => {
  useRareParts({ ...rare, ...explainedPart });
  const invariants = new Invariants();
  const cluster = createCluster(makeScenario(), {
    components: [createShell],
    onLog: (entry) => invariants.note(entry),
  });
  const shell = (action: string, data: { readonly [name: string]: string }): void =>
    void cluster.run({ component: "shell", action, data: { terminal: "1", ...data } });
  shell("open", {});
  shell("write", { path: "web.yaml", text: WEB });
  const problems: string[] = [];
  for (const line of lines) {
    const problem = problemOf(() => {
      shell("line", { line });
      cluster.advance(cluster.nowMs + 300);
      shell(line.length % 3 === 0 ? "suspend" : "interrupt", {});
      shell("interrupt", {});
      invariants.check(cluster);
    });
    if (problem !== undefined) problems.push(`${JSON.stringify(line)}: ${problem}`);
  }
  return [...problems, ...invariants.violations.map(String)];
};

const problemOf = (typed: () => void): string | undefined => {
  const before = process.cpuUsage();
  try {
    typed();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" | ") : String(error);
  }
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  return ms > LONGEST_LINE_MS ? `took ${Math.round(ms)} ms` : undefined;
};
