// Models staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go and pkg/api/validate/content (v1.36):
// what a key and a value of a label may be. Each function answers what is wrong, nothing if all is well.
import { utf8Length } from "./utf8.ts";

const regexError = (message: string, regex: string, ...examples: readonly string[]): string =>
  `${message} (e.g. ${examples.map((example) => `'${example}', `).join(" or ")}regex used for validation is '${regex}')`;

const QUALIFIED_NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

const MAX_NAME_BYTES = 63;
const MAX_SUBDOMAIN_BYTES = 253;

const nameError = regexError(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  QUALIFIED_NAME,
  "MyName",
  "my.name",
  "123-abc",
);
const valueError = regexError(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  `(${QUALIFIED_NAME})?`,
  "MyValue",
  "my_value",
  "12345",
);
const subdomainError = regexError(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  SUBDOMAIN,
  "example.com",
);

const isQualifiedName = (text: string): boolean => new RegExp(`^${QUALIFIED_NAME}$`).test(text);
const isSubdomain = (text: string): boolean => new RegExp(`^${SUBDOMAIN}$`).test(text);

export const labelKeyErrors = (key: string): string[] => {
  const parts = key.split("/");
  if (parts.length > 2) {
    return [`a qualified name ${nameError} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts.at(-1) ?? "";
  const errors = parts.length === 2 ? prefixErrors(parts[0] ?? "") : [];
  if (name === "") errors.push("name part must be non-empty");
  else if (utf8Length(name) > MAX_NAME_BYTES) errors.push(`name part ${tooLong(MAX_NAME_BYTES)}`);
  if (!isQualifiedName(name)) errors.push(`name part ${nameError}`);
  return errors;
};

export const labelValueErrors = (value: string): string[] => [
  ...(utf8Length(value) > MAX_NAME_BYTES ? [tooLong(MAX_NAME_BYTES)] : []),
  ...(value === "" || isQualifiedName(value) ? [] : [valueError]),
];

const prefixErrors = (prefix: string): string[] => {
  if (prefix === "") return ["prefix part must be non-empty"];
  return [
    ...(utf8Length(prefix) > MAX_SUBDOMAIN_BYTES ? [`prefix part ${tooLong(MAX_SUBDOMAIN_BYTES)}`] : []),
    ...(isSubdomain(prefix) ? [] : [`prefix part ${subdomainError}`]),
  ];
};

const tooLong = (max: number): string => `must be no more than ${max} bytes`;
