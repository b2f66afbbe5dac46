/** What has room on the card of the ingress: of a host the name that stands first, of a pattern what stands before its first group. */
export const routeLabel = (host: string | undefined, path: string): string => {
  const [first, ...rest] = host?.split(".") ?? [""];
  const name = rest.length > 0 ? `${first}…` : first;
  const [start, ...groups] = path.split("(");
  const way = groups.length > 0 ? `${start}…` : start;
  return name === "" ? way! : `${name}${way === "/" ? "" : way}`;
};
