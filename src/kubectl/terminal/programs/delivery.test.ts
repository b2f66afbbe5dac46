import { makeImage, makeScenario } from "#engine/testing";
import { expect, it } from "vitest";
import { openConsole, type Console } from "../../testing/console.ts";

const MANIFEST = (tag: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mynginx
spec:
  selector:
    matchLabels: {app: mynginx}
  template:
    metadata:
      labels: {app: mynginx}
    spec:
      containers:
      - name: mynginx
        image: demo/mynginx:${tag}
`;

const open = (): Console => {
  const console = openConsole(makeScenario({ images: { "demo/mynginx:1.0": makeImage({}) } }));
  console.write("mynginx.yaml", MANIFEST("1.0"));
  console.type("git clone ssh://git.local/mynginx.git .");
  return console;
};

it("carries a change from the file to the cluster, hop by hop", () => {
  const at = open();
  expect(at.type("git status")).toContain("nothing to commit");
  at.write("mynginx.yaml", MANIFEST("1.1"));
  expect(at.type("git status")).toContain("modified:   mynginx.yaml");
  expect(at.type("git commit -am 'to 1.1'")).toBe("[main 4c9d805] to 1.1\n 1 file changed\n");
  expect(at.type("git status")).toContain("ahead of 'origin/main' by 1 commit.");
  expect(at.type("git push")).toContain("main -> main");
  expect(at.type("jenkins build mynginx")).toBe("Started mynginx #1\n");
  expect(at.pass(60_000)).toContain("Pushed demo/mynginx:1.1");
  at.type("deploy run mynginx");
  expect(at.pass(10_000)).toContain("deployment.apps/mynginx created\nmynginx #1: succeeded\n");
  expect(at.type("kubectl get deployment mynginx -o jsonpath='{.spec.template.spec.containers[0].image}'")).toBe(
    "demo/mynginx:1.1",
  );
});

it("builds what was pushed, not what was typed", () => {
  const at = open();
  at.write("mynginx.yaml", MANIFEST("1.1"));
  at.type("git commit -am 'to 1.1'");
  at.type("jenkins build mynginx");
  expect(at.pass(60_000)).toContain("Pushed demo/mynginx:1.0");
});

it("says at which hop it failed", () => {
  const at = open();
  expect(at.type("deploy run mynginx")).toBe("deploy: mynginx: no build has uploaded a manifest\n");
  expect(at.type("jenkins build yours")).toBe("jenkins: no such job 'yours'\n");
  at.run.act({ component: "delivery", action: "switch", data: { isRegistryUp: false } });
  at.type("jenkins build mynginx");
  expect(at.type("jenkins log mynginx; echo $?")).toBe("");
  expect(at.pass(60_000)).toContain("failed to push demo/mynginx:1.0: connection refused");
});

it("goes on when Ctrl+C stops the waiting", () => {
  const at = open();
  at.type("jenkins build mynginx");
  at.interrupt();
  at.pass(60_000);
  expect(at.type("jenkins log mynginx")).toContain("mynginx #1: succeeded");
});

it("knows no repository where there is none", () =>
  expect(openConsole(makeScenario({ images: {} })).type("git status")).toBe(
    "fatal: not a git repository (or any of the parent directories): .git\n",
  ));

it("commits what was added, or all with -a", () => {
  const at = open();
  const commitPlainly = "git commit -m 'to 1.1'; echo exit $?";
  expect(at.type(commitPlainly)).toMatch(/nothing to commit, working tree clean\nexit 1\n$/);
  at.write("mynginx.yaml", MANIFEST("1.1"));
  expect(at.type(commitPlainly)).toBe(
    `On branch main
Your branch is up to date with 'origin/main'.

Changes not staged for commit:
  (use "git add <file>..." to update what will be committed)
\tmodified:   mynginx.yaml

no changes added to commit (use "git add" and/or "git commit -a")
exit 1
`,
  );
  expect(at.type("git add yours.yaml; echo exit $?")).toBe(
    "fatal: pathspec 'yours.yaml' did not match any files\nexit 128\n",
  );
  expect(at.type("git add mynginx.yaml; echo exit $?")).toBe("exit 0\n");
  at.write("mynginx.yaml", MANIFEST("1.2"));
  expect(at.type("git status")).toBe(
    `On branch main
Your branch is up to date with 'origin/main'.

Changes to be committed:
\tmodified:   mynginx.yaml

Changes not staged for commit:
  (use "git add <file>..." to update what will be committed)
\tmodified:   mynginx.yaml

`,
  );
  expect(at.type(commitPlainly)).toBe("[main 4c9d805] to 1.1\n 1 file changed\nexit 0\n");
  expect(at.type("git add . && git commit -m 'to 1.2'")).toContain("] to 1.2\n");
  at.type("git push");
  at.type("jenkins build mynginx");
  expect(at.pass(60_000)).toContain("Pushed demo/mynginx:1.2");
});

it("builds what was added, not what was written after", () => {
  const at = open();
  at.write("mynginx.yaml", MANIFEST("1.1"));
  at.type("git add -A");
  at.write("mynginx.yaml", MANIFEST("1.2"));
  at.type("git commit -m 'to 1.1' && git push");
  at.type("jenkins build mynginx");
  expect(at.pass(60_000)).toContain("Pushed demo/mynginx:1.1");
});

it("names commits by a hash, and keeps them in the log", () => {
  const at = open();
  const first = at.type("git log");
  expect(first).toMatch(/^[0-9a-f]{7} \(HEAD -> main, origin\/main\) first version\n$/);
  at.write("mynginx.yaml", MANIFEST("1.1"));
  const [, hash] = /^\[main ([0-9a-f]{7})\]/.exec(at.type("git commit -am 'to 1.1'"))!;
  const old = first.slice(0, 7);
  expect(at.type("git log")).toBe(`${hash} (HEAD -> main) to 1.1\n${old} (origin/main) first version\n`);
  expect(at.type("git push")).toBe(`To ssh://git.local/mynginx.git\n   ${old}..${hash}  main -> main\n`);
  expect(at.type("git push")).toBe("Everything up-to-date\n");
  expect(at.type("git log")).toBe(`${hash} (HEAD -> main, origin/main) to 1.1\n${old} first version\n`);
});

it("has what somebody else has put into the repository", () => {
  const at = open();
  const data = { app: "mynginx", message: "theirs", manifest: MANIFEST("2.0") };
  at.run.act({ component: "delivery", action: "commit", data });
  expect(at.type("git log")).toMatch(/^\w{7} \(HEAD -> main, origin\/main\) theirs\n\w{7} first version\n$/);
  expect(at.type("git status")).toContain("modified:   mynginx.yaml");
});
