#!/usr/bin/env node
Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
const require_core = require("./chunks/core.js");
let require_reports$1;
function require_reports() {
	return require_reports$1 ??= require("./chunks/reports.js");
}
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./chunks/edits.js");
}
let node_path = require("node:path");

// src/cli/usage.ts
/** A mistake in the command line, with the cure; `lynceus --help` tells what would be right. */
var UsageError = class extends Error {};
/** @throws UsageError when it is none of the values */
function choice(option, value, values) {
	if (isOneOf(value, values)) return value;
	throw new UsageError(`${option} ${value}: it must be one of ${values.join(", ")}.${advice(value, values)}`);
}
/** What a mistyped word may mean, unless it could be almost anything. */
function advice(word, candidates, prefix = "") {
	const few = require_core.meant(word, candidates).map((one) => prefix + one);
	return few.length === 0 || few.length > 6 ? "" : ` Did you mean ${few.join(" or ")}?`;
}
function isOneOf(value, values) {
	return values.some((one) => one === value);
}

// src/cli/output.ts
/**
* Whole text to standard output. Who reads it may stop early (`| head`): that is no error. At the end everything is
* handed over, so that nothing is cut off at the exit.
*/
async function print(text) {
	let left = typeof text === "string" ? Buffer.from(text) : text;
	try {
		while (left.length) left = left.subarray(require_core.fs.writeSync(1, left));
	} catch (error) {
		const code = codeOf(error);
		if (code === "EPIPE") return;
		if (code !== "EAGAIN") throw new require_core.SourceError(`Standard output cannot be written (${code}).`);
		await printLater(left);
	}
}
/** Through Node's stream, which waits for a pipe that is full. It takes long to load, so it is not the first choice. */
function printLater(bytes) {
	return new Promise((done, fail) => {
		process.stdout.once("error", (error) => {
			if (codeOf(error) === "EPIPE") done();
			else fail(error);
		});
		process.stdout.write(bytes, (error) => {
			if (!error) done();
		});
	});
}
/** Whether standard output is a terminal, without loading a stream when it is a pipe, a file or nothing. */
function onTerminal() {
	const out = require_core.fs.fstatSync(1);
	return out.isCharacterDevice() && out.rdev !== stats("/dev/null")?.rdev && process.stdout.isTTY;
}
/** A line for people on standard error. It may hold any text: nothing in it steers a terminal or the Actions runner. */
function note(message) {
	try {
		require_core.fs.writeSync(2, require_core.log(`${require_core.exact(message)}\n`));
	} catch {}
}
/** @throws UsageError */
function checkWritable(file) {
	const folder = (0, node_path.dirname)(file);
	if (!stats(folder)?.isDirectory()) throw new UsageError(`--output ${file}: there is no folder "${folder}"; make it first.`);
	if (stats(file)?.isDirectory()) throw new UsageError(`--output ${file}: this is a folder; name a file in it.`);
}
/**
* A file is there as a whole or as it was before, whatever happens meanwhile. What is no plain file (a pipe, a
* device) cannot be replaced and is written to.
*
* @throws SourceError
*/
function write(file, text) {
	try {
		const there = stats(file);
		if (there && !there.isFile()) require_core.fs.writeFileSync(file, text);
		else (require_edits()).replaceFile(there ? require_core.fs.realpathSync(file) : file, text);
	} catch (error) {
		throw new require_core.SourceError(`--output ${file}: it cannot be written (${reason(error)}).`);
	}
}
/** What the system says, such as `EACCES: permission denied`, without the call that it said it to. */
function reason(error) {
	return (error instanceof Error ? error.message : String(error)).split(",", 1).join("");
}
function codeOf(error) {
	return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
function stats(file) {
	return require_core.fs.statSync(file, { throwIfNoEntry: false });
}

// src/cli/rule.ts
/** @throws SourceError with the nearest ids */
function findRule(id) {
	const found = require_core.rules.find((rule) => rule.id === id);
	if (found) return found;
	const ids = require_core.rules.map((rule) => rule.id);
	throw new require_core.SourceError(`There is no rule ${id}.${advice(id, ids)} \`lynceus rules\` lists them.`);
}

// src/cli/seen.ts
/** The same report with paths as they are written in another folder than the root that they count from. */
function seenFrom(folder, root, report) {
	const known = /* @__PURE__ */ new Map();
	return {
		...report,
		findings: report.findings.map(finding),
		suppressed: report.suppressed.map((one) => ({
			finding: finding(one.finding),
			by: {
				...one.by,
				file: file(one.by.file)
			}
		})),
		unread: report.unread.map((one) => ({
			...one,
			path: path(one.path)
		})),
		failures: report.failures.map((one) => ({
			...one,
			path: path(one.path)
		}))
	};
	function finding(one) {
		const { unheeded, fix } = one;
		return {
			...one,
			at: location(one.at),
			related: one.related.map(location),
			calls: () => one.calls().map((call) => ({
				...call,
				at: location(call.at)
			})),
			...fix && { fix: {
				...fix,
				file: file(fix.file)
			} },
			...unheeded && { unheeded: {
				...unheeded,
				file: file(unheeded.file)
			} }
		};
	}
	function location(one) {
		return {
			...one,
			file: file(one.file)
		};
	}
	/** One for each, since the places of its lines are kept with it. */
	function file(one) {
		const moved = known.get(one) ?? {
			path: path(one.path),
			text: one.text
		};
		known.set(one, moved);
		return moved;
	}
	function path(one) {
		return require_core.pathFrom(folder, (0, node_path.join)(root, one)) || ".";
	}
}

// src/cli/tool.ts
/** The tool as reports name it. */
const tool = {
	name: require_core.package_default.name,
	version: require_core.package_default.version
};
/** What to do about a mistake of ours. */
function pleaseReport() {
	return `Please open an issue in the repository of Lynceus with the lines above, these versions (${`Lynceus ${tool.version}, Node ${process.versions.node}, ${process.platform}`}) and, if it may be shown, the file.`;
}

// src/cli/show.ts
/**
* Writes each report where it is wanted. Paths in `sarif` and `github` count from the root of the repository, as
* GitHub wants them; in all others from the current folder.
*/
async function show(report, { cwd, root }, options) {
	const near = cwd === root ? report : seenFrom(cwd, root, report);
	for (const { format, file } of options.reports) {
		const seen = format === "sarif" || format === "github" ? report : near;
		const output = options.quiet && format === "text" ? require_core.log(`${require_core.lastLine(seen)}\n`) : require_core.render(format, seen, look(file === void 0, options));
		if (file === void 0) await print(output);
		else write((0, node_path.resolve)(cwd, file), output);
	}
}
/** How a text is to be written for where it goes. */
function look(onScreen, { colour, verbose }) {
	const width = onScreen && onTerminal() ? process.stdout.columns : 0;
	return {
		tool,
		verbose,
		colour: onScreen && colour && wantsColour(),
		...width > 0 && { width }
	};
}
/** As Node itself decides: FORCE_COLOR, then NO_COLOR (no-color.org), then whether it is a terminal. */
function wantsColour() {
	const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = process.env;
	if (force !== void 0) return force !== "0" && force !== "false";
	return !no && term !== "dumb" && onTerminal();
}

// src/cli/explain.ts
/** Prints the page of a rule. */
async function explain(options) {
	const [id, ...more] = options.operands;
	if (id === void 0 || more.length) throw new UsageError("`lynceus explain <rule>` takes one rule; `lynceus rules` lists them.");
	const { colour, width = widest } = look(true, options);
	const markdown = fitted((require_reports()).page(findRule(id)), Math.min(width, widest));
	await print(colour ? coloured(markdown) : markdown);
	return 0;
}
/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100;
/** Paragraphs in lines of a width; code, tables and lists stay as they are. */
function fitted(markdown, width) {
	return markdown.split(/(^```.*\n[^]*?^```$)/m).map((part, at) => at % 2 ? part : part.split("\n\n").map(paragraph).join("\n\n")).join("");
	function paragraph(text) {
		return /^[|#-]/.test(text) ? text : require_core.wrap(text.replaceAll(/(?<=\S)\n(?=\S)/g, " "), width).join("\n");
	}
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
	await print(report.format === "json" ? require_core.serialize(require_core.rules.map(describe)) : table());
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
	], ...require_core.rules.map(({ id, severity, persona, title }) => [
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

// src/cli/reports.ts
/**
* The reports that options ask for, in their order. Each `output` belongs to the `format` before it.
*
* @throws UsageError
*/
function reports(options) {
	const outputs = [];
	for (const { name, value } of options) if (name === "format") outputs.push({ format: choice("--format", value, require_core.formats) });
	else if (name === "output" && value === "-") throw new UsageError(toScreen);
	else if (name === "output") pair(outputs, value);
	return told(outputs);
}
const toScreen = "--output names a file. The report of a --format without one goes to standard output, so leave it out.";
function pair(outputs, file) {
	const before = outputs.at(-1);
	if (!before) throw new UsageError(`--output ${file} needs a --format before it, such as --format sarif --output ${file}.`);
	if (before.file !== void 0) throw new UsageError(`--format ${before.format} has two outputs; give --output ${file} a --format of its own.`);
	if (outputs.some((other) => other.file !== void 0 && (0, node_path.resolve)(other.file) === (0, node_path.resolve)(file))) throw new UsageError(`--output ${file} is given twice; the second report would replace the first.`);
	before.file = file;
}
/** The formats with a file; and one for standard output, which is text unless another is asked for. */
function told(outputs) {
	const [first, second] = outputs.filter(({ file }) => file === void 0);
	if (first && second) throw new UsageError(`Only one report can go to standard output: give --format ${second.format} an --output.`);
	return [...outputs.filter(({ file }) => file !== void 0), first ?? { format: "text" }];
}

// src/cli/options.ts
const commands = [
	"scan",
	"fix",
	"explain",
	"rules"
];
const texts = [
	"format",
	"output",
	"base",
	"persona",
	"min-severity",
	"min-confidence",
	"fail-on",
	"rule",
	"config",
	"stdin-filename"
];
const ofFix = [
	"safe",
	"unsafe",
	"diff",
	"force"
];
const notOfFix = [
	"base",
	"fail-on",
	"output"
];
/** All that commands take which judge nothing. */
const own = {
	explain: ["no-color"],
	rules: [
		"format",
		"output",
		"no-color"
	]
};
const switches = [
	"no-config",
	"no-color",
	"quiet",
	"verbose",
	"help",
	"version",
	...ofFix
];
const known = {
	...Object.fromEntries(texts.map((name) => [name, {
		type: "string",
		multiple: true
	}])),
	...Object.fromEntries(switches.map((name) => [name, { type: "boolean" }])),
	help: {
		type: "boolean",
		short: "h"
	}
};
/** @throws UsageError */
function parseOptions(args) {
	const { tokens } = require_core.util.parseArgs({
		args: [...args],
		options: known,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const all = tokens.flatMap((token) => token.kind === "option" ? [checked(token)] : []);
	const given = /* @__PURE__ */ new Map();
	for (const { name, value } of all) given.set(name, [...given.get(name) ?? [], value]);
	const asked = command$1(tokens.flatMap((token) => token.kind === "positional" ? [token] : []), tokens.find((token) => token.kind === "option-terminator")?.index ?? Number.POSITIVE_INFINITY, given);
	refuseForeign(asked.command, given);
	const options = {
		...asked,
		...judging(given),
		...rest(given),
		...mending(asked, given),
		reports: reports(all)
	};
	if ((asked.command === "scan" || asked.command === "fix") && given.has("stdin-filename") && !options.operands.includes("-")) throw new UsageError("--stdin-filename names what \"-\" reads, and no path is \"-\".");
	if (options.base !== void 0 && options.operands.includes("-")) throw new UsageError("--base compares files of the work tree; standard input has no base.");
	return options;
}
function checked({ name, rawName, value, inlineValue }) {
	if (isOneOf(name, switches)) {
		if (value !== void 0) throw new UsageError(`${rawName} takes no value.`);
		return {
			name,
			value: ""
		};
	}
	if (!isOneOf(name, texts)) throw new UsageError(`There is no option ${rawName}.${advice(name, [...texts, ...switches], "--")}`);
	if (value === void 0 || value === "" || !inlineValue && /^-./.test(value)) throw new UsageError(`${rawName} needs a value.`);
	return {
		name,
		value
	};
}
function command$1(operands, end, given) {
	const values = operands.map(({ value }) => value);
	const [first] = operands;
	const named = first && first.index < end && isOneOf(first.value, commands) ? first.value : void 0;
	if (given.has("help")) return {
		command: "help",
		operands: []
	};
	if (given.has("version")) return {
		command: "version",
		operands: []
	};
	if (values.includes("")) throw new UsageError("A path is empty. Name a file or a folder, or leave it out.");
	return {
		command: named ?? "scan",
		operands: named ? values.slice(1) : values
	};
}
function judging(given) {
	const persona = last(given, "persona");
	const minSeverity = last(given, "min-severity");
	const minConfidence = last(given, "min-confidence");
	const failOn = last(given, "fail-on");
	return {
		...persona !== void 0 && { persona: choice("--persona", persona, require_core.personas) },
		...minSeverity !== void 0 && { minSeverity: choice("--min-severity", minSeverity, require_core.severities) },
		...minConfidence !== void 0 && { minConfidence: choice("--min-confidence", minConfidence, require_core.confidences) },
		...failOn !== void 0 && { failOn: choice("--fail-on", failOn, [...require_core.severities, "never"]) }
	};
}
function rest(given) {
	const config = last(given, "config");
	const base = last(given, "base");
	if (config !== void 0 && given.has("no-config")) throw new UsageError("--config and --no-config exclude each other.");
	if (given.has("quiet") && given.has("verbose")) throw new UsageError("--quiet and --verbose exclude each other.");
	return {
		...base !== void 0 && { base },
		...given.has("no-config") ? { config: false } : config !== void 0 && { config },
		rules: given.get("rule") ?? [],
		stdinFilename: last(given, "stdin-filename") ?? "<stdin>",
		colour: !given.has("no-color"),
		quiet: given.has("quiet"),
		verbose: given.has("verbose")
	};
}
/** @throws UsageError when an option of one command is given to another, where it would mean nothing */
function refuseForeign(its, given) {
	if (its === "help" || its === "version") return;
	for (const name of given.keys()) {
		if (its !== "fix" && isOneOf(name, ofFix)) throw new UsageError(`--${name} is for \`lynceus fix\`.`);
		if (its === "fix" ? isOneOf(name, notOfFix) : its !== "scan" && !isOneOf(name, own[its])) throw new UsageError(`--${name} is not for \`lynceus ${its}\`.`);
	}
}
function mending({ command: its, operands }, given) {
	if (its !== "fix") return {};
	if (given.has("safe") && given.has("unsafe")) throw new UsageError("--unsafe makes safe fixes too: drop --safe.");
	if (given.has("diff") && given.has("force")) throw new UsageError("--diff writes nothing, so there is nothing to --force.");
	if (operands.includes("-") && operands.length > 1) throw new UsageError("`lynceus fix -` prints what it makes of standard input, so \"-\" is the only path it takes.");
	return { mending: {
		safety: given.has("unsafe") ? "unsafe" : "safe",
		diff: given.has("diff"),
		force: given.has("force")
	} };
}
function last(given, name) {
	return given.get(name)?.at(-1);
}

// src/cli/config.ts
/**
* The config file, with what the command line says above it.
*
* @throws ConfigError, SourceError, UsageError
*/
async function readConfig(options, place, base) {
	const file = options.config === false ? void 0 : options.config === void 0 ? usual(options, place, base) : named(options.config, place);
	if (options.verbose) note(file ? `lynceus: config ${file.path}.` : "lynceus: no config file.");
	const config = file ? await parsed(file) : require_core.defaults;
	if (file && config.extends !== void 0 && !options.quiet) note(`lynceus: ${file.path} extends ${config.extends}, which only the GitHub App reads; here counts what the file itself sets.`);
	return overridden(config, options);
}
function named(path, { cwd }) {
	const file = require_core.readFile(cwd, path);
	if (!file) throw new UsageError(`--config ${path}: there is no such file.`);
	return file;
}
/** With a base, its config counts: a change is not judged by what it says about itself. */
function usual({ quiet }, { root }, base) {
	const own = require_core.configOnDisk(root);
	if (!base) return own;
	const theirs = base.config && {
		...base.config,
		path: `${base.ref}:${base.config.path}`
	};
	if (!quiet && contents(own) !== contents(theirs)) note(`lynceus: ${own ? `${own.path} of the work tree` : "the missing config of the work tree"} differs from ${theirs?.path ?? `${base.ref}, which has none`}; the base's counts. To use another, name it with --config.`);
	return theirs;
}
function contents(file) {
	return file && ("text" in file ? file.text : file.reason);
}
/** The schema, and zod with it, is loaded only for a file: most runs have none. */
async function parsed(file) {
	if (!("text" in file)) throw new require_core.ConfigError(file.path, file.line, file.reason);
	const { parseConfig } = await Promise.resolve().then(() => require("./chunks/schema.js"));
	return parseConfig(file, require_core.rules.map(({ id }) => id));
}
function overridden(config, options) {
	return {
		...config,
		persona: options.persona ?? config.persona,
		minSeverity: options.minSeverity ?? config.minSeverity,
		minConfidence: options.minConfidence ?? config.minConfidence,
		failOn: options.failOn ?? config.failOn,
		rules: options.rules.length ? only(options.rules, config.rules) : config.rules
	};
}
function only(chosen, settings) {
	const ids = new Set(chosen.map((id) => findRule(id).id));
	return Object.fromEntries(require_core.rules.map(({ id }) => [id, {
		...settings[id],
		enabled: ids.has(id)
	}]));
}

// src/cli/progress.ts
const many = 300;
let shown = false;
/** Says on a terminal what takes a while, on one line that is written over. */
function progress(what, files, { quiet }) {
	if (files < many || quiet || !process.stderr.isTTY) return;
	process.stderr.write(`\r\u001B[K${what}…`);
	shown = true;
}
function clearProgress() {
	if (shown) process.stderr.write("\r\x1B[K");
	shown = false;
}

// src/cli/head.ts
/**
* What the command line names, as it stands on disk and on standard input.
*
* @param input what standard input gave, where that is read already
*/
async function readHead(options, { cwd, root }, input) {
	const paths = options.operands.length ? options.operands : ["."];
	refuseMistypedCommand(paths, cwd);
	const standard = paths.includes("-") ? [require_core.decode(require_core.pathFrom(root, (0, node_path.join)(cwd, options.stdinFilename)), input ?? await standardInput())] : [];
	const read = require_core.readManifests(paths.filter((path) => path !== "-"), {
		cwd,
		root,
		ownFilesOnly: options.base !== void 0,
		onFile: (number) => number % 100 || progress(`Reading file ${number}`, number, options)
	});
	if (options.verbose) note(`lynceus: read ${require_core.count(read.files.length + standard.length, "file")}.`);
	const all = standard.length ? require_core.collect([
		...standard,
		...read.files,
		...read.unread
	]) : read;
	return require_core.withData(all, require_core.readData(root, require_core.dataPaths(all.files)));
}
/** As much of it as tells that it is too large. */
async function standardInput() {
	if (process.stdin.isTTY) throw new UsageError("\"-\" reads from standard input, and nothing is piped into it.");
	const chunks = [];
	let length = 0;
	for await (const chunk of process.stdin) {
		if (!Buffer.isBuffer(chunk)) continue;
		chunks.push(chunk);
		length += chunk.length;
		if (length > 4194304) break;
	}
	return Buffer.concat(chunks);
}
/** The first word that is no command is a path, so a mistyped command would only be said to be missing. */
function refuseMistypedCommand([first = ""], cwd) {
	const meant = ["help", "version"].includes(first) ? `option --${first}` : command(first);
	if (meant === void 0 || first === "-" || require_core.fs.existsSync((0, node_path.resolve)(cwd, first))) return;
	throw new UsageError(`There is no file or folder "${first}". Did you mean the ${meant}?`);
}
function command(word) {
	const near = require_core.closest(word, commands);
	return near && `command ${near}`;
}

// src/cli/nothing.ts
/** What was named and gave nothing to judge, in sentences: a scan of nothing looks like one that found nothing. */
function nothingRead(head, { files }, options, place) {
	const { operands, stdinFilename } = options;
	const empty = (operands.length ? operands : ["."]).filter((path) => isEmpty(path, path === "-" ? stdinFilename : path, head, place)).map(sentence);
	return empty.length === 0 && files === 0 && head.files.length > 0 ? ["paths.include and paths.exclude of the config leave out every file."] : empty;
}
/** @param name what the operand is called */
function isEmpty(operand, name, { files, unread }, { cwd, root }) {
	const named = require_core.pathFrom(root, (0, node_path.resolve)(cwd, name));
	const below = [...files, ...unread].filter(({ path }) => named === "" && !path.startsWith("../") || path === named || path.startsWith(`${named}/`));
	return below.length === 0 || operand === "-" && below.every((file) => "text" in file && file.text.trim() === "");
}
function sentence(operand) {
	return operand === "-" ? "standard input is empty." : `no *.yaml, *.yml or *.json file is in "${operand}".`;
}

// src/cli/scan.ts
/** Analyses what is named and prints the reports that are asked for. */
async function scan(options) {
	for (const { file } of options.reports) if (file !== void 0) checkWritable(file);
	const cwd = process.cwd();
	const repository = require_core.repositoryRoot(cwd);
	const place = {
		cwd,
		root: repository ?? cwd
	};
	if (options.base !== void 0 && repository === void 0) throw new UsageError(`--base compares with a commit, and ${cwd} is not in a git repository.`);
	const base = options.base === void 0 ? void 0 : (await Promise.resolve().then(() => require("./chunks/base.js"))).readBase(options.base, options.operands, place);
	const config = await readConfig(options, place, base);
	const head = await readHead(options, place);
	progress(`Analysing ${head.files.length} files`, head.files.length, options);
	const before = base && judge(base, config);
	const now = judge(head, config);
	const report = before ? (require_reports()).introduced(now, before) : now;
	const shown = await withFixes(report, head, config, options);
	clearProgress();
	await show(shown, place, options);
	for (const sentence of nothingRead(head, report, options, place)) note(`lynceus: nothing was read: ${sentence}`);
	const unread = before && config.failOn !== "never" ? require_core.newlyUnread(report.unread, before.unread) : [];
	if (unread.length) note(`lynceus: ${require_core.notPassed(seenFrom(cwd, place.root, {
		...report,
		unread
	}).unread)}`);
	return report.failures.length ? tellFailures(report, options) : unread.length || fails(report, config) ? 1 : 0;
}
function judge({ files, unread }, config) {
	const report = require_core.analyze(files, require_core.rules, config);
	return {
		...report,
		unread: [...unread.filter(({ path }) => require_core.isIncluded(path, config)), ...report.unread]
	};
}
/** Reports for programs and reviewers show fixes; a terminal does not, and each takes a proof. */
async function withFixes(report, { files }, config, { reports }) {
	if (!report.findings.length || reports.every(({ format }) => format === "text" || format === "github")) return report;
	return (await Promise.resolve().then(() => require("./chunks/fix.js"))).withFixes(report, files, require_core.rules, config);
}
function fails({ findings }, { failOn }) {
	return failOn !== "never" && findings.some(({ status, severity }) => status === "new" && require_core.atLeast(severity, failOn));
}
/** Says what went wrong inside of us, and gives the exit code for it. */
function tellFailures(report, { verbose }) {
	const groups = verbose ? report.failures.map((one) => [one]) : require_core.alikeFailures(report);
	for (const same of groups) {
		const [first] = same;
		if (!first) continue;
		const { rule, error } = first;
		const where = require_core.firstOf(same.map(({ path }) => path));
		note(`lynceus: internal error: rule ${rule} failed on ${where}; the other rules and files went on.`);
		const stack = error instanceof Error ? error.stack ?? error.message : String(error);
		for (const line of verbose ? stack.split("\n") : stack.split("\n", 1)) note(`  ${line}`);
	}
	note(pleaseReport());
	return 3;
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
		if (error instanceof require_core.ConfigError) for (const { line, message } of error.mistakes) note(`${error.path}:${line}: ${message}`);
		else if (error instanceof require_core.SourceError) note(`lynceus: ${error.message}`);
		else if (error instanceof UsageError) note(`lynceus: ${error.message} See lynceus --help.`);
		else return internalError(error);
		return 2;
	}
}
async function run(options) {
	switch (options.command) {
		case "scan": return scan(options);
		case "fix": return (await Promise.resolve().then(() => require("./chunks/fix2.js"))).fix(options);
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
main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
});

exports.UsageError = UsageError;
exports.clearProgress = clearProgress;
exports.look = look;
exports.note = note;
exports.nothingRead = nothingRead;
exports.onTerminal = onTerminal;
exports.print = print;
exports.progress = progress;
exports.readConfig = readConfig;
exports.readHead = readHead;
exports.seenFrom = seenFrom;
exports.standardInput = standardInput;
exports.tellFailures = tellFailures;
exports.tool = tool;
exports.wantsColour = wantsColour;