// A small cluster in which a line is tried with a flag and without it: what it printed, how it ended and what it changed, as lines.
import type { Json, JsonObject } from "#api/meta";
import type { Scenario, Snapshot } from "#engine";
import { makeImage, makeScenario } from "#engine/testing";
import { num } from "../object.ts";
import { terminalLook } from "../terminal/look.ts";
import { openConsole } from "./console.ts";

const where = (name: string) => ({ commands: [{ command: "where", stdout: `in ${name}\n` }] });

const SCENARIO: Scenario = makeScenario({
  metricsServer: true,
  images: {
    "demo/web:1.0": makeImage({ logs: ["listening", "ready"], ...where("web") }),
    "demo/web:2.0": makeImage({ logs: ["listening"] }),
    "demo/side:1": makeImage({ port: 0, logs: ["beside"], memoryMi: 1300, tools: ["sh"], ...where("side") }),
    "demo/slow:1": makeImage({ termMs: -1 }),
    "demo/again:1": makeImage({ logs: ["bye"], exitAtMs: 60_000, exitCode: 1 }),
    "demo/job:1": makeImage({ port: 0, logs: ["done"], exitAtMs: 1000, exitCode: 0 }),
  },
});

const meta = (name: string, more = ""): string => `metadata: {name: ${name}${more}}`;

const configMap = (name: string, more = ""): string =>
  `apiVersion: v1\nkind: ConfigMap\n${meta(name, more)}\ndata: {colour: red}\n`;

const pod = (name: string, { labels = "", image = "demo/web:1.0", more = "" } = {}): string =>
  `apiVersion: v1\nkind: Pod\n${meta(name, `, labels: {${labels}}`)}
spec:
  containers:
  - {name: web, image: "${image}"}
${more}`;

const deployment = (name: string, replicas: number, extra = ""): string => `apiVersion: apps/v1
kind: Deployment
${meta(name, `, labels: {app: ${name}}`)}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - name: web
        image: demo/web:1.0
        resources: {requests: {cpu: 10m}}
        env: [{name: GREETING, value: hello}]
${extra}`;

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\n${meta(name)}\nspec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}\n`;

const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
${meta("bind", ", labels: {a: b}")}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
subjects: [{kind: User, name: first, apiGroup: rbac.authorization.k8s.io}]
`;

const WEB = deployment("web", 3);
const SIDE = `  - {name: side, image: "demo/side:1"}\n  volumes: [{name: scratch, emptyDir: {}}]\n`;
const READY = `${pod("solo", { labels: "run: solo" })}status: {conditions: [{type: Ready, status: "True"}]}\n`;
const SECRET = (value: string): string =>
  `apiVersion: v1\nkind: Secret\n${meta("hidden")}\nstringData: {word: ${value}}\n`;
const DAEMON = WEB.replace("kind: Deployment", "kind: DaemonSet")
  .replace("  replicas: 3\n", "")
  .replaceAll("app: web", "app: each")
  .replace("name: web,", "name: each,");

const FILES: { readonly [path: string]: string } = {
  "web.yaml": WEB,
  "deep/in/web.yaml": WEB,
  "badweb.yaml": `${WEB}  replica: 1\n`,
  "immutable.yaml": WEB.replaceAll("{app: web}", "{app: other}"),
  "svc.yaml": service("web"),
  "deepsvc/in/svc.yaml": service("web"),
  "bind.yaml": BINDING,
  "deepbind/in/bind.yaml": BINDING,
  "pod.yaml": pod("solo", { labels: "run: solo" }),
  "deeppod/in/pod.yaml": pod("solo", { labels: "run: solo" }),
  "slow.yaml": pod("slow", { image: "demo/slow:1" }),
  "ready.yaml": READY,
  "secret.yaml": SECRET("new"),
  "new.yaml": configMap("new"),
  "up/in/low.yaml": configMap("low"),
  "two.yaml": `${configMap("two")}---\n${configMap("three", ", labels: {a: b}")}`,
  "pruned.yaml": configMap("new", ", labels: {prune: me}"),
  "typo.yaml": `${configMap("typo")}datum: 1\n`,
  "new.json": JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "raw" } }),
  "cm.json": JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm" } }),
  "patch.json": '{"spec":{"replicas":3}}',
  "vars.env": "A=1\n",
  "auths.json": '{"auths":{}}',
  "tls.crt":
    "-----BEGIN CERTIFICATE-----\nMCowKAIBATAAMAAwADAAMBswCwYJKoZIhvcNAQEBAwwAMAkCBADFESMCAQM=\n-----END CERTIFICATE-----\n",
  "tls.key": "-----BEGIN PRIVATE KEY-----\nMAwCAQACBADFESMCAQM=\n-----END PRIVATE KEY-----\n",
  "path.txt": "{.metadata.name}P",
  "tpl.txt": "{{.metadata.name}}T",
  "cols.txt": "COL\n.metadata.name\n",
  "kustomization.yaml": "resources: [web.yaml]\n",
};

