import { ShieldQuestion } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { App } from "../../../common/contracts/apps.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, INITIAL_FOCUS } from "../../ui/Dialog.tsx";
import { answerTrust, useTrustRequest } from "./folders.ts";

const words = text.welcome.trust;

/** Asks before a folder's own programs run. Closing it trusts nothing. */
export function TrustDialog(): ReactElement {
  const asked = useTrustRequest((request) => request.app);
  // Kept while the dialog leaves, so that its words do not vanish before it does.
  const [app, setApp] = useState<App | null>(asked);
  if (asked !== null && asked !== app) setApp(asked);
  const answer = (trusted: boolean): void => {
    if (app !== null) void answerTrust(app, trusted);
  };
  return (
    <Dialog
      open={asked !== null}
      onClose={() => answer(false)}
      title={words.title}
      description={words.body(app?.name ?? "")}
      footer={
        <>
          <Button onClick={() => answer(true)}>{words.trust}</Button>
          <Button {...INITIAL_FOCUS} tone="primary" onClick={() => answer(false)}>
            {words.useDefault}
          </Button>
        </>
      }
    >
      <div className="flex gap-3 px-4 pt-2 pb-4">
        <ShieldQuestion aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
        <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 text-xs">
          <dt className="text-fg-3">{words.folder}</dt>
          <dd className="font-mono break-all text-fg">{app?.folder}</dd>
          <dt className="text-fg-3">{words.trust}</dt>
          <dd className="text-fg-2">{words.trustHint}</dd>
          <dt className="text-fg-3">{words.useDefault}</dt>
          <dd className="text-fg-2">{words.defaultHint}</dd>
        </dl>
      </div>
    </Dialog>
  );
}
