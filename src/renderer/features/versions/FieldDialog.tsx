import { type ReactElement, type ReactNode, useId } from "react";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { closeDialog, useVersionsView } from "./versionsView.ts";

interface FieldDialogProps {
  readonly title: string;
  readonly description?: string;
  /** The verb on the button. */
  readonly action: string;
  readonly ready: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** What stands at the other side of the buttons. */
  readonly aside?: ReactNode;
}

/** A dialog of one or two fields that Enter accepts. */
export function FieldDialog(props: FieldDialogProps): ReactElement {
  const { title, description, action, ready, onSubmit, children, aside } = props;
  const busy = useVersionsView((view) => view.busy);
  const problem = useVersionsView((view) => view.problem);
  const id = useId();
  return (
    <Dialog
      open
      onClose={closeDialog}
      title={title}
      {...(description === undefined ? {} : { description })}
      footer={
        <>
          <span className="min-w-0 flex-1">{aside}</span>
          <Button onClick={closeDialog}>{text.ui.cancel}</Button>
          <Button tone="primary" type="submit" form={id} busy={busy} disabled={!ready}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="flex flex-col gap-3 px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onSubmit();
        }}
      >
        {children}
        {problem !== null && (
          <p role="alert" className="text-xs text-err">
            {problem.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}
