export function findBrowser(playwright: {
  executablePath(): string;
}): { readonly via: string; readonly executablePath?: string } | null;
