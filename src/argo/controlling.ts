const linker = 'The dynamic linker loads what it names into every program'
const python = 'Python runs modules from where it points'
const node = 'Node takes options from it, such as a file to run first'
const perl = 'Perl takes options and modules from it'
const ruby = 'Ruby takes options and files from it'
const java = 'Java takes options from it, such as an agent to run first'
const git = 'Git runs what it says as a command'

/**
 * Variables of the environment that tell programs what to run or to load, and what they do (`ld.so(8)`, `bash(1)`,
 * `python(1)`, `node(1)`, `perlrun(1)`, `ruby(1)`, `git(1)` and Java's tool guide). Not `ENV`,
 * `PROMPT_COMMAND` and `PYTHONSTARTUP`, which only interactive programs read, nor `IFS`, which no shell takes from there.
 */
export const controlling: ReadonlyMap<string, string> = new Map([
  ['LD_PRELOAD', linker],
  ['LD_LIBRARY_PATH', linker],
  ['LD_AUDIT', linker],
  ['PATH', 'Every program that is called by its name is looked for where it points'],
  ['BASH_ENV', 'bash runs the file that it names before each script, and commands in it'],
  ['PYTHONPATH', python],
  ['PYTHONHOME', python],
  ['NODE_OPTIONS', node],
  ['NODE_PATH', 'Node loads modules from where it points'],
  ['PERL5OPT', perl],
  ['PERL5LIB', perl],
  ['PERL5DB', perl],
  ['RUBYOPT', ruby],
  ['RUBYLIB', ruby],
  ['JAVA_TOOL_OPTIONS', java],
  ['JDK_JAVA_OPTIONS', java],
  ['_JAVA_OPTIONS', java],
  ['GIT_SSH', git],
  ['GIT_SSH_COMMAND', git],
  ['GIT_EXTERNAL_DIFF', git],
  ['GIT_PAGER', git],
  ['GIT_EDITOR', git],
  ['GIT_ASKPASS', git],
  ['GIT_PROXY_COMMAND', git],
])
