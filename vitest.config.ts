import { defineConfig } from 'vitest/config'

const report = process.env['TEST_REPORT']
const shells = 'test/{action,cli}/**/*.test.ts'
const servers = 'test/app/e2e/**/*.test.ts'

export default defineConfig({
  test: {
    // A busy machine is no reason to fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: { provider: 'v8', include: ['src/**/*.ts', 'action/**/*.ts', 'app/**/*.ts'], exclude: ['src/dev/**'] },
    projects: [
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [shells, servers] } },
      // They start processes, and wait for them: two at once even on two cores.
      { extends: true, test: { name: 'app', include: [servers], maxWorkers: 2 } },
      // Only these need the bundles, and wait for the build.
      { extends: true, test: { name: 'shells', include: [shells], globalSetup: 'test/build.ts' } },
    ],
  },
})
