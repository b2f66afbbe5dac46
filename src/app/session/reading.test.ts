import { expect, it } from "vitest";
import { isReading } from "./reading.ts";

const cases: readonly { readonly line: string; readonly reads: boolean }[] = [
  { line: "kubectl get pods", reads: true },
  { line: "  kubectl get po ", reads: true },
  { line: "k get po -o wide", reads: true },
  { line: "kubectl get", reads: true },
  { line: "kubectl describe pod web | grep -A3 'a; b > c' | head -2", reads: true },
  { line: "kubectl logs web 2>/dev/null", reads: true },
  { line: "kubectl logs web 2>&1 | tail -1", reads: true },
  { line: "kubectl rollout status deployment/web", reads: true },
  { line: "kubectl rollout restart deployment/web", reads: false },
  { line: "kubectl get pods; kubectl delete pod web", reads: false },
  { line: "kubectl get pods && kubectl delete pod web", reads: false },
  { line: "kubectl get pods -o name | xargs kubectl delete", reads: false },
  { line: "kubectl get deploy web -o yaml > web.yaml", reads: false },
  { line: "kubectl get pod $(kubectl delete pod web)", reads: false },
  { line: 'kubectl get pod "$(kubectl delete pod web)"', reads: false },
  { line: "curl -i http://worker-1:30080/menu", reads: true },
  { line: "kubectl get pods | grep -i web", reads: true },
  { line: "sed -i 's/1.0/1.1/' web.yaml", reads: false },
  { line: "kubectl exec deployment/web -- printenv URL", reads: true },
  { line: "kubectl exec web -- kill 1", reads: false },
  { line: "ssh firewall iptables -S FORWARD", reads: true },
  { line: "ssh firewall iptables -A FORWARD -j ACCEPT", reads: false },
  { line: "ssh master crictl stats", reads: true },
  { line: "ssh master crictl stop 1a2b", reads: false },
  { line: "ssh master reboot", reads: false },
  { line: "kubectl getaway", reads: false },
  { line: "kubectl apply -f web.yaml", reads: false },
  { line: "", reads: false },
];

it.each(cases)("$line", ({ line, reads }) => expect(isReading(line)).toBe(reads));
