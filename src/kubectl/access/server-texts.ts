// Models pkg/apis/flowcontrol/bootstrap and the API services of a cluster without add-ons (v1.36).

/** `version|group|priority of the group|priority of the version`. */
export const API_SERVICES = `
v1||18000|1
v1|admissionregistration.k8s.io|16700|15
v1|apiextensions.k8s.io|16700|15
v1|apps|17800|15
v1|authentication.k8s.io|17700|15
v1|authorization.k8s.io|17600|15
v1|autoscaling|17500|15
v1|batch|17400|15
v1|certificates.k8s.io|17300|15
v1|coordination.k8s.io|16500|15
v1|discovery.k8s.io|16200|15
v1|events.k8s.io|17750|15
v1|flowcontrol.apiserver.k8s.io|16100|21
v1|networking.k8s.io|17200|15
v1|node.k8s.io|16300|15
v1|policy|17100|15
v1|rbac.authorization.k8s.io|17000|15
v1|resource.k8s.io|16200|21
v1|scheduling.k8s.io|16600|15
v1|storage.k8s.io|16800|15
v2|autoscaling|17500|30
`;

/** A name and its spec, in the order of their precedence, as tables show them. */
export const FLOW_SCHEMAS = `
exempt {"matchingPrecedence":1,"priorityLevelConfiguration":{"name":"exempt"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:masters"},"kind":"Group"}]}]}
probes {"matchingPrecedence":2,"priorityLevelConfiguration":{"name":"exempt"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["/healthz","/readyz","/livez"],"verbs":["get"]}],"subjects":[{"group":{"name":"system:unauthenticated"},"kind":"Group"},{"group":{"name":"system:authenticated"},"kind":"Group"}]}]}
system-leader-election {"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":100,"priorityLevelConfiguration":{"name":"leader-election"},"rules":[{"resourceRules":[{"apiGroups":["coordination.k8s.io"],"namespaces":["*"],"resources":["leases"],"verbs":["get","create","update"]}],"subjects":[{"kind":"User","user":{"name":"system:kube-controller-manager"}},{"kind":"User","user":{"name":"system:kube-scheduler"}},{"kind":"ServiceAccount","serviceAccount":{"name":"*","namespace":"kube-system"}}]}]}
system-node-high {"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":400,"priorityLevelConfiguration":{"name":"node-high"},"rules":[{"resourceRules":[{"apiGroups":[""],"clusterScope":true,"namespaces":["*"],"resources":["nodes","nodes/status"],"verbs":["*"]},{"apiGroups":["coordination.k8s.io"],"namespaces":["*"],"resources":["leases"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:nodes"},"kind":"Group"}]}]}
system-nodes {"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":500,"priorityLevelConfiguration":{"name":"system"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:nodes"},"kind":"Group"}]}]}
kube-controller-manager {"distinguisherMethod":{"type":"ByNamespace"},"matchingPrecedence":800,"priorityLevelConfiguration":{"name":"workload-high"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"kind":"User","user":{"name":"system:kube-controller-manager"}}]}]}
kube-scheduler {"distinguisherMethod":{"type":"ByNamespace"},"matchingPrecedence":800,"priorityLevelConfiguration":{"name":"workload-high"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"kind":"User","user":{"name":"system:kube-scheduler"}}]}]}
kube-system-service-accounts {"distinguisherMethod":{"type":"ByNamespace"},"matchingPrecedence":900,"priorityLevelConfiguration":{"name":"workload-high"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"kind":"ServiceAccount","serviceAccount":{"name":"*","namespace":"kube-system"}}]}]}
service-accounts {"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":9000,"priorityLevelConfiguration":{"name":"workload-low"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:serviceaccounts"},"kind":"Group"}]}]}
global-default {"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":9900,"priorityLevelConfiguration":{"name":"global-default"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:unauthenticated"},"kind":"Group"},{"group":{"name":"system:authenticated"},"kind":"Group"}]}]}
catch-all {"distinguisherMethod":{"type":"ByUser"},"matchingPrecedence":10000,"priorityLevelConfiguration":{"name":"catch-all"},"rules":[{"nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"]}],"resourceRules":[{"apiGroups":["*"],"clusterScope":true,"namespaces":["*"],"resources":["*"],"verbs":["*"]}],"subjects":[{"group":{"name":"system:unauthenticated"},"kind":"Group"},{"group":{"name":"system:authenticated"},"kind":"Group"}]}]}
`;

/** A name and its spec. */
export const PRIORITY_LEVELS = `
catch-all {"limited":{"lendablePercent":0,"limitResponse":{"type":"Reject"},"nominalConcurrencyShares":5},"type":"Limited"}
exempt {"exempt":{"lendablePercent":0,"nominalConcurrencyShares":0},"type":"Exempt"}
global-default {"limited":{"lendablePercent":50,"limitResponse":{"queuing":{"handSize":6,"queueLengthLimit":50,"queues":128},"type":"Queue"},"nominalConcurrencyShares":20},"type":"Limited"}
leader-election {"limited":{"lendablePercent":0,"limitResponse":{"queuing":{"handSize":4,"queueLengthLimit":50,"queues":16},"type":"Queue"},"nominalConcurrencyShares":10},"type":"Limited"}
node-high {"limited":{"lendablePercent":25,"limitResponse":{"queuing":{"handSize":6,"queueLengthLimit":50,"queues":64},"type":"Queue"},"nominalConcurrencyShares":40},"type":"Limited"}
system {"limited":{"lendablePercent":33,"limitResponse":{"queuing":{"handSize":6,"queueLengthLimit":50,"queues":64},"type":"Queue"},"nominalConcurrencyShares":30},"type":"Limited"}
workload-high {"limited":{"lendablePercent":50,"limitResponse":{"queuing":{"handSize":6,"queueLengthLimit":50,"queues":128},"type":"Queue"},"nominalConcurrencyShares":40},"type":"Limited"}
workload-low {"limited":{"lendablePercent":90,"limitResponse":{"queuing":{"handSize":6,"queueLengthLimit":50,"queues":128},"type":"Queue"},"nominalConcurrencyShares":100},"type":"Limited"}
`;
