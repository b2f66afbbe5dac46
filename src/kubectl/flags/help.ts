// What each flag does, in our own words: one line a name. Loaded only by those who show it (rare-parts.ts).
const TEXT = `
address=Address to listen on
aggregation-rule=Labels of cluster roles that are added up
all=Take all objects of the kinds that are named
all-containers=Take all containers of the pod
all-namespaces=Take all namespaces, not only the current one
all-pods=Take all pods of the object, not one of them
allow-missing-template-keys=In templates and paths, leave out what is missing instead of failing
annotation=An annotation of the object, as key=value
annotations=Annotations of the object, as key=value
api-group=Only kinds of this group
api-version=Use this group and version of the kind
append-hash=Put a hash of the contents behind the name
as=Name of another user to act as
as-group=Group of another user to act as
as-uid=UID of another user to act as
as-user-extra=More about another user to act as
attach=Join the container's streams once it runs
audience=Who the token is meant for
auth-provider=Name of what fetches the user's token
auth-provider-arg=A setting of that, as key=value; key- takes it out
bound-object-kind=Kind of the object that the token dies with
bound-object-name=Name of the object that the token dies with
bound-object-uid=UID of the object that the token dies with
cache-dir=Folder of what is remembered of the server
cached=Take the list of kinds that is remembered
cascade=What becomes of what the object owns: background, foreground or orphan
categories=Only kinds of these categories, such as all
cert=File with a certificate
certificate-authority=File with the authority's certificate
chunk-size=Ask for large lists in parts of this size; 0 for one part
class=Class of the ingress
client=Only this program's version, without asking the server
client-certificate=File with a certificate for the server
client-key=File with the certificate's key
cluster=Cluster of the configuration
cluster-ip=Address of the service; None for a headless one
clusterip=Address of the service; None for a headless one
clusterrole=Name of the cluster role
command=Words after -- are the command itself, not its arguments
concurrency=How many evictions are asked for at once
container=Name of the container; without it the first one
containers=Containers by name; * stands for any part of a name
context=Context of the configuration
cpu=CPU target: a share of the request such as 70%, or an amount such as 500m
create-annotation=Write the annotation where there is none yet
current=Change the context that is used
current-replicas=Only if there are this many replicas now
default-backend=Service for what no rule takes, as service:port
delete-emptydir-data=Go on although pods lose their scratch data
description=What the class is for
detach-keys=Keys that leave an attached container
disable-compression=Take answers uncompressed
disable-eviction=Delete pods instead of evicting them, past all budgets
docker-email=Mail address for the registry
docker-password=Password for the registry
docker-server=Address of the registry
docker-username=User of the registry
dry-run=Change nothing: client prints what would be sent, server lets the server judge it
duration=How long the token is good for
edit=Edit before the object is created
embed-certs=Copy certificates into the configuration
env=A variable, as NAME=VALUE
exec-api-version=Version of what the program answers
exec-arg=A word for the program
exec-command=Program that prints the user's token
exec-env=A variable for the program, as key=value; key- takes it out
exec-interactive-mode=Whether the program may ask at the keyboard: Never, IfAvailable or Always
exec-provide-cluster-info=Tell the program of the cluster as well
expose=Create a service for the pod as well; needs --port
external-ip=An address outside of the cluster that leads to the service
external-name=Name outside of the cluster that the service stands for
field-manager=Name of who owns the fields that are written
field-selector=Only objects whose fields are so, as key=value, with = == !=
filename=Files, folders or - with manifests
flatten=Put certificates into the output
follow=Go on with lines as they come
for=What to wait for: delete, create, condition=NAME[=VALUE] or jsonpath='{PATH}'=VALUE
force=Do it the hard way: at once, or anew
force-conflicts=Take fields over from other owners
from=Object to take it from, as kind/name
from-env-file=File with lines NAME=VALUE
from-file=File whose text becomes a value, as [key=]path
from-literal=A key and its text, as key=value
global-default=Pods without a class get this one
grace-period=Seconds that pods get to end; 0 with --force for none
group=A group by name
hard=Limits, as resource=amount,...
ignore-daemonsets=Leave pods of daemon sets where they are
ignore-errors=Go on when a log cannot be read
ignore-not-found=What is not there is no error
image=Image of the container
image-pull-policy=When to pull the image: Always, IfNotPresent or Never
insecure-skip-tls-verify=Do not check the server's certificate
insecure-skip-tls-verify-backend=Do not check the kubelet's certificate
interactive=Ask before anything is deleted
key=File with a key
keys=Only these keys
kubeconfig=File with the configuration
kuberc=File with preferences
kustomize=Folder to build manifests from
label-columns=Labels that get a column of their own
labels=Labels of the object, as key=value,...
leave-stdin-open=Keep the container's input open
limit-bytes=At most so many bytes of a log
limits=Limits of containers, as cpu=200m,memory=64Mi
list=Print variables instead of changing them
load-balancer-ip=Address that the load balancer should take
local=Change the file's object without asking the server
log-flush-frequency=How often this program writes its own log
match-server-version=Only if server and client are of one version
max=Most replicas
max-log-requests=At most so many logs at once
max-unavailable=Pods that may be missing: a number or a share
memory=Memory target: an amount such as 200Mi
merge=Merge all configurations into one
min=Fewest replicas
min-available=Pods that must stay: a number or a share
minify=Only what the current context needs
name=Name of the new object
name-only=Names without their folders
namespace=Namespace of this command
namespaced=Kinds with a namespace, or with =false those without
no-headers=Leave the head of the table out
no-preserve=Leave owners and modes of copied files alone
node-port=Port on every node
non-resource-url=A path of the API that is no object
now=Pods get one second to end
openapi-patch=Compute patches from the server's own schema
output=Format of the output
output-patch=Print the patch as well
output-watch-events=Print with each object what happened to it
override-type=How overrides are put in: json, merge or strategic
overrides=JSON that is put over the new object
overwrite=Change values that are there already
password=Password for the server
patch=The patch itself, as JSON or YAML
patch-file=File with the patch
pod-running-timeout=How long to wait for a pod to run
pod-selector=Only pods with these labels
port=Port of the container or of the service
preemption-policy=Whether pods of the class push others out
prefix=Put where a line comes from before it
previous=The life before this one
privileged=Let the container do everything on its node
profile=Kind of profile to take of this program
profile-output=File for the profile
protocol=Protocol of the port
proxy-url=Proxy on the way to the server
prune=Delete what was applied once and is in the files no more
prune-allowlist=Kinds that are pruned, as group/version/kind
quiet=Print nothing but what was asked for
raw=Path of the API to ask
recursive=Folders inside folders as well
replicas=How many pods
request-timeout=How long one request may take; 0 for no limit
requests=Requests of containers, as cpu=100m,memory=32Mi
resolve=Print what references lead to
resource=Kinds the rule is about
resource-name=Objects the rule is about, by name
resource-version=Only if the object is still of this version
restart=What happens when the container ends: Always, OnFailure or Never
retries=How often a copy is tried again
revision=Number of a revision
rm=Delete the pod when its container has ended
role=Name of the role
rule=A rule, as host/path=service:port[,tls=secret]
save-config=Remember the object as applied, for a later apply
schedule=When it runs, as five fields of cron
scopes=Pods that the quota counts
selector=Only objects with these labels, as key=value, with = == != in notin
server=Address of the server
server-print=Let the server make the table
server-side=Let the server merge, and keep who owns which field
serviceaccount=A service account, as namespace:name or by name
session-affinity=None or ClientIP
set-raw-bytes=Take the value as it is, not as base64
show-capacity=Shares of all that a node has, not of what pods may take
show-events=Events about the object below it
show-kind=Put the kind before names
show-labels=All labels as the last column
show-managed-fields=Keep metadata.managedFields
show-secrets=Print what secrets hold
show-swap=Print use of swap as well
since=Only lines that are younger than this, such as 5s or 2m
since-time=Only lines after this time
skip-wait-for-delete-timeout=Do not wait for pods that are being deleted for longer than this
sort-by=Field or path to sort by
stdin=Pass typed text to the container
subresource=Part of the object
sum=Print the sum of the columns
tail=So many of the last lines; -1 for all
target-port=Port of the container that the service leads to
tcp=Ports, as port or port:targetPort
template=Template or path for the output
timeout=How long to wait before giving up; 0 for as long as it takes
timestamps=Put the time before each line
tls-server-name=Name that the server's certificate must have
to-revision=Revision to go back to; 0 for the one before
token=Token for the server
tty=The container gets a terminal
type=Kind of it: of patches strategic, merge or json; of services ClusterIP, NodePort or LoadBalancer
types=Only events of these types
use-protocol-buffers=Ask in a denser format
user=User of the configuration, or of the binding
username=User for the server
v=How much this program tells of itself
validate=What to do about unknown fields: strict, warn or ignore
value=Priority of the class
verb=Verbs the rule allows
verbs=Only kinds with these verbs
vmodule=How much single files of this program tell
wait=Wait until it is gone
warnings-as-errors=Exit with an error after a warning
watch=Go on and print changes
watch-only=Print changes only, not what is there
windows-line-endings=Write files with the line ends of Windows
`;

/** Flags of commands that are refused as a whole need no more than their name. */
export const helpOfFlag = (name: string): string =>
  TEXT.split("\n")
    .find((line) => line.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? "Not available in this simulated cluster";
