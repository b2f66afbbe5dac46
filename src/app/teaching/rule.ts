// A row of help: where it belongs, and what it names.
import type { ClusterFacts } from "./facts.ts";

export interface Printed {
  /** The line that was typed. */
  readonly command: string;
  readonly text: string;
  readonly isError: boolean;
}

export interface Lesson {
  readonly id: LessonId;
  /** What its words name. */
  readonly names: readonly string[];
  /** A command that shows more. */
  readonly run?: string;
}

export interface Rule {
  readonly id: LessonId;
  /** In what was printed. */
  readonly on: RegExp;
  /** In what was typed. */
  readonly typed?: RegExp;
  /** What is different from the row's own id and names; undefined: another row may know more. */
  readonly teach?: (found: RegExpExecArray, printed: Printed, facts: ClusterFacts) => Partial<Lesson> | undefined;
}

export type LessonId =
  | "didYouMean"
  | "forgotKubectl"
  | "noSudo"
  | "containersArePods"
  | "typeWithoutVerb"
  | "typeMissing"
  | "typeSlashName"
  | "fileNeedsFlag"
  | "createPod"
  | "isNamespace"
  | "podsOfDeployment"
  | "podReplaced"
  | "podInFull"
  | "noSuchNode"
  | "twoDashes"
  | "badOutput"
  | "flagNeeded"
  | "nameNeeded"
  | "oneName"
  | "whichPod"
  | "execDashes"
  | "execWhat"
  | "nameOrAll"
  | "whichObject"
  | "nameInAll"
  | "mixedForms"
  | "flagValue"
  | "badJsonpath"
  | "badSelector"
  | "noFieldLabel"
  | "wrongContainer"
  | "labelForm"
  | "badName"
  | "portNeeded"
  | "taintForm"
  | "notANumber"
  | "noRevision"
  | "noContext"
  | "bareContext"
  | "waitForWhat"
  | "whichNode"
  | "forwardWhat"
  | "patchForm"
  | "noFieldThere"
  | "notAWorkload"
  | "placeholder"
  | "noKubeconfig"
  | "apiRefused"
  | "apiTimeout"
  | "apiNoRoute"
  | "quota"
  | "limitRange"
  | "forbidden"
  | "disruptionBudget"
  | "immutable"
  | "conflict"
  | "alreadyExists"
  | "unknownField"
  | "invalid"
  | "noKind"
  | "badYaml"
  | "noFile"
  | "whichFile"
  | "notFound"
  | "elsewhere"
  | "noNamespace"
  | "nothingHere"
  | "nothingAnywhere"
  | "selectorMatchesNothing"
  | "noType"
  | "whichType"
  | "unknownCommand"
  | "unknownFlag"
  | "noCommand"
  | "noImageYet"
  | "notStarted"
  | "noPrevious"
  | "whichContainer"
  | "noProgram"
  | "notRunning"
  | "timedOut"
  | "progressDeadline"
  | "daemonSets"
  | "emptyDir"
  | "noMetrics"
  | "noMetricsServer"
  | "notApplied"
  | "noSuchHost"
  | "noSuchService"
  | "notReadyInTime"
  | "refused"
  | "noAnswer"
  | "cutOff"
  | "status503"
  | "status502"
  | "status404"
  | "machineGone"
  | "imagePull"
  | "oomKilled"
  | "crashLoop"
  | "badConfig"
  | "evicted"
  | "pending"
  | "creating"
  | "unready"
  | "nodeNotReady"
  | "short"
  | "noEndpoints"
  | "noLoadBalancer"
  | "volumePending"
  | "noUsage"
  | "rolloutWaits"
  | "rolloutQuota"
  | "rolloutCrash"
  | "rolloutImage"
  | "rolloutPending"
  | "rolloutUnready";

export const namespaceIn = (command: string): string | undefined =>
  /(?:^|\s)(?:-n|--namespace)[= ]?(\S+)/.exec(command)?.[1];
/** The flag that a further command needs. */
export const space = (command: string): string => {
  const given = namespaceIn(command);
  return given === undefined ? "" : ` -n ${given}`;
};
export const fileIn = (command: string): string | undefined => /(?:^|\s)(?:-f|--filename)[= ]?(\S+)/.exec(command)?.[1];
export const singular = (plural: string): string =>
  plural
    .replace(/\..*$/, "")
    .replace(/ies$/, "y")
    .replace(/(ss)es$|s$/, "$1");

export type Teach = NonNullable<Rule["teach"]>;

export const run =
  (make: (found: RegExpExecArray, command: string) => string | undefined): Teach =>
  (found, { command }) => {
    const line = make(found, command);
    return { names: found.slice(1).map((n) => n ?? ""), ...(line === undefined ? {} : { run: line }) };
  };
export const always = (line: string): Teach => run(() => line);

/** A row of a table in which a word stands: whose it is. */
const rowOf = (
  found: RegExpExecArray,
  { command, text }: Printed,
): { readonly name: string; readonly flag: string } => {
  const start = text.lastIndexOf("\n", found.index) + 1;
  const cells = text.slice(start).split("\n")[0]!.trim().split(/\s+/);
  const isWide = /(?:^|\s)(?:-A|--all-namespaces)\b/.test(command);
  const name = (isWide ? cells[1] : cells[0]) ?? "";
  return { name: name.replace(/^.*\//, ""), flag: isWide ? ` -n ${cells[0]}` : space(command) };
};
export const ofRow =
  (make: (name: string, flag: string) => string): Teach =>
  (found, printed) => {
    const { name, flag } = rowOf(found, printed);
    return { names: [name], run: make(name, flag) };
  };
