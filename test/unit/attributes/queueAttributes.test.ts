import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkAttributeValue, queueAttributes } from '../../../src/attributes/queueAttributes';
import { Failure } from '../../../src/sqs/failure';
import { useEmulator } from '../../support/emulator';
import { sqsSideOn } from '../../support/sqsSide';

describe('the catalogue of queue attributes', () => {
  const emulator = useEmulator();

  it('gives the defaults that a new queue has', async () => {
    const side = sqsSideOn(() => emulator.server.endpoint);
    const service = side.services.get('emulator', 'us-east-1');
    const standard = await service.readAttributes(await service.createQueue('defaults', {}));
    const fifo = await service.readAttributes(
      await service.createQueue('defaults.fifo', { FifoQueue: 'true' }),
    );
    for (const attribute of queueAttributes) {
      const { name, isFifoOnly } = attribute;
      assert.equal(fifo[name], attribute.default, name);
      assert.equal(standard[name], isFifoOnly ? undefined : attribute.default, name);
    }
    side.dispose();
  });

  it('gives the ranges that CreateQueue keeps', async () => {
    const side = sqsSideOn(() => emulator.server.endpoint);
    const service = side.services.get('emulator', 'eu-west-1');
    for (const { name, range } of queueAttributes) {
      if (!range) continue;
      const [minimum, maximum] = range;
      const create = (value: number) => service.createQueue(`${name}-${value}`, { [name]: String(value) });
      await create(minimum);
      await create(maximum);
      await assert.rejects(create(minimum - 1), Failure, name);
      await assert.rejects(create(maximum + 1), Failure, name);
    }
    side.dispose();
  });

  const cases: readonly [name: string, value: string, code: string | undefined][] = [
    ['VisibilityTimeout', '0', undefined],
    ['VisibilityTimeout', '43200', undefined],
    ['VisibilityTimeout', '43201', 'outOfRange'],
    ['VisibilityTimeout', '-1', 'outOfRange'],
    ['VisibilityTimeout', '1.5', 'notAnInteger'],
    ['VisibilityTimeout', '', 'notAnInteger'],
    ['MessageRetentionPeriod', '59', 'outOfRange'],
    ['ContentBasedDeduplication', 'True', undefined],
    ['ContentBasedDeduplication', 'yes', 'notAChoice'],
    ['DeduplicationScope', 'messageGroup', undefined],
    ['DeduplicationScope', 'messagegroup', 'notAChoice'],
    ['RedrivePolicy', '', undefined],
    ['RedrivePolicy', '{"maxReceiveCount":3}', undefined],
    ['RedrivePolicy', '{maxReceiveCount:3}', 'notJson'],
    ['KmsMasterKeyId', 'alias/aws/sqs', undefined],
  ];
  for (const [name, value, code] of cases) {
    it(`says ${code ?? 'nothing'} of ${name} ${JSON.stringify(value)}`, () => {
      const attribute = queueAttributes.find((other) => other.name === name);
      assert.ok(attribute);
      assert.equal(checkAttributeValue(attribute, value)?.code, code);
    });
  }
});
