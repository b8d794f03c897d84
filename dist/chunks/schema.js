import { ConfigError, SyntaxProblem, closest, confidences, defaults, documents, duplicates, items, pair, parse, personas, position, severities, sourceAt, text, value } from "./core.js";
import { _default, _maxLength, _minLength, _regex, array, boolean, describe, exactOptional, globalRegistry, literal, parse as parse$1, pipe, prefault, record, safeParse, strictObject, string, transform, union, unknown } from "./zod.js";

// src/mistake.ts
/**
* What zod found, one by one, in words. An unknown key comes with the nearest known one: see `section` in schema.ts
* for where the known ones are.
*/
function* mistakes(issues, above = []) {
	for (const issue of issues) {
		const path = [...above, ...issue.path];
		const inside = issue.code === "invalid_union" ? deeper(issue) : [];
		if (inside.length > 0) yield* mistakes(inside, path);
		else if (issue.code === "unrecognized_keys") {
			const known = issue.message.split(" ").filter((key) => key !== "");
			for (const key of issue.keys) yield {
				path: [...path, key],
				message: unknownKey(key, path.join("."), known)
			};
		} else if (issue.code === "invalid_key") yield {
			path,
			message: `A key of ${name(path.slice(0, -1))} ${issue.issues[0]?.message}`
		};
		else yield {
			path,
			message: `${name(path)} ${issue.message}`
		};
	}
}
/** What is wrong inside a value whose own type is right for one side of a union. */
function deeper({ errors }) {
	const inside = errors.find((side) => side.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys")) ?? [];
	const unknown = inside.filter(({ code }) => code === "unrecognized_keys");
	return unknown.length > 0 ? unknown : inside;
}
function name(path) {
	const last = path.at(-1);
	if (typeof last === "number") return `Item ${last + 1} of ${name(path.slice(0, -1))}`;
	return path.length === 0 ? "The file" : quoted(path.join("."));
}
function unknownKey(key, section, known) {
	const near = closest(key, known);
	const what = section === "rules" ? `There is no rule ${quoted(key)}` : `There is no key ${quoted(key)} ${section === "" ? "here" : `in ${quoted(section)}`}`;
	if (near !== void 0) return `${what}; did you mean ${quoted(near)}?`;
	return section === "rules" ? `${what}; \`lynceus rules\` lists all` : `${what}; there are ${listed(known)}`;
}
/** `, not …`, and what may have been meant. */
function instead(input, meant = []) {
	if (input === void 0) return "";
	const near = typeof input === "string" ? closest(input, meant) : void 0;
	return `, not ${quoted(input)}${near === void 0 ? "" : `; did you mean ${quoted(near)}?`}`;
}
function listed(words) {
	return words.map(quoted).join(", ");
}
/** Short enough for a line: a file may hold anything. */
function quoted(value) {
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object" && value !== null) return "a mapping";
	const text = String(value);
	return value === null ? "nothing" : `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;
}

// src/place.ts
/** Where a path of keys and indexes is written: its last key or item that exists, else the node itself. */
function place(node, path) {
	const [step, ...rest] = path;
	if (typeof step === "number") {
		const item = items(node)[step];
		return item ? place(item, rest) : node;
	}
	const entry = step === void 0 ? void 0 : pair(node, String(step));
	if (!entry) return node;
	const below = place(entry.value, rest);
	return below === entry.value ? entry.key : below;
}

// src/schema.ts
const ruleSetting = pipe(union([literal([
	"off",
	"on",
	false,
	true,
	...severities
]), section({ severity: choice(severities) })], { error: ({ input }) => `must be \`off\`, \`on\` or a severity (${severities.join(", ")})${instead(input, severities)}` }), transform((set) => {
	if (typeof set === "object") return {
		enabled: true,
		...set
	};
	if (set === "off" || set === false) return { enabled: false };
	return set === "on" || set === true ? { enabled: true } : {
		enabled: true,
		severity: set
	};
})).register(globalRegistry, { id: "rule" });
/**
* Reads `lynceus.yml`.
*
* @param ruleIds the rules that it may name
* @throws ConfigError that names every mistake of the file; it quotes the file, so whoever prints it escapes it
*/
function parseConfig(file, ruleIds) {
	return checked(file, ruleIds).config;
}
/**
* A config file that has no mistakes: what it says itself, and what it means with the defaults.
*
* @throws ConfigError as `parseConfig` does
*/
function checked(file, ruleIds) {
	const root = read(file);
	const schema = configSchema(ruleIds.map((id) => ({ id })));
	if (!root) return {
		root,
		says: {},
		config: parse$1(schema, {})
	};
	const twice = [...duplicates(root)].map(({ second: { key } }) => ({
		offset: key.start,
		message: `${quoted(text(key))} is written twice`
	}));
	const says = given(value(root)) ?? {};
	const parsed = safeParse(schema, says);
	const wrong = [...mistakes(parsed.error?.issues ?? [])].map(({ path, message }) => ({
		offset: place(root, path).start,
		message: asWritten(message, root, path)
	}));
	if (parsed.success && twice.length === 0) return {
		root,
		says,
		config: parsed.data
	};
	throw configError(file, [...twice, ...wrong]);
}
/**
* What `lynceus.yml` may hold, and the `Config` that it means. The JSON Schema for editors is made from it.
* `off` and `on` may be booleans, since YAML 1.1 reads them so and YAML 1.2 does not.
*
* @param rules ids, with titles where people will read them
*/
function configSchema(rules) {
	const schema = section({
		persona: described("Who reads the findings: `regular` is everybody, `pedantic` adds hardening that is merely absent, `auditor` adds what a person has to judge.", _default(choice(personas), defaults.persona)),
		"min-severity": described("Less severe findings are left out.", _default(choice(severities), defaults.minSeverity)),
		"min-confidence": described("Less certain findings are left out.", _default(choice(confidences), defaults.minConfidence)),
		"fail-on": described("A new finding that is at least so severe fails the run.", _default(choice([...severities, "never"]), defaults.failOn)),
		argoVersion: described("The version of Argo Workflows that runs the manifests, such as 3.7.18.", exactOptional(version())),
		rules: described("By rule: `off`, `on`, or the severity that all its findings get.", _default(section(Object.fromEntries(rules.map(({ id, title }) => [id, described(title, exactOptional(ruleSetting))]))), {})),
		paths: described("Which files are looked into. Globs stand for whole paths from the top of the repository.", prefault(paths(), {})),
		assume: described("What is true of the cluster, but in none of the files.", _default(assumptions(), {})),
		dashboard: described("Whether the GitHub App keeps an issue that shows how the default branch stands.", _default(boolean({ error: ({ input }) => `must be \`true\` or \`false\`${instead(input)}` }), defaults.dashboard)),
		extends: described("For the GitHub App: a repository of the same owner whose config this one adds to, such as acme/policies or policies:strict.yml.", exactOptional(reference()))
	});
	return pipe(schema, transform(toConfig));
	function toConfig(set) {
		const { "min-severity": minSeverity, "min-confidence": minConfidence, "fail-on": failOn, ...same } = set;
		return {
			minSeverity,
			minConfidence,
			failOn,
			...same
		};
	}
}
function paths() {
	const globs = array(glob(), { error: ({ input }) => `must be a list of globs${instead(input)}` });
	const values = [...personas, "off"];
	const persona = pipe(choice([...values, false]), transform((set) => set || "off"));
	return section({
		include: described("When there are any, only files that match one of them are looked into.", _default(globs, [])),
		exclude: described("Files that match one of them are not looked into.", _default(globs, [])),
		persona: described("By glob, the persona for the files that match it, or `off`. The last glob that matches a file counts.", _default(record(glob(), persona, { error: ({ input }) => `must have globs as keys${instead(input)}` }), {}))
	});
}
function assumptions() {
	const anything = exactOptional(record(string(), unknown(), { error: notMapping }));
	const text = exactOptional(string());
	return section({ workflowDefaults: described("The workflowDefaults of the controller, when its ConfigMap is not among the files.", exactOptional(section({
		apiVersion: text,
		kind: text,
		metadata: anything,
		spec: anything
	}))) });
}
/** A mapping of these keys and no others. For unknown keys, the message is the list of the known ones. */
function section(shape) {
	return strictObject(shape, { error: (issue) => issue.code === "unrecognized_keys" ? Object.keys(shape).join(" ") : notMapping(issue) });
}
function notMapping({ input }) {
	return `must be a mapping of keys to values${instead(input)}`;
}
function choice(values) {
	const words = values.filter((value) => typeof value === "string");
	return literal(values, { error: ({ input }) => `must be one of ${listed(words)}${instead(input, words)}` });
}
/** Not longer than any path, so that matching stays cheap. */
function glob() {
	return string({ error: ({ input }) => `must be a glob${instead(input)}` }).check(_minLength(1, "must not be empty"), _maxLength(500, "must be a glob of at most 500 characters"));
}
function version() {
	return string({ error: notVersion }).check(_regex(/^v?\d{1,4}\.\d{1,4}\.\d{1,4}(-rc\d+)?$/, { error: notVersion }));
}
/** A repository, its owner before it if at all, and after a colon the path of a file. */
const referenceGrammar = /^(?:[\w.-]{1,100}\/)?[\w.-]{1,100}(?::[\w./-]{1,300})?$/;
function reference() {
	return string({ error: notReference }).check(_regex(referenceGrammar, { error: notReference }));
}
function notReference({ input }) {
	return `must be a repository such as \`acme/policies\`, or a file of one such as \`policies:strict.yml\`${instead(input)}`;
}
function notVersion({ input }) {
	return `must be a whole version such as \`3.7.18\`${instead(input)}`;
}
function described(text, schema) {
	return text === void 0 ? schema : schema.check(describe(text));
}
/** With the word that stands in the file where a message quotes what YAML makes of it: `off` is `false`. */
function asWritten(message, root, path) {
	const node = path.reduce((above, step) => typeof step === "number" ? items(above)[step] : pair(above, String(step))?.value, root);
	const word = text(node);
	return word === void 0 ? message : message.replace(instead(value(node)), () => instead(word));
}
/** Without keys that have no value: they set nothing. */
function given(from) {
	if (Array.isArray(from)) return from.map(given);
	if (typeof from !== "object" || from === null) return from;
	return Object.fromEntries(Object.entries(from).flatMap(([key, its]) => its === null ? [] : [[key, given(its)]]));
}
/** @throws ConfigError */
function read(file) {
	const noText = file.text.indexOf("�");
	if (noText >= 0) throw configError(file, [{
		offset: noText,
		message: notText
	}]);
	const [first, second] = [...documents(file)].filter(({ root, problem }) => root ?? problem);
	const tab = /^ *\t[ \t]*(?=[^\s#])/m.exec(file.text);
	if (tab && (first?.problem ?? second?.problem)) throw configError(file, [{
		offset: tab.index,
		message: indented
	}]);
	if (second) throw configError(file, [{
		offset: second.start,
		message: "A second document begins here, but the file may have only one"
	}]);
	try {
		return parse(sourceAt(file.text, 0));
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		throw configError(file, [{
			offset: error.offset,
			message: `This is not YAML: ${error.reason}`
		}]);
	}
}
const notText = "There is a byte here that is not UTF-8, or the character U+FFFD; save the file as UTF-8";
const indented = "A tab stands here where YAML wants spaces: tabs cannot indent";
/** One mistake is said as it is, several one after another on one line, each with its own. */
function configError(file, found) {
	const said = found.map(({ offset, message }) => ({
		line: position(file, offset).line,
		message: /[.?]$/.test(message) ? message : `${message}.`
	})).toSorted((a, b) => a.line - b.line);
	const [first = {
		line: 1,
		message: ""
	}, ...others] = said;
	if (others.length === 0) return new ConfigError(file.path, first.line, first.message);
	const all = said.map(({ line, message }) => `Line ${line}: ${message}`).join(" ");
	return new ConfigError(file.path, first.line, `${said.length} mistakes. ${all}`);
}

export { parseConfig };