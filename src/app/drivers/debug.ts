// `?debug` before the hash: the run's length and hash stand on the document, so that two runs can be compared from outside.
import type { App } from "../app.ts";

export const startDebug = (app: App): void => {
  if (!new URLSearchParams(location.search).has("debug")) return;
  app.store.subscribe(() => {
    const { run } = app.session ?? {};
    if (run) document.documentElement.dataset["log"] = `${run.nowMs} ${run.cluster.logLength} ${run.cluster.logHash}`;
  });
};
