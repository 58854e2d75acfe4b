import type { GithubUserRecord, JiraUserRecord } from '../../records.ts'
import type { Programme } from '../programme/programme.ts'

/** Somebody of an organisation, with an account in both tools. */
export interface Person {
  readonly jira: JiraUserRecord
  readonly github: GithubUserRecord
}

/** The people of an organisation. */
export interface Staff {
  /** Everybody, in the order of the teams. */
  readonly all: readonly Person[]
  /** The people of a team. Throws RangeError for a team that the programme does not have. */
  team(name: string): readonly Person[]
}

/** The people that a programme names. */
export function staffOf({ teams, domain, calendar }: Programme): Staff {
  const byTeam = new Map(
    Object.entries(teams).map(([team, names], group) => [
      team,
      names.map((name, index) => person(name, group * 10 + index, domain, calendar.zone)),
    ]),
  )
  return {
    all: [...byTeam.values()].flat(),
    team(name) {
      const people = byTeam.get(name)
      if (people === undefined) throw new RangeError(`no team ${name}; there are ${[...byTeam.keys()].join(', ')}`)
      return people
    },
  }
}

function person(name: string, number: number, domain: string, timeZone: string): Person {
  const address = name.toLowerCase().replaceAll(' ', '.')
  return {
    jira: {
      accountId: `712020:5c1e7a40-0d2b-4f6e-9a3c-${(0x51a3f0000000 + number * 7919).toString(16)}`,
      displayName: name,
      emailAddress: `${address}@${domain}.example`,
      active: true,
      timeZone,
    },
    github: { login: address.replaceAll('.', '-'), id: 48_200_117 + number * 1013, type: 'User' },
  }
}
