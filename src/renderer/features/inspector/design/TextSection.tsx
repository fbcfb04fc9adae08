import { type ReactElement, useState } from "react";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { requestEdit } from "./designEdits.ts";
import { endTweak, tweakText } from "./tweak.ts";

const words = text.design;

/** The element's own text; what is typed shows on the page at once. */
export function TextSection({ value }: { readonly value: string }): ReactElement {
  const [typed, setTyped] = useState(value);
  const apply = (): void => void requestEdit({ kind: "setText", text: typed });
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        aria-label={words.textLabel}
        rows={Math.min(6, Math.ceil(typed.length / 34) || 1)}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          tweakText(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            apply();
          }
          if (event.key === "Escape") {
            setTyped(value);
            endTweak();
          }
        }}
        className="w-full resize-none rounded-md border border-line bg-raised px-2 py-1.5 text-xs text-fg hover:border-line-strong"
      />
      {typed !== value && (
        <Button size="sm" className="self-start" onClick={apply}>
          {words.textApply}
        </Button>
      )}
    </div>
  );
}
