import { describe, expect, it } from "vitest";
import { parseManifest } from "#language";
import { DEFAULT_SANDBOX } from "../session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { appliedState } from "./applied.ts";
import { refusalOf } from "./refusal.ts";

const FILE = "deployment.yaml";
const TEXT = sandboxFiles.find((f) => f.name === FILE)!.text;
const start = (): Session => new Session({ scenario: sandboxScenario(DEFAULT_SANDBOX), files: sandboxFiles });
const stateOf = (s: Session, text: string): string => appliedState(parseManifest(text), s.run.cluster);
const apply = (s: Session, text: string): void => {
  s.write(FILE, text);
  s.type(`kubectl apply -f ${FILE}`);
};

describe("whether the cluster has what a manifest says", () => {
  const s = start();
  it("before it is applied", () => expect(stateOf(s, TEXT)).toBe("new"));

  it.each([
    { name: "the same text", text: TEXT, want: "same" },
    {
      name: "in another style",
      text: TEXT.replace("      app: web\n  template", "      app: 'web'\n  template"),
      want: "same",
    },
    { name: "a quantity as a number", text: TEXT.replace("replicas: 3", 'replicas: "3"'), want: "same" },
    {
      name: "with less in it than was applied: an apply takes that away",
      text: TEXT.replace("        ports:\n        - containerPort: 8080\n", ""),
      want: "differs",
    },
    { name: "another image", text: TEXT.replace("web:1.0", "web:1.1"), want: "differs" },
    {
      name: "a field more",
      text: `${TEXT}          \n`.replace("  replicas: 3", "  minReadySeconds: 5\n  replicas: 3"),
      want: "differs",
    },
    { name: "another name", text: TEXT.replace("name: web", "name: shop"), want: "new" },
    {
      name: "one of two documents is new",
      text: `${TEXT}---\n${TEXT.replace("name: web", "name: shop")}`,
      want: "new",
    },
    { name: "with an empty document before it", text: `---\n---\n${TEXT}`, want: "same" },
    { name: "YAML that does not parse", text: "kind: [", want: "differs" },
    { name: "a list, not an object", text: "- a\n", want: "differs" },
    { name: "a word", text: "hello", want: "differs" },
    { name: "nothing", text: "", want: "differs" },
  ])("$name", ({ text, want }) => {
    const applied = start();
    apply(applied, TEXT);
    expect(stateOf(applied, text)).toBe(want);
  });
});

it("what the file never named, and somebody else has set, makes no difference", () => {
  const s = start();
  apply(s, TEXT);
  s.type("kubectl label deployment web team=shop");
  expect(stateOf(s, TEXT)).toBe("same");
});

describe("what was said against the last apply of a file", () => {
  it("nothing where it went well, and before any", () => {
    const s = start();
    expect(refusalOf(s.run, FILE)).toBeUndefined();
    apply(s, TEXT);
    expect(refusalOf(s.run, FILE)).toBeUndefined();
  });

  it("the API server's words, of this file only, and as it was at that time", () => {
    const s = start();
    apply(s, TEXT.replace("replicas: 3", "replicas: -3"));
    const words =
      'The Deployment "web" is invalid: spec.replicas: Invalid value: -3: must be greater than or equal to 0';
    expect(refusalOf(s.run, FILE)).toBe(words);
    expect(refusalOf(s.run, "service.yaml")).toBeUndefined();
    // Undone, the file is another than the one that was refused.
    s.write(FILE, TEXT);
    expect(refusalOf(s.run, FILE, TEXT)).toBeUndefined();
    expect(refusalOf(s.run, FILE, TEXT.replace("replicas: 3", "replicas: -3"))).toBe(words);
    const refusedAt = s.nowMs;
    s.type("kubectl get nodes");
    expect(refusalOf(s.run, FILE)).toBe(words);
    s.advance(s.nowMs + 5000);
    apply(s, TEXT);
    expect(refusalOf(s.run, FILE)).toBeUndefined();
    s.seek(refusedAt + 1000);
    expect(refusalOf(s.run, FILE)).toBe(words);
  });
});
