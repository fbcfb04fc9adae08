import { createRequire } from "node:module";
import path from "node:path";
import type { Log } from "../../common/base/log.ts";
import type { StartServer } from "../services/language/ports.ts";
import { ServerProcess } from "./serverProcess.ts";

/**
 * TypeScript's native server. It reads files and starts nothing: the one thing it could start,
 * npm, to fetch types, is turned off in its settings and is not on its (empty) search path.
 */
export function typescriptServer(log: Log): StartServer {
  return (root, answer) =>
    new ServerProcess(
      {
        file: nativeBinary(),
        args: ["--lsp", "--stdio"],
        cwd: root,
        env: { PATH: "", GOGC: "60", ...systemRoot() },
        transport: "stdio",
      },
      answer,
      log,
    );
}

/** The program itself, not the script of `typescript`'s bin that starts it. */
function nativeBinary(): string {
  const near = createRequire(createRequire(import.meta.url).resolve("typescript/package.json"));
  const manifest = near.resolve(
    `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
  );
  const name = process.platform === "win32" ? "tsc.exe" : "tsc";
  return path.join(path.dirname(manifest), "lib", name);
}

/** Windows programs do not start without it. */
function systemRoot(): NodeJS.ProcessEnv {
  const value = process.env["SystemRoot"];
  return value === undefined ? {} : { SystemRoot: value };
}
