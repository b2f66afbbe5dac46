// What is not simulated, as the editor says it in Korean: the words come after the page is alive. Until then they stand in English.
type ToKorean = (message: string) => string;

let toKorean: ToKorean | undefined;
let coming: Promise<void> | undefined;

/** Calls back once, when they are here. */
export const loadSupportNotes = (onHere: () => void): void => {
  coming ??= import("./support-ko.ts").then(
    ({ supportNoteKo }) => {
      toKorean = supportNoteKo;
      onHere();
    },
    () => {
      coming = undefined; // Offline: the next page tries again.
    },
  );
};

export const supportNote = (message: string): string => toKorean?.(message) ?? message;
