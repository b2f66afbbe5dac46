const TYPES = ["video/webm;codecs=vp9", "video/webm", "video/mp4"];

/** The kind of film that this browser records from a canvas; undefined if it records none. */
export const filmType = (): string | undefined =>
  typeof MediaRecorder !== "undefined" && "captureStream" in HTMLCanvasElement.prototype
    ? TYPES.find((type) => MediaRecorder.isTypeSupported(type))
    : undefined;
