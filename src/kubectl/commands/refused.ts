// Commands that exist and that this simulation cannot do: each says why, and what to do instead.
import { infoOf } from "#api/scheme";
import { type Command, fail } from "../command.ts";
import { message, plain } from "../errors.ts";
import { refuseKustomize } from "../kustomize.ts";
import { must, namespaceFor, refused, usageError } from "../usage.ts";
import { cp } from "./cp.ts";
import { podFor } from "./pods.ts";

const no = (path: string, short: string, why: string): Command => ({ path, short, run: () => refused(path, why) });

const CERTIFICATE = "certificates are not simulated";
const RC = "kubectl reads no preferences here";

const SHELLS = ["bash", "zsh", "fish", "powershell"];

const completion: Command = {
  path: "completion",
  short: "Write out completions for a shell",
  run(_, call) {
    const [shell, ...rest] = call.args;
    if (shell === undefined) return usageError("completion", "Shell not specified.");
    if (rest.length > 0) return usageError("completion", "Too many arguments. Expected only the shell type.");
    if (!SHELLS.includes(shell)) return usageError("completion", `Unsupported shell type ${JSON.stringify(shell)}.`);
    return refused("completion", "the Tab key completes by itself in this terminal");
  },
};

const pluginList: Command = {
  path: "plugin list",
  short: "List plugins",
  run: () => fail(plain("error: unable to find any kubectl plugins in your PATH")),
};

const kustomize: Command = {
  path: "kustomize",
  short: "Build manifests from a folder",
  run(context, call) {
    if (call.args.length > 1) return fail(message("specify one path to kustomization.yaml"));
    return fail(refuseKustomize(context, call.args[0] ?? ".", "kustomize"));
  },
};

const CONNECT = "containers here are told what they print, so that no stream can be joined; use logs and exec";

/** What is wrong with the call is said first, as the real one does. */
const attach: Command = {
  path: "attach",
  short: "Join a running process",
  run(context, call) {
    const [pod] = call.args;
    if (pod === undefined) return fail(message("at least 1 argument is required for attach"));
    podFor(context, pod, namespaceFor(context, call).namespace);
    return refused("attach", CONNECT);
  },
};

const debug: Command = {
  path: "debug",
  short: "Add a container to look around",
  run(context, call) {
    const [target] = call.args;
    if (call.flags.text("image") === "" && call.flags.text("copy-to") === "") {
      return fail(message("you must specify --image when not using --copy-to."));
    }
    const { namespace } = namespaceFor(context, call);
    const node = /^(?:no|nodes?)\/(.+)$/.exec(target ?? "")?.[1];
    if (node !== undefined) must(context.client.get({ resource: infoOf("nodes"), namespace: "", name: node }));
    else if (target !== undefined) podFor(context, target, namespace);
    return refused(
      "debug",
      "no container is added to a pod that runs; use exec, or kubectl run -it --image=busybox -- sh",
    );
  },
};

export const refusedCommands: readonly Command[] = [
  attach,
  cp,
  debug,
  no("proxy", "Open a proxy to the API server", "kubectl reaches the API server by itself"),
  no("certificate approve", "Approve a certificate request", CERTIFICATE),
  no("certificate deny", "Deny a certificate request", CERTIFICATE),
  no("kuberc set", "Set preferences", RC),
  no("kuberc view", "Show preferences", RC),
  completion,
  pluginList,
  kustomize,
];
