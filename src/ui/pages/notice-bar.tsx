// One sentence about a link or a file that was opened, or was not; else about a version that is newer than this page.
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { dismissNotice } from "#app/actions";
import { postponeUpdate, updateStore } from "#app/drivers/update";
import type { AppState } from "#app/state";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { useApp } from "./use-app.ts";
import css from "./notice-bar.module.css";

const selectNotice = (s: AppState): AppState["notice"] => s.notice;

/** `isStage`: what an audience sees is not the place to speak of versions. */
export function NoticeBar({ isStage }: { readonly isStage: boolean }): ReactNode {
  const notice = useApp(selectNotice);
  const text = useText();
  const ready = useStore(updateStore, (s) => s.take);
  const takeUpdate = isStage ? null : ready;
  return (
    // Stands empty until then: a live region is to be there before its words.
    <div role="alert" className={notice === null && takeUpdate === null ? "vh" : css["bar"]}>
      {notice !== null ? (
        <>
          <span>{text.notice[notice]}</span>
          <Button look="quiet" aria-label={text.common.close} onClick={dismissNotice}>
            <Icon name="close" />
          </Button>
        </>
      ) : takeUpdate !== null ? (
        <>
          <span>{text.update.ready}</span>
          <Button onClick={takeUpdate}>{text.update.reload}</Button>
          <Button look="quiet" aria-label={text.common.close} onClick={postponeUpdate}>
            <Icon name="close" />
          </Button>
        </>
      ) : null}
    </div>
  );
}
