import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { Commands } from '../contributions';
import { sharedFiles } from '../sqs/awsEnvironment';
import { type Connection, connectionColours } from '../sqs/connection';
import { type AddedConnection, idOf } from '../sqs/connectionStore';
import { connectionLabel } from '../words/connectionLabel';
import type { CommandContext, CommandTarget } from './commandContext';
import { Cancelled } from './commandFailure';
import { askEndpoint, askKeys, type ConnectionDraft, emptyDraft, type FormOptions } from './connectionForm';
import { pickConnection } from './pickers';
import type { CommandRunner } from './runCommand';
import { signIn } from './signIn';
import { testAndTell } from './testConnection';

type Target = CommandTarget;
type StoredConnection = Exclude<AddedConnection, { kind: 'profile' }>;

/** Add, edit, remove, test, mark and colour connections. */
export function registerManageConnections(context: CommandContext, runner: CommandRunner): vscode.Disposable {
  const { l10n } = vscode;
  return vscode.Disposable.from(
    runner.register(Commands.connectionAdd, l10n.t('Could not add the connection'), () => add(context)),
    runner.register(Commands.connectionEdit, l10n.t('Could not edit the connection'), (target: Target) =>
      edit(context, target),
    ),
    runner.register(Commands.connectionRemove, l10n.t('Could not remove the connection'), (target: Target) =>
      remove(context, target),
    ),
    runner.register(Commands.connectionTest, l10n.t('The connection does not work'), (target: Target) =>
      test(context, target),
    ),
    runner.register(Commands.connectionSignIn, l10n.t('Could not sign in'), (target: Target) =>
      signIn(context, target),
    ),
    runner.register(Commands.connectionMark, l10n.t('Could not mark the connection'), (target: Target) =>
      mark(context, target),
    ),
    runner.register(Commands.connectionColour, l10n.t('Could not set the colour'), (target: Target) =>
      setColour(context, target),
    ),
  );
}

async function add(context: CommandContext): Promise<void> {
  const { l10n } = vscode;
  const items = [
    {
      label: l10n.t('AWS Profile'),
      detail: l10n.t('Of the shared config and credentials files: SSO, roles, processes and keys.'),
      iconPath: new vscode.ThemeIcon('account'),
      add: addProfile,
    },
    {
      label: l10n.t('Access Key'),
      detail: l10n.t('Typed in, and kept in the secret storage of the editor.'),
      iconPath: new vscode.ThemeIcon('key'),
      add: addKeys,
    },
    {
      label: l10n.t('Custom Endpoint'),
      detail: l10n.t('LocalStack, ElasticMQ, AWS Emulator, or another server that speaks SQS.'),
      iconPath: new vscode.ThemeIcon('plug'),
      add: addEndpoint,
    },
  ];
  const title = l10n.t('Add Connection');
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title,
    placeHolder: l10n.t('Kind of connection'),
  });
  if (!picked) throw new Cancelled();
  const id = idOf(await picked.add(context));
  const connection = context.connections.find(id);
  if (connection) await testAndTell(context, connection);
}

async function addProfile({ awsFiles, connections }: CommandContext): Promise<AddedConnection> {
  const shown = new Set(connections.connections.map(({ id }) => id));
  const profiles = (await awsFiles.readProfiles()).filter(
    ({ name }) => !shown.has(idOf({ kind: 'profile', profile: name })),
  );
  if (profiles.length === 0) {
    throw new Error(
      vscode.l10n.t('There is no AWS profile on this machine that is not shown: “aws configure” makes one.'),
    );
  }
  const items = profiles.map(({ name, region, usesSso, url }) => ({
    label: name,
    description: [region, usesSso ? 'SSO' : undefined].filter(Boolean).join(' · '),
    ...(url ? { detail: url } : {}),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('Add AWS Profile'),
    placeHolder: vscode.l10n.t('Profile whose queues are shown'),
    matchOnDescription: true,
  });
  if (!picked) throw new Cancelled();
  const added = { kind: 'profile', profile: picked.label } as const;
  await connections.put(added);
  return added;
}

async function addKeys(context: CommandContext): Promise<AddedConnection> {
  const draft = await askKeys(formOptions(context, vscode.l10n.t('Add Access Key')), emptyDraft);
  return save(context, { kind: 'keys', id: `keys:${randomUUID()}` }, draft);
}

async function addEndpoint(context: CommandContext): Promise<AddedConnection> {
  const draft = await askEndpoint(formOptions(context, vscode.l10n.t('Add Custom Endpoint')), emptyDraft);
  return save(context, { kind: 'endpoint', id: `endpoint:${randomUUID()}` }, draft);
}

function formOptions({ connections }: CommandContext, title: string, connection?: Connection): FormOptions {
  const others = connections.connections.filter(({ id }) => id !== connection?.id);
  return { title, takenNames: others.map(({ label }) => label), hasSecret: false };
}

/** Keys first: a connection that is shown can be used. */
async function save(
  { connections, keys, services }: CommandContext,
  { kind, id }: Pick<StoredConnection, 'kind' | 'id'>,
  draft: ConnectionDraft,
): Promise<AddedConnection> {
  const { accessKeyId, sessionToken, name, region } = draft;
  if (kind === 'keys' || draft.hasKeys) {
    const secretAccessKey = draft.secretAccessKey || ((await keys.read(id))?.secretAccessKey ?? '');
    await keys.write(id, { accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined });
  } else {
    await keys.delete(id);
  }
  const added: AddedConnection =
    kind === 'keys'
      ? { kind, id, name, region }
      : { kind, id, name, region, url: draft.url, caFile: draft.caFile || undefined };
  services.reopen(id);
  connections.forget(id);
  await connections.put(added);
  return added;
}

async function edit(context: CommandContext, target: Target): Promise<void> {
  const connection = await pickAdded(context, target, vscode.l10n.t('Edit Connection'), ({ kind }) =>
    ['profile', 'keys', 'endpoint'].includes(kind),
  );
  const stored = context.connections.added.find((added) => idOf(added) === connection.id);
  if (!stored || stored.kind === 'profile') return editConfigFile();
  const keys = await context.keys.read(stored.id);
  const title = vscode.l10n.t('Edit {0}', connection.label);
  const options = { ...formOptions(context, title, connection), hasSecret: keys !== undefined };
  const before: ConnectionDraft = {
    ...emptyDraft,
    name: stored.name,
    region: stored.region,
    hasKeys: keys !== undefined,
    accessKeyId: keys?.accessKeyId ?? '',
    sessionToken: keys?.sessionToken ?? '',
    ...(stored.kind === 'endpoint' ? { url: stored.url, caFile: stored.caFile ?? '' } : {}),
  };
  const draft = await (stored.kind === 'keys' ? askKeys(options, before) : askEndpoint(options, before));
  await save(context, stored, draft);
  await testAndTell(context, connection);
}

/** A profile is edited where it is: AWS's tools read it too. */
async function editConfigFile(): Promise<void> {
  const [config] = sharedFiles(process.env);
  await vscode.window.showTextDocument(vscode.Uri.file(config));
}

async function remove(context: CommandContext, target: Target): Promise<void> {
  const { connections, keys, services } = context;
  const added = new Set(connections.added.map(idOf));
  const connection = await pickAdded(context, target, vscode.l10n.t('Remove Connection'), ({ id }) =>
    added.has(id),
  );
  if (!connection.isAdded) throw new Error(notAddedText(connection));
  const label = connectionLabel(connection);
  const button = vscode.l10n.t('Remove Connection');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the connection {0}?', label),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Its queues stay as they are. Its marks, and keys that were typed in, are forgotten.',
      ),
    },
    button,
  );
  if (chosen !== button) throw new Cancelled();
  services.reopen(connection.id);
  await keys.delete(connection.id);
  await connections.remove(connection.id);
}

