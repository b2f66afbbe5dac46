// How messages travel between the windows of one machine: a BroadcastChannel, or storage events where there is none.
import type { Transport } from "./message.ts";

export const openTransport = <M>(room: string): Transport<M> =>
  typeof BroadcastChannel === "function" ? channelTransport(room) : storageTransport(room);

const channelTransport = <M>(room: string): Transport<M> => {
  const channel = new BroadcastChannel(room);
  let isClosed = false;
  return {
    send: (message) => {
      // A channel has one origin: its own.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      if (!isClosed) channel.postMessage(message);
    },
    listen: (hear) => {
      const onMessage = (event: MessageEvent): void => hear(event.data as M);
      channel.addEventListener("message", onMessage);
      return () => {
        channel.removeEventListener("message", onMessage);
        channel.close();
        isClosed = true;
      };
    },
  };
};

/** Null where somebody else wrote there. */
const messageIn = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { readonly message?: unknown } | null)?.message ?? null;
  } catch {
    return null;
  }
};

/** A write is told to all other windows; each is another text, or it would not be told. */
const storageTransport = <M>(room: string): Transport<M> => {
  let count = 0;
  return {
    send: (message) => {
      try {
        localStorage.setItem(room, JSON.stringify({ count: ++count, message }));
      } catch {
        // Blocked: this window goes alone.
      }
    },
    listen: (hear) => {
      const onStorage = (event: StorageEvent): void => {
        if (event.key !== room || event.newValue === null) return;
        hear(messageIn(event.newValue) as M);
      };
      addEventListener("storage", onStorage);
      return () => removeEventListener("storage", onStorage);
    },
  };
};
