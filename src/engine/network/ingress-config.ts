// Models how ingress-nginx turns Ingress objects into servers and locations (internal/ingress/controller/{controller,location}.go,
// template/template.go, 1.15.1), and how nginx then finds the location of a request.
import { compareStrings } from "#api/compare";
import type { Ingress, IngressBackend } from "#api/networking";
import { isEndlessPattern } from "#api/pattern";
import { pathOnly } from "./url.ts";

type PathType = "Exact" | "Prefix" | "ImplementationSpecific";

export interface Location {
  readonly path: string;
  readonly pathType: PathType;
  /** `namespace/service:port`, or null for the default backend. */
  readonly backend: string | null;
  /** `namespace/name` of the Ingress it comes from. */
  readonly ingress: string | null;
  readonly rewriteTarget?: string;
  readonly usesRegex?: boolean;
  /** As the Ingress wrote it, when nginx was given two locations for one path. */
  readonly rulePath: string;
}

interface ServerConfig {
  /** A name, `*.example.com`, or `_` for everything else. */
  readonly host: string;
  /** Some path of the host rewrites or is a regex: then all of them are, in this order, without regard to case. */
  readonly isRegex: boolean;
  readonly locations: readonly Location[];
}

export interface IngressConfig {
  readonly servers: readonly ServerConfig[];
  /** All backends that a location names. */
  readonly backends: readonly string[];
}

const REWRITE = "nginx.ingress.kubernetes.io/rewrite-target";
const USE_REGEX = "nginx.ingress.kubernetes.io/use-regex";
const CATCH_ALL = "_";

/** Ingresses in the order in which they were created: the first to claim a path has it. */
export const makeIngressConfig = (ingresses: readonly Ingress[]): IngressConfig => {
  const servers = new Map<string, Location[]>([[CATCH_ALL, []]]);
  for (const ingress of ingresses) addIngress(servers, ingress);
  const built = [...servers].map(([host, locations]) => makeServer(host, locations));
  const backends = new Set(built.flatMap((s) => s.locations.flatMap((l) => (l.backend === null ? [] : [l.backend]))));
  return { servers: built, backends: [...backends].toSorted(compareStrings) };
};

/** The location that nginx serves this host and path from; undefined only for a host of which no rule has `/`: the 404 of nginx. */
export const findLocation = (config: IngressConfig, host: string, uri: string): Location | undefined => {
  const server = findServer(config, host);
  const path = pathOnly(uri);
  if (!server) return undefined;
  if (server.isRegex) return server.locations.find((l) => compile(`^${l.path}`)?.test(path));
  const exact = server.locations.find((l) => l.pathType === "Exact" && l.path === path);
  if (exact) return exact;
  let longest: Location | undefined;
  for (const location of server.locations) {
    if (location.pathType === "Exact" || !path.startsWith(location.path)) continue;
    if (!longest || location.path.length > longest.path.length) longest = location;
  }
  return longest;
};

/** `rewrite "(?i)<path>" <target> break`: the whole path becomes the target, with `$1` from the path's groups. The query stays. */
export const rewriteUri = (location: Location, uri: string): string => {
  if (!needsRewrite(location)) return uri;
  const path = pathOnly(uri);
  const groups = compile(location.path)?.exec(path);
  if (!groups) return uri;
  const target = (location.rewriteTarget ?? "").replace(/\$(\d)/g, (_, digit: string) => groups[Number(digit)] ?? "");
  return target + uri.slice(path.length);
};

export const hasHost = (config: IngressConfig, host: string): boolean =>
  config.servers.some((s) => s.host !== CATCH_ALL && isHost(s.host, host));

type Claim = Pick<Location, "path" | "pathType" | "backend">;

