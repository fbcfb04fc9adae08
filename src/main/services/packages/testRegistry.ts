import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

interface Published {
  readonly version: string;
  readonly tarball: Buffer;
  readonly integrity: string;
  readonly manifest: object;
}

/** A registry on loopback that speaks npm's wire format, for tests. */
export class TestRegistry implements AsyncDisposable {
  readonly #server: Server;
  readonly #publishedByName = new Map<string, Published[]>();
  readonly #held = new Map<ServerResponse, Buffer | undefined>();
  /** Tarballs are begun and not finished, as on a network that stalls. */
  isStalled = false;
  readonly requests: string[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<TestRegistry> {
    const server = createServer();
    const registry = new TestRegistry(server);
    server.on("request", (request, response) => registry.#answer(request.url ?? "/", response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return registry;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    return `http://127.0.0.1:${address.port}/`;
  }

  /** Publishes a package whose `index.js` says its version. */
  publish(name: string, version: string, manifest: object = {}): Published {
    const folder = mkdtempSync(path.join(tmpdir(), "publish-"));
    mkdirSync(path.join(folder, "package"));
    const whole = { name, version, main: "index.js", ...manifest };
    writeFileSync(path.join(folder, "package/package.json"), JSON.stringify(whole));
    writeFileSync(path.join(folder, "package/index.js"), `module.exports = "${version}";\n`);
    writeFileSync(path.join(folder, "package/cli.js"), `console.log("${version}");\n`);
    execFileSync("tar", ["-czf", "package.tgz", "package"], { cwd: folder });
    const tarball = readFileSync(path.join(folder, "package.tgz"));
    rmSync(folder, { recursive: true });
    const hash = createHash("sha512").update(tarball).digest("base64");
    const published = { version, tarball, integrity: `sha512-${hash}`, manifest: whole };
    this.#publishedByName.set(name, [...(this.#publishedByName.get(name) ?? []), published]);
    return published;
  }

  tarballUrl(name: string, version: string): string {
    return `${this.url}${name}/-/${version}.tgz`;
  }

  /** Finishes the tarballs that were held back. */
  release(): void {
    for (const [response, tarball] of this.#held) response.end(tarball);
    this.#held.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #answer(url: string, response: ServerResponse): void {
    this.requests.push(url);
    const [name = "", version] = decodeURIComponent(url.slice(1)).split("/-/");
    const versions = this.#publishedByName.get(name);
    if (versions === undefined) {
      response.writeHead(404).end("{}");
      return;
    }
    if (version === undefined) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(this.#packument(name, versions)));
      return;
    }
    const found = versions.find((each) => `${each.version}.tgz` === version);
    if (this.isStalled) {
      this.#held.set(response, found?.tarball);
      response.writeHead(200, { "content-length": found?.tarball.length ?? 1 });
      response.flushHeaders();
      return;
    }
    response.writeHead(found === undefined ? 404 : 200).end(found?.tarball);
  }

  #packument(name: string, versions: readonly Published[]): object {
    const entries = versions.map(({ version, integrity, manifest }) => [
      version,
      { ...manifest, dist: { integrity, tarball: this.tarballUrl(name, version) } },
    ]);
    return {
      name,
      "dist-tags": { latest: versions.at(-1)?.version },
      versions: Object.fromEntries(entries),
    };
  }
}
