// A sandbox: a cluster of a chosen size, a few images to play with, and manifests to start from. Everything in it can be changed.
import type { ImageBehaviour, NodeScenario, Scenario } from "#engine";
import type { SandboxChoice } from "./sandbox-choice.ts";
import type { SessionFile } from "./session.ts";

const web: ImageBehaviour = {
  sizeMi: 60,
  port: 8080,
  startupMs: 2000,
  startupCpuMilli: 200,
  cpuMilli: 10,
  memoryMi: 64,
  termMs: 500,
  logs: ["starting"],
  tools: "cat ls printenv touch rm fallocate sh env hostname id whoami date ps sleep".split(" "),
  routes: [
    { path: "/", status: 200, body: "hello from $HOSTNAME", delayMs: 10 },
    { path: "/live", status: 200, body: "alive" },
    { path: "/ready", status: 200, body: "ready" },
  ],
};

/** The image that everybody tries first. */
const nginx: ImageBehaviour = {
  sizeMi: 62,
  port: 80,
  startupMs: 200,
  cpuMilli: 2,
  memoryMi: 6,
  termMs: 100,
  logs: ["/docker-entrypoint.sh: Configuration complete; ready for start up"],
  tools: "cat ls printenv touch rm sh env hostname id whoami date ps sleep curl".split(" "),
  routes: [{ path: "/", status: 200, body: "<h1>Welcome to nginx!</h1>", delayMs: 2 }],
};

const images: Scenario["images"] = {
  "demo/web:1.0": web,
  "demo/web:1.1": web,
  "demo/slow:1.0": { ...web, startupMs: 20_000 },
  "demo/leak:1.0": { ...web, leakMiPerSecond: 2 },
  "demo/crash:1.0": { ...web, exitAtMs: 8000, exitCode: 1 },
  "demo/hang:1.0": { ...web, hangAtMs: 30_000 },
  "demo/batch:1.0": {
    sizeMi: 40,
    cpuMilli: 1800,
    memoryMi: 300,
    exitAtMs: 60_000,
    exitCode: 0,
    logs: ["batch begins"],
  },
  nginx,
  "nginx:1.28": nginx,
  "nginx:1.29": nginx,
};

const MASTER: NodeScenario = {
  name: "master",
  role: "control-plane",
  cpu: "2",
  memory: "4Gi",
  taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
};

export const sandboxScenario = ({ workers, cpu, memory, seed }: SandboxChoice): Scenario => ({
  name: "sandbox",
  seed,
  startTime: "2026-06-03T00:00:00Z",
  nodes: [
    MASTER,
    ...Array.from({ length: workers }, (_, i): NodeScenario => ({
      name: `worker-${i + 1}`,
      role: "worker",
      cpu,
      memory,
    })),
  ],
  images,
  registryBytesPerSecond: 60_000_000,
  controlPlanePods: true,
  ingressAddress: "10.10.10.10",
  clients: [{ name: "clients", url: "http://10.10.10.10/", perSecond: 5, arrivals: "poisson", timeoutMs: 3000 }],
  settleMs: 30_000,
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: demo/web:1.0
        ports:
        - containerPort: 8080
        readinessProbe:
          httpGet:
            path: /ready
            port: 8080
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            memory: 256Mi
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
`;
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
  - http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              number: 80
`;
const JOB = `apiVersion: batch/v1
kind: Job
metadata:
  name: batch
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: batch
        image: demo/batch:1.0
`;

/** Nothing of this is applied yet: the first thing to do is to apply it. */
export const sandboxFiles: readonly SessionFile[] = [
  { name: "deployment.yaml", text: DEPLOYMENT },
  { name: "service.yaml", text: SERVICE },
  { name: "ingress.yaml", text: INGRESS },
  { name: "job.yaml", text: JOB },
];
