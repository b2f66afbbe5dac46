// Models how a verb builds its resource.Builder (cli-runtime/pkg/resource, v1.36): the objects that a line names, by the flags that it has.
import type { Call, Context } from "./command.ts";
import { fileSourceOf } from "./manifests.ts";
import { selectObjects, type Selection, selectorsOf, type SelectOptions } from "./resources.ts";
import { isLocal, namespaceFor } from "./usage.ts";

/** What a verb wants otherwise than its flags say; whether a type alone means all objects is for each to tell. */
type Wanted = Partial<SelectOptions> & Pick<SelectOptions, "isTypeEnough">;

/** ResourceTypeOrNameArgs: --all is said of a type alone; names stay names. */
const isTypeAlone = ([type, ...names]: readonly string[]): boolean =>
  names.length === 0 && type?.includes("/") !== true;

/** A flag that the verb does not have selects nothing. */
export const selectForCall = (context: Context, call: Call, wanted: Wanted): Selection => {
  const { namespace, isExplicit } = namespaceFor(context, call);
  const selectors = selectorsOf(call.flags);
  return selectObjects(context, {
    args: call.args,
    // Objects of files that nobody asks the server about stay as they are.
    namespace: isLocal(call) ? "" : namespace,
    isNamespaceExplicit: isExplicit && !isLocal(call),
    allNamespaces: call.flags.isOn("all-namespaces"),
    ...selectors,
    files: fileSourceOf(call),
    ...(call.flags.has("subresource") ? { subresource: call.flags.text("subresource") } : {}),
    ...wanted,
    all: call.flags.isOn("all") && (wanted.isAllSelecting === true || isTypeAlone(wanted.args ?? call.args)),
  });
};
