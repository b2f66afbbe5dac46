// Contexts, as kubectl 1.36.3 itself answered.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../../testing/console.ts";

const open = () => {
  const c = openConsole(makeScenario());
  c.type("kubectl create ns dev");
  c.type("kubectl create cm only -n dev");
  return c;
};
const DEV = "kubectl config set-context dev --namespace=dev --cluster=kubernetes --user=kubernetes-admin";

it("works in the namespace of the context that is chosen", () => {
  const c = open();
  expect(c.type(DEV)).toBe('Context "dev" created.\n');
  expect(c.type("kubectl get cm only -o name --context=dev")).toBe("configmap/only\n");
  expect(c.type("kubectl config use-context dev")).toBe('Switched to context "dev".\n');
  expect(c.type("kubectl config current-context; kubectl get cm only -o name")).toBe("dev\nconfigmap/only\n");
  expect(c.type("kubectl config get-contexts")).toBe(
    [
      "CURRENT   NAME                          CLUSTER      AUTHINFO           NAMESPACE",
      "*         dev                           kubernetes   kubernetes-admin   dev",
      "          kubernetes-admin@kubernetes   kubernetes   kubernetes-admin   ",
      "",
    ].join("\n"),
  );
  expect(c.type("kubectl config view --minify -o jsonpath='{.contexts[*].name}'")).toBe("dev");
  expect(c.type("kubectl config use kubernetes-admin@kubernetes && kubectl get cm only -o name")).toBe(
    'Switched to context "kubernetes-admin@kubernetes".\n' +
      'Error from server (NotFound): configmaps "only" not found\n',
  );
});

it("renames and takes away contexts, the current one as well", () => {
  const c = open();
  c.type(DEV);
  expect(c.type("kubectl config rename-context dev kubernetes-admin@kubernetes")).toBe(
    'error: cannot rename the context "dev", the context "kubernetes-admin@kubernetes" already exists in /home/learner/.kube/config\n',
  );
  expect(c.type("kubectl config use-context dev; kubectl config rename-context dev two")).toBe(
    'Switched to context "dev".\nContext "dev" renamed to "two".\n',
  );
  expect(c.type("kubectl config rename-context dev x")).toBe(
    'error: cannot rename the context "dev", it\'s not in /home/learner/.kube/config\n',
  );
  expect(c.type("kubectl config delete-context two")).toBe(
    'warning: this removed your active context, use "kubectl config use-context" to select a different one\n' +
      "deleted context two from /home/learner/.kube/config\n",
  );
  expect(c.type("kubectl get pods")).toBe("Error in configuration: context was not found for specified context: two\n");
  expect(c.type("kubectl config view --minify")).toBe("error: cannot locate context two\n");
  expect(c.type("kubectl config delete-context two")).toBe(
    "error: cannot delete context two, not in /home/learner/.kube/config\n",
  );
});

it("is the same in a shell of its own", () => {
  const c = open();
  c.type("kubectl config set-context --current --namespace=dev");
  c.write("look.sh", "kubectl get cm only -o name");
  expect(c.type("bash -c 'kubectl get cm only -o name'; bash look.sh")).toBe("configmap/only\nconfigmap/only\n");
});

it("shows what one context needs", () => {
  const c = open();
  c.type(DEV);
  c.type("kubectl config set-context bare");
  const shown = "-o jsonpath='{.current-context} {.contexts[*].name} {.clusters[*].name} {.users[*].name}'";
  expect(c.type(`kubectl config view --minify --context=dev ${shown}`)).toBe("dev dev kubernetes kubernetes-admin");
  expect(c.type("kubectl config view --minify --context=bare")).toBe(
    'apiVersion: v1\nclusters: null\ncontexts:\n- context:\n    cluster: ""\n    user: ""\n  name: bare\n' +
      "current-context: bare\nkind: Config\nusers: null\n",
  );
  expect(c.type("kubectl config view --minify --context=none")).toBe("error: cannot locate context none\n");
});

it("reaches no server by a context without a cluster", () => {
  const c = open();
  c.type("kubectl config set-context bare --namespace=dev");
  const said = c.type("kubectl get pods --context=bare").split("\n");
  expect(said).toHaveLength(7);
  expect(said[0]).toMatch(/^E\d{4} .* memcache\.go:265\] "Unhandled Error" err="couldn't get current server API/);
  expect(said[5]).toBe(
    "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
  );
  expect(c.type("kubectl get cm only -o name --context=bare --cluster=kubernetes --user=kubernetes-admin")).toBe(
    "configmap/only\n",
  );
});

it.each([
  ["get pods --context=nope", "Error in configuration: context was not found for specified context: nope"],
  ["create cm z --context=nope", 'error: context "nope" does not exist'],
  ["top pod --cluster=nope", 'error: no server found for cluster "nope"'],
  ["top node --cluster=nope", 'error: cluster "nope" does not exist'],
  ["wait pod/x --for=delete --user=nope", 'error: auth info "nope" does not exist'],
  ["get pods --kubeconfig=none", "error: stat none: no such file or directory"],
  ["config set-context", "error: you must specify a non-empty context name or --current"],
  ["config set-context --current x", "error: you cannot specify both a context name and --current"],
  ["config rename-context a ''", "error: You must specify a new non-empty context name"],
  [
    "config get-contexts -o wide",
    "error: --output wide is not available in kubectl config get-contexts; resetting to default output format",
  ],
  ["config delete-cluster nope", "error: cannot delete cluster nope, not in /home/learner/.kube/config"],
])("kubectl %s", (line, says) => {
  expect(open().type(`kubectl ${line}`)).toBe(`${says}\n`);
});

