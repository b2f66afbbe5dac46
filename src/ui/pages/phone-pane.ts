// Which pane a phone shows below its cluster: one at a time, and after a reload the one that was shown.
import { loadPane, savePane } from "#app/drivers/storage";
import { createChoice } from "../common/choice.ts";

export type PhonePane = "lesson" | "editor" | "terminal";

export const PHONE_PANES: readonly PhonePane[] = ["lesson", "editor", "terminal"];

const shown = createChoice<PhonePane>("lesson");
let page = "";

export const { useChosen: usePane } = shown;

export const paneId = (pane: PhonePane): string => `pane-${pane}`;

/** Another page begins with its lesson. */
export const openPanes = (next: string): void => {
  page = next;
  const kept = loadPane(page);
  shown.set(PHONE_PANES.find((pane) => pane === kept) ?? "lesson");
};

/** Shows it, and comes to where it is. */
export const showPane = (pane: PhonePane): void => {
  shown.set(pane);
  savePane(page, pane);
  requestAnimationFrame(() => document.getElementById(paneId(pane))?.scrollIntoView({ block: "nearest" }));
};
