import { Copy, RotateCw, X } from "lucide-react";
import { type ReactElement, type ReactNode, useState } from "react";
import { usePageBridges } from "../../client/pageBridge.ts";
import { nearestPlace, openPlace, useLocatedStack } from "../../client/sourcePlaces.ts";
import { formatClock, formatDuration } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { useCopy } from "../../ui/useCopy.ts";
import { BodyView } from "./BodyView.tsx";
import { curlOf } from "./curl.ts";
import { FrameList } from "./FrameList.tsx";
import type { SentRequest } from "./networkLog.ts";
import type { HeaderList, NetworkRow } from "./networkRow.ts";
import { useNetwork } from "./networkStore.ts";
import { statusOf } from "./RequestTable.tsx";

const words = text.network;
type Tab = keyof typeof words.tabs;

/** All that is known of one request. */
export function RequestDetails({ row }: { readonly row: NetworkRow }): ReactElement {
  const isSocket = row.kind === "socket";
  const [tab, setTab] = useState<Tab>(isSocket ? "frames" : "headers");
  const tabs: readonly Tab[] = isSocket
    ? ["frames", "headers"]
    : ["headers", "request", "response", "timing"];
  return (
    <section
      aria-label={words.details}
      className="flex w-[62%] max-w-180 min-w-0 flex-col border-l border-line"
    >
      <Tabs
        label={words.details}
        items={tabs.map((id) => ({ id, title: words.tabs[id] }))}
        value={tab}
        onChange={(id) => setTab(tabs.find((known) => known === id) ?? "headers")}
        actions={<Actions row={row} />}
      >
        <div tabIndex={0} className="h-full overflow-auto text-xs">
          <TabContent tab={tab} row={row} />
        </div>
      </Tabs>
    </section>
  );
}

function TabContent({ tab, row }: { readonly tab: Tab; readonly row: NetworkRow }): ReactElement {
  switch (tab) {
    case "headers":
      return <HeadersTab row={row} />;
    case "request":
      return <BodyView body={row.requestBody} headers={row.requestHeaders} none={words.noBody} />;
    case "response":
      return (
        <BodyView
          body={row.responseBody}
          headers={row.responseHeaders}
          none={row.kind === "data" ? words.noBody : words.resourceBody}
        />
      );
    case "frames":
      return <FrameList frames={row.frames} />;
    case "timing":
      return <TimingTab row={row} />;
  }
}

function Actions({ row }: { readonly row: NetworkRow }): ReactElement {
  const { copied, copy } = useCopy();
  const sent = useNetwork(({ log }) => log.sent.get(row.key));
  return (
    <>
      {sent !== undefined && <Replay sent={sent} />}
      {row.kind !== "socket" && (
        <Button size="sm" tone="quiet" icon={Copy} onClick={() => void copy(curlOf(row))}>
          {copied ? words.copied : words.copyCurl}
        </Button>
      )}
      <IconButton
        icon={X}
        label={words.close}
        size="sm"
        onClick={() => useNetwork.setState({ chosen: null })}
      />
    </>
  );
}

/** By the page itself, with all that the page has: its cookies, its origin. */
function Replay({ sent }: { readonly sent: SentRequest }): ReactElement {
  const [outcome, setOutcome] = useState<string | null>(null);
  const bridge = usePageBridges(({ bridges }) => bridges[0]);
  // A body that was cut or is no text could not be sent as it was.
  const body = sent.body?.text ?? null;
  const isWhole = sent.body === null || (body !== null && !sent.body.cut);
  const replay = async (): Promise<void> => {
    if (bridge === undefined) return;
    const { method, url, headers } = sent;
    const answer = await bridge.ask({ ask: "replay", method, url, headers: [...headers], body });
    setOutcome(answer.ok ? words.replayed(String(answer.value)) : words.replayFailed);
  };
  return (
    <>
      <span role="status" className="truncate px-1 text-xs text-fg-3">
        {outcome}
      </span>
      <Button
        size="sm"
        tone="quiet"
        icon={RotateCw}
        disabled={!isWhole || bridge === undefined}
        onClick={() => void replay()}
      >
        {words.replay}
      </Button>
    </>
  );
}

