import type { help as helpEn } from "./help-en.ts";
import type { Widen } from "./widen.ts";

export const help: Widen<typeof helpEn> = {
  marks: "파드에 있는 표시의 뜻",
  markRows: {
    memory: "왼쪽 가장자리는 메모리예요. 얼마나 찼는지 보여요. 홈은 요청한 양(requests), 위쪽 선은 상한(limits)이에요.",
    cpu: "아래 막대는 CPU예요. 얼마나 쓰는지 보여요. 눈금은 requests, 굵은 끝은 limits예요.",
    throttled: "빗금은 CPU를 더 쓰고 싶지만 limits에 막혔다는 뜻이에요.",
    probes:
      "S, L, R은 startup, liveness, readiness 프로브예요. 오른쪽이 가장 최근이에요. 세로획은 성공, 가위표는 실패, 점은 startup 프로브를 기다리는 중이에요.",
    node: "노드에서는 홈과 눈금이 모든 파드의 requests 합이고, 선은 축출(eviction)이 시작되는 곳이에요.",
  },
  title: "도움말",
  keys: "단축키",
  keyRows: [
    { keys: "Space / K", what: "재생하거나 일시정지해요" },
    { keys: "J", what: "10초 뒤로 가요" },
    { keys: "L", what: "다음 이벤트로 가요" },
    { keys: "Home", what: "처음으로 가요" },
    { keys: "Tab", what: "다음 창으로 옮겨요" },
    { keys: "← / → / ↑ / ↓", what: "클러스터에서는 옆 오브젝트로, 타임라인에서는 1초씩(Shift와 함께 10초씩) 옮겨요" },
    { keys: "Enter", what: "오브젝트를 골라요" },
    { keys: "W", what: "고른 오브젝트가 왜 그런지 물어봐요" },
    { keys: "Esc", what: "답을 닫아요" },
    { keys: "Shift+R", what: "레슨을 이 단계의 정상 상태로 데려가요. 이전 미래는 그대로 남아요" },
    { keys: "Ctrl+Enter", what: "열려 있는 파일을 적용해요" },
    { keys: "Ctrl+M", what: "편집기에서 Tab으로 나갈 수 있게 해요. 다시 누르면 Tab이 들여쓰기가 돼요" },
    { keys: "Ctrl+C", what: "터미널에서 실행 중인 명령을 끝내요" },
    { keys: "?", what: "이 도움말을 열어요" },
  ],
  simplified: "단순화한 점",
  simplifiedIntro: "이 클러스터는 API 서버부터 kubelet까지 쿠버네티스 1.36.3처럼 움직여요. 다음은 실제보다 단순해요.",
  simplifications: [
    "이미지가 코드를 실행하지는 않아요. 시작 시간, 응답, CPU와 메모리 사용량처럼 애플리케이션의 동작만 정해져 있어요.",
    "디스크가 없어요. 저장소가 필요한 볼륨은 받아들이고, 파드는 볼륨이 있는 것처럼 시작해요.",
    "사용자와 권한이 없어요. 누구나 무엇이든 할 수 있어요.",
    "네트워크는 한 홉에 1밀리초쯤 걸리고 암호화하지 않아요. NetworkPolicy는 바로 적용돼요.",
    "서비스는 존을 따지지 않고 엔드포인트를 무작위로 골라요. LoadBalancer는 계속 pending이에요.",
    "CPU는 requests에 비례해서 나눠요. 메모리는 프로세스 단위로 세고, 페이지 캐시는 코드가 들어갈 자리만 따져요.",
    "kubelet의 memory.available은 페이지 캐시를 모두 빈 메모리로 봐요. 실제 노드에서는 활발히 쓰는 캐시(active)가 사용량에 들어가요.",
    "컨트롤 플레인의 리더는 선출하지만, kube-system의 Lease 오브젝트에는 기록하지 않아요.",
    "ingress-nginx는 admission webhook 없이 동작해요. 실제로는 호스트와 경로가 같은 두 번째 인그레스를 거부해요.",
    "메트릭은 CPU와 메모리뿐이에요.",
    "컨트롤러는 파드를 한 번에 30개까지, 그다음에는 1초에 20개씩 만들거나 지워요. 실제로는 이벤트와 상태 갱신도 이 한도에 들어가요.",
    "ssh로는 방화벽, 클라이언트 서버, 노드에서 명령 몇 가지를 쓸 수 있어요. 먹통이 된 노드에서는 명령마다 20초가 걸려요.",
    "git, jenkins, deploy는 애플리케이션 하나, 파일 하나, 브랜치 하나만 다뤄요. jenkins와 deploy 명령은 실제 도구의 명령이 아니에요.",
    "터미널은 작은 셸이에요. 쓸 수 있는 명령은 help로 볼 수 있어요. &로 백그라운드에서 돌릴 수는 없고, 쉬지 않고 도는 반복문은 1 MB를 출력하면 멈춰요.",
  ],
  fields: "효과가 없는 필드",
  fieldsIntro:
    "API 서버가 받아서 저장하지만 아무 일도 일어나지 않아요. 편집기가 그 줄에서 알려 줘요. 설명은 영어로 되어 있어요.",
};
