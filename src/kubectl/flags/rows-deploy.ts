// Rows of the commands that deploy and that keep the cluster: rollout, scale, autoscale, certificate, top, drain, taint.
import type { CommandRow } from "./command-row.ts";

export const DEPLOY_ROWS: { readonly [path: string]: CommandRow } = {
  rollout: {
    usage: "kubectl rollout SUBCOMMAND [options]",
    flags: "",
    commands: ["history", "pause", "restart", "resume", "status", "undo"],
  },
  "rollout history": {
    usage: "kubectl rollout history (TYPE NAME | TYPE/NAME) [flags] [options]",
    flags: "@print @files revision=0 selector,l=''",
  },
  "rollout pause": {
    usage: "kubectl rollout pause RESOURCE [options]",
    flags: "@print @files field-manager='kubectl-rollout' selector,l=''",
  },
  "rollout restart": {
    usage: "kubectl rollout restart RESOURCE [options]",
    flags: "@print @files field-manager='kubectl-rollout' selector,l=''",
  },
  "rollout resume": {
    usage: "kubectl rollout resume RESOURCE [options]",
    flags: "@print @files field-manager='kubectl-rollout' selector,l=''",
  },
  "rollout status": {
    usage: "kubectl rollout status (TYPE NAME | TYPE/NAME) [flags] [options]",
    flags: "@files revision=0 selector,l='' timeout=0s watch,w=true",
  },
  "rollout undo": {
    usage: "kubectl rollout undo (TYPE NAME | TYPE/NAME) [flags] [options]",
    flags: "@print @files dry-run='none' selector,l='' to-revision=0",
  },
  scale: {
    usage:
      "kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]",
    flags:
      "@print @files all=false current-replicas=-1 dry-run='none' replicas=0 resource-version='' selector,l='' timeout=0s",
  },
  autoscale: {
    usage:
      "kubectl autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY] [options]",
    flags:
      "@print @files cpu='' dry-run='none' field-manager='kubectl-autoscale' max=-1 memory='' min=-1 name='' save-config=false",
  },
  certificate: { usage: "kubectl certificate SUBCOMMAND [options]", flags: "", commands: ["approve", "deny"] },
  "certificate approve": {
    usage: "kubectl certificate approve (-f FILENAME | NAME) [options]",
    flags: "@print @files force=false",
  },
  "certificate deny": {
    usage: "kubectl certificate deny (-f FILENAME | NAME) [options]",
    flags: "@print @files force=false",
  },
  "cluster-info": { usage: "kubectl cluster-info [flags] [options]", flags: "", commands: ["dump"] },
  "cluster-info dump": {
    usage: "kubectl cluster-info dump [flags] [options]",
    flags:
      "all-namespaces,A=false allow-missing-template-keys=true namespaces=[] output,o='json' output-directory='' pod-running-timeout=20s show-managed-fields=false template=''",
  },
  top: { usage: "kubectl top [flags] [options]", flags: "", commands: ["node", "pod"] },
  "top node": {
    usage: "kubectl top node [NAME | -l label] [options]",
    flags: "no-headers=false selector,l='' show-capacity=false show-swap=false sort-by='' use-protocol-buffers=true",
  },
  "top pod": {
    usage: "kubectl top pod [NAME | -l label] [options]",
    flags:
      "all-namespaces,A=false containers=false field-selector='' no-headers=false selector,l='' show-swap=false sort-by='' sum=false use-protocol-buffers=true",
  },
  cordon: { usage: "kubectl cordon NODE [options]", flags: "dry-run='none' selector,l=''" },
  uncordon: { usage: "kubectl uncordon NODE [options]", flags: "dry-run='none' selector,l=''" },
  drain: {
    usage: "kubectl drain NODE [options]",
    flags:
      "chunk-size=500 delete-emptydir-data=false disable-eviction=false dry-run='none' force=false grace-period=-1 ignore-daemonsets=false pod-selector='' selector,l='' skip-wait-for-delete-timeout=0 timeout=0s",
  },
  taint: {
    usage: "kubectl taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]",
    flags:
      "@print all=false dry-run='none' field-manager='kubectl-taint' overwrite=false selector,l='' validate='strict'",
  },
};
