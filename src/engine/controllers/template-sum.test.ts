// The names that a real cluster gave: those of the recordings, and for a template with most of what there is, that of upstream's own
// ComputeHash (kubernetes v1.36.3), after its way through protobuf.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { templateHash } from "./template-hash.ts";
import { templateSum } from "./template-sum.ts";

const defaulted = (name: string, container: JsonObject): JsonObject => ({
  metadata: { labels: { app: name } },
  spec: {
    containers: [
      {
        name,
        ...container,
        imagePullPolicy: "IfNotPresent",
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
      },
    ],
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: "default-scheduler",
  },
});

const web = defaulted("web", {
  image: "demo/web:1.0",
  ports: [{ containerPort: 8080, protocol: "TCP" }],
  resources: { requests: { cpu: "50m", memory: "32Mi" }, limits: { cpu: "200m", memory: "64Mi" } },
});
const probe = { periodSeconds: 1, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3 };
const db = defaulted("db", {
  image: "st/db:2",
  ports: [{ containerPort: 5432, protocol: "TCP" }],
  readinessProbe: { tcpSocket: { port: 5432 }, ...probe },
  resources: {},
});
const agent = defaulted("agent", {
  image: "ds/agent:1",
  ports: [{ containerPort: 8080, protocol: "TCP" }],
  resources: {},
});
const tolerations = [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" }];
const everywhere = { ...agent, spec: { ...(agent["spec"] as JsonObject), tolerations } };
const everything = JSON.parse(readFileSync(new URL("template-sum.test.json", import.meta.url), "utf8")) as JsonObject;

it.each([
  ["Deployment", web, undefined, "5749b78657"],
  ["StatefulSet", db, undefined, "fd856d55b"],
  ["DaemonSet", everywhere, undefined, "66cdc96ffb"],
  ["Deployment", everything, 1, "b88b886f7"],
  // An empty list or map is none.
  ["Deployment", { metadata: { labels: { app: "web" } }, spec: { containers: [] } }, undefined, "777dc7b9f8"],
])("a %s is named as upstream names it (%#)", (kind, template, collisions, name) => {
  expect(templateHash(templateSum(kind, template), collisions)).toBe(name);
});
