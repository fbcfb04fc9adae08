import {
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useEdgeHealth } from "../../client/facts.ts";
import { connectPage } from "../../client/pageBridge.ts";
import { text } from "../../messages/text.ts";
import { classNames } from "../../ui/classNames.ts";
import { DEVICE_WIDTHS, type Fit, fitDevice, useDevice } from "./devices.ts";
import { pageFrame } from "./activePage.ts";
import { PageFrame, usePage } from "./pageStore.ts";

interface PageViewProps {
  /** Where the app is served. Another address is another frame. */
  readonly url: string;
  /** What shows through the frame until the page has painted; null once it has. */
  readonly beneath: ReactNode;
}

/** The page itself, in a frame that is never taken down while the app is open. */
export function PageView({ url, beneath }: PageViewProps): ReactElement {
  const room = useRef<HTMLDivElement>(null);
  const fit = useFit(room);
  return (
    <div ref={room} className="absolute inset-2.5 overflow-hidden">
      <div
        style={{ width: fit.width * fit.scale, height: fit.height * fit.scale }}
        className={classNames(
          "relative mx-auto overflow-hidden rounded-lg border border-line-strong",
          beneath === null ? "bg-white" : "bg-panel",
        )}
      >
        {beneath !== null && <div className="absolute inset-0">{beneath}</div>}
        <Frame key={new URL(url).origin} url={url} fit={fit} />
      </div>
    </div>
  );
}

function Frame({ url, fit }: { readonly url: string; readonly fit: Fit }): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const connection = connectPage(frame.current, { origin: new URL(url).origin });
    const page = new PageFrame(frame.current, url);
    pageFrame.set(page);
    return () => {
      pageFrame.set(null);
      page[Symbol.dispose]();
      connection[Symbol.dispose]();
    };
  }, [url]);
  useReloadWithEdge();
  return (
    <iframe
      ref={frame}
      title={text.preview.page}
      sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"
      allow=""
      referrerPolicy="no-referrer"
      style={{
        width: fit.width,
        height: fit.height,
        transform: fit.scale === 1 ? undefined : `scale(${fit.scale})`,
      }}
      // Without a scheme of its own an empty frame is transparent in both of Studio's themes.
      className="relative block origin-top-left border-0 [color-scheme:normal]"
    />
  );
}

/** A frame that met no edge shows the browser's own error: it is loaded again with the edge. */
function useReloadWithEdge(): void {
  const up = useEdgeHealth(({ value }) => value?.state === "up");
  const wasDown = useRef(false);
  useEffect(() => {
    if (up && wasDown.current && !usePage.getState().greeted) pageFrame.get()?.reload();
    wasDown.current = !up;
  }, [up]);
}

function useFit(room: { readonly current: HTMLElement | null }): Fit {
  const device = useDevice((state) => state.device);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const measure = (): void => {
      // A hidden panel has no size; the page keeps the one it had.
      if (element.clientWidth === 0) return;
      setSize({ width: element.clientWidth, height: element.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  return fitDevice(DEVICE_WIDTHS[device], size);
}
