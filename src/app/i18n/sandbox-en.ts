// The words of the sandbox's panel; they come with it.
import type { Widen } from "./widen.ts";

export const sandbox = {
  title: "A cluster of your own",
  intro:
    "Apply the files in the editor, type kubectl in the terminal, break it, and rewind. The cluster is simulated, but nothing in it is scripted.",
  first: "The clients outside already ask http://10.10.10.10/. Nothing runs yet, so every request fails.",
  unrouted: "Your pods run, but no Ingress leads http://10.10.10.10/ to a Service yet: the clients are answered 404.",
  firstApply: "Apply the first three files",
  firstThen: "Press play, then change a file, kill a pod, pull a node's plug.",
  workers: "Worker nodes",
  cpu: "CPU each",
  memory: "Memory each",
  rebuild: "Build this cluster",
  record: "Save it as a lesson",
  recordNote: "What you have done so far, as a folder with a lesson in it: what you applied first is its beginning.",
  chaos: "A random fault",
  chaosSeed: "Random seed",
  chaosNote: "Breaks something. The same seed on the same cluster breaks the same thing.",
  chaosDone: (fault: string, on: string) => `${fault}: ${on}`,
  rebuildNote: "Time begins anew; your files stay.",
  filesBack: "Put the first files back",
  filesBackNote: "Into the editor: what you wrote in them goes. The cluster keeps what was applied.",
  images: "Images in the registry",
  imageNotes: {
    "demo/web:1.0": "answers on 8080 after 2 s; /live and /ready",
    "demo/web:1.1": "the same, another tag",
    "demo/slow:1.0": "needs 20 s before it listens",
    "demo/leak:1.0": "2 Mi more each second",
    "demo/crash:1.0": "exits with 1 after 8 s",
    "demo/hang:1.0": "stops answering after 30 s",
    "demo/batch:1.0": "burns CPU for a minute and ends",
    nginx: "answers on 80; serves one page",
    "nginx:1.28": "the same, of an older version",
    "nginx:1.29": "the same, of a newer version",
  },
};

export type SandboxWords = Widen<typeof sandbox>;
