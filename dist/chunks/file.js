// src/finding.ts
/** From harmless to worst. `info` is a fact worth a reviewer's eye. */
const severities = [
	"info",
	"low",
	"medium",
	"high",
	"critical"
];
/** How likely it is that what a finding says is true: at least 95 % for `high`, below 75 % for `low`. */
const confidences = [
	"low",
	"medium",
	"high"
];
/** Who wants to see it: everybody; those who harden; those who judge each case by hand (zizmor's words). */
const personas = [
	"regular",
	"pedantic",
	"auditor"
];
/** Less than zero when `a` is to be read before `b`: worst first, then surest, then by place. */
function worstFirst(a, b) {
	return severities.indexOf(b.severity) - severities.indexOf(a.severity) || confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) || (a.at.file.path < b.at.file.path ? -1 : a.at.file.path > b.at.file.path ? 1 : a.at.span.start - b.at.span.start);
}
/** Whether a severity is at least as bad as a threshold. */
function atLeast(severity, threshold) {
	return severities.indexOf(severity) >= severities.indexOf(threshold);
}

// src/yaml/file.ts
const starts = /* @__PURE__ */ new WeakMap();
/** The line and column of an offset. Lines end at `\n`; a `\r` before it belongs to the line. */
function position(file, offset) {
	const lines = lineStarts(file);
	let low = 0;
	let high = lines.length - 1;
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if ((lines[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return {
		line: low + 1,
		column: offset - (lines[low] ?? 0) + 1
	};
}
/** The offset at which each line starts. */
function lineStarts(file) {
	const known = starts.get(file);
	if (known) return known;
	const lines = [0];
	for (let at = file.text.indexOf("\n"); at >= 0; at = file.text.indexOf("\n", at + 1)) lines.push(at + 1);
	starts.set(file, lines);
	return lines;
}
/** The text of one line, from 1, without its line end. */
function lineText(file, line) {
	const lines = lineStarts(file);
	return file.text.slice(lines[line - 1] ?? file.text.length, lines[line] ?? file.text.length).replace(/\r?\n$/, "");
}

export { atLeast, confidences, lineStarts, lineText, personas, position, severities, worstFirst };