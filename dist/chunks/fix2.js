const require_core = require("./core.js");
const require_fix = require("./fix.js");
let require_reports$1;
function require_reports() {
	return require_reports$1 ??= require("./reports.js");
}
const require_cli = require("../cli.js");
const require_git = require("./git.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}
let node_path = require("node:path");

// src/report/fixes.ts
/** Rules that are named together. */
const few = 3;
/** Files of one kind that are named, unless all are wanted. */
const shortest = 20;
/** For people: what was done, worst first, what was not and why, and how much is left. */
function fixes(all, options) {
	const lines = [
		...made$1(all, options),
		unwritten(all, options),
		refused(all, options),
		rest(all, options)
	].flatMap((block) => block.length ? [block.join("\n")] : []);
	return require_core.log(`${[...lines, options.paint.bold(fixesSummary(all))].join("\n\n")}\n`);
}
/** Such as `Fixed 3 of 7 findings in 2 files`. */
function fixesSummary({ fixed, refused, files, dry, report }) {
	const written = files.filter((file) => file.unwritten === void 0);
	const total = fixed.length + refused.filter((one) => isUnwritten(one, files)).length + report.findings.length;
	const all = `${total > 1 && fixed.length < total ? `${fixed.length} of ` : ""}${require_core.count(total, "finding")}`;
	if (total === 0) return "No findings";
	if (fixed.length === 0) return `${dry ? "Would fix" : "Fixed"} none of ${require_core.count(total, "finding")}`;
	return `${dry ? "Would fix" : "Fixed"} ${all} in ${require_core.count(written.length, "file")}`;
}
/** Whether its fix was proved, and only its file could not be written. */
function isUnwritten({ finding }, files) {
	return files.some(({ path, unwritten: reason }) => reason !== void 0 && path === finding.at.file.path);
}
function made$1({ fixed }, options) {
	const sorted = fixed.toSorted((a, b) => require_core.worstFirst(a.finding, b.finding));
	return [...require_core.groupBy(sorted, ({ finding, fix }) => `${finding.severity} ${finding.rule.id} ${nameless(fix.title)}`).values()].map((group) => {
		const [first] = group;
		if (!first) return [];
		const { severity, rule } = first.finding;
		const label = `${severity}[${rule.id}]`;
		const [opening = "", ...more] = require_core.wrap(`${label} ${shared(group.map(({ fix }) => fix.title))}`, options.width - 2);
		const head = options.paint.severity(severity, options.paint.bold(label)) + opening.slice(label.length);
		const findings = group.map(({ finding }) => finding);
		return [
			head,
			...more.map((line) => `    ${line}`),
			...places(findings, options)
		];
	});
}
/** What sentences that differ in nothing but names have in common, so that one stands for all. */
function shared([first = "", ...others]) {
	return require_core.plain(others.every((one) => one === first) ? first : nameless(first));
}
function nameless(sentence) {
	return sentence.replace(/`[^`]*`(?:, `[^`]*`)*/g, "`…`");
}
function unwritten({ files }, { paint, width }) {
	const lines = files.flatMap(({ path, unwritten: reason }) => reason === void 0 ? [] : indented(`${require_core.exact(path)}: ${require_core.plain(reason)}`, width));
	return lines.length ? [paint.bold("Not written"), ...lines] : [];
}
function refused(all, options) {
	const own = all.refused.filter((one) => !isUnwritten(one, all.files));
	if (own.length === 0) return [];
	const sorted = own.toSorted((a, b) => require_core.worstFirst(a.finding, b.finding));
	const lines = [...require_core.groupBy(sorted, ({ reason }) => nameless(reason)).values()].flatMap((group) => {
		const reason = shared(group.map((one) => one.reason));
		const head = indented(`${whose(group)}: ${reason}`, options.width);
		if (!options.verbose) return head;
		return [...head, ...places(group.map(({ finding }) => finding), options).map((line) => `  ${line}`)];
	});
	return [options.paint.bold(`Not fixed${options.verbose ? "" : "; --verbose shows where"}`), ...lines];
}
/** Such as `run-as-root (3 findings)`. */
function whose(group) {
	const ids = [...new Set(group.map(({ finding }) => finding.rule.id))];
	const rules = ids.length > few ? require_core.count(ids.length, "rule") : ids.join(", ");
	return group.length > 1 ? `${rules} (${require_core.count(group.length, "finding")})` : rules;
}
/** What a program could not know, or was not asked for. */
function rest({ withheld, refused: told, files, report }, { width }) {
	const refusedByRule = told.filter((one) => !isUnwritten(one, files));
	const without = report.findings.length - withheld.length - refusedByRule.length;
	return [
		withheld.length ? `${require_core.count(withheld.length, "finding")} with a fix that may change what runs: --unsafe makes it, --unsafe --diff shows it` : "",
		without > 0 ? `${require_core.count(without, "finding")} without a fix: lynceus scan shows what to do` : "",
		report.unread.length ? `${require_core.count(report.unread.length, "place")} not read: lynceus scan shows why` : ""
	].flatMap((line) => line ? require_core.wrap(line, width) : []);
}
/** One line a file. */
function places(findings, { width, verbose }) {
	const files = [...require_core.groupBy(findings, ({ at }) => at.file.path)];
	const shown = verbose ? files : files.slice(0, shortest);
	const more = files.length - shown.length;
	return [...shown.flatMap(([path, own]) => indented(`${require_core.exact(path)}:${own.map(lineColumn).join(", ")}`, width)), ...more ? [`  and in ${require_core.count(more, "more file")}; --verbose shows all`] : []];
}
function indented(paragraph, width) {
	return require_core.wrap(paragraph, width - 4).map((line, at) => at ? `    ${line}` : `  ${line}`);
}
function lineColumn({ at: { file, span } }) {
	const { line, column } = require_core.position(file, span.start);
	return `${line}:${column}`;
}

