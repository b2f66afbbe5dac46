// Whatever throws in an embed, wherever that is: it is said in words, and a report of it can be had.
import { onThrown } from "#app/drivers/faults";
import type { Broken } from "#app/embed/embed-report";
import { button } from "./dom.ts";
import type { HandsOn } from "./hands-on.ts";
import { handsParts } from "./hands-parts.ts";

export interface FaultyPlace {
  readonly hands: HandsOn;
  readonly root: Element;
  /** Where its words stand. */
  readonly said: HTMLElement;
  readonly label: string;
  /** Stops, and answers what to say. */
  readonly stop: (why: string) => string;
  readonly broken: () => Broken;
}

/** Answers who is told of a fault that was caught. */
export const onFaults = ({ hands, root, said, label, stop, broken }: FaultyPlace): ((thrown: unknown) => void) => {
  const tools = root.querySelector(".tools")!;
  let save: Element | null = null;
  const tell = (thrown: unknown): void => {
    const fault = thrown instanceof Error ? thrown : new Error(String(thrown));
    said.textContent = stop(fault.message);
    said.style.whiteSpace = "normal";
    save?.remove();
    save = button(label, () => hands.do(() => handsParts().report(broken(), fault, tools)));
    tools.append(save);
  };
  onThrown(tell);
  return tell;
};
