import type { ReactNode } from "react";
import type { DiagnosticView } from "#app/view-models/editor";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./editor.module.css";

export interface DiagnosticActions {
  readonly onFix: (diagnosticId: string, fixId: string) => void;
  readonly onWhy: (diagnosticId: string) => void;
  readonly onObject: (id: string) => void;
}

export interface RuntimeDiagnosticProps {
  readonly diagnostic: DiagnosticView;
  readonly actions: DiagnosticActions;
  /** Chips a thumb can press, in short words. */
  readonly isSmall?: boolean;
}

/** What happened in the cluster, told at the line that causes it. */
export function RuntimeDiagnostic({ diagnostic, actions, isSmall }: RuntimeDiagnosticProps): ReactNode {
  return (
    <div className={css["zone"]} data-severity={diagnostic.severity}>
      <span>
        <RichText text={diagnostic.message} onRef={actions.onObject} />
      </span>
      <FixChips diagnostic={diagnostic} actions={actions} isSmall={isSmall === true} />
    </div>
  );
}

interface FixChipsProps {
  readonly diagnostic: DiagnosticView;
  readonly actions: DiagnosticActions;
  readonly isSmall: boolean;
}

function FixChips({ diagnostic, actions, isSmall }: FixChipsProps): ReactNode {
  const text = useText();
  if (diagnostic.fixes.length === 0 && !diagnostic.hasWhy) return null;
  return (
    <span className={css["actions"]}>
      {diagnostic.fixes.map((fix, index) => (
        <Button
          key={fix.id}
          look={index === 0 ? "primary" : "plain"}
          isSmall={!isSmall}
          onClick={() => actions.onFix(diagnostic.id, fix.id)}
        >
          {isSmall && index === 0 ? <Icon name="plus" /> : null}
          {isSmall ? fix.shortLabel : fix.label}
        </Button>
      ))}
      {diagnostic.hasWhy ? (
        <Button look={isSmall ? "plain" : "quiet"} isSmall={!isSmall} onClick={() => actions.onWhy(diagnostic.id)}>
          {text.why.ask}
        </Button>
      ) : null}
    </span>
  );
}
