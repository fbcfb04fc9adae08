import { readdirSync } from "node:fs";
import path from "node:path";
import type { Watched } from "../../../common/base/event.ts";
import type { Snippets } from "../../../common/contracts/settings.ts";
import type { HandEditedFile } from "./handEditedFile.ts";
import { parseSnippets } from "./parseSnippets.ts";

type Open = (file: string, within: string | null) => HandEditedFile;

/** More of them in one app are not read. */
const MAX_PROJECT_FILES = 20;

/**
 * Snippets of the person (`snippets.json`), of an app (`.overskill/snippets.json`), and those that
 * a project brings for VS Code (`.vscode/*.code-snippets`).
 */
export class SnippetFiles {
  readonly #folder: string;
  readonly #open: Open;

  constructor(folder: string, open: Open) {
    this.#folder = folder;
    this.#open = open;
  }

  /** The later files come first where two snippets have one prefix. */
  watch(appFolder: string | null): Watched<Snippets> {
    const files = [
      this.#open(path.join(this.#folder, "snippets.json"), null),
      ...(appFolder === null ? [] : this.#ofApp(appFolder)),
    ];
    return {
      get value() {
        return joined(files);
      },
      onChange: (listener) => {
        const stops = files.map((file) => file.onChange(() => listener(joined(files))));
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  }

  #ofApp(appFolder: string): readonly HandEditedFile[] {
    return [".overskill/snippets.json", ...projectFiles(appFolder)].map((name) =>
      this.#open(path.join(appFolder, name), appFolder),
    );
  }
}

function projectFiles(appFolder: string): readonly string[] {
  try {
    return readdirSync(path.join(appFolder, ".vscode"))
      .filter((name) => name.endsWith(".code-snippets"))
      .toSorted()
      .slice(0, MAX_PROJECT_FILES)
      .map((name) => `.vscode/${name}`);
  } catch {
    // A project without that folder has none.
    return [];
  }
}

function joined(files: readonly HandEditedFile[]): Snippets {
  const parts = files.map((file) => {
    const { text, problem } = file.value;
    if (problem !== null) return { snippets: [], problems: [problem] };
    return parseSnippets(text ?? "", path.basename(file.path));
  });
  return {
    snippets: parts.flatMap(({ snippets }) => snippets),
    problems: parts.flatMap(({ problems }) => problems),
  };
}
