/**
 * The script that is uploaded once per app into the preview namespace. It holds no data of the
 * app and is the same bytes for all apps: what it serves and what it may reach comes with its two
 * bindings, which the platform has scoped to the app.
 */
interface Env {
  /** The app's preview files, its HMR socket and its health. */
  readonly STORE: Fetcher;
  /** The app's own worker. */
  readonly API: Fetcher;
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const isApi = pathname === "/api" || pathname.startsWith("/api/");
    return (isApi ? env.API : env.STORE).fetch(request);
  },
};