const addIngress = (servers: Map<string, Location[]>, ingress: Ingress): void => {
  const { defaultBackend, rules = [] } = ingress.spec;
  const manners = mannersOf(ingress);
  const claim = (host: string, { path, pathType, backend }: Claim): void => {
    const locations = servers.get(host) ?? [];
    servers.set(host, locations);
    if (locations.some((l) => l.path === path && l.pathType === pathType)) return;
    locations.push({ path, pathType, backend, rulePath: path, ...manners });
  };
  for (const { host, http } of rules) {
    const name = hostName(host);
    if (!servers.has(name)) servers.set(name, []);
    for (const { path, pathType, backend } of http?.paths ?? []) {
      claim(name, { path: path ? path : "/", pathType, backend: backendKey(ingress, backend) });
    }
  }
  if (!defaultBackend) return;
  const backend = backendKey(ingress, defaultBackend);
  for (const host of rules.length > 0 ? rules.map((r) => hostName(r.host)) : [CATCH_ALL]) {
    if (!servers.get(host)?.some((l) => l.path === "/")) claim(host, { path: "/", pathType: "Prefix", backend });
  }
};

const hostName = (host: string | undefined): string => (host ? host : CATCH_ALL);

const mannersOf = ({ metadata }: Ingress): Pick<Location, "ingress" | "rewriteTarget" | "usesRegex"> => {
  const { [REWRITE]: rewriteTarget, [USE_REGEX]: useRegex } = metadata.annotations ?? {};
  return {
    ingress: `${metadata.namespace}/${metadata.name}`,
    ...(rewriteTarget ? { rewriteTarget } : {}),
    ...(useRegex === "true" ? { usesRegex: true } : {}),
  };
};

const makeServer = (host: string, claimed: readonly Location[]): ServerConfig => {
  const hasRoot = claimed.some((l) => l.path === "/" && l.pathType !== "Exact");
  const root: Location = { path: "/", pathType: "Prefix", backend: null, ingress: null, rulePath: "/" };
  const sorted = (hasRoot ? [...claimed] : [...claimed, root])
    .toSorted((a, b) => compareStrings(b.path, a.path))
    .toSorted((a, b) => b.path.length - a.path.length);
  return {
    host,
    isRegex: sorted.some((l) => needsRewrite(l) || l.usesRegex === true),
    locations: splitPrefixes(sorted),
  };
};

/** nginx knows prefixes of text, not of path elements: `/p` becomes `/p/` and, exactly, `/p`. */
const splitPrefixes = (locations: readonly Location[]): Location[] =>
  locations.flatMap((location) => {
    const { path, pathType } = location;
    if (path === "/" || pathType !== "Prefix" || needsRewrite(location) || location.usesRegex) return [location];
    const below: Location = { ...location, path: path.endsWith("/") ? path : `${path}/` };
    const hasExact = locations.some((l) => l.pathType === "Exact" && l.path === path);
    return hasExact ? [below] : [below, { ...location, pathType: "Exact" }];
  });

const needsRewrite = ({ rewriteTarget, path }: Location): boolean =>
  rewriteTarget !== undefined && rewriteTarget !== "" && rewriteTarget !== path;

const backendKey = (ingress: Ingress, { service }: IngressBackend): string | null =>
  service ? `${ingress.metadata.namespace}/${service.name}:${service.port?.name ?? service.port?.number ?? ""}` : null;

const findServer = (config: IngressConfig, host: string): ServerConfig | undefined =>
  config.servers.find((s) => s.host === host) ??
  config.servers.find((s) => s.host !== CATCH_ALL && isHost(s.host, host)) ??
  config.servers.find((s) => s.host === CATCH_ALL);

/** A wildcard stands for one label. */
const isHost = (pattern: string, host: string): boolean =>
  pattern === host ||
  (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)) && !host.slice(0, 1 - pattern.length).includes("."));

const compiled = new Map<string, RegExp | undefined>();

/**
 * Case-insensitive, as the location modifier `~*`. Simplified: a path that is no regex matches nothing; its nginx would keep the old
 * configuration. Nor does one that the browser's matcher might never be done with.
 */
const compile = (pattern: string): RegExp | undefined => {
  if (!compiled.has(pattern)) {
    let regex: RegExp | undefined;
    try {
      regex = isEndlessPattern(pattern) ? undefined : new RegExp(pattern, "i");
    } catch {
      regex = undefined;
    }
    compiled.set(pattern, regex);
  }
  return compiled.get(pattern);
};
