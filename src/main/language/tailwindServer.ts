import { createRequire } from "node:module";
import path from "node:path";
import type { Log } from "../../common/base/log.ts";
import type { StartServer } from "../services/language/ports.ts";
import { ServerProcess } from "./serverProcess.ts";

/** Tailwind's server. It runs the app's own Tailwind and its plugins: for trusted apps only. */
export function tailwindServer(options: {
  readonly nodeBinary: string;
  readonly log: Log;
}): StartServer {
  return (root, answer) =>
    new ServerProcess(
      {
        file: options.nodeBinary,
        args: [serverScript(), "--stdio"],
        cwd: root,
        env: { PATH: "" },
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
