import { type ReactElement, useCallback, useState } from "react";
import { DecodedView } from "./DecodedView.tsx";
import { type ChosenEncoding, HexView } from "./HexView.tsx";
import type { ViewedFile } from "./fileBytes.ts";

/** More is not read as text at once. */
const MAX_DECODED_BYTES = 5 * 1024 * 1024;

interface BytesViewProps {
  readonly file: ViewedFile;
  readonly note: string | null;
}

/** The bytes of a file, or what they say in an encoding that the person chooses. */
export function BytesView({ file, note }: BytesViewProps): ReactElement {
  const [encoding, setEncoding] = useState<ChosenEncoding | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const showBytes = useCallback((reason: string | null) => {
    setEncoding(null);
    setRefusal(reason);
  }, []);
  if (encoding !== null) {
    return <DecodedView file={file} encoding={encoding} onBytes={showBytes} />;
  }
  return (
    <HexView
      file={file}
      note={refusal ?? note}
      {...(file.size <= MAX_DECODED_BYTES ? { onEncoding: setEncoding } : {})}
    />
  );
}
