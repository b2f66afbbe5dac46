// How the root's help groups the verbs, and the words of commands that only hold others.

export const SECTIONS: readonly (readonly [title: string, names: readonly string[]])[] = [
  ["Basic Commands (Beginner)", ["create", "expose", "run", "set"]],
  ["Basic Commands (Intermediate)", ["explain", "get", "edit", "delete"]],
  ["Deploy Commands", ["rollout", "scale", "autoscale"]],
  ["Cluster Management Commands", ["certificate", "cluster-info", "top", "cordon", "uncordon", "drain", "taint"]],
  [
    "Troubleshooting and Debugging Commands",
    ["describe", "logs", "attach", "exec", "port-forward", "proxy", "cp", "auth", "debug", "events"],
  ],
  ["Advanced Commands", ["diff", "apply", "patch", "replace", "wait", "kustomize"]],
  ["Settings Commands", ["label", "annotate", "completion"]],
  ["Other Commands", ["api-resources", "api-versions", "config", "kuberc", "plugin", "version"]],
];

interface GroupText {
  readonly short: string;
  readonly about?: string;
  readonly examples?: readonly (readonly [comment: string, line: string])[];
}

export const groupTexts: { readonly [path: string]: GroupText } = {
  set: {
    short: "Change one aspect of objects that exist",
    about: "Each subcommand changes one thing: images, environment, resources, selectors.",
  },
  rollout: {
    short: "Follow and steer the rollout of deployments, daemon sets and stateful sets",
    examples: [
      ["Wait for a rollout", "kubectl rollout status deployment/web"],
      ["Go back to the revision before", "kubectl rollout undo deployment/web"],
      ["Replace all pods", "kubectl rollout restart deployment/web"],
    ],
  },
  top: { short: "Show what nodes and pods use of CPU and memory" },
  auth: { short: "Ask what you may do, and who you are" },
  config: { short: "Read and change the kubeconfig" },
  certificate: { short: "Answer certificate signing requests" },
  kuberc: { short: "Read and change kubectl's own preferences" },
  plugin: { short: "Work with plugins of kubectl" },
  "create secret": { short: "Create a secret" },
  "create service": { short: "Create a service" },
};
