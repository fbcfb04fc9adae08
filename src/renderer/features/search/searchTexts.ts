import type { SearchQuery } from "../../../common/contracts/search.ts";
import type { SearchedTexts, TextsToSearch } from "./textWorker.ts";

/** An expression may take for ever; the window must not wait for it. */
const MAX_MS = 2_000;

let worker: Worker | undefined;
let giveUp: (() => void) | undefined;
let lastId = 0;

/**
 * Searches texts beside the window's own thread. Null when a newer search took its place, or the
 * expression takes too long.
 */
export function searchTexts(
  texts: TextsToSearch["texts"],
  query: SearchQuery,
): Promise<SearchedTexts["files"] | null> {
  giveUp?.();
  if (texts.length === 0) return Promise.resolve([]);
  worker ??= new Worker(new URL("./textWorker.ts", import.meta.url), { type: "module" });
  const asked = worker;
  const id = ++lastId;
  return new Promise((resolve) => {
    const settle = (files: SearchedTexts["files"] | null): void => {
      clearTimeout(timer);
      asked.removeEventListener("message", take);
      giveUp = undefined;
      resolve(files);
    };
    const take = ({ data }: MessageEvent<SearchedTexts>): void => {
      if (data.id === id) settle(data.files);
    };
    giveUp = () => {
      asked.terminate();
      worker = undefined;
      settle(null);
    };
    const timer = setTimeout(giveUp, MAX_MS);
    asked.addEventListener("message", take);
    const message: TextsToSearch = { id, texts, query };
    asked.postMessage(message);
  });
}
