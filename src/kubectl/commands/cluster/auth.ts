// Models kubectl/pkg/cmd/auth (v1.36). The user of this terminal is in system:masters and may do everything; --as asks for others.
import { formatTime } from "#api/time";
import { type Command, DONE } from "../../command.ts";
import { TABLE, tabbed } from "../../go/tabwriter.ts";
import { OBJECT_FORMATS, objectPrinter, unknownFormat } from "../../output/format.ts";
import { rarePart } from "../../rare-parts.ts";
import { refused } from "../../usage.ts";

const canI: Command = {
  path: "auth can-i",
  short: "Ask whether something is allowed",
  examples: [["Pods", "kubectl auth can-i create pods"]],
  run: (context, call) => rarePart("access").canI(context, call),
};

const whoami: Command = {
  path: "auth whoami",
  short: "Show who the server thinks this is",
  run(context, call) {
    const output = call.flags.text("output");
    const userInfo = rarePart("access").userOf(call);
    if (output !== "") {
      const review = {
        apiVersion: "authentication.k8s.io/v1",
        kind: "SelfSubjectReview",
        metadata: { creationTimestamp: formatTime(context.client.nowMs()) },
        status: { userInfo: { ...userInfo } },
      };
      context.out((objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS))(review));
      return DONE;
    }
    const { username, uid, groups } = userInfo;
    const lines = ["ATTRIBUTE\tVALUE", `Username\t${username}`];
    if (uid !== undefined) lines.push(`UID\t${uid}`);
    lines.push(`Groups\t[${groups.join(" ")}]`);
    context.out(`${tabbed(lines.join("\n"), TABLE).text}\n`);
    return DONE;
  },
};

const reconcile: Command = {
  path: "auth reconcile",
  short: "Bring roles and bindings to what files say",
  run: () => refused("auth reconcile", "apply the file instead"),
};

export const authCommands: readonly Command[] = [canI, whoami, reconcile];
