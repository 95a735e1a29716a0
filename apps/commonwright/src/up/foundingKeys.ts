// The keys a community is founded with, written beside its data where only their owner can read them.

import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writePrivately } from "../privateFile.js";

/** Public parts, as the founding entry names them. */
export interface FoundingKeys {
  readonly foundingKey: string;
  readonly nextKeys: string;
}

/** Makes an ed25519 key and the one that may follow it, and keeps both in `FOLDER/keys.json`, mode 0600. */
export async function makeFoundingKeys(folder: string): Promise<FoundingKeys> {
  const founding = keyPair();
  const next = keyPair();
  await mkdir(folder, { recursive: true });
  await writePrivately(join(folder, "keys.json"), `${JSON.stringify({ format: "commonwright-keys/1", founding, next }, null, 2)}\n`);
  return { foundingKey: founding.publicHex, nextKeys: createHash("sha256").update(Buffer.from(next.publicHex, "hex")).digest("hex") };
}

function keyPair(): { readonly publicHex: string; readonly privatePem: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  // The raw key is the last 32 bytes of its SPKI form.
  const publicHex = publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("hex");
  return { publicHex, privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}
