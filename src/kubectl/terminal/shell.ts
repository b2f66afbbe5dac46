// The terminals as a component of the cluster: which there are, their files, and what runs in them. Running a line is the work of the line
// runner, which may come later than the cluster.
import type { Json, JsonObject } from "#api/meta";
import { resources } from "#api/scheme";
import type { Component, ComponentFactory, ObjectChange, Sim, Table } from "#engine";
import type { WakeReason } from "../command.ts";
import { lineParts, type LineRunner } from "../line-parts.ts";
import { newTerminal, Rows, type TerminalRow } from "./terminals.ts";

class Shell {
  readonly #sim: Sim;
  readonly #rows: Rows;
  readonly #terminals: Table<TerminalRow>;
  readonly #files: Table<string>;
  #made: LineRunner | undefined;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = new Rows(sim);
    this.#terminals = this.#rows.terminals;
    this.#files = sim.table("shell/files");
  }

  component(): Component {
    return {
      name: "shell",
      timers: { wake: (id) => this.#runner.wake(id), answer: (id, answer) => this.#runner.answered(id, answer) },
      commands: {
        open: ({ terminal }) => this.#open(text(terminal)),
        close: ({ terminal }) => this.#close(text(terminal)),
        line: ({ terminal, line }) => this.#type(text(terminal), text(line)),
        interrupt: ({ terminal }) => this.#interrupt(text(terminal)),
        suspend: ({ terminal }) => this.#suspend(text(terminal)),
        write: ({ path, text: content }) => this.#write(text(path), text(content)),
        remove: ({ path }) => this.#files.delete(text(path)),
        edited: ({ terminal, text: content }) => this.#edited(text(terminal), text(content)),
      },
      watch: Object.fromEntries(resources.map((r) => [r.plural, (change: ObjectChange) => this.#changed(change)])),
    };
  }

  get #runner(): LineRunner {
    return (this.#made ??= lineParts().createLineRunner(this.#sim));
  }

  #open(id: string): Json {
    if (!this.#terminals.has(id)) this.#terminals.set(id, newTerminal(id));
    return null;
  }
  #close(id: string): Json {
    this.#stop(id);
    if (this.#rows.jobs.size > 0) this.#runner.close(id);
    this.#terminals.delete(id);
    return null;
  }
  #write(path: string, content: string): Json {
    this.#files.set(path, content);
    return null;
  }

  #type(id: string, line: string): Json {
    this.#open(id);
    this.#runner.type(this.#terminals.get(id)!, line);
    return null;
  }

  #changed({ type, resource, object, old }: ObjectChange): void {
    for (const { id } of this.#rows.all()) {
      // As it is now: what went on before it may have ended it.
      const row = this.#rows.get(id);
      const wanted = row?.process?.running?.wake.watch;
      if (!row || !wanted || wanted.resource !== resource) continue;
      if (wanted.namespace !== undefined && wanted.namespace !== (object.metadata.namespace ?? "")) continue;
      if (wanted.name !== undefined && wanted.name !== object.metadata.name) continue;
      const reason: WakeReason = {
        type: "change",
        change: type,
        object: object as unknown as JsonObject,
        ...(old ? { old: old as unknown as JsonObject } : {}),
      };
      this.#runner.resume(row, reason);
    }
  }

  #edited(id: string, content: string): Json {
    const row = this.#terminals.get(id);
    if (row) this.#runner.resume(row, { type: "edited", text: content });
    return null;
  }

  #interrupt(id: string): Json {
    if (!this.#terminals.get(id)?.process) return null;
    this.#sim.log({ type: "terminal", terminal: id, stream: "stdout", text: "^C\n" });
    this.#stop(id);
    return null;
  }
  #suspend(id: string): Json {
    const row = this.#terminals.get(id);
    if (!row?.process) return null;
    this.#sim.log({ type: "terminal", terminal: id, stream: "stdout", text: "^Z" });
    this.#runner.suspend(row);
    return null;
  }
  #stop(id: string): void {
    const row = this.#terminals.get(id);
    if (row?.process) this.#runner.stop(row);
  }
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const createShell: ComponentFactory = (sim) => new Shell(sim).component();
