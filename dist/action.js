const require_actions_core = require("./chunks/actions-core.js");
const require_core = require("./chunks/core.js");
const require_git = require("./chunks/git.js");
let require_reports$1;
function require_reports() {
	return require_reports$1 ??= require("./chunks/reports.js");
}
const require_zod = require("./chunks/zod.js");
let node_path = require("node:path");
let node_os = require("node:os");
let node_fs = require("node:fs");

// src/github/refusal.ts
/** The status of an error of Octokit's; nothing when GitHub gave no answer. */
function statusOf(error) {
	return error instanceof Error && "status" in error ? Number(error.status) : void 0;
}
/** The types of the errors that GitHub answered a document with, such as `STALE_DATA`; none when it gave no answer. */
function typesOf(error) {
	if (!(error instanceof Error) || !("errors" in error) || !Array.isArray(error.errors)) return [];
	return error.errors.map((one) => {
		return typeof one === "object" && one !== null && "type" in one ? String(one.type) : "";
	});
}
/** An answer; nothing where GitHub refuses in a way that says all there is to know. Other errors stay errors. */
async function unless(asked, isExpected) {
	try {
		return await asked;
	} catch (error) {
		if (isExpected(error)) return void 0;
		throw error;
	}
}

// src/github/client.ts
/** GitHub would not, or could not, say. The message is a sentence that may quote GitHub's answer. */
var Refused = class extends Error {
	/** The status of the answer, when there was one; of what GitHub refused in a document that which REST would give it. */
	status;
	constructor(message, status) {
		super(message);
		this.name = "Refused";
		this.status = status;
	}
};
/** Whether GitHub may have given up because too much was asked for at once: less may do. */
function isTooMuch(error) {
	return error instanceof Refused && (error.status ?? 0) > 500;
}
/** Parameters for Octokit under which a request that hangs ends after 30 seconds. */
function withTimeout(parameters) {
	return {
		...parameters,
		request: { signal: AbortSignal.timeout(3e4) }
	};
}
/**
* Waits for an answer.
*
* @param what is asked for, to end the words "GitHub did not give …"
* @throws Refused when GitHub answers with an error, or not at all
*/
async function answer(what, asked) {
	try {
		return await asked;
	} catch (error) {
		throw new Refused(`GitHub did not give ${what}: ${reason(error)}.`, statusOf(error) ?? statusIn(error));
	}
}
/** A document is answered with status 200 whatever is refused in it. */
const statuses = /* @__PURE__ */ new Map([
	["FORBIDDEN", 403],
	["NOT_FOUND", 404],
	["UNPROCESSABLE", 422],
	["RESOURCE_LIMITS_EXCEEDED", 503]
]);
/** Nothing where some of it was refused for another reason, which may pass. */
function statusIn(error) {
	const told = typesOf(error).map((type) => statuses.get(type));
	return told.includes(void 0) ? void 0 : told[0];
}
/** The status and the first line of an error of Octokit's; what GitHub said of a GraphQL document. */
function reason(error) {
	if (!(error instanceof Error)) return "unknown error";
	return ("status" in error ? `${String(error.status)} ` : "") + (messagesOf(error) || firstLine(error.message)).slice(0, 200);
}
/** The message of a `GraphqlResponseError` begins with a line that is the same for all of them. */
function messagesOf(error) {
	if (!("errors" in error) || !Array.isArray(error.errors)) return "";
	const messages = error.errors.map((one) => {
		return typeof one === "object" && one !== null && "message" in one ? firstLine(String(one.message)).replace(/\.$/, "") : "";
	});
	return [...new Set(messages)].filter(Boolean).join("; ");
}
function firstLine(text) {
	return text.split("\n", 1)[0] ?? "";
}

// src/github/base.ts
/**
* The newest commit that both histories have. 1 request.
*
* @param base a commit id
* @param head a commit id; it may be of a fork, whose commits are readable through the repository it forks
* @throws Refused
*/
async function mergeBase({ client, owner, repo }, base, head) {
	const compared = client.request("GET /repos/{owner}/{repo}/compare/{basehead}", withTimeout({
		owner,
		repo,
		basehead: `${base}...${head}`,
		per_page: 1
	}));
	return (await answer("the commit at which the pull request left its base", compared)).data.merge_base_commit.sha;
}
/** A list of files that GitHub cut short: to ask again gives no more. */
var TooManyFiles = class extends Refused {};
/**
* The files of a commit. Submodules are left out. 1 request.
*
* @throws Refused | TooManyFiles above 100,000 entries or 7 MB
*/
async function tree({ client, owner, repo }, commit) {
	const listed = client.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", withTimeout({
		owner,
		repo,
		tree_sha: commit,
		recursive: "1"
	}));
	const { data } = await answer("the list of files of the base", listed);
	if (data.truncated) throw new TooManyFiles("The repository has more files than GitHub lists at once.");
	return data.tree.flatMap(({ mode, path, sha, size = 0 }) => {
		if (mode === "120000") return {
			path,
			id: sha,
			size,
			link: true
		};
		return mode.startsWith("100") ? {
			path,
			id: sha,
			size
		} : [];
	});
}

