import { type ReactElement, type ReactNode, useLayoutEffect } from "react";
import { Group, Panel, Separator, useGroupRef } from "react-resizable-panels";
import { text } from "../messages/text.ts";
import { classNames } from "../ui/classNames.ts";
import { type Arrangement, columnSizes, rowSizes, withColumns, withRows } from "./arrangement.ts";
import { arrange } from "./frame.ts";

interface PanelsProps {
  readonly arrangement: Arrangement;
  /** Null where it has no room as a column. */
  readonly side: ReactNode;
  /** Pixels below which the side panel is not drawn narrower. */
  readonly sideMin: number;
  readonly main: ReactNode;
  readonly bottom: ReactNode;
  /** Null when no feature fills it. */
  readonly preview: ReactNode;
}

const EDGE =
  "relative shrink-0 bg-line transition-colors duration-100 data-[separator=active]:bg-accent data-[separator=hover]:bg-line-strong data-[separator=focus]:bg-accent outline-none";

/**
 * The frame's columns. What is hidden stays mounted at size 0: coming back is instant, and the
 * set of panels never changes, which the library would answer by refusing a layout.
 */
export function Panels({
  side,
  sideMin,
  main,
  bottom,
  preview,
  ...props
}: PanelsProps): ReactElement {
  const arrangement = within(props.arrangement, side !== null, preview !== null);
  const { shown } = arrangement;
  const group = useGroupRef();
  const sizes = columnSizes(arrangement);
  useLayoutEffect(() => {
    group.current?.setLayout({ side: sizes.side, main: sizes.main, preview: sizes.preview });
  }, [group, sizes.side, sizes.main, sizes.preview, sideMin]);
  return (
    <Group
      groupRef={group}
      id="columns"
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (!isUserInteraction) return;
        const { side: left = 0, main: middle = 0, preview: right = 0 } = layout;
        arrange((before) =>
          withColumns(before, {
            side: side === null ? columnSizes(before).side : left,
            main: middle,
            preview: preview === null ? columnSizes(before).preview : right,
          }),
        );
      }}
      className="h-full min-w-0 flex-1"
    >
      <Panel
        id="side"
        collapsible
        collapsedSize={0}
        minSize={sideMin}
        maxSize="50%"
        defaultSize={`${sizes.side}%`}
        groupResizeBehavior="preserve-pixel-size"
      >
        <Part label={text.shell.sidePanel} shown={shown.side}>
          {side}
        </Part>
      </Panel>
      <Separator
        disabled={side === null}
        className={classNames(EDGE, shown.side ? "w-px" : "w-0")}
        aria-label={text.shell.resizeSide}
      />
      <Panel id="main" minSize={220} defaultSize={`${sizes.main}%`}>
        <Rows arrangement={arrangement} main={main} bottom={bottom} />
      </Panel>
      <Separator
        disabled={preview === null}
        className={classNames(EDGE, shown.preview ? "w-px" : "w-0")}
        aria-label={text.shell.resizePreview}
      />
      <Panel
        id="preview"
        collapsible
        collapsedSize={0}
        minSize={220}
        defaultSize={`${sizes.preview}%`}
      >
        <Part label={null} shown={shown.preview}>
          {preview}
        </Part>
      </Panel>
    </Group>
  );
}

/** Parts that have nothing to show here are hidden, whatever was remembered. */
function within(arrangement: Arrangement, hasSide: boolean, hasPreview: boolean): Arrangement {
  const { shown } = arrangement;
  return {
    ...arrangement,
    shown: {
      ...shown,
      side: shown.side && hasSide,
      preview: shown.preview && hasPreview,
    },
  };
}

interface RowsProps {
  readonly arrangement: Arrangement;
  readonly main: ReactNode;
  readonly bottom: ReactNode;
}

function Rows({ arrangement, main, bottom }: RowsProps): ReactElement {
  const group = useGroupRef();
  const sizes = rowSizes(arrangement);
  useLayoutEffect(() => {
    group.current?.setLayout({ center: sizes.main, bottom: sizes.bottom });
  }, [group, sizes.main, sizes.bottom]);
  return (
    <Group
      groupRef={group}
      id="rows"
      orientation="vertical"
      onLayoutChanged={({ center, bottom: height }, { isUserInteraction }) => {
        if (!isUserInteraction || center === undefined || height === undefined) return;
        arrange((before) => withRows(before, { main: center, bottom: height }));
      }}
      className="h-full"
    >
      <Panel id="center" minSize={90} defaultSize={`${sizes.main}%`}>
        {main}
      </Panel>
      <Separator
        className={classNames(EDGE, arrangement.shown.bottom ? "h-px" : "h-0")}
        aria-label={text.shell.resizeBottom}
      />
      <Panel
        id="bottom"
        collapsible
        collapsedSize={0}
        minSize={96}
        defaultSize={`${sizes.bottom}%`}
      >
        <Part label={text.shell.bottomPanel} shown={arrangement.shown.bottom}>
          {bottom}
        </Part>
      </Panel>
    </Group>
  );
}

interface PartProps {
  /** Null where the view inside names itself. */
  readonly label: string | null;
  readonly shown: boolean;
  readonly children: ReactNode;
}

function Part({ label, shown, children }: PartProps): ReactElement {
  const className = classNames(
    "h-full min-h-0 min-w-0 overflow-hidden bg-panel",
    !shown && "invisible",
  );
  if (label === null) {
    return (
      <div inert={!shown} className={className}>
        {children}
      </div>
    );
  }
  return (
    <section aria-label={label} inert={!shown} className={className}>
      {children}
    </section>
  );
}
