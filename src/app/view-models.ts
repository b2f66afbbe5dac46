/* oxlint-disable max-lines -- one list of all that the faces draw; types only, nothing runs here. */
// What the faces draw. Types only: app fills them from the simulated cluster, ui draws them as they are.
// Rule for whoever fills them: an object that did not change keeps its identity (===), because components
// skip their work by identity. Text comes in the reader's language; Kubernetes' own words stay English.

// ---- Text with meaning -------------------------------------------------------------------------------

/** A piece of running text. A `ref` names an object of the graph and selects it when pressed. */
export type Inline =
  | string
  | { readonly kind: "code" | "strong" | "em"; readonly text: string }
  | { readonly kind: "ref"; readonly text: string; readonly id: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

export type RichText = readonly Inline[];

export type Block =
  | { readonly kind: "paragraph" | "note"; readonly text: RichText }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly RichText[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

export type Tone = "ink" | "dim" | "ok" | "wait" | "fail" | "lost";

// ---- Graph -------------------------------------------------------------------------------------------

/** Circle = alive, octagon = broken, dashed = nobody there. One mark a state. */
export type PodMark =
  | "pending"
  | "scheduled"
  | "creating"
  | "notready"
  | "ready"
  | "completed"
  | "terminating"
  | "crashloop"
  | "oom"
  | "error"
  | "pullfail"
  | "evicted"
  | "unknown";

/** Square = a machine. */
export type NodeMark = "node-ready" | "node-bad" | "node-cordoned" | "node-off" | "node-pressure";

/** A level (memory) or a flow (CPU). All numbers in one unit; `full` is what the whole gauge stands for. */
export interface GaugeView {
  readonly usage: number;
  readonly request: number | null;
  readonly limit: number | null;
  readonly full: number;
  /** near: hatched under the load line or the eviction threshold; over: pierced it; saturated: CPU is all used. */
  readonly state: "calm" | "near" | "over" | "saturated";
  /** CPU only: what was wanted and not given, in the same unit. */
  readonly throttled: number;
  /** For screen readers and the table, for instance "489Mi of 512Mi". */
  readonly text: string;
}

export interface ProbeView {
  readonly kind: "startup" | "liveness" | "readiness";
  /** Oldest first, at most six; `wait` is a probe that is held back by the startup probe. */
  readonly ticks: readonly ("ok" | "fail" | "wait")[];
}

export interface PodView {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  /** The last five letters, or what tells the pod from its neighbours. */
  readonly shortName: string;
  readonly mark: PodMark;
  /** What Kubernetes says: kubectl's STATUS and, where it tells something, READY. */
  readonly statusLine: string;
  /** What the machine or the application says: ":8080 closed", "Pulling 50%", "again in 1:12". */
  readonly truthLine: string | null;
  /** The two lines above disagree: the hull wears red lead although Kubernetes is content. */
  readonly contradiction: boolean;
  readonly memory: GaugeView | null;
  readonly cpu: GaugeView | null;
  readonly probes: readonly ProbeView[];
  readonly restarts: number;
  readonly pullPercent: number | null;
  /** system: a component of Kubernetes itself, drawn by its whole name. */
  readonly kind: "app" | "system";
}

interface TaintView {
  readonly effect: string;
  /** key=value:Effect, shown on focus. */
  readonly text: string;
}

export interface NodeView {
  readonly id: string;
  readonly name: string;
  readonly role: "control-plane" | "worker";
  readonly roleText: string;
  readonly mark: NodeMark;
  /** Ready, NotReady, SchedulingDisabled, MemoryPressure, powered off. */
  readonly condition: string;
  readonly look: "calm" | "bad" | "lost" | "cordoned" | "off";
  /** Instead of the role: "lease 0:43 ago", "CPU 100%", "12 pods". */
  readonly note: { readonly text: string; readonly tone: Tone } | null;
  readonly taints: readonly TaintView[];
  /** `operation=true`: labels that somebody gave it, not those that every node has. */
  readonly labels: readonly string[];
  readonly cpu: GaugeView;
  readonly memory: GaugeView;
  /** In order of creation. */
  readonly pods: readonly PodView[];
}

export interface ClientsView {
  readonly id: string;
  readonly name: string;
  readonly rateText: string;
  /** "25% fail", or null while nothing fails. */
  readonly failText: string | null;
  /** Of the requests of the last seconds; absent where there were none. */
  readonly failPercent?: number;
}

interface FirewallPortView {
  /** May stand in the hops of a request instead of the firewall's own id. */
  readonly id: string;
  /** Where it leads: an ingress or a service. The gap in the wall is drawn at its height. */
  readonly toId: string | null;
  readonly port: number;
  readonly open: boolean;
  /** Requests were dropped here in the last seconds. */
  readonly dropping: boolean;
}

export interface FirewallView {
  readonly id: string;
  readonly ports: readonly FirewallPortView[];
}

interface IngressPathView {
  readonly id: string;
  readonly path: string;
  readonly backend: string;
  readonly serviceId: string | null;
  readonly problem: string | null;
}

export interface IngressView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly paths: readonly IngressPathView[];
}

export interface EndpointView {
  /** Unique on the page: the service and the pod. */
  readonly id: string;
  readonly podUid: string;
  readonly podName: string;
  readonly state: "serving" | "notready" | "terminating" | "failing";
  /** "refused", "not ready": why it gets nothing or fails. */
  readonly why: string | null;
}

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly portText: string;
  readonly endpoints: readonly EndpointView[];
  /** Its labels, shown when the list is empty: one of them has the typo. */
  readonly selector: readonly string[];
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName" | "Headless";
}

