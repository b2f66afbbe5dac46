// The shapes of recordings, as recordings/README.md describes them: what the real cluster did, and what ours did in the same form.
import type { JsonObject } from "#api/meta";
import type { ImageBehaviour } from "#engine";

/** A step function: [second, value], ordered by second. */
export type Series = readonly (readonly [second: number, value: number])[];

export type Outcomes = Readonly<Record<string, number>>;

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

export interface Step {
  readonly t: number;
  readonly end: number;
  readonly write?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly ran?: string;
  readonly stdin?: string;
  /** Seconds after which it was stopped. */
  readonly for?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number | null;
  readonly again?: readonly Output[];
  readonly sleep?: number;
  readonly power?: Readonly<Record<string, "off" | "on">>;
  readonly request?: { readonly url: string; readonly n: number; readonly every?: number; readonly body?: boolean };
  readonly load?: { readonly name?: string; readonly url?: string; readonly every?: number; readonly stop?: string };
  readonly got?: Outcomes;
}

export interface RecordedNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  }[];
  readonly podCIDR: string;
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  readonly capacity: Readonly<Record<string, string>>;
  readonly allocatable: Readonly<Record<string, string>>;
  readonly nodeInfo: Readonly<Record<string, string>>;
}

export interface Transcript {
  readonly kind: "transcript";
  readonly name: string;
  readonly about?: string;
  readonly seconds: number;
  readonly nodes: readonly RecordedNode[];
  readonly images: Readonly<Record<string, ImageBehaviour>>;
  readonly steps: readonly Step[];
  readonly series: Readonly<Record<string, Series>>;
  readonly seriesAgain?: readonly Readonly<Record<string, Series>>[];
}

export interface VectorCase {
  readonly name?: string;
  readonly theme?: string;
  readonly in: JsonObject;
  readonly want: JsonObject;
}

export interface VectorFile {
  readonly kind: string;
  readonly now?: string;
  readonly cases: readonly VectorCase[];
}

export type Recording = Transcript | VectorFile;

/** What ours did with a transcript. */
export interface PlayedTranscript {
  readonly kind: "transcript";
  readonly name: string;
  readonly seconds: number;
  readonly steps: readonly PlayedStep[];
  readonly series: Readonly<Record<string, Series>>;
}

export interface PlayedStep {
  readonly t: number;
  readonly end: number;
  readonly run?: string;
  readonly ran?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number | null;
  readonly got?: Outcomes;
}

/** What ours did with a file of vectors. */
export interface AnsweredVectors {
  readonly kind: string;
  readonly cases: readonly { readonly name?: string; readonly got: JsonObject }[];
}

export type Result = PlayedTranscript | AnsweredVectors;

export const isTranscript = (recording: Recording): recording is Transcript => recording.kind === "transcript";
