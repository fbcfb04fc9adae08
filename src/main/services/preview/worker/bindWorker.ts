import { createHash } from "node:crypto";
import { type AppId } from "../../../../common/apps/appId.ts";
import { apiScriptName, appResourceName, PLATFORM_WORKER } from "../../../../common/apps/names.ts";
import type { Unserved, WantedBinding } from "../../../../common/apps/wranglerConfig.ts";
import type { WorkerSettings } from "../../../../common/apps/workerSettings.ts";
import { unreachable } from "../../../../common/base/assert.ts";
import type { ScriptBinding, WorkersPlatform } from "../../../cloud/workersPlatform.ts";
import { migrate } from "./migrate.ts";

export interface BindWorkerOptions {
  readonly platform: WorkersPlatform;
  readonly app: { readonly id: AppId; readonly trusted: boolean };
  readonly settings: WorkerSettings;
  /** Names that the worker's main module exports. */
  readonly exports: readonly string[];
  readonly appOfWorker: (name: string) => Promise<AppId | null>;
  readonly signal: AbortSignal;
}

/** A binding that was made, or why it was not. */
export type Bound = { readonly binding: ScriptBinding } | { readonly unserved: Unserved };

const NAME = /^[A-Za-z_$][\w$]{0,99}$/;

/** Makes what the bindings lead to, and says of each how a script is bound to it. */
export async function bindWorker(options: BindWorkerOptions): Promise<readonly Bound[]> {
  const bound: Bound[] = [];
  for (const wanted of options.settings.bindings) bound.push(await bindOne(options, wanted));
  return bound;
}

async function bindOne(options: BindWorkerOptions, wanted: WantedBinding): Promise<Bound> {
  const { name } = wanted;
  if (!NAME.test(name)) return refused(wanted, "A binding's name has to be a JavaScript name.");
  const { platform, app, signal } = options;
  switch (wanted.kind) {
    case "variable":
      return { binding: variable(name, wanted.value) };
    case "kv": {
      const title = resourceName(app.id, wanted.namespace);
      const namespace_id = await platform.kvNamespace(title, signal);
      return { binding: { type: "kv_namespace", name, namespace_id } };
    }
    case "r2": {
      const bucket_name = resourceName(app.id, wanted.bucket);
      await platform.r2Bucket(bucket_name, signal);
      return { binding: { type: "r2_bucket", name, bucket_name } };
    }
    case "d1":
      return bindDatabase(options, wanted);
    case "object":
      return bindObject(options, wanted);
    case "service":
      return bindService(options, wanted);
    case "assets":
      return { binding: assets(app.id, name) };
    default:
      return unreachable(wanted);
  }
}

function variable(name: string, value: unknown): ScriptBinding {
  return typeof value === "string"
    ? { type: "plain_text", name, text: value }
    : { type: "json", name, json: value };
}

async function bindDatabase(
  { platform, app, settings, signal }: BindWorkerOptions,
  wanted: Extract<WantedBinding, { kind: "d1" }>,
): Promise<Bound> {
  const { name, migrationsTable: table } = wanted;
  const id = await platform.d1Database(resourceName(app.id, wanted.database), signal);
  const migrations = settings.migrations[name] ?? [];
  const failed = await migrate({ platform, id, table, migrations, signal });
  if (failed === null) return { binding: { type: "d1", name, database_id: id } };
  return refused(wanted, `The migration ${failed.name} failed: ${failed.reason}`);
}

function bindObject(
  { exports }: BindWorkerOptions,
  wanted: Extract<WantedBinding, { kind: "object" }>,
): Bound {
  const { name, className } = wanted;
  if (exports.includes(className)) {
    return { binding: { type: "durable_object_namespace", name, class_name: className } };
  }
  return refused(wanted, `The worker's main module does not export a class ${className}.`);
}

async function bindService(
  { app, settings, appOfWorker }: BindWorkerOptions,
  wanted: Extract<WantedBinding, { kind: "service" }>,
): Promise<Bound> {
  const { name, service, entrypoint } = wanted;
  const isOwn = service === settings.name;
  // What an app's folder says of itself must not open other apps' workers to it.
  if (!isOwn && !app.trusted) return refused(wanted, "Trust this folder first.");
  const target = isOwn ? app.id : await appOfWorker(service);
  if (target === null) {
    return refused(wanted, `No app that Studio knows has a worker named ${service}.`);
  }
  return { binding: { type: "service", name, service: apiScriptName(target), entrypoint } };
}

/** The app's files as its preview serves them. */
function assets(app: AppId, name: string): ScriptBinding {
  const service = {
    type: "service",
    service: PLATFORM_WORKER,
    entrypoint: "PreviewStore",
  } as const;
  return { ...service, name, props: { app } };
}

const WORDS: Readonly<Record<WantedBinding["kind"], string>> = {
  variable: "variable",
  kv: "KV namespace",
  r2: "R2 bucket",
  d1: "D1 database",
  object: "Durable Object",
  service: "service",
  assets: "assets",
};

/** What a person calls such a binding. */
export function bindingWord({ kind }: WantedBinding): string {
  return WORDS[kind];
}

function refused(wanted: WantedBinding, why: string): Bound {
  return { unserved: { name: wanted.name, what: bindingWord(wanted), why } };
}

/** R2 takes few characters and 63 of them; what had to be changed is told apart by a hash. */
function resourceName(app: AppId, name: string): string {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  if (slug === name && slug.length <= 40) return appResourceName(app, slug);
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return appResourceName(app, `${slug.slice(0, 30).replaceAll(/^-|-$/g, "")}-${hash}`);
}
