// Models kubectl/pkg/cmd/auth (v1.36) for the one user there is, who is in system:masters and may do everything.
import { discoveredByName } from "#api/scheme";
import { type Command, type Context, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { TABLE, tabbed } from "../../go/tabwriter.ts";
import { OBJECT_FORMATS, objectPrinter, unknownFormat } from "../../output/format.ts";
import { refused } from "../../usage.ts";

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

const canI: Command = {
  path: "auth can-i",
  short: "Ask whether something is allowed",
  examples: [["Pods", "kubectl auth can-i create pods"]],
  run(context, call) {
    if (call.flags.isOn("list")) return refused("auth can-i --list", "the user of this terminal may do everything");
    const [verb = "", resource = ""] = call.args;
    if (call.args.length !== 2) {
      const why = "you must specify two arguments: verb resource or verb resource/resourceName.";
      return fail(message(`${why}\nSee 'kubectl auth can-i -h' for help and examples.`));
    }
    if (!resource.startsWith("/")) warnOf(context, verb, resource, call.flags.isOn("all-namespaces"));
    if (!call.flags.isOn("quiet")) context.out("yes\n");
    return DONE;
  },
};

const warnOf = (context: Context, verb: string, resource: string, isEverywhere: boolean): void => {
  const type = resource.split("/")[0] ?? "";
  const found = type === "*" ? undefined : discoveredByName(type);
  if (type !== "*" && !found) context.err(`Warning: the server doesn't have a resource type '${type}'\n\n`);
  if (found && !found.namespaced && !isEverywhere) {
    const group = found.group === "" ? "" : ` in group '${found.group}'`;
    context.err(`Warning: resource '${found.plural}' is not namespace scoped${group}\n\n`);
  }
  if (!VERBS.includes(verb)) context.err(`Warning: verb '${verb}' is not a known verb\n\n`);
};

const USER_INFO = { username: "admin", uid: "1", groups: ["system:masters", "system:authenticated"] };

const whoami: Command = {
  path: "auth whoami",
  short: "Show who the server thinks this is",
  run(context, call) {
    const output = call.flags.text("output");
    if (output !== "") {
      const review = {
        apiVersion: "authentication.k8s.io/v1",
        kind: "SelfSubjectReview",
        metadata: {},
        status: { userInfo: USER_INFO },
      };
      context.out((objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS))(review));
      return DONE;
    }
    const { username, uid, groups } = USER_INFO;
    const lines = ["ATTRIBUTE\tVALUE", `Username\t${username}`, `UID\t${uid}`, `Groups\t[${groups.join(" ")}]`];
    context.out(`${tabbed(lines.join("\n"), TABLE).text}\n`);
    return DONE;
  },
};

const reconcile: Command = {
  path: "auth reconcile",
  short: "Bring roles and bindings to what files say",
  run: () => refused("auth reconcile", "roles are not judged here; apply the file instead"),
};

export const authCommands: readonly Command[] = [canI, whoami, reconcile];
