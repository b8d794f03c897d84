import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

// src/source/error.ts
/** What the user asked to read cannot be read: no mistake of ours. The message names it and the cure. */
var SourceError = class extends Error {
	constructor(message, options) {
		super(message, options);
		this.name = "SourceError";
	}
};

// src/source/node.ts
/**
* Modules of Node that an import statement would make slow: it asks for every name that they export, and with that
* loads what lies behind some of them (fs/promises, half of util). On one file that is a fifth of the whole run.
* Needs Node 20.16.
*/
const fs = process.getBuiltinModule("node:fs");
const buffer = process.getBuiltinModule("node:buffer");
const util = process.getBuiltinModule("node:util");

// src/source/read.ts
/** In bytes. A cluster takes no object near this size: etcd refuses requests above 1.5 MiB. */
const maxBytes = 4194304;
const tooLarge = `The file is larger than ${maxBytes / 1024 / 1024} MiB, which no cluster would accept as a manifest`;
/** Folders of other people's files, below which nothing is looked for. */
const skippedFolders = /* @__PURE__ */ new Set([
	".git",
	"node_modules",
	"vendor"
]);
function isManifestName(name) {
	return /\.(ya?ml|json)$/i.test(name);
}
/** The text of a file, with its BOM, or why there is none. */
function decode(path, bytes) {
	if (bytes.length > 4194304) return {
		path,
		line: 1,
		reason: tooLarge
	};
	if (buffer.isUtf8(bytes)) return {
		path,
		text: bytes.toString("utf8")
	};
	return {
		path,
		line: 1,
		reason: "The file is not UTF-8, in which Kubernetes wants its manifests"
	};
}
function collect(results) {
	const files = [];
	const unread = [];
	for (const result of results) if ("text" in result) files.push(result);
	else unread.push(result);
	return {
		files: files.sort(byPath),
		unread: unread.sort(byPath)
	};
}
function byPath(a, b) {
	return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
/** Whether a walk from a folder (empty for the root) comes to a file; both paths relative to the root. */
function reaches(folder, path) {
	const prefix = folder === "" ? "" : `${folder}/`;
	if (!path.startsWith(prefix)) return false;
	const way = path.slice(prefix.length).split("/");
	return isManifestName(path) && !way.slice(0, -1).some((name) => skippedFolders.has(name));
}

// src/source/disk.ts
/**
* Reads the manifests under folders (`*.yaml`, `*.yml`, `*.json`), and the files that are named, whatever their name.
* A folder that is a symbolic link is not followed unless it is named. A file that is one is read if it leads to a
* file that would not be read anyway, in the folder that is scanned or in `root`.
*
* @throws SourceError when a named path does not exist, is neither file nor folder, or lies outside of `within`
*/
function readManifests(paths, place) {
	const walk = {
		...place,
		files: /* @__PURE__ */ new Set(),
		links: /* @__PURE__ */ new Map(),
		unread: []
	};
	for (const path of paths) visitNamed(path, walk);
	const read = [...walk.files].map((file, index) => {
		place.onFile?.(index);
		return readOne(file, file, place.root);
	});
	return collect([
		...walk.unread,
		...read,
		...readLinks(walk)
	]);
}
/** The nearest folder, from this one upwards, that is the top of a git work tree. */
function repositoryRoot(folder) {
	if (fs.existsSync(join(folder, ".git"))) return folder;
	return dirname(folder) === folder ? void 0 : repositoryRoot(dirname(folder));
}
/** One file, if there is one, by its path from a folder. */
function readFile(folder, path) {
	const file = resolve(folder, path);
	return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? readOne(file, file, folder) : void 0;
}
/** A path relative to a folder, with forward slashes. */
function pathFrom(folder, file) {
	const path = relative(folder, file);
	return sep === "/" ? path : path.replaceAll(sep, "/");
}
function visitNamed(path, walk) {
	const named = resolve(walk.cwd, path);
	const stats = statsOf(named, path);
	if (walk.within && !mayRead(fs.realpathSync(named), walk.within)) throw new SourceError(`${quote(path)} lies outside of ${quote(walk.within)}, and only files in there are read.`);
	if (stats.isFile()) walk.files.add(named);
	else if (stats.isDirectory()) visitFolder(named, walk.within ?? (isInside(walk.root, named) ? walk.root : named), walk);
	else throw new SourceError(`${quote(path)} is neither a file nor a folder. To read from a pipe, name "-".`);
}
function statsOf(file, path) {
	try {
		fs.accessSync(file, fs.constants.R_OK);
		return fs.statSync(file);
	} catch (error) {
		const code = errorCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") throw new SourceError(`There is no file or folder ${quote(path)}.`);
		throw new SourceError(`${quote(path)} cannot be read (${code}).`, { cause: error });
	}
}
function visitFolder(folder, boundary, walk) {
	for (const entry of entriesOf(folder, walk)) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) {
			if (skippedFolders.has(entry.name) || walk.ownFilesOnly && fs.existsSync(join(path, ".git"))) continue;
			visitFolder(path, boundary, walk);
		} else if (!isManifestName(entry.name)) continue;
		else if (entry.isFile()) walk.files.add(path);
		else if (entry.isSymbolicLink()) walk.links.set(path, boundary);
	}
}
function entriesOf(folder, walk) {
	try {
		return fs.readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		const reason = `The folder cannot be listed (${errorCode(error)})`;
		walk.unread.push({
			path: pathFrom(walk.root, folder) || ".",
			line: 1,
			reason
		});
		return [];
	}
}
/** After the files, as only then it is known what they hold already. */
function* readLinks(walk) {
	if (!walk.links.size) return;
	const known = new Set([...walk.files].map((file) => realPath(file)));
	for (const [link, boundary] of walk.links) {
		const target = realPath(link);
		const path = pathFrom(walk.root, link);
		if (target === void 0) yield {
			path,
			line: 1,
			reason: "The symbolic link leads nowhere"
		};
		else if (!mayRead(target, boundary)) yield {
			path,
			line: 1,
			reason: "The symbolic link leads out of the folder that is scanned"
		};
		else if (!known.has(target) && fs.statSync(target).isFile()) yield readOne(link, target, walk.root);
		known.add(target);
	}
}
function realPath(path) {
	try {
		return fs.realpathSync(path);
	} catch {
		return;
	}
}
function readOne(name, file, root) {
	const path = pathFrom(root, name);
	try {
		if (fs.statSync(file).size > 4194304) return {
			path,
			line: 1,
			reason: tooLarge
		};
		return decode(path, fs.readFileSync(file));
	} catch (error) {
		return {
			path,
			line: 1,
			reason: `The file cannot be read (${errorCode(error)})`
		};
	}
}
/** Whether a real path lies in a folder. What git keeps beside the files may hold a token: it is never read for a link. */
function mayRead(target, boundary) {
	const folder = fs.realpathSync(boundary);
	return isInside(folder, target) && !relative(folder, target).split(sep).includes(".git");
}
function isInside(folder, path) {
	const way = relative(folder, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
function errorCode(error) {
	return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
function quote(path) {
	return `"${path}"`;
}

// src/source/config.ts
/** Where a config file may be, from the top of the repository; the first that is there counts. */
const configPaths = [
	".github/lynceus.yml",
	".github/lynceus.yaml",
	"lynceus.yml",
	"lynceus.yaml"
];
/** The config file of a work tree. */
function configOnDisk(root) {
	for (const path of configPaths) {
		const found = readFile(root, path);
		if (found) return found;
	}
}
/** The config file among those of a commit. */
function configAmong(files) {
	return configPaths.flatMap((path) => files.find((file) => file.path === path) ?? []).at(0);
}

export { SourceError, collect, configAmong, configOnDisk, configPaths, decode, fs, maxBytes, pathFrom, reaches, readFile, readManifests, repositoryRoot, tooLarge, util };