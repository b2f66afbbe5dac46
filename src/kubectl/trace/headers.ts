// The headers of kubectl's requests and of the server's answers.
import { formatRfc1123 } from "#api/time";
import type { PatchType } from "../client.ts";
import type { Call } from "../command.ts";

export const PATCH_CONTENT: { readonly [type in PatchType]: string } = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
};

/** Whether the server is asked for rows. */
export const isTable = (call: Call): boolean =>
  call.path === "get" && ["", "wide"].includes(call.flags.text("output")) && call.flags.text("template") === "";

const TABLE =
  "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

const AGENT = "kubectl/v1.36.3 (linux/amd64) kubernetes/0000000";

/** In the order of their names; credentials are masked, as client-go masks them. */
export const requestHeaders = (
  call: Call,
  sent: { readonly body?: unknown; readonly contentType?: string },
): readonly string[] => [
  `Accept: ${isTable(call) ? TABLE : "application/json"}`,
  "Authorization: Bearer <masked>",
  ...(sent.body === undefined ? [] : [`Content-Type: ${sent.contentType ?? "application/json"}`]),
  `User-Agent: ${AGENT}`,
];

export const responseHeaders = (nowMs: number): string =>
  [
    "Cache-Control: no-cache, private",
    "Content-Type: application/json",
    `Date: ${formatRfc1123(nowMs).replace("+0000", "GMT")}`,
    "",
  ].join("\n");