function HeadersTab({ row }: { readonly row: NetworkRow }): ReactElement {
  const status = [statusOf(row), row.statusText].filter((part) => part !== "").join(" ");
  return (
    <div className="flex flex-col gap-3 p-3">
      <Part title={words.general}>
        <Pairs
          pairs={[
            [words.address, row.url],
            [words.columns.method, row.method],
            [words.statusLine, row.failure === null ? status : `${status}: ${row.failure}`],
            [words.columns.time, formatClock(row.startedAt)],
          ]}
        />
        <Initiator row={row} />
      </Part>
      <HeaderPart title={words.responseHeaders} headers={row.responseHeaders} />
      <HeaderPart title={words.requestHeaders} headers={row.requestHeaders} />
      <p className="text-fg-3">{words.redacted}</p>
    </div>
  );
}

function Initiator({ row }: { readonly row: NetworkRow }): ReactElement {
  const place = nearestPlace(useLocatedStack(row.stack));
  return (
    <p className="flex gap-2">
      <span className="w-24 shrink-0 text-fg-3">{words.initiator}</span>
      {place === null ? (
        <span className="font-mono text-fg-2">{row.initiator}</span>
      ) : (
        <button
          type="button"
          onClick={() => openPlace(place)}
          className="truncate rounded-sm font-mono text-accent underline-offset-2 hover:underline"
        >
          {`${place.file}:${place.line}`}
        </button>
      )}
    </p>
  );
}

function HeaderPart({ title, headers }: { readonly title: string; readonly headers: HeaderList }) {
  return (
    <Part title={title}>
      {headers.length === 0 ? (
        <p className="text-fg-3">{words.noHeaders}</p>
      ) : (
        <Pairs pairs={headers} />
      )}
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-semibold text-fg-2">{title}</h3>
      {children}
    </section>
  );
}

function Pairs({ pairs }: { readonly pairs: HeaderList }): ReactElement {
  return (
    <dl className="flex flex-col gap-0.5">
      {pairs.map(([name, value], at) => (
        <div key={`${at} ${name}`} className="flex gap-2">
          <dt className="w-24 shrink-0 text-fg-3 [overflow-wrap:anywhere]">{name}</dt>
          <dd className="min-w-0 flex-1 font-mono [overflow-wrap:anywhere] text-fg">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const STEPS = ["queued", "dns", "connect", "wait", "download"] as const;

function TimingTab({ row: { timing, ms } }: { readonly row: NetworkRow }): ReactElement {
  if (timing === null) return <p className="p-3 text-fg-3">{words.noTiming}</p>;
  const longest = Math.max(1, ...STEPS.map((step) => timing[step]));
  return (
    <dl className="grid grid-cols-[9rem_1fr_5rem] items-center gap-x-3 gap-y-1 p-3 tabular-nums">
      {STEPS.map((step) => (
        <div key={step} className="col-span-3 grid grid-cols-subgrid items-center">
          <dt className="text-fg-2">{words.timing[step]}</dt>
          <dd aria-hidden="true" className="h-2 rounded-sm bg-raised">
            <span
              className="block h-2 rounded-sm bg-accent"
              style={{ width: `${(timing[step] / longest) * 100}%` }}
            />
          </dd>
          <dd className="text-right text-fg">{formatDuration(timing[step])}</dd>
        </div>
      ))}
      {ms !== null && (
        <div className="col-span-3 grid grid-cols-subgrid border-t border-line pt-1">
          <dt className="font-semibold text-fg-2">{words.total}</dt>
          <dd />
          <dd className="text-right text-fg">{formatDuration(ms)}</dd>
        </div>
      )}
    </dl>
  );
}
