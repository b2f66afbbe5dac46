// How far somebody is in a lesson, as a mark beside its name.
export const STATE_ICONS = { done: "ready", read: "half", working: "half", ahead: "ring" } as const;
export const STATE_TONES = { done: "ok", read: "dim", working: "wait", ahead: "dim" } as const;
