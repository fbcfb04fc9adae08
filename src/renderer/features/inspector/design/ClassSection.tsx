import { X } from "lucide-react";
import { type ReactElement, useState } from "react";
import { text } from "../../../messages/text.ts";
import { CONTROL } from "./ControlRow.tsx";
import { requestEdit } from "./designEdits.ts";

const words = text.design;
const CLASS = /^[^\s"'`\\<>{}]{1,300}$/;

/** All classes of the element, to take away or to add by name. */
export function ClassSection({ classes }: { readonly classes: readonly string[] }): ReactElement {
  const [typed, setTyped] = useState("");
  const names = typed.split(/\s+/).filter((name) => CLASS.test(name));
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-1">
        {classes.map((name) => (
          <li
            key={name}
            className="flex h-5 max-w-full items-center rounded-sm border border-line bg-raised pl-1.5 font-mono text-[11px] text-fg-2"
          >
            <span className="truncate">{name}</span>
            <button
              type="button"
              aria-label={words.removeClass(name)}
              onClick={() => void requestEdit({ kind: "setClasses", add: [], remove: [name] })}
              className="grid size-5 shrink-0 place-items-center text-fg-3 hover:text-fg"
            >
              <X aria-hidden="true" className="size-3" strokeWidth={1.75} />
            </button>
          </li>
        ))}
      </ul>
      <input
        aria-label={words.classLabel}
        placeholder={words.classPlaceholder}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => {
          if (key !== "Enter" || names.length === 0) return;
          void requestEdit({ kind: "setClasses", add: names, remove: [] });
          setTyped("");
        }}
        className={`${CONTROL} font-mono`}
      />
    </div>
  );
}
