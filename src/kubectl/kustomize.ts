// What kustomize (api/internal/loader and target, v5.8) says of a folder before it builds anything. Simplified: nothing is built here.
import { normalPath } from "#api/path";
import type { Context } from "./command.ts";
import { type CliError, message } from "./errors.ts";
import { refused } from "./usage.ts";

const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** What is wrong with the folder; ends with the word that manifests are not built here if nothing is. */
export const refuseKustomize = ({ files }: Context, folder: string, what = "--kustomize"): CliError => {
  const whole = normalPath(folder.startsWith("/") ? folder : `${files.directory ?? ""}/${folder}`);
  const bare = folder.replace(/^\.\//, "").replace(/\/+$/, "");
  if (files.read(bare) !== undefined) return message(`must build at directory: '${folder}': file is not directory`);
  const inside = files.list(bare);
  const isAbove = `${files.directory ?? ""}/`.startsWith(whole === "/" ? whole : `${whole}/`);
  if (inside.length === 0 && !isAbove) {
    const why = `evalsymlink failure on '${folder}' : lstat ${whole}: no such file or directory`;
    return message(`must build at directory: not a valid directory: ${why}`);
  }
  const prefix = bare === "" || bare === "." ? "" : `${bare}/`;
  const found = NAMES.filter((name) => inside.includes(prefix + name));
  if (found.length === 0) {
    const all = "'kustomization.yaml', 'kustomization.yml' or 'Kustomization'";
    return message(`unable to find one of ${all} in directory '${whole}'`);
  }
  if (found.length > 1) return message(`Found multiple kustomization files under: ${whole}\n`);
  return refused(what, "write the manifests out");
};
