import { StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices";
import { bulkEdits } from "./bulkEdits.ts";
import { provideCompletions } from "./completions.ts";
import { provideHovers, provideSignatures } from "./hovers.ts";
import { tellOfImports } from "./importNotices.ts";
import { followLanguages } from "./languageSession.ts";
import { followMarkers } from "./markers.ts";
import { provideMarks } from "./marks.ts";
import { provideNavigation } from "./navigation.ts";
import { followLinks } from "./openers.ts";
import { provideRefactorings } from "./refactorings.ts";
import { TextModels } from "./textModels.ts";

/** Puts Studio's own parts in place of two of Monaco's; before anything else of it is used. */
export function replaceMonacoParts(): void {
  StandaloneServices.initialize({
    textModelService: new TextModels(),
    IWorkspaceEditService: bulkEdits,
  });
}

/** Gives Monaco what the host's language servers know. */
export function registerLanguageService(): void {
  for (const server of ["typescript", "tailwind"] as const) {
    provideCompletions(server);
    provideHovers(server);
  }
  provideSignatures();
  provideNavigation();
  provideRefactorings();
  provideMarks();
  followMarkers();
  followLinks();
  tellOfImports();
  followLanguages();
}
