// Models plugins/dynamicresources/dynamicresources.go (v1.36).
// Simplified: there are no devices; only its part in the FailedScheduling text is left, which every pod gets.
import type { Plugin } from "../../plugin.ts";
import { unschedulable } from "../../plugin.ts";

const NOTHING_TO_DEALLOCATE = unschedulable("no new claims to deallocate");

export const dynamicResources: Plugin = {
  name: "DynamicResources",
  weight: 2,
  // When PreFilter refused the pod before this plugin was asked, it does not find its state.
  postFilter: ({ run }) => ({ status: run ? NOTHING_TO_DEALLOCATE : { code: "Error", reasons: ["not found"] } }),
};
