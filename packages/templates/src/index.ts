export { TEMPLATES, type TemplateName } from './catalogue.ts'
export { type TemplateOptions, templateDocument } from './template-document.ts'
