// Models portsInOrder of staging/src/k8s.io/endpointslice/util and portsByHash of pkg/api/v1/endpoints/util.go (v1.36): ports stand in the
// order of the FNV-1a hashes of what Go prints of them, so neither in that of the Service nor in any that could be told at a look.
import { compareStrings } from "#api/compare";
import type { EndpointPort } from "#api/discovery";

const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x1000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

/** The 128 bits of hash/fnv's New128a, in hexadecimal. Names of ports are ASCII. */
const fnv128a = (text: string): string => {
  let hash = OFFSET;
  for (let i = 0; i < text.length; i++) hash = ((hash ^ BigInt(text.charCodeAt(i))) * PRIME) & MASK;
  return hash.toString(16).padStart(32, "0");
};

/** As dump.ForHash() prints it: the fields of discovery/v1 are pointers, of the old Endpoints only the last is. */
const printed = ({ name = "", protocol = "TCP", port = 0, appProtocol }: EndpointPort, star: "*" | ""): string => {
  const [first, second] = [`Protocol:(${star}v1.Protocol)${protocol}`, `Port:(${star}int32)${port}`];
  const middle = star ? `${first} ${second}` : `${second} ${first}`;
  return `(v1.EndpointPort){Name:(${star}string)${name} ${middle} AppProtocol:(*string)${appProtocol ?? "<nil>"}}`;
};

const byHashOf =
  (star: "*" | "") =>
  (ports: readonly EndpointPort[]): readonly EndpointPort[] => {
    if (ports.length < 2) return ports;
    const hashed = ports.map((port) => ({ port, hash: fnv128a(printed(port, star)) }));
    return hashed.toSorted((a, b) => compareStrings(a.hash, b.hash)).map(({ port }) => port);
  };

export const slicePortsInOrder = byHashOf("*");
export const legacyPortsInOrder = byHashOf("");
