import { type PointerEvent, type ReactElement, useRef, useState } from "react";
import type { BoxModel } from "../../../../common/apps/pageElement.ts";
import { text } from "../../../messages/text.ts";
import { classNames } from "../../../ui/classNames.ts";
import { requestEdit } from "./designEdits.ts";
import { endTweak, tweakStyles } from "./tweak.ts";
import { type Box, type Side, sideClass, sideStep, spacing, SPACING_STEPS } from "./utilities.ts";

interface BoxControlProps {
  readonly classes: readonly string[];
  readonly prefix: string;
  readonly box: BoxModel;
}

const words = text.design;

const AREAS: Readonly<Record<Side, string>> = {
  t: "col-start-2 row-start-1",
  r: "col-start-3 row-start-2",
  b: "col-start-2 row-start-3",
  l: "col-start-1 row-start-2",
};
const NAMES = { t: "top", r: "right", b: "bottom", l: "left" } as const;

/** Margin around padding, as the box model draws them; each side is dragged or typed. */
export function BoxControl(props: BoxControlProps): ReactElement {
  return (
    <div className="rounded-md border border-dashed border-line-strong p-0.5">
      <Ring {...props} kind="m" title="margin">
        <div className="rounded-md border border-line-strong bg-raised p-0.5">
          <Ring {...props} kind="p" title="padding">
            <div className="h-5 rounded-sm bg-accent-soft" />
          </Ring>
        </div>
      </Ring>
    </div>
  );
}

interface RingProps extends BoxControlProps {
  readonly kind: Box;
  readonly title: string;
  readonly children: ReactElement;
}

function Ring({ kind, title, children, ...rest }: RingProps): ReactElement {
  return (
    <div className="relative grid grid-cols-[2.75rem_minmax(0,1fr)_2.75rem] grid-rows-[1.375rem_auto_1.375rem] items-center">
      <span aria-hidden="true" className="absolute top-0.5 left-1.5 text-[10px] text-fg-3">
        {title}
      </span>
      {(["t", "r", "b", "l"] as const).map((side) => (
        <SideField key={side} {...rest} kind={kind} side={side} />
      ))}
      <div className="col-start-2 row-start-2">{children}</div>
    </div>
  );
}

/** Steps that are typed show on the page like those that are dragged. */
const LENGTHS: Readonly<Record<string, string>> = Object.fromEntries(
  SPACING_STEPS.map((step) => [step, spacing(step)]),
);

/** How far the pointer goes for one step. */
const STEP_PX = 6;

interface SideFieldProps extends BoxControlProps {
  readonly kind: Box;
  readonly side: Side;
}

function SideField({ kind, side, classes, prefix, box }: SideFieldProps): ReactElement {
  const at = { box: kind, side, prefix };
  const set = sideStep(classes, at);
  const [typed, setTyped] = useState<string | null>(null);
  const drag = useRef<{ x: number; from: number; step: string | null } | null>(null);
  const property = `${kind === "p" ? "padding" : "margin"}-${NAMES[side]}`;
  const pixels = box[kind === "p" ? "padding" : "margin"][NAMES[side]];
  const commit = (step: string): void => {
    setTyped(null);
    const name = sideClass(step, at);
    if (name !== null) {
      if (step.trim() in LENGTHS) tweakStyles([[property, LENGTHS[step.trim()] ?? ""]]);
      void requestEdit({ kind: "setClasses", add: [name], remove: [] });
    } else if (step.trim() === "" && set?.isOwn === true) {
      void requestEdit({ kind: "setClasses", add: [], remove: [set.className] });
    } else endTweak();
  };
  const move = (event: PointerEvent): void => {
    if (drag.current === null) return;
    const steps = Math.round((event.clientX - drag.current.x) / STEP_PX);
    if (steps === 0 && drag.current.step === null) return;
    const step = SPACING_STEPS[clamp(drag.current.from + steps)] ?? "0";
    drag.current.step = step;
    setTyped(step);
    tweakStyles([[property, spacing(step)]]);
  };
  const release = (): void => {
    const step = drag.current?.step ?? null;
    drag.current = null;
    if (step !== null) commit(step);
  };
  const label = (kind === "p" ? words.padding : words.margin)(NAMES[side]);
  return (
    <input
      aria-label={label}
      title={words.drag}
      value={typed ?? set?.step ?? (pixels === 0 ? "" : `${Math.round(pixels)}px`)}
      placeholder="0"
      onChange={({ target }) => setTyped(target.value)}
      onFocus={({ target }) => target.select()}
      onBlur={() => drag.current === null && typed !== null && setTyped(null)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") commit(currentTarget.value);
        if (key === "Escape") setTyped(null);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, from: nearestStep(set?.step, pixels), step: null };
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        drag.current = null;
        setTyped(null);
        endTweak();
      }}
      className={classNames(
        AREAS[side],
        "mx-auto h-5 w-10 cursor-ew-resize rounded-sm border border-transparent bg-transparent text-center text-xs tabular-nums hover:border-line-strong focus:cursor-text focus:border-accent",
        set === null ? "text-fg-3" : "text-fg",
      )}
    />
  );
}

const clamp = (index: number): number => Math.max(0, Math.min(SPACING_STEPS.length - 1, index));

function nearestStep(step: string | undefined, pixels: number): number {
  const known = step === undefined ? -1 : SPACING_STEPS.indexOf(step);
  if (known !== -1) return known;
  const later = SPACING_STEPS.findIndex((one) => one !== "px" && Number(one) * 4 >= pixels);
  return later === -1 ? SPACING_STEPS.length - 1 : later;
}