// src/github/texts.ts
/** What GitHub answers in one GraphQL request before it cuts or times out, with room to spare. */
const batchCount = 50;
const batchBytes = 2e6;
/** In bytes: see `source/unread.ts`. */
const maxBytes = 4194304;
/** GraphQL cuts the text of a blob at 512,000 bytes. */
const longest = 5e5;
/**
* The text of each blob by its id; none for what GitHub holds for binary, or does not have. 1 request for 50 blobs or 2 MB,
* and 1 for each blob above 500 kB.
*
* @throws Refused
*/
async function texts(repository, blobs) {
	const found = /* @__PURE__ */ new Map();
	for (const batch of batches(blobs)) for (const [id, text] of await inParts(repository, batch, ask)) found.set(id, text);
	for (const { id } of blobs) if (!found.has(id)) found.set(id, await whole(repository, id));
	return found;
}
/**
* Asks for a batch, and for the halves of one that GitHub gives up: how long the files are is not always known before,
* and it takes 10 seconds for an answer, no more.
*/
async function inParts(repository, batch, asked) {
	try {
		return await asked(repository, batch);
	} catch (error) {
		if (batch.length < 2 || !isTooMuch(error)) throw error;
		const half = batch.length >> 1;
		return [...await inParts(repository, batch.slice(0, half), asked), ...await inParts(repository, batch.slice(half), asked)];
	}
}
/** The least number of requests that `texts` makes for these blobs. */
function requests(blobs) {
	return batches(blobs).length + blobs.filter(({ size }) => size > longest).length;
}
function batches(blobs) {
	const made = [];
	let bytes = Infinity;
	for (const blob of blobs.filter(({ size }) => size <= longest)) {
		const last = made.at(-1);
		bytes += blob.size;
		if (last && last.length < 50 && bytes <= batchBytes) last.push(blob);
		else {
			made.push([blob]);
			bytes = blob.size;
		}
	}
	return made;
}
/** Texts by id, in one request. A blob that is not whole in the answer is left out. */
async function ask({ client, owner, repo }, batch) {
	const names = batch.map((_, i) => `b${i}`);
	const query = `query($owner: String!, $repo: String!, ${names.map((name) => `$${name}: GitObjectID!`).join(", ")}) {
  repository(owner: $owner, name: $repo) {
${names.map((name) => `    ${name}: object(oid: $${name}) { ... on Blob { byteSize isBinary isTruncated text } }`).join("\n")}
  }
}`;
	const ids = Object.fromEntries(batch.map(({ id }, i) => [`b${i}`, id]));
	const asked = client.graphql(query, withTimeout({
		owner,
		repo,
		...ids
	}));
	const { repository } = await answer("the files of the base", asked);
	return batch.flatMap(({ id }, i) => {
		const part = repository?.[`b${i}`];
		if (part?.isBinary || part?.isTruncated && (part.byteSize ?? 0) > maxBytes) return [[id, void 0]];
		if (!part || part.isTruncated) return [];
		return [[id, part.text ?? void 0]];
	});
}
/** Nothing for what is no blob of the repository: of a submodule that is a file of a change, the id is a commit elsewhere. */
async function whole({ client, owner, repo }, id) {
	const asked = client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", withTimeout({
		owner,
		repo,
		file_sha: id
	}));
	const told = await answer("a file of the base", unless(asked, (error) => [404, 422].includes(statusOf(error) ?? 0)));
	return told && Buffer.from(told.data.content, "base64").toString("utf8");
}

