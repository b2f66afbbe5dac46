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
  ["config use-context a b", "error: Unexpected args: [a b]"],
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
