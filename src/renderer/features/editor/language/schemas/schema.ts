/** JSON Schema, draft 7, as far as these files use it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Short forms: each takes the sentence that a hover shows. */
export const text = (description: string): Schema => ({ type: "string", description });

export const flag = (description: string): Schema => ({ type: "boolean", description });

export const choice = (description: string, values: readonly string[]): Schema => ({
  type: "string",
  description,
  // Case does not matter to TypeScript, so other spellings are no errors.
  anyOf: [{ enum: values }, { type: "string" }],
});

export const list = (description: string, items: Schema = { type: "string" }): Schema => ({
  type: "array",
  description,
  items,
});

export const table = (description: string, values: Schema = { type: "string" }): Schema => ({
  type: "object",
  description,
  additionalProperties: values,
});
