import { type ReactElement, useState } from "react";
import type { App } from "../../../common/contracts/apps.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";

const words = text.welcome;

interface RenameDialogProps {
  readonly app: App;
  readonly onClose: () => void;
}

export function RenameDialog({ app, onClose }: RenameDialogProps): ReactElement {
  const [name, setName] = useState(app.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const rename = async (): Promise<void> => {
    setBusy(true);
    try {
      await studio.apps.rename.mutate({ appId: app.id, name });
      onClose();
    } catch (thrown) {
      setError(toProblem(thrown).message);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.renameTitle}
      footer={
        <>
          <Button onClick={onClose}>{text.ui.cancel}</Button>
          <Button
            tone="primary"
            form="rename-app"
            type="submit"
            busy={busy}
            disabled={name.trim() === ""}
          >
            {words.rename}
          </Button>
        </>
      }
    >
      <form
        id="rename-app"
        className="px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <Field
          {...INITIAL_FOCUS}
          label={words.name}
          hint={words.renameHint}
          error={error}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
