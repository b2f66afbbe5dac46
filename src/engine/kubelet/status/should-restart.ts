// Models ContainerShouldRestart of pkg/api/v1/pod/util.go (v1.36).

import type { Container } from "#api/core-container";
import type { PodSpec } from "#api/core-pod";

/** Whether a container that ended with `exitCode` is started again: its own rules first, then its policy, then the pod's. */
export const containerShouldRestart = (container: Container, spec: PodSpec, exitCode: number): boolean => {
  if (container.restartPolicy !== undefined && matchesRule(container, exitCode)) return true;
  switch (container.restartPolicy ?? spec.restartPolicy) {
    case "Never":
      return false;
    case "OnFailure":
      return exitCode !== 0;
    case "Always":
    case undefined:
    default:
      return true;
  }
};

/** Of a rule there are two actions, and both restart the container. */
const matchesRule = ({ restartPolicyRules = [] }: Container, exitCode: number): boolean =>
  restartPolicyRules.some(({ exitCodes }) => {
    if (!exitCodes) return false;
    const isListed = (exitCodes.values ?? []).includes(exitCode);
    return exitCodes.operator === "In" ? isListed : !isListed;
  });
