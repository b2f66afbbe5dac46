// Models pkg/util/parsers/parsers.go over github.com/distribution/reference (v1.36): the tag of an image's name.

const DOMAIN_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const REFERENCE = new RegExp(`^((?:${DOMAIN}/)?${PATH_PART}(?:/${PATH_PART})*)(?::(${TAG}))?(?:@(${DIGEST}))?$`);

/** The tag: `latest` if neither tag nor digest is given, empty if the name is pinned by digest or is no image name. */
export const imageTag = (image: string): string => {
  const [, name, tag, digest] = REFERENCE.exec(image) ?? [];
  if (name === undefined || /^[a-f0-9]{64}$/.test(name)) return "";
  return tag ?? (digest === undefined ? "latest" : "");
};
