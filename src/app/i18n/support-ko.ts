// What is not simulated, in Korean: the engine's own reasons (engine/support/rows.ts), sentence by sentence. A test holds that none is missing.
const PREFIX = "Not simulated: ";

const REASONS: Readonly<Record<string, string>> = {
  "Kubernetes itself no longer fills it.": "쿠버네티스도 이제 이 값을 채우지 않아요.",
  "Kubernetes itself no longer runs it.": "쿠버네티스도 이제 실행하지 않아요.",
  "a backend is a Service.": "백엔드는 서비스만 쓸 수 있어요.",
  "a host port is open on every address of its node.": "호스트 포트는 노드의 모든 주소에서 열려요.",
  "a probe always asks its own pod.": "프로브는 언제나 자기 파드에 물어봐요.",
  "a probe always knocks at its own pod.": "프로브는 언제나 자기 파드에 연결해 봐요.",
  "addresses are IPv4.": "주소는 IPv4만 있어요.",
  "an image's behaviour is data, it has no working directory.":
    "여기서 이미지는 동작을 적어 둔 데이터라 작업 디렉터리가 없어요.",
  "applications here do not look at headers.": "여기 애플리케이션은 헤더를 보지 않아요.",
  "applications here write no last message to a file.": "여기 애플리케이션은 종료 메시지를 파일로 남기지 않아요.",
  "what is written does not count as memory.": "여기에 쓴 파일은 메모리 사용량으로 세지 않아요.",
  "a volume is not filled from another.": "볼륨을 다른 볼륨의 내용으로 채우지 않아요.",
  "volumes have no attributes.": "볼륨에는 속성이 없어요.",
  "Kubernetes itself does not look at it.": "Kubernetes도 이 값은 보지 않아요.",
  "the token is never renewed.": "토큰을 갱신하지 않아요.",
  "its file is not there.": "파일이 생기지 않아요.",
  "its files are not there.": "파일이 생기지 않아요.",
  "nothing is mounted inside of volumes.": "볼륨 안에 다른 것을 마운트하지 않아요.",
  "containers are stopped by SIGTERM.": "컨테이너는 SIGTERM으로만 멈춰요.",
  "containers get no variables for Services.": "서비스 정보를 환경 변수로 넣어 주지 않아요.",
  "containers have no terminal.": "컨테이너에 터미널이 없어요.",
  "containers never see each other's processes.": "컨테이너끼리는 서로의 프로세스를 볼 수 없어요.",
  "every machine runs Linux.": "모든 머신이 리눅스예요.",
  "of a resolver's options, only ndots counts.": "리졸버 옵션 중에서는 ndots만 적용돼요.",
  "every port speaks HTTP.": "모든 포트가 HTTP로 통신해요.",
  "https is answered like http.": "https도 http처럼 응답해요.",
  "https is served as http, without a certificate.": "https도 인증서 없이 http처럼 제공해요.",
  "no debug containers are started.": "디버그 컨테이너는 띄우지 않아요.",
  "no outside address leads to a Service but the ingress' and the nodes'.":
    "바깥에서 서비스로 가는 주소는 인그레스와 노드 주소뿐이에요.",
  "who owns a field is found out by the server; what is written here is not read.":
    "필드 관리자는 서버가 알아내요. 여기에 적은 것은 읽지 않아요.",
  "nobody signs in as a ServiceAccount.": "서비스어카운트로 로그인하는 주체가 없어요.",
  "nothing here has users or privileges; only runAsNonRoot is checked.":
    "사용자와 권한 개념이 없어요. runAsNonRoot만 검사해요.",
  "off by default in 1.36: pods are replaced one by one.": "1.36에서 기본으로 꺼져 있어요. 파드는 하나씩 교체돼요.",
  "pods are scheduled one by one.": "파드는 하나씩 스케줄링해요.",
  "processes of other containers are not visible.": "다른 컨테이너의 프로세스는 보이지 않아요.",
  "the images speak no gRPC, so this probe never passes.":
    "여기 이미지는 gRPC를 몰라서 이 프로브는 절대 성공하지 못해요.",
  "the ingress controller has none.": "인그레스 컨트롤러에 그 기능이 없어요.",
  "the registry lets everybody pull.": "레지스트리는 누구나 이미지를 받을 수 있어요.",
  "the variable stays empty.": "환경 변수가 빈 값으로 남아요.",
  "there are no block devices.": "블록 디바이스가 없어요.",
  "there are no devices.": "디바이스가 없어요.",
  "there are no user namespaces.": "사용자 네임스페이스가 없어요.",
  "there are only CPU and memory to measure.": "측정할 수 있는 것은 CPU와 메모리뿐이에요.",
  "there is no load balancer; the address stays <pending>.": "로드 밸런서가 없어서 주소가 <pending>으로 남아요.",
  "there is no shared memory.": "공유 메모리가 없어요.",
  "there is no storage; the pod starts as if the volume were there.":
    "스토리지가 없어요. 파드는 볼륨이 있는 것처럼 시작해요.",
  "there is one container runtime.": "컨테이너 런타임은 하나뿐이에요.",
};

/** The reason in Korean; one that nobody translated stays as the engine said it. */
export const supportReasonKo = (reason: string): string => REASONS[reason] ?? reason;

/** The note at a field's line: `Not simulated: …` in Korean. */
export const supportNoteKo = (note: string): string =>
  note.startsWith(PREFIX) ? `시뮬레이션하지 않는 필드예요. ${supportReasonKo(note.slice(PREFIX.length))}` : note;
