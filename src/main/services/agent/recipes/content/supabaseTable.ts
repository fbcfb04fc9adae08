import type { RecipeFieldType } from "../../../../../common/contracts/recipeFields.ts";
import type { PlannedCall } from "../recipePlan.ts";
import type { Entity } from "./entity.ts";

/** As PostgreSQL calls them. */
const COLUMN_TYPES: Readonly<Record<RecipeFieldType, string>> = {
  text: "text",
  "long-text": "text",
  number: "numeric",
  email: "text",
  date: "date",
  boolean: "boolean",
};

/** The call that writes the migration of a table for what an entity holds. */
export function supabaseTableCall({ table, fields }: Entity): PlannedCall {
  return {
    tool: "create_supabase_table",
    input: {
      table,
      columns: fields.map(({ name, type, required }) => ({
        name,
        type: COLUMN_TYPES[type],
        nullable: !required,
      })),
    },
  };
}
