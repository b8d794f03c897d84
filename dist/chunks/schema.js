const require_core = require("./core.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}
const require_zod = require("./zod.js");

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
	const near = require_core.meant(key, known);
	const what = section === "rules" ? `There is no rule ${quoted(key)}` : `There is no key ${quoted(key)} ${section === "" ? "here" : `in ${quoted(section)}`}`;
	if (near.length > 0 && near.length <= most) return `${what}; did you mean ${near.map(quoted).join(" or ")}?`;
	if (section === "rules") return `${what}; \`lynceus rules\` lists all`;
	const own = known.filter((one) => !one.includes("."));
	return `${what}; there ${own.length === 1 ? "is only" : "are"} ${listed(own)}`;
}
/** A key that resembles more than these resembles none. */
const most = 6;
/** `, not …`, and what may have been meant. */
function instead(input, meant = []) {
	if (input === void 0) return "";
	const near = typeof input === "string" ? require_core.closest(input, meant) : void 0;
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
		const item = require_core.items(node)[step];
		return item ? place(item, rest) : node;
	}
	const entry = step === void 0 ? void 0 : require_core.pair(node, String(step));
	if (!entry) return node;
	const below = place(entry.value, rest);
	return below === entry.value ? entry.key : below;
}

// src/schema.ts
const ruleSetting = require_zod.pipe(require_zod.union([require_zod.literal([
	"off",
	"on",
	false,
	true,
	...require_core.severities
]), section({ severity: choice(require_core.severities) })], { error: ({ input }) => `must be \`off\`, \`on\` or a severity (${require_core.severities.join(", ")})${instead(input, require_core.severities)}` }), require_zod.transform((set) => {
	if (typeof set === "object") return {
		enabled: true,
		...set
	};
	if (set === "off" || set === false) return { enabled: false };
	return set === "on" || set === true ? { enabled: true } : {
		enabled: true,
		severity: set
	};
})).register(require_zod.globalRegistry, { id: "rule" });
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
		config: require_zod.parse(schema, {})
	};
	const twice = [...require_core.duplicates(root)].map(({ second: { key } }) => ({
		offset: key.start,
		message: `${quoted(require_core.text(key))} is written twice`
	}));
	const says = given((require_edits()).value(root)) ?? {};
	const parsed = require_zod.safeParse(schema, says);
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
	const below = {
		paths: paths(),
		assume: assumptions(),
		fix: choices()
	};
	const schema = section({
		persona: described("Who reads the findings: `regular` is everybody, `pedantic` adds hardening that is merely absent, `auditor` adds what a person has to judge.", require_zod._default(choice(require_core.personas), require_core.defaults.persona)),
		"min-severity": described("Less severe findings are left out.", require_zod._default(choice(require_core.severities), require_core.defaults.minSeverity)),
		"min-confidence": described("Less certain findings are left out.", require_zod._default(choice(require_core.confidences), require_core.defaults.minConfidence)),
		"fail-on": described("A new finding that is at least so severe fails the run.", require_zod._default(choice([...require_core.severities, "never"]), require_core.defaults.failOn)),
		argoVersion: described("The version of Argo Workflows that runs the manifests, such as 3.7.18.", require_zod.exactOptional(version())),
		rules: described("By rule: `off`, `on`, or the severity that all its findings get.", require_zod._default(section(Object.fromEntries(rules.map(({ id, title }) => [id, described(title, require_zod.exactOptional(ruleSetting))]))), {})),
		paths: described("Which files are looked into. Globs stand for whole paths from the top of the repository.", require_zod.prefault(below.paths, {})),
		assume: described("What is true of the cluster, but in none of the files.", require_zod._default(below.assume, {})),
		fix: described("What fixes may write that is for a person to choose.", require_zod._default(below.fix, {})),
		dashboard: described("Whether the GitHub App keeps an issue that shows how the default branch stands.", require_zod._default(require_zod.boolean({ error: notBoolean }), require_core.defaults.dashboard)),
		extends: described("For the GitHub App: a repository of the same owner whose config this one adds to, such as acme/policies or policies:strict.yml.", require_zod.exactOptional(reference()))
	}, Object.entries(below).flatMap(([name, { shape }]) => Object.keys(shape).map((key) => `${name}.${key}`)));
	return require_zod.pipe(schema, require_zod.transform(toConfig));
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
	const globs = require_zod.array(glob(), { error: ({ input }) => `must be a list of globs${instead(input)}` });
	const values = [...require_core.personas, "off"];
	const persona = require_zod.pipe(choice([...values, false]), require_zod.transform((set) => set || "off"));
	return section({
		include: described("When there are any, only files that match one of them are looked into.", require_zod._default(globs, [])),
		exclude: described("Files that match one of them are not looked into.", require_zod._default(globs, [])),
		persona: described("By glob, the persona for the files that match it, or `off`. The last glob that matches a file counts.", require_zod._default(require_zod.record(glob(), persona, { error: ({ input }) => `must have globs as keys${instead(input)}` }), {}))
	});
}
function assumptions() {
	const anything = require_zod.exactOptional(require_zod.record(require_zod.string(), require_zod.unknown(), { error: notMapping }));
	const text = require_zod.exactOptional(require_zod.string());
	return section({ workflowDefaults: described("The workflowDefaults of the controller, when its ConfigMap is not among the files.", require_zod.exactOptional(section({
		apiVersion: text,
		kind: text,
		metadata: anything,
		spec: anything
	}))) });
}
function choices() {
	return section({
		serviceAccountName: described("The ServiceAccount that fixes may name for pods that run as `default`. It must be there in their namespace, with what the executor needs.", require_zod.exactOptional(serviceAccount())),
		executorServiceAccountName: described("The ServiceAccount that fixes may name for Argo's executor where they withhold the token from the containers. It must be there in the namespace, with a Secret for its token.", require_zod.exactOptional(serviceAccount())),
		labels: described("For the GitHub App: the labels of pull requests with fixes, of those that the repository has. `security` when not set.", require_zod.exactOptional(labels()))
	});
}
/** GitHub has no longer ones, and no pull request needs more. */
const longestLabel = 50;
const mostLabels = 10;
function labels() {
	const name = require_zod.string({ error: notLabel }).check(require_zod._minLength(1, { error: notLabel }), require_zod._maxLength(longestLabel, { error: notLabel }));
	return require_zod.array(name, { error: ({ input }) => `must be a list of labels${instead(input)}` }).check(require_zod._maxLength(mostLabels, { error: `must have at most ${mostLabels} labels` }));
}
function notLabel({ input }) {
	return `must be the name of a label, of 1 to ${longestLabel} characters${instead(input)}`;
}
/**
* A mapping of these keys and no others. For unknown keys, the message is the list of the known ones.
*
* @param deeper keys that are known further down, such as `paths.include`: they may be missed here
*/
function section(shape, deeper = []) {
	const known = [...Object.keys(shape), ...deeper].join(" ");
	return require_zod.strictObject(shape, { error: (issue) => issue.code === "unrecognized_keys" ? known : notMapping(issue) });
}
function notMapping({ input }) {
	return `must be a mapping of keys to values${instead(input)}`;
}
function choice(values) {
	const words = values.filter((value) => typeof value === "string");
	return require_zod.literal(values, { error: ({ input }) => `must be one of ${listed(words)}${instead(input, words)}` });
}
function notBoolean({ input }) {
	return `must be \`true\` or \`false\`${input === "true" || input === "false" ? " without quotes" : instead(input)}`;
}
/** Not longer than any path, so that matching stays cheap; and without a beginning that no path has. */
function glob() {
	return require_zod.string({ error: ({ input }) => `must be a glob${instead(input)}` }).check(require_zod._minLength(1, "must not be empty"), require_zod._maxLength(500, "must be a glob of at most 500 characters"), require_zod._regex(/^(?![!/])/, "must begin with neither `/` nor `!`: a glob counts from the top of the repository anyway, and takes nothing back"));
}
function version() {
	return require_zod.string({ error: notVersion }).check(require_zod._regex(/^v?\d{1,4}\.\d{1,4}\.\d{1,4}(-rc\d+)?$/, { error: notVersion }));
}
/** A repository, its owner before it if at all, and after a colon the path of a file. */
const referenceGrammar = /^(?:[\w.-]{1,100}\/)?[\w.-]{1,100}(?::(?!\/)[\w./-]{1,300})?$/;
function reference() {
	return require_zod.string({ error: notReference }).check(require_zod._regex(referenceGrammar, { error: notReference }));
}
function notReference({ input }) {
	return `must be a repository such as \`acme/policies\`, or a file of one such as \`policies:strict.yml\`${instead(input)}`;
}
function notVersion({ input }) {
	return `must be a whole version such as \`3.7.18\`${instead(input)}`;
}
/**
* A name as Kubernetes takes it for a ServiceAccount (a DNS subdomain, RFC 1123), which is short before it is looked
* into; not the one that every pod has.
*/
const accountGrammar = /^(?=.{1,253}$)(?!default$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
function serviceAccount() {
	return require_zod.string({ error: notAccount }).check(require_zod._regex(accountGrammar, { error: notAccount }));
}
function notAccount({ input }) {
	if (input === "default") return "must not be `default`, which every pod that names no account shares: make one for workflows";
	return `must be the name of a ServiceAccount, such as \`workflow\`: lower-case letters, digits, \`-\` and \`.\`${instead(input)}`;
}
function described(text, schema) {
	return text === void 0 ? schema : schema.check(require_zod.describe(text));
}
/** With the word that stands in the file where a message quotes what YAML makes of it: `off` is `false`. */
function asWritten(message, root, path) {
	const node = path.reduce((above, step) => typeof step === "number" ? require_core.items(above)[step] : require_core.pair(above, String(step))?.value, root);
	const word = require_core.text(node);
	return word === void 0 ? message : message.replace(instead((require_edits()).value(node)), () => instead(word));
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
	const [first, second] = [...require_core.documents(file)].filter(({ root, problem }) => root ?? problem);
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
		return require_core.parse(require_core.sourceAt(file.text, 0));
	} catch (error) {
		if (!(error instanceof require_core.SyntaxProblem)) throw error;
		const message = isBareGlob(file, error) ? unquoted : `This is not YAML: ${error.reason}`;
		throw configError(file, [{
			offset: error.offset,
			message
		}]);
	}
}
/** Whether it fails at what YAML takes for an alias, and nobody means as one. */
function isBareGlob(file, { offset }) {
	const line = file.text.split("\n")[require_core.position(file, offset).line - 1] ?? "";
	return /^\s*(?:- +|[\w-]+: +(?:\[ *)?)?\*[*./]/.test(line);
}
const unquoted = "A glob that begins with `*` needs quotes, such as `'**/*.yaml'`: bare, YAML takes it for an alias";
const notText = "There is a byte here that is not UTF-8, or the character U+FFFD; save the file as UTF-8";
const indented = "A tab stands here where YAML wants spaces: tabs cannot indent";
/** One mistake is said as it is, several one after another on one line, each with its own. */
function configError(file, found) {
	const said = found.map(({ offset, message }) => ({
		line: require_core.position(file, offset).line,
		message: /[.?]$/.test(message) ? message : `${message}.`
	})).toSorted((a, b) => a.line - b.line);
	const [first = {
		line: 1,
		message: ""
	}, ...others] = said;
	if (others.length === 0) return new require_core.ConfigError(file.path, first.line, first.message);
	const all = said.map(({ line, message }) => `Line ${line}: ${message}`).join(" ");
	return new require_core.ConfigError(file.path, first.line, `${said.length} mistakes. ${all}`, said);
}

exports.parseConfig = parseConfig;