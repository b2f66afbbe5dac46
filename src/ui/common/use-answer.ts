import { useEffect, useState } from "react";
import { app } from "#app/store";

/** What `ask` answers, once it has: asked when the component appears, and again when another one is to be asked. What did not load is said. */
export function useAnswer<T>(ask: () => Promise<T | null>): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    let isHere = true;
    void ask().then(
      (made) => {
        if (isHere) setAnswer(made);
      },
      () => app.set({ notice: "notLoaded" }),
    );
    return () => {
      isHere = false;
    };
  }, [ask]);
  return answer;
}
