// A page whose parts did not come. Two languages: nobody knows yet which one could be loaded.
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import css from "./not-loaded.module.css";

export function NotLoaded(): ReactNode {
  return (
    <main className={css["failed"]} role="alert">
      <p lang="en">A part of the page did not load. Is the network there?</p>
      <p lang="ko">페이지의 일부를 불러오지 못했어요. 네트워크를 확인해 주세요.</p>
      <Button onClick={() => location.reload()}>Try again · 다시 시도</Button>
    </main>
  );
}
