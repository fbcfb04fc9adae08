import { CornerDownRight } from "lucide-react";
import { useMemo } from "react";
import { fileName } from "../../common/apps/filePath.ts";
import { openFile } from "../client/editorIntents.ts";
import { text } from "../messages/text.ts";
import type { Place } from "./omniQuery.ts";
import type { OmniResult } from "./omniRow.ts";
import { useOmni } from "./omniState.ts";

const words = text.shell.omni;

/** The line of the file in front that a number names. */
export function useOmniLine(place: Place | null): OmniResult {
  const file = useOmni((omni) => omni.file);
  return useMemo((): OmniResult => {
    if (file === null) return { kind: "ready", rows: [], empty: words.noFront };
    if (place === null) return { kind: "ready", rows: [], empty: words.typeLine };
    const row = {
      key: "line",
      icon: CornerDownRight,
      title: words.goToLine(place.line),
      titleAt: [],
      detail: fileName(file),
      detailAt: [],
      note: "",
      keys: null,
      run: () => openFile(file, { ...place, pinned: true }),
    };
    return { kind: "ready", rows: [row], empty: "" };
  }, [file, place]);
}
