// Models create configmap, secret, namespace, quota, priorityclass, serviceaccount and poddisruptionbudget (kubectl/pkg/cmd/create, v1.36).
import { own } from "#api/json";
import type { JsonObject } from "#api/meta";
import { keyPairProblem } from "#engine/checks";
import { goQuote } from "#api/go-quote";
import type { Selector } from "#api/selector";
import { LABEL_OPERATORS, readSelector } from "../set/others.ts";
import { checkEnvName } from "../set/env-words.ts";
import { type Call, type Command, type Context, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { encodeBase64 } from "#api/base64";
import { compactJsonAsWritten } from "../../go/json-text.ts";
import { parseAmounts } from "../set/resources.ts";
import { generator } from "./generate.ts";

type Data = { [key: string]: string };

const KEY = /^[-._a-zA-Z0-9]+$/;

/** Keys and values, and the config map that gets them: a secret's errors do not name it. */
interface Collected {
  readonly data: Data;
  readonly configMap: string;
}

const add = ({ data, configMap }: Collected, key: string, value: string): void => {
  if (!KEY.test(key)) {
    fail(
      message(
        `${JSON.stringify(key)} is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
      ),
    );
  }
  if (data[key] !== undefined) {
    const shown = configMap === "" ? key : goQuote(key);
    const where = configMap === "" ? "" : ` in Data for ConfigMap ${goQuote(configMap)}`;
    fail(message(`cannot add key ${shown}, another key by that name already exists${where}`));
  }
  data[key] = value;
};

const literals = (call: Call, into: Collected): void => {
  for (const literal of call.flags.list("from-literal")) {
    const equals = literal.indexOf("=");
    if (equals <= 0) fail(message(`invalid literal source ${literal}, expected key=value`));
    let value = literal.slice(equals + 1);
    if (/^(['"]).*\1$/s.test(value)) value = value.slice(1, -1);
    add(into, literal.slice(0, equals), value);
  }
};

const files = (call: Call, context: Context, into: Collected): void => {
  for (const source of call.flags.list("from-file")) {
    const equals = source.indexOf("=");
    if (source.indexOf("=", equals + 1) > equals && equals >= 0) {
      fail(message("key names or file paths cannot contain '='"));
    }
    const path = equals < 0 ? source : source.slice(equals + 1);
    const key = equals < 0 ? (path.split("/").at(-1) ?? path) : source.slice(0, equals);
    const content = context.files.read(path);
    if (content !== undefined) add(into, key, content);
    else addFolder(context, path, equals >= 0, into);
  }
};

const addFolder = (context: Context, path: string, hasKey: boolean, into: Collected): void => {
  const prefix = `${path.replace(/\/$/, "")}/`;
  const inside = context.files.list(path.replace(/\/$/, "")).filter((file) => file.startsWith(prefix));
  if (inside.length === 0) fail(message(`error reading ${path}: no such file or directory`));
  if (hasKey) fail(message("cannot give a key name for a directory path"));
  for (const file of inside.filter((item) => !item.slice(prefix.length).includes("/"))) {
    add(into, file.slice(prefix.length), context.files.read(file) ?? "");
  }
};

const envFiles = (call: Call, context: Context, into: Collected): void => {
  for (const path of call.flags.list("from-env-file")) {
    const content = context.files.read(path) ?? fail(message(`error reading ${path}: no such file or directory`));
    for (const line of content.split("\n").map((item) => item.trimStart())) {
      if (line === "" || line.startsWith("#")) continue;
      const [key = "", value = ""] = line.split(/=(.*)/s);
      checkEnvName(key);
      // Without a sign it is what kubectl's own environment has of that name: nothing.
      add(into, key, value);
    }
  }
};

const collect = (call: Call, context: Context, configMap = ""): Data => {
  const hasEnv = call.flags.has("from-env-file") && call.flags.list("from-env-file").length > 0;
  const others =
    call.flags.list("from-file").length + (call.flags.has("from-literal") ? call.flags.list("from-literal").length : 0);
  if (hasEnv && others > 0) fail(message("from-env-file cannot be combined with from-file or from-literal"));
  const data = Object.create(null) as Data;
  const into = { data, configMap };
  files(call, context, into);
  if (call.flags.has("from-literal")) literals(call, into);
  if (hasEnv) envFiles(call, context, into);
  return data;
};

const encoded = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encodeBase64(value)]));

const secret = (name: string, type: string, data: Data): JsonObject => ({
  apiVersion: "v1",
  ...(Object.keys(data).length === 0 ? {} : { data: encoded(data) }),
  kind: "Secret",
  metadata: { name },
  ...(type === "" ? {} : { type }),
});

const makeDockerSecret = (name: string, call: Call, context: Context): JsonObject => {
  const type = "kubernetes.io/dockerconfigjson";
  if (call.flags.list("from-file").length > 0) return secret(name, type, collect(call, context));
  const [user, password, email] = ["username", "password", "email"].map((field) => call.flags.text(`docker-${field}`));
  if (user === "" || password === "") {
    return fail(
      message(
        "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required",
      ),
    );
  }
  const entry = {
    username: user ?? "",
    password: password ?? "",
    ...(email === "" ? {} : { email: email ?? "" }),
    auth: encodeBase64(`${user}:${password}`),
  };
  const config = compactJsonAsWritten({ auths: { [call.flags.text("docker-server")]: entry } });
  return secret(name, type, { ".dockerconfigjson": config });
};

const makeTlsSecret = (name: string, call: Call, context: Context): JsonObject => {
  const read = (flag: string): string => {
    const path = call.flags.text(flag);
    return (
      context.files.read(path) ?? fail(message(`Cannot read file ${path}, open ${path}: no such file or directory`))
    );
  };
  if (call.flags.text("key") === "" || call.flags.text("cert") === "") {
    return fail(message("key and cert must be specified"));
  }
  const pair = { "tls.crt": read("cert"), "tls.key": read("key") };
  const problem = keyPairProblem(pair["tls.crt"], pair["tls.key"]);
  return problem === undefined ? secret(name, "kubernetes.io/tls", pair) : fail(message(problem));
};

const amount = (value: string): string | number => (/^\d+$/.test(value) ? Number(value) : value);

/** metav1.ParseToLabelSelector. */
const labelSelectorOf = (selector: Selector): JsonObject => {
  const equal = selector.filter(({ operator }) => operator === "=" || operator === "==");
  const others = selector.filter((item) => !equal.includes(item));
  const matchExpressions = others.map(({ key, operator, values }): JsonObject => {
    return { key, operator: own(LABEL_OPERATORS, operator) ?? operator, ...(values.length === 0 ? {} : { values }) };
  });
  const matchLabels = Object.fromEntries(equal.map(({ key, values }) => [key, values[0] ?? ""]));
  return { ...(others.length === 0 ? {} : { matchExpressions }), ...(equal.length === 0 ? {} : { matchLabels }) };
};

const makeBudget = (name: string, call: Call): JsonObject => {
  const [min, max] = [call.flags.text("min-available"), call.flags.text("max-unavailable")];
  if (min !== "" && max !== "") return fail(message("min-available and max-unavailable cannot be both specified"));
  for (const [flag, value] of [
    ["min-available", min],
    ["max-unavailable", max],
  ]) {
    if (value !== "" && !/^\d+%?$/.test(value ?? "")) fail(message(`invalid format specified for ${flag}`));
  }
  if (min === "" && max === "") return fail(message("one of min-available or max-unavailable must be specified"));
  if (call.flags.text("selector") === "") return fail(message("a selector must be specified"));
  const selector = call.flags.text("selector");
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name },
    spec: {
      ...(min === "" ? { maxUnavailable: amount(max) } : { minAvailable: amount(min) }),
      selector: labelSelectorOf(readSelector(selector)),
    },
    status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  };
};

const makeQuota = (name: string, call: Call): JsonObject => {
  const hard = parseAmounts(call.flags.text("hard"));
  const scopes = call.flags.text("scopes") === "" ? [] : call.flags.text("scopes").split(",");
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name },
    spec: { ...(Object.keys(hard).length === 0 ? {} : { hard }), ...(scopes.length === 0 ? {} : { scopes }) },
    status: {},
  };
};

const makePriorityClass = (name: string, call: Call): JsonObject => ({
  apiVersion: "scheduling.k8s.io/v1",
  ...(call.flags.text("description") === "" ? {} : { description: call.flags.text("description") }),
  ...(call.flags.isOn("global-default") ? { globalDefault: true } : {}),
  kind: "PriorityClass",
  metadata: { name },
  preemptionPolicy: call.flags.text("preemption-policy"),
  value: call.flags.int("value"),
});

export const configGenerators: readonly Command[] = [
  generator({
    path: "create configmap",
    short: "Create a config map",
    examples: [
      ["From literals", "kubectl create configmap settings --from-literal=color=blue"],
      ["From a file", "kubectl create configmap settings --from-file=app.properties"],
    ],
    failure: "failed to create configmap",
    make: (name, call, context) => {
      const data = collect(call, context, name);
      return {
        apiVersion: "v1",
        ...(Object.keys(data).length === 0 ? {} : { data }),
        kind: "ConfigMap",
        metadata: { name },
      };
    },
  }),
  generator({
    path: "create secret generic",
    short: "Create a secret from literals or files",
    examples: [["From a literal", "kubectl create secret generic login --from-literal=password=hunter2"]],
    failure: "failed to create secret",
    isFailurePlain: true,
    make: (name, call, context) => secret(name, call.flags.text("type"), collect(call, context)),
  }),
  generator({
    path: "create secret docker-registry",
    short: "Create a secret for a registry",
    examples: [
      [
        "A login",
        "kubectl create secret docker-registry reg --docker-server=r.example.com --docker-username=u --docker-password=p",
      ],
    ],
    failure: "failed to create secret",
    isFailurePlain: true,
    make: makeDockerSecret,
  }),
  generator({
    path: "create secret tls",
    short: "Create a secret that holds a certificate",
    examples: [["From files", "kubectl create secret tls web --cert=tls.crt --key=tls.key"]],
    failure: "failed to create secret",
    isFailurePlain: true,
    make: makeTlsSecret,
  }),
  generator({
    path: "create namespace",
    short: "Create a namespace",
    examples: [["A namespace", "kubectl create namespace team-a"]],
    make: (name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name }, spec: {}, status: {} }),
  }),
  generator({
    path: "create serviceaccount",
    short: "Create a service account",
    examples: [["A service account", "kubectl create serviceaccount robot"]],
    failure: "failed to create serviceaccount",
    make: (name) => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name } }),
  }),
  generator({
    path: "create quota",
    short: "Create a resource quota",
    examples: [["At most ten pods", "kubectl create quota small --hard=pods=10"]],
    failure: "failed to create quota",
    make: makeQuota,
  }),
  generator({
    path: "create poddisruptionbudget",
    short: "Create a pod disruption budget",
    examples: [["One pod stays", "kubectl create poddisruptionbudget web --selector=app=web --min-available=1"]],
    failure: "failed to create poddisruptionbudgets",
    make: makeBudget,
  }),
  generator({
    path: "create priorityclass",
    short: "Create a priority class",
    examples: [["A class", "kubectl create priorityclass high --value=1000"]],
    failure: "failed to create priorityclass",
    make: makePriorityClass,
  }),
];
