// A script of its own that is here before main.ts, because it is so small: on a slow line, where the address names a lesson, it asks for the
// simulator, the largest part of all. Otherwise the line stands still until main.ts has come and asked. The files stand in its own tag, from the
// build. On a quick line what draws the page is asked for first.
import { isSlowBy } from "./slow-line.ts";

const script = document.currentScript;

if (script instanceof HTMLScriptElement && location.hash.startsWith("#/lesson/") && isSlowBy(script.src)) {
  for (const file of (script.dataset["files"] ?? "").split(" ")) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.crossOrigin = "";
    link.href = file;
    document.head.append(link);
  }
}
