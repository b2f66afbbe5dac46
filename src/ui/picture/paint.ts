// A picture of ours on a canvas: for PNG and for film.

/** The size that its view box says. */
const sizeOf = (svg: string): { readonly width: number; readonly height: number } => {
  const [, width = "0", height = "0"] = /viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
};

/** Draws it over the whole canvas, which takes the picture's size if it has another. Scripts of a picture never run, and it fetches nothing. */
export const paint = async (canvas: HTMLCanvasElement, svg: string, scale: number): Promise<void> => {
  const { width, height } = sizeOf(svg);
  const [wide, high] = [even(width * scale), even(height * scale)];
  // Without a size of its own not every browser draws it.
  const sized = svg.replace("<svg ", `<svg width="${wide}" height="${high}" `);
  const image = new Image(wide, high);
  image.src = `data:image/svg+xml,${encodeURIComponent(sized)}`;
  await image.decode();
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  canvas.getContext("2d")?.drawImage(image, 0, 0, wide, high);
};

/** Encoders of film take even sizes only. */
const even = (n: number): number => Math.round(n / 2) * 2;
