import type { BindingGetResponse } from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/bindings";
import type { SecretGetResponse } from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/secrets";
import type { Binding } from "../scriptRecord.ts";

/** A binding as the API tells it: of a secret, only that it is there. */
export function bindingView(binding: Binding): BindingGetResponse {
  switch (binding.type) {
    case "secret_text":
      return { type: binding.type, name: binding.name };
    case "service": {
      const { type, name, service, entrypoint } = binding;
      return entrypoint === undefined
        ? { type, name, service }
        : { type, name, service, entrypoint };
    }
    case "plain_text":
    case "json":
    case "kv_namespace":
    case "r2_bucket":
    case "d1":
    case "durable_object_namespace":
      return binding;
  }
}

export function secretViews(bindings: readonly Binding[]): SecretGetResponse[] {
  return bindings.flatMap(({ type, name }) =>
    type === "secret_text" ? [{ type, name } as const] : [],
  );
}
