const require_core = require("./core.js");
const require_git = require("./git.js");
let node_path = require("node:path");

// src/cli/base.ts
/**
* Reads from git what the command line names.
*
* @throws SourceError
*/
function readBase(ref, operands, { cwd, root }) {
	const named = (operands.length ? operands : ["."]).map((path) => require_core.pathFrom(root, (0, node_path.resolve)(cwd, path)));
	const parted = require_git.mergeBase(root, ref);
	const { files, unread, links } = require_git.readCommit(root, parted, (path) => named.some((name) => name === path || require_core.reaches(name, path)));
	const configs = require_git.readCommit(root, require_git.commitOf(root, ref), (path) => require_core.configPaths.includes(path));
	return {
		ref,
		files: [...files, ...require_git.committedData(root, parted, require_core.dataPaths(files))],
		unread: [...unread, ...links],
		config: require_core.configAmong([...configs.files, ...configs.unread])
	};
}

exports.readBase = readBase;