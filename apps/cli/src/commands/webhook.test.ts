import { expect, test } from 'vitest'
import { paintOf } from '../output/paint.ts'
import { webhooksText } from './webhook.ts'

test('what a token may not register is told step by step, beside what stands', () => {
  const url = 'https://hub.clinic.example/api/v1/webhooks/github/code'
  const hooks = [
    { scope: 'clinic/ehr', hookId: '12', steps: [] },
    { scope: 'clinic/portal', hookId: null, steps: ['Open the settings.', 'Choose Add webhook.'] },
    { scope: null, hookId: '7', steps: [] },
  ]
  expect(webhooksText({ url, hooks }, 'code', paintOf({ env: {}, outIsTerminal: false }))).toBe(
    `Changes are sent to ${url}
ok    clinic/ehr: webhook 12
fail  clinic/portal: not registered; do this by hand:
  Open the settings.
  Choose Add webhook.
ok    all scopes of code: webhook 7
`,
  )
})
