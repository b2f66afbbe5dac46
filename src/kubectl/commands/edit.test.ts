// `kubectl edit` as kubectl/pkg/cmd/util/editor has it: what is refused as invalid opens again with its causes above it.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { terminalLook } from "../terminal/look.ts";
import { openConsole } from "../testing/console.ts";

const HEAD = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

const open = () => {
  const c = openConsole(makeScenario());
  c.type("kubectl create deployment web --image=demo/web:1.0");
  const opened = (): string | undefined => terminalLook(c.run.cluster, "1").edit?.text;
  return { ...c, opened };
};

describe("kubectl edit", () => {
  it("opens the object under a few words, and sends what was changed", () => {
    const t = open();
    expect(t.type("kubectl edit deployment web")).toBe("");
    expect(t.opened()?.startsWith(`${HEAD}apiVersion: apps/v1\nkind: Deployment\n`)).toBe(true);
    expect(t.edited(t.opened()!.replace("replicas: 1", "replicas: 2"))).toBe("deployment.apps/web edited\n");
    expect(t.type("kubectl get deployment web -o jsonpath='{.spec.replicas}'")).toBe("2");
  });

  it("opens again what is invalid, with each cause", () => {
    const t = open();
    t.type("kubectl edit deployment web");
    const wrong = t.opened()!.replace("replicas: 1", "replicas: -1").replace("Policy: Always", "Policy: Never");
    expect(t.edited(wrong)).toBe('error: deployments.apps "web" is invalid\n');
    expect(t.opened()?.split("apiVersion")[0]).toBe(
      `${HEAD}# deployments.apps "web" was not valid:
# * spec.replicas: Invalid value: -1: must be greater than or equal to 0
# * spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
#
`,
    );
    expect(t.opened()).toContain("replicas: -1");
    expect(t.edited(t.opened()!)).toBe(
      'A copy of your changes has been stored to "/tmp/kubectl-edit-deployment-web.yaml"\nerror: Edit cancelled, no valid changes were saved.\n',
    );
    expect(t.type("echo $?; grep -c 'replicas: -1' /tmp/kubectl-edit-deployment-web.yaml")).toBe("1\n1\n");
  });

  it("opens again what is no YAML, and leaves what is unchanged or empty", () => {
    const t = open();
    t.type("kubectl edit deployment web");
    expect(t.edited("a: [")).toBe("");
    expect(t.opened()?.startsWith(`${HEAD}# The edited file had a syntax error: `)).toBe(true);
    expect(t.edited("# nothing\n")).toBe("Edit cancelled, saved file was empty.\n");
    t.type("kubectl edit deployment web");
    expect(t.edited(t.opened()!)).toBe("Edit cancelled, no changes made.\n");
  });

  it("keeps what was typed when the object is gone, or has been changed by somebody else", () => {
    const t = open();
    t.type("kubectl edit deployment web");
    const [first = ""] = [t.opened()];
    t.other("kubectl scale deployment web --replicas=3");
    expect(t.edited(first.replace(/resourceVersion: "\d+"/, 'resourceVersion: "1"'))).toBe(
      'error: deployments.apps "web" could not be patched: Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again\n' +
        "You can run `kubectl replace -f /tmp/kubectl-edit-deployment-web.yaml` to try this update again.\n" +
        'A copy of your changes has been stored to "/tmp/kubectl-edit-deployment-web.yaml"\n',
    );
    t.type("kubectl edit deployment web");
    const text = t.opened()!.replace("replicas: 3", "replicas: 4");
    t.other("kubectl delete deployment web");
    expect(t.edited(text)).toBe(
      'error: deployments.apps "web" could not be found on the server\nA copy of your changes has been stored to "/tmp/kubectl-edit-deployment-web.yaml"\n',
    );
  });
});
