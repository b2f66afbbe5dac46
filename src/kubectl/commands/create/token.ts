// Models kubectl/pkg/cmd/create/create_token.go and the serviceaccounts/token subresource (pkg/registry/core/serviceaccount/storage/token.go, v1.36).
import { encodeBase64 } from "#api/base64";
import type { JsonObject, Status } from "#api/meta";
import { infoOf } from "#api/scheme";
import { makeStatus } from "#api/status";
import { formatTime } from "#api/time";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { compactJsonAsWritten } from "../../go/json-text.ts";
import { sha256 } from "../../go/sha256.ts";
import { text } from "../../object.ts";
import { checkFormat } from "../../output/format.ts";
import { namespaceFor, usageError } from "../../usage.ts";
import { printWritten } from "../../write.ts";

const ISSUER = "https://kubernetes.default.svc.cluster.local";
const BOUND = { Node: "nodes", Pod: "pods", Secret: "secrets" } as const;
const MIN_SECONDS = 600;
const HOUR_SECONDS = 3600;

export const createToken: Command = {
  path: "create token",
  short: "Ask for a token of a service account",
  about: "Simplified: the token says who it is for and until when, as a real one does; its signature is none.",
  examples: [
    ["A token for an hour", "kubectl create token robot"],
    ["For ten minutes", "kubectl create token robot --duration=10m"],
  ],
  run(context, call) {
    const [name, ...more] = call.args;
    if (name === undefined || more.length > 0) {
      return usageError("create token", `exactly one NAME is required, got ${call.args.length}`);
    }
    checkFormat(call);
    checkFlags(call);
    const request = requestOf(context, call, name);
    const isPrinted = call.flags.text("output") !== "" || call.flags.text("template") !== "";
    if (isPrinted) printWritten(context, call, request, { operation: "" });
    else context.out(`${text(request, "status", "token")}\n`);
    return DONE;
  },
};

const checkFlags = ({ flags }: Call): void => {
  const [kind, name, uid] = ["kind", "name", "uid"].map((part) => flags.text(`bound-object-${part}`));
  const wrong: readonly (readonly [isSo: boolean, why: string])[] = [
    [flags.durationMs("duration") < 0, "--duration must be greater than or equal to 0"],
    [kind === "" && name !== "", "--bound-object-name can only be set if --bound-object-kind is provided"],
    [kind === "" && uid !== "", "--bound-object-uid can only be set if --bound-object-kind is provided"],
    [
      kind !== "" && !Object.hasOwn(BOUND, kind ?? ""),
      `supported --bound-object-kind values are ${Object.keys(BOUND).join(", ")}`,
    ],
    [kind !== "" && name === "", "--bound-object-name is required if --bound-object-kind is provided"],
  ];
  const found = wrong.find(([isSo]) => isSo);
  if (found) fail(message(found[1]));
};

const refuse = (status: Status): never => fail(message(`failed to create token: ${status.message}`));

const tooShort = (seconds: number): Status => {
  const why = "may not specify a duration less than 10 minutes";
  const field = `spec.expirationSeconds: Invalid value: ${seconds}: ${why}`;
  return makeStatus(422, "Invalid", `TokenRequest.authentication.k8s.io "" is invalid: ${field}`);
};

const lookUp = (
  context: Context,
  plural: Parameters<typeof infoOf>[0],
  namespace: string,
  name: string,
): JsonObject => {
  const resource = infoOf(plural);
  const found = context.client.get({ resource, namespace: resource.namespaced ? namespace : "", name });
  return found.ok ? found.value : refuse(found.status);
};

/** The object that a token lives and dies with. */
const boundOf = (context: Context, call: Call, namespace: string): JsonObject | undefined => {
  const kind = call.flags.text("bound-object-kind") as keyof typeof BOUND | "";
  if (kind === "") return undefined;
  const name = call.flags.text("bound-object-name");
  const uid = text(lookUp(context, BOUND[kind], namespace, name), "metadata", "uid");
  const wanted = call.flags.text("bound-object-uid");
  if (wanted !== "" && wanted !== uid) {
    const why = `the UID in the bound object reference (${wanted}) does not match the UID in record. The object might have been deleted and then recreated`;
    refuse(makeStatus(409, "Conflict", `Operation cannot be fulfilled on ${kind} "${name}": ${why}`));
  }
  return { apiVersion: "v1", kind, name, uid };
};

const requestOf = (context: Context, call: Call, name: string): JsonObject => {
  const { namespace } = namespaceFor(context, call);
  const account = lookUp(context, "serviceaccounts", namespace, name);
  const asked = Math.floor(call.flags.durationMs("duration") / 1000);
  const seconds = asked === 0 ? HOUR_SECONDS : asked;
  if (seconds < MIN_SECONDS) refuse(tooShort(seconds));
  const bound = boundOf(context, call, namespace);
  const given = call.flags.list("audience");
  const audiences = given.length > 0 ? given : [ISSUER];
  const nowMs = context.client.nowMs();
  const uid = text(account, "metadata", "uid");
  const who = bound
    ? { [text(bound, "kind").toLowerCase()]: { name: text(bound, "name"), uid: text(bound, "uid") } }
    : {};
  const issued = Math.floor(nowMs / 1000);
  const claims: JsonObject = {
    aud: audiences,
    exp: issued + seconds,
    iat: issued,
    iss: ISSUER,
    "kubernetes.io": { namespace, ...who, serviceaccount: { name, uid } },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  return {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    metadata: { creationTimestamp: formatTime(nowMs), name, namespace },
    spec: { audiences, boundObjectRef: bound ?? null, expirationSeconds: seconds },
    status: { expirationTimestamp: formatTime(nowMs + seconds * 1000), token: signed(claims) },
  };
};

const base64Url = (value: string): string =>
  encodeBase64(value).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** A JSON Web Token of these claims. */
const signed = (claims: JsonObject): string => {
  const words = [{ alg: "RS256", kid: sha256(ISSUER) }, claims].map((part) => base64Url(compactJsonAsWritten(part)));
  const hash = sha256(words.join("."));
  return [...words, base64Url(hash.repeat(4))].join(".");
};
