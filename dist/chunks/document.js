import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from "./js-yaml.js";

// src/config.ts
const defaults = {
	persona: "regular",
	minSeverity: "info",
	minConfidence: "low",
	failOn: "high",
	rules: {},
	paths: {
		include: [],
		exclude: [],
		persona: {}
	},
	assume: {}
};
/** A mistake of the user's in a config file or an option, with the place and the cure. */
var ConfigError = class extends Error {
	path;
	/** From 1. */
	line;
	constructor(path, line, message) {
		super(message);
		this.name = "ConfigError";
		this.path = path;
		this.line = line;
	}
};

// src/yaml/align.ts
/**
* For each UTF-16 unit of a scalar's value, the start and end of what it was written as, one after the other, as
* offsets of `raw`. An escape stands for all it gives, and folded line ends for the blank or line ends they become.
*/
function align(value, raw, { style, indent }) {
	if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) return alignBlock(value, raw, indent);
	return alignFlow(raw, style);
}
const lineEnd$1 = /\r?\n|\r/y;
const fold = /[ \t]*(?:\r?\n|\r)[ \t\r\n]*/y;
const lineEnds = /\r?\n|\r/g;
/** The first gives no character: the line goes on. */
const escape = /\\(?:(\r?\n|\r)[ \t\r\n]*|x..|u.{4}|U(.{8})|[^])/y;
function alignFlow(raw, style) {
	const map = [];
	for (let at = 0, end = 0; at < raw.length; at = end) {
		const char = raw.charAt(at);
		const folded = isBlank$1(char) ? after(fold, raw, at) : void 0;
		end = at + 1;
		let units = 1;
		if (folded) {
			end += folded[0].length - 1;
			units = Math.max(1, (folded[0].match(lineEnds)?.length ?? 0) - 1);
		} else if (char === "'" && style === SCALAR_STYLE.SINGLE_QUOTED) end++;
		else if (char === "\\" && style === SCALAR_STYLE.DOUBLE_QUOTED) {
			const [written = char, broken, wide] = after(escape, raw, at) ?? [];
			end += written.length - 1;
			units = broken === void 0 ? Number.parseInt(wide ?? "0", 16) > 65535 ? 2 : 1 : 0;
		}
		for (; units > 0; units--) map.push(at, end);
	}
	return map;
}
function alignBlock(value, raw, indent) {
	const map = [];
	let at = 0;
	let starting = true;
	for (const char of units(value)) {
		if (starting) at = contentStart(raw, at, indent, char);
		const end = at + (after(lineEnd$1, raw, at)?.[0].length ?? 1);
		starting = isBreak$1(raw.charAt(at));
		map.push(at, end);
		at = end;
	}
	return map;
}
/** Where a line's own text starts, or that of the next one with any when folding has swallowed the line. */
function contentStart(raw, from, indent, char) {
	for (let at = from;;) {
		const limit = at + indent;
		while (at < limit && raw[at] === " ") at++;
		if (char === "\n" || !isBreak$1(raw.charAt(at))) return at;
		at += after(lineEnd$1, raw, at)?.[0].length ?? 1;
	}
}
function* units(value) {
	for (let at = 0; at < value.length; at++) yield value.charAt(at);
}
function after(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? void 0;
}
function isBlank$1(char) {
	return char === " " || char === "	" || isBreak$1(char);
}
function isBreak$1(char) {
	return char === "\n" || char === "\r";
}

