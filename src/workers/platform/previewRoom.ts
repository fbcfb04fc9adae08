import { DurableObject } from "cloudflare:workers";
import * as z from "zod/mini";
import { type Commit, PING, PONG, ROOM_PATHS, STUDIO_PREFIX } from "../../common/apps/room.ts";
import { BlobStore } from "./blobStore.ts";
import { bodiesFrame } from "./bodiesFrame.ts";
import { Commits } from "./commits.ts";
import { plainResponse } from "./fileResponse.ts";
import { FileServer } from "./fileServer.ts";
import { HostSockets } from "./hostSockets.ts";
import { HtmlPage } from "./htmlPage.ts";
import { APP_HEADER } from "./internalHeaders.ts";
import { ManifestCopy } from "./manifestCopy.ts";
import { ModuleRenderer } from "./moduleRenderer.ts";
import { PAGE_SCRIPTS_VERSION, pageAgentResponse, pageClientResponse } from "./pageClient.ts";
import { PageSockets } from "./pageSockets.ts";
import { PendingNeeds } from "./pendingNeeds.ts";
import type { PlatformEnv } from "./platformEnv.ts";
import { hasRoomKey } from "./roomKey.ts";
import { RoomStorage } from "./roomStorage.ts";

const MAX_COMMIT_BYTES = 32 * 1024 * 1024;
const MAX_HASHES = 900;
const PAGES_NOTE_DELAY_MS = 50;

const Hashes = z.array(z.string()).check(z.maxLength(MAX_HASHES));
const Origins = z.array(z.string());

/**
 * One app's preview: owns its manifest, serves its files, and passes Vite's HMR between the host
 * and the pages. It sleeps while nobody speaks; sockets survive that.
 */
export class PreviewRoom extends DurableObject<PlatformEnv> {
  readonly #storage: RoomStorage;
  readonly #store: BlobStore;
  readonly #commits: Commits;
  readonly #files: FileServer;
  readonly #needs: PendingNeeds;
  readonly #hosts: HostSockets;
  readonly #pages: PageSockets;
  readonly #copy: ManifestCopy;
  #isPagesNoteDue = false;

