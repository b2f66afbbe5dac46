// The table of components, in the order in which they are told of a change.
import type { ComponentFactory } from "./sim.ts";
import { createEvents } from "./events/events.ts";

export const componentFactories: readonly ComponentFactory[] = [createEvents];
