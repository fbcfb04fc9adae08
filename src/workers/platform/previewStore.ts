import { WorkerEntrypoint } from "cloudflare:workers";
import { APP_HEADER, withoutInternalHeaders } from "./internalHeaders.ts";
import type { AppProps, PlatformEnv } from "./platformEnv.ts";

/** What an app's preview script reads from: the room of that app, and of no other. */
export class PreviewStore extends WorkerEntrypoint<PlatformEnv, AppProps> {
  override fetch(request: Request): Promise<Response> {
    const { app } = this.ctx.props;
    const headers = withoutInternalHeaders(request);
    headers.set(APP_HEADER, app);
    return this.env.ROOM.getByName(app).fetch(new Request(request, { headers }));
  }
}
