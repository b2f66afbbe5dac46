// Models kubectl/pkg/cmd/exec/exec.go (v1.36): a command that the image holds; all else is the runtime's own error.
import { infoOf } from "#api/scheme";
import type { ExecAnswer } from "../client.ts";
import { type Call, type Command, type Context, fail, type InPod, type Outcome } from "../command.ts";
import { aggregate, fromStatus, message, plain } from "../errors.ts";
import { nameOf, num, text } from "../object.ts";
import { shownName } from "../resources.ts";
import { selectForCall } from "../select.ts";
import { namespaceFor, usageError } from "../usage.ts";
import { allContainers, defaultContainer, hasContainer, podFor } from "./pods.ts";

export const exec: Command = {
  path: "exec",
  short: "Run a command in a container",
  about: "Images here hold the commands that their description lists; a shell is among them only if it says so.",
  examples: [
    ["A command", "kubectl exec web-0 -- env"],
    ["In one of several containers", "kubectl exec web-0 -c web -- ls /"],
  ],
  run(context, call) {
    const [target, ...rest] = targetOf(context, call);
    if (target === undefined || (call.dashAt === 0 && !isByFile(call)))
      return fail(message("pod, type/name or --filename must be specified"));
    const command = call.dashAt >= 0 ? call.args.slice(call.dashAt) : rest;
    if (command.length === 0) return fail(message("you must specify at least one command for the container"));
    if (call.dashAt < 0) {
      return usageError("exec", "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead");
    }
    const { namespace } = namespaceFor(context, call);
    const pod = podFor(context, target, namespace);
    const phase = text(pod, "status", "phase");
    if (phase === "Succeeded" || phase === "Failed") {
      return fail(message(`cannot exec into a container in a completed pod; current phase is ${phase}`));
    }
    const container = call.flags.text("container") || defaultContainer(quietly(context, call), pod);
    if (!hasContainer(pod, container)) {
      return fail(message(`container ${container} is not valid for pod ${nameOf(pod)} out of: ${allContainers(pod)}`));
    }
    const answer = context.client.exec({ resource: infoOf("pods"), namespace, name: nameOf(pod) }, container, command);
    if (!answer.ok)
      return fail(answer.status.code === 500 ? message(answer.status.message) : fromStatus(answer.status));
    const how = runsIn(context, call, answer.value);
    if (how) {
      const inPod = { namespace, pod: nameOf(pod), container, words: command, isMain: false, ...how };
      return { state: {}, wake: {}, inPod };
    }
    const { stdout, stderr, exit, durationMs = 0 } = answer.value;
    if (durationMs > 0) return { state: { stdout, stderr, exit }, wake: { atMs: context.client.nowMs() + durationMs } };
    return finish(context, { stdout, stderr, exit });
  },
  resume(context, _call, state, reason) {
    if (reason.type === "ended") return finish(context, { stdout: "", stderr: "", exit: reason.exit });
    return finish(context, { stdout: text(state, "stdout"), stderr: text(state, "stderr"), exit: num(state, "exit") });
  },
};

/** What is not over at once: a request, a line for a shell, or a shell that somebody types into. */
const runsIn = (
  context: Context,
  { flags }: Call,
  { isRequest, isShell, isLine }: ExecAnswer,
): Pick<InPod, "isShell" | "isLine"> | undefined => {
  if (isRequest) return {};
  if (isLine) return { isLine: true };
  // Without -i it finds nothing to read, and ends. Simplified: without -t it has a prompt all the same.
  if (!isShell || !flags.isOn("stdin")) return undefined;
  return context.stdin === undefined ? { isShell: true } : { isLine: true };
};

const isByFile = (call: Call): boolean => call.flags.list("filename").length > 0;

/** With -f the first object of the files is meant, and all arguments are the command. */
const targetOf = (context: Context, call: Call): readonly string[] => {
  if (!isByFile(call)) return call.args;
  const args = call.dashAt > 0 ? call.args.slice(0, call.dashAt) : [];
  const { infos, errors } = selectForCall(context, call, { args, isTypeEnough: false, isLive: true });
  const [first] = infos;
  const error = aggregate(errors);
  if (error) return fail(error);
  return first ? [shownName(first), ...call.args] : fail(message("no objects passed to exec"));
};

const quietly = (context: Context, call: Call): Context =>
  call.flags.isOn("quiet") ? { ...context, err: () => undefined } : context;

const finish = (context: Context, { stdout, stderr, exit }: ExecAnswer): Outcome => {
  context.out(stdout);
  context.err(stderr);
  return exit === 0 ? { exit } : fail(plain(`command terminated with exit code ${exit}`, exit));
};
