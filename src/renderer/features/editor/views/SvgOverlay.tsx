import { type ReactElement, useState } from "react";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import { useEditor } from "../session.ts";
import { isSvg, type SvgShown, SvgView } from "./SvgView.tsx";

/** Above the source of an SVG: the picture it draws, when the person wants to see it. */
export function SvgOverlay({ path }: { readonly path: FilePath | null }): ReactElement | null {
  const buffer = useEditor((state) => (path === null ? undefined : state.session?.buffer(path)));
  const [shown, setShown] = useState<SvgShown>("source");
  if (path === null || buffer === undefined || !isSvg(path)) return null;
  return <SvgView path={path} buffer={buffer} shown={shown} onShown={setShown} />;
}
