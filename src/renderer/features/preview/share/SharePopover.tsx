import { Share2 } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactElement } from "react";
import { SHARE_MINUTES, type ShareState } from "../../../../common/contracts/share.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { formatDuration, formatNumber } from "../../../messages/format.ts";
import { text } from "../../../messages/text.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dot } from "../../../ui/Dot.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { useCopy } from "../../../ui/useCopy.ts";
import { useNow } from "../../../ui/useNow.ts";
import { QrCode } from "./QrCode.tsx";
import {
  portOf,
  startSharing,
  stopSharing,
  usePublicAddress,
  useShare,
  useShareForm,
} from "./shareStore.ts";

const words = text.share;

/** Opens the preview to other devices, and shows how they get in. */
export function SharePopover({ disabled }: { readonly disabled: boolean }): ReactElement {
  const share = useShare();
  const link = share?.link ?? null;
  const isShared = link !== null;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton
          icon={Share2}
          label={isShared ? words.on : words.title}
          size="sm"
          pressed={isShared}
          disabled={disabled && !isShared}
        />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={words.title}
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-84 animate-in flex-col gap-3 overflow-y-auto rounded-lg border border-line-strong bg-raised p-3 text-xs text-fg shadow-pop outline-none"
        >
          {isShared ? <Shared link={link} /> : <Start problem={share?.problem ?? null} />}
          <Public />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const FIELD = "h-7 w-full rounded-md border border-line bg-panel px-2 text-xs text-fg";

function Start({ problem }: { readonly problem: ShareState["problem"] }): ReactElement {
  const { minutes, port, busy, failed } = useShareForm();
  const appId = useCurrentApp((current) => current.appId);
  const isWrong = portOf(port) === undefined;
  const said = failed ?? problem;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (appId !== null && !isWrong) void startSharing(appId);
      }}
    >
      <div>
        <h3 className="text-sm font-semibold">{words.title}</h3>
        <p className="text-fg-2">{words.intro}</p>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <label className="flex flex-col gap-1 text-fg-2">
          {words.minutes}
          <select
            value={minutes}
            onChange={({ target }) => {
              const chosen = SHARE_MINUTES.find((each) => String(each) === target.value);
              if (chosen !== undefined) useShareForm.setState({ minutes: chosen });
            }}
            className={FIELD}
          >
            {SHARE_MINUTES.map((each) => (
              <option key={each} value={each}>
                {spanOf(each)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-fg-2">
          {words.port}
          <input
            inputMode="numeric"
            placeholder={words.portAny}
            value={port}
            aria-invalid={isWrong || undefined}
            onChange={({ target }) => useShareForm.setState({ port: target.value })}
            className={FIELD}
          />
        </label>
      </div>
      {isWrong && <p className="text-err">{words.portWrong}</p>}
      {said !== null && (
        <p role="status" className={failed === null ? "text-fg-2" : "text-err"}>
          {[said.message, said.next].filter((part) => part !== undefined).join(" ")}
        </p>
      )}
      <Button type="submit" tone="primary" size="sm" busy={busy} disabled={isWrong}>
        {words.start}
      </Button>
    </form>
  );
}

function spanOf(minutes: number): string {
  return minutes < 60
    ? words.minute(formatNumber(minutes))
    : words.hours(formatNumber(minutes / 60));
}

function Shared({ link }: { readonly link: NonNullable<ShareState["link"]> }): ReactElement {
  const appId = useCurrentApp((current) => current.appId);
  const busy = useShareForm((form) => form.busy);
  const now = useNow(true);
  const networks = link.addresses.filter(({ reach }) => reach === "network");
  const [first] = networks;
  return (
    <>
      <header className="flex items-center gap-2">
        <Dot state="ok" />
        <h3 className="min-w-0 flex-1 truncate text-sm font-semibold">{words.on}</h3>
        <span role="status" className="text-fg-2 tabular-nums">
          {words.visitors(formatNumber(link.visitors))}
        </span>
      </header>
      {first === undefined ? (
        <p className="text-fg-2">{words.onlyHere}</p>
      ) : (
        <>
          <QrCode address={first.url} />
          <p className="text-center text-fg-2">{words.scan}</p>
        </>
      )}
      <ul className="flex flex-col gap-2">
        {link.addresses.map(({ url, host, reach }) => (
          <li key={url}>
            <Address title={words[reach]} shown={host} address={url} copyLabel={words.copy} />
          </li>
        ))}
      </ul>
      <p className="text-fg-3">{words.plain}</p>
      <footer className="flex items-center gap-2 border-t border-line pt-3">
        <span className="min-w-0 flex-1 truncate text-fg-2 tabular-nums">
          {words.left(formatDuration(Math.max(0, link.expiresAt - now)))}
        </span>
        <Button
          size="sm"
          tone="danger"
          busy={busy}
          onClick={() => appId !== null && void stopSharing(appId)}
        >
          {words.stop}
        </Button>
      </footer>
    </>
  );
}

interface AddressProps {
  readonly title: string;
  readonly shown: string;
  readonly address: string;
  readonly copyLabel: string;
}

function Address({ title, shown, address, copyLabel }: AddressProps): ReactElement {
  const { copied, copy } = useCopy();
  return (
    <div className="flex items-center gap-2">
      <div className="min-w-0 flex-1">
        <p className="text-fg-3">{title}</p>
        <p className="truncate font-mono text-fg select-text">{shown}</p>
      </div>
      <Button size="sm" aria-label={`${copyLabel}: ${shown}`} onClick={() => void copy(address)}>
        {copied ? words.copied : copyLabel}
      </Button>
    </div>
  );
}

/** With a linked account the preview has an address on the internet already. */
function Public(): ReactElement | null {
  const address = usePublicAddress();
  if (address === null) return null;
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <Address
        title={words.public.title}
        shown={new URL(address).host}
        address={address}
        copyLabel={words.public.copy}
      />
      <QrCode address={address} />
      <p className="text-fg-3">{words.public.body}</p>
    </section>
  );
}
