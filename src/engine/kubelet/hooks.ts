// Models pkg/kubelet/lifecycle/handlers.go (v1.36): what a lifecycle hook does, how long it takes, and how it fails.
import type { Container, LifecycleHandler } from "#api/core-container";
import type { IntOrString } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { Applications } from "../apps/applications.ts";

interface HookRun {
  readonly pod: Pod;
  readonly container: Container;
  readonly id: string;
  readonly hook: LifecycleHandler;
}

interface HookResult {
  readonly durationMs: number;
  readonly error?: string;
}

/** A hook that never gets an answer takes as long as whoever waits for it lets it. */
const FOREVER_MS = 86_400_000;

export const runHook = (apps: Applications, { pod, container, id, hook }: HookRun): HookResult => {
  if (hook.sleep) return { durationMs: hook.sleep.seconds * 1000 };
  if (hook.exec) return execHook(apps, id, hook.exec.command ?? []);
  if (!hook.httpGet) return { durationMs: 0 };
  const port = portNumber(container, hook.httpGet.port);
  const outcome = apps.requestLocally(pod.metadata.uid ?? "", port, hook.httpGet.path ?? "/");
  // Whatever it answers: unlike a probe, a hook never looks at the status.
  if (outcome.kind === "answer") return { durationMs: outcome.latencyMs };
  return outcome.kind === "unanswered" ? { durationMs: FOREVER_MS } : { durationMs: 0, error: "connection refused" };
};

const execHook = (apps: Applications, id: string, command: readonly string[]): HookResult => {
  const outcome = apps.exec(id, command);
  if (outcome.kind === "missing") return { durationMs: 0, error: outcome.error };
  if (outcome.exitCode === 0) return { durationMs: outcome.durationMs };
  const error = `command '${command.join(" ")}' exited with ${outcome.exitCode}: ${outcome.stdout}`;
  return { durationMs: outcome.durationMs, error };
};

/** A port by number or by the name that the container gives it; 0 if there is none of that name. */
export const portNumber = (container: Container, port: IntOrString): number => {
  if (typeof port === "number") return port;
  const named = container.ports?.find((p) => p.name === port)?.containerPort;
  return named ?? (/^\d+$/.test(port) ? Number(port) : 0);
};
