const require_core = require("./core.js");
let require_reports$1;
function require_reports() {
	return require_reports$1 ??= require("./reports.js");
}
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}

// src/bench.ts
function benchOf(all, rules, config) {
	const court = require_core.convene(all.flatMap(({ manifests: those }) => those), rules, config);
	return {
		all,
		told: require_core.mentions(all),
		now: /* @__PURE__ */ new Map(),
		bundle: court.bundle,
		accepted: /* @__PURE__ */ new Map(),
		court,
		judged: /* @__PURE__ */ new Map(),
		near: /* @__PURE__ */ new Map(),
		units: /* @__PURE__ */ new Map()
	};
}
/** A court that has a document as it would be, beside all others as they are. */
function courtWith(bench, before, after) {
	const { all, now, court } = bench;
	if (neighboursOf(before, bench)) {
		const known = (now.get(before) ?? before).manifests;
		return {
			...court,
			bundle: require_core.replaced(court.bundle, pairUp(known, after.manifests)),
			failures: []
		};
	}
	const current = all.flatMap((sheet) => (sheet === before ? after : now.get(sheet) ?? sheet).manifests);
	return require_core.convene(current, court.rules, court.config);
}
/** From here on, a document is what became of it. */
function accept(bench, before, after) {
	if (neighboursOf(before, bench)) {
		for (const [one, other] of pairUp(before.manifests, after.manifests)) bench.accepted.set(one, other);
		bench.court = {
			...bench.court,
			bundle: require_core.replaced(bench.bundle, bench.accepted)
		};
	} else {
		bench.court = courtWith(bench, before, after);
		bench.bundle = bench.court.bundle;
	}
	bench.now.set(before, after);
	bench.judged.clear();
}
function pairUp(before, after) {
	return new Map(before.map((manifest, index) => [manifest, after[index] ?? manifest]));
}
/** What was found in a manifest before the edit under proof. */
function findingsOf(manifest, { judged, court }) {
	const known = judged.get(manifest);
	if (known) return known;
	const found = require_core.judge(manifest, court);
	judged.set(manifest, found);
	return found;
}
/** The objects whose findings may depend on a document, beside its own. */
function dependents(sheet, bench) {
	return (neighboursOf(sheet, bench) ?? bench.all.filter((other) => other !== sheet)).flatMap((other) => (bench.now.get(other) ?? other).manifests);
}
function neighboursOf(sheet, { told, near }) {
	if (!near.has(sheet)) near.set(sheet, require_core.neighbours(sheet, told));
	return near.get(sheet);
}

// src/meant.ts
const unreachable = { refused: "The value is written in a place that stands for several, behind an anchor or a key that is written twice" };
/** Finds the tree of each change. */
function meaning({ root }, changes) {
	const parts = /* @__PURE__ */ new Map();
	for (const change of changes) {
		const found = root && (ownPart(root, change) ?? innerPart(root, change));
		if (!found) return unreachable;
		const part = parts.get(found.root) ?? found;
		parts.set(part.root, part);
		part.changes.push(change);
	}
	return [...parts.values()];
}
function ownPart(root, change) {
	return require_core.locate(root, (require_edits()).target(change)) && {
		root,
		changes: []
	};
}
/** The settings of a controller are YAML in texts of its ConfigMap. */
function innerPart(root, change) {
	const text = require_core.scalarAt(root, (require_edits()).target(change).start);
	const path = text && require_core.locate(root, text);
	const inner = text && require_core.embedded(text).root;
	return path && inner && require_core.locate(inner, (require_edits()).target(change)) ? {
		root: inner,
		changes: [],
		within: {
			text,
			path
		}
	} : void 0;
}
/** How all of it is written. */
function written(file, parts) {
	const edits = [];
	const innerFirst = parts.toSorted((a, b) => Number(b.within !== void 0) - Number(a.within !== void 0));
	for (const { root, changes, within } of innerFirst) {
		if (within && !within.text.literal) return { refused: "The setting is written in a text that is no `|` block" };
		for (const change of changes) {
			const made = (require_edits()).edit(file.text, root, change, changes);
			if ("refused" in made) return made;
			edits.push(...made);
		}
	}
	return edits;
}
/** Whether a document says, once edited, exactly what was meant, and nothing else is said otherwise. */
function isSaid(parts, before, after) {
	const own = parts.find(({ within }) => !within);
	let expected = own ? (require_edits()).changed(own.root, own.changes)?.value : (require_edits()).value(before.root);
	let actual = (require_edits()).value(after.root);
	if (expected === void 0) return false;
	for (const { root, changes, within } of parts) {
		if (!within) continue;
		const text = require_core.nodeAt(after.root, within.path);
		const inner = text?.kind === "scalar" ? require_core.embedded(text) : void 0;
		const meant = (require_edits()).changed(root, changes)?.value;
		if (!inner || inner.problem || meant === void 0 || !(require_edits()).same((require_edits()).value(inner.root), meant)) return false;
		expected = blank(expected, within.path);
		actual = blank(actual, within.path);
	}
	return (require_edits()).same(expected, actual);
}
function blank(whole, path) {
	return (require_edits()).put(whole, path, () => null);
}