// src/report/patch.ts
/**
* A unified diff, as `git diff` prints it. Without paint it is byte by byte what `git apply` takes, so it may hold
* whatever the files do; with paint it is for a terminal, and what is unseen is shown.
*/
function patch(changes, paint) {
	return changes.map((change) => ofFile(change, paint)).join("");
}
function ofFile({ before, after }, paint) {
	const [old, changed] = [quoted(`a/${before.path}`), quoted(`b/${after.path}`)];
	const tab = before.path.includes(" ") ? "	" : "";
	const head = [
		`diff --git ${old} ${changed}`,
		`--- ${old}${tab}`,
		`+++ ${changed}${tab}`
	];
	const parts = (require_reports()).hunks(before.text, after.text).flatMap((hunk) => [paint ? paint.dim(range(hunk)) : range(hunk), ...hunk.lines.flatMap((line) => drawn(line, paint))]);
	return [
		...paint ? head.map((line) => paint.bold(line)) : head,
		...parts,
		""
	].join("\n");
}
function range({ before, after, lines }) {
	const old = lines.filter(({ sign }) => sign !== "+").length;
	const changed = lines.filter(({ sign }) => sign !== "-").length;
	return `@@ -${before + Math.min(old, 1)},${old} +${after + Math.min(changed, 1)},${changed} @@`;
}
function drawn({ sign, text }, paint) {
	const own = sign + text.replace(/\n$/, "");
	return [paint ? coloured(own, paint) : own, ...text.endsWith("\n") ? [] : ["\\ No newline at end of file"]];
}
/** The `\r` of a line end is harmless. */
function coloured(line, paint) {
	const shown = require_core.block(line.replace(/\r$/, ""));
	return line.startsWith("-") ? paint.removed(shown) : line.startsWith("+") ? paint.added(shown) : shown;
}
/** As git quotes names that are not plain ASCII (`quote_c_style` with core.quotePath), so nothing in them is unseen. */
function quoted(name) {
	if (/^[ !#-[\]-~]*$/.test(name)) return name;
	return `"${Array.from(new TextEncoder().encode(name), (byte) => {
		const char = String.fromCharCode(byte);
		if (char === "\"" || char === "\\") return `\\${char}`;
		return byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, "0")}` : char;
	}).join("")}"`;
}

