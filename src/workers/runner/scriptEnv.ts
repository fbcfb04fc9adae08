import type { ResourceBinding, ScriptCode } from "../../common/apps/edgeWire.ts";
import type { LoaderHost } from "./loaderHost.ts";

/**
 * The `env` a dynamic worker starts with. Namespaces and buckets cannot be handed over, so they
 * are stubs; `scriptRuntime.js` turns those named in the plan into the documented interfaces.
 */
export function scriptEnv(host: LoaderHost, key: string, code: ScriptCode): object {
  const env: Record<string, unknown> = { ...code.vars };
  const plan = {
    objects: [] as string[],
    services: [] as string[],
    buckets: [] as string[],
    databases: [] as string[],
  };
  const { exports } = host;
  for (const resource of code.resources) {
    const { name } = resource;
    switch (resource.type) {
      case "kv_namespace":
        env[name] = exports.KvBinding({ props: { id: resource.id } });
        break;
      case "r2_bucket":
        plan.buckets.push(name);
        env[name] = exports.R2Binding({ props: { bucket: resource.bucket } });
        break;
      case "d1":
        plan.databases.push(name);
        env[name] = exports.D1Binding({ props: { id: resource.id } });
        break;
      case "durable_object_namespace":
        plan.objects.push(name);
        env[name] = exports.ObjectBinding({ props: { key, className: resource.className } });
        break;
      case "service":
        plan.services.push(name);
        env[name] = serviceStub(host, resource);
        break;
    }
  }
  return {
    ...env,
    __EDGE_PLAN: JSON.stringify(plan),
    __EDGE_HOST: exports.ObjectBinding({ props: { key, className: "" } }),
  };
}

function serviceStub(
  { exports }: LoaderHost,
  { entrypoint, props, script }: Extract<ResourceBinding, { type: "service" }>,
): Fetcher {
  return script === null
    ? exports.ServiceBinding({ props: { entrypoint, props } })
    : exports.ScriptBinding({ props: { key: script, entrypoint, props } });
}
