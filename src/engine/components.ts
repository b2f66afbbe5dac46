// The table of components, in the order in which they are told of a change.
import type { ComponentFactory } from "./sim.ts";
import { createBootstrap } from "./bootstrap.ts";
import { createEvents } from "./events/events.ts";

export const componentFactories: readonly ComponentFactory[] = [
  createEvents,
  // Last: what it creates finds every component in place.
  createBootstrap,
];
