/** Names that mean this computer or its own network, however they resolve. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan)$/;

/** IPv4 blocks that are not the public Internet: [first address, prefix length]. */
const PRIVATE_BLOCKS: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
];

/**
 * Judges a URL's host as the URL parser wrote it, which has made `2130706433` and `0x7f.1` into
 * `127.0.0.1` already. A public name that resolves to a private address is stopped later, by the
 * network itself.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return isPrivateV6(host.slice(1, -1));
  const v4 = v4Number(host);
  if (v4 !== undefined) return isPrivateV4(v4);
  return PRIVATE_NAME.test(host) || !host.includes(".");
}

function v4Number(host: string): number | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host);
  if (match === null) return undefined;
  return match.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_BLOCKS.some(([first, length]) => {
    const size = 2 ** (32 - length);
    return Math.floor(address / size) === Math.floor((v4Number(first) ?? 0) / size);
  });
}

/** The URL parser writes IPv6 in its short form, so `::1` and `::ffff:7f00:1` look like this. */
function isPrivateV6(address: string): boolean {
  // Global unicast is 2000::/3; all the rest (loopback, mapped, unique local, link-local) is not.
  if (!/^[23][0-9a-f]{3}:/.test(address)) return true;
  // 6to4 and Teredo carry an IPv4 address inside.
  return (
    address.startsWith("2002:") || address.startsWith("2001:0:") || address.startsWith("2001::")
  );
}
