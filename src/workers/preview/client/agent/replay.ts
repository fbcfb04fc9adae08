import type { Question } from "../../../../common/apps/bridge.ts";

/** Set by the browser, and refused from a page. */
const NOT_SETTABLE =
  /^(?:host|content-length|cookie|origin|referer|connection|user-agent|sec-.*)$/i;

/** Sends a request again as the page itself would. Rejects with what `fetch` rejects with. */
export async function replay({
  method,
  url,
  headers,
  body,
}: Extract<Question, { ask: "replay" }>): Promise<number> {
  const response = await fetch(url, {
    method,
    headers: headers.filter(([name]) => !NOT_SETTABLE.test(name)),
    ...(body === null ? {} : { body }),
  });
  return response.status;
}