it("prints help above the error of a call with other words than it takes", () => {
  const said = open().type("kubectl config use-context a b");
  expect(said).toContain("Usage:\n  kubectl config use-context CONTEXT_NAME [options]\n");
  expect(said).toMatch(/\nerror: Unexpected args: \[a b\]\n$/);
});

// Each line in a configuration that is as it was, with what kubectl 1.36.3 answered.
it.each([
  ["config set foo bar", "error: unable to parse foo after [] at api.Config"],
  [
    "config set contexts.x.foo.bar baz",
    "error: can't set a map to a value: map[kubernetes-admin@kubernetes:0xc00054a000]",
  ],
  ["config set clusters.x.insecure-skip-tls-verify maybe", 'error: strconv.ParseBool: parsing "maybe": invalid syntax'],
  [
    "config set clusters.x.certificate-authority-data '??'",
    "error: error decoding input value: illegal base64 data at input byte 0",
  ],
  ["config set current-context ''", "error: you cannot use set to unset a property"],
  ["config set users.a.exec.command x", "error: unable to parse one or more field values of users.a.exec.command"],
  ["config unset contexts.nope.namespace", "error: current map key `nope` is invalid"],
  ["config unset contexts.nope", 'Property "contexts.nope" unset.'],
  ["config unset ''", "error: you must specify a property"],
  [
    "config unset current-context; kubectl config current-context",
    'Property "current-context" unset.\nerror: current-context is not set',
  ],
  [
    "config set contexts.kubernetes-admin@kubernetes.namespace dev; kubectl get cm only -o name",
    'Property "contexts.kubernetes-admin@kubernetes.namespace" set.\nconfigmap/only',
  ],
  [
    "config set clusters.a.b.c.insecure-skip-tls-verify true; kubectl config view -o jsonpath='{.clusters[0]}'; echo",
    'Property "clusters.a.b.c.insecure-skip-tls-verify" set.\n{"cluster":{"insecure-skip-tls-verify":true,"server":""},"name":"a.b.c"}',
  ],
  ["config set-cluster e2e --embed-certs", "error: you must specify a --certificate-authority to embed"],
  [
    "config set-cluster e2e --embed-certs --certificate-authority=nope.crt",
    "error: could not stat certificate-authority file nope.crt: stat nope.crt: no such file or directory",
  ],
  [
    "config set-cluster e2e --server=https://1.2.3.4; kubectl config get-clusters; kubectl config delete-cluster e2e",
    'Cluster "e2e" set.\nNAME\ne2e\nkubernetes\ndeleted cluster e2e from /home/learner/.kube/config',
  ],
  [
    "config set-credentials bob --token=abc --username=x",
    "error: you cannot specify more than one authentication method at the same time: --token, --username/--password",
  ],
  [
    "config delete-user",
    "error: user to delete is required\nSee 'kubectl config delete-user -h' for help and examples",
  ],
  [
    "config set-credentials bob --token=abc; kubectl --user=bob get pods; kubectl config get-users",
    'User "bob" set.\nerror: You must be logged in to the server (Unauthorized)\nNAME\nbob\nkubernetes-admin',
  ],
  [
    "config set-cluster kubernetes --certificate-authority=/nope.crt; kubectl get pods",
    'Cluster "kubernetes" set.\nerror: unable to read certificate-authority /nope.crt for kubernetes due to open /nope.crt: no such file or directory',
  ],
  [
    "config set-credentials kubernetes-admin --client-certificate=/nope.crt; kubectl get pods",
    'User "kubernetes-admin" set.\nError in configuration: \n* client-key-data or client-key must be specified for kubernetes-admin to use the clientCert authentication method.\n* unable to read client-cert /nope.crt for kubernetes-admin due to open /nope.crt: no such file or directory',
  ],
  [
    "config unset users.kubernetes-admin; kubectl get pods",
    'Property "users.kubernetes-admin" unset.\nPlease enter Username: error: EOF',
  ],
  ["config view --merge=false", "error: if merge==false a precise file must be specified"],
  ["config view --minify --context=nope", "error: cannot locate context nope"],
])("kubectl %s answers as the real one", (line, says) => {
  expect(open().type(`kubectl ${line}`)).toBe(`${says}\n`);
});

it("asks a server at another address, and does not find it", () => {
  const said = open().type("kubectl config set-cluster kubernetes --server=https://127.0.0.1:6444; kubectl get pods");
  const lines = said.split("\n");
  expect(lines[1]).toContain(
    'Get \\"https://127.0.0.1:6444/api?timeout=32s\\": dial tcp 127.0.0.1:6444: connect: connection refused',
  );
  expect(lines.slice(6)).toEqual([
    "The connection to the server 127.0.0.1:6444 was refused - did you specify the right host or port?",
    "",
  ]);
});

it("is whom its token was made for", () => {
  const c = open();
  c.type("kubectl create sa robot; kubectl config set-credentials robot --token=$(kubectl create token robot)");
  expect(c.type("kubectl --user=robot auth whoami -o jsonpath='{.status.userInfo.username}'")).toBe(
    "system:serviceaccount:default:robot",
  );
  expect(c.type("kubectl --user=robot get pods")).toBe(
    'Error from server (Forbidden): pods is forbidden: User "system:serviceaccount:default:robot" cannot list resource "pods" in API group "" in the namespace "default"\n',
  );
  c.type("kubectl create rolebinding robot --clusterrole=view --serviceaccount=default:robot");
  expect(c.type("kubectl --token=$(kubectl create token robot) auth can-i list pods")).toBe("yes\n");
});

it("writes the fields of -o json in the order of their types", () => {
  const said = open().type("kubectl config view -o json");
  expect(Object.keys(JSON.parse(said) as object)).toEqual([
    "kind",
    "apiVersion",
    "clusters",
    "users",
    "contexts",
    "current-context",
  ]);
});
