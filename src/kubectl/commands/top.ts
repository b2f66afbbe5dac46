// Models kubectl/pkg/cmd/top and metricsutil (v1.36).
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { milliValue, quantityOf, wholeValue } from "#api/quantity";
import { infoOf } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { fromStatus, message } from "../errors.ts";
import { TABLE, tabbed } from "../go/tabwriter.ts";
import { list, nameOf, namespaceOf, obj, text } from "../object.ts";
import { must, namespaceFor, usageError } from "../usage.ts";
import { parseSelector } from "#api/selector-parse";
import { matchesSelector } from "#api/selector";
import { map } from "../object.ts";

interface Usage {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

const usageOf = (usage: JsonObject): Usage => ({
  cpuMilli: Number(milliValue(quantityOf(text(usage, "cpu") || "0"))),
  memoryBytes: Number(wholeValue(quantityOf(text(usage, "memory") || "0"))),
});

const share = (part: number, of: number): string => (of === 0 ? "<unknown>" : `${Math.trunc((part * 100) / of)}%`);

const add = (a: Usage, b: Usage): Usage => ({
  cpuMilli: a.cpuMilli + b.cpuMilli,
  memoryBytes: a.memoryBytes + b.memoryBytes,
});
const NOTHING: Usage = { cpuMilli: 0, memoryBytes: 0 };

const cpu = (usage: Usage): string => `${usage.cpuMilli}m`;
const memory = (usage: Usage): string => `${Math.trunc(usage.memoryBytes / (1024 * 1024))}Mi`;

const metrics = (context: Context, kind: "nodes" | "pods", namespace?: string): readonly JsonObject[] => {
  const answer = context.client.metrics(kind, namespace);
  if (answer.ok) return answer.value;
  return fail(answer.status.code === 403 ? fromStatus(answer.status) : message(answer.status.message));
};

const table = (context: Context, lines: readonly string[], header: string, call: Call): void => {
  const all = call.flags.isOn("no-headers") ? lines : [header, ...lines];
  if (all.length > 0) context.out(`${tabbed(all.join("\n"), TABLE).text}\n`);
};

/** One name, or a selector. */
const checkNames = (
  call: Call,
  { usage, selector, flags }: { readonly usage: string; readonly selector: string; readonly flags: readonly string[] },
): void => {
  if (call.args.length > 1) usageError(call.path, usage);
  checkSort(call);
  const isSelected = flags.some((flag) => call.flags.text(flag) !== "");
  if (call.args.length === 1 && isSelected) fail(message(`only one of NAME or ${selector} can be provided`));
};

const matching = (call: Call, objects: readonly JsonObject[]): readonly JsonObject[] => {
  const selector = parseSelector(call.flags.text("selector"));
  if (!selector.ok) return fail(message(selector.error));
  return objects.filter((object) => matchesSelector(selector.value, map(object, "metadata", "labels")));
};

/** --field-selector looks at the pods themselves, as metrics-server does. */
const byFields = (context: Context, call: Call, namespace: string | undefined): ((item: JsonObject) => boolean) => {
  const fieldSelector = call.flags.text("field-selector");
  if (fieldSelector === "") return () => true;
  const pods = must(
    context.client.list(infoOf("pods"), { ...(namespace === undefined ? {} : { namespace }), fieldSelector }),
  );
  const keys = new Set(pods.map((pod) => `${namespaceOf(pod)}/${nameOf(pod)}`));
  return (item) => keys.has(`${namespaceOf(item)}/${nameOf(item)}`);
};

const bySort = (call: Call): ((a: Row, b: Row) => number) => {
  const by = call.flags.text("sort-by");
  if (by === "cpu") return (a, b) => b.usage.cpuMilli - a.usage.cpuMilli;
  if (by === "memory") return (a, b) => b.usage.memoryBytes - a.usage.memoryBytes;
  return (a, b) => compareStrings(a.namespace, b.namespace) || compareStrings(a.name, b.name);
};

interface Row {
  readonly namespace: string;
  readonly name: string;
  readonly usage: Usage;
  readonly object: JsonObject;
}

const checkSort = (call: Call): void => {
  if (!["", "cpu", "memory"].includes(call.flags.text("sort-by")))
    fail(message("--sort-by accepts only cpu or memory"));
};

export const topNode: Command = {
  path: "top node",
  short: "Show what nodes use",
  examples: [["All nodes", "kubectl top node"]],
  run(context, call): Outcome {
    checkNames(call, { usage: "node [NAME | -l label]", selector: "--selector", flags: ["selector"] });
    const [name] = call.args;
    const all = matching(call, metrics(context, "nodes")).filter((item) => name === undefined || nameOf(item) === name);
    const nodes = must(context.client.list(infoOf("nodes"), {}));
    if (all.length === 0) return fail(message("metrics not available yet"));
    const rows = all
      .map((object): Row => ({ namespace: "", name: nameOf(object), usage: usageOf(obj(object, "usage")), object }))
      .toSorted(bySort(call));
    const lines = rows.map((row) => {
      const node = nodes.find((item) => nameOf(item) === row.name);
      const field = call.flags.isOn("show-capacity") ? "capacity" : "allocatable";
      const whole = usageOf(obj(node, "status", field));
      const { usage } = row;
      return [
        row.name,
        cpu(usage),
        share(usage.cpuMilli, whole.cpuMilli),
        memory(usage),
        share(usage.memoryBytes, whole.memoryBytes),
      ].join("\t");
    });
    table(context, lines, "NAME\tCPU(cores)\tCPU(%)\tMEMORY(bytes)\tMEMORY(%)", call);
    return DONE;
  },
};

export const topPod: Command = {
  path: "top pod",
  short: "Show what pods use",
  examples: [
    ["Of the namespace", "kubectl top pod"],
    ["Per container", "kubectl top pod --containers"],
  ],
  run(context, call): Outcome {
    checkNames(call, { usage: "pod [NAME | -l label]", selector: "selector", flags: ["selector", "field-selector"] });
    const isEverywhere = call.flags.isOn("all-namespaces");
    const { namespace } = namespaceFor(context, call);
    const [name] = call.args;
    const all = matching(call, metrics(context, "pods", isEverywhere ? undefined : namespace));
    const chosen = byFields(context, call, isEverywhere ? undefined : namespace);
    const found = all.filter((item) => (name === undefined || nameOf(item) === name) && chosen(item));
    if (found.length === 0) {
      const pods = must(context.client.list(infoOf("pods"), isEverywhere ? {} : { namespace }));
      if (pods.length > 0) return fail(message("metrics not available yet"));
      context.err(isEverywhere ? "No resources found\n" : `No resources found in ${namespace} namespace.\n`);
      return DONE;
    }
    const perContainer = call.flags.isOn("containers");
    const rows = found
      .map((object): Row => ({ namespace: namespaceOf(object), name: nameOf(object), usage: total(object), object }))
      .toSorted(bySort(call));
    const lines = rows.flatMap((row) => podLines(row, isEverywhere, perContainer));
    if (call.flags.isOn("sum")) lines.push(...sumLines(rows, isEverywhere, perContainer));
    const head = `${isEverywhere ? "NAMESPACE\t" : ""}${perContainer ? "POD\tNAME" : "NAME"}\tCPU(cores)\tMEMORY(bytes)`;
    table(context, lines, head, call);
    return DONE;
  },
};

const total = (pod: JsonObject): Usage =>
  list(pod, "containers").reduce((sum, container) => add(sum, usageOf(obj(container, "usage"))), NOTHING);

const podLines = (row: Row, withNamespace: boolean, perContainer: boolean): string[] => {
  const start = withNamespace ? `${row.namespace}\t` : "";
  if (!perContainer) return [`${start}${row.name}\t${cpu(row.usage)}\t${memory(row.usage)}`];
  return list(row.object, "containers").map((container) => {
    const usage = usageOf(obj(container, "usage"));
    return `${start}${row.name}\t${text(container, "name")}\t${cpu(usage)}\t${memory(usage)}`;
  });
};

const sumLines = (rows: readonly Row[], withNamespace: boolean, perContainer: boolean): string[] => {
  const sum = rows.reduce((all, row) => add(all, row.usage), NOTHING);
  const blank = "\t".repeat(Number(withNamespace) + Number(perContainer));
  return [`${blank}\t________\t________`, `${blank}\t${cpu(sum)}\t${memory(sum)}`];
};
