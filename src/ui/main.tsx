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
  const [{ AppRoot }, { startDrivers }] = await Promise.all([
    import("./pages/app-root.tsx"),
    import("#app/drivers/start"),
  ]);
  startDrivers();
  root.render(<AppRoot />);
}

void start();
