// One address, asked for once and without a word about who asks: no cookies, no referrer. What comes is bytes, few and soon, or the reason
// why not. Runs in the frame that may speak to other hosts (ui/bring), and in the page for its own site.
import { readAll } from "../share/read-all.ts";

export type NotGot = "status" | "slow" | "big" | "blocked" | "unreachable" | "redirect";

export type Got =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }
  | { readonly refused: NotGot; readonly detail?: string };

export interface Limits {
  readonly mostBytes: number;
  readonly withinMs: number;
}

/** `redirect`: to where else it may lead. */
export const getBytes = async (
  url: string,
  { mostBytes, withinMs }: Limits,
  redirect: RequestRedirect,
): Promise<Got> => {
  const abort = new AbortController();
  let isSlow = false;
  const timer = setTimeout(() => {
    isSlow = true;
    abort.abort();
  }, withinMs);
  const silent: RequestInit = {
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    redirect,
    signal: abort.signal,
  };
  try {
    const response = await fetch(url, silent);
    if (!response.ok) return { refused: "status", detail: String(response.status) };
    const bytes = Number(response.headers.get("content-length")) > mostBytes ? null : await read(response, mostBytes);
    return bytes ? { bytes, type: response.headers.get("content-type") ?? "" } : { refused: "big" };
  } catch {
    if (isSlow) return { refused: "slow" };
    return { refused: (await answers(url, silent)) ? "blocked" : isSlow ? "slow" : "unreachable" };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
};

/** null: more than that. */
const read = async ({ body }: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | null> =>
  body ? await readAll(body, mostBytes) : new Uint8Array(0);

/** Somebody answers there, but says nothing that this page may hear. */
const answers = async (url: string, silent: RequestInit): Promise<boolean> => {
  try {
    await fetch(url, { ...silent, mode: "no-cors", redirect: "follow" });
    return true;
  } catch {
    return false;
  }
};