// src/plan.ts
/** A rule that throws is our mistake. It costs its fix, not the report. */
function proposalOf(propose) {
	try {
		return propose();
	} catch (error) {
		return { refused: `The rule failed while it made the fix (${error instanceof Error ? error.message : String(error)}): please report it` };
	}
}
/** What a finding's rule proposes, not proved yet. */
function plan(finding, propose, { file, document }) {
	const { templated, partial, quoted } = finding.manifest;
	if (templated || isForHelm(document, file)) return { refused: "Helm still changes this document" };
	if (partial) return { refused: "This is a part of an object that is put together elsewhere" };
	if (quoted) return { refused: "The object is written inside of a text" };
	const proposal = proposalOf(propose);
	if ("refused" in proposal) return proposal;
	const { title, safety, changes } = proposal;
	const parts = meaning(document, changes);
	const edits = "refused" in parts ? parts : written(file, parts);
	if ("refused" in edits) return edits;
	if (edits.length === 0) return { refused: "There is nothing to change" };
	return {
		finding,
		changes,
		fix: {
			title,
			safety,
			file,
			edits
		}
	};
}
/** What is YAML as it stands may be meant for Helm all the same: its objects then need not be what they seem. */
const isForHelm = /* @__PURE__ */ require_core.oncePer((document, { text }) => actions.test(text.slice(document.start, document.end)));
const actions = /\{\{[^{}]*\.(?:Values|Release|Chart|Capabilities|Files)\b|\{\{-?\s*(?:include|tpl)\s/;

// src/worsen.ts
/** Why an edit does not mend what it should, or does harm; nothing when all is well. */
function worsens(before, after, goals, bench) {
	const near = dependents(before, bench);
	const court = courtWith(bench, before, after);
	const old = [...before.manifests, ...near].flatMap((manifest) => findingsOf(manifest, bench));
	const now = [...after.manifests, ...near].flatMap((manifest) => require_core.judge(manifest, court));
	if (court.failures.length > 0) return { refused: "A rule failed on the edited text" };
	const [was, is] = [tally(old, ({ fingerprint }) => fingerprint), tally(now, ({ fingerprint }) => fingerprint)];
	for (const [name, those] of require_core.groupBy$1(goals, (goal) => nameOf(goal, old))) if ((is.get(name) ?? 0) > (was.get(name) ?? 0) - those.length) return { refused: "The finding would still be there" };
	return moreOf(old, now, goals);
}
/**
* A finding may move within its object, as one about an absence does, and it may become milder, as one does whose
* danger another fix takes away; there must be no graver one, and not one more.
*/
function moreOf(old, now, goals) {
	const [was, mended] = [require_core.groupBy$1(old, ruleOf), tally(goals, ruleOf)];
	for (const [name, those] of require_core.groupBy$1(now, ruleOf)) {
		const [is, had] = [ranks(those), ranks(was.get(name) ?? [])];
		if (is.some((rank, index) => rank > (had[index] ?? -1))) return { refused: `There would be a new finding of ${those[0]?.rule.id}` };
		if (mended.has(name) && is.length > had.length - (mended.get(name) ?? 0)) return { refused: "The same would be found in another place" };
	}
}
function ruleOf({ rule, manifest }) {
	return `${rule.id} ${require_core.identity(manifest)}`;
}
/** Worst first. */
function ranks(findings) {
	return findings.map(({ severity }) => require_core.severities.indexOf(severity)).toSorted((a, b) => b - a);
}
/** The name under which a finding was judged: in a report it may have a number, to tell it from others. */
function nameOf({ fingerprint }, old) {
	return old.find((other) => fingerprint.startsWith(`${other.fingerprint}|`))?.fingerprint ?? fingerprint;
}
function tally(things, keyOf) {
	return new Map([...require_core.groupBy$1(things, keyOf)].map(([key, those]) => [key, those.length]));
}

// src/prove.ts
/** UTF-16 units of a document's text that are read again to prove its fixes: a hostile one is to cost no more. */
const maxUnits = 33554432;
function prover(files, rules, config) {
	const bench = benchOf(files.flatMap(sheets), rules, {
		...config,
		persona: "auditor",
		minSeverity: "info",
		minConfidence: "low",
		rules: {},
		paths: {
			...config.paths,
			persona: {}
		}
	});
	const sheetByManifest = new Map(bench.all.flatMap((sheet) => sheet.manifests.map((manifest) => [manifest, sheet])));
	return {
		sheetOf: ({ manifest }) => sheetByManifest.get(manifest),
		plan(finding) {
			const sheet = sheetByManifest.get(finding.manifest);
			if (!sheet || !finding.propose) return void 0;
			return isSpent(sheet, bench) ? tooMuch : plan(finding, finding.propose, sheet);
		},
		prove: (sheet, plans) => mend(sheet, plans, bench),
		accept: (sheet, { after }) => accept(bench, sheet, after)
	};
}
/** Documents and manifests both stand in the order of the file. */
function sheets(file) {
	const { documents: all, manifests: found } = require_core.read(file);
	let next = 0;
	return all.map((document) => {
		const from = next;
		while ((found[next]?.root.start ?? Number.MAX_VALUE) < document.end) next++;
		return {
			file,
			document,
			manifests: found.slice(from, next)
		};
	});
}
/** The one place where fixes are proved: everything that is offered has come through here. */
function mend(sheet, plans, bench) {
	const { document } = sheet;
	if (isSpent(sheet, bench)) return tooMuch;
	bench.units.set(sheet, (bench.units.get(sheet) ?? 0) + document.end - document.start);
	const chosen = distinct(plans);
	const edits = chosen.flatMap(({ fix }) => fix.edits);
	const text = edited(sheet, edits);
	if (typeof text !== "string") return text;
	const after = reread(sheet, text);
	if ("refused" in after) return after;
	const parts = meaning(document, chosen.flatMap(({ changes }) => changes));
	if ("refused" in parts) return parts;
	if (!isSaid(parts, document, after.document)) return { refused: "The edit would change more than it should" };
	const goals = plans.map(({ finding }) => finding);
	return worsens(sheet, after, goals, bench) ?? {
		edits,
		after
	};
}
function isSpent(sheet, { units }) {
	return (units.get(sheet) ?? 0) > maxUnits;
}
/** Said of what was not proved for want of time. */
const tooMuch = { refused: "The document is too long, and has too many findings, to prove each fix" };
/** Plans that make the same edits are one. */
function distinct(plans) {
	return [...require_core.groupBy$1(plans, ({ fix }) => JSON.stringify(fix.edits)).values()].flatMap(([first]) => first ?? []);
}
/** The document's own text once edited. */
function edited({ file, document: { start, end } }, edits) {
	if (edits.some(({ span }) => span.start < start || span.end > end)) return { refused: "The edit would reach beyond its document" };
	const own = edits.map(({ span, text }) => ({
		span: {
			start: span.start - start,
			end: span.end - start
		},
		text
	}));
	try {
		return (require_edits()).apply(file.text.slice(start, end), own);
	} catch {
		return { refused: "Two edits would fall on one place" };
	}
}
/** The document alone: what stands beside it in the file is neither touched nor read. */
function reread({ file, manifests: before }, text) {
	const alone = {
		path: file.path,
		text
	};
	const [document, ...more] = require_core.documents(alone);
	if (!document || more.length > 0 || document.problem) return { refused: "The edit would break the document" };
	const found = require_core.manifests(alone, document, []);
	if (found.length !== before.length || found.some((one, index) => !before[index] || require_core.identity(one) !== require_core.identity(before[index]))) return { refused: "The edit would change which objects the document holds" };
	return {
		file: alone,
		document,
		manifests: found
	};
}

// src/fix.ts
/** A fix can make room for another that fell on the same place. No real file needs more than three passes. */
const maxPasses = 10;
/**
* Mends what can be mended, in the texts only. All fixes that are made of a document are proved together:
* the document says exactly what was meant, the finding is gone, and nothing new is found by any rule.
*/
function fix(files, rules, config, { safety, only = () => true }) {
	let now = files;
	const fixed = [];
	for (let pass = 1;; pass++) {
		const report = require_core.analyze(now, rules, config);
		const round = mendOnce(report.findings.filter(only), prover(now, rules, config), (it) => safety === "unsafe" || it.safety === "safe");
		fixed.push(...round.fixed);
		if (round.fixed.length === 0 || pass === maxPasses) {
			const { refused, withheld } = round;
			return {
				files: differing(files, now),
				fixed,
				refused,
				withheld,
				report
			};
		}
		now = now.map((file) => withEdits(file, round.edits.get(file)));
	}
}
/**
* The findings of a report with the fixes that were proved for them, each alone.
*
* @param most of the new findings, worst first, are looked at
*/
function withFixes(report, files, rules, config, most = Infinity) {
	const tried = prover(files, rules, config);
	let left = most;
	const findings = report.findings.map((finding) => {
		const plan = finding.status === "new" && left-- > 0 ? tried.plan(finding) : void 0;
		const sheet = tried.sheetOf(finding);
		if (!plan || "refused" in plan || !sheet || "refused" in tried.prove(sheet, [plan])) return finding;
		return {
			...finding,
			fix: plan.fix
		};
	});
	return {
		...report,
		findings
	};
}
/** One pass: of each document, all that can be proved and does not fall on one place. */
function mendOnce(findings, tried, isWanted) {
	const round = {
		fixed: [],
		refused: [],
		withheld: [],
		edits: /* @__PURE__ */ new Map()
	};
	for (const [sheet, those] of require_core.groupBy$1(findings, (finding) => tried.sheetOf(finding))) {
		const plans = [];
		for (const finding of those) {
			const plan = tried.plan(finding);
			if (plan && "refused" in plan) round.refused.push({
				finding,
				reason: reasonOf(plan)
			});
			else if (plan) plans.push(plan);
		}
		mendSheet(sheet, plans, tried, isWanted, round);
	}
	return round;
}
function mendSheet(sheet, plans, tried, isWanted, round) {
	const wanted = hold(sheet, plans.filter(({ fix }) => isWanted(fix)), tried);
	const others = hold(sheet, plans.filter(({ fix }) => !isWanted(fix)), tried);
	round.refused.push(...wanted.refused, ...others.refused);
	round.withheld.push(...others.plans, ...others.apart);
	if (!wanted.mended) return;
	round.fixed.push(...wanted.plans);
	round.edits.set(sheet.file, [...round.edits.get(sheet.file) ?? [], ...wanted.mended.edits]);
	tried.accept(sheet, wanted.mended);
}
/** As many plans as can be proved together. What falls on the place of a plan that was refused is tried after it. */
function hold(sheet, plans, tried) {
	let held = {
		plans: [],
		apart: [],
		refused: []
	};
	let left = plans;
	for (;;) {
		const batch = compatible(left, held.plans);
		if (batch.length === 0) return held;
		held = holdMore(sheet, held, batch, tried);
		const done = new Set(batch);
		left = left.filter((plan) => !done.has(plan));
	}
}
/** All of a batch where that holds, else what holds of its halves: most batches hold, and cost one proof. */
function holdMore(sheet, held, batch, tried) {
	const plans = [...held.plans, ...batch];
	const mended = tried.prove(sheet, plans);
	if (!("refused" in mended)) return {
		...held,
		plans,
		mended
	};
	if (batch.length === 1 || mended === tooMuch) {
		if (mended !== tooMuch && held.plans.length > 0 && !("refused" in tried.prove(sheet, batch))) return {
			...held,
			apart: [...held.apart, ...batch]
		};
		const reason = reasonOf(mended);
		return {
			...held,
			refused: [...held.refused, ...batch.map(({ finding }) => ({
				finding,
				reason
			}))]
		};
	}
	const half = batch.length >> 1;
	return holdMore(sheet, holdMore(sheet, held, batch.slice(0, half), tried), batch.slice(half), tried);
}
/** Plans whose edits fall on no place of another's; of those that do, the first. Those that are the same go together. */
function compatible(plans, held) {
	const taken = new (require_reports()).Taken();
	for (const { fix } of held) taken.add(fix.edits);
	return plans.filter(({ fix }) => taken.add(fix.edits));
}
/** As a sentence, whoever refused. */
function reasonOf({ refused }) {
	return refused.charAt(0).toUpperCase() + refused.slice(1);
}
function withEdits(file, edits) {
	return edits ? {
		path: file.path,
		text: (require_edits()).apply(file.text, edits)
	} : file;
}
function differing(before, after) {
	return before.flatMap((file, index) => {
		const now = after[index];
		return now && now.text !== file.text ? [{
			before: file,
			after: now
		}] : [];
	});
}

exports.fix = fix;
exports.withFixes = withFixes;