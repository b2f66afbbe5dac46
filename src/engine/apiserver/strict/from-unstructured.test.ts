// What apimachinery's DefaultUnstructuredConverter v0.36.3 itself says, laying these over an appsv1.Deployment.
import { expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { structOf } from "#api/schema/schema";
import { conversionProblem } from "./from-unstructured.ts";

const answers: readonly (readonly [object: string, problem: string | undefined])[] = [
  ['{"spec":{"replicas":"many"}}', "unrecognized type: int32"],
  ['{"spec":{"replicas":true}}', "unrecognized type: int32"],
  ['{"spec":{"replicas":1.5}}', "cannot convert float64 to int32"],
  ['{"spec":{"replicas":[1]}}', "unrecognized type: int32"],
  ['{"spec":{"paused":"yes"}}', "unrecognized type: bool"],
  ['{"spec":{"paused":1}}', "unrecognized type: bool"],
  ['{"spec":{"selector":"x"}}', "cannot restore struct from: string"],
  ['{"spec":{"selector":[1]}}', "cannot restore struct from: slice"],
  ['{"spec":"x"}', "cannot restore struct from: string"],
  ['{"spec":{"template":{"spec":{"containers":"x"}}}}', "cannot restore slice from string"],
  ['{"spec":{"template":{"spec":{"containers":[{"name":1}]}}}}', "cannot convert int64 to string"],
  ['{"spec":{"template":{"spec":{"containers":[{"name":1.5}]}}}}', "unrecognized type: string"],
  ['{"spec":{"template":{"spec":{"containers":[{"name":"a","image":true}]}}}}', "unrecognized type: string"],
  ['{"spec":{"template":{"spec":{"containers":[{"name":"a","args":[1]}]}}}}', "cannot convert int64 to string"],
  [
    '{"spec":{"template":{"spec":{"containers":[{"name":"a","imagePullPolicy":1}]}}}}',
    "cannot convert int64 to v1.PullPolicy",
  ],
  [
    '{"spec":{"template":{"spec":{"containers":[{"name":"a","resources":{"limits":{"cpu":true}}}]}}}}',
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  [
    '{"spec":{"template":{"spec":{"containers":[{"name":"a","resources":{"limits":{"cpu":"x"}}}]}}}}',
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  [
    '{"spec":{"template":{"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":true}}}]}}}}',
    "json: cannot unmarshal bool into Go value of type int32",
  ],
  ['{"spec":{"template":{"spec":{"nodeSelector":{"a":1}}}}}', "cannot convert int64 to string"],
  ['{"spec":{"template":{"spec":{"nodeSelector":"x"}}}}', "cannot restore map from string"],
  ['{"spec":{"template":{"metadata":{"labels":{"a":true}}}}}', "unrecognized type: string"],
  [
    '{"spec":{"template":{"metadata":{"creationTimestamp":5}}}}',
    "json: cannot unmarshal number into Go value of type string",
  ],
  [
    '{"spec":{"template":{"metadata":{"creationTimestamp":"x"}}}}',
    'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
  ],
  ['{"metadata":{"labels":{"a":1}}}', "cannot convert int64 to string"],
  ['{"metadata":{"generation":"x"}}', "unrecognized type: int64"],
  [
    '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":[1]}}}}',
    "json: cannot unmarshal array into Go value of type int32",
  ],
  ['{"spec":{"replicas":3}}', undefined],
];

it.each(answers)("%s", (object, problem) => {
  const struct = structOf("apps/v1", "Deployment");
  expect(struct && conversionProblem(JSON.parse(object) as JsonObject, struct)).toBe(problem);
});
