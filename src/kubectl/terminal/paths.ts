// Names of files. Those of the working directory go by their bare names, as the editor shows them; others by their whole path.
import { normalPath } from "#api/path";

export const HOME = "/home/learner";
/** Of those who log in to another machine. */
export const ROOT_HOME = "/root";
export const WORK = `${HOME}/work`;

/** The whole path of what is named in a directory. */
export const absolutePath = (directory: string, path: string, own = HOME): string => {
  const home = path.replace(/^~(?=\/|$)/, own);
  const whole = home.startsWith("/") ? home : `${directory}/${home}`;
  return normalPath(whole) || "/";
};

/** The name under which a file is kept. */
export const fileNameOf = (directory: string, path: string): string => {
  const whole = absolutePath(directory, path);
  return whole.startsWith(`${WORK}/`) ? whole.slice(WORK.length + 1) : whole;
};

/** The name that a kept file has, seen from a directory: bare if it lies below. */
export const nameSeenFrom = (directory: string, file: string): string => {
  const whole = absolutePath(WORK, file);
  const prefix = directory === "/" ? "/" : `${directory}/`;
  return whole.startsWith(prefix) ? whole.slice(prefix.length) : whole;
};

/** As prompts write a directory: `~/work`. */
export const shortPath = (path: string, home = HOME): string =>
  path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
