// A link to an exact moment: the commands, how far the run was seen, and where one is. Compressed into the hash; no server sees it.
import * as v from "valibot";
import type { App, SavedSession } from "../app.ts";

const commandSchema = v.object({
  atMs: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000)),
  command: v.object({
    component: v.picklist(["shell", "node", "network", "firewall", "apps", "delivery"]),
    action: v.pipe(v.string(), v.maxLength(40)),
    data: v.record(v.string(), v.any()),
  }),
});
const sharedSchema = v.object({
  commands: v.pipe(v.array(commandSchema), v.maxLength(2000)),
  endMs: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000)),
  nowMs: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000)),
  sandbox: v.exactOptional(
    v.object({
      workers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
      cpu: v.pipe(v.string(), v.regex(/^\d{1,3}$/)),
      memory: v.pipe(v.string(), v.regex(/^\d{1,4}[MG]i$/)),
      seed: v.pipe(v.number(), v.integer()),
    }),
  ),
});

const LONGEST = 200_000;
/** What one may hold, unpacked. */
const MOST_BYTES = 4_000_000;

const pipe = async (
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array> => {
  let size = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, out) {
      // A few kB of a forged link can unfold to gigabytes.
      if ((size += chunk.byteLength) > MOST_BYTES) throw new RangeError("more than a session holds");
      out.enqueue(chunk);
    },
  });
  const stream = new Blob([bytes]).stream().pipeThrough(through).pipeThrough(bounded);
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const toText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** The address of this very moment. */
export const linkToNow = async (app: App): Promise<string> => {
  const { session, state } = app;
  const base = location.href.split("?s=")[0]!;
  if (!session) return base;
  const { commands, endMs } = session.run.record();
  const sandbox = state.page.kind === "sandbox" ? { sandbox: state.sandbox } : {};
  return `${base}?s=${await pack({ commands, endMs, nowMs: session.nowMs, ...sandbox })}`;
};

export const pack = async (saved: SavedSession): Promise<string> =>
  toText(await pipe(new TextEncoder().encode(JSON.stringify(saved)), new CompressionStream("deflate-raw")));

/** What a link holds; undefined if it holds none, or none that is ours. */
export const readShared = async (hash: string): Promise<SavedSession | undefined> => {
  const text = hash.split("?s=")[1];
  if (!text || text.length > LONGEST) return undefined;
  try {
    const json = new TextDecoder().decode(await pipe(toBytes(text), new DecompressionStream("deflate-raw")));
    const parsed = v.safeParse(sharedSchema, JSON.parse(json));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // Cut off or forged: the lesson opens at its beginning.
  }
};
