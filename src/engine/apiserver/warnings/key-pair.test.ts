// The outlines of certificates and keys, made of their parts: what makes them a pair. The errors are those of a real kubectl.
import { describe, expect, it } from "vitest";
import { pairProblem } from "./key-pair.ts";
import { keyPairProblem } from "./tls-warnings.ts";

type Bytes = readonly number[];
const value = (tag: number, ...inner: readonly Bytes[]): number[] => {
  const bytes = inner.flat();
  return [tag, bytes.length, ...bytes];
};
const seq = (...inner: readonly Bytes[]): number[] => value(0x30, ...inner);
const int = (...bytes: number[]): number[] => value(0x02, bytes);
const id = (...bytes: number[]): number[] => value(0x06, bytes);
const bits = (...bytes: number[]): number[] => value(0x03, [0, ...bytes]);

const RSA = id(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);
const EC = id(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);
const rsaKey = (n: number): number[] => seq(int(0), int(n), int(3));
const ecKey = (x: number): number[] => seq(int(1), value(0x04, [9]), value(0xa1, bits(4, x)));
const wrapped = (algorithm: Bytes, key: Bytes): number[] => seq(int(0), seq(algorithm), value(0x04, key));
const body = (spki: Bytes): number[] => seq(value(0xa0, int(2)), int(7), seq(), seq(), seq(), seq(), spki);
const certificate = (spki: Bytes): number[] => seq(body(spki), seq(), bits());
const rsa = (n: number): number[] => certificate(seq(seq(RSA), bits(...seq(int(n), int(3)))));
const ec = (x: number): number[] => certificate(seq(seq(EC), bits(4, x)));

const pem = (type: string, text: string): string => `-----BEGIN ${type}-----\n${text}\n-----END ${type}-----\n`;

describe("a certificate and a key", () => {
  it.each<readonly [string, Bytes, Bytes, string | undefined]>([
    ["RSA", rsa(11), rsaKey(11), undefined],
    ["RSA in PKCS #8", rsa(11), wrapped(RSA, rsaKey(11)), undefined],
    ["an elliptic curve", ec(11), ecKey(11), undefined],
    ["an elliptic curve in PKCS #8", ec(11), wrapped(EC, ecKey(11)), undefined],
    ["another number", rsa(11), rsaKey(13), "tls: private key does not match public key"],
    ["another point", ec(11), ecKey(13), "tls: private key does not match public key"],
    ["another kind", rsa(11), ecKey(11), "tls: private key type does not match public key type"],
    ["a certificate that is cut off", rsa(11).slice(0, 9), rsaKey(11), "x509: malformed certificate"],
    ["something behind it", [...rsa(11), ...int(1)], rsaKey(11), "x509: trailing data"],
    ["no dates", seq(seq(int(7), seq(), seq())), rsaKey(11), "x509: malformed validity"],
    ["a key that is none", rsa(11), seq(int(0)), "tls: failed to parse private key"],
    [
      "an algorithm that nobody knows",
      certificate(seq(seq(id(1)), bits(1))),
      rsaKey(1),
      "tls: unknown public key algorithm",
    ],
  ])("of %s", (_what, cert, key, want) => {
    expect(pairProblem(cert, key)).toBe(want);
  });

  it("are looked for between their lines, and what is no base64 is not there", () => {
    expect(keyPairProblem(pem("CERTIFICATE", "no base64!"), pem("PRIVATE KEY", "MAA="))).toBe(
      "tls: failed to find any PEM data in certificate input",
    );
    expect(keyPairProblem(pem("CERTIFICATE", "AAAA"), pem("PRIVATE KEY", "MAA="))).toBe("x509: malformed certificate");
  });
});
