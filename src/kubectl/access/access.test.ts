// Another user: what roles allow, what the server says else, and the roles that are there from the beginning. Texts are a real cluster's.
import { beforeEach, describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../testing/console.ts";

let c: Console;
beforeEach(() => {
  c = openConsole(makeScenario());
  c.pass(1000);
});

describe("another user", () => {
  it.each([
    [
      "get pods",
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"',
    ],
    [
      "get pod x",
      'pods "x" is forbidden: User "jane" cannot get resource "pods" in API group "" in the namespace "default"',
    ],
    ["get pods -A", 'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope'],
    ["get nodes", 'nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope'],
    [
      "delete pod x",
      'pods "x" is forbidden: User "jane" cannot delete resource "pods" in API group "" in the namespace "default"',
    ],
  ])("may not %s without a role", (words, want) => {
    expect(c.type(`kubectl ${words} --as=jane`)).toBe(`Error from server (Forbidden): ${want}\n`);
  });

  it("may do what a role of the namespace says, and nothing else", () => {
    c.type("kubectl create role reader --verb=get,list --resource=pods,deployments.apps");
    c.type("kubectl create rolebinding rd --role=reader --user=jane --serviceaccount=default:robot --group=dev");
    expect(c.type("kubectl get pods --as=jane")).toBe("No resources found in default namespace.\n");
    expect(c.type("kubectl get deploy --as=system:serviceaccount:default:robot -o name")).toBe("");
    expect(c.type("kubectl auth can-i list pods --as=kim --as-group=dev")).toBe("yes\n");
    expect(c.type("kubectl auth can-i get pods --subresource=log --as=jane; echo $?")).toBe("no\n1\n");
    expect(c.type("kubectl auth can-i list pods --as=jane -n kube-system")).toBe("no\n");
    expect(c.type("kubectl create deploy x --image=web --as=jane")).toBe(
      'error: failed to create deployment: deployments.apps is forbidden: User "jane" cannot create resource "deployments" in API group "apps" in the namespace "default"\n',
    );
  });

  it("is told which role is missing", () => {
    c.type("kubectl create rolebinding rd --clusterrole=gone --user=jane");
    expect(c.type("kubectl auth can-i list pods --as=jane")).toBe(
      'no - RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found\n',
    );
  });

  it("is named when something is said of it", () => {
    expect(c.type("kubectl get pods --as-group=dev")).toBe(
      "error: requesting uid, groups or user-extra for kubernetes-admin without impersonating a user\n",
    );
    expect(c.type("kubectl auth whoami --as=jane")).toBe(
      "ATTRIBUTE   VALUE\nUsername    jane\nGroups      [system:authenticated]\n",
    );
  });

  it("may ask what it may do", () => {
    const lines = c.type("kubectl auth can-i --list --as=jane").split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "Resources                                       Non-Resource URLs   Resource Names   Verbs",
      "selfsubjectreviews.authentication.k8s.io        []                  []               [create]",
      "selfsubjectaccessreviews.authorization.k8s.io   []                  []               [create]",
      "selfsubjectrulesreviews.authorization.k8s.io    []                  []               [create]",
      "                                                [/api/*]            []               [get]",
    ]);
    expect(lines).toHaveLength(21);
  });
});

describe("what every cluster has", () => {
  it("can be bound and looked at, and not be changed", () => {
    c.type("kubectl create rolebinding rd --clusterrole=view --user=jane");
    expect(c.type("kubectl auth can-i list deployments --as=jane; kubectl auth can-i get secrets --as=jane")).toBe(
      "yes\nno\n",
    );
    expect(c.type("kubectl get clusterroles -o name | head -3; kubectl get clusterroles -o name | wc -l")).toBe(
      "clusterrole.rbac.authorization.k8s.io/admin\nclusterrole.rbac.authorization.k8s.io/cluster-admin\nclusterrole.rbac.authorization.k8s.io/edit\n69\n",
    );
    expect(c.type("kubectl delete clusterrole view")).toBe(
      'Error from server (MethodNotAllowed): clusterroles.rbac.authorization.k8s.io "view" is built in, and cannot be changed in this simulated cluster\n',
    );
  });

  it("has a table of its own", () => {
    expect(c.type("kubectl get flowschema exempt --no-headers; kubectl get apiservice v1.apps --no-headers")).toBe(
      "exempt   exempt   1     <none>   1s    False\nv1.apps   Local   True   1s\n",
    );
    expect(c.type("kubectl get prioritylevelconfiguration exempt catch-all --no-headers")).toBe(
      "exempt      Exempt    <none>   <none>   <none>   <none>   1s\ncatch-all   Limited   5        <none>   <none>   <none>   1s\n",
    );
  });
});

const openWithRole = () => {
  const own = openConsole(makeScenario());
  own.type("kubectl create role one --verb=get,list,patch --resource=configmaps --resource-name=cm");
  own.type("kubectl create rolebinding one --role=one --serviceaccount=default:robot; kubectl create cm cm");
  own.write("cm.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\ndata: {a: b}\n");
  return own;
};

describe("what one name decides", () => {
  const ROBOT = "--as=system:serviceaccount:default:robot";

  it("lets a list of that name through, and names another in the refusal", () => {
    const own = openWithRole();
    expect(own.type(`kubectl get cm --field-selector metadata.name=cm -o name ${ROBOT}`)).toBe("configmap/cm\n");
    expect(own.type(`kubectl get cm --field-selector metadata.name=no -o name ${ROBOT}`)).toBe(
      'Error from server (Forbidden): configmaps "no" is forbidden: User "system:serviceaccount:default:robot" cannot list resource "configmaps" in API group "" in the namespace "default"\n',
    );
  });

  it("asks for create as well when an apply makes something", () => {
    const own = openWithRole();
    expect(own.type(`kubectl apply --server-side --force-conflicts -f cm.yaml ${ROBOT}`)).toBe(
      "configmap/cm serverside-applied\n",
    );
    own.type("kubectl delete cm cm");
    expect(own.type(`kubectl apply --server-side -f cm.yaml ${ROBOT}`)).toBe(
      'Error from server (Forbidden): configmaps "cm" is forbidden: User "system:serviceaccount:default:robot" cannot create resource "configmaps" in API group "" in the namespace "default"\n',
    );
  });
});