// action/fetch.ts
/** More than this, and one run takes too much of the 1,000 requests that a repository has in an hour. */
const mostRequests = 20;
/**
* Reads through the API what a shallow clone lacks: 1 request for the list of files (2 when the target branch has
* moved on), 1 for the files that differ, 1 for those that kustomizations name as data, and more only when those are many
* or long. What HEAD holds as well, be it
* under another name, comes from the clone.
*
* @throws Refused, also when too many files differ
* @throws SourceError
*/
async function fetchBase(repository, checkout, { head, left, tip }) {
	const listed = await tree(repository, left);
	const atTip = tip === left ? listed : await tree(repository, tip);
	const here = require_git.entriesOf(checkout.root, head);
	const files = relevant(listed, here, checkout, checkout.wanted);
	const configs = atTip.filter(({ path, link }) => !link && checkout.configPaths.includes(path));
	const known = fromClone([...files, ...configs], here, head, checkout);
	const fetched = await texts(repository, missing([...files, ...configs], known));
	const textOf = new Map([...fetched, ...known]);
	const unread = listed.filter(({ path }) => checkout.wanted(path)).flatMap(notRead$1);
	const read = withText(files, textOf);
	const paths = require_core.dataPaths(read);
	const data = relevant(listed, here, checkout, (path) => paths.has(path) && require_core.mayBeData(path));
	const more = fromClone(data, here, head, checkout);
	const rest = await texts(repository, missing(data, more));
	const named = require_core.asData(withText(data, new Map([...rest, ...more])));
	return {
		files: [...read, ...named],
		unread,
		configs: withText(configs, textOf)
	};
}
function notRead$1(blob) {
	const reason = gap(blob);
	return reason === void 0 ? [] : {
		path: blob.path,
		line: 1,
		reason
	};
}
/** Why a file of the base is not read, as it would be said of one on disk. */
function gap({ path, size, link }) {
	if (link) return require_core.reasons.link;
	if (require_core.isMisnamed(path)) return require_core.reasons.misnamed;
	return size > 4194304 ? require_core.reasons.tooLarge : void 0;
}
/** What is to be analysed; a file that HEAD has unchanged but a sparse work tree lacks is left out of both sides. */
function relevant(listed, here, { root }, wanted) {
	const idAt = new Map(here.map(({ path, id }) => [path, id]));
	return listed.filter((blob) => wanted(blob.path) && gap(blob) === void 0 && (idAt.get(blob.path) !== blob.id || isCheckedOut(root, blob.path)));
}
/** The texts that some file of the work tree's commit has, by id. */
function fromClone(blobs, here, head, { root }) {
	const ids = new Set(blobs.map(({ id }) => id));
	const idAt = new Map(here.filter(({ path, id }) => ids.has(id) && isCheckedOut(root, path)).map(({ path, id }) => [path, id]));
	const { files } = require_git.readCommit(root, head, (path) => idAt.has(path));
	return new Map(files.map(({ path, text }) => [idAt.get(path) ?? "", text]));
}
/** A sparse work tree lacks files that its commit has, and a partial clone their contents too. */
function isCheckedOut(root, path) {
	return (0, node_fs.existsSync)((0, node_path.join)(root, path));
}
function missing(blobs, known) {
	const differing = new Map(blobs.filter(({ id }) => !known.has(id)).map((blob) => [blob.id, blob]));
	if (requests([...differing.values()]) <= mostRequests) return [...differing.values()];
	throw new Refused(`${differing.size} files differ, too many to be fetched one by one.`);
}
function withText(blobs, textOf) {
	return blobs.flatMap(({ path, id }) => {
		const text = textOf.get(id);
		return text === void 0 ? [] : [{
			path,
			text
		}];
	});
}

