import { FileArchive } from "lucide-react";
import { type ReactElement, useRef, useState } from "react";
import { parseRepositoryPlace } from "../../../common/apps/repositoryUrl.ts";
import { formatBytes } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import {
  closeImport,
  importRepository,
  importZip,
  type Importing,
  stopImport,
  useImporting,
} from "./importing.ts";
import { ImportProgress } from "./ImportProgress.tsx";
import { WelcomeProblem } from "./WelcomeProblem.tsx";

const words = text.importApp;
const FORM = "import-app";

/** Makes an app from a repository or a zip. */
export function ImportDialog(): ReactElement | null {
  const { open, state } = useImporting();
  return open ? <Opened state={state} /> : null;
}

function Opened({ state }: { readonly state: Importing }): ReactElement {
  const [from, setFrom] = useState<"git" | "zip">("git");
  const [url, setUrl] = useState("");
  const [history, setHistory] = useState(true);
  const [token, setToken] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const isBusy = state.kind === "uploading" || state.kind === "running";
  const isReady = from === "git" ? parseRepositoryPlace(url) !== null : file !== null;
  const needsToken = state.kind === "failed" && state.problem.code === "account-refused";
  const submit = (): void => {
    if (from === "git") void importRepository(url, { history, token: token.trim() });
    else if (file !== null) void importZip(file);
  };
  return (
    <Dialog
      open
      onClose={() => void closeImport()}
      title={words.title}
      description={words.description}
      footer={
        isBusy ? (
          <Button onClick={() => void stopImport()}>{words.stop}</Button>
        ) : (
          <>
            <Button onClick={() => void closeImport()}>{text.ui.cancel}</Button>
            <Button tone="primary" type="submit" form={FORM} disabled={!isReady}>
              {words.start}
            </Button>
          </>
        )
      }
    >
      {isBusy ? (
        <ImportProgress state={state} />
      ) : (
        <form
          id={FORM}
          className="flex min-h-0 flex-col gap-3.5 overflow-auto px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) submit();
          }}
        >
          <div className="flex">
            <Segmented
              label={words.source}
              value={from}
              onChange={setFrom}
              segments={[
                { id: "git", label: words.git },
                { id: "zip", label: words.zip },
              ]}
            />
          </div>
          {from === "git" ? (
            <>
              <Field
                {...INITIAL_FOCUS}
                label={words.url}
                hint={words.urlHint}
                error={url.trim() !== "" && !isReady ? words.urlInvalid : null}
                placeholder="github.com/you/app"
                spellCheck={false}
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
              <label className="flex items-start gap-2 text-xs">
                <input
                  type="checkbox"
                  checked={history}
                  onChange={(event) => setHistory(event.target.checked)}
                  className="mt-0.5 accent-accent-solid"
                />
                <span>
                  <span className="block text-fg">{words.history}</span>
                  <span className="block text-fg-3">{words.historyHint}</span>
                </span>
              </label>
            </>
          ) : (
            <ZipChoice file={file} onChoose={setFile} />
          )}
          {state.kind === "failed" && (
            <WelcomeProblem title={words.failed} problem={state.problem} />
          )}
          {needsToken && (
            <Field
              label={words.enterToken}
              hint={words.tokenHint}
              type="password"
              autoComplete="off"
              value={token}
              onChange={(event) => setToken(event.target.value)}
            />
          )}
        </form>
      )}
    </Dialog>
  );
}

interface ZipChoiceProps {
  readonly file: File | null;
  readonly onChoose: (file: File) => void;
}

function ZipChoice({ file, onChoose }: ZipChoiceProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex items-center gap-3">
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label={words.choose}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) onChoose(chosen);
        }}
      />
      <Button icon={FileArchive} onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
      <p className="min-w-0 truncate text-xs text-fg-2">
        {file === null ? words.noFile : words.chosen(file.name, formatBytes(file.size))}
      </p>
    </div>
  );
}
