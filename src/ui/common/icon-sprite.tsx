import type { ReactNode } from "react";
import { ICONS, type Symbol } from "./icons.ts";

const ROWS: readonly (readonly [string, Symbol])[] = Object.entries(ICONS);

/** Rendered once at the root; every Icon points into it. */
export function IconSprite(): ReactNode {
  return (
    <svg width="0" height="0" style={{ position: "absolute" }} aria-hidden="true">
      {ROWS.map(([name, symbol]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
          {symbol.fill === undefined ? null : <path d={symbol.fill} fill="currentColor" stroke="none" />}
          {symbol.d === undefined ? null : <path d={symbol.d} strokeWidth={symbol.width} />}
          {symbol.dash === undefined ? null : <path d={symbol.dash} strokeDasharray="2.5 2.2" strokeLinecap="butt" />}
          {symbol.cut === undefined ? null : (
            <path d={symbol.cut} strokeWidth={symbol.cutWidth ?? 1.6} style={{ stroke: "var(--raised)" }} />
          )}
        </symbol>
      ))}
    </svg>
  );
}
