// Hands the reader a file.

export const download = (name: string, text: string, type = "text/plain"): void => {
  downloadBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
};

export const downloadBlob = (name: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
