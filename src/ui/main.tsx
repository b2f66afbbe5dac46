import "./styles/base.css";
import "./styles/tokens.css";
import { createRoot } from "react-dom/client";

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
    root.render(<SnippetPage lesson={asked.get("snippet")} />);
    return;
  }
  if (asked.has("class")) {
    const { ClassPage } = await import("./class/class-page.tsx");
    root.render(<ClassPage />);
    return;
  }
  if (asked.has("handout")) {
    const { HandoutPage } = await import("./handout/handout-page.tsx");
    root.render(<HandoutPage lesson={asked.get("handout") ?? ""} />);
    return;
  }
  if (asked.has("preview")) {
    const { PreviewPage } = await import("./preview/preview-page.tsx");
    root.render(<PreviewPage lesson={asked.get("preview") ?? ""} />);
    return;
  }
  const [{ AppRoot }, { startDrivers }] = await Promise.all([
    import("./pages/app-root.tsx"),
    import("#app/drivers/start"),
  ]);
  startDrivers();
  root.render(<AppRoot />);
  keepForOffline();
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