// src/yaml/node.ts
/** Text of any style. Its value is decoded when it is first asked for. */
var Scalar = class {
	kind = "scalar";
	start;
	end;
	/** The text in which `event` counts its offsets. */
	source;
	event;
	/** Whether it was reached through an alias, so that its parts have no place of their own. */
	aliased;
	decoded = void 0;
	map = void 0;
	constructor(start, end, source, event, aliased = false) {
		this.start = start;
		this.end = end;
		this.source = source;
		this.event = event;
		this.aliased = aliased;
	}
	get value() {
		this.decoded ??= decode(this.source.written, this.event, this.tag);
		return this.decoded;
	}
	/** Whether its value is a word, without decoding it where that can be seen. */
	is(word) {
		const { fast, valueStart, valueEnd, tagStart } = this.event;
		if (!fast || tagStart >= 0 || valueStart < 0) return this.value === word;
		return valueEnd - valueStart === word.length && this.source.written.startsWith(word, valueStart);
	}
	/** The text as it is written, without quotes or header; what `!!binary` hides, as its value. */
	get raw() {
		if (this.tag === "!!binary") return this.value;
		return this.event.valueStart < 0 ? "" : this.source.written.slice(this.event.valueStart, this.event.valueEnd);
	}
	/** Its tag in short form (`!!str`), or nothing. */
	get tag() {
		const { tagStart, tagEnd } = this.event;
		return tagStart < 0 ? "" : shortTag(this.source.written.slice(tagStart, tagEnd));
	}
	/** Whether the text can mean null, a boolean or a number: written without quotes or block, or tagged as such. */
	get plain() {
		return this.event.tagStart < 0 ? this.event.style === SCALAR_STYLE.PLAIN : resolvable.has(this.tag);
	}
	/** `|` or `>`: its lines are content, whatever they look like. */
	get block() {
		return this.literal || this.event.style === SCALAR_STYLE.FOLDED_BLOCK;
	}
	/** A block scalar that keeps its lines: an edit of a line of its value is an edit of a line of the file. */
	get literal() {
		return this.event.style === SCALAR_STYLE.LITERAL_BLOCK;
	}
	/** Where a stretch of the decoded value stands in the file; under an alias, the whole alias. */
	part(from, to) {
		if (this.aliased || this.tag === "!!binary") return this;
		if (this.event.valueStart < 0) return {
			start: this.end,
			end: this.end
		};
		this.map ??= align(this.value, this.raw, this.event);
		const start = this.place(this.map[2 * from]);
		return {
			start,
			end: to > from ? this.place(this.map[2 * to - 1]) : start
		};
	}
	/** The last line end of a block scalar belongs to its value, but stands outside of the node. */
	place(offset) {
		return Math.min(this.source.at(offset === void 0 ? this.event.valueEnd : this.event.valueStart + offset), this.end);
	}
};
function decode(source, event, tag) {
	if (event.valueStart < 0) return "";
	if (tag === "!!binary") return fromBase64(getScalarValue(source, event));
	if (event.fast) return source.slice(event.valueStart, event.valueEnd);
	return getScalarValue(source, event);
}
const resolvable = /* @__PURE__ */ new Set([
	"!!null",
	"!!bool",
	"!!int",
	"!!float"
]);
function shortTag(written) {
	return unescaped(written.startsWith("!<") ? written.slice(2, -1) : written).replace(/^tag:yaml\.org,2002:/, "!!");
}
/** The text of a `!!binary` value; what is no base64 stays as it is. */
function fromBase64(text) {
	try {
		return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
	} catch {
		return text;
	}
}
function unescaped(tag) {
	try {
		return decodeURIComponent(tag);
	} catch {
		return tag;
	}
}
const followed = /* @__PURE__ */ new WeakMap();
/**
* The node itself, or what its alias stands for. Everything under an alias lies, for whoever reads it, where the
* alias is written: that is the place a change would touch.
*/
function follow(node) {
	if (node?.kind !== "alias") return node;
	if (!followed.has(node)) followed.set(node, node.target && follow(moved(node.target, node)));
	return followed.get(node);
}
function moved(node, to) {
	const span = {
		start: to.start,
		end: to.end
	};
	switch (node.kind) {
		case "scalar": return new Scalar(to.start, to.end, node.source, node.event, true);
		case "alias": return {
			...node,
			...span
		};
		case "sequence": return {
			...node,
			...span,
			items: node.items.map((item) => moved(item, to))
		};
		case "mapping": return {
			...node,
			...span,
			pairs: node.pairs.map(({ key, value }) => ({
				key: moved(key, to),
				value: moved(value, to)
			}))
		};
	}
}

