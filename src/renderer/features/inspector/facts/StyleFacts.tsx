import type { ReactElement } from "react";
import { FilePath } from "../../../../common/apps/filePath.ts";
import type { ElementFacts, StyleFact } from "../../../../common/apps/pageElement.ts";
import { useAppFiles } from "../../../client/appFiles.ts";
import { openFile } from "../../../client/editorIntents.ts";
import { text } from "../../../messages/text.ts";
import { Fact } from "./FactSection.tsx";

const words = text.inspect.facts;

/** Computed values, each with the rule that won and the file it is in. */
export function StyleFacts({ facts }: { readonly facts: ElementFacts }): ReactElement {
  return (
    <>
      <dl className="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-1 font-mono text-xs">
        {facts.styles.map((style) => (
          <Fact key={style.property} name={style.property}>
            <span className="text-fg">{style.value}</span>
            <Rule rule={style.rule} />
          </Fact>
        ))}
      </dl>
      {facts.unreadableSheets > 0 && (
        <p className="pt-1 text-xs text-fg-3">{words.unreadable(facts.unreadableSheets)}</p>
      )}
    </>
  );
}

function Rule({ rule }: { readonly rule: StyleFact["rule"] }): ReactElement | null {
  if (rule === null) return null;
  const { selector, declared, important, conditions, sheet } = rule;
  return (
    <span className="flex min-w-0 gap-1.5 text-fg-3" title={`${selector} { ${declared} }`}>
      <span className="min-w-0 truncate">{[...conditions, selector].join(" ")}</span>
      {important && <span className="shrink-0 text-warn">{words.important}</span>}
      {sheet !== null && <Sheet name={sheet} />}
    </span>
  );
}

/** A file of the app can be opened; the page's word for it is checked against the files there are. */
function Sheet({ name }: { readonly name: string }): ReactElement {
  const path = FilePath.safeParse(name).data;
  const isThere = useAppFiles(
    ({ index }) => path !== undefined && index?.entries.has(path) === true,
  );
  const short = name.slice(name.lastIndexOf("/") + 1);
  if (path === undefined || !isThere) return <span className="shrink-0">{short}</span>;
  return (
    <button
      type="button"
      onClick={() => openFile(path, { pinned: false })}
      className="shrink-0 rounded-sm text-accent underline-offset-2 hover:underline"
    >
      {short}
    </button>
  );
}
