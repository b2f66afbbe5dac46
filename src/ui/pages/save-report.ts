// Hands the reader a file that says what broke. Loaded when it is asked for.
import { app } from "#app/store";
import type { Fault } from "#app/share/report-text";

export const saveReportOf = (fault: Fault): void =>
  void import("#app/share/report").then(({ saveReport }) => saveReport(app, fault));
