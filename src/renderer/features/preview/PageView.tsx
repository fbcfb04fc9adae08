import { type ReactElement, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useEdgeHealth } from "../../client/facts.ts";
import { connectPage } from "../../client/pageBridge.ts";
import { text } from "../../messages/text.ts";
import { pageFrame } from "./activePage.ts";
import type { Fit } from "./fit.ts";
import { currentPath } from "./pageHistory.ts";
import { linkPage } from "./pageLinks.ts";
import { PageFrame, usePage } from "./pageStore.ts";
import { useFrame } from "./viewports.ts";
import { ViewportView } from "./ViewportView.tsx";

interface PageViewProps {
  /** Where the app is served. Another address is another frame. */
  readonly url: string;
  /** What shows through the frame until the page has painted; null once it has. */
  readonly beneath: ReactNode;
}

/** The page itself, in a frame that is never taken down while the app is open, and its like. */
export function PageView({ url, beneath }: PageViewProps): ReactElement {
  const viewports = useFrame((frame) => frame.viewports);
  const { origin } = new URL(url);
  return (
    <div className="absolute inset-2.5 flex gap-2.5">
      {viewports.map((viewport) => (
        <ViewportView
          key={viewport.id}
          viewport={viewport}
          isAlone={viewports.length === 1}
          beneath={viewport.id === 0 ? beneath : null}
        >
          {(fit) =>
            viewport.id === 0 ? (
              <MainFrame key={origin} url={url} fit={fit} />
            ) : (
              <OtherFrame key={origin} url={url} fit={fit} viewportId={viewport.id} />
            )
          }
        </ViewportView>
      ))}
    </div>
  );
}

interface FrameProps {
  readonly url: string;
  readonly fit: Fit;
}

function MainFrame({ url, fit }: FrameProps): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const connection = connectPage(frame.current, { origin: new URL(url).origin });
    const unlink = linkPage(connection.bridge, {
      viewportId: 0,
      navigate: (path) => pageFrame.get()?.navigate(path),
    });
    const page = new PageFrame(frame.current, url);
    pageFrame.set(page);
    return () => {
      pageFrame.set(null);
      page[Symbol.dispose]();
      unlink();
      connection[Symbol.dispose]();
    };
  }, [url]);
  useReloadWithEdge();
  return <Iframe ref={frame} fit={fit} title={text.preview.page} />;
}

/** A page beside the main one: it goes where that goes, and leads it where it is led itself. */
function OtherFrame(props: FrameProps & { readonly viewportId: number }): ReactElement {
  const { url, fit, viewportId } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const connection = connectPage(element, { origin: new URL(url).origin });
    const navigate = (path: string): void => {
      const target = new URL(path, url);
      // A path of the page's own telling must not lead the frame to another origin.
      if (target.origin === new URL(url).origin) element.src = target.href;
    };
    const unlink = linkPage(connection.bridge, { viewportId, navigate });
    navigate(currentPath(usePage.getState().history));
    return () => {
      unlink();
      connection[Symbol.dispose]();
    };
  }, [url, viewportId]);
  return <Iframe ref={frame} fit={fit} title={text.preview.otherPage} />;
}

interface IframeProps {
  readonly ref: RefObject<HTMLIFrameElement | null>;
  readonly fit: Fit;
  readonly title: string;
}

function Iframe({ ref, fit, title }: IframeProps): ReactElement {
  const scheme = useFrame((frame) => frame.emulation.scheme);
  return (
    <iframe
      ref={ref}
      title={title}
      sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"
      allow=""
      referrerPolicy="no-referrer"
      style={{
        width: fit.width,
        height: fit.height,
        transform: fit.scale === 1 ? undefined : `scale(${fit.scale})`,
        // Without a scheme of its own an empty frame is transparent in both of Studio's themes.
        colorScheme: scheme ?? "normal",
      }}
      className="relative block origin-top-left border-0"
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
