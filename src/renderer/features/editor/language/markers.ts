import { editor, MarkerSeverity, MarkerTag, type Uri } from "monaco-editor/editor";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import type {
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticsChange,
} from "../../../../common/contracts/language.ts";
import {
  diagnosticsOf,
  type FileDiagnostics,
  setDiagnostics,
  useDiagnostics,
} from "../../../client/diagnostics.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { fileOfUri, uriOfFile, uriOfPlace } from "./modelPaths.ts";
import { fromRange, toRange } from "./positions.ts";

const SEVERITIES: Readonly<Record<DiagnosticSeverity, MarkerSeverity>> = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
  hint: MarkerSeverity.Hint,
};

/** Monaco's own workers, which look at open texts in the page. */
const WORKERS: ReadonlySet<string> = new Set(["css", "scss", "less", "html", "json"]);

const versions = new Map<string, number | null>();

/** Which version of an open text the newest diagnostics are about. */
export function noteVersions(files: DiagnosticsChange["files"]): void {
  for (const { server, path, version } of files) versions.set(`${server}:${path}`, version);
}

/** Draws all diagnostics into the open texts, and collects those of Monaco's own workers. */
export function followMarkers(): void {
  useDiagnostics.subscribe(({ sources }, before) => {
    for (const [source, files] of sources) {
      const old = before.sources.get(source);
      if (files !== old && !WORKERS.has(source)) draw(source, changedPaths(files, old));
    }
    for (const [source, files] of before.sources) {
      if (!sources.has(source) && !WORKERS.has(source)) draw(source, files.keys());
    }
  });
  editor.onDidCreateModel((model) => {
    const file = fileOfUri(model.uri);
    if (file === null) return;
    for (const source of useDiagnostics.getState().sources.keys()) {
      if (!WORKERS.has(source)) draw(source, [file.path]);
    }
  });
  editor.onDidChangeMarkers((uris) => collect(uris));
}

function* changedPaths(now: FileDiagnostics, before: FileDiagnostics | undefined) {
  for (const [path, items] of now) if (before?.get(path) !== items) yield path;
  for (const path of before?.keys() ?? []) if (!now.has(path)) yield path;
}

function draw(source: string, paths: Iterable<FilePath>): void {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  const files = useDiagnostics.getState().sources.get(source);
  for (const path of paths) {
    const model = editor.getModel(uriOfFile(appId, path));
    if (model === null || isStale(source, path, model)) continue;
    const items = files?.get(path) ?? [];
    editor.setModelMarkers(
      model,
      source,
      items.map((item) => markerOf(appId, item)),
    );
  }
}

/** Edited since: the markers that are there move along until newer ones come. */
function isStale(source: string, path: FilePath, model: editor.ITextModel): boolean {
  const version = versions.get(`${source}:${path}`) ?? null;
  return version !== null && version < model.getVersionId();
}

function markerOf(appId: string, item: Diagnostic): editor.IMarkerData {
  const tags = [
    ...(item.unnecessary === true ? [MarkerTag.Unnecessary] : []),
    ...(item.deprecated === true ? [MarkerTag.Deprecated] : []),
  ];
  return {
    ...toRange(item.range),
    // What is only faded is no problem to be underlined.
    severity: item.unnecessary === true ? MarkerSeverity.Hint : SEVERITIES[item.severity],
    message: item.message,
    source: item.source,
    code: item.code,
    tags,
    relatedInformation: (item.related ?? []).map(({ message, location }) => ({
      message,
      resource: uriOfPlace(appId, location.at),
      ...toRange(location.range),
    })),
  };
}

function collect(uris: readonly Uri[]): void {
  const { appId } = useCurrentApp.getState();
  for (const uri of uris) {
    const file = fileOfUri(uri);
    if (file === null || file.appId !== appId) continue;
    const model = editor.getModel(uri);
    if (model !== null) collectOf(model, file.path);
    else for (const source of WORKERS) setIfKnown(source, file.path);
  }
}

/** The file was closed: its worker no longer looks at it. */
function setIfKnown(source: string, path: FilePath): void {
  const isKnown = useDiagnostics.getState().sources.get(source)?.has(path) === true;
  if (isKnown) setDiagnostics(source, new Map([[path, []]]));
}

function collectOf(model: editor.ITextModel, path: FilePath): void {
  const source = model.getLanguageId();
  if (!WORKERS.has(source)) return;
  const markers = editor.getModelMarkers({ resource: model.uri, owner: source });
  const items = markers.map((marker): Diagnostic => {
    const severity = severityOf(marker.severity);
    const code = typeof marker.code === "string" ? marker.code : (marker.code?.value ?? "");
    const { message } = marker;
    return { range: fromRange(marker), severity, message, source, code };
  });
  setDiagnostics(source, new Map([[path, items]]));
}

function severityOf(severity: MarkerSeverity): DiagnosticSeverity {
  if (severity === MarkerSeverity.Error) return "error";
  if (severity === MarkerSeverity.Warning) return "warning";
  return severity === MarkerSeverity.Info ? "info" : "hint";
}

/** What is said about a range of a file, for quick fixes. */
export function diagnosticsIn(path: FilePath, isIn: (item: Diagnostic) => boolean) {
  return diagnosticsOf(useDiagnostics.getState().sources, path).filter(isIn);
}
