// The door of the shells on other machines, which load when a line first names ssh.
import { host } from "./terminal/host/whole.ts";

export const hostPart = { host } as const;
