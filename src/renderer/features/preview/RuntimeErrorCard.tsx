import { ChevronLeft, ChevronRight, CircleX, X } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import type { PageFailure } from "../../../common/apps/pageCapture.ts";
import { offerToChat, useChatTakesOffers } from "../../client/chatDraft.ts";
import { nearestPlace, openPlace, useLocatedStack } from "../../client/sourcePlaces.ts";
import { fileName } from "../../../common/apps/filePath.ts";
import type { WrittenPlace } from "../../../common/contracts/sourcePlaces.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { dismissRuntimeErrors, followRuntimeErrors, useRuntimeErrors } from "./runtimeErrors.ts";

const words = text.preview.runtime;

/** What the page threw and nobody caught, over the page it broke. */
export function RuntimeErrorCard(): ReactElement | null {
  useEffect(followRuntimeErrors, []);
  const failures = useRuntimeErrors((errors) => errors.failures);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, failures.length - 1);
  const failure = failures[at];
  if (failure === undefined) return null;
  return (
    <section
      role="alert"
      aria-label={words.title}
      className="absolute inset-x-3 bottom-3 z-20 mx-auto flex max-w-140 animate-in flex-col gap-2 rounded-lg border border-err bg-panel p-3 text-xs shadow-pop"
    >
      <header className="flex items-center gap-2">
        <CircleX aria-hidden="true" className="size-4 shrink-0 text-err" strokeWidth={1.75} />
        <h3 className="min-w-0 flex-1 truncate text-sm font-semibold text-fg">
          {failure.kind === "rejection" ? words.rejection(failure.name) : failure.name}
        </h3>
        {failures.length > 1 && (
          <Steps at={at} count={failures.length} onStep={(by) => setChosen(at + by)} />
        )}
        <IconButton icon={X} label={words.dismiss} size="sm" onClick={dismissRuntimeErrors} />
      </header>
      <p className="max-h-24 overflow-auto font-mono break-words whitespace-pre-wrap text-fg">
        {failure.message}
      </p>
      <Ways failure={failure} />
    </section>
  );
}

interface StepsProps {
  readonly at: number;
  readonly count: number;
  readonly onStep: (by: 1 | -1) => void;
}

function Steps({ at, count, onStep }: StepsProps): ReactElement {
  return (
    <span className="flex items-center text-fg-3 tabular-nums">
      <IconButton
        icon={ChevronLeft}
        label={words.previous}
        size="sm"
        disabled={at === 0}
        onClick={() => onStep(-1)}
      />
      {text.ui.ofTotal(formatNumber(at + 1), formatNumber(count))}
      <IconButton
        icon={ChevronRight}
        label={words.next}
        size="sm"
        disabled={at === count - 1}
        onClick={() => onStep(1)}
      />
    </span>
  );
}

/** Where it was thrown, and what can be done about it. */
function Ways({ failure }: { readonly failure: PageFailure }): ReactElement {
  const takesOffers = useChatTakesOffers();
  const frames = useLocatedStack(failure.stack);
  const place = nearestPlace(frames);
  const searching = place === null && frames.some((frame) => frame.place === undefined);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {place === null ? (
        <span className="min-w-0 flex-1 truncate text-fg-3">
          {searching ? words.searching : words.nowhere}
        </span>
      ) : (
        <button
          type="button"
          onClick={() => openPlace(place)}
          className="min-w-0 flex-1 truncate rounded-sm text-left font-mono text-accent underline-offset-2 hover:underline"
        >
          {placeText(place)}
        </button>
      )}
      {takesOffers && (
        <Button size="sm" onClick={() => offerFix(failure, place)}>
          {words.fix}
        </Button>
      )}
      {place !== null && (
        <Button size="sm" tone="primary" onClick={() => openPlace(place)}>
          {words.open(fileName(place.file))}
        </Button>
      )}
    </div>
  );
}

const placeText = ({ file, line, column }: WrittenPlace): string => `${file}:${line}:${column}`;

/** As much as the chat takes of one. */
const MAX_STACK_TEXT = 16_000;

function offerFix(failure: PageFailure, place: WrittenPlace | null): void {
  const error = `${failure.name}: ${failure.message}`;
  const stack = failure.stack
    .map(({ name, url, line, column }) => `at ${name ?? "anonymous"} (${url}:${line}:${column})`)
    .join("\n");
  offerToChat({
    title: error.slice(0, 120),
    body: words.fixBody(error, place === null ? null : placeText(place)),
    attachments: [{ kind: "console", text: `${error}\n${stack}`.slice(0, MAX_STACK_TEXT) }],
  });
}
