import { networkInterfaces } from "node:os";
import type { ComposeOptions } from "./compose.ts";
import type { OpenApps } from "./openApps.ts";
import type { PreviewService } from "./services/preview/previewService.ts";
import { ShareService } from "./services/share/shareService.ts";

/** Sharing of previews; an app that is closed is no longer shared. */
export function composeShare(
  { log }: Pick<ComposeOptions, "log">,
  parts: {
    readonly openApps: Pick<OpenApps, "onLeave">;
    readonly preview: Pick<PreviewService, "watch">;
  },
  stack: AsyncDisposableStack,
): ShareService {
  const share = stack.use(
    new ShareService({
      networkAddresses,
      previewOrigin: (appId) => {
        const { previewUrl } = parts.preview.watch(appId).value;
        return previewUrl === null ? null : new URL(previewUrl).origin;
      },
      now: Date.now,
      log: log.child("share"),
    }),
  );
  stack.defer(parts.openApps.onLeave((appId) => void share.stop(appId)));
  return share;
}

/** IPv4 only: what people type, and what every network at home and at work has. */
function networkAddresses(): readonly string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal, address }) => {
      // An address without a network (169.254…) reaches nobody.
      return family === "IPv4" && !internal && !address.startsWith("169.254.");
    })
    .map(({ address }) => address);
  return [...new Set(found)];
}
