// The way from an entry of the configuration to a server and a user: what clientcmd finds wrong with it (tools/clientcmd/validation.go), what the
// network says, and whom the server takes its token for (v1.36).
import { decodeBase64 } from "#api/base64";
import { goQuote } from "#api/go-quote";
import { isJsonObject, parseJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { API_HOST } from "#engine";
import { type Context, fail } from "./command.ts";
import { message, plain } from "./errors.ts";
import { ADMIN_TOKEN, AUTHORITY } from "./kubeconfig.ts";
import { isTrue, num, text } from "./object.ts";
import { klogLine } from "./usage.ts";

const unread = (context: Context, path: string): boolean => path !== "" && context.files.read(path) === undefined;

const because = (path: string): string => `due to open ${path}: no such file or directory`;

export const errorsOfCluster = (context: Context, name: string, cluster: JsonObject): readonly string[] => {
  const authority = text(cluster, "certificate-authority");
  const isTwice = authority !== "" && text(cluster, "certificate-authority-data") !== "";
  const both = "certificate-authority-data and certificate-authority are both specified for";
  return [
    ...(text(cluster, "server") === "" ? [`no server found for cluster ${goQuote(name)}`] : []),
    ...(isTwice ? [`${both} ${name}. certificate-authority-data will override.`] : []),
    ...(unread(context, authority)
      ? [`unable to read certificate-authority ${authority} for ${name} ${because(authority)}`]
      : []),
  ];
};

const PLUGIN = "to use exec authentication plugin";

export const errorsOfUser = (context: Context, name: string, user: JsonObject): readonly string[] => {
  const [certificate, key] = [text(user, "client-certificate"), text(user, "client-key")];
  const hasCertificate = certificate !== "" || text(user, "client-certificate-data") !== "";
  const isKeyless = hasCertificate && key === "" && text(user, "client-key-data") === "";
  const noKey = `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`;
  const isTwice = text(user, "token") !== "" && (text(user, "username") !== "" || text(user, "password") !== "");
  return [
    ...(isKeyless ? [noKey] : []),
    ...(unread(context, certificate)
      ? [`unable to read client-cert ${certificate} for ${name} ${because(certificate)}`]
      : []),
    ...(hasCertificate && unread(context, key) ? [`unable to read client-key ${key} for ${name} ${because(key)}`] : []),
    ...errorsOfExec(name, user),
    ...(isTwice
      ? [`more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`]
      : []),
  ];
};

const errorsOfExec = (name: string, user: JsonObject): readonly string[] => {
  const exec = isJsonObject(user["exec"]) ? user["exec"] : undefined;
  if (!exec) return [];
  return [
    ...(text(exec, "command") === "" ? [`command must be specified for ${name} ${PLUGIN}`] : []),
    ...(text(exec, "apiVersion") === "" ? [`apiVersion must be specified for ${name} ${PLUGIN}`] : []),
    ...(text(exec, "interactiveMode") === "" ? [`interactiveMode must be specified for ${name} ${PLUGIN}`] : []),
  ];
};

const LOCALHOST = "localhost:8080";
const TRIES = 5;

/** The words of a client that never spoke to this server before, and so asks it what it has. */
const unreachable = (context: Context, url: string, why: string, said: string): never => {
  const cause = `Get \\"${url}/api?timeout=32s\\": ${why}`;
  const line = `"Unhandled Error" err="couldn't get current server API group list: ${cause}"`;
  for (let i = 0; i < TRIES; i++) klogLine(context, "E", { place: "memcache.go:265", text: line });
  return fail(plain(said));
};

const refusedAt = (host: string): string =>
  `The connection to the server ${host} was refused - did you specify the right host or port?`;

/** Simplified: a command that validates first names the schema that it could not get. */
export const noServer = (context: Context): never =>
  unreachable(
    context,
    `http://${LOCALHOST}`,
    "dial tcp 127.0.0.1:8080: connect: connection refused",
    refusedAt(LOCALHOST),
  );

interface Address {
  readonly isSecure: boolean;
  readonly host: string;
  readonly port: number;
}

/** rest.DefaultServerURL: without a scheme it is http. */
const addressOf = (server: string): Address => {
  const found = /^(?:(https?):\/\/)?(\[[\da-fA-F:]+\]|[^/:]+)(?::(\d+))?(?:\/.*)?$/.exec(server);
  if (!found) {
    const port = /:([^/:]*)$/.exec(server)?.[1] ?? "";
    return fail(plain(`Unable to connect to the server: invalid port ${goQuote(`:${port}`)} after host`));
  }
  const [, scheme = "http", host = "", port] = found;
  const isSecure = scheme === "https";
  return { isSecure, host, port: Number(port ?? (isSecure ? 443 : 80)) };
};

const IP = /^\d+\.\d+\.\d+\.\d+$/;

/** Simplified: nobody waits for an address that does not answer, and proxies are looked past. */
export const reachServer = (context: Context, cluster: JsonObject): void => {
  const server = text(cluster, "server");
  const { isSecure, host, port } = addressOf(server);
  if (`${host}:${port}` === API_HOST) return isSecure ? checkCertificate(context, cluster) : notSecure();
  const url = server.includes("://") ? server.replace(/\/$/, "") : `http://${server}`;
  const named = /:\d+$/.test(server) ? `${host}:${port}` : host;
  if (host === "localhost" || host.startsWith("127.")) {
    const dialed = `dial tcp 127.0.0.1:${port}: connect: connection refused`;
    return unreachable(context, url, dialed, refusedAt(named));
  }
  const why = IP.test(host)
    ? `dial tcp ${host}:${port}: i/o timeout`
    : `dial tcp: lookup ${host} on 127.0.0.53:53: no such host`;
  return unreachable(context, url, why, `Unable to connect to the server: ${why}`);
};

const notSecure = (): never =>
  fail(plain("Error from server (BadRequest): the server rejected our request for an unknown reason"));

const checkCertificate = (context: Context, cluster: JsonObject): void => {
  const path = text(cluster, "certificate-authority");
  const authority =
    path === "" ? decodeBase64(text(cluster, "certificate-authority-data")) : (context.files.read(path) ?? "");
  if (isTrue(cluster, "insecure-skip-tls-verify")) {
    if (authority === "" || authority === decodeBase64(AUTHORITY)) return;
    fail(message("specifying a root certificates file with the insecure flag is not allowed"));
  }
  if (authority === decodeBase64(AUTHORITY)) return;
  if (authority !== "" && !authority.includes("-----BEGIN CERTIFICATE-----")) {
    fail(message("unable to load root certificates: unable to parse bytes as PEM block"));
  }
  const why = "tls: failed to verify certificate: x509: certificate signed by unknown authority";
  unreachable(context, text(cluster, "server"), why, `Unable to connect to the server: ${why}`);
};

const unauthorized = (): never => fail(message("You must be logged in to the server (Unauthorized)"));

/** Whom the server takes a user's token for; undefined: for the administrator. */
export const subjectOf = (context: Context, user: JsonObject): string | undefined => {
  const token = text(user, "token") || (context.files.read(text(user, "tokenFile")) ?? "").trim();
  if (token === ADMIN_TOKEN) return undefined;
  if (token !== "") return accountOf(context, token) ?? unauthorized();
  const exec = text(user, "exec", "command");
  if (exec !== "") return noPlugin(exec);
  const isOther = ["username", "client-certificate", "client-certificate-data"].some(
    (field) => text(user, field) !== "",
  );
  if (isOther) return unauthorized();
  context.out("Please enter Username: ");
  return fail(message("EOF"));
};

const accountOf = (context: Context, token: string): string | undefined => {
  const claims = parseJsonObject(decodeBase64((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
  if (!claims) return undefined;
  if (num(claims, "exp") * 1000 <= context.client.nowMs()) return undefined;
  const subject = text(claims, "sub");
  return subject.startsWith("system:serviceaccount:") ? subject : undefined;
};

const HINT = `It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins`;

const noPlugin = (command: string): never =>
  fail(plain(`Unable to connect to the server: getting credentials: exec: executable ${command} not found\n\n${HINT}`));
