import { z } from "zod";
import type { Binding } from "../scriptRecord.ts";
import { checked } from "./call.ts";
import { badUpload } from "./restError.ts";

const name = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/, "is not a valid binding name");

const Own = z.discriminatedUnion("type", [
  z.object({ type: z.literal("plain_text"), name, text: z.string() }),
  z.object({ type: z.literal("secret_text"), name, text: z.string() }),
  z.object({ type: z.literal("json"), name, json: z.unknown() }),
  z.object({ type: z.literal("kv_namespace"), name, namespace_id: z.string() }),
  z.object({ type: z.literal("r2_bucket"), name, bucket_name: z.string() }),
  z.object({ type: z.literal("d1"), name, database_id: z.string() }),
  z.object({
    type: z.literal("durable_object_namespace"),
    name,
    class_name: z.string().regex(/^[A-Za-z_$][\w$]*$/, "is not a class name"),
  }),
  z.object({
    type: z.literal("service"),
    name,
    service: z.string(),
    entrypoint: z.string().optional(),
    props: z.record(z.string(), z.string()).optional(),
  }),
]);

const Inherit = z.object({
  type: z.literal("inherit"),
  name,
  old_name: z.string().optional(),
});

const Typed = z.looseObject({ type: z.string(), name: z.string() });

export const BindingInputs = z.array(Typed);

/** A script's bindings after an upload: those given, and those it keeps of what it had. */
export function resolveBindings(
  inputs: z.infer<typeof BindingInputs>,
  had: readonly Binding[],
  keepTypes: readonly string[] = [],
): Binding[] {
  const given = inputs.map((input) => resolveBinding(input, had));
  const names = new Set(given.map((binding) => binding.name));
  if (names.size < given.length) throw badUpload("Two bindings have the same name.");
  const kept = had.filter(({ type, name: own }) => keepTypes.includes(type) && !names.has(own));
  return [...given, ...kept];
}

function resolveBinding(input: z.infer<typeof Typed>, had: readonly Binding[]): Binding {
  if (input.type === "inherit") {
    const { name: own, old_name } = checked(Inherit, input);
    const old = had.find((binding) => binding.name === (old_name ?? own));
    if (old === undefined) throw badUpload(`There is no binding ${old_name ?? own} to inherit.`);
    return { ...old, name: own };
  }
  if (!Own.options.some((option) => option.shape.type.value === input.type)) {
    throw badUpload(`Bindings of type ${input.type} are not supported by the local edge.`);
  }
  return checked(Own, input);
}
