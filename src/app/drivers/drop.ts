// A file dropped anywhere on the page is opened, if it is a moment that was handed on; it never takes the page's place.
import type { App } from "../app.ts";

const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

const onOver = (event: DragEvent): void => {
  if (hasFile(event)) event.preventDefault();
};

/** Answers how to stop. */
export const startDrop = (app: App): (() => void) => {
  const onDrop = (event: DragEvent): void => {
    if (!hasFile(event)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void import("../share/incoming.ts").then(({ openFile }) => openFile(app, file));
  };
  addEventListener("dragover", onOver);
  addEventListener("drop", onDrop);
  return () => {
    removeEventListener("dragover", onOver);
    removeEventListener("drop", onDrop);
  };
};
