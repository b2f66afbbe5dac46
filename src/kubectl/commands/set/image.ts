// Models kubectl/pkg/cmd/set/set_image.go (v1.36).
import type { JsonObject } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { type Command, DONE, fail } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { list, text, withField, type Path } from "../../object.ts";
import { checkFormat } from "../../output/format.ts";
import { forEachInfo } from "../../resources.ts";
import { dryRunOf, isLocal } from "../../usage.ts";
import { printWritten } from "../../write.ts";
import { podSpecOf, selectForSet, writeSpec } from "./pod-specs.ts";

type Images = readonly (readonly [container: string, image: string])[];

/** cmdutil.GetResourcesAndPairs: a pair has its sign after something. */
const isPair = (arg: string): boolean => arg.indexOf("=") > 0 || (arg.endsWith("-") && arg !== "-");

const splitImages = (args: readonly string[]): { resources: string[]; images: Images } => {
  const first = args.findIndex(isPair);
  const resources = first < 0 ? [...args] : args.slice(0, first);
  const pairs = first < 0 ? [] : args.slice(first);
  const stray = pairs.find((arg) => !isPair(arg));
  if (stray !== undefined) fail(message(`all resources must be specified before image changes: ${stray}`));
  const wrong = pairs.filter((pair) => !pair.includes("="));
  if (wrong.length > 0) fail(message(`invalid image format: ${wrong.join(", ")}`));
  return { resources, images: pairs.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]) };
};

export const setImage: Command = {
  path: "set image",
  short: "Set the images of containers",
  about: "container=image pairs; * stands for all containers.",
  examples: [
    ["One container", "kubectl set image deployment/web web=demo/web:2.0"],
    ["All containers", "kubectl set image deployment/web '*=demo/web:2.0'"],
  ],
  run(context, call) {
    checkFormat(call);
    const { resources, images } = splitImages(call.args);
    const selection = selectForSet(context, call, resources);
    if (images.length === 0) return fail(message("at least one image update is required"));
    if (images.length > 1 && images.some(([container]) => container === "*")) {
      return fail(
        message(
          "all containers are already specified by *, but saw more than one container_name=container_image pairs",
        ),
      );
    }
    const errors = forEachInfo(selection, (info) => {
      const { spec } = podSpecOf(info, isLocal(call));
      const { spec: changed, missing } = withImages(spec, images);
      writeSpec(context, call, info, {
        spec: changed,
        operation: "image updated",
        failure: "failed to patch image update to pod template:",
      });
      const isFound = missing.length < images.length;
      if (isFound && changed === spec && call.flags.text("output") !== "") {
        printWritten(context, call, info.object, { operation: "image updated", dryRun: dryRunOf(call) });
      }
      if (missing.length > 0) {
        fail(
          aggregate(missing.map((name) => message(`error: unable to find container named ${goQuote(name)}`))) ??
            message(""),
        );
      }
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

/** Where the images stand of the containers of this name; `*` is each. */
const pathsOf = (spec: JsonObject, field: string, container: string): Path[] =>
  list(spec, field).flatMap((item, index) =>
    container === "*" || text(item, "name") === container ? [[field, index, "image"]] : [],
  );

/** Those that are there are changed all the same. */
const withImages = (podSpec: JsonObject, images: Images): { spec: JsonObject; missing: string[] } => {
  let out = podSpec;
  const missing: string[] = [];
  for (const [container, image] of images) {
    const paths = ["initContainers", "containers"].flatMap((field) => pathsOf(out, field, container));
    if (paths.length === 0) missing.push(container);
    out = paths.reduce((spec, path) => withField(spec, path, image), out);
  }
  return { spec: out, missing };
};
