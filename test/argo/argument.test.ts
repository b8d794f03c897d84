import { describe, expect, test } from 'vitest'
import { withoutFlags, withValue, withWord } from '../../src/argo/argument.ts'
import { type Installed, installed } from '../../src/argo/installation.ts'
import { type Change, changed } from '../../src/yaml/change.ts'
import type { Refusal } from '../../src/yaml/edit.ts'
import { value } from '../../src/yaml/value.ts'
import { only } from './read.ts'

/** A Deployment of the server with one container of the given lines. */
function deployment(container: string): string {
  const own = container && `\n${container.replaceAll(/^/gm, '          ')}`
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: argo-server}\nspec:\n  template:\n    spec:\n      containers:\n        - name: argo-server\n          image: quay.io/argoproj/argocli:v3.7.18${own}\n`
}

/** What changes make of it, as a value; the reason where they are not made. */
function after(container: string, change: (server: Installed) => readonly Change[] | Refusal) {
  const { manifest, project } = only(deployment(container))
  const [server] = installed(manifest, project)
  if (!server) throw new Error('No server')
  const changes = change(server)
  return 'refused' in changes ? changes.refused : changed(manifest.root, changes)?.value
}

function meant(container: string) {
  return value(only(deployment(container)).manifest.root)
}

function of({ flags }: Installed, ...names: readonly string[]) {
  return flags.filter(({ name }) => names.includes(name))
}

const shell = /^The flag is part of/

describe('a flag is taken away', () => {
  test.each([
    ['in one word', 'args: [server, --secure=false, --x]', 'args: [server, --x]'],
    ['by its letter', 'args: [server, -e=false]', 'args: [server]'],
    ['in two words', 'args: [server, --auth-mode, server, --x]', 'args: [server, --x]'],
    ['every time', 'args: [--auth-mode, server, server, --auth-mode=server]', 'args: [server]'],
    ['from its command', 'command: [argo, server, --secure=false]', 'command: [argo, server]'],
    [
      'with the list that it leaves empty',
      'command: [argo, server]\nargs: [--secure=false]',
      'command: [argo, server]',
    ],
    [
      'as a variable',
      'args: [server]\nenv:\n- {name: A, value: b}\n- {name: ARGO_SECURE, value: "false"}',
      'args: [server]\nenv: [{name: A, value: b}]',
    ],
    [
      'with the variables that it leaves empty',
      'args: [server]\nenv: [{name: ARGO_AUTH_MODE, value: server}]',
      'args: [server]',
    ],
    [
      'of two variables with one name, the last',
      'args: [server]\nenv: [{name: ARGO_SECURE, value: "true"}, {name: ARGO_SECURE, value: "false"}]',
      'args: [server]\nenv: [{name: ARGO_SECURE, value: "true"}]',
    ],
  ])('%s', (_, before, expected) => {
    expect(after(before, (server) => withoutFlags(server, of(server, 'secure', 'auth-mode')))).toEqual(meant(expected))
  })

  test.each([
    ['in a text that a shell runs', 'command: [sh, -c, "argo server --secure=false"]'],
    ['in a word with others', 'args: [server, -be=false]'],
    ['in a variable of the kubelet', 'args: [server, --secure=$(ON)]\nenv: [{name: ON, value: "false"}]'],
    ['over two lists', 'command: [argo, server, --auth-mode]\nargs: [server]'],
  ])('but not %s', (_, before) => {
    expect(after(before, (server) => withoutFlags(server, of(server, 'secure', 'auth-mode')))).toMatch(shell)
  })

  test('but no change can name what an alias stands for', () => {
    const before = 'command: &all [argo, server, --secure=false]\nargs: *all'
    expect(after(before, (server) => withoutFlags(server, of(server, 'secure').slice(-1)))).toBeUndefined()
  })
})

describe('a flag is given another value', () => {
  test.each([
    ['in one word', 'args: [server, --auth-mode=server]', 'args: [server, --auth-mode=client]'],
    ['in two words', 'args: [server, --auth-mode, server]', 'args: [server, --auth-mode, client]'],
    [
      'as a variable',
      'args: [server]\nenv: [{name: ARGO_AUTH_MODE, value: "server"}]',
      'args: [server]\nenv: [{name: ARGO_AUTH_MODE, value: client}]',
    ],
  ])('%s', (_, before, expected) => {
    expect(
      after(before, (server) => of(server, 'auth-mode').map((flag) => withValue(server, flag, 'client'))[0] ?? []),
    ).toEqual(meant(expected))
  })

  test('but not in a text that a shell runs', () => {
    const before = 'command: [sh, -c, "argo server --auth-mode server"]'
    expect(
      after(before, (server) => of(server, 'auth-mode').map((flag) => withValue(server, flag, 'client'))[0] ?? []),
    ).toMatch(shell)
  })
})

describe('a word is added', () => {
  test.each([
    ['to the arguments', 'command: [argo]\nargs: [server]', 'command: [argo]\nargs: [server, --x]'],
    [
      'to the arguments behind the command',
      'command: [argo, server]\nargs: [--y]',
      'command: [argo, server]\nargs: [--y, --x]',
    ],
    ['to a command without arguments', 'command: [argo, server]', 'command: [argo, server, --x]'],
  ])('%s', (_, before, expected) => {
    expect(after(before, (server) => withWord(server, 'server', '--x'))).toEqual(meant(expected))
  })

  test.each([
    ['to a text that a shell runs', 'command: [sh, -c, "argo server"]'],
    ['where no flag can follow', 'args: [server, --, a]'],
  ])('but not %s', (_, before) => {
    expect(after(before, (server) => withWord(server, 'server', '--x'))).toMatch(shell)
  })
})

describe('in values of the Helm chart', () => {
  function mended(server: string, change: (server: Installed) => readonly Change[] | Refusal) {
    const text = `controller: {workflowNamespaces: [builds]}\nserver:\n${server.replaceAll(/^/gm, '  ')}\n`
    const { manifest, project } = only(text)
    const of = installed(manifest, project).find(({ part }) => part === 'server')
    if (!of) throw new Error('No server')
    const changes = change(of)
    return 'refused' in changes ? changes.refused : changed(manifest.root, changes)?.value
  }

  test.each([
    ['secure: false', { secure: true }],
    ['authModes: [server, sso]', { authModes: ['sso'] }],
    ['authModes: [server]', {}],
    ['authMode: server\nname: argo', { name: 'argo' }],
    ['extraArgs: [--name=a, --auth-mode=server]\nauthModes: []', { extraArgs: ['--name=a'], authModes: [] }],
    [
      'authModes: []\nextraEnv: [{name: A, value: b}, {name: ARGO_AUTH_MODE, value: server}]',
      { authModes: [], extraEnv: [{ name: 'A', value: 'b' }] },
    ],
  ])('%s becomes %o', (text, server) => {
    const made = mended(text, (one) => {
      const flag = flagOf(one)
      return flag.name === 'secure' ? withValue(one, flag, 'true') : withoutFlags(one, [flag])
    })
    expect(made).toEqual({ controller: { workflowNamespaces: ['builds'] }, server })
  })

  function flagOf(one: Installed) {
    const [flag] = of(one, 'secure', 'auth-mode')
    if (!flag) throw new Error('No flag')
    return flag
  }

  test('another mode takes the place of one', () => {
    const made = mended('authModes: [server]', (one) => withValue(one, flagOf(one), 'client'))
    expect(made).toEqual({ controller: { workflowNamespaces: ['builds'] }, server: { authModes: ['client'] } })
  })
})
