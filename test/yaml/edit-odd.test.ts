import { describe, expect, test } from 'vitest'
import { type Change } from '../../src/yaml/change.ts'
import { changesOf, type Subject, type Tally, targets, tryAll, whole } from './edits.ts'

/** Documents that are written in ways that few are. */
const odd: Readonly<Record<string, string>> = {
  'comments in every odd place': `# 0
%YAML 1.1
# 1
--- # 2
# 3
a: # 4
  # 5
  b: 1	# 6	tab
      # 7
  c: &x # 8
    # 9
    d: !!map # 10
      # 11
      e: "1
        2" # 12
  # 13

  # 14
f: # 15
# 16
- g # 17
# 18
- # 19
  # 20
  h: i # 21
  # 22
  j: # 23
    - [k, # 24
       # 25
       {l: m # 26
        # 27
        , n: o}, # 28
      ] # 29
  # 30
- |- # 31
  # no comment
  p

  # no comment either
 # 32
- >+ # 33
  q
  r

# 34
s: | # 35
  t
# 36
u: *x # 37
v: # 38
w: {} # 39
y: [ # 40
] # 41
z: # 42
  # 43
  'aa' # 44
    # 45
... # 46
`,
  'merges and anchors': `base: &base
  a: 1
  b: &b {c: 2}
more: &more {d: [x], e: &e 5}
one:
  <<: *base
  a: 2
  k: 3
two: {<<: [*base, *more], a: 4, e: *e}
three:
  a: 5
  <<: {a: 6, f: 7}
  g: *b
four: &unused
  - &i h
  - *i
  - &j
    k: 1
`,
  'keys with a question mark, and none': `? a
: b: 1
  c: 2
? d
: - e
  - f
g:
  ? h
  : |
    i
  j: k
l: {? m : n, o, p: }
`,
  'block scalars of every kind': `a: |
  x
b: |+
  x

c: |-
  x

d: >
  x
  y

e: >+

f: |+


g:
- |2
    x
   y
- >2-

   x
- |
   

h: |
   
i:
  j: |

    x
     
  k: |-
    x
      
l: |+
  x
m: >-
  x


`,
  'flow collections over lines': `a: [
  b, c,
  # x
  d: e, [f
  ,], {
    g: h,
    "i":j , 'k': [], # y
    l:
  }, {
  }
]
m: {n: [o, "p
  q", r
  s], t: {
  u: v}}
w: ["x\\
  y", 'z

  a']
`,
  'tabs and blanks': `a:\t1\t# x
b :  2 \n
c  : \n   - d  \n     \n   -   e: 1  \n       f:   2\t\n   - \n\t
g: { h : 1 , i:\t2 }\t
"j" : 'k'
l:   
`,
  'lists in lists': `- - - a
    - b
  - - c: 1
      d: 2
    -
      - e
-
  - f: - 1
- - {}
  - []
-   -   g: 1
        h: 2
`.replace('f: - 1', 'f: -1'),
  JSON: `{
  "apiVersion": "v1",
  "a": [ 1, 2.5, true, null, "x\\u00e9" ],
  "b": {
    "c": {},
    "d": [],
    "e": [ {"f": 1},
           {"g": "h"} ]
  }, "i": "j"
}
`,
  'no line end at last': 'a:\n  - b: |\n      x\n    c: >-\n      y',
  'one text': '"a\n  b" # x\n',
  'an indented root': '   # x\n   a: 1\n   b:\n    - c\n   # y\n',
  'a byte order mark': '\uFEFFa: 1\nb: 2\n',
  'other line ends': 'a: "x\u2028 y"\rb:\r  - c\u0085  - d\r',
  'what only the cluster reads': `a: ["
b
", c,
d
]
e: {"f": "g"#h
}
j: [ k, "l"#m
]
i: "it\\'s"
`,
}

/** Values and words that are hard to write go round by a number; all of them when `EDIT_ALL` is set. */
const step = process.env['EDIT_ALL'] ? 1 : 5

function* everything({ root }: Subject): Generator<Change> {
  for (const node of targets(root)) for (let number = 0; number < 18; number += step) yield* changesOf(node, number)
}

describe.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
])('with lines that end in %s, all that can be changed is changed right:', (_, ends) => {
  test.each(Object.entries(odd))('%s', { timeout: 60_000 }, (name, text) => {
    const subject = whole(text.replaceAll('\n', ends))
    if (!subject) throw new Error(`${name} is not read`)
    const tally: Tally = { right: new Map(), refused: new Map(), wrong: [] }
    tryAll(subject, everything(subject), tally)
    expect(tally.wrong.slice(0, 3)).toEqual([])
    expect(tally.right.get('replace')).toBeGreaterThan(0)
  })
})
