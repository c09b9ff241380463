import { SqsError } from '../core/sqsError';

export function missingParameter(name: string): SqsError {
  return new SqsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`);
}

export function invalidParameter(message: string): SqsError {
  return new SqsError('InvalidParameterValueException', message);
}

/** The usual sentence about one value. `reason` ends as the caller wants it. */
export function invalidValue(value: string | number, name: string, reason: string): SqsError {
  return invalidParameter(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}

export function invalidAttributeValue(name: string, reason?: string): SqsError {
  const message = `Invalid value for the parameter ${name}.`;
  return new SqsError(
    'InvalidAttributeValue',
    reason === undefined ? message : `${message} Reason: ${reason}`,
  );
}

export function unknownAttribute(name: string): SqsError {
  return new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

export function queueDoesNotExist(): SqsError {
  return new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

export function resourceNotFound(message: string): SqsError {
  return new SqsError('ResourceNotFoundException', message);
}
