// Bad input in the editor: the API server's words are shown, nothing is lost, and one finds the way back.
import { expect, test, type Drydock } from "./fixtures.ts";

const deployment = ({
  name = "web",
  replicas = "3",
  extra = "",
}: {
  name?: string;
  replicas?: string;
  extra?: string;
}): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "demo/web:1.0"${extra}}
`;

interface Case {
  readonly name: string;
  readonly text: string;
  /** In the terminal, as kubectl prints it. */
  readonly says: string | RegExp;
  /** In the editor, beside the API server's words. */
  readonly advice?: string;
}

const REFUSED: readonly Case[] = [
  {
    name: "YAML that does not parse",
    text: "apiVersion: v1\nkind: [Pod\n",
    says: /error: error parsing deployment\.yaml: error converting YAML to JSON: yaml: line \d+: /,
  },
  {
    name: "tabs",
    text: "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n",
    says: "found character that cannot start any token",
  },
  {
    name: "an unknown field",
    text: deployment({ extra: ", imagee: x" }),
    says: 'unknown field "spec.template.spec.containers[0].imagee"',
    advice: "There is no imagee here. Did you mean image?",
  },
  {
    name: "a field at the wrong place",
    text: deployment({}).replace(
      "      containers:",
      "      readinessProbe: {httpGet: {path: /ready, port: 8080}}\n      containers:",
    ),
    says: 'unknown field "spec.template.spec.readinessProbe"',
    advice: "readinessProbe belongs under spec.template.spec.containers[].",
  },
  {
    name: "negative replicas",
    text: deployment({ replicas: "-1" }),
    says: "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
  },
  {
    name: "Korean in a name",
    text: deployment({ name: "웹" }),
    says: 'metadata.name: Invalid value: "웹": a lowercase RFC 1123 subdomain must consist of',
  },
  {
    name: "an unknown kind",
    text: "apiVersion: v1\nkind: Pot\nmetadata: {name: a}\n",
    says: 'no matches for kind "Pot" in version "v1"',
  },
  // Of two keys the last one wins: this is a Pod, and an incomplete one.
  {
    name: "duplicate keys",
    text: "apiVersion: v1\nkind: Pot\nkind: Pod\nmetadata: {name: a}\n",
    says: 'The Pod "a" is invalid: spec.containers: Required value',
  },
  { name: "nothing at all", text: "", says: "error: no objects passed to apply" },
];

const editorSays = (drydock: Drydock, words: string | RegExp) => expect(drydock.editor).toContainText(words);

test("what is refused is refused in Kubernetes' words, and nothing that was typed is lost", async ({ drydock }) => {
  await drydock.openSandbox();
  for (const { name, text, says, advice } of REFUSED) {
    await test.step(name, async () => {
      await drydock.replaceAll(text);
      await drydock.applyButton.click();
      await expect(drydock.terminal).toContainText(says);
      await editorSays(drydock, says);
      if (advice !== undefined) await editorSays(drydock, advice);
      await drydock.run("clear");
    });
  }
  await drydock.replaceAll(deployment({}));
  await drydock.applyButton.click();
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
  await editorSays(drydock, drydock.words.editor.same);
  // Each text that was replaced can be got back.
  await drydock.code.focus();
  for (let i = 0; i < REFUSED.length; i++) await drydock.page.keyboard.press("ControlOrMeta+Z");
  await drydock.page.keyboard.press("ControlOrMeta+Home");
  await editorSays(drydock, "kind: [Pod");
});

test("10,000 replicas: the cluster fills up, and the page stays usable", async ({ drydock }) => {
  await drydock.openSandbox();
  await drydock.replaceAll(deployment({ replicas: "10000", extra: ", resources: {requests: {cpu: 100m}}" }));
  await drydock.applyButton.click();
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
  await drydock.playUntil(() => expect(drydock.cluster).toContainText(/\d{3,} more/), 10);
  await drydock.run("kubectl scale deployment web --replicas=1");
  await drydock.run("kubectl get deployment web -o jsonpath='{.spec.replicas}!'");
  await expect(drydock.terminal).toContainText("1!");
});

test("a megabyte pasted: said so, applied or refused, and taken back", async ({ drydock, page }) => {
  await drydock.openSandbox();
  const data = Array.from({ length: 20_000 }, (_, i) => `  key-${i}: 0123456789012345678901234567890123456789\n`);
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n${data.join("")}`;
  await drydock.replaceAll(text);
  await editorSays(drydock, drydock.words.editor.differs);
  await drydock.code.focus();
  await page.keyboard.press("ControlOrMeta+Z");
  await page.keyboard.press("ControlOrMeta+Home");
  await editorSays(drydock, "kind: Deployment");
  await drydock.applyButton.click();
  await expect(drydock.terminal).toContainText("deployment.apps/web created");
});

test("what was refused is shown where a person sees the fault, and its words lead back into the text", async ({
  drydock,
  page,
}) => {
  await drydock.openSandbox();
  const lines = Array.from({ length: 40 }, (_, i) => `  key-${i}: a\n`).join("");
  await drydock.replaceAll(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${lines}extra\n  more: b\n`);
  await drydock.code.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await drydock.applyButton.click();
  await editorSays(drydock, "Line 45: A colon is missing here");
  await expect(drydock.editor.locator(".line-numbers", { hasText: "45" })).toBeInViewport({ ratio: 1 });
  await drydock.editor.getByText("could not find expected ':'").click();
  await expect(drydock.code).toBeFocused();

  await page.keyboard.press("ControlOrMeta+Home");
  await expect(drydock.editor.locator(".line-numbers", { hasText: "45" })).not.toBeInViewport();
  await drydock.applyButton.click();
  await expect(drydock.editor.locator(".line-numbers", { hasText: "45" })).toBeInViewport({ ratio: 1 });
});
