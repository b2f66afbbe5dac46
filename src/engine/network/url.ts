// Models what an HTTP client reads out of a URL. There is no URL class below the page, and curl is laxer than it anyway.
export interface ParsedUrl {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  /** With the query, always beginning with `/`. */
  readonly path: string;
}

const SHAPE = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([/?][^#]*)?(?:#.*)?$/;

/** Undefined if there is no host, the port is none, or the scheme is not HTTP's. */
export const parseUrl = (text: string): ParsedUrl | undefined => {
  const match = SHAPE.exec(text.trim());
  if (!match) return undefined;
  const scheme = (match[1] ?? "http").toLowerCase();
  const host = (match[2] ?? "").toLowerCase();
  if (host === "" || (scheme !== "http" && scheme !== "https")) return undefined;
  const port = match[3] ? Number(match[3]) : scheme === "https" ? 443 : 80;
  if (port < 1 || port > 65_535) return undefined;
  const path = match[4] ?? "/";
  return { scheme, host, port, path: path.startsWith("/") ? path : `/${path}` };
};

/** The path without its query. */
export const pathOnly = (path: string): string => {
  const query = path.indexOf("?");
  return query < 0 ? path : path.slice(0, query);
};
