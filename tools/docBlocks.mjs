// Reads the runnable examples out of a Markdown text.

/**
 * @typedef {{ line: number, command: string, expected: string[], exit: number }} ConsoleCommand
 *   line: where the command stands, from 1; expected: the lines shown below it; exit: the code it must end with
 * @typedef {{ kind: "console", line: number, commands: ConsoleCommand[] }} ConsoleBlock
 * @typedef {{ kind: "ts", line: number, code: string }} TypeScriptBlock
 * @typedef {{ kind: "no-run", line: number, commands: string[] }} SkippedBlock
 * @typedef {ConsoleBlock | TypeScriptBlock | SkippedBlock} DocBlock
 */

const openingFence = /^ {0,3}(`{3,}|~{3,})\s*(.*?)\s*$/;

/**
 * The blocks of a text that can run, in order: ```` ```console ````, ```` ```console exit=2 ```` (its last command ends with 2),
 * ```` ```console no-run ```` and ```` ```ts run ````. All other blocks are left alone.
 * @param {string} text
 * @returns {DocBlock[]}
 * @throws Error on a block that is never closed, or a console block with words it does not know
 */
export function docBlocks(text) {
  return fencedBlocks(text).flatMap(({ info, line, lines }) => {
    const [language, ...words] = info.split(/\s+/);
    if (language === "ts" && words.join(" ") === "run") return [{ kind: /** @type {const} */ ("ts"), line, code: lines.join("\n") }];
    if (language !== "console") return [];
    return [consoleBlock(line, lines, words)];
  });
}

/** @param {number} line of the opening fence @param {string[]} lines @param {string[]} words after `console` @returns {DocBlock} */
function consoleBlock(line, lines, words) {
  const commands = consoleCommands(line, lines);
  const word = words.join(" ");
  if (word === "no-run") return { kind: "no-run", line, commands: commands.map((command) => command.command) };
  const exit = /^(?:exit=(\d+))?$/.exec(word);
  if (exit === null) throw new Error(`line ${line}: a console block is marked "no-run", "exit=N" or nothing, not "${word}"`);
  const last = commands.at(-1);
  if (last === undefined) throw new Error(`line ${line}: a console block without a "$ command" shows nothing that can be run`);
  last.exit = Number(exit[1] ?? 0);
  return { kind: "console", line, commands };
}

/** @param {number} line of the opening fence @param {string[]} lines @returns {ConsoleCommand[]} */
function consoleCommands(line, lines) {
  /** @type {ConsoleCommand[]} */
  const commands = [];
  for (const [index, text] of lines.entries()) {
    const last = commands.at(-1);
    if (text.startsWith("$ ")) commands.push({ line: line + 1 + index, command: text.slice(2), expected: [], exit: 0 });
    else if (last !== undefined && last.expected.length === 0 && last.command.endsWith("\\")) last.command += `\n${text}`;
    else last?.expected.push(text);
  }
  return commands;
}

/** @param {string} text @returns {{ info: string, line: number, lines: string[] }[]} line: of the opening fence, from 1 */
function fencedBlocks(text) {
  const blocks = [];
  /** @type {{ fence: string, info: string, line: number, lines: string[] } | undefined} */
  let open;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const fence = openingFence.exec(line);
    if (open === undefined) {
      if (fence !== null) open = { fence: fence[1] ?? "", info: fence[2] ?? "", line: index + 1, lines: [] };
    } else if (fence !== null && fence[2] === "" && (fence[1] ?? "").startsWith(open.fence)) {
      blocks.push(open);
      open = undefined;
    } else open.lines.push(line);
  }
  if (open !== undefined) throw new Error(`line ${open.line}: this block is never closed`);
  return blocks;
}
