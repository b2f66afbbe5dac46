// How often a picture that lives is drawn again, in wall ms.

/** Nobody reads faster, and a drawing costs some milliseconds. */
export const DRAW_MS = 90;
/** Dots begin their way anew when they are drawn again: not more often than this. */
export const DOTS_MS = 900;
