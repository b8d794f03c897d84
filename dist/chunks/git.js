const require_core = require("./core.js");
let node_child_process = require("node:child_process");
let node_os = require("node:os");

// src/source/git.ts
/**
* The id of the commit that a ref, or an id, names.
*
* @param root the top of a work tree
* @throws SourceError
*/
function commitOf(root, ref) {
	const found = /^-|^$|[\0\n]/.test(ref) ? void 0 : lookUp(root, ref);
	if (found === void 0) throw new require_core.SourceError(`git knows no commit "${ref}" here.${fetchAdvice(root, ref)}`);
	return found;
}
/** Whether a repository has a branch and no commit yet. */
function isUnborn(root) {
	return lookUp(root, "HEAD") === void 0 && tryGit(root, [
		"symbolic-ref",
		"--quiet",
		"HEAD"
	]) !== void 0;
}
/**
* The commit at which a branch left another one. What the other has got since then is not this branch's doing.
*
* @throws SourceError when the clone does not hold it
*/
function mergeBase(root, ref, head = "HEAD") {
	const ours = commitOf(root, head);
	const found = tryGit(root, [
		"merge-base",
		"--end-of-options",
		commitOf(root, ref),
		ours
	]);
	if (found !== void 0) return found.toString().trim();
	const shallow = tryGit(root, ["rev-parse", "--is-shallow-repository"])?.toString().trim() === "true";
	throw new require_core.SourceError(`"${head}" and "${ref}" have no common ancestor here. ${shallow ? "This clone is shallow, so the commit at which they parted is not in it." : "Their histories never met."}${shallow ? deepenAdvice : ""}`);
}
/** The files of a commit that are wanted by their path, which counts from the top of the work tree. */
function readCommit(root, commit, wanted) {
	const listed = list(root, commit).filter(({ path }) => wanted(path));
	const [misnamed, named] = parted(listed.filter(isPlain), ({ path }) => require_core.isMisnamed(path));
	const [large, small] = parted(withSizes(root, named), ({ size }) => size > require_core.maxBytes);
	const unread = [...unreadFor(misnamed, require_core.reasons.misnamed), ...unreadFor(large, require_core.reasons.tooLarge)];
	const links = listed.filter(({ mode }) => mode === "120000");
	return {
		...require_core.collect([...unread, ...readBlobs(root, small)]),
		links: unreadFor(links, require_core.reasons.link)
	};
}
/** The files of a commit that others name as data, as `readData` gives them from disk. */
function committedData(root, commit, paths) {
	if (paths.size === 0) return [];
	return require_core.asData(readCommit(root, commit, (path) => paths.has(path) && require_core.mayBeData(path)).files);
}
function parted(all, isFirst) {
	return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
function unreadFor(entries, reason) {
	return entries.map(({ path }) => ({
		path,
		line: 1,
		reason
	}));
}
/** The ids of a commit's parents as the commit states them: the clone need not hold them. The first is what it was merged into. */
function parentsOf(root, commit) {
	const [headers = ""] = git(root, [
		"cat-file",
		"commit",
		commit
	]).toString("utf8").split("\n\n", 1);
	return [...headers.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id = ""]) => id);
}
/**
* The files of a commit, whether or not the clone holds their contents. Plain files only: a symbolic link's blob is a
* path, and a submodule is another repository.
*/
function entriesOf(root, commit) {
	return list(root, commit).filter(isPlain);
}
function isPlain({ mode }) {
	return mode.startsWith("100");
}
function list(root, commit) {
	return git(root, [
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		"--end-of-options",
		commit
	]).toString("utf8").split("\0").flatMap((line) => {
		const entry = /^(100(?:644|755|664)|120000) blob ([0-9a-f]+)\t(.+)$/s.exec(line);
		return entry ? [{
			mode: entry[1] ?? "",
			id: entry[2] ?? "",
			path: entry[3] ?? ""
		}] : [];
	});
}
/** Asked for apart from the list, which a partial clone has for more files than it has contents of. */
function withSizes(root, entries) {
	if (!entries.length) return [];
	const answers = git(root, [
		"cat-file",
		"--batch-check=%(objectsize)",
		"--buffer"
	], entries.map(({ id }) => `${id}\n`).join("")).toString("latin1").split("\n");
	return entries.map((entry, index) => {
		const size = Number(answers[index]);
		if (Number.isNaN(size)) throw new require_core.SourceError(partial);
		return {
			...entry,
			size
		};
	});
}
const partial = "This clone is partial: it lacks files of the base. Run `git fetch --refetch --no-filter`, or clone without `--filter`.";
/** All in one process. Its answers come in the order of the questions: `<id> blob <size>`, the bytes, a line end. */
function* readBlobs(root, entries) {
	if (!entries.length) return;
	const answers = git(root, [
		"cat-file",
		"--batch",
		"--buffer"
	], entries.map(({ id }) => `${id}\n`).join(""));
	let at = 0;
	for (const { path, size } of entries) {
		const end = answers.indexOf("\n", at);
		const header = answers.toString("latin1", at, end);
		if (!header.endsWith(` blob ${size}`)) throw new require_core.SourceError(`git cannot read "${path}" of the base: ${header}.`);
		yield require_core.decode(path, answers.subarray(end + 1, end + 1 + size));
		at = end + size + 2;
	}
}
function lookUp(root, ref) {
	return tryGit(root, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${ref}^{commit}`
	])?.toString().trim();
}
const deepenAdvice = " Run `git fetch --unshallow`; in GitHub Actions, give actions/checkout `fetch-depth: 0`.";
function fetchAdvice(root, ref) {
	if (/^[\w./-]+$/.test(ref) && !ref.startsWith("-") && lookUp(root, `origin/${ref}`)) return ` Did you mean "origin/${ref}"?`;
	const name = /^(?:origin\/)?(\w[\w./-]*)$/.exec(ref)?.[1];
	return `${name && name !== "HEAD" ? ` Run \`git fetch origin ${name}\`` : " Name a branch, a tag or a commit"}; in GitHub Actions, give actions/checkout \`fetch-depth: 0\`.`;
}
/** The output, or nothing when git says no. A repository that git does not open at all is still an error. */
function tryGit(root, args) {
	try {
		return git(root, args);
	} catch (error) {
		if (error instanceof Refusal) return void 0;
		throw error;
	}
}
/** git ran, and said no. */
var Refusal = class extends require_core.SourceError {};
/** What a repository's own config could make git run, and the locks and prompts that a reader has no use for. */
const harmless = [
	"core.fsmonitor=false",
	`core.hooksPath=${node_os.devNull}`,
	"protocol.allow=never",
	"log.showSignature=false"
];
function git(root, args, input = "") {
	try {
		return (0, node_child_process.execFileSync)("git", [
			"--no-pager",
			...harmless.flatMap((setting) => ["-c", setting]),
			...args
		], {
			cwd: root,
			env: environment(),
			input,
			maxBuffer: Number.POSITIVE_INFINITY,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			],
			windowsHide: true
		});
	} catch (error) {
		throw explained(error, root);
	}
}
/** Variables that a git hook sets for its own repository and index would lead away from `root`. */
function environment() {
	const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = process.env;
	const quiet = {
		GIT_OPTIONAL_LOCKS: "0",
		GIT_TERMINAL_PROMPT: "0",
		GIT_NO_LAZY_FETCH: "1",
		GIT_ALLOW_PROTOCOL: "none",
		LC_ALL: "C"
	};
	return {
		...rest,
		...quiet
	};
}
function explained(error, root) {
	const { code, stderr } = asFailure(error);
	if (code === "ENOENT") return new require_core.SourceError("git is not installed, or not on the PATH; comparing with a base needs it.");
	if (/dubious ownership/.test(stderr)) return new require_core.SourceError(`git refuses to read ${root}, since it belongs to another user. If you trust what is in it, run \`git config --global --add safe.directory ${root}\`.`);
	if (/not a git repository/.test(stderr)) return new require_core.SourceError(`${root} is not a git repository that git can open.`);
	if (/promisor|lazy fetch|transport '\w+' not allowed/.test(stderr)) return new require_core.SourceError(partial);
	return new Refusal(`git failed: ${stderr.trim().replaceAll("\n", "; ") || String(code)}`, { cause: error });
}
function asFailure(error) {
	if (typeof error !== "object" || error === null) return {
		code: error,
		stderr: ""
	};
	return {
		code: "code" in error ? error.code : void 0,
		stderr: "stderr" in error ? String(error.stderr) : ""
	};
}

exports.commitOf = commitOf;
exports.committedData = committedData;
exports.entriesOf = entriesOf;
exports.isUnborn = isUnborn;
exports.mergeBase = mergeBase;
exports.parentsOf = parentsOf;
exports.readCommit = readCommit;