// What flags do here that do not simply work: some are taken and change nothing, some are refused with a reason.

export type Effect =
  | { readonly type: "works" }
  /** Taken, and nothing differs; why that is so. */
  | { readonly type: "accepted"; readonly why: string }
  | { readonly type: "refused"; readonly why: string };

const CONNECTION = "the terminal is always connected to the one cluster there is";
const OWNER = "fields have one owner here";
const CHUNKS = "an answer always comes whole";
const PROFILE = "a simulated kubectl has nothing to profile";
const LINES = "the line ends of this terminal are the same everywhere";
const STREAM = "containers read nothing that is typed";
const TOKEN = "a token here opens nothing";
const ONE_TIME = "log lines of several containers are put out one container after another";

const ACCEPTED: { readonly [flag: string]: string } = {
  "cache-dir": CONNECTION,
  cached: CONNECTION,
  "certificate-authority": CONNECTION,
  "chunk-size": CHUNKS,
  "client-certificate": CONNECTION,
  "client-key": CONNECTION,
  cluster: CONNECTION,
  concurrency: ONE_TIME,
  "disable-compression": CONNECTION,
  "field-manager": OWNER,
  "force-conflicts": OWNER,
  "insecure-skip-tls-verify": CONNECTION,
  "insecure-skip-tls-verify-backend": CONNECTION,
  kubeconfig: CONNECTION,
  kuberc: CONNECTION,
  "log-flush-frequency": PROFILE,
  "match-server-version": CONNECTION,
  merge: CONNECTION,
  "openapi-patch": "patches always know the fields",
  password: CONNECTION,
  profile: PROFILE,
  "profile-output": PROFILE,
  "pod-running-timeout": "what does not run says so at once",
  "request-timeout": CONNECTION,
  server: CONNECTION,
  "show-swap": "machines here have no swap",
  stdin: STREAM,
  "tls-server-name": CONNECTION,
  token: CONNECTION,
  tty: STREAM,
  "use-protocol-buffers": CONNECTION,
  audience: TOKEN,
  "bound-object-kind": TOKEN,
  "bound-object-name": TOKEN,
  "bound-object-uid": TOKEN,
  "detach-keys": STREAM,
  duration: TOKEN,
  flatten: CONNECTION,
  minify: CONNECTION,
  user: CONNECTION,
  username: CONNECTION,
  vmodule: PROFILE,
  "windows-line-endings": LINES,
};

const ONE_USER = "there is one user here, who may do everything";

const WHOLE = "objects are read and written whole, and their parts have commands of their own";

const WORKS: Effect = { type: "works" };

/** By name, or by command and name. */
const REFUSED: { readonly [flag: string]: string } = {
  as: ONE_USER,
  "as-group": ONE_USER,
  "as-uid": ONE_USER,
  "as-user-extra": ONE_USER,
  kustomize: "write the manifests out",
  "aggregation-rule": "roles are not added up here",
  subresource: WHOLE,
  "output-patch": "look at the difference with kubectl diff",
  "warnings-as-errors": "warnings stand on stderr",
};

/** What a flag of a command does here. */
export const effectOf = (path: string, flag: string): Effect => {
  const refused = REFUSED[`${path} ${flag}`] ?? REFUSED[flag];
  if (refused !== undefined) return { type: "refused", why: refused };
  const accepted = ACCEPTED[flag];
  return accepted === undefined ? WORKS : { type: "accepted", why: accepted };
};
