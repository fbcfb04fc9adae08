import { createHmac } from "node:crypto";
import type { AppId } from "../../../../common/apps/appId.ts";

/** The key that lets a host into one app's room, in hex. It opens no other app's room. */
export function roomKey(secret: string, appId: AppId): string {
  return createHmac("sha256", secret).update(appId).digest("hex");
}
