import type { SandboxWords } from "./sandbox-en.ts";

export const sandbox: SandboxWords = {
  title: "나만의 클러스터",
  intro:
    "편집기의 파일을 적용하고, 터미널에 kubectl을 입력하고, 망가뜨린 다음 되감아 보세요. 클러스터는 시뮬레이션이지만, 미리 정해 둔 각본은 없어요.",
  first: "바깥의 클라이언트는 벌써 http://10.10.10.10/에 요청하고 있어요. 아직 아무것도 없으니 전부 실패해요.",
  unrouted:
    "파드는 떠 있지만, http://10.10.10.10/ 요청을 서비스로 보내 줄 인그레스가 아직 없어요. 그래서 클라이언트는 404를 받아요.",
  firstApply: "앞의 파일 세 개 적용하기",
  firstThen: "재생을 누른 다음 파일을 고치고, 파드를 지우고, 노드 전원을 뽑아 보세요.",
  workers: "워커 노드 수",
  cpu: "노드마다 CPU",
  memory: "노드마다 메모리",
  rebuild: "이 클러스터 만들기",
  record: "레슨으로 저장",
  recordNote: "지금까지 한 일을 레슨 폴더 하나로 담아요. 처음 적용한 파일이 시작 상태가 돼요.",
  chaos: "무작위 장애",
  chaosSeed: "무작위 시드",
  chaosNote: "무언가를 망가뜨려요. 같은 클러스터에서 시드가 같으면 같은 것이 망가져요.",
  chaosDone: (fault, on) => `${fault}: ${on}`,
  rebuildNote: "시간은 처음부터 다시 시작하고, 파일은 그대로 남아요.",
  filesBack: "처음 파일로 되돌리기",
  filesBackNote: "편집기에 있던 내용은 사라져요. 클러스터에 적용한 것은 그대로예요.",
  images: "레지스트리에 있는 이미지",
  imageNotes: {
    "demo/web:1.0": "2초 뒤부터 8080에서 응답, /live와 /ready",
    "demo/web:1.1": "같은 내용, 다른 태그",
    "demo/slow:1.0": "20초 뒤에야 포트가 열림",
    "demo/leak:1.0": "1초에 2Mi씩 늘어남",
    "demo/crash:1.0": "8초 뒤 종료 코드 1로 끝남",
    "demo/hang:1.0": "30초 뒤부터 응답하지 않음",
    "demo/batch:1.0": "1분 동안 CPU를 쓰고 끝남",
    nginx: "80에서 응답, 페이지 하나를 보여 줌",
    "nginx:1.28": "같은 내용, 이전 버전",
    "nginx:1.29": "같은 내용, 새 버전",
  },
};
