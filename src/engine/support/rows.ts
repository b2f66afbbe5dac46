// The rows of support.ts: `Kind.field.path` (or `PodSpec.path` for every kind that holds pods) -> what becomes of the field.

export interface Support {
  /** ignored: accepted, stored and shown, without effect here. refused: the API server of Drydock does not take it. */
  readonly state: "ignored" | "refused";
  /** One sentence for a learner: what does not happen. */
  readonly why: string;
}

const ignored = (why: string): Support => ({ state: "ignored", why: `Not simulated: ${why}` });

export const supportRows: { readonly [row: string]: Support } = {
  "PodSpec.securityContext": ignored("nothing here has users or privileges, only runAsNonRoot is checked."),
  "PodSpec.containers.securityContext": ignored("nothing here has users or privileges, only runAsNonRoot is checked."),
  "PodSpec.initContainers.securityContext": ignored(
    "nothing here has users or privileges, only runAsNonRoot is checked.",
  ),
  "PodSpec.hostPID": ignored("processes of other containers are not visible."),
  "PodSpec.hostIPC": ignored("there is no shared memory."),
  "PodSpec.shareProcessNamespace": ignored("containers never see each other's processes."),
  "PodSpec.hostUsers": ignored("there are no user namespaces."),
  "PodSpec.runtimeClassName": ignored("there is one container runtime."),
  "PodSpec.dnsPolicy": ignored("every pod resolves names through the cluster."),
  "PodSpec.dnsConfig": ignored("every pod resolves names through the cluster."),
  "PodSpec.hostAliases": ignored("there is no /etc/hosts."),
  "PodSpec.hostname": ignored("a pod's host name is its name."),
  "PodSpec.subdomain": ignored("pods have no DNS names of their own outside a StatefulSet."),
  "PodSpec.setHostnameAsFQDN": ignored("a pod's host name is its name."),
  "PodSpec.imagePullSecrets": ignored("the registry lets everybody pull."),
  "PodSpec.resourceClaims": ignored("there are no devices."),
  "PodSpec.schedulingGroup": ignored("pods are scheduled one by one."),
  "PodSpec.os": ignored("every machine runs Linux."),
  "PodSpec.ephemeralContainers": ignored("no debug containers are started."),
  "PodSpec.containers.stdin": ignored("containers have no terminal."),
  "PodSpec.containers.stdinOnce": ignored("containers have no terminal."),
  "PodSpec.containers.tty": ignored("containers have no terminal."),
  "PodSpec.containers.workingDir": ignored("an image's behaviour is data, it has no working directory."),
  "PodSpec.containers.volumeDevices": ignored("there are no block devices."),
  "PodSpec.containers.resizePolicy": ignored("resources are not changed in place."),
  "PodSpec.containers.restartPolicyRules": ignored("only the pod's own restart policy counts."),
  "PodSpec.containers.livenessProbe.grpc": ignored("the images speak no gRPC, so this probe never passes."),
  "PodSpec.containers.readinessProbe.grpc": ignored("the images speak no gRPC, so this probe never passes."),
  "PodSpec.containers.startupProbe.grpc": ignored("the images speak no gRPC, so this probe never passes."),
  "PodSpec.volumes.persistentVolumeClaim": ignored("there is no storage; the pod starts without the volume."),
  "PodSpec.volumes.hostPath": ignored("machines have no files."),
  "PodSpec.volumes.nfs": ignored("there is no network storage."),
  "PodSpec.volumes.csi": ignored("there is no storage driver."),
  "PodSpec.volumes.ephemeral": ignored("there is no storage."),
  "PodSpec.volumes.image": ignored("images are not mounted as volumes."),
  "Service.spec.loadBalancerSourceRanges": ignored("there is no load balancer."),
  "Service.spec.loadBalancerClass": ignored("there is no load balancer, the address stays <pending>."),
  "Service.spec.trafficDistribution": ignored("endpoints are chosen by chance, whatever the zone."),
  "Service.spec.sessionAffinityConfig": ignored("the time of affinity is always three hours."),
  "Ingress.spec.tls": ignored("requests are not encrypted."),
  "StatefulSet.spec.volumeClaimTemplates": ignored("there is no storage; pods start without their claims."),
  "StatefulSet.spec.persistentVolumeClaimRetentionPolicy": ignored("there is no storage."),
  "Job.spec.podFailurePolicy": ignored("every failed pod counts against backoffLimit."),
  "Job.spec.successPolicy": ignored("a Job is done when all its completions are."),
  "Job.spec.managedBy": ignored("the job controller acts on every Job."),
};
