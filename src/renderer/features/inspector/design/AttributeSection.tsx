import { X } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { NamedValue } from "../../../../common/apps/pageElement.ts";
import { text } from "../../../messages/text.ts";
import { CONTROL } from "./ControlRow.tsx";
import { requestEdit } from "./designEdits.ts";

const words = text.design;

/** Set by the code, by Studio, or by controls of their own. */
const HIDDEN = /^(class|style|on.*|data-studio.*)$/i;
const NAME = /^[a-zA-Z][a-zA-Z0-9-]{0,60}$/;

/** Attributes with values that are written in the source; a picture's address among them. */
export function AttributeSection({
  attributes,
}: {
  readonly attributes: readonly NamedValue[];
}): ReactElement {
  const [name, setName] = useState("");
  const shown = attributes.filter((attribute) => !HIDDEN.test(attribute.name));
  return (
    <div className="flex flex-col gap-1">
      {shown.map((attribute) => (
        <AttributeRow key={attribute.name} name={attribute.name} value={attribute.value} />
      ))}
      <div className="grid grid-cols-[4.75rem_minmax(0,1fr)_1.25rem] gap-1.5">
        <input
          aria-label={words.attributeName}
          placeholder={words.attributeName}
          value={name}
          onChange={({ target }) => setName(target.value)}
          className={CONTROL}
        />
        <input
          aria-label={words.attributeValue}
          placeholder={words.attributeValue}
          onKeyDown={({ key, currentTarget }) => {
            if (key !== "Enter" || !NAME.test(name)) return;
            void requestEdit({ kind: "setAttribute", name, value: currentTarget.value });
          }}
          className={CONTROL}
        />
      </div>
    </div>
  );
}

function AttributeRow({
  name,
  value,
}: {
  readonly name: string;
  readonly value: string;
}): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (next: string): void => {
    const isImage = name === "src" && next !== "";
    void requestEdit(
      isImage
        ? { kind: "replaceImage", src: next, isFile: false }
        : { kind: "setAttribute", name, value: next },
    );
    setTyped(null);
  };
  return (
    <div className="grid h-7 grid-cols-[4.75rem_minmax(0,1fr)_1.25rem] items-center gap-1.5">
      <span className="truncate font-mono text-[11px] text-fg-2" title={name}>
        {name}
      </span>
      <input
        aria-label={name}
        value={typed ?? value}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") commit(currentTarget.value);
          if (key === "Escape") setTyped(null);
        }}
        className={CONTROL}
      />
      <button
        type="button"
        aria-label={words.removeAttribute(name)}
        onClick={() => void requestEdit({ kind: "removeAttribute", name })}
        className="grid size-5 place-items-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg"
      >
        <X aria-hidden="true" className="size-3" strokeWidth={1.75} />
      </button>
    </div>
  );
}
