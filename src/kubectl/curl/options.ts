// Models the command line of curl 7.88: what is asked for, and how it is shown. Plain data: a curl that waits is stored with it.
export interface CurlOptions {
  readonly urls: readonly string[];
  readonly method?: string;
  readonly host?: string;
  /** Lines of the request that -v shows. */
  readonly headers: readonly string[];
  readonly output?: string;
  readonly isNamedByUrl: boolean;
  readonly writeOut?: string;
  readonly maxMs?: number;
  readonly connectMs?: number;
  /** `--resolve`: `host:port` and the address it has. */
  readonly resolve: readonly (readonly [string, string])[];
  readonly isSilent: boolean;
  readonly showsErrors: boolean;
  readonly showsHeaders: boolean;
  readonly isVerbose: boolean;
  readonly isInsecure: boolean;
  readonly follows: boolean;
  readonly failsOnError: boolean;
}

export type CurlLine =
  | { readonly type: "run"; readonly options: CurlOptions }
  | { readonly type: "print"; readonly text: string }
  | { readonly type: "misuse"; readonly error: string; readonly exit: number };

type Draft = { -readonly [K in keyof CurlOptions]: CurlOptions[K] };

/** What an option does with the draft; those that take a value get it. */
type Switch = (draft: Draft) => void;
type Setter = (draft: Draft, value: string) => string | undefined | void;

const SWITCHES: { readonly [name: string]: Switch } = {
  include: (d) => (d.showsHeaders = true),
  head: (d) => {
    d.method ??= "HEAD";
    d.showsHeaders = true;
  },
  silent: (d) => (d.isSilent = true),
  "show-error": (d) => (d.showsErrors = true),
  verbose: (d) => (d.isVerbose = true),
  location: (d) => (d.follows = true),
  insecure: (d) => (d.isInsecure = true),
  fail: (d) => (d.failsOnError = true),
  "remote-name": (d) => (d.isNamedByUrl = true),
  get: () => undefined,
  "no-buffer": () => undefined,
  compressed: () => undefined,
  ipv4: () => undefined,
  "http1.1": () => undefined,
  "no-progress-meter": () => undefined,
};

const seconds = (value: string): number | undefined =>
  /^\d+(\.\d*)?$|^\.\d+$/.test(value) ? Math.round(Number(value) * 1000) : undefined;

const setSeconds = (draft: Draft, field: "maxMs" | "connectMs", value: string): string | undefined => {
  const ms = seconds(value);
  if (ms === undefined) return "expected a proper numerical parameter";
  if (ms > 0) draft[field] = ms;
  return undefined;
};

const withHeader = (draft: Draft, value: string): void => {
  const [, name = "", content = ""] = /^([^:]+):\s*(.*)$/.exec(value) ?? [];
  if (name.toLowerCase() === "host") draft.host = content;
  else if (name !== "") draft.headers = [...draft.headers, `${name}: ${content}`];
};

const SETTERS: { readonly [name: string]: Setter } = {
  output: (d, value) => void (d.output = value),
  "write-out": (d, value) => void (d.writeOut = value),
  "max-time": (d, value) => setSeconds(d, "maxMs", value),
  "connect-timeout": (d, value) => setSeconds(d, "connectMs", value),
  header: withHeader,
  request: (d, value) => void (d.method = value),
  data: (d) => void (d.method ??= "POST"),
  "user-agent": () => undefined,
  user: () => undefined,
  cacert: () => undefined,
  url: (d, value) => void (d.urls = [...d.urls, value]),
  resolve: (d, value) => {
    const [, place, address] = /^[+-]?([^:]+:\d+):(.+)$/.exec(value) ?? [];
    if (place === undefined || address === undefined) return "is badly used here";
    d.resolve = [...d.resolve, [place, address]];
    return undefined;
  },
};

const LETTERS: { readonly [letter: string]: string } = {
  i: "include",
  I: "head",
  s: "silent",
  S: "show-error",
  v: "verbose",
  L: "location",
  k: "insecure",
  f: "fail",
  O: "remote-name",
  G: "get",
  N: "no-buffer",
  "4": "ipv4",
  o: "output",
  w: "write-out",
  m: "max-time",
  H: "header",
  X: "request",
  d: "data",
  A: "user-agent",
  u: "user",
};

const TRY = "curl: try 'curl --help' or 'curl --manual' for more information";
const HELP =
  "Usage: curl [options...] <url>\n -i -I -s -S -v -L -k -f -o FILE -w FORMAT -m SECONDS -H LINE -X METHOD -d DATA\n";
const VERSION = "curl 7.88.1\n";

const misuse = (shown: string, what: string): CurlLine => ({
  type: "misuse",
  error: `curl: option ${shown}: ${what}\n${TRY}\n`,
  exit: 2,
});

export const readCurl = (args: readonly string[]): CurlLine => {
  const draft: Draft = {
    urls: [],
    headers: [],
    resolve: [],
    isNamedByUrl: false,
    isSilent: false,
    showsErrors: false,
    showsHeaders: false,
    isVerbose: false,
    isInsecure: false,
    follows: false,
    failsOnError: false,
  };
  const words = [...args];
  while (words.length > 0) {
    const word = words.shift() ?? "";
    if (word === "--help" || word === "-h") return { type: "print", text: HELP };
    if (word === "--version" || word === "-V") return { type: "print", text: VERSION };
    if (!word.startsWith("-") || word === "-") draft.urls = [...draft.urls, word];
    else {
      const wrong = word.startsWith("--") ? long(draft, word, words) : short(draft, word, words);
      if (wrong) return wrong;
    }
  }
  if (draft.urls.length === 0) return { type: "misuse", error: `curl: no URL specified!\n${TRY}\n`, exit: 2 };
  return { type: "run", options: draft };
};

const own = <T>(table: { readonly [name: string]: T }, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const long = (draft: Draft, word: string, words: string[]): CurlLine | undefined => {
  const name = word.slice(2);
  const turn = own(SWITCHES, name);
  turn?.(draft);
  if (turn) return undefined;
  const set = own(SETTERS, name);
  return set ? give(draft, word, set, words.shift()) : misuse(word, "is unknown");
};

/** `-sSo FILE`, `-m3`: letters together; the rest after one that takes a value is the value. */
const short = (draft: Draft, word: string, words: string[]): CurlLine | undefined => {
  for (let at = 1; at < word.length; at++) {
    const name = own(LETTERS, word.charAt(at)) ?? "";
    const set = own(SETTERS, name);
    if (set) return give(draft, `-${word.charAt(at)}`, set, word.slice(at + 1) || words.shift());
    const turn = own(SWITCHES, name);
    if (!turn) return misuse(word, "is unknown");
    turn(draft);
  }
  return undefined;
};

const give = (draft: Draft, shown: string, set: Setter, value: string | undefined): CurlLine | undefined => {
  if (value === undefined) return misuse(shown, "requires parameter");
  const wrong = set(draft, value);
  return typeof wrong === "string" ? misuse(shown, wrong) : undefined;
};
