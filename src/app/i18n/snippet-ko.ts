import type { SnippetWords } from "./snippet-en.ts";

export const snippet: SnippetWords = {
  title: "레슨이나 어느 순간을 글에 넣기",
  intro: "읽는 사람에게는 그림만 보이고 다른 것은 불러오지 않아요. 재생을 눌러야 같은 자리에 클러스터가 나와요.",
  soon: "재생을 누르면 파일이나 터미널이 여기에 나와요.",
  back: "코스로 돌아가기",
  lesson: "레슨",
  sandbox: {
    title: "마음대로 다뤄 보는 클러스터",
    teaser: "노드 세 대, 인그레스 뒤의 애플리케이션 하나, 그리고 클라이언트.",
  },
  moment: "어느 순간의 링크",
  momentNote:
    "레슨이나 샌드박스의 “공유”에서 받은 링크를 붙여 넣으세요. 읽는 사람이 바로 그 순간을 보고, 거기서부터 이어 갈 수 있어요.",
  momentIs: (time) => `${time}에서 시작해요.`,
  momentBroken: "글에 넣을 수 있는 순간의 링크가 아니에요.",
  momentNoVariation: "복습과 변형의 순간은 글에 넣을 수 없어요.",
  language: "언어",
  theme: "색",
  themes: { auto: "읽는 사람의 시스템과 같게", light: "밝게", dark: "어둡게" },
  panes: "그림 아래에 둘 것",
  editor: "파일",
  terminal: "터미널",
  edit: "읽는 사람이 파일을 고치고 명령을 입력할 수 있게",
  scene: "60초로 보기: 고장, 고치는 법, 고친 뒤",
  whatIf: "만약에? 그대로 둔 미래와 고친 미래를 나란히 놓고 시작해요",
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
    picture:
      "벨로그나 README처럼 스크립트와 프레임이 지워지는 곳: 그림은 움직이고, 누르면 레슨으로 가요. 어느 순간의 그림은 “공유”에서 저장할 수 있어요.",
  },
  onlyHere:
    "이 주소는 이 컴퓨터에서만 열려요. 여기서 복사한 코드는 다른 사람에게는 동작하지 않으니, 공개된 사이트에서 이 페이지를 열어 복사하세요.",
  offline:
    "네트워크가 없으면 미리 보기를 보여 줄 수 없어요. 프레임은 이 사이트와 떨어져 있어서 저장해 둔 것을 쓰지 못해요. 위의 코드는 그대로 써도 돼요.",
  copy: "복사",
  copied: "복사했어요",
  copyFailed: "브라우저가 복사를 막았어요. 선택해 두었으니 직접 복사해 주세요.",
  preview: "이렇게 보여요",
  oembed: "oEmbed로 물어보는 사이트에는:",
};
