// Models kubectl/pkg/cmd/taint (v1.36).
import { labelKeyErrors, labelValueErrors } from "#api/label-names";
import { goQuote } from "#api/go-quote";
import type { Json, JsonObject } from "#api/meta";
import { discoveredByName } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, message, plain } from "../errors.ts";
import { list, text } from "../object.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { usageError } from "../usage.ts";
import { patchAndPrint } from "../write.ts";
import { selectForCall } from "../select.ts";

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

const specError = (spec: string, problem: string): never =>
  usageError("taint", `invalid taint spec: ${spec}${problem === "" ? "" : `, ${problem}`}`);

const checkEffect = (effect: string): void => {
  if (!EFFECTS.includes(effect)) {
    fail(
      message(
        `invalid taint effect: ${effect}, unsupported taint effect\nSee 'kubectl taint -h' for help and examples`,
      ),
    );
  }
};

/** `key=value:effect`, `key:effect`, `key`. */
const parseTaint = (spec: string): Taint => {
  const parts = spec.split(":");
  const [head = "", effect = ""] = parts;
  if (parts.length > 2) return specError(spec, "");
  let [key, value] = [head, ""];
  if (parts.length === 2) {
    checkEffect(effect);
    const pair = head.split("=");
    if (pair.length > 2)
      return fail(message(`invalid taint spec: ${spec}\nSee 'kubectl taint -h' for help and examples`));
    key = pair[0] ?? "";
    value = pair[1] ?? "";
    const problems = labelValueErrors(value);
    if (problems.length > 0) return specError(spec, problems.join("; "));
  }
  const problems = labelKeyErrors(key);
  if (problems.length > 0) return specError(spec, problems.join("; "));
  return { key, value, effect };
};

interface Changes {
  readonly add: readonly Taint[];
  readonly remove: readonly Taint[];
}

const parseChanges = (specs: readonly string[]): Changes => {
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    if (spec.endsWith("-")) remove.push({ ...parseTaint(spec.slice(0, -1)), value: "" });
    else {
      const taint = parseTaint(spec);
      if (taint.effect === "") specError(spec, "");
      if (add.some((other) => other.key === taint.key && other.effect === taint.effect)) {
        usageError(
          "taint",
          `duplicated taints with the same key and effect: {${taint.key} ${taint.value} ${taint.effect} <nil>}`,
        );
      }
      add.push(taint);
    }
  }
  return { add, remove };
};

const isSpec = (arg: string): boolean => arg.includes("=") || arg.includes(":") || arg.endsWith("-");

export const taint: Command = {
  path: "taint",
  short: "Set and remove taints of nodes",
  about:
    "A taint is key=value:effect; the effects are NoSchedule, PreferNoSchedule and NoExecute. A minus at the end removes.",
  examples: [
    ["Keep pods without a toleration away", "kubectl taint nodes worker-1 dedicated=db:NoSchedule"],
    ["Remove it", "kubectl taint nodes worker-1 dedicated:NoSchedule-"],
    ["Remove all of a key", "kubectl taint nodes worker-1 dedicated-"],
  ],
  run(context, call) {
    const first = call.args.findIndex(isSpec);
    const resources = first < 0 ? call.args : call.args.slice(0, first);
    const specs = first < 0 ? [] : call.args.slice(first);
    if (resources.length === 0) {
      return fail(message("one or more resources must be specified as <resource> <name>"));
    }
    if (specs.length === 0) return fail(message("at least one taint update is required"));
    const stray = specs.find((spec) => !isSpec(spec));
    if (stray !== undefined) return fail(message(`all resources must be specified before taint changes: ${stray}`));
    const changes = parseChanges(specs);
    checkType(resources);
    checkBoth(changes);
    // With --all or a selector names say nothing any more.
    const isMany = call.flags.isOn("all") || call.flags.text("selector") !== "";
    const args = isMany ? resources.slice(0, 1) : resources;
    const selection = selectForCall(context, call, { args, isTypeEnough: false });
    const error = aggregate(forEachInfo(selection, (info) => taintNode(context, call, info, changes)));
    return error ? fail(error) : DONE;
  },
};

const checkType = (resources: readonly string[]): void => {
  const [type] = resources;
  const given = type?.toLowerCase() ?? "";
  const found = discoveredByName(given);
  if (!found) fail(plain(`the server doesn't have a resource type ${goQuote(given)}`));
  else if (found.kind !== "Node") fail(message(`invalid resource type ${given}, only node types are supported`));
};

const checkBoth = (changes: Changes): void => {
  const twice = changes.remove.filter((gone) =>
    changes.add.some((item) => item.key === gone.key && (gone.effect === "" || gone.effect === item.effect)),
  );
  if (twice.length === 0) return;
  const names = twice.map((item) => `${item.key}=${item.effect}`);
  fail(message(`can not both modify and remove the following taint(s) in the same command: ${names.join(", ")}`));
};

const isSame = (old: JsonObject, taint_: Taint): boolean =>
  text(old, "key") === taint_.key && text(old, "effect") === taint_.effect;

const taintNode = (context: Context, call: Call, info: Info, changes: Changes): void => {
  const old = list(info.object, "spec", "taints");
  const clash = changes.add.filter((item) => old.some((existing) => isSame(existing, item)));
  if (clash.length > 0 && !call.flags.isOn("overwrite")) {
    const keys = clash.map((item) => item.key).join(",");
    fail(message(`node ${info.name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`));
  }
  const kept = removeTaints(old, changes.remove);
  const rest = kept.filter((existing) => !changes.add.some((item) => isSame(existing, item)));
  const added = changes.add.map((item): JsonObject => ({
    effect: item.effect,
    key: item.key,
    ...(item.value === "" ? {} : { value: item.value }),
  }));
  const taints: Json = [...added, ...rest];
  const isAdded = changes.add.length > clash.length;
  const isModified = call.flags.isOn("overwrite") || (isAdded && kept.length < old.length);
  const operation = isModified ? "modified" : isAdded ? "tainted" : "untainted";
  const body = { spec: { taints: taints.length === 0 ? null : taints } };
  // This line does not say that a dry run was one.
  patchAndPrint(context, call, info, { body, operation, isDryRunSilent: true });
};

/** An absent taint is an error, told with all others. */
const removeTaints = (old: readonly JsonObject[], remove: readonly Taint[]): readonly JsonObject[] => {
  const missing: string[] = [];
  let kept = old;
  for (const item of remove) {
    const next = kept.filter(
      (existing) =>
        text(existing, "key") !== item.key || (item.effect !== "" && text(existing, "effect") !== item.effect),
    );
    if (next.length === kept.length)
      missing.push(`taint "${item.key}${item.effect === "" ? "" : `:${item.effect}`}" not found`);
    kept = next;
  }
  if (missing.length > 0) fail(aggregate(missing.map(message)) ?? message(""));
  return kept;
};
