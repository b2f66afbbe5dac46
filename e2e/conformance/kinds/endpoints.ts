import { compareStrings } from "#api/compare";
import type { EndpointPort } from "#api/discovery";
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import { desiredSlices } from "../../../src/engine/controllers/endpointslice/endpoints.ts";

export interface EndpointsIn {
  readonly service: Service;
  readonly pods: readonly Pod[];
  readonly nodeZones: Readonly<Record<string, string>>;
}

// The recorder has put the ports into the order of their names.
const byName = (a: EndpointPort, b: EndpointPort): number => compareStrings(a.name ?? "", b.name ?? "");

export const answerEndpoints = ({ service, pods, nodeZones }: EndpointsIn, now: string): object => {
  const slices = desiredSlices({ service, pods, nodeZones: new Map(Object.entries(nodeZones)) }, now);
  return {
    slices: slices.map(({ apiVersion: _a, kind: _k, ...slice }) => ({
      ...slice,
      ports: slice.ports?.toSorted(byName),
    })),
  };
};
