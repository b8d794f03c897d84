const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_core = require("./core.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}

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

// src/report/annotations.ts
const levels$1 = [
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
function annotations(report) {
	return [...failures(report), ...require_core.fresh(report).map(annotation)];
}
function failures({ failures: list }) {
	const [first] = list;
	if (!first) return [];
	const lines = list.map(({ rule, path, error }) => `Rule ${rule} failed on ${require_core.exact(path)}: ${require_core.plain(require_core.failureReason(error))}`);
	return [{
		level: "error",
		title: "Lynceus has a mistake of its own: please report it",
		message: require_core.clip(lines.join("\n"), 4096),
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
	const others = related.map((other) => `${require_core.relation(other)} ${require_core.exact(other.file.path)}:${require_core.lineOf(other)} ${require_core.plain(other.note ?? "")}`.trimEnd());
	return {
		level: levelOf[severity],
		title: require_core.clip(`${require_core.plain(rule.title)} (${rule.id}, ${grade})`, 255),
		message: require_core.clip([require_core.plain(message), ...others].join("\n"), 4096),
		path: at.file.path,
		...require_core.region(at)
	};
}
/**
* What the runner shows of a step: it drops all but the first ten of each level without a word
* (`ExecutionContext.cs`), so the last of too many says how many there are more.
*
* @param where what lists all, as a sentence calls it
*/
function limitAnnotations(all, perLevel = 10, where = "the text report") {
	return levels$1.flatMap((level) => {
		const list = all.filter((one) => one.level === level);
		if (list.length <= perLevel) return list;
		const shown = list.slice(0, Math.max(perLevel - 1, 0));
		const first = list[shown.length];
		if (!first || perLevel < 1) return [];
		const left = list.length - shown.length;
		const message = `GitHub shows only a few ${level}s of a step. The first of the ${left} that are left out is here; ${where} lists them all.`;
		return [...shown, {
			...first,
			title: `${left} more ${level}s of Lynceus`,
			message
		}];
	});
}

// src/report/github.ts
/** Workflow commands for the log of a step, inside the runner's limits, and a last line for who reads the log. */
function github(report) {
	const commands = limitAnnotations(annotations(report)).map(workflowCommand);
	const unread = report.unread.map(({ path, line, reason }) => require_core.log(`Not read: ${require_core.exact(path)}:${line}: ${require_core.plain(reason)}`));
	return `${[
		...commands,
		...unread,
		require_core.lastLine(report)
	].join("\n")}\n`;
}
function workflowCommand({ level, title, message, path, startLine, endLine, startColumn, endColumn }) {
	return require_core.command(level, {
		title,
		file: require_core.exact(path),
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
const formatVersion = 1;
/** For programs: findings, worst first, new and existing ones; docs/report.md tells each field. */
function json(report, tool) {
	return require_core.serialize({
		version: formatVersion,
		tool: {
			name: tool.name,
			version: tool.version
		},
		summary: {
			files: report.files,
			manifests: report.manifests,
			bySeverity: require_core.bySeverity(require_core.fresh(report)),
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
			reason: require_core.failureReason(error)
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
		...place$1(it.at),
		manifest: {
			kind,
			name,
			namespace: namespace ?? null
		},
		related: it.related.map((other) => ({
			...place$1(other),
			note: other.note ?? "",
			way: other.way ?? null
		})),
		fingerprint: digest(it.fingerprint),
		status: it.status,
		...it.fix && { fix: fix(it.fix) }
	};
}
function fix({ title, safety, file, edits }) {
	const sorted = edits.toSorted((a, b) => a.span.start - b.span.start);
	return {
		title,
		safety,
		file: file.path,
		edits: sorted.map(({ span, text }) => ({
			...stretch$1(file, span),
			text
		}))
	};
}
/** Where something is, as every report in JSON says it. */
function place$1({ file, span }) {
	return {
		file: file.path,
		...stretch$1(file, span)
	};
}
function stretch$1(file, { start, end }) {
	return {
		start: {
			...require_core.position(file, start),
			offset: start
		},
		end: {
			...require_core.position(file, end),
			offset: end
		}
	};
}

// src/report/fit.ts
/**
* The heading and the sections in at most `budget` bytes of UTF-8, cut between items. Each section that lost
* items says how many; a budget too small for that gives the heading alone, or nothing.
*/
function fit(heading, sections, budget) {
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

// src/report/hunks.ts
/** Where two texts differ, line by line. Lines end at `\n`, as git has it. */
function hunks(old, changed, context = 3) {
	const [a, b] = [linesOf(old), linesOf(changed)];
	const groups = [];
	for (const difference of differences(a, b)) {
		const group = groups.at(-1);
		const last = group?.at(-1);
		if (group && last && difference.from - last.to <= 2 * context) group.push(difference);
		else groups.push([difference]);
	}
	return groups.map((group) => hunk(group, a, b, context));
}
/**
* Where a fix changes its file. Only the lines around its edits are compared: a long file may have many fixes.
*/
function fixHunks({ file, edits }, context = 3) {
	const starts = require_core.lineStarts(file);
	const ends = edits.flatMap(({ span }) => [span.start, span.end]);
	const first = Math.max(0, require_core.position(file, Math.min(...ends)).line - 2 - context);
	const from = starts[first] ?? 0;
	const to = starts[require_core.position(file, Math.max(...ends)).line + 1 + context] ?? file.text.length;
	const own = edits.map(({ span, text }) => ({
		span: {
			start: span.start - from,
			end: span.end - from
		},
		text
	}));
	const old = file.text.slice(from, to);
	return hunks(old, (require_edits()).apply(old, own), context).map((found) => ({
		...found,
		before: found.before + first,
		after: found.after + first
	}));
}
function linesOf(text) {
	return text === "" ? [] : text.split(/(?<=\n)/);
}
function hunk(group, a, b, context) {
	const { from: first, start: counterpart } = group[0] ?? {
		from: 0,
		start: 0
	};
	const before = Math.max(0, first - context);
	const lines = [];
	let at = before;
	for (const { from, to, start, end } of group) {
		lines.push(...signed(" ", a.slice(at, from)), ...signed("-", a.slice(from, to)), ...signed("+", b.slice(start, end)));
		at = to;
	}
	lines.push(...signed(" ", a.slice(at, at + context)));
	return {
		before,
		after: before + counterpart - first,
		lines
	};
}
function signed(sign, texts) {
	return texts.map((text) => ({
		sign,
		text
	}));
}
/** What lies between the lines that both have. */
function* differences(a, b) {
	let [from, start] = [0, 0];
	for (const { x, y, length } of [...common(a, b), {
		x: a.length,
		y: b.length,
		length: 0
	}]) {
		if (x > from || y > start) yield {
			from,
			to: x,
			start,
			end: y
		};
		from = x + length;
		start = y + length;
	}
}
function common(a, b) {
	const found = [];
	let place = {
		x: 0,
		y: 0
	};
	while (place.x < a.length || place.y < b.length) {
		const { runs, ...next } = furthest(a, b, place);
		found.push(...runs);
		place = next;
	}
	return found;
}
/** Edits that are looked ahead. Where two texts differ by more in a row, the diff is right, but maybe not the shortest. */
const most = 500;
/**
* The way from a place to the end of both texts that takes the fewest edits, or to the furthest place that `most` of
* them lead to (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
*/
function furthest(a, b, { x, y }) {
	const origin = x - y;
	let tips = /* @__PURE__ */ new Map([[origin, slide({
		x,
		last: void 0
	}, origin, a, b)]]);
	for (let edits = 1; edits <= most && leader(tips).sum < a.length + b.length; edits++) {
		const next = /* @__PURE__ */ new Map();
		for (let diagonal = origin - edits; diagonal <= origin + edits; diagonal += 2) {
			const tip = step$1(tips.get(diagonal - 1), tips.get(diagonal + 1), a.length);
			if (tip && tip.x - diagonal <= b.length) next.set(diagonal, slide(tip, diagonal, a, b));
		}
		tips = next;
	}
	const { diagonal, tip } = leader(tips);
	const runs = [];
	for (let run = tip.last; run; run = run.before) runs.push(run);
	return {
		x: tip.x,
		y: tip.x - diagonal,
		runs: runs.toReversed()
	};
}
/** One edit further: a line of the old text is passed over from the left, one of the new text from above. */
function step$1(left, above, end) {
	return left && left.x < end && !(above && above.x > left.x) ? {
		...left,
		x: left.x + 1
	} : above;
}
/** Over all lines that both texts have from here on. */
function slide(tip, diagonal, a, b) {
	let { x } = tip;
	while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
	return x === tip.x ? tip : {
		x,
		last: {
			x: tip.x,
			y: tip.x - diagonal,
			length: x - tip.x,
			before: tip.last
		}
	};
}
function leader(tips) {
	let found = {
		diagonal: 0,
		tip: {
			x: 0,
			last: void 0
		},
		sum: -1
	};
	for (const [diagonal, tip] of tips) {
		const sum = 2 * tip.x - diagonal;
		if (sum > found.sum) found = {
			diagonal,
			tip,
			sum
		};
	}
	return found;
}

// src/report/picture.ts
/** Nodes of a picture beside the finding itself. */
const limit = 12;
/**
* A Mermaid flowchart of how a finding comes about, when words cannot show it well: the way that it lies on, with two
* other stops or more; several places that make it true together; several places that call the template. Long ones are
* cut.
*/
function picture(finding) {
	const way = require_core.flow(finding);
	const others = finding.related.length > 1 ? finding.related : finding.calls().map(({ at }) => at);
	const lines = way && way.length > 2 ? chain(way, finding) : others.length > 1 ? star(finding, others) : void 0;
	return lines && [
		"```mermaid",
		"flowchart LR",
		...lines,
		"```"
	].join("\n");
}
/** From the first stop to the last. Of a long way both ends and the finding are shown. */
function chain(way, finding) {
	const here = way.indexOf(finding.at);
	const last = way.length - 1;
	const kept = [.../* @__PURE__ */ new Set([
		here,
		last,
		...way.keys()
	])].slice(0, limit).toSorted((a, b) => a - b);
	return kept.flatMap((index, at) => {
		const location = way[index] ?? finding.at;
		const line = node(`n${at}`, index === here ? self(finding) : location);
		const left = index - (kept[at - 1] ?? 0) - 1;
		const arrow = left > 0 ? `-. ${require_core.mermaid(`${left} more`)} .->` : "-->";
		return at ? [line, `  n${at - 1} ${arrow} n${at}`] : [line];
	});
}
/** All that lead to one place, or that it leads to. */
function star(finding, others) {
	const left = others.length - limit;
	return [
		node("here", self(finding)),
		...others.slice(0, limit).flatMap((location, index) => {
			const [from, to] = location.way === "from" ? ["here", `n${index}`] : [`n${index}`, "here"];
			return [node(`n${index}`, location), `  ${from} --> ${to}`];
		}),
		...left > 0 ? [`  rest[${require_core.mermaid(`and ${left} more`)}] --> here`] : []
	];
}
/** The finding as a stop: what is wrong, and of which object. */
function self({ rule, at, manifest: { kind, name } }) {
	const named = name === "" || name.includes("") ? kind : `${kind} ${name}`;
	return {
		...at,
		note: `${rule.id} in ${named}`
	};
}
function node(id, location) {
	const place = `${location.file.path}:${require_core.lineOf(location)}`;
	return `  ${id}[${require_core.mermaid(location.note ? `${location.note.replaceAll("`", "")} (${place})` : place, 120)}]`;
}

// src/report/markdown.ts
const relatedInCell = 5;
/** For the summary of a job or of a pull request. Never above the budget: cut between findings, with the number of those left out. */
function markdown(report, { budget = 1e6, tree } = {}) {
	const findings = require_core.fresh(report);
	const link = links(tree);
	return fit(`## Lynceus\n\n${totals(report)}\n`, [
		silencing(findings, link),
		tables(findings, link),
		fixes(findings, link),
		explanations(findings),
		charts(findings),
		accepting(findings),
		suppressed(report, link),
		section("Not read", "place", report.unread.map(({ path, line, reason }) => `- ${link(path, line)}: ${require_core.prose(reason)}\n`)),
		section("Internal errors", "internal error", report.failures.map(({ rule, path, error }) => `- Rule ${require_core.code(rule)} failed on ${require_core.code(path)}: ${require_core.prose(require_core.failureReason(error))}\n`))
	], budget);
}
function totals(report) {
	const existing = report.findings.length - require_core.fresh(report).length;
	return [
		`**${require_core.summaryLine(report)}.**`,
		...existing ? [`${require_core.count(existing, "existing finding")} of the base not shown.`] : [],
		...report.suppressed.length ? [`${report.suppressed.length} suppressed.`] : [],
		...report.hidden ? [`${report.hidden} hidden by persona, severity or confidence.`] : [],
		...report.unread.length ? [`${report.unread.length} not read.`] : [],
		...report.failures.length ? [`${require_core.count(report.failures.length, "internal error")}.`] : []
	].join(" ");
}
/** A place, as `path:line` or as the Markdown given, which leads there when the tree has an address. */
function links(tree) {
	return (path, line, shown = require_core.code(`${path}:${line}`)) => tree ? `[${shown}](${tree}/${require_core.uri(path)}#L${line})` : shown;
}
function section(title, noun, items, top = "") {
	return {
		heading: `\n### ${title}\n\n${top}`,
		items,
		more: (left) => `\n${require_core.count(left, `more ${noun}`)} did not fit here.\n`
	};
}
function silencing(findings, link) {
	return section("What this change adds to silence findings", "such finding", findings.flatMap(({ rule, at, unheeded }) => {
		if (!unheeded) return [];
		const by = `${unheeded.kind} at ${link(unheeded.file.path, require_core.lineOf(unheeded))}`;
		return [`- ${require_core.code(rule.id)} at ${link(at.file.path, require_core.lineOf(at))} by the ${by}: ${require_core.prose(unheeded.reason) || "no reason given"}\n`];
	}), "None of it counts before it is merged.\n\n");
}
/** A table per file, the file with the worst finding first. */
function tables(findings, link) {
	return section("Findings", "finding", [...require_core.groupBy(findings, ({ at }) => at.file.path)].flatMap(([path, list]) => require_core.folded(list).map((fold, at) => `${at ? "" : tableHead(path)}${row(fold, link)}`)));
}
function tableHead(path) {
	return `\n#### ${require_core.code(path)}\n\n| severity | line | finding | rule |\n| --- | --- | --- | --- |\n`;
}
function row(fold, link) {
	const { rule, severity, confidence, message, at, related } = fold.first;
	const same = require_core.sameOf(fold, (other) => link(other.at.file.path, require_core.lineOf(other.at), `${require_core.lineOf(other.at)}`));
	const grade = confidence === "high" ? severity : `${severity}, ${confidence} confidence`;
	const places = require_core.foldedPlaces(related);
	const others = places.slice(0, relatedInCell).map(([{ note, ...other }, ...more]) => {
		const lines = more.map((one) => `, ${link(one.file.path, require_core.lineOf(one), `${require_core.lineOf(one)}`)}`);
		return `<br>→ ${require_core.relation(other)} ${link(other.file.path, require_core.lineOf(other))}${lines.join("")}${note ? ` ${require_core.sentence(note)}` : ""}`;
	});
	const left = places.slice(relatedInCell).flat().length;
	const more = left > 0 ? `<br>→ and ${require_core.count(left, "more place")}` : "";
	return `| ${grade} | ${link(at.file.path, require_core.lineOf(at), `${require_core.lineOf(at)}`)} | ${require_core.sentence(message)}${same}${others.join("")}${more} | ${require_core.code(rule.id)} |\n`;
}
/** What `lynceus fix` would make of it. What mends several findings is shown once. */
function fixes(findings, link) {
	return section("Fixes", "fix", [...require_core.groupBy(findings.filter(({ fix }) => fix), ({ fix }) => JSON.stringify([
		fix?.file.path,
		fix?.title,
		fix?.edits.map(({ span, text }) => [
			span.start,
			span.end,
			text
		])
	])).values()].flatMap(([first, ...others]) => {
		const { rule, at, fix } = first ?? {};
		if (!rule || !at || !fix) return [];
		const lines = fixHunks(fix, 1).flatMap(({ lines: own }, index) => [...index ? ["@@"] : [], ...own.map(({ sign, text }) => sign + text)]);
		const how = fix.safety === "safe" ? "" : " (unsafe)";
		const more = others.length > 0 ? ` and ${require_core.count(others.length, "more place")}` : "";
		return [`${`${require_core.code(rule.id)} at ${link(at.file.path, require_core.lineOf(at))}${more}${how}`}: ${require_core.sentence(fix.title)}.\n\n${require_core.fenced(lines, "diff")}\n`];
	}));
}
function explanations(findings) {
	return section("Why it matters, and what to do", "explanation", [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()].map((rule) => `<details><summary>${require_core.entities(`${rule.title} (${rule.id})`)}</summary>\n\n${[rule.docs.trim(), references(rule)].filter(Boolean).join("\n\n")}\n\n</details>\n`));
}
function charts(findings) {
	const items = require_core.folded(findings).flatMap(({ first, others }) => {
		const chart = picture(first);
		const more = others.length > 0 ? ` and alike at ${require_core.count(others.length, "more place")}` : "";
		return chart ? [`${require_core.code(first.rule.id)} at ${require_core.code(`${first.at.file.path}:${require_core.lineOf(first.at)}`)}${more}:\n\n${chart}\n\n`] : [];
	});
	const top = items.length > 5 ? `The first ${5} of ${items.length}.\n\n` : "";
	return section("How it comes about", "picture", items.slice(0, 5), top);
}
function accepting([first]) {
	const comment = `# lynceus: ignore[${first?.rule.id}] reason`;
	const item = `Say why on its line, or on the line above it: ${require_core.code(comment)}. What a pull request adds so counts once it is merged.\n`;
	return section("Accept a finding", "way", first ? [item] : []);
}
function suppressed(report, link) {
	return section("Suppressed", "suppressed finding", report.suppressed.map(({ finding: { rule, at }, by }) => `- ${require_core.code(rule.id)} at ${link(at.file.path, require_core.lineOf(at))}: ${require_core.prose(by.reason) || "no reason given"}\n`));
}

// src/report/sarif-rule.ts
const levels = {
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
		if (!known || !require_core.atLeast(known.severity, finding.severity)) worst.set(finding.rule.id, finding);
	}
	return [...worst.values()].map(descriptor);
}
function descriptor({ rule, severity, confidence }) {
	const page = explanation(rule);
	const level = levels[severity];
	const score = scores[severity];
	return {
		id: rule.id,
		name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase()),
		shortDescription: { text: require_core.clip(`${rule.title}.`, length) },
		fullDescription: { text: require_core.clip(require_core.plain(rule.docs.trim()), length) },
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
var sarif_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ sarif: () => sarif });
/** What GitHub takes of an upload ("SARIF support for code scanning"): of more results it keeps the worst. */
const limits = {
	results: 5e3,
	related: 100,
	message: 4096
};
/** SARIF 2.1.0 (OASIS), with the fields that GitHub code scanning reads. */
function sarif(report, tool, { category = "lynceus", suppressed = false } = {}) {
	const silenced = new Map(suppressed ? report.suppressed.map(({ finding, by }) => [finding, by.reason]) : []);
	const findings = [...report.findings, ...silenced.keys()].slice(0, limits.results);
	const left = report.findings.length + silenced.size - findings.length;
	const rules = descriptors(findings);
	const index = new Map(rules.map(({ id }, at) => [id, at]));
	const compared = report.findings.some(({ status }) => status === "existing");
	return require_core.serialize({
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
	const { rule, severity, confidence, persona, message, at, related, fingerprint, fix } = finding;
	const way = require_core.flow(finding);
	return {
		ruleId: rule.id,
		ruleIndex,
		level: levels[severity],
		message: words(message),
		locations: [place(at)],
		...related.length && { relatedLocations: related.slice(0, limits.related).map((it, id) => ({
			id,
			...noted(it)
		})) },
		...way && { codeFlows: [{ threadFlows: [{ locations: shown(way, at).map((location) => step(location, finding)) }] }] },
		partialFingerprints: { primaryLocationLineHash: digest(fingerprint) },
		...fix && { fixes: [remedy(fix)] },
		properties: {
			severity,
			confidence,
			persona
		}
	};
}
/** As much of a way as may be told, the finding's own place in it. */
function shown(way, at) {
	const first = Math.max(0, way.indexOf(at) + 1 - limits.related);
	return way.slice(first, first + limits.related);
}
/** SARIF's words for a fix (3.55). GitHub ignores it; editors offer it. */
function remedy({ title, safety, file, edits }) {
	const replacements = edits.map(({ span, text }) => ({
		deletedRegion: stretch(file, span),
		insertedContent: { text }
	}));
	return {
		description: words(`${title}.`),
		artifactChanges: [{
			artifactLocation: artifact(file.path),
			replacements
		}],
		properties: { safety }
	};
}
/** All lines of it: nothing of what goes may be left out. */
function stretch(file, { start, end }) {
	const [from, to] = [require_core.position(file, start), require_core.position(file, end)];
	return {
		startLine: from.line,
		startColumn: from.column,
		endLine: to.line,
		endColumn: to.column
	};
}
function suppression(reason) {
	return reason === void 0 ? {} : { suppressions: [{
		kind: "inSource",
		status: "accepted",
		justification: require_core.plain(reason)
	}] };
}
/** Plain text: a link, which SARIF also knows in plain text (3.11.6), cannot come about without `](`. */
function words(text) {
	return { text: require_core.clip(require_core.plain(text).replaceAll("](", "] ("), limits.message) };
}
/** The place of the finding itself is told by what is wrong there. */
function step(location, { rule }) {
	return { location: noted({
		...location,
		note: location.note ?? `Here: ${rule.title}`
	}) };
}
function noted(location) {
	return {
		...place(location),
		message: words(location.note ?? "Here")
	};
}
function place(location) {
	return physical(location.file.path, require_core.region(location));
}
function physical(path, at) {
	return { physicalLocation: {
		artifactLocation: artifact(path),
		region: at
	} };
}
function artifact(path) {
	return {
		uri: require_core.uri(path),
		uriBaseId: "%SRCROOT%"
	};
}
/** How the run went: what was not read, what failed, and how many results are left out. */
function invocation({ unread, failures }, left) {
	const notifications = [...unread.map(({ path, line, reason }) => ({
		level: "warning",
		message: words(`Not read: ${reason}`),
		locations: [physical(path, { startLine: line })]
	})), ...failures.map(({ rule, path, error }) => ({
		level: "error",
		message: words(`Rule ${rule} failed: ${require_core.failureReason(error)}`),
		locations: [physical(path, { startLine: 1 })]
	}))];
	const cut = `${left} more results are left out: these are the worst ${limits.results}.`;
	if (left > 0) notifications.push({
		level: "warning",
		message: words(cut),
		locations: []
	});
	return {
		executionSuccessful: !failures.length,
		toolExecutionNotifications: notifications
	};
}

// src/diff.ts
/**
* The report of head with what it owes to the change marked `new`.
*
* A finding is existing when base has it too, by fingerprint: in the same file first, then in one that its object has
* moved from, so that a renamed file brings nothing new and a copied one does, and objects of one name in several folders
* are kept apart. One that has become graver is new, a milder one is not. An existing finding is new again where a new
* call leads to its template. An ignore counts only when base has it: what a change adds to silence itself is shown.
*/
function introduced(head, base) {
	const silenced = pairUp(head.suppressed.map(({ finding }) => finding), base.suppressed.map(({ finding }) => finding), hasMoved);
	const suppressed = head.suppressed.filter(({ finding }) => silenced.has(finding));
	const unheeded = head.suppressed.filter(({ finding }) => !silenced.has(finding)).map(({ finding, by }) => ({
		...finding,
		unheeded: by
	}));
	const shown = [...head.findings, ...unheeded];
	const before = pairUp(shown, [...base.findings, ...base.suppressed.map(({ finding }) => finding)], (mine, finding) => require_core.atLeast(mine.severity, finding.severity) && hasMoved(mine, finding));
	const findings = shown.map((finding) => compared(finding, before.get(finding)));
	return {
		...head,
		findings: findings.sort(require_core.worstFirst),
		suppressed
	};
	/** Or has stayed where it was. */
	function hasMoved({ manifest: from }, { manifest: to }) {
		if (from.file.path === to.file.path) return true;
		return !head.objects.has(require_core.whereabouts(from)) && !base.objects.has(require_core.whereabouts(to));
	}
}
/**
* For each finding of head its own in base: in the same file where there is one, else in another, else for another
* reason at the same place.
*/
function pairUp(head, base, fits) {
	const met = /* @__PURE__ */ new Map();
	for (const identity of [
		inItsFile,
		inAnyFile,
		inAnyVariant
	]) {
		const taken = new Set(met.values());
		const left = require_core.groupBy$1(base, (finding) => taken.has(finding) ? void 0 : identity(finding));
		for (const finding of head) {
			const those = met.has(finding) ? [] : left.get(identity(finding)) ?? [];
			const index = those.findIndex((one) => fits(one, finding));
			const [mine] = index < 0 ? [] : those.splice(index, 1);
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
/** Its place, whatever makes it bad: who controls a value may change while the place does not. */
function inAnyVariant({ at, rule, variant = "", fingerprint }) {
	return `${at.file.path}|${rule.id}|${fingerprint.slice(rule.id.length + variant.length + 2)}`;
}
function compared(finding, before) {
	if (!before) return finding;
	const old = new Set(before.calls().map(({ key }) => key));
	const added = finding.calls().filter(({ key }) => !old.has(key));
	const to = finding.related.filter(({ way }) => way === "to");
	const first = added.find((call) => to.some((stop) => isIn(stop, call))) ?? added[0];
	if (!first) return {
		...finding,
		status: "existing"
	};
	const others = added.filter((call) => call !== first);
	return {
		...finding,
		message: `This new call leads to a template with a known problem. ${finding.message}`,
		at: first.at,
		related: [...through(first, finding), ...others.map(({ at }) => ({
			...at,
			note: "Another new call"
		}))]
	};
}
/** The related places of a finding, as they stand to a call that leads to it. */
function through(call, { at, related }) {
	const origin = {
		...at,
		note: "What the new call runs",
		way: "from"
	};
	const to = related.filter(({ way }) => way === "to");
	const onward = related.filter(({ way }) => way === "from");
	const beside = related.filter(({ way }) => way === void 0);
	const index = to.findLastIndex((stop) => isIn(stop, call));
	const after = to.slice(index + 1).map((stop) => ({
		...stop,
		way: "from"
	}));
	if (index >= 0) return [
		...to.slice(0, index),
		...after,
		origin,
		...onward,
		...beside
	];
	return [
		...to.map(({ file, span, note }) => ({
			file,
			span,
			...note !== void 0 && { note }
		})),
		...beside,
		origin,
		...onward
	];
}
function isIn({ file, span }, { at, within }) {
	return file === at.file && within !== void 0 && within.start <= span.start && span.end <= within.end;
}

// src/taken.ts
/** Places of a text that edits have taken. */
var Taken = class {
	/** Of edits, as text: the same edits may come again. */
	sets = /* @__PURE__ */ new Set();
	/** In the order of the text; they do not overlap. */
	spans = [];
	/** Takes the places of some edits; `false`, and none is taken, when one is taken by others already. */
	add(edits) {
		const own = JSON.stringify(edits);
		if (this.sets.has(own)) return true;
		if (edits.some(({ span }) => this.isTaken(span))) return false;
		this.sets.add(own);
		for (const { span } of edits) this.spans.splice(this.after(span.start), 0, span);
		return true;
	}
	isTaken(span) {
		const at = this.after(span.start);
		return [this.spans[at - 1], this.spans[at]].some((other) => other !== void 0 && meet(span, other));
	}
	/** The index of the first place that starts behind an offset. */
	after(offset) {
		return require_core.firstFrom(this.spans, ({ start }) => start <= offset);
	}
};
/** What is inserted at the edge of another place may not stand where it should. */
function meet(a, b) {
	return a.start === a.end || b.start === b.end ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}

exports.Taken = Taken;
exports.annotations = annotations;
exports.bytes = bytes;
exports.github = github;
exports.hunks = hunks;
exports.introduced = introduced;
exports.json = json;
exports.levels = levels$1;
exports.limitAnnotations = limitAnnotations;
exports.markdown = markdown;
exports.page = page;
exports.place = place$1;
exports.sarif = sarif;
exports.sarif_exports = sarif_exports;