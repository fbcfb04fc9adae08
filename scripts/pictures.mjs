// `npm run pictures`: takes the docs' pictures (docs/images) anew from the built program.
import path from "node:path";
import { buildIfStale, prepare, root, runMain, runToEnd } from "./prepare.mjs";
import { prepareBrowser } from "./prepareBrowser.mjs";

await runMain(async () => {
  const node = await prepare();
  const env = {
    STUDIO_CHROMIUM: prepareBrowser(node),
    STUDIO_PICTURES: path.join(root, "docs/images"),
  };
  await buildIfStale(node);
  const program = path.join(root, "node_modules/@playwright/test/cli.js");
  return await runToEnd(node, [program, "test", "pictures", "--project", "headless"], { env });
});
