export { DEFAULT_TEMPLATE, TEMPLATES, type TemplateName } from './catalogue.ts'
export { type TemplateOptions, templateAfterAYear, templateDocument } from './template-document.ts'
