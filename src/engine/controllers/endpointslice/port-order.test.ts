import { expect, it } from "vitest";
import type { EndpointPort } from "#api/discovery";
import { legacyPortsInOrder, slicePortsInOrder } from "./port-order.ts";

const tcp = (name: string, port: number): EndpointPort => ({ name, port, protocol: "TCP" });
const PORTS: readonly EndpointPort[] = [
  { ...tcp("web", 8080), appProtocol: "http" },
  tcp("metrics", 9090),
  { name: "dns", port: 53, protocol: "UDP" },
  tcp("https", 443),
  tcp("a", 80),
  tcp("b", 80),
  tcp("p0", 8080),
  tcp("p1", 8080),
];
const names = (ports: readonly EndpointPort[]): string => ports.map((p) => p.name).join(" ");

it("orders the ports of slices and of Endpoints as the functions of 1.36.3 do", () => {
  expect(names(slicePortsInOrder(PORTS))).toBe("p1 p0 dns https b web a metrics");
  expect(names(legacyPortsInOrder(PORTS))).toBe("p1 web a https metrics b dns p0");
});
