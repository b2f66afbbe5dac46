// Models kubectl/pkg/cmd/auth/cani.go (v1.36).
import { discoveredByName } from "#api/scheme";
import { warnOfShortNames } from "../resource-args.ts";
import { type Call, type Context, DONE, fail, type Outcome } from "../command.ts";
import { ruleRows } from "../describe/access.ts";
import { message } from "../errors.ts";
import { TABLE, tabbed } from "../go/tabwriter.ts";
import type { AccessParts } from "../rare-parts.ts";
import { namespaceFor } from "../usage.ts";
import { GuardedClient } from "./guarded-client.ts";
import { judge, judgePath, rulesFor, type Verdict } from "./rules.ts";
import { userOf } from "./user.ts";

const VERBS = [
  "*",
  "bind",
  "create",
  "delete",
  "deletecollection",
  "escalate",
  "get",
  "impersonate",
  "list",
  "patch",
  "proxy",
  "update",
  "use",
  "watch",
  "approve",
  "sign",
];

const canI = (context: Context, call: Call): Outcome => {
  if (call.flags.isOn("list")) return listed(context, call);
  if (call.flags.isOn("no-headers")) return fail(message("--no-headers cannot be set without --list specified"));
  const [verb = "", resource = ""] = call.args;
  if (call.args.length !== 2) {
    const why = "you must specify two arguments: verb resource or verb resource/resourceName.";
    return fail(message(`${why}\nSee 'kubectl auth can-i -h' for help and examples.`));
  }
  if (!resource.startsWith("/")) warnOf(context, verb, resource, call.flags.isOn("all-namespaces"));
  const { isAllowed, reason } = verdictOf(context, call, verb, resource);
  if (!call.flags.isOn("quiet")) context.out(isAllowed ? "yes\n" : `no${reason === "" ? "" : ` - ${reason}`}\n`);
  return { exit: isAllowed ? 0 : 1 };
};

const verdictOf = (context: Context, call: Call, verb: string, given: string): Verdict => {
  const user = userOf(call);
  if (given.startsWith("/")) return judgePath(context.client, user, verb, given);
  const [type = "", name = ""] = given.split("/", 2);
  const found = type === "*" ? undefined : discoveredByName(type);
  warnOfShortNames(context, [type]);
  const [plural = "", ...group] = type.split(".");
  return judge(context.client, user, {
    verb,
    group: type === "*" ? "*" : (found?.group ?? group.join(".")),
    resource: found?.plural ?? plural,
    subresource: call.flags.text("subresource"),
    // A kind without namespaces is asked for in this one all the same, and roles of the namespace count.
    namespace: call.flags.isOn("all-namespaces") ? "" : namespaceFor(context, call).namespace,
    name,
  });
};

const warnOf = (context: Context, verb: string, resource: string, isEverywhere: boolean): void => {
  const type = resource.split("/")[0] ?? "";
  const found = type === "*" ? undefined : discoveredByName(type);
  const [plural = "", ...groups] = type.split(".");
  const where = groups.length === 0 ? "" : ` in group '${groups.join(".")}'`;
  if (type !== "*" && !found) context.err(`Warning: the server doesn't have a resource type '${plural}'${where}\n\n`);
  if (found && !found.namespaced && !isEverywhere) {
    const group = found.group === "" ? "" : ` in group '${found.group}'`;
    context.err(`Warning: resource '${found.plural}' is not namespace scoped${group}\n\n`);
  }
  if (!VERBS.includes(verb)) context.err(`Warning: verb '${verb}' is not a known verb\n\n`);
};

const listed = (context: Context, call: Call): Outcome => {
  if (call.args.length > 0) return fail(message("list option must be specified with no arguments"));
  const { rules } = rulesFor(context.client, userOf(call), namespaceFor(context, call).namespace);
  const rows = [...ruleRows(rules)];
  if (!call.flags.isOn("no-headers")) rows.unshift("Resources\tNon-Resource URLs\tResource Names\tVerbs");
  context.out(`${tabbed(rows.join("\n"), TABLE).text}\n`);
  return DONE;
};

export const access: AccessParts = {
  canI,
  userOf,
  impersonated: ({ client }, call) => new GuardedClient(client, userOf(call)),
};
