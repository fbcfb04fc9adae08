import type { Look } from "../app/look.ts";
import type { Entity, EntityField } from "./entity.ts";
import { indented } from "./jsx.ts";

/** Columns a table shows well; the rest is in the form. */
const MAX_COLUMNS = 4;

export interface ListImports {
  readonly data: string;
  readonly form: string;
}

/** The list with its search, its form, and what can be done with each entry. */
export function listSource(entity: Entity, look: Look, imports: ListImports): string {
  const { type, list, title, one } = entity;
  return `import { useState } from "react";
import { ${type}Form } from "${imports.form}";
import { ${list}, empty${type}, type ${type} } from "${imports.data}";

/** Everything on one screen: find, add, change, delete. */
export function ${type}List() {
  const all = ${list}.useAll();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<${type} | "new" | null>(null);
  const words = query.trim().toLowerCase();
  const found = all.filter((item) => Object.values(item).join(" ").toLowerCase().includes(words));

  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end gap-3">
        <label className="min-w-48 flex-1 text-sm font-medium">
          Find
          <input
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="${look.input}"
          />
        </label>
        <button type="button" onClick={() => setOpen("new")} className="${look.primary}">
          New ${one}
        </button>
      </div>
      {open === "new" && (
        <${type}Form
          initial={empty${type}}
          action="Add"
          onSave={(draft) => {
            ${list}.add(draft);
            setOpen(null);
          }}
          onCancel={() => setOpen(null)}
        />
      )}
      {open !== null && open !== "new" && (
        <${type}Form
          key={open.id}
          initial={open}
          action="Save"
          onSave={(draft) => {
            ${list}.update(open.id, draft);
            setOpen(null);
          }}
          onCancel={() => setOpen(null)}
        />
      )}
      {found.length > 0 ? (
        <${type}Table items={found} onEdit={setOpen} />
      ) : (
        <p className="rounded-xl border border-dashed ${look.line} px-6 py-12 text-center ${look.soft}">
          {all.length === 0 ? "No ${title.toLowerCase()} yet. Add the first one." : "Nothing matches."}
        </p>
      )}
    </div>
  );
}

${tableSource(entity, look)}
${rowSource(entity, look)}`;
}

function tableSource({ type, title, fields }: Entity, look: Look): string {
  const heads = columns(fields).map(
    (field, index) =>
      `<th scope="col" className="${cellClasses(field, index)} font-medium">
  ${field.label}
</th>`,
  );
  return `function ${type}Table({ items, onEdit }: { items: ${type}[]; onEdit: (item: ${type}) => void }) {
  return (
    <div className="overflow-x-auto rounded-xl border ${look.line} ${look.surface}">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">${title}</caption>
        <thead className="border-b ${look.line} ${look.soft}">
          <tr>
${indented(heads.join("\n"), 12)}
            <th scope="col" className="px-4 py-3">
              <span className="sr-only">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y ${look.divide}">
          {items.map((item) => (
            <${type}Row key={item.id} item={item} onEdit={() => onEdit(item)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
`;
}

function rowSource({ type, list, fields }: Entity, look: Look): string {
  const cells = columns(fields).map(
    (field, index) =>
      `<td className="${cellClasses(field, index)}${index === 0 ? " font-medium" : ""}">${cellOf(field)}</td>`,
  );
  return `function ${type}Row({ item, onEdit }: { item: ${type}; onEdit: () => void }) {
  const [asking, setAsking] = useState(false);

  return (
    <tr>
${indented(cells.join("\n"), 6)}
      <td className="px-4 py-3 text-right whitespace-nowrap">
        {asking ? (
          <>
            <span className="mr-3 ${look.soft}">Delete this?</span>
            <button
              type="button"
              onClick={() => ${list}.remove(item.id)}
              className="mr-3 font-medium ${look.bad} hover:underline"
            >
              Delete
            </button>
            <button type="button" onClick={() => setAsking(false)} className="hover:underline">
              Keep
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              onClick={onEdit}
              className="mr-3 font-medium ${look.accentText} hover:underline"
            >
              Edit
            </button>
            <button
              type="button"
              onClick={() => setAsking(true)}
              className="${look.soft} hover:underline"
            >
              Delete
            </button>
          </>
        )}
      </td>
    </tr>
  );
}
`;
}

function columns(fields: readonly EntityField[]): readonly EntityField[] {
  return fields.filter(({ type }) => type !== "long-text").slice(0, MAX_COLUMNS);
}

/** Narrow screens show the first two columns. */
function cellClasses({ type }: EntityField, index: number): string {
  const aligned = type === "number" ? " text-right tabular-nums" : "";
  return `px-4 py-3${aligned}${index > 1 ? " hidden md:table-cell" : ""}`;
}

function cellOf({ type, key }: EntityField): string {
  if (type === "boolean") return `{item.${key} ? "Yes" : "No"}`;
  return type === "number" ? `{item.${key}?.toLocaleString()}` : `{item.${key}}`;
}
