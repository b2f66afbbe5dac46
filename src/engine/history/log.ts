// The run's log: what happened, in order, each with its virtual time. It is not state (a run makes it again, byte for byte), but
// its length and running hash are, so two runs can be compared by two numbers.
import type { Json, JsonObject } from "#api/meta";

/** An entry before the cluster stamps it. `type` names its kind; the other fields are that kind's. */
export type LogEntry =
  | {
      readonly type: "command";
      readonly component: string;
      readonly action: string;
      readonly data: JsonObject;
    }
  | {
      readonly type: "object";
      readonly change: "ADDED" | "MODIFIED" | "DELETED";
      readonly resource: string;
      readonly key: string;
      readonly resourceVersion: string;
    }
  | {
      readonly type: "request";
      readonly client: string;
      readonly outcome: string;
      readonly data: JsonObject;
    }
  | {
      readonly type: "terminal";
      readonly terminal: string;
      /** note: what Drydock itself says, beside the command's own words. */
      readonly stream: "stdin" | "stdout" | "stderr" | "note";
      readonly text: string;
      /** With stdin: what stood before it, if not the usual `$`. */
      readonly prompt?: string;
      /** With stdin: the machine whose shell has read it, if not that of the learner. */
      readonly host?: string;
    }
  | {
      readonly type: "container";
      readonly pod: string;
      readonly container: string;
      readonly line: string;
      readonly data?: Json;
    }
  | {
      readonly type: "machine";
      readonly node: string;
      readonly what: string;
      readonly data?: Json;
    };

export type LoggedEntry = LogEntry & { readonly atMs: number; readonly index: number };
