import type { ReactElement } from "react";
import { fileName, parentPath } from "../../../common/apps/filePath.ts";
import type { Commit, CommittedChange } from "../../../common/contracts/versions.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { compareCommitted } from "./compare.ts";
import { FileLabel } from "./FileLabel.tsx";

const words = text.versions;
const TONES = {
  added: "text-ok",
  modified: "text-warn",
  deleted: "text-err",
  renamed: "text-info",
};

interface CommittedRowViewProps {
  readonly commit: Commit;
  readonly change: CommittedChange;
}

/** A file that a commit changed; a click shows how. */
export function CommittedRowView({ commit, change }: CommittedRowViewProps): ReactElement {
  const { path, kind, from } = change;
  const { letter, title } = words.letters[kind];
  const name = fileName(path);
  return (
    <button
      type="button"
      title={from === null ? path : `${from} → ${path}`}
      aria-label={words.compare(name)}
      onClick={() => void compareCommitted(commit, change)}
      className="relative flex h-6 w-full items-center gap-1.5 pr-3 pl-9 text-left text-xs hover:bg-hover"
    >
      <span
        aria-hidden="true"
        className="absolute top-0 bottom-0 left-[17px] w-px bg-line-strong"
      />
      <span className="flex min-w-0 flex-1 items-center gap-1.5">
        <FileLabel name={name} folder={parentPath(path)} gone={kind === "deleted"} />
      </span>
      <span
        role="img"
        aria-label={title}
        className={classNames("w-4 shrink-0 text-center font-mono", TONES[kind])}
      >
        {letter}
      </span>
    </button>
  );
}
