/** The templates by name, with what each is a plan for. */
export const TEMPLATES = {
  'hospital-records': 'Electronic health records in a hospital group',
  'retail-app': 'The mobile app of a retailer',
  'cloud-migration': 'The move of a manufacturer to the cloud',
  'bank-security': 'The security programme of a bank',
  'test-automation': 'The test automation of a software team',
} as const

/** The name of a template. */
export type TemplateName = keyof typeof TEMPLATES

/** The template that the demo shows. */
export const DEFAULT_TEMPLATE: TemplateName = 'hospital-records'
