// Models the event TTL of kube-apiserver (pkg/controlplane/apiserver/options, v1.36): an event is gone an hour after it was written first.
// Simplified: an event that is counted on keeps its first hour; etcd would renew the lease at each write.
import type { ComponentFactory } from "../sim.ts";
import { forget } from "./recorder.ts";

export const createEvents: ComponentFactory = (sim) => ({
  name: "events",
  timers: {
    expire: (key, subject) => {
      sim.api.delete("events", key);
      // Of the scheduler's there are none: its recorder forgets by itself.
      if (typeof subject === "string") forget(sim, subject, key.slice(key.indexOf("/") + 1));
    },
    forget: (subject) => forget(sim, subject),
  },
});
