// What Go prints of a pod template for a hash (dump.ForHash of k8s.io/utils, go-spew's %#v, v1.36): every field with its type, set or not, as
// the controllers have it after its way through protobuf, where an empty list or map is none.
// Generated from the work of The Kubernetes Authors (Apache-2.0), see generate/dump/.
//
// `generated/dump.json` holds one line a struct: its name, then its fields in Go's order:
//   GoName[=jsonName][:GoType[=what it is]]
// The JSON name is the Go name with a small first letter if none is given; an empty one is a struct whose fields stand beside the others. The
// type is string if none is given; a name that is no struct's is one of a string.
import { compareStrings } from "../compare.ts";
import { isJsonObject } from "../json.ts";
import type { Json, JsonObject } from "../meta.ts";
import { canonicalQuantity, quantityOf } from "../quantity.ts";
import generated from "./generated/dump.json" with { type: "json" };
import { readStructs } from "./struct-lines.ts";

const { has, fieldsOf } = readStructs(generated.structs, "string");

/** `template` as Go prints the v1.PodTemplateSpec. */
export const dumpTemplate = (template: JsonObject): string => {
  const struct = "v1.PodTemplateSpec";
  return `(${struct})${dumpStruct(struct, template)}`;
};

const dumpStruct = (struct: string, value: JsonObject): string => {
  const shown = fieldsOf(struct).map(({ goName, jsonName, type: said }) => {
    const [type = "", underlying = type] = said.split("=");
    const item = jsonName === "" ? value : value[jsonName];
    return `${goName}:(${type})${dumpValue(underlying, item ?? undefined)}`;
  });
  return `{${shown.join(" ")}}`;
};

const NIL = "<nil>";
const MAP = "map[";

const dumpValue = (type: string, value: Json | undefined): string => {
  if (type.startsWith("*")) return value === undefined ? NIL : dumpValue(type.slice(1), value);
  if (type.startsWith("[]")) return dumpList(type.slice(2), value);
  if (type.startsWith(MAP)) return dumpMap(type.slice(type.indexOf("]") + 1), value);
  const special = SPECIAL[type];
  if (special) return special(value);
  if (has(type)) return dumpStruct(type, isJsonObject(value) ? value : {});
  return textOf(value ?? ZEROS[type] ?? "");
};

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const dumpList = (of: string, value: Json | undefined): string => {
  if (!Array.isArray(value) || value.length === 0) return NIL;
  return `[${value.map((item: Json) => dumpValue(of, item ?? undefined)).join(" ")}]`;
};

const dumpMap = (of: string, value: Json | undefined): string => {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) return NIL;
  const sorted = entries.toSorted(([a], [b]) => compareStrings(a, b));
  return `${MAP}${sorted.map(([key, item]) => `${key}:${dumpValue(of, item ?? undefined)}`).join(" ")}]`;
};

const ZEROS: { readonly [type: string]: Json } = { int32: 0, int64: 0, bool: false };

const dumpQuantity = (value: Json | undefined): string => {
  const written = canonicalQuantity(textOf(value ?? 0)) ?? "0";
  const { unscaled, exponent, isBig, format, text = "" } = quantityOf(written);
  if (!isBig) return quantityText({ value: unscaled, scale: exponent, big: NIL, text, format });
  const nano = unscaled * 10n ** BigInt(exponent + NANO);
  const digits = wordsOf(nano < 0n ? -nano : nano).join(" ");
  const big = `{unscaled:(big.Int){neg:(bool)${nano < 0n} abs:(big.nat)[${digits}]} scale:(inf.Scale)${NANO}}`;
  return quantityText({ value: 0n, scale: 0, big, text, format });
};

interface QuantityParts {
  readonly value: bigint;
  readonly scale: number;
  readonly big: string;
  readonly text: string;
  readonly format: string;
}

const quantityText = ({ value, scale, big, text, format }: QuantityParts): string =>
  `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)${big}} ` +
  `s:(string)${text} Format:(resource.Format)${format}}`;

/** What does not fit an int64 is kept in billionths. */
const NANO = 9;

/** 64 bits each, the lowest first. */
const wordsOf = (value: bigint): readonly bigint[] =>
  value === 0n ? [] : [BigInt.asUintN(64, value), ...wordsOf(value >> 64n)];

const dumpIntOrString = (value: Json | undefined): string => {
  const isText = typeof value === "string";
  const [number, text] = isText ? [0, value] : [Number(value ?? 0), ""];
  return `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${number} StrVal:(string)${text}}`;
};

const NO_TIME = "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}";

const SPECIAL: { readonly [type: string]: (value: Json | undefined) => string } = {
  "resource.Quantity": dumpQuantity,
  "intstr.IntOrString": dumpIntOrString,
  // A template has no times of its own: nobody sets them.
  "v1.Time": () => NO_TIME,
};
