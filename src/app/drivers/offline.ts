// Visits without a network: a service worker keeps the whole site. A newer version is offered, never forced: whoever is in the middle of
// a lesson, or on a stage, goes on with the one that they have.
import { updateStore } from "./update.ts";

interface Policy {
  readonly createScriptURL: (url: string) => string;
}
interface TrustedTypes {
  readonly createPolicy: (name: string, rules: Policy) => Policy;
}

/** The page's policy takes no other address for code. It is the site's own file, and nothing that anybody handed in. */
const workerAddress = (): string => {
  const { href } = new URL("service-worker.js", document.baseURI);
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  // What it makes is no string there, but is taken for one everywhere.
  return trustedTypes?.createPolicy("drydock-worker", { createScriptURL: () => href }).createScriptURL(href) ?? href;
};

// Work is kept over it.
const reload = (): void => location.reload();

export const startOffline = async (): Promise<void> => {
  // Absent where the address is neither https nor this machine, and where the browser has turned it off.
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const isKept = (): boolean => serviceWorker.controller !== null;
  const wasKept = isKept();
  let isAsked = false;
  const offer = (worker: ServiceWorker): void => {
    const take = (): void => {
      isAsked = true;
      // To a worker, which has no address to choose.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage("take over");
    };
    updateStore.setState({ take });
  };
  serviceWorker.addEventListener("controllerchange", () => {
    if (isAsked) reload();
    // Another tab has taken it: what this one has not loaded yet is of a version that is gone.
    else if (wasKept) updateStore.setState({ take: reload });
  });
  try {
    const registration = await serviceWorker.register(workerAddress());
    if (registration.waiting && isKept()) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && isKept()) offer(worker);
      });
    });
  } catch {
    // Blocked, or the network has gone: all goes on without it.
  }
};
