import type { AppId } from "../../../common/apps/appId.ts";
import type { FilePath } from "../../../common/apps/filePath.ts";
import type { Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import type {
  AboutText,
  AtPosition,
  CodeAction,
  ColorSpot,
  CompletionList,
  Diagnostic,
  EditedFile,
  FileSymbol,
  FoldingRange,
  Highlight,
  Hover,
  InlayHint,
  LanguageServerId,
  LanguageStatus,
  LanguageWindow,
  LibraryText,
  Location,
  LocationKind,
  ProjectSymbol,
  RenameTarget,
  ResolvedCompletion,
  SignatureHelp,
  SyncTextInput,
  TextRange,
  WorkspaceEdit,
} from "../../../common/contracts/language.ts";
import { problem } from "../../../common/contracts/problem.ts";
import { AppLanguages, type AppLanguagesOptions } from "./appLanguages.ts";
import { readCompletions, readResolved } from "./answers/completions.ts";
import { readCodeActions, readRenameTarget, readWorkspaceEdit } from "./answers/edits.ts";
import { readHover, readSignatureHelp } from "./answers/hovers.ts";
import { readLocations } from "./answers/locations.ts";
import {
  readColors,
  readFoldingRanges,
  readHighlights,
  readInlayHints,
  readLinkedRanges,
  readSelectionRanges,
  readSemanticTokens,
} from "./answers/marks.ts";
import { readFileSymbols, readProjectSymbols } from "./answers/symbols.ts";
import { classPrefix, narrowCompletions } from "./narrowCompletions.ts";
import { applyAll } from "./textEdits.ts";
import type { DiagnosticsStore } from "./diagnosticsStore.ts";
import type { LanguageApp } from "./ports.ts";

export interface LanguageServiceOptions {
  /** @throws `not-found` while the app is not open. */
  readonly app: (appId: AppId) => LanguageApp;
  readonly servers: AppLanguagesOptions["servers"];
  /** Why a server does not run for an app; null when it may. */
  readonly whyOff: (server: LanguageServerId, app: LanguageApp) => Promise<string | null>;
  readonly log: Log;
  readonly times?: AppLanguagesOptions["times"];
}

interface Trigger {
  /** What was typed; null when the person asked. */
  readonly character: string | null;
  /** The list that was incomplete is asked again. */
  readonly again: boolean;
}

const LOCATIONS: Readonly<Record<LocationKind, string>> = {
  definition: "textDocument/definition",
  typeDefinition: "textDocument/typeDefinition",
  implementation: "textDocument/implementation",
  references: "textDocument/references",
};

/** Lists whose items can still be resolved; Monaco shows one of each server at a time. */
const KEPT_LISTS = 8;

/**
 * The language servers of all open apps, by the questions an editor asks. Every method rejects
 * with a ProblemError: `not-found` while the app is not open or the server does not run for it,
 * `process-down` while it stopped, `cancelled`.
 */
export class LanguageService implements AsyncDisposable {
  readonly #options: LanguageServiceOptions;
  readonly #apps = new Map<AppId, AppLanguages>();
  readonly #lists = new Map<number, readonly unknown[]>();
  #lastList = 0;

  constructor(options: LanguageServiceOptions) {
    this.#options = options;
  }

  join({ appId, windowId }: LanguageWindow): Watched<LanguageStatus> {
    return this.#of(appId).join(windowId);
  }

  leave({ appId, windowId }: LanguageWindow, session: string): void {
    this.#apps.get(appId)?.leave(windowId, session);
  }

  diagnostics(appId: AppId): DiagnosticsStore {
    return this.#of(appId).diagnostics;
  }

  /** What TypeScript says to a file, for who has no window. Null where it has no answer. */
  check(appId: AppId, path: FilePath, signal?: AbortSignal): Promise<readonly Diagnostic[] | null> {
    return this.#of(appId).check(path, signal);
  }

  sync({ appId, windowId, path, change }: SyncTextInput): { readonly known: boolean } {
    return { known: this.#of(appId).sync(windowId, path, change) };
  }

  cancel({ appId, windowId }: LanguageWindow, call: string): void {
    this.#apps.get(appId)?.cancel(windowId, call);
  }

  /** Starts a server anew, as after it failed too often. */
  async restart(appId: AppId, server: LanguageServerId): Promise<void> {
    await this.#of(appId).session(server).restart();
  }

  library(appId: AppId, id: string): Promise<LibraryText> {
    return this.#of(appId).library(id);
  }

  async completion(
    server: LanguageServerId,
    about: AtPosition,
    { character, again }: Trigger,
  ): Promise<CompletionList | null> {
    const context =
      character === null
        ? { triggerKind: again ? 3 : 1 }
        : { triggerKind: 2, triggerCharacter: character };
    const answer = await this.#at(server, about, "textDocument/completion", { context });
    const narrowed = server === "tailwind" ? narrowCompletions(answer, this.#typed(about)) : answer;
    const read = readCompletions(narrowed);
    if (read === null) return null;
    const id = ++this.#lastList;
    this.#lists.set(id, read.raw);
    this.#lists.delete(id - KEPT_LISTS);
    return { id, ...read.list };
  }

  async resolveCompletion(
    server: LanguageServerId,
    about: AboutText,
    item: { readonly list: number; readonly index: number },
  ): Promise<ResolvedCompletion> {
    const raw = this.#lists.get(item.list)?.[item.index];
    if (raw === undefined) return readResolved(null);
    return readResolved(await this.#ask(server, about, "completionItem/resolve", () => raw));
  }

  async hover(server: LanguageServerId, about: AtPosition): Promise<Hover | null> {
    return readHover(await this.#at(server, about, "textDocument/hover"));
  }

  async signatureHelp(
    about: AtPosition,
    trigger: { readonly character: string | null; readonly retrigger: boolean },
  ): Promise<SignatureHelp | null> {
    const { character, retrigger } = trigger;
    const context = {
      triggerKind: character === null ? (retrigger ? 3 : 1) : 2,
      ...(character === null ? {} : { triggerCharacter: character }),
      isRetrigger: retrigger,
    };
    const method = "textDocument/signatureHelp";
    return readSignatureHelp(await this.#at("typescript", about, method, { context }));
  }

  async locations(kind: LocationKind, about: AtPosition): Promise<readonly Location[]> {
    const context = { context: { includeDeclaration: true } };
    const rest = kind === "references" ? context : {};
    const answer = await this.#at("typescript", about, LOCATIONS[kind], rest);
    return readLocations(this.#of(about.appId).places, answer);
  }

  async highlights(about: AtPosition): Promise<readonly Highlight[]> {
    return readHighlights(await this.#at("typescript", about, "textDocument/documentHighlight"));
  }

  async fileSymbols(about: AboutText): Promise<readonly FileSymbol[]> {
    return readFileSymbols(await this.#whole("typescript", about, "textDocument/documentSymbol"));
  }

  async projectSymbols(appId: AppId, query: string): Promise<readonly ProjectSymbol[]> {
    const app = this.#of(appId);
    const answer = await app.session("typescript").request("workspace/symbol", { query });
    return readProjectSymbols(app.places, answer);
  }

  /** @throws `invalid-input` for what has no name that can be changed. */
  async renameTarget(about: AtPosition): Promise<RenameTarget> {
    return readRenameTarget(await this.#at("typescript", about, "textDocument/prepareRename"));
  }

  /** @throws `outside-app` when the name is also a library's. */
  async rename(about: AtPosition, newName: string): Promise<WorkspaceEdit> {
    const answer = await this.#at("typescript", about, "textDocument/rename", { newName });
    return readWorkspaceEdit(this.#of(about.appId).places, answer);
  }

  async codeActions(
    server: LanguageServerId,
    about: AboutText,
    asked: {
      readonly range: TextRange;
      readonly diagnostics: readonly Diagnostic[];
      readonly only: string | null;
    },
  ): Promise<readonly CodeAction[]> {
    const answer = await this.#ask(server, about, "textDocument/codeAction", (uri) => ({
      textDocument: { uri },
      range: asked.range,
      context: {
        diagnostics: asked.diagnostics.map(toProtocol),
        ...(asked.only === null ? {} : { only: [asked.only] }),
      },
    }));
    return readCodeActions(this.#of(about.appId).places, answer);
  }

  async inlayHints(about: AboutText, range: TextRange): Promise<readonly InlayHint[]> {
    return readInlayHints(
      await this.#ask("typescript", about, "textDocument/inlayHint", (uri) => ({
        textDocument: { uri },
        range,
      })),
    );
  }

  async semanticTokens(about: AboutText): Promise<readonly number[]> {
    const method = "textDocument/semanticTokens/full";
    return readSemanticTokens(await this.#whole("typescript", about, method));
  }

  async foldingRanges(about: AboutText): Promise<readonly FoldingRange[]> {
    return readFoldingRanges(await this.#whole("typescript", about, "textDocument/foldingRange"));
  }

  async selectionRanges(about: AtPosition): Promise<readonly TextRange[]> {
    const { position } = about;
    const answer = await this.#ask("typescript", about, "textDocument/selectionRange", (uri) => ({
      textDocument: { uri },
      positions: [position],
    }));
    return readSelectionRanges(answer);
  }

  async linkedRanges(about: AtPosition): Promise<readonly TextRange[]> {
    return readLinkedRanges(await this.#at("typescript", about, "textDocument/linkedEditingRange"));
  }

  async colors(about: AboutText): Promise<readonly ColorSpot[]> {
    return readColors(await this.#whole("tailwind", about, "textDocument/documentColor"));
  }

  /** What importers of moved files have to become, before the files are moved. */
  async moveEdits(
    appId: AppId,
    moves: readonly { readonly from: FilePath; readonly to: FilePath }[],
  ): Promise<WorkspaceEdit> {
    const app = this.#of(appId);
    const files = moves.map(({ from, to }) => ({
      oldUri: app.places.uri(from),
      newUri: app.places.uri(to),
    }));
    const session = app.session("typescript");
    return readWorkspaceEdit(
      app.places,
      await session.request("workspace/willRenameFiles", { files }),
    );
  }

  /** Makes an edit in files that are open nowhere: all, or none when one cannot be written. */
  async editFiles(appId: AppId, { files }: WorkspaceEdit): Promise<readonly EditedFile[]> {
    const { app } = this.#of(appId);
    const texts = await Promise.all(
      files.map(async ({ path, edits }) => {
        const content = await app.read(path);
        if (content.kind !== "text") throw problem("not-text", `${path} is not text.`);
        const { encoding, hash, text } = content;
        const write = { path, encoding, expected: hash, text: applyAll(text, edits) };
        return { write, before: text };
      }),
    );
    const written = await app.writeMany(texts.map(({ write }) => write));
    return written.flatMap(({ path, hash }, at) => {
      const text = texts[at];
      if (text === undefined) return [];
      return { path, hash, before: text.before, encoding: text.write.encoding };
    });
  }

  /** What a server's configuration is made of changed: it asks for it again. */
  choicesChanged(): void {
    for (const app of this.#apps.values()) {
      app.session("typescript").notify("workspace/didChangeConfiguration", { settings: null });
    }
  }

  /** An app was closed. */
  async close(appId: AppId): Promise<void> {
    const app = this.#apps.get(appId);
    this.#apps.delete(appId);
    await app?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#apps.keys()].map((appId) => this.close(appId)));
  }

  #of(appId: AppId): AppLanguages {
    const known = this.#apps.get(appId);
    if (known !== undefined) return known;
    const { app: open, servers, whyOff, log, times } = this.#options;
    const app = open(appId);
    const languages = new AppLanguages({
      app,
      servers,
      whyOff: (server) => whyOff(server, app),
      log,
      ...(times === undefined ? {} : { times }),
    });
    this.#apps.set(appId, languages);
    return languages;
  }

  #typed({ appId, path, position }: AtPosition): string {
    const text = this.#of(appId).texts.get(path)?.text ?? "";
    const line = text.split(/\r\n|\r|\n/, position.line + 1)[position.line] ?? "";
    return classPrefix(line, position.character);
  }

  #at(
    server: LanguageServerId,
    about: AtPosition,
    method: string,
    rest: object = {},
  ): Promise<unknown> {
    const { position } = about;
    return this.#ask(server, about, method, (uri) => ({
      textDocument: { uri },
      position,
      ...rest,
    }));
  }

  #whole(server: LanguageServerId, about: AboutText, method: string): Promise<unknown> {
    return this.#ask(server, about, method, (uri) => ({ textDocument: { uri } }));
  }

  #ask(
    server: LanguageServerId,
    about: AboutText,
    method: string,
    params: (uri: string) => unknown,
  ): Promise<unknown> {
    const app = this.#of(about.appId);
    return app.about(about, (uri, signal) =>
      app.session(server).request(method, params(uri), { signal }),
    );
  }
}

const SEVERITY = { error: 1, warning: 2, info: 3, hint: 4 } as const;

/** TypeScript finds its fixes by the number of an error. */
function toProtocol({ range, severity, message, source, code }: Diagnostic): object {
  const number = Number(code);
  return {
    range,
    severity: SEVERITY[severity],
    message,
    source,
    code: code !== "" && Number.isInteger(number) ? number : code,
  };
}