// action/base.ts
/** The work tree holds something else than the pull request, so nothing said about it would be true. */
var WrongCheckout = class extends Error {};
/**
* Reads what a pull request is compared with, chosen so that nothing shows which is not its own doing.
*
* When HEAD is the commit in which GitHub tries the merge, that is its first parent: the target branch as it was
* merged, newer than the event's base if the branch has moved on since. Else it is the commit at which HEAD left the
* target branch. The clone is asked first (`fetch-depth: 2` is enough for a merge), then the API.
*
* @param connect gives access to the API, or throws Refused
* @throws WrongCheckout
* @throws SourceError | Refused when neither the clone nor the API gives the files
*/
async function readBase(checkout, connect) {
	const { root, pull } = checkout;
	const head = require_git.commitOf(root, "HEAD");
	const [first, second] = require_git.parentsOf(root, head);
	const merged = head !== pull.head && second === pull.head ? first : void 0;
	const tip = merged ?? pull.base;
	try {
		return readClone(checkout, {
			head,
			left: ownBase(merged ?? require_git.mergeBase(root, tip), head, pull),
			tip
		});
	} catch (error) {
		if (!(error instanceof require_core.SourceError)) throw error;
	}
	const repository = await connect();
	const left = merged ?? await mergeBase(repository, tip, head);
	return await fetchBase(repository, checkout, {
		head,
		left: ownBase(left, head, pull),
		tip
	});
}
/** @throws WrongCheckout when HEAD is a part of the target branch that is not the pull request's */
function ownBase(base, head, pull) {
	if (base !== head || head === pull.head) return base;
	throw new WrongCheckout("The workspace holds the target branch, not the pull request, so there is nothing to review. Run this on `pull_request`, where actions/checkout takes the pull request by itself, or give actions/checkout its `ref`.");
}
function readClone({ root, wanted, configPaths }, { left, tip }) {
	const { files, unread, links } = require_git.readCommit(root, left, wanted);
	const configs = require_git.readCommit(root, tip, (path) => configPaths.includes(path)).files;
	const data = require_git.committedData(root, left, require_core.dataPaths(files));
	return {
		files: [...files, ...data],
		unread: [...unread, ...links],
		configs
	};
}

// action/fail.ts
/** Fails the step for a reason in sentences, which may quote anything. People see it as an annotation of the run. */
function fail(reason) {
	process.exitCode = 1;
	require_actions_core.error(require_core.plain(reason), { title: "Lynceus" });
}

// action/inputs.ts
/**
* What a workflow may say under `with:`. Ids, descriptions and defaults stand in action.yml too, where the runner
* reads them; a test holds the two equal. What is left empty is decided by the config file, then by its defaults.
*/
const schema = require_zod.object({
	paths: described(require_zod.prefault(lines(), "."), "Files and folders to look into, one per line, relative to the workspace. No globs: those go into the config."),
	config: described(require_zod.optional(require_zod.string()), "Config file, relative to the workspace. Left empty: .github/lynceus.yml or lynceus.yml. On a pull request it is read from the base branch."),
	persona: described(require_zod.optional(require_zod._enum(require_core.personas)), "Who reads the findings: regular, pedantic or auditor. Left empty: what the config says, else regular."),
	"min-severity": described(require_zod.optional(require_zod._enum(require_core.severities)), "Findings below this severity are left out: info, low, medium, high or critical. Left empty: what the config says, else info."),
	"min-confidence": described(require_zod.optional(require_zod._enum(require_core.confidences)), "Findings less sure than this are left out: low, medium or high. Left empty: what the config says, else low."),
	"fail-on": described(require_zod.optional(require_zod._enum([...require_core.severities, "never"])), "The step fails on findings of this severity or worse: info, low, medium, high, critical or never. Left empty: what the config says, else high."),
	"only-new": described(require_zod.prefault(flag(), "true"), "On a pull request, annotate and fail on only those findings that it introduces."),
	"sarif-file": described(require_zod.optional(require_zod.string()), "Where to write a SARIF report, relative to the workspace and inside it. Left empty: none is written."),
	"github-token": described(require_zod.optional(require_zod.string()), "Reads the base of a pull request when the checkout lacks it. `contents: read` is enough; nothing is ever written with it."),
	annotations: described(require_zod.prefault(flag(), "true"), "Show findings as annotations.")
});
/** A mistake under `with:`, with the cure. */
var InputError = class extends Error {};
/**
* The inputs of this step, as the runner hands them over in `INPUT_*`.
*
* @throws InputError that names the input and what it may hold
*/
function readInputs() {
	const given = Object.keys(schema.shape).map((id) => [id, require_actions_core.getInput(id) || void 0]);
	const parsed = require_zod.safeParse(schema, Object.fromEntries(given));
	if (parsed.success) return parsed.data;
	throw new InputError(parsed.error.issues.map(sentence).join(" "));
}
function sentence(issue) {
	const words = issue.code === "invalid_value" ? issue.values.map(String) : [];
	const values = words.includes("true") ? "true or false" : `one of ${words.join(", ")}`;
	const id = String(issue.path[0]);
	return `The input ${id} is ${JSON.stringify(require_actions_core.getInput(id))}; it must be ${values}.`;
}
/** The spellings that YAML 1.2 has for a boolean, as `getBooleanInput` takes them. */
function flag() {
	const words = require_zod._enum([
		"true",
		"True",
		"TRUE",
		"false",
		"False",
		"FALSE"
	]);
	return require_zod.pipe(words, require_zod.transform((word) => word.toLowerCase() === "true"));
}
function lines() {
	return require_zod.pipe(require_zod.string(), require_zod.transform((text) => text.split("\n").flatMap((line) => line.trim() || [])));
}
function described(type, description) {
	require_zod.globalRegistry.add(type, { description });
	return type;
}

