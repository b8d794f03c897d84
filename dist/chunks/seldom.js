const require_core = require("./core.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}
let require_installation$1;
function require_installation() {
	return require_installation$1 ??= require("./installation.js");
}

// src/argo/expression-check.ts
/**
* The variables, as `payload.ref`, of which a condition lets only harmless texts through: it compares them with a fixed
* text or with some, or with a pattern from its `^` to its `$` that has nothing but letters, digits and signs that no
* language gives a meaning to.
*
* @param words of a condition of expr-lang
*/
function checkedBy(words, nesting = 0) {
	const inner = inParentheses(words);
	if (inner) return nesting < maxNesting ? checkedBy(inner, nesting + 1) : /* @__PURE__ */ new Set();
	const found = /* @__PURE__ */ new Set();
	let from = 0;
	let depth = 0;
	for (let at = 0; at <= words.length; at++) {
		const word = words[at] ?? "&&";
		if ("([{".includes(word)) depth++;
		if (")]}".includes(word)) depth--;
		if (depth > 0) continue;
		if (alternatives.has(word)) return /* @__PURE__ */ new Set();
		if (word !== "&&" && word !== "and") continue;
		const part = words.slice(from, at);
		const name = checked(part);
		if (name !== void 0) found.add(name);
		else if (inParentheses(part) && nesting < maxNesting) for (const other of checkedBy(part, nesting + 1)) found.add(other);
		from = at + 1;
	}
	return found;
}
/**
* The variables that hold only harmless texts where a condition is false: `not (a matches '^[a-z]+$')`,
* `a not in ['x', 'y']`, `a != 'x'`.
*
* @param words of a condition of expr-lang
*/
function refusedBy(words) {
	const [first, ...rest] = words;
	if (first === "not" || first === "!") return inParentheses(rest) ? checkedBy(rest) : /* @__PURE__ */ new Set();
	const at = words.findIndex((word) => word === "!=" || word === "not");
	const sign = words[at] === "!=" ? ["=="] : [];
	const name = at < 0 ? void 0 : checked([
		...words.slice(0, at),
		...sign,
		...words.slice(at + 1)
	]);
	return new Set(name === void 0 ? [] : [name]);
}
/** Conditions that people write are not nested deeper. */
const maxNesting = 10;
/** What stands in a pair of parentheses that is all of a condition. */
function inParentheses(words) {
	if (words[0] !== "(" || words.at(-1) !== ")") return void 0;
	let depth = 0;
	for (const [index, word] of words.entries()) {
		if ("([{".includes(word)) depth++;
		if (")]}".includes(word)) depth--;
		if (depth === 0 && index < words.length - 1) return void 0;
	}
	return words.slice(1, -1);
}
const alternatives = /* @__PURE__ */ new Set([
	"||",
	"or",
	"?",
	"??"
]);
/** The variable of a comparison that is all of a condition. */
function checked(words) {
	let at = 1;
	const path = [words[0] ?? ""];
	if (!/^[A-Za-z_]/.test(path[0] ?? "")) return void 0;
	for (;;) {
		const index = literal(words[at + 1]);
		if (words[at] === "." || words[at] === "?.") path.push(words[at + 1] ?? "");
		else if (words[at] === "[" && index !== void 0 && words[at + 2] === "]") path.push(index);
		else break;
		at += words[at] === "[" ? 3 : 2;
	}
	const [sign, ...rest] = words.slice(at);
	return isHarmless(sign, rest) ? path.join(".") : void 0;
}
function isHarmless(sign, rest) {
	const [first] = rest;
	if (sign === "==") return rest.length === 1 && literal(first) !== void 0;
	if (sign === "matches") return rest.length === 1 && isStrict(literal(first) ?? "");
	if (sign !== "in" || first !== "[" || rest.at(-1) !== "]") return false;
	return rest.slice(1, -1).every((word, index) => index % 2 === 0 ? literal(word) !== void 0 : word === ",");
}
/** The text of a string as far as patterns escape, or a number. */
function literal(word) {
	if (word === void 0 || !/^["'`\d]/.test(word)) return void 0;
	if (/^\d/.test(word)) return word;
	const inner = word.slice(1, -1);
	return word.startsWith("`") ? inner : inner.replaceAll("\\\\", "\\");
}
const inClass = String.raw`(?:a-z|A-Z|0-9|a-f|A-F|\\[wd./-]|[\w./:@=,%+](?!-[^\]]))*-?`;
const atom = String.raw`[\w/:@=,%-]|\\[wd./+-]|\[${inClass}\]|[+*?]|\{\d{1,4}(?:,\d{0,4})?\}`;
const strict = new RegExp(String.raw`^\^(?:${atom}|\((?:\?:)?(?:${atom}|\|)*\))*\$$`);
/** Whether a pattern goes from `^` to `$` and has nothing but letters, digits and signs without a meaning. */
function isStrict(pattern) {
	return pattern.length <= 200 && strict.test(pattern);
}

// src/argo/flow/payload.ts
/** What the expressions of an event binding can use (docs/events.md). */
const roots = /* @__PURE__ */ new Set([
	"payload",
	"metadata",
	"discriminator",
	"namespace"
]);
const repository = String.raw`(?:repository|base\.repo|project|organization|installation)`;
/** Fields of the webhooks of GitHub and GitLab that hold no free text, below the payload. */
const limited = new RegExp([
	String.raw`(?:^|\.)(?:after|before|sha|number|i?id|node_id|project_id|action|time|timestamp|\w+_at|login|username|object_kind|event_name|\w+_type|state|status)$`,
	String.raw`(?:^|\.)(?:merged|draft|deleted|created|forced|private|fork|size|\w+_count)$`,
	String.raw`(?:^|\.)${repository}\.(?:full_name|name|owner\.login|default_branch|path_with_namespace|visibility|(?:\w+_)?url)$`,
	String.raw`(?:^|\.)base\.(?:ref|label)$`
].join("|"));
function ofPath(path) {
	return limited.test(path) ? "limited" : "text";
}
function worst(contents) {
	return contents.includes("text") ? "text" : contents[0];
}
/**
* What an expression of an event binding results in; nothing when no text of the event is in it.
*
* @param selector the condition that the event already met
*/
function ofExpression(expression, selector) {
	const checked = checkedBy(require_core.wordsOf$1(selector));
	return worst(require_core.flowsOf(expression, roots).map(({ path }) => path).flatMap(([root, ...path]) => {
		if (root === "namespace" || checked.has([root, ...path].join("."))) return [];
		return root === "payload" ? ofPath(path.join(".")) : "limited";
	}));
}
/**
* What a source of a sensor results in; nothing when no text of the event is in it.
*
* @param isOpen anybody can send such an event, with anything in any field
*/
function ofSource(source, isOpen) {
	const key = require_core.text(require_core.get(source, "dataKey"));
	const template = require_core.text(require_core.get(source, "dataTemplate"));
	if (key === void 0 && template === void 0 && (require_core.get(source, "contextKey") ?? require_core.get(source, "contextTemplate"))) return "limited";
	const content = worst([...key === void 0 && template !== void 0 ? [] : [ofPath(key ?? "")], ...template === void 0 ? [] : ofTemplate$1(template)]);
	return content && isOpen ? "text" : content;
}
/** Their results are numbers, hashes or text of a harmless alphabet (sprig). */
const harmless = /(?:^|\|)\s*(?:int|int64|float64|atoi|len|sha1sum|sha256sum|sha512sum|b64enc|b32enc)\b[^|]*$/;
/** Of a Go template, by its actions. */
function ofTemplate$1(template) {
	return template.slice(0, 1e4).split("{{").slice(1).flatMap((text) => {
		const [body = ""] = text.split("}}");
		if (harmless.test(body)) return [];
		const names = [...body.matchAll(/\.Input((?:\.\w+)*)/g)].map(([, path = ""]) => ofPath(path.slice(1)));
		const rest = body.replaceAll(/"(?:\\.|[^"\\])*"|`[^`]*`|\.Input(?:\.\w+)*/g, "");
		return /[.$]|\bindex\b/.test(rest) ? [...names, "text"] : names;
	});
}

// src/argo/sensor-destination.ts
/** All fields that the triggers of a sensor fill from events in what they submit or create. */
function* destinations$1(sensor) {
	for (const trigger of require_core.items(require_core.get(sensor, "spec", "triggers"))) for (const kind of ["argoWorkflow", "k8s"]) {
		const body = require_core.get(trigger, "template", kind);
		if (!body) continue;
		const inline = require_core.scalar(require_core.get(body, "source", "inline"));
		const common = {
			object: require_core.get(body, "source", "resource") ?? (inline && require_core.embedded(inline, "own").root),
			operation: require_core.text(require_core.get(body, "operation")) ?? (kind === "k8s" ? "create" : "submit")
		};
		for (const one of fromEvents(require_core.get(body, "parameters"))) if (one.keys.length > 0) yield {
			...one,
			...common,
			in: "object"
		};
		for (const { keys: all, ...one } of fromEvents(require_core.get(trigger, "parameters"))) {
			const [first, ...keys] = all;
			if (first !== kind) continue;
			const inside = keys[0] === "source" && keys[1] === "resource" && keys.length > 2;
			yield {
				...one,
				...common,
				...inside ? {
					in: "object",
					keys: keys.slice(2)
				} : {
					in: "trigger",
					keys
				}
			};
		}
	}
}
function* fromEvents(parameters) {
	for (const parameter of require_core.items(parameters)) {
		const source = require_core.get(parameter, "src");
		const dest = require_core.get(parameter, "dest");
		if (source && dest && isFromEvent(source)) yield {
			source,
			dest,
			keys: keysOf(require_core.text(dest) ?? "")
		};
	}
}
/** Without a key, the whole event, unless a value is given: that is then what is written (`ResolveParamValue`). */
function isFromEvent(source) {
	if (!require_core.get(source, "dependencyName")) return false;
	return [
		"dataKey",
		"dataTemplate",
		"contextKey",
		"contextTemplate"
	].some((key) => require_core.get(source, key)) || !require_core.get(source, "value");
}
/** The keys of a path of Argo Events (sjson): `.` and `|` part them, `\.` does not, `#(name==x)` finds an item. */
function keysOf(dest) {
	return (dest.slice(0, 1e3).match(/#\([^)]{0,200}\)#?|(?:\\[^]|[^.|\\])+/g) ?? []).map((key) => key.replace(/^:/, "").replace(/\\([^])/g, "$1"));
}
/** The node that a key leads to, where it is written. */
function child(node, key) {
	const wanted = /^#\(\s*name\s*={1,2}\s*["']?([^"')]*?)["']?\s*\)#?$/.exec(key)?.[1];
	if (wanted !== void 0) return require_core.items(node).find((item) => require_core.text(require_core.get(item, "name")) === wanted);
	return /^\d+$/.test(key) ? require_core.items(node)[Number(key)] : require_core.get(node, key);
}

// src/argo/flow/sensor.ts
/** All that the triggers of a sensor take from events. */
function* fillings(sensor, project) {
	const { root, namespace } = sensor;
	const inside = new Map(objectsIn(project).get(sensor)?.map((manifest) => [manifest.root, manifest]));
	const senders = new Map(require_core.items(require_core.get(root, "spec", "dependencies")).map((dependency) => [require_core.text(require_core.get(dependency, "name")) ?? "", senderOf(dependency, namespace, project)]));
	for (const { source, keys, object, ...destination } of destinations$1(root)) {
		const sender = senders.get(require_core.text(require_core.get(source, "dependencyName")) ?? "");
		const content = sender === "clock" ? void 0 : ofSource(source, sender === "anyone");
		if (!content || destination.in !== "object") continue;
		if (!object) {
			if (/^spec\/(?:workflowSpec\/)?arguments\b/.test(keys.join("/"))) yield {
				into: void 0,
				name: "parameters.",
				content,
				source
			};
			continue;
		}
		const found = filled(keys, object, inside);
		if (found) yield {
			...found,
			content,
			source
		};
	}
}
/** The workflows that stand in other objects, by those. */
const objectsIn = /* @__PURE__ */ require_core.once((project) => require_core.groupBy$1(project.manifests.filter(({ spec }) => spec), ({ parent }) => parent));
/** Who sends an event, as far as its EventSource is among the manifests and says so. */
function senderOf(dependency, namespace, project) {
	const source = project.find("EventSource", require_core.text(require_core.get(dependency, "eventSourceName")) ?? "", namespace);
	const event = require_core.text(require_core.get(dependency, "eventName")) ?? "";
	if (require_core.get(source?.root, "spec", "calendar", event)) return "clock";
	const webhook = require_core.get(source?.root, "spec", "webhook", event);
	return webhook && !require_core.get(webhook, "authSecret") ? "anyone" : void 0;
}
/** What a path below the object of a trigger fills: of the object, or of a workflow in it. */
function filled(keys, object, inside) {
	let node = object;
	for (const [index, key] of ["", ...keys].entries()) {
		if (index > 0) node = child(node, key);
		const root = require_core.mapping(node);
		const manifest = root && inside.get(root);
		if (manifest) return inWorkflow(keys.slice(index), manifest);
	}
}
function inWorkflow([first, ...path], manifest) {
	const { kind, spec } = manifest;
	const [second = "", third, ...rest] = first === "spec" && path[0] === "workflowSpec" ? path.slice(1) : path;
	if (first === "metadata" && kind === "Workflow" && (second === "labels" || second === "annotations")) return {
		into: manifest,
		name: `${second}.${third ?? ""}`
	};
	if (first !== "spec") return void 0;
	if (second === "arguments") {
		const name = third === void 0 ? "" : third === "parameters" ? inList(rest, require_core.get(spec, "arguments")) : void 0;
		return name === void 0 ? void 0 : {
			into: manifest,
			name: `parameters.${name}`
		};
	}
	const holder = third === void 0 ? void 0 : child(require_core.get(spec, second), third);
	const template = second === "templates" ? require_core.templates(manifest).find(({ node }) => node === holder) : void 0;
	const [fourth, fifth, ...own] = rest;
	if (!template || fourth !== "inputs" || fifth !== "parameters") return void 0;
	const name = inList(own, require_core.get(template.node, "inputs"));
	return name ? {
		into: manifest,
		template,
		name: `inputs.parameters.${name}`
	} : void 0;
}
/** The parameter that a path below a list of them leads to: empty for any of them, nothing when it fills no value. */
function inList([key, field], holder) {
	if (key === void 0 || field === void 0) return "";
	if (field !== "value" && field !== "default") return void 0;
	const parameter = child(require_core.get(holder, "parameters"), key);
	return parameter ? require_core.text(require_core.get(parameter, "name")) : key.startsWith("#") ? "" : void 0;
}

// src/argo/flow/fetch.ts
const fetching = /\b(?:curl|wget|git +(?:clone|fetch|pull)|urlopen|requests\.(?:get|post))\b/;
/** Whether what a template returns may come from another system. */
const isFetching = /* @__PURE__ */ require_core.once(({ node, type }) => {
	const artifacts = require_core.items(require_core.get(node, "inputs", "artifacts"));
	const code = ["script", "container"].flatMap((key) => [...require_core.scalars(require_core.get(node, key))]);
	return type === "http" || artifacts.some((artifact) => require_core.get(artifact, "git") ?? require_core.get(artifact, "http")) || code.some(({ value }) => fetching.test(value));
});

// src/argo/artifact.ts
/**
* Every artifact location of a manifest: inputs and outputs, arguments of the spec and of each call, `archiveLocation`,
* `manifestFrom`, sources of data templates, and the repositories of the controller and of a namespace.
*/
const artifacts = /* @__PURE__ */ require_core.oncePer((manifest, project) => [...find$1(manifest, project)]);
function* find$1(manifest, project) {
	const { root, spec, kind } = manifest;
	if (spec) yield* ofSpec(manifest, spec);
	if (kind === "WorkflowEventBinding") yield* listed(require_core.get(root, "spec", "submit", "arguments"), "argument", "the binding");
	if (require_core.isControllerConfig(root)) yield* one$1(require_core.controllerSettings(root).get("artifactrepository")?.value, "the controller's `artifactRepository`");
	else if (isRepositories(manifest, project)) for (const { key, value } of require_core.pairs(require_core.get(root, "data"))) {
		const written = require_core.scalar(value);
		yield* one$1(written && require_core.embedded(written).root, `artifact repository \`${require_core.text(key) ?? ""}\``);
	}
}
function* ofSpec(manifest, spec) {
	yield* listed(require_core.get(spec, "arguments"), "argument", "the workflow");
	yield* ofHooks(spec, "the workflow");
	const defaults = require_core.mapping(require_core.get(spec, "templateDefaults"));
	if (defaults) yield* ofTemplate(defaults, "`templateDefaults`");
	for (const { node, name } of require_core.templates(manifest)) yield* ofTemplate(node, name ? `template \`${name}\`` : "an inline template");
}
function* ofTemplate(node, name) {
	yield* listed(require_core.get(node, "inputs"), "input", name);
	yield* listed(require_core.get(node, "outputs"), "output", name);
	yield* one$1(require_core.get(node, "archiveLocation"), `\`archiveLocation\` of ${name}`);
	yield* one$1(require_core.get(node, "resource", "manifestFrom", "artifact"), `the manifest that ${name} applies`);
	yield* one$1(require_core.get(node, "data", "source", "artifactPaths"), `the source of ${name}`);
	for (const call of require_core.callNodes(node)) {
		yield* listed(require_core.get(call, "arguments"), "argument", `a call in ${name}`);
		yield* ofHooks(call, name);
	}
}
function* ofHooks(holder, name) {
	for (const hook of require_core.hookNodes(holder)) yield* listed(require_core.get(hook.node, "arguments"), "argument", `a hook of ${name}`);
}
function* listed(holder, role, owner) {
	for (const item of require_core.items(require_core.get(holder, "artifacts"))) {
		const name = require_core.text(require_core.get(item, "name"));
		const what = name === void 0 ? `an ${role} artifact` : `${role} artifact \`${name}\``;
		if (item.kind === "mapping") yield {
			node: item,
			of: `${what} of ${owner}`
		};
	}
}
function* one$1(node, of) {
	const found = require_core.mapping(node);
	if (found) yield {
		node: found,
		of
	};
}
/** Whether a ConfigMap holds the artifact repositories of a namespace (docs/artifact-repository-ref.md). */
function isRepositories({ kind, name, root }, project) {
	if (kind !== "ConfigMap") return false;
	if (name === "artifact-repositories") return true;
	if (!require_core.isNull(require_core.get(root, "metadata", "annotations", "workflows.argoproj.io/default-artifact-repository"))) return true;
	return repositoryNames(project).has(name);
}
/** The ConfigMaps that some `artifactRepositoryRef` names. */
const repositoryNames = /* @__PURE__ */ require_core.once((project) => new Set(project.manifests.flatMap(({ spec }) => require_core.text(require_core.get(spec, "artifactRepositoryRef", "configMap")) ?? [])));

// src/argo/condition.ts
/** The words of govaluate's language that a `when` is usually made of. Strings know escapes there; here they have none. */
const words = /\s+|(?<text>'[^'"\\]*'|"[^'"\\]*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?![\w.]))|(?<word>[A-Za-z]\w*(?![\w.]))|(?<sign>&&|\|\||==|!=|<=|>=|=~|<|>|\(|\))/y;
const notUnderstood = { refused: "the condition is more than comparisons of one value with one fixed text" };
/** A condition that is meant to be read is shorter. */
const maxTokens = 200;
/**
* Writes each comparison of a `when` that pastes an open value as an expression of its own, which results in `true`
* or `false`; what joins them stays. One expression for all would not do: Argo evaluates an expression as a whole, but
* knows the items of a loop only when it has forgotten the inputs (`processItem` in workflow/controller/operator.go).
*
* @param isOpen whether others choose what a tag puts in
* @param pathOf the variable of a tag as an expression names it
*/
function comparedInExpressions(when, isOpen, pathOf) {
	const tokens = tokenize(when);
	if (!tokens) return notUnderstood;
	const comparisons = readRow(tokens);
	if (!comparisons) return notUnderstood;
	const parts = [];
	for (const { left, sign, right } of comparisons) {
		if (![left, right].some(({ tag }) => tag && isOpen(tag))) continue;
		const text = expression(left, sign, right, pathOf);
		if (typeof text !== "string") return text;
		parts.push({
			from: left.from,
			to: right.to,
			text: `{{= ${text} }}`
		});
	}
	return parts;
}
function tokenize(when) {
	const { value } = when;
	const found = [];
	const all = require_core.tags(when);
	let next = 0;
	for (let at = 0; at < value.length;) {
		const tag = all[next];
		const quoted = tag !== void 0 && tag.from === at + 1 && /['"]/.test(value[at] ?? "") && value[tag.to] === value[at];
		if (tag && (quoted || tag.from === at)) {
			const to = quoted ? tag.to + 1 : tag.to;
			found.push({
				from: at,
				to,
				tag,
				kind: quoted ? "text" : "word",
				text: ""
			});
			at = to;
			next++;
			continue;
		}
		words.lastIndex = at;
		const match = words.exec(value);
		if (!match || found.length > maxTokens) return void 0;
		const { text, number, word, sign } = match.groups ?? {};
		const to = at + match[0].length;
		if (tag && to > tag.from) return void 0;
		if (text !== void 0) found.push({
			from: at,
			to,
			kind: "text",
			text: text.slice(1, -1)
		});
		if (number !== void 0) found.push({
			from: at,
			to,
			kind: "number",
			text: number
		});
		if (word !== void 0) found.push({
			from: at,
			to,
			kind: "word",
			text: word
		});
		if (sign !== void 0) found.push({ sign });
		at = to;
	}
	return found;
}
/** Comparisons joined by `&&` and `||`, with brackets around some; nothing when there is anything else. */
function readRow(tokens) {
	const found = [];
	let depth = 0;
	for (let at = 0;;) {
		while (isSign(tokens[at], "(")) {
			depth++;
			at++;
		}
		const [left, middle, right] = tokens.slice(at, at + 3);
		if (!isOperand(left) || !middle || !("sign" in middle) || !comparing.has(middle.sign) || !isOperand(right)) return void 0;
		found.push({
			left,
			sign: middle.sign,
			right
		});
		at += 3;
		while (isSign(tokens[at], ")")) {
			depth--;
			at++;
		}
		if (depth < 0) return void 0;
		if (at === tokens.length) return depth === 0 ? found : void 0;
		if (!isSign(tokens[at], "&&") && !isSign(tokens[at], "||")) return void 0;
		at++;
	}
}
const comparing = /* @__PURE__ */ new Set([
	"==",
	"!=",
	"<",
	">",
	"<=",
	">=",
	"=~"
]);
function isOperand(token) {
	return token !== void 0 && !("sign" in token);
}
function isSign(token, sign) {
	return token !== void 0 && "sign" in token && token.sign === sign;
}
/** Texts that govaluate takes for times, which it compares by what they mean (`tryParseTime` in its parsing.go). */
const time = /\d:\d\d|\d{4}-\d\d-\d\d/;
/**
* One comparison. A value without quotes was read by what it looks like, a number or a truth value or else a text;
* one in quotes was always a text; and values of two kinds were never equal.
*/
function expression(left, sign, right, pathOf) {
	const value = left.tag ? left : right;
	const fixed = left.tag ? right : left;
	const { tag } = value;
	if (!tag || fixed.tag) return { refused: "the condition compares two values that are known only when it runs" };
	if (fixed.text.includes("{{") || fixed.text.includes("}}") || time.test(fixed.text) || /^in$/i.test(fixed.text)) return notUnderstood;
	const path = pathOf(tag);
	if (typeof path !== "string") return path;
	if (neverEqual(value, fixed)) return { refused: `${require_core.shown(tag)} and \`${fixed.text}\` are of two kinds here, text and no text, so they never equal` };
	const isNumber = fixed.kind === "number";
	if (sign === "=~") return left.tag && !isNumber && !isTruth(fixed) ? `${path} matches '${fixed.text}'` : notUnderstood;
	if (sign !== "==" && sign !== "!=" && !isNumber) return notUnderstood;
	const [one, other] = isNumber ? [`asFloat(${path})`, fixed.text] : [path, `'${fixed.text}'`];
	return left.tag ? `${one} ${sign} ${other}` : `${other} ${sign} ${one}`;
}
function neverEqual(value, fixed) {
	if (value.kind === "text") return fixed.kind === "number" || fixed.kind === "word" && isTruth(fixed);
	return fixed.kind === "text" && (isTruth(fixed) || /^-?[\d.]+$|^0x|^\s|\s$/.test(fixed.text));
}
function isTruth({ text }) {
	return text === "true" || text === "false";
}

// src/argo/node-path.ts
/** A socket speaks to who runs the node's containers: reading is writing. */
const socket = /(docker|containerd|crio|podman|dockershim)\.sock$|\/cri-dockerd\.sock$/i;
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
	if (clean === "/dev/shm") return "memory";
	return clean.startsWith("/dev/") ? "device" : "other";
}
/** As Go's `path.Clean` does. */
function normalize(path) {
	const parts = [];
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return `/${parts.join("/")}`;
}

// src/argo/json-value.ts
/**
* Writes each value of a YAML text that pastes an open tag as one tag that results in a JSON string, or in a number.
*
* @param isOpen whether others choose what a tag puts in
* @param pathOf the variable of a tag as an expression names it
* @returns what to do about one of the open tags: all that can be written of this text, or why its value cannot
*/
function jsonEncoder(text, isOpen, pathOf) {
	let found;
	return (tag) => {
		found ??= encodedIn(text, isOpen, pathOf);
		const own = found.get(tag) ?? { refused: "the tag does not stand in a value" };
		return "refused" in own ? own : [...new Set(found.values())].filter((part) => !("refused" in part));
	};
}
function encodedIn(text$1, isOpen, pathOf) {
	const found = /* @__PURE__ */ new Map();
	const all = require_core.tags(text$1);
	const { root, problem } = require_core.embedded(text$1);
	if (problem) for (const tag of all) found.set(tag, { refused: "the text around the tag cannot be read as YAML" });
	const kind = require_core.text(require_core.get(root, "kind")) ?? "";
	let next = 0;
	for (const leaf of root ? leavesOf(root, []) : []) {
		const { valueStart, valueEnd } = leaf.scalar;
		const inside = [];
		for (let tag = all[next]; tag && tag.to <= valueEnd; tag = all[++next]) if (tag.from >= valueStart) inside.push(tag);
		if (!inside.some(isOpen)) continue;
		const result = encoded(text$1, {
			...leaf,
			kind
		}, inside, pathOf);
		for (const tag of inside) found.set(tag, result);
	}
	return found;
}
function* leavesOf(node, path) {
	if (node.kind === "scalar") yield {
		scalar: node,
		path
	};
	if (node.kind === "sequence") for (const item of node.items) yield* leavesOf(item, [...path, "[]"]);
	if (node.kind !== "mapping") return;
	for (const pair of node.pairs) {
		if (pair.key.kind === "scalar") yield {
			scalar: pair.key,
			path: void 0
		};
		yield* leavesOf(pair.value, [...path, require_core.keyOf(pair) ?? ""]);
	}
}
function encoded(text, { scalar, path, kind }, inside, pathOf) {
	const { valueStart, valueEnd, plain, block, tag: type } = scalar;
	if (!path) return { refused: "the tag stands in a key, where an encoded value cannot" };
	if (path.length === 0) return { refused: "the tag is the whole text, so what is to stand there instead is for its author to say" };
	if ((require_edits()).runOf(text, {
		from: valueStart,
		to: valueEnd
	})) return { refused: "the text is run by the pod that it describes: pass the value through `env` there" };
	if (block) return { refused: "the tag stands in a text of several lines, which an expression would have to hold" };
	const quote = plain || type !== "" ? "" : text.value[valueStart - 1] ?? "";
	const [only] = inside;
	if (quote && only && only.to - only.from === valueEnd - valueStart && /^=\s*toJson\([^()]*\)$/.test(only.body)) return {
		from: valueStart - 1,
		to: valueEnd + 1,
		text: `{{${only.body}}}`
	};
	const words = pieces(text.value.slice(valueStart, valueEnd), valueStart, inside);
	if (type !== "" || !words || text.value[valueStart - quote.length - 1] === "{") return { refused: "what stands around the tag cannot be written as an expression" };
	const operands = [];
	for (const word of words) {
		const operand = typeof word === "string" ? `'${word}'` : pathOf(word);
		if (typeof operand !== "string") return operand;
		operands.push(operand);
	}
	const encode = quote ? "toJson" : encoderOf(path, kind, words);
	if (typeof encode !== "string") return encode;
	return {
		from: valueStart - quote.length,
		to: valueEnd + quote.length,
		text: `{{=${encode}(${operands.join(" + ")})}}`
	};
}
/** Words and tags in their order; nothing where words hold what means something else in an expression. */
function pieces(value, start, inside) {
	const found = [];
	let at = 0;
	for (const tag of inside) {
		found.push(value.slice(at, tag.from - start), tag);
		at = tag.to - start;
	}
	found.push(value.slice(at));
	return found.every((piece) => typeof piece !== "string" || /^[^'"\\{}\p{C}]*$/u.test(piece)) ? found.filter((piece) => piece !== "") : void 0;
}
/** What can stand without quotes is a text, a number or more. Only where the text around it or its field tells is it known. */
function encoderOf(path, kind, words) {
	const literal = words.filter((word) => typeof word === "string").join("");
	const [first] = words;
	if (isText(path, kind) || typeof first === "string" && /^[A-Za-z]/.test(first) && /[-/.:@_]/.test(literal)) return "toJson";
	const name = path.at(-1) ?? "";
	if ((counts.has(name) || path.slice(-3).join(".") === "ports.[].port") && words.length === 1) return "asInt";
	return { refused: `whether \`${path.join(".").replaceAll(".[]", "[]")}\` is a text, a number or more cannot be told, as it has no quotes` };
}
/** Fields of Kubernetes that hold an integer (its API reference). */
const counts = new Set("replicas minReplicas maxReplicas parallelism completions backoffLimit containerPort hostPort nodePort runAsUser runAsGroup fsGroup priority activeDeadlineSeconds terminationGracePeriodSeconds ttlSecondsAfterFinished progressDeadlineSeconds revisionHistoryLimit minReadySeconds".split(" "));
/** Fields of Kubernetes that hold a text, or a quantity, which may be one. */
const texts = new Set("name generateName namespace kind apiVersion image imagePullPolicy serviceAccountName storageClassName priorityClassName schedulerName runtimeClassName claimName secretName mountPath subPath workingDir restartPolicy".split(" "));
/** Maps of Kubernetes from texts to texts or quantities. */
const textMaps = new Set("labels annotations matchLabels nodeSelector limits requests".split(" "));
const textLists = /* @__PURE__ */ new Set(["command", "args"]);
function isText(path, kind) {
	const [name = "", holder = ""] = path.slice(-2).toReversed();
	if (name === "[]") return textLists.has(holder);
	return texts.has(name) || textMaps.has(holder) || path.length === 2 && (kind === "ConfigMap" || kind === "Secret") && /^(?:data|stringData)$/.test(holder) || path.slice(-3).join(".") === "env.[].value";
}

// src/argo/flow/sink.ts
/** How bad it is when anybody chooses what is put in, from the worst to where nobody can tell. */
const weights = [
	"high",
	"medium",
	"low",
	"unknown"
];
/** Every place of a manifest where the text of a tag acts: at least those that the rules about injection report. */
const sinks = /* @__PURE__ */ require_core.once((manifest) => [...inCode(manifest), ...inFields(manifest)]);
function* inCode(manifest) {
	const { code, carried, controlling } = require_core.codeOf(manifest);
	const common = {
		runs: true,
		manifest,
		call: void 0
	};
	for (const one of code) {
		const { language, what, template, call } = one;
		const weight = language === "query" ? "medium" : "high";
		for (const tag of one.tags) yield {
			...common,
			at: tag.span,
			does: `becomes part of ${what}`,
			weight,
			flows: require_core.acting(one, tag),
			template,
			call
		};
	}
	for (const { use, what, template } of carried) {
		const flows = use.carriers.flatMap(({ leaves }) => leaves.flatMap((leaf) => require_core.tags(leaf).flatMap((tag) => tag.flows)));
		const does = `arrives in ${what} as data, but ${use.what}`;
		const at = use.program.part(use.from, use.to);
		yield {
			...common,
			at,
			does,
			weight: weightOf(use),
			runs: use.how !== "word",
			flows,
			template
		};
	}
	for (const { tag, what, template } of controlling) yield {
		...common,
		at: tag.span,
		does: `becomes part of ${what}`,
		weight: "high",
		flows: tag.flows,
		template
	};
}
function weightOf({ how }) {
	return how === "word" || how === "query" ? "medium" : "high";
}
const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifact|artifactPaths)\//.source;
const caller = /^(?:.*\/)?(?:steps|dag\/tasks|hooks\/\*)\//.source;
/** The first that fits counts. */
const kinds = [
	{
		path: /(?:^|\/)podSpecPatch$/,
		does: "becomes part of the `podSpecPatch`",
		weight: "high",
		runs: true,
		literals: true
	},
	{
		path: /^resource\/manifest$/,
		does: "becomes part of the manifest that is applied",
		weight: "high",
		runs: true,
		literals: true
	},
	{
		path: /^resource\/(?:flags|action|mergeStrategy)$/,
		does: "becomes an option of `kubectl`",
		weight: "high"
	},
	{
		path: /^resource\/manifestFrom\//,
		does: "chooses which manifest is applied",
		weight: "high"
	},
	{
		path: /^(?:container|script|containerSet\/containers|initContainers|sidecars)\/image$/,
		does: "chooses the image of a container",
		weight: "high",
		runs: true,
		behind: /^\S+:[^/]*$/
	},
	{
		path: /(?:^|\/)serviceAccountName$/,
		does: "chooses the ServiceAccount",
		weight: "high"
	},
	{
		path: /^volumes\/hostPath\/path$/,
		does: "chooses the folder of the node that is mounted",
		weight: "high"
	},
	{
		path: /(?:^|\/)capabilities\/add$/,
		does: "chooses a capability of the container",
		weight: "high"
	},
	{
		path: /^(?:podMetadata|metadata)\/annotations\/.*role$/,
		does: "chooses a role",
		weight: "high"
	},
	{
		path: new RegExp(`(?:secretKeyRef/(?:name|key)|[sS]ecretRef/name|^volumes/(?:projected/sources/)?secret/.*|^volumes/[^/]+/secretName|${artifact}.*Secret/(?:name|key))$`),
		does: "chooses the Secret",
		weight: "high"
	},
	{
		path: /^volumes\/(?!configMap\/|projected\/|secret\/|downwardAPI\/|emptyDir\/)[^/]+\/.*$/,
		does: "chooses the volume",
		weight: "medium"
	},
	{
		path: /^artifactRepositoryRef\/(?:configMap|key)$/,
		does: "chooses the artifact repository",
		weight: "medium"
	},
	{
		path: /(?:^|\/)git\/(?:revision|branch|fetch)$/,
		does: "chooses the revision that is fetched",
		weight: "medium"
	},
	{
		path: /(?:^|\/)(?:(?:retryStrategy|hooks\/\*|valueFrom|labelsFrom\/[^/]+|data\/transformation)\/expression|fromExpression)$|^http\/successCondition$|^plugin\/.*[eE]xpression$/,
		does: "becomes part of an expression",
		weight: "high",
		literals: true
	},
	{
		path: /^dag\/tasks\/depends$/,
		does: "becomes part of what a task waits for",
		weight: "medium"
	},
	{
		path: new RegExp(`${caller}when$`),
		does: "becomes part of the condition of a step",
		weight: "medium",
		isWhole: true
	},
	{
		path: new RegExp(`${caller}templateRef/(?:name|template)$`),
		does: "chooses the template that is run",
		weight: "high"
	},
	{
		path: new RegExp(`${caller}(?:template|onExit)$|^(?:entrypoint|onExit)$`),
		does: "chooses the template that is run",
		weight: "medium"
	},
	{
		path: new RegExp(`^http/url$|${artifact}(?:git/repo|artifactory/url|azure/endpoint|s3/endpoint|oss/endpoint|hdfs/addresses)$|(?:Probe|/lifecycle/[^/]+)/(?:httpGet|tcpSocket)/host$|^plugin/.*(?:[uU][rR][lLiI]|[hH]ost|[eE]ndpoint|[sS]erver|[wW]ebhook)$`),
		does: "chooses where a request goes",
		weight: "high",
		behind: /:\/\/[^/{}@\s]+[/?#]|@[^/{}:\s]+:/
	},
	{
		path: /^http\/body$/,
		does: "becomes part of the body of a request",
		weight: "low",
		literals: true,
		isWhole: true
	},
	{
		path: new RegExp(`${artifact}(?:(?:s3|gcs|oss)/bucket|azure/container)$`),
		does: "chooses the bucket of an artifact",
		weight: "medium"
	},
	{
		path: new RegExp(`${artifact}(?:(?:s3|gcs|oss|plugin)/key|azure/blob|hdfs/path)$`),
		does: "forms the key of an artifact",
		weight: "medium",
		behind: /^[^{}]*\{\{\s*(?:workflow\.(?:namespace|name|uid)|pod\.name)\s*\}\}[^/]*\//
	}
];
/** What is passed on, read by programs as data, or a number or a place in a pod. */
const data = /(?:^|\/)(?:(?:arguments|inputs|outputs)\/parameters\/(?:value|default|description|enum|valueFrom\/(?:default|parameter))|source|args|command|env\/value|raw\/data|with(?:Param|Items|Sequence)(?:\/.*)?|limit|backoff\/.*|\w+Seconds|duration|resources\/.*|parallelism|mountPath|workingDir|metrics\/.*(?:value|help))$/;
function* inFields(manifest) {
	for (const field of require_core.fields(manifest)) {
		const { path, call, template, scalar } = field;
		const kind = kinds.find((one) => one.path.test(path));
		if (!kind && data.test(path)) continue;
		const { weight = "low", runs = false } = kind ?? {};
		const does = `${kind?.does ?? `decides \`${path.slice(path.lastIndexOf("/") + 1)}\``} in ${require_core.ownerOf(field)}`;
		for (const tag of require_core.tags(scalar)) {
			if (kind?.isWhole && require_core.isOnly(tag, scalar)) continue;
			const isLight = kind?.behind?.test(require_core.lineBefore(tag, scalar)) ?? false;
			const flows = flowsIn(field, tag, kind);
			yield {
				at: tag.span,
				does,
				weight: isLight ? "low" : weight,
				runs,
				flows,
				manifest,
				template,
				call
			};
		}
	}
}
function flowsIn({ scalar }, tag, kind) {
	return kind?.literals && !(kind.runs && (require_edits()).runOf(scalar, tag) === "surely") ? require_core.loose(tag, scalar) : tag.flows;
}

// src/argo/flow/harm.ts
const podsByTemplate = /* @__PURE__ */ require_core.oncePer((manifest, project) => require_core.groupBy$1(require_core.pods(manifest, project), (pod) => pod.template));
/**
* What makes it worse than elsewhere to run somebody's code in the pods of a template (catalogue 1.8.5), as words that
* end "it runs …": a privileged container, the file system of the node, or a ServiceAccount with dangerous rights.
*
* @param template nothing for what all pods of the manifest have
* @param manifest whose settings its pods have: the one that is submitted
*/
function harmOf(template, manifest, project) {
	const all = template ? podsByTemplate(manifest, project).get(template) ?? [] : require_core.pods(manifest, project);
	for (const pod of all) {
		const harm = ofPod(pod, project);
		if (harm !== void 0) return harm;
	}
}
/**
* The same for the pods of a template as those have them which an event submits that is a source of a value there.
*/
function harmBy({ level, way: [first] }, template, project) {
	if (level !== "event" || !first) return void 0;
	const submitted = require_core.fedBy(first.manifest, project).find(({ at }) => at === first.at)?.manifest;
	return submitted && harmOf(template, submitted, project);
}
const ofPod = /* @__PURE__ */ require_core.oncePer((pod, project) => byContainers(pod) ?? byAccount(pod, project));
function byContainers(pod) {
	if (pod.containers.some((one) => require_core.bool(require_core.containerSetting(one, "securityContext", "privileged")?.node) === true)) return "in a pod with a privileged container";
	for (const mount of pod.containers.flatMap(require_core.mounts)) {
		const path = require_core.text(require_core.get(require_core.volumeNamed(require_core.text(require_core.get(mount, "name")) ?? "", pod)?.node, "hostPath", "path"));
		if (path !== void 0) return `in a pod that mounts \`${path}\` of the node`;
	}
}
function byAccount(pod, project) {
	if (require_core.bindings(project).length === 0) return void 0;
	const { manifest } = pod;
	const name = require_core.text(require_core.podSetting(pod, "serviceAccountName")?.node) ?? "default";
	const dangers = require_core.dangersOf({
		name,
		namespace: require_core.homeOf(manifest),
		from: manifest
	}, project);
	return dangers.some(({ severity }) => severity !== "medium") ? `as the ServiceAccount \`${name}\`, which may ${(require_installation()).told(dangers)}` : void 0;
}

// src/argo/pointer.ts
/** What a fix of a program rewrites, or moves. */
const moved = /* @__PURE__ */ new Set([
	"env",
	"args",
	"command",
	"source"
]);
/**
* Whether something of the project reaches for the variables, the arguments or the program of a container: a Sensor
* with `dest` (Argo Events, "Trigger Parameterization"), a JSON patch (RFC 6902) or a replacement of Kustomize. It
* counts the items of lists, or replaces what is written there, so that a program that was rewritten would get others.
*/
function isPointedInto(container, manifest, project) {
	const pointers = pointersOf(project);
	if (pointers.length > most$1) return true;
	const around = [manifest];
	for (let { parent } = manifest; parent; {parent} = parent) around.push(parent);
	return pointers.some(({ path, from, isTarget }) => around.some((object) => isTarget(object) && leadsInto(from ?? object.root, path, container)));
}
/** Nobody has more. */
const most$1 = 1e3;
function leadsInto(root, path, container) {
	let nodes = [root];
	for (const step of path) {
		if (nodes.includes(container) && moved.has(step)) return true;
		nodes = nodes.flatMap((node) => follow(node, step));
	}
	return false;
}
/** The nodes that a step may lead to: a key or an index; `[name=x]` and `*` are Kustomize's. */
function follow(node, step) {
	const list = require_core.items(node);
	if (list.length === 0) return one(require_core.get(node, step));
	const [, key = "", value] = /^\[([\w.-]+)=(.*)\]$/.exec(step) ?? [];
	if (value !== void 0) return list.filter((item) => require_core.text(require_core.get(item, key)) === value);
	return step === "*" ? list : one(list[Number(step)]);
}
function one(node) {
	return node ? [node] : [];
}
const pointersOf = /* @__PURE__ */ require_core.once((project) => {
	const found = [];
	for (const pointer of find(project)) if (found.push(pointer) > most$1) break;
	return found;
});
function* find({ manifests, documents }) {
	for (const { kind, root } of manifests) if (kind === "Sensor") yield* inSensor(root);
	for (const { root } of documents) if (root && mayPatch(root)) yield* inPatch(root, anything, false);
}
/** What a trigger fills in: of its template as a whole, or of the object that it makes. */
function* inSensor(sensor) {
	for (const trigger of require_core.items(require_core.get(sensor, "spec", "triggers"))) {
		const template = require_core.mapping(require_core.get(trigger, "template"));
		if (!template) continue;
		for (const path of destinations(trigger)) yield {
			path,
			from: template,
			isTarget: anything
		};
		for (const { value: kind } of require_core.pairs(template)) {
			const source = require_core.mapping(require_core.get(kind, "source"));
			const from = require_core.mapping(require_core.get(source, "resource"));
			const isTarget = from ? anything : isWhole;
			for (const path of source ? destinations(kind) : []) yield {
				path,
				from,
				isTarget
			};
		}
	}
}
function anything() {
	return true;
}
function isWhole({ parent }) {
	return !parent;
}
function destinations(holder) {
	return require_core.items(require_core.get(holder, "parameters")).map((parameter) => steps(require_core.text(require_core.get(parameter, "dest")) ?? ""));
}
/** Patches and replacements in a document, also those that stand in it as text. */
function* inPatch(node, outer, quoted) {
	if (node.kind === "sequence") for (const item of node.items) yield* inPatch(item, outer, quoted);
	if (node.kind === "scalar" && !quoted && mayPatch(node)) {
		const { root } = require_core.embedded(node);
		if (root) yield* inPatch(root, outer, true);
	}
	if (node.kind !== "mapping") return;
	const isTarget = targetOf(require_core.get(node, "target") ?? require_core.get(node, "select")) ?? outer;
	const pointer = require_core.get(node, "op") && require_core.text(require_core.get(node, "path"));
	if (pointer !== void 0) yield {
		path: pointed(pointer),
		from: void 0,
		isTarget
	};
	for (const way of require_core.items(require_core.get(node, "fieldPaths"))) yield {
		path: steps(require_core.text(way) ?? ""),
		from: void 0,
		isTarget
	};
	for (const { value } of node.pairs) yield* inPatch(value, isTarget, quoted);
}
/** A cheap look. */
function mayPatch(node) {
	return node.kind !== "alias" && (/\bop\b/.test(node.raw) ? /\bpath\b/ : /\bfieldPaths\b/).test(node.raw);
}
/** The objects that a patch of Kustomize is for. Its names may be patterns, and may have gained a prefix. */
function targetOf(target) {
	if (target?.kind !== "mapping") return void 0;
	const kind = require_core.text(require_core.get(target, "kind")) ?? "";
	const name = require_core.text(require_core.get(target, "name")) ?? "";
	return (object) => isLike(object.kind, kind) && isLike(object.name, name);
}
function isLike(name, pattern) {
	return !/^[\w-]+$/.test(pattern) || pattern.includes(name);
}
/** No way is longer. */
const longest = 1e3;
function steps(path) {
	return path.length > longest ? [] : path.split(/\.(?![^[]*\])/);
}
/** A JSON pointer (RFC 6901). */
function pointed(pointer) {
	const [, ...path] = pointer.split("/");
	return path.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// src/argo/override.ts
/**
* Fields that a Workflow may always set beside its `workflowTemplateRef`, also where the controller takes workflows
* from templates only (docs/workflow-restrictions.md, "Allowed Workflow Fields Under templateReferencing").
*/
const always = new Set("arguments entrypoint shutdown suspend activeDeadlineSeconds priority ttlStrategy podGC volumeClaimGC archiveLogs workflowMetadata workflowTemplateRef metrics artifactGC".split(" "));
/** Parts of `artifactGC` that are not allowed with it. */
const gcFields = [
	"serviceAccountName",
	"podSpecPatch",
	"podMetadata"
];
/** The fields in which a Workflow says something else than the WorkflowTemplate that it refers to, or more. */
function overrides(manifest, project) {
	const { spec } = manifest;
	if (!spec || require_core.isNull(require_core.get(spec, "workflowTemplateRef"))) return [];
	const target = require_core.referenced(manifest, project)?.spec;
	const own = require_core.pairs(spec).map((entry) => ({
		...entry,
		name: require_core.keyOf(entry) ?? "",
		below: require_core.get(target, require_core.keyOf(entry) ?? "")
	}));
	const gc = require_core.pairs(require_core.get(spec, "artifactGC")).map((entry) => {
		const name = require_core.keyOf(entry) ?? "";
		return {
			...entry,
			name,
			below: require_core.get(target, "artifactGC", name)
		};
	});
	return [...own.filter(({ name }) => !always.has(name)), ...gcFields.flatMap((field) => gc.filter(({ name }) => name === field).map((entry) => ({
		...entry,
		name: `artifactGC.${field}`
	})))].filter((found) => !require_core.isNull(found.value) && !isSame(found.value, found.below));
}
function isSame(node, other) {
	return other !== void 0 && JSON.stringify((require_edits()).value(node)) === JSON.stringify((require_edits()).value(other));
}
/** The fields that the controllers among the files add to those with `WORKFLOW_USER_OVERRIDE_ALLOWLIST`. */
const addedToAllowList = /* @__PURE__ */ require_core.once((project) => {
	const texts = require_core.allInstalled(project).flatMap(({ env }) => env.get("WORKFLOW_USER_OVERRIDE_ALLOWLIST")?.text ?? []);
	return new Set(texts.flatMap((list) => list.split(",")).map((name) => name.trim()));
});

// src/argo/flow/reach.ts
/**
* The sinks that what an event brings in reaches, the worst first and of those the nearest. It need not be the worst
* source of a sink, nor the nearest.
*/
function reachedBy({ source, at }, project) {
	const { starts } = graphOf(project);
	return spread((starts.get(at) ?? []).map((to) => ({
		to,
		trail: require_core.trailFrom(source)
	})), Math.max(least, Math.floor(most / starts.size))).toSorted((a, b) => weights.indexOf(a.sink.weight) - weights.indexOf(b.sink.weight));
}
/** How many variables are looked at for all that events bring in together, and for each part of it. */
const most = 5e6;
const least = 1e3;
/** All variables that can reach a sink in what events submit, each once. */
const graphOf = /* @__PURE__ */ require_core.once(build);
function build(project) {
	const holders = /* @__PURE__ */ new Map();
	const all = [];
	const starts = [];
	const { fed } = require_core.links(project);
	const places = new Set([...fed.values()].flatMap((byName) => [...byName.values()].flat().map(({ at }) => at)));
	for (const manifest of run([...fed.keys()], project)) for (const sink of [...sinks(manifest), ...lost(manifest, project)]) {
		const { template, call } = sink;
		for (const { path } of sink.flows) for (const one of require_core.resolve(path, {
			project,
			manifest,
			template,
			call
		})) if (!require_core.isSource(one)) holderOf(one).sinks.push(sink);
	}
	for (const holder of all) for (const { from, stop } of require_core.feeds(holder.variable, project)) if (!require_core.isSource(from)) holderOf(from).into.push({
		to: holder,
		stop
	});
	else if (places.has(from.way[0]?.at)) starts.push({
		at: from.way[0]?.at,
		holder
	});
	const byPlace = require_core.groupBy$1(starts, ({ at }) => at);
	return { starts: new Map([...byPlace].map(([at, some]) => [at, some.map(({ holder }) => holder)])) };
	function holderOf(variable) {
		let byName = holders.get(variable.of);
		if (!byName) holders.set(variable.of, byName = /* @__PURE__ */ new Map());
		let holder = byName.get(variable.name);
		if (!holder) {
			byName.set(variable.name, holder = {
				variable,
				into: [],
				sinks: []
			});
			all.push(holder);
		}
		return holder;
	}
}
/** What a manifest gives to templates that are not among the manifests. */
function* lost(manifest, project) {
	for (const { node, from, given } of require_core.edges(manifest).leaving) {
		if (require_core.target(manifest, node, project)) continue;
		const name = require_core.text(require_core.get(node, "templateRef", "name"));
		const does = `is handed to a template${name === void 0 ? "" : ` of \`${name}\``} that is not among the files`;
		for (const argument of require_core.items(require_core.get(given, "parameters"))) for (const { flows, span: at } of require_core.tags(require_core.scalar(require_core.get(argument, "value")))) yield {
			at,
			does,
			weight: "unknown",
			runs: false,
			flows,
			manifest,
			template: from,
			call: node
		};
	}
}
/** Some manifests, and all that they run. */
function run(first, project) {
	const found = new Set(first);
	for (const manifest of found) {
		const library = require_core.get(manifest.spec, "workflowTemplateRef") && require_core.referenced(manifest, project);
		if (library) found.add(library);
		for (const { node } of require_core.edges(manifest).leaving) {
			const to = require_core.target(manifest, node, project);
			if (to) found.add(to.manifest);
		}
	}
	return found;
}
/** The sinks from the nearest: the first to come to one is to be told. */
function spread(first, limit) {
	const reached = /* @__PURE__ */ new Set();
	const found = /* @__PURE__ */ new Map();
	const byLength = [];
	for (const arrival of first) (byLength[arrival.trail.length] ??= []).push(arrival);
	for (let length = 0; length < byLength.length; length++) for (const { to, trail } of byLength[length] ?? []) {
		if (reached.has(to) || reached.size >= limit) continue;
		reached.add(to);
		for (const sink of to.sinks) if (!found.has(sink)) found.set(sink, trail);
		for (const { to: next, stop } of to.into) (byLength[length + (stop ? 1 : 0)] ??= []).push({
			to: next,
			trail: require_core.behind(trail, stop)
		});
	}
	return [...found].map(([sink, trail]) => ({
		sink,
		get way() {
			return require_core.wayOf(trail);
		}
	}));
}

exports.addedToAllowList = addedToAllowList;
exports.artifacts = artifacts;
exports.checkedBy = checkedBy;
exports.child = child;
exports.comparedInExpressions = comparedInExpressions;
exports.destinations = destinations$1;
exports.fillings = fillings;
exports.harmBy = harmBy;
exports.harmOf = harmOf;
exports.isFetching = isFetching;
exports.isPointedInto = isPointedInto;
exports.isStrict = isStrict;
exports.jsonEncoder = jsonEncoder;
exports.literal = literal;
exports.nodePath = nodePath;
exports.ofExpression = ofExpression;
exports.overrides = overrides;
exports.reachedBy = reachedBy;
exports.refusedBy = refusedBy;
exports.sinks = sinks;