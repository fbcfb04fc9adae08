import type { WantedBinding, Unserved } from "../../../../common/apps/wranglerConfig.ts";
import type { WorkerSettings } from "../../../../common/apps/workerSettings.ts";
import type { WorkerBinding, WorkerProblem } from "../../../../common/contracts/worker.ts";
import { bindingWord } from "./bindWorker.ts";

/** Every binding that the folder asks for, served or not. */
export function bindingsShown(
  settings: WorkerSettings | undefined,
  unserved: readonly Unserved[],
): WorkerBinding[] {
  if (settings === undefined) return [];
  const lost = new Set(unserved.map(({ name }) => name));
  const own = settings.bindings
    .filter(({ name }) => !(name in settings.secrets))
    .map((wanted) => ({
      name: wanted.name,
      what: bindingWord(wanted),
      target: targetOf(wanted),
      served: !lost.has(wanted.name),
    }));
  const secrets = Object.keys(settings.secrets).map((name) => ({
    name,
    what: "secret",
    target: ".dev.vars",
    served: true,
  }));
  const foreign = settings.unserved.map(({ name, what }) => ({
    name,
    what,
    target: null,
    served: false,
  }));
  return [...own, ...secrets, ...foreign];
}

function targetOf(wanted: WantedBinding): string | null {
  switch (wanted.kind) {
    case "variable":
      return null;
    case "kv":
      return wanted.namespace;
    case "r2":
      return wanted.bucket;
    case "d1":
      return wanted.database;
    case "object":
      return wanted.className;
    case "service":
      return wanted.service;
    case "assets":
      return "the preview's files";
  }
}

export function bindingProblem({ name, what, why }: Unserved, file: string | null): WorkerProblem {
  return {
    id: `binding ${name}`,
    title: `${name} (${what}) is not served`,
    cause: `${why} The rest of the worker works.`,
    file,
    host: null,
  };
}

export function faultProblem({ file, reason }: WorkerSettings["faults"][number]): WorkerProblem {
  return {
    id: `file ${file}`,
    title: `${file} cannot be read`,
    cause: `${reason} The worker runs without what it says.`,
    file,
    host: null,
  };
}

export function hostProblem(host: string): WorkerProblem {
  return {
    id: `host ${host}`,
    title: `The worker was kept from ${host}`,
    cause:
      "That is this computer or its private network, which an app's code may not reach unless you allow the host.",
    file: null,
    host,
  };
}
