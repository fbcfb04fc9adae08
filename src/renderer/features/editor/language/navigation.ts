import {
  type CancellationToken,
  type editor,
  languages,
  type Position,
} from "monaco-editor/editor";
import {
  type FileSymbol,
  languagesOf,
  type Location,
  type LocationKind,
} from "../../../../common/contracts/language.ts";
import { studio } from "../../../client/studio.ts";
import { fileOfUri, uriOfPlace } from "./modelPaths.ts";
import { toRange } from "./positions.ts";
import { about, aboutPlace, ask } from "./questions.ts";

const SCRIPTS = [...languagesOf("typescript")];

/** Definitions, references, symbols: everything that leads somewhere. */
export function provideNavigation(): void {
  languages.registerDefinitionProvider(SCRIPTS, { provideDefinition: finder("definition") });
  languages.registerTypeDefinitionProvider(SCRIPTS, {
    provideTypeDefinition: finder("typeDefinition"),
  });
  languages.registerImplementationProvider(SCRIPTS, {
    provideImplementation: finder("implementation"),
  });
  const references = finder("references");
  languages.registerReferenceProvider(SCRIPTS, {
    provideReferences: (model, position, _context, token) => references(model, position, token),
  });
  languages.registerDocumentHighlightProvider(SCRIPTS, {
    provideDocumentHighlights: async (model, position, token) => {
      const found = await ask(aboutPlace(model, position), token, (asked) =>
        studio.language.highlights.query(asked),
      );
      // Monaco counts the kinds from 0.
      return found?.map(({ range, kind }) => ({ range: toRange(range), kind: kind - 1 })) ?? null;
    },
  });
  languages.registerDocumentSymbolProvider(SCRIPTS, {
    provideDocumentSymbols: async (model, token) => {
      const symbols = await ask(about(model), token, (asked) =>
        studio.language.fileSymbols.query(asked),
      );
      return symbols?.map(toSymbol) ?? null;
    },
  });
}

function finder(kind: LocationKind) {
  return async (
    model: editor.ITextModel,
    position: Position,
    token: CancellationToken,
  ): Promise<languages.LocationLink[]> => {
    const found = await ask(aboutPlace(model, position), token, (asked) =>
      studio.language.locations.query({ ...asked, kind }),
    );
    const appId = fileOfUri(model.uri)?.appId ?? "";
    return found?.map((location) => toLink(appId, location)) ?? [];
  };
}

function toLink(appId: string, { at, range, whole, origin }: Location): languages.LocationLink {
  return {
    uri: uriOfPlace(appId, at),
    range: toRange(whole ?? range),
    targetSelectionRange: toRange(range),
    ...(origin === undefined ? {} : { originSelectionRange: toRange(origin) }),
  };
}

function toSymbol(symbol: FileSymbol): languages.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    // Monaco counts the kinds from 0.
    kind: symbol.kind - 1,
    tags: [],
    range: toRange(symbol.range),
    selectionRange: toRange(symbol.selection),
    children: symbol.children.map(toSymbol),
  };
}
