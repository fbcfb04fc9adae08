import { unreachable } from "../../../../../common/base/assert.ts";
import type { Look } from "../app/look.ts";
import type { Entity, EntityField } from "./entity.ts";
import { indented } from "./jsx.ts";

/** The type of an entry, an empty one, and the list itself. */
export function dataSource(entity: Entity, collectionImport: string): string {
  const { type, list, fields } = entity;
  const types = fields.map((field) => `  ${field.key}: ${typeOf(field)};`).join("\n");
  const empty = fields.map((field) => `  ${field.key}: ${emptyOf(field)},`).join("\n");
  return `import { localCollection, type Saved } from "${collectionImport}";

/** ${entity.title} as a form gives them; \`Saved\` adds the id. */
export interface ${type}Draft {
${types}
}

export type ${type} = Saved<${type}Draft>;

export const empty${type}: ${type}Draft = {
${empty}
};

export const ${list} = localCollection<${type}Draft>("${entity.table}");
`;
}

export function formSource(entity: Entity, look: Look, dataImport: string): string {
  const { type, one, fields } = entity;
  const values = fields.map((field) => `${field.key}: ${valueOf(field)},`).join("\n");
  const controls = fields.map((field) => controlOf(field, look)).join("\n");
  const hasNumber = fields.some((field) => field.type === "number");
  const hasText = fields.some((field) => field.type !== "boolean");
  const readers = [
    ...(hasText
      ? [`const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();\n`]
      : []),
    ...(hasNumber
      ? [
          `function number(form: FormData, name: string) {\n  const value = text(form, name);\n  return value === "" ? null : Number(value);\n}\n`,
        ]
      : []),
  ].join("\n");
  return `import type { ${type}Draft } from "${dataImport}";

interface Props {
  initial: ${type}Draft;
  /** What the button says: "Add" or "Save". */
  action: string;
  onSave: (draft: ${type}Draft) => void;
  onCancel: () => void;
}

${readers}
/** The fields of one ${one}. The browser checks what is required before it is saved. */
export function ${type}Form({ initial, action, onSave, onCancel }: Props) {
  function submit(form: FormData) {
    onSave({
${indented(values, 6)}
    });
  }

  return (
    <form action={submit} className="rounded-xl border ${look.line} ${look.surface} p-5 sm:p-6">
      <div className="grid gap-5 sm:grid-cols-2">
${indented(controls, 8)}
      </div>
      <div className="mt-6 flex gap-2">
        <button type="submit" className="${look.primary}">
          {action}
        </button>
        <button type="button" onClick={onCancel} className="${look.quiet}">
          Cancel
        </button>
      </div>
    </form>
  );
}
`;
}

function typeOf({ type }: EntityField): string {
  if (type === "number") return "number | null";
  return type === "boolean" ? "boolean" : "string";
}

function emptyOf({ type }: EntityField): string {
  if (type === "number") return "null";
  return type === "boolean" ? "false" : '""';
}

function valueOf({ type, key }: EntityField): string {
  if (type === "number") return `number(form, "${key}")`;
  return type === "boolean" ? `form.has("${key}")` : `text(form, "${key}")`;
}

function controlOf(field: EntityField, look: Look): string {
  const { key, label, type, required } = field;
  if (type === "boolean") {
    return `<label className="flex items-center gap-2.5 self-end py-2 text-sm font-medium">
  <input type="checkbox" name="${key}" defaultChecked={initial.${key}} className="size-4" />
  ${label}
</label>`;
  }
  const attributes = [
    `name="${key}"`,
    `defaultValue={initial.${key}${type === "number" ? ' ?? ""' : ""}}`,
    ...(required ? ["required"] : []),
    `className="${look.input}"`,
  ];
  const isLong = type === "long-text";
  const element = isLong
    ? ["<textarea", "rows={4}", ...attributes]
    : ["<input", `type="${inputType(field)}"`, ...numberStep(field), ...attributes];
  const lines = [element[0], ...element.slice(1).map((part) => `    ${part}`), "  />"];
  return `<label className="block text-sm font-medium${isLong ? " sm:col-span-2" : ""}">
  ${label}
  ${lines.join("\n")}
</label>`;
}

function inputType({ type }: EntityField): string {
  switch (type) {
    case "number":
    case "email":
    case "date":
      return type;
    case "text":
    case "long-text":
    case "boolean":
      return "text";
    default:
      return unreachable(type);
  }
}

function numberStep({ type }: EntityField): readonly string[] {
  return type === "number" ? ['step="any"'] : [];
}
