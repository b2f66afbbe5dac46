// The pages that are no playground: each comes only when its address asks for it.
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { onThrown } from "#app/drivers/faults";

/** Shows the page of this name in `host`; `of`: what its address says of it. */
export async function showApart(host: HTMLElement, name: string, of: string): Promise<void> {
  // What breaks in it is said, and a report can be had. React tells the window of what it could not draw.
  onThrown((error) => void import("./app-root.tsx").then(({ tellCrash }) => tellCrash(error)));
  createRoot(host).render(await pageOf(name, of));
}

async function pageOf(name: string, of: string): Promise<ReactNode> {
  switch (name) {
    case "snippet": {
      const { SnippetPage } = await import("../share/snippet-page.tsx");
      return <SnippetPage lesson={of === "" ? null : of} />;
    }
    case "class": {
      const { ClassPage } = await import("../class/class-page.tsx");
      return <ClassPage />;
    }
    case "handout": {
      const { HandoutPage } = await import("../handout/handout-page.tsx");
      return <HandoutPage lesson={of} />;
    }
    default: {
      const { PreviewPage } = await import("../preview/preview-page.tsx");
      return <PreviewPage lesson={of} />;
    }
  }
}
