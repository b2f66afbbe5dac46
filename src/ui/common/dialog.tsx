// A window over the page: named by its head, closed by its cross, by Escape and by whoever opened it.
import { useEffect, useId, useRef, type CSSProperties, type ReactNode } from "react";
import css from "./dialog.module.css";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { useText } from "./use-text.tsx";

export interface DialogProps {
  readonly title: ReactNode;
  /** Pixels, where the window has so many. */
  readonly width: number;
  /** Absent: as high as the window. */
  readonly height?: number;
  readonly className?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, width, height, className, onClose, children }: DialogProps): ReactNode {
  const text = useText();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  const style = {
    "--width": `${width}px`,
    "--height": height === undefined ? "100dvh" : `${height}px`,
  } as CSSProperties;
  return (
    <dialog
      ref={ref}
      className={cx(css["dialog"], className)}
      style={style}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className={css["head"]}>
        <h2 id={titleId}>{title}</h2>
        <form method="dialog">
          <button type="submit" aria-label={text.common.close}>
            <Icon name="close" />
          </button>
        </form>
      </div>
      {children}
    </dialog>
  );
}
