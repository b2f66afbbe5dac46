// Models a request in the hands of nginx (ingress-nginx 1.15.1: config/config.go, rootfs/etc/nginx/lua/balancer.lua): the location that it
// finds, the endpoints that it tries, and the pages that it writes itself.
import type { Pod } from "#api/core-pod";
import { rewriteUri } from "./ingress-config.ts";
import { meetPod } from "./meet-pod.ts";
import type { FailReason } from "./request.ts";
import { end, refuse, step, thereAndBack, type Errand, type Walk, type WalkEnd, type Wires } from "./way.ts";

const MAX_TRIES = 3;
const NOT_IDEMPOTENT: readonly string[] = ["POST", "LOCK", "PATCH"];
const CONNECT_TIMEOUT_MS = 5000;
const READ_TIMEOUT_MS = 60_000;
const TITLES: { readonly [status: number]: string } = {
  404: "404 Not Found",
  502: "502 Bad Gateway",
  503: "503 Service Temporarily Unavailable",
  504: "504 Gateway Time-out",
};
/** The controller as a policy would know it where it runs as a pod. */
const CONTROLLER: Pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name: "ingress-nginx-controller",
    namespace: "ingress-nginx",
    labels: { "app.kubernetes.io/name": "ingress-nginx", "app.kubernetes.io/component": "controller" },
  },
  spec: { containers: [] },
};

export const toIngress = (wires: Wires, way: Walk, { url, host: header, method = "GET" }: Errand): Walk => {
  const host = (header ?? url.host).replace(/:\d+$/, "").toLowerCase();
  step(wires.sim, way, { kind: "ingress", name: "ingress-nginx", what: `${host}${url.path}` });
  if (url.port !== 80 && url.port !== 443) return refuse(way, "no-listener");
  const location = wires.ingress.locate(host, url.path);
  if (!location || location.backend === null) return answer(way, 404, "no-rule");
  const { backend, rulePath } = location;
  // nginx talks to endpoints, not to the service's address: the service is a hop for those who look, and costs nothing.
  const atMs = wires.sim.now() + way.elapsedMs;
  const service = backend.slice(0, backend.lastIndexOf(":"));
  way.hops.push({ kind: "service", name: service, atMs, what: `${rulePath} -> ${backend}` });
  const isIdempotent = !NOT_IDEMPOTENT.includes(method);
  way.upstream = { backend, uri: rewriteUri(location, url.path), tries: 0, isIdempotent };
  return tryUpstream(wires, way);
};

/** The next endpoint, and the one after that if it refuses: `proxy_next_upstream error timeout`, three tries in all. */
export const tryUpstream = (wires: Wires, way: Walk): Walk => {
  const { backend, uri, isIdempotent } = way.upstream!;
  const party = { ip: wires.ingress.address ?? "", pod: CONTROLLER };
  const base = way.hops.findLastIndex((hop) => hop.kind === "service") + 1;
  const mayGoOn = isIdempotent || way.upstream!.tries === 0 || !wasSent(way.end);
  for (let tries = mayGoOn ? way.upstream!.tries + 1 : Infinity; tries <= MAX_TRIES; tries++) {
    const endpoint = wires.ingress.next(backend);
    way.hops.length = base;
    if (!endpoint) return answer(way, 503, "no-backend");
    way.upstream = { backend, uri, tries, isIdempotent };
    meetPod(wires, way, { party, endpoint, uri });
    if (way.end.kind !== "refused") return end(way, patience(way));
  }
  // The last pod stays in the chain: there it failed.
  return way.end.kind === "retry" && way.end.reason !== "died"
    ? answer(way, 504, "gateway-timeout")
    : answer(way, 502, "bad-gateway");
};

/** Whether the application has had the request: not if no connection came about. */
const wasSent = (last: WalkEnd): boolean =>
  last.kind === "retry" && (last.reason === "hung" || last.reason === "slow" || last.reason === "died");

/** nginx waits for a connection and for an answer only so long, and then goes on to the next endpoint. */
const patience = (way: Walk): WalkEnd => {
  const { end: now } = way;
  const held = "containerId" in now && now.containerId !== undefined ? { containerId: now.containerId } : {};
  if (now.kind === "silence") {
    const afterMs = now.reason === "hung" ? READ_TIMEOUT_MS : CONNECT_TIMEOUT_MS;
    return { kind: "retry", afterMs, reason: now.reason, ...held };
  }
  const isSlow = now.kind === "answer" && now.latencyMs - way.elapsedMs > READ_TIMEOUT_MS;
  return isSlow ? { kind: "retry", afterMs: READ_TIMEOUT_MS, reason: "slow", ...held } : now;
};

const answer = (way: Walk, status: number, reason: FailReason): Walk =>
  end(way, {
    kind: "answer",
    status,
    body: page(TITLES[status] ?? String(status)),
    latencyMs: thereAndBack(way),
    reason,
    headers: { "content-type": "text/html" },
  });

/** The page that nginx has for an error of its own. */
const page = (title: string): string =>
  [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<center><h1>${title}</h1></center>`,
    "<hr><center>nginx</center>",
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
