// The table of verbs. A verb is one folder or file under commands/ and one row here.
import type { Command } from "./command.ts";
import { autoscale } from "./commands/autoscale.ts";
import { apply } from "./commands/apply.ts";
import { apiResources, apiVersions } from "./commands/cluster/api.ts";
import { authCommands } from "./commands/cluster/auth.ts";
import { configCommands } from "./commands/cluster/config.ts";
import { clusterInfo, clusterInfoDump, version } from "./commands/cluster/version.ts";
import { cordon, uncordon } from "./commands/cordon.ts";
import { accessGenerators } from "./commands/create/access.ts";
import { configGenerators } from "./commands/create/config.ts";
import { create, replace } from "./commands/create/create.ts";
import { networkGenerators } from "./commands/create/network.ts";
import { workloadGenerators } from "./commands/create/workloads.ts";
import { deleteCommand } from "./commands/delete.ts";
import { describe } from "./commands/describe.ts";
import { diff } from "./commands/diff.ts";
import { drain } from "./commands/drain.ts";
import { edit, editLastApplied } from "./commands/edit.ts";
import { exec } from "./commands/exec.ts";
import { events } from "./commands/events.ts";
import { explain } from "./commands/explain.ts";
import { expose } from "./commands/expose.ts";
import { get } from "./commands/get/get.ts";
import { annotate, label } from "./commands/labels.ts";
import { setLastApplied, viewLastApplied } from "./commands/last-applied.ts";
import { logs } from "./commands/logs.ts";
import { patch } from "./commands/patch.ts";
import { portForward } from "./commands/late.ts";
import { refusedCommands } from "./commands/refused.ts";
import { rolloutChanges } from "./commands/rollout/change.ts";
import { history } from "./commands/rollout/history.ts";
import { status } from "./commands/rollout/status.ts";
import { undo } from "./commands/rollout/undo.ts";
import { run } from "./commands/run.ts";
import { scale } from "./commands/scale.ts";
import { setEnv } from "./commands/set/env.ts";
import { setImage } from "./commands/set/image.ts";
import { setSelector, setServiceAccount, setSubject } from "./commands/set/others.ts";
import { setResources } from "./commands/set/resources.ts";
import { taint } from "./commands/taint.ts";
import { topNode, topPod } from "./commands/top.ts";
import { wait } from "./commands/wait.ts";

const COMMANDS: readonly Command[] = [
  ...accessGenerators,
  ...configGenerators,
  ...networkGenerators,
  ...workloadGenerators,
  apply,
  autoscale,
  drain,
  events,
  expose,
  run,
  setLastApplied,
  viewLastApplied,
  cordon,
  uncordon,
  create,
  replace,
  deleteCommand,
  describe,
  get,
  annotate,
  label,
  patch,
  ...rolloutChanges,
  history,
  status,
  undo,
  scale,
  setEnv,
  setImage,
  setResources,
  setSelector,
  setServiceAccount,
  setSubject,
  taint,
  exec,
  logs,
  portForward,
  topNode,
  topPod,
  wait,
  ...authCommands,
  ...configCommands,
  ...refusedCommands,
  apiResources,
  apiVersions,
  clusterInfo,
  clusterInfoDump,
  diff,
  edit,
  editLastApplied,
  explain,
  version,
];

const byPath = new Map(COMMANDS.map((command) => [command.path, command]));

export const commandAt = (path: string): Command | undefined => byPath.get(path);
