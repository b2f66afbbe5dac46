// Models what curl 7.88 says of one request that is over: its errors and exit codes, -v, -i and -w.
import { formatRfc1123 } from "#api/time";
import type { FinishedRequest } from "#engine";
import type { CurlOptions } from "./options.ts";

export interface Asked {
  /** As typed, or where a redirect led. */
  readonly url: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export interface Failure {
  readonly exit: number;
  readonly message: string;
}

/** Reasons for which nobody ever took the connection. */
const UNCONNECTED = new Set(["no-route", "firewall", "node-down", "policy", "no-local-endpoints", "no-answer"]);

const UNVERIFIED = `SSL certificate problem: unable to get local issuer certificate
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.`;

/** Why the request failed as curl sees it; undefined: it got an answer. */
export const failureOf = (asked: Asked, answer: FinishedRequest, options: CurlOptions): Failure | undefined => {
  const ms = answer.latencyMs;
  const place = `${asked.host} port ${asked.port} after ${ms} ms: Couldn't connect to server`;
  switch (answer.outcome) {
    case "unresolved":
      return { exit: 6, message: `Could not resolve host: ${asked.host}` };
    case "refused":
      return { exit: 7, message: `Failed to connect to ${place}` };
    case "timeout":
      if (!UNCONNECTED.has(answer.reason ?? "")) {
        return { exit: 28, message: `Operation timed out after ${ms} milliseconds with 0 bytes received` };
      }
      return options.maxMs === undefined && options.connectMs === undefined
        ? { exit: 28, message: `Failed to connect to ${place}` }
        : { exit: 28, message: `Connection timed out after ${ms} milliseconds` };
    case "reset":
      return { exit: 56, message: "Recv failure: Connection reset by peer" };
    default:
      return statusFailure(asked, answer, options);
  }
};

const statusFailure = (
  { scheme }: Asked,
  { status = 0 }: FinishedRequest,
  options: CurlOptions,
): Failure | undefined => {
  if (status === 0) return { exit: 52, message: "Empty reply from server" };
  if (scheme === "https" && !options.isInsecure) return { exit: 60, message: UNVERIFIED };
  if (!options.failsOnError || status < 400) return undefined;
  return { exit: 22, message: `The requested URL returned error: ${status}` };
};

const PHRASES: { readonly [status: number]: string } = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Time-out",
};

const titleCase = (name: string): string => name.replaceAll(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** Bytes of text as UTF-8. */
const bytesOf = (text: string): number => {
  let bytes = 0;
  for (const ch of text) {
    const code = ch.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
};

/** The first line of an answer. */
export const statusLine = (status: number): string => `HTTP/1.1 ${status} ${PHRASES[status] ?? ""}`.trimEnd();

/** The head of the answer, line by line, the empty one included. */
export const headLines = ({ status = 0, body = "", headers = {} }: FinishedRequest, wallMs: number): string[] => [
  statusLine(status),
  `Date: ${formatRfc1123(wallMs).replace("+0000", "GMT")}`,
  ...Object.entries({ "content-type": "text/plain; charset=utf-8", ...headers }).map(
    ([name, value]) => `${titleCase(name)}: ${value}`,
  ),
  `Content-Length: ${bytesOf(body)}`,
  "",
];

const hostLine = ({ host, port, scheme }: Asked): string =>
  port === (scheme === "https" ? 443 : 80) ? host : `${host}:${port}`;

/** What -v writes to stderr. */
export const verboseText = (
  asked: Asked,
  answer: FinishedRequest,
  { options, failure, wallMs }: { readonly options: CurlOptions; readonly failure?: Failure; readonly wallMs: number },
): string => {
  const [ip = asked.host] = (answer.remote ?? "").split(":");
  const isConnected = !["unresolved", "refused"].includes(answer.outcome) && !UNCONNECTED.has(answer.reason ?? "");
  const lines = answer.outcome === "unresolved" ? [] : [`*   Trying ${ip}:${asked.port}...`];
  if (answer.outcome === "refused") lines.push(`* connect to ${ip} port ${asked.port} failed: Connection refused`);
  if (isConnected) {
    lines.push(
      `* Connected to ${asked.host} (${ip}) port ${asked.port} (#0)`,
      `> ${options.method ?? "GET"} ${asked.path} HTTP/1.1`,
      `> Host: ${options.host ?? hostLine(asked)}`,
      "> User-Agent: curl/7.88.1",
      "> Accept: */*",
      ...options.headers.map((header) => `> ${header}`),
      "> ",
    );
  }
  if (isConnected && answer.status !== undefined) lines.push(...headLines(answer, wallMs).map((line) => `< ${line}`));
  if (failure) lines.push(`* ${failure.message.split("\n")[0]}`, "* Closing connection 0");
  else lines.push(`* Connection #0 to host ${asked.host} left intact`);
  return `${lines.join("\n")}\n`;
};

const ESCAPES: { readonly [ch: string]: string } = { n: "\n", r: "\r", t: "\t" };

const inSeconds = (ms: number): string => (ms / 1000).toFixed(6);

interface Written {
  readonly options: CurlOptions;
  readonly failure?: Failure;
}

/** What an answer holds, if there is one. */
const answerValues = (answer: FinishedRequest): { readonly [name: string]: string } => {
  const [ip = "", port = "0"] = (answer.remote ?? "").split(":");
  const { status = 0, body = "", headers = {}, latencyMs } = answer;
  const code = String(status).padStart(3, "0");
  const isAnswered = status > 0;
  return {
    http_code: code,
    response_code: code,
    time_total: inSeconds(latencyMs),
    time_starttransfer: inSeconds(isAnswered ? latencyMs : 0),
    size_download: String(bytesOf(body)),
    remote_ip: isAnswered ? ip : "",
    remote_port: isAnswered ? port : "0",
    content_type: headers["content-type"] ?? "",
    http_version: isAnswered ? "1.1" : "0",
  };
};

/** -w: `%{name}`, `%%` and the escapes `\n`, `\r`, `\t`. */
export const writeOutText = (format: string, asked: Asked, answer: FinishedRequest, written: Written): string => {
  const { options, failure } = written;
  const values: { readonly [name: string]: string } = {
    ...answerValues(answer),
    // Simplified: a name is resolved and a connection made in no time.
    time_namelookup: inSeconds(0),
    time_connect: inSeconds(0),
    url: asked.url,
    url_effective: asked.url,
    scheme: asked.scheme.toUpperCase(),
    method: options.method ?? "GET",
    exitcode: String(failure?.exit ?? 0),
    errormsg: failure?.message.split("\n")[0] ?? "",
  };
  const valueOf = (name: string): string => (Object.hasOwn(values, name) ? (values[name] ?? "") : "");
  return format.replaceAll(/%%|%\{([^}]*)\}|\\([nrt])/g, (whole, name?: string, escape?: string) => {
    if (escape !== undefined) return ESCAPES[escape] ?? whole;
    return name === undefined ? "%" : valueOf(name);
  });
};
