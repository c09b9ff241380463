import * as vscode from 'vscode';
import { checkEndpointUrl, isAccessKeyId, isLocalUrl, isRegionCode, tidyUrl } from '../sqs/connectionChecks';
import { DEFAULT_REGION } from '../sqs/regions';
import { regionItems } from './regionItems';
import { askChoice, askSteps, askText, type Step } from './steps';

/** What a form for keys or an endpoint asks. Empty texts are questions that were not answered. */
export interface ConnectionDraft {
  readonly url: string;
  readonly name: string;
  readonly region: string;
  /** Without keys, any do. */
  readonly hasKeys: boolean;
  readonly accessKeyId: string;
  /** Empty in a connection that is edited: the one that is kept stays. */
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Empty for the system's certificates. */
  readonly caFile: string;
}

export const emptyDraft: ConnectionDraft = {
  url: '',
  name: '',
  region: DEFAULT_REGION,
  hasKeys: false,
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  caFile: '',
};

/** How a form differs from the one of a new connection. */
export interface FormOptions {
  readonly title: string;
  /** Names that other connections have. */
  readonly takenNames: readonly string[];
  /** A secret key is kept already. */
  readonly hasSecret: boolean;
}

type FormStep = Step<ConnectionDraft>;

/** @throws Cancelled */
export function askEndpoint(options: FormOptions, draft: ConnectionDraft): Promise<ConnectionDraft> {
  const hasKeys = ({ hasKeys: has }: ConnectionDraft) => has;
  return askSteps(options.title, draft, [
    urlStep(),
    nameStep(options),
    regionCodeStep(),
    keysStep(),
    { ...accessKeyIdStep(() => undefined), isNeeded: hasKeys },
    { ...secretStep(options), isNeeded: hasKeys },
    { ...certificatesStep(), isNeeded: ({ url }) => url.startsWith('https:') },
  ]);
}

/** @throws Cancelled */
export function askKeys(options: FormOptions, draft: ConnectionDraft): Promise<ConnectionDraft> {
  return askSteps(options.title, draft, [
    nameStep(options),
    accessKeyIdStep((text) =>
      isAccessKeyId(text)
        ? undefined
        : vscode.l10n.t('An access key ID has 16 to 128 letters, digits and underscores.'),
    ),
    secretStep(options),
    sessionTokenStep(),
    regionStep(),
  ]);
}

function urlStep(): FormStep {
  return {
    ask: async (draft, frame) => {
      const { text, isBack } = await askText(frame, {
        prompt: vscode.l10n.t('URL at which SQS answers'),
        placeholder: 'http://localhost:4566',
        value: draft.url,
        check: urlMessage,
      });
      return { draft: { ...draft, url: tidyUrl(text) }, isBack };
    },
  };
}

function urlMessage(text: string): string | vscode.InputBoxValidationMessage | undefined {
  switch (checkEndpointUrl(text)) {
    case 'empty':
    case 'notUrl':
    case 'notHttp':
      return vscode.l10n.t('A URL begins with http:// or https://, such as {0}.', 'http://localhost:4566');
    case 'hasCredentials':
      return vscode.l10n.t('Leave user and password out of the URL: keys are asked for below.');
    case 'hasQuery':
      return vscode.l10n.t('Leave out what follows ? and #.');
    case undefined:
      return plainTextWarning(text);
  }
}

function plainTextWarning(text: string): vscode.InputBoxValidationMessage | undefined {
  if (text.trim().startsWith('https:') || isLocalUrl(text)) return undefined;
  const message = vscode.l10n.t('Messages will travel to another machine unencrypted.');
  return { message, severity: vscode.InputBoxValidationSeverity.Warning };
}

function nameStep({ takenNames }: FormOptions): FormStep {
  return {
    ask: async (draft, frame) => {
      const { text, isBack } = await askText(frame, {
        prompt: vscode.l10n.t('Name by which the connection is shown'),
        value: draft.name || (URL.canParse(draft.url) ? new URL(draft.url).host : ''),
        check: (name) => nameMessage(name.trim(), takenNames),
      });
      return { draft: { ...draft, name: text.trim() }, isBack };
    },
  };
}

function nameMessage(name: string, takenNames: readonly string[]): string | undefined {
  if (name === '') return vscode.l10n.t('The connection needs a name.');
  return takenNames.includes(name) ? vscode.l10n.t('Another connection is called {0}.', name) : undefined;
}

