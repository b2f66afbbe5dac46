import { useEffect, useMemo, useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import type { Dictionary } from "#app/i18n/dictionary";
import type { Language } from "#app/view-models/chrome";
import type { ClusterView } from "#app/view-models/graph";
import { IconSprite } from "../common/icon-sprite.tsx";
import { loadText, TextProvider } from "../common/use-text.tsx";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { caseTen } from "./fixtures/cluster.ts";
import { busyNodes, crowd, nodeStates, shop } from "./fixtures/crowd.ts";
import { GalleryHome } from "./gallery-home.tsx";
import { GalleryLearn } from "./gallery-learn.tsx";
import { GalleryLoad } from "./gallery-load.tsx";
import { GalleryPlay } from "./gallery-play.tsx";
import { GalleryStates } from "./gallery-states.tsx";

/** Development only: every component on fixtures. ?gallery=states|learn|home|stage|load &lang=ko &theme=dark */
export const showGallery = (host: HTMLElement): void => createRoot(host).render(<Gallery />);

function Gallery(): ReactNode {
  const query = new URLSearchParams(location.search);
  const [language, setLanguage] = useState<Language>(query.get("lang") === "ko" ? "ko" : "en");
  const text = useDictionary(language);
  if (text === null) return null;
  return (
    <TextProvider text={text}>
      <IconSprite />
      <Page
        name={query.get("gallery") ?? ""}
        language={language}
        onLanguage={setLanguage}
        isPlain={query.has("plain")}
      />
    </TextProvider>
  );
}

const SCENES: Readonly<Record<string, () => ClusterView>> = {
  shop,
  busy: busyNodes,
  nodes: nodeStates,
  crowd: () => crowd(4, 90),
};

/** ?scene=shop: the learn page around another cluster. */
function scene(): ClusterView | undefined {
  return SCENES[new URLSearchParams(location.search).get("scene") ?? ""]?.();
}

interface PageProps {
  readonly name: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly isPlain: boolean;
}

function Page({ name, language, onLanguage, isPlain }: PageProps): ReactNode {
  switch (name) {
    case "learn":
      return <GalleryLearn language={language} onLanguage={onLanguage} isPlain={isPlain} cluster={scene()} />;
    case "home":
      return <GalleryHome language={language} onLanguage={onLanguage} />;
    case "stage":
      return <Stage language={language} />;
    case "play":
      return <GalleryPlay />;
    case "load":
      return <GalleryLoad />;
    default:
      return <GalleryStates />;
  }
}

const ACTIONS = { onSelect: () => undefined, onAskWhy: () => undefined };

function Stage({ language }: { readonly language: Language }): ReactNode {
  const view = useMemo(() => caseTen(language), [language]);
  return (
    <div style={{ height: "69vh" }}>
      <ClusterGraph view={view} selectedId={null} why={null} shape="stage" actions={ACTIONS} />
    </div>
  );
}

function useDictionary(language: Language): Dictionary | null {
  const [text, setText] = useState<Dictionary | null>(null);
  useEffect(() => {
    let isCurrent = true;
    document.documentElement.lang = language;
    const theme = new URLSearchParams(location.search).get("theme");
    if (theme !== null) document.documentElement.dataset["theme"] = theme;
    if (new URLSearchParams(location.search).get("gallery") === "stage") document.documentElement.dataset["stage"] = "";
    void loadText(language).then((loaded) => {
      if (isCurrent) setText(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return text;
}