// src/yaml/resolve.ts
const words = new Map([
	...[
		"",
		"~",
		"null",
		"Null",
		"NULL"
	].map((word) => [word, null]),
	...[
		"y",
		"Y",
		"yes",
		"Yes",
		"YES",
		"true",
		"True",
		"TRUE",
		"on",
		"On",
		"ON"
	].map((word) => [word, true]),
	...[
		"n",
		"N",
		"no",
		"No",
		"NO",
		"false",
		"False",
		"FALSE",
		"off",
		"Off",
		"OFF"
	].map((word) => [word, false]),
	...[
		".nan",
		".NaN",
		".NAN"
	].map((word) => [word, NaN]),
	...[
		".inf",
		".Inf",
		".INF",
		"+.inf",
		"+.Inf",
		"+.INF"
	].map((word) => [word, Number.POSITIVE_INFINITY]),
	...[
		"-.inf",
		"-.Inf",
		"-.INF"
	].map((word) => [word, Number.NEGATIVE_INFINITY])
]);
/**
* The value of a scalar as the cluster reads it (go.yaml.in/yaml/v2, `resolve.go`): `yes` and `on` are true, `0755`
* is octal, `1_000` and `1e3` are numbers; a date is text. Quoted text is text, unless a tag says otherwise.
*/
function resolve(scalar) {
	const { value } = scalar;
	if (!scalar.plain) return value;
	const word = words.get(value);
	if (word !== void 0) return word;
	return /^[-+.\d]/.test(value) ? number(value) ?? value : value;
}
function number(value) {
	const digits = value.startsWith(".") ? value.replace(/(?<=\d)_(?=\d)/g, "") : value.replaceAll("_", "");
	return whole(digits) ?? (/^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(digits) ? finite(Number(digits)) : void 0);
}
/** A number beyond what a double holds stays text. */
function finite(value) {
	return Number.isFinite(value) ? value : void 0;
}
/** Go's `ParseInt` with base 0, for what fits 64 bits. */
function whole(digits) {
	const [, sign, radix, body] = /^([-+]?)(0[xX](?=[\da-fA-F]+$)|0[oO]?(?=[0-7]+$)|0[bB](?=[01]+$)|(?=0$|[1-9]\d*$))(\w+)$/.exec(digits) ?? [];
	if (body === void 0) return void 0;
	const size = BigInt(prefixes[radix?.toLowerCase() ?? ""] + body);
	if (size > (sign === "-" ? 2n ** 63n : sign === "+" ? 2n ** 63n - 1n : 2n ** 64n - 1n)) return void 0;
	return Number(sign === "-" ? -size : size);
}
const prefixes = {
	"": "",
	"0": "0o",
	"0o": "0o",
	"0x": "0x",
	"0b": "0b"
};
/** Whether a pair is `<<: …`, which lays other mappings under its own. */
function isMerge({ key }) {
	return key.kind === "scalar" && key.value === "<<" && (key.tag === "" ? key.plain : key.tag === "!" || key.tag === "!!merge");
}

