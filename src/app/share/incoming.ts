// A file of ours that a person hands to the page: chosen, or dropped anywhere on it.
import type { App } from "../app.ts";
import { readAddress } from "../drivers/router.ts";
import { act } from "../sync/perform.ts";
import { MOST_BYTES } from "./codec.ts";
import { readFile } from "./receive.ts";

export const openFile = async (app: App, file: File): Promise<void> => {
  const wire = file.size > MOST_BYTES ? "long" : readFile(await file.text());
  if (typeof wire === "string") return app.set({ notice: wire });
  // Its page is gone to without a word to the router: what the file holds travels with the op, to every window of the room.
  history.pushState(null, "", `#/${wire.page}`);
  act(app, { ...readAddress(), shared: wire });
};
