import { z } from "zod";
import { FilePath } from "../../common/apps/filePath.ts";
import { readSlice, useAppLayout, writeSlice } from "../client/appLayout.ts";
import { useEditorIntents } from "../client/editorIntents.ts";

const KEPT = 60;
const SLICE = "recentFiles";
const Remembered = z.array(FilePath).max(KEPT);

let recent: readonly FilePath[] = [];

/** The files of this app that were in front last, newest first. */
export const recentFiles = (): readonly FilePath[] => recent;

/** Remembers per app which files were in front, until the returned function is called. */
export function followRecentFiles(): () => void {
  const stops = [
    useAppLayout.subscribe((now, before) => {
      if (now.appId !== before.appId) recent = readSlice(SLICE, Remembered) ?? [];
    }),
    useEditorIntents.subscribe(({ active }, before) => {
      if (active === null || active === before.active) return;
      recent = [active, ...recent.filter((path) => path !== active)].slice(0, KEPT);
      writeSlice(SLICE, recent);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
