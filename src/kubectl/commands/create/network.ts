// Models create service and create ingress of kubectl/pkg/cmd/create (v1.36).
import { isDns1123Subdomain, isPortName, isPortNumber } from "#engine/checks";
import type { Json, JsonObject } from "#api/meta";
import { type Call, type Command, fail } from "../../command.ts";
import { goQuote } from "#api/go-quote";
import { message } from "../../errors.ts";
import { generator } from "./generate.ts";

/** k8s.io/utils/net ParsePort: an unsigned number of 16 bits. */
const portNumber = (text: string): number => {
  const problem = !/^\d+$/.test(text) ? "invalid syntax" : Number(text) > 65_535 ? "value out of range" : "";
  if (problem !== "") return fail(message(`strconv.ParseUint: parsing ${goQuote(text)}: ${problem}`));
  return Number(text);
};

/** `80:8080` or `80`; the port's name is as written, with a dash. */
const parsePort = (pair: string, nodePort: number): JsonObject => {
  const [port = "", target = port] = pair.split(":");
  const value = portNumber(port);
  const isNumber = /^[+-]?\d+$/.test(target);
  const problems = !pair.includes(":") ? [] : isNumber ? isPortNumber(Number(target)) : isPortName(target);
  if (problems.length > 0) fail(message(problems.join(",")));
  return {
    name: pair.replaceAll(":", "-"),
    ...(nodePort !== 0 ? { nodePort } : {}),
    port: value,
    protocol: "TCP",
    targetPort: isNumber ? Number(target) : target,
  };
};

const service = (name: string, call: Call, spec: JsonObject, nodePort = 0): JsonObject => {
  const ports = call.flags.list("tcp").map((pair) => parsePort(pair, nodePort));
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { labels: { app: name }, name },
    spec: { ...(ports.length === 0 ? {} : { ports }), selector: { app: name }, ...spec },
    status: { loadBalancer: {} },
  };
};

const needPorts = (call: Call): void => {
  if (call.flags.list("tcp").length === 0) fail(message("at least one tcp port specifier must be provided"));
};

const makeClusterIp = (name: string, call: Call): JsonObject => {
  const address = call.flags.text("clusterip");
  if (address !== "None") needPorts(call);
  else if (call.flags.list("tcp").length > 0 && address === "None") {
    return service(name, call, { clusterIP: "None", type: "ClusterIP" });
  }
  return service(name, call, { ...(address === "" ? {} : { clusterIP: address }), type: "ClusterIP" });
};

const EXTERNAL = "ExternalName";

const makeExternalName = (name: string, call: Call): JsonObject =>
  service(name, call, { externalName: externalNameOf(call), type: EXTERNAL });

const externalNameOf = (call: Call): string => {
  const name = call.flags.text("external-name");
  return isDns1123Subdomain(name).length === 0 ? name : fail(message(`invalid service external name ${name}`));
};

const RULE = /^(?<host>[\w*.-]*)(?<path>\/.*)=(?<service>[\w-]+):(?<port>[\w-]+)/;

const backend = (name: string, port: string): JsonObject => ({
  service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } },
});

const parseRule = (rule: string): { host: string; path: JsonObject } => {
  const groups = RULE.exec(rule)?.groups;
  if (!groups) {
    return fail(message(`rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`));
  }
  const { host = "", path = "/", service: name = "", port = "" } = groups;
  const isPrefix = path.endsWith("*");
  return {
    host,
    path: {
      backend: backend(name, port),
      path: isPrefix ? path.slice(0, -1) : path,
      pathType: isPrefix ? "Prefix" : "Exact",
    },
  };
};