// action/file.ts
/**
* Writes a file into the workspace. A pull request may have put a symbolic link anywhere on its way: none is followed.
*
* @param path relative to the workspace
* @throws InputError when it lies outside of the workspace or cannot be written
*/
function writeInside(workspace, path, text) {
	const way = require_core.pathFrom(workspace, (0, node_path.resolve)(workspace, path)).split("/");
	if (way[0] === ".." || way[0] === "") throw refused(path, "it must be a file inside the workspace");
	const folder = way.slice(0, -1).reduce((above, name) => {
		const here = (0, node_path.join)(above, name);
		if (!(0, node_fs.lstatSync)(here, { throwIfNoEntry: false })) (0, node_fs.mkdirSync)(here);
		if ((0, node_fs.lstatSync)(here).isDirectory()) return here;
		throw refused(path, `"${name}" is no folder`);
	}, workspace);
	const file = (0, node_path.join)(folder, way.at(-1) ?? "");
	if ((0, node_fs.lstatSync)(file, { throwIfNoEntry: false })?.isDirectory()) throw refused(path, "it is a folder");
	(0, node_fs.rmSync)(file, { force: true });
	(0, node_fs.writeFileSync)(file, text, { flag: "wx" });
}
function refused(path, reason) {
	return new InputError(`The SARIF report cannot be written to "${path}": ${reason}.`);
}

// action/outputs.ts
function setOutputs(values) {
	for (const [name, value] of Object.entries(values)) require_actions_core.setOutput(name, value);
}
/** The severity of the worst finding, or `none`. */
function highestSeverity(findings) {
	return findings.toSorted(require_core.worstFirst)[0]?.severity ?? "none";
}

// action/summary.ts
/** The runner drops a summary above 1 MiB whole (actions/runner `FileCommandManager.cs`). */
const mostBytes = 1e6;
/** Writes the summary of the job. A server too old to have one goes without. */
async function writeSummary(report, notes, root) {
	if (!process.env["GITHUB_STEP_SUMMARY"]) return;
	const head = notes.map((note) => `> [!NOTE]\n> ${require_core.sentence(note)}\n\n`).join("");
	const tree = treeUrl(root);
	const body = (require_reports()).markdown(report, {
		budget: mostBytes - (require_reports()).bytes(head),
		...tree === void 0 ? {} : { tree }
	});
	await require_actions_core.summary.addRaw(`${head}${body}`).write({ overwrite: true });
}
/** Where the files that were judged can be seen, so that lines can be links. */
function treeUrl(root) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
	if (!server || !repository) return void 0;
	try {
		return `${server}/${repository}/blob/${require_git.commitOf(root, "HEAD")}`;
	} catch (error) {
		if (error instanceof require_core.SourceError) return void 0;
		throw error;
	}
}

// action/verdict.ts
/**
* Why the step fails, in plain sentences that may quote files: findings at or above `fail-on`, files that nobody can
* read since the change, or a rule that broke. Nothing when it passes.
*
* @param findings those that count
* @param newlyUnread none where nothing is compared
*/
function verdict(findings, { failures }, newlyUnread, { failOn }) {
	const bad = failOn === "never" ? [] : findings.filter(({ severity }) => require_core.atLeast(severity, failOn));
	const sentences = [
		...bad.length > 0 ? [`Lynceus found ${require_core.count(bad.length, "problem")} of severity ${failOn} or worse. The summary of this job says what to do.`] : [],
		...failOn === "never" || newlyUnread.length === 0 ? [] : [require_core.notPassed(newlyUnread)],
		...failures.map(({ rule, path, error }) => `The rule ${rule} failed on ${path}: ${require_core.failureReason(error)}.`),
		...failures.length > 0 ? ["That is a mistake of Lynceus; all other rules and files were judged."] : []
	];
	return sentences.length > 0 ? sentences.join(" ") : void 0;
}

