export { type FormattedJson, formatJson } from '../src/shared/formatJson';
