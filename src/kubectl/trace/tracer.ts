// Tells of requests in kubectl's log. Models the debugging round tripper of client-go/transport/round_trippers.go (v1.36).
import type { Json, JsonObject, Status } from "#api/meta";
import type { Result } from "#api/result";
import { discoveredByName } from "#api/scheme";
import type { Blocked, Call, Context } from "../command.ts";
import { compactJsonAsWritten } from "../go/json-text.ts";
import { SERVER } from "../kubeconfig.ts";
import { klogLine } from "../usage.ts";
import { requestHeaders, responseHeaders } from "./headers.ts";
import { klogValue, pathOf, type Place, type Query, queryText, shownBody, statusText } from "./wire.ts";

/** client-go's own, as kubectl 1.36 finds them when nothing is set. */
const FEATURES: { readonly [name: string]: boolean } = {
  AtomicFIFO: true,
  ClientsAllowCARotation: true,
  ClientsAllowCBOR: false,
  ClientsAllowTLSCacheGC: true,
  ClientsPreferCBOR: false,
  InOrderInformers: true,
  InOrderInformersBatchProcess: true,
  InformerResourceVersion: true,
  UnlockWhileProcessingFIFO: true,
  WatchListClient: true,
};

export interface Sent {
  readonly verb: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** A resource's, or a path of the server's own. */
  readonly place: Place | string;
  readonly query?: Query;
  readonly body?: Json;
  readonly contentType?: string;
}

export interface Came {
  readonly code: number;
  /** Written out only when it is shown. */
  body(): string;
  /** How many objects came. */
  readonly count: number;
}

export const cameWith = (object: Json, code = 200, count = 1): Came => ({
  code,
  body: () => `${compactJsonAsWritten(object)}\n`,
  count,
});

export const EMPTY: Came = { code: 200, body: () => "", count: 0 };

export class Tracer {
  readonly #context: Context;
  readonly #call: Call;
  readonly #level: number;
  #last: Came = EMPTY;

  constructor(context: Context, call: Call) {
    this.#context = context;
    this.#call = call;
    this.#level = call.flags.int("v");
  }

  /** What kubectl says of itself before it does anything. */
  begin(): void {
    if (this.#level >= 6) this.#say("loader.go:407", "Config loaded from file:  /home/learner/.kube/config");
    for (const [name, isOn] of Object.entries(FEATURES)) {
      this.#say("envvar.go:195", `"Feature gate default state" feature="${name}" enabled=${isOn}`);
    }
  }

  /** Makes the request and tells of it; of one that throws (there is no way to the server now) nothing is told. */
  ask<T>(sent: Sent, request: () => Result<T>, shown: (value: T) => Came): Result<T> {
    const answer = request();
    this.tell(sent, answer.ok ? shown(answer.value) : cameWith(asSent(answer.status), answer.status.code));
    return answer;
  }

  tell(sent: Sent, came: Came): void {
    this.#last = came;
    if (this.#level < 6) return;
    const path = typeof sent.place === "string" ? sent.place : pathOf(sent.place);
    const url = `${SERVER}${path}${queryText(sent.query ?? {})}`;
    this.#request(sent, url);
    this.#response(sent, came, url);
    if (this.#level >= 8) this.#body("Response", came.body());
  }

  #request(sent: Sent, url: string): void {
    if (this.#level < 7) return;
    if (this.#level >= 8) this.#body("Request", sent.body === undefined ? "" : compactJsonAsWritten(sent.body));
    const headers = requestHeaders(this.#call, sent);
    if (this.#level >= 9) {
      const flags = headers.map((header) => `-H ${JSON.stringify(header)}`).join(" ");
      const line = `curl -v -X${sent.verb}  ${flags} '${url}'\n`;
      this.#say("round_trippers.go:527", `"Request" curlCommand=${klogValue(line)}`);
      return;
    }
    const shown = klogValue(headers.map((header) => `${header}\n`).join(""));
    this.#say("round_trippers.go:527", `"Request" verb="${sent.verb}" url="${url}" headers=${shown}`);
  }

  #response(sent: Sent, came: Came, url: string): void {
    const ms = took(sent, came);
    const asked = this.#level === 7 || this.#level === 8 ? [] : [`verb="${sent.verb}" url="${url}"`];
    const headers = this.#level >= 8 ? [`headers=${klogValue(responseHeaders(this.#context.client.nowMs()))}`] : [];
    const parts = this.#level >= 9 ? ["getConnectionMilliseconds=0", `serverProcessingMilliseconds=${ms}`] : [];
    const what = [...asked, `status="${statusText(came.code)}"`, ...headers, `milliseconds=${ms}`, ...parts];
    this.#say("round_trippers.go:632", `"Response" ${what.join(" ")}`);
  }

  #body(which: "Request" | "Response", text: string): void {
    this.#say("helper.go:105", `"${which} Body" body=${klogValue(shownBody(text, this.#level))}`);
  }

  /** What a command that goes on waiting asks to be told of. */
  watching({ watch }: Blocked["wake"]): void {
    const resource = watch && discoveredByName(watch.resource);
    if (!watch || !resource) return;
    const field = watch.name === undefined ? "" : `metadata.name=${watch.name}`;
    const query: Query = this.#call.path === "get" ? this.#listed(field) : { ...REFLECTOR, fieldSelector: field };
    this.tell({ verb: "GET", place: { resource, namespace: watch.namespace ?? "" }, query }, EMPTY);
  }

  /** `get -w` goes on from its list. */
  #listed(field: string): Query {
    const { flags } = this.#call;
    const versions = [...this.#last.body().matchAll(/"resourceVersion":"(\d+)"/g)].map(([, version]) =>
      Number(version),
    );
    return {
      fieldSelector: [flags.text("field-selector"), field].filter((part) => part !== "").join(","),
      labelSelector: flags.text("selector"),
      resourceVersion: String(Math.max(0, ...versions)),
      watch: "true",
    };
  }

  /** The server's refusal, whole, before kubectl prints the error. */
  refused(status: Status): void {
    if (this.#level < 4) return;
    this.#say("helpers.go:246", `server response object: %s[${JSON.stringify(asSent(status), null, 2)}]`);
  }

  #say(place: string, what: string): void {
    klogLine(this.#context, "I", { place, text: what });
  }
}

/** metav1.Status in the order of its fields. */
const asSent = ({ kind, apiVersion, message, reason, details, code, status }: Status): JsonObject => {
  const { name, group, kind: of, causes, retryAfterSeconds } = details ?? {};
  const told = {
    ...(name === undefined ? {} : { name }),
    ...(group === undefined ? {} : { group }),
    ...(of === undefined ? {} : { kind: of }),
    ...(causes === undefined ? {} : { causes: causes.map((cause) => ({ ...cause })) }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  return { kind, apiVersion, metadata: {}, status, message, reason, ...(details ? { details: told } : {}), code };
};

/** client-go's reflector: first what there is, then every change. */
const REFLECTOR: Query = {
  allowWatchBookmarks: "true",
  resourceVersionMatch: "NotOlderThan",
  sendInitialEvents: "true",
  timeoutSeconds: "379",
  watch: "true",
};

/** Reads come from memory, what is written goes to etcd first. */
const took = (sent: Sent, came: Came): number => (sent.verb === "GET" ? 2 : 7) + Math.floor(came.count / 50);
