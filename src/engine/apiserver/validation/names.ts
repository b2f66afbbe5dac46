// Models staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go and pkg/api/validate/content (v1.36): each function answers
// what is wrong with a name, in sentences; an empty list if nothing is.
import { utf8Length } from "#api/utf8";

export type NameCheck = (name: string) => readonly string[];

const NONE: readonly string[] = Object.freeze([]);

const maxLength = (length: number): string => `must be no more than ${length} characters`;
const maxBytes = (length: number): string => `must be no more than ${length} bytes`;
export const inRange = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

const regexError = (message: string, format: string, ...examples: readonly string[]): string => {
  const shown = examples.map((example) => `'${example}', `).join(" or ");
  return `${message} (e.g. ${shown}regex used for validation is '${format}')`;
};

const whole = (format: string): RegExp => new RegExp(`^(?:${format})$`);

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_UNDERSCORE = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const SUBDOMAIN_UNDERSCORE = `${LABEL_UNDERSCORE}(\\.${LABEL_UNDERSCORE})*`;
const WILDCARD = `\\*\\.${SUBDOMAIN}`;
const labelPattern = whole(LABEL);
const subdomainPattern = whole(SUBDOMAIN);
const underscorePattern = whole(SUBDOMAIN_UNDERSCORE);
const wildcardPattern = whole(WILDCARD);

export const isDns1123Label: NameCheck = (value) => {
  const errors = value.length > 63 ? [maxLength(63)] : [];
  if (labelPattern.test(value)) return errors;
  if (subdomainPattern.test(value)) return [...errors, "must not contain dots"];
  const message =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  return [...errors, regexError(message, LABEL, "my-name", "123-abc")];
};

export const isDns1123Subdomain: NameCheck = (value) => {
  const errors = value.length > 253 ? [maxLength(253)] : [];
  if (subdomainPattern.test(value)) return errors;
  const message =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(message, SUBDOMAIN, "example.com")];
};

export const isDns1123SubdomainWithUnderscore: NameCheck = (value) => {
  const errors = value.length > 253 ? [maxLength(253)] : [];
  if (underscorePattern.test(value)) return errors;
  const message =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(message, SUBDOMAIN_UNDERSCORE, "example.com")];
};

export const isWildcardDns1123Subdomain: NameCheck = (value) => {
  const errors = value.length > 253 ? [maxLength(253)] : [];
  if (wildcardPattern.test(value)) return errors;
  const message =
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";
  return [...errors, regexError(message, WILDCARD, "*.example.com")];
};

const KEY = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const VALUE = `(${KEY})?`;
const keyPattern = whole(KEY);
const valuePattern = whole(VALUE);
const KEY_MESSAGE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/** A label key, which is also what resources, finalizers and conditions are called. */
export const isQualifiedName: NameCheck = (value) => {
  const parts = value.split("/");
  if (parts.length > 2) {
    const message = regexError(KEY_MESSAGE, KEY, "MyName", "my.name", "123-abc");
    return [`a valid label key ${message} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const errors: string[] = [];
  const name = parts.at(-1) ?? "";
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === "") errors.push("prefix part must be non-empty");
  else if (prefix !== undefined) errors.push(...isDns1123Subdomain(prefix).map((message) => `prefix part ${message}`));
  if (name === "") errors.push("name part must be non-empty");
  else if (name.length > 63) errors.push(`name part ${maxBytes(63)}`);
  if (!keyPattern.test(name)) errors.push(`name part ${regexError(KEY_MESSAGE, KEY, "MyName", "my.name", "123-abc")}`);
  return errors;
};

export const isLabelValue: NameCheck = (value) => {
  const errors = utf8Length(value) > 63 ? [maxBytes(63)] : [];
  if (valuePattern.test(value)) return errors;
  return [
    ...errors,
    regexError(
      `a valid label must be an empty string or ${KEY_MESSAGE.slice("must ".length)}`,
      VALUE,
      "MyValue",
      "my_value",
      "12345",
    ),
  ];
};

export const isPortNumber = (port: number): readonly string[] =>
  port >= 1 && port <= 65_535 ? NONE : [inRange(1, 65_535)];

export const isPortName: NameCheck = (port) => {
  const errors: string[] = [];
  if (port.length > 15) errors.push(maxLength(15));
  if (!/^[-a-z0-9]+$/.test(port)) errors.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(port)) errors.push("must contain at least one letter (a-z)");
  if (port.includes("--")) errors.push("must not contain consecutive hyphens");
  if (port.startsWith("-") || port.endsWith("-")) errors.push("must not begin or end with a hyphen");
  return errors;
};

const MAX_ID = 2_147_483_647;

/** A user's or a group's number. */
export const isId = (id: number): readonly string[] => (id >= 0 && id <= MAX_ID ? NONE : [inRange(0, MAX_ID)]);

export const isPercent: NameCheck = (percent) =>
  /^[0-9]+%$/.test(percent)
    ? NONE
    : [regexError("a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", "1%", "93%")];

export const isHttpHeaderName: NameCheck = (name) =>
  /^[-A-Za-z0-9]+$/.test(name)
    ? NONE
    : [
        regexError(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          "[-A-Za-z0-9]+",
          "X-Header-Name",
        ),
      ];

export const isEnvVarName: NameCheck = (name) => {
  const errors = name === "" ? ["environment variable name must be non-empty"] : [];
  if (/^[\u0020-\u003c\u003e-\u007e]*$/.test(name)) return errors;
  return [
    ...errors,
    "a valid environment variable name must consist only of printable ASCII characters other than '='",
  ];
};

export const isConfigMapKey: NameCheck = (key) => {
  const errors = key.length > 253 ? [maxLength(253)] : [];
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    const message = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
    errors.push(regexError(message, "[-._a-zA-Z0-9]+", "key.name", "KEY_NAME", "key-name"));
  }
  if (key === ".") errors.push("must not be '.'");
  else if (key === "..") errors.push("must not be '..'");
  else if (key.startsWith("..")) errors.push("must not start with '..'");
  return errors;
};

/** A name that stands in a URL's path. */
export const isPathSegmentName: NameCheck = (name) => {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`);
};

const HTTP_PATH = String.raw`[A-Za-z0-9/\-._~%!$&'()*+,;=:]+`;

export const isHttpPath: NameCheck = (path) =>
  whole(HTTP_PATH).test(path) ? NONE : [`Invalid path (regex used for validation is '${HTTP_PATH}')`];

/** A prefix of names to be generated may end with a dash: what follows makes it whole. */
export const asPrefix =
  (check: NameCheck): NameCheck =>
  (name) =>
    check(name.length > 1 && name.endsWith("-") ? `${name.slice(0, -2)}a` : name);
