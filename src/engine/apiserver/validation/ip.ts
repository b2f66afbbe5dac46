// Models IP and CIDR checks of staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go with StrictIPCIDRValidation (on in v1.36), over
// Go's net and net/netip.
import { invalid, NONE, type Errors, type FieldError } from "./field-error.ts";

/** Sixteen bytes; IPv4 addresses stand in the last four, after the mapping prefix. */
export interface Ip {
  readonly bytes: readonly number[];
  readonly isV4: boolean;
  /** Octets of IPv4 with leading zeros: taken by the lenient reader, refused by the strict one. */
  readonly hasLeadingZeros: boolean;
  /** Written as IPv6, but an IPv4 address mapped into it. */
  readonly isMapped: boolean;
}

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

const parseV4 = (
  text: string,
): { readonly bytes: readonly number[]; readonly hasLeadingZeros: boolean } | undefined => {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  return { bytes: parts.map(Number), hasLeadingZeros: parts.some((part) => part.length > 1 && part.startsWith("0")) };
};

export const parseIp = (text: string): Ip | undefined => {
  if (!text.includes(":")) {
    const v4 = parseV4(text);
    return v4 && { bytes: [...MAPPED, ...v4.bytes], isV4: true, hasLeadingZeros: v4.hasLeadingZeros, isMapped: false };
  }
  const bytes = parseV6(text);
  if (!bytes) return undefined;
  const isMapped = MAPPED.every((byte, i) => bytes.bytes[i] === byte);
  return { ...bytes, isV4: isMapped, isMapped };
};

const parseV6 = (
  text: string,
): { readonly bytes: readonly number[]; readonly hasLeadingZeros: boolean } | undefined => {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const lastColon = text.lastIndexOf(":");
  const tail = text.slice(lastColon + 1);
  const v4 = tail.includes(".") ? parseV4(tail) : undefined;
  if (tail.includes(".") && !v4) return undefined;
  const groupsOf = (half: string): number[] | undefined => {
    if (half === "") return [];
    const groups: number[] = [];
    for (const group of half.split(":")) {
      if (v4 && group === tail)
        groups.push(((v4.bytes[0] ?? 0) << 8) | (v4.bytes[1] ?? 0), ((v4.bytes[2] ?? 0) << 8) | (v4.bytes[3] ?? 0));
      else if (/^[0-9a-fA-F]{1,4}$/.test(group)) groups.push(Number.parseInt(group, 16));
      else return undefined;
    }
    return groups;
  };
  const left = groupsOf(halves[0] ?? "");
  const right = halves.length === 2 ? groupsOf(halves[1] ?? "") : [];
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => 0), ...right];
  return { bytes: groups.flatMap((group) => [group >> 8, group & 255]), hasLeadingZeros: v4?.hasLeadingZeros ?? false };
};

const hex = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(":");

/** net.IP.String(). */
export const formatIp = (ip: Pick<Ip, "bytes" | "isV4">): string => {
  if (ip.isV4) return ip.bytes.slice(12).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((ip.bytes[2 * i] ?? 0) << 8) | (ip.bytes[2 * i + 1] ?? 0));
  const [start, length] = longestZeros(groups);
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
};

const longestZeros = (groups: readonly number[]): readonly [number, number] => {
  let best: readonly [number, number] = [0, 0];
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best[1]) best = [i, length];
  }
  return best;
};

export interface Cidr {
  readonly ip: Ip;
  readonly prefix: number;
  readonly hasLeadingZeros: boolean;
}

export const parseCidr = (text: string): Cidr | undefined => {
  const slash = text.indexOf("/");
  const ip = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  const prefixText = text.slice(slash + 1);
  if (!ip || !/^\d+$/.test(prefixText)) return undefined;
  const bits = text.slice(0, slash).includes(":") ? 128 : 32;
  const prefix = Number(prefixText);
  if (prefix > bits) return undefined;
  const hasLeadingZeros = ip.hasLeadingZeros || (prefixText.length > 1 && prefixText.startsWith("0"));
  return { ip, prefix: bits === 32 ? prefix + 96 : prefix, hasLeadingZeros };
};

