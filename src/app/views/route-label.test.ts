import { expect, it } from "vitest";
import { routeLabel } from "./route-label.ts";

it.each([
  { host: undefined, path: "/mynginx", label: "/mynginx" },
  { host: undefined, path: "/", label: "/" },
  { host: undefined, path: "/mynginx(/|$)(.*)", label: "/mynginx…" },
  { host: "mynginx.example.com", path: "/", label: "mynginx…" },
  { host: "mynginx.example.com", path: "/menu", label: "mynginx…/menu" },
  { host: "mynginx", path: "/", label: "mynginx" },
])("$host $path", ({ host, path, label }) => expect(routeLabel(host, path)).toBe(label));
