import type { AppId } from "../common/apps/appId.ts";
import { Emitter } from "../common/base/event.ts";
import type { Settings } from "../common/contracts/studio.ts";
import type { ComposeOptions } from "./compose.ts";
import { typescriptServer } from "./language/typescriptServer.ts";
import { tailwindServer } from "./language/tailwindServer.ts";
import { whyNoTailwind } from "./language/whyNoTailwind.ts";
import type { OpenApps } from "./openApps.ts";
import type { AppsService } from "./services/apps/appsService.ts";
import { LanguageService } from "./services/language/languageService.ts";
import type { LanguageApp } from "./services/language/ports.ts";
import { tailwindProfile } from "./services/language/tailwindProfile.ts";
import {
  type TypescriptChoices,
  typescriptProfile,
} from "./services/language/typescriptProfile.ts";
import type { SettingsService } from "./services/settings/settingsService.ts";
import type { PackagesService } from "./services/packages/packagesService.ts";

interface Parts {
  readonly apps: Pick<AppsService, "get">;
  readonly openApps: Pick<OpenApps, "onLeave" | "workspace">;
  readonly packages: Pick<PackagesService, "jobs">;
  readonly settings: Pick<SettingsService, "value" | "onChange">;
}

/** The language servers of the open apps; each starts with the first text that needs it. */
export function composeLanguage(
  { nodeBinary, log: root }: Pick<ComposeOptions, "nodeBinary" | "log">,
  parts: Parts,
  stack: AsyncDisposableStack,
): LanguageService {
  const log = root.child("language");
  const installed = new Emitter<AppId>();
  stack.defer(followInstalls(parts.packages, (appId) => installed.fire(appId)));
  const language = stack.use(
    new LanguageService({
      app: (appId) => languageApp(appId, parts, installed),
      servers: {
        typescript: {
          profile: typescriptProfile(() => choicesOf(parts.settings.value)),
          start: typescriptServer(log.child("typescript")),
        },
        tailwind: {
          profile: tailwindProfile(),
          start: tailwindServer({ nodeBinary, log: log.child("tailwind") }),
        },
      },
      whyOff: async (server, app) => (server === "tailwind" ? whyNoTailwind(app) : null),
      log,
    }),
  );
  stack.defer(parts.settings.onChange(() => language.choicesChanged()));
  stack.defer(parts.openApps.onLeave((appId) => void language.close(appId)));
  return language;
}

function choicesOf(settings: Settings): TypescriptChoices {
  return {
    inlayHints: settings["typescript.inlayHints"],
    autoImports: settings["typescript.autoImports"],
    importPaths: "shortest",
    quotes: "auto",
  };
}

function languageApp(
  appId: AppId,
  { apps, openApps }: Parts,
  installed: Emitter<AppId>,
): LanguageApp {
  const workspace = openApps.workspace(appId);
  return {
    root: workspace.root,
    get trusted() {
      return apps.get(appId).trusted;
    },
    async listFiles() {
      const { entries } = await workspace.tree();
      return entries.flatMap(({ path, kind, ignored }) =>
        kind === "file" && !ignored ? path : [],
      );
    },
    read: (file) => workspace.read(file),
    writeMany: (files) => workspace.writeMany(files),
    onFilesChanged: workspace.onFilesChanged,
    onPackagesChanged: (listener) =>
      installed.on((changed) => {
        if (changed === appId) listener();
      }),
  };
}

/** Tells of each app whose packages a job has changed. */
function followInstalls(
  packages: Pick<PackagesService, "jobs">,
  tell: (appId: AppId) => void,
): () => void {
  const told = new Set(packages.jobs.value.map(({ id }) => id));
  return packages.jobs.onChange((jobs) => {
    for (const { id, appId, status } of jobs) {
      if (status !== "done" || told.has(id)) continue;
      told.add(id);
      tell(appId);
    }
  });
}
