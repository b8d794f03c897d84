import { clip, digest, explanation, failureReason, flow, plain, region, serialize, uri } from "./digest.js";
import { atLeast } from "./file.js";

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
		if (!known || !atLeast(known.severity, finding.severity)) worst.set(finding.rule.id, finding);
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
		shortDescription: { text: clip(`${rule.title}.`, length) },
		fullDescription: { text: clip(plain(rule.docs.trim()), length) },
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
		level: levels[severity],
		message: words(message),
		locations: [place(at)],
		...related.length && { relatedLocations: related.slice(0, limits.related).map((it, id) => ({
			id,
			...noted(it)
		})) },
		...way && { codeFlows: [{ threadFlows: [{ locations: way.slice(-limits.related).map(step) }] }] },
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
		justification: plain(reason)
	}] };
}
/** Plain text: a link, which SARIF also knows in plain text (3.11.6), cannot come about without `](`. */
function words(text) {
	return { text: clip(plain(text).replaceAll("](", "] ("), limits.message) };
}
function step(location) {
	return { location: noted(location) };
}
function noted(location) {
	return {
		...place(location),
		message: words(location.note ?? "Here")
	};
}
function place(location) {
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
		message: words(`Not read: ${reason}`),
		locations: [physical(path, { startLine: line })]
	})), ...failures.map(({ rule, path, error }) => ({
		level: "error",
		message: words(`Rule ${rule} failed: ${failureReason(error)}`),
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

export { sarif };