export interface ReplicaSetRowView {
  readonly id: string;
  readonly hash: string;
  readonly revisionText: string;
  readonly slots: readonly { readonly podUid: string; readonly mark: PodMark }[];
}

export interface WorkloadView {
  readonly id: string;
  readonly name: string;
  /** Deployment, StatefulSet, DaemonSet, Job, CronJob. */
  readonly kind: string;
  /** "4 replicas" */
  readonly count?: string;
  /** "maxSurge 1 · maxUnavailable 0" */
  readonly summary: string;
  readonly replicaSets: readonly ReplicaSetRowView[];
  readonly trouble: string | null;
}

export interface RegistryView {
  readonly id: string;
  readonly name: string;
  readonly pulls: readonly {
    readonly image: string;
    readonly text: string;
    readonly podUid: string;
    readonly failed: boolean;
  }[];
  /** While nothing is pulled: the images it holds. */
  readonly images: readonly string[];
}

/** An edge between drawn things. Rails from a service to its pods follow from its endpoints instead. */
export interface EdgeView {
  readonly id: string;
  readonly kind: "traffic" | "owns" | "pull";
  readonly from: string;
  readonly to: string;
  readonly state: "calm" | "fail" | "off";
}

/** One request. The canvas plays each id once, at its own speed, from the first hop to where it ended. */
export interface RequestView {
  readonly id: string;
  /** Ids in order: clients, firewall, ingress, service, pod uid. */
  readonly hops: readonly string[];
  readonly outcome: "moving" | "slow" | "served" | "failed";
  /** Where it failed: an index into hops. */
  readonly failedHop: number | null;
  /** "502", "refused" */
  readonly reason: string | null;
}

export interface ClusterView {
  readonly revision: number;
  readonly clients: readonly ClientsView[];
  readonly firewall: FirewallView | null;
  readonly ingresses: readonly IngressView[];
  readonly services: readonly ServiceView[];
  readonly deployments: readonly WorkloadView[];
  readonly registry: RegistryView | null;
  readonly bays: readonly NodeView[];
  /** Pods without a node, in the order of the scheduler's queue. */
  readonly queue: readonly PodView[];
  readonly edges: readonly EdgeView[];
  /** In flight, or begun since the previous view; after a seek those of the last simulated second. */
  readonly requestsInFlight: readonly RequestView[];
  /** still: after a seek, a rewind or a fork nothing flies; state is simply there. */
  readonly motion: "play" | "still";
}

