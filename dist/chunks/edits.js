const require_core = require("./core.js");
let node_path = require("node:path");

// src/source/write.ts
/**
* A file that was read, as one that may be replaced, or why it may not, in a sentence without full stop. No symbolic link
* is followed, nothing outside of the root or inside of `.git` is touched, and every byte of what is there must come
* out the same when its text is encoded again.
*
* @param root absolute; the path of the file counts from it
*/
function writable(root, file) {
	return attempt(() => {
		const folder = require_core.fs.realpathSync(root);
		const path = (0, node_path.join)(folder, file.path);
		const reason = whyNot(folder, path, file.path);
		if (reason !== void 0) return reason;
		require_core.fs.accessSync(path, require_core.fs.constants.W_OK);
		const { bytes, stats } = read$1(path);
		const now = stats.isFile() ? require_core.decode(file.path, bytes) : void 0;
		if (!now || !("text" in now) || now.text !== file.text) return changed$1;
		const encode = encoder(file.text, bytes);
		if (!encode) return lossy;
		return {
			encode,
			replace: (text) => attempt(() => replaceFile(path, encode(text), stats) ? void 0 : changed$1)
		};
	});
}
/** Why a file cannot be replaced that `encoder` finds nothing for. */
const lossy = "It holds bytes that are no text, and they would be lost";
const changed$1 = "It has changed on disk since it was read";
function whyNot(folder, path, name) {
	if (!require_core.isInside(folder, path)) return `It lies outside of "${folder}", and Lynceus changes only what is in there`;
	if (name.split("/").includes(".git")) return "It belongs to git";
	return require_core.fs.realpathSync(path) === path ? void 0 : "It is a symbolic link, or lies behind one, and Lynceus writes through none";
}
/** What makes the very bytes of a text again that it was decoded from; nothing when some of them were no text. */
function encoder(text, bytes) {
	return encodings.find((encode) => encode(text).equals(bytes));
}
const encodings = [
	(text) => Buffer.from(text),
	(text) => Buffer.from(text, "utf16le"),
	(text) => Buffer.from(text, "utf16le").swap16()
];
/**
* Puts bytes in the place of a file. Whoever reads it meanwhile, or after a crash, gets the old ones or the new ones.
*
* @param like what was there: its mode and owner stay, and nothing is done when something else is there now
* @returns whether it was done
*/
function replaceFile(file, data, like) {
	const folder = require_core.fs.mkdtempSync((0, node_path.join)((0, node_path.dirname)(file), ".lynceus-"));
	try {
		const whole = (0, node_path.join)(folder, (0, node_path.basename)(file));
		writeThrough(whole, data, like);
		if (like && !isSame(like, require_core.fs.lstatSync(file))) return false;
		require_core.fs.renameSync(whole, file);
		syncFolder((0, node_path.dirname)(file));
		return true;
	} finally {
		require_core.fs.rmSync(folder, {
			recursive: true,
			force: true
		});
	}
}
function writeThrough(file, data, like) {
	const handle = require_core.fs.openSync(file, "wx");
	try {
		require_core.fs.writeFileSync(handle, data);
		if (like) {
			keepOwner(handle, like);
			require_core.fs.fchmodSync(handle, like.mode & 4095);
		}
		require_core.fs.fsyncSync(handle);
	} finally {
		require_core.fs.closeSync(handle);
	}
}
/** Only who may give files away, as root may, can keep the owner. */
function keepOwner(handle, { uid, gid }) {
	const own = require_core.fs.fstatSync(handle);
	if (own.uid === uid && own.gid === gid) return;
	try {
		require_core.fs.fchownSync(handle, uid, gid);
	} catch {}
}
/** Makes the new name last. Windows has no such thing. */
function syncFolder(folder) {
	try {
		const handle = require_core.fs.openSync(folder, "r");
		require_core.fs.fsyncSync(handle);
		require_core.fs.closeSync(handle);
	} catch {}
}
function read$1(file) {
	const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = require_core.fs.constants;
	const handle = require_core.fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	try {
		const stats = require_core.fs.fstatSync(handle);
		return {
			stats,
			bytes: stats.isFile() ? require_core.fs.readFileSync(handle) : Buffer.alloc(0)
		};
	} finally {
		require_core.fs.closeSync(handle);
	}
}
function isSame(a, b) {
	return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}
function attempt(work) {
	try {
		return work();
	} catch (error) {
		return `It cannot be written (${require_core.errorCode(error)})`;
	}
}

// src/yaml/draft.ts
/** A text under repair. It knows where its offsets fall in the text that it was made from. */
var Draft = class {
	text;
	/** Where something was put in, in the order of the text, and how much up to there. */
	places = [];
	sizes = [];
	constructor(text) {
		this.text = text;
	}
	/** Whether something was put in at just this offset. */
	holds(at) {
		return this.places[this.count(at)] === at;
	}
	/** Puts the same text in at each of some offsets, given in their order, none of them inside of what was put in before. */
	insert(what, offsets) {
		let text = "";
		let from = 0;
		let next = 0;
		const places = [];
		const added = [];
		for (const at of [...offsets, this.text.length]) {
			for (; next < this.places.length && (this.places[next] ?? 0) < at; next++) {
				places.push((this.places[next] ?? 0) + text.length - from);
				added.push(this.size(next));
			}
			text += this.text.slice(from, at);
			from = at;
			if (at < this.text.length) {
				places.push(text.length);
				added.push(what.length);
				text += what;
			}
		}
		this.text = text;
		this.places = places;
		let sum = 0;
		this.sizes = added.map((size) => sum += size);
	}
	/** Writes over a part of the text with as much other text. */
	overwrite(from, what) {
		this.text = this.text.slice(0, from) + what + this.text.slice(from + what.length);
	}
	cut(at) {
		this.text = this.text.slice(0, at);
	}
	/** The offset in the original text; what was put in falls where it was put in. */
	back(offset) {
		const count = this.count(offset);
		if (count === 0) return offset;
		const place = (this.places[count - 1] ?? 0) - (this.sizes[count - 2] ?? 0);
		return Math.max(place, offset - (this.sizes[count - 1] ?? 0));
	}
	size(index) {
		return (this.sizes[index] ?? 0) - (this.sizes[index - 1] ?? 0);
	}
	/** How many places come before an offset. */
	count(offset) {
		return require_core.firstFrom(this.places, (place) => place < offset);
	}
};

