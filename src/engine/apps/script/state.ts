// A program that a container runs in the place of its image's own, as plain data: what is left to do, and when it goes on.
import type { StringMap } from "#api/meta";
import type { Node } from "./parse.ts";

/** What is to be done next, the next one last. */
export type Task =
  | { readonly t: "node"; readonly node: Node }
  /** What a condition came to is known. */
  | { readonly t: "decide"; readonly node: Extract<Node, { t: "if" | "while" }> }
  /** After `!`. */
  | { readonly t: "negate" }
  | { readonly t: "then"; readonly op: "&&" | "||"; readonly node: Node }
  | { readonly t: "each"; readonly name: string; readonly left: readonly string[]; readonly body: readonly Node[] };

/** What a container runs; nothing is its image's own program. */
export type Program =
  | { readonly command?: number; readonly script?: Script }
  /** The image has no such program; in the runtime's words. */
  | { readonly missing: string };

export interface Script {
  readonly todo: readonly Task[];
  readonly vars: StringMap;
  readonly code: number;
  /** By its own clock; absent: never. */
  readonly wakeMs?: number;
  /** What was printed without the end of a line. */
  readonly partial: string;
  /** `set -e`. */
  readonly isStrict?: true;
  /** It ends when it is told to. */
  readonly isTrapping?: true;
}
