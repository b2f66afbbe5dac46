// Models the event TTL of kube-apiserver (pkg/controlplane/apiserver/options, v1.36): an event is gone an hour after it was written first.
// Simplified: an event that is counted on keeps its first hour; etcd would renew the lease at each write.
import type { ComponentFactory } from "../sim.ts";
import { forgetEvent, forgetMarks, type Marks } from "./recorder.ts";

export const createEvents: ComponentFactory = (sim) => ({
  name: "events",
  timers: {
    expire: (key, marks) => {
      sim.api.delete("events", key);
      // Of the scheduler's there are none: its recorder forgets by itself.
      if (marks) forgetEvent(sim, key.slice(key.indexOf("/") + 1), marks as unknown as Marks);
    },
    forget: (_, marks) => void forgetMarks(sim, marks as unknown as Marks),
  },
});
