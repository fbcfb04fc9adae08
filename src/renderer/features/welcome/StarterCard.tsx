import type { ReactElement } from "react";
import type { Starter } from "../../../common/contracts/apps.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { LoadingStages } from "../../ui/LoadingStages.tsx";
import type { Creation } from "./creation.ts";
import { creationStages } from "./creationStages.ts";

const words = text.welcome;

interface StarterCardProps {
  readonly starter: Starter;
  readonly creation: Creation;
  readonly onCreate: () => void;
}

/** One click makes an app of it. */
export function StarterCard({ starter, creation, onCreate }: StarterCardProps): ReactElement {
  const running = creation.kind === "running";
  const own = running && creation.starter === starter.id;
  return (
    <li className="flex">
      <button
        type="button"
        aria-label={words.create(starter.title)}
        aria-busy={own}
        disabled={running}
        onClick={onCreate}
        className="group flex w-full flex-col overflow-hidden rounded-lg border border-line bg-panel text-left transition-colors duration-100 enabled:hover:border-accent disabled:opacity-60 aria-busy:opacity-100"
      >
        <span className="relative block aspect-16/10 w-full overflow-hidden border-b border-line bg-raised">
          <img
            src={starter.thumbnail}
            alt=""
            draggable={false}
            className="size-full object-cover object-top"
          />
          {own && (
            <span className="absolute inset-0 grid place-items-center bg-panel/90 p-5">
              <LoadingStages
                title={words.creating(starter.title)}
                stages={creationStages(creation)}
              />
            </span>
          )}
        </span>
        <span className="flex flex-1 flex-col gap-1 p-3.5">
          <span className="flex items-baseline gap-2">
            <span className="flex-1 text-md font-semibold text-fg">{starter.title}</span>
            <span className="text-xs text-fg-3">{words.files(formatNumber(starter.files))}</span>
          </span>
          <span className="text-sm text-fg-2">{starter.tagline}</span>
          <span className="mt-1 text-xs text-fg-3">{starter.description}</span>
        </span>
      </button>
    </li>
  );
}
