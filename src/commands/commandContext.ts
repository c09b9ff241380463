import type * as vscode from 'vscode';
import type { Bypasses } from '../environment/bypasses';
import type { EnvironmentBridge } from '../environment/environmentBridge';
import type { Explorer } from '../explorer/explorer';
import type { CloudWatchHistory } from '../history/cloudWatchHistory';
import type { LocalEmulator } from '../localEmulator/localEmulator';
import type { MoveJournal } from '../moves/moveJournal';
import type { Panels } from '../panels/panels';
import type { QueueRef } from '../shared/queue';
import type { AwsFiles } from '../sqs/awsFiles';
import type { ClientSources } from '../sqs/clients';
import type { Connection } from '../sqs/connection';
import type { ConnectionKeys } from '../sqs/connectionKeys';
import type { ConnectionStore } from '../sqs/connectionStore';
import type { RegionStore } from '../sqs/regionStore';
import type { RequestMeter } from '../sqs/requestMeter';
import type { SdkSqsServices } from '../sqs/sdkSqsServices';
import type { SqsServices } from '../sqs/sqsService';
import type { Unlocks } from '../sqs/unlocks';
import type { SentHistory } from '../templates/sentHistory';
import type { TrafficView } from '../trafficView/trafficView';

/** What commands work with. */
export interface CommandContext {
  readonly services: SqsServices & Pick<SdkSqsServices, 'reopen'>;
  readonly connections: ConnectionStore;
  readonly keys: ConnectionKeys;
  readonly awsFiles: AwsFiles;
  readonly unlocks: Unlocks;
  readonly meter: RequestMeter;
  readonly clients: ClientSources;
  readonly regions: RegionStore;
  readonly loadSqs: ClientSources['loadSqs'];
  readonly emulator: LocalEmulator;
  /** Where this user's emulator keeps its queues. */
  readonly emulatorFolder: string;
  readonly explorer: Pick<
    Explorer,
    | 'filter'
    | 'setFilter'
    | 'refresh'
    | 'pins'
    | 'openRegion'
    | 'reveal'
    | 'revealFound'
    | 'openSelectedRow'
    | 'knownQueues'
    | 'find'
    | 'redraw'
    | 'moveTasks'
  >;
  readonly panels: Pick<
    Panels,
    | 'openDashboard'
    | 'dashboardQueues'
    | 'openMessages'
    | 'openComposer'
    | 'openOverview'
    | 'addToOverview'
    | 'deleteSelectedMessage'
    | 'selectedMessages'
    | 'forgetMessages'
    | 'editText'
  >;
  readonly cloudWatch: CloudWatchHistory;
  readonly history: SentHistory;
  readonly journal: MoveJournal;
  /** The region that the emulator shows. */
  readonly emulatorRegion: () => string;
  readonly openTerminal: (endpoint: string, region: string) => void;
  readonly traffic: Pick<TrafficView, 'book' | 'reveal'>;
  readonly bridge: EnvironmentBridge;
  readonly bypasses: Bypasses;
  readonly log: vscode.LogOutputChannel;
}

/** A region of a connection, as a row of the tree names it. */
export interface RegionTarget {
  readonly connection: Connection;
  readonly region: string;
}

/** What a command is run on: a row of the tree, or nothing from the palette. */
export type CommandTarget =
  | { readonly queue: QueueRef }
  | RegionTarget
  | { readonly connection: Connection }
  | undefined;
