// What the API server has at its paths.
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { makeScenario } from "#engine/testing";
import { componentStatuses } from "../component-status.ts";
import { openConsole } from "../testing/console.ts";

const get = (path: string, more = ""): string => openConsole(makeScenario()).type(`kubectl get --raw '${path}'${more}`);

const NOT_FOUND = "Error from server (NotFound): the server could not find the requested resource\n";

describe("kubectl get --raw", () => {
  it.each([
    ["/healthz", "ok"],
    ["/livez?verbose", "[+]ping ok\n[+]log ok\n[+]etcd ok\nlivez check passed\n"],
    [
      "/readyz?verbose",
      "[+]ping ok\n[+]log ok\n[+]etcd ok\n[+]informer-sync ok\n[+]shutdown ok\nreadyz check passed\n",
    ],
    ["/livez/etcd", "ok"],
    ["/livez/nosuch", NOT_FOUND],
    ["/api", '{"kind":"APIVersions","versions":["v1"]}\n'],
    [
      "/apis/apps",
      '{"kind":"APIGroup","apiVersion":"v1","name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}\n',
    ],
    ["/apis/nosuch", NOT_FOUND],
    ["/apis/apps/v9", NOT_FOUND],
    ["/nosuch", NOT_FOUND],
  ])("%s", (path, want) => expect(get(path)).toBe(want));

  it("names every resource of a version, and every group", () => {
    expect(get("/apis/apps/v1", " | jq -r '.resources[].name' | head -2")).toBe("controllerrevisions\ndaemonsets\n");
    expect(get("/api/v1", " | jq -c '.resources[] | select(.name == \"pods\") | .shortNames'")).toBe('["po"]\n');
    expect(get("/apis", " | jq -r '.groups[].name' | grep -c .")).toBe(
      openConsole(makeScenario()).type("kubectl api-versions | grep / | cut -d/ -f1 | sort -u | wc -l"),
    );
  });

  it("counts what is kept", () => {
    const c = openConsole(makeScenario());
    c.type("kubectl create cm a; kubectl create cm b");
    const before = Number(c.type("kubectl get cm -A --no-headers | wc -l"));
    expect(c.type("kubectl get --raw /metrics | grep '\"configmaps\"'")).toBe(
      `apiserver_storage_objects{resource="configmaps"} ${before}\n`,
    );
  });
});

const labelled = (): ReturnType<typeof openConsole> => {
  const c = openConsole(makeScenario());
  for (const [name, app] of Object.entries({ a: "x", b: "y", c: "x" })) {
    c.type(`kubectl create cm ${name}; kubectl label cm ${name} app=${app}`);
  }
  return c;
};

describe("a list by its path", () => {
  const BASE = "/api/v1/namespaces/default/configmaps";
  const NAMES = "jq -c '[.items[].metadata.name]'";
  const named = (query: string): string => labelled().type(`kubectl get --raw '${BASE}?${query}' | ${NAMES}`);

  it("says the version at which it was read", () => {
    const c = labelled();
    const version = c.type("kubectl get cm c -o jsonpath='{.metadata.resourceVersion}'");
    const listed = c.type(`kubectl get --raw ${BASE} | jq -r .metadata.resourceVersion`);
    expect(Number(listed)).toBeGreaterThanOrEqual(Number(version));
  });

  it.each([
    ["labelSelector=app%3Dx", '["a","c"]\n'],
    ["labelSelector=app+in+(y)", '["b"]\n'],
    ["fieldSelector=metadata.name=b", '["b"]\n'],
    ["labelSelector=app=x&limit=1", '["a"]\n'],
    ["pretty=true&limit=0", '["a","b","c","kube-root-ca.crt"]\n'],
  ])("with ?%s", (query, want) => expect(named(query)).toBe(want));

  it("comes in parts", () => {
    const c = labelled();
    const part = (query: string, program: string): string =>
      c.type(`kubectl get --raw '${BASE}?limit=2${query}' | jq -r '${program}'`).trim();
    expect(part("", ".metadata.remainingItemCount")).toBe("2");
    const token = part("", ".metadata.continue");
    expect(part("", '.metadata.continue | gsub("-";"+") | gsub("_";"/") | @base64d | fromjson | .start | @json')).toBe(
      '"b\\u0000"',
    );
    expect(part(`&continue=${token}`, ".items[].metadata.name")).toBe("c\nkube-root-ca.crt");
    expect(part(`&continue=${token}`, '.metadata | keys | join(" ")')).toBe("resourceVersion");
    expect(part("&labelSelector=app", ".metadata.remainingItemCount")).toBe("null");
  });

  it.each([
    ["limit=abc", 'Error from server (BadRequest): strconv.ParseInt: parsing "abc": invalid syntax\n'],
    ["continue=abc", "Error from server (BadRequest): invalid continue token: continue key is not valid\n"],
    [
      "fieldSelector=spec.nope=1",
      'Error from server (BadRequest): "spec.nope" is not a known field selector: only "metadata.name", "metadata.namespace"\n',
    ],
  ])("refuses ?%s", (query, want) => expect(labelled().type(`kubectl get --raw '${BASE}?${query}'`)).toBe(want));

  it("says that it cannot be watched", () => {
    expect(labelled().type(`kubectl get --raw '${BASE}?watch=true'`)).toContain("a watch by its path");
  });
});

const pod = (component: string, status: string): JsonObject => ({
  metadata: { labels: { component } },
  status: { conditions: [{ type: "Ready", status }] },
});

describe("what cannot be asked for", () => {
  it.each([
    ["--raw nope", 'error: --raw must be a valid URL path: parse "nope": invalid URI for request\n'],
    ["deployments.extensions", 'error: the server doesn\'t have a resource type "deployments"\n'],
    ["pods.v2", 'error: the server doesn\'t have a resource type "pods"\n'],
    ["nope.example.com", 'error: the server doesn\'t have a resource type "nope"\n'],
  ])("get %s", (line, want) => {
    expect(openConsole(makeScenario()).type(`kubectl get ${line}`)).toBe(want);
  });
});

describe("kubectl get componentstatuses", () => {
  const HEAD = "Warning: v1 ComponentStatus is deprecated in v1.19+\n";

  it("finds all well, and one by its name", () => {
    const c = openConsole(makeScenario());
    expect(c.type("kubectl get componentstatuses")).toBe(
      `${HEAD}NAME                 STATUS    MESSAGE   ERROR
scheduler            Healthy   ok        
controller-manager   Healthy   ok        
etcd-0               Healthy   ok        
`,
    );
    expect(c.type("kubectl get cs etcd-0 -o jsonpath='{.conditions[0].type}'")).toBe(`${HEAD}Healthy`);
    expect(c.type("kubectl get cs nosuch")).toBe(
      `${HEAD}Error from server (NotFound): componentstatuses "nosuch" not found\n`,
    );
  });

  it("says of a scheduler that does not answer why", () => {
    const [scheduler, manager] = componentStatuses([
      pod("kube-scheduler", "False"),
      pod("kube-controller-manager", "True"),
    ]);
    expect(scheduler?.["conditions"]).toEqual([
      {
        type: "Healthy",
        status: "False",
        message: 'Get "https://127.0.0.1:10259/healthz": dial tcp 127.0.0.1:10259: connect: connection refused',
      },
    ]);
    expect(manager?.["conditions"]).toEqual([{ type: "Healthy", status: "True", message: "ok" }]);
  });
});
