import { buildSeed } from "./buildSeed.ts";

/** `node buildSeedCli.ts <app folder> <seed folder>`, for the scripts that prepare an install. */
const [appFolder, seedDir] = process.argv.slice(2);
if (appFolder === undefined || seedDir === undefined) {
  process.stderr.write("Usage: buildSeedCli <app folder> <seed folder>\n");
  process.exit(2);
}
try {
  await buildSeed({ appFolder, seedDir });
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
}
process.exit(0);
