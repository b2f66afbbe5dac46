// An embed as its readers see it.
import { useEffect, useEffectEvent, useRef, useSyncExternalStore, type ReactNode } from "react";
import css from "./snippet-page.module.css";

const HIGHEST = 4000;

export interface PreviewProps {
  readonly href: string;
  readonly title: string;
  readonly height: number;
  /** How high it is shows only when it plays. */
  readonly mustPlay: boolean;
  /** Said in its place while there is no network. */
  readonly offline: string;
  readonly onHeight: (height: number) => void;
}

const onNetwork = (changed: () => void): (() => void) => {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
};

/** The embed itself, as high as it says that it is. */
export function Preview({ href, title, height, mustPlay, offline, onHeight }: PreviewProps): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const isOnline = useSyncExternalStore(onNetwork, () => navigator.onLine);
  const take = useEffectEvent(onHeight);
  useEffect(() => {
    const onMessage = (event: MessageEvent): void => {
      const said = event.data as { readonly drydock?: unknown; readonly type?: unknown; readonly height?: unknown };
      if (event.source !== frame.current?.contentWindow || said?.drydock !== 1 || said.type !== "height") return;
      if (typeof said.height === "number" && said.height > 0 && said.height < HIGHEST) take(said.height);
    };
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, []);
  // A sandboxed frame has no origin, and the service worker answers none: it would show the browser's own page of errors.
  if (!isOnline) return <p role="status">{offline}</p>;
  return (
    <iframe
      ref={frame}
      className={css["preview"]}
      src={href}
      title={title}
      sandbox="allow-scripts allow-popups"
      style={{ height }}
      onLoad={() => {
        if (mustPlay) frame.current?.contentWindow?.postMessage({ drydock: 1, type: "play" }, "*");
      }}
    />
  );
}
