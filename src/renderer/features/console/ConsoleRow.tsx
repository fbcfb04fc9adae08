import {
  ChevronRight,
  CircleX,
  Info,
  type LucideIcon,
  Sparkles,
  TriangleAlert,
} from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import type { StackFrame } from "../../../common/apps/pageCapture.ts";
import { offerToChat, useChatTakesOffers } from "../../client/chatDraft.ts";
import { nearestPlace, openPlace, useLocatedStack } from "../../client/sourcePlaces.ts";
import { fileName } from "../../../common/apps/filePath.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { classNames } from "../../ui/classNames.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { type ConsoleItem, levelOf, textOf } from "./consoleItem.ts";
import { toggleGroup, toggleItem, useConsole } from "./consoleStore.ts";
import { LoggedTable } from "./LoggedTable.tsx";
import { StackView } from "./StackView.tsx";
import { ValueText, ValueTree } from "./ValueTree.tsx";

const words = text.console;

type Entry = Extract<ConsoleItem, { kind: "entry" }>;
type Failure = Extract<ConsoleItem, { kind: "failure" }>;

/** One line of the console, and what can be looked into below it. */
export function ConsoleRow({ item }: { readonly item: ConsoleItem }): ReactElement {
  if (item.kind === "loaded" || item.kind === "cleared") {
    return (
      <p className="border-b border-line bg-raised px-3 font-mono text-xs leading-6 text-fg-3">
        {item.kind === "loaded" ? words.loaded(item.path) : words.cleared}
      </p>
    );
  }
  return <Line item={item} />;
}

interface Look {
  readonly icon: LucideIcon | null;
  readonly tone: string;
  readonly row: string;
}

const PLAIN: Look = { icon: null, tone: "text-fg", row: "" };

const LOOKS: Readonly<Record<string, Look>> = {
  error: { icon: CircleX, tone: "text-err", row: "bg-err-soft" },
  warn: { icon: TriangleAlert, tone: "text-warn", row: "bg-warn-soft" },
  info: PLAIN,
  debug: { icon: Info, tone: "text-fg-3", row: "" },
};

function Line({ item }: { readonly item: Entry | Failure }): ReactElement {
  const isOpen = useConsole(({ open }) => open.has(item.id));
  const isClosedGroup = useConsole(({ log }) => log.closed.has(item.id));
  const isGroup = item.kind === "entry" && item.act.startsWith("group");
  const look = LOOKS[levelOf(item) ?? "info"] ?? PLAIN;
  const canOpen = isGroup || item.stack.length > 0 || hasObjects(item);
  const expanded = isGroup ? !isClosedGroup : isOpen;
  const toggle = (): void => (isGroup ? toggleGroup(item.id) : toggleItem(item.id));
  const Icon = look.icon;
  return (
    <div
      className={classNames(
        "group border-b border-line px-3 font-mono text-xs leading-5",
        look.row,
      )}
      style={{ paddingLeft: 12 + item.depth * 14 }}
    >
      <div className="flex items-start gap-1.5 py-0.5">
        {canOpen ? (
          <Toggle expanded={expanded} onClick={toggle} />
        ) : (
          <span className="size-4 shrink-0" />
        )}
        {Icon !== null && (
          <Icon aria-hidden="true" className={classNames("mt-1 size-3 shrink-0", look.tone)} />
        )}
        <span
          className={classNames(
            "min-w-0 flex-1 break-words whitespace-pre-wrap",
            isGroup ? "font-semibold text-fg" : look.tone,
          )}
        >
          <Message item={item} />
        </span>
        <Count count={item.count} />
        <Place item={item} />
      </div>
      {!isGroup && isOpen && <Inside item={item} />}
    </div>
  );
}

interface ToggleProps {
  readonly expanded: boolean;
  readonly onClick: () => void;
}

function Toggle({ expanded, onClick }: ToggleProps): ReactElement {
  return (
    <button
      type="button"
      aria-expanded={expanded}
      aria-label={expanded ? words.collapse : words.expand}
      onClick={onClick}
      className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg"
    >
      <ChevronRight aria-hidden="true" className={classNames("size-3", expanded && "rotate-90")} />
    </button>
  );
}

/** How often the same was said in a row. */
function Count({ count }: { readonly count: number }): ReactElement | null {
  if (count === 1) return null;
  return (
    <span className="shrink-0" title={words.repeated(formatNumber(count))}>
      <Badge>{formatNumber(count)}</Badge>
    </span>
  );
}

function hasObjects(item: Entry | Failure): boolean {
  return item.kind === "entry" && item.values.some(({ kind }) => kind === "object");
}

function Message({ item }: { readonly item: Entry | Failure }): ReactNode {
  if (item.kind === "failure") return failureText(item);
  const [table] = item.values;
  if (item.act === "table" && table?.kind === "object") return <LoggedTable value={table} />;
  if (item.values.length === 0) return item.act.startsWith("group") ? words.group : "";
  return item.values.map((value, at) => (
    <span key={at}>
      {at > 0 && " "}
      <ValueText value={value} />
    </span>
  ));
}

function failureText({ of, name, message }: Failure): string {
  if (of === "resource") return `${words.resource}: ${message}`;
  const title = of === "rejection" ? words.rejection(name) : words.uncaught(name);
  return `${title}: ${message}`;
}

function Inside({ item }: { readonly item: Entry | Failure }): ReactElement {
  const values = item.kind === "entry" ? item.values : [];
  return (
    <div className="pb-1 pl-5">
      {values.map((value, at) =>
        value.kind === "object" ? <ValueTree key={at} name={null} value={value} /> : null,
      )}
      {values.map((value, at) =>
        value.kind === "error" && value.stack.length > 0 ? (
          <StackView key={at} stack={value.stack} />
        ) : null,
      )}
      {item.stack.length > 0 && <StackView stack={item.stack} />}
    </div>
  );
}

/** The nearest place in the app's files, and for an error the way into the chat. */
function Place({ item }: { readonly item: Entry | Failure }): ReactElement | null {
  const takesOffers = useChatTakesOffers();
  const frames = useLocatedStack(stackOf(item));
  const place = nearestPlace(frames);
  const isError = levelOf(item) === "error";
  if (place === null && !(isError && takesOffers)) return null;
  const at = place === null ? null : `${place.file}:${place.line}`;
  return (
    <span className="flex shrink-0 items-center gap-1">
      {isError && takesOffers && (
        <IconButton
          icon={Sparkles}
          label={words.fix}
          size="sm"
          className="-my-0.5 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          onClick={() =>
            offerToChat({
              title: textOf(item).slice(0, 120),
              body: words.fixBody(textOf(item), at),
              attachments: [],
            })
          }
        />
      )}
      {place !== null && (
        <button
          type="button"
          title={`${place.file}:${place.line}:${place.column}`}
          onClick={() => openPlace(place)}
          className="rounded-sm text-fg-3 underline-offset-2 hover:text-accent hover:underline"
        >
          {`${fileName(place.file)}:${place.line}`}
        </button>
      )}
    </span>
  );
}

const NO_STACK: readonly StackFrame[] = [];

/** Where an error was made says more than where it was logged. */
function stackOf(item: Entry | Failure): readonly StackFrame[] {
  if (item.kind === "failure") return item.stack;
  const error = item.values.find((value) => value.kind === "error");
  return error !== undefined && error.stack.length > 0 ? error.stack : (item.stack ?? NO_STACK);
}
