import { createRequire } from "node:module";
import path from "node:path";
import type { Log } from "../../common/base/log.ts";
import type { StartServer } from "../services/language/ports.ts";
import { ServerProcess } from "./serverProcess.ts";

/**
 * Tailwind's server. It runs the app's own Tailwind with its plugins: for trusted apps only. Their
 * code prints to the standard output, so the protocol goes over Node's own channel.
 */
export function tailwindServer(options: {
  readonly nodeBinary: string;
  readonly log: Log;
}): StartServer {
  return (root, answer) =>
    new ServerProcess(
      {
        file: options.nodeBinary,
        args: ["--max-semi-space-size=2", serverScript(), "--node-ipc"],
        cwd: root,
        env: { PATH: "" },
        transport: "ipc",
      },
      answer,
      options.log,
    );
}

function serverScript(): string {
  const manifest = createRequire(import.meta.url).resolve(
    "@tailwindcss/language-server/package.json",
  );
  return path.join(path.dirname(manifest), "bin/tailwindcss-language-server");
}
