import "./styles/base.css";
import "./styles/tokens.css";
import type { ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { onThrown } from "#app/drivers/faults";

const isGallery = import.meta.env.DEV || import.meta.env.VITE_GALLERY === "1";

async function start(): Promise<void> {
  const host = document.getElementById("root");
  if (host === null) throw new Error("The page has no #root.");
  const root = createRoot(host);
  if (isGallery && new URLSearchParams(location.search).has("gallery")) {
    const { Gallery } = await import("./gallery/gallery.tsx");
    root.render(<Gallery />);
    return;
  }
  const asked = new URLSearchParams(location.search);
  if (asked.has("embed")) return location.replace(embedAddress(asked));
  if (asked.has("snippet")) {
    const { SnippetPage } = await import("./share/snippet-page.tsx");
    return show(root, <SnippetPage lesson={asked.get("snippet")} />);
  }
  if (asked.has("class")) {
    const { ClassPage } = await import("./class/class-page.tsx");
    return show(root, <ClassPage />);
  }
  if (asked.has("handout")) {
    const { HandoutPage } = await import("./handout/handout-page.tsx");
    return show(root, <HandoutPage lesson={asked.get("handout") ?? ""} />);
  }
  if (asked.has("preview")) {
    const { PreviewPage } = await import("./preview/preview-page.tsx");
    return show(root, <PreviewPage lesson={asked.get("preview") ?? ""} />);
  }
  // What asks for a lesson's words and its still is small, and here before what draws them: the network works meanwhile.
  const started = import("#app/drivers/start").then(({ startDrivers }) => startDrivers());
  const { AppRoot } = await import("./pages/app-root.tsx");
  await started;
  root.render(<AppRoot />);
  keepForOffline();
}

/** A page that is no playground: what breaks in it is said, and a report can be had. React tells the window of what it could not draw. */
function show(root: Root, page: ReactNode): void {
  onThrown((error) => void import("./pages/app-root.tsx").then(({ tellCrash }) => tellCrash(error)));
  root.render(page);
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

void start();
