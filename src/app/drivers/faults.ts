// Whatever throws where nobody waits for it: it is said, as what breaks in a pane or in the simulation is. Time goes on.
import type { App } from "../app.ts";

export const startFaults = (app: App): void => {
  const tell = (thrown: unknown): void => {
    // A browser says so too when it was late with a layout; and what somebody has added to the browser is not ours.
    if (thrown instanceof Error && !thrown.stack?.includes("-extension:")) app.threw(thrown);
  };
  addEventListener("error", ({ error }) => tell(error));
  addEventListener("unhandledrejection", ({ reason }) => tell(reason));
};
