import { type ReactElement, useMemo } from "react";
import { encode } from "uqr";
import { text } from "../../../messages/text.ts";

/** Light around it, in modules: readers need it to find the code. */
const BORDER = 2;

/** An address as a code for cameras. Always dark on light: many readers want it so. */
export function QrCode({ address }: { readonly address: string }): ReactElement {
  const { size, path } = useMemo(() => {
    const { data } = encode(address, { ecc: "M", border: BORDER });
    const cells = data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { size: data.length, path: cells.join("") };
  }, [address]);
  return (
    <svg
      role="img"
      aria-label={text.share.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 self-center rounded-md bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
