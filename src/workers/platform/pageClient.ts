import pageClient from "../../../out/workers/page.js?raw";
import { fingerprint } from "./fingerprint.ts";

/** Names the bytes of the client: a page's tag asks for this very version, for good. */
export const PAGE_CLIENT_VERSION = fingerprint(pageClient);

export function pageClientResponse(): Response {
  return new Response(pageClient, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    },
  });
}
