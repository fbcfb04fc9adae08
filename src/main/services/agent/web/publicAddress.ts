import { BlockList, isIPv4 } from "node:net";

/** Networks that are nobody's on the internet: this computer, this house, this company. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv4");
}

/** Of IPv6 only what is routed globally; within it, no addresses that carry an IPv4 one. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
const CARRYING = new BlockList();
CARRYING.addSubnet("2001::", 23, "ipv6");
CARRYING.addSubnet("2001:db8::", 32, "ipv6");
CARRYING.addSubnet("2002::", 16, "ipv6");
CARRYING.addSubnet("3fff::", 20, "ipv6");

/** Whether an address is one of the internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !PRIVATE.check(address, "ipv4");
  return GLOBAL.check(address, "ipv6") && !CARRYING.check(address, "ipv6");
}