// src/yaml/repair.ts
/** More blanks than any parent is indented by. */
const blanks = " ".repeat(64);
/**
* Does something about a refusal of js-yaml, as `parseLeniently` lists it.
*
* @param context js-yaml's reason to refuse the start of a text: it tells what the text stops in
* @returns whether there was something to do
*/
function repair(draft, at, reason, context) {
	const { text } = draft;
	const line = text.lastIndexOf("\n", at - 1) + 1;
	const opening = text.slice(line, at);
	const first = opening.trim() === "";
	if (reason === "unknown escape sequence") return escapeQuotes(draft, at);
	if (reason === "deficient indentation") return first ? indent(draft, line, context) : blankTabs(draft, line, opening);
	const alias = /\*[\w-]+(?=:\s*$)/.exec(opening);
	if (alias) return put$3(draft, [line + alias.index + alias[0].length]);
	if (first && /[|>]/.test(text.charAt(at)) && valueColumn(text, line) === opening.length) return put$3(draft, [line]);
	if (text[at] === "#" && !first) return blank(draft, at, end(text, /.*/y, at));
	if (reason !== "end of the stream or a document separator is expected" || !content.test(text.slice(0, at))) return false;
	draft.cut(at);
	return true;
}
/** A line with more than blanks, a comment, a directive or the start of a document. */
const content = /^[ \t\uFEFF]*(?!---(?:\s|$))[^\s#%\uFEFF]/m;
/** Puts blanks in; where they stand already, or nothing follows, more of them would not help. */
function put$3(draft, at) {
	if (at[0] === void 0 || at[0] >= draft.text.length || draft.holds(at[0])) return false;
	draft.insert(blanks, at);
	return true;
}
function blank(draft, from, to) {
	draft.overwrite(from, " ".repeat(to - from));
	return true;
}
/** The last tabs before a token stand between tokens. */
function blankTabs(draft, line, opening) {
	const last = opening.lastIndexOf("	") + 1;
	let from = last;
	while (opening[from - 1] === "	") from--;
	return from < last && blank(draft, line + from, line + last);
}
/** Every `\'` from an offset to the end of a double-quoted text becomes `\x27`. */
function escapeQuotes(draft, at) {
	const from = at - 1;
	const found = [];
	const rest = draft.text.slice(from, end(draft.text, restOfDouble, from)).replace(/\\[^]/g, (escape, index) => {
		if (escape !== "\\'") return escape;
		found.push(from + index + 2);
		return "\\x";
	});
	if (found[0] !== at + 1) return false;
	draft.overwrite(from, rest);
	draft.insert("27", found);
	return true;
}
/** Indents a line, and those after it on which the innermost quoted text or flow collection around it goes on. */
function indent(draft, line, context) {
	const { text } = draft;
	const inside = context(text.slice(0, line) + blanks);
	const stop = inside.includes("double quoted") ? end(text, restOfDouble, line) : inside.includes("single quoted") ? end(text, restOfSingle, line) : inside.includes("flow collection") ? collectionEnd(text, line) : line;
	const lines = [line];
	for (let next = text.indexOf("\n", line) + 1; next > 0 && next < stop; next = text.indexOf("\n", next) + 1) lines.push(next);
	return put$3(draft, lines);
}
const restOfDouble = /[^"\\]*(?:\\[^][^"\\]*)*"/y;
const restOfSingle = /[^']*(?:''[^']*)*'/y;
/** Where the match of a sticky pattern ends. */
function end(text, pattern, from) {
	pattern.lastIndex = from;
	return pattern.test(text) ? pattern.lastIndex : from;
}
const flowToken = /\s*(?:#.*|"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'|([[{])|([\]}])|[,?:]|[^\s,[\]{}"'](?:[^\n,:[\]{}#]|(?<!\s)#|:(?!\s))*)/y;
/** The end of the flow collection whose inside goes on at an offset; that offset where it has none. */
function collectionEnd(text, from) {
	let at = from;
	for (let depth = 1; depth > 0;) {
		flowToken.lastIndex = at;
		const token = flowToken.exec(text);
		if (!token) return from;
		at = flowToken.lastIndex;
		depth += token[1] ? 1 : token[2] ? -1 : 0;
	}
	return at;
}
/** The column at which the block starts whose last value is awaited on a line; -1 when none is. */
function valueColumn(text, line) {
	const before = text.slice(0, line).trimEnd();
	const last = before.slice(before.lastIndexOf("\n") + 1);
	if (last.length > 1e3) return -1;
	return /^( *(?:[-?:] +)*)(?:\S.*:|[-?:])(?:\s+[&!]\S*)*\s*(?:#.*)?$/.exec(last)?.[1]?.length ?? -1;
}

// src/yaml/value.ts
/**
* A node as a plain value with the types that the cluster gives it. Merge keys are merged, of a key that is written
* twice the last counts, and keys are text. What an anchor names is one value that its aliases share: reading costs
* what the text is long, not what it would unfold to.
*/
function value(node) {
	return read(node, /* @__PURE__ */ new Map());
}
function read(node, known) {
	switch (node?.kind) {
		case "scalar": return require_core.resolve$1(node);
		case "sequence": return node.items.map((item) => read(item, known));
		case "mapping": return entries$1(node.pairs, known);
		case "alias": return shared$1(node, known);
		default: return null;
	}
}
function shared$1({ target }, known) {
	const found = target && known.get(target);
	if (found !== void 0) return found;
	const made = read(target, known);
	if (target) known.set(target, made);
	return made;
}
/** In the order of the text: what is merged replaces what stands before its `<<`, as in Go's decoder. */
function entries$1(pairs, known) {
	const into = {};
	for (const pair of pairs) {
		const found = read(pair.value, known);
		if (require_core.isMerge(pair)) for (const source of [found].flat().toReversed()) merge(into, source);
		else put$2(into, read(pair.key, known), found);
	}
	return into;
}
function merge(into, from) {
	if (typeof from === "object" && from) for (const [key, entry] of Object.entries(from)) put$2(into, key, entry);
}
function put$2(into, key, entry) {
	if (typeof key === "object" && key) return;
	if (key === "__proto__") Object.defineProperty(into, key, {
		value: entry,
		enumerable: true,
		configurable: true,
		writable: true
	});
	else into[String(key)] = entry;
}
/** Whether two values are the same, whatever the order of their keys. */
function same(a, b) {
	return equal(a, b, /* @__PURE__ */ new Map());
}
/** @param met objects that were found the same: what anchors share is compared once */
function equal(a, b, met) {
	if (typeof a !== "object" || typeof b !== "object" || !a || !b) return Object.is(a, b);
	if (met.get(a) === b) return true;
	met.set(a, b);
	if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && equalLists(a, b, met);
	const [mine, theirs] = [Object.entries(a), new Map(Object.entries(b))];
	return mine.length === theirs.size && mine.every(([key, entry]) => {
		const other = theirs.get(key);
		return other !== void 0 && equal(entry, other, met);
	});
}
function equalLists(a, b, met) {
	return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null, met));
}

// src/yaml/change.ts
/** A new pair. The mapping must not have the key. */
function insert(into, key, entry, after) {
	return {
		kind: "insert",
		into,
		key,
		value: entry,
		...after !== void 0 && { after }
	};
}
/** New items in their order, behind all others. */
function append(to, ...values) {
	return {
		kind: "append",
		to,
		values
	};
}
/** New items in their order, before all others. */
function prepend(to, ...values) {
	return {
		kind: "append",
		to,
		values,
		first: true
	};
}
/** A pair of a mapping by its key, or an item of a sequence by its index, goes away. */
function remove(from, key) {
	return {
		kind: "remove",
		from,
		key
	};
}
/** Another value in the place of a node. */
function replace(node, by) {
	return {
		kind: "replace",
		node,
		value: by
	};
}
/** Other words within a text; all around them stays as it is written. */
function rewrite(node, parts) {
	return {
		kind: "rewrite",
		node,
		parts
	};
}
/** A pair that is there gets another value, one that is not is inserted. */
function set(into, key, entry, after) {
	const found = into.pairs.findLast((pair) => require_core.keyOf(pair) === key);
	return found ? replace(found.value, entry) : insert(into, key, entry, after);
}
/** The node that a change is about. */
function target(change) {
	switch (change.kind) {
		case "insert": return change.into;
		case "append": return change.to;
		case "remove": return change.from;
		case "replace":
		case "rewrite": return change.node;
	}
}
/** What a tree says once changes are made; nothing when one of them names no node of it. The tree stays as it is. */
function changed(root, changes) {
	const steps = [];
	for (const [index, change] of changes.entries()) {
		const path = require_core.locate(root, target(change));
		if (!path) return void 0;
		steps.push({
			change: whole(change, changes),
			path,
			index
		});
	}
	return { value: steps.toSorted(movesLess).reduce((done, { change, path }) => put$1(done, path, (found) => madeOf(found, change)), value(root)) };
}
/** What is rewritten of one text is one change: offsets count in what the text was before. */
function whole(change, changes) {
	if (change.kind !== "rewrite") return change;
	const parts = changes.flatMap((other) => other.kind === "rewrite" && other.node === change.node ? other.parts : []);
	return {
		...change,
		parts
	};
}
/** Paths name items by their index, so what moves items comes after all that lies deeper, and from the end. */
function movesLess(a, b) {
	return b.path.length - a.path.length || firstMoved(b) - firstMoved(a);
}
/** The first index at which a change moves an item; of what comes before all, the first is put there last. */
function firstMoved({ change, index }) {
	if (change.kind === "remove" && typeof change.key === "number") return change.key;
	return change.kind === "append" && change.first ? index - Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}
/** A copy in which one part is another; what the path does not touch is shared. */
function put$1(whole, path, change) {
	const [key, ...rest] = path;
	if (key === void 0) return change(whole);
	if (Array.isArray(whole)) return whole.map((item, index) => index === key ? put$1(item, rest, change) : item);
	if (typeof whole !== "object" || !whole) return whole;
	return withEntry(whole, String(key), put$1(whole[key] ?? null, rest, change));
}
function madeOf(found, change) {
	switch (change.kind) {
		case "insert": return withEntry(found ?? {}, change.key, change.value);
		case "append": return change.first ? [...change.values, ...list(found)] : [...list(found), ...change.values];
		case "remove": return withoutEntry(found, change.key);
		case "replace": return change.value;
		case "rewrite": return rewritten(change.node.value, change.parts);
	}
}
function list(found) {
	return Array.isArray(found) ? found : [];
}
/** Entries and not assignment: a key may be called `__proto__`. */
function withEntry(found, key, entry) {
	return Object.fromEntries([...Object.entries(found ?? {}).filter(([name]) => name !== key), [key, entry]]);
}
function withoutEntry(found, key) {
	if (Array.isArray(found)) return found.filter((_, index) => index !== key);
	return Object.fromEntries(Object.entries(found ?? {}).filter(([name]) => name !== key));
}
/** A text with other words in some places, which must not overlap. */
function rewritten(text, parts) {
	let made = "";
	let at = 0;
	for (const { from, to, text: words } of parts.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
		made += text.slice(at, from) + words;
		at = to;
	}
	return made + text.slice(at);
}

