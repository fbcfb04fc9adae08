import path from "node:path";
import type { EnvironmentModuleNode } from "vite";
import type { ManifestRow } from "../../common/apps/room.ts";
import { isStyleSheet } from "./derivedStyles.ts";
import type { ModuleLoader } from "./moduleLoader.ts";
import { slashed } from "./pathAliases.ts";
import type { FileEvent } from "./protocol.ts";
import type { TargetState } from "./targetState.ts";
import { decodedPath, keyOfFile } from "./urlKey.ts";
import type { ViteSession } from "./viteSession.ts";

export interface Changed {
  /** Keys to transform again. */
  readonly keys: readonly string[];
  /** Style sheets to transform again because a file changed that they are made from. */
  readonly styles: readonly string[];
  /** Importers whose code stays the same but whose imports carry a new timestamp. */
  readonly moved: readonly ManifestRow[];
  /** Keys of files that are gone. */
  readonly removed: readonly string[];
  /** Whether a URL of Vite's module graph belonged to a file that is gone. */
  readonly isRemoved: (url: string) => boolean;
}

/** Tells which of the target's keys a change concerns. */
export class ChangedKeys {
  readonly #root: string;
  readonly #session: ViteSession;
  readonly #loader: ModuleLoader;
  readonly #target: TargetState;

  constructor(options: {
    root: string;
    session: ViteSession;
    loader: ModuleLoader;
    target: TargetState;
  }) {
    this.#root = slashed(options.root);
    this.#session = options.session;
    this.#loader = options.loader;
    this.#target = options.target;
  }

  /**
   * Vite forgets timestamps when it restarts, pages do not: a module they know by `?t=5` must
   * not come back without, or a page would run it twice.
   */
  timestampOf(key: string): number {
    return this.#loader.nodeOf(key)?.lastHMRTimestamp || this.#target.timestampOf(key);
  }

  find(files: readonly FileEvent[]): Changed {
    const paths = new Set(files.flatMap((file) => this.#urlPaths(file.path)));
    const gone = files.filter(({ kind }) => kind === "removed");
    const removedPaths = new Set(gone.flatMap((file) => this.#urlPaths(file.path)));
    const orphaned = this.#importersOf(removedPaths);
    const keys = new Set(this.#newPublicKeys(files));
    const styles: string[] = [];
    const moved: ManifestRow[] = [];
    const removed: string[] = [];
    for (const key of this.#target.keys) {
      const node = this.#loader.nodeOf(key);
      const urlPath = decodedPath(key) ?? "";
      if (removedPaths.has(urlPath)) removed.push(key);
      else if (paths.has(urlPath)) keys.add(key);
      else if (node === undefined) continue;
      else if (orphaned.has(node)) keys.add(key);
      else if (!this.#isStamped(key, node)) continue;
      else if (isSoft(node)) moved.push([key, null, node.lastHMRTimestamp]);
      else if (isStyleSheet(key)) styles.push(key);
      else keys.add(key);
    }
    const isRemoved = (url: string): boolean => removedPaths.has(decodedPath(url) ?? "");
    return { keys: [...keys], styles, moved, removed, isRemoved };
  }

  /** Vite stamps whatever a change makes stale. */
  #isStamped(key: string, { lastHMRTimestamp }: EnvironmentModuleNode): boolean {
    return lastHMRTimestamp > 0 && lastHMRTimestamp !== this.#target.timestampOf(key);
  }

  /** Makes Vite look at their imports again: only then it tells what they miss. */
  #importersOf(removedPaths: ReadonlySet<string>): ReadonlySet<EnvironmentModuleNode> {
    const importers = new Set<EnvironmentModuleNode>();
    if (removedPaths.size === 0) return importers;
    const graph = this.#session.environment.moduleGraph;
    for (const node of graph.urlToModuleMap.values()) {
      if (!removedPaths.has(decodedPath(node.url) ?? "")) continue;
      for (const importer of node.importers) importers.add(importer);
    }
    for (const importer of importers) graph.invalidateModule(importer);
    return importers;
  }

  #newPublicKeys(files: readonly FileEvent[]): string[] {
    const publicDir = slashed(this.#session.server.config.publicDir);
    if (publicDir === "") return [];
    return files
      .filter(({ kind, path }) => kind !== "removed" && slashed(path).startsWith(`${publicDir}/`))
      .map((file) => keyOfFile(path.posix.relative(publicDir, slashed(file.path))));
  }

  /** A file below `public/` is served at the top; everything else at its place. */
  #urlPaths(file: string): string[] {
    const publicDir = slashed(this.#session.server.config.publicDir);
    const directories = publicDir === "" ? [this.#root] : [this.#root, publicDir];
    const normal = slashed(file);
    return directories
      .filter((directory) => normal.startsWith(`${directory}/`))
      .map((directory) => normal.slice(directory.length));
  }
}

/**
 * Vite keeps the old result of a module of which only an import's timestamp changed. The field
 * is internal; without it the module is transformed again and comes out the same.
 */
function isSoft(node: EnvironmentModuleNode): boolean {
  const state: unknown = Reflect.get(node, "invalidationState");
  return typeof state === "object" && state !== null;
}
