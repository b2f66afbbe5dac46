// Models the log files of containers (pkg/kubelet/logs, v1.36): lines are kept while the runtime keeps the container.
// Simplified: rotation keeps the last 16,384 lines of a life instead of five files of 10 MiB.
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

interface LogHead {
  readonly pod: string;
  readonly container: string;
  readonly count: number;
  readonly firstChunk: number;
}

const CHUNK = 64;
const MAX_CHUNKS = 256;

export class ContainerLogs {
  readonly #sim: Sim;
  readonly #heads: Table<LogHead>;
  readonly #chunks: Table<readonly LogLine[]>;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#heads = sim.table("apps/logs");
    this.#chunks = sim.table("apps/log-lines");
  }

  open(id: string, pod: string, container: string): void {
    this.#heads.set(id, { pod, container, count: 0, firstChunk: 0 });
  }

  append(id: string, text: string): void {
    const head = this.#heads.get(id);
    if (!head) return;
    const chunk = Math.floor(head.count / CHUNK);
    const key = `${id}/${chunk}`;
    this.#chunks.set(key, [...(this.#chunks.get(key) ?? []), { atMs: this.#sim.now(), text }]);
    let { firstChunk } = head;
    if (chunk - firstChunk >= MAX_CHUNKS) this.#chunks.delete(`${id}/${firstChunk++}`);
    this.#heads.set(id, { ...head, count: head.count + 1, firstChunk });
    this.#sim.log({ type: "container", pod: head.pod, container: head.container, line: text });
  }

  /** The lines of one life; undefined once the runtime has removed the container. */
  read(id: string): readonly LogLine[] | undefined {
    const head = this.#heads.get(id);
    if (!head) return undefined;
    const lines: LogLine[] = [];
    for (let chunk = head.firstChunk; chunk * CHUNK < head.count; chunk++) {
      lines.push(...(this.#chunks.get(`${id}/${chunk}`) ?? []));
    }
    return lines;
  }

  /** How many lines the life has written: a follower asks whether there are more. */
  count(id: string): number {
    return this.#heads.get(id)?.count ?? 0;
  }

  remove(id: string): void {
    const head = this.#heads.get(id);
    if (!head) return;
    for (let chunk = head.firstChunk; chunk * CHUNK < head.count; chunk++) this.#chunks.delete(`${id}/${chunk}`);
    this.#heads.delete(id);
  }
}
