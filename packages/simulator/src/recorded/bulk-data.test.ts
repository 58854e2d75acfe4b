import { describe, expect, it } from 'vitest'
import { bulkData } from './bulk-data.ts'

const OPTIONS = { seed: 3, jiraIssues: 300, githubIssues: 100, pulls: 80 }

describe('bulk data', () => {
  it('is the same for the same seed and another for another', () => {
    expect(bulkData(OPTIONS)).toEqual(bulkData(OPTIONS))
    expect(bulkData({ ...OPTIONS, seed: 4 })).not.toEqual(bulkData(OPTIONS))
  })

  it('has as many records as asked for, with parents that exist and times in order', () => {
    const { jira, github } = bulkData(OPTIONS)
    const issues = jira[0]?.issues ?? []
    const keys = new Set(issues.map(({ key }) => key))
    expect(keys.size).toBe(300)
    for (const { fields } of issues) {
      expect(fields.created <= fields.updated).toBe(true)
      if (fields.parent) expect(keys.has(fields.parent.key)).toBe(true)
    }
    expect(github[0]?.issues).toHaveLength(180)
    expect(github[0]?.pulls).toHaveLength(80)
    expect(github[0]?.issues.every((issue) => issue.created_at <= issue.updated_at)).toBe(true)
  })
})
