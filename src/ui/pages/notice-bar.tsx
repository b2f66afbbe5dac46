// One sentence about a link or a file that was opened, or was not.
import type { ReactNode } from "react";
import { dismissNotice } from "#app/actions";
import type { AppState } from "#app/state";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { useApp } from "./use-app.ts";
import css from "./notice-bar.module.css";

const selectNotice = (s: AppState): AppState["notice"] => s.notice;

export function NoticeBar(): ReactNode {
  const notice = useApp(selectNotice);
  const text = useText();
  return (
    // Stands empty until then: a live region is to be there before its words.
    <div role="alert" className={notice === null ? "vh" : css["bar"]}>
      {notice === null ? null : (
        <>
          <span>{text.notice[notice]}</span>
          <Button look="quiet" aria-label={text.common.close} onClick={dismissNotice}>
            <Icon name="close" />
          </Button>
        </>
      )}
    </div>
  );
}
