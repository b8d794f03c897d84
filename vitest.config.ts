import { defineConfig } from 'vitest/config'

const report = process.env['TEST_REPORT']
const shells = 'test/{action,cli}/**/*.test.ts'

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    coverage: { provider: 'v8', include: ['src/**/*.ts', 'action/**/*.ts', 'app/**/*.ts'], exclude: ['src/dev/**'] },
    projects: [
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [shells] } },
      // Only these need the bundles, and wait for the build.
      { extends: true, test: { name: 'shells', include: [shells], globalSetup: 'test/build.ts' } },
    ],
  },
})
