import { lineText, position, severities } from "./file.js";

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
/** Sentences on one line: line breaks become blanks, other unseen characters are shown. */
function plain(text) {
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
	return unlinked(plain(text)).replace(/ {2,}/g, " ").replace(/[\\`*_[\]<>~&!#]/g, "\\$&").replace(/^( ?)([-+=:])/, "$1\\$2").replace(/^( ?\d+)([.)])/, "$1\\$2").replaceAll("|", "&#124;").replaceAll("$", "<span>$</span>");
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
/** Text inside an HTML tag, be it in Markdown or not: nothing but letters, digits and blanks stays bare. */
function entities(text) {
	return text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`);
}
/** A quoted label of a Mermaid flowchart, which has its own entities (mermaid `encodeEntities`). */
function mermaid(text, length = 80) {
	return `"${clip(plain(text), length).replace(/[^\p{L}\p{M}\p{N} /_]/gu, (char) => `#${char.codePointAt(0)};`)}"`;
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
	const parts = severities.toReversed().flatMap((name) => counts[name] ? [`${counts[name]} ${name}`] : []);
	return `${findings.length ? `${count(findings.length, "finding")} (${parts.join(", ")})` : "No findings"} in ${count(report.manifests, "manifest")} of ${count(report.files, "file")}`;
}
/** A number with its noun, such as `1 file`. */
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
/** What a failure is told as; the text of the error is not ours. */
function failureReason(error) {
	return error instanceof Error ? error.message : String(error);
}
/** The values of a list by a key, in the order in which the keys first appear. */
function groupBy(values, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const value of values) {
		const group = groups.get(key(value));
		if (group) group.push(value);
		else groups.set(key(value), [value]);
	}
	return groups;
}

// src/report/digest.ts
/**
* SHA-256 (FIPS 180-4) of a text in UTF-8, its first half in hex: an identity of fixed length that holds nothing of
* the text, and that nobody can make a second text for.
*/
function digest(text) {
	const words = padded(text);
	const state = Int32Array.from(initial);
	const schedule = /* @__PURE__ */ new Int32Array(64);
	for (let block = 0; block < words.length; block += 16) mix(state, words.subarray(block, block + 16), schedule);
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
function mix(state, block, schedule) {
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
/** The first primes, of whose roots the standard takes its constants. */
const primes = Array.from({ length: 310 }, (_, at) => at + 2).filter((number) => {
	for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
	return true;
});
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = primes.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)));
function fraction(root) {
	return Math.floor(root % 1 * 2 ** 32) | 0;
}

export { bySeverity, clip, code, command, count, digest, entities, exact, explanation, failureReason, flow, fresh, groupBy, lineOf, log, mermaid, page, plain, prose, references, region, sentence, serialize, summaryLine, uri };