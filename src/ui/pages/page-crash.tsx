// Where the page itself broke, not one of its panes: both languages, for nobody knows what still stands.
import type { ReactNode } from "react";
import { Button } from "../common/button.tsx";
import type { BrokenProps } from "../common/error-fence.tsx";
import { saveReportOf } from "./save-report.ts";
import css from "./app-root.module.css";

export function PageCrash({ error }: BrokenProps): ReactNode {
  return (
    <main className={css["failed"]} role="alert">
      <p lang="en">Drydock broke. Your files and your progress are kept.</p>
      <p lang="ko">Drydock에 문제가 생겼어요. 파일과 진행 상황은 그대로 남아 있어요.</p>
      <Button onClick={() => location.reload()}>Load the page again · 페이지 다시 불러오기</Button>
      <Button look="quiet" onClick={() => saveReportOf(error)}>
        Save a report · 보고서 저장
      </Button>
      <details>
        <summary>What happened · 무슨 일이 있었나요</summary>
        <pre>{error.stack ?? error.message}</pre>
      </details>
    </main>
  );
}
