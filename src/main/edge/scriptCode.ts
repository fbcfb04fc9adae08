import type { ModuleBody, ResourceBinding, ScriptCode } from "../../common/apps/edgeWire.ts";
import { PLATFORM_WORKER } from "../../common/apps/names.ts";
import { NEWEST_COMPATIBILITY_DATE } from "./miniflareProcess.ts";
import { scriptKey, type Binding, type ScriptModule, type ScriptRecord } from "./scriptRecord.ts";

/** RPC stubs, of which bindings are made here, came with this date. */
const OLDEST_DATE = "2024-04-03";

/** A script as a loader takes it. */
export function scriptCode(record: ScriptRecord, modules: readonly ScriptModule[]): ScriptCode {
  return {
    mainModule: record.mainModule,
    modules: Object.fromEntries(modules.map((module) => [module.name, moduleBody(module)])),
    vars: Object.fromEntries(record.bindings.flatMap(variable)),
    resources: record.bindings.flatMap((binding) => resource(record.namespace, binding)),
    compatibilityDate: clampedDate(record.compatibilityDate),
    compatibilityFlags: record.compatibilityFlags,
  };
}

/** ISO dates compare as text. */
function clampedDate(date: string): string {
  if (date < OLDEST_DATE) return OLDEST_DATE;
  return date > NEWEST_COMPATIBILITY_DATE ? NEWEST_COMPATIBILITY_DATE : date;
}

function moduleBody({ type, body }: ScriptModule): ModuleBody {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return type === "wasm" || type === "data"
    ? { type, base64: buffer.toString("base64") }
    : { type, text: buffer.toString("utf8") };
}

function variable(binding: Binding): (readonly [string, unknown])[] {
  switch (binding.type) {
    case "plain_text":
    case "secret_text":
      return [[binding.name, binding.text]];
    case "json":
      return [[binding.name, binding.json]];
    case "kv_namespace":
    case "r2_bucket":
    case "d1":
    case "durable_object_namespace":
    case "service":
      return [];
  }
}

function resource(namespace: string, binding: Binding): ResourceBinding[] {
  const { name } = binding;
  switch (binding.type) {
    case "kv_namespace":
      return [{ type: binding.type, name, id: binding.namespace_id }];
    case "r2_bucket":
      return [{ type: binding.type, name, bucket: binding.bucket_name }];
    case "d1":
      return [{ type: binding.type, name, id: binding.database_id }];
    case "durable_object_namespace":
      return [{ type: binding.type, name, className: binding.class_name }];
    case "service":
      return [
        {
          type: binding.type,
          name,
          entrypoint: binding.entrypoint ?? "default",
          props: binding.props ?? {},
          script:
            binding.service === PLATFORM_WORKER
              ? null
              : scriptKey({ namespace, name: binding.service }),
        },
      ];
    case "plain_text":
    case "secret_text":
    case "json":
      return [];
  }
}
