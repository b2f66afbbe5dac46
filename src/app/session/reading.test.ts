import { expect, it } from "vitest";
import { isLocal, isReading } from "./reading.ts";

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
  { line: "curl -X POST http://worker-1:30080/order", reads: false },
  { line: "curl -s --data a=1 http://worker-1:30080/order", reads: false },
  { line: "curl -X GET http://worker-1:30080/order", reads: true },
  { line: "watch kubectl get pods", reads: true },
  { line: "watch -n 1 -d kubectl get pods -o wide", reads: true },
  { line: "watch -n1 kubectl get pods", reads: true },
  { line: "watch --interval=2 'kubectl get pods | grep web'", reads: true },
  { line: "watch kubectl delete pod web", reads: false },
  { line: 'watch "kubectl delete pod web"', reads: false },
  { line: "kubectl delete --help", reads: true },
  { line: "kubectl exec web -- rm --help", reads: false },
  { line: "kubectl get pods | grep -i web", reads: true },
  { line: "sed -i 's/1.0/1.1/' web.yaml", reads: false },
  { line: "kubectl exec deployment/web -- printenv URL", reads: true },
  { line: "kubectl exec web -- kill 1", reads: false },
  { line: "ssh firewall iptables -S FORWARD", reads: true },
  { line: "ssh firewall iptables -A FORWARD -j ACCEPT", reads: false },
  { line: "ssh master crictl stats", reads: true },
  { line: "ssh master crictl stop 1a2b", reads: false },
  { line: "ssh master reboot", reads: false },
  { line: "kubectl -n web get pods", reads: true },
  { line: "kubectl --namespace=web describe pod a", reads: true },
  { line: "kubectl -n get delete pod web", reads: false },
  { line: "kubectl get pods; kubectl get nodes", reads: true },
  { line: "kubectl get pods -w &", reads: true },
  { line: "kubectl get pods & kubectl delete pod web", reads: false },
  { line: "kubectl logs $(kubectl get pod -o name | head -1)", reads: true },
  { line: "kubectl logs $(kubectl get pod $(kubectl delete pod b))", reads: false },
  { line: "kubectl delete --help", reads: true },
  { line: "kubectl", reads: true },
  { line: "jobs", reads: true },
  { line: "cd yaml", reads: false },
  { line: "kubectl getaway", reads: false },
  { line: "kubectl apply -f web.yaml", reads: false },
  { line: "kubectl -v=6 -nweb --as=jane -n web get pods", reads: true },
  { line: "", reads: false },
];

it.each(cases)("$line", ({ line, reads }) => expect(isReading(line)).toBe(reads));

it.each([
  ["ls", true],
  ["vi web.yaml", true],
  ["kubectl get deploy web -o yaml > web.yaml", true],
  ["cp a.yaml b.yaml && vi b.yaml", true],
  ["rm a.yaml; kubectl delete pod web", false],
  ["rm $(kubectl delete pod web)", false],
  ["sed s/1/2/ web.yaml | kubectl apply -f -", false],
  ["kubectl config set-context --current --namespace=web", true],
  ["kubectl apply -f web.yaml > log.txt", false],
  ["kubectl wait --for=condition=Ready pod/web; sleep 3", true],
  ["source heal.sh", false],
  ["kill 1", false],
  ["kill %1", true],
  ["ssh master reboot", false],
])("only the learner's own files, if any: %s: %s", (line, isSo) => expect(isLocal(line)).toBe(isSo));

it.each([" -n=a", " --namespace=a", " -v 6", " -n -n"])("reads a thousand of%s in one way only", (flag) => {
  const began = process.cpuUsage().user;
  expect(isReading(`kubectl${flag.repeat(1000)} delete pod web`)).toBe(false);
  expect(process.cpuUsage(undefined).user - began).toBeLessThan(1_000_000);
});
