import { FilePath } from "../common/apps/filePath.ts";
import type { Workspace } from "./services/workspace/workspace.ts";

const PAGE = `<!doctype html>
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
`;

/** Gives an app its first page; one that is there is never touched. */
export async function createIndexHtml(workspace: Workspace): Promise<void> {
  await workspace.createFile(FilePath.parse("index.html"), PAGE);
}
