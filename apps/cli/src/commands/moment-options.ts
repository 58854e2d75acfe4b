import { Option } from 'commander'

/** The two times that numbers can be asked for, as options. */
export interface MomentOptions {
  readonly asOf?: string
  readonly knownAt?: string
}

/** `--as-of WHEN`: when something was true in the tools. */
export function asOfOption(zone = 'the plan’s time zone'): Option {
  return new Option('--as-of <instant>', `a past date (its end, in ${zone}) or instant; default now`)
}

/** `--known-at WHEN`: when the hub knew it. */
export function knownAtOption(zone = 'the plan’s time zone'): Option {
  return new Option(
    '--known-at <instant>',
    `by what the hub knew at a past date (its end, in ${zone}) or instant; default now`,
  )
}
