import { lookup as systemLookup } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { problem } from "../../../../common/contracts/problem.ts";
import { isPublicAddress } from "./publicAddress.ts";

export interface PageReader {
  /** Hosts that may be read: `docs.example.com`, or `*.example.com` for all below it. */
  readonly hosts: readonly string[];
  /** The addresses of a host; the system's resolver when left out. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  readonly isAllowedAddress?: (address: string) => boolean;
}

export interface ReadPage {
  /** After redirections. */
  readonly url: URL;
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** It was longer. */
  readonly cut: boolean;
}

const MAX_BYTES = 1_000_000;
const MAX_REDIRECTS = 5;
const TEXT = /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml)\b)/;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Gets a text of the web: without cookies, from allowed hosts only, and never from an address of
 * this computer or its network. Every redirection is checked like the first address.
 *
 * @throws `no-permission` for a host or address that may not be read; `offline`, `too-large`,
 *   `not-text`.
 */
export async function readPage(
  url: URL,
  reader: PageReader,
  signal: AbortSignal,
): Promise<ReadPage> {
  let next = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    refuseForeign(next, reader.hosts);
    const response = await request(next, await addressOf(next, reader), signal);
    const location = response.headers.location;
    if (!REDIRECTS.has(response.statusCode ?? 0) || location === undefined) {
      return read(response, next);
    }
    response.destroy();
    next = new URL(location, next);
  }
  throw problem("offline", `${url.host} redirects too often.`);
}

/** Whether the person has allowed the host. */
function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) =>
    entry.startsWith("*.") ? host.endsWith(entry.slice(1)) : host === entry,
  );
}

function refuseForeign(url: URL, hosts: readonly string[]): void {
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw problem("no-permission", "Only pages of the web can be read.");
  }
  if (url.username !== "" || url.password !== "") {
    throw problem("no-permission", "An address with a name or password in it is not read.");
  }
  if (isAllowedHost(url.hostname, hosts)) return;
  throw problem("no-permission", `${url.hostname} is not among the hosts that agents may read.`, {
    next: "The person can add it in the settings, under Chat.",
  });
}

/** One address, which is then the one that is connected to: a second answer changes nothing. */
async function addressOf({ hostname }: URL, reader: PageReader): Promise<string> {
  const { resolve = systemAddresses, isAllowedAddress = isPublicAddress } = reader;
  const literal = hostname.replaceAll(/^\[|\]$/g, "");
  const addresses = isIP(literal) ? [literal] : await resolve(hostname).catch(() => []);
  const [address] = addresses;
  if (address === undefined) throw problem("offline", `${hostname} was not found.`);
  if (addresses.every((each) => isAllowedAddress(each))) return address;
  throw problem("no-permission", `${hostname} is an address of this computer or its network.`);
}

async function systemAddresses(host: string): Promise<readonly string[]> {
  return (await systemLookup(host, { all: true })).map(({ address }) => address);
}

function request(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const family = isIP(address);
  const send = url.protocol === "https:" ? https.get : http.get;
  send(url, {
    signal,
    agent: false,
    headers: {
      accept: "text/html, text/*;q=0.9, application/json;q=0.9",
      "user-agent": "OverSkill Studio",
    },
    lookup: (_host, { all }, found) =>
      all ? found(null, [{ address, family }]) : found(null, address, family),
  })
    .on("response", resolve)
    .on("error", (error) => {
      if (signal.aborted) reject(problem("cancelled", "Cancelled."));
      else reject(problem("offline", `${url.host} does not answer.`, { details: error.message }));
    });
  return promise;
}

async function read(response: IncomingMessage, url: URL): Promise<ReadPage> {
  const type = response.headers["content-type"] ?? "";
  if (!TEXT.test(type)) {
    response.destroy();
    throw problem("not-text", `${url.href} is no text, but ${type || "of an unknown kind"}.`);
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.byteLength;
      if (bytes > MAX_BYTES) break;
    }
  } catch (error) {
    throw problem("offline", `${url.host} broke off its answer.`, { details: String(error) });
  }
  const text = Buffer.concat(parts).subarray(0, MAX_BYTES).toString("utf8");
  return { url, status: response.statusCode ?? 0, type, text, cut: bytes > MAX_BYTES };
}
