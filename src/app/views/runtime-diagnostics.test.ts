import { expect, it } from "vitest";
import { parseManifest } from "#language";
import { words } from "../i18n/words-en.ts";
import { DEFAULT_SANDBOX } from "../session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { runtimeDiagnostics } from "./runtime-diagnostics.ts";

const FILE = "deployment.yaml";
const TEXT = sandboxFiles.find((f) => f.name === FILE)!.text;
const BAD = TEXT.replace("demo/web:1.0", "demo/wbe:1.0");
const NO_IMAGE = "The registry has no image demo/wbe:1.0.";

const start = (...lines: readonly string[]): Session => {
  const session = new Session({ scenario: sandboxScenario(DEFAULT_SANDBOX), files: sandboxFiles });
  then(session, ...lines);
  return session;
};
const then = (session: Session, ...lines: readonly string[]): void => {
  for (const line of lines) session.type(line);
  session.advance(session.nowMs + 10_000);
};
const apply = (session: Session, text: string): void => {
  session.write(FILE, text);
  then(session, `kubectl apply -f ${FILE}`);
};

/** Each message under the text of the line at which it stands. */
const causes = (session: Session, text: string): readonly (readonly [string, string])[] => {
  const manifest = parseManifest(text);
  return runtimeDiagnostics(manifest, session.run, words).map(({ range, message }) => [
    text.split("\n")[manifest.position(range.from).line - 1]!.trim(),
    message,
  ]);
};

it("tells of an image that the registry has not at the line that names it", () => {
  const session = start();
  apply(session, BAD);
  expect(causes(session, BAD)).toEqual([["image: demo/wbe:1.0", NO_IMAGE]]);
});

it("does not blame a file for what runs under the same name and comes from somewhere else", () => {
  const session = start("kubectl create deployment web --image=httpd");
  expect(causes(session, TEXT)).toEqual([]);
  expect(causes(session, TEXT.replace("demo/web:1.0", "httpd"))).toEqual([
    ["image: httpd", "The registry has no image httpd."],
  ]);
});

it("does not blame a line that was mended, nor one that somebody changed in the cluster only", () => {
  const session = start();
  apply(session, BAD);
  expect(causes(session, TEXT)).toEqual([]);
  apply(session, TEXT);
  then(session, "kubectl set image deployment/web web=demo/wbe:1.0");
  expect(causes(session, TEXT)).toEqual([]);
  expect(causes(session, BAD)).toEqual([["image: demo/wbe:1.0", NO_IMAGE]]);
});

it("looks at what the pod runs that it happened to, not at the template of today", () => {
  const session = start();
  apply(session, BAD);
  session.write(FILE, TEXT);
  session.type(`kubectl apply -f ${FILE}`);
  session.advance(session.nowMs + 500);
  const images = [...session.run.cluster.sim.store.list("pods", "default")].map((p) => p.spec.containers[0]!.image);
  expect(images).toContain("demo/wbe:1.0");
  expect(causes(session, TEXT)).toEqual([]);
});

it("tells of a selector that selects nothing only where the file has that selector", () => {
  const text =
    "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: nobody}\n  ports: [{port: 80}]\n";
  const session = start("kubectl create service clusterip web --tcp=80");
  expect(causes(session, text)).toEqual([]);
  then(session, "kubectl set selector service web app=nobody");
  expect(causes(session, text).map(([line]) => line)).toEqual(["selector: {app: nobody}"]);
});

/** With its readiness probe at this port, looked at every second. */
const probed = (port: number): string => {
  const [head = "", probe = ""] = TEXT.split("        readinessProbe:\n");
  return `${head}        readinessProbe:\n          periodSeconds: 1\n${probe.replace("port: 8080", `port: ${port}`)}`;
};

it("tells of a probe that fails, until the pod passes it or is meant to go", () => {
  const session = start();
  const wrong = probed(9);
  apply(session, wrong);
  expect(causes(session, wrong)).toEqual([["readinessProbe:", expect.stringContaining("connection refused")]]);
  session.type("kubectl delete pods --all --wait=false");
  session.type("kubectl scale deployment web --replicas=0");
  session.advance(session.nowMs + 500);
  expect(session.run.cluster.sim.store.list("pods", "default").length).toBeGreaterThan(0);
  expect(causes(session, wrong)).toEqual([]);
});

it("does not blame a probe for the time in which the pod warmed up", () => {
  const session = start();
  const right = probed(8080);
  session.write(FILE, right);
  session.type(`kubectl apply -f ${FILE}`);
  const { store } = session.run.cluster.sim;
  const isUnhealthy = (): boolean => store.list("events", "default").some(({ reason }) => reason === "Unhealthy");
  const isReady = (): boolean =>
    store
      .list("pods", "default")
      .every(({ status }) => status?.conditions?.some((c) => c.type === "Ready" && c.status === "True"));
  const until = session.nowMs + 30_000;
  while (session.nowMs < until && !(isUnhealthy() && isReady())) session.advance(session.nowMs + 100);
  expect(isUnhealthy() && isReady()).toBe(true);
  expect(causes(session, right)).toEqual([]);
});
