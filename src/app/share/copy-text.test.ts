import { afterEach, expect, it, vi } from "vitest";
import { copyText } from "./copy-text.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page whose old command answers `answer`; what it would have copied, and what is left in the page. */
const page = (answer: () => boolean): { readonly copied: string[]; readonly left: Set<object> } => {
  const copied: string[] = [];
  const left = new Set<object>();
  let selected = "";
  vi.stubGlobal("HTMLElement", Object);
  vi.stubGlobal("document", {
    activeElement: null,
    body: { append: (field: object) => left.add(field) },
    createElement: () => {
      const field = {
        value: "",
        style: {},
        select: () => void (selected = field.value),
        remove: () => left.delete(field),
      };
      return field;
    },
    execCommand: () => {
      const isDone = answer();
      if (isDone) copied.push(selected);
      return isDone;
    },
  });
  return { copied, left };
};

it("asks the clipboard", async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copyText("a link")).toBe(true);
  expect(writeText).toHaveBeenCalledWith("a link");
});

it.each([
  ["has none, as over plain http", {}],
  ["refuses", { clipboard: { writeText: () => Promise.reject(new Error("denied")) } }],
])("copies what is selected where the page %s", async (_, navigator) => {
  vi.stubGlobal("navigator", navigator);
  const { copied, left } = page(() => true);
  expect(await copyText("a link")).toBe(true);
  expect(copied).toEqual(["a link"]);
  expect(left.size).toBe(0);
});

it.each([
  ["does not", () => false],
  [
    "is not known any more",
    () => {
      throw new TypeError("execCommand is not a function");
    },
  ],
])("says that it did not go where the old command %s", async (_, answer) => {
  vi.stubGlobal("navigator", {});
  const { left } = page(answer);
  expect(await copyText("a link")).toBe(false);
  expect(left.size).toBe(0);
});
