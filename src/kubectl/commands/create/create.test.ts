// What the generators make of their flags, and what they refuse: each line as kubectl 1.36.3 answered it.
import { describe, expect, it } from "vitest";
import { decodeBase64 } from "#api/base64";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../../testing/console.ts";

const pem = (type: string): string => `-----BEGIN ${type}-----\nMAo=\n-----END ${type}-----\n`;

const open = (): Console => {
  const c = openConsole(makeScenario());
  c.write("good.crt", pem("CERTIFICATE"));
  c.write("good.key", pem("PRIVATE KEY"));
  c.write("bad.txt", "nopem\n");
  return c;
};

describe("create secret tls", () => {
  it.each([
    ["bad.txt", "good.key", "tls: failed to find any PEM data in certificate input"],
    ["good.crt", "bad.txt", "tls: failed to find any PEM data in key input"],
    [
      "good.key",
      "good.key",
      "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
    ],
    ["good.crt", "good.crt", "tls: found a certificate rather than a key in the PEM for the private key"],
  ])("%s %s", (cert, key, want) => {
    const c = open();
    expect(c.type(`kubectl create secret tls t --cert=${cert} --key=${key}`)).toBe(`error: ${want}\n`);
    expect(c.type("kubectl get secret t")).toBe('Error from server (NotFound): secrets "t" not found\n');
  });
});

describe("create role and clusterrole", () => {
  const CREATED = "role.rbac.authorization.k8s.io/r created (dry run)\n";
  it.each([
    ["role r --verb=fly --resource=pods", `Warning: 'fly' is not a standard resource verb\n${CREATED}`],
    [
      "role r --verb=fly,swim,fly,get --resource=pods",
      `Warning: 'fly' is not a standard resource verb\nWarning: 'swim' is not a standard resource verb\n${CREATED}`,
    ],
    ["clusterrole r --verb=fly --resource=pods", `Warning: 'fly' is not a standard resource verb\ncluster${CREATED}`],
    ["clusterrole r --verb=fly --non-resource-url=/x", "error: invalid verb: 'fly' for nonResourceURL\n"],
    ["clusterrole r --verb=get --non-resource-url=x", "error: nonResourceURL should start with /\n"],
    [
      "clusterrole r --verb=get --non-resource-url='/a*b'",
      "error: nonResourceURL only supports wildcard matches when '*' is at the end\n",
    ],
    ["role r --verb=use --resource=pods", "error: can not perform 'use' on 'pods' in group ''\n"],
    ["role r --verb=bind --resource=pods", "error: can not perform 'bind' on 'pods' in group ''\n"],
    ["role r --verb=get --resource=foo", 'the server doesn\'t have a resource type "foo"\n'],
    ["role r --verb=get --resource=/log", "error: resource must be specified if apiGroup/subresource specified\n"],
    ["rolebinding r --role=a --serviceaccount=a:b:c", "error: serviceaccount must be <namespace>:<name>\n"],
  ])("%s", (line, want) => {
    expect(open().type(`kubectl create ${line} --dry-run=client`)).toBe(want);
  });

  it.each([
    ["--verb='*,get' --resource=pods", '[{"apiGroups":[""],"resources":["pods"],"verbs":["*"]}]'],
    ["--verb=get --resource='pods,*'", '[{"apiGroups":[""],"resources":["*"],"verbs":["get"]}]'],
    ["--verb=get --resource='*.apps'", '[{"apiGroups":["apps"],"resources":["*"],"verbs":["get"]}]'],
    ["--verb=get --resource=po/a/b", '[{"apiGroups":[""],"resources":["pods/a/b"],"verbs":["get"]}]'],
    ["--verb=impersonate --resource=users", '[{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"]}]'],
    [
      "--verb=get --resource=deployments.apps/scale,svc",
      '[{"apiGroups":[""],"resources":["services"],"verbs":["get"]},{"apiGroups":["apps"],"resources":["deployments/scale"],"verbs":["get"]}]',
    ],
  ])("rules of %s", (flags, want) => {
    expect(open().type(`kubectl create role r ${flags} --dry-run=client -o jsonpath={.rules}`)).toBe(want);
  });
});

const nameOf = (image: string): string =>
  open().type(
    `kubectl create deploy d --image='${image}' --dry-run=client -o jsonpath='{.spec.template.spec.containers[0].name}'`,
  );

