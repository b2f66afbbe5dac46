// Server-side apply. Texts and owners are those of a cluster of 1.36.3.
import { describe, expect, it } from "vitest";
import { openConsole, type Console } from "../testing/console.ts";
import type { Scenario } from "#engine";

const SCENARIO: Scenario = {
  name: "apply",
  seed: 3,
  nodes: [
    { name: "control", role: "control-plane", cpu: "2", memory: "4Gi", address: "10.0.0.1" },
    { name: "worker", cpu: "2", memory: "4Gi", address: "10.0.0.2" },
  ],
  images: { "r/web:1": { port: 8080, startupMs: 300, routes: [{ path: "/", status: 200 }] } },
} as unknown as Scenario;

const opened = (): Console => {
  const at = openConsole(SCENARIO);
  at.pass(60_000);
  return at;
};
const ADVICE = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
`;
const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: {name: c1, labels: {a: "1", b: "2"}, annotations: {k.io/x: "1"}}
data: {a: "1", b: "2"}
`;
const OTHER = CONFIG.replaceAll('a: "1"', 'a: "9"').replaceAll('b: "2"', 'b: "8"');
const DEPLOYMENT = (replicas: number, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: ${image}
        ports: [{containerPort: 8080, name: http}]
        env: [{name: MODE, value: fast}]
        resources: {requests: {cpu: 10m}}
`;

const owners = (at: Console, object: string): string =>
  at.type(
    `kubectl get ${object} -o jsonpath='{range .metadata.managedFields[*]}{.manager} {.operation} {.subresource} {.fieldsV1}{"\\n"}{end}'`,
  );

describe("a server-side apply", () => {
  it("keeps who owns what, and tells of conflicts", () => {
    const at = opened();
    at.write("c.yaml", CONFIG);
    at.write("o.yaml", OTHER);
    expect(at.type("kubectl apply --server-side -f c.yaml")).toBe("configmap/c1 serverside-applied\n");
    expect(at.type("kubectl apply --server-side --field-manager=robot -f o.yaml")).toBe(
      `error: Apply failed with 4 conflicts: conflicts with "kubectl":
- .data.a
- .data.b
- .metadata.labels.a
- .metadata.labels.b${ADVICE}`,
    );
    at.type(`kubectl patch cm c1 -p '{"data":{"b":"77"}}'`);
    expect(at.type("kubectl apply --server-side -f c.yaml")).toBe(
      `error: Apply failed with 1 conflict: conflict with "kubectl-patch" using v1: .data.b${ADVICE}`,
    );
    expect(at.type("kubectl apply --server-side --field-manager=robot -f o.yaml")).toBe(
      `error: Apply failed with 4 conflicts: conflicts with "kubectl":
- .data.a
- .metadata.labels.a
- .metadata.labels.b
conflicts with "kubectl-patch" using v1:
- .data.b${ADVICE}`,
    );
    expect(at.type("kubectl apply --server-side --field-manager=robot --force-conflicts -f o.yaml")).toBe(
      "configmap/c1 serverside-applied\n",
    );
    expect(owners(at, "cm c1")).toBe(
      `kubectl Apply  {"f:metadata":{"f:annotations":{"f:k.io/x":{}}}}
robot Apply  {"f:data":{"f:a":{},"f:b":{}},"f:metadata":{"f:annotations":{"f:k.io/x":{}},"f:labels":{"f:a":{},"f:b":{}}}}
`,
    );
  });

  it("takes away what its applier no longer sends and nobody else owns", () => {
    const at = opened();
    at.write("c.yaml", CONFIG);
    at.write("o.yaml", OTHER);
    at.write("z.yaml", 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c1}\ndata: {z: "1"}\n');
    at.type("kubectl apply --server-side -f c.yaml");
    at.type("kubectl apply --server-side --field-manager=robot --force-conflicts -f o.yaml");
    expect(at.type("kubectl apply --server-side --field-manager=robot -f z.yaml")).toBe(
      "configmap/c1 serverside-applied\n",
    );
    const shown = at.type("kubectl get cm c1 -o yaml --show-managed-fields");
    expect(shown.replace(/(time|creationTimestamp|resourceVersion|uid): .*/g, "$1: x")).toBe(`apiVersion: v1
data:
  z: "1"
kind: ConfigMap
metadata:
  annotations:
    k.io/x: "1"
  creationTimestamp: x
  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:annotations:
          f:k.io/x: {}
    manager: kubectl
    operation: Apply
    time: x
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:data:
        f:z: {}
    manager: robot
    operation: Apply
    time: x
  name: c1
  namespace: default
  resourceVersion: x
  uid: x
`);
  });

  it("conflicts with a scale", () => {
    const at = opened();
    at.write("d.yaml", DEPLOYMENT(5, "r/web:1"));
    at.type("kubectl apply --server-side -f d.yaml");
    expect(at.type("kubectl apply --server-side -f d.yaml")).toBe("deployment.apps/web serverside-applied\n");
    at.type("kubectl scale deploy web --replicas=1");
    for (const manager of ["kubectl", "robot"]) {
      expect(at.type(`kubectl apply --server-side --field-manager=${manager} -f d.yaml`)).toBe(
        `error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas${ADVICE}`,
      );
    }
    // A Scale to none says no number, and so owns none.
    at.type("kubectl scale deploy web --replicas=0");
    expect(at.type("kubectl apply --server-side -f d.yaml")).toBe("deployment.apps/web serverside-applied\n");
  });

  it("knows what was applied before the scenario begins", () => {
    const container = { name: "web", image: "r/web:1" };
    const labels = { app: "web" };
    const web = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    };
    const at = openConsole({ ...SCENARIO, objects: [web], settleMs: 5000 });
    expect(owners(at, "deploy web")).toContain('kubectl-client-side-apply Update  {"f:metadata":');
    at.write("d.yaml", DEPLOYMENT(4, "r/web:1"));
    at.type("kubectl scale deploy web --replicas=2");
    expect(at.type("kubectl apply --server-side -f d.yaml")).toBe(
      `error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas${ADVICE}`,
    );
  });

  it("takes over what was applied from the client", () => {
    const at = opened();
    at.write("d.yaml", DEPLOYMENT(1, "r/web:1"));
    at.write("e.yaml", DEPLOYMENT(3, "r/web:7"));
    at.type("kubectl apply -f d.yaml");
    at.type("kubectl label deploy web a=b");
    at.type("kubectl annotate deploy web x=y");
    at.type("kubectl rollout restart deploy web");
    at.pass(2000);
    expect(at.type("kubectl apply --server-side --field-manager=robot -f e.yaml")).toBe(
      `error: Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:
- .spec.replicas
- .spec.template.spec.containers[name="web"].image${ADVICE}`,
    );
    expect(at.type("kubectl apply --server-side -f e.yaml")).toBe("deployment.apps/web serverside-applied\n");
    const container =
      '{".":{},"f:env":{"k:{\\"name\\":\\"MODE\\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},"f:name":{},"f:ports":{"k:{\\"containerPort\\":8080,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},"f:name":{}}},"f:resources":{"f:requests":{"f:cpu":{}}}}';
    expect(owners(at, "deploy web")).toBe(
      `kubectl Apply  {"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:replicas":{},"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:containers":{"k:{\\"name\\":\\"web\\"}":${container}}}}}}
