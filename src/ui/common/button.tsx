import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx.ts";
import css from "./button.module.css";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary a panel. */
  readonly look?: "plain" | "primary" | "quiet" | "link" | "dimLink";
  readonly isSmall?: boolean;
  readonly children: ReactNode;
}

export function Button({ look = "plain", isSmall, children, className, ...rest }: ButtonProps): ReactNode {
  const isLink = look === "link" || look === "dimLink";
  return (
    <button
      type="button"
      {...rest}
      className={cx(
        css["button"],
        look === "primary" && css["primary"],
        look === "quiet" && css["quiet"],
        isLink && css["link"],
        look === "dimLink" && css["dimLink"],
        isSmall === true && css["small"],
        className,
      )}
    >
      {children}
    </button>
  );
}
