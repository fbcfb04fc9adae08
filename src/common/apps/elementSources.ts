/**
 * How compiled JSX tells the page's agent where an element was written. The agent puts an object
 * under this key of the global `Symbol.for` registry before the app runs; without an agent there
 * is none, and the app's JSX is React's own.
 */
export const ELEMENT_SOURCES = "studio:sources";

/** Where Babel-style JSX says it was written. */
export interface JsxSource {
  /** As served: `/app/src/App.tsx`. */
  readonly fileName: string;
  /** Both count from 1. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** What stands for the app's folder in everything that is served. */
export const APP_FOLDER = "/app/";
