// The words of a client that no API server answered: client-go's, and kubectl's about them.
import type { ApiAnswer } from "./masters.ts";

/** Where every client of the cluster looks for its API server. */
export const API_HOST = "10.77.0.1:6443";

/** What client-go says once it has given up. */
export const clientError = (kind: Exclude<ApiAnswer["kind"], "answers">): string => {
  if (kind === "refused") return `dial tcp ${API_HOST}: connect: connection refused`;
  if (kind === "unreachable") return `dial tcp ${API_HOST}: connect: no route to host`;
  return "net/http: TLS handshake timeout";
};

/** kubectl's own words (staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go). */
export const kubectlComplaint = (why: string): string =>
  why.endsWith("connection refused")
    ? `The connection to the server ${API_HOST} was refused - did you specify the right host or port?`
    : `Unable to connect to the server: ${why}`;