/** The same cluster as rows, for those who read rather than look. */
export interface TableView {
  readonly sections: readonly {
    readonly id: string;
    readonly caption: string;
    readonly columns: readonly string[];
    readonly rows: readonly {
      readonly id: string;
      readonly tone: Tone;
      readonly cells: readonly string[];
    }[];
  }[];
}

// ---- Why ---------------------------------------------------------------------------------------------

/** Where a numbered balloon appears beside the popover. */
export type EvidenceTarget =
  | { readonly kind: "pod" | "endpoint" | "hop" | "node"; readonly id: string }
  | { readonly kind: "line"; readonly fileId: string; readonly line: number }
  | { readonly kind: "time"; readonly timeMs: number };

export interface EvidenceView {
  readonly n: number;
  readonly text: RichText;
  readonly targets: readonly EvidenceTarget[];
}

export type WhyLink =
  | { readonly kind: "line"; readonly label: string; readonly fileId: string; readonly line: number }
  | { readonly kind: "command"; readonly label: string; readonly command: string }
  | { readonly kind: "time"; readonly label: string; readonly timeMs: number }
  | { readonly kind: "object"; readonly label: string; readonly id: string };

/** The bays answer the scheduler: a filter's word, or a score. */
export interface VerdictView {
  readonly nodeId: string;
  readonly nodeName: string;
  readonly state: "refused" | "fits" | "chosen";
  readonly text: string;
}

export interface WhyView {
  /** The object it is about: the popover stands beside it. */
  readonly subjectId: string;
  readonly title: string;
  readonly sentence: RichText;
  readonly evidence: readonly EvidenceView[];
  readonly verdicts: readonly VerdictView[];
  readonly links: readonly WhyLink[];
}

export interface InspectorView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly facts: readonly { readonly label: string; readonly value: string; readonly tone: Tone }[];
  readonly events: readonly {
    readonly id: string;
    readonly timeText: string;
    readonly timeMs: number;
    readonly reason: string;
    readonly message: string;
    readonly tone: Tone;
  }[];
  /** Questions that can be asked about it: "Why here?", "Why pending?" */
  readonly questions: readonly { readonly id: string; readonly label: string }[];
  /** Faults that can be caused by hand: "Pull the power", "Let the application hang" */
  readonly faults: readonly { readonly id: string; readonly label: string }[];
}

// ---- Timeline ----------------------------------------------------------------------------------------

export interface TimelineBin {
  readonly fromMs: number;
  readonly served: number;
  readonly failed: number;
}

export interface TimelineMark {
  readonly id: string;
  readonly timeMs: number;
  readonly kind: "command" | "event" | "warn" | "fail" | "goal";
  readonly label: string;
  /** Drawn beside the mark; the others tell it on focus. */
  readonly isLabelShown: boolean;
  readonly objectId: string | null;
}

/** The ruler in order. A cut is a stretch without an event: it is drawn as a break line of fixed width. */
export interface TimelineSegment {
  readonly kind: "run" | "cut";
  readonly fromMs: number;
  readonly toMs: number;
  /** Of a cut: "1 min 40 s without an event". */
  readonly text: string;
}

export interface BranchView {
  readonly id: string;
  /** A, B, C in the order in which they were made. */
  readonly name: string;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly forkMs: number;
  readonly endMs: number;
  readonly firstDifferenceMs: number | null;
  readonly bins: readonly TimelineBin[];
}

export interface TimelineView {
  readonly nowMs: number;
  readonly nowText: string;
  /** How far this future has been seen. */
  readonly seenMs: number;
  readonly seenText: string;
  readonly isPlaying: boolean;
  readonly speed: number;
  /** 0 stands for "as fast as it goes". */
  readonly speeds: readonly number[];
  readonly binMs: number;
  readonly bins: readonly TimelineBin[];
  /** Requests in a full bin: the height of the strip. */
  readonly fullBin: number;
  readonly segments: readonly TimelineSegment[];
  readonly ticks: readonly { readonly timeMs: number; readonly text: string | null }[];
  readonly marks: readonly TimelineMark[];
  readonly branches: readonly BranchView[];
  readonly next: {
    readonly text: RichText;
    readonly inText: string;
    readonly timeMs: number;
  } | null;
}

