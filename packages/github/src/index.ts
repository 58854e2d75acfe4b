export { githubSource } from './github-source.ts'
