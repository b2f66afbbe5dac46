// Models Go's crypto/tls X509KeyPair behind its PEM blocks: the public key of a certificate, and whether a private key is its other half.
// Simplified: nothing is computed, so what only arithmetic tells is believed (an elliptic key without its public half, an Ed25519
// key, numbers of an RSA key that do not fit each other), and of a certificate its outline alone is read.
import {
  BIT_STRING,
  CONTEXT,
  type DerValue,
  derValues,
  hexOf,
  INTEGER,
  inSequence,
  OBJECT_ID,
  OCTET_STRING,
  SEQUENCE,
} from "./der.ts";

type Algorithm = "RSA" | "EC" | "Ed25519" | "other";

/** What is public of a key; "": it is not written in the private one. */
interface PublicHalf {
  readonly algorithm: Algorithm;
  readonly numbers: string;
}

const ALGORITHMS: { readonly [id: string]: Algorithm } = {
  "2a864886f70d010101": "RSA",
  "2a8648ce3d0201": "EC",
  "2b6570": "Ed25519",
};

const algorithmOf = (value: DerValue | undefined): Algorithm | undefined => {
  const id = inSequence(value)?.[0];
  return id?.tag === OBJECT_ID ? (ALGORITHMS[hexOf(id.bytes)] ?? "other") : undefined;
};

/** The parts of a certificate behind its version, as crypto/x509 names those that are wrong. */
const PARTS: readonly (readonly [tag: number, name: string])[] = [
  [INTEGER, "serial number"],
  [SEQUENCE, "signature algorithm identifier"],
  [SEQUENCE, "issuer"],
  [SEQUENCE, "validity"],
  [SEQUENCE, "issuer"],
  [SEQUENCE, "spki"],
];

const certificateKey = (der: readonly number[]): PublicHalf | string => {
  const outer = derValues(der);
  const certificate = inSequence(outer?.[0]);
  if (!outer || !certificate) return "x509: malformed certificate";
  if (outer.length > 1) return "x509: trailing data";
  const body = inSequence(certificate[0]);
  if (!body) return "x509: malformed tbs certificate";
  const parts = body[0]?.tag === CONTEXT ? body.slice(1) : body;
  const wrong = PARTS.find(([tag], at) => parts[at]?.tag !== tag);
  if (wrong) return `x509: malformed ${wrong[1]}`;
  return publicKey(inSequence(parts[PARTS.length - 1]) ?? []);
};

const publicKey = ([algorithm, key]: readonly DerValue[]): PublicHalf | string => {
  const named = algorithmOf(algorithm);
  if (named === undefined) return "x509: malformed public key algorithm identifier";
  if (key?.tag !== BIT_STRING) return "x509: malformed subjectPublicKey";
  // The first byte tells how many bits of the last are none.
  const bits = key.bytes.slice(1);
  if (named !== "RSA") return { algorithm: named, numbers: hexOf(bits) };
  const modulus = inSequence(derValues(bits)?.[0])?.[0];
  return modulus?.tag === INTEGER ? { algorithm: "RSA", numbers: hexOf(modulus.bytes) } : "x509: invalid RSA modulus";
};

/** PKCS #1, PKCS #8 and SEC 1, told apart by their second value. */
const privateKey = (der: readonly number[]): PublicHalf | undefined => {
  const outer = derValues(der);
  const [version, second, ...rest] = (outer?.length === 1 ? inSequence(outer[0]) : undefined) ?? [];
  if (version?.tag !== INTEGER || !second) return undefined;
  if (second.tag === INTEGER) return { algorithm: "RSA", numbers: hexOf(second.bytes) };
  if (second.tag === OCTET_STRING) return { algorithm: "EC", numbers: pointIn(rest) };
  const algorithm = algorithmOf(second);
  const inner = rest[0];
  if (algorithm === undefined || algorithm === "other" || inner?.tag !== OCTET_STRING) return undefined;
  return algorithm === "Ed25519" ? { algorithm, numbers: "" } : privateKey(inner.bytes);
};

const pointIn = (values: readonly DerValue[]): string => {
  const tagged = values.find(({ tag }) => tag === CONTEXT + 1);
  const bits = tagged && derValues(tagged.bytes)?.[0];
  return bits?.tag === BIT_STRING ? hexOf(bits.bytes.slice(1)) : "";
};

/** Why the two are no pair. */
export const pairProblem = (certificate: readonly number[], key: readonly number[]): string | undefined => {
  const theirs = certificateKey(certificate);
  if (typeof theirs === "string") return theirs;
  if (theirs.algorithm === "other") return "tls: unknown public key algorithm";
  const ours = privateKey(key);
  if (!ours) return "tls: failed to parse private key";
  if (ours.algorithm !== theirs.algorithm) return "tls: private key type does not match public key type";
  const isOther = ours.numbers !== "" && ours.numbers !== theirs.numbers;
  return isOther ? "tls: private key does not match public key" : undefined;
};
