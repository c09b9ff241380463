import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { OpenBodyTab } from '../../src/panels/composerController';
import type { MessageDraft } from '../../src/shared/message';
import type { QueueRef } from '../../src/shared/queue';
import type { TypedDraft } from '../../webview/composer/draft';
import { useEmulatorServices } from '../support/emulatorServices';
import { eventually } from '../support/eventually';
import { composerHost } from '../support/panelHosts';
import { type PanelPage, usePanelPages } from '../support/panelPage';

describe('The composer', () => {
  const pages = usePanelPages();
  const { service, createQueue } = useEmulatorServices();

  async function openComposer(queueName: string, attributes: Record<string, string> = {}) {
    const queue = await createQueue(queueName, attributes);
    const panel = await pages.open({ page: 'composer', host: composerHost({ queue, service }) });
    return { queue, panel, page: panel.page };
  }

  const receiveAll = (queue: QueueRef) => service().receiveMessages(queue, { maxNumberOfMessages: 10 });

  it('sends body, attributes, delay and group, and shows the message ID that SQS gave', async () => {
    const { page, queue } = await openComposer('composer-send');
    await body(page).fill('Grüße 👋');
    await addAttribute(page, 'JobType', 'NewDonor');
    await page.getByRole('textbox', { name: 'Delay (s)' }).fill('0');
    await page.getByLabel('Message group ID').fill('tenant-1');
    await send(page);
    const notice = await page.locator('.notice-success').innerText();
    const [message] = await receiveAll(queue);
    assert.equal(message?.body, 'Grüße 👋');
    assert.deepEqual(message.attributes, [{ name: 'JobType', dataType: 'String', value: 'NewDonor' }]);
    assert.equal(message.systemAttributes['MessageGroupId'], 'tenant-1');
    assert.ok(notice.includes(message.messageId) && notice.includes(message.md5OfBody), notice);
    await page.locator('.history tbody tr').waitFor();
  });

  it('sends Binary typed as text, base64 and hexadecimal, with a custom type', async () => {
    const { page, queue } = await openComposer('composer-binary');
    await body(page).fill('x');
    await addAttribute(page, 'text', 'ü', 'Binary');
    await addAttribute(page, 'base64', 'AP8=', 'Binary', 'Base64');
    await addAttribute(page, 'hex', '00 ff', 'Binary', 'Hex');
    await page.getByRole('textbox', { name: 'Custom type' }).last().fill('png');
    await send(page);
    await page.locator('.notice-success').waitFor();
    const [message] = await receiveAll(queue);
    assert.deepEqual(message?.attributes, [
      { name: 'base64', dataType: 'Binary', value: 'AP8=' },
      { name: 'hex', dataType: 'Binary.png', value: 'AP8=' },
      { name: 'text', dataType: 'Binary', value: 'w7w=' },
    ]);
  });

  it('empties itself after Send, and keeps all after Send and Keep', async () => {
    const { page, queue } = await openComposer('composer-keep');
    await body(page).fill('one');
    await page.getByRole('button', { name: 'Send and Keep' }).click();
    await page.locator('.notice-success').waitFor();
    await expectBody(page, 'one');
    await page.keyboard.press('Control+Enter');
    await page.locator('.history tbody tr').nth(1).waitFor();
    await expectBody(page, '');
    assert.deepEqual(
      (await receiveAll(queue)).map((message) => message.body),
      ['one', 'one'],
    );
  });

  it('keeps everything that was typed when SQS refuses it', async () => {
    const { page, queue } = await openComposer('composer-refused');
    await body(page).fill('precious');
    await addAttribute(page, 'Name', 'value');
    await service().deleteQueue(queue);
    await send(page);
    await page.getByRole('alert').getByText('The queue does not exist any more.').waitFor();
    await expectBody(page, 'precious');
    assert.equal(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), 'Name');
  });

  it('keeps the draft over a reload', async () => {
    const { page, panel, queue } = await openComposer('composer-draft');
    await body(page).fill('half a thought');
    await addAttribute(page, 'Attempt', '3', 'Number');
    await eventually(() => {
      const { body: keptBody, attributes } = (panel.kept as { draft: TypedDraft } | undefined)?.draft ?? {};
      assert.deepEqual([keptBody, attributes?.[0]?.value], ['half a thought', '3']);
    });
    const again = await pages.open({
      page: 'composer',
      host: composerHost({ queue, service }),
      kept: panel.kept,
    });
    await expectBody(again.page, 'half a thought');
    assert.equal(await again.page.getByRole('textbox', { name: 'Value', exact: true }).inputValue(), '3');
    assert.equal(
      await again.page.locator('.attribute-type').evaluate((element: HTMLSelectElement) => element.value),
      'Number',
    );
  });

  it('counts UTF-8 bytes of body and attributes, and refuses more than the queue takes', async () => {
    const { page } = await openComposer('composer-size', { MaximumMessageSize: '1024' });
    await page.getByText('0 of 1,024 bytes').waitFor();
    await body(page).fill('ü'.repeat(500));
    await addAttribute(page, 'Name', '123');
    // 1,000 of the body, 4 of the name, 6 of the type, 3 of the value.
    await page.getByText('1,013 of 1,024 bytes').waitFor();
    await body(page).fill('ü'.repeat(506));
    await page.getByText('Body and attributes have 1,025 bytes; the queue takes at most 1,024.').waitFor();
  });

  it('points at a character that SQS does not allow', async () => {
    const { page } = await openComposer('composer-forbidden');
    await body(page).fill('fine\nnot \u0007fine');
    await page.getByText('the character U+0007 in line 2, column 5').waitFor();
    await page.getByRole('button', { name: 'Go To' }).click();
    // What is typed takes the place of what is selected.
    await page.keyboard.type('!');
    await expectBody(page, 'fine\nnot !fine');
  });

  it('formats JSON without touching its numbers, and the user can undo it', async () => {
    const { page } = await openComposer('composer-json');
    await body(page).fill('{"id":12345678901234567890}');
    await page.getByText('Valid JSON').waitFor();
    await page.getByRole('button', { name: 'Format', exact: true }).click();
    await expectBody(page, '{\n  "id": 12345678901234567890\n}');
    await page.keyboard.press('Control+z');
    await expectBody(page, '{"id":12345678901234567890}');
    await body(page).fill('{"id":');
    await page.getByText('Not valid JSON; it is sent as it is.').waitFor();
  });

  const attributeCases: readonly [
    title: string,
    name: string,
    value: string,
    type: string,
    sentence: string,
  ][] = [
    [
      'a name that AWS keeps for itself',
      'AWS.Trace',
      'x',
      'String',
      'Names that begin with AWS. or Amazon. are reserved.',
    ],
    [
      'a name with a space',
      'a b',
      'x',
      'String',
      'The name can have letters, digits, hyphens, underscores and periods only.',
    ],
    ['a Number that is none', 'Attempt', 'three', 'Number', 'The value is not a number.'],
  ];
  for (const [title, name, value, type, sentence] of attributeCases) {
    it(`says what is wrong with ${title}, in its row`, async () => {
      const { page, queue } = await openComposer('composer-attributes');
      await body(page).fill('x');
      await addAttribute(page, name, value, type);
      await page.locator('.attribute-problem', { hasText: sentence }).waitFor();
      await send(page);
      await page.getByRole('alert').getByText('Nothing was sent').waitFor();
      assert.deepEqual(await service().readCounts(queue), { visible: 0, inFlight: 0, delayed: 0 });
    });
  }

  it('offers no eleventh attribute', async () => {
    const { page } = await openComposer('composer-eleven');
    const add = page.getByRole('button', { name: 'Add Attribute' });
    for (let count = 0; count < 10; count += 1) await add.click();
    await page.locator('.attribute').nth(9).waitFor();
    await page.locator('.add-attribute[disabled]').waitFor();
    await page.getByRole('button', { name: 'Remove attribute 10' }).click();
    await page.locator('.attribute').nth(9).waitFor({ state: 'detached' });
    await page.locator('.add-attribute:not([disabled])').waitFor();
  });

  it('asks for group and deduplication ID on a FIFO queue, and offers no delay', async () => {
    const { page, queue } = await openComposer('composer-fifo.fifo', { FifoQueue: 'true' });
    assert.equal(await page.getByRole('textbox', { name: 'Delay (s)' }).count(), 0);
    await body(page).fill('x');
    await send(page);
    await page.getByText('A FIFO queue needs a message group ID.').waitFor();
    await page
      .getByText('This queue needs a deduplication ID: content-based deduplication is off.')
      .waitFor();
    await page.getByLabel('Message group ID').fill('group-1');
    await page.getByRole('button', { name: 'New ID' }).click();
    await page.getByRole('button', { name: 'Send and Keep' }).click();
    await page.locator('.notice-success').waitFor();
    assert.match(await page.locator('.notice-success').innerText(), /Sequence number \d{20}/);
    await send(page);
    await page.getByText(/^Nothing was added: SQS had taken message/).waitFor();
    assert.equal((await receiveAll(queue)).length, 1);
  });

  it('wants no deduplication ID where the queue makes one from the body', async () => {
    const { page } = await openComposer('composer-content.fifo', {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
    });
    await page.getByText('Optional: the queue takes the SHA-256 of the body.').waitFor();
    await body(page).fill('x');
    await page.getByLabel('Message group ID').fill('group-1');
    await send(page);
    await page.locator('.notice-success').waitFor();
  });

  it('checks XML and says where it is wrong, and lays it out', async () => {
    const { page } = await openComposer('composer-xml');
    await body(page).fill('<order id="1"><item>two  words</item><empty/></order>');
    await page.getByText('Valid XML').waitFor();
    await page.getByRole('button', { name: 'Format', exact: true }).click();
    await expectBody(page, '<order id="1">\n  <item>two  words</item>\n  <empty/>\n</order>');
    await body(page).fill('<order><item></order>');
    await page.getByText('Not valid XML; it is sent as it is.').waitFor();
    await page.locator('.cm-lintRange-error').first().waitFor();
  });

  it('leaves the body by Tab', async () => {
    const { page } = await openComposer('composer-tab');
    await body(page).fill('x');
    await page.keyboard.press('Tab');
    await expectBody(page, 'x');
    await page.waitForFunction(() => document.activeElement?.closest('.cm-editor') === null);
  });

  it('can be used before its editor and its controls are loaded, and loses nothing when they are', async () => {
    const queue = await createQueue('composer-late');
    let load = (): void => undefined;
    const lateFilesAfter = new Promise<void>((resolve) => {
      load = resolve;
    });
    const kept = { key: 'any', draft: { body: 'a\r\nb' } };
    const host = composerHost({ queue, service });
    const panel = await pages.open({ page: 'composer', host, kept, lateFilesAfter });
    const { page } = panel;
    const plain = page.locator('textarea.body-plain');
    assert.equal(await body(page).evaluate((element) => element.localName), 'textarea');
    await plain.focus();
    await plain.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(1, 1));
    await page.keyboard.type(' {"early": 1}');
    await expectKept(panel, 'a {"early": 1}\r\nb');
    await page.getByRole('button', { name: 'Receive Messages' }).focus();
    await page.keyboard.press('Enter');
    await eventually(() => assert.deepEqual(panel.posted.at(-1), { type: 'openMessages' }));
    await plain.focus();
    await plain.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(1, 3));
    load();
    await plain.waitFor({ state: 'detached' });
    await page.keyboard.type('-');
    await expectKept(panel, 'a-"early": 1}\r\nb');
    await panel.controlsLoaded();
    assert.equal(await body(page).evaluate((element) => document.activeElement === element), true);
  });

  it('keeps the focus on a button when its controls are loaded', async () => {
    const queue = await createQueue('composer-focus');
    let load = (): void => undefined;
    const lateFilesAfter = new Promise<void>((resolve) => {
      load = resolve;
    });
    const panel = await pages.open({
      page: 'composer',
      host: composerHost({ queue, service }),
      lateFilesAfter,
    });
    const button = panel.page.getByRole('button', { name: 'Receive Messages' });
    await button.focus();
    load();
    await panel.controlsLoaded();
    await panel.page.keyboard.press('Enter');
    await eventually(() => assert.deepEqual(panel.posted.at(-1), { type: 'openMessages' }));
  });

  it('keeps all that is typed between two frames, in whatever field', async () => {
    const { panel, page } = await openComposer('composer-frame');
    await panel.controlsLoaded();
    await body(page).focus();
    await page.evaluate(async () => {
      document.execCommand('insertText', false, 'typed');
      // The editor reads what was typed when this task ends; no frame is drawn before the next lines.
      await Promise.resolve();
      for (const [id, value] of [
        ['delay', '3'],
        ['groupId', 'tenant'],
      ] as const) {
        const input = document.getElementById(id) as HTMLInputElement;
        input.value = value;
        input.dispatchEvent(new Event('input'));
      }
      document.querySelector<HTMLElement>('.send')?.click();
    });
    await page.locator('.notice-success').waitFor();
    const sent = panel.posted.find((request) => (request as { readonly type: string }).type === 'send');
    const { draft } = sent as { readonly draft: MessageDraft };
    assert.deepEqual([draft.body, draft.delaySeconds, draft.messageGroupId], ['typed', 3, 'tenant']);
  });

  it('sends a trace header, and refuses one that X-Ray does not know', async () => {
    const { page, queue } = await openComposer('composer-trace');
    await body(page).fill('x');
    await page.getByLabel('Trace header', { exact: true }).fill('Root=nonsense');
    await page.getByText('This is no X-Ray trace header.').waitFor();
    await page.getByRole('button', { name: 'New Trace' }).click();
    await send(page);
    await page.locator('.notice-success').waitFor();
    const [message] = await receiveAll(queue);
    assert.match(message?.systemAttributes['AWSTraceHeader'] ?? '', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/);
  });

  it('makes a new deduplication ID after each send, and offers the IDs that were used', async () => {
    const { page, queue } = await openComposer('composer-ids.fifo', { FifoQueue: 'true' });
    await body(page).fill('x');
    await page.getByLabel('Message group ID').fill('group-1');
    await page.getByLabel('Deduplication ID', { exact: true }).fill('first');
    await page.getByLabel('New ID after each send').check();
    await page.getByRole('button', { name: 'Send and Keep' }).click();
    await page.locator('.history tbody tr').first().waitFor();
    const id = page.getByLabel('Deduplication ID', { exact: true });
    await eventually(async () => assert.match(await id.inputValue(), /^[0-9a-f-]{36}$/));
    await page.getByRole('button', { name: 'Send and Keep' }).click();
    await page.locator('.history tbody tr').nth(1).waitFor();
    assert.equal((await receiveAll(queue)).length, 2);
    await eventually(async () => {
      const offered = await page
        .locator('#deduplicationId-recent option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      assert.equal(offered.length, 2);
      assert.equal(offered[1], 'first');
    });
  });

  it('fills in placeholders, and points at what is none', async () => {
    const { page, queue } = await openComposer('composer-placeholders');
    await body(page).fill('{"n": {{random 7 7}}, "id": "{{uid}}"}');
    await page.getByLabel('Fill in placeholders').check();
    await page.getByText('{{uid}} is no placeholder.').waitFor();
    await body(page).fill('{"n": {{random 7 7}}, "id": "{{uuid}}"}');
    await send(page);
    await page.locator('.notice-success').waitFor();
    const [message] = await receiveAll(queue);
    assert.match(message?.body ?? '', /^\{"n": 7, "id": "[0-9a-f-]{36}"\}$/);
  });

  it('sends many, lists those that failed, and retries them', async () => {
    const { page, queue } = await openComposer('composer-many');
    await body(page).fill('{{index}}');
    await page.getByLabel('Fill in placeholders').check();
    await page.getByText('Send many').click();
    await page.getByLabel('Messages', { exact: true }).fill('25');
    await page.getByRole('button', { name: 'Send 25' }).click();
    await page.getByText('Sent 25 of 25 messages.').waitFor();
    assert.equal((await service().readCounts(queue)).visible, 25);
    await service().deleteQueue(queue);
    await page.getByRole('button', { name: 'Send 25' }).click();
    await page.getByText('Sent 0 of 25 messages. 25 failed.').waitFor();
    await page.locator('.bulk-failures tbody tr').nth(24).waitFor();
    await page.getByRole('button', { name: 'Retry 25 Failed' }).click();
    await page.getByText('Sent 0 of 25 messages. 25 failed.').waitFor();
    await expectBody(page, '{{index}}');
  });

  it('ends a run of many messages when it is cancelled', async () => {
    const { page, queue } = await openComposer('composer-cancel');
    await body(page).fill('x');
    await page.getByText('Send many').click();
    await page.getByLabel('Messages', { exact: true }).fill('1000');
    await page.getByLabel('Per second').fill('5');
    await page.getByRole('button', { name: 'Send 1,000' }).click();
    await page.getByText(/Sent [1-9]\d* of 1,000 messages/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const text = await page.getByText(/Cancelled: sent \d+ of 1,000 messages/).innerText();
    const sent = Number(/sent (\d+)/.exec(text)?.[1]);
    assert.equal((await service().readCounts(queue)).visible, sent);
  });

  it('loads a message from elsewhere, and brings back what was typed', async () => {
    const queue = await createQueue('composer-load');
    const template = {
      kind: 'draft',
      draft: { body: 'loaded', attributes: [{ name: 'Picture', dataType: 'Binary.png', value: 'AP8=' }] },
      hasPlaceholders: false,
      note: 'Loaded the template “x”.',
    } as const;
    const { page } = await pages.open({ page: 'composer', host: composerHost({ queue, service, template }) });
    await body(page).fill('typed');
    await page.getByRole('button', { name: 'Templates' }).click();
    await page.getByText('Loaded the template “x”.').waitFor();
    await expectBody(page, 'loaded');
    const value = page.getByLabel('Value', { exact: true });
    await eventually(async () => assert.equal(await value.inputValue(), 'AP8='));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectBody(page, 'typed');
  });

  it('takes a body of a third of a MiB on one line, shows it harmlessly, and lets it be edited', async () => {
    const queue = await createQueue('composer-large');
    const start = '{"html":"<img src=x onerror=alert(1)>","escape":"\\u001b[31m","list":[';
    const body1 = `${start}${'{"id":12345678901234567890},'.repeat(12_000)}0]}`;
    const draft = { body: body1, attributes: [] };
    const template = { kind: 'draft', draft, hasPlaceholders: false, note: 'Loaded.' } as const;
    const { page } = await pages.open({ page: 'composer', host: composerHost({ queue, service, template }) });
    await page.getByRole('button', { name: 'Templates' }).click();
    await page.getByText('Loaded.').waitFor();
    await page.getByText('Valid JSON').waitFor();
    assert.equal(await page.locator('.cm-content img[onerror]').count(), 0);
    await body(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' ');
    await page.getByText(`${(body1.length + 1).toLocaleString('en-GB')} of 1,048,576 bytes`).waitFor();
    await send(page);
    await page.locator('.notice-success').waitFor();
    const [message] = await receiveAll(queue);
    assert.equal(message?.body, `${body1} `);
  });

  it('takes a Binary value from a file', async () => {
    const queue = await createQueue('composer-file');
    const host = composerHost({ queue, service, binary: 'AQID' });
    const { page } = await pages.open({ page: 'composer', host });
    await addAttribute(page, 'Picture', 'x', 'Binary');
    await page.getByRole('button', { name: /^From File…/ }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('.attribute-value')?.value === 'AQID',
    );
  });

  it('takes each saved text of the editor tab that has the body, and none from the page meanwhile', async () => {
    const queue = await createQueue('composer-tabs');
    let listener: Parameters<OpenBodyTab>[2] | undefined;
    const openBodyTab: OpenBodyTab = (_body, _mode, given) => {
      listener = given;
      return { show: () => undefined, dispose: () => undefined };
    };
    const { page } = await pages.open({
      page: 'composer',
      host: composerHost({ queue, service, openBodyTab }),
    });
    await body(page).fill('{"a":1}');
    await page.getByRole('button', { name: 'Open in Editor Tab' }).click();
    await page.getByText('The body is open in an editor tab.').waitFor();
    await body(page).click();
    await page.keyboard.type('lost');
    await expectBody(page, '{"a":1}');
    listener?.onSave('{"a":2}');
    await page.getByText('{"a":2}').waitFor();
    listener?.onClose();
    await page.getByRole('button', { name: 'Open in Editor Tab' }).waitFor();
  });

  it('says which delays are allowed', async () => {
    const { page } = await openComposer('composer-delay');
    await page.getByRole('textbox', { name: 'Delay (s)' }).fill('901');
    await page.getByText('The delay must be a whole number of seconds from 0 to 900.').waitFor();
  });
});

