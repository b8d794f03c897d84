const require_core = require("./core.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}

// src/argo/chart-values.ts
/**
* The values of Argo's Helm chart `argo-workflows`: a file of them, or what another chart hands down to it. Argo CD's
* chart has a `controller` and a `server` too, so words that only this one has are asked for.
*/
function chartValues(root) {
	if (certain.has(root)) return root;
	if (root.own("kind") || root.own("apiVersion")) return void 0;
	const inner = require_core.mapping(require_core.get(root, "argo-workflows"));
	if (inner) return parts.some((key) => require_core.mapping(require_core.get(inner, key))) ? inner : void 0;
	if (foreign.some((key) => root.own(key))) return void 0;
	return require_core.mapping(require_core.get(root, "controller")) && require_core.mapping(require_core.get(root, "server")) && beside.some((key) => root.own(key)) || isMarked(root) ? root : aliased(root);
}
/** Whether values have words that no other chart has. */
function isMarked(values) {
	const [controller, server] = [require_core.get(values, "controller"), require_core.get(values, "server")];
	if (ofController.some((key) => require_core.get(controller, key)) || ofServer.some((key) => require_core.get(server, key))) return true;
	if (!(require_core.mapping(controller) ?? require_core.mapping(server))) return false;
	return values.own("singleNamespace") !== void 0 || require_core.items(require_core.get(server, "extraArgs")).some(isAuthMode);
}
function isAuthMode(word) {
	return require_core.text(word)?.startsWith("--auth-mode") === true;
}
/** What a chart hands down to this one under a name of its own (Helm, `alias`). */
function aliased(root) {
	for (const entry of root.pairs) {
		const values = /argo|workflow/i.test(require_core.keyOf(entry) ?? "") ? require_core.mapping(entry.value) : void 0;
		if (values && isMarked(values)) return values;
	}
}
const parts = [
	"controller",
	"server",
	"executor",
	"mainContainer",
	"workflow",
	"artifactRepository"
];
/** Top keys of the chart of Argo CD. */
const foreign = [
	"repoServer",
	"applicationSet",
	"configs",
	"dex",
	"redis"
];
const beside = [
	"workflow",
	"executor",
	"mainContainer",
	"artifactRepository"
];
const ofController = [
	"workflowDefaults",
	"workflowRestrictions",
	"workflowNamespaces",
	"namespaceParallelism"
];
const ofServer = ["authModes", "authMode"];
/** Settings of the controller that the chart copies out of `controller` as they are. */
const copied = "parallelism namespaceParallelism resourceRateLimit initialDelay metricsConfig telemetryConfig persistence synchronization workflowDefaults workflowRestrictions links columns navColor retentionPolicy nodeEvents workflowEvents kubeConfig podGCGracePeriodSeconds podGCDeleteDelayDuration".split(" ");
/** The settings of the controller that values come to, by lower-case name (workflow-controller-config-map.yaml). */
function settingsOf(values) {
	const server = require_core.get(values, "server");
	const isSso = require_core.bool(require_core.get(server, "sso", "enabled")) === true;
	const entries = [
		...copied.map((name) => require_core.pair(require_core.get(values, "controller"), name)),
		...[
			"mainContainer",
			"executor",
			"artifactRepository"
		].map((name) => require_core.pair(values, name)),
		isSso ? require_core.pair(server, "sso") : void 0
	];
	return new Map(entries.flatMap((entry) => entry && !require_core.isNull(entry.value) && !isEmpty(entry.value) ? [[(require_core.text(entry.key) ?? "").toLowerCase(), {
		key: entry.key,
		value: entry.value
	}]] : []));
}
function isEmpty(node) {
	const map = require_core.mapping(node);
	return map ? map.pairs.length === 0 : node.kind === "sequence" && node.items.length === 0;
}
const images = {
	controller: "argoproj/workflow-controller",
	server: "argoproj/argocli",
	executor: "argoproj/argoexec"
};
/** The tags of the images: `images.tag`, and `image.tag` of each part, which goes before (values.yaml of the chart). */
function chartTags(values) {
	const found = [];
	const others = [];
	for (const part of [
		"controller",
		"server",
		"executor"
	]) {
		const image = require_core.get(values, part, "image");
		const tag = given(require_core.get(image, "tag"));
		const repository = `${require_core.text(require_core.get(image, "registry")) ?? "quay.io"}/${require_core.text(require_core.get(image, "repository")) ?? images[part]}`;
		if (tag) found.push({
			tag,
			parts: [part],
			repository
		});
		else if (part !== "server" || isServing(values)) others.push(part);
	}
	const common = given(require_core.get(values, "images", "tag"));
	if (common && others.length > 0) found.push({
		tag: common,
		parts: others,
		repository: void 0
	});
	return found;
}
function given(node) {
	const leaf = require_core.scalar(node);
	return leaf && !require_core.isNull(leaf) && leaf.value !== "" ? leaf : void 0;
}
/** Whether the server is installed, as it is unless values say otherwise. */
function isServing(values) {
	return require_core.bool(require_core.get(values, "server", "enabled")) !== false;
}
/** What is known to be values of the chart, whatever they hold. */
const certain = /* @__PURE__ */ new WeakSet();
/** The values in an Application of Argo CD, a HelmRelease of Flux, or a kustomization. */
function inlinedValues(holder) {
	const spec = require_core.get(holder, "spec");
	const found = [
		...[spec, require_core.get(spec, "template", "spec")].flatMap((one) => [require_core.get(one, "source"), ...require_core.items(require_core.get(one, "sources"))]),
		require_core.get(spec, "chart", "spec"),
		...require_core.items(require_core.get(holder, "helmCharts"))
	].flatMap((source) => {
		if ((require_core.text(require_core.get(source, "chart")) ?? require_core.text(require_core.get(source, "name"))) !== "argo-workflows") return [];
		const object = require_core.mapping(require_core.get(source, "helm", "valuesObject") ?? require_core.get(source, "valuesInline") ?? require_core.get(spec, "values"));
		const written = require_core.get(source, "helm", "values");
		const quoted = written?.kind === "scalar" ? require_core.mapping(require_core.embedded(written, "own").root) : void 0;
		if (object) return {
			values: object,
			quoted: false
		};
		return quoted ? {
			values: quoted,
			quoted: true
		} : [];
	});
	for (const { values } of found) certain.add(values);
	return found;
}
/** The namespace into which an object with such values installs the chart; nothing when it does not say one itself. */
function releaseNamespace(holder) {
	const spec = require_core.get(holder, "spec");
	const to = require_core.get(spec, "destination") ?? require_core.get(spec, "template", "spec", "destination");
	return require_core.text(require_core.get(to, "namespace") ?? require_core.get(spec, "targetNamespace"));
}

// src/argo/flags.ts
/** The literal values of a container's environment, by name; of two with one name the last counts. */
function environment(container, field = "env") {
	const found = /* @__PURE__ */ new Map();
	for (const entry of require_core.items(require_core.get(container, field))) {
		const name = require_core.text(require_core.get(entry, "name"));
		const value = require_core.scalar(require_core.get(entry, "value"));
		if (name !== void 0 && value) found.set(name, {
			text: value.value,
			at: value
		});
	}
	return found;
}
/**
* The commands that `command` and `args` of a container come to: one, or each of a shell's `-c` text or of a script that a
* shell reads. The kubelet's `$(NAME)` is replaced where the environment is written out.
*/
function commands(container) {
	const known = environment(container);
	const leaves = [...require_core.items(require_core.get(container, "command")), ...require_core.items(require_core.get(container, "args"))].flatMap((item) => require_core.scalar(item) ?? []);
	const source = require_core.scalar(require_core.get(container, "source"));
	const code = source && require_core.languageOf(leaves[0]?.value ?? "") === "shell" ? source : shellCode(leaves);
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
	const found = require_core.codeIn(words.map(({ value }) => value)).find(({ language, sure }) => language === "shell" && sure);
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

// src/argo/rbac/danger-kind.ts
const write$1 = [
	"create",
	"update",
	"patch"
];
const rbac$1 = "rbac.authorization.k8s.io";
/** In the order in which they are told when they are equally bad. */
const table = [
	{
		label: "rbac-escalate",
		may: "give itself any right",
		acts: [{
			group: rbac$1,
			resources: ["roles", "clusterroles"],
			verbs: ["bind", "escalate"]
		}],
		severity: ["critical", "high"],
		named: (names) => names.some((name) => !/view|read/i.test(name))
	},
	{
		label: "rbac-escalate",
		may: "act as any ServiceAccount",
		acts: [{
			group: "",
			resources: ["serviceaccounts"],
			verbs: ["impersonate"]
		}],
		severity: ["critical", "high"]
	},
	{
		label: "rbac-escalate",
		may: "act as any user",
		acts: [{
			group: "",
			resources: ["users", "groups"],
			verbs: ["impersonate"]
		}],
		severity: ["critical"],
		named: () => true
	},
	{
		label: "webhook-admission",
		may: "change what the API server lets in",
		acts: [
			{
				group: "admissionregistration.k8s.io",
				resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
				verbs: write$1
			},
			{
				group: "apiextensions.k8s.io",
				resources: ["customresourcedefinitions"],
				verbs: write$1
			},
			{
				group: "",
				resources: ["nodes"],
				verbs: write$1
			},
			{
				group: "certificates.k8s.io",
				resources: ["certificatesigningrequests/approval"],
				verbs: ["update", "patch"]
			}
		],
		severity: ["critical"]
	},
	{
		label: "secrets-read",
		may: "read every Secret",
		acts: [{
			group: "",
			resources: ["secrets"],
			verbs: [
				"get",
				"list",
				"watch"
			]
		}],
		severity: ["critical", "high"]
	},
	{
		label: "pod-exec",
		may: "run commands in any container of a node",
		acts: [{
			group: "",
			resources: ["nodes/proxy"],
			verbs: ["get", "create"]
		}],
		severity: ["critical"]
	},
	{
		label: "pod-create",
		may: "start pods as any ServiceAccount",
		acts: [
			{
				group: "",
				resources: ["pods"],
				verbs: ["create"]
			},
			{
				group: "",
				resources: ["replicationcontrollers"],
				verbs: write$1
			},
			{
				group: "apps",
				resources: [
					"deployments",
					"daemonsets",
					"statefulsets",
					"replicasets"
				],
				verbs: write$1
			},
			{
				group: "batch",
				resources: ["jobs", "cronjobs"],
				verbs: write$1
			}
		],
		severity: ["high", "high"]
	},
	{
		label: "pod-exec",
		may: "run commands in pods that are there",
		acts: [{
			group: "",
			resources: ["pods/exec", "pods/attach"],
			verbs: ["create", "get"]
		}, {
			group: "",
			resources: ["pods/ephemeralcontainers"],
			verbs: ["update", "patch"]
		}],
		severity: ["high", "high"]
	},
	{
		label: "token-mint",
		may: "make itself tokens of other ServiceAccounts",
		acts: [{
			group: "",
			resources: ["serviceaccounts/token"],
			verbs: ["create"]
		}],
		severity: ["high", "high"]
	},
	{
		label: "cluster-workflow-create",
		may: "change cluster workflow templates",
		acts: [{
			group: "argoproj.io",
			resources: ["clusterworkflowtemplates"],
			verbs: write$1
		}],
		severity: ["critical"]
	},
	{
		label: "workflow-create",
		may: "start workflows as any ServiceAccount",
		acts: [{
			group: "argoproj.io",
			resources: [
				"workflows",
				"cronworkflows",
				"workflowtemplates"
			],
			verbs: write$1
		}],
		severity: ["high", "high"]
	},
	{
		label: "sensor-create",
		may: "make sensors and event sources, which start pods",
		acts: [{
			group: "argoproj.io",
			resources: ["sensors", "eventsources"],
			verbs: write$1
		}],
		severity: ["high", "high"]
	},
	{
		label: "config-write",
		may: "change the workflow controller's configuration",
		acts: [{
			group: "",
			resources: ["configmaps"],
			verbs: write$1
		}],
		severity: ["high", "high"],
		where: "controller"
	},
	{
		label: "binding-write",
		may: "hand its own rights on to others",
		acts: [{
			group: rbac$1,
			resources: ["rolebindings", "clusterrolebindings"],
			verbs: write$1
		}],
		severity: ["high", "medium"]
	}
];
const dangerKinds = table;

// src/argo/rbac/policy.ts
/** The rules that a Role or ClusterRole writes itself. */
const policiesOf = /* @__PURE__ */ require_core.once((manifest) => require_core.items(require_core.get(manifest.root, "rules")).flatMap((item) => read$2(item, manifest)));
function read$2(item, manifest) {
	const node = require_core.mapping(item);
	if (!node) return [];
	return [{
		groups: texts(node, "apiGroups"),
		resources: texts(node, "resources"),
		verbs: texts(node, "verbs"),
		names: texts(node, "resourceNames"),
		written: {
			manifest,
			node
		}
	}];
}
function texts(node, key) {
	return require_core.items(require_core.get(node, key)).flatMap((item) => require_core.text(item) ?? []);
}
/** The verbs and resources by which a rule allows an act, as the rule writes them; nothing when it does not. */
function allows(policy, { group, resources, verbs }) {
	if (!policy.groups.some((one) => one === "*" || one === group)) return void 0;
	const verb = policy.verbs.find((one) => one === "*" || verbs.includes(one));
	const resource = policy.resources.find((one) => resources.some((wanted) => covers(one, wanted)));
	return verb === void 0 || resource === void 0 ? void 0 : {
		verb,
		resource
	};
}
/** As the authorizer has it: `*` is everything, parts too, and a `*` before a part is that part of everything. */
function covers(written, wanted) {
	if (written === "*" || written === wanted) return true;
	const part = wanted.indexOf("/");
	return part >= 0 && written === `*${wanted.slice(part)}`;
}
/** The node of a rule that says a word: an item of its `verbs`, `resources` or `apiGroups`; else the rule. */
function wordIn({ written }, key, word) {
	if (!written) return void 0;
	return require_core.items(require_core.get(written.node, key)).find((item) => require_core.text(item) === word) ?? written.node;
}

// src/argo/rbac/builtin.ts
const read$1 = words$1("get list watch");
const write = words$1("create update patch delete deletecollection");
const viewed = [
	policy("", "configmaps endpoints events limitranges namespaces persistentvolumeclaims pods pods/log pods/status replicationcontrollers resourcequotas serviceaccounts services", read$1),
	policy("apps", "controllerrevisions daemonsets deployments replicasets statefulsets", read$1),
	policy("batch", "cronjobs jobs", read$1),
	policy("autoscaling", "horizontalpodautoscalers", read$1),
	policy("networking.k8s.io", "ingresses networkpolicies", read$1),
	policy("policy", "poddisruptionbudgets", read$1)
];
const edited = [
	...viewed,
	policy("", "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy", read$1),
	policy("", "serviceaccounts", ["impersonate"]),
	policy("", "pods pods/attach pods/exec pods/portforward pods/proxy", write),
	policy("", "pods/eviction serviceaccounts/token", ["create"]),
	policy("", "configmaps events persistentvolumeclaims replicationcontrollers secrets serviceaccounts services services/proxy", write),
	policy("apps", "daemonsets deployments replicasets statefulsets", write),
	policy("batch", "cronjobs jobs", write),
	policy("autoscaling", "horizontalpodautoscalers", write),
	policy("networking.k8s.io", "ingresses networkpolicies", write),
	policy("policy", "poddisruptionbudgets", write),
	policy("coordination.k8s.io", "leases", [...read$1, ...write])
];
/**
* The ClusterRoles that people bind and every cluster has, as far as they matter here (Kubernetes' "User-facing roles", and
* plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go).
*/
const builtins = /* @__PURE__ */ new Map([
	["cluster-admin", [policy("*", "*", ["*"])]],
	["admin", [...edited, policy("rbac.authorization.k8s.io", "roles rolebindings", [...read$1, ...write])]],
	["edit", edited],
	["view", viewed]
]);
/** What a built-in role takes over: every ClusterRole with one of these labels. */
const aggregates = /* @__PURE__ */ new Map([
	["admin", labels("admin", "edit", "view")],
	["edit", labels("edit", "view")],
	["view", labels("view")]
]);
function labels(...names) {
	return names.map((name) => `rbac.authorization.k8s.io/aggregate-to-${name}`);
}
function policy(group, resources, verbs) {
	return {
		groups: [group],
		resources: words$1(resources),
		verbs,
		names: []
	};
}
function words$1(all) {
	return all.split(" ");
}

// src/argo/rbac/role.ts
/**
* The role of a kind and name as somebody who binds it sees it; nothing when it is not among the files and no
* cluster has it by itself.
*/
function roleNamed(kind, name, namespace, from, roles) {
	if (name === "" || require_core.isUnknown(name)) return void 0;
	const [object] = require_core.nearest(roles.get(`${kind}/${name}`) ?? [], kind === "Role" ? namespace : void 0, from);
	const builtin = kind === "ClusterRole" ? builtins.get(name) : void 0;
	if (!object && !builtin) return void 0;
	const found = new Set(builtin);
	if (object) collect(object.manifest, roles, found, /* @__PURE__ */ new Set());
	for (const label of builtin ? aggregates.get(name) ?? [] : []) for (const one of labelled(roles, from, (labels) => labels.get(label) === "true")) collect(one, roles, found, /* @__PURE__ */ new Set());
	const policies = [...found];
	const writers = new Set(policies.flatMap(({ written }) => written?.manifest ?? []));
	return {
		kind,
		name,
		policies,
		manifest: object?.manifest,
		writers
	};
}
/**
* Adds the rules of a role. Of one with an `aggregationRule` the cluster overwrites the rules that are written: those of
* every ClusterRole with the labels count (Kubernetes' "Aggregated ClusterRoles").
*/
function collect(manifest, roles, found, seen) {
	if (seen.has(manifest) || seen.size >= most$1) return;
	seen.add(manifest);
	const others = takenOver(manifest, roles);
	for (const policy of others ? [] : policiesOf(manifest)) found.add(policy);
	for (const other of others ?? []) collect(other, roles, found, seen);
}
/** No cluster has so many roles that take others over; what is beyond is not followed. */
const most$1 = 200;
const takers = /* @__PURE__ */ new WeakMap();
/** What a role with an `aggregationRule` takes over; nothing for any other. */
function takenOver(manifest, roles) {
	const selectors = require_core.items(require_core.get(manifest.root, "aggregationRule", "clusterRoleSelectors"));
	if (selectors.length === 0) return void 0;
	let known = takers.get(roles);
	if (!known) takers.set(roles, known = /* @__PURE__ */ new Map());
	let others = known.get(manifest);
	if (!others) {
		if (known.size >= most$1) return [];
		others = labelled(roles, manifest, (labels) => selectors.slice(0, most$1).some((selector) => selects(selector, labels)));
		known.set(manifest, others);
	}
	return others;
}
function labelled(roles, from, wanted) {
	return [...roles].flatMap(([key, all]) => key.startsWith("ClusterRole/") ? require_core.nearest(all, void 0, from).flatMap(({ manifest }) => wanted(labelsOf(manifest)) ? manifest : []) : []);
}
function labelsOf({ root }) {
	return new Map(require_core.pairs(require_core.get(root, "metadata", "labels")).map((entry) => [require_core.keyOf(entry) ?? "", require_core.text(entry.value) ?? ""]));
}
/** A label selector: all of its labels and all of its expressions. An empty one selects everything. */
function selects(selector, labels) {
	return require_core.pairs(require_core.get(selector, "matchLabels")).every((entry) => labels.get(require_core.keyOf(entry) ?? "") === require_core.text(entry.value)) && require_core.items(require_core.get(selector, "matchExpressions")).every((expression) => fulfills(expression, labels));
}
function fulfills(expression, labels) {
	const value = labels.get(require_core.text(require_core.get(expression, "key")) ?? "");
	const values = require_core.items(require_core.get(expression, "values")).map(require_core.text);
	switch (require_core.text(require_core.get(expression, "operator"))) {
		case "In": return value !== void 0 && values.includes(value);
		case "NotIn": return value === void 0 || !values.includes(value);
		case "Exists": return value !== void 0;
		case "DoesNotExist": return value === void 0;
		default: return false;
	}
}

// src/argo/rbac/trail.ts
/** How a subject comes to a role: the subject in the binding, then the role. */
function waysTo({ binding, subject, role }) {
	const { manifest, role: reference, everywhere } = binding;
	const where = everywhere ? "everywhere" : binding.namespace === void 0 ? "" : `in \`${binding.namespace}\``;
	const given = {
		at: require_core.get(subject.node, "name") ?? subject.node,
		note: `${manifest.kind} \`${manifest.name}\` gives ${subject.kind} \`${subject.name}\` a role ${where}`.trimEnd(),
		manifest
	};
	const named = role?.manifest ? require_core.get(role.manifest.root, "metadata", "name") : void 0;
	const note = `${reference.kind} \`${reference.name}\``;
	return [given, role?.manifest && named ? {
		at: named,
		note,
		manifest: role.manifest
	} : {
		at: reference.at,
		note,
		manifest
	}];
}
/**
* The way on from a place that names an account: the subject in the binding, the role, and the verb. What a built-in role
* allows is written nowhere.
*/
function trail({ bound, policy: { written }, at, verb, resource }) {
	const act = written && at ? [{
		at,
		note: `May \`${verb}\` \`${resource}\``,
		manifest: written.manifest
	}] : [];
	return [...waysTo(bound), ...act].map((step) => ({
		...step,
		way: "from"
	}));
}
/** The ServiceAccounts among the files, by their names. */
const accountsOf = /* @__PURE__ */ require_core.once((project) => {
	const all = project.manifests.filter(({ kind }) => kind === "ServiceAccount").map((manifest) => ({
		manifest,
		namespace: require_core.namespaceOf(manifest.namespace)
	}));
	return require_core.groupBy$1(all, ({ manifest }) => manifest.name);
});
/** The same with the account itself before it, where the files have it. */
function trailOf({ name, namespace, from }, worst, project) {
	const [own, ...others] = require_core.nearest(accountsOf(project).get(name) ?? [], namespace, from);
	const at = own && others.length === 0 ? require_core.get(own.manifest.root, "metadata", "name") : void 0;
	return [...own && at ? [{
		at,
		note: `ServiceAccount \`${name}\``,
		manifest: own.manifest,
		way: "from"
	}] : [], ...trail(worst)];
}
/** What dangerous rights allow and where, in words that follow "may". The worst comes first. */
function told([worst, ...others]) {
	if (!worst) return "do nothing dangerous";
	const { everywhere, namespace } = worst.bound.binding;
	const alike = others.filter(({ bound }) => bound.binding.everywhere === everywhere);
	const words = [...new Set([worst, ...alike].map(({ may }) => may))];
	const shown = words.slice(0, 3);
	const rest = words.length - shown.length;
	const where = everywhere ? "every namespace" : namespace === void 0 ? "its namespace" : `\`${namespace}\``;
	const last = rest > 0 ? `${rest} more such things` : shown.length > 1 ? shown.pop() : void 0;
	return `${shown.join(", ")}${last === void 0 ? "" : ` and ${last}`} in ${where}`;
}

// src/argo/rbac/chosen.ts
/**
* The ServiceAccount that the user has chosen for pods of a manifest, or why they must not have it; nothing where none
* is chosen. That it is there, with what it needs, is what the user says by it.
*/
function chosenAccount(key, manifest, project) {
	const name = project.chosen[key];
	if (name === void 0) return void 0;
	const which = `\`${name}\`, which \`fix.${key}\` chooses,`;
	if (require_core.isControllerConfig(manifest.root)) return { refused: `These are defaults for workflows of every namespace, and ${which} may not be in each` };
	const dangers = require_core.dangersOf({
		name,
		namespace: require_core.homeOf(manifest),
		from: manifest
	}, project);
	if (dangers.length > 0) return { refused: `The ServiceAccount ${which} may ${told(dangers)}: choose one that may only report results` };
	const account = project.find("ServiceAccount", name, require_core.homeOf(manifest));
	if (key === "serviceAccountName" && require_core.bool(require_core.get(account?.root, "automountServiceAccountToken")) === false) return { refused: `The ServiceAccount ${which} withholds its token, without which Argo's executor fails` };
	return { name };
}

// src/argo/rbac/suitable.ts
const group = "argoproj.io";
/** What the executor needs to report results, since 3.4 (docs/workflow-rbac.md). */
const executorNeeds = [{
	group,
	resources: ["workflowtaskresults"],
	verbs: ["create"]
}, {
	group,
	resources: ["workflowtaskresults"],
	verbs: ["patch"]
}];
/** What the agent needs, which runs `http` and `plugin` templates. */
const agentNeeds = [
	{
		group,
		resources: ["workflowtasksets"],
		verbs: ["list"]
	},
	{
		group,
		resources: ["workflowtasksets"],
		verbs: ["watch"]
	},
	{
		group,
		resources: ["workflowtasksets/status"],
		verbs: ["patch"]
	}
];
/**
* The one ServiceAccount among the files that pods of a manifest could have: in its namespace, with the rights that are
* needed and none that is dangerous. Nothing when there are several, or none.
*/
function suitableAccount(manifest, needs, project, isWanted = () => true) {
	const home = require_core.homeOf(manifest);
	const accounts = project.manifests.filter(({ kind, name, templated }) => kind === "ServiceAccount" && name !== "default" && !templated).map((account) => ({
		manifest: account,
		namespace: require_core.namespaceOf(account.namespace)
	}));
	const [first, ...others] = require_core.nearest(accounts, home, manifest).filter(({ manifest: account }) => isWanted(account) && fits(account, needs, project));
	return first && others.length === 0 ? first.manifest : void 0;
}
function fits(account, needs, project) {
	const all = require_core.boundTo({
		name: account.name,
		namespace: require_core.namespaceOf(account.namespace),
		from: account
	}, project);
	return needs.every((act) => all.some(({ role }) => role !== void 0 && require_core.roleAllows(role, act))) && require_core.dangers(all, []).length === 0;
}
/** Whether an account has a Secret with its token, where Argo looks for one (docs/service-account-secrets.md). */
function hasTokenSecret(account, project) {
	const named = require_core.text(require_core.get(require_core.items(require_core.get(account.root, "secrets"))[0], "name")) ?? require_core.text(require_core.get(account.root, "metadata", "annotations", "workflows.argoproj.io/service-account-token.name")) ?? `${account.name}.service-account-token`;
	const secret = project.find("Secret", named, account.namespace);
	return require_core.text(require_core.get(secret?.root, "type")) === "kubernetes.io/service-account-token";
}

// src/argo/rbac/component.ts
const components = /* @__PURE__ */ require_core.once((project) => require_core.allInstalled(project).map((runs) => ({
	part: runs.part,
	account: require_core.text(require_core.get(require_core.podSpec(runs.manifest), "serviceAccountName")),
	namespace: require_core.namespaceOf(runs.manifest.namespace),
	manifest: runs.manifest,
	runs
})));
/** The names that Argo's own manifests and its Helm chart give to the accounts. */
const names = {
	controller: /^(?:argo|(?:.+-)?workflow-controller)$/,
	server: /^(?:(?:.+-)?argo-server|(?:.+-)?argo-workflows-server)$/
};
/** Whether a subject is the ServiceAccount of a part of Argo: by its Deployment, else by its name. */
function isComponent({ kind, name, namespace }, part, project) {
	if (kind !== "ServiceAccount") return false;
	return components(project).some((one) => one.part === part && one.account === name && require_core.mayBe(one.namespace, namespace)) || names[part].test(name);
}
/**
* The containers that run as a subject, in the environment of the manifest that asks, and what overlays make of them: of a
* base that several take in, each counts.
*/
function runningAs({ name, namespace }, part, from, project) {
	const all = components(project).filter((one) => one.part === part && (one.account === name || one.account === void 0 && names[part].test(name)) && project.builtTogether(one.manifest, from) !== false);
	const own = require_core.nearest(all, namespace, from);
	const laid = all.filter((one) => !own.includes(one) && own.some((base) => isLaidOver(one, base) && project.builtTogether(one.manifest, base.manifest)));
	return [...own, ...laid].map(({ runs }) => runs);
}
/** Whether a patch gives the same object, which is not yet in a namespace of its own, another command line. */
function isLaidOver({ account, manifest, runs }, base) {
	if (account !== void 0 || base.namespace !== void 0 || !(require_core.get(runs.node, "args") ?? require_core.get(runs.node, "command"))) return false;
	return manifest.kind === base.manifest.kind && manifest.name === base.manifest.name;
}

// src/argo/rbac/excess.ts
const rbac = "rbac.authorization.k8s.io";
const change = [
	"create",
	"update",
	"patch",
	"delete",
	"deletecollection"
];
/**
* What none of Argo's own roles has (manifests/cluster-install-no-crds, manifests/namespace-install of 4.1), where it
* matters. Most of what more they may have only reads.
*/
const limits = [
	{
		kind: "secrets",
		may: "list Secrets",
		group: "",
		resources: ["secrets"],
		verbs: ["list", "watch"],
		severity: ["high", "medium"]
	},
	{
		kind: "secrets",
		may: "read every Secret of the cluster",
		group: "",
		resources: ["secrets"],
		verbs: ["get"],
		severity: ["medium"],
		part: "controller"
	},
	{
		kind: "secrets",
		may: "change Secrets",
		group: "",
		resources: ["secrets"],
		verbs: [
			"update",
			"patch",
			"delete",
			"deletecollection"
		],
		severity: ["high", "medium"]
	},
	{
		kind: "roles",
		may: "change roles and bindings",
		group: rbac,
		resources: [
			"roles",
			"clusterroles",
			"rolebindings",
			"clusterrolebindings"
		],
		verbs: [
			...change,
			"bind",
			"escalate"
		],
		severity: ["high", "high"]
	},
	{
		kind: "roles",
		may: "act as others",
		group: "",
		resources: [
			"users",
			"groups",
			"serviceaccounts"
		],
		verbs: ["impersonate"],
		severity: ["high", "high"]
	},
	{
		kind: "accounts",
		may: "make tokens of other ServiceAccounts",
		group: "",
		resources: ["serviceaccounts/token"],
		verbs: ["create"],
		severity: ["high", "high"]
	},
	{
		kind: "accounts",
		may: "change ServiceAccounts",
		group: "",
		resources: ["serviceaccounts"],
		verbs: change,
		severity: ["medium", "medium"]
	},
	{
		kind: "workloads",
		may: "start pods",
		group: "",
		resources: ["pods"],
		verbs: [
			"create",
			"update",
			"patch"
		],
		severity: ["high", "high"],
		part: "server"
	},
	{
		kind: "workloads",
		may: "change what other controllers run",
		group: "apps",
		resources: [
			"deployments",
			"daemonsets",
			"statefulsets",
			"replicasets"
		],
		verbs: change,
		severity: ["medium", "medium"]
	},
	{
		kind: "workloads",
		may: "change jobs",
		group: "batch",
		resources: ["jobs", "cronjobs"],
		verbs: change,
		severity: ["medium", "medium"]
	},
	{
		kind: "nodes",
		may: "take over nodes",
		group: "",
		resources: ["nodes", "nodes/proxy"],
		verbs: [...change, "get"],
		severity: ["high"]
	}
];
/** What of a rule is too much, each kind once. A rule for named objects only is taken for careful. */
function excesses(policy, everywhere, part) {
	const wildcard = wildcardIn(policy);
	if (wildcard) return [wildcard];
	if (policy.names.length > 0) return [];
	const found = /* @__PURE__ */ new Map();
	for (const limit of limits) {
		const severity = everywhere ? limit.severity[0] : limit.severity[1];
		const way = (limit.part ?? part) === part ? allows(policy, limit) : void 0;
		const at = way && wordIn(policy, "verbs", way.verb);
		if (!severity || !at) continue;
		const before = found.get(limit.kind);
		const mine = {
			...limit,
			severity,
			at,
			has: partOf$1(limit)
		};
		found.set(limit.kind, before ? joined$1(before, mine) : mine);
	}
	return [...found.values()];
}
function partOf$1({ resources, verbs }) {
	return (resource, verb) => resources.includes(resource) && verbs.includes(verb);
}
function joined$1(one, other) {
	return {
		...one.severity === "high" ? one : other,
		may: `${one.may} and ${other.may}`,
		has: (resource, verb) => one.has(resource, verb) || other.has(resource, verb)
	};
}
/** A `*` also takes in what a later version, or somebody else's extension, brings. */
function wildcardIn(policy) {
	const key = [
		"verbs",
		"resources",
		"apiGroups"
	].find((one) => (one === "apiGroups" ? policy.groups : policy[one]).includes("*"));
	const at = key && wordIn(policy, key, "*");
	if (!at) return void 0;
	const groups = require_core.listed(policy.groups.map((group) => group === "" ? "core" : group));
	const kinds = `every kind of object${policy.groups.includes("*") ? "" : ` of ${groups}`}`;
	return {
		kind: "wildcard",
		severity: "high",
		may: {
			verbs: `do everything with ${policy.resources.includes("*") ? kinds : require_core.listed(policy.resources)}`,
			resources: `${require_core.listed(policy.verbs)} ${kinds}`,
			apiGroups: `${require_core.listed(policy.verbs)} objects of every group`
		}[key],
		at,
		has: () => false
	};
}

// src/argo/rbac/narrow.ts
/**
* Takes verbs and resources out of a rule, or the whole rule when nothing is left. A rule allows each of its verbs on
* each of its resources: where only some pairs are to go, it has to be split by hand.
*/
function narrow({ written, resources, verbs }, isTooMuch) {
	if (!written) return { refused: "A role that every cluster has is not to be changed" };
	const lostResources = resources.filter((resource) => verbs.every((verb) => isTooMuch(resource, verb)));
	const kept = resources.filter((resource) => !lostResources.includes(resource));
	const lostVerbs = verbs.filter((verb) => kept.length > 0 && kept.every((resource) => isTooMuch(resource, verb)));
	const keptVerbs = verbs.filter((verb) => !lostVerbs.includes(verb));
	if (kept.length === 0 || keptVerbs.length === 0) return (require_edits()).without(written.manifest.root, written.node);
	if (kept.some((resource) => keptVerbs.some((verb) => isTooMuch(resource, verb)))) return { refused: "The rule has resources that need these verbs: split it, so that each has what it needs" };
	return [...lacking(written.manifest.root, require_core.get(written.node, "resources"), lostResources), ...lacking(written.manifest.root, require_core.get(written.node, "verbs"), lostVerbs)];
}
/** Of a list in one line several items go at once, or the commas between them would go twice. */
function lacking(root, list, words) {
	const lost = require_core.items(list).filter((item) => words.includes(require_core.text(item) ?? ""));
	if (!(list?.kind === "sequence" && list.flow && !list.raw.includes("#")) || lost.length < 2) return (require_edits()).without(root, ...lost);
	return [(require_edits()).replace(list, require_core.items(list).flatMap((item) => lost.includes(item) ? [] : require_core.text(item) ?? []))];
}

// src/argo/exposure.ts
/** The label of each part's pods and its Service in the manifests that Argo ships, and what its chart calls that, too. */
const shipped = {
	server: {
		app: "argo-server",
		service: "argo-server",
		services: /^(?:.+-)?argo-(?:workflows-)?server$/
	},
	controller: {
		app: "workflow-controller",
		service: "workflow-controller-metrics",
		services: /^(?:.+-)?workflow-controller(?:-metrics)?$/
	}
};
/**
* What the files put in front of a part of Argo: Services of an outer type, Ingresses, Routes, HTTPRoutes, IngressRoutes of
* Traefik and VirtualServices of Istio.
*/
function exposures({ manifest: of, part }, project) {
	const { root, namespace } = of;
	const { service } = shipped[part];
	const labels = require_core.get(root, "spec", "template", "metadata", "labels");
	const near = entrances(project).filter(({ manifest: one }) => (!one.namespace || !namespace || one.namespace === namespace) && (one.kind !== "Values" || isOneRelease(one, of)));
	const services = near.filter((one) => isServiceOf(one, labels, part));
	const names = /* @__PURE__ */ new Set([service, ...services.map(({ manifest }) => manifest.name)]);
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
/**
* The same for every such part among the files. Where none is, which is elsewhere then, what names one as Argo's own
* manifests and its Helm chart do.
*/
const allExposures = /* @__PURE__ */ require_core.oncePer((part, project) => {
	const own = require_core.allInstalled(project).filter((one) => one.part === part);
	return own.length > 0 ? own.flatMap((one) => exposures(one, project)) : named(part, project);
});
function named(part, project) {
	const { services } = shipped[part];
	return entrances(project).flatMap((one) => {
		const { manifest, selector, outer, backends, tls } = one;
		if (selector) return outer && isServiceOf(one, void 0, part) ? {
			manifest,
			at: outer,
			tls: false
		} : [];
		const backend = backends.find(({ name }) => services.test(name));
		return backend ? {
			manifest,
			at: backend.at,
			tls
		} : [];
	});
}
const entrances = /* @__PURE__ */ require_core.once((project) => project.manifests.flatMap(describe));
function describe(manifest) {
	const { kind, root } = manifest;
	const spec = require_core.get(root, "spec");
	if (kind === "Service") {
		const selector = require_core.pairs(require_core.get(spec, "selector")).map((entry) => [require_core.keyOf(entry) ?? "", require_core.text(entry.value)]);
		const outer = outerType(manifest);
		return [{
			manifest,
			selector,
			...outer && { outer },
			backends: [],
			tls: false
		}];
	}
	if (kind === "Values") return ofChart(manifest);
	const backends = backendsOf(kind, spec).flatMap((at) => at ? [{
		at,
		name: (require_core.text(at) ?? "").replace(/\..*$/s, "")
	}] : []);
	return backends.length > 0 ? [{
		manifest,
		backends,
		tls: leaving.has(kind) || !require_core.isNull(require_core.pair(spec, "tls")?.value)
	}] : [];
}
/** Kinds that leave TLS to the listener of their Gateway. */
const leaving = /* @__PURE__ */ new Set(["HTTPRoute", "VirtualService"]);
/** What values of Argo's Helm chart ask for: an Ingress, and Services of an outer type. */
function ofChart(manifest) {
	const values = chartValues(manifest.root);
	const found = [];
	for (const part of ["server", "controller"]) {
		const node = require_core.get(values, part);
		const name = shipped[part].service;
		const type = (part === "server" ? require_core.bool(require_core.get(node, "enabled")) !== false : ["metricsConfig", "telemetryConfig"].some((key) => require_core.bool(require_core.get(node, key, "enabled")) === true)) ? outer(node, "serviceType", "serviceAnnotations") : void 0;
		if (type) found.push({
			manifest,
			backends: [{
				name,
				at: type
			}],
			tls: false
		});
	}
	const server = require_core.get(values, "server");
	const ingress = require_core.bool(require_core.get(server, "enabled")) === false ? void 0 : require_core.pair(server, "ingress");
	if (ingress && require_core.bool(require_core.get(ingress.value, "enabled")) === true) {
		const tls = require_core.items(require_core.get(ingress.value, "tls")).length > 0;
		found.push({
			manifest,
			backends: [{
				name: shipped.server.service,
				at: ingress.key
			}],
			tls
		});
	}
	return found;
}
/**
* Whether values are of the release that others are of: of one object that has them for the chart, or of one folder, where
* one file is laid over another. `values-dev.yaml` and `values-prod.yaml` are two releases, both laid over `values.yaml`.
*/
function isOneRelease(one, other) {
	if (one === other) return true;
	if (other.kind !== "Values" || one.parent !== other.parent) return false;
	return one.parent !== void 0 || require_core.folderOf(one) === require_core.folderOf(other) && (isUnder(one, other) || isUnder(other, one));
}
function isUnder(one, other) {
	const [name, longer] = [one, other].map(({ file }) => file.path.slice(file.path.lastIndexOf("/") + 1).replace(/\.\w+$/, ""));
	if (name === void 0 || longer === void 0) return false;
	return general.has(name) || longer.startsWith(name) && /^[-_.]|^$/.test(longer.slice(name.length));
}
/** Names of files of values that are for all environments. */
const general = /* @__PURE__ */ new Set([
	"values",
	"base",
	"common",
	"default",
	"defaults",
	"global",
	"shared"
]);
/**
* Whether a Service selects the labels of pods; where a patch has none, those that Argo ships. A patch of a Service is known
* by its name.
*/
function isServiceOf({ selector, manifest }, labels, part) {
	if (!selector) return false;
	const { app, service } = shipped[part];
	return selector.length > 0 ? selector.every(([key, wanted]) => (labels ? require_core.text(require_core.get(labels, key)) : app) === wanted) : manifest.name === service;
}
/** The type of a Service that is reached from outside. */
function outerType({ root }) {
	return outer(require_core.get(root, "spec"), "type", "annotations", require_core.get(root, "metadata"));
}
/** A type of Service that is reached from outside, unless it is for the own network or for some addresses only. */
function outer(node, key, annotations, holder = node) {
	const type = require_core.get(node, key);
	const notes = require_core.pairs(require_core.get(holder, annotations)).map((entry) => `${require_core.keyOf(entry) ?? ""}=${require_core.text(entry.value) ?? ""}`);
	const ranges = require_core.items(require_core.get(node, "loadBalancerSourceRanges")).map((item) => require_core.text(item) ?? "");
	const noted = notes.flatMap((note) => /\b(?:load-balancer-source|azure-allowed-ip)-ranges=(.*)$/.exec(note)?.[1] ?? []);
	const limited = isLimiting$1(ranges.length > 0 ? ranges : noted);
	return !notes.some((note) => /internal/i.test(note) && !/=\s*(?:false|0)$/i.test(note)) && !limited && ["LoadBalancer", "NodePort"].includes(require_core.text(type) ?? "") ? type : void 0;
}
/** Whether ranges of addresses leave somebody out. */
function isLimiting$1(ranges) {
	return ranges.length > 0 && !ranges.some((range) => /(?:^|[\s,])(?:0\.0\.0\.0|::)\/0(?:$|[\s,])/.test(range));
}
function backendsOf(kind, spec) {
	switch (kind) {
		case "Ingress": {
			const paths = require_core.items(require_core.get(spec, "rules")).flatMap((rule) => require_core.items(require_core.get(rule, "http", "paths")).map((path) => require_core.get(path, "backend")));
			return [
				require_core.get(spec, "defaultBackend"),
				require_core.get(spec, "backend"),
				...paths
			].map((backend) => require_core.get(backend, "service", "name") ?? require_core.get(backend, "serviceName"));
		}
		case "Route": return [require_core.get(spec, "to", "name")];
		case "HTTPRoute": return require_core.items(require_core.get(spec, "rules")).flatMap((rule) => require_core.items(require_core.get(rule, "backendRefs")).map((backend) => require_core.get(backend, "name")));
		case "IngressRoute": return require_core.items(require_core.get(spec, "routes")).flatMap((route) => require_core.items(require_core.get(route, "services")).map((service) => require_core.get(service, "name")));
		case "VirtualService": return require_core.items(require_core.get(spec, "gateways")).some((gateway) => require_core.text(gateway) !== "mesh") ? [
			"http",
			"tls",
			"tcp"
		].flatMap((protocol) => destinations(require_core.get(spec, protocol))) : [];
		default: return [];
	}
}
function destinations(routes) {
	return require_core.items(routes).flatMap((one) => require_core.items(require_core.get(one, "route")).map((route) => require_core.get(route, "destination", "host")));
}

// src/argo/rbac/might.ts
/**
* The dangerous rights that the pods of a template have, as a sentence that begins with a blank; nothing where none are
* known. Without a template, those of any pod of the manifest.
*/
function mightOf(template, manifest, project) {
	const strong = require_core.strongUses(manifest, project).find(({ use: { by, pods } }) => by === "pods" && (!template || pods.some((pod) => pod.template === template)));
	return strong ? ` The pod runs as \`${strong.use.account.name}\`, which may ${told(strong.dangers)}.` : "";
}

// src/argo/rbac/server-account.ts
const start = {
	group: "argoproj.io",
	resources: [
		"workflows",
		"cronworkflows",
		"workflowtemplates",
		"clusterworkflowtemplates"
	],
	verbs: [
		"create",
		"update",
		"patch"
	]
};
/**
* The rights of the account that a server has. Nothing when its roles are not all among the files, or change other things
* than workflows.
*/
function rightsOf({ manifest }, project) {
	if (manifest.kind === "Values") return void 0;
	const name = require_core.text(require_core.get(require_core.podSpec(manifest), "serviceAccountName")) ?? (require_core.get(manifest.root, "spec", "selector") ? "default" : "argo-server");
	const bound = require_core.boundTo({
		name,
		namespace: require_core.namespaceOf(manifest.namespace),
		from: manifest
	}, project);
	const starting = bound.find(({ role }) => role?.policies.some(isStarting));
	if (starting) return {
		starts: true,
		by: starting
	};
	const [first] = bound;
	return first && bound.every(({ role }) => role?.policies.every(isReading)) ? {
		starts: false,
		by: first
	} : void 0;
}
function isStarting(policy) {
	return policy.names.length === 0 && allows(policy, start) !== void 0;
}
/** What the server needs for its own use: to tell of what it did, and the Secret of single sign-on (docs/argo-server-sso.md). */
const own = /* @__PURE__ */ new Map([["events", /* @__PURE__ */ new Set([
	"create",
	"get",
	"list",
	"patch",
	"watch"
])], ["secrets", /* @__PURE__ */ new Set(["create", "get"])]]);
function isReading({ resources, verbs }) {
	return verbs.every((verb) => verb === "get" || verb === "list" || verb === "watch") || resources.every((resource) => verbs.every((verb) => own.get(resource)?.has(verb)));
}

// src/argo/rbac/mode.ts
/**
* How servers act, by their authentication modes: of several, the worst, since they have what is asked about in common.
* Nothing when no file says it.
*/
function acting(servers, project) {
	const all = new Set(servers.map((server) => actingOf(server, project)));
	return ["anonymous", "sso"].find((one) => all.has(one)) ?? (all.has(void 0) ? void 0 : [...all][0]);
}
function actingOf(server, project) {
	const modes = require_core.authModes(server).map(({ value }) => value);
	if (server.whole && modes.length === 0 && !require_core.since(server.version, 3, 1) || modes.some((mode) => mode === "server" || mode === "hybrid")) return "anonymous";
	if (modes.includes("sso") && lacksRbac(project)) return "sso";
	return server.whole || modes.length > 0 ? "user" : void 0;
}
function lacksRbac({ configs }) {
	return configs.some(({ root }) => {
		const sso = require_core.mapping(require_core.controllerSettings(root).get("sso")?.value);
		return sso !== void 0 && !require_core.isNull(require_core.get(sso, "issuer")) && require_core.bool(require_core.get(sso, "rbac", "enabled")) !== true;
	});
}

// src/argo/rbac/claim.ts
const token = /\s+|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|\d[\w.]*|[A-Za-z_$#][\w$]*|\?\.|\?\?|\.\.|&&|\|\||[=!<>]=|[-+*/%<>!?:,.()[\]{}|^#;=]|([^])/g;
/** What stands between two operands, by how tightly it binds. */
const ranks = new Map([
	[
		"||",
		"or",
		"??"
	],
	["&&", "and"],
	[
		"==",
		"!=",
		"<",
		"<=",
		">",
		">=",
		"in",
		"not in",
		"contains",
		"startsWith",
		"endsWith",
		"matches"
	],
	[
		"+",
		"-",
		".."
	],
	[
		"*",
		"/",
		"%"
	]
].flatMap((operators, rank) => operators.map((operator) => [operator, rank])));
const maxLength = 4e3;
/** @returns nothing for what is no expression: an open bracket or quote, an operator without an operand */
function parseClaim(written) {
	const unknown = {
		kind: "other",
		parts: []
	};
	if (written.length > maxLength) return unknown;
	const words = [];
	for (const { 0: word, 1: odd } of written.matchAll(token)) {
		if (odd !== void 0) return void 0;
		if (word.trim() !== "") words.push(word);
	}
	if (isBroken(words)) return void 0;
	const parser = new Parser(words);
	const found = parser.operation(0);
	return found && parser.isDone() ? found : unknown;
}
const brackets = /* @__PURE__ */ new Map([
	[")", "("],
	["]", "["],
	["}", "{"]
]);
/** Whether a row of words cannot be an expression, in any part of the language. */
function isBroken(words) {
	const open = [];
	for (const word of words) {
		const opening = brackets.get(word);
		if (opening !== void 0 && open.pop() !== opening) return true;
		if ("([{".includes(word)) open.push(word);
	}
	if (words.includes("=") && !words.includes("let")) return true;
	const [first = "", last = ""] = [words[0], words.at(-1)];
	const isBinary = ranks.has(first) && first !== "-" && first !== "+";
	return open.length > 0 || words.length === 0 || isBinary || ranks.has(last) || last === "not" || last === "!";
}
/** One word of lookahead, and a limit of depth: what is written in a manifest must not exhaust the stack. */
var Parser = class {
	words;
	at = 0;
	depth = 0;
	constructor(words) {
		this.words = words;
	}
	isDone() {
		return this.at === this.words.length;
	}
	take(word) {
		if (this.words[this.at] !== word) return false;
		this.at++;
		return true;
	}
	operation(rank) {
		if (++this.depth > 200) return void 0;
		let left = this.operand();
		for (let operator = this.operator(rank); left && operator !== void 0; operator = this.operator(rank)) {
			const right = this.operation((ranks.get(operator) ?? 0) + 1);
			left = right && {
				kind: "pair",
				operator,
				left,
				right
			};
		}
		this.depth--;
		if (!left || rank > 0 || !this.take("?")) return left;
		const [yes, no] = [this.operation(0), this.take(":") ? this.operation(0) : void 0];
		return yes && no && {
			kind: "other",
			parts: [
				left,
				yes,
				no
			]
		};
	}
	/** The next operator, when it binds at least so tightly. */
	operator(rank) {
		const word = this.words[this.at] ?? "";
		const two = word === "not" && this.words[this.at + 1] === "in";
		const operator = two ? "not in" : word;
		if ((ranks.get(operator) ?? -1) < rank) return void 0;
		this.at += two ? 2 : 1;
		return operator;
	}
	operand() {
		if (this.take("!") || this.take("not")) {
			const of = this.operation(2);
			return of && {
				kind: "not",
				of
			};
		}
		const word = this.words[this.at++];
		if (word === void 0) return void 0;
		const first = this.simple(word);
		return first && this.suffixed(first);
	}
	simple(word) {
		if (/^["'`]/.test(word)) return {
			kind: "value",
			value: word.slice(1, -1).replaceAll(/\\(.)/g, "$1")
		};
		if (/^\d/.test(word)) return {
			kind: "value",
			value: Number(word.replaceAll("_", ""))
		};
		if (word === "true" || word === "false") return {
			kind: "value",
			value: word === "true"
		};
		if (word === "nil") return {
			kind: "value",
			value: null
		};
		if (word === "(") {
			const inner = this.operation(0);
			return this.take(")") ? inner : void 0;
		}
		if (word === "[") {
			const items = this.list("]");
			return items && {
				kind: "list",
				items
			};
		}
		if (word === "{" || word === "-" || word === "+") return this.other(word);
		return /^[A-Za-z_$#]/.test(word) && !ranks.has(word) ? {
			kind: "name",
			name: word
		} : void 0;
	}
	/** A closure or map, or a sign before an operand. */
	other(word) {
		const parts = word === "{" ? this.list("}") : [this.operand()].filter((part) => part !== void 0);
		return parts && parts.length > 0 ? {
			kind: "other",
			parts
		} : void 0;
	}
	/** What follows an operand: a member, an index, the arguments of a call. */
	suffixed(first) {
		let found = first;
		while (found) if (this.take(".") || this.take("?.")) {
			this.at++;
			found = this.at <= this.words.length ? {
				kind: "other",
				parts: [found]
			} : void 0;
		} else if (this.words[this.at] === "(" || this.words[this.at] === "[") {
			const close = this.words[this.at++] === "(" ? ")" : "]";
			const parts = this.list(close);
			found = parts && {
				kind: "other",
				parts: [found, ...parts]
			};
		} else return found;
	}
	list(close) {
		const found = [];
		while (!this.take(close)) {
			const item = this.operation(0);
			if (!item) return void 0;
			found.push(item);
			if (!this.take(",") && !this.take(":") && !this.take(";") && this.words[this.at] !== close) return void 0;
		}
		return found;
	}
};
/** Every node of a condition. */
function* walk(claim) {
	yield claim;
	const parts = claim.kind === "pair" ? [claim.left, claim.right] : claim.kind === "not" ? [claim.of] : claim.kind === "list" ? claim.items : claim.kind === "other" ? claim.parts : [];
	for (const part of parts) yield* walk(part);
}

// src/argo/rbac/stranger.ts
/**
* Somebody who can log in, and of whom nothing else is known. `email_verified` is no claim that a rule can see
* (server/auth/types/claims.go).
*/
const stranger = /* @__PURE__ */ new Map([
	["sub", "2b6f0cc904d137be2e1730235f5664094b831186"],
	["iss", "https://login.invalid"],
	["aud", ["argo-workflows"]],
	["email", "stranger@nowhere.invalid"],
	["name", "A Stranger"],
	["preferred_username", "a-stranger"],
	["groups", ["everybody-at-nowhere"]]
]);
/** Whether a condition holds for anybody who can log in; nothing when that is not understood. */
function matchesStranger(claim) {
	const value = valueOf(claim);
	return typeof value === "boolean" ? value : void 0;
}
function valueOf(claim) {
	switch (claim.kind) {
		case "value": return claim.value;
		case "name": return stranger.get(claim.name) ?? (claim.name === "email_verified" ? null : void 0);
		case "list": return listOf(claim.items);
		case "not": return negated(valueOf(claim.of));
		case "pair": return ofPair(claim.operator, valueOf(claim.left), valueOf(claim.right));
		case "other": return;
	}
}
function listOf(items) {
	const values = items.map(valueOf).filter((value) => value !== void 0);
	return values.length === items.length ? values : void 0;
}
function negated(value) {
	return typeof value === "boolean" ? !value : void 0;
}
/** One side is enough where it decides. */
function ofPair(operator, left, right) {
	if (operator === "||" || operator === "or") return left === true || right === true ? true : both(left, right);
	if (operator === "&&" || operator === "and") return left === false || right === false ? false : both(left, right);
	if (left === void 0 || right === void 0) return void 0;
	switch (operator) {
		case "==": return left === right;
		case "!=": return left !== right;
		case "in": return Array.isArray(right) ? right.includes(left) : void 0;
		case "not in": return Array.isArray(right) ? !right.includes(left) : void 0;
		default: return typeof left === "string" && typeof right === "string" ? ofTexts(operator, left, right) : void 0;
	}
}
function both(left, right) {
	return typeof left === "boolean" && left === right ? left : void 0;
}
function ofTexts(operator, left, right) {
	if (operator === "contains") return left.includes(right);
	if (operator === "startsWith") return left.startsWith(right);
	if (operator === "endsWith") return left.endsWith(right);
	return operator === "matches" && /^\^?\.[*+]\$?$|^$/.test(right) ? true : void 0;
}

// src/argo/advisory-table.ts
/**
* The day on which these tables were last checked against Argo's advisories and releases. `npm run advisories` tells what
* GitHub has that they lack; set it to the day of that check.
*/
const asOf = "2026-08-21";
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
];
function advisory(ghsa, id = ghsa) {
	return {
		id,
		url: `https://github.com/argoproj/argo-workflows/security/advisories/${ghsa}`
	};
}

// src/argo/advisories.ts
const maintained = newestReleases.map(release);
/** The advisories that a release of a component is subject to. */
function advisoriesFor(component, version) {
	return advisories.filter((one) => one.component === component && one.ranges.some((range) => isWithin(version, range)));
}
/** A range that starts with a release takes in its candidates, which were made from the same code. */
function isWithin(version, { introduced, fixed }) {
	if (require_core.compareVersions(version, release(fixed)) >= 0) return false;
	return introduced === void 0 || require_core.compareVersions(version, release(introduced.includes("-") ? introduced : `${introduced}-rc0`)) >= 0;
}
/** The first later release that is subject to none of a component's advisories: in the same minor version if there is one. */
function firstSafe(component, version) {
	const candidates = advisories.flatMap(({ ranges }) => ranges.map(({ fixed }) => release(fixed))).filter((one) => require_core.compareVersions(one, version) > 0 && advisoriesFor(component, one).length === 0).toSorted(require_core.compareVersions);
	return candidates.find(({ major, minor }) => major === version.major && minor === version.minor) ?? candidates[0];
}
/** The newest release of a minor version; nothing when it gets no fixes any more. */
function newestOf({ major, minor }) {
	return maintained.find((one) => one.major === major && one.minor === minor);
}
/** Whether a minor version is older than all that still get fixes. */
function isEndOfLife(version) {
	const [oldest] = maintained;
	return oldest !== void 0 && (version.major < oldest.major || version.major === oldest.major && version.minor < oldest.minor);
}
function release(text) {
	const version = require_core.parseVersion(text);
	if (!version) throw new Error(`${text} is not a version`);
	return version;
}

// src/argo/rbac/client.ts
/** The clients of the server's webhooks (docs/webhooks.md), and the accounts of Sensors. */
const clients = /* @__PURE__ */ require_core.once((project) => project.manifests.flatMap(find$1));
function find$1(manifest) {
	const { kind, name, root } = manifest;
	const namespace = require_core.namespaceOf(manifest.namespace);
	if (kind === "Sensor") {
		const account = require_core.text(require_core.get(root, "spec", "template", "serviceAccountName"));
		return account === void 0 ? [] : [{
			kind: "sensor",
			name: account,
			namespace,
			manifest,
			needs: needsOf(manifest)
		}];
	}
	if (kind !== "Secret" || name !== "argo-workflows-webhook-clients") return [];
	return ["data", "stringData"].flatMap((key) => require_core.pairs(require_core.get(root, key)).map((entry) => ({
		kind: "webhook",
		name: require_core.keyOf(entry) ?? "",
		namespace,
		manifest,
		needs: webhookNeeds
	})));
}
/** The client that a subject is; one whose name says so counts too, where its Secret is not among the files. */
function clientsFor({ kind, name, namespace }, project) {
	if (kind !== "ServiceAccount") return [];
	return clients(project).filter((client) => client.name === name && require_core.mayBe(client.namespace, namespace));
}
const read = [
	"get",
	"list",
	"watch"
];
/** The role that Argo's own manifests have for it (manifests/quick-start/base/webhooks). */
const webhookNeeds = /* @__PURE__ */ new Map([
	["workflows", /* @__PURE__ */ new Set(["create"])],
	["workfloweventbindings", new Set(read)],
	["workflowtemplates", new Set(read)],
	["clusterworkflowtemplates", new Set(read)]
]);
/** What the triggers of a sensor do; a trigger that makes other objects than workflows needs what nobody here knows. */
function needsOf({ root }) {
	const found = /* @__PURE__ */ new Map();
	for (const trigger of require_core.items(require_core.get(root, "spec", "triggers"))) {
		const flow = require_core.mapping(require_core.get(trigger, "template", "argoWorkflow"));
		const object = require_core.mapping(require_core.get(trigger, "template", "k8s"));
		if (object && require_core.text(require_core.get(object, "source", "resource", "kind")) !== "Workflow") return void 0;
		const needed = [...flow ? operationNeeds(require_core.text(require_core.get(flow, "operation")) ?? "submit") : [], ...object ? objectNeeds(require_core.text(require_core.get(object, "operation")) ?? "create") : []];
		for (const [resource, verbs] of needed) found.set(resource, /* @__PURE__ */ new Set([...found.get(resource) ?? [], ...verbs]));
	}
	return found;
}
function operationNeeds(operation) {
	if (!operation.startsWith("submit")) return [["workflows", [
		"get",
		"list",
		"update",
		"patch"
	]]];
	return [["workflows", ["create"]], ...[
		"workflowtemplates",
		"clusterworkflowtemplates",
		"cronworkflows"
	].map((resource) => [resource, read])];
}
function objectNeeds(operation) {
	return [["workflows", operation === "create" ? ["create"] : [operation, "get"]]];
}

// src/argo/rbac/reach.ts
/** The ServiceAccounts among the files that have dangerous rights, each once. */
const strongAccounts = /* @__PURE__ */ require_core.once((project) => [...find(project)]);
function* find(project) {
	const seen = /* @__PURE__ */ new Set();
	for (const binding of require_core.bindings(project)) for (const { kind, name, namespace } of binding.subjects) {
		const key = `${namespace ?? ""}/${name}`;
		if (kind !== "ServiceAccount" || seen.has(key)) continue;
		seen.add(key);
		const account = {
			name,
			namespace,
			from: binding.manifest
		};
		const dangers = require_core.dangersOf(account, project);
		if (dangers.length > 0) yield {
			account,
			dangers
		};
	}
}
/** The strong accounts that workflows can have which somebody starts by a binding: of its namespace, or of all. */
function reachable({ everywhere, namespace }, project) {
	return strongAccounts(project).filter(({ account }) => everywhere || require_core.mayBe(account.namespace, namespace));
}
/** Whether workflows among the files run as a ServiceAccount. */
function runsWorkflows({ name, namespace }, project) {
	return usersOf(project).some((one) => one.name === name && require_core.mayBe(one.namespace, namespace));
}
const usersOf = /* @__PURE__ */ require_core.once((project) => project.manifests.flatMap((manifest) => namesIn(manifest, project)));
function namesIn(manifest, project) {
	if (!manifest.spec) return [];
	return require_core.uses(manifest, project).map(({ account: { name } }) => ({
		name,
		namespace: require_core.homeOf(manifest)
	}));
}

// src/argo/rbac/creator.ts
/** Verbs that change what is there, or make it. */
const writing = [
	"create",
	"update",
	"patch"
];
/** What makes the controller start pods. */
const starts = {
	group: "argoproj.io",
	resources: [
		"workflows",
		"cronworkflows",
		"workflowtemplates",
		"sensors"
	],
	verbs: writing
};
/** Pods, or what Kubernetes makes pods of. */
const podCreates = dangerKinds.flatMap(({ label, acts }) => label === "pod-create" ? acts : []);
/** Whoever may start workflows where a binding counts, and may not create pods there. */
const creators = /* @__PURE__ */ require_core.once((project) => require_core.bindings(project).flatMap((binding) => [...creatorsBy(binding, project)]));
function* creatorsBy(binding, project) {
	const role = require_core.roleOf(binding, project);
	if (!role || !require_core.roleAllows(role, starts)) return;
	for (const subject of binding.subjects) {
		if (isAccountedFor(subject, project)) continue;
		if (!mayCreatePods(rightsAt(binding, subject, project))) yield {
			binding,
			subject,
			role
		};
	}
}
/** Argo's own parts, accounts as which workflows run, and groups of the system, of which other rules speak. */
function isAccountedFor(subject, project) {
	return isComponent(subject, "controller", project) || isComponent(subject, "server", project) || subject.kind === "ServiceAccount" && runsWorkflows(subject, project) || subject.kind === "Group" && subject.name.startsWith("system:");
}
/** All that a subject may do where one of its bindings counts. */
function rightsAt(binding, subject, project) {
	return require_core.boundToSubject(subject, binding.manifest, project).filter(({ binding: other }) => meets(other, binding));
}
function meets(one, other) {
	return one.everywhere || !other.everywhere && require_core.mayBe(one.namespace, other.namespace);
}
function mayCreatePods(all) {
	return all.some(({ role }) => role !== void 0 && podCreates.some((act) => require_core.roleAllows(role, act)));
}

// src/argo/kustomize/composed.ts
/** A part of the text of a scalar. */
function partOf(scalar, from, to) {
	return {
		value: scalar.value.slice(from, to),
		part: (start, end) => scalar.part(from + start, from + end)
	};
}
/** A part of the text of a file. */
function partOfFile(text, from, to) {
	return {
		value: text.slice(from, to),
		part: (start, end) => ({
			start: from + start,
			end: from + end
		})
	};
}
/** YAML that nobody wrote, made of texts that somebody did: what it says of them, it says of where they stand. */
var Composed = class {
	offsets = [];
	yaml = "";
	/** Adds YAML that stands at a place. */
	add(yaml, at) {
		for (let index = 0; index < yaml.length; index++) this.offsets.push(at);
		this.yaml += yaml;
		return this;
	}
	/** Adds a word that is written as it stands. */
	word(yaml, { start, end }) {
		for (let index = 0; index < yaml.length; index++) this.offsets.push(Math.min(start + index, end));
		this.yaml += yaml;
		return this;
	}
	/** Adds a text as a scalar in quotes, letter by letter. */
	text(written) {
		const { value } = written;
		const { start, end } = written.part(0, value.length);
		this.add("\"", start);
		for (let index = 0; index < value.length; index++) this.add(JSON.stringify(value[index]).slice(1, -1), written.part(index, index + 1).start);
		return this.add("\"", end);
	}
	/** @param end where the whole ends */
	source(end) {
		const { offsets, yaml } = this;
		for (let index = 1; index < offsets.length; index++) offsets[index] = Math.max(offsets[index] ?? 0, offsets[index - 1] ?? 0);
		return {
			text: yaml,
			written: yaml,
			at: (offset) => offsets[offset] ?? Math.max(end, offsets.at(-1) ?? 0)
		};
	}
};
/**
* The object that composed YAML holds; nothing for what is too large or too deep to be read.
*
* @param end where the whole ends
*/
function rootOf(yaml, end) {
	try {
		return require_core.mapping(require_core.parse(yaml.source(end)));
	} catch (error) {
		if (!(error instanceof require_core.SyntaxProblem)) throw error;
		return;
	}
}

// src/argo/kustomize/operated.ts
/** What makes up an installation of Argo, as far as a part of it says something by itself. */
const kinds = /* @__PURE__ */ new Set([
	"Deployment",
	"StatefulSet",
	"ConfigMap",
	"Service"
]);
/** What Argo's own manifests and its Helm chart call it. */
const server = /^(?:.+-)?argo-(?:workflows-)?server$/;
const controller = /^(?:.+-)?workflow-controller(?:-configmap|-metrics)?$/;
/**
* What JSON patches (RFC 6902) of a kustomization put into the parts of Argo's installation: for each place an object that
* says only this, as a patch of the other kind would. What they take away is not told.
*
* @param files by their paths
*/
function* operated(kustomization, files) {
	let count = 0;
	for (const addition of additions(kustomization, files)) {
		if (++count > most) return;
		const { file, target, end } = addition;
		const yaml = composed(addition);
		const root = yaml && rootOf(yaml, end);
		if (!root || target.kind === "ConfigMap" && !require_core.isControllerConfig(root)) continue;
		const defaults = require_core.isControllerConfig(root) ? require_core.controllerSettings(root).get("workflowdefaults")?.value : void 0;
		yield {
			file,
			...target,
			root,
			spec: require_core.mapping(require_core.get(defaults, "spec")),
			templated: false,
			partial: true,
			quoted: true,
			parent: file === kustomization.manifest.file ? kustomization.manifest : void 0
		};
	}
}
function* additions({ manifest, folder }, files) {
	const all = [...require_core.items(require_core.get(manifest.root, "patches")), ...require_core.items(require_core.get(manifest.root, "patchesJson6902"))];
	for (const item of all.slice(0, most)) {
		const target = targetOf(require_core.get(item, "target"));
		const path = require_core.text(require_core.get(item, "path"));
		const file = path === void 0 ? manifest.file : files.get(require_core.resolved(folder, path) ?? "");
		if (!target || !file) continue;
		const steps = require_core.items(path === void 0 ? written(require_core.scalar(require_core.get(item, "patch"))) : rootIn(file)).slice(0, most).flatMap((one) => step(one) ?? []);
		if (target.kind === "Service" && steps.some(isLimiting)) continue;
		const places = require_core.groupBy$1(steps, ({ place, isItem }) => `${isItem} ${place.join("/")}`);
		for (const same of places.values()) for (const one of joined(same)) yield {
			file,
			target,
			...one
		};
	}
}
/** Whether a patch of a Service may say who can reach it: then its type alone, which is another place, does not. */
function isLimiting({ place }) {
	return place.includes("annotations") || place.includes("loadBalancerSourceRanges");
}
/** What steps to one place come to: an item of a list is one more, any other value takes the place of the one before. */
function joined(same) {
	const last = same.slice(-1);
	return last.map(({ place, isItem, value: { end } }) => {
		const values = (isItem ? same : last).map(({ value }) => value);
		return {
			path: place,
			isList: isItem,
			values,
			start: values[0]?.start ?? end,
			end
		};
	});
}
/** A target of a pattern may be any object, and one of no name any of its kind. */
function targetOf(node) {
	const kind = require_core.text(require_core.get(node, "kind")) ?? "";
	const name = require_core.text(require_core.get(node, "name")) ?? "";
	if (!kinds.has(kind) || !/^[a-z0-9.-]+$/.test(name) || !(server.test(name) || controller.test(name))) return void 0;
	return {
		kind,
		name,
		namespace: require_core.namespaceOf(require_core.text(require_core.get(node, "namespace")))
	};
}
function written(leaf) {
	return leaf && require_core.embedded(leaf, "own").root;
}
const rootIn = /* @__PURE__ */ require_core.once((file) => {
	const [first] = require_core.documents(file);
	return first?.root;
});
/** Nobody patches deeper, or has more to patch. */
const deepest = 30;
const most = 1e3;
function step(node) {
	const operation = require_core.text(require_core.get(node, "op"));
	const pointer = require_core.text(require_core.get(node, "path"));
	const value = require_core.get(node, "value");
	if (operation !== "add" && operation !== "replace" || !pointer?.startsWith("/") || !value) return void 0;
	const path = pointer.slice(1).split("/", deepest).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
	const isItem = isIndex(path.at(-1));
	return {
		place: isItem ? path.slice(0, -1) : path,
		isItem,
		value
	};
}
function isIndex(key) {
	return key !== void 0 && /^(?:-|\d+)$/.test(key);
}
/** The object with nothing but the values at their place; nothing where one of them has an alias. */
function composed({ target: { kind, name }, path, values, isList, start, end }) {
	let opening = `{"kind": ${JSON.stringify(kind)}, "metadata": {"name": ${JSON.stringify(name)}}, `;
	let closing = "}";
	path.forEach((key, index) => {
		if (isIndex(key)) {
			opening += "[";
			closing = `]${closing}`;
			return;
		}
		if (index > 0) {
			opening += "{";
			closing = `}${closing}`;
		}
		if (path[index - 2] === "containers") opening += `"name": "${server.test(name) ? "argo-server" : "workflow-controller"}", `;
		opening += `${JSON.stringify(key)}: `;
	});
	const yaml = new Composed().add(`${opening}${isList ? "[" : ""}`, start);
	for (const value of values) {
		if (!put(value, yaml)) return void 0;
		if (isList) yaml.add(", ", value.end);
	}
	return yaml.add(`${isList ? "]" : ""}${closing}`, end);
}
/** What is no text when it is written without quotes. */
const words = /^(?:true|false|yes|no|on|off|null|~|[-+]?[\d.]+)?$/i;
/** A text with its quotes. */
function wholeOf(node) {
	const inner = partOf(node, 0, node.value.length);
	return {
		...inner,
		part: (from, to) => from === 0 && to === inner.value.length ? node : inner.part(from, to)
	};
}
/** Writes a value anew, letter by letter from where it stands. */
function put(node, yaml) {
	switch (node.kind) {
		case "scalar":
			if (node.plain && words.test(node.value)) yaml.word(node.value || "null", node);
			else yaml.text(wholeOf(node));
			return true;
		case "sequence":
			yaml.add("[", node.start);
			if (!node.items.every((item) => put(item, yaml) && yaml.add(", ", item.end))) return false;
			yaml.add("]", node.end);
			return true;
		case "mapping":
			yaml.add("{", node.start);
			if (!node.pairs.every(({ key, value }) => put(key, yaml) && yaml.add(": ", key.end) && put(value, yaml) && yaml.add(", ", value.end))) return false;
			yaml.add("}", node.end);
			return true;
		default: return false;
	}
}

// src/argo/kustomize/mattering.ts
/**
* Those of some files of kustomizations that may say something about manifests: they are found by a look at their
* texts, since most repositories have many that have nothing to do with Argo.
*
* @param held the paths of the files in which the manifests are
*/
function mattering(kustomizations, held) {
	const folders = /* @__PURE__ */ new Set();
	for (const path of held) addAbove(path, folders);
	const found = /* @__PURE__ */ new Set();
	const waiting = /* @__PURE__ */ new Map();
	for (const file of kustomizations) {
		if (folders.has(folderOf(file)) || require_core.mayHoldManifests(file.text)) found.add(file);
		for (const folder of outside(file)) {
			if (folders.has(folder)) found.add(file);
			const others = waiting.get(folder);
			if (others) others.push(file);
			else waiting.set(folder, [file]);
		}
	}
	for (const file of found) for (const other of waiting.get(folderOf(file)) ?? []) found.add(other);
	return kustomizations.filter((file) => found.has(file));
}
function folderOf({ path }) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** The folders in which a file is, up to the topmost, and itself. */
function addAbove(path, folders) {
	for (let at = path; !folders.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) folders.add(at);
}
/** Where the paths lead to that leave the folder of a kustomization. */
function outside(file) {
	if (!file.text.includes("..")) return [];
	const paths = file.text.match(/\.\.(?:\/[^\s"',\]}#]*)?/g) ?? [];
	return [...new Set(paths)].flatMap((path) => require_core.resolved(folderOf(file), path) ?? []);
}

exports.Composed = Composed;
exports.acting = acting;
exports.advisoriesFor = advisoriesFor;
exports.agentNeeds = agentNeeds;
exports.allExposures = allExposures;
exports.allows = allows;
exports.asOf = asOf;
exports.chartTags = chartTags;
exports.chartValues = chartValues;
exports.chosenAccount = chosenAccount;
exports.clientsFor = clientsFor;
exports.commands = commands;
exports.creators = creators;
exports.dangerKinds = dangerKinds;
exports.environment = environment;
exports.excesses = excesses;
exports.executorNeeds = executorNeeds;
exports.exposures = exposures;
exports.firstSafe = firstSafe;
exports.flags = flags;
exports.hasTokenSecret = hasTokenSecret;
exports.inlinedValues = inlinedValues;
exports.isAccountedFor = isAccountedFor;
exports.isComponent = isComponent;
exports.isEndOfLife = isEndOfLife;
exports.isServing = isServing;
exports.matchesStranger = matchesStranger;
exports.mattering = mattering;
exports.mayCreatePods = mayCreatePods;
exports.mightOf = mightOf;
exports.narrow = narrow;
exports.newestOf = newestOf;
exports.newestReleases = newestReleases;
exports.operated = operated;
exports.parseBool = parseBool;
exports.parseClaim = parseClaim;
exports.partOf = partOf;
exports.partOfFile = partOfFile;
exports.policiesOf = policiesOf;
exports.reachable = reachable;
exports.releaseNamespace = releaseNamespace;
exports.rightsAt = rightsAt;
exports.rightsOf = rightsOf;
exports.roleNamed = roleNamed;
exports.rootOf = rootOf;
exports.runningAs = runningAs;
exports.settingsOf = settingsOf;
exports.starts = starts;
exports.suitableAccount = suitableAccount;
exports.told = told;
exports.trail = trail;
exports.trailOf = trailOf;
exports.walk = walk;
exports.waysTo = waysTo;
exports.wordIn = wordIn;
exports.writing = writing;