// action/publish.ts
/**
* Tells what was found: annotations, the summary of the job, reports as files, outputs, and whether the step fails.
*
* @throws InputError when the SARIF report cannot be written where it is wanted
*/
async function publish(review, inputs) {
	const { root, report, config, notes, newlyUnread } = review;
	const counting = inputs["only-new"] ? report : allNew(report);
	const findings = counting.findings.filter(({ status }) => status === "new");
	const failure = verdict(findings, report, newlyUnread, config);
	require_actions_core.info(`${require_core.lastLine(counting)}.`);
	for (const note of notes) require_actions_core.notice(require_core.plain(note), { title: "Lynceus" });
	const taken = {
		error: failure === void 0 ? 0 : 1,
		warning: 0,
		notice: notes.length
	};
	if (inputs.annotations) annotate([...(require_reports()).annotations(counting), ...newlyUnread.map(notRead)], taken);
	if (failure !== void 0) fail(failure);
	await writeSummary(counting, notes, root);
	setOutputs({
		findings: report.findings.length,
		"new-findings": report.findings.filter(({ status }) => status === "new").length,
		"highest-severity": highestSeverity(findings),
		"sarif-file": await writeSarif(report, inputs["sarif-file"], root),
		"report-json": writeJson(report)
	});
}
function allNew(report) {
	return {
		...report,
		findings: report.findings.map((finding) => ({
			...finding,
			status: "new"
		}))
	};
}
/** The runner drops what is above it, of each level in a step (actions/runner `ExecutionContext.cs`). */
const shownPerLevel = 10;
const say = {
	error: require_actions_core.error,
	warning: require_actions_core.warning,
	notice: require_actions_core.notice
};
function notRead({ path, line, reason }) {
	const place = {
		path,
		startLine: line,
		startColumn: 1,
		endLine: line,
		endColumn: 1
	};
	return {
		level: "warning",
		title: "Not analysed",
		message: require_core.plain(reason),
		...place
	};
}
/** @param taken how many of a level this step shows besides */
function annotate(all, taken) {
	for (const level of (require_reports()).levels) {
		const own = all.filter((annotation) => annotation.level === level);
		for (const { message, path, ...place } of (require_reports()).limitAnnotations(own, shownPerLevel - taken[level], "the summary of this job")) say[level](message, {
			...place,
			file: require_core.exact(path)
		});
	}
}
/** Loaded only when it is wanted. */
async function writeSarif(report, path, root) {
	if (path === void 0) return "";
	const { sarif } = await Promise.resolve().then(() => require("./chunks/reports.js")).then((n) => n.sarif_exports);
	writeInside(root, path, sarif(report, require_core.package_default));
	return path;
}
/** Beside the workspace, so that a later step does not take it for a part of the checkout. */
function writeJson(report) {
	const path = (0, node_path.join)((0, node_fs.mkdtempSync)((0, node_path.join)(process.env["RUNNER_TEMP"] ?? (0, node_os.tmpdir)(), "lynceus-")), "report.json");
	(0, node_fs.writeFileSync)(path, (require_reports()).json(report, require_core.package_default));
	return path;
}

// action/connect.ts
/**
* Access to the API for the repository of this run. Octokit is loaded here and not before: most runs need none.
*
* @throws Refused when no token was given
*/
async function connect(token, env) {
	const [owner, repo] = env["GITHUB_REPOSITORY"]?.split("/") ?? [];
	if (!token || !owner || !repo) throw new Refused("It is not in the checkout, and the input github-token is empty.");
	const { getOctokit } = await Promise.resolve().then(() => require("./chunks/actions-github.js")).then((n) => n.github_exports);
	return {
		client: getOctokit(token),
		owner,
		repo
	};
}

// action/event.ts
const commit = require_zod.string().check(require_zod._regex(/^[0-9a-f]{40,64}$/));
const payload = require_zod.object({ pull_request: require_zod.object({
	base: require_zod.object({ sha: commit }),
	head: require_zod.object({ sha: commit })
}) });
/**
* The pull request that started this run; nothing on other events, for which the whole repository is judged.
*
* @throws Error when the runner's event file is not there or not what GitHub documents
*/
function pullRequest(env) {
	if (!env["GITHUB_EVENT_NAME"]?.startsWith("pull_request")) return void 0;
	const file = env["GITHUB_EVENT_PATH"];
	if (!file) throw new Error("GITHUB_EVENT_PATH is not set; this runs only as a step of a GitHub workflow.");
	const event = require_zod.safeParse(payload, JSON.parse((0, node_fs.readFileSync)(file, "utf8")));
	if (!event.success) throw new Error("The event names no pull request with two commits.");
	const { base, head } = event.data.pull_request;
	return {
		base: base.sha,
		head: head.sha
	};
}

