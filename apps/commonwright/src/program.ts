// The command line: which commands there are, what they take, and which exit code comes back.

import { REACHES } from "@commonwright/commons";
import { type TreeHead, treeHeadIn } from "@commonwright/commons";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { parsePoint, type Point, runNew } from "./newCommand.js";
import { runPlan } from "./planCommand.js";
import { runVerify } from "./verifyCommand.js";
import type { UpArguments } from "./up/upCommand.js";
import type { RebuildArguments } from "./upkeep/rebuildCommand.js";
import type { TokenArguments } from "./upkeep/tokenCommand.js";
import type { VerifyLogArguments } from "./upkeep/verifyLogCommand.js";
import { EXIT, type World } from "./world.js";

/** The version of the program, as in package.json. */
const VERSION = "0.1.0";

/** Runs the program with the arguments after its name and gives the exit code. Throws only on faults of the machine. */
export async function main(args: readonly string[], world: World): Promise<number> {
  let code: number = EXIT.done;
  const program = commandLine(world, (outcome) => (code = outcome));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  }
}

function commandLine(world: World, finish: (code: number) => void): Command {
  const program = begin(new Command("commonwright"), world)
    .description("Plans what is made, bought and shipped, by whom, where and when, so that needs are met.")
    .addHelpText(
      "after",
      "\nBegin with: commonwright new my-town --near 45.46,9.19\nExit codes: 0 done, 1 refused or rejected, 2 called wrongly.",
    )
    .helpCommand("help [command]", "print the help of a command");
  begin(program.command("plan"), world)
    .description("Plan a problem: a .json or .yaml file, or a folder of .yaml files with workshops.csv, parts.csv and needs.csv")
    .argument("<file|folder>", "the problem")
    .option("--all", "print long lists whole")
    .option("--json", "write the result as one JSON document to standard output instead")
    .option("--out <file>", "also write the result as JSON to this file")
    .option("--within <share>", "stop when the plan is proven to be this near to the best, such as 2%", parseShare)
    .action(async (path: string, options: { all?: boolean; json?: boolean; out?: string; within?: number }) =>
      finish(await runPlan({ path, ...options, all: options.all === true, json: options.json === true }, world)),
    );
  begin(program.command("verify-plan"), world)
    .description("Check a result against its problem, by code that shares nothing with the planner")
    .argument("<problem>", "the problem: a file or a folder")
    .argument("<result>", "the result: a .json file")
    .option("--json", "write { ok, problems } as one JSON document to standard output")
    .action(async (problem: string, result: string, options: { json?: boolean }) =>
      finish(await runVerify({ problem, result, json: options.json === true }, world)),
    );
  addUp(program, world, finish);
  addUpkeep(program, world, finish);
  begin(program.command("new"), world)
    .description("Write a folder with a small problem that plans at once, to make your own")
    .argument("<folder>", "a folder that is empty or does not exist yet")
    .requiredOption("--near <lat,lon>", "where the town lies, in degrees, such as 45.46,9.19", parseNear)
    .action(async (folder: string, options: { near: Point }) => finish(await runNew({ folder, ...options }, world)));
  return program;
}

function addUp(program: Command, world: World, finish: (code: number) => void): void {
  begin(program.command("up"), world)
    .description("Serve a region in the browser: page, API and database, until Ctrl-C")
    .option("--port <port>", "where it answers", parsePort, 4000)
    .option("--host <address>", "127.0.0.1: this machine only; 0.0.0.0: also others in the network, who may look", "127.0.0.1")
    .option("--data <folder>", "where the data is kept", "data")
    .option("--database <url>", "a PostgreSQL server in place of our own; also DATABASE_URL")
    .option("--example <name|path|none>", "what a new region begins with: an example, a problem of your own, or nothing", "milan")
    .option("--token-file <file>", "keep a token in it for programs that may change things")
    .option("--explorer", "serve a page at /explorer in which queries of the API are tried", false)
    .option("--allow-host <name>", "answer to this name, too: that of a proxy in front; may be repeated", collect, [])
    .action(async (options: Omit<UpArguments, "database"> & { database?: string }, command: Command) => {
      // Only this command needs the API and the server: the others start without them.
      const { runUp } = await import("./up/upCommand.js");
      const isExampleAsked = command.getOptionValueSource("example") === "cli";
      finish(await runUp({ ...options, isExampleAsked, database: databaseOf(options) }, world));
    });
}

