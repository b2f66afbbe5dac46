// The folder of a lesson out of a ZIP archive that anybody may have made: nothing is read that the archive did not announce, and no more
// than a lesson may hold, however small it is packed.
import { MOST_BYTES, MOST_FILES, type Folder } from "./read.ts";
import { readAll } from "../share/read-all.ts";
import { crcOf } from "./zip.ts";

export type NoFolder = "notZip" | "brokenZip" | "noLesson" | "manyLessons" | "bigLesson";

const LOCAL = 0x04_03_4b_50;
const CENTRAL = 0x02_01_4b_50;
const END = 0x06_05_4b_50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
/** Of a whole repository as an archive. */
const MOST_ENTRIES = 5000;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

export const unzip = async (bytes: Uint8Array<ArrayBuffer>): Promise<Folder | NoFolder> => {
  const entries = readEntries(bytes);
  if (typeof entries === "string") return entries;
  const lessons = entries.filter(({ path }) => nameOf(path) === "lesson.yaml" && !path.startsWith("__MACOSX/"));
  if (lessons.length === 0) return "noLesson";
  if (lessons.length > 1) return "manyLessons";
  const folder = folderOf(lessons[0]!.path);
  const files = entries.filter(
    ({ path }) => folderOf(path) === folder && !nameOf(path).startsWith(".") && nameOf(path) !== "",
  );
  if (files.length > MOST_FILES || files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) return "bigLesson";
  try {
    const texts = await Promise.all(
      files.map(
        async (entry) => [nameOf(entry.path), new TextDecoder().decode(await contentOf(bytes, entry))] as const,
      ),
    );
    return Object.fromEntries(texts);
  } catch {
    return "brokenZip";
  }
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

const readEntries = (bytes: Uint8Array<ArrayBuffer>): readonly Entry[] | NoFolder => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end < 0) return "notZip";
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) return "bigLesson";
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  try {
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== CENTRAL) return "brokenZip";
      const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
        number,
        number,
        number,
      ];
      entries.push({
        path: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
      at += 46 + name + extra + comment;
    }
  } catch {
    return "brokenZip"; // It announces more than it holds.
  }
  return entries;
};

/** Where the archive's own end stands: behind it there may be a comment. */
const endOf = (view: DataView): number => {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return -1;
};

const contentOf = async (bytes: Uint8Array<ArrayBuffer>, entry: Entry): Promise<Uint8Array> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, packed, method, size, crc } = entry;
  if (view.getUint32(offset, true) !== LOCAL) throw new RangeError("There is no file where one was announced.");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (method !== STORED && method !== DEFLATED) throw new RangeError("Packed in a way that few know.");
  const content = method === STORED ? data : await inflate(data, size);
  if (content.length !== size || crcOf(content) !== crc) throw new RangeError("Not what was announced.");
  return content;
};

/** Stops where it comes to more than was announced: a bomb is never unpacked. */
const inflate = async (data: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> => {
  const inflated = await readAll(new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")), size);
  if (!inflated) throw new RangeError("More than was announced.");
  return inflated;
};
