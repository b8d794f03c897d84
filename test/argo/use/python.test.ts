import { describe, expect, test } from 'vitest'
import { usesInPython } from '../../../src/argo/use/python.ts'
import { longest } from '../../../src/argo/use/use.ts'

function uses(program: string): readonly string[] {
  return usesInPython(program, [], ['X', '1']).map(({ from, to }) => program.slice(from, to))
}

const x = 'x = os.environ["X"]\n'

describe('Python runs the text of a variable where', () => {
  test.each([
    ['a shell takes it', 'os.system(os.environ["X"])', 'os.environ["X"]'],
    ['a shell takes it with more', 'os.system("echo " + os.environ["X"])', 'os.environ["X"]'],
    ['a shell takes it in an f-string', `os.system(f"echo {os.environ['X']}")`, "os.environ['X']"],
    ['popen takes it', 'os.popen(os.getenv("X").strip()).read()', 'os.getenv("X")'],
    ['eval takes it', 'eval(os.environ.get("X", "1"))', 'os.environ.get("X", "1")'],
    ['eval takes an argument', 'eval(sys.argv[1])', 'sys.argv[1]'],
    ['exec takes a copy', `${x}exec(x)`, 'x'],
    ['subprocess takes it for a shell', `${x}subprocess.run(x, check=True, shell=True)`, 'x'],
    ['subprocess takes a text that is made of it', `${x}c = f"a {x}"\nsubprocess.check_output(c, shell=True)`, 'c'],
    ['an imported function takes it', `from subprocess import run, PIPE\n${x}run(x, shell=True)`, 'x'],
    ['a shell gets it as its program', `${x}subprocess.run(["bash", "-c", f"echo {x}"], check=True)`, 'x'],
    ['format puts it in', `${x}os.system("echo {}".format(x))`, 'x'],
    ['asyncio takes it for a shell', `asyncio.run(asyncio.create_subprocess_shell("a " + sys.argv[1]))`, 'sys.argv[1]'],
    ['it is decoded', `${x}exec(base64.b64decode(x).decode())`, 'x'],
    ['it is compiled', `${x}exec(compile(x, "a", "exec"))`, 'x'],
    ['a percent sign puts it in', `${x}os.system("echo %s" % x)`, 'x'],
    ['it is trimmed', 'x = os.environ["X"].strip().split()[0]\nos.system(x)', 'x'],
    ['it is trimmed in an f-string', `${x}os.system(f"echo {x.strip()}")`, 'x'],
    ['a text of several lines holds it', `${x}c = f"""\nset -e\necho {x}\n"""\nos.system(c)`, 'c'],
    ['pickle reads it', 'pickle.loads(base64.b64decode(os.environ["X"]))', 'os.environ["X"]'],
    ['YAML makes objects of it', `${x}yaml.load(x, Loader=yaml.Loader)`, 'x'],
    ['a query holds it', `${x}cur.execute(f"select a from {x}")`, 'x'],
    ['a query of several lines holds it', `${x}q = f"""\nselect a\nfrom {x}\n"""\npd.read_sql(q, c)`, 'q'],
    ['SQLAlchemy takes it for a query', `${x}session.execute(text(f"select a from {x}"))`, 'x'],
    ['a percent sign puts it into a query', `${x}spark.sql("delete from t where a = '%s'" % x)`, 'x'],
    ['one branch makes it fixed', `${x}if a:\n    x = "b"\nos.system(x)`, 'x'],
  ])('%s', (_, program, use) => expect(uses(program)).toEqual([use]))
})

describe('Python takes the text of a variable for text where', () => {
  test.each([
    ['a command gets it as an argument', `${x}subprocess.run(["git", "clone", x])`],
    ['asyncio gives it to a command', `${x}asyncio.create_subprocess_exec("ls", x)`],
    ['another function is named so', `${x}pool.create_subprocess_shell(x)\ncreate_subprocess_shell(x)`],
    ['no shell is asked for', `${x}subprocess.run(x.split())`],
    ['it is quoted', 'os.system("echo " + shlex.quote(os.environ["X"]))'],
    ['it is quoted in an f-string', `${x}os.system(f"echo {shlex.quote(x)} {int(os.environ['X'])}")`],
    ['it is a number', 'x = int(os.environ["X"])\nos.system(f"echo {x}")'],
    ['it is compared', `${x}if x not in ("a", "b"):\n  sys.exit(1)\nos.system(x)`],
    ['a pattern looks at it', `${x}if not re.fullmatch(r"[a-z]+", x):\n  raise ValueError\nos.system(x)`],
    ['it is read as a date', `${x}datetime.strptime(x, "%Y-%m-%d")\ncur.execute(f"select a from b where c = '{x}'")`],
    ['its letters are looked at', `${x}assert x.isalnum()\nos.system(x)`],
    ['it is replaced', `${x}x = "a"\nos.system(x)`],
    ['it comes later', `os.system("a")\n${x}`],
    ['it stands in a comment', `# os.system(os.environ["X"])`],
    ['it stands in a text', `print("os.system(os.environ['X'])")`],
    ['the text is no f-string', `${x}os.system("echo {x}")`],
    ['a query gets it beside', `${x}cur.execute("select a from b where c = %s", (x,))`],
    [
      'SQLAlchemy makes the query',
      `${x}s.execute(select(A).where(A.b == x))\ns.execute(text("select a from b"), {"c": x})`,
    ],
    ['a dictionary is the query', `${x}a = "select a from b"\nes.query({"match": {"a": x}})`],
    ['a name in a query is quoted', `${x}cur.execute(sql.SQL("select a from {}").format(sql.Identifier(x)))`],
    ['what is executed is no query', `${x}executor.execute(x)`],
    ['a query gets a number', `${x}cur.execute(f"select a from b limit {int(x)}")`],
    ['YAML makes texts and numbers of it', `${x}yaml.safe_load(x)\nyaml.load(x, Loader=yaml.SafeLoader)`],
    ['another eval takes it', `${x}model.eval(x)`],
    ['another run takes it', `${x}run(x, shell=True)`],
    ['it is read as JSON', 'json.loads(os.environ["X"])'],
    ['another variable is meant', 'os.system(os.environ["Y"])'],
    ['the program cannot be read', `${x}os.system(x)\n'`],
  ])('%s', (_, program) => expect(uses(program)).toEqual([]))
})

test.each([
  ['x=('.repeat(10_000)],
  ['eval('.repeat(6_000)],
  [`${'x,'.repeat(250)}${'y=(z='.repeat(4_000)}`],
  [`${"f'{x}'".repeat(280)}${"''".repeat(10_000)}`],
  [`${'a=1;b=1\n'.repeat(3_000)}os.system(x)`],
  ["subprocess.run(['sh',".repeat(1_400)],
  [`${'match('.repeat(5_000)}eval(x)`],
])('reads hostile programs in time: %.20s', (program) => {
  expect(uses((x + program).slice(0, longest))).toBeInstanceOf(Array)
})
