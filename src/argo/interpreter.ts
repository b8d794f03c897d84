import type { Code } from './code.ts'
import { javascriptProgram } from './javascript-program.ts'
import { parseImage } from './image.ts'
import { basename, languageOf, program } from './language.ts'
import type { Program } from './program.ts'
import { pythonProgram } from './python-program.ts'
import { shellProgram } from './shell-program.ts'
import { commandAt, wordsOf } from './wrapper.ts'

/** The argument vector that runs a program. */
export interface Vector {
  readonly words: readonly string[]
  /** The program is a file that is run by it, and no item of it. */
  readonly source: boolean
  /** The image that the interpreter comes with, where the container names one. */
  readonly image: string | undefined
}

/** Programs that people write are shorter; what is longer would be read once for each of its tags. */
const longest = 32 * 1024
const mostTags = 100

/** A program as its interpreter reads it, or why that is not known well enough. */
export function readerOf(code: Code, vector: Vector): Program | string {
  if (code.scalar.length > longest || code.tags.length > mostTags) return 'The program is too long to be looked through'
  return doubt(code, vector) ?? read(code, interpreterOf(vector.words), vector.image)
}

function interpreterOf(argv: readonly string[]): string {
  const words = wordsOf(argv).map(({ text }) => text)
  return basename(words[commandAt(words)] ?? '')
}

/** Why the interpreter, or the environment that it gets, is not the one that the container says. */
function doubt({ scalar: { value }, language }: Code, { words: argv, source }: Vector): string | undefined {
  if (argv.length === 0 || language === 'unknown') return 'It is not known which program reads the text'
  const words = wordsOf(argv)
  const texts = words.map(({ text }) => text)
  const at = commandAt(texts)
  if (languageOf(texts[at] ?? '') !== language)
    return 'The text is read by a program that another one starts, maybe elsewhere'
  const before = texts.slice(0, at).map(basename)
  if (before.some((word, index) => word === 'sudo' || (word === 'env' && before[index + 1]?.startsWith('-'))))
    return 'The program does not get all variables of the container'
  if (!source && (value.startsWith('-') || !texts.includes(value)))
    return 'The text is an option, or is split into words before it is run'
  const [, line] = source ? (/^#!(.*)/.exec(value) ?? []) : []
  const said = line
    ?.trim()
    .split(/\s+/)
    .map(languageOf)
    .find((found) => found !== undefined)
  return said && said !== language
    ? 'The first line of the script names another program than the container does'
    : undefined
}

function read({ scalar: { value }, tags, language }: Code, interpreter: string, image = ''): Program | string {
  const unread = `The ${program(language)} is not written in a way that is surely understood here`
  switch (language) {
    case 'shell':
      // Others calculate with what `[` compares, or have another syntax.
      return /^(?:ba|da|a)?sh$/.test(interpreter) ? (shellProgram(value, tags) ?? unread) : unread
    case 'python':
      return pythonProgram(value, tags, hasFormats(interpreter, image)) ?? unread
    case 'javascript':
      return /^(?:deno)/.test(interpreter) ? unread : (javascriptProgram(value, tags) ?? unread)
    default:
      return `How to read a variable in a ${program(language)} is not known here`
  }
}

/** Distributions whose `python3` is older than 3.6: Debian 8 and 9, Ubuntu 14.04 and 16.04. */
const old = /^(?:debian:(?:8|9|jessie|stretch)|ubuntu:(?:14|16|trusty|xenial))/

/** Whether an interpreter has f-strings, which came with Python 3.6; false also where its version is not known. */
function hasFormats(interpreter: string, image: string): boolean {
  const [, name = '', major, minor] = /^(\D+?)(\d+)?(?:\.(\d+))?$/.exec(interpreter) ?? []
  const version = versionIn(image)
  if (name !== 'python' || (major !== undefined && major !== '3')) return false
  if (minor !== undefined) return Number(minor) >= 6
  return version === 'unknown' ? major === '3' && !old.test(lastPart(image)) : version
}

/** Whether the Python of an image has f-strings, as far as its name tells. */
function versionIn(image: string): boolean | 'unknown' {
  const { basename: name, tag, digest } = parseImage(image)
  if (image.includes('{{')) return 'unknown'
  // Without a version it is the newest, which has been a Python 3 since 2014.
  if (name === 'python' && (tag !== undefined || digest === undefined)) return !/^(?:2|3\.[0-5](?!\d))/.test(tag ?? '')
  const [, minor] = /py(?:thon)?-?3[._]?(\d+)/.exec(lastPart(image)) ?? []
  return minor === undefined ? 'unknown' : Number(minor) >= 6
}

function lastPart(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1)
}