// action/head.ts
/**
* The real path of the folder in which the runner has the checkout.
*
* @throws SourceError when nothing is checked out
*/
function workspace(env) {
	const folder = env["GITHUB_WORKSPACE"];
	if (!folder) throw new require_core.SourceError("GITHUB_WORKSPACE is not set; this runs only as a step of a GitHub workflow.");
	if ((0, node_fs.readdirSync)(folder).length > 0) return (0, node_fs.realpathSync)(folder);
	throw new require_core.SourceError("The workspace is empty. Put a step with actions/checkout before this one.");
}
/**
* The manifests of the workspace. A pull request may hold any symbolic link, so none is followed.
*
* @throws SourceError when a path is not there, or leads out of the workspace
*/
function readHead(root, paths) {
	const { files, unread } = require_core.readManifests(paths, {
		cwd: root,
		root,
		within: root,
		ownFilesOnly: true
	});
	const plain = files.map((file) => isLinked(root, file.path) ? {
		path: file.path,
		line: 1,
		reason: require_core.reasons.link
	} : file);
	const all = require_core.collect([...unread, ...plain]);
	return require_core.withData(all, require_core.readData(root, require_core.dataPaths(all.files)));
}
/** The first of several files that is there and is no symbolic link. */
function firstFile(root, paths) {
	for (const path of paths) {
		const found = require_core.readFile(root, path);
		if (found && !isLinked(root, path)) return found;
	}
}
function isLinked(root, path) {
	return (0, node_fs.realpathSync)((0, node_path.join)(root, path)) !== (0, node_path.join)(root, path);
}

// action/settings.ts
/**
* Where a config file may be, relative to the workspace; the first that is there counts.
*
* @throws InputError when it is said to be outside of the workspace
*/
function configPlaces(root, { config }) {
	if (config === void 0) return require_core.configPaths;
	const path = require_core.pathFrom(root, (0, node_path.resolve)(root, config));
	if (!path.startsWith("../")) return [path];
	throw new InputError(`The input config is ${config}; it must be inside the workspace.`);
}
/**
* The config that the workspace itself has, or the defaults.
*
* @throws ConfigError | InputError
*/
async function ownConfig(root, inputs) {
	const file = firstFile(root, configPlaces(root, inputs));
	if (!file) checkUnnamed(inputs);
	return overridden(await parse(file), inputs);
}
/**
* The config of the target branch, or the defaults. What a pull request says about itself counts once it is merged.
*
* @param configs the config files of the target branch
* @throws InputError when the workflow names a file that neither side has
*/
async function baseConfig(root, configs, inputs) {
	const places = configPlaces(root, inputs);
	const theirs = places.flatMap((path) => configs.find((file) => file.path === path) ?? []).at(0);
	const own = firstFile(root, places);
	if (!theirs && !own) checkUnnamed(inputs);
	const notes = contents(theirs) === contents(own) ? [] : [await notInForce(own, theirs)];
	const refused = await refusal(theirs);
	if (refused === void 0) return {
		config: overridden(await parse(theirs), inputs),
		notes
	};
	const note = `The config of the target branch cannot be used, so the defaults count. ${refused}`;
	return {
		config: overridden(require_core.defaults, inputs),
		notes: [...notes, note]
	};
}
/** What the workflow says stands above what a config says. */
function overridden(config, inputs) {
	return {
		...config,
		persona: inputs.persona ?? config.persona,
		minSeverity: inputs["min-severity"] ?? config.minSeverity,
		minConfidence: inputs["min-confidence"] ?? config.minConfidence,
		failOn: inputs["fail-on"] ?? config.failOn
	};
}
async function parse(file) {
	if (!file) return require_core.defaults;
	if (!("text" in file)) throw new require_core.ConfigError(file.path, file.line, file.reason);
	const { parseConfig } = await Promise.resolve().then(() => require("./chunks/schema.js"));
	return parseConfig(file, require_core.rules.map(({ id }) => id));
}
/** With line ends as git stores them: a checkout on Windows has others. */
function contents(file) {
	return file && ("text" in file ? file.text.replaceAll("\r\n", "\n") : file.reason);
}
async function notInForce(own, theirs) {
	const refused = await refusal(own);
	const says = `The config of this pull request is not in force: ${own?.path ?? theirs?.path} differs from the target branch's, which counts until this is merged.`;
	return refused === void 0 ? says : `${says} As it is now, it could not be used: ${refused}`;
}
async function refusal(file) {
	try {
		await parse(file);
		return;
	} catch (error) {
		if (error instanceof require_core.ConfigError) return `${error.path}:${error.line}: ${error.message}`;
		throw error;
	}
}
function checkUnnamed({ config }) {
	if (config !== void 0) throw new InputError(`The input config is ${config}; there is no such file.`);
}

