import { z } from "zod";
import type { ModuleType, ScriptDraft, ScriptModule, ScriptRecord } from "../scriptRecord.ts";
import { BindingInputs, resolveBindings } from "./bindingInput.ts";
import { checked, parsedJson, type Call } from "./call.ts";
import { badUpload } from "./restError.ts";
import { Tags } from "./tagInput.ts";

export interface Upload {
  readonly draft: ScriptDraft;
  readonly modules: readonly ScriptModule[];
}

type Part = NonNullable<ReturnType<FormData["get"]>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const Metadata = z.object({
  main_module: z.string().optional(),
  bindings: BindingInputs.default([]),
  keep_bindings: z.array(z.string()).default([]),
  compatibility_date: z.string().regex(DATE).default("2021-11-02"),
  compatibility_flags: z.array(z.string()).default([]),
  tags: Tags.nullish(),
});

/** Reads a script's multipart upload. `old` is the version it replaces. */
export async function readUpload(call: Call, old: ScriptRecord | undefined): Promise<Upload> {
  if (!call.isForm) {
    throw badUpload(
      `Content-Type must be one of: application/javascript, text/javascript, multipart/form-data; got ${call.contentType}`,
    );
  }
  const form = await call.form();
  const metadata = checked(Metadata, parsedJson(await partText(form.get("metadata"))));
  const modules = await readModules(form);
  const main = modules.find((module) => module.name === metadata.main_module);
  if (main === undefined) throw badUpload(`No such module: ${metadata.main_module ?? "(none)"}`);
  if (main.type !== "esm") throw badUpload(`The main module ${main.name} must be an ES module.`);
  const draft: ScriptDraft = {
    namespace: call.param("namespace"),
    name: call.param("script"),
    mainModule: main.name,
    compatibilityDate: metadata.compatibility_date,
    compatibilityFlags: metadata.compatibility_flags,
    bindings: resolveBindings(metadata.bindings, old?.bindings ?? [], metadata.keep_bindings),
    tags: metadata.tags ?? [],
  };
  return { draft, modules };
}

export async function partText(part: Part | null): Promise<string> {
  if (part === null) throw badUpload("could not read content for part metadata");
  return typeof part === "string" ? part : part.text();
}

const OWN_PREFIX = "__edge_";

export async function readModules(form: FormData): Promise<ScriptModule[]> {
  const parts = [...form].filter(([name]) => name !== "metadata" && name !== "settings");
  const modules = await Promise.all(parts.map(([name, part]) => readModule(name, part)));
  return modules.filter((module) => module !== undefined);
}

async function readModule(name: string, part: Part): Promise<ScriptModule | undefined> {
  if (name.startsWith(OWN_PREFIX)) throw badUpload(`A module may not be named ${name}.`);
  if (typeof part === "string") return { name, type: typeOf(name, ""), body: Buffer.from(part) };
  // A stack trace is mapped back by whoever shows it, not by the edge.
  if (part.type.startsWith("application/source-map")) return undefined;
  return { name, type: typeOf(name, part.type), body: new Uint8Array(await part.arrayBuffer()) };
}

function typeOf(name: string, contentType: string): ModuleType {
  const [type = ""] = contentType.split(";");
  switch (type) {
    case "application/javascript+module":
    case "text/javascript+module":
      return "esm";
    case "application/javascript":
    case "text/javascript":
      return /\.c?js$/.test(name) && !name.endsWith(".mjs") ? "cjs" : "esm";
    case "application/wasm":
      return "wasm";
    case "application/json":
      return "json";
    case "application/octet-stream":
      return "data";
    case "text/plain":
      return "text";
    default:
      return /\.m?js$/.test(name) ? "esm" : "text";
  }
}
