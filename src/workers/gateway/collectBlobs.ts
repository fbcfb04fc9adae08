import { blobKey, manifestKey } from "../../common/apps/names.ts";
import type { AppId } from "../../common/apps/appId.ts";
import { type gatewayExports, type GatewayEnv } from "./gatewayEnv.ts";

export interface Collection {
  /** Apps whose previews are kept. */
  readonly apps: readonly AppId[];
  /** Epoch seconds: younger bodies may belong to a commit that is under way. */
  readonly before: number;
}

const MANIFEST = /^app_([a-z][a-z0-9]{5})_manifest$/;

/**
 * Deletes bodies that no app's room names any more, and the rooms of apps that are gone. Bodies
 * are shared by all apps, so every room is asked first.
 */
export async function collectBlobs(
  exports: ReturnType<typeof gatewayExports>,
  env: GatewayEnv,
  { apps, before }: Collection,
): Promise<{ readonly deleted: number }> {
  const files = exports.KvStore.getByName(env.FILES_ID);
  const page = await files.list({ prefix: "app_", after: null, limit: 100_000 });
  const known = page.keys.flatMap(({ name }) => MANIFEST.exec(name)?.[1] ?? []) as AppId[];
  const gone = known.filter((app) => !apps.includes(app));
  for (const app of gone) {
    await exports.PreviewRoom.getByName(app)
      .forget()
      .catch(() => undefined);
  }
  await files.deleteMany(gone.map(manifestKey));
  const named: string[] = [];
  for (const app of apps) {
    named.push(...(await exports.PreviewRoom.getByName(app).liveBlobs()).map(blobKey));
  }
  return { deleted: await files.deleteUnnamed({ prefix: blobKey(""), named, before }) };
}
