// The frame that is being drawn: whether there is room in it. A window has one frame at a time, so this is the window's own.
export const frame = {
  /** The cluster did not fill it: what is drawn may be drawn now. */
  hasRoom: true,
};
