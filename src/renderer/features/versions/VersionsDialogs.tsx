import { type ReactElement, useEffect, useState } from "react";
import {
  Author,
  BranchName,
  type CommitId,
  RemoteUrl,
} from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { changeSettings } from "../../client/settings.ts";
import { useRepository } from "../../client/versions.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { createBranch, renameBranch } from "./branchActs.ts";
import { BranchesDialog } from "./BranchesDialog.tsx";
import { keepDraft } from "./draftMessage.ts";
import { FieldDialog } from "./FieldDialog.tsx";
import { signFiles } from "./fileSigns.ts";
import { setRemote, takeToken } from "./remoteActs.ts";
import { closeDialog, forgetView, useVersionsView } from "./versionsView.ts";

const words = text.versions;

/** The dialogs of versions, and what is shown of them elsewhere; mounted all the time. */
export function VersionsDialogs(): ReactElement | null {
  const appId = useCurrentApp((current) => current.appId);
  const dialog = useVersionsView((view) => view.dialog);
  useEffect(signFiles, []);
  useEffect(keepDraft, []);
  useEffect(() => forgetView, [appId]);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "branches":
      return <BranchesDialog />;
    case "remote":
      return <RemoteDialog />;
    case "token":
      return <TokenDialog host={dialog.host} next={dialog.next} />;
    case "author":
      return <AuthorDialog next={dialog.next} />;
    case "rename":
      return <NameDialog branch={dialog.branch} />;
    case "branchAt":
      return <NameDialog at={dialog.commit} />;
  }
}

function AuthorDialog({ next }: { readonly next: () => void }): ReactElement {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const author = Author.safeParse({ name, email });
  const save = async (): Promise<void> => {
    await changeSettings({ "versions.name": name.trim(), "versions.email": email.trim() });
    closeDialog();
    next();
  };
  return (
    <FieldDialog
      title={words.author.title}
      description={words.author.description}
      action={words.author.save}
      ready={author.success}
      onSubmit={() => void save()}
    >
      <Field
        {...INITIAL_FOCUS}
        label={words.author.name}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={words.author.email}
        type="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
    </FieldDialog>
  );
}

function RemoteDialog(): ReactElement {
  const current = useRepository()?.remote?.url ?? null;
  const [url, setUrl] = useState(current ?? "");
  const parsed = RemoteUrl.safeParse(url);
  return (
    <FieldDialog
      title={words.remote.title}
      description={words.remote.description}
      action={words.remote.save}
      ready={parsed.success}
      onSubmit={() => parsed.success && void setRemote(parsed.data)}
      aside={
        current !== null && (
          <Button tone="quiet" onClick={() => void setRemote(null)}>
            {words.remote.remove}
          </Button>
        )
      }
    >
      <Field
        {...INITIAL_FOCUS}
        label={words.remote.url}
        hint={words.remote.hint}
        error={url.trim() !== "" && !parsed.success ? words.remote.invalid : null}
        spellCheck={false}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
    </FieldDialog>
  );
}

interface TokenDialogProps {
  readonly host: string;
  readonly next: () => void;
}

function TokenDialog({ host, next }: TokenDialogProps): ReactElement {
  const [token, setToken] = useState("");
  return (
    <FieldDialog
      title={words.token.title(host)}
      description={words.token.description}
      action={words.token.save}
      ready={token.trim() !== ""}
      onSubmit={() => void takeToken(host, token.trim(), next)}
    >
      <Field
        {...INITIAL_FOCUS}
        label={words.token.label}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
    </FieldDialog>
  );
}

interface NameDialogProps {
  /** The branch that gets another name. */
  readonly branch?: string;
  /** The commit a new branch begins at. */
  readonly at?: CommitId;
}

function NameDialog({ branch, at }: NameDialogProps): ReactElement {
  const [name, setName] = useState(branch ?? "");
  const parsed = BranchName.safeParse(name.trim());
  const submit = (): void => {
    if (!parsed.success) return;
    if (branch !== undefined) void renameBranch(branch, parsed.data);
    else void createBranch(parsed.data, at ?? null);
  };
  return (
    <FieldDialog
      title={branch === undefined ? words.branchHere : words.branches.renameTitle(branch)}
      {...(at === undefined ? {} : { description: words.branches.createAt(at.slice(0, 7)) })}
      action={branch === undefined ? words.branchHere : words.branches.rename}
      ready={parsed.success && parsed.data !== branch}
      onSubmit={submit}
    >
      <Field
        {...INITIAL_FOCUS}
        label={words.branches.newName}
        error={name.trim() !== "" && !parsed.success ? words.branches.invalid : null}
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FieldDialog>
  );
}