kubectl-last-applied Apply  {"f:metadata":{"f:annotations":{"f:kubectl.kubernetes.io/last-applied-configuration":{}}}}
kubectl-annotate Update  {"f:metadata":{"f:annotations":{"f:x":{}}}}
kubectl-label Update  {"f:metadata":{"f:labels":{"f:a":{}}}}
kubectl-rollout Update  {"f:spec":{"f:template":{"f:metadata":{"f:annotations":{".":{},"f:kubectl.kubernetes.io/restartedAt":{}}}}}}
`,
    );
    const live = at.type(
      "kubectl get deploy web -o jsonpath='{.metadata.annotations} {.spec.progressDeadlineSeconds} {.spec.replicas}'",
    );
    expect(live).toMatch(
      /^\{"deployment\.kubernetes\.io\/revision":"1","kubectl\.kubernetes\.io\/last-applied-configuration":"/,
    );
    expect(live).toContain('\\"replicas\\":3,');
    expect(live).toMatch(/"x":"y"\} 600 3$/);
  });

  it("owns what the client applies as the real one does", () => {
    const at = opened();
    at.write("d.yaml", DEPLOYMENT(1, "r/web:1"));
    at.type("kubectl apply -f d.yaml");
    at.type("kubectl set image deploy web web=r/web:2");
    at.type("kubectl scale deploy web --replicas=2");
    const fields =
      '{"f:metadata":{"f:annotations":{".":{},"f:kubectl.kubernetes.io/last-applied-configuration":{}},"f:labels":{".":{},"f:app":{}}},' +
      '"f:spec":{"f:progressDeadlineSeconds":{},"f:revisionHistoryLimit":{},"f:selector":{},"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{},"f:maxUnavailable":{}},"f:type":{}},' +
      '"f:template":{"f:metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:containers":{"k:{\\"name\\":\\"web\\"}":{".":{},"f:env":{".":{},"k:{\\"name\\":\\"MODE\\"}":{".":{},"f:name":{},"f:value":{}}},' +
      '"f:imagePullPolicy":{},"f:name":{},"f:ports":{".":{},"k:{\\"containerPort\\":8080,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{},"f:name":{},"f:protocol":{}}},' +
      '"f:resources":{".":{},"f:requests":{".":{},"f:cpu":{}}},"f:terminationMessagePath":{},"f:terminationMessagePolicy":{}}},' +
      '"f:dnsPolicy":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},"f:terminationGracePeriodSeconds":{}}}}}';
    expect(owners(at, "deploy web")).toBe(
      `kubectl Update scale {"f:spec":{"f:replicas":{}}}
