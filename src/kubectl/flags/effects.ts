// What flags do here that do not simply work: some are taken and change nothing, some are refused with a reason.

export type Effect =
  | { readonly type: "works" }
  /** Taken, and nothing differs; why that is so. */
  | { readonly type: "accepted"; readonly why: string }
  /** `bySelf`: the command looks first whether the flag is given rightly. */
  | { readonly type: "refused"; readonly why: string; readonly bySelf?: true };

const CONNECTION = "the terminal is always connected to the one cluster there is";
const NOT_WRITTEN = "nothing is written that could be owned";
const CHUNKS = "an answer always comes whole";
const PROFILE = "a simulated kubectl has nothing to profile";
const LINES = "the line ends of this terminal are the same everywhere";
const SAYS_SO = "what does not run says so at once";
const STREAM = "what a container prints is the same on a screen and beside it";
const OWNERLESS = "what is printed here has no fields with owners";
const REMOVING = "a pod that is started here stays until it is deleted by its name";
const AT_ONCE = "what is made anew takes its old place at once";
const OWN_WORDS = "an object that kubectl makes of words has no unknown fields";
const NO_COPY = "no container here has a tar to copy by";
const ROLES_ONLY = "roles are bound to names and groups alone";
const ONE_TIME = "log lines of several containers are put out one container after another";

const ACCEPTED: { readonly [flag: string]: string } = {
  "cache-dir": CONNECTION,
  cached: CONNECTION,
  "certificate-authority": CONNECTION,
  "chunk-size": CHUNKS,
  "client-certificate": CONNECTION,
  "client-key": CONNECTION,
  "as-uid": ROLES_ONLY,
  "as-user-extra": ROLES_ONLY,
  concurrency: ONE_TIME,
  "disable-compression": CONNECTION,
  "insecure-skip-tls-verify-backend": CONNECTION,
  kuberc: CONNECTION,
  "log-flush-frequency": PROFILE,
  "match-server-version": CONNECTION,
  "openapi-patch": "patches always know the fields",
  password: CONNECTION,
  profile: PROFILE,
  "profile-output": PROFILE,
  "request-timeout": CONNECTION,
  "show-swap": "machines here have no swap",
  "tls-server-name": CONNECTION,
  "use-protocol-buffers": CONNECTION,
  "detach-keys": "a container is left with exit or Ctrl+C",
  username: CONNECTION,
  vmodule: PROFILE,
  "windows-line-endings": LINES,
};

/** By command and name: what elsewhere does something. */
const ACCEPTED_BY: { readonly [flag: string]: string } = {
  "apply grace-period": AT_ONCE,
  "apply overwrite": "what the files say always stands above what is there",
  "apply timeout": AT_ONCE,
  "apply wait": AT_ONCE,
  "cp no-preserve": NO_COPY,
  "cp retries": NO_COPY,
  "api-resources show-managed-fields": OWNERLESS,
  "auth whoami show-managed-fields": OWNERLESS,
  "config view show-managed-fields": OWNERLESS,
  "create serviceaccount field-manager": "an account without anything in it has no fields to own",
  "create token show-managed-fields": OWNERLESS,
  "create serviceaccount show-managed-fields": "an account without anything in it has no fields to own",
  "diff field-manager": NOT_WRITTEN,
  "diff force-conflicts": NOT_WRITTEN,
  "diff show-managed-fields": "owners are kept beside the objects, and are not compared",
  "edit show-managed-fields": "owners are kept beside the objects, and cannot be edited",
  "events show-managed-fields": "the cluster's own components own nothing here",
  "rollout history show-managed-fields": OWNERLESS,
  "rollout resume field-manager": "to go on is to take a field away, and what is gone nobody owns",
  "rollout undo show-managed-fields": OWNERLESS,
  "exec pod-running-timeout": SAYS_SO,
  "logs pod-running-timeout": SAYS_SO,
  "port-forward pod-running-timeout": SAYS_SO,
  "exec tty": STREAM,
  "plugin list name-only": "there are no plugins to be named",
  "replace grace-period": AT_ONCE,
  "replace timeout": AT_ONCE,
  "replace wait": AT_ONCE,
  "run cascade": REMOVING,
  "run filename": "the pod is made of words; kubectl itself reads no file here",
  "run force": REMOVING,
  "run grace-period": REMOVING,
  "run kustomize": "the pod is made of words; kubectl itself reads no folder here",
  "run recursive": "the pod is made of words; kubectl itself reads no file here",
  "run timeout": REMOVING,
  "run wait": REMOVING,
  "taint validate": OWN_WORDS,
  "wait local": "the server alone knows a condition",
};

/** What these say is written down, not done. */
const isWritten = (path: string, flag: string): boolean =>
  (path === "config set-cluster" || path === "config set-credentials") && ACCEPTED[flag] === CONNECTION;

const WORKS: Effect = { type: "works" };

/** By name, or by command and name. */
const REFUSED: { readonly [flag: string]: string } = {
  kustomize: "write the manifests out",
  "aggregation-rule": "roles are not added up here",
  "output-patch": "look at the difference with kubectl diff",
  "warnings-as-errors": "warnings stand on stderr",
};

const isMadeOfWords = (path: string, flag: string): boolean => flag === "validate" && path.startsWith("create ");

/** What a flag of a command does here. */
export const effectOf = (path: string, flag: string): Effect => {
  const own = ACCEPTED_BY[`${path} ${flag}`] ?? (isMadeOfWords(path, flag) ? OWN_WORDS : undefined);
  if (own !== undefined) return { type: "accepted", why: own };
  if (isWritten(path, flag)) return WORKS;
  const refused = REFUSED[`${path} ${flag}`] ?? REFUSED[flag];
  if (refused !== undefined)
    return { type: "refused", why: refused, ...(flag === "kustomize" ? { bySelf: true } : {}) };
  const accepted = ACCEPTED[flag];
  return accepted === undefined ? WORKS : { type: "accepted", why: accepted };
};
