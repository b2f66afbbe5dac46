// Stands in for d3-transition and d3-interpolate in the page. React Flow takes both along to move its view smoothly, which it is never asked
// for: no `duration` here is above 0, and a double click does not zoom. With their colours, easings and timers they are 10 kB of every first view.
import { selection } from "d3-selection";

// d3-zoom ends what may be moving before it moves anything itself.
export const interrupt = () => undefined;
selection.prototype.interrupt = function none() {
  return this;
};

const unused = () => {
  throw new Error("The page has no transitions of its drawing: see .ci/no-transitions.js.");
};
selection.prototype.transition = unused;
export const interpolate = unused;
export const interpolateZoom = unused;
