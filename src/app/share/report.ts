// What is sent to us when something broke: a file that opens at the very moment before, and says what was being done then.
import type { App } from "../app.ts";
import { download } from "./download.ts";
import { wireOf } from "./link.ts";
import { reportText, type Fault } from "./report-text.ts";

export const saveReport = async (app: App, fault: Fault): Promise<void> => {
  // What broke may be what the moment is read from: then the words alone have to do.
  const wire = await wireOf(app).catch(() => null);
  download("drydock-report.json", reportText(wire, fault, navigator.userAgent), "application/json");
};
