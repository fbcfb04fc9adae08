import type { FilePath } from "../../../../../common/apps/filePath.ts";
import type { FileEdit, NewFile } from "../recipePlan.ts";

/** The way an app holds its pages, as far as adding one needs to know it. */
export interface PageHost {
  /** For the person: "React Router, in src/routes/AppRoutes.tsx". */
  readonly description: string;
  /** Where a page's component goes and what it is called. @throws for a name that is taken. */
  place(name: string): PagePlace;
  /** What makes the page reachable, without the page itself. */
  connect(page: PageEntry): ConnectedPage;
  /** The source around what a page shows. */
  readonly frame: PageFrame;
}

export interface PagePlace {
  readonly path: FilePath;
  readonly component: string;
  /** In the address: `team-members`. */
  readonly slug: string;
}

export interface PageEntry {
  readonly place: PagePlace;
  readonly label: string;
  /** A name of lucide-react, for menus with icons. */
  readonly icon: string;
}

export interface ConnectedPage {
  readonly newFiles: readonly NewFile[];
  readonly edits: readonly FileEdit[];
  /** Where the page is found: `#/team`. */
  readonly address: string;
  /** What could not be done, such as a link in a menu that was not found. */
  readonly notes: readonly string[];
}

export interface PageFrame {
  /** The element around the page, with its classes. */
  readonly element: { readonly tag: string; readonly classes: string };
  /** Whether the page brings its own `h1`, or the app shows its title. */
  readonly heading: "page" | "app";
  /** A statement and its import that put the page's name into the window's title. */
  readonly title: {
    readonly module: FilePath;
    readonly hook: string;
  } | null;
}
