#!/usr/bin/env node
import { ConfigError, SourceError, page, rules, serialize } from "./chunks/core.js";
import { UsageError, findRule, note, parseOptions, pleaseReport, print, scan, tool, wantsColour } from "./chunks/scan.js";

// src/cli/explain.ts
/** Prints the page of a rule. */
async function explain({ operands, colour }) {
	const [id, ...more] = operands;
	if (id === void 0 || more.length) throw new UsageError("`lynceus explain <rule>` takes one rule; `lynceus rules` lists them.");
	const markdown = page(findRule(id));
	await print(colour && wantsColour() ? coloured(markdown) : markdown);
	return 0;
}
/** Markdown is made to be read as it is: its marks stay, what they mark is made bold or dim. */
function coloured(markdown) {
	return markdown.replace(/^```yaml\n.*?^```$/gms, (block) => block.replace(/^.+$/gm, dim)).replace(/^#+ .+$|\*\*[^*\n]+\*\*/gm, "\x1B[1m$&\x1B[0m");
}
function dim(line) {
	return `\u001B[2m${line}\u001B[0m`;
}

// src/cli/help.ts
const text = `Lynceus, a security reviewer for Argo Workflows manifests.

Usage: lynceus [scan] [path...]         look into files and folders; "-" is standard input
       lynceus fix [path...]            mend in them what can be mended
       lynceus explain <rule>           the page of a rule
       lynceus rules [--format json]    all rules

What is read (default: the current folder)
  --base <ref>             only what is new since the work tree left this branch or commit
  --config <file>          this config instead of .github/lynceus.yml or lynceus.yml
  --no-config              no config
  --stdin-filename <name>  how to call what is read from standard input

What is shown, and fixed
  --rule <id>              this rule only; may be repeated
  --persona <who>          regular, pedantic or auditor (default: regular)
  --min-severity <s>       info, low, medium, high or critical (default: info)
  --min-confidence <c>     low, medium or high (default: low)
  --fail-on <s>            exit with 1 from this severity on, or "never" (default: high)

How fix mends
  --safe                   only what cannot change what runs (the default)
  --unsafe                 also what may; its title says what that is
  --diff                   show the changes, write nothing; exit with 1 if there are any
  --force                  write although git has changes in a file that are not committed

How it is shown
  --format <f>             text, json, sarif, markdown or github (default: text)
  --output <file>          where to write the --format before it; more such pairs may follow
  --no-color               no colours, as with NO_COLOR; FORCE_COLOR wants them
  --quiet                  the summary of the text report, and nothing else
  --verbose                all that is only counted else, and what the run did

  -h, --help               this text
  --version                the version

Exit codes: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or config, 3 mistake of ours
Of fix: 0 all is written, 1 a fix is not written but shown, or its file refused; 2 and 3 the same
`;
async function help() {
	await print(text);
	return 0;
}
async function version() {
	await print(`${tool.version}\n`);
	return 0;
}

// src/cli/list.ts
/** Prints all rules, one a line, or as JSON. */
async function list({ operands, reports }) {
	const [report] = reports;
	if (operands.length) throw new UsageError("`lynceus rules` takes no path; `lynceus explain <rule>` tells about one.");
	if (reports.length > 1 || report?.file !== void 0 || report?.format !== "text" && report?.format !== "json") throw new UsageError("`lynceus rules` prints --format text or json to standard output.");
	await print(report.format === "json" ? serialize(rules.map(describe)) : table());
	return 0;
}
function describe({ id, title, category, severity, confidence, persona, variants = {}, guide, references }) {
	return {
		id,
		title,
		category,
		severity,
		confidence,
		persona,
		variants,
		guide,
		references
	};
}
function table() {
	const rows = [[
		"rule",
		"severity",
		"persona",
		"title"
	], ...rules.map(({ id, severity, persona, title }) => [
		id,
		severity,
		persona,
		title
	])];
	const widths = [
		0,
		1,
		2
	].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return `${rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n")}\n`;
}

// src/cli/main.ts
/**
* Runs one command line and gives its exit code: 0 nothing at or above fail-on, 1 something, 2 a mistake of the
* user's, 3 a mistake of ours. Never rejects.
*/
async function main(args) {
	try {
		return await run(parseOptions(args));
	} catch (error) {
		if (error instanceof ConfigError) note(`${error.path}:${error.line}: ${error.message}`);
		else if (error instanceof SourceError) note(`lynceus: ${error.message}`);
		else if (error instanceof UsageError) note(`lynceus: ${error.message} See lynceus --help.`);
		else return internalError(error);
		return 2;
	}
}
async function run(options) {
	switch (options.command) {
		case "scan": return scan(options);
		case "fix": return (await import("./chunks/fix3.js")).fix(options);
		case "explain": return explain(options);
		case "rules": return list(options);
		case "help": return help();
		case "version": return version();
	}
}
function internalError(error) {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	note("lynceus: internal error. This is a mistake of Lynceus, not of your manifests.");
	for (const line of stack.split("\n")) note(line);
	note(pleaseReport());
	return 3;
}

// src/cli.ts
process.exitCode = await main(process.argv.slice(2));

export {  };