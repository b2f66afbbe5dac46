// Fetches a lesson from an address that a person has agreed to: an archive of its folder, or its lesson.yaml with the files beside it. The
// page itself may speak to its own site only; other hosts are asked by a frame that knows nothing (ui/bring).
import { parse } from "yaml";
import { isTooDeep } from "#api/yaml-depth";
import { getBytes, type Got, type NotGot } from "./get-bytes.ts";
import { MOST_FILES, MOST_BYTES, type Folder } from "./read.ts";
import { unzip, type NoFolder } from "./unzip.ts";

/** Why no lesson came. */
export type Refused = NotGot | NoFolder | "address" | "offline" | "framed" | "oneFile" | "webPage";

export interface Address {
  readonly url: string;
  readonly host: string;
  /** Of this very site. */
  readonly isOwn: boolean;
}

const MOST_FETCHED = 5_000_000;
const WITHIN_MS = 12_000;
/** The frame is a small file of this site. */
const FRAME_WITHIN_MS = 6000;

/** What may be asked for: null, where it is nothing of that kind. */
export const readAddress = (text: string): Address | null => {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  url.hash = "";
  const isOwn = url.origin === location.origin && url.protocol.startsWith("http");
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname) && url.protocol === "http:";
  if (url.username !== "" || url.password !== "" || !(isOwn || isHere || url.protocol === "https:")) return null;
  return { url: url.href, host: url.host, isOwn };
};

/** Where nothing can be fetched, whatever the address is. */
export const cannot = (): Refused | null => {
  if (top !== self) return "framed";
  if (location.protocol === "file:") return "oneFile";
  return navigator.onLine ? null : "offline";
};

type Get = (url: string) => Promise<Got>;

export const fetchLesson = async (
  address: Address,
): Promise<Folder | { readonly refused: Refused; readonly detail?: string }> => {
  if (address.isOwn) return lessonAt(address, (url) => getBytes(url, LIMITS, "error"));
  const frame = await openFrame(address.url);
  if (!frame) return { refused: "offline" };
  try {
    return await lessonAt(address, frame.get);
  } finally {
    frame.close();
  }
};

const LIMITS = { mostBytes: MOST_FETCHED, withinMs: WITHIN_MS };

const lessonAt = async ({ url }: Address, get: Get): Promise<Awaited<ReturnType<typeof fetchLesson>>> => {
  const got = await get(url);
  if ("refused" in got) return got;
  const { bytes, type } = got;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const folder = await unzip(bytes);
    return typeof folder === "string" ? { refused: folder } : folder;
  }
  const text = new TextDecoder().decode(bytes);
  if (type.startsWith("text/html") || /^\s*</.test(text)) return { refused: "webPage" };
  const names = filesOf(text);
  if (!names) return { refused: "notZip" };
  return besides(url, { "lesson.yaml": text }, { names, get });
};

const isName = (name: unknown): name is string => typeof name === "string" && /^\w[\w.-]*$/.test(name);

/** What stands beside a lesson.yaml; null: it is none. */
const filesOf = (text: string): readonly string[] | null => {
  if (text.length > MOST_BYTES || isTooDeep(text)) return null;
  try {
    const lesson = parse(text, { merge: true }) as { readonly id?: unknown; readonly manifests?: unknown } | null;
    if (typeof lesson?.id !== "string") return null;
    const manifests = Array.isArray(lesson.manifests) ? (lesson.manifests as readonly unknown[]) : [];
    return ["en.md", "ko.md", ...manifests.filter(isName)].slice(0, MOST_FILES);
  } catch {
    return null;
  }
};

interface Beside {
  readonly names: readonly string[];
  readonly get: Get;
}

/** In the folder of that address and nowhere else. */
const besides = async (
  url: string,
  first: Folder,
  { names, get }: Beside,
): Promise<Awaited<ReturnType<typeof fetchLesson>>> => {
  const { search } = new URL(url);
  const got = await Promise.all(
    names.map(async (name) => {
      const at = new URL(name, url);
      at.search = search;
      return [name, await get(at.href)] as const;
    }),
  );
  const folder: Record<string, string> = { ...first };
  for (const [name, one] of got) {
    // What is not there the lesson's own reading will miss, and say so.
    if ("bytes" in one) folder[name] = new TextDecoder().decode(one.bytes);
    else if (one.refused !== "status") return { refused: one.refused };
  }
  return folder;
};

interface Frame {
  readonly get: Get;
  readonly close: () => void;
}

const openFrame = (first: string): Promise<Frame | null> =>
  new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.hidden = true;
    frame.src = "bring.html";
    const asked = new Map<number, (got: Got) => void>();
    let count = 0;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }: MessageEvent<{ readonly n: number; readonly got: Got }>) => {
      asked.get(data.n)?.(data.got);
      asked.delete(data.n);
    });
    port1.start();
    const close = (): void => {
      removeEventListener("message", onReady);
      clearTimeout(timer);
      port1.close();
      frame.remove();
    };
    const get: Get = (url) =>
      new Promise((answer) => {
        const n = ++count;
        asked.set(n, answer);
        port1.postMessage({ n, url, ...LIMITS });
      });
    const onReady = ({ source, data }: MessageEvent): void => {
      if (source !== frame.contentWindow || data !== "drydock-bring") return;
      removeEventListener("message", onReady);
      clearTimeout(timer);
      // It has no origin of its own; who it is was just seen.
      frame.contentWindow?.postMessage({ first }, "*", [port2]);
      resolve({ get, close });
    };
    const timer = setTimeout(() => {
      close();
      resolve(null);
    }, FRAME_WITHIN_MS);
    addEventListener("message", onReady);
    document.body.append(frame);
  });
