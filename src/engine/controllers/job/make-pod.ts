// Models how pkg/controller/job makes a pod from its template (job_controller.go, indexed_job_utils.go, v1.36). Pure.
import type { Job } from "#api/batch";
import type { Container } from "#api/core-container";
import type { Pod, PodTemplateSpec } from "#api/core-pod";
import { podFromTemplate } from "../pod-control.ts";
import { COMPLETION_INDEX } from "./indexes.ts";
import { TRACKING_FINALIZER } from "./pods.ts";
import type { Verdict } from "./policies.ts";

/** The next pod of a Job; of an Indexed one with its index. */
export const podOf = (job: Job, index: number | undefined, verdict: Verdict | undefined): Pod => {
  const { template } = job.spec;
  const finalizers = [TRACKING_FINALIZER];
  if (index === undefined) return podFromTemplate(job, template, { finalizers });
  const { name } = job.metadata;
  return podFromTemplate(job, indexedTemplate(template, `${name}-${index}`), {
    generateName: `${name}-${index}-`,
    labels: { ...template.metadata?.labels, [COMPLETION_INDEX]: String(index) },
    annotations: {
      ...template.metadata?.annotations,
      [COMPLETION_INDEX]: String(index),
      ...verdict?.annotations(index),
    },
    finalizers,
  });
};

const INDEX_ENV = {
  name: "JOB_COMPLETION_INDEX",
  valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: `metadata.labels['${COMPLETION_INDEX}']` } },
};

const withIndex = (c: Container): Container =>
  c.env?.some((e) => e.name === INDEX_ENV.name) ? c : { ...c, env: [...(c.env ?? []), INDEX_ENV] };

const indexedTemplate = (template: PodTemplateSpec, hostname: string): PodTemplateSpec => {
  const { containers, initContainers } = template.spec;
  const spec = {
    ...template.spec,
    hostname,
    containers: containers.map(withIndex),
    ...(initContainers ? { initContainers: initContainers.map(withIndex) } : {}),
  };
  return { ...template, spec };
};
