import {
  AppApi as PlatformAppApi,
  PreviewRoom as PlatformPreviewRoom,
  PreviewStore as PlatformPreviewStore,
} from "../platform/index.ts";
import { gatewayExports, type GatewayEnv } from "./gatewayEnv.ts";
import { LocalKvNamespace } from "./kvNamespace.ts";
import { LocalNamespace } from "./localNamespace.ts";
import { namespaceNames } from "./namespaceNames.ts";
import { studioOrigins } from "./studioOrigins.ts";

type PlatformEnv = ConstructorParameters<typeof PlatformPreviewRoom>[1];

/** What the platform worker is bound to on an account, made of the edge's own parts. */
function platformEnv(
  ctx: ConstructorParameters<typeof LocalNamespace>[2],
  env: GatewayEnv,
): PlatformEnv {
  const exports = gatewayExports(ctx);
  return {
    ROOM: exports.PreviewRoom,
    FILES: new LocalKvNamespace(exports.KvStore.getByName(env.FILES_ID)) as unknown as KVNamespace,
    PREVIEW: new LocalNamespace(namespaceNames(env).PREVIEW, env, ctx),
    ROOM_SECRET: env.ROOM_SECRET,
    get STUDIO_ORIGINS() {
      return studioOrigins(env.STUDIO_ORIGINS);
    },
  };
}

export class PreviewRoom extends PlatformPreviewRoom {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, platformEnv(ctx, env as GatewayEnv));
  }
}

export class PreviewStore extends PlatformPreviewStore {
  constructor(ctx: ExecutionContext, env: unknown) {
    super(ctx as never, platformEnv(ctx, env as GatewayEnv));
  }
}

export class AppApi extends PlatformAppApi {
  constructor(ctx: ExecutionContext, env: unknown) {
    super(ctx as never, platformEnv(ctx, env as GatewayEnv));
  }
}
