// Models pkg/kubelet/prober/prober.go and pkg/probe/{http,tcp,exec,grpc} (v1.36): one run of a probe, and the words it fails with.
import type { Container, Probe } from "#api/core-container";
import type { RequestOutcome } from "../apps/answer.ts";
import type { Applications } from "../apps/applications.ts";
import { portNumber } from "./hooks.ts";

export type ProbeResult = "Success" | "Failure" | "Unknown";

export interface ProbeOutcome {
  /** Unknown: the probe errored, and is thrown away. */
  readonly result: ProbeResult;
  /** How long the worker waits for it. */
  readonly durationMs: number;
  readonly output: string;
  /** Until when it certainly gives this outcome again, if nothing is done to the pod. */
  readonly steadyUntilMs: number;
}

interface ProbeRun {
  readonly apps: Applications;
  readonly podUid: string;
  readonly ip: string;
  readonly container: Container;
  readonly containerId: string;
  readonly probe: Probe;
  readonly nowMs: number;
  /** 64 hex digits: the name of one exec. */
  execId(): string;
}

export const runProbe = (run: ProbeRun): ProbeOutcome => {
  const { exec, httpGet, tcpSocket, grpc } = run.probe;
  if (exec) return execProbe(run, exec.command ?? []);
  const named = httpGet?.port ?? tcpSocket?.port;
  if (typeof named === "string" && portNumber(run.container, named) === 0)
    return errored(`strconv.Atoi: parsing "${named}": invalid syntax`);
  if (httpGet) return httpProbe(run);
  if (tcpSocket) return tcpProbe(run, portNumber(run.container, tcpSocket.port));
  return grpcProbe(run, grpc?.port ?? 0);
};

const failure = (output: string, durationMs = 0): ProbeOutcome => ({
  result: "Failure",
  durationMs,
  output,
  steadyUntilMs: 0,
});

/** Neither success nor failure: the probe could not be made. */
const errored = (output: string): ProbeOutcome => ({ result: "Unknown", durationMs: 0, output, steadyUntilMs: 0 });

const timeoutMs = ({ probe }: ProbeRun): number => (probe.timeoutSeconds ?? 1) * 1000;
const refused = (address: string): string => `dial tcp ${address}: connect: connection refused`;

const httpProbe = (run: ProbeRun): ProbeOutcome => {
  const get = run.probe.httpGet!;
  const port = portNumber(run.container, get.port);
  const path = get.path ?? "/";
  const address = `${get.host ?? run.ip}:${port}`;
  const scheme = get.scheme === "HTTPS" ? "https" : "http";
  const url = `Get "${scheme}://${address}${path.startsWith("/") ? path : `/${path}`}"`;
  const outcome = run.apps.requestLocally(run.podUid, port, path);
  const late = `${url}: context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  if (outcome.kind === "refused") return failure(`${url}: ${refused(address)}`);
  if (outcome.kind !== "answer") return failure(late, timeoutMs(run));
  if (scheme === "https") return failure(`${url}: http: server gave HTTP response to HTTPS client`, outcome.latencyMs);
  if (outcome.latencyMs > timeoutMs(run)) return failure(late, timeoutMs(run));
  return answered(run, port, path, outcome);
};

const answered = (
  run: ProbeRun,
  port: number,
  path: string,
  { status, latencyMs }: Extract<RequestOutcome, { kind: "answer" }>,
): ProbeOutcome => {
  if (status < 200 || status >= 400) return failure(`HTTP probe failed with statuscode: ${status}`, latencyMs);
  const steadyUntilMs = run.apps.steadyUntilMs(run.podUid, port, path);
  return { result: "Success", durationMs: latencyMs, output: "", steadyUntilMs };
};

const tcpProbe = (run: ProbeRun, port: number): ProbeOutcome => {
  if (!run.apps.accepts(run.podUid, port)) return failure(refused(`${run.ip}:${port}`));
  return { result: "Success", durationMs: 1, output: "", steadyUntilMs: Infinity };
};

// The simulated programs speak HTTP: a gRPC health check against one never gets its answer, as in a real cluster.
const grpcProbe = (run: ProbeRun, port: number): ProbeOutcome => {
  const address = `${run.ip}:${port}`;
  const seconds = run.probe.timeoutSeconds ?? 1;
  const isRefused = !run.apps.accepts(run.podUid, port);
  const why = isRefused
    ? `connection error: desc = "transport: Error while dialing: ${refused(address)}"`
    : "context deadline exceeded";
  return failure(`timeout: failed to connect service "${address}" within ${seconds}s: ${why}`, seconds * 1000);
};

const execProbe = (run: ProbeRun, command: readonly string[]): ProbeOutcome => {
  const outcome = run.apps.exec(run.containerId, command);
  if (outcome.kind === "missing") {
    const output =
      `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${run.execId()}": ` +
      `OCI runtime exec failed: exec failed: ${outcome.error}`;
    return errored(output);
  }
  if (outcome.durationMs > timeoutMs(run)) {
    const text = `command timed out: "${command.join(" ")}" timed out after ${run.probe.timeoutSeconds ?? 1}s`;
    return failure(text, timeoutMs(run));
  }
  if (outcome.exitCode !== 0) return failure(outcome.stdout + (outcome.stderr ?? ""), outcome.durationMs);
  return { result: "Success", durationMs: outcome.durationMs, output: "", steadyUntilMs: Infinity };
};
