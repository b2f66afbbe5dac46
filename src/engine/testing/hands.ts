// Somebody at the API server, for tests: `hands/apply {manifest}`, `hands/create {object}`, `hands/patch {resource, key, type, body}`, `hands/delete {resource, key}`,
// `hands/evict {key}`.
// What they do is in the command log, so that a run can be done again.
import type { Json, JsonObject, KubeObject } from "#api/meta";
import type { Result } from "#api/result";
import type { ResourceName } from "#api/resources";
import { resourceOf } from "#api/scheme";
import type { DeleteOptions } from "../apiserver/deletion.ts";
import type { PatchType } from "../apiserver/patch-request.ts";
import { applyManifest } from "../delivery/apply.ts";
import type { ComponentFactory } from "../sim.ts";

/** What the API server does with the fields of those who say nothing of it: a wrong type is refused. */
const WARN = { fieldValidation: "Warn" } as const;

export const createHands: ComponentFactory = (sim) => ({
  name: "hands",
  commands: {
    apply: ({ manifest }) => applyManifest(sim, manifest as string).map(({ line }) => line),
    create: ({ object }) => {
      const given = object as unknown as KubeObject;
      const info = resourceOf(given.apiVersion, given.kind);
      if (!info) return { ok: false, message: `no kind ${given.kind}` };
      const { metadata } = given;
      const namespaced = info.namespaced ? { namespace: "default", ...metadata } : metadata;
      return said(sim.api.create(info.plural, { ...given, metadata: namespaced }, WARN));
    },
    patch: ({ resource, key, type, body }) =>
      said(
        sim.api.patch(
          resource as ResourceName,
          key as string,
          { type: type as PatchType, body: body as JsonObject },
          WARN,
        ),
      ),
    evict: ({ key }) => said(sim.api.evict(key as string)),
    delete: ({ resource, key, gracePeriodSeconds, propagationPolicy }) =>
      said(
        sim.api.delete(resource as ResourceName, key as string, {
          ...(typeof gracePeriodSeconds === "number" ? { gracePeriodSeconds } : {}),
          ...(propagationPolicy === undefined
            ? {}
            : { propagationPolicy: propagationPolicy as NonNullable<DeleteOptions["propagationPolicy"]> }),
        }),
      ),
  },
});

const said = (result: Result<unknown>): Json =>
  result.ok ? { ok: true } : { ok: false, message: result.status.message };
