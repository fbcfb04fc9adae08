import type { AppId } from "../common/apps/appId.ts";
import { Emitter } from "../common/base/event.ts";
import type { Log } from "../common/base/log.ts";
import type { App } from "../common/contracts/apps.ts";
import { problem } from "../common/contracts/problem.ts";
import type { Notice } from "../common/contracts/studio.ts";
import type { AppFiles } from "./rpc/appFiles.ts";
import type { AppsService } from "./services/apps/appsService.ts";
import type { PreviewedApp } from "./services/preview/ports.ts";
import type { PreviewService } from "./services/preview/previewService.ts";
import { Workspace } from "./services/workspace/workspace.ts";
import type { SystemTrash } from "./services/workspace/workspaceTrash.ts";

export interface OpenAppsOptions {
  readonly apps: AppsService;
  readonly preview: PreviewService;
  readonly notify: (notice: Omit<Notice, "seq" | "at">) => void;
  /** Shows an entry in the system's file manager. */
  readonly reveal: (absolute: string) => Promise<void>;
  /** Undefined where removed files can only go to the app's own trash. */
  readonly systemTrash: SystemTrash | undefined;
  readonly now: () => number;
  readonly log: Log;
}

/** The apps that are open: each has a followed folder and a live preview, joined here. */
export class OpenApps implements AsyncDisposable {
  readonly #options: OpenAppsOptions;
  readonly #workspaces = new Map<AppId, Workspace>();
  readonly #left = new Emitter<AppId>();
  readonly #opened = new Emitter<AppId>();
  readonly onOpened = this.#opened.on;
  /** An app is being closed, or its folder changes: what runs in it has to end. */
  readonly onLeave = this.#left.on;

  constructor(options: OpenAppsOptions) {
    this.#options = options;
  }

  async open(appId: AppId): Promise<App> {
    const app = await this.#options.apps.open(appId);
    if (!this.#workspaces.has(appId)) this.#follow(app);
    return app;
  }

  async close(appId: AppId): Promise<void> {
    await this.#leave(appId);
    await this.#options.apps.close(appId);
  }

  /** Starts anew with what changed about the app: its folder, or whether it is trusted. */
  async reopen(app: App): Promise<App> {
    const workspace = this.#workspaces.get(app.id);
    if (workspace === undefined) return app;
    if (workspace.root !== app.folder) {
      await this.#leave(app.id);
      return await this.open(app.id);
    }
    await this.#options.preview.reopen(previewed(app));
    return app;
  }

  /** @throws `not-found` while the app is not open. */
  workspace(appId: AppId): Workspace {
    const workspace = this.#workspaces.get(appId);
    if (workspace === undefined) {
      throw problem("not-found", "This app is not open.", { next: "Open it from the app list." });
    }
    return workspace;
  }

  /** The workspace as the editor sees it: its saves are traced to the paint. */
  files(appId: AppId): AppFiles {
    const workspace = this.workspace(appId);
    return {
      tree: () => workspace.tree(),
      listFolder: (folder) => workspace.listFolder(folder),
      read: (file, encoding) => workspace.read(file, encoding),
      facts: (file) => workspace.facts(file),
      readRange: (file, offset, length) => workspace.readRange(file, offset, length),
      textShape: (file) => workspace.textShape(file),
      textRows: (file, from, count) => workspace.textRows(file, from, count),
      findRow: (file, text, from, signal) => workspace.findRow(file, text, from, signal),
      write: (input) => {
        if (input.saveId !== undefined) {
          this.#options.preview.saveBegan(appId, input.saveId, input.path);
        }
        return workspace.write(input);
      },
      createFolder: (folder) => workspace.createFolder(folder),
      rename: (from, to) => workspace.rename(from, to),
      copy: (from, to) => workspace.copy(from, to),
      upload: (part, isLast) => workspace.upload(part, isLast),
      reveal: async (entry) => this.#options.reveal(await workspace.locate(entry)),
      remove: (file) => workspace.remove(file),
      restore: (trashId) => workspace.restore(trashId),
      onChanges: workspace.onChanges,
      changesSince: (seq) => workspace.changesSince(seq),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#workspaces.keys()].map((appId) => this.#leave(appId)));
  }

  #follow(app: App): void {
    const { preview, notify, systemTrash, now, log } = this.#options;
    const workspace = new Workspace({
      root: app.folder,
      now,
      log: log.child("workspace"),
      systemTrash,
    });
    this.#workspaces.set(app.id, workspace);
    workspace.onFilesChanged((changed) => preview.filesChanged(app.id, changed));
    workspace.onFolder(({ exists }) => preview.folderChanged(app.id, exists));
    workspace.onNotice((notice) => notify({ ...notice, appId: app.id }));
    workspace.start();
    preview.open(previewed(app));
    this.#opened.fire(app.id);
  }

  async #leave(appId: AppId): Promise<void> {
    const workspace = this.#workspaces.get(appId);
    this.#workspaces.delete(appId);
    this.#left.fire(appId);
    await this.#options.preview.close(appId);
    await workspace?.[Symbol.asyncDispose]();
  }
}

export function previewed({ id, folder, starter, trusted }: App): PreviewedApp {
  return { id, root: folder, starter, trusted };
}
