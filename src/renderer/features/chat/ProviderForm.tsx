import { Trash2 } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";
import {
  ProviderKind,
  type ProviderTest,
  type ProviderView,
} from "../../../common/contracts/chat.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import {
  emptyForm,
  formOf,
  type ProviderFields,
  removeProvider,
  saveProvider,
  testProvider,
} from "./providerActs.ts";

const words = text.chat.providers;

interface ProviderFormProps {
  /** Null for one that is added. */
  readonly provider: ProviderView | null;
  readonly onDone: () => void;
}

export function ProviderForm({ provider, onDone }: ProviderFormProps): ReactElement {
  const [fields, setFields] = useState(provider === null ? emptyForm() : formOf(provider));
  const [test, setTest] = useState<ProviderTest | null>(null);
  const [busy, setBusy] = useState<"save" | "test" | null>(null);
  const change = (changed: Partial<ProviderFields>): void => {
    setFields({ ...fields, ...changed });
    setTest(null);
  };
  const save = async (then: "close" | "test"): Promise<void> => {
    setBusy(then === "close" ? "save" : "test");
    const saved = await saveProvider(fields);
    if (saved !== null) setFields({ ...fields, id: saved, key: "" });
    if (saved !== null && then === "test") setTest(await testProvider(saved));
    setBusy(null);
    if (saved !== null && then === "close") onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save("close");
  };
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-auto px-4 pt-2 pb-3">
        <Inputs fields={fields} hasKey={provider?.hasKey === true} onChange={change} />
        {test !== null && (
          <p
            role="status"
            className={`rounded-md px-2.5 py-1.5 text-xs text-fg ${test.ok ? "bg-ok-soft" : "bg-err-soft"}`}
          >
            {test.message}
          </p>
        )}
      </div>
      <footer className="flex items-center gap-2 border-t border-line px-4 py-3">
        {provider !== null && (
          <Button
            tone="quiet"
            icon={Trash2}
            onClick={() => void removeProvider(provider).then((gone) => gone && onDone())}
          >
            {words.remove}
          </Button>
        )}
        <span className="flex-1" />
        <Button onClick={onDone}>{text.ui.cancel}</Button>
        <Button busy={busy === "test"} onClick={() => void save("test")}>
          {words.test}
        </Button>
        <Button tone="primary" type="submit" busy={busy === "save"}>
          {words.save}
        </Button>
      </footer>
    </form>
  );
}

interface InputsProps {
  readonly fields: ProviderFields;
  readonly hasKey: boolean;
  readonly onChange: (changed: Partial<ProviderFields>) => void;
}

function Inputs({ fields, hasKey, onChange }: InputsProps): ReactElement {
  return (
    <>
      <label className="flex flex-col gap-1.5 text-xs text-fg-2">
        {words.kind}
        <select
          value={fields.kind}
          disabled={fields.id !== null}
          onChange={(event) => onChange(emptyForm(ProviderKind.parse(event.target.value)))}
          className="h-8 rounded-md border border-line-strong bg-raised px-1.5 text-sm text-fg"
        >
          {ProviderKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <Field
        label={words.name}
        value={fields.title}
        maxLength={80}
        required
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Field
        label={words.key}
        hint={hasKey ? words.keyKept : words.keyUse[fields.kind]}
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder={hasKey ? words.keyUnchanged : ""}
        value={fields.key}
        onChange={(event) => onChange({ key: event.target.value })}
      />
      <Field
        label={words.address}
        hint={words.addressHint[fields.kind]}
        type="url"
        value={fields.baseUrl}
        required={fields.kind === "compatible"}
        onChange={(event) => onChange({ baseUrl: event.target.value })}
      />
      <Field
        label={words.models}
        hint={words.modelsHint}
        value={fields.models}
        spellCheck={false}
        onChange={(event) => onChange({ models: event.target.value })}
      />
    </>
  );
}
