import { ArrowLeft, Save } from "lucide-react";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import type { SettingsDocument } from "../../../common/contracts/settings.ts";
import { settingsJsonSchema } from "../../../common/contracts/settingFields.ts";
import { type CodeField, useCodeFields } from "../../client/codeField.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { useSettingsFiles } from "../../client/settingsFiles.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { addCommands } from "../../ui/commands.ts";
import { SNIPPETS_SCHEMA } from "./snippetsSchema.ts";
import { useSettingsView } from "./settingsView.ts";
import {
  editTextDocument,
  keepMine,
  openTextDocument,
  refreshTextDocument,
  saveTextDocument,
  takeTheirs,
  useTextDocument,
} from "./textDocument.ts";

const words = text.settings.file;

/** A settings or snippets file as text, with completion and validation. */
export function TextPage({ kind }: { readonly kind: SettingsDocument["kind"] }): ReactElement {
  const scope = useSettingsView((view) => view.scope);
  const currentApp = useCurrentApp((current) => current.appId);
  const appId = scope === "app" ? currentApp : null;
  useEffect(() => {
    void openTextDocument({ kind, appId });
    return useSettingsFiles.subscribe(() => void refreshTextDocument());
  }, [kind, appId]);
  useSaveKey();
  const path = useTextDocument(({ disk }) => disk?.path ?? null);
  return (
    <>
      <TextHead name={`${kind}.json`} />
      <TextBars />
      {path !== null && (
        <Code
          key={path}
          path={`${appId ?? "user"}/${kind}.json`}
          kind={kind}
          inApp={appId !== null}
        />
      )}
    </>
  );
}

function TextHead({ name }: { readonly name: string }): ReactElement {
  const disk = useTextDocument((document) => document.disk);
  const dirty = useTextDocument((document) => document.draft !== null);
  return (
    <header className="flex items-center gap-3 border-b border-line px-4 py-2.5">
      <Button
        size="sm"
        tone="quiet"
        icon={ArrowLeft}
        onClick={() => useSettingsView.setState({ editing: null })}
      >
        {words.back}
      </Button>
      <h1 className="text-md font-semibold text-fg">{name}</h1>
      <span className="min-w-0 flex-1 truncate text-xs text-fg-3">{disk?.path}</span>
      {dirty && <span className="text-xs text-fg-2">{words.unsaved}</span>}
      <Button
        size="sm"
        tone="primary"
        icon={Save}
        disabled={!dirty}
        onClick={() => void saveTextDocument()}
      >
        {words.save}
      </Button>
    </header>
  );
}

/** What keeps the text from being saved. */
function TextBars(): ReactElement | null {
  const { theirs, problem } = useTextDocument();
  if (theirs !== null) {
    return (
      <div role="alert" className="flex items-center gap-2 bg-warn-soft px-4 py-2 text-sm text-fg">
        <span className="min-w-0 flex-1">{words.changedOnDisk}</span>
        <Button size="sm" onClick={keepMine}>
          {words.keepMine}
        </Button>
        <Button size="sm" onClick={takeTheirs}>
          {words.takeTheirs}
        </Button>
      </div>
    );
  }
  if (problem === null) return null;
  return (
    <p role="alert" className="bg-err-soft px-4 py-2 text-sm text-fg">
      {problem.message} {problem.next}
    </p>
  );
}

interface CodeProps {
  readonly path: string;
  readonly kind: SettingsDocument["kind"];
  readonly inApp: boolean;
}

function Code({ path, kind, inApp }: CodeProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const open = useCodeFields((fields) => fields.open);
  const [field, setField] = useState<CodeField | null>(null);
  const schema = useMemo(
    () => (kind === "snippets" ? SNIPPETS_SCHEMA : settingsJsonSchema(inApp ? "app" : "user")),
    [kind, inApp],
  );
  useEffect(() => {
    let gone = false;
    let made: CodeField | undefined;
    const { disk, draft } = useTextDocument.getState();
    if (host.current !== null && open !== null) {
      const options = { label: path, text: draft ?? disk?.text ?? "", path, schema };
      void open(host.current, { ...options, onEdit: editTextDocument }).then((opened) => {
        if (gone) return opened[Symbol.dispose]();
        made = opened;
        opened.focus();
        return setField(opened);
      });
    }
    return () => {
      gone = true;
      made?.[Symbol.dispose]();
    };
  }, [open, path, schema]);
  useEffect(
    () =>
      useTextDocument.subscribe(({ disk, draft }, before) => {
        if (disk !== before.disk && draft === null && disk !== null) field?.replace(disk.text);
      }),
    [field],
  );
  return <div ref={host} className="min-h-0 flex-1 bg-raised" />;
}

/** The key that saves a file saves this one while it is in front. */
function useSaveKey(): void {
  useEffect(
    () =>
      addCommands([
        {
          id: "settings.saveText",
          title: words.saveCommand,
          category: text.settings.title,
          key: "mod+s",
          first: true,
          run: saveTextDocument,
        },
      ]),
    [],
  );
}
