/** Type of the field that holds an issue's sprints. */
export const SPRINT_TYPE = 'com.pyxis.greenhopper.jira:gh-sprint'

/** Type of the field that holds the key of an issue's epic on Data Center. */
export const EPIC_LINK_TYPE = 'com.pyxis.greenhopper.jira:gh-epic-link'
