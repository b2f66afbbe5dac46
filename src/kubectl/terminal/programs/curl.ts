// curl from the machine that it is typed on (the learner's own stands outside the cluster): one request after another through the simulated network.
import type { Json } from "#api/meta";
import { AT_PROMPT, type FinishedRequest, networkOf } from "#engine";
import { type CurlOptions, readCurl } from "../../curl/options.ts";
import { type Asked, type Failure, failureOf, headLines, verboseText, writeOutText } from "../../curl/report.ts";
import { type Forward, forwardsOf, tellForwarder } from "../forwards.ts";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

interface State {
  readonly options: CurlOptions;
  /** The URL that is asked for, and those after it. */
  readonly at: number;
  readonly asked: Asked;
  readonly redirects: number;
  readonly request: string;
  /** It goes through kubectl port-forward. */
  readonly forward?: Forward;
}

/** Where the network's answers go: the shell wakes the terminal that waits for them. */
const ANSWER_TIMER = "shell/answer";

/** How long a kernel tries to connect. Simplified: without -m a connection that was taken is given up then, too. */
const PATIENCE_MS = 131_072;
const MOST_REDIRECTS = 50;

export const curl: Program = {
  name: "curl",
  run: (context, args) => {
    const line = readCurl(args);
    if (line.type === "print") {
      context.out(line.text);
      return { exit: 0 };
    }
    if (line.type === "misuse") {
      context.err(line.error);
      return { exit: line.exit };
    }
    return ask(context, line.options, 0);
  },
  resume: (context, json, reason) => {
    const state = json as unknown as State;
    return reason.type === "answer"
      ? answered(context, state, reason.answer as unknown as FinishedRequest)
      : wait(state);
  },
  interrupt: ({ sim }, json) => networkOf(sim).cancel((json as unknown as State).request),
};

