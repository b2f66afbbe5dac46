// busybox' wget, over curl: it says in its own words what went wrong. Simplified: it does not tell how far it is.
import type { Json } from "#api/meta";
import { statusLine } from "../../curl/report.ts";
import { isWaiting, type Program, type ProgramContext, type ProgramOutcome } from "../program.ts";

interface Asked {
  readonly url: string;
  /** "-": it is printed. */
  readonly file: string;
  readonly seconds: string;
  readonly isSpider: boolean;
  readonly isQuiet: boolean;
}

/** Flags that take a word with them, in it or behind it. */
const VALUED = /^(?:-([cqS]*)([OPTUt])|--(output-document|timeout|header|post-data|user-agent)(?:=|$))([^]*)$/;

const askedOf = (args: readonly string[]): Asked => {
  const values = new Map<string, string>();
  const words: string[] = [];
  let flags = "";
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const [, before = "", short, long = "", inside] = VALUED.exec(arg) ?? [];
    if (inside !== undefined) {
      flags += before;
      values.set(short ?? long, inside || (args[++i] ?? ""));
    } else if (arg.startsWith("-")) flags += ` ${arg}`;
    else words.push(arg);
  }
  const [url = ""] = words;
  return {
    url,
    file: values.get("O") ?? values.get("output-document") ?? lastPartOf(url),
    seconds: values.get("T") ?? values.get("timeout") ?? "",
    isSpider: flags.includes("--spider"),
    isQuiet: flags.includes("q"),
  };
};

const lastPartOf = (url: string): string =>
  url
    .replace(/^\w+:\/\//, "")
    .split("/")
    .slice(1)
    .at(-1) || "index.html";

interface Fetching {
  readonly asked: Asked;
  readonly curl: Json;
}

export const wget = (curl: Program): Program => ({
  name: "wget",
  run: (context, args) => {
    const asked = askedOf(args);
    if (asked.url === "") {
      context.err("wget: missing URL\n");
      return { exit: 1 };
    }
    const words = ["-s", "-S", "-f", ...(asked.seconds === "" ? [] : ["-m", asked.seconds]), asked.url];
    return told(context, asked, curl.run(spoken(context, asked), words));
  },
  resume: (context, json, reason) => {
    const { asked, curl: state } = json as unknown as Fetching;
    return told(context, asked, curl.resume?.(spoken(context, asked), state, reason) ?? { exit: 1 });
  },
  interrupt: (context, json) => curl.interrupt?.(context, (json as unknown as Fetching).curl),
});

const told = (context: ProgramContext, asked: Asked, outcome: ProgramOutcome): ProgramOutcome => {
  if (isWaiting(outcome)) {
    const state: Fetching = { asked, curl: outcome.state };
    return { ...outcome, state: state as unknown as Json };
  }
  if (outcome.exit !== 0) return { exit: 1 };
  if (asked.isSpider && !asked.isQuiet) context.err("remote file exists\n");
  return { exit: 0 };
};

const spoken = (context: ProgramContext, { file, isSpider }: Asked): ProgramContext => ({
  ...context,
  out: (text) => {
    if (isSpider) return;
    if (file === "-") context.out(text);
    else context.writeFile(file, text);
  },
  err: (text) => context.err(inWget(text)),
});

const inWget = (text: string): string => {
  const [, host = ""] = /Could not resolve host: (\S+)/.exec(text) ?? [];
  if (host !== "") return `wget: bad address '${host}'\n`;
  const [, status] = /returned error: (\d+)/.exec(text) ?? [];
  if (status !== undefined) return `wget: server returned error: ${statusLine(Number(status))}\n`;
  return /timed out|Timeout/i.test(text)
    ? "wget: download timed out\n"
    : "wget: can't connect to remote host: Connection refused\n";
};