function regionCodeStep(): FormStep {
  return {
    ask: async (draft, frame) => {
      const { text, isBack } = await askText(frame, {
        prompt: vscode.l10n.t('Region whose queues are shown; more can be added later'),
        value: draft.region,
        check: (region) =>
          isRegionCode(region) ? undefined : vscode.l10n.t('A region looks like {0}.', DEFAULT_REGION),
      });
      return { draft: { ...draft, region: text.trim() }, isBack };
    },
  };
}

function regionStep(): FormStep {
  const items = regionItems();
  return {
    ask: async (draft, frame) => {
      const placeholder = vscode.l10n.t('Region whose queues are shown; more can be added later');
      const { value, isBack } = await askChoice(frame, placeholder, items, draft.region);
      return { draft: { ...draft, region: value ?? draft.region }, isBack };
    },
  };
}

function keysStep(): FormStep {
  return {
    ask: async (draft, frame) => {
      const items = [
        {
          label: vscode.l10n.t('No access key'),
          detail: vscode.l10n.t('LocalStack, ElasticMQ and most emulators take any.'),
          value: false,
        },
        {
          label: vscode.l10n.t('Access key'),
          detail: vscode.l10n.t('Kept in the secret storage of the editor.'),
          value: true,
        },
      ];
      const placeholder = vscode.l10n.t('How requests are signed');
      const { value, isBack } = await askChoice(frame, placeholder, items, draft.hasKeys);
      return { draft: { ...draft, hasKeys: value ?? draft.hasKeys }, isBack };
    },
  };
}

function accessKeyIdStep(check: (text: string) => string | undefined): FormStep {
  return {
    ask: async (draft, frame) => {
      const { text, isBack } = await askText(frame, {
        prompt: vscode.l10n.t('Access key ID'),
        value: draft.accessKeyId,
        check: (id) => (id.trim() === '' ? vscode.l10n.t('The access key needs its ID.') : check(id.trim())),
      });
      return { draft: { ...draft, accessKeyId: text.trim() }, isBack };
    },
  };
}

function secretStep({ hasSecret }: FormOptions): FormStep {
  return {
    ask: async (draft, frame) => {
      const { text, isBack } = await askText(frame, {
        prompt: hasSecret
          ? vscode.l10n.t('Secret access key; leave it empty to keep the one that is stored')
          : vscode.l10n.t('Secret access key'),
        value: draft.secretAccessKey,
        isSecret: true,
        check: (secret) =>
          secret.trim() === '' && !hasSecret ? vscode.l10n.t('The access key needs its secret.') : undefined,
      });
      return { draft: { ...draft, secretAccessKey: text.trim() }, isBack };
    },
  };
}

function sessionTokenStep(): FormStep {
  return {
    ask: async (draft, frame) => {
      const { text, isBack } = await askText(frame, {
        prompt: vscode.l10n.t('Session token; leave it empty for a long-term access key'),
        value: draft.sessionToken,
        isSecret: true,
        check: () => undefined,
      });
      return { draft: { ...draft, sessionToken: text.trim() }, isBack };
    },
  };
}

function certificatesStep(): FormStep {
  return {
    ask: async (draft, frame) => {
      const items = [
        { label: vscode.l10n.t("The system's certificates"), value: 'system' },
        {
          label: vscode.l10n.t('A CA file …'),
          description: draft.caFile,
          detail: vscode.l10n.t('PEM file that trusts a certificate signed by nobody known.'),
          value: 'file',
        },
      ];
      const placeholder = vscode.l10n.t('Certificates by which the endpoint is trusted');
      const { value, isBack } = await askChoice(frame, placeholder, items, draft.caFile ? 'file' : 'system');
      if (isBack) return { draft, isBack };
      return { draft: { ...draft, caFile: value === 'file' ? await askFile(draft.caFile) : '' }, isBack };
    },
  };
}

/** The file that was chosen before when the user picks none. */
async function askFile(before: string): Promise<string> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('CA File'),
    openLabel: vscode.l10n.t('Trust These Certificates'),
    ...(before ? { defaultUri: vscode.Uri.file(before) } : {}),
  });
  return picked?.[0]?.fsPath ?? before;
}
