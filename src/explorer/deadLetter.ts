/** The ARN of the dead-letter queue that a RedrivePolicy names; undefined without one. */
export function deadLetterTarget(
  attributes: Readonly<Record<string, string>> | undefined,
): string | undefined {
  try {
    const policy: unknown = JSON.parse(attributes?.['RedrivePolicy'] ?? 'null');
    if (typeof policy !== 'object' || policy === null || !('deadLetterTargetArn' in policy)) return undefined;
    return typeof policy.deadLetterTargetArn === 'string' ? policy.deadLetterTargetArn : undefined;
  } catch {
    return undefined;
  }
}