// src/argo/removal.ts
/**
* Takes nodes out of an object, each with the pair whose value it is; none may lie within another. What is left empty
* goes as well, a `podSpecPatch` with nothing in it too, but no key of the object itself: an empty `spec` stays. A
* node that was reached through an alias is of no tree, and its change names none, so that nobody can make it.
*/
function without(root, ...nodes) {
	const lost = [];
	let ways = nodes.flatMap((node) => {
		const way = wayTo(root, node);
		if (way.length === 0) lost.push(replace(node, null));
		return way.length > 0 ? [way] : [];
	});
	for (let emptied = emptiedBy(ways); emptied; emptied = emptiedBy(ways)) {
		const holder = emptied.at(-1)?.holder;
		ways = [...ways.filter((way) => way.at(-1)?.holder !== holder), emptied.slice(0, -1)];
	}
	return [...ways.flatMap((way) => way.slice(-1).map(({ holder, key }) => remove(holder, key))), ...lost];
}
/** The way down to a node, also into the YAML that a text holds; empty when it does not end at the node. */
function wayTo(root, node) {
	const way = [];
	let at = root;
	for (const step of require_core.pathTo(root, node)) {
		const next = "item" in step ? step.item : step.value;
		if (at.kind === "mapping" && !("item" in step)) way.push({
			holder: at,
			key: require_core.keyOf(step) ?? ""
		});
		else if (at.kind === "sequence") way.push({
			holder: at,
			key: at.items.indexOf(next)
		});
		if (next === node) return way;
		at = next;
	}
	const inner = at.kind === "scalar" ? require_core.embedded(at).root : void 0;
	const [first, ...rest] = inner?.kind === "mapping" ? wayTo(inner, node) : [];
	return first && at.kind === "scalar" ? [
		...way,
		{
			...first,
			text: at
		},
		...rest
	] : [];
}
/** One of several ways whose ends are all that a holder below the object's own keys says. */
function emptiedBy(ways) {
	return ways.find((way) => {
		const { holder, text } = way.at(-1) ?? {};
		if (way.length <= 2 || !holder || text && /(^|\s)#/.test(text.value)) return false;
		const lost = new Set(ways.flatMap((other) => other.at(-1)?.holder === holder ? other.at(-1)?.key ?? [] : []));
		if (holder.kind === "sequence") return lost.size === holder.items.length;
		return holder.pairs.filter((pair) => !lost.has(require_core.keyOf(pair) ?? "")).every((pair) => isPatched(way) && require_core.keyOf(pair) === "name");
	});
}
/** An item of a patch that has only its name left changes nothing. */
function isPatched(way) {
	return way.at(-2)?.holder.kind === "sequence" && way.some(({ key }) => key === "podSpecPatch");
}

// src/argo/variable-path.ts
/** Words that mean something else in an expression (expr-lang's language definition). */
const reserved = new Set("and or not in matches contains startsWith endsWith let if else nil true false".split(" "));
/** The name of a variable as an expression writes it: `inputs.parameters.commit-msg` is `inputs.parameters['commit-msg']`. */
function variablePath(name) {
	return name.split(".").map((part, index) => {
		if (!/^[A-Za-z_]\w*$/.test(part) || reserved.has(part)) return `['${part}']`;
		return index === 0 ? part : `.${part}`;
	}).join("");
}
/** What every workflow has from its first moment. */
const given = /^workflow\.(?:name|namespace|uid|serviceAccountName)$/;
const output = /^(?:steps|tasks)\.[\w-]+\.outputs\.(?:result|parameters\.[\w-]+)$/;
const item = /^item(?:\.[\w-]+)?$/;
/**
* The variable of a simple tag for an expression, where that is sure to hold the same text. Argo fails on a simple
* tag that it does not know, but takes a member of an expression that it does not know for nil: so the variable must
* be declared where it can be seen. It also tries to evaluate an expression each time that it fills in a template,
* and those around an inline one come first (`expressionReplace` in util/template/expression_template.go).
*/
function pathOf(tag, place) {
	const name = tag.body;
	if (tag.expression) return { refused: `${require_core.shown(tag)} is an expression already, which is for its author to change` };
	if (place.template?.inline) return { refused: "Argo would evaluate an expression in an inline template with the variables around it" };
	const [root = "", kind, own] = /^(\w+)\.(parameters)\.([\w-]+)$/.exec(name)?.slice(1) ?? [];
	if (kind && (root === "workflow" || root === "inputs")) {
		const holder = root === "inputs" ? require_core.get(place.template?.node, "inputs") : require_core.get(place.manifest.spec, "arguments");
		if (require_core.parameter(holder, own ?? "")) return variablePath(name);
		return { refused: `${require_core.shown(tag)} is not declared here, and an expression takes what it does not know for nil` };
	}
	if (given.test(name) || output.test(name) || item.test(name)) return variablePath(name);
	return { refused: `${require_core.shown(tag)} is nothing that an expression is sure to know when it is evaluated` };
}
/** Refuses what a version of Argo before `major.minor` would not understand. */
function tooOld(version, major, minor) {
	if (require_core.since(version, major, minor)) return void 0;
	return { refused: `the expression that would mend it needs Argo ${major}.${minor}` };
}

// src/argo/pod-text.ts
/**
* How a stretch of a text that describes objects is run by one of their pods: by an argument vector such as that of
* `sh -c`, as the `source` of a script or as a file that is a program. JSON's quotes are gone when it is.
*
* @returns nothing where it is data
*/
function runOf(text, { from, to }) {
	const around = lastBefore(runsOf(text), to);
	if (!around || around.to <= from) return void 0;
	return around.sure ? "surely" : "maybe";
}
/** By their places: they are scalars, which do not overlap. */
const runsOf = /* @__PURE__ */ require_core.once((text) => {
	const bySurety = [...runsIn(require_core.embedded(text).root)].toSorted((a, b) => Number(a.sure) - Number(b.sure));
	return [...new Map(bySurety.map((found) => [found.from, found])).values()].toSorted((a, b) => a.from - b.from);
});
function lastBefore(runs, offset) {
	return runs[require_core.firstFrom(runs, ({ from }) => from < offset) - 1];
}
function* runsIn(node) {
	if (node?.kind === "sequence") for (const item of node.items) yield* runsIn(item);
	if (node?.kind !== "mapping") return;
	yield* argv(node);
	for (const leaf of [...files(node), require_core.scalar(require_core.get(node, "script", "source"))]) if (leaf) yield run(leaf, true);
	for (const { value } of node.pairs) yield* runsIn(value);
}
function* argv(holder) {
	const command = listOf(holder, "command");
	const args = listOf(holder, "args");
	const leaves = [...command, ...args];
	if (leaves.length === 0) return;
	const words = leaves.map((leaf) => leaf?.value ?? "");
	const first = leaves[require_core.commandAt(words)];
	if (first && command.includes(first) && nothingKnown.test(first.value)) yield run(first, true);
	for (const { index } of require_core.codeIn(words)) {
		const leaf = leaves[index];
		if (leaf) yield run(leaf, true);
	}
	if (command.length > 0) return;
	for (const [index, leaf] of args.entries()) if (leaf && (/[\s;|&$`()]/.test(leaf.value) || /^-\w*c$/.test(words[index - 1] ?? ""))) yield run(leaf, false);
}
/** Those of an alias are looked at where they are written, once. */
function listOf(holder, key) {
	const list = require_core.get(holder, key);
	return list?.kind === "sequence" ? list.items.map((item) => require_core.scalar(item)) : [];
}
const nothingKnown = new RegExp(`^${""}+$`);
/** Files whose names say that they are programs: of a ConfigMap, and those that a workflow brings along. */
function* files(holder) {
	for (const key of ["data", "stringData"]) for (const pair of require_core.mapping(require_core.get(holder, key))?.pairs ?? []) if (require_core.languageOfFile(require_core.keyOf(pair) ?? "")) yield require_core.scalar(pair.value);
	if (require_core.languageOfFile(require_core.text(require_core.get(holder, "path")) ?? "")) yield require_core.scalar(require_core.get(holder, "raw", "data"));
}
function run({ valueStart: from, valueEnd: to }, sure) {
	return {
		from,
		to,
		sure
	};
}

// src/yaml/quote.ts
/** A text on one line: as it is where that is safe and the style does not quote it, else in quotes. */
function inQuotes(text, { quote, quoting }, isKey, inFlow) {
	if (!(quoting === "all" || quoting === "text" && !isKey) && isPlain(text, inFlow)) return text;
	if (quoting === "all" && quote === "\"") return double(text);
	return mustEscape.test(text) || !prefersSingle(text, quote) ? double(text) : single(text);
}
/** The other quotes come in where the style's own would need escapes, and they would not. */
function prefersSingle(text, quote) {
	const escapes = /["\\]/.test(text);
	return text.includes("'") ? quote === "'" && escapes : quote === "'" || escapes;
}
function single(text) {
	return `'${text.replaceAll("'", "''")}'`;
}
/** In double quotes, with JSON's escapes: YAML has them all. */
function double(text) {
	return JSON.stringify(text).replace(unseen, (char) => {
		const code = char.codePointAt(0) ?? 0;
		return code > 65535 ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
	});
}
function hex(code, digits) {
	return code.toString(16).padStart(digits, "0");
}
/** What is not to be seen, or turns around what stands beside it; joiners are parts of words and of emoji. */
const unseen = /[\x7f-\x9f\u2028\u2029\uFFFE\uFFFF]|(?![\u200C\u200D])\p{Cf}/gu;
/** What may not stand in a file as it is, for one reader of YAML or another; half of a surrogate pair is none at all. */
const unprintable = /[^\P{Cc}\t\n]|[\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Cs}/u;
const mustEscape = /[\p{Cc}\u2028\u2029\uFFFE\uFFFF]|\p{Cs}|(?![\u200C\u200D])\p{Cf}/u;
/**
* Whether every reader of YAML 1.1 and 1.2 takes a text for itself when nothing is put around it. Some that could do
* without quotes do not pass: what looks like a word or a number to one reader or another, and in flow style all that
* readers have disagreed about.
*/
function isPlain(text, inFlow) {
	if (text === "" || mustEscape.test(text) || word.test(text) || numeric.test(text)) return false;
	return (inFlow ? flowText : blockText).test(text);
}
const blockText = /^(?!-(?:\s|$)|---|\.\.\.|[?:\s,[\]{}#&*!|>'"%@`])(?!.*(?:: |:$| #|\s$))/;
const flowText = /^(?!---|\.\.\.)-*[\w/.$](?:[\w/.$@+=~^()-]| (?=[\w/.$(]))*$/;
const word = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan))$/i;
const numeric = /^[-+]?(?:0x[\da-f_]+|0o?[0-7_]+|0b[01_]+|[\d.][\d_.]*(?:e[-+]?\d*)?|\d[\d_]*(?::[\d_.]+)+|\d{4}-\d\d?-\d\d?.*)$/i;

// src/yaml/write.ts
/** Whether a value takes lines of its own in block style. */
function isTall(value, style) {
	if (typeof value === "string") return style.literal && fitsLiteral$1(value);
	return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
/** A value on one line. */
function inline(value, style, inFlow) {
	if (typeof value === "string") return inQuotes(value, style, false, inFlow);
	if (typeof value === "number") return numeral(value);
	if (typeof value !== "object" || value === null) return String(value);
	if (Array.isArray(value)) return `[${value.map((item) => inline(item, style, true)).join(", ")}]`;
	return `{${Object.entries(value).map(([key, entry]) => inlinePair(key, entry, style)).join(", ")}}`;
}
/** A pair on one line, for a flow collection. */
function inlinePair(key, value, style) {
	return `${inQuotes(key, style, true, true)}: ${inline(value, style, true)}`;
}
/** A filled collection in block style, as lines indented relative to it. */
function collectionLines(value, style) {
	if (typeof value !== "object" || value === null) return [];
	if (Array.isArray(value)) return value.flatMap((item) => led("-", itemLines(item, style)));
	return Object.entries(value).flatMap(([key, entry]) => led(`${inQuotes(key, style, true, false)}:`, valueLines(entry, style)));
}
function led(lead, [first = "", ...more]) {
	return [lead + first, ...more];
}
/** What follows `key:` on its line, with a blank before it, and then lines indented relative to the key. */
function valueLines(value, style) {
	if (!isTall(value, style)) return [` ${inline(value, style, false)}`];
	if (typeof value === "string") return literal(value, style.step);
	return ["", ...indented(collectionLines(value, style), Array.isArray(value) ? style.listStep : style.step)];
}
/** What follows `-` on its line, with a blank before it, and then lines indented relative to the dash. */
function itemLines(value, style) {
	if (!isTall(value, style)) return [` ${inline(value, style, false)}`];
	if (typeof value === "string") return literal(value, style.itemStep);
	const [first = "", ...more] = collectionLines(value, style);
	return [" ".repeat(style.itemStep - 1) + first, ...indented(more, style.itemStep)];
}
/** Empty lines stay empty. */
function indented(lines, by) {
	return lines.map((line) => line && " ".repeat(by) + line);
}
/** The header and content of a literal block. */
function literal(text, indent) {
	const lines = text.replace(/\n$/, "").split("\n");
	return [text.endsWith("\n") ? " |" : " |-", ...indented(lines, indent)];
}
/**
* Whether a text has several lines, or ends in a line end, and comes out of a literal block as it went in: no reader
* has to guess its indentation, or which of its last lines are part of it.
*/
function fitsLiteral$1(text) {
	return text.includes("\n") && !/^[ \t\n]|\n[ \t]*\n$|\n[ \t]+$/.test(text) && !unprintable.test(text);
}
function numeral(value) {
	if (Number.isNaN(value)) return ".nan";
	return Number.isFinite(value) ? String(value) : value > 0 ? ".inf" : "-.inf";
}

// src/argo/controller-change.ts
/**
* Gives a setting of a controller ConfigMap further content, in the shape that the ConfigMap has: a text for each
* setting, or all settings in one text. What stands in the way is replaced, all else stays.
*/
function withSetting(root, name, content) {
	const whole = require_core.scalar(require_core.get(root, "data", "config"));
	const settings = require_core.mapping(whole ? require_core.embedded(whole).root : require_core.get(root, "data"));
	const own = require_core.controllerSettings(root).get(name.toLowerCase());
	const inner = require_core.mapping(own?.value);
	if (inner && inner.pairs.length > 0) return filled(inner, content);
	const key = require_core.scalar(own?.key)?.value ?? name;
	const old = require_core.get(settings, key);
	if (!settings) return { refused: "This ConfigMap has no `data` yet" };
	if (!inner && !require_core.isNull(old) && require_core.text(old) !== "") return { refused: `What is there now for \`${name}\` cannot be added to` };
	return [set(settings, key, whole ? { ...content } : `${collectionLines({ ...content }, style).join("\n")}\n`)];
}
function filled(into, content) {
	return Object.entries(content).flatMap(([key, value]) => {
		const inner = require_core.mapping(require_core.get(into, key));
		return inner && inner.pairs.length > 0 && isContent(value) ? filled(inner, value) : [set(into, key, value)];
	});
}
function isContent(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** As in the examples of Argo's documentation. */
const style = {
	step: 2,
	listStep: 2,
	itemStep: 2,
	quote: "\"",
	quoting: "needed",
	literal: true
};

// src/yaml/line.ts
/** Where the line of an offset starts, behind a byte order mark. */
function lineStart(text, at) {
	const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
	return start === 0 && at > 0 && text.startsWith("﻿") ? 1 : start;
}
/** Where the line of an offset ends, before its line end. */
function lineEnd(text, at) {
	const end = text.indexOf("\n", at);
	if (end < 0) return text.length;
	return end > at && text[end - 1] === "\r" ? end - 1 : end;
}
/** What ends the line of an offset; for a last line without an end, what ends the first. */
function breakAt(text, at) {
	const end = text.indexOf("\n", at);
	return text[(end < 0 ? text.indexOf("\n") : end) - 1] === "\r" ? "\r\n" : "\n";
}
/** Whether nothing but blanks comes before an offset on its line. */
function startsLine(text, at) {
	return text.slice(lineStart(text, at), at).trim() === "";
}
/** The blanks that open the line of an offset. */
function indentAt(text, at) {
	return /^ */.exec(text.slice(lineStart(text, at), at))?.[0] ?? "";
}
/**
* The column of what stands at an offset in block style, behind nothing but blanks and the indicators of what it is in;
* nothing when its line has other things before it, as a document marker or a tab.
*/
function columnOf(text, at) {
	const prefix = text.slice(lineStart(text, at), at);
	const [, indent = "", rest = ""] = /^( *(?:[-?:] +)*)(.*)$/.exec(prefix) ?? [];
	return rest === "" || /^(?:[&!]\S* +)+$/.test(rest) ? indent.length : void 0;
}
/** Lines to stand behind the end of another. */
function broken(text, at, lines) {
	const eol = breakAt(text, at);
	return lines.map((line) => eol + line).join("");
}
/** The end of the last line that belongs to an entry of a column: comments that stand deeper do. */
function behindComments(text, end, column) {
	const deeper = /(?:\r?\n[ \t]*)*\r?\n( +)#[^\r\n]*/y;
	for (let at = lineEnd(text, end);; at = deeper.lastIndex) {
		deeper.lastIndex = at;
		const found = deeper.exec(text);
		if (!found || (found[1]?.length ?? 0) <= column) return at;
	}
}
/** Whether a literal block could end at the end of a line and take none of the lines that follow for its own. */
function literalFits(text, at, column) {
	const following = /((?:\r?\n[ \t]*(?=\r?\n|$))*)(?:\r?\n( *)#)?/y;
	following.lastIndex = at;
	const [, blank = "", indent = ""] = following.exec(text) ?? [];
	return at < text.length && !/[ \t]/.test(blank) && indent.length <= column;
}

// src/yaml/entry.ts
/** A node and all below it in the order of the text; aliases are not entered. */
function* nodes(root) {
	const open = [root];
	for (let node = open.pop(); node; node = open.pop()) {
		yield node;
		if (node.kind === "sequence") for (const item of node.items.toReversed()) open.push(item);
		if (node.kind === "mapping") for (const { key, value } of node.pairs.toReversed()) open.push(value, key);
	}
}
/** The scalars and aliases of a tree in the order of the text. They do not overlap. */
const tokens = /* @__PURE__ */ require_core.once((root) => [...nodes(root)].filter((node) => node.kind === "scalar" || node.kind === "alias"));
/** The index of the first of some tokens that ends behind an offset. */
function firstBehind(all, offset) {
	return require_core.firstFrom(all, ({ end }) => end <= offset);
}
function isFlow(node) {
	return (node.kind === "mapping" || node.kind === "sequence") && node.flow;
}
/** Whether a node is brackets with nothing in between, not even a comment. */
function isBare(text, node) {
	return isFlow(node) && /^[[{]\s*[\]}]$/.test(text.slice(contentStart(text, node), node.end));
}
/** Where a node starts behind its anchor and tag. */
function contentStart(text, node) {
	let at = node.start;
	while (at < node.end && (text[at] === "&" || text[at] === "!")) {
		while (at < node.end && !/\s/.test(text.charAt(at))) at++;
		at = require_core.skip(text, at);
	}
	return at;
}
/** Where a node ends, without the last of the line ends that a block scalar keeps. */
function endOf(text, { start, end }) {
	if (end === start || text[end - 1] !== "\n") return end;
	return text[end - 2] === "\r" ? end - 2 : end - 1;
}
/** The pairs or items of a collection, each from its key or dash to its end; nothing when one is not written so. */
function entries(text, node) {
	if (node.kind === "mapping") {
		if (!node.pairs.every((pair) => isSimple(text, pair, node.flow))) return void 0;
		return node.pairs.map(({ key, value }) => ({
			start: key.start,
			end: Math.max(key.end, endOf(text, value))
		}));
	}
	if (node.flow) return node.items.map(({ start, end }) => ({
		start,
		end
	}));
	let before = contentStart(text, node);
	const found = node.items.map((item) => {
		const start = require_core.skip(text, before);
		before = item.end;
		return {
			start,
			end: Math.max(start + 1, endOf(text, item))
		};
	});
	return found.every(({ start }) => text[start] === "-") ? found : void 0;
}
/** Whether a pair is written `key: value`; in flow style the colon may be missing where the value is. */
function isSimple(text, pair, flow) {
	const { key, value } = pair;
	if (key.kind !== "scalar" || key.start === key.end || hasMark(text, pair)) return false;
	return colon(text, pair) !== void 0 || flow && value.start === value.end;
}
/** Whether a pair's key comes after a `?` on its line. */
function hasMark(text, { key }) {
	return /\?\s*$/.test(text.slice(lineStart(text, key.start), key.start));
}
/** The offset behind the colon of a pair that has one on the line where its key ends. */
function colon(text, { key }) {
	const blanks = /[ \t]*/y;
	blanks.lastIndex = key.end;
	const at = key.end + (blanks.exec(text)?.[0].length ?? 0);
	return text[at] === ":" ? at + 1 : void 0;
}

// src/yaml/comment.ts
/** The comments of a tree between two offsets, in their order. */
function comments(text, root, { start, end }) {
	const found = [];
	let from = start;
	const all = tokens(root);
	for (let index = firstBehind(all, start); index < all.length; index++) {
		const token = all[index];
		if (!token || token.start >= end) break;
		if (token.start > from) found.push(...between(text, from, token.start));
		if (token.kind === "scalar" && token.block) found.push(...inHeader(text, token));
		from = Math.max(from, token.end);
	}
	return end > from ? [...found, ...between(text, from, end)] : found;
}
/** In what lies between tokens. A comment may follow a bracket at once: the cluster's reader takes that. */
function between(text, from, to) {
	return [...text.slice(from, to).matchAll(/(?<![^\s,[\]{}])#[^\r\n]*/g)].map(({ 0: comment, index }) => trimmed(from + index, comment));
}
/** Behind the `|` or `>` of a block scalar. */
function inHeader(text, scalar) {
	const start = contentStart(text, scalar);
	const [, before = "", comment] = /^([|>]\S*[ \t]+)(#.*)/.exec(text.slice(start, lineEnd(text, start))) ?? [];
	return comment === void 0 ? [] : [trimmed(start + before.length, comment)];
}
function trimmed(start, comment) {
	return {
		start,
		end: start + comment.trimEnd().length
	};
}
/**
* Puts a text in the place of a stretch of tokens. The comments of the stretch stay behind it, the first on its last
* line, each of the others on a line of its own, and so does what follows on the line of the last token.
*
* @param kept the comments of the stretch
*/
function swap(text, span, by, kept) {
	const [first, ...more] = kept;
	if (!first) return edited(text, span.start, span.end, by);
	const isApart = by === "" ? /^\s?$/.test(text.charAt(span.start - 1)) : /\s$/.test(by);
	const edits = [...edited(text, span.start, first.start, isApart ? by : `${by} `)];
	let from = first.end;
	for (const comment of more) {
		edits.push(...edited(text, from, comment.start, breakAt(text, from) + indentAt(text, comment.start)));
		from = comment.end;
	}
	return from < span.end ? [...edits, ...rest(text, from, span)] : edits;
}
/** Tokens behind the last comment go; what follows them on their line cannot stand behind a comment. */
function rest(text, from, { start, end }) {
	const last = lineEnd(text, end);
	const goesOn = /^[ \t]*/.exec(text.slice(end, last))?.[0].length ?? 0;
	if (end + goesOn === last) return edited(text, from, end, "");
	const indent = " ".repeat(start - lineStart(text, start));
	return edited(text, from, end + goesOn, breakAt(text, from) + indent);
}
function edited(text, start, end, by) {
	return text.slice(start, end) === by ? [] : [{
		span: {
			start,
			end
		},
		text: by
	}];
}

// src/yaml/flow.ts
/**
* The edits that write a new pair, or new items, between the brackets of a flow collection.
*
* @param isFirst whether nothing else that is new comes before it at the same place
*/
function addedInFlow(site, change, all, behind, isFirst) {
	const { text } = site;
	const opening = contentStart(text, change.kind === "insert" ? change.into : change.to);
	if (!/[[{]/.test(text.charAt(opening))) return { refused: "the pair stands in a list without braces of its own" };
	const style = require_core.styleAt(site, false);
	const words = change.kind === "insert" ? [inlinePair(change.key, change.value, style)] : change.values.map((item) => inline(item, style, true));
	const [first] = all;
	if (!first) return [put(opening + 1, (isFirst ? "" : ", ") + words.join(", ") + (text[opening + 1] === "#" ? " " : ""))];
	const gap = gapBefore(text, first.start);
	if (behind < 0) return [put(first.start, words.map((word) => `${word},${gap}`).join(""))];
	return addedBehind(text, all[behind] ?? first, words, isFirst);
}
function put(at, text) {
	return {
		span: {
			start: at,
			end: at
		},
		text
	};
}
/** Where entries have lines of their own, a new one gets its own too, behind the comment of the one before it. */
function addedBehind(text, { start, end }, words, isFirst) {
	const comma = require_core.skip(text, end);
	const behind = text[comma] === "," ? comma + 1 : void 0;
	const last = lineEnd(text, behind ?? end);
	const trailing = text.slice(behind ?? end, last).trim();
	const gap = gapBefore(text, start);
	if (gap === " " || !/^(?:#.*)?$/.test(trailing)) {
		const [before, after] = [text[end - 1] === ":" ? " " : "", text[end] === "#" ? " " : ""];
		return [put(end, before + words.map((word) => `, ${word}`).join("") + after)];
	}
	if (behind !== void 0) return [put(last, words.map((word) => `${gap}${word},`).join(""))];
	if (trailing === "") return [put(end, words.map((word) => `,${gap}${word}`).join(""))];
	const lines = put(last, `${isFirst ? "" : ","}${gap}${words.join(`,${gap}`)}`);
	return isFirst ? [put(end, ","), lines] : [lines];
}
/** What parts an entry from the one before it: a line end and indentation where it starts a line. */
function gapBefore(text, start) {
	const line = lineStart(text, start);
	const indent = text.slice(line, start);
	return line > 0 && indent.trim() === "" ? breakAt(text, line - 1) + indent : " ";
}
/**
* The edits that take one of several entries out of a flow collection, with one comma. All comments stay.
*
* @param gone the indices of all that is taken out: those that stand side by side go with the first of them
*/
function removedFromFlow({ text, chain }, all, index, gone) {
	if (gone.has(index - 1)) return [];
	const [before, entry] = [all[index - 1], all[index]];
	let end = index + 1;
	while (gone.has(end)) end++;
	const [last, next] = [all[end - 1], all[end]];
	if (!entry || !last) return [];
	const span = next ? {
		start: entry.start,
		end: next.start
	} : {
		start: before?.end ?? entry.start,
		end: last.end
	};
	const gap = !next && (text[span.start - 1] === ":" || text[span.end] === "#") ? " " : "";
	return swap(text, span, gap, comments(text, chain[0], span));
}

// src/yaml/replace.ts
/** The edits that write another value in the place of a node. All comments stay. */
function replaced(site, node, value) {
	const seat = seatOf(site, node);
	if (seat?.parent === "none" && node.start === node.end) return { refused: "the document is empty" };
	if (!seat) return { refused: "its key is written with `?`, or there is no colon for it" };
	return tall(site, node, value, seat) ?? low(site, node, value, seat);
}
function seatOf({ text, chain }, node) {
	const parent = chain[chain.indexOf(node) - 1];
	const loose = {
		parent: "flow",
		lead: node.start,
		column: 0
	};
	if (parent?.kind === "mapping") {
		const pair = parent.pairs.find(({ value }) => value === node);
		const lead = pair && colon(text, pair);
		if (!pair || lead === void 0) return node.start < node.end ? loose : void 0;
		const column = parent.flow || hasMark(text, pair) ? void 0 : columnOf(text, pair.key.start);
		return column === void 0 ? {
			...loose,
			lead
		} : {
			parent: "pair",
			lead,
			column
		};
	}
	if (parent?.kind !== "sequence") return {
		parent: "none",
		lead: node.start,
		column: columnOf(text, node.start) ?? 0
	};
	const dash = parent.flow ? void 0 : entries(text, parent)?.[parent.items.indexOf(node)]?.start;
	const column = dash === void 0 ? void 0 : columnOf(text, dash);
	if (dash === void 0) return loose;
	return column === void 0 ? {
		...loose,
		lead: dash + 1
	} : {
		parent: "item",
		lead: dash + 1,
		column
	};
}
/** On lines of its own, where there is room and the value wants them. */
function tall(site, node, value, seat) {
	const { text } = site;
	if (seat.parent === "flow" || isFlow(node) && !isBare(text, node)) return void 0;
	if (seat.parent === "none" && !startsLine(text, node.start)) return void 0;
	const end = lineEnd(text, endOf(text, node));
	const span = {
		start: seat.lead,
		end
	};
	const kept = keptIn(site, node, span);
	const style = require_core.styleAt(site, fitsLiteral(text, kept, span, seat));
	if (!isTall(value, style)) return void 0;
	const [head = "", ...body] = linesFor(value, style, seat, kept);
	const lines = broken(text, end, indented(body, seat.column));
	const [first] = kept.below;
	const next = first ? breakAt(text, end) + indentAt(text, first.start) : "";
	const [top] = kept.above;
	if (!top) return swap(text, span, head + lines + next, kept.below);
	const edits = swap(text, {
		start: kept.above.at(-1)?.end ?? top.end,
		end
	}, lines + next, kept.below);
	return [...opened(text, seat, top, head), ...edits];
}
/** Makes the line of the lead end in its comment, or in nothing, but for the head of a new value. */
function opened(text, seat, top, head) {
	const [end, gap] = isOnLine(text, top, seat) ? [top.start, " "] : [lineEnd(text, seat.lead), ""];
	return swap(text, {
		start: seat.lead,
		end
	}, head + gap, []);
}
function keptIn(site, node, span) {
	const all = comments(site.text, site.chain[0], span);
	const line = lineEnd(site.text, span.start);
	const start = contentStart(site.text, node);
	const count = all.filter((comment) => comment.start < Math.max(start, line)).length;
	return {
		above: all.slice(0, count),
		below: all.slice(count)
	};
}
function isOnLine(text, comment, { lead }) {
	return comment.start < lineEnd(text, lead);
}
/** Lines below a literal block, and above its text, must not be comments. */
function fitsLiteral(text, { above, below }, { end }, seat) {
	if (below.length > 0 || seat.parent === "none") return false;
	return above.every((comment) => isOnLine(text, comment, seat)) && literalFits(text, end, seat.column);
}
/** What follows the lead on its line, and lines below it; a comment there leaves no room for more. */
function linesFor(value, style, { parent }, { above }) {
	if (parent === "none") return collectionLines(value, style);
	if (parent === "pair") return valueLines(value, style);
	if (above.length === 0 || typeof value === "string") return itemLines(value, style);
	return ["", ...indented(collectionLines(value, style), style.itemStep)];
}
/** On one line. */
function low(site, node, value, seat) {
	const { text, chain } = site;
	const style = require_core.styleAt(site, false);
	const quote = style.quoting === "needed" ? require_core.quoteOf(text, node) : void 0;
	const words = inline(value, quote ? {
		...style,
		quote,
		quoting: "text"
	} : style, seat.parent === "flow");
	const end = endOf(text, node);
	const kept = comments(text, chain[0], {
		start: node.start,
		end
	});
	const behind = text[end] === "#" ? " " : "";
	const above = text.slice(seat.lead, node.start);
	if (seat.parent !== "flow" && above.trim() === "" && above.includes("\n")) return swap(text, {
		start: seat.lead,
		end
	}, ` ${words}${behind}`, kept);
	return swap(text, {
		start: node.start,
		end
	}, before(text, node, seat) + words + behind, kept);
}
/** A colon and a dash need a blank behind them; and a sequence may stand at the column of its key, but nothing else. */
function before(text, node, { parent, lead, column }) {
	if (parent !== "none" && lead === node.start && /[:-]/.test(text.charAt(lead - 1))) return " ";
	if (parent !== "pair" || !startsLine(text, node.start)) return "";
	return " ".repeat(Math.max(0, column + 2 - (node.start - lineStart(text, node.start))));
}

// src/yaml/insert.ts
/**
* The edits that write a new pair, or new items.
*
* @param made the changes that are made together, this one among them
*/
function added(site, change, made) {
	const node = change.kind === "insert" ? change.into : change.to;
	const together = made.filter((other) => isAddedTo(node, other));
	if (!together.includes(change)) return [];
	if (isBare(site.text, node)) return together[0] === change ? replaced(site, node, asCollection(together)) : [];
	const all = entries(site.text, node);
	if (!all) return { refused: "the mapping has a key that is written with `?` or not at all" };
	const behind = placeOf(change, all.length);
	if (!node.flow) return addedInBlock(site, change, all, behind);
	const first = together.find((other) => placeOf(other, all.length) === behind);
	return addedInFlow(site, change, all, behind, first === change);
}
/** Whether a change adds something to a collection. */
function isAddedTo(node, change) {
	if (change.kind === "insert") return change.into === node;
	return change.kind === "append" && change.to === node && change.values.length > 0;
}
/** What additions to one collection make of an empty one. */
function asCollection(together) {
	const pairs = together.flatMap((one) => one.kind === "insert" ? [[one.key, one.value]] : []);
	if (pairs.length > 0) return Object.fromEntries(pairs);
	return together.flatMap((one) => one.kind === "append" ? [one] : []).toSorted(comesFirst).flatMap(({ values }) => values);
}
function comesFirst(a, b) {
	return Number(b.first ?? false) - Number(a.first ?? false);
}
/** The index of the entry behind which something new stands; -1 for the place before all. */
function placeOf(change, size) {
	if (change.kind === "append") return change.first ? -1 : size - 1;
	const { pairs } = change.into;
	const after = change.after === void 0 ? -1 : pairs.findIndex((pair) => require_core.keyOf(pair) === change.after);
	return after < 0 || pairs.findLastIndex(require_core.isMerge) > after ? size - 1 : after;
}
function addedInBlock(site, change, all, behind) {
	const { text } = site;
	const column = all.map(({ start }) => columnOf(text, start)).find((found) => found !== void 0);
	const [first] = all;
	if (!first || column === void 0) return { refused: "it starts on a line with other things before it" };
	if (behind < 0) return prepended(site, change, all, column);
	const at = behindComments(text, all[behind]?.end ?? first.end, column);
	const lines = linesOf(site, change, column, literalFits(text, at, column));
	const isApart = /\n[ \t]*$/.test(text.slice(0, at));
	return [{
		span: {
			start: at,
			end: at
		},
		text: broken(text, at, isSpaced(text, all) && !isApart ? ["", ...lines] : lines)
	}];
}
function linesOf(site, change, column, literal) {
	return indented(collectionLines(asCollection([change]), require_core.styleAt(site, literal)), column);
}
/** Above the comments that stand right above the first item. */
function prepended(site, change, [first, ...more], column) {
	const { text } = site;
	if (!first) return [];
	const lines = linesOf(site, change, column, true);
	const eol = breakAt(text, first.start);
	const spaced = isSpaced(text, [first, ...more]) ? eol : "";
	if (!startsLine(text, first.start)) {
		const words = [...lines, ""].join(eol).trimStart() + spaced + " ".repeat(column);
		return [{
			span: {
				start: first.start,
				end: first.start
			},
			text: words
		}];
	}
	const at = aboveComments(text, lineStart(text, first.start), column);
	return [{
		span: {
			start: at,
			end: at
		},
		text: lines.map((line) => line + eol).join("") + spaced
	}];
}
function aboveComments(text, line, column) {
	let at = line;
	while (at > 0 && text.startsWith(`${" ".repeat(column)}#`, lineStart(text, at - 1))) at = lineStart(text, at - 1);
	return at;
}
/** Whether each entry stands apart from the next by an empty line. */
function isSpaced(text, all) {
	const gaps = all.slice(1).map(({ start }, index) => text.slice(all[index]?.end, start));
	return gaps.length > 0 && gaps.every((gap) => /^[^\n]*\n[ \t]*\r?\n|\n[ \t]*\r?\n[ \t]*$/.test(gap));
}

// src/yaml/remove.ts
/**
* The edits that take a pair or an item away. All comments stay, those of its lines too.
*
* @param gone the indices of all that is taken away, this one among them
*/
function removed(site, from, index, gone) {
	const { text, chain } = site;
	const all = entries(text, from);
	const entry = all?.[index];
	if (!entry) return { refused: "the mapping has a key that is written with `?` or not at all" };
	if (all.length === 1) return replaced(site, from, from.kind === "mapping" ? {} : []);
	if (from.flow) return removedFromFlow(site, all, index, gone);
	if (startsLine(text, entry.start)) return removedLines(site, entry, index === 0);
	const next = all[index + 1];
	if (index > 0 || !next) return { refused: "it starts on a line with other things before it" };
	const span = {
		start: entry.start,
		end: next.start
	};
	return swap(text, span, "", comments(text, chain[0], span));
}
/** An entry that has its lines to itself, but for comments. */
function removedLines({ text, chain }, { start, end }, isFirst) {
	const last = behindComments(text, end, columnOf(text, start) ?? 0);
	const kept = comments(text, chain[0], {
		start,
		end: last
	});
	if (kept.length > 0) return swap(text, {
		start,
		end: last
	}, "", kept);
	const from = lineStart(text, start);
	const to = Math.min(lineEnd(text, last) + breakAt(text, last).length, text.length);
	return [{
		span: {
			start: from,
			end: isFirst || /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(Math.max(0, from - 200), from)) || endsInBlock(text, chain[0], from) ? behindBlank(text, to) : to
		},
		text: ""
	}];
}
function behindBlank(text, at) {
	const blank = /(?:[ \t]*\r?\n)*(?:[ \t]+$)?/y;
	blank.lastIndex = at;
	return blank.test(text) ? blank.lastIndex : at;
}
/** Whether what stands before an offset is a block scalar: it would take empty lines that come after for its own. */
function endsInBlock(text, root, at) {
	const all = tokens(root);
	const last = all[firstBehind(all, at) - 1];
	return last?.kind === "scalar" && last.block && text.slice(endOf(text, last), at).trim() === "";
}

// src/yaml/rewrite.ts
/** The edits that write other words within a text: just there where that can be, else the text as a whole. */
function reworded(site, node, parts) {
	const { text } = site;
	const sorted = parts.toSorted((a, b) => a.from - b.from || a.to - b.to);
	if (sorted.some(({ from, to }, index) => to < from || from < (sorted[index - 1]?.to ?? 0) || to > node.value.length)) return { refused: "the parts to rewrite overlap or lie outside of the text" };
	const old = readAlone(text, node, []);
	if (old?.value.length !== node.value.length) return { refused: "the text is not written as it reads" };
	const wanted = rewritten(old.value, sorted);
	if (!wanted.isWellFormed()) return { refused: "a part to rewrite starts or ends within a character" };
	const edits = surgical(text, node, sorted);
	const made = edits && readAlone(text, node, edits);
	if (edits && made?.value === wanted && (!made.plain || isWords(site, wanted))) return edits;
	return replaced(site, node, wanted);
}
/** A text without quotes must be one to every reader. */
function isWords({ chain }, wanted) {
	const inFlow = chain.some(isFlow);
	return isPlain(wanted.replace(/\s+/g, " "), false) && (!inFlow || !/[,[\]{}]/.test(wanted));
}
function surgical(text, node, parts) {
	const quote = text[contentStart(text, node)];
	if (node.literal) return literalEdits(text, node, parts);
	const edits = [];
	for (const { from, to, text: words } of parts) {
		if (!(quote === "\"" || !mustEscape.test(words)) || node.valueStart < 0) return void 0;
		const written = quote === "\"" ? double(words).slice(1, -1) : quote === "'" ? words.replaceAll("'", "''") : words;
		edits.push({
			span: node.part(from, to),
			text: written
		});
	}
	return disjoint(edits) ? edits : void 0;
}
function disjoint(edits) {
	return edits.every(({ span }, index) => span.start >= (edits[index - 1]?.span.end ?? 0));
}
/** In a literal block a line end of the value is a line end and indentation of the file. */
function literalEdits(text, node, parts) {
	const { value } = node;
	const filled = /^./m.exec(value)?.index;
	if (filled === void 0) return void 0;
	const start = node.part(filled, filled).start;
	const indent = " ".repeat(start - lineStart(text, start));
	const edits = [];
	for (const part of parts) {
		const inner = withinLines(value, part);
		if (!inner || unprintable.test(inner.text)) return void 0;
		const from = node.part(inner.from, inner.from).start;
		const to = inner.to === inner.from ? from : node.part(inner.to, inner.to).start;
		const words = inner.text.replace(/\n(?!\n)/g, `\n${indent}`).replaceAll("\n", breakAt(text, from));
		edits.push({
			span: {
				start: from,
				end: to
			},
			text: words
		});
	}
	return disjoint(edits) ? edits : void 0;
}
/** The same part without the last line end of the value, which stands behind the node. */
function withinLines(value, { from, to, text }) {
	if (to < value.length || !value.endsWith("\n")) return {
		from,
		to,
		text
	};
	if (!text.endsWith("\n")) return from === to && text === "" ? {
		from,
		to,
		text
	} : void 0;
	const last = value.length - 1;
	return from === to ? {
		from: last,
		to: last,
		text: `\n${text.slice(0, -1)}`
	} : {
		from,
		to: last,
		text: text.slice(0, -1)
	};
}
/** A scalar as it reads with some edits made, in a document of its own. */
function readAlone(text, node, edits) {
	let written = "";
	let from = node.start;
	for (const { span, text: words } of edits) {
		written += text.slice(from, span.start) + words;
		from = span.end;
	}
	written += text.slice(from, node.end);
	const [, digit] = /^[|>][-+]?([1-9])/.exec(text.slice(contentStart(text, node), endOf(text, node))) ?? [];
	return scalarOf(`${digit === void 0 ? "" : " ".repeat(Math.max(0, contentColumn(text, node) - Number(digit)))}k: ${node.block && !written.endsWith("\n") ? `${written}\n` : written}`);
}
function contentColumn(text, node) {
	const filled = /^./m.exec(node.value)?.index ?? 0;
	const { start } = node.part(filled, filled);
	return start - lineStart(text, start);
}
function scalarOf(document) {
	try {
		const root = require_core.parse(require_core.sourceAt(document, 0));
		const found = root?.kind === "mapping" ? root.pairs[0]?.value : void 0;
		return found?.kind === "scalar" ? found : void 0;
	} catch {
		return;
	}
}

// src/yaml/edit.ts
/**
* How a change is written: as edits of just what it is about, in the style of what stands around. All comments stay.
*
* @param text the whole file
* @param root of the tree that the change's node belongs to, with offsets of the file. It may be a tree that a scalar
* holds, where that is a literal block (`scalar.literal`): there a line of the tree is a line of the file.
* @param all the changes of the tree that are made together, this one among them: their edits then make one text
*/
function edit(text, root, change, all = [change]) {
	const path = require_core.locate(root, target(change));
	if (!path) return { refused: "it stands behind an alias or a merge key (`<<`), or a key above it is written twice" };
	const chain = chainOf(root, path);
	const refused = shared(root, chain, change) ?? mistaken(change) ?? ambiguous(chain, change);
	if (refused !== void 0) return { refused };
	return written({
		text: withPlainBreaks(text),
		chain
	}, change, all);
}
/** What the reader takes for a line end too. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g;
/** The last text that was asked for: a file has many changes. */
let plain = {
	text: "",
	read: ""
};
function withPlainBreaks(text) {
	if (plain.text !== text) plain = {
		text,
		read: text.replace(otherBreaks, "\n")
	};
	return plain.read;
}
function written(site, change, all) {
	switch (change.kind) {
		case "insert":
		case "append": return added(site, change, all);
		case "remove": return removed(site, change.from, indexOf(change.from, change.key), goneOf(change.from, all));
		case "replace": return replaced(site, change.node, change.value);
		case "rewrite": return reworded(site, change.node, change.parts);
	}
}
/** The indices of all entries of a collection that are removed. */
function goneOf(from, all) {
	return new Set(all.flatMap((one) => one.kind === "remove" && one.from === from ? indexOf(from, one.key) : []));
}
function indexOf(from, key) {
	if (from.kind === "sequence") return typeof key === "number" && key in from.items ? key : -1;
	return from.pairs.findIndex((pair) => pair.key.kind === "scalar" && require_core.keyName(pair.key) === key);
}
function chainOf(root, path) {
	const chain = [root];
	let node = root;
	for (const key of path) {
		if (node?.kind === "sequence") node = node.items[indexOf(node, key)];
		else if (node?.kind === "mapping") node = node.pairs[indexOf(node, key)]?.value;
		if (node) chain.push(node);
	}
	return chain;
}
/** Why a change would reach further than it says: other places of the document say what is written here. */
function shared(root, chain, change) {
	const aliases = aliasesIn(root);
	if (aliases.length === 0) return void 0;
	if (chain.some((node) => usedIn(root).has(node))) return "it has an anchor (`&`), and the aliases (`*`) of that would change too";
	const gone = goneWith(change);
	return gone && aliases.some((alias) => !holds(gone, alias) && holds(gone, alias.target)) ? "an alias (`*`) elsewhere needs an anchor (`&`) that would be gone" : void 0;
}
const aliasesIn = /* @__PURE__ */ require_core.once((root) => [...nodes(root)].filter((node) => node.kind === "alias"));
/** What the aliases of a tree stand for. */
const usedIn = /* @__PURE__ */ require_core.once((root) => new Set(aliasesIn(root).map(({ target: anchored }) => anchored)));
function holds(outer, inner) {
	return outer.start <= inner.start && inner.end <= outer.end;
}
/** What is no more when a change is made. */
function goneWith(change) {
	if (change.kind === "replace") return change.node;
	if (change.kind !== "remove") return void 0;
	const index = indexOf(change.from, change.key);
	if (change.from.kind === "sequence") return change.from.items[index];
	const pair = change.from.pairs[index];
	return pair && {
		start: pair.key.start,
		end: pair.value.end
	};
}
/** Why a change cannot be meant. */
function mistaken(change) {
	if (change.kind === "insert") return indexOf(change.into, change.key) < 0 ? void 0 : `the key \`${change.key}\` is there already`;
	if (change.kind !== "remove") return void 0;
	if (indexOf(change.from, change.key) < 0) return "what it would remove is not written here";
	const { key, from } = change;
	if (from.kind === "sequence") return void 0;
	const written = from.pairs.filter((pair) => pair.key.kind === "scalar" && require_core.keyName(pair.key) === key);
	if (written.length > 1) return `the key \`${key}\` is written twice`;
	if (written.some(require_core.isMerge)) return "a merge key (`<<`) stands for more than one value";
	return from.pairs.some((pair) => require_core.isMerge(pair) && require_core.merges(pair, String(key))) ? `a merge key (\`<<\`) gives \`${key}\` too, so it would not be gone` : void 0;
}
/** A key that is written twice is for a person to sort out: who wrote it may have meant the one that does not count. */
function ambiguous(chain, change) {
	return (change.kind === "replace" || change.kind === "remove" ? require_core.duplicates(target(change)) : []).length > 0 || chain.some(repeats) ? "a key is written twice in it, or in what it stands in" : void 0;
}
function repeats(node) {
	if (node.kind !== "mapping") return false;
	const keys = node.pairs.flatMap((pair) => pair.key.kind === "scalar" && !require_core.isMerge(pair) ? require_core.keyName(pair.key) : []);
	return new Set(keys).size < keys.length;
}
/** A text with edits made; they must not overlap. Of several at one place, the first stands first. */
function apply(text, edits) {
	const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
	let made = "";
	let from = 0;
	for (const { span, text: words } of sorted) {
		if (span.start < from) throw new Error(`Edits overlap at offset ${span.start}`);
		made += text.slice(from, span.start) + words;
		from = span.end;
	}
	return made + text.slice(from);
}

exports.Draft = Draft;
exports.append = append;
exports.apply = apply;
exports.changed = changed;
exports.collectionEnd = collectionEnd;
exports.columnOf = columnOf;
exports.contentStart = contentStart;
exports.edit = edit;
exports.encoder = encoder;
exports.entries = entries;
exports.hasMark = hasMark;
exports.insert = insert;
exports.isFlow = isFlow;
exports.lineEnd = lineEnd;
exports.lossy = lossy;
exports.nodes = nodes;
exports.pathOf = pathOf;
exports.prepend = prepend;
exports.put = put$1;
exports.remove = remove;
exports.repair = repair;
exports.replace = replace;
exports.replaceFile = replaceFile;
exports.rewrite = rewrite;
exports.rewritten = rewritten;
exports.runOf = runOf;
exports.same = same;
exports.set = set;
exports.target = target;
exports.tooOld = tooOld;
exports.value = value;
exports.withSetting = withSetting;
exports.without = without;
exports.writable = writable;