const START = [
  deployment("web", 2),
  service("web"),
  deployment("fresh", 1),
  DAEMON,
  BINDING,
  SECRET("old"),
  configMap("cm", ", labels: {a: b}").replace("{colour: red}", '{colour: red, size: "4"}'),
  configMap("old", ", labels: {prune: me}"),
  pod("solo", { labels: 'run: solo, sorted: "0"' }),
  pod("pair", { labels: 'sorted: "1"', more: SIDE }),
  pod("slow", { image: "demo/slow:1", more: "  nodeName: worker-1\n" }),
  pod("stuck", { image: "demo/none:1" }),
  pod("again", { image: "demo/again:1" }).replace("labels: {}", "labels: {}, annotations: {note: kept}"),
];

const LINES = [
  "kubectl apply -f start.yaml",
  "kubectl delete deploy fresh; kubectl create deployment fresh --image=demo/web:1.0",
  "kubectl create namespace other; kubectl run far -n other --image=demo/web:1.0 -l run=far",
  "kubectl create cronjob tick --image=demo/job:1 --schedule='0 0 1 1 *'",
  "kubectl cordon worker-3; kubectl taint node worker-3 old=v:NoSchedule",
];

type Cells = Map<string, string>;

/** One line of text for each field of each object. */
const cellsOf = (snapshot: Snapshot): Cells => {
  const cells: Cells = new Map();
  const walk = (path: string, value: Json): void => {
    if (typeof value !== "object" || value === null) return void cells.set(path, JSON.stringify(value));
    const join = path.includes(" ") ? "." : " ";
    for (const [key, inner] of Object.entries(value)) walk(`${path}${join}${key}`, inner);
  };
  for (const [table, rows] of Object.entries(snapshot.tables)) {
    if (!table.startsWith("objects/")) continue;
    for (const [key, row] of rows) walk(`${table.slice("objects/".length)}/${key}`, row as JsonObject);
  }
  return cells;
};

const nameOf = (cell: string): string => cell.slice(0, cell.indexOf(" "));

/** What of the cluster differs: `object deployments/default/web spec.replicas=3`, `gone pods/default/solo`. */
const changes = (before: Cells, after: Cells): string[] => {
  const left = new Set([...after.keys()].map(nameOf));
  const gone = new Set([...before.keys()].map(nameOf).filter((name) => !left.has(name)));
  const changed = [...after].filter(([cell, value]) => before.get(cell) !== value);
  const lost = [...before.keys()].filter((cell) => !after.has(cell) && !gone.has(nameOf(cell)));
  return [
    ...changed.map(([cell, value]) => `object ${cell}=${value}`),
    ...lost.map((cell) => `object ${cell} is left out`),
    ...[...gone].map((name) => `gone ${name}`),
  ];
};

/** What is done in the editor that a line opens. */
const EDITS: { readonly [name: string]: (text: string) => string } = {
  ASIS: (text) => text,
  REPLICAS: (text) => text.replace(/replicas: \d/, "replicas: 5"),
  TYPO: (text) => text.replace("replicas:", "replicaz:"),
};

export interface Trial {
  readonly line: string;
  readonly edit: string | undefined;
  /** Seconds that pass afterwards. */
  readonly seconds: number;
}

export interface ProbeCluster {
  /** Each line of what was printed, then how it ended, then each field that is another one. */
  tryOut(trial: Trial): readonly string[];
}

/** Each trial begins at the same moment of the same past. */
export const makeProbeCluster = (): ProbeCluster => {
  const c = openConsole(SCENARIO);
  for (const [path, content] of Object.entries(FILES)) c.write(path, content);
  c.write("start.yaml", START.join("---\n"));
  c.pass(10_000);
  for (const line of LINES) {
    c.type(line);
    c.pass(20_000);
  }
  const past = c.run.cut();
  const before = cellsOf(c.run.cluster.snapshot());
  const tryOut = ({ line, edit, seconds }: Trial): readonly string[] => {
    c.run.take(past);
    c.pass(0);
    let printed = c.type(line);
    const opened = terminalLook(c.run.cluster, "1").edit?.text;
    if (opened !== undefined) printed += opened;
    const edited = edit === undefined ? undefined : EDITS[edit];
    if (opened !== undefined && edited) printed += c.edited(edited(opened));
    if (seconds > 0) printed += c.pass(seconds * 1000);
    const snapshot = c.run.cluster.snapshot();
    const [, row] = snapshot.tables["shell/terminals"]!.find(([id]) => id === "1")! as [string, JsonObject];
    const end = row["process"] === undefined ? `exit ${num(row, "lastExit")}` : "goes on";
    return [...printed.split("\n"), end, ...changes(before, cellsOf(snapshot))];
  };
  return { tryOut };
};