// src/report/fixes-json.ts
/** The version of the format that docs/report.md documents: it grows when a field changes its meaning or goes. */
const formatVersion = 1;
/** For programs; docs/report.md tells each field. */
function fixesJson({ fixed, refused, withheld, files, dry, report }, tool) {
	return require_core.serialize({
		version: formatVersion,
		tool: {
			name: tool.name,
			version: tool.version
		},
		fixed: fixed.map(made),
		refused: refused.map(({ finding, reason }) => ({
			...brief(finding),
			reason
		})),
		withheld: withheld.map(made),
		files: files.map((file) => ({
			file: file.path,
			changed: !dry && file.unwritten === void 0,
			reason: file.unwritten ?? "",
			diff: patch([file])
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
function made({ finding, fix: { title, safety } }) {
	return {
		...brief(finding),
		fix: {
			title,
			safety
		}
	};
}
function brief({ rule, severity, at }) {
	return {
		rule: rule.id,
		title: rule.title,
		severity,
		...(require_reports()).place(at)
	};
}

// src/source/uncommitted.ts
/**
* The files that git has in another state than the work tree: what is changed in them now could not be told from what
* was changed before, nor be taken back alone. Files that git does not have count as no such; neither do line ends,
* which git may have turned. Nothing but objects of git is read, so no filter or hook of a repository runs.
*
* @param root absolute; the paths of the files count from it
* @throws SourceError when git cannot tell
*/
function uncommitted(root, files) {
	const repositories = new Map(files.map((file) => [file, require_core.repositoryRoot((0, node_path.dirname)((0, node_path.join)(root, file.path)))]));
	return [...new Set(repositories.values())].flatMap((repository) => {
		if (repository === void 0 || require_git.isUnborn(repository)) return [];
		const own = new Map(files.flatMap((file) => repositories.get(file) === repository ? [[require_core.pathFrom(repository, (0, node_path.join)(root, file.path)), file]] : []));
		const { files: known, unread, links } = require_git.readCommit(repository, require_git.commitOf(repository, "HEAD"), (path) => own.has(path));
		const texts = new Map(known.map(({ path, text }) => [path, text]));
		for (const { path } of [...unread, ...links]) texts.set(path, void 0);
		return [...own].flatMap(([path, file]) => texts.has(path) && !isAlike(texts.get(path), file.text) ? [file] : []);
	});
}
function isAlike(committed, text) {
	return committed?.replaceAll("\r\n", "\n") === text.replaceAll("\r\n", "\n");
}

// src/cli/store.ts
/** Writes each file by itself, so that one which cannot be written holds up none of the others; or shows them all. */
function stored({ files }, place, options, isJson) {
	const targets = files.map((change) => ({
		...change,
		to: (require_edits()).writable(place.root, change.before)
	}));
	if (options.mending?.diff || !options.mending?.force && isUncommitted(targets, place)) return compared(targets, options, isJson);
	return {
		files: targets.map(({ to, ...change }) => ended(change, typeof to === "string" ? to : to.replace(change.after.text))),
		dry: false
	};
}
/**
* Hands on what standard input becomes.
*
* @throws SourceError when that would lose or hide something of it
*/
function piped({ files }, head, input, options, isJson) {
	const [file] = head.files;
	const encode = file && (require_edits()).encoder(file.text, input);
	if (!encode) throw new require_core.SourceError(`Standard input cannot be fixed. ${head.unread[0]?.reason ?? "It holds bytes that are no text, and they would be lost"}.`);
	if (options.mending?.diff || isJson) return compared(files.map((change) => ({
		...change,
		to: { encode }
	})), options, isJson);
	const { text } = files[0]?.after ?? file;
	if (isForRunner(text)) throw new require_core.SourceError(`Standard input cannot be fixed. ${command}.`);
	return {
		files,
		dry: false,
		output: require_cli.onTerminal() ? require_core.block(text) : encode(text)
	};
}
const command = "A line of it would be a command for the runner of GitHub Actions, were it printed";
function ended(change, unwritten) {
	return {
		...change,
		...unwritten !== void 0 && { unwritten }
	};
}
function compared(targets, options, isJson) {
	const parts = [];
	return {
		files: targets.map(({ to, ...change }) => {
			if (typeof to === "string" || isJson) return ended(change, typeof to === "string" ? to : void 0);
			const diff = require_cli.onTerminal() ? Buffer.from(patch([change], require_core.paint(options.colour && require_cli.wantsColour()))) : exactDiff(change, to);
			if (isForRunner(diff.toString())) return ended(change, command);
			parts.push(diff);
			return change;
		}),
		dry: true,
		...!isJson && { output: Buffer.concat(parts) }
	};
}
/** Byte by byte, whatever the encoding: git knows bytes and no characters. */
function exactDiff({ before, after }, { encode }) {
	const change = {
		before: asBytes(before, encode),
		after: asBytes(after, encode)
	};
	return Buffer.from(patch([change]), "latin1");
}
/** A file with a character for each byte. */
function asBytes({ path, text }, encode) {
	return {
		path,
		text: encode(text).toString("latin1")
	};
}
/** What is exact cannot be escaped; on a terminal it is, and elsewhere but in GitHub Actions nobody obeys it. */
function isForRunner(text) {
	return process.env["GITHUB_ACTIONS"] === "true" && require_core.log(text) !== text;
}
/** Whether git has changes in the files that a fix would be mixed up with; says so. */
function isUncommitted(targets, { cwd, root }) {
	const files = targets.flatMap(({ before, to }) => typeof to === "string" ? [] : [before]);
	try {
		const [first, ...more] = uncommitted(root, files).map(({ path }) => `"${require_core.pathFrom(cwd, (0, node_path.join)(root, path))}"`);
		if (first === void 0) return false;
		const which = more.length ? `${first} and ${more.length} more have` : `${first} has`;
		require_cli.note(`lynceus: nothing is written: ${which} changes that are not committed. Commit or stash them, or give --force.`);
	} catch (error) {
		if (!(error instanceof require_core.SourceError)) throw error;
		require_cli.note(`lynceus: nothing is written, since it is not known what is committed. ${error.message} --force writes nevertheless.`);
	}
	return true;
}

// src/cli/fix.ts
/**
* Mends what is named, or shows what that would be. The exit code is 0; 1 when a fix was proved and not written, be it
* only for `--diff`; 3 for a mistake of ours.
*/
async function fix(options) {
	const isJson = wantsJson(options);
	const cwd = process.cwd();
	const place = {
		cwd,
		root: require_core.repositoryRoot(cwd) ?? cwd
	};
	const config = await require_cli.readConfig(options, place, void 0);
	const input = options.operands.includes("-") ? await require_cli.standardInput() : void 0;
	const head = await require_cli.readHead(options, place, input);
	require_cli.progress(`Fixing ${head.files.length} files`, head.files.length, options);
	const fixed = require_fix.fix(head.files, require_core.rules, config, { safety: options.mending?.safety ?? "safe" });
	require_cli.clearProgress();
	const unread = [...head.unread.filter(({ path }) => require_core.isIncluded(path, config)), ...fixed.report.unread];
	const done = input ? piped(fixed, head, input, options, isJson) : stored(fixed, place, options, isJson);
	const told = near({
		...fixed,
		...done,
		report: {
			...fixed.report,
			unread
		}
	}, place);
	if (isJson) await require_cli.print(fixesJson(told, require_cli.tool));
	else await tell(told, done, options);
	for (const sentence of require_cli.nothingRead(head, fixed.report, options, place)) require_cli.note(`lynceus: nothing was read: ${sentence}`);
	if (told.report.failures.length) return require_cli.tellFailures(told.report, options);
	return told.files.some(({ unwritten }) => told.dry || unwritten !== void 0) ? 1 : 0;
}
/** @throws UsageError */
function wantsJson({ reports: [report] }) {
	if (report?.format === "text" || report?.format === "json") return report.format === "json";
	throw new require_cli.UsageError("`lynceus fix` prints --format text or json.");
}
/** The same with paths as they are written in the current folder. What is in a file that is not written was not fixed. */
function near(all, { cwd, root }) {
	const reasons = new Map(all.files.map(({ before, unwritten }) => [before.path, unwritten]));
	const lost = all.fixed.flatMap(({ finding }) => {
		const reason = reasons.get(finding.at.file.path);
		return reason === void 0 ? [] : [{
			finding,
			reason
		}];
	});
	const told = [
		...all.fixed,
		...all.refused,
		...all.withheld
	].map(({ finding }) => finding);
	const moved = require_cli.seenFrom(cwd, root, {
		...all.report,
		findings: told
	});
	const seen = new Map(told.map((finding, index) => [finding, moved.findings[index] ?? finding]));
	return {
		fixed: renamed(all.fixed.filter(({ finding }) => reasons.get(finding.at.file.path) === void 0), seen),
		refused: renamed([...lost, ...all.refused], seen),
		withheld: renamed(all.withheld, seen),
		files: all.files.map((file) => ({
			...file,
			path: require_core.pathFrom(cwd, (0, node_path.join)(root, file.before.path))
		})),
		dry: all.dry,
		report: {
			...moved,
			findings: all.report.findings
		}
	};
}
function renamed(all, names) {
	return all.map((one) => ({
		...one,
		finding: names.get(one.finding) ?? one.finding
	}));
}
/** The report goes to standard output, unless that has a diff or the fixed text. */
async function tell(all, { output }, options) {
	const { verbose, colour, width = 100 } = require_cli.look(output === void 0, options);
	const text = options.quiet ? `${fixesSummary(all)}\n` : fixes(all, {
		paint: require_core.paint(colour),
		width,
		verbose
	});
	if (output === void 0) return require_cli.print(text);
	await require_cli.print(output);
	for (const line of text.trimEnd().split("\n")) require_cli.note(line);
}

exports.fix = fix;