import type { NetworkRow } from "./networkRow.ts";

/** A command line that sends the request, for a POSIX shell. Secrets are left out, as shown. */
export function curlOf({ method, url, requestHeaders, requestBody }: NetworkRow): string {
  // As an option: the page chose the address, and one that begins with a dash would be an option itself.
  const parts = [`curl --url ${quoted(url)}`];
  const body = requestBody?.text ?? null;
  if (method !== (body === null ? "GET" : "POST")) parts.push(`-X ${quoted(method)}`);
  for (const [name, value] of requestHeaders) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== null) parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(" \\\n  ");
}

/** As one word that the shell takes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
