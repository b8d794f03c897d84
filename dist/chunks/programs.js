const require_core = require("./core.js");
let require_edits$1;
function require_edits() {
	return require_edits$1 ??= require("./edits.js");
}
let require_seldom$1;
function require_seldom() {
	return require_seldom$1 ??= require("./seldom.js");
}

// src/argo/shell-cursor.ts
/** What the shell would not take, or takes in a way that is not known here. */
var Obscure = class extends Error {};
/** A place in a program, and the holes that are passed on the way. */
var Cursor = class {
	spots = [];
	/** What stands in `((…))` and `$((…))`. */
	arithmetics = [];
	text;
	at = 0;
	/** The text ends here: it is less than all within backquotes and here-documents. */
	end;
	command;
	word;
	holes;
	/** How everything is read within something whose quotes mean more than elsewhere. */
	forced;
	constructor(text, holes) {
		this.text = text;
		this.end = text.length;
		this.holes = new Map(holes.map((hole) => [hole.from, hole]));
	}
	get char() {
		return this.at < this.end ? this.text.charAt(this.at) : "";
	}
	starts(text) {
		return this.at + text.length <= this.end && this.text.startsWith(text, this.at);
	}
	blanks() {
		for (;;) if (this.char === " " || this.char === "	") this.at++;
		else if (this.starts("\\\n")) this.at += 2;
		else return;
	}
	comment() {
		this.pass("comment", () => this.char === "\n");
	}
	/** Passes a stretch in which all holes are alike. */
	pass(quoting, done, literal) {
		while (this.char !== "" && !done()) if (!this.hole(quoting, literal)) this.at++;
	}
	/** Notes the hole that begins here, if one does, and passes it. */
	hole(quoting, literal) {
		const hole = this.at < this.end ? this.holes.get(this.at) : void 0;
		if (!hole) return false;
		const { word, command } = this;
		this.spots.push({
			hole,
			quoting: this.forced ?? quoting,
			word,
			command,
			literal
		});
		if (word) word.text += this.text.slice(hole.from, hole.to);
		this.at = hole.to;
		return true;
	}
	/** One character, or a backslash with the one that it escapes. */
	letter() {
		if (this.char === "\\") {
			this.at++;
			if (this.hole("escape")) return;
		}
		if (this.word && this.char !== "\n") this.word.text += this.char;
		this.at++;
	}
};

