import type { ReactElement } from "react";
import type { LoggedValue } from "../../../common/apps/pageCapture.ts";
import { ValueText } from "./ValueTree.tsx";

const MAX_COLUMNS = 12;

type ObjectValue = Extract<LoggedValue, { kind: "object" }>;

/** What `console.table` was given: a row per entry, a column per name. */
export function LoggedTable({ value }: { readonly value: ObjectValue }): ReactElement {
  const columns = columnsOf(value);
  return (
    <div className="my-1 max-w-full overflow-x-auto">
      <table className="border-collapse text-left">
        <thead>
          <tr>
            <th className="border border-line px-2 py-0.5 font-normal text-fg-3" />
            {columns.map((column) => (
              <th key={column} className="border border-line px-2 py-0.5 font-semibold text-fg-2">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.entries.map(([name, row], at) => (
            <tr key={`${at} ${name}`}>
              <td className="border border-line px-2 py-0.5 text-fg-3">{name}</td>
              {columns.map((column) => (
                <td key={column} className="border border-line px-2 py-0.5">
                  <Cell row={row} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const VALUES = "";

function Cell({ row, column }: { readonly row: LoggedValue; readonly column: string }) {
  if (column === VALUES) return row.kind === "object" ? null : <ValueText value={row} nested />;
  const found = row.kind === "object" ? row.entries.find(([name]) => name === column) : undefined;
  return found === undefined ? null : <ValueText value={found[1]} nested />;
}

/** Names of all rows in the order they are met; one without a name for rows that are no objects. */
function columnsOf({ entries }: ObjectValue): readonly string[] {
  const names = new Set<string>();
  for (const [, row] of entries) {
    if (row.kind === "object") for (const [name] of row.entries) names.add(name);
  }
  const shown = [...names].slice(0, MAX_COLUMNS);
  return entries.some(([, row]) => row.kind !== "object") ? [VALUES, ...shown] : shown;
}
