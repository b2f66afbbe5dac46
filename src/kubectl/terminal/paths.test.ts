import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";
import { fileNameOf, nameSeenFrom, shortPath, WORK } from "./paths.ts";

describe("names of files", () => {
  it.each([
    [WORK, "a.yaml", "a.yaml"],
    [WORK, "./a.yaml", "a.yaml"],
    [WORK, "/home/learner/work/a.yaml", "a.yaml"],
    [WORK, "~/work/sub/a.yaml", "sub/a.yaml"],
    [`${WORK}/sub`, "a.yaml", "sub/a.yaml"],
    [`${WORK}/sub`, "../a.yaml", "a.yaml"],
    [WORK, "../x", "/home/learner/x"],
    [WORK, "/tmp/x", "/tmp/x"],
    [WORK, "../../../../../x", "/x"],
  ])("in %s %s is kept as %s", (directory, path, name) => expect(fileNameOf(directory, path)).toBe(name));

  it.each([
    [WORK, "sub/a.yaml", "sub/a.yaml"],
    [`${WORK}/sub`, "sub/a.yaml", "a.yaml"],
    [`${WORK}/sub`, "b.yaml", `${WORK}/b.yaml`],
    ["/", "/tmp/x", "tmp/x"],
  ])("from %s %s is seen as %s", (directory, file, seen) => expect(nameSeenFrom(directory, file)).toBe(seen));

  it("prompts are short", () => {
    expect(shortPath(`${WORK}/sub`)).toBe("~/work/sub");
    expect(shortPath("/home/learner2")).toBe("/home/learner2");
  });
});

const at = () => {
  const console = openConsole(makeScenario());
  console.write("a.yaml", "a");
  console.write("sub/b.yaml", "b");
  return console;
};

describe("each terminal has its own directory", () => {
  it("cd, pwd, ls, cat and a redirect agree about where one stands", () => {
    const console = at();
    expect(console.type("ls")).toBe("a.yaml  sub/\n");
    expect(console.type("cd sub && pwd && ls && cat b.yaml ../a.yaml")).toBe("/home/learner/work/sub\nb.yaml\nba");
    expect(console.type("echo c > c.yaml; ls *.yaml")).toBe("b.yaml  c.yaml\n");
    expect(console.type("cd - && cat sub/c.yaml")).toBe("/home/learner/work\nc\n");
  });
  it("a folder that is not there is none to go to", () => {
    const console = at();
    expect(console.type("cd nowhere")).toBe("bash: cd: nowhere: No such file or directory\n");
    expect(console.type("cd a.yaml")).toBe("bash: cd: a.yaml: Not a directory\n");
    expect(console.type("ls nowhere")).toBe("ls: cannot access 'nowhere': No such file or directory\n");
    expect(console.type("pwd")).toBe("/home/learner/work\n");
  });
});
