import type { BindingGetResponse } from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/bindings";
import type {
  SettingEditResponse,
  SettingGetResponse,
} from "cloudflare/resources/workers-for-platforms/dispatch/namespaces/scripts/settings";
import { z } from "zod";
import { scriptKey, type ScriptRecord } from "../scriptRecord.ts";
import { BindingInputs, resolveBindings } from "./bindingInput.ts";
import { bindingView } from "./bindingView.ts";
import { checked, parsedJson, type Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import { needScript, SCRIPT, type RestContext } from "./restContext.ts";
import { badUpload } from "./restError.ts";
import { route, type Route } from "./router.ts";
import { partText } from "./scriptUpload.ts";
import { Tags } from "./tagInput.ts";

const Settings = z.object({
  bindings: BindingInputs.optional(),
  compatibility_date: z.string().optional(),
  compatibility_flags: z.array(z.string()).optional(),
  tags: Tags.nullish(),
});

/** A script's settings without its code, and its bindings alone. */
export function settingsRoutes(context: RestContext): Route[] {
  return [
    route("GET", `${SCRIPT}/settings`, (call) => get(context, call)),
    route("PATCH", `${SCRIPT}/settings`, (call) => edit(context, call)),
    route("GET", `${SCRIPT}/bindings`, (call) => bindings(context, call)),
  ];
}

function get(context: RestContext, call: Call): Reply<SettingGetResponse> {
  return result(view(needScript(context, call)));
}

async function edit(context: RestContext, call: Call): Promise<Reply<SettingEditResponse>> {
  const record = needScript(context, call);
  if (!call.isForm) throw badUpload("could not read content for part settings");
  const form = await call.form();
  const change = checked(Settings, parsedJson(await partText(form.get("settings"))));
  const saved = context.store.saveScript(
    {
      ...record,
      bindings:
        change.bindings === undefined
          ? record.bindings
          : resolveBindings(change.bindings, record.bindings),
      compatibilityDate: change.compatibility_date ?? record.compatibilityDate,
      compatibilityFlags: change.compatibility_flags ?? record.compatibilityFlags,
      tags: change.tags ?? record.tags,
    },
    null,
  );
  await context.publish(scriptKey(saved));
  return result(view(saved));
}

function bindings(context: RestContext, call: Call): Reply<BindingGetResponse[]> {
  return result(needScript(context, call).bindings.map(bindingView));
}

function view(record: ScriptRecord): SettingGetResponse {
  return {
    bindings: record.bindings.map(bindingView),
    compatibility_date: record.compatibilityDate,
    compatibility_flags: [...record.compatibilityFlags],
    tags: [...record.tags],
    logpush: false,
    usage_model: "standard",
  };
}
