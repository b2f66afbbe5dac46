// Models what storage does to a Job (v1.36): SetDefaults_Job runs once more when the object is read back, and by then the template has its
// generated labels; so a Job without labels of its own has those.
import type { KubeObject } from "#api/meta";
import type { Job } from "#api/batch";

export const labelJob = (object: KubeObject): KubeObject => {
  const labels = (object as Job).spec.template.metadata?.labels;
  const hasOwn = Object.keys(object.metadata.labels ?? {}).length > 0;
  return labels && !hasOwn ? { ...object, metadata: { ...object.metadata, labels } } : object;
};
