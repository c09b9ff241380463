import {
  type ActionName,
  findActionShape,
  type Shape,
  type StructureShape,
} from '../../src/emulator/protocol/shapes';
import { callJson, callQuery } from './rawCalls';
import { parseXml, textAt, type XmlElement } from './xmlDocument';

/** What SQS said, whichever protocol it was said in. */
export interface Said {
  readonly status: number;
  /** Of the error; undefined for a success. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** Of the action; empty when it has none or failed. */
  readonly output: object;
}

export type Protocol = 'JSON' | 'Query';

/** Asks over raw HTTP, with the same input and output in both protocols. Binary values are base64 texts. */
export function ask(
  endpoint: string,
  protocol: Protocol,
  action: ActionName,
  input: object,
  headers: Record<string, string> = {},
): Promise<Said> {
  return protocol === 'JSON'
    ? askInJson(endpoint, action, input, headers)
    : askInQuery(endpoint, action, input, headers);
}

async function askInJson(
  endpoint: string,
  action: ActionName,
  input: object,
  headers: Record<string, string>,
): Promise<Said> {
  const answer = await callJson(endpoint, action, input, headers);
  const body = answer.body as { readonly message?: string } | undefined;
  if (answer.status === 200) {
    return { status: 200, code: undefined, message: undefined, output: body ?? {} };
  }
  const [code] = (answer.headers.get('x-amzn-query-error') ?? '').split(';');
  return { status: answer.status, code, message: body?.message, output: {} };
}

async function askInQuery(
  endpoint: string,
  action: ActionName,
  input: object,
  headers: Record<string, string>,
): Promise<Said> {
  const shape = findActionShape(action);
  const parameters: Record<string, string> = { Action: action, Version: '2012-11-05' };
  addStructure(parameters, '', input, shape.input);
  const answer = await callQuery(endpoint, parameters, { headers });
  const document = parseXml(answer.text);
  if (answer.status === 200) {
    const result = document.children.find(({ name }) => name === `${action}Result`);
    const output = result && shape.output ? readStructure(result, shape.output) : {};
    return { status: 200, code: undefined, message: undefined, output };
  }
  const code = textAt(document, 'Error/Code');
  return { status: answer.status, code, message: textAt(document, 'Error/Message'), output: {} };
}

function addStructure(
  parameters: Record<string, string>,
  prefix: string,
  value: object,
  shape: StructureShape,
): void {
  for (const [name, given] of Object.entries(value)) {
    const member = shape.members[name];
    if (member) addValue(parameters, prefix + member.queryName, given, member.shape);
  }
}

function addValue(parameters: Record<string, string>, name: string, value: unknown, shape: Shape): void {
  switch (shape.type) {
    case 'structure':
      return addStructure(parameters, `${name}.`, value as object, shape);
    case 'list':
      return (value as unknown[]).forEach((item, index) => {
        addValue(parameters, `${name}.${index + 1}`, item, shape.member);
      });
    case 'map':
      return Object.entries(value as object).forEach(([key, item], index) => {
        parameters[`${name}.${index + 1}.${shape.keyName}`] = key;
        addValue(parameters, `${name}.${index + 1}.Value`, item, shape.value);
      });
    default:
      parameters[name] = String(value);
  }
}

function readStructure(element: XmlElement, shape: StructureShape): object {
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const found = element.children.filter((child) => child.name === member.queryName);
    if (found.length > 0) members[name] = readValue(found, member.shape);
  }
  return members;
}

function readValue(elements: readonly XmlElement[], shape: Shape): unknown {
  const [first] = elements;
  switch (shape.type) {
    case 'list':
      return elements.map((element) => readValue([element], shape.member));
    case 'map':
      return Object.fromEntries(
        elements.map((element) => {
          const values = element.children.filter(({ name }) => name === 'Value');
          return [textAt(element, shape.keyName), readValue(values, shape.value)];
        }),
      );
    case 'structure':
      return readStructure(first as XmlElement, shape);
    case 'integer':
      return Number(first?.text);
    case 'boolean':
      return first?.text === 'true';
    default:
      return first?.text;
  }
}
