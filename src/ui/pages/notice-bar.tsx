// One sentence about what broke; else about a link or a file that was opened, or was not; else about a version newer than this page.
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { dismissCrash, dismissNotice, loadAgain, rewindFromCrash } from "#app/actions";
import { postponeUpdate, updateStore } from "#app/drivers/update";
import { app } from "#app/store";
import type { AppState, Crash } from "#app/state";
import { clockText } from "#app/views/format";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { thrownText } from "../common/thrown-text.ts";
import { useText } from "../common/use-text.tsx";
import { saveReportOf } from "./save-report.ts";
import { useApp } from "./use-app.ts";
import css from "./notice-bar.module.css";

const selectCrash = (s: AppState): AppState["crash"] => s.crash;
const selectNotice = (s: AppState): AppState["notice"] => s.notice;

/** `isStage`: what an audience sees is not the place to speak of versions. */
export function NoticeBar({ isStage }: { readonly isStage: boolean }): ReactNode {
  const notice = useApp(selectNotice);
  const crash = useApp(selectCrash);
  const text = useText();
  const ready = useStore(updateStore, (s) => s.take);
  const takeUpdate = isStage ? null : ready;
  return (
    // Stands empty until then: a live region is to be there before its words.
    <div role="alert" className={crash === null && notice === null && takeUpdate === null ? "vh" : css["bar"]}>
      {crash !== null ? (
        <Crashed crash={crash} />
      ) : notice !== null ? (
        <>
          <span>{text.notice[notice]}</span>
          {notice === "lesson" ? <Detail /> : null}
          {notice === "notLoaded" && !app.hands ? <Button onClick={loadAgain}>{text.crash.again}</Button> : null}
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

const selectDetail = (s: AppState): string => s.noticeDetail;

function Detail(): ReactNode {
  return <pre>{useApp(selectDetail)}</pre>;
}

function Crashed({ crash }: { readonly crash: Crash }): ReactNode {
  const text = useText();
  return (
    <div>
      <p>{crash.doing ? text.crash.engine(clockText(crash.atMs)) : `${text.crash.title} ${text.crash.text}`}</p>
      <div className={css["mend"]}>
        <Button onClick={rewindFromCrash}>{text.crash.rewind}</Button>
        <Button look="quiet" onClick={() => saveReportOf(crash)}>
          {text.crash.report}
        </Button>
        <Button look="quiet" aria-label={text.common.close} onClick={dismissCrash}>
          <Icon name="close" />
        </Button>
      </div>
      <details>
        <summary>{text.crash.details}</summary>
        <pre>{thrownText(crash)}</pre>
      </details>
    </div>
  );
}
