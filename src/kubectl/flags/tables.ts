// Every kubectl command with its usage line, subcommands and flags, as 1.36.3 has them (facts; held against the recorded list by
// tables.test.ts). A flag is `name,shorthand=default`; @print and @files stand for flags that many commands share.
import type { CommandRow } from "./command-row.ts";
import { BASIC_ROWS } from "./rows-basic.ts";
import { DEPLOY_ROWS } from "./rows-deploy.ts";
import { OTHER_ROWS } from "./rows-other.ts";

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

export const COMMAND_ROWS: { readonly [path: string]: CommandRow } = { ...BASIC_ROWS, ...DEPLOY_ROWS, ...OTHER_ROWS };
