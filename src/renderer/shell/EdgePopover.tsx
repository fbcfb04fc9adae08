import { Check, Copy, Eye, RotateCw } from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import type { EdgeHealth } from "../../common/contracts/studio.ts";
import type { EdgeAccess } from "../../common/contracts/worker.ts";
import { useSettings } from "../client/facts.ts";
import { changeSettings } from "../client/settings.ts";
import { studio } from "../client/studio.ts";
import { formatNumber } from "../messages/format.ts";
import { text } from "../messages/text.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Popover } from "../ui/Popover.tsx";
import { useCopy } from "../ui/useCopy.ts";
import { attempt } from "./attempt.ts";

const words = text.edge;

interface Props {
  readonly health: EdgeHealth | null;
  readonly trigger: ReactNode;
}

/** How the local edge is, where its API answers, and whether it stays when Studio is closed. */
export function EdgePopover({ health, trigger }: Props): ReactElement {
  return (
    <Popover trigger={trigger} title={words.title} className="w-105">
      {health?.reason !== null && health !== null && (
        <p className="break-words text-fg-2">{health.reason}</p>
      )}
      {health !== null && <Facts health={health} />}
      <KeepServing />
      <Button
        size="sm"
        icon={RotateCw}
        onClick={() => void attempt(() => studio.edge.restart.mutate())}
      >
        {words.restart}
      </Button>
    </Popover>
  );
}

function Facts({ health }: { readonly health: EdgeHealth }): ReactElement {
  const access = useAccess(health.state === "up");
  return (
    <>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)_24px] items-center gap-x-3 gap-y-1">
        {health.port !== null && (
          <Fact name={words.previews} value={words.previewsAt(health.port)} />
        )}
        <Fact name={words.scripts} value={formatNumber(health.scripts)} />
        {health.quarantined.map(({ namespace, script, reason }) => (
          <Fact
            key={`${namespace}/${script}`}
            name={words.quarantined}
            value={`${script}: ${reason}`}
          />
        ))}
        {access !== null && (
          <>
            <Fact name={words.api} value={access.restUrl} copyable />
            <Fact name={words.account} value={access.accountId} copyable />
            <Fact name={words.namespace} value={access.namespace} copyable />
            <Token />
          </>
        )}
      </dl>
      <p className="text-fg-3">{access === null ? words.unreachable : words.use}</p>
      {access?.adopted === true && <p className="text-fg-3">{words.adopted}</p>}
    </>
  );
}

/** Asked for each time the popover opens: the API has another port after each start. */
function useAccess(isUp: boolean): EdgeAccess | null {
  const [access, setAccess] = useState<EdgeAccess | null>(null);
  useEffect(() => {
    let ended = false;
    if (!isUp) return undefined;
    studio.edge.access.query().then(
      (found) => !ended && setAccess(found),
      // It went down meanwhile, which the health tells.
      () => !ended && setAccess(null),
    );
    return () => {
      ended = true;
    };
  }, [isUp]);
  return isUp ? access : null;
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly copyable?: boolean;
}

function Fact({ name, value, copyable = false }: FactProps): ReactElement {
  return (
    <>
      <dt className="text-fg-3">{name}</dt>
      <dd className="font-mono break-all text-fg">{value}</dd>
      {copyable ? <CopyButton name={name} value={value} /> : <span className="h-6" />}
    </>
  );
}

function CopyButton({ name, value }: { name: string; value: string }): ReactElement {
  const { copied, copy } = useCopy();
  return (
    <IconButton
      icon={copied ? Check : Copy}
      size="sm"
      label={copied ? words.copied : words.copyOf(name)}
      onClick={() => void copy(value)}
    />
  );
}

/** Not fetched before it is asked for, and forgotten when the popover closes. */
function Token(): ReactElement {
  const [token, setToken] = useState<string | null>(null);
  if (token !== null) return <Fact name={words.token} value={token} copyable />;
  const reveal = async (): Promise<void> => {
    const revealed = await studio.edge.revealToken.mutate();
    setToken(revealed.token);
  };
  return (
    <>
      <dt className="text-fg-3">{words.token}</dt>
      <dd className="font-mono tracking-widest text-fg-3">••••••••</dd>
      <IconButton icon={Eye} size="sm" label={words.reveal} onClick={() => void attempt(reveal)} />
    </>
  );
}

function KeepServing(): ReactElement {
  const keep = useSettings(({ value }) => value?.["preview.keepServing"] ?? false);
  return (
    <label className="flex items-start gap-2 border-t border-line pt-3 text-fg">
      <input
        type="checkbox"
        checked={keep}
        onChange={({ target }) => void changeSettings({ "preview.keepServing": target.checked })}
        className="mt-0.5 size-3.5 accent-accent"
      />
      <span className="flex flex-col gap-0.5">
        {words.keep}
        <span className="text-fg-3">{words.keepHint}</span>
      </span>
    </label>
  );
}
