// `npm run build`: the workers, then main, preload and renderer, into out/.
import { rmSync } from "node:fs";
import path from "node:path";
import { projectNode, root, runMain, runToEnd } from "./prepare.mjs";

await runMain(async () => {
  const node = projectNode();
  // A stamp of an earlier build must not vouch for one that is cut short.
  rmSync(path.join(root, "out/.build"), { force: true });
  const workers = await runToEnd(node, ["tools/build/workers.ts"]);
  if (workers !== 0) return workers;
  const cli = "node_modules/electron-vite/bin/electron-vite.js";
  return await runToEnd(node, [cli, "build", "--logLevel", "warn"]);
});
