// A line of klog (k8s.io/klog/v2), in which kubectl and kubelet write: `W0603 10:00:05.123000   26330 warnings.go:110] text`.
import { formatMicroTime } from "#api/time";

export interface KlogHead {
  readonly severity: "I" | "W" | "E" | "F";
  /** Milliseconds since 1970: the clock of a simulation knows no parts of them. */
  readonly wallMs: number;
  readonly pid: number;
  /** The source file and line that speaks. */
  readonly place: string;
}

export const klogText = ({ severity, wallMs, pid, place }: KlogHead, text: string): string => {
  const [, month = "", day = "", time = ""] = /^\d+-(\d\d)-(\d\d)T([\d:.]+)/.exec(formatMicroTime(wallMs)) ?? [];
  return `${severity}${month}${day} ${time} ${String(pid).padStart(7)} ${place}] ${text}`;
};
