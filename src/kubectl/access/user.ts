// Models staging/src/k8s.io/apiserver/pkg/endpoints/filters/impersonation.go (v1.36): who asks, as the flags of a line say it.
import { type Call, fail } from "../command.ts";
import { message } from "../errors.ts";
import { USER } from "../kubeconfig.ts";
import type { UserInfo } from "../rare-parts.ts";

export const MASTERS = "system:masters";
const AUTHENTICATED = "system:authenticated";
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

const ADMIN: UserInfo = { username: "admin", uid: "1", groups: [MASTERS, AUTHENTICATED] };

export const isImpersonated = ({ flags }: Pick<Call, "flags">): boolean =>
  ["as", "as-group", "as-uid", "as-user-extra"].some((name) => flags.has(name) && flags.changed(name));

export const userOf = (call: Call): UserInfo => {
  const { flags } = call;
  if (!isImpersonated(call)) return call.subject === undefined ? ADMIN : account(call.subject);
  const username = flags.text("as");
  if (username === "") {
    return fail(message(`requesting uid, groups or user-extra for ${USER} without impersonating a user`));
  }
  const uid = flags.text("as-uid");
  const given = flags.list("as-group");
  const groups = [...(given.length > 0 ? given : accountGroups(username)), lastGroup(username)];
  return { username, ...(uid === "" ? {} : { uid }), groups: [...new Set(groups)] };
};

const account = (username: string): UserInfo => ({
  username,
  groups: [...accountGroups(username), AUTHENTICATED],
});

const accountGroups = (username: string): readonly string[] => {
  const namespace = SERVICE_ACCOUNT.exec(username)?.[1];
  return namespace === undefined ? [] : ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
};

const lastGroup = (username: string): string =>
  username === "system:anonymous" ? "system:unauthenticated" : AUTHENTICATED;
