import { Emitter, languages } from "monaco-editor/editor";
import { languagesOf, SEMANTIC_TOKENS } from "../../../../common/contracts/language.ts";
import { useLanguageStatus } from "../../../client/languageWindow.ts";
import { studio } from "../../../client/studio.ts";
import { fromRange, toRange } from "./positions.ts";
import { about, aboutPlace, ask } from "./questions.ts";

const SCRIPTS = [...languagesOf("typescript")];

/** What is drawn into the text beside its own colours: hints, meanings, folds, pairs. */
export function provideMarks(): void {
  const refreshed = new Emitter<void>();
  useLanguageStatus.subscribe(({ value }, { value: before }) => {
    if (value !== null && value.refresh !== before?.refresh) refreshed.fire();
  });
  provideHints(refreshed);
  provideMeanings(refreshed);
  provideShapes();
  provideColors();
}

function provideHints(refreshed: Emitter<void>): void {
  languages.registerInlayHintsProvider(SCRIPTS, {
    onDidChangeInlayHints: refreshed.event,
    provideInlayHints: async (model, range, token) => {
      const hints = await ask(about(model), token, (asked) =>
        studio.language.inlayHints.query({ ...asked, range: fromRange(range) }),
      );
      const found = (hints ?? []).map(({ position, ...hint }) => ({
        ...hint,
        position: { lineNumber: position.line + 1, column: position.character + 1 },
      }));
      return { hints: found, dispose: () => undefined };
    },
  });
}

function provideMeanings(refreshed: Emitter<void>): void {
  languages.registerDocumentSemanticTokensProvider(SCRIPTS, {
    onDidChange: refreshed.event,
    getLegend: () => ({
      tokenTypes: [...SEMANTIC_TOKENS.types],
      tokenModifiers: [...SEMANTIC_TOKENS.modifiers],
    }),
    provideDocumentSemanticTokens: async (model, _last, token) => {
      const data = await ask(about(model), token, (asked) =>
        studio.language.semanticTokens.query(asked),
      );
      return data === null ? null : { data: new Uint32Array(data) };
    },
    releaseDocumentSemanticTokens: () => undefined,
  });
}

function provideShapes(): void {
  languages.registerFoldingRangeProvider(SCRIPTS, {
    provideFoldingRanges: async (model, _context, token) => {
      const ranges = await ask(about(model), token, (asked) =>
        studio.language.foldingRanges.query(asked),
      );
      return (
        ranges?.map(({ start, end, kind }) => ({
          start: start + 1,
          end: end + 1,
          ...(kind === null ? {} : { kind: new languages.FoldingRangeKind(kind) }),
        })) ?? null
      );
    },
  });
  languages.registerSelectionRangeProvider(SCRIPTS, {
    provideSelectionRanges: async (model, positions, token) => {
      const all = await Promise.all(
        positions.map((position) =>
          ask(aboutPlace(model, position), token, (asked) =>
            studio.language.selectionRanges.query(asked),
          ),
        ),
      );
      return all.map((ranges) => (ranges ?? []).map((range) => ({ range: toRange(range) })));
    },
  });
  languages.registerLinkedEditingRangeProvider(SCRIPTS, {
    provideLinkedEditingRanges: async (model, position, token) => {
      const ranges = await ask(aboutPlace(model, position), token, (asked) =>
        studio.language.linkedRanges.query(asked),
      );
      return ranges === null || ranges.length === 0 ? null : { ranges: ranges.map(toRange) };
    },
  });
}

function provideColors(): void {
  languages.registerColorProvider([...languagesOf("tailwind")], {
    provideDocumentColors: async (model, token) => {
      const spots = await ask(about(model), token, (asked) => studio.language.colors.query(asked));
      return (spots ?? []).map(({ range, ...color }) => ({ range: toRange(range), color }));
    },
    // A class is chosen by its name, not from a palette.
    provideColorPresentations: () => [],
  });
}
