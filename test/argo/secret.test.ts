import { describe, expect, test } from 'vitest'
import { credentialsIn, isSecretName, literalSecret, masked, mayHoldCredential } from '../../src/argo/secret.ts'

/** Put together here, so that no scanner takes this file for a leak. */
const github = `ghp_${'aB3dE6gH9j'.repeat(4)}`
const aws = ['AKIA', 'Q7RZ3MNK5TWX2VBD'].join('')
const slack = ['hooks.slack.com/services', 'T7RZ3MNK5', 'B5TWX2VBD', 'aB3dE6gH9j'.repeat(2)].join('/')
const face = `hf_${'aBcdEfgHij'.repeat(4)}`

describe('credentials whose form tells them', () => {
  test.each([
    [`curl -H "Authorization: token ${github}" https://api.example.org`, 'a token of GitHub', github],
    [`export AWS_ACCESS_KEY_ID=${aws}\n`, 'an access key of AWS', aws],
    [`https://${slack}`, 'the address of a webhook of Slack', slack],
    [`HF_TOKEN=${face}`, 'a token of Hugging Face', face],
    ['postgres://app:s3cr3t-9f@db:5432/app', 'a password in an address', 's3cr3t-9f'],
    ['https://:hunter2hunter@proxy.corp/', 'a password in an address', 'hunter2hunter'],
  ])('%s', (text, what, secret) => {
    expect(mayHoldCredential(text)).toBe(true)
    const [found, ...others] = credentialsIn(text)
    expect(others).toEqual([])
    expect(found?.what).toBe(what)
    expect(text.slice(found?.from, found?.to)).toBe(secret)
  })

  test('a password that is the name of its user is a weak one', () => {
    expect(credentialsIn('amqp://guest:guest@queue').map(({ weak }) => weak)).toEqual([true])
    expect(credentialsIn('amqp://guest:s3cr3t-9f@queue').map(({ weak }) => weak)).toEqual([false])
  })

  test('a private key with something in it', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo\n'
    expect(credentialsIn(key).map(({ what }) => what)).toEqual(['a private key'])
    expect(credentialsIn('grep -q "-----BEGIN RSA PRIVATE KEY-----" key.pem')).toEqual([])
  })

  test.each([
    'AKIAIOSFODNN7EXAMPLE',
    'https://user:password@db.example.org/',
    'https://user:$PASSWORD@db/',
    'https://{{inputs.parameters.user}}:{{inputs.parameters.password}}@db/',
    'https://x-access-token:${TOKEN}@github.com/acme/app.git',
    'http://localhost:8080/a@b',
    'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'image: registry:5000/app@sha256:0123',
    `ghp_${'x'.repeat(36)}`,
  ])('%s is none', (text) => {
    expect(credentialsIn(text)).toEqual([])
  })
})

test.each([
  ['password', true],
  ['DB_PASSWORD', true],
  ['dbPassword', true],
  ['PGPASSWORD', true],
  ['apiKey', true],
  ['X-Api-Key', true],
  ['AWS_SECRET_ACCESS_KEY', true],
  ['github-token', true],
  ['Authorization', true],
  ['author', false],
  ['bypass', false],
  ['page_token', false],
  ['max-tokens', false],
  ['s3-key', false],
  ['secret-name', false],
  ['token-path', false],
  ['key', false],
])('the name %s tells of a credential: %s', (name, expected) => {
  expect(isSecretName(name)).toBe(expected)
})

test.each([
  ['password', 'Tr0ub4dor&3', 'likely'],
  ['password', 'secret', 'weak'],
  ['password', '{{inputs.parameters.password}}', undefined],
  ['password', '$(DB_PASSWORD)', undefined],
  ['password', '${DB_PASSWORD}', undefined],
  ['password', 'changeme', undefined],
  ['token', '/var/run/secrets/token', undefined],
  ['token', 'https://auth.example.org/token', undefined],
  ['token', '12345678', undefined],
  ['image-pull-secret', 'registry-credentials', undefined],
  ['password', 'ENC[AES256_GCM,data:abc]', undefined],
  ['password', 'vault:secret/data/db#password', undefined],
  ['password', 'ssm:/prod/db/password', undefined],
  ['password', 'admin:s3cr3t-9f', 'likely'],
  ['encryption-key', 'alias/build', undefined],
  ['aws-secret-access-key', 'Kq7/wZ2tN5xVb8Lm3/Rf6YcHs1Pd4GjTo9EiAu0W', 'likely'],
  ['token', 'team/builds/upload', undefined],
  ['token', 'TOKEN_OF_THE_VAULT', 'weak'],
  ['token', 'put your token here', 'weak'],
  ['google-credentials', '{"type": "service_account"}', 'weak'],
  ['password', 'a', undefined],
])('a literal: %s = %s is %s', (name, value, expected) => {
  expect(literalSecret(name, value)).toBe(expected)
})

test('no more than four characters of a credential are shown', () => {
  expect(masked(github)).toBe('ghp_…')
  expect(masked('hunter2')).toBe('h…')
  expect(masked('abc')).toBe('…')
})
