// What is sent to us when something broke: a file that opens at the very moment before, and says what was being done then.
import type { App } from "../app.ts";
import type { Op } from "../sync/op.ts";
import { download } from "./download.ts";
import { wireOf } from "./link.ts";
import type { Wire } from "./shared.ts";

export interface Fault {
  readonly message: string;
  readonly stack?: string | undefined;
  readonly doing?: Op;
}

/** Opens as any shared moment does, which reads over the rest. */
const reportText = (wire: Wire | null, { message, stack = "", doing }: Fault, browser: string): string =>
  `${JSON.stringify({ ...wire, crash: { message, stack, ...(doing ? { doing } : {}), browser } }, null, 1)}\n`;

export const saveReport = async (app: App, fault: Fault): Promise<void> => {
  // What broke may be what the moment is read from: then the words alone have to do.
  const wire = await wireOf(app).catch(() => null);
  download("drydock-report.json", reportText(wire, fault, navigator.userAgent), "application/json");
};
