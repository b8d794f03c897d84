/** A workflow that nothing of low severity or worse is wrong with, whoever reads the findings. */
export const good = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: good
spec:
  entrypoint: main
  serviceAccountName: good
  automountServiceAccountToken: false
  executor:
    serviceAccountName: executor
  securityContext:
    runAsNonRoot: true
    runAsUser: 1000
  templates:
    - name: main
      container:
        image: registry.example.com/app@sha256:9b1d5a2c3e4f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef
        command: [app]
`

/** The same, with a privileged container in it: one finding of high severity, and no other. */
export const bad = good
  .replaceAll('good', 'bad')
  .replace('        command: [app]\n', '        command: [app]\n        securityContext:\n          privileged: true\n')

/** A name that no test for `bad` shares, so that both may be in one scan. */
export function named(manifest: string, name: string): string {
  return manifest.replace(/^( {2}name: ).*$/m, `$1${name}`)
}