const makeIngress = (name: string, call: Call): JsonObject => {
  const rules = call.flags.list("rule").map(parseRule);
  const fallback = call.flags.text("default-backend");
  if (rules.length === 0 && fallback === "") {
    return fail(
      message(
        "not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)",
      ),
    );
  }
  const byHost = new Map<string, Json[]>();
  for (const rule of rules) byHost.set(rule.host, [...(byHost.get(rule.host) ?? []), rule.path]);
  const hosts = [...byHost].map(([host, paths]) => ({ ...(host === "" ? {} : { host }), http: { paths } }));
  const tls = tlsOf(call.flags.list("rule"));
  for (const pair of call.flags.list("annotation").filter((text) => !text.includes("="))) {
    fail(message(`annotation ${pair} is invalid and should be in format key=[value]`));
  }
  if (fallback !== "" && fallback.split(":").length !== 2) {
    fail(message("default-backend should be in format servicename:serviceport"));
  }
  const annotations = Object.fromEntries(
    call.flags.list("annotation").map((pair) => pair.split(/=(.*)/s, 2) as [string, string]),
  );
  const [service_ = "", port = ""] = fallback.split(":");
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { ...(Object.keys(annotations).length === 0 ? {} : { annotations }), name },
    spec: {
      ...(fallback === "" ? {} : { defaultBackend: backend(service_, port) }),
      ...(call.flags.text("class") === "" ? {} : { ingressClassName: call.flags.text("class") }),
      ...(hosts.length === 0 ? {} : { rules: hosts }),
      ...(tls.length === 0 ? {} : { tls }),
    },
    status: { loadBalancer: {} },
  };
};

/** buildTLSRules: what stands behind a rule's only comma asks for TLS, whatever it says; hosts with the same secret share an entry. */
const tlsOf = (rules: readonly string[]): Json[] => {
  const entries: { readonly hosts: string[]; readonly secretName: string }[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const [, tls, more] = rule.split(",");
    const [host = ""] = rule.split("/");
    // A host is in one entry only.
    if (tls === undefined || more !== undefined || seen.has(host)) continue;
    seen.add(host);
    const [, secretName = ""] = tls.split("=");
    const shared = entries.find((entry) => entry.secretName === secretName);
    if (shared) shared.hosts.push(host);
    else if (host !== "" || secretName !== "") entries.push({ hosts: host === "" ? [] : [host], secretName });
  }
  return entries.map(({ hosts, secretName }) => ({
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(secretName === "" ? {} : { secretName }),
  }));
};

export const networkGenerators: readonly Command[] = [
  generator({
    path: "create service clusterip",
    short: "Create a service inside the cluster",
    examples: [["Port 80 to 8080", "kubectl create service clusterip web --tcp=80:8080"]],
    failure: "failed to create ClusterIP service",
    make: makeClusterIp,
  }),
  generator({
    path: "create service nodeport",
    short: "Create a service on a port of every node",
    examples: [["A chosen port", "kubectl create service nodeport web --tcp=80:8080 --node-port=30080"]],
    failure: "failed to create NodePort service",
    make: (name, call) => {
      needPorts(call);
      return service(name, call, { type: "NodePort" }, call.flags.int("node-port"));
    },
  }),
  generator({
    path: "create service loadbalancer",
    short: "Create a service with an outside address",
    examples: [["Port 80", "kubectl create service loadbalancer web --tcp=80:8080"]],
    failure: "failed to create LoadBalancer service",
    make: (name, call) => {
      needPorts(call);
      return service(name, call, { type: "LoadBalancer" });
    },
  }),
  generator({
    path: "create service externalname",
    short: "Create a service that is another name",
    examples: [["A name outside", "kubectl create service externalname ext --external-name=example.com"]],
    required: ["external-name"],
    failure: "failed to create ExternalName service",
    make: makeExternalName,
  }),
  generator({
    path: "create ingress",
    short: "Create an ingress",
    examples: [
      ["A host and a path", 'kubectl create ingress web --rule="shop.example.com/=web:80"'],
      ["Everything below a path", 'kubectl create ingress web --rule="shop.example.com/api*=api:80"'],
    ],
    failure: "failed to create ingress",
    make: makeIngress,
  }),
];
