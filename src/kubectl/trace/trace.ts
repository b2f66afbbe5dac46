// `-v=6` and up: the requests that a command makes, a line of kubectl's log each.
// Simplified: bodies are JSON (kubectl and the server speak protobuf of kinds that both know) and tables come as the objects that they
// show; the discovery of kinds is always cached; how long a request took is told from its size alone; watches are told once.
import { type Call, type Context, isBlocked, type Outcome, Refusal } from "../command.ts";
import { TracedClient } from "./traced-client.ts";
import { EMPTY, type Sent, Tracer } from "./tracer.ts";

/** A step of a command, told of: its first, or a later one of a command that asks again instead of being told. */
export const traced = (
  context: Context,
  call: Call,
  step: { readonly isFirst: boolean; run(context: Context): Outcome },
): Outcome => {
  const tracer = new Tracer(context, call);
  if (step.isFirst) {
    tracer.begin();
    for (const sent of OWN[call.path]?.(call) ?? []) tracer.tell(sent, EMPTY);
  } else if (FOLLOWS.has(call.path)) return step.run(context);
  try {
    const outcome = step.run({ ...context, client: new TracedClient(context.client, call, tracer) });
    if (step.isFirst && isBlocked(outcome) && FOLLOWS.has(call.path)) tracer.watching(outcome.wake);
    return outcome;
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.error.type === "status") tracer.refused(refusal.error.status);
    throw refusal;
  }
};

const posted = (place: string): Sent => ({ verb: "POST", place, body: {} });

/** What is asked of the server itself, not of its objects. */
const OWN: { readonly [path: string]: (call: Call) => readonly Sent[] } = {
  "auth can-i": () => [posted("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")],
  "auth whoami": () => [posted("/apis/authentication.k8s.io/v1/selfsubjectreviews")],
  "cluster-info": () => [
    {
      verb: "GET",
      place: "/api/v1/namespaces/kube-system/services",
      query: { labelSelector: "kubernetes.io/cluster-service=true" },
    },
  ],
  version: (call) => (call.flags.isOn("client") ? [] : [{ verb: "GET", place: "/version", query: { timeout: "32s" } }]),
};

/** What these learn later comes over the watch or the stream that they opened. */
const FOLLOWS = new Set(["delete", "events", "get", "logs", "rollout status", "wait"]);
