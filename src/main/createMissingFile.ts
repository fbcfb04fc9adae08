import { FilePath } from "../common/apps/filePath.ts";
import type { Workspace } from "./services/workspace/workspace.ts";

const SOURCES = {
  "index.html": `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>New app</title>
  </head>
  <body>
    <h1>It works</h1>
    <p>Edit index.html and save: this page follows.</p>
  </body>
</html>
`,
  "package.json": `{
  "name": "app",
  "private": true,
  "type": "module"
}
`,
} as const;

/** Makes a file without which there is no preview; an existing one is never touched. */
export async function createMissingFile(
  workspace: Workspace,
  file: keyof typeof SOURCES,
): Promise<void> {
  await workspace.createFile(FilePath.parse(file), SOURCES[file]);
}
