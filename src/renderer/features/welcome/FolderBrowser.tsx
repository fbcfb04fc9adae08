import { ArrowUp, Folder } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";
import type { FolderListing } from "../../../common/contracts/apps.ts";
import {
  browse,
  closeFolderBrowser,
  takeShownFolder,
  useFolderBrowser,
} from "../../client/folderChoice.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Field } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

const words = text.welcome.browser;

/** Chooses a folder of this machine where the shell has no dialog of its own. */
export function FolderBrowser(): ReactElement {
  const { request: asked, listing, busy } = useFolderBrowser();
  // Kept while the dialog leaves, so that its words do not change before it is gone.
  const [request, setRequest] = useState(asked);
  if (asked !== null && asked !== request) setRequest(asked);
  const purpose = request?.purpose;
  return (
    <Dialog
      open={asked !== null}
      onClose={closeFolderBrowser}
      title={purpose?.kind === "locate" ? words.locateTitle(purpose.app.name) : words.title}
      description={words.description}
      size="md"
      footer={
        <>
          <span className="min-w-0 flex-1 text-xs text-fg-2">
            {listing !== null && (listing.looksLikeApp ? words.looksLikeApp : words.notAnApp)}
          </span>
          <Button onClick={closeFolderBrowser}>{text.ui.cancel}</Button>
          <Button
            tone="primary"
            busy={busy !== null}
            disabled={listing === null}
            onClick={() => void takeShownFolder()}
          >
            {purpose?.kind === "locate" ? words.use : words.open}
          </Button>
        </>
      }
    >
      <PathForm key={listing?.folder ?? ""} listing={listing} />
      <div className="h-75 min-h-0 border-t border-line">
        <Contents />
      </div>
    </Dialog>
  );
}

/** The folders to go on to, or why they cannot be shown. */
function Contents(): ReactElement {
  const { listing, problem } = useFolderBrowser();
  if (problem !== null) {
    const again = (
      <Button tone="primary" onClick={() => void browse(listing?.folder ?? null)}>
        {text.ui.retry}
      </Button>
    );
    return (
      <ErrorState
        title={words.failed}
        cause={problem.message}
        next={problem.next}
        details={problem.details}
        action={again}
      />
    );
  }
  return listing === null ? <Skeleton /> : <FolderList listing={listing} />;
}

function PathForm({ listing }: { readonly listing: FolderListing | null }): ReactElement {
  const [path, setPath] = useState(listing?.folder ?? "");
  const parent = listing?.parent ?? null;
  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (path.trim() !== "") void browse(path.trim());
  };
  return (
    <form onSubmit={go} className="flex items-end gap-2 px-4 py-3">
      <IconButton
        icon={ArrowUp}
        label={words.up}
        size="lg"
        disabled={parent === null}
        onClick={() => void browse(parent)}
      />
      <div className="min-w-0 flex-1">
        <Field
          {...INITIAL_FOCUS}
          label={words.path}
          hideLabel
          spellCheck={false}
          className="font-mono text-xs"
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
      </div>
      <Button type="submit">{words.go}</Button>
    </form>
  );
}

function FolderList({ listing }: { readonly listing: FolderListing }): ReactElement {
  if (listing.folders.length === 0) return <EmptyState icon={Folder} title={words.empty} />;
  return (
    <ul aria-label={words.list} className="h-full overflow-auto p-1.5">
      {listing.folders.map((name) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => void browse(joinPath(listing.folder, name))}
            className="flex h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left text-sm text-fg hover:bg-hover"
          >
            <Folder aria-hidden="true" className="size-4 shrink-0 text-fg-3" strokeWidth={1.75} />
            <span className="truncate">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The host's folders are written the way its system writes them. */
function joinPath(folder: string, name: string): string {
  const separator = folder.includes("\\") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
