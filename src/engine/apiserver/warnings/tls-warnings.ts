// Models the warning of pkg/registry/core/secret/strategy.go (v1.36): a TLS secret whose certificate and key are no pair, as far as Go's
// tls.X509KeyPair tells it from the PEM blocks.
import type { JsonObject } from "#api/meta";
import { objectOf, textOf } from "../json-object.ts";
import { decodeBase64 } from "#api/base64";

const BLOCK = /-----BEGIN ([^\n-]*)-----\n[\s\S]*?\n?-----END \1-----/g;

const blocksOf = (pem: string): readonly string[] => [...pem.matchAll(BLOCK)].map(([, type]) => type ?? "");

const isKey = (type: string): boolean => type === "PRIVATE KEY" || type.endsWith(" PRIVATE KEY");

export const warningsForTlsSecret = (secret: JsonObject): readonly string[] => {
  if (secret["type"] !== "kubernetes.io/tls") return [];
  const data = objectOf(secret["data"]);
  const problem = keyPairProblem(decodeBase64(textOf(data["tls.crt"])), decodeBase64(textOf(data["tls.key"])));
  return problem === undefined ? [] : [problem];
};

/** tls.X509KeyPair. Simplified: the certificate and the key are not read, so a pair that does not belong together is not found out. */
export const keyPairProblem = (certificate: string, key: string): string | undefined => {
  const certificates = blocksOf(certificate);
  const keys = blocksOf(key);
  if (!certificates.includes("CERTIFICATE")) return missingCertificate(certificates);
  if (!keys.some(isKey)) return keys.length === 0 ? NO_KEY : missingKey(keys);
  return undefined;
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
