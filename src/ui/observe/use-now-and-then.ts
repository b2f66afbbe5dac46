// For panels that may lag a little: a picture of the run a few times a second, not with every frame.
import { useEffect, useState } from "react";
import { store } from "#app/store";

const EVERY_MS = 200;

/** Changes when the run or the words did, at most five times a second. */
export function useNowAndThen(): number {
  const [revision, setRevision] = useState(() => store.getState().revision);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      setRevision(store.getState().revision);
    };
    const stop = store.subscribe((state, before) => {
      if (state.revision !== before.revision) timer ??= setTimeout(look, EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return revision;
}