const URL_SHAPE = /^(?:([a-zA-Z][\w+.-]*):\/\/)?(?:[^@/?#]*@)?([^:/?#]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/;

type Read = { readonly asked: Asked } | { readonly exit: number; readonly message: string };

const readUrl = (url: string): Read => {
  const [, scheme = "http", host, port, path = "/"] = URL_SHAPE.exec(url) ?? [];
  if (host === undefined) return { exit: 3, message: "URL using bad/illegal format or missing URL" };
  const known = scheme.toLowerCase();
  if (known !== "http" && known !== "https") {
    return { exit: 1, message: `Protocol "${scheme}" not supported or disabled in libcurl` };
  }
  const number = Number(port ?? (known === "https" ? 443 : 80));
  if (number < 1 || number > 65_535) return { exit: 3, message: "URL using bad/illegal format or missing URL" };
  const asked: Asked = { url, scheme: known, host, port: number, path: path.startsWith("/") ? path : `/${path}` };
  return { asked };
};

const complain = (context: ProgramContext, options: CurlOptions, { exit, message }: Failure): void => {
  if (!options.isSilent || options.showsErrors) context.err(`curl: (${exit}) ${message}\n`);
};

const ask = (context: ProgramContext, options: CurlOptions, at: number): ProgramOutcome => {
  const read = readUrl(options.urls[at] ?? "");
  if ("asked" in read) return send(context, { options, at, asked: read.asked, redirects: 0 });
  complain(context, options, read);
  return next(context, options, at, read.exit);
};

/** The exit code is the last URL's. */
const next = (context: ProgramContext, options: CurlOptions, at: number, exit: number): ProgramOutcome =>
  at + 1 < options.urls.length ? ask(context, options, at + 1) : { exit };

const send = (context: ProgramContext, wanted: Omit<State, "request">): ProgramOutcome => {
  const { options, asked } = wanted;
  const forward = forwardFor(context, asked);
  if (forward) return sendThrough(context, wanted, forward);
  const network = networkOf(context.sim);
  const address = options.resolve.find(([place]) => place === `${asked.host}:${asked.port}`)?.[1];
  const host = options.host ?? (address === undefined ? undefined : asked.host);
  const request = network.send(
    {
      source: context.source,
      url: `${asked.scheme}://${address ?? asked.host}:${asked.port}${asked.path}`,
      client: AT_PROMPT,
      timeoutMs: options.maxMs ?? options.connectMs ?? PATIENCE_MS,
      ...(host === undefined ? {} : { host }),
      ...(options.method === undefined ? {} : { method: options.method }),
    },
    { handler: ANSWER_TIMER, key: context.terminal },
  );
  const { at, redirects } = wanted;
  return wait({ options, at, asked, redirects, request });
};

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What listens on this port of the learner's own machine, and leads into a pod. */
const forwardFor = (context: ProgramContext, asked: Asked): Forward | undefined =>
  context.host === undefined && LOOPBACK.test(asked.host)
    ? forwardsOf(context.sim).find(({ local }) => local === asked.port)
    : undefined;

/** From inside the pod's own network, past services and policies. */
const sendThrough = (context: ProgramContext, wanted: Omit<State, "request">, forward: Forward): ProgramOutcome => {
  const { options, asked } = wanted;
  tellForwarder(context.sim, forward);
  const request = networkOf(context.sim).send(
    {
      source: { kind: "pod", pod: forward.pod },
      url: `${asked.scheme}://localhost:${forward.remote}${asked.path}`,
      client: AT_PROMPT,
      timeoutMs: options.maxMs ?? options.connectMs ?? PATIENCE_MS,
      host: options.host ?? `${asked.host}:${asked.port}`,
      ...(options.method === undefined ? {} : { method: options.method }),
    },
    { handler: ANSWER_TIMER, key: context.terminal },
  );
  return wait({ ...wanted, request, forward });
};

/** Why the runtime could not connect inside the pod (containerd, internal/cri/server/sandbox_portforward_linux.go). */
const brokenBy = (context: ProgramContext, { pod, uid, remote }: Forward): string => {
  const sandbox = `${uid}${uid}`.replaceAll("-", "");
  const head = `error forwarding port ${remote} to pod ${sandbox}, uid : `;
  if (context.sim.store.get("pods", pod)?.metadata.uid !== uid) {
    return `${head}failed to find sandbox "${sandbox}" in store: not found`;
  }
  const refused = `IPv4: dial tcp4 127.0.0.1:${remote}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address `;
  const inside = `failed to connect to localhost:${remote} inside namespace "${sandbox}", ${refused}`;
  return `${head}failed to execute portforward in network namespace "/var/run/netns/cni-${uid}": ${inside}`;
};

/** kubectl took the connection and could do nothing with it. */
const asForwarded = (context: ProgramContext, forward: Forward, answer: FinishedRequest): FinishedRequest => {
  const remote = `127.0.0.1:${forward.local}`;
  if (answer.outcome !== "refused") return { ...answer, remote };
  tellForwarder(context.sim, forward, brokenBy(context, forward));
  return { ...answer, remote, outcome: "answered", status: 0 };
};

/** The network's ids are unique: a request that was cut off wakes nobody. */
const wait = (state: State): ProgramOutcome => ({ state: state as unknown as Json, wake: { answer: state.request } });

const answered = (context: ProgramContext, state: State, came: FinishedRequest): ProgramOutcome => {
  const { options, asked, at, redirects, forward } = state;
  const answer = forward ? asForwarded(context, forward, came) : came;
  const failure = failureOf(asked, answer, options);
  const wallMs = context.sim.wallMs();
  const about = { options, wallMs, ...(failure ? { failure } : {}) };
  if (options.isVerbose) context.err(verboseText(asked, answer, about));
  const location = options.follows ? redirectOf(answer, asked) : undefined;
  if (!failure) show(context, state, answer, location !== undefined);
  if (!failure && location !== undefined) {
    const read = readUrl(location);
    if ("asked" in read && redirects < MOST_REDIRECTS) {
      return send(context, { options, at, asked: read.asked, redirects: redirects + 1 });
    }
    complain(context, options, { exit: 47, message: `Maximum (${MOST_REDIRECTS}) redirects followed` });
    return next(context, options, at, 47);
  }
  if (failure) complain(context, options, failure);
  if (options.writeOut !== undefined) context.out(writeOutText(options.writeOut, asked, answer, about));
  return next(context, options, at, failure?.exit ?? 0);
};

const redirectOf = ({ status = 0, headers }: FinishedRequest, { scheme, host, port }: Asked): string | undefined => {
  const to = status >= 300 && status < 400 ? headers?.["location"] : undefined;
  return to?.startsWith("/") ? `${scheme}://${host}:${port}${to}` : to;
};

/** Simplified: no progress meter is drawn beside a file. */
const show = (context: ProgramContext, { options, asked }: State, answer: FinishedRequest, isLeft: boolean): void => {
  const head = options.showsHeaders ? `${headLines(answer, context.sim.wallMs()).join("\n")}\n` : "";
  const text = head + (isLeft ? "" : (answer.body ?? ""));
  const name = options.isNamedByUrl ? (asked.path.split("?")[0] ?? "").split("/").at(-1) : options.output;
  if (name === undefined || name === "" || name === "-") context.out(text);
  else if (name !== "/dev/null") context.writeFile(name, text);
};
