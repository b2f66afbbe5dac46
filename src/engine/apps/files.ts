// The files that a container finds: those of its volumes, below their mounts, and what somebody wrote into its own layer.
// Simplified: of an image's own files there is nothing to see.
import { compareStrings } from "#api/compare";
import { utf8Length } from "#api/utf8";

export interface FileRow {
  readonly text: string;
  readonly mode: number;
  /** If it is larger than its text: a file that was only made big. */
  readonly bytes?: number;
}

/** By path, without a slash in front. */
export interface Files {
  readonly [path: string]: FileRow;
}

/** What a container sees at a path. */
export interface Mount {
  /** Without a slash at the end; "" is the container's own layer. */
  readonly path: string;
  readonly files: Files;
  /** A subPath that names a file: it is the file `""` of its place. */
  readonly isFile?: true;
  /** Written by the kubelet as a whole: the folder with the time in its name that `..data` points to. */
  readonly version?: string;
  /** When it was written last, on the wall clock. */
  readonly wallMs: number;
  /** Absent: read-only. */
  readonly write?: (files: Files) => void;
}

export const sizeOfFile = ({ text, bytes = 0 }: FileRow): number => Math.max(bytes, utf8Length(text));

const ROOTS = "bin boot dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var".split(" ");

export interface Place {
  readonly mount: Mount;
  /** Inside of the mount. */
  readonly path: string;
}

/** All that a container finds: its mounts laid over each other. */
export class FileTree {
  readonly #mounts: readonly Mount[];

  constructor(mounts: readonly Mount[]) {
    this.#mounts = mounts.toSorted((a, b) => b.path.length - a.path.length);
  }

  /** The mount in which a path lies. Everything lies in the container's own layer, if in nothing else. */
  placeOf(path: string): Place {
    const mount = this.#mounts.find((m) => path === m.path || path.startsWith(`${m.path}/`))!;
    return { mount, path: mount.isFile ? "" : path.slice(mount.path.length + 1).replace(/^\.\.data\//, "") };
  }
  file(path: string): FileRow | undefined {
    const place = this.placeOf(path);
    return Object.hasOwn(place.mount.files, place.path) ? place.mount.files[place.path] : undefined;
  }
  /** The files of all mounts, by their whole paths. */
  paths(): readonly string[] {
    const all = this.#mounts.flatMap((mount) =>
      Object.keys(mount.files).map((file) => (mount.isFile ? mount.path : `${mount.path}/${file}`)),
    );
    return [...new Set(all)].toSorted(compareStrings);
  }
  isDirectory(path: string): boolean {
    const place = this.placeOf(path);
    if (place.path === "" && !place.mount.isFile) return true;
    return ROOTS.includes(path.slice(1)) || this.names(path).length > 0;
  }
  /** What a directory holds, by name. */
  names(path: string): readonly string[] {
    const { mount, path: inside } = this.placeOf(path);
    const prefix = inside === "" ? "" : `${inside}/`;
    const names = new Set(path === "" ? ROOTS : []);
    for (const file of mount.isFile ? [] : Object.keys(mount.files)) {
      if (file.startsWith(prefix)) names.add(file.slice(prefix.length).split("/", 1)[0]!);
    }
    for (const other of this.#mounts) {
      if (other.path.startsWith(`${path}/`)) names.add(other.path.slice(path.length + 1).split("/", 1)[0]!);
    }
    return [...names].toSorted(compareStrings);
  }
}

export const NO_FILE = "No such file or directory";
const READ_ONLY = "Read-only file system";
const NEW_MODE = 0o644;

/** Writes a file where it may; else says why not. */
export const writeFile = (
  tree: FileTree,
  path: string,
  change: (old: FileRow) => FileRow | undefined,
): string | undefined => {
  const { mount, path: inside } = tree.placeOf(path);
  if (!mount.write) return READ_ONLY;
  const old = tree.file(path);
  if (!old && tree.isDirectory(path)) return "Is a directory";
  if (!tree.isDirectory(path.slice(0, path.lastIndexOf("/")))) return NO_FILE;
  const { [inside]: _, ...rest } = mount.files;
  const now = change(old ?? { text: "", mode: NEW_MODE });
  mount.write(now ? { ...rest, [inside]: now } : rest);
  return undefined;
};
