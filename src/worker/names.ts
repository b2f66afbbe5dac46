// Which file of the site a request is for, and under what address it is kept. Pure, so that it can be tested beside the worker.

/** Hash of each file of the built site, by its path from the site's root. */
export type SiteFiles = Readonly<Record<string, string>>;

export interface Asked {
  readonly method: string;
  readonly url: string;
}

/** The file that is asked for; null: this is none of ours, and goes to the network as if there were no worker. */
export const fileAsked = ({ method, url }: Asked, scope: string, files: SiteFiles): string | null => {
  if (method !== "GET") return null;
  const { origin, pathname } = new URL(url);
  const site = new URL(scope);
  if (origin !== site.origin || !pathname.startsWith(site.pathname)) return null;
  const path = pathname.slice(site.pathname.length);
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return Object.hasOwn(files, file) ? file : null;
};

/** Where a file is kept: another version of it is another key, and what did not change is not fetched again. */
export const keyOf = (file: string, scope: string, files: SiteFiles): string =>
  new URL(`${file}?${files[file]}`, scope).href;
