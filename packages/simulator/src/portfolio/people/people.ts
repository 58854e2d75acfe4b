import type { GithubUserRecord, JiraUserRecord } from '../../records.ts'

/** Somebody of the hospital group, with an account in both tools. */
export interface Person {
  readonly jira: JiraUserRecord
  readonly github: GithubUserRecord
  readonly team: Team
}

/** Who works on what. */
export type Team = 'core' | 'portal' | 'hub' | 'operations' | 'training'

const NAMES: Readonly<Record<Team, readonly string[]>> = {
  core: ['Amira Haddad', 'Jonas Wieland', 'Petra Sommerfeld', 'Luca Marchetti', 'Greta Oldenburg', 'Tomasz Zielinski'],
  portal: ['Nele Brandstetter', 'Kofi Asante', 'Irina Volkova', 'Mats Lindqvist'],
  hub: ['Henrike Vogt', 'Samuel Okafor', 'Yuki Tanabe', 'Ruben Castellanos'],
  operations: ['Birgit Kessler', 'Dario Fontana', 'Ole Petersen', 'Senem Aydin', 'Markus Hollerbach'],
  training: ['Johanna Reuter', 'Pieter de Wit', 'Claire Dubreuil'],
}

/** Everybody, in a fixed order. */
export const PEOPLE: readonly Person[] = teams().flatMap((team, group) =>
  NAMES[team].map((name, index) => person(name, team, group * 10 + index)),
)

/** The people of a team. */
export function teamOf(team: Team): readonly Person[] {
  return PEOPLE.filter((one) => one.team === team)
}

function teams(): Team[] {
  return ['core', 'portal', 'hub', 'operations', 'training']
}

function person(name: string, team: Team, number: number): Person {
  const address = name.toLowerCase().replaceAll(' ', '.')
  return {
    team,
    jira: {
      accountId: `712020:5c1e7a40-0d2b-4f6e-9a3c-${(0x51a3f0000000 + number * 7919).toString(16)}`,
      displayName: name,
      emailAddress: `${address}@clinic.example`,
      active: true,
      timeZone: 'Europe/Berlin',
    },
    github: { login: address.replaceAll('.', '-'), id: 48_200_117 + number * 1013, type: 'User' },
  }
}
