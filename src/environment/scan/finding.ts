/** Something that calls AWS although `AWS_ENDPOINT_URL_SQS` names the emulator. */
export type Finding = UrlFinding | SdkFinding;

/** Where it stands: a path relative to the folder with slashes; line and column from 0, length in UTF-16 units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A program calls the host of a QueueUrl or endpoint that it has from here. */
export interface UrlFinding extends Place {
  readonly code: 'queueUrl' | 'endpoint';
  readonly url: string;
  readonly queueName: string | undefined;
  readonly language: Language;
}

/** An SDK or tool that does not know the variable. */
export interface SdkFinding extends Place {
  readonly code: 'sdk';
  /** Such as `boto3`. */
  readonly name: string;
  /** As installed, else as asked for. */
  readonly version: string;
  /** The first version that knows the variable; undefined where none does. */
  readonly since: string | undefined;
  readonly language: Language;
}

/** `config`: the program that reads the file may be written in any language. */
export type Language = 'javascript' | 'python' | 'go' | 'java' | 'other' | 'config';

/** Where an offset of a text is. */
export function placeAt(path: string, text: string, offset: number, length: number): Place {
  const before = text.slice(0, offset);
  return {
    path,
    line: before.split('\n').length - 1,
    column: offset - (before.lastIndexOf('\n') + 1),
    length,
  };
}
