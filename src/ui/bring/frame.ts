// The only part of Drydock that may speak to other hosts: a page of its own (`bring.html`) in a sandbox without an origin. It knows nothing,
// keeps nothing, and asks for one address after a person has pressed a button that names it; what comes goes to the page as bytes.
import { getBytes, type Got, type Limits } from "#app/foreign/get-bytes";

interface Ask extends Limits {
  readonly n: number;
  readonly url: string;
}

/** To no other scheme than that of the address, wherever it leads: before anything is asked, the frame forbids itself the rest. */
const confine = (url: string): void => {
  const { protocol, origin } = new URL(url);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src ${protocol === "https:" ? "https:" : origin}`;
  document.head.append(policy);
};

let isForbidden = false;
document.addEventListener("securitypolicyviolation", () => {
  isForbidden = true;
});

const answer = async ({ url, ...limits }: Ask): Promise<Got> => {
  isForbidden = false;
  const got = await getBytes(url, limits, "follow");
  return isForbidden && "refused" in got ? { refused: "redirect" } : got;
};

addEventListener("message", ({ source, ports, data }) => {
  const [port] = ports;
  // Framed by anybody else, without the sandbox, it would ask in Drydock's name.
  if (source !== parent || !port || self.origin !== "null") return;
  confine((data as { readonly first: string }).first);
  port.addEventListener("message", (event: MessageEvent<Ask>) => {
    void answer(event.data).then((got) => {
      const { n } = event.data;
      port.postMessage({ n, got }, "bytes" in got ? [got.bytes.buffer] : []);
    });
  });
  port.start();
});

// It holds nothing that another page could not know.
parent.postMessage("drydock-bring", "*");