// ---- Lesson ------------------------------------------------------------------------------------------

export interface GoalView {
  readonly id: string;
  readonly text: RichText;
  readonly detail: string | null;
  /** "35 failed", "2 of 4", "18 s of 60 s" */
  readonly value: string;
  readonly state: "met" | "open" | "partly" | "failing";
  /** 0 to 1 while it must still hold; null where it has no duration. */
  readonly held: number | null;
}

export interface PredictView {
  readonly id: string;
  readonly question: RichText;
  readonly options: readonly {
    readonly id: string;
    readonly text: RichText;
    /** Known only after the guess is locked and the thing has happened. */
    readonly verdict: "right" | "wrong" | null;
  }[];
  readonly chosenId: string | null;
  readonly isLocked: boolean;
  readonly outcome: readonly Block[] | null;
}

export interface HintView {
  readonly index: number;
  readonly count: number;
  readonly text: RichText;
  readonly hasNext: boolean;
  readonly hasFix: boolean;
}

export interface FeedbackView {
  readonly id: string;
  readonly tone: "ok" | "wait" | "fail";
  readonly title: string;
  readonly text: RichText;
}

export interface LessonStepView {
  readonly id: string;
  readonly title: string;
  readonly state: "done" | "now" | "ahead";
}

export interface LessonView {
  readonly id: string;
  /** "Case 10" */
  readonly label: string;
  readonly title: string;
  readonly steps: readonly LessonStepView[];
  readonly stepIndex: number;
  readonly heading: string;
  readonly prose: readonly Block[];
  readonly goals: readonly GoalView[];
  readonly predict: PredictView | null;
  readonly feedback: FeedbackView | null;
  readonly hint: HintView | null;
  /** Steps may be walked freely; `isNextReady` makes the button the filled one. */
  readonly isNextReady: boolean;
  /** Said once all goals are met. */
  readonly answer: readonly Block[];
  /** What differs in real operation. */
  readonly realLife: readonly Block[];
}

/** What is offered at the end of a lesson, and within what was offered. */
export interface AgainView {
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly href: string;
    readonly isHere: boolean;
    readonly isDone: boolean;
  }[];
  /** The lesson that it belongs to, where this is a part of what it offers. */
  readonly lesson: { readonly href: string } | null;
}

// ---- Editor ------------------------------------------------------------------------------------------

interface EditorFileView {
  readonly id: string;
  readonly name: string;
  readonly isDirty: boolean;
  readonly problems: number;
}

interface FixView {
  readonly id: string;
  readonly label: string;
  /** For a chip where there is little room: "readinessProbe". */
  readonly shortLabel: string;
}

export interface DiagnosticView {
  readonly id: string;
  readonly fileId: string;
  readonly severity: "error" | "warning" | "info";
  /** runtime: caused by what happened in the cluster; drawn open below its line. */
  readonly source: "yaml" | "schema" | "apiserver" | "unsupported" | "runtime";
  /** One-based, end exclusive, as Monaco counts. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: RichText;
  readonly fixes: readonly FixView[];
  /** A why-answer stands behind it. */
  readonly hasWhy: boolean;
}

/** A line of the open file beside the text that was applied last; a removed one has no number. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  readonly line: number | null;
}

export interface EditorView {
  readonly files: readonly EditorFileView[];
  readonly activeId: string;
  readonly text: string;
  /** Raised when app replaces the text (a fix, a reset, another window); typing does not raise it. */
  readonly textVersion: number;
  readonly isReadOnly: boolean;
  readonly diagnostics: readonly DiagnosticView[];
  /** "Deployment · apps/v1" */
  readonly kindText: string;
  readonly applied: { readonly state: "same" | "differs" | "new" | "refused"; readonly text: string };
  /** Lines of the selected object, one-based. */
  readonly selectedLines: readonly number[];
  /** The line that the lesson's step is about: brought into view once for each step. */
  readonly opened?: { readonly stepId: string; readonly line: number };
  /** Against what was applied last; absent while nothing differs. */
  readonly diff?: readonly DiffLine[];
}

