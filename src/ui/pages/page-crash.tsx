// Where the page itself broke, not one of its panes: both languages, for nobody knows what still stands.
import type { ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { thrownText } from "../common/thrown-text.ts";
import css from "../common/not-loaded.module.css";
import { saveReportOf } from "./save-report.ts";

export interface PageCrashProps {
  readonly error: Error;
  /** The page still stands below. */
  readonly isBeside?: boolean;
}

export function PageCrash({ error, isBeside = false }: PageCrashProps): ReactNode {
  const Place = isBeside ? "div" : "main";
  return (
    <Place className={isBeside ? css["beside"] : css["failed"]} role="alert">
      <p lang="en">Drydock broke. Your files and your progress are kept.</p>
      <p lang="ko">Drydock에 문제가 생겼어요. 파일과 진행 상황은 그대로 남아 있어요.</p>
      <Button onClick={() => location.reload()}>Load the page again · 페이지 다시 불러오기</Button>
      <Button look="quiet" onClick={() => saveReportOf(error)}>
        Save a report · 보고서 저장
      </Button>
      <details>
        <summary>What happened · 무슨 일이 있었나요</summary>
        <pre>{thrownText(error)}</pre>
      </details>
    </Place>
  );
}
