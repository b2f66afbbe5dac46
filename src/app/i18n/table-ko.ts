// 표로 본 클러스터의 말.
import type { TableWords } from "./table-en.ts";

export const table: TableWords = {
  pods: "파드",
  nodes: "노드",
  services: "서비스",
  name: "이름",
  status: "상태",
  detail: "머신이 말하는 것",
  node: "노드",
  restarts: "재시작",
  memory: "메모리",
  cpu: "CPU",
  role: "역할",
  condition: "컨디션",
  taints: "테인트",
  podCount: "파드 수",
  ports: "포트",
  endpoints: "엔드포인트",
  none: "없음",
};
