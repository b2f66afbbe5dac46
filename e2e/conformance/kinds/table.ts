// The table of kinds of vectors: a kind is one file and one row.
import { answerBackoff } from "./backoff.ts";
import { answerCpuShares } from "./cpu-shares.ts";
import { answerCron } from "./cron.ts";
import { answerDefaulting } from "./defaulting.ts";
import { answerDeploymentMath } from "./deployment-math.ts";
import { answerDeploymentSync } from "./deployment-sync.ts";
import { answerDuration } from "./duration.ts";
import { answerEndpoints } from "./endpoints.ts";
import { answerEviction } from "./eviction.ts";
import { kindOf, type Kind } from "./kind.ts";
import { applyKind, kubectlKind, rolloutKind, strictDecodeKind } from "./kubectl.ts";
import { answerPatch } from "./patch.ts";
import { answerPodDeletion } from "./pod-deletion.ts";
import { answerPodPhase } from "./pod-phase.ts";
import { answerPodResources } from "./pod-resources.ts";
import { answerQuantity } from "./quantity.ts";
import { answerSchedulerQueue } from "./scheduler-queue.ts";
import { schedulerSequenceKind } from "./scheduler-sequence.ts";
import { schedulerKind } from "./scheduler.ts";
import { answerSelector } from "./selector.ts";
import { validationKind } from "./validation.ts";

export const kinds: { readonly [kind: string]: Kind } = {
  apply: applyKind,
  backoff: kindOf(answerBackoff),
  "cpu-shares": kindOf(answerCpuShares),
  cron: kindOf(answerCron),
  defaulting: kindOf(answerDefaulting),
  "deployment-math": kindOf(answerDeploymentMath),
  "deployment-sync": kindOf(answerDeploymentSync),
  describe: kubectlKind,
  duration: kindOf(answerDuration),
  endpoints: kindOf(answerEndpoints),
  eviction: kindOf(answerEviction),
  kubectl: kubectlKind,
  patch: kindOf(answerPatch),
  "pod-deletion": kindOf(answerPodDeletion),
  "pod-phase": kindOf(answerPodPhase),
  "pod-resources": kindOf(answerPodResources),
  printer: kubectlKind,
  quantity: kindOf(answerQuantity),
  rollout: rolloutKind,
  scheduler: schedulerKind,
  "scheduler-queue": kindOf(answerSchedulerQueue),
  "scheduler-sequence": schedulerSequenceKind,
  selector: kindOf(answerSelector),
  "strict-decode": strictDecodeKind,
  validation: validationKind,
};
