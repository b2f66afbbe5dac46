// Models kubectl/pkg/cmd/util/helpers.go (v1.36): how errors become lines on stderr and an exit status.
import type { Status } from "#api/meta";
import { goQuote } from "#api/go-quote";

export type CliError =
  /** kubectl's own error: `error: ` stands before it unless it says so itself. */
  | { readonly type: "message"; readonly text: string }
  /** Printed as it is. */
  | { readonly type: "plain"; readonly text: string; readonly exit?: number }
  /** What the API server answered. */
  | { readonly type: "status"; readonly status: Status }
  | { readonly type: "many"; readonly errors: readonly CliError[] };

export const message = (text: string): CliError => ({ type: "message", text });
export const plain = (text: string, exit = 1): CliError => ({ type: "plain", text, exit });
export const fromStatus = (status: Status): CliError => ({ type: "status", status });

/** One error alone stays itself; several are printed a line each. */
export const aggregate = (errors: readonly CliError[]): CliError | undefined => {
  const [first] = errors;
  return errors.length > 1 ? { type: "many", errors } : first;
};

/** What visiting files brought is a group in itself, so that one alone of them is printed as one of several. */
export const aggregateOfVisit = (errors: readonly CliError[]): CliError | undefined => {
  const error = aggregate(errors);
  return error?.type === "message" ? { type: "many", errors: [error] } : error;
};

/** `error when creating "f.yaml": ...` before what the server or kubectl said. */
export const withSource = (verb: string, source: string, error: CliError): CliError => {
  if (source === "") return error;
  const prefix = `error when ${verb} ${goQuote(source)}: `;
  if (error.type === "status") {
    return { type: "status", status: { ...error.status, message: prefix + error.status.message } };
  }
  return error.type === "message" ? { type: "message", text: prefix + error.text } : error;
};

/** The error's own text, without what kubectl puts before it. */
export const errorText = (error: CliError): string => {
  switch (error.type) {
    case "status":
      return error.status.message;
    case "many":
      return `[${error.errors.map(errorText).join(", ")}]`;
    case "message":
    case "plain":
      return error.text;
  }
};

const standard = (error: CliError): string => {
  if (error.type === "status") {
    if (error.status.reason === "Unauthorized") {
      return `error: You must be logged in to the server (${error.status.message})`;
    }
    if (error.status.code === 0) return error.status.message;
    return error.status.reason === ""
      ? `Error from server: ${error.status.message}`
      : `Error from server (${error.status.reason}): ${error.status.message}`;
  }
  if (error.type === "plain") return error.text;
  const text = errorText(error);
  return text.startsWith("error: ") ? text : `error: ${text}`;
};

/** One of several: only the server's are introduced. */
const bare = (error: CliError): string => (error.type === "message" ? errorText(error) : standard(error));

const bulleted = (prefix: string, lines: readonly string[]): string => {
  const distinct = [...new Set(lines)];
  if (distinct.length === 1) return prefix + distinct[0];
  return `${prefix}\n${distinct.map((line) => `* ${line}`).join("\n")}`;
};

const invalid = (status: Status): string => {
  const details = status.details;
  if (!details) return status.message === "" ? "The request is invalid" : `The request is invalid: ${status.message}`;
  const named = (details.kind ?? "") !== "" || (details.name ?? "") !== "";
  const causes = details.causes ?? [];
  const unnamed = status.message !== "" && causes.length === 0 ? `: ${status.message}` : "";
  const head = named
    ? `The ${details.kind ?? ""} ${goQuote(details.name ?? "")} is invalid`
    : `The request is invalid${unnamed}`;
  if (causes.length === 0) return head;
  return bulleted(
    `${head}: `,
    causes.map((cause) => `${cause.field}: ${cause.message}`),
  );
};

/** The lines that stand on stderr, newline included, and the exit status. */
export const reportError = (error: CliError): { readonly text: string; readonly exit: number } => {
  if (error.type === "many") {
    return { text: error.errors.map((item) => `${bare(item)}\n`).join(""), exit: 1 };
  }
  if (error.type === "status" && error.status.reason === "Invalid") {
    return { text: `${invalid(error.status)}\n`, exit: 1 };
  }
  const exit = error.type === "plain" ? (error.exit ?? 1) : 1;
  const text = standard(error);
  return { text: text === "" || text.endsWith("\n") ? text : `${text}\n`, exit };
};