describe("a container's name", () => {
  it("is the last part of the image, whatever it is", () => {
    expect(nameOf("reg:5000/a/web@sha256:aa")).toBe("web");
    expect(nameOf("BAD IMAGE")).toBe("BAD IMAGE");
  });

  it("has five letters more where dots and underscores were", () => {
    expect(nameOf("a/web_1.x:2.0")).toMatch(/^web-1-x-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(nameOf("a/web_1.x:2.0")).toBe(nameOf("a/web_1.x:2.0"));
  });

  it("is for the server to refuse", () => {
    const c = open();
    expect(c.type("kubectl create deploy d9 --image='BAD IMAGE'")).toMatch(
      /^error: failed to create deployment: Deployment\.apps "d9" is invalid: spec\.template\.spec\.containers\[0\]\.name: Invalid value: "BAD IMAGE": a lowercase RFC 1123 label must /,
    );
    expect(c.type("kubectl get deploy d9")).toBe('Error from server (NotFound): deployments.apps "d9" not found\n');
  });
});

describe("--validate", () => {
  it("is judged before anything is made", () => {
    expect(open().type("kubectl create deploy d --image=a --validate=foo --dry-run=client")).toBe(
      'error: invalid - validate option "foo"; must be one of: strict (or true), warn, ignore (or false)\n',
    );
  });
});

describe("create token", () => {
  it.each([
    ["nope", 'failed to create token: serviceaccounts "nope" not found'],
    ["default -n nope", 'failed to create token: namespaces "nope" not found'],
    [
      "default --duration=1m",
      'failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes',
    ],
    ["default --duration=-5m", "--duration must be greater than or equal to 0"],
    ["default --bound-object-kind=Pod", "--bound-object-name is required if --bound-object-kind is provided"],
    ["default --bound-object-name=p", "--bound-object-name can only be set if --bound-object-kind is provided"],
    ["default --bound-object-uid=p", "--bound-object-uid can only be set if --bound-object-kind is provided"],
    [
      "default --bound-object-kind=Foo --bound-object-name=p",
      "supported --bound-object-kind values are Node, Pod, Secret",
    ],
    ["default --bound-object-kind=Pod --bound-object-name=p", 'failed to create token: pods "p" not found'],
    ["a b", "exactly one NAME is required, got 2\nSee 'kubectl create token -h' for help and examples"],
  ])("%s", (line, want) => {
    expect(open().type(`kubectl create token ${line}`)).toBe(`error: ${want}\n`);
  });

  it("is a token of three parts that says who and until when", () => {
    const c = open();
    const [head = "", claims = "", signature = ""] = c
      .type("kubectl create token default --duration=10m")
      .trim()
      .split(".");
    expect(head.slice(0, 3)).toBe("eyJ");
    expect(signature).toMatch(/^[\w-]{300,}$/);
    const said = JSON.parse(decodeBase64(claims.replaceAll("-", "+").replaceAll("_", "/"))) as {
      [key: string]: unknown;
    };
    expect(said["sub"]).toBe("system:serviceaccount:default:default");
    expect(Number(said["exp"]) - Number(said["iat"])).toBe(600);
  });
});

it.each([
  ["'--rule=/x=svc:80,tls'", ""],
  ["'--rule=a.b/x=svc:80,tls,foo'", ""],
  ["'--rule=a.b/x=svc:80,tlsfoo'", '[{"hosts":["a.b"]}]'],
  ["'--rule=a.b/x=svc:80,foo=k'", '[{"hosts":["a.b"],"secretName":"k"}]'],
  ["'--rule=a.b/x=s:80,tls' '--rule=/y=s:80,tls'", '[{"hosts":["a.b",""]}]'],
  ["'--rule=/y=s:80,tls=k' '--rule=c/y=s:80,tls=k' '--rule=c/z=s:80,tls=l'", '[{"hosts":["c"],"secretName":"k"}]'],
])("create ingress %s", (rules, tls) => {
  expect(open().type(`kubectl create ingress i ${rules} --dry-run=client -o jsonpath={.spec.tls}`)).toBe(tls);
});

it("replace --force says of what cannot be made anew no file", () => {
  const c = open();
  c.write("held.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [a.b/c]}\n");
  c.type("kubectl create -f held.yaml");
  expect(c.type("kubectl replace --force -f held.yaml")).toMatch(
    /\nError from server \(AlreadyExists\): (?!error when)/,
  );
});
