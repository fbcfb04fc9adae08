import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import { useAppFiles } from "../../client/appFiles.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio } from "../../client/studio.ts";

/** Where a router of JSX or of objects is told a path: `path="shop"`, `path: "/shop"`. */
const DECLARED = String.raw`\bpath\s*[:=]\s*\{?\s*["'\x60](/?[^"'\x60$\s.]*)["'\x60]`;

interface Routes {
  readonly appId: AppId | null;
  /** Null until they were looked for. */
  readonly declared: readonly string[] | null;
}

/** The paths that the current app's own files name. */
export const useRoutes = create<Routes>()(() => ({ appId: null, declared: null }));

let ending: { unsubscribe(): void } | undefined;

/** Looks through the files anew; asked for when the list is about to be shown. */
export function lookForRoutes(): void {
  const { appId } = useCurrentApp.getState();
  ending?.unsubscribe();
  if (appId === null) return;
  const found = new Set(filePages());
  const publish = (): void =>
    useRoutes.setState({ appId, declared: [...found].toSorted((a, b) => a.localeCompare(b)) });
  if (useRoutes.getState().appId !== appId) useRoutes.setState({ appId, declared: null });
  const query = {
    pattern: DECLARED,
    isRegex: true,
    matchCase: true,
    wholeWord: false,
    include: ["*.{ts,tsx,js,jsx,vue,svelte}"],
    exclude: ["*.test.*", "*.d.ts"],
    respectIgnores: true,
    captures: true,
  };
  ending = studio.search.find.subscribe(
    { appId, query },
    {
      onData: (event) => {
        if (event.type === "done") return publish();
        for (const { groups } of event.files.flatMap((file) => file.matches)) {
          const path = `/${(groups[0] ?? "").replace(/^\//, "")}`;
          if (isPlainPath(path)) found.add(path);
        }
      },
      // The pages that files make are known without it.
      onError: publish,
    },
  );
}

/** A path with parameters (`/shop/:id`) leads nowhere by itself. */
export function isPlainPath(path: string): boolean {
  return path.startsWith("/") && !/[:*?#[\]]/.test(path);
}

function filePages(): readonly string[] {
  const entries = useAppFiles.getState().index?.entries.values() ?? [];
  return [...entries].flatMap(({ path, kind, ignored }) =>
    kind === "file" && !ignored ? (pageOfFile(path) ?? []) : [],
  );
}

/** The path of a page that a file is by its place: `src/pages/about.tsx`, `app/cart/page.tsx`. */
export function pageOfFile(file: string): string | null {
  const html = /^(?:public\/)?((?:[\w-]+\/)*)([\w-]+)\.html$/.exec(file);
  if (html !== null) {
    const [, folder = "", name = ""] = html;
    return name === "index" ? `/${folder}` : `/${folder}${name}.html`;
  }
  const routed = /^(?:src\/)?app\/((?:[^/]+\/)*)(?:page|\+page)\.(?:tsx|jsx|svelte)$/.exec(file);
  if (routed === null) return null;
  // Groups in parentheses are folders that are no part of the path.
  const path = `/${(routed[1] ?? "").replace(/\([^/]*\)\//g, "")}`.replace(/(.)\/$/, "$1");
  return isPlainPath(path) ? path : null;
}
