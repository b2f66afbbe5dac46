/** What has room on the card of the ingress: of a host the name that stands first, of a pattern what stands before its first group. */
export const routeLabel = (host = "", path: string): string =>
  `${host.replace(/\..*/, "…")}${path.replace(/\(.*/, "…")}`.replace(/(?<=.)\/$/, "");
