// Models kubectl/pkg/cmd/version and clusterinfo (v1.36).
import { type Command, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { text } from "../../object.ts";
import { SERVER } from "../../kubeconfig.ts";
import { refused } from "../../usage.ts";
import { clientVersion, KUSTOMIZE_VERSION, serverVersion } from "../../version-info.ts";
import { asWrittenJson } from "../../go/json-text.ts";
import { printDocument } from "./document.ts";

export const version: Command = {
  path: "version",
  short: "Show the versions of client and server",
  examples: [["Both", "kubectl version"]],
  run(context, call) {
    if (call.args.length > 0) return fail(message(`extra arguments: [${call.args.join(" ")}]`));
    const output = call.flags.text("output");
    const isClientOnly = call.flags.isOn("client");
    if (output === "json" || output === "yaml") {
      const all = { clientVersion, kustomizeVersion: KUSTOMIZE_VERSION, ...(isClientOnly ? {} : { serverVersion }) };
      context.out(output === "json" ? `${asWrittenJson(all)}\n` : `${printDocument(all, output)}\n`);
      return DONE;
    }
    if (output !== "") return fail(message("--output must be 'yaml' or 'json'"));
    context.out(`Client Version: ${text(clientVersion, "gitVersion")}\nKustomize Version: ${KUSTOMIZE_VERSION}\n`);
    if (!isClientOnly) context.out(`Server Version: ${text(serverVersion, "gitVersion")}\n`);
    return DONE;
  },
};

export const clusterInfo: Command = {
  path: "cluster-info",
  short: "Show where the control plane listens",
  examples: [["The API server's address", "kubectl cluster-info"]],
  run(context) {
    context.out(`Kubernetes control plane is running at ${SERVER}\n\n`);
    context.out("To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
    return DONE;
  },
};

export const clusterInfoDump: Command = {
  path: "cluster-info dump",
  short: "Write out everything about the cluster",
  run: () => refused("cluster-info dump", "get, describe and logs show the same piece by piece"),
};
