// Models how sigs.k8s.io/yaml v1.6 (go.yaml.in/yaml/v2, resolve.go) reads plain scalars: YAML 1.1, with yes, no, on and off, but what
// looks like a date or like 1:30 stays text, and 0o644 is octal.
import type { DocumentOptions, ParseOptions, SchemaOptions, Tags } from "yaml";

const TIMESTAMP = "tag:yaml.org,2002:timestamp";

const tagsOf = (tags: Tags): Tags => [
  ...tags.filter((tag) => typeof tag === "string" || (tag.tag !== TIMESTAMP && tag.format !== "TIME")),
  {
    tag: "tag:yaml.org,2002:int",
    default: true,
    test: /^[-+]?0o[0-7]+$/,
    resolve: (text: string) => (text.startsWith("-") ? -1 : 1) * Number(text.replace(/^[-+]/, "")),
  },
];

/** What every reader of manifests gives to the YAML library. Of keys that come twice the last wins. */
export const kubeYaml: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  uniqueKeys: false,
  merge: true,
  customTags: tagsOf,
};
