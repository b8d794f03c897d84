const require_core = require("./core.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}
let require_seldom$1;
function require_seldom() {
	return require_seldom$1 ??= require("./seldom.js");
}
let require_installation$1;
function require_installation() {
	return require_installation$1 ??= require("./installation.js");
}

// src/rules/approval-gate-bypass.ts?check
/** Names of steps that wait for somebody's word, of those that only let time pass, and of those that need that word. */
const asking = /approv|confirm|manual|(?<!p)review|sign-?off|(?:^|[-_.])gate/i;
const delaying = /delay|wait|sleep|back-?off|pause|cool-?down/i;
const delicate$1 = /(?:^|[-_.])(?:prod|production)(?:$|[-_.])|deploy|release|publish|promot|delete|destroy|apply/i;
/** Approvals of one manifest that are looked at. */
const most$1 = 100;
const rulePart$39 = { *check(manifest, project) {
	const uses = [...usesOf(manifest)];
	for (const template of require_core.templates(manifest)) if (template.type === "suspend") yield* ending(template, uses.filter((use) => use.target === template));
	for (const use of uses) if (isGate(use)) yield* passing(use, manifest, project);
	yield* exits(manifest, uses.filter(isGate));
} };
function* usesOf(manifest) {
	const all = require_core.templates(manifest);
	const waits = new Map(all.flatMap((one) => one.type === "suspend" && !one.inline ? [[one.name, one]] : []));
	const inline = new Map(all.flatMap((one) => one.type === "suspend" && one.inline ? [[one.node, one]] : []));
	function targetOf(call) {
		const own = require_core.get(call, "inline");
		return own?.kind === "mapping" ? inline.get(own) : waits.get(require_core.text(require_core.get(call, "template")) ?? "");
	}
	function isEndless(call) {
		const target = targetOf(call);
		return target !== void 0 && require_core.isNull(require_core.get(target.node, "suspend", "duration"));
	}
	let count = 0;
	for (const from of all) for (const call of require_core.callNodes(from.node)) {
		const target = targetOf(call);
		if (target && count++ < most$1) yield {
			call,
			from,
			target,
			after: following(call, from.node, isEndless)
		};
	}
}
/**
* The steps in later groups, or the tasks that depend on it, also through others: as far as the next one that waits for
* somebody without an end, which guards what comes after it.
*/
function following(call, template, isEndless) {
	const groups = require_core.items(require_core.get(template, "steps")).map((group) => (group.kind === "sequence" ? require_core.items(group) : [group]).filter((step) => step.kind === "mapping"));
	const at = groups.findIndex((group) => group.includes(call));
	if (at >= 0) {
		const later = groups.slice(at + 1);
		const end = later.findIndex((group) => group.some(isEndless));
		return (end < 0 ? later : later.slice(0, end + 1)).flat();
	}
	const waiting = dependents(template);
	const found = /* @__PURE__ */ new Set([call]);
	for (const one of found) if (one === call || !isEndless(one)) for (const task of waiting.get(require_core.text(require_core.get(one, "name")) ?? "") ?? []) found.add(task);
	found.delete(call);
	return [...found];
}
/** The tasks of a DAG that wait for each other one, by its name. */
const dependents = /* @__PURE__ */ require_core.once((template) => {
	const waits = require_core.items(require_core.get(template, "dag", "tasks")).flatMap((task) => task.kind === "mapping" ? [...needs(task)].map((name) => ({
		name,
		task
	})) : []);
	const byName = [...require_core.groupBy$1(waits, ({ name }) => name)].map(([name, all]) => [name, all.map(({ task }) => task)]);
	return new Map(byName);
});
/** The names of the tasks that one waits for. */
function needs(task) {
	const names = require_core.items(require_core.get(task, "dependencies")).map((item) => require_core.text(item) ?? "");
	const written = require_core.text(require_core.get(task, "depends")) ?? "";
	return /* @__PURE__ */ new Set([...names, ...written.match(/[A-Za-z0-9_][\w-]*(?=\.|\b)/g) ?? []]);
}
function namesOf(call) {
	return [
		require_core.text(require_core.get(call, "name")),
		require_core.text(require_core.get(call, "template")),
		require_core.text(require_core.get(call, "templateRef", "template"))
	].flatMap((name) => name ?? []);
}
function isAsking({ call, target }) {
	return [...namesOf(call), target.name].some((name) => asking.test(name));
}
/** The first step behind it that deploys or deletes. */
function guarded({ after }) {
	return after.find((call) => namesOf(call).some((name) => delicate$1.test(name) && !asking.test(name)));
}
function isGate(use) {
	if (isAsking(use)) return true;
	return guarded(use) !== void 0 && ![...namesOf(use.call), use.target.name].some((name) => delaying.test(name));
}
function* ending(template, uses) {
	const duration = require_core.get(template.node, "suspend", "duration");
	if (!duration || require_core.isNull(duration) || require_core.text(duration) === "") return;
	const before = uses.find((use) => isGate(use) && guarded(use));
	const behind = before && guarded(before);
	const name = template.name === "" ? "This step" : `Template \`${template.name}\``;
	if (behind || asking.test(template.name) || uses.some(isAsking)) yield {
		at: duration,
		variant: behind ? "expires" : "expires-alone",
		message: behind ? `${name} goes on by itself after this time, as if somebody had agreed, and \`${namesOf(behind)[0] ?? ""}\` comes behind it. Write \`suspend: {}\`, which waits for somebody.` : `${name} is called as approvals are, and goes on by itself after this time, as if somebody had agreed. Write \`suspend: {}\`, which waits for somebody.`,
		...behind && { related: [{
			at: require_core.get(behind, "name") ?? behind,
			note: "This runs then"
		}] }
	};
	yield* answers(template);
}
/** Whoever is to supply a value is asked for it, whatever the step is called. */
function* answers({ node }) {
	for (const parameter of require_core.items(require_core.get(node, "outputs", "parameters"))) {
		const answer = require_core.get(parameter, "valueFrom", "default");
		if (!answer || require_core.isNull(answer) || require_core.get(parameter, "valueFrom", "supplied") === void 0) continue;
		yield {
			at: answer,
			variant: "default-answer",
			message: `When nobody answers in time, \`${require_core.text(require_core.get(parameter, "name")) ?? ""}\` has this value, as if somebody had given it. Leave the default out.`
		};
	}
}
function* passing({ call, from }, manifest, project) {
	const name = require_core.text(require_core.get(call, "name")) ?? "";
	const guard = require_core.scalar(require_core.get(call, "when"));
	const source = require_core.sourceOf$1(require_core.tags(guard).flatMap(({ flows }) => flows), {
		project,
		manifest,
		template: from,
		call
	});
	if (guard && [
		"preset",
		"argument",
		"submitter",
		"event"
	].includes(source.level)) yield {
		at: guard,
		variant: "skipped",
		message: `Whether \`${name}\` asks anybody depends on a value that comes ${require_core.origin(source)}: they can skip it. Decide it by something that they cannot choose.`,
		...require_core.along(source)
	};
	for (const key of ["failed", "error"]) {
		const on = require_core.get(call, "continueOn", key);
		if (on && require_core.bool(on) === true) yield {
			at: on,
			variant: "continues",
			message: `When \`${name}\` is refused, its step fails, and the workflow goes on all the same. Remove \`continueOn\`.`
		};
	}
}
/** Exit handlers that run what an approval guards. */
function* exits({ spec }, gates) {
	const behind = new Set(gates.flatMap(({ after }) => after.flatMap((call) => require_core.text(require_core.get(call, "template")) ?? [])).filter((name) => delicate$1.test(name)));
	if (!spec || behind.size === 0) return;
	const hooks = [...require_core.hookNodes(spec)].flatMap(({ node }) => require_core.isNull(require_core.get(node, "expression")) ? [require_core.get(node, "template")] : []);
	for (const at of [require_core.get(spec, "onExit"), ...hooks]) {
		const name = require_core.text(at);
		if (at && name !== void 0 && behind.has(name)) yield exit(at, name);
	}
}
function exit(at, name) {
	return {
		at,
		variant: "exit",
		message: `Template \`${name}\` stands behind an approval, and runs here whatever became of that, also when it was refused. Use another template to clean up.`
	};
}

// src/rules/component-pod-unhardened.ts?check
const rulePart$38 = { *check(manifest, project) {
	const own = require_core.installed(manifest, project);
	for (const one of own) {
		yield* switches(one);
		const container = require_core.containers(manifest, project).find(({ node }) => node === one.node);
		if (container && one.whole && isComplete(manifest, project)) yield* missing(container, one);
	}
	if (own.some(({ whole }) => whole) && isComplete(manifest, project)) yield* account$2(manifest);
} };
const names = {
	controller: "workflow controller",
	server: "Argo Server"
};
/** Not a patch, and no patch among the files that may say more. */
function isComplete(manifest, project) {
	const { kind, name, root } = manifest;
	if (kind !== "Deployment" || !require_core.get(root, "spec", "selector")) return false;
	return !project.manifests.some((other) => other !== manifest && other.kind === kind && other.name === name && isPatch(other));
}
function isPatch(manifest) {
	if (require_core.get(manifest.root, "spec", "selector")) return false;
	const pod = require_core.podSpec(manifest);
	return [pod, ...require_core.items(require_core.get(pod, "containers"))].some((part) => ["securityContext", "serviceAccountName"].some((key) => require_core.get(part, key)));
}
const parts$1 = [
	{
		key: "runAsNonRoot",
		shown: "`runAsNonRoot: true`",
		has: (container) => require_core.saysNonRoot(require_core.securitySetting(container, "runAsNonRoot"), require_core.securitySetting(container, "runAsUser")),
		value: true
	},
	{
		key: "readOnlyRootFilesystem",
		shown: "`readOnlyRootFilesystem: true`",
		has: (container) => isSo(require_core.containerSetting(container, "securityContext", "readOnlyRootFilesystem"), true),
		value: true
	},
	{
		key: "allowPrivilegeEscalation",
		shown: "`allowPrivilegeEscalation: false`",
		has: (container) => isSo(require_core.containerSetting(container, "securityContext", "allowPrivilegeEscalation"), false),
		value: false
	},
	{
		key: "capabilities",
		shown: "`capabilities: {drop: [ALL]}`",
		has: (container) => require_core.items(require_core.containerSetting(container, "securityContext", "capabilities", "drop")?.node).some((item) => /^ALL$/i.test(require_core.text(item) ?? "")),
		value: { drop: ["ALL"] }
	}
];
function isSo(setting, wanted) {
	return require_core.bool(setting?.node) === wanted || require_core.isUnknown(require_core.text(setting?.node) ?? "");
}
function* missing(container, { part, node }) {
	const lacking = parts$1.filter(({ has }) => !has(container));
	if (lacking.length === 0) return;
	yield {
		at: require_core.pair(node, "securityContext")?.key ?? require_core.get(node, "name") ?? node,
		variant: "unhardened",
		message: `The container of the ${names[part]} lacks ${lacking.map(({ shown }) => shown).join(", ")}. Argo ships it with them, since the program needs no more; without them a break-in gets further. Add them.`,
		propose: () => ({
			title: "Give the container the security context that Argo ships (a sidecar or image of your own may need more)",
			safety: "unsafe",
			changes: hardened(node, lacking)
		})
	};
}
function hardened(node, lacking) {
	const own = require_core.mapping(require_core.get(node, "securityContext"));
	if (!own || own.pairs.length === 0) return [(require_edits()).set(node, "securityContext", Object.fromEntries(lacking.map(({ key, value }) => [key, value])))];
	return lacking.map(({ key, value }) => {
		const inner = key === "capabilities" ? require_core.mapping(require_core.get(own, key)) : void 0;
		return inner && inner.pairs.length > 0 ? (require_edits()).set(inner, "drop", ["ALL"]) : (require_edits()).set(own, key, value);
	});
}
function* account$2(manifest) {
	const spec = require_core.podSpec(manifest);
	if (!require_core.isNull(require_core.get(spec, "serviceAccountName")) || !require_core.isNull(require_core.get(spec, "serviceAccount"))) return;
	yield {
		at: require_core.pair(require_core.get(manifest.root, "spec", "template"), "spec")?.key ?? manifest.root,
		variant: "default-account",
		message: "This pod of Argo has no `serviceAccountName`, so it runs as `default`, and the rights that it needs go to every pod of the namespace that names none. Give it a ServiceAccount of its own."
	};
}
const dangers = {
	ARGO_PPROF: {
		variant: "profiling",
		harm: "serves the memory of this program, with tokens in it, to whoever reaches the port, without a login"
	},
	CI_ONLY_DISABLE_ARTIFACT_SERVER_CHECKS: {
		variant: "unchecked-artifacts",
		part: "server",
		harm: "switches off the check of who may read artifacts. It is for Argo's own tests"
	}
};
function* switches(one) {
	for (const [name, { variant, part, harm }] of Object.entries(dangers)) {
		const word = one.env.get(name);
		if (!word || !(require_installation()).parseBool(word.text) || part && part !== one.part) continue;
		yield {
			at: word.at,
			variant,
			message: `\`${name}\` ${harm}. Remove it.`,
			propose: () => {
				const changes = require_core.withoutFlags(one, [{
					name,
					at: word.at
				}]);
				return "refused" in changes ? changes : {
					title: `Remove ${name}`,
					safety: "unsafe",
					changes
				};
			}
		};
	}
}

// src/rules/condition-injection.ts?check
/** Names of steps that one would not want to run by mistake. */
const delicate = /(?:^|[-_.])(?:prod|production)(?:$|[-_.])|deploy|release|approv|publish|delete|destroy/i;
/** What a step does that makes its condition a control, as words that end "the step …"; else nothing. */
function stake(call, manifest) {
	const target = require_core.edges(manifest).byNode.get(call)?.to;
	const name = [
		require_core.text(require_core.get(call, "name")),
		require_core.text(require_core.get(call, "template")),
		require_core.text(require_core.get(call, "templateRef", "template"))
	].find((word) => delicate.test(word ?? ""));
	const account = require_core.text(require_core.get(target?.node, "serviceAccountName"));
	if (target?.type === "resource") return "which changes the cluster";
	if (target?.type === "suspend") return "which waits for an approval";
	if (account !== void 0 && account !== require_core.text(require_core.get(manifest.spec, "serviceAccountName"))) return `which runs as \`${account}\``;
	return name === void 0 ? void 0 : "which by its name is not for everybody";
}
function* conditions(manifest) {
	if (!require_core.mayUseTags(manifest)) return;
	for (const template of require_core.templates(manifest)) if (template.type === "steps" || template.type === "dag") for (const call of require_core.callNodes(template.node)) yield {
		call,
		template
	};
}
/** All comparisons of a condition at once, as it is fixed by all of them or by none. */
function propose$1(when, place, { argoVersion }) {
	const parts = (require_seldom()).comparedInExpressions(when, (tag) => require_core.sourceOf$1(tag.flows, place).level !== "constant", (tag) => (require_edits()).tooOld(argoVersion, 3, tag.flows.some(({ path }) => path[0] === "item") ? 5 : 1) ?? (require_edits()).pathOf(tag, place));
	if ("refused" in parts) return parts;
	return {
		title: "Compare the value in an expression, as text letter by letter, or as the number that it then must be",
		safety: "unsafe",
		changes: [when.raw.includes("\n") ? (require_edits()).rewrite(when, parts) : (require_edits()).replace(when, (require_edits()).rewritten(when.value, parts))]
	};
}
const rulePart$37 = { *check(manifest, project) {
	for (const { call, template } of conditions(manifest)) {
		const place = {
			project,
			manifest,
			template,
			call
		};
		const when = require_core.scalar(require_core.get(call, "when"));
		if (!when) continue;
		for (const tag of require_core.tags(when)) {
			if (require_core.isOnly(tag, when)) continue;
			const source = require_core.sourceOf$1(tag.flows, place);
			if (source.level === "constant") continue;
			const why = source.level === "submitter" || source.level === "event" ? stake(call, manifest) : void 0;
			yield {
				at: tag.span,
				key: tag.body,
				variant: why === void 0 ? source.level : "delicate-step",
				...source.limited && { confidence: "low" },
				message: `${require_core.shown(tag)} is pasted into the condition of ${template.type === "dag" ? "task" : "step"} \`${require_core.text(require_core.get(call, "name")) ?? ""}\`${why === void 0 ? "," : `, ${why},`} and its text comes ${require_core.origin(source)}. The condition is parsed after that, so the text can add \`||\` and make it true or false at will, quotes or not. Make all of it one expression, as in \`"{{= workflow.parameters.env == 'staging' }}"\`.`,
				...require_core.along(source),
				propose: () => propose$1(when, place, project)
			};
		}
	}
} };

// src/rules/controller-role-too-broad.ts?check
const rulePart$36 = { *check(manifest, project) {
	yield* builtIn$1(manifest, project);
	if (manifest.kind !== "Role" && manifest.kind !== "ClusterRole") return;
	const all = require_core.holdersOf(manifest, project);
	const mine = all.filter(({ subject }) => (require_installation()).isComponent(subject, "controller", project));
	const unbound = all.length === 0 && /^argo-(?:cluster-)?role$|workflow-controller/.test(manifest.name);
	if (mine.length === 0 && !unbound) return;
	const everywhere = unbound ? manifest.kind === "ClusterRole" : mine.some(({ binding }) => binding.everywhere);
	for (const policy of (require_installation()).policiesOf(manifest)) for (const excess of (require_installation()).excesses(policy, everywhere, "controller")) yield problem$5(policy, excess, mine, manifest);
} };
function* builtIn$1(manifest, project) {
	const binding = require_core.bindingOf(manifest);
	const role = binding && require_core.roleOf(binding, project);
	if (!binding || !role || role.manifest || role.name === "view") return;
	if (!binding.subjects.some((subject) => (require_installation()).isComponent(subject, "controller", project))) return;
	yield {
		at: binding.role.at,
		variant: "built-in",
		message: `The workflow controller gets \`${role.name}\`${binding.everywhere ? " in the whole cluster" : ""}: far more than it needs, for everybody who comes by its ServiceAccount. Bind it to the role that Argo's own manifests have for it.`
	};
}
function problem$5(policy, excess, mine, manifest) {
	return {
		at: excess.at,
		variant: excess.kind,
		severity: excess.severity,
		...mine.length === 0 && { confidence: "medium" },
		message: `This role of the workflow controller may ${excess.may}, which Argo's own manifests do not give it: whoever comes by its ServiceAccount may too. ${excess.kind === "wildcard" ? "Write out what it needs." : "Take it away."}`,
		related: mine.slice(0, 1).flatMap((bound) => (require_installation()).waysTo(bound).slice(0, 1)),
		propose: () => proposal$2(policy, excess, manifest)
	};
}
function proposal$2(policy, excess, { name }) {
	if (excess.kind === "wildcard") return { refused: "What `*` stands for here has to be written out: see the roles in Argo's own manifests" };
	const changes = (require_installation()).narrow(policy, (resource, verb) => excess.has(resource, verb));
	if ("refused" in changes) return changes;
	return {
		title: `Take this right away from \`${name}\` (what somebody made the controller do with it will fail)`,
		safety: "unsafe",
		changes
	};
}

// src/rules/dangerous-capabilities.ts?check
/** Capabilities that reach past the container, and what whoever has one can do. */
const strong = {
	ALL: "do nearly everything that root on the node can",
	SYS_ADMIN: "mount file systems and get out of the container",
	SYS_PTRACE: "read and change the memory of other processes, and of the whole node with `hostPID`",
	SYS_MODULE: "load code into the node's kernel",
	SYS_RAWIO: "read and write the node's memory and devices",
	DAC_READ_SEARCH: "read every file of the node's disk that it holds a handle of",
	NET_ADMIN: "redirect and listen to the traffic of its network",
	BPF: "run programs in the node's kernel",
	PERFMON: "watch what all processes of the node do",
	SYS_BOOT: "restart the node or its kernel",
	SYS_TIME: "set the node's clock, on which certificates and tokens rely",
	SYSLOG: "read the kernel's log and addresses, which helps to attack it",
	MAC_ADMIN: "change the node's access policy",
	MAC_OVERRIDE: "pass over the node's access policy",
	CHECKPOINT_RESTORE: "read and make processes with identities of others"
};
/** What the standard `baseline` lets containers add. */
const baseline = new Set("AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" "));
/** They let a container take more than its share, and no more. */
const greedy = /* @__PURE__ */ new Set([
	"SYS_NICE",
	"IPC_LOCK",
	"SYS_RESOURCE"
]);
const rulePart$35 = { *check(manifest, project) {
	const own = require_core.containers(manifest, project).filter(isJudged);
	yield* added(own, manifest, require_core.refusal(manifest, project));
	yield* escalating(own);
} };
/** A privileged container has them all; Windows has none. */
function isJudged(container) {
	if (require_core.bool(require_core.containerSetting(container, "securityContext", "privileged")?.node) === true) return false;
	return require_core.text(require_core.podSetting(container.pod, "nodeSelector", "kubernetes.io/os")?.node) !== "windows";
}
function capabilitiesOf(container) {
	return require_core.containerSetting(container, "securityContext", "capabilities", "add");
}
/** As a runtime reads it: without regard to case, with `CAP_` or without. */
function capability(written) {
	return written.toUpperCase().replace(/^CAP_/, "");
}
function* added(own, manifest, end) {
	for (const { setting, by } of require_core.bySetting(own, capabilitiesOf)) {
		const inside = by.every(({ pod }) => require_core.bool(require_core.podSetting(pod, "hostUsers")?.node) === false);
		for (const item of require_core.items(setting.node)) {
			const name = capability(require_core.text(item) ?? "");
			const variant = variantOf$1(name, inside);
			if (variant === void 0) continue;
			yield {
				at: {
					...setting,
					node: item
				},
				variant,
				key: name,
				message: `${require_core.titleOf(by)} gets the capability \`${name}\`: ${harm$2(name)} Take it out of \`capabilities.add\`.${end}`,
				propose: () => ({
					title: `Take the capability ${name} away (what needs it will fail)`,
					safety: "unsafe",
					changes: (require_edits()).without(manifest.root, ...same(name, by, manifest))
				})
			};
		}
	}
}
function variantOf$1(name, inside) {
	if (name === "" || require_core.isUnknown(name) || baseline.has(name)) return void 0;
	if (greedy.has(name)) return "greedy";
	if (inside) return "user-namespace";
	return name in strong ? "strong" : "extra";
}
function harm$2(name) {
	const power = strong[name];
	if (power !== void 0) return `whoever controls what runs in it can ${power}.`;
	if (greedy.has(name)) return "it can take more of its node than its share.";
	if (name === "NET_RAW") return "it can forge packets, and so answer in the name of other pods.";
	return "the Pod Security Standard `baseline` allows no container to add it.";
}
/** The capability in every list that these containers have, so that none comes into force that another hid. */
function same(name, by, manifest) {
	const lists = by.flatMap(({ layers }) => layers.flatMap((layer) => layer.manifest === manifest ? require_core.get(layer.node, "securityContext", "capabilities", "add") ?? [] : []));
	return [...new Set(lists)].flatMap((list) => require_core.items(list).filter((item) => capability(require_core.text(item) ?? "") === name));
}
function* escalating(own) {
	for (const { setting, by } of require_core.bySetting(own, (container) => require_core.containerSetting(container, "securityContext", "allowPrivilegeEscalation"))) {
		if (require_core.bool(setting.node) !== true) continue;
		yield {
			at: setting,
			variant: "escalation",
			message: `${require_core.titleOf(by)} lets its programs get more rights than they were started with, such as root by \`sudo\` or by another file with the set-user-ID bit. Say \`allowPrivilegeEscalation: false\`.`,
			propose: () => confine(setting.node, by)
		};
	}
}
function confine(node, by) {
	if (by.flatMap((container) => require_core.items(capabilitiesOf(container)?.node)).map((item) => capability(require_core.text(item) ?? "")).some((name) => name === "ALL" || name === "SYS_ADMIN")) return { refused: "Kubernetes takes no `allowPrivilegeEscalation: false` beside the capability `SYS_ADMIN`" };
	return {
		title: "Keep programs from getting more rights (those that use `sudo` will fail)",
		safety: "unsafe",
		changes: [(require_edits()).replace(node, false)]
	};
}

// src/rules/default-service-account-binding.ts?check
const rulePart$34 = { *check(manifest, project) {
	const binding = require_core.bindingOf(manifest);
	if (!binding || binding.role.name.startsWith("system:")) return;
	const role = require_core.roleOf(binding, project);
	for (const subject of binding.subjects) {
		const whom = shared$1(subject);
		if (whom && concernsArgo(binding, subject, role, project)) yield problem$4(whom, binding, subject, role, project);
	}
} };
function shared$1(subject) {
	const { kind, name } = subject;
	if (kind === "ServiceAccount") return name === "default" ? {
		variant: "default",
		who: "the ServiceAccount `default`, so every pod of its namespace that names no other"
	} : void 0;
	if (name === "system:unauthenticated" || name === "system:anonymous") return {
		variant: "anonymous",
		who: "everybody who reaches the API server, without a login"
	};
	if (kind !== "Group") return void 0;
	const namespace = require_core.namespaceOfGroup(subject);
	if (namespace !== void 0) return {
		variant: "group",
		who: `every ServiceAccount of \`${namespace}\`, so every pod there`
	};
	if (name === "system:serviceaccounts") return {
		variant: "group",
		who: "every ServiceAccount of the cluster, so every pod"
	};
	return name === "system:authenticated" ? {
		variant: "group",
		who: "everybody with a login, and every pod"
	} : void 0;
}
/** Whether workflows have to do with it: its role, its names, or its namespace say so. */
function concernsArgo(binding, subject, role, project) {
	if (role?.policies.some(({ groups }) => groups.includes("argoproj.io"))) return true;
	const namespace = subject.kind === "ServiceAccount" ? subject.namespace : require_core.namespaceOfGroup(subject);
	if (argoName.test([
		binding.manifest.name,
		binding.role.name,
		namespace,
		binding.namespace
	].join(" "))) return true;
	return project.manifests.some((one) => one.spec !== void 0 && one.kind !== "ConfigMap" && require_core.mayBe(require_core.homeOf(one), namespace ?? binding.namespace));
}
/** Not Argo CD, Argo Rollouts and their like. */
const argoName = /(?:^|[^a-z])argo(?!-?(?:cd|rollouts|image))(?:[^a-z]|$)|workflow/i;
function problem$4({ variant, who }, binding, subject, role, project) {
	const bound = {
		binding,
		subject,
		role
	};
	const all = require_core.dangers([bound], require_core.homeNamespaces(project));
	const [worst] = all;
	const at = require_core.get(subject.node, "name") ?? subject.node;
	const isMinimum = variant === "default" && role !== void 0 && role.policies.every(isExecutors);
	return {
		at,
		variant: !role ? variant === "default" ? "unknown" : variant : isMinimum ? "executor" : variant,
		...worst && { severity: worst.severity },
		...!role && { confidence: "medium" },
		message: `This gives the rights of \`${binding.role.name}\` to ${who}${rights(all, role, isMinimum)}. Bind it to a ServiceAccount of its own, and name that in the workflows that need it.`,
		related: (worst ? (require_installation()).trail(worst) : (require_installation()).waysTo(bound)).slice(1)
	};
}
/** What comes of it, in words that go on a sentence. */
function rights(all, role, isMinimum) {
	if (all.length > 0) return `: they may ${(require_installation()).told(all)}`;
	if (!role) return ". What that role allows is not among these files";
	return isMinimum ? ". By them pods report to the controller, so whatever else runs there can report in their place" : "";
}
/** What Argo's documentation has for the executor, for the agent, and for the deletion of artifacts (workflow-rbac.md). */
const needed = /* @__PURE__ */ new Map([
	["workflowtaskresults", /* @__PURE__ */ new Set(["create", "patch"])],
	["workflowtasksets", /* @__PURE__ */ new Set(["list", "watch"])],
	["workflowtasksets/status", /* @__PURE__ */ new Set(["patch"])],
	["workflowartifactgctasks", /* @__PURE__ */ new Set(["list", "watch"])],
	["workflowartifactgctasks/status", /* @__PURE__ */ new Set(["patch"])]
]);
function isExecutors({ groups, resources, verbs }) {
	return groups.every((group) => group === "argoproj.io") && resources.every((resource) => verbs.every((verb) => needed.get(resource)?.has(verb)));
}

// src/rules/event-selector-too-broad.ts?check
/** What an event must be to match, from nothing to something that its sender says in the body. */
const strengths = [
	"anything",
	"envelope",
	"presence",
	"payload"
];
const token$1 = /"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?|`[^`]*`?|&&|\|\||[=!<>]=|[A-Za-z_$][\w$]*|\d[\w.]*|\S/g;
/** A selector that is meant to be read is shorter. */
const maxTokens = 500;
/** How much of an event a selector looks at: of alternatives the least, of conditions that all must hold the most. */
function strengthOf$1(selector) {
	const words = selector.slice(0, 1e4).match(token$1) ?? [];
	return words.length === 0 || words.length > maxTokens ? void 0 : ofAlternatives(words);
}
function ofAlternatives(words) {
	return split(words, ["||", "or"]).map(ofConditions).filter((strength) => strength !== void 0).reduce((a, b) => a && strengths.indexOf(a) < strengths.indexOf(b) ? a : b, void 0);
}
function ofConditions(words) {
	const found = split(words, ["&&", "and"]).map(ofCondition);
	if (found.includes(void 0)) return void 0;
	return strengths.findLast((strength) => found.includes(strength));
}
/** Nothing for a condition that no event fulfils. */
function ofCondition(words) {
	if (words[0] === "(" && closing$1(words) === words.length - 1) return ofAlternatives(words.slice(1, -1));
	const text = words.join(" ");
	if (/^(?:true|(?:not|!) false|payload (?:!=|not ==) (?:nil|null)|namespace [!=]= \S+|discriminator != (?:""|''))$/.test(text)) return "anything";
	const [left, sign, right] = words;
	if (words.length === 3 && (sign === "==" || sign === ">=" || sign === "<=") && left === right) return "anything";
	if (/^payload(?: \. \w+| \[ (?:"[^"]*"|'[^']*') \])+ != (?:""|'')$/.test(text)) return "presence";
	if (words.some((word) => word === "payload" || word === "$env")) return "payload";
	if (words.some((word) => word === "discriminator" || word === "metadata")) return "envelope";
	return words.includes("namespace") ? "anything" : void 0;
}
/** Where the bracket that a row of words begins with is closed. */
function closing$1(words) {
	let depth = 0;
	return words.findIndex((word) => (depth += weight(word)) === 0);
}
function weight(word) {
	return "([{".includes(word) ? 1 : ")]}".includes(word) ? -1 : 0;
}
/** The parts between some words, outside of brackets. */
function split(words, at) {
	const parts = [[]];
	let depth = 0;
	for (const word of words) {
		depth += weight(word);
		if (depth === 0 && at.includes(word)) parts.push([]);
		else parts.at(-1)?.push(word);
	}
	return parts;
}
/** Looks at a header that cannot be what the author thinks: each is a list, under a name in lower case. */
function* mistakes({ value }) {
	for (const match of value.slice(0, 1e4).matchAll(/\bmetadata(?:\.(?<member>\w+)|\[\s*(?<quote>["'])(?<name>[^"']{1,100})\k<quote>\s*\])(?<compared>\s{0,9}[!=]=\s{0,9}["'][^"']{0,200}["'])?/g)) {
		const { member, name = member ?? "", compared } = match.groups ?? {};
		const place = {
			from: match.index,
			to: match.index + match[0].length
		};
		if (name === "claimSet") continue;
		if (/[A-Z]/.test(name)) yield {
			...place,
			reason: `names of headers are in lower case here, so there is no \`${name}\``
		};
		else if (!name.startsWith("x-")) yield {
			...place,
			reason: `only headers whose name begins with \`x-\` are given to a selector, so there is no \`${name}\``
		};
		else if (compared) yield {
			...place,
			reason: `a header is a list of texts, which never equals one text: compare with \`["…"]\``
		};
	}
}
function* ofBinding$1(manifest) {
	const selector = require_core.scalar(require_core.get(manifest.root, "spec", "event", "selector"));
	if (!selector) return;
	const strength = strengthOf$1(selector.value);
	if (strength === "anything") yield {
		at: selector,
		variant: "any-event",
		message: "This selector matches every event that is sent to the namespace, so any of them starts the workflow, with a payload that the binding does not expect. Compare what belongs to the one event that is meant, such as `payload.repository.full_name` and `payload.action`."
	};
	else if (strength === "envelope") yield {
		at: selector,
		variant: "envelope",
		message: "This selector only looks at the path of the request and its headers. Whoever calls the endpoint writes both, and a signature covers neither, so any sender whose webhook is let in starts the workflow. Also compare what belongs to the one event that is meant, such as `payload.repository.full_name`."
	};
	else if (strength === "presence") yield {
		at: selector,
		variant: "presence",
		message: "Of the payload this selector only asks that a field is not empty, which also holds where there is no such field. So events of any sender whose webhook is let in start the workflow. Compare what belongs to the one event that is meant, such as `payload.repository.full_name`."
	};
	for (const { from, to, reason } of mistakes(selector)) {
		const message = `This comparison is not what it seems: ${reason}. The selector then matches other events than its author thinks, in most cases none.`;
		yield {
			at: selector.part(from, to),
			key: selector.value.slice(from, to),
			variant: "header-mistake",
			message
		};
	}
}
/** Filters that look at what an event says, not only when it comes. */
function isFiltered(holder, key) {
	const filter = require_core.get(holder, key);
	return [
		"data",
		"exprs",
		"script",
		"context",
		"expression"
	].some((kind) => !require_core.isNull(require_core.get(filter, kind)));
}
function* ofSensor$1(manifest, project) {
	const { root, namespace } = manifest;
	if (!require_core.items(require_core.get(root, "spec", "triggers")).some((trigger) => require_core.get(trigger, "template", "argoWorkflow") ?? require_core.get(trigger, "template", "k8s"))) return;
	for (const dependency of require_core.items(require_core.get(root, "spec", "dependencies"))) {
		if (isFiltered(dependency, "filters")) continue;
		const source = project.find("EventSource", require_core.text(require_core.get(dependency, "eventSourceName")) ?? "", namespace);
		const event = require_core.text(require_core.get(dependency, "eventName")) ?? "";
		const pair = require_core.pairs(require_core.get(source?.root, "spec", "webhook")).find(({ key }) => require_core.text(key) === event);
		if (!source || !pair || require_core.get(pair.value, "authSecret") || isFiltered(pair.value, "filter")) continue;
		yield {
			at: require_core.get(dependency, "name") ?? dependency,
			key: event,
			variant: "unfiltered-webhook",
			message: `The webhook \`${event}\` asks for no token, and this dependency filters nothing, so every request that reaches it starts what the sensor triggers. Give the webhook an \`authSecret\`, or the dependency \`filters\` on what the request must say.`,
			related: [{
				at: pair.key,
				manifest: source,
				note: "This is the webhook",
				way: "to"
			}]
		};
	}
}
const rulePart$33 = { *check(manifest, project) {
	if (manifest.kind === "WorkflowEventBinding") yield* ofBinding$1(manifest);
	if (manifest.kind === "Sensor") yield* ofSensor$1(manifest, project);
} };

// src/rules/executor-plugin-trust.ts?check
const rulePart$32 = { *check(manifest, project) {
	for (const one of require_core.installed(manifest, project)) {
		if (one.part !== "controller") continue;
		const own = require_core.isOn(one, "workflow-level-executor-plugins") && require_core.flag(one, "workflow-level-executor-plugins");
		if (own && !require_core.isRestricted(project)) yield {
			at: own.at,
			variant: "workflow-level",
			message: "The controller runs whatever plugin a workflow brings, beside its agent and with what the agent may do, and nothing restricts who brings one. Remove this flag, or take workflows from templates only (`workflowRestrictions`)."
		};
		const all = require_core.isOn(one, "executor-plugins") && require_core.flag(one, "executor-plugins");
		if (all) yield {
			at: all.at,
			variant: "enabled",
			message: "The controller takes plugins from ConfigMaps: whoever may create one in its namespace, or in one with workflows, adds a container to the pods of others. See that only those may who are trusted so far, or remove this."
		};
	}
	yield* plugin(manifest, project);
} };
function* plugin(manifest, project) {
	const { kind, root, name } = manifest;
	const node = require_core.pluginContainer(manifest);
	if (!node) return;
	const token = kind === "ConfigMap" ? require_core.get(root, "data", "sidecar.automountServiceAccountToken") : require_core.get(root, "spec", "sidecar", "automountServiceAccountToken");
	if (token && (require_core.bool(token) || require_core.text(token)?.trim() === "true")) {
		const own = `${name.replace(/-executor-plugin$/, "")}-executor-plugin`;
		const strong = require_core.dangersOf({
			name: own,
			namespace: void 0,
			from: manifest
		}, project);
		const may = strong.length > 0 ? `: it may ${(require_installation()).told(strong)}` : "";
		yield {
			at: token,
			variant: "token",
			...strong.length > 0 && { severity: "high" },
			related: strong.slice(0, 1).flatMap((require_installation()).trail),
			message: `This plugin gets the token of the ServiceAccount \`${own}\` in each namespace where it runs, so whoever breaks into it has its rights${may}. Remove this unless it talks to the Kubernetes API.`
		};
	}
	const [container] = require_core.containers(manifest, project);
	if (!container || manifest.templated) return;
	function says(key) {
		return container && require_core.bool(require_core.containerSetting(container, "securityContext", key)?.node);
	}
	const drop = require_core.items(require_core.containerSetting(container, "securityContext", "capabilities", "drop")?.node);
	const lacking = [
		require_core.saysNonRoot(require_core.securitySetting(container, "runAsNonRoot"), require_core.securitySetting(container, "runAsUser")) ? [] : "`runAsNonRoot: true`",
		says("readOnlyRootFilesystem") === true ? [] : "`readOnlyRootFilesystem: true`",
		says("allowPrivilegeEscalation") === false ? [] : "`allowPrivilegeEscalation: false`",
		drop.some((item) => /^ALL$/i.test(require_core.text(item) ?? "")) ? [] : "`capabilities: {drop: [ALL]}`"
	].flat();
	if (lacking.length === 0) return;
	yield {
		at: require_core.pair(node, "securityContext")?.key ?? require_core.get(node, "name") ?? node,
		variant: "unhardened",
		message: `The container of this plugin runs in the pods of every workflow that may use it, and lacks ${lacking.join(", ")}. Add them.`
	};
}

// src/rules/git-submodule-credentials.ts?check
const rulePart$31 = { *check(manifest, project) {
	for (const { node, of } of (require_seldom()).artifacts(manifest, project)) {
		const git = require_core.mapping(require_core.get(node, "git"));
		const secret = secrets.find((name) => git && !require_core.isNull(require_core.get(git, name)));
		if (!git || !secret || require_core.bool(require_core.get(git, "disableSubmodules")) === true) continue;
		const chosen = chooser$1(git, manifest, project);
		const variant = chosen ? "chosen" : isPullRequest(git) ? "pull-request" : "trusted";
		yield {
			at: node.ownKey("git") ?? git,
			variant,
			message: `The submodules of ${of} are fetched with its \`${secret}\`, from wherever its \`.gitmodules\` says${who$2[variant](chosen)}. Say \`disableSubmodules: true\` unless they are needed.`,
			...require_core.along(chosen),
			propose: () => ({
				title: "Fetch no submodules (the repository must not need them)",
				safety: "unsafe",
				changes: [(require_edits()).set(git, "disableSubmodules", true, require_core.isNull(require_core.get(git, "revision")) ? "repo" : "revision")]
			})
		};
	}
} };
const secrets = [
	"passwordSecret",
	"sshPrivateKeySecret",
	"usernameSecret"
];
const who$2 = {
	chosen: (chosen) => `. That file comes with a repository or revision from ${chosen?.from ?? "others"}, who can so have the credentials used for a server or a repository of their choice`,
	"pull-request": () => ". That file comes with a pull request, whose author can so have the credentials used for a server or a repository of their choice",
	trusted: () => ""
};
/** Who chooses the repository or the revision, when that is not whoever runs the workflow. */
function chooser$1(git, manifest, project) {
	const template = require_core.templates(manifest).findLast(({ node }) => node.start <= git.start && git.start < node.end);
	const sources = [
		require_core.get(git, "revision"),
		require_core.get(git, "repo"),
		require_core.get(git, "branch")
	].map(require_core.scalar).map((leaf) => require_core.sourceOf$1(require_core.tags(leaf).flatMap(({ flows }) => flows), {
		project,
		manifest,
		template
	}));
	return sources.find(({ level }) => level === "event") ?? sources.find(({ level }) => level === "submitter");
}
function isPullRequest(git) {
	const fetched = [require_core.text(require_core.get(git, "revision")) ?? "", scalarsOf(git)].join(" ");
	return /\b(?:refs\/)?(?:pull|merge-requests)\/\d+\/(?:head|merge)\b/.test(fetched);
}
/** Refspecs that are fetched as well. */
function scalarsOf(git) {
	const list = require_core.get(git, "fetch");
	return list?.kind === "sequence" ? list.scalars().map(({ value }) => value).join(" ") : "";
}

// src/rules/host-namespace.ts?check
const gains$1 = {
	hostNetwork: {
		variant: "network",
		what: "share the node's network: they reach services that listen on the node alone and its cloud credentials at 169.254.169.254, past every NetworkPolicy",
		fix: "Give the pods a network of their own (services that listen on the node alone are out of reach then)"
	},
	hostPID: {
		variant: "processes",
		what: "see all processes of the node, may read their environment and, as root, their memory and files",
		fix: "Hide the node's processes from the pods (steps that look at them will fail)"
	},
	hostIPC: {
		variant: "memory",
		what: "share the node's inter-process memory, and may read and write that of its processes",
		fix: "Keep the pods from the node's inter-process memory (steps that share it with the node will fail)"
	}
};
const rulePart$30 = { *check(manifest, project) {
	const all = require_core.pods(manifest, project);
	const end = require_core.refusal(manifest, project);
	yield* shared("hostNetwork", all, manifest, end);
	yield* shared("hostPID", all, manifest, end);
	yield* shared("hostIPC", all, manifest, end);
	yield* ports(require_core.containers(manifest, project), manifest, end);
} };
function* shared(field, all, manifest, end) {
	const { variant, what, fix } = gains$1[field];
	for (const { setting, by } of require_core.bySetting(all, (pod) => require_core.podSetting(pod, field))) {
		if (require_core.bool(setting.node) !== true) continue;
		const privileged = field === "hostPID" ? by.flatMap(({ containers: all }) => all.filter(isPrivileged)) : [];
		const more = privileged.length > 0 ? ` ${require_core.titleOf(privileged)} is privileged as well, which is root on the node.` : "";
		yield {
			at: setting,
			variant: privileged.length > 0 ? "privileged-processes" : variant,
			key: field,
			message: `Pods of ${require_core.sourceOf(by)} ${what}.${more} Remove \`${field}\`.${end}`,
			propose: () => ({
				title: fix,
				safety: "unsafe",
				changes: (require_edits()).without(manifest.root, ...takers(field, by, manifest))
			})
		};
	}
}
/** The field wherever it stands for these pods, so that none comes into force that another hid, and what goes with it. */
function takers(field, by, manifest) {
	const nodes = by.flatMap(({ layers: { patch, spec } }) => field === "hostNetwork" || !manifest.spec ? [...patch, ...spec] : patch).filter((layer) => layer.manifest === manifest && require_core.bool(require_core.get(layer.node, field)) === true).flatMap(({ node }) => [require_core.get(node, field), field === "hostNetwork" ? hostPolicy(node) : void 0]);
	return [...new Set(nodes)].filter((node) => node !== void 0);
}
/** What only pods on the node's network need. */
function hostPolicy(holder) {
	const policy = require_core.get(holder, "dnsPolicy");
	return require_core.text(policy) === "ClusterFirstWithHostNet" ? policy : void 0;
}
function isPrivileged(container) {
	return require_core.bool(require_core.containerSetting(container, "securityContext", "privileged")?.node) === true;
}
function* ports(all, own, end) {
	const seen = /* @__PURE__ */ new Set();
	for (const container of all) for (const { node, origin, manifest } of container.layers) for (const item of require_core.items(require_core.get(node, "ports"))) {
		const port = require_core.get(item, "hostPort");
		if (!port || !(Number(require_core.integer(port)) > 0) || seen.has(port)) continue;
		seen.add(port);
		yield {
			at: {
				node: port,
				origin,
				manifest
			},
			variant: "port",
			message: `${require_core.titleOf([container])} takes port ${require_core.integer(port)} of its node: everyone who reaches the node reaches it, and it may stand in for a service of the node. Use a Service instead.${end}`,
			propose: () => ({
				title: `Give up port ${require_core.integer(port)} of the node (who uses it has to go through a Service)`,
				safety: "unsafe",
				changes: (require_edits()).without(own.root, port)
			})
		};
	}
}

// src/rules/host-path-volume.ts?check
const rulePart$29 = { *check(manifest, project) {
	const all = require_core.pods(manifest, project);
	const mounted = all.flatMap(mountsIn);
	const uses = [...require_core.volumes(all).map((volume) => ({ volume })), ...mounted];
	for (const { setting, by } of require_core.bySetting(uses, ({ volume }) => pathOf(volume))) {
		const path = require_core.text(setting.node) ?? "";
		if (path === "" && !manifest.templated) continue;
		const own = by.flatMap(({ mount }) => mount ?? []);
		yield {
			at: setting,
			variant: variantOf(path, own, manifest),
			message: `${messageOf(path, own, require_core.isWhole(manifest))}${require_core.refusal(manifest, project)}`
		};
	}
	yield* claimed(mounted, manifest, project);
} };
/** The path of a `hostPath` volume, or what stands in its place. */
function pathOf({ node, ...rest }) {
	const volume = require_core.get(node, "hostPath");
	return volume && !require_core.isNull(volume) ? {
		node: require_core.get(volume, "path") ?? volume,
		...rest
	} : void 0;
}
function mountsIn(pod) {
	return pod.containers.flatMap((container) => require_core.ownMounts(container).flatMap((mount) => {
		const volume = require_core.volumeNamed(require_core.text(require_core.get(mount, "name")) ?? "", pod);
		return volume ? [{
			volume,
			mount: {
				container,
				readOnly: require_core.bool(require_core.get(mount, "readOnly")) === true
			}
		}] : [];
	}));
}
function variantOf(path, mounted, manifest) {
	if (isOpen$2(path)) return "unknown-path";
	if (mounted.length === 0 && require_core.isWhole(manifest)) return "unmounted";
	const kind = (require_seldom()).nodePath(path);
	if (kind === "device" || kind === "memory") return "device";
	const readOnly = isRead(mounted);
	if (kind === "other") return readOnly ? "read-only" : "writable";
	return readOnly && kind === "node" ? "reads-node" : "owns-node";
}
/** Whether a path is put in later. */
function isOpen$2(path) {
	return path === "" || require_core.isUnknown(path);
}
function isRead(mounted) {
	return mounted.length > 0 && mounted.every((mount) => mount.readOnly);
}
const harms = {
	socket: "through this socket it starts containers on the node as root. Build images with rootless BuildKit or Kaniko instead.",
	root: "that is the whole node with all that its pods keep there. Mount nothing of the node: use an `emptyDir` or a claim.",
	node: "what stands there governs the node or holds its secrets. Use an `emptyDir`, a ConfigMap or a claim instead.",
	memory: "programs of the node and of other pods keep data there. Use an `emptyDir` with `medium: Memory` instead, which the pod has for itself.",
	device: "a device of the node is shared with all that runs on it. Let a device plugin hand it out instead.",
	other: "files there outlive the pod and meet other pods of the node. Use an `emptyDir` or a PersistentVolumeClaim instead."
};
const reads = "what the node or other pods keep there can be read. Use a ConfigMap or a PersistentVolumeClaim instead.";
function messageOf(path, mounted, whole) {
	const holders = [...new Set(mounted.map(({ container }) => container))];
	const who = holders.length > 0 ? `${require_core.titleOf(holders)} mounts` : "This volume offers";
	const unmounted = holders.length === 0 && whole ? ", though no container mounts it" : "";
	if (isOpen$2(path)) return `${who} a path of the node that is put in later${unmounted}: ${harms.other}`;
	const kind = (require_seldom()).nodePath(path);
	return `${who} \`${path}\` of the node${unmounted}: ${kind === "other" && isRead(mounted) ? reads : harms[kind]}`;
}
/** Claims that lead to the node after all: whoever made the volume knows it, and whoever writes the workflow need not. */
function* claimed(mounted, { namespace }, project) {
	for (const { setting, by } of require_core.bySetting(mounted, ({ volume }) => claimOf(volume))) {
		const claim = require_core.text(setting.node) ?? "";
		const volume = behind(claim, namespace, project);
		const at = volume && pathIn(volume);
		if (!at) continue;
		const holders = new Set(by.flatMap(({ mount }) => mount?.container ?? []));
		yield {
			at: setting,
			variant: "claimed",
			message: `${require_core.titleOf([...holders])} mounts the claim \`${claim}\`, which is bound to \`${require_core.text(at) ?? ""}\` of a node by the PersistentVolume \`${volume.name}\`. See whether its pods may have what is kept there.`,
			related: [{
				at,
				manifest: volume,
				note: "The path of the node"
			}]
		};
	}
}
function claimOf({ node, ...rest }) {
	const claim = require_core.get(node, "persistentVolumeClaim", "claimName");
	return claim && {
		node: claim,
		...rest
	};
}
function pathIn({ root }) {
	return require_core.get(root, "spec", "hostPath", "path") ?? require_core.get(root, "spec", "local", "path");
}
/** The volume that a claim is bound to: it names the claim, or the claim names it. */
function behind(claim, namespace, project) {
	const reserved = volumesFor(project).get(claim) ?? [];
	const named = require_core.text(require_core.get(project.find("PersistentVolumeClaim", claim, namespace)?.root, "spec", "volumeName"));
	return reserved.find(({ root }) => {
		const home = require_core.text(require_core.get(root, "spec", "claimRef", "namespace"));
		return home === void 0 || namespace === void 0 || home === namespace;
	}) ?? (named === void 0 ? void 0 : project.find("PersistentVolume", named, void 0));
}
/** Volumes that name the claim that they are for, by that. */
const volumesFor = /* @__PURE__ */ require_core.once((project) => require_core.groupBy$1(project.manifests.filter(({ kind }) => kind === "PersistentVolume"), ({ root }) => require_core.text(require_core.get(root, "spec", "claimRef", "name")) ?? ""));

// src/rules/insecure-artifact-transport.ts?check
const rulePart$28 = { *check(manifest, project) {
	for (const artifact of (require_seldom()).artifacts(manifest, project)) {
		for (const kind of kinds$2) {
			const node = require_core.mapping(require_core.get(artifact.node, kind.key));
			if (node) yield* inLocation(node, kind, artifact);
		}
		yield* inPlugin(artifact);
		yield* ofHdfs(artifact);
	}
	yield* requests(manifest);
} };
const kinds$2 = [
	{
		key: "s3",
		where: ["endpoint"],
		secrets: [
			"accessKeySecret",
			"secretKeySecret",
			"sessionTokenSecret"
		]
	},
	{
		key: "git",
		where: ["repo"],
		secrets: [
			"usernameSecret",
			"passwordSecret",
			"sshPrivateKeySecret"
		]
	},
	{
		key: "http",
		where: ["url"],
		secrets: ["auth"]
	},
	{
		key: "artifactory",
		where: ["url", "repoURL"],
		secrets: ["usernameSecret", "passwordSecret"]
	},
	{
		key: "oss",
		where: ["endpoint"],
		secrets: ["accessKeySecret", "secretKeySecret"]
	},
	{
		key: "azure",
		where: ["endpoint"],
		secrets: ["accountKeySecret"]
	}
];
function* inLocation(node, { key, where, secrets }, { of }) {
	const field = where.find((name) => require_core.get(node, name));
	const place = field === void 0 ? void 0 : require_core.get(node, field);
	const address = require_core.text(place) ?? "";
	const secret = secrets.some((name) => !require_core.isNull(require_core.get(node, name))) || hasSecretHeader(node);
	if (key === "git") yield* ofGit$1(node, address, of);
	const insecure = key === "s3" ? require_core.get(node, "insecure") : void 0;
	if (insecure && require_core.bool(insecure)) yield plain$2({
		at: insecure,
		what: `With \`s3.insecure\` of ${of}, data travels`,
		address,
		secret,
		advice: "Remove it; the endpoint has to speak HTTPS.",
		propose: () => encrypted(node, address)
	});
	const scheme = /^(?:http|git|ftp):\/\//i.exec(address)?.[0];
	if (place && scheme) yield plain$2({
		at: place,
		what: `\`${key}.${field}\` of ${of} begins with \`${scheme}\`, so data travels`,
		address,
		secret,
		advice: key === "git" ? "Use `https://` or SSH." : "Use `https://`.",
		propose: () => secured(place)
	});
}
/** Argo looks at `insecureIgnoreHostKey` only where there is a key to sign in with. */
function* ofGit$1(git, address, of) {
	const skipTls = require_core.get(git, "insecureSkipTLS");
	if (skipTls && require_core.bool(skipTls)) yield source(git, "insecureSkipTLS", skipTls, address, of);
	const skipKey = require_core.isNull(require_core.get(git, "sshPrivateKeySecret")) ? void 0 : require_core.get(git, "insecureIgnoreHostKey");
	if (skipKey && require_core.bool(skipKey)) yield source(git, "insecureIgnoreHostKey", skipKey, address, of);
}
/** HDFS believes the name of a user unless Kerberos has to prove it. */
function* ofHdfs({ node, of }) {
	const hdfs = require_core.get(node, "hdfs");
	const user = require_core.get(hdfs, "hdfsUser");
	if (!user || (require_core.text(user) ?? "") === "") return;
	if (require_core.pairs(hdfs).some((entry) => (require_core.keyOf(entry) ?? "").startsWith("krb") && !require_core.isNull(entry.value))) return;
	yield {
		at: user,
		variant: "unproved-user",
		message: `\`hdfs.hdfsUser\` of ${of} says who asks, and nothing proves it, since there is no \`krbCCacheSecret\` or \`krbKeytabSecret\`. If HDFS takes the name as it comes, whoever reaches it can read and change these files. See that Kerberos is asked for there, and give its credentials here.`
	};
}
/** Whether a header comes from a Secret, or is called as those that carry credentials are. */
function hasSecretHeader(request) {
	return require_core.items(require_core.get(request, "headers")).some((header) => !require_core.isNull(require_core.get(header, "valueFrom", "secretKeyRef")) || /authorization|cookie|token|api-?key|secret/i.test(require_core.text(require_core.get(header, "name")) ?? ""));
}
function plain$2({ at, what, address, secret, advice, propose }) {
	const inside = isInCluster$1(address);
	const taken = secret ? ", or take the credentials that are sent with it" : "";
	return {
		at,
		variant: inside ? "in-cluster" : secret ? "credentials" : "plain",
		message: `${what} without TLS. ${other(inside)} can read it or swap it${taken}. ${advice}`,
		propose
	};
}
const checks = {
	insecureSkipTLS: {
		check: "the certificate",
		title: "Check the certificate of the Git host (it has to be one that the executor trusts)"
	},
	insecureIgnoreHostKey: {
		check: "the key",
		title: "Check the key of the Git host (it has to be among the executor's known hosts)"
	}
};
function source(git, field, at, address, of) {
	const { check, title } = checks[field];
	const inside = isInCluster$1(address);
	return {
		at,
		variant: inside ? "in-cluster" : "unverified-source",
		message: `With \`git.${field}\` of ${of}, nothing checks ${check} of the host. ${other(inside)} can answer in its place and have the workflow run other code. Remove it.`,
		propose: () => ({
			title,
			safety: "unsafe",
			changes: [(require_edits()).remove(git, field)]
		})
	};
}
/** Who can do harm, as the subject of a sentence. */
function other(inside) {
	return inside ? "It stays in the cluster, where others on the network" : "Whoever sits on the way";
}
function unverified(request, at, owner, secret) {
	const inside = isInCluster$1(require_core.text(require_core.get(request, "url")) ?? "");
	return {
		at,
		variant: inside ? "in-cluster" : secret ? "unverified-credentials" : "unverified",
		message: `With \`http.insecureSkipVerify\` of ${owner}, nothing checks the certificate of the other side. ${other(inside)} can answer in its place${secret ? " and is given the credentials" : ""}. Remove it.`,
		propose: () => ({
			title: "Check the certificate of the other side (it has to be one that the agent trusts)",
			safety: "unsafe",
			changes: [(require_edits()).remove(request, "insecureSkipVerify")]
		})
	};
}
/** TLS for an endpoint whose port does not rule it out. */
function encrypted(s3, endpoint) {
	if (endpoint.endsWith(":80")) return { refused: "Port 80 of the endpoint speaks plain HTTP, and no other is known" };
	return {
		title: "Use TLS for S3 (the endpoint has to speak HTTPS)",
		safety: "unsafe",
		changes: [(require_edits()).remove(s3, "insecure")]
	};
}
/**
* Hosts that are known to serve by HTTPS what they serve by HTTP. Of Amazon's, only those of S3 whose certificate
* covers the name: not websites, not names with further dots, not machines and load balancers.
*/
const secureHosts = /^http:\/\/(?:[^@/]*@)?(?:github\.com|gitlab\.com|bitbucket\.org|raw\.githubusercontent\.com|storage\.googleapis\.com|(?:[\w-]+\.)?s3(?:(?!-website)[.-][\w-]+){0,2}\.amazonaws\.com)(?:\/|$)/i;
function secured(address) {
	const leaf = require_core.scalar(address);
	const url = leaf?.value ?? "";
	if (!leaf || !secureHosts.test(url)) return { refused: "Whether the host also speaks HTTPS is not known" };
	return {
		title: "Use HTTPS (the host serves the same by it)",
		safety: "unsafe",
		changes: [(require_edits()).rewrite(leaf, [{
			from: 0,
			to: 4,
			text: "https"
		}])]
	};
}
/** Ends of names by which a service with its namespace can be told from a name of the Internet. */
const publicEnd = /\.(?:[a-z]{2,3}|info|name|cloud|tech|site|store|storage|online|host|zone|link|live|network|systems|digital|local|internal|corp|home)$/i;
/** Names that only a cluster or one machine resolves. An unknown address may be anywhere. */
function isInCluster$1(address) {
	const host = address.replace(/^\w+:\/\//, "").replace(/^[^@/]*@/, "").replace(/[:/].*$/s, "");
	if (host === "" || require_core.isUnknown(host)) return false;
	if (!host.includes(".") || /\.svc(?:\.cluster\.local)?$|^127\./.test(host)) return true;
	return /^[\w-]+\.[a-z-]+$/i.test(host) && /:\d+/.test(address.replace(/^\w+:\/\//, "")) && !publicEnd.test(host);
}
/** A driver of one's own is given its settings as YAML; those of one level down count too. */
function* inPlugin({ node, of }) {
	const written = require_core.scalar(require_core.get(node, "plugin", "configuration"));
	const root = written && require_core.embedded(written).root;
	for (const settings of [root, ...require_core.pairs(root).map(({ value }) => value)].map(require_core.mapping)) for (const entry of require_core.pairs(settings)) {
		const name = require_core.keyOf(entry) ?? "";
		if (!/^(?:insecure|skip_?verify|insecure_?skip_?verify)$/i.test(name) || !require_core.bool(entry.value)) continue;
		yield {
			at: entry.value,
			variant: isInCluster$1(require_core.text(require_core.get(settings, "endpoint")) ?? "") ? "in-cluster" : "plain",
			severity: "low",
			confidence: "medium",
			message: `\`${name}\` in the settings of the artifact plugin of ${of} switches protection off. Whoever sits on the way may read or swap the artifact. Remove it.`,
			...settings && { propose: () => ({
				title: "Protect it on the way (the other side must support that)",
				safety: "unsafe",
				changes: [(require_edits()).remove(settings, name)]
			}) }
		};
	}
}
/** Templates of type `http`: what they call, and whether they look who answers. */
function* requests(manifest) {
	for (const { node, name } of require_core.templates(manifest)) {
		const request = require_core.mapping(require_core.get(node, "http"));
		if (!request) continue;
		const owner = name ? `template \`${name}\`` : "an inline template";
		const url = require_core.get(request, "url");
		const address = require_core.text(url) ?? "";
		const skip = require_core.get(request, "insecureSkipVerify");
		const secret = hasSecretHeader(request);
		if (skip && require_core.bool(skip)) yield unverified(request, skip, owner, secret);
		if (url && /^http:\/\//i.test(address) && !isInCluster$1(address)) yield plain$2({
			at: url,
			what: `\`http.url\` of ${owner} begins with \`http://\`, so the request travels`,
			address,
			secret,
			advice: "Use `https://`.",
			propose: () => secured(url)
		});
	}
}

// src/rules/invalid-controller-config.ts?check
const rulePart$27 = { *check(manifest, project) {
	const { root, templated } = manifest;
	if (!require_core.isControllerConfig(root)) return;
	const data = require_core.pairs(require_core.get(root, "data"));
	const whole = data.find((entry) => require_core.keyOf(entry) === "config");
	if (whole) yield* beside(data);
	else for (const entry of data) yield* oneLine(entry, templated);
	if (whole && !templated) yield* unreadable$1(whole);
	for (const setting of require_core.controllerSettings(root).values()) yield* judge$9(setting, project);
	yield* twice(manifest, project);
} };
function* beside(data) {
	const other = data.find((entry) => require_core.keyOf(entry) !== "config");
	if (!other) return;
	yield {
		at: other.key,
		variant: "mixed",
		message: "Beside the key `config` the controller allows no other: it reads nothing of this ConfigMap and does not start. Move this setting, and all others, into the text of `config`, or give each setting a key."
	};
}
/** What a text comes to once the controller has put it behind its key. */
function* oneLine(entry, templated) {
	const leaf = require_core.scalar(entry.value);
	if (!leaf || templated || require_core.isUnknown(leaf.value)) return;
	const { root } = require_core.embedded(leaf);
	if (!leaf.value.includes("\n") && root && root.kind !== "scalar" && !/^\s*[[{]/.test(leaf.value)) yield {
		at: entry.key,
		variant: "unreadable",
		message: `The controller puts this text of one line right behind its key, and \`${require_core.keyOf(entry) ?? ""}: … : …\` is not YAML, so it does not start with this configuration. Write the value as a block: \`|\`, and the text on the next line.`
	};
	else yield* unreadable$1(entry);
}
function* unreadable$1(entry) {
	const leaf = require_core.scalar(entry.value);
	if (!(leaf && require_core.embedded(leaf).problem)) return;
	yield {
		at: entry.key,
		variant: "unreadable",
		message: `The text of \`${require_core.keyOf(entry) ?? ""}\` is not valid YAML, so the controller does not start with this configuration, and nothing in it protects anything.`
	};
}
function* judge$9(setting, project) {
	const name = require_core.scalar(setting.key)?.value ?? "";
	const lower = name.toLowerCase();
	if (lower === "config" || require_core.isUnknown(name)) return;
	if (lower === "workflowdefaults") yield* inDefaults(setting);
	if (settings.has(lower) || elsewhere$1.has(lower)) return;
	const effect = require_core.since(project.argoVersion, 3, 4) ? "so the controller does not start" : "so the controller ignores it";
	const home = homeOf$1(lower);
	if (removed$1.has(lower)) {
		if (!require_core.since(project.argoVersion, 3, 3)) return;
		yield {
			at: setting.key,
			variant: "removed",
			message: `\`${name}\` was removed in Argo 3.3, ${effect}. What it said belongs into \`executor\` now.`
		};
	} else if (home !== void 0) yield {
		at: setting.key,
		variant: "misplaced",
		message: `\`${name}\` is no setting of the controller, ${effect}, and what it is to protect is not protected. ${home}`
	};
	else {
		const meant = require_core.closest(name, require_core.settingNames);
		const cure = meant === void 0 ? "Look for a typing mistake, or remove it." : `Did you mean \`${meant}\`?`;
		yield {
			at: setting.key,
			variant: "unknown",
			message: `The controller has no setting \`${name}\`, ${effect}. ${cure}`
		};
	}
}
const settings = new Set(require_core.settingNames.map((name) => name.toLowerCase()));
/** Reported by `legacy-executor` and `workflow-restrictions`. */
const elsewhere$1 = new Set("containerruntimeexecutor containerruntimeexecutors dockersockpath kubeletport kubeletinsecure templatereferencing".split(" "));
const removed$1 = /* @__PURE__ */ new Set([
	"executorimage",
	"executorimagepullpolicy",
	"executorresources"
]);
/** Fields of a WorkflowSpec that people look for at the top. */
const ofWorkflows = new Set("securitycontext serviceaccountname automountserviceaccounttoken podspecpatch podgc ttlstrategy activedeadlineseconds templatedefaults nodeselector tolerations affinity imagepullsecrets artifactgc hostnetwork".split(" "));
/** Flags of the server. */
const ofServer = new Set("auth-mode authmode authmodes auth-modes secure base-href basehref x-frame-options hsts tls-certificate-secret-name access-control-allow-origin".split(" "));
/** Where a setting belongs that stands at the top. */
function homeOf$1(name) {
	if (ofWorkflows.has(name)) return "It belongs into `workflowDefaults`, below `spec`.";
	return ofServer.has(name) ? "It is a flag of the Argo Server: it belongs into the `args` of its Deployment." : void 0;
}
/** `workflowDefaults` is a Workflow, not a WorkflowSpec. */
function* inDefaults({ value }) {
	for (const entry of require_core.pairs(require_core.mapping(value))) {
		const name = require_core.keyOf(entry);
		if (name === void 0 || require_core.isUnknown(name) || /^(?:apiVersion|kind|metadata|spec|status|<<|workflowRestrictions|templateReferencing)$/i.test(name)) continue;
		yield {
			at: entry.key,
			variant: "misplaced",
			message: `\`workflowDefaults\` is a whole Workflow, so \`${name}\` has no effect here and, from Argo 3.4 on, the controller does not start with it. Put it below \`spec\`.`
		};
	}
}
function* twice(manifest, project) {
	const { file, name, namespace, root } = manifest;
	if (require_core.isNull(require_core.get(root, "metadata", "name"))) return;
	const same = project.configs.filter((other) => other.file === file && other.name === name && other.namespace === namespace && !other.parent);
	const [first] = same;
	if (!first || first === manifest || !same.includes(manifest)) return;
	yield {
		at: require_core.get(root, "metadata", "name") ?? root,
		variant: "twice",
		related: [{
			at: require_core.get(first.root, "metadata", "name") ?? first.root,
			manifest: first,
			note: "The first of them"
		}],
		message: `This file has the ConfigMap \`${name}\` twice. The cluster keeps only the one that is applied last, so the settings of the other are not in force. Make one of them.`
	};
}

// src/rules/kubelet-variable-expansion.ts?check
function* containersOf(node, template) {
	for (const key of ["container", "script"]) {
		const main = require_core.mapping(require_core.get(node, key));
		if (main) yield {
			node: main,
			name: "main",
			template
		};
	}
	for (const path of [
		["containerSet", "containers"],
		["initContainers"],
		["sidecars"]
	]) for (const one of require_core.items(require_core.getAt(node, path))) if (one.kind === "mapping") yield {
		node: one,
		name: require_core.text(require_core.get(one, "name")) ?? "",
		template
	};
}
function isSecret(entry) {
	return require_core.get(entry, "valueFrom", "secretKeyRef") !== void 0;
}
/** In `command` and `args` all variables are known, also those of whole Secrets. */
function* inArguments({ node }) {
	const whole = require_core.items(require_core.get(node, "envFrom")).find((entry) => require_core.get(entry, "secretRef"));
	const secret = require_core.text(require_core.get(require_core.items(require_core.get(node, "env")).find(isSecret), "name")) ?? (whole && `${require_core.text(require_core.get(whole, "prefix")) ?? ""}…`);
	if (secret === void 0) return;
	const leaves = ["command", "args"].flatMap((key) => require_core.items(require_core.get(node, key)).map((item) => require_core.scalar(item)));
	if (!leaves.some((leaf) => require_core.tags(leaf).length > 0)) return;
	const code = new Set(require_core.codeIn(leaves.map((leaf) => leaf?.value ?? "")).map(({ index }) => index));
	for (const [index, leaf] of leaves.entries()) if (leaf && !code.has(index)) yield {
		leaf,
		what: "an argument",
		secret
	};
}
/** In a variable only those before it are known, and none of `envFrom` (`makeEnvironmentVariables` of the kubelet). */
function* inVariables({ node }) {
	let secret;
	for (const [index, entry] of require_core.items(require_core.get(node, "env")).entries()) {
		const name = require_core.text(require_core.get(entry, "name")) ?? "";
		const leaf = require_core.scalar(require_core.get(entry, "value"));
		if (isSecret(entry)) secret ??= name;
		else if (leaf && secret !== void 0) yield {
			leaf,
			what: `the variable \`${name.slice(0, 80)}\``,
			secret,
			index
		};
	}
}
/** All variables of a container at once that stand behind a secret and hold text of others. */
function propose({ node }, isOpen) {
	const list = require_core.follow(require_core.get(node, "env"));
	if (list?.kind !== "sequence") return { refused: "the variables are not written as a list here" };
	const names = require_core.items(list).map((entry) => require_core.text(require_core.get(entry, "name")));
	if (new Set(names).size < names.length) return { refused: "a variable is given twice, and the last one counts" };
	const moved = [...inVariables({
		node,
		name: "",
		template: void 0
	})].filter(({ leaf }) => isOpen(leaf));
	if (moved.some(({ leaf }) => /\$\([\w.-]+\)/.test(leaf.value))) return { refused: "the variable is made of others, which have to stand before it" };
	const values = moved.map(({ leaf, index = 0 }) => ({
		name: names[index] ?? "",
		value: leaf.value
	}));
	return {
		title: "Put the variable before those with secrets, so that it cannot name them",
		safety: "unsafe",
		changes: [...moved.map(({ index = 0 }) => (require_edits()).remove(list, index)), (require_edits()).prepend(list, ...values)]
	};
}
function* problems$4(container, manifest, project) {
	const { name, template } = container;
	for (const { leaf, what, secret, index } of [...inArguments(container), ...inVariables(container)]) for (const tag of require_core.tags(leaf)) {
		const source = sourceIn(tag);
		if (source.level === "constant") continue;
		yield {
			at: tag.span,
			key: tag.body,
			variant: source.level,
			...source.limited && { confidence: "low" },
			message: `${require_core.shown(tag)} becomes ${index === void 0 ? what : `part of ${what}`} of container \`${name}\`, and its text comes ${require_core.origin(source)}. Kubernetes expands \`$(NAME)\` in it after that, so the text \`$(${secret.slice(0, 80)})\`${secret.endsWith("…") ? ", with a key of the Secret in `envFrom` for the dots," : ""} puts the secret there, where it may be shown or sent on. ${index === void 0 ? "Put the value into a variable that stands before those with secrets, and let the program read that." : "Put this variable before those with secrets."}`,
			...require_core.along(source),
			propose: () => index === void 0 ? { refused: "only the author knows how the program can read the value from a variable" } : propose(container, isOpen)
		};
	}
	function sourceIn(tag) {
		return require_core.sourceOf$1(tag.flows, {
			project,
			manifest,
			template
		});
	}
	function isOpen(leaf) {
		return require_core.tags(leaf).some((tag) => sourceIn(tag).level !== "constant");
	}
}
const rulePart$26 = { *check(manifest, project) {
	if (!require_core.mayUseTags(manifest)) return;
	const defaults = require_core.mapping(require_core.get(manifest.spec, "templateDefaults"));
	const all = [...defaults ? containersOf(defaults, void 0) : [], ...require_core.templates(manifest).flatMap((template) => template.node.braced ? [...containersOf(template.node, template)] : [])];
	for (const container of all) if (container.node.braced) yield* problems$4(container, manifest, project);
} };

// src/rules/legacy-executor.ts?check
const flagName = "container-runtime-executor";
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
const rulePart$25 = { *check(manifest, project) {
	const { argoVersion } = project;
	for (const one of require_core.installed(manifest, project)) {
		const chosen = require_core.flag(one, flagName);
		if (chosen) yield* executor$1(chosen.value, chosen.at, one.version, {
			remove: () => require_core.withoutFlags(one, one.flags.filter((other) => other.name === flagName)),
			choose: (other) => require_core.withValue(one, chosen, other)
		});
	}
	if (require_core.isControllerConfig(manifest.root)) yield* inConfig(manifest, argoVersion);
} };
function* inConfig({ root }, version) {
	const config = require_core.controllerSettings(root);
	const one = config.get("containerruntimeexecutor");
	const value = one && written(root, one);
	if (one) yield* executor$1(require_core.text(one.value) ?? "", one.key, version, {
		remove: () => removal$1(root, value),
		choose: (other) => choice(value, require_core.text(one.value) ?? "", other)
	});
	const list = config.get("containerruntimeexecutors");
	for (const item of require_core.items(list?.value)) {
		const name = require_core.get(item, "name");
		if (!name) continue;
		yield* executor$1(require_core.text(name) ?? "", name, version, {
			remove: () => removal$1(root, list && written(root, list)),
			choose: (other) => choice(name, require_core.text(name) ?? "", other)
		});
	}
	const insecure = config.get("kubeletinsecure");
	if (insecure && require_core.bool(insecure.value) && !removed(version)) yield kubeletInsecure(root, insecure);
	for (const name of [
		"dockersockpath",
		"kubeletport",
		"kubeletinsecure"
	]) {
		const setting = config.get(name);
		if (!setting || (version ? !removed(version) : name === "kubeletinsecure" && require_core.bool(setting.value))) continue;
		yield leftover(setting.key, `\`${require_core.text(setting.key) ?? name}\``, () => version ? removal$1(root, written(root, setting)) : { refused: "Argo before 3.4 reads this: set `argoVersion` in the config where it is later" });
	}
}
/** The value of a setting as its own mapping holds it: the text of it, where each setting is a text. */
function written(root, { key, value }) {
	return require_core.pair(require_core.get(root, "data"), require_core.text(key) ?? "")?.value ?? value;
}
function removal$1(root, setting) {
	return setting ? (require_edits()).without(root, setting) : { refused: "The setting is not valid YAML" };
}
/** Another name in the place of an executor's, whatever quotes or block it stands in. */
function choice(holder, name, other) {
	const leaf = require_core.scalar(holder);
	const from = leaf?.value.indexOf(name) ?? -1;
	if (!leaf || from < 0) return { refused: "The setting is not valid YAML" };
	return [(require_edits()).rewrite(leaf, [{
		from,
		to: from + name.length,
		text: other
	}])];
}
function removed(version) {
	return version !== void 0 && require_core.since(version, 3, 4);
}
function* executor$1(name, at, version, fixes) {
	if (require_core.isUnknown(name)) return;
	const legacy = executors.get(name);
	if (removed(version) || name === "emissary" && !version) yield leftover(at, `The choice of the executor \`${name}\``, version ? fixes.remove : () => unknownVersion);
	else if (legacy) {
		const { variant, why } = legacy;
		yield {
			at,
			variant,
			message: `The executor \`${name}\` ${why}. Choose \`emissary\`, or upgrade to a version that has nothing else.${version ? "" : " If this is Argo 3.4 or later, the controller does not start with this setting."}`,
			key: name,
			...variant === "docker" && !version && { severity: "high" },
			propose: () => emissary(version, fixes)
		};
	}
}
const unknownVersion = { refused: "Before Argo 3.4 this has to be `emissary`, from then on it has to go: set `argoVersion` in the config" };
function emissary(version, { choose }) {
	if (!version) return unknownVersion;
	if (!require_core.since(version, 3, 1)) return { refused: "The executor `emissary` comes with Argo 3.1: this needs an upgrade" };
	return offer("Choose the executor `emissary` (containers whose image it cannot look up then need a `command`)", "unsafe", choose("emissary"));
}
function offer(title, safety, changes) {
	return "refused" in changes ? changes : {
		title,
		safety,
		changes
	};
}
function leftover(at, what, remove) {
	return {
		at,
		variant: "leftover",
		message: `${what} was removed in Argo 3.4, and a controller from then on does not start with a setting that it does not know. Remove it.`,
		propose: () => offer("Remove what Argo 3.4 removed", "safe", remove())
	};
}
function kubeletInsecure(root, setting) {
	return {
		at: setting.key,
		variant: "kubelet-insecure",
		message: "`kubeletInsecure` makes executors talk to the kubelet without a check of its certificate, so another machine can answer in its place. Choose the executor `emissary`, which needs no kubelet.",
		propose: () => {
			return offer("Check the certificate of the kubelet (it has to be one that the executor trusts)", "unsafe", removal$1(root, written(root, setting)));
		}
	};
}

// src/rules/metrics-exposed.ts?check
const rulePart$24 = { *check(manifest, project) {
	for (const one of require_core.installed(manifest, project)) if (one.part === "server") yield* open$1(one, project);
	if (require_core.isControllerConfig(manifest.root)) yield* plain$1(manifest);
	if (kinds$1.has(manifest.kind)) yield* reachable(manifest, project);
} };
const variable$1 = "ARGO_SERVER_METRICS_AUTH";
const kinds$1 = /* @__PURE__ */ new Set([
	"Service",
	"Ingress",
	"Route",
	"HTTPRoute",
	"Values"
]);
function* open$1(server, project) {
	const auth = server.env.get(variable$1);
	if (!auth || (require_installation()).parseBool(auth.text) !== false) return;
	const [outer] = (require_installation()).exposures(server, project);
	yield {
		at: auth.at,
		variant: outer ? "open-exposed" : "open",
		related: outer ? [{
			at: outer.at,
			manifest: outer.manifest,
			note: "Lets callers from outside in"
		}] : [],
		message: `The Argo Server serves its metrics without a login: names of workflows, and what runs when, to whoever reaches it${outer ? ", and that is not only the cluster" : ""}. Remove this, and give Prometheus a token.`,
		propose: () => {
			const changes = require_core.withoutFlags(server, [{
				name: variable$1,
				at: auth.at
			}]);
			if ("refused" in changes) return changes;
			return {
				title: "Ask for a login at the metrics (Prometheus needs a token then)",
				safety: "unsafe",
				changes
			};
		}
	};
}
function* plain$1({ root }) {
	for (const name of ["metricsconfig", "telemetryconfig"]) {
		const config = require_core.controllerSettings(root).get(name)?.value;
		const secure = require_core.get(config, "secure");
		if (!secure || require_core.bool(secure) !== false || require_core.bool(require_core.get(config, "enabled")) === false) continue;
		yield {
			at: secure,
			variant: "plain",
			message: "The controller serves its metrics without TLS, so they can be read and changed on their way to Prometheus. Remove this, or say `true`, and let Prometheus use `https`.",
			propose: () => ({
				title: "Serve metrics with TLS (Prometheus has to use `https` then)",
				safety: "unsafe",
				changes: [(require_edits()).replace(secure, true)]
			})
		};
	}
}
function* reachable(manifest, project) {
	const exposure = (require_installation()).allExposures("controller", project).find((one) => one.manifest === manifest);
	if (!exposure) return;
	const what = require_core.items(require_core.get(manifest.root, "spec", "ports")).flatMap((port) => require_core.text(require_core.get(port, "port")) ?? []).includes("6060") ? "metrics and the profiler" : "metrics";
	yield {
		at: exposure.at,
		variant: "reachable",
		message: `This lets callers from outside the cluster reach the ${what} of the workflow controller, which asks nobody for a login. Keep its Service a \`ClusterIP\`, without an Ingress.`
	};
}

// src/rules/persistence-insecure-transport.ts?check
const rulePart$23 = { *check({ root }, project) {
	if (!require_core.isControllerConfig(root)) return;
	for (const name of ["persistence", "synchronization"]) {
		const value = require_core.controllerSettings(root).get(name)?.value;
		for (const database of [postgresql, mysql]) {
			const entry = require_core.pair(value, database.name);
			const settings = require_core.mapping(entry?.value);
			const host = require_core.text(require_core.get(settings, "host"));
			if (!entry || !settings || host === void 0 || isLocal(host)) continue;
			const weak = database(settings, project);
			if (weak) yield problem$3(weak, weak.at ?? entry.key, host, kept[name]);
		}
	}
} };
/** What the database holds. */
const kept = {
	persistence: "every archived workflow",
	synchronization: "the locks of all workflows"
};
function problem$3({ variant, what, changes, advice }, at, host, content) {
	return {
		at,
		variant: (variant === "plain" || variant === "fallback" ? isInCluster(host) : false) ? "in-cluster" : variant,
		...isOpen$1(host) && { confidence: "medium" },
		message: `${what} ${harm$1[variant].replace("#", content)} ${advice}`,
		...changes.length > 0 && { propose: () => ({
			title,
			safety: "unsafe",
			changes
		}) }
	};
}
const title = "Check the TLS of the database (it has to have a certificate that Argo can check)";
const trust = "; the certificate of the database has to be from an authority that Argo trusts.";
const harm$1 = {
	plain: "Its password and # can be read on the way.",
	fallback: "Whoever stands in between can say that for it and read its password and #.",
	unverified: "Whoever stands in between can show one of their own.",
	ignored: "Its password and # can be read on the way."
};
function postgresql(settings) {
	const ssl = require_core.get(settings, "ssl");
	const sslMode = require_core.get(settings, "sslMode");
	const mode = require_core.text(sslMode) ?? "";
	if (isOpen$1(require_core.text(ssl) ?? "") || isOpen$1(mode)) return void 0;
	const changes = [(require_edits()).set(settings, "ssl", true), (require_edits()).set(settings, "sslMode", "verify-full", "ssl")];
	const advice = `Set \`ssl: true\` and \`sslMode: verify-full\`${trust}`;
	if (!require_core.bool(ssl)) return {
		variant: "plain",
		at: ssl,
		advice,
		what: `The connection to PostgreSQL is made without \`ssl: true\`${mode === "" || mode === "disable" ? "" : `, and \`sslMode\` is not used without it`}.`,
		changes
	};
	switch (mode) {
		case "disable": return {
			variant: "plain",
			at: sslMode,
			what: "`sslMode: disable` switches TLS off.",
			advice,
			changes
		};
		case "":
		case "allow":
		case "prefer": {
			const what = `${mode === "" ? "`ssl: true` without `sslMode`" : `\`sslMode: ${mode}\``} talks plain text with a server that says it has no TLS.`;
			return {
				variant: "fallback",
				at: sslMode ?? ssl,
				what,
				advice,
				changes
			};
		}
		case "require":
		case "verify-ca": return {
			variant: "unverified",
			at: sslMode,
			what: `\`sslMode: ${mode}\` takes ${mode === "require" ? "any certificate" : "the certificate of any host"}.`,
			advice,
			changes
		};
		default: return;
	}
}
function mysql(settings, { argoVersion }) {
	const options = require_core.get(settings, "options");
	const tls = require_core.get(options, "tls");
	const mode = require_core.text(tls)?.toLowerCase() ?? "";
	if (isOpen$1(mode)) return void 0;
	const own = require_core.mapping(options);
	const advice = `Set \`tls: "true"\` in \`options\`${trust}`;
	const changes = [own ? (require_edits()).set(own, "tls", "true") : (require_edits()).set(settings, "options", { tls: "true" })];
	if (mode === "" || mode === "false" || mode === "0") return {
		variant: "plain",
		at: tls,
		what: `The connection to MySQL ${mode === "" ? "has no option `tls`" : "switches TLS off"}.`,
		advice,
		changes
	};
	if (argoVersion && ignoresTls(argoVersion)) return {
		variant: "ignored",
		at: tls,
		what: `Argo ${require_core.formatVersion(argoVersion)} does not use the option \`tls\` of MySQL: the connection is not encrypted.`,
		advice: "Upgrade to 4.1.2 or later.",
		changes: []
	};
	if (mode === "preferred") return {
		variant: "fallback",
		at: tls,
		what: "`tls: preferred` talks plain text with a server that says it has no TLS.",
		advice,
		changes
	};
	return mode === "skip-verify" ? {
		variant: "unverified",
		at: tls,
		what: "`tls: skip-verify` takes any certificate.",
		advice,
		changes
	} : void 0;
}
function ignoresTls({ major, minor, patch }) {
	return major === 4 && minor === 1 && patch < 2;
}
function isLocal(host) {
	return /^(?:localhost|127\.[\d.]+|::1|\/.*)$/.test(host);
}
/** A name without dots, or below `svc`: only the cluster's own name server knows it. */
function isInCluster(host) {
	return !isOpen$1(host) && (/^[^.:]+$/.test(host) || /\.svc(?:\.|$)/.test(host));
}
function isOpen$1(value) {
	return require_core.isUnknown(value) || value.includes("$");
}

// src/rules/pod-spec-patch-injection.ts?check
function* problems$3(node, manifest, { template, inTemplate }, project) {
	const patch = require_core.scalar(require_core.get(node, "podSpecPatch"));
	if (!patch) return;
	const place = {
		project,
		manifest,
		template
	};
	const encode = (require_seldom()).jsonEncoder(patch, (tag) => originOf(tag, patch, place).level !== "constant", (tag) => (require_edits()).tooOld(project.argoVersion, 3, 1) ?? (require_edits()).pathOf(tag, place));
	for (const tag of require_core.tags(patch)) {
		const source = originOf(tag, patch, place);
		if (source.level === "constant") continue;
		const owner = require_core.ownerOf({
			template,
			inTemplate
		});
		const might = source.level === "submitter" || source.level === "event" ? (require_installation()).mightOf(template, manifest, project) : "";
		yield {
			at: tag.span,
			key: tag.body,
			variant: source.level,
			...source.limited && { confidence: "medium" },
			...source.fetched && { severity: "medium" },
			...might && { severity: "critical" },
			message: `${require_core.shown(tag)} ${effect(tag, patch, owner, source)}${might}`,
			...require_core.along(source),
			propose() {
				const parts = encode(tag);
				if ("refused" in parts) return parts;
				return {
					title: "Put the value in as JSON, so that text which was meant to add fields no longer does",
					safety: "unsafe",
					changes: [(require_edits()).rewrite(patch, parts)]
				};
			}
		};
	}
}
function isRun(tag, patch) {
	return (require_edits()).runOf(patch, tag) === "surely";
}
/** Who chooses what a tag puts in. JSON's quotes hold it in a value, but not in a program. */
function originOf(tag, patch, place) {
	return require_core.sourceOf$1(isRun(tag, patch) ? tag.flows : require_core.loose(tag, patch), place);
}
/** Whether it stands for a whole value, without quotes around it. */
function isBare({ from, to }, { value }) {
	return /[:,[]\s*$/.test(value.slice(Math.max(0, from - 20), from)) && /^\s*(?:[,\]}]|$)/m.test(value.slice(to, to + 20));
}
function effect(tag, patch, owner, source) {
	if (require_core.isOnly(tag, patch)) return `is all of the \`podSpecPatch\` of ${owner}, and its text comes ${require_core.origin(source)}. So it can set any field of the pod, such as a privileged container or a volume of the node. Write the patch here and let the parameter fill a value of it.`;
	if (isRun(tag, patch)) return `becomes part of a program in the \`podSpecPatch\` of ${owner}, and its text comes ${require_core.origin(source)}. The pod runs what the text says, as a JSON string too. Put the value into \`env\` of the container and let the program read the variable.`;
	if (isBare(tag, patch)) return `becomes part of the \`podSpecPatch\` of ${owner}, and its text comes ${require_core.origin(source)}. The patch is read after the tag is replaced, so the text can add any field to the pod, such as a privileged container. Put a text in as \`{{=toJson(…)}}\` and a number as \`{{=asInt(…)}}\`; write anything larger here, and let the parameter fill the values in it.`;
	return `becomes part of the \`podSpecPatch\` of ${owner}, and its text comes ${require_core.origin(source)}. The patch is read after the tag is replaced, so the text can end its string and add any field to the pod, such as a privileged container. Write \`{{=toJson(…)}}\` without quotes around it, or set the field in the container.`;
}
const rulePart$22 = { *check(manifest, project) {
	const { spec } = manifest;
	if (!require_core.mayUseTags(manifest)) return;
	yield* problems$3(spec, manifest, {
		template: void 0,
		inTemplate: false
	}, project);
	yield* problems$3(require_core.get(spec, "templateDefaults"), manifest, {
		template: void 0,
		inTemplate: true
	}, project);
	for (const template of require_core.templates(manifest)) yield* problems$3(template.node, manifest, {
		template,
		inTemplate: true
	}, project);
} };

// src/rules/pod-spec-patch-weakens-security.ts?check
/** The volume that holds the token of the executor's account (common.ServiceAccountTokenVolumeName). */
const tokenVolume = "exec-sa-token";
const rulePart$21 = { *check(manifest, project) {
	const all = require_core.pods(manifest, project);
	yield* identity(all);
	yield* token(all);
	yield* processes(all);
	const containers = all.flatMap((pod) => pod.containers);
	for (const [field, variant, what] of executorFields) yield* executor(containers, field, variant, what);
	yield* tokenMounts(containers);
	yield* artifactGc(manifest);
	yield* unreadable(manifest);
} };
/** A field of a pod, when a patch is what gives it. */
function patched(pod, field) {
	const setting = require_core.podSetting(pod, field);
	return setting?.origin === "podSpecPatch" ? setting : void 0;
}
const accountFields = ["serviceAccountName", "serviceAccount"];
function* identity(all) {
	for (const field of accountFields) for (const { setting, by } of require_core.bySetting(all, (pod) => patched(pod, field))) {
		const name = require_core.text(setting.node) ?? "";
		const others = by.filter(({ layers: { both } }) => require_core.text(require_core.effective(both, "serviceAccountName")?.node) !== name);
		if (others.length === 0) continue;
		yield {
			at: setting,
			variant: "identity",
			key: field,
			message: `Pods of ${require_core.sourceOf(others)} run as ${accountOf(name)} because of this patch, whatever the workflow and the controller say about it. Whoever reviews \`serviceAccountName\` does not see it. Say it there.`
		};
	}
}
function accountOf(name) {
	return require_core.isUnknown(name) ? "a ServiceAccount whose name is put in later" : `the ServiceAccount \`${name}\``;
}
/** The token, which a workflow may withhold from its pods in a field of its own. */
function* token(all) {
	const field = "automountServiceAccountToken";
	for (const { setting, by } of require_core.bySetting(all, (pod) => patched(pod, field))) {
		if (require_core.bool(setting.node) !== true) continue;
		const kept = by.filter(({ layers: { both } }) => require_core.bool(require_core.effective(both, field)?.node) === false);
		const isKept = kept.length > 0;
		yield {
			at: setting,
			variant: isKept ? "withheld-token" : "token",
			key: field,
			message: `Pods of ${require_core.sourceOf(isKept ? kept : by)} get the token of their ServiceAccount because of this patch, ${isKept ? `although the workflow withholds it. Whoever reviews \`${field}\` does not see it` : "even where the ServiceAccount itself withholds it"}. Remove it.`
		};
	}
}
function* processes(all) {
	for (const { setting, by } of require_core.bySetting(all, (pod) => patched(pod, "shareProcessNamespace"))) {
		if (require_core.bool(setting.node) !== true) continue;
		yield {
			at: setting,
			variant: "processes",
			key: "shareProcessNamespace",
			message: `Pods of ${require_core.sourceOf(by)} let their containers see each other's processes because of this patch: user code may read the environment and files of Argo's own, with the credentials of the artifact storage. Remove it.`
		};
	}
}
const executorFields = [
	[
		"image",
		"executor",
		"another image"
	],
	[
		"command",
		"executor",
		"another command"
	],
	[
		"args",
		"executor",
		"other arguments"
	],
	[
		"lifecycle",
		"executor",
		"commands that the kubelet runs in it"
	],
	[
		"env",
		"executor-environment",
		"environment variables"
	],
	[
		"envFrom",
		"executor-environment",
		"environment variables"
	],
	[
		"volumeMounts",
		"executor-environment",
		"further mounts"
	]
];
function* executor(all, field, variant, what) {
	const own = all.filter(({ role }) => role === "executor");
	for (const { setting, by } of require_core.bySetting(own, (container) => {
		const found = require_core.containerSetting(container, field);
		return found?.origin === "podSpecPatch" ? found : void 0;
	})) yield {
		at: setting,
		variant,
		key: `${by[0]?.name ?? ""}/${field}`,
		message: `${require_core.titleOf(by)} gets ${what} by this patch. It is Argo's own: it holds the credentials of the artifact storage and the token that reports results. Leave it alone, or set it for all workflows in the controller's \`executor\`.`
	};
}
function* tokenMounts(all) {
	for (const { setting, by } of require_core.bySetting(all.filter(({ role }) => role !== "executor"), (container) => require_core.containerSetting(container, "volumeMounts"))) {
		if (setting.origin !== "podSpecPatch") continue;
		for (const item of require_core.items(setting.node)) {
			const at = require_core.get(item, "name");
			if (!at || require_core.text(at) !== tokenVolume) continue;
			yield {
				at: {
					...setting,
					node: at
				},
				variant: "executor-token",
				message: `${require_core.titleOf(by)} gets the token of Argo's executor by this patch, which is kept apart so that user code does not have it: with it, a step can forge the results of other workflows. Remove the mount.`
			};
		}
	}
}
/** The pods that delete artifacts have a patch of their own. */
function* artifactGc({ spec }) {
	const written = require_core.scalar(require_core.get(spec, "artifactGC", "podSpecPatch"));
	const patch = written && require_core.mapping(require_core.embedded(written).root);
	for (const field of accountFields) {
		const at = require_core.get(patch, field);
		if (!at || require_core.text(at) === void 0 || require_core.text(at) === require_core.text(require_core.get(spec, "artifactGC", "serviceAccountName"))) continue;
		yield {
			at,
			variant: "identity",
			key: `artifactGC/${field}`,
			message: `The pods that delete artifacts run as ${accountOf(require_core.text(at) ?? "")} because of this patch. Name it in \`artifactGC.serviceAccountName\`, where people look for it.`
		};
	}
	for (const { at, what } of gains(patch)) yield {
		at,
		variant: "artifact-gc",
		message: `The pods that delete artifacts ${what} because of this patch. They hold the credentials of the artifact storage and need nothing of the kind. Remove it.`
	};
}
/** What a patch of such pods may give them that they do not need: rules about pods look at those of templates. */
function* gains(patch) {
	for (const [field, what] of [
		["hostNetwork", "share the node's network"],
		["hostPID", "see the node's processes"],
		["hostIPC", "share the node's inter-process memory"]
	]) {
		const at = require_core.get(patch, field);
		if (at && require_core.bool(at) === true) yield {
			at,
			what
		};
	}
	for (const volume of require_core.items(require_core.get(patch, "volumes"))) {
		const at = require_core.get(volume, "hostPath", "path");
		if (at) yield {
			at,
			what: "get a path of the node"
		};
	}
	for (const container of [...require_core.items(require_core.get(patch, "containers")), ...require_core.items(require_core.get(patch, "initContainers"))]) {
		const privileged = require_core.get(container, "securityContext", "privileged");
		if (privileged && require_core.bool(privileged) === true) yield {
			at: privileged,
			what: "run privileged"
		};
		const added = require_core.get(container, "securityContext", "capabilities", "add");
		if (require_core.items(added).length > 0 && added) yield {
			at: added,
			what: "get further capabilities"
		};
		for (const [field, what] of [
			["image", "run another image"],
			["command", "run another command"],
			["args", "run with other arguments"]
		]) {
			const at = require_core.get(container, field);
			if (at && !require_core.isNull(at)) yield {
				at,
				what
			};
		}
	}
}
function* unreadable(manifest) {
	const { spec } = manifest;
	const holders = [
		spec,
		require_core.get(spec, "templateDefaults"),
		require_core.get(spec, "artifactGC"),
		...require_core.templates(manifest).map(({ node }) => node)
	];
	for (const holder of holders) {
		const patch = require_core.scalar(require_core.get(holder, "podSpecPatch"));
		const problem = patch && require_core.embedded(patch).problem;
		if (!patch || !problem) continue;
		yield {
			at: patch,
			variant: "unreadable",
			message: `This patch cannot be read as YAML: ${problem.reason}. Nothing is known about the pods that it changes, and Argo fails their steps unless a parameter mends it.`
		};
	}
}

// src/rules/privileged-container.ts?check
const rulePart$20 = { *check(manifest, project) {
	const shared = require_core.bySetting(require_core.containers(manifest, project), (container) => require_core.containerSetting(container, "securityContext", "privileged"));
	for (const { setting, by } of shared) {
		if (isByTag(setting)) yield byTag(setting, by);
		if (require_core.bool(setting.node) !== true) continue;
		yield {
			at: setting,
			...judge$8(by, project, require_core.refusal(manifest, project)),
			propose: () => drop(by, manifest)
		};
	}
} };
/** A container that Kubernetes runs has no field that takes a tag; in a patch, it is replaced before that is read. */
function isByTag({ node, origin: from, manifest }) {
	return from === "podSpecPatch" && !manifest.templated && require_core.isUnknown(require_core.text(node) ?? "");
}
function byTag(at, by) {
	return {
		at,
		variant: "by-tag",
		message: `${require_core.titleOf(by)} runs privileged when the tag in this patch says so: whoever decides what it holds may take the node over. Write the value down, or leave the field out.`
	};
}
function judge$8(by, project, end) {
	const who = `${require_core.titleOf(by)} runs privileged`;
	const near = by.map(nodeAccess).find((what) => what !== void 0);
	if (near !== void 0) return {
		variant: "node-access",
		message: `${who}: whoever controls what runs in it controls the node. Its pod has ${near} as well, so nothing is left between it and the node. ${instead(by) ?? "Drop `privileged`."}${end}`
	};
	if (by.every(hasUserNamespace)) return {
		variant: "user-namespace",
		message: `${who}. Its pod has a user namespace, so root in it is not root on the node, but no seccomp profile and no mask over \`/proc\` stands before the kernel. ${instead(by) ?? "Drop `privileged` if the step can do without."}${end}`
	};
	const source = by.map((container) => chooser(container, project)).find((found) => found !== void 0);
	return {
		...source && {
			variant: "steered",
			...require_core.along(source)
		},
		message: `${who}: whoever controls what runs in it controls the node.${source ? ` Text that is run in its pod comes ${require_core.origin(source)}.` : ""} ${advice$4(by)}${end}`
	};
}
/** Who chooses a part of what the template runs, where that is more than the author and those who run the manifest. */
function chooser({ pod: { template } }, project) {
	if (!template) return void 0;
	const { manifest } = template;
	return (running(manifest).get(template) ?? []).map(({ flows }) => require_core.sourceOf$1(flows, {
		project,
		manifest,
		template
	})).find(({ level }) => level === "event" || level === "submitter");
}
/** Where text of others would be run, by the template. */
const running = /* @__PURE__ */ require_core.once((manifest) => require_core.groupBy$1((require_seldom()).sinks(manifest).filter((sink) => sink.runs && sink.weight === "high"), ({ template }) => template));
function hasUserNamespace({ pod }) {
	return require_core.bool(require_core.podSetting(pod, "hostUsers")?.node) === false;
}
function nodeAccess(container) {
	if (require_core.bool(require_core.podSetting(container.pod, "hostPID")?.node) === true) return "the node's processes (`hostPID`)";
	for (const mount of require_core.mounts(container)) {
		const volume = require_core.volumeNamed(require_core.text(require_core.get(mount, "name")) ?? "", container.pod);
		const path = require_core.text(require_core.get(volume?.node, "hostPath", "path"));
		if (path !== void 0) return `\`${path}\` of the node's file system`;
	}
}
/** Wherever it stands for these containers, so that none comes into force that another hid. */
function drop(by, manifest) {
	if (by.some(isDocker)) return { refused: "Docker in Docker does not start unprivileged: first let another builder take its place" };
	const nodes = by.flatMap((container) => container.layers.filter((layer) => layer.manifest === manifest)).flatMap(({ node }) => require_core.get(node, "securityContext", "privileged") ?? []);
	return {
		title: "Run the container unprivileged (steps that need devices or mounts will fail)",
		safety: "unsafe",
		changes: (require_edits()).without(manifest.root, ...new Set(nodes.filter((node) => require_core.bool(node) === true)))
	};
}
function isDocker({ layers }) {
	return layers.some(({ node }) => /(^|\/)docker:\S*dind/.test(require_core.text(require_core.get(node, "image")) ?? ""));
}
function advice$4(by) {
	const place = by.map(placeOfUserNamespace).find((found) => found !== void 0);
	return instead(by) ?? (place === void 0 ? "Drop `privileged`." : `Drop \`privileged\`, or give the pod a user namespace with ${place}.`);
}
/** What to do about containers that are there for something that needs it. */
function instead(by) {
	return by.some(isDocker) ? "Docker in Docker cannot do without: build with rootless BuildKit, Kaniko or Buildah instead." : void 0;
}
/** Where it may be said; nowhere for Argo's own containers, which need no privilege, and for plugins. */
function placeOfUserNamespace({ role, pod }) {
	if (role === "executor") return void 0;
	if (pod.manifest.spec || require_core.isControllerConfig(pod.manifest.root)) return "`hostUsers: false` in `podSpecPatch`";
	return pod.layers.spec.length > 0 ? "`hostUsers: false`" : void 0;
}

// src/rules/request-forgery.ts?check
const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifactPaths)\/(?<rest>[^/]+\/[^/]+)$/;
/** A probe or a hook of a container: the kubelet connects, from the node. */
const probe = /(?:Probe|\/lifecycle\/[^/]+)\/(?:httpGet|tcpSocket)\/(?<rest>.+)$/;
/** What a plugin connects to, by the name of its setting. */
const pluginServer = /^plugin\/.*(?:^|\/|[a-z_-])(?:[uU][rR][lL]|[uU]ri|[hH]ost|[eE]ndpoint|[sS]erver|[wW]ebhook)$/;
function partOf({ path, scalar: leaf }, tag) {
	const probed = probe.exec(path)?.groups?.["rest"];
	if (probed !== void 0) return probed === "host" ? "node" : probed === "httpHeaders/value" ? "header" : void 0;
	if (path === "http/headers/value" || path === "http/headers/name") return "header";
	if (path === "http/body") return require_core.isOnly(tag, leaf) ? void 0 : "body";
	if (pluginServer.test(path)) return require_core.isBehindHost(tag, leaf) ? "path" : "server";
	switch (path === "http/url" ? path : artifact.exec(path)?.groups?.["rest"]) {
		case "http/url":
		case "azure/endpoint": return require_core.isBehindHost(tag, leaf) ? "path" : "server";
		case "artifactory/url": return require_core.isBehindHost(tag, leaf) ? void 0 : "server";
		case "git/repo": return require_core.isBehindHost(tag, leaf) ? "repository" : "server";
		case "s3/endpoint":
		case "oss/endpoint":
		case "hdfs/addresses": return "server";
		case "s3/bucket":
		case "gcs/bucket":
		case "oss/bucket":
		case "azure/container": return "bucket";
		default: return;
	}
}
/** Whether a request shows a credential to the server: a private key and what S3 signs with stay here. */
function showsSecret({ path, holder }) {
	if (path.endsWith("git/repo") || path.endsWith("artifactory/url")) return hasPassword(holder);
	if (!path.endsWith("http/url")) return false;
	return require_core.items(require_core.get(holder, "headers")).some((header) => require_core.get(header, "valueFrom", "secretKeyRef")) || hasPassword(require_core.get(holder, "auth", "basicAuth")) || require_core.get(holder, "auth", "oauth2") !== void 0;
}
function hasPassword(holder) {
	return require_core.pairs(holder).some((entry) => /^(?:username|password)Secret$/.test(require_core.keyOf(entry) ?? ""));
}
/** Words that end "the tag …": what it chooses, and whose field that is. */
const effects = {
	server: (owner) => `chooses which server ${owner} connects to`,
	node: (owner) => `chooses which server the node asks whether a container of ${owner} is well`,
	bucket: (owner) => `chooses the bucket of an artifact of ${owner}`,
	path: (owner) => `chooses what ${owner} asks a server for`,
	repository: (owner) => `chooses which repository of a server ${owner} fetches`,
	header: (owner) => `becomes part of a header of a request by ${owner}`,
	body: (owner) => `becomes part of the body of a request by ${owner}`
};
const inside = "So it can be a service inside of the cluster, or `169.254.169.254`, which gives away the identity of the node";
const advice$3 = {
	node: `${inside}: the request comes from the node, past the network policies of the pod. Leave \`host\` out, so that the pod itself is asked.`,
	bucket: "So it can be any that the credentials open. Write the bucket here.",
	path: "With `../` or `?` in it, it can ask for something else on the same server. Let only letters and digits through, as with `{{=sprig.regexReplaceAll(…)}}`.",
	repository: "So it can be any that the server has, and later steps run what is in it. Write the repository here, or let an expression choose between some.",
	header: "So a request can say more than it is meant to, such as who sends it. Write the header here.",
	body: "The text can end its string and add fields of its own, which the server takes for those of the workflow. Write `{{=toJson(…)}}` without quotes around it."
};
function adviceOn(part, secret) {
	if (part !== "server") return advice$3[part];
	return `${inside}; and an answer that the workflow trusts can come from anywhere.${secret ? " The credential of the request goes to that server too." : ""} Write scheme and host here, and let the value be a part of the path.`;
}
/** All that is written but the server: what is left to choose is little. */
const light = /* @__PURE__ */ new Set([
	"path",
	"repository",
	"header",
	"body"
]);
function sourceIn(field, tag, manifest, project) {
	const { path, scalar: leaf, template, call } = field;
	const flows = path === "http/body" ? require_core.loose(tag, leaf) : tag.flows;
	return require_core.sourceOf$1(flows, {
		project,
		manifest,
		template,
		call
	});
}
function* problems$2(field, manifest, project) {
	let server;
	for (const tag of require_core.tags(field.scalar)) {
		const part = partOf(field, tag);
		if (!part) continue;
		const source = sourceIn(field, tag, manifest, project);
		if (source.level === "constant") continue;
		if ((part === "path" || part === "repository") && server && require_core.worse(server, source) === server) continue;
		if (part === "server") server = source;
		const secret = part === "server" && showsSecret(field);
		const isForeign = source.level === "event" || source.level === "submitter";
		yield {
			at: tag.span,
			key: tag.body,
			variant: light.has(part) ? "path" : secret && isForeign ? "credential" : source.level,
			...(source.limited || field.path.startsWith("plugin/")) && { confidence: "low" },
			message: `${require_core.shown(tag)} ${effects[part](require_core.ownerOf(field))}, and its text comes ${require_core.origin(source)}. ${adviceOn(part, secret)}`,
			...require_core.along(source),
			...part === "body" && { propose: () => encoded(field, tag, manifest, project) }
		};
	}
}
function encoded(field, tag, manifest, project) {
	const { scalar: leaf, template, call } = field;
	if (!/^\s*[{[]/.test(leaf.value)) return { refused: "the body is not JSON" };
	const parts = (require_seldom()).jsonEncoder(leaf, (other) => sourceIn(field, other, manifest, project).level !== "constant", (other) => (require_edits()).tooOld(project.argoVersion, 3, 1) ?? (require_edits()).pathOf(other, {
		project,
		manifest,
		template,
		call
	}))(tag);
	if ("refused" in parts) return parts;
	return {
		title: "Put the value in as JSON, so that text which was meant to add fields no longer does",
		safety: "unsafe",
		changes: [(require_edits()).rewrite(leaf, parts)]
	};
}
const rulePart$19 = { *check(manifest, project) {
	for (const field of require_core.fields(manifest)) yield* problems$2(field, manifest, project);
} };

// src/rules/sensitive-scheduling.ts?check
const controlPlane = /* @__PURE__ */ new Set(["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"]);
const systemPriorities = /* @__PURE__ */ new Set(["system-node-critical", "system-cluster-critical"]);
const rulePart$18 = { *check(manifest, project) {
	const all = require_core.pods(manifest, project);
	yield* nodes(all, manifest);
	yield* priorities(all);
	for (const { setting, by } of require_core.bySetting(all, (pod) => require_core.podSetting(pod, "nodeName"))) {
		const name = require_core.text(setting.node) ?? "";
		if (name === "" || require_core.isUnknown(name)) continue;
		yield {
			at: setting,
			variant: "fixed-node",
			message: `Pods of ${require_core.sourceOf(by)} run on the node \`${name}\`, past the scheduler and every taint that only keeps pods from being scheduled. Use \`nodeSelector\`.`
		};
	}
} };
function* nodes(all, manifest) {
	const choices = all.map((pod) => ({
		pod,
		toleration: tolerationOf(pod),
		selection: selectionOf(pod)
	}));
	for (const { setting, by } of require_core.bySetting(choices, (choice) => placeOf$1(choice, manifest))) {
		const both = by.filter(({ toleration, selection }) => toleration && selection);
		const pods = (both.length > 0 ? both : by).map(({ pod }) => pod);
		const [first] = both.length > 0 ? both : by;
		if (first) yield {
			at: setting,
			...graded(first, require_core.sourceOf(pods))
		};
	}
}
/** Of two that go together, the one that this manifest says: the other may be the controller's default. */
function placeOf$1({ toleration, selection }, manifest) {
	return selection?.manifest === manifest && toleration?.manifest !== manifest ? selection : toleration ?? selection;
}
function graded({ toleration, selection }, who) {
	if (toleration && selection) return {
		variant: "control-plane",
		message: `Pods of ${who} run on the nodes of the control plane: what gets out of a container there has the API server's certificates and its database. Run them elsewhere.`
	};
	if (toleration?.any) return {
		variant: "any-taint",
		message: `Pods of ${who} tolerate every taint, and may run on the nodes of the control plane. Name the taint that they need to tolerate.`
	};
	return {
		variant: "tolerated",
		message: `Pods of ${who} ${toleration ? "tolerate the taint" : "select the nodes"} of the control plane, and may run beside the API server and its database. Run them elsewhere.`
	};
}
/** One that names the control plane before one that names no taint. */
function tolerationOf(pod) {
	const list = require_core.podSetting(pod, "tolerations");
	const all = require_core.items(list?.node);
	const named = all.find((item) => controlPlane.has(require_core.text(require_core.get(item, "key")) ?? ""));
	const found = named ?? all.find(toleratesAny);
	return list && found && {
		...list,
		node: require_core.get(found, "key") ?? found,
		any: !named
	};
}
/** Whether it is for every taint that keeps pods from being scheduled, as the one of the control plane does. */
function toleratesAny(toleration) {
	const [key, operator, effect] = [
		"key",
		"operator",
		"effect"
	].map((name) => require_core.text(require_core.get(toleration, name)) ?? "");
	return key === "" && operator === "Exists" && (effect === "" || effect === "NoSchedule");
}
function selectionOf(pod) {
	const selector = require_core.podSetting(pod, "nodeSelector");
	const label = require_core.pairs(selector?.node).find((entry) => controlPlane.has(require_core.keyOf(entry) ?? ""));
	if (selector && label) return {
		...selector,
		node: label.value
	};
	const affinity = require_core.podSetting(pod, "affinity");
	const node = required(affinity?.node);
	return affinity && node && {
		...affinity,
		node
	};
}
/** The expression with which pods have to be on the control plane. */
function required(affinity) {
	const terms = require_core.get(affinity, "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
	for (const term of require_core.items(terms)) for (const expression of require_core.items(require_core.get(term, "matchExpressions"))) {
		const key = require_core.get(expression, "key");
		if (controlPlane.has(require_core.text(key) ?? "") && /^(?:In|Exists)$/.test(require_core.text(require_core.get(expression, "operator")) ?? "")) return key;
	}
}
function* priorities(all) {
	for (const field of ["podPriorityClassName", "priorityClassName"]) for (const { setting, by } of require_core.bySetting(all, (pod) => require_core.podSetting(pod, field))) {
		const name = require_core.text(setting.node) ?? "";
		if (require_core.isNull(setting.node) || !systemPriorities.has(name)) continue;
		yield {
			at: setting,
			variant: "system-priority",
			message: `Pods of ${require_core.sourceOf(by)} have the priority \`${name}\`: where a node is full, they drive out pods that keep the cluster going. Use a PriorityClass of your own.`
		};
	}
}

// src/rules/sensor-parameter-destination.ts?check
/** Paths, joined by `/`, whose value a program reads as data: what to fill is for the author to say. */
const data = /^spec\/(?:arguments|templates\/[^/]+\/inputs)\/(?:parameters\/[^/]+\/(?:value|default)|artifacts\/[^/]+\/raw\/data)$|\/env\/[^/]+\/value$/;
/** Fields of any object that decide what a pod runs, as whom, or with which rights. */
const decisive = /(?:^|\/)(?:image|command|args|source|lifecycle|podSpecPatch|serviceAccountName|securityContext|volumes|volumeMounts|host(?:Network|PID|IPC)|hooks|onExit|manifest)(?:\/|$)/;
/** Fields of a WorkflowSpec that do, and the whole of it. */
const shaping = /^spec(?:\/(?:templates(?:\/[^/]+)?|templateDefaults|workflowTemplateRef|entrypoint|executor)(?:\/.*)?)?$/;
/** Below a template or a container: what it is given, and how often or how long it runs. */
const harmless = /^spec\/(?:templates\/[^/]+|templateDefaults)\/(?:inputs|outputs|metadata|retryStrategy|activeDeadlineSeconds|parallelism|timeout|priority|memoize|synchronization|nodeSelector|tolerations|affinity|failFast|suspend)(?:\/|$)|\/(?:resources|env|workingDir|imagePullPolicy)(?:\/|$)/;
/** Objects of which every field does. */
const powerful = /^(?:(?:Cluster)?Role(?:Binding)?|Pod)$/;
function wordsOf(container, key) {
	return require_core.items(require_core.get(container, key)).map((item) => require_core.scalar(item)?.value ?? "");
}
/** A word of a command line is code, an argument like any other, or nobody can tell. */
function ofWord(keys, resource) {
	const [list = "", index = ""] = keys.slice(-2);
	if (list !== "args" && list !== "command" || !/^(?:\d+|-1)$/.test(index)) return void 0;
	const container = keys.slice(0, -2).reduce((require_seldom()).child, resource);
	const command = wordsOf(container, "command");
	const args = wordsOf(container, "args");
	if (!container || list === "command" && index === "0") return void 0;
	const own = list === "args" ? args : command;
	const at = index === "-1" ? own.length : Number(index);
	if (at >= own.length && at < 100) own.push(...Array.from({ length: at + 1 - own.length }, () => "x"));
	const place = list === "args" ? command.length + at : at;
	if (require_core.codeIn([...command, ...args]).some((item) => item.index === place)) return void 0;
	return {
		variant: "field",
		decides: "a word of a command, and may be an option of it"
	};
}
/** What a field of the object that a trigger submits or creates decides; nothing when it only holds data. */
function ofField(keys, resource, operation) {
	const [first, second, ...rest] = keys;
	const path = (first === "spec" && second === "workflowSpec" ? ["spec", ...rest] : keys).join("/");
	if (first === "metadata" && second !== void 0) return ofMetadata(second, operation);
	const kind = require_core.text(require_core.get(resource, "kind")) ?? "";
	if (data.test(path) || kind === "ConfigMap" && first === "data") return void 0;
	const word = ofWord(keys, resource);
	if (word) return word;
	const decides = "what runs, as whom or with which rights";
	if (powerful.test(kind) || decisive.test(path) || /^(?:kind|apiVersion)$/.test(path)) return {
		variant: "shape",
		decides
	};
	if (shaping.test(path) && !harmless.test(path)) return {
		variant: "shape",
		decides
	};
	return {
		variant: "field",
		decides: `more than what the ${kind || "object"} is given as data`
	};
}
function ofMetadata(key, operation) {
	if (key === "labels" || key === "annotations") return {
		variant: "metadata",
		decides: "what selectors and templates take the object for"
	};
	if (key !== "name" && key !== "generateName") return {
		variant: "field",
		decides: "where the object belongs and who looks after it"
	};
	if (operation === "submit-from") return {
		variant: "shape",
		decides: "which template is run"
	};
	if (operation !== "submit" && operation !== "create") return {
		variant: "field",
		decides: `which object the operation \`${operation}\` is done to`
	};
	return {
		variant: "name",
		decides: "the name of the object"
	};
}
/** What a field of the trigger itself decides. */
function ofTrigger(keys) {
	const [first] = keys;
	if (first === "args") return {
		variant: "command-line",
		decides: "the command line of `argo` that submits the workflow"
	};
	if (first === "source" || first === "operation" || keys.length === 0) return {
		variant: "shape",
		decides: "which object is created and what is done with it"
	};
	if (first === "parameters" && keys.at(-1) === "dest") return {
		variant: "shape",
		decides: "into which field another parameter writes"
	};
	return {
		variant: "field",
		decides: "how the trigger works"
	};
}
function* problems$1({ keys, dest, source, ...trigger }) {
	const effect = trigger.in === "object" ? ofField(keys, trigger.object, trigger.operation) : ofTrigger(keys);
	if (!effect) return;
	const { variant, decides } = effect;
	const shown = (require_core.text(dest) ?? "").slice(0, 80);
	yield {
		at: dest,
		key: shown,
		variant,
		message: `The payload of an event is written to \`${shown}\`, which decides ${decides}. So that is up to whoever can cause such an event. Write the payload to the value of an argument, as \`spec.arguments.parameters.0.value\`, and let the workflow say what becomes of it.`,
		related: [{
			at: source,
			note: "What is written comes from here",
			way: "to"
		}]
	};
}
const rulePart$17 = { *check({ kind: sensor, root }) {
	if (sensor !== "Sensor") return;
	for (const destination of (require_seldom()).destinations(root)) yield* problems$1(destination);
} };

// src/rules/server-anonymous-auth.ts?check
const rulePart$16 = { *check(manifest, project) {
	for (const server of require_core.installed(manifest, project)) if (server.part === "server") yield* judge$7(server, project);
} };
/** What to take away so that a mode is gone: a flag of two words holds on to the word after it. */
function removal(at, { node, manifest: { file } }) {
	const env = require_core.get(node, "env");
	if (env && env.start <= at.start && at.start < env.end) return "Remove the variable";
	return file.text.slice(at.start, at.end).includes("auth-mode") ? "Remove this flag" : "Remove the flag `--auth-mode` before it together with this value";
}
function* judge$7(server, project) {
	const modes = require_core.authModes(server);
	const open = modes.filter(({ value }) => value === "server" || value === "hybrid");
	const outer = (require_installation()).exposures(server, project).slice(0, 3).map(({ at, manifest }) => ({
		at,
		manifest,
		note: "Lets callers from outside reach the server"
	}));
	const exposed = outer.length > 0;
	const rights = (require_installation()).rightsOf(server, project);
	const related = [...outer, ...rights ? (require_installation()).waysTo(rights.by) : []];
	for (const mode of open) {
		const { value, at } = mode;
		yield {
			at,
			variant: exposed ? "exposed" : "anonymous",
			severity: severityOf(exposed, rights),
			related,
			key: value,
			message: `The authentication mode \`${value}\` lets callers without a token act as the Argo Server's ServiceAccount${exposed ? ", and the server can be reached from outside" : ""}. Whoever reaches it can ${allowed(rights)}. ${value === "hybrid" ? "Use `client` instead" : modes.length > open.length ? removal(at, server) : "Use `client` or `sso` instead"}.`,
			propose: () => closing(becomesClient(mode, modes) ? require_core.withValue(server, mode, "client") : require_core.withoutFlags(server, [mode]))
		};
	}
	if (modes.length > 0 || !server.whole || !server.version || require_core.since(server.version, 3, 1)) return;
	yield {
		at: require_core.get(server.node, "args") ?? require_core.get(server.node, "image") ?? server.node,
		variant: "default",
		related,
		severity: severityOf(exposed, rights),
		message: `Argo ${require_core.formatVersion(server.version)} authenticates nobody unless it is told to: without \`--auth-mode\` callers act as the server's ServiceAccount, and whoever reaches it can ${allowed(rights)}. Upgrade to 3.1 or later, or add \`--auth-mode=client\`.`,
		propose: () => closing(require_core.withWord(server, "server", "--auth-mode=client"))
	};
}
function severityOf(exposed, rights) {
	if (rights?.starts === false) return exposed ? "high" : "medium";
	return exposed || rights ? "critical" : "high";
}
/** What strangers can do, in words that follow "can". */
function allowed(rights) {
	if (!rights) return "do what that ServiceAccount may, usually run workflows";
	return rights.starts ? "start workflows, and so run any pod in the namespaces that it serves" : "read workflows with their parameters and logs";
}
function closing(changes) {
	if ("refused" in changes) return changes;
	return {
		title: "Let only callers with a token in (whoever came without one needs one)",
		safety: "unsafe",
		changes
	};
}
/** Whether a mode is to be replaced and not taken away, because what it lets in besides strangers has no other mode. */
function becomesClient(mode, modes) {
	const first = modes.find(({ value }) => value === mode.value) === mode;
	if (mode.value === "hybrid") return first && !modes.some(({ value }) => value === "client");
	return first && modes.every(({ value }) => value === "server");
}

// src/rules/server-browser-protections.ts?check
const rulePart$15 = { *check(manifest, project) {
	for (const one of require_core.installed(manifest, project)) if (one.part === "server") yield* judge$6(one);
	if (require_core.isControllerConfig(manifest.root)) yield* links(manifest);
} };
const frames = /^(?:DENY|SAMEORIGIN)$/i;
function* judge$6(server) {
	const framing = require_core.flag(server, "x-frame-options");
	if (framing && !isOpen(framing.value) && !frames.test(framing.value.trim())) yield problem$2(server, framing, "framing", "Any page may show the UI within itself and lead the clicks of a user who is logged in. Remove this flag: the default is `DENY`.");
	const hsts = require_core.flag(server, "hsts");
	if (hsts && require_core.isOn(server, "hsts") === false) yield problem$2(server, hsts, "hsts", "Browsers are not told to come back with TLS only, so a link with `http:` is enough to see what they send. Remove this flag.");
	const origin = require_core.flag(server, "access-control-allow-origin");
	if (origin?.value.trim() === "*") yield problem$2(server, origin, "any-origin", "Pages of any origin may read the files of the UI. Answers of the API are not concerned, but nobody needs this: remove the flag, or name the origin.");
	const links = server.flags.find(({ name, value }) => name === "allowed-link-protocol" && allowsScripts(value));
	if (links) yield problem$2(server, links, "script-links", "Links in the UI may run scripts in its page, with the rights of whoever clicks on them. Remove this flag: `http` and `https` are allowed without it.");
	const rate = require_core.flag(server, "api-rate-limit");
	if (rate && /^\d{1,15}$/.test(rate.value) && Number(rate.value) > 1e5) yield problem$2(server, rate, "unlimited", `An address may make ${rate.value} calls in a second, which is no limit against guessing and floods. Remove this flag: the default is 1000.`);
	yield* variables(server);
}
function* variables(server) {
	const policy = variable(server, "ARGO_ARTIFACT_CONTENT_SECURITY_POLICY");
	if (policy && allowsArtifacts(policy.value)) yield problem$2(server, policy, "artifact-script", "An artifact that is a page is not kept apart from the UI, and may act with the login of whoever opens it. Remove this variable, or keep `sandbox` in it and scripts out.");
	const framing = variable(server, "ARGO_ARTIFACT_X_FRAME_OPTIONS");
	if (framing && !isOpen(framing.value) && !frames.test(framing.value.trim())) yield problem$2(server, framing, "artifact-framing", "Any page may show artifacts within itself. Remove this variable: the default is `SAMEORIGIN`.");
	const headers = variable(server, "IP_KEY_FUNC_HEADERS");
	if (headers) yield problem$2(server, headers, "forged-address", "The limit of calls goes by what a header says, and a caller may write another address into it each time. See that every way to the server leads through a proxy that overwrites the header, or remove this variable.");
}
/** A variable that is not empty, as if it were a flag. */
function variable({ env }, name) {
	const word = env.get(name);
	return word && word.text !== "" ? {
		name,
		value: word.text,
		at: word.at
	} : void 0;
}
function problem$2(server, one, variant, message) {
	return {
		at: one.at,
		variant,
		message,
		propose: () => {
			const same = server.flags.filter(({ name }) => name === one.name);
			const changes = require_core.withoutFlags(server, same.length > 0 ? same : [one]);
			if ("refused" in changes) return changes;
			return {
				title: `Go back to the default of \`${one.name}\``,
				safety: "unsafe",
				changes
			};
		}
	};
}
function isOpen(value) {
	return require_core.isUnknown(value) || value.includes("$");
}
function allowsScripts(protocols) {
	return protocols.split(",").some((one) => /^(?:javascript|data|vbscript|file)$/i.test(one.trim()));
}
/** Whether a content security policy lets a page run its scripts with its origin. */
function allowsArtifacts(policy) {
	if (isOpen(policy)) return false;
	const directives = policy.split(";").map((one) => one.trim().toLowerCase().split(/\s+/));
	const sandbox = directives.find(([name]) => name === "sandbox");
	if (!sandbox) return true;
	const scripts = directives.find(([name]) => name === "script-src");
	return sandbox.includes("allow-scripts") && (sandbox.includes("allow-same-origin") || scripts?.includes("'unsafe-inline'") === true);
}
function* links({ root }) {
	for (const link of require_core.items(require_core.controllerSettings(root).get("links")?.value)) {
		const url = require_core.get(link, "url");
		if (!url || !/^\s*(?:javascript|data|vbscript):/i.test(require_core.text(url) ?? "")) continue;
		yield {
			at: url,
			variant: "script-links",
			message: "This link runs a script in the page of the UI, with the rights of whoever clicks on it; a server that does not allow such links refuses the configuration. Lead to a page instead."
		};
	}
}

// src/rules/server-exposed.ts?check
const rulePart$14 = { *check(manifest, project) {
	if (!kinds.has(manifest.kind)) return;
	const own = (require_installation()).allExposures("server", project).filter((one) => one.manifest === manifest);
	const [exposure] = own;
	if (!exposure || isLimited(manifest)) return;
	switch (manifest.kind) {
		case "Service":
			yield service(exposure);
			break;
		case "Ingress":
			yield* ingress(exposure);
			break;
		case "Route":
			yield* route(exposure);
			break;
		case "Values":
			for (const one of distinct(own)) yield* byChart(one);
			break;
		default: yield* httpRoute(manifest, project);
	}
} };
/** What values ask for, once, however many servers are behind it. */
function distinct(all) {
	return [...new Map(all.map((one) => [one.at, one])).values()];
}
function* byChart({ manifest, at, tls }) {
	const server = require_core.get((require_installation()).chartValues(manifest.root), "server");
	const type = require_core.get(server, "serviceType");
	if (at === type) {
		yield {
			at,
			variant: "service",
			message: `These values let callers from any address reach the Argo Server, past whatever an Ingress would ask of them. Leave its Service a \`ClusterIP\` behind an Ingress with TLS${require_core.text(type) === "LoadBalancer" ? ", or name the networks that may come in in `server.loadBalancerSourceRanges`" : ""}.`
		};
		return;
	}
	const asked = require_core.get(server, "ingress");
	if (!asked || annotated(asked, limits)) return;
	if (!tls && !annotated(asked, endsTls)) yield plain(at, "The Ingress that these values ask for");
	else yield* unredirected(asked, "The Ingress that these values ask for");
}
const kinds = /* @__PURE__ */ new Set([
	"Service",
	"Ingress",
	"Route",
	"HTTPRoute",
	"Values"
]);
function service({ manifest, at }) {
	return {
		at,
		variant: "service",
		message: `This Service lets callers from any address reach the Argo Server, past whatever an Ingress would ask of them. Make it a \`ClusterIP\` behind an Ingress with TLS, or name the networks that may come in${require_core.text(require_core.get(manifest.root, "spec", "type")) === "LoadBalancer" ? " in `loadBalancerSourceRanges`" : ""}.`
	};
}
function plain(at, what, related = []) {
	return {
		at,
		variant: "plain",
		related,
		message: `${what} lets callers reach the Argo Server without TLS, so tokens, logs and parameters can be read on the way. Add TLS for the host, and send callers without TLS there.`
	};
}
function* ingress({ manifest: { root }, at }) {
	const spec = require_core.get(root, "spec");
	const rule = require_core.items(require_core.get(spec, "rules")).find(({ start, end }) => start <= at.start && at.end <= end);
	const host = require_core.get(rule, "host");
	const name = require_core.text(host) ?? "";
	if (!require_core.items(require_core.get(spec, "tls")).some((entry) => {
		const hosts = require_core.items(require_core.get(entry, "hosts")).flatMap((item) => require_core.text(item) ?? []);
		return hosts.length === 0 || name === "" || hosts.some((one) => covers(one, name));
	}) && !annotated(root, endsTls)) {
		yield plain(host ?? at, "This Ingress");
		return;
	}
	const open = [...unredirected(root, "This Ingress")];
	yield* open;
	if (open.length === 0 && (name === "" || name === "*")) yield {
		at: host ?? at,
		variant: "any-host",
		message: "This Ingress leads every host name to the Argo Server, so whoever finds the address finds the server, and a page of any name can be this one. Name the host."
	};
}
/** Where an annotation lets callers without TLS stay without it. */
function* unredirected(of, what) {
	const redirect = annotationsOf(of).find((entry) => /^nginx\.(?:ingress\.kubernetes\.io|org)\/ssl-redirect$/.test(require_core.keyOf(entry) ?? ""));
	if (!redirect || require_core.text(redirect.value)?.toLowerCase() !== "false") return;
	yield {
		at: redirect.value,
		variant: "no-redirect",
		message: `${what} has TLS, but lets callers without TLS reach the Argo Server too, so a link with \`http:\` is enough to lose a token. Remove this: callers are then sent to TLS.`
	};
}
function* route({ manifest: { root }, at, tls }) {
	if (!tls) {
		yield plain(at, "This Route");
		return;
	}
	const insecure = require_core.get(root, "spec", "tls", "insecureEdgeTerminationPolicy");
	if (!insecure || require_core.text(insecure) !== "Allow") return;
	yield {
		at: insecure,
		variant: "no-redirect",
		message: "This Route has TLS, but lets callers without TLS reach the Argo Server too, so a link with `http:` is enough to lose a token. Write `Redirect`: callers are then sent to TLS."
	};
}
/** A host of a certificate may have a star for its first label. */
function covers(pattern, host) {
	if (pattern.includes("{") || host.includes("{") || pattern.includes("$") || host.includes("$")) return true;
	if (!pattern.startsWith("*.")) return pattern.toLowerCase() === host.toLowerCase();
	const dot = host.indexOf(".");
	return dot > 0 && host.slice(dot).toLowerCase() === pattern.slice(1).toLowerCase();
}
/** Annotations by which a load balancer ends TLS without a word in `spec.tls`. */
const endsTls = /certificate-arn|ssl-cert|managed-certificates|pre-shared-cert|router\.tls(?:=true|\.)|certificate-name|appgw-ssl-certificate/;
/** Annotations by which only some callers come in. */
const limits = /(?:(?:white|allow)list-source-range|inbound-cidrs)=(?!(?:.*[\s,])?(?:0\.0\.0\.0|::)\/0(?:$|[\s,]))|scheme=internal$|\/auth-(?:url|type|signin|tls-secret)=(?!none$)|internal[^=]{0,100}=(?:true|"?internal|0\.0\.0\.0\/0)|type=internal$|ingress\.class=.*internal/i;
/** The annotations of an object, or of what values have for one. */
function annotationsOf(of) {
	return require_core.pairs(require_core.get(of, "metadata", "annotations") ?? require_core.get(of, "annotations"));
}
function annotated(of, pattern) {
	return annotationsOf(of).some((entry) => pattern.test(`${require_core.keyOf(entry) ?? ""}=${require_core.text(entry.value) ?? ""}`));
}
function isLimited({ root }) {
	return annotated(root, limits) || /internal/i.test(require_core.text(require_core.get(root, "spec", "ingressClassName")) ?? "");
}
/** What the listeners speak to which a route is attached, as far as their Gateways are among the files. */
function* httpRoute({ root, namespace }, project) {
	for (const parent of require_core.items(require_core.get(root, "spec", "parentRefs"))) {
		const gateway = project.find("Gateway", require_core.text(require_core.get(parent, "name")) ?? "", require_core.text(require_core.get(parent, "namespace")) ?? namespace);
		const section = require_core.text(require_core.get(parent, "sectionName"));
		const listeners = require_core.items(require_core.get(gateway?.root, "spec", "listeners")).filter((listener) => section === void 0 || require_core.text(require_core.get(listener, "name")) === section);
		const open = listeners.find((listener) => require_core.text(require_core.get(listener, "protocol")) === "HTTP");
		if (!gateway || !open || gateway.templated || !require_core.isNull(require_core.get(parent, "port"))) continue;
		const related = [{
			at: open,
			manifest: gateway,
			note: "Speaks HTTP without TLS"
		}];
		if (listeners.every((listener) => require_core.text(require_core.get(listener, "protocol")) === "HTTP")) yield plain(parent, "This HTTPRoute", related);
		else yield {
			at: parent,
			variant: "no-redirect",
			related,
			message: "This HTTPRoute is attached to every listener of its Gateway, also to those without TLS, so a link with `http:` is enough to lose a token. Name the listener with TLS in `sectionName`, and let another route send callers there."
		};
	}
}

// src/rules/server-role-too-broad.ts?check
const rulePart$13 = { *check(manifest, project) {
	const binding = require_core.bindingOf(manifest);
	const role = binding && require_core.roleOf(binding, project);
	if (binding && role) yield* ofBinding(binding, role, project);
	if (manifest.kind === "Role" || manifest.kind === "ClusterRole") yield* ofRole(manifest, project);
} };
function* ofBinding(binding, role, project) {
	const servers = binding.subjects.filter((subject) => (require_installation()).isComponent(subject, "server", project));
	const [server] = servers;
	if (!server) return;
	if (!role.manifest && role.name !== "view") yield {
		at: binding.role.at,
		variant: "built-in",
		message: `The Argo Server gets \`${role.name}\`${binding.everywhere ? " in the whole cluster" : ""}: far more than it needs, for everybody who makes it act as itself. Bind it to the role that Argo's own manifests have for it.`
	};
	const running = servers.flatMap((subject) => (require_installation()).runningAs(subject, "server", binding.manifest, project));
	const isNamespaced = running.length > 0 && running.every((one) => require_core.isOn(one, "namespaced"));
	if (!binding.everywhere || !isNamespaced || !role.manifest || role.policies.every(isAboutCluster)) return;
	yield {
		at: binding.role.at,
		variant: "cluster-binding",
		message: "The Argo Server runs with `--namespaced`, and has this role in every namespace: whoever makes it act as itself reaches further than it does. Bind the role with a RoleBinding in the namespace that it serves.",
		related: running.slice(0, 1).map(({ node, manifest }) => ({
			at: require_core.get(node, "name") ?? node,
			manifest,
			note: "Serves one namespace"
		}))
	};
}
/** Whether a rule is about objects that belong to no namespace alone. */
function isAboutCluster({ resources }) {
	return resources.every((resource) => /^(?:clusterworkflowtemplates|namespaces)(?:\/|$)/.test(resource));
}
function* ofRole(manifest, project) {
	const all = require_core.holdersOf(manifest, project);
	const mine = all.filter(({ subject }) => (require_installation()).isComponent(subject, "server", project));
	const unbound = all.length === 0 && /^argo-server-(?:cluster-)?role$|argo-workflows-server/.test(manifest.name);
	if (mine.length === 0 && !unbound) return;
	const everywhere = unbound ? manifest.kind === "ClusterRole" : mine.some(({ binding }) => binding.everywhere);
	const policies = (require_installation()).policiesOf(manifest);
	for (const policy of policies) for (const excess of (require_installation()).excesses(policy, everywhere, "server")) yield extra(policy, excess, mine, manifest);
	const writing = policies.filter((policy) => writes(policy) !== void 0 && !policy.verbs.includes("*"));
	if (writing.length > 0) yield* changing(writing, mine, project);
}
function extra(policy, excess, mine, manifest) {
	return {
		at: excess.at,
		variant: "extra",
		severity: excess.severity,
		...mine.length === 0 && { confidence: "medium" },
		key: excess.kind,
		message: `This role of the Argo Server may ${excess.may}, which Argo's own manifests do not give it: whoever makes the server act as itself may too. ${excess.kind === "wildcard" ? "Write out what it needs." : "Take it away."}`,
		related: related$1(mine),
		propose: () => excess.kind === "wildcard" ? { refused: "What `*` stands for here has to be written out: see the roles in Argo's own manifests" } : proposal$1((require_installation()).narrow(policy, (resource, verb) => excess.has(resource, verb)), `Take this right away from \`${manifest.name}\` (what somebody made the server do with it will fail)`)
	};
}
function related$1(mine) {
	return mine.slice(0, 1).flatMap((bound) => (require_installation()).waysTo(bound).slice(0, 1));
}
const reading$1 = /* @__PURE__ */ new Set([
	"get",
	"list",
	"watch"
]);
/** The first verb by which a rule changes Argo's objects or pods. */
function writes({ groups, resources, verbs }) {
	return groups.includes("argoproj.io") || groups.includes("") && resources.some((resource) => /^pods(?:\/|$)/.test(resource)) ? verbs.find((verb) => !reading$1.has(verb)) : void 0;
}
const whom = {
	anonymous: "the server acts as itself for callers without a login, so they may, too",
	sso: "the server acts as itself for everybody who comes by single sign-on, so they may, too",
	user: "the server acts for each user with their own rights, so reading is enough for its own account"
};
const unsure = "in the mode `client`, and by SSO with RBAC, the server acts for each user with their own rights, and reading is enough for its own account";
function* changing(writing, mine, project) {
	const [first, ...others] = writing;
	const at = first && (require_installation()).wordIn(first, "verbs", writes(first) ?? "");
	if (!at) return;
	const servers = mine.flatMap(({ subject, binding }) => (require_installation()).runningAs(subject, "server", binding.manifest, project));
	const how = (require_installation()).acting(servers, project);
	const isShared = how === "anonymous" || how === "sso";
	const more = others.flatMap((policy) => (require_installation()).wordIn(policy, "verbs", writes(policy) ?? "") ?? []);
	yield {
		at,
		variant: isShared ? "shared" : "writes",
		...(!how || mine.length === 0) && { confidence: "medium" },
		message: `This role of the Argo Server may change workflows or pods: ${how ? whom[how] : unsure}. Leave it \`get\`, \`list\` and \`watch\`.`,
		related: [
			...related$1(mine),
			...how === "anonymous" ? servers.flatMap(letting).slice(0, 1) : [],
			...more.map((node) => ({
				at: node,
				note: "May change things too"
			}))
		],
		propose: () => {
			const all = writing.map((policy) => (require_installation()).narrow(policy, (_, verb) => !reading$1.has(verb)));
			const refused = all.find((one) => "refused" in one);
			const title = isShared ? "Let the server only read (nobody can submit or stop workflows through it)" : "Let the server's own account only read (those who use it as itself can change nothing any more)";
			return refused && "refused" in refused ? refused : proposal$1(all.flatMap((one) => "refused" in one ? [] : one), title);
		}
	};
}
/** Where a server is told to act as itself for whoever has no login. */
function letting(server) {
	const mode = require_core.authModes(server).find(({ value }) => value === "server" || value === "hybrid");
	return mode ? [{
		at: mode.at,
		manifest: server.manifest,
		note: "Lets callers without a login in"
	}] : [];
}
function proposal$1(changes, title) {
	return "refused" in changes ? changes : {
		title,
		safety: "unsafe",
		changes
	};
}

// src/rules/sso-rbac-catch-all.ts?check
const rulePart$12 = { *check(manifest, project) {
	if (manifest.kind === "ServiceAccount") {
		const gate = gateOf(manifest);
		if (gate && counts(manifest, project)) yield* judge$5(gate, project);
	}
	for (const server of require_core.installed(manifest, project)) if (server.part === "server") yield* delegation(server, project);
} };
const prefix = "workflows.argoproj.io/rbac-rule";
function gateOf(manifest) {
	const annotations = require_core.get(manifest.root, "metadata", "annotations");
	const at = require_core.get(annotations, prefix);
	const rule = require_core.text(at);
	if (!at || rule === void 0 || require_core.isUnknown(rule)) return void 0;
	const precedenceAt = require_core.get(annotations, `${prefix}-precedence`);
	const written = require_core.text(precedenceAt) ?? "";
	const precedence = /^[+-]?\d+$/.test(written) ? Number(written) : 0;
	return {
		manifest,
		at,
		rule,
		claim: (require_installation()).parseClaim(rule),
		precedence,
		precedenceAt
	};
}
/** Whether a server among the files looks into the account's namespace; it may be one of another repository. */
function counts({ namespace }, project) {
	const servers = require_core.serversOf(project);
	const own = require_core.namespaceOf(namespace);
	return servers.length === 0 || servers.some((server) => delegates(server) || require_core.mayBe(homeOf(server), own));
}
function homeOf(server) {
	const managed = require_core.isOn(server, "namespaced") ? require_core.flag(server, "managed-namespace")?.value : void 0;
	return require_core.namespaceOf(managed ?? server.manifest.namespace);
}
function delegates({ env }) {
	return (require_installation()).parseBool(env.get(delegationVariable)?.text ?? "") === true;
}
const delegationVariable = "SSO_DELEGATE_RBAC_TO_NAMESPACE";
function* judge$5(gate, project) {
	const { at, claim, manifest } = gate;
	if (!claim) {
		yield {
			at,
			variant: "broken",
			message: `This is no valid expression: the server stops at it, so that logins fail for everybody. Mend it, such as \`'argo-admins' in groups\`.`
		};
		return;
	}
	const strength = strengthOf(gate.manifest, project);
	const isOpen = (require_installation()).matchesStranger(claim) === true;
	if (isOpen) yield* open(gate, strength, project);
	else if (manifest.name === "default" || strength.dangers[0]?.label === "cluster-admin") yield {
		at,
		variant: "too-strong",
		message: `Users whom this rule matches act as the ServiceAccount \`${manifest.name}\`, which ${manifest.name === "default" ? "every pod of the namespace that names no other has too" : `may ${(require_installation()).told(strength.dangers)}`}. Make one that may do what these users need, and no more.`,
		related: strength.dangers.slice(0, 1).flatMap((require_installation()).trail)
	};
	yield* order$1(gate, strength, project);
	if (!isOpen) yield* tests(gate, claim);
}
const strengthOf = /* @__PURE__ */ require_core.oncePer((manifest, project) => {
	const bound = require_core.boundTo({
		name: manifest.name,
		namespace: require_core.namespaceOf(manifest.namespace),
		from: manifest
	}, project);
	return {
		dangers: require_core.dangers(bound, []),
		writes: bound.some(({ role }) => role?.policies.some(isWriting)),
		known: bound.length > 0 && bound.every(({ role }) => role !== void 0)
	};
});
function isWriting({ verbs }) {
	return verbs.some((verb) => !/^(?:get|list|watch)$/.test(verb));
}
function* open(gate, { dangers: all, writes, known }, project) {
	const { at, manifest, precedence, precedenceAt } = gate;
	const strong = all.length > 0 || writes;
	const may = all.length > 0 ? `, which may ${(require_installation()).told(all)}` : strong ? ", which may change things" : "";
	yield {
		at,
		variant: "catch-all",
		...strong ? { severity: "high" } : known ? { severity: "info" } : { confidence: "medium" },
		message: `This rule matches everybody who can log in: they act as \`${manifest.name}\`${may}. Name the groups that it is for, such as \`'argo-admins' in groups\`.`,
		related: all.slice(0, 1).flatMap((require_installation()).trail)
	};
	const narrower = gates(gate, project).find((one) => one.precedence < precedence && one.claim && (require_installation()).matchesStranger(one.claim) !== true);
	if (!narrower || !precedenceAt) return;
	yield {
		at: precedenceAt,
		variant: "shadows",
		message: `The rule of \`${manifest.name}\` matches everybody and comes first: narrower ones such as that of \`${narrower.manifest.name}\` are never asked. Give it the lowest precedence.`,
		related: [{
			at: narrower.at,
			manifest: narrower.manifest,
			note: "Is never asked"
		}]
	};
}
const allGates = /* @__PURE__ */ require_core.once((project) => project.manifests.flatMap((one) => one.kind === "ServiceAccount" ? gateOf(one) ?? [] : []));
/** The other rules that a user of one may meet. */
function gates({ manifest }, project) {
	const own = require_core.namespaceOf(manifest.namespace);
	return allGates(project).filter((one) => one.manifest !== manifest && require_core.mayBe(require_core.namespaceOf(one.manifest.namespace), own));
}
/** Told at the stronger one. */
function* order$1(gate, strength, project) {
	if (strength.dangers.length === 0 && !strength.writes) return;
	const other = gates(gate, project).find((one) => {
		if (one.precedence !== gate.precedence || one.rule === gate.rule) return false;
		const its = strengthOf(one.manifest, project);
		return its.dangers.length === 0 && !its.writes;
	});
	if (!other) return;
	yield {
		at: gate.precedenceAt ?? gate.at,
		variant: "order",
		message: `The rules of \`${gate.manifest.name}\` and \`${other.manifest.name}\` have the same precedence and give different rights: for a user whom both match, it is not defined which one counts. Give each a number of its own in \`rbac-rule-precedence\`.`,
		related: [{
			at: other.precedenceAt ?? other.at,
			manifest: other.manifest,
			note: "Has the same precedence"
		}]
	};
}
function* tests({ at, rule }, claim) {
	const weak = [...(require_installation()).walk(claim)].map(weakness).find((one) => one !== void 0);
	if (weak !== void 0) yield {
		at,
		variant: "weak-test",
		message: `This rule lets in more than it seems to: ${weak}.`
	};
	else if (/\bemail\b/.test(rule) && !needsGroup(claim)) yield {
		at,
		variant: "email",
		message: "This rule trusts an email address, and rules cannot see whether it was verified: where people may choose theirs, they choose this account. Use a group."
	};
}
/** Whether nobody gets in who is not in some group: whatever else is asked only leaves out some of these. */
function needsGroup(claim) {
	if (claim.kind !== "pair") return false;
	const { operator, left, right } = claim;
	if (operator === "&&" || operator === "and") return needsGroup(left) || needsGroup(right);
	if (operator === "||" || operator === "or") return needsGroup(left) && needsGroup(right);
	return operator === "in" && left.kind === "value" && right.kind === "name" && right.name === "groups";
}
function weakness(node) {
	if (node.kind !== "pair" || node.right.kind !== "value" || typeof node.right.value !== "string") return void 0;
	const { operator, left } = node;
	const { value } = node.right;
	const isEmail = left.kind === "name" && left.name === "email";
	if (operator === "matches" && !(value.startsWith("^") && value.endsWith("$"))) return `\`matches\` looks for the pattern anywhere in the text: write \`^\` before and \`$\` behind it`;
	if (isEmail && operator === "contains") return "`contains` takes the text anywhere in the address: use `endsWith` with the `@`";
	if (isEmail && operator === "startsWith") return "`startsWith` takes every domain: compare the whole address";
	if (isEmail && operator === "endsWith" && !value.includes("@")) return "`endsWith` without an `@` takes other domains that end like this one: write the `@` as well";
}
const changeAccounts = {
	group: "",
	resources: ["serviceaccounts"],
	verbs: [
		"create",
		"update",
		"patch"
	]
};
function mayChangeAccounts(role) {
	return role !== void 0 && require_core.roleAllows(role, changeAccounts);
}
function* delegation(server, project) {
	const word = server.env.get(delegationVariable);
	if (!word || !delegates(server)) return;
	const writer = require_core.bindings(project).find((binding) => binding.subjects.some(({ kind }) => kind !== "ServiceAccount") && mayChangeAccounts(require_core.roleOf(binding, project)));
	yield {
		at: word.at,
		variant: "delegation",
		...writer && {
			severity: "medium",
			persona: "regular"
		},
		message: "Every namespace may bring rules of its own: whoever may annotate a ServiceAccount there decides which users get it, with all that it may do. Let only those change ServiceAccounts who may have all of their rights.",
		related: writer ? [{
			at: writer.role.at,
			manifest: writer.manifest,
			note: "People with this role may change ServiceAccounts"
		}] : []
	};
}

// src/rules/sso-weak-settings.ts?check
const rulePart$11 = { *check({ root }, project) {
	if (!require_core.isControllerConfig(root)) return;
	const sso = require_core.mapping(require_core.controllerSettings(root).get("sso")?.value);
	if (!sso) return;
	const skip = require_core.get(sso, "insecureSkipVerify");
	if (skip && require_core.bool(skip)) yield {
		at: skip,
		variant: "unverified",
		message: "The server does not check the certificate of the identity provider, so whoever stands between them can log in as any user, with any groups. Remove this; for a private authority, use `rootCA` (Argo 4.0 and later).",
		propose: () => ({
			title: "Check the certificate of the identity provider (it has to be one that the server trusts)",
			safety: "unsafe",
			changes: [(require_edits()).remove(sso, "insecureSkipVerify")]
		})
	};
	yield* addresses(sso);
	yield* session(sso);
	yield* groups(sso, project);
} };
function* addresses(sso) {
	for (const name of ["issuer", "redirectUrl"]) {
		const at = require_core.get(sso, name);
		const [, host] = /^http:\/\/([^/:]*)/i.exec(require_core.text(at) ?? "") ?? [];
		if (!at || host === void 0 || /^(?:localhost|127\..*|\[?)$/.test(host)) continue;
		yield {
			at,
			variant: name === "issuer" && !require_core.isUnknown(host) && (/^[^.$]+$/.test(host) || /\.svc(?:\.|$)/.test(host)) ? "in-cluster" : "plain",
			message: name === "issuer" ? "The server talks to the identity provider without TLS, so whoever stands between them can log in as any user, with any groups. Use `https:`." : "Browsers come back from the login without TLS, so their session can be taken on the way. Use `https:`, and TLS in front of the server."
		};
	}
}
function* session(sso) {
	const at = require_core.get(sso, "sessionExpiry");
	const hours = hoursOf(require_core.text(at) ?? "");
	if (!at || hours === void 0 || hours <= 24) return;
	yield {
		at,
		variant: "long-session",
		message: `A login lasts ${Math.floor(hours)} hours. Until then the server asks nobody whether the user still has their rights, and a stolen cookie works. Use a day or less; the default is 10 hours.`
	};
}
const units = {
	h: 1,
	m: 1 / 60,
	s: 1 / 3600
};
/** The hours of a duration as Go reads it; nothing for what is none, or shorter than a second counts. */
function hoursOf(written) {
	if (written.length > 100 || !/^(?:\d{1,9}(?:\.\d{1,9})?[hms])+$/.test(written)) return void 0;
	return [...written.matchAll(/([\d.]+)([hms])/g)].reduce((sum, [, number, unit = ""]) => sum + Number(number) * (units[unit] ?? 0), 0);
}
/** Longer expressions are not looked into. */
const longest$1 = 500;
function* groups(sso, project) {
	for (const item of require_core.items(require_core.get(sso, "filterGroupsRegex"))) {
		const expression = require_core.scalar(item)?.value;
		if (expression === void 0 || expression.length > longest$1 || require_core.isUnknown(expression)) continue;
		if (choices(expression).every(isAnchored)) continue;
		yield {
			at: item,
			variant: "loose-filter",
			message: "This expression keeps every group that has a fitting part anywhere in its name, so a group of another meaning may pass. Begin it with `^` and end it with `$`."
		};
	}
	const scopes = require_core.get(sso, "scopes");
	const names = require_core.items(scopes).flatMap((item) => require_core.text(item) ?? []);
	const other = !require_core.isNull(require_core.get(sso, "customGroupClaimName")) || !require_core.isNull(require_core.get(sso, "userInfoPath"));
	if (!scopes || names.length === 0 || other || names.some((name) => /group/i.test(name) || require_core.isUnknown(name))) return;
	const rule = require_core.bool(require_core.get(sso, "rbac", "enabled")) ? project.manifests.find(asksForGroups) : void 0;
	if (!rule) return;
	yield {
		at: scopes,
		variant: "no-groups",
		related: [{
			at: ruleOf(rule) ?? rule.root,
			manifest: rule,
			note: "Asks for groups"
		}],
		message: "ServiceAccounts are given by groups, but `scopes` does not have `groups`: unless the identity provider tells them anyway, no such rule ever fits. Add `groups`, or whatever scope the provider has for them."
	};
}
/** What stands between the bars of an expression that are in no bracket. */
function choices(expression) {
	const found = [""];
	let depth = 0;
	for (const part of expression.match(/\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|[^]/g) ?? []) {
		if (part === "(") depth++;
		if (part === ")") depth--;
		if (part === "|" && depth === 0) found.push("");
		else found.push((found.pop() ?? "") + part);
	}
	return found;
}
function isAnchored(expression) {
	return /^(?:\(\?[a-z]+\))?(?:\^|\\A|\.[*+])/.test(expression) && /(?:\$|\\z|\.[*+])$/.test(expression);
}
function ruleOf({ root }) {
	return require_core.get(root, "metadata", "annotations", "workflows.argoproj.io/rbac-rule");
}
function asksForGroups(manifest) {
	return manifest.kind === "ServiceAccount" && /\bgroups\b/.test(require_core.text(ruleOf(manifest)) ?? "");
}

// src/rules/sso-without-rbac.ts?check
const rulePart$10 = { *check({ root, kind }, project) {
	if (!require_core.isControllerConfig(root)) return;
	const setting = require_core.controllerSettings(root).get("sso");
	const sso = require_core.mapping(setting?.value);
	if (!setting || !sso || require_core.isNull(require_core.get(sso, "issuer"))) return;
	const enabled = require_core.get(sso, "rbac", "enabled");
	if (require_core.bool(enabled) || require_core.isUnknown(require_core.text(enabled) ?? "")) return;
	if (kind === "Values" && enabled === void 0) return;
	const servers = require_core.serversOf(project);
	const used = isUsed(servers);
	if (used === false) return;
	const reads = servers.length > 0 && servers.every((server) => (require_installation()).rightsOf(server, project)?.starts === false);
	const given = reads ? "which only reads: parameters and logs of all workflows that it serves" : "with all its rights";
	const advice = enabled ? "Say `true` here" : "Add `rbac: {enabled: true}` under `sso`";
	yield {
		at: enabled ?? setting.key,
		...reads && { severity: "low" },
		...used === void 0 && { confidence: "medium" },
		message: `SSO is configured without \`rbac.enabled: true\`. Everybody who can log in acts as the ServiceAccount of the Argo Server, ${given}. ${advice}, after annotating a ServiceAccount for each group of users.`,
		propose: () => ({
			title: "Give each user the rights of their group (whom no rule of a ServiceAccount matches is locked out)",
			safety: "unsafe",
			changes: [enabling(sso)]
		})
	};
} };
function enabling(sso) {
	const rbac = require_core.mapping(require_core.get(sso, "rbac"));
	return rbac ? (require_edits()).set(rbac, "enabled", true) : (require_edits()).set(sso, "rbac", { enabled: true });
}
/** Whether a server lets users in by SSO; nothing when no file says it. */
function isUsed(servers) {
	if (servers.flatMap((server) => require_core.authModes(server).map(({ value }) => value)).some((mode) => mode === "sso" || require_core.isUnknown(mode))) return true;
	const telling = servers.filter((server) => !server.manifest.quoted || require_core.authModes(server).length > 0);
	return telling.length > 0 && telling.every((server) => server.whole || require_core.authModes(server).length > 0) ? false : void 0;
}

// src/rules/template-override-weakens-security.ts?check
const rulePart$9 = { *check(manifest, project) {
	if (!["Workflow", "CronWorkflow"].includes(manifest.kind)) return;
	const isKnown = require_core.referenced(manifest, project) !== void 0;
	for (const override of (require_seldom()).overrides(manifest, project)) {
		const found = judge$4(override, isKnown, project);
		if (!found) continue;
		yield {
			...found,
			at: override.key,
			key: override.name,
			message: `${found.message} ${advice$2}`,
			propose: () => ({
				title: `Leave \`${override.name}\` to the WorkflowTemplate (it has to say there what the workflow needs)`,
				safety: "unsafe",
				changes: (require_edits()).without(manifest.root, override.value)
			})
		};
	}
} };
const advice$2 = "Put it into the WorkflowTemplate, where it is reviewed with what it governs.";
function judge$4(override, isKnown, project) {
	const found = harmOf(override, isKnown);
	const { name } = override;
	if (found && (isKnown || found.always)) return found;
	if (found) return {
		variant: "unresolved",
		message: `\`${name}\` overrides whatever the WorkflowTemplate says, which is not among the files.`
	};
	if (require_core.isRestricted(project) !== true || (require_seldom()).addedToAllowList(project).has(name)) return void 0;
	return {
		variant: "refused",
		message: `The controller of these files takes workflows from templates only: it refuses a workflow that sets \`${name}\`, from Argo 3.7.14 and 4.0.5 on.`
	};
}
function harmOf({ name, value, below }, isKnown) {
	switch (name) {
		case "podSpecPatch":
		case "artifactGC.podSpecPatch": return require_core.isNull(below) && isHarmless(value) ? void 0 : {
			...anything(name),
			always: true
		};
		case "templateDefaults":
		case "executorPlugins": return {
			...anything(name),
			always: true
		};
		case "serviceAccountName": return isKnown && require_core.isNull(below) ? void 0 : account$1(name, value);
		case "artifactGC.serviceAccountName": return isKnown && require_core.isNull(below) ? void 0 : account$1(name, value, "the pods that delete artifacts");
		case "executor": return isKnown && require_core.isNull(require_core.get(below, "serviceAccountName")) ? void 0 : account$1("executor.serviceAccountName", require_core.get(value, "serviceAccountName"), "Argo's executor");
		case "securityContext": return loosened(value, below);
		case "automountServiceAccountToken": return require_core.bool(value) !== true || isKnown && require_core.bool(below) !== false ? void 0 : {
			variant: "weakens",
			message: "The token of the ServiceAccount is mounted into the pods, which the template keeps from them."
		};
		case "hooks":
		case "onExit": return {
			variant: "extends",
			message: `\`${name}\` runs further templates with the template's ServiceAccount.`
		};
		case "imagePullSecrets":
		case "artifactRepositoryRef": return {
			variant: "extends",
			message: `\`${name}\` decides with which credentials images or artifacts are fetched and stored, in the place of the template.`
		};
		default: return;
	}
}
function anything(name) {
	return {
		variant: "weakens",
		message: `\`${name}\` can change anything in the pods that the template was reviewed for.`
	};
}
function account$1(name, value, who = "the pods") {
	const given = require_core.text(value);
	if (given === void 0) return void 0;
	return {
		variant: "identity",
		message: `\`${name}\` gives ${who} the rights of \`${given}\` in the place of the account that the template has.`
	};
}
/** Fields merge one by one: only one that itself asks for less protection takes any away. */
function loosened(context, below) {
	const asks = userIn(context) === "root";
	const allows = require_core.bool(require_core.get(context, "runAsNonRoot")) === false;
	if (asks && !allows && require_core.bool(require_core.get(below, "runAsNonRoot")) === true && require_core.bool(require_core.get(context, "runAsNonRoot")) === void 0) return {
		variant: "weakens",
		message: "This asks for root, which the template forbids with `runAsNonRoot`, so the pods do not start."
	};
	if (allows && !asks && (userIn(context) ?? userIn(below)) === "other") return {
		variant: "weakens",
		message: "This takes `runAsNonRoot` away from the pods, so a container that asks for root gets it."
	};
	const open = require_core.text(require_core.get(context, "seccompProfile", "type")) === "Unconfined";
	if (!asks && !allows && !open) return void 0;
	return {
		variant: "weakens",
		message: `This lets the pods run ${asks || allows ? "as root" : "without a seccomp profile"}, whatever the template says.`
	};
}
function userIn(context) {
	const node = require_core.get(context, "runAsUser");
	return require_core.userOf(node && { node });
}
/** A patch that only gives resources, time or a user namespace. */
function isHarmless(patch) {
	const written = require_core.scalar(patch);
	const root = written && require_core.embedded(written).root;
	if (!root || !require_core.mapping(root)) return false;
	return require_core.pairs(root).every((entry) => {
		const name = require_core.keyOf(entry);
		if (name === "terminationGracePeriodSeconds") return true;
		if (name === "hostUsers") return require_core.bool(entry.value) === false;
		return name === "containers" && require_core.items(entry.value).every((item) => require_core.pairs(item).every((own) => ["name", "resources"].includes(require_core.keyOf(own) ?? "")));
	});
}

// src/rules/unbounded-retry.ts?check
/** More attempts than this are as good as no limit. */
const many = 50;
/** What the fix says: the number that Argo's documentation mostly has is between 2 and 10. */
const some = 5;
const rulePart$8 = { *check(manifest, project) {
	const spec = require_core.specLayers(manifest, project);
	const hasDeadline = require_core.effective(spec, "activeDeadlineSeconds") !== void 0;
	for (const { setting, by } of strategies(manifest, spec)) {
		const [strategy] = by;
		if (!strategy) continue;
		const { layers } = strategy;
		const limit = require_core.effective(layers, "limit");
		const found = limit ? judge$3(limit, strategy, project) : isOpenEnded(manifest) || hasDeadline || isBounded(layers) ? void 0 : unlimited(setting, layers, by);
		if (found) yield found;
	}
} };
/** What is absent from a chart or a patch may come from elsewhere. */
function isOpenEnded({ templated, partial }) {
	return templated || partial;
}
/** What governs each template: its own and that of `templateDefaults` together, else the spec's (`retryStrategy` in operator.go). */
function strategies(manifest, spec) {
	const defaults = require_core.under(spec, ["templateDefaults"], "templateDefaults");
	const own = require_core.templates(manifest).map((template) => strategyOf([{
		node: template.node,
		origin: "template",
		manifest
	}, ...defaults], spec, template));
	const all = own.length > 0 ? own : [strategyOf(defaults, spec, void 0)];
	return require_core.bySetting(all.flatMap((found) => found ?? []), ({ at }) => at);
}
function strategyOf(layers, spec, template) {
	for (const holders of [layers, spec]) {
		const found = require_core.under(holders, ["retryStrategy"]);
		const [first] = found;
		const holder = first && holders.find(({ node }) => require_core.mapping(node.own("retryStrategy")) === first.node);
		if (first) return {
			at: {
				...first,
				node: holder?.node.ownKey("retryStrategy") ?? first.node
			},
			layers: found,
			template
		};
	}
}
function whenOf(by) {
	const names = by.flatMap(({ template }) => template?.name || []);
	if (names.length === 0) return "steps for as long as they fail";
	return names.length > 1 ? `templates ${require_core.listed(names)} for as long as they fail` : `template ${require_core.listed(names)} for as long as it fails`;
}
function isBounded(layers) {
	if (require_core.effective(layers, "backoff", "maxDuration")) return true;
	return /\bretries\b|lastRetry\.duration/.test(require_core.text(require_core.effective(layers, "expression")?.node) ?? "");
}
function unlimited(at, layers, by) {
	const node = layers[0]?.node;
	return {
		at,
		variant: "unlimited",
		message: `This retries ${whenOf(by)}, with a new pod each time: without a \`limit\` nothing ends it. Set one, such as \`limit: ${some}\`.`,
		...node && { propose: () => limited(node) }
	};
}
function limited(strategy) {
	return {
		title: `Give up after ${some} retries (what needs more attempts will fail)`,
		safety: "unsafe",
		changes: [strategy.pairs.length === 0 ? (require_edits()).replace(strategy, { limit: some }) : (require_edits()).insert(strategy, "limit", some)]
	};
}
function judge$3(limit, { at, layers, template }, project) {
	const written = require_core.text(limit.node) ?? "";
	const number = require_core.integer(limit.node) ?? Number(written);
	const flows = require_core.tags(require_core.scalar(limit.node)).flatMap((tag) => tag.flows);
	const isFixed = require_core.sourceOf$1(flows, {
		project,
		manifest: limit.manifest,
		template
	}).level === "constant";
	if (flows.length > 0 ? isFixed : require_core.isUnknown(written)) return void 0;
	if (require_core.isUnknown(written) || number > many) return {
		at: limit,
		variant: "high-limit",
		message: `${require_core.isUnknown(written) ? "A parameter decides how often this is retried" : `A limit of ${number} retries is as good as none`}: a step that cannot succeed keeps pods coming. Use a number that a passing failure needs, such as ${some}.`
	};
	if (require_core.text(require_core.effective(layers, "retryPolicy")?.node) !== "Always" || require_core.effective(layers, "backoff") || number <= some) return void 0;
	return {
		at,
		variant: "eager",
		message: "Every failure is retried at once: a service that is down is hit again by each attempt. Add a `backoff` with a `duration` and a `factor`."
	};
}

// src/rules/unconfined-kernel-profile.ts?check
/** Types that stay within what containers may do; those of the standard `baseline`. */
const containerTypes = /* @__PURE__ */ new Set([
	"",
	"container_t",
	"container_init_t",
	"container_kvm_t",
	"container_engine_t"
]);
/** Kernel settings that each pod has for itself, so that they touch no other (`baseline`). */
const safeSysctls = /* @__PURE__ */ new Set([
	"kernel.shm_rmid_forced",
	"net.ipv4.ip_local_port_range",
	"net.ipv4.ip_local_reserved_ports",
	"net.ipv4.ip_unprivileged_port_start",
	"net.ipv4.ping_group_range",
	"net.ipv4.tcp_fin_timeout",
	"net.ipv4.tcp_keepalive_intvl",
	"net.ipv4.tcp_keepalive_probes",
	"net.ipv4.tcp_keepalive_time",
	"net.ipv4.tcp_notsent_lowat",
	"net.ipv4.tcp_rmem",
	"net.ipv4.tcp_slow_start_after_idle",
	"net.ipv4.tcp_syncookies",
	"net.ipv4.tcp_wmem"
]);
const both = [
	{
		path: ["seccompProfile", "type"],
		variant: "seccomp",
		isOff: (value) => require_core.text(value) === "Unconfined",
		harm: "may call every function of the node's kernel: no seccomp profile keeps them from those that containers never need and exploits do. Say `RuntimeDefault`.",
		fix: "RuntimeDefault"
	},
	{
		path: ["appArmorProfile", "type"],
		variant: "apparmor",
		isOff: (value) => require_core.text(value) === "Unconfined",
		harm: "are held by no AppArmor profile, which keeps containers from mounting and from writing to the kernel's files. Say `RuntimeDefault`.",
		fix: "RuntimeDefault"
	},
	{
		path: ["seLinuxOptions", "type"],
		variant: "selinux",
		isOff: (value) => !containerTypes.has(require_core.text(value) ?? ""),
		harm: "run under an SELinux type that is not made for containers, and may reach what it may on the node. Remove it, or use `container_t`."
	},
	...["user", "role"].map((field) => ({
		path: ["seLinuxOptions", field],
		variant: "selinux",
		isOff: (value) => (require_core.text(value) ?? "") !== "",
		harm: `run under an SELinux ${field} of their own, and may reach what it may on the node. Remove it.`
	})),
	{
		path: ["windowsOptions", "hostProcess"],
		variant: "host-process",
		isOff: (value) => require_core.bool(value) === true,
		harm: "run on their Windows node itself, in no container at all. Remove it."
	}
];
const procMount = {
	path: ["procMount"],
	variant: "proc-mount",
	isOff: (value) => ![
		"Default",
		"",
		void 0
	].includes(require_core.text(value)),
	harm: "see the parts of `/proc` that are hidden from containers, among them switches of the kernel. Remove `procMount`.",
	fix: "remove"
};
const linuxOnly = /* @__PURE__ */ new Set([
	"seccomp",
	"apparmor",
	"selinux",
	"proc-mount"
]);
const rulePart$7 = { *check(manifest, project) {
	const all = require_core.pods(manifest, project);
	const end = require_core.refusal(manifest, project);
	for (const protection of both) yield* ofPods(protection, all, manifest, end);
	for (const protection of [...both, procMount]) yield* ofContainers(protection, all, manifest, end);
	yield* sysctls(all, end);
	yield* annotations(manifest, all.length > 0, end);
} };
/** Fields of Linux mean nothing on Windows; with a user namespace all of `/proc` may be seen. */
function concerns({ variant }, pod) {
	if (variant === "proc-mount" && require_core.bool(require_core.podSetting(pod, "hostUsers")?.node) === false) return false;
	return !linuxOnly.has(variant) || require_core.text(require_core.podSetting(pod, "nodeSelector", "kubernetes.io/os")?.node) !== "windows";
}
function* ofPods(protection, all, manifest, end) {
	const own = all.filter((pod) => concerns(protection, pod));
	for (const { setting, by } of require_core.bySetting(own, (pod) => require_core.podSetting(pod, "securityContext", ...protection.path))) if (isOff(protection, setting)) yield problem$1(protection, setting, `Pods of ${require_core.sourceOf(by)}`, manifest, end);
}
function* ofContainers(protection, all, manifest, end) {
	const own = all.flatMap((pod) => concerns(protection, pod) ? pod.containers : []);
	for (const { setting, by } of require_core.bySetting(own, (container) => require_core.containerSetting(container, "securityContext", ...protection.path))) if (isOff(protection, setting)) yield problem$1(protection, setting, `Programs of ${require_core.sourceOf(by.map(({ pod }) => pod))}`, manifest, end);
}
/** What is filled in later may be any profile: who may choose it is for another rule. */
function isOff(protection, { node }) {
	return !require_core.isUnknown(require_core.text(node) ?? "") && protection.isOff(node);
}
function problem$1({ path, variant, harm, fix }, at, who, { root }, end) {
	return {
		at,
		variant,
		key: path.join("."),
		message: `${who} ${harm}${end}`,
		...fix && { propose: () => ({
			title: `${fix === "remove" ? "Hide what containers are not to see" : "Use the profile of the runtime"} (what needs more will fail)`,
			safety: "unsafe",
			changes: fix === "remove" ? (require_edits()).without(root, at.node) : [(require_edits()).replace(at.node, fix)]
		}) }
	};
}
function* sysctls(all, end) {
	for (const { setting, by } of require_core.bySetting(all, (pod) => require_core.podSetting(pod, "securityContext", "sysctls"))) for (const item of require_core.items(setting.node)) {
		const at = require_core.get(item, "name");
		const name = (require_core.text(at) ?? "").replaceAll("/", ".");
		if (!at || name === "" || safeSysctls.has(name)) continue;
		yield {
			at: {
				...setting,
				node: at
			},
			variant: "sysctl",
			key: name,
			message: `Pods of ${require_core.sourceOf(by)} set \`${name}\`, which may change the kernel for all pods of the node; a kubelet takes it only when its administrator has allowed it. Remove it, or have it set on nodes of its own.${end}`
		};
	}
}
const appArmor = "container.apparmor.security.beta.kubernetes.io/";
const seccomp$1 = /^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\//;
/** The metadata of the pods of an object that Kubernetes itself runs. */
function plainMetadata({ kind, root, spec }) {
	if (spec) return void 0;
	if (kind === "Pod") return require_core.get(root, "metadata");
	return kind === "CronJob" ? require_core.getAt(root, [
		"spec",
		"jobTemplate",
		"spec",
		"template",
		"metadata"
	]) : require_core.get(root, "spec", "template", "metadata");
}
/** Annotations of pods, in every place in which a workflow writes them. */
function* annotations(manifest, hasPods, end) {
	const { spec, root } = manifest;
	const holders = [
		require_core.get(spec, "podMetadata", "annotations"),
		require_core.get(spec, "templateDefaults", "metadata", "annotations"),
		...require_core.templates(manifest).map(({ node }) => require_core.get(node, "metadata", "annotations")),
		hasPods ? require_core.get(plainMetadata(manifest), "annotations") : void 0
	];
	for (const entry of new Set(holders.flatMap((holder) => require_core.pairs(holder)))) {
		const name = require_core.keyOf(entry) ?? "";
		const isAppArmor = name.startsWith(appArmor);
		if (!isAppArmor && !seccomp$1.test(name) || require_core.text(entry.value) !== "unconfined") continue;
		yield {
			at: entry.value,
			variant: isAppArmor ? "apparmor" : "seccomp-annotation",
			key: name,
			message: isAppArmor ? `This annotation takes the AppArmor profile from container \`${name.slice(47)}\`, which keeps it from mounting and from writing to the kernel's files. Remove it.${end}` : "This annotation asks for no seccomp profile. Kubernetes has not read it since 1.27, older clusters do. Remove it.",
			propose: () => ({
				title: `${isAppArmor ? "Use the profile of the runtime" : "Remove what Kubernetes no longer reads"} (what needs more will fail)`,
				safety: "unsafe",
				changes: (require_edits()).without(root, entry.value)
			})
		};
	}
}

// src/rules/unhardened-workflow-defaults.ts?check
const rulePart$6 = { *check(manifest, project) {
	const { root, templated, quoted } = manifest;
	if (!require_core.isControllerConfig(root) || templated || quoted) return;
	const bare = require_core.controllerSettings(root).size === 0;
	if (bare && !require_core.isBare(manifest, project)) return;
	const at = require_core.pair(root, "data")?.key ?? require_core.pair((require_installation()).chartValues(root), "controller")?.key ?? (bare ? require_core.get(root, "metadata", "name") : void 0);
	const all = bare ? [manifest] : together(manifest, project);
	if (!at || all[0] !== manifest) return;
	const settings = all.map((one) => require_core.controllerSettings(one.root));
	yield* unprotected(at, settings, manifest, project);
	const account = said(settings, [
		"workflowDefaults",
		"spec",
		"serviceAccountName"
	]);
	if (account === void 0 || require_core.text(account) === "default") yield {
		at,
		variant: "default-account",
		message: "Workflows that name no ServiceAccount run as `default`, with whatever rights somebody once gave to it. Set `serviceAccountName` in `workflowDefaults` to one that may only report results; authors can still name another."
	};
	if (![
		"ttlStrategy",
		"podGC",
		"activeDeadlineSeconds"
	].some((name) => said(settings, [
		"workflowDefaults",
		"spec",
		name
	]))) yield {
		at,
		variant: "unlimited",
		message: "Nothing ends a workflow that hangs, or removes one that is done, unless its author thought of it. Set `activeDeadlineSeconds`, `ttlStrategy` and `podGC` in `workflowDefaults`."
	};
} };
/**
* The configurations that are, or may be, those of one controller: bases, overlays and patches of one name. First the
* one that speaks for them.
*/
function together({ name, namespace }, project) {
	return project.configs.filter((other) => other.name === name && (other.namespace === void 0 || namespace === void 0 || other.namespace === namespace)).toSorted((a, b) => rank(b) - rank(a));
}
/** One with a namespace is of an environment, one with such settings is where the others are looked for. */
function rank({ root, namespace }) {
	const settings = require_core.controllerSettings(root);
	const own = [
		"workflowdefaults",
		"executor",
		"maincontainer"
	].filter((key) => settings.has(key));
	return (namespace === void 0 ? 0 : 10) + own.length;
}
/** What any of them says under the name of a setting and a path in it. */
function said(settings, [name = "", ...path]) {
	for (const one of settings) {
		const found = require_core.getAt(one.get(name.toLowerCase())?.value, path);
		if (!require_core.isNull(found)) return found;
	}
}
const escalation = { allowPrivilegeEscalation: false };
const capabilities = { capabilities: { drop: ["ALL"] } };
const seccomp = { seccompProfile: { type: "RuntimeDefault" } };
const parts = [
	{
		path: [
			"workflowDefaults",
			"spec",
			"securityContext"
		],
		context: {
			...require_core.nonRoot,
			...seccomp
		},
		also: [
			"workflowDefaults",
			"spec",
			"templateDefaults",
			"securityContext"
		]
	},
	{
		path: ["executor", "securityContext"],
		context: {
			...require_core.nonRoot,
			...escalation,
			...capabilities,
			...seccomp
		}
	},
	{
		path: ["mainContainer", "securityContext"],
		context: {
			...escalation,
			...capabilities
		}
	}
];
function* unprotected(at, settings, { root }, project) {
	const lacking = parts.filter(({ path }) => path[0] !== "mainContainer" || require_core.since(project.argoVersion, 3, 4)).map((part) => ({
		...part,
		context: lackingOf(part, settings)
	})).filter(({ context }) => Object.keys(context).length > 0);
	const own = lacking.filter(({ path }) => path[0] === "executor");
	const others = lacking.filter(({ path }) => path[0] !== "executor");
	if (others.length > 0) yield {
		at,
		variant: "unprotected",
		message: `Workflows get less protection from this controller than it could give them. Missing: ${listed(others)}. Set it here once, and hold authors to it with an admission policy: they can override each default.`,
		propose: () => (require_installation()).chartValues(root) ? elsewhere : protection(others, root)
	};
	if (own.length > 0) yield {
		at,
		variant: "executor",
		message: `Argo's own containers in each workflow pod lack a part of their security context, so no workflow pod fits the Pod Security Standard \`restricted\`. Missing: ${listed(own)}. Nothing but this configuration can set it.`,
		propose: () => !(require_installation()).chartValues(root) && require_core.controllerSettings(root).has("executor") ? protection(own, root) : (require_installation()).chartValues(root) ? elsewhere : { refused: "With a new `executor` it has to be said how much memory it may have" }
	};
}
const elsewhere = { refused: "Values of the Helm chart may be spread over several files" };
function listed(lacking) {
	return lacking.map(({ path, context }) => {
		return `${Object.keys(context).map((key) => `\`${key}\``).join(", ")} in \`${path.join(".")}\``;
	}).join("; ");
}
/** The fields of a context that nothing says, whatever it says. */
function lackingOf({ path, context, also }, settings) {
	const ways = also ? [path, also] : [path];
	function given(key) {
		return ways.some((way) => said(settings, [...way, key]) !== void 0);
	}
	const root = given("runAsUser") ? ["runAsUser", "runAsNonRoot"] : [];
	return Object.fromEntries(Object.entries(context).filter(([key]) => key === "capabilities" ? !dropsAll(ways, settings) : !root.includes(key) && !given(key)));
}
function dropsAll(ways, settings) {
	return ways.some((way) => require_core.items(said(settings, [
		...way,
		"capabilities",
		"drop"
	])).some((item) => /^ALL$/i.test(require_core.text(item) ?? "")));
}
function protection(lacking, root) {
	const changes = [];
	for (const { path, context } of lacking) {
		const [name = "", ...inner] = path;
		const made = (require_edits()).withSetting(root, name, inner.reduceRight((content, key) => ({ [key]: { ...content } }), context));
		if ("refused" in made) return made;
		changes.push(...made);
	}
	return {
		title: "Give all workflows a security context (those that need root or more rights have to say so)",
		safety: "unsafe",
		changes
	};
}

// src/rules/unpinned-git-artifact.ts?check
const rulePart$5 = { *check(manifest, project) {
	for (const artifact of (require_seldom()).artifacts(manifest, project)) {
		yield* ofGit(artifact);
		yield* ofHttp(artifact);
	}
	if (manifest.kind === "Sensor") yield* ofSensor(manifest);
} };
const harm = "Whoever can push there decides what the workflow gets.";
/** What a revision is, by how it looks; nothing for a commit and for what is put in later. */
function kindOf(revision) {
	if (require_core.isUnknown(revision) || /^[0-9a-f]{7,64}$/i.test(revision)) return void 0;
	return /^(?:refs\/tags\/|v?\d+(?:\.\d+)+)|^v\d/.test(revision) ? "tag" : "branch";
}
function* ofGit({ node, of }) {
	const git = require_core.mapping(require_core.get(node, "git"));
	if (!git || require_core.isUnknown(require_core.text(require_core.get(git, "repo")) ?? "")) return;
	const at = [require_core.get(git, "revision"), require_core.get(git, "branch")].find((found) => (require_core.text(found) ?? "") !== "");
	if (!at) {
		yield {
			at: require_core.mapping(node)?.ownKey("git") ?? git,
			variant: "default-branch",
			message: `The repository for ${of} is fetched as its default branch stands. ${harm} Name the commit in \`revision\`.`
		};
		return;
	}
	const kind = kindOf(require_core.text(at) ?? "");
	if (!kind) return;
	yield {
		at,
		variant: kind,
		message: kind === "tag" ? `The repository for ${of} is fetched by the tag \`${require_core.text(at)}\`, which can be moved. Name its commit in \`revision\`.` : `The repository for ${of} is fetched as the branch \`${require_core.text(at)}\` stands. ${harm} Name the commit in \`revision\`.`
	};
}
/** Names by which a branch can be told from a tag and a commit, where an address does not say which it is. */
const branch = String.raw`(?:refs\/heads\/|(?:main|master|HEAD|develop|dev|trunk|nightly)(?=[/.?#]|$))`;
/** Addresses without a scheme are fetched by HTTPS. */
const moving = new RegExp(String.raw`^(?:https?:\/\/)?(?:github\.com\/[^/]+\/[^/]+\/(?:releases\/latest\/|(?:raw|archive|blob)\/${branch})|raw\.githubusercontent\.com\/[^/]+\/[^/]+\/${branch}|codeload\.github\.com\/[^/]+\/[^/]+\/[^/]+\/${branch}|gitlab\.com\/.+\/-\/(?:raw|archive)\/${branch})`);
function* ofHttp({ node, of }) {
	const at = require_core.get(node, "http", "url");
	if (!at || !moving.test(require_core.text(at) ?? "")) return;
	yield {
		at,
		variant: "download",
		message: `The download for ${of} is whatever the repository offers last. ${harm} Use a release by its number, and compare its checksum.`
	};
}
/** The workflow of a trigger, when it is not in the sensor but in a repository. */
function* ofSensor({ root }) {
	for (const trigger of require_core.items(require_core.get(root, "spec", "triggers"))) for (const way of ["argoWorkflow", "k8s"]) {
		const source = require_core.mapping(require_core.get(trigger, "template", way, "source"));
		const git = require_core.get(source, "git");
		if (require_core.isNull(git)) continue;
		const at = [
			"ref",
			"tag",
			"branch"
		].map((name) => require_core.get(git, name)).find((found) => require_core.text(found) !== void 0);
		const kind = at && (at === require_core.get(git, "tag") && !require_core.isUnknown(require_core.text(at) ?? "") ? "tag" : kindOf(require_core.text(at) ?? ""));
		if (at && kind === void 0) continue;
		const revision = kind === "tag" ? "by a tag, which can be moved," : "as a branch of it stands";
		yield {
			at: at ?? source?.ownKey("git") ?? root,
			variant: "sensor",
			...kind === "tag" && { severity: "info" },
			message: `The sensor takes the workflow from a repository ${revision} and submits it. Whoever can push there runs what they like with its ServiceAccount. Name the commit in \`ref\`.`
		};
	}
}

// src/rules/unpinned-install-manifest.ts?check
const rulePart$4 = { *check(manifest) {
	switch (manifest.kind) {
		case "Kustomization":
			yield* kustomization(manifest);
			break;
		case "Application":
		case "ApplicationSet":
			yield* application(manifest);
			break;
		case "RoleBinding":
			yield* binding(manifest);
			break;
		case "Secret": yield* credentials(manifest);
	}
} };
const repository = /(?:^|[/@:])(?:raw\.githubusercontent|github)\.com[/:]argoproj\/argo(?:-workflows)?(?:\.git)?(?:[/?]|$)/i;
function* kustomization({ root }) {
	for (const field of [
		"resources",
		"bases",
		"components"
	]) for (const item of require_core.items(require_core.get(root, field))) {
		const address = require_core.text(item) ?? "";
		if (!repository.test(address) || require_core.isUnknown(address)) continue;
		if (/quick-start/i.test(address)) yield {
			at: item,
			variant: "demo",
			message: quickStart
		};
		else if (isMoving(revisionOf(address))) yield {
			at: item,
			variant: "moving",
			message: "These manifests are whatever stands there when they are applied, with other images and roles each time. Name a release, such as `?ref=v4.1.2`."
		};
	}
}
/** What an address of Argo's repository asks for; nothing for its default branch. */
function revisionOf(address) {
	const asked = /[?&](?:ref|version)=([^&#]+)/.exec(address)?.[1];
	if (asked !== void 0) return asked;
	const release = /\/releases\/(latest|download\/([^/]+))/.exec(address);
	if (release) return release[2] ?? "latest";
	return /(?:raw\.githubusercontent\.com\/[^/]+\/[^/]+|github\.com\/[^/]+\/[^/]+\/(?:raw|blob|tree))\/((?:refs\/(?:heads|tags)\/)?[^/?#]+)/i.exec(address)?.[1];
}
function isMoving(revision) {
	return revision === void 0 || /^(?:refs\/heads\/.*|main|master|HEAD|latest|stable|release-.*|dev.*)$/i.test(revision);
}
const quickStart = "This is Argo's quick start: it signs everybody in, and gives every pod of the namespace the rights to manage pods and workflows. Start from `cluster-install` or `namespace-install`.";
function* application({ root }) {
	const spec = require_core.get(root, "spec", "template", "spec") ?? require_core.get(root, "spec");
	for (const source of [require_core.get(spec, "source"), ...require_core.items(require_core.get(spec, "sources"))]) {
		const node = require_core.mapping(source);
		if (!node || !isArgo(node)) continue;
		const path = require_core.get(node, "path");
		if (path && /quick-start/i.test(require_core.text(path) ?? "")) yield {
			at: path,
			variant: "demo",
			message: quickStart
		};
		const revision = require_core.get(node, "targetRevision");
		const written = require_core.text(revision) ?? "";
		if (require_core.isUnknown(written)) continue;
		const isChart = !require_core.isNull(require_core.get(node, "chart"));
		if (!(isChart ? isRange(written) : isMovingRevision(written))) continue;
		yield {
			at: revision ?? require_core.get(node, "repoURL") ?? node,
			variant: "chart",
			message: `The next sync installs whatever ${isChart ? "version of the chart fits then" : range.test(written) ? "release fits then" : "stands on that branch then"}, with other images and roles. Name one version in \`targetRevision\`.`
		};
	}
}
function isArgo(source) {
	const address = require_core.text(require_core.get(source, "repoURL")) ?? "";
	return require_core.text(require_core.get(source, "chart")) === "argo-workflows" || repository.test(address);
}
const range = /[*<>|^~]/;
/** Whether a revision of a repository is a branch, or a range of tags, of which Argo CD takes the newest. */
function isMovingRevision(revision) {
	return revision === "" || isMoving(revision) || range.test(revision);
}
/** Whether a version of a chart is none, but a range of them. */
function isRange(version) {
	return require_core.parseVersion(version) === void 0 && (version === "" || /[*x^~<>|\s]|^\d+(?:\.\d+)?$/i.test(version));
}
/** The quick start binds two roles of its own to every pod of the namespace (manifests/quick-start/base). */
function* binding({ root, name }) {
	const role = require_core.text(require_core.get(root, "roleRef", "name")) ?? "";
	if (!name.endsWith("-default") || !["pod-manager", "workflow-manager"].includes(role)) return;
	if (!require_core.items(require_core.get(root, "subjects")).some((subject) => require_core.text(require_core.get(subject, "name")) === "default")) return;
	yield {
		at: require_core.get(root, "metadata", "name") ?? root,
		variant: "demo-binding",
		message: `This is of Argo's quick start: it gives the role \`${role}\` to every pod of the namespace that names no ServiceAccount. Bind an account of your own to a role that it needs.`
	};
}
function* credentials({ root, name }) {
	for (const field of ["stringData", "data"]) {
		const values = require_core.pairs(require_core.get(root, field)).map(({ value }) => require_core.text(value) ?? "");
		if (!require_core.isQuickStart(name, values)) continue;
		yield {
			at: root.ownKey(field) ?? root,
			variant: "demo-credentials",
			message: "This is the password of Argo's quick start, which everybody knows: whoever reaches the storage reads and changes all artifacts. Use another one, and keep it out of the repository."
		};
	}
}

// src/rules/untrusted-event-parameter.ts?check
/** No more sinks than these are shown beside the worst one. */
const most = 9;
const placeholder = new RegExp(`${""}+`, "g");
/** Nobody reads a longer way. */
const longest = 40;
/** What of the event is taken, as a subject. */
function taken({ at }) {
	const key = require_core.text(at) ?? require_core.text(require_core.get(at, "dataTemplate")) ?? require_core.text(require_core.get(at, "dataKey")) ?? require_core.text(require_core.get(at, "contextKey"));
	if (key === void 0) return "The whole event";
	const line = key.replaceAll(placeholder, "…").replace(/[\s`]+/g, " ").trim();
	return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``;
}
/** What it fills, as words that end "it fills …". */
function filled({ name, template, manifest }) {
	const [kind = "", ...rest] = name.replace(/^inputs\./, "").split(".");
	const own = rest.join(".");
	const one = kind === "name" ? "the name" : own === "" ? `the ${kind}` : `${words[kind] ?? kind} \`${own}\``;
	const of = template ? ` of template \`${template.name}\`` : "";
	if (!manifest) return `${one}${of} of a workflow`;
	const object = `${manifest.kind} \`${manifest.name}\``;
	return kind !== "parameters" && manifest.kind.endsWith("WorkflowTemplate") ? `${one} of each workflow that is made of ${object}` : `${one}${of} of ${object}`;
}
const words = {
	parameters: "the parameter",
	labels: "the label",
	annotations: "the annotation"
};
/** The way from the event to a sink, then the other sinks beside it. */
function related({ sink, way }, others) {
	return [...[...way.length > longest ? [...way.slice(1, longest / 2), ...way.slice(-20)] : way.slice(1), placeOf(sink)].map((step) => ({
		...step,
		way: "from"
	})), ...others.slice(0, most).map((other) => placeOf(other.sink))];
}
function placeOf({ at, manifest, does }) {
	return {
		at,
		manifest,
		note: `Here it ${does}`
	};
}
/** The sink where the text does most harm, and what makes it so. */
function worstOf$1(all, { manifest }, project) {
	for (const one of all) {
		const { runs, weight, template } = one.sink;
		const harm = manifest && runs && weight === "high" ? (require_seldom()).harmOf(template, manifest, project) : void 0;
		if (harm !== void 0) return [one, harm];
	}
	return [all[0]];
}
function ofSinks(fed, all, project) {
	const isText = fed.source.level === "event";
	const [worst, harm] = isText ? worstOf$1(all, fed, project) : [all[0]];
	const others = all.filter((one) => one !== worst);
	const more = others.length > 0 ? `, and acts in ${others.length} more ${others.length > 1 ? "places" : "place"}` : "";
	const does = `It fills ${filled(fed)}, where it ${worst.sink.does}${more}.`;
	return {
		at: fed.at,
		key: fed.name,
		...gradeOf(isText, worst, harm),
		message: isText ? `${taken(fed)} is text that anyone who can cause the event writes. ${does} ${harm === void 0 ? "" : `That runs ${harm}. `}${advice$1(fed)}` : `${taken(fed)} is a value that the sender's system makes, or that cannot hold more than letters, digits and a few signs. ${does} That is no way in as long as only the meant system can send the event: check that in the templates, or take the value as data there.`,
		related: related(worst, others)
	};
}
function advice$1({ source }) {
	return `Pass an id or a number instead${source.way[0]?.manifest.kind === "Sensor" ? "" : ", let the expression take only what a pattern from `^` to `$` allows"}, or mend it there, as the finding at that place says.`;
}
function gradeOf(isText, { sink }, harm) {
	if (!isText) return { variant: "limited" };
	if (harm !== void 0) return { variant: "privileged" };
	const persona = sink.weight === "low" ? { persona: "pedantic" } : {};
	return {
		variant: "text",
		severity: sink.weight === "unknown" ? "low" : sink.weight,
		...persona
	};
}
/** What becomes of it in templates that are not among the files, as words that follow what it fills; else nothing. */
function lostIn({ manifest }, lost, project) {
	if (lost) return `, and ${lost.sink.does}`;
	const isElsewhere = require_core.get(manifest?.spec, "workflowTemplateRef") && manifest && !require_core.referenced(manifest, project);
	return !manifest || isElsewhere ? ", whose templates are not among the files" : void 0;
}
function* problems(fed, { kind }, project) {
	const { manifest, name, at, content } = fed;
	const all = manifest ? (require_seldom()).reachedBy(fed, project) : [];
	const lost = all.find(({ sink }) => sink.weight === "unknown");
	const [first, ...others] = all.filter(({ sink }) => sink.weight !== "unknown");
	if (first) {
		yield ofSinks(fed, [first, ...others], project);
		return;
	}
	const elsewhere = lostIn(fed, lost, project);
	const place = {
		at,
		key: name,
		...lost && { related: related(lost, []) }
	};
	const says = `${taken(fed)} is text that anyone who can cause the event writes`;
	if (content === "limited") return;
	if (kind === "WorkflowEventBinding" && !name.startsWith("parameters.")) yield {
		...place,
		variant: "metadata-expression",
		message: `${says}, and it becomes ${filled(fed)}. ${name === "name" ? "Text that is no name, or one that is taken, keeps the workflow from being made; any other passes it off as something else." : "Whoever finds workflows by it, or uses `workflow.labels` and `workflow.annotations` in a template, then believes the sender."} Use what the sender does not choose, such as an id.`
	};
	else if (elsewhere !== void 0) yield {
		...place,
		variant: "unresolved",
		message: `${says}. It fills ${filled(fed)}${elsewhere}, so what becomes of it is not known. See to it that the templates take it as data, or look at the files together.`
	};
}
const rulePart$3 = { *check(manifest, project) {
	for (const fed of require_core.fedBy(manifest, project)) yield* problems(fed, manifest, project);
} };

// src/rules/webhook-client-role-too-broad.ts?check
const rulePart$2 = { *check(manifest, project) {
	yield* builtIn(manifest, project);
	if (manifest.kind !== "Role" && manifest.kind !== "ClusterRole") return;
	const all = require_core.holdersOf(manifest, project);
	for (const bound of all) {
		const clients = (require_installation()).clientsFor(bound.subject, project);
		if (clients.length === 0) continue;
		for (const policy of (require_installation()).policiesOf(manifest)) {
			const found = judge$2(policy, bound, clients, project);
			if (found) yield problem(found, policy, bound, clients, all, manifest);
		}
	}
} };
function* builtIn(manifest, project) {
	const binding = require_core.bindingOf(manifest);
	const role = binding && require_core.roleOf(binding, project);
	if (!binding || !role || role.manifest) return;
	for (const subject of binding.subjects) {
		const [client] = (require_installation()).clientsFor(subject, project);
		const all = client ? require_core.dangers([{
			binding,
			subject,
			role
		}], require_core.homeNamespaces(project)) : [];
		if (!client || all.length === 0) continue;
		yield {
			at: binding.role.at,
			variant: "dangerous",
			key: subject.name,
			message: `${who$1(client)} may ${(require_installation()).told(all)} (\`${role.name}\`): so may whoever forges an event or comes by its token. ${advice}`,
			related: [place$1(client)]
		};
	}
}
const advice = "Bind it to a role that can only submit.";
function who$1({ kind, name }) {
	return kind === "webhook" ? `The webhook client \`${name}\`` : `The sensor's ServiceAccount \`${name}\``;
}
function place$1({ kind, manifest }) {
	return {
		at: require_core.get(manifest.root, "metadata", "name") ?? manifest.root,
		manifest,
		note: kind === "webhook" ? "Lets it in by a webhook" : "Runs as it"
	};
}
const reading = /* @__PURE__ */ new Set([
	"get",
	"list",
	"watch"
]);
function judge$2(policy, bound, clients, project) {
	const { role } = bound;
	if (!role || clients.some(({ needs }) => !needs)) return void 0;
	const all = require_core.dangers([{
		...bound,
		role: {
			...role,
			policies: [policy]
		}
	}], require_core.homeNamespaces(project)).filter(({ label }) => label !== "workflow-create");
	const [worst] = all;
	if (worst) return {
		variant: "dangerous",
		verb: worst.verb,
		dangers: all
	};
	const extra = policy.verbs.filter((verb) => policy.resources.some((resource) => isTooMuch(policy, resource, verb, clients)));
	const writing = extra.find((verb) => !reading.has(verb));
	const [first] = extra;
	if (writing !== void 0) return {
		variant: "writes",
		verb: writing,
		dangers: []
	};
	return first === void 0 ? void 0 : {
		variant: "reads",
		verb: first,
		dangers: []
	};
}
function isTooMuch({ groups }, resource, verb, clients) {
	return groups.some((group) => group !== "argoproj.io") || clients.every(({ needs }) => needs?.get(resource)?.has(verb) !== true);
}
function problem({ variant, verb, dangers: all }, policy, bound, clients, holders, manifest) {
	const [client] = clients;
	const resource = policy.resources.find((one) => isTooMuch(policy, one, verb, clients)) ?? "";
	const act = `${verb === "*" ? "do everything with" : `\`${verb}\``} ${resource === "*" ? "every kind of object" : `\`${resource}\``}`;
	const does = all.length > 0 ? (require_installation()).told(all) : `${act}, which its events do not call for`;
	return {
		at: (require_installation()).wordIn(policy, "verbs", verb) ?? manifest.root,
		variant,
		key: bound.subject.name,
		message: `${client ? who$1(client) : "It"} may ${does}: so may whoever forges an event or comes by its token. Leave it what it takes to submit.`,
		related: [...clients.slice(0, 1).map(place$1), ...(require_installation()).waysTo(bound).slice(0, 1)],
		propose: () => proposal(policy, bound, clients, holders, manifest)
	};
}
function proposal(policy, { subject }, clients, holders, { name }) {
	if (holders.some((one) => one.subject.name !== subject.name || one.subject.kind !== subject.kind)) return { refused: `Others have the role \`${name}\` too: give this account one of its own` };
	if ([
		...policy.groups,
		...policy.resources,
		...policy.verbs
	].includes("*")) return { refused: "What `*` stands for here has to be written out" };
	const changes = (require_installation()).narrow(policy, (resource, verb) => isTooMuch(policy, resource, verb, clients));
	if ("refused" in changes) return changes;
	return {
		title: `Leave \`${name}\` what its events call for (what else somebody does with this account will fail)`,
		safety: "unsafe",
		changes
	};
}

// src/rules/webhook-client-secret.ts?check
const rulePart$1 = { *check(manifest, project) {
	if (require_core.isWebhookSecret(manifest)) for (const client of require_core.webhookClients(manifest)) yield* judge$1(client, manifest, project);
	if (manifest.kind === "EventSource") yield* eventSource(manifest, project);
} };
const types = /* @__PURE__ */ new Set([
	"bitbucket",
	"bitbucketserver",
	"github",
	"gitlab"
]);
/** Of docs/webhooks.md. */
const published = /* @__PURE__ */ new Set(["shh!", "my-uuid"]);
function* judge$1(client, manifest, project) {
	const { name, type = "", secret = "" } = client;
	const at = require_core.get(manifest.root, "kind") ?? manifest.root;
	const key = name;
	if (secret === "") yield {
		at,
		variant: "empty",
		key,
		message: `The sender \`${name}\` has no secret, so the Argo Server checks no signature: whoever reaches it acts as the ServiceAccount of that name. Make a random secret, and give it to the sender.`
	};
	else if (published.has(secret)) yield {
		at,
		variant: "known",
		key,
		message: `The secret of the sender \`${name}\` is the one of Argo's documentation, so everybody can sign as it and act as the ServiceAccount of that name. Make a random one.`
	};
	else if (!require_core.isLater(secret)) yield {
		at,
		variant: "committed",
		key,
		message: `The secret of the sender \`${name}\` is written here. Everybody who can read this file or its history can sign as it, and act as the ServiceAccount of that name. Replace it, and keep the Secret encrypted or out of the repository.`
	};
	if (type === "bitbucket") yield {
		at,
		variant: "weak-type",
		key,
		message: `Bitbucket Cloud signs nothing: the sender \`${name}\` sends an identifier along, and whoever learns it is that sender. Limit by address who may reach the server's events.`
	};
	else if (!types.has(type) && !require_core.isLater(type)) yield {
		at,
		variant: "unknown-type",
		key,
		message: `Argo knows no sender of this type, and fails at every webhook that it tries it for, those of other senders too. The type of \`${name}\` has to be one of ${[...types].map((one) => `\`${one}\``).join(", ")}.`
	};
	yield* account(name, at, manifest, project);
}
function* account(name, at, { namespace }, project) {
	if (namespace === void 0) return;
	const own = project.find("ServiceAccount", name, namespace);
	if (own) {
		if (!hasToken(own, project)) yield {
			at,
			variant: "no-token",
			key: name,
			related: [{
				at: require_core.get(own.root, "metadata", "name") ?? own.root,
				manifest: own,
				note: "Has no token"
			}],
			message: `The files have no Secret with a token of the ServiceAccount \`${name}\`. The server gives that token to a request of this sender, and Kubernetes makes none by itself from 1.24 on: its webhooks then fail. Add the Secret \`${name}.service-account-token\` of the type \`kubernetes.io/service-account-token\`.`
		};
		return;
	}
	if (!project.manifests.some((one) => one.kind === "ServiceAccount" && one.namespace === namespace)) return;
	yield {
		at,
		variant: "no-account",
		key: name,
		message: `The key \`${name}\` has to be the name of a ServiceAccount, and the files have none of that name in this namespace: webhooks of this sender are refused.`
	};
}
/** Whether an account names a Secret, or one among the files is for its token (util/secrets/secrets.go). */
function hasToken({ root, name, namespace }, project) {
	if (require_core.items(require_core.get(root, "secrets")).length > 0) return true;
	return project.manifests.some((one) => one.kind === "Secret" && one.namespace === namespace && require_core.text(require_core.get(one.root, "type")) === "kubernetes.io/service-account-token" && require_core.text(require_core.get(one.root, "metadata", "annotations", "kubernetes.io/service-account.name")) === name);
}
/** What keeps strangers out of a source of events, by its type. */
const proofs = {
	webhook: "authSecret",
	github: "webhookSecret",
	gitlab: "secretToken",
	bitbucketserver: "webhookSecret"
};
function* eventSource(manifest, project) {
	for (const [type, proof] of Object.entries(proofs)) for (const entry of require_core.pairs(require_core.get(manifest.root, "spec", type))) {
		const event = require_core.keyOf(entry) ?? "";
		const sensor = sensors(project).find((one) => startsWorkflow(one, manifest, event, project));
		if (!sensor) continue;
		const related = [{
			at: require_core.pair(sensor.root, "metadata")?.key ?? sensor.root,
			manifest: sensor,
			note: "Starts a workflow for it"
		}];
		if (require_core.isNull(require_core.get(entry.value, proof))) yield {
			at: entry.key,
			variant: "open-event",
			related,
			message: `The event \`${event}\` is taken from anybody who reaches this EventSource, and a Sensor starts a workflow for it. Give it \`${proof}\`.`
		};
		const insecure = require_core.get(entry.value, "insecure");
		if (insecure && require_core.bool(insecure)) yield {
			at: insecure,
			variant: "unverified",
			related,
			message: "This EventSource does not check the certificate of the service where it registers its webhook, so it gives its token to whoever answers. Remove this."
		};
	}
}
const sensors = /* @__PURE__ */ require_core.once((project) => project.manifests.filter(({ kind }) => kind === "Sensor"));
/** Whether a Sensor starts a workflow for an event. */
function startsWorkflow(sensor, source, event, project) {
	if ((sensor.namespace ?? source.namespace) !== (source.namespace ?? sensor.namespace)) return false;
	const spec = require_core.get(sensor.root, "spec");
	if (!require_core.items(require_core.get(spec, "dependencies")).some((one) => require_core.text(require_core.get(one, "eventSourceName")) === source.name && require_core.text(require_core.get(one, "eventName")) === event)) return false;
	return require_core.items(require_core.get(spec, "triggers")).some((trigger) => !require_core.isNull(require_core.get(trigger, "template", "argoWorkflow"))) || project.manifests.some(({ parent, spec: inner }) => parent === sensor && inner !== void 0);
}

// src/rules/workflow-create-escalation.ts?check
const rulePart = { *check(manifest, project) {
	if (manifest.kind !== "Role" && manifest.kind !== "ClusterRole") return;
	const written = (require_installation()).policiesOf(manifest).filter((policy) => policy.names.length === 0 && isTold(policy));
	if (written.length === 0) return;
	const aggregated = aggregatesTo(manifest);
	const all = aggregated ? [] : alike(require_core.holdersOf(manifest, project).flatMap((bound) => holder(bound, project) ?? []));
	for (const policy of written) if (aggregated) yield* aggregate(policy, aggregated);
	else yield* worstOf(all.flatMap((one) => [...judge(policy, one, manifest)]));
} };
const group = "argoproj.io";
const clusterTemplates = {
	group,
	resources: ["clusterworkflowtemplates"],
	verbs: (require_installation()).writing
};
const templates = {
	group,
	resources: ["workflowtemplates", "clusterworkflowtemplates"],
	verbs: (require_installation()).writing
};
const results = {
	group,
	resources: [
		"workflowtaskresults",
		"workflowtasksets",
		"workflowtasksets/status"
	],
	verbs: (require_installation()).writing
};
function isTold(policy) {
	return [
		(require_installation()).starts,
		clusterTemplates,
		results
	].some((act) => (require_installation()).allows(policy, act) !== void 0);
}
/** The built-in role that takes a role over. */
function aggregatesTo({ root }) {
	return ["edit", "admin"].find((name) => require_core.text(require_core.get(root, "metadata", "labels", `rbac.authorization.k8s.io/aggregate-to-${name}`)) === "true");
}
function* aggregate(policy, to) {
	const way = (require_installation()).allows(policy, (require_installation()).starts);
	const at = way && (require_installation()).wordIn(policy, "verbs", way.verb);
	if (!at) return;
	yield {
		at,
		variant: "aggregate",
		confidence: "high",
		message: `Everybody with the role \`${to}\` in a namespace may \`${way.verb}\` \`${way.resource}\` by this, and so act as every ServiceAccount there. They may create pods as well, so it is nothing new to them; know it when you write a role of your own in its place.`
	};
}
/** Of all that have one rule, the worst is told: one role is to be mended. */
function* worstOf(found) {
	for (const variant of order) {
		const [first, ...others] = found.filter(({ problem }) => problem.variant === variant);
		if (!first) continue;
		const more = others.slice(0, 3).map(({ bound }) => (require_installation()).waysTo(bound)[0]).filter((step) => step !== void 0);
		yield {
			...first.problem,
			related: [...first.problem.related ?? [], ...more]
		};
		if (variant !== "task-results") return;
	}
}
const order = [
	"task-results",
	"stronger-account",
	"cluster-template",
	"trusted-template",
	"pod-create"
];
function holder(bound, project) {
	const { subject, binding } = bound;
	if ((require_installation()).isAccountedFor(subject, project)) return void 0;
	const mine = (require_installation()).rightsAt(binding, subject, project);
	const own = require_core.dangers(mine, require_core.homeNamespaces(project));
	return {
		bound,
		mayCreatePods: (require_installation()).mayCreatePods(mine),
		target: (require_installation()).reachable(binding, project).find((one) => isStronger(one, own, subject)),
		strict: require_core.isRestricted(project) === true,
		isClient: (require_installation()).clientsFor(subject, project).length > 0
	};
}
/** Of those about whom there is the same to say, a few. */
function alike(all) {
	return [...require_core.groupBy$1(all, ({ bound, mayCreatePods: creates, target, isClient }) => [
		bound.subject.kind,
		bound.binding.everywhere,
		creates,
		target !== void 0,
		isClient
	].join(" ")).values()].flatMap((group) => group.slice(0, 4));
}
function* judge(policy, by, manifest) {
	const { bound } = by;
	const { subject, binding } = bound;
	const forged = subject.kind === "ServiceAccount" ? void 0 : (require_installation()).allows(policy, results);
	if (forged) {
		const message = `${who(subject)} may \`${forged.verb}\` \`${forged.resource}\`, by which pods report what they found: with it they can forge the outputs of every workflow of the namespace. Only the executor's ServiceAccount needs it.`;
		yield {
			bound,
			problem: {
				...base(policy, forged.verb, bound, manifest),
				variant: "task-results",
				message
			}
		};
	}
	if (by.mayCreatePods) return;
	const way = (require_installation()).allows(policy, (require_installation()).starts) ?? (binding.everywhere ? (require_installation()).allows(policy, clusterTemplates) : void 0);
	if (way) yield {
		bound,
		problem: {
			...base(policy, way.verb, bound, manifest),
			...verdict(policy, by)
		}
	};
}
function base(policy, verb, bound, manifest) {
	return {
		at: (require_installation()).wordIn(policy, "verbs", verb) ?? manifest.root,
		related: require_core.leadingTo((require_installation()).waysTo(bound).slice(0, 1))
	};
}
function verdict(policy, { bound, target, strict, isClient }) {
	const { subject, binding } = bound;
	const related = require_core.leadingTo((require_installation()).waysTo(bound).slice(0, 1));
	if (strict && (require_installation()).allows(policy, templates)) return {
		variant: "trusted-template",
		message: `${who(subject)} may change templates${place(binding)}, and the controller runs whatever a template says: what is restricted to templates is not restricted for them. Let only those change templates whom the restriction trusts.`
	};
	if (binding.everywhere && !(require_installation()).allows(policy, (require_installation()).starts)) return {
		variant: "cluster-template",
		message: `${who(subject)} may change cluster workflow templates, whose code runs in every namespace that refers to one, with the ServiceAccounts of that namespace. Give this only to those who may create workflows everywhere.`
	};
	const [worst] = target?.dangers ?? [];
	if (!target || !worst) return {
		variant: "pod-create",
		message: `${who(subject)} may start workflows${place(binding)}, which is as good as to create pods there, with every ServiceAccount and Secret of the namespace. Treat it like that.`
	};
	return {
		variant: "stronger-account",
		...(strict || isClient) && {
			severity: "low",
			persona: "pedantic"
		},
		message: `${who(subject)} may start workflows${place(binding)}, and a workflow may name any ServiceAccount of its namespace: with \`${target.account.name}\` it may ${(require_installation()).told(target.dangers)}. Keep that account in a namespace where they may not start workflows${strict ? "" : ", or let the controller take workflows from templates only"}.`,
		related: [...related, ...(require_installation()).trail(worst)]
	};
}
function isStronger({ account, dangers: all }, own, subject) {
	const labels = new Set(own.map(({ label }) => label));
	if (labels.has("cluster-admin") || labels.has("rbac-escalate")) return false;
	return !(subject.kind === "ServiceAccount" && subject.name === account.name) && all.some(({ label }) => !labels.has(label) && label !== "binding-write");
}
function who({ kind, name }) {
	return `${kind} \`${name}\``;
}
function place({ everywhere, namespace }) {
	return everywhere ? " in every namespace" : namespace === void 0 ? "" : ` in \`${namespace}\``;
}

exports.rulePart = rulePart;
Object.defineProperty(exports, "rulePart$1", {
  enumerable: true,
  get: function () {
    return rulePart$1;
  }
});
Object.defineProperty(exports, "rulePart$10", {
  enumerable: true,
  get: function () {
    return rulePart$10;
  }
});
Object.defineProperty(exports, "rulePart$11", {
  enumerable: true,
  get: function () {
    return rulePart$11;
  }
});
Object.defineProperty(exports, "rulePart$12", {
  enumerable: true,
  get: function () {
    return rulePart$12;
  }
});
Object.defineProperty(exports, "rulePart$13", {
  enumerable: true,
  get: function () {
    return rulePart$13;
  }
});
Object.defineProperty(exports, "rulePart$14", {
  enumerable: true,
  get: function () {
    return rulePart$14;
  }
});
Object.defineProperty(exports, "rulePart$15", {
  enumerable: true,
  get: function () {
    return rulePart$15;
  }
});
Object.defineProperty(exports, "rulePart$16", {
  enumerable: true,
  get: function () {
    return rulePart$16;
  }
});
Object.defineProperty(exports, "rulePart$17", {
  enumerable: true,
  get: function () {
    return rulePart$17;
  }
});
Object.defineProperty(exports, "rulePart$18", {
  enumerable: true,
  get: function () {
    return rulePart$18;
  }
});
Object.defineProperty(exports, "rulePart$19", {
  enumerable: true,
  get: function () {
    return rulePart$19;
  }
});
Object.defineProperty(exports, "rulePart$2", {
  enumerable: true,
  get: function () {
    return rulePart$2;
  }
});
Object.defineProperty(exports, "rulePart$20", {
  enumerable: true,
  get: function () {
    return rulePart$20;
  }
});
Object.defineProperty(exports, "rulePart$21", {
  enumerable: true,
  get: function () {
    return rulePart$21;
  }
});
Object.defineProperty(exports, "rulePart$22", {
  enumerable: true,
  get: function () {
    return rulePart$22;
  }
});
Object.defineProperty(exports, "rulePart$23", {
  enumerable: true,
  get: function () {
    return rulePart$23;
  }
});
Object.defineProperty(exports, "rulePart$24", {
  enumerable: true,
  get: function () {
    return rulePart$24;
  }
});
Object.defineProperty(exports, "rulePart$25", {
  enumerable: true,
  get: function () {
    return rulePart$25;
  }
});
Object.defineProperty(exports, "rulePart$26", {
  enumerable: true,
  get: function () {
    return rulePart$26;
  }
});
Object.defineProperty(exports, "rulePart$27", {
  enumerable: true,
  get: function () {
    return rulePart$27;
  }
});
Object.defineProperty(exports, "rulePart$28", {
  enumerable: true,
  get: function () {
    return rulePart$28;
  }
});
Object.defineProperty(exports, "rulePart$29", {
  enumerable: true,
  get: function () {
    return rulePart$29;
  }
});
Object.defineProperty(exports, "rulePart$3", {
  enumerable: true,
  get: function () {
    return rulePart$3;
  }
});
Object.defineProperty(exports, "rulePart$30", {
  enumerable: true,
  get: function () {
    return rulePart$30;
  }
});
Object.defineProperty(exports, "rulePart$31", {
  enumerable: true,
  get: function () {
    return rulePart$31;
  }
});
Object.defineProperty(exports, "rulePart$32", {
  enumerable: true,
  get: function () {
    return rulePart$32;
  }
});
Object.defineProperty(exports, "rulePart$33", {
  enumerable: true,
  get: function () {
    return rulePart$33;
  }
});
Object.defineProperty(exports, "rulePart$34", {
  enumerable: true,
  get: function () {
    return rulePart$34;
  }
});
Object.defineProperty(exports, "rulePart$35", {
  enumerable: true,
  get: function () {
    return rulePart$35;
  }
});
Object.defineProperty(exports, "rulePart$36", {
  enumerable: true,
  get: function () {
    return rulePart$36;
  }
});
Object.defineProperty(exports, "rulePart$37", {
  enumerable: true,
  get: function () {
    return rulePart$37;
  }
});
Object.defineProperty(exports, "rulePart$38", {
  enumerable: true,
  get: function () {
    return rulePart$38;
  }
});
Object.defineProperty(exports, "rulePart$39", {
  enumerable: true,
  get: function () {
    return rulePart$39;
  }
});
Object.defineProperty(exports, "rulePart$4", {
  enumerable: true,
  get: function () {
    return rulePart$4;
  }
});
Object.defineProperty(exports, "rulePart$5", {
  enumerable: true,
  get: function () {
    return rulePart$5;
  }
});
Object.defineProperty(exports, "rulePart$6", {
  enumerable: true,
  get: function () {
    return rulePart$6;
  }
});
Object.defineProperty(exports, "rulePart$7", {
  enumerable: true,
  get: function () {
    return rulePart$7;
  }
});
Object.defineProperty(exports, "rulePart$8", {
  enumerable: true,
  get: function () {
    return rulePart$8;
  }
});
Object.defineProperty(exports, "rulePart$9", {
  enumerable: true,
  get: function () {
    return rulePart$9;
  }
});