import { describe, expect, it } from "vitest";
import { parseManifest } from "#language";
import { DEFAULT_SANDBOX } from "../session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { appliedState } from "./applied.ts";
import { appliedTextOf } from "./applied-text.ts";
import { refusalOf } from "./refusal.ts";

const FILE = "deployment.yaml";
const TEXT = sandboxFiles.find((f) => f.name === FILE)!.text;
const start = (): Session => new Session({ scenario: sandboxScenario(DEFAULT_SANDBOX), files: sandboxFiles });
const stateOf = (s: Session, text: string): string => appliedState(parseManifest(text), s.run.cluster);
const again = (s: Session): void => s.type(`kubectl apply -f ${FILE}`);
const apply = (s: Session, text: string): void => {
  s.write(FILE, text);
  again(s);
};
const base = (s: Session, isApplied = true): string | undefined => appliedTextOf(s.run, FILE, isApplied);

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

describe("what an undo goes back to", () => {
  const REFUSED = TEXT.replace("replicas: 3", "replicas: three");
  const OTHER = TEXT.replace("replicas: 3", "replicas: 4");

  it("the text that was accepted, however often another one was refused", () => {
    const s = start();
    apply(s, TEXT);
    apply(s, REFUSED);
    expect(base(s)).toBe(TEXT);
    again(s);
    expect(base(s)).toBe(TEXT);
    apply(s, TEXT.replace("replicas: 3", "replicas: -3"));
    again(s);
    s.write(FILE, OTHER);
    expect(base(s)).toBe(TEXT);
    const refusedMs = s.nowMs;
    s.advance(s.nowMs + 5000);
    again(s);
    expect(base(s)).toBe(OTHER);
    s.seek(refusedMs + 1000);
    expect(base(s)).toBe(TEXT);
  });

  it("the text that was accepted, though the same one was refused before", () => {
    const s = start();
    apply(s, REFUSED);
    apply(s, OTHER);
    again(s);
    expect(base(s)).toBe(OTHER);
  });

  it("not what a dry run was content with", () => {
    const s = start();
    apply(s, TEXT);
    s.write(FILE, OTHER);
    s.type(`kubectl apply -f ${FILE} --dry-run=server`);
    expect(base(s)).toBe(TEXT);
    s.type(`kubectl apply -f ${FILE} --dry-run=none`);
    expect(base(s)).toBe(OTHER);
  });

  it("nothing while nothing was accepted; where the cluster had it from the beginning, what lay there then", () => {
    const s = start();
    apply(s, REFUSED);
    again(s);
    expect([base(s, false), base(s, true)]).toEqual([undefined, TEXT]);
    const [mine, name] = [TEXT.replace("replicas: 3", "replicas: three"), "mine.yaml"];
    s.write(name, mine);
    s.type(`kubectl apply -f ${name}`);
    expect(appliedTextOf(s.run, name, true)).toBeUndefined();
  });
});
