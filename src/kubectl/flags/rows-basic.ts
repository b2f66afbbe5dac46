// Rows of kubectl itself and of its basic commands: create, expose, run, set, explain, get, edit, delete.
import type { CommandRow } from "./command-row.ts";

export const BASIC_ROWS: { readonly [path: string]: CommandRow } = {
  "": {
    usage: "kubectl [flags] [options]",
    flags: "",
    commands: [
      "create",
      "expose",
      "run",
      "set",
      "explain",
      "get",
      "edit",
      "delete",
      "rollout",
      "scale",
      "autoscale",
      "certificate",
      "cluster-info",
      "top",
      "cordon",
      "uncordon",
      "drain",
      "taint",
      "describe",
      "logs",
      "attach",
      "exec",
      "port-forward",
      "proxy",
      "cp",
      "auth",
      "debug",
      "events",
      "diff",
      "apply",
      "patch",
      "replace",
      "wait",
      "kustomize",
      "label",
      "annotate",
      "completion",
      "api-resources",
      "api-versions",
      "config",
      "kuberc",
      "plugin",
      "version",
    ],
  },
  create: {
    usage: "kubectl create -f FILENAME [options]",
    flags:
      "@print @files dry-run='none' edit=false field-manager='kubectl-create' raw='' save-config=false selector,l='' validate='strict' windows-line-endings=false",
    commands: [
      "clusterrole",
      "clusterrolebinding",
      "configmap",
      "cronjob",
      "deployment",
      "ingress",
      "job",
      "namespace",
      "poddisruptionbudget",
      "priorityclass",
      "quota",
      "role",
      "rolebinding",
      "secret",
      "service",
      "serviceaccount",
      "token",
    ],
  },
  "create clusterrole": {
    usage:
      "kubectl create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none] [options]",
    flags:
      "@print aggregation-rule= dry-run='none' field-manager='kubectl-create' non-resource-url=[] resource=[] resource-name=[] save-config=false validate='strict' verb=[]",
  },
  "create clusterrolebinding": {
    usage:
      "kubectl create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
    flags:
      "@print clusterrole='' dry-run='none' field-manager='kubectl-create' group=[] save-config=false serviceaccount=[] user=[] validate='strict'",
  },
  "create configmap": {
    usage:
      "kubectl create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
    flags:
      "@print append-hash=false dry-run='none' field-manager='kubectl-create' from-env-file=[] from-file=[] from-literal=[] save-config=false validate='strict'",
  },
  "create cronjob": {
    usage:
      "kubectl create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags] [options]",
    flags:
      "@print dry-run='none' field-manager='kubectl-create' image='' restart='' save-config=false schedule='' validate='strict'",
  },
  "create deployment": {
    usage: "kubectl create deployment NAME --image=image -- [COMMAND] [args...] [options]",
    flags:
      "@print dry-run='none' field-manager='kubectl-create' image=[] port=-1 replicas,r=1 save-config=false validate='strict'",
  },
  "create ingress": {
    usage: "kubectl create ingress NAME --rule=host/path=service:port[,tls[=secret]]  [options]",
    flags:
      "@print annotation=[] class='' default-backend='' dry-run='none' field-manager='kubectl-create' rule=[] save-config=false validate='strict'",
  },
  "create job": {
    usage: "kubectl create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]",
    flags: "@print dry-run='none' field-manager='kubectl-create' from='' image='' save-config=false validate='strict'",
  },
  "create namespace": {
    usage: "kubectl create namespace NAME [--dry-run=server|client|none] [options]",
    flags: "@print dry-run='none' field-manager='kubectl-create' save-config=false validate='strict'",
  },
  "create poddisruptionbudget": {
    usage:
      "kubectl create poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]",
    flags:
      "@print dry-run='none' field-manager='kubectl-create' max-unavailable='' min-available='' save-config=false selector='' validate='strict'",
  },
  "create priorityclass": {
    usage:
      "kubectl create priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]",
    flags:
      "@print description='' dry-run='none' field-manager='kubectl-create' global-default=false preemption-policy='PreemptLowerPriority' save-config=false validate='strict' value=0",
  },
  "create quota": {
    usage:
      "kubectl create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] [options]",
    flags: "@print dry-run='none' field-manager='kubectl-create' hard='' save-config=false scopes='' validate='strict'",
  },
  "create role": {
    usage:
      "kubectl create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none] [options]",
    flags:
      "@print dry-run='none' field-manager='kubectl-create' resource=[] resource-name=[] save-config=false validate='strict' verb=[]",
  },
  "create rolebinding": {
    usage:
      "kubectl create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
    flags:
      "@print clusterrole='' dry-run='none' field-manager='kubectl-create' group=[] role='' save-config=false serviceaccount=[] user=[] validate='strict'",
  },
  "create secret": {
    usage: "kubectl create secret (docker-registry | generic | tls) [options]",
    flags: "",
    commands: ["docker-registry", "generic", "tls"],
  },
  "create secret docker-registry": {
    usage:
      "kubectl create secret docker-registry NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none] [options]",
    flags:
      "@print append-hash=false docker-email='' docker-password='' docker-server='https://index.docker.io/v1/' docker-username='' dry-run='none' field-manager='kubectl-create' from-file=[] save-config=false validate='strict'",
  },
  "create secret generic": {
    usage:
      "kubectl create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
    flags:
      "@print append-hash=false dry-run='none' field-manager='kubectl-create' from-env-file=[] from-file=[] from-literal=[] save-config=false type='' validate='strict'",
  },
  "create secret tls": {
    usage:
      "kubectl create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]",
    flags:
      "@print append-hash=false cert='' dry-run='none' field-manager='kubectl-create' key='' save-config=false validate='strict'",
  },
  "create service": {
    usage: "kubectl create service [flags] [options]",
    flags: "",
    commands: ["clusterip", "externalname", "loadbalancer", "nodeport"],
  },
  "create service clusterip": {
    usage: "kubectl create service clusterip NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]",
    flags:
      "@print clusterip='' dry-run='none' field-manager='kubectl-create' save-config=false tcp=[] validate='strict'",
  },
  "create service externalname": {
    usage:
      "kubectl create service externalname NAME --external-name external.name [--dry-run=server|client|none] [options]",
    flags:
      "@print dry-run='none' external-name='' field-manager='kubectl-create' save-config=false tcp=[] validate='strict'",
  },
  "create service loadbalancer": {
    usage: "kubectl create service loadbalancer NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
    flags: "@print dry-run='none' field-manager='kubectl-create' save-config=false tcp=[] validate='strict'",
  },
  "create service nodeport": {
    usage: "kubectl create service nodeport NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
    flags:
      "@print dry-run='none' field-manager='kubectl-create' node-port=0 save-config=false tcp=[] validate='strict'",
  },
  "create serviceaccount": {
    usage: "kubectl create serviceaccount NAME [--dry-run=server|client|none] [options]",
    flags: "@print dry-run='none' field-manager='kubectl-create' save-config=false validate='strict'",
  },
  "create token": {
    usage: "kubectl create token SERVICE_ACCOUNT_NAME [options]",
    flags: "@print audience=[] bound-object-kind='' bound-object-name='' bound-object-uid='' duration=0s",
  },
  expose: {
    usage:
      "kubectl expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]",
    flags:
      "@print @files cluster-ip='' dry-run='none' external-ip='' field-manager='kubectl-expose' labels,l='' load-balancer-ip='' name='' override-type='merge' overrides='' port='' protocol='' save-config=false selector='' session-affinity='' target-port='' type=''",
  },
  run: {
    usage:
      'kubectl run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...] [options]',
    flags:
      "@print @files annotations=[] attach=false cascade='background' command=false detach-keys='ctrl-p,ctrl-q' dry-run='none' env=[] expose=false field-manager='kubectl-run' force=false grace-period=-1 image='' image-pull-policy='' labels,l='' leave-stdin-open=false override-type='merge' overrides='' pod-running-timeout=1m0s port='' privileged=false quiet,q=false restart='Always' rm=false save-config=false stdin,i=false timeout=0s tty,t=false wait=false",
  },
  set: {
    usage: "kubectl set SUBCOMMAND [options]",
    flags: "",
    commands: ["env", "image", "resources", "selector", "serviceaccount", "subject"],
  },
  "set env": {
    usage: "kubectl set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]",
    flags:
      "@print @files all=false containers,c='*' dry-run='none' env,e=[] field-manager='kubectl-set' from='' keys=[] list=false local=false overwrite=true prefix='' resolve=false selector,l=''",
  },
  "set image": {
    usage:
      "kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]",
    flags: "@print @files all=false dry-run='none' field-manager='kubectl-set' local=false selector,l=''",
  },
  "set resources": {
    usage: "kubectl set resources (-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS] [options]",
    flags:
      "@print @files all=false containers,c='*' dry-run='none' field-manager='kubectl-set' limits='' local=false requests='' selector,l=''",
  },
  "set selector": {
    usage: "kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]",
    flags:
      "@print all=false dry-run='none' field-manager='kubectl-set' filename,f=[] local=false recursive,R=true resource-version=''",
  },
  "set serviceaccount": {
    usage: "kubectl set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]",
    flags: "@print @files all=false dry-run='none' field-manager='kubectl-set' local=false",
  },
  "set subject": {
    usage:
      "kubectl set subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
    flags:
      "@print @files all=false dry-run='none' field-manager='kubectl-set' group=[] local=false selector,l='' serviceaccount=[] user=[]",
  },
  explain: {
    usage:
      "kubectl explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]",
    flags: "api-version='' output,o='plaintext' recursive,R=false",
  },
  get: {
    usage:
      "kubectl get [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]",
    flags:
      "@print @files all-namespaces,A=false chunk-size=500 field-selector='' ignore-not-found=false label-columns,L=[] no-headers=false output-watch-events=false raw='' selector,l='' server-print=true show-kind=false show-labels=false sort-by='' subresource='' watch,w=false watch-only=false",
  },
  edit: {
    usage: "kubectl edit (RESOURCE/NAME | -f FILENAME) [options]",
    flags:
      "@print @files field-manager='kubectl-edit' output-patch=false save-config=false subresource='' validate='strict' windows-line-endings=false",
  },
  delete: {
    usage: "kubectl delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]",
    flags:
      "@files all=false all-namespaces,A=false cascade='background' dry-run='none' field-selector='' force=false grace-period=-1 ignore-not-found=false interactive,i=false now=false output,o='' raw='' selector,l='' timeout=0s wait=true",
  },
};
