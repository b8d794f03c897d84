import { describe, expect, test } from 'vitest'
import { downloads, mayDownload } from '../../src/argo/download.ts'
import { readShell } from '../../src/argo/shell.ts'
import { isInside, loosens, ofWords } from '../../src/argo/unverified.ts'

function found(text: string): readonly string[] {
  const shell = readShell(text, [])
  if (!shell) throw new Error('not read')
  return downloads(shell).map(({ kind, open, inside }) => `${kind}${open ? ' open' : ''}${inside ? ' inside' : ''}`)
}

describe('run', () => {
  test.each([
    'curl -sSL https://example.com/install.sh | sh',
    'curl -sSL https://example.com/install.sh \\\n  | sudo bash -s -- --yes',
    'wget -qO- https://example.com/a.py | python3 -',
    'bash <(curl -s https://example.com/a.sh)',
    'sh -c "$(curl -fsSL https://example.com/a.sh)"',
    'eval "$(wget -qO- https://example.com/env)"',
    '. <(curl -s https://example.com/a.sh)',
    'curl -o i.sh https://example.com/i.sh && bash i.sh',
    'curl -sSLo /tmp/i.sh https://example.com/i.sh\nsh -x /tmp/i.sh',
    'wget https://example.com/i.sh; chmod +x i.sh; ./i.sh',
    'curl https://example.com/i.sh > i.sh; sh ./i.sh',
    'curl -s https://example.com/a.sh | tee a.sh | bash -e',
    "sh -c 'curl -s https://example.com/a.sh | sh'",
    'sudo bash -c "set -e; curl -s https://example.com/a.sh | sh"',
    `bash -c "sh -c 'curl -s https://example.com/a.sh | sh'"`,
  ])('%s', (text) => {
    expect(mayDownload(text)).toBe(true)
    expect(found(text)).toEqual(['run'])
  })

  test('whether somebody may answer in its place', () => {
    expect(found('curl http://example.com/a.sh | sh')).toEqual(['run open'])
    expect(found('curl -k https://example.com/a.sh | sh')).toEqual(['run open'])
    expect(found('curl http://tools.ci.svc/a.sh | sh')).toEqual(['run open inside'])
  })

  test.each([
    'curl https://example.com/data.json | python3 -c "import json, sys; json.load(sys.stdin)"',
    'curl https://example.com/data.json | python3 read.py',
    'curl https://example.com/data.json | bash -c "cat"',
    'curl https://example.com/data.tgz | tar xz',
    '# curl https://example.com/a.sh | sh',
    'echo "curl https://example.com/a.sh | sh"',
    'bash run.sh "$(curl -s https://example.com/version)"',
    'curl -sSLo i.sh https://example.com/i.sh && echo "$SUM  i.sh" | sha256sum -c && sh i.sh',
    'curl -o a.json https://example.com/a.json; sh build.sh',
    'cat a.sh | sh',
    "echo 'curl -s https://example.com/a.sh | sh'",
    'echo "StrictHostKeyChecking no is not said here"',
    "sh -c 'echo $0' 'curl -s https://example.com/a.sh | sh'",
  ])('%s is none', (text) => {
    expect(found(text)).toEqual([])
  })
})

test.each([
  ['kubectl apply -n argo -f https://example.com/a.yaml', ['apply']],
  ['kubectl create --filename=https://example.com/a.yaml', ['apply']],
  ['kubectl apply -f a.yaml', []],
  ['kubectl get -f https://example.com/a.yaml', []],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  'curl -sk https://example.com',
  'curl --insecure https://example.com',
  'wget --no-check-certificate https://example.com',
  'git -c http.sslVerify=false clone https://example.com/a.git',
  'git config --global http.sslVerify false',
  'GIT_SSL_NO_VERIFY=true git fetch',
  'export NODE_TLS_REJECT_UNAUTHORIZED=0',
  'pip install --trusted-host pypi.example.com a',
  'python3 -m pip install --trusted-host=pypi.example.com a',
  'npm config set strict-ssl false',
  'ssh -o StrictHostKeyChecking=no host id',
  'scp -oStrictHostKeyChecking=no a host:',
  'kubectl --insecure-skip-tls-verify get pods',
  'echo "  StrictHostKeyChecking no" >> ~/.ssh/config',
  'helm upgrade a b --kube-insecure-skip-tls-verify=true',
])('%s looks at nobody', (text) => {
  expect(found(text)).toEqual(['unverified open'])
})

test.each([
  'curl -o k https://example.com',
  'curl -ok https://example.com',
  'curl -H "X-Token: -k" https://example.com',
  'ssh -o StrictHostKeyChecking=accept-new host',
  'git config http.sslVerify true',
  'GIT_SSL_NO_VERIFY=0 git fetch',
  'grep -k a',
])('%s does', (text) => {
  expect(found(text)).toEqual([])
})

test('one command by its words, variables, and addresses of the same cluster', () => {
  expect(ofWords(['curl', '-k', 'https://a'])).toEqual({ kind: 'unverified', what: '-k' })
  expect(ofWords(['sudo', 'kubectl', 'apply', '-f', 'https://a/b.yaml'])).toEqual({
    kind: 'apply',
    what: 'https://a/b.yaml',
  })
  expect(ofWords(['id'])).toBeUndefined()
  expect(loosens('PYTHONHTTPSVERIFY', '0')).toBe(true)
  expect(loosens('PYTHONHTTPSVERIFY', '1')).toBe(false)
  expect(isInside(['https://kubernetes.default.svc/api'])).toBe(true)
  expect(isInside(['https://kubernetes.default.svc', 'https://example.com'])).toBe(false)
  expect(isInside(['--server=https://kubernetes.default'])).toBe(true)
  expect(isInside(['--server=https://k8s.example.com'])).toBe(false)
  expect(isInside([])).toBe(false)
})
