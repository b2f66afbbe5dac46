import type { SnippetWords } from "./snippet-en.ts";

export const snippet: SnippetWords = {
  title: "레슨을 글에 넣기",
  intro: "읽는 사람에게는 그림만 보이고 다른 것은 불러오지 않아요. 재생을 눌러야 같은 자리에 클러스터가 나와요.",
  back: "코스로 돌아가기",
  lesson: "레슨",
  language: "언어",
  theme: "색",
  themes: { auto: "읽는 사람의 시스템과 같게", light: "밝게", dark: "어둡게" },
  panes: "그림 아래에 둘 것",
  editor: "파일",
  terminal: "터미널",
  edit: "읽는 사람이 파일을 고치고 명령을 입력할 수 있게",
  autoplay: "화면에 보이면 저절로 재생 (동작 줄이기를 켠 사람에게는 재생하지 않아요)",
  speed: "속도",
  from: "시작하는 초",
  fromNote: "비워 두면 고장 나기 조금 전부터 시작해요",
  forms: {
    iframe: "프레임",
    element: "엘리먼트",
    picture: "그림과 링크",
  },
  notes: {
    iframe: "프레임을 쓸 수 있는 곳: WordPress, Ghost, Hugo, MDX, Notion, 티스토리.",
    element: "작은 스크립트 하나(1 kB 미만)를 써요. 내용에 맞춰 높이가 바뀌고, 페이지에서 조종할 수도 있어요.",
    picture: "벨로그나 README처럼 스크립트와 프레임이 지워지는 곳: 그림은 움직이고, 누르면 레슨으로 가요.",
  },
  copy: "복사",
  copied: "복사했어요",
  copyFailed: "브라우저가 복사를 막았어요. 선택해 두었으니 직접 복사해 주세요.",
  preview: "이렇게 보여요",
  oembed: "oEmbed로 물어보는 사이트에는:",
};
