// oxlint-disable import/default -- Vite gives what is imported with `?worker` its default export

import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import CssWorker from "monaco-editor/languages/features/css/css.worker?worker";
import HtmlWorker from "monaco-editor/languages/features/html/html.worker?worker";
import JsonWorker from "monaco-editor/languages/features/json/json.worker?worker";

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker(moduleId: string, label: string): Worker };
  }
}

/** Tells Monaco where its workers are; without this it falls back to blobs that the CSP forbids. */
export function provideWorkers(): void {
  window.MonacoEnvironment = {
    getWorker(_moduleId, label) {
      switch (label) {
        case "css":
        case "scss":
        case "less":
          return new CssWorker();
        case "html":
          return new HtmlWorker();
        case "json":
          return new JsonWorker();
        default:
          return new EditorWorker();
      }
    },
  };
}
