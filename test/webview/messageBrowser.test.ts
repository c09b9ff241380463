import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { viewMemory } from '../../src/panels/messages/viewMemory';
import { emulatorPeek } from '../../src/peek/emulatorPeek';
import type { QueueRef } from '../../src/shared/queue';
import { useEmulatorServices } from '../support/emulatorServices';
import { eventually } from '../support/eventually';
import { emptyMemory, type MessagesHostOptions, messagesHost, panelRecord } from '../support/panelHosts';
import { usePanelPages } from '../support/panelPage';
import { MemoryMemento } from '../support/sqsSide';

describe('The browser of messages', () => {
  const pages = usePanelPages();
  const { service, createQueue, endpoint } = useEmulatorServices();

  async function open(queue: QueueRef, options: MessagesHostOptions = {}) {
    const record = panelRecord();
    const host = messagesHost({ queue, service, record, ...options });
    const panel = await pages.open({ page: 'messages', host });
    return { panel, page: panel.page, record };
  }

  const openPeek = (queue: QueueRef) => open(queue, { peek: emulatorPeek(endpoint) });

  async function send(queue: QueueRef, bodies: readonly string[]): Promise<void> {
    for (const body of bodies) await service().sendMessage(queue, { body, attributes: [] });
  }

  it('peeks at first where it can: states, receive counts, and what changes, without any effect', async () => {
    const queue = await createQueue('browser-peek', { VisibilityTimeout: '600' });
    await send(queue, ['held']);
    await service().receiveMessages(queue, { maxNumberOfMessages: 1 });
    await service().sendMessage(queue, { body: 'later', attributes: [], delaySeconds: 600 });
    const { page, panel } = await openPeek(queue);
    await page.getByText('0 visible · 1 in flight · 1 delayed').waitFor();
    await eventually(async () => {
      const states = await page.locator('.list-body .cell-state').allTextContents();
      assert.match(states.join(), /in flight · .*,delayed · /);
    });
    await send(queue, ['fresh']);
    await page.getByText('1 visible · 1 in flight · 1 delayed').waitFor();
    await row(page, 'held').click();
    await page.getByText('Held by').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Delete' }).count(), 0);
    assert.deepEqual(await service().readCounts(queue), { visible: 1, inFlight: 1, delayed: 1 });
    assert.deepEqual(await panel.findAccessibilityProblems(), []);
    await panel.screenshot('messages-peek');
  });

  it('offers no look, which receives, for a moment where it is sure to peek', async () => {
    const queue = await createQueue('browser-sure-peek');
    await send(queue, ['one']);
    const host = messagesHost({ queue, service, surePeek: emulatorPeek(endpoint) });
    const { page } = await pages.open({ page: 'messages', host: () => host(() => undefined) });
    await page.getByRole('radio', { name: 'Peek' }).waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Look' }).count(), 0);
    const answered = await open(queue, { surePeek: emulatorPeek(endpoint) });
    await answered.page.getByText('1 visible · 0 in flight · 0 delayed').waitFor();
    await row(answered.page, 'one').waitFor();
  });

  it('looks at a queue that it cannot peek at, releases what it saw, and says what it did', async () => {
    const queue = await createQueue('browser-look', { VisibilityTimeout: '600' });
    await send(queue, ['one', 'two', 'three']);
    const { page, panel } = await open(queue);
    await page.getByText('no dead-letter queue').waitFor();
    assert.deepEqual(await service().readCounts(queue), { visible: 3, inFlight: 0, delayed: 0 });
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('Looked at 3 messages. All are visible again.').waitFor();
    await eventually(async () => assert.equal(await page.locator('.list-body .list-row').count(), 3));
    assert.deepEqual(await service().readCounts(queue), { visible: 3, inFlight: 0, delayed: 0 });
    await panel.screenshot('messages-look');
  });

  it('asks before a look that can move messages to the dead-letter queue, and compares its depth', async () => {
    await createQueue('browser-risky-dlq');
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:browser-risky-dlq',
      maxReceiveCount: 2,
    });
    const queue = await createQueue('browser-risky', { RedrivePolicy });
    await send(queue, ['one']);
    const { page, record } = await open(queue, { answers: [false, true] });
    await page
      .getByText('A message received 2 times without being deleted goes to browser-risky-dlq.')
      .waitFor();
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await eventually(() =>
      assert.match(record.asked.join(), /goes to browser-risky-dlq once it has been received 2 times/),
    );
    await page.getByRole('button', { name: 'Look', exact: true }).waitFor();
    await page.waitForFunction(() => !document.querySelector('vscode-progress-ring'));
    assert.equal(await page.locator('.list-body .list-row').count(), 0);
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('browser-risky-dlq held 0 messages before and 0 after.').waitFor();
  });

  it('looks at the dead-letter queue as well, says of each queue what that does, and does so the next time', async () => {
    const deadLetters = await createQueue('browser-both-dlq');
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:browser-both-dlq',
      maxReceiveCount: 5,
    });
    const queue = await createQueue('browser-both', { RedrivePolicy });
    await send(queue, ['waiting']);
    await send(deadLetters, ['dead', 'lost']);
    const memento = new MemoryMemento();
    const { page, panel } = await open(queue, { memory: viewMemory(memento, queue) });
    await page.getByRole('checkbox', { name: 'With browser-both-dlq' }).check();
    await page.getByText('browser-both: A message received 5 times').waitFor();
    await page.getByText('browser-both-dlq: The queue has no dead-letter queue').waitFor();
    await page.getByRole('textbox', { name: 'Filter' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('browser-both: Looked at 1 message. All are visible again.').waitFor();
    await page.getByText('browser-both-dlq: Looked at 2 messages. All are visible again.').waitFor();
    await page.getByRole('textbox', { name: 'Filter' }).fill('lost');
    await page.getByText('1 of 3').waitFor();
    const queues = () => page.locator('.list-body .cell-queue').allTextContents();
    await eventually(async () => assert.deepEqual(await queues(), ['browser-both-dlq']));
    assert.deepEqual(await service().readCounts(queue), { visible: 1, inFlight: 0, delayed: 0 });
    assert.deepEqual(await service().readCounts(deadLetters), { visible: 2, inFlight: 0, delayed: 0 });
    assert.deepEqual(await panel.findAccessibilityProblems(), []);
    await panel.screenshot('messages-look-both');
    const { page: next } = await open(queue, { memory: viewMemory(memento, queue) });
    await next.getByRole('checkbox', { name: 'With browser-both-dlq', checked: true }).waitFor();
    await next.getByText('browser-both-dlq: The queue has no dead-letter queue').waitFor();
    assert.equal(viewMemory(memento, deadLetters).readIncludesDeadLetters(), false);
  });

  it('receives the attributes that are chosen, and chooses them again the next time', async () => {
    const queue = await createQueue('browser-attributes', { VisibilityTimeout: '600' });
    const attributes = ['trace.id', 'trace.span', 'JobType'].map((name) => ({
      name,
      dataType: 'String',
      value: `${name} value`,
    }));
    await service().sendMessage(queue, { body: 'some', attributes });
    const memory = emptyMemory();
    const { page, panel } = await open(queue, { memory });
    await page.getByRole('radio', { name: 'Receive' }).check();
    await page.getByText('Attributes: All').click();
    await page.getByRole('radio', { name: 'These' }).check();
    await page.getByText('Type the names of the message attributes').waitFor();
    await page.getByRole('textbox', { name: 'Names of message attributes' }).fill('trace.*, Job Type!');
    await page.getByText('Type! is no name of a message attribute.').waitFor();
    await page.getByRole('button', { name: 'Receive', exact: true }).click();
    assert.equal(panel.posted.filter((each) => (each as { type: string }).type === 'receive').length, 0);
    await page.getByRole('textbox', { name: 'Names of message attributes' }).fill('trace.*');
    const sqsAttributes = page.getByRole('group', { name: 'System attributes' });
    await sqsAttributes.getByRole('checkbox', { name: 'All' }).uncheck();
    await sqsAttributes.getByRole('checkbox', { name: 'SentTimestamp' }).check();
    await panel.screenshot('messages-attributes');
    assert.deepEqual(await panel.findAccessibilityProblems(), []);
    await page.keyboard.press('Escape');
    await page.getByText('Attributes: 1 and 1 of SQS').waitFor();
    await page.getByRole('button', { name: 'Receive', exact: true }).click();
    await row(page, 'some').click();
    await page.getByText('Not all attributes were asked for').waitFor();
    const shown = () => page.locator('.message-attributes th[scope=row]').allTextContents();
    await eventually(async () =>
      assert.deepEqual(await shown(), ['trace.id', 'trace.span', 'SentTimestamp']),
    );
    const again = await open(queue, { memory });
    await again.page.getByRole('radio', { name: 'Receive' }).check();
    await again.page.getByText('Attributes: 1 and 1 of SQS').click();
    const names = again.page.getByRole('textbox', { name: 'Names of message attributes' });
    assert.equal(await names.inputValue(), 'trace.*');
  });

  it('filters as it is typed, says what is wrong with a filter, and keeps filters', async () => {
    const queue = await createQueue('browser-filter');
    for (const id of [41, 42, 43]) {
      const attributes = [{ name: 'JobType', dataType: 'String', value: id === 42 ? 'NewDonor' : 'Refund' }];
      await service().sendMessage(queue, { body: JSON.stringify({ order: { id } }), attributes });
    }
    const { page, panel } = await openPeek(queue);
    const filter = page.getByRole('textbox', { name: 'Filter' });
    await filter.fill('body.order.id = 42');
    await page.getByText('1 of 3').waitFor();
    await filter.fill('attr.JobType = Refund and not body.order.id = 43');
    await page.locator('.list-body .list-row', { hasText: '41' }).waitFor();
    await page.getByText('1 of 3').waitFor();
    await filter.fill('colour = red');
    await page.getByText('There is no field "colour".').waitFor();
    assert.deepEqual(await panel.findAccessibilityProblems(), []);
    await panel.screenshot('messages-filter-trouble');
    await filter.fill('attr.JobType = Refund');
    await page.getByText('2 of 3').waitFor();
    await page.getByRole('button', { name: 'Save Filter' }).click();
    await filter.fill('');
    await page.getByRole('combobox', { name: 'Saved filters' }).selectOption('attr.JobType = Refund');
    await page.getByText('2 of 3').waitFor();
    await page.getByRole('button', { name: 'Forget Filter' }).waitFor();
  });

  it('shows columns of attributes and of values in the body, and sorts by them', async () => {
    const queue = await createQueue('browser-columns');
    await send(queue, ['{"n":10}', '{"n":9}', '{"n":100}']);
    const { page } = await openPeek(queue);
    await row(page, '"n":9').waitFor();
    await page.locator('.columns > summary').click();
    await page.getByRole('textbox', { name: 'Add a column' }).fill('body.n');
    await page.keyboard.press('Enter');
    await page.locator('.columns > summary').click();
    await page.locator('.list-body .cell-field', { hasText: '100' }).waitFor();
    await page.locator('.list-header').getByRole('button', { name: 'body.n' }).click();
    await page.locator('[aria-sort=ascending]').waitFor();
    const values = () => page.locator('.list-body .cell-field').allTextContents();
    await eventually(async () => assert.deepEqual(await values(), ['9', '10', '100']));
    await page.locator('.list-header').getByRole('button', { name: 'body.n' }).click();
    await page.locator('[aria-sort=descending]').waitFor();
    await eventually(async () => assert.deepEqual(await values(), ['100', '10', '9']));
  });

  it('deletes many at once after a question, and lists those that failed', async () => {
    const queue = await createQueue('browser-many.fifo', { FifoQueue: 'true', VisibilityTimeout: '600' });
    for (const index of [1, 2, 3]) {
      const draft = { body: `body ${index}`, attributes: [], messageGroupId: 'g' };
      await service().sendMessage(queue, { ...draft, messageDeduplicationId: String(index) });
    }
    const { page, record } = await open(queue);
    await page.getByRole('radio', { name: 'Receive' }).check();
    await page.getByRole('button', { name: 'Receive', exact: true }).click();
    await row(page, 'body 1').click();
    await page.getByRole('button', { name: 'Release Now' }).click();
    await page.locator('.list-body .cell-timeLeft', { hasText: 'lapsed' }).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page.getByText('3 messages are selected').waitFor();
    await page.keyboard.press('Delete');
    await page.getByRole('alert').getByText('a FIFO queue deletes only while it lasts').waitFor();
    assert.match(record.asked.join(), /Delete 3 messages from browser-many\.fifo\?/);
    await eventually(async () => assert.equal(await page.locator('.list-body .list-row').count(), 1));
    assert.deepEqual(await service().readCounts(queue), { visible: 1, inFlight: 0, delayed: 0 });
  });

  it('receives until it is stopped, and drops the oldest where the memory is bounded', async () => {
    const queue = await createQueue('browser-continuous', { VisibilityTimeout: '600' });
    const { page } = await open(queue, { limitBytes: 20_000 });
    await page.getByRole('radio', { name: 'Receive' }).check();
    await page.getByRole('textbox', { name: 'Times' }).fill('');
    await page.getByRole('textbox', { name: 'Wait (s)' }).fill('1');
    await page.getByRole('button', { name: 'Receive', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await send(
      queue,
      Array.from({ length: 12 }, (_, index) => `${index} ${'x'.repeat(2_000)}`),
    );
    await page.getByText(/\d+ older messages were dropped/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Receive', exact: true }).waitFor();
    await page.locator('.list-body .list-row', { hasText: '11 x' }).waitFor();
  });

  it('opens the layers of a body, warns of a pointer, and copies and opens them', async () => {
    const queue = await createQueue('browser-layers', { VisibilityTimeout: '600' });
    const packed = gzipSync('{"inner":"words"}').toString('base64');
    const envelope = { Type: 'Notification', TopicArn: 'arn:aws:sns:x:0:t', Message: packed };
    const pointer = '["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"b","s3Key":"k"}]';
    await send(queue, [JSON.stringify(envelope), pointer]);
    const { page, panel, record } = await openPeek(queue);
    await row(page, 'Notification').click();
    await page.getByRole('button', { name: /^Inflated/ }).click();
    await page.locator('.cm-content', { hasText: '"inner": "words"' }).waitFor();
    await panel.screenshot('messages-layers');
    assert.deepEqual(await panel.findAccessibilityProblems(), []);
    await page.getByRole('button', { name: 'Open in Editor' }).first().click();
    await page.getByRole('combobox', { name: 'Copy as' }).selectOption('awsCli');
    await eventually(() => assert.deepEqual([record.copied.length, record.opened.length], [1, 1]));
    assert.match(record.opened[0] ?? '', /\.gzip\.json\n\{\n {2}"inner": "words"\n\}$/);
    assert.match(record.copied[0] ?? '', /^aws sqs send-message/);
    await row(page, 'PayloadS3Pointer').click();
    await page.getByText('The payload is the object s3://b/k.').waitFor();
  });
});

function row(page: Page, text: string) {
  return page.locator('.list-body .list-row', { hasText: text });
}
