import { jsonSchema, tool, type ToolSet } from "ai";
import { z } from "zod";
import type { Tool } from "../tool.ts";

type Schema = z.core.JSONSchema.BaseSchema;

const schemas = new WeakMap<Tool, Schema>();

/**
 * The tools as a model is offered them. They have no `execute`: the SDK would run them itself,
 * and go on after a broken answer. Their input is checked by the registry, not here, so that the
 * model reads what was wrong with it.
 */
export function toolSet(tools: readonly Tool[]): ToolSet {
  return Object.fromEntries(
    tools.map((each) => [
      each.name,
      tool({ description: each.description, inputSchema: jsonSchema(schemaOf(each)) }),
    ]),
  );
}

/** The tools as a context counts them. */
export function describedTools(tools: readonly Tool[]): readonly {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: unknown;
}[] {
  return tools.map((each) => ({
    name: each.name,
    description: each.description,
    inputSchema: schemaOf(each),
  }));
}

function schemaOf(each: Tool): Schema {
  const known = schemas.get(each);
  const schema = known ?? z.toJSONSchema(each.input, { io: "input", unrepresentable: "any" });
  if (known === undefined) schemas.set(each, schema);
  return schema;
}
