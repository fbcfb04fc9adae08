import { readFile, realpath } from "node:fs/promises";
import { protocol } from "electron";
import { fileHeaders, SECURITY_HEADERS } from "../rpc/contentPolicy.ts";
import { findFile } from "../rpc/static.ts";
import { linkedPreviews } from "./linkedPreviews.ts";

/** Must run before the app is ready: Chromium fixes its list of schemes then. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges }]);
}

/** Serves the built renderer at `app://ide/`. */
export function serveRenderer(rendererDir: string): void {
  protocol.handle("app", async (request) => {
    const url = new URL(request.url);
    const root = await realpath(rendererDir);
    const file = url.host === "ide" ? await findFile(root, url.pathname) : null;
    if (file === null || request.method !== "GET") {
      return new Response(null, { status: 404, headers: SECURITY_HEADERS });
    }
    return new Response(await readFile(file.path), {
      headers: fileHeaders(file.path, linkedPreviews.domain),
    });
  });
}