function notAddedText(connection: Connection): string {
  return connection.kind === 'emulator'
    ? vscode.l10n.t('The emulator is always shown.')
    : vscode.l10n.t('{0} is shown because it is the profile in force. Choose another one.', connection.label);
}

async function test(context: CommandContext, target: Target): Promise<void> {
  await testAndTell(context, await pickConnection(context, target, vscode.l10n.t('Test Connection')));
}

async function mark(context: CommandContext, target: Target): Promise<void> {
  const title = vscode.l10n.t('Mark Connection');
  const connection = await pickConnection(context, target, title);
  const items = [
    {
      label: vscode.l10n.t('Read-only'),
      detail: vscode.l10n.t(
        'Calls that change anything are refused; receiving needs an unlock of the queue.',
      ),
      iconPath: new vscode.ThemeIcon('lock'),
      picked: connection.isReadOnly,
    },
    {
      label: vscode.l10n.t('Production'),
      detail: vscode.l10n.t(
        'Receiving needs an unlock that lasts ten minutes, and receiving on and on is refused.',
      ),
      iconPath: new vscode.ThemeIcon('shield'),
      picked: connection.isProduction,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('{0} {1}', title, connectionLabel(connection)),
    placeHolder: vscode.l10n.t('None: everything can be done, with a confirmation where something is lost'),
    canPickMany: true,
  });
  if (!picked) throw new Cancelled();
  const [readOnly, production] = items.map((item) => picked.includes(item));
  await context.connections.mark(connection.id, { isReadOnly: readOnly, isProduction: production });
}

async function setColour(context: CommandContext, target: Target): Promise<void> {
  const title = vscode.l10n.t('Set Colour');
  const connection = await pickConnection(context, target, title);
  const names = {
    red: vscode.l10n.t('Red'),
    orange: vscode.l10n.t('Orange'),
    yellow: vscode.l10n.t('Yellow'),
    green: vscode.l10n.t('Green'),
    blue: vscode.l10n.t('Blue'),
    purple: vscode.l10n.t('Purple'),
  };
  const items = [
    { label: vscode.l10n.t('No Colour'), colour: undefined },
    ...connectionColours.map((colour) => ({
      label: names[colour],
      iconPath: new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(`charts.${colour}`)),
      description: colour === connection.colour ? vscode.l10n.t('now') : '',
      colour,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    ignoreFocusOut: true,
    title: vscode.l10n.t('{0} of {1}', title, connectionLabel(connection)),
    placeHolder: vscode.l10n.t('Colour of its icon in the tree'),
  });
  if (!picked) throw new Cancelled();
  await context.connections.mark(connection.id, { colour: picked.colour });
}

/** The row's connection, else one of those that fit. */
async function pickAdded(
  context: CommandContext,
  target: Target,
  title: string,
  fits: (connection: Connection) => boolean,
): Promise<Connection> {
  if (target && 'connection' in target) return target.connection;
  const fitting = context.connections.connections.filter(fits);
  if (fitting.length === 0) throw new Error(vscode.l10n.t('No connection was added.'));
  const items = fitting.map((connection) => ({ label: connectionLabel(connection), connection }));
  const picked = await vscode.window.showQuickPick(items, { ignoreFocusOut: true, title });
  if (!picked) throw new Cancelled();
  return picked.connection;
}
