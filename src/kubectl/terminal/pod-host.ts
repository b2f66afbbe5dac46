// A shell in a container is a login on a host of this name.

export interface PodPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The runtime's: after a restart it is another one. */
  readonly id: string;
}

const HEAD = "pod:";

export const podHost = ({ namespace, pod, container, id }: PodPlace): string =>
  `${HEAD}${namespace}/${pod}/${container}/${id}`;

/** Undefined: it is a machine. */
export const podPlaceOf = (host: string | undefined): PodPlace | undefined => {
  if (!host?.startsWith(HEAD)) return undefined;
  const [namespace = "", pod = "", container = "", id = ""] = host.slice(HEAD.length).split("/");
  return { namespace, pod, container, id };
};
