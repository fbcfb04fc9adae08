import { type ReactElement, useEffect, useRef } from "react";
import type { FilePath } from "../../../common/apps/filePath.ts";
import { text } from "../../messages/text.ts";
import { loadMonaco } from "./monaco/load.ts";
import { useEditor } from "./session.ts";

interface CompareViewProps {
  readonly path: FilePath;
  /** What the disk holds. */
  readonly disk: string;
}

/** The disk's version beside the unsaved one. */
export function CompareView({ path, disk }: CompareViewProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const session = useEditor((state) => state.session);
  useEffect(() => {
    let gone = false;
    let compare: Disposable | undefined;
    void loadMonaco().then((setup) => {
      const mine = session?.buffer(path)?.model;
      if (gone || host.current === null || mine === undefined) return;
      compare = setup.openCompare(host.current, { path, disk, mine });
    });
    return () => {
      gone = true;
      compare?.[Symbol.dispose]();
    };
  }, [disk, path, session]);
  return (
    <div className="absolute inset-0 z-10 flex flex-col bg-raised">
      <div className="grid h-6 shrink-0 grid-cols-2 items-center border-b border-line text-xs text-fg-3">
        <span className="px-3">{text.editor.conflict.disk}</span>
        <span className="px-3">{text.editor.conflict.mine}</span>
      </div>
      <div ref={host} className="min-h-0 flex-1" />
    </div>
  );
}
