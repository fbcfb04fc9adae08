import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** The peer: Vite's own dev server on an app, as its command line starts it. */
export class PlainVite implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(appFolder: string, port: number): Promise<PlainVite> {
    const bin = path.join(appFolder, "node_modules/vite/bin/vite.js");
    const child = spawn(
      process.execPath,
      [bin, "--port", String(port), "--strictPort", "--host", "127.0.0.1"],
      {
        cwd: appFolder,
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, NO_COLOR: "1" },
      },
    );
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (data) => {
        if (String(data).includes("Local:")) resolve();
      });
      child.once("exit", (code) => reject(new Error(`vite exited with ${code}`)));
    });
    return new PlainVite(child, `http://127.0.0.1:${port}/`);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill();
    await once(this.#child, "exit");
  }
}
