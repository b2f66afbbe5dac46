import type { ShareWords } from "./share-en.ts";

export const share: ShareWords = {
  title: "이 순간 공유하기",
  link: (time) => `${time} 링크`,
  linkNote:
    "지금까지 하고 입력한 것이 링크 안에 다 들어 있어요. 서버는 거치지 않아요. 링크를 열면 같은 클러스터의 같은 순간이 그대로 나와요.",
  copy: "링크 복사",
  copied: "복사했어요",
  copyFailed: "브라우저가 복사를 막았어요. 링크를 선택해 두었으니 직접 복사해 주세요.",
  length: (letters) => `${letters}자`,
  tooLong: "링크에 담기에는 기록이 너무 길어요. 파일로 보내 주세요.",
  save: "파일로 저장",
  open: "파일 열기…",
  openNote:
    "저장한 파일은 페이지 아무 데나 끌어다 놓아도 열려요. 레슨 폴더도 열 수 있어요. 폴더를 끌어다 놓거나 파일을 모두 골라 주세요.",
  takeAway: "가져가기",
  manifests: "매니페스트 (YAML)",
  manifestsNote: "편집기의 파일을 kubectl apply로 바로 쓸 수 있게 하나로 모았어요",
  console: "콘솔 (텍스트)",
  consoleNote: "이 터미널에 지금까지 나온 내용",
  requests: "요청 (CSV)",
  requestsNote: "초마다 성공한 요청과 실패한 요청",
  picture: "그림 (SVG)",
  pictureNote: "이 순간의 클러스터",
  code: "진도 코드",
  codeCopy: "코드 복사",
  codeCopied: "코드를 복사했어요",
  codeNote:
    "수업을 이끄는 사람에게 주세요. 어느 레슨의 몇 단계에 있는지와 연 힌트 수, 그리고 두 번 세지 않도록 무작위로 뽑은 번호만 들어 있어요.",
  codePage: "수업 페이지",
  png: "그림 (PNG)",
  pngNote: "같은 그림을 슬라이드나 채팅에 쓰기 좋게",
  handout: "인쇄용 유인물",
  handoutNote: "진행 순서와 모든 단계, 단계마다 시작할 때의 클러스터 그림이에요.",
  embed: "다른 페이지에 넣기",
  embedNote: "블로그나 위키에 넣는, 재생되는 그림이에요.",
};
