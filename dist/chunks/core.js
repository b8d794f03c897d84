import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

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
	assume: {}
};
/** A mistake of the user's in a config file or an option, with the place and the cure. */
var ConfigError = class extends Error {
	path;
	/** From 1. */
	line;
	constructor(path, line, message) {
		super(message);
		this.name = "ConfigError";
		this.path = path;
		this.line = line;
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

// src/report/page.ts
/** A rule's page in Markdown: the same text as its file, in the order in which a reader needs it. */
function page(rule) {
	return `## ${rule.id}\n\n${explanation(rule)}\n`;
}
/** The page without its heading, for places that have one. */
function explanation(rule) {
	return [
		`${rule.title}.`,
		`Severity **${rule.severity}**, confidence ${rule.confidence}, persona ${rule.persona}.`,
		variants(rule),
		rule.docs.trim(),
		...rule.examples.map(example),
		references(rule)
	].filter(Boolean).join("\n\n");
}
function variants({ variants: list, ...rule }) {
	if (!list) return "";
	return [
		"| variant | when | severity | confidence | persona |",
		"| --- | --- | --- | --- | --- |",
		...Object.entries(list).map(([name, variant]) => {
			const { severity, confidence, persona } = {
				...rule,
				...variant
			};
			return `| ${name} | ${variant.when.replaceAll("|", "\\|")} | ${severity} | ${confidence} | ${persona} |`;
		})
	].join("\n");
}
/** The marks that tests read become words; an example without any is one that passes. */
function example({ title, yaml, argoVersion }) {
	const marked = yaml.replace(/# ✗(?: ([\w-]+(?:, *[\w-]+)*))?[^\S\n]*$/gm, (_, variant) => variant ? `# <- reported: ${variant}` : "# <- reported");
	return `**${marked === yaml ? "Passes" : "Reported"}: ${title}**${argoVersion ? ` (Argo ${argoVersion})` : ""}\n\n\`\`\`yaml\n${marked.replace(/^\n+|\s+$/g, "")}\n\`\`\``;
}
function references({ references: urls }) {
	return urls.length ? `See\n\n${urls.map((url) => `- <${url}>`).join("\n")}` : "";
}

// src/closest.ts
/**
* The candidate that a mistyped word most likely means: the one with the fewest typing mistakes (a letter put in,
* left out, changed, or swapped with its neighbour), if they are at most a third of the word. Case, `-` and `_` do
* not count, so `minSeverity` finds `min-severity`.
*/
function closest(word, candidates) {
	const typed = normal(word);
	let best;
	let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
	for (const candidate of candidates) {
		const meant = normal(candidate);
		if (Math.abs(meant.length - typed.length) >= least) continue;
		const mistakes = distance(typed, meant);
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

// src/finding.ts
/** From harmless to worst. `info` is a fact worth a reviewer's eye. */
const severities$1 = [
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
	return severities$1.indexOf(b.severity) - severities$1.indexOf(a.severity) || confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) || (a.at.file.path < b.at.file.path ? -1 : a.at.file.path > b.at.file.path ? 1 : a.at.span.start - b.at.span.start);
}
/** Whether a severity is at least as bad as a threshold. */
function atLeast(severity, threshold) {
	return severities$1.indexOf(severity) >= severities$1.indexOf(threshold);
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
function exact$1(text) {
	return text.replace(unseen, codePoint).replace(oldCommand, `$1${codePoint("[")}`);
}
/** The runner also takes its old commands, `##[name]`, anywhere in a line (actions/runner `ActionCommand.cs`). */
const oldCommand = /(#\p{M}*#\p{M}*)\[/gu;
function codePoint(char) {
	return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
/** Sentences on one line: line breaks become blanks, other unseen characters are shown. */
function plain$2(text) {
	return exact$1(flatten(text));
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
/** Our own colours may stand before it. */
const newCommand = /^((?:[^\S\n]|\p{Cc}\[[\d;]*m)*):(?=\p{M}*:)/gmu;
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
	return unlinked(plain$2(text)).replace(/ {2,}/g, " ").replace(/[\\`*_[\]<>~&!#]/g, "\\$&").replace(/^( ?)([-+=:])/, "$1\\$2").replace(/^( ?\d+)([.)])/, "$1\\$2").replaceAll("|", "&#124;").replaceAll("$", "<span>$</span>");
}
/** Breaks what GitHub would make a link or a notification of: addresses, mentions, references to issues. */
function unlinked(text) {
	return text.replace(/@|:(?=\/\/)|www(?=\.)|GH-(?=\d)|#(?=\w)/gi, `$&${joiner}`);
}
/** Inline code in Markdown, exactly as it is apart from unseen characters. Safe in a table cell too. */
function code(text, length = 256) {
	const shown = clip(exact$1(text), length) || " ";
	if (shown.includes("|")) return `<code>${entities(unlinked(shown))}</code>`;
	const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	const blank = /^`|`$/.test(shown) || isPadded(shown) ? " " : "";
	return `${fence}${blank}${shown}${blank}${fence}`;
}
/** Text inside an HTML tag, be it in Markdown or not: nothing but letters, digits and blanks stays bare. */
function entities(text) {
	return text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`);
}
/** A quoted label of a Mermaid flowchart, which has its own entities (mermaid `encodeEntities`). */
function mermaid(text, length = 80) {
	return `"${clip(plain$2(text), length).replace(/[^\p{L}\p{M}\p{N} /_]/gu, (char) => `#${char.codePointAt(0)};`)}"`;
}
/** A workflow command as `@actions/core` writes it; properties without a value are left out. */
function command(name, properties, message) {
	const list = Object.entries(properties).filter(([, value]) => value !== "").map(([key, value]) => `${key}=${data(`${value}`).replace(/:/g, "%3A").replace(/,/g, "%2C")}`);
	return `::${name}${list.length ? ` ${list.join(",")}` : ""}::${data(message)}`;
}
function data(text) {
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

// src/yaml/file.ts
const starts = /* @__PURE__ */ new WeakMap();
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
function lineStarts(file) {
	const known = starts.get(file);
	if (known) return known;
	const lines = [0];
	for (let at = file.text.indexOf("\n"); at >= 0; at = file.text.indexOf("\n", at + 1)) lines.push(at + 1);
	starts.set(file, lines);
	return lines;
}
/** The text of one line, from 1, without its line end. */
function lineText(file, line) {
	const lines = lineStarts(file);
	return file.text.slice(lines[line - 1] ?? file.text.length, lines[line] ?? file.text.length).replace(/\r?\n$/, "");
}

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
function lineOf$1({ file, span }) {
	return position(file, span.start).line;
}
/** The way of a value from its source to the place of the finding, when that is what `related` tells. */
function flow(finding) {
	return finding.rule.category === "injection" && finding.related.length ? [...finding.related, finding.at] : void 0;
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
/** Such as `3 findings (1 high, 2 medium) in 12 manifests of 9 files`. */
function summaryLine(report) {
	const findings = fresh(report);
	const counts = bySeverity(findings);
	const parts = severities$1.toReversed().flatMap((name) => counts[name] ? [`${counts[name]} ${name}`] : []);
	return `${findings.length ? `${count$1(findings.length, "finding")} (${parts.join(", ")})` : "No findings"} in ${count$1(report.manifests, "manifest")} of ${count$1(report.files, "file")}`;
}
/** A number with its noun, such as `1 file`. */
function count$1(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
/** What a failure is told as; the text of the error is not ours. */
function failureReason(error) {
	return error instanceof Error ? error.message : String(error);
}
/** The values of a list by a key, in the order in which the keys first appear. */
function groupBy$1(values, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const value of values) {
		const group = groups.get(key(value));
		if (group) group.push(value);
		else groups.set(key(value), [value]);
	}
	return groups;
}

// src/report/annotations.ts
const levels$2 = [
	"error",
	"warning",
	"notice"
];
const levelOf = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "notice",
	info: "notice"
};
/** What failed, as one remark; then the new findings of a report, worst first. */
function annotations$2(report) {
	return [...failures$1(report), ...fresh(report).map(annotation)];
}
function failures$1({ failures: list }) {
	const [first] = list;
	if (!first) return [];
	const lines = list.map(({ rule, path, error }) => `Rule ${rule} failed on ${exact$1(path)}: ${plain$2(failureReason(error))}`);
	return [{
		level: "error",
		title: "Lynceus has a mistake of its own: please report it",
		message: clip(lines.join("\n"), 4096),
		path: first.path,
		startLine: 1,
		startColumn: 1,
		endLine: 1,
		endColumn: 1
	}];
}
function annotation(finding) {
	const { rule, severity, confidence, message, at, related } = finding;
	const grade = confidence === "high" ? severity : `${severity}, ${confidence} confidence`;
	const others = related.map((other) => `${exact$1(other.file.path)}:${lineOf$1(other)} ${plain$2(other.note ?? "")}`.trimEnd());
	return {
		level: levelOf[severity],
		title: clip(`${plain$2(rule.title)} (${rule.id}, ${grade})`, 255),
		message: clip([plain$2(message), ...others].join("\n"), 4096),
		path: at.file.path,
		...region(at)
	};
}
/**
* What the runner shows of a step: it drops all but the first ten of each level without a word
* (`ExecutionContext.cs`), so the last of too many says how many there are more.
*/
function limitAnnotations(all, perLevel = 10) {
	return levels$2.flatMap((level) => {
		const list = all.filter((one) => one.level === level);
		if (list.length <= perLevel) return list;
		const shown = list.slice(0, Math.max(perLevel - 1, 0));
		const first = list[shown.length];
		if (!first || perLevel < 1) return [];
		const left = list.length - shown.length;
		const message = `GitHub shows few annotations of a step. The report lists the other ${left} ${level}s; the first of them is here.`;
		return [...shown, {
			...first,
			title: `${left} more`,
			message
		}];
	});
}

// src/report/github.ts
/** Workflow commands for the log of a step, inside the runner's limits, and a last line for who reads the log. */
function github(report) {
	return `${[...limitAnnotations(annotations$2(report)).map(workflowCommand), summaryLine(report)].join("\n")}\n`;
}
function workflowCommand({ level, title, message, path, startLine, endLine, startColumn, endColumn }) {
	return command(level, {
		title,
		file: exact$1(path),
		line: startLine,
		endLine,
		col: startColumn,
		endColumn
	}, message);
}

// src/report/digest.ts
/**
* SHA-256 (FIPS 180-4) of a text in UTF-8, its first half in hex: an identity of fixed length that holds nothing of
* the text, and that nobody can make a second text for.
*/
function digest(text) {
	const words = padded(text);
	const { initial, constants } = standard();
	const state = Int32Array.from(initial);
	const schedule = /* @__PURE__ */ new Int32Array(64);
	for (let block = 0; block < words.length; block += 16) mix(state, words.subarray(block, block + 16), schedule, constants);
	return Array.from(state.subarray(0, 4), (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
/** The text, a one bit, zeros, and the length in bits: whole blocks of sixteen words. */
function padded(text) {
	const bytes = new TextEncoder().encode(text);
	const words = new Int32Array((bytes.length + 8 >> 6) * 16 + 16);
	for (const [at, byte] of [...bytes, 128].entries()) words[at >> 2] = (words[at >> 2] ?? 0) | byte << 24 - at % 4 * 8;
	words[words.length - 1] = bytes.length * 8;
	return words;
}
function mix(state, block, schedule, constants) {
	schedule.set(block);
	for (let at = 16; at < 64; at++) {
		const early = schedule[at - 15] ?? 0;
		const late = schedule[at - 2] ?? 0;
		const first = turn(early, 7) ^ turn(early, 18) ^ early >>> 3;
		const second = turn(late, 17) ^ turn(late, 19) ^ late >>> 10;
		schedule[at] = (schedule[at - 16] ?? 0) + first + (schedule[at - 7] ?? 0) + second;
	}
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let at = 0; at < 64; at++) {
		const choice = e & f ^ ~e & g;
		const majority = a & b ^ a & c ^ b & c;
		const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (constants[at] ?? 0) + (schedule[at] ?? 0) | 0;
		const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority | 0;
		[h, g, f, e, d, c, b, a] = [
			g,
			f,
			e,
			d + first | 0,
			c,
			b,
			a,
			first + second | 0
		];
	}
	for (const [at, word] of [
		a,
		b,
		c,
		d,
		e,
		f,
		g,
		h
	].entries()) state[at] = (state[at] ?? 0) + word;
}
function turn(word, bits) {
	return word >>> bits | word << 32 - bits;
}
/** The constants of the standard, which takes them from the roots of the first primes. Made when first asked for. */
let made;
function standard() {
	made ??= {
		initial: primes(8).map((prime) => fraction(Math.sqrt(prime))),
		constants: primes(64).map((prime) => fraction(Math.cbrt(prime)))
	};
	return made;
}
function primes(count) {
	const found = [];
	for (let number = 2; found.length < count; number++) if (found.every((prime) => number % prime !== 0)) found.push(number);
	return found;
}
function fraction(root) {
	return Math.floor(root % 1 * 2 ** 32) | 0;
}

// src/report/json.ts
/** The version of the format that docs/report.md documents: it grows when a field changes its meaning or goes. */
const formatVersion$1 = 1;
/** For programs: findings, worst first, new and existing ones; docs/report.md tells each field. */
function json(report, tool) {
	return serialize({
		version: formatVersion$1,
		tool: {
			name: tool.name,
			version: tool.version
		},
		summary: {
			files: report.files,
			manifests: report.manifests,
			bySeverity: bySeverity(fresh(report)),
			hidden: report.hidden
		},
		findings: report.findings.map(finding),
		suppressed: report.suppressed.map(({ finding: it, by }) => ({
			...finding(it),
			reason: by.reason
		})),
		unread: report.unread.map(({ path, line, reason }) => ({
			file: path,
			line,
			reason
		})),
		failures: report.failures.map(({ rule, path, error }) => ({
			rule,
			file: path,
			reason: failureReason(error)
		}))
	});
}
function finding(it) {
	const { kind, name, namespace } = it.manifest;
	return {
		rule: it.rule.id,
		title: it.rule.title,
		severity: it.severity,
		confidence: it.confidence,
		persona: it.persona,
		message: it.message,
		...place$4(it.at),
		manifest: {
			kind,
			name,
			namespace: namespace ?? null
		},
		related: it.related.map((other) => ({
			...place$4(other),
			note: other.note ?? ""
		})),
		fingerprint: digest(it.fingerprint),
		status: it.status
	};
}
function place$4({ file, span }) {
	return {
		file: file.path,
		start: {
			...position(file, span.start),
			offset: span.start
		},
		end: {
			...position(file, span.end),
			offset: span.end
		}
	};
}

// src/report/fit.ts
/**
* The heading and the sections in at most `budget` bytes of UTF-8, cut between items. Each section that lost
* items says how many; a budget too small for that gives the heading alone, or nothing.
*/
function fit$1(heading, sections, budget) {
	const parts = sections.filter(({ items }) => items.length);
	const reserved = parts.map((part) => bytes(part.heading) + bytes(part.more(part.items.length)));
	let left = budget - bytes(heading) - reserved.reduce((sum, size) => sum + size, 0);
	if (left < 0) return bytes(heading) <= budget ? heading : "";
	return heading + parts.map((part) => {
		let shown = 0;
		for (const item of part.items) {
			const size = bytes(item);
			if (size > left) break;
			left -= size;
			shown++;
		}
		const rest = part.items.length - shown;
		return `${part.heading}${part.items.slice(0, shown).join("")}${rest ? part.more(rest) : ""}`;
	}).join("");
}
/** The length of a text in UTF-8. */
function bytes(text) {
	return new TextEncoder().encode(text).length;
}

// src/report/picture.ts
/** Nodes of a picture beside the finding itself. */
const limit = 12;
/**
* A Mermaid flowchart of what leads to a finding, when words cannot show it well: the way of a value with two stops
* or more, several places that make it true together, several places that call the template. Long ones are cut.
*/
function picture(finding) {
	const way = flow(finding);
	const others = finding.related.length > 1 ? finding.related : finding.calls().map(({ at }) => at);
	const lines = way && way.length > 2 ? chain(way, finding.rule.id) : others.length > 1 ? star(finding, others) : void 0;
	return lines && [
		"```mermaid",
		"flowchart LR",
		...lines,
		"```"
	].join("\n");
}
/** From the source to the sink; the middle of a long way is left out. */
function chain(way, sink) {
	const shown = way.length > limit ? [...way.slice(0, 11), ...way.slice(-1)] : way;
	const left = way.length - shown.length;
	return shown.flatMap((location, index) => {
		const arrow = left && index === shown.length - 1 ? `-. ${mermaid(`${left} more`)} .->` : "-->";
		const line = node(`n${index}`, index === shown.length - 1 ? {
			...location,
			note: sink
		} : location);
		return index ? [line, `  n${index - 1} ${arrow} n${index}`] : [line];
	});
}
/** All that lead to one place. */
function star({ rule, at }, others) {
	const left = others.length - limit;
	return [
		node("here", {
			...at,
			note: rule.id
		}),
		...others.slice(0, limit).flatMap((location, index) => [node(`n${index}`, location), `  n${index} --> here`]),
		...left > 0 ? [`  rest[${mermaid(`and ${left} more`)}] --> here`] : []
	];
}
function node(id, location) {
	const place = `${location.file.path}:${lineOf$1(location)}`;
	return `  ${id}[${mermaid(location.note ? `${location.note.replaceAll("`", "")} (${place})` : place, 120)}]`;
}

// src/report/markdown.ts
const relatedInCell = 5;
const pictures = 5;
/** For the summary of a job or of a pull request. Never above the budget: cut between findings, with the number of those left out. */
function markdown(report, { budget = 1e6, tree } = {}) {
	const findings = fresh(report);
	const link = links$1(tree);
	return fit$1(`## Lynceus\n\n${totals(report)}\n`, [
		silencing(findings, link),
		tables(findings, link),
		explanations(findings),
		charts(findings),
		suppressed(report, link),
		section("Not read", "file or part", report.unread.map(({ path, line, reason }) => `- ${link(path, line)}: ${prose(reason)}\n`)),
		section("Internal errors", "internal error", report.failures.map(({ rule, path, error }) => `- Rule ${code(rule)} failed on ${code(path)}: ${prose(failureReason(error))}\n`))
	], budget);
}
function totals(report) {
	const existing = report.findings.length - fresh(report).length;
	return [
		`**${summaryLine(report)}.**`,
		...existing ? [`${count$1(existing, "existing finding")} of the base not shown.`] : [],
		...report.suppressed.length ? [`${report.suppressed.length} suppressed.`] : [],
		...report.hidden ? [`${report.hidden} hidden by persona, severity or confidence.`] : [],
		...report.unread.length ? [`${report.unread.length} not read.`] : [],
		...report.failures.length ? [`${count$1(report.failures.length, "internal error")}.`] : []
	].join(" ");
}
/** A place, as `path:line` or as the Markdown given, which leads there when the tree has an address. */
function links$1(tree) {
	return (path, line, shown = code(`${path}:${line}`)) => tree ? `[${shown}](${tree}/${uri(path)}#L${line})` : shown;
}
function section(title, noun, items, top = "") {
	return {
		heading: `\n### ${title}\n\n${top}`,
		items,
		more: (left) => `\n${count$1(left, `more ${noun}`)} did not fit here.\n`
	};
}
function silencing(findings, link) {
	return section("What this change adds to silence findings", "such finding", findings.flatMap(({ rule, at, unheeded }) => {
		if (!unheeded) return [];
		const by = `${unheeded.kind} at ${link(unheeded.file.path, lineOf$1(unheeded))}`;
		return [`- ${code(rule.id)} at ${link(at.file.path, lineOf$1(at))} by the ${by}: ${prose(unheeded.reason) || "no reason given"}\n`];
	}), "None of it counts before it is merged.\n\n");
}
/** A table per file, the file with the worst finding first. */
function tables(findings, link) {
	return section("Findings", "finding", [...groupBy$1(findings, ({ at }) => at.file.path)].flatMap(([path, list]) => list.map((finding, at) => `${at ? "" : tableHead(path)}${row(finding, link)}`)));
}
function tableHead(path) {
	return `\n#### ${code(path)}\n\n| severity | line | finding | rule |\n| --- | --- | --- | --- |\n`;
}
function row(finding, link) {
	const { rule, severity, confidence, message, at, related } = finding;
	const grade = confidence === "high" ? severity : `${severity}, ${confidence} confidence`;
	const others = related.slice(0, relatedInCell).map(({ note, ...other }) => `<br>→ ${link(other.file.path, lineOf$1(other))}${note ? ` ${sentence(note)}` : ""}`);
	const more = related.length > relatedInCell ? `<br>→ and ${related.length - relatedInCell} more places` : "";
	return `| ${grade} | ${link(at.file.path, lineOf$1(at), `${lineOf$1(at)}`)} | ${sentence(message)}${others.join("")}${more} | ${code(rule.id)} |\n`;
}
function explanations(findings) {
	return section("Why it matters, and what to do", "explanation", [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()].map((rule) => `<details><summary>${entities(`${rule.title} (${rule.id})`)}</summary>\n\n${[rule.docs.trim(), references(rule)].filter(Boolean).join("\n\n")}\n\n</details>\n`));
}
function charts(findings) {
	const items = findings.flatMap((finding) => {
		const chart = picture(finding);
		return chart ? [`${code(finding.rule.id)} at ${code(`${finding.at.file.path}:${lineOf$1(finding.at)}`)}:\n\n${chart}\n\n`] : [];
	});
	const top = items.length > pictures ? `The first ${pictures} of ${items.length}.\n\n` : "";
	return section("How it comes about", "picture", items.slice(0, pictures), top);
}
function suppressed(report, link) {
	return section("Suppressed", "suppressed finding", report.suppressed.map(({ finding: { rule, at }, by }) => `- ${code(rule.id)} at ${link(at.file.path, lineOf$1(at))}: ${prose(by.reason) || "no reason given"}\n`));
}

// src/report/sarif-rule.ts
const levels$1 = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "note",
	info: "note"
};
/** Inside the ranges in which GitHub reads critical, high, medium and low; `info` is no vulnerability. */
const scores = {
	critical: "9.5",
	high: "8.0",
	medium: "5.5",
	low: "2.0",
	info: void 0
};
/** Characters that GitHub keeps of a description. */
const length = 1024;
/**
* What SARIF says of each rule that found something. GitHub knows severities of rules only, so a rule is as severe
* as the worst of its findings here.
*/
function descriptors(findings) {
	const worst = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const known = worst.get(finding.rule.id);
		if (!known || !atLeast(known.severity, finding.severity)) worst.set(finding.rule.id, finding);
	}
	return [...worst.values()].map(descriptor);
}
function descriptor({ rule, severity, confidence }) {
	const page = explanation(rule);
	const level = levels$1[severity];
	const score = scores[severity];
	return {
		id: rule.id,
		name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase()),
		shortDescription: { text: clip(`${rule.title}.`, length) },
		fullDescription: { text: clip(plain$2(rule.docs.trim()), length) },
		help: {
			text: page,
			markdown: page
		},
		...rule.references[0] && { helpUri: rule.references[0] },
		defaultConfiguration: { level },
		properties: {
			tags: [
				"security",
				"argo-workflows",
				rule.category
			],
			precision: confidence,
			"problem.severity": level === "note" ? "recommendation" : level,
			...score && { "security-severity": score }
		}
	};
}

// src/report/sarif.ts
/** What GitHub takes of an upload ("SARIF support for code scanning"): of more results it keeps the worst. */
const limits$1 = {
	results: 5e3,
	related: 100,
	message: 4096
};
/** SARIF 2.1.0 (OASIS), with the fields that GitHub code scanning reads. */
function sarif(report, tool, { category = "lynceus", suppressed = false } = {}) {
	const silenced = new Map(suppressed ? report.suppressed.map(({ finding, by }) => [finding, by.reason]) : []);
	const findings = [...report.findings, ...silenced.keys()].slice(0, limits$1.results);
	const left = report.findings.length + silenced.size - findings.length;
	const rules = descriptors(findings);
	const index = new Map(rules.map(({ id }, at) => [id, at]));
	const compared = report.findings.some(({ status }) => status === "existing");
	return serialize({
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: tool.name,
				semanticVersion: tool.version,
				rules
			} },
			automationDetails: { id: `${category}/` },
			columnKind: "utf16CodeUnits",
			originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder that was checked." } } },
			invocations: [invocation(report, left)],
			results: findings.map((finding) => ({
				...result(finding, index.get(finding.rule.id) ?? -1),
				...compared ? { baselineState: finding.status === "new" ? "new" : "unchanged" } : {},
				...suppression(silenced.get(finding))
			}))
		}]
	});
}
function result(finding, ruleIndex) {
	const { rule, severity, confidence, persona, message, at, related, fingerprint } = finding;
	const way = flow(finding);
	return {
		ruleId: rule.id,
		ruleIndex,
		level: levels$1[severity],
		message: words$1(message),
		locations: [place$3(at)],
		...related.length && { relatedLocations: related.slice(0, limits$1.related).map((it, id) => ({
			id,
			...noted(it)
		})) },
		...way && { codeFlows: [{ threadFlows: [{ locations: way.slice(-limits$1.related).map(step) }] }] },
		partialFingerprints: { primaryLocationLineHash: digest(fingerprint) },
		properties: {
			severity,
			confidence,
			persona
		}
	};
}
function suppression(reason) {
	return reason === void 0 ? {} : { suppressions: [{
		kind: "inSource",
		status: "accepted",
		justification: plain$2(reason)
	}] };
}
/** Plain text: a link, which SARIF also knows in plain text (3.11.6), cannot come about without `](`. */
function words$1(text) {
	return { text: clip(plain$2(text).replaceAll("](", "] ("), limits$1.message) };
}
function step(location) {
	return { location: noted(location) };
}
function noted(location) {
	return {
		...place$3(location),
		message: words$1(location.note ?? "Here")
	};
}
function place$3(location) {
	return physical(location.file.path, region(location));
}
function physical(path, at) {
	return { physicalLocation: {
		artifactLocation: {
			uri: uri(path),
			uriBaseId: "%SRCROOT%"
		},
		region: at
	} };
}
/** How the run went: what was not read, what failed, and how many results are left out. */
function invocation({ unread, failures }, left) {
	const notifications = [...unread.map(({ path, line, reason }) => ({
		level: "warning",
		message: words$1(`Not read: ${reason}`),
		locations: [physical(path, { startLine: line })]
	})), ...failures.map(({ rule, path, error }) => ({
		level: "error",
		message: words$1(`Rule ${rule} failed: ${failureReason(error)}`),
		locations: [physical(path, { startLine: 1 })]
	}))];
	const cut = `${left} more results are left out: these are the worst ${limits$1.results}.`;
	if (left > 0) notifications.push({
		level: "warning",
		message: words$1(cut),
		locations: []
	});
	return {
		executionSuccessful: !failures.length,
		toolExecutionNotifications: notifications
	};
}

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
		severity: (severity, text) => sgr(colours[severity], text)
	};
}
/** Scripts whose characters fill two cells (the main blocks of Unicode's EastAsianWidth W and F), and emoji. */
const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const narrow = /^[ -~]*$/;
/** The cells that a text without colours fills. */
function cells(text) {
	if (narrow.test(text)) return text.length;
	let sum = 0;
	for (const char of text) sum += wide.test(char) ? 2 : /[\p{Mn}\p{Me}]/u.test(char) ? 0 : 1;
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
function head(text, width) {
	return cells(text) <= width ? text : `${fitting(Array.from(text), width - 1).join("")}…`;
}
/** As much of a text as fits up to its end. */
function tail(text, width) {
	if (cells(text) <= width) return text;
	return `…${fitting(Array.from(text).toReversed(), width - 1).toReversed().join("")}`;
}
function fitting(chars, width) {
	let used = 0;
	const end = chars.findIndex((char) => (used += cells(char)) > width);
	return chars.slice(0, end < 0 ? chars.length : end);
}

// src/report/frame.ts
/** Lines shown before and after the one that is pointed at. */
const context = 2;
/** The lines around a location, with carets below it; tabs, wide and unseen characters keep the carets in place. */
function frame(location, { paint, width, mark }) {
	const { startLine } = region(location);
	const last = Math.min(lastLine(location), startLine + context);
	const gutter = String(last).length;
	const room = Math.max(20, width - gutter - 3);
	const bar = paint.dim("|");
	const lines = [`${" ".repeat(gutter)} ${bar}`];
	for (let line = Math.max(1, startLine - context); line <= Math.max(last, startLine); line++) {
		const pointed = line === startLine ? pointedLine(location, room) : void 0;
		const text = pointed?.text ?? head(draw(lineText(location.file, line).slice(0, room + 1)), room);
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
		text: head(`${before}${marked}${after}`, room),
		blanks: " ".repeat(cells(before)),
		carets: "^".repeat(carets)
	};
}
function draw(text) {
	return exact$1(text.replaceAll("	", "    "));
}

// src/report/text.ts
/** Findings that say the same are shown in full this many times; of the others, places in so many files. */
const short = {
	findings: 3,
	files: 20,
	unread: 10
};
/** For people in a terminal: worst first, with the code; the last line is a summary. */
function text$1(report, options = {}) {
	const page = {
		paint: paint(options.colour ?? false),
		width: options.width ?? 100,
		verbose: options.verbose ?? false
	};
	const explained = /* @__PURE__ */ new Set();
	const all = [
		...[...groupBy$1(fresh(report), alike).values()].flatMap((findings) => group$1(findings, explained, page)),
		counts$1(report, page),
		unread(report, page),
		failures(report, page),
		[page.paint.bold(summaryLine(report))]
	];
	return log(`${all.flatMap((lines) => lines.length ? [lines.join("\n")] : []).join("\n\n")}\n`);
}
/** The same rule, severity and sentence, whatever names the sentence holds. */
function alike({ rule, severity, message }) {
	return `${severity} ${rule.id} ${message.replace(/`[^`]*`/g, "`")}`;
}
function group$1(findings, explained, page) {
	const shown = page.verbose ? findings.length : short.findings;
	const blocks = findings.slice(0, shown).map((finding) => block(finding, explained, page));
	return findings.length > shown ? [...blocks, places$1(findings.slice(shown), page)] : blocks;
}
function block(finding, explained, page) {
	const { rule, severity, confidence, message, at, related } = finding;
	const { paint: colours, width } = page;
	const doubt = confidence === "high" ? "" : ` (${confidence} confidence)`;
	const label = `${severity}[${rule.id}]`;
	const [opening = "", ...lines] = wrap(`${label} ${plain$2(message)}${doubt}`, width - 2);
	return [
		colours.severity(severity, colours.bold(label)) + opening.slice(label.length),
		...lines.map((line) => `  ${line}`),
		`  ${colours.dim("-->")} ${place$2(at)}`,
		...frame(at, {
			paint: colours,
			width: width - 2,
			mark: (carets) => colours.severity(severity, carets)
		}).map((line) => `  ${line}`),
		...related.flatMap((other) => note(`= see ${place$2(other)}${other.note ? `: ${plain$2(other.note)}` : ""}`, page)),
		...unheeded(finding, page),
		...help(rule.id, explained)
	];
}
function unheeded({ unheeded: ignore }, page) {
	if (!ignore) return [];
	return note(`= the ${ignore.kind} at ${place$2(ignore)} does not silence it: it is part of the change under review`, page);
}
function help(rule, explained) {
	if (explained.has(rule)) return [];
	explained.add(rule);
	return [`  = more: lynceus explain ${rule}`, `  = to accept it, on the line or above it: # lynceus: ignore[${rule}] reason`];
}
/** Findings that say what was shown in full before, one line a file. */
function places$1(rest, page) {
	const files = [...groupBy$1(rest, ({ at }) => at.file.path)];
	const left = files.slice(short.files).flatMap(([, findings]) => findings);
	const like = rest[0] ? ` like these: ${rest[0].severity}[${rest[0].rule.id}]` : "";
	return [
		page.paint.bold(`${rest.length} more${like}`),
		...files.slice(0, short.files).map(([path, findings]) => `  ${exact$1(path)}:${findings.map(({ at }) => lineColumn(at)).join(", ")}`),
		...left.length ? [`  and ${left.length} in ${count$1(files.length - short.files, "more file")}; --verbose shows all`] : []
	];
}
/** What is not shown, and how to see it. */
function counts$1(report, page) {
	const existing = report.findings.length - fresh(report).length;
	const { suppressed, hidden } = report;
	const lines = [];
	if (existing) lines.push(`${count$1(existing, "finding")} that the base has too`);
	if (hidden) lines.push(`${count$1(hidden, "finding")} hidden: --persona auditor --min-severity info --min-confidence low shows all`);
	if (suppressed.length) lines.push(`${count$1(suppressed.length, "finding")} suppressed${page.verbose ? ":" : ": --verbose shows them"}`);
	if (!page.verbose) return lines;
	return [...lines, ...suppressed.flatMap(({ finding, by }) => note(`${place$2(finding.at)} ${finding.rule.id}: ${plain$2(by.reason) || "no reason given"}`, page))];
}
function unread(report, page) {
	const shown = page.verbose ? report.unread : report.unread.slice(0, short.unread);
	const more = report.unread.length - shown.length;
	return [
		...shown.length ? [page.paint.bold("Not read")] : [],
		...shown.flatMap(({ path, line, reason }) => note(`${exact$1(path)}:${line}: ${plain$2(reason)}`, page)),
		...more ? [`  and ${more} more; --verbose shows all`] : []
	];
}
function failures(report, page) {
	return report.failures.flatMap(({ rule, path, error }) => wrap(`Internal error, please report it: rule ${rule} failed on ${exact$1(path)}: ${plain$2(failureReason(error))}`, page.width));
}
/** A paragraph below a finding. */
function note(paragraph, page) {
	return wrap(paragraph, page.width - 4).map((line, at) => at ? `    ${line}` : `  ${line}`);
}
function place$2(location) {
	return `${exact$1(location.file.path)}:${lineColumn(location)}`;
}
function lineColumn({ file, span }) {
	const { line, column } = position(file, span.start);
	return `${line}:${column}`;
}

// src/report/formats.ts
const renderers = {
	text: text$1,
	json: (report, { tool }) => json(report, tool),
	sarif: (report, options) => sarif(report, options.tool, options),
	markdown,
	github
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

// src/source/node.ts
/**
* Modules of Node that an import statement would make slow: it asks for every name that they export, and with that
* loads what lies behind some of them (fs/promises, half of util). On one file that is a fifth of the whole run.
* Needs Node 20.16.
*/
const fs = process.getBuiltinModule("node:fs");
const util = process.getBuiltinModule("node:util");

// src/argo/names.ts
/** Up to five names as inline code, and how many more there are. */
function listed$2(names) {
	const all = [...new Set(names)];
	const shown = all.slice(0, 5).map((name) => `\`${name}\``);
	return shown.join(", ") + (all.length > shown.length ? ` +${all.length - shown.length}` : "");
}
/** What pods come from, in words: "template `a`", "templates `a`, `b` +3", or what stands in their place. */
function sourceOf$1(pods) {
	const templates = new Set(pods.flatMap(({ template }) => template ?? []));
	const [first] = templates;
	if (!first) return standIn(pods[0]);
	if (templates.size === 1) return first.name === "" ? "an inline template" : `template \`${first.name}\``;
	return `templates ${listed$2([...templates].map(({ name }) => name === "" ? "(inline)" : name))}`;
}
function standIn(pod) {
	if (!pod) return "nothing";
	const { kind, name, spec } = pod.manifest;
	if (kind === "ConfigMap") return "the controller configuration";
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
	const [first] = containers;
	if (!first) return "Nothing";
	const { pod, role, name } = first;
	const source = sourceOf$1([pod]);
	const which = `${roles[role]}${name === "" ? "" : ` \`${name}\``}`;
	const title = capital(pod.template && (role === "main" || role === "script") ? source : `${which} of ${source}`);
	return containers.length > 1 ? `${title} (and ${containers.length - 1} more)` : title;
}
function capital(words) {
	return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
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

// src/yaml/scalar.ts
/** Text of any style. Its value is decoded when it is first asked for. */
var Scalar = class Scalar {
	kind = "scalar";
	start;
	end;
	/** Where it is written. */
	source;
	/** What stands between the quotes, or below the header, in `source.text`; -1 where a value is missing. */
	valueStart;
	valueEnd;
	/** Its tag in short form (`!!str`), or nothing. */
	tag;
	form;
	decoded = void 0;
	/** @param form what `formOf` made of its event: the event itself is not kept, since scalars are many */
	constructor(start, end, source, valueStart, valueEnd, tag, form) {
		this.start = start;
		this.end = end;
		this.source = source;
		this.valueStart = valueStart;
		this.valueEnd = valueEnd;
		this.tag = tag;
		this.form = form;
	}
	/** The same text as it is reached through an alias, where its parts have no place of their own. */
	under({ start, end }) {
		return new Scalar(start, end, this.source, this.valueStart, this.valueEnd, this.tag, this.form | aliased);
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
		return (this.form & fast) !== 0;
	}
	/** Whether its value is a word, without decoding it where that can be seen. */
	is(word) {
		if ((this.form & fast) === 0) return this.value === word;
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
		if ((this.form & aliased) !== 0 || this.tag === "!!binary") return this;
		if (this.valueStart < 0) return {
			start: this.end,
			end: this.end
		};
		let map = maps.get(this);
		if (!map) maps.set(this, map = align(this.value, this.raw, this.event));
		const start = this.place(map[2 * from]);
		return {
			start,
			end: to > from ? this.place(map[2 * to - 1]) : start
		};
	}
	/** The last line end of a block scalar belongs to its value, but stands outside of the node. */
	place(offset) {
		return Math.min(this.source.at(offset === void 0 ? this.valueEnd : this.valueStart + offset), this.end);
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
const aliased = 64;
/** How a scalar is written, in one number. */
function formOf(event) {
	return event.style | event.chomping << 3 | (event.fast && event.valueStart >= 0 && event.tagStart < 0 ? fast : 0) | event.indent + 1 << 7;
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
const followed = /* @__PURE__ */ new WeakMap();
/**
* The node itself, or what its alias stands for. Everything under an alias lies, for whoever reads it, where the
* alias is written: that is the place a change would touch.
*/
function follow(node) {
	if (node?.kind !== "alias") return node;
	if (!followed.has(node)) followed.set(node, node.target && follow(moved(node.target, node)));
	return followed.get(node);
}
function moved(node, to) {
	const span = {
		start: to.start,
		end: to.end
	};
	switch (node.kind) {
		case "scalar": return node.under(to);
		case "alias": return {
			...node,
			...span
		};
		case "sequence": return {
			...node,
			...span,
			items: node.items.map((item) => moved(item, to))
		};
		case "mapping": return {
			...node,
			...span,
			pairs: node.pairs.map(({ key, value }) => ({
				key: moved(key, to),
				value: moved(value, to)
			}))
		};
	}
}

// src/yaml/resolve.ts
const words = new Map([
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
const longest = 5;
/**
* The value of a scalar as the cluster reads it (go.yaml.in/yaml/v2, `resolve.go`): `yes` and `on` are true, `0755`
* is octal, `1_000` and `1e3` are numbers; a date is text. Quoted text is text, unless a tag says otherwise.
*/
function resolve$2(scalar) {
	const { value } = scalar;
	if (!scalar.plain) return value;
	const word = value.length > longest ? void 0 : words.get(value);
	if (word !== void 0) return word;
	return /^[-+.\d]/.test(value) ? number(value) ?? value : value;
}
function number(value) {
	const digits = value.startsWith(".") ? value.replace(/(?<=\d)_(?=\d)/g, "") : value.replaceAll("_", "");
	return whole(digits) ?? (/^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(digits) ? finite(Number(digits)) : void 0);
}
/** A number beyond what a double holds stays text. */
function finite(value) {
	return Number.isFinite(value) ? value : void 0;
}
/** Go's `ParseInt` with base 0, for what fits 64 bits. */
function whole(digits) {
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
	const value = pair(node, first)?.value;
	if (second === void 0 || value === void 0) return value;
	const inner = pair(value, second)?.value;
	if (third === void 0 || inner === void 0) return inner;
	const innermost = pair(inner, third)?.value;
	return fourth === void 0 ? innermost : pair(innermost, fourth)?.value;
}
/** The same for a path of any length. */
function getAt(node, path) {
	let at = node;
	for (const key of path) {
		at = pair(at, key)?.value;
		if (at === void 0) return void 0;
	}
	return at;
}
/**
* The pair of a key, written or merged. Where several give it, the one that Go's decoder ends with: the last in the
* text, a `<<` standing for all that it merges.
*/
function pair(node, key) {
	const map = node?.kind === "mapping" ? node : follow(node);
	if (map?.kind !== "mapping") return void 0;
	for (let index = map.pairs.length - 1; index >= 0; index--) {
		const entry = map.pairs[index];
		if (entry === void 0) continue;
		const found = map.merging && isMerge(entry) ? merged(entry, key) : scalar(entry.key)?.is(key) ? entry : void 0;
		if (found) return found;
	}
}
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
function keyOf$1(entry) {
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
function text(node) {
	const leaf = scalar(node);
	return leaf && !isNull(leaf) ? leaf.value : void 0;
}
/** Absent, empty, `null` or `~`: all the same to the API server. */
function isNull(node) {
	const leaf = follow(node);
	return leaf === void 0 || leaf.kind === "scalar" && leaf.length <= 4 && resolve$2(leaf) === null;
}
/** A boolean as the cluster reads it: `yes` and `on` count, `"yes"` is text. */
function bool(node) {
	const leaf = scalar(node);
	const meant = leaf && resolve$2(leaf);
	return typeof meant === "boolean" ? meant : void 0;
}
/** A whole number as the cluster reads it: `0755`, `0x1ed`, `1_000` and `1e3` are some, `"1"` is text. */
function integer(node) {
	const leaf = scalar(node);
	const meant = leaf && resolve$2(leaf);
	return Number.isInteger(meant) ? Number(meant) : void 0;
}
/** Every scalar under a node in the order of the file. Aliases are not entered: what they stand for has its own place. */
function* scalars(node) {
	switch (node?.kind) {
		case "scalar":
			yield node;
			break;
		case "sequence":
			for (const item of node.items) yield* scalars(item);
			break;
		case "mapping": for (const entry of node.pairs) yield* scalars(entry.value);
	}
}

// src/yaml/draft.ts
/** A text under repair. It knows where its offsets fall in the text that it was made from. */
var Draft = class {
	text;
	/** Where something was put in, in the order of the text, and how much up to there. */
	places = [];
	sizes = [];
	constructor(text) {
		this.text = text;
	}
	/** Whether something was put in at just this offset. */
	holds(at) {
		return this.places[this.count(at)] === at;
	}
	/** Puts the same text in at each of some offsets, given in their order, none of them inside of what was put in before. */
	insert(what, offsets) {
		let text = "";
		let from = 0;
		let next = 0;
		const places = [];
		const added = [];
		for (const at of [...offsets, this.text.length]) {
			for (; next < this.places.length && (this.places[next] ?? 0) < at; next++) {
				places.push((this.places[next] ?? 0) + text.length - from);
				added.push(this.size(next));
			}
			text += this.text.slice(from, at);
			from = at;
			if (at < this.text.length) {
				places.push(text.length);
				added.push(what.length);
				text += what;
			}
		}
		this.text = text;
		this.places = places;
		let sum = 0;
		this.sizes = added.map((size) => sum += size);
	}
	/** Writes over a part of the text with as much other text. */
	overwrite(from, what) {
		this.text = this.text.slice(0, from) + what + this.text.slice(from + what.length);
	}
	cut(at) {
		this.text = this.text.slice(0, at);
	}
	/** The offset in the original text; what was put in falls where it was put in. */
	back(offset) {
		const count = this.count(offset);
		if (count === 0) return offset;
		const place = (this.places[count - 1] ?? 0) - (this.sizes[count - 2] ?? 0);
		return Math.max(place, offset - (this.sizes[count - 1] ?? 0));
	}
	size(index) {
		return (this.sizes[index] ?? 0) - (this.sizes[index - 1] ?? 0);
	}
	/** How many places come before an offset. */
	count(offset) {
		let low = 0;
		let high = this.places.length;
		while (low < high) {
			const middle = low + high >> 1;
			if ((this.places[middle] ?? 0) < offset) low = middle + 1;
			else high = middle;
		}
		return low;
	}
};

// src/yaml/repair.ts
/** More blanks than any parent is indented by. */
const blanks = " ".repeat(64);
/**
* Does something about a refusal of js-yaml, as `parseLeniently` lists it.
*
* @param context js-yaml's reason to refuse the start of a text: it tells what the text stops in
* @returns whether there was something to do
*/
function repair(draft, at, reason, context) {
	const { text } = draft;
	const line = text.lastIndexOf("\n", at - 1) + 1;
	const opening = text.slice(line, at);
	const first = opening.trim() === "";
	if (reason === "unknown escape sequence") return escapeQuotes(draft, at);
	if (reason === "deficient indentation") return first ? indent$1(draft, line, context) : blankTabs(draft, line, opening);
	const alias = /\*[\w-]+(?=:\s*$)/.exec(opening);
	if (alias) return put$1(draft, [line + alias.index + alias[0].length]);
	if (first && /[|>]/.test(text.charAt(at)) && valueColumn(text, line) === opening.length) return put$1(draft, [line]);
	if (text[at] === "#" && !first) return blank$1(draft, at, end(text, /.*/y, at));
	if (reason !== "end of the stream or a document separator is expected" || !content$1.test(text.slice(0, at))) return false;
	draft.cut(at);
	return true;
}
/** A line with more than blanks, a comment, a directive or the start of a document. */
const content$1 = /^[ \t\uFEFF]*(?!---(?:\s|$))[^\s#%\uFEFF]/m;
/** Puts blanks in; where they stand already, or nothing follows, more of them would not help. */
function put$1(draft, at) {
	if (at[0] === void 0 || at[0] >= draft.text.length || draft.holds(at[0])) return false;
	draft.insert(blanks, at);
	return true;
}
function blank$1(draft, from, to) {
	draft.overwrite(from, " ".repeat(to - from));
	return true;
}
/** The last tabs before a token stand between tokens. */
function blankTabs(draft, line, opening) {
	const last = opening.lastIndexOf("	") + 1;
	let from = last;
	while (opening[from - 1] === "	") from--;
	return from < last && blank$1(draft, line + from, line + last);
}
/** Every `\'` from an offset to the end of a double-quoted text becomes `\x27`. */
function escapeQuotes(draft, at) {
	const from = at - 1;
	const found = [];
	const rest = draft.text.slice(from, end(draft.text, restOfDouble, from)).replace(/\\[^]/g, (escape, index) => {
		if (escape !== "\\'") return escape;
		found.push(from + index + 2);
		return "\\x";
	});
	if (found[0] !== at + 1) return false;
	draft.overwrite(from, rest);
	draft.insert("27", found);
	return true;
}
/** Indents a line, and those after it on which the innermost quoted text or flow collection around it goes on. */
function indent$1(draft, line, context) {
	const { text } = draft;
	const inside = context(text.slice(0, line) + blanks);
	const stop = inside.includes("double quoted") ? end(text, restOfDouble, line) : inside.includes("single quoted") ? end(text, restOfSingle, line) : inside.includes("flow collection") ? collectionEnd(text, line) : line;
	const lines = [line];
	for (let next = text.indexOf("\n", line) + 1; next > 0 && next < stop; next = text.indexOf("\n", next) + 1) lines.push(next);
	return put$1(draft, lines);
}
const restOfDouble = /[^"\\]*(?:\\[^][^"\\]*)*"/y;
const restOfSingle = /[^']*(?:''[^']*)*'/y;
/** Where the match of a sticky pattern ends. */
function end(text, pattern, from) {
	pattern.lastIndex = from;
	return pattern.test(text) ? pattern.lastIndex : from;
}
const flowToken = /\s*(?:#.*|"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'|([[{])|([\]}])|[,?:]|[^\s,[\]{}"'](?:[^\n,:[\]{}#]|(?<!\s)#|:(?!\s))*)/y;
/** The end of the flow collection whose inside goes on at an offset. */
function collectionEnd(text, from) {
	let at = from;
	for (let depth = 1; depth > 0;) {
		flowToken.lastIndex = at;
		const token = flowToken.exec(text);
		if (!token) return from;
		at = flowToken.lastIndex;
		depth += token[1] ? 1 : token[2] ? -1 : 0;
	}
	return at;
}
/** The column at which the block starts whose last value is awaited on a line; -1 when none is. */
function valueColumn(text, line) {
	const before = text.slice(0, line).trimEnd();
	const last = before.slice(before.lastIndexOf("\n") + 1);
	if (last.length > 1e3) return -1;
	return /^( *(?:[-?:] +)*)(?:\S.*:|[-?:])(?:\s+[&!]\S*)*\s*(?:#.*)?$/.exec(last)?.[1]?.length ?? -1;
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
	return parseRepaired(new Draft(source), events, maxDepth, budget);
}
function parseRepaired(draft, first, maxDepth, budget) {
	for (let refusal = first;;) {
		const { text } = draft;
		const at = Math.min(refusal.mark?.position ?? 0, text.length);
		budget.units -= text.length + 2 * at;
		if (!(budget.units >= 0 && repair(draft, at, refusal.reason, (start) => reasonOf(attempt$2(start, maxDepth))))) throw new SyntaxProblem(refusal.reason, draft.back(at));
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

// src/yaml/template.ts
/** Stands for text that a Helm template would put in: a private-use character that no manifest holds. */
const unknown = "";
/** Helm's own: what no Argo tag and no `docker --format` text looks like. */
const certain = /\{\{(?:[^{}\n]{0,200}?\.(?:Values|Release|Chart|Capabilities|Files)\b|-?\s*(?:include|template|define|tpl|toYaml|lookup)\s|-?\s*["`][^"`\n]*(?:\{\{|\}\}))/y;
/**
* Whether a text that is valid YAML is a Helm template all the same. What stands behind a `#` does not count, or a
* comment could make a manifest a template.
*/
function isTemplate(text) {
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
	return rewrite(bare, found, (action, written) => {
		if (action.printed !== void 0) return written;
		if (action.start > line.end || action.end > line.end) line = lineOf(bare, action);
		return line.empty ? written : inline(written);
	});
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
function lineOf(text, span) {
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
/** A text in the room of its action. Blanks around it are blanks inside Argo's braces, or outside a whole tag. */
function fit(printed, room) {
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
		if (end > body && !isArgoTag(head)) yield {
			start,
			end,
			printed: printed(text.slice(start, end))
		};
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
function printed(action) {
	const found = /^\{\{(?:- )?\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`)\s*(?: -)?\}\}$/.exec(action);
	return found?.[1]?.replace(/\\(["\\])/g, "$1") ?? found?.[2];
}

// src/yaml/limits.ts
/** What a file may cost. A document beyond it is refused; no manifest that a cluster runs comes near. */
const limits = {
	/** Collections inside collections. */
	depth: 1e3,
	/** Nodes for which the aliases of a file stand. */
	nodes: 1e5,
	/** UTF-16 units that are parsed again for the sake of leniency. */
	units: 16777216
};

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
/** Folds the events of one document into nodes. Events lack the ends of collections: they follow from what came last. */
var Reader$1 = class {
	/** Nodes so far, each alias counted as what it stands for. */
	weight = 0;
	/** The index of the next event; the document event is passed over. */
	next = 1;
	/** The end of the last token: what the events leave out is found from here. */
	cursor = 0;
	/**
	* The pairs and items of the collections that are open. Each gets a copy of its own when it ends: an array that grows
	* keeps room for sixteen more.
	*/
	pairs = [];
	pairCount = 0;
	items = [];
	itemCount = 0;
	anchors = /* @__PURE__ */ new Map();
	events;
	text;
	source;
	parsed;
	budget;
	constructor(parsed, source, budget) {
		this.events = parsed.events;
		this.text = parsed.text;
		this.source = parsed.text === source.text ? source : {
			text: parsed.text,
			written: written(parsed, source),
			at: (offset) => source.at(parsed.back(offset))
		};
		this.parsed = parsed;
		this.budget = budget;
	}
	/** The next node; `indicator` is what comes before it in a block collection. */
	node(indicator) {
		const event = this.events[this.next++];
		const before = this.weight++;
		switch (event?.type) {
			case EVENT_ID.SCALAR: return this.anchor(event, this.scalar(event, indicator), before);
			case EVENT_ID.MAPPING: return this.anchor(event, this.mapping(event), before);
			case EVENT_ID.SEQUENCE: return this.anchor(event, this.sequence(event), before);
			case EVENT_ID.ALIAS: return this.alias(event);
			default: throw new Error(`js-yaml sent event ${event?.type} where a node begins`);
		}
	}
	anchor(event, node, before) {
		if (event.anchorStart >= 0) {
			const name = this.text.slice(event.anchorStart, event.anchorEnd);
			this.anchors.set(name, {
				node,
				weight: this.weight - before
			});
		}
		return node;
	}
	alias({ anchorStart, anchorEnd }) {
		const name = this.text.slice(anchorStart, anchorEnd);
		const anchored = this.anchors.get(name);
		if (!anchored) throw this.problem(`no anchor \`${name}\` comes before this alias`, anchorStart - 1);
		this.weight += anchored.weight;
		this.budget.nodes -= anchored.weight;
		if (this.budget.nodes < 0) throw this.problem(`the aliases of this file stand for more than ${limits.nodes} nodes`, anchorStart - 1);
		this.cursor = anchorEnd;
		return {
			kind: "alias",
			start: this.source.at(anchorStart - 1),
			end: this.source.at(anchorEnd),
			name,
			target: anchored.node
		};
	}
	problem(reason, offset) {
		return new SyntaxProblem(reason, this.parsed.back(offset));
	}
	scalar(event, indicator) {
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
		const tag = event.tagStart < 0 ? "" : shortTag(this.text.slice(event.tagStart, event.tagEnd));
		const from = this.source.at(opening(event, start));
		return new Scalar(from, this.source.at(end), this.source, event.valueStart, event.valueEnd, tag, formOf(event));
	}
	/** The place where an empty value would stand. */
	emptyAt(event, indicator) {
		const mark = indicator === "" ? -1 : skip(this.text, this.cursor);
		const after = this.text[mark] === indicator ? mark + 1 : this.cursor;
		return Math.max(after, event.anchorEnd, event.tagEnd);
	}
	mapping(event) {
		const flow = event.style === COLLECTION_STYLE.FLOW;
		const braces = flow && this.text[event.start] === "{";
		this.cursor = braces ? event.start + 1 : event.start;
		const from = this.pairCount;
		let merging = false;
		while (this.more()) {
			const key = this.node("?");
			const value = this.node(":");
			merging ||= key.kind === "scalar" && key.is("<<");
			this.pairs[this.pairCount++] = {
				key,
				value
			};
		}
		const pairs = this.pairs.slice(from, this.pairCount);
		this.pairCount = from;
		const end = this.close(braces);
		return {
			kind: "mapping",
			start: this.source.at(opening(event, event.start)),
			end,
			flow,
			anchored: event.anchorStart >= 0,
			merging,
			pairs
		};
	}
	sequence(event) {
		const flow = event.style === COLLECTION_STYLE.FLOW;
		this.cursor = flow ? event.start + 1 : event.start;
		const from = this.itemCount;
		while (this.more()) {
			const item = this.node(flow ? "" : "-");
			this.items[this.itemCount++] = item;
		}
		const items = this.items.slice(from, this.itemCount);
		this.itemCount = from;
		const end = this.close(flow);
		return {
			kind: "sequence",
			start: this.source.at(opening(event, event.start)),
			end,
			flow,
			anchored: event.anchorStart >= 0,
			items
		};
	}
	/** Whether the collection goes on; its closing event is passed over. */
	more() {
		if (this.events[this.next]?.type !== EVENT_ID.POP) return true;
		this.next++;
		return false;
	}
	close(bracketed) {
		if (bracketed) this.cursor = skip(this.text, this.cursor, ",:?") + 1;
		return this.source.at(this.cursor);
	}
};
/** A repaired text with what its scalars say: the repairs are the same. */
function written(parsed, source) {
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

// src/yaml/tree.ts
/**
* One document as a tree of nodes that know where they are written.
*
* @returns nothing for a document with no content
* @throws SyntaxProblem with an offset of `source.text`
*/
function parse(source) {
	return parseDocument(source, { ...limits }).root;
}
/** The same, and the offset of `source.text` at which the document ends: the cluster reads nothing after it. */
function parseDocument(source, budget) {
	const parsed = parseLeniently(source.text, limits.depth, budget);
	const [document] = parsed.events;
	if (document?.type === EVENT_ID.DOCUMENT && document.directives.some(({ kind }) => kind === "tag")) throw new SyntaxProblem("a %TAG directive changes what its tags mean, which kubectl refuses", 0);
	return {
		root: parsed.events.length < 3 ? void 0 : new Reader$1(parsed, source, budget).node(""),
		end: parsed.end
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
	const result = read$5(scalar, tags === "own");
	parsed.set(scalar, result);
	return result;
}
function read$5(scalar, ownTags) {
	const text = scalar.value.replace(tag, (written) => "".repeat(written.length));
	try {
		const root = parse({
			text,
			written: ownTags ? scalar.value : text,
			at: (offset) => place$1(scalar, offset)
		});
		return root ? { root } : {};
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		return { problem: {
			reason: error.reason,
			offset: place$1(scalar, error.offset)
		} };
	}
}
/** Where an offset of the text falls in the file. The end of a line is right after its last character: a `\r` is not part of it. */
function place$1(scalar, offset) {
	const { value } = scalar;
	if (offset > 0 && (offset >= value.length || value[offset] === "\n")) return scalar.part(offset - 1, offset).end;
	return scalar.part(offset, offset).start;
}
/** Whether a value holds text that is put in later, by Argo or by Helm. */
function isUnknown(value) {
	const start = value.indexOf("{{");
	return value.includes("") || start >= 0 && value.includes("}}", start);
}

// src/argo/controller-config.ts
/** Settings by which a configuration of the workflow controller is known: no other program has such names. */
const ownKeys = "workflowDefaults workflowRestrictions containerRuntimeExecutor containerRuntimeExecutors artifactRepository workflowEvents mainContainer namespaceParallelism resourceRateLimit podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration artifactDrivers failedPodRestart disableAgentPodCreation initlessPod dockerSockPath kubeletInsecure executorResources".split(" ");
/** Settings whose names others have too: three of them prove as much as one of its own. */
const commonKeys = "executor images instanceID parallelism links columns synchronization initialDelay kubeConfig namespace nodeEvents metricsConfig telemetryConfig persistence retentionPolicy navColor sso executorImage executorImagePullPolicy kubeletPort".split(" ");
const weights = new Map([...commonKeys.map((key) => [key.toLowerCase(), 1]), ...ownKeys.map((key) => [key.toLowerCase(), 3])]);
/** Whether a ConfigMap configures the workflow controller (catalogue §1.1). */
function isControllerConfig(root) {
	let is = judged.get(root);
	if (is === void 0) judged.set(root, is = text(get(root, "kind")) === "ConfigMap" && looksLikeConfig(root));
	return is;
}
const judged = /* @__PURE__ */ new WeakMap();
function looksLikeConfig(root) {
	if (text(get(root, "metadata", "name"))?.endsWith("workflow-controller-configmap")) return true;
	const data = pairs(get(root, "data"));
	const whole = data.length === 1 ? scalar(get(root, "data", "config")) : void 0;
	return proof(data) >= 3 || whole !== void 0 && proof(pairs(embedded(whole).root)) >= 3;
}
function proof(entries) {
	return entries.reduce((sum, entry) => sum + (weights.get(keyOf$1(entry)?.toLowerCase() ?? "") ?? 0), 0);
}
/**
* The settings of a controller ConfigMap by lower-case name: one `data` key each, or all inside `data.config`
* (docs/workflow-controller-configmap.md). Go compares the names without case.
*/
function controllerSettings(root) {
	const known = read$4.get(root);
	if (known) return known;
	const whole = scalar(get(root, "data", "config"));
	const settings = /* @__PURE__ */ new Map();
	for (const entry of pairs(whole ? embedded(whole).root : get(root, "data"))) {
		const name = keyOf$1(entry)?.toLowerCase();
		if (name !== void 0) settings.set(name, {
			key: entry.key,
			value: whole ? entry.value : inner(entry)
		});
	}
	read$4.set(root, settings);
	return settings;
}
const read$4 = /* @__PURE__ */ new WeakMap();
function inner({ value }) {
	const leaf = scalar(value);
	return leaf ? embedded(leaf).root : value;
}

// src/argo/setting.ts
/**
* The value under a path in layers, highest first. Maps merge field by field and other values replace, as in
* the strategic merge of Argo's `JoinWorkflowSpec` (docs/default-workflow-specs.md). Null and an empty text are
* absent, but a patch of the finished pod sets the text and takes away what it makes null.
*/
function effective(layers, ...path) {
	for (const { node, origin, manifest, others = [] } of layers) {
		const value = getAt(node, path);
		const isPatch = origin === "podSpecPatch";
		if (value !== void 0 && isGiven(value, isPatch) && others.every((other) => agrees(getAt(other, path), value))) return {
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
function agrees(other, value) {
	return other !== void 0 && isGiven(other, false) && bool(other) === bool(value);
}
function removes(node, path) {
	return path.some((_, index) => {
		const value = getAt(node, path.slice(0, index + 1));
		return value !== void 0 && isNull(value);
	});
}
/** The layers of a mapping that lies under a path of each. */
function under(layers, path, origin) {
	return layers.flatMap((layer) => {
		const node = mapping(getAt(layer.node, path));
		const others = layer.others?.map((other) => mapping(getAt(other, path))).filter((other) => other !== void 0);
		if (!node || others?.length !== layer.others?.length) return [];
		return [{
			...layer,
			node,
			origin: origin ?? layer.origin,
			...others && { others }
		}];
	});
}
/** Pods or containers by the setting that governs them, so that a place that governs many is told once. */
function bySetting(things, settingOf) {
	const found = /* @__PURE__ */ new Map();
	for (const thing of things) {
		const setting = settingOf(thing);
		const same = setting && found.get(setting.node);
		if (same) same.by.push(thing);
		else if (setting) found.set(setting.node, {
			setting,
			by: [thing]
		});
	}
	return [...found.values()];
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
function runsUserCode(type) {
	return type === "container" || type === "script" || type === "containerSet";
}
/** Types that get a pod of their own. */
function makesPod(type) {
	return runsUserCode(type) || type === "resource" || type === "data";
}
/** Types that run in the one agent pod of a workflow. */
function runsInAgent(type) {
	return type === "http" || type === "plugin";
}
const known$14 = /* @__PURE__ */ new WeakMap();
/** The templates that a manifest holds, with those written inline in its steps and tasks. */
function templates(manifest) {
	let all = known$14.get(manifest);
	if (!all) {
		all = items(get(manifest.spec, "templates")).flatMap((node) => {
			const map = mapping(node);
			return map ? [...withInline(manifest, map, false)] : [];
		});
		known$14.set(manifest, all);
	}
	return all;
}
function* withInline(manifest, node, inline) {
	const type = typeOf(node);
	yield {
		manifest,
		node,
		name: text(get(node, "name")) ?? "",
		type,
		inline
	};
	if (type !== void 0 && type !== "steps" && type !== "dag") return;
	for (const call of callNodes(node)) {
		const nested = mapping(get(call, "inline"));
		if (nested) yield* withInline(manifest, nested, true);
	}
}
/** By the first key that names a type; a second one is a mistake that Argo refuses. */
function typeOf(template) {
	for (const { key, value } of template.pairs) {
		const name = scalar(key);
		const type = name && templateTypes.find((candidate) => name.is(candidate));
		if (type && (type === "suspend" || !isNull(value))) return type;
	}
	return templateTypes.find((key) => !isNull(get(template, key)));
}
/** The steps (a list of lists) and DAG tasks of a template. */
function* callNodes(template) {
	for (const group of items(get(template, "steps"))) for (const step of group.kind === "sequence" ? items(group) : [group]) if (step.kind === "mapping") yield step;
	for (const task of items(get(template, "dag", "tasks"))) if (task.kind === "mapping") yield task;
}
/** The lifecycle hooks of a spec, step or task: each has a name and calls a template. */
function* hookNodes(node) {
	for (const { key, value } of pairs(get(node, "hooks"))) {
		const hook = mapping(value);
		if (hook) yield {
			name: text(key) ?? "",
			node: hook
		};
	}
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
function* templateContainers(pod, below, lean) {
	const found = [...ownContainers(pod, below, lean)];
	yield* found;
	if (!lean) yield* patchedContainers(pod, new Set(found.map(({ name }) => name)));
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
function* ownContainers(pod, below, lean) {
	const { template } = pod.layers;
	for (const [key, role] of single) {
		const layers = isOfType(pod, key) ? under(template, [key]) : [];
		if (layers.length > 0) yield* container(pod, role, "main", [...asContainer(layers), ...below]);
	}
	const set = isOfType(pod, "containerSet") ? under(template, ["containerSet"])[0] : void 0;
	for (const [name, layers] of byName$1(set ? [set] : [], "containers")) yield* container(pod, "set", name, [...layers, ...below]);
	for (const [key, role] of lists) {
		const given = lean ? template.filter(({ origin }) => origin === "template") : template;
		for (const [name, layers] of byName$1(given, key)) yield* container(pod, role, name, layers);
	}
}
function isOfType({ template }, type) {
	return template === void 0 || template.type === type;
}
function asContainer(layers) {
	return layers.map((layer) => layer.origin === "template" ? {
		...layer,
		origin: "container"
	} : layer);
}
/** The items of lists that merge by name; one without a name is not merged. */
function byName$1(layers, key) {
	const found = [];
	const names = /* @__PURE__ */ new Map();
	for (const { node, origin, manifest } of layers) for (const item of items(get(node, key))) {
		if (item.kind !== "mapping") continue;
		const name = text(get(item, "name")) ?? "";
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
	return found;
}
const argosOwn = /* @__PURE__ */ new Set([
	"wait",
	"init",
	"supervisor"
]);
/** Containers that a patch alone writes: further ones, or changes to those that Argo puts into the pod. */
function* patchedContainers(pod, names) {
	const { template, layers } = pod;
	const ownsMain = template !== void 0 && !runsUserCode(template.type);
	for (const [key, role] of [["containers", "sidecar"], ["initContainers", "init"]]) for (const [name] of byName$1(layers.patch, key)) {
		if (names.has(name)) continue;
		const isMain = role === "sidecar" && name === "main";
		yield* container(pod, argosOwn.has(name) || isMain && ownsMain ? "executor" : isMain ? "main" : role, name, []);
	}
}
/** What patches say of a container of a list. */
function patchesOf({ layers: { patch } }, key, name) {
	return patch.flatMap((layer) => indexOf$1(layer, key).get(name) ?? []);
}
const known$13 = /* @__PURE__ */ new WeakMap();
/** The patch of a spec is the same for all its pods. */
function indexOf$1(layer, key) {
	let indexes = known$13.get(layer.node);
	if (!indexes) known$13.set(layer.node, indexes = /* @__PURE__ */ new Map());
	let index = indexes.get(key);
	if (!index) indexes.set(key, index = new Map(byName$1([layer], key)));
	return index;
}
function* container(pod, role, name, layers) {
	const patches = patchesOf(pod, role === "init" || name === "init" ? "initContainers" : "containers", name);
	const [first] = [...layers, ...patches];
	if (first) yield {
		manifest: first.manifest,
		node: first.node,
		role,
		name,
		pod,
		layers: [...patches, ...layers]
	};
}
/** What the controller's configuration lays under every main container, and what its own containers get. */
function* mainContainers(pod) {
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
		if (node) yield* container(pod, role, name, [{
			node,
			origin,
			manifest: pod.manifest
		}]);
	}
}
/** The containers of an object that Kubernetes itself runs, or the one of a plugin. */
function* plainContainers(pod, plugin) {
	const { manifest } = pod;
	if (plugin) yield* container(pod, "sidecar", text(get(plugin, "name")) ?? "", [{
		node: plugin,
		origin: "container",
		manifest
	}]);
	for (const [key, role] of [["containers", "main"], ["initContainers", "init"]]) for (const [name, layers] of byName$1(pod.layers.spec, key)) yield* container(pod, role, name, layers.map((layer) => ({
		...layer,
		origin: "container"
	})));
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

// src/argo/language.ts
const shell = /^(?:ba|da|a|z|k|mk|pdk|fi)?sh$/;
/** The language of an interpreter, by the name of its file. */
function languageOf(command) {
	const name = basename$1(command);
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
function basename$1(command) {
	const name = command.trim().replace(/\.exe$/i, "");
	return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1).toLowerCase();
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
		const name = basename$1(argv[at] ?? "");
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
function wordsOf(argv) {
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
/** The code in an argument vector: for `sh -c` only the next item that is no option; what follows it is data. */
function codeIn(argv) {
	const words = wordsOf(argv);
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
	const query = queries.get(basename$1(argv[at] ?? ""));
	if (query) return query(argv, at + 1).map((index) => ({
		index,
		language: "query",
		sure: false
	}));
	if (basename$1(argv[at] ?? "") === "ssh") return remote(argv, at);
	if (basename$1(argv[at] ?? "") === "su") return given(argv, at + 1, /^(?:-c|--(?:session-)?command(?:=|$))/).map((index) => ({
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
	return indexes$1(argv, at, language).map((index) => ({
		index,
		language,
		sure: true
	}));
}
function indexes$1(argv, at, language) {
	switch (language) {
		case "shell": return shellCode$1(argv, at + 1);
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
function shellCode$1(argv, from) {
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
	psql: (argv, from) => given(argv, from, /^(?:-c|--command(?:=|$))/),
	duckdb: (argv, from) => given(argv, from, /^-c$/),
	mysql: (argv, from) => given(argv, from, /^(?:-e|--execute(?:=|$))/),
	mariadb: (argv, from) => given(argv, from, /^(?:-e|--execute(?:=|$))/),
	mongosh: (argv, from) => given(argv, from, /^--eval(?:=|$)/),
	mongo: (argv, from) => given(argv, from, /^--eval(?:=|$)/),
	"clickhouse-client": (argv, from) => given(argv, from, /^(?:-q|--query(?:=|$))/),
	sqlite3: (argv, from) => firstOperand(argv, from, /^-(?:cmd|separator)$/, /^$/)
}));

// src/argo/flags.ts
/** The literal values of a container's environment, by name; of two with one name the last counts. */
function environment(container) {
	const found = /* @__PURE__ */ new Map();
	for (const entry of items(get(container, "env"))) {
		const name = text(get(entry, "name"));
		const value = scalar(get(entry, "value"));
		if (name !== void 0 && value) found.set(name, {
			text: value.value,
			at: value
		});
	}
	return found;
}
/**
* The commands that `command` and `args` of a container come to: one, or each of a shell's `-c` text. The kubelet's
* `$(NAME)` is replaced where the environment is written out.
*/
function commands(container) {
	const known = environment(container);
	const leaves = [...items(get(container, "command")), ...items(get(container, "args"))].flatMap((item) => scalar(item) ?? []);
	const code = shellCode(leaves);
	if (code) return [...split(code)];
	return [leaves.map((leaf) => ({
		text: expanded(leaf.value, known),
		at: leaf
	}))];
}
function expanded(value, known) {
	return value.replace(/\$\(([\w.-]+)\)/g, (whole, name) => known.get(name)?.text ?? whole);
}
/** The text after a shell's `-c`. */
function shellCode(words) {
	const found = codeIn(words.map(({ value }) => value)).find(({ language, sure }) => language === "shell" && sure);
	return found && words[found.index];
}
/** One part of a shell text: blanks and comments, the end of a command, or a piece of a word. */
const piece = /(?<blank>[ \t\r]+|\\\r?\n)|(?<end>[\n;|&()]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|\\(?<escaped>[^])|(?<plain>[^\s;|&()'"\\]+|[^])/gy;
/** The commands of a shell text as words without their quotes. Variables stay as they are written. */
function* split(code) {
	const { value } = code;
	let words = [];
	let word;
	function close() {
		if (word) words.push({
			text: word.text,
			at: code.part(word.start, word.end)
		});
		word = void 0;
	}
	piece.lastIndex = 0;
	for (let match = piece.exec(value); match; match = piece.exec(value)) {
		const { blank, end, single, double, escaped, plain } = match.groups ?? {};
		if (blank !== void 0) {
			if (!blank.startsWith("\\")) close();
		} else if (end !== void 0) {
			close();
			if (words.length > 0) yield words;
			words = [];
		} else if (!word && plain?.startsWith("#")) {
			const line = value.indexOf("\n", piece.lastIndex);
			piece.lastIndex = line < 0 ? value.length : line;
		} else {
			word ??= {
				text: "",
				start: match.index,
				end: match.index
			};
			word.text += single ?? double?.replace(/\\([$`"\\])/g, "$1").replace(/\\\r?\n/g, "") ?? escaped ?? plain ?? "";
			word.end = piece.lastIndex;
		}
	}
	close();
	if (words.length > 0) yield words;
}
/**
* Reads words as Go's pflag does: `--name=value`, `--name value`, `-n=value`, `-nvalue`, `-n value`. A boolean flag never
* takes the next word: `--secure false` is `--secure` and a stray argument. After `--` nothing is a flag.
*/
function flags(words, grammar) {
	const found = [];
	const rest = [];
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		if (!word) continue;
		if (word.text === "--") return {
			flags: found,
			rest: [...rest, ...words.slice(index + 1)]
		};
		if (!/^-./.test(word.text)) {
			rest.push(word);
			continue;
		}
		const { name, value, also } = readFlag(word.text, grammar);
		for (const other of also) found.push({
			name: other,
			value: "true",
			at: word.at
		});
		const next = value === void 0 ? words[++index] : word;
		if (next) found.push({
			name,
			value: value ?? next.text,
			at: next.at
		});
	}
	return {
		flags: found,
		rest
	};
}
/** One word that starts with a hyphen; no value when that is the next word. */
function readFlag(text, { booleans, shorthands }) {
	const also = [];
	if (text.startsWith("--")) {
		const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/.exec(text) ?? [];
		return {
			name,
			value: value ?? (booleans.has(name) ? "true" : void 0),
			also
		};
	}
	for (let at = 1;; at++) {
		const name = shorthands[text[at] ?? ""] ?? text[at] ?? "";
		const tail = text.slice(at + 1);
		if (tail.startsWith("=")) return {
			name,
			value: tail.slice(1),
			also
		};
		if (!booleans.has(name)) return {
			name,
			value: tail === "" ? void 0 : tail,
			also
		};
		if (tail === "") return {
			name,
			value: "true",
			also
		};
		also.push(name);
	}
}
/** A boolean as Go's `strconv.ParseBool` reads it. */
function parseBool(value) {
	if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return true;
	return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? false : void 0;
}

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

// src/argo/manifest.ts
const specPaths = {
	Workflow: ["spec"],
	WorkflowTemplate: ["spec"],
	ClusterWorkflowTemplate: ["spec"],
	CronWorkflow: ["spec", "workflowSpec"]
};
/** Words without which a document holds nothing that a rule judges (catalogue §1.2). */
const marks = new RegExp([
	"argoproj|workflow-controller|argo-(?:server|workflow)|argocli|argoexec",
	String.raw`\bargo["'\],\s[-]{1,60}(?:args:[\s[-]{1,60})?["']?server\b`,
	ownKeys.join("|"),
	"artifact-repositories|keyFormat|accessKeySecret",
	String.raw`\\(?:x|u00|u000000)[4-7]|\w\\\r?\n|!\S{0,60}(?:binary|%)`
].join("|"), "i");
function mayHoldManifests(document) {
	return document.includes("argoproj.io") || marks.test(document);
}
/** The objects of a document, each once, with lists unwrapped and embedded ones found at any depth. */
function manifests(file, document, unread) {
	const found = [];
	const context = {
		file,
		templated: document.templated,
		found,
		unread,
		nests: nests(file.text, document)
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
	const kind = text(get(root, "kind"));
	if (root && kind?.endsWith("List") && get(root, "items")) for (const item of items(get(root, "items"))) visit(item, parent, quoted, context);
	else if (root && kind !== void 0 && isOurs(root, kind, parent)) {
		const manifest = describe$2(root, kind, parent, quoted, context);
		context.found.push(manifest);
		visitInside(manifest, quoted, context);
	} else walk(node, parent, quoted, context);
}
/** Any object at the top; inside another one only Argo's own kinds, and what a workflow applies. */
function isOurs(root, kind, parent) {
	if (!parent) return true;
	const version = text(get(root, "apiVersion"));
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
function describe$2(root, kind, parent, quoted, context) {
	const path = specPaths[kind];
	const argo = text(get(root, "apiVersion")) === "argoproj.io/v1alpha1" || get(root, "apiVersion") === void 0;
	const spec = path && argo ? mapping(getAt(root, path)) : workflowDefaults(root);
	return {
		file: context.file,
		kind,
		name: text(get(root, "metadata", "name")) ?? text(get(root, "metadata", "generateName")) ?? "",
		namespace: text(get(root, "metadata", "namespace")),
		root,
		spec,
		templated: context.templated,
		partial: path !== void 0 && isFragment(spec),
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
		if (name !== "metadata" && name !== "status") walk(value, manifest, quoted, context);
	}
}
function walk(node, parent, quoted, context) {
	switch (node.kind) {
		case "scalar":
			if (mayHoldManifest(node)) unquote(node.value, node, parent, context);
			break;
		case "sequence":
			for (const item of node.items) walk(item, parent, quoted, context);
			break;
		case "mapping": if (isNested(node, parent)) visit(node, parent, quoted, context);
		else for (const { value } of node.pairs) walk(value, parent, quoted, context);
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
	if (!node.pairs.some((entry) => keyOf$1(entry) === "kind")) return false;
	const kind = text(get(node, "kind"));
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
const known$12 = /* @__PURE__ */ new WeakMap();
/** The parts of Argo that an object runs: nothing for objects that are not Argo's own. */
function installed(manifest, project) {
	let all = known$12.get(manifest);
	if (!all) {
		all = items(get(podSpec(manifest), "containers")).flatMap((node) => node.kind === "mapping" ? describe$1(manifest, node) ?? [] : []);
		known$12.set(manifest, all);
	}
	return all.map((one) => ({
		...one,
		version: imageVersion(one.node) ?? project.argoVersion
	}));
}
function describe$1(manifest, node) {
	const image = text(get(node, "image"));
	for (const words of commands(node)) {
		const part = partOf(node, image, words);
		if (!part) continue;
		const env = environment(node);
		const read = flags(ownWords(words), grammar$1);
		return {
			part,
			manifest,
			node,
			flags: [...fromEnvironment(env), ...read.flags],
			env,
			whole: image !== void 0 && !manifest.templated && !get(node, "envFrom") && !words.some((word) => isOpen$1(word.text))
		};
	}
}
function imageVersion(node) {
	return parseVersion(parseImage(text(get(node, "image")) ?? "").tag ?? "");
}
/** Whether a text has a part that is put in later. */
function isOpen$1(value) {
	return isUnknown(value) || value.includes("$");
}
/**
* Which part a command starts. The image or the program says it; where a patch or a template leaves both open,
* the container's name does.
*/
function partOf(node, image, words) {
	const program = words.find(({ text: word }) => programs.has(basename$1(word)));
	const is = component(parseImage(image ?? ""));
	const name = text(get(node, "name"));
	const anonymous = image === void 0 || isOpen$1(image);
	if (program && basename$1(program.text) === "workflow-controller") return "controller";
	if (is === "controller" || name === "workflow-controller" && (anonymous || !is)) return "controller";
	const { rest } = flags(ownWords(words), grammar$1);
	if (rest[0]?.text === "server" && (program !== void 0 || is === "server" || name === "argo-server")) return "server";
	return name === "argo-server" && anonymous && rest.length === 0 ? "server" : void 0;
}
const programs = /* @__PURE__ */ new Set(["argo", "workflow-controller"]);
/** The words after the program, or all of them when the image starts it. */
function ownWords(words) {
	return words.slice(words.findIndex(({ text: word }) => programs.has(basename$1(word))) + 1);
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
	return parseBool(flag(of, name)?.value ?? "");
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
	const argocli = component(parseImage(text(get(node, "image")) ?? "")) === "server";
	const calls = commands(node).flatMap((words) => {
		if (!argocli && !words.some(({ text: word }) => basename$1(word) === "argo")) return [];
		const read = flags(ownWords(words), grammar$1);
		return read.rest[0] && read.rest[0].text !== "server" ? [read.flags] : [];
	});
	return calls.length > 0 ? [...fromEnvironment(environment(node)), ...calls.flat()] : void 0;
}

// src/argo/group.ts
/** Things by a key, in the order in which the keys first appear. What has no key is left out. */
function groupBy(things, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const thing of things) {
		const key = keyOf(thing);
		const same = key === void 0 ? void 0 : groups.get(key);
		if (same) same.push(thing);
		else if (key !== void 0) groups.set(key, [thing]);
	}
	return groups;
}

// src/argo/reference.ts
const calledBy = /* @__PURE__ */ new WeakMap();
/** Every call that leads to a template, also through other templates. */
function callsTo(template, project) {
	let index = calledBy.get(project);
	if (!index) {
		index = indexCalls(project);
		calledBy.set(project, index);
	}
	const found = /* @__PURE__ */ new Set();
	const queue = [template.node];
	for (const node of queue) for (const call of index.get(node) ?? []) {
		if (found.has(call)) continue;
		found.add(call);
		if (call.from) queue.push(call.from.node);
	}
	return [...found];
}
function indexCalls(project) {
	const all = project.manifests.flatMap((manifest) => [...calls(manifest, project)]);
	return groupBy(all, ({ to }) => to?.node);
}
/** The calls that a manifest makes. What it only refers to by `workflowTemplateRef` makes the same calls for it. */
function* calls(manifest, project) {
	const { spec } = manifest;
	if (!spec) return;
	const library = referenced(manifest, project) ?? manifest;
	for (const key of ["entrypoint", "onExit"]) {
		const node = get(spec, key);
		const name = text(node);
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
		const name = `${template.name}/${text(get(node, "name")) ?? ""}`;
		yield {
			manifest,
			from: template,
			node: get(node, "name") ?? node,
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
		const name = text(get(library.spec, key));
		if (name === void 0 || text(get(manifest.spec, key)) !== void 0) continue;
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
	const exitName = text(exit);
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
	const name = text(get(reference ?? node, "template"));
	if (name === void 0) return void 0;
	return templateNamed(reference ? library(reference, manifest, project) : manifest, name);
}
function templateNamed(manifest, name) {
	if (!manifest) return void 0;
	let index = named$2.get(manifest);
	if (!index) {
		index = new Map(templates(manifest).map((template) => [template.inline ? template.node : template.name, template]));
		named$2.set(manifest, index);
	}
	return index.get(name);
}
/** By name, or by its node when it is inline. */
const named$2 = /* @__PURE__ */ new WeakMap();
/** The WorkflowTemplate that `workflowTemplateRef` names, when it is among the manifests. */
function referenced(manifest, project) {
	const reference = get(manifest.spec, "workflowTemplateRef");
	return reference && library(reference, manifest, project);
}
function library(reference, manifest, project) {
	const name = text(get(reference, "name"));
	if (name === void 0) return void 0;
	if (bool(get(reference, "clusterScope"))) return project.find("ClusterWorkflowTemplate", name, void 0);
	return project.find("WorkflowTemplate", name, manifest.namespace);
}
/**
* Templates of other manifests that this one runs, also through each other: by `templateRef` or `workflowTemplateRef`.
*
* @param most of them are told
*/
function foreignTemplates(manifest, project, most) {
	const found = /* @__PURE__ */ new Set();
	for (const { to } of calls(manifest, project)) if (to && to.manifest !== manifest) found.add(to);
	for (const template of found) {
		if (found.size > most) break;
		for (const { to } of callsFrom(template, project)) if (to && to.manifest !== manifest) found.add(to);
	}
	return [...found].slice(0, most);
}
function callsFrom(template, project) {
	let byTemplate = callers.get(project);
	if (!byTemplate) callers.set(project, byTemplate = /* @__PURE__ */ new Map());
	let found = byTemplate.get(template.manifest);
	if (!found) byTemplate.set(template.manifest, found = groupBy(calls(template.manifest, project), ({ from }) => from));
	return found.get(template) ?? [];
}
const callers = /* @__PURE__ */ new WeakMap();

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
	const found = effective(layers, "podSpecPatch");
	const patch = scalar(found?.node);
	const node = patch && mapping(embedded(patch).root);
	return found && node ? [{
		node,
		origin: "podSpecPatch",
		manifest: found.manifest
	}] : [];
}
const unknownPatches = /* @__PURE__ */ new WeakMap();
/** Whether the `podSpecPatch` of layers is known only when it runs. A long one may govern many pods: it is searched once. */
function hasUnknownPatch(layers) {
	const patch = scalar(effective(layers, "podSpecPatch")?.node);
	if (!patch) return false;
	let found = unknownPatches.get(patch);
	if (found === void 0) unknownPatches.set(patch, found = isUnknown(patch.value));
	return found;
}

// src/argo/plugin.ts
/**
* The container of an executor plugin, which runs beside every agent: of the plugin as its author writes it, or of
* the ConfigMap that `argo executor-plugin build` makes of it (docs/executor_plugins.md).
*/
function pluginContainer({ kind, root }) {
	if (kind === "ExecutorPlugin") return mapping(get(root, "spec", "sidecar", "container"));
	const type = text(get(root, "metadata", "labels", "workflows.argoproj.io/configmap-type"));
	if (kind !== "ConfigMap" || type !== "ExecutorPlugin") return void 0;
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
	return effective([...pod.layers.patch, ...layersOf$1(pod, path[0])], ...path);
}
function layersOf$1({ manifest, template: of, layers: { template, spec } }, field) {
	if (manifest.spec && patchFields.has(field)) return [];
	if (runsInAgent(of?.type)) return agentLacks.has(field) ? [] : spec;
	if (!templateFields.has(field)) return spec;
	return field !== "executor" && effective(template, field) ? template : [...template, ...spec];
}
/** The value of a container's own field: its patch before itself before the defaults. */
function containerSetting(container, ...path) {
	return effective(container.layers, ...path);
}
/** A field of the security context that governs a container: its own, else its pod's. */
function securitySetting(container, ...path) {
	return containerSetting(container, "securityContext", ...path) ?? podSetting(container.pod, "securityContext", ...path);
}
const known$11 = /* @__PURE__ */ new WeakMap();
/**
* The pods that come from a manifest: one for each of its templates that runs anything, for each template that it
* takes from elsewhere, and one with no template for `templateDefaults` and for a spec whose templates run nothing or
* are not known, so that their settings are looked at too. Templates of types `http` and `plugin` share the agent's
* pod, but are told one by one.
*/
function pods(manifest, project) {
	let byManifest = known$11.get(project);
	if (!byManifest) known$11.set(project, byManifest = /* @__PURE__ */ new Map());
	let all = byManifest.get(manifest);
	if (!all) byManifest.set(manifest, all = [...makePods(manifest, project)]);
	return all;
}
/** All user containers of a manifest's pods. */
function* containers(manifest, project) {
	for (const pod of pods(manifest, project)) yield* pod.containers;
}
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
			spec
		}
	};
	found.push(...templateContainers(pod, project.mainContainer, lean));
	if (isControllerConfig(manifest.root)) found.push(...mainContainers(pod));
	return pod;
}
/** A pod that Kubernetes or the agent runs as it is written: no layers but its own. */
function plainPod(manifest, spec, plugin) {
	const found = [];
	const pod = {
		manifest,
		template: void 0,
		containers: found,
		hasUnknownPatch: false,
		layers: {
			patch: [],
			template: [],
			spec: spec ? [{
				node: spec,
				origin: "spec",
				manifest
			}] : []
		}
	};
	found.push(...plainContainers(pod, plugin));
	return pod;
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
	return pairs(holder).findLast((entry) => keyOf$1(entry) === name)?.key ?? manifest.root;
}

// src/rule.ts
/** The cases of a rule about a value that others choose: by who chooses it, as most such rules grade it. */
const bySource = {
	event: { when: "a sensor fills the value from the payload of an event" },
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
function defineRule(rule) {
	return rule;
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
		mounted: { when: "the token is mounted into containers that do not seem to use the cluster's API" },
		"breaks-executor": {
			when: "the token is withheld and the executor is given none of its own, so that pods fail",
			severity: "medium",
			persona: "regular"
		}
	},
	docs: `
Every container of a workflow pod finds the token of its ServiceAccount in \`/var/run/secrets\`, whether it needs it or
not. A compromised image or an injected command can use it for all that the account may do, and to forge the results
of other workflows, which the executor's own rights allow.

Set \`automountServiceAccountToken: false\` **and** \`executor.serviceAccountName\`: Argo's executor needs the API, so
with the first alone the controller fails every pod. The executor's account needs \`create\` and \`patch\` on
\`workflowtaskresults\`, and a Secret of type \`kubernetes.io/service-account-token\` named
\`<account>.service-account-token\`, which Kubernetes no longer makes by itself.

What is missing is said once for a manifest. Left out are templates that call \`kubectl\`, \`helm\`, \`argo\` or \`oc\`,
those of types \`resource\` and \`data\`, and pods whose ServiceAccount, when it is among the files, withholds the token
itself. \`automountServiceAccountToken: true\` changes nothing: Argo leaves the field out then.`,
	guide: ["S27", "S28"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/service-accounts/",
		"https://argo-workflows.readthedocs.io/en/latest/service-account-secrets/",
		"https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/"
	],
	examples: [
		{
			title: "A step that compiles needs no token",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ mounted
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "Half of the remedy, which stops the workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: build
    automountServiceAccountToken: false # ✗ breaks-executor
    templates:
      - name: main
        container: {image: "gcc:14.2", command: [make]}
      - name: good
        executor: {serviceAccountName: executor}
        container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "The whole remedy",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  automountServiceAccountToken: false
  executor:
    serviceAccountName: executor
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`
		},
		{
			title: "Steps that use the API, and an account that withholds its token",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  templates:
    - name: main
      script:
        image: alpine/k8s:1.31.2
        command: [sh]
        source: kubectl apply -f /manifests
    - name: apply
      resource: {action: get, flags: [pods]}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: build
  labels: {app.kubernetes.io/part-of: argo-workflows}
automountServiceAccountToken: false
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "gcc:14.2", command: [make]}`
		}
	],
	*check(manifest, project) {
		const all = pods(manifest, project).filter(({ template }) => makesPod(template?.type));
		if (isWhole(manifest) || !manifest.partial && !manifest.templated && referenced(manifest, project) !== void 0) yield* withheld(all);
		if (isWhole(manifest)) yield* mounted(manifest, project, all);
	}
});
function* withheld(all) {
	const broken = all.filter((pod) => !podSetting(pod, "executor", "serviceAccountName"));
	for (const { setting, by } of bySetting(broken, (pod) => podSetting(pod, "automountServiceAccountToken"))) {
		if (bool(setting.node) !== false) continue;
		yield {
			at: setting,
			variant: "breaks-executor",
			message: `Pods of ${sourceOf$1(by)} will fail: without this token Argo's executor cannot report to the cluster, and it is given none of its own. Set \`executor.serviceAccountName\` as well.`
		};
	}
}
function* mounted(manifest, project, all) {
	const isLibrary = manifest.kind.endsWith("WorkflowTemplate") && !get(manifest.spec, "entrypoint");
	const by = all.filter((pod) => runsUserCode(pod.template?.type) && !withholds(pod, manifest, project) && !pod.containers.some(usesApi));
	if (isLibrary || by.length === 0) return;
	yield {
		at: specKey(manifest),
		variant: "mounted",
		message: `Pods of ${sourceOf$1(by)} get the token of their ServiceAccount, and seem not to use it: whoever takes over a container can. Set \`automountServiceAccountToken: false\` together with \`executor.serviceAccountName\`, which the executor then needs.`
	};
}
/** Whether the pod or its ServiceAccount withholds the token, or might: an unknown value is not `true`. */
function withholds(pod, { namespace }, project) {
	const setting = podSetting(pod, "automountServiceAccountToken");
	if (setting && bool(setting.node) !== true) return true;
	const name = text(podSetting(pod, "serviceAccountName")?.node) ?? "default";
	const account = project.find("ServiceAccount", name, namespace);
	return bool(get(account?.root, "automountServiceAccountToken")) === false;
}
const client = /\b(kubectl|helm|argo|oc|client-go|kubernetes|kustomize|k8s)\b/i;
function usesApi(container) {
	return [
		"image",
		"command",
		"args",
		"source"
	].some((field) => {
		for (const leaf of scalars(containerSetting(container, field)?.node)) if (client.test(leaf.value)) return true;
		return false;
	});
}

// src/argo/edge.ts
const known$10 = /* @__PURE__ */ new WeakMap();
/** The calls inside one manifest. */
function edges(manifest) {
	let found = known$10.get(manifest);
	if (!found) {
		const byNode = /* @__PURE__ */ new Map();
		const byTarget = /* @__PURE__ */ new Map();
		for (const edge of find$2(manifest)) {
			byNode.set(edge.node, edge);
			const same = edge.to && byTarget.get(edge.to);
			if (same) same.push(edge);
			else if (edge.to) byTarget.set(edge.to, [edge]);
		}
		known$10.set(manifest, found = {
			byNode,
			byTarget
		});
	}
	return found;
}
function* find$2(manifest) {
	const all = templates(manifest);
	const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]));
	const written = new Map(all.map((template) => [template.node, template]));
	yield* hooks(manifest.spec, void 0);
	for (const from of all) for (const node of callNodes(from.node)) {
		yield {
			node,
			from,
			loop: node,
			to: target(node)
		};
		yield* hooks(node, from);
	}
	function target(node) {
		const inline = mapping(get(node, "inline"));
		if (inline) return written.get(inline);
		return get(node, "templateRef") ? void 0 : named.get(text(get(node, "template")) ?? "");
	}
	function* hooks(holder, from) {
		for (const { node } of holder ? hookNodes(holder) : []) yield {
			node,
			from,
			loop: from && holder,
			to: target(node)
		};
	}
}

// src/argo/expression.ts
/** Variables that Argo knows (docs/variables.md). */
const variables = new Set("inputs outputs steps tasks workflow pod item node retries lastRetry cronworkflow duration status exitCode resourcesDuration".split(" "));
const nothing = { flows: [] };
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
const replacers = /* @__PURE__ */ new Set([
	"regexReplaceAll",
	"mustRegexReplaceAll",
	"regexReplaceAllLiteral",
	"mustRegexReplaceAllLiteral"
]);
/** A class that removes everything but letters, digits and a few signs that no language gives a meaning to. */
const negatedClass = /^\[\^-?(?:a-z|A-Z|0-9|\\[wd._-]|[\w.](?!-[^\]]))*-?\]\+?$/;
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
*/
function flowsOf(expression) {
	if (expression.length > maxLength) return mentioned(expression);
	const tokens = (expression.match(token) ?? []).filter((word) => word.trim() !== "");
	const reader = new Reader(tokens);
	const { flows } = reader.expression(0);
	return reader.failed || !reader.done ? mentioned(expression) : flows;
}
function mentioned(expression) {
	return [...expression.matchAll(/(?<![\w$.])(?:\$env\b|[a-zA-Z]\w*)(?:\.[\w-]+|\[\s*(?:'[^'\\]*'|"[^"\\]*")\s*\])*/g)].flatMap(([chain]) => named$1(chain.split(/[.[\]'"\s]+/).filter((part) => part !== "")));
}
/** The variable of this name, or all that a part of its name stands for. `$env` holds every variable (expr-lang). */
function named$1(path) {
	const inner = path[0] === "$env" ? path.slice(1) : path;
	if (inner.length === 0 || inner[0] === "$env") return [...variables].map((name) => ({
		path: [name],
		json: false
	}));
	return variables.has(inner[0] ?? "") ? [{
		path: inner,
		json: false
	}] : [];
}
var Reader = class {
	failed = false;
	at = 0;
	tokens;
	decodes;
	constructor(tokens) {
		this.tokens = tokens;
		this.decodes = tokens.some((word) => decoders.has(word.replace(/^["'`]|["'`]$/g, "")));
	}
	get done() {
		return this.at >= this.tokens.length;
	}
	/** `condition ? then : else`, or a row of operands. */
	expression(depth) {
		if (depth > maxDepth) {
			this.failed = true;
			return nothing;
		}
		const row = this.row(depth);
		if (!this.take("?")) return row;
		const yes = this.expression(depth + 1);
		if (!this.take(":")) this.failed = true;
		return join$1([yes, this.expression(depth + 1)]);
	}
	/** Operands with operators between them. Which binds closer does not matter for what can survive. */
	row(depth) {
		const parts = [];
		let consumed = false;
		for (;;) {
			while (this.take("not") || this.take("!") || this.take("-") || this.take("+")) consumed = true;
			parts.push(this.operand(depth));
			const operator = this.peek();
			if (consuming.has(operator)) consumed = true;
			else if (!joining.has(operator)) break;
			this.at++;
		}
		let result = consumed ? nothing : parts.length === 1 ? parts[0] ?? nothing : plain$1(parts);
		while (!this.failed && this.take("|")) result = this.chain(this.next(), depth, result);
		return result;
	}
	operand(depth) {
		const word = this.next();
		if (/^["'`]/.test(word)) return this.after({
			flows: [],
			text: word.slice(1, -1)
		}, depth);
		if (/^\d/.test(word)) return nothing;
		if (word === "(") return this.after(join$1(this.list(")", depth)), depth);
		if (word === "[") return this.after(join$1(this.list("]", depth)), depth);
		if (word === "{") return this.after(join$1(this.list("}", depth)), depth);
		if (word === "#") return this.after(nothing, depth);
		if (word === "." && this.next() !== "") return this.after(nothing, depth);
		if (/^[A-Za-z_$]/.test(word) && word !== "let") return this.chain(word, depth);
		this.failed = true;
		return nothing;
	}
	/** A name with what follows it: members, indexes and calls. */
	chain(name, depth, piped) {
		const path = [name];
		for (;;) if (this.take(".") || this.take("?.")) path.push(this.next());
		else if (this.peek() === "[" && /^(?:["'][^\\]*|`[^]*)$/.test(this.peek(1)) && this.peek(2) === "]") {
			path.push(this.peek(1).slice(1, -1));
			this.at += 3;
		} else break;
		if (this.take("(")) {
			const args = [...piped ? [piped] : [], ...this.list(")", depth)];
			const coded = this.decodes && coders.has(path.at(-1) ?? "");
			return this.after(coded ? plain$1(args) : call(path, args), depth);
		}
		const flows = named$1(path);
		return this.after(piped ? join$1([piped, { flows }]) : { flows }, depth);
	}
	/** Members and indexes of a result: its text may survive in them, its encoding does not. */
	after(part, depth) {
		let result = part;
		for (;;) if (this.take(".") || this.take("?.")) {
			this.next();
			result = plain$1([result, ...this.take("(") ? this.list(")", depth) : []]);
		} else if (this.take("[")) result = plain$1([result, ...this.list("]", depth)]);
		else return result;
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
function call(path, args) {
	const name = path.at(-1) ?? "";
	if (harmless$1.has(name) || coders.has(name)) return nothing;
	if (encoders.has(name)) return { flows: args.flatMap(({ flows }) => flows.map((flow) => ({
		...flow,
		json: true
	}))) };
	if (replacers.has(name) && negatedClass.test(args[0]?.text ?? "") && /^[\w.-]*$/.test(args[2]?.text ?? "$")) return nothing;
	return plain$1([{ flows: path.length > 1 ? named$1(path.slice(0, -1)) : [] }, ...args]);
}
function join$1(parts) {
	return { flows: parts.flatMap(({ flows }) => flows) };
}
function plain$1(parts) {
	return { flows: parts.flatMap(({ flows }) => flows.map(({ path }) => ({
		path,
		json: false
	}))) };
}

// src/argo/source.ts
/**
* Who controls a value, from nobody to anybody (T0 to T4 of catalogue 1.8.3). T2 is two: a `preset` is a value that
* somebody may override, an `argument` is one that somebody has to give.
*/
const levels = [
	"constant",
	"output",
	"preset",
	"argument",
	"submitter",
	"event"
];
/** The worse of two sources; the first of equals. */
function worse(a, b) {
	return levels.indexOf(b.level) > levels.indexOf(a.level) ? b : a;
}
const constant = {
	level: "constant",
	from: "fixed text in this file"
};
const submitter = {
	level: "submitter",
	from: "anyone who may submit this template"
};
const override = {
	level: "preset",
	from: "whoever submits the workflow with another value"
};
const required = {
	level: "argument",
	from: "whoever submits the workflow"
};

// src/argo/tag.ts
/** A cheap look at the text of an object before its nodes are visited. Aliases and escapes need the long one. */
function mayUseTags({ file, root }) {
	const text = file.text.slice(root.start, root.end);
	return text.includes("{{") || text.includes("\\") || text.includes("*");
}
const known$9 = /* @__PURE__ */ new WeakMap();
const none = [];
/**
* Argo's own tags in a scalar, in their order. Docker's `{{.Name}}`, Jinja's `{{ name }}`, GitHub's `${{ name }}` and
* Helm's actions are not among them (catalogue 1.8.2).
*/
function tags(scalar) {
	if (!scalar || !mayHoldTags(scalar)) return none;
	let found = known$9.get(scalar);
	if (!found) known$9.set(scalar, found = [...find$1(scalar)]);
	return found;
}
/** Looks at the raw text first: only escapes of double quotes can hide a brace from it. */
function mayHoldTags(scalar) {
	const { raw } = scalar;
	return raw.includes("{{") || !scalar.block && raw.includes("\\") && scalar.value.includes("{{");
}
/**
* As Argo's `fasttemplate` cuts them: a tag ends at the first `}}`; when braces open inside of it, the last ones
* count (`simpleReplace` in util/template/simple_template.go).
*/
function* find$1(scalar) {
	const { value } = scalar;
	for (let open = value.indexOf("{{"); open >= 0;) {
		const close = value.indexOf("}}", open + 2);
		if (close < 0) return;
		const inner = value.lastIndexOf("{{", close - 2);
		const tag = read$3(scalar, inner > open + 2 ? inner : open, close + 2);
		if (tag) yield tag;
		open = value.indexOf("{{", close + 2);
	}
}
function read$3(scalar, from, to) {
	const { value } = scalar;
	const body = value.slice(from + 2, to - 2);
	const expression = body.startsWith("=");
	const flows = expression ? flowsOf(body.slice(1)) : simple(body, value[from - 1] === "$");
	if (!flows) return void 0;
	let span;
	return {
		from,
		to,
		body: body.trim(),
		expression,
		flows,
		get span() {
			return span ??= scalar.part(from, to);
		}
	};
}
/** GitHub has `inputs.x` and `steps.x.outputs.y` too, but nothing of Argo's second names. */
const argoOnly = /^(?:(?:inputs|outputs|workflow)\.(?:parameters|artifacts)|steps\.[^.]+\.outputs\.(?:parameters|artifacts)|tasks|item|pod|workflow)\b/;
function simple(body, afterDollar) {
	const name = body.trim();
	if (/[\n\r\t]/.test(body) || afterDollar && !argoOnly.test(name)) return void 0;
	const path = name.split(".");
	if (!variables.has(path[0] ?? "")) return void 0;
	return group.test(name) ? [] : [{
		path,
		json: false
	}];
}
/** Names that only an expression can use; Argo leaves a plain tag with one of them as it is. */
const group = /^(?:inputs|outputs|workflow|lastRetry|cronworkflow|(?:steps|tasks)(?:\.[^.]+)?)$/;
const placeholder = new RegExp(`${""}+`, "g");
/** A tag for a message, as inline code on one line. */
function shown$1({ body }) {
	const line = body.slice(0, 200).replace(/\s+/g, " ").replaceAll(placeholder, "…");
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

// src/argo/sensor.ts
const known$8 = /* @__PURE__ */ new WeakMap();
/** The parameters of a workflow inside a Sensor that the trigger which submits it overwrites, by name. */
function fedBySensor(manifest) {
	let found = known$8.get(manifest);
	if (!found) known$8.set(manifest, found = new Map(manifest.parent?.kind === "Sensor" ? find(manifest, manifest.parent) : []));
	return found;
}
function* find({ root, spec }, sensor) {
	const trigger = items(get(sensor.root, "spec", "triggers")).find(({ start, end }) => start <= root.start && root.start < end);
	const declared = items(get(spec, "arguments", "parameters"));
	for (const kind of ["argoWorkflow", "k8s"]) for (const parameter of items(get(trigger, "template", kind, "parameters"))) {
		const index = /\barguments\.parameters\.(\d+)\.value$/.exec(text(get(parameter, "dest")) ?? "")?.[1];
		const name = index === void 0 ? void 0 : text(get(declared[Number(index)], "name"));
		const source = get(parameter, "src");
		if (name !== void 0 && source && get(source, "dependencyName")) yield [name, {
			at: source,
			constrained: isConstrained(source)
		}];
	}
}
/** Fields of webhook payloads that hold no free text (catalogue 1.8.3). */
const constrainedKeys = /(?:^|\.)(?:after|before|sha|number|id|full_name|action|time|timestamp)$/;
function isConstrained(source) {
	const keys = ["dataKey", "contextKey"].map((key) => text(get(source, key))).filter((key) => key !== void 0);
	return keys.length > 0 && !get(source, "dataTemplate") && keys.every((key) => constrainedKeys.test(key));
}

// src/argo/variable.ts
function isInput(found) {
	return "parameter" in found;
}
/** Whether others run its templates: by a reference, or by choosing an entrypoint when they submit it. */
function isLibrary({ kind }) {
	return kind === "WorkflowTemplate" || kind === "ClusterWorkflowTemplate";
}
/** What a variable holds, by its name alone (docs/variables.md). A part of a name stands for all that is below it. */
function resolve$1(path, place) {
	const [root, kind = "", ...rest] = path;
	switch (root) {
		case "workflow": return (kind === "" ? [
			"parameters",
			"labels",
			"outputs"
		] : [kind]).map((part) => ofWorkflow(part, rest.join("."), place.manifest));
		case "inputs": return kind === "parameters" || kind === "" ? ofInputs(rest.join("."), place) : [];
		case "item": return ofItem(place);
		case "outputs": return rest.length > 1 && rest.at(-1) === "path" ? [] : [{
			level: "output",
			from: "what the step itself wrote"
		}];
		case "steps":
		case "tasks":
			if (rest[0] !== void 0 ? rest[0] !== "outputs" : kind === "name") return [];
			return [ofStep(kind, rest[2] ?? "", place)];
		case "lastRetry": return kind === "message" || kind === "" ? [{
			level: "output",
			from: "the message of the last attempt"
		}] : [];
		case "cronworkflow": return kind === "labels" || kind === "annotations" || kind === "" ? [override] : [];
		default: return [];
	}
}
function ofWorkflow(kind, name, manifest) {
	switch (kind) {
		case "outputs":
		case "failures": return {
			level: "output",
			from: "the outputs and messages of earlier steps"
		};
		case "parameters": return ofParameter(name, manifest);
		case "labels":
		case "annotations": return isLibrary(manifest) ? submitter : override;
		default: return constant;
	}
}
function ofParameter(name, manifest) {
	const declared = parameter(get(manifest.spec, "arguments"), name);
	const fed = fedBySensor(manifest).get(name);
	if (fed?.constrained) return {
		level: "argument",
		from: "the payload of an event",
		at: fed.at,
		limited: true
	};
	if (fed) return {
		level: "event",
		from: "the payload of an event, so from anyone who can cause one",
		at: fed.at
	};
	if (isLibrary(manifest)) return {
		...submitter,
		...described(declared)
	};
	const whole = name === "" || name === "json" || manifest.partial || !isNull(get(manifest.spec, "workflowTemplateRef"));
	return {
		...(declared ? hasValue(declared) : whole) ? override : required,
		...described(declared)
	};
}
/** A parameter in `arguments`, `inputs` or `outputs`. */
function parameter(holder, name) {
	const list = get(holder, "parameters");
	if (!list) return void 0;
	let found = byName.get(list);
	if (!found) byName.set(list, found = new Map(items(list).map((item) => [text(get(item, "name")) ?? "", mapping(item)])));
	return found.get(name);
}
const byName = /* @__PURE__ */ new WeakMap();
/** The place of a declaration. `enum` is what the UI offers; nothing enforces it (argo-workflows issue 6959). */
function described(declared) {
	return {
		...declared && { at: get(declared, "name") ?? declared },
		...get(declared, "enum") && { limited: true }
	};
}
function hasValue(declared) {
	return [
		"value",
		"default",
		"valueFrom"
	].some((key) => get(declared, key));
}
/**
* Argo fills in a template with all that is written inside of it (`SubstituteParams` in workflow/common/util.go), so
* the inputs of the templates around an inline one come before its own.
*/
function ofInputs(name, { manifest, template }) {
	if (!template) return [isLibrary(manifest) ? submitter : override];
	const all = scopes(template, manifest);
	if (name === "") return all.map((scope) => ({
		template: scope,
		parameter: ""
	}));
	return [{
		template: all.find(({ node }) => parameter(get(node, "inputs"), name)) ?? template,
		parameter: name
	}];
}
/** The templates that an inline one is written in, from the outermost, and itself. */
function scopes(template, manifest) {
	const found = [template];
	for (let at = callAround(template, manifest)?.from; at; at = callAround(at, manifest)?.from) found.push(at);
	return found.toReversed();
}
/** The call that an inline template is written in. */
function callAround(template, manifest) {
	return template?.inline ? edges(manifest).byTarget.get(template)?.[0] : void 0;
}
/** An item is as good as the list, of the nearest loop around it. */
function ofItem({ manifest, template, call }) {
	let edge = call ? edges(manifest).byNode.get(call) : callAround(template, manifest);
	while (edge) {
		const list = get(edge.loop, "withParam") ?? get(edge.loop, "withItems");
		if (list && edge.from) return [{
			template: edge.from,
			parameter: `{{item}} at ${list.start}`,
			list
		}];
		if (get(edge.loop, "withSequence")) return [];
		edge = callAround(edge.from, manifest);
	}
	return [{
		level: "output",
		from: "the list that it loops over"
	}];
}
function ofStep(name, output, { manifest, template }) {
	if (name === "") return {
		level: "output",
		from: "the outputs of earlier steps"
	};
	const step = (template ? scopes(template, manifest) : []).map(({ node }) => stepsOf(node).get(name)).find((found) => found !== void 0);
	const producer = step && edges(manifest).byNode.get(step)?.to;
	const supplied = producer?.type === "suspend" && get(parameter(get(producer.node, "outputs"), output), "valueFrom", "supplied");
	if (supplied) return {
		level: "argument",
		from: "whoever resumes the suspended workflow",
		at: supplied
	};
	const at = step && { at: get(step, "name") ?? step };
	return {
		level: "output",
		from: `the output of step \`${name}\``,
		...at,
		get fetched() {
			return producer !== void 0 && isFetching(producer);
		}
	};
}
const stepsByName = /* @__PURE__ */ new WeakMap();
function stepsOf(template) {
	let found = stepsByName.get(template);
	if (!found) stepsByName.set(template, found = new Map([...callNodes(template)].map((node) => [text(get(node, "name")) ?? "", node])));
	return found;
}
const fetching = /\b(?:curl|wget|git +(?:clone|fetch|pull)|urlopen|requests\.(?:get|post))\b/;
const fetchers = /* @__PURE__ */ new WeakMap();
/** Whether what a template returns may come from another system. */
function isFetching(template) {
	let found = fetchers.get(template);
	if (found === void 0) {
		const { node, type } = template;
		const artifacts = items(get(node, "inputs", "artifacts"));
		const code = ["script", "container"].flatMap((key) => [...scalars(get(node, key))]);
		found = type === "http" || artifacts.some((artifact) => get(artifact, "git") ?? get(artifact, "http")) || code.some(({ value }) => fetching.test(value));
		fetchers.set(template, found);
	}
	return found;
}

// src/argo/level.ts
/** The worst source of some variables. What other files call or pass is not known here. */
function sourceOf(flows, place) {
	return flows.flatMap(({ path }) => resolve$1(path, place)).map((found) => isInput(found) ? stateOf(found, place.manifest) : found).reduce(worse, constant);
}
/** The variables in a list to loop over. */
function flowsIn(list) {
	return [scalar(list), ...items(list).flatMap((item) => [...scalars(item)])].flatMap((leaf) => tags(leaf).flatMap(({ flows }) => flows)).filter(({ path }) => path[0] !== "item");
}
/** All inputs of a template. */
function inputsOf({ node }) {
	return items(get(node, "inputs", "parameters")).map((item) => text(get(item, "name")) ?? "").filter((name) => name !== "").map((name) => ({
		path: [
			"inputs",
			"parameters",
			name
		],
		json: false
	}));
}
function stateOf(input, manifest) {
	let solver = known$7.get(manifest);
	if (!solver) known$7.set(manifest, solver = new Solver(manifest));
	return solver.solve(input);
}
const known$7 = /* @__PURE__ */ new WeakMap();
/**
* What input parameters hold. One that is asked for is followed back to all that feeds it, each input once; then
* sources are carried forward until nothing gets worse, which is a few times for each input at most.
*/
var Solver = class {
	manifest;
	/** The templates that a submission runs. */
	entries;
	found = /* @__PURE__ */ new Map();
	feeds = /* @__PURE__ */ new Map();
	asked = [];
	raised = [];
	constructor(manifest) {
		this.manifest = manifest;
		this.entries = new Set(["entrypoint", "onExit"].map((key) => text(get(manifest.spec, key))));
	}
	solve(input) {
		this.ask(input);
		for (const next of this.asked) this.expand(next);
		for (const from of this.raised) {
			const source = this.stateOf(from) ?? constant;
			for (const to of this.feeds.get(from.template)?.get(from.parameter) ?? []) this.raise(to, source);
		}
		this.asked = [];
		this.raised = [];
		return this.stateOf(input) ?? constant;
	}
	stateOf({ template, parameter: name }) {
		return this.found.get(template)?.get(name);
	}
	ask(input) {
		if (this.stateOf(input)) return;
		this.raise(input, constant);
		this.asked.push(input);
	}
	/** What an input holds without a call, and by each call. */
	expand(input) {
		const { manifest } = this;
		const { template, parameter: name, list } = input;
		if (list) return this.connect(input, flowsIn(list), {
			manifest,
			template
		});
		if (name === "") return this.connect(input, inputsOf(template), {
			manifest,
			template
		});
		const declared = parameter(get(template.node, "inputs"), name);
		if (isLibrary(manifest) && !template.inline) return this.raise(input, {
			...submitter,
			...described(declared)
		});
		if (declared) this.feed(input, declared, {
			manifest,
			template
		});
		const calls = edges(manifest).byTarget.get(template);
		if (!template.inline && this.entries.has(template.name)) this.submit(input, declared);
		else if (!calls) this.raise(input, {
			...override,
			...described(declared)
		});
		for (const { node, from } of calls ?? []) {
			const argument = parameter(get(node, "arguments"), name);
			if (argument) this.feed(input, argument, {
				manifest,
				template: from,
				call: node
			});
		}
	}
	/** The entrypoint gets the workflow's parameters of the same name, and so whatever a submission gives them. */
	submit(input, declared) {
		const { manifest } = this;
		if (declared && hasValue(declared) && !parameter(get(manifest.spec, "arguments"), input.parameter)) this.raise(input, {
			...override,
			...described(declared)
		});
		else this.connect(input, [{
			path: [
				"workflow",
				"parameters",
				input.parameter
			],
			json: false
		}], {
			manifest,
			template: void 0
		});
	}
	/** The value of an argument or a default: a text with tags, or a reference to something else. */
	feed(to, holder, place) {
		for (const key of ["value", "default"]) for (const tag of tags(scalar(get(holder, key)))) this.connect(to, tag.flows, place);
		const reference = get(holder, "valueFrom");
		if (!reference) return;
		if (get(reference, "configMapKeyRef")) this.raise(to, {
			level: "output",
			from: "a ConfigMap",
			at: reference
		});
		if (get(reference, "supplied")) this.raise(to, {
			level: "argument",
			from: "whoever resumes the suspended workflow",
			at: reference
		});
		this.connect(to, flowsOf(text(get(reference, "expression")) ?? ""), place);
		for (const leaf of scalars(reference)) for (const tag of tags(leaf)) this.connect(to, tag.flows, place);
	}
	connect(to, flows, place) {
		for (const found of flows.flatMap(({ path }) => resolve$1(path, place))) if (!isInput(found)) this.raise(to, found);
		else {
			this.ask(found);
			this.feedsOf(found).push(to);
			this.raise(to, this.stateOf(found) ?? constant);
		}
	}
	raise(to, source) {
		const inputs = this.found.get(to.template) ?? /* @__PURE__ */ new Map();
		if (inputs.size === 0) this.found.set(to.template, inputs);
		const before = inputs.get(to.parameter);
		const after = before ? worse(before, source) : source;
		if (after === before) return;
		inputs.set(to.parameter, after);
		this.raised.push(to);
	}
	feedsOf({ template, parameter: name }) {
		const inputs = this.feeds.get(template) ?? /* @__PURE__ */ new Map();
		if (inputs.size === 0) this.feeds.set(template, inputs);
		const list = inputs.get(name) ?? [];
		if (list.length === 0) inputs.set(name, list);
		return list;
	}
};

// src/rules/condition-injection.ts
/** Names of steps that one would not want to run by mistake. */
const delicate = /(?:^|[-_.])(?:prod|production)(?:$|[-_.])|deploy|release|approv|publish|delete|destroy/i;
/** What a step does that makes its condition a control, as words that end "the step …"; else nothing. */
function stake(call, manifest) {
	const target = edges(manifest).byNode.get(call)?.to;
	const name = [
		text(get(call, "name")),
		text(get(call, "template")),
		text(get(call, "templateRef", "template"))
	].find((word) => delicate.test(word ?? ""));
	const account = text(get(target?.node, "serviceAccountName"));
	if (target?.type === "resource") return "which changes the cluster";
	if (target?.type === "suspend") return "which waits for an approval";
	if (account !== void 0 && account !== text(get(manifest.spec, "serviceAccountName"))) return `which runs as \`${account}\``;
	return name === void 0 ? void 0 : "which by its name is not for everybody";
}
function* conditions(manifest) {
	if (!mayUseTags(manifest)) return;
	for (const template of templates(manifest)) if (template.type === "steps" || template.type === "dag") for (const call of callNodes(template.node)) yield {
		call,
		template
	};
}
var condition_injection_default = defineRule({
	id: "condition-injection",
	title: "A value that others choose is spliced into a `when` condition",
	category: "injection",
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
	docs: `Argo replaces the tags of \`when\` in its text and then parses the result as an expression. A value such as \`x' == 'x' || 'a\` adds operators of its own, so whoever chooses it decides the condition, whatever it compares with, or makes the step fail with a syntax error. Quotes around the tag do not help. Where \`when\` is what keeps a deployment or an approval from being skipped, this defeats it.

Make the whole condition one expression tag: \`"{{= workflow.parameters.env == 'staging' }}"\` compares the value as it is and is available since Argo 3.1. A condition that is nothing but a tag is not reported: to choose its value is to decide the step, as the author meant it. Nor are states of steps and other values that nobody can choose; what callers in other files pass is not looked at.`,
	guide: ["S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/#expression",
		"https://cwe.mitre.org/data/definitions/94.html"
	],
	examples: [
		{
			title: "A library template guards its steps with its own inputs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}]}
      steps:
        - - name: deploy
            template: run
            when: "'{{inputs.parameters.env}}' == 'staging'" # ✗ delicate-step
          - name: notify
            template: run
            when: "{{inputs.parameters.env}} != test" # ✗ submitter
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A workflow guards its tasks with parameters and outputs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: flip-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: side}, {name: mode, value: fast}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: flip, template: flip}
          - name: heads
            template: flip
            depends: flip
            when: "{{tasks.flip.outputs.result}} == heads" # ✗ output
          - name: side
            template: flip
            when: "{{workflow.parameters.side}} == heads && {{workflow.parameters.mode}} == fast" # ✗ argument, preset
    - name: flip
      script: {image: alpine:3.20, command: [sh], source: echo heads}
`
		},
		{
			title: "A sensor decides whether a step runs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: test
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: test-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: ref, value: none}]}
                templates:
                  - name: main
                    steps:
                      - - name: test
                          template: test
                          when: "'{{workflow.parameters.ref}}' != none" # ✗ event
                  - name: test
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "The whole condition is one expression",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}, {name: dry-run}]}
      steps:
        - - name: deploy
            template: run
            when: "{{= inputs.parameters.env == 'staging' && inputs.parameters['dry-run'] != 'true' }}"
          - name: notify
            template: run
            when: "{{inputs.parameters.dry-run}}"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "Nobody can choose the states of steps and the items of a fixed list",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: each-}
spec:
  entrypoint: main
  onExit: clean
  templates:
    - name: main
      steps:
        - - {name: first, template: run}
        - - name: deploy
            template: run
            withItems: [a, b]
            when: "{{steps.first.status}} == Succeeded && {{item}} != b"
    - name: clean
      steps:
        - - name: delete
            template: run
            when: "{{workflow.status}} == Failed"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`
		}
	],
	*check(manifest) {
		for (const { call, template } of conditions(manifest)) {
			const when = scalar(get(call, "when"));
			for (const tag of when ? tags(when) : []) {
				if (when && isOnly(tag, when)) continue;
				const source = sourceOf(tag.flows, {
					manifest,
					template,
					call
				});
				if (source.level === "constant") continue;
				const why = source.level === "submitter" || source.level === "event" ? stake(call, manifest) : void 0;
				yield {
					at: tag.span,
					key: tag.body,
					variant: why === void 0 ? source.level : "delicate-step",
					...source.limited && { confidence: "low" },
					message: `${shown$1(tag)} is pasted into the condition of step \`${text(get(call, "name")) ?? ""}\`${why === void 0 ? "" : `, ${why},`} and its text comes from ${source.from}. The condition is parsed after that, so the text can add \`||\` and make it true or false at will, quotes or not. Make all of it one expression, as in \`"{{= workflow.parameters.env == 'staging' }}"\`.`,
					...source.at && { related: [{
						at: source.at,
						note: "The text comes from here."
					}] }
				};
			}
		}
	}
});

// src/rules/default-service-account.ts
var default_service_account_default = defineRule({
	id: "default-service-account",
	title: "Workflow runs as the namespace's `default` ServiceAccount",
	category: "identity",
	severity: "medium",
	confidence: "high",
	persona: "regular",
	variants: {
		pods: { when: "no ServiceAccount is named for its pods" },
		explicit: { when: "`default` is written out" },
		agent: { when: "no ServiceAccount is named at `spec` for the agent, which runs `http` and `plugin` templates" },
		"artifact-gc": {
			when: "none is named for the pods that delete artifacts",
			severity: "low",
			persona: "pedantic"
		}
	},
	docs: `
Pods for which a workflow names no ServiceAccount run as the one called \`default\`, like every other pod of the
namespace that does not care. Argo's executor needs rights to report results, and steps that deploy need more, so
people give them to \`default\`: then every pod of the namespace has them.

Make a ServiceAccount for each kind of workflow, bind to it what its steps need, and name it in
\`serviceAccountName\` at \`spec\` or on the template that needs more.

A missing name is said once for a manifest. A WorkflowTemplate without an entrypoint is a library: its callers name the
account. The agent's pod looks at \`spec\` alone. A name given with \`argo submit --serviceaccount\` cannot be seen, so
workflows with \`generateName\` are judged with less confidence.`,
	guide: ["S22", "S26"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/service-accounts/", "https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/"],
	examples: [
		{
			title: "No account is named",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ pods
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: deploy
      serviceAccountName: deploy
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The name is written out, at spec and on a template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    serviceAccountName: default # ✗ explicit
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: other
        serviceAccountName: "default" # ✗ explicit
        container: {image: "alpine:3.20"}`
		},
		{
			title: "An account on the template does not reach the agent",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: call
spec: # ✗ agent
  entrypoint: main
  templates:
    - name: main
      serviceAccountName: caller
      http: {url: "https://example.org"}`
		},
		{
			title: "Pods that delete artifacts",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: report
spec:
  entrypoint: main
  serviceAccountName: report
  artifactGC:
    strategy: OnWorkflowDeletion # ✗ artifact-gc
  templates:
    - name: main
      container: {image: "alpine:3.20"}
      outputs:
        artifacts:
          - name: draft
            path: /tmp/draft
            artifactGC: {strategy: OnWorkflowCompletion} # ✗ artifact-gc
          - name: report
            path: /tmp/report
            artifactGC: {strategy: OnWorkflowCompletion, serviceAccountName: cleaner}`
		},
		{
			title: "An account for all, and one for each",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  serviceAccountName: build
  artifactGC: {strategy: OnWorkflowDeletion, serviceAccountName: cleaner}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      serviceAccountName: build
      container: {image: "alpine:3.20"}
    - name: wait
      suspend: {}`
		},
		{
			title: "A library, whose callers name the account, and one that takes it over",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  templates:
    - name: print
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  workflowTemplateRef: {name: builds}`
		}
	],
	*check(manifest, project) {
		const all = pods(manifest, project).filter(({ manifest: { spec } }) => spec);
		yield* explicit$1(all);
		if (!isWhole(manifest)) return;
		yield* missing$1(manifest, all);
		yield* artifactGc(manifest, all);
	}
});
function* explicit$1(all) {
	for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, "serviceAccountName"))) {
		const name = text(setting.node);
		if (name !== "default" && name !== "") continue;
		yield {
			at: setting,
			variant: "explicit",
			message: `Pods of ${sourceOf$1(by)} run as the ServiceAccount \`default\`: ${harm$1} Name one of its own here.`
		};
	}
}
const harm$1 = "every pod of the namespace that names no other shares it, with all rights that any of them was given.";
function* missing$1(manifest, all) {
	const isLibrary = manifest.kind.endsWith("WorkflowTemplate") && !get(manifest.spec, "entrypoint");
	const nameless = all.filter((pod) => !podSetting(pod, "serviceAccountName"));
	const own = nameless.filter(({ template }) => makesPod(template?.type));
	const agent = nameless.filter(({ template }) => runsInAgent(template?.type));
	const by = own.length > 0 ? own : agent;
	if (isLibrary || by.length === 0) return;
	const isSubmitted = manifest.kind === "Workflow" && !get(manifest.root, "metadata", "name");
	yield {
		at: specKey(manifest),
		variant: own.length > 0 ? "pods" : "agent",
		...isSubmitted && { confidence: "medium" },
		message: own.length > 0 ? `Pods of ${sourceOf$1(by)} run as the ServiceAccount \`default\`: ${harm$1} Name one with \`serviceAccountName\` here.` : `The agent runs ${sourceOf$1(by)} as the ServiceAccount \`default\`: ${harm$1} It takes \`serviceAccountName\` from here alone.`
	};
}
function* artifactGc(manifest, all) {
	const spec = all[0]?.layers.spec ?? [];
	if (effective(spec, "artifactGC", "serviceAccountName")) return;
	const strategies = templates(manifest).flatMap(({ node }) => items(get(node, "outputs", "artifacts")).flatMap((artifact) => get(artifact, "artifactGC", "serviceAccountName") ? [] : get(artifact, "artifactGC", "strategy") ?? []));
	for (const at of /* @__PURE__ */ new Set([effective(spec, "artifactGC", "strategy"), ...strategies])) {
		if (!at || !/^OnWorkflow(Completion|Deletion)$/.test(text("origin" in at ? at.node : at) ?? "")) continue;
		yield {
			at,
			variant: "artifact-gc",
			message: "The pod that deletes artifacts for this strategy runs as the ServiceAccount `default`, whose token is mounted into it: whatever it needs is given to every pod of the namespace. Name one with `artifactGC.serviceAccountName`."
		};
	}
}

// src/yaml/duplicate.ts
/**
* Keys that a mapping under a node has twice. The cluster takes the last one, or refuses the object, by how it is
* sent; readers may see either. Aliases are not entered: what they stand for has its own place.
*/
function duplicates(node) {
	const found = [];
	if (node) collect$1(node, found);
	return found;
}
function collect$1(node, found) {
	if (node.kind === "sequence") for (const item of node.items) collect$1(item, found);
	if (node.kind !== "mapping") return;
	if (mayRepeat(node.pairs)) found.push(...repeated(node.pairs));
	for (const { value } of node.pairs) collect$1(value, found);
}
/** A cheap look, since nearly no mapping has a key twice: only keys of one length and first letter can be the same. */
function mayRepeat(pairs) {
	let seen = 0;
	for (const { key } of pairs) {
		if (key.kind !== "scalar" || !key.fast) return true;
		const bit = 1 << key.length * 5 + key.source.text.charCodeAt(key.valueStart);
		if ((seen & bit) !== 0) return true;
		seen |= bit;
	}
	return false;
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
	docs: `
Where a mapping holds a key twice, the cluster keeps the last value and drops all that the first one said, also a whole
\`securityContext\`. Other tools keep the first one or refuse the file: a review and a run may then see two different
workflows.

Merge the two, or delete the one that is not meant. Helm templates are left out, since only one branch of theirs may
be printed; so are merge keys (\`<<\`), which may be repeated.`,
	guide: [],
	references: ["https://yaml.org/spec/1.2.2/#nodes", "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
	examples: [
		{
			title: "A context that is dropped as a whole",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
  templates:
    - name: main
      container:
        image: alpine:3.20
        "image": alpine:3.21 # ✗
  securityContext: # ✗
    fsGroup: 2000`
		},
		{
			title: "Settings of the controller, and a workflow inside a sensor",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  config: |
    workflowDefaults:
      spec: {serviceAccountName: a}
    workflowDefaults: # ✗
      spec: {ttlStrategy: {secondsAfterSuccess: 60}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata:
  name: push
spec:
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {entrypoint: a, entrypoint: b} # ✗`
		},
		{
			title: "The same name in different mappings, and merges",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      container: &base
        image: alpine:3.20
    - name: other
      container:
        <<: *base
        <<: {command: [id]}
        image: alpine:3.21`
		},
		{
			title: "Branches of a Helm template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  {{- if .Values.fast }}
  entrypoint: fast
  {{- else }}
  entrypoint: slow
  {{- end }}
  templates: []`
		}
	],
	*check(manifest) {
		if (manifest.templated || !isArgos(manifest) || isCovered(manifest)) return;
		for (const root of roots(manifest)) for (const { first, second } of duplicates(root)) {
			const name = keyOf$1(second) ?? "";
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
	return (text(get(manifest.root, "apiVersion")) ?? "").startsWith("argoproj.io/") || isControllerConfig(manifest.root);
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

// src/rules/host-namespace.ts
const gains = {
	hostNetwork: {
		variant: "network",
		what: "share the node's network: they reach services that listen on the node alone and its cloud credentials at 169.254.169.254, past every NetworkPolicy"
	},
	hostPID: {
		variant: "processes",
		what: "see all processes of the node, may read their environment and, as root, their memory and files"
	},
	hostIPC: {
		variant: "memory",
		what: "share the node's inter-process memory, and may read and write that of its processes"
	}
};
var host_namespace_default = defineRule({
	id: "host-namespace",
	title: "Workflow pods share the node's namespaces",
	category: "workflow-pod",
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
	docs: `
A pod with \`hostNetwork\` stands on the network as the node itself: it passes every NetworkPolicy, listens beside the
kubelet, and gets the cloud credentials of the node where pods are kept from them. \`hostPID\` and \`hostIPC\` do the
same for processes and shared memory. Argo lets any author of a workflow set them.

Remove the field, and \`dnsPolicy: ClusterFirstWithHostNet\` with it. A step that must reach the node belongs into a
DaemonSet that its administrators keep.

A WorkflowSpec has \`hostNetwork\` alone, and only at \`spec\`: \`hostPID\` and \`hostIPC\` written there are dropped by
the cluster and are no finding, but a \`podSpecPatch\` does set them. The agent's pod, which runs \`http\` and \`plugin\`
templates, never gets \`hostNetwork\` from the spec. Argo's own controller and server are judged too.`,
	guide: ["S17-20"],
	references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline", "https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/"],
	examples: [
		{
			title: "The node's network for all pods of a workflow",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  hostNetwork: true # ✗ network
  dnsPolicy: ClusterFirstWithHostNet
  templates:
    - name: main
      container: {image: "alpine:3.20"}
    - name: other
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Patches, and a port of the node",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: probes
spec:
  podSpecPatch: |
    hostPID: true # ✗ privileged-processes
  templates:
    - name: privileged
      container:
        image: alpine:3.20
        securityContext: {privileged: true}
    - name: other
      podSpecPatch: '{"hostIPC": true, "hostPID": false}' # ✗ memory
      container:
        image: alpine:3.20
        ports:
          - containerPort: 8080
            hostPort: 80 # ✗ port
    - name: tagged
      podSpecPatch: 'hostNetwork: {{inputs.parameters.host}}'
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A patch of one template",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: 1Gi}}
        hostPID: true # ✗ processes
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Fields that the cluster drops",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: probe-
spec:
  entrypoint: main
  hostPID: true
  hostIPC: true
  hostNetwork: false
  templates:
    - name: main
      hostNetwork: true
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Only the agent runs, which does not heed the field",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: call-
spec:
  entrypoint: main
  hostNetwork: true
  templates:
    - name: main
      http: {url: "https://example.org"}`
		}
	],
	*check(manifest, project) {
		const all = pods(manifest, project);
		yield* shared$1("hostNetwork", all);
		yield* shared$1("hostPID", all);
		yield* shared$1("hostIPC", all);
		yield* ports(containers(manifest, project));
	}
});
function* shared$1(field, all) {
	const { variant, what } = gains[field];
	for (const { setting, by } of bySetting(all, (pod) => podSetting(pod, field))) {
		if (bool(setting.node) !== true) continue;
		const privileged = field === "hostPID" ? by.flatMap(({ containers: all }) => all.filter(isPrivileged)) : [];
		const more = privileged.length > 0 ? ` ${titleOf(privileged)} is privileged as well, which is root on the node.` : "";
		yield {
			at: setting,
			variant: privileged.length > 0 ? "privileged-processes" : variant,
			key: field,
			message: `Pods of ${sourceOf$1(by)} ${what}.${more} Remove \`${field}\`.`
		};
	}
}
function isPrivileged(container) {
	return bool(containerSetting(container, "securityContext", "privileged")?.node) === true;
}
function* ports(all) {
	const seen = /* @__PURE__ */ new Set();
	for (const container of all) for (const { node, origin, manifest } of container.layers) for (const item of items(get(node, "ports"))) {
		const port = get(item, "hostPort");
		if (!port || !(Number(integer(port)) > 0) || seen.has(port)) continue;
		seen.add(port);
		yield {
			at: {
				node: port,
				origin,
				manifest
			},
			variant: "port",
			message: `${titleOf([container])} takes port ${integer(port)} of its node: everyone who reaches the node reaches it, and it may stand in for a service of the node. Use a Service instead.`
		};
	}
}

// src/argo/node-path.ts
/** A socket speaks to who runs the node's containers: reading is writing. */
const socket = /\/(docker|containerd|crio|podman|dockershim|cri-dockerd)\.sock$/i;
const pipe = /^\\\\\.\\pipe\\/i;
/** Exactly these: what lies beneath may be harmless. */
const exact = new Set("/var /run /var/run /etc /home /dev /var/lib /var/log /boot /lib /lib/modules /opt /bin /sbin".split(" "));
/** These and all beneath: whoever writes there becomes root on the node, whoever reads there reads its secrets. */
const trees = /^(\/etc\/(kubernetes|cni|ssh|systemd|cron[^/]*|shadow|passwd|sudoers[^/]*|ssl|pki)|\/root|\/proc|\/sys|\/usr|\/opt\/cni|\/var\/lib\/(kubelet|docker|containerd|containers|etcd|rancher|k0s|cni)|\/var\/spool\/cron|\/dev\/(mem|kmsg|sd|nvme|vd|xvd|dm-|mapper)|(\/var)?\/run\/(containerd|crio|docker|podman))/;
/** The kinds of paths on a node (catalogue, host-path-volume). `.`, `..` and needless slashes are resolved first. */
function nodePath(path) {
	if (pipe.test(path)) return "socket";
	if (/^[a-z]:[\\/]*$/i.test(path)) return "root";
	const clean = normalize(path);
	if (clean === "/") return "root";
	if (socket.test(clean)) return "socket";
	if (exact.has(clean) || trees.test(clean)) return "node";
	return clean.startsWith("/dev/") ? "device" : "other";
}
/** As Go's `path.Clean` does. */
function normalize(path) {
	const parts = [];
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return `/${parts.join("/")}`;
}

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
const known$6 = /* @__PURE__ */ new WeakMap();
function index({ node }) {
	let byName = known$6.get(node);
	if (!byName) {
		const all = items(get(node, "volumes")).filter((item) => item.kind === "mapping");
		known$6.set(node, byName = new Map(all.map((item) => [text(get(item, "name")) ?? "", item])));
	}
	return byName;
}
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
			when: "the path is a device",
			severity: "medium"
		},
		"unknown-path": {
			when: "a tag or a template decides on the path",
			confidence: "medium"
		},
		unmounted: {
			when: "no container mounts it",
			severity: "low"
		}
	},
	docs: `
A \`hostPath\` volume puts files of the node into the pod. What is written there stays when the pod is gone and meets
other pods and the node itself; what is read there may be the secrets of all of them. Some paths are the node: with the
socket of its container runtime, \`/\`, \`/etc\` or the kubelet's directory, the container starts whatever it wants on
it, as root. A socket mounted \`readOnly\` can still be spoken to.

Use an \`emptyDir\` for scratch space, a PersistentVolumeClaim for what stays, and artifacts between steps. Images are
built without the socket of Docker by rootless BuildKit, Kaniko or Buildah.

Paths are judged after \`.\`, \`..\` and doubled slashes are resolved. A volume at \`spec\` reaches a container only by a mount of its name: with
none in a manifest that holds all its templates, the finding is low.`,
	guide: ["S17-20"],
	references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath", "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
	examples: [
		{
			title: "The socket of the node's Docker, mounted for reading",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - name: sock
      hostPath:
        path: /var/run/docker.sock # ✗ owns-node
  templates:
    - name: main
      container:
        image: docker:27.3.1
        volumeMounts:
          - {name: sock, mountPath: /var/run/docker.sock, readOnly: true}`
		},
		{
			title: "Paths of all kinds",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: paths
spec:
  volumes:
    - {name: config, hostPath: {path: /etc/kubernetes/}} # ✗ reads-node
    - {name: dots, hostPath: {path: /data/../}} # ✗ owns-node
    - {name: slashes, hostPath: {path: //var//run/./docker.sock/}} # ✗ owns-node
    - {name: cache, hostPath: {path: /mnt/cache}} # ✗ writable
    - {name: models, hostPath: {path: /mnt/models}} # ✗ read-only
    - {name: gpu, hostPath: {path: /dev/nvidia0}} # ✗ device
    - {name: any, hostPath: {path: "{{workflow.parameters.path}}"}} # ✗ unknown-path
    - {name: unused, hostPath: {path: /mnt/unused}} # ✗ unmounted
  templates:
    - name: main
      containerSet:
        volumeMounts:
          - {name: cache, mountPath: /cache}
        containers:
          - name: main
            image: alpine:3.20
            volumeMounts:
              - {name: config, mountPath: /config, readOnly: true}
              - {name: dots, mountPath: /dots, readOnly: true}
              - {name: slashes, mountPath: /slashes, readOnly: true}
              - {name: models, mountPath: /models, readOnly: true}
              - {name: gpu, mountPath: /dev/nvidia0}
              - {name: any, mountPath: /any}`
		},
		{
			title: "A sidecar that mirrors, a template of its own, and a patch",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      volumes:
        - name: root
          hostPath: {path: /} # ✗ owns-node
      container:
        image: alpine:3.20
        volumeMounts: [{name: root, mountPath: /host}]
      sidecars:
        - {name: helper, image: "alpine:3.20", mirrorVolumeMounts: true}
    - name: patched
      podSpecPatch: |
        volumes:
          - name: logs
            hostPath: {path: /var/log} # ✗ owns-node
        containers:
          - name: main
            volumeMounts: [{name: logs, mountPath: /logs}]
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Volumes that end with the pod or have a claim",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - {name: work, emptyDir: {}}
    - {name: data, persistentVolumeClaim: {claimName: data}}
  templates:
    - name: main
      container:
        image: moby/buildkit:v0.17.0-rootless
        volumeMounts:
          - {name: work, mountPath: /work}
          - {name: data, mountPath: /data}`
		},
		{
			title: "A key with no value, which the cluster takes for absent",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  volumes:
    - name: work
      hostPath: null
      emptyDir: {}
  templates:
    - name: main
      container: {image: "alpine:3.20"}`
		}
	],
	*check(manifest, project) {
		const all = pods(manifest, project);
		const uses = [...volumes(all).map((volume) => ({ volume })), ...all.flatMap(mountsIn)];
		for (const { setting, by } of bySetting(uses, ({ volume }) => pathOf(volume))) {
			const path = text(setting.node) ?? "";
			const mounted = by.flatMap(({ mount }) => mount ?? []);
			yield {
				at: setting,
				variant: variantOf$1(path, mounted, manifest),
				message: messageOf(path, mounted, isWhole(manifest))
			};
		}
	}
});
/** The path of a `hostPath` volume, or what stands in its place. */
function pathOf({ node, ...rest }) {
	const volume = get(node, "hostPath");
	return volume && !isNull(volume) ? {
		node: get(volume, "path") ?? volume,
		...rest
	} : void 0;
}
function mountsIn(pod) {
	return pod.containers.flatMap((container) => ownMounts(container).flatMap((mount) => {
		const volume = volumeNamed(text(get(mount, "name")) ?? "", pod);
		return volume ? [{
			volume,
			mount: {
				container,
				readOnly: bool(get(mount, "readOnly")) === true
			}
		}] : [];
	}));
}
function variantOf$1(path, mounted, manifest) {
	if (isUnknown(path)) return "unknown-path";
	if (mounted.length === 0 && isWhole(manifest)) return "unmounted";
	const kind = nodePath(path);
	if (kind === "device") return "device";
	const readOnly = mounted.length > 0 && mounted.every((mount) => mount.readOnly);
	if (kind === "other") return readOnly ? "read-only" : "writable";
	return readOnly && kind === "node" ? "reads-node" : "owns-node";
}
const harms = {
	socket: "through this socket it starts containers on the node as root. Build images with rootless BuildKit or Kaniko instead.",
	root: "that is the whole node with all that its pods keep there. Mount nothing of the node: use an `emptyDir` or a claim.",
	node: "what stands there governs the node or holds its secrets. Use an `emptyDir`, a ConfigMap or a claim instead.",
	device: "a device of the node is shared with all that runs on it. Let a device plugin hand it out instead.",
	other: "files there outlive the pod and meet other pods of the node. Use an `emptyDir` or a PersistentVolumeClaim instead."
};
function messageOf(path, mounted, whole) {
	const holders = [...new Set(mounted.map(({ container }) => container))];
	const who = holders.length > 0 ? `${titleOf(holders)} mounts` : whole ? "No container mounts, but this volume offers," : "This volume offers";
	if (isUnknown(path)) return `${who} a path of the node that is only known when it runs: ${harms.other}`;
	return `${who} \`${path}\` of the node: ${harms[nodePath(path)]}`;
}

// src/argo/artifact.ts
/**
* Every artifact location of a manifest: inputs and outputs, arguments of the spec and of each call, `archiveLocation`,
* `manifestFrom`, sources of data templates, and the repositories of the controller and of a namespace.
*/
function* artifacts(manifest, project) {
	const { root, spec, kind } = manifest;
	if (spec) yield* ofSpec(manifest, spec);
	if (kind === "WorkflowEventBinding") yield* listed$1(get(root, "spec", "submit", "arguments"), "an argument");
	if (isControllerConfig(root)) yield* one(controllerSettings(root).get("artifactrepository")?.value, "the controller's `artifactRepository`");
	else if (isRepositories(manifest, project)) for (const { key, value } of pairs(get(root, "data"))) {
		const written = scalar(value);
		yield* one(written && embedded(written).root, `artifact repository \`${text(key) ?? ""}\``);
	}
}
function* ofSpec(manifest, spec) {
	yield* listed$1(get(spec, "arguments"), "an argument of the workflow");
	yield* ofHooks(spec, "the workflow");
	const defaults = mapping(get(spec, "templateDefaults"));
	if (defaults) yield* ofTemplate$1(defaults, "`templateDefaults`");
	for (const { node, name } of templates(manifest)) yield* ofTemplate$1(node, name ? `template \`${name}\`` : "an inline template");
}
function* ofTemplate$1(node, name) {
	yield* listed$1(get(node, "inputs"), `an input of ${name}`);
	yield* listed$1(get(node, "outputs"), `an output of ${name}`);
	yield* one(get(node, "archiveLocation"), `\`archiveLocation\` of ${name}`);
	yield* one(get(node, "resource", "manifestFrom", "artifact"), `the manifest that ${name} applies`);
	yield* one(get(node, "data", "source", "artifactPaths"), `the source of ${name}`);
	for (const call of callNodes(node)) {
		yield* listed$1(get(call, "arguments"), `an argument in ${name}`);
		yield* ofHooks(call, name);
	}
}
function* ofHooks(holder, name) {
	for (const hook of hookNodes(holder)) yield* listed$1(get(hook.node, "arguments"), `an argument of a hook of ${name}`);
}
function* listed$1(holder, what) {
	for (const item of items(get(holder, "artifacts"))) {
		const name = text(get(item, "name"));
		if (item.kind === "mapping") yield {
			node: item,
			of: name === void 0 ? what : `artifact \`${name}\`, ${what}`
		};
	}
}
function* one(node, of) {
	const found = mapping(node);
	if (found) yield {
		node: found,
		of
	};
}
/** Whether a ConfigMap holds the artifact repositories of a namespace (docs/artifact-repository-ref.md). */
function isRepositories({ kind, name, root }, project) {
	if (kind !== "ConfigMap") return false;
	if (name === "artifact-repositories") return true;
	if (!isNull(get(root, "metadata", "annotations", "workflows.argoproj.io/default-artifact-repository"))) return true;
	return repositoryNames(project).has(name);
}
const named = /* @__PURE__ */ new WeakMap();
/** The ConfigMaps that some `artifactRepositoryRef` names. */
function repositoryNames(project) {
	let names = named.get(project);
	if (!names) {
		names = new Set(project.manifests.flatMap(({ spec }) => text(get(spec, "artifactRepositoryRef", "configMap")) ?? []));
		named.set(project, names);
	}
	return names;
}

// src/rules/insecure-artifact-transport.ts
var insecure_artifact_transport_default = defineRule({
	id: "insecure-artifact-transport",
	title: "Artifact or request travels unprotected",
	category: "supply-chain",
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
			when: "the artifact does not leave the cluster",
			severity: "low",
			persona: "pedantic"
		}
	},
	docs: `
What a workflow fetches is run or built, and what it stores is read by the next step. Without TLS, or with TLS whose other side is not checked, whoever sits on the way reads the artifact, swaps it for another, or takes the credentials that are sent along.

Use \`https://\` or \`ssh\`, and remove \`insecure\`, \`insecureIgnoreHostKey\`, \`insecureSkipTLS\` and \`insecureSkipVerify\`. For \`ssh\`, add the host's key to \`known_hosts\` of the executor's image (\`argoexec\` brings those of the large hosts). For S3 with a certificate of your own authority, name it in \`s3.caSecret\` (3.5 and later).

Endpoints inside the cluster are reported as *in-cluster*: names without a dot, names that end in \`.svc\` or \`.svc.cluster.local\`, and a service with its namespace (\`minio.storage:9000\`). There the network of the cluster is what protects the artifact.

Argo looks at \`insecureIgnoreHostKey\` only when there is an \`sshPrivateKeySecret\`, so it is not reported without one.

An \`http\` artifact whose URL has no scheme is fetched by HTTPS, so it is not reported.`,
	guide: ["S44", "S45"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/", "https://argo-workflows.readthedocs.io/en/latest/fields/#artifactlocation"],
	examples: [
		{
			title: "Sources that anybody on the way can swap",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: 'http://downloads.example.org/tool.tgz'} # ✗ plain
  templates:
    - name: main
      inputs:
        artifacts:
          - name: source
            path: /src
            git:
              repo: git@git.example.org:acme/app.git
              insecureIgnoreHostKey: true # ✗ unverified-source
              sshPrivateKeySecret: {name: deploy-key, key: id}
          - name: docs
            path: /docs
            git:
              repo: https://git.example.org/acme/docs.git
              insecureSkipTLS: true # ✗ unverified-source
          - name: data
            path: /data
            git: {repo: 'git://git.example.org/data.git'} # ✗ plain
      container: {image: 'golang:1.23.1', command: [make], workingDir: /src}`
		},
		{
			title: "Repositories for all workflows",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      endpoint: storage.example.org:9000
      insecure: true # ✗ credentials
      accessKeySecret: {name: s3, key: id}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  default: |
    s3:
      endpoint: minio.storage.svc:9000
      insecure: true # ✗ in-cluster
      accessKeySecret: {name: s3, key: id}`
		},
		{
			title: "A request with a token to a side that is not checked",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templates:
    - name: notify
      http:
        url: https://hooks.example.org/build
        insecureSkipVerify: true # ✗ unverified-credentials
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: hooks, key: token}}
    - name: ping
      http:
        url: http://status.example.org/ping # ✗ plain
    - name: hook
      http:
        url: https://hooks.example.org/build
        insecureSkipVerify: true # ✗ unverified`
		},
		{
			title: "Protected on the way",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'git@github.com:acme/app.git', sshPrivateKeySecret: {name: deploy-key, key: id}}}
          - {name: tool, path: /tool, http: {url: downloads.example.org/tool.tgz}}
      outputs:
        artifacts:
          - {name: app, path: /out, s3: {endpoint: s3.amazonaws.com, bucket: builds, key: app, insecure: false}}
      container: {image: 'golang:1.23.1', command: [make]}`
		},
		{
			title: "Where a parameter says where to, another rule looks",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: fetch}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: url}]
        artifacts: [{name: data, path: /data, http: {url: '{{inputs.parameters.url}}'}}]
      container: {image: 'alpine:3.20', command: [cat, /data]}`
		}
	],
	*check(manifest, project) {
		for (const artifact of artifacts(manifest, project)) {
			for (const kind of kinds$1) {
				const node = mapping(get(artifact.node, kind.key));
				if (node) yield* inLocation(node, kind, artifact);
			}
			yield* inPlugin(artifact);
		}
		yield* requests(manifest);
	}
});
const kinds$1 = [
	{
		key: "s3",
		where: "endpoint",
		secrets: [
			"accessKeySecret",
			"secretKeySecret",
			"sessionTokenSecret"
		]
	},
	{
		key: "git",
		where: "repo",
		secrets: [
			"usernameSecret",
			"passwordSecret",
			"sshPrivateKeySecret"
		]
	},
	{
		key: "http",
		where: "url",
		secrets: ["auth"]
	},
	{
		key: "artifactory",
		where: "url",
		secrets: ["usernameSecret", "passwordSecret"]
	},
	{
		key: "oss",
		where: "endpoint",
		secrets: ["accessKeySecret", "secretKeySecret"]
	},
	{
		key: "azure",
		where: "endpoint",
		secrets: ["accountKeySecret"]
	}
];
function* inLocation(node, { key, where, secrets }, { of }) {
	const place = get(node, where);
	const address = text(place) ?? "";
	const secret = secrets.some((name) => !isNull(get(node, name))) || hasSecretHeader(node);
	const skipTls = get(node, "insecureSkipTLS");
	if (key === "git" && skipTls && bool(skipTls)) yield source(skipTls, `\`git.insecureSkipTLS\` of ${of}`, "the certificate");
	const skipKey = isNull(get(node, "sshPrivateKeySecret")) ? void 0 : get(node, "insecureIgnoreHostKey");
	if (key === "git" && skipKey && bool(skipKey)) yield source(skipKey, `\`git.insecureIgnoreHostKey\` of ${of}`, "the key");
	const insecure = key === "s3" ? get(node, "insecure") : void 0;
	if (insecure && bool(insecure)) yield plain(insecure, `\`s3.insecure\` of ${of}`, address, secret);
	const scheme = /^(?:http|git|ftp):\/\//i.exec(address)?.[0];
	if (place && scheme) yield plain(place, `\`${key}.${where}\` of ${of} (\`${scheme}\`)`, address, secret);
}
/** Whether a header comes from a Secret, or is called as those that carry credentials are. */
function hasSecretHeader(request) {
	return items(get(request, "headers")).some((header) => !isNull(get(header, "valueFrom", "secretKeyRef")) || /authorization|cookie|token|api-?key|secret/i.test(text(get(header, "name")) ?? ""));
}
function plain(at, what, address, secret) {
	const inside = isInCluster(address);
	return {
		at,
		variant: inside ? "in-cluster" : secret ? "credentials" : "plain",
		message: `${what} sends it without TLS. ${inside ? "It stays in the cluster, where others on the network" : "Whoever sits on the way"} can read it or swap it${secret ? ", or take the credentials that are sent with it" : ""}. Use HTTPS or SSH.`
	};
}
function source(at, what, check) {
	return {
		at,
		variant: "unverified-source",
		message: `With ${what}, nothing checks ${check} of the host. Whoever sits on the way can answer in its place and have the workflow run other code. Remove it.`
	};
}
function unverified(at, template, secret) {
	return {
		at,
		variant: secret ? "unverified-credentials" : "unverified",
		message: `With \`http.insecureSkipVerify\` of template \`${template}\`, nothing checks the certificate of the other side. Whoever sits on the way can answer in its place${secret ? " and is given the credentials" : ""}. Remove it.`
	};
}
/** Ends of names by which a service with its namespace can be told from a name of the Internet. */
const publicEnd = /\.(?:[a-z]{2,3}|info|name|cloud|tech|site|store|storage|online|host|zone|link|live|network|systems|digital|local|internal|corp|home)$/i;
/** Names that only a cluster or one machine resolves. An unknown address may be anywhere. */
function isInCluster(address) {
	const host = address.replace(/^\w+:\/\//, "").replace(/^[^@/]*@/, "").replace(/[:/].*$/s, "");
	if (host === "" || isUnknown(host)) return false;
	if (!host.includes(".") || /\.svc(?:\.cluster\.local)?$|^127\./.test(host)) return true;
	return /^[\w-]+\.[a-z-]+$/i.test(host) && /:\d+/.test(address.replace(/^\w+:\/\//, "")) && !publicEnd.test(host);
}
/** A driver of one's own is given its settings as YAML; those of one level down count too. */
function* inPlugin({ node, of }) {
	const written = scalar(get(node, "plugin", "configuration"));
	const root = written && embedded(written).root;
	for (const settings of [root, ...pairs(root).map(({ value }) => value)]) for (const entry of pairs(settings)) {
		const name = keyOf$1(entry) ?? "";
		if (!/^(?:insecure|skip_?verify|insecure_?skip_?verify)$/i.test(name) || !bool(entry.value)) continue;
		yield {
			at: entry.value,
			variant: isInCluster(text(get(settings, "endpoint")) ?? "") ? "in-cluster" : "plain",
			severity: "low",
			confidence: "medium",
			message: `\`${name}\` in the settings of the artifact plugin of ${of} switches protection off. Whoever sits on the way may read or swap the artifact. Remove it.`
		};
	}
}
/** Templates of type `http`: what they call, and whether they look who answers. */
function* requests(manifest) {
	for (const { node, name } of templates(manifest)) {
		const request = get(node, "http");
		const url = get(request, "url");
		const skip = get(request, "insecureSkipVerify");
		const secret = hasSecretHeader(request);
		if (skip && bool(skip)) yield unverified(skip, name, secret);
		if (url && /^http:\/\//i.test(text(url) ?? "") && !isInCluster(text(url) ?? "")) yield plain(url, `The request of template \`${name}\``, text(url) ?? "", secret);
	}
}

// src/rules/legacy-executor.ts
/** What each executor of before 3.4 lets a workflow pod do. */
const executors = new Map(Object.entries({
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
	docs: `
Until 3.4, Argo could watch the containers of a workflow in several ways. All but \`emissary\` gave every workflow pod rights over its node: \`docker\` the socket of Docker, \`kubelet\` the API of the kubelet, \`pns\` the processes of the other containers. Whoever could submit a workflow, or get code into one, could use them.

Argo 3.4 removed all of these and the settings that chose them. From then on the controller refuses unknown settings, so the keys do not only mean nothing: a controller that reads them does not start.

Remove \`containerRuntimeExecutor\`, \`containerRuntimeExecutors\`, \`dockerSockPath\`, \`kubeletPort\` and \`kubeletInsecure\`, and the flag \`--container-runtime-executor\`. On a version before 3.4, choose \`emissary\` (3.1 and later; containers then need a \`command\`) and plan the upgrade.

The version is that of the configuration of Lynceus (\`argoVersion\`), or of the controller's image. When neither says it, findings speak of both cases.`,
	guide: ["S2", "S31"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-executors/", "https://argo-workflows.readthedocs.io/en/latest/upgrading/"],
	examples: [
		{
			title: "The Docker executor on a version that still has it",
			argoVersion: "3.2.11",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: docker # ✗ docker
  kubeletInsecure: "true" # ✗ kubelet-insecure`
		},
		{
			title: "An executor for some workflows, in the form with one key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    containerRuntimeExecutor: emissary # ✗ leftover
    containerRuntimeExecutors:
      - name: pns # ✗ node-access
        selector: {matchLabels: {executor: pns}}
      - {name: k8sapi, selector: {matchLabels: {executor: api}}} # ✗ api`
		},
		{
			title: "Settings that were left behind by an upgrade",
			argoVersion: "3.7.18",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: docker # ✗ leftover
  dockerSockPath: /run/docker.sock # ✗ leftover`
		},
		{
			title: "The executor as a flag and as a variable",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          args: [--container-runtime-executor=kubelet] # ✗ node-access
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: other}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.2.11
          env:
            - name: ARGO_CONTAINER_RUNTIME_EXECUTOR
              value: docker # ✗ docker`
		},
		{
			title: "A configuration without any executor",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  parallelism: "10"`
		},
		{
			title: "The emissary on a version where it is a choice",
			argoVersion: "3.2.11",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  containerRuntimeExecutor: emissary`
		}
	],
	*check(manifest, project) {
		const { argoVersion } = project;
		for (const one of installed(manifest, project)) {
			const chosen = flag(one, "container-runtime-executor");
			if (chosen) yield* executor(chosen.value, chosen.at, one.version);
		}
		if (isControllerConfig(manifest.root)) yield* inConfig$1(manifest, argoVersion);
	}
});
function* inConfig$1({ root }, version) {
	const config = controllerSettings(root);
	const one = config.get("containerruntimeexecutor");
	if (one) yield* executor(text(one.value) ?? "", one.key, version);
	for (const item of items(config.get("containerruntimeexecutors")?.value)) {
		const name = get(item, "name");
		if (name) yield* executor(text(name) ?? "", name, version);
	}
	const insecure = config.get("kubeletinsecure");
	if (insecure && bool(insecure.value) && !removed(version)) yield kubeletInsecure(insecure.key);
	for (const name of [
		"dockersockpath",
		"kubeletport",
		"kubeletinsecure"
	]) {
		const setting = config.get(name);
		if (setting && removed(version)) yield leftover(setting.key, `\`${text(setting.key) ?? name}\``);
	}
}
function removed(version) {
	return version !== void 0 && since(version, 3, 4);
}
function* executor(name, at, version) {
	if (isUnknown(name)) return;
	const legacy = executors.get(name);
	if (removed(version) || name === "emissary" && !version) yield leftover(at, `The choice of the executor \`${name}\``);
	else if (legacy) {
		const { variant, why } = legacy;
		yield {
			at,
			variant,
			message: `The executor \`${name}\` ${why}. Choose \`emissary\`, or upgrade to a version that has nothing else.${version ? "" : " If this is Argo 3.4 or later, the controller does not start with this setting."}`,
			key: name,
			...variant === "docker" && !version && { severity: "high" }
		};
	}
}
function leftover(at, what) {
	return {
		at,
		variant: "leftover",
		message: `${what} was removed in Argo 3.4, and a controller from then on does not start with a setting that it does not know. Remove it.`
	};
}
function kubeletInsecure(at) {
	return {
		at,
		variant: "kubelet-insecure",
		message: "`kubeletInsecure` makes executors talk to the kubelet without a check of its certificate, so another machine can answer in its place. Choose the executor `emissary`, which needs no kubelet."
	};
}

// src/argo/image-use.ts
/**
* The images that a manifest names and that can be read: of containers (catalogue §1.5), of Argo's own pods, and of the
* controller's settings. One that is written in another manifest is that one's.
*/
function* imageUses(manifest, project) {
	for (const { at, of, replaceable = false } of places(manifest, project)) {
		const reference = ("origin" in at ? text(at.node) : at.text)?.trim() ?? "";
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
function* places(manifest, project) {
	for (const container of containers(manifest, project)) {
		const setting = containerSetting(container, "image");
		const { pod } = container;
		const { template } = pod;
		const where = template?.name ? ` of template \`${template.name}\`` : "";
		if (setting?.manifest !== manifest) continue;
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
		if (!patch) return false;
		let open = openPatches.get(patch);
		if (open === void 0) openPatches.set(patch, open = isOpen(embedded(patch).root));
		return open;
	});
}
/** One patch may govern many containers. */
const openPatches = /* @__PURE__ */ new WeakMap();
/** Whether the containers of a patch, or all of it, are known only when it runs. */
function isOpen(node) {
	if (node?.kind === "sequence") return node.items.some(isOpen);
	if (node?.kind !== "mapping") return node === void 0 || isUnknown(text(node) ?? "");
	return node.pairs.some(({ key, value }) => {
		const name = text(key) ?? "";
		return isUnknown(name) || /^(?:c|initC)ontainers$/.test(name) && isOpen(value);
	});
}
/** Images in the controller's settings that are no part of a container there. */
function* settings(manifest) {
	const config = controllerSettings(manifest.root);
	yield* place(config.get("executorimage")?.value, "the executor");
	for (const driver of items(config.get("artifactdrivers")?.value)) yield* place(get(driver, "image"), `artifact driver \`${text(get(driver, "name")) ?? ""}\``);
}
function* place(node, of) {
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

// src/rules/mutable-image-tag.ts
/** From this many images with plain tags on, a manifest gets one finding for them all. */
const many$2 = 6;
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
	docs: `
A tag is a name that the owner of a repository, or whoever takes it over, can give to other contents. A workflow that runs \`latest\` runs whatever is there today, with the ServiceAccount and the Secrets that it was given for what was there when it was reviewed. An image without a tag is \`latest\` too.

Argo adds a reason of its own: for a container without a \`command\` the controller looks up the entrypoint of the image once and remembers it by name. When the tag moves, the new image may be run with the old command.

Name a version and, where it matters, its digest: \`alpine:3.20@sha256:…\`. The digest decides, the tag is then only for people.

Each image is reported once for a manifest, where it is first used. Images that a parameter chooses are not this rule's. Where a parameter chooses the \`podSpecPatch\`, the image that is written may be a stand-in for the one that it brings: then the finding has the confidence low and is for auditors. A Kustomize \`images\` transformer does not reach the images of workflows unless it is configured for them, so it is not taken into account.`,
	guide: [],
	references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names", "https://argo-workflows.readthedocs.io/en/latest/workflow-executors/"],
	examples: [
		{
			title: "No tag, `latest`, and a colon that belongs to a port",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      initContainers:
        - {name: prepare, image: busybox:latest, command: [true]} # ✗ latest
      container:
        image: registry.example.org:5000/tools/build # ✗ latest
        command: [make]
    - name: again
      container: {image: registry.example.org:5000/tools/build, command: [make, test]}`
		},
		{
			title: "Tags that move, in steps written inline",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: checks}
spec:
  templates:
    - name: main
      steps:
        - - name: lint
            inline:
              container: {image: 'node:20', command: [npm, run, lint]} # ✗ rolling
        - - name: scan
            inline:
              script: {image: 'scanner:latest-alpine', command: [sh], source: scan} # ✗ rolling
    - name: report
      container: {image: 'python:3.12.4', command: [python, report.py]} # ✗ tag`
		},
		{
			title: "The controller's settings and a registry of one's own machine",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    image: quay.io/argoproj/argoexec:latest # ✗ latest
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: localhost:5000/workflow-controller # ✗ local`
		},
		{
			title: "A stand-in that a patch may replace, and a patch that leaves the image alone",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: patched}
spec:
  templates:
    - name: executor
      inputs: {parameters: [{name: patch}]}
      podSpecPatch: '{{inputs.parameters.patch}}'
      container: {image: registry.example.org/set-when-it-runs, command: [run]} # ✗ latest
    - name: memory
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers": [{"name": "main", "resources": {"limits": {"memory": "{{inputs.parameters.memory}}"}}}]}'
      container: {image: registry.example.org/tool, command: [run]} # ✗ latest`
		},
		{
			title: "Digests decide, whatever the tag",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:latest@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
        command: [date]`
		},
		{
			title: "Images that a parameter chooses, and a Deployment that is not of Argo",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'tools/{{workflow.parameters.tool}}', command: [run]}
    - name: pinned
      container: {image: 'tools@{{workflow.parameters.digest}}', command: [run]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app.kubernetes.io/part-of: argo-workflows}}
spec:
  template:
    spec:
      containers: [{name: web, image: nginx}]`
		}
	],
	*check(manifest, project) {
		const uses = /* @__PURE__ */ new Map();
		for (const use of imageUses(manifest, project)) if (use.image.digest === void 0) uses.set(use.reference, [...uses.get(use.reference) ?? [], use]);
		const all = [...uses.values()].map((same) => {
			const sure = same.filter(({ replaceable }) => !replaceable);
			return {
				same: sure.length > 0 ? sure : same,
				isSure: sure.length > 0,
				variant: variantOf(same[0])
			};
		});
		const plain = all.filter(isPlain);
		for (const use of all) if (!isPlain(use) || plain.length < many$2) yield* problem(use);
		const [first] = plain;
		if (plain.length >= many$2 && first?.same[0]) {
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
function variantOf(use) {
	const { tag = "latest" } = use?.image ?? {};
	if (local.test(use?.reference ?? "")) return tag === "latest" ? "local" : "tag";
	if (tag === "latest") return "latest";
	return isRolling(tag) ? "rolling" : "tag";
}
/** A tag that is moved on purpose. A single number counts when it is short: longer ones are dates and builds. */
function isRolling(tag) {
	if (/^v?\d{1,2}(?:-[a-z]+)?$/.test(tag)) return true;
	return /^(?:stable|edge|nightly|main|master|dev|develop|head|canary|snapshot|testing|lts)$/i.test(tag) || /(?:^|[-_.])latest(?:[-_.]|$)/i.test(tag);
}
function isPlain({ variant, isSure }) {
	return variant === "tag" && isSure;
}
function* problem({ same, isSure, variant }) {
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
		message: `${messages[variant]?.(use, use.image) ?? ""}${used}${isSure ? "" : " A `podSpecPatch` that is only known when it runs may put another image in its place."}`
	};
}
const messages = {
	latest: ({ reference, of }, { tag }) => `\`${reference}\`, the image of ${of}, ${tag === void 0 ? "has no tag, which means `latest`" : "is whatever `latest` is when it runs"}. It may be something else than what was reviewed, with the same rights. Name a version, best with its digest.`,
	local: ({ reference, of }) => `\`${reference}\`, the image of ${of}, has no version. It comes from a registry of this machine, so take care that it does not go further.`,
	rolling: ({ reference, of }, { tag }) => `\`${reference}\`, the image of ${of}, has the tag \`${tag ?? ""}\`, which its owner moves with each release. Name a full version, best with its digest.`,
	tag: ({ reference, of }) => `\`${reference}\`, the image of ${of}, has a tag but no digest. Whoever owns the tag can move it. Add the digest where it matters what runs.`
};

// src/rules/pod-spec-patch-injection.ts
function* problems$2(node, manifest, template) {
	const patch = scalar(get(node, "podSpecPatch"));
	if (!patch) return;
	for (const tag of tags(patch)) {
		const source = sourceOf(loose(tag, patch), {
			manifest,
			template
		});
		if (source.level === "constant") continue;
		const owner = template ? template.inline ? "an inline template" : `template \`${template.name}\`` : "the workflow";
		yield {
			at: tag.span,
			key: tag.body,
			variant: source.level,
			...source.limited && { confidence: "medium" },
			...source.fetched && { severity: "medium" },
			message: isOnly(tag, patch) ? `${shown$1(tag)} is all of the \`podSpecPatch\` of ${owner}, and its text comes from ${source.from}. So it can set any field of the pod, such as a privileged container or a volume of the node. Write the patch here and let the parameter fill a value of it.` : `${shown$1(tag)} becomes part of the \`podSpecPatch\` of ${owner}, and its text comes from ${source.from}. The patch is read after the tag is replaced, so the text can end its string and add any field to the pod, such as a privileged container. Write \`{{=toJson(…)}}\` without quotes around it, or set the field in the container.`,
			...source.at && { related: [{
				at: source.at,
				note: "The text comes from here."
			}] }
		};
	}
}
var pod_spec_patch_injection_default = defineRule({
	id: "pod-spec-patch-injection",
	title: "A value that others choose becomes part of a `podSpecPatch`",
	category: "injection",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: { ...bySource },
	docs: `Argo replaces the tags of a \`podSpecPatch\` in its text and only then reads it as JSON or YAML. A value that closes a quote or begins a new line adds fields of its own: \`64Mi"}}],"hostPID":true\` makes a memory limit into access to the node. Quotes in the patch do not help, and a patch reaches every field of the pod: privileges, volumes of the node, the ServiceAccount, other containers. Workflow restrictions do not hold against it either, since the patch belongs to the template that they trust.

Write \`{{=toJson(inputs.parameters.memory)}}\` without quotes around it: the result is a JSON string, with its own quotes and escapes. \`{{=asInt(…)}}\` does for numbers. Better still, set \`resources\` and the like in the container, where a value stays a value. Values that nobody can change are not reported; what callers in other files pass is not looked at.`,
	guide: ["S16", "S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/fields/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/",
		"https://cwe.mitre.org/data/definitions/74.html"
	],
	examples: [
		{
			title: "A library template takes the memory limit as text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}' # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
    - name: train-quoted
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: "{{=toJson(inputs.parameters.memory)}}"}} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A workflow patches its pods with parameters and with the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: memory
      - {name: pool, value: small}
  podSpecPatch: |
    nodeSelector:
      pool: {{workflow.parameters.pool}} # ✗ preset
    containers:
      - name: main
        resources: {limits: {memory: "{{workflow.parameters.memory}}"}} # ✗ argument
  templates:
    - name: main
      steps:
        - - {name: size, template: size}
        - - name: train
            template: train
            arguments: {parameters: [{name: cpu, value: "{{steps.size.outputs.result}}"}]}
    - name: size
      script: {image: alpine:3.20, command: [sh], source: nproc}
    - name: train
      inputs: {parameters: [{name: cpu}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"cpu":"{{inputs.parameters.cpu}}"}}}]}' # ✗ output
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "A sensor chooses the nodes of the workflow that it submits",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: build
                arguments: {parameters: [{name: pool, value: small}]}
                podSpecPatch: '{"nodeSelector":{"pool":"{{workflow.parameters.pool}}"}}' # ✗ event
                templates:
                  - name: build
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: push, dataTemplate: "{{ .Input.body.head.label }}"}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "The value arrives as a JSON string or as a number",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}, {name: cpus}]}
      podSpecPatch: |
        containers:
          - name: main
            resources:
              limits:
                memory: {{=toJson(inputs.parameters.memory)}}
                cpu: {{=asInt(inputs.parameters.cpus)}}
      container: {image: alpine:3.20, command: [id]}
`
		},
		{
			title: "Every caller gives fixed text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: train}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        dag:
          tasks:
            - name: small
              template: train
              arguments: {parameters: [{name: memory, value: 1Gi}]}
            - name: large
              template: train
              arguments: {parameters: [{name: memory, value: 64Gi}]}
      - name: train
        inputs: {parameters: [{name: memory}]}
        podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}'
        container: {image: alpine:3.20, command: [id]}
`
		}
	],
	*check(manifest) {
		const { spec } = manifest;
		if (!mayUseTags(manifest)) return;
		for (const node of [spec, get(spec, "templateDefaults")]) yield* problems$2(node, manifest, void 0);
		for (const template of templates(manifest)) yield* problems$2(template.node, manifest, template);
	}
});

// src/rules/privileged-container.ts
var privileged_container_default = defineRule({
	id: "privileged-container",
	title: "Container runs privileged",
	category: "workflow-pod",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		"node-access": {
			when: "its pod also has the node's file system or processes",
			severity: "critical"
		},
		"user-namespace": {
			when: "its pods have a user namespace (`hostUsers: false`)",
			severity: "medium"
		}
	},
	docs: `
A privileged container has every capability and every device of its node: whoever controls what runs in it, also
through a parameter, an image or a script that it downloads, controls the node and all pods on it. Argo starts what the
manifest says and stops nothing that a Job could do.

Drop \`privileged\`. Images can be built without it: by rootless BuildKit, Kaniko or Buildah. Where a build cannot do
without, give its pods a user namespace with \`podSpecPatch: '{"hostUsers": false}'\`, run it on nodes of its own, and
say so in an ignore comment.

Lynceus looks at user containers of every kind, at \`templateDefaults\`, at what \`podSpecPatch\` makes of a pod, at the
controller's \`mainContainer\` and \`executor\`, and at pods that a workflow applies.`,
	guide: ["S17-20"],
	references: [
		"https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
		"https://argo-workflows.readthedocs.io/en/latest/fields/#securitycontext",
		"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"
	],
	examples: [
		{
			title: "A step that builds an image",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # ✗`
		},
		{
			title: "A sidecar of a CronWorkflow that also has the node's disk",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        container:
          image: docker:27.3.1-cli
        sidecars:
          - name: dind
            image: docker:27.3.1-dind
            securityContext: {privileged: yes} # ✗ node-access
            volumeMounts:
              - {name: disk, mountPath: /host}
        volumes:
          - name: disk
            hostPath: {path: /}`
		},
		{
			title: "A pod with a user namespace, and one that a patch makes privileged",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  templates:
    - name: in-user-namespace
      podSpecPatch: '{"hostUsers": false}'
      container:
        image: quay.io/podman/stable:v5.2.5
        securityContext:
          privileged: true # ✗ user-namespace
    - name: patched
      podSpecPatch: |
        containers:
          - name: main
            securityContext:
              privileged: true # ✗
      script:
        image: alpine:3.20
        command: [sh]
        source: id`
		},
		{
			title: "The default of all containers, written once for two templates",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: one
  templateDefaults:
    container:
      securityContext:
        privileged: true # ✗
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A rootless build",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: moby/buildkit:v0.17.0-rootless
        securityContext:
          privileged: false
          runAsUser: 1000`
		},
		{
			title: "Keys that the cluster drops: a pod has no such field",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  securityContext:
    privileged: true
  templates:
    - name: build
      securityContext:
        privileged: true
      container:
        image: alpine:3.20
        securityContext:
          privileged: "{{workflow.parameters.privileged}}"`
		}
	],
	*check(manifest, project) {
		const shared = bySetting(containers(manifest, project), (container) => containerSetting(container, "securityContext", "privileged"));
		for (const { setting, by } of shared) {
			if (bool(setting.node) !== true) continue;
			const near = by.map(nodeAccess).find((what) => what !== void 0);
			const variant = near ? "node-access" : by.every(hasUserNamespace$1) ? "user-namespace" : void 0;
			const what = near ? ` Its pod has ${near} as well, so nothing is left between it and the node.` : "";
			yield {
				at: setting,
				...variant && { variant },
				message: `${titleOf(by)} runs privileged: whoever controls what runs in it controls the node.${what} ${advice$3(by)}`
			};
		}
	}
});
function hasUserNamespace$1({ pod }) {
	return bool(podSetting(pod, "hostUsers")?.node) === false;
}
function nodeAccess(container) {
	if (bool(podSetting(container.pod, "hostPID")?.node) === true) return "the node's processes (`hostPID`)";
	for (const mount of mounts(container)) {
		const volume = volumeNamed(text(get(mount, "name")) ?? "", container.pod);
		const path = text(get(volume?.node, "hostPath", "path"));
		if (path !== void 0) return `\`${path}\` of the node's file system`;
	}
}
function advice$3(by) {
	if (by.some(({ layers }) => layers.some(({ node }) => /(^|\/)docker:\S*dind/.test(text(get(node, "image")) ?? "")))) return "Docker in Docker cannot do without: build with rootless BuildKit, Kaniko or Buildah instead.";
	return "Drop `privileged`, or give the pod a user namespace with `hostUsers: false` in `podSpecPatch`.";
}

// src/rules/resource-manifest-injection.ts
/** Objects that give rights or run code. */
const powerful$1 = /^(?:(?:Cluster)?Role(?:Binding)?|Pod|Job|CronJob|Deployment|StatefulSet|DaemonSet|ReplicaSet|(?:Cron)?Workflow|(?:Cluster)?WorkflowTemplate|Sensor|ServiceAccount|Secret|\w+WebhookConfiguration)$/;
/** Keys whose value decides what runs, where and as whom. */
const decisive = /^[\s-]*["']?(?:kind|namespace|serviceAccountName|image|command)["']?\s*:/;
/** By level: in a value like any other, and where it decides what runs or who may do what. */
const severities = {
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
	whole: "is all of the manifest that is applied",
	flag: "becomes an option of the `kubectl` command that is run",
	selector: "becomes part of the condition that is waited for",
	location: "chooses where the manifest that is applied comes from"
};
const advice$2 = {
	manifest: "The manifest is parsed after that, so the text can end its value and add fields or objects, which are applied with the rights of the pod. Write `{{=toJson(…)}}` without quotes around it.",
	whole: "So it can be any object that the ServiceAccount of the pod may write. Write the manifest here and let the parameter fill a value of it.",
	flag: "It can be an option of its own, such as another namespace or another file to apply. Write the option here, or choose it from fixed ones.",
	selector: "It can make the step succeed or fail too early. Compare with a fixed value.",
	location: "So it can be any object that the ServiceAccount of the pod may write. Write the location here."
};
function* problems$1({ scalar: leaf, where }, manifest, template) {
	const found = tags(leaf);
	const power = where === "manifest" && found.length > 0 && isPowerful(leaf);
	for (const tag of found) {
		const source = sourceOf(where === "manifest" ? loose(tag, leaf) : tag.flows, {
			manifest,
			template
		});
		if (source.level === "constant") continue;
		const whole = where === "manifest" && isOnly(tag, leaf);
		const sink = whole ? "whole" : where;
		const name = template ? template.inline ? "an inline template" : `template \`${template.name}\`` : "`templateDefaults`";
		yield {
			at: tag.span,
			key: tag.body,
			variant: whole ? "whole-manifest" : source.level,
			severity: where === "selector" ? "low" : severities[source.level][power || source.fetched || where === "manifest" && decisive.test(lineBefore(tag, leaf)) ? 1 : 0] ?? "high",
			persona: source.level === "preset" || source.level === "output" ? "pedantic" : "regular",
			...source.limited && { confidence: "medium" },
			message: `${shown$1(tag)} ${effects[sink]} by ${name}, and its text comes from ${source.from}. ${advice$2[sink]}`,
			...source.at && { related: [{
				at: source.at,
				note: "The text comes from here."
			}] }
		};
	}
}
function isPowerful(leaf) {
	return powerful$1.test(text(get(embedded(leaf).root, "kind")) ?? /^kind:\s*["']?(\w+)/m.exec(leaf.value)?.[1] ?? "");
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
		...bySource
	},
	docs: `The \`manifest\` of a \`resource\` template is text: Argo replaces its tags, and only then it is parsed and applied with the ServiceAccount of the pod. A value with a line break, or with a quote that ends its string, adds fields, or after \`---\` whole objects. Whoever controls it writes to the cluster with rights that are not theirs. Quotes around the tag do not help. The same goes for \`flags\`, which become options of \`kubectl\`, and for the place that \`manifestFrom\` reads.

A value in an object that gives rights or runs code, or in a field such as \`namespace\`, \`image\` or \`serviceAccountName\`, weighs one step more; in \`successCondition\` and \`failureCondition\` it is only low. When the whole manifest is a parameter, the template applies anything for anyone who may call it.

Write \`{{=toJson(inputs.parameters.name)}}\` without quotes around it: the result is a JSON string, with its own quotes and escapes, which Argo accepts since 3.5. \`{{=asInt(…)}}\` does for numbers. Values that nobody can change are not reported; what callers in other files pass is not looked at.`,
	guide: ["S17-20"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/",
		"https://argo-workflows.readthedocs.io/en/latest/variables/",
		"https://cwe.mitre.org/data/definitions/74.html"
	],
	examples: [
		{
			title: "A library template applies what its caller writes",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: config
      inputs: {parameters: [{name: name}, {name: namespace}]}
      resource:
        action: create
        flags: ["--namespace={{inputs.parameters.namespace}}"] # ✗ submitter
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: "{{inputs.parameters.name}}" # ✗ submitter
    - name: anything
      inputs: {parameters: [{name: manifest}]}
      resource:
        action: apply
        manifest: "{{inputs.parameters.manifest}}" # ✗ whole-manifest
`
		},
		{
			title: "A workflow applies its parameters and the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: preview-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: branch}, {name: image, value: "registry.example.com/app:1"}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: start
            template: start
            arguments: {parameters: [{name: size, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo 1Gi}
    - name: start
      inputs: {parameters: [{name: size}]}
      resource:
        action: create
        successCondition: metadata.labels.branch == {{workflow.parameters.branch}} # ✗ argument
        manifest: |
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata:
            generateName: preview-
            labels:
              image: {{workflow.parameters.image}} # ✗ preset
          spec:
            accessModes: [ReadWriteOnce]
            resources: {requests: {storage: "{{inputs.parameters.size}}"}} # ✗ output
`
		},
		{
			title: "A sensor names what is created",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-branch}
spec:
  dependencies: [{name: branch, eventSourceName: github, eventName: branch}]
  triggers:
    - template:
        name: preview
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: preview-}
              spec:
                entrypoint: preview
                arguments: {parameters: [{name: branch, value: none}]}
                templates:
                  - name: preview
                    resource:
                      action: create
                      manifest: |
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: preview-{{workflow.parameters.branch}} # ✗ event
          parameters:
            - src: {dependencyName: branch, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "The values arrive as JSON strings and numbers",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: scale}
spec:
  templates:
    - name: scale
      inputs: {parameters: [{name: name}, {name: replicas}]}
      resource:
        action: patch
        manifest: |
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: {{=toJson(inputs.parameters.name)}}
          spec:
            replicas: {{=asInt(inputs.parameters.replicas)}}
`
		},
		{
			title: "Nobody can choose the name of the workflow, nor what its only caller says",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: mark-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: mark
            template: mark
            arguments: {parameters: [{name: color, value: green}]}
    - name: mark
      inputs: {parameters: [{name: color}]}
      resource:
        action: create
        setOwnerReference: true
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: {{workflow.name}}
          data:
            color: "{{inputs.parameters.color}}"
`
		}
	],
	*check(manifest) {
		if (!mayUseTags(manifest)) return;
		const holders = templates(manifest).filter(({ type }) => type === "resource");
		for (const template of [void 0, ...holders]) {
			const resource = get(template?.node ?? get(manifest.spec, "templateDefaults"), "resource");
			if (resource) for (const sink of sinks(resource)) yield* problems$1(sink, manifest, template);
		}
	}
});

// src/argo/user.ts
/** Which user a security context asks for; `unknown` when a tag or a template decides. */
function userOf(runAsUser) {
	const written = text(runAsUser?.node);
	if (written === void 0) return void 0;
	if (isUnknown(written)) return "unknown";
	const id = integer(runAsUser?.node) ?? (/^\d+$/.test(written) ? Number(written) : void 0);
	return id === void 0 ? "unknown" : id === 0 ? "root" : "other";
}
/** Whether a security context keeps its containers from running as root, or an unknown value may do so. */
function saysNonRoot(runAsNonRoot, runAsUser) {
	const user = userOf(runAsUser);
	if (user === "other" || user === "unknown") return true;
	return bool(runAsNonRoot?.node) === true || isUnknown(text(runAsNonRoot?.node) ?? "");
}
/** Whether a seccomp profile filters anything. */
function isSeccompOn(type) {
	return ["RuntimeDefault", "Localhost"].includes(text(type?.node) ?? "");
}

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
	docs: `
Containers run as the user of their image, which mostly is root, unless a security context says otherwise. Root in a
container is one kernel bug, one mounted path or one capability away from root on the node, and it may rewrite
whatever the pod mounts.

Set \`securityContext: {runAsNonRoot: true, runAsUser: 8737}\` at \`spec\`, or once for all workflows in the
controller's \`workflowDefaults\`. Both fields: with \`runAsNonRoot\` alone the kubelet refuses to start Argo's own
containers, because the image of the executor names no user (but for its \`-nonroot\` tags, Argo 3.7 and later).

What is missing is said once for a manifest. Defaults of the controller's ConfigMap, when it is among the files, and
of the WorkflowTemplate that a workflow names count. Templates of types \`resource\`, \`http\` and \`plugin\` run Argo's
own image as a user without rights and are left out; so are pods for Windows and pods with a user namespace. The user
of an image cannot be seen: on OpenShift, which gives each namespace a user, switch this rule off.

A spec that protects a WorkflowTemplate does not protect its templates when others call them by \`templateRef\`: only
what stands on the template itself goes with it.`,
	guide: ["S29", "S30"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"],
	examples: [
		{
			title: "Nothing is said",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ nonroot-missing
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: other
      container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "Root is asked for",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737}
    templates:
      - name: main
        securityContext:
          runAsUser: 0 # ✗ explicit-root
        initContainers:
          - name: own
            image: alpine:3.20
            securityContext: {runAsUser: 1000}
        container: {image: "alpine:3.20", command: [id]}
      - name: chown
        initContainers:
          - name: chown
            image: alpine:3.20
            securityContext:
              runAsNonRoot: false
              runAsUser: 0 # ✗ root-set-up
        container: {image: "alpine:3.20", command: [id]}
      - name: patched
        podSpecPatch: |
          containers:
            - {name: main, securityContext: {runAsNonRoot: false, runAsUser: "0"}} # ✗ explicit-root
        container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "A sidecar that the main container does not protect",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata:
  name: builds
spec: # ✗ nonroot-missing
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {runAsNonRoot: true, runAsUser: 1000}
      sidecars:
        - name: proxy
          image: envoyproxy/envoy:v1.32.1`
		},
		{
			title: "A switch without a number, which keeps the pod from starting",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true # ✗ nonroot-without-uid
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`
		},
		{
			title: "A template that leaves its protection behind",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: print
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec: # ✗ lost-by-reference
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`
		},
		{
			title: "A user for all pods, and templates that run none",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {runAsUser: "{{workflow.parameters.user}}"}
      script: {image: "alpine:3.20", command: [sh], source: id}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: wait-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: a, template: pause}], [{name: b, template: call}]]
    - {name: pause, suspend: {}}
    - {name: call, http: {url: "https://example.org"}}`
		},
		{
			title: "The controller's defaults protect all workflows",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  workflowDefaults: |
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: 8737}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`
		}
	],
	*check(manifest, project) {
		const own = [...containers(manifest, project)].filter((container) => !isWindows(container.pod));
		yield* explicit(own);
		yield* explicitForPods(pods(manifest, project).filter((pod) => !pod.template && pod.containers.length === 0));
		if (!isWhole(manifest)) return;
		yield* missing(manifest, project, own);
		yield* withoutUser(manifest, project);
	}
});
function isWindows(pod) {
	return text(podSetting(pod, "nodeSelector", "kubernetes.io/os")?.node) === "windows";
}
/** The setting that makes a container run as root. A kubelet that must not start root starts nothing. */
function rootSetting(setting) {
	const user = setting("runAsUser");
	const nonRoot = setting("runAsNonRoot");
	if (userOf(user) === "root") return bool(nonRoot?.node) === true ? void 0 : user;
	return bool(nonRoot?.node) === false && user === void 0 ? nonRoot : void 0;
}
function* explicit(own) {
	for (const { setting, by } of bySetting(own, (container) => rootSetting((field) => securitySetting(container, field)))) yield {
		at: setting,
		variant: by.every(({ role, pod }) => role === "init" || hasUserNamespace(pod)) ? "root-set-up" : "explicit-root",
		message: `${titleOf(by)} runs as root because this asks for it. ${harm}`
	};
}
const harm = "Root needs one more flaw to take the node over: set `runAsNonRoot: true` and a numeric `runAsUser` such as 8737.";
/** A fragment without containers: what it sets is in force for those of others. */
function* explicitForPods(own) {
	for (const { setting, by } of bySetting(own, (pod) => rootSetting((field) => podSetting(pod, "securityContext", field)))) yield {
		at: setting,
		variant: "explicit-root",
		message: `Pods of ${sourceOf$1(by)} run as root because this asks for it. ${harm}`
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
		message: `Pods of ${sourceOf$1(here.map(({ pod }) => pod))} may run as root: no security context keeps ${rest(here)} from it. Set \`securityContext: {runAsNonRoot: true, runAsUser: 8737}\` here, and in templates that have a \`securityContext\` of their own.`
	};
	if (foreign.length > 0) yield {
		at,
		variant: "lost-by-reference",
		message: `Pods of ${sourceOf$1(foreign.map(({ pod }) => pod))}, called by \`templateRef\`, may run as root here: the context at the \`spec\` of its WorkflowTemplate does not come with it. Set one here, or on the template itself.`
	};
}
/** Whether the template's own context replaces one that would protect it: `template-drops-security-context` says so. */
function dropsUser({ layers: { spec } }) {
	return saysNonRoot(effective(spec, "securityContext", "runAsNonRoot"), effective(spec, "securityContext", "runAsUser"));
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
	if (project.configs.some(givesExecutorUser)) return;
	const bare = pods(manifest, project).filter((pod) => makesPod(pod.template?.type) && !isWindows(pod)).filter((pod) => ["root", void 0].includes(userOf(podSetting(pod, "securityContext", "runAsUser"))));
	for (const { setting, by } of bySetting(bare, (pod) => podSetting(pod, "securityContext", "runAsNonRoot"))) {
		if (bool(setting.node) !== true) continue;
		yield {
			at: setting,
			variant: "nonroot-without-uid",
			message: `Pods of ${sourceOf$1(by)} will not start unless the controller runs its executor as a numbered user: \`runAsNonRoot\` governs Argo's own containers too, and their image names no user. Set a numeric \`runAsUser\`, such as 8737, beside it.`
		};
	}
}
/** A controller that runs its executor as somebody by itself. */
function givesExecutorUser({ root }) {
	const executor = controllerSettings(root).get("executor")?.value;
	return (text(get(executor, "image")) ?? "").includes("nonroot") || get(executor, "securityContext", "runAsUser") !== void 0;
}

// src/argo/code.ts
const known$5 = /* @__PURE__ */ new WeakMap();
/** Every place of a manifest where tags become code. Environment variables and other arguments are data. */
function codeOf(manifest) {
	let found = known$5.get(manifest);
	if (!found) {
		const finder = new Finder();
		if (manifest.spec && mayUseTags(manifest)) finder.spec(manifest, manifest.spec);
		known$5.set(manifest, found = finder);
	}
	return found;
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
	spec(manifest, spec) {
		for (const template of templates(manifest)) if (!runsNothing.has(template.type) && mayUseTags({
			file: manifest.file,
			root: template.node
		})) this.template(template.node, template);
		const defaults = mapping(get(spec, "templateDefaults"));
		if (defaults) this.template(defaults, void 0);
	}
	template(node, template) {
		for (const { node: container, name } of containersOf(node)) {
			const where = `container \`${name}\``;
			this.argv(argvOf(container), where, template);
			this.execs(container, where, template);
		}
		const script = mapping(get(node, "script"));
		if (script) this.script(script, template);
		this.artifacts(node, template);
	}
	/** Commands that the kubelet runs in a container. */
	execs(container, where, template) {
		for (const path of [
			["lifecycle", "postStart"],
			["lifecycle", "preStop"],
			["startupProbe"],
			["readinessProbe"],
			["livenessProbe"]
		]) {
			const command = get(getAt(container, path), "exec", "command");
			if (command) this.argv(items(command).map((item) => scalar(item)), `the ${path.at(-1)} of ${where}`, template);
		}
	}
	/** Argo runs `command`, then `args`, then the path of the file that it writes `source` to. */
	script(script, template) {
		this.execs(script, "the script", template);
		const leaves = argvOf(script);
		this.argv(leaves, "the command of the script", template);
		const source = scalar(get(script, "source"));
		if (tags(source).length === 0) return;
		const words = wordsOf(leaves.map((leaf) => leaf?.value ?? "")).map((word) => word.text);
		if (words.includes("hera.workflows.runner")) return;
		const language = languageOf(words[commandAt(words)] ?? "") ?? words.map(languageOf).find((found) => found !== void 0);
		this.add(source, language ?? "unknown", language !== void 0, `the ${program(language)}`, template);
	}
	/** An argument vector, item by item. */
	argv(leaves, where, template) {
		if (!leaves.some((leaf) => tags(leaf).length > 0)) return;
		const words = leaves.map((leaf) => leaf?.value ?? "");
		const at = commandAt(words);
		const command = leaves[at];
		const [tag] = tags(command);
		const only = tag !== void 0 && command !== void 0 && isOnly(tag, command);
		if (only) this.add(command, "unknown", true, `the command of ${where}`, template);
		const found = codeIn(words).filter(({ index }) => !only || index !== at);
		for (const { index, language, sure } of found) this.add(leaves[index], language, sure, `the ${program(language)} in ${where}`, template);
		if (found.length === 0 && optionful.has(basename$1(words[at] ?? ""))) this.options(leaves.slice(at), template);
	}
	options(leaves, template) {
		const command = basename$1(leaves[0]?.value ?? "");
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
	artifacts(node, template) {
		for (const artifact of items(get(node, "inputs", "artifacts"))) {
			const data = scalar(get(artifact, "raw", "data"));
			if (!data || tags(data).length === 0) continue;
			const path = text(get(artifact, "path")) ?? "";
			const run = [...containersOf(node)].flatMap(({ node: container }) => argvOf(container).map((leaf) => leaf?.value ?? ""));
			const extension = languageOfFile(path);
			const at = run.indexOf(path);
			const language = extension ?? languageOf(run[at - 1] ?? "") ?? (at >= 0 ? "unknown" : void 0);
			if (language) this.add(data, language, at >= 0, `the file \`${path}\`, which is a program,`, template);
		}
	}
	add(leaf, language, sure, what, template) {
		const found = tags(leaf);
		const [first] = found;
		if (!leaf || !first) return;
		this.code.push({
			scalar: leaf,
			tags: found,
			language,
			sure,
			what: what + ofTemplate(template),
			template,
			whole: isOnly(first, leaf)
		});
	}
};
function ofTemplate(template) {
	if (!template) return " of `templateDefaults`";
	return template.inline ? " of an inline template" : ` of template \`${template.name}\``;
}
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
		name: text(get(node, "name")) ?? ""
	};
}
function argvOf(container) {
	return [...items(get(container, "command")), ...items(get(container, "args"))].map((item) => scalar(item));
}

// src/rules/script-injection.ts
/** What to do instead, where the language has a usual way. */
const advice$1 = {
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
function* problems(code, tag, manifest) {
	const flows = code.language === "python" || code.language === "javascript" ? loose(tag, code.scalar) : tag.flows;
	const source = sourceOf(flows, {
		manifest,
		template: code.template
	});
	const place = {
		at: tag.span,
		key: tag.body,
		...related(source),
		...doubt(code, source)
	};
	if (code.whole && (source.level !== "constant" || flows.some(({ path }) => path[0] === "inputs" && path[1] === "parameters"))) yield {
		...place,
		variant: "whole-command",
		...wholeGrades[source.level],
		message: `${shown$1(tag)} is all of ${code.what}, so whatever text it holds is run: ${source.level === "constant" ? "here the calls in this file give fixed text" : `that text comes from ${source.from}`}. It runs with the ServiceAccount and volumes of the pod. If only a few commands are meant, write those here and let the parameter choose between them.`
	};
	else if (source.level !== "constant") yield {
		...place,
		variant: source.level,
		...code.language === "query" && cap(source),
		...source.fetched && { severity: "medium" },
		message: `${shown$1(tag)} becomes part of ${code.what}, and its text comes from ${source.from}. Argo pastes it in before the program starts: quotes around it do not help, what the text says is run. ${advice$1[code.language] ?? "Put the tag into `env` and let the program read the variable."}`
	};
}
function related({ at }) {
	return at ? { related: [{
		at,
		note: "The text comes from here."
	}] } : {};
}
function doubt({ sure, whole }, { limited }) {
	return { confidence: sure || whole ? limited ? "medium" : "high" : limited ? "low" : "medium" };
}
function cap({ level }) {
	return level === "output" ? {} : { severity: "medium" };
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
		}
	},
	docs: `Argo replaces \`{{…}}\` in the text of a template before anything runs. The value is not quoted for the language around it: in a shell script \`$(…)\`, \`;\` and quotes in it act as if the author had written them, inside of quotes and in comments too. Whoever controls the value runs code with the ServiceAccount, the secrets and the volumes of that pod. How bad it is depends on who that is; each case of the table names one. Values that nobody can change are not reported: names and states of Argo itself, literal lists, and inputs that every caller in the file fills with fixed text. What callers in other files pass is not looked at.

An inline template is filled in together with the template around it, so an input of that one counts there, before an input of its own.

Code is \`script.source\`; the text after \`sh -c\`, \`python -c\`, \`node -e\` and their like in \`command\` and \`args\` of every container, probe and lifecycle hook; and raw artifacts that are run. Other arguments and \`env\` are data. \`enum\` is only what the UI offers, nothing enforces it, so it lowers the confidence and not the level.

Put the tag into \`env\` and read the variable, quoted, in the program; or pass it as a positional argument after the script: \`[sh, -c, 'echo "$1"', --, "{{…}}"]\`. \`{{=asInt(…)}}\`, hashes and \`{{=sprig.b64enc(…)}}\` let nothing dangerous through; \`{{=toJson(…)}}\` outside of quotes is a safe literal in Python and JavaScript, but not in a shell.`,
	guide: ["S17-20", "S41"],
	references: [
		"https://argo-workflows.readthedocs.io/en/latest/variables/",
		"https://github.com/argoproj/argo-workflows/issues/5061",
		"https://cwe.mitre.org/data/definitions/78.html"
	],
	examples: [
		{
			title: "A library template pastes its input into shell and Python programs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -euc]
        args: ["echo '{{inputs.parameters.message}}' | tee /tmp/out"] # ✗ submitter
    - name: count
      inputs: {parameters: [{name: message}]}
      script:
        image: python:3.13
        command: [python]
        source: |
          text = "{{inputs.parameters.message}}" # ✗ submitter
          print(len(text))
    - name: anything
      inputs: {parameters: [{name: script}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: "{{inputs.parameters.script}}" # ✗ whole-command
`
		},
		{
			title: "An inline template uses an input of the template around it, and expressions use all inputs",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: message}]}
      dag:
        tasks:
          - name: greet
            inline:
              script:
                image: alpine:3.20
                command: [sh]
                source: |
                  echo '{{inputs.parameters.message}}' # ✗ submitter
                  echo '{{=toJson(inputs)}}' # ✗ submitter
                  echo '{{=$env["inputs"].parameters.message}}' # ✗ submitter
                  echo '{{=sprig.b64dec(sprig.b64enc(inputs.parameters.message))}}' # ✗ submitter
          - name: split
            inline:
              container:
                image: alpine:3.20
                command: [env, -S, "sh -c 'echo {{inputs.parameters.message}}'"] # ✗ submitter
          - name: eval
            inline:
              container:
                image: node:22-alpine
                command: [node, "--eval=console.log('{{inputs.parameters.message}}')"] # ✗ submitter
`
		},
		{
			title: "A sensor submits a workflow that stands in it as text",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: nightly}
spec:
  triggers:
    - template:
        name: nightly
        argoWorkflow:
          source:
            inline: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: nightly-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: day}]}
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      command: [sh, -c]
                      args: ["report {{workflow.parameters.day}}"] # ✗ argument
`
		},
		{
			title: "A workflow pastes its parameters and the output of a step",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: branch
      - {name: registry, value: registry.example.com}
  templates:
    - name: main
      steps:
        - - name: version
            template: version
        - - name: build
            template: build
            arguments: {parameters: [{name: tag, value: "{{steps.version.outputs.result}}"}]}
    - name: version
      script:
        image: alpine/git:2.47.2
        command: [sh]
        source: |
          git ls-remote origin {{workflow.parameters.branch}} # ✗ argument
    - name: build
      inputs: {parameters: [{name: tag}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            ./build.sh --to {{workflow.parameters.registry}} # ✗ preset
            ./publish.sh {{inputs.parameters.tag}} # ✗ output
`
		},
		{
			title: "A sensor fills a parameter of the workflow that it submits",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
    - template:
        name: answer
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: answer
                arguments: {parameters: [{name: text, value: none}]}
                templates:
                  - name: answer
                    script:
                      image: alpine:3.20
                      command: [sh]
                      source: echo "{{workflow.parameters.text}}" # ✗ event
          parameters:
            - src: {dependencyName: comment, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value
`
		},
		{
			title: "A value may be an option of a command that can do much with options",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: clone}
spec:
  templates:
    - name: clone
      inputs: {parameters: [{name: url}]}
      container:
        image: alpine/git:2.47.2
        command: [git, clone]
        args: ["{{inputs.parameters.url}}", /src] # ✗ argument-flag
    - name: clone-safely
      inputs: {parameters: [{name: url}]}
      container:
        image: alpine/git:2.47.2
        command: [git, clone, --]
        args: ["{{inputs.parameters.url}}", /src]
`
		},
		{
			title: "Values come in as environment variables and positional arguments",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ['echo "$MESSAGE" "$1"', --, "{{inputs.parameters.message}}"]
        env: [{name: MESSAGE, value: "{{inputs.parameters.message}}"}]
    - name: count
      inputs: {parameters: [{name: message}, {name: times}]}
      script:
        image: python:3.13
        command: [python]
        source: |
          print({{=toJson(inputs.parameters.message)}} * {{=asInt(inputs.parameters.times)}})
    - name: show
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [echo]
        args: ["{{inputs.parameters.message}}"]
`
		},
		{
			title: "Nobody can choose the text of these tags, and others are not from Argo",
			yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: hello-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: hello
            template: hello
            arguments: {parameters: [{name: name, value: "{{item}}"}]}
            withItems: [Ada, Grace]
    - name: hello
      inputs: {parameters: [{name: name}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          echo "{{inputs.parameters.name}} in {{workflow.name}}"
          podman info --format '{{.Host.OS}}'
          echo '\${{ github.head_ref }} {{ user }}'
`
		}
	],
	*check(manifest) {
		const { code, arguments: flags } = codeOf(manifest);
		for (const part of code) for (const tag of part.tags) yield* problems(part, tag, manifest);
		for (const { tag, command, template } of flags) {
			const source = sourceOf(tag.flows, {
				manifest,
				template
			});
			if (source.level === "constant") continue;
			const message = `${shown$1(tag)} is an argument of \`${command}\` and comes from ${source.from}. Text that begins with \`-\` becomes an option of \`${command}\`, and some of its options run commands or write files. Put \`--\` before it.`;
			yield {
				at: tag.span,
				key: tag.body,
				variant: "argument-flag",
				message,
				...related(source)
			};
		}
	}
});

// src/argo/exposure.ts
/** What the files put in front of an Argo Server: Services of an outer type, Ingresses, Routes and HTTPRoutes. */
function exposures(server, project) {
	const { root, namespace } = server.manifest;
	const labels = get(root, "spec", "template", "metadata", "labels");
	const near = entrances(project).filter(({ manifest: one }) => !one.namespace || !namespace || one.namespace === namespace);
	const services = near.filter(({ selector }) => selector && selects(selector, labels));
	const names = /* @__PURE__ */ new Set(["argo-server", ...services.map(({ manifest }) => manifest.name)]);
	const found = [];
	for (const { manifest, outer } of services) if (outer) found.push({
		manifest,
		at: outer,
		tls: false
	});
	for (const { manifest, backends, tls } of near) {
		const backend = backends.find(({ name }) => names.has(name));
		if (backend) found.push({
			manifest,
			at: backend.at,
			tls
		});
	}
	return found;
}
const known$4 = /* @__PURE__ */ new WeakMap();
function entrances(project) {
	let all = known$4.get(project);
	if (!all) known$4.set(project, all = project.manifests.flatMap(describe));
	return all;
}
function describe(manifest) {
	const { kind, root } = manifest;
	const spec = get(root, "spec");
	if (kind === "Service") {
		const selector = pairs(get(spec, "selector")).map((entry) => [keyOf$1(entry) ?? "", text(entry.value)]);
		const outer = outerType(manifest);
		return [{
			manifest,
			selector,
			...outer && { outer },
			backends: [],
			tls: false
		}];
	}
	const backends = backendsOf(kind, spec).flatMap((at) => at ? [{
		at,
		name: text(at) ?? ""
	}] : []);
	return backends.length > 0 ? [{
		manifest,
		backends,
		tls: kind === "HTTPRoute" || !isNull(pair(spec, "tls")?.value)
	}] : [];
}
/** Whether a selector fits the labels of a server's pods; where a patch has none, those that Argo ships. */
function selects(selector, labels) {
	return selector.length > 0 && selector.every(([key, wanted]) => (labels ? text(get(labels, key)) : "argo-server") === wanted);
}
/** The type of a Service that is reached from outside, unless it is for the own network or for some addresses only. */
function outerType(service) {
	const type = get(service.root, "spec", "type");
	const internal = pairs(get(service.root, "metadata", "annotations")).some((entry) => /internal/i.test(`${keyOf$1(entry) ?? ""}=${text(entry.value) ?? ""}`));
	const limited = items(get(service.root, "spec", "loadBalancerSourceRanges")).length > 0;
	return !internal && !limited && ["LoadBalancer", "NodePort"].includes(text(type) ?? "") ? type : void 0;
}
function backendsOf(kind, spec) {
	switch (kind) {
		case "Ingress": {
			const paths = items(get(spec, "rules")).flatMap((rule) => items(get(rule, "http", "paths")).map((path) => get(path, "backend")));
			return [
				get(spec, "defaultBackend"),
				get(spec, "backend"),
				...paths
			].map((backend) => get(backend, "service", "name") ?? get(backend, "serviceName"));
		}
		case "Route": return [get(spec, "to", "name")];
		case "HTTPRoute": return items(get(spec, "rules")).flatMap((rule) => items(get(rule, "backendRefs")).map((backend) => get(backend, "name")));
		default: return [];
	}
}

// src/rules/server-anonymous-auth.ts
var server_anonymous_auth_default = defineRule({
	id: "server-anonymous-auth",
	title: "Argo Server lets strangers act as its ServiceAccount",
	category: "server",
	severity: "high",
	confidence: "high",
	persona: "regular",
	variants: {
		anonymous: { when: "an authentication mode is `server` or `hybrid`" },
		exposed: {
			when: "that server can be reached from outside by a Service, Ingress or Route among the files",
			severity: "critical"
		},
		default: { when: "no mode is given and the version is one whose default is `server` (before 3.1)" }
	},
	docs: `
In the mode \`server\`, a caller who sends no token acts as the ServiceAccount of the Argo Server. That one may usually create workflows, which is the right to run any pod in the namespaces that it serves, and read logs and artifacts.

Modes add up: a request without a token that fits another mode falls through to \`server\`. So \`--auth-mode=sso --auth-mode=server\` is open to everybody, and so is \`hybrid\`, which is \`client\` and \`server\`. Signatures of webhooks are moot then too, since a post whose signature does not match goes on as an anonymous one.

Remove \`server\`, replace \`hybrid\` by \`client\`, and let people in by \`sso\` or with tokens of their own. Without any mode the default is \`client\`; before 3.1.0 it was \`server\` (the documentation says 3.0, the tags of 3.0 say otherwise).

The variable \`ARGO_AUTH_MODE\` counts as well. Flags do not replace it: Argo sets the variable's value first and then adds those of the flags.`,
	guide: ["S35", "S41"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/", "https://argo-workflows.readthedocs.io/en/latest/security/#argo-server-security"],
	examples: [
		{
			title: "The mode in one word, in two, and beside others",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [argo]
          args:
            - server
            - --auth-mode
            - client
            - --auth-mode
            - hybrid # ✗ anonymous`
		},
		{
			title: "A variable counts beside a flag",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client]
          env:
            - name: ARGO_AUTH_MODE
              value: server # ✗ anonymous`
		},
		{
			title: "An anonymous server behind a load balancer, started by a shell",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [sh, -c]
          args:
            - |
              update-ca-certificates
              exec argo server \\
                --auth-mode=server # ✗ exposed
---
apiVersion: v1
kind: Service
metadata: {name: argo-ui, namespace: argo}
spec:
  type: LoadBalancer
  selector: {app: argo-server}`
		},
		{
			title: "A version that lets everybody in by default",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v3.0.10
          args: [server] # ✗ default`
		},
		{
			title: "Tokens and single sign-on",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode, sso, --auth-mode=client]`
		},
		{
			title: "The default of today, and the server of another project",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.1.0
          args: [server, --namespaced]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-server, labels: {app.kubernetes.io/part-of: argocd}}
spec:
  template:
    spec:
      containers:
        - name: argocd-server
          image: quay.io/argoproj/argocd:v2.11.0
          args: [/usr/local/bin/argocd-server, --insecure, --auth-mode=server]`
		}
	],
	*check(manifest, project) {
		for (const server of installed(manifest, project)) if (server.part === "server") yield* judge$3(server, project);
	}
});
/** What to take away so that a mode is gone: a flag of two words holds on to the word after it. */
function removal(at, { node, manifest: { file } }) {
	const env = get(node, "env");
	if (env && env.start <= at.start && at.start < env.end) return "Remove the variable";
	return file.text.slice(at.start, at.end).includes("auth-mode") ? "Remove this flag" : "Remove the flag `--auth-mode` before it together with this value";
}
function* judge$3(server, project) {
	const modes = authModes(server);
	const open = modes.filter(({ value }) => value === "server" || value === "hybrid");
	const related = exposures(server, project).slice(0, 3).map(({ at, manifest }) => ({
		at,
		manifest,
		note: "Lets callers from outside reach the server"
	}));
	const exposed = related.length > 0;
	for (const { value, at } of open) yield {
		at,
		variant: exposed ? "exposed" : "anonymous",
		related,
		key: value,
		message: `The authentication mode \`${value}\` lets callers without a token act as the Argo Server's ServiceAccount${exposed ? ", and the server can be reached from outside" : ""}. Whoever reaches it can do what that ServiceAccount may, usually run workflows. ${value === "hybrid" ? "Use `client` instead" : modes.length > open.length ? removal(at, server) : "Use `client` or `sso` instead"}.`
	};
	if (modes.length > 0 || !server.whole || !server.version || since(server.version, 3, 1)) return;
	yield {
		at: get(server.node, "args") ?? get(server.node, "image") ?? server.node,
		variant: "default",
		related,
		...exposed && { severity: "critical" },
		message: `Argo ${formatVersion(server.version)} authenticates nobody unless it is told to: without \`--auth-mode\` callers act as the server's ServiceAccount. Upgrade to 3.1 or later, or add \`--auth-mode=client\`.`
	};
}

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
	docs: `
People send the Argo Server their tokens, and it sends them logs, parameters and artifacts. Without TLS, everybody on the way reads them: other pods on the node's network, and whatever lies between an Ingress and the server.

Argo Server uses TLS unless \`--secure=false\`, \`-e=false\` or \`ARGO_SECURE=false\` says otherwise. Remove that, set \`readinessProbe.httpGet.scheme: HTTPS\`, and tell what stands in front of the server to speak HTTPS to it (for the NGINX Ingress, \`nginx.ingress.kubernetes.io/backend-protocol: HTTPS\`).

\`--secure\` is a boolean flag, so the two words \`--secure\`, \`false\` leave TLS on: nothing is reported for them.

Without \`--tls-certificate-secret-name\` (3.4.5 and later) the server makes a certificate that nobody can check, and clients learn to skip the check. \`--insecure-skip-verify\` in a client gives its token to whoever answers.`,
	guide: ["S34"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/tls/", "https://argo-workflows.readthedocs.io/en/latest/security/#argo-server-security"],
	examples: [
		{
			title: "TLS is off, by a flag, its shorthand and a variable",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --secure=false # ✗ plain
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, -e=false] # ✗ plain
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SECURE, value: "false"} # ✗ plain
            - {name: TLS_MIN_VERSION, value: "769"} # ✗ weak-version`
		},
		{
			title: "An Ingress ends TLS in front of the server",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [sh, -c, 'argo server --secure=false --auth-mode=client'] # ✗ terminated
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo-server}
spec:
  tls: [{hosts: [argo.example.org], secretName: argo-tls}]
  rules:
    - host: argo.example.org
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}`
		},
		{
			title: "A version that uses no TLS by itself",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v2.12.13
          args: [server] # ✗ default`
		},
		{
			title: "A client that skips the check, and a server that makes it",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --watch, --insecure-skip-verify, job.yaml] # ✗ unverified
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server] # ✗ self-signed`
		},
		{
			title: "TLS with a certificate of its own",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --tls-certificate-secret-name=argo-server-tls]
          env:
            - {name: TLS_MIN_VERSION, value: "772"}`
		},
		{
			title: "Two words that do not switch TLS off, and a flag that counts before a variable",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --tls-certificate-secret-name=tls, --secure, "false"]
          env:
            - {name: ARGO_SECURE, value: "false"}`
		}
	],
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
		message: `The Argo Server is told to talk plain HTTP, so tokens, logs and parameters can be read ${shield ? `between ${shield.name} and the server` : "on their way"}. Remove it, and let probes and proxies use HTTPS.`
	};
	const least = server.env.get("TLS_MIN_VERSION");
	if (least && /^(?:768|769|770)$/.test(least.text)) yield {
		at: least.at,
		variant: "weak-version",
		message: `\`TLS_MIN_VERSION\` of ${least.text} lets clients talk SSL 3, TLS 1.0 or TLS 1.1, which can be broken. Remove it: Argo then asks for TLS 1.2.`
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
		message: `Argo ${formatVersion(version)} uses no TLS unless it is told to, so tokens, logs and parameters can be read on their way. Upgrade; until then add \`--secure\`.`
	};
	else if (since(version, 3, 5) && !shielded && !flag(server, "tls-certificate-secret-name")) yield {
		at,
		variant: "self-signed",
		message: "The Argo Server makes its own certificate at each start, so clients cannot tell it from another machine and have to skip the check. Name a Secret with a real one in `--tls-certificate-secret-name`."
	};
}
/** What ends TLS in front of a server. */
function shieldOf(server, project) {
	const metadata = get(server.manifest.root, "spec", "template", "metadata");
	for (const holder of ["annotations", "labels"]) {
		if (text(get(metadata, holder, "linkerd.io/inject")) === "enabled") return { name: "the mesh" };
		if (text(get(metadata, holder, "sidecar.istio.io/inject")) === "true") return { name: "the mesh" };
	}
	const exposure = exposures(server, project).find(({ tls }) => tls);
	return exposure && {
		name: `${exposure.manifest.kind} \`${exposure.manifest.name}\``,
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
		const skip = clientFlags(node)?.findLast((one) => one.name === "insecure-skip-verify");
		if (skip && parseBool(skip.value)) yield {
			at: skip.at,
			variant: "unverified",
			message: `Container \`${name}\` calls the Argo Server without a check of its certificate, so it gives its token to whatever answers. Give the server a certificate that can be checked, and remove the flag.`
		};
	}
}

// src/rules/sso-without-rbac.ts
var sso_without_rbac_default = defineRule({
	id: "sso-without-rbac",
	title: "All SSO users act with the server's own ServiceAccount",
	category: "server",
	severity: "high",
	confidence: "high",
	persona: "regular",
	docs: `
Single sign-on tells the Argo Server who a user is. What the user may do is another question, which only \`sso.rbac.enabled: true\` asks: the server then looks for a ServiceAccount whose \`workflows.argoproj.io/rbac-rule\` matches the user's groups, and acts as that one. Without it, everybody who can log in at the identity provider acts as the ServiceAccount of the server, which may usually create workflows, read their logs and delete them in every namespace that it serves.

Add \`rbac: {enabled: true}\` under \`sso\`, and annotate a ServiceAccount for each group of users first: users whom no rule matches are locked out.

The server reads \`sso\` only in the authentication mode \`sso\`. Where its Deployment is among the files and does not have that mode, nothing is reported; where no Deployment is there, the finding is less certain.`,
	guide: ["S35"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/#sso-rbac"],
	examples: [
		{
			title: "Everybody with an account gets the same rights",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: | # ✗
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    redirectUrl: https://argo.example.org/oauth2/callback`
		},
		{
			title: "Switched off in the form with one key, with the server that uses it",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: https://login.example.org
      clientId: {name: argo-sso, key: client-id}
      clientSecret: {name: argo-sso, key: client-secret}
      rbac:
        enabled: false # ✗
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=client, --auth-mode=sso]`
		},
		{
			title: "Each user acts as the ServiceAccount of a group",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-sso, key: client-id}
    clientSecret: {name: argo-sso, key: client-secret}
    rbac:
      enabled: true`
		},
		{
			title: "A server that lets nobody in by SSO",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode, client]`
		},
		{
			title: "A patch that only adds scopes",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    scopes: [groups]`
		}
	],
	*check({ root }, project) {
		if (!isControllerConfig(root)) return;
		const setting = controllerSettings(root).get("sso");
		const sso = setting?.value;
		if (!setting || isNull(get(sso, "issuer"))) return;
		const enabled = get(sso, "rbac", "enabled");
		if (bool(enabled) || isUnknown(text(enabled) ?? "")) return;
		const used = isUsed(project);
		if (used === false) return;
		yield {
			at: enabled ?? setting.key,
			...used === void 0 && { confidence: "medium" },
			message: "SSO is configured without `rbac.enabled: true`. Everybody who can log in acts as the ServiceAccount of the Argo Server, with all its rights. Add `rbac: {enabled: true}` under `sso`, after annotating a ServiceAccount for each group of users."
		};
	}
});
/** Whether a server lets users in by SSO; nothing when no file says it. */
function isUsed(project) {
	const servers = project.manifests.flatMap((manifest) => installed(manifest, project)).filter(({ part }) => part === "server");
	if (servers.flatMap((server) => authModes(server).map(({ value }) => value)).some((mode) => mode === "sso" || isUnknown(mode))) return true;
	return servers.length > 0 && servers.every((server) => server.whole || authModes(server).length > 0) ? false : void 0;
}

// src/rules/template-drops-security-context.ts
var template_drops_security_context_default = defineRule({
	id: "template-drops-security-context",
	title: "Template's `securityContext` throws away the workflow's",
	category: "workflow-pod",
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
	docs: `
A template's \`securityContext\` takes the place of the one at \`spec\`: Argo does not merge the two. A template that
only adds an \`fsGroup\` thereby gives up \`runAsNonRoot\`, \`runAsUser\` and \`seccompProfile\` of the workflow, and
its containers run as root again, although the manifest looks hardened.

Repeat in the template what it shall keep, or set it on the containers themselves. A \`securityContext\` in
\`templateDefaults\` counts as one of every template.

\`fsGroup\` and \`supplementalGroups\` are no protection: losing them is no finding. A template that asks for root itself
is a matter of \`run-as-root\`.`,
	guide: ["S30"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/", "https://argo-workflows.readthedocs.io/en/latest/fields/#template"],
	examples: [
		{
			title: "A template that adds a group and loses the user",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000} # ✗ user
      container: {image: "alpine:3.20"}`
		},
		{
			title: "The defaults of all templates, and a template that loses the seccomp profile alone",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: one
  securityContext:
    runAsUser: 1000
    seccompProfile: {type: RuntimeDefault}
  templateDefaults:
    securityContext: {fsGroup: 2000} # ✗ user
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: three
      securityContext: # ✗ seccomp
        runAsUser: 1001
      container: {image: "alpine:3.20"}`
		},
		{
			title: "An empty context replaces too",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {} # ✗ user
      container: {image: "alpine:3.20"}`
		},
		{
			title: "A template that repeats what it keeps, and containers that set it themselves",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000, runAsNonRoot: true, runAsUser: 8737}
      container: {image: "alpine:3.20"}
    - name: own
      securityContext: {fsGroup: 2000}
      container:
        image: alpine:3.20
        securityContext: {runAsUser: 1000}
    - name: none
      securityContext: null
      container: {image: "alpine:3.20"}`
		},
		{
			title: "Nothing to lose",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {fsGroup: 1000}
  templates:
    - name: main
      securityContext: {fsGroup: 2000}
      container: {image: "alpine:3.20"}
    - name: steps
      securityContext: {fsGroup: 2000}
      steps: [[{name: a, template: main}]]`
		}
	],
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
				message: `Pods of ${sourceOf$1(losing.map(({ pod }) => pod))} lose ${listed$2(lost)} of the workflow, ${end}: a template's \`securityContext\` replaces the one above, it does not merge with it. Repeat these fields here.`,
				...!isAssumed(from.manifest, project) && { related: [{
					at: from,
					manifest: from.manifest,
					note: "This is not in force for the template"
				}] }
			};
		}
	}
});
/** The `securityContext` that a template is left with, at its key. */
function keyOfContext({ layers: { template } }) {
	const setting = effective(template, "securityContext");
	const layer = template.find(({ node }) => get(node, "securityContext") === setting?.node);
	const key = pair(layer?.node, "securityContext")?.key;
	return setting && key && {
		...setting,
		node: key
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
	let low = 0;
	let high = parts.length;
	while (low < high) {
		const middle = low + high >> 1;
		const part = parts[middle];
		if (part !== void 0 && start(part) <= offset) low = middle + 1;
		else high = middle;
	}
	return parts[low - 1];
}
/** An empty node holds the offset at which it would stand. */
function holds({ start, end }, offset) {
	return start <= offset && offset < Math.max(end, start + 1);
}

// src/argo/ignore.ts
/** What is, or was meant to be, an ignore. */
const attempt$1 = /#[ \t]*lynceus[ \t:-]*ignore\b[^\r\n]*/gi;
const grammar = /^#[ \t]*lynceus:[ \t]*ignore\[([^[\]]*)\]([^]*)$/;
const known$3 = /* @__PURE__ */ new WeakMap();
/** The ignore comments of a file. One that stands alone on its line, or after a dash, speaks of the next line with content. */
function comments(file) {
	let all = known$3.get(file);
	if (!all) {
		const matches = [...file.text.matchAll(attempt$1)];
		const content = matches.length > 0 ? contentFrom(file) : [];
		all = matches.map((match) => comment(file, match, content));
		known$3.set(file, all);
	}
	return all;
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
const held = /* @__PURE__ */ new WeakMap();
/** The ignores of a manifest, whatever rules they name: from the line above it to the end of its last line. */
function ignores(manifest) {
	let all = held.get(manifest);
	if (!all) held.set(manifest, all = [...inside(manifest), ...annotations$1(manifest)]);
	return all;
}
function inside(manifest) {
	const { file, root } = manifest;
	const first = position(file, root.start).line;
	const last = position(file, root.end).line;
	const all = comments(file);
	const found = [];
	for (let index = firstFrom(all, first); index < all.length; index++) {
		const ignore = all[index];
		if (!ignore || position(file, ignore.span.start).line > last) break;
		const text = scalarAround(ignore, manifest);
		if (text ? text.block : !isDeeper(ignore, manifest)) found.push(ignore);
	}
	return found;
}
/** The index of the first comment that speaks of a line or one after it: they stand in the order of their lines. */
function firstFrom(all, line) {
	let low = 0;
	let high = all.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((all[middle]?.line ?? 0) < line) low = middle + 1;
		else high = middle;
	}
	return low;
}
function annotations$1(manifest) {
	const values = get(manifest.root, "metadata", "annotations");
	const node = get(values, "lynceus.dev/ignore");
	if (!node) return [];
	const reason = text(get(values, "lynceus.dev/reason")) ?? "";
	return [{
		rules: names$2(text(node) ?? ""),
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
const indexes = /* @__PURE__ */ new WeakMap();
/** The ignores of a manifest by rule, then by the line that they speak of. */
function indexOf(manifest) {
	const known = indexes.get(manifest);
	if (known) return known;
	const index = /* @__PURE__ */ new Map();
	for (const ignore of ignores(manifest).toReversed()) {
		if (!isHeard(ignore, manifest)) continue;
		for (const rule of ignore.rules) {
			const lines = index.get(rule) ?? /* @__PURE__ */ new Map();
			index.set(rule, lines.set(ignore.line ?? wholeObject, ignore));
		}
	}
	indexes.set(manifest, index);
	return index;
}
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
	variants: { malformed: {
		when: "it is not written as an ignore must be, so that it silences nothing or less than it says",
		severity: "low",
		persona: "regular"
	} },
	docs: `
A finding that is silenced without a word looks the same whether somebody weighed it or wanted it gone. Whoever
reviews the manifest later can only find out by judging it again, and mostly nobody does.

Say after the closing bracket why the finding is acceptable here: \`# lynceus: ignore[privileged-container] builds
images, on nodes of its own\`. Beside the annotation \`lynceus.dev/ignore\` the reason goes into \`lynceus.dev/reason\`.

One that is written in another way silences nothing, and would not be missed until somebody wonders about the finding:
\`lynceus: ignore\` is in lower case, the ids of the rules stand in brackets, there is no id for all rules, and the
annotation is one text with commas, not a list.`,
	guide: [],
	references: ["https://docs.zizmor.sh/usage/#ignoring-results"],
	examples: [
		{
			title: "Comments that leave the reader guessing",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  # lynceus: ignore[default-service-account] # ✗
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # lynceus: ignore[privileged-container, run-as-root] # ✗`
		},
		{
			title: "An annotation without its reason",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
  annotations:
    lynceus.dev/ignore: privileged-container # ✗
spec:
  templates:
    - name: build
      script:
        image: docker:27.3.1
        source: |
          # lynceus: ignore[script-injection] # ✗
          echo`
		},
		{
			title: "Comments that are no ignores yet",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  # lynceus: ignore default-service-account it has no rights # ✗ malformed
  templates:
    - name: build
      # Lynceus: Ignore[run-as-root] the image has a user of its own # ✗ malformed
      container:
        image: docker:27.3.1 # lynceus: ignore[] built here # ✗ malformed
        securityContext:
          privileged: true # lynceus: ignore[*] nodes of its own # ✗ malformed`
		},
		{
			title: "A list where a text with commas belongs",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
  annotations:
    lynceus.dev/ignore: [privileged-container, run-as-root] # ✗ malformed
    lynceus.dev/reason: nodes of its own
spec:
  templates:
    - name: build
      container: {image: "docker:27.3.1"}`
		},
		{
			title: "Reasons that can be judged",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  annotations:
    lynceus.dev/ignore: run-as-root
    lynceus.dev/reason: the image has a user of its own
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # lynceus: ignore[privileged-container] builds images, on nodes of its own`
		},
		{
			title: "Texts that are no comments",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: alpine:3.20
        args: ["# lynceus: ignore[privileged-container]"]`
		}
	],
	*check(manifest, project) {
		for (const ignore of ignores(manifest)) {
			if (holders(project).get(ignore) !== manifest) continue;
			const problem = malformed(ignore) ?? unexplained(ignore);
			if (problem) yield {
				at: ignore.span,
				key: ignore.rules.join(","),
				...problem
			};
		}
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
function unexplained({ rules, reason, kind }) {
	if (reason !== "") return void 0;
	const where = kind === "annotation" ? "in the annotation `lynceus.dev/reason`" : "after the closing bracket";
	return { message: `This ${kind} silences ${listed$2(rules)} and does not say why, so nobody can tell whether it was weighed. Give the reason ${where}.` };
}
const known$2 = /* @__PURE__ */ new WeakMap();
/** The outermost manifest that holds each comment: one that is inside of several is told once. */
function holders(project) {
	let found = known$2.get(project);
	if (!found) known$2.set(project, found = new Map(project.manifests.toReversed().flatMap((manifest) => ignores(manifest).map((ignore) => [ignore, manifest]))));
	return found;
}

// src/argo/advisories.ts
/** The day on which the tables below were last checked against Argo's advisories and releases. */
const advisoriesDate = "2026-08-21";
/**
* Ranges are those of the advisories, corrected from the source tags where the advisory's are broader or vaguer.
* A severity of four levels is brought to two.
*/
const advisories = [
	{
		...advisory("GHSA-rc7p-gmvh-xfx2"),
		what: "the server asks for no authentication by default",
		component: "server",
		ranges: [{ fixed: "3.1.0" }],
		severity: "high",
		condition: "anonymous"
	},
	{
		...advisory("GHSA-6c73-2v8x-qpvm"),
		what: "the TLS key is part of the public image",
		component: "server",
		ranges: [{ fixed: "3.0.9" }, {
			introduced: "3.1.0",
			fixed: "3.1.7"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-prqf-xr2j-xf65"),
		what: "the server's own credentials stay in use in the mode `client`",
		component: "server",
		ranges: [{ fixed: "3.0.9" }, {
			introduced: "3.1.0",
			fixed: "3.1.6"
		}],
		severity: "high",
		condition: "client"
	},
	{
		...advisory("GHSA-h563-xh25-x54q", "CVE-2021-37914"),
		what: "an input parameter can rewrite the workflow",
		component: "controller",
		ranges: [{
			introduced: "3.1.0",
			fixed: "3.1.6"
		}],
		severity: "medium"
	},
	{
		...advisory("GHSA-cmv8-6362-r5w9", "CVE-2022-29164"),
		what: "an artifact can run scripts in the browser of whoever opens it",
		component: "server",
		ranges: [{
			introduced: "2.6.0",
			fixed: "3.2.11"
		}, {
			introduced: "3.3.0",
			fixed: "3.3.5"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-ghjw-32xw-ffwr", "CVE-2024-47827"),
		what: "a workflow with daemons can crash the controller",
		component: "controller",
		ranges: [{
			introduced: "3.6.0-rc1",
			fixed: "3.6.0-rc2"
		}],
		severity: "medium"
	},
	{
		id: "CVE-2024-53862",
		url: "https://www.cve.org/CVERecord?id=CVE-2024-53862",
		what: "archived workflows can be read with a made-up token in the mode `client`",
		component: "server",
		ranges: [{
			introduced: "3.5.7",
			fixed: "3.5.13"
		}, {
			introduced: "3.6.0",
			fixed: "3.6.2"
		}],
		severity: "high",
		condition: "client"
	},
	{
		...advisory("GHSA-p84v-gxvw-73pf", "CVE-2025-62156"),
		what: "unpacking an artifact can write outside its folder",
		component: "executor",
		ranges: [{ fixed: "3.6.12" }, {
			introduced: "3.7.0",
			fixed: "3.7.3"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-c2hv-4pfj-mm2r", "CVE-2025-62157"),
		what: "credentials of artifact repositories stand in the log of the controller",
		component: "controller",
		ranges: [{ fixed: "3.6.12" }, {
			introduced: "3.7.0",
			fixed: "3.7.3"
		}],
		severity: "medium"
	},
	{
		...advisory("GHSA-xrqc-7xgx-c9vh", "CVE-2025-66626"),
		what: "unpacking an artifact with links can run code",
		component: "executor",
		ranges: [{ fixed: "3.6.14" }, {
			introduced: "3.7.0",
			fixed: "3.7.5"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-cv78-6m8q-ph82", "CVE-2026-23960"),
		what: "the listing of an artifact folder can run scripts in the browser",
		component: "server",
		ranges: [
			{ fixed: "3.6.17" },
			{
				introduced: "3.7.0",
				fixed: "3.7.8"
			},
			{
				introduced: "4.0.0",
				fixed: "4.0.0"
			}
		],
		severity: "high"
	},
	{
		...advisory("GHSA-56px-hm34-xqj5", "CVE-2026-28229"),
		what: "workflow templates can be read with any bearer token",
		component: "server",
		ranges: [{
			introduced: "3.7.0",
			fixed: "3.7.11"
		}, {
			introduced: "4.0.0",
			fixed: "4.0.2"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-3wf5-g532-rcrr", "CVE-2026-31892"),
		what: "`podSpecPatch` gets past `workflowRestrictions`",
		component: "controller",
		ranges: [{
			introduced: "2.9.0",
			fixed: "3.7.11"
		}, {
			introduced: "4.0.0",
			fixed: "4.0.2"
		}],
		severity: "high",
		condition: "restrictions"
	},
	{
		...advisory("GHSA-5jv8-h7qh-rf5p", "CVE-2026-40886"),
		what: "a pod annotation crashes the controller again and again",
		component: "controller",
		ranges: [{
			introduced: "3.6.5",
			fixed: "3.7.14"
		}, {
			introduced: "4.0.0",
			fixed: "4.0.5"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-p4gq-3vxj-f4jq", "CVE-2026-42183"),
		what: "a request crashes the server when SSO delegates to namespaces",
		component: "server",
		ranges: [{
			introduced: "4.0.0",
			fixed: "4.0.5"
		}],
		severity: "medium"
	},
	{
		...advisory("GHSA-jcc8-g2q4-9fxq", "CVE-2026-42294"),
		what: "the body of a webhook may be so large that the server runs out of memory",
		component: "server",
		ranges: [{ fixed: "3.7.14" }, {
			introduced: "4.0.0",
			fixed: "4.0.5"
		}],
		severity: "high"
	},
	{
		...advisory("GHSA-7vf8-2cr6-54mf", "CVE-2026-42295"),
		what: "credentials of artifacts stand in the log of the executor",
		component: "executor",
		ranges: [{
			introduced: "4.0.0",
			fixed: "4.0.5"
		}],
		severity: "medium"
	},
	{
		...advisory("GHSA-3775-99mw-8rp4", "CVE-2026-42296"),
		what: "several fields of a spec get past `workflowRestrictions`",
		component: "controller",
		ranges: [{
			introduced: "2.9.0",
			fixed: "3.7.14"
		}, {
			introduced: "4.0.0",
			fixed: "4.0.5"
		}],
		severity: "high",
		condition: "restrictions"
	},
	{
		...advisory("GHSA-xchc-cqwg-g76q", "CVE-2026-42297"),
		what: "the synchronization API checks no permissions",
		component: "server",
		ranges: [{
			introduced: "4.0.0",
			fixed: "4.0.5"
		}],
		severity: "medium"
	},
	{
		...advisory("GHSA-48p8-g2fx-3wwm", "CVE-2026-54526"),
		what: "fields of `artifactGC` get past `workflowRestrictions`",
		component: "controller",
		ranges: [{
			introduced: "2.9.0",
			fixed: "3.7.15"
		}, {
			introduced: "4.0.0",
			fixed: "4.0.6"
		}],
		severity: "high",
		condition: "restrictions"
	}
];
/** The newest release of each minor version that still gets fixes, oldest first. */
const newestReleases = [
	"3.7.18",
	"4.0.10",
	"4.1.2"
].map(release);
function advisory(ghsa, id = ghsa) {
	return {
		id,
		url: `https://github.com/argoproj/argo-workflows/security/advisories/${ghsa}`
	};
}
function release(text) {
	const version = parseVersion(text);
	if (!version) throw new Error(`${text} is not a version`);
	return version;
}
/** The advisories that a release of a component is subject to. */
function advisoriesFor(component, version) {
	return advisories.filter((one) => one.component === component && one.ranges.some((range) => isWithin(version, range)));
}
/** A range that starts with a release takes in its candidates, which were made from the same code. */
function isWithin(version, { introduced, fixed }) {
	if (compareVersions(version, release(fixed)) >= 0) return false;
	return introduced === void 0 || compareVersions(version, release(introduced.includes("-") ? introduced : `${introduced}-rc0`)) >= 0;
}
/** The first later release that is subject to none of a component's advisories: in the same minor version if there is one. */
function firstSafe(component, version) {
	const candidates = advisories.flatMap(({ ranges }) => ranges.map(({ fixed }) => release(fixed))).filter((one) => compareVersions(one, version) > 0 && advisoriesFor(component, one).length === 0).toSorted(compareVersions);
	return candidates.find(({ major, minor }) => major === version.major && minor === version.minor) ?? candidates[0];
}
/** The newest release of a minor version; nothing when it gets no fixes any more. */
function newestOf({ major, minor }) {
	return newestReleases.find((one) => one.major === major && one.minor === minor);
}
/** Whether a minor version is older than all that still get fixes. */
function isEndOfLife(version) {
	const [oldest] = newestReleases;
	return oldest !== void 0 && (version.major < oldest.major || version.major === oldest.major && version.minor < oldest.minor);
}

// src/argo/restrictions.ts
/** The text of `workflowRestrictions.templateReferencing` in a controller ConfigMap. Go compares its key without case. */
function templateReferencing({ root }) {
	const restrictions = controllerSettings(root).get("workflowrestrictions")?.value;
	const entry = pairs(restrictions).findLast((one) => keyOf$1(one)?.toLowerCase() === "templatereferencing");
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

// src/rules/vulnerable-argo-version.ts
/** How many advisories a message names. */
const most = 4;
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
	docs: `
Argo publishes what was found in it, with the versions that it affects. Several of these let somebody who may only submit a workflow get past restrictions, crash the controller or write files where the executor runs; others let somebody without rights read templates or run scripts in the browser of a user.

Upgrade to the version that the finding names. Controller, server and executor belong together: give them one version. Where upgrading has to wait, the advisory says what limits the damage.

The table is part of this release of Lynceus; it was last checked on ${advisoriesDate}. Later advisories are not known to it. Versions are read from tags of images that are called \`workflow-controller\`, \`argocli\` or \`argoexec\` in any registry, wherever a manifest names them; \`latest\` and digests tell no version. Bypasses of \`workflowRestrictions\` count one step less when the controller's configuration among the files sets none, and so do holes of an authentication mode that the server does not use. The image \`argocli\` is both server and client: as a client it is reported as *client*.

Annotations such as \`workflows.argoproj.io/pod-gc-strategy\` are how the controller keeps its books on a pod. In a workflow's own \`podMetadata\` they confuse it; on the versions of CVE-2026-40886 a value without a slash crashes it for everybody, again and again.`,
	guide: [
		"S2",
		"S16",
		"S44"
	],
	references: ["https://github.com/argoproj/argo-workflows/security/advisories", "https://argo-workflows.readthedocs.io/en/latest/releases/"],
	examples: [
		{
			title: "A controller, its executor, and a workflow that runs the client",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.10 # ✗ vulnerable
          args:
            - --executor-image
            - quay.io/argoproj/argoexec:v3.7.4-nonroot # ✗ vulnerable
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'mirror.example.org:5000/argoproj/argocli:3.5.8', args: [list]} # ✗ client
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.5.8 # ✗ vulnerable
          args: [server]`
		},
		{
			title: "A branch that gets no fixes any more, in the controller’s settings",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    image: quay.io/argoproj/argoexec:v3.6.19 # ✗ end-of-life`
		},
		{
			title: "A workflow that writes the controller's own annotation",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: crash-}
spec:
  entrypoint: main
  podMetadata:
    annotations:
      workflows.argoproj.io/pod-gc-strategy: OnPodCompletion # ✗ reserved-annotation
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`
		},
		{
			title: "The newest releases",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--executor-image=quay.io/argoproj/argoexec:v4.1.2-nonroot]`
		},
		{
			title: "No version to be read, and the annotations that are meant for users",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: submit-
  annotations: {workflows.argoproj.io/description: Submits another workflow}
spec:
  entrypoint: main
  podMetadata:
    annotations: {workflows.argoproj.io/title: Submit}
  templates:
    - name: main
      container: {image: 'quay.io/argoproj/argocli:latest', args: [list]}
    - name: other
      container: {image: 'tools/argocli-wrapper:v3.5.8', command: [run]}`
		}
	],
	*check(manifest, project) {
		for (const use of imageUses(manifest, project)) {
			const part = component(use.image);
			const version = parseVersion(use.image.tag ?? "");
			if (part && version) yield* judge$1(use, part, version, manifest, project);
		}
		yield* annotations(manifest);
	}
});
function* judge$1(use, part, version, manifest, project) {
	const found = advisoriesFor(part, version).map((one) => ({
		one,
		severity: severityOf(one, manifest, project)
	}));
	const { at, reference } = use;
	const newest = newestReleases.map((one) => `\`${formatVersion(one)}\``).join(", ");
	if (found.length > 0) {
		const worst = found.some(({ severity }) => severity === "high") ? "high" : "medium";
		const sorted = found.toSorted((a, b) => Number(b.severity === "high") - Number(a.severity === "high")).map(({ one }) => one);
		const client = part === "server" && !installed(manifest, project).some((one) => one.part === "server");
		yield {
			at,
			...client ? { variant: "client" } : {
				variant: "vulnerable",
				severity: worst
			},
			key: reference,
			message: `\`${reference}\`, ${subject(use, part)}, has ${count(sorted)}. ${client ? "They are of the server; here it seems to run as a client, so see which version the server has. " : ""}${advice(part, version)}`
		};
	} else if (isEndOfLife(version)) yield {
		at,
		variant: "end-of-life",
		key: reference,
		message: `\`${reference}\`, ${subject(use, part)}, is of a version that gets no fixes any more. Newest releases as of ${advisoriesDate}: ${newest}.`
	};
}
function subject({ of }, part) {
	return of.includes(names$1[part]) ? `the image of ${of}` : `the image of ${of} (${names$1[part]})`;
}
function count(found) {
	const listed = found.slice(0, most).map(({ id, what }) => `${id} (${what})`);
	const more = found.length > most ? ` +${found.length - most}` : "";
	return `${found.length} known ${found.length === 1 ? "vulnerability" : "vulnerabilities"}: ${listed.join(", ")}${more}`;
}
function advice(part, version) {
	const safe = firstSafe(part, version);
	const newest = safe && newestOf(safe);
	return `${safe ? `From \`${formatVersion(safe)}\` on there is none of them` : "Upgrade"}${newest ? `; the newest of that line is \`${formatVersion(newest)}\`` : ""} (as of ${advisoriesDate}). Give all parts of Argo the same version.`;
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
		const name = keyOf$1(entry) ?? "";
		if (!name.startsWith(prefix) || !reserved.has(name.slice(22))) continue;
		const crash = name.endsWith("pod-gc-strategy") ? " On the versions of CVE-2026-40886 a value without a slash crashes the controller again and again." : "";
		yield {
			at: entry.key,
			variant: "reserved-annotation",
			message: `\`${name}\` is an annotation that the controller writes for itself; one from a workflow makes it misjudge the pod.${crash} Remove it.`
		};
	}
}

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
		"event-binding": { when: "an event binding starts workflows in the controller's namespace" },
		"managed-namespace": {
			when: "the controller or server manages the namespace in which it runs itself (`high` and `regular` when workflows among the files run there)",
			severity: "low",
			persona: "pedantic"
		}
	},
	docs: `
A workflow may name any ServiceAccount of its namespace, and mount its Secrets and ConfigMaps. In the namespace of the workflow controller, those are the controller's and the server's own: a workflow there can act as the controller in every namespace, and read the keys of the artifact storage and of single sign-on. Argo's security guide warns of it.

Keep workflows in namespaces of their own. With \`--namespaced\`, name another one in \`--managed-namespace\`: without it the controller manages its own.

The controller's namespace is that of its Deployment or ConfigMap among the files. Where those name none, \`argo\` is taken for it, since that is where Argo's own instructions put it; such findings have a low confidence. When more than ${many$1} workflows are there, they become one finding at the controller.`,
	guide: ["S14", "S15"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/security/#user-permissions", "https://argo-workflows.readthedocs.io/en/latest/managed-namespace/"],
	examples: [
		{
			title: "A workflow and an event binding beside the controller",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo-system}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
  namespace: argo-system # ✗ workflow
spec:
  schedules: ['0 3 * * *']
  workflowSpec: {workflowTemplateRef: {name: report}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata:
  name: on-push
  namespace: argo-system # ✗ event-binding
spec:
  event: {selector: 'payload.ref == "refs/heads/main"'}
  submit: {workflowTemplateRef: {name: report}}`
		},
		{
			title: "A controller that names no namespace is taken to be in `argo`",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {parallelism: "10"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: report
  namespace: argo # ✗ workflow
spec:
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`
		},
		{
			title: "A namespace install that manages itself, with workflows there",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: builds}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced] # ✗ managed-namespace
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  namespace: builds # ✗ workflow
spec: {workflowTemplateRef: {name: build}}`
		},
		{
			title: "Many workflows are one finding",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
  namespace: argo # ✗ posture
data: {parallelism: "10"}
${[
				"a",
				"b",
				"c",
				"d",
				"e",
				"f"
			].map((name) => `---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ${name}, namespace: argo}
spec: {templates: [{name: main, suspend: {}}]}`).join("\n")}`
		},
		{
			title: "Workflows in namespaces of their own",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced, --managed-namespace=builds]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: builds}
spec: {workflowTemplateRef: {name: build}}`
		},
		{
			title: "Without a controller among the files nothing is known",
			yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-, namespace: argo}
spec: {workflowTemplateRef: {name: build}}`
		}
	],
	*check(manifest, project) {
		const homes = homesOf(project);
		const home = kinds.has(manifest.kind) ? homes.find(({ namespace }) => namespace === manifest.namespace) : void 0;
		const at = get(manifest.root, "metadata", "namespace");
		if (home && at && home.workflows.length <= many$1) yield {
			at,
			variant: manifest.kind === "WorkflowEventBinding" ? "event-binding" : "workflow",
			message: messageFor(manifest, home),
			...sureness(home)
		};
		for (const one of homes) {
			if (one.manifest !== manifest || one.workflows.length <= many$1) continue;
			yield {
				at: one.at,
				variant: "posture",
				message: postureFor(one),
				related: relatedTo(one),
				...sureness(one)
			};
		}
		for (const one of installed(manifest, project)) yield* managed(one, homes);
	}
});
const known$1 = /* @__PURE__ */ new WeakMap();
function homesOf(project) {
	let homes = known$1.get(project);
	if (!homes) known$1.set(project, homes = findHomes(project));
	return homes;
}
function findHomes(project) {
	const controllers = project.manifests.filter((manifest) => !manifest.parent && isController(manifest, project));
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
		at: get(manifest.root, "metadata", "namespace") ?? pair(manifest.root, "metadata")?.key ?? manifest.root,
		workflows: project.manifests.filter((one) => kinds.has(one.kind) && one.namespace === namespace)
	}));
}
function isController(manifest, project) {
	return isControllerConfig(manifest.root) || installed(manifest, project).some(({ part }) => part === "controller");
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
function postureFor({ namespace, workflows }) {
	return `${workflows.length} workflows and templates are in \`${namespace}\`, the namespace of the workflow controller. A pod there can use the controller's ServiceAccount and read its Secrets. Put them into namespaces of their own.`;
}
function relatedTo({ workflows }) {
	return workflows.slice(0, many$1).flatMap((manifest) => {
		const at = get(manifest.root, "metadata", "namespace");
		return at ? [{
			at,
			manifest,
			note: "Is in this namespace too"
		}] : [];
	});
}
/** `--namespaced` without a managed namespace, or with the own one. */
function* managed(one, homes) {
	const on = flag(one, "namespaced");
	const chosen = flag(one, "managed-namespace");
	const own = one.manifest.namespace;
	if (!on || !isOn(one, "namespaced") || (chosen ? own === void 0 || chosen.value !== own : !one.whole)) return;
	const used = homes.some((home) => home.known && home.workflows.length > 0 && own === home.namespace);
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
	docs: `
Whoever may create a Workflow may run any pod that the namespace allows. \`workflowRestrictions.templateReferencing\` is the one control that Argo has against it: with \`Strict\`, a Workflow may only name a WorkflowTemplate that somebody else has reviewed; with \`Secure\`, the template must not change while the Workflow runs either.

The value is compared letter by letter. \`strict\`, \`true\` or \`Strict \` start a controller that enforces nothing and logs nothing. The setting has to stand in \`workflowRestrictions\` in the controller's ConfigMap: elsewhere in it the controller, from 3.4 on, refuses the whole configuration.

\`WORKFLOW_USER_OVERRIDE_ALLOWLIST\` (3.7.17, 4.0.8 and later) adds fields to those that a submitter may set beside the reference. With \`podSpecPatch\`, \`serviceAccountName\`, \`volumes\`, \`securityContext\` or \`templates\` in it, the submitter is as free as before. Put such values into the WorkflowTemplate.

Neither value constrains *arguments* or the *entrypoint*: every template of every WorkflowTemplate of the namespace can be called with any input.`,
	guide: ["S16"],
	references: ["https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/", "https://argo-workflows.readthedocs.io/en/latest/environment-variables/"],
	examples: [
		{
			title: "A value in lower case restricts nothing",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: strict # ✗ invalid-value`
		},
		{
			title: "The same in the form with one key",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: argo-workflow-controller-configmap}
data:
  config: |
    parallelism: 10
    workflowRestrictions:
      templateReferencing: true # ✗ invalid-value`
		},
		{
			title: "An allow-list that gives everything back",
			yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - name: WORKFLOW_USER_OVERRIDE_ALLOWLIST
              value: podSpecPatch, volumes, nodeselector # ✗ hollow-allow-list, unknown-field
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'tolerations,parallelism'} # ✗ scheduling`
		},
		{
			title: "The setting in places where it is not known",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  templateReferencing: Strict # ✗ wrong-place
  workflowDefaults: |
    spec:
      workflowRestrictions: # ✗ wrong-place
        templateReferencing: Strict
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReference: Strict # ✗ wrong-place
    templateReferencing: Strict`
		},
		{
			title: "A configuration that leaves submitters free",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: # ✗ absent
  parallelism: "10"`
		},
		{
			title: "A workflow that the controller will refuse",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Secure
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ['0 3 * * *']
  workflowSpec:
    entrypoint: main
    templates: # ✗ refused
      - name: main
        container: {image: 'alpine:3.20', command: [date]}`
		},
		{
			title: "Submitters may only name a template",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}`
		},
		{
			title: "The restriction in the form with one key, and harmless fields allowed",
			yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    workflowRestrictions: {templateReferencing: Secure}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env:
            - {name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: 'parallelism,retryStrategy'}`
		}
	],
	*check(manifest, project) {
		if (isControllerConfig(manifest.root)) yield* inConfig(manifest, project);
		for (const { part, env } of installed(manifest, project)) {
			const list = env.get("WORKFLOW_USER_OVERRIDE_ALLOWLIST");
			if (part === "controller" && list && isRestricted(project) !== false) yield* inList(list.text, list.at);
		}
		yield* refused(manifest, project);
	}
});
function* inConfig(manifest, project) {
	const config = controllerSettings(manifest.root);
	const value = templateReferencing(manifest);
	const written = value?.value ?? "";
	yield* misplaced(config);
	if (value && !isNull(value) && written !== "" && !isUnknown(written) && !restricts(value)) yield {
		at: value,
		variant: "invalid-value",
		message: `\`templateReferencing: ${written}\` enforces nothing: Argo knows only \`Strict\` and \`Secure\`, in exactly these letters, and does not complain about others. Everybody who may create workflows may still run any pod. Write \`${["Strict", "Secure"].find((one) => one.toLowerCase() === written.trim().toLowerCase()) ?? "Strict"}\`.`
	};
	const silent = isNull(value) && ![...misplaced(config)].length && isRestricted(project) === false;
	const data = pair(manifest.root, "data");
	if (silent && data && config.size > 0 && !manifest.templated && !manifest.quoted) yield {
		at: data.key,
		variant: "absent",
		message: "This configuration does not restrict what submitters may run: everybody who may create workflows may run any pod that the namespace allows. If only reviewed templates should run, set `workflowRestrictions` with `templateReferencing: Strict`."
	};
}
/** The setting at the top, among the defaults, or under another name. */
function* misplaced(config) {
	const defaults = config.get("workflowdefaults")?.value;
	const keys = [config.get("templatereferencing")?.key];
	for (const holder of [defaults, get(defaults, "spec")]) for (const name of ["workflowRestrictions", "templateReferencing"]) keys.push(pair(holder, name)?.key);
	for (const entry of pairs(config.get("workflowrestrictions")?.value)) if (keyOf$1(entry)?.toLowerCase() !== "templatereferencing") keys.push(entry.key);
	for (const key of keys) if (key) yield {
		at: key,
		variant: "wrong-place",
		message: "The controller does not know this setting here, so it restricts nothing; from Argo 3.4 on the controller refuses the whole configuration. It has to be `templateReferencing` in `workflowRestrictions` of the ConfigMap."
	};
}
function* inList(list, at) {
	const names = list.split(",").flatMap((name) => name.trim() || []);
	if (isUnknown(list) || list.includes("$")) return;
	const strong = names.filter((name) => powerful.has(name));
	const soft = names.filter((name) => weaker.has(name));
	const unknown = names.filter((name) => !powerful.has(name) && !weaker.has(name) && !harmless.has(name));
	if (strong.length > 0) yield {
		at,
		variant: "hollow-allow-list",
		message: `Under \`workflowRestrictions\`, submitters may still set ${listed(strong)}. With that they undo what the template protects. Take it off the list, and set it in the WorkflowTemplates that need it.`
	};
	else if (soft.length > 0) yield {
		at,
		variant: "scheduling",
		message: `Under \`workflowRestrictions\`, submitters may still set ${listed(soft)}, and so choose the nodes that their pods run on or the labels that policies go by. Take it off the list unless that is meant.`
	};
	if (unknown.length > 0) yield {
		at,
		variant: "unknown-field",
		message: `${listed(unknown)} is no field of a WorkflowSpec. The controller does not start with such an entry; names are those of the manifest, letter by letter.`
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
const counts = /* @__PURE__ */ new WeakMap();
function countOf(project) {
	const count = counts.get(project) ?? project.manifests.filter(hasTemplates).length;
	counts.set(project, count);
	return count;
}
function hasTemplates(manifest) {
	return ["Workflow", "CronWorkflow"].includes(manifest.kind) && isWhole(manifest) && templates(manifest).length > 0;
}

// src/rules/index.ts
/** Every rule, in the order of their ids. */
const rules = [
	automounted_service_account_token_default,
	condition_injection_default,
	default_service_account_default,
	duplicate_key_default,
	host_namespace_default,
	host_path_volume_default,
	insecure_artifact_transport_default,
	legacy_executor_default,
	mutable_image_tag_default,
	pod_spec_patch_injection_default,
	privileged_container_default,
	resource_manifest_injection_default,
	run_as_root_default,
	script_injection_default,
	server_anonymous_auth_default,
	server_insecure_transport_default,
	sso_without_rbac_default,
	template_drops_security_context_default,
	unexplained_ignore_default,
	vulnerable_argo_version_default,
	workflow_in_controller_namespace_default,
	workflow_restrictions_default
];

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
const links = /* @__PURE__ */ new Set([
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
	for (const one of base) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
	return head.filter((one) => {
		const count = left.get(keyOf(one)) ?? 0;
		left.set(keyOf(one), count - 1);
		return count <= 0;
	});
}
function keyOf({ path, reason }) {
	return `${path}\0${links.has(reason) ? reasons.link : reason}`;
}
const shown = 3;
/** Why a change does not pass, and the cure. It quotes paths, so whoever prints it escapes it. */
function notPassed(unread) {
	const places = unread.slice(0, shown).map(({ path, line }) => `${path}:${line}`);
	const more = unread.length > shown ? ` and ${unread.length - shown} more` : "";
	return `Not read, though the base could be read there or had nothing: ${places.join(", ")}${more}. What nobody read cannot pass. Make it readable, or leave it out by paths.exclude in the config of the base.`;
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
function isManifestName(name) {
	return /\.(ya?ml|json)$/i.test(name);
}
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
/** The nearest folder, from this one upwards, that is the top of a git work tree. */
function repositoryRoot(folder) {
	if (fs.existsSync(join(folder, ".git"))) return folder;
	return dirname(folder) === folder ? void 0 : repositoryRoot(dirname(folder));
}
/** One file, if there is one, by its path from a folder. */
function readFile(folder, path) {
	const file = resolve(folder, path);
	return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? readOne$1(file, file, folder) : void 0;
}
/** A path relative to a folder, with forward slashes. */
function pathFrom(folder, file) {
	const path = relative(folder, file);
	return sep === "/" ? path : path.replaceAll(sep, "/");
}
function visitNamed(path, walk) {
	const named = resolve(walk.cwd, path);
	const stats = statsOf(named, path);
	if (walk.within && !mayRead(fs.realpathSync(named), walk.within)) throw new SourceError(`${quote(path)} lies outside of ${quote(walk.within)}, and only files in there are read.`);
	if (stats.isFile()) walk.files.add(named);
	else if (stats.isDirectory()) visitFolder(named, walk.within ?? (isInside(walk.root, named) ? walk.root : named), walk);
	else throw new SourceError(`${quote(path)} is neither a file nor a folder. To read from a pipe, name "-".`);
}
function statsOf(file, path) {
	try {
		fs.accessSync(file, fs.constants.R_OK);
		return fs.statSync(file);
	} catch (error) {
		const code = errorCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") throw new SourceError(`There is no file or folder ${quote(path)}.`);
		throw new SourceError(`${quote(path)} cannot be read (${code}).`, { cause: error });
	}
}
function visitFolder(folder, boundary, walk) {
	const entries = entriesOf(folder, walk);
	if (entries.some(({ name }) => isMisnamed(name))) walk.unread.push(...misnamedIn(Buffer.from(folder), walk));
	for (const entry of entries) {
		const path = join(folder, entry.name);
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
	return fs.existsSync(Buffer.concat([folder, Buffer.from(`${sep}.git`)]));
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
			Buffer.from(sep),
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
	return isInside(folder, target) && !relative(folder, target).split(sep).includes(".git");
}
function isInside(folder, path) {
	const way = relative(folder, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
function errorCode(error) {
	return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
function quote(path) {
	return `"${path}"`;
}

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

// src/argo/project.ts
function project(manifests, assume) {
	const byName = groupBy(manifests, ({ kind, name }) => `${kind}/${name}`);
	const configs = manifests.filter(({ root }) => isControllerConfig(root) && controllerSettings(root).size > 0);
	return {
		manifests,
		configs,
		defaults: assumedLayers(assume.workflowDefaults) ?? layerOfAll(configs, "workflowDefaults", ({ spec }) => spec),
		mainContainer: layerOfAll(configs, "mainContainer", ({ root }) => mapping(controllerSettings(root).get("maincontainer")?.value)),
		argoVersion: assume.argoVersion ?? versionOf(manifests),
		find(kind, name, namespace) {
			const named = byName.get(`${kind}/${name}`) ?? [];
			return named.find((manifest) => manifest.namespace === namespace) ?? named.find((manifest) => manifest.namespace === void 0 || namespace === void 0);
		}
	};
}
/** Several controllers are several environments: a default counts when each of them gives it. */
function layerOfAll(configs, origin, part) {
	const [node, ...others] = configs.map(part).filter((found) => found !== void 0);
	const [manifest] = configs;
	if (!manifest || !node || others.length + 1 < configs.length) return [];
	return [{
		node,
		origin,
		manifest,
		...others.length > 0 && { others }
	}];
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
* The version that the images of Argo's own Deployments name: the controller's before the server's. Of several, which
* are several environments, the oldest: a manifest has to be good for each.
*/
function versionOf(manifests) {
	const versions = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		if (manifest.kind !== "Deployment") continue;
		for (const container of items(get(podSpec(manifest), "containers"))) {
			const image = parseImage(text(get(container, "image")) ?? "");
			const part = component(image);
			const version = parseVersion(image.tag ?? "");
			const other = part && versions.get(part);
			if (part && version && (!other || compareVersions(version, other) < 0)) versions.set(part, version);
		}
	}
	return precedence.map((part) => versions.get(part)).find((version) => version !== void 0);
}

// src/glob.ts
/**
* Whether a glob matches a whole path, in time proportional to glob × path whatever the glob is.
*
* - `*` stands for any characters but `/`, `?` for one of them
* - `**` stands for any characters; `**` + `/` where a folder's name could begin stands for any folders, or none
* - `{a,b}` stands for any of its alternatives, which may hold all of these; stars inside and outside do not join, and
*   a brace without its partner stands for itself
* - a glob that ends in `/` stands for everything below that folder; `./` before a glob changes nothing
*
* Upper and lower case differ. These are the meanings of GitHub's path filters, apart from `!`, `+` and `[]`, which
* stand for themselves, and braces, which GitHub does not have.
*/
function matches(glob, path) {
	const pattern = Array.from(glob.replace(/^(\.\/)+/, "").replace(/\/$/, "/**"));
	const jumps = braces(pattern);
	let places = /* @__PURE__ */ new Set();
	enter(0, places, true);
	for (const char of path) {
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
	for (const step of pathTo(root, at)) way += "item" in step ? `[${nameOf(step.item)}]` : `${way && "."}${keyOf$1(step) ?? "?"}`;
	return way;
}
function nameOf(item) {
	for (const name of names) {
		const value = text(get(item, name));
		if (value !== void 0) return value;
	}
	return "";
}

// src/judge.ts
/** How bad, how sure and for whom a problem is: as it says itself, else its variant, else its rule. */
function gradeOf(problem, rule, manifest, remapped) {
	const variant = problem.variant === void 0 ? void 0 : rule.variants?.[problem.variant];
	return {
		severity: remapped ?? problem.severity ?? variant?.severity ?? rule.severity,
		confidence: soften(problem.confidence ?? variant?.confidence ?? rule.confidence, manifest),
		persona: problem.persona ?? variant?.persona ?? rule.persona
	};
}
/** A problem as a finding, named by its route. */
function toFinding(problem, grade, rule, manifest, bundle) {
	const { at, variant, message, key = "", related = [] } = problem;
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
		calls: () => callsOf(manifest, span, bundle)
	};
}
/**
* The problems that a manifest has to answer for, each once: not those that are written in another one, which
* reports them itself, nor one place that is reached by several pods.
*/
function* ownProblems(rule, manifest, bundle) {
	let seen;
	for (const problem of rule.check(manifest, bundle)) {
		const { at, variant, key } = problem;
		if ("origin" in at && at.manifest !== manifest) continue;
		const { start, end } = spanOf(at);
		const place = `${start}-${end} ${variant} ${key}`;
		if (seen?.has(place)) continue;
		seen ??= /* @__PURE__ */ new Set();
		seen.add(place);
		yield problem;
	}
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
function location({ at, note, manifest: other }, manifest) {
	const { file } = other ?? ("origin" in at ? at.manifest : manifest);
	return {
		file,
		span: spanOf(at),
		note
	};
}
/** What Helm or a string stands before is one step less sure. */
function soften(confidence, { templated, quoted }) {
	const step = templated || quoted ? 1 : 0;
	return confidences[Math.max(0, confidences.indexOf(confidence) - step)] ?? confidence;
}
function identity({ kind, namespace, name, parent }) {
	return `${parent ? `${identity(parent)}>` : ""}${kind}/${namespace ?? ""}/${name}`;
}
/** The places that lead to the template in which a finding lies. */
function callsOf(manifest, at, bundle) {
	const holding = templates(manifest).findLast(({ node }) => node.start <= at.start && at.start < node.end);
	if (!holding) return [];
	return callsTo(holding, bundle).map((call) => ({
		key: `${identity(call.manifest)}|${call.key}|${call.to?.name ?? ""}`,
		at: {
			file: call.manifest.file,
			span: call.node
		}
	}));
}

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
	const text = file.text.replace(otherBreaks, "\n");
	const budget = { ...limits };
	const isChart = /(^|\/)templates\//.test(file.path);
	for (const span of cuts(text)) if (wanted(text.slice(span.start, span.end))) yield* read$2(text, span, budget, isChart);
}
/** What ends a line for Go, which reads YAML 1.1, but not for everyone else: it could hide a key in a comment. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g;
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
function* read$2(file, span, budget, isChart) {
	const text = file.slice(span.start, span.end).replace(/^---(?=#)/, "   ");
	let next = readOne({
		text,
		written: isChart ? printedText(text) : text
	}, span, isChart && isTemplate(text), budget);
	if (mayBeTemplate(text) && (next.problem || next.end < span.end || hasCollectionKey(next.root))) {
		const bare = untemplate(text);
		const tolerant = readOne({
			text: bare,
			written: bare
		}, span, true, budget);
		if (!tolerant.problem && tolerant.end === span.end || next.problem && isTemplate(text)) next = tolerant;
	}
	yield next;
	while (/^\s*\{/.test(file.slice(next.end, span.end))) {
		const rest = file.slice(next.end, span.end);
		next = readOne({
			text: rest,
			written: rest
		}, {
			start: next.end,
			end: span.end
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
/** Whether a mapping or a list stands as a key: `{{ x }}` without quotes reads so, and Go's decoder refuses it. */
function hasCollectionKey(node) {
	if (node?.kind === "sequence") return node.items.some(hasCollectionKey);
	if (node?.kind !== "mapping") return false;
	return node.pairs.some(({ key, value }) => key.kind === "mapping" || key.kind === "sequence" || hasCollectionKey(value));
}
const beyond = "This Helm template cannot be read any further without Helm";
const outside = "The text from here on lies outside the root of its document: Kubernetes ignores it, or refuses the document";
/** @param source the text to parse, and what its scalars say: as long, with the same lines */
function readOne({ text, written }, { start, end }, templated, budget) {
	try {
		const parsed = parseDocument({
			...sourceAt(text, start),
			written
		}, budget);
		return {
			start,
			end: start + parsed.end,
			templated,
			...parsed.root && { root: parsed.root }
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

// src/read.ts
const known = /* @__PURE__ */ new WeakMap();
/** The objects of a file. A file is a value, so it is read once. */
function read$1(file) {
	let reading = known.get(file);
	if (!reading) known.set(file, reading = readDocuments(file));
	return reading;
}
function readDocuments(file) {
	const found = [];
	const parts = [];
	for (const document of documents(file, mayHoldManifests)) {
		if (document.problem) parts.push(document.problem);
		found.push(...manifests(file, document, parts));
	}
	return {
		manifests: found,
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
	const readings = looked.flatMap((file) => attempt(() => [read$1(file)], "reading", file, failures));
	const all = readings.flatMap(({ manifests }) => manifests);
	const court = {
		bundle: project(all, {
			workflowDefaults: config.assume.workflowDefaults,
			argoVersion: config.argoVersion === void 0 ? void 0 : parseVersion(config.argoVersion)
		}),
		rules: rules.filter(({ id }) => config.rules[id]?.enabled !== false),
		config,
		hidden: 0,
		failures
	};
	const findings = numbered(all.flatMap((manifest) => judge(manifest, court)));
	const ignored = new Map(findings.map((finding) => [finding, ignoreFor(finding.rule.id, finding.at.span, finding.manifest)]));
	return {
		files: looked.length,
		manifests: all.length,
		findings: findings.filter((finding) => !ignored.get(finding)).toSorted(worstFirst),
		suppressed: [...ignored].flatMap(([finding, by]) => by ? [{
			finding,
			by
		}] : []),
		hidden: court.hidden,
		unread: readings.flatMap(({ unread }) => unread),
		failures
	};
}
function judge(manifest, court) {
	const persona = personaOf(manifest.file.path, court.config);
	if (persona === "off") return [];
	return court.rules.flatMap((rule) => {
		return attempt(() => apply(rule, manifest, persona, court), rule.id, manifest.file, court.failures);
	});
}
function apply(rule, manifest, persona, court) {
	const found = [];
	for (const problem of ownProblems(rule, manifest, court.bundle)) {
		const grade = gradeOf(problem, rule, manifest, court.config.rules[rule.id]?.severity);
		if (isWanted(grade, persona, court.config)) found.push(toFinding(problem, grade, rule, manifest, court.bundle));
		else court.hidden++;
	}
	return found;
}
/** What throws is our mistake: it is written down, and everything else goes on. */
function attempt(work, rule, { path }, failures) {
	try {
		return work();
	} catch (error) {
		failures.push({
			rule,
			path,
			error
		});
		return [];
	}
}
function isWanted({ persona, severity, confidence }, wanted, config) {
	return personas.indexOf(persona) <= personas.indexOf(wanted) && atLeast(severity, config.minSeverity) && confidences.indexOf(confidence) >= confidences.indexOf(config.minConfidence);
}
/** Whether the config lets a file be looked into. */
function isIncluded(path, { paths }) {
	if (paths.exclude.some((glob) => matches(glob, path))) return false;
	return paths.include.length === 0 || paths.include.some((glob) => matches(glob, path));
}
/** The persona of a file: of the last glob that it matches, else of the run. */
function personaOf(path, { persona, paths }) {
	let found = persona;
	for (const [glob, wanted] of Object.entries(paths.persona)) if (matches(glob, path)) found = wanted;
	return found;
}

// src/diff.ts
/**
* The report of head with what it owes to the change marked `new`.
*
* A finding is existing when base has it too, by fingerprint: in the same file first, then in any, so that a renamed
* file brings nothing new and a copied one does. An existing finding is new again where a new call leads to its
* template. An ignore counts only when base has it: what a change adds to silence itself is shown.
*/
function introduced(head, base) {
	const silenced = pairUp(head.suppressed.map(({ finding }) => finding), base.suppressed.map(({ finding }) => finding));
	const suppressed = head.suppressed.filter(({ finding }) => silenced.has(finding));
	const unheeded = head.suppressed.filter(({ finding }) => !silenced.has(finding)).map(({ finding, by }) => ({
		...finding,
		unheeded: by
	}));
	const shown = [...head.findings, ...unheeded];
	const before = pairUp(shown, [...base.findings, ...base.suppressed.map(({ finding }) => finding)]);
	const findings = shown.map((finding) => compared(finding, before.get(finding)));
	return {
		...head,
		findings: findings.sort(worstFirst),
		suppressed
	};
}
/** For each finding of head its own in base: in the same file where there is one, else in any file. */
function pairUp(head, base) {
	const met = /* @__PURE__ */ new Map();
	for (const identity of [inItsFile, inAnyFile]) {
		const taken = new Set(met.values());
		const left = groupBy(base, (finding) => taken.has(finding) ? void 0 : identity(finding));
		for (const finding of head) {
			const mine = met.has(finding) ? void 0 : left.get(identity(finding))?.shift();
			if (mine) met.set(finding, mine);
		}
	}
	return met;
}
function inItsFile({ at, fingerprint }) {
	return `${at.file.path}|${fingerprint}`;
}
function inAnyFile({ fingerprint }) {
	return fingerprint;
}
function compared(finding, before) {
	if (!before) return finding;
	const old = new Set(before.calls().map(({ key }) => key));
	const [first, ...others] = finding.calls().filter(({ key }) => !old.has(key));
	if (!first) return {
		...finding,
		status: "existing"
	};
	const origin = {
		...finding.at,
		note: "What the new call runs"
	};
	return {
		...finding,
		message: `This new call leads to a template with a known problem. ${finding.message}`,
		at: first.at,
		related: [
			...finding.related,
			origin,
			...others.map(({ at }) => ({
				...at,
				note: "Another new call"
			}))
		]
	};
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

// src/yaml/value.ts
/**
* A node as a plain value with the types that the cluster gives it. Merge keys are merged, of a key that is written
* twice the last counts, and keys are text. What an anchor names is one value that its aliases share: reading costs
* what the text is long, not what it would unfold to.
*/
function value(node) {
	return read(node, /* @__PURE__ */ new Map());
}
function read(node, known) {
	switch (node?.kind) {
		case "scalar": return resolve$2(node);
		case "sequence": return node.items.map((item) => read(item, known));
		case "mapping": return entries(node.pairs, known);
		case "alias": return shared(node, known);
		default: return null;
	}
}
function shared({ target }, known) {
	const found = target && known.get(target);
	if (found !== void 0) return found;
	const made = read(target, known);
	if (target) known.set(target, made);
	return made;
}
/** In the order of the text: what is merged replaces what stands before its `<<`, as in Go's decoder. */
function entries(pairs, known) {
	const into = {};
	for (const pair of pairs) {
		const found = read(pair.value, known);
		if (isMerge(pair)) for (const source of [found].flat().toReversed()) merge(into, source);
		else put(into, read(pair.key, known), found);
	}
	return into;
}
function merge(into, from) {
	if (typeof from === "object" && from) for (const [key, entry] of Object.entries(from)) put(into, key, entry);
}
function put(into, key, entry) {
	if (typeof key === "object" && key) return;
	if (key === "__proto__") Object.defineProperty(into, key, {
		value: entry,
		enumerable: true,
		configurable: true,
		writable: true
	});
	else into[String(key)] = entry;
}

export { ConfigError, SourceError, SyntaxProblem, analyze, annotations$2 as annotations, atLeast, bytes, closest, collect, confidences, configAmong, configOnDisk, configPaths, count$1 as count, decode, defaults, documents, duplicates, exact$1 as exact, failureReason, formats, fs, introduced, isIncluded, isMisnamed, items, json, levels$2 as levels, limitAnnotations, log, markdown, maxBytes, mayHoldManifests, newlyUnread, notPassed, page, pair, parse, pathFrom, personas, plain$2 as plain, position, reaches, readFile, readManifests, reasons, render, repositoryRoot, rules, sarif, sentence, serialize, severities$1 as severities, sourceAt, summaryLine, text, util, value, worstFirst };