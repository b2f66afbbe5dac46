import type { AnchorHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx.ts";
import css from "./button.module.css";

export interface ButtonLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly look?: "plain" | "primary" | "quiet";
  readonly children: ReactNode;
}

/** A link that is the main way on. */
export function ButtonLink({ look = "plain", children, className, ...rest }: ButtonLinkProps): ReactNode {
  return (
    <a {...rest} className={cx(css["button"], look !== "plain" && css[look], className)}>
      {children}
    </a>
  );
}
