// Help pages: usage lines, flags and defaults are kubectl's; the words are our own.
import { own } from "#api/json";
import { everywhereFlags, type Flag, flagsOf } from "./flags/flag.ts";
import { COMMAND_ROWS } from "./flags/tables.ts";
import { rarePart } from "./rare-parts.ts";
import { commandAt } from "./registry.ts";
import { groupTexts, SECTIONS } from "./sections.ts";

const flagText = (flag: Flag): string => {
  const short = flag.shorthand === "" ? "" : `-${flag.shorthand}, `;
  return `    ${short}--${flag.name}=${flag.shownDefault}:\n\t${rarePart("helpOfFlag")(flag.name)}\n`;
};

/** What cobra's NamePadding comes to, and kubectl's two spaces: of all that stand at the root, and of a group. */
const ROOT_WIDTH = 15;
const LEAST_WIDTH = 11;

const listCommands = (path: string, names: readonly string[]): string => {
  const width = path === "" ? ROOT_WIDTH : Math.max(LEAST_WIDTH, ...names.map((name) => name.length)) + 2;
  return names.map((name) => `  ${name.padEnd(width)} ${shortOf(path === "" ? name : `${path} ${name}`)}\n`).join("");
};

const shortOf = (path: string): string => commandAt(path)?.short ?? groupTexts[path]?.short ?? "";

const examplesOf = (path: string): string => {
  const examples = commandAt(path)?.examples ?? groupTexts[path]?.examples ?? [];
  if (examples.length === 0) return "";
  const lines = examples.map(([comment, line]) => `  # ${comment}\n  ${line}\n`);
  return `Examples:\n${lines.join("  \n")}\n`;
};

const usageOf = (path: string): string => `Usage:\n  ${COMMAND_ROWS[path]?.usage ?? `kubectl ${path}`}\n\n`;

const FOOTER = 'Use "kubectl options" for a list of global command-line options (applies to all commands).\n';

const moreAbout = (path: string): string =>
  `Use "kubectl ${path === "" ? "" : `${path} `}<command> --help" for more information about a given command.\n`;

/** `kubectl PATH --help`. */
export const helpOf = (path: string): string => {
  if (path === "") return rootHelp();
  const row = COMMAND_ROWS[path];
  if (row?.commands && !commandAt(path)) return groupHelp(path, row.commands);
  const command = commandAt(path);
  const about = command?.about === undefined ? "" : `\n${command.about}\n`;
  const subcommands = row?.commands ? `Available Commands:\n${listCommands(path, row.commands)}\n` : "";
  const flags = flagsOf(path);
  const options = flags.length === 0 ? "" : `Options:\n${flags.map(flagText).join("\n")}\n`;
  const more = row?.commands ? moreAbout(path) : "";
  return `${command?.short ?? ""}.\n${about}\n${examplesOf(path)}${subcommands}${options}${usageOf(path)}${more}${FOOTER}`;
};

/** A command that only holds others. */
export const groupHelp = (path: string, commands: readonly string[]): string => {
  const text = groupTexts[path];
  const about = text?.about === undefined ? "" : `\n${text.about}\n`;
  return `${text?.short ?? ""}.\n${about}\n${examplesOf(path)}Available Commands:\n${listCommands(path, commands)}\n${usageOf(path)}${moreAbout(path)}${FOOTER}`;
};

const sections = (): string => SECTIONS.map(([title, names]) => `${title}:\n${listCommands("", names)}`).join("\n");

const rootHelp = (): string =>
  `kubectl talks to the Kubernetes cluster of this page, which is simulated.\n\n${sections()}\n${usageOf("")}${moreAbout("")}${FOOTER}`;

/** `kubectl help TOPIC`. */
export const helpTopic = (words: readonly string[]): { isKnown: boolean; text: string } => {
  const path = words.join(" ");
  if (path === "" || own(COMMAND_ROWS, path) !== undefined) return { isKnown: true, text: helpOf(path) };
  return {
    isKnown: false,
    text: `Unknown help topic [${words.map((word) => `\`${word}\``).join(" ")}]\n\n\n${sections()}\n${usageOf("")}${moreAbout("")}${FOOTER}`,
  };
};

export const optionsText = (): string =>
  `The following options can be passed to any command:\n\n${everywhereFlags.map(flagText).join("\n")}`;
