// Trouble at the selected object itself: pull its plug, cut its wire, fill its disk, kill it. The same as in its details, one press away.
import { useRef, useState, type ReactNode } from "react";
import { inspectorActions } from "#app/actions";
import { selectInspectorView } from "#app/store";
import { Button } from "../common/button.tsx";
import { useEscape } from "../common/use-escape.ts";
import { useText } from "../common/use-text.tsx";
import { useApp } from "../pages/use-app.ts";
import css from "./trouble-menu.module.css";

export function TroubleMenu(): ReactNode {
  const object = useApp(selectInspectorView);
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEscape(ref, () => setOpen(false));
  const { faults = [] } = object ?? {};
  const { faults: label } = text.inspector;
  return (
    <div ref={ref} className={css["around"]} hidden={faults.length === 0}>
      <Button
        look="quiet"
        isSmall
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Plug />
      </Button>
      {isOpen ? (
        <div className={css["menu"]} role="group" aria-label={label}>
          {faults.map((fault) => (
            <Button
              key={fault.id}
              look="quiet"
              isSmall
              onClick={() => {
                inspectorActions.onFault(fault.id);
                setOpen(false);
              }}
            >
              {fault.label}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Plug(): ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M5.5 1.5v4M10.5 1.5v4M3.5 5.5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12.5v2" />
    </svg>
  );
}
