// Models cron jobs of pkg/apis/batch/validation/validation.go (v1.36).
import { parseCron } from "#api/cron";
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { isTimeZone } from "#api/time-zone";
import { at, objectOf, textOf } from "../json-object.ts";
import { nonNegative } from "./basics.ts";
import { invalid, NONE, notSupported, required, type Errors, type FieldError } from "./field-error.ts";
import { validateJobSpec } from "./job.ts";
import { selectorValue } from "./labels.ts";
import { isDns1123Subdomain } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import type { SecurityOptions } from "./security-context.ts";

/** Eleven characters are kept for the time that is put behind the name. */
const MAX_NAME = 52;

export const validateCronJob = (cronJob: JsonObject, options: SecurityOptions): Errors => {
  const name = textOf(at(cronJob, "metadata", "name"));
  return [
    ...validateMeta(cronJob, { name: isDns1123Subdomain, isNamespaced: true }),
    ...validateSpec(objectOf(cronJob["spec"]), undefined, options),
    ...(name.length > MAX_NAME
      ? [invalid("metadata.name", name, `must be no more than ${MAX_NAME} characters`)]
      : NONE),
  ];
};

export const validateCronJobUpdate = (cronJob: JsonObject, old: JsonObject, options: SecurityOptions): Errors => [
  ...validateMetaUpdate(cronJob, old),
  ...validateSpec(objectOf(cronJob["spec"]), objectOf(old["spec"]), options),
];

const CONCURRENCY: readonly string[] = ["Allow", "Forbid", "Replace"];

const validateSpec = (spec: JsonObject, before: JsonObject | undefined, options: SecurityOptions): Errors => {
  const schedule = textOf(spec["schedule"]);
  const policy = textOf(spec["concurrencyPolicy"]);
  const template = objectOf(objectOf(spec["jobTemplate"])["spec"]);
  const errors: FieldError[] = [];
  if (schedule === "") errors.push(required("spec.schedule"));
  else errors.push(...validateSchedule(schedule, spec, before));
  errors.push(...nonNegative(spec["startingDeadlineSeconds"], "spec.startingDeadlineSeconds"));
  if (!before || !deepEqual(before["timeZone"], spec["timeZone"])) {
    errors.push(...validateTimeZone(spec["timeZone"], "spec.timeZone"));
  }
  if (policy === "") errors.push(required("spec.concurrencyPolicy"));
  else if (!CONCURRENCY.includes(policy)) errors.push(notSupported("spec.concurrencyPolicy", policy, CONCURRENCY));
  errors.push(...validateJobSpec(template, "spec.jobTemplate.spec", options));
  if (isJsonObject(template["selector"])) {
    const shown = selectorValue(template["selector"]);
    errors.push(invalid("spec.jobTemplate.spec.selector", shown, "`selector` will be auto-generated"));
  }
  if (template["manualSelector"] === true) {
    errors.push(notSupported("spec.jobTemplate.spec.manualSelector", true, ["nil", "false"]));
  }
  return [
    ...errors,
    ...nonNegative(spec["successfulJobsHistoryLimit"], "spec.successfulJobsHistoryLimit"),
    ...nonNegative(spec["failedJobsHistoryLimit"], "spec.failedJobsHistoryLimit"),
  ];
};

const validateSchedule = (schedule: string, spec: JsonObject, before: JsonObject | undefined): Errors => {
  const path = "spec.schedule";
  const parsed = parseCron(schedule);
  const errors: FieldError[] = parsed.ok ? [] : [invalid(path, schedule, parsed.error)];
  if (!schedule.includes("TZ")) return errors;
  if (!textOf(before?.["schedule"]).includes("TZ")) {
    const detail = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";
    return [...errors, invalid(path, schedule, detail)];
  }
  return spec["timeZone"] === undefined
    ? errors
    : [...errors, invalid(path, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule")];
};

const ZONE_PART = /^[A-Za-z.\-_0-9+]{1,14}$/;

const isOdd = (part: string): boolean => part === "." || part === ".." || part.startsWith("-") || !ZONE_PART.test(part);

const validateTimeZone = (zone: Json | undefined, path: string): Errors => {
  if (typeof zone !== "string") return NONE;
  if (zone === "") return [invalid(path, zone, "timeZone must be nil or non-empty string")];
  const unknown = invalid(path, zone, `unknown time zone ${zone}`);
  if (zone.split("/").some(isOdd)) return [unknown];
  if (zone === "Local") return [invalid(path, zone, LOCAL)];
  return [
    ...(zone.toLowerCase() === "local" ? [invalid(path, zone, LOCAL)] : NONE),
    ...(isTimeZone(zone) ? NONE : [unknown]),
  ];
};

const LOCAL = "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones";
