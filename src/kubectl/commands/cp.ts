// Models kubectl/pkg/cmd/cp/cp.go (v1.36): files go through a `tar` that runs in the container, and images here have none unless they say so.
import { infoOf } from "#api/scheme";
import { type Call, type Command, type Context, fail } from "../command.ts";
import { fromStatus, message } from "../errors.ts";
import { nameOf } from "../object.ts";
import { namespaceFor, refused } from "../usage.ts";
import { allContainers, defaultContainer, hasContainer, podFor } from "./pods.ts";

interface FileSpec {
  readonly namespace: string;
  /** "" of a file on the learner's own machine. */
  readonly pod: string;
  readonly file: string;
}

/** `[namespace/]pod:file`, or a file here. */
const fileSpec = (argument: string, namespace: string): FileSpec => {
  const colon = argument.indexOf(":");
  if (colon < 0) return { namespace, pod: "", file: argument };
  const [pod, file] = [argument.slice(0, colon), argument.slice(colon + 1)];
  const words = pod.split("/");
  if (colon === 0 || words.length > 2) return fail(message(WRONG));
  const [first = "", second] = words;
  return second === undefined ? { namespace, pod: first, file } : { namespace: first, pod: second, file };
};

const WRONG = "filespec must match the canonical format: [[namespace/]pod:]file/path";

export const cp: Command = {
  path: "cp",
  short: "Copy files from and to containers",
  run(context, call) {
    const [from, to, ...rest] = call.args;
    if (from === undefined || to === undefined || rest.length > 0) {
      return fail(message("source and destination are required"));
    }
    const { namespace } = namespaceFor(context, call);
    const [source, target] = [fileSpec(from, namespace), fileSpec(to, namespace)];
    if (source.pod !== "" && target.pod !== "") {
      return fail(message("one of src or dest must be a local file specification"));
    }
    if (source.pod === "" && target.pod === "") {
      return fail(message("one of src or dest must be a remote file specification"));
    }
    if (source.file === "" || target.file === "") return fail(message("filepath can not be empty"));
    if (source.pod === "" && context.files.read(source.file) === undefined) {
      return fail(message(`${source.file} doesn't exist in local filesystem`));
    }
    return source.pod === ""
      ? tar(context, call, target, ["tar", "-xmf", "-", "-C", target.file])
      : tar(context, call, source, ["tar", "cf", "-", source.file]);
  },
};

const tar = (context: Context, call: Call, { namespace, pod: name }: FileSpec, command: readonly string[]): never => {
  const pod = podFor(context, name, namespace);
  const container = call.flags.text("container") || defaultContainer(context, pod);
  if (!hasContainer(pod, container)) {
    return fail(message(`container ${container} is not valid for pod ${nameOf(pod)} out of: ${allContainers(pod)}`));
  }
  const answer = context.client.exec({ resource: infoOf("pods"), namespace, name: nameOf(pod) }, container, command);
  if (!answer.ok) return fail(answer.status.code === 500 ? message(answer.status.message) : fromStatus(answer.status));
  return refused(
    "cp",
    "no file goes in or out by tar; kubectl exec POD -- cat FILE shows one, ConfigMaps carry configuration",
  );
};
