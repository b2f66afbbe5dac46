// What the machine under a node carries, whether or not its kubelet still reports.

export interface NodeTruth {
  readonly isOn: boolean;
  readonly isCut: boolean;
  readonly isKubeletStopped: boolean;
  readonly cpuMilli: number;
  readonly cpuCapacityMilli: number;
  readonly cpuRequestedMilli: number;
  readonly memoryBytes: number;
  readonly memoryCapacityBytes: number;
  readonly memoryRequestedBytes: number;
  /** Use at which the kubelet begins to evict. */
  readonly evictionThresholdBytes: number;
}
