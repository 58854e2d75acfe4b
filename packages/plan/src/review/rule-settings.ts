import { z } from 'zod'
import { documentFields } from '../document/document-fields.ts'
import { RULE_NAMES, type RuleName, THRESHOLDS_MAX } from './rule-name.ts'

/** How grave a finding of plan review is. An error fails `throughline plan review`; the others are told. */
export type Severity = 'error' | 'warning' | 'info'

/** What a plan says about one rule; null where the rule's own default holds. */
export interface RuleSetting {
  /** `off` silences the rule. */
  readonly severity: Severity | 'off' | null
  /** In the rule's own unit. */
  readonly threshold: number | null
}

/** A plan's settings of rules; a rule that is not in it is as it comes. */
export type RuleSettings = Readonly<Partial<Record<RuleName, RuleSetting>>>

const severity = z.enum(['error', 'warning', 'info', 'off'])

const NEEDS_ONE = 'say at least one of `severity` and `threshold`'
const bare = documentFields({ severity: severity.optional() }).refine(
  ({ severity: given }) => given !== undefined,
  NEEDS_ONE,
)

/** A rule without a threshold has none to set; one that is a part of a whole goes to 1 at most. */
function settingSchema(name: RuleName): z.ZodType<SettingInput, SettingInput> {
  const most = THRESHOLDS_MAX[name]
  if (most === undefined) return z.union([severity, bare])
  const threshold = z.number().min(0).max(most).optional()
  return z.union([
    severity,
    documentFields({ severity: severity.optional(), threshold }).refine(
      (given) => given.severity !== undefined || given.threshold !== undefined,
      NEEDS_ONE,
    ),
  ])
}

type SettingInput =
  | z.infer<typeof severity>
  | { severity?: z.infer<typeof severity> | undefined; threshold?: number | undefined }

/** The settings as the document writes them: `off`, a severity, or severity and threshold. */
export const ruleSettingsSchema = documentFields(
  Object.fromEntries(RULE_NAMES.map((name) => [name, settingSchema(name).optional()])) as Record<
    RuleName,
    z.ZodOptional<z.ZodType<SettingInput, SettingInput>>
  >,
)

/** Parsed settings of rules. */
export function normaliseRuleSettings(input: z.output<typeof ruleSettingsSchema> | undefined): RuleSettings {
  const given = RULE_NAMES.flatMap((name) => {
    const setting = input?.[name]
    if (setting === undefined) return []
    return typeof setting === 'string'
      ? [[name, { severity: setting, threshold: null }] as const]
      : [[name, { severity: setting.severity ?? null, threshold: setting.threshold ?? null }] as const]
  })
  return Object.fromEntries(given)
}
