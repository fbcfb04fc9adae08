import { z } from "zod";

export const RecipeFieldType = z.enum(["text", "long-text", "number", "email", "date", "boolean"]);
export type RecipeFieldType = z.infer<typeof RecipeFieldType>;

/** What every table has of its own. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(["id", "owner_id", "created_at"]);

/** A column of a table that a recipe makes: the value of a parameter of kind `fields` is a list. */
export const RecipeField = z.object({
  /** As in the code and the database, in lower case: `due_date`. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, "is a name such as due_date")
    .refine((name) => !OWN_COLUMNS.has(name), "is a name that every table uses itself"),
  type: RecipeFieldType,
  required: z.boolean(),
});
export type RecipeField = z.infer<typeof RecipeField>;

export const RecipeFields = z
  .array(RecipeField)
  .min(1, "needs at least one field")
  .max(12, "has more fields than a form can show well: 12 at most")
  .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, {
    message: "has two fields of one name",
  });
