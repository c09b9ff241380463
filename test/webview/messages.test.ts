import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { MessagesController } from '../../src/panels/messagesController';
import type { MessageAttribute } from '../../src/shared/message';
import type { QueueRef } from '../../src/shared/queue';
import { useEmulatorServices } from '../support/emulatorServices';
import { eventually } from '../support/eventually';
import { type MessagesHostOptions, messagesHost, panelRecord } from '../support/panelHosts';
import { usePanelPages } from '../support/panelPage';

describe('The messages page', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  async function openMessages(
    queue: QueueRef,
    mode: 'Peek' | 'Look' | 'Receive' | undefined = 'Receive',
    options: MessagesHostOptions = {},
  ) {
    const record = panelRecord();
    const hosts: MessagesController[] = [];
    const host = messagesHost({ queue, service, record, ...options }, (controller) => hosts.push(controller));
    const panel = await pages.open({ page: 'messages', host });
    if (mode) await panel.page.getByRole('radio', { name: mode }).check();
    return { panel, page: panel.page, record, controller: hosts[0] as MessagesController };
  }

  async function openWith(
    queueName: string,
    bodies: readonly string[],
    attributes: Record<string, string> = {},
  ) {
    const queue = await createQueue(queueName, attributes);
    const isFifo = queueName.endsWith('.fifo');
    for (const [index, body] of bodies.entries()) {
      const ids = isFifo ? { messageGroupId: 'group-1', messageDeduplicationId: String(index) } : {};
      await service().sendMessage(queue, { body, attributes: ATTRIBUTES, ...ids });
    }
    return { queue, ...(await openMessages(queue)) };
  }

  it('receives nothing by being opened, and says what a receive will do', async () => {
    await createQueue('messages-dlq');
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:messages-dlq',
      maxReceiveCount: 3,
    });
    const { page, queue } = await openWith('messages-effect', ['one'], {
      RedrivePolicy,
      VisibilityTimeout: '45',
    });
    await page.getByText('No messages received').waitFor();
    await page
      .getByText(
        /hides it from other consumers for 45 s\. A message received 3 times .* goes to messages-dlq\./,
      )
      .waitFor();
    assert.deepEqual(await service().readCounts(queue), { visible: 1, inFlight: 0, delayed: 0 });
    await page.getByRole('textbox', { name: 'Visibility timeout (s)' }).fill('7');
    await page.getByText(/for 7 s\./).waitFor();
  });

  it('lists what it receives, in the order of a FIFO queue', async () => {
    const { page } = await openWith('messages-list.fifo', ['first', 'second', 'third'], {
      FifoQueue: 'true',
    });
    await receive(page);
    await page.getByText('Received 3 messages.').waitFor();
    await eventually(async () => {
      assert.deepEqual(await page.locator('.list-body .cell-body').allTextContents(), [
        'first',
        'second',
        'third',
      ]);
      assert.deepEqual(
        await page.locator('.list-body .cell-messageGroupId').allTextContents(),
        Array(3).fill('group-1'),
      );
      assert.deepEqual(await page.locator('.list-body .cell-receiveCount').allTextContents(), [
        '1',
        '1',
        '1',
      ]);
    });
  });

  it('shows body, attributes with types, and readable times of the message that is selected', async () => {
    const { page } = await openWith('messages-detail', ['{"id":12345678901234567890,"a":[1,{}]}']);
    await receive(page);
    await row(page, 0).click();
    await page.locator('.cm-content').waitFor();
    await eventually(async () =>
      assert.equal(
        await bodyText(page),
        '{\n  "id": 12345678901234567890,\n  "a": [\n    1,\n    {}\n  ]\n}',
      ),
    );
    await page.getByLabel('Formatted').uncheck();
    await page.locator('.cm-line').nth(1).waitFor({ state: 'detached' });
    await eventually(async () =>
      assert.equal(await bodyText(page), '{"id":12345678901234567890,"a":[1,{}]}'),
    );
    const attributes = page.locator('.message-attributes').first().locator('tbody tr');
    assert.deepEqual(await cells(attributes), [
      ['Attempt', 'Number.int', '3'],
      ['Picture', 'Binary', 'AP8='],
    ]);
    await page
      .getByText(/^\d+ \w+ 20\d\d, \d\d:\d\d:\d\d \(\d{13}\)$/)
      .first()
      .waitFor();
  });

  it('deletes the selected message and selects no other in its place', async () => {
    const { page, queue } = await openWith('messages-delete', ['one', 'two']);
    await receive(page);
    await row(page, 0).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Select a message').waitFor();
    await eventually(async () => assert.equal(await page.locator('.list-body .list-row').count(), 1));
    assert.deepEqual(await service().readCounts(queue), { visible: 0, inFlight: 1, delayed: 0 });
  });

  it('deletes the selected message when the command asks for it, and says when none is selected', async () => {
    const { page, controller } = await openWith('messages-command', ['one']);
    await receive(page);
    assert.equal(await controller.deleteSelected(), false);
    await row(page, 0).click();
    await page.locator('.body-code .cm-content').waitFor();
    assert.equal(await controller.deleteSelected(), true);
    await page.getByText('No messages received').waitFor();
  });

  it('releases a message: it can be received at once, and its receipt has lapsed', async () => {
    const { page, queue } = await openWith('messages-release', ['one']);
    await receive(page);
    await row(page, 0).click();
    await page.getByRole('button', { name: 'Release Now' }).click();
    await page.getByText('Delete still deletes it.').waitFor();
    await eventually(async () =>
      assert.equal(await page.locator('.list-body .cell-timeLeft').innerText(), 'lapsed'),
    );
    assert.deepEqual(await service().readCounts(queue), { visible: 1, inFlight: 0, delayed: 0 });
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No messages received').waitFor();
    assert.deepEqual(await service().readCounts(queue), { visible: 0, inFlight: 0, delayed: 0 });
  });

  it('extends the receipt by what is typed, and says which seconds are allowed', async () => {
    const { page } = await openWith('messages-extend', ['one']);
    await receive(page);
    await row(page, 0).click();
    const seconds = page.getByRole('textbox', { name: 'Seconds from now' });
    await seconds.fill('0');
    await page.getByText('Seconds from now: a whole number from 1 to 43200 is needed.').waitFor();
    await page.locator('vscode-button[disabled]', { hasText: 'Extend' }).waitFor();
    await seconds.fill('3600');
    await page.getByRole('button', { name: 'Extend' }).click();
    await page.locator('.list-body .cell-timeLeft', { hasText: /^(1:00:00 h|59:5\d min)$/ }).waitFor();
  });

  it('does not delete from a FIFO queue once the receipt has lapsed, and says why', async () => {
    const { page } = await openWith('messages-lapsed.fifo', ['one'], {
      FifoQueue: 'true',
      VisibilityTimeout: '1',
    });
    await receive(page);
    await row(page, 0).click();
    await page.getByText('a FIFO queue deletes only while it lasts').waitFor();
    await page.locator('vscode-button[disabled]', { hasText: 'Delete' }).waitFor();
  });

  it('shows beside the actions what SQS refuses, and keeps the message', async () => {
    const { page, queue } = await openWith('messages-refused', ['one']);
    await receive(page);
    await row(page, 0).click();
    await service().deleteQueue(queue);
    await page.getByRole('button', { name: 'Release Now' }).click();
    await page.getByRole('alert').getByText('The queue does not exist any more.').waitFor();
    await eventually(async () => assert.equal(await bodyText(page), 'one'));
  });

  it('can call off a receive that waits', async () => {
    const { page, panel } = await openWith('messages-cancel', []);
    await page.getByRole('textbox', { name: 'Wait (s)' }).fill('20');
    await page.getByRole('button', { name: 'Receive', exact: true }).click();
    await page.getByText('Receiving…').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^Cancelled/).waitFor();
    await page.getByRole('button', { name: 'Receive', exact: true }).waitFor();
    assert.deepEqual((panel.kept as { fields: unknown }).fields, {
      maxNumberOfMessages: '10',
      waitTimeSeconds: '20',
      visibilityTimeout: '',
      times: '1',
    });
  });

  it('asks for nothing while a field is out of range, and says what is allowed', async () => {
    const { page, panel } = await openWith('messages-range', ['one']);
    await page.getByRole('textbox', { name: 'Messages', exact: true }).fill('11');
    await page.getByRole('alert').getByText('Messages: a whole number from 1 to 10 is needed.').waitFor();
    await page.getByRole('button', { name: 'Receive', exact: true }).click();
    await page.waitForTimeout(100);
    assert.deepEqual(panel.posted, [{ type: 'ready' }, { type: 'mode', mode: 'receive' }]);
  });

  it('receives what is typed, also when no frame was drawn since', async () => {
    const { page, panel } = await openWith('messages-frame', ['one', 'two', 'three']);
    await panel.controlsLoaded();
    await page.evaluate(() => {
      for (const [name, value] of [
        ['maxNumberOfMessages', '2'],
        ['waitTimeSeconds', '0'],
      ] as const) {
        const field = document.querySelector<HTMLInputElement>(`.receive-${name}`);
        if (!field) throw new Error(`There is no field ${name}.`);
        field.value = value;
        field.dispatchEvent(new Event('input'));
      }
      const last = document.querySelector('.receive-waitTimeSeconds');
      last?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    });
    await page.getByText('Received 2 messages.').waitFor();
    const asked = panel.posted.find((request) => (request as { readonly type: string }).type === 'receive');
    assert.deepEqual(
      [
        (asked as { maxNumberOfMessages?: number }).maxNumberOfMessages,
        (asked as { waitTimeSeconds?: number }).waitTimeSeconds,
      ],
      [2, 0],
    );
  });

  it('keeps its place in the list with the arrow keys', async () => {
    const { page } = await openWith('messages-keys.fifo', ['one', 'two', 'three'], { FifoQueue: 'true' });
    await receive(page);
    await page.getByRole('grid').focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'])
      await page.keyboard.press(key);
    await page.locator('.body-code .cm-content', { hasText: 'two' }).waitFor();
    await eventually(async () => assert.equal(await row(page, 1).getAttribute('aria-selected'), 'true'));
  });

  it('goes a row for every key, however fast they come', async () => {
    const { page } = await openWith('messages-fast-keys.fifo', ['one', 'two', 'three'], {
      FifoQueue: 'true',
    });
    await receive(page);
    await page.getByRole('grid').evaluate((grid) => {
      for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown'])
        grid.dispatchEvent(new KeyboardEvent('keydown', { key }));
    });
    await page.locator('.body-code .cm-content', { hasText: 'three' }).waitFor();
    await eventually(async () => assert.equal(await row(page, 2).getAttribute('aria-selected'), 'true'));
  });

  it('copies the body as it is', async () => {
    const { page, record } = await openWith('messages-copy', ['a\u202Eb\r\nc']);
    await receive(page);
    await row(page, 0).click();
    await page.getByRole('button', { name: 'Copy Body' }).click();
    await eventually(() => assert.deepEqual(record.copied, ['a\u202Eb\r\nc']));
  });

  it('shows hostile bodies as text and nothing else', async () => {
    const html =
      '<img src=x onerror="document.title=1"><script>document.title=1</script><style>*{display:none}</style>';
    const { page } = await openWith('messages-hostile', [html]);
    await receive(page);
    await row(page, 0).click();
    await page.locator('.body-code .cm-content').waitFor();
    await eventually(async () => assert.equal(await bodyText(page), html));
    assert.equal(await page.locator('#page .message img[src], #page script, #page style').count(), 0);
    assert.equal(await page.title(), 'Queuescope');
  });

  it('spells out characters that would turn the text around', async () => {
    const { page } = await openWith('messages-bidi', ['invoice\u202Efdp.exe']);
    await receive(page);
    await row(page, 0).click();
    await page.locator('.body-code .cm-content').waitFor();
    await eventually(async () => assert.equal(await bodyText(page), 'invoice⟨U+202E⟩fdp.exe'));
  });

  it('shows the beginning of a mebibyte in one line, and all of it when asked', async () => {
    const { page } = await openWith('messages-large', ['x'.repeat(1_048_000)]);
    await receive(page);
    await row(page, 0).click();
    await page.getByText('Showing the first 20,000 of 1,048,000 characters.').waitFor();
    await page.locator('.body-code .cm-content').waitFor();
    await page.getByRole('button', { name: 'Show All' }).click();
    await page.waitForFunction(
      () => document.querySelector('.body-code .long-text')?.textContent?.length === 1_048_000,
    );
  });

  it('shows JSON that is nested a hundred thousand times as it is', async () => {
    const { page } = await openWith('messages-deep', ['['.repeat(100_000) + ']'.repeat(100_000)]);
    await receive(page);
    await row(page, 0).click();
    await page.locator('.badge-json').waitFor();
    await page.locator('.body-code .cm-content').waitFor();
    assert.equal(await page.getByLabel('Formatted').count(), 0);
  });

  it('has only the rows in sight in the page, however many there are', async () => {
    const queue = await createQueue('messages-many', { VisibilityTimeout: '600' });
    for (const index of Array(60).keys())
      await service().sendMessage(queue, { body: `body ${index}`, attributes: [] });
    const { page } = await openMessages(queue);
    for (const round of [1, 2, 3, 4, 5, 6]) {
      await page.getByRole('button', { name: 'Receive', exact: true }).click();
      await page.locator(`[role=grid][aria-rowcount="${round * 10 + 1}"]`).waitFor();
    }
    await eventually(async () => {
      const inPage = await page.locator('.list-body .list-row').count();
      assert.ok(inPage > 5 && inPage < 40, `${inPage} rows are in the page.`);
    });
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.locator('[aria-rowindex="61"][aria-selected=true]').waitFor();
  });
});

const ATTRIBUTES: readonly MessageAttribute[] = [
  { name: 'Attempt', dataType: 'Number.int', value: '3' },
  { name: 'Picture', dataType: 'Binary', value: 'AP8=' },
];

async function receive(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  await row(page, 0).waitFor();
}

/** The lines of the body that are in the page. */
async function bodyText(page: Page): Promise<string> {
  return (await page.locator('.body-code .cm-line').allTextContents()).join('\n');
}

function row(page: Page, index: number) {
  return page.locator('.list-body .list-row').nth(index);
}

function cells(rows: ReturnType<Page['locator']>): Promise<string[][]> {
  return rows.evaluateAll((elements) =>
    elements.map((element) =>
      [...element.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );
}
