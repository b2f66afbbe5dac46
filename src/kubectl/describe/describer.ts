// What a describer of a kind is: a function from one object to its page.
import type { JsonObject } from "#api/meta";
import type { KubeClient } from "../client.ts";
import type { Writer } from "./writer.ts";

export interface DescribeContext {
  readonly client: KubeClient;
  readonly nowMs: number;
  readonly showEvents: boolean;
}

export type Describer = (w: Writer, object: JsonObject, context: DescribeContext) => void;
