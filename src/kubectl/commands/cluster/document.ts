// -o json and -o yaml of what is no object of the cluster: versions, configuration.
import type { Json } from "#api/meta";
import { indentedJson } from "../../go/json-text.ts";
import { toYaml } from "../../go/yaml.ts";

export const printDocument = (value: object, output: "json" | "yaml"): string =>
  output === "json" ? `${indentedJson(value as Json)}\n` : toYaml(value as Json);
