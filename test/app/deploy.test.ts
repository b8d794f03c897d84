import { readdirSync, readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { missing } from '../../app/grants.ts'
import { webhookPath } from '../../app/ingress.ts'
import { readable, schema } from '../../app/settings.ts'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { rules } from '../../src/rules/index.ts'

type Json = Readonly<Record<string, unknown>>

interface Deployment extends Json {
  readonly kind: 'Deployment'
  readonly spec: {
    readonly template: {
      readonly spec: Json & {
        readonly containers: readonly [
          Json & { readonly env: readonly { name: string; value: string }[]; readonly ports: readonly Json[] },
        ]
      }
    }
  }
}

function objects(folder: string): readonly Json[] {
  const files = readdirSync(folder).filter((name) => name !== 'kustomization.yaml')
  return files.flatMap((name) => loadAll(readFileSync(`${folder}/${name}`, 'utf8')) as Json[])
}

const base = objects('deploy/kubernetes')
const deployment = base.find((one): one is Deployment => one['kind'] === 'Deployment')
const pod = deployment?.spec.template.spec
const [container] = pod?.containers ?? []

describe('docs/deploy.md', () => {
  const text = readFileSync('docs/deploy.md', 'utf8')

  test('has every setting with its default, and no other', () => {
    const cells = [...text.matchAll(/^\| `([A-Z_]+)` \|(.*?)\|/gm)]
    const rows = cells.map(([, name = '', given = '']) => [name, given.trim()])
    const shown = Object.entries(schema.shape).map(([name, one]) => {
      const { success, data } = one.safeParse(undefined)
      return [name, success ? (data === undefined ? '' : `\`${String(data)}\``) : 'needed']
    })
    expect(rows).toEqual(shown)
  })

  test('names what may come from a file', () => {
    const [line = ''] = /^.*may come from files/m.exec(text) ?? []
    expect([...line.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name)).toEqual(readable)
  })

  test('names metrics that there are', () => {
    const source = readFileSync('app/metrics.ts', 'utf8')
    const named = [...text.matchAll(/`lynceus_(\w+)`/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(5)
    for (const name of named) expect(source).toMatch(new RegExp(`'(lynceus_)?${name}'`))
  })
})

test('docs/github-app.md tells what is off without a permission', () => {
  const text = readFileSync('docs/github-app.md', 'utf8')
  for (const { permission } of missing({})) {
    const [name = '', level = ''] = permission.split(': ')
    const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replace('_', ' ')}: ${level}`
    expect(text).toContain(`| ${title} |`)
  }
})

describe('the Kubernetes manifests', () => {
  test('run a pod that no rule of ours finds fault with, made a workflow', () => {
    const { containers, ...spec } = pod ?? { containers: [] }
    const workflow = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { generateName: 'lynceus-' },
      spec: { ...spec, entrypoint: 'main', templates: [{ name: 'main', container: containers[0] }] },
    }
    const files = [{ path: 'lynceus.yaml', text: JSON.stringify(workflow) }]
    const { findings } = analyze(files, rules, { ...defaults, persona: 'auditor' })
    // A server runs without end and is no garbage.
    const found = findings.filter(({ rule }) => rule.category !== 'availability').map(({ rule }) => rule.id)
    // A workflow without any token needs one for its executor; the image is a placeholder for one's own.
    expect(found.sort()).toEqual(['automounted-service-account-token', 'mutable-image-tag'])
  })

  test('set only variables that there are, and give the files that they name', () => {
    const names = container?.env.map(({ name }) => name) ?? []
    expect(names).toEqual(['PRIVATE_KEY_PATH', 'WEBHOOK_SECRET_PATH'])
    for (const name of names) expect(readable).toContain(name.replace(/_PATH$/, ''))
  })

  test('open the path of the webhooks to the world, and nothing else', () => {
    const ingress = JSON.stringify(base.find((one) => one['kind'] === 'Ingress'))
    expect([...ingress.matchAll(/"path":"([^"]+)"/g)].map(([, path]) => path)).toEqual([webhookPath])
    expect(ingress).toContain('"pathType":"Exact"')
  })

  test('have the ports of the image', () => {
    const image = readFileSync('Dockerfile', 'utf8')
    const ports = container?.ports.map(({ containerPort }) => String(containerPort))
    expect(image).toContain(`EXPOSE ${ports?.join(' ')}`)
    expect(image).toContain(`PORT=${ports?.[0]} STATUS_PORT=${ports?.[1]} `)
    const set = [...(/^ENV (.*)$/m.exec(image)?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(([, name]) => name)
    for (const name of set) expect([...Object.keys(schema.shape), 'NODE_ENV']).toContain(name)
  })
})

test('the image is given all that the App is made of', () => {
  const image = readFileSync('Dockerfile', 'utf8')
  const ignored = readFileSync('.dockerignore', 'utf8')
  for (const [, names = ''] of image.matchAll(/^COPY (?!--from)(.*) \S+$/gm)) {
    for (const name of names.split(' ')) expect(ignored).toContain(`!${name}\n`)
  }
})
