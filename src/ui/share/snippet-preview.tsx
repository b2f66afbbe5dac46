// An embed as its readers see it.
import { useEffect, useRef, type ReactNode } from "react";
import css from "./snippet-page.module.css";

const HIGHEST = 4000;

export interface PreviewProps {
  readonly href: string;
  readonly title: string;
  readonly height: number;
  readonly onHeight: (height: number) => void;
}

/** The embed itself, as high as it says that it is. */
export function Preview({ href, title, height, onHeight }: PreviewProps): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const onMessage = (event: MessageEvent): void => {
      const said = event.data as { readonly drydock?: unknown; readonly type?: unknown; readonly height?: unknown };
      if (event.source !== frame.current?.contentWindow || said?.drydock !== 1 || said.type !== "height") return;
      if (typeof said.height === "number" && said.height > 0 && said.height < HIGHEST) onHeight(said.height);
    };
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, [onHeight]);
  return (
    <iframe
      ref={frame}
      className={css["preview"]}
      src={href}
      title={title}
      sandbox="allow-scripts allow-popups"
      style={{ height }}
    />
  );
}
