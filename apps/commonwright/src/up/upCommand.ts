// `commonwright up`: the region in the browser, from an empty folder to a page that answers.

import { join, resolve } from "node:path";
import type { DatabaseChoice, OpenedStore } from "@commonwright/store";
import { openStore, StoreFault } from "@commonwright/store";
import { EXIT } from "../world.js";
import { printable } from "../refusal.js";
import { serveCommunities, type Serving } from "./serving.js";
import { stopSignals } from "./stopSignals.js";
import { writePrivately } from "./foundingKeys.js";

/** What the command is called with, defaults filled. */
export interface UpArguments {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  /** URL of a server; absent: the embedded one. */
  readonly database?: string | undefined;
  /** Name of an example, a path, or "none". */
  readonly example: string;
  readonly tokenFile?: string | undefined;
  readonly allowHost: readonly string[];
}

/** The outside, as this command sees it. */
export interface UpWorld {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
