// Commands whose work is loaded when a line first names them (rare.ts).
import { isJsonObject } from "#api/json";
import type { Command } from "../command.ts";
import { rarePart } from "../rare-parts.ts";

export const portForward: Command = {
  path: "port-forward",
  short: "Forward ports of this machine to a pod",
  about: "It stays until Ctrl+C. Ask from another terminal: curl localhost:8080.",
  examples: [
    ["The same port", "kubectl port-forward pod/web-0 8080"],
    ["Another one here", "kubectl port-forward deployment/web 9000:8080"],
    ["By the port of a service", "kubectl port-forward service/web 8080:http"],
  ],
  run: (context, call) => rarePart("portForward").start(context, call),
  resume: (context, _call, state, reason) =>
    rarePart("portForward").goOn(context, isJsonObject(state) ? state : {}, reason),
};
