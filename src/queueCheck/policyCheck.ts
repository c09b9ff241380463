/**
 * True when a statement of an access policy allows everybody something, and no condition narrows it.
 * A policy that cannot be read allows nothing.
 */
export function isOpenToEverybody(policy: string | undefined): boolean {
  return statementsOf(policy).some(
    (statement) =>
      statement['Effect'] === 'Allow' && isEverybody(statement['Principal']) && !hasCondition(statement),
  );
}

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: string | undefined): readonly Statement[] {
  try {
    const { Statement: given } = JSON.parse(policy ?? '{}') as { readonly Statement?: unknown };
    const list: readonly unknown[] = Array.isArray(given) ? given : [given];
    return list.filter((each): each is Statement => typeof each === 'object' && each !== null);
  } catch {
    return [];
  }
}

/** `"*"`, `{ "AWS": "*" }` or `{ "AWS": ["*", …] }`. */
function isEverybody(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  const { AWS: accounts } = principal as { readonly AWS?: unknown };
  return accounts === '*' || (Array.isArray(accounts) && accounts.includes('*'));
}

function hasCondition({ Condition: condition }: Statement): boolean {
  return typeof condition === 'object' && condition !== null && Object.keys(condition).length > 0;
}
