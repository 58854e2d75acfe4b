import { Argument, type Command } from 'commander'
import { addCommand, type Context } from '../context.ts'

/** A command with the words that may follow it. */
interface Words {
  /** Names of the commands above it and its own, without the program's. */
  readonly path: string
  readonly words: readonly string[]
}

/** `completion SHELL`: a script that completes commands and options. */
export function addCompletion(parent: Command, context: Context): void {
  addCommand(parent, 'completion', 'Print a script that completes commands and options', [
    'completion bash >> ~/.bashrc',
    'completion zsh > ~/.zsh/completions/_throughline',
    'completion fish > ~/.config/fish/completions/throughline.fish',
  ])
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .action((shell: keyof typeof scripts) => context.io.out(scripts[shell](wordsOf(parent, ''))))
}

function wordsOf(command: Command, path: string): Words[] {
  const children = command.commands
  const options = command.options.map((option) => option.long ?? option.short ?? '')
  const words = [...children.map((child) => child.name()), ...options, '--help']
  return [{ path, words }, ...children.flatMap((child) => wordsOf(child, `${path} ${child.name()}`.trim()))]
}

const scripts = {
  bash: (all: readonly Words[]) => `_throughline() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) path="$path $word" ;; esac
  done
  local words
  case "\${path# }" in
${all
  .map(({ path, words }) => `    "${path}"${path === '' ? '' : '*'}) words="${words.join(' ')}" ;;`)
  .reverse()
  .join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _throughline throughline
`,
  zsh: (all: readonly Words[]) => `#compdef throughline
_throughline() {
  local path="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case $word in -*) ;; *) path="$path $word" ;; esac
  done
  case "\${path# }" in
${all
  .map(({ path, words }) => `    "${path}"${path === '' ? '' : '*'}) compadd -- ${words.join(' ')} ;;`)
  .reverse()
  .join('\n')}
  esac
  _files
}
compdef _throughline throughline
`,
  fish: (all: readonly Words[]) =>
    all
      .map(({ path, words }) => {
        const condition =
          path === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${path.split(' ').at(-1)}`
        return `complete -c throughline -n "${condition}" -a "${words.join(' ')}"\n`
      })
      .join(''),
}
