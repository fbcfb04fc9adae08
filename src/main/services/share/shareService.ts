import type { AppId } from "../../../common/apps/appId.ts";
import { Emitter, type Watched } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import { problem, type Problem } from "../../../common/contracts/problem.ts";
import type { ShareAddress, ShareState, StartShareInput } from "../../../common/contracts/share.ts";
import { ShareAccess, TOKEN_PARAMETER } from "./shareAccess.ts";
import { ShareProxy } from "./shareProxy.ts";

export interface ShareOptions {
  /** This machine's addresses on its networks now, as a browser writes them. */
  readonly networkAddresses: () => readonly string[];
  /** Where the edge serves an app now; null while it does not. */
  readonly previewOrigin: (appId: AppId) => string | null;
  readonly now: () => number;
  readonly log: Log;
}

const LOOPBACK = "127.0.0.1";

interface Share {
  readonly proxy: ShareProxy;
  readonly addresses: readonly ShareAddress[];
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly end: NodeJS.Timeout;
}

/**
 * Opens previews to other devices, one link per app, until its time is over, the app is closed or
 * Studio ends. Nothing of it is written down: no start of Studio shares anything by itself.
 */
export class ShareService implements AsyncDisposable {
  readonly #options: ShareOptions;
  readonly #shares = new Map<AppId, Share>();
  readonly #problems = new Map<AppId, Problem>();
  readonly #changed = new Emitter<AppId>();
  #rev = 0;

  constructor(options: ShareOptions) {
    this.#options = options;
  }

  watch(appId: AppId): Watched<ShareState> {
    const read = (): ShareState => this.#state(appId);
    return {
      get value() {
        return read();
      },
      onChange: (listener) =>
        this.#changed.on((changed) => {
          if (changed === appId) listener(read());
        }),
    };
  }

  /**
   * Shares an app, in place of an earlier link to it.
   *
   * @throws `not-found` while the app is not served, `locked` when the port is taken.
   */
  async start({ appId, minutes, port }: StartShareInput): Promise<void> {
    if (this.#options.previewOrigin(appId) === null) {
      throw problem("not-found", "The app's preview is not being served yet.", {
        next: "Wait until the page is there, then share it.",
      });
    }
    await this.stop(appId);
    const { now, log } = this.#options;
    const startedAt = now();
    const expiresAt = startedAt + minutes * 60_000;
    const networks = this.#options.networkAddresses();
    const proxy = await ShareProxy.open(port, {
      addresses: [...networks, LOOPBACK],
      previewOrigin: () => this.#options.previewOrigin(appId),
      access: (taken) => new ShareAccess({ port: taken, scope: appId, expiresAt, now }),
      onVisit: () => this.#tell(appId),
      log,
    });
    const end = setTimeout(() => void this.#expire(appId), expiresAt - startedAt);
    end.unref();
    const addresses = addressesOf(proxy, networks);
    this.#problems.delete(appId);
    this.#shares.set(appId, { proxy, addresses, startedAt, expiresAt, end });
    log.info("sharing", { app: appId, port: proxy.port, minutes });
    this.#tell(appId);
  }

  /** Shuts out everyone at once. */
  async stop(appId: AppId): Promise<void> {
    this.#problems.delete(appId);
    await this.#end(appId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#shares.keys()].map((appId) => this.#end(appId)));
  }

  async #expire(appId: AppId): Promise<void> {
    const next = "Share it again for a new link.";
    this.#problems.set(appId, { code: "cancelled", message: "The link's time was over.", next });
    await this.#end(appId);
  }

  async #end(appId: AppId): Promise<void> {
    const share = this.#shares.get(appId);
    this.#shares.delete(appId);
    if (share !== undefined) {
      clearTimeout(share.end);
      this.#options.log.info("sharing ended", { app: appId });
    }
    this.#tell(appId);
    await share?.proxy[Symbol.asyncDispose]();
  }

  #state(appId: AppId): ShareState {
    const share = this.#shares.get(appId);
    const problemNow = this.#problems.get(appId) ?? null;
    if (share === undefined) return { appId, rev: this.#rev, link: null, problem: problemNow };
    const { proxy, addresses, startedAt, expiresAt } = share;
    const { port, access } = proxy;
    const link = { addresses: [...addresses], port, startedAt, expiresAt };
    return {
      appId,
      rev: this.#rev,
      link: { ...link, visitors: access.visitors },
      problem: problemNow,
    };
  }

  #tell(appId: AppId): void {
    this.#rev += 1;
    this.#changed.fire(appId);
  }
}

function addressesOf(
  { port, access }: ShareProxy,
  networks: readonly string[],
): readonly ShareAddress[] {
  const parameters = new URLSearchParams({ [TOKEN_PARAMETER]: access.token() });
  const of = (address: string, reach: ShareAddress["reach"]): ShareAddress => ({
    url: `http://${address}:${port}/?${parameters.toString()}`,
    host: `${address}:${port}`,
    reach,
  });
  return [...networks.map((address) => of(address, "network")), of(LOOPBACK, "machine")];
}
