// src/closest.ts
/**
* The candidate that a mistyped word most likely means: the one with the fewest typing mistakes (a letter put in,
* left out, changed, or swapped with its neighbour), if they are at most a third of the word. Case, `-` and `_` do
* not count, so `minSeverity` finds `min-severity`.
*/
function closest(word, candidates) {
	const typed = normal(word);
	let best;
	let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
	for (const candidate of candidates) {
		const meant = normal(candidate);
		if (Math.abs(meant.length - typed.length) >= least) continue;
		const mistakes = distance(typed, meant);
		if (mistakes < least) [best, least] = [candidate, mistakes];
	}
	return best;
}
function normal(word) {
	return word.toLowerCase().replaceAll(/[-_]/g, "");
}
/** Optimal string alignment distance, in two kept rows. */
function distance(a, b) {
	let before = [];
	let above = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1));
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, at(before, column - 2) + 1);
			current.push(cost);
		}
		before = above;
		above = current;
	}
	return at(above, b.length);
}
function at(row, column) {
	return row[column] ?? Number.POSITIVE_INFINITY;
}

export { closest };