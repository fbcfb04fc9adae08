import { buildWorkers } from "../build/workers.ts";

/** Tests run the very bundles that ship: they are built once before the run. */
export default async function setup(): Promise<void> {
  await buildWorkers();
}
