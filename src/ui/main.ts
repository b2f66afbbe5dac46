import "./styles/base.css";
import "./styles/tokens.css";
import { faceOf } from "#app/face";
import { tellNotLoaded } from "./common/tell-not-loaded.ts";
import { isSlowBy } from "./slow-line.ts";

const isGallery = import.meta.env.DEV || import.meta.env.VITE_GALLERY === "1";
/** Pages that are no playground, by what their addresses ask for. */
const APART = ["snippet", "class", "handout", "preview"];

async function start(): Promise<void> {
  const host = document.getElementById("root");
  if (host === null) throw new Error("The page has no #root.");
  const asked = new URLSearchParams(location.search);
  if (isGallery && asked.has("gallery")) return (await import("./gallery/gallery.tsx")).showGallery(host);
  if (asked.has("embed")) return location.replace(embedAddress(asked));
  const apart = APART.find((name) => asked.has(name));
  if (apart !== undefined) return (await import("./pages/apart.tsx")).showApart(host, apart, asked.get(apart) ?? "");
  // What asks for a lesson's words and its still is small, and here before what draws them: the network works meanwhile.
  const started = import("#app/drivers/start").then(({ startDrivers }) => startDrivers());
  if (import.meta.env.MODE !== "one" && isSlowBy(import.meta.url) && isLessonAlone()) {
    // The largest of what has to come: the line is never to stand still. Who needs it asks again.
    void import("#app/live").catch(() => undefined);
    await started;
    await (await import("./first/first-sight.ts")).showFirstSight(host);
  }
  const { mount } = await import("./pages/mount.tsx");
  await started;
  mount(host);
  keepForOffline();
}

/** The page of one lesson, in step with no other window. */
function isLessonAlone(): boolean {
  const { face, room } = faceOf(location.search);
  return face === "learn" && room === null && location.hash.startsWith("#/lesson/");
}

/** When what is seen first, and the cluster, have surely come. */
const SETTLED_MS = 5000;

/** Keeps the site for visits without a network. Never what a development server serves: that changes under the page. */
function keepForOffline(): void {
  if (import.meta.env.DEV || import.meta.env.MODE === "one") return;
  setTimeout(() => {
    // Without a network there is nothing to keep.
    void import("#app/drivers/offline").then(({ startOffline }) => startOffline()).catch(() => undefined);
  }, SETTLED_MS);
}

/** `?embed&lesson=ID`: the lesson's embed, which is a page of its own. Nothing but the names of lessons leads anywhere. */
function embedAddress(asked: URLSearchParams): string {
  const lesson = /^[a-z0-9-]+$/.exec(asked.get("lesson") ?? "")?.[0];
  if (lesson === undefined) return "./";
  const language = (asked.get("lang") ?? navigator.language).startsWith("ko") ? "ko" : "en";
  for (const name of ["embed", "lesson", "lang"]) asked.delete(name);
  return `embed/${lesson}.${language}.html?${asked.toString()}`;
}

start().catch(() => void tellNotLoaded());
