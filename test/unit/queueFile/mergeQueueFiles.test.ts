import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeQueueFiles } from '../../../src/queueFile/mergeQueueFiles';
import type { QueueDefinition } from '../../../src/queueFile/queueFile';

describe('Files of queues of several folders', () => {
  it('are one, in which a queue that is defined twice in the same way stands once', () => {
    const both = { VisibilityTimeout: '1', DelaySeconds: '2' };
    const turned = { DelaySeconds: '2', VisibilityTimeout: '1' };
    const { file, conflicts } = mergeQueueFiles([
      { name: 'a', file: { queues: [queue('x', { attributes: both }), queue('y')] } },
      { name: 'b', file: { queues: [queue('x', { attributes: turned }), queue('z')] } },
    ]);
    assert.deepEqual(
      file.queues.map(({ name }) => name),
      ['x', 'y', 'z'],
    );
    assert.deepEqual(conflicts, []);
  });

  it('conflict where they define one queue differently, in one region', () => {
    const { conflicts } = mergeQueueFiles([
      { name: 'a', file: { queues: [queue('x', { tags: { team: 'a' } })] } },
      { name: 'b', file: { queues: [queue('x', { tags: { team: 'b' } })] } },
      { name: 'c', file: { queues: [queue('x', { region: 'eu-west-1' })] } },
      { name: 'd', file: { queues: [queue('x', { tags: { team: 'a' } })] } },
    ]);
    assert.deepEqual(conflicts, [{ queue: 'x', region: 'us-east-1', files: ['a', 'b'] }]);
  });
});

function queue(name: string, parts: Partial<QueueDefinition> = {}): QueueDefinition {
  return { name, region: 'us-east-1', attributes: {}, tags: {}, messages: [], ...parts };
}
