// A QR code as a picture: dark on light in both colour schemes, with the margin that cameras want.
import { useMemo, type ReactNode } from "react";
import { qrOf } from "#app/share/qr";
import css from "./qr-picture.module.css";

const MARGIN = 4;

export interface QrPictureProps {
  readonly text: string;
  /** What it leads to. */
  readonly label: string;
  /** Said where the text is longer than any code. */
  readonly tooLong: string;
}

export function QrPicture({ text, label, tooLong }: QrPictureProps): ReactNode {
  const code = useMemo(() => qrOf(text), [text]);
  if (code === null) return <p>{tooLong}</p>;
  const size = code.length + 2 * MARGIN;
  const dark = code.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className={css["qr"]}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path fill="#ffffff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000000" d={dark.join("")} />
    </svg>
  );
}
