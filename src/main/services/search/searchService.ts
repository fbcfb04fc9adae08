import type { AppId } from "../../../common/apps/appId.ts";
import type {
  Replaced,
  ReplaceInput,
  SearchEvent,
  SearchQuery,
} from "../../../common/contracts/search.ts";
import { type ReplacedFiles, Replacer } from "./replacer.ts";
import { searchFiles } from "./searchFiles.ts";

/** The folder of an open app. */
export interface SearchedFolder extends ReplacedFiles {
  readonly root: string;
}

export interface SearchServiceOptions {
  /** Where the program is. */
  readonly ripgrep: string;
  /** @throws `not-found` while the app is not open. */
  readonly folderOf: (appId: AppId) => SearchedFolder;
}

/** Finds and replaces text in the files of open apps. */
export class SearchService {
  readonly #options: SearchServiceOptions;
  /** By app, so that a replacement can be taken back. */
  readonly #replacers = new Map<AppId, Replacer>();

  constructor(options: SearchServiceOptions) {
    this.#options = options;
  }

  /** Ends, its process included, when the signal fires or the caller stops reading. */
  find(appId: AppId, query: SearchQuery, signal?: AbortSignal): AsyncGenerator<SearchEvent> {
    const { ripgrep, folderOf } = this.#options;
    return searchFiles({ ripgrep, root: folderOf(appId).root, query, signal });
  }

  replace({ appId, files }: ReplaceInput): Promise<Replaced> {
    return this.#replacer(appId).replace(files);
  }

  /** @throws `not-found` when it was taken back already. */
  undoReplace(appId: AppId, undoId: string): Promise<Replaced> {
    return this.#replacer(appId).undo(undoId);
  }

  #replacer(appId: AppId): Replacer {
    const known = this.#replacers.get(appId);
    if (known !== undefined) return known;
    const { folderOf } = this.#options;
    const made = new Replacer({
      read: (path) => folderOf(appId).read(path),
      writeMany: (files) => folderOf(appId).writeMany(files),
    });
    this.#replacers.set(appId, made);
    return made;
  }
}
