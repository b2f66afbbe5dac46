// What was caused last by hand, and the way back to just before it.
import type { ReactNode } from "react";
import { selectFaultBack, takeFaultBack } from "#app/fault-back";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { useApp } from "../pages/use-app.ts";
import css from "./inspector.module.css";

export function FaultBack(): ReactNode {
  const text = useText().inspector;
  const fault = useApp(selectFaultBack);
  if (!fault) return null;
  return (
    <div className={css["back"]} role="status">
      <time>{fault.timeText}</time>
      <span>{fault.text}</span>
      <Button isSmall onClick={() => takeFaultBack(fault.atMs)}>
        <Icon name="rewind" />
        {text.takeBack}
      </Button>
    </div>
  );
}
