// Under which names this server is asked: a request for any other name is refused, since a page of strangers may point its own name at us.

import { networkInterfaces } from "node:os";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"] as const;
const EVERY_ADDRESS = new Set(["0.0.0.0", "::"]);

/** Whether an address of a connection is this machine's own. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  return plain === "::1" || /^127\.\d+\.\d+\.\d+$/.test(plain);
}

/** The values of the header Host by which this machine calls itself. */
export const loopbackNames = (port: number): ReadonlySet<string> => new Set(LOOPBACK.flatMap((name) => withPort(name, port)));

/** The values of the header Host that are answered: loopback, where the server is bound, and what was allowed by name. */
export function knownHosts(port: number, boundTo: string, allowed: readonly string[]): ReadonlySet<string> {
  const bound = EVERY_ADDRESS.has(boundTo) ? lanAddresses() : [boundTo];
  const names = [...LOOPBACK, ...bound.map(inBrackets)].flatMap((name) => withPort(name, port));
  // A proxy in front has a port of its own, or none that is named.
  const others = allowed.flatMap((name) => (name.includes(":") ? [name] : [name, `${name}:${port}`]));
  return new Set([...names, ...others].map((name) => name.toLowerCase()));
}

/** Browsers leave port 80 out. */
const withPort = (name: string, port: number) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]);
const inBrackets = (address: string) => (address.includes(":") && !address.startsWith("[") ? `[${address}]` : address);

/** The addresses of this machine in its networks, IPv4 first. */
export function lanAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((cards) => cards ?? []);
  const outer = all.filter((card) => !card.internal && !card.address.startsWith("fe80"));
  return [...outer.filter((card) => card.family === "IPv4"), ...outer.filter((card) => card.family !== "IPv4")].map((card) => card.address);
}
