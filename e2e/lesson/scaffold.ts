// A new lesson that proves as it stands: a Service that finds no pod. Its author replaces it piece by piece, and the proof says at each
// moment what is missing.
import type { LessonFolder } from "#tutor/compile";

export interface ScaffoldOptions {
  readonly part: "concepts" | "cases" | "closer";
  readonly id: string;
  /** Of a case, its number in the talk. */
  readonly number: number;
}

export const scaffold = (options: ScaffoldOptions): LessonFolder => ({
  "lesson.yaml": lesson(options),
  "web.yaml": DEPLOYMENT,
  "service.yaml": SERVICE,
  "en.md": EN,
  "ko.md": KO,
});

const lesson = ({ part, id, number }: ScaffoldOptions): string => `$schema: ../../lesson.schema.json
id: ${id}
${part === "cases" ? `case: ${number}\n` : ""}part: ${part}
minutes: 4
# Lessons that are better taken first: advice, never a lock.
after: []

# The cluster before anything is applied. Everything that is seen is caused by it: images say how an application behaves.
cluster:
  seed: 1
  startTime: "2026-06-03T05:00:00Z"
  nodes:
    - {
        name: master,
        role: control-plane,
        cpu: "2",
        memory: 4Gi,
        taints: [{ key: node-role.kubernetes.io/control-plane, effect: NoSchedule }],
      }
    - { name: worker-1, role: worker, cpu: "2", memory: 4Gi }
  images:
    nexus.local/web:1.0:
      sizeMi: 60
      port: 8080
      startupMs: 3000
      cpuMilli: 20
      memoryMi: 120
      routes: [{ path: /, status: 200, body: hello, delayMs: 30 }]
  firewall: [{ port: 30080, action: allow }]
  clients:
    - {
        name: clients,
        url: "http://worker-1:30080/",
        perSecond: 5,
        arrivals: even,
        timeoutMs: 3000,
        fromMs: 20000,
      }

manifests: [web.yaml, service.yaml]
settle: 30s

# What the prose says is wrong at the start. The proof waits for it.
symptom:
  when: requests("clients", 5).share > 0.5
  within: 30s

steps:
  - id: alarm
    goals:
      - id: see-failures
        when: sinceStep("clients").failed >= 10
        shows: sinceStep("clients").failed
    hints:
      - { id: press-play, when: seconds < 5.0 }
    suggests: [kubectl get pods]
    show:
      - wait: 5s

  - id: look
    goals:
      - id: see-endpoints
        when: ran("(get|describe) +(ep|endpoints|endpointslices?|svc|services?)\\\\b")
    hints:
      - id: the-list
        when: seconds > 5.0
        offers: { run: kubectl get endpoints web }
    suggests: [kubectl get endpoints web]
    show:
      - run: kubectl get endpoints web

  - id: mend
    mends: true
    opens: { file: service.yaml, find: selector }
    goals:
      - id: served
        when: requests("clients", 10).failed == 0 && requests("clients", 10).sent > 20
        for: 5s
        shows: requests("clients", 10).failed
    hints:
      - { id: compare-labels, when: seconds > 5.0 }
    feedback:
      - id: not-the-pods
        when: ran("rollout +restart") && seconds > 10.0
      - id: not-the-number
        when: deployments.web.spec.replicas > 2.0 && seconds > 10.0
    show: &right-selector
      - { edit: service.yaml, find: "app: wep", replace: "app: web" }

# What the proof plays in the step that mends. Ways that work, and tempting ones that do not, each with its evidence and its answer.
fixes:
  accepted:
    - { id: right-selector, does: *right-selector }
    - id: by-patch
      does:
        - run: >-
            kubectl patch service web -p '{"spec":{"selector":{"app":"web"}}}'
  wrong:
    - id: restart
      does:
        - run: kubectl rollout restart deployment web
      because: isRolledOut("web") && requests("clients", 10).failed > 5
      feedback: not-the-pods
    - id: more-pods
      does:
        - run: kubectl scale deployment web --replicas=5
      because: deployments.web.spec.replicas == 5.0 && requests("clients", 10).failed > 5
      feedback: not-the-number
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nexus.local/web:1.0
        ports:
        - containerPort: 8080
        readinessProbe:
          httpGet:
            path: /
            port: 8080
          periodSeconds: 2
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
`;

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: wep
  ports:
  - port: 80
    targetPort: 8080
    nodePort: 30080
`;

const EN = `# A Service without pods

All pods run, and nobody gets an answer.

## alarm: Nobody gets an answer

Press play and watch the clients. Every request fails.

### goal see-failures: Watch ten requests fail

### hint press-play
Time stands still until you press play.

### notes 1m00s
Let the room see the pods first: all of them run. Ask what could be wrong then.

## look: Whom does the Service know?

Ask Kubernetes for the list from which the Service takes its pods.

### goal see-endpoints: Look at the Service's list

### hint the-list
\`kubectl get endpoints web\` shows whom the Service knows.

### notes 1m00s
Point at the empty list. No event warns of it.

## mend: Bring them together

Change the Service so that it finds its pods.

### goal served: No failed request for a while

### hint compare-labels
Compare the selector of the Service with the labels of the pods, letter by letter.

### feedback not-the-pods
The new pods have the same labels as the old ones. The Service looks for others.

### feedback not-the-number
More pods, and the Service knows none of them either.

### notes 1m30s
Mend one letter, and let the dots turn. Ask who has searched for such a letter at night.

### real-life
Alert on a Service without endpoints. See the documentation on the [Service](https://kubernetes.io/docs/concepts/services-networking/service/).
`;

const KO = `# 파드를 못 찾는 서비스

파드는 모두 떠 있는데 아무도 응답을 못 받아요.

## alarm: 아무도 응답을 못 받아요

재생을 누르고 클라이언트를 지켜보세요. 요청이 모두 실패해요.

### goal see-failures: 요청이 열 개 실패하는 것을 지켜보기

### hint press-play
재생을 누르기 전에는 시간이 흐르지 않아요.

### notes 1m00s
파드가 모두 떠 있는 것부터 보여 주세요. 그럼 무엇이 문제일지 물어보세요.

## look: 서비스는 누구를 알고 있을까요?

서비스가 파드를 고르는 목록을 쿠버네티스에 물어보세요.

### goal see-endpoints: 서비스의 목록 확인하기

### hint the-list
\`kubectl get endpoints web\`을 치면 서비스가 누구를 아는지 나와요.

### notes 1m00s
빈 목록을 짚어 주세요. 알려 주는 이벤트도 없어요.

## mend: 서로 만나게 해 주세요

서비스가 파드를 찾을 수 있게 고쳐 보세요.

### goal served: 한동안 실패한 요청 없음

### hint compare-labels
서비스의 셀렉터와 파드의 레이블을 한 글자씩 비교해 보세요.

### feedback not-the-pods
새 파드도 레이블은 옛 파드와 같아요. 서비스는 다른 것을 찾고 있어요.

### feedback not-the-number
파드가 늘었지만 서비스는 그중 하나도 몰라요.

### notes 1m30s
한 글자를 고치고 점의 색이 바뀌는 것을 보여 주세요. 이런 글자를 밤에 찾아본 사람이 있는지 물어보세요.

### real-life
엔드포인트가 없는 서비스에 알람을 거세요. 자세한 내용은 [서비스](https://kubernetes.io/ko/docs/concepts/services-networking/service/) 문서를 보세요.
`;
