// Rows of the commands that look closer, that write as files say, and that set kubectl up.
import type { CommandRow } from "./command-row.ts";

export const OTHER_ROWS: { readonly [path: string]: CommandRow } = {
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