const masked = (ip: Ip, prefix: number): readonly number[] =>
  ip.bytes.map((byte, i) => {
    const kept = Math.min(8, Math.max(0, prefix - 8 * i));
    return byte & (0xff << (8 - kept)) & 0xff;
  });

const networkOf = ({ ip, prefix }: Cidr): Ip => ({ ...ip, bytes: masked(ip, prefix) });

export const hasHostBits = (cidr: Cidr): boolean => networkOf(cidr).bytes.some((byte, i) => byte !== cidr.ip.bytes[i]);

/** 10.0.0.0/8, with the prefix as it is written for the address's own family. */
export const formatCidr = (cidr: Cidr): string =>
  `${formatIp(networkOf(cidr))}/${cidr.ip.isV4 ? cidr.prefix - 96 : cidr.prefix}`;

/** Whether `inner` lies in `outer` and is smaller. */
export const isStrictSubset = (inner: Cidr, outer: Cidr): boolean => {
  const network = masked(networkOf(inner), outer.prefix);
  const isInside = networkOf(outer).bytes.every((byte, i) => byte === network[i]);
  const size = (cidr: Cidr): number => (cidr.ip.isV4 ? cidr.prefix - 96 : cidr.prefix);
  return isInside && inner.ip.isV4 === outer.ip.isV4 && size(outer) < size(inner);
};

/** Texts that were there before are let through. */
export const validateIp = (value: string, path: string, known: readonly string[] = []): Errors => {
  if (known.includes(value)) return NONE;
  const ip = parseIp(value);
  if (!ip) return [invalid(path, value, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")];
  const errors: FieldError[] = [];
  if (ip.hasLeadingZeros) errors.push(invalid(path, value, "must not have leading 0s"));
  if (ip.isMapped) errors.push(invalid(path, value, "must not be an IPv4-mapped IPv6 address"));
  return errors;
};

export const validateCidr = (value: string, path: string, known: readonly string[] = []): Errors => {
  if (known.includes(value)) return NONE;
  const cidr = parseCidr(value);
  if (!cidr) return [invalid(path, value, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")];
  if (cidr.hasLeadingZeros) return [invalid(path, value, "must not have leading 0s in IP or prefix length")];
  if (cidr.ip.isMapped) return [invalid(path, value, "must not have an IPv4-mapped IPv6 address")];
  if (hasHostBits(cidr)) return [invalid(path, value, "must not have bits set beyond the prefix length")];
  return NONE;
};

interface Range {
  readonly detail: string;
  readonly v4: (bytes: readonly number[]) => boolean;
  readonly v6: (bytes: readonly number[]) => boolean;
}

const RANGES: readonly Range[] = [
  {
    detail: "may not be in the loopback range (127.0.0.0/8, ::1/128)",
    v4: ([a]) => a === 127,
    v6: (bytes) => bytes.every((byte, i) => byte === (i === 15 ? 1 : 0)),
  },
  {
    detail: "may not be in the link-local range (169.254.0.0/16, fe80::/10)",
    v4: ([a, b]) => a === 169 && b === 254,
    v6: ([a, b = 0]) => a === 0xfe && (b & 0xc0) === 0x80,
  },
  {
    detail: "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)",
    v4: ([a, b, c]) => a === 224 && b === 0 && c === 0,
    v6: ([a, b = 0]) => a === 0xff && (b & 0x0f) === 0x02,
  },
];

/** An address that traffic may be sent to. */
export const validateEndpointIp = (value: string, path: string): Errors => {
  const ip = parseIp(value);
  if (!ip) return [invalid(path, value, "must be a valid IP address")];
  const bytes = ip.isV4 ? ip.bytes.slice(12) : ip.bytes;
  const unspecified = bytes.every((byte) => byte === 0)
    ? [invalid(path, value, `may not be unspecified (${value})`)]
    : NONE;
  const ranges = RANGES.filter((range) => (ip.isV4 ? range.v4(bytes) : range.v6(bytes)));
  return [...unspecified, ...ranges.map(({ detail }) => invalid(path, value, detail))];
};

export const isV6 = (value: string): boolean => {
  const ip = parseIp(value);
  return ip !== undefined && !ip.isV4;
};

/** Two addresses, one of each family. */
export const isDualStack = (values: readonly string[]): boolean =>
  values.some(isV6) && values.some((value) => !isV6(value));
