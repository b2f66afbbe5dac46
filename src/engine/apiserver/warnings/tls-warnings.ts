// Models the warning of pkg/registry/core/secret/strategy.go (v1.36): a TLS secret whose certificate and key are no pair, as far as Go's
// tls.X509KeyPair tells it.
import type { JsonObject } from "#api/meta";
import { objectOf, textOf } from "../json-object.ts";
import { base64Bytes, corruptByte, decodeBase64 } from "#api/base64";
import { pairProblem } from "./key-pair.ts";

const BLOCK = /-----BEGIN ([^\n-]*)-----\n([\s\S]*?)\n?-----END \1-----/g;

/** Lines before the text itself: `Proc-Type: 4,ENCRYPTED`. */
const HEADERS = /^(?:[^\n:]+:[^\n]*\n)+\n/;

interface Block {
  readonly type: string;
  readonly bytes: readonly number[];
}

/** What is between the lines and is no base64 is no block. */
const blocksOf = (pem: string): readonly Block[] =>
  [...pem.matchAll(BLOCK)].flatMap(([, type = "", body = ""]) => {
    const text = body.replace(HEADERS, "").replaceAll(/\s/g, "");
    return corruptByte(text) === undefined ? [{ type, bytes: base64Bytes(text) }] : [];
  });

const isKey = (type: string): boolean => type === "PRIVATE KEY" || type.endsWith(" PRIVATE KEY");

export const warningsForTlsSecret = (secret: JsonObject): readonly string[] => {
  if (secret["type"] !== "kubernetes.io/tls") return [];
  const data = objectOf(secret["data"]);
  const problem = keyPairProblem(decodeBase64(textOf(data["tls.crt"])), decodeBase64(textOf(data["tls.key"])));
  return problem === undefined ? [] : [problem];
};

/** tls.X509KeyPair. */
export const keyPairProblem = (certificate: string, key: string): string | undefined => {
  const certificates = blocksOf(certificate);
  const keys = blocksOf(key);
  const leaf = certificates.find(({ type }) => type === "CERTIFICATE");
  if (!leaf) return missingCertificate(certificates.map(({ type }) => type));
  const secret = keys.find(({ type }) => isKey(type));
  if (!secret) return keys.length === 0 ? NO_KEY : missingKey(keys.map(({ type }) => type));
  return pairProblem(leaf.bytes, secret.bytes);
};

const missingCertificate = (types: readonly string[]): string => {
  if (types.length === 0) return "tls: failed to find any PEM data in certificate input";
  if (types.length === 1 && isKey(types[0] ?? "")) {
    return "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched";
  }
  return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${types.join(" ")}]`;
};

const NO_KEY = "tls: failed to find any PEM data in key input";

const missingKey = (types: readonly string[]): string =>
  types.length === 1 && types[0] === "CERTIFICATE"
    ? "tls: found a certificate rather than a key in the PEM for the private key"
    : `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [${types.join(" ")}]`;
