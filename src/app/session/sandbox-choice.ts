// Which cluster a sandbox is.
export interface SandboxChoice {
  readonly workers: number;
  readonly cpu: string;
  readonly memory: string;
  readonly seed: number;
}

export const DEFAULT_SANDBOX: SandboxChoice = { workers: 3, cpu: "2", memory: "4Gi", seed: 1 };
