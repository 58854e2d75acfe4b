import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { exitCodes } from '../exit-code.ts'

/** `doctor`: what stands in the way, and what to do about it. */
export function addDoctor(parent: Command, context: Context): void {
  addCommand(parent, 'doctor', 'Check this machine and the hub; each line says what to do', [
    'doctor',
    'doctor --url http://hub.clinic.example:4000 --json',
  ]).action(async (_: object, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>()
    const { examine } = await import('../doctor/examine.ts')
    const findings = await examine(context.io.env, clientOf(context, options))
    answer(context, options, findings, () =>
      findings
        .map(
          ({ status, what, detail }) =>
            `${context.paint.status(status)}${' '.repeat(6 - status.length)}${what}: ${detail}\n`,
        )
        .join(''),
    )
    if (findings.some(({ status }) => status === 'fail')) context.exitCode = exitCodes.failed
  })
}