  constructor(ctx: DurableObjectState, env: PlatformEnv) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    const storage = new RoomStorage(ctx.storage);
    this.#storage = storage;
    this.#store = new BlobStore(env.FILES);
    this.#hosts = new HostSockets(ctx, storage);
    this.#pages = new PageSockets(ctx, storage);
    this.#copy = new ManifestCopy(ctx, storage, env.FILES);
    this.#needs = new PendingNeeds((path, accept) => {
      this.#hosts.tell({ type: "need", path, accept });
    });
    this.#commits = new Commits({
      storage,
      store: this.#store,
      publish: (commit, rev) => this.#publish(commit, rev),
    });
    const renderer = new ModuleRenderer(storage, this.#store);
    this.#files = new FileServer({
      storage,
      renderer,
      page: new HtmlPage({
        storage,
        renderer,
        // The local edge may be driven by another Studio than the one that started this room.
        studioOrigins: () => Origins.parse(JSON.parse(env.STUDIO_ORIGINS)),
        scriptsVersion: PAGE_SCRIPTS_VERSION,
      }),
      needs: this.#needs,
      isHostHere: () => this.#hosts.isHere,
    });
  }

  override async fetch(request: Request): Promise<Response> {
    const app = request.headers.get(APP_HEADER);
    if (app === null) return plainResponse(400, "No app is named.");
    await this.#copy.recover(app);
    const url = new URL(request.url);
    if (url.pathname === ROOM_PATHS.pages && isUpgrade(request))
      return this.#acceptPage(request, url);
    if (url.pathname.startsWith(STUDIO_PREFIX)) return this.#studio(request, url, app);
    // A socket to any other path is the app's own business, and nothing here answers it.
    if (isUpgrade(request)) return plainResponse(404, "No socket is served here.");
    return this.#files.serve(request, url);
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (this.#hosts.owns(socket)) {
      if (typeof message === "string") return;
      this.#hosts.answer(socket, await this.#commits.take(new Uint8Array(message)));
      return;
    }
    const read = this.#pages.read(socket, message);
    if (read?.type === "studio:painted") this.#hosts.tell({ type: "painted", rev: read.rev });
    if (read?.type === "custom") {
      this.#hosts.tell({ type: "from-page", event: read.event, data: read.data });
    }
  }

  /** Hashes of the bodies that this room may serve; others' bodies are not its business. */
  liveBlobs(): readonly string[] {
    this.#storage.dropUnusedBlobs(Date.now());
    return [...this.#storage.blobs.keys()];
  }

  /** Its app is gone for good. */
  async forget(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.ctx.abort("The app was removed");
  }

  /** Without this handler every closed socket would leak two descriptors. */
  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 say how a socket ended and cannot be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
    this.#notePages();
  }

  override webSocketError(): void {
    this.#notePages();
  }

  override alarm(): Promise<void> {
    return this.#copy.writeWhenIdle();
  }

  #acceptPage(request: Request, url: URL): Response {
    const response = this.#pages.accept(request, url);
    this.#notePages();
    return response;
  }

  async #studio(request: Request, url: URL, app: string): Promise<Response> {
    switch (url.pathname) {
      case ROOM_PATHS.client:
        return pageClientResponse();
      case ROOM_PATHS.agent:
        return pageAgentResponse();
      case ROOM_PATHS.health:
        return Response.json(
          { ok: true, rev: this.#storage.rev, app },
          { headers: { "cache-control": "no-store" } },
        );
      case ROOM_PATHS.host:
      case ROOM_PATHS.commit:
      case ROOM_PATHS.missing:
      case ROOM_PATHS.bodies:
        break;
      default:
        return plainResponse(404, "Studio serves nothing here.");
    }
    // A browser always names its origin on a socket: with the key or not, no page is a host.
    if (request.headers.has("origin")) return plainResponse(403, "Not for pages.");
    if (!(await hasRoomKey(request, this.env.ROOM_SECRET, app))) {
      return plainResponse(401, "The room key is missing or wrong.");
    }
    if (url.pathname === ROOM_PATHS.host) return this.#acceptHost(request);
    if (request.method !== "POST") return plainResponse(405, "Use POST.", { allow: "POST" });
    if (url.pathname === ROOM_PATHS.commit) return this.#commit(request);
    const hashes = Hashes.safeParse(await request.json().catch(() => null));
    if (!hashes.success) return plainResponse(400, "Send a JSON array of at most 900 hashes.");
    return url.pathname === ROOM_PATHS.missing
      ? this.#missing(hashes.data)
      : this.#bodies(hashes.data);
  }

  #acceptHost(request: Request): Response {
    if (!isUpgrade(request)) return plainResponse(426, "This is a WebSocket.");
    const response = this.#hosts.accept(this.#pages.count);
    this.#needs.askAgain();
    return response;
  }

  async #commit(request: Request): Promise<Response> {
    if (Number(request.headers.get("content-length")) > MAX_COMMIT_BYTES) {
      return plainResponse(413, "A commit has at most 32 MB; send the blobs in several.");
    }
    const frame = new Uint8Array(await request.arrayBuffer());
    return Response.json(await this.#commits.take(frame));
  }

  async #missing(hashes: readonly string[]): Promise<Response> {
    const absent = await Promise.all(
      hashes.map(async (hash) => ((await this.#holds(hash)) ? [] : [hash])),
    );
    return Response.json(absent.flat());
  }

  async #bodies(hashes: readonly string[]): Promise<Response> {
    const frame = await bodiesFrame(hashes, { storage: this.#storage, store: this.#store });
    return new Response(frame, { headers: { "content-type": "application/octet-stream" } });
  }

  #holds(hash: string): boolean | Promise<boolean> {
    return this.#storage.blobs.has(hash) || this.#store.has(hash);
  }

  #publish(commit: Commit, rev: number | undefined): number {
    const pages =
      rev === undefined ? this.#pages.count : this.#pages.broadcast(rev, commit.payloads);
    this.#needs.answer([...commit.answers, ...commit.set.map(([path]) => path)]);
    if (rev !== undefined) this.#copy.schedule();
    return pages;
  }

  /** Tells the host how many pages there are, once for many that come or go together. */
  #notePages(): void {
    if (this.#isPagesNoteDue || !this.#hosts.isHere) return;
    this.#isPagesNoteDue = true;
    setTimeout(() => {
      this.#isPagesNoteDue = false;
      this.#hosts.tell({ type: "pages", pages: this.#pages.count });
    }, PAGES_NOTE_DELAY_MS);
  }
}

function isUpgrade(request: Request): boolean {
  return request.headers.get("upgrade")?.toLowerCase() === "websocket";
}
