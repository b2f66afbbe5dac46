import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unzip } from "./unzip.ts";
import { crcOf, zip } from "./zip.ts";

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/** A deflated archive of one file, as every other program makes it. */
const packed = (
  path: string,
  text: string,
  says: { readonly size?: number; readonly crc?: number } = {},
): Uint8Array<ArrayBuffer> => {
  const [name, content] = [Buffer.from(path), Buffer.from(text)];
  const data = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(says.crc ?? crcOf(content), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(says.size ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, data]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, central, end]));
};

describe("the folder of a lesson", () => {
  it("comes out of what this page wrote", async () => {
    const files = {
      "my-lesson/lesson.yaml": "id: x",
      "my-lesson/ko.md": "# 안녕",
      "my-lesson/deep/a.yaml": "a",
      "b.md": "b",
    };
    expect(await unzip(await bytesOf(zip(files)))).toEqual({ "lesson.yaml": "id: x", "ko.md": "# 안녕" });
  });
  it("comes out of what another program packed", async () => {
    expect(await unzip(packed("lesson.yaml", "id: x\n".repeat(1000)))).toEqual({
      "lesson.yaml": "id: x\n".repeat(1000),
    });
  });
});

describe("refuses, in words and at once", () => {
  it.each([
    ["nothing", new Uint8Array(0), "notZip"],
    ["a web page", new TextEncoder().encode("<!doctype html>".repeat(100)), "notZip"],
    ["a bomb that says what it is", packed("lesson.yaml", "x".repeat(50_000_000)), "bigLesson"],
    ["a bomb that says it is small", packed("lesson.yaml", "x".repeat(50_000_000), { size: 1000 }), "brokenZip"],
    ["other bytes than were announced", packed("lesson.yaml", "id: x", { crc: 1 }), "brokenZip"],
    ["half of an archive", packed("lesson.yaml", "id: x").slice(20), "brokenZip"],
    ["an archive of something else", packed("readme.txt", "x"), "noLesson"],
  ])("%s", async (_name, bytes, refused) => expect(await unzip(bytes)).toBe(refused));

  it("two lessons in one, and more files than a lesson has", async () => {
    expect(await unzip(await bytesOf(zip({ "a/lesson.yaml": "", "b/lesson.yaml": "" })))).toBe("manyLessons");
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`f${i}.yaml`, ""]));
    expect(await unzip(await bytesOf(zip({ "lesson.yaml": "", ...many })))).toBe("bigLesson");
  });
});
