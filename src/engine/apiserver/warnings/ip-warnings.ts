// Models GetWarningsForIP and GetWarningsForCIDR of staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go (v1.36).
import { goQuote } from "#api/go-quote";
import { formatCidr, formatIp, hasHostBits, parseCidr, parseIp } from "../validation/ip.ts";

const NONE: readonly string[] = [];

export const warningsForIp = (value: string, path: string): readonly string[] => {
  const ip = parseIp(value);
  if (!ip) return NONE;
  const canonical = formatIp(ip);
  if (ip.hasLeadingZeros || ip.isMapped) {
    return [`${path}: non-standard IP address ${goQuote(value)} is invalid: use ${goQuote(canonical)}`];
  }
  if (ip.isV4 || canonical === value) return NONE;
  return [`${path}: IPv6 address ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(canonical)})`];
};

export const warningsForCidr = (value: string, path: string): readonly string[] => {
  const cidr = parseCidr(value);
  if (!cidr) return NONE;
  const canonical = formatCidr(cidr);
  const warnings: string[] = [];
  if (hasHostBits(cidr)) {
    const single = `${formatIp(cidr.ip)}/${cidr.ip.isV4 ? 32 : 128}`;
    warnings.push(
      `${path}: CIDR value ${goQuote(value)} is ambiguous in this context (should be ${goQuote(canonical)} or ${goQuote(single)}?)`,
    );
  }
  if (cidr.hasLeadingZeros || cidr.ip.isMapped) {
    warnings.push(`${path}: non-standard CIDR value ${goQuote(value)} is invalid: use ${goQuote(canonical)}`);
  }
  if (warnings.length === 0 && !cidr.ip.isV4 && canonical !== value) {
    warnings.push(
      `${path}: IPv6 CIDR value ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(canonical)})`,
    );
  }
  return warnings;
};
