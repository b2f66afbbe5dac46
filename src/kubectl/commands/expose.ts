// Models kubectl/pkg/cmd/expose/expose.go (v1.36).
import type { Json, JsonObject, StringMap } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { goQuote } from "#api/go-quote";
import { aggregate, fromStatus, message } from "../errors.ts";
import { infoOf, inGroup } from "#api/scheme";
import { has, list, map, num, strings, text, withField } from "../object.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { dryRunOf, namespaceFor, warn } from "../usage.ts";
import { checkFormat } from "../output/format.ts";
import { withTypedLastApplied } from "../last-applied.ts";
import { printWritten } from "../write.ts";
import { overridden } from "./run.ts";
import { selectForCall } from "../select.ts";

const LABELLED = new Set(["Deployment", "ReplicaSet"]);

/** The labels by which a service finds what is exposed. */
const selectorFor = (info: Info): StringMap => {
  const { kind } = info.resource;
  if (LABELLED.has(kind)) {
    const expressions = list(info.object, "spec", "selector", "matchExpressions");
    if (expressions.length > 0) {
      const shown = expressions.map(
        (item) =>
          `{Key:${text(item, "key")} Operator:${text(item, "operator")} Values:[${strings(item, "values").join(" ")}]}`,
      );
      const why = `couldn't convert expressions - "[${shown.join(" ")}]" to map-based selector format`;
      return fail(message(`couldn't retrieve selectors via --selector flag or introspection: ${why}`));
    }
    return map(info.object, "spec", "selector", "matchLabels");
  }
  if (kind === "Service" || kind === "ReplicationController") {
    const selector = map(info.object, "spec", "selector");
    if (Object.keys(selector).length === 0)
      return fail(
        message(
          "couldn't retrieve selectors via --selector flag or introspection: the service has no pod selector set",
        ),
      );
    return selector;
  }
  const labels = map(info.object, "metadata", "labels");
  if (kind !== "Pod") return fail(message(`cannot expose a ${inGroup(kind, info.resource.group)}`));
  if (Object.keys(labels).length === 0) {
    return fail(
      message(
        "couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed",
      ),
    );
  }
  return labels;
};

interface Port {
  readonly number: number;
  readonly protocol: string;
}

const portsOf = (info: Info): Port[] => {
  if (info.resource.kind === "Service") {
    return list(info.object, "spec", "ports").map((port) => ({
      number: num(port, "port"),
      protocol: text(port, "protocol") || "TCP",
    }));
  }
  const path = info.resource.kind === "Pod" ? ["spec"] : ["spec", "template", "spec"];
  return list(info.object, ...path, "containers").flatMap((container) =>
    list(container, "ports").map((port) => ({
      number: num(port, "containerPort"),
      protocol: text(port, "protocol") || "TCP",
    })),
  );
};

const portNumber = (text_: string): number =>
  /^[+-]?\d+$/.test(text_) ? Number(text_) : fail(message(`strconv.Atoi: parsing ${goQuote(text_)}: invalid syntax`));

const AFFINITIES = ["", "None", "ClientIP"];

const servicePorts = (call: Call, info: Info): Json[] => {
  const target = call.flags.text("target-port");
  const found = portsOf(info);
  const given = call.flags.text("port");
  if (given === "" && found.length === 0) {
    return fail(message("couldn't find port via --port flag or introspection"));
  }
  const numbers = given === "" ? found.map((port) => port.number) : given.split(",").map(portNumber);
  return numbers.map((number, index): Json => {
    const targetPort = target === "" ? number : /^\d+$/.test(target) ? Number(target) : target;
    const protocol = call.flags.text("protocol") || found.find((port) => port.number === number)?.protocol || "TCP";
    return { ...(numbers.length > 1 ? { name: `port-${index + 1}` } : {}), port: number, protocol, targetPort };
  });
};

const keyValues = (text_: string): StringMap =>
  Object.fromEntries(
    text_.split(",").map((part) => {
      const pair = part.split("=");
      return pair.length === 2 ? (pair as [string, string]) : fail(message(`unexpected label spec: ${part}`));
    }),
  );

const optional = (field: string, value: string): JsonObject => (value === "" ? {} : { [field]: value });

const serviceFor = (call: Call, info: Info): JsonObject => {
  const { flags } = call;
  const affinity = flags.text("session-affinity");
  if (!AFFINITIES.includes(affinity)) return fail(message(`unknown session affinity: ${affinity}`));
  const labels = flags.text("labels") === "" ? map(info.object, "metadata", "labels") : keyValues(flags.text("labels"));
  const selector = flags.text("selector") === "" ? selectorFor(info) : keyValues(flags.text("selector"));
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      name: flags.text("name") || info.name,
    },
    spec: {
      ...optional("clusterIP", flags.text("cluster-ip")),
      ...(flags.text("external-ip") === "" ? {} : { externalIPs: [flags.text("external-ip")] }),
      ...optional("loadBalancerIP", flags.text("load-balancer-ip")),
      ports: servicePorts(call, info),
      selector,
      ...optional("sessionAffinity", affinity),
      ...optional("type", flags.text("type")),
    },
    status: { loadBalancer: {} },
  };
};

export const expose: Command = {
  path: "expose",
  short: "Make a service for a workload, a pod or another service",
  about: "The selector and, without --port, the ports are taken from what is exposed.",
  examples: [
    ["A deployment", "kubectl expose deployment web --port=80 --target-port=8080"],
    ["On every node", "kubectl expose deployment web --port=80 --type=NodePort"],
  ],
  run(context, call) {
    checkFormat(call);
    const selection = selectForCall(context, call, { labelSelector: undefined, isTypeEnough: false, isLive: true });
    const error = aggregate(forEachInfo(selection, (info) => exposeOne(context, call, info)));
    return error ? fail(error) : DONE;
  },
};

const exposeOne = (context: Context, call: Call, info: Info): void => {
  const made = overridden(serviceFor(call, info), call.flags);
  const service = call.flags.isOn("save-config") ? withTypedLastApplied(made) : made;
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    printWritten(context, call, service, { operation: "exposed", dryRun });
    return;
  }
  const { namespace } = namespaceFor(context, call);
  const name = text(service, "metadata", "name");
  const placed = has(service, "metadata", "namespace")
    ? service
    : withField(service, ["metadata", "namespace"], namespace);
  const written = context.client.create({ resource: infoOf("services"), namespace, name }, placed, {
    dryRun: dryRun === "server",
  });
  if (!written.ok) {
    fail(fromStatus(written.status));
    return;
  }
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "exposed", dryRun });
};
