// As kubectl 1.36.3 explains what a kube-apiserver 1.36.3 says of its kinds.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const type = (line: string): string => openConsole(makeScenario()).type(line);

it("says all that the server says of a field, and which values it may have", () => {
  expect(type("kubectl explain pod.spec.dnsPolicy")).toBe(`KIND:       Pod
VERSION:    v1

FIELD: dnsPolicy <string>
ENUM:
    ClusterFirst
    ClusterFirstWithHostNet
    Default
    None

DESCRIPTION:
    Set DNS policy for the pod. Defaults to "ClusterFirst". Valid values are
    'ClusterFirstWithHostNet', 'ClusterFirst', 'Default' or 'None'. DNS
    parameters given in DNSConfig will be merged with the policy selected with
    DNSPolicy. To have DNS options set along with hostNetwork, you have to
    specify DNS policy explicitly to 'ClusterFirstWithHostNet'.
    
    Possible enum values:
     - \`"ClusterFirst"\` indicates that the pod should use cluster DNS first
    unless hostNetwork is true, if it is available, then fall back on the
    default (as determined by kubelet) DNS settings.
     - \`"ClusterFirstWithHostNet"\` indicates that the pod should use cluster DNS
    first, if it is available, then fall back on the default (as determined by
    kubelet) DNS settings.
     - \`"Default"\` indicates that the pod should use the default (as determined
    by kubelet) DNS settings.
     - \`"None"\` indicates that the pod should use empty DNS settings. DNS
    parameters such as nameservers and search paths should be defined via
    DNSConfig.
    

`);
});

it.each([
  ["hpa.spec --api-version=autoscaling/v1 --recursive", "  targetCPUUtilizationPercentage\t<integer>\n"],
  ["runtimeclasses --recursive", "  handler\t<string> -required-\n"],
  [
    "deployments.apps.spec.strategy --recursive",
    "  rollingUpdate\t<RollingUpdateDeployment>\n    maxSurge\t<IntOrString>\n",
  ],
  ["pod.spec.nope.foo", 'error: field "foo" does not exist\n'],
  ["deploy.apps.spec", 'error: field "spec" does not exist\n'],
  [
    "hpa --api-version=autoscaling/v3",
    'error: couldn\'t find resource for "autoscaling/v3, Resource=horizontalpodautoscalers"\n',
  ],
  ["deploy --api-version=v1", "error: GVR (/v1, Resource=deployments) not found in OpenAPI schema\n"],
  ["pod..spec", "error: invalid jsonpath syntax, first node must be field node\n"],
  [
    "ev.reason",
    'Warning: short name "ev" could also match lower priority resource events.events.k8s.io\nKIND:       Event\n',
  ],
])("kubectl explain %s", (words, says) => {
  expect(type(`kubectl explain ${words}`)).toContain(says);
});
