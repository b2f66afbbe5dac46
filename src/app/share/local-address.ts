// Addresses that mean whoever opens them: handed to somebody else, they lead to that one's own machine, or nowhere.
const LOCAL = /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1\])$/;

export const isLocalAddress = (href: string): boolean => {
  const { protocol, hostname } = new URL(href);
  return protocol === "file:" || LOCAL.test(hostname);
};
