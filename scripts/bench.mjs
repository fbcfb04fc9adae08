// `npm run bench -- <name>` runs bench/<name>.bench.ts; `--list` names them all.
import { readdirSync } from "node:fs";
import path from "node:path";
import { buildIfStale, prepare, root, runMain, runToEnd, SetupError } from "./prepare.mjs";

const ENDING = ".bench.ts";

await runMain(async () => {
  const names = readdirSync(path.join(root, "bench"))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length));
  const [name, ...rest] = process.argv.slice(2);
  if (name === "--list") {
    for (const each of names) console.log(each);
    return 0;
  }
  if (!names.includes(name)) {
    throw new SetupError(`Which benchmark? One of: ${names.join(", ")}.`);
  }
  const node = await prepare();
  await buildIfStale(node);
  return await runToEnd(node, [path.join(root, "bench", `${name}${ENDING}`), ...rest]);
});
