// Which face this window shows: by the part of the address before the hash, so that it stays from lesson to lesson.
// `?present` is the stage, `?speaker` the speaker's window, `?room` the learner's page in step with both. A value names the room, for two
// talks at once on one machine.
export type Face = "learn" | "stage" | "speaker";

export interface FaceOf {
  readonly face: Face;
  /** null: this window goes alone. */
  readonly room: string | null;
}

const FACES = [
  ["present", "stage"],
  ["speaker", "speaker"],
  ["room", "learn"],
] as const;

export const faceOf = (search: string): FaceOf => {
  const query = new URLSearchParams(search);
  for (const [name, face] of FACES) {
    const room = query.get(name);
    if (room !== null) return { face, room };
  }
  return { face: "learn", room: null };
};

/** The address of another face of the same room. */
export const hrefOf = (name: "present" | "speaker", room: string | null, hash: string): string =>
  `?${name}${room ? `=${encodeURIComponent(room)}` : ""}${hash}`;
