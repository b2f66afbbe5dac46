// What -v tells, against what kubectl 1.36.3 itself logs over the same objects (its times, process and address set to ours).
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { clientFor, clusterWith, filesOf, runArgs } from "../testing/vectors.ts";
import { shownBody } from "./wire.ts";

const NOW = "2026-06-03T10:20:30Z";
const named = (name: string, uid: string): JsonObject => ({
  name,
  namespace: "default",
  uid,
  resourceVersion: "1001",
  creationTimestamp: "2026-06-03T10:13:20Z",
  labels: { app: "web" },
});
const container = {
  name: "app",
  image: "nginx:1",
  imagePullPolicy: "IfNotPresent",
  resources: {},
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
};
const spec = {
  containers: [container],
  restartPolicy: "Always",
  terminationGracePeriodSeconds: 30,
  dnsPolicy: "ClusterFirst",
  securityContext: {},
  schedulerName: "default-scheduler",
};
const template = { metadata: { labels: { app: "web" } }, spec };
const OBJECTS: readonly JsonObject[] = [
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: named("web", "u2"),
    spec: { replicas: 2, selector: { matchLabels: { app: "web" } }, template },
    status: {},
  },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: named("web-0", "u1"),
    spec: { ...spec, nodeName: "n1", enableServiceLinks: true },
    status: { phase: "Running" },
  },
  {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "n1", uid: "u6", resourceVersion: "1001" },
    spec: {},
    status: {},
  },
  { apiVersion: "v1", kind: "ConfigMap", metadata: named("conf", "u7"), data: { a: "1" } },
];
const MANIFEST = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {a: "2"}\n`;

const log = (line: string): string =>
  runArgs(clientFor(clusterWith(OBJECTS, NOW), OBJECTS), line.split(" "), filesOf({ "f.yaml": MANIFEST })).stderr;

const REQUEST = /verb="(\w+)" url="https:\/\/[^/]+([^"]*)" status="([^"]*)"/;

const requests = (line: string): readonly string[] =>
  log(`-v=6 ${line}`)
    .split("\n")
    .flatMap((text) => {
      const match = REQUEST.exec(text);
      return match ? [decodeURIComponent(match.slice(1).join(" "))] : [];
    });

const WATCH =
  "allowWatchBookmarks=true&fieldSelector=metadata.name=web-0&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&timeoutSeconds=379&watch=true 200 OK";
const POD = "/api/v1/namespaces/default/pods";
const DEPLOY = "/apis/apps/v1/namespaces/default/deployments";

const ROWS: readonly (readonly [line: string, ...requests: string[]])[] = [
  ["get pods", `GET ${POD}?limit=500 200 OK`],
  ["get pods --chunk-size=0", `GET ${POD} 200 OK`],
  ["get pods,deploy", `GET ${POD}?limit=500 200 OK`, `GET ${DEPLOY}?limit=500 200 OK`],
  ["get pod web-0 nope", `GET ${POD}/web-0 200 OK`, `GET ${POD}/nope 404 Not Found`],
  [
    "get pods -A -l app=web --field-selector=status.phase=Running",
    "GET /api/v1/pods?fieldSelector=status.phase=Running&labelSelector=app=web&limit=500 200 OK",
  ],
  ["get pods --sort-by=.metadata.name", `GET ${POD}?includeObject=Object 200 OK`],
  ["get pods -w", `GET ${POD}?limit=500 200 OK`, `GET ${POD}?resourceVersion=1001&watch=true 200 OK`],
  [
    "describe pod web-0",
    `GET ${POD}/web-0 200 OK`,
    `GET ${POD}/web-0 200 OK`,
    "GET /api/v1/namespaces/default/events?fieldSelector=involvedObject.name=web-0,involvedObject.namespace=default,involvedObject.uid=u1&limit=500 200 OK",
  ],
  ["scale deploy web --replicas=3", `GET ${DEPLOY}/web 200 OK`, `PATCH ${DEPLOY}/web/scale 200 OK`],
  [
    "scale deploy web --replicas=3 --current-replicas=2",
    `GET ${DEPLOY}/web 200 OK`,
    `GET ${DEPLOY}/web/scale 200 OK`,
    `PUT ${DEPLOY}/web/scale 200 OK`,
  ],
  ["delete pod web-0 --wait=false", `DELETE ${POD}/web-0 200 OK`],
  ["delete pod nope", `DELETE ${POD}/nope 404 Not Found`],
  ["delete pod web-0", `DELETE ${POD}/web-0 200 OK`, `GET ${POD}/web-0 200 OK`, `GET ${POD}?${WATCH}`],
  ["delete pods -l app=web --wait=false", `GET ${POD}?labelSelector=app=web 200 OK`, `DELETE ${POD}/web-0 200 OK`],
  ["set image deploy/web app=x:2", `GET ${DEPLOY}/web 200 OK`, `PATCH ${DEPLOY}/web?fieldManager=kubectl-set 200 OK`],
  [
    "rollout history deploy web",
    `GET ${DEPLOY}/web 200 OK`,
    `GET ${DEPLOY}/web 200 OK`,
    "GET /apis/apps/v1/namespaces/default/replicasets?labelSelector=app=web 200 OK",
  ],
  ["rollout restart deploy web", `GET ${DEPLOY}/web 200 OK`, `PATCH ${DEPLOY}/web?fieldManager=kubectl-rollout 200 OK`],
  ["create deployment a --image=b", `POST ${DEPLOY}?fieldManager=kubectl-create&fieldValidation=Strict 201 Created`],
  ["create configmap c --dry-run=client"],
  [
    "create configmap c --dry-run=server",
    "POST /api/v1/namespaces/default/configmaps?dryRun=All&fieldManager=kubectl-create&fieldValidation=Strict 201 Created",
  ],
  [
    "create -f f.yaml",
    "POST /api/v1/namespaces/default/configmaps?fieldManager=kubectl-create&fieldValidation=Strict 409 Conflict",
  ],
  [
    "apply -f f.yaml",
    "GET /api/v1/namespaces/default/configmaps/conf 200 OK",
    "PATCH /api/v1/namespaces/default/configmaps/conf?fieldManager=kubectl-client-side-apply&fieldValidation=Strict 200 OK",
  ],
  [
    "replace -f f.yaml --validate=false",
    "GET /api/v1/namespaces/default/configmaps/conf 200 OK",
    "PUT /api/v1/namespaces/default/configmaps/conf?fieldManager=kubectl-replace&fieldValidation=Ignore 200 OK",
  ],
  ["run p --image=b", `POST ${POD}?fieldManager=kubectl-run 201 Created`],
  [
    "expose deploy web --port=80",
    `GET ${DEPLOY}/web 200 OK`,
    "POST /api/v1/namespaces/default/services?fieldManager=kubectl-expose 201 Created",
  ],
  ["label pod web-0 a=b", `GET ${POD}/web-0 200 OK`, `PATCH ${POD}/web-0?fieldManager=kubectl-label 200 OK`],
  [
    "taint node n1 a=b:NoSchedule",
    "GET /api/v1/nodes/n1 200 OK",
    "PATCH /api/v1/nodes/n1?fieldManager=kubectl-taint&fieldValidation=Strict 200 OK",
  ],
  ["cordon n1", "GET /api/v1/nodes/n1 200 OK", "PATCH /api/v1/nodes/n1 200 OK"],
  ["uncordon n1", "GET /api/v1/nodes/n1 200 OK"],
  [
    "logs -l app=web",
    `GET ${POD}?labelSelector=app=web 200 OK`,
    `GET ${POD}/web-0/log?container=app&tailLines=10 400 Bad Request`,
  ],
  ["logs nope", `GET ${POD}/nope 404 Not Found`],
  ["wait pod/web-0 --for=condition=Ready --timeout=1s", `GET ${POD}/web-0 200 OK`, `GET ${POD}?${WATCH}`],
  ["top pod", "GET /api 200 OK", "GET /apis 200 OK"],
  ["auth can-i get pods", "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews 200 OK"],
  ["config view"],
];

describe("requests at -v=6", () => {
  it.each(ROWS)("%s", (line, ...want) => {
    expect(requests(line)).toEqual(want);
  });
});

const AT = "I0603 10:20:30.000000   26330 ";
const SERVER = "https://10.77.0.1:6443";

const withoutFeatures = (line: string): string =>
  log(line)
    .split("\n")
    .filter((text) => !text.includes("Feature gate"))
    .join("\n");

describe("the lines of each level", () => {
  it("says nothing at 0, and of features alone below 6", () => {
    expect(log("-v=0 get pods -o name")).toBe("");
    expect(withoutFeatures("--v 5 get pods -o name")).toBe("");
    expect(log("-v5 get pods -o name").split("\n")).toHaveLength(11);
  });

  it("6: one line an answer", () => {
    expect(withoutFeatures("-v=6 get pod web-0")).toBe(
      `${AT}loader.go:407] Config loaded from file:  /home/learner/.kube/config\n` +
        `${AT}round_trippers.go:632] "Response" verb="GET" url="${SERVER}${POD}/web-0" status="200 OK" milliseconds=2\n`,
    );
  });

  it("7: headers of what is asked", () => {
    expect(withoutFeatures("-v=7 label pod web-0 a=b").split("\n").slice(7)).toEqual([
      `${AT}round_trippers.go:527] "Request" verb="PATCH" url="${SERVER}${POD}/web-0?fieldManager=kubectl-label" headers=<`,
      "\tAccept: application/json",
      "\tAuthorization: Bearer <masked>",
      "\tContent-Type: application/merge-patch+json",
      "\tUser-Agent: kubectl/v1.36.3 (linux/amd64) kubernetes/0000000",
      " >",
      `${AT}round_trippers.go:632] "Response" status="200 OK" milliseconds=7`,
      "",
    ]);
  });

  it("8: bodies, cut", () => {
    const text = withoutFeatures("-v=8 label pod web-0 a=b");
    expect(text).toContain(
      `${AT}helper.go:105] "Request Body" body="{\\"metadata\\":{\\"labels\\":{\\"a\\":\\"b\\"}}}"\n`,
    );
    expect(text).toContain(
      '"Response" status="200 OK" headers=<\n\tCache-Control: no-cache, private\n\tContent-Type: application/json\n\tDate: Wed, 03 Jun 2026 10:20:30 GMT\n > milliseconds=7\n',
    );
    expect(shownBody("x".repeat(1025), 8)).toBe(`${"x".repeat(1024)} [truncated 1 chars]`);
    expect(shownBody("x".repeat(10_242), 9)).toBe(`${"x".repeat(10_240)} [truncated 2 chars]`);
    expect(shownBody("x".repeat(20_000), 10)).toHaveLength(20_000);
  });

  it("9: curl", () => {
    expect(withoutFeatures("-v=9 get pod web-0 -o name")).toContain(
      `"Request" curlCommand=<\n\tcurl -v -XGET  -H "Accept: application/json" -H "Authorization: Bearer <masked>" -H "User-Agent: kubectl/v1.36.3 (linux/amd64) kubernetes/0000000" '${SERVER}${POD}/web-0'\n >\n`,
    );
  });

  it("4: what the server refused", () => {
    expect(withoutFeatures("-v=4 get pod nope")).toBe(
      `${AT}helpers.go:246] server response object: %s[{\n  "kind": "Status",\n  "apiVersion": "v1",\n  "metadata": {},\n  "status": "Failure",\n  "message": "pods \\"nope\\" not found",\n  "reason": "NotFound",\n  "details": {\n    "name": "nope",\n    "kind": "pods"\n  },\n  "code": 404\n}]\nError from server (NotFound): pods "nope" not found\n`,
    );
  });
});
