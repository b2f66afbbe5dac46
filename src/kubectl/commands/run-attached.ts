// Models handleAttachPod, waitForPod and removeCreatedObjects of kubectl/pkg/cmd/run/run.go (v1.36): `kubectl run -i`, with --rm.
// Simplified: the output is read from the log, nothing that is typed reaches the container, and Ctrl+C leaves the pod.
import type { Json, JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import { type Call, type Context, DONE, fail, type Outcome, type WakeReason } from "../command.ts";
import { type CliError, fromStatus, message, plain } from "../errors.ts";
import { has, list, num, obj, text } from "../object.ts";

const LOOK_MS = 200;

interface Attached {
  readonly phase: "ready" | "stream" | "end";
  readonly namespace: string;
  readonly name: string;
  readonly deadlineMs: number;
  /** Lines that were printed. */
  readonly seen: number;
}

const HINTS = `All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
`;

const timeoutOf = (call: Call): number => call.flags.durationMs("pod-running-timeout");

export const startAttached = (context: Context, call: Call, created: JsonObject): Outcome => {
  const namespace = text(created, "metadata", "namespace");
  const name = text(created, "metadata", "name");
  const deadlineMs = context.client.nowMs() + timeoutOf(call);
  return look(context, call, { phase: "ready", namespace, name, deadlineMs, seen: 0 });
};

export const goOnAttached = (context: Context, call: Call, state: Json, reason: WakeReason): Outcome => {
  const hasEnded = reason.type === "ended";
  return look(context, call, {
    phase: hasEnded ? "end" : (text(state, "phase") as Attached["phase"]),
    namespace: text(state, "namespace"),
    name: text(state, "name"),
    deadlineMs: hasEnded ? context.client.nowMs() + timeoutOf(call) : num(state, "deadlineMs"),
    seen: num(state, "seen"),
  });
};

const wait = (context: Context, state: Attached): Outcome => ({
  state: { ...state },
  wake: {
    watch: { resource: "pods", namespace: state.namespace, name: state.name },
    atMs: state.phase === "stream" ? context.client.nowMs() + LOOK_MS : state.deadlineMs,
  },
});

const isOver = (pod: JsonObject): boolean => ["Succeeded", "Failed"].includes(text(pod, "status", "phase"));

const isReady = (pod: JsonObject): boolean =>
  text(pod, "status", "phase") === "Running" &&
  list(pod, "status", "conditions").some((c) => text(c, "type") === "Ready" && text(c, "status") === "True");

const containerOf = (pod: JsonObject): JsonObject => list(pod, "status", "containerStatuses")[0] ?? {};

const look = (context: Context, call: Call, state: Attached): Outcome => {
  const target = { resource: infoOf("pods"), namespace: state.namespace, name: state.name };
  const found = context.client.get(target);
  if (!found.ok) return ended(context, call, state, fromStatus(found.status));
  const pod = found.value;
  if (state.phase === "ready") return untilReady(context, call, state, pod);
  const seen = state.phase === "stream" ? printed(context, call, state, pod) : state.seen;
  if (state.phase === "stream" && has(containerOf(pod), "state", "running")) return wait(context, { ...state, seen });
  return untilOver(context, call, { ...state, seen }, pod);
};

const untilReady = (context: Context, call: Call, state: Attached, pod: JsonObject): Outcome => {
  if (!isOver(pod) && !isReady(pod)) return inTime(context, call, state);
  if (!isOver(pod) && !call.flags.isOn("quiet")) context.err(HINTS);
  const words = call.args.slice(1);
  const container = text(list(pod, "spec", "containers")[0], "name");
  const { namespace, name } = state;
  const target = { resource: infoOf("pods"), namespace, name };
  const answer = words.length > 0 && !isOver(pod) ? context.client.exec(target, container, words) : undefined;
  if (answer?.ok) {
    const { isRequest, isShell } = answer.value;
    const how = isRequest ? {} : isShell ? ({ isShell: true } as const) : ({ isLine: true } as const);
    const inPod = { namespace, pod: name, container, words, isMain: true, ...how };
    return { state: { ...state, phase: "stream" }, wake: {}, inPod };
  }
  // Simplified: what an image has not is missed only now.
  if (words.length > 0 && !isOver(pod)) {
    return ended(context, call, state, message(`exec: "${words[0]}": executable file not found in $PATH`));
  }
  return look(context, call, { ...state, phase: "stream" });
};

const inTime = (context: Context, call: Call, state: Attached): Outcome =>
  context.client.nowMs() < state.deadlineMs
    ? wait(context, state)
    : ended(context, call, state, message("timed out waiting for the condition"));

const printed = (context: Context, call: Call, { namespace, name, seen }: Attached, pod: JsonObject): number => {
  const container = text(list(pod, "spec", "containers")[0], "name");
  const answer = context.client.logs({ resource: infoOf("pods"), namespace, name }, { container, previous: false });
  if (!answer.ok) return seen;
  context.out(
    answer.value
      .slice(seen)
      .map((line) => `${line.text}\n`)
      .join(""),
  );
  return answer.value.length;
};

/** Its exit code counts where it does not start anew; where it always does, the session is over. */
const untilOver = (context: Context, call: Call, state: Attached, pod: JsonObject): Outcome => {
  const { flags } = call;
  const policy = text(pod, "spec", "restartPolicy");
  if (policy === "Always" && flags.isOn("stdin") && flags.isOn("tty") && !flags.isOn("quiet")) {
    const again = `kubectl attach ${state.name} -c ${text(list(pod, "spec", "containers")[0], "name")} -i -t`;
    context.err(`Session ended, resume using '${again}' command when the pod is running\n`);
  }
  if (policy === "Always" || flags.isOn("leave-stdin-open")) return ended(context, call, state);
  const isDone = policy === "Never" ? isOver(pod) : text(pod, "status", "phase") === "Succeeded";
  if (isDone) return ended(context, call, state, faultOf(pod, state));
  const deadlineMs = state.phase === "end" ? state.deadlineMs : context.client.nowMs() + timeoutOf(call);
  return inTime(context, call, { ...state, phase: "end", deadlineMs });
};

const faultOf = (pod: JsonObject, { namespace, name }: Attached): CliError | undefined => {
  if (text(pod, "status", "phase") === "Succeeded") return undefined;
  const terminated = obj(containerOf(pod), "state", "terminated");
  const code = num(terminated, "exitCode");
  if (code === 0) return message(`pod ${namespace}/${name} failed with unknown exit code`);
  return plain(
    `pod ${namespace}/${name} terminated (${text(terminated, "reason")})\n${text(terminated, "message")}`,
    code,
  );
};

const ended = (context: Context, call: Call, { namespace, name }: Attached, fault?: CliError): Outcome => {
  if (call.flags.isOn("rm")) remove(context, call, { namespace, name });
  return fault ? fail(fault) : DONE;
};

/** What is gone already is no error, and nobody waits until it is gone. */
const remove = (context: Context, call: Call, at: { readonly namespace: string; readonly name: string }): void => {
  const removed = context.client.delete({ resource: infoOf("pods"), ...at }, { propagationPolicy: "Background" });
  if (removed.ok && !call.flags.isOn("quiet")) {
    context.out(`pod "${at.name}" deleted from ${at.namespace} namespace\n`);
  }
};
