import { type ReactElement, useState } from "react";
import type { TerminalInfo } from "../../../common/contracts/terminal.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { renameTerminal, useTerminalList, useTerminalView } from "./terminals.ts";

const words = text.terminal;
const FORM = "rename-terminal";

const close = (): void => useTerminalView.setState({ renaming: null });

/** Asks for a terminal's name. */
export function RenameTerminal(): ReactElement | null {
  const renaming = useTerminalView((view) => view.renaming);
  const info = useTerminalList(({ value }) => value?.find(({ id }) => id === renaming));
  return info === undefined ? null : <Form key={info.id} info={info} />;
}

function Form({ info }: { readonly info: TerminalInfo }): ReactElement {
  const [name, setName] = useState(info.name ?? "");
  return (
    <Dialog
      open
      onClose={close}
      title={words.renameTitle}
      footer={
        <>
          <Button onClick={close}>{text.ui.cancel}</Button>
          <Button tone="primary" form={FORM} type="submit">
            {words.rename}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          void renameTerminal(info.id, name);
          close();
        }}
      >
        <Field
          {...INITIAL_FOCUS}
          label={words.name}
          hint={words.nameHint}
          value={name}
          placeholder={info.program}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
