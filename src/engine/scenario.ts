// What a run starts from: machines, images, clients, firewall, objects and what happens by itself. Plain data: a lesson's
// `cluster:` section, a recording's header and a share link all become one of these.
import type { JsonObject, StringMap } from "#api/meta";

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

export interface NodeScenario {
  readonly name: string;
  readonly role: "control-plane" | "worker";
  readonly cpu: string;
  readonly memory: string;
  /** Defaults: capacity, less 100Mi of memory (the kubelet's hard eviction threshold). */
  readonly allocatable?: StringMap;
  readonly ephemeralStorage?: string;
  readonly pods?: number;
  readonly labels?: StringMap;
  readonly taints?: readonly Taint[];
  /** Cordoned from the beginning: a spare machine. */
  readonly unschedulable?: boolean;
  readonly address?: string;
  readonly podCIDR?: string;
  readonly nodeInfo?: StringMap;
}

export interface RouteBehaviour {
  /** Matches itself and what is below it; `/` only itself. The last row that holds wins; no row: 404. */
  readonly path: string;
  readonly status: number;
  readonly body?: string;
  readonly delayMs?: number;
  /** Holds from this many ms after the process started. */
  readonly fromMs?: number;
  /** Holds until this many ms after the process started. */
  readonly untilMs?: number;
  /** Holds if the process found these values in its environment when it started; see `ImageBehaviour.env`. */
  readonly env?: StringMap;
  /** CPU work of one request, in milli-CPU-seconds (a share of one core for a millisecond is one thousandth). */
  readonly cpuMs?: number;
}

/** How an image behaves once it runs. Times are milliseconds since the process started. */
export interface ImageBehaviour {
  readonly sizeMi?: number;
  /**
   * Variables that the program reads from its environment: once, when it starts. `$NAME` in its logs, answers and commands' output is the
   * value, and `$HOSTNAME` the pod's name.
   */
  readonly env?: readonly string[];
  readonly logs?: readonly string[];
  /** Listened on after `startupMs`; 0 or absent: listens to nothing and stays. */
  readonly port?: number;
  /** The variable, of those of `env`, that names another port, as PORT, LISTEN_ADDR or ASPNETCORE_URLS do. */
  readonly portFrom?: string;
  readonly startupMs?: number;
  /** CPU it wants while it starts. */
  readonly startupCpuMilli?: number;
  readonly routes?: readonly RouteBehaviour[];
  readonly exitAtMs?: number;
  readonly exitCode?: number;
  /** From then on connections are accepted and never answered. */
  readonly hangAtMs?: number;
  readonly memoryMi?: number;
  readonly memoryMiPerRequest?: number;
  readonly leakMiPerSecond?: number;
  /** What it leaks by the second ends here: a heap that has its full size. */
  readonly memoryMaxMi?: number;
  readonly leakKiPerRequest?: number;
  readonly cpuMilli?: number;
  /** From SIGTERM to exit 0; -1 ignores it; absent 0. */
  readonly termMs?: number;
  readonly termExitCode?: number;
  readonly logEveryMs?: number;
  /** Programs that the image has and that read and write the container's files: some of `cat ls printenv touch rm fallocate sh`. */
  readonly tools?: readonly string[];
  /** It has no program of its own but a shell: the arguments of its containers are what runs. */
  readonly isBare?: true;
  /** Commands that `exec` and exec probes find in the image: what they print and how they exit. */
  readonly commands?: readonly {
    readonly command: string;
    readonly stdout?: string;
    readonly exitCode?: number;
    readonly durationMs?: number;
  }[];
}

export interface ClientScenario {
  readonly name: string;
  /** `http://10.10.10.10/mynginx`, `http://worker-1:30020/`: seen from outside the cluster. */
  readonly url: string;
  readonly perSecond: number;
  /** Arrivals: `even` (every 1/n s) or `poisson` by the seed. */
  readonly arrivals?: "even" | "poisson";
  readonly timeoutMs?: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** Reuses one connection for this many requests (keep-alive); 1 or absent: a new one each time. */
  readonly requestsPerConnection?: number;
}

export interface FirewallRow {
  readonly port: number;
  /** A row for all ports from `port` to this one. */
  readonly lastPort?: number;
  readonly action: "allow" | "deny";
}

/** Something that happens by itself: a command of the log that nobody typed. */
export interface ScheduledCommand {
  readonly atMs: number;
  /** Again this often after it; absent: once. */
  readonly everyMs?: number;
  readonly component: string;
  readonly action: string;
  readonly data: JsonObject;
}

export interface Scenario {
  readonly name: string;
  readonly seed: number;
  /** RFC 3339: what the cluster's clocks say at virtual time 0. */
  readonly startTime: string;
  readonly nodes: readonly NodeScenario[];
  /** The machines are virtual and share one host of so many cores: pods that start anywhere slow each other down. */
  readonly hostCores?: number;
  /** etcd, API server, scheduler and controller manager are static pods of the masters, as kubeadm makes them; else outside of pods. */
  readonly controlPlanePods?: boolean;
  /** By reference as a manifest writes it; one that is not listed does not exist in the registry. */
  readonly images: { readonly [reference: string]: ImageBehaviour };
  /** Bytes per second of a pull (default 60 MB/s) and of one image layer's unpacking are one number here. */
  readonly registryBytesPerSecond?: number;
  readonly clients?: readonly ClientScenario[];
  /** Absent: the firewall lets everything through. */
  readonly firewall?: readonly FirewallRow[];
  /** The outside address of the ingress controller; absent: there is none. */
  readonly ingressAddress?: string;
  /** Whether metrics-server is installed: without it there are no figures for HPAs and `kubectl top`. */
  readonly metricsServer?: boolean;
  /** --kube-api-qps and --kube-api-burst of kube-controller-manager: what each controller may write. Absent: 20 and 30. */
  readonly controllerClients?: { readonly qps: number; readonly burst: number };
  /** Objects that exist (and have settled) at time 0. */
  readonly objects?: readonly JsonObject[];
  /** Virtual ms that pass before time 0 so that `objects` settle. */
  readonly settleMs?: number;
  readonly schedule?: readonly ScheduledCommand[];
}
