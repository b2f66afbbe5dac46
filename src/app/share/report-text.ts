// A report of a fault: opens as any shared moment does, which reads over the rest.
import type { Op } from "../sync/op.ts";
import type { Wire } from "./shared.ts";

export interface Fault {
  readonly message: string;
  readonly stack?: string | undefined;
  readonly doing?: Op;
}

export const reportText = (wire: Wire | null, { message, stack = "", doing }: Fault, browser: string): string =>
  `${JSON.stringify({ ...wire, crash: { message, stack, ...(doing ? { doing } : {}), browser } }, null, 1)}\n`;
