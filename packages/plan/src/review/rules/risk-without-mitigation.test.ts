import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'risk-without-mitigation',
  {
    change: [
      [
        '    mitigation: { text: Second line to the data centre, links: [{ connection: jira, labels: failover }] }\n',
        '',
      ],
    ],
    finds: ['/risks/0 outage: Its exposure is 10 of 25, and no work mitigates it.'],
  },
  {
    change: [
      [
        '    mitigation: { text: Second line to the data centre, links: [{ connection: jira, labels: failover }] }\n',
        '    response: accept\n',
      ],
    ],
  },
)
