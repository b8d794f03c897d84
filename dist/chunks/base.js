import { configAmong, configPaths, pathFrom, reaches } from "./core.js";
import { commitOf, mergeBase, readCommit } from "./git.js";
import { resolve } from "node:path";

// src/cli/base.ts
/**
* Reads from git what the command line names.
*
* @throws SourceError
*/
function readBase(ref, operands, { cwd, root }) {
	const named = (operands.length ? operands : ["."]).map((path) => pathFrom(root, resolve(cwd, path)));
	const { files, unread, links } = readCommit(root, mergeBase(root, ref), (path) => named.some((name) => name === path || reaches(name, path)));
	const configs = readCommit(root, commitOf(root, ref), (path) => configPaths.includes(path));
	return {
		ref,
		files,
		unread: [...unread, ...links],
		config: configAmong([...configs.files, ...configs.unread])
	};
}

export { readBase };