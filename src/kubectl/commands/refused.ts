// Commands that exist and that this simulation cannot do: each says why, and what to do instead.
import { type Command, fail } from "../command.ts";
import { message, plain } from "../errors.ts";
import { refuseKustomize } from "../kustomize.ts";
import { refused, usageError } from "../usage.ts";

const no = (path: string, short: string, why: string): Command => ({ path, short, run: () => refused(path, why) });

const APPLY = "the last applied configuration is written by apply alone";
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

export const refusedCommands: readonly Command[] = [
  no("apply edit-last-applied", "Change what was applied last", APPLY),
  no("apply set-last-applied", "Set what was applied last", APPLY),
  no("attach", "Join a running process", CONNECT),
  no("cp", "Copy files from and to containers", "containers here have no files; ConfigMaps carry configuration"),
  no(
    "debug",
    "Add a container to look around",
    "images here have no tools; describe, logs and events tell what happens",
  ),
  no("proxy", "Open a proxy to the API server", "kubectl reaches the API server by itself"),
  no("certificate approve", "Approve a certificate request", CERTIFICATE),
  no("certificate deny", "Deny a certificate request", CERTIFICATE),
  no("kuberc set", "Set preferences", RC),
  no("kuberc view", "Show preferences", RC),
  completion,
  pluginList,
  kustomize,
];
