// Every kubectl command with its usage line, subcommands and flags, as 1.36.3 has them (facts; held against the recorded list by
// tables.test.ts). A flag is `name,shorthand=default`; @print and @files stand for flags that many commands share.

export interface CommandRow {
  readonly usage: string;
  readonly flags: string;
  readonly commands?: readonly string[];
}

/** Flags of commands that print objects, and of those that read files. */
export const FLAG_GROUPS: { readonly [group: string]: string } = {
  "@print": "allow-missing-template-keys=true output,o='' show-managed-fields=false template=''",
  "@files": "filename,f=[] kustomize,k='' recursive,R=false",
};

/** Flags that any command takes. */
export const EVERYWHERE =
  "as='' as-group=[] as-uid='' as-user-extra=[] cache-dir='/home/learner/.kube/cache' certificate-authority='' " +
  "client-certificate='' client-key='' cluster='' context='' disable-compression=false insecure-skip-tls-verify=false " +
  "kubeconfig='' kuberc='' log-flush-frequency=5s match-server-version=false namespace,n='' password='' profile='none' " +
  "profile-output='profile.pprof' request-timeout='0' server,s='' tls-server-name='' token='' user='' username='' v,v=0 " +
  "vmodule= warnings-as-errors=false";

export const COMMAND_ROWS: { readonly [path: string]: CommandRow } = {
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
  describe: {
    usage: "kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]",
    flags: "@files all-namespaces,A=false chunk-size=500 selector,l='' show-events=true",
  },
  logs: {
    usage: "kubectl logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]",
    flags:
      "all-containers=false all-pods=false container,c='' follow,f=false ignore-errors=false insecure-skip-tls-verify-backend=false limit-bytes=0 max-log-requests=5 pod-running-timeout=20s prefix=false previous,p=false selector,l='' since=0s since-time='' tail=-1 timestamps=false",
  },
  attach: {
    usage: "kubectl attach (POD | TYPE/NAME) -c CONTAINER [options]",
    flags:
      "container,c='' detach-keys='ctrl-p,ctrl-q' pod-running-timeout=1m0s quiet,q=false stdin,i=false tty,t=false",
  },
  exec: {
    usage: "kubectl exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]",
    flags: "container,c='' filename,f=[] pod-running-timeout=1m0s quiet,q=false stdin,i=false tty,t=false",
  },
  "port-forward": {
    usage: "kubectl port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
    flags: "address=[localhost] pod-running-timeout=1m0s",
  },
  proxy: {
    usage: "kubectl proxy [--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix] [options]",
    flags:
      "accept-hosts='^localhost$,^127\\.0\\.0\\.1$,^\\[::1\\]$' accept-paths='^.*' address='127.0.0.1' api-prefix='/' append-server-path=false disable-filter=false keepalive=0s port,p=8001 reject-methods='^$' reject-paths='^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach' unix-socket,u='' www,w='' www-prefix,P='/static/'",
  },
  cp: {
    usage: "kubectl cp <file-spec-src> <file-spec-dest> [options]",
    flags: "container,c='' no-preserve=false retries=0",
  },
  auth: { usage: "kubectl auth [flags] [options]", flags: "", commands: ["can-i", "reconcile", "whoami"] },
  "auth can-i": {
    usage: "kubectl auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]",
    flags: "all-namespaces,A=false list=false no-headers=false quiet,q=false subresource=''",
  },
  "auth reconcile": {
    usage: "kubectl auth reconcile -f FILENAME [options]",
    flags: "@print @files dry-run='none' remove-extra-permissions=false remove-extra-subjects=false",
  },
  "auth whoami": { usage: "kubectl auth whoami [options]", flags: "@print" },
  debug: {
    usage: "kubectl debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ] [options]",
    flags:
      "arguments-only=false attach=false container,c='' copy-to='' custom='' env=[] filename,f=[] image='' image-pull-policy='' keep-annotations=false keep-init-containers=true keep-labels=false keep-liveness=false keep-readiness=false keep-startup=false profile='general' quiet,q=false replace=false same-node=false set-image=[] share-processes=true stdin,i=false target='' tty,t=false",
  },
  events: {
    usage:
      "kubectl events [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning] [options]",
    flags: "@print all-namespaces,A=false chunk-size=500 for='' no-headers=false types=[] watch,w=false",
  },
  diff: {
    usage: "kubectl diff -f FILENAME [options]",
    flags:
      "@files concurrency=1 field-manager='kubectl-client-side-apply' force-conflicts=false prune=false prune-allowlist=[] selector,l='' server-side=false show-managed-fields=false show-secrets=false",
  },
  apply: {
    usage: "kubectl apply (-f FILENAME | -k DIRECTORY) [options]",
    flags:
      "@print @files all=false cascade='background' dry-run='none' field-manager='kubectl-client-side-apply' force=false force-conflicts=false grace-period=-1 openapi-patch=true overwrite=true prune=false prune-allowlist=[] selector,l='' server-side=false subresource='' timeout=0s validate='strict' wait=false",
    commands: ["edit-last-applied", "set-last-applied", "view-last-applied"],
  },
  "apply edit-last-applied": {
    usage: "kubectl apply edit-last-applied (RESOURCE/NAME | -f FILENAME) [options]",
    flags: "@print @files field-manager='kubectl-client-side-apply' validate='strict' windows-line-endings=false",
  },
  "apply set-last-applied": {
    usage: "kubectl apply set-last-applied -f FILENAME [options]",
    flags: "@print create-annotation=false dry-run='none' filename,f=[]",
  },
  "apply view-last-applied": {
    usage: "kubectl apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME) [options]",
    flags: "@files all=false output,o='yaml' selector,l=''",
  },
  patch: {
    usage: "kubectl patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]",
    flags:
      "@print @files dry-run='none' field-manager='kubectl-patch' local=false patch,p='' patch-file='' subresource='' type='strategic'",
  },
  replace: {
    usage: "kubectl replace -f FILENAME [options]",
    flags:
      "@print @files cascade='background' dry-run='none' field-manager='kubectl-replace' force=false grace-period=-1 raw='' save-config=false subresource='' timeout=0s validate='strict' wait=false",
  },
  wait: {
    usage:
      "kubectl wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
    flags:
      "@print all=false all-namespaces,A=false field-selector='' filename,f=[] for=[] local=false recursive,R=true selector,l='' timeout=30s",
  },
  kustomize: {
    usage: "kubectl kustomize DIR [flags] [options]",
    flags:
      "as-current-user=false enable-alpha-plugins=false enable-helm=false env,e=[] helm-api-versions=[] helm-command='helm' helm-debug=false helm-kube-version='' load-restrictor='LoadRestrictionsRootOnly' mount=[] network=false network-name='bridge' output,o=''",
  },
  label: {
    usage:
      "kubectl label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
    flags:
      "@print @files all=false all-namespaces,A=false dry-run='none' field-manager='kubectl-label' field-selector='' list=false local=false overwrite=false resource-version='' selector,l=''",
  },
  annotate: {
    usage:
      "kubectl annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
    flags:
      "@print @files all=false all-namespaces,A=false dry-run='none' field-manager='kubectl-annotate' field-selector='' list=false local=false overwrite=false resource-version='' selector,l=''",
  },
  completion: { usage: "kubectl completion SHELL [options]", flags: "" },
  "api-resources": {
    usage: "kubectl api-resources [flags] [options]",
    flags:
      "api-group='' cached=false categories=[] namespaced=true no-headers=false output,o='' show-managed-fields=false sort-by='' verbs=[]",
  },
  "api-versions": { usage: "kubectl api-versions [options]", flags: "" },
  config: {
    usage: "kubectl config SUBCOMMAND [options]",
    flags: "",
    commands: [
      "current-context",
      "delete-cluster",
      "delete-context",
      "delete-user",
      "get-clusters",
      "get-contexts",
      "get-users",
      "rename-context",
      "set",
      "set-cluster",
      "set-context",
      "set-credentials",
      "unset",
      "use-context",
      "view",
    ],
  },
  "config current-context": { usage: "kubectl config current-context [flags] [options]", flags: "" },
  "config delete-cluster": { usage: "kubectl config delete-cluster NAME [options]", flags: "" },
  "config delete-context": { usage: "kubectl config delete-context NAME [options]", flags: "" },
  "config delete-user": { usage: "kubectl config delete-user NAME [options]", flags: "" },
  "config get-clusters": { usage: "kubectl config get-clusters [flags] [options]", flags: "" },
  "config get-contexts": {
    usage: "kubectl config get-contexts [(-o|--output=)name)] [options]",
    flags: "no-headers=false output,o=''",
  },
  "config get-users": { usage: "kubectl config get-users [flags] [options]", flags: "" },
  "config rename-context": { usage: "kubectl config rename-context CONTEXT_NAME NEW_NAME [options]", flags: "" },
  "config set": { usage: "kubectl config set PROPERTY_NAME PROPERTY_VALUE [options]", flags: "set-raw-bytes=false" },
  "config set-cluster": {
    usage:
      "kubectl config set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com] [options]",
    flags:
      "certificate-authority='' embed-certs=false insecure-skip-tls-verify=false proxy-url='' server='' tls-server-name=''",
  },
  "config set-context": {
    usage:
      "kubectl config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]",
    flags: "cluster='' current=false namespace,n='' user=''",
  },
  "config set-credentials": {
    usage:
      "kubectl config set-credentials NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value] [options]",
    flags:
      "auth-provider='' auth-provider-arg=[] client-certificate='' client-key='' embed-certs=false exec-api-version='' exec-arg=[] exec-command='' exec-env=[] exec-interactive-mode='' exec-provide-cluster-info=false password='' token='' username=''",
  },
  "config unset": { usage: "kubectl config unset PROPERTY_NAME [options]", flags: "" },
  "config use-context": { usage: "kubectl config use-context CONTEXT_NAME [options]", flags: "" },
  "config view": {
    usage: "kubectl config view [flags] [options]",
    flags:
      "allow-missing-template-keys=true flatten=false merge=true minify=false output,o='yaml' raw=false show-managed-fields=false template=''",
  },
  kuberc: { usage: "kubectl kuberc SUBCOMMAND [options]", flags: "", commands: ["set", "view"] },
  "kuberc set": {
    usage: "kubectl kuberc set --section (defaults|aliases) --command COMMAND [options]",
    flags:
      "allowlist-entry=[] appendarg=[] command='' kuberc='' name='' option=[] overwrite=false policy='' prependarg=[] section=''",
  },
  "kuberc view": {
    usage: "kubectl kuberc view [options]",
    flags: "allow-missing-template-keys=true kuberc='' output,o='yaml' show-managed-fields=false template=''",
  },
  plugin: { usage: "kubectl plugin [flags] [options]", flags: "", commands: ["list"] },
  "plugin list": { usage: "kubectl plugin list [flags] [options]", flags: "name-only=false" },
  version: { usage: "kubectl version [flags] [options]", flags: "client=false output,o=''" },
};
