// What is dropped anywhere on the page is opened: a moment that was handed on, or the folder of a lesson. It never takes the page's place.
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
    // Asked for now: afterwards the browser has forgotten what was dropped.
    const entries = [...event.dataTransfer!.items].map((item) => item.webkitGetAsEntry());
    const files = [...event.dataTransfer!.files];
    void import("../share/incoming.ts").then(({ openDropped }) => openDropped(app, entries, files));
  };
  addEventListener("dragover", onOver);
  addEventListener("drop", onDrop);
  return () => {
    removeEventListener("dragover", onOver);
    removeEventListener("drop", onDrop);
  };
};