export interface CompletionItemView {
  readonly label: string;
  readonly detail: string;
  readonly documentation: string;
  readonly insertText: string;
  readonly kind: "field" | "value" | "snippet";
}

/** What the editor asks while one types: answered synchronously by the language layer. */
export interface EditorServices {
  complete(
    fileId: string,
    text: string,
    offset: number,
  ): {
    readonly items: readonly CompletionItemView[];
    readonly fromOffset: number;
    readonly toOffset: number;
  };
  hover(fileId: string, text: string, offset: number): string | null;
}

// ---- Terminal ----------------------------------------------------------------------------------------

export interface TermSpan {
  readonly text: string;
  readonly tone?: Tone;
  readonly isStrong?: boolean;
  /** Names an object: pressing it selects the object. */
  readonly objectId?: string;
  /** stern's own hues, 0 to 5. */
  readonly hue?: number;
}

export interface TermLine {
  readonly id: number;
  readonly kind: "command" | "output" | "error" | "note";
  readonly spans: readonly TermSpan[];
  /** The row is about this object: drawn on --action-soft while it is selected. */
  readonly objectId?: string;
}

interface TerminalTabView {
  readonly id: string;
  readonly title: string;
  readonly canClose: boolean;
}

export interface TerminalView {
  readonly tabs: readonly TerminalTabView[];
  readonly activeId: string;
  readonly lines: readonly TermLine[];
  readonly prompt: string;
  /** A command is running (watch, logs -f): Ctrl+C ends it, input goes nowhere. */
  readonly isBusy: boolean;
  readonly history: readonly string[];
  /** Commands offered as chips on phones. */
  readonly chips: readonly { readonly label: string; readonly command: string }[];
}

/** Answer to Tab: what may stand instead of input[from..]. */
export interface TerminalCompletion {
  readonly from: number;
  readonly options: readonly { readonly text: string; readonly detail: string }[];
}

// ---- Course map --------------------------------------------------------------------------------------

export interface DockView {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly symptom: string;
  readonly state: "done" | "working" | "ahead";
  /** Of a done one, what was learned: "taints". */
  readonly learned: string;
  readonly timeText: string;
  readonly stepText: string;
  readonly steps: readonly ("done" | "now" | "ahead")[];
  readonly drawing: string;
  /** What is better taken first, or "". */
  readonly advice: string;
  readonly href: string;
}

export interface BuoyView {
  readonly id: string;
  readonly title: string;
  readonly teaser: string;
  readonly state: "done" | "working" | "ahead";
  readonly timeText: string;
  /** What is better taken first, or "". */
  readonly advice: string;
  readonly href: string;
}

export interface CourseView {
  /** Part 2: the cases. */
  readonly docks: readonly DockView[];
  /** Part 1: the concepts. */
  readonly buoys: readonly BuoyView[];
  /** Part 3: looking closer. */
  readonly closer: readonly BuoyView[];
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly unit: string;
  }[];
  readonly resume: { readonly label: string; readonly href: string } | null;
}

// ---- Chrome ------------------------------------------------------------------------------------------

export type Language = "en" | "ko";
export type Scheme = "auto" | "light" | "dark";

export interface TopBarView {
  readonly label: string;
  readonly title: string;
  readonly nowText: string;
  readonly language: Language;
  readonly scheme: Scheme;
  /** Lessons of the menu under the title. */
  readonly lessons: readonly { readonly id: string; readonly label: string; readonly href: string }[];
}

/** Said to screen readers when something happened; the same text is not said twice in a row. */
export interface NarrationView {
  readonly id: number;
  readonly text: string;
}
