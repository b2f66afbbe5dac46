// 명령이 출력한 내용 아래에 붙는 한 줄 도움말.
import { withParticle } from "./particle.ts";
import type { teaching as english } from "./teaching-en.ts";

export const teaching: typeof english = {
  noKubeconfig: () =>
    "워커 노드에는 kubeconfig가 없어요. kubectl은 노트북이나 마스터에서 쓰세요. 먼저 이 서버에서 나가세요.",
  apiRefused: () => "마스터는 살아 있는데 API 서버가 안 떠 있어요. 마스터에 어떤 컨테이너가 떠 있는지 보세요.",
  apiTimeout: () => "API 서버가 있는 머신이 너무 바빠서 대답을 못 해요. ssh는 되니까 메모리부터 보세요.",
  apiNoRoute: () => "마스터까지 가는 길이 없어요. 꺼졌거나 네트워크가 끊겼는지 보세요.",
  quota: ([name = ""]) => `이 네임스페이스의 쿼터 ${withParticle(name, "을/를")} 다 썼어요. 얼마나 썼는지 보세요.`,
  limitRange: () => "이 네임스페이스의 LimitRange가 컨테이너마다 한도를 정해 놨어요. 확인해 보세요.",
  forbidden: () => "이 사용자에게는 권한이 없어요. 무엇을 할 수 있는지 보세요.",
  disruptionBudget: () =>
    "PodDisruptionBudget이 이 파드를 지키고 있어요. 지금은 더 줄일 수 없어서 잠시 뒤에 다시 시도해요.",
  immutable: () => "이 필드는 만든 뒤에는 바꿀 수 없어요. 지우고 다시 만들어야 해요.",
  conflict: () => "그사이에 누가 이 오브젝트를 바꿨어요. 다시 읽고 한 번 더 고치세요.",
  alreadyExists: ([, name = ""]) =>
    `${withParticle(name, "은/는")} 이미 있어요. 있는 것을 바꿀 때는 create 말고 apply를 쓰세요.`,
  unknownField: (names) =>
    `거기에 ${names.at(-1)} 필드는 없어요. 오타이거나 들여쓰기가 잘못됐어요. 어떤 필드가 있는지 보세요.`,
  invalid: ([, field = ""]) => `API 서버가 짚은 필드는 ${field}예요. 어떤 값을 넣을 수 있는지 보세요.`,
  noKind: ([kind = "", version = ""]) =>
    `${version}에는 ${withParticle(kind, "이/가")} 없어요. apiVersion과 kind를 확인하세요.`,
  badYaml: ([file = "", line]) =>
    `${withParticle(file, "이/가")} 올바른 YAML이 아니에요.${line ? ` ${line}번째 줄 근처예요.` : ""} 들여쓰기, 콜론, 탭을 보세요.`,
  noFile: ([file = ""]) => `이 디렉터리에 ${withParticle(file, "이/가")} 없어요. 무엇이 있는지 보세요.`,
  whichFile: () => "apply에는 파일이 필요해요. -f 뒤에 파일 이름을 쓰세요.",
  notFound: ([name = "", kind = ""]) =>
    `이 네임스페이스의 ${kind} 중에 ${withParticle(name, "은/는")} 없어요. 어떤 것이 있는지 보세요.`,
  elsewhere: ([name = "", namespace = ""]) =>
    `${withParticle(name, "은/는")} ${namespace} 네임스페이스에 있어요. -n ${withParticle(namespace, "을/를")} 붙이세요.`,
  noNamespace: ([name = ""]) => `${name} 네임스페이스는 없어요. 어떤 것이 있는지 보세요.`,
  nothingHere: ([type = ""]) =>
    `이 네임스페이스에는 ${withParticle(type, "이/가")} 없어요. 모든 네임스페이스에서 찾아보세요.`,
  nothingAnywhere: () => "어느 네임스페이스에도 없어요.",
  selectorMatchesNothing: ([selector = ""]) => `${selector} 레이블이 붙은 것이 없어요. 어떤 레이블이 있는지 보세요.`,
  noType: ([type = ""]) => `쿠버네티스에 ${withParticle(type, "이라는/라는")} 종류는 없어요. 종류와 줄임말을 보세요.`,
  whichType: () => "무엇을 볼지 적으세요. pods, deployments, services, nodes 같은 것들이에요.",
  unknownCommand: ([name = ""]) => `kubectl에 ${name} 명령은 없어요. 어떤 명령이 있는지 보세요.`,
  unknownFlag: ([flag = ""]) => `이 명령에 ${flag} 플래그는 없어요. 어떤 플래그가 있는지 보세요.`,
  noCommand: ([name = ""]) => `여기서는 ${withParticle(name, "을/를")} 쓸 수 없어요. 무엇을 쓸 수 있는지 보세요.`,
  noImageYet: () => "이미지를 못 받아서 아직 로그가 없어요. 왜 못 받는지는 이벤트에 나와요.",
  notStarted: () => "컨테이너가 아직 시작하지 않아서 로그가 없어요. 무엇을 기다리는지는 이벤트에 나와요.",
  noPrevious: () => "재시작한 적이 없어서 이전 로그가 없어요. RESTARTS를 보세요.",
  whichContainer: () => "이 파드에는 컨테이너가 여러 개예요. -c로 하나를 고르세요.",
  noProgram: () => "이 이미지에는 그런 프로그램이 없어요. 작은 이미지에는 셸도 없을 때가 많아요.",
  notRunning: () => "컨테이너가 떠 있지 않아서 그 안에서 아무것도 실행할 수 없어요.",
  timedOut: () => "제시간에 그렇게 되지 않았어요. 지금 무엇을 하고 있는지 보세요.",
  progressDeadline: ([name = ""]) =>
    `${withParticle(name, "이/가")} 10분 동안 나아가지 못했어요. 이유는 컨디션과 이벤트에 나와요.`,
  daemonSets: () => "DaemonSet 파드는 지워도 바로 다시 떠요. drain이 그대로 두게 하세요.",
  emptyDir: () => "emptyDir을 쓰는 파드는 그 안의 데이터를 잃어요. 괜찮다면 그렇다고 적으세요.",
  noMetrics: () => "아직 수치가 없어요. 파드가 뜨고 1분쯤 지나야 나와요.",
  noMetricsServer: () =>
    "이 클러스터에는 metrics-server가 없어서 top이 물어볼 곳이 없어요. 사용량은 지표 탭에서 볼 수 있어요.",
  notApplied: () => "apply로 만든 것이 아니에요. 이제부터는 apply한 내용을 기억해요.",
  noSuchHost: () => "서비스 이름은 클러스터 안에서만 통해요. 밖에서는 노드 포트나 인그레스를 쓰세요.",
  noSuchService: ([name = ""]) =>
    `파드의 네임스페이스에 ${withParticle(name, "이라는/라는")} 서비스는 없어요. 다른 네임스페이스라면 NAME.NAMESPACE로 쓰세요.`,
  notReadyInTime: () =>
    "1분 안에 파드가 준비되지 않았어요. 대개는 여기 레지스트리에 없는 이미지예요. curlimages/curl은 있어요. 이벤트를 보세요.",
  refused: () => "서버는 있는데 그 포트에서 듣는 프로그램이 없어요. 포트와 뒤에 있는 파드를 확인하세요.",
  noAnswer: () => "아예 대답이 없어요. 가는 길에 무언가가 패킷을 버리거나 파드가 멈춰 있어요.",
  cutOff: () => "연결이 중간에 끊겼어요. 요청을 처리하던 파드가 사라졌어요.",
  status503: () => "지금 이 서비스 뒤에 아무도 없어요. 준비된 파드가 없거나 셀렉터에 맞는 파드가 없어요.",
  status502: () => "뒤에 있는 파드가 끊었거나 너무 오래 걸렸어요.",
  status404: () => "대답은 하는데 그런 경로를 몰라요. 어떤 경로가 어디로 가는지 보세요.",
  machineGone: ([host = ""]) =>
    `${withParticle(host, "이/가")} 전혀 대답하지 않아요. 꺼졌거나 끊겼어요. 클러스터는 어떻게 보고 있는지 확인하세요.`,
  imagePull: ([pod = ""]) =>
    `${withParticle(pod, "이/가")} 이미지를 못 받고 있어요. 이름, 태그, 레지스트리 중 무엇 때문인지 이벤트에 나와요.`,
  oomKilled: ([pod = ""]) =>
    `${withParticle(pod, "이/가")} 메모리 한도를 넘어서 죽었어요. 한도와 마지막 상태를 보세요.`,
  crashLoop: ([pod = ""]) => `${withParticle(pod, "이/가")} 자꾸 죽어요. 직전 로그에 이유가 나와요.`,
  badConfig: ([pod = ""]) =>
    `${withParticle(pod, "이/가")} 쓰는 ConfigMap, Secret이나 키가 없어요. 무엇인지는 이벤트에 나와요.`,
  evicted: ([pod = ""]) => `노드에 자원이 모자라서 ${withParticle(pod, "이/가")} 쫓겨났어요. 무엇이 모자랐는지 보세요.`,
  pending: ([pod = ""]) =>
    `${withParticle(pod, "이/가")} 갈 노드를 못 찾았어요. 노드마다 왜 안 되는지 스케줄러 이벤트에 나와요.`,
  creating: ([pod = ""]) =>
    `${withParticle(pod, "이/가")} 뜨는 데 오래 걸려요. 이미지, 볼륨, 느린 노드 중 하나예요. 이벤트를 보세요.`,
  unready: ([pod = ""]) =>
    `${withParticle(pod, "은/는")} 떠 있지만 준비성 프로브가 실패해서 요청을 못 받아요. 프로브가 뭐라고 하는지 보세요.`,
  nodeNotReady: ([node = ""]) => `${node}에서 소식이 없어요. 언제부터인지, kubelet이 마지막에 뭐라고 했는지 보세요.`,
  short: ([name = ""]) => `${name}에 준비된 파드가 하나도 없어요. 컨디션을 보세요.`,
  noEndpoints: () => "뒤에 파드가 없어요. 셀렉터와 파드의 레이블을 비교해 보세요.",
  noLoadBalancer: () =>
    "이 클러스터에는 주소를 나눠 주는 곳이 없어서 계속 pending이에요. 노드 포트로는 들어갈 수 있어요.",
  volumePending: ([name = ""]) => `${name}에 맞는 볼륨이 없어요. 이유는 이벤트에 나와요.`,
  noUsage: () => "판단할 수치가 없어요. 파드에 CPU request가 있어야 하고 1분쯤 기다려야 해요.",
  rolloutWaits: () => "새 파드가 준비돼야 옛 파드가 내려가요. 어디까지 왔는지 보세요.",
  rolloutQuota: () => "네임스페이스 쿼터에 파드를 더 띄울 자리가 없어서 멈춰 있어요.",
  rolloutCrash: ([pod = ""]) =>
    `새 파드 ${withParticle(pod, "이/가")} 자꾸 죽어서 멈춰 있어요. 직전 로그에 이유가 나와요.`,
  rolloutImage: ([pod = ""]) => `${withParticle(pod, "이/가")} 이미지를 못 받아서 멈춰 있어요.`,
  rolloutPending: ([pod = ""]) => `${withParticle(pod, "을/를")} 받아 줄 노드가 없어서 멈춰 있어요.`,
  rolloutUnready: ([pod = ""]) => `${withParticle(pod, "이/가")} 떴지만 아직 준비되지 않아서 기다려요.`,
  didYouMean: ([typed = "", name = ""]) =>
    `${withParticle(typed, "은/는")} 없어요. ${withParticle(name, "을/를")} 쓰려던 건가요?`,
  forgotKubectl: ([verb = ""]) => `${withParticle(verb, "은/는")} kubectl의 명령이에요. 앞에 kubectl을 쓰세요.`,
  noSudo: () => "여기서는 sudo가 필요 없어요. 무엇을 할 수 있는지는 사용자가 아니라 kubeconfig가 정해요.",
  containersArePods: ([name = ""]) =>
    `이 컴퓨터에 ${withParticle(name, "은/는")} 없어요. 컨테이너는 노드에서 파드로 돌아가요. 파드를 보세요.`,
  typeWithoutVerb: ([type = ""]) =>
    `${withParticle(type, "은/는")} 명령이 아니라 종류예요. get처럼 무엇을 할지 먼저 쓰세요.`,
  typeMissing: ([name = "", kind = ""]) =>
    `kubectl이 ${withParticle(name, "을/를")} 종류로 읽었어요. ${kind} 이름이니까 ${kind}/${withParticle(name, "으로/로")} 쓰세요.`,
  typeSlashName: ([type = "", name = ""]) =>
    `kubectl이 ${withParticle(type, "을/를")} 파드 이름으로 읽었어요. 종류와 이름을 ${type}/${name}처럼 붙여 쓰세요.`,
  fileNeedsFlag: ([file = ""]) => `파일 앞에는 -f가 필요해요. -f ${withParticle(file, "으로/로")} 쓰세요.`,
  createPod: () => "create로는 파드를 못 만들어요. run이 이미지 이름으로 파드를 만들어요.",
  isNamespace: ([name = ""]) =>
    `${withParticle(name, "은/는")} 오브젝트가 아니라 네임스페이스예요. -n ${withParticle(name, "으로/로")} 쓰세요.`,
  podsOfDeployment: ([name = ""]) =>
    `${withParticle(name, "은/는")} 디플로이먼트예요. 파드 이름은 더 길고, deployment/${withParticle(name, "이라는/라는")} 말이 그중 하나를 가리켜요.`,
  podInFull: ([name = "", full = ""]) => `그림에는 파드 이름의 끝만 나와요. ${name}의 전체 이름: ${full}`,
  podReplaced: ([pod = "", maker = ""]) =>
    `${withParticle(pod, "은/는")} 이제 없어요. ${maker}의 파드는 바뀔 때마다 이름이 새로 붙어요. 지금 무엇이 있는지 보세요.`,
  noSuchNode: ([name = "", types = ""]) =>
    `클러스터의 ${types} 중에 ${withParticle(name, "은/는")} 없어요. 어떤 것이 있는지 보세요.`,
  twoDashes: ([flag = ""]) => `이름이 긴 플래그는 --${flag}처럼 대시를 두 개 써요.`,
  badOutput: ([format = ""]) => `-o에 ${format} 형식은 없어요. wide, yaml, json, name, jsonpath=...를 많이 써요.`,
  flagNeeded: ([flag = ""]) => `이 명령에는 --${flag} 값이 꼭 필요해요.`,
  nameNeeded: () => "새로 만들 것의 이름을 하나 쓰세요. 영어 소문자, 숫자, 대시만 돼요.",
  oneName: () => "이름은 하나만 쓸 수 있어요. 띄어쓰기가 더 있거나 플래그에 대시가 빠지지 않았나요?",
  whichPod: () => "어느 파드인지 이름이나 deployment/NAME으로 쓰세요. 어떤 파드가 있는지 보세요.",
  execDashes: () => "명령 앞에 --를 쓰세요. 뒤는 컨테이너가 실행할 것이고 앞은 kubectl이 읽을 것이에요.",
  execWhat: () => "컨테이너에서 무엇을 실행할지 -- 뒤에 쓰세요. 예를 들면 sh예요.",
  nameOrAll: () => "어느 것인지 이름으로 쓰거나 -l 레이블로 고르세요. --all은 네임스페이스의 전부예요.",
  whichObject: () => "무엇에 할지 deployment/web처럼 TYPE/NAME으로 쓰거나 -f 뒤에 파일을 쓰세요.",
  nameInAll: () => "이름은 네임스페이스 하나에 속해서 -A와 같이 쓸 수 없어요. -n으로 네임스페이스를 쓰세요.",
  mixedForms: () => "TYPE NAME이나 TYPE/NAME 중 하나로만 쓰세요. 한 줄에 섞을 수 없어요.",
  flagValue: ([flag = ""]) => `${flag} 뒤에 값이 있어야 해요.`,
  badJsonpath: () => "경로는 따옴표 안에 {.spec.nodeName}처럼, 목록이면 {.items[*].metadata.name}처럼 써요.",
  badSelector: () => "셀렉터는 app=web, app!=web, 'app in (web,api)'처럼 써요. 어떤 레이블이 있는지 보세요.",
  noFieldLabel: ([field = ""]) =>
    `${withParticle(field, "으로/로")}는 걸러 볼 수 없어요. metadata.name, metadata.namespace와 몇 가지만 되고, 파드는 status.phase와 spec.nodeName도 돼요.`,
  wrongContainer: ([name = "", all]) =>
    all
      ? `이 파드에 ${name} 컨테이너는 없고 ${withParticle(all, "이/가")} 있어요.`
      : `${name} 컨테이너는 없어요. 컨테이너 이름은 이미지 이름과 다를 때가 많아요. 둘 다 보세요.`,
  labelForm: () => "무엇을 붙일지 KEY=VALUE로 쓰세요. KEY-는 떼요.",
  badName: ([name = ""]) => `${withParticle(name, "은/는")} 이름으로 쓸 수 없어요. 영어 소문자, 숫자, 대시만 돼요.`,
  portNeeded: () => "컨테이너에 적힌 포트가 없어서 kubectl이 포트를 몰라요. --port로 쓰세요.",
  taintForm: () =>
    "테인트는 KEY=VALUE:EFFECT로 써요. EFFECT는 NoSchedule, PreferNoSchedule, NoExecute예요. KEY-는 떼요.",
  notANumber: ([text = ""]) => `거기에는 ${text} 말고 숫자를 써야 해요.`,
  noRevision: ([revision = ""]) => `리비전 ${withParticle(revision, "은/는")} 없어요. 무엇이 남아 있는지 보세요.`,
  bareContext: () => "이 컨텍스트에는 클러스터가 없어서 kubectl이 내 컴퓨터에 물었어요. 어떤 컨텍스트가 있는지 보세요.",
  noContext: ([name = ""]) => `kubeconfig에 ${name} 컨텍스트는 없어요. 어떤 것이 있는지 보세요.`,
  waitForWhat: () => "무엇을 기다릴지 쓰세요. --for=condition=Ready, --for=delete, --for=jsonpath=...가 있어요.",
  whichNode: () => "어느 노드인지 쓰세요. 어떤 노드가 있는지 보세요.",
  forwardWhat: () => "무엇의 어느 포트인지 svc/web 8080:80처럼 쓰세요. 앞이 내 쪽 포트예요.",
  patchForm: () => `-p에는 '{"spec":{"replicas":3}}'처럼 작은따옴표 안에 JSON을 쓰세요.`,
  noFieldThere: ([field = ""]) => `거기에 ${field} 필드는 없어요. 어떤 필드가 있는지 보세요.`,
  notAWorkload: () => "파드를 만드는 디플로이먼트, StatefulSet, DaemonSet에만 할 수 있어요. 디플로이먼트를 보세요.",
  placeholder: ([word = ""]) => `${word} 자리에는 < >를 빼고 실제 이름을 쓰세요.`,
};
