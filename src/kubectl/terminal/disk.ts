// The files that a shell sees: those of the learner's machine, or of another one.
import type { Sim, Table } from "#engine";
import type { PodDisk } from "./host/pod.ts";
import { podPlaceOf } from "./pod-host.ts";
import { rarePart } from "../rare-parts.ts";
import { absolutePath, fileNameOf, nameSeenFrom, ROOT_HOME } from "./paths.ts";
import type { TerminalRow } from "./terminals.ts";

export interface DiskParts {
  readonly sim: Sim;
  readonly files: Table<string>;
  /** Files that were written on other machines: `host:/path`. */
  readonly hostFiles: Table<string>;
}

const LONGEST_FILE = 2_000_000;

export class Disk {
  readonly #parts: DiskParts;
  readonly #row: TerminalRow;
  readonly #host: string | undefined;

  /** `host` absent: the learner's own machine. */
  constructor(parts: DiskParts, row: TerminalRow, host: string | undefined) {
    this.#parts = parts;
    this.#row = row;
    this.#host = host;
  }

  get #pod(): PodDisk | undefined {
    return podPlaceOf(this.#host) && rarePart("host").disk(this.#parts.sim, this.#host!);
  }

  /** As they are called from where the shell stands. */
  names(): readonly string[] {
    const { files, hostFiles, sim } = this.#parts;
    const { directory } = this.#row;
    const host = this.#host;
    if (host === undefined) return [...files.keys()].map((file) => nameSeenFrom(directory, file));
    if (this.#pod) return this.#pod.names().map((file) => nameSeenFrom(directory, file));
    const written = [...hostFiles.keys()].flatMap((key) =>
      key.startsWith(`${host}:`) ? [key.slice(host.length + 1)] : [],
    );
    const found = [...rarePart("host").files(sim, host).keys(), ...written];
    return [...new Set(found)].map((file) => nameSeenFrom(directory, file));
  }
  read(path: string): string | undefined {
    const kept = this.#row.kept?.[path];
    if (kept !== undefined) return kept;
    const { files, hostFiles, sim } = this.#parts;
    const host = this.#host;
    if (host === undefined) return files.get(this.#path(path));
    if (this.#pod) return this.#pod.read(this.#hostPath(path));
    return hostFiles.get(this.#hostKey(host, path)) ?? rarePart("host").files(sim, host).get(this.#hostPath(path));
  }
  /** Answers why it cannot be written. */
  write(path: string, text: string): string | undefined {
    if (text.length > LONGEST_FILE) return "No space left on device";
    const host = this.#host;
    if (this.#pod) return this.#pod.write(this.#hostPath(path), text);
    if (host === undefined) this.#parts.files.set(this.#path(path), text);
    else this.#parts.hostFiles.set(this.#hostKey(host, path), text);
    return undefined;
  }
  remove(path: string): boolean {
    const host = this.#host;
    if (this.#pod) return this.#pod.remove(this.#hostPath(path));
    if (host === undefined) return this.#parts.files.delete(this.#path(path));
    return this.#parts.hostFiles.delete(this.#hostKey(host, path));
  }

  #path(path: string): string {
    return fileNameOf(this.#row.directory, path);
  }
  #hostPath(path: string): string {
    return absolutePath(this.#row.directory, path, ROOT_HOME);
  }
  #hostKey(host: string, path: string): string {
    return `${host}:${this.#hostPath(path)}`;
  }
}