function body(page: Page) {
  return page.getByRole('textbox', { name: 'Body', exact: true });
}

function expectKept(panel: PanelPage, expected: string): Promise<void> {
  return eventually(() => {
    const { draft } = panel.kept as { readonly draft: TypedDraft };
    assert.equal(draft.body, expected);
  });
}

/** The lines as the editor shows them. */
async function readBody(page: Page): Promise<string> {
  const lines = await body(page).locator('.cm-line').allTextContents();
  return lines.join('\n');
}

function expectBody(page: Page, expected: string): Promise<void> {
  return eventually(async () => assert.equal(await readBody(page), expected));
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

async function addAttribute(
  page: Page,
  name: string,
  value: string,
  type = 'String',
  encoding = 'Text',
): Promise<void> {
  const index = await page.locator('.attribute').count();
  await page.getByRole('button', { name: 'Add Attribute' }).click();
  const row = page.locator('.attribute').nth(index);
  if (type !== 'String') await choose(row.getByRole('combobox', { name: 'Type' }), type);
  if (encoding !== 'Text') await choose(row.getByRole('combobox', { name: 'Value as' }), encoding);
  await row.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await row.getByRole('textbox', { name: 'Value', exact: true }).fill(value);
}

async function choose(dropdown: ReturnType<Page['locator']>, option: string): Promise<void> {
  await dropdown.click();
  await dropdown.getByRole('option', { name: option, exact: true }).click();
}