kubectl-client-side-apply Update  ${fields}
kubectl-set Update  {"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\\"name\\":\\"web\\"}":{"f:image":{}}}}}}}
`,
    );
  });

  it.each([
    ["dat: {z: '1'}", ".dat: field not declared in schema"],
    ["data: {z: 1}", ".data.z: expected string, got &value.valueUnstructured{Value:1}"],
    ["data: [a]", ".data: expected map, got &{[a]}"],
    [
      "data: {z: 1}\nodd: 1",
      "errors:\n  .data.z: expected string, got &value.valueUnstructured{Value:1}\n  .odd: field not declared in schema",
    ],
  ])("refuses %j", (body, why) => {
    const at = opened();
    at.write("c.yaml", `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n${body}\n`);
    expect(at.type("kubectl apply --server-side -f c.yaml")).toBe(
      `Error from server: failed to create typed patch object (default/c; /v1, Kind=ConfigMap): ${why}\n`,
    );
  });

  it.each([
    ["[{port: 80}, {port: 80, name: b}]", '.spec.ports: duplicate entries for key [port=80,protocol="TCP"]'],
    ["{a: 1}", ".spec.ports: expected list, got &{map[a:1]}"],
  ])("refuses ports %s", (ports, why) => {
    const at = opened();
    at.write("s.yaml", `apiVersion: v1\nkind: Service\nmetadata: {name: s1}\nspec: {ports: ${ports}}\n`);
    expect(at.type("kubectl apply --server-side -f s.yaml")).toBe(
      `Error from server: failed to create typed patch object (default/s1; /v1, Kind=Service): ${why}\n`,
    );
  });

  it("does not let its owners be written", () => {
    const at = opened();
    at.write(
      "c.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, managedFields: [{manager: x}]}\ndata: {a: b}\n",
    );
    expect(at.type("kubectl apply --server-side -f c.yaml")).toBe(
      "Error from server (BadRequest): metadata.managedFields must be nil\n",
    );
    expect(at.type("kubectl create -f c.yaml")).toBe(
      "metadata.managedFields: Not simulated: who owns a field is found out by the server; what is written here is not read.\nconfigmap/c created\n",
    );
    expect(at.type("kubectl get cm c -o jsonpath='{.metadata.managedFields[*].manager}'")).toBe("kubectl-create");
  });

  it("leaves all as it is in a dry run", () => {
    const at = opened();
    at.write("c.yaml", CONFIG);
    at.write("o.yaml", OTHER);
    at.type("kubectl apply --server-side -f c.yaml");
    const before = at.type("kubectl get cm c1 -o yaml --show-managed-fields");
    expect(at.type("kubectl apply --server-side --force-conflicts --dry-run=server -f o.yaml")).toBe(
      "configmap/c1 serverside-applied (server dry run)\n",
    );
    expect(at.type("kubectl get cm c1 -o yaml --show-managed-fields")).toBe(before);
  });

  it("makes what is not there whatever version it has in mind, but not if it means another by its uid", () => {
    const at = opened();
    at.write("v.yaml", CONFIG.replace("{name: c1,", '{name: c1, resourceVersion: "5",'));
    at.write("u.yaml", CONFIG.replace("{name: c1,", "{name: c2, uid: abc,"));
    expect(at.type("kubectl apply --server-side -f v.yaml")).toBe("configmap/c1 serverside-applied\n");
    expect(at.type("kubectl apply --server-side -f u.yaml")).toBe(
      `error: Operation cannot be fulfilled on configmaps "c2": uid mismatch: the provided object specified uid abc, and no existing object was found${ADVICE}`,
    );
  });
});
