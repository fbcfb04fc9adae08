import { type ReactElement, useState } from "react";
import { text } from "../messages/text.ts";
import { Button } from "./Button.tsx";
import { type Confirmation, useConfirmation } from "./confirm.ts";
import { Dialog, INITIAL_FOCUS } from "./Dialog.tsx";

/** Shows what {@link confirm} asks. Mounted once by the frame. */
export function ConfirmDialog(): ReactElement {
  const asked = useConfirmation((state) => state.asked);
  // Kept while the dialog leaves, so that its words do not vanish before it does.
  const [shown, setShown] = useState<Confirmation | null>(asked);
  if (asked !== null && asked !== shown) setShown(asked);
  return (
    <Dialog
      open={asked !== null}
      onClose={() => asked?.answer(false)}
      title={shown?.title ?? ""}
      description={shown?.body ?? ""}
      footer={
        <>
          <Button
            {...(shown?.danger === true ? INITIAL_FOCUS : {})}
            onClick={() => asked?.answer(false)}
          >
            {text.ui.cancel}
          </Button>
          <Button
            {...(shown?.danger === true ? {} : INITIAL_FOCUS)}
            tone={shown?.danger === true ? "danger" : "primary"}
            onClick={() => asked?.answer(true)}
          >
            {shown?.action}
          </Button>
        </>
      }
    >
      <div className="h-2" />
    </Dialog>
  );
}
