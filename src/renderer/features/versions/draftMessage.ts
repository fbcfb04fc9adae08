import { z } from "zod";
import { readSlice, useAppLayout, writeSlice } from "../../client/appLayout.ts";
import { typeMessage, useVersionsView } from "./versionsView.ts";

const SLICE = "versions";
const Draft = z.object({ message: z.string().max(100_000) });

/** Keeps the message of the next commit with the app, so that it outlasts the window. */
export function keepDraft(): () => void {
  let owner = useAppLayout.getState().appId;
  const read = (): void => {
    if (owner === null || useVersionsView.getState().message !== "") return;
    const draft = readSlice(SLICE, Draft);
    if (draft !== undefined) typeMessage(draft.message);
  };
  read();
  const stops = [
    useAppLayout.subscribe(({ appId }) => {
      if (appId === owner) return;
      owner = appId;
      read();
    }),
    useVersionsView.subscribe(({ message }, before) => {
      // The view forgets when the app is left; that is not the person's doing.
      if (message !== before.message && owner !== null) writeSlice(SLICE, { message });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
