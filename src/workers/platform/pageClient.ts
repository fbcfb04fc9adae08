import agent from "../../../out/workers/agent.js?raw";
import client from "../../../out/workers/page.js?raw";
import { fingerprint } from "./fingerprint.ts";

/** Names the bytes of both scripts: a page's tags ask for this very version, for good. */
export const PAGE_SCRIPTS_VERSION = fingerprint(client + agent);

export function pageClientResponse(): Response {
  return scriptResponse(client);
}

export function pageAgentResponse(): Response {
  return scriptResponse(agent);
}

function scriptResponse(script: string): Response {
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    },
  });
}
