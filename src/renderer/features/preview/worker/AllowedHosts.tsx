import { X } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";
import { WorkerHost, type WorkerState } from "../../../../common/contracts/worker.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { Field } from "../../../ui/Field.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { allowHost, forbidHost } from "./workerActs.ts";

const words = text.worker;

/** The private hosts that the worker may reach, and a field for one more. */
export function AllowedHosts({ worker }: { readonly worker: WorkerState }): ReactElement {
  const { appId, allowed } = worker;
  const [host, setHost] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = WorkerHost.safeParse(host.trim());
    setWrong(!parsed.success);
    if (!parsed.success) return;
    setHost("");
    void allowHost(appId, parsed.data);
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-fg-3">{words.allowedHint}</p>
      {allowed.length > 0 && (
        <ul aria-label={words.allowed} className="flex flex-wrap gap-1.5">
          {allowed.map((name) => (
            <li
              key={name}
              className="flex items-center gap-0.5 rounded-md border border-line bg-raised pl-2 font-mono text-xs text-fg"
            >
              {name}
              <IconButton
                icon={X}
                size="sm"
                label={words.forbid(name)}
                onClick={() => void forbidHost(appId, name)}
              />
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="flex max-w-90 items-start gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={words.hostLabel}
            hideLabel
            placeholder={words.hostLabel}
            value={host}
            error={wrong ? words.hostWrong : null}
            className="h-6.5 text-xs"
            onChange={({ target }) => {
              setHost(target.value);
              setWrong(false);
            }}
          />
        </div>
        <Button size="sm" type="submit" disabled={host.trim() === ""}>
          {words.allow}
        </Button>
      </form>
    </div>
  );
}
