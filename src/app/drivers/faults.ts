// Whatever throws where nobody waits for it: it is said, as what breaks in a pane or in the simulation is. Time goes on.
import type { App } from "../app.ts";

/** Answers how to hear no more. */
export const onThrown = (tell: (error: Error) => void): (() => void) => {
  const hear = (thrown: unknown): void => {
    // A browser says so too when it was late with a layout; and what somebody has added to the browser is not ours.
    if (thrown instanceof Error && !thrown.stack?.includes("-extension:")) tell(thrown);
  };
  const onError = ({ error }: ErrorEvent): void => hear(error);
  const onRejection = ({ reason }: PromiseRejectionEvent): void => hear(reason);
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onRejection);
  return () => {
    removeEventListener("error", onError);
    removeEventListener("unhandledrejection", onRejection);
  };
};

export const startFaults = (app: App): void => void onThrown((error) => app.threw(error));
