// "레슨 열기"의 말.
import type { ForeignWords } from "./foreign-en.ts";

export const foreign: ForeignWords = {
  title: "레슨 열기",
  files: "내 파일에서",
  filesNote: "레슨 폴더의 파일을 모두 고르거나 ZIP으로 묶어서 고르세요. 페이지 아무 데나 끌어다 놓아도 돼요.",
  choose: "파일 고르기…",
  address: "주소에서",
  addressNote: "폴더를 묶은 ZIP이나 lesson.yaml의 주소를 넣으세요.",
  offered: "이 주소의 레슨을 열어 달라는 링크예요. 아직 아무것도 받지 않았어요.",
  asks: "아래 주소에 쿠키 없이 요청해요.",
  fetch: (host) => `${host}에서 받기`,
  fetching: "받고 있어요…",
  safe: "레슨은 데이터일 뿐이에요. 코드로 실행되는 것도, 네트워크에 닿는 것도 없어요.",
  refused: {
    address: "레슨의 주소가 아니에요. https://나 http://localhost로 시작해야 해요.",
    offline: "네트워크가 끊겨 있어요. 연결된 다음에 받거나, 파일을 골라 주세요.",
    framed: "다른 페이지 안에 들어 있어서 아무것도 받지 않아요. 새 탭에서 열어 주세요.",
    oneFile: "파일로 연 Drydock은 아무것도 받을 수 없어요. 레슨을 저장한 다음 파일을 골라 주세요.",
    status: "이 주소에는 받을 수 있는 것이 없어요.",
    slow: "너무 오래 걸려요. 12초 안에 다 받지 못했어요.",
    big: "5MB가 넘어요. 레슨은 훨씬 작아요.",
    blocked: "다른 사이트가 읽지 못하게 막아 둔 주소예요(CORS). 레슨을 저장한 다음 파일을 골라 주세요.",
    unreachable: "서버가 응답하지 않아요.",
    redirect: "허용하지 않는 주소로 이어져요.",
    webPage: "레슨이 아니라 웹 페이지예요. GitHub라면 “Raw”나 “Download ZIP”의 주소를 넣어 주세요.",
    notZip: "ZIP도 아니고 lesson.yaml도 아니에요.",
    brokenZip: "깨진 ZIP이에요.",
    noLesson: "ZIP 안에 lesson.yaml이 없어요.",
    manyLessons: "ZIP 안에 레슨이 여러 개 있어요. 폴더 하나만 묶어 주세요.",
    bigLesson: "ZIP 안의 내용이 레슨의 한도(파일 40개, 1MB)를 넘어요.",
  },
};