/** A server that was named, or that the environment names; undefined: the folder counts. */
function databaseOf({ database }: { readonly database?: string }): string | undefined {
  const url = database ?? process.env["DATABASE_URL"];
  return url === "" ? undefined : url;
}

/** The commands that look after what is kept; each loads the store when it is called. */
function addUpkeep(program: Command, world: World, finish: (code: number) => void): void {
  const onData = (name: string, description: string, mistakes?: Mistakes) =>
    begin(program.command(name), world, mistakes)
      .description(description)
      .option("--data <folder>", "where the data is kept", "data")
      .option("--database <url>", "a PostgreSQL server in place of the folder; also DATABASE_URL");
  const forVerify = "Check that the log is whole and that the records are what it amounts to; prints the head of the log";
  onData("verify", forVerify, [[/(unknown option '--head\b.*')[^]*/, "$1\n(Did you mean --expected-head?)\n"]])
    .option("--community <id>", "this community alone")
    .option("--expected-head <head>", "a head that was printed before: the log must have grown from there", parseHead)
    .option("--log-only", "do not compare the records")
    .option("--json", "write what was found as one JSON document to standard output")
    .action(async (options: Omit<VerifyLogArguments, "json" | "logOnly"> & { json?: boolean; logOnly?: boolean; database?: string }) => {
      const { runVerifyLog } = await import("./upkeep/verifyLogCommand.js");
      const flags = { json: options.json === true, logOnly: options.logOnly === true };
      finish(await runVerifyLog({ ...options, ...flags, database: databaseOf(options) }, world));
    });
  onData("rebuild", "Make all records anew from the log, and tell what differed; for a server that is stopped")
    .option("--community <id>", "this community alone")
    .action(async (options: RebuildArguments & { database?: string }) => {
      const { runRebuild } = await import("./upkeep/rebuildCommand.js");
      finish(await runRebuild({ ...options, database: databaseOf(options) }, world));
    });
  const forToken = "Make a token with which a program may change things, list those there are, or end one; also while a server runs";
  onData("token", forToken, [[/too many arguments for 'token'.*/, NO_WORDS]])
    .option("--name <name>", "what it is for")
    .option("--agent <id>", "the agent of the community that acts through it")
    .option("--days <days>", "how long it is good; 180", parseDays)
    .addOption(
      new Option("--reach <reach>", "what it may at most: everything, what members may, or only read").choices(REACHES).default("steward"),
    )
    .option("--out <file>", "write it to this file, which only its owner may read, instead of to standard output")
    .addOption(new Option("--list", "list sessions, without their tokens").conflicts(["revoke", "name", "agent", "days", "out"]))
    .addOption(new Option("--revoke <name|id>", "end a session, or all of a name").conflicts(["name", "agent", "days", "out"]))
    .action(async (options: Omit<TokenArguments, "list"> & { list?: boolean; database?: string }) => {
      const { runToken } = await import("./upkeep/tokenCommand.js");
      finish(await runToken({ ...options, list: options.list === true, database: databaseOf(options) }, world));
    });
}

const NO_WORDS = "token takes no words: by itself it makes a token, --list shows those there are, --revoke <name|id> ends one.";

/** What is said of a mistake, and what is said in its place where that helps more. */
type Mistakes = readonly (readonly [said: RegExp, better: string])[];

function begin(command: Command, { out, err }: World, mistakes: Mistakes = []): Command {
  return command
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(--help says more)")
    .configureOutput({
      writeOut: out,
      writeErr: err,
      outputError: (text, write) => write(mistakes.reduce((told, [said, better]) => told.replace(said, better), text)),
    })
    .exitOverride();
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port >= 0 && port <= 65_535)) throw new InvalidArgumentError("Give a number from 0 to 65535.");
  return port;
}

function parseHead(text: string): TreeHead {
  const head = treeHeadIn(text);
  if (head === null) throw new InvalidArgumentError("Give it as it was printed: SEQUENCE.HASH.ROOT.");
  return head;
}

/** A hundred years are longer than any program lasts. */
function parseDays(text: string): number {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(days >= 1 && days <= 36_525)) throw new InvalidArgumentError("Give whole days, from 1 to 36525.");
  return days;
}

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

function parseShare(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  const share = percent ? Number(percent[1]) / 100 : /^0(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(share >= 0 && share < 1)) throw new InvalidArgumentError("Give it as 2% or as 0.02.");
  return share;
}

function parseNear(text: string): Point {
  const point = parsePoint(text);
  if (!point) throw new InvalidArgumentError("Give latitude and longitude in degrees, such as 45.46,9.19.");
  return point;
}