// src/argo/shell-words.ts
/** Nobody nests further. */
const deepest$1 = 40;
/** Reads words with their quotes and expansions. */
var Words = class extends Cursor {
	/** Of what stands inside of something else. */
	depth = 0;
	/** A word up to a blank or an operator; one after `=~` may hold brackets and bars. */
	read(role, pattern = false) {
		const word = this.word = {
			from: this.at,
			to: this.at,
			text: "",
			role
		};
		const stop = pattern ? /\s/ : /[\s;&|<>()]/;
		for (;;) {
			if (this.hole("none")) continue;
			const { char } = this;
			const start = this.at;
			if (this.starts("<(") || this.starts(">(")) this.nested(2);
			else if (char === "(" && !pattern && this.text[start - 1] === "=" && start > word.from) this.array();
			else if (char === "" || stop.test(char)) break;
			else if (char === "'") this.single();
			else if (char === "\"") this.double();
			else if (char === "$") this.dollar(false);
			else if (char === "`") this.backquote(false);
			else this.letter();
			if (/[<>$`(]/.test(char)) word.text += this.text.slice(start, this.at);
		}
		word.to = this.at;
		if (word.to === word.from) throw new Obscure();
		this.word = void 0;
		return word;
	}
	/** What stands in a here-document whose end is not quoted. */
	document(to) {
		const { end } = this;
		this.end = to;
		while (this.char !== "") {
			if (this.hole("here-document")) continue;
			if (this.char === "$") this.dollar(true);
			else if (this.char === "`") this.backquote(true);
			else this.letter();
		}
		this.end = end;
	}
	/** After `((`, up to the `))` that closes it. */
	arithmetic(opening) {
		const from = this.at += opening;
		for (let depth = 0;;) {
			this.pass("arithmetic", () => /[()]/.test(this.char));
			if (this.char === "") throw new Obscure();
			if (depth === 0 && this.starts("))")) break;
			depth += this.char === "(" ? 1 : -1;
			if (depth < 0) throw new Obscure();
			this.at++;
		}
		this.arithmetics.push(this.text.slice(from, this.at));
		this.at += 2;
	}
	single() {
		const literal = {
			from: this.at++,
			to: 0
		};
		while (this.char !== "'") {
			if (this.char === "") throw new Obscure();
			if (this.hole("single", literal)) continue;
			if (this.word) this.word.text += this.char;
			this.at++;
		}
		literal.to = ++this.at;
	}
	double() {
		this.at++;
		while (this.char !== "\"") {
			const start = this.at;
			const { char } = this;
			if (char === "") throw new Obscure();
			if (this.hole("double")) continue;
			if (char === "$") this.dollar(true);
			else if (char === "`") this.backquote(true);
			else this.letter();
			if (this.word && /[$`]/.test(char)) this.word.text += this.text.slice(start, this.at);
		}
		this.at++;
	}
	dollar(quoted) {
		if (this.starts("$((")) return this.arithmetic(3);
		if (this.starts("$[")) return this.oldArithmetic();
		if (this.starts("$(")) return this.nested(2);
		if (this.starts("${")) return this.holes.has(this.at + 1) ? this.escaped() : this.expansion(quoted);
		this.at++;
		if (/[A-Za-z_]/.test(this.char)) return this.name();
		if (quoted) return;
		if (this.char === "'") this.ansi();
		if (this.char === "\"") this.as("ansi", () => this.double());
	}
	/** bash's `$[…]`. */
	oldArithmetic() {
		const from = this.at += 2;
		this.pass("arithmetic", () => this.char === "]");
		if (this.char === "") throw new Obscure();
		this.arithmetics.push(this.text.slice(from, this.at++));
	}
	/** A name without braces goes on in what stands behind it. */
	name() {
		while (/\w/.test(this.char)) this.at++;
		this.hole("escape");
	}
	/** A hole behind `$` makes a name of it, or `$$`. */
	escaped() {
		this.at++;
		this.hole("escape");
	}
	ansi() {
		this.at++;
		while (this.char !== "'") {
			if (this.char === "") throw new Obscure();
			if (this.hole("ansi")) continue;
			this.at += this.char === "\\" && !this.holes.has(this.at + 1) ? 2 : 1;
		}
		this.at++;
	}
	/** `${…}`, in which quotes mean one thing or another depending on the operator and the shell. */
	expansion(quoted) {
		this.at += 2;
		this.as("expansion", () => {
			while (this.char !== "}") {
				if (this.char === "") throw new Obscure();
				if (this.hole("expansion")) continue;
				if (this.char === "$") this.dollar(quoted);
				else if (this.char === "`") throw new Obscure();
				else if (this.char === "\"") this.double();
				else if (this.char === "'" && !quoted) this.single();
				else this.letter();
			}
		});
		this.at++;
	}
	backquote(quoted) {
		const { end, text } = this;
		let to = this.at + 1;
		let escapes = false;
		while (text[to] !== "`") {
			if (to >= end) throw new Obscure();
			if (text[to] === "\\") escapes = true;
			to = this.holes.get(to)?.to ?? to + (text[to] === "\\" ? 2 : 1);
		}
		this.at++;
		this.end = to;
		if (quoted || escapes) this.as("backquote", () => this.inside(""));
		else this.inside("");
		this.end = end;
		this.at = to + 1;
	}
	nested(opening) {
		this.at += opening;
		this.inside(")");
	}
	enter() {
		if (++this.depth > deepest$1) throw new Obscure();
	}
	inside(close) {
		const { command, word } = this;
		this.list(close);
		this.command = command;
		this.word = word;
	}
	array() {
		const { word } = this;
		this.enter();
		this.at++;
		for (;;) {
			this.blanks();
			if (this.char === "\n") this.at++;
			else if (this.char === "#") this.comment();
			else if (this.char === ")") break;
			else this.read("list");
		}
		this.at++;
		this.word = word;
		this.depth--;
	}
	as(quoting, read) {
		const { forced, word } = this;
		this.enter();
		this.forced ??= quoting;
		this.word = word && { ...word };
		read();
		this.word = word;
		this.forced = forced;
		this.depth--;
	}
};

// src/argo/shell.ts
/**
* Reads a program of `sh`, `bash` or one of their kin as far as it takes to say where its holes stand (POSIX, Shell
* Command Language, 2.2 to 2.10; bash's `[[`, `((`, `<<<`, `<(…)`, `$'…'` and arrays).
*
* @returns nothing for what is not understood, such as a quote that stays open
*/
function readShell(text, holes) {
	const reader = new Reader(text, holes);
	try {
		reader.all();
	} catch (error) {
		if (error instanceof Obscure) return void 0;
		throw error;
	}
	return reader;
}
const skipped = new Set("if then elif else do while until ! { time coproc".split(" "));
const closing$2 = new Set("fi done } esac".split(" "));
const redirection = /(?:\d*|&)(<<<|<<-?|<>|<&|>&|>>|>\||<(?!\()|>(?!\())/y;
const operator = /;;&|;;|;&|&&|\|\||\|&|[;&|]/y;
const assignment$2 = /[A-Za-z_]\w*(?:\[[^\]\s]*\])?\+?=/y;
var Reader = class extends Words {
	commands = [];
	functions = /* @__PURE__ */ new Set();
	pending = [];
	all() {
		this.list("");
	}
	list(close) {
		this.enter();
		const { pending } = this;
		this.pending = [];
		const list = {
			command: empty([]),
			within: this.command,
			inWord: this.word,
			cases: []
		};
		this.begin(list, []);
		this.word = void 0;
		while (!this.closes(close, list)) this.step(list);
		this.finish(list, false);
		if (this.pending.length > 0) throw new Obscure();
		this.pending = pending;
		this.depth--;
	}
	closes(close, { cases }) {
		this.blanks();
		if (this.char === "" && (close !== "" || cases.length > 0)) throw new Obscure();
		if (this.char === "") return true;
		if (close === "" || this.char !== ")" || cases.at(-1) === true || inTest(this.command)) return false;
		if (cases.length > 0) throw new Obscure();
		this.at++;
		return true;
	}
	step(list) {
		const { char } = this;
		const test = inTest(list.command);
		if (char === "\n") this.line(list, test);
		else if (char === "#") this.comment();
		else if (list.cases.at(-1) === true) this.pattern(list);
		else if (test && /[<>()&|]/.test(char)) this.at++;
		else if (char === "(") this.bracket(list);
		else if (this.match(redirection)) this.redirect(list.command);
		else if (/[;&|]/.test(char)) this.operator(list);
		else if (char === ")") throw new Obscure();
		else this.next(list);
	}
	begin(list, pipeline) {
		list.command = {
			...empty(pipeline),
			within: list.within,
			inWord: list.inWord
		};
		this.command = list.command;
	}
	finish(list, piped) {
		const { command } = list;
		const { words, assignments, targets, pipeline } = command;
		if (words.length + assignments.length + targets.length === 0) return;
		pipeline.push(command);
		this.commands.push(command);
		this.begin(list, piped ? pipeline : []);
	}
	line(list, test) {
		const { words } = list.command;
		this.at++;
		const open = words.length === 2 && /^(?:for|select|case)$/.test(words[0]?.text ?? "");
		if (!test && !open) this.finish(list, false);
		const { pending } = this;
		this.pending = [];
		for (const document of pending) this.body(document, list);
	}
	bracket(list) {
		const { words, assignments } = list.command;
		const [first] = words;
		if (this.starts("((") && (words.length === 0 || first?.text === "for")) return this.arithmetic(2);
		if (words.length === 1 && /^\(\s*\)/.test(this.text.slice(this.at, this.at + 9))) {
			this.at = this.text.indexOf(")", this.at) + 1;
			this.functions.add(first?.text ?? "");
			words.length = 0;
			return;
		}
		if (words.length + assignments.length > 0) throw new Obscure();
		this.at++;
		this.command = list.within;
		this.word = list.inWord;
		this.list(")");
		this.command = list.command;
		this.word = void 0;
		this.compound(list, ")");
	}
	compound({ command }, text) {
		command.words.push({
			from: this.at,
			to: this.at,
			text,
			role: "word"
		});
		command.compound = true;
	}
	operator(list) {
		const sign = this.match(operator)?.[0] ?? "";
		this.at += sign.length;
		this.finish(list, sign === "|" || sign === "|&");
		if (sign.length === 1 || !sign.startsWith(";")) return;
		if (list.cases.pop() === void 0) throw new Obscure();
		list.cases.push(true);
	}
	/** The patterns of one clause of `case`, or its `esac`. */
	pattern(list) {
		if (/^esac(?![\w-])/.test(this.text.slice(this.at, this.at + 5))) {
			this.at += 4;
			list.cases.pop();
			return this.compound(list, "esac");
		}
		if (this.char === "(") this.at++;
		for (;;) {
			this.blanks();
			this.read("pattern");
			this.blanks();
			if (this.char !== "|") break;
			this.at++;
		}
		if (this.char !== ")") throw new Obscure();
		this.at++;
		list.cases.pop();
		list.cases.push(false);
	}
	next(list) {
		const { command } = list;
		const { words } = command;
		const first = words.length === 0;
		const word = this.read(roleOf(command, this.match(assignment$2)), words.at(-1)?.text === "=~");
		if (word.role === "assignment") {
			command.assignments.push(word);
			return;
		}
		const bare = this.text.slice(word.from, word.to);
		if (first && command.assignments.length === 0 && skipped.has(bare)) return;
		if (first && closing$2.has(bare)) {
			if (bare === "esac" && list.cases.pop() === void 0) throw new Obscure();
			return this.compound(list, bare);
		}
		words.push(word);
		if (words.length === 3 && words[0]?.text === "case") {
			if (bare !== "in") throw new Obscure();
			this.finish(list, false);
			list.cases.push(true);
		}
		if (words.length === 2 && words[0]?.text === "function") {
			this.blanks();
			if (this.starts("()")) this.at += 2;
			this.functions.add(word.text);
			words.length = 0;
		}
	}
	redirect(command) {
		const [written = "", sign = ""] = this.match(redirection) ?? [];
		this.at += written.length;
		this.blanks();
		const word = this.read(sign === "<<<" ? "input" : "target");
		if (sign.includes(">")) command.targets.push(word);
		if (sign !== "<<" && sign !== "<<-") return;
		const quoted = /['"\\]/.test(this.text.slice(word.from, word.to));
		this.pending.push({
			end: word.text,
			quoted,
			tabs: sign === "<<-",
			command
		});
	}
	body({ end, quoted, tabs, command }, list) {
		let line = this.at;
		let next = line;
		for (;; line = next) {
			if (line >= this.end) throw new Obscure();
			const stop = this.text.indexOf("\n", line);
			next = stop < 0 || stop >= this.end ? this.end : stop + 1;
			const content = this.text.slice(line, stop < 0 || stop >= this.end ? this.end : stop);
			if ((tabs ? content.replace(/^\t+/, "") : content) === end) break;
		}
		this.command = command;
		if (quoted) this.pass("quoted-here-document", () => this.at >= line, {
			from: this.at,
			to: line
		});
		else this.document(line);
		this.command = list.command;
		this.at = next;
	}
	match(pattern) {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		return found && this.at + found[0].length <= this.end ? found : void 0;
	}
};
function empty(pipeline) {
	return {
		words: [],
		assignments: [],
		targets: [],
		pipeline,
		within: void 0,
		inWord: void 0,
		compound: false
	};
}
function inTest(command) {
	return command?.words[0]?.text === "[[" && command.words.at(-1)?.text !== "]]";
}
function roleOf({ words }, assigns) {
	if (words.length === 0) return assigns ? "assignment" : "word";
	return words.length > 2 && /^(?:for|select)$/.test(words[0]?.text ?? "") ? "list" : "word";
}

// src/argo/unverified.ts
/** What one command says by itself, by its words with the variables that are set before it. */
function ofWords(texts) {
	const unset = texts.findIndex((word) => !/^\w+=/.test(word));
	const variable = (unset < 0 ? texts : texts.slice(0, unset)).find((word) => loosens(...split$2(word)));
	if (variable !== void 0) return {
		kind: "unverified",
		what: variable
	};
	const words = unset < 0 ? [] : texts.slice(unset);
	const at = require_core.commandAt(words);
	const name = require_core.basename(words[at] ?? "");
	const rest = words.slice(at + 1);
	if (name === "export" || name === "env" || name === "ENV") {
		const exported = rest.find((word) => loosens(...split$2(word)));
		return exported === void 0 ? void 0 : {
			kind: "unverified",
			what: exported
		};
	}
	const what = require_core.languageOf(name) === "python" && rest[0] === "-m" ? unverified(rest[1] ?? "", rest.slice(2)) : unverified(name, rest);
	if (what !== void 0) return {
		kind: "unverified",
		what
	};
	const address = /^(?:kubectl|oc|k3s)$/.test(name) && rest.some((word) => /^(?:apply|create|replace)$/.test(word)) ? rest.find((word, index) => /^(?:-f=?|--filename=?|)https?:\/\//.test(word) && (word.startsWith("-") || /^(?:-f|--filename)$/.test(rest[index - 1] ?? ""))) : void 0;
	return address === void 0 ? void 0 : {
		kind: "apply",
		what: address
	};
}
function split$2(word) {
	const at = word.indexOf("=");
	return [word.slice(0, at), word.slice(at + 1)];
}
/** Whether a variable of the environment switches a check off. */
function loosens(name, value) {
	if (name === "GIT_SSL_NO_VERIFY") return value !== "" && !/^(?:0|false|no)$/i.test(value);
	if (name === "NODE_TLS_REJECT_UNAUTHORIZED" || name === "PYTHONHTTPSVERIFY") return value === "0";
	return false;
}
/** The option that keeps a command from looking who answers. */
function unverified(name, rest) {
	switch (name) {
		case "curl": return rest.find((word) => word === "--insecure" || /^-[a-zA-Z]*k[a-zA-Z]*$/.test(shortOf$1(word)));
		case "wget": return rest.find((word) => word === "--no-check-certificate");
		case "git": return ofGit(rest);
		case "pip":
		case "pip3": return rest.find((word) => /^--trusted-host\b/.test(word));
		case "npm":
		case "yarn": return /\bstrict-ssl[= ]false\b/.test(rest.join(" ")) ? "strict-ssl false" : void 0;
		case "ssh":
		case "scp":
		case "sftp":
		case "rsync": return rest.find((word) => /StrictHostKeyChecking[= ](?:no|off)\b/i.test(word));
		case "kubectl":
		case "oc":
		case "helm": return rest.find((word) => /^--(?:kube-)?insecure-skip-tls-verify(?:=true)?$/.test(word));
		default: return;
	}
}
/** Letters before the first that takes the rest of the word: `-ok` writes a file that is called `k`. */
function shortOf$1(word) {
	return word.startsWith("--") ? "" : word.replace(/^(-[a-zA-Z]*?)[oHXduAebFmTUwxrCcDEKPQtYyz].*$/, "$1");
}
function ofGit(rest) {
	const inline = rest.find((word) => /^http\.(?:.*\.)?sslVerify=(?:false|0|no|off)$/i.test(word));
	if (inline !== void 0) return inline;
	const at = rest.findIndex((word) => /^http\.(?:.*\.)?sslVerify$/i.test(word));
	return at >= 0 && /^(?:false|0|no|off)$/i.test(rest[at + 1] ?? "") ? `${rest[at]} ${rest[at + 1]}` : void 0;
}
/** Names that only a cluster or one machine resolves. */
function isInside(words) {
	const hosts = words.flatMap((word) => /^(?:--?[\w-]+=)?https?:\/\/(?:[^@/]*@)?([^/:]+)/i.exec(word)?.[1] ?? []);
	return hosts.length > 0 && hosts.every((host) => /^(?:localhost|127\.[\d.]+|[\w-]+|kubernetes\.default|.*\.svc(?:\.cluster\.local)?\.?)$/i.test(host));
}

// src/argo/shell-text.ts
/** What the containers of a manifest run, each once, and not what other manifests write for them. */
const runs = /* @__PURE__ */ require_core.oncePer((manifest, project) => {
	const seen = /* @__PURE__ */ new Set();
	const found = [];
	for (const container of require_core.containers(manifest, project)) {
		const { node } = container;
		if (container.manifest !== manifest || seen.has(node)) continue;
		seen.add(node);
		found.push(runOf(container, node), ...besides(container, node));
	}
	return found;
});
function runOf(container, node) {
	const argv = [...leaves(require_core.get(node, "command")), ...leaves(require_core.get(node, "args"))];
	const programs = programsIn$1(argv);
	const source = require_core.scalar(require_core.get(node, "source"));
	return {
		container,
		argv,
		programs: container.role === "script" && source && runsShell(container) ? [...programs, source] : programs,
		beside: false
	};
}
function besides(container, node) {
	return require_core.kubeletCommands(node).flatMap(({ command }) => {
		const argv = leaves(command);
		return argv.length > 0 ? [{
			container,
			argv,
			programs: programsIn$1(argv),
			beside: true
		}] : [];
	});
}
function programsIn$1(argv) {
	return require_core.codeIn(argv.map(({ value }) => value)).flatMap(({ index, language, sure }) => language === "shell" && sure ? argv[index] ?? [] : []);
}
function leaves(list) {
	return require_core.items(list).flatMap((item) => require_core.scalar(item) ?? []);
}
/** Whether the command that a script is given to is a shell, wherever that is written. */
function runsShell(container) {
	const command = ["command", "args"].flatMap((field) => leaves(require_core.containerSetting(container, field)?.node)).map(({ value }) => value);
	return require_core.languageOf(command[require_core.commandAt(command)] ?? "") === "shell";
}

// src/argo/javascript-program.ts
/** A program for Node or Bun; nothing when it cannot be read. */
function javascriptProgram(text, tags) {
	const script = readScript(text, tags);
	if (!script) return void 0;
	const literals = new Map(tags.map((tag) => [tag, script.literals.find(({ holes }) => holes.some(({ from }) => from === tag.from))]));
	const runs = sinks$3.test(script.code);
	return {
		refusal(tag, texts) {
			const literal = literals.get(tag);
			if (!literal) return outside$1(tag, script);
			if (runs) return "The program runs text as code, as commands or as queries";
			return unwritable$2(tag, literal, text, script.code) ?? differing$2(texts);
		},
		write(names) {
			return [...new Set([...names.keys()].flatMap((tag) => literals.get(tag) ?? []))].flatMap((literal) => write$1(text, literal, names));
		}
	};
}
/** What runs text, or makes queries of it. */
const sinks$3 = /(?<![\w$])(?:eval|Function)\b|\b(?:exec|spawn)\w*\s*\(|\.query\s*\(|\brunIn\w*Context\b|\bprocess\s*=(?!=)/;
function outside$1({ from }, { comments }) {
	return comments.some((comment) => comment.from <= from && from < comment.to) ? "The tag stands in a comment, where it serves nothing: delete it" : "The tag stands outside of quotes: its text is an expression, and a variable always holds text";
}
function unwritable$2(tag, literal, text, code) {
	const { from, to, quote, escaped } = literal;
	const before = code.slice(0, from).trimEnd();
	const after = code.slice(to).trimStart();
	if (escaped.has(tag.from)) return "A backslash or a `$` before the tag changes what stands there";
	if (/[{,]$/.test(before) && /^[:(]/.test(after)) return "The tag stands in the name of a property";
	if (/(?:^|[;{}])$/.test(before) && !/^[+.[(]/.test(after)) return "The tag stands in a text that the program does not use";
	if (/\b(?:from|import|require\s*\(|import\s*\()$/.test(before)) return "The text around the tag names a module that is run";
	if (quote === "`" && /[\w$)\]]$/.test(before) && !keyword.test(before)) return "A function takes the text around the tag apart";
	if (quote === "`") return void 0;
	return isWhole$2(tag, literal) || !/`|\$\{|\\\d/.test(text.slice(from, to)) ? void 0 : "The text around the tag cannot become a template literal";
}
const keyword = /\b(?:return|case|typeof|await|yield|in|of|throw|else)$/;
function differing$2(texts) {
	return texts.some((known) => /[\\'"`\n]|\$\{/.test(known)) ? "A value in this file holds signs that JavaScript acts upon inside of quotes" : void 0;
}
function isWhole$2(tag, { from, to }) {
	return tag.from === from + 1 && tag.to === to - 1;
}
function write$1(text, literal, names) {
	const { from, to, quote, holes } = literal;
	const space = /\w/.test(text[from - 1] ?? "") ? " " : "";
	const chosen = [...names].filter(([tag]) => holes.some((hole) => hole.from === tag.from));
	const whole = chosen.find(([tag]) => isWhole$2(tag, literal));
	if (whole) return [{
		from,
		to,
		text: `${space}process.env.${whole[1]}`
	}];
	const parts = chosen.map(([tag, name]) => ({
		from: tag.from,
		to: tag.to,
		text: `\${process.env.${name}}`
	}));
	if (quote === "`") return parts;
	return [
		{
			from,
			to: from + 1,
			text: "`"
		},
		...parts,
		{
			from: to - 1,
			to,
			text: "`"
		}
	];
}
/** Splits a program into code, comments and literals (ECMA-262, 12); nothing when one of them stays open. */
function readScript(text, all) {
	const holes = new Map(all.map((hole) => [hole.from, hole]));
	const literals = [];
	const comments = [];
	let code = "";
	for (let at = 0, start = 0; at < text.length; start = at) {
		const char = text.charAt(at);
		const hole = holes.get(at);
		if (hole) at = hole.to;
		else if (text.startsWith("//", at) || text.startsWith("/*", at)) {
			const end = text.indexOf(text[at + 1] === "*" ? "*/" : "\n", at + 2);
			comments.push({
				from: at,
				to: at = end < 0 ? text.length : end + (text[at + 1] === "*" ? 2 : 0)
			});
		} else if (/['"`]/.test(char)) {
			const literal = readLiteral$1(text, at, holes);
			if (!literal) return void 0;
			literals.push(literal);
			at = literal.to;
		} else if (char === "/" && /[)\]}]/.test(lastOf(code)) && /^\/[^\n/]*['"`][^\n]*\//.test(text.slice(at))) return;
		else if (char === "/" && !/[\w$)\]}]/.test(lastOf(code))) {
			const [pattern] = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/.exec(text.slice(at)) ?? [];
			if (pattern === void 0 || all.some(({ from }) => from > at && from < at + pattern.length)) return void 0;
			at += pattern.length;
		} else {
			code += char;
			at++;
			continue;
		}
		code += text.slice(start, at).replace(/[^\n]/g, " ");
	}
	return {
		code,
		comments,
		literals
	};
}
function lastOf(code) {
	return code.trimEnd().slice(-1);
}
/** A text in quotes. One with code in it, in `${…}`, is taken as far as no quotes and braces stand in that. */
function readLiteral$1(text, from, holes) {
	const quote = text.charAt(from);
	const inside = [];
	const escaped = /* @__PURE__ */ new Set();
	for (let at = from + 1; at < text.length;) {
		const hole = holes.get(at);
		if (hole) {
			inside.push(hole);
			at = hole.to;
			continue;
		}
		const char = text.charAt(at);
		if (char === quote) return {
			from,
			to: at + 1,
			quote,
			holes: inside,
			escaped
		};
		if (char === "\n" && quote !== "`") return void 0;
		const next = holes.has(at + 1);
		if (next && (char === "\\" || char === "$" && quote === "`")) escaped.add(at + 1);
		if (!next && quote === "`" && text.startsWith("${", at)) {
			const [code] = /^\$\{[^{}'"`]*\}/.exec(text.slice(at)) ?? [];
			if (code === void 0 || code.includes("{{")) return void 0;
			at += code.length;
		} else at += char === "\\" && !next ? 2 : 1;
	}
}

// src/argo/use/expansion.ts
/** No `${…}` that is meant to be read is longer. */
const longest$2 = 400;
const plain = /\$(?:[A-Za-z_]\w*|[0-9@*#?!$-])/y;
const braced = /\$\{([#!]?)([A-Za-z_]\w*|[0-9]+|[@*#?!$-])(?:\[([^\]\n]{0,80})\])?/y;
/** The expansions of variables in a program of a shell, in their order and side by side; quotes are not looked at. */
function expansions(text, holes) {
	const skip = new Map(holes.map(({ from, to }) => [from, to]));
	const found = [];
	for (let at = 0; at < text.length;) {
		const hole = skip.get(at);
		const expansion = hole === void 0 && text[at] === "$" ? expansionAt(text, at, skip) : void 0;
		if (expansion) found.push(expansion);
		at = hole ?? expansion?.to ?? at + 1;
	}
	return found;
}
function expansionAt(text, from, skip) {
	if (text[from + 1] === "{") return inBraces$1(text, from, skip);
	if (text[from - 1] === "\\" && text[from - 2] !== "\\" && text[from + 1] === "$") return void 0;
	plain.lastIndex = from;
	const [written] = plain.exec(text) ?? [];
	if (written === void 0) return void 0;
	const name = written.slice(1);
	return {
		from,
		to: from + written.length,
		name,
		gives: [name],
		calculates: []
	};
}
function inBraces$1(text, from, skip) {
	braced.lastIndex = from;
	const [written = "", sign = "", name = "", index = ""] = braced.exec(text) ?? [];
	const to = written === "" ? void 0 : closing$1(text, from + written.length, skip);
	if (to === void 0) return void 0;
	const rest = text.slice(from + written.length, to - 1);
	const inner = namesIn$4(rest);
	const indexed = /^[@*]?$/.test(index) ? [] : identifiers$1(index);
	if (sign === "!" && (/^[@*]$/.test(index) || /^[@*]$/.test(rest))) return {
		from,
		to,
		name,
		gives: [],
		calculates: []
	};
	if (sign === "!") return {
		from,
		to,
		name,
		gives: [],
		calculates: [name, ...indexed]
	};
	if (sign === "#") return {
		from,
		to,
		name,
		gives: [],
		calculates: indexed
	};
	return {
		from,
		to,
		name,
		gives: given$1(name, rest, inner),
		calculates: [...indexed, ...offsets(rest)]
	};
}
/** The names whose text comes out, by what stands behind the name. */
function given$1(name, rest, inner) {
	if (/^@[^UuLP]/.test(rest)) return [];
	if (/^:?\+/.test(rest)) return inner;
	if (/^:?[-=]/.test(rest)) return [name, ...inner];
	if (/^\/\/\[[!^]/.test(rest)) return [];
	return [name];
}
/** `${X:offset:length}` calculates with both. */
function offsets(rest) {
	return /^:(?![-=?+])/.test(rest) ? identifiers$1(rest.replace(/\$\{#\w+\}/g, "0")) : [];
}
function namesIn$4(rest) {
	return [...rest.matchAll(/\$\{?([A-Za-z_]\w*|[0-9@*])/g)].map(([, name = ""]) => name);
}
/** All that can be the name of a variable in an arithmetic expression. */
function identifiers$1(expression) {
	return [...expression.matchAll(/[A-Za-z_]\w*|(?<=\$\{?)[0-9@*]/g)].map(([name]) => name);
}
/** Where `${…}` ends, behind its brace. */
function closing$1(text, from, skip) {
	const end = Math.min(text.length, from + longest$2);
	for (let at = from, depth = 1; at < end;) {
		const hole = skip.get(at);
		if (hole !== void 0) at = hole;
		else if (text.startsWith("${", at)) {
			depth++;
			at += 2;
		} else if (text[at] === "}") {
			at++;
			if (--depth === 0) return at;
		} else if (text[at] === "\"") {
			const close = text.indexOf("\"", at + 1);
			at = close < 0 || close >= end ? at + 1 : close + 1;
		} else at += text[at] === "\\" ? 2 : 1;
	}
}
/** Those of a list in order that begin in a stretch. */
function between(all, { from, to }) {
	return all.slice(firstAt(all, from), firstAt(all, to));
}
function firstAt(all, place) {
	let low = 0;
	let high = all.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((all[middle]?.from ?? 0) < place) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/argo/use/calls.ts
/** What a program says that makes queries of a database, as opposed to other things that can be executed. */
const sql = /\b(?:select\s[^;]{0,400}?\sfrom|insert\s+(?:or\s+\w+\s+)?into|update\s+\S{1,80}\s+set|delete\s+from|(?:create|drop|alter|truncate)\s+(?:table|view|schema|database|index|role|user)|copy\s+\S{1,80}\s+(?:from|to)|merge\s+into)\b/i;
/** Code in which a literal of several lines is one of them. */
function flat(code, literals) {
	let found = "";
	let at = 0;
	for (const { from, to } of literals) {
		if (from < at) continue;
		found += code.slice(at, from) + code.slice(from, to).replaceAll("\n", " ");
		at = to;
	}
	return found + code.slice(at);
}
/** Letters that are looked at; a hostile program is not followed to its end. */
const most$1 = 5e6;
/** Uses of variables as code, by one pass over what is assigned, from the beginning to the end. */
function usesInCalls(program, text) {
	const held = /* @__PURE__ */ new Map();
	const events = [...program.assignments.map((assignment) => ({
		at: assignment.from,
		assignment,
		sink: void 0
	})), ...program.sinks.map((sink) => ({
		at: sink.argument.from,
		assignment: void 0,
		sink
	}))].toSorted((a, b) => a.at - b.at);
	const uses = [];
	const budget = { left: most$1 };
	for (const { assignment, sink } of events) if (assignment) {
		const { from, to = lineEnd$1(program.code, from) } = assignment;
		const origins = new Set(arriving({
			from,
			to
		}, program, text, held, budget).flatMap((one) => one.origins));
		if (origins.size > 0 || isPlain(program.code, assignment)) held.set(assignment.name, origins);
	} else for (const { mark, origins } of arriving(sink.argument, program, text, held, budget)) {
		const { from, to } = mark;
		const variable = mark.name ?? mark.given ?? "";
		uses.push({
			from,
			to,
			variable,
			origins: new Set(origins),
			how: sink.query ? "query" : "code",
			what: sink.what
		});
	}
	const seen = /* @__PURE__ */ new Set();
	return uses.filter(({ from, to }) => text.length >= to && !seen.has(from) && seen.add(from));
}
/** At the beginning of a line: not done only in some cases. */
function isPlain(code, { from }) {
	return !/^[ \t]/.test(code.slice(code.lastIndexOf("\n", from) + 1, from));
}
function arriving(stretch, { code, marks, passing, isChecked }, text, held, budget) {
	return between(marks, stretch).flatMap((mark) => {
		const origins = mark.given === void 0 ? [...held.get(mark.name ?? "") ?? []] : [mark.given];
		if (origins.length === 0 || mark.name !== void 0 && isChecked(mark.name, stretch.from)) return [];
		budget.left -= stretch.to - stretch.from;
		if (budget.left < 0) return [];
		return [...callsAround(code, stretch, mark), ...mark.within ? callsAround(text, mark.within, mark) : []].every((name) => passing.has(name)) ? [{
			mark,
			origins
		}] : [];
	});
}
/** The names of the functions in whose brackets a mark stands, and of those that are called on it or on its text. */
function callsAround(code, { from, to }, mark) {
	const open = [];
	for (let at = from; at < mark.from; at++) if (code[at] === "(") open.push(nameBefore(code, at));
	else if (code[at] === ")") open.pop();
	const methods = [];
	const method = /\s*\.\s*(\w+)\s*\(?|\s*\[[^[\]]{0,80}\]/y;
	for (let at = mark.to; at < to;) {
		method.lastIndex = at;
		const found = method.exec(code);
		if (!found) break;
		if (found[1] !== void 0) methods.push(found[1]);
		at = found[0].endsWith("(") ? closing(code, method.lastIndex) : method.lastIndex;
	}
	return [...open.filter((name) => name !== ""), ...methods];
}
function nameBefore(code, at) {
	return /(\w+)\s*$/.exec(code.slice(Math.max(0, at - 60), at))?.[1] ?? "";
}
/** Where the brackets end that are open at a place, behind the one that closes them. */
function closing(code, from) {
	let depth = 1;
	for (let at = from; at < code.length && at < from + longestValue; at++) if (/[([{]/.test(code.charAt(at))) depth++;
	else if (/[)\]}]/.test(code.charAt(at)) && --depth === 0) return at + 1;
	return Math.min(code.length, from + longestValue);
}
/** The end of a line, or of the last one of those that brackets join. */
function lineEnd$1(code, from) {
	let depth = 0;
	for (let at = from; at < code.length && at < from + longestValue; at++) {
		const char = code.charAt(at);
		if (/[([{]/.test(char)) depth++;
		else if (/[)\]}]/.test(char)) depth--;
		else if (depth <= 0 && /[\n;]/.test(char)) return at;
	}
	return Math.min(code.length, from + longestValue);
}
/** No value or argument that is meant to be read is longer. */
const longestValue = 4e3;
/** The arguments of a call whose bracket opens before a place, as far as they are told apart by commas. */
function argumentsOf(code, from) {
	const end = closing(code, from) - 1;
	const found = [];
	let start = from;
	for (let at = from, depth = 0; at <= end; at++) {
		const char = code.charAt(at);
		if (at === end || char === "," && depth === 0) {
			found.push({
				from: start,
				to: at
			});
			start = at + 1;
		} else if (/[([{]/.test(char)) depth++;
		else if (/[)\]}]/.test(char)) depth--;
	}
	return found;
}
/** The place behind a match, or none that comes. */
function endOf$1(found) {
	return found ? found.index + found[0].length : Infinity;
}

// src/argo/use/use.ts
/** Programs that people write are shorter, and use fewer variables. */
const longest$1 = 32768;
const mostUses = 2e3;

// src/argo/use/javascript.ts
/** Names for all of the environment, by assignment, by import and taken out of `process`. */
const environment = /(?<![\w$.])([A-Za-z_]\w{0,80})\s*=\s*process\.env(?![\w$.[])|(?:import|const|let|var)\s*\{[^{}]{0,200}\b(env)\b[^{}]{0,200}\}\s*(?:from\s*|=\s*(?:require\(\s*)?)(?:process\b|['"](?:node:)?process['"])(?!\.)/g;
const assignment$1 = /(?:^|[;{}])[ \t]*(?:(?:const|let|var)[ \t]+)?([A-Za-z_]\w*)[ \t]*=(?![=>])/gm;
const passing$2 = new Set("String trim trimStart trimEnd toLowerCase toUpperCase toString concat join replaceAll split slice".split(" "));
const call$1 = /(?<![\w$.])((?:([\w$]+)\s*\.\s*)?(eval|Function|exec|execSync|spawn|spawnSync|runIn\w{0,20}Context))\s*\(/g;
/**
* Where a program for Node runs the text of variables of the environment: in `eval` and its like, or by a shell.
*
* @param given the names of those that hold text from outside
*/
function usesInScript(text, holes, given) {
	if (text.length > 32768 || given.length === 0) return [];
	const known = new Set(given);
	const looks = /* @__PURE__ */ new Map();
	const all = ["process\\.env", ...[...text.matchAll(environment)].slice(0, 20).flatMap(([, own, env]) => own ?? env ?? [])];
	const taken = [...takenOut(text, all, known)];
	const sources = [...readings$1(text, all, known), ...taken.map(({ mark }) => mark)];
	const plain = sources.length > 0 && sources.length <= 300 ? readScript(text, holes) : void 0;
	if (!plain) return [];
	const assignments = [...plain.code.matchAll(assignment$1)].map(({ 0: written, 1: name = "", index }) => ({
		name,
		from: index + written.length
	}));
	for (const { name, mark } of taken) assignments.push({
		name,
		...mark
	});
	const names = new Set(assignments.map(({ name }) => name));
	const places = new Set(sources.map(({ from }) => from));
	const named = namesIn$3(text, names).filter(({ from }) => !places.has(from));
	const { marks, literals } = filledIn$1(text, holes, [...sources, ...named].toSorted((a, b) => a.from - b.from));
	const code = flat(plain.code, literals);
	const program = {
		code,
		marks,
		assignments,
		passing: passing$2,
		sinks: [...sinks$2(code, text)],
		isChecked
	};
	return marks.length > 300 ? [] : usesInCalls(program, text);
	/** Compared with texts, or looked at by a pattern. */
	function isChecked(name, before) {
		const look = new RegExp(`(?:test|includes|has|indexOf|validate\\w*|check(?!_)\\w*)\\s*\\([^()\\n]{0,200}\\b${name}\\b|\\b${name}\\.(?:match|search)\\s*\\(|\\b${name}\\s*[!=]==?\\s*['"]`);
		const found = looks.get(name) ?? endOf$1(look.exec(text));
		looks.set(name, found);
		return found <= before;
	}
}
/** `process.env.X` and `process.env['X']`. */
function* readings$1(text, all, known) {
	const source = new RegExp(`(?<![\\w$.])(?:${all.join("|")})(?:\\??\\.([A-Za-z_]\\w*)|\\[\\s*(['"])(\\w+)\\2\\s*\\])`, "g");
	for (const { 0: written, 1: field, 3: item, index } of text.matchAll(source)) {
		const given = field ?? item ?? "";
		if (known.has(given)) yield {
			from: index,
			to: index + written.length,
			given
		};
	}
}
/** `const { X, Y: name = "default" } = process.env`: the names in the program, and where each of them is taken. */
function* takenOut(text, all, known) {
	const pattern = new RegExp(`(?:const|let|var)\\s*\\{([^{}]{0,800})\\}\\s*=\\s*(?:${all.join("|")})(?![\\w$.[])`, "g");
	for (const { 0: written, 1: list = "", index } of text.matchAll(pattern)) {
		const start = index + written.indexOf("{") + 1;
		for (const { 1: before = "", 2: given = "", 3: own, index: at } of list.matchAll(/((?:^|,)\s*)([A-Za-z_]\w*)(?:\s*:\s*([A-Za-z_]\w*))?/g)) {
			const from = start + at + before.length;
			if (known.has(given)) yield {
				name: own ?? given,
				mark: {
					from,
					to: from + given.length,
					given
				}
			};
		}
	}
}
function namesIn$3(text, names) {
	return [...text.matchAll(/(?<![\w$.])[A-Za-z_]\w*(?![\w$])(?!\s*[=:](?!=))/g)].flatMap(({ 0: name, index }) => names.has(name) ? [{
		from: index,
		to: index + name.length,
		name
	}] : []);
}
/** Those whose text comes to stand where they are: in code, and in `${…}` of template literals. */
function filledIn$1(text, holes, marks) {
	const read = readScript(text, [...holes, ...marks.map((mark) => wrapped(text, mark))]);
	if (!read) return {
		marks: [],
		literals: []
	};
	const { comments, literals } = read;
	return {
		marks: marks.filter((mark) => {
			const { from, to } = wrapped(text, mark);
			const literal = literals.find((one) => one.holes.some((hole) => hole.from === from));
			if (comments.some((one) => one.from <= from && from < one.to)) return false;
			return literal ? literal.quote === "`" && to - from > mark.to - mark.from && !literal.escaped.has(from) : to > from;
		}),
		literals
	};
}
/** With the `${` and `}` around it. */
function wrapped(text, { from, to }) {
	const before = /\$\{\s*$/.exec(text.slice(Math.max(0, from - 8), from));
	const after = /^\s*\}/.exec(text.slice(to, to + 8));
	return before && after ? {
		from: from - before[0].length,
		to: to + after[0].length
	} : {
		from,
		to
	};
}
/** `const run = promisify(exec)` */
const promising = /(?<![\w$.])([A-Za-z_]\w{0,80})\s*=\s*(?:[\w$]{1,80}\.|require\(\s*\)\.)?promisify\(\s*(?:\w{1,80}\.)?exec\s*\)/g;
/** The calls of some functions, and where the arguments of each begin. */
function calls(code, names) {
	if (names.size === 0) return [];
	return [...code.matchAll(/(?<![\w$.])(\w+)\s*\(/g)].flatMap(({ 0: written, 1: name = "", index }) => names.has(name) ? [{
		name,
		index: index + written.length
	}] : []).slice(0, 500);
}
/** What makes a query of text: of the drivers of PostgreSQL, MySQL and SQLite, and what is built on them. */
const query$1 = /\.\s*(query|execute|raw|\$queryRawUnsafe|\$executeRawUnsafe)\s*\(/g;
/** An object with the values beside the text, or a tag of a template that keeps them apart. */
const separate = /^\s*(?:\{|[A-Za-z_$][\w$.]*\s*`)/;
const direct = /\brequire\(\s*['"](?:node:)?child_process['"]\s*\)\s*\.\s*exec(?:Sync)?\s*\(/g;
function* sinks$2(code, text) {
	for (const { 0: written, index } of text.matchAll(direct)) {
		const [argument] = argumentsOf(code, index + written.length);
		if (argument) yield {
			argument,
			what: "`child_process` runs its text as commands of a shell"
		};
	}
	for (const { 0: written, 1: name = "", index } of sql.test(text) ? [...code.matchAll(query$1)].slice(0, 500) : []) {
		const [argument] = argumentsOf(code, index + written.length);
		if (argument && !separate.test(text.slice(argument.from, argument.to))) yield {
			argument,
			what: `\`${name}\` takes its text for a part of the query`,
			query: true
		};
	}
	const modules = /* @__PURE__ */ new Set([
		"child_process",
		"cp",
		"childProcess"
	]);
	for (const { name, index } of calls(code, new Set([...code.matchAll(promising)].map(([, own = ""]) => own)))) {
		const [argument] = argumentsOf(code, index);
		if (argument) yield {
			argument,
			what: `\`${name}\` runs its text as commands of a shell`
		};
	}
	for (const [, required, imported] of text.matchAll(/([\w$]{1,80})\s*=\s*(?:await\s+)?(?:require|import)\(\s*['"](?:node:)?child_process['"]|import\s+(?:\*\s+as\s+)?([\w$]{1,80})\s+from\s*['"](?:node:)?child_process['"]/g)) modules.add(required ?? imported ?? "");
	const [, picked = ""] = /\{([^{}]{0,200})\}\s*(?:=\s*require\(|from)\s*['"](?:node:)?child_process['"]/.exec(text) ?? [];
	for (const { 0: written, 1: name = "", 2: object, 3: own = "", index } of [...code.matchAll(call$1)].slice(0, 500)) {
		const all = argumentsOf(code, index + written.length);
		const [first] = all;
		const ofProcess = object === void 0 ? new RegExp(`\\b${own}\\b`).test(picked) : modules.has(object);
		const inShell = all.some(({ from, to }) => /\bshell\s*:\s*true\b/.test(code.slice(from, to)));
		if (!first) continue;
		if (/^(?:eval|Function)$/.test(own) ? object === void 0 : own.startsWith("runIn") && object === "vm") for (const argument of own === "Function" ? all : [first]) yield {
			argument,
			what: `\`${name}\` runs its text as JavaScript`
		};
		else if (ofProcess && (own.startsWith("exec") || inShell)) yield {
			argument: first,
			what: `\`${name}\` runs its text as commands of a shell`
		};
	}
}

// src/argo/python.ts
const beginning = /((?<!\w)[rRbBuUfF]{1,2}|)('''|"""|'|")/y;
/** Splits a program into code, comments and literals (Python Language Reference 2.4); nothing when a literal stays open. */
function readPython(text, all) {
	const holes = new Map(all.map((hole) => [hole.from, hole]));
	const found = [];
	const comments = [];
	let code = "";
	for (let at = 0, start = 0; at < text.length; start = at) {
		const hole = holes.get(at);
		if (hole) at = hole.to;
		else if (text[at] === "#") comments.push({
			from: at,
			to: at = lineEnd(text, at, holes)
		});
		else {
			beginning.lastIndex = at;
			const [opening, prefix = "", quote = ""] = beginning.exec(text) ?? [];
			if (opening === void 0) {
				code += text[at++];
				continue;
			}
			const literal = readLiteral(text, {
				from: at,
				prefix,
				quote
			}, holes);
			if (!literal) return void 0;
			found.push(literal);
			at = literal.to;
		}
		code += text.slice(start, at).replace(/[^\n]/g, " ");
	}
	const literals = found.filter(({ holes: inside }) => inside.length > 0);
	const formats = found.some(({ prefix }) => /f/i.test(prefix)) || void 0;
	return {
		code,
		comments,
		formats: isOld(text, code) ? false : formats,
		literals: literals.map((literal) => ({
			...literal,
			...around(literal, found, text, code)
		}))
	};
}
/** What Python 2 has and Python 3 has not: statements, signs, and names of its library. */
const old$1 = /(?:^|[;:])[ \t]*(?:exec[ \t]+\w|except[ \t]+[\w.]+[ \t]*,[ \t]*\w+[ \t]*:|raise[ \t]+\w+[ \t]*,|(?:import|from)[ \t]+(?:urllib2|ConfigParser|StringIO)\b)|(?<![\w.])(?:xrange|raw_input|unicode)[ \t]*\(|<>|`/m;
function isOld(text, code) {
	if (/^#!.*\bpython2/.test(text) || old$1.test(code)) return true;
	return [...code.matchAll(/(?:^|[;:])[ \t]*print[ \t]+/gm)].some(({ 0: found, index }) => /^(?!(?:in|is|if|and|or|not)\b)(?:\w|'|"|>>)/.test(text.slice(index + found.trimEnd().length).trimStart()));
}
function lineEnd(text, from, holes) {
	let at = from;
	while (at < text.length && text[at] !== "\n") at = holes.get(at)?.to ?? at + 1;
	return at;
}
function readLiteral(text, opening, holes) {
	const { from, prefix, quote } = opening;
	const inside = [];
	let depth = 0;
	let escaped = false;
	for (let at = from + prefix.length + quote.length; at < text.length;) {
		const hole = holes.get(at);
		if (hole) {
			inside.push({
				from: at,
				to: hole.to,
				expression: depth > 0,
				escaped
			});
			escaped = false;
			at = hole.to;
		} else if (text.startsWith(quote, at)) return depth === 0 ? {
			...opening,
			to: at + quote.length,
			holes: inside
		} : void 0;
		else if (text[at] === "\n" && quote.length === 1) return void 0;
		else if (text[at] === "\\") {
			escaped = holes.has(at + 1);
			at += escaped ? 1 : 2;
		} else if (/f/i.test(prefix) && /[{}]/.test(text.charAt(at))) {
			const doubled = depth === 0 && text[at + 1] === text[at] && !holes.has(at + 1);
			if (!doubled) depth += text[at] === "{" ? 1 : -1;
			at += doubled ? 2 : 1;
		} else at++;
	}
}
function around({ from, to }, all, text, code) {
	const before = code.slice(0, from);
	const depth = (before.match(/[([{]/g)?.length ?? 0) - (before.match(/[)\]}]/g)?.length ?? 0);
	const line = before.slice(before.lastIndexOf("\n") + 1);
	const begins = depth === 0 && /(?:^|[;:])\s*$/.test(line) && !/\blambda\b[^:]*:\s*$/.test(line);
	const continues = /\\\n[ \t]*$/.test(text.slice(0, from));
	return {
		statement: begins && !continues && /^[^\S\n]*(?:\n|;|$)/.test(code.slice(to)),
		joined: all.some((other) => touches(other, {
			from,
			to
		}, {
			code,
			text,
			bracketed: depth > 0
		})),
		pattern: /^\s*case\b/.test(line)
	};
}
/** Whether nothing stands between two literals, so that they are one text. */
function touches(other, { from, to }, { code, text, bracketed }) {
	if (other.from === from) return false;
	const [low, high] = other.to <= from ? [other.to, from] : [to, other.from];
	const between = code.slice(low, high);
	if (between.trim() !== "") return false;
	return bracketed || !between.includes("\n") || /^\s*\\\n\s*$/.test(text.slice(low, high));
}

// src/argo/use/python.ts
const source = /(?<![\w.])(?:(?:os\.)?environ(?:\[\s*(['"])(\w+)\1\s*\]|\.get\(\s*(['"])(\w+)\3\s*(?:,[^()\n]{0,80})?\))|(?:os\.)?getenv\(\s*(['"])(\w+)\5\s*(?:,[^()\n]{0,80})?\)|sys\.argv\[([1-9])\])/g;
const assignment = /(?:^|;)[ \t]*([A-Za-z_]\w*)[ \t]*(?::[ \t]*\w+[ \t]*)?=(?!=)/gm;
const passing$1 = new Set("str format strip lstrip rstrip lower upper title join replace split splitlines encode decode dedent b64decode standard_b64decode urlsafe_b64decode unquote unquote_plus compile text SQL".split(" "));
const call = /(?<![\w.])(eval|exec|(?:os\.)?(?:system|popen)|(?:asyncio\.)?create_subprocess_shell|(?:(?:subprocess|sp)\.)?(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput))\s*\(/g;
/** What makes a query of text: of DB-API, pandas, Spark, DuckDB and BigQuery. */
const query = /\.\s*(execute|executemany|executescript|read_sql|read_sql_query|sql|query)\s*\(/g;
/** What makes objects of text, and runs what the text says for that. */
const loading = /(?<![\w.])((?:c?[pP]ickle|cloudpickle|dill|_pickle)\.loads|yaml\.(?:unsafe_load|load))\s*\(/g;
const shell = /^\s*\[\s*(['"])(?:\/[\w/]*\/)?(?:ba|da|a|k|z)?sh\1\s*,\s*(['"])-\w*c\2\s*,/;
/**
* Where a Python program runs the text of variables of the environment: in `eval` and `exec`, or by a shell.
*
* @param given the names of those that hold text from outside; `1` is the first argument
*/
function usesInPython(text, holes, given) {
	if (text.length > 32768 || given.length === 0) return [];
	const plain = readPython(text, holes);
	if (!plain) return [];
	const assignments = [...plain.code.matchAll(assignment)].map(({ 0: written, 1: name = "", index }) => ({
		name,
		from: index + written.length
	}));
	const known = new Set(given);
	const looks = /* @__PURE__ */ new Map();
	const sources = [...text.matchAll(source)].flatMap(({ 0: written, 2: item, 4: got, 6: env, 7: argument, index }) => {
		const name = item ?? got ?? env ?? argument ?? "";
		return known.has(name) ? [{
			from: index,
			to: index + written.length,
			given: name
		}] : [];
	});
	const marks = [...sources, ...namesIn$2(text, new Set(assignments.map(({ name }) => name)), sources)];
	if (sources.length === 0 || marks.length > 300) return [];
	const placed = filledIn(text, holes, marks.toSorted((a, b) => a.from - b.from));
	const code = flat(plain.code, placed.literals);
	const program = {
		code,
		marks: placed.marks,
		assignments,
		passing: passing$1,
		sinks: [...sinks$1(code, text)],
		isChecked
	};
	return usesInCalls(program, text);
	/** Compared with texts, or looked at by a pattern or as digits. */
	function isChecked(name, before) {
		const look = new RegExp(`(?:match|search|findall|strptime|fromisoformat|UUID|validate\\w*|check(?!_)\\w*|index)\\s*\\([^()\\n]{0,200}\\b${name}\\b|\\b${name}\\s+(?:not\\s+)?in\\b|\\b${name}\\.is[a-z]+\\s*\\(`);
		const found = looks.get(name) ?? endOf$1(look.exec(text));
		looks.set(name, found);
		return found <= before;
	}
}
function namesIn$2(text, names, sources) {
	const inside = /* @__PURE__ */ new Set();
	for (const { from, to } of sources) for (let at = from; at < to; at++) inside.add(at);
	return [...text.matchAll(/(?<![\w.])[A-Za-z_]\w*(?![\w]|\s*=(?!=))/g)].flatMap(({ 0: name, index }) => names.has(name) && !inside.has(index) ? [{
		from: index,
		to: index + name.length,
		name
	}] : []);
}
/** Those whose text comes to stand where they are: in code, and between the braces of f-strings. */
function filledIn(text, holes, marks) {
	const read = readPython(text, [...holes, ...marks]);
	if (!read) return {
		marks: [],
		literals: []
	};
	const inText = new Set(read.literals.flatMap((literal) => literal.holes.flatMap(({ from, expression }) => expression ? [] : from)));
	const { comments, literals } = read;
	const inside = new Set(literals.flatMap((literal) => literal.holes.map(({ from }) => from)));
	return {
		marks: marks.flatMap((mark) => {
			const { from, to } = mark;
			if (inText.has(from) || comments.some((one) => one.from <= from && from < one.to)) return [];
			if (!inside.has(from)) return [mark];
			const end = text.indexOf("}", to);
			return [{
				...mark,
				within: {
					from: text.lastIndexOf("{", from) + 1,
					to: end < 0 ? text.length : end
				}
			}];
		}),
		literals
	};
}
function* sinks$1(code, text) {
	for (const { 0: written, 1: name = "", index } of [...code.matchAll(loading)].slice(0, 500)) {
		const [argument, loader] = argumentsOf(code, index + written.length);
		const safe = name === "yaml.load" && !/\b(?:Unsafe)?Loader\b(?!\s*=)/.test(code.slice(loader?.from, loader?.to ?? 0));
		if (argument && !safe) yield {
			argument,
			what: `\`${name}\` makes objects of its text, and runs what that says for it`
		};
	}
	for (const { 0: written, 1: name = "", index } of sql.test(text) ? [...code.matchAll(query)].slice(0, 500) : []) {
		const [argument] = argumentsOf(code, index + written.length);
		if (argument && !/^\s*\{/.test(text.slice(argument.from, argument.to))) yield {
			argument,
			what: `\`${name}\` takes its text for a part of the query`,
			query: true
		};
	}
	for (const { 0: written, 1: name = "", index } of [...code.matchAll(call)].slice(0, 500)) {
		const all = argumentsOf(code, index + written.length);
		const [first] = all;
		if (!first) continue;
		const own = name.slice(name.lastIndexOf(".") + 1);
		const what = `\`${name}\` runs its text as ${/^(?:eval|exec)$/.test(own) ? "Python" : "commands of a shell"}`;
		if (/^(?:eval|exec|getoutput|getstatusoutput)$/.test(own) || /^(?:system|popen)$/.test(own) && isOf(name, "os", code) || own === "create_subprocess_shell" && isOf(name, "asyncio", code)) yield {
			argument: first,
			what
		};
		else if (!isOf(name, "subprocess", code) && !name.startsWith("sp.")) continue;
		else if (all.some(({ from, to }) => /^\s*shell\s*=\s*True\s*$/.test(code.slice(from, to)))) yield {
			argument: first,
			what
		};
		else {
			const [list] = shell.exec(text.slice(first.from, Math.min(first.to, first.from + 200))) ?? [];
			const from = first.from + (list ?? "").length;
			const argument = list === void 0 ? void 0 : argumentsOf(code, from)[0];
			if (argument) yield {
				argument,
				what
			};
		}
	}
}
/** Whether a function is named with its module, or imported from it. */
function isOf(name, module, code) {
	if (name.includes(".")) return name.startsWith(`${module}.`);
	return new RegExp(`^[ \\t]*from\\s+${module}\\s+import\\s[^\\n]*\\b${name}\\b`, "m").test(code);
}

// src/argo/use/assignment.ts
const naming$2 = new Set("declare typeset local export readonly".split(" "));
const reading = new Set("read mapfile readarray".split(" "));
/** All that gives variables values. */
function* assignmentsOf({ commands, text }, { statements }, expanded) {
	const places = new Map(statements.map((statement) => [statement.command, statement]));
	for (const command of commands) {
		const { words, assignments } = command;
		const statement = places.get(command);
		const conditional = !statement || statement.joint === "&&" || statement.joint === "||" || statement.block !== void 0;
		const first = require_core.basename(words[0]?.text ?? "");
		const own = words.length === 0 ? assignments : naming$2.has(first) ? words.slice(1) : [];
		for (const word of own) {
			const [prefix = "", name = ""] = /^([A-Za-z_]\w{0,80})(?:\[[^\]]{0,80}\])?\+?=/.exec(text.slice(word.from, word.to)) ?? [];
			const value = {
				from: word.from + prefix.length,
				to: word.to
			};
			if (name !== "") yield {
				name,
				value,
				at: word.to,
				conditional: conditional || /[+\]]=$/.test(prefix)
			};
		}
		if (first === "for" && words[1] && words[2]) yield {
			name: words[1].text,
			value: {
				from: words[2].from,
				to: words.at(-1)?.to ?? 0
			},
			at: words[1].to,
			conditional: false
		};
		if (reading.has(first)) yield* readings(command, expanded, conditional);
		if (first === "printf" && words[1]?.text === "-v" && words[2] && words[3]) yield {
			name: words[2].text,
			value: {
				from: words[3].from,
				to: (isQuoting(words[3].text) ? words[3] : words.at(-1))?.to ?? 0
			},
			at: words.at(-1)?.to ?? 0,
			conditional
		};
	}
}
/** Whether a format of `printf` quotes all that it is given for the shell, or takes it for numbers. */
function isQuoting(format) {
	const all = format.replaceAll("%%", "").match(/%[^%a-zA-Z]*[a-zA-Z]?/g) ?? [];
	return all.length > 0 && all.every((one) => /[qdiouxX]$/.test(one));
}
/** `read` takes what `<<<` gives it, or what stands before it in its pipeline. */
function* readings(command, expanded, conditional) {
	const { words, pipeline } = command;
	const input = expanded.find(({ spot }) => spot.command === command && spot.word?.role === "input")?.spot.word;
	const [feeder] = pipeline;
	const value = input ?? (feeder && feeder !== command ? stretch(feeder) : void 0);
	const at = Math.max(...words.map(({ to }) => to), input?.to ?? 0);
	for (const { text: name } of words.slice(1)) if (/^[A-Za-z_]\w*$/.test(name)) yield {
		name,
		value: value ?? {
			from: at,
			to: at
		},
		at,
		conditional
	};
}
function stretch({ words }) {
	return {
		from: words[0]?.from ?? 0,
		to: words.at(-1)?.to ?? 0
	};
}
/** Whether a command gives variables what it reads. */
function isReading({ words }) {
	return reading.has(words[0]?.text ?? "");
}

// src/argo/use/passing.ts
/** Commands that write what they are given, or most of it. */
const passing = new Set("echo printf cat tee head tail sort dirname basename envsubst rev uniq".split(" "));
/** Commands that write what they read in another form, which is still the author of the input's. */
const changing = /* @__PURE__ */ new Set([...passing, ..."tr sed awk gawk cut grep base64 base32 tac nl jq yq gunzip zcat".split(" ")]);
/** Whether a command writes the text of its arguments, or of its input, as it is. */
function passes(command) {
	const words = textsOf$1(command);
	const name = require_core.basename(words[require_core.commandAt(words)] ?? "");
	if (name === "tr") return !words.some((word) => /^-\w*[cdC]/.test(word) || word === "--delete");
	if (name === "printf") return !words.some((word) => word.includes("%q") || word === "-v") && !isNumeric(words);
	return passing.has(name);
}
/** Whether what a command reads comes out in some form that is not made harmless. */
function changes(command) {
	const words = textsOf$1(command);
	const name = require_core.basename(words[require_core.commandAt(words)] ?? "");
	if (name === "tr") return passes(command);
	if (name.startsWith("base")) return words.some((word) => /^(?:-\w*[dD]|--decode)/.test(word));
	if (name === "jq") return !words.some((word) => word.includes("@sh"));
	if (/^(?:sed|g?awk|grep|cut)$/.test(name) && words.some((word) => /\[\^|\$./.test(word))) return false;
	return changing.has(name);
}
/** Whether the output of a command stays one value in a manifest: as a JSON string, or set in by blanks. */
function encloses(command) {
	const words = textsOf$1(command);
	const name = require_core.basename(words[require_core.commandAt(words)] ?? "");
	if (name === "jq") return words.some((word) => /^(?:-\w*R|--raw-input$)/.test(word)) && !words.some((word) => /^-\w*r/.test(word));
	return name === "sed" && words.some((word) => /^(?:\d+,\$)?s(.)\^\1[ \t]+\1g?$/.test(word));
}
/** The variables that `envsubst` fills in: those that it is told, or all; nothing for another command. */
function substituted(command) {
	const words = textsOf$1(command);
	const at = require_core.commandAt(words);
	if (require_core.basename(words[at] ?? "") !== "envsubst") return void 0;
	const format = words.slice(at + 1).find((word) => !word.startsWith("-"));
	return format === void 0 ? "all" : [...format.matchAll(/\$\{?([A-Za-z_]\w{0,80})/g)].map(([, name = ""]) => name);
}
/** `printf` with nothing but numbers. */
function isNumeric(words) {
	const format = words.slice(1).find((word) => !word.startsWith("-")) ?? "";
	return /%/.test(format) && !/%-?[\d.*]*[sbc]/.test(format);
}
/** No command that is meant to be read has more words. */
function textsOf$1({ words }) {
	return words.slice(0, 200).map(({ text }) => text);
}
/** What reads the output of a command, as far as anybody pipes. */
function readersOf(command) {
	const from = command.pipeline.indexOf(command) + 1;
	return command.pipeline.slice(from, from + 20);
}

// src/argo/use/check.ts
/** Commands that leave, and usual names of functions that do. */
const leaving = /^(?:exit|return|false|continue|break|kill|die|abort|bail|quit|panic|fatal|usage)$|^(?:fail|error|err|die)(?:[_-]|$)|(?:_|-)(?:fail|die|exit|fatal|abort)$/;
/** Nobody checks more; a hostile program is read to its end without. */
const most = 2e3;
/** Functions of the program that look at their arguments, by their names. */
const looking = /valid|sanit|assert|verify|ensure|require|allow|safe|check|guard/i;
/**
* Where variables are checked: by a pattern, a list of texts or a comparison of numbers whose other side leaves. Where
* that is in doubt, it is one.
*/
function checks(shell, { statements }, all) {
	const context = {
		shell,
		statements,
		all,
		leaves: statements.filter(({ command }) => leaving.test(command.words[0]?.text ?? "")),
		strict: strictFrom(statements)
	};
	const found = [];
	for (const [index, statement] of statements.entries()) {
		if (found.length < most) found.push(...caseChecks(statement, context));
		for (const look of looks(statement, index, context)) found.push(...checked(look, context));
	}
	return found;
}
function namesIn$1(stretch, all) {
	return between(all, stretch).flatMap(({ gives }) => gives);
}
function strictFrom(statements) {
	return statements.find(({ command: { words } }) => words[0]?.text === "set" && words.some(({ text }) => /^-[a-zA-Z]*e/.test(text) || text === "errexit"))?.from ?? Infinity;
}
/** The patterns that `case` has for one variable: a default that leaves, or fixed texts. */
function* caseChecks({ command, to, from }, { shell, all, leaves, statements }) {
	const { words } = command;
	if (words[0]?.text !== "case" || !words[1]) return;
	const end = endOf(statements, from) ?? shell.text.length;
	const its = namesIn$1(words[1], all);
	let at = to;
	for (const clause of shell.text.slice(to, end).split(";;")) {
		const start = at;
		at += clause.length + 2;
		const [, pattern = ""] = /^\s*(?:#[^\n]*\n\s*)*\(?([^)]*)\)/.exec(clause) ?? [];
		const options = pattern.split("|").map((option) => option.trim());
		const refuses = options.some((option) => option === "*" || /\[[!^]/.test(option));
		const fixed = options.every((option) => !/[*?[$`]/.test(option));
		for (const name of its) if (refuses && leaves.some((leave) => leave.from > start && leave.from < at)) yield {
			name,
			from: to,
			to: Infinity
		};
		else if (fixed) yield {
			name,
			from: start,
			to: at
		};
	}
}
function endOf(statements, from) {
	return statements.find(({ block }) => block?.kind === "case" && block.from === from)?.block?.to;
}
function* looks(statement, index, { shell, all: expansions }) {
	const { command, keywords } = statement;
	const { words } = command;
	const first = require_core.basename(words[0]?.text ?? "");
	const not = keywords.includes("!");
	function* all(stretch, passes, from = statement.to) {
		const turned = not && passes === "success" ? "failure" : not && passes === "failure" ? "success" : passes;
		for (const name of namesIn$1(stretch, expansions)) yield {
			name,
			statement,
			index,
			from,
			passes: turned
		};
	}
	if (first === "[" || first === "test" || first === "[[") for (const { word, passes, from } of compared(words, shell.text)) yield* all(word, passes, from);
	else if (first === "expr") for (const word of words.slice(1)) yield* all(word, "either");
	else if (looking.test(first) && shell.functions.has(first)) yield* all(statement, "always");
	else if (/^[ef]?grep$/.test(first)) {
		const narrow = words.some(({ text }) => /^-\w*[xv]/.test(text) || text === "--line-regexp" || isNarrow(text));
		const from = (command.pipeline[0] ?? command).words[0]?.from ?? statement.from;
		const line = shell.text.indexOf("\n", statement.to);
		if (narrow) yield* all({
			from,
			to: line < 0 ? shell.text.length : line
		}, "either");
	}
}
/** A pattern for all of a text, or for signs that must not stand in it. */
function isNarrow(pattern) {
	if (/\[\^/.test(pattern)) return true;
	return /\$['"]?$/.test(pattern) && /^['"]?\^/.test(pattern) && !/\.[*+]/.test(pattern);
}
/** The sides of comparisons that say what a text is. */
function* compared(words, text) {
	const not = words[1]?.text === "!";
	for (const [index, { text: sign }] of words.entries()) {
		const left = words[index - 1];
		const right = words[index + 1];
		if (index < 1 || !left || !right) continue;
		if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(sign)) {
			yield {
				word: left,
				passes: "either"
			};
			yield {
				word: right,
				passes: "either"
			};
		} else if (sign === "=~") {
			const pattern = text.slice(right.from, right.to);
			const known = pattern.startsWith("$") || pattern.startsWith("\"");
			if (known || isNarrow(pattern)) yield {
				word: left,
				passes: "either",
				from: right.to
			};
			if (known) yield {
				word: right,
				passes: "either",
				from: right.to
			};
		} else if (/^(?:==?|!=)$/.test(sign)) {
			if (/\*.*\$/.test(right.text.slice(0, 200))) yield {
				word: right,
				passes: "either",
				from: right.to
			};
			const [fixed, other] = /[$`]/.test(left.text) ? [right.text, left] : [left.text, right];
			if (fixed === "" || /[$`*]/.test(fixed)) continue;
			yield {
				word: other,
				passes: sign === "!=" === not ? "success" : "failure"
			};
		}
	}
}
/** The stretches in which what a look let through is used. */
function* checked(look, context) {
	const { name, statement, passes, index, from } = look;
	const { block } = statement;
	if (passes === "always") {
		yield {
			name,
			from,
			to: Infinity
		};
		return;
	}
	if (block?.kind === "if" && isCondition(look, block, context)) {
		const turn = turnOf(block, context);
		const left = context.leaves.filter(({ from }) => from > statement.to && from < block.to);
		const [inThen, inElse] = [left.some((leave) => leave.from < turn), left.some((leave) => leave.from >= turn)];
		if ({
			success: inElse,
			failure: inThen,
			either: inThen || inElse
		}[passes]) yield {
			name,
			from,
			to: Infinity
		};
		if (passes !== "failure") yield {
			name,
			from,
			to: turn
		};
		if (passes !== "success") yield {
			name,
			from: turn,
			to: block.to
		};
		return;
	}
	const { end, leaves } = rest(index, context);
	const joint = leaves?.joint ?? "";
	if (leaves ? passes === "either" || (passes === "success" ? joint !== "&&" : joint === "&&") : statement.from > context.strict && passes !== "failure") yield {
		name,
		from,
		to: Infinity
	};
	else yield {
		name,
		from,
		to: end
	};
}
/** Whether a command decides which way `if` goes: no `then` stands between them. */
function isCondition({ index }, block, { statements }) {
	for (let at = index; at >= 0; at--) {
		const found = statements[at];
		if (!found || found.from < block.from) return false;
		if (found.block !== block) continue;
		if (found.keywords.includes("then") || found.keywords.includes("else")) return false;
		if (found.keywords.includes("if") || found.keywords.includes("elif")) return true;
	}
	return false;
}
/** Where `else` or `elif` begins in a block, or where it ends. */
function turnOf(block, { statements }) {
	return statements.find((one) => one.block === block && one.keywords.some((word) => word === "else" || word === "elif"))?.from ?? block.to;
}
/** What is joined to a command: how far it goes, and the first of it that leaves. */
function rest(index, { statements, shell, leaves }) {
	const own = statements[index];
	let end = own?.to ?? 0;
	let joint;
	for (let at = index + 1; at < statements.length; at++) {
		const next = statements[at];
		if (!next) break;
		if (!(next.block !== own?.block && (next.block?.from ?? 0) > (own?.from ?? 0)) && next.joint === "" && /[;\n]/.test(shell.text.slice(end, next.from))) break;
		if (next.joint === "&&" || next.joint === "||") joint = next;
		end = Math.max(end, next.to);
		if (joint && leaves.includes(next)) return {
			end,
			leaves: {
				...next,
				joint: joint.joint
			}
		};
	}
	return {
		end,
		leaves: void 0
	};
}

// src/argo/use/holding.ts
const none = /* @__PURE__ */ new Set();
/** The given variables whose text some names hold at a place. */
function originsOf(names, at, holding) {
	return new Set(names.flatMap((name) => [...holding.originsAt(name, at)]));
}
/**
* Follows the text of given variables through a program of a shell, once from its beginning to its end; into its
* functions by their arguments.
*/
function holdingOf(shell, structure, expanded, given) {
	const holder = new Holder(structure, checks(shell, structure, expanded), expanded, given);
	const assignments = [...assignmentsOf(shell, structure, expanded)].toSorted((a, b) => a.at - b.at);
	for (let round = 0; round < 3; round++) {
		holder.restart();
		for (const assignment of assignments) holder.assign(assignment);
		if (structure.functions.length === 0 || !holder.call(shell)) break;
	}
	return holder;
}
var Holder = class {
	structure;
	expanded;
	given;
	states = /* @__PURE__ */ new Map();
	checks = /* @__PURE__ */ new Map();
	calls = /* @__PURE__ */ new Map();
	constructor(structure, checks, expanded, given) {
		this.structure = structure;
		for (const check of checks) {
			const known = this.checks.get(check.name);
			if (known) known.push(check);
			else this.checks.set(check.name, [check]);
		}
		this.expanded = expanded;
		this.given = given;
	}
	restart() {
		this.states = new Map(this.given.map((name) => [name, [{
			at: -1,
			origins: /* @__PURE__ */ new Set([name]),
			leading: /* @__PURE__ */ new Set([name])
		}]]));
	}
	originsAt(name, at, leading = false) {
		if (this.isChecked(name, at)) return none;
		const body = /^[1-9@*]/.test(name) ? this.structure.functions.find(({ from, to }) => from <= at && at < to) : void 0;
		if (body) return this.calls.get(`${body.name} ${name}`) ?? none;
		const state = this.states.get(name)?.findLast((one) => one.at <= at);
		const origins = (leading ? state?.leading : state?.origins) ?? none;
		if (origins.size === 0) return none;
		return new Set([...origins].filter((origin) => !this.isChecked(origin, at)));
	}
	isChecked(name, at) {
		return this.checks.get(name)?.some(({ from, to }) => from <= at && at < to) ?? false;
	}
	assign({ name, value, at, conditional }) {
		const origins = /* @__PURE__ */ new Set();
		const leading = /* @__PURE__ */ new Set();
		let own = false;
		for (const expansion of between(this.expanded, value)) {
			if (expansion.name === name) own = true;
			if (!arrives(expansion, value)) continue;
			const begins = expansion.from <= value.from + 1 || expansion.spot.word?.role !== "assignment";
			for (const source of expansion.gives) {
				for (const origin of this.originsAt(source, expansion.from)) origins.add(origin);
				if (begins) for (const origin of this.originsAt(source, expansion.from, true)) leading.add(origin);
			}
		}
		const before = this.originsAt(name, at);
		if (origins.size === 0 && (before.size === 0 || conditional && !own)) return;
		const states = this.states.get(name) ?? [];
		if (states.length === 0) this.states.set(name, states);
		const kept = conditional && origins.size > 0 ? [...before] : [];
		const keptLeading = kept.length > 0 ? [...this.originsAt(name, at, true)] : [];
		states.push({
			at,
			origins: /* @__PURE__ */ new Set([...kept, ...origins]),
			leading: /* @__PURE__ */ new Set([...keptLeading, ...leading])
		});
	}
	/** Brings what calls of functions hand over into them; whether that is anything new. */
	call({ commands, functions }) {
		let news = false;
		for (const { words } of commands) {
			const name = words[0]?.text ?? "";
			if (!functions.has(name)) continue;
			for (const [index, word] of words.slice(0, 20).entries()) {
				if (index === 0) continue;
				for (const expansion of between(this.expanded, word)) {
					const origins = expansion.gives.flatMap((source) => [...this.originsAt(source, expansion.from)]);
					for (const key of [
						`${name} ${index}`,
						`${name} @`,
						`${name} *`
					]) news = this.add(key, origins) || news;
				}
			}
		}
		return news;
	}
	add(key, origins) {
		const known = this.calls.get(key) ?? /* @__PURE__ */ new Set();
		if (!this.calls.has(key)) this.calls.set(key, known);
		const { size } = known;
		for (const origin of origins) known.add(origin);
		return known.size > size;
	}
};
const inert$1 = /* @__PURE__ */ new Set([
	"single",
	"quoted-here-document",
	"comment",
	"escape",
	"ansi",
	"arithmetic"
]);
/** Whether an expansion is done where it stands, and puts its text there. */
function expands$1({ name, spot: { quoting, command } }) {
	if (!inert$1.has(quoting)) return true;
	if (!command || quoting !== "quoted-here-document" && quoting !== "single") return false;
	return [...quoting === "single" ? [] : [command], ...readersOf(command)].some((reader) => {
		const names = substituted(reader);
		return names === "all" || (names?.includes(name) ?? false);
	});
}
/** Whether the text of an expansion gets out of the commands around it, up to where a value begins. */
function arrives(expanded, { from }) {
	if (!expands$1(expanded)) return false;
	for (let { command, word } = expanded.spot; command; word = command.inWord, command = command.within) {
		const first = command.assignments[0] ?? command.words[0];
		if (!first || first.from < from) return true;
		if (isInput(word) ? !changes(command) : !passes(command)) return false;
		if (!readersOf(command).every((reader) => changes(reader) || isReading(reader))) return false;
	}
	return true;
}
/** Whether a command reads what stands there: in a here-document, or behind `<<<`. */
function isInput(word) {
	return !word || word.role === "input";
}

// src/argo/shell-variables.ts
/** Commands that take the text before a `=` for a name, and run the index in it. */
const naming$1 = new Set("declare typeset local export readonly unset read mapfile readarray getopts".split(" "));
/** Variables that change how the shell itself works. */
const special = "BASH_ENV ENV PROMPT_COMMAND PS0 PS1 PS4 SHELLOPTS BASHOPTS IFS LD_PRELOAD LD_LIBRARY_PATH".split(" ");
/**
* Variables of a script whose text the shell, or a program that it starts, takes for more than text: for a number or
* an index, which can hold a command in bash; for a name; for a query. Those that they are made of are among them, and
* `1`, `@` and their like stand for the arguments of functions.
*
* @param codeOf the words of a command that are code or a query
*/
function sensitive(shell, codeOf) {
	const found = /* @__PURE__ */ new Set([...special, ...shell.arithmetics.flatMap(identifiers)]);
	const made = /* @__PURE__ */ new Map();
	for (const command of shell.commands) {
		for (const name of used(command, shell, codeOf(command))) found.add(name);
		for (const { name, from } of assigned(command, shell)) made.set(name, [...made.get(name) ?? [], ...from]);
	}
	for (const name of found) for (const source of made.get(name) ?? []) found.add(source);
	return found;
}
function* used(command, shell, code) {
	const { words, assignments } = command;
	const first = require_core.basename(words[0]?.text ?? "");
	for (const word of [...words, ...assignments]) {
		const raw = written$1(word, shell);
		for (const [, index = ""] of raw.matchAll(/\[([^\]\n]*)\]/g)) if (/^\w|\$\{/.test(raw) || word.role === "assignment") yield* identifiers(index);
		for (const [, name = ""] of raw.matchAll(/\$\{!(\w+)/g)) yield name;
	}
	for (const { index } of code) yield* mentioned(words[index], shell);
	const numeric = first === "[[" && words.some(({ text }) => /^-(?:eq|ne|lt|le|gt|ge|v)$/.test(text));
	if (first === "let" || numeric) for (const { text } of words.slice(1)) yield* identifiers(text);
	if (/^(?:\[|test|printf)$/.test(first)) {
		for (const [at, word] of words.entries()) if (words[at - 1]?.text === "-v") yield* mentioned(word, shell);
	}
	if (!naming$1.has(first)) return;
	const integer = words.some(({ text }) => /^-[a-zA-Z]*i/.test(text));
	for (const word of words.slice(1)) {
		if (integer) yield* identifiers(word.text);
		yield* names$1(written$1(word, shell).split("=")[0] ?? "");
	}
}
/** The variables that a command sets, and those whose text it puts into them. */
function* assigned({ words, assignments }, shell) {
	const first = require_core.basename(words[0]?.text ?? "");
	for (const word of [...assignments, ...naming$1.has(first) ? words.slice(1) : []]) {
		const raw = written$1(word, shell);
		yield {
			name: /^\w+/.exec(raw)?.[0] ?? "",
			from: names$1(raw)
		};
	}
	if (first === "for") yield {
		name: words[1]?.text ?? "",
		from: words.slice(2).flatMap((word) => mentioned(word, shell))
	};
}
function written$1({ from, to }, { text }) {
	return text.slice(from, to);
}
function mentioned(word, shell) {
	return word ? names$1(written$1(word, shell)) : [];
}
/** Names behind a `$`. */
function names$1(raw) {
	return [...raw.matchAll(/\$\{?[#!]?(\w+|[@*])/g)].map(([, name = ""]) => name);
}
/** All that can be a name in an arithmetic expression. */
function identifiers(expression) {
	return [...expression.matchAll(/[A-Za-z_]\w*|(?<=\$\{?)(?:\d+|[@*])/g)].map(([name]) => name);
}

// src/argo/shell-use.ts
/** Why no variable of a script is sure to be data; nothing when it can be. */
function runsAnything(shell) {
	const { commands, text } = shell;
	if (commands.some((command) => runsVariable(command, text))) return "The script runs the text of variables as code";
	if (commands.some((command) => command.compound && feedsProgram(command, commands))) return "What the script writes is run as a program";
	return commands.some(({ words }) => /^(?:read|mapfile|readarray)$/.test(words[0]?.text ?? "") && words.slice(1).some((word) => sensitiveOf(shell).has(word.text))) ? "The script reads a variable that it calculates with, or makes a query of" : void 0;
}
/**
* Why a variable in the place of a hole would only move the problem: something that the shell runs would take its
* text for code. Nothing when it is an argument, an input or an output like any other.
*/
function runsElsewhere(spot, shell) {
	return (spot.word && ofWord$1(spot, spot.word, shell)) ?? ofCommands(spot, shell);
}
/** Commands whose arguments are code, commands or expressions that run some. */
const evaluating$1 = new Set("eval trap alias let watch parallel tmux screen script flock runuser sg su nsenter at batch crontab osascript expect make gmake groovy julia elixir octave complete compgen bind".split(" "));
/** Commands with little languages of their own, whose arguments are not told apart here. */
const querying$1 = new Set("bq snowsql sqlcmd sqlplus isql beeline hive presto trino impala-shell spark-sql cqlsh influx cypher-shell redis-cli vsql yq".split(" "));
function ofWord$1({ hole, quoting }, word, shell) {
	const { commands } = shell;
	if (word.role === "pattern") return "The tag stands in a pattern of `case`";
	const command = commands.find(({ words, assignments }) => words.includes(word) || assignments.includes(word));
	if (!command) return word.role === "list" && shell.arithmetics.length > 0 ? "The script calculates, maybe with items of this array" : void 0;
	if (word.role === "assignment") {
		if (word.text.indexOf("{{") < word.text.indexOf("=")) return "The tag stands in an index, which is an arithmetic expression";
		return ofVariable(word.text, shell);
	}
	const words = command.words.map(({ text }) => text);
	const index = command.words.indexOf(word);
	const first = require_core.basename(words[0] ?? "");
	if (word.role === "list") return ofVariable(words[1] ?? "", shell);
	const begins = word.from === hole.from || quoting !== "none" && word.from + 1 === hole.from;
	if (index === 0 && begins && !word.text.slice(hole.to - hole.from).startsWith("/")) return "The value is the command that is run";
	if (first === "[[") return ofTest$1(words, index);
	if (words[index - 1] === "-v" && /^(?:\[|test|printf)$/.test(first)) return "The value is the name of a variable";
	if (!naming$1.has(first)) return void 0;
	const sign = word.text.indexOf("=");
	if (begins || sign < 0 || word.text.indexOf("{{") < sign) return `\`${first}\` takes the value for the name of a variable`;
	return ofVariable(word.text, shell);
}
/** What the script does with the variable with which a text begins. */
function ofVariable(text, shell) {
	const name = /^\w+/.exec(text)?.[0] ?? "";
	return sensitiveOf(shell).has(name) ? `\`${name}\` is used in arithmetic, as a name, or in a query, where its text would be code again` : void 0;
}
/** In `[[ … ]]`, numbers are arithmetic expressions, in which an index can hold a command. */
function ofTest$1(words, index) {
	if ([words[index - 1] ?? "", words[index + 1] ?? ""].some((word) => /^-(?:eq|ne|lt|le|gt|ge|v)$/.test(word))) return "`[[` takes the value for an arithmetic expression, which can run commands: use `[`";
	return words[index - 1] === "=~" ? "The value is a regular expression, which quotes would make a fixed text" : void 0;
}
/** From the command that holds the hole outwards. */
function ofCommands(spot, shell) {
	const { commands } = shell;
	let { command, word } = spot;
	for (; command; word = command.inWord, command = command.within) {
		const words = command.words.map(({ text }) => text);
		const name = nameOf(words);
		const index = word ? command.words.indexOf(word) : -1;
		if (index >= 0 && evaluating$1.has(name)) return `\`${name}\` takes its arguments for code`;
		const code = codeOf(command).find((found) => found.index === index);
		if (index >= 0 && querying$1.has(name)) return `\`${name}\` takes its arguments for a query`;
		if (code?.language === "query") return `The tag is part of a program of \`${name}\`, in which a variable would be code again`;
		if (code) return "The tag is part of a program inside of the script, in which a variable would be code again";
		if (word && shell.functions.has(words[0] ?? "") && [...sensitiveOf(shell)].some((variable) => /^(?:\d+|[@*])$/.test(variable))) return `The function \`${name}\` calculates with its arguments, or makes queries of them`;
		const kept = word?.role === "assignment" ? ofVariable(word.text, shell) : void 0;
		if (kept !== void 0) return kept;
		if ((word?.role === "input" || !word && spot.quoting === "here-document") && readsProgram(words)) return `\`${name}\` runs what it is fed here`;
		if (feedsProgram(command, commands)) return "What the command writes is run as a program";
	}
}
function nameOf(words) {
	let at = require_core.commandAt(words);
	while (/^(?:command|builtin)$/.test(words[at] ?? "")) at++;
	return require_core.basename(words[at] ?? "");
}
/** Whether what a command writes is run: by the next one in its pipeline, or from a file. */
function feedsProgram(command, commands) {
	const { pipeline } = command;
	const from = pipeline.indexOf(command);
	const later = pipeline.slice(from + 1).map(({ words }) => words.map(({ text }) => text));
	if (later.some(readsProgram)) return true;
	const files = pipeline.slice(from).flatMap(({ targets }) => targets.map(({ text }) => text));
	const copied = later.flatMap((words) => require_core.basename(words[0] ?? "") === "tee" ? words.slice(1) : []);
	return [...files, ...copied].some((file) => isProgram(file, commands));
}
function isProgram(file, commands) {
	if (require_core.languageOfFile(file)) return true;
	if (/^(?:\/dev\/|&|-|\d)/.test(file) || file === "") return false;
	return commands.some(({ words: own }) => {
		const words = own.map(({ text }) => text);
		const at = require_core.commandAt(words);
		const runs = require_core.languageOf(words[at] ?? "") !== void 0 || /^(?:\.|source|chmod|exec|install)$/.test(words[at] ?? "");
		return words.some((word, index) => require_core.basename(word) === require_core.basename(file) && (runs || index === at));
	});
}
const fed = new Set("ssh psql mysql mariadb sqlite3 mongosh mongo duckdb clickhouse-client parallel at batch crontab su make gmake".split(" "));
/** Whether a command runs what it reads from its input. */
function readsProgram(words) {
	const at = require_core.commandAt(words);
	if (fed.has(require_core.basename(words[at] ?? "")) && require_core.basename(words[at] ?? "") !== "xargs") return true;
	if (words.slice(0, at).some((word) => require_core.basename(word) === "xargs")) return require_core.codeIn(words).length > 0;
	return words.some((word, index) => {
		if (index < at || !require_core.languageOf(word)) return false;
		if (require_core.codeIn(words.slice(index, index + 16)).length > 0) return false;
		const operand = words[require_core.afterOptions(words, index + 1, /^-[WXoO]$/)] ?? "-";
		return words.slice(index + 1, index + 16).some((option) => /^-[a-z]*s$/.test(option)) && require_core.languageOf(word) === "shell" || operand === "-" || operand === "/dev/stdin";
	});
}
/** Whether a command runs the text of any variable as code. */
function runsVariable(command, text) {
	const { words: own } = command;
	if (nameOf(own.map((word) => word.text)) === "eval") return own.some(({ from, to }) => expands(text.slice(from, to)));
	return codeOf(command).some(({ index, language }) => {
		const word = own[index];
		return language !== "query" && word !== void 0 && expands(text.slice(word.from, word.to));
	});
}
/** Whether the shell puts the text of a variable into a word. */
function expands(written) {
	return (written.match(/'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|[^'"\\]+/g) ?? []).some((part) => !part.startsWith("'") && /\$[\w{@*]/.test(part.replace(/\\[^]/g, "")));
}
const sensitiveOf = /* @__PURE__ */ require_core.once((shell) => sensitive(shell, programsOf));
/** The words of a command that are code, a query, or an argument of something that takes all of them so. */
function programsOf(command) {
	const name = nameOf(command.words.map(({ text }) => text));
	return evaluating$1.has(name) || querying$1.has(name) ? command.words.map((_, index) => ({ index })) : codeOf(command);
}
/** The words of a command that some program takes for code. */
const codeOf = /* @__PURE__ */ require_core.once((command) => require_core.codeIn(command.words.map(({ text }) => text)));

// src/argo/use/applying.ts
const sending = new Set("apply create replace patch delete submit update".split(" "));
/** A command that sends manifests to the cluster, with what stands behind its name; nothing for others. */
function senderOf(texts) {
	const at = require_core.commandAt(texts);
	const name = require_core.basename(texts[at] ?? "");
	if (!/^(?:kubectl|oc|argo)$/.test(name)) return void 0;
	const rest = texts.slice(at + 1);
	if (!rest.some((text) => sending.has(text)) || rest.some((text) => text.startsWith("--dry-run"))) return void 0;
	return {
		name,
		rest
	};
}
function sendingOf(texts) {
	const sender = senderOf(texts);
	if (!sender) return void 0;
	const { name, rest } = sender;
	const given = rest.flatMap((text, index) => {
		const [option, stuck = ""] = /^(?:-[fk]=?|--(?:filename|kustomize)(?:=|$))(.*)$/.exec(text) ?? [];
		if (option === void 0) return [];
		return stuck === "" ? rest[index + 1] ?? [] : [stuck];
	});
	const operands = rest.filter((_, index) => !/^(?:-[fpnl]|--(?:parameter(?:-file)?|namespace|labels))$/.test(rest[index - 1] ?? ""));
	return {
		...takenBy(name, "manifest"),
		files: name === "argo" ? operands : given
	};
}
function takenBy(name, what) {
	return {
		how: "manifest",
		what: `\`${name}\` takes its text for a part of the ${what} that it sends to the cluster`
	};
}
/** What a command does with what it reads, when it sends that to the cluster. */
function ofManifest(texts) {
	const found = sendingOf(texts);
	return found?.files.some((file) => file === "-" || file === "/dev/stdin") ? found : void 0;
}
const senders = /* @__PURE__ */ require_core.once(({ commands }) => new Map(commands.flatMap((command) => [...sent(textsOf$1(command))])));
/** What sends a file to the cluster, or all of the folder that it is in. */
function applied(path, shell) {
	const folders = [...path.matchAll(/(?<=[^/])\//g)].slice(0, 20).map(({ index }) => path.slice(0, index));
	if (!path.startsWith("/")) folders.push(".");
	return (/\.(?:ya?ml|json)$/.test(path) ? [path, ...folders] : [path]).map((file) => senders(shell).get(file)).find((sink) => sink !== void 0);
}
function* sent(texts) {
	const found = sendingOf(texts);
	if (found) for (const file of found.files) yield [file.replace(/^\.\/(?=.)/, "").replace(/(?<=.)\/$/, ""), found];
}
/** The same for an argument: what `-p` of `kubectl patch` is given. */
function ofPatch(texts, index) {
	const sender = senderOf(texts);
	if (!sender?.rest.includes("patch")) return void 0;
	return /^(?:-p|--patch)$/.test(texts[index - 1] ?? "") || /^(?:-p.|--patch=)/.test(texts[index] ?? "") ? takenBy(sender.name, "patch") : void 0;
}

// src/argo/use/statement.ts
const words = /(?:^|[\s;&|(){}])((?:(?:if|then|elif|else|while|until|do|!|time|\{)(?:\s+|$))+)$/;
const openers = /* @__PURE__ */ new Map([
	["if", "if"],
	["while", "do"],
	["until", "do"],
	["for", "do"],
	["select", "do"],
	["case", "case"],
	["{", "{"]
]);
const closers = /* @__PURE__ */ new Map([
	["fi", "if"],
	["done", "do"],
	["esac", "case"],
	["}", "{"]
]);
/** The commands of a program in their order, each with the blocks around it. */
const structure = /* @__PURE__ */ require_core.once(read$1);
/** What ends the block around a command, whose output is also the block's; nothing outside of blocks. */
function outerOf(command, shell) {
	const { statements } = structure(shell);
	const own = statements.find((one) => one.command === command)?.block;
	const block = command.compound ? own?.outer : own;
	if (!block || block.name !== void 0) return void 0;
	return statements.find((one) => one.command.compound && one.to === block.to)?.command;
}
function read$1({ commands, text }) {
	const statements = [];
	const functions = [];
	let block;
	let before = 0;
	const own = commands.filter(({ within }) => !within).map((command) => ({
		command,
		...extent(command)
	}));
	for (const { command, from, to } of own.toSorted((a, b) => a.from - b.from)) {
		const gap = text.slice(Math.max(before, from - 200), from);
		const [, found = ""] = words.exec(gap) ?? [];
		const keywords = found.split(/\s+/).filter((word) => word !== "");
		for (const [index, word] of keywords.entries()) {
			const kind = openers.get(word);
			if (kind) block = open(kind, from, block, index === 0 && word === "{" ? functionName(gap, found) : void 0);
			if (block?.name !== void 0) functions.push(block);
		}
		const first = command.words[0]?.text ?? "";
		const closes = command.compound ? closers.get(first) : void 0;
		statements.push({
			command,
			from,
			to,
			joint: jointOf(text.slice(before, from)),
			keywords,
			block
		});
		const kind = command.compound || first === "{" ? void 0 : openers.get(first);
		if (kind) block = open(kind, from, block, void 0);
		if (closes) block = close(closes, to, block);
		before = Math.max(before, to);
	}
	return {
		statements,
		functions: [...new Set(functions)]
	};
}
function open(kind, from, outer, name) {
	return {
		kind,
		from,
		to: Infinity,
		name,
		outer
	};
}
/** What is closed is the nearest of its kind: others around it were not understood. */
function close(kind, to, block) {
	for (let found = block; found; found = found.outer) if (found.kind === kind) {
		found.to = to;
		return found.outer;
	}
	return block;
}
function functionName(gap, keywords) {
	const before = gap.slice(0, gap.length - keywords.length);
	return /([\w.:-]{1,80})[ \t]*\([ \t]*\)\s*$/.exec(before)?.[1] ?? /\bfunction[ \t]+([\w.:-]{1,80})\s*$/.exec(before)?.[1];
}
function extent({ words: own, assignments }) {
	const all = [...assignments, ...own];
	let from = Infinity;
	let to = 0;
	for (const word of all) {
		from = Math.min(from, word.from);
		to = Math.max(to, word.to);
	}
	return {
		from: all.length > 0 ? from : 0,
		to
	};
}
function jointOf(gap) {
	const [, sign] = /(&&|\|\||\|&?)[\s\\]*(?:[{!(]\s*)*$/.exec(gap.slice(-200)) ?? [];
	return sign === "&&" || sign === "||" ? sign : sign ? "|" : "";
}

// src/argo/use/feeding.ts
/** What a command reads and runs. */
function ofInput(command) {
	const texts = textsOf$1(command);
	const put = replacing(texts);
	if (put !== void 0) return put ? byXargs : void 0;
	if (texts.some(isXargs)) return void 0;
	if (isFed(texts)) return running(texts);
	return buildsInput(texts) ? built : ofManifest(texts);
}
/** `parallel` quotes what it reads for the command that it is given; without one, it runs each line. */
function isFed(texts) {
	return readsProgram(texts) && !(nameOf(texts) === "parallel" && texts.slice(1).some((text) => !text.startsWith("-")));
}
const databases = new Set("psql mysql mariadb sqlite3 mongosh mongo duckdb clickhouse-client".split(" "));
function running(texts) {
	const name = nameOf(texts);
	return databases.has(name) ? {
		how: "query",
		what: `\`${name}\` reads its text as a part of what to do`
	} : {
		how: "code",
		what: `\`${name}\` reads its text as a part of a program, and runs it`
	};
}
/** What runs or applies the output of a command: the next ones in its pipeline, or what is done with its file. */
function ofOutput(command, shell) {
	const readers = readersOf(command);
	for (const later of readers) {
		const texts = textsOf$1(later);
		const put = replacing(texts);
		if (put === void 0 ? !texts.some(isXargs) && isFed(texts) : put) return put ? byXargs : running(texts);
		const other = buildsInput(texts) ? built : ofManifest(texts);
		if (other) return other;
		if (!changes(later)) break;
	}
	for (const one of [command, ...readers]) {
		const copies = require_core.basename(one.words[0]?.text ?? "") === "tee" ? one.words.slice(1) : [];
		for (const { text: file } of [...one.targets, ...copies]) {
			if (isBuilt(file, shell)) return built;
			const runner = runnerOf(file, shell);
			if (runner) return runningFile(textsOf$1(runner));
			const path = pathOf(file);
			const manifest = path === void 0 ? void 0 : applied(path, shell);
			if (manifest) return manifest;
		}
	}
	const last = readers.at(-1) ?? command;
	const outer = last.targets.length === 0 ? outerOf(last, shell) : void 0;
	return outer && ofOutput(outer, shell);
}
const byXargs = {
	how: "code",
	what: "`xargs` puts its text into a program"
};
function isXargs(text) {
	return require_core.basename(text) === "xargs";
}
/** Whether `xargs` puts what it reads into code; nothing when it puts it nowhere. */
function replacing(texts) {
	const at = texts.findIndex(isXargs);
	if (at < 0) return void 0;
	const option = texts.findIndex((text, index) => index > at && /^-I|^-i$/.test(text));
	if (option < 0) return require_core.codeIn([...texts, ""]).some(({ index, language }) => language !== "query" && index === texts.length) ? true : void 0;
	const mark = texts[option] === "-I" ? texts[option + 1] ?? "" : texts[option]?.slice(2) || "{}";
	return require_core.codeIn(texts).some(({ index, language }) => language !== "query" && (texts[index] ?? "").includes(mark));
}
function runningFile(texts) {
	return require_core.fileIn(texts)?.language === "query" ? {
		how: "query",
		what: `it is written to a file of queries, which \`${nameOf(texts)}\` runs then`
	} : {
		how: "code",
		what: "it is written to a file that is run then"
	};
}
/** A file by its name, or by the one variable that its name begins with; nothing when another time it may be another. */
function pathOf(file) {
	const path = file.replace(/^\.\//, "");
	return path === "" || /^(?:\/dev\/|&|-|\d)/.test(path) || !/^(?:\$\{?[A-Za-z_]\w*\}?)?[^$`{]*$/.test(path) ? void 0 : path;
}
const built = {
	how: "code",
	what: "it becomes part of a Dockerfile, and a build runs the commands in that, where `--build-arg` would keep it data"
};
/** A Dockerfile that the script builds: the one that a build names, or of the usual name where it names none. */
function isBuilt(file, { commands }) {
	if (!/(?:^|\/)(?:Docker|Container)file[\w.-]*$/i.test(file)) return false;
	return commands.some((command) => {
		const texts = textsOf$1(command);
		if (!builds(texts)) return false;
		const named = fileOf(texts);
		if (named !== void 0) return named.replace(/^\.\//, "") === file.replace(/^\.\//, "");
		return /(?:^|\/)(?:Docker|Container)file$/.test(file);
	});
}
/** The Dockerfile that a build is told to read. */
function fileOf(texts) {
	const at = texts.findIndex((text) => /^(?:-f|--file|--dockerfile)$/.test(text));
	if (at >= 0) return texts[at + 1];
	return texts.flatMap((text) => /^(?:-f|--file=|--dockerfile=)(.+)$/s.exec(text)?.[1] ?? [])[0];
}
/** Whether a command builds an image. */
function builds(texts) {
	const at = require_core.commandAt(texts);
	const name = require_core.basename(texts[at] ?? "");
	if (/^(?:docker|podman|nerdctl|buildah|img)$/.test(name)) return texts.slice(at + 1).some((text) => /^(?:build|bud|build-using-dockerfile)$/.test(text));
	return /^(?:buildctl|buildctl-daemonless\.sh)$/.test(name) || /(?:^|\/)kaniko\/executor$/.test(texts[at] ?? "");
}
/** Whether it reads the Dockerfile, not only the files beside it. */
function buildsInput(texts) {
	return builds(texts) && texts.some((text, index) => /^(?:-f|--file)=?-$/.test(text) || text === "-" && index > 1);
}
/** The command that a file is, or that runs it. */
const runnerOf = /* @__PURE__ */ require_core.oncePer((file, { commands }) => {
	const path = pathOf(file);
	if (path === void 0) return void 0;
	return commands.find((command) => !command.targets.some(({ text }) => text === file) && require_core.fileIn(textsOf$1(command))?.file.replace(/^\.\//, "") === path);
});

// src/argo/use/fetching.ts
/** A command that writes what lies at an address, by its name, when the text chooses the host of that. */
function fetcherOf(holder, word, { from }, { text }) {
	const texts = textsOf$1(holder);
	const name = nameOf(texts);
	const before = text.slice(word.from, from).replace(/^["']/, "");
	const option = texts[holder.words.findIndex((one) => one.from === word.from) - 1] ?? "";
	const isOperand = !option.startsWith("-") || /^(?:-[fsSLkgqnv]*(?:O-?)?|--(?:fail|silent|show-error|location|insecure|quiet|url))$/.test(option);
	return /^(?:curl|wget)$/.test(name) && isOperand && /^(?:(?:https?|ftp):\/\/[^/]*)?$/.test(before) ? name : void 0;
}
const ends = {
	code: "that is run",
	arithmetic: "that is calculated with",
	query: "that is run as a query",
	manifest: "that is sent to the cluster",
	word: "that is split at blanks"
};
/** What is done with what a command fetches, told of the text that names the host. */
function fetched(fetcher, { how }) {
	return {
		how,
		what: `\`${fetcher}\` fetches what lies there, and ${ends[how]}`
	};
}

// src/argo/use/sink.ts
/** What a shell does with text, by the name of its program; nothing for those with another syntax. */
function kindOf(name) {
	if (!/^(?:ba|da|a|k|mk|pdk|z)?sh$/.test(name)) return void 0;
	return {
		calculates: /^(?:ba|k|mk|pdk|z)sh$/.test(name),
		splits: name !== "zsh"
	};
}
const command = {
	how: "code",
	what: "it is the command that is run"
};
/**
* What takes the text of a variable for more than text; nothing when nothing is known to do so.
*
* @param leads whether the variable begins with text from outside
*/
function sinkOf(expanded, shell, kind) {
	let { command: holder, word } = expanded.spot;
	let isValue = false;
	let fetcher;
	let split;
	for (let direct = true; holder; direct = false) {
		const found = isInput(word) ? ofInput(holder) : word && ofWord({
			holder,
			word,
			direct,
			expanded
		}, shell, kind);
		if (direct) fetcher = word && fetcherOf(holder, word, expanded, shell);
		if (found && (found.how !== "word" || fetcher === void 0)) return acting(found);
		split ??= found;
		if (!(direct && fetcher !== void 0 ? true : isInput(word) ? changes(holder) : passes(holder))) return split;
		isValue ||= encloses(holder) || readersOf(holder).some(encloses);
		const fed = ofOutput(holder, shell);
		if (fed) return acting(fed);
		if (!readersOf(holder).every(changes)) return split;
		word = holder.inWord;
		holder = holder.within;
	}
	return split;
	function acting(sink) {
		if (isValue && sink.how === "manifest") return void 0;
		return fetcher === void 0 ? sink : fetched(fetcher, sink);
	}
}
/** Commands that run the first of their arguments, or all of them, as commands. */
const evaluating = /* @__PURE__ */ new Set([
	"eval",
	"trap",
	"watch",
	"parallel"
]);
/** Commands that take the text of a query among their arguments. */
const querying = new Set("bq snowsql sqlcmd isql beeline hive presto trino impala-shell spark-sql cqlsh cypher-shell vsql".split(" "));
function ofWord(spot, shell, kind) {
	const { holder, word, direct, expanded } = spot;
	if (word.role !== "word") return void 0;
	const texts = textsOf$1(holder);
	const index = holder.words.findIndex(({ from }) => from === word.from);
	const first = require_core.basename(texts[0] ?? "");
	if (index < 0 || index >= texts.length) return void 0;
	if (first === "[[") return kind.calculates ? ofTest(texts, index) : void 0;
	if (first === "case" || first === "for" || first === "select" || first === "[" || first === "test") return kind.calculates && texts[index - 1] === "-v" ? named(first) : void 0;
	const name = nameOf(texts);
	const at = commandIndex(texts);
	if (index === at && kind.leads && begins(spot, shell)) return command;
	if (index > at && evaluating.has(name) && (name !== "trap" || index === operand(texts, at)) && !isQuoted(texts, index)) return {
		how: "code",
		what: `\`${name}\` runs its text as a command`
	};
	const written = shell.text.slice(word.from, word.to);
	if (index === operand(texts, at) && /^(?:\.|source)$/.test(name)) {
		if (written.startsWith("<(")) return {
			how: "code",
			what: `\`${name}\` runs its text as a program`
		};
		if (direct && isWhole$1(word, expanded)) return {
			how: "code",
			what: `it is the file that \`${name}\` runs`
		};
	}
	if (index === operand(texts, at) && require_core.languageOf(texts[at] ?? "") && written.startsWith("<(")) return {
		how: "code",
		what: `\`${name}\` runs its text as a program`
	};
	return ofProgram(texts, index, name) ?? ofPatch(texts, index) ?? (kind.calculates ? calculated(spot, texts, index) : void 0) ?? (kind.splits && direct ? split$1(spot, index >= at ? name : "", shell) : void 0);
}
/** Whether `parallel` quotes a word for the command that it is given before. */
function isQuoted(texts, index) {
	const sign = texts.findIndex((text) => /^::::?\+?$/.test(text));
	return sign > 1 && index > sign;
}
/** Code among the arguments of a command, such as the text after `sh -c`. */
function ofProgram(texts, index, name) {
	const code = require_core.codeIn(texts).find((found) => found.index === index);
	if (code?.language === "query") return {
		how: "query",
		what: `\`${name}\` takes its text for a part of what to do`
	};
	const article = code?.language === "r" || code?.language === "awk" ? "an" : "a";
	if (code) return {
		how: "code",
		what: `it is part of ${article} ${require_core.program(code.language)} that \`${name}\` runs`
	};
	if (name === "make" && /^\w+[:+?]?=/.test(texts[index] ?? "")) return {
		how: "code",
		what: "`make` expands its text, and runs the commands in `$(shell …)`"
	};
	if (/^(?:aws|gcloud)$/.test(name) && /^--(?:query-string|sql)(?:=|$)/.test(optionOf(texts, index))) return {
		how: "query",
		what: `\`${name}\` takes its text for a part of the query`
	};
	return querying.has(name) && /\s/.test(texts[index] ?? "") && /\b(?:select|insert|update|delete|create|drop|alter|call|match|copy|merge)\b/i.test(texts[index] ?? "") ? {
		how: "query",
		what: `\`${name}\` takes its text for a part of the query`
	} : void 0;
}
/** The option that a word is, or belongs to. */
function optionOf(texts, index) {
	return (texts[index]?.startsWith("-") ? texts[index] : texts[index - 1]) ?? "";
}
/** The index of the command itself, behind `exec`, `timeout` and such. */
function commandIndex(texts) {
	let at = require_core.commandAt(texts);
	while (/^(?:command|builtin)$/.test(texts[at] ?? "") && !/^-[vV]$/.test(texts[at + 1] ?? "")) at++;
	return at;
}
function operand(texts, at) {
	let index = at + 1;
	while (texts[index]?.startsWith("-")) if (texts[index++] === "--") break;
	return index;
}
function isWhole$1({ from, to }, expanded) {
	const quotes = expanded.spot.quoting === "double" ? 1 : 0;
	return expanded.from - quotes === from && expanded.to + quotes === to;
}
/** Whether the text chooses the command, not only a file below a directory that it names. */
function begins({ word, direct, expanded }, { text }) {
	if (!direct) return true;
	if (/\[[@*]\]/.test(text.slice(expanded.from, expanded.to))) return false;
	const quotes = expanded.spot.quoting === "none" ? 0 : 1;
	return expanded.from - quotes <= word.from && (quotes === 0 || text[expanded.to] !== "/");
}
/** In `[[ … ]]` numbers are arithmetic expressions. */
function ofTest(texts, index) {
	if ([texts[index - 1] ?? "", texts[index + 1] ?? ""].some((word) => /^-(?:eq|ne|lt|le|gt|ge)$/.test(word))) return arithmetic("[[");
	return texts[index - 1] === "-v" ? named("[[") : void 0;
}
function arithmetic(name) {
	return {
		how: "arithmetic",
		what: `\`${name}\` calculates with its text, and an index in that can run a command`
	};
}
function named(name) {
	return {
		how: "arithmetic",
		what: `\`${name}\` takes its text for the name of a variable, and an index in that can run a command`
	};
}
/** Commands that take names of variables, in which an index is calculated. */
const naming = new Set("declare typeset local unset read mapfile readarray".split(" "));
function calculated({ word, expanded, direct }, texts, index) {
	const first = require_core.basename(texts[0] ?? "");
	if (first === "let") return arithmetic(first);
	if (first === "printf" && texts[index - 1] === "-v") return named(first);
	if (!naming.has(first) || !direct) return void 0;
	if (!word.text.slice(0, Math.max(0, expanded.from - word.from)).includes("=")) return first === "read" && /^-\w*[ptnNdiu]$/.test(texts[index - 1] ?? "") ? void 0 : named(first);
	return texts.some((text) => /^-[a-zA-Z]*i/.test(text)) ? arithmetic(first) : void 0;
}
/** Commands to which one word more does nothing, or for which words are made on purpose. */
const harmless = new Set("echo printf true false : test [ exit return shift sleep export local declare typeset readonly set unset wait cd pushd mkdir touch basename dirname seq expr date cat head tail wc ls hostname trap kill umask ulimit read getopts break continue which type command hash let nproc whoami id uname logger say log info warn error debug".split(" "));
function split$1({ word, expanded }, name, shell) {
	if (expanded.spot.quoting !== "none" || name === "" || harmless.has(name) || shell.functions.has(name)) return void 0;
	if (/["']/.test(shell.text.slice(expanded.from, expanded.to))) return void 0;
	return {
		how: "word",
		what: `without quotes it is split at blanks, and ${/^[\w.+/-]{1,60}$/.test(name) ? `\`${name}\`` : "the command"} may take a part for an option`,
		quotable: expanded.name !== "*" && !/[{}]/.test(word.text.replace(/\$\{[^{}]*\}/g, ""))
	};
}

// src/argo/use/inner.ts
/** The programs in single quotes and in quoted here-documents that a variable is written in. */
function* programsIn(shell, holding, expanded, given) {
	const seen = /* @__PURE__ */ new Set();
	const names = exported(shell, given);
	for (const { spot } of expanded) {
		if (!spot.literal || seen.has(spot.literal.from)) continue;
		seen.add(spot.literal.from);
		const run = spot.quoting === "single" ? inWord(spot) : inDocument(spot, shell);
		if (!run) continue;
		const { from, to, kind, by, words } = run;
		const handed = handedOver(words, holding, expanded);
		for (const name of names) {
			const origins = originsOf([name], by.words[0]?.from ?? from, holding);
			if (origins.size > 0) handed.set(name, origins);
		}
		for (const [name, origins] of prefixed(by, holding, expanded)) handed.set(name, origins);
		yield {
			from,
			to,
			kind,
			handed
		};
	}
}
/** The text after `sh -c`. */
function inWord({ literal, command: by, word }) {
	if (!literal || !by || word?.from !== literal.from || word.to !== literal.to) return void 0;
	const texts = textsOf$1(by);
	const index = by.words.findIndex(({ from }) => from === word.from);
	const code = require_core.codeIn(texts).find((item) => item.index === index);
	const kind = kindOf(require_core.basename(texts[commandIndex(texts)] ?? ""));
	if (!kind || code?.language !== "shell") return void 0;
	return {
		from: literal.from + 1,
		to: literal.to - 1,
		kind,
		by,
		words: by.words.slice(index + 1)
	};
}
/** A here-document that a shell reads, or that goes to a file which one runs. */
function inDocument({ literal, command, quoting }, shell) {
	if (!literal || !command || quoting !== "quoted-here-document") return void 0;
	const readers = [command, ...readersOf(command)];
	for (const by of readers) {
		const texts = textsOf$1(by);
		const kind = readsProgram(texts) ? kindOf(require_core.basename(texts[commandIndex(texts)] ?? "")) : void 0;
		if (kind) return {
			...literal,
			kind,
			by,
			words: []
		};
		if (!changes(by)) break;
	}
	const [file = ""] = readers.flatMap(({ targets }) => targets.map(({ text }) => text));
	const by = runnerOf(file, shell);
	if (!by) return void 0;
	const texts = textsOf$1(by);
	const index = texts.findIndex((text) => require_core.basename(text) === require_core.basename(file));
	const [, line = "sh"] = /^#!.*?(\w+)\s*$/m.exec(shell.text.slice(literal.from, literal.from + 80)) ?? [];
	const kind = kindOf(index === commandIndex(texts) ? line : require_core.basename(texts[commandIndex(texts)] ?? ""));
	return kind && {
		...literal,
		kind,
		by,
		words: by.words.slice(index)
	};
}
/** The variables that programs get from a shell: those that it got itself, and those that it exports. */
function exported({ commands }, given) {
	const names = new Set(given.filter((name) => /^[A-Za-z_]/.test(name)));
	for (const { words } of commands) {
		const [first, ...others] = words.map(({ text }) => text);
		if (first === "export" || /^(?:declare|typeset)$/.test(first ?? "") && others[0]?.startsWith("-x")) for (const text of others) names.add(/^\w*/.exec(text)?.[0] ?? "");
	}
	return names;
}
/** Variables that a command alone gets. */
function* prefixed({ assignments }, holding, expanded) {
	for (const word of assignments) yield [/^\w*/.exec(word.text)?.[0] ?? "", originsIn(word, holding, expanded)];
}
/** The arguments behind a program, by their numbers. */
function handedOver(words, holding, expanded) {
	const found = /* @__PURE__ */ new Map();
	const all = /* @__PURE__ */ new Set();
	for (const [index, word] of words.slice(0, 20).entries()) {
		const origins = originsIn(word, holding, expanded);
		if (origins.size === 0) continue;
		found.set(`${index}`, origins);
		if (index > 0) for (const origin of origins) all.add(origin);
	}
	if (all.size > 0) for (const name of ["@", "*"]) found.set(name, all);
	return found;
}
function originsIn(word, holding, expanded) {
	const all = between(expanded, word).filter(expands$1);
	return new Set(all.flatMap(({ gives, from }) => [...originsOf(gives, from, holding)]));
}

// src/argo/use/shell.ts
/** Programs in programs that are followed. */
const deepest = 3;
/**
* Where a program of a shell takes the text of variables for more than text. Quoted variables that are arguments, and
* those that the program has checked before, are not among them.
*
* @param holes stretches that are filled in before the shell reads the program
* @param given the variables that hold text from outside; `1` and `@` are arguments
*/
function usesInShell(text, holes, given, kind) {
	return given.length === 0 ? [] : usesIn(text, {
		holes,
		given,
		kind,
		depth: 0
	});
}
function usesIn(text, { holes, given, kind, depth }) {
	if (text.length > 32768) return [];
	const found = expansions(text, holes);
	if (found.length > 2e3) return [];
	const shell = readShell(text, [...holes, ...found]);
	if (!shell) return [];
	const spots = new Map(shell.spots.map((spot) => [spot.hole.from, spot]));
	const expanded = found.flatMap((one) => {
		const spot = spots.get(one.from);
		return spot ? [{
			...one,
			spot
		}] : [];
	});
	const holding = holdingOf(shell, structure(shell), expanded, given);
	return [
		...expanded.flatMap((one) => usesOf(one, {
			shell,
			holding,
			kind
		})),
		...kind.calculates ? calculations({
			shell,
			holding,
			kind
		}, expanded) : [],
		...substitutions(shell, holding, expanded, given),
		...depth < deepest ? inner(shell, holding, expanded, {
			given,
			kind,
			depth,
			holes
		}) : []
	].toSorted((a, b) => a.from - b.from);
}
function usesOf(expanded, { shell, holding, kind }) {
	const { from, to, name: variable, gives, calculates, spot } = expanded;
	if (!expands$1(expanded) && spot.quoting !== "arithmetic") return [];
	if (kind.calculates && shell.text.slice(from, to).endsWith("@P}")) {
		const prompted = originsOf(gives, from, holding);
		if (prompted.size > 0) return [{
			from,
			to,
			variable,
			origins: prompted,
			...prompt
		}];
	}
	if (kind.calculates) {
		const indexed = originsOf(calculates, from, holding);
		const place = spot.quoting === "arithmetic" ? originsOf(gives, from, holding) : indexed;
		if (place.size > 0) return [{
			from,
			to,
			variable,
			origins: place,
			...calculation
		}];
	}
	if (spot.quoting === "arithmetic") return [];
	const origins = originsOf(gives, from, holding);
	if (origins.size === 0) return [];
	const first = /^[@*]$/.test(variable) ? ["1"] : gives;
	const leading = new Set(first.flatMap((name) => [...holding.originsAt(name, from, true)]));
	const sink = sinkOf(expanded, shell, {
		...kind,
		leads: leading.size > 0
	});
	if (!sink) return indexUse(expanded, {
		shell,
		holding,
		kind
	});
	return [{
		from,
		to,
		variable,
		origins: sink === command ? leading : origins,
		...sink
	}];
}
const prompt = {
	how: "code",
	what: "the shell expands its text as a prompt, and runs the commands in that"
};
const calculation = {
	how: "arithmetic",
	what: "the shell calculates with its text, and an index in that can run a command"
};
/** `name[$X]=value` calculates with the index, unless names of the program have texts for indexes. */
function indexUse({ from, to, name: variable, gives, spot }, { shell, holding, kind }) {
	const { word } = spot;
	if (!kind.calculates || word?.role !== "assignment") return [];
	const before = shell.text.slice(word.from, from);
	if (!/^\w+\[[^\]=]*$/.test(before) || /\b(?:declare|local|typeset|readonly)[ \t]+-\w*A/.test(shell.text)) return [];
	const origins = originsOf(gives, from, holding);
	return origins.size > 0 ? [{
		from,
		to,
		variable,
		origins,
		...calculation
	}] : [];
}
/** Names without `$` in `((…))` and `$((…))`. */
function* calculations({ shell, holding }, expanded) {
	let at = 0;
	for (const expression of shell.arithmetics) {
		const start = shell.text.indexOf(expression, at);
		if (start < 0) continue;
		at = start + expression.length;
		const known = between(expanded, {
			from: start,
			to: at
		});
		for (const { 0: name, index } of expression.matchAll(/(?<![\w$])(?<!\$\{[#!]?)[A-Za-z_]\w*/g)) {
			const from = start + index;
			const to = from + name.length;
			if (known.some((one) => one.from < to && one.to > from)) continue;
			const origins = holding.originsAt(name, from);
			if (origins.size > 0) yield {
				from,
				to,
				variable: name,
				origins,
				...calculation
			};
		}
	}
}
/**
* Variables that `envsubst` puts into a file which is not known here: those that it is told, else those that the
* program does nothing else with, since they have to be there for something.
*/
function* substitutions(shell, holding, expanded, given) {
	const used = new Set(expanded.map(({ name }) => name));
	for (const command of shell.commands) {
		const names = substituted(command);
		const word = command.words.find(({ text }) => require_core.basename(text) === "envsubst");
		const sink = names && ofOutput(command, shell);
		if (!names || !word || !sink) continue;
		const { from, to } = word;
		const put = names === "all" ? [...exported(shell, given)].filter((name) => !used.has(name)) : names;
		const origins = originsOf(put, from, holding);
		if (origins.size > 0) yield {
			from,
			to,
			variable: put.join(" "),
			origins,
			...sink
		};
	}
}
/** Programs in quotes that another shell runs, which sees the variables of the environment. */
function* inner(shell, holding, expanded, outer) {
	for (const { from, to, kind, handed } of programsIn(shell, holding, expanded, outer.given)) {
		const given = {
			holes: between(outer.holes, {
				from,
				to
			}).map((hole) => ({
				from: hole.from - from,
				to: hole.to - from
			})),
			given: [...handed.keys()],
			kind,
			depth: outer.depth + 1
		};
		if (handed.size === 0) continue;
		for (const use of usesIn(shell.text.slice(from, to), given)) {
			const origins = new Set([...use.origins].flatMap((name) => [...handed.get(name) ?? []]));
			if (origins.size > 0) yield {
				...use,
				from: use.from + from,
				to: use.to + from,
				origins
			};
		}
	}
}

// src/argo/given.ts
/** A tag in a text that is known but for it. */
const tag = /\{\{[^]*?\}\}/g;
/** The texts that a manifest itself gives to a variable: defaults, arguments of calls, what `enum` offers and items. */
function givenTexts(path, place) {
	return [...new Set(given(path, place, /* @__PURE__ */ new Set()))];
}
function* given(path, place, seen) {
	const { project, manifest } = place;
	const [root, kind, ...rest] = path;
	if (root === "workflow" && kind === "parameters") yield* held(require_core.parameter(require_core.get(manifest.spec, "arguments"), rest.join(".")), {
		project,
		manifest,
		template: void 0
	}, seen);
	for (const found of root === "inputs" || root === "item" ? require_core.resolve(path, place) : []) {
		if (require_core.isSource(found) || !require_core.isTemplate(found.of)) continue;
		const { of: template, list } = found;
		const name = found.name.replace("inputs.parameters.", "");
		if (list) {
			const own = require_core.items(list).map((item) => item.kind === "mapping" ? require_core.get(item, path[1] ?? "") : item);
			for (const leaf of own.flatMap((item) => [...require_core.scalars(item)])) yield leaf.value;
			continue;
		}
		yield* held(require_core.parameter(require_core.get(template.node, "inputs"), name), {
			project,
			manifest,
			template
		}, seen);
		for (const { node, from } of require_core.edges(manifest).byTarget.get(template) ?? []) yield* held(require_core.parameter(require_core.get(node, "arguments"), name), {
			project,
			manifest,
			template: from,
			call: node
		}, seen);
		if (require_core.text(require_core.get(manifest.spec, "entrypoint")) === template.name) yield* held(require_core.parameter(require_core.get(manifest.spec, "arguments"), name), {
			project,
			manifest,
			template: void 0
		}, seen);
	}
}
/** What a parameter holds. A text with tags in it counts with a plain word in their place. */
function* held(declared, place, seen) {
	if (!declared || seen.has(declared)) return;
	seen.add(declared);
	for (const choice of require_core.items(require_core.get(declared, "enum"))) yield require_core.scalar(choice)?.value ?? "";
	for (const key of ["value", "default"]) {
		const leaf = require_core.scalar(require_core.get(declared, key));
		if (!leaf) continue;
		for (const { flows } of require_core.tags(leaf)) for (const { path } of flows) yield* given(path, place, seen);
		const around = leaf.value.replace(tag, "x");
		if (require_core.tags(leaf).length === 0 || around !== "x") yield around;
	}
}

// src/argo/brace.ts
const brace = /\{\{[^]*?\}\}/g;
/** A program with a word in the place of everything that stands in two braces. */
function withoutBraces(program, word) {
	return program.replace(brace, word);
}
/** Whether a tag begins within another one. */
function isNested(program, { from }) {
	const before = program.slice(0, from);
	return before.lastIndexOf("{{") > before.lastIndexOf("}}");
}
/** Whether what was written in the place of some tags of a program makes tags of what stands around it. */
function makesTags(program, tags, after) {
	const parts = tags.map(({ from, to }) => ({
		from,
		to,
		text: " "
	}));
	return braces(after).join() !== braces((require_edits()).rewritten(program, parts)).join();
}
function braces(program) {
	return program.match(brace) ?? [];
}

// src/argo/environment.ts
/** The variables of one container, to which others can be added. */
var Environment = class {
	added = /* @__PURE__ */ new Map();
	container;
	texts;
	used;
	/** Variables come from other files, whose names are not known: only unlikely ones are free. */
	imports;
	/**
	* @param texts all programs and arguments of the container, in which a name may be used already
	* @param others names that something else sets in the container
	*/
	constructor(container, texts, others) {
		this.container = container;
		this.texts = texts;
		this.imports = texts.some((written) => importing$1.test(written));
		this.used = /* @__PURE__ */ new Set([...others, ...this.entries.map(({ name }) => name)]);
	}
	/** Whether the list is written in the container itself, so that it can be added to. */
	get open() {
		const found = require_core.pair(this.container, "env");
		return !found || this.container.pairs.includes(found) && (found.value.kind === "sequence" || require_core.isNull(found.value));
	}
	/** The name of the variable that holds what a tag stands for: one that is there, or a new one. */
	nameFor(tag, written) {
		const known = this.added.get(written) ?? this.existing(tag);
		if (known !== void 0) return known;
		const names = [...candidates(tag)].filter((name) => !this.imports || name.startsWith("PARAM_"));
		const free = names.find((name) => this.isFree(name)) ?? this.numbered(names.at(-1) ?? "PARAM");
		this.added.set(written, free);
		return free;
	}
	/** What adds the new variables, before all others: the kubelet expands `$(NAME)` for names that stand before. */
	changes() {
		const entries = [...this.added].map(([value, name]) => ({
			name,
			value
		}));
		if (entries.length === 0) return [];
		const list = require_core.get(this.container, "env");
		if (isSequence(list)) return [(require_edits()).prepend(list, ...entries)];
		if (list) return [(require_edits()).replace(list, entries)];
		const after = [
			"args",
			"command",
			"image"
		].find((key) => this.container.pairs.some((own) => require_core.keyOf(own) === key));
		return [(require_edits()).insert(this.container, "env", entries, after)];
	}
	get entries() {
		return namesAndValues(require_core.get(this.container, "env"));
	}
	/** A variable with this very tag as its value, which nothing sets again. */
	existing({ body }) {
		const { entries } = this;
		return entries.find(({ name, value }, index) => {
			const leaf = require_core.scalar(value);
			const [only] = require_core.tags(leaf);
			if (!leaf || !only || !require_core.isOnly(only, leaf) || leaf.value.trim() !== leaf.value || only.body !== body) return false;
			return entries.findLastIndex((other) => other.name === name) === index && this.isOnlyRead(name);
		})?.name;
	}
	isOnlyRead(name) {
		if (!/^[A-Za-z_]\w*$/.test(name)) return false;
		const reading = new RegExp(`\\$\\{?${name}(?![\\w:=])|environ\\[["']${name}["']\\]|\\benv\\.${name}\\b`, "g");
		return this.texts.every((written) => !mentions(written.replace(reading, ""), name));
	}
	isFree(name) {
		return !(this.used.has(name) || [...this.added.values()].includes(name)) && /^[A-Z]/.test(name) && !reserved.test(name) && !this.texts.some((written) => mentions(written, name));
	}
	numbered(name) {
		for (let number = 2;; number++) if (this.isFree(`${name}_${number}`)) return `${name}_${number}`;
	}
};
/** Where a shell takes variables from what it has not read yet. */
const importing$1 = /(?:^|[;&|({]|\b(?:then|do|else))[ \t]*(?:source|\.|eval)[ \t]/m;
/** The names that a list of variables sets. */
function namesIn(list) {
	return namesAndValues(list).map(({ name }) => name);
}
function namesAndValues(list) {
	return require_core.items(list).map((item) => ({
		name: require_core.text(require_core.get(item, "name")) ?? "",
		value: require_core.get(item, "value")
	}));
}
function isSequence(node) {
	return node?.kind === "sequence";
}
function mentions(written, name) {
	return new RegExp(`(?<!\\w)${name}(?!\\w)`).test(written);
}
/** Names that shells, the kubelet, Argo or common programs give a meaning to. */
const reserved = /^(?:PATH|HOME|IFS|PWD|OLDPWD|SHELL|USER|USERNAME|LOGNAME|HOSTNAME|LANG|LANGUAGE|TERM|ENV|TZ|CI|DEBUG|EDITOR|VISUAL|PAGER|DISPLAY|MAIL|TMPDIR|TEMP|TMP|UID|EUID|GID|PPID|RANDOM|SECONDS|LINENO|OPTARG|OPTIND|OPTERR|REPLY|FUNCNAME|GROUPS|HOSTTYPE|MACHTYPE|OSTYPE|PIPESTATUS|SHLVL|SHELLOPTS|CDPATH|FIGNORE|HISTFILE|COLUMNS|LINES|PROMPT_COMMAND|PS\d|KUBECONFIG|GOPATH|GOROOT|GOFLAGS|CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|MAKEFLAGS|\w*_PROXY|(?:ARGO|AWS|AZURE|BASH|CARGO|CLOUDSDK|CONDA|CURL|DOCKER|GCLOUD|GH|GIT|GITHUB|GITLAB|GOOGLE|GPG|GRADLE|HELM|JAVA|KUBE|KUBERNETES|LC|LD|MAVEN|MYSQL|NODE|NPM|OPENSSL|PERL|PG|PIP|PYTHON|RUBY|SSH|SSL|TF|VAULT|YARN)(?:_\w*)?|PYTHON\w*|LD_\w*|PG[A-Z]+)$/;
/** Names for what a tag stands for, the best first. */
function* candidates({ flows }) {
	const path = flows.at(-1)?.path ?? [];
	const short = snake(shortOf(path));
	yield short;
	yield snake(path.filter((part) => !general.has(part)));
	yield `PARAM_${short}`.replace(/_$/, "");
}
const general = /* @__PURE__ */ new Set([
	"inputs",
	"outputs",
	"parameters",
	"steps",
	"tasks"
]);
/** `inputs.parameters.tag` is `tag`, `steps.build.outputs.result` is `build` `result`, and so on. */
function shortOf([root = "", kind = "", ...rest]) {
	if (root === "steps" || root === "tasks") return rest[1] === "parameters" ? rest.slice(2) : [kind, ...rest.slice(1)];
	const named = /^(?:parameters|labels|annotations)$/.test(kind) && rest.length > 0 && rest[0] !== "json";
	if (root === "workflow" && kind === "outputs" && rest.length > 1) return rest.slice(1);
	return named ? rest : [
		root,
		kind,
		...rest
	];
}
function snake(parts) {
	return parts.join("_").replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "").toUpperCase();
}

// src/argo/python-program.ts
/**
* A program of Python; nothing when it cannot be read, or `os` cannot be imported in it.
*
* @param known whether the interpreter is known to have f-strings
*/
function pythonProgram(text, tags, known) {
	const python = readPython(text, tags);
	if (!python || /(?<![\w.])os\s*(?::?=(?!=)|:)|\b(?:as|def|class|del|for)\s+os\b/.test(python.code)) return void 0;
	const formats = python.formats ?? known;
	const importing = importOf(text, python.code, Math.min(...tags.map(({ from }) => from)));
	if (importing === void 0) return void 0;
	const literals = new Map(tags.map((tag) => [tag, python.literals.find(({ holes }) => holes.some(({ from }) => from === tag.from))]));
	const runs = sinks.test(python.code) || commands.test(text);
	return {
		refusal(tag, texts) {
			const literal = literals.get(tag);
			if (!literal) return outside(tag, python);
			if (runs) return "The program runs text as code or as commands";
			return unwritable$1(tag, literal, text, formats) ?? differing$1(literal, texts);
		},
		write(names) {
			const found = new Set([...names.keys()].flatMap((tag) => literals.get(tag) ?? []));
			return [...importing, ...[...found].flatMap((literal) => write(text, literal, names))];
		}
	};
}
/** What runs text, or makes queries of it. */
const sinks = /(?<![\w.])(?:eval|exec|compile|execfile|__import__)\s*\(|\bimport_module\b|\bos\.(?:system|popen|exec\w+|spawn\w+)\b|\bshell\s*=(?!\s*False)|\bget(?:status)?output\b|\bcreate_subprocess_shell\b|\bexec_command\b|\.(?:execute|executemany|executescript|read_sql\w*|sql|query|raw)\s*\(|\bTemplate\s*\(/;
/** Words of commands that take a text for one more. */
const commands = /(['"])(?:-\w*c|ssh|su)\1/;
function outside({ from }, { comments }) {
	return comments.some((comment) => comment.from <= from && from < comment.to) ? "The tag stands in a comment, where it serves nothing: delete it" : "The tag stands outside of quotes: its text is an expression, and a variable always holds text";
}
function unwritable$1(tag, literal, text, formats) {
	const { prefix, statement, pattern, holes } = literal;
	if (statement) return "The tag stands in a text that the program does not use";
	if (pattern) return "The tag stands in a pattern of `case`";
	if (/b/i.test(prefix)) return "The tag stands in a text of bytes";
	const hole = holes.find(({ from }) => from === tag.from);
	if (hole?.expression) return "The tag stands in an expression of an f-string";
	if (hole?.escaped) return "A backslash before the tag changes what stands there";
	if (!formats && /u/i.test(prefix)) return "The text around the tag is of another type than variables in Python 2";
	if (/f/i.test(prefix) || isWhole(tag, literal)) return void 0;
	if (!formats || /u/i.test(prefix)) return "The text around the tag cannot become an f-string";
	return /[{}]/.test(withoutHoles(literal, text)) ? "The text around the tag holds braces, so it cannot become an f-string" : void 0;
}
function withoutHoles({ from, to, holes }, text) {
	return holes.toReversed().reduce((rest, hole) => rest.slice(0, hole.from - from) + rest.slice(hole.to - from), text.slice(from, to));
}
/** Whether a tag is all of a text, which is then no text but a variable. */
function isWhole(tag, { from, to, prefix, quote, joined }) {
	return !joined && tag.from === from + prefix.length + quote.length && tag.to === to - quote.length;
}
function differing$1({ prefix, quote }, texts) {
	const signs = [
		quote.length === 1 ? /['"\n]/ : /'''|"""|['"]$/,
		/r/i.test(prefix) ? /\\$/ : /\\/,
		.../f/i.test(prefix) ? [/[{}]/] : []
	];
	return texts.some((known) => signs.some((sign) => sign.test(known))) ? "A value in this file holds signs that Python acts upon inside of these quotes" : void 0;
}
function write(text, literal, names) {
	const { from, to, prefix, quote, holes } = literal;
	const space = /\w/.test(text[from - 1] ?? "") ? " " : "";
	const chosen = [...names].filter(([tag]) => holes.some((hole) => hole.from === tag.from));
	const whole = chosen.find(([tag]) => isWhole(tag, literal));
	if (whole) return [{
		from,
		to,
		text: `${space}os.environ["${whole[1]}"]`
	}];
	const other = quote.startsWith("\"") ? "'" : "\"";
	const parts = chosen.map(([tag, name]) => ({
		from: tag.from,
		to: tag.to,
		text: `{os.environ[${other}${name}${other}]}`
	}));
	return /f/i.test(prefix) ? parts : [{
		from,
		to: from,
		text: `${space}f`
	}, ...parts];
}
const importing = /^(?![ \t])(?:[^\n:]*;)?[ \t]*import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*os(?:\.\w+)*[ \t]*(?:[,;]|$)/m;
/** What imports `os`, unless that is done before the first use; nothing where no line can be put. */
function importOf(text, code, use) {
	const imported = importing.exec(code);
	if (imported && imported.index < use) return [];
	const from = firstStatement(code);
	if (from === void 0) return void 0;
	const compound = /^(?:if|for|while|def|class|with|try|async|match|@)/.test(code.slice(from));
	return [{
		from,
		to: from,
		text: !text.includes("\n") && !compound ? "import os; " : "import os\n"
	}];
}
/** Where the first statement begins, behind comments, the program's own description and imports from the future. */
function firstStatement(code) {
	const [skipped = ""] = /^(?:[^\S\n]*\n|from[ \t]+__future__[^\n;(\\]*\n)*/.exec(code) ?? [];
	return /^(?!from\s+__future__)\S/.test(code.slice(skipped.length)) ? skipped.length : void 0;
}

// src/argo/shell-quotes.ts
/** Writes variables in the place of tags, each within the quotes that keep its text one word. */
function quoted(text, spots, chosen) {
	const parts = /* @__PURE__ */ new Map();
	for (const [tag, name] of chosen) for (const part of partsOf(text, tag, name, spots.get(tag), chosen)) parts.set(part.from, part);
	return [...parts.values()];
}
function partsOf(text, { from, to }, name, spot, chosen) {
	if (spot?.quoting === "single" && spot.literal) return literalParts(text, spot.literal, chosen);
	if (spot?.quoting === "none") return [wordPart(text, spot, chosen) ?? {
		from,
		to,
		text: `"\${${name}}"`
	}];
	return [{
		from,
		to,
		text: `\${${name}}`
	}];
}
/** Text that means the same with double quotes around it as without. */
const inert = /^[\w@%+=:,./-]*$/;
/** Text that means the same in double quotes as in single ones. */
const literal = /^[^"$`\\!]*$/;
/** Tags that hold nothing but letters, digits, dots and dashes. */
const names = /\{\{ *(?:workflow\.(?:name|uid|namespace|status)|(?:pod|node)\.name|retries) *\}\}/g;
/** One pair of quotes around all of a word, or of what it assigns, where nothing in it means anything to the shell. */
function wordPart(text, { word }, chosen) {
	if (!word) return void 0;
	const prefix = /^-{0,2}[A-Za-z_][\w-]*\+?=/.exec(text.slice(word.from, word.to))?.[0] ?? "";
	const from = word.from + prefix.length;
	const pieces = split(text, {
		from,
		to: word.to
	}, chosen);
	if (!pieces.every(({ name, written }) => name || inert.test(written.replace(names, "")))) return void 0;
	return {
		from,
		to: word.to,
		text: `"${doubled(pieces)}"`
	};
}
/** Double quotes instead of single ones, else single quotes that end before each variable. */
function literalParts(text, { from, to }, chosen) {
	const pieces = split(text, {
		from: from + 1,
		to: to - 1
	}, chosen);
	const plain = pieces.every(({ name, written }) => {
		const rest = written.replace(names, "");
		return name || literal.test(rest) && !rest.includes("{{");
	});
	const parts = plain ? [{
		from,
		to: from + 1,
		text: "\""
	}] : [];
	for (const [index, { name, at, written }] of pieces.entries()) {
		if (name === void 0) continue;
		const [before, after] = plain ? ["", ""] : [quotes(pieces[index - 1], `'"`), quotes(pieces[index + 1], `"'`)];
		const [start, end] = [at - (before === "\"" ? 1 : 0), at + written.length + (after === "\"" ? 1 : 0)];
		parts.push({
			from: start,
			to: end,
			text: `${before}\${${name}}${after}`
		});
	}
	return plain ? [...parts, {
		from: to - 1,
		to,
		text: "\""
	}] : parts;
}
/** What stands between a variable and its neighbour: both quotes, one where there is none, nothing beside another variable. */
function quotes(neighbour, both) {
	if (!neighbour) return "\"";
	return neighbour.name === void 0 ? both : "";
}
/** A stretch as tags that become variables, and what is between them. */
function split(text, { from, to }, chosen) {
	const pieces = [];
	let at = from;
	for (const [tag, name] of [...chosen].toSorted(([a], [b]) => a.from - b.from)) {
		if (tag.from < from || tag.to > to) continue;
		if (tag.from > at) pieces.push({
			at,
			written: text.slice(at, tag.from)
		});
		pieces.push({
			at: tag.from,
			written: text.slice(tag.from, tag.to),
			name
		});
		at = tag.to;
	}
	if (at < to) pieces.push({
		at,
		written: text.slice(at, to)
	});
	return pieces;
}
function doubled(pieces) {
	return pieces.map(({ name, written }) => name ? `\${${name}}` : written).join("");
}

// src/argo/shell-program.ts
/** A program of `sh`, `bash` or one of their kin; nothing when it cannot be read. */
function shellProgram(text, tags) {
	const shell = readShell(text, tags);
	if (!shell) return void 0;
	const spots = /* @__PURE__ */ new Map();
	for (const tag of tags) {
		const spot = shell.spots.find(({ hole }) => hole.from === tag.from);
		if (!spot) return void 0;
		spots.set(tag, spot);
	}
	const obstacle = runsAnything(shell);
	let still;
	return {
		refusal: (tag, texts) => obstacle ?? refusal(tag, spots.get(tag), texts, {
			text,
			shell
		}) ?? (still ??= stillMore(text, spots)).get(tag),
		write: (names) => quoted(text, spots, names)
	};
}
/** Tags whose text the script takes for more than data also where it comes as a variable, and why. */
function stillMore(text, spots) {
	const free = [...spots].flatMap(([tag, { quoting }]) => unwritable[quoting] === void 0 ? [tag] : []);
	const named = new Map(free.map((tag, index) => [`MOVED_${index}`, tag]));
	const parts = quoted(text, spots, new Map([...named].map(([name, tag]) => [tag, name])));
	const uses = usesInShell((require_edits()).rewritten(text, parts), [], [...named.keys()], {
		calculates: true,
		splits: false
	});
	const found = /* @__PURE__ */ new Map();
	for (const { how, what, origins } of uses) {
		if (how === "word" || how === "arithmetic") continue;
		for (const name of origins) {
			const tag = named.get(name);
			if (tag) found.set(tag, `A variable would be no safer there: ${what}`);
		}
	}
	return found;
}
const unwritable = {
	comment: "The tag stands in a comment, where it serves nothing: delete it",
	"quoted-here-document": "The tag stands in a here-document with a quoted end, in which no variable is expanded",
	arithmetic: "The tag stands in an arithmetic expression, which would run what the variable holds",
	expansion: "The tag stands inside of `${…}`, where quotes mean different things to different shells",
	escape: "A `$` or a backslash before the tag changes what stands there",
	ansi: "The tag stands inside of `$'…'` or `$\"…\"`, in which no variable can be written",
	backquote: "The tag stands in backquotes inside of other quotes: write `$(…)` instead of them"
};
function refusal(tag, spot, texts, { text, shell }) {
	if (!spot) return "It is not known how the shell reads the tag";
	return unwritable[spot.quoting] ?? runsElsewhere(spot, shell) ?? (spot.quoting === "none" ? unquoted(tag, spot, texts, text) : void 0) ?? differing(spot, texts);
}
/** Names that say several words, also with a number behind. */
const several = /(?:args?|arguments?|flags?|options?|opts?|extras?|cmds?|commands?|params|parameters|list|names|files|paths|dirs|directories|folders|packages|pkgs|modules|targets|tests|hosts|items|values|urls|images|globs?|patterns?|includes?|excludes?)[\W_]*\d*$/i;
/** What the shell does to text without quotes may be what the author wants. */
function unquoted(tag, { word, command }, texts, text) {
	if (!word || !command) return "It is not known how the shell reads the tag";
	if (word.role === "list") return "The tag stands in a list, and the shell makes several items of its text";
	if (command.words[0]?.text === "set") return "`set` makes several arguments of the text";
	if (tag.flows.some(({ path }) => several.test(path.join(".")))) return "By its name the value holds several words, such as options, which have to be split";
	if (inBraces(text, tag, word)) return "The tag stands in braces, of which the shell makes several words";
	const alone = word.from === tag.from && word.to === tag.to;
	if (alone && texts.includes("") && !(command.words[0]?.text === "echo" && command.words.length === 2)) return "The value may be empty, and would then be an empty argument instead of none";
	const plain = command.words[0]?.text === "echo" && word.role === "word" && alone ? /^(?!-)(?:[\p{L}\p{N}_@%+=:,./^!-]+(?: (?!$)|$))*$/u : /^[\p{L}\p{N}_@%+=:,./^-]*$/u;
	if (texts.some((known) => !plain.test(known))) return "A value in this file is split into words or expanded by the shell";
	const before = text.slice(word.from, tag.from);
	return /(?:^|[=:])~[^/]*$/.test(before) ? "The shell takes the value for the name of a user" : void 0;
}
/** Whether a tag stands between braces that bash and its kin expand: with a comma or two dots in them. */
function inBraces(text, { from, to }, word) {
	const before = /(?<![$\\{])\{(?!\{)[^{}]*$/.exec(bare(text.slice(word.from, from)))?.[0];
	const after = /^[^{}]*\}/.exec(bare(text.slice(to, word.to)))?.[0];
	return before !== void 0 && after !== void 0 && /,|\.\./.test(before + after);
}
/** Without tags, and braces that are closed. */
function bare(written) {
	return written.replace(/\{\{[^]*?\}\}/g, "").replace(/\{[^{}]*\}/g, "");
}
const significant = {
	double: /["$`\\]/,
	"here-document": /[$`\\]/,
	single: /'/
};
function differing({ quoting }, texts) {
	const sign = significant[quoting];
	return sign && texts.some((known) => sign.test(known)) ? "A value in this file holds signs that the shell acts upon inside of these quotes" : void 0;
}

// src/argo/interpreter.ts
/** Programs that people write are shorter; what is longer would be read once for each of its tags. */
const longest = 32768;
const mostTags = 100;
/** A program as its interpreter reads it, or why that is not known well enough. */
function readerOf(code, vector) {
	if (code.scalar.length > longest || code.tags.length > mostTags) return "The program is too long to be looked through";
	return doubt(code, vector) ?? read(code, interpreterOf(vector.words), vector.image);
}
function interpreterOf(argv) {
	const words = require_core.wordsOf(argv).map(({ text }) => text);
	return require_core.basename(words[require_core.commandAt(words)] ?? "");
}
/** Why the interpreter, or the environment that it gets, is not the one that the container says. */
function doubt({ scalar: { value }, language }, { words: argv, source }) {
	if (argv.length === 0 || language === "unknown") return "It is not known which program reads the text";
	const texts = require_core.wordsOf(argv).map(({ text }) => text);
	const at = require_core.commandAt(texts);
	if (require_core.languageOf(texts[at] ?? "") !== language) return "The text is read by a program that another one starts, maybe elsewhere";
	const before = texts.slice(0, at).map(require_core.basename);
	if (before.some((word, index) => word === "sudo" || word === "env" && before[index + 1]?.startsWith("-"))) return "The program does not get all variables of the container";
	if (!source && (value.startsWith("-") || !texts.includes(value))) return "The text is an option, or is split into words before it is run";
	const [, line] = source ? /^#!(.*)/.exec(value) ?? [] : [];
	const said = line?.trim().split(/\s+/).map(require_core.languageOf).find((found) => found !== void 0);
	return said && said !== language ? "The first line of the script names another program than the container does" : void 0;
}
function read({ scalar: { value }, tags, language }, interpreter, image = "") {
	const unread = `The ${require_core.program(language)} is not written in a way that is surely understood here`;
	switch (language) {
		case "shell": return /^(?:ba|da|a)?sh$/.test(interpreter) ? shellProgram(value, tags) ?? unread : unread;
		case "python": return pythonProgram(value, tags, hasFormats(interpreter, image)) ?? unread;
		case "javascript": return /^(?:deno)/.test(interpreter) ? unread : javascriptProgram(value, tags) ?? unread;
		default: return `How to read a variable in a ${require_core.program(language)} is not known here`;
	}
}
/** Distributions whose `python3` is older than 3.6: Debian 8 and 9, Ubuntu 14.04 and 16.04. */
const old = /^(?:debian:(?:8|9|jessie|stretch)|ubuntu:(?:14|16|trusty|xenial))/;
/** Whether an interpreter has f-strings, which came with Python 3.6; false also where its version is not known. */
function hasFormats(interpreter, image) {
	const [, name = "", major, minor] = /^(\D+?)(\d+)?(?:\.(\d+))?$/.exec(interpreter) ?? [];
	const version = versionIn(image);
	if (name !== "python" || major !== void 0 && major !== "3") return false;
	if (minor !== void 0) return Number(minor) >= 6;
	return version === "unknown" ? major === "3" && !old.test(lastPart(image)) : version;
}
/** Whether the Python of an image has f-strings, as far as its name tells. */
function versionIn(image) {
	const { basename: name, tag, digest } = require_core.parseImage(image);
	if (image.includes("{{")) return "unknown";
	if (name === "python" && (tag !== void 0 || digest === void 0)) return !/^(?:2|3\.[0-5](?!\d))/.test(tag ?? "");
	const [, minor] = /py(?:thon)?-?3[._]?(\d+)/.exec(lastPart(image)) ?? [];
	return minor === void 0 ? "unknown" : Number(minor) >= 6;
}
function lastPart(image) {
	return image.slice(image.lastIndexOf("/") + 1);
}

// src/argo/program-place.ts
const fields = new Set("command args source lifecycle startupProbe livenessProbe readinessProbe".split(" "));
/** The container that a text is a part of, and the argument vector that runs it. */
function placeOf(leaf, { root }) {
	let container;
	let holder = root;
	for (const step of require_core.pathTo(root, leaf)) {
		const node = "item" in step ? step.item : step.value;
		if (!container && "key" in step && fields.has(require_core.keyOf(step) ?? "")) container = holder;
		if (node.kind === "mapping") holder = node;
		else if (node === leaf && container) return {
			container,
			source: require_core.get(holder, "source") === leaf,
			words: argv(holder),
			image: require_core.text(require_core.get(container, "image"))
		};
	}
}
function argv(holder) {
	return ["command", "args"].flatMap((key) => require_core.items(require_core.get(holder, key))).map((item) => require_core.scalar(item)?.value ?? "");
}

// src/argo/passage.ts
/**
* Passes what tags stand for through the environment of the container that runs their program. Every tag of the
* container is moved at once, so that asking for any of them gives the same.
*
* @param code all code of the manifest
*/
function passageOf(at, { code, isWanted }, manifest, project) {
	if (at.whole) return all(at, "The template is there to run whatever text it is given");
	const place = placeOf(at.scalar, manifest);
	if (!place) return all(at, "The text belongs to no container of this file, or other places use the same text");
	if (!at.template) return all(at, "`templateDefaults` are merged into templates that may set the same variables");
	let byContainer = known.get(project);
	if (!byContainer) known.set(project, byContainer = /* @__PURE__ */ new Map());
	let found = byContainer.get(place.container);
	if (!found) {
		const beside = code.flatMap((other) => {
			const own = other.template === at.template ? placeOf(other.scalar, manifest) : void 0;
			return own?.container === place.container ? [{
				code: other,
				...own
			}] : [];
		});
		byContainer.set(place.container, found = pass(beside, isWanted, manifest, project));
	}
	return found;
}
const known = /* @__PURE__ */ new WeakMap();
function all({ tags }, reason) {
	return {
		changes: [],
		names: [],
		refused: new Map(tags.map((tag) => [tag, reason]))
	};
}
function pass(programs, isWanted, manifest, project) {
	const refused = /* @__PURE__ */ new Map();
	const changes = [];
	const [first] = programs;
	if (!first) return {
		changes,
		names: [],
		refused
	};
	const { container } = first;
	const layers = require_core.containers(manifest, project).filter(({ node }) => node === container);
	const environment = environmentOf(container, layers);
	const unfit = unfitness(environment, layers, (require_seldom()).isPointedInto(container, manifest, project));
	const chosen = programs.map(({ code, ...vector }) => {
		const wanted = code.tags.filter((tag) => isWanted(code, tag));
		const reader = unfit ?? readerOf(code, vector);
		const reasons = reasonsOf(code, wanted, reader, manifest, project);
		for (const [tag, reason] of reasons) refused.set(tag, reason);
		return {
			code,
			reader,
			tags: wanted.filter((tag) => !reasons.has(tag))
		};
	});
	const named = namedIn(chosen, environment);
	for (const { code, reader, tags } of chosen) {
		if (typeof reader === "string" || tags.length === 0) continue;
		changes.push(rewriting(code.scalar, reader.write(new Map(tags.map((tag) => [tag, named.get(tag) ?? ""])))));
	}
	return {
		changes: [...changes, ...environment.changes()],
		names: [...new Set(named.values())],
		refused
	};
}
/** The variables of some tags. What is nothing but a variable of Argo has the best right to its name. */
function namedIn(programs, environment) {
	const byRight = programs.flatMap(({ code, tags }) => tags.map((tag) => ({
		tag,
		written: written(code, tag)
	}))).toSorted((a, b) => rank(a.tag) - rank(b.tag));
	return new Map(byRight.map(({ tag, written: words }) => [tag, environment.nameFor(tag, words)]));
}
function rank({ expression, body, flows }) {
	if (!expression) return 0;
	return flows.length === 1 && /^=\s*[\w.[\]'"-]+$/.test(body) ? 1 : 2;
}
/** Why some tags of a program cannot become variables. */
function reasonsOf(code, wanted, reader, manifest, project) {
	if (typeof reader === "string") return new Map(wanted.map((tag) => [tag, reader]));
	const { value } = code.scalar;
	const reasons = /* @__PURE__ */ new Map();
	for (const tag of wanted) {
		const reason = (isNested(value, tag) ? "The tag stands inside of another one" : void 0) ?? reader.refusal(tag, textsOf(code, tag, manifest, project));
		if (reason !== void 0) reasons.set(tag, reason);
	}
	const free = wanted.filter((tag) => !reasons.has(tag));
	if (free.length > 0 && makesTags(value, free, (require_edits()).rewritten(value, reader.write(new Map(free.map((tag) => [tag, "NAME"])))))) for (const tag of free) reasons.set(tag, "Braces beside the tag would be taken for another tag");
	return reasons;
}
function written({ scalar: { value } }, { from, to }) {
	return value.slice(from, to);
}
/** Why a container is not to be changed at all. */
function unfitness({ open }, all, pointedInto) {
	if (!open) return "The container takes its `env` from elsewhere";
	if (pointedInto) return "A Sensor or a patch in these files puts other text into this container, at a place that it counts or that would be rewritten";
	return all.some(({ pod }) => require_core.text(require_core.podSetting(pod, "nodeSelector", "kubernetes.io/os")?.node) === "windows") ? "The container runs on Windows" : void 0;
}
function environmentOf(container, all) {
	const texts = container.pairs.flatMap((pair) => require_core.keyOf(pair) === "env" ? require_core.items(pair.value).map((item) => require_core.get(item, "value")) : pair.value).flatMap((part) => [...require_core.scalars(part)]).map(({ value }) => withoutBraces(value, "0"));
	const others = all.flatMap((found) => found.layers.flatMap(({ node }) => namesIn(require_core.get(node, "env"))));
	return new Environment(container, texts, others);
}
function textsOf({ template }, tag, manifest, project) {
	return tag.flows.flatMap(({ path }) => givenTexts(path, {
		project,
		manifest,
		template
	}));
}
/**
* A text of one line is written anew, so that it gets quotes that suit those of the program; unless there are escapes
* in it, which might not come out as they were.
*/
function rewriting(leaf, parts) {
	return !leaf.block && leaf.raw === leaf.value && !leaf.raw.includes("\n") ? (require_edits()).replace(leaf, (require_edits()).rewritten(leaf.value, parts)) : (require_edits()).rewrite(leaf, parts);
}

exports.givenTexts = givenTexts;
exports.isInside = isInside;
exports.kindOf = kindOf;
exports.longest = longest$1;
exports.loosens = loosens;
exports.ofWords = ofWords;
exports.passageOf = passageOf;
exports.readShell = readShell;
exports.runs = runs;
exports.several = several;
exports.textsOf = textsOf$1;
exports.usesInPython = usesInPython;
exports.usesInScript = usesInScript;
exports.usesInShell = usesInShell;