// src/yaml/query.ts
/** The value under a path of keys, through aliases and merge keys; nothing where the path leaves the tree. */
function get(node, ...path) {
	let at = node;
	for (const key of path) {
		at = pair(at, key)?.value;
		if (at === void 0) return void 0;
	}
	return at;
}
/**
* The pair of a key, written or merged. Where several give it, the one that Go's decoder ends with: the last in the
* text, a `<<` standing for all that it merges.
*/
function pair(node, key) {
	const map = follow(node);
	if (map?.kind !== "mapping") return void 0;
	for (let index = map.pairs.length - 1; index >= 0; index--) {
		const entry = map.pairs[index];
		if (entry === void 0) continue;
		const name = scalar(entry.key);
		if (name?.is("<<") && isMerge(entry)) {
			const found = merged(entry, key);
			if (found) return found;
		} else if (name?.is(key)) return entry;
	}
}
/** The first mapping of a `<<` that has the key gives it. */
function merged(entry, key) {
	const source = follow(entry.value);
	if (source?.kind !== "sequence") return pair(source, key);
	for (const item of source.items) {
		const found = pair(item, key);
		if (found) return found;
	}
}
/** The items of a sequence, each already followed; nothing for any other node. */
function items(node) {
	const list = follow(node);
	if (list?.kind !== "sequence") return [];
	return withoutAlias(list.items) ? list.items : list.items.map(follow).filter((item) => item !== void 0);
}
function withoutAlias(list) {
	return list.every(({ kind }) => kind !== "alias");
}
/** The pairs of a mapping as written, without merged ones; nothing for any other node. */
function pairs(node) {
	const map = follow(node);
	return map?.kind === "mapping" ? map.pairs : [];
}
/** The pair's key as text; nothing for a key that is a collection. */
function keyOf(entry) {
	return scalar(entry.key)?.value;
}
function mapping(node) {
	const followed = follow(node);
	return followed?.kind === "mapping" ? followed : void 0;
}
function scalar(node) {
	const followed = follow(node);
	return followed?.kind === "scalar" ? followed : void 0;
}
/** The text of a scalar, whatever type it would be; nothing for collections and null. */
function text(node) {
	const leaf = scalar(node);
	return leaf && !isNull(leaf) ? leaf.value : void 0;
}
/** Absent, empty, `null` or `~`: all the same to the API server. */
function isNull(node) {
	const leaf = follow(node);
	return leaf === void 0 || leaf.kind === "scalar" && resolve(leaf) === null;
}
/** A boolean as the cluster reads it: `yes` and `on` count, `"yes"` is text. */
function bool(node) {
	const leaf = scalar(node);
	const meant = leaf && resolve(leaf);
	return typeof meant === "boolean" ? meant : void 0;
}
/** A whole number as the cluster reads it: `0755`, `0x1ed`, `1_000` and `1e3` are some, `"1"` is text. */
function integer(node) {
	const leaf = scalar(node);
	const meant = leaf && resolve(leaf);
	return Number.isInteger(meant) ? Number(meant) : void 0;
}
/** Every scalar under a node in the order of the file. Aliases are not entered: what they stand for has its own place. */
function* scalars(node) {
	switch (node?.kind) {
		case "scalar":
			yield node;
			break;
		case "sequence":
			for (const item of node.items) yield* scalars(item);
			break;
		case "mapping": for (const entry of node.pairs) yield* scalars(entry.value);
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
	/** Puts the same text in at each of some offsets, given in their order. */
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
		let low = 0;
		let high = this.places.length;
		while (low < high) {
			const middle = low + high >> 1;
			if ((this.places[middle] ?? 0) < offset) low = middle + 1;
			else high = middle;
		}
		return low;
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
	if (alias) return put(draft, [line + alias.index + alias[0].length]);
	if (first && /[|>]/.test(text.charAt(at)) && valueColumn(text, line) === opening.length) return put(draft, [line]);
	if (text[at] === "#" && !first) return blank$1(draft, at, end(text, /.*/y, at));
	if (reason !== "end of the stream or a document separator is expected") return false;
	draft.cut(at);
	return true;
}
/** Puts blanks in; where they stand already, more of them would not help. */
function put(draft, at) {
	if (at[0] === void 0 || draft.holds(at[0])) return false;
	draft.insert(blanks, at);
	return true;
}
function blank$1(draft, from, to) {
	draft.overwrite(from, " ".repeat(to - from));
	return true;
}
/** The last tabs before a token stand between tokens. */
function blankTabs(draft, line, opening) {
	const last = opening.lastIndexOf("	") + 1;
	let from = last;
	while (opening[from - 1] === "	") from--;
	return from < last && blank$1(draft, line + from, line + last);
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
	return put(draft, lines);
}
const restOfDouble = /[^"\\]*(?:\\[^][^"\\]*)*"/y;
const restOfSingle = /[^']*(?:''[^']*)*'/y;
/** Where the match of a sticky pattern ends. */
function end(text, pattern, from) {
	pattern.lastIndex = from;
	return pattern.test(text) ? pattern.lastIndex : from;
}
const flowToken = /\s*(?:#.*|"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'|([[{])|([\]}])|[,?:]|[^\s,[\]{}"'](?:[^\n,:[\]{}#]|(?<!\s)#|:(?!\s))*)/y;
/** The end of the flow collection whose inside goes on at an offset. */
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

// src/yaml/lenient.ts
/** Why a text is not YAML, and at which offset of the text. */
var SyntaxProblem = class extends Error {
	reason;
	offset;
	constructor(reason, offset) {
		super(reason);
		this.reason = reason;
		this.offset = offset;
	}
};
/**
* One document of YAML as Go's parser (go.yaml.in/yaml/v2) takes it, which is what the cluster runs. js-yaml refuses
* some of it. Where it stops, the text is repaired and parsed again:
*
* - a flow collection or quoted text may go on at any indentation, and the header of a block scalar may stand below
*   its key: the line is indented (the blanks that open it mean nothing);
* - tabs may stand between the tokens of a flow collection: they become blanks;
* - a comment needs no blank before it when it follows a quote or bracket: it is blanked out;
* - `\'` is an escape, and `*name:` an alias and a colon: they are written in a way that js-yaml knows;
* - what follows the root node is not read: it is cut off.
*
* Refused all the same, though Go takes it: two anchors or tags on one node, an anchor on an alias, text after a flow
* collection at the root when it starts with `:`, and in flow collections a value that ends in a colon.
* Read otherwise: in flow collections `[a:]` (a text to Go) and `[?a]` (a key to Go), an anchor whose name goes on
* with a colon, an empty line after an escaped line end, and U+2028 inside a text (not folded by Go).
*
* @throws SyntaxProblem
*/
function parseLeniently(source, maxDepth, budget) {
	const events = attempt(source, maxDepth);
	if (!(events instanceof YAMLException)) return {
		events,
		text: source,
		end: source.length,
		back: (offset) => offset
	};
	return parseRepaired(new Draft(source), events, maxDepth, budget);
}
function parseRepaired(draft, first, maxDepth, budget) {
	for (let refusal = first;;) {
		const { text } = draft;
		const at = Math.min(refusal.mark?.position ?? 0, text.length);
		budget.units -= text.length + 2 * at;
		const context = (start) => reasonOf(attempt(start, maxDepth));
		if (budget.units < 0 || !repair(draft, at, refusal.reason, context)) throw new SyntaxProblem(refusal.reason, draft.back(at));
		const events = attempt(draft.text, maxDepth);
		if (!(events instanceof YAMLException)) return {
			events,
			text: draft.text,
			end: draft.back(draft.text.length),
			back: (offset) => draft.back(offset)
		};
		refusal = events;
	}
}
function attempt(text, maxDepth) {
	try {
		return parseEvents(text, { maxDepth });
	} catch (error) {
		if (error instanceof YAMLException) return error;
		throw error;
	}
}
function reasonOf(result) {
	return result instanceof YAMLException ? result.reason : "";
}

// src/yaml/template.ts
/** Stands for text that a Helm template would put in: a private-use character that no manifest holds. */
const unknown = "";
/**
* Helm's own: what no Argo tag and no `docker --format` text looks like. What stands in a comment does not count, or
* a comment could make a manifest a template.
*/
const certain = /^[^#\n]*\{\{(?:[^{}\n]{0,200}?\.(?:Values|Release|Chart|Capabilities|Files)\b|-?\s*(?:include|template|define|tpl|toYaml|lookup)\s|-?\s*["`][^"`\n]*(?:\{\{|\}\}))/m;
/** Whether a text that is valid YAML is a Helm template all the same. */
function isTemplate(text) {
	return text.includes("{{") && certain.test(text);
}
/** Whether a text could be a Helm template, when it is not YAML as it stands. */
function mayBeTemplate(text) {
	return text.includes("{{");
}
/**
* A Helm template made readable without moving an offset or a line end. Actions that stand alone on their lines
* become blanks, actions inside a line become `unknown`, and actions that only print a text (`{{ "{{" }}`, a quoted or
* back-quoted tag) become that text, so that Argo's tags are seen as the cluster will see them.
*/
function untemplate(text) {
	const found = [...actions(text)];
	const bare = rewrite(text, found, (action, written) => action.printed === void 0 ? blank(written) : fit(action.printed, written));
	let line = {
		start: 0,
		end: -1,
		empty: true
	};
	return rewrite(bare, found, (action, written) => {
		if (action.printed !== void 0) return written;
		if (action.start > line.end || action.end > line.end) line = lineOf(bare, action);
		return line.empty ? written : inline(written);
	});
}
function rewrite(text, spans, write) {
	let out = "";
	let from = 0;
	for (const action of spans) {
		out += text.slice(from, action.start) + write(action, text.slice(action.start, action.end));
		from = action.end;
	}
	return out + text.slice(from);
}
/** The lines of a span, and whether there is nothing on them, apart from a comment. */
function lineOf(text, span) {
	const start = text.lastIndexOf("\n", span.start - 1) + 1;
	const next = text.indexOf("\n", span.end);
	const end = next < 0 ? text.length : next;
	return {
		start,
		end,
		empty: /^\s*(#|$)/.test(text.slice(start, end))
	};
}
function blank(written) {
	return written.replace(/[^\r\n]/g, " ");
}
/** Only the first line becomes text: it stands where a value may begin, which further lines may not. */
function inline(written) {
	return written.replace(/^[^\r\n]+/, (line) => "".repeat(line.length));
}
/** A text in the room of its action. Blanks around it are blanks inside Argo's braces, or outside a whole tag. */
function fit(printed, room) {
	if (printed.includes("\n")) return blank(room.slice(0, room.indexOf(printed))) + printed.padEnd(room.length - room.indexOf(printed));
	return printed.startsWith("}}") ? printed.padStart(room.length) : printed.padEnd(room.length);
}
/** The actions that Helm would run, in the order of the text, as Go's `text/template/parse/lex.go` finds them. */
function* actions(text) {
	for (let start = text.indexOf("{{"); start >= 0;) {
		const head = text.slice(start, start + 40);
		const body = isArgoTag(head) ? start + 2 : /^\{\{(?:- )?\/\*/.test(head) ? afterComment(text, start + 2) : afterBody(text, start + 2);
		const end = text.startsWith("}}", body) ? body + 2 : body;
		if (end > body && !isArgoTag(head)) yield {
			start,
			end,
			printed: printed(text.slice(start, end))
		};
		start = text.indexOf("{{", end);
	}
}
function afterComment(text, from) {
	const end = text.indexOf("*/", from) + 2;
	return end < 2 ? text.length : text.startsWith(" -}}", end) ? end + 2 : end;
}
const body = /(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`{}]|\{(?!\{)|\}(?!\}))*/y;
/** The end of an action, or where it turns out to be none: there the search goes on, so that each text is seen once. */
function afterBody(text, from) {
	body.lastIndex = from;
	body.test(text);
	return body.lastIndex;
}
/** An expression tag, or a tag with no blank after its braces and a dotted lower-case name: Helm has no such functions. */
function isArgoTag(start) {
	return /^\{\{(?:=|(?:inputs|outputs|steps|tasks|workflow|pod|item|node|retries|lastRetry|cronworkflow)\b(?!\s*\())/.test(start);
}
function printed(action) {
	const found = /^\{\{(?:- )?\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`)\s*(?: -)?\}\}$/.exec(action);
	return found?.[1]?.replace(/\\(["\\])/g, "$1") ?? found?.[2];
}

// src/yaml/tree.ts
/** What a file may cost. A document beyond it is refused; no manifest that a cluster runs comes near. */
const limits = {
	/** Collections inside collections. */
	depth: 100,
	/** Nodes for which the aliases of a file stand. */
	nodes: 1e6,
	/** UTF-16 units that are parsed again for the sake of leniency. */
	units: 16777216
};
/**
* One document as a tree of nodes that know where they are written.
*
* @returns nothing for a document with no content
* @throws SyntaxProblem with an offset of `source.text`
*/
function parse(source) {
	return parseDocument(source, { ...limits }).root;
}
/** The same, and the offset of `source.text` at which the document ends: the cluster reads nothing after it. */
function parseDocument(source, budget) {
	const parsed = parseLeniently(source.text, limits.depth, budget);
	const [document] = parsed.events;
	if (document?.type === EVENT_ID.DOCUMENT && document.directives.some(({ kind }) => kind === "tag")) throw new SyntaxProblem("a %TAG directive changes what its tags mean, which kubectl refuses", 0);
	return {
		root: parsed.events.length < 3 ? void 0 : new Reader(parsed, source, budget).node(""),
		end: parsed.end
	};
}
/** Folds the events of one document into nodes. Events lack the ends of collections: they follow from what came last. */
var Reader = class {
	/** Nodes so far, each alias counted as what it stands for. */
	weight = 0;
	/** The index of the next event; the document event is passed over. */
	next = 1;
	/** The end of the last token: what the events leave out is found from here. */
	cursor = 0;
	anchors = /* @__PURE__ */ new Map();
	events;
	text;
	source;
	parsed;
	budget;
	constructor(parsed, source, budget) {
		this.events = parsed.events;
		this.text = parsed.text;
		this.source = parsed.text === source.text ? source : {
			text: parsed.text,
			written: parsed.text,
			at: (offset) => source.at(parsed.back(offset))
		};
		this.parsed = parsed;
		this.budget = budget;
	}
	/** The next node; `indicator` is what comes before it in a block collection. */
	node(indicator) {
		const event = this.events[this.next++];
		const before = this.weight++;
		switch (event?.type) {
			case EVENT_ID.SCALAR: return this.anchor(event, this.scalar(event, indicator), before);
			case EVENT_ID.MAPPING: return this.anchor(event, this.mapping(event), before);
			case EVENT_ID.SEQUENCE: return this.anchor(event, this.sequence(event), before);
			case EVENT_ID.ALIAS: return this.alias(event);
			default: throw new Error(`js-yaml sent event ${event?.type} where a node begins`);
		}
	}
	anchor(event, node, before) {
		if (event.anchorStart >= 0) {
			const name = this.text.slice(event.anchorStart, event.anchorEnd);
			this.anchors.set(name, {
				node,
				weight: this.weight - before
			});
		}
		return node;
	}
	alias({ anchorStart, anchorEnd }) {
		const name = this.text.slice(anchorStart, anchorEnd);
		const anchored = this.anchors.get(name);
		if (!anchored) throw this.problem(`no anchor \`${name}\` comes before this alias`, anchorStart - 1);
		this.weight += anchored.weight;
		this.budget.nodes -= anchored.weight;
		if (this.budget.nodes < 0) throw this.problem(`the aliases of this file stand for more than ${limits.nodes} nodes`, anchorStart - 1);
		this.cursor = anchorEnd;
		return {
			kind: "alias",
			start: this.source.at(anchorStart - 1),
			end: this.source.at(anchorEnd),
			name,
			target: anchored.node
		};
	}
	problem(reason, offset) {
		return new SyntaxProblem(reason, this.parsed.back(offset));
	}
	scalar(event, indicator) {
		let start = event.valueStart;
		let end = event.valueEnd;
		if (start < 0) {
			start = this.emptyAt(event, indicator);
			end = start;
		} else if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
			start--;
			end++;
		} else if (event.style !== SCALAR_STYLE.PLAIN) {
			start = skip(this.text, Math.max(this.cursor, event.anchorEnd, event.tagEnd), ":-?");
			if (event.chomping !== CHOMPING_MODE.KEEP) end = contentEnd(this.text, event);
		}
		this.cursor = end;
		return new Scalar(this.source.at(opening(event, start)), this.source.at(end), this.source, event);
	}
	/** The place where an empty value would stand. */
	emptyAt(event, indicator) {
		const mark = indicator === "" ? -1 : skip(this.text, this.cursor);
		const after = this.text[mark] === indicator ? mark + 1 : this.cursor;
		return Math.max(after, event.anchorEnd, event.tagEnd);
	}
	mapping(event) {
		const flow = event.style === COLLECTION_STYLE.FLOW;
		const braces = flow && this.text[event.start] === "{";
		this.cursor = braces ? event.start + 1 : event.start;
		const pairs = [];
		while (this.more()) pairs.push({
			key: this.node("?"),
			value: this.node(":")
		});
		const end = this.close(braces);
		return {
			kind: "mapping",
			start: this.source.at(opening(event, event.start)),
			end,
			flow,
			anchored: event.anchorStart >= 0,
			pairs
		};
	}
	sequence(event) {
		const flow = event.style === COLLECTION_STYLE.FLOW;
		this.cursor = flow ? event.start + 1 : event.start;
		const items = [];
		while (this.more()) items.push(this.node(flow ? "" : "-"));
		const end = this.close(flow);
		return {
			kind: "sequence",
			start: this.source.at(opening(event, event.start)),
			end,
			flow,
			anchored: event.anchorStart >= 0,
			items
		};
	}
	/** Whether the collection goes on; its closing event is passed over. */
	more() {
		if (this.events[this.next]?.type !== EVENT_ID.POP) return true;
		this.next++;
		return false;
	}
	close(bracketed) {
		if (bracketed) this.cursor = skip(this.text, this.cursor, ",:?") + 1;
		return this.source.at(this.cursor);
	}
};
/** Where a node begins when its anchor and tag are counted in. */
function opening({ anchorStart, tagStart }, start) {
	if (anchorStart < 0 && tagStart < 0) return start;
	return Math.min(start, anchorStart < 0 ? start : anchorStart - 1, tagStart < 0 ? start : tagStart);
}
/** Skips blanks, line breaks and comments, and the given indicators, from an offset outside any scalar. */
function skip(text, from, indicators = "") {
	for (let at = from;; at++) {
		const char = text.charCodeAt(at);
		if (char === 35 && (at === 0 || isBlank(text.charCodeAt(at - 1)))) at = lineEnd(text, at) - 1;
		else if (!isBlank(char) && char !== 65279 && !(at < text.length && indicators.includes(text.charAt(at)))) return at;
	}
}
/** The end of the last line of a block scalar that holds more than indentation; of its header when none does. */
function contentEnd(text, { valueStart, valueEnd, indent }) {
	for (let end = valueEnd; end > valueStart;) {
		while (end > valueStart && isBreak(text.charCodeAt(end - 1))) end--;
		let line = end;
		while (line > valueStart && text.charCodeAt(line - 1) === 32) line--;
		if (!(line === valueStart || isBreak(text.charCodeAt(line - 1))) || indent >= 0 && end - line > indent) return end;
		end = line;
	}
	let header = valueStart;
	while (isBlank(text.charCodeAt(header - 1))) header--;
	return header;
}
function lineEnd(text, from) {
	let at = from;
	while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
	return at;
}
function isBlank(char) {
	return char === 32 || char === 9 || isBreak(char);
}
function isBreak(char) {
	return char === 10 || char === 13;
}

// src/yaml/source.ts
/** A part of a file's text that starts at `base`. */
function sourceAt(text, base) {
	return {
		text,
		written: text,
		at: base === 0 ? same : (offset) => base + offset
	};
}
function same(offset) {
	return offset;
}

// src/yaml/document.ts
/** A file of more than this many UTF-16 units is not read. */
const maxFileLength = 4194304;
/**
* The documents of a file. They are cut at their `---` and `...` lines before any is parsed, as the API server's
* clients do it, so a broken document hides none of its neighbours.
*
* @param wanted spares documents that hold nothing of interest: they are left out
*/
function* documents(file, wanted = () => true) {
	if (file.text.length > 4194304) {
		const reason = `The file is larger than ${maxFileLength / 1024 / 1024} MiB, which no cluster would accept as a manifest`;
		yield {
			start: 0,
			end: file.text.length,
			templated: false,
			problem: {
				reason,
				offset: 0
			}
		};
		return;
	}
	const text = file.text.replace(otherBreaks, "\n");
	const budget = { ...limits };
	for (const span of cuts(text)) if (wanted(text.slice(span.start, span.end))) yield* read(text, span, budget);
}
/** What ends a line for Go, which reads YAML 1.1, but not for everyone else: it could hide a key in a comment. */
const otherBreaks = /\r(?!\n)|[\x85\u2028\u2029]/g;
/** A line that begins so ends a document wherever it stands: no scalar may hold one (YAML 1.2, c-forbidden). */
const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
/** A line that is neither blank nor a directive nor a comment. */
const content = /^[ \t\uFEFF]*[^\s#%\uFEFF]/m;
function* cuts(text) {
	let start = 0;
	for (const { 0: mark, index } of text.matchAll(marker)) {
		if (mark === "---" && (index === start || !content.test(text.slice(start, index)))) continue;
		const end = mark === "---" ? index : index + mark.length;
		yield {
			start,
			end
		};
		start = end;
	}
	if (start === 0 || content.test(text.slice(start))) yield {
		start,
		end: text.length
	};
}
function* read(file, span, budget) {
	const text = file.slice(span.start, span.end);
	const templated = isTemplate(text);
	let next = readOne(templated ? untemplate(text) : text, span, templated, budget);
	if (!templated && (next.problem || next.end < span.end) && mayBeTemplate(text)) {
		const tolerant = readOne(untemplate(text), span, true, budget);
		if (!tolerant.problem && tolerant.end === span.end) next = tolerant;
	}
	yield next;
	while (/^\s*\{/.test(file.slice(next.end, span.end))) {
		next = readOne(file.slice(next.end, span.end), {
			start: next.end,
			end: span.end
		}, false, budget);
		yield next;
	}
	if (next.end === span.end) return;
	yield {
		start: next.end,
		end: span.end,
		templated: next.templated,
		problem: {
			reason: next.templated ? beyond : outside,
			offset: next.end
		}
	};
}
const beyond = "This Helm template cannot be read any further without Helm";
const outside = "The text from here on lies outside the root of its document: Kubernetes ignores it, or refuses the document";
function readOne(text, { start, end }, templated, budget) {
	try {
		const parsed = parseDocument(sourceAt(text, start), budget);
		return {
			start,
			end: start + parsed.end,
			templated,
			...parsed.root && { root: parsed.root }
		};
	} catch (error) {
		if (!(error instanceof SyntaxProblem)) throw error;
		return {
			start,
			end,
			templated,
			problem: {
				reason: `${templated ? "This Helm template cannot be read without Helm" : "This is not YAML that Kubernetes would accept"}: ${error.reason}`,
				offset: start + error.offset
			}
		};
	}
}

export { ConfigError, SyntaxProblem, bool, defaults, documents, follow, get, integer, isMerge, isNull, items, keyOf, mapping, pair, pairs, parse, resolve, scalar, scalars, sourceAt, text };