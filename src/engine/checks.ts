// The door of what only those need who write to a cluster, or look at what somebody writes (apiserver/checks.ts).
import type { Checks } from "./apiserver/checks.ts";
import { chargedStatus, judgeEviction } from "./apiserver/eviction.ts";
import { applyPatch } from "./apiserver/patch-request.ts";
import { canonicalObject } from "./apiserver/strict/canonical.ts";
import { checkBody, checkPatched } from "./apiserver/strict/field-validation.ts";
import { validateCreate, validateUpdate } from "./apiserver/validation/validation.ts";
import { warningsOf } from "./apiserver/warnings/warnings.ts";
import { lastWords } from "./apps/last-words.ts";
import { goOnWith, programFor } from "./apps/script/in-container.ts";
import { followBudget, syncBudget } from "./controllers/disruption/budget-sync.ts";
import { judgeJob } from "./controllers/job/policies.ts";
import { namespaceConditions } from "./controllers/namespace/conditions.ts";
import { autoscale } from "./controllers/podautoscaler/autoscale.ts";
import { isStaleClaim, settleClaims } from "./controllers/statefulset/claim-owners.ts";
import { templateSum } from "./controllers/template-sum.ts";
import { applyManifest } from "./delivery/apply.ts";
import {
  actuateResize,
  countedPod,
  grantResize,
  resizedStatus,
  retryResizes,
  withResources,
} from "./kubelet/resize.ts";

import { nameFile } from "./kubelet/name-files.ts";
import { queryDns } from "./network/dns-query.ts";

export const requestChecks: Checks = {
  checkBody,
  checkPatched,
  applyPatch,
  canonicalObject,
  validateCreate,
  validateUpdate,
  warningsOf,
  judgeEviction,
  chargedStatus,
  applyManifest,
  judgeJob,
  followBudget,
  syncBudget,
  autoscale,
  settleClaims,
  isStaleClaim,
  lastWords,
  programFor,
  goOnWith,
  namespaceConditions,
  grantResize,
  actuateResize,
  retryResizes,
  resizedStatus,
  countedPod,
  withResources,
  queryDns,
  nameFile,
  templateSum,
};

export { resizePod } from "./apiserver/pod-resize.ts";
export { ownersOf } from "./apiserver/owners/owners.ts";
export { applyPatch, applyPatchHere } from "./apiserver/patch-request.ts";
export { checkBody, checkPatched, unfitPatch } from "./apiserver/strict/field-validation.ts";
export { machineHosts } from "./kubelet/name-files.ts";
export { createThreeWayMergePatch } from "./apiserver/patch/strategic.ts";
export { keyPairProblem } from "./apiserver/warnings/tls-warnings.ts";
export { isDns1123Subdomain, isPortName, isPortNumber } from "./apiserver/validation/names.ts";
export { validateManifest } from "./apiserver/validate-manifest.ts";
export { supportRows } from "./support/rows.ts";
export { supportNotes, supportOf } from "./support/support.ts";
export type { SupportNote } from "./support/support.ts";
