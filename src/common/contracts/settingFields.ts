import { z } from "zod";
import { Settings } from "./studio.ts";

/** One setting as a view and a completion need it, read from {@link Settings}. */
export interface SettingField {
  /** The key in `settings.json`, `editor.fontSize`. */
  readonly key: SettingKey;
  readonly group: string;
  readonly title: string;
  readonly description: string;
  /** Whether an app's own settings may hold it. */
  readonly inApp: boolean;
  readonly shape: SettingShape;
  readonly default: unknown;
}

export type SettingKey = keyof Settings;

export type SettingShape =
  | { readonly kind: "boolean" }
  | { readonly kind: "choice"; readonly options: readonly SettingOption[] }
  | NumberShape
  | { readonly kind: "text"; readonly maxLength: number }
  /** Numbers or words, written with commas between them. */
  | { readonly kind: "list"; readonly of: "number" | "text" }
  /** Edited in `settings.json`, or by a view of its own. */
  | { readonly kind: "object" };

export interface NumberShape {
  readonly kind: "number";
  readonly min: number | null;
  readonly max: number | null;
  readonly whole: boolean;
}

export interface SettingOption {
  readonly value: string;
  readonly label: string;
}

/** What `z.toJSONSchema` makes of a setting, and what its `.meta()` adds. */
const Described = z.object({
  group: z.string().default("other"),
  title: z.string(),
  description: z.string().default(""),
  scope: z.literal("app").optional(),
  labels: z.record(z.string(), z.string()).default({}),
  default: z.unknown(),
  type: z.string().default("object"),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  items: z.object({ type: z.string() }).loose().optional(),
});
type Described = z.infer<typeof Described>;

export type SettingsScope = "user" | "app";

/** Every setting a person can change, in the order they are stated. */
export const settingFields: readonly SettingField[] = readFields();

export function isPreference(key: string): key is SettingKey {
  return settingFields.some((field) => field.key === key);
}

/** The schema of a `settings.json`, for completion and validation where it is edited. */
export function settingsJsonSchema(scope: SettingsScope): Record<string, unknown> {
  const all = jsonProperties();
  const fields = settingFields.filter((field) => scope === "user" || field.inApp);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(({ key }) => [key, describedForEditor(all[key])])),
    additionalProperties: false,
    allowComments: true,
    allowTrailingCommas: true,
  };
}

function jsonProperties(): Record<string, unknown> {
  const schema = z.toJSONSchema(Settings, { io: "input", target: "draft-7" });
  return z.record(z.string(), z.unknown()).parse(schema.properties);
}

/** An unknown keyword of ours in a schema is no harm, but a choice is better with its words. */
function describedForEditor(property: unknown): unknown {
  const described = Described.safeParse(property).data;
  if (described?.enum === undefined || typeof property !== "object") return property;
  return { ...property, enumDescriptions: described.enum.map((value) => described.labels[value]) };
}

function readFields(): readonly SettingField[] {
  return Object.entries(jsonProperties()).flatMap(([key, property]) => {
    const described = Described.safeParse(property);
    return described.success && isSettingKey(key) ? [fieldOf(key, described.data)] : [];
  });
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(Settings.shape, key);
}

function fieldOf(key: SettingKey, described: Described): SettingField {
  return {
    key,
    group: described.group,
    title: described.title,
    description: described.description,
    inApp: described.scope === "app",
    shape: shapeOf(described),
    default: described.default,
  };
}

function shapeOf(described: Described): SettingShape {
  if (described.enum !== undefined) {
    const { labels } = described;
    const options = described.enum.map((value) => ({ value, label: labels[value] ?? value }));
    return { kind: "choice", options };
  }
  switch (described.type) {
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return numberShape(described);
    case "string":
      return { kind: "text", maxLength: described.maxLength ?? 1000 };
    case "array":
      return { kind: "list", of: described.items?.type === "string" ? "text" : "number" };
    default:
      return { kind: "object" };
  }
}

function numberShape({ minimum, maximum, type }: Described): NumberShape {
  return {
    kind: "number",
    min: minimum ?? null,
    max: maximum ?? null,
    whole: type === "integer",
  };
}
