// Checks that many kinds share: numbers, percentages, immutable fields, paths (v1.36).
import { deepEqual } from "#api/json";
import type { Json } from "#api/meta";
import { quantityOf, signOf, type Quantity } from "#api/quantity";
import { textOf } from "../json-object.ts";
import { invalid, invalidEach, NONE, type Errors } from "./field-error.ts";
import { isPercent, isPortName, isPortNumber, type NameCheck } from "./names.ts";

export const checkName = (value: string, path: string, check: NameCheck): Errors =>
  invalidEach(path, value, check(value));

export const nonNegative = (value: Json | undefined, path: string): Errors =>
  typeof value === "number" && value < 0 ? [invalid(path, value, "must be greater than or equal to 0")] : NONE;

export const positive = (value: Json | undefined, path: string): Errors =>
  typeof value === "number" && value <= 0 ? [invalid(path, value, "must be greater than zero")] : NONE;

export const immutable = (value: Json | undefined, old: Json | undefined, path: string): Errors =>
  deepEqual(value, old) ? NONE : [invalid(path, value, "field is immutable")];

/** The quantity that an object holds as text; decoding has made sure that it is one. */
export const quantityIn = (value: Json | undefined): Quantity => quantityOf(textOf(value) || "0");

export const isNegative = (value: Json | undefined): boolean => signOf(quantityIn(value)) < 0;

export const portNumberOrName = (port: Json | undefined, path: string): Errors =>
  typeof port === "string"
    ? invalidEach(path, port, isPortName(port))
    : invalidEach(path, port ?? 0, isPortNumber(Number(port ?? 0)));

export const intOrPercent = (value: Json | undefined, path: string): Errors =>
  typeof value === "string" ? invalidEach(path, value, isPercent(value)) : nonNegative(value, path);

const percentOf = (value: Json | undefined): number | undefined =>
  typeof value === "string" && isPercent(value).length === 0 ? Number(value.slice(0, -1)) : undefined;

/** A number or a percentage's number; a text that is neither counts as what Go's Atoi makes of it, or 0. */
export const intOrPercentValue = (value: Json | undefined): number => {
  if (typeof value === "number") return value;
  return percentOf(value) ?? (typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : 0);
};

export const atMost100Percent = (value: Json | undefined, path: string): Errors =>
  (percentOf(value) ?? 0) > 100 ? [invalid(path, value, "must not be greater than 100%")] : NONE;

/** No part of the path may be `..`. */
export const withoutBacksteps = (target: string, path: string): Errors =>
  target.split("/").includes("..") ? [invalid(path, target, "must not contain '..'")] : NONE;

export const relativePath = (target: string, path: string): Errors => [
  ...(target.startsWith("/") ? [invalid(path, target, "must be a relative path")] : NONE),
  ...withoutBacksteps(target, path),
];

/** A file below a volume: relative, without backsteps, and not one of the names that the kubelet keeps for itself. */
export const localPath = (target: string, path: string): Errors => [
  ...relativePath(target, path),
  ...(target.startsWith("..") && !target.startsWith("../")
    ? [invalid(path, target, "must not start with '..'")]
    : NONE),
];

const MAX_MODE = 0o777;

export const fileMode = (mode: Json | undefined, path: string): Errors =>
  typeof mode === "number" && (mode > MAX_MODE || mode < 0)
    ? [invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive")]
    : NONE;
