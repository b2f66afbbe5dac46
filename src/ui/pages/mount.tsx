import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { AppRoot } from "./app-root.tsx";

/** Puts up the page, between what else there is to do; it takes the place of whatever stood in `host` with its first drawing. */
export const mount = (host: HTMLElement): void => startTransition(() => createRoot(host).render(<AppRoot />));
