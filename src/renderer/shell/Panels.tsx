import { type ReactElement, type ReactNode, useLayoutEffect } from "react";
import { Group, Panel, Separator, useGroupRef } from "react-resizable-panels";
import { text } from "../messages/text.ts";
import { type Arrangement, columnSizes, rowSizes, withColumns, withRows } from "./arrangement.ts";
import { arrange } from "./frame.ts";

interface PanelsProps {
  readonly arrangement: Arrangement;
  /** Null where the frame is too narrow for it: it lies above the rest then. */
  readonly side: ReactNode;
  readonly main: ReactNode;
  readonly bottom: ReactNode;
  /** Null when no feature fills it. */
  readonly preview: ReactNode;
}

const EDGE =
  "relative shrink-0 bg-line transition-colors duration-100 data-[separator=active]:bg-accent data-[separator=hover]:bg-line-strong data-[separator=focus]:bg-accent outline-none";

/** The frame's columns. What is hidden stays mounted at size 0, so that coming back is instant. */
export function Panels(props: PanelsProps): ReactElement {
  const { side, main, bottom, preview } = props;
  const arrangement = within(props);
  const group = useGroupRef();
  const sizes = columnSizes(arrangement);
  const hasSide = side !== null;
  const hasPreview = preview !== null;
  useLayoutEffect(() => {
    group.current?.setLayout({
      ...(hasSide ? { side: sizes.side } : {}),
      main: sizes.main,
      ...(hasPreview ? { preview: sizes.preview } : {}),
    });
  }, [group, hasSide, hasPreview, sizes.side, sizes.main, sizes.preview]);
  return (
    <Group
      groupRef={group}
      id="columns"
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) arrange((before) => withColumns(before, columnsOf(layout, before)));
      }}
      className="h-full min-w-0 flex-1"
    >
      {hasSide && (
        <>
          <Panel
            id="side"
            collapsible
            collapsedSize={0}
            minSize={180}
            maxSize="50%"
            defaultSize={`${sizes.side}%`}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Part label={text.shell.sidePanel} shown={arrangement.shown.side}>
              {side}
            </Part>
          </Panel>
          <Separator
            className={EDGE + (arrangement.shown.side ? " w-px" : " w-0")}
            aria-label={text.shell.resizeSide}
          />
        </>
      )}
      <Panel id="main" minSize={220} defaultSize={`${sizes.main}%`}>
        <Rows arrangement={arrangement} main={main} bottom={bottom} />
      </Panel>
      {hasPreview && (
        <>
          <Separator
            className={EDGE + (arrangement.shown.preview ? " w-px" : " w-0")}
            aria-label={text.shell.resizePreview}
          />
          <Panel
            id="preview"
            collapsible
            collapsedSize={0}
            minSize={220}
            defaultSize={`${sizes.preview}%`}
          >
            <Part label={text.shell.previewArea} shown={arrangement.shown.preview}>
              {preview}
            </Part>
          </Panel>
        </>
      )}
    </Group>
  );
}

/** Parts that nobody fills are not shown, whatever was remembered. */
function within({ arrangement, side, preview }: PanelsProps): Arrangement {
  const { shown } = arrangement;
  return {
    ...arrangement,
    shown: {
      ...shown,
      side: shown.side && side !== null,
      preview: shown.preview && preview !== null,
    },
  };
}

/** A column that is not rendered keeps what it had. */
function columnsOf(
  layout: Readonly<Record<string, number>>,
  before: Arrangement,
): { side: number; main: number; preview: number } {
  const known = columnSizes(before);
  return {
    side: layout["side"] ?? known.side,
    main: layout["main"] ?? known.main,
    preview: layout["preview"] ?? known.preview,
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
        className={EDGE + (arrangement.shown.bottom ? " h-px" : " h-0")}
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
  readonly label: string;
  readonly shown: boolean;
  readonly children: ReactNode;
}

function Part({ label, shown, children }: PartProps): ReactElement {
  return (
    <section
      aria-label={label}
      inert={!shown}
      className={`h-full min-h-0 min-w-0 overflow-hidden bg-panel ${shown ? "" : "invisible"}`}
    >
      {children}
    </section>
  );
}
