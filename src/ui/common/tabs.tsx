import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import css from "./tabs.module.css";

interface TabItem {
  readonly id: string;
  readonly label: string;
  /** Something unsaved, said to screen readers too. */
  readonly dirtyText?: string | undefined;
  readonly problemText?: string | undefined;
  readonly problems?: number | undefined;
  readonly closeText?: string | undefined;
}

export interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly activeId: string;
  readonly onSelect: (id: string) => void;
  readonly onClose?: (id: string) => void;
  /** What stands at the end of the bar. */
  readonly children?: ReactNode;
}

export function Tabs({ label, items, activeId, onSelect, onClose, children }: TabsProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.code === "ArrowRight" ? 1 : event.code === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const index = items.findIndex((item) => item.id === activeId);
    const next = items[(index + step + items.length) % items.length];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    event.currentTarget
      .closest("[role=group]")
      ?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)
      ?.focus();
  };
  return (
    <div className={css["bar"]}>
      <div className={css["list"]} role="group" aria-label={label}>
        {items.map((item) => (
          <div key={item.id} className={css["tab"]} data-selected={item.id === activeId}>
            <button
              type="button"
              data-tab={item.id}
              aria-pressed={item.id === activeId}
              tabIndex={item.id === activeId ? 0 : -1}
              onClick={() => onSelect(item.id)}
              onKeyDown={onKeyDown}
            >
              {item.label}
              {item.dirtyText === undefined ? null : (
                <i className={css["dot"]} role="img" aria-label={item.dirtyText} title={item.dirtyText} />
              )}
              {item.problems === undefined || item.problems === 0 ? null : (
                <span className={css["count"]} aria-label={item.problemText}>
                  {item.problems}
                </span>
              )}
            </button>
            {item.closeText === undefined ? null : (
              <button
                type="button"
                className={css["close"]}
                aria-label={item.closeText}
                onClick={() => onClose?.(item.id)}
              >
                <Icon name="close" size={12} />
              </button>
            )}
          </div>
        ))}
      </div>
      <div className={css["end"]}>{children}</div>
    </div>
  );
}
