import type { FilePath } from "../../../common/apps/filePath.ts";
import type { FoundText } from "../../../common/apps/foundText.ts";
import type { SearchQuery } from "../../../common/contracts/search.ts";
import { findInText } from "./findInText.ts";

/** To the worker. */
export interface TextsToSearch {
  readonly id: number;
  readonly texts: readonly { readonly path: FilePath; readonly text: string }[];
  readonly query: SearchQuery;
}

/** From the worker; `matches` is null where the browser does not understand the expression. */
export interface SearchedTexts {
  readonly id: number;
  readonly files: readonly {
    readonly path: FilePath;
    readonly matches: readonly FoundText[] | null;
  }[];
}

addEventListener("message", ({ data }: MessageEvent<TextsToSearch>) => {
  const files = data.texts.map(({ path, text }) => ({
    path,
    matches: findInText(text, data.query),
  }));
  const answer: SearchedTexts = { id: data.id, files };
  postMessage(answer);
});
