import path from "node:path";
import { Author } from "../common/contracts/versions.ts";
import type { ComposeOptions } from "./compose.ts";
import { GitProcess } from "./git/gitProcess.ts";
import { importRunner } from "./git/runImport.ts";
import { noKeychain, systemKeychain } from "./keychain/keychain.ts";
import type { OpenApps } from "./openApps.ts";
import type { StudioServices } from "./rpc/services.ts";
import type { AppsService } from "./services/apps/appsService.ts";
import { ImportApp } from "./services/apps/importApp.ts";
import type { SettingsService } from "./services/settings/settingsService.ts";
import { VersionsService } from "./services/versions/versionsService.ts";

/** Versions of apps, with the git process, which starts when an app first needs it. */
export function composeVersions(
  { nodeBinary, usesKeychain, log }: Pick<ComposeOptions, "nodeBinary" | "usesKeychain" | "log">,
  parts: {
    readonly apps: Pick<AppsService, "get">;
    readonly openApps: Pick<OpenApps, "workspace" | "onLeave">;
    readonly settings: Pick<SettingsService, "value">;
  },
  stack: AsyncDisposableStack,
): VersionsService {
  const git = stack.use(new GitProcess({ node: nodeBinary, log: log.child("git") }));
  const versions = stack.use(
    new VersionsService({
      git,
      appOf: (appId) => parts.apps.get(appId),
      filesOf: (appId) => parts.openApps.workspace(appId),
      author: () => {
        const { "versions.name": name, "versions.email": email } = parts.settings.value;
        return Author.safeParse({ name, email }).data ?? null;
      },
      secrets: usesKeychain ? systemKeychain : noKeychain,
      now: Date.now,
      log: log.child("versions"),
    }),
  );
  stack.defer(parts.openApps.onLeave((appId) => versions.leave(appId)));
  return versions;
}

/** A new app's first version is its starter; nobody waits for it. */
export function beginVersions(
  apps: StudioServices["apps"],
  versions: Pick<VersionsService, "beginNew">,
): StudioServices["apps"] {
  return {
    ...apps,
    create: async (input, signal) => {
      const app = await apps.create(input, signal);
      const starters = await apps.starters();
      const title = starters.find(({ id }) => id === app.starter)?.title ?? app.name;
      void versions.beginNew(app.id, `Start from ${title}`);
      return app;
    },
  };
}

/** Apps made from a repository or a zip. */
export function composeImports(
  { nodeBinary, appsDir, dataDir, log }: ComposeOptions,
  apps: Pick<AppsService, "openFolder">,
  versions: VersionsService,
  stack: AsyncDisposableStack,
): StudioServices["imports"] {
  const imports = stack.use(
    new ImportApp({
      run: importRunner(nodeBinary),
      appsFolder: appsDir,
      uploadsFolder: path.join(dataDir, "uploads"),
      openFolder: (folder) => apps.openFolder(folder),
      beginVersions: (appId, message) => versions.beginNew(appId, message),
      now: Date.now,
      log: log.child("imports"),
    }),
  );
  return {
    jobs: imports,
    start: async (source) => {
      if (source.kind === "zip") return imports.start(source);
      return imports.start({ ...source, token: await versions.tokenFor(source.url) });
    },
    cancel: (jobId) => imports.cancel(jobId),
    upload: (uploadId, part) => imports.upload(uploadId, Buffer.from(part, "base64")),
  };
}