// action/review.ts
/**
* Judges what is in the workspace: on a pull request against its base, under the base's config.
*
* @throws ConfigError | SourceError | WrongCheckout
*/
async function review(inputs, env) {
	const root = workspace(env);
	const head = readHead(root, inputs.paths);
	const pull = pullRequest(env);
	if (!pull) {
		const config = await ownConfig(root, inputs);
		return {
			root,
			report: await fixed(judge(head, config), head, config),
			config,
			notes: notFollowed(config),
			newlyUnread: []
		};
	}
	const { config, notes, ...base } = await askBase(root, head, pull, inputs, env);
	const before = judge(base, config);
	const report = await fixed((require_reports()).introduced(judge(head, config), before), head, config);
	return {
		root,
		report,
		config,
		notes: [...notes, ...notFollowed(config)],
		newlyUnread: require_core.newlyUnread(report.unread, before.unread)
	};
}
/** Another repository may be private, and a job's token reads its own only. */
function notFollowed({ extends: other }) {
	if (other === void 0) return [];
	return [`The config extends ${other}, which only the GitHub App reads. Here counts what the file itself sets.`];
}
/** With the fixes of new findings. What proves them is loaded only for a run that has something to mend. */
async function fixed(report, { files }, config) {
	if (!report.findings.some(({ status, propose }) => status === "new" && propose)) return report;
	const { withFixes } = await Promise.resolve().then(() => require("./chunks/fix.js"));
	return withFixes(report, files, require_core.rules, config);
}
function judge({ files, unread }, config) {
	const report = require_core.analyze(files, require_core.rules, config);
	return {
		...report,
		unread: [...unread.filter(({ path }) => require_core.isIncluded(path, config)), ...report.unread]
	};
}
/**
* The base and its config, as far as they can be had. Against an empty base every finding is new and no ignore
* comment counts: a change must not pass because it is too large to compare.
*/
async function askBase(root, head, pull, inputs, env) {
	const unknown = {
		files: [],
		unread: [],
		config: overridden(require_core.defaults, inputs)
	};
	if (head.unread.length === 0 && !head.files.some(({ text }) => require_core.mayHoldManifests(text))) return {
		...unknown,
		notes: []
	};
	const named = inputs.paths.map((path) => require_core.pathFrom(root, (0, node_path.resolve)(root, path)));
	const checkout = {
		root,
		pull,
		configPaths: configPlaces(root, inputs),
		wanted: (path) => named.some((name) => name === path || require_core.reaches(name, path))
	};
	try {
		const { files, unread, configs } = await readBase(checkout, () => connect(inputs["github-token"], env));
		return {
			files,
			unread,
			...await baseConfig(root, configs, inputs)
		};
	} catch (error) {
		if (!(error instanceof Refused || error instanceof require_core.SourceError)) throw error;
		return {
			...unknown,
			notes: [notCompared(error.message)]
		};
	}
}
function notCompared(reason) {
	return `The base of this pull request could not be read, so nothing is compared: every finding counts as new, and neither ignore comments nor config files count. ${reason} With \`fetch-depth: 2\` for actions/checkout nothing else is needed.`;
}

// action/main.ts
/** Runs the step. Never rejects: what goes wrong fails the step with a sentence. */
async function main() {
	try {
		const inputs = readInputs();
		delete process.env["INPUT_GITHUB-TOKEN"];
		await publish(await review(inputs, process.env), inputs);
	} catch (error) {
		if (error instanceof require_core.ConfigError) fail(`${error.path}:${error.line}: ${error.message}`);
		else if (isUsers(error)) fail(error.message);
		else failOurselves(error);
	}
}
function isUsers(error) {
	return error instanceof InputError || error instanceof require_core.SourceError || error instanceof WrongCheckout;
}
function failOurselves(error) {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	for (const line of stack.split("\n")) require_actions_core.info(require_core.log(require_core.exact(line)));
	fail("Lynceus itself failed; this says nothing about the manifests. Please report it with the lines above.");
}

// action/index.ts